"""The year and the time of which a text speaks that has no title to say so: a news item, a page of a statistics office, a report whose heading is lost.

In: the text, its title if any, its dates, and what its first lines say of times. Out: a year for times without one ("8 tháng đầu năm"), and the first time of the
opening lines, which holds for all figures that no nearer words date.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.mention import QuantityContext
from extractor.finders.quantities.period_words import YEAR, Period, Time, is_base, is_months, years_named
from extractor.lexicon.phrases import QUANTITIES

OPENING_LINES = 2500  # code points from the beginning in which a text says of what time it speaks
STATED = 80  # code points before the days of a report that say that they are
AFTER = 8  # code points before a year in which another is said to come behind it
WEEK = 6  # days from the first to the last of a week
MONTH = 25  # days that a report counts at least
_HORIZON = ("đến", "tới", "từ", "kể từ", "sau", "trước")


def spoken_year(text: str, dates: Sequence[DateMention], context: QuantityContext) -> int | None:
    """The year that a text without letterhead speaks of: the one after that whose same months it compares with, else that of its title or its opening lines;
    None where its day or its type says it."""
    if context.issued_on is not None or (context.doc_type is not None and context.year is not None):
        return None
    compared = Counter(int(m["year"]) + 1 for m in QUANTITIES.same_time_of_year.finditer(text))
    if compared:
        return max(compared, key=lambda year: (compared[year], year))
    if context.year is not None:
        return context.year
    first = next((d for d in dates if d.start < OPENING_LINES and d.to is not None and d.kind in ("month", "quarter", "period")), None)
    if first is not None and first.to is not None:
        return first.to.year
    named = {d.to.year for d in dates if d.to is not None and d.kind in ("day", "range", "year") and not is_base(text, d.start) and not _cited(text, d.start) and not _after(text, d.start)}
    return named.pop() if len(named) == 1 else None


def _cited(text: str, start: int) -> bool:
    """Whether a day is that of a cited document."""
    return QUANTITIES.code_before_day.search(text, max(0, start - STATED), start) is not None


def _after(text: str, start: int) -> bool:
    """Whether a year is one behind which another comes ("nhiều thứ hai, chỉ sau năm 2017")."""
    return QUANTITIES.behind_which.search(text, max(0, start - AFTER), start) is not None


def stated_days(text: str, dates: Sequence[DateMention]) -> tuple[datetime.date, datetime.date] | None:
    """The days of which a report says in its first lines that its figures count them ("Số liệu từ ngày 15/6/2031 đến ngày 14/9/2031")."""
    for date in dates:
        if date.start >= OPENING_LINES:
            return None
        if date.kind != "range" or date.from_ is None or date.to is None or not MONTH <= (date.to - date.from_).days <= YEAR:
            continue
        if QUANTITIES.states_days.search(text, max(0, date.start - STATED), date.start) is not None:
            return date.from_, date.to
    return None


def with_year_of(context: QuantityContext, above: Period | None) -> QuantityContext:
    """What is known of the document at a place: of texts that were put one behind another the line above each, with its time, says its year."""
    if context.doc_type is not None or context.issued_on is not None:
        return context
    if above is None or above.since is None or above.until is None or above.since.year != above.until.year:
        return context
    return replace(context, spoken=above.since.year)


def opening_time(
    text: str, sentences: Iterable[tuple[int, int]], times: Callable[[int, int], Sequence[Time]], dates: Sequence[DateMention], days: bool
) -> Time | None:
    """The first time of the opening lines that can be that of the whole text: no day of an event (nor any without `days`), no year to which something runs or
    that stands among others as often named, no time compared with."""
    years = years_named(text, dates)
    for start, end in sentences:
        if start >= OPENING_LINES:
            return None
        for time in times(start, end):
            if time.base or time.by:
                continue
            if time.since is None or time.until is None:
                if is_months(text[time.start : time.end]):
                    return time  # of a year that the text never names
                continue
            if time.since > time.until:
                continue
            if (time.until - time.since).days > YEAR or (time.since == time.until and not (days and time.holds)):
                continue
            if 0 < (time.until - time.since).days < WEEK:
                continue  # the days of an event
            whole = (time.until - time.since).days >= YEAR - 2
            if whole and text[max(start, time.start - 8) : time.start].lower().rstrip().endswith(_HORIZON):
                continue
            if whole and QUANTITIES.for_what.search(text, start, time.lead) is not None:
                return None  # "…, để mua cây giống trong năm mới 2031": what the text speaks of is not said
            if whole and not _leads(years, time.since.year):
                return None
            if text[time.lead : time.start].strip().lower() == "ngày":
                continue  # "…, ngày … tháng 11 năm 2025": the day of issue.
            return time
    return None


def _leads(years: Counter[int], year: int) -> bool:
    """Whether a text that names years speaks of this one: none is named more often, and only the year before or after it as often."""
    named = years[year]
    return all(count < named or (count == named and abs(other - year) <= 1) for other, count in years.items() if other != year)


__all__ = ["opening_time", "spoken_year", "stated_days", "with_year_of"]
