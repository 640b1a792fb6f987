"""The date finder: the examples of patterns/dates/dates.yaml, every calendar day in every form, and texts that mean it harm."""

from __future__ import annotations

import datetime
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.finders.dates.calendar import Part, bounds, fill, school_year, span
from extractor.finders.dates.finder import DateContext, DateMention, context_of, find_dates, year_of
from extractor.finders.dates.grammar import FORMS, grammar, vocabulary
from extractor.lexicon.patterns import Example, examples

CASES = list(examples("dates"))
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
DAY_FORMS = [
    ("ngày {}", "{d}/{m}/{y}"),
    ("ngày {}", "{d:02}/{m:02}/{y}"),
    ("ngày {}", "{d:02}/{m}/{y}"),
    ("ngày {}", "{d}-{m}-{y}"),
    ("ngày {}", "{d:02}.{m:02}.{y}"),
    ("ngày{}", "{d:02}/{m:02}/{y}"),
    ("ngày {}", "{d} / {m} / {y}"),
    ("Hà Nội, {}", "ngày {d} tháng {m} năm {y}"),
    ("Hà Nội, {}", "ngày {d:02} tháng {m:02} năm {y}"),
    ("Hà Nội, {}", "Ngày {d}tháng {m} năm{y}"),
    ("{}", "NGÀY {d} THÁNG {m} NĂM {y}"),
    ("từ {}", "{d:02}/{m:02}/{y}"),
    ("({})", "{d} tháng {m} năm {y}"),
    ("vào {}", "{y}-{m:02}-{d:02}"),
]
TOKENS = [
    *"0123456789/-.,;:()%|\n ",
    *("ngày", "tháng", "năm", "quý", "giai đoạn", "đến", "từ", "hết", "và", "đầu", "cuối", "hàng năm", "Quý IV", "nửa", "năm học", "tới", "số"),
    *("31/4/2023", "2021-2030", "12/2023", "15/9", "III", "\ue000", "İ", "²", "١٢", "ngày 21, ", "6 tháng", "T9/", "Q3/2020"),
]


def quotes(text: str, mentions: list[DateMention]) -> list[str]:
    return [text[m.start : m.end] for m in mentions]


def found(text: str, issued_on: datetime.date | None = None) -> list[dict[str, Any]]:
    mentions = find_dates(text, DateContext(issued_on))
    return [
        {"quote": text[m.start : m.end], "start": m.start, "end": m.end, "kind": m.kind, "from": m.from_, "to": m.to, "valid": m.valid} for m in mentions
    ]


@pytest.mark.parametrize(("where", "positive", "case"), CASES, ids=[where for where, _, _ in CASES])
def test_examples_of_the_patterns(where: str, positive: bool, case: Example) -> None:
    records = found(case.text, case.issued_on)
    wanted = case.find if positive else case.absent
    assert wanted is not None, f"{where} says neither find nor absent"
    if positive:
        assert wanted["quote"] in case.text
    assert any(all(record[key] == value for key, value in wanted.items()) for record in records) is positive, records


def test_every_section_has_examples() -> None:
    patterns = vocabulary()
    for name in type(patterns).model_fields:
        if name in ("examples", "counter_examples"):
            continue
        section = getattr(patterns, name)
        assert section.examples or section.counter_examples, name
        assert section.about


def test_every_form_of_the_grammar_has_a_reader() -> None:
    from extractor.finders.dates.atoms import READERS

    g = grammar()
    outer = {name for name in {*g.digits.groupindex, *g.letters.groupindex} if name in FORMS}
    assert set(FORMS) == set(READERS) == outer


@given(day=DAYS, form=st.sampled_from(DAY_FORMS), after=st.sampled_from(["", ".", ", các sở", " của UBND tỉnh", ")", "\n2.345"]))
def test_every_day_in_every_form(day: datetime.date, form: tuple[str, str], after: str) -> None:
    frame, pattern = form
    written = pattern.format(d=day.day, m=day.month, y=day.year)
    text = f"Theo báo cáo, {frame.format(written)}{after}"
    assert found(text) == [
        {"quote": written, "start": text.index(written), "end": text.index(written) + len(written), "kind": "day", "from": day, "to": day, "valid": True}
    ]


@given(first=DAYS, second=DAYS, form=st.sampled_from(["{:%d/%m/%Y} đến {:%d/%m/%Y}", "{:%d/%m/%Y} đến ngày {:%d/%m/%Y}", "{:%d/%m/%Y} đến hết ngày {:%d/%m/%Y}"]))
def test_from_one_day_to_another(first: datetime.date, second: datetime.date, form: str) -> None:
    written = form.format(first, second)
    (record,) = found(f"tính từ ngày {written}.")
    assert (record["quote"], record["kind"]) == (written, "range")
    if first <= second:
        assert (record["from"], record["to"], record["valid"]) == (first, second, True)
    else:
        assert (record["from"], record["to"], record["valid"]) == (None, None, False)


