"""What the finder of indicators knows: patterns/quantities/quantities.yaml and comparators.yaml, read strictly and compiled once.

A word list becomes one alternation, longest word first; a word that must stand right before a figure becomes a look-behind, so that asking
at an offset costs no search. Raises PatternError naming the file, rule and reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex
from pydantic import Field

from extractor.lexicon.patterns import Rule, Strict, any_before, compile_rule, load
from extractor.lexicon.units import Words


class NotIndicator(Rule):
    """One kind of figure that is no indicator; patterns/quantities/quantities.yaml says what each key means."""

    name: str
    why: str | None = None
    before: str | None = None
    figure: str | None = None
    after: str | None = None
    unless_before: str | None = None
    unless_after: str | None = None
    cased: bool = False
    small: bool = True
    plain: bool = False
    counted: bool = False
    mark: bool = False
    ruled: bool = True


class NumberWords(Rule):
    about: str
    before: list[str]


class Norms(Rule):
    about: str
    counted: list[str]
    units: list[str]
    before: list[str]
    ruled: list[str]
    after: list[str]
    not_before: list[str]


class Labels(Rule):
    about: str
    leads: list[str]
    copulas: list[str]
    measures: list[str]
    bodies: list[str]
    no_bodies: list[str]
    actors: list[str]
    no_actors: list[str]
    plans: list[str]
    sets: list[str]
    gives: list[str]
    name_ends: list[str]
    name_works: list[str]
    name_states: list[str]
    name_heads: list[str]
    adverbs: list[str]
    last_acts: list[str]
    scopes: list[str]
    no_scopes: list[str]
    no_members: list[str]
    verbs: list[str]
    no_verbs: list[str]
    nouns_before_verbs: list[str]
    ends: list[str]
    tails: list[str]
    breaks: list[str]
    parts: list[str]
    ratio_words: list[str]
    ratio: str
    share: str
    within: str
    sources: list[str]
    generic: list[str]
    pairs: list[str]
    amounts: list[str]
    of_things: list[str]
    no_things: list[str]
    no_alone: list[str]
    compared: list[str]


class Owners(Rule):
    about: str
    country: str
    central: list[str]
    institutions: list[str]
    local_institutions: list[str]
    reports: list[str]
    works: list[str]
    things: list[str]
    held: list[str]
    persons: list[str]
    all: list[str]
    cases: list[str]
    towards: list[str]
    norms: list[str]
    goes_on: list[str]
    heads: list[str]


class Periods(Strict):
    leads: list[str]
    stated: list[str]
    phrases: list[str]
    now: str
    months: str
    seasons: str
    yearly: str
    spells: str
    bases: list[str]
    compared: list[str]
    prices: list[str]
    counted_to: list[str]
    deadlines: list[str]
    plans: list[str]
    ahead: list[str]
    reports: list[str]
    tells: list[str]


class QuantitiesFile(Strict):
    """patterns/quantities/quantities.yaml."""

    not_indicators: list[NotIndicator]
    number_words: NumberWords
    norms: Norms
    labels: Labels
    owners: Owners
    periods: Periods


class ComparatorRule(Rule):
    comparator: str
    before: list[str]
    after: list[str] = Field(default_factory=list)
    time_after: list[str] = Field(default_factory=list)


class FromWords(Words):
    pass


class RoleRule(Rule):
    role: str
    before: list[str]


class Changes(Rule):
    about: str
    degrees: list[str]
    bases: list[str]
    more: list[str]
    gaps: list[str]
    plans: list[str]


class TopGroups(Rule):
    about: str
    before: list[str]
    after: list[str]


class Targets(Rule):
    about: str
    before: list[str]
    sole: list[str]
    goals: list[str]
    sections: list[str]
    results: list[str]
    orders: list[str]
    achieved: list[str]
    plans: list[str]
    given: list[str]
    attributes: list[str]
    existing: list[str]


class Limits(Rule):
    about: str
    units: list[str]
    counted: list[str]
    examples_of: list[str]
    classes: list[str]
    before: list[str]
    types: list[str]
    titles: list[str]
    ruling: str


class Plans(Rule):
    about: str
    before: list[str]
    adopted: list[str]
    adopting: list[str]
    objects: list[str]
    acts: list[str]


class Kinds(Rule):
    """What the kind of a document says of the sections whose headings leave it open."""

    about: str
    reports: list[str]
    plans: list[str]
    doubtful: list[str]
    ahead: list[str]
    due: list[str]
    neutral: list[str]


class Rates(Rule):
    about: str
    types: list[str]
    nouns: list[str]
    fixing: list[str]


class Standards(Words):
    rates: list[str]
    papers: list[str]
    due: list[str]
    factors: list[str]
    base_pay: list[str]
    conditions: list[str]
    then: list[str]


class Laid(Words):
    bodies: list[str]


class Aspects(Words):
    exceeded: list[str]
    exceeds: list[str]


class ComparatorsFile(Strict):
    """patterns/quantities/comparators.yaml."""

    comparators: list[ComparatorRule]
    from_words: Words
    roles: list[RoleRule]
    changes: Changes
    aspects: Aspects
    top_groups: TopGroups
    targets: Targets
    limits: Limits
    rates: Rates
    plans: Plans
    laid: Laid
    standards: Standards
    kinds: Kinds


def before(words: Iterable[str], gap: str = r"\s*") -> str:
    """A look-behind: one of the words stands right before this place, parted by `gap`."""
    return rf"(?<=(?<!\w){any_before(words)}{gap})"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A compiled rule of what is no indicator; a part that the rule lacks is None."""

    name: str
    before: Any
    figure: Any
    after: Any
    unless_before: Any
    unless_after: Any
    small: bool
    plain: bool
    counted: bool
    mark: bool
    ruled: bool  # it refuses also in a text that lays down rules


def _exclusion(rule: NotIndicator) -> Exclusion:
    flags = 0 if rule.cased else regex.IGNORECASE

    def part(pattern: str | None, *, behind: bool) -> Any:
        if pattern is None:
            return None
        return compile_rule(
            f"(?<={pattern})" if behind else pattern, file="quantities", rule=f"not_indicators → {rule.name}", flags=flags
        )

    return Exclusion(
        rule.name,
        part(rule.before, behind=True),
        part(rule.figure, behind=False),
        part(rule.after, behind=False),
        part(rule.unless_before, behind=True),
        part(rule.unless_after, behind=False),
        rule.small,
        rule.plain,
        rule.counted,
        rule.mark,
        rule.ruled,
    )


@cache
def quantities() -> QuantitiesFile:
    return load("quantities", QuantitiesFile)


@cache
def comparators() -> ComparatorsFile:
    return load("comparators", ComparatorsFile)


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """The rules of `not_indicators`, in the order of the file."""
    return tuple(_exclusion(rule) for rule in quantities().not_indicators)
