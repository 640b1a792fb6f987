"""Tables pasted as one cell a line: rows that repeat are rows; what only looks alike stays text."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from extractor.document import Document
from extractor.layout import analyze
from extractor.layout.lines import lines_of
from extractor.layout.tables import find_tables
from extractor.pipeline import extract

COMMUNES = (("1", "Xã Bảo Thuận", "412", "398", "96,6"), ("2", "Xã Cam Hòa", "655", "661", "100,9"), ("3", "Xã Tả Sín", "276", "280", "101,4"))
HEAD = ("TT", "Tên xã", "Kế hoạch (ha)", "Thực hiện (ha)", "Tỷ lệ (%)")
BEFORE, AFTER = "Kết quả gieo trồng của các xã như sau:", "Các xã còn lại báo cáo sau."


def pasted(*rows: tuple[str, ...], gap: str = "\n") -> str:
    return f"{BEFORE}\n{gap.join(itertools.chain.from_iterable(rows))}\n{AFTER}\n"


def grid(text: str) -> list[list[str]]:
    [region] = find_tables(text, lines_of(text))
    table = region.table
    found = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        found[cell.row][cell.column] = " ".join(span.of(text) for span in cell.spans)
    return found


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
def test_rows_with_ordinals(gap: str) -> None:
    text = pasted(HEAD, *COMMUNES, gap=gap)
    assert grid(text) == [list(row) for row in (HEAD, *COMMUNES)]


@pytest.mark.parametrize("letters", [("S", "T", "T"), ("T", "T")])
def test_the_head_of_ordinals_a_letter_a_line(letters: tuple[str, ...]) -> None:
    text = pasted((*letters, *HEAD[1:]), *COMMUNES, gap="\n\n")
    assert grid(text) == [[" ".join(letters), *HEAD[1:]], *(list(row) for row in COMMUNES)]
    figures = [r for r in extract(Document(text, "a.txt", "")).records if r.type == "indicator"]
    assert [f.quote for f in figures] == [cell for row in COMMUNES for cell in row[2:]]


def test_figures_have_the_names_of_rows_and_columns() -> None:
    figures = [r for r in extract(Document(pasted(HEAD, *COMMUNES, gap="\n\n"), "a.txt", "")).records if r.type == "indicator"]
    assert [(f.subject, f.label, f.value, f.unit) for f in figures][3:6] == [
        ("Xã Cam Hòa", "Kế hoạch (ha)", 655, "ha"),
        ("Xã Cam Hòa", "Thực hiện (ha)", 661, "ha"),
        ("Xã Cam Hòa", "Tỷ lệ (%)", Decimal("100.9"), "%"),
    ]


def test_total_section_and_a_name_over_two_lines() -> None:
    text = pasted(HEAD, ("Tổng cộng", "1.343", "1.339", "99,7"), ("I", "Vùng thấp"), *COMMUNES[:2], ("II", "Vùng cao"), ("1", "Xã Tả Sín và", "thôn Nậm Lạnh", "276", "280", "101,4"))
    rows = grid(text)
    assert rows[1] == ["", "Tổng cộng", "1.343", "1.339", "99,7"]
    assert rows[2][:2] == ["I", "Vùng thấp"] and rows[5][:2] == ["II", "Vùng cao"]
    assert rows[6] == ["1", "Xã Tả Sín và thôn Nậm Lạnh", "276", "280", "101,4"]


def test_numbers_of_columns_and_heads_of_two_levels() -> None:
    head = ("STT", "Tên xã", "Kế hoạch", "Thực hiện", "Lúa", "Ngô", "Lúa", "Ngô")
    rows = [("1", "Xã A", "12", "15", "13", "14"), ("2", "Xã B", "22", "25", "23", "24"), ("3", "Xã C", "32", "35", "33", "34")]
    numbers = ("A", "B", "1", "2", "3", "4")
    for more in ((), (numbers,)):
        [region] = find_tables(pasted(head, *more, *rows), lines_of(pasted(head, *more, *rows)))
        assert (region.table.rows, region.table.columns, region.table.header_rows) == (5 + len(more), 6, 2 + len(more))
        wide = [(c.column, c.column_span) for c in region.table.cells if c.row == 0 and c.column_span > 1]
        assert wide == [(2, 2), (4, 2)]


def test_names_without_ordinals() -> None:
    head = ("Chỉ tiêu", "Năm 2030", "Năm 2031")
    rows = [("Tổng thu", "412", "398"), ("Thu nội địa", "300", "290"), ("Thu khác", "112", "108")]
    assert grid(pasted(head, *rows)) == [list(row) for row in (head, *rows)]
    years = ("Chỉ tiêu", "2030", "2031")
    assert grid(pasted(years, *rows)) == [list(row) for row in (years, *rows)]


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:\n- Như trên;\n1\n2\n3\nTrang\n4\n5\n",
        "TT\n1\nMở đầu\n2\nKết luận\n",
        "STT\nTên xã\n1\nXã A\n2\nXã B\n3\nXã C\n",
        "Kết quả\n12\n15\nĐơn vị báo cáo\n16\n",
        "TT\nTên xã\nSố hộ\n1\nXã A\n2\nXã B\n15\n3\nXã C\n17\n",
        "1.\nNăm 2030 cả huyện có 12 hộ.\n2.\nNăm 2031 cả huyện có 15 hộ.\n3.\nNăm 2032 cả huyện có 20 hộ.\n",
    ],
)
def test_what_does_not_repeat_stays_text(text: str) -> None:
    assert not find_tables(text, lines_of(text))
    assert not [s for s in analyze(Document(text, "a.txt", "")).reading.segments if s.kind == "cell"]


def test_cells_that_hold_a_figure_with_its_unit() -> None:
    text = pasted(("Loại hồ sơ", "Cấp tỉnh", "Cấp xã"), ("Thời gian thẩm định", "12 ngày", "07 ngày"), ("Thời gian cấp phép", "01 tháng", "15 ngày"), ("Thời gian trả kết quả", "02 ngày", "01 ngày"))
    assert grid(text)[:2] == [["Loại hồ sơ", "Cấp tỉnh", "Cấp xã"], ["Thời gian thẩm định", "12 ngày", "07 ngày"]]
    figures = [r for r in extract(Document(text, "a.txt", "")).records if r.type == "indicator"]
    assert [(f.subject, f.label, f.value, f.unit) for f in figures][:4] == [
        ("Thời gian thẩm định", "Cấp tỉnh", 12, "ngày"),
        ("Thời gian thẩm định", "Cấp xã", 7, "ngày"),
        ("Thời gian cấp phép", "Cấp tỉnh", 1, "tháng"),
        ("Thời gian cấp phép", "Cấp xã", 15, "ngày"),
    ]


@pytest.mark.parametrize("text", ["Tiến độ\n6 tháng\n9 tháng\nXã Cam Hòa\n12\n13\n", "Hồ sơ gồm:\n2 bản chính\n3 bản sao\nNộp tại Trung tâm\n1 cửa\nTrả kết quả\n"])
def test_amounts_under_too_few_heads_are_no_table(text: str) -> None:
    assert find_tables(text, lines_of(text)) == []


def test_columns_that_are_left_to_be_filled_in() -> None:
    heads = ("TT", "Tiêu chí", "Điểm", "tối đa", "Điểm tự", "chấm", "Ghi", "chú")
    text = pasted(heads, ("1", "Ban hành kế hoạch năm", "20"), ("2", "Báo cáo đúng hạn, đủ", "số liệu theo mẫu", "15"), ("3", "Công khai kết quả", "10"))
    assert [row[1:] for row in grid(text)[1:]] == [["Ban hành kế hoạch năm", "20"], ["Báo cáo đúng hạn, đủ số liệu theo mẫu", "15"], ["Công khai kết quả", "10"]]
    assert grid(text)[0] == ["TT", "Tiêu chí", "Điểm tối đa"]


FEES = ("TT", "Điểm tham quan", "Mức hiện hành", "Mức thu mới", "Tăng (%)", "Người lớn", "Trẻ em")


def test_heads_below_a_row_that_a_comparison_ends() -> None:
    rows = (("1", "Thác Bạc", "40.000", "50.000", "25.000", "25,0"), ("2", "Hồ Sen", "20.000", "24.000", "12.000", "20,0"), ("3", "Đồi Chè", "10.000", "15.000", "7.500", "50,0"))
    found = grid(pasted(FEES, *rows))
    assert found[0] == ["TT", "Điểm tham quan", "Mức hiện hành", "Mức thu mới", "", "Tăng (%)"]
    assert found[1][3:5] == ["Người lớn", "Trẻ em"]


@pytest.mark.parametrize("total", [("", "Tổng cộng", "40", "", "", "107,5"), ("Tổng cộng", "40", "107,5")])
def test_totals_with_empty_cells(total: tuple[str, ...]) -> None:
    head = ("TT", "Chức danh", "Số người", "Hệ số", "Mức (đồng)", "Kinh phí (triệu đồng)")
    rows = (("1", "Đội trưởng", "04", "0,8", "1.440.000", "17,5"), ("2", "Đội viên", "30", "0,6", "1.080.000", "80,0"), ("3", "Bảo vệ", "06", "0,35", "630.000", "10,0"))
    found = grid(pasted(head, *rows, total))
    assert found[-1] == ["", "Tổng cộng", "40", "", "", "107,5"]


def test_a_last_head_for_remarks_has_no_cells() -> None:
    rows = (("1", "Phí vệ sinh", "đồng/hộ/tháng", "25.000"), ("2", "Phí hè đường", "đồng/m2/tháng", "15.000"), ("3", "Phí chợ", "đồng/ngày", "5.000"))
    assert grid(pasted(("STT", "Nội dung thu", "Đơn vị tính", "Mức thu", "Ghi chú"), *rows))[0] == ["STT", "Nội dung thu", "Đơn vị tính", "Mức thu"]


YEARBOOK = """Số trường, số giáo viên trung cấp

