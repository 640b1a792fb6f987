"""Figures of running text by kind of sentence: what each is, whose, of what and when, in texts of our own."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extractor.pipeline import extract_text
from extractor.records import Indicator

REPORT = "ỦY BAN NHÂN DÂN\nTỈNH HÀ NAM\n\nSố: 37/BC-UBND\n\nHà Nam, ngày 14 tháng 6 năm 2022\n\nBÁO CÁO\nKết quả công tác quý II năm 2022\n\n"


def figures(text: str) -> dict[Decimal, Indicator]:
    """The indicators of a text by their values."""
    return {r.value: r for r in extract_text(text).records if isinstance(r, Indicator)}


@pytest.mark.parametrize(
    ("words", "value", "wanted"),
    [
        ("Công an huyện đã bắt giữ 19 đối tượng, thu giữ tang vật: 42,5 kg heroin, 61,2 kg cần sa.", "42.5", {"unit": "kg", "label": "heroin thu giữ"}),
        ("Lúa gieo 3.870 ha, đạt 104%KH.", "104", {"unit": "%", "role": "level"}),
        ("Đã tiếp 31 lượt (22 định kỳ, 9 đột xuất).", "22", {"unit": "lượt", "role": "level"}),
        ("Tổng số lượt tiếp: 31 lượt, kiến nghị, phản ánh, trong đó:\n- Lãnh đạo sở tiếp 6 lượt.", "6", {"unit": "lượt", "role": "level"}),
        ("Nộp trực tuyến = 0; nộp trực tiếp = 21 hồ sơ.", "0", {"role": "level", "label": "Nộp trực tuyến"}),
        ("Tỷ lệ hộ nghèo toàn tỉnh giảm 1,4%, riêng các xã bãi ngang giảm 2,7%; tỷ lệ trẻ em được tiêm đạt 96%.", "2.7", {"subject": "các xã bãi ngang"}),
        ("Tỷ lệ hộ nghèo toàn tỉnh giảm 1,4%, riêng các xã bãi ngang giảm 2,7%; tỷ lệ trẻ em được tiêm đạt 96%.", "96", {"subject": "tỉnh Hà Nam"}),
        ("Từ ngày 02/4/2022 đến nay, Công an tỉnh trực tiếp tiếp nhận 7.310 hồ sơ.", "7310", {"subject": "Công an tỉnh"}),
        ("Theo kế hoạch, Sở Tư pháp sẽ chủ trì, phối hợp với các ngành kiểm tra 17 cơ quan.", "17", {"subject": "Sở Tư pháp"}),
        ("Toàn ngành tăng 5% (trong đó Sở Y tế tăng 9%); giải quyết 230 hồ sơ.", "230", {"unit": "hồ sơ", "role": "level"}),
        ("Một số mặt hàng có tốc độ tăng trưởng cao gồm: than tăng 7,1%, muối tăng 8,2%, bia tăng 9,3% so với cùng kỳ.", "8.2", {"subject": "muối", "role": "increase"}),
        ("Số hộ nghèo trên địa bàn tỉnh:\n+ Năm 2021: 512 hộ.", "512", {"subject": "trên địa bàn tỉnh", "period": "Năm 2021"}),
        ("Thu ngân sách 640 tỷ đồng, tăng 5,1% so cùng kỳ (609 tỷ đồng).", "609000000000", {"period": "cùng kỳ"}),
        ("Đối với các sở, ngành: 11 đơn vị xếp loại tốt.", "11", {"subject": "các sở, ngành"}),
        ("Đã tinh gọn 87 đầu mối; giảm 41 đơn vị (gồm 30 phòng; 11 chi cục).", "11", {"role": "decrease"}),
        ("Có 100% đơn vị xếp loại Khá trở lên.", "100", {"comparator": "="}),
        ("Trong tháng tới, Sở có 05 đề án phải trình.", "5", {"role": "target"}),
        ("Áp dụng mức thuế suất 8% đối với hàng hóa.", "8", {"role": "limit"}),
        ("Nhiệm vụ có từ hai (02) tổ chức trở lên đăng ký.", "2", {"unit": "tổ chức", "comparator": ">="}),
        ("Cơ cấu học viên: nam: 214, nữ: 96.", "96", {"unit": "người"}),
    ],
)
def test_a_figure_of_running_text(words: str, value: str, wanted: dict[str, Any]) -> None:
    found = figures(REPORT + words)
    assert Decimal(value) in found, sorted(found)
    record = found[Decimal(value)]
    assert {name: getattr(record, name) for name in wanted} == wanted


def test_growth_belongs_to_its_part() -> None:
    words = "Giá trị sản xuất nông, lâm nghiệp năm 2021 đạt 90 tỷ đồng, trong đó nông nghiệp đạt 70 tỷ đồng, tăng 2,6%; lâm nghiệp đạt 20 tỷ đồng, tăng 4,3%."
    found = figures(REPORT + words)
    assert (found[Decimal("2.6")].subject, found[Decimal("4.3")].subject) == ("nông nghiệp", "lâm nghiệp")
    assert (found[Decimal("4.3")].label or "").lower() == "giá trị sản xuất nông, lâm nghiệp"


def test_a_plan_beside_a_rule_holds_no_norms() -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH\nSố: 18/2023/QĐ-UBND\nQUYẾT ĐỊNH\nBan hành Quy định đánh giá cán bộ\n\nKẾ HOẠCH\n\nI. MỤC TIÊU\n- 75% cơ quan dùng phần mềm."
    assert figures(text)[Decimal(75)].role == "target"
