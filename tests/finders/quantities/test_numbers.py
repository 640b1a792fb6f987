"""The number finder: the examples of patterns/quantities/numbers.yaml, numbers written and read back, number words, and texts that mean it harm."""

from __future__ import annotations

import gc
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.finders.quantities.number_grammar import grammar
from extractor.finders.quantities.number_marks import parse
from extractor.finders.quantities.number_words import SCALES, parse_words, to_words, write_number
from extractor.finders.quantities.numbers import NumberMention, find_numbers
from extractor.lexicon.patterns import Example, examples

CASES = list(examples("numbers"))
TOKENS = [
    *"0123456789.,/-+%‰:x() \n",
    *("triệu", " tỷ", " nghìn", " đến ", " từ ", "đồng", " dưới ", "hai ", "mươi ", "năm ", "trăm ", "không ", "mười ", "phẩy ", "rưỡi", "linh ", "h"),
    *("1.234", "99,65%", "17/52", "2x190", "TAKEN", "İ", "²", "١٢", "QĐ-UBND", " hồ sơ/", "phần trăm"),
]
DECIMALS = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**12), st.integers(0, 4))


def as_dict(text: str, mention: NumberMention) -> dict[str, Any]:
    return {"quote": text[mention.start : mention.end], **{name: getattr(mention, name) for name in NumberMention.__slots__}}


def same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool | str) or wanted is None:
        return bool(found == wanted)
    return found is not None and Decimal(str(wanted)) == found


@pytest.mark.parametrize(("where", "positive", "case"), CASES, ids=[where for where, _, _ in CASES])
def test_examples_of_the_patterns(where: str, positive: bool, case: Example) -> None:
    records = [as_dict(case.text, m) for m in find_numbers(case.text)]
    wanted = case.find if positive else case.absent
    assert wanted is not None, f"{where} says neither find nor absent"
    if positive:
        assert wanted["quote"] in case.text
    assert any(all(same(record[key], value) for key, value in wanted.items()) for record in records) is positive, records


@given(value=DECIMALS, sign=st.sampled_from(["", "%", " %", "‰"]), after=st.sampled_from(["", " tấn", ".", "; ", ")", "\nXã", " (tăng"]))
def test_a_number_is_read_back_with_its_precision(value: Decimal, sign: str, after: str) -> None:
    written = write_number(value) + sign
    text = f"đạt {written}{after}"
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    (mention,) = find_numbers(text)
    assert text[mention.start : mention.end] == written
    assert (mention.value, mention.precision) == (value, Decimal(1).scaleb(exponent))
    assert mention.sign == (sign.strip() or None)
    assert mention.percent is ("%" in sign)
    assert mention.scale_end == mention.end


@given(value=st.integers(1, 99_999), places=st.integers(0, 2), words=st.lists(st.sampled_from(["nghìn", "ngàn", "triệu", "tỷ", "tỉ"]), min_size=1, max_size=2))
def test_scale_words_multiply_value_and_precision(value: int, places: int, words: list[str]) -> None:
    number = Decimal(value).scaleb(-places)
    written = write_number(number)
    text = f"tổng vốn {written} {' '.join(words)} đồng"
    scale = 1
    for word in words:
        scale *= SCALES[word]
    (mention,) = find_numbers(text)
    assert text[mention.start : mention.end] == written
    assert (mention.value, mention.precision, mention.scale) == (number * scale, Decimal(scale).scaleb(-places), scale)
    assert text[mention.scale_end :] == " đồng"


@given(a=st.integers(0, 10**7), b=st.integers(0, 10**7), blank=st.sampled_from(["", " "]))
def test_fractions(a: int, b: int, blank: str) -> None:
    written = f"{write_number(Decimal(a))}{blank}/{blank}{write_number(Decimal(b))}"
    (mention,) = find_numbers(f"hoàn thành {written} chỉ tiêu")
    assert (mention.value, mention.total, mention.kind, mention.end - mention.start) == (a, b, "fraction", len(written))


@given(a=st.integers(0, 10**6), width=st.integers(1, 10**6), joint=st.sampled_from(["-", " - ", " đến ", " đến dưới ", " - dưới ", " tới "]), unit=st.sampled_from(["%", " ngày", " triệu đồng"]))
def test_ranges(a: int, width: int, joint: str, unit: str) -> None:
    low, high = write_number(Decimal(a)), write_number(Decimal(a + width))
    text = f"đạt từ {low}{joint}{high}{unit}"
    (mention,) = find_numbers(text)
    scale = 10**6 if "triệu" in unit else 1
    assert (mention.value, mention.value_to, mention.kind) == (a * scale, (a + width) * scale, "range")
    assert text[mention.start : mention.end] == f"{low}{joint}{high}" + ("%" if unit == "%" else "")


@given(billions=st.integers(1, 999), millions=st.integers(1, 999), thousands=st.integers(0, 999))
def test_compound_amounts_are_one_number(billions: int, millions: int, thousands: int) -> None:
    written = f"{billions} tỷ {millions} triệu" + (f" {thousands} nghìn" if thousands else "")
    (mention,) = find_numbers(f"chi {written} đồng")
    assert mention.value == billions * 10**9 + millions * 10**6 + thousands * 1000
    assert mention.precision == (1000 if thousands else 10**6)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.234", "1234"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1,234", "1.234"),
        ("1.23", "1.23"),
        ("0.943", "0.943"),
        ("12.3456", "12.3456"),
        ("1234,5", "1234.5"),
        ("5840", "5840"),
        ("007", "7"),
        ("1.2.3", None),
        ("1.2345.678", None),
        ("12.345,678.9", None),
        ("1,2,3", None),
        ("0,1.234,0", None),
        ("1.234,5.6", None),
        ("0258.3822229", None),
        ("16.12.2019", None),
        ("1" * 21, None),
    ],
)
def test_groups_and_decimal_marks(written: str, value: str | None) -> None:
    read = parse(written)
    assert (None if read is None else read[0]) == (None if value is None else Decimal(value))


