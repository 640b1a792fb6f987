"""The grammar of written numbers: patterns/quantities/numbers.yaml, checked and compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractor.finders.quantities.number_words import Words
from extractor.lexicon.patterns import Rule, load


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
    words: Words


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def grammar() -> Grammar:
    """The grammar of patterns/quantities/numbers.yaml, compiled once. Raises PatternError where the file cannot be used."""
    p = load("numbers", NumberPatterns)
    scale = rf"(?:{_any(p.scales.words)})(?!\w)(?! (?:{_any(p.scales.not_before)})(?!\w))"
    short = rf"(?:{_any(p.scales.short)})(?=\.? ?đ)"
    to = rf"(?:{_any(p.ranges.words)})"
    near = rf"(?:(?:{_any(p.ranges.before_end)}) ?)?"
    upward = rf"(?: (?:{_any(p.ranges.after_start)}))?"
    return Grammar(
        number=re.compile(
            rf"(?P<digits>[0-9]+(?:[.,][0-9]+)*)(?P<percent> ?[%％‰])?(?: ?(?P<scale>{scale}(?: {scale})*)(?P<half> rưỡi(?!\w))?| ?(?P<short>{short})| (?P<hundredth>phần trăm)(?!\w))?"
        ),
        range_gap=re.compile(rf" ?[-÷~] ?{near}|{upward} {to} {near}"),
        unit_range_gap=re.compile(rf"(?P<unit> [^\W\d_]+(?:[ /][^\W\d_]+){{0,4}}?){upward} {to} {near}"),
        product_gap=re.compile(rf" ?(?:{_any(p.products.words)}) ?"),
        label=re.compile(rf"(?<!\w)(?:{_any(p.labels.words)}) $"),
        scales={**p.scales.words, **p.scales.short},
        words=p.words,
    )
