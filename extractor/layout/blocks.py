"""From physical lines to logical blocks: paragraphs joined over line and page ends, headings, notes, tables, what is taken out.

Two kinds of text are told apart by their own statistics: those that write one paragraph a line, and those whose lines were wrapped
(crawls, e-mail, PDF), where a line end says nothing.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.document import Document, Span, Table
from extractor.layout.lines import LEVEL, PAGE_NUMBER, TERMINAL, Line, is_page_time, line_at, lines_of
from extractor.layout.table_parts import parts_of
from extractor.layout.table_words import Region
from extractor.layout.tables import find_tables
from extractor.lexicon.phrases import LAYOUT, TABLES
from extractor.quick import quick

NOTE = regex.compile(r"\s*(?:<sup>\s*\[?(?P<sup>[\d*]{1,4})\]?\s*</sup>|\[(?P<bracket>\d{1,3})\])")
CUT_CODE = regex.compile(r"\d[\p{L}\d/&.]*[/-]$")
NUMBER_START = regex.compile(r"\d+[/.,-]\d|\d+\s+\p{Ll}|\d+/")
HEAD_OF_PAGE = 6  # blocks and lines of a page before its time
LIST_NUMBER = regex.compile(r"\d{1,2}[.)]\s+\p{Lu}")
BARE_MARKER = regex.compile(r"(?:[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s?[.)]")


@quick
@dataclass(frozen=True, slots=True)
class LogicalBlock:
    """One paragraph, heading, item, note or table of the document: raw runs in reading order that are read as one."""

    kind: str
    spans: tuple[Span, ...]
    marker: str | None = None
    marker_kind: str | None = None
    level: int = 0
    mark: str | None = None
    table: Table | None = None
    upper: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """How the text breaks its lines: `wrapped` where a line end inside a paragraph is usual, `width` of a full line.

    `spaced` where a blank line follows each paragraph, so that a single line end never ends one.
    """

    wrapped: bool
    width: int
    spaced: bool = False


def style_of(lines: Sequence[Line]) -> Style:
    """Tells wrapped text from one-paragraph-a-line text by how often a line begins in mid-sentence."""
    filled = [line for line in lines if line.body]
    if len(filled) < 4:
        return Style(False, 10**6)
    lengths = sorted(len(line.body) for line in filled)
    width = lengths[int(len(lengths) * 0.95)]
    following = closed = blank_after = 0
    for before, after in itertools.pairwise(lines):
        if before.body.endswith((".", ";")):
            closed += 1
            blank_after += not after.body
        if before.body and after.body and after.body[0].islower() and not after.marker and not before.body.endswith(TERMINAL):
            following += 1
    return Style(width <= 160 and following >= 0.1 * len(filled), width, spaced=blank_after >= 0.7 * closed)


def blocks_of(document: Document) -> tuple[list[LogicalBlock], list[Span], list[Span]]:
    """The logical blocks of a plain text in reading order, the raw spans that were taken out, and the letterhead's spans."""
    text = document.text
    lines = lines_of(text)
    regions = find_tables(text, lines)
    style = style_of([line for line in _outside(lines, regions)])
    furniture = _furniture(text, lines, regions)
    builder = Builder(text, style)
    builder.has_notes = any(NOTE.match(text, line.start, line.end) for line in lines)
    index = 0
    by_first = {region.first: region for region in regions}
    while index < len(lines):
        region = by_first.get(index)
        if region is not None:
            if region.letterhead:
                builder.letterhead(region)
            else:
                builder.table(region)
            index = region.last
            continue
        if index in furniture:
            builder.take_out(lines[index])
        else:
            builder.line(lines[index])
        index += 1
    builder.close()
    return builder.blocks, sorted(builder.taken_out), builder.heads


def _outside(lines: Sequence[Line], regions: Sequence[Region]) -> list[Line]:
    inside = {n for region in regions for n in range(region.first, region.last)}
    return [line for n, line in enumerate(lines) if n not in inside]


def _furniture(text: str, lines: Sequence[Line], regions: Sequence[Region]) -> set[int]:
    """Lines that belong to the page and not to the text: page numbers standing alone, heads that come back on page after page."""
    inside = {n for region in regions for n in range(region.first, region.last)}
    repeated = Counter(line.body for n, line in enumerate(lines) if n not in inside and len(line.body) > 8)
    numbers = []
    for n, line in enumerate(lines):
        if n in inside or not line.body or not PAGE_NUMBER.fullmatch(line.body):
            continue
        # Alone, or right above or below a running head.
        alone = all(not 0 <= m < len(lines) or not lines[m].body or repeated[lines[m].body] >= 2 for m in (n - 1, n + 1))
        near_feed = "\f" in text[max(0, line.start - 2) : line.end + 2]
        if alone or near_feed:
            numbers.append((n, int(regex.search(r"\d+", line.body)[0])))
    furniture: set[int] = set()
    # A page number counts up: what stands alone and does not is a figure.
    for position, (n, value) in enumerate(numbers):
        neighbours = [numbers[position - 1][1]] if position else []
        if position + 1 < len(numbers):
            neighbours.append(numbers[position + 1][1])
        if any(abs(value - other) in {1, 2} for other in neighbours) or "\f" in text[max(0, lines[n].start - 2) : lines[n].end + 2]:
            furniture.add(n)
    edges = {n + d for n in furniture for d in (-3, -2, -1, 1, 2, 3)}
    furniture |= {n for n in edges if 0 <= n < len(lines) and lines[n].body and repeated[lines[n].body] >= 2}
    return furniture


