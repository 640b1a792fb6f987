"""Formulas of several signs that a text writes out: read by the usual order of signs, checked against the written result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pipeline import extract_text
from extractor.records import Finding, Relation


def ties(text: str) -> list[Relation]:
    return [r for r in extract_text(text).records if isinstance(r, Relation) and r.tie == "expression"]


@pytest.mark.parametrize(
    ("formula", "right", "wrong"),
    [
        ("3.860.000 + (3.860.000 x 7%) = {} đồng", "4.130.200", "4.230.200"),
        ("[(64.000.000 đồng – 18.000.000 đồng) x 0,5%] = {} đồng", "230.000", "280.000"),
        ("18.400.000 – 9.200.000 – 3.100.000 = {} đồng", "6.100.000", "6.900.000"),
        ("(214.000 x 50.000)/6.420.000 = {} đồng", "1.667", "1.967"),
        ("12 triệu x 300 triệu / (300 triệu + 450 triệu) = {} triệu đồng", "4,8", "5,8"),
        ("1.230 / 1.640 x 100 = {}%", "75", "78"),
        ("1.230 / 1.640 = {}%", "75", "78"),
        ("(112 + 134 + 147) : 3 = {} triệu đồng", "131", "151"),
        ("7 ngày công x 260.000 đồng/ngày + 3 chuyến x 1.400.000 đồng/chuyến = {} đồng", "6.020.000", "6.520.000"),
        ("(8.100.000 – 750.000)/0.75 = {} đồng", "9.800.000", "8.800.000"),
        ("20 triệu – 6 triệu – 9 triệu = {} triệu đồng", "5", "7"),
    ],
)
def test_a_written_formula_is_computed(formula: str, right: str, wrong: str) -> None:
    text = "Số phải nộp được tính như sau: " + formula
    assert [tie.holds for tie in ties(text.format(right))] == [True]
    assert [tie.holds for tie in ties(text.format(wrong))] == [False]
    told = [r for r in extract_text(text.format(wrong)).records if isinstance(r, Finding) and r.check == "product_mismatch" and r.severity in ("error", "warning")]
    assert len(told) == 1 and told[0].message.startswith("Phép tính không khớp")


@pytest.mark.parametrize(
    "text",
    [
        "Giai đoạn 2029 - 2031 = 3 năm.",
        "Chi 14 người x 250.000 đồng = 3.500.000 đồng.",
        "Tỷ lệ đạt 45% + 26% = 71%.",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 3/4/2031 (mã số = 15).",
        "Công thức: A = (B + C) x 5 = 20 đồng.",
    ],
)
def test_what_is_no_such_formula(text: str) -> None:
    assert not ties(text)


@given(a=st.integers(1_000, 9_999), b=st.integers(2, 99), c=st.integers(1_000, 9_999))
def test_signs_bind_as_usual(a: int, b: int, c: int) -> None:
    def dotted(n: int) -> str:
        return f"{n:,}".replace(",", ".")

    text = f"Kinh phí: {dotted(a)} đồng + {b} x {dotted(c)} đồng = {dotted(a + b * c)} đồng."
    assert [tie.holds for tie in ties(text)] == [True]