@given(day=st.integers(1, 399), month=st.integers(1, 99), year=st.integers(1900, 2199))
def test_impossible_days_are_kept_and_marked(day: int, month: int, year: int) -> None:
    try:
        wanted: datetime.date | None = datetime.date(year, month, day)
    except ValueError:
        wanted = None
    (record,) = found(f"Công văn ngày {day}/{month}/{year} của Sở")
    assert record["quote"] == f"{day}/{month}/{year}"
    assert (record["from"], record["valid"]) == (wanted, wanted is not None)


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("frame", ["quý {}/{}", "Quý {} năm {}", "QUÝ {} NĂM {}", "quý {}-{}", "quý {} /{}", "cuối quý {}/{}", "Quý{} năm {}"])
def test_every_quarter_in_roman_and_arabic_digits(number: int, frame: str) -> None:
    for digits in (str(number), ["I", "II", "III", "IV"][number - 1]):
        written = frame.format(digits, 2017)
        (record,) = found(f"Báo cáo {written}, các xã")
        assert (record["quote"], record["kind"]) == (written, "quarter")
        assert (record["from"], record["to"]) == bounds(Part("quarter", 2017, number))


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_in_digits_and_words(number: int) -> None:
    names = vocabulary().month_names.names[number]
    for name in [str(number), f"{number:02}", *names]:
        for frame in ("tháng {}/2016", "tháng {} năm 2016", "Tháng {}-2016", "giữa tháng {} năm 2016"):
            written = frame.format(name)
            (record,) = found(f"trong {written}.")
            assert (record["quote"], record["kind"], record["from"], record["to"]) == (written, "month", *(bounds(Part("month", 2016, number)) or ()))


@given(count=st.integers(1, 12), year=st.integers(2000, 2050), end=st.sampled_from(["đầu", "cuối"]))
def test_months_at_an_end_of_the_year(count: int, year: int, end: str) -> None:
    (record,) = found(f"Trong {count:02} tháng {end} năm {year}, huyện")
    first, last = (1, count) if end == "đầu" else (13 - count, 12)
    assert record["kind"] == "period"
    assert (record["from"], record["to"]) == span(Part("month", year, first), Part("month", year, last))


@given(first=st.integers(1950, 2090), length=st.integers(-9, 15), noun=st.sampled_from(["giai đoạn", "thời kỳ", "nhiệm kỳ", "năm"]), dash=st.sampled_from(["-", " - ", "- ", " đến "]))
def test_spans_of_years(first: int, length: int, noun: str, dash: str) -> None:
    written = f"{noun} {first}{dash}{first + length}"
    (record,) = found(f"chương trình {written} của tỉnh")
    assert record["quote"] == written
    assert record["valid"] is (length >= 0)
    assert record["from"] == (datetime.date(first, 1, 1) if length >= 0 else None)
    assert record["to"] == (datetime.date(first + length, 12, 31) if length >= 0 else None)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join) | st.text(max_size=200))
@example("ngày 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31/12/2019")
@example("năm 0000 - 0000, tháng 00/0000, quý 0/2019, 00/00/0000, ngày 0/0")
@example("İngày 5/9/2019")
@example("từ đầu năm đến đầu năm đến đầu năm")
def test_hostile_texts_come_back_in_order(text: str) -> None:
    mentions = find_dates(text, DateContext(datetime.date(2019, 5, 1)))
    at = 0
    for m in mentions:
        assert at <= m.start < m.end <= len(text)
        assert "\n" not in text[m.start : m.end]
        assert (m.from_ is None) == (m.to is None)
        assert m.valid or m.from_ is None
        assert m.from_ is None or m.to is None or m.from_ <= m.to
        at = m.end


