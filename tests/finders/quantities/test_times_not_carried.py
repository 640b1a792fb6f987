"""Times that are not those of the figures around them: outlooks of plans, years for which something is done, what a rule speaks of."""

import pytest

from extractor import extract_text

PLAN = "BỘ TÀI NGUYÊN\n\nSố: 15/QĐ-BTN\nĐông An, ngày 18 tháng 11 năm 2031\n\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch thực hiện quy hoạch mạng lưới trạm thời kỳ 2031-2040, tầm nhìn đến năm 2055\n\n"


def periods(text: str) -> list[tuple[str, str | None]]:
    return [(r.quote, r.period) for r in extract_text(text).records if r.type == "indicator"]


def test_the_outlook_of_a_plan_is_no_time_of_its_figures() -> None:
    assert periods(f"{PLAN}Nhu cầu vốn dự kiến khoảng 1.732 tỷ đồng.") == [("1.732", None)]


def test_a_year_named_later_is_not_that_of_the_paragraphs_before() -> None:
    text = "Toàn tỉnh đã xây dựng dữ liệu của 145 xã, phường.\n\nTrong năm 2031, tỉnh đầu tư hơn 21 tỷ đồng đo đạc bản đồ.\n"
    assert periods(text) == [("145", None), ("21", "năm 2031")]


def test_a_year_for_which_something_is_done() -> None:
    text = "Gia đình tôi đã nhận 14 triệu đồng để mua cây giống phát triển sản xuất trong năm mới 2031.\n\nToàn xã có 165 hộ dân được chi trả.\n"
    assert periods(text)[1] == ("165", None)


@pytest.mark.parametrize("day", ["Tối 6-8", "Đến 15h chiều 6-8", "Rạng sáng 6-8"])
def test_a_day_with_a_hyphen_behind_a_part_of_the_day(day: str) -> None:
    assert periods(f"{day}, toàn tỉnh có 5 người bị thương.") == [("5", "6-8")]


def test_a_norm_for_units_that_come_of_a_merger() -> None:
    text = "Điều 6. Tiêu chuẩn\n\na) Phường hình thành sau sắp xếp có diện tích tự nhiên đạt từ 4,5 km2 trở lên;\n"
    assert periods(text) == [("4,5", None)]
