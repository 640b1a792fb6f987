"""Figures that are still to be reached, or that a policy grants, by the words before them in their clause.

In: the clause up to the figure, the figure, its unit. "Để đạt mục tiêu đề ra, hai tháng còn lại phải thu thêm 12 tỷ đồng" and "cần nguồn vốn khoảng 1.200 tỷ đồng" tell what
is to come; "ngân sách tỉnh hỗ trợ với mức 2 triệu đồng/hộ" what each is given. Used by role_rules.py.
"""

from __future__ import annotations

from extractor.finders.quantities.number_marks import BILLION
from extractor.finders.quantities.numbers import NumberMention
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import unit_info
from extractor.lexicon.written_units import Unit


def still_to_do(clause: str) -> bool:
    """Whether the clause says what somebody sets himself, how much must be done yet to reach it, or in the time that is left."""
    return any(rule.search(clause) is not None for rule in (QUANTITIES.sets_itself, QUANTITIES.to_reach_a_goal, QUANTITIES.in_time_left))


def is_needed(clause: str, figure: NumberMention, unit: Unit | None) -> bool:
    """Whether an amount of money is one that is needed: the words say that it is money, or it is too large for the price of a thing."""
    if unit is None or unit.kind != "measure" or "/" in unit.text or unit_info(unit.text).dimension != "money":
        return False
    if QUANTITIES.money_needed.search(clause):
        return True
    return figure.value >= BILLION and QUANTITIES.bare_need.search(clause) is not None


def is_lent(clause: str, unit: Unit | None) -> bool:
    """Whether a rate is the interest of what a policy lends ("được vay 50 triệu đồng, lãi suất hiện nay là 6,6%/năm")."""
    return unit is not None and unit.text.startswith("%/") and QUANTITIES.lending_rate.search(clause) is not None


def is_granted(clause: str, unit: Unit | None) -> bool:
    """Whether a figure is what a policy gives each: a rate of money ("hỗ trợ với mức … đồng/hộ"), a bound ("được vay tối đa 100 triệu đồng")."""
    if unit is None or unit.kind not in ("measure", "time"):
        return False
    if QUANTITIES.granted_bound.search(clause) is not None:
        return True
    if unit.text == "%":
        return QUANTITIES.granted_share.search(clause) is not None
    if "/" not in unit.text or unit.text.startswith("%"):
        return False
    if unit_info(unit.text.split("/")[0]).dimension != "money" and QUANTITIES.rate_for_each.match(unit.text) is None:
        return False
    return QUANTITIES.granted_rate.search(clause) is not None or QUANTITIES.statutory_rate.search(clause) is not None


__all__ = ["is_granted", "is_lent", "is_needed", "still_to_do"]
