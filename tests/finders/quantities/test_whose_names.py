"""Owners by their full names, members by their own, measures where a flattened text runs together: sentences that nobody has written."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.finders.quantities.whose_names import FullNames, territory_in


def figure(text: str, quote: str) -> tuple[str | None, str | None]:
    return next((r.label, r.subject) for r in extract_text(text).records if r.type == "indicator" and r.quote == quote)


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("Bệnh viện Phổi Hòa Tân có 45 bác sĩ.\nĐến nay, Bệnh viện đã khám 1.250 lượt người.", "1.250", "Bệnh viện Phổi Hòa Tân"),
        ("Nam Định có dân số 1.812 nghìn người.\n\nHà Nam có dân số 812 nghìn người. Tỉnh có 6 huyện.", "6", "Hà Nam"),
        ("1. Vị trí\n- Xã Tân Khê có diện tích 31,5 km2.\n2. Dân số\n- Mật độ dân số đạt 41 người/km2.", "41", "Xã Tân Khê"),
        ("A. CHỈ TIÊU NĂM 2031 TRÊN ĐỊA BÀN HUYỆN TÂN KHÊ\n1. Tỷ lệ hộ nghèo: 3,5%", "3,5%", "huyện Tân Khê"),
        ("Tỷ lệ hộ nghèo của huyện là 6,5%, cao nhất là xã Tân Khê là 12,5%, xã Đông Lĩnh là 9,1%.", "12,5%", "xã Tân Khê"),
        ("Doanh thu bán lẻ đạt 569 tỷ đồng, bao gồm: kinh tế cá thể đạt 276 tỷ đồng, tăng 16%; kinh tế tư nhân đạt 202 tỷ đồng, tăng 25%.", "202", "kinh tế tư nhân"),
        ("Sản lượng cá tra tại Cần Thơ đạt 141 tấn, tăng 11%.", "11%", "Cần Thơ"),
    ],
)
def test_whose(text: str, quote: str, subject: str) -> None:
    assert figure(text, quote)[1] == subject


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("I. PHÂN BỔ\n1. Phân bổ vốn theo đơn vị\n- Công an huyện: 40 triệu đồng.\n- Phòng Nội vụ: 35 triệu đồng.", "35", "Phân bổ vốn theo đơn vị"),
        ("Lượt khách đạt 726 lượt, tăng gấp 2,2 lần so với cùng kỳ năm trước.", "2,2", "Lượt khách"),
        ("Bán lẻ hàng hóa Tổng mức bán lẻ hàng hóa đạt 569 tỷ đồng.", "569", "Tổng mức bán lẻ hàng hóa"),
        ("Sản lượng cá tra 11 tháng đạt 1,5 triệu tấn.", "1,5", "Sản lượng cá tra"),
        ("Tổng mức bán lẻ tăng 11%, nếu loại trừ yếu tố giá thì tăng 4%.", "4%", "Tổng mức bán lẻ"),
        ("Số lượt khám đạt 96% kế hoạch; tỷ lệ khỏi bệnh đạt so với kế hoạch, tăng 8% so với cùng kỳ.", "8%", "tỷ lệ khỏi bệnh"),
        ("Xã Tân Khê có tổng số nhân khẩu là 1.788 người.", "1.788", "tổng số nhân khẩu"),
    ],
)
def test_what(text: str, quote: str, label: str) -> None:
    said = figure(text, quote)[0]
    assert said is not None and said.removeprefix("tăng ").lower().startswith(label.lower())


@pytest.mark.parametrize(
    ("heading", "place"),
    [("KẾ HOẠCH TRÊN ĐỊA BÀN HUYỆN TÂN KHÊ NĂM 2031", "huyện Tân Khê"), ("Dân số huyện Tân Khê và huyện Đông Lĩnh", None), ("Dân số các huyện", None)],
)
def test_the_territory_of_a_heading(heading: str, place: str | None) -> None:
    assert territory_in(heading) == place


def test_kinds_alone_take_the_last_full_name() -> None:
    names = FullNames(None)
    assert names.of("Trung tâm Y tế Tân Khê") == "Trung tâm Y tế Tân Khê"
    assert names.of("Trung tâm") == "Trung tâm Y tế Tân Khê"
    assert names.of("xã") == "xã"
    assert names.of("xã Tân Khê") == names.of("xã") == "xã Tân Khê"
    assert names.of("toàn xã") == "xã Tân Khê"  # there are thousands of them
    assert names.of("huyện Tân Khê") == names.of("huyện")
    assert names.of("toàn huyện") == "toàn huyện"  # so it is written
    assert names.of("xã Đông Lĩnh") == names.of("xã")
    own = FullNames("tỉnh Hòa Bình")
    own.of("tỉnh Hà Nam")
    assert own.of("tỉnh") == "tỉnh"
    assert FullNames("huyện Tân Khê").of("Huyện") == "huyện Tân Khê"
    assert FullNames("xã Tân Khê").of("toàn xã") == "xã Tân Khê"
    assert FullNames("tỉnh Hòa Bình").of("xã") == "xã"
