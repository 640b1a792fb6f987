"""Rows of rates below rows of amounts, rows that "Trong đó" leads, and what is no amount of its table."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample

HEAD = "Chỉ tiêu\tĐơn vị tính\tThực hiện năm 2031\tƯớc thực hiện năm 2032\tKế hoạch năm 2033"
GROWTH = [
    "Giá trị sản xuất\ttỷ đồng\t4.120\t4.532\t4.910",
    "- Tốc độ tăng trưởng\t%\t9,1\t10,0\t8,3",
]
SHARES = [
    "Tổng số\ttỷ đồng\t6.480\t7.215\t7.930",
    "1. Vốn ngân sách\ttỷ đồng\t2.130\t2.518\t2.690",
    "So với tổng số\t%\t32,9\t34,9\t33,9",
    "2. Vốn tín dụng\ttỷ đồng\t1.840\t1.902\t2.115",
    "So với tổng số\t%\t28,4\t26,4\t26,7",
    "Trong đó: Tín dụng đầu tư\ttỷ đồng\t1.210\t1.433\t1.520",
    "3. Vốn dân cư\ttỷ đồng\t2.510\t2.795\t3.125",
    "So với tổng số\t%\t38,7\t38,7\t39,4",
]
STRUCTURE = [
    "- Giá trị nông nghiệp\ttỷ đồng\t1.496\t1.789\t2.076",
    "- Giá trị dịch vụ\ttỷ đồng\t3.448\t3.824\t4.226",
    "- Cơ cấu kinh tế:\t%\t100\t100\t100",
    "+ Nông nghiệp\t%\t30,3\t31,9\t32,9",
    "+ Dịch vụ\t%\t69,7\t68,1\t67,1",
]
LED = [
    "STT\tChỉ tiêu\tKế hoạch vay\tVay trong kỳ\tDư nợ cuối kỳ",
    "I\tVay ngân hàng trong nước\t8.240\t3.115\t5.127",
    "1\tNgân hàng phát triển\t8.240\t3.115\t5.127",
    "II\tVay lại vốn nước ngoài\t19.310\t2.177\t2.177",
    "1\tDự án sửa chữa hồ chứa\t14.127\t966\t966",
    "\tTrong đó\t\t\t",
    "\tSố đã được cấp phát\t\t1.144\t1.144",
    "\tSố thực tế giải ngân\t\t966\t966",
    "2\tChương trình nước sạch\t5.183\t1.211\t1.211",
    "\tTrong đó\t-\t\t",
    "\tSố đã được cấp phát\t\t5.004\t5.004",
    "\tSố thực tế giải ngân\t\t1.211\t1.211",
    "\tTổng cộng\t27.550\t5.292\t7.304",
]


def broken(*rows: str) -> list[str]:
    _, result = audit_sample("\n".join(rows))
    return [r.computation for r in result.relations if not r.holds]


def ties(*rows: str) -> set[str]:
    _, result = audit_sample("\n".join(rows))
    return {r.tie for r in result.relations if r.holds}


@pytest.mark.parametrize(("rows", "tie"), [(GROWTH, "row_growth"), (SHARES, "row_share"), (STRUCTURE, "structure_share")])
def test_rates_of_rows_hold(rows: list[str], tie: str) -> None:
    assert tie in ties(HEAD, *rows) and not broken(HEAD, *rows)


@pytest.mark.parametrize(
    ("rows", "row", "old", "new", "words"),
    [
        (GROWTH, 1, "8,3", "3,8", "văn bản ghi 3,8%"),
        (GROWTH, 0, "4.910", "9.410", "văn bản ghi 8,3%"),
        (SHARES, 2, "34,9", "39,4", "văn bản ghi 39,4%"),
        (SHARES, 6, "2.795", "2.975", "văn bản ghi 7.215"),
        (STRUCTURE, 3, "31,9", "13,9", "văn bản ghi 13,9%"),
        (STRUCTURE, 4, "67,1", "76,1", "văn bản ghi 76,1%"),
    ],
)
def test_a_wrong_figure_breaks_them(rows: list[str], row: int, old: str, new: str, words: str) -> None:
    changed = [r.replace(old, new) if n == row else r for n, r in enumerate(rows)]
    assert any(words in made for made in broken(HEAD, *changed))


def test_growth_at_other_prices_is_not_told() -> None:
    assert not broken(HEAD, GROWTH[0], "- Tốc độ tăng trưởng\t%\t5,1\t6,3\t6,8")


def test_rows_led_by_trong_do_leave_the_list_around_them_whole() -> None:
    assert not broken(*LED)
    for old, new in (("19.310", "91.310"), ("14.127", "41.127"), ("\t1.211\t1.211", "\t2.111\t1.211")):
        changed = [r.replace(old, new, 1) if "Trong đó" not in r else r for r in LED]
        assert broken(*changed), old


CODES = ["A\tB\tTên chỉ tiêu\tĐơn vị tính\tNăm 2031\tNăm 2032", *(f"{i}\t{2401 + 3 * i}\tCây thứ {i}\tha\t{100 + 7 * i}\t{120 + 9 * i}" for i in range(1, 4))]
LEVELS = ["4\t2413\t- Diện tích\tha\t250\t260", "5\t2414\t- Năng suất\ttạ/ha\t40\t42", "6\t2415\t- Sản lượng\ttấn\t1.000\t1.092"]


def test_codes_between_ordinals_and_names_are_no_factors() -> None:
    assert not broken(*CODES, *LEVELS)


def test_a_row_of_rates_keeps_no_sum_of_columns() -> None:
    head = "STT\tNội dung\tTổng chi\tNội trú\tNgoại trú"
    rows = ["1\tKỳ này\t943\t512\t431", "2\tKỳ trước\t873\t471\t402", "3\tCùng kỳ\t853\t455\t398", "4\tTỷ lệ tăng giảm (%)\t8,02\t8,7\t7,21"]
    assert not broken(head, *rows) and broken(head, rows[0].replace("943", "493"), *rows[1:])


def test_the_wider_sum_is_meant_where_a_row_of_one_part_says_so() -> None:
    head = "STT\tĐơn vị\tTổng chi\tĐăng ký ban đầu\tNội tỉnh đến\tNgoại tỉnh đến\tThanh toán trực tiếp"
    rows = [f"{i}\tCơ sở {i}\t{a + b + c}\t{a}\t{b}\t{c}\t0" for i, (a, b, c) in enumerate([(418, 207, 33), (655, 391, 58), (290, 145, 21), (733, 260, 47), (512, 318, 36)], 1)]
    assert not broken(head, *rows, "6\tThanh toán trực tiếp\t486\t0\t0\t0\t486")


def test_a_member_in_capitals_behind_a_dash_is_a_member() -> None:
    head = "STT\tChỉ tiêu\tNăm 2031\tNăm 2032\tNăm 2033"
    rows = ["I\tHoạt động lâm nghiệp\t379\t412\t450", "\t- QLBVR\t126\t140\t155", "\t- Quản lý cháy rừng\t127\t131\t141", "\t- Dịch vụ khác\t126\t141\t154"]
    assert "group_row" in ties(head, *rows) and not broken(head, *rows)
