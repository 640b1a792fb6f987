"""Sums of a line that miss by what the rounding of their terms leaves open, in several cells: they were computed of figures that are not shown in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.audit.relations import Candidate

SEVERAL = 3  # misses by rounding that say that a line was rounded
LONG = 6  # digits of a figure that is likely computed


def rounded_off(group: Sequence[Candidate]) -> list[Candidate]:
    """Long sums of a line that miss by no more than the rounding of their terms, in several cells: they were computed of unrounded figures."""
    near = [made for made in group if made.kind == "sum" and not made.verdict.holds and _by_rounding(made)]
    if len(near) < SEVERAL and not any(made.verdict.grade == "rounding" for made in group):
        return list(group)
    close = {id(made) for made in near}
    return [replace(made, verdict=replace(made.verdict, grade="rounding")) if id(made) in close else made for made in group]


def _by_rounding(made: Candidate) -> bool:
    assert made.whole is not None
    unit = max(f.precision for f in made.figures)
    return made.whole.digits >= LONG and abs(made.verdict.expected - made.verdict.actual) * 2 <= unit * (len(made.parts) + 1)
