"""Figures that say a change once more, or go on with it, without a word of change of their own.

In: the clause, a figure and the one before it, which is a change. Out: whether they share the change. "giảm 12 vụ (bằng 4,5%)" and "giảm 12 vụ = 4,5%" tell
the same fall as a share; "giảm 12% về số vụ, 15% về số người chết" tells two falls; "tăng 3% so với tháng trước và 8% so với cùng kỳ" tells two rises; "So với năm 2030 tăng 12 vụ với 25 bị can" two of what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.phrases import versus
from extractor.finders.quantities.roles import role_before
from extractor.lexicon.phrases import QUANTITIES

REMAINING = 50  # percent, from which "bằng 97,5%" behind a change tells what is left, not the change
WITH = ("với", "và", ",", "")
SIGNED = regex.compile(r"[-+−]")
APART = regex.compile(r"\(\s?(?P<sign>[-+−])\s$")  # "(- 4,7%)": a sign that a blank parts from its figure
DEGREE = 3  # blanks between a word of change and the bracket that says by how much


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


def change_in_bracket(items: Sequence[Item], number: int, text: str, blank: str, start: int) -> tuple[str | None, int, bool] | None:
    """The change that a figure in a bracket tells, where it begins, and whether its sign or a bracket of its own says so; None where it tells none. "giảm 12 vụ (-4%)",
    "làm giá tăng cao (0,9%)", "sản lượng đạt 12 tấn, tăng so với cùng kỳ (4%)", "Ấn Độ (giảm 31%) và Lào (6%)"; `blank` is the text without its dates."""
    item = items[number]
    figure = item.figure
    alone = figure.percent and text.startswith(")", figure.end)
    if SIGNED.match(text, figure.start) and text.endswith("(", 0, figure.start):
        role, lead = role_before(text, figure.start - 1)
        if role in CHANGES:
            return role, lead, True
        # "khu vực dịch vụ (-2,4%)": a sign in a bracket of its own tells of a change.
        return ("decrease" if figure.value < 0 else "increase", item.lead, True) if alone else None
    if not alone:
        return None
    apart = APART.search(text, start, figure.start)
    if apart is not None:
        return ("increase" if apart["sign"] == "+" else "decrease"), item.lead, True
    if not text.endswith("(", 0, figure.start):
        return None
    role, lead = role_before(text, figure.start - 1)  # "làm giá tăng cao (0,95%)"; not "thấp hơn cùng kỳ (64,7%)"
    if role in CHANGES and text.count(" ", lead, figure.start) <= DEGREE:
        return role, item.lead, False
    return _of_members(items, number, blank, start)


def _of_members(items: Sequence[Item], number: int, blank: str, start: int) -> tuple[str, int, bool] | None:
    """The change that the percentage alone in a bracket shares with the member before it, or of which the words before it tell."""
    figure = items[number].figure
    before = items[number - 1] if number else None
    if before is not None and before.figure.percent and before.role in CHANGES and QUANTITIES.next_in_bracket.fullmatch(blank, before.figure.end, figure.start):
        return before.role, items[number].lead, False
    begun = max(start, before.tail) if before is not None else start
    match, lead = QUANTITIES.changed_members.search(blank, begun, figure.start), items[number].lead
    if match is None and before is not None and not before.figure.percent:
        match = QUANTITIES.changed_than.search(blank, begun, figure.start)
        lead = match.start() if match is not None else lead
    return None if match is None else ("increase" if match["rise"] else "decrease", lead, False)


def _in_bracket(clause: Clause, item: Item) -> bool:
    """Whether the figure stands in a bracket ("(cắt giảm 9/45 ngày, tỷ lệ 20%)": of itself ", tỷ lệ" gives a share of all)."""
    return clause.text.rfind("(", clause.start, item.figure.start) > clause.text.rfind(")", clause.start, item.figure.start)


def fall_by(item: Item, text: str, start: int) -> str | None:
    """A fall whose verb stands before what falls ("giảm tỷ lệ hộ nghèo 1,5%"); None for anything else."""
    measured = item.figure.percent or (item.unit is not None and item.unit.kind == "measure")
    return "decrease" if measured and item.comparator != "<" and QUANTITIES.falls_by.search(text, start, item.lead) else None


__all__ = ["change_in_bracket", "fall_by", "says_again"]