class Builder:
    """Collects lines into blocks. `pending` is the paragraph that may still go on; a gap of notes or page furniture does not end it."""

    def __init__(self, text: str, style: Style) -> None:
        self.text = text
        self.style = style
        self.blocks: list[LogicalBlock] = []
        self.taken_out: list[Span] = []
        self.heads: list[Span] = []
        self.pending: list[Line] = []
        self.pending_mark: str | None = None
        self.blanks = 0
        self.gap = False  # something was taken out since the last line of `pending`
        self.notes: list[LogicalBlock] = []
        self.note_lines: list[Line] = []
        self.has_notes = False

    def take_out(self, line: Line) -> None:
        self.taken_out.append(Span(line.start, line.end))
        self._end_note()
        self.gap = True

    def line(self, line: Line) -> None:
        if not line.body:
            self.blanks += 1
            if self.note_lines and not self.style.wrapped:
                self._end_note()
            return
        note = NOTE.match(self.text, line.start, line.end)
        if note and line.end > note.end():
            self._end_note()
            self.pending_mark = note["sup"] or note["bracket"]
            self.note_lines = [line_at(self.text, note.end(), line.end)]
            self.gap = True
        elif self.note_lines and (not self.blanks or line.marker is not None) and self.style.wrapped:
            self.note_lines.append(line)
        else:
            self._end_note()
            if self.pending and not self._joins(line):
                self._flush()
            self.pending.append(line)
            self.gap = False
        self.blanks = 0

    def letterhead(self, region: Region) -> None:
        """Panes of the letterhead and of Nơi nhận are read as paragraphs, cell by cell."""
        self._end_note()
        self._flush()
        self.heads.append(Span(region.table.start, region.table.end))
        for cell in region.table.cells:
            for span in cell.spans:
                for line in lines_of(self.text, span.start, span.end):
                    if line.body and self.pending and not (self._soft(self.pending[-1], line) and not self.blanks):
                        self._flush()
                    if line.body:
                        self.pending.append(line)
            self._flush()

    def table(self, region: Region) -> None:
        self._end_note()
        self._flush()
        self.taken_out.extend(region.dropped)
        self.blocks.extend(table_blocks(self.text, region.table))

    def close(self) -> None:
        self._end_note()
        self._flush()

    def _end_note(self) -> None:
        if self.note_lines:
            spans = tuple(Span(line.start, line.end) for line in self.note_lines)
            self.notes.append(LogicalBlock("note", spans, mark=self.pending_mark))
            self.taken_out.append(Span(spans[0].start, spans[-1].end))
            self.note_lines = []

    def _flush(self) -> None:
        if self.pending:
            self.blocks.append(block_of(self.text, self.pending))
            self.pending = []
        # Notes are read after the paragraph that they interrupt.
        self.blocks.extend(self.notes)
        self.notes = []
        self.gap = False
        self.blanks = 0

    # -- does the paragraph go on? ---------------------------------------------------------------------------------------------------

    def _joins(self, line: Line) -> bool:
        before = self.pending[-1]
        if not self.blanks and not self.gap:
            return self._soft(before, line)
        return self._over_gap(before, line)

    def _soft(self, before: Line, after: Line) -> bool:
        """Two neighbouring lines: does the second go on with the first one's sentence?"""
        a, b = before.body, after.body
        told = len(self.blocks) + len(self.pending) < HEAD_OF_PAGE and (is_page_time(a) or is_page_time(b))
        if told or after.hashes or (before.hashes and not self.style.wrapped):
            return False
        if _code_goes_on(a, b) or BARE_MARKER.fullmatch(a):
            return True
        if not b[0].islower() and (self._of_sheet(before) or self._of_sheet(after) or TABLES.unit_line.match(b)):
            return False
        if after.marker is not None and not (after.kind in {"dash", "letter", "roman"} and self._full(before) and not a.endswith((*TERMINAL, ")"))):
            return False
        if before.upper != after.upper and len(a) < 0.75 * self.style.width and not (before.upper and b[0].islower()):
            # A heading in capitals ends where the capitals end; capitals in mid-sentence stand on full lines.
            return False
        if before.upper and after.upper:
            closed = self.text[before.start : before.end].rstrip().endswith(("**", "</b>"))
            return self.style.wrapped and not closed and not a.endswith((".", ";", ":")) and not LAYOUT.head_word.fullmatch(a)
        if self.style.wrapped:
            if a.endswith(":"):
                return self.style.spaced or b[0].isdigit() or b[0].islower()
            # A second line that does not close a sentence is no heading, however short it is.
            inside = len(self.pending) > 1 or self.style.spaced or bool(LAYOUT.hangs_on.search(a))
            return self._full(before) or not (a.endswith(TERMINAL) or (b[0].isupper() and not inside))
        return not a.endswith(TERMINAL) and (b[0].islower() or bool(LAYOUT.hangs_on.search(a)) or (bool(NUMBER_START.match(b)) and len(a) > 40))

    def _of_sheet(self, line: Line) -> bool:
        """A row of a sheet outside of its table: a line over it."""
        return self.text.count("\t", line.start, line.end) >= 2

    def _full(self, line: Line) -> bool:
        return self.style.wrapped and len(line.body) >= 0.6 * self.style.width

    def _over_gap(self, before: Line, after: Line) -> bool:
        """Blank lines, notes or page furniture stand between: the sentence goes on only where it plainly broke off."""
        a, b = before.body, after.body
        if a.endswith(TERMINAL) or after.hashes or before.hashes or (before.upper and len(a) < 200):
            return False
        if _code_goes_on(a, b):
            return True
        if after.marker is not None and not (after.kind == "dash" and self.gap and a.endswith("-")):
            return False
        if after.upper and (len(b) > 12 or (LAYOUT.head_word.fullmatch(b) and not self.gap)):
            return False
        long = self._has(100)
        if b[0].islower():
            return self.gap or long or bool(LAYOUT.hangs_on.search(a)) or not before.marker
        if LAYOUT.hangs_on.search(a) and (long or self.gap):
            return True
        page_end = self.gap or self.blanks >= 3
        if NUMBER_START.match(b) or b[0].isdigit():
            return long or page_end
        return long if page_end else self._has(200)

    def _has(self, characters: int) -> bool:
        """Whether the paragraph has as many characters; looks no further than it must."""
        total = 0
        for line in self.pending:
            total += len(line.body)
            if total >= characters:
                return True
        return False


