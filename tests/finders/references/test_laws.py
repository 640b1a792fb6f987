"""Laws cited by name end where their name ends."""

from __future__ import annotations

import pytest

from extractor.finders.references.laws import _patterns, find_laws


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Căn cứ Luật Đo đạc và bản đồ ngày 14 tháng 6 năm 2018;", ["Luật Đo đạc và bản đồ"]),
        ("theo Luật Giá và Nghị định", ["Luật Giá"]),
        ("Luật Đầu tư công 2031 và Luật Giá", ["Luật Đầu tư công 2031", "Luật Giá"]),
        ("Luật Đầu tư công năm 2031", ["Luật Đầu tư công"]),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Thú y, Luật Giá và Luật Thủy lợi có hiệu lực",
            ["Luật sửa đổi, bổ sung một số điều của Luật Thú y, Luật Giá và Luật Thủy lợi"],
        ),
        ("Luật Quản trị biển cả và đại dương của Quốc hội", ["Luật Quản trị biển cả và đại dương"]),
        ("Bộ luật Hàng hải Việt Nam; Bộ luật dân sự", ["Bộ luật Hàng hải Việt Nam", "Bộ luật dân sự"]),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm", ["Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"]),
        ("Công ước Liên hợp quốc về Luật Biển được", ["Công ước Liên hợp quốc về Luật Biển"]),
        ("Đoàn Luật sư tỉnh, Hội Luật gia, pháp luật, Luật này, Luật số 5/2031/QH17", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_laws(text)] == names


@pytest.mark.parametrize("name", _patterns().laws)
def test_every_listed_law_is_found_whole(name: str) -> None:
    text = f"Căn cứ Luật {name} và các văn bản hướng dẫn thi hành"
    assert [text[m.start : m.end] for m in find_laws(text)] == [f"Luật {name}"]