@given(st.integers(0, 10**15 - 1))
@example(5)
@example(105)
@example(1_000_005)
@example(21_011)
@example(15_000_000_000_015)
@example(10**12)
def test_numbers_in_words_are_read_back(number: int) -> None:
    words = to_words(number)
    assert parse_words(words) == number
    if number > 10:
        (mention,) = find_numbers(f"tổng số là {words} đồng")
        assert (mention.value, mention.words, mention.end - mention.start) == (number, True, len(words))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai mươi mốt nghìn không trăm mười một", 21011),
        ("hai mươi tư", 24),
        ("hai mươi nhăm", 25),
        ("ba trăm lẻ tư", 304),
        ("hai vạn", 20000),
        ("hai nghìn tỷ", 2 * 10**12),
        ("một nghìn năm trăm tỷ hai triệu", 1500 * 10**9 + 2 * 10**6),
        ("một triệu rưỡi", 1500000),
        ("không phẩy năm", Decimal("0.5")),
        ("một phẩy không hai", Decimal("1.02")),
        ("năm", 5),
        ("hai mươi năm", None),
        ("mươi hai", None),
        ("hai ba", None),
        ("nghìn hai", None),
        ("", None),
    ],
)
def test_spoken_forms(words: str, value: int | Decimal | None) -> None:
    assert parse_words(words) == value


def test_words_without_words_for_them() -> None:
    with pytest.raises(ValueError, match="no words for"):
        to_words(-1)
    with pytest.raises(ValueError, match="no words for"):
        to_words(10**15)


def test_scale_words_mean_the_same_in_digits_and_in_words() -> None:
    assert {word: factor for word, factor in grammar().scales.items() if word in SCALES} == SCALES


def test_nothing_touches_what_is_taken() -> None:
    text = "Quyết định số 15/QĐ-UBND ngày 05/9/2019 giao 120 chỉ tiêu từ 2019 - 2500"
    taken = [(text.index("Quyết"), text.index(" ngày")), (text.index("05/9"), text.index(" giao")), (text.index("2019 -"), text.index(" - 2500"))]
    assert [text[m.start : m.end] for m in find_numbers(text, taken)] == ["120", "2500"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join) | st.text(max_size=200))
@example("1-2-3/4/5x6,7.8%%")
@example("3 tỷ 500 triệu 3 tỷ 500 triệu đến 7")
@example("-1 đến -0")
@example("17/52-117/52")
def test_hostile_texts_come_back_in_order(text: str) -> None:
    at = 0
    for m in find_numbers(text):
        assert at <= m.start < m.end <= m.scale_end <= len(text)
        assert "\n" not in text[m.start : m.scale_end]
        assert m.precision > 0
        assert m.value_to is None or m.value < m.value_to
        assert (m.total is not None) == (m.kind == "fraction") or (m.total is not None and m.kind == "range")  # "17/30 - 19/30 điểm"
        assert (m.value_to is not None) == (m.kind == "range")
        at = m.end


def test_cost_grows_linearly() -> None:
    text = "Chi 3 tỷ 500 triệu đồng, đạt 97,45%, từ 70% đến dưới 100%, hai mươi mốt nghìn hộ; 17/52 chỉ tiêu, 2x190 và năm trăm con.\n" * 200

    def seconds(copies: int) -> float:
        gc.disable()  # what other tests left in memory would be looked through again and again
        start = time.process_time()
        find_numbers(text * copies)
        spent = time.process_time() - start
        gc.enable()
        return spent

    seconds(1)
    assert seconds(8) < 8 * 4 * max(min(seconds(1) for _ in range(3)), 1e-4)


def test_long_runs_are_quick() -> None:
    start = time.process_time()
    for text in ("1" * 60_000, "1." * 30_000, "1,2" * 20_000, "1/" * 30_000, "1 - " * 15_000, "1 tỷ " * 12_000, "hai mươi " * 10_000, "1" + " " * 60_000):
        find_numbers(text)
    assert time.process_time() - start < 20


def test_a_misread_dong_behind_a_scale_is_dong() -> None:
    from extractor.lexicon.written_units import unit_at

    text = "là 731.956 triệu đông, đạt"
    assert (found := unit_at(text, text.index(" đông"))) and found.text == "đồng"
    assert (other := unit_at("vùng 3 đông dân", 6)) is None or other.text != "đồng"


def test_points_beside_computed_decimals_part_decimals() -> None:
    row = "Hạt tiêu 160 4 5 125.625 3.125\nChè 450 32 35 109.375 7.777777778\nCao su 290 22 22 100 7.586206897\nĐiều 457 16 30 187.5 6.564551422\n"
    values = [str(m.value) for m in find_numbers(row)]
    assert values[3:5] == ["125.625", "3.125"] and "109.375" in values
    # Where the text groups thousands by points twice, or writes decimals with commas, a point before three digits groups.
    for other in ("Vốn 1.250.000 đồng\n", "Đạt 12,5 ha\n"):
        assert "109375" in [str(m.value) for m in find_numbers(row + other)]
    assert [str(m.value) for m in find_numbers("Có 1.234 hộ.\n")] == ["1234"]
