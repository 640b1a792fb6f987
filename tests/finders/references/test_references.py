"""Mentions of documents: type, date and issuer as the text, the list, the symbol or the type gives them."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.finders.bodies.body import Context
from extractor.finders.references.finder import ReferenceMention, find_references

PHU_THO = Context(province="tỉnh Phú Thọ")
UBND = "Ủy ban nhân dân tỉnh Phú Thọ"


def find(text: str) -> list[ReferenceMention]:
    return find_references(text, PHU_THO)


def day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def test_type_code_date_and_issuer_after() -> None:
    text = "Căn cứ Quyết định số 31/QĐ-TTg ngày 05 tháng 01 năm 2031 của Thủ tướng Chính phủ;"
    [m] = find(text)
    assert text[m.start : m.end] == "Quyết định số 31/QĐ-TTg"
    assert (m.doc_type, m.code, m.issued_on, m.issuer, m.issuer_source) == (
        "Quyết định",
        "31/QĐ-TTg",
        day("2031-01-05"),
        "Thủ tướng Chính phủ",
        "text",
    )


def test_one_date_covers_the_codes_of_one_type_word() -> None:
    text = "các Kế hoạch số 7/KH-UBND, 8/KH-UBND và 9/KH-UBND ngày 02/3/2031 của UBND tỉnh"
    found = find(text)
    assert [text[m.start : m.end] for m in found] == ["Kế hoạch số 7/KH-UBND", "8/KH-UBND", "9/KH-UBND"]
    assert {m.issued_on for m in found} == {day("2031-03-02")}
    assert {m.doc_type for m in found} == {"Kế hoạch"}
    assert {m.issuer for m in found} == {UBND}


def test_a_date_does_not_cover_codes_with_their_own_type_word_but_the_issuer_does() -> None:
    first, second = find("Quyết định số 7/QĐ-UBND và Quyết định số 8/QĐ-UBND ngày 02/3/2031 của UBND tỉnh")
    assert (first.issued_on, second.issued_on) == (None, day("2031-03-02"))
    assert first.issuer == second.issuer == UBND


def test_dates_in_turn() -> None:
    found = find("các Công văn số 11/STC-NS, 12/STC-NS và 13/STC-NS lần lượt ngày 01/4/2031, 02/4/2031 và 03/4/2031")
    assert [m.issued_on for m in found] == [day("2031-04-01"), day("2031-04-02"), day("2031-04-03")]


def test_date_and_body_before_the_verb() -> None:
    [m] = find("Ngày 27/7/2031, Công an tỉnh Phú Thọ đã ban hành Quyết định số 95/QĐ-CAT-PV01 về việc phân công")
    assert (m.issued_on, m.issuer, m.issuer_source) == (day("2031-07-27"), "Công an tỉnh Phú Thọ", "text")


def test_who_only_prepares_is_not_the_issuer() -> None:
    [m] = find("Sở Y tế đã tham mưu UBND tỉnh ban hành Quyết định số 12/QĐ-UBND ngày 03/02/2031")
    assert m.issuer == UBND
    [m] = find("Sở Y tế đã tham mưu ban hành Quyết định số 12/QĐ-UBND ngày 03/02/2031")
    assert (m.issuer, m.issuer_source) == (UBND, "symbol")


@pytest.mark.parametrize(
    ("text", "issuer", "source"),
    [
        ("Thông tư số 3/2031/TT-BNV", "Bộ Nội vụ", "symbol"),
        ("Nghị định 30", "Chính phủ", "type"),
        ("Công văn số 21/SNV-CCHC", "Sở Nội vụ tỉnh Phú Thọ", "symbol"),
        ("Chỉ thị số 9-CT/TU", "Tỉnh ủy Phú Thọ", "symbol"),
        ("Nghị quyết số 5-NQ/TW của Bộ Chính trị", "Bộ Chính trị", "text"),
        ("Nghị quyết số 61/2031/QH17 của Chính phủ", "Chính phủ", "text"),
        ("Kết luận của Ban Thường vụ Tỉnh ủy số 14-KL/TU", "Ban Thường vụ Tỉnh ủy Phú Thọ", "text"),
        ("theo đề nghị của Giám đốc Sở Nội vụ tại Công văn số 40/SNV-TCBC", "Sở Nội vụ tỉnh Phú Thọ", "symbol"),
    ],
)
def test_issuers(text: str, issuer: str, source: str) -> None:
    [m] = find(text)
    assert (m.issuer, m.issuer_source) == (issuer, source)


def test_an_impossible_date_is_null_and_kept_as_written() -> None:
    [m] = find("Công văn số 116/UBND-NC ngày 347/10/2031 của UBND tỉnh")
    assert (m.issued_on, m.date_text, m.issuer) == (None, "347/10/2031", UBND)


def test_a_law_with_its_number_is_one_and_the_laws_in_an_amending_title_are_none() -> None:
    text = "Luật Thư viện số 46/2019/QH14; Luật số 5/2031/QH17 sửa đổi, bổ sung một số điều của Luật Giá, Luật Thú y;"
    assert [text[m.start : m.end] for m in find(text)] == ["Luật Thư viện số 46/2019/QH14", "Luật số 5/2031/QH17"]


def test_nothing_is_read_across_the_end_of_a_segment() -> None:
    [m] = find("ban hành Quyết định số\n12/QĐ-UBND\nngày 5/6/2031 của UBND tỉnh")
    assert (m.start, m.end, m.issued_on) == (23, 33, None)


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định này có hiệu lực từ ngày ký",
        "ban hành kế hoạch, thông báo, các quyết định",
        "Báo cáo 6 tháng, Kế hoạch 5 năm, ban hành Quyết định 02 nội dung",
        "II. NỘI DUNG KẾ HOẠCH\n1. Tổ chức lớp tập huấn",
        "Số: 77/BC-STP\nPhú Thọ, ngày 3 tháng 4 năm 2031",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert find(text) == []


def test_the_list_of_a_body_under_a_lead_in() -> None:
    text = "UBND tỉnh đã ban hành các văn bản:\n- Quyết định số 7/QĐ-UBND ngày 02/3/2031;\n- Kế hoạch số 8/KH-UBND."
    assert [(m.issuer, m.issuer_source) for m in find(text)] == [(UBND, "text"), (UBND, "text")]


ALPHABET = st.sampled_from(
    ["Quyết định số ", "12/QĐ-UBND", "3/2031/TT-BTC", " ngày 5/6/2031", " của UBND tỉnh", " và ", ", ", ";", "\n", "Luật Giá", "ban hành "]
)


@given(st.lists(ALPHABET, max_size=14))
def test_spans_are_ordered_disjoint_and_inside_a_segment(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all("\n" not in text[m.start : m.end] for m in found)
    codes = [m.code for m in found if m.code]
    assert len(codes) <= text.count("12/QĐ-UBND") + text.count("3/2031/TT-BTC")
