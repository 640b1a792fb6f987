"""The words of times without a calendar date, and the time that a document gives to all its figures: that of its title, else the one that it names again and
again.

In: words, titles, the text. Out: `Period`s with their first and last day where they follow. Words: `periods` of patterns/quantities/quantities.yaml.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import regex

from extractor.finders.dates.finder import DateContext, DateMention, find_dates, year_of
from extractor.finders.quantities.mention import QuantityContext
from extractor.finders.quantities.vocabulary import quantities
from extractor.layout.normalise import normalise
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

YEAR = 366  # days of the longest time that a title gives to every figure of its document
SOON = 60  # days from the end of the months that a report tells of to its issue
BEFORE = 48  # code points before a time that say what kind of time it is
APART = 62  # days by which those that a report states may differ from the calendar's
OFTEN = 3  # times that a text names a year of which it speaks


class Period(NamedTuple):
    """The time of a figure: its words, and its first and last day where they follow from the text (both inclusive; `until` None: still open).

    `source` says where it stands ("its clause", "the sentence before", "the line above").
    """

    words: str
    since: datetime.date | None = None
    until: datetime.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Time:
    """A time in the text at `[start, end)`, its words from `lead`. `base`: a figure is compared with it. `by`: by then something must be done.
    `holds`: what follows in the paragraph is of this time too. `dated`: a date of the calendar and no phrase."""

    start: int
    end: int
    lead: int
    since: datetime.date | None = None
    until: datetime.date | None = None
    base: bool = False
    by: bool = False
    holds: bool = True
    dated: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    """The section `periods` of patterns/quantities/quantities.yaml, compiled; all but `phrase`, `season` and `ahead` end where a time or a figure begins."""

    phrase: Any
    season: Any
    base: Any
    prices: Any
    deadline: Any
    counted_to: Any
    plan: Any
    ahead: Any
    stated: Any


@cache
def words() -> _Words:
    p = quantities().periods
    return _Words(
        phrase=QUANTITIES.filled("time_in_words", phrases=any_of(p.phrases), now=f"(?:{p.now})", others=f"(?:{p.months}|{p.yearly}|{p.spells}|{p.seasons})"),
        season=regex.compile(p.seasons, regex.IGNORECASE),
        base=QUANTITIES.filled("base_before", bases=any_of(p.bases), compared=any_of(p.compared)),
        prices=QUANTITIES.filled("price_of", prices=any_of(p.prices)),
        deadline=QUANTITIES.filled("deadline_before", deadlines=any_of(p.deadlines)),
        counted_to=QUANTITIES.filled("counted_to_day", counted=any_of(p.counted_to)),
        plan=QUANTITIES.filled("plan_of_year", plans=any_of(p.plans)),
        ahead=QUANTITIES.filled("time_ahead", ahead=any_of(p.ahead)),
        stated=QUANTITIES.filled("stated_before", stated=any_of(p.stated)),
    )

OF_PLAN_BESIDE = "the plan itself"  # the rule of roles for the plan beside a result
OF_ITSELF = ("reckoned for a simpler procedure", "what a named work has of itself", "what a thing has of itself, or the bound of a class")  # rules of roles


def is_base(text: str, start: int) -> bool:
    """Whether the time at `start` only tells what a figure is compared with ("so với cùng kỳ năm 2031", "cao nhất kể từ năm 2025")."""
    low = max(0, start - BEFORE)
    return words().base.search(text, low, start) is not None or QUANTITIES.superlative_since.search(text, low, start) is not None


_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11}


@lru_cache(maxsize=1 << 12)
def days_in(words: str, context: QuantityContext) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day that words name by themselves ("6 tháng đầu năm 2023", "hai tháng đầu năm"), their year that of the title or the day of issue."""
    year = context.spoken
    year = year_of(context.title) if year is None and context.title else year
    year = year if year is not None else context.issued_on.year if context.issued_on else None
    plain = QUANTITIES.months_in_words.sub(lambda m: str(_COUNTS[m["count"].lower()]), normalise(words))
    if year is not None and (match := QUANTITIES.months_so_far.fullmatch(plain)) is not None and 1 < int(match["count"]) < 12:
        return datetime.date(year, 1, 1), datetime.date(year, int(match["count"]) + 1, 1) - datetime.timedelta(days=1)
    told = with_days(title_times(context.title, context.issued_on)[0], context.days)
    if QUANTITIES.since_new_year.fullmatch(plain) and (last := _last_day(told, context.issued_on, to_now=plain.endswith(" nay"))) is not None:
        return datetime.date(last.year, 1, 1), last
    if told is not None and (within := QUANTITIES.within_the_time.fullmatch(plain)) is not None:
        return _last_part(told, within["part"])
    if year is not None and QUANTITIES.whole_year.fullmatch(plain):
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    dated = [d for d in find_dates(plain, DateContext(context.issued_on, year)) if d.from_ and d.to]
    if not dated:
        return None, None
    until = max(d.to for d in dated if d.to)
    return min(d.from_ for d in dated if d.from_), None if QUANTITIES.open_from.search(words[: dated[0].start]) and len(dated) == 1 and dated[0].kind == "day" else until


