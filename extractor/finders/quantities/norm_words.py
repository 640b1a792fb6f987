"""Whose or of what the figures of a norm are by the words right beside them: what has the measure that a condition bounds, for whom a rate is, what an amount is of.

In: an item with its words, its clause. Out: the same item with its subject, and the words behind it that named it taken from its label. "đối với tuyến luồng có tổng số điểm từ 85 điểm" is of
"tuyến luồng", "nếu giao dịch có giá trị từ 50 triệu đồng" of "giao dịch", "số lượng dưới 5 kg pháo hoa" of "pháo hoa", "Phạt tiền 5 triệu đồng đối với hành vi đổ rác" of "hành vi đổ rác".
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import inner_measure, is_generic, is_measure, join
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import unit_info

BACK = 160  # code points before a figure in which what has the measure stands
LONGEST, LONGEST_DEED = 20, 60  # words of a name, of a deed that is fined


def points_for(clause: Clause, item: Item) -> str | None:
    """What points are given for: all the words of a criterion before them ("Có trang tin, thư viện số: 5 điểm"); None where the sentence tells of a score."""
    scale = _of_scale(clause)
    if scale is not None:
        return scale
    if item.name != "điểm" or item.percent or clause.previous is not None or item.role in CHANGES or item.bracketed or item.entitled:
        return None
    found = QUANTITIES.points_for.fullmatch(clause.blank, clause.start, item.figure.start)
    return join(clean(found["what"])) if found is not None else None


def _of_scale(clause: Clause) -> str | None:
    """What a scale of points judges, for all its figures ("Tỷ lệ hộ nghèo từ 5% trở lên được tính 2 điểm; trên 5% thì cứ thêm 1% được tính thêm 0,5 điểm"): the
    measure that it opens with, else that of the line above its cases."""
    found = QUANTITIES.scale_of_points.match(clause.blank, clause.start, clause.end)
    if found is None:
        return None
    what = clean(found["what"])
    above = clause.opening.topic if clause.opening is not None else None
    return join(what if is_measure(what) else above if above and is_measure(above) else None)


def of_norm(clause: Clause, item: Item, ceiling: int) -> bool:
    """Gives the item what its norm is of; False where the words beside it do not say."""
    return _has_measure(clause, item) or _amount_of(clause, item) or _towards(clause, item, ceiling) or _of_share(clause, item)


def _has_measure(clause: Clause, item: Item) -> bool:
    """ "nếu giao dịch có giá trị từ …", "đối với tổ chức có tỷ lệ vốn trên …": of what has the measure."""
    if not item.phrase or not is_measure(item.phrase):
        return False
    has = QUANTITIES.has_measure.search(clause.blank, max(clause.start, item.lead - BACK), item.lead)
    if has is None or not clean(clause.blank[has.end() : item.lead]).startswith(item.phrase[:8]):
        return False
    item.subject = clean(has["thing"])
    return bool(item.subject)


def _amount_of(clause: Clause, item: Item) -> bool:
    """ "số lượng dưới 05 kg pháo hoa hoặc dưới 0,5 kg thuốc pháo": each of the substance behind it."""
    unit, previous = item.unit, clause.previous
    if unit is None or unit.kind != "measure" or item.percent or not item.after or unit_info(unit.text).dimension in (None, "money"):
        return False
    goes_on = not item.phrase and previous is not None and previous.amount and _joined(clause.blank[clause.floor : item.figure.start])
    measured = inner_measure(item.phrase)
    if not goes_on and not (measured and is_generic(measured) and len(item.after.split()) <= LONGEST // 2):
        return False
    item.amount, item.subject = True, item.after
    item.label = previous.label if goes_on and previous is not None else measured
    item.settled = True
    return True


def _of_share(clause: Clause, item: Item) -> bool:
    """ "100% chi phí khám bệnh đối với người bệnh …": whose the share is stands behind what it is a share of."""
    if not item.percent or item.phrase or item.role in CHANGES or clause.previous is not None:
        return False
    found = QUANTITIES.share_towards.fullmatch(item.after)
    if found is None:
        return False
    item.after, item.subject = found["what"], found["who"]
    return True


def _joined(words: str) -> bool:
    """Whether the words between two amounts end with one that joins them, and hold no mark."""
    return QUANTITIES.or_less.search(words) is not None and not any(mark in words for mark in ",;:.")


def _towards(clause: Clause, item: Item, ceiling: int) -> bool:
    """ "Phạt tiền từ … đồng đối với hành vi …", "- 5% đối với tổ chức phát hành …": for whom or what a norm is."""
    if item.role in CHANGES or item.unit is None or (item.percent and (item.phrase or clause.previous is not None)):
        return False
    deed = QUANTITIES.norm_towards_deed.match(clause.blank, item.tail, clause.end)
    match = deed or QUANTITIES.norm_towards.match(clause.blank, item.tail, ceiling)
    who = clean(match["who"]) if match is not None else ""
    if who and item.phrase and QUANTITIES.any_case.match(who):
        item.after = ""  # "Phạt tiền … đối với trường hợp có …": of no name
    if not who or len(who.split()) > (LONGEST_DEED if deed is not None else LONGEST) or QUANTITIES.any_case.match(who):
        return False
    item.subject = who
    if item.phrase or clause.topic:
        item.after = ""
    return True


__all__ = ["of_norm", "points_for"]
