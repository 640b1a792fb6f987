"""Whose figures are in texts without letterhead: places by their bare names, several places, those whom the text only calls by their kind."""

from __future__ import annotations

import pytest

from tests.finders.quantities.test_who_is_meant import subjects


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        ("Quảng Ninh đón 41.270 lượt khách.", "41.270", "Quảng Ninh"),
        ("Đến nay, toàn huyện Đông An có 17 trường đạt chuẩn.", "17", "toàn huyện Đông An"),
        ("Học kỳ qua, nhà trường đã cố gắng nhiều.\n\nCó 46 học sinh được khen thưởng.", "46", "nhà trường"),
        ("Tổng số vụ thuộc thẩm quyền giải quyết của cấp huyện là 57 vụ.", "57", "cấp huyện"),
        ("Hồng Sơn là một xã miền núi của huyện Đông An. Có diện tích tự nhiên 3.215 ha.", "3.215", "Hồng Sơn"),
    ],
)
def test_whose(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject
