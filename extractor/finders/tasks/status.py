"""The status of a task by what its result says: the wording, and the dates of the documents that prove it.

In: the paragraphs of the result, the references in them, the product that was asked for, the due day, the report's own day. Out: a
`Verdict` with the run of the reading that decided. A result that names its state at its beginning ("Hoàn thành; …") is believed; else a
document of the kind that was asked for proves completion; else the last sentence that says anything decides.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.organizations import Context
from extractor.finders.dates.finder import DateMention
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.event_words import issuing_act
from extractor.finders.tasks.grounds import governor, joined
from extractor.finders.tasks.model import OPEN, Status
from extractor.finders.tasks.vocabulary import states, status, told_done
from extractor.lexicon.document_types import document_type
from extractor.lexicon.phrases import LAYOUT, TASKS, either
from extractor.lexicon.type_nouns import noun_pattern

OPENING = regex.compile(r"\s*(?:[-+*•]\s*|\d{1,2}[.)]\s+)?(?:\p{Lu}[^.;:,\n]{0,12}[.:]\s)?")
CLAUSE = regex.compile(r"[^.;:(\n]{0,70}")
MOST = 220

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the run that decided it (None: nothing was said), the documents that prove it, and the days after the due day."""

    status: Status
    reason: Span | None
    evidence: tuple[ReferenceMention, ...] = ()
    completed_on: datetime.date | None = None
    days_late: int | None = None
    past_due: bool = False


def state_in(text: str, start: int, end: int) -> tuple[Status, Span] | None:
    """The state that `[start, end)` words, and where; the earliest rule of patterns/tasks/status.yaml that fits."""
    for name, pattern in states():
        for match in pattern.finditer(text, start, end):
            # What stands in brackets explains, unless the whole run does.
            if text.count("(", start + 2, match.start()) <= text.count(")", start + 2, match.start()):
                return name, match.span()
    return None


def judge(
    text: str,
    result: Sequence[Span],
    references: Sequence[ReferenceMention],
    dates: Sequence[DateMention],
    wanted: str,
    due_on: datetime.date | None,
    reported_on: datetime.date | None,
    context: Context,
) -> Verdict:
    """The verdict on a row. `wanted` is the product asked for with the task's title; `result` are the paragraphs of the result's cell."""
    if not result:
        return _dated(Verdict("planned", None), due_on, reported_on)
    evidence = tuple(
        m for start, end in result for m in _products(text, [r for r in references if start <= r.start < end], start, context)
    )
    named = _opening(text, result[0])
    sentences = [span for start, end in result for span in _sentences(text, start, end)]
    said = [(state_in(text, *span), span) for span in sentences]
    fitting = [m for m in evidence if _fits(m.doc_type, wanted)]
    if named is not None:
        name, reason = named
    else:
        name, reason = _by_sentences(text, said, bool(fitting), bool(evidence))
    verdict = Verdict(name, _short(text, reason), evidence)
    if name == "completed":
        day, proof = _completed_on(text, fitting or (evidence if named else []), dates, said, sentences)
        on_time = named is not None and TASKS.in_time.search(text[reason[0] : reason[1]])
        if day and due_on and day > due_on and not on_time:
            return Verdict("completed_late", _short(text, proof or reason), evidence, day, (day - due_on).days)
        return Verdict(name, verdict.reason, evidence, day)
    if name == "completed_late":
        day, _ = _completed_on(text, fitting or evidence, dates, said, sentences)
        late = (day - due_on).days if day and due_on and day > due_on else None
        return Verdict(name, verdict.reason, evidence, day, late)
    return _dated(verdict, due_on, reported_on)


def _dated(verdict: Verdict, due_on: datetime.date | None, reported_on: datetime.date | None) -> Verdict:
    """An open task whose day has passed on the day of the report says so, with the days."""
    if verdict.status in OPEN and due_on and reported_on and due_on < reported_on:
        return Verdict(verdict.status, verdict.reason, verdict.evidence, None, (reported_on - due_on).days, True)
    return verdict


def _opening(text: str, paragraph: Span) -> tuple[Status, Span] | None:
    """The state that a result names before it says anything else ("Quá hạn; đang …", "Đã hoàn thành")."""
    opening = OPENING.match(text, *paragraph)
    begin = opening.end() if opening else paragraph[0]
    clause = CLAUSE.match(text, begin, paragraph[1])
    end = clause.end() if clause else begin
    for name, pattern in states():
        match = pattern.match(text, begin, end)
        if match and not text.startswith(" việc", match.end()):
            return name, (begin, end)
    return None


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    position = start
    for match in LAYOUT.ends_clause.finditer(text, start, end):
        spans.append((position, match.end()))
        position = match.end()
    if position < end:
        spans.append((position, end))
    return [span for span in spans if text[slice(*span)].strip()]


