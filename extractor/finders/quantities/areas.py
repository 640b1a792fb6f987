"""What a place or an enterprise has of itself, told in set phrases: "1.250 ha diện tích tự nhiên và 7.310 nhân khẩu của xã Bến Mơ", "diện tích tự nhiên là 12,5 km2, quy mô dân số là
7.310 người của xã Bến Mơ", "thôn Bến Mơ (diện tích 2,5 km2, dân số 731 người)", "doanh nghiệp do Nhà nước nắm giữ 65% vốn điều lệ".

In: a clause whose items are described. Out: the same items, whose labels are what is measured alone, and which are both of the place that is named behind the second; a share of the
capital of an enterprise is the enterprise's own, not of the one who manages or represents it.
"""

from __future__ import annotations

from itertools import pairwise

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.phrases import QUANTITIES

BACK = 160  # code points before a share in which the enterprise stands


def areas_of_places(clause: Clause) -> None:
    """Gives areas and the people beside them their labels and the place that has both."""
    for item, following in pairwise([*clause.items, None]):
        if item is None or item.percent or item.role is not None:
            continue
        area = QUANTITIES.has_area.match(clause.blank, item.figure.scale_end)
        if area is None:
            _area_before(clause, item, following)
            continue
        _settle(item, area["area"])
        if following is None or following.unit is None or following.percent:
            continue
        if QUANTITIES.people_behind_area.fullmatch(clause.blank, area.start("area"), following.figure.start) is None:
            continue
        _settle(following, following.unit.text)
        place = QUANTITIES.place_that_has.match(clause.blank, following.tail, clause.end)
        if place is not None:
            item.subject = following.subject = clean(place["place"])


def _area_before(clause: Clause, item: Item, following: Item | None) -> None:
    """Gives an area that is named before its figure, and the people behind it, to the place behind both or before the bracket that they stand in."""
    begin = max(clause.start, item.figure.start - BACK)
    area = QUANTITIES.area_before.search(clause.blank, begin, item.figure.start)
    if area is None:
        return
    people = QUANTITIES.people_beside_area.fullmatch(clause.blank, item.tail, following.figure.start) if following is not None and following.unit is not None else None
    place = None
    if people is not None or area["area"] != "diện tích":  # "khu dân cư xã Bến Mơ (diện tích 3 ha)": of the works
        place = QUANTITIES.place_before_bracket.search(clause.blank, begin, area.start("area"))
    if place is None and people is not None and following is not None:
        place = QUANTITIES.place_that_has.match(clause.blank, following.tail, clause.end) or QUANTITIES.place_before_comma.search(clause.blank, begin, area.start("area"))
    if place is None:
        return
    item.subject = clean(place["place"])
    _settle(item, area["area"])
    if people is not None and following is not None:
        following.subject = item.subject
        _settle(following, people["people"])


def capital_of_enterprises(clause: Clause) -> None:
    """Gives the share of a capital that somebody holds to the enterprise, and the capital as its label."""
    for item in clause.items:
        if not item.percent or item.role in CHANGES:
            continue
        capital = QUANTITIES.capital_behind.match(clause.blank, item.tail, clause.end)
        held = QUANTITIES.capital_held.search(clause.blank, max(clause.start, item.figure.start - BACK), item.figure.start) if capital is not None else None
        if capital is not None and held is not None:
            item.subject = clean(held["who"])
            _settle(item, clean(capital["capital"]))


def rates_that_change(clause: Clause) -> None:
    """Names rates by the opening of their sentence where the words before them only say that they are changed ("Lãi suất cho vay hộ nghèo; … được điều chỉnh giảm từ …")."""
    opening = QUANTITIES.rate_opening.match(clause.blank, clause.start, clause.end)
    if opening is None:
        return
    for item in clause.items:
        rate = item.percent or (item.unit is not None and "/" in item.unit.text)
        if rate and item.role not in CHANGES and item.label and QUANTITIES.only_changes.fullmatch(item.label) is not None:
            _settle(item, clean(opening["rate"]))


def _settle(item: Item, label: str) -> None:
    item.label, item.settled = label, True


__all__ = ["areas_of_places", "capital_of_enterprises", "rates_that_change"]
