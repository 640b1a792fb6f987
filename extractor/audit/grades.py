"""How a written result stands to the arithmetic of its operands: holds, rounding, inconsistent or impossible.

holds: what follows from the written operands is the written result, exactly or rounded half up to its digits.
rounding: only when cut off, rounded twice, or within what the rounding of the operands leaves open. Counts are never rounded.
inconsistent: neither. impossible: besides, no reading of the figures could make it true (a part above its whole).

A slip is one wrong key: a digit changed, dropped, doubled or swapped with its neighbour, a mark of thousands or decimals misplaced. Where
the text ties figures together only loosely, a result that one slip would explain is an error, and any other is no relation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Literal

from extractor.audit.figures import Figure
from extractor.audit.intervals import EXACT, TWO, ZERO, Interval, cut, interval_of, rounded

Grade = Literal["holds", "rounding", "inconsistent", "impossible"]
HUNDRED = Decimal(100)
TEN = Decimal(10)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`expected` follows from the operands, `actual` is written; up to `tolerance` apart the difference is rounding."""

    grade: Grade
    expected: Decimal
    actual: Decimal
    tolerance: Decimal

    @property
    def holds(self) -> bool:
        return self.grade in ("holds", "rounding")


def judge(expected: Decimal, whole: Figure, reach: Interval, *, counts: bool = False, impossible: bool = False) -> Verdict:
    """Grades a written `whole` against what its operands give: `expected` at face value, `reach` with their rounding."""
    return judge_value(expected, whole.value, whole.precision, reach, counts=counts or whole.exact, impossible=impossible)


def judge_value(
    expected: Decimal, actual: Decimal, precision: Decimal, reach: Interval, *, counts: bool = False, impossible: bool = False
) -> Verdict:
    """`judge` for a result that is given by its value and the weight of its last digit."""
    half = ZERO if counts else EXACT.divide(precision, TWO)
    written = Interval(EXACT.subtract(actual, half), EXACT.add(actual, half))
    tolerance = EXACT.add(half, max(EXACT.subtract(reach.high, expected), EXACT.subtract(expected, reach.low)))
    grade: Grade
    if rounded(expected, precision) == actual and not (counts and expected != actual and reach.low == reach.high):
        grade = "holds"
    elif reach.meets(written) or (not counts and (cut(expected, precision) == actual or _twice(expected, precision, actual))):
        grade = "rounding"
    else:
        grade = "impossible" if impossible else "inconsistent"
    return Verdict(grade, expected, actual, tolerance)


def _twice(expected: Decimal, precision: Decimal, actual: Decimal) -> bool:
    """Rounded to one or two digits more first, then to the written ones: 7,447 → 7,45 → 7,5."""
    fine = EXACT.divide(precision, TEN)
    return any(rounded(rounded(expected, f), precision) == actual for f in (fine, EXACT.divide(fine, TEN)))


def grade_sum(parts: Sequence[Figure], whole: Figure) -> Verdict:
    """Parts against their sum."""
    values = [p.value for p in parts]
    expected = reduce(EXACT.add, values, ZERO)
    reach = reduce(Interval.__add__, (interval_of(p) for p in parts))
    slack = ZERO if whole.exact else whole.precision
    impossible = any(v > EXACT.add(whole.value, slack) for v in values)
    return judge(expected, whole, reach, counts=all(p.exact for p in parts) and whole.exact, impossible=impossible)


def grade_difference(first: Figure, second: Figure, rest: Figure) -> Verdict:
    """first - second against what is said to remain or to be between them."""
    expected = EXACT.subtract(first.value, second.value)
    reach = interval_of(first) - interval_of(second)
    counts = first.exact and second.exact and rest.exact
    return judge(expected, rest, reach, counts=counts, impossible=expected < ZERO)


RatioForm = Literal["share", "growth", "reduction", "of_rise", "of_fall", "level_after_rise", "level_after_fall", "mean"]


def ratio_value(form: RatioForm, a: Decimal, b: Decimal) -> Decimal | None:
    """The percentage that `form` makes of a and b, None where it has none (division by zero).

    share a/b, growth a/b - 1, reduction 1 - a/b; of_rise d/(a-d) and of_fall d/(a+d) for a written change d = b of a level a;
    level_after_rise a/(a-d), level_after_fall a/(a+d); mean a/b, no percentage.
    """
    top, bottom = _fraction(form, a, b)
    if bottom == ZERO:
        return None
    value = EXACT.divide(top, bottom)
    return value if form == "mean" else EXACT.multiply(value, HUNDRED)


