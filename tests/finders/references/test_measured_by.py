"""A provision that a measure or case is taken from is told of; what is done as a provision says stands on it."""

from __future__ import annotations

import pytest

from extractor import extract_text


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Xã loại II: đáp ứng dưới 04 tiêu chí theo quy định tại khoản 2 Điều 8 của Nghị định số 372/2031/NĐ-CP;", "mentions"),
        ("Hồ sơ lập theo quy định tại khoản 2 Điều 9 Nghị định số 372/2031/NĐ-CP.", "basis"),
    ],
)
def test_measures_are_told_of(text: str, relation: str) -> None:
    [cited] = [record for record in extract_text(text).records if record.type == "reference"]
    assert cited.relation == relation
