"""Section paths: the headings that tell where one is, without letterhead, title and signature."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.finders.header.outline import is_formula

REPORT = """ỦY BAN NHÂN DÂN HUYỆN HÒA AN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/BC-UBND

Hòa An, ngày 02 tháng 5 năm 2024

BÁO CÁO

**Kết quả trồng rừng quý I năm 2024**

Đến ngày 31/3/2024, toàn huyện trồng được 120 ha.

I. KẾT QUẢ

1. Trồng rừng

Các xã trồng 85 ha rừng tập trung.

II. ĐỀ NGHỊ

Hỗ trợ 12 tấn giống.

**CHỦ TỊCH**

**Hoàng Văn Mẫu**

PHỤ LỤC

DIỆN TÍCH TỪNG XÃ

Xã Dân Chủ trồng 30 ha.
"""


def test_paths_hold_what_tells_the_place() -> None:
    found = {r.quote: r.section for r in extract_text(REPORT).records if r.type == "indicator"}
    assert found == {
        "120": [],
        "85": ["I. KẾT QUẢ", "1. Trồng rừng"],
        "12": ["II. ĐỀ NGHỊ"],
        "30": ["DIỆN TÍCH TỪNG XÃ"],
    }


@pytest.mark.parametrize("heading", ["QUYẾT ĐỊNH:", "QUYẾT NGHỊ", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "BỘ TRƯỞNG BỘ TÀI CHÍNH", "THỦ TƯỚNG CHÍNH PHỦ điện:", "KHÓA X, KỲ HỌP THỨ 14"])
def test_formulas(heading: str) -> None:
    assert is_formula(heading)


@pytest.mark.parametrize("heading", ["MẬT ĐỘ DÂN SỐ", "Chủ tịch UBND các xã", "NHIỆM KỲ VỪA QUA", "KHÓA HỌC NGẮN HẠN", "DỰ TOÁN THU NGÂN SÁCH", "Điện:"])
def test_headings_that_are_none(heading: str) -> None:
    assert not is_formula(heading)
