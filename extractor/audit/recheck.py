"""A relation judged again with other values in the place of some of its figures, as a person corrected them.

A stored relation does not say which arithmetic it is in full (a share of a figure or of the Y of its X/Y, growth or reduction). The reading that gives
back what was stored, from the figures as they were extracted, is the one; it is then applied to the figures as they are now. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import get_args

from extractor.audit.document import short
from extractor.audit.expressions import Expression
from extractor.audit.figures import Figure
from extractor.audit.grades import (
    RatioForm,
    Verdict,
    grade_balance,
    grade_difference,
    grade_mean,
    grade_percent_sum,
    grade_ratio,
    grade_sum,
)
from extractor.audit.intervals import ONE
from extractor.audit.product_grades import SCALES, grade_amount, grade_output, grade_product
from extractor.audit.relations import Candidate
from extractor.audit.wording import computation

FORMS: tuple[RatioForm, ...] = get_args(RatioForm)
_UNREAD = Candidate("ratio", (), None, "", Verdict("holds", ONE, ONE, ONE))


@dataclass(frozen=True, slots=True)
class Stored:
    """A relation as the database has it: its kind, what followed from its figures, what was written, its grade."""

    kind: str
    expected: Decimal
    actual: Decimal
    grade: str | None = None
    formula: Expression | None = None  # of one that the text writes out with several signs


@dataclass(frozen=True, slots=True)
class Again:
    """What a relation says after the corrections, in words."""

    verdict: Verdict
    computation: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a relation: its ratio's form, which figures count by their total (the Y of X/Y), the written result last, the factor between the
    units of a product ("8.420 ha × 66,8 tạ/ha" in tấn), and what its roundings are judged by."""

    form: RatioForm | None = None
    totals: tuple[bool, ...] = ()
    factor: Decimal = ONE
    product: Callable[[Sequence[Figure], Figure, Decimal], Verdict] = grade_product


def again(stored: Stored, before: Sequence[Figure], now: Sequence[Figure]) -> Again | None:
    """The relation with the figures of `now`; of both the operands in their order, the written result last (none for shares that make 100%).

    None where no reading gives what was stored: then nothing can be said.
    """
    if stored.formula is not None:
        return _computed(stored, stored.formula, before, now)
    for reading in _readings(stored.kind, before):
        verdict = _verdict(stored.kind, reading, before)
        if verdict is None or not _is(stored, verdict):
            continue
        after = _verdict(stored.kind, reading, now)
        return None if after is None else Again(after, _words(stored.kind, reading, now, after))
    return None


def _is(stored: Stored, verdict: Verdict) -> bool:
    """It says what was stored."""
    return short(verdict.expected) == stored.expected and verdict.actual == stored.actual and stored.grade in (None, verdict.grade)


def _computed(stored: Stored, formula: Expression, before: Sequence[Figure], now: Sequence[Figure]) -> Again | None:
    """A written formula, in the scale in which its result was told."""
    told = formula.verdicts(before[:-1], before[-1])
    place = next((i for i, verdict in enumerate(told) if _is(stored, verdict)), None)
    after = formula.verdicts(now[:-1], now[-1]) if place is not None else []
    if place is None or place >= len(after):
        return None
    said = formula.said(before[:-1], now[:-1])
    return Again(after[place], computation(Candidate("product", tuple(now[:-1]), now[-1], "expression", after[place], said=said)))


def _readings(kind: str, figures: Sequence[Figure]) -> Iterator[_Reading]:
    """By their values first, then by a total of one, then by all totals."""
    none = (False,) * len(figures)
    every = tuple(f.total is not None for f in figures)
    single = [tuple(i == at for i in range(len(figures))) for at, f in enumerate(figures) if f.total is not None]
    for totals in dict.fromkeys((none, *single, every, (*every[:-1], False))):
        if kind == "product":
            yield from (_Reading(None, totals, factor, judge) for judge in (grade_amount, grade_output) for factor in SCALES)
        else:
            yield from (_Reading(form, totals) for form in (FORMS if kind == "ratio" else (None,)))


def _verdict(kind: str, reading: _Reading, figures: Sequence[Figure]) -> Verdict | None:
    try:
        return _graded(kind, reading, [f.with_value(f.total) if own and f.total is not None else f for f, own in zip(figures, reading.totals, strict=True)])
    except (ZeroDivisionError, InvalidOperation):
        return None


def _graded(kind: str, reading: _Reading, figures: list[Figure]) -> Verdict | None:
    if kind == "percent_sum":
        return grade_percent_sum(figures)
    *parts, whole = figures
    if not parts:
        return None
    if kind == "sum":
        return grade_sum(parts, whole)
    if kind == "mean":
        return grade_mean(parts, whole)
    if kind == "product":
        return reading.product(parts, whole, reading.factor)
    if kind == "balance":
        return grade_balance(parts, whole) if len(parts) == 3 else None
    if kind in ("difference", "complement"):
        first, second = _two(parts)
        if first is None or second is None:
            return None
        if kind == "difference" and len(parts) == 1 and first.value < second.value:
            first, second = second, first
        return grade_difference(first, second, whole)
    if kind == "ratio" and reading.form is not None:
        if len(parts) > 2 and reading.form == "mean":
            return grade_mean(parts, whole)
        if len(parts) > 2:
            # A share of several figures together, or several figures as a share.
            parts = list(replace(_UNREAD, parts=tuple(parts), form=reading.form).terms)
        base, part = _two(parts) if len(parts) == 1 else (parts[1], parts[0])
        return grade_ratio(reading.form, part, base, whole) if part is not None and base is not None else None
    return None


def _two(parts: Sequence[Figure]) -> tuple[Figure | None, Figure | None]:
    """What a difference is taken of: two figures, or the Y and the X of one X/Y."""
    if len(parts) == 2:
        return parts[0], parts[1]
    one = parts[0]
    return (one.with_value(one.total), one.with_value(one.value)) if len(parts) == 1 and one.total is not None else (None, None)


def _words(kind: str, reading: _Reading, figures: Sequence[Figure], verdict: Verdict) -> str:
    read = [replace(f, value=f.total, total=None, written=f.written.rpartition("/")[2].strip()) if own and f.total is not None else f for f, own in zip(figures, reading.totals, strict=True)]
    parts, whole = (read, None) if kind == "percent_sum" else (read[:-1], read[-1])
    return computation(Candidate(kind, tuple(parts), whole, "", verdict, form=reading.form))
