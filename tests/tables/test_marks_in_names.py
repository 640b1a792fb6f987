"""Rows that count in their names, and members without a figure: the parents of rows in tables with and without a column of ordinals."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.document import Document
from extractor.layout import analyze
from extractor.tables.grid import grid_of

BALANCE = """Đơn vị: triệu đồng

| Chỉ tiêu | 2032 | 2031 |
|---|---|---|
| **I. Tiền gửi của khách hàng** | 49.896.571 | 44.503.426 |
| **II. Tiền vay** | 13.409.098 | 7.076.624 |
| 1. Vay tổ chức | 12.372.608 | 6.528.601 |
| 2. Vay dân cư | 1.036.490 | 548.023 |
| **III. Nợ khác** | 1.344.052 | 1.626.893 |
| 1. Lãi phải trả | 1.059.111 | 1.402.561 |
| 2. Thuế phải trả | 284.941 | 224.332 |
| **TỔNG NỢ PHẢI TRẢ** | **64.649.721** | **53.206.943** |
"""
STATEMENT = """| Chỉ tiêu | 2032 | 2031 |
|---|---|---|
| 1. Thu từ dịch vụ | 1.241.869 | 908.741 |
| 2. Chi phí dịch vụ | (351.315) | (323.118) |
| I. Lãi thuần từ dịch vụ | 890.554 | 585.623 |
| 3. Thu khác | 807.767 | 1.133.849 |
| 4. Chi khác | (120.540) | (272.502) |
| II. Lãi thuần khác | 687.227 | 861.347 |
"""
REVENUE = """ĐVT: 1.000 đồng

STT\tNội dung\tNăm 2004
I\tThu nội địa\t5728270
1\tThu từ khu vực ngoài quốc doanh\t5575470
\t_ Thuế giá trị gia tăng\t2982815
\t_ Thuế thu nhập doanh nghiệp\t2214265
\t_ Thuế tiêu thụ đặc biệt\t
\t_ Thuế môn bài\t378390
2\tThuế nhà đất\t152800
3\tLệ phí\t
II\tThu viện trợ\t248175
"""


def parents(text: str) -> dict[str, str | None]:
    """The label of each row with that of its parent."""
    layout = analyze(Document(text, "t.txt", ""))
    grid = grid_of(layout.document.text, layout.tables[0])
    return {row.label or "": grid.rows[row.parent - 1].label if row.parent is not None else None for row in grid.rows}


def test_marks_in_names_are_levels_where_they_count_on() -> None:
    found = parents(BALANCE)
    assert found["1. Vay tổ chức"] == "II. Tiền vay"
    assert found["2. Thuế phải trả"] == "III. Nợ khác"
    assert found["II. Tiền vay"] is None


def test_a_statement_whose_sums_follow_their_members_has_no_levels() -> None:
    assert set(parents(STATEMENT).values()) == {None}


def test_a_member_without_a_figure_opens_no_group() -> None:
    found = parents(REVENUE)
    assert found["_ Thuế môn bài"] == "Thu từ khu vực ngoài quốc doanh"
    assert found["Thuế nhà đất"] == "Thu nội địa"


@pytest.mark.parametrize(
    ("text", "was", "wrong"),
    [
        (BALANCE, "13.409.098", "15.409.098"),
        (BALANCE, "548.023", "748.023"),
        (BALANCE, "**53.206.943**", "**53.806.943**"),
        (STATEMENT, "585.623", "535.623"),
        (STATEMENT, "(120.540)", "(420.540)"),
        (REVENUE, "5575470", "5775470"),
        (REVENUE, "378390", "578390"),
    ],
)
def test_a_wrong_figure_is_told(text: str, was: str, wrong: str) -> None:
    def told(words: str) -> list[str]:
        return [r.message for r in extract_text(words).records if r.type == "finding" and r.severity != "info"]

    assert told(text) == []
    assert len(told(text.replace(was, wrong))) == 1
