"""The grammar of written numbers: patterns/quantities/numbers.yaml, checked and compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.finders.quantities.number_words import Words
from extractor.lexicon.patterns import Rule, alternatives, load
from extractor.lexicon.phrases import QUANTITIES


class Plain(Rule):
    """A part of the grammar without words of its own."""

    about: str


class Signs(Plain):
    """Words or signs of one role."""

    words: list[str]


class Scales(Plain):
    """Scale words with their factors; `short` ones stand before "đ"; a word of `not_before` after one makes it another word ("tỷ lệ")."""

    words: dict[str, int]
    short: dict[str, int]
    not_before: list[str]


class Ranges(Signs):
    """Words between the ends of a range, and what may stand at the ends."""

    before_end: list[str]
    after_start: list[str]


class NumberPatterns(Rule):
    """patterns/quantities/numbers.yaml."""

    digits: Plain
    fractions: Plain
    scales: Scales
    ranges: Ranges
    labels: Signs
    products: Signs
    words: Words


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled expressions, over lower-cased text, and the factors of the scale words."""

    number: re.Pattern[str]
    range_gap: re.Pattern[str]
    unit_range_gap: re.Pattern[str]
    product_gap: re.Pattern[str]
    label: re.Pattern[str]
    scales: dict[str, int]
    full: frozenset[str]  # scale words that are not shortened, and so may be names
    words: Words


@cache
def grammar() -> Grammar:
    """The grammar of patterns/quantities/numbers.yaml, compiled once. Raises PatternError where the file cannot be used."""
    p = load("numbers", NumberPatterns)
    scale = rf"(?:{alternatives(p.scales.words)})(?!\w)(?! (?:{alternatives(p.scales.not_before)})(?!\w))"
    short = rf"(?:{alternatives(p.scales.short)})(?=\.? ?đ)"
    to = rf"(?:{alternatives(p.ranges.words)})"
    near = rf"(?:(?:{alternatives(p.ranges.before_end)}) ?)?"
    upward = rf"(?: (?:{alternatives(p.ranges.after_start)}))?"
    return Grammar(
        number=re.compile(QUANTITIES.written("number_in_digits", scale=scale, short=short)),
        range_gap=re.compile(rf" ?[-÷~] ?{near}|{upward} {to} {near}"),
        unit_range_gap=re.compile(rf"(?P<unit> ?[^\W\d_]+[23²³]?(?:[ /][^\W\d_]+[23²³]?){{0,4}}?){upward} {to} {near}"),
        product_gap=re.compile(rf" ?(?:{alternatives(p.products.words)}) ?"),
        label=re.compile(rf"(?<!\w)(?:{alternatives(p.labels.words)}) $"),
        scales={**p.scales.words, **p.scales.short},
        full=frozenset(p.scales.words),
        words=p.words,
    )