def is_months(words: str) -> bool:
    """Whether words name months of a year that they do not say ("6 tháng đầu năm", "sáu tháng")."""
    return QUANTITIES.months_so_far.fullmatch(QUANTITIES.months_in_words.sub(lambda m: str(_COUNTS[m["count"].lower()]), normalise(words))) is not None


def is_month(time: Period | Time) -> bool:
    """Whether the days are those of one month of the calendar."""
    since, until = time.since, time.until
    return since is not None and until is not None and since.day == 1 and (since.year, since.month) == (until.year, until.month) and (until + datetime.timedelta(days=1)).day == 1


def idle(time: Period) -> bool:
    """A time without days in which a rule only counts ("trong năm", "6 tháng"): no time of its figures."""
    return time.since is None and time.until is None and QUANTITIES.idle_of_norm.fullmatch(time.words) is not None


def with_days(told: Period | None, days: tuple[datetime.date, datetime.date] | None) -> Period | None:
    """The time of a title with the days that the report states for its figures, where they are about the same time."""
    if days is None or (told is not None and (told.since is None or told.until is None)):
        return told
    if told is not None and told.since is not None and told.until is not None and max(abs(told.since - days[0]), abs(told.until - days[1])).days > APART:
        return told
    return Period(told.words if told is not None else f"{days[0]:%d/%m/%Y} - {days[1]:%d/%m/%Y}", *days)


def _last_day(told: Period | None, issued: datetime.date | None, *, to_now: bool) -> datetime.date | None:
    """The last day that a report counts since the new year: that of its time, of what runs "to now" none behind the day of issue."""
    until = told.until if told is not None else None
    if not to_now or issued is None:
        return until
    return issued if until is None or (until.year == issued.year and issued < until) else until


def _last_part(told: Period, part: str) -> tuple[datetime.date | None, datetime.date | None]:
    """The last month or quarter of the months that a title names ("tháng 9 và 9 tháng": September), the whole of it for the time of the report."""
    months = {"tháng": 1, "quý": 3}.get(part)
    since, until = told.since, told.until
    if months is None or since is None or until is None or (until - since).days < 31 * months:
        return since, until
    whole = (until + datetime.timedelta(days=1)).day == 1 and until.month % months == 0
    return (datetime.date(until.year, until.month - months + 1, 1), until) if whole else (since, until)


def title_times(title: str | None, issued_on: datetime.date | None) -> tuple[Period | None, Period | None]:
    """The time that a title gives to what is reported and to what is planned ("… quý III; nhiệm vụ quý IV năm 2023")."""
    if not title:
        return None, None
    plain = normalise(title)
    dates = [d for d in find_dates(plain, DateContext(issued_on)) if d.kind != "day" and d.from_ and d.to and (d.to - d.from_).days <= YEAR]
    dates = [d for d in dates if not is_base(plain, d.start)]
    if any(QUANTITIES.outlook_before.search(plain, 0, d.start) is not None for d in dates):
        return None, None  # "thời kỳ 2031-2040, tầm nhìn đến năm 2050": the outlook is no time of the plan's figures
    ahead = words().ahead.search(plain)
    split = ahead.start() if ahead and ahead.start() > 0 else len(plain)
    past, coming = [d for d in dates if d.start < split], [d for d in dates if d.start >= split]
    told = _widest(plain, past, issued_on) if past else _months_alone(plain[:split], coming)
    return told, (_named(plain, coming[0]) if coming else told if len(past) == 1 else None)


