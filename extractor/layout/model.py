"""What the layout makes of a document: the joined reading with its segments, and the tables as grids.

`Reading.text` is what the finders see: segments (paragraph, heading, item, cell, note) separated by `\\n`, everything that interrupts a
sentence on paper (line and page ends, page numbers, repeated heads, footnote blocks, marks, markup) gone, tone marks and dashes in one
form. Every character knows its place in the canonical text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from extractor.document import Document, Sentence, Span, Table
from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Segment:
    """A run `[start, end)` of the reading that no sentence, code or date crosses.

    `kind`: heading | paragraph | item | cell | note. `marker` is the written list or heading mark ("1.", "a)", "-"), which stands inside
    the segment; `level` orders marks from 1 (outermost). `section` are the headings above it. A cell has `table`, `row` and `column`
    (0-based grid positions); a note its footnote `mark`. `page` breaks do not end a segment.
    """

    start: int
    end: int
    kind: str
    section: tuple[str, ...] = ()
    marker: str | None = None
    level: int = 0
    table: int | None = None
    row: int | None = None
    column: int | None = None
    mark: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class ReadingSentence:
    """The run `[start, end)` of the reading, and the position of its segment in `Reading.segments`."""

    start: int
    end: int
    segment: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark of the running text: `offset` in the reading, just after the character that carries it."""

    offset: int
    mark: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The joined reading. `text` is normalised for the rules, `plain` is the same string as written (only ƣ, which no word has, is ư): equally
    long, offset by offset.

    `raw[i]` is the place of the reading's character i in the canonical text; `raw[len(text)]` closes the list.
    """

    text: str
    plain: str
    raw: array[int]
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]
    marks: tuple[Mark, ...]
    notes: Mapping[str, Segment]  # the footnote of a mark, the first where several have it
    breaks: tuple[int, ...]  # offsets whose character does not go on where the one before it ends in the canonical text
    sentences: tuple[ReadingSentence, ...]  # cut once; a segment has one at least, but for an empty one

    def sentence_starts(self, start: int, end: int) -> list[int]:
        """Where sentences begin behind `start` and before `end`."""
        low = bisect_right(self.sentences, start, key=lambda s: s.start)
        return [s.start for s in self.sentences[low : bisect_left(self.sentences, end, lo=low, key=lambda s: s.start)]]

    def sentence_runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of `[start, end)`, each up to where the next one begins."""
        return list(pairwise((start, *self.sentence_starts(start, end), end)))

    def segment_at(self, offset: int) -> Segment:
        """The segment that holds the reading's character `offset` (or the one before it, at a separator)."""
        return self.segments[max(0, bisect_right(self.starts, offset) - 1)]

    def segment_index(self, offset: int) -> int:
        """The position in `segments` of the segment that holds `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def raw_runs(self, start: int, end: int) -> list[Span]:
        """The runs of the canonical text that `[start, end)` of the reading covers, in reading order.

        Runs that only line ends, blanks or markup separate are one; a block that was taken out (notes, a repeated head) parts them.
        """
        end = max(end, start + 1)
        inside = self.breaks[bisect_right(self.breaks, start) : bisect_left(self.breaks, end)]
        raw = self.raw
        if not inside:
            return [Span(raw[start], raw[end - 1] + 1)]
        return [Span(raw[a], raw[b - 1] + 1) for a, b in pairwise((start, *inside, end))]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@dataclass(frozen=True, slots=True)
class Layout:
    """A document with its reading, its tables and the gaps (`taken_out`: notes, heads, page numbers) that no span may cross."""

    document: Document
    reading: Reading
    tables: tuple[Table, ...]
    taken_out: tuple[Span, ...] = ()
    letterhead: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The canonical span of `[start, end)` of the reading: one run; where a block cuts it, the run that holds the digits."""
        raw = self.reading.raw
        first, last = raw[start], raw[end - 1]
        if last >= first and not self._cut(first, last + 1):
            return Span(first, last + 1)
        text = self.document.text
        runs = self._uncut_runs(start, end)
        return max(runs, key=lambda run: (sum(c.isdigit() for c in run.of(text)), run.end - run.start, -run.start))

    def _cut(self, start: int, end: int) -> bool:
        """Whether a gap begins inside `[start, end)`; one that is empty and stands at its start does not count."""
        gaps = self.taken_out
        if not gaps:
            return False
        index = bisect_right(gaps, (start, start), key=_ends)
        return index < len(gaps) and gaps[index].start < end

    def _uncut_runs(self, start: int, end: int) -> list[Span]:
        runs: list[Span] = []
        raw = self.reading.raw
        run_start = last = raw[start]
        for position in range(start + 1, end):
            place = raw[position]
            if place < last or (place > last + 1 and self._cut(last + 1, place)):
                runs.append(Span(run_start, last + 1))
                run_start = place
            last = place
        runs.append(Span(run_start, last + 1))
        stripped = []
        text = self.document.text
        for run in runs:
            piece = run.of(text)
            left = len(piece) - len(piece.lstrip())
            right = len(piece) - len(piece.rstrip())
            if left + right < len(piece):
                stripped.append(Span(run.start + left, run.end - right))
        return stripped or runs


__all__ = ["Layout", "Mark", "Reading", "Segment", "Sentence"]
