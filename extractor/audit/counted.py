"""Counts and the lists that name what they count: every list of a document, and the relations of counts that their lists bear out.

A list stands behind its count, in a bracket, in the footnote that the count carries, or as the items below. A count that its list
contradicts is told by the check `list_count`; one that agrees is a relation of kind `count`: a whole without parts that are figures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import Verdict
from extractor.audit.intervals import ZERO
from extractor.audit.members import Members, Run, behind, below, countable, of_note
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate
from extractor.audit.ties import tie
from extractor.audit.tree import TextFigures
from extractor.layout.model import Reading

NOTE_STOP = regex.compile(r"[;]|,\s*\d|\.\s")
CELL = 120  # code points of a cell that may hold a list


def counted_lists(text: TextFigures) -> Iterator[tuple[Figure, Members]]:
    """Every count with the list of what it counts: those of sentences first, then those of the outline."""
    yield from _in_text(text)
    for node in text.nodes:
        found = below(node)
        if found is not None and countable(found[0]):
            yield found


def counts_of_lists(lists: Iterable[tuple[Figure, Members]]) -> Iterator[Candidate]:
    """The counts of `counted_lists` that the lists behind them bear out, each once."""
    told: set[int] = set()
    for figure, members in lists:
        if figure.start not in told and members.least <= figure.value <= members.most:
            told.add(figure.start)
            verdict = Verdict("holds", Decimal(figure.value), figure.value, ZERO)
            yield Candidate("count", (), figure, "counted_list", verdict, confidence=round(tie("counted_list").rate(), 4))


def _in_text(text: TextFigures) -> Iterator[tuple[Figure, Members]]:
    """Every count with the list in its sentence, in the bracket behind it, or in its footnote."""
    for passage in running(text):
        for figure in passage.figures:
            if countable(figure):
                members = behind(passage, figure)
                if members is None and (run := note_of(text.reading, passage, figure)) is not None:
                    members = of_note(text.at(text.reading.segment_index(run[0])), figure)
                if members is not None:
                    yield figure, members


def running(text: TextFigures) -> Iterator[Passage]:
    """The passages of running text that hold figures, and the cells that are long enough for a list."""
    for index in text.groups:
        segment = text.reading.segments[index]
        if segment.kind != "cell" or segment.end - segment.start > CELL:
            yield text.at(index)


def note_of(reading: Reading, passage: Passage, figure: Figure) -> Run | None:
    """The run of the footnote whose mark stands behind the figure, before the next figure or stop."""
    following = passage.next_start(figure)
    limit = passage.end if following is None else following
    stop = NOTE_STOP.search(passage.text, figure.end, min(limit, passage.end))
    if stop is not None:
        limit = stop.start()
    index = bisect_left(reading.marks, figure.end, key=lambda m: m.offset)
    if index == len(reading.marks) or reading.marks[index].offset > limit:
        return None
    note = reading.notes.get(reading.marks[index].mark)
    return (note.start, note.end) if note is not None else None
