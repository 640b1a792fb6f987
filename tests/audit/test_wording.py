"""Numbers in messages: without the tails of what a machine computed, in the writing of the figure that they stand for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.audit.figures import Figure
from extractor.audit.product_grades import grade_product
from extractor.audit.relations import Candidate
from extractor.audit.wording import computation, in_writing, number, operand


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("6.84999999999999", "6,85"),
        ("-56.68374999999991725", "-56,6837"),
        ("0.699999999999999", "0,7"),
        ("0.08141735015772912", "0,08142"),
        ("426512591158.037", "426.512.591.158"),
        ("34290424.262656", "34.290.424,2627"),
        ("104425510526076.9", "104.425.510.526.077"),
        ("104425510526076", "104.425.510.526.076"),
        ("-0.0", "0"),
        ("12460.5", "12.460,5"),
        ("0.25", "0,25"),
    ],
)
def test_a_number_without_its_tail(value: str, shown: str) -> None:
    assert number(Decimal(value)) == shown


def figure(written: str, value: str, precision: str = "1") -> Figure:
    return Figure(0, len(written), Decimal(value), Decimal(precision), written, "count")


@pytest.mark.parametrize(
    ("value", "written", "like", "shown"), [("2", "01", "1", "02"), ("12", "01", "1", "12"), ("1752", "1852", "1852", "1752"), ("1752", "1.852", "1852", "1.752"), ("82", "92", "92", "82")]
)
def test_another_value_is_written_like_the_figure(value: str, written: str, like: str, shown: str) -> None:
    assert in_writing(Decimal(value), figure(written, like)) == shown


def test_nothing_is_not_below_zero() -> None:
    assert operand(figure("-0", "-0"), Decimal(1)) == "0"


def test_what_a_sheet_shows_is_what_the_text_says() -> None:
    parts = figure("-82,75", "-82.75", "0.01"), figure("6,85", "6.84999999999999", "0.01")
    whole = figure("-530", "-529.9325", "1")
    made = Candidate("product", parts, whole, "product_told", grade_product(parts, whole, Decimal("0.1")), table=True)
    assert computation(made) == "-82,75 × 6,85 : 10 = -56,6837, văn bản ghi -530"
