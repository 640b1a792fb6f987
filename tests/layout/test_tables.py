"""Tables of plain text as grids: each written form read back, heads of two levels, row levels, and texts that mean it harm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import Cell, Document, Span, Table
from extractor.layout import analyze
from extractor.layout.model import Layout
from extractor.layout.table_parts import parts_of
from extractor.pipeline import extract, extract_text
from extractor.tables.grid import Grid, grid_of, ordinal_level

WORDS = st.sampled_from(["Sở Tài chính", "Xã An Bình", "Hồ sơ", "Thuê đất", "Văn bản đến", "Phường Nam"])
FIGURES = st.integers(0, 99_999).map(lambda n: f"{n:,}".replace(",", "."))
HOSTILE = st.lists(
    st.sampled_from(
        [
            *"\t\t|\n\n\f ",
            "|\n",
            "\n|\n",
            "STT",
            "TT",
            "1",
            "2",
            "I",
            "a)",
            "12,5",
            "-",
            "Tổng cộng",
            "(1)",
            "(2)=(1)/2",
            "<b>",
            "İ",
            "\\",
            "Nơi nhận",
            "---",
        ]
    ),
    max_size=60,
)


def layout(text: str) -> Layout:
    return analyze(Document(text, "t.txt", ""))


def grids(text: str) -> list[Grid]:
    return [grid_of(text, table) for table in layout(text).tables]


def as_words(grid: Grid) -> list[list[str]]:
    return [[row.words.get(c, "") for c in range(grid.columns)] for row in grid.rows]


def tabs(*rows: list[str]) -> str:
    return "Số liệu như sau:\n\n" + "".join("\t".join(row) + "\n" for row in rows) + "\nVăn bản sau bảng.\n"


def pipes(*rows: list[str]) -> str:
    ruler = "|" + "---|" * len(rows[0])
    return (
        "\n".join(
            ["Số liệu như sau:", "", "| " + " | ".join(rows[0]) + " |", ruler, *("| " + " | ".join(r) + " |" for r in rows[1:])]
        )
        + "\n\nHết.\n"
    )


def cell_lines(*rows: list[str]) -> str:
    return "Số liệu như sau:\n\n" + "\n".join("".join(f"\t{cell}\n" for cell in row) for row in rows) + "\nHết.\n"


def panes(*rows: list[str]) -> str:
    return "Số liệu như sau:\n\n" + "\n".join("|\n" + "\n|\n".join(row) + "\n|" for row in rows) + "\n\nHết.\n"


def parted(*rows: list[str]) -> str:
    return "Số liệu:\n" + "\n".join(" | ".join(row) for row in rows) + "\n\nHết.\n"


FORMS = [tabs, pipes, cell_lines, panes, parted]
HEAD = ["STT", "Nội dung", "Số lượng", "Tỷ lệ"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_grid(form) -> None:
    rows = [["1", "Hồ sơ trực tuyến", "1.250", "96,5"], ["2", "Hồ sơ trực tiếp", "85", "3,5"]]
    [grid] = grids(form(HEAD, *rows))
    assert grid.heads == (("STT",), ("Nội dung",), ("Số lượng",), ("Tỷ lệ",))
    assert as_words(grid) == rows
    assert [(row.number, row.ordinal, row.label) for row in grid.rows] == [
        (1, "1", "Hồ sơ trực tuyến"),
        (2, "2", "Hồ sơ trực tiếp"),
    ]
    assert (grid.ordinal_column, grid.label_column) == (0, 1)


@settings(max_examples=60)
@given(form=st.sampled_from(FORMS), names=st.lists(WORDS, min_size=2, max_size=6), figures=st.data())
def test_cells_are_read_back_in_every_form(form, names, figures) -> None:
    rows = [[str(n), name, figures.draw(FIGURES), figures.draw(FIGURES)] for n, name in enumerate(names, 1)]
    [grid] = grids(form(HEAD, *rows))
    assert as_words(grid) == rows


def test_rows_that_bars_part_keep_their_head_and_their_empty_cells() -> None:
    [grid] = grids(parted(["STT", "Tên trạm", "Huyện quản lý", "Đã ký", "Cộng dồn"], ["1", "Trạm A", "2", "21", ""], ["2", "Trạm B", "3", "", ""], ["Tổng", "Tổng", "5", "21", ""]))
    assert grid.heads[2:4] == (("Huyện quản lý",), ("Đã ký",))
    assert [(row.label, row.words.get(3)) for row in grid.rows] == [("Trạm A", "21"), ("Trạm B", None), ("Tổng", "21")]


def test_two_lines_with_bars_are_no_table() -> None:
    assert not grids("Trang chủ | Tin tức | Liên hệ\nVăn bản | Dự án | Hỏi đáp\nThông báo số 3 | Hết\n")


def test_heads_that_each_page_repeats_are_no_rows() -> None:
    text = "Số liệu:\n\nTT\tĐơn vị\tTổng số\n1\tXã A\t12\n\f\nTT\tĐơn vị\tTổng số\n2\tXã B\t15\n\nHết.\n"
    [grid] = grids(text)
    assert as_words(grid) == [["1", "Xã A", "12"], ["2", "Xã B", "15"]]
    assert text.index("TT\tĐơn", 20) in {span.start for span in layout(text).taken_out}


def test_a_row_goes_on_over_a_page_end() -> None:
    text = "Số liệu:\n\nTT\tĐơn vị\tTổng số\n1\tXã A nằm ở\t12\n\f\nTT\tĐơn vị\tTổng số\n\tphía bắc\t\n2\tXã B\t15\n\nHết.\n"
    [grid] = grids(text)
    assert as_words(grid) == [["1", "Xã A nằm ở phía bắc", "12"], ["2", "Xã B", "15"]]


def test_the_row_that_numbers_the_columns_is_a_head() -> None:
    [grid] = grids(tabs(HEAD, ["(1)", "(2)", "(3)", "(4)=(3)/100"], ["1", "Xã A", "12", "3"], ["2", "Xã B", "4", "5"]))
    assert grid.heads[3] == ("Tỷ lệ",)
    assert len(grid.rows) == 2


def test_merged_heads_of_panes_cover_their_columns() -> None:
    [grid] = grids(
        panes(
            ["STT", "Tên xã", "Năm 2031", "Năm 2032"],
            ["Kế hoạch", "Thực hiện", "Kế hoạch", "Thực hiện"],
            ["1", "Xã A", "10", "12", "14", "15"],
            ["2", "Xã B", "20", "22", "24", "25"],
            ["Tổng cộng", "30", "34", "38", "40"],
        )
    )
    assert grid.heads == (
        ("STT",),
        ("Tên xã",),
        ("Năm 2031", "Kế hoạch"),
        ("Năm 2031", "Thực hiện"),
        ("Năm 2032", "Kế hoạch"),
        ("Năm 2032", "Thực hiện"),
    )
    # The closing row lost its first cell to a merged one: its sums stand under the figures.
    assert as_words(grid)[2][2:] == ["30", "34", "38", "40"]


def test_a_head_of_one_year_stands_beside_those_of_other_years() -> None:
    [grid] = grids(
        panes(
            ["TT", "Chỉ tiêu", "ĐVT", "Ước năm 2030", "Giai đoạn 2031 - 2033"],
            ["Năm 2031", "Năm 2032", "Năm 2033"],
            ["1", "Chè", "Ha", "110", "120", "130", "140"],
            ["2", "Cam", "Ha", "210", "220", "230", "240"],
        )
    )
    assert grid.heads[3:] == (
        ("Ước năm 2030",),
        ("Giai đoạn 2031 - 2033", "Năm 2031"),
        ("Giai đoạn 2031 - 2033", "Năm 2032"),
        ("Giai đoạn 2031 - 2033", "Năm 2033"),
    )


def test_empty_cells_of_panes_keep_their_columns() -> None:
    text = panes(HEAD, ["1", "Xã A", "12", "3"]).replace(
        "\n\nHết", "\n|\n2\n|\nXã B\n|\n|\n5\n|\n|\n3\n|\nXã C\n|\n7\n|\n8\n|\n\nHết"
    )
    [grid] = grids(text)
    assert as_words(grid) == [["1", "Xã A", "12", "3"], ["2", "Xã B", "", "5"], ["3", "Xã C", "7", "8"]]


def test_levels_and_parents_of_rows() -> None:
    [grid] = grids(
        tabs(
            HEAD,
            ["I", "Cấp tỉnh", "120", "96"],
            ["1", "Sở A", "100", "90"],
            ["1.1", "Phòng B", "40", "3"],
            ["-", "Tổ C", "4", "3"],
            ["2", "Sở D", "20", "5"],
            ["II", "Cấp xã", "85", "91"],
            ["1", "Xã E", "85", "4"],
            ["", "Tổng cộng", "205", "94"],
        )
    )
    assert [row.parent for row in grid.rows] == [None, 1, 2, 3, 1, None, 6, None]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [("A", "I"), ("I", "1"), ("III", "12."), ("1", "1.1"), ("1.1", "1.1.2"), ("1.1", "a)"), ("a", "-"), ("-", "+")],
)
def test_ordinals_stand_in_order(outer: str, inner: str) -> None:
    assert ordinal_level(outer) < ordinal_level(inner)


def test_a_letterhead_in_panes_is_no_table() -> None:
    text = "|\nUBND TỈNH X\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n|\n|\nSố: 12/BC-UBND\n|\nX, ngày 5 tháng 6 năm 2031\n|\n\nNội dung.\n"
    assert layout(text).tables == ()


def test_text_with_a_few_tabs_is_no_table() -> None:
    assert layout("Điều 1.\tPhạm vi\n\nĐiều 2.\tĐối tượng\n").tables == ()


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
def test_any_text_gives_cells_that_stand_in_it(tokens: list[str]) -> None:
    text = "".join(tokens)
    for table in layout(text).tables:
        assert 0 <= table.start <= table.end <= len(text)
        for cell in table.cells:
            assert 0 <= cell.row < table.rows and 0 <= cell.column < table.columns
            assert all(table.start <= span.start < span.end <= table.end for span in cell.spans)
            assert not any(span.of(text) != span.of(text).strip() for span in cell.spans)
        grid = grid_of(text, table)
        assert all(row.parent is None or row.parent < row.number for row in grid.rows)
        assert [row.number for row in grid.rows] == list(range(1, len(grid.rows) + 1))


def written_out(*rows: list[str]) -> str:
    """Panes whose empty cells are written too, as two pipes."""
    return "Số liệu như sau:\n\n" + "\n".join("|\n" + "".join(f"{cell}\n|\n" if cell else "|\n" for cell in row).rstrip("\n") for row in rows) + "\n\nHết.\n"


BUDGET = [
    ["STT", "Nội dung", "Năm 2031", "So sánh (%)"],
    ["Dự toán giao", "Ước thực hiện"],
    ["A", "B", "1", "2", "3=2/1"],
    ["", "TỔNG THU (I+II)", "1.250.400", "1.318.250", "105,4"],
    ["I", "Thu nội địa", "980.200", "1.024.150", "104,5"],
    ["", "- Thuế giá trị gia tăng", "610.150", "640.100", "104,9"],
    ["", "- Thuế tài nguyên", "370.050", "384.050", "103,8"],
    ["II", "Thu xuất nhập khẩu", "270.200", "294.100", "108,8"],
    ["1", "Thuế xuất khẩu", "", "294.100", ""],
]


def test_panes_whose_cells_are_all_written_keep_every_column() -> None:
    [grid] = grids(written_out(*BUDGET))
    assert grid.heads == (("STT",), ("Nội dung",), ("Năm 2031", "Dự toán giao"), ("Năm 2031", "Ước thực hiện"), ("So sánh (%)",))
    assert [row.label for row in grid.rows] == [row[1] for row in BUDGET[3:]]
    assert [[row.words.get(c, "") for c in range(2, 5)] for row in grid.rows] == [row[2:] for row in BUDGET[3:]]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["1.1", "Chi cho giáo dục", "24.310"], ["1.1", "Chi cho giáo dục", "", "", "24.310"]),  # its name reaches to its figure
        (["Tổng số", "55.120", "49.870", "90,5"], ["Tổng số", "", "55.120", "49.870", "90,5"]),  # its name reaches over the ordinal's place
    ],
)
def test_short_rows_among_written_ones(row: list[str], words: list[str]) -> None:
    body = [[str(n), f"Khoản chi {n}", f"{n}2.340", f"{n}1.905", "96,5"] for n in range(1, 8)]
    [grid] = grids(written_out(["STT", "Nội dung", "Dự toán", "Thực hiện", "Tỷ lệ"], *body[:3], row, *body[3:]))
    assert len(grid.rows) == 8
    assert [grid.rows[3].words.get(c, "") for c in range(5)] == words
    assert grid.rows[4].words[4] == "96,5"


def test_markdown_of_a_pdf_slanted_cells_and_heads_without_words() -> None:
    text = (
        "|Col1|Đơn vị<br>tính|Thực hiện<br>2031|% so với|Col5|\n|---|---|---|---|---|\n||Đơn vị<br>tính|Thực hiện<br>2031|_Kế hoạch_|_Cùng kỳ_|\n"
        "|**1. Lúa mùa**|ha|**1.433**|**_74,7_**|**_94,9_**|\n|_Trong đó_: vùng cao|ha|571|_99,5_|_98,5_|\n"
    )
    figures = [r for r in extract(Document(text, "a.txt", "")).records if r.type == "indicator"]
    assert [(f.quote, f.unit, f.label) for f in figures[:3]] == [("1.433", "ha", "1. Lúa mùa"), ("74,7", "%", "% so với / Kế hoạch"), ("94,9", "%", "% so với / Cùng kỳ")]
    assert [f.unit for f in figures] == ["ha", "%", "%"] * 2


def test_heads_whose_words_are_broken_over_rows_under_a_caption_and_a_blank_row() -> None:
    rows = ["Biểu số 3 (nguồn vốn tập trung)\t\t", "\t\t", "Dự án hoàn\tTổng\tTỷ lệ %", "thành\tvốn\tvốn đầu tư", "\t(tỷ đồng)\t", "1\t684\t10,0", "4\t4588,8\t67,1"]
    text, cells = "", []
    for number, row in enumerate(rows):
        for column, word in enumerate(row.split("\t")):
            cells.append(Cell(number, column, (Span(len(text), len(text) + len(word)),) if word else ()))
            text += word + "\t"
    table = Table(0, len(text), tuple(cells), len(rows), 3, 0)
    [part] = parts_of(text, table)
    assert [span.of(text) for caption in part.captions for span in caption] == ["Biểu số 3 (nguồn vốn tập trung)"]
    assert (part.table.rows, part.table.header_rows) == (5, 3)


def test_a_unit_at_the_right_over_rows_between_tabs_is_no_cell_of_them() -> None:
    """A Word table as text: the unit stands behind a tab of its own, heads have empty cells, the last cell may be missing."""
    text = (
        "\tĐơn vị tính: triệu đồng\nTT\tChủ đầu tư\tKế hoạch vốn năm 2031\t\tTỷ lệ (%)\tGhi chú\n\t\tTổng số\tTrong đó: NSTW\t\t\n"
        "\tTỔNG SỐ\t641.070\t510.600\t79,6\t\n1\tBan Quản lý dự án A\t484.250\t412.600\t85,2\t\n2\tSở Đ\t156.820\t98.000\t62,5\tĐang đấu thầu\n"
    )
    found = [r for r in extract_text(text).records if r.type == "indicator"]
    assert [(r.quote, r.unit) for r in found[:3]] == [("641.070", "đồng"), ("510.600", "đồng"), ("79,6", "%")]
    assert all(r.table is not None for r in found) and len(found) == 9


EMPTY = "            "  # the cells of a row without figures, as a page pasted as text leaves them
FORM = f"""UBND XÃ HÒA SƠN
DỰ TOÁN THU NGÂN SÁCH XÃ NĂM 2031
          Đơn vị: 1000 đồng
