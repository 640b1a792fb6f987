"""Times that only say among which something is the highest, and times with which others are compared that have a figure of their own."""

from __future__ import annotations

import datetime

from extractor import extract_text

TEXT = """Xuất khẩu 9 tháng của tỉnh đạt mức cao nhất kể từ năm 2024

Kim ngạch xuất khẩu 9 tháng đầu năm 2031 của tỉnh tăng 7,3% so với cùng kỳ năm trước, là mức cao nhất của chín tháng kể từ năm 2024.

Nhóm hàng nông sản tăng 4,6%, cao hơn mức tăng 3,9% của cùng kỳ năm trước.

Nhóm hàng may mặc tăng 6,4%, mức cao nhất trong 8 năm qua, đóng góp 1,2 điểm phần trăm.

Nhóm hàng gỗ tăng 8,1%, cao hơn mức tăng 6,2% và 5,3% của cùng kỳ năm 2029 và năm 2030, đóng góp 2,4 điểm phần trăm.
"""


def test_years_among_which_something_is_the_highest_are_no_time_of_a_figure() -> None:
    figures = {r.quote: r for r in extract_text(TEXT).records if r.type == "indicator"}
    now = (datetime.date(2031, 1, 1), datetime.date(2031, 9, 30))
    for quote in ("7,3%", "4,6%", "6,4%", "1,2", "8,1%", "2,4"):
        assert (figures[quote].period_from, figures[quote].period_to) == now, quote


def test_a_figure_right_before_the_time_that_others_are_compared_with_is_of_that_time() -> None:
    figures = {r.quote: r for r in extract_text(TEXT).records if r.type == "indicator"}
    then = (datetime.date(2030, 1, 1), datetime.date(2030, 9, 30))
    for quote in ("3,9%", "5,3%"):
        assert (figures[quote].period_from, figures[quote].period_to) == then, quote
