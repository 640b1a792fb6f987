"""Acts with their products: "UBND tỉnh đã ban hành Kế hoạch số 14/KH-UBND về …", lists under one verb, products given by footnotes.

In: the reading, the mentions of references in order. Out: `Event`s in order. An act needs a verb told as done and the code of its product: right
after the verb, in the bracket or footnote after it, or as a member of the list that the verb opens. A document that is only cited is none.
The members of a list that an aggregate of completed tasks opens need no code.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from extractor.finders.bodies.organizations import Context
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.acts import Act, Span, acts_in
from extractor.finders.tasks.event_spans import (
    TRAIL,
    Event,
    apart,
    end_of_clause,
    end_of_matter,
    issuer_of,
    member_span,
    merged,
    tail_of,
    trimmed,
)
from extractor.finders.tasks.event_state import LISTED, REACH, OpenList, Walk
from extractor.finders.tasks.event_words import (
    agent,
    another_product,
    counted_documents,
    directing,
    is_future,
    issuing_act,
    issuing_verb,
    list_lead,
    meeting_noun,
    taking_up,
)
from extractor.finders.tasks.grounds import governor, grounds_between, joined, lead_of_reference
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import TASKS

CLAUSE_STOP = regex.compile(r"[;\n]|[.:](?=\s)|…|\.\.\.")
MEMBER_STOP = regex.compile(r";|(?<!\d)\.(?=\s|$)|\.\.\.|…|:(?=\s)")
MEMBERS = regex.compile(r";|\.\.\.|…")
COLON = regex.compile(r":(?=\s)")

Openings = Mapping[int, tuple[int, Span | None]]


def find_events(reading: Reading, references: Sequence[ReferenceMention], context: Context, openings: Openings) -> list[Event]:
    """All events of the running text; `openings` gives, by segment start, where an aggregate of completed tasks opens a list, and its lead."""
    finder = _Finder(reading, references, context)
    for segment in reading.segments:
        free = openings.get(segment.start)
        finder.segment(segment, *(free or (None, None)))
        if free is None:
            finder.lead_in(segment)
    return finder.events


# What a document rests on, carries out or ends is no product of an act that it tells.
NO_PRODUCT = frozenset({"basis", "implements", "amends", "replaces", "repeals"})


class _Finder(Walk):
    """Walks the segments of a reading; `events` collects what it finds."""

    # -- segments --------------------------------------------------------------------------------------------------------------------

    def segment(self, segment: Segment, free_from: int | None = None, free_lead: Span | None = None) -> None:
        """Reads one segment of running text; `free_from` is where an aggregate of completed tasks opens a list in it."""
        state = self.state
        if segment.kind == "note":
            return
        if segment.section != state.section:
            state.section, state.lead, state.future = segment.section, None, is_future(segment.section)
        state.meeting = None
        if state.listed is not None and state.listed.until < segment.start:
            if self.is_member(segment):
                state.listed.since, state.listed.until = segment.start, segment.end
            else:
                state.listed = None
        if segment.kind not in LISTED and state.listed is None and not self.is_statement(segment):
            return
        for start, end in self.reading.sentence_runs(segment.start, segment.end):
            if free_from is not None and start < free_from <= end:
                self._sentence(segment, start, free_from)
                state.listed = OpenList(free_from, end, free_lead or state.lead, True)
                self._free_members(free_from, end)
            elif state.listed is not None and state.listed.free and segment.kind == "item":
                self._free_members(start, end)
            else:
                if state.listed is not None and state.listed.free:
                    state.listed = None
                self._sentence(segment, start, end)

    def lead_in(self, segment: Segment) -> None:
        """After a segment that ends with a colon: an act in its last sentence opens a list for the items below."""
        if segment.kind not in LISTED or not self.text[segment.start : segment.end].rstrip().endswith(":"):
            return
        *_, (start, end) = self.reading.sentence_runs(segment.start, segment.end)
        act = self.opener(acts_in(self.text, max(start, end - REACH), end, self.context, start), end)
        if act is not None and self.is_told(start, end):
            self.state.listed = OpenList(
                segment.end, segment.end, act.subject or self.subject_before(start, act.start) or self.state.lead
            )

    # -- sentences -------------------------------------------------------------------------------------------------------------------

    def _sentence(self, segment: Segment, start: int, end: int) -> None:
        low, high = bisect_left(self.mark_offsets, start + 1), bisect_left(self.mark_offsets, end + 1)
        mentions = self.inside(start, end)
        if not mentions and low == high:
            if ":" not in self.text[start:end]:
                self._remember(start, end)
            return
        anchors: list[tuple[int, ReferenceMention | None, str]] = [(m.start, m, "") for m in mentions]
        anchors += [(mark.offset, None, mark.mark) for mark in self.notes.marks[low:high]]
        anchors.sort(key=lambda anchor: (anchor[0], anchor[1] is None))
        self.found = []
        self.until = end
        boundary = start
        previous: tuple[ReferenceMention, bool] | None = None
        for place, mention, mark in anchors:
            if mention is None:
                boundary = self._mark(place, mark, boundary, start)
                previous = None
                continue
            if previous is not None and joined(self.text, previous[0], mention):
                if previous[1]:
                    boundary = max(boundary, self._another_code(previous[0], mention, end))
                previous = (mention, previous[1])
                continue
            event = self._cited(mention, boundary, start, end, previous is not None and previous[1])
            if event is not None:
                self.found.append(event)
                boundary = tail_of(mention)
            previous = (mention, event is not None)
        self.events += apart(self.text, self.found)
        self._remember(start, end)

    def _mark(self, place: int, mark: str, boundary: int, start: int) -> int:
        """Reads a footnote mark; gives the new boundary."""
        codes = self.notes.products(place, mark)
        if not codes:
            return boundary
        if self.found and self.found[-1].closed and not self.text[boundary:place].strip(" ,;"):
            # "… văn bản³, ⁴, ⁵"
            self.found[-1] = replace(self.found[-1], proofs=merged(self.found[-1].proofs, codes))
            return place
        event = self._taken_up(start, codes) or self._marked(boundary, place, start, tuple(codes))
        if event is not None:
            self.found.append(event)
        return place

    def _another_code(self, before: ReferenceMention, mention: ReferenceMention, end: int) -> int:
        """A code right after that of a product: of the same act, or a member of its own where a semicolon parts them."""
        last = self.found[-1]
        if ";" in self.text[before.end : mention.start] and not last.closed and self.text[mention.start].isalpha():
            lead = lead_of_reference(self.text, mention, before.end)
            self.found.append(
                Event(
                    lead,
                    end_of_matter(self.text, mention, end),
                    issuer_of(self.text, mention) or last.lead,
                    (lead, mention.end),
                    (mention,),
                )
            )
        else:
            self.found[-1] = replace(last, proofs=merged(last.proofs, (mention,)))
        return tail_of(mention)

    def _remember(self, start: int, end: int) -> None:
        """Keeps who acted last and the meeting that the next sentence may take up."""
        state = self.state
        if state.lead is not None and not meeting_noun().search(self.text, start, end):
            state.meeting = None
            return
        acts = acts_in(self.text, start, min(end, start + 2 * REACH), self.context)
        state.lead = next((act.subject for act in acts if act.subject), state.lead)
        state.meeting = next((act for act in acts if meeting_noun().match(self.text, act.end)), None)
        if state.meeting is not None:
            state.meeting_end = end_of_clause(self.text, state.meeting.end, end)

    # -- one act ---------------------------------------------------------------------------------------------------------------------

    def _cited(self, mention: ReferenceMention, boundary: int, start: int, end: int, after_product: bool) -> Event | None:
        """The act whose product is the mention: by its verb, its bracket, its list; None where it is only cited."""
        kind, at = governor(self.text, mention, boundary, start)
        if kind in ("start", "member") and mention.relation in NO_PRODUCT:
            return None
        if kind in ("start", "member"):
            listed = self._list_of(mention, at, start, end, kind == "start", after_product)
            if listed is None:
                return None
            lead = lead_of_reference(self.text, mention, boundary)
            owner = issuer_of(self.text, mention) or listed.lead
            return Event(lead, end_of_matter(self.text, mention, end), owner, (lead, tail_of(mention)), (mention,))
        if kind == "issue":
            return self._issued(mention, at, boundary, start, end)
        if kind in ("bracket", "at"):
            told = self._taken_up(start, (mention,)) or self._closed_by(boundary, at, start, (mention,), strict=kind == "at")
            return told or (self._proven(mention, boundary, at, start) if kind == "bracket" else None)
        return None

    def _list_of(
        self, mention: ReferenceMention, at: int, start: int, end: int, first: bool, after_product: bool
    ) -> OpenList | None:
        """The open list that a mention is a member of."""
        listed = self.state.listed
        if first:
            return listed if listed is not None and start == listed.since else None
        if listed is None or not listed.since <= at or not listed.since <= mention.start <= listed.until:
            listed = self._list_before(start, mention.start)
            if listed is None and self.found and (after_product or self.text[at] == ";"):
                # "ban hành Kế hoạch số 1 về …; Quyết định số 2 về …"
                listed = OpenList(at, end, self.found[-1].lead)
            if listed is not None:
                self.state.listed = listed
        return listed

    def _issued(self, mention: ReferenceMention, at: int, boundary: int, start: int, end: int) -> Event | None:
        """The act of the issuing verb at `at`, right before its product."""
        act = issuing_act(self.text, start, at, self.context)
        if act is None:
            return None
        lead = self.leads(act, start)
        product = lead_of_reference(self.text, mention, boundary)
        stop = end_of_matter(self.text, mention, end)
        if ":" in self.text[at:product] or self.text[max(start, product - 2) : product].strip() == "-":
            self.state.listed = OpenList(at, end, lead)
        return Event(act.start, stop, lead, (product, stop), (mention,))

    def _marked(self, boundary: int, place: int, start: int, codes: tuple[ReferenceMention, ...]) -> Event | None:
        """The act or list member that ends at a footnote mark."""
        listed = self.state.listed
        if listed is None or not listed.since <= place <= listed.until or ":" in self.text[boundary:place]:
            listed = self._list_before(start, place) or listed
            self.state.listed = listed
        if listed is None or not listed.since <= place <= listed.until:
            return self._closed_by(boundary, place, start, codes, strict=False)
        begin = max(listed.since, boundary)
        for stop in MEMBER_STOP.finditer(self.text, begin, place):
            begin = stop.end()
        span = member_span(self.text, begin, place)
        if span is None:
            return None
        own = next((act.subject for act in acts_in(self.text, *span, self.context) if act.subject), None)
        return Event(*span, own or listed.lead, span, codes, True)

    def _closed_by(
        self, boundary: int, place: int, start: int, codes: tuple[ReferenceMention, ...], strict: bool
    ) -> Event | None:
        """The act of the clause that a mark, a bracket or "tại …" closes."""
        text = self.text
        if not self.is_told(start, place):
            return None
        begin = max([boundary, *(stop.end() for stop in CLAUSE_STOP.finditer(text, boundary, place))])
        acts = acts_in(text, begin, place, self.context, start)
        if not acts:
            return self._goes_on_from(boundary, place, codes)
        number = next(
            (n for n, a in enumerate(acts) if directing().match(text, a.start, a.end) and agent().match(text, a.end, place)),
            len(acts) - 1,
        )
        act = acts[number]
        ground = grounds_between().search(text, act.end, place)
        if ground and (strict or act.loose or self._others_ground(act, ground.start(), place, codes)):
            return None
        for before in reversed(acts[:number]):
            # "ban hành kế hoạch và thành lập 03 đoàn kiểm tra": one product for both.
            if not TASKS.one_product_for_both.fullmatch(text, before.end, act.start):
                break
            act = replace(before, subject=before.subject or act.subject)
        basis = TASKS.basis_behind.search(text, act.end, place)
        stop = act.start + len(text[act.start : basis.start() if basis else place].rstrip(TRAIL))
        if stop <= act.end:
            return None
        return Event(act.start, stop, self.leads(act, start), trimmed(text, act.end, stop), codes, True)

    def _proven(self, mention: ReferenceMention, boundary: int, place: int, start: int) -> Event | None:
        """What a body reports of itself without a verb that issues anything, proven by a document of its own in the bracket:
        "đưa việc chấp hành kỷ luật vào tiêu chí thi đua (Quy chế số 7/QĐ-SYT …)"."""
        # A dated document proves the act also in a section that is headed by what was to be done.
        if (self.state.future and mention.issued_on is None) or mention.issuer is None or mention.issuer != self.context.issuer:
            return None
        begin = max([boundary, *(stop.end() for stop in CLAUSE_STOP.finditer(self.text, boundary, place))])
        means = [match.end() for match in TASKS.by_means_of.finditer(self.text, begin, place)]
        begin = means[-1] if means else begin
        lead_in = TASKS.also_lead.match(self.text, begin, place)
        begin = lead_in.end() if lead_in else begin
        span = trimmed(self.text, begin, place)
        if span is None or not self.text[span[0]].islower() or self.text.count(" ", *span) < 3 or TASKS.not_told.search(self.text, *span):
            return None
        return Event(*span, self.subject_before(start, span[0]) or self.state.lead, span, (mention,), True)

    def _goes_on_from(self, boundary: int, place: int, codes: tuple[ReferenceMention, ...]) -> Event | None:
        """Another product of the same act: "ban hành Kế hoạch A (số …) và Kế hoạch B (số …)"."""
        joint = another_product().match(self.text, boundary, place)
        if not self.found or joint is None or CLAUSE_STOP.search(self.text, joint.end(), place):
            return None
        span = trimmed(self.text, joint.start("noun"), place)
        return Event(*span, self.found[-1].lead, span, codes, True) if span else None

    def _others_ground(self, act: Act, at: int, place: int, codes: Sequence[ReferenceMention]) -> bool:
        """Whether a mark stands at a ground of the act, not at its product: "… thực hiện Nghị quyết của Tỉnh ủy³" with a note of the Tỉnh ủy."""
        phrase = self.text[at:place]
        if "," in phrase or not act.subject:
            return False
        own = self.text[act.subject[0] : act.subject[1]]
        heads = [" ".join(m.issuer.split()[:2]) for m in codes if m.issuer and m.issuer_source == "text"]
        return any(head in phrase and head not in own for head in heads)

    def _taken_up(self, start: int, codes: Sequence[ReferenceMention]) -> Event | None:
        """The meeting of the sentence before whose conclusion this sentence cites."""
        state, meeting = self.state, self.state.meeting
        if meeting is None or not taking_up().match(self.text, start):
            return None
        state.meeting = None
        held = trimmed(self.text, meeting.end, state.meeting_end)
        return Event(meeting.start, state.meeting_end, meeting.subject or state.lead, held, tuple(codes), True)

    # -- lists -----------------------------------------------------------------------------------------------------------------------

    def _list_before(self, start: int, place: int) -> OpenList | None:
        """The list that an act of this sentence opens before `place`: "… đã ban hành các quyết định: A; B"."""
        if self.colon is None or self.colon[0] != start:
            match = COLON.search(self.text, start, self.until)
            self.colon = start, match.start() if match else self.until
        colon = self.colon[1]
        if colon >= place:
            return None
        acts = acts_in(self.text, max(start, colon - REACH), colon, self.context, start)
        opener = self.opener(acts, colon)
        if opener is None or not self.is_told(start, colon):
            return None
        if not list_lead().search(self.text, opener.end, colon + 1) and not counted_documents().match(
            self.text, opener.end, colon
        ):
            return None
        subject = next((act.subject for act in reversed(acts) if act.subject), None) or self.state.lead
        self.state.lead = subject
        return OpenList(colon + 1, self.until, subject)

    def _free_members(self, start: int, end: int) -> None:
        """The members of a list of completed tasks, each an act of its own, with or without a code."""
        listed = self.state.listed
        assert listed is not None
        position = start
        for stop in [*MEMBERS.finditer(self.text, start, end), None]:
            span = member_span(self.text, position, stop.start() if stop else end)
            position = stop.end() if stop else end
            if span is None:
                continue
            proofs: list[ReferenceMention] = []
            for mention in self.inside(*span):
                kind, _ = governor(self.text, mention, proofs[-1].end if proofs else span[0], span[0])
                if kind in ("issue", "bracket", "start"):
                    proofs.append(mention)
            for index in range(bisect_left(self.mark_offsets, span[0] + 1), bisect_left(self.mark_offsets, span[1] + 3)):
                proofs += self.notes.products(self.notes.marks[index].offset, self.notes.marks[index].mark)
            verb = issuing_verb().match(self.text, span[0])
            product = trimmed(self.text, verb.end(), span[1]) if verb else None
            self.events.append(Event(*span, listed.lead, product, merged((), proofs)))