STT NỘI DUNG DỰ TOÁN NĂM 2030 DỰ TOÁN NĂM 2031
  TỔNG THU   2,126,000   2,138,500{EMPTY}
I Các khoản thu 100%   2,085,000   2,090,500{EMPTY}
  Phí, lệ phí   4,000   4,500{EMPTY}
  Thu từ quỹ đất công ích   46,000   46,000{EMPTY}
  Thu từ hoạt động kinh tế và sự nghiệp{EMPTY}
  Thu phạt, tịch thu khác theo quy định{EMPTY}
  Thu từ tài sản được xác lập quyền sở hữu{EMPTY}
  Đóng góp của nhân dân theo quy định{EMPTY}
  Đóng góp tự nguyện của các tổ chức{EMPTY}
  Thu khác   2,035,000   2,040,000{EMPTY}
II Các khoản thu phân chia theo tỷ lệ phần trăm (%)   41,000   48,000{EMPTY}
  - Lệ phí môn bài thu từ cá nhân, hộ kinh doanh   4,000   5,000{EMPTY}
  - Lệ phí trước bạ nhà, đất   37,000   43,000{EMPTY}
"""


def test_rows_with_empty_cells_end_no_table_and_join_no_name() -> None:
    figures = [(r.quote, r.value, r.unit, r.label) for r in extract_text(FORM).records if r.type == "indicator"]
    assert len(figures) == 16
    assert {unit for _, _, unit, _ in figures} == {"đồng"}
    assert figures[8:10] == [("2,035,000", 2_035_000_000, "đồng", "Thu khác"), ("2,040,000", 2_040_000_000, "đồng", "Thu khác")]
    assert figures[10][1] == 41_000_000
    holds = [(r.tie, r.holds) for r in extract_text(FORM).records if r.type == "relation"]
    assert holds and all(held for _, held in holds)
