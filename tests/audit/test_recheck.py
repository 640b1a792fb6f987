"""A relation judged again after its figures were corrected: the same arithmetic, by what is stored of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.audit.figures import Figure, dimension_of
from extractor.audit.product_grades import SCALES, grade_product
from extractor.audit.recheck import Stored, again


def figure(written: str, value: str, unit: str, *, total: str | None = None, precision: str = "1") -> Figure:
    return Figure(0, len(written), Decimal(value), Decimal(precision), written, dimension_of(unit, "level"), Decimal(total) if total else None, None, unit)


def homes(*values: str) -> list[Figure]:
    return [figure(value, value, "hộ") for value in values]


def shares(*values: str) -> list[Figure]:
    return [figure(f"{value}%", value, "%") for value in values]


@pytest.mark.parametrize(
    ("kind", "stored", "before", "now", "holds", "words"),
    [
        ("sum", (87, 97), homes("31", "56", "97"), homes("31", "66", "97"), True, "31 + 66 = 97"),
        ("sum", (87, 97), homes("31", "56", "97"), homes("31", "57", "97"), False, "31 + 57 = 88, văn bản ghi 97"),
        ("difference", (25, 25), homes("90", "65", "25"), homes("95", "65", "25"), False, "95 - 65 = 30, văn bản ghi 25"),
        ("complement", (25, 26), homes("90", "65", "26"), homes("91", "65", "26"), True, "91 - 65 = 26"),
        ("complement", (9, 9), [figure("21/30", "21", "xã", total="30"), *homes("9")], [figure("20/30", "20", "xã", total="30"), *homes("9")], False, "30 - 20 = 10, văn bản ghi 9"),
        ("percent_sum", (100, 98), shares("40", "35", "23"), shares("40", "35", "25"), True, "40% + 35% + 25% = 100%"),
        ("ratio", (25, 25), [*homes("30", "120"), *shares("25")], [*homes("36", "120"), *shares("25")], False, "36 / 120 = 30%, văn bản ghi 25%"),
        ("ratio", (20, 25), [*homes("120", "100"), *shares("25")], [*homes("125", "100"), *shares("25")], True, "(125 - 100) / 100 = 25%"),
        ("ratio", (70, 75), [figure("21/30", "21", "xã", total="30"), *shares("75")], [figure("21/28", "21", "xã", total="28"), *shares("75")], True, "21 / 28 = 75%"),
    ],
)
def test_the_same_arithmetic_with_corrected_figures(kind: str, stored: tuple[int, int], before: list[Figure], now: list[Figure], holds: bool, words: str) -> None:
    judged = again(Stored(kind, Decimal(stored[0]), Decimal(stored[1])), before, now)
    assert judged is not None and judged.verdict.holds == holds and judged.computation == words


def test_a_product_between_units_keeps_its_factor() -> None:
    before = [figure("500", "500", "ha"), figure("60", "60", "tạ/ha"), figure("3.000", "3000", "tấn")]
    now = [before[0], figure("62", "62", "tạ/ha"), before[2]]
    judged = again(Stored("product", Decimal(3000), Decimal(3000)), before, now)
    assert judged is not None and not judged.verdict.holds and judged.verdict.expected == 3100


@pytest.mark.parametrize("scale", SCALES)
def test_a_product_of_a_table_is_judged_again_whatever_its_units(scale: Decimal) -> None:
    product = Decimal(420) * 35 * 10**6 * scale  # 420 pieces at 35.000.000 đồng each, in millions
    before = [*homes("420"), figure("35.000.000", "35000000", "đồng"), figure("", str(product), "triệu đồng")]
    stored = grade_product(before[:2], before[2], scale)
    judged = again(Stored("product", stored.expected, stored.actual), before, [*homes("402"), *before[1:]])
    assert stored.holds and judged is not None and not judged.verdict.holds and judged.verdict.expected == Decimal(402) * 35 * 10**6 * scale


@pytest.mark.parametrize(
    ("kind", "figures"),
    [("count", homes("4")), ("sum", homes("7")), ("sum", homes("1", "2", "9")), ("ratio", [*homes("0", "0"), *shares("5")]), ("difference", homes("5", "3"))],
)
def test_what_cannot_be_told_is_not_told(kind: str, figures: list[Figure]) -> None:
    assert again(Stored(kind, Decimal(4), Decimal(9)), figures, figures) is None
