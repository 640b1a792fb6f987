"""The times that a run of a text tells: its dates, and words of times, each with its days and what it is to the figures around it.

In: the text with its dates, and what is known of the document. Out: `Time`s in order. Which of them a figure takes is decided in periods.py.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.mention import QuantityContext
from extractor.finders.quantities.period_words import BEFORE, YEAR, Period, Time, days_in, words
from extractor.finders.quantities.time_places import days_related, explained, years_on
from extractor.lexicon.phrases import QUANTITIES

Days = datetime.date | None
OPENING = 60  # code points from a sentence's start in which its time stands that holds for the next sentences too
TOLD = 160  # code points of the words that say who tells it ("Theo báo cáo của Sở …, "), which come before

_YEAR = regex.compile(r"(?:19|20)\d\d")
CLOSES = (",", ".", ";", ")", "\n", "")  # what stands behind the last of several times
_TO_NOW = ("đến nay", "tới nay")
_NAY = " nay"  # "3 tháng đầu năm nay"


class SentenceTimes:
    """Reads the times of one text."""

    def __init__(self, text: str, dates: Sequence[DateMention], context: QuantityContext) -> None:
        self.text = text
        self.context = context
        self.dates = dates
        self._said = context  # the same with the year of the lines above, where the text has no type and day of its own
        self._starts = [d.start for d in dates]
        self._title: tuple[Period | None, Period | None] = (None, None)
        self._usual: Period | None = None
        self._month: Period | None = None  # the month that the text spoke of last

    def _times(self, start: int, end: int) -> list[Time]:
        """What can tell a time in `[start, end)`, in order: dates, and phrases that overlap none."""
        text = self.text
        vocabulary = words()
        found: list[Time] = []
        told = QUANTITIES.told_by.match(text, start, min(end, start + TOLD))
        opening = (told.end() if told is not None else start) + OPENING
        for date in self._between(start, end):
            before = text[max(start, date.start - BEFORE) : date.start]
            if QUANTITIES.code_before_day.search(before) or vocabulary.prices.search(before) or QUANTITIES.every_year.match(text, date.end, date.end + BEFORE) or QUANTITIES.every_year.search(text, date.start, date.end):
                continue
            if date.kind == "day" and QUANTITIES.days_from.search(before):
                continue
            day = date.kind == "day"
            holds = vocabulary.counted_to.search(before) is not None or (not day and date.start <= opening)
            since = date.from_
            lead, until = self._lead(date, start)
            lent = self._said is not self.context and since is not None and not _YEAR.search(text, date.start, date.end)
            if (lent and not day) or (since is None and date.to is None and date.valid):
                since, until = days_in(text[lead : date.end], self._said)
            compared = vocabulary.base.search(before) is not None or self._of_superlative(date, before) or (not day and QUANTITIES.share_of_plan.search(before) is not None)
            same = QUANTITIES.same_time.search(before)
            if same is not None and not day and since is not None:
                lead = date.start - (len(before) - same.start())
                since, until = self._same_days(found, since.year)
                if QUANTITIES.base_speaks_before.search(before) and QUANTITIES.base_speaks_behind.match(text, date.end):
                    compared = holds = False
            compared, since, until = self._joined(date, found, lead, (compared, since, until))
            lead = min(lead, self._season(date.start, start)) if not day else lead
            holds = holds and not self._guessed(lead, start, told.end() if told is not None else start)
            last = min(date.end + len(_NAY) if text.startswith(_NAY, date.end) and text.endswith("năm", 0, date.end) else date.end, end)
            named = QUANTITIES.numbered_stage.search(before) if self.text.startswith(")", last) else None
            if named is not None:  # "Giai đoạn I (2031-2033)"
                lead, last = date.start - (len(before) - named.start()), last + 1
            found.append(Time(date.start, last, lead, since, until, compared, vocabulary.deadline.search(before) is not None, holds, dated=True))
        taken = sorted({(t.start, t.end) for t in found} | {(d.start, d.end) for d in self._between(start, end)})
        longest = max((b - a for a, b in taken), default=0)
        dated = {t.start: number for number, t in enumerate(found)}
        after = {t.end + 1: number for number, t in enumerate(found)}
        for match in vocabulary.phrase.finditer(text, start, end):
            near = taken[bisect_left(taken, (match.start() - longest, 0)) : bisect_left(taken, (match.end(), 0))]
            inside = next((dated[a] for a, b in near if match.start() < a and b <= match.end() and a in dated), None)
            if inside is not None:  # "hai tháng đầu năm 2007": the date is a part of the phrase.
                since, until = days_in(match[0], self._said)
                found[inside] = replace(found[inside], start=match.start(), end=match.end(), lead=match.start(), since=since, until=until)
                after[match.end() + 1] = inside
                continue
            joined = after.get(match.start())
            if joined is not None and match[0].lower() in _TO_NOW:  # "từ ngày 01/3/2024 đến nay"
                found[joined] = replace(found[joined], end=match.end(), until=None)
                continue
            if joined is not None and QUANTITIES.this_year.fullmatch(match[0]) and found[joined].since is not None:  # "quý II năm nay"
                this = replace(self._said, spoken=self._said.spoken or (self.context.issued_on.year if self.context.issued_on else None))
                since, until = days_in(text[found[joined].start : found[joined].end], this)
                found[joined] = replace(found[joined], end=match.end(), since=since, until=until)
                continue
            if not any(a < match.end() and match.start() < b for a, b in near):
                before = text[max(start, match.start() - BEFORE) : match.start()]
                same = match[0].lower().startswith("cùng kỳ")
                compared = same or vocabulary.base.search(before) is not None
                if same and QUANTITIES.base_speaks_before.search(before + match[0][:7]) and QUANTITIES.base_speaks_behind.match(text, match.end()):
                    compared = False  # "(cùng kỳ năm trước tăng 7%)": of its bracket only
                since, until = days_in(match[0], self._said)
                if same and not compared and since is None:
                    since, until = self._year_before(found)
                if since is None and (known := self._told_before(match[0], [t for t in found if t.end <= match.start()])) is not None:
                    since, until = known
                lead = self._season(match.start(), start) if QUANTITIES.this_year.fullmatch(match[0]) else match.start()
                found.append(Time(match.start(), match.end(), lead, since, until, compared, holds=not same and match[0] != "hiện"))
        found += self._relative(start, end, found)
        found.sort(key=lambda t: (t.start, t.end))
        found = explained(text, found)
        # A season without its year dates nothing where another time stands before it.
        first = next((t.start for t in found if not t.base and (t.dated or t.since)), end)
        return [t for t in found if t.start <= first or t.dated or t.since or not vocabulary.season.match(text, t.start)]

    def _joined(self, date: DateMention, found: Sequence[Time], lead: int, told: tuple[bool, Days, Days]) -> tuple[bool, Days, Days]:
        """Whether a time is compared with, and its days: also the second of two such times ("cao hơn mức tăng của cùng kỳ năm 2029 và năm 2030, …")."""
        if not found or not found[-1].base or self.text[found[-1].end : lead] != " và " or self.text[date.end : date.end + 1] not in CLOSES:
            return told
        if date.kind == "day" or told[1] is None or QUANTITIES.of_same_time.match(self.text, found[-1].lead) is None:
            return True, told[1], told[2]
        return (True, *self._same_days(found, told[1].year))

    def _of_superlative(self, date: DateMention, before: str) -> bool:
        """Whether a time only says among which years something is the highest ("cao nhất kể từ năm 2021", "thấp nhất trong 7 năm qua"); `before` stands before it."""
        if QUANTITIES.superlative_since.search(before) is not None:
            return True
        if QUANTITIES.superlative_over.search(before) is None:
            return False
        years = date.from_ is not None and date.to is not None and (date.to - date.from_).days > YEAR
        return years or QUANTITIES.years_back.fullmatch(self.text, date.start, date.end) is not None

    def _told_before(self, phrase: str, found: Sequence[Time]) -> tuple[datetime.date | None, datetime.date | None] | None:
        """The days of "trong kỳ" by the time before it in the sentence (`found`), of "trong tháng" by the month that the text told last, of "từ đầu năm" by the usual
        time of the document; None where none says."""
        usual, within = self._usual, QUANTITIES.within_the_time.fullmatch(phrase.lower())
        last = next((t for t in reversed(found) if t.dated and not t.base and t.since and t.until), None)
        if within is not None and within["part"].startswith("kỳ") and last is not None:
            return last.since, last.until
        if self._month is not None and within is not None and within["part"] == "tháng":
            return self._month.since, self._month.until
        if usual is not None and usual.until is not None and QUANTITIES.since_new_year.fullmatch(phrase):
            return usual.until.replace(month=1, day=1), usual.until
        return None

    def _relative(self, start: int, end: int, found: Sequence[Time]) -> list[Time]:
        """Times that are told by the time of the report ("so với tháng trước (112 vụ)", "đầu năm có 54 hộ"), where none of `found` stands."""
        told: list[Time] = []
        for match in QUANTITIES.relative_time.finditer(self.text, start, end):
            if any(t.start < match.end() and match.start() < t.end for t in found):
                continue
            base = words().base.search(self.text, max(start, match.start() - BEFORE), match.start()) is not None
            if not base and match["base"] and not QUANTITIES.opens_bracket.search(self.text, start, match.start()):
                continue
            since, until = days_related(match[0], self._known([t for t in found if t.end <= match.start()]))
            told.append(Time(match.start(), match.end(), match.start(), since, until, base, holds=False))
        return told

    def _known(self, found: Sequence[Time]) -> Period | None:
        """The last time told with its days that nothing is compared with, else that of the title, else the usual one."""
        last = next((t for t in reversed(found) if not t.base and t.since and t.until), None)
        return Period("", last.since, last.until) if last is not None else self._title[0] or self._usual

    def _same_days(self, found: Sequence[Time], year: int) -> tuple[datetime.date | None, datetime.date | None]:
        """The days of another year that the time before stands for ("9 tháng năm 2024 …, cùng kỳ năm 2023"), the whole year where none is known."""
        known = self._known(found)
        if known is None or known.since is None or known.until is None or (known.until - known.since).days >= YEAR:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        since = known.since.replace(month=1, day=1) if known.since == known.until else known.since
        until = known.until + datetime.timedelta(days=1)
        if known.since.year != known.until.year and (known.since, known.until) != self.context.days:
            return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        return years_on(since, year - known.until.year), years_on(until, year - known.until.year) - datetime.timedelta(days=1)

    def _year_before(self, found: Sequence[Time]) -> tuple[datetime.date | None, datetime.date | None]:
        """The days of the year before that "cùng kỳ" means: those of the time before it, else of the title."""
        known = self._known(found)
        since = known.since if known is not None else None
        return self._same_days(found, since.year - 1) if since is not None else (None, None)

    def _lead(self, date: DateMention, start: int) -> tuple[int, datetime.date | None]:
        """Where the words that belong to a date begin ("tính đến hết ngày …"), and its last day: none behind "từ ngày"."""
        low = max(start, date.start - BEFORE)
        match = words().stated.search(self.text, low, date.start)
        lead = match.start() if match is not None else date.start
        opened = date.kind == "day" and QUANTITIES.open_from.search(self.text, low, date.start) is not None
        return lead, None if opened else date.to

    def _guessed(self, lead: int, start: int, begun: int) -> bool:
        """Whether a time is only guessed ahead ("…, ước cả năm"); a sentence that begins with it behind who tells it (`begun`) is of that time."""
        match = QUANTITIES.guessed_ahead.search(self.text, max(start, lead - BEFORE), lead)
        return match is not None and match.start() >= begun

    def _season(self, place: int, start: int) -> int:
        """Where the season of the fields begins that stands right before a year at `place` ("vụ mùa năm 2031"); `place` itself where none does."""
        found = QUANTITIES.season_lead.search(self.text, max(start, place - BEFORE), place)
        return place if found is None else found.start()

    def _period(self, time: Time) -> Period:
        return Period(self.text[time.lead : time.end], time.since, time.until)

    def _between(self, start: int, end: int) -> Sequence[DateMention]:
        return self.dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


__all__ = ["OPENING", "SentenceTimes"]