def table_blocks(text: str, table: Table) -> list[LogicalBlock]:
    """A table as blocks: those that are stacked in one grid each by itself, under the captions that stand between them."""
    blocks: list[LogicalBlock] = []
    for part in parts_of(text, table):
        blocks.extend(LogicalBlock("paragraph", spans) for spans in part.captions)
        blocks.append(LogicalBlock("table", (Span(part.table.start, part.table.end),), table=part.table))
    return blocks


def _code_goes_on(a: str, b: str) -> bool:
    """A code, date or number that the line end cut: "417/BC-" + "UBND", "Công văn số" + "12/UBND-NC"."""
    if not b or not (b[0].isupper() or b[0].isdigit()):
        return False
    if a.endswith(("/", "-")) and CUT_CODE.search(a):
        return True
    return b[0].isdigit() and a.endswith(("số", "ngày", "tháng", "năm")) and not (LAYOUT.ends_with_span.search(a) and LIST_NUMBER.match(b))


def block_of(text: str, lines: Sequence[Line]) -> LogicalBlock:
    """One block of neighbouring lines: a heading, an item or a paragraph."""
    first = lines[0]
    # Opening markup and `#` are no part of the words.
    spans = (Span(first.content, first.end), *(Span(line.start, line.end) for line in lines[1:]))
    length = sum(len(line.body) for line in lines)
    upper = all(line.upper for line in lines)
    written = text[first.start : first.end].strip()
    bold = written.startswith(("**", "<b>", "***", "#")) and text[lines[-1].start : lines[-1].end].rstrip().endswith(("**", "</b>", "*"))
    kind, level, tail = "paragraph", LEVEL.get(first.kind or "", 0), lines[-1].body
    if first.hashes:
        # Converters give every heading some depth; a written mark says the true one.
        kind = "heading"
    elif first.kind in {"part", "section", "appendix", "article"} and length < 300:
        kind = "heading"
    elif first.kind in {"roman", "letter", "number", "decimal", "point"}:
        short = length <= 160 and not tail.endswith((".", ";", ",", "…"))
        kind = "heading" if (upper or bold or short) and length <= 300 and not tail.endswith((";", ",")) else "item"
    elif first.marker is not None:
        kind = "item"
    elif (upper or (bold and not tail.endswith((".", ";")))) and length <= 300:
        kind = "heading"
    return LogicalBlock(kind, spans, first.marker, first.kind, level, upper=upper, bold=bold)
