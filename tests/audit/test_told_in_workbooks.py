"""What findings about workbooks say: the cell, how far a sum is off, sums as far as the figures show, and what a quotient is."""

from __future__ import annotations

import io

import openpyxl
import pytest

from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.records import Finding

ROWS = [
    ["STT", "Đơn vị", "Lượt khách", "Số tàu", "Số xe", "Số đò"],
    *([n, f"Bến {name}", guests, 14 + n, 31 * n, 7 + n * n] for n, (name, guests) in enumerate({"Đá": 152.4, "Gỗ": 231.3, "Sỏi": 187, "Cát": 305.4}.items(), 1)),
    [None, "Tổng số", 976, 66, 310, 58],
]
GROWN = [["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2031", "Năm 2032", "Năm 2033"], [1, "Sản lượng vịt", "con", 2000, 2150, 2580], [None, "Tốc độ tăng trưởng", "%", 105.1, 107.5, 112.4]]


def messages(rows: list[list[object]], shown: str) -> list[Finding]:
    book = openpyxl.Workbook()
    book.active.title = "Biểu 7"
    for row in rows:
        book.active.append(row)
    for line in book.active.iter_rows(min_row=2, min_col=3):
        for cell in line:
            cell.number_format = shown
    stream = io.BytesIO()
    book.save(stream)
    return [r for r in extract(read_bytes(stream.getvalue(), "bến.xlsx")).records if isinstance(r, Finding)]


def test_the_cell_the_difference_and_the_digits_that_are_shown() -> None:
    [found] = [f for f in messages(ROWS, "#,##0") if f.check == "table_total_mismatch"]
    assert "= 876, văn bản ghi 976, lệch 100" in found.message and found.message.endswith("; ô Biểu 7!C6.")
    assert "= 876, the text says 976, off by 100" in found.message_en and found.message_en.endswith("; cell Biểu 7!C6.")


@pytest.mark.parametrize("shown", ["0.0"])
def test_a_quotient_of_rows_is_no_sum(shown: str) -> None:
    [found] = [f for f in messages(GROWN, shown) if f.check == "table_total_mismatch"]
    assert "tỷ lệ không khớp" in found.message and "tổng các dòng" not in found.message and "lệch" not in found.message.split("liên hệ")[0]
    assert "văn bản ghi 112,4" in found.message
