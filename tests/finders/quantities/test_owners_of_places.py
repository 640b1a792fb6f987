"""Whose figures are: places that are joined, places that a press item speaks of, the thing that a title names."""

from __future__ import annotations

import pytest

from tests.finders.quantities.test_who_is_meant import subjects

HEAD = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSố: 1234/QĐ-UBND\nHòa Bình, ngày 14 tháng 5 năm 2031\nQUYẾT ĐỊNH\n"
JOINED = "Nghị quyết về việc sắp xếp đơn vị hành chính\nQuyết nghị:\n"


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        # the area and the people of a place that is joined to another
        (JOINED + "1. Thành lập phường Đông An từ toàn bộ diện tích tự nhiên là 31,25 km2, quy mô dân số là 4.120 người của xã Bến Mơ và xã Hòa Mơ.", "31,25", "xã Bến Mơ"),
        (JOINED + "1. Nhập toàn bộ diện tích tự nhiên là 31,25 km2 và quy mô dân số là 4.120 người của xã Bến Mơ vào xã Hòa Mơ.", "4.120", "xã Bến Mơ"),
        (JOINED + "1. Thành lập xã Mơ Giang từ xã Khe Bạc và Làng Khe Giao (diện tích tự nhiên là 37,41 km2, quy mô dân số là 312 người) thuộc xã Khe Hiệp.", "37,41", "Làng Khe Giao"),
    ],
)
def test_whose(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject
