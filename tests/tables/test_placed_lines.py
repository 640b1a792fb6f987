"""Letterhead, title and unit line set in a table of their own above the table of figures, as offices type the forms of budgets in Word."""

from __future__ import annotations

import io

import docx
import pytest

from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.records import Indicator

HEAD = (("UBND TỈNH PHÚ ĐÔNG", "Mẫu số 10/CK-NSĐP"), ("CÂN ĐỐI DỰ TOÁN NGÂN SÁCH ĐỊA PHƯƠNG NĂM 2031", ""), ("", "Đơn vị tính: Triệu đồng"))
ROWS = (("STT", "Chỉ tiêu", "Dự toán"), ("I", "Tổng thu", "4.101.207"), ("1", "Thu nội địa", "1.048.413"), ("2", "Thu bổ sung", "3.052.795"))


def figures(*tables: tuple[tuple[str, ...], ...]) -> list[Indicator]:
    made = docx.Document()
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        made.add_paragraph("")
    out = io.BytesIO()
    made.save(out)
    return [record for record in extract(read_bytes(out.getvalue(), "a.docx")).records if isinstance(record, Indicator)]


def test_the_unit_the_year_and_the_kind_are_read_from_a_table_that_only_places_lines() -> None:
    told = {figure.quote: figure for figure in figures(HEAD, ROWS)}
    assert {quote: (int(f.value or 0), f.unit, f.role, str(f.period_from)) for quote, f in told.items()} == {
        "4.101.207": (4_101_207_000_000, "đồng", "target", "2031-01-01"),
        "1.048.413": (1_048_413_000_000, "đồng", "target", "2031-01-01"),
        "3.052.795": (3_052_795_000_000, "đồng", "target", "2031-01-01"),
    }


@pytest.mark.parametrize(
    "above",
    [
        (("Đơn vị tính: Triệu đồng", "Kết quả"), ("Số trường", "12"), ("", "Đơn vị tính: Triệu đồng")),
        (("Xã", "Bí thư", "Chủ tịch"), ("Nậm Lạnh", "Vàng A Páo", "Đơn vị tính: Triệu đồng")),
    ],
)
def test_another_table_speaks_for_itself(above: tuple[tuple[str, ...], ...]) -> None:
    assert {f.unit for f in figures(above, ROWS) if len(f.quote) > 4} == {None}
