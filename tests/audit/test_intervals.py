"""Intervals hold every value that their operands allow; rounding is half up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.audit.figures import Figure
from extractor.audit.intervals import Interval, cut, interval_of, rounded

NUMBERS = st.decimals(min_value=-10**9, max_value=10**9, places=3)
PRECISIONS = st.sampled_from([Decimal(p) for p in ("0.01", "0.1", "1", "10", "1000000")])


def between(ends: tuple[Decimal, Decimal]) -> Interval:
    return Interval(min(ends), max(ends))


def inside(interval: Interval, share: Decimal) -> Decimal:
    return interval.low + (interval.high - interval.low) * share


INTERVALS = st.tuples(NUMBERS, NUMBERS).map(between)
SHARES = st.sampled_from([Decimal(s) for s in ("0", "0.25", "0.5", "1")])


@given(INTERVALS, INTERVALS, SHARES, SHARES)
def test_sums_differences_and_quotients_stay_inside(a: Interval, b: Interval, s: Decimal, t: Decimal) -> None:
    x, y = inside(a, s), inside(b, t)
    assert (a + b).low <= x + y <= (a + b).high
    assert (a - b).low <= x - y <= (a - b).high
    if b.low > 1:
        slack = Decimal("1e-20") * (abs(x) + 1)
        assert (a / b).low - slack <= x / y <= (a / b).high + slack


@given(NUMBERS, PRECISIONS)
def test_rounding_is_to_the_nearest_step_and_cutting_towards_zero(value: Decimal, precision: Decimal) -> None:
    near, low = rounded(value, precision), cut(value, precision)
    assert abs(near - value) <= precision / 2
    assert abs(low) <= abs(value) and abs(value - low) < precision
    assert near % precision == 0 and low % precision == 0


def test_half_is_rounded_up() -> None:
    assert rounded(Decimal("12.345"), Decimal("0.01")) == Decimal("12.35")


def test_a_count_is_a_point_and_a_share_is_not() -> None:
    count = Figure(0, 3, Decimal(412), Decimal(1), "412", "count")
    share = Figure(0, 6, Decimal("99.65"), Decimal("0.01"), "99,65%", "percent")
    assert interval_of(count) == Interval(Decimal(412), Decimal(412))
    assert interval_of(share) == Interval(Decimal("99.645"), Decimal("99.655"))


def test_empty_intervals_and_division_by_zero_are_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(Decimal(2), Decimal(1))
    with pytest.raises(ZeroDivisionError):
        Interval(Decimal(1), Decimal(2)) / Interval(Decimal(-1), Decimal(1))
