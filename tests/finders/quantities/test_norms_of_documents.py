"""Figures of whole documents that are no reports: decisions that publish procedures, lists of conditions, quoted rules, what a place has of itself."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text

HEAD = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSố: 1234/QĐ-UBND\nHòa Bình, ngày 14 tháng 5 năm 2031\nQUYẾT ĐỊNH\n"
PROCEDURES = HEAD + "Về việc công bố Danh mục thủ tục hành chính lĩnh vực thú y thuộc thẩm quyền của Sở\nQUYẾT ĐỊNH:\n"
LETTER = "CHI CỤC THUẾ\nSố: 512/CCT-TTHT\nHòa Bình, ngày 14 tháng 5 năm 2031\nKính gửi: Công ty Mây Ngàn\n"

CASES = [
    # a decision that publishes procedures restates the norms of each, and counts procedures
    (PROCEDURES + "Lệ phí: vốn trên 30 tỷ đồng, mức thu 24 triệu đồng.", "30", {"role": "limit"}),
    (PROCEDURES + "Tổng số Danh mục có 17 TTHC cấp tỉnh.", "17", {"role": "level"}),
    (PROCEDURES + "Thời hạn tối đa là 32 ngày (cắt giảm 08/40 ngày, tỷ lệ 20%) kể từ ngày nhận đủ hồ sơ.", "20%", {"role": "decrease"}),
    # of itself a rate behind a change is that of all
    ("Tổ khá có 262 tổ, tăng 31 tổ so với năm 2030, tỷ lệ 14,6%.", "14,6%", {"role": "level"}),
    # conditions by which things are judged
    (HEAD + "Phê duyệt phương án hỗ trợ\nII. NỘI DUNG\nXã được xét khi đáp ứng đủ các điều kiện sau:\n- Tỷ lệ hộ nghèo dưới 4%;", "4%", {"role": "limit"}),
    # the words of a rule that a letter quotes
    (LETTER + "Căn cứ khoản 2 Điều 7 Nghị định số 15/2031/NĐ-CP quy định:\n“2. Bên liên kết là bên nắm giữ ít nhất 35% vốn góp của doanh nghiệp.”", "35%", {"role": "limit"}),
    # what a place has of itself
    ("Nghị quyết về việc thành lập thị trấn\nQuyết nghị:\n1. Thành lập thị trấn Bến Mơ trên cơ sở 1.250,5 ha diện tích tự nhiên và 7.310 nhân khẩu của xã Bến Mơ.", "1.250,5", {"role": "level"}),
    ("Nghị quyết về việc thành lập thị trấn\nQuyết nghị:\n1. Thành lập thị trấn Bến Mơ trên cơ sở 1.250,5 ha diện tích tự nhiên và 7.310 nhân khẩu của xã Bến Mơ.", "7.310", {"role": "level"}),
    # what is paid for a plan is no plan
    (HEAD + "Quy định mức chi\nĐiều 1. Mức chi\na) Xây dựng chương trình, kế hoạch: 850.000 đồng/văn bản.", "850.000", {"role": "limit"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "wanted"), CASES)
def test_fields(text: str, quote: str, wanted: dict[str, str]) -> None:
    found = next(r for r in extract_text(text).records if r.type == "indicator" and r.quote == quote)
    assert {name: None if (value := getattr(found, name)) is None else str(value) for name in wanted} == wanted
