"""The keys under which mentions meet: the pairs of patterns/linking/linking.yaml, bodies and their heads, and properties of any code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking.keys import bodies, code_key, is_local, is_named, is_vague, rules, title_key


@pytest.mark.parametrize(("one", "other"), rules().pairs.one)
def test_one_document(one: str, other: str) -> None:
    assert code_key(one).key == code_key(other).key


@pytest.mark.parametrize(("one", "other"), rules().pairs.two)
def test_two_documents(one: str, other: str) -> None:
    assert code_key(one).key != code_key(other).key


@pytest.mark.parametrize(
    ("code", "number", "year", "bare"),
    [
        ("47/2019/NĐ-CP", "47", 2019, False),
        ("0146/KH-UBND", "146", None, False),
        ("30", "30", None, True),
        ("06", "6", None, True),
        ("30/2030", "30", 2030, True),
        ("88/2033/QH16", "88", 2033, False),
        ("22a/2012/TTLT-BTC-BNV", "22a", 2012, False),
        ("26-L/CTN", "26", None, False),
        ("412/STP-HC&amp;BTTP", "412", None, False),
        ("X", "", None, False),
    ],
)
def test_parts_of_a_code(code: str, number: str, year: int | None, bare: bool) -> None:
    key = code_key(code)
    assert (key.number, key.year, key.bare) == (number, year, bare)


def test_an_entity_is_its_character() -> None:
    assert code_key("412/STP-HC&amp;BTTP").key == code_key("412/STP-HC&BTTP").key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Chủ tịch Ủy ban nhân dân tỉnh Bình Định", ("uy ban nhan dan tinh binh dinh",)),
        ("Uỷ ban nhân dân tỉnh Bình Định", ("uy ban nhan dan tinh binh dinh",)),
        ("Ban Thường vụ Tỉnh ủy Bình Định", ("tinh uy binh dinh",)),
        ("Ban Chấp hành Đảng bộ tỉnh Bình Định", ("tinh uy binh dinh",)),
        ("Thủ tướng Chính phủ", ("chinh phu",)),
        ("Ủy ban Thường vụ Quốc hội", ("quoc hoi",)),
        ("Bộ Chính trị", ("ban chap hanh trung uong dang",)),
        ("Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", ("ban chap hanh trung uong dang",)),
        ("Bộ trưởng Bộ Tài chính, Bộ trưởng Bộ Nội vụ", ("bo noi vu", "bo tai chinh")),
        ("Ủy ban nhân dân huyện An Lão, tỉnh Bình Định", ("uy ban nhan dan huyen an lao tinh binh dinh",)),
        ("Sở Kĩ thuật tỉnh X", ("so ki thuat tinh x",)),
        ("Sở Kỹ thuật tỉnh X", ("so ki thuat tinh x",)),
    ],
)
def test_a_head_or_standing_part_is_its_body(name: str, key: tuple[str, ...]) -> None:
    assert bodies(name) == key


def test_an_office_is_not_the_body_that_it_serves() -> None:
    assert bodies("Văn phòng Ủy ban nhân dân tỉnh Bình Định") != bodies("Ủy ban nhân dân tỉnh Bình Định")


def test_places_and_titles() -> None:
    assert is_local("Sở Nội vụ tỉnh Bình Định") and is_local("Tỉnh ủy Bình Định") and not is_local("Bộ Nội vụ")
    assert title_key("Luật Đầu tư công 2024") == ("luat dau tu cong", 2024)
    assert title_key("Luật  đầu\ntư công năm 2024") == ("luat dau tu cong", 2024)
    assert title_key("Luật Đầu tư") == ("luat dau tu", None)
    assert is_named("Luật") and is_named("Bộ luật") and not is_named("Kế hoạch") and not is_named(None)
    assert is_vague("Văn bản") and not is_vague("Công văn")


LETTERS = st.text("ABCDĐGHKLNPQSTUVX&-/", min_size=1, max_size=12)


@given(number=st.integers(1, 99999), symbol=LETTERS, zeros=st.integers(0, 2), blank=st.sampled_from(["", " ", "\u00a0"]))
def test_blanks_case_dashes_and_zeros_do_not_matter(number: int, symbol: str, zeros: int, blank: str) -> None:
    plain = code_key(f"{number}/{symbol}")
    written = code_key(f"{'0' * zeros}{number}{blank}/{blank}{symbol.lower().replace('-', '–')}")
    assert plain == written


@given(a=st.integers(1, 9999), b=st.integers(1, 9999), symbol=LETTERS)
def test_two_numbers_are_two_documents(a: int, b: int, symbol: str) -> None:
    assert (code_key(f"{a}/{symbol}").key == code_key(f"{b}/{symbol}").key) is (a == b)


@given(st.text(max_size=40))
def test_any_text_has_a_key(text: str) -> None:
    assert code_key(text).key == code_key(text).key
    assert title_key(text)[0] == title_key(" " + text + " ")[0]
    assert list(bodies(text)) == sorted(bodies(text))
