"""What a walk over running text carries from sentence to sentence: the open list, who acted last, the meeting that may be taken up.

`Walk` answers what a place of the text means by that: whether a segment goes on with a list, whether a sentence tells of what is done, who did an act.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.finders.bodies.organizations import Context
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.acts import Act, Span, acts_in
from extractor.finders.tasks.event_spans import Event
from extractor.finders.tasks.event_words import told_here
from extractor.finders.tasks.notes import Notes
from extractor.layout.model import Reading, Segment

BULLET = regex.compile(r"\s*[-+*•]\s")
LISTED = frozenset({"paragraph", "item"})
REACH = 800  # how far back a sentence is searched for who acts


@dataclass(slots=True)
class OpenList:
    """A list that an act opened: it holds from `since` to `until`; `lead` did all of it. `free`: its members need no code."""

    since: int
    until: int
    lead: Span | None
    free: bool = False


@dataclass(slots=True)
class State:
    """What is carried from sentence to sentence: the open list, who acted last, the meeting that may be taken up."""

    listed: OpenList | None = None
    lead: Span | None = None
    section: tuple[str, ...] = ()
    future: bool = False
    meeting: Act | None = None
    meeting_end: int = 0


class Walk:
    """The reading, its references in order, and the state of the walk over it."""

    def __init__(self, reading: Reading, references: Sequence[ReferenceMention], context: Context) -> None:
        self.reading = reading
        self.text = reading.text
        self.context = context
        # "Đề án 06", "Kế hoạch 162" are names by which a document is called again.
        self.references = [m for m in references if m.code and not m.code.isdigit()]
        self.starts = [m.start for m in self.references]
        self.notes = Notes(reading, self.references)
        self.mark_offsets = [m.offset for m in self.notes.marks]
        self.events: list[Event] = []
        self.found: list[Event] = []  # of the sentence that is being read
        self.until = 0  # where it ends
        self.colon: tuple[int, int] | None = None  # its beginning, and its first colon
        self.state = State()

    def inside(self, start: int, end: int) -> list[ReferenceMention]:
        return self.references[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def is_member(self, segment: Segment) -> bool:
        """Whether a segment goes on with the list that an earlier one opened: an item, or a short numbered line that begins with a code."""
        if segment.kind == "heading":
            first = next(iter(self.inside(segment.start, segment.end)), None)
            return bool(segment.marker) and first is not None and first.start - segment.start <= 12
        return segment.kind == "item" or (segment.kind == "paragraph" and BULLET.match(self.text, segment.start) is not None)

    def is_statement(self, segment: Segment) -> bool:
        """A numbered line without a full stop that tells of an act with a code: no heading, though it looks like one."""
        words = self.text[segment.start : segment.end]
        told = segment.kind == "heading" and bool(segment.marker) and told_here().search(words) is not None
        return told and not words.isupper() and bool(self.inside(segment.start, segment.end))

    def opener(self, acts: Sequence[Act], colon: int) -> Act | None:
        """The act that opens the list behind `colon`: the last one that makes documents or bodies, with no semicolon after it."""
        return next((act for act in reversed(acts) if not act.loose and ";" not in self.text[act.end : colon]), None)

    def is_told(self, start: int, end: int) -> bool:
        """In a section on what is still to be done only what "đã" tells is done."""
        return not self.state.future or told_here().search(self.text, start, end) is not None

    def leads(self, act: Act, start: int) -> Span | None:
        """Who did an act: its own subject, that of the act before it in the sentence, else who acted last in the section."""
        lead = act.subject or self.subject_before(start, act.start) or self.state.lead
        self.state.lead = lead
        return lead

    def subject_before(self, start: int, place: int) -> Span | None:
        acts = acts_in(self.text, max(start, place - REACH), place, self.context, start)
        return next((act.subject for act in reversed(acts) if act.subject), None)
