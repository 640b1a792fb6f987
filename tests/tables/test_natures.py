"""What the figures of a column are to those of the others: amounts, differences, quotients, shares, ranks; by its heads, else by its cells."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractor.tables.natures import columns_of, natures_of, said_by


@pytest.mark.parametrize(
    ("path", "nature"),
    [
        (("Năm 2031",), None),
        (("Chênh lệch 2031-2030",), "difference"),
        (("So sánh 31-30", "+/-"), "difference"),
        (("So sánh 31-30", "%"), "quotient"),
        (("Tăng, giảm", "%"), "quotient"),
        (("Tăng, giảm (%)",), "quotient"),
        (("BQGĐ 2027-2031 (%)",), "quotient"),
        (("Tốc độ tăng bình quân",), "quotient"),
        (("Cơ cấu (%)",), "share"),
        (("Cơ cấu", "%"), "share"),
        (("Tỷ lệ (%)",), None),
        (("Thứ hạng",), "rank"),
    ],
)
def test_heads_say_it(path: tuple[str, ...], nature: str | None) -> None:
    assert said_by(path) == nature


EARLIER = [214.0, 38.5, 1250.0, 77.4, 9.6, 431.0]
LATER = [260.5, 31.2, 1418.0, 80.1, 14.9, 402.7]


def natures(*columns: list[float], places: int = 1, heads: Sequence[tuple[str, ...]] = ()) -> tuple[str, ...]:
    values = np.array(columns).T
    return natures_of(heads, columns_of(heads, values, np.full(values.shape, 10.0**-places), [False] * len(columns)))


def test_cells_say_it_where_no_head_does() -> None:
    differences = [round(b - a, 1) for a, b in zip(EARLIER, LATER, strict=True)]
    assert natures(EARLIER, LATER, differences) == ("level", "level", "difference")
    shares = [round(100 * b / a, 1) for a, b in zip(EARLIER, LATER, strict=True)]
    assert natures(EARLIER, LATER, shares) == ("level", "level", "quotient")
    growth = [round(100 * b / a - 100, 1) for a, b in zip(EARLIER, LATER, strict=True)]
    assert natures(EARLIER, LATER, growth) == ("level", "level", "quotient")
    means = [round(100 * (b / a) ** (1 / 5), 1) for a, b in zip(EARLIER, LATER, strict=True)]
    assert natures(EARLIER, LATER, means) == ("level", "level", "quotient")


def test_amounts_stay_amounts() -> None:
    totals = [round(a + b, 1) for a, b in zip(EARLIER, LATER, strict=True)]
    assert natures(EARLIER, LATER, totals) == ("level",) * 3
    # An amount is a hundred times another by its rate as well: the rate is what varies less.
    rates = [round(100 * b / a, 2) for a, b in zip(EARLIER, LATER, strict=True)]
    assert natures(LATER, EARLIER, rates, places=2)[:2] == ("level", "level")
    empty = [float("nan")] * 6
    assert natures(EARLIER, empty, LATER) == ("level",) * 3


def test_rates_that_differ_more_than_the_amounts_are_known_by_their_head() -> None:
    late = [3.0, 11.0, 1.0, 9.0, 2.0, 5.0]
    rates = [round(100 * a / b, 2) for a, b in zip(late, LATER, strict=True)]
    heads = [("Tổng số",), ("Trễ hạn", "Số hồ sơ"), ("Trễ hạn", "Tỷ lệ")]
    assert natures(LATER, late, rates, places=2, heads=heads) == ("level", "level", "quotient")
    assert natures(LATER, late, [12.0, 3.5, 40.0, 20.5, 8.0, 16.0], places=2, heads=heads)[2] == "share"