def _months_alone(words: str, coming: Sequence[DateMention]) -> Period | None:
    """The months that a title reports without their year, which stands with what is planned ("… 10 tháng, kế hoạch 02 tháng cuối năm 2031")."""
    match = QUANTITIES.months_alone.search(words)
    since = coming[0].from_ if match is not None and coming else None
    if match is None or since is None or not 1 < int(match["count"]) < 12:
        return None
    return Period(match[0], datetime.date(since.year, 1, 1), datetime.date(since.year, int(match["count"]) + 1, 1) - datetime.timedelta(days=1))


def time_of_title(title: tuple[Period | None, Period | None], role: str | None, rule: str | None, section: Sequence[str]) -> Period | None:
    """The one of a title's times (what is told, what is planned) that a figure of that role, decided by that rule, has under these headings.

    A plan that results are held against ("đạt 65% kế hoạch (15.000)") is of the year, not of the months that are still to come.
    """
    if role == "limit" or rule in OF_ITSELF:
        return None
    told, coming = title
    if role != "target":
        return told
    if rule != OF_PLAN_BESIDE or told is None or any(words().ahead.search(name) for name in section):
        return coming
    return _whole_year(told.since.year) if told.since is not None and told.until is not None and told.since.year == told.until.year else told


def _whole_year(year: int) -> Period:
    return Period(f"năm {year}", datetime.date(year, 1, 1), datetime.date(year, 12, 31))


def planned_year(context: QuantityContext) -> Period | None:
    """The year to come that the title of a letter, an order or a notice names: what they ask or allot is of it."""
    issued = context.issued_on
    time = title_times(context.title, issued)[1] if issued is not None else None
    if issued is None or time is None or time.since is None or time.until is None or (time.until - time.since).days < YEAR - 2:
        return None
    return time if time.until > issued else None


def _named(words: str, date: DateMention) -> Period:
    return Period(words[date.start : date.end], date.from_, date.to)


def _widest(words: str, dates: Sequence[DateMention], issued_on: datetime.date | None) -> Period | None:
    """The longest of the times, of several only such as were nearly over on the day of issue."""
    if len(dates) == 1:
        return _named(words, dates[0])
    limit = issued_on + datetime.timedelta(days=45) if issued_on else None
    known = [d for d in dates if d.from_ and d.to and limit and d.to <= limit]
    if limit is None and len({d.to for d in dates}) == 1:  # "tháng 9 và 9 tháng đầu năm 2023"
        known = list(dates)
    if not known:
        return None
    best = max(known, key=lambda d: ((d.to or datetime.date.min) - (d.from_ or datetime.date.min), -d.start))
    return _named(words, best)


def usual_months(text: str, context: QuantityContext) -> Period | None:
    """The months of which a report without a time in its title speaks again and again ("2 tháng đầu năm"), where it was issued soon after them."""
    issued = context.issued_on
    named: Counter[tuple[datetime.date, datetime.date]] = Counter()
    written: dict[tuple[datetime.date, datetime.date], str] = {}
    for match in words().phrase.finditer(text):
        since, until = days_in(match[0], context) if "tháng" in match[0].lower() else (None, None)
        if since is None or until is None or not since <= until:
            continue
        if issued is not None and not 0 <= (issued - until).days <= SOON:
            continue
        named[since, until] += 1
        written[since, until] = max(written.get((since, until), ""), match[0], key=len)
    best = max(named, key=lambda days: (named[days], days), default=None)
    return Period(written[best], *best) if best is not None and named[best] >= OFTEN else None


def years_named(text: str, dates: Sequence[DateMention]) -> Counter[int]:
    """How often a text speaks of each year; what it compares with does not count."""
    return Counter(d.from_.year for d in dates if d.kind == "year" and d.from_ is not None and not is_base(text, d.start))


def usual_year(text: str, dates: Sequence[DateMention], issued: datetime.date | None) -> Period | None:
    """The year of which a report without a time in its title speaks: that of its issue where it names it again and again."""
    named = years_named(text, dates)
    if not named or issued is None or named[issued.year] < max(OFTEN, *named.values()):
        return None
    return _whole_year(issued.year)


__all__ = ["BEFORE", "Period", "days_in", "idle", "is_base", "is_month", "is_months", "planned_year", "title_times", "usual_months", "usual_year", "with_days", "words", "years_named"]
