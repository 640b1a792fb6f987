"""Classes of ties: what in structure or words says that figures belong together, and how often figures so tied agree in real documents.

`patterns/audit/ties.yaml` names every class with its words and examples; `patterns/audit/rates.yaml` is written by `bench/hold_rates.py`,
which counts, over real documents, how many instances of a class hold whose figures are too long to agree by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import Field

from extractor.lexicon.patterns import PatternError, Rule, Strict, load
from extractor.messages import SAY

UNKNOWN = 0.5


class TieRule(Rule):
    """A class: what ties the figures, in both languages, and the rate that holds until one is measured.

    `open` where the words do not claim that all parts are named; `bound` where these are no more than the whole whether all are named or not; `variants` give a starting rate of their own to what the words leave open (see relations.Candidate).
    """

    vi: str
    en: str
    start: float
    open: bool = False
    bound: bool = False
    variants: dict[str, float] = Field(default_factory=dict)


class Count(Strict):
    """Of `seen` instances `held` hold."""

    held: int
    seen: int


class TieFile(Strict):
    ties: dict[str, TieRule]


class RateFile(Strict):
    rates: dict[str, dict[str, Count]]


@dataclass(frozen=True, slots=True)
class Tie:
    """A class of ties: its name, what it says in both languages, and its counts by variant."""

    name: str
    vi: str
    en: str
    start: dict[str, float]
    open: bool
    bound: bool
    counts: dict[str, Count]

    def rate(self, variant: str = "") -> float:
        """How often figures so tied agree: the measured counts, with the starting rate worth twenty instances."""
        start = self.start.get(variant, self.start[""] * UNKNOWN)
        count = self.counts.get(variant)
        if count is None:
            return start
        return (count.held + WEIGHT * start) / (count.seen + WEIGHT)

    @property
    def seen(self) -> int:
        """How many instances were counted."""
        return sum(c.seen for c in self.counts.values())


WEIGHT = 20.0  # instances that a starting rate is worth


@cache
def ties() -> dict[str, Tie]:
    """All classes by name. Raises PatternError for a rate of a class that is not declared."""
    rules = load("ties", TieFile).ties
    rates = load("rates", RateFile).rates
    unknown = sorted(set(rates) - set(rules))
    if unknown:
        raise PatternError(f"patterns/audit/rates.yaml: {', '.join(unknown)}", *SAY.lexicon("no_tie"))
    return {
        name: Tie(name, rule.vi, rule.en, {"": rule.start, **rule.variants}, rule.open, rule.bound, rates.get(name, {})) for name, rule in rules.items()
    }


def tie(name: str) -> Tie:
    """The class of that name. Raises PatternError where it is not declared."""
    known = ties()
    if name not in known:
        raise PatternError(f"patterns/audit/ties.yaml: {name}", *SAY.lexicon("no_tie"))
    return known[name]
