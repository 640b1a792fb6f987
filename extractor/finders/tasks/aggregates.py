"""Counts of tasks by their state: "trong tổng số 40 nhiệm vụ, đã hoàn thành 17 nhiệm vụ, 03 nhiệm vụ quá hạn" → 17 of 40, 3 of 40.

In: the segments of running text. Out: `Aggregate`s in order. A count without a state ("đề ra 40 nhiệm vụ") is none, but the total of what
follows in its sentence, in the clauses after it and in the items that it leads in; what is still to be done (phấn đấu, sẽ, yêu cầu) is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context
from extractor.finders.tasks.acts import Span, subject_ending
from extractor.finders.tasks.model import Status
from extractor.finders.tasks.status import state_in
from extractor.finders.tasks.vocabulary import tasks
from extractor.layout.model import Reading, Segment
from extractor.lexicon.patterns import compile_rule
from extractor.lexicon.phrases import TASKS, either

NUMBER = r"(?P<count>\d{1,3}(?:\.\d{3})+|\d{1,4})(?:\s?/\s?(?P<total>\d{1,3}(?:\.\d{3})+|\d{1,4}))?"
TRIM = " ,;:.\n-–()"


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A number of tasks in one state at `[start, end)`; `done` is the same number where the state is a completed one."""

    start: int
    end: int
    status: Status
    count: int
    total: int | None
    lead: Span | None
    title: Span | None
    reason: Span

    @property
    def done(self) -> int | None:
        return self.count if self.status in ("completed", "completed_late") else None


@cache
def _counted() -> Any:
    """A number with the noun of tasks, or the noun with its number behind a colon."""
    nouns = either(tasks().aggregates.nouns)
    return TASKS.filled("counted_tasks", number=NUMBER, nouns=nouns)


@cache
def _bare() -> Any:
    """A number alone after a state, where the sentence has said that tasks are counted: "hoàn thành 17, đang thực hiện 20"."""
    return compile_rule(rf"(?<![\d.,/])(?:{NUMBER})(?=\s*(?:[,;.()]|$|\n|\())(?!\s*%)", file="tasks", rule="aggregates.bare")


@cache
def _between() -> Any:
    """What may stand between a state and its number: "số nhiệm vụ đã hoàn thành là 95"."""
    return TASKS.filled("between_count_and_state", nouns=either(tasks().aggregates.nouns))


@cache
def _stated() -> Any:
    """The total with its number behind: "tổng số nhiệm vụ được giao là 120"."""
    return TASKS.filled("number_behind_noun", nouns=either(tasks().aggregates.nouns), number=NUMBER)


@cache
def _noun() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().aggregates.nouns)})(?!\w)", file="tasks", rule="aggregates.nouns", flags=regex.IGNORECASE
    )


@cache
def _words(name: str) -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(getattr(tasks().aggregates, name))})(?!\w)",
        file="tasks",
        rule=f"aggregates.{name}",
        flags=regex.IGNORECASE,
    )


@cache
def _all() -> Any:
    return TASKS.filled("all_of_them", nouns=either(tasks().aggregates.nouns))


@dataclass(slots=True)
class _Scope:
    """What a segment has said so far: the total, who acts, and whether a list is open whose lead-in gave them."""

    total: int | None = None
    lead: Span | None = None
    tasks: bool = False


def find_aggregates(reading: Reading, context: Context) -> list[Aggregate]:
    """All aggregates of the running text, in order."""
    found: list[Aggregate] = []
    text = reading.text
    scope = _Scope()
    led_in = False
    for segment in reading.segments:
        listed = segment.kind == "item" or _is_statement(text, segment)
        if segment.kind != "paragraph" and not listed:
            led_in = led_in and segment.kind == "note"
            continue
        if not (led_in and listed):
            scope = _Scope()
        if _noun().search(text, segment.start, segment.end) or scope.tasks:
            found += _segment(reading, segment, context, scope)
        ends = text[max(segment.start, segment.end - 2) : segment.end].rstrip().endswith(":")
        led_in = (ends and scope.tasks) or (led_in and listed)
    return found


def _is_statement(text: str, segment: Segment) -> bool:
    """A numbered line without a full stop that counts tasks by a state: no heading, though it looks like one."""
    if segment.kind != "heading" or not segment.marker or text[segment.start : segment.end].isupper():
        return False
    start = segment.start + len(segment.marker)
    return _counted().search(text, start, segment.end) is not None and state_in(text, start, segment.end) is not None


def _segment(reading: Reading, segment: Segment, context: Context, scope: _Scope) -> list[Aggregate]:
    found: list[Aggregate] = []
    text = reading.text
    for start, end in reading.sentence_runs(segment.start, segment.end):
        if not _noun().search(text, start, end) and not (scope.tasks and state_in(text, start, end)):
            continue
        found += _sentence(text, start, end, context, scope)
    return found


