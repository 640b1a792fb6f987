"""A scale of millions with a day behind it: the amount of that day, no number of years."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Indicator


def figures(text: str) -> list[tuple[object, str | None, str]]:
    return [(r.value, r.unit, r.role) for r in extract_text(text).records if isinstance(r, Indicator)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Thu nhập bình quân của hộ là 8 triệu năm 2031.", 8_000_000, "đồng"),
        ("Doanh thu của hợp tác xã đạt 12 triệu năm ngoái.", 12_000_000, "đồng"),
        ("Chi phí quản lý 3,5 tỷ năm 2032.", 3_500_000_000, "đồng"),
        ("Hóa thạch có tuổi 65 triệu năm.", 65_000_000, "năm"),
    ],
)
def test_a_day_behind_millions_is_when(text: str, value: float, unit: str) -> None:
    assert (value, unit) in [(v, u) for v, u, _ in figures(text)]


def test_a_term_is_what_it_says_and_a_bound_is_a_bound() -> None:
    found = {r.quote: r.comparator for r in extract_text("Kết quả được trả trong thời hạn 07 ngày làm việc; hồ sơ khó không quá 12 ngày làm việc.").records if isinstance(r, Indicator)}
    assert found == {"07": "=", "12": "<="}
