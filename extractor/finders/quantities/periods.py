"""The time of a figure as the text says it ("quý III/2023", "đến ngày 25/9/2023", "trong kỳ báo cáo").

In: the layout, its dates, and the figures of a sentence in order. Out: for each figure the words of its time with its days, or None. Looked for in this
order: in its sentence, in the sentences before it in the paragraph, in the lines that open its list, in the caption and the headings above
it, in the document's title. A time that only tells what a figure is compared with, of what day a cited document is, in whose prices a
figure is counted or by when something must be done is not taken for the time of the figures around it.

Words: the section `periods` of patterns/quantities/quantities.yaml.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.frames import Frame
from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.mention import QuantityContext
from extractor.finders.quantities.period_opening import opening_time, spoken_year, stated_days, with_year_of
from extractor.finders.quantities.period_words import (
    BEFORE,
    YEAR,
    Period,
    Time,
    idle,
    is_month,
    is_months,
    planned_year,
    time_of_title,
    title_times,
    usual_months,
    usual_year,
    with_days,
    words,
)
from extractor.finders.quantities.phrases import opens_parts
from extractor.finders.quantities.sentence_times import OPENING, SentenceTimes
from extractor.finders.quantities.time_places import (
    REACH,
    in_closed_bracket,
    is_sum,
    kind_of_report,
    of_territory,
    one_bracket,
    opens_section,
    reigns,
    times_in_turn,
)
from extractor.finders.quantities.vocabulary import quantities
from extractor.layout.model import Layout, Segment
from extractor.layout.normalise import normalise
from extractor.lexicon.phrases import QUANTITIES

NEAR = 32  # times, or figures, on each side of a figure that are looked at
REPORT = "Báo cáo"
SEASON = 40  # code points of a heading that names a season of the fields ("a) Vụ mùa")
OF_BASE = "what it is compared with"
OF_EXAMPLE = "of an example"  # the rule of roles for figures that only show how a rule works
CAPTION = 200  # code points of a line that can be the caption of what follows

_STOP = regex.compile(r"[;.]")
_YEAR = regex.compile(r"(?:19|20)\d\d")


class Periods(SentenceTimes):
    """Gives the figures of one layout their times, sentence after sentence in the order of the text."""

    def __init__(
        self, layout: Layout, dates: Sequence[DateMention], frames: Sequence[Frame], context: QuantityContext
    ) -> None:
        text = layout.reading.text
        super().__init__(text, dates, replace(context, spoken=spoken_year(text, dates, context), days=stated_days(text, dates)))
        self.segments = layout.reading.segments
        self.frames = frames
        self._held: tuple[int, Period | None] = (-1, None)  # segment, and the time that holds for the rest of it
        self._last: Period | None = None  # of the last figure of the sentence before
        self._whole: Period | None = None  # of the last level of the sentence before
        self._month_of: tuple[str, ...] | None = None  # the section of which the month is told
        self._months: Period | None = None  # the months of the year that the text summed up last
        self._counted: dict[tuple[str, ...], Period] = {}  # up to when a section counts, where a sentence of it began with that
        self._opened_by: dict[tuple[str, ...], Period | None] = {}  # up to when it counts, where its first sentence begins with that
        self._leads: dict[int, Period | None] = {}
        self._announced: list[tuple[int, Period]] = []  # the paragraphs that announce the ones below, and their times
        self._usual_at = 0  # the sentence of a text without type that first says it
        self._headings = self._of_headings()
        self._announced = self._of_announcements()
        self._captions = self._of_captions(normalise(context.title).lower() if context.title else None)
        periodic = context.doc_type is not None and kind_of_report(context.doc_type) in quantities().periods.reports
        self._title = title_times(context.title, context.issued_on) if periodic or context.doc_type is None else (None, planned_year(context))
        if periodic:
            self._title = with_days(self._title[0], self.context.days), self._title[1]
        self._untimed = (context.doc_type is None or kind_of_report(context.doc_type) == REPORT) and self._title == (None, None)
        self._runs_on = self._untimed or context.doc_type in quantities().periods.tells
        self._running: tuple[tuple[str, ...], int, Period] | None = None  # section, place, and the time with which a paragraph of it began last
        if self._untimed:
            self._usual = usual_months(self.text, self.context) or usual_year(self.text, dates, context.issued_on) or self._of_opening()

    def of_sentence(self, segment: int, start: int, end: int, items: Sequence[Item]) -> list[Period | None]:
        """The times of the figures of the sentence `[start, end)`, in order."""
        self._said = with_year_of(self.context, self._captions.get(segment) or self._of_section(self.segments[segment]))
        if self._month_of != self.segments[segment].section:
            self._month_of, above = self.segments[segment].section, self._of_section(self.segments[segment])
            self._month = above if above is not None and is_month(above) else self._month
        held = self._held[1] if self._held[0] == segment else self._opened(segment, start)
        times = self._times(start, end)
        self._months = next((self._period(t) for t in times if not t.base and is_months(self.text[t.start : t.end])), self._months)
        self._month = next((self._period(t) for t in reversed(times) if not t.base and is_month(t)), self._month)
        after = (self._held[0] == segment or self._follows(segment, start)) and QUANTITIES.outcome_opening.match(self.text, start) is not None
        parts = self._held[0] == segment and QUANTITIES.goes_on_with_parts.match(self.text, start) is not None
        above = self._above(segment)
        announced = self._announced_at(segment) if self._of_lead(segment) is None else None
        section = self.segments[segment].section
        running = self._running[2] if self._running and self._running[0] == section and start - self._running[1] <= REACH else None
        found: list[Period | None] = []
        compared: set[int] = set()  # the figures that only tell of what others are compared with
        for number, item in enumerate(items):
            own = self._turn(items, number, start) or self._of_base_behind(item, times) or self._own(item, items[max(0, number - NEAR) : number], times, start)
            if own and own[1].source == OF_BASE:
                compared.add(number)
            if own and self._months is not None and self._untimed and QUANTITIES.only_summed.fullmatch(own[1].words):
                own = False, self._months
            title = time_of_title(self._title, item.role, item.rule, section)
            own = self._by_name(own, (held, announced, above, title))
            if own and (own[0] or (self.context.doc_type is None and QUANTITIES.counts_events.search(self.text, start, item.figure.start))):
                held = own[1]  # "Ngày 12/9, tỉnh ghi nhận 15 ca mắc mới.": so it is of what the paragraph goes on to tell
                if self._runs_on and reigns(own[1]):
                    self._running = (section, start, own[1])
            stands = self.context.doc_type is None and of_territory(item.unit)
            candidates: tuple[tuple[str, Period | None], ...] = (
                ("its sentence", own[1] if own else None),
                ("the sentence before", self._whole if parts and item.role in ("level", *CHANGES) else None),
                ("the paragraph before", held),
                ("the sentence before", self._last if after else None),
                ("the section's opening", self._opening_of(section) if item.role not in ("limit", "target") else None),
                ("the paragraph that announces it", announced if item.role not in ("limit", "target") else None),
                ("the lines above", self._completed(above, segment, title) if above else None),
                ("the title", title),
                ("the paragraphs before", running if item.role not in ("limit", "target") and not stands else None),
                ("the section before", self._counted.get(section) if item.role not in ("limit", "target") else None),
                ("what the report speaks of", self._usual if item.role != "limit" and not stands and item.figure.end > self._usual_at else None),
            )
            given = candidates[:1] if item.rule == OF_EXAMPLE else candidates
            found.append(next((time._replace(source=source) for source, time in given if time is not None and not (item.role == "limit" and idle(time))), None))
        self._held = (segment, held)
        told = [p for number, p in enumerate(found) if number not in compared]
        self._whole = next((p for p, (n, item) in zip(reversed(found), reversed([*enumerate(items)]), strict=True) if item.role == "level" and not (n in compared or item.percent or item.bracketed)), None)
        self._last = next((p for p in reversed(told) if p is None or QUANTITIES.of_same_time.match(p.words) is None), None) if found else self._last
        if section not in self._opened_by:
            self._opened_by[section] = self._period(times[0]) if times and opens_section(self.text, times[0], start) else None
        stated = next((t for t in times if t.dated and not t.base and t.start <= start + OPENING and t.holds and QUANTITIES.counts_up_to.match(self.text, t.lead, t.start)), None)
        if stated is not None:
            self._counted.setdefault(section, self._period(stated))
        return found

    def _by_name(self, own: tuple[bool, Period] | None, known: Sequence[Period | None]) -> tuple[bool, Period] | None:
        """The same time by the year that the lines around it name, where its own words leave that out ("trong năm", "cả năm", "trong kỳ")."""
        if own is None or own[1].source == OF_BASE or QUANTITIES.year_unsaid.fullmatch(own[1].words) is None:
            return own
        days = (own[1].since, own[1].until)
        return next(((own[0], time) for time in known if time is not None and _YEAR.search(time.words) and days in ((None, None), (time.since, time.until))), own)

    def _opening_of(self, section: tuple[str, ...]) -> Period | None:
        """Up to when a section counts whose first sentence begins with that ("Đến 31/12/2031, …"), or the one above it."""
        return self._opened_by.get(section) or (self._opened_by.get(section[:-1]) if len(section) > 1 else None)

    def _opened(self, segment: int, start: int) -> Period | None:
        """The time that the sentences without figures at a paragraph's beginning give to those that follow."""
        first = self.segments[segment]
        if first.kind in ("cell", "note") or not first.start < start <= first.start + REACH:
            return None
        holding = [t for t in self._times(first.start, start) if t.holds and t.since is not None and t.until is not None and not t.base and not t.by]
        return self._period(holding[-1]) if holding else None

    def _follows(self, segment: int, start: int) -> bool:
        """Whether a paragraph goes on with the one before it, in the same section ("Trong đó, …")."""
        before = self._held[0]
        return 0 <= before < segment and start == self.segments[segment].start and self.segments[before].section == self.segments[segment].section

    def _completed(self, given: Period, segment: int, title: Period | None) -> Period:
        """A whole year that a line above gives without its number ("cả năm"), by the heading or title that says which."""
        if QUANTITIES.whole_year.fullmatch(given.words) is None:
            return given
        above = self._of_section(self.segments[segment]) or title
        return above if above is not None and _YEAR.search(above.words) else given

    # -- in the sentence -----------------------------------------------------------------------------------------------------------------

    def _own(self, item: Item, earlier: Sequence[Item], times: Sequence[Time], start: int) -> tuple[bool, Period] | None:
        """The time that the sentence gives a figure, and whether it holds for what follows."""
        text, figure = self.text, item.figure
        plan = words().plan.search(text, max(start, figure.start - BEFORE), figure.start)
        if plan:
            return False, Period(plan["time"])
        reached = bisect_left(times, figure.end, key=lambda t: t.start)
        behind = next((t for t in islice(times, reached, reached + NEAR) if not t.base), None)
        if behind and item.counted and item.role not in CHANGES and text[item.tail : behind.start].isspace():
            return False, self._period(behind)
        if behind and QUANTITIES.bracket_of_time.fullmatch(text, item.tail, behind.lead) and text.startswith(")", behind.end):
            return False, self._period(behind)
        spent: Time | None = None
        for time in reversed(times[max(0, reached - NEAR) : reached]):
            if time.end > figure.start:
                continue
            if text.find(";", time.end, figure.start) >= 0 and text.find(";", start, time.start) >= 0 and not one_bracket(text, time, figure.start, start):
                continue  # A time behind a semicolon is that of its own part.
            if time is not times[0] and is_sum(text, time, start) and text.find(";", time.end, figure.start) >= 0:
                continue  # "trong tháng … , lũy kế 5 tháng …; …": what is summed up is told of its part only.
            if time.base:
                # The bracket behind the time that a figure is compared with holds the figure of that time.
                plain = item.figure.total is None and item.role not in CHANGES and not opens_parts(text[time.end : min(figure.start, time.end + BEFORE)])
                if plain and QUANTITIES.bracket_behind.fullmatch(text, time.end, figure.start) and not QUANTITIES.bracket_tells.match(text, time.end, figure.start):
                    return False, self._period(time)._replace(source=OF_BASE)
                continue
            if in_closed_bracket(text, time, figure.start, start) or (item.role in CHANGES and QUANTITIES.end_of_year.fullmatch(text, time.start, time.end)):
                continue  # "cuối năm còn 47 hộ, giảm 62 hộ": what fell fell over the whole year
            holds = time.holds and not one_bracket(text, time, figure.start, start)  # what a bracket says of its own figures ends with it
            if QUANTITIES.colon_alone.fullmatch(text, time.end, figure.start):  # "- Từ 01/01/2031: 4.000 đồng/bao - Từ 01/01/2032: 6.000 đồng/bao"
                return holds, self._period(time)
            if text.startswith(" (", time.end) and time.end + 2 == item.lead:  # "kế hoạch đề ra cho cả năm 2031 (16%)"
                return False, self._period(time)
            led = next((i.figure.start for i in earlier if i.figure.start >= time.end), figure.start)  # "…, 9 tháng đạt 5 tấn và 2 tỷ đồng": the time leads both
            if self._belongs_to_earlier(time, earlier) and QUANTITIES.turn_of_time.search(text, time.end, led):
                spent = spent or (None if time.by or _STOP.search(text, time.end, figure.start) else time)
                continue
            if time.by and _STOP.search(text, time.end, figure.start):
                continue
            return holds, self._period(time)
        if behind and not QUANTITIES.far_time.search(text, figure.end, behind.lead) and not self._leads_its_own(behind, figure.end):
            return False, self._period(behind)
        return (spent.holds, self._period(spent)) if spent else None

    def _of_base_behind(self, item: Item, times: Sequence[Time]) -> tuple[bool, Period] | None:
        """The time that others are compared with, where it stands right behind its own figure ("cao hơn mức tăng 4,2% của cùng kỳ năm trước"); the last of two
        figures has the last of two times ("7,1% và 5,4% của cùng kỳ năm 2029 và năm 2030")."""
        reached = bisect_left(times, item.figure.end, key=lambda t: t.start)
        near = [t for t in islice(times, reached, reached + 4) if t.base]
        behind = [t for t in near if QUANTITIES.of_time_behind.fullmatch(self.text, item.tail, t.lead)]
        if not behind:
            return None
        time = behind[-1]
        after = next((t for t in near if self.text[time.end : t.lead] == " và "), None)
        if after is not None:
            if not self.text.endswith(" và ", 0, item.lead):
                return None
            time = after
        told = self._period(time)
        if told.since is None and told.words.lower().startswith("cùng kỳ"):
            since, until = self._year_before(times[:reached])
            told = told._replace(since=since, until=until)
        return False, told._replace(source=OF_BASE)

    def _leads_its_own(self, time: Time, figure: int) -> bool:
        """Whether a time behind a comma leads a figure of its own ("vốn giao 12 tỷ đồng, giải ngân đến 30/6 là 7 tỷ đồng")."""
        return "," in self.text[figure : time.lead] and QUANTITIES.leads_its_own.match(self.text, time.end) is not None

    def _belongs_to_earlier(self, time: Time, earlier: Sequence[Item]) -> bool:
        """Whether the time stands behind an earlier figure in the same breath ("100% vốn trước ngày 31/12/2023 và …")."""
        last = max((i.tail for i in earlier if i.tail <= time.start), default=None)
        return last is not None and QUANTITIES.pause.search(self.text, last, time.start) is None

    def _turn(self, items: Sequence[Item], number: int, start: int) -> tuple[bool, Period] | None:
        """The time of a figure behind "trong năm 2029, năm 2030 lần lượt là": that of its own place."""
        item = items[number]
        if item.turn is None:
            return None
        place, size = item.turn
        if place > number:
            return None  # the first of its row stands in another sentence
        first = items[number - place].lead
        times = self._between(max(start, first - REACH), first)[-size:]
        told = times_in_turn(self.text, times, size)
        return (False, told[place]) if told is not None else None

    # -- above the sentence --------------------------------------------------------------------------------------------------------------

    def _above(self, number: int) -> Period | None:
        """The time that the lines above a segment give it: of its list, its caption, its headings."""
        return self._of_lead(number) or self._captions.get(number) or self._of_section(self.segments[number])

    def _announced_at(self, number: int) -> Period | None:
        """The time of the paragraph above a segment, in its section, that announces what follows ("Kết quả trong năm 2031 như sau:")."""
        index = bisect_left(self._announced, number, key=lambda one: one[0]) - 1
        return self._announced[index][1] if index >= 0 and self.segments[self._announced[index][0]].section == self.segments[number].section else None

    def _of_announcements(self) -> list[tuple[int, Period]]:
        """The paragraphs that announce those that follow them with their time, in order; what opens a list of marked items ends with that (`_of_lead`)."""
        found: list[tuple[int, Period]] = []
        for number, segment in enumerate(self.segments):
            listed = number + 1 < len(self.segments) and self.segments[number + 1].marker is not None
            if segment.kind == "paragraph" and not segment.marker and not listed and QUANTITIES.announces.search(self.text, segment.start, segment.end) is not None:
                holding = [t for t in self._times(segment.start, segment.end) if t.holds and not t.base and not t.by and t.since is not None and t.until is not None]
                found += [(number, self._period(holding[-1]))] if holding else []
        return found

    def _of_lead(self, number: int) -> Period | None:
        """The time that the lines which open the segment's list say last, the nearest line first."""
        lead = self.frames[number].lead
        if lead is None or lead >= number:
            return None
        if lead not in self._leads:
            segment = self.segments[lead]
            holding = [t for t in self._times(segment.start, segment.end) if t.holds and not t.base and not t.by]
            self._leads[lead] = self._period(holding[-1]) if holding else self._of_lead(lead)
        return self._leads[lead]

    def _of_opening(self) -> Period | None:
        """The time that the opening lines of a text give to all of it; the heading of a report's section speaks of that section only."""
        untyped = self.context.doc_type is None
        skipped = ("note", "cell") if untyped else ("note", "cell", "heading")
        # A numbered part of a text without type speaks of its own time.
        numbered = {self.text[s.start : s.end] for s in self.segments if s.kind == "heading" and s.marker} if untyped else set()
        lines = ((s.start, s.end) for s in self.segments if s.kind not in skipped and numbered.isdisjoint(s.section))
        time = opening_time(self.text, lines, self._times, self.dates, untyped)
        whole = time is not None and time.since is not None and time.until is not None and (time.until - time.since).days >= YEAR - 2
        if time is not None and untyped and (time.lead < time.start or whole):  # "tính đến tháng 3", "Trong năm 2031, …": nothing before it is of it
            self._usual_at = max(self.text.rfind("\n", 0, time.start), self.text.rfind(". ", 0, time.start))
        return self._period(time) if time is not None else None

    def _of_section(self, segment: Segment) -> Period | None:
        return next((self._headings[name] for name in reversed(segment.section) if name in self._headings), None)

    def _of_headings(self) -> dict[str, Period]:
        """The time that a heading names, by the heading's words."""
        found: dict[str, Period] = {}
        for segment in self.segments:
            if segment.kind == "heading":
                time = self._only(segment)
                if time:
                    found[self.text[segment.start : segment.end]] = time
        return found

    def _of_captions(self, title: str | None) -> dict[int, Period]:
        """The time of the caption above a segment: a short line that ends without a stop and is neither heading nor title."""
        found: dict[int, Period] = {}
        caption: tuple[tuple[str, ...], Period] | None = None
        for number, segment in enumerate(self.segments):
            if segment.kind in ("heading", "note"):
                caption = None
            elif caption and segment.section == caption[0]:
                found[number] = caption[1]
            if segment.kind in ("item", "paragraph") and segment.end - segment.start <= CAPTION and self.text[segment.end - 1] not in ".;:,":
                titled = title is not None and self.text[segment.start : segment.end].lower() in title
                time = None if titled else self._only(segment)
                caption = (segment.section, time) if time else caption
        return found

    def _only(self, segment: Segment) -> Period | None:
        """The one time of a line."""
        days = {d.start for d in self._between(segment.start, segment.end) if d.kind == "day"}
        dated = [t for t in self._times(segment.start, segment.end) if t.dated and not t.base and not t.by and (t.start not in days or t.lead < t.start)]
        if not dated:
            season = words().season.search(self.text, segment.start, segment.end)
            if season is not None and segment.end - segment.start <= SEASON:
                return Period(season[0])
        if len(dated) == 2 and QUANTITIES.joined_times.fullmatch(self.text, dated[0].end, dated[1].lead):
            one, other = dated
            if one.since and other.since and one.until and other.until and other.since <= one.since and one.until <= other.until:
                return self._period(other)  # "tháng 9 và 9 tháng đầu năm": the longer holds the shorter
            return Period(self.text[one.lead : other.end], one.since, other.until)
        return self._period(dated[0]) if len(dated) == 1 else None
