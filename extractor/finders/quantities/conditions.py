"""Figures that only a rule can lay down: factors of the base salary, and bounds that are the condition of what follows.

In: the text, the figure, its clause. Vocabulary: `standards` of patterns/quantities/comparators.yaml.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.quantities.numbers import NumberMention
from extractor.finders.quantities.reach import REACH
from extractor.finders.quantities.roles import BOUNDS
from extractor.finders.quantities.vocabulary import comparators
from extractor.lexicon.patterns import any_of


@cache
def _words() -> tuple[Any, Any, Any]:
    standards = comparators().standards
    return (
        regex.compile(rf"(?:\s+\p{{Ll}}+){{0,2}}\s+{any_of(standards.base_pay)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?:^|[:,]\s)\W*{any_of(standards.conditions)}(?!\w)[^,:;]*$", regex.IGNORECASE),
        regex.compile(rf"[^.;:]{{0,80}}?(?<!\w){any_of(standards.then)}(?!\w)"),
    )


def of_base_pay(text: str, figure: NumberMention) -> bool:
    """Whether the figure is a factor of the base salary ("0,3 lần mức lương cơ sở"), which only a rule can lay down."""
    return bool(_words()[0].match(text, figure.end, figure.end + REACH))


def is_condition(text: str, tail: int, clause: str, comparator: str) -> bool:
    """Whether a bound is the condition of what follows ("trường hợp giải ngân dưới 90% thì không xét thưởng")."""
    _, opening, then = _words()
    return comparator in BOUNDS and bool(opening.search(clause)) and bool(then.match(text, tail, tail + REACH))


__all__ = ["is_condition", "of_base_pay"]
