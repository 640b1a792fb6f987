"""Closed intervals of exact decimals: what a written figure may have been before it was rounded.

"99,65%" is [99.645, 99.655]; a count is one point. Arithmetic on intervals gives all values that the operands allow, as XBRL Calculations 1.1
checks sums. Division by an interval that holds zero is refused (ZeroDivisionError).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from extractor.audit.figures import OPEN_ENDS, Figure
from extractor.quick import quick

# Sums of money have up to 20 digits and shares need more places than they write: 60 digits lose nothing that is compared.
EXACT = Context(prec=60)
TWO = Decimal(2)
ZERO = Decimal(0)
ONE = Decimal(1)
FORTY = Decimal(40)


@quick
@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"interval {self.low} … {self.high} is empty")

    def __add__(self, other: Interval) -> Interval:
        return Interval(EXACT.add(self.low, other.low), EXACT.add(self.high, other.high))

    def __sub__(self, other: Interval) -> Interval:
        return Interval(EXACT.subtract(self.low, other.high), EXACT.subtract(self.high, other.low))

    def __mul__(self, other: Interval) -> Interval:
        ends = [EXACT.multiply(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        if other.low <= ZERO <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        ends = [EXACT.divide(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def times(self, factor: Decimal) -> Interval:
        """Every value times `factor`."""
        ends = (EXACT.multiply(self.low, factor), EXACT.multiply(self.high, factor))
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        """Some value is in both."""
        return self.low <= other.high and other.low <= self.high


def interval_of(figure: Figure) -> Interval:
    """What the figure may have been: a point where nothing was rounded, else half a last digit to both sides."""
    if figure.exact:
        return Interval(figure.value, figure.value)
    half = EXACT.divide(figure.precision, TWO)
    return Interval(EXACT.subtract(figure.value, half), EXACT.add(figure.value, half))


def bounded(figure: Figure, *, most: Decimal = FORTY) -> Interval:
    """What a figure of an open amount may have been: "trên 86.000" up to one more of its last digit that is no zero, "gần 1.350" down to one less; that digit
    weighs no more than one of `most` parts of the figure."""
    known = interval_of(figure)
    if figure.comparator not in OPEN_ENDS or not figure.value:
        return known
    last = figure.precision
    while last * 10 <= figure.value / most and not figure.value % (last * 10):
        last *= 10
    low = known.low if figure.comparator == ">" else EXACT.subtract(figure.value, last)
    return Interval(min(low, known.low), known.high if figure.comparator == "<" else max(known.high, EXACT.add(figure.value, last)))


def rounded(value: Decimal, precision: Decimal) -> Decimal:
    """`value` rounded half up to a multiple of `precision`, as officials round."""
    return EXACT.multiply(_whole(value, precision, ROUND_HALF_UP), precision)


def cut(value: Decimal, precision: Decimal) -> Decimal:
    """`value` with everything below `precision` cut off."""
    return EXACT.multiply(_whole(value, precision, ROUND_DOWN), precision)


def _whole(value: Decimal, precision: Decimal, rounding: str) -> Decimal:
    return EXACT.divide(value, precision).to_integral_value(rounding=rounding)
