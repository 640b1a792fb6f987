"""Who may amend, replace or repeal a document, and words that only ask for it or tell of it."""

from __future__ import annotations

import pytest

from extractor.finders.references.authority import may_act_on
from extractor.pipeline import extract_text
from extractor.records import Reference


@pytest.mark.parametrize(
    ("body", "issuer", "may"),
    [
        ("Chính phủ", "Thủ tướng Chính phủ", True),
        ("Bộ Tài chính", "Chính phủ", False),
        ("Bộ Tài chính", "Bộ Nội vụ", True),  # a ministry may have taken over what another one issued
        ("Ủy ban nhân dân tỉnh Lâm Đồng", "Hội đồng nhân dân tỉnh Lâm Đồng", True),  # not ranked
        ("Hội đồng nhân dân tỉnh Lâm Đồng", "Ủy ban nhân dân tỉnh Lâm Đồng", True),
        ("Ủy ban nhân dân tỉnh Lâm Đồng", "Sở Nội vụ tỉnh Lâm Đồng", True),
        ("Bộ Y tế, Bộ Tài chính", "Bộ Y tế", True),
        ("Quốc hội", "Chính phủ", True),
        ("Hội Nông dân Việt Nam", "Chính phủ", True),  # not ranked
        (None, "Chính phủ", True),
        ("Bộ Tài chính", None, True),
    ],
)
def test_a_body_acts_on_its_own_documents_and_on_those_below_it(body: str | None, issuer: str | None, may: bool) -> None:
    assert may_act_on(body, issuer) is may


HEAD = "BỘ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 31/{kind}-BTC\nHà Nội, ngày 5 tháng 6 năm 2031\n{head}\nVề lưu trữ điện tử\n"


def relations(body: str, kind: str = "CT", head: str = "CHỈ THỊ") -> dict[str | None, str | None]:
    records = extract_text(HEAD.format(kind=kind, head=head) + body + "\n", source="a.txt").records
    return {r.code: r.relation for r in records if isinstance(r, Reference)}


@pytest.mark.parametrize(
    "sentence",
    [
        "1. Cục Kế hoạch trình Chính phủ sửa đổi, bổ sung Nghị định số 12/2029/NĐ-CP ngày 4/5/2029.",
        "1. Rà soát, sửa đổi Thông tư số 12/2029/TT-BTC ngày 4/5/2029 cho phù hợp.",
        "1. Xây dựng Thông tư sửa đổi Thông tư số 12/2029/TT-BTC ngày 4/5/2029.",
        "1. Các đơn vị làm theo quy định tại Thông tư thay thế Thông tư số 12/2029/TT-BTC ngày 4/5/2029.",
        "1. Thông tư số 8/2027/TT-BTC bị bãi bỏ bởi Thông tư số 12/2029/TT-BTC ngày 4/5/2029.",
        "1. Lệ phí điều chỉnh giấy phép theo quy định tại Nghị định số 12/2029/NĐ-CP là 200.000 đồng.",
    ],
)
def test_what_is_asked_for_or_told_does_nothing_to_the_document(sentence: str) -> None:
    found = relations("Bộ trưởng yêu cầu:\n" + sentence)
    assert next(relation for code, relation in found.items() if code and code.startswith("12/")) not in {"amends", "replaces", "repeals"}


def test_what_a_document_of_the_body_itself_decides_is_done() -> None:
    found = relations("Căn cứ Luật Lưu trữ;\nĐiều 1. Bãi bỏ Thông tư số 12/2029/TT-BTC ngày 4/5/2029.\nĐiều 2. Thông tư này thay thế Thông tư số 8/2027/TT-BTC ngày 3/3/2027.", "TT", "THÔNG TƯ")
    assert (found["12/2029/TT-BTC"], found["8/2027/TT-BTC"]) == ("repeals", "replaces")


def test_an_article_that_opens_with_the_act_does_it_whoever_issued_the_document() -> None:
    found = relations("Căn cứ Luật Lưu trữ;\nĐiều 1. Sửa đổi Điều 4 Nghị định số 12/2029/NĐ-CP ngày 4/5/2029.", "TT", "THÔNG TƯ")
    assert found["12/2029/NĐ-CP"] == "amends"
