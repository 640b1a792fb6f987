"""What a change came to stands behind it: the change and the level behind say what there was before."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Relation

TIES = ("growth_led_to", "growth_led_from", "led_to")


def ties(text: str) -> list[tuple[str | None, bool]]:
    return [(r.tie, r.holds) for r in extract_text(text).records if isinstance(r, Relation) and r.tie in TIES]


@pytest.mark.parametrize(
    ("text", "tie", "right", "wrong"),
    [
        ("Chỉ số giá giảm {}%, hay 26,4 điểm, xuống mức tham chiếu 2.173,6 điểm.", "growth_led_to", "1,2", "2,1"),
        ("Số vụ cháy giảm 18 vụ (giảm {}%) so với cùng kỳ, xuống còn 162 vụ.", "growth_led_to", "10", "13"),
        ("Tồn kho tăng thêm 3.450 tấn, tăng {}% so với tháng trước, lên 118.450 tấn.", "growth_led_to", "3", "4"),
        ("Năm 2030 doanh thu đạt 6,5 tỷ đồng, năm 2031 tăng {}% lên 9,1 tỷ đồng.", "growth_led_from", "40", "60"),
        ("Năm 2030 thu 3.725 triệu đồng, năm nay giảm {} triệu đồng, còn 2.995 triệu đồng.", "led_to", "730", "830"),
    ],
)
def test_the_level_behind_a_change(text: str, tie: str, right: str, wrong: str) -> None:
    assert (tie, True) in ties(text.format(right))
    assert (tie, False) in ties(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "Vụ thu đông gieo trồng 23.940 ha, giảm 5,3% so cùng kỳ và vụ Mùa đã xuống giống 9.240 ha.",
        "Nhập khẩu giảm 10%, chỉ đạt 4,7 tỷ USD và xuất khẩu giảm 19%, chỉ đạt 2,8 tỷ USD.",
        "Toàn huyện có 48 trường; năm nay tăng 5% kinh phí. Số lớp lên 620 lớp.",
    ],
)
def test_what_comes_behind_and_is_no_end(text: str) -> None:
    assert not ties(text)
