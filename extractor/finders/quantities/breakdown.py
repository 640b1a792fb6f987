"""Members of a list that takes a count or an amount apart: what they measure is what the whole measures, whose they are is their own name.

In: an item with its words, and the figure whose part it is. Out: the same item with label and subject. "Toàn huyện có 54 hộ nghèo, trong đó: xã Tây 12 hộ" gives 12 the label "hộ
nghèo" and the subject "xã Tây"; "tiếp nhận 41 đơn: tố cáo 5 đơn" gives 5 "đơn tố cáo" and leaves whose it is to the whole.
"""

from __future__ import annotations

from extractor.finders.quantities.bracket_lists import in_bracket_list
from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import (
    is_act,
    is_generic,
    is_measure,
    is_source,
    is_total,
    join,
    measure_in,
    measure_of_row,
)
from extractor.finders.quantities.named import can_own, is_body, is_scope
from extractor.finders.quantities.phrases import clean
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import unit_info

LONGEST = 7  # words of a member's name
LONGEST_HEAD = 12  # words of the head of a line that can name a rate
CASES = ("vụ", "ca", "trường hợp", "đợt", "ổ dịch")
RATES = ("đồng/",)
REACH = 64  # code points of the name of a member before its bracket


def opens_list(clause: Clause, item: Item, gap: str) -> bool:
    """Whether the words between the figure before and an item are only the colon of a list, and the item's own name ("54 hộ nghèo: xã Tây có 12 hộ")."""
    head, colon, _ = gap.partition(":")
    whole = clause.previous
    if whole is None or not colon or clause.whole is not None or whole.percent or not whole.name or whole.role in CHANGES:
        return False
    return clean(head) == whole.after and (item.unit is None or item.unit.kind == "guess" or _alike(item.unit.text, whole.name))


def _alike(unit: str | None, whole: str | None) -> bool:
    """Whether a part is counted as its whole is, also shortly ("hộ" of "hộ nghèo")."""
    return bool(unit and whole) and f"{whole} ".startswith(f"{unit} ")


def give_part(clause: Clause, item: Item) -> bool:
    """Gives a member of a list its label and subject by the whole that it is a part of; False where it is none."""
    whole = item.whole if item.whole is not None else clause.opening
    figure = whole.figure if whole is not None else None
    label = (whole.label if isinstance(whole, Item) else whole.topic) if whole is not None else None
    if whole is None or figure is None or label is None or item.percent or item.role in (*CHANGES, "rank") or item.after or not _alike(item.name, whole.name):
        return False
    name = item.phrase
    if not name or len(name.split()) > LONGEST or name[:1].isdigit() or is_measure(name) or is_total(name) or is_act(name) or is_source(name) or is_generic(name) or is_scope(name):
        return False
    if is_body(name):
        item.subject, item.label = name, label
    elif item.counted or (item.unit is None and unit_info(whole.name).dimension is None):
        item.label = clause.topic = join(item.name, name[:1].lower() + name[1:] if name[1:2].islower() else name)
    else:
        return False
    item.settled = True
    return True


def counted_by_list(clause: Clause) -> str | None:
    """What the words that open a list of members count ("Các tỉnh ghi nhận ca bệnh như sau: An Hòa (968), …": ca bệnh)."""
    if clause.counts is None:
        counts = QUANTITIES.counted_by_list.search(clause.text, clause.start, clause.items[0].figure.start)
        clause.counts = (counts["counted"].strip() if counts is not None else None,)
    return clause.counts[0]


def row_named(clause: Clause, item: Item) -> str | None:
    """The measure by which the words before a row of bodies measure them ("một số huyện đạt tỷ lệ huy động cao như: huyện A 209%, B 176%"), also for those behind the first."""
    led = clause.blank[clause.floor : item.lead]
    opening = led[: max(0, led.rfind(item.phrase))].rstrip()
    if opening.endswith((":", " như")):
        row = measure_of_row(QUANTITIES.list_opening.sub("", opening))
        clause.row = row or clause.row
        return row
    previous = clause.previous
    return clause.row if previous is not None and clause.row is not None and previous.label == clause.row and previous.name == item.name else None


def rate_for_whom(clause: Clause, item: Item) -> str | None:
    """What a rate of money is, where its own words only say for whom ("với mức chi: Đối với đội tuyển tỉnh 165.000 đồng/người/ngày; đội tuyển trẻ …"): the measure or the
    work before the line's colon."""
    if item.unit is None or not item.unit.text.startswith(RATES) or not item.phrase or is_measure(item.phrase) or not can_own(item.phrase):
        return None
    colon = clause.blank.rfind(":", clause.start, item.lead)
    head = clause.blank[clause.start : colon] if colon > 0 else ""
    return measure_in(head) or (clean(head) if 0 < len(head.split()) <= LONGEST_HEAD else None) or None


def cases_of(item: Item, unit: str) -> str | None:
    """What the cases are that a figure counts, where that stands before the verb ("Tai nạn giao thông xảy ra 196 vụ": "vụ tai nạn giao thông"); None for other counts."""
    told = QUANTITIES.cases_of.fullmatch(item.phrase) if unit in CASES and not item.after else None
    if told is None or is_body(told["thing"]) or is_act(told["thing"]):
        return None
    item.label_rule = "words behind it"
    return join(unit, told["thing"][:1].lower() + told["thing"][1:])


def give_listed(clause: Clause, item: Item) -> bool:
    """Gives a figure alone in its bracket the member's name before it as subject, and as label what the words that open the list count."""
    start, end = item.figure.start, item.figure.end
    if item.whole is not None or item.unit is not None or item.percent or not in_bracket_list(clause.text, start, end):
        return False
    member = QUANTITIES.member_before_bracket.search(clause.text, max(clause.start, start - REACH), start)
    counted = counted_by_list(clause)
    if member is None or counted is None:
        return False
    item.label = clause.topic = join(counted)
    item.subject, item.settled = member["name"], True
    return True


__all__ = ["cases_of", "counted_by_list", "give_listed", "give_part", "opens_list", "rate_for_whom", "row_named"]
