"""Shares, growth, times and products of running text whose operands stand beside each other: told while they hold, and wrong where a digit is."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Finding, Relation


def ties(text: str) -> list[tuple[str | None, bool]]:
    return [(r.tie, r.holds) for r in extract_text(text).records if isinstance(r, Relation)]


@pytest.mark.parametrize(
    ("text", "tie", "right", "wrong"),
    [
        ("Vốn điều lệ là 1.250 tỷ đồng, trong đó tỉnh góp 52% (tương đương {} tỷ đồng) và huyện góp 48%.", "share_amount", "650", "850"),
        ("Tổng thu của ngành là 10.600 tỷ đồng, riêng cảng đóng góp tới 82% tổng thu ({} tỷ đồng).", "share_amount", "8.692", "6.692"),
        ("Vùng cần 6.200 km kênh nhưng đến nay mới đạt gần 70% là {} km.", "share_amount", "4.320", "3.320"),
        ("Thu được 261.300 tỷ đồng, tương đương khoảng 97% dự toán, trong khi chỉ tiêu được giao năm 2031 lên đến {} tỷ đồng.", "share_plan", "268.910", "368.910"),
        ("Thu lũy kế đạt 37.700 tỷ đồng, đạt 34,62% dự toán là 108.900 tỷ đồng, đạt 33,36% chỉ tiêu phấn đấu ({} tỷ đồng).", "share_plan", "113.000", "173.000"),
        ("Nợ vay là {} tỉ đồng trên tổng số 12.620 tỉ đồng (chiếm tỉ trọng 92,7%).", "share_over", "11.700", "17.700"),
        ("Năm nay giải thể {} doanh nghiệp, tăng 3,1% so với năm trước, trong đó 1.476 doanh nghiệp có vốn dưới 10 tỷ đồng, chiếm 91,1%.", "share_among", "1.620", "1.820"),
        ("Giá xăng là {} USD/thùng (tăng 4,5 USD/thùng, 6,7% so với kỳ trước).", "growth_turned", "71,7", "91,7"),
        ("Chỉ số tăng 18,2 điểm, tương đương 1,75% lên mốc {} điểm.", "growth_led_to", "1.058,2", "1.758,2"),
        ("Doanh thu năm 2031 đạt 16.920 tỷ đồng, tăng 41% so với năm 2030 (đạt {} tỷ đồng).", "growth_against", "12.000", "17.000"),
        ("Giá đất tăng từ mức giá 9.200 đồng/m2 lên {} đồng/m2 (tỷ lệ tăng trưởng 9,78%).", "growth_ends", "10.100", "14.100"),
        ("Xảy ra 946 vụ làm {} người chết, bị thương 856 người. So với cùng kỳ giảm 84 người chết (10,5%).", "growth_above", "716", "916"),
        ("Tổng thu tăng 4,1 lần từ con số 5.400 triệu đồng lên con số kỷ lục {} triệu đồng.", "times_as_large", "22.140", "42.140"),
        ("Mỗi năm phải làm 320 km đường, suất đầu tư mỗi km 165 tỷ đồng, tương ứng cần số vốn đầu tư là {} tỷ đồng.", "priced", "52.800", "62.800"),
        ("Dự phòng tăng từ 54 tỷ đồng lên 76 tỷ đồng, khiến lợi nhuận giảm từ {} tỷ đồng xuống còn 112 tỷ đồng, tương ứng giảm 30%.", "growth_ends", "160", "260"),
        ("Giá bán tăng 8,4 USD/thùng tương đương 0,6% lên {} USD/thùng.", "growth_led_to", "1.408,2", "4.408,2"),
        ("Thu ngân sách mới được {} tỷ đồng, đạt 76% so với chỉ tiêu giao (3.500 tỷ đồng).", "share_plan", "2.660", "3.660"),
        ("Chi phí: (25 ngày = 200 giờ x 41.000 đồng/giờ) x10 hồ sơ/năm = {} đồng/năm.", "formula", "82.000.000", "92.000.000"),
        ("Đã mua bán 36 triệu cổ phần ở mức giá 16.500 đồng/cp, tổng giá trị giao dịch đạt {} tỷ đồng.", "price_proceeds", "594", "794"),
    ],
)
def test_operands_beside_each_other(text: str, tie: str, right: str, wrong: str) -> None:
    assert (tie, True) in ties(text.format(right))
    assert (tie, False) in ties(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Lợi nhuận giảm 500 tỷ đồng từ 1.700 tỷ đồng còn 1.200 tỷ đồng, tỷ lệ chi trả giảm từ 12% còn 10%, tổng tài sản giảm từ 180.000 tỷ đồng còn 170.000 tỷ đồng.",
        "Môn Toán từ 5,4 điểm nâng lên 9,4 điểm, môn Văn từ 2,5 điểm lên 9,5 điểm, tổng chênh lệch giữa hai lần chấm là 11 điểm.",
        "Có 7 trường tuyển sinh lớp 6 chương trình tăng cường là Tân An, Tân Lập, Bình Hòa, An Phú, Phú Mỹ, Hòa Bình, Tân Tiến.",
        "Toàn xã có 5.120 hộ; tỷ lệ hộ nghèo của thôn Tân Lập là 12%, tương đương 31 hộ.",
        "Phân khúc cao cấp chiếm đến 1/3 thị trường (tỷ lệ 31,4%).",
        "Có 8 xe điện, 102 xe chạy khí trong tổng số 2.610 xe buýt, đạt 4,21%.",
        "So với mức bình quân 0,7% của 14 ngân hàng khác.",
        "Trong số 620 tỷ đồng doanh thu, mảng phân phối mang về tới 90% (558 tỷ đồng).",
        "Thu được 260 triệu đồng, vượt mốc 10.000 triệu đồng (10.640 triệu đồng), riêng cảng đóng góp tới 82% tổng thu (8.725 triệu đồng).",
        "Bán được 78.400 cổ phần, giá trúng là 144.000 đồng/cổ phần. Dự kiến thu về gần 11.300 triệu đồng.",
        "Vùng có hơn 2.600 trong tổng số trên 3.700 xã (69,2%) đạt chuẩn.",
        "Hàn Quốc dẫn đầu với tổng vốn 5,12 tỷ USD, Nhật Bản đứng thứ hai với tổng vốn 2,64 tỷ USD, chiếm 15,6% tổng vốn đầu tư.",
        "Bãi chứa khoảng 4,7 triệu tấn, đã vượt dung tích thiết kế 131% (tương đương 1,1 triệu tấn).",
        "Bán 2.250.000 cổ phần với giá 12.600 đồng/cổ phần (mệnh giá 10.000 đồng/cp). Dự kiến thu về 28.350 triệu đồng.",
        "Nợ phải trả 6.200 tỷ đồng (gấp 2,6 lần cùng kỳ năm trước), vốn chủ sở hữu 1.120 tỷ đồng.",
    ],
)
def test_other_figures_are_not_called_wrong(text: str) -> None:
    assert not [r for r in extract_text(text).records if isinstance(r, Finding) and r.severity in ("error", "warning")]
