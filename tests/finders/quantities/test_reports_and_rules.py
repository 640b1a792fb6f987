"""Roles, units and times of passages of reports and of rules without a head, as officials write them."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text

CASES = [
    # role: what a project that was approved has of itself, goals that a resolution sets, what was done of a plan
    ("Tỉnh chấp thuận chủ trương đầu tư khu dân cư có vốn đầu tư 1.680 tỷ đồng.", "1.680", {"role": "level"}),
    ("Theo đó, các chỉ tiêu kinh tế năm 2031 cụ thể, sản lượng chè tăng 3,5%; thu ngân sách đạt 6.150 tỷ đồng.", "6.150", {"role": "target"}),
    ("Kế hoạch vốn năm 2031: 314/531 tỷ đồng, đạt 59,1%.", "314/531", {"role": "level"}),
    ("nhập khẩu đạt 296,7 tỷ USD, giảm sâu hơn ở mức 10,7%", "10,7%", {"role": "decrease"}),
    # rules without a head
    ("a) ± 2% đối với khối lượng, khoảng cách;\nb) ± 5% đối với nhiệt độ.", "5%", {"role": "limit"}),
    ("Mỗi xã có tổ hòa giải không dưới 5 người và không quá 15 người, thành phố không quá 25 người.", "25", {"role": "limit", "comparator": "<="}),
    # unit
    ("Năng suất bình quân khoảng 1,7-1,8 Tấn/ha.", "1,7-1,8", {"unit": "Tấn/ha"}),
    ("Quỹ chi là 36.000.000 + 15.000.000 = 51.000.000 đồng.", "15.000.000", {"unit": "đồng"}),
    # time
    ("Lũy kế trong năm 2031 (tính đến cuối tháng 8), tỉnh đã cấp mới cho 79 dự án.", "79", {"period_from": "2031-01-01", "period_to": "2031-08-31"}),
    ("- Từ 01/01/2031: 4.000 đồng/bao - Từ 01/01/2032: 6.000 đồng/bao", "6.000", {"period_from": "2032-01-01"}),
    ("Trên địa bàn xảy ra 12 vụ cháy từ ngày 15/8 đến 14/9/2031. So với tháng trước, số vụ cháy tháng 9 tăng 4,4%.", "4,4%", {"period_from": "2031-09-01"}),
]


@pytest.mark.parametrize(("text", "quote", "wanted"), CASES, ids=[quote for _, quote, _ in CASES])
def test_fields(text: str, quote: str, wanted: dict[str, str]) -> None:
    found = next(r for r in extract_text(text).records if r.type == "indicator" and r.quote == quote)
    assert {name: None if (value := getattr(found, name)) is None else str(value) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("Có 16.000 thí sinh dự thi vào lớp 10 THPT năm học 2031 - 2032.", "10"),
        ("CÔNG BÁO/Số 1028 + 1029/Ngày 27-5-2032\n72\n\nc) Áo mưa: 12 cái", "1029"),
        ("đất công cộng 1 khoảng 34.740 m2; đất công cộng 2 khoảng 13.326 m2", "2"),
    ],
)
def test_no_figures(text: str, digits: str) -> None:
    assert digits not in {r.quote for r in extract_text(text).records if r.type == "indicator"}


def test_so_much_a_month_is_no_date() -> None:
    assert "8" in {r.quote for r in extract_text("Học sinh bán trú được hỗ trợ mỗi tháng 8 kg gạo.").records if r.type == "indicator"}
