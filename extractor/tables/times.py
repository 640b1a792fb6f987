"""The times that heads, group rows and titles of tables name: their words and their days.

In: words, and the year that a title or the document lends. Out: a `Period` with both days inclusive, or with none where the words do not say them
("cùng kỳ"). "TH 2030" gives `2030`, "9 tháng" under a title of 2031 gives `9 tháng`, 2031-01-01 to 2031-09-30.
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import regex

from extractor.layout.normalise import normalise
from extractor.lexicon.phrases import TABLES
from extractor.tables.vocabulary import vocabulary

Days = tuple[datetime.date, datetime.date]
Groups = Mapping[str, str | None]
_NUMBERS = {"sáu": 6, "chín": 9}
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


@dataclass(frozen=True, slots=True)
class Period:
    """A time as it is written, with its first and last day where they follow. `count` months of a year, where it is such a part."""

    words: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    months: int | None = None
    open: bool = False  # "kỳ này": the time that the title names
    same: int | None = None  # "cùng kỳ 2031": the days of the title's time in this year


def _months(year: int, first: int, last: int) -> Days | None:
    if not 1 <= first <= last <= 12 or not 1 <= year <= 9999:
        return None
    return datetime.date(year, first, 1), datetime.date(year, last, monthrange(year, last)[1])


def _day(words: str) -> datetime.date | None:
    day, month, year = (int(part) for part in regex.split(r"[/.-]", words))
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _year(found: Groups, name: str, lent: int | None) -> int | None:
    return int(found[name] or 0) or lent


def _from_to(found: Groups, lent: int | None) -> Days | None:
    since, until = _day(found["from"] or ""), _day(found["to"] or "")
    return (since, until) if since and until and since <= until else None


def _one_day(found: Groups, lent: int | None) -> Days | None:
    day = _day(found["day"] or "")
    return (day, day) if day else None


def _written_day(found: Groups, lent: int | None) -> Days | None:
    day = _day(f"{found['written_day']}/{found['written_month']}/{found['written_year']}")
    return (day, day) if day else None


def _part(found: Groups, lent: int | None) -> Days | None:
    year = int(found["months_year"] or found["months_slash"] or 0) or lent
    count = _count(found)
    if year is None or not 1 <= count <= 12:
        return None
    return _months(year, 13 - count, 12) if (found["side"] or "").lower() == "cuối" else _months(year, 1, count)


def _count(found: Groups) -> int:
    words = (found["months"] or "").lower()
    return _NUMBERS.get(words) or int(words)


def _quarter(found: Groups, lent: int | None) -> Days | None:
    words, year = (found["quarter"] or "").upper(), _year(found, "quarter_year", lent)
    quarter = _QUARTERS.get(words) or int(words)
    return _months(year, 3 * quarter - 2, 3 * quarter) if year else None


def _month(found: Groups, lent: int | None) -> Days | None:
    year = _year(found, "month_year", lent)
    return _months(year, int(found["month"] or 0), int(found["month"] or 0)) if year else None


def _several_months(found: Groups, lent: int | None) -> Days | None:
    year = _year(found, "span_year", lent)
    return _months(year, int(found["first_month"] or 0), int(found["last_month"] or 0)) if year else None


def _span(found: Groups, lent: int | None) -> Days | None:
    first, last = int(found["first"] or 0), int(found["last"] or 0)
    return (datetime.date(first, 1, 1), datetime.date(last, 12, 31)) if first <= last else None


def _numbered(found: Groups, lent: int | None) -> Days | None:
    return _months(int(found["number_year"] or 0), int(found["number"] or 0), int(found["number"] or 0))


def _whole_year(found: Groups, lent: int | None) -> Days | None:
    return _months(int(found["year"] or 0), 1, 12)


# The group of the grammar that is set, what it makes of it, an example.
TIMES: tuple[tuple[str, Callable[[Groups, int | None], Days | None], str], ...] = (
    ("from", _from_to, "ngày 01/02/2031 đến 15/11/2031"),
    ("day", _one_day, "ngày 31/10/2031"),
    ("first_month", _several_months, "tháng 7 - 9/2031"),
    ("written_day", _written_day, "ngày 31 tháng 10 năm 2031"),
    ("months", _part, "9 tháng đầu năm 2031"),
    ("quarter", _quarter, "Quý III/2031"),
    ("month", _month, "tháng 10 năm 2031"),
    ("first", _span, "giai đoạn 2031 - 2035"),
    ("number", _numbered, "10/2031"),
    ("year", _whole_year, "năm 2031"),
)


@lru_cache(maxsize=4096)
def time_of(words: str, year: int | None = None) -> Period | None:
    """The first time that the words name; `year` completes one that names none."""
    match = vocabulary().time.search(normalise(words))
    if match is None:
        return None
    written = words[match.start() : match.end()].strip()
    found = match.groupdict()
    if found["said"]:
        dated = vocabulary().time.search(normalise(words), match.end())
        if dated is not None and TABLES.day_beside.fullmatch(words, match.end(), dated.start()) and (told := time_of(words[dated.start() : dated.end()], year)) is not None and told.since is not None:
            return replace(told, words=words[match.start() : dated.end()].strip())  # "kỳ trước liền kề, ngày 13/5/2031"
        return Period(written, open=TABLES.present_period.fullmatch(written) is not None)
    if found["same"]:
        return Period(written, same=int(found["same"]))
    for name, days_of, _ in TIMES:
        if found[name]:
            days = days_of(found, year)
            months = _count(found) if name == "months" else None
            if found["first"] and "học" in written.lower() and days:
                days = datetime.date(days[0].year, 9, 1), datetime.date(days[1].year, 8, 31)
            return Period(written, days[0] if days else None, days[1] if days else None, months)
    return None


def in_year(time: Period, year: int) -> Days | None:
    """The days of a time of at most a year in another year; none where it has none."""
    if time.since is None or time.until is None or time.since.year != time.until.year:
        return None
    until = time.until + datetime.timedelta(days=1)  # the last day of February is that of its year
    return datetime.date(year, time.since.month, min(time.since.day, 28)), datetime.date(year + until.year - time.since.year, until.month, until.day) - datetime.timedelta(days=1)


def related(found: Period, outer: Period) -> Period:
    """A time that is told by another ("cùng kỳ", "tháng trước", "cả năm", "lũy kế từ đầu năm" beside "9 tháng đầu năm 2031"): with its days, the other itself
    where it says no more ("kỳ này")."""
    match = TABLES.related_time.fullmatch(normalise(found.words))
    if match is None or outer.since is None or outer.until is None:
        return outer if found.open else found
    days = RELATED[next(name for name, words in match.groupdict().items() if words)](outer.since, outer.until)
    if days is None or days == (outer.since, outer.until):
        return outer if found.open else found
    return replace(found, since=days[0], until=days[1], open=False)


def _year_before(since: datetime.date, until: datetime.date) -> Days | None:
    return in_year(Period("", since, until), since.year - 1)


def _quarter_of(year: int, quarter: int) -> Days | None:
    return _months(year, 3 * quarter - 2, 3 * quarter) if quarter else _months(year - 1, 10, 12)


# The group of `related_time`, what it makes of the days of the other time.
RELATED: Mapping[str, Callable[[datetime.date, datetime.date], Days | None]] = {
    "year": lambda since, until: _months(until.year, 1, 12) if since.year == until.year else None,
    "quarter": lambda since, until: _quarter_of(until.year, (until.month + 2) // 3),
    "month": lambda since, until: _months(until.year, until.month, until.month),
    "cumulative": lambda since, until: (datetime.date(until.year, 1, 1), until),
    "same": _year_before,
    "last_year": lambda since, until: _months(until.year - 1, 1, 12),
    "last_quarter": lambda since, until: _quarter_of(until.year, (until.month + 2) // 3 - 1),
    "last_month": lambda since, until: _months(until.year, until.month - 1, until.month - 1) if until.month > 1 else _months(until.year - 1, 12, 12),
}


def is_only_time(words: str) -> bool:
    """A head that says a time and nothing else: the row is then what is measured."""
    return vocabulary().only_time.fullmatch(normalise(words)) is not None


_SHORTENED = regex.compile(r"(?<=\p{L}\p{L})\.(?=\d)")  # "Prel.2031"


@lru_cache(maxsize=4096)
def _of_time(head: str) -> Any:
    return vocabulary().state_of_time.fullmatch(_SHORTENED.sub(" ", normalise(head)))


def are_only_times(path: Sequence[str]) -> bool:
    """Whether the heads of a column say one time, and besides only of which kind its figures are ("Ước TH năm 2031", "KH" above "2031"): the row is then what is
    measured, the kind is its role. A kind without a time ("Kế hoạch") names the figures, and so do two times that are compared ("TH 2031/KH 2031")."""
    if not path:
        return False
    heads = [_of_time(head) for head in path]
    if all(heads):
        return any(head["dated"] for head in heads)
    whole = _of_time(" ".join(path))  # a time that a narrow head breaks: "2030-" above "2031"
    return whole is not None and whole["dated"] is not None


def title_time(words: str, year: int | None = None) -> Period | None:
    """The one time of a line above a table; none of a line that cites a document, none where it names several, and no day of issue."""
    if TABLES.cited_in_head.search(words):
        return None
    found: dict[str, Period] = {}
    for match in vocabulary().time.finditer(normalise(words)):
        time = time_of(words[match.start() : match.end()], year)
        if time is not None and not time.open:
            lead = TABLES.counted_to_day.search(words, 0, match.start()) if time.since == time.until else None
            found[time.words.lower()] = replace(time, words=words[lead.start() : match.end()].strip()) if lead is not None else time
    times = [time for time in found.values() if time.months or (time.since is not None and (time.since != time.until or TABLES.counted_to.search(words)))]
    if len(times) == 2 and (longer := _with_the_other(*times)) is not None:
        return longer  # "tháng 8 và 8 tháng năm 2031"
    return times[0] if len(times) == 1 else None


def _with_the_other(one: Period, other: Period) -> Period | None:
    """The months of a year that two times name which end together, the longer one; None of others."""
    if one.since is None or other.since is None or one.until is None or one.until != other.until or one.since == one.until or other.since == other.until:
        return None
    longer = one if one.since < other.since else other
    return longer if longer.months else None


__all__ = ["Period", "are_only_times", "in_year", "is_only_time", "related", "time_of", "title_time"]
