"""Whose figures are: procedures of a plan, places that are joined, places that a press item speaks of, the thing that a title names."""

from __future__ import annotations

import pytest

from tests.finders.quantities.test_who_is_meant import subjects

HEAD = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSố: 1234/QĐ-UBND\nHòa Bình, ngày 14 tháng 5 năm 2031\nQUYẾT ĐỊNH\n"
PLAN = HEAD + "Về việc thông qua phương án đơn giản hóa thủ tục hành chính\n\nI. LĨNH VỰC THƯ VIỆN\n"
JOINED = "Nghị quyết về việc sắp xếp đơn vị hành chính\nQuyết nghị:\n"


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        # what is told below the heading of a procedure is of that procedure
        (PLAN + "1. Thủ tục Cấp thẻ thư viện:\na. Nội dung đơn giản hóa: Giảm 4 ngày làm việc.\n- Thời gian giải quyết: 13 ngày làm việc.", "13", "Thủ tục Cấp thẻ thư viện"),
        (PLAN + "1. Tên thủ tục hành chính: Cấp thẻ thư viện\n1.1. Nội dung đơn giản hóa\nGiảm 4 ngày làm việc.\n1.2. Lợi ích\nTiết kiệm 17%.", "17%", "Cấp thẻ thư viện"),
        (PLAN + "1. Cấp lại thẻ thư viện (Mã số 1.001234)\na) Nội dung đơn giản hóa\nGiảm thời gian giải quyết xuống còn 3 ngày làm việc.", "3", "Cấp lại thẻ thư viện"),
        (PLAN + "1. Thủ tục Cấp thẻ thư viện\na) Nội dung đơn giản hóa\nGiảm 4 ngày.\nII. LĨNH VỰC KHÁC\nSố thủ tục chưa rà soát: 21 thủ tục.", "21", "tỉnh Hòa Bình"),
        # the area and the people of a place that is joined to another
        (JOINED + "1. Thành lập phường Đông An từ toàn bộ diện tích tự nhiên là 31,25 km2, quy mô dân số là 4.120 người của xã Bến Mơ và xã Hòa Mơ.", "31,25", "xã Bến Mơ"),
        (JOINED + "1. Nhập toàn bộ diện tích tự nhiên là 31,25 km2 và quy mô dân số là 4.120 người của xã Bến Mơ vào xã Hòa Mơ.", "4.120", "xã Bến Mơ"),
        (JOINED + "1. Thành lập xã Mơ Giang từ xã Khe Bạc và Làng Khe Giao (diện tích tự nhiên là 37,41 km2, quy mô dân số là 312 người) thuộc xã Khe Hiệp.", "37,41", "Làng Khe Giao"),
    ],
)
def test_whose(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject
