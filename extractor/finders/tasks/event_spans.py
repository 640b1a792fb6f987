"""Where an event's words begin and end: the matter of a document, the members of a list, events that would overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.acts import Span
from extractor.finders.tasks.event_words import description_end
from extractor.lexicon.phrases import TASKS

STOP = regex.compile(r"[;(\n]|[.:](?=\s|$)|…|\.\.\.")
LONGEST = 1500  # no document's matter is described at greater length
TRAIL = " ,;:.\n-–("


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


def tail_of(mention: ReferenceMention) -> int:
    """The end of a mention with its date and issuer."""
    return max(mention.end, mention.tail)


def end_of_matter(text: str, mention: ReferenceMention, end: int) -> int:
    """Where what is said of a document ends: its date, issuer and matter."""
    return max(mention.end, _end(text, tail_of(mention), end))


def end_of_clause(text: str, begin: int, end: int) -> int:
    """The end of the clause that goes on at `begin`."""
    return max(begin, _end(text, begin, end))


def _end(text: str, begin: int, end: int) -> int:
    end = min(end, begin + LONGEST)
    for pattern in (STOP, description_end()):
        match = pattern.search(text, begin, end)
        if match:
            end = match.start()
    return begin + len(text[begin:end].rstrip(TRAIL))


def issuer_of(text: str, mention: ReferenceMention) -> Span | None:
    """The run of the body in "… của HĐND tỉnh" right behind a code."""
    match = TASKS.of_body.search(text, mention.end, tail_of(mention))
    return trimmed(text, match.end(), mention.tail) if match else None


def member_span(text: str, start: int, end: int) -> Span | None:
    """A list member without its mark and the words that join it to the one before; None where nothing is left."""
    lead = TASKS.member_lead.match(text, start, end)
    return trimmed(text, lead.end() if lead else start, end)


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The run without blanks and punctuation around it, None where nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(TRAIL))
    right = len(piece.rstrip(TRAIL))
    return (start + left, start + right) if right > left else None


def merged(first: Sequence[ReferenceMention], second: Sequence[ReferenceMention]) -> tuple[ReferenceMention, ...]:
    """Both sequences, each code once."""
    return tuple(
        {m.code: m for m in reversed([*first, *second])}[code] for code in dict.fromkeys(m.code for m in [*first, *second])
    )


def apart(text: str, events: Sequence[Event]) -> list[Event]:
    """Events of one sentence in order, each ending before the next begins."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda e: (e.start, e.end)):
        if kept and event.start < kept[-1].end:
            before = kept[-1]
            end = before.start + len(text[before.start : event.start].rstrip(TRAIL))
            if end <= before.start:
                kept[-1] = replace(before, proofs=merged(before.proofs, event.proofs), end=max(before.end, event.end))
                continue
            kept[-1] = replace(before, end=end)
        kept.append(event)
    return kept
