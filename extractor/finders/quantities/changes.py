"""Figures that say a change once more, or go on with it, without a word of change of their own.

In: the clause, a figure and the one before it, which is a change. Out: whether they share the change. "giảm 12 vụ (bằng 4,5%)" and "giảm 12 vụ = 4,5%" tell
the same fall as a share; "giảm 12% về số vụ, 15% về số người chết" tells two falls; "tăng 3% so với tháng trước và 8% so với cùng kỳ" tells two rises; "So với năm 2030 tăng 12 vụ với 25 bị can" two of what is counted.
"""

from __future__ import annotations

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import Item
from extractor.finders.quantities.phrases import versus
from extractor.lexicon.phrases import QUANTITIES

REMAINING = 50  # percent, from which "bằng 97,5%" behind a change tells what is left, not the change
WITH = ("với", "và", ",", "")


def says_again(clause: Clause, item: Item, previous: Item) -> bool:
    """Whether the figure tells the change of the one before it."""
    between = clause.blank[previous.tail : item.figure.start]
    if item.percent and not previous.percent and item.figure.total is None:
        again = QUANTITIES.change_again.fullmatch(between)
        if again is not None and (again["rate"] is None or _in_bracket(clause, item)):
            return item.figure.value < REMAINING or QUANTITIES.amounts_to.search(between) is not None
    if item.role is not None:
        return False
    if item.percent == previous.percent and QUANTITIES.next_aspect.fullmatch(between):
        return QUANTITIES.of_aspect.match(clause.text, item.tail, clause.end) is not None
    if item.phrase and not item.counted:
        return False
    if item.percent == previous.percent and QUANTITIES.next_comparison.fullmatch(between):
        return bool(versus(clause.blank, clause.text, item.tail, clause.end))
    if item.unit is None or previous.unit is None or not (item.counted and previous.counted) or item.figure.total is not None:
        return False
    if QUANTITIES.victims.fullmatch(item.unit.text) and QUANTITIES.cases_or_victims.fullmatch(previous.unit.text) and QUANTITIES.next_victims.fullmatch(between):
        return True
    joint = between.strip()
    return joint in ("với", "/") or (joint in WITH and previous.versus != "" and QUANTITIES.member_ends.match(clause.text, item.tail, clause.end) is not None)


def _in_bracket(clause: Clause, item: Item) -> bool:
    """Whether the figure stands in a bracket ("(cắt giảm 9/45 ngày, tỷ lệ 20%)": of itself ", tỷ lệ" gives a share of all)."""
    return clause.text.rfind("(", clause.start, item.figure.start) > clause.text.rfind(")", clause.start, item.figure.start)


def fall_by(item: Item, text: str, start: int) -> str | None:
    """A fall whose verb stands before what falls ("giảm tỷ lệ hộ nghèo 1,5%"); None for anything else."""
    measured = item.figure.percent or (item.unit is not None and item.unit.kind == "measure")
    return "decrease" if measured and item.comparator != "<" and QUANTITIES.falls_by.search(text, start, item.lead) else None


__all__ = ["fall_by", "says_again"]
