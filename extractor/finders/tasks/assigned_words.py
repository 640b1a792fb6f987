"""What the finder of assigned tasks knows: patterns/tasks/assigned.yaml, read strictly and compiled once.

Lists are alternations of whole words, longest entry first. Raises PatternError naming the file, rule and reason.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.lexicon.patterns import Rule, Strict, compile_rule, load
from extractor.lexicon.phrases import TASKS, either


class Documents(Strict):
    directing: list[str]
    reporting: list[str]
    ruling: list[str]
    concluding: list[str]
    joint: list[str]
    itself: list[str]
    closing: list[str]
    telling: list[str]


class Sections(Strict):
    closed: list[str]
    open: list[str]
    sharing: list[str]
    ruling: list[str]
    ahead: list[str]
    asking: list[str]


class Owners(Strict):
    heads: list[str]
    bare: list[str]
    places: list[str]
    plurals: list[str]
    leads: list[str]
    tails: list[str]
    listing_tails: list[str]
    never: list[str]
    name_goes_on: list[str]
    many: list[str]
    organizations_after: list[str]
    topics: list[str]


class Giving(Strict):
    verbs: list[str]
    leaders: list[str]
    told: list[str]
    retellers: list[str]
    firm: list[str]
    modals: list[str]
    circumstances: list[str]
    by_name: list[str]
    appeals: list[str]
    carrying_out: list[str]
    following_up: list[str]
    of_itself: list[str]
    leading: list[str]
    steps: list[str]
    notably: list[str]
    purposes: list[str]
    urging: list[str]
    charged: list[str]
    topics: list[str]
    opening: list[str]
    listing: list[str]


class Acts(Strict):
    adverbs: list[str]
    verbs: list[str]
    often: list[str]
    capital: list[str]
    opening_only: list[str]
    qualifiers: list[str]
    openings: list[str]
    no_names: list[str]
    joint: list[str]
    trades: list[str]
    also: list[str]
    conditions: list[str]
    based_on: list[str]


class Deadlines(Strict):
    before: list[str]
    lead: list[str]
    attributive: list[str]
    purpose: list[str]
    recurring: list[str]


class Labels(Strict):
    lead: list[str]
    cooperate: list[str]
    deadline: list[str]
    product: list[str]
    alone: list[str]
    content: list[str]


class Products(Strict):
    made: list[str]
    nouns: list[str]
    ends: list[str]


class AssignedFile(Rule):
    """patterns/tasks/assigned.yaml."""

    documents: Documents
    sections: Sections
    owners: Owners
    giving: Giving
    acts: Acts
    deadlines: Deadlines
    labels: Labels
    products: Products
    priority: list[str]


@cache
def assigned() -> AssignedFile:
    """patterns/tasks/assigned.yaml."""
    return load("assigned", AssignedFile)


def words(group: str, name: str) -> str:
    """A list of the file as one alternation."""
    return either(getattr(getattr(assigned(), group), name))


def rule(pattern: str, name: str, case: bool = False) -> Any:
    """A compiled expression of the file."""
    return compile_rule(pattern, file="assigned", rule=name, flags=0 if case else regex.IGNORECASE)


@cache
def whole(group: str, name: str) -> Any:
    """A list of the file as whole words."""
    return rule(rf"(?<!\w)(?:{words(group, name)})(?!\w)", f"{group}.{name}")


@cache
def verb() -> Any:
    """An act's verb with the adverbs before it, somewhere behind a name. What the name itself may hold is no verb: capitals ("Sở Xây dựng"),
    and verbs of one syllable or that are nouns as well (`opening_only`), save behind an adverb."""
    acts = assigned().acts
    singles = set(acts.opening_only)
    adverbs, every, strong = words("acts", "adverbs"), words("acts", "verbs"), either(v for v in acts.verbs if v not in singles)
    return TASKS.filled("act_inside", adverbs=f"(?:{adverbs})", every=f"(?:{every})", strong=f"(?:{strong})")


@cache
def verb_at_start() -> Any:
    """The same at the beginning of a clause, where its first letter may be a capital."""
    adverbs, verbs = words("acts", "adverbs"), words("acts", "verbs")
    return TASKS.filled("act_opening", adverbs=f"(?:{adverbs})", verbs=f"(?:{verbs})")


@cache
def capital_adverb() -> Any:
    """An adverb with a capital after a name: "Chủ tịch UBND các huyện Khẩn trương rà soát"; bodies are not called so."""
    adverbs = either(e[0].upper() + e[1:] for e in assigned().acts.adverbs if " " in e and e[0].isalpha())
    verbs = words("acts", "verbs")
    capital = rf"(?:{words('acts', 'capital')})(?=,?\s+\p{{Ll}})"
    return rule(rf"(?<!\w)(?:(?:{adverbs})\s+(?:(?:{words('acts', 'adverbs')})\s+)*(?:{verbs})|{capital})(?!\w)", "acts.adverbs", case=True)