Năm học - School year

2025-2026

2027-2028

Sơ bộ
Prel.
2030-2031

Số trường (Trường)
Number of schools (School)

8

10

9

Phân theo loại hình - By types of ownership

~

~

~

Công lập - Public

6

7

7

Ngoài công lập - Non-public

2

3

2

Số giáo viên (Người)
Number of teachers (Pers.)

344

-

328

Nguồn: Niên giám thống kê""".replace("~", " ")  # an empty cell is a blank


def test_a_table_of_a_yearbook_under_its_years() -> None:
    """Each cell between blank lines, an empty one is a blank line more; names in two languages; a breakdown counts what the row above it does."""
    figures = [r for r in extract(Document(YEARBOOK, "a.txt", "")).records if r.type == "indicator"]
    assert [(f.value, f.unit, f.period_from and f.period_from.year) for f in figures] == [
        (8, "trường", 2025),
        (10, "trường", 2027),
        (9, "trường", 2030),
        (6, "trường", 2025),
        (7, "trường", 2027),
        (7, "trường", 2030),
        (2, "trường", 2025),
        (3, "trường", 2027),
        (2, "trường", 2030),
        (344, "người", 2025),
        (328, "người", 2030),
    ]
    assert figures[3].label == "Công lập - Public"


LEVELS = ("Mức 1", "Mức 2", "Mức 3", "Mức 4", "Tổng số tiêu chí")


def test_two_rows_whose_names_end_in_colons() -> None:
    rows = (("5. SỐ LƯỢNG TIÊU CHÍ ĐẠT:", "2", "25", "44", "10", "81"), ("6. % TIÊU CHÍ ĐẠT:", "2.47", "30.86", "54.32", "12.35", "81"))
    records = extract(Document("\n\n".join(["BÁO CÁO TỰ KIỂM TRA NĂM 2031", "KẾT QUẢ CHIA THEO MỨC", *LEVELS, *rows[0], *rows[1], ""]), "a.txt", "")).records
    figures = [r for r in records if r.type == "indicator"]
    assert {(f.unit.lower(), f.role) for f in figures[:5]} == {("tiêu chí", "level")}
    assert [(f.label, f.unit) for f in figures[5:]] == [(level, "%") for level in LEVELS[:4]] + [("Tổng số tiêu chí", "tiêu chí")]
    assert not [r for r in records if r.type == "finding" and r.severity != "info"]
