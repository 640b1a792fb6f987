"""Where heads end and where another table begins in one grid; kinds of columns; names and levels of rows."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.document import Document
from extractor.layout import analyze
from extractor.layout.table_parts import ROWS
from extractor.tables.columns import AROUND, PARTS, PATHS
from extractor.tables.grid import Grid, grid_of
from extractor.tables.kinds import COLUMNS
from extractor.tables.measures import cell_measure, head_measure, measure_of, path_measure, path_noun
from extractor.tables.rows import LEVELS
from extractor.tables.times import TIMES, is_only_time, time_of, title_time
from extractor.tables.words import CELLS, is_negative, kind_of


def grids(text: str) -> list[Grid]:
    layout = analyze(Document(text, "t.txt", ""))
    return [grid_of(text, table) for table in layout.tables]


def tabs(*rows: str) -> str:
    return "Số liệu:\n\n" + "\n".join(row.replace(" | ", "\t").replace("| ", "\t").replace(" |", "\t") for row in rows) + "\n\nHết.\n"


def test_a_second_table_below_the_first_has_its_own_heads() -> None:
    first, second = grids(
        tabs(
            "TT | Bệnh viện | Số lượt | Chi phí (đồng)", "1 | A | 1250 | 830500", "2 | B | 940 | 512300",
            "TT | Bệnh viện | Tỷ lệ nội trú | Chi bình quân (đồng)", "1 | A | 12,5 | 214000", "2 | B | 9,8 | 187500",
        )
    )
    assert first.heads[2:] == (("Số lượt",), ("Chi phí (đồng)",))
    assert second.heads[2:] == (("Tỷ lệ nội trú",), ("Chi bình quân (đồng)",))
    assert [row.number for row in second.rows] == [1, 2]


def test_the_same_heads_again_are_no_second_table() -> None:
    [grid] = grids(tabs("TT | Xã | Số hộ | Số người", "1 | A | 12 | 40", "2 | B | 9 | 30", "TT | Xã | Số hộ | Số người", "3 | C | 5 | 20", "4 | D | 6 | 22"))
    assert [row.label for row in grid.rows] == ["A", "B", "C", "D"]


def test_a_group_row_opens_no_table() -> None:
    [grid] = grids(tabs("TT | Xã | Số hộ | Số người", "A | Cấp tỉnh | 12 | 40", "1 | Sở A | 12 | 40", "B | Cấp xã | | ", "1 | Xã C | 5 | 20", "2 | Xã D | 6 | 22"))
    assert [row.parent for row in grid.rows] == [None, 1, None, 3, 3]


def test_heads_over_two_rows_without_joined_cells() -> None:
    [grid] = grids(tabs("STT | Cơ quan | Số dự án | Số dự án | Tổng", " |  | phê duyệt | thực hiện | vốn", " |  |  |  | (tỷ đồng)", "A | CÁC TỈNH |  |  | ", "1 | Tỉnh A | 12 | 10 | 354,1", "2 | Tỉnh B | 9 | 8 | 684"))
    assert grid.heads[2:] == (("Số dự án", "phê duyệt"), ("Số dự án", "thực hiện"), ("Tổng vốn (tỷ đồng)",))
    assert [row.label for row in grid.rows] == ["CÁC TỈNH", "Tỉnh A", "Tỉnh B"]


def test_rows_with_letters_under_stt_are_data() -> None:
    [grid] = grids(tabs("STT | Nội dung | Năm 2030 | Năm 2031", "A | THU | 120 | 95", "I | Thu nội địa | 100 | 80", "1 | Thuế | 60 | 50"))
    assert [(row.ordinal, row.parent) for row in grid.rows] == [("A", None), ("I", 1), ("1", 2)]


def test_marks_in_names_tell_the_levels_where_ordinals_only_count() -> None:
    names = ["I. Trồng trọt", "1. Lúa", "- Diện tích", "- Sản lượng", "2. Ngô", "- Diện tích", "- Sản lượng", "II. Chăn nuôi", "1. Gà", "- Số con"]
    [grid] = grids(tabs("STT | Chỉ tiêu | ĐVT | Năm 2031", *(f"{n} | {name} | ha | {n}0" for n, name in enumerate(names, 1))))
    assert [row.parent for row in grid.rows] == [None, 1, 2, 2, 1, 5, 5, None, 8, 9]


@pytest.mark.parametrize(("kind", "example"), [(kind, example) for kind, _, example in CELLS])
def test_examples_of_kinds_of_cells(kind: str, example: str) -> None:
    assert kind_of(example) == kind


@pytest.mark.parametrize(("kind", "holds", "example"), [*PARTS])
def test_examples_of_what_one_head_says(kind: str, holds, example: str) -> None:
    assert holds(example) and next(role for role, says, _ in PARTS if says(example)) == kind


@pytest.mark.parametrize(("group", "days_of", "example"), [*TIMES])
def test_examples_of_times(group: str, days_of, example: str) -> None:
    found = time_of(example)
    assert found is not None and found.words == example and found.since is not None


def test_every_line_of_a_decision_has_an_example() -> None:
    for table in (ROWS, COLUMNS, PATHS, AROUND, LEVELS):
        assert all(line[-1] or line is table[-1] for line in table)


@pytest.mark.parametrize(("cells", "kind"), [
    (["1", "2", "3"], "figures"), (["1,5", "-", "2,5"], "figures"), (["3.004187", "3.004188", "3.004190"], "codes"), (["2030", "2031", "2032"], "times"),
    (["Xã A", "Xã B", "Xã C"], "text"), (["12", "Không", "đạt"], "text"),
])  # fmt: skip
def test_kinds_of_columns_by_their_cells(cells: list[str], kind: str) -> None:
    [grid] = grids(tabs("TT | Tên | Năm | Số", *(f"{n} | Xã {n} | {cell} | {n}5" for n, cell in enumerate(cells, 1))))
    assert grid.kinds[2] == kind


@pytest.mark.parametrize(
    ("words", "unit", "scale"),
    [
        ("tỷ đ", "đồng", 10**9), ("1.000 đồng", "đồng", 1000), ("Triệu đồng", "đồng", 10**6), ("đ/kg", "đ/kg", 1), ("Cơ quan, đơn vị", "cơ quan, đơn vị", 1),
        ("Tr.đ", "đồng", 10**6), ("1000 tấn", "tấn", 1000), ("số lượng", "số lượng", 1), ("Đơn vị", "đơn vị", 1), ("đ/thùng 24 lon", "đ/thùng 24 lon", 1),
    ],
)  # fmt: skip
def test_units_of_cells(words: str, unit: str, scale: int) -> None:
    found = cell_measure(words)
    assert found is not None and (found.unit, found.scale) == (unit, scale)


def test_what_is_no_unit() -> None:
    assert cell_measure("Chưa = 0 Hoàn thành = 1") is None
    assert measure_of("Xã An Bình") is None
    assert head_measure("đơn vị sự nghiệp (ĐVSN)") is None


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        (("Tổng chi (tỷ đ)", "Ngoại trú"), "đồng"), (("Tổng chi (tỷ đ)", "% tiền khám"), "%"), (("TL_Nội trú",), "%"), (("So sánh", "Tuyệt đối"), None),
        (("So sánh", "Tương đối (%)"), "%"), (("GIÁ TRỊ SẢN XUẤT (THỰC TẾ) Tỷ đồng", "TH 2030"), "đồng"), (("So sánh (lần)",), "lần"),
    ],
)  # fmt: skip
def test_units_of_heads(path: tuple[str, ...], unit: str | None) -> None:
    found = path_measure(path)
    assert (found.unit if found else None) == unit


@pytest.mark.parametrize(
    ("path", "noun"),
    [
        (("Tổng số hồ sơ",), "hồ sơ"), (("Ngày ĐTBQ",), "ngày"), (("Kết quả chấm",), None), (("Chỉ tiêu chung",), None), (("Kế hoạch vốn",), None), (("Số chỉ tiêu",), "chỉ tiêu"), (("Toàn huyện", "TH 2030"), None),
        (("Hồ sơ", "HS trực tuyến"), "Hồ sơ"), (("Văn bản phải sửa", "Luật"), "Văn bản"), (("TTHC, ĐKKD đã cắt giảm", "Cắt giảm ĐKKD"), "ĐKKD"),
    ],
)  # fmt: skip
def test_nouns_of_heads(path: tuple[str, ...], noun: str | None) -> None:
    assert path_noun(path) == noun


def test_times_of_titles() -> None:
    assert title_time("(Kèm theo Báo cáo số 12/BC-UBND ngày 05 tháng 6 năm 2031)") is None
    found = title_time("(Từ ngày 01/02/2031 đến 13/11/2031)")
    assert found is not None and str(found.until) == "2031-11-13"
    assert is_only_time("Cả năm") and not is_only_time("TH 2031")
    found = title_time("(tính tới ngày 31/7/2031 - chỉ tính các dự án còn hiệu lực)")
    assert found is not None and found.words == "tính tới ngày 31/7/2031" and str(found.until) == "2031-07-31"


@pytest.mark.parametrize(
    ("head", "words", "until"),
    [("Ư.TH 2T.2031", "2T.2031", "2031-02-28"), ("TH T2.2031", "T2.2031", "2031-02-28"), ("Sơ bộ Prel.2031", "Sơ bộ Prel.2031", "2031-12-31"), ("Sơ bộ - Prel. 2031", "Sơ bộ - Prel. 2031", "2031-12-31")],
)
def test_times_of_statistical_heads(head: str, words: str, until: str) -> None:
    found = time_of(head)
    assert found is not None and (found.words, str(found.until)) == (words, until)


def test_a_day_counted_up_to_only_ends_the_years_of_a_title() -> None:
    sheet = "Vốn đầu tư của vùng 2028-2031\t\t\n(tính đến ngày 20/12/2031)\t\t\nSTT\tNgành\tSố dự án\n1\tDệt may\t12\n2\tThủy sản\t7\n"
    assert {r.period for r in extract_text(sheet).records if r.type == "indicator"} == {"2028-2031"}
    sheet = sheet.replace(" 2028-2031", "")
    assert {r.period for r in extract_text(sheet).records if r.type == "indicator"} == {"tính đến ngày 20/12/2031"}


def test_signs() -> None:
    assert is_negative("(1.234)") and is_negative("-0,5") and not is_negative("1.234")
