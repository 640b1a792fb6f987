"""Lists that do not contradict their count, figures that are no parts of a sum, and days without a year."""

from __future__ import annotations

import pytest

from extractor import extract_text

SILENT = [
    "Xã lập 11 tổ công tác (8 tổ chính và 3 tổ phụ, mỗi tổ họp hằng tuần) để rà soát.",
    "Công ty thực hiện 4 dự án gồm: Dự án chợ An Hòa (giai đoạn 2) Dự án bến xe Tân Lập; Dự án khu nhà ở Bình Phú; Dự án hồ Đông Sơn.",
    "Tỉnh có 5 dự án được phê duyệt gồm: An Hòa, Tân Lập; GT; Bình Phú và bến Đông Sơn.",
    "Đã đầu tư 14 cống (thuộc dự án 3 tuyến đường chính; dự án hạ tầng khu phía bắc; dự án kè phía nam và các cống nối hai khu).",
    "Quy hoạch có 6 phân khu chức năng: Khu giao dịch ở phía Tây; Khu hội chợ ở phía Nam; Khu nhà ở; Khu giải trí. Khu công viên ở phía Đông; Khu hành chính.",
    "Đến nay, 5 trong tổng số 24 chi cục đã lập tổ công tác. Cụ thể, 13 trong số 24 chi cục đã có báo cáo.",
    "Công dân nêu diện tích là 74 ha. Cụ thể, hồ sơ cho thấy xã không có đất diện tích 31 ha hoặc 45 ha ở khu này.",
    "Vùng 1 tăng từ 4,28 triệu lên 4,51 triệu (tăng 230.000 đồng); vùng 2 từ 3,82 triệu lên 4,02 triệu (tăng 200.000 đồng).",
    "Dự án được khởi công vào tháng 8/2031, dự kiến hoàn thành trước ngày 30/4.",
]
TOLD = [
    ("list_count", "Huyện có 4 dự án gồm: Dự án chợ An Hòa; Dự án bến xe Tân Lập; Dự án khu nhà ở Bình Phú."),
    ("list_count", "Xã lập 4 tổ (Tổ hòa giải; Tổ an ninh; Tổ vệ sinh)."),
    ("deadline_before_start", "Dự án được khởi công từ tháng 8/2031, phải hoàn thành trước ngày 30/4/2031."),
    ("sum_mismatch", "Trong quý, Thanh tra đã thực hiện 108 cuộc thanh tra. Cụ thể, thanh tra 70 cuộc theo kế hoạch và 29 cuộc đột xuất."),
]


def checks(text: str) -> list[str]:
    return [r.check for r in extract_text(text).records if r.type == "finding" and r.severity in ("error", "warning")]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_told_where_nothing_disagrees(text: str) -> None:
    assert checks(text) == []


@pytest.mark.parametrize(("check", "text"), TOLD)
def test_what_disagrees_is_still_told(check: str, text: str) -> None:
    assert check in checks(text)
