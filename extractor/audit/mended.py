"""What a figure would have to be for a relation to hold, and which figures of it one wrong key may have spoiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.audit.evidence import common_unit
from extractor.audit.figures import Figure
from extractor.audit.grades import ratio_slips, slips
from extractor.audit.intervals import EXACT, ZERO, rounded
from extractor.audit.relations import Candidate

ADDED = ("sum", "difference", "complement", "balance")


def same_place(one: Figure, other: Figure) -> bool:
    """They are one figure of the text."""
    return (one.start, one.end) == (other.start, other.end)


def needed(figure: Figure, made: Candidate) -> Decimal | None:
    """What the figure would have to be for the relation to agree, in its own last written place; None where no one value does."""
    whole = made.whole
    if whole is not None and len(made.parts) > 1 and all(p.total == whole.value for p in made.parts):
        return None  # every X/Y repeats the whole
    if whole is not None and same_place(figure, whole):
        return rounded(made.verdict.expected, figure.precision)
    if made.kind not in ADDED or whole is None or len({p.start for p in made.parts}) != len(made.parts):
        return None
    if figure.total is not None:
        return None
    gap = EXACT.subtract(made.verdict.actual, made.verdict.expected)
    added = made.parts if made.kind == "sum" else made.parts[:2] if made.kind == "balance" else made.parts[:1]
    minus = not any(same_place(figure, part) for part in added)
    value = EXACT.subtract(figure.value, gap) if minus else EXACT.add(figure.value, gap)
    if value < ZERO or (made.kind != "sum" and len(made.parts) == 1):
        return None
    return rounded(value, min(figure.precision, common_unit(made.figures)))


def keyed(made: Candidate) -> list[tuple[Figure, Decimal]]:
    """The figures that one wrong key may have spoiled, each with the only value that it makes of it with which the relation holds; the result first.

    Of X/Y, X and Y are figures of their own.
    """
    if made.whole is None:
        return []
    if made.form is not None:
        found = list(_of_ratio(made, made.whole))
    else:
        found = list(_of_product(made, made.whole) if made.kind == "product" else _of_sum(made))
    return [(f, value) for f, value in found if sum(other is f for other, _ in found) == 1]


def ratio_keyed(made: Candidate, figure: Figure) -> Iterator[Decimal]:
    """The values of one operand of a ratio that a wrong key may have spoiled."""
    if made.whole is not None and not same_place(figure, made.whole):
        yield from (value for f, value in _of_ratio(made, made.whole) if f is figure)


def _of_ratio(made: Candidate, whole: Figure) -> Iterator[tuple[Figure, Decimal]]:
    assert made.form is not None
    if len(made.parts) > 2:
        return  # several figures together are one operand
    first, second = made.terms
    if len(made.parts) == 1 and "/" in first.written:
        done, _, due = first.written.partition("/")
        first, second = replace(first, written=done.strip(), total=None), replace(second, written=due.strip())
    for figure, value, verdict in ratio_slips(made.form, first, second, whole):
        if verdict.grade == "holds":
            yield figure, value


def _of_product(made: Candidate, whole: Figure) -> Iterator[tuple[Figure, Decimal]]:
    actual, expected = made.verdict.actual, made.verdict.expected
    if rounded(expected, whole.precision) in slips(whole):
        yield whole, rounded(expected, whole.precision)
    for part in made.parts if expected and actual and made.tie != "expression" else ():
        wanted = EXACT.divide(EXACT.multiply(part.value, actual), expected)
        if wanted in slips(part):
            yield part, wanted


def _of_sum(made: Candidate) -> Iterator[tuple[Figure, Decimal]]:
    yield from ((f, value) for f in made.figures if (value := needed(f, made)) is not None and value and value in slips(f))
