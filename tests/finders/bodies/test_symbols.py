"""Issuers by symbol: the examples of patterns/bodies/symbols.yaml, composed and malformed symbols, and what must stay unresolved."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.finders.bodies.context import Context
from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.organizations import canonical_name
from extractor.finders.bodies.symbols import CodeParts, body_by_symbol, code_parts, issuer_by_symbol, symbols
from extractor.lexicon.patterns import Example, examples

PROVINCE = Context(province="tỉnh Lào Cai", issuer="Ủy ban nhân dân tỉnh Lào Cai")
DISTRICT = Context(province="tỉnh Lào Cai", district="huyện Bảo Thắng", issuer="Ủy ban nhân dân huyện Bảo Thắng")


@pytest.mark.parametrize(
    ("place", "positive", "example"), list(examples("symbols")), ids=lambda v: v if isinstance(v, str) else ""
)
def test_examples_of_the_pattern_file(place: str, positive: bool, example: Example) -> None:
    wanted = (example.find if positive else example.absent) or {}
    found = issuer_by_symbol(example.text, Context(province=example.province))
    assert (found == wanted["issuer"]) is positive
    assert positive or found is None


@pytest.mark.parametrize(
    ("code", "context", "issuer"),
    [
        ("8/QĐ-UBND", PROVINCE, "Ủy ban nhân dân tỉnh Lào Cai"),
        ("8/QĐ-UBND", DISTRICT, "Ủy ban nhân dân huyện Bảo Thắng"),
        ("8/QĐ-UBND", Context(), None),
        ("8/UBND-NC", PROVINCE, "Ủy ban nhân dân tỉnh Lào Cai"),
        ("8/UBND-UBND", PROVINCE, "Ủy ban nhân dân tỉnh Lào Cai"),
        ("8/NQCP", PROVINCE, "Chính phủ"),
        ("8-KH-TU", PROVINCE, "Tỉnh ủy Lào Cai"),
        ("8/QĐ-CAT-PX01(TH)", PROVINCE, "Công an tỉnh Lào Cai"),
        ("8/STTTT-TT&CNTT", PROVINCE, "Sở Thông tin và Truyền thông tỉnh Lào Cai"),
        ("8/STTTT-TT&amp;CNTT", PROVINCE, "Sở Thông tin và Truyền thông tỉnh Lào Cai"),
        ("8/SGD&ĐT-VP", PROVINCE, "Sở Giáo dục và Đào tạo tỉnh Lào Cai"),
        ("8/SNNMT-TL", PROVINCE, "Sở Nông nghiệp và Môi trường tỉnh Lào Cai"),
        ("8/BC-UBKTTC15", PROVINCE, "Ủy ban Kinh tế và Tài chính"),
        ("8/TTLB-TC-NV", PROVINCE, "Bộ Tài chính, Bộ Nội vụ"),
        ("8/LS-TC-XD", PROVINCE, "Sở Tài chính tỉnh Lào Cai, Sở Xây dựng tỉnh Lào Cai"),
        ("8/TTLT/BTC-BNV", PROVINCE, "Bộ Tài chính, Bộ Nội vụ"),
        ("8/TTLT-BTC-ZZZ", PROVINCE, None),
        ("8/KH-BCĐ", PROVINCE, None),
        ("8", PROVINCE, None),
        ("8/2020", PROVINCE, None),
        ("", PROVINCE, None),
    ],
)
def test_issuer(code: str, context: Context, issuer: str | None) -> None:
    assert issuer_by_symbol(code, context) == issuer


def test_letters_that_are_a_type_and_a_body() -> None:
    central = Context(issuer="Bộ Tài chính", issued_on=datetime.date(2025, 10, 1))
    early = Context(province="tỉnh Lào Cai", issued_on=datetime.date(2018, 10, 1))
    assert issuer_by_symbol("77/CT-KK", central, "Công văn") == "Cục Thuế"
    assert issuer_by_symbol("77/CT-KK", early, "Công văn") == "Cục Thuế tỉnh Lào Cai"
    assert issuer_by_symbol("77/CT-KK", central, "Chỉ thị") is None
    assert issuer_by_symbol("77/CĐ-CT", central) == "Cục Thuế"


def test_field_without_its_head_letter() -> None:
    assert issuer_by_symbol("9/LĐTBXH-VL", PROVINCE, "Công văn") == "Bộ Lao động - Thương binh và Xã hội"
    assert issuer_by_symbol("9/LĐTBXH-VL", PROVINCE, "Tờ trình") == "Sở Lao động - Thương binh và Xã hội tỉnh Lào Cai"
    assert issuer_by_symbol("9/TTr-SXD", PROVINCE, "Tờ trình") == "Sở Xây dựng tỉnh Lào Cai"


def test_the_documents_own_symbol() -> None:
    board = Context(province="tỉnh Lào Cai", issuer="Ban Chỉ đạo du lịch tỉnh Lào Cai", symbol="BCĐDL")
    assert issuer_by_symbol("9/KH-BCĐDL", board) == "Ban Chỉ đạo du lịch tỉnh Lào Cai"
    assert issuer_by_symbol("9/KH-BCĐXX", board) is None


def test_code_taken_apart() -> None:
    assert code_parts("12/2021/QĐ-UBND") == CodeParts("12", "2021", "QĐ", ("UBND",))
    assert code_parts("2746/SNV - VP") == CodeParts("2746", None, None, ("SNV", "VP"))
    assert code_parts("83-KL/TU") == CodeParts("83", None, "KL", ("TU",))
    assert code_parts("30") is None


def test_every_symbol_gives_a_known_name() -> None:
    """What a table says is the canonical name that the same body has when a text names it."""
    for entry in symbols().bodies:
        for symbol in entry.symbols:
            name = body_by_symbol(symbol, DISTRICT)
            assert name is not None
            assert canonical_name(name, DISTRICT) == name, symbol
    departments = {field.name for field in gazetteer().data.fields if field.department}
    composed = {name for name, letters in symbols().fields.items() for short in letters if body_by_symbol("S" + short, PROVINCE)}
    assert len(composed & departments) > 20


@given(st.text(alphabet="0123456789/-.&() ABCDĐHKLNQSTUVXÂ abđ\n", max_size=30))
def test_any_code_is_survived(code: str) -> None:
    issuer = issuer_by_symbol(code, PROVINCE)
    assert issuer is None or issuer.strip() == issuer
