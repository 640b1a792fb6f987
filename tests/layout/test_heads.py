"""Heads whose joined cells left out what they cover: over which columns they reach, told by their words and by the number of columns."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.document import Document
from extractor.layout import analyze
from extractor.layout.heads import levels_of, place
from extractor.tables.times import time_of

NAMES = ["STT", "Đơn vị"]
TWO = ["Kế hoạch", "Thực hiện"]
CROPS = ["Lúa", "Ngô"]


@pytest.mark.parametrize(
    ("levels", "columns", "top"),
    [
        ([[*NAMES, *TWO], CROPS * 2], 6, [(0, 1, 2), (1, 1, 2), (2, 2, 1), (4, 2, 1)]),
        ([[*NAMES, "Tổng số", "Trong đó"], ["Nam", "Nữ"]], 5, [(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 2, 1)]),
        ([[*NAMES, "Tổng số hộ", "Trong đó", "Tỷ lệ (%)"], ["Hộ nghèo", "Hộ cận nghèo"]], 6, [(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 2, 1), (5, 1, 2)]),
        ([[*NAMES, *TWO], ["Tổng số", "Trong đó"] * 2, CROPS * 2], 8, [(0, 1, 3), (1, 1, 3), (2, 3, 1), (5, 3, 1)]),
        ([[*NAMES, *TWO], ["Vốn trung ương", "Vốn địa phương"] * 2, ["Đầu tư", "Sự nghiệp"] * 4], 10, [(0, 1, 3), (1, 1, 3), (2, 4, 1), (6, 4, 1)]),
    ],
)
def test_the_places_of_heads(levels: list[list[str]], columns: int, top: list[tuple[int, int, int]]) -> None:
    placed = place(levels, columns)
    assert placed is not None and list(placed.rows[0]) == top
    for row in placed.rows[1:]:
        assert [column for column, _, _ in row] == sorted(column for column, _, _ in row)
    leaves = {column + n for row in placed.rows for column, wide, down in row if wide == 1 for n in range(wide)}
    assert leaves == set(range(columns))


def test_groups_of_the_middle_row_stand_under_their_owners() -> None:
    placed = place([[*NAMES, *TWO], ["Tổng số", "Trong đó"] * 2, CROPS * 2], 8)
    assert placed is not None
    assert placed.rows[1] == ((2, 1, 2), (3, 2, 1), (5, 1, 2), (6, 2, 1))
    assert placed.rows[2] == ((3, 1, 1), (4, 1, 1), (6, 1, 1), (7, 1, 1))


@pytest.mark.parametrize(
    ("heads", "columns", "sizes"),
    [
        ([*NAMES, "Kế hoạch", "Thực hiện"], 4, [4]),
        ([*NAMES, *TWO, *CROPS * 2], 6, [4, 4]),
        ([*NAMES, *TWO, "So sánh (%)", *CROPS * 2], 7, [5, 4]),
        ([*NAMES, "Tổng số", "Trong đó", "Nam", "Nữ"], 5, [4, 2]),
        ([*NAMES, "Tổng số hộ", "Trong đó", "Tỷ lệ (%)", "Hộ nghèo", "Hộ cận nghèo"], 6, [5, 2]),
        ([*NAMES, *TWO, *["Tổng số", "Trong đó"] * 2, *CROPS * 2], 8, [4, 4, 4]),
        ([*NAMES, *TWO, "So sánh (%)", *["Tổng số", "Trong đó"] * 2, *CROPS * 2], 9, [5, 4, 4]),
        ([*NAMES, "Kế hoạch", "Thực hiện", "Còn lại"], 4, [3, 2]),
        ([*NAMES, "Kế hoạch", "Thực hiện", "Còn lại", "Đã giao", "Chưa giao"], 6, None),
        ([*NAMES, "Kế hoạch", "Thực hiện", "Còn lại"], 3, None),
    ],
)
def test_rows_of_heads_that_stand_one_behind_another(heads: list[str], columns: int, sizes: list[int] | None) -> None:
    assert levels_of(heads, columns, 2) == sizes


def test_heads_that_do_not_add_up_are_nowhere() -> None:
    assert place([[*NAMES, "Kế hoạch"], CROPS * 4], 6) is None


def test_heads_whose_lower_row_is_empty_under_the_others() -> None:
    text = "TT\tĐơn vị\tTổng số\tTrong đó\tGhi chú\n\t\t\tGiáo dục\tY tế\t\n1\tXã Tân Hòa\t3.100\t2.000\t1.100\t\n2\tXã Tân Lập\t3.050\t2.100\t950\t\n3\tXã Tân An\t1.200\t700\t500\t\n"
    [table] = analyze(Document(text, "a.txt", "")).tables
    heads = {(cell.row, cell.column): (cell.spans[0].of(text), cell.column_span) for cell in table.cells if cell.row < 2 and cell.spans}
    assert heads[0, 3] == ("Trong đó", 2)
    assert heads[0, 5] == ("Ghi chú", 1)
    assert (heads[1, 3][0], heads[1, 4][0]) == ("Giáo dục", "Y tế")


PRICES = [
    "Tên hàng", "Giá kỳ trước (đồng/lít, kg)", "Giá kỳ này (đồng/lít, kg)", "Chênh lệch giữa hai kỳ", None, "(đồng/lít, kg)", "(%)", None,
    "(1)", "(2)", "(3)=(2)-(1)", "(4)=[(3):(1)]x100", None, "1. Nước mắm", "40.000", "42.000", "+2.000", "+5,00", None,
    "2. Dầu lạc", "50.000", "49.000", "-1.000", "-2,00", None, "3. Đường trắng", "25.000", "26.000", "+1.000", "+4,00",
]  # fmt: skip


def test_heads_of_bare_units_stand_under_the_head_that_says_none() -> None:
    text = "".join("|\n" if word is None else f"|\n{word}\n" for word in PRICES) + "|\n"
    figures = [r for r in extract_text(text).records if r.type == "indicator"]
    assert [(f.quote, f.unit) for f in figures[:4]] == [("40.000", "đồng/lít, kg"), ("42.000", "đồng/lít, kg"), ("+2.000", "đồng/lít, kg"), ("+5,00", "%")]
    assert [f.label for f in figures[2:4]] == ["Chênh lệch giữa hai kỳ / (đồng/lít, kg)", "Chênh lệch giữa hai kỳ / (%)"]
    assert len(figures) == 12


def test_a_time_in_words_has_the_day_that_stands_beside_it() -> None:
    time = time_of("Giá bán kỳ trước liền kề, ngày 13/5/2031 (đồng/lít, kg)")
    assert time is not None and (str(time.since), time.words) == ("2031-05-13", "kỳ trước liền kề, ngày 13/5/2031")
