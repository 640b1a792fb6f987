"""The four grades, and the slips of one key that explain a result."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.audit.figures import Dimension, Figure
from extractor.audit.grades import (
    RatioForm,
    grade_difference,
    grade_percent_sum,
    grade_ratio,
    grade_sum,
    slip_explains_difference,
    slip_explains_ratio,
    slip_explains_sum,
    slips,
)


def figure(written: str, dimension: Dimension = "count", scale: int = 1, comparator: str = "=") -> Figure:
    """A figure as a Vietnamese text writes it: "12.460,5" with its scale."""
    bare = written.rstrip("%")
    value = Decimal(bare.replace(".", "").replace(",", "."))
    precision = Decimal(1).scaleb(-len(bare.partition(",")[2])) * scale
    kind: Dimension = "percent" if written.endswith("%") else dimension
    return Figure(0, len(written), value * scale, precision, written, kind, comparator=comparator)


SUMS = [
    (["31", "16"], "47", "count", "holds"),
    (["31", "16"], "49", "count", "inconsistent"),
    (["52", "4"], "36", "count", "impossible"),
    (["1.214,8", "1.386,3"], "2.601,1", "money", "holds"),
    (["1.214,8", "1.386,3"], "2.601,2", "money", "rounding"),
    (["1.214,8", "1.386,3"], "2.601,3", "money", "inconsistent"),
    (["12,25", "30,11"], "42,4", "measure", "holds"),
]


@pytest.mark.parametrize(("parts", "whole", "dimension", "grade"), SUMS)
def test_grades_of_sums(parts: list[str], whole: str, dimension: Dimension, grade: str) -> None:
    scale = 10**9 if dimension == "money" else 1
    verdict = grade_sum([figure(p, dimension, scale) for p in parts], figure(whole, dimension, scale))
    assert verdict.grade == grade
    assert verdict.holds is (grade in ("holds", "rounding"))


RATIOS: list[tuple[RatioForm, str, str, str, str]] = [
    ("share", "51.267", "70.144", "73,09%", "holds"),
    ("share", "51.267", "70.144", "73,08%", "rounding"),
    ("share", "51.267", "70.144", "73,07%", "inconsistent"),
    ("share", "318", "402", "71,9%", "inconsistent"),
    ("share", "16", "12", "75%", "impossible"),
    ("growth", "12.600", "12.000", "5%", "holds"),
    ("reduction", "14", "20", "30%", "holds"),
    ("of_fall", "12", "3", "20%", "holds"),
    ("of_rise", "12.480", "620", "5,2%", "holds"),
    ("level_after_fall", "935", "65", "93,5%", "holds"),
    ("level_after_rise", "1.065", "65", "106,5%", "holds"),
]


@pytest.mark.parametrize(("form", "a", "b", "whole", "grade"), RATIOS)
def test_grades_of_ratios(form: RatioForm, a: str, b: str, whole: str, grade: str) -> None:
    verdict = grade_ratio(form, figure(a), figure(b), figure(whole))
    assert verdict is not None and verdict.grade == grade


def test_rounding_twice_is_told_from_an_error() -> None:
    verdict = grade_ratio("share", figure("7447"), figure("100000"), figure("7,5%"))
    assert verdict is not None and verdict.grade == "rounding"


def test_an_open_figure_holds_on_the_side_that_it_names() -> None:
    near = figure("82%", comparator="~")
    assert grade_ratio("share", figure("91"), figure("111"), near).grade == "holds"  # type: ignore[union-attr]
    over = figure("12%", comparator=">")
    assert grade_ratio("share", figure("124"), figure("1.000"), over).grade == "holds"  # type: ignore[union-attr]
    assert grade_ratio("share", figure("114"), figure("1.000"), over).grade == "inconsistent"  # type: ignore[union-attr]


def test_no_ratio_without_a_base() -> None:
    assert grade_ratio("share", figure("5"), figure("0"), figure("5%")) is None


def test_differences_and_shares_of_a_whole() -> None:
    assert grade_difference(figure("58"), figure("31"), figure("27")).grade == "holds"
    assert grade_difference(figure("58"), figure("31"), figure("25")).grade == "inconsistent"
    parts = [figure(p) for p in ("26,03%", "29,22%", "39,91%", "4,83%")]
    assert grade_percent_sum(parts).grade == "rounding"
    assert grade_percent_sum([figure("97,5%"), figure("3,5%")]).grade == "inconsistent"


COUNTS = st.integers(min_value=10, max_value=10**8)


@given(st.lists(COUNTS, min_size=2, max_size=6))
def test_what_adds_up_holds_and_nothing_else(values: list[int]) -> None:
    parts = [figure(f"{v:,}".replace(",", ".")) for v in values]
    whole = sum(values)
    assert grade_sum(parts, figure(f"{whole:,}".replace(",", "."))).grade == "holds"
    assert not grade_sum(parts, figure(f"{whole + 1:,}".replace(",", "."))).holds


@given(COUNTS, st.data())
def test_every_wrong_key_is_a_slip(value: int, data: st.DataObject) -> None:
    digits = str(value)
    place = data.draw(st.integers(0, len(digits) - 1))
    kind = data.draw(st.sampled_from(["digit", "dropped", "doubled"]))
    if kind == "digit":
        spoiled = digits[:place] + data.draw(st.sampled_from("0123456789")) + digits[place + 1 :]
    else:
        spoiled = digits[:place] + digits[place + 1 :] if kind == "dropped" else digits[:place] + digits[place] + digits[place:]
    if int(spoiled) == value:
        return
    assert Decimal(value) in slips(Figure(0, 1, Decimal(int(spoiled)), Decimal(1), spoiled, "count"))


def test_slips_explain_each_kind_of_relation() -> None:
    assert slip_explains_sum([figure("1.458"), figure("305")], figure("1.768")) is not None
    assert slip_explains_sum([figure("1.458"), figure("305")], figure("9.117")) is None
    assert slip_explains_difference(figure("312"), figure("267"), figure("54")) is not None
    assert slip_explains_difference(figure("672"), figure("411"), figure("39")) is not None
    assert slip_explains_ratio("share", figure("402"), figure("606"), figure("63,34%")) is not None
    assert slip_explains_ratio("share", figure("9.343"), figure("967.416"), figure("100%")) is None


def test_a_misplaced_mark_is_a_slip() -> None:
    spoiled = Figure(0, 5, Decimal("19.43"), Decimal("0.01"), "19.43", "count")
    assert Decimal(1943) in slips(spoiled)
    assert Decimal("1.943") not in slips(figure("1.943"))  # its groups are in order
