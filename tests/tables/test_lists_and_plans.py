"""Lists side by side, plans over years with their mean growth, amounts written out under a scale word, fields of databases above heads."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.pipeline import extract_text
from extractor.records import Indicator
from extractor.tables.compared import mean_growths


def figures(text: str) -> dict[str, Indicator]:
    return {r.quote: r for r in extract_text(text).records if isinstance(r, Indicator)}


def test_lists_side_by_side_have_their_own_names() -> None:
    head = "Mã tỉnh\tTên tỉnh\tTỷ lệ nội trú (%)\tTên tỉnh 1\tNgày điều trị (ngày)\tTên tỉnh 2\tChi chung (Đồng)"
    rows = ["31\tAn Phú\t21,4\tBình Minh\t8,3\tCát Sơn\t1.204.311", "32\tBình Minh\t19,6\tCát Sơn\t7,9\tAn Phú\t981.402", "33\tCát Sơn\t17,2\tAn Phú\t6,1\tBình Minh\t870.155"]
    found = figures("\n".join([head, *rows, "\tToàn vùng\t19,1\t\t7,2\t\t1.010.640"]))
    assert [(found[q].subject, found[q].unit) for q in ("21,4", "8,3", "1.204.311")] == [("An Phú", "%"), ("Bình Minh", "ngày"), ("Cát Sơn", "đồng")]
    assert found["1.010.640"].subject == "Toàn vùng"


def test_a_second_column_of_words_under_another_head_names_nothing() -> None:
    found = figures("STT\tTên trạm\tSố giường\tLoại\tSố lượt\n1\tTrạm A\t14\tHạng hai\t310\n2\tTrạm B\t22\tHạng ba\t455\n3\tTrạm C\t9\tHạng ba\t128")
    assert found["310"].subject == "Trạm A"


AMOUNTS = "Mã\tTên trạm\tDự toán giao (ĐVT: Triệu đồng)\n7101\tTrạm A\t{}\n7102\tTrạm B\t{}\n7103\tTrạm C\t{}\n7104\tTrạm D\t{}"


def test_amounts_written_out_under_a_scale_word_are_in_dong() -> None:
    found = figures(AMOUNTS.format("51.204.000.000", "38.110.000.000", "26.418.000.000", "412.000.000"))
    assert found["51.204.000.000"].value == 51204000000 and found["412.000.000"].value == 412000000


def test_one_amount_of_a_whole_state_leaves_the_scale() -> None:
    found = figures(AMOUNTS.format("2.204.000.000", "38.110", "26.418", "412"))
    assert found["38.110"].value == 38110000000 and found["2.204.000.000"].value == 2204000000 * 10**6


PLAN = "TỔNG HỢP GIAI ĐOẠN 2030-2033 VÀ KẾ HOẠCH 2034-2035\nSTT\tChỉ tiêu\tĐVT\tNăm 2030\tTH 2031\tƯTH 2033\tKH 2035\tBQGĐ 2031-2033\tKH 2034-2035"
PLANS = ["1\tLúa\tTấn\t1.000\t1.080\t1.259,7\t1.300\t108,0\t101,6", "2\tNgô\tTấn\t400\t420\t463,1\t500\t105,0\t103,9", "3\tChè\tTấn\t50\t51\t53,1\t60\t102,0\t106,3"]


@pytest.mark.parametrize(
    ("quote", "value", "unit", "role"),
    [("1.000", 1000, "tấn", "level"), ("1.080", 1080, "tấn", "level"), ("500", 500, "tấn", "target"), ("108,0", Decimal("108.0"), "%", "level"), ("102,0", Decimal("102.0"), "%", "level")],
)
def test_a_plan_over_years(quote: str, value: Decimal, unit: str, role: str) -> None:
    found = figures("\n".join([PLAN, *PLANS]))[quote]
    assert (found.value, found.unit, found.role) == (value, unit, role)


def test_the_mean_growth_has_the_days_of_its_span() -> None:
    found = figures("\n".join([PLAN, *PLANS]))["105,0"]
    assert (str(found.period_from), str(found.period_to)) == ("2031-01-01", "2033-12-31")


def test_a_mean_of_amounts_is_no_growth() -> None:
    cells = {0: ["100", "200", "300"], 1: ["110", "210", "330"], 2: ["105", "205", "315"]}
    assert mean_growths(cells, {0: 2030, 1: 2032}, {2: (2031, 2032)}) == {}


def test_rates_of_growth_a_year() -> None:
    cells = {0: ["100", "200", "300"], 1: ["121", "242", "363"], 2: ["10,0", "10,0", "10,0"]}
    assert mean_growths(cells, {0: 2030, 1: 2032}, {2: (2031, 2032)}) == {2: ("rate", 0, 1)}


def test_a_planned_change_in_words_stays_planned() -> None:
    found = figures("STT\tChỉ tiêu\tĐVT\tKH 2031-2035\tNăm 2030\tTH 2031\n1\tTổng giá trị sản xuất\tTỷ đồng\tTăng 8-9%\t512\t540\n2\tTrồng trọt\tTỷ đồng\tTăng 5-6%\t210\t214\n3\tChăn nuôi\tTỷ đồng\tTăng 7-8%\t98\t104")
    assert (found["8-9%"].role, found["8-9%"].value, found["8-9%"].value_to, found["8-9%"].subject) == ("target", 8, 9, "Tổng giá trị sản xuất")


@pytest.mark.parametrize(
    ("head", "quote", "value", "role"),
    [("Chênh lệch 2032-2031", "-12", 12, "decrease"), ("Chênh lệch", "35", 35, "increase"), ("Chênh lệch thu chi", "-12", -12, "level")],
)
def test_columns_of_differences(head: str, quote: str, value: int, role: str) -> None:
    found = figures(f"STT\tChỉ tiêu\tTH 2031\tTH 2032\t{head}\n1\tĐàn trâu\t210\t198\t-12\n2\tĐàn bò\t640\t675\t35\n3\tĐàn dê\t88\t91\t3")[quote]
    assert (found.value, found.role) == (value, role)


def test_a_measure_of_things_is_none_of_their_price() -> None:
    found = figures("STT\tMặt hàng\tĐVT\tSố lượng\tĐơn giá\tThành tiền\tHệ số\n1\tGạo\tkg\t120\t21.000\t2.520.000\t1,2\n2\tMuối\tkg\t30\t6.000\t180.000\t1,3\n3\tDầu\tlít\t12\t45.000\t540.000\t1,1")
    assert [found[q].unit for q in ("120", "21.000", "540.000", "1,2")] == ["kg", None, None, None]


def test_a_price_has_the_unit_of_money_of_its_row() -> None:
    found = figures("STT\tMặt hàng\tĐVT\tGiá kỳ trước\tGiá kỳ này\tChênh lệch\n1\tGạo\tđ/kg\t21.000\t21.400\t400\n2\tMuối\tđ/kg\t6.000\t5.900\t-100\n3\tDầu\tđ/lít\t45.000\t45.500\t500")
    assert found["21.400"].unit == "đ/kg" and (found["-100"].value, found["-100"].role) == (100, "decrease")


def test_units_without_a_head() -> None:
    found = figures("\t\t\tNăm 2030\tTH 2031\n1\tLúa\tTỷ đồng\t21,9\t53,8\n2\tNgô\tTỷ đồng\t20,3\t21,8\n3\tChè\tTỷ đồng\t1,5\t32,1")
    assert (found["53,8"].value, found["53,8"].unit, found["53,8"].label) == (53800000000, "đồng", "Lúa")


def test_rows_without_ordinals_below_a_letter_are_its_own() -> None:
    found = figures("STT\tChỉ tiêu\tĐVT\tNăm 2030\nA\tCHĂN NUÔI\t\t\n\tĐàn trâu\tCon\t213\n\tĐàn bò\tCon\t646\n\tGia cầm\tCon\t1.344\nB\tTHỦY SẢN\t\t\n\tDiện tích ao\tHa\t31,9")
    assert [found[q].subject for q in ("213", "646", "1.344", "31,9")] == ["CHĂN NUÔI", "CHĂN NUÔI", "CHĂN NUÔI", "THỦY SẢN"]


def test_names_of_fields_above_heads() -> None:
    text = "MASO\tMATRAM\tTENTRAM\tLOAITRAM\tSOTHE\nSTT\tMã\tTên\tLoại\tSL thẻ đã cấp\n1\t71002\tTrạm A\tCông lập\t310\n2\t71003\tTrạm B\tCông lập\t275\n3\t71005\tTrạm C\tTư nhân\t98"
    found = figures(text)
    assert set(found) == {"310", "275", "98"} and (found["310"].label, found["310"].subject) == ("SL thẻ đã cấp", "Trạm A")


def test_fields_with_a_note_of_their_unit() -> None:
    text = "ma_tram\tten_tram\tdt_giao (ĐVT: Triệu đồng)\ttien_chi\n71002\tTrạm A\t310\t5120000\n71003\tTrạm B\t275\t4310000\n71005\tTrạm C\t98\t870000"
    found = figures(text)
    assert "71002" not in found and found["310"].value == 310000000


def test_a_scale_alone_in_the_bracket_of_a_head_of_money() -> None:
    found = figures("STT\tTên trạm\tTiền (tỷ)\tTỷ lệ (%)\n1\tTrạm A\t12,5\t0,6\n2\tTrạm B\t8,1\t0,4\n3\tTrạm C\t7,7\t0,3")
    assert (found["12,5"].value, found["12,5"].unit) == (12500000000, "đồng")


@pytest.mark.parametrize(("unit", "value"), [("Tr Đ/ha", 24500000), ("Triệu đ/ha", 24500000)])
def test_money_behind_a_scale_by_its_full_name(unit: str, value: int) -> None:
    found = figures(f"STT\tChỉ tiêu\tĐVT\tTH 2031\n1\tGiá trị sản phẩm thu được\t{unit}\t24,5\n2\tDiện tích\tha\t310\n3\tNăng suất\ttạ/ha\t41,2")["24,5"]
    assert (found.value, found.unit) == (value, "đồng/ha")


def test_use_of_a_budget_is_no_plan() -> None:
    found = figures("STT\tTên trạm\tSử dụng dự toán\tSử dụng dự toán\n\t\tChi KCB\tTL sử dụng (%)\n1\tTrạm A\t310\t95,1\n2\tTrạm B\t275\t88,4\n3\tTrạm C\t98\t79,3")
    assert (found["310"].role, found["95,1"].role) == ("level", "level")


def test_the_one_row_of_a_summary_has_no_name() -> None:
    found = figures("Dự toán giao\tChi toàn tỉnh\tTỷ lệ sử dụng\tXếp hạng\n512010000000\t498419707299\t97,34\t27")
    assert [(found[q].label, found[q].subject) for q in ("512010000000", "97,34")] == [("Dự toán giao", None), ("Tỷ lệ sử dụng", None)]


def test_months_name_their_rows() -> None:
    assert figures("Tháng\tSố lượt\tSố ca\n1\t310\t21\n2\t275\t14\n3\t298\t18")["275"].subject == "2"
