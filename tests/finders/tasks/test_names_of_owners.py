"""The single names in an enumeration of owners."""

from __future__ import annotations

import pytest

from extractor.finders.tasks.names import members


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("Các Bộ: Công Thương, Y tế theo chức năng, nhiệm vụ được giao", ["Bộ Công Thương", "Bộ Y tế"]),
        ("Các Bộ: Nội vụ, Văn hóa, Thể thao và Du lịch, các Bộ, cơ quan, địa phương", ["Bộ Nội vụ", "Bộ Văn hóa, Thể thao và Du lịch", "các Bộ, cơ quan, địa phương"]),
        ("các Sở: Nội vụ, Tài chính và các cơ quan liên quan", ["Sở Nội vụ", "Sở Tài chính", "các cơ quan liên quan"]),
        ("Các Bộ trưởng: Nội vụ, Lao động - Thương binh và Xã hội", ["Bộ trưởng Bộ Nội vụ", "Bộ trưởng Bộ Lao động - Thương binh và Xã hội"]),
        ("Cục trưởng các Cục: Thủy lợi, Thú y", ["Cục trưởng Cục Thủy lợi", "Cục trưởng Cục Thú y"]),
        ("Sở Nội vụ theo thẩm quyền, Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Hội đồng xét tặng Giải thưởng Sông Hồng (sau đây gọi tắt là Hội đồng)", ["Hội đồng xét tặng Giải thưởng Sông Hồng"]),
    ],
)
def test_each_owner_by_its_own_name(phrase: str, wanted: list[str]) -> None:
    assert members(phrase, 0, len(phrase)) == wanted
