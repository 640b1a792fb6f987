"""Figures of tables as offices write them: each kind of table that once lost columns, units, names, times or roles."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from extractor.document import Document
from extractor.finders.dates.finder import find_dates
from extractor.finders.quantities.finder import IndicatorMention, QuantityContext, find_indicators
from extractor.layout import analyze
from extractor.pipeline import extract_text
from extractor.tables.times import are_only_times


def found(text: str, **known: Any) -> list[IndicatorMention]:
    layout = analyze(Document(text, "t.txt", ""))
    return find_indicators(layout, layout.reading.sentences, [], find_dates(layout.reading.text), QuantityContext(**known))


def pipes(*rows: str) -> str:
    head, *body = rows
    return "\n".join([f"| {head} |", "|" + "---|" * (head.count("|") + 1), *(f"| {row} |" for row in body)]) + "\n"


def by_place(mentions: list[IndicatorMention]) -> dict[tuple[int | None, int | None], IndicatorMention]:
    return {(m.row, m.column): m for m in mentions}


def day(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


def test_a_column_of_codes_names_no_row() -> None:
    mentions = found(
        pipes(
            "STT | Mã | Tên chỉ tiêu | ĐVT | TH 2030 | KH 2031 | So sánh (%)",
            "1 | 3071 | Chè khô | Tấn | 1,5 | 2,0 | 133,3",
            "2 | 3072 | Dịch vụ tưới | Ha | 40,0 | 42,0 | 105,0",
            "3 | 3080 | Gà giống | Con | 900 | 950 | 105,6",
        )
    )
    assert len(mentions) == 9
    assert [(m.subject, m.unit) for m in mentions[::3]] == [("Chè khô", "tấn"), ("Dịch vụ tưới", "ha"), ("Gà giống", "con")]
    assert [(m.label, m.role, m.period) for m in mentions[:3]] == [("Chè khô", "level", "2030"), ("Chè khô", "target", "2031"), ("So sánh (%)", "level", None)]
    assert {m.unit for m in mentions if m.column == 7} == {"%"}


def test_no_column_is_dropped_for_a_word_in_its_head() -> None:
    heads = ["KH năm 2031", "TH 9 tháng", "Ước thực hiện 9 tháng", "TH 9 tháng/2031", "9 tháng đầu năm 2031", "Thực hiện tháng 9", "9 tháng năm 2030",
             "Số ngày giải quyết bình quân", "Đã hoàn thành", "Tiến độ (%)"]  # fmt: skip
    text = "BÁO CÁO\nTình hình 9 tháng đầu năm 2031\n\n"
    rows = [" | ".join([str(n), name, "Tấn", *(str(100 * n + k) for k in range(1, 11))]) for n, name in ((1, "Chè"), (2, "Quế"))]
    mentions = found(text + pipes(" | ".join(["TT", "Chỉ tiêu", "ĐVT", *heads]), *rows))
    assert len(mentions) == 20
    at = by_place(mentions)
    assert [at[1, c].period for c in range(4, 11)] == [
        "năm 2031", "9 tháng đầu năm 2031", "9 tháng đầu năm 2031", "9 tháng/2031", "9 tháng đầu năm 2031", "tháng 9", "9 tháng năm 2030",
    ]  # fmt: skip
    assert (at[1, 9].period_from, at[1, 9].period_to) == (day("2031-09-01"), day("2031-09-30"))
    assert (at[1, 10].period_from, at[1, 10].period_to) == (day("2030-01-01"), day("2030-09-30"))
    assert [at[1, c].role for c in (4, 5, 6, 9, 12)] == ["target", "level", "level", "level", "level"]
    assert at[1, 13].unit == "%"


def test_months_under_a_title_of_the_year() -> None:
    text = "BÁO CÁO\nThu chi 03 tháng đầu năm 2031\n\nĐơn vị: Triệu đồng\n\n"
    text += pipes(
        "STT | Nội dung | Dự toán 2031 | Thực hiện 03 tháng | Cùng kỳ năm trước | So sánh với dự toán (%)",
        "A | B | 1 | 2 | 3 | 4",
        "I | Thu nội địa | 2.150.000 | 680.250 | 625.400 | 32",
        "II | Thu khác | 190.500 | 43.075 | 44.100 | 23",
    )
    mentions = found(text)
    assert len(mentions) == 8
    done = [m for m in mentions if m.column == 4]
    assert [(m.value, m.unit, m.role, m.period, m.period_to) for m in done] == [
        (680_250_000_000, "đồng", "level", "03 tháng đầu năm 2031", day("2031-03-31")),
        (43_075_000_000, "đồng", "level", "03 tháng đầu năm 2031", day("2031-03-31")),
    ]
    assert {m.role for m in mentions if m.column == 3} == {"target"}
    assert [(m.unit, m.role) for m in mentions if m.column == 6] == [("%", "level")] * 2
    assert {m.period for m in mentions if m.column == 5} == {"Cùng kỳ năm trước"}


@pytest.mark.parametrize(
    ("numbering", "rows"),
    [
        ("MS | 1 | 2 | 3", ("Sở A | 10 | 4 | 6", "Sở B | 8 | 3 | 5")),
        ("A | 1 | 2 | 3=1-2", ("Sở A | 10 | 4 | 6", "Sở B | 8 | 3 | 5")),
        ("(1) | (2) | (3) | (4)=(2)-(3)", ("Sở A | 10 | 4 | 6", "Sở B | 8 | 3 | 5")),
        ("-1 | -2 | -3 | -4", ("Sở A | 10 | 4 | 6", "Sở B | 8 | 3 | 5")),
    ],
)
def test_a_row_that_numbers_the_columns_holds_no_figures(numbering: str, rows: tuple[str, ...]) -> None:
    mentions = found(pipes("Đơn vị | Tổng số cuộc | Đang thực hiện | Kết thúc", numbering, *rows))
    assert [(m.value, m.subject) for m in mentions] == [(v, name) for name, values in (("Sở A", (10, 4, 6)), ("Sở B", (8, 3, 5))) for v in values]
    assert {m.label for m in mentions} == {"Tổng số cuộc", "Đang thực hiện", "Kết thúc"}


def test_frames_of_points_in_capitals() -> None:
    text = "DANH MỤC SẢN PHẨM\nNăm 2031\n\nSTT\tNHÓM NHIỆM VỤ\tSẢN PHẨM ĐẦU RA\tNHÓM\tKHUNG ĐIỂM\tĐIỂM CHẤM (KHOẢNG)\tHỆ SỐ QUY ĐỔI\n"
    text += "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)=(6)÷5\nI.1\tXây dựng quy chế\tQuy chế được duyệt\tN3\t≤240\t150–220\t30–44\n"
    text += "I.2\tMở lớp tập huấn\tThông báo\tN2\t≤200\t100–160\t20–32\n"
    mentions = found(text)
    assert len(mentions) == 6
    at = by_place(mentions)
    frame, points = at[1, 5], at[1, 6]
    assert (frame.value, frame.comparator, frame.unit, frame.role) == (240, "<=", "điểm", "limit")
    assert (points.value, points.value_to, points.label, points.subject, points.unit) == (150, 220, "ĐIỂM CHẤM (KHOẢNG)", "Xây dựng quy chế", "điểm")


def test_a_unit_is_no_piece_of_a_head() -> None:
    mentions = found(
        pipes("TT | Tên xã | Ủy ban nhân dân xã tự chấm / TH2030 | Ủy ban nhân dân xã tự chấm / KH2031", "1 | Xã A | 20 | 21", "2 | Xã B | 18 | 22")
    )
    assert [(m.unit, m.role) for m in mentions] == [(None, "level"), (None, "target")] * 2
    mentions = found(pipes("TT | Đơn vị | Dịch vụ công trực tuyến: Điểm | Thanh toán trực tuyến: Điểm", "1 | Sở A | 4 | 1,5", "2 | Sở B | 6 | 2"))
    assert {m.unit for m in mentions} == {"điểm"}
    mentions = found(pipes("TT | Đơn vị | Quý III | TH 2030", "1 | Xã A | 4 | 1,5", "2 | Xã B | 6 | 2"))
    assert {m.unit for m in mentions} == {None}


def test_the_head_gives_the_unit_before_the_row_and_the_row_before_the_table() -> None:
    text = "KẾT QUẢ\n\nĐơn vị tính: triệu đồng\n\nSTT\tChỉ tiêu\tĐVT\tThực hiện năm 2030\tƯớc TH năm 2031\tƯớc TH so KH (%)\tGấp (lần)\n"
    text += "1\tSản lượng chè\tTấn\t4500\t4710\t102,4\t1,2\n2\tThu ngân sách\tTỷ đồng\t52\t55\t102,8\t1,1\n3\tChi khác\t\t7\t8\t99\t1\n"
    at = by_place(found(text))
    assert [(at[1, c].value, at[1, c].unit) for c in (4, 5, 6, 7)] == [(4500, "tấn"), (4710, "tấn"), (Decimal("102.4"), "%"), (Decimal("1.2"), "lần")]
    assert [(at[2, c].value, at[2, c].unit) for c in (4, 6)] == [(52 * 10**9, "đồng"), (Decimal("102.8"), "%")]
    assert (at[3, 4].value, at[3, 4].unit) == (7 * 10**6, "đồng")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("ĐVT: triệu đồng", 12 * 10**6),
        ("( ĐVT; Triệu đồng)", 12 * 10**6),
        ("Đơn vị: 1.000 đồng", 12_000),
        ("Đơn vị tính: 1000đ", 12_000),
        ("(Đơn vị tính: Tr.đ)", 12 * 10**6),
        ("Đơn vị tính: nghìn đồng", 12_000),
    ],
)
def test_unit_lines_in_any_writing(line: str, value: int) -> None:
    mentions = found(f"Biểu số 2\n{line}\n\nTT\tNội dung\tSố tiền\tĐã chi\n1\tMua sắm\t12\t11\n2\tSửa chữa\t5\t4\n")
    assert (mentions[0].value, mentions[0].unit) == (value, "đồng")


def test_a_unit_line_inside_the_table() -> None:
    mentions = found("Số liệu:\n\n\t\t\tĐVT: tỷ đồng\nTT\tNội dung\tDự toán\tĐã chi\n1\tMua sắm\t12\t11\n2\tSửa chữa\t5\t4\n")
    assert [(m.value, m.unit, m.row) for m in mentions[:2]] == [(12 * 10**9, "đồng", 1), (11 * 10**9, "đồng", 1)]


def test_figures_in_a_column_of_remarks() -> None:
    text = "BÁO CÁO\nKết quả quý I năm 2031\n\n" + pipes(
        "STT | Chỉ tiêu | ĐVT | KH 2030 | Thực hiện 2030 | Ghi chú/Đánh giá", "1 | Diện tích chè | Ha | 10.500 | 10.000 | 95,24 %", "2 | Diện tích quế | Ha | 2.000 | 2.100 | 105,00 %"
    )
    mentions = found(text)
    assert [m.value for m in mentions if m.unit == "%"] == [Decimal("95.24"), Decimal("105.00")]
    assert {m.role for m in mentions if m.column == 4} == {"target"}


def test_the_title_of_a_table_gives_the_time() -> None:
    text = "PHỤ LỤC\nTỔNG HỢP KẾT QUẢ GIẢI QUYẾT HỒ SƠ 6 THÁNG ĐẦU NĂM 2031\n\nSTT\tĐơn vị\tTiếp nhận\tĐã giải quyết\n1\tXã A\t120\t118\n2\tXã B\t95\t95\n"
    assert {(m.period, m.period_from, m.period_to) for m in found(text)} == {("6 THÁNG ĐẦU NĂM 2031", day("2031-01-01"), day("2031-06-30"))}
    text = "BÁO CÁO VAY\nKỳ báo cáo: 04 tháng đầu năm 2031\n(Kèm theo Công văn số 12/STC-NS ngày 20/5/2032 của Sở)\n\nTT\tChỉ tiêu\tDư nợ\tTrả nợ trong kỳ\n1\tVay A\t120\t118\n2\tVay B\t95\t95\n"
    assert {(m.period, m.period_to) for m in found(text)} == {("04 tháng đầu năm 2031", day("2031-04-30"))}


@pytest.mark.parametrize(
    ("heads", "days"),
    [
        (["Tháng 1", "Tháng 11", "Tháng 12"], ["2031-01-31", "2031-11-30", "2031-12-31"]),
        (["Tháng 1/2030", "Tháng 11/2030", "Tháng 12/2030"], ["2030-01-31", "2030-11-30", "2030-12-31"]),
        (["Quý I", "Quý II", "Quý III"], ["2031-03-31", "2031-06-30", "2031-09-30"]),
        (["Năm 2029", "Năm 2030", "Năm 2031"], ["2029-12-31", "2030-12-31", "2031-12-31"]),
        (["6 tháng đầu năm", "9 tháng", "Cả năm"], ["2031-06-30", "2031-09-30", "2031-12-31"]),
    ],
)
def test_a_head_that_is_only_a_time_leaves_the_name_to_the_row(heads: list[str], days: list[str]) -> None:
    text = "Biểu thu chợ năm 2031\nĐơn vị: tỷ đồng\n" + "\t".join(["Chỉ tiêu", *heads]) + "\nTiền quầy\t25\t31\t40\nTiền xe\t3\t4\t6\nTiền khác\t1\t2\t3\n"
    mentions = found(text)
    assert [m.value for m in mentions] == [v * 10**9 for v in (25, 31, 40, 3, 4, 6, 1, 2, 3)]
    assert [m.label for m in mentions] == ["Tiền quầy"] * 3 + ["Tiền xe"] * 3 + ["Tiền khác"] * 3
    assert {m.subject for m in mentions} == {None}
    assert [m.period_to for m in mentions[:3]] == [day(d) for d in days]


def test_heads_of_a_time_and_a_kind_leave_the_name_to_the_row() -> None:
    text = "Biểu nuôi trồng\nChỉ tiêu\tĐVT\tTH 2030\tƯớc TH năm 2031\tKế hoạch năm 2032\tTH 2031/KH 2031\nI. Diện tích\tha\t25\t31\t40\t99\n- Tôm\tha\t3\t4\t6\t98\n- Cá\tha\t22\t27\t34\t97\n"
    mentions = found(text)
    assert [(m.label, m.subject, m.role) for m in mentions[4:7]] == [("Tôm", "I. Diện tích", "level"), ("Tôm", "I. Diện tích", "level"), ("Tôm", "I. Diện tích", "target")]
    assert (mentions[7].label, mentions[7].subject) == ("TH 2031/KH 2031", "Tôm")  # two times are compared: a head of its own


@pytest.mark.parametrize(
    ("path", "only"),
    [
        (("KH", "2031"), True), (("2030-", "2031"), True), (("Sơ bộ Prel.2031",), True), (("Ước 6 tháng đầu năm 2031",), True), (("Dự toán năm 2031",), True), (("Thực hiện trong tuần",), True),
        (("Kế hoạch",), False), (("KH 2031/ước 2030",), False), (("TH/KH 2031",), False), (("So sánh", "KH 2031"), False), (("Kế hoạch vốn năm 2031",), False), ((), False),
    ],
)  # fmt: skip
def test_what_is_only_a_time_and_a_kind(path: tuple[str, ...], only: bool) -> None:
    assert are_only_times(path) is only


def test_months_behind_words_of_what_was_done() -> None:
    text = "Biểu thu chợ năm 2031\nĐơn vị: tỷ đồng\nChỉ tiêu\tThực hiện tháng 1\tThực hiện tháng 11\tƯớc tháng 12\nTiền quầy\t25\t31\t40\nTiền xe\t3\t4\t6\n"
    mentions = found(text)
    assert [(m.period, m.role, m.subject) for m in mentions[:3]] == [("tháng 1", "level", "Tiền quầy"), ("tháng 11", "level", "Tiền quầy"), ("tháng 12", "level", "Tiền quầy")]


def test_units_in_the_names_of_rows() -> None:
    mentions = found("Biểu thu chợ năm 2031\nChỉ tiêu\tTháng 1\tTháng 11\tTháng 12\nTiền quầy (tỷ đồng)\t25\t31\t40\nTỷ lệ thu\t3\t4\t6\n")
    assert [(m.value, m.unit) for m in mentions[2:4]] == [(40 * 10**9, "đồng"), (3, "%")]


@pytest.mark.parametrize(("written", "value"), [("-1.234", -1234), ("(1.234)", -1234), ("1.234", 1234), ("- 1.234", -1234)])
def test_levels_below_zero(written: str, value: int) -> None:
    mentions = found(f"Biểu 2. Kết quả\nĐơn vị: triệu đồng\nChỉ tiêu\tNăm 2030\tNăm 2031\nDoanh thu\t5.600\t4.800\nChi phí\t4.400\t6.034\nLợi nhuận\t1.200\t{written}\n")
    assert (mentions[-1].value, mentions[-1].role) == (value * 10**6, "level")


def test_accounts_write_what_fell_in_brackets() -> None:
    text = "Biểu 3. Thu chi\nĐơn vị: triệu đồng\nChỉ tiêu\tNăm 2030\tNăm 2031\tTăng, giảm\nThu tại xã\t5.600\t4.800\t(800)\nChi tại xã\t4.400\t6.034\t1.634\nCộng\t10.000\t10.834\t834\n"
    assert [m.value for m in found(text) if m.column == 4] == [-800 * 10**6, 1634 * 10**6, 834 * 10**6]


def test_the_sign_of_a_change_is_its_role() -> None:
    text = "STT\tMặt hàng\tGiá kỳ này (đồng)\tMức tăng (giảm)\tTỷ lệ tăng (giảm) (%)\n1\tGạo nếp\t21.000\t-500\t-2,3\n2\tMuối\t6.000\t300\t5,3\n"
    assert [(m.value, m.role) for m in found(text) if (m.column or 0) > 3] == [(500, "decrease"), (Decimal("2.3"), "decrease"), (300, "increase"), (Decimal("5.3"), "increase")]


def test_a_whole_column_in_brackets_is_not_below_zero() -> None:
    text = "STT\tXã\tSố hộ\tTrong đó: hộ nghèo\n1\tXã A\t120\t(12)\n2\tXã B\t95\t(9)\n3\tXã C\t70\t(4)\n"
    assert [m.value for m in found(text) if m.column == 4] == [12, 9, 4]


def test_years_of_a_plan_are_targets() -> None:
    text = "KẾ HOẠCH GIAI ĐOẠN 2031 - 2035\n\nTT\tChỉ tiêu\tNăm 2030\tNăm 2032\tNăm 2033\n1\tSố chợ\t12\t14\t15\n2\tSố cầu\t3\t4\t6\n"
    mentions = found(text, issued_on=day("2031-03-01"))
    assert [m.role for m in mentions[:3]] == ["level", "target", "target"]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("KH 2031", "target"),
        ("Dự toán giao", "target"),
        ("Kế hoạch vốn", "target"),
        ("Kế hoạch thực hiện", "target"),
        ("Ước TH", "level"),
        ("Ước thực hiện kế hoạch", "level"),
        ("Dự kiến cắt giảm", "target"),
        ("Cắt giảm", "decrease"),
        ("Tốc độ tăng", "increase"),
        ("Thứ hạng", "rank"),
        ("Định mức", "limit"),
        ("Phòng Kế hoạch và Đầu tư", "level"),
        ("% so KH", "level"),
    ],
)
def test_roles_of_heads(head: str, role: str) -> None:
    assert {m.role for m in found(f"TT\tĐơn vị\tTổng số\t{head}\n1\tXã A\t12\t14\n2\tXã B\t3\t4\n") if m.column == 4} == {role}


def test_a_state_takes_the_noun_of_the_total_beside_it() -> None:
    text = pipes("STT | Cơ quan | Tổng số thủ tục đã có dịch vụ công | Đã tích hợp dịch vụ công | Chưa tích hợp", "1 | Sở A | 12 | 11 | 1", "2 | Sở B | 15 | 15 | 0")
    assert [m.unit for m in found(text)][:1] == ["thủ tục"]
    grid = "|\nSTT\n|\nCơ quan\n|\nKết quả\n|\n|\nTổng số thủ tục\n|\nĐã tích hợp dịch vụ công\n|\nChưa tích hợp dịch vụ công\n|\n"
    grid += "|\n1\n|\nSở A\n|\n12\n|\n11\n|\n1\n|\n|\n2\n|\nSở B\n|\n15\n|\n14\n|\n1\n|\n\nHết.\n"
    assert {m.unit for m in found(f"Kết quả:\n\n{grid}")} == {"thủ tục"}


@pytest.mark.parametrize("cells", [("2027", "2028"), ("05/2031", "12/2031"), ("2031-2035", "2032-2035")])
def test_columns_of_times_hold_no_figures(cells: tuple[str, str]) -> None:
    text = f"TT\tDự án\tCông suất (MW)\tThời gian vận hành\n1\tNhà máy A\t250\t{cells[0]}\n2\tNhà máy B\t300\t{cells[1]}\n"
    assert [(m.value, m.unit) for m in found(text)] == [(250, "MW"), (300, "MW")]


def test_an_amount_that_looks_like_a_year_is_read() -> None:
    mentions = found("TT\tXã\tSố hộ năm 2031\tSố người\n1\tXã A\t1985\t7210\n2\tXã B\t2010\t8034\n3\tXã C\t812\t3000\n")
    assert [m.value for m in mentions if m.column == 3] == [1985, 2010, 812]


def test_a_scale_word_that_no_amount_can_have_is_not_applied() -> None:
    mentions = found("TT\tTỉnh\tTổng chi (tỷ đồng)\tSố lượt\n1\tTỉnh A\t13056694147403\t12\n2\tTỉnh B\t2636663465805\t15\n")
    assert (mentions[0].value, mentions[0].unit) == (13056694147403, "đồng")


def test_rows_that_share_a_joined_name_have_their_finer_one() -> None:
    text = "<table border=1><tr><th>TT</th><th>Tên tiêu chí</th><th>Nội dung tiêu chí</th><th>Chỉ tiêu</th></tr>"
    text += "<tr><td rowspan=3>1</td><td rowspan=3>Điện</td><td>Tỷ lệ hộ có điện</td><td>≥ 98%</td></tr><tr><td>Tỷ lệ hộ có công tơ</td><td>≥ 90%</td></tr>"
    text += "<tr><td>Tỷ lệ đường có đèn</td><td>≥ 60%</td></tr><tr><td>2</td><td>Nước</td><td>Tỷ lệ hộ có nước</td><td>≥ 80%</td></tr></table>"
    from extractor.pipeline import extract
    from extractor.readers.html import read_bytes

    figures = [r for r in extract(read_bytes(f"<html><meta charset=utf-8><body><p>TIÊU CHÍ XÃ</p>{text}</body></html>".encode(), "t.html", "")).records if r.type == "indicator"]
    assert [(f.subject, f.comparator) for f in figures] == [(name, ">=") for name in ("Tỷ lệ hộ có điện", "Tỷ lệ hộ có công tơ", "Tỷ lệ đường có đèn", "Tỷ lệ hộ có nước")]


def test_the_day_of_a_cited_document_is_no_time_of_figures() -> None:
    text = "DANH SÁCH CẮT GIẢM THEO QUYẾT ĐỊNH NGÀY\n12 THÁNG 3 NĂM 2031\n\nSTT\tĐơn vị\tTiếp nhận\tĐã giải quyết\n1\tXã A\t120\t118\n2\tXã B\t95\t95\n"
    assert {m.period for m in found(text)} == {None}


def test_a_title_of_norms_makes_limits() -> None:
    text = "ĐỊNH MỨC CHI TIẾP KHÁCH\n\nSTT\tNội dung\tVùng I (đồng/người)\tVùng II (đồng/người)\n1\tBữa trưa\t120.000\t110.000\n2\tNước uống\t20.000\t15.000\n"
    assert {(m.role, m.unit) for m in found(text)} == {("limit", "đồng/người")}


def test_scaled_currencies_in_heads_and_short_forms_in_names() -> None:
    text = "\n".join([
        "| Chỉ tiêu | 2032 Triệu VND | 2031 Triệu VND |",
        "|---|---|---|",
        "| 1. Thu nhập lãi và các khoản tương tự | 40.773.671 | 35.606.328 |",
        "| 2. Tiền gửi và vay Chính phủ, NHNN | 23.223.585 | 20.035.981 |",
        "",
    ])  # fmt: skip
    found = [(r.value, r.unit) for r in extract_text(text).records if r.type == "indicator"]
    assert found == [(Decimal(value) * 10**6, "đồng") for value in (40_773_671, 35_606_328, 23_223_585, 20_035_981)]
