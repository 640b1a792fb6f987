"""Workbooks of budgets and prices: heads over joined rows, stray figures beside them, units in two languages or said by other sheets, roles by the title of a sheet."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.pipeline import extract
from extractor.readers.sheet import compose
from extractor.readers.sheet_model import Sheet, SheetCell
from extractor.records import Record
from extractor.tables.measures import counted, line_measure, path_measure, path_noun, units_alone


def sheet(rows: list[list[str]], joined: list[tuple[int, int, int, int]] | None = None, name: str = "Biểu") -> Sheet:
    made = Sheet(name, merged=joined or [])
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words:
                made.cells[r, c] = SheetCell(words, figure=words.strip("()").replace(".", "").replace(",", "").isdecimal())
    return made


def figures(*sheets: Sheet) -> list[Record]:
    return [r for r in extract(compose(list(sheets), "b.xls", "")).records if r.type == "indicator"]


BODY = [["1", "Chi cho chợ", "1.420"], ["2", "Chi cho đường", "3.615"], ["3", "Chi cho kênh", "275"]]
TITLE = [["UBND HUYỆN MỘC LÂM", "", "Mẫu số 4"], ["DỰ TOÁN CHI NGÂN SÁCH NĂM 2031"], ["", "", "Triệu đồng - Million dongs"]]


def test_heads_written_over_several_rows_head_what_begins_below_them() -> None:
    found = figures(sheet([*TITLE, ["STT", "Nội dung", "Số tiền"], [], [], *BODY], [(3, c, 5, c) for c in range(3)]))
    assert [(f.value, f.unit, f.role, f.label, f.subject) for f in found[:2]] == [
        (1_420_000_000, "đồng", "target", "Số tiền", "Chi cho chợ"),
        (3_615_000_000, "đồng", "target", "Số tiền", "Chi cho đường"),
    ]


def test_what_a_joined_cell_hides_is_no_row() -> None:
    rows = [*TITLE, ["STT", "Nội dung", "Số tiền"], ["", "0", "0"], ["", "0", "0"], *BODY]
    assert [f.value for f in figures(sheet(rows, [(3, c, 5, c) for c in range(3)]))] == [1_420_000_000, 3_615_000_000, 275_000_000]


def test_a_figure_left_beside_the_heads_is_none_of_them() -> None:
    rows = [*TITLE, ["STT", "Nội dung", "Năm 2030", "Năm 2031", "163"], *[[*row, "1.000"] for row in BODY]]
    found = figures(sheet(rows))
    assert [f.value for f in found if f.label == "Chi cho chợ"] == [1_420_000_000, 1_000_000_000]
    assert not any(f.value == 163 or f.label is None for f in found)


def test_a_head_of_ordinals_that_a_narrow_column_breaks() -> None:
    rows = [["QUYẾT TOÁN CHI"], ["", "", "Đơn vị: triệu đồng"], ["S", "Nội dung", "Quyết toán"], ["TT", "", "năm 2031"], ["A", "Chi cho chợ", "1.420"], ["1", "Chi sửa mái", "615"], ["2", "Chi cho sân", "805"]]
    found = figures(sheet(rows))
    assert [(f.value, f.label, f.role) for f in found] == [(1_420_000_000, "Chi cho chợ", "level"), (615_000_000, "Chi sửa mái", "level"), (805_000_000, "Chi cho sân", "level")]


def test_two_columns_fill_a_sheet_with_a_stray_third() -> None:
    body = [[f"Chi cho thôn {n}", f"{n}.350"] for n in range(1, 10)]
    rows = [["QUYẾT TOÁN CHI NĂM 2031"], ["", "Đơn vị tính: triệu đồng"], ["NỘI DUNG", "SỐ TIỀN"], *body, ["Chi khác", "14", "7"]]
    assert {f.label for f in figures(sheet(rows)) if f.value >= 1_350_000_000} == {"SỐ TIỀN"}


def test_other_sheets_say_the_unit_of_one_that_says_none() -> None:
    head = ["STT", "Nội dung", "Số tiền"]
    said = [sheet([["QUYẾT TOÁN CHI NGÂN SÁCH"], ["", "", "Đơn vị: triệu đồng"], head, *BODY], name=f"Biểu {n}") for n in (1, 2)]
    silent = sheet([["QUYẾT TOÁN THU NGÂN SÁCH"], head, ["1", "Thu từ bến", "86"], ["2", "Thu từ chợ", "97"], ["3", "Thu từ bãi", "41"]], name="Biểu 3")
    assert [f.value for f in figures(*said, silent)][-3:] == [86_000_000, 97_000_000, 41_000_000]
    assert [f.unit for f in figures(said[0], silent)][-3:] == [None, None, None]  # one sheet is not the workbook


def test_statistics_of_a_workbook_are_no_plan() -> None:
    rows = [["5. Một số chỉ tiêu về chợ"], ["STT", "Nội dung", "Số quầy"], ["1", "Chợ Hạ", "86"], ["2", "Chợ Thượng", "97"], ["3", "Chợ Trung", "41"]]
    assert {f.role for f in figures(sheet(rows, name="A"), sheet(rows, name="B"))} == {"level"}


def test_a_change_in_brackets_of_a_sheet_is_a_decrease() -> None:
    rows = [["BẢNG GIÁ"], ["STT", "Mặt hàng", "ĐVT", "Giá kỳ trước", "Giá kỳ này", "Mức tăng (giảm)"], ["1", "Gạo", "đ/kg", "21.000", "20.500", "(500)"], ["2", "Muối", "đ/kg", "6.000", "6.300", "300"], ["3", "Dầu", "đ/lít", "40.000", "41.000", "1.000"]]
    assert [(f.value, f.role, f.unit) for f in figures(sheet(rows)) if f.label == "Mức tăng (giảm)"] == [(500, "decrease", "đ/kg"), (300, "increase", "đ/kg"), (1000, "increase", "đ/lít")]


@pytest.mark.parametrize(
    ("line", "unit", "scale"),
    [
        ("Đơn vị - Units: %", "%", 1),
        ("Đơn vị tính/Unit: Nghìn đồng/Thousand dong", "đồng", 1000),
        ("Đv tính: triệu đồng", "đồng", 10**6),
        ("Đơn vị tính: Tỷ đồng Đơn vị tính: tỷ đồng", "đồng", 10**9),
        ("Đơn vị tính: triệu đồng 07-02", "đồng", 10**6),
    ],
)
def test_lines_that_say_a_unit(line: str, unit: str, scale: int) -> None:
    found = line_measure(line)
    assert found is not None and (found.unit, found.scale) == (unit, scale)


@pytest.mark.parametrize("line", ["Đơn vị: TỔNG CÔNG TY ĐÒ NGANG", "Đơn vị: STT", "Đơn vị tính: Tỷ đồng Đơn vị tính: đồng"])
def test_lines_that_say_none(line: str) -> None:
    assert line_measure(line) is None


def test_units_alone_in_two_languages() -> None:
    assert units_alone("Triệu đồng - Million dongs") and not units_alone("Chi ngân sách - Expenditure")


@pytest.mark.parametrize(
    ("path", "noun"),
    [
        (("Tổng thu ngân sách trên địa bàn huyện",), None),
        (("Kế hoạch được chi cả năm", "Quỹ bảo trì"), None),
        (("Chi thường xuyên", "Chi SN GD-ĐT"), None),
        (("Các khoản thu", "Thuế nhà đất"), None),
        (("Kinh phí hỗ trợ", "Số hộ"), "hộ"),
        (("Vị trí 2",), None),
        (("Số vị trí",), "vị trí"),
        (("Số DN",), "DN"),
        (("CNTT",), None),
        (("Thu hút đầu tư", "Số dự án"), "dự án"),
    ],
)
def test_heads_of_money_and_names_count_nothing(path: tuple[str, ...], noun: str | None) -> None:
    assert path_noun(path) == noun


def test_a_rate_is_one_whatever_it_is_of() -> None:
    measure = path_measure(("Tốc độ tăng tổng giá trị sản phẩm năm 2031",))
    assert measure is not None and measure.unit == "%"
    assert counted("Chỉ số giá bán") is None


def test_names_of_programmes_and_purposes_are_no_plans() -> None:
    text = "Đơn vị tính: triệu đồng\nTT\tXã\tBổ sung có mục tiêu\tDự toán năm 2031: vốn để thực hiện các chế độ\tThực hiện năm 2031\n1\tXã A\t120\t135\t140\n2\tXã B\t95\t83\t90"
    assert [r.role for r in extract_text(text).records if r.type == "indicator"][:3] == ["level", "target", "level"]


def test_a_comparison_that_two_heads_say_together() -> None:
    text = "TT\tTỉnh\tBảy tháng so\tBảy tháng so\n\t\tvới kế hoạch năm (%)\tvới cùng kỳ (%)\n1\tTỉnh A\t61,5\t104,2\n2\tTỉnh B\t58,3\t99,1"
    assert {r.role for r in extract_text(text).records if r.type == "indicator"} == {"level"}