def _sentence(text: str, start: int, end: int, context: Context, scope: _Scope) -> list[Aggregate]:
    found: list[Aggregate] = []
    given = False
    parent: Status | None = None
    depth, last = 0, start
    for begin, stop in _clauses(text, start, end):
        every = _all().search(text, begin, stop)
        match = every or _counted().search(text, begin, stop)
        state = state_in(text, begin, stop)
        if match is None and state is not None and (scope.tasks or _noun().search(text, start, stop)):
            match = _bare().search(text, state[1][1], min(stop + 1, end))
            if match is not None and not _between().fullmatch(text, state[1][1], match.start()):
                match = None
        elif match is None and state is None:
            match = _stated().search(text, begin, min(stop + 1, end))
        if match is None:
            continue
        count, total = _integer(match["count"]), _integer(match.groupdict().get("total")) or _integer(match.groupdict().get("of"))
        scope.tasks = True
        if every is not None:
            total = total or count
        rest = _words("rest").search(text, begin, stop)
        within = TASKS.within_total.search(text[max(begin, match.start() - 16) : match.start()])
        if state is None or within or _words("undone").search(text, begin, max(match.start(), state[1][0])):
            if rest is None and count and (state is None or within) and not (given and scope.total is not None):
                scope.total, given = total or count, True
                scope.lead = _given_to(text, start, match.start(), context)
            continue
        if total is not None:
            scope.total = total
        carried = total if total is not None else scope.total
        if carried is not None and count is not None and count > carried:
            carried = None
        assert count is not None
        status, reason = state
        depth += text.count("(", last, begin) - text.count(")", last, begin)
        inside, last = depth > 0, begin
        if inside and status == "overdue" and parent == "completed":
            status = "completed_late"  # "hoàn thành 95 nhiệm vụ (đúng hạn 90, quá hạn 05)"
        parent = parent if inside else status
        span = _quote(text, begin, stop, match.start(), reason)
        noun = match.start("noun") if "noun" in match.re.groupindex else None
        title = _trim(text, noun, max(noun + 1, span[1])) if noun is not None and noun < span[1] else None
        owner = _owner(text, match.end(), stop)
        lead = owner or subject_ending(text, start, span[0], context) or scope.lead
        scope.lead = lead if owner is None else scope.lead
        found.append(Aggregate(*span, status, count, carried, lead, title, reason))
    return found


def _clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of a sentence, cut where a new number or state may begin."""
    spans: list[Span] = []
    position = start
    for match in TASKS.clause_of_count_end.finditer(text, start, end):
        if match.start() > position:
            spans.append((position, match.start()))
        position = match.end() if match[0].strip().lower() not in ("còn",) else match.start()
    if position < end:
        spans.append((position, end))
    return spans


def _quote(text: str, begin: int, stop: int, number: int, reason: Span) -> Span:
    """The run to quote: from the state or the number, whichever comes first (with "đã", "còn" before it), to the end of the clause."""
    first = min(number, reason[0])
    lead = _lead_word().search(text, begin, first)
    while lead:
        first = lead.start()
        lead = _lead_word().search(text, begin, first)
    return first, first + len(text[first:stop].rstrip(TRIM))


@cache
def _lead_word() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().aggregates.lead_words)})\s+$",
        file="tasks",
        rule="aggregates.lead_words",
        flags=regex.IGNORECASE,
    )


@cache
def _given() -> Any:
    return TASKS.filled("given_before", given=either(tasks().aggregates.given))


def _given_to(text: str, start: int, number: int, context: Context) -> Span | None:
    """Who was given the tasks that are counted: "UBND tỉnh nhận được 120 nhiệm vụ"."""
    match = _given().search(text, max(start, number - 100), number)
    return subject_ending(text, start, match.start(), context) if match else None


def _owner(text: str, start: int, stop: int) -> Span | None:
    """ "02 nhiệm vụ do Sở Y tế chủ trì …": the body in charge of the counted ones."""
    match = TASKS.done_by.match(text, start, stop)
    return match.span("owner") if match else None


def _integer(digits: str | None) -> int | None:
    return int(digits.replace(".", "")) if digits else None


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(TRIM))
    right = len(piece.rstrip(TRIM))
    return (start + left, start + right) if right > left else None


def list_openings(reading: Reading, aggregates: Sequence[Aggregate]) -> dict[int, tuple[int, Span | None]]:
    """By segment start: where an aggregate of completed tasks opens a list of them ("…, điểm lại như: …"), and who did them."""
    found: dict[int, tuple[int, Span | None]] = {}
    text, segments, starts = reading.text, reading.segments, reading.starts
    ends: dict[int, list[int]] = {}
    for number, aggregate in enumerate(aggregates):
        if aggregate.status != "completed":
            continue
        segment = segments[bisect_right(starts, aggregate.start) - 1]
        if segment.start not in ends:
            ends[segment.start] = [end for _, end in reading.sentence_runs(segment.start, segment.end)]
        end = ends[segment.start][bisect_right(ends[segment.start], aggregate.start)]
        following = aggregates[number + 1].start if number + 1 < len(aggregates) else end
        colon = _list_lead().search(text, aggregate.end, min(end, following))
        if colon:
            found[segment.start] = (colon.end(), aggregate.lead)
    return found


@cache
def _list_lead() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().events.list_leads)})\s*:", file="tasks", rule="events.list_leads", flags=regex.IGNORECASE
    )
