"""Sheets whose heads stand apart from their figures, over blank rows or over several rows of words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.layout import analyze
from extractor.pipeline import extract
from extractor.readers.sheet import compose
from extractor.readers.sheet_model import Sheet, SheetCell
from extractor.tables.grid import grid_of


def sheet(rows: list[list[str]]) -> Sheet:
    made = Sheet("Biểu")
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words:
                made.cells[r, c] = SheetCell(words, figure=words.replace(".", "").replace(",", "").isdecimal())
    return made


HEADS = ["STT", "Sản phẩm", "Thực hiện năm 2030", "Kế hoạch năm 2031"]
BODY = [["1", "Chè (tấn)", "1200", "1300"], ["2", "Quế (tấn)", "340", "360"], ["3", "Cá (tấn)", "95", "100"]]


@pytest.mark.parametrize("gap", [[], [[""]]])
def test_heads_over_a_blank_row_are_heads(gap: list[list[str]]) -> None:
    document = compose([sheet([["BIỂU TỔNG HỢP"], [], HEADS, *gap, *BODY])], "b.xls", "")
    figures = [r for r in extract(document).records if r.type == "indicator"]
    assert [(f.value, f.unit, f.role, f.label, f.period) for f in figures[:2]] == [
        (1200, "tấn", "level", "Chè (tấn)", "năm 2030"),
        (1300, "tấn", "target", "Chè (tấn)", "năm 2031"),
    ]
    assert len(figures) == 6


def test_heads_of_three_rows_that_no_merged_cell_joins() -> None:
    rows = [["SỐ DỰ ÁN QUA CÁC NĂM"], ["Năm", "Số dự án", "Tổng mức"], ["", "", "vốn"], ["", "", "(tỷ đồng)"], ["2028", "23", "46,5"], ["2029", "26", "72,4"], ["2030", "36", "54,1"]]
    document = compose([sheet(rows)], "b.xls", "")
    [table] = analyze(document).tables
    grid = grid_of(document.text, table)
    assert grid.heads == (("Năm",), ("Số dự án",), ("Tổng mức vốn (tỷ đồng)",))
    assert (grid.label_column, grid.kinds) == (0, ("times", "figures", "figures"))
    figures = [r for r in extract(document).records if r.type == "indicator"]
    assert [(f.value, f.unit, f.period, str(f.period_from)) for f in figures[:2]] == [(23, "dự án", "2028", "2028-01-01"), (Decimal("46.5") * 10**9, "đồng", "2028", "2028-01-01")]
