"""Codes as they stand in texts, malformed ones too."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.finders.references.codes import find_codes, malformation
from extractor.lexicon.document_types import document_types


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Quyết định số 418/QĐ-UBND ngày", ["418/QĐ-UBND"]),
        ("Nghị quyết số 61/2031/QH17", ["61/2031/QH17"]),
        ("Kết luận số 14-KL/TU và 27-NQ/TW", ["14-KL/TU", "27-NQ/TW"]),
        ("(512/STC-QLNS; 513/STC-QLNS)", ["512/STC-QLNS", "513/STC-QLNS"]),
        ("số 733/QĐ-CAT-PC(TM) về", ["733/QĐ-CAT-PC(TM)"]),
        ("số 84/STTTT-CNTT&BCVT", ["84/STTTT-CNTT&BCVT"]),
        ("số 15 /KH-UBND", ["15/KH-UBND"]),
        ("số 05/TTr-CAT- PV01", ["05/TTr-CAT-PV01"]),
        ("Số: 88/QĐ - U B ND", ["88/QĐ-UBND"]),
        ("Nghị quyết số 66.3/2031/NQ-CP", ["66.3/2031/NQ-CP"]),
        ("Nghị quyết số 08/NQCP", ["08/NQCP"]),
        ("số O7/QĐ-UBND", ["O7/QĐ-UBND"]),
        ("đạt 17/52 nhiệm vụ; 2.157 TTHC/3.946 TTHC; 12/TTHC; 24/24 giờ", []),
        ("Quyết định số 5/QĐ-UBND - Công văn", ["5/QĐ-UBND"]),
    ],
)
def test_codes(text: str, codes: list[str]) -> None:
    assert [mention.code for mention in find_codes(text)] == codes


@pytest.mark.parametrize(
    ("code", "flaw"),
    [
        ("08/NQCP", "fused"),
        ("77/UBND-UBND", "doubled"),
        ("91/UBND-KH", "reversed"),
        ("76-KH-TU", "party_hyphen"),
        ("12-KH/TU", None),
        ("418/QĐ-UBND", None),
        ("91/UBND-NC", None),
    ],
)
def test_malformed_codes_are_named(code: str, flaw: str | None) -> None:
    assert malformation(code) == flaw


ABBREVIATIONS = sorted({a for t in document_types().types for a in t.abbreviations if len(a) > 1})


@pytest.mark.parametrize("abbreviation", ABBREVIATIONS)
def test_every_type_of_the_pattern_file_is_read_in_a_code(abbreviation: str) -> None:
    text = f"số 31/{abbreviation}-UBND ngày"
    [mention] = find_codes(text)
    assert text[mention.start : mention.end] == mention.code == f"31/{abbreviation}-UBND"
    assert mention.type_part == abbreviation


@given(
    st.integers(1, 99999),
    st.one_of(st.none(), st.integers(1990, 2040)),
    st.sampled_from(["QĐ-UBND", "TT-BTC", "SNV-CCHC", "NQ-HĐND", "TTr-STP", "QĐ-TTg"]),
    st.sampled_from(["", "Theo ", "(", "số "]),
)
def test_a_code_is_found_with_its_exact_span(number: int, year: int | None, symbol: str, before: str) -> None:
    code = f"{number}/{year}/{symbol}" if year else f"{number}/{symbol}"
    text = f"{before}{code}, ngày"
    [mention] = find_codes(text)
    assert (mention.start, mention.end, mention.code, mention.year) == (len(before), len(before) + len(code), code, year)


@given(st.text(alphabet=st.sampled_from(list("0123456789/-QĐUBND TTgoO().&\n"))))
def test_hostile_strings_give_ordered_disjoint_spans(text: str) -> None:
    mentions = find_codes(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all("\n" not in text[m.start : m.end] for m in mentions)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("theo các Nghị định 41, 42 và 57/CP của Chính phủ", ["41/CP", "42/CP", "57/CP"]),
        ("căn cứ Nghị định số 41, 57/2031/NĐ-CP", ["41/2031/NĐ-CP", "57/2031/NĐ-CP"]),
        ("căn cứ khoản 3, 57/2031/NĐ-CP", ["57/2031/NĐ-CP"]),
        ("theo Nghị định 41/CP, 57/2031/NĐ-CP", ["41/CP", "57/2031/NĐ-CP"]),
    ],
)
def test_numbers_of_a_list_share_the_symbol_of_its_last_code(text: str, codes: list[str]) -> None:
    assert [mention.code for mention in find_codes(text)] == codes
