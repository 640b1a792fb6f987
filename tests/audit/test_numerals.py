"""Numbers in words, and amounts that are said twice."""

from __future__ import annotations

import pytest

from extractor.audit.numerals import spelled
from extractor.audit.samples import audit_sample

NUMBERS = [
    ("mười hai triệu năm trăm nghìn đồng", 12_500_000),
    ("một tỷ hai trăm lẻ năm triệu", 1_205_000_000),
    ("ba trăm linh bảy nghìn bốn trăm hai mươi mốt", 307_421),
    ("hai mươi lăm tỷ không trăm sáu mươi triệu", 25_060_000_000),
    ("hai lăm triệu", 25_000_000),
    ("một nghìn hai trăm tỷ đồng", 1_200_000_000_000),
    ("Chín trăm chín mươi chín triệu, chín trăm nghìn đồng", 999_900_000),
    ("hai triệu rưỡi", 2_500_000),
    ("mười lăm nghìn", 15_000),
    ("ba nghìn bốn trăm mười tỷ, hai trăm linh sáu triệu đồng", 3_410_206_000_000),
]


@pytest.mark.parametrize(("words", "value"), NUMBERS, ids=range(len(NUMBERS)))
def test_words_are_numbers(words: str, value: int) -> None:
    found = spelled(words, 0, len(words))
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("words", ["năm", "tỷ đồng", "trăm năm", "đồng bằng"], ids=range(4))
def test_what_is_no_number(words: str) -> None:
    assert spelled(words, 0, len(words)) is None


def test_digits_and_words_that_differ() -> None:
    _, result = audit_sample("Xử phạt ông A 7.500.000 đồng (bảy triệu ba trăm nghìn đồng).\nTổng số tiền: 45.000.000 đồng.\nBằng chữ: Bốn mươi lăm triệu đồng.")
    (issue,) = [i for i in result.findings if i.check == "amount_in_words"]
    assert "7.300.000" in issue.message


def test_a_count_whose_words_differ() -> None:
    _, result = audit_sample("Toàn huyện có 1.245 (một nghìn hai trăm bốn mươi sáu) hộ; 05 (năm) xã; 12 (mười hai) thôn.")
    (issue,) = [i for i in result.findings if i.check == "amount_in_words"]
    assert "1.245" in issue.message and "1.246" in issue.message


@pytest.mark.parametrize("text", ["Chi 7.500.000 đồng (năm 2024).", "Thu 12 tỷ đồng (ba khoản lớn nhất).", "Cấp 3.000.000 đồng (một người được hai lần).", "Có 12 (mười một nam) học sinh."], ids=range(4))
def test_a_bracket_that_says_something_else(text: str) -> None:
    _, result = audit_sample(text)
    assert [i for i in result.findings if i.check == "amount_in_words"] == []