def _by_sentences(
    text: str, said: Sequence[tuple[tuple[Status, Span] | None, Span]], proven: bool, evidence: bool
) -> tuple[Status, Span]:
    """The status when no state is named first: withdrawn or halted tasks, then proof, then the last sentence that says anything."""
    for state, span in reversed(said):
        if state is not None and state[0] in ("cancelled", "suspended"):
            return state[0], span
    last: tuple[Status, Span] | None = None
    done: Span | None = None
    for state, span in said:
        tells = told_done().search(text, *span)
        if state is not None and state[0] != "completed":
            last = (state[0], span)
        elif state is not None or tells:
            last = ("completed", span)
            done = span
    if proven and done is not None and (last is None or last[0] == "completed"):
        return "completed", done
    if last is None:
        return ("completed" if evidence else "in_progress"), said[-1][1]
    if proven and last[0] == "not_started":
        return "in_progress", last[1]
    return last


def _short(text: str, span: Span | None) -> Span | None:
    """The run without list marks and blanks around it, cut at a word where it is long."""
    if span is None:
        return None
    start, end = span
    lead = regex.match(r"\s*(?:[-+*•]\s*)?", text[start:end])
    start += lead.end() if lead else 0
    end = start + len(text[start:end].rstrip(" \n;"))
    if end - start > MOST:
        cut = text.rfind(" ", start, start + MOST)
        end = cut if cut > start else start + MOST
    return (start, end)


def _products(text: str, mentions: Sequence[ReferenceMention], start: int, context: Context) -> list[ReferenceMention]:
    """The documents of a paragraph that its acts made, without those that it only cites."""
    found: list[ReferenceMention] = []
    previous: tuple[ReferenceMention, bool] | None = None
    for m in mentions:
        if m.code is None:
            continue
        if previous is not None and joined(text, previous[0], m):
            good = previous[1]
        else:
            kind, at = governor(text, m, found[-1].tail if found else start, start)
            good = kind in ("bracket", "start", "at") or (kind == "member" and bool(found))
            if kind == "issue":
                sentence = max([start, *(stop.end() for stop in LAYOUT.ends_clause.finditer(text, start, at))])
                good = issuing_act(text, sentence, at, context) is not None
        if good:
            found.append(m)
        previous = (m, good)
    return found


# -- proof ---------------------------------------------------------------------------------------------------------------------------


@cache
def _types() -> tuple[frozenset[str], frozenset[str], Any]:
    data = status()
    return (
        frozenset(data.carried.types),
        frozenset(data.carried.by),
        regex.compile(rf"(?<!\w)(?:{either([*data.any_type, *data.carried.types])})(?!\w)", regex.IGNORECASE),
    )


def _wanted_types(wanted: str) -> set[str]:
    found = set()
    for match in noun_pattern().finditer(wanted):
        entry = document_type(" ".join(match[0].split()))
        if entry is not None:
            found.add(entry.name)
    found |= {match[0][0].upper() + match[0][1:].lower() for match in _types()[2].finditer(wanted)}
    return found


def _fits(doc_type: str | None, wanted: str) -> bool:
    """Whether a document is of the kind that the product names; a product that names no kind takes every document."""
    types = _wanted_types(wanted)
    if not types or doc_type in types or types & set(status().any_type):
        return True
    carried, by, _ = _types()
    return bool(types & carried) and doc_type in by


def _completed_on(
    text: str,
    proofs: Sequence[ReferenceMention],
    dates: Sequence[DateMention],
    said: Sequence[tuple[tuple[Status, Span] | None, Span]],
    sentences: Sequence[Span],
) -> tuple[datetime.date | None, Span | None]:
    """The day of completion: that of the first document that proves it, else the day that a sentence about the completed act gives."""
    dated = [(m.issued_on, m) for m in proofs if m.issued_on is not None]
    if dated:
        day, proof = min(dated, key=lambda pair: pair[0])
        return day, next((span for span in sentences if span[0] <= proof.start < span[1]), None)
    if proofs:
        return None, None
    for state, span in said:
        if state is not None and state[0] not in ("completed", "completed_late"):
            continue
        if state is None and not told_done().search(text, *span):
            continue
        for mention in dates:
            if span[0] <= mention.start < span[1] and mention.kind == "day" and mention.to is not None:
                lead = text[max(span[0], mention.start - 24) : mention.start]
                if TASKS.completion_day.search(lead):
                    return mention.to, span
    return None, None
