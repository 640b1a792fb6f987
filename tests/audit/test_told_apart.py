"""Figures that stand near each other and are of different things: nothing false is told of them, and what they are of is found."""

from __future__ import annotations

import pytest

from extractor import extract_text

QUIET = [
    "Kinh tế tư nhân phát triển với hơn 70 doanh nghiệp và trên 450 hộ kinh doanh, số hộ nghèo giảm 18 hộ, đạt 150% kế hoạch.",
    "Cơ quan điều tra thụ lý 52 nguồn tin, trong đó thụ lý mới 43 tin (tăng 7 tin so với cùng kỳ); đã giải quyết 46 tin báo (đạt 88%).",
    "Toàn tỉnh có gần 1.350 hộ trên tổng số trên 91.000 hộ thiếu nước, chiếm 1,46%.",
    "Đối với đoàn đông người, có 06 lượt đoàn/72 lượt người. So với cùng kỳ năm trước giảm 05 lượt đoàn, 143 lượt người (6 tháng đầu năm 2030 có 11 lượt đoàn/215 lượt người).",
    "Cả nước thu hoạch được 893,6 nghìn ha lúa mùa, chiếm 57,4% diện tích gieo cấy, trong đó: các địa phương phía Bắc thu hoạch được 612,3 nghìn ha, chiếm 60%; "
    "các địa phương phía Nam thu hoạch được 281,3 nghìn ha, chiếm 52,3%.",
    "Tổng lượt khách ước đạt 349.000 lượt, tăng 11,25% so với cùng kỳ năm trước (khách quốc tế 210.000 lượt, tăng 7,45%; khách trong nước 139.000 lượt, tăng 17,53%).",
    "Tổng lượng khách 331.900 lượt, đạt 78% kế hoạch năm. Trong đó, khách quốc tế 97.700 lượt, đạt 85% kế hoạch năm; khách trong nước 234.200 lượt, đạt 76% kế hoạch năm.",
    "Đã kiểm sát việc giải quyết 63 nguồn tin về tội phạm, thụ lý mới 58 tin (tăng 9 tin). Qua phân loại đã giải quyết 58 tin báo (đạt 92,06%).",
    "Qua kiểm tra 6/8 Hội Phụ nữ xã, thị trấn đến ngày 12/5/2031 toàn huyện thực hiện đạt trên 40% chỉ tiêu giao năm 2031.",
    "Sản lượng cua đạt 310,5 nghìn tấn, tăng 6,9% (cua gạch ước đạt 88,2 nghìn tấn, giảm 0,7%; cua thịt ước đạt 160,3 nghìn tấn, tăng 11,4%).",
]
FOUND = [
    (
        "Ở cấp tỉnh tiếp 212 lượt, trong đó: khiếu nại 61 lượt, loại khác 151 lượt [giảm 40 lượt = 15,87% so cùng kỳ].",
        "40 / (212 + 40) = 15,873% ≈ 15,87%",
    ),
    (
        "Trong tháng xảy ra 26 vụ tai nạn, làm chết 8 người và bị thương 31 người. So với cùng kỳ, trật tự an toàn giao thông giảm cả 3 tiêu chí. "
        "Cụ thể, so với cùng kỳ số vụ tai nạn giảm 54 vụ (giảm 67,5%), số người chết giảm 11 người (giảm 57,9%).",
        "54 / (26 + 54) = 67,5%",
    ),
    ("Toàn quốc xảy ra 4.812 vụ phạm tội; khám phá 3.577 vụ. So với tháng trước, tăng 338 vụ (+7,55%).", "338 / (4.812 - 338) = 7,5548% ≈ +7,55%"),
    (
        "Đối với đoàn đông người, có 06 lượt đoàn/72 lượt người. So với cùng kỳ giảm 05 lượt đoàn, 143 lượt người (6 tháng đầu năm 2030 có 11 lượt đoàn/215 lượt người).",
        "215 - 72 = 143",
    ),
    (
        "Bệnh viện đa khoa trung tâm huyện và các phòng khám khu vực đã khám bệnh được cho 61.320/52.400 lượt người đạt 117% chỉ tiêu kế hoạch.",
        "61.320 / 52.400 = 117,0229% ≈ 117%",
    ),
    ("- Tổng số học sinh: 330 cháu (nữ 158 cháu)\n+ Trong đó: lớp mầm 89 cháu; lớp chồi 111 cháu; lớp lá 130 cháu.", "89 + 111 + 130 = 330"),
    ("Số nhập viện là 7.412/1, so với tuần trước (8.605/2) số nhập viện giảm 13,9%.", "(8.605 - 7.412) / 8.605 = 13,864% ≈ 13,9%"),
    ("Đã kiểm sát điều tra 42 vụ/85 bị can. Cơ quan điều tra đã giải quyết 32 vụ/47 bị can (đạt 76,19%).", "32 / 42 = 76,1905% ≈ 76,19%"),
    (
        "Số sinh toàn tỉnh là 16.208 trẻ. Trong đó, 8.512 trẻ nam, 7.696 trẻ nữ. Số con thứ ba trở lên được sinh ra là 1.491 trẻ, chiếm 9,2%.",
        "1.491 / 16.208 = 9,1992% ≈ 9,2%",
    ),
    ("Khối 10: 357 hs, khối 11: 224 hs, khối 12: 187 hs; toàn trường: 768 học sinh.", "357 + 224 + 187 = 768"),
    ("Toàn tỉnh tiếp nhận 6.318 đơn đủ điều kiện.\n\nĐã hướng dẫn 812 đơn, chuyển cơ quan khác 1.906 đơn, đôn đốc 194 đơn, thụ lý 3.406 đơn.", "812 + 1.906 + 194 + 3.406 = 6.318"),
    ("Thẩm định định kỳ 3.215 cơ sở, trong đó 3.150 cơ sở được xếp loại A, B (chiếm 97,98%, tăng hơn cùng kỳ năm 2030 (95,1%)).", "3.150 / 3.215 = 97,9782% ≈ 97,98%"),
    ("1. Tổng số các tiêu chí được áp dụng đánh giá: 40/42 tiêu chí\n2. Tỷ lệ tiêu chí áp dụng so với 42 tiêu chí: 95%", "40 / 42 = 95,2381% ≈ 95%"),
]


@pytest.mark.parametrize("text", QUIET)
def test_nothing_false_is_told(text: str) -> None:
    assert not [r.message for r in extract_text(text).records if r.type == "finding" and r.severity != "info"]
    assert not [r.computation for r in extract_text(text).records if r.type == "relation" and not r.holds]


@pytest.mark.parametrize(("text", "computation"), FOUND)
def test_what_they_are_of_is_found(text: str, computation: str) -> None:
    relations = [r for r in extract_text(text).records if r.type == "relation"]
    assert computation in [r.computation for r in relations]
    assert all(r.holds for r in relations)


def test_a_wrong_share_explains_that_the_shares_do_not_make_all() -> None:
    text = (
        "Có 61/61 tổ chức đánh giá, xếp loại, trong đó: Hoàn thành xuất sắc nhiệm vụ 09, chiếm tỷ lệ 14,65%; "
        "Hoàn thành tốt nhiệm vụ 41, chiếm tỷ lệ 67,21%; Hoàn thành nhiệm vụ 11, chiếm 18,03%."
    )
    found = [r for r in extract_text(text).records if r.type == "finding"]
    assert [r.suggested for r in found] == [14.75]
    assert "đáng lẽ 100%" in found[0].message
