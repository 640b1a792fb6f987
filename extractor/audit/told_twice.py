"""One slip that a document tells several times, in its title and its text or in a table and the prose, is one finding that names the other places.

The same computation with the same wrong result: of figures of several digits, which do not miss each other alike by chance. Rows of one table are things
of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extractor.audit.checks import SEVERITIES, Issue, Run, Seen
from extractor.audit.relations import Candidate
from extractor.layout.model import Segment
from extractor.messages import SAY

DIGITS = 5  # of all figures of a computation that is known again
NAME = 60  # code points of a heading or of a sentence that says where
Facts = tuple[object, ...]


def facts_of(made: Candidate) -> Facts | None:
    """What a broken relation says, wherever it stands; None where other figures may say the same."""
    if made.whole is None or sum(f.digits for f in made.figures) < DIGITS:
        return None
    return (made.kind, made.form, made.whole.value, made.whole.dimension, *sorted((p.value, p.total or 0) for p in made.parts))


def told_once(seen: Seen, issues: Iterable[Issue]) -> list[Issue]:
    """The issues, those that say the same as one: the gravest, then the first."""
    kept: list[Issue] = []
    same: dict[Facts, list[Issue]] = {}
    for issue in issues:
        if issue.facts is None:
            kept.append(issue)
        else:
            same.setdefault(issue.facts, []).append(issue)
    for told in same.values():
        told.sort(key=lambda i: (SEVERITIES.index(i.severity), i.suggested is None, i.evidence[0]))
        while told:
            first, *others = told
            table = _segment(seen, first).table
            again = [o for o in others if table is None or _segment(seen, o).table != table]
            kept.append(_with(seen, first, again))
            told = [o for o in others if o not in again]
    return kept


def _segment(seen: Seen, issue: Issue) -> Segment:
    return seen.layout.reading.segment_at(issue.evidence[0][0])


def _with(seen: Seen, issue: Issue, again: list[Issue]) -> Issue:
    if not again:
        return issue
    places = list(dict.fromkeys(_place(seen, other.evidence[0], issue.evidence[0]) for other in sorted(again, key=lambda i: i.evidence[0])))
    vi, en = (", ".join(place[i] for place in places) for i in (0, 1))
    also = SAY.audit("relation.also", places=(vi, en))
    evidence = tuple(dict.fromkeys(run for i in (issue, *again) for run in i.evidence))
    return replace(issue, message=issue.message.removesuffix(".") + also[0], message_en=issue.message_en.removesuffix(".") + also[1], evidence=evidence)


def _place(seen: Seen, run: Run, first: Run) -> tuple[str, str]:
    """Where a figure stands, by what differs from where the first one stands: page, row of a table, heading, else by how its sentence begins."""
    reading, document = seen.layout.reading, seen.layout.document
    page, segment = document.page_of(reading.raw[run[0]]), reading.segment_at(run[0])
    said = [SAY.audit("place.page", page=page)] if page is not None and page != document.page_of(reading.raw[first[0]]) else []
    if segment.table is not None:
        figure = next((f for f in seen.figures if (f.start, f.end) == run), None)
        name = (figure.subject or figure.label) if figure is not None else None
        said.append(SAY.audit("place.row", name=_short(name)) if name else SAY.audit("place.table"))
    elif segment.section and segment.section[-1:] != reading.segment_at(first[0]).section[-1:]:
        said.append(SAY.audit("place.section", name=_short(segment.section[-1])))
    elif not said:
        said.append(SAY.audit("place.sentence", name=_short(reading.text[segment.start : segment.end])))
    vi, en = (", ".join(part[i] for part in said) for i in (0, 1))
    return vi, en


def _short(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= NAME else told[: told.rfind(" ", 0, NAME) + 1 or NAME].rstrip() + " …"
