"""Where a time stands in its sentence: whether it holds for what follows, is that of a sum, or belongs to a bracket of its own.

In: the text, a time, a place behind it. Used by periods.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.period_words import BEFORE, Period, Time, is_months, words
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.written_units import Unit
from extractor.tables.times import Period as TableTime
from extractor.tables.times import related

OPENS = 2  # code points from a sentence's start to the words of its first time
REACH = 2000  # code points that the words which govern a figure reach at most
_FIGURE_IN_BRACKET = regex.compile(r"\d")


def years_on(day: datetime.date, years: int) -> datetime.date:
    """The same day of another year; of a leap day the one before it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def kind_of_report(doc_type: str) -> str:
    """The kind whose time its title tells, of a type that says more ("Báo cáo thẩm tra": "Báo cáo"); else the type itself."""
    return next((kind for kind in quantities().periods.reports if f"{doc_type} ".lower().startswith(f"{kind} ".lower())), doc_type)


def opens_section(text: str, time: Time, start: int) -> bool:
    """Whether a sentence begins with the day up to which it counts ("Đến 31/12/2031, …"), of which then its whole section tells."""
    day = time.dated and time.since is not None and time.since == time.until and not time.base and not time.by
    return day and time.lead <= start + OPENS and words().counted_to.search(text, time.lead, time.start) is not None


def days_related(told: str, known: Period | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The days of a time that is told by that of the report ("tháng trước", "CK"), none where they do not follow."""
    if known is None or known.since is None or known.until is None:
        return None, None
    found = related(TableTime(told), TableTime("", known.since, known.until))
    return (found.since, found.until) if found.words == told else (None, None)


def reigns(time: Period) -> bool:
    """Whether the time with which a paragraph begins holds for the paragraphs after it: months or years that it names, not "now" nor one day."""
    return any(c.isdigit() for c in time.words) and (time.since is None or time.since != time.until)


def months_in_list(text: str, date: DateMention, size: int) -> list[Period] | None:
    """The months that a list names one by one ("tháng 7, 8, 9 năm 2031"), where they are as many as the figures; None where it is no such list."""
    since, until = date.from_, date.to
    if date.kind != "range" or since is None or until is None or since.year != until.year or until.month - since.month + 1 != size:
        return None
    if since.day != 1 or (until + datetime.timedelta(days=1)).day != 1 or QUANTITIES.listed_times.search(text, date.start, date.end) is None:
        return None
    firsts = [since.replace(month=since.month + number) for number in range(size)]
    ends = [following - datetime.timedelta(days=1) for following in [*firsts[1:], until + datetime.timedelta(days=1)]]
    return [Period(text[date.start : date.end], a, b) for a, b in zip(firsts, ends, strict=True)]


def times_in_turn(text: str, times: Sequence[DateMention], size: int) -> list[Period] | None:
    """The times of `size` figures behind "năm 2029, năm 2030 lần lượt là", one each; None where they are not as many or other words stand between them."""
    listed = months_in_list(text, times[-1], size) if times and size > 1 else None
    if listed is not None:
        return listed
    if len(times) < size or size < 2 or any(text[a.end : b.start].strip(" ,;") not in ("", "và") for a, b in pairwise(times)):
        return None
    return [Period(text[date.start : date.end], date.from_, date.to) for date in times]


def is_sum(text: str, time: Time, start: int) -> bool:
    """Whether the time is that of a sum over months ("lũy kế 5 tháng")."""
    return QUANTITIES.sums_up.search(text, max(start, time.lead - BEFORE), time.end) is not None


def explained(text: str, found: Sequence[Time]) -> list[Time]:
    """Times of which the bracket right behind them tells the days: "6 tháng đầu năm (từ 1/10/2022 đến 31/3/2023)", "năm 2031 (số liệu từ …)"; one
    that names no months of a year takes the words of the bracket too ("trong tháng (kỳ báo cáo từ 16/7 đến 15/8)", "5 năm qua (2026 - 2030)")."""
    kept: list[Time] = []
    for time in found:
        before = kept[-1] if kept else None
        closed = QUANTITIES.closes_bracket.match(text, time.end) is not None
        if before is not None and closed and _up_to(text, before, time):
            kept[-1] = replace(before, end=time.end + 1, until=time.until)
            continue
        if before is None or not closed or not time.dated or (time.since == time.until and time.since is not None) or not QUANTITIES.bracket_of_days.fullmatch(text, before.end, time.lead):
            kept.append(time)
        elif before.since is not None or is_months(text[before.start : before.end]):
            kept[-1] = replace(before, since=time.since, until=time.until, dated=True)
        elif text.startswith(")", time.end) and not before.base:
            kept[-1] = replace(before, end=time.end + 1, since=time.since, until=time.until, dated=True)
        else:
            kept.append(time)
    return kept


def _up_to(text: str, year: Time, time: Time) -> bool:
    """Whether a bracket says up to when a year is counted: "năm 2031 (tính đến ngày 15/9/2031)"."""
    if year.since is None or year.until is None or time.until is None or not year.since <= time.until <= year.until or not text.startswith(")", time.end):
        return False
    return not year.base and QUANTITIES.bracket_up_to.fullmatch(text, year.end, time.start) is not None


def of_territory(unit: Unit | None) -> bool:
    """Whether a figure tells how a territory is made: in a text without type its time stands right there or nowhere ("tỉnh có 12 huyện, rộng 1.250 km2")."""
    return unit is not None and QUANTITIES.of_territory.fullmatch(unit.text) is not None


def one_bracket(text: str, time: Time, place: int, start: int) -> bool:
    """Whether the time stands in a bracket that is still open at `place` ("(cơ cấu của năm trước là: 2%; 5%)")."""
    opens = text.rfind("(", max(start, time.lead - REACH), time.lead) if place - time.lead <= REACH else -1
    return opens >= 0 and text.find(")", opens, place) < 0


def in_closed_bracket(text: str, time: Time, place: int, start: int) -> bool:
    """Whether the time stands in a bracket with figures of its own that closes before `place`."""
    opens = text.rfind("(", start, time.start)
    if opens < 0 or text.find(")", opens, time.start) >= 0:
        return False
    closes = text.find(")", time.end, place)
    return closes >= 0 and _FIGURE_IN_BRACKET.search(text[opens : time.start] + text[time.end : closes]) is not None


__all__ = [
    "REACH", "days_related", "explained", "in_closed_bracket", "is_sum", "kind_of_report", "months_in_list", "of_territory", "one_bracket", "opens_section", "reigns", "times_in_turn",
    "years_on",
]  # fmt: skip
