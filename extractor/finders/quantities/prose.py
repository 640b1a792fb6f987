"""Indicators of running text: reads the figures of a sentence, refuses what is none, and gives each its unit, role, label, subject and period.

What a sentence leaves out comes from the sentence that opens its list, from the headings above it, or from its row and column. The words are judged
by quantity_filter, quantity_units and quantity_roles; quantity_clauses walks over the figures of a sentence.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.quantities.candidates import Scene as CandidateScene
from extractor.finders.quantities.candidates import segment_head
from extractor.finders.quantities.changes import change_in_bracket, fall_by
from extractor.finders.quantities.clause import Clause
from extractor.finders.quantities.clauses import describe
from extractor.finders.quantities.filter import idle_time, refused
from extractor.finders.quantities.frames import Frame, goals_in, opens_inline
from extractor.finders.quantities.growth import growth_told
from extractor.finders.quantities.institutions import first_actor, speaker_in
from extractor.finders.quantities.item_mentions import direct, mention_of
from extractor.finders.quantities.items import CHANGES, MARKS, Item, Opening, Place
from extractor.finders.quantities.labels import heading_in, is_source
from extractor.finders.quantities.lead_lines import lead_of
from extractor.finders.quantities.mention import IndicatorMention, QuantityContext, Spare
from extractor.finders.quantities.named import is_kind_of_body, is_place, is_scope
from extractor.finders.quantities.norm_above import norm_above
from extractor.finders.quantities.numbers import NumberMention
from extractor.finders.quantities.parents import Parents
from extractor.finders.quantities.period_words import is_base
from extractor.finders.quantities.periods import Periods
from extractor.finders.quantities.phrases import blotted, opens_parts
from extractor.finders.quantities.place_lines import is_caption
from extractor.finders.quantities.role_cases import Case, Scene
from extractor.finders.quantities.role_rules import role_of
from extractor.finders.quantities.roles import (
    achieved,
    bound_of_time,
    comparator_of,
    in_plan,
    is_aspect,
    is_legal,
    role_before,
    rules_begin,
    top_group,
)
from extractor.finders.quantities.rulebook import bound_in_front, bound_of_degree, bound_of_lead, examples_in, quoted_rules
from extractor.finders.quantities.stated_units import billions, bracket_unit, share_ahead, unit_behind, unit_lines
from extractor.finders.quantities.subjects import another_item
from extractor.finders.quantities.telling import tell
from extractor.finders.quantities.things import things_of
from extractor.finders.quantities.vocabulary import comparators
from extractor.layout.model import Layout, ReadingSentence, Segment
from extractor.lexicon.phrases import QUANTITIES
from extractor.why import asked

LEAD = 200  # code points of the longest line that opens a list by a measure
REACH_OF_MARK = 40  # code points between a figure's unit and the footnote mark that is its own
NUMBERED = regex.compile(r"\d{1,2}(?:\.\d{1,2})+\s*[-–]\s*|\d{1,2}\s[-–]\s(?=\p{Lu}\p{Ll})|\d{1,2}(?:\.\d{1,2})*\s\|\s(?:[-–+]\s)?")  # "1.2 - Chi thường xuyên", "3 | Số vụ | 12"
PARTS = 24  # code points at a sentence's start that can open the parts of the figure before it
ORDINAL = regex.compile(r"^\(?(?:\d+(?:\.\d+)*[.)](?!\d)|[a-zđ]\)|[-+•])\s*")


class Prose:
    """Reads the sentences of one layout in order; holds what lists and headings leave to them."""

    def __init__(self, layout: Layout, dates: Sequence[DateMention], context: QuantityContext, frames: Sequence[Frame]) -> None:
        self.text = layout.reading.text
        self.segments, self.marks = layout.reading.segments, layout.reading.marks
        self.starts = [s.start for s in self.segments]
        self.dates, self.date_starts = dates, [d.start for d in dates]
        self.blank = blotted(self.text, dates)
        self.context = context
        self.by_type = self.legal = is_legal(context.doc_type)
        self.ruled_from = rules_begin(layout, context.doc_type)
        self.goals: tuple[int, int] = (-1, 0)  # a segment, and where the words in it end that set out goals
        self.laid: int = -1  # the segment whose last sentence only lays down what is to be reached
        self.frames = frames
        self.openings: dict[int, Opening | None] = {}
        self.topic: tuple[int, str | None] = (-1, None)  # segment and topic of the sentence before
        self.known: tuple[int, dict[str, str]] = (-1, {})  # segment, and the fuller names of what it counted
        self.actor: tuple[int, str | None] = (-1, None)  # segment, and whose the figures of the sentence before are
        self.told: tuple[int, Opening | None] = (-1, None)  # segment, and what the sentence before leaves to one that tells its parts
        self.head: tuple[int, str | None] = (-1, None)  # segment, and what its first sentences turned to
        self.counted: tuple[tuple[tuple[str, ...], int | None], str | None] = (((), None), None)  # what was counted last, and in which list
        self.periods = Periods(layout, dates, frames, context)
        self.stated, self.examples, self.quoted = unit_lines(layout), examples_in(layout), quoted_rules(layout)
        self.scenes: dict[int, CandidateScene] = {}  # what surrounds each figure, by its place
        self.before: tuple[int, int, int] = (-1, 0, 0)  # segment and run of the sentence before
        self.spare: dict[int, Spare] = {}  # whose each figure could be where its clause does not say, by its place
        self.acted: tuple[tuple[str, ...], int, str | None] = ((), -1, None)  # section, segment, and the last body, place or whole that its sentences spoke of
        self.tails: list[tuple[int, Item]] = []  # the figures of the running text, by the ends of their units
        self.parents = Parents(self.segments, self.text)

    def ruled(self, place: int) -> bool:
        """Whether the text at a place lays down rules."""
        index = bisect_right(self.starts, place) - 1
        if index >= 0 and in_plan(self.segments[index].section):
            return False
        return self.by_type or (index >= 0 and (self.frames[index].norm or self.quoted[index])) or (self.ruled_from < len(self.segments) and place >= self.segments[self.ruled_from].start)

    def sentence(
        self, sentence: ReadingSentence, group: Sequence[NumberMention], place: Place | None = None
    ) -> list[IndicatorMention]:
        """The indicators of one sentence; `place` says what it means to stand in a table."""
        text = self.text
        segment = self.segments[sentence.segment]
        items = self._items(group, sentence.end)
        if not items:
            return []
        start = sentence.start
        if segment.marker and start == segment.start and text.startswith(segment.marker, start):
            start += len(segment.marker)
        elif start == segment.start and (mark := NUMBERED.match(text, start, sentence.end)) is not None:
            start = mark.end()
        frame = self.frames[sentence.segment]
        self.legal = (self.by_type or frame.norm or self.quoted[sentence.segment] or sentence.segment >= self.ruled_from) and not in_plan(segment.section)
        above = self.parents.of(sentence.segment) if sentence.start == segment.start and place is None else None
        opening = above or self._opening(sentence, segment, frame.lead, place, start)
        before = self.topic[1] if self.topic[0] == sentence.segment else None
        self._words(items, start, sentence.segment)
        place_in_list = (segment.section, frame.lead)
        usual = self.counted[1] if self.counted[0] == place_in_list else None
        actor = self.actor[1] if self.actor[0] == sentence.segment else None
        if self.known[0] != sentence.segment:
            self.known = (sentence.segment, {})
        head = self.head[1] if self.head[0] == sentence.segment else self.parents.head_of(sentence.segment) if place is None else None
        clause = Clause(text, self.blank, items, start, sentence.end, opening, before, usual, actor, self.known[1], self._heading(segment), head)
        clause.legal = self.legal
        clause.norm = norm_above(segment.section, opening, self._led(frame.lead)) if self.legal and place is None else None
        clause.stated = self.stated[sentence.segment] if place is None else None
        clause.above = self.parents.counted(sentence.segment) if place is None else None
        self.head = (sentence.segment, clause.head)
        self.parents.turn(sentence.segment, clause.head)
        topic = describe(clause)
        self._acting(items, sentence.segment, segment.section, start, place.row if place is not None else None)
        if names := [i.unit.text for i in items if i.counted and i.unit is not None and i.unit.kind == "noun"]:
            self.counted = (place_in_list, names[-1])
        future = frame.future if place is None or place.future is None else place.future
        goals_go_on = self.laid == sentence.segment and self._still_of_goals(start, sentence.end)
        parts_go_on = self.laid == sentence.segment and opens_parts(text[start : start + PARTS])
        scene = Scene(
            text, self.blank, start, frame, opening, future, self.legal, self.examples[sentence.segment], self.context.doc_type,
            lambda: self._above(frame, segment), self._past, self._over, self._ahead, self._goals_set(sentence.segment, start, sentence.end), self._later_year,
        )  # fmt: skip
        for item in items:
            item.role, item.rule = role_of(Case(item, scene))
            if (parts_go_on and item.role == "level" and not achieved(self.blank[start : item.figure.start], True)) or (goals_go_on and item.role in ("level", *CHANGES)):
                item.role = "target"  # "Trong đó: …" goes on with what was laid down in the sentence before.
            direct(item, text)
        self.laid = sentence.segment if all(item.role == "target" for item in items) else -1
        told = [item for item in items if item.confidence > 0]
        times = self.periods.of_sentence(sentence.segment, start, sentence.end, told)
        mentions = [mention_of(item, time) for item, time in zip(told, times, strict=True)]
        self._remember(clause, sentence, segment, frame)
        if asked():
            for item, time in zip(told, times, strict=True):
                tell(self.text, item, time)
        self.topic = (sentence.segment, topic)
        main = next((i for i in reversed(items) if i.name and not i.percent and not i.bracketed and i.role not in CHANGES and i.confidence > 0), None)
        if main is not None and main.whole is None:
            self.told = (sentence.segment, Opening(main.label, main.name, None, main.subject, main.figure))
            self.parents.left.setdefault(sentence.segment, Opening(main.label, main.name))
        elif main is None and (grown := growth_told(items)) is not None:
            self.told = (sentence.segment, grown)
        if segment.kind != "note":
            self.tails += [(item.tail, item) for item in items if item.confidence > 0]
        if mentions and (self._opens(sentence.segment) or opens_inline(text, start, sentence.end)):
            last = mentions[-1]
            named = next((i for i in reversed(items) if i.name and not i.percent), None)
            name, figure = (named.name, named.figure) if named is not None else (None, None)
            said = topic or last.label
            named_by = said if said is None or QUANTITIES.only_compares.fullmatch(said) is None else None
            self.openings[sentence.segment] = Opening(named_by, name, items[-1].role, last.subject, figure)
        return mentions

    def _still_of_goals(self, start: int, end: int) -> bool:
        """Whether a sentence behind one that only sets goals goes on with them: nothing in it is told as done or of a time that was over."""
        if self.legal or (self.context.doc_type or "") in comparators().kinds.reports or self._past(start, end):
            return False
        words = self.blank[start:end]
        if achieved(words) or QUANTITIES.tells_state.search(words) is not None:
            return False
        return QUANTITIES.tells_results.search(QUANTITIES.reaches.sub(" ", words)) is None

    def _goals_set(self, position: int, start: int, end: int) -> int | None:
        """Where the words of the paragraph end that set out goals, up to the end of this sentence."""
        found = goals_in(self.blank, start, end, self.context.doc_type)
        if found is not None and not self._past(*found):
            self.goals = (position, found[1])
        return self.goals[1] if self.goals[0] == position else None

    def _acting(self, items: Sequence[Item], position: int, section: tuple[str, ...], start: int, in_row: str | None) -> None:
        """Keeps who acts in a sentence for the ones behind it, and what its figures can be of where none of them says whose they are."""
        speaker = speaker_in(self.text, start, items[0].figure.start)
        known, at, name = self.acted if speaker is None else (section, position, speaker)
        near = at == position
        kept = near or not (name is None or is_source(name) or QUANTITIES.several.match(name) or another_item(self.segments[at], self.segments[position]))
        carried = name if known == section and kept else None
        goes_on = near and QUANTITIES.goes_on_with_deed.match(self.text, start) is not None
        self.spare.update((item.figure.start, Spare(thing, carried, near, goes_on, in_row, self.frames[position].lead)) for item, thing in zip(items, things_of(items), strict=True))
        # "cao nhất là xã Tây 12%, xã Đông 9%": what follows is of none of them.
        row = {item.subject for item in items if item.subject is not None and item.phrase == item.subject}
        named = [item.subject for item in items if item.subject is not None and not item.bracketed and item.owner is None and item.member is None and not item.of_counted and (item.subject not in item.after or is_scope(item.subject) or is_place(item.subject))]
        named = [name for name in named if name not in row] if len(row) > 1 else named
        acting = next((name for name in reversed(named) if not is_scope(name)), None)
        self.actor = (position, acting or (self.actor[1] if self.actor[0] == position else None))
        named = [item.subject for item in items if item.subject in named and item.whole is None] or named  # "…, trong đó Công an xã 3 vụ": who has a part acts no further
        several = len({name.lower() for name in named if not is_scope(name)}) > 1
        spoken = next((name for name in reversed(named) if is_scope(name) or is_kind_of_body(name)), None) if not several else None
        self.acted = (section, at, carried) if spoken is None and carried is not None and not several else (section, position, spoken)

    def hear(self, silent: ReadingSentence, position: int) -> None:
        """Keeps who acts in a sentence without figures for the one right behind it, in the segment `position`."""
        segment = self.segments[silent.segment]
        if segment.kind in ("heading", "note") or is_caption(self.text, segment):
            return
        name = first_actor(self.blank, silent.start, silent.end)
        if name is not None:
            self.actor, self.acted = (position, name), (self.segments[position].section, position, name)

    def _remember(self, clause: Clause, sentence: ReadingSentence, segment: Segment, frame: Frame) -> None:
        """Keeps what surrounds the figures of a sentence, for the choice of their labels and subjects (chooser.py)."""
        known, context = self.before, self.context
        before = self.text[known[1] : known[2]] if known[0] == sentence.segment else ""
        lead = self.segments[frame.lead] if frame.lead is not None else None
        opened = self.text[lead.start : lead.end] if lead is not None else ""
        head = segment_head(self.text, segment.start, clause.start) if sentence.start > segment.start else None
        for index, item in enumerate(clause.items):
            if item.confidence > 0:
                self.scenes[item.figure.start] = CandidateScene(
                    clause, index, segment.section, lead is not None, sentence.segment, segment.kind, before, opened, head, context.owner, context.place, context.title, context.doc_type,
                    self.legal,
                )  # fmt: skip
        self.before = (sentence.segment, sentence.start, sentence.end)

    def _opens(self, position: int | None) -> bool:
        """Whether a segment opens a list of lines by its colon."""
        return position is not None and self.text.endswith(":", 0, self.segments[position].end)

    def _heading(self, segment: Segment) -> str | None:
        """What the innermost heading above a segment says the section is about; None right below the title."""
        listed = segment.kind == "item" or self.legal
        return heading_in(segment.section[-1]) if len(segment.section) > 1 and listed else None

    def _led(self, lead: int | None) -> str | None:
        """The line that opens the list of a sentence, where it has no figure."""
        return self.text[self.segments[lead].start : self.segments[lead].end] if lead is not None and self._opens(lead) else None

    def _opening(self, sentence: ReadingSentence, segment: Segment, lead: int | None, place: Place | None, start: int) -> Opening | None:
        """What stands before a sentence and speaks for its figures: its row's name, the figure of its note, the line that opens its list, or the sentence
        before, whose parts it tells."""
        if place is not None and place.row is not None:
            return Opening(topic=ORDINAL.sub("", place.row), subject=place.owner)
        opening = self._opened(lead)
        if segment.kind == "note" and sentence.start == segment.start:
            opening = self._noted(segment) or opening
        elif opening is not None and sentence.start > segment.start and not self._opens(lead):
            opening = None
        if opening is None and self.told[0] == sentence.segment and QUANTITIES.goes_on_with_parts.match(self.text, start, sentence.end) is not None:
            return self.told[1]
        return opening

    def _opened(self, lead: int | None) -> Opening | None:
        """What the line that opens a list leaves to its members: what its figures say, or the measure that it names without one ("Số hộ nghèo:")."""
        if lead is None:
            return None
        if lead not in self.openings:
            segment = self.segments[lead]
            made = None
            if self._opens(lead) and segment.end - segment.start <= LEAD:
                made = lead_of(self.blank[segment.start + len(segment.marker or "") : segment.end - 1])
            self.openings[lead] = made
        return self.openings[lead]

    def _noted(self, note: Segment) -> Opening | None:
        """What the figure at a footnote's mark leaves to a note that takes it apart ("319 văn bản[4]": "Gồm: 12 nghị định, …")."""
        if not opens_parts(self.text[note.start : note.start + 24]):
            return None
        offset = max((m.offset for m in self.marks if m.mark == note.mark and m.offset <= note.start), default=-1)
        index = bisect_left(self.tails, offset + 1, key=lambda pair: pair[0]) - 1
        if index < 0 or offset - self.tails[index][0] > REACH_OF_MARK or MARKS.search(self.text, self.tails[index][0], offset):
            return None
        item = self.tails[index][1]
        return Opening(item.label, item.name, item.role, item.subject, item.figure)

    def _items(self, group: Sequence[NumberMention], limit: int) -> list[Item]:
        items = []
        for figure in group:
            unit = unit_behind(self.text, figure, limit)
            if unit is None and figure.scale == 1 and (ahead := bracket_unit(self.text, figure)) is not None:
                figure, unit = ahead
            if not refused(self.text, figure, unit, self.by_type) and not idle_time(self.text, figure, self.context.doc_type, unit):
                items.append(Item(figure, unit, unit.end if unit else figure.scale_end, figure.start))
        share_ahead(items, self.text)
        billions(items, self.text)
        return items

    def _words(self, items: list[Item], start: int, position: int) -> None:
        text = self.text
        for number, item in enumerate(items):
            figure, top = item.figure, top_group(text, item.figure)
            if top is not None:
                item.comparator, item.role, item.lead, item.name = "<=", "rank", top, "hạng"
                continue
            item.comparator, item.lead, item.end_of_change = comparator_of(text, figure, item.tail)
            if item.comparator == "=":
                item.comparator = bound_in_front(text, start, item.lead)
            if self.legal and item.comparator == "=" and QUANTITIES.up_to.search(text[max(start, item.lead - 60) : item.lead]):
                item.comparator = "<="
            if self.legal and item.comparator == "=" and item is items[0] and item.unit is not None and item.unit.kind in ("measure", "time"):
                item.comparator = bound_of_lead(self.text, self.segments, self.frames[position].lead)
            bound = bound_of_time(text, item.unit)
            if bound is not None:
                item.comparator, item.role = bound, "target" if not self.legal else "limit"
            role, lead = role_before(text, item.lead)
            if role is None and (told := change_in_bracket(items, number, text, self.blank, start)) is not None:
                role, lead, item.changed = told
            role = role or fall_by(item, text, start)
            if role == "rank" and (item.unit is not None and item.unit.kind in ("measure", "noun") and figure.total is None):
                role, lead = None, item.lead
            bounded = bound_of_degree(text, item.lead, figure.start, item.tail) if self.legal and role in CHANGES else None
            if bounded is not None:
                item.comparator, item.lead = bounded
            elif role is not None and lead >= start:
                item.role, item.lead = role, lead
            if role in CHANGES and item.unit is not None and is_aspect(item.unit, role, text[lead : figure.start]):
                item.role = "level"
            if role == "rank":
                item.name = "hạng"
            elif item.end_of_change:
                item.role = "level"

    def _above(self, frame: Frame, segment: Segment) -> str:
        """The headings below the title, and the sentence that opens the list."""
        lead = self.segments[frame.lead] if frame.lead is not None else None
        return "\n".join([*segment.section[1:], self.text[lead.start : lead.end] if lead else ""])

    def _between(self, start: int, end: int) -> Sequence[DateMention]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def _past(self, start: int, end: int) -> bool:
        """Whether a time that was over when the document was written stands in the run."""
        day = self.context.issued_on
        return day is not None and any(d.to is not None and d.to <= day for d in self._between(start, end))

    def _over(self, start: int, end: int) -> bool:
        """Whether the last time of the run was over when the document was written, or before the year that it is for: months or years, none compared with."""
        day = self.context.issued_on or (datetime.date(self.context.year, 1, 1) if self.context.year else None)
        last = next((d for d in reversed(self._between(start, end)) if d.to is not None), None)
        if day is None or last is None or last.kind == "day" or last.to is None or last.to > day or is_base(self.text, last.start):
            return False
        if str(last.to.year) not in self.text[last.start : last.end]:
            return False  # months without their year are those of the plan
        return not self.text[max(start, last.start - 12) : last.start].lower().rstrip().endswith(("từ", "sau", "theo"))

    def _later_year(self, start: int, end: int) -> bool:
        """Whether a year, or a part of one, that had not begun when the document was written stands in the run."""
        day = self.context.issued_on
        return day is not None and any(d.kind != "day" and d.from_ is not None and d.from_ > day for d in self._between(start, end))

    def _ahead(self, start: int, end: int) -> bool:
        """Whether a time that had not begun when the document was written stands in the run ("đến năm …", not "kể từ ngày …")."""
        day = self.context.issued_on
        if day is None:
            return False
        late = [d for d in self._between(start, end) if d.from_ is not None and d.from_ > day]
        words = [(d, self.text[max(start, d.start - 12) : d.start].lower().removesuffix("ngày ").rstrip()) for d in late]
        # A day without such a word is that of a document or an event.
        return any(
            w.endswith(("đến", "tới")) if self.legal or d.kind == "day" else not w.endswith(("từ", "kể từ", "trước", "sau"))
            for d, w in words
        )


__all__ = ["Prose"]
