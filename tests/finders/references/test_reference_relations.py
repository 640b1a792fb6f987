"""What a document does to those that it cites."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Reference

HEAD = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: 14/{symbol}-UBND
Phú Thọ, ngày 05 tháng 3 năm 2031

{kind}
Về quản lý chợ nông thôn

"""


def related(body: str, kind: str = "QUYẾT ĐỊNH", symbol: str = "QĐ") -> list[tuple[str, str | None]]:
    text = HEAD.format(kind=kind, symbol=symbol) + body
    found = [r for r in extract_text(text, source="a.txt").records if isinstance(r, Reference)]
    for record in found:
        if record.relation_words:
            assert text[slice(*record.relation_words)].strip()
    return [(record.code or record.title or "", record.relation) for record in found]


def test_grounds_and_the_documents_in_their_titles() -> None:
    body = (
        "Căn cứ Nghị định số 47/2029/NĐ-CP ngày 02/5/2029 của Chính phủ quy định chi tiết một số điều của Luật Quản lý chợ; Nghị định số "
        "12/2030/NĐ-CP ngày 03/6/2030 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 47/2029/NĐ-CP ngày 02/5/2029;\n"
    )
    assert [relation for _, relation in related(body)] == ["basis", "mentions", "basis", "mentions"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Quyết định này thay thế Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.", "replaces"),
        ("Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh hết hiệu lực kể từ ngày 01/4/2031.", "repeals"),
        ("Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.", "amends"),
        ("(Kèm theo Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh)", "attaches"),
        ("Các xã thực hiện nghiêm Chỉ thị số 8/CT-UBND ngày 14/5/2030 của UBND tỉnh.", "implements"),
        ("Ngày 06/6/2030, UBND tỉnh đã ban hành Quyết định số 25/QĐ-UBND.", "mentions"),
        ("Nghị định này thay thế Quyết định số 25/QĐ-UBND ngày 06/6/2030 của UBND tỉnh.", "mentions"),
    ],
)
def test_words_before_and_behind(body: str, expected: str) -> None:
    assert [relation for _, relation in related(body)] == [expected]


def test_what_is_taken_up_again_counts_for_its_document() -> None:
    body = (
        "Ngày 06/6/2030, UBND tỉnh đã ban hành Quyết định số 25/QĐ-UBND về giá chợ. Qua hai năm, giá đã thay đổi.\n\n"
        "Điều 1. Bãi bỏ Quyết định nêu trên kể từ ngày 01/4/2031.\n"
    )
    assert related(body) == [("25/QĐ-UBND", "repeals")]


def test_a_number_without_symbol_before_a_day() -> None:
    assert related("Thực hiện Kết luận số 147 ngày 18/3/2031 của Bộ Chính trị về chợ.") == [("147", "implements")]
