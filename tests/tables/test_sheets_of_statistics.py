"""Monthly tables of a statistics office: heads broken over rows, heads of two cells, names in steps, units at the right, "Phân theo …" below a total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.layout import analyze
from extractor.layout.table_parts import is_figure
from extractor.pipeline import extract
from extractor.readers.sheet import compose
from extractor.readers.sheet_model import Sheet, SheetCell
from extractor.tables.grid import Grid, grid_of
from extractor.tables.measures import units_alone


def sheet(rows: list[list[str]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    made = Sheet("Biểu")
    made.merged.extend(merged)
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words:
                made.cells[r, c] = SheetCell(words, figure=words.replace(".", "").replace(",", "").replace("-", "").isdecimal())
    return made


def grids(made: Sheet) -> list[Grid]:
    document = compose([made], "b.xls", "")
    return [grid_of(document.text, table) for table in analyze(document).tables]


BROKEN = [
    ["7. Sản phẩm chủ yếu"],
    ["", "Đơn vị", "Thực hiện", "Cộng dồn", "4 tháng năm"],
    ["", "tính", "tháng 4", "4 tháng", "2031 so với"],
    ["", "", "năm", "năm", "cùng kỳ"],
    ["", "", "2031", "2031", "năm 2030 (%)"],
    ["Xi măng", "Nghìn tấn", "212,4", "803,9", "104,6"],
    ["Gạch", "Triệu viên", "18,2", "71,5", "98,3"],
    ["Đường", "Nghìn tấn", "9,7", "41,3", "101,2"],
]


def test_words_of_heads_that_rows_break_are_one_head() -> None:
    [grid] = grids(sheet(BROKEN))
    assert grid.heads[1:] == (("Đơn vị tính",), ("Thực hiện tháng 4 năm 2031",), ("Cộng dồn 4 tháng năm 2031",), ("4 tháng năm 2031 so với cùng kỳ năm 2030 (%)",))
    figures = [r for r in extract(compose([sheet(BROKEN)], "b.xls", "")).records if r.type == "indicator"]
    assert [(f.value, f.unit) for f in figures[:3]] == [(212400, "tấn"), (803900, "tấn"), (Decimal("104.6"), "%")]


def test_a_head_that_neighbours_share_is_no_broken_head() -> None:
    rows = [["", "Số dự án", "Số dự án", "Vốn"], ["", "được giao", "đã làm", "(tỷ đồng)"], ["Xã Một", "14", "11", "31,2"], ["Xã Hai", "9", "7", "18,6"], ["Xã Ba", "6", "6", "12,4"]]
    [grid] = grids(sheet(rows))
    assert grid.heads[1:] == (("Số dự án", "được giao"), ("Số dự án", "đã làm"), ("Vốn (tỷ đồng)",))


STEPS = [
    ["5. Sản lượng thủy sản"],
    [],
    ["", "", "", "Nghìn tấn"],
    ["", "", "Thực hiện", "", "So với cùng kỳ năm trước (%)"],
    [],
    ["", "", "Quý I", "Quý II", ""],
    [],
    ["Tổng số", "", "521,4", "548,9", "103,1"],
    ["", "Cá", "380,2", "402,5", "102,4"],
    ["", "Tôm", "82,7", "85,1", "106,0"],
    ["", "Thủy sản khác", "58,5", "61,3", "101,7"],
    ["Nuôi trồng", "", "301,9", "317,6", "104,2"],
    ["", "Cá", "240,6", "251,8", "103,3"],
    ["", "Tôm", "61,3", "65,8", "107,9"],
]
MERGED = ((3, 2, 3, 3), (3, 4, 5, 4))


def test_heads_of_two_cells_over_blank_rows_and_names_in_steps() -> None:
    [grid] = grids(sheet(STEPS, MERGED))
    assert grid.heads[2:] == (("Thực hiện", "Quý I"), ("Thực hiện", "Quý II"), ("So với cùng kỳ năm trước (%)",))
    assert [(row.label, row.level, row.parent) for row in grid.rows][:5] == [("Tổng số", 30, None), ("Cá", 31, 1), ("Tôm", 31, 1), ("Thủy sản khác", 31, 1), ("Nuôi trồng", 30, None)]


@pytest.mark.parametrize("wrong", [False, True])
def test_steps_add_up_and_growth_does_not(wrong: bool) -> None:
    rows = [[("85,7" if wrong and words == "85,1" else words) for words in row] for row in STEPS]
    records = extract(compose([sheet(rows, MERGED)], "b.xls", "")).records
    figures = [r for r in records if r.type == "indicator"]
    assert [(f.value, f.unit) for f in figures[:3]] == [(521400, "tấn"), (548900, "tấn"), (Decimal("103.1"), "%")]
    assert [f.severity for f in records if f.type == "finding" and f.check == "table_total_mismatch"] == (["error"] if wrong else [])


def test_a_total_is_made_up_by_each_phan_theo_and_by_no_mixture() -> None:
    rows = [
        ["", "", "Ước tính 5 tháng", "Tháng 5"],
        ["TỔNG SỐ", "", "4802", "1017"],
        ["Phân theo phương tiện"],
        ["", "Đường không", "3911", "804"],
        ["", "Đường bộ", "891", "213"],
        ["Phân theo một số nước"],
        ["", "Nước A", "2406", "561"],
        ["", "Nước B", "1203", "240"],
        ["", "Nước C", "1188", "214"],
    ]
    made = extract(compose([sheet(rows)], "b.xls", "")).records
    assert not [r for r in made if r.type == "finding" and r.severity != "info"]
    assert sum(r.type == "relation" and r.holds for r in made) >= 2


def test_a_unit_between_two_blocks_is_that_of_the_rows_below() -> None:
    rows = [
        ["", "Quý I", "Quý II"],
        ["", "Nghìn người", ""],
        ["Lao động", "512,4", "520,9"],
        ["Nông nghiệp", "201,3", "199,8"],
        ["Dịch vụ", "311,1", "321,1"],
        ["", "Cơ cấu (%)", ""],
        ["Lao động", "100,0", "100,0"],
        ["Nông nghiệp", "39,3", "38,4"],
        ["Dịch vụ", "60,7", "61,6"],
    ]
    figures = [r for r in extract(compose([sheet(rows, ((1, 1, 1, 2), (5, 1, 5, 2)))], "b.xls", "")).records if r.type == "indicator"]
    assert [f.unit for f in figures] == ["người"] * 6 + ["%"] * 6


def test_days_and_units_alone() -> None:
    assert not is_figure("30/9/2031") and not is_figure("(2029)") and is_figure("(209)")
    assert units_alone("Nghìn tấn; triệu USD") and units_alone("%") and not units_alone("Sản lượng thủy sản")


def test_goods_in_the_name_of_a_row_are_no_unit() -> None:
    rows = [["", "Tháng 4", "Tháng 5"], ["Điện tử, máy tính", "141", "187"], ["Dệt, may", "96", "104"], ["Cao su", "23", "31"]]
    figures = [r for r in extract(compose([sheet(rows)], "b.xls", "")).records if r.type == "indicator"]
    assert [f.unit for f in figures[:2]] == [None, None]
