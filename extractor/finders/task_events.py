"""Acts with their products: "UBND tỉnh đã ban hành Kế hoạch số 14/KH-UBND về …", lists under one verb, products given by footnotes.

In: the reading, the mentions of references in order. Out: `Event`s in order. An act needs a verb told as done and the code of its product: right
after the verb, in the bracket or footnote after it, or as a member of the list that the verb opens. A document that is only cited is none.
The members of a list that an aggregate of completed tasks opens need no code.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import regex

from extractor.finders.document_types import document_types
from extractor.finders.organizations import Context
from extractor.finders.references import ReferenceMention
from extractor.finders.task_acts import Act, Span, acts_in, sentences, told
from extractor.finders.task_grounds import governor, grounds_between, joined, lead_of_reference
from extractor.finders.task_vocabulary import either, tasks
from extractor.layout.model import Reading, Segment
from extractor.patterns import compile_rule

CLAUSE_STOP = regex.compile(r"[;\n]|[.:](?=\s)|…|\.\.\.")
DESCRIPTION_STOP = regex.compile(r"[;(\n]|[.:](?=\s|$)|…|\.\.\.")
MEMBER_STOP = regex.compile(r";|(?<!\d)\.(?=\s|$)|\.\.\.|…|:(?=\s)")
TRAIL = " ,;:.\n-–("
LISTED = frozenset({"paragraph", "item"})


@dataclass(frozen=True, slots=True)
class Event:
    """An act at `[start, end)` with the documents that prove it; `lead` is the run of who did it, `product` that of what came of it.

    `closed`: its code stands in the bracket or the footnote that ends it.
    """

    start: int
    end: int
    lead: Span | None
    product: Span | None
    proofs: tuple[ReferenceMention, ...] = ()
    closed: bool = False


@dataclass(slots=True)
class _List:
    """A list that an act opened: it holds until `until`; `lead` did all of it. `free`: its members need no code."""

    since: int
    until: int
    lead: Span | None
    free: bool = False


@dataclass(slots=True)
class _State:
    """What is carried from sentence to sentence: the open list, who acted last, the meeting that may be taken up."""

    listed: _List | None = None
    lead: Span | None = None
    section: tuple[str, ...] = ()
    meeting: Act | None = None
    meeting_end: int = 0


class EventFinder:
    """Walks the segments of a reading; `events` collects what it finds."""

    def __init__(self, reading: Reading, references: Sequence[ReferenceMention], context: Context) -> None:
        self.reading = reading
        self.text = reading.text
        # "Đề án 06", "Kế hoạch 162" are names by which a document is called again.
        self.references = [m for m in references if m.code and not m.code.isdigit()]
        self.starts = [m.start for m in self.references]
        self.context = context
        self.marks = sorted(reading.marks, key=lambda m: m.offset)
        self.mark_offsets = [m.offset for m in self.marks]
        self.notes = self._notes()
        self.events: list[Event] = []
        self.future = False
        self.sentence_events: list[Event] = []
        self.state = _State()

    # -- notes -----------------------------------------------------------------------------------------------------------------------

    def _notes(self) -> dict[str, list[tuple[int, Segment]]]:
        notes: dict[str, list[tuple[int, Segment]]] = {}
        for segment in self.reading.segments:
            if segment.kind == "note" and segment.mark and segment.end > segment.start:
                notes.setdefault(segment.mark, []).append((self.reading.raw[segment.start], segment))
        return notes

    def _note_of(self, offset: int, mark: str) -> Segment | None:
        """The note that a mark leads to: the next one of its name below it (each page may count anew), else the last one above."""
        notes = self.notes.get(mark)
        if not notes:
            return None
        place = self.reading.raw[max(0, offset - 1)]
        below = [pair for pair in notes if pair[0] > place]
        return (below[0] if below else notes[-1])[1]

    def _codes_of(self, offset: int, mark: str) -> list[ReferenceMention]:
        """The documents that the note of a mark names as products."""
        note = self._note_of(offset, mark)
        if note is None:
            return []
        found: list[ReferenceMention] = []
        for mention in self._inside(note.start, note.end):
            kind, _ = governor(self.text, mention, note.start if not found else found[-1].end, note.start)
            if kind != "ground" or (found and joined(self.text, found[-1], mention)) or self._named_before(note, mention):
                found.append(mention)
        return found

    def _named_before(self, note: Segment, mention: ReferenceMention) -> bool:
        """"Các Quyết định của UBND tỉnh: số 12/QĐ-UBND": the note begins with the noun of the codes in it."""
        return bool(regex.match(r"\s*(?:Các|các|Xem|Gồm)?\s*\p{Lu}", self.text[note.start : note.start + 16])) and ":" in self.text[note.start : mention.start]

    def _inside(self, start: int, end: int) -> list[ReferenceMention]:
        low = bisect_left(self.starts, start)
        high = bisect_left(self.starts, end)
        return self.references[low:high]

    # -- segments --------------------------------------------------------------------------------------------------------------------

    def segment(self, segment: Segment, free_from: int | None = None, free_lead: Span | None = None) -> None:
        """Reads one segment of running text; `free_from` is where an aggregate of completed tasks opens a list in it."""
        state = self.state
        if segment.kind == "note":
            return
        if segment.section != state.section:
            state.section, state.lead = segment.section, None
        if state.listed is not None and ((segment.kind == "heading" and not self._listed_heading(segment)) or (state.listed.until < segment.start and not self._goes_on(segment))):
            state.listed = None
        if segment.kind not in LISTED and not (state.listed is not None and self._listed_heading(segment)):
            return
        self.future = _future(segment.section)
        if state.listed is not None and state.listed.until < segment.start:
            state.listed.until = segment.end
            state.listed.since = segment.start
        state.meeting = None
        for start, end in sentences(self.text, segment.start, segment.end):
            if free_from is not None and start < free_from <= end:
                self._sentence(segment, start, free_from)
                state.listed = _List(free_from, end, free_lead or state.lead, True)
                self._free_members(free_from, end)
            elif state.listed is not None and state.listed.free:
                if segment.kind == "item":
                    self._free_members(start, end)
                else:
                    state.listed = None
                    self._sentence(segment, start, end)
            else:
                self._sentence(segment, start, end)

    def _goes_on(self, segment: Segment) -> bool:
        """Whether a segment is a member of the list that the one before opened."""
        assert self.state.listed is not None
        return segment.kind == "item" or self._listed_heading(segment) or bool(regex.match(r"\s*[-+*•]\s", self.text[segment.start : segment.start + 4]))

    def _listed_heading(self, segment: Segment) -> bool:
        """A short numbered line that begins with a document: an item of a list, though it looks like a heading."""
        first = next(iter(self._inside(segment.start, segment.end)), None)
        return segment.kind == "heading" and bool(segment.marker) and first is not None and first.start - segment.start <= 12

    def lead_in(self, segment: Segment) -> None:
        """After a segment that ends with a colon: an act in its last sentence opens a list for the items below."""
        words = self.text[max(segment.start, segment.end - 3) : segment.end].rstrip()
        if segment.kind not in LISTED or not words.endswith(":"):
            return
        *_, (start, end) = sentences(self.text, segment.start, segment.end)
        act = self._opener(acts_in(self.text, start, end, self.context), end)
        if act is not None and not (self.future and not _told_here().search(self.text, start, end)):
            self.state.listed = _List(segment.end, segment.end, act.subject or self._subject_before(start, act.start) or self.state.lead)

    def _opener(self, acts: Sequence[Act], colon: int) -> Act | None:
        """The act that opens the list behind `colon`: the last one that makes documents or bodies, with no semicolon after it."""
        for act in reversed(acts):
            if not act.loose and ";" not in self.text[act.end : colon]:
                return act
        return None

    # -- sentences -------------------------------------------------------------------------------------------------------------------

    def _sentence(self, segment: Segment, start: int, end: int) -> None:
        text, state = self.text, self.state
        mentions = self._inside(start, end)
        low = bisect_left(self.mark_offsets, start + 1)
        high = bisect_left(self.mark_offsets, end + 1)
        if not mentions and low == high:
            if ":" not in text[start:end]:
                self._remember(start, end)
            return
        anchors: list[tuple[int, ReferenceMention | None, str]] = [(m.start, m, "") for m in mentions]
        anchors += [(self.marks[i].offset, None, self.marks[i].mark) for i in range(low, high)]
        anchors.sort(key=lambda anchor: (anchor[0], anchor[1] is None))
        found: list[Event] = []
        self.sentence_events = found
        boundary = start
        previous: tuple[ReferenceMention, bool] | None = None
        opened = segment.start if start == segment.start else start
        for place, mention, mark in anchors:
            if mention is None:
                codes = self._codes_of(place, mark)
                if codes and found and found[-1].closed and not text[boundary:place].strip(" ,;"):
                    found[-1] = replace(found[-1], proofs=_merged(found[-1].proofs, codes))  # "… văn bản³, ⁴, ⁵"
                    boundary = place
                elif codes:
                    event = self._taken_up(start, codes) or self._marked(boundary, place, start, codes)
                    if event is not None:
                        found.append(event)
                    boundary = place
                previous = None
                continue
            if previous is not None and joined(text, previous[0], mention):
                if previous[1] and found and ";" in text[previous[0].end : mention.start] and not found[-1].closed and mention.start < mention.end and text[mention.start].isalpha():
                    lead = lead_of_reference(text, mention, boundary)
                    found[-1] = replace(found[-1], end=min(found[-1].end, _before_separator(text, previous[0].end, lead)))
                    found.append(Event(lead, self._description_end(mention, end), self._issuer_in(mention) or found[-1].lead, (lead, mention.end), (mention,)))
                    boundary = max(mention.end, mention.tail)
                elif previous[1] and found:
                    found[-1] = replace(found[-1], proofs=_merged(found[-1].proofs, (mention,)))
                    if boundary < mention.end:
                        boundary = max(mention.end, mention.tail)
                previous = (mention, previous[1])
                continue
            event = self._cited(mention, boundary, start, opened, end, previous is not None and previous[1])
            if event is not None:
                found.append(event)
                boundary = max(mention.end, mention.tail)
            previous = (mention, event is not None)
        self.events += _apart(found, text)
        self._remember(start, end)

    def _remember(self, start: int, end: int) -> None:
        """Keeps who acted last and the meeting that the next sentence may take up."""
        acts = acts_in(self.text, start, end, self.context) if _meeting().search(self.text, start, end) or self.state.lead is None else []
        subject = next((act.subject for act in acts if act.subject), None)
        if subject:
            self.state.lead = subject
        self.state.meeting = next((act for act in acts if _meeting().match(self.text, act.end)), None)
        if self.state.meeting is not None:
            self.state.meeting_end = self._clause_end(self.state.meeting.end, end)

    # -- one act ---------------------------------------------------------------------------------------------------------------------

    def _cited(self, mention: ReferenceMention, boundary: int, start: int, opened: int, end: int, after_product: bool) -> Event | None:
        """The act whose product is the mention: by its verb, its bracket, its list; None where it is only cited."""
        text, state = self.text, self.state
        kind, at = governor(text, mention, boundary, opened)
        listed = state.listed
        if kind == "start":
            if listed is None or opened != listed.since:
                return None
            return Event(at, self._description_end(mention, end), self._issuer_in(mention) or listed.lead, (at, max(mention.end, mention.tail)), (mention,))
        if kind == "member":
            if listed is None or not listed.since <= mention.start <= listed.until or at < listed.since:
                opener = self._list_before(start, mention.start)
                if opener is None and self.sentence_events and (after_product or text[at] == ";"):
                    # "ban hành Kế hoạch số 1 về …; Quyết định số 2 về …"
                    opener = _List(at, end, self.sentence_events[-1].lead)
                if opener is None:
                    return None
                listed = state.listed = opener
            lead = lead_of_reference(text, mention, boundary)
            return Event(lead, self._description_end(mention, end), self._issuer_in(mention) or listed.lead, (lead, mention.end), (mention,))
        if kind == "issue":
            act = self._verb_at(at, mention, start)
            if act is None:
                return None
            lead = act.subject or self._subject_before(start, act.start) or state.lead
            if lead:
                state.lead = lead
            product = lead_of_reference(text, mention, boundary)
            stop = self._description_end(mention, end)
            if text[max(start, product - 2) : product].strip() in {":", "-"} or ":" in text[at:product]:
                state.listed = _List(at, end, lead)
            return Event(act.start, stop, lead, (product, stop), (mention,))
        if kind in ("bracket", "at"):
            return self._taken_up(start, (mention,)) or self._closed_by(boundary, at, start, (mention,), strict=kind == "at")
        return None

    def _verb_at(self, at: int, mention: ReferenceMention, start: int) -> Act | None:
        """The act of the issuing verb at `at`."""
        verb = _issuing().match(self.text, at)
        end = verb.end() if verb else at
        before = _done_before().search(self.text, max(start, at - 40), at)
        begin = before.start() if before else at
        return told(self.text, start, begin, at, end, before is not None, self.context)

    def _marked(self, boundary: int, place: int, start: int, codes: Sequence[ReferenceMention]) -> Event | None:
        """The act or list member that ends at a footnote mark."""
        text, listed = self.text, self.state.listed
        opener = self._list_before(start, place)
        if opener is not None and (listed is None or opener.since > listed.since or listed.until < place):
            listed = self.state.listed = opener
        if listed is not None and listed.since <= place <= listed.until:
            begin = max(listed.since, boundary)
            for stop in MEMBER_STOP.finditer(text, begin, place):
                begin = stop.end()
            span = self._member(begin, place)
            if span is None:
                return None
            lead = self._own_lead(span) or listed.lead
            return Event(*span, lead, span, tuple(codes), True)
        return self._closed_by(boundary, place, start, tuple(codes), strict=False)

    def _closed_by(self, boundary: int, place: int, start: int, codes: tuple[ReferenceMention, ...], strict: bool) -> Event | None:
        """The act of the clause that a mark, a bracket or "tại …" closes."""
        text = self.text
        begin = boundary
        for stop in CLAUSE_STOP.finditer(text, boundary, place):
            begin = stop.end()
        acts = acts_in(text, begin, place, self.context, start)
        if self.future and not _told_here().search(text, start, place):
            return None
        if not acts:
            return self._goes_on_from(boundary, place, codes)
        act = next((a for a in acts if _directing().match(text, a.start, a.end) and _agent().match(text, a.end, place)), acts[-1])
        ground = grounds_between().search(text, act.end, place)
        if ground and (strict or act.loose or self._others_ground(act, ground.start(), place, codes)):
            return None
        for before in reversed(acts[: acts.index(act)]):
            # "ban hành kế hoạch và thành lập 03 đoàn kiểm tra": one product for both.
            between = text[before.end : act.start]
            if regex.search(r"\svà\s(?:đã\s)?$", between) and not regex.search(r"[,;.:]", between):
                act = Act(before.start, before.end, before.subject or act.subject)
            else:
                break
        lead = act.subject or self._subject_before(start, act.start) or self.state.lead
        if lead:
            self.state.lead = lead
        stop = place
        cut = regex.compile(r"\s(?:theo|căn cứ|trên cơ sở)\s").search(text, act.end, place)
        if cut:
            stop = cut.start()
        stop = act.start + len(text[act.start : stop].rstrip(TRAIL))
        if stop <= act.end:
            return None
        return Event(act.start, stop, lead, _trim(text, act.end, stop), codes, True)

    def _goes_on_from(self, boundary: int, place: int, codes: tuple[ReferenceMention, ...]) -> Event | None:
        """Another product of the same act: "ban hành Kế hoạch A (số …) và Kế hoạch B (số …)"."""
        last = self.sentence_events[-1] if self.sentence_events else None
        joint = _another().match(self.text, boundary, place)
        if last is None or joint is None or CLAUSE_STOP.search(self.text, joint.end(), place):
            return None
        span = _trim(self.text, joint.start("noun"), place)
        return Event(*span, last.lead, span, codes, True) if span else None

    def _others_ground(self, act: Act, at: int, place: int, codes: Sequence[ReferenceMention]) -> bool:
        """Whether a mark stands at a ground of the act, not at its product: "… thực hiện Nghị quyết của Tỉnh ủy³" with a note of the Tỉnh ủy."""
        phrase = self.text[at:place]
        if "," in phrase or not act.subject:
            return False
        issuers = {m.issuer for m in codes if m.issuer}
        own = self.text[act.subject[0] : act.subject[1]]
        return bool(issuers) and any(m.issuer_source == "text" and _last_words(m.issuer) in phrase and _last_words(m.issuer) not in own for m in codes)

    def _taken_up(self, start: int, codes: Sequence[ReferenceMention]) -> Event | None:
        """The meeting of the sentence before whose conclusion this sentence cites."""
        meeting = self.state.meeting
        if meeting is None or not _taken_up().match(self.text, start):
            return None
        self.state.meeting = None
        return Event(meeting.start, self.state.meeting_end, meeting.subject or self.state.lead, (meeting.end + 1, self.state.meeting_end), tuple(codes))

    # -- lists -----------------------------------------------------------------------------------------------------------------------

    def _list_before(self, start: int, place: int) -> _List | None:
        """The list that an act of this sentence opens before `place`: "… đã ban hành các quyết định: A; B"."""
        text = self.text
        colon = None
        for match in regex.compile(r":(?=\s)").finditer(text, start, place):
            colon = match.start()
            break
        if colon is None:
            return None
        acts = acts_in(text, start, colon, self.context)
        opener = self._opener(acts, colon)
        if opener is None or (self.future and not _told_here().search(text, start, colon)):
            return None
        if _list_lead().search(text, opener.end, colon + 1) is None and not _documents().match(text, opener.end, colon):
            return None
        subject = next((a.subject for a in reversed(acts) if a.subject), None) or self.state.lead
        if subject:
            self.state.lead = subject
        return _List(colon + 1, self._sentence_end(place), subject)

    def _sentence_end(self, place: int) -> int:
        segment = self.reading.segment_at(place - 1 if place else 0)
        return next((end for start, end in sentences(self.text, segment.start, segment.end) if place <= end), segment.end)

    def _free_members(self, start: int, end: int) -> None:
        """The members of a list of completed tasks, each an act of its own, with or without a code."""
        text, listed = self.text, self.state.listed
        assert listed is not None
        position = start
        for stop in [*regex.compile(r";|\.\.\.|…").finditer(text, start, end), None]:
            span = self._member(position, stop.start() if stop else end)
            position = stop.end() if stop else end
            if span is None:
                continue
            proofs: list[ReferenceMention] = []
            for mention in self._inside(*span):
                kind, _ = governor(text, mention, proofs[-1].end if proofs else span[0], span[0])
                if kind in ("issue", "bracket", "start"):
                    proofs.append(mention)
            for index in range(bisect_left(self.mark_offsets, span[0] + 1), bisect_left(self.mark_offsets, span[1] + 3)):
                proofs += self._codes_of(self.marks[index].offset, self.marks[index].mark)
            verb = _issuing().match(text, span[0])
            product = _trim(text, verb.end(), span[1]) if verb else None
            self.events.append(Event(*span, listed.lead, product, _merged((), proofs)))

    def _member(self, start: int, end: int) -> Span | None:
        lead = regex.match(r"[\s,;:.…]*(?:[-+*•]\s*)?(?:(?:và|đồng thời)\s+)?", self.text[start:end])
        return _trim(self.text, start + (lead.end() if lead else 0), end)

    def _own_lead(self, span: Span) -> Span | None:
        """The body that a member names as its own author: "thông báo kết luận của Chủ tịch UBND tỉnh …"."""
        acts = acts_in(self.text, *span, self.context)
        return next((act.subject for act in acts if act.subject), None)

    # -- ends and subjects -----------------------------------------------------------------------------------------------------------

    def _description_end(self, mention: ReferenceMention, end: int) -> int:
        """Where what is said of a document ends: its date, issuer and matter."""
        text = self.text
        begin = max(mention.end, mention.tail)
        stop = end
        for pattern in (DESCRIPTION_STOP, _ends()):
            match = pattern.search(text, begin, stop)
            if match:
                stop = match.start()
        return mention.start + max(mention.end - mention.start, len(text[mention.start : stop].rstrip(TRAIL)))

    def _clause_end(self, begin: int, end: int) -> int:
        match = DESCRIPTION_STOP.search(self.text, begin, end)
        stop = match.start() if match else end
        cut = _ends().search(self.text, begin, stop)
        stop = cut.start() if cut else stop
        return begin + len(self.text[begin:stop].rstrip(TRAIL))

    def _subject_before(self, start: int, place: int) -> Span | None:
        """Who the sentence says acts, before `place`: the subject of the last act that names one."""
        acts = acts_in(self.text, start, place, self.context)
        return next((act.subject for act in reversed(acts) if act.subject), None)

    def _issuer_in(self, mention: ReferenceMention) -> Span | None:
        """The body of "… của HĐND tỉnh" right after a code."""
        match = regex.compile(r"\s+của\s+").search(self.text, mention.end, max(mention.end, mention.tail))
        return _trim(self.text, match.end(), mention.tail) if match else None


def find_events(
    reading: Reading, references: Sequence[ReferenceMention], context: Context, openings: dict[int, tuple[int, Span | None]]
) -> list[Event]:
    """All events of the running text; `openings` gives, by segment start, where an aggregate of completed tasks opens a list, and its lead."""
    finder = EventFinder(reading, references, context)
    for segment in reading.segments:
        free = openings.get(segment.start)
        finder.segment(segment, *(free or (None, None)))
        if free is None:
            finder.lead_in(segment)
    return finder.events


def _apart(events: list[Event], text: str) -> list[Event]:
    """Events of one sentence, each ending before the next begins."""
    events.sort(key=lambda event: (event.start, event.end))
    kept: list[Event] = []
    for event in events:
        if kept and event.start < kept[-1].end:
            before = kept[-1]
            end = before.start + len(text[before.start : event.start].rstrip(TRAIL))
            if end <= before.start:
                kept[-1] = replace(before, proofs=_merged(before.proofs, event.proofs), end=max(before.end, event.end))
                continue
            kept[-1] = replace(before, end=end)
        kept.append(event)
    return kept


def _before_separator(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(TRAIL + "và"))


def _merged(first: Sequence[ReferenceMention], second: Sequence[ReferenceMention]) -> tuple[ReferenceMention, ...]:
    known = {m.code for m in first}
    return (*first, *(m for m in second if m.code not in known))


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(TRAIL))
    right = len(piece.rstrip(TRAIL))
    return (start + left, start + right) if right > left else None


def _last_words(name: str | None) -> str:
    return " ".join((name or "\0").split()[:2])


@cache
def _section_words() -> tuple[Any, Any]:
    rules = tasks().events
    return (
        compile_rule(
            rf"\s*(?:[^\s.)]{{1,8}}[.)-]\s+)?(?:(?:một số|các|những)\s+)?(?:{either(rules.future_sections)})(?!\w)",
            file="tasks",
            rule="events.future_sections",
            flags=regex.IGNORECASE,
        ),
        compile_rule(rf"(?<!\w)(?:{either(rules.past_sections)})(?!\w)", file="tasks", rule="events.past_sections", flags=regex.IGNORECASE),
    )


@cache
def _future(section: tuple[str, ...]) -> bool:
    """Whether the innermost heading that says so speaks of what is still to be done."""
    future, past = _section_words()
    for name in reversed(section):
        if past.search(name):
            return False
        if future.match(name):
            return True
    return False


@cache
def _told_here() -> Any:
    return compile_rule(rf"(?<!\w)(?:{either(tasks().events.done)})(?!\w)", file="tasks", rule="events.done", flags=regex.IGNORECASE)


@cache
def _directing() -> Any:
    return compile_rule(rf"(?:{either(tasks().events.directing)})(?!\w)", file="tasks", rule="events.directing", flags=regex.IGNORECASE)


@cache
def _agent() -> Any:
    return compile_rule(
        rf"[,\s]*(?:{either(tasks().events.directing)}|\s)*\s*(?:(?:các|những|cho|một số)\s+)*(?:{either(tasks().events.subjects)})(?!\w)",
        file="tasks",
        rule="events.subjects",
        flags=regex.IGNORECASE,
    )


@cache
def _nouns() -> str:
    return either([*_noun_forms(), "văn bản", "tổ công tác", "ban chỉ đạo", "đoàn kiểm tra", "hội đồng", "phương án", "danh mục", "bộ chỉ số"])


def _noun_forms() -> list[str]:
    return [regex.escape(entry.name, special_only=True) for entry in document_types().types]


@cache
def _documents() -> Any:
    """"… các quyết định:", "… 04 văn bản gồm:" right behind an issuing verb."""
    return compile_rule(rf"\s+(?:(?:các|những|nhiều|một số|\d{{1,3}})\s+)+(?:{_nouns()})(?!\w)", file="tasks", rule="events.issuing", flags=regex.IGNORECASE)


@cache
def _another() -> Any:
    return compile_rule(
        rf"[\s)]*(?:,|;|và|cùng với|,\s*và)\s+(?P<noun>(?:các\s+)?(?:{_nouns()})(?!\w))", file="tasks", rule="events.issuing", flags=regex.IGNORECASE
    )


@cache
def _issuing() -> Any:
    return compile_rule(rf"(?:{either(tasks().events.issuing)})(?!\w)", file="tasks", rule="events.issuing", flags=regex.IGNORECASE)


@cache
def _done_before() -> Any:
    rules = tasks().events
    return compile_rule(
        rf"(?<!\w)(?:{either(rules.done)})\s+(?:(?:{either(rules.adverbs)})\s+)*$", file="tasks", rule="events.done", flags=regex.IGNORECASE
    )


@cache
def _taken_up() -> Any:
    return compile_rule(rf"\s*(?:{either(tasks().events.taken_up)})(?!\w)", file="tasks", rule="events.taken_up", flags=regex.IGNORECASE)


@cache
def _meeting() -> Any:
    return compile_rule(
        rf"\s*(?:(?:\d+|các|nhiều|thành công|buổi)\s+)*(?:{either(tasks().events.meetings)})(?!\w)", file="tasks", rule="events.meetings", flags=regex.IGNORECASE
    )


@cache
def _list_lead() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().events.list_leads)})\s*:", file="tasks", rule="events.list_leads", flags=regex.IGNORECASE
    )


@cache
def _ends() -> Any:
    return compile_rule(either(regex.escape(end, special_only=True) for end in tasks().events.ends), file="tasks", rule="events.ends", flags=regex.IGNORECASE)