def _fraction(form: RatioForm, a: Decimal, b: Decimal) -> tuple[Decimal, Decimal]:
    if form in ("share", "mean"):
        return a, b
    if form == "growth":
        return EXACT.subtract(a, b), b
    if form == "reduction":
        return EXACT.subtract(b, a), b
    if form == "of_rise":
        return b, EXACT.subtract(a, b)
    if form == "of_fall":
        return b, EXACT.add(a, b)
    return a, EXACT.subtract(a, b) if form == "level_after_rise" else EXACT.add(a, b)


def grade_ratio(form: RatioForm, a: Figure, b: Figure, whole: Figure) -> Verdict | None:
    """A written percentage (or mean) against its two operands; None where they give none."""
    expected = ratio_value(form, a.value, b.value)
    if expected is None:
        return None
    x, y = interval_of(a), interval_of(b)
    corners = [ratio_value(form, p, q) for p in (x.low, x.high) for q in (y.low, y.high)]
    found = [c for c in corners if c is not None]
    reach = Interval(min(*found, expected), max(*found, expected)) if found else Interval(expected, expected)
    impossible = form == "share" and a.value > b.value > ZERO and whole.value <= HUNDRED
    return judge(expected, whole, reach, impossible=impossible and a.dimension == "count")


def grade_percent_sum(parts: Sequence[Figure]) -> Verdict:
    """Shares of one whole against 100."""
    expected = HUNDRED
    actual = reduce(EXACT.add, (p.value for p in parts), ZERO)
    reach = reduce(Interval.__add__, (interval_of(p) for p in parts))
    tolerance = EXACT.divide(EXACT.subtract(reach.high, reach.low), TWO)
    grade: Grade = "holds" if actual == expected else "rounding" if reach.low <= expected <= reach.high else "inconsistent"
    if grade == "inconsistent" and any(p.value > HUNDRED for p in parts):
        grade = "impossible"
    return Verdict(grade, expected, actual, tolerance)


def slips(figure: Figure) -> Iterator[Decimal]:
    """Every value that one wrong key makes of the written one (in units of its last digit, so marks of decimals move too)."""
    steps = EXACT.divide(figure.value, figure.precision)
    if steps != steps.to_integral_value() or steps < ZERO:
        return
    digits = str(int(steps))
    seen: set[str] = {digits}
    for position, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit:
                seen.add(digits[:position] + other + digits[position + 1 :])
            seen.add(digits[:position] + other + digits[position:])
        if position + 1 < len(digits):
            seen.add(digits[:position] + digits[position + 1] + digit + digits[position + 2 :])
            seen.add(digits[:position] + digits[position + 1 :])
    seen.update(digits + other for other in "0123456789")
    if len(digits) > 1:
        seen.add(digits[:-1])
    for zeros in range(1, 4) if figure.digits >= 3 else ():
        seen.add(digits + "0" * zeros)
        if len(digits) > zeros and digits.endswith("0" * zeros):
            seen.add(digits[:-zeros])
    seen.discard(digits)
    # Marks moved by up to three places, where the figure has decimals to move them over.
    for value in sorted({int(s) for s in seen}):
        yield EXACT.multiply(Decimal(value), figure.precision)
    for shift in (1, 2, 3) if figure.digits >= 3 else ():
        yield EXACT.scaleb(figure.value, shift)
        yield EXACT.scaleb(figure.value, -shift)


def slip_explains_sum(parts: Sequence[Figure], whole: Figure) -> Figure | None:
    """The one figure that a single wrong key may have spoiled, if correcting it makes the sum right."""
    total = reduce(EXACT.add, (p.value for p in parts), ZERO)
    for figure, needed in ((whole, total), *((p, EXACT.add(EXACT.subtract(whole.value, total), p.value)) for p in parts)):
        if needed >= ZERO and needed in set(slips(figure)):
            return figure
    return None


def slip_explains_ratio(form: RatioForm, a: Figure, b: Figure, whole: Figure) -> Figure | None:
    """The one figure of a ratio that a single wrong key may have spoiled."""
    for role, figure in enumerate((whole, a, b)):
        for value in slips(figure):
            operands = [whole, a, b]
            operands[role] = figure.with_value(value)
            verdict = grade_ratio(form, operands[1], operands[2], operands[0])
            if verdict is not None and verdict.grade == "holds":
                return figure
    return None