@given(st.lists(st.sampled_from(TOKENS), max_size=30).map("".join), st.integers(0, 20), st.integers(0, 20))
def test_nothing_touches_what_is_taken(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    for m in find_dates(text, taken=[(start, end)]):
        assert start == end or m.end <= start or end <= m.start


def test_codes_and_names_of_laws_can_be_taken() -> None:
    text = "Luật Đầu tư 2020 và Nghị quyết 12/2019 năm 2021"
    taken = [(text.index("Luật"), text.index(" và")), (text.index("Nghị quyết"), text.index(" năm 2021"))]
    assert quotes(text, find_dates(text, taken=taken)) == ["năm 2021"]


def test_line_ends_are_never_crossed() -> None:
    assert quotes("Quý IV\n/2019\nngày 5\ntháng 9 năm 2019", find_dates("Quý IV\n/2019\nngày 5\ntháng 9 năm 2019"))[-1] == "tháng 9 năm 2019"


def test_a_missing_year_comes_from_the_list_then_the_sentence_then_the_heading_then_the_document() -> None:
    def years(text: str, **context: Any) -> list[int | None]:
        return [m.from_.year if m.from_ else None for m in find_dates(text, DateContext(**context))]

    issued = datetime.date(2019, 10, 1)
    assert years("quý I, quý II và quý III năm 2017", issued_on=issued) == [2017, 2017, 2017]
    assert years("Trong năm 2017, xã họp ngày 5 tháng 9.", issued_on=issued) == [2017, 2017]
    assert years("Xã họp trong quý II, tăng so với năm 2017.", issued_on=issued) == [2019, 2017]
    assert years("Theo Quyết định số 15/QĐ-UBND ngày 3/2/2016, trước ngày 5/9 phải xong.", issued_on=issued) == [2016, 2019]
    assert years("Báo cáo quý II.", issued_on=issued, year_at=lambda offset: 2015) == [2015]
    assert years("Báo cáo quý II.", issued_on=issued, year=2020) == [2020]
    assert years("Báo cáo quý II.") == [None]


def test_the_year_of_a_title() -> None:
    assert year_of("KẾ HOẠCH CẢI CÁCH NĂM 2019") == 2019
    assert year_of("Báo cáo kết quả quý III và 9 tháng đầu năm 2019") == 2019
    assert year_of("Đề án phát triển giai đoạn 2016 - 2020") is None
    assert year_of("Tổng kết năm 2018, nhiệm vụ năm 2019") is None
    issued = datetime.date(2018, 12, 20)
    assert context_of("KẾ HOẠCH NĂM 2019", issued).year_of(0) == 2019
    assert context_of("Báo cáo thực hiện nhiệm vụ", issued).year_of(0) == 2018
    assert context_of(None, issued).year_of(0) == 2018
    assert context_of("Đề án giai đoạn 2016 - 2020", issued).year_of(0) is None


def test_cells_of_years_and_cells_of_counts() -> None:
    assert quotes("Cầu A\n2018\nĐường B\n2019-2020", find_dates("Cầu A\n2018\nĐường B\n2019-2020")) == ["2018", "2019-2020"]
    assert find_dates("Xã A\n2018\n1.751\n94,9%") == []


def test_cost_grows_linearly() -> None:
    text = "Trong quý II, theo Quyết định số 15/QĐ-UBND ngày 3/2/2016, 21, 22/9/2017 và 5/9 xã; năm 2017, 2018 từ tháng 3 đến tháng 6.\n" * 200

    def seconds(copies: int) -> float:
        start = time.process_time()
        find_dates(text * copies, DateContext(datetime.date(2019, 1, 1)))
        return time.process_time() - start

    seconds(1)
    assert seconds(8) < 8 * 4 * max(min(seconds(1) for _ in range(3)), 1e-4)


def test_one_unbroken_line_of_digits_or_blanks_is_quick() -> None:
    start = time.process_time()
    for text in ("1" * 60_000, "12/" * 30_000, "ngày 1, " * 15_000, "2020\n" * 12_000, "2020" + "\n" * 60_000 + "x", "năm " * 20_000, " " * 60_000, "quý I" * 12_000):
        find_dates(text)
    assert time.process_time() - start < 20


def test_the_ends_of_a_range_complete_each_other() -> None:
    assert fill(Part("day", None, None, 8), Part("day", 2019, 11, 9))[0] == Part("day", 2019, 11, 8)
    assert fill(Part("day", None, None, 29), Part("day", 2024, 1, 2))[0] == Part("day", 2023, 12, 29)  # of the month before
    assert fill(Part("day", None, None, 30), Part("day", 2024, 3, 2))[0] == Part("day", 2024, 3, 30)  # which has no such day
    assert [(m.from_, m.to) for m in find_dates("hội thi từ ngày 28 - 01/7/2031")] == [(datetime.date(2031, 6, 28), datetime.date(2031, 7, 1))]
    assert fill(Part("day", None, 12, 15), Part("day", 2019, 3, 14))[0].year == 2018
    assert fill(Part("day", 2019, 11, 15), Part("day", None, 2, 20))[1].year == 2020
    assert span(*school_year(2018, 2019)) == (datetime.date(2018, 9, 1), datetime.date(2019, 8, 31))
    assert bounds(Part("quarter", 2019, 5)) is bounds(Part("month", 2019, 13)) is bounds(Part("day", 2019, 2, 29)) is None


def test_a_range_without_a_year_goes_over_new_year_and_lunar_days_have_no_place_in_the_calendar() -> None:
    issued = datetime.date(2031, 1, 20)
    (turn,) = found("Kỳ báo cáo từ ngày 15/12 đến ngày 14/01.", issued)
    assert (turn["from"], turn["to"], turn["valid"]) == (datetime.date(2030, 12, 15), datetime.date(2031, 1, 14), True)
    for text in ("nghỉ Tết từ ngày 26 tháng Chạp đến hết mùng 5 tháng Giêng", "lễ hội ngày 12 tháng 3 năm Nhâm Tý"):
        (lunar,) = found(text, issued)
        assert (lunar["from"], lunar["valid"]) == (None, True), text


def test_day_and_month_with_a_stop_behind_a_part_of_the_day() -> None:
    issued = datetime.date(2031, 6, 1)
    assert [m["quote"] for m in found("Chiều 16.4, Sở họp về chiều rộng 2.5 m; tối 30.2 triệu đồng.", issued)] == ["16.4"]
