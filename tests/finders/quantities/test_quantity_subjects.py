"""Whose figure it is where its clause does not say."""

from __future__ import annotations

import pytest

from extractor.finders.bodies.context import Context
from extractor.finders.quantities.subjects import body_of, owner_of


@pytest.mark.parametrize(
    ("context", "owner"),
    [
        (Context(province="tỉnh Sơn La", issuer="Ủy ban nhân dân tỉnh Sơn La"), "tỉnh Sơn La"),
        (Context(province="tỉnh Sơn La", district="huyện Mai Sơn", issuer="Ủy ban nhân dân huyện Mai Sơn"), "huyện Mai Sơn"),
        (Context(issuer="Thủ tướng Chính phủ"), "cả nước"),
        (Context(issuer="Bộ Y tế"), "Bộ Y tế"),
        (Context(), None),
    ],
)
def test_owner_of_a_document(context: Context, owner: str | None) -> None:
    assert owner_of(context) == owner


@pytest.mark.parametrize(
    ("section", "body"),
    [
        (("CHỈ THỊ", "2. Bộ Công Thương:"), "Bộ Công Thương"),
        (("KẾ HOẠCH", "IV. TỔ CHỨC THỰC HIỆN", "1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"), "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
        (("BÁO CÁO", "1. Hội nghị tuyên truyền được tổ chức tại xã"), None),
        (("BÁO CÁO", "II. KẾT QUẢ"), None),
        (("Sở Y tế",), None),
        ((), None),
    ],
)
def test_body_of_a_heading(section: tuple[str, ...], body: str | None) -> None:
    assert body_of(section) == body
