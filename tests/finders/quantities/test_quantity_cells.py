"""Indicators of tables: value, unit, label, subject, row, column and parent of every numeric cell, and cells that are no figures."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract_text
from extractor.document import Document
from extractor.finders.dates.finder import find_dates
from extractor.finders.quantities.finder import IndicatorMention, QuantityContext, find_indicators
from extractor.layout import analyze


def found(text: str, **known: Any) -> list[IndicatorMention]:
    layout = analyze(Document(text, "t.txt", ""))
    return find_indicators(layout, layout.reading.sentences, [], find_dates(layout.reading.text), QuantityContext(**known))


def table(*rows: str, above: str = "Số liệu như sau:") -> str:
    return f"{above}\n\n" + "\n".join(rows) + "\n\nVăn bản sau bảng.\n"


def places(mentions: list[IndicatorMention]) -> list[tuple[Any, ...]]:
    return [(m.value, m.unit, m.label, m.subject, m.row, m.column) for m in mentions]


def test_a_cell_is_named_by_its_column_and_its_row() -> None:
    mentions = found(table("TT\tĐơn vị\tSố hồ sơ\tTỷ lệ (%)", "1\tXã An Bình\t1.250\t96,5", "2\tXã Tân Lập\t85\t3,5"))
    assert places(mentions) == [
        (1250, "hồ sơ", "Số hồ sơ", "Xã An Bình", 1, 3),
        (Decimal("96.5"), "%", "Tỷ lệ (%)", "Xã An Bình", 1, 4),
        (85, "hồ sơ", "Số hồ sơ", "Xã Tân Lập", 2, 3),
        (Decimal("3.5"), "%", "Tỷ lệ (%)", "Xã Tân Lập", 2, 4),
    ]
    assert {m.table for m in mentions} == {1}


def test_merged_heads_make_a_path() -> None:
    text = "|\nSTT\n|\nTên xã\n|\nNăm 2031\n|\nNăm 2032\n|\n|\nKế hoạch\n|\nThực hiện\n|\nKế hoạch\n|\nThực hiện\n|\n"
    text += "|\n1\n|\nXã An Bình\n|\n10\n|\n12\n|\n14\n|\n15\n|\n|\n2\n|\nXã Tân Lập\n|\n20\n|\n22\n|\n24\n|\n25\n|\n\nHết.\n"
    mentions = found(f"Kết quả:\n\n{text}")
    # A time and a kind are the period and the role of a figure; what is measured stands in the row.
    assert [(m.value, m.label, m.period, m.role) for m in mentions][:4] == [
        (10, "Xã An Bình", "Năm 2031", "target"),
        (12, "Xã An Bình", "Năm 2031", "level"),
        (14, "Xã An Bình", "Năm 2032", "target"),
        (15, "Xã An Bình", "Năm 2032", "level"),
    ]
    assert [m.role for m in mentions][:2] == ["target", "level"]


def test_rows_stand_under_their_group() -> None:
    mentions = found(
        table(
            "TT\tĐơn vị\tSố hồ sơ",
            "I\tCấp tỉnh\t30",
            "1\tSở Tài chính\t10",
            "2\tSở Nội vụ\t20",
            "II\tCấp xã\t5",
            "1\tXã An Bình\t5",
        )
    )
    assert [(m.subject, m.parent) for m in mentions] == [
        ("Cấp tỉnh", None),
        ("Sở Tài chính", "Cấp tỉnh"),
        ("Sở Nội vụ", "Cấp tỉnh"),
        ("Cấp xã", None),
        ("Xã An Bình", "Cấp xã"),
    ]


def test_the_unit_above_the_table_holds_for_its_figures() -> None:
    mentions = found(
        table(
            "TT\tNội dung\tDự toán\tThực hiện",
            "1\tChi đầu tư\t1.250\t1.100",
            "2\tChi khác\t300\t290",
            above="Đơn vị tính: triệu đồng",
        )
    )
    assert [(m.value, m.unit) for m in mentions] == [(v * 10**6, "đồng") for v in (1250, 1100, 300, 290)]
    assert [m.precision for m in mentions] == [10**6] * 4


def test_a_column_gives_each_row_its_unit() -> None:
    mentions = found(
        table(
            "TT\tChỉ tiêu\tĐVT\tThực hiện", "1\tDiện tích lúa\tha\t2.510", "2\tHộ nghèo\t%\t1,5", "3\tThu ngân sách\ttỷ đồng\t12"
        )
    )
    assert [(m.value, m.unit, m.subject) for m in mentions] == [
        (2510, "ha", "Diện tích lúa"),
        (Decimal("1.5"), "%", "Hộ nghèo"),
        (12 * 10**9, "đồng", "Thu ngân sách"),
    ]


def test_a_column_of_bodies_is_no_unit_column() -> None:
    mentions = found(table("TT\tĐơn vị\tSố hồ sơ", "1\tXã An Bình\t12", "2\tXã Tân Lập\t15"))
    assert {m.unit for m in mentions} == {"hồ sơ"}


@pytest.mark.parametrize("head", ["Thời gian hoàn thành", "Năm vận hành", "Số hiệu", "Ghi chú", "Tọa độ"])
def test_columns_of_times_and_codes_hold_no_figures(head: str) -> None:
    mentions = found(
        table(f"TT\tDự án\tCông suất (MW)\t{head}", "1\tNhà máy An Bình\t250\t2027", "2\tNhà máy Tân Lập\t300\t2028")
    )
    assert [(m.value, m.unit) for m in mentions] == [(250, "MW"), (300, "MW")]


def test_ordinals_and_rows_of_column_numbers_are_no_figures() -> None:
    mentions = found(table("TT\tĐơn vị\tĐến\tĐi", "(1)\t(2)\t(3)\t(4)", "1\tXã An Bình\t12\t15", "1.1\tThôn Bắc\t4\t5"))
    assert [(m.value, m.row) for m in mentions] == [(12, 1), (15, 1), (4, 2), (5, 2)]


def test_a_task_table_holds_only_what_its_sentences_say() -> None:
    text = table(
        "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn",
        "1\tBảo đảm tối thiểu 80% hồ sơ được nộp trực tuyến\tSở Nội vụ\tTháng 6/2031",
        "2\tRà soát thủ tục hành chính\tSở Tư pháp\tTháng 12/2031",
        above="Phân công nhiệm vụ:",
    )
    [mention] = found(text, issued_on=datetime.date(2031, 1, 5), doc_type="Kế hoạch")
    assert (mention.value, mention.unit, mention.comparator, mention.role) == (80, "%", ">=", "target")
    # Running text inside a cell has no place of its own in the table.
    assert (mention.table, mention.row, mention.column) == (None, None, None)


def test_a_column_of_what_a_plan_asks_holds_targets() -> None:
    mentions = found(table("TT\tChỉ tiêu\tKế hoạch\tThực hiện", "1\tHồ sơ số hóa\t500\t520", "2\tHồ sơ trực tuyến\t40\t42"))
    assert [m.role for m in mentions] == ["target", "level", "target", "level"]


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.lists(st.integers(0, 999_999), min_size=3, max_size=3), min_size=2, max_size=8),
    form=st.sampled_from(["tabs", "pipes"]),
)
def test_every_figure_of_a_table_is_found_at_its_place(cells: list[list[int]], form: str) -> None:
    rows = [["TT", "Đơn vị", "Văn bản đến", "Văn bản đi", "Hồ sơ lưu"]]
    rows += [
        [str(n), f"Sở {name}", *(f"{v:,}".replace(",", ".") for v in row)]
        for n, (name, row) in enumerate(zip("ABCDEGHI", cells, strict=False), 1)
    ]
    text = table(*(("\t".join(row)) if form == "tabs" else f"| {' | '.join(row)} |" for row in rows))
    mentions = found(text)
    assert [(m.value, m.row, m.column) for m in mentions] == [
        (value, number, column) for number, row in enumerate(cells, 1) for column, value in enumerate(row, 3)
    ]
    assert [m.label for m in mentions] == ["Văn bản đến", "Văn bản đi", "Hồ sơ lưu"] * len(cells)


def test_a_row_behind_words_that_open_parts_has_its_own_name() -> None:
    text = "TT\tChỉ tiêu\tĐVT\tKế hoạch\tĐạt tỷ lệ\n1\tTổng thu\ttỷ đồng\t120\t95\n\tTrong đó: - Thu nội địa\ttỷ đồng\t80\t90\n\tChia ra:\ttỷ đồng\t40\t60\n"
    subjects = [r.subject for r in extract_text(text).records if r.type == "indicator"]
    assert "Thu nội địa" in subjects and not [s for s in subjects if s and ("Trong đó" in s or "Chia ra" in s)], subjects


@pytest.mark.parametrize(
    ("unit", "heads", "row", "expected"),
    [
        ("Đơn vị: người, triệu đồng", "Số người tham gia\tSố thu\tSo DT (%)", "213.450\t361.230\t61,2", [(213450, "người"), (361230000000, "đồng"), (Decimal("61.2"), "%")]),
        ("ĐVT: ha, tấn", "Diện tích\tSản lượng", "213,5\t361", [(Decimal("213.5"), "ha"), (361, "tấn")]),
        ("Đơn vị tính: Hộ; người; triệu đồng", "Số hộ\tSố nhân khẩu\tKinh phí hỗ trợ", "213\t961\t161", [(213, "hộ"), (961, "nhân khẩu"), (161000000, "đồng")]),
        ("Đơn vị tính: triệu đồng, %", "Dự toán\tThực hiện", "213\t361", [(213000000, "đồng"), (361000000, "đồng")]),
    ],
)
def test_one_line_lists_the_units_of_all_columns(unit: str, heads: str, row: str, expected: list[tuple[object, str]]) -> None:
    """Each column takes the unit that its head counts or measures in; none takes the list for a unit."""
    found = [r for r in extract_text(f"{unit}\nĐịa bàn\t{heads}\nXã A\t{row}\nXã B\t{row}\n").records if r.type == "indicator"]
    assert [(r.value, r.unit) for r in found[: len(expected)]] == expected
