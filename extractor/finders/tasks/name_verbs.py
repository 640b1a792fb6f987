"""Whether a word that could be a verb is one: an act begins here, or it belongs to the name of a body.

    "các tổ chức chính trị", "cơ quan quản lý", "nhà thầu thi công" → part of the name; "Sở Y tế quản lý chặt chẽ …" → an act

In: the reading and a place in it. Words: patterns/tasks/assigned.yaml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from extractor.finders.bodies.named import in_compound
from extractor.finders.tasks.assigned_words import verb_at_start, whole, words
from extractor.lexicon.phrases import TASKS

LONGEST_BRACKET = 200  # of "(Sở Y tế, Ban Quản lý khu …", in code points
LONGEST_PASSIVE = 60  # of "được Đảng, Nhà nước …", in code points


@cache
def _organizations() -> Any:
    """"tổ chức" that is a noun: in an enumeration of bodies."""
    return TASKS.filled("organization_noun", after=words('owners', 'organizations_after'))


def verb_here(text: str, place: int, limit: int) -> int | None:
    return place if verb_at_start().match(text, place, limit) else None


def is_noun(text: str, start: int, limit: int) -> bool:
    """A word of a body's name that could be a verb: "các tổ chức chính trị", "cơ quan quản lý", "đơn vị tổ chức"."""
    if TASKS.ends_fixed_name.search(text, max(0, start - 30), start):
        return False
    if TASKS.bracket_of_bodies.search(text, max(0, start - LONGEST_BRACKET), start):
        return True
    if in_compound(text, start) or _organizations().match(text, start, limit) or _listed_organization(text, start) or TASKS.not_acting.search(text, max(0, start - 14), start):
        return True
    if TASKS.charges_with.match(text, start, limit) and TASKS.passive_of_body.search(text, max(0, start - LONGEST_PASSIVE), start):
        return True
    if whole("acts", "no_names").match(text, start, limit):
        return False
    if _trade(text, start, limit):
        return True
    return TASKS.noun_of_name.search(text, max(0, start - 20), start) is not None and whole("acts", "joint").match(text, start, limit) is None


def _listed_organization(text: str, start: int) -> bool:
    """"Cơ quan, tổ chức được giao …": one more body of a list."""
    return text.startswith("tổ chức", start) and TASKS.organization_listed.search(text, max(0, start - 24), start) is not None


def _trade(text: str, start: int, limit: int) -> bool:
    """"nhà thầu thi công khẩn trương …", "đơn vị tư vấn, nhà đầu tư": what they do for a living stands in the name."""
    trade = whole("acts", "trades").match(text, start, limit)
    if trade is None or TASKS.trading_body.search(text, max(0, start - 40), start) is None:
        return False
    after = trade.end()
    return after >= limit or (text[after] in " ,;" and limit - after < 3) or text[after] in ",;" or TASKS.and_owner.match(text, after, limit) is not None or verb_here(text, after + 1, limit) is not None
