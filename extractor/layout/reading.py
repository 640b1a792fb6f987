"""The joined reading: one string for the finders, in which every character knows its place in the canonical text."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence

import numpy as np
import regex

from extractor.document import Span, Table
from extractor.layout.blocks import LogicalBlock
from extractor.layout.lines import SLANTED, TERMINAL, line_at, marker
from extractor.layout.model import Mark, Reading, Segment
from extractor.layout.normalise import MISTAKEN_LETTERS, normalise
from extractor.layout.sentences import cut
from extractor.lexicon.phrases import LAYOUT
from extractor.readers.split import blanks_inside

SPECIAL = regex.compile(
    r"""
      <sup>\s*\[?(?P<sup>[\d*]{1,4})\]?\s*</sup>
    | \[(?P<bracket>\d{1,3})\]
    | (?P<tag></?[a-zA-Z][^<>]{0,300}>)
    | (?P<star>\*{1,3})
    | (?P<under>(?<![\p{L}\d])_+|_+(?![\p{L}\d]))
    | (?P<escape>\\(?=[*+.\-_\#\[\]]))
    | (?P<entity>&(?:[a-zA-Z]{2,6}|\#\d{1,5});)
    | (?P<hidden>[\u200b\u200c\u200d\ufeff\u00ad\ufffe]+)
    | (?P<blank>\s*[\n\t\r\f\v\u00a0\u2009\u202f\u2028]\s*|\s{2,})
    """,
    regex.VERBOSE,
)
# What any of these holds: looked for first, as most runs of words hold nothing of it.
_ANY_SPECIAL = re.compile("[<\\[*_\\\\&\u200b\u200c\u200d\ufeff\u00ad\ufffe\n\t\r\f\v\u00a0\u2009\u202f\u2028]|\\s\\s")
# Text that a word segmenter wrote: syllables of a word joined by "_", punctuation between blanks.
SEGMENTED = regex.compile(r"(?P<joint>(?<=\p{L})_(?=\p{L}))|(?P<gap>\s+(?=[,.;:)?!%](?:\s|$))|(?<=[(])\s+)")
PIECES = regex.compile(r"\n|</?(?:p|br|li|ul|ol|div)\b[^<>]*>", regex.IGNORECASE)
CUT_CODE = regex.compile(r"\p{L}*\d[\p{L}\d/&.()]*[/-]$")


class ReadingBuilder:
    """Writes segments one after another; `build` gives the Reading."""

    def __init__(self, text: str, note_marks: frozenset[str], segmented: bool) -> None:
        self.text = text
        self.inside = blanks_inside(text)  # blanks that part a syllable: sorted offsets
        self.note_marks = note_marks
        self.segmented = segmented
        slanted = () if segmented or "_" not in text else SLANTED.finditer(text)
        self.slanted = frozenset(place for m in slanted for place in (m.start(), m.end() - len(m["mark"])))
        self.out: list[str] = []
        self.length = 0
        self.raw: array[int] = array("i")
        self.segments: list[Segment] = []
        self.marks: list[Mark] = []

    def _emit(self, piece: str, start: int) -> None:
        self.out.append(piece)
        self.length += len(piece)
        self.raw.extend(range(start, start + len(piece)))

    def _emit_at(self, piece: str, place: int) -> None:
        self.out.append(piece)
        self.length += len(piece)
        self.raw.extend([place] * len(piece))

    def _last(self) -> str:
        return self.out[-1][-1] if self.out else "\n"

    def _run(self, start: int, end: int) -> None:
        """The words of `text[start:end]`, cleaned of markup and line ends."""
        text = self.text
        position = start
        for match in SPECIAL.finditer(text, start, end) if _ANY_SPECIAL.search(text, start, end) else ():
            if match.start() > position:
                self._plain(position, match.start())
            position = match.end()
            kind = match.lastgroup
            if kind == "blank":
                self._blank(match.start(), match.end(), end)
            elif kind == "sup" or (kind == "bracket" and match[kind] in self.note_marks):
                self.marks.append(Mark(self.length, match[kind]))
            elif kind == "bracket" or (kind == "under" and match.start() not in self.slanted) or (kind == "star" and _product(text, match.start(), match.end())):
                self._emit(match[0], match.start())
            elif kind == "tag" and match[0].lower().startswith(("<br", "</p", "</li", "<li", "<p")) and self._last() not in " \n":
                self._emit_at(" ", match.start())
            elif kind == "entity":
                decoded = html.unescape(match[0])
                self._emit_at(" " if decoded.isspace() else decoded, match.start())
        if position < end:
            self._plain(position, end)

    def _plain(self, start: int, end: int) -> None:
        if not self.segmented:
            for blank in self.inside[bisect_left(self.inside, start) : bisect_left(self.inside, end)]:
                self._emit(self.text[start:blank], start)
                start = blank + 1
            self._emit(self.text[start:end], start)
            return
        position = start
        for match in SEGMENTED.finditer(self.text, start, end):
            if match.start() > position:
                self._emit(self.text[position : match.start()], position)
            if match.lastgroup == "joint":
                self._emit_at(" ", match.start())
            position = match.end()
        if position < end:
            self._emit(self.text[position:end], position)

    def _blank(self, start: int, end: int, stop: int) -> None:
        if self._last() in " \n":
            return
        if "\n" in self.text[start:end] and end < stop and self._last() in "/-" and self._cuts_code(start, end):
            return
        if self.segmented and end < stop and self.text[end] in ",.;:)":
            return
        self._emit_at(" ", start)

    def _cuts_code(self, start: int, end: int) -> bool:
        """Whether the line end falls inside a code or a date: "417/BC-" and "UBND"."""
        after = self.text[end]
        return bool(CUT_CODE.search(self.text, max(0, start - 40), start)) and (after.isupper() or after.isdigit())

    def segment(self, spans: Iterable[Span], **about: object) -> None:
        """One segment made of raw runs; two runs are joined by a blank, or by nothing inside a code."""
        start = self.length
        for span in spans:
            if self.length > start and self._last() != " ":
                cut = self._last() in "/-" and self._cuts_code(self.raw[-1] + 1, span.start)
                if not cut:
                    self._emit_at(" ", self.raw[-1])
            begin = span.start
            while begin < span.end and self.text[begin].isspace():
                begin += 1
            self._run(begin, span.end)
        while self.length > start and self._last() == " ":
            self.out[-1] = self.out[-1][:-1]
            if not self.out[-1]:
                self.out.pop()
            self.raw.pop()
            self.length -= 1
        if self.length == start:
            return
        self.segments.append(Segment(start, self.length, **about))  # type: ignore[arg-type]
        self._emit_at("\n", self.raw[-1])

    def build(self) -> Reading:
        plain = "".join(self.out).translate(MISTAKEN_LETTERS)
        if not plain:
            plain, self.raw = "\n", array("i", [0])
            self.segments = [Segment(0, 0, "paragraph")]
        self.raw.append(len(self.text))
        text = normalise(plain)
        assert len(text) == len(plain) == len(self.raw) - 1
        notes = {s.mark: s for s in reversed(self.segments) if s.kind == "note" and s.mark is not None}
        segments = tuple(self.segments)
        starts = tuple(s.start for s in segments)
        return Reading(text, plain, self.raw, segments, starts, tuple(self.marks), notes, _breaks(self.raw), cut(text, segments))


def _breaks(raw: array[int]) -> tuple[int, ...]:
    """Where the reading goes on elsewhere: 120 code points are more than any markup or run of blanks inside a sentence, and less than any block that is
    taken out."""
    steps = np.diff(np.asarray(raw))
    return tuple((np.flatnonzero((steps < 0) | (steps > 120)) + 1).tolist())


def _product(text: str, start: int, end: int) -> bool:
    return end - start == 1 and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()


def cell_groups(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """The paragraphs of a cell: its lines, joined again where a page end cut a sentence."""
    groups: list[list[Span]] = []
    closed = True
    for span in spans:
        position = span.start
        for match in [*PIECES.finditer(text, span.start, span.end), None]:
            end = match.start() if match else span.end
            line = line_at(text, position, end)
            position = match.end() if match else span.end
            if not line.body:
                continue
            starts_new = line.marker is not None or (line.body[0].isupper() and closed)
            if (groups and not starts_new and not closed) or (groups and not starts_new and line.body[0].islower()):
                groups[-1].append(Span(line.start, line.end))
            else:
                groups.append([Span(line.start, line.end)])
            closed = line.body.endswith(TERMINAL) or (bool(match) and match[0] != "\n")
    return groups


def read_blocks(text: str, blocks: Sequence[LogicalBlock], segmented: bool, sheets: bool = False) -> tuple[Reading, tuple[Table, ...]]:
    """Writes all blocks into one reading and gives the tables in order; `sheets`: of a workbook, where each line of a title is a row of its own."""
    notes = frozenset(block.mark for block in blocks if block.kind == "note" and block.mark)
    builder = ReadingBuilder(text, notes, segmented)
    tables: list[Table] = []
    stack: list[tuple[int, str]] = []
    opened: LogicalBlock | None = None  # a numbered heading under which no number has come yet
    before: LogicalBlock | None = None
    for block in blocks:
        above, before = before, block
        section = tuple(name for _, name in stack)
        if block.kind == "table" and block.table is not None:
            _read_table(builder, block.table, len(tables), section)
            tables.append(block.table)
            continue
        if block.marker_kind == "number":
            if block.kind == "item" and opened is not None and _is_next(opened.marker, block.marker):
                while stack and stack[-1][0] >= opened.level:
                    stack.pop()
                section = tuple(name for _, name in stack)
            opened = block if block.kind == "heading" else None
        title = sheets and block.kind == "heading" and block.marker is None and block.upper
        first = stack[-1][1] if title and stack and above is not None and above.kind == "heading" and above.marker is None and above.level == block.level else None
        kept = title and stack and _no_title(text[block.spans[0].start : block.spans[-1].end], first)
        if block.kind == "heading" and not kept:
            rank = block.level
            while stack and stack[-1][0] >= rank:
                stack.pop()
            section = tuple(name for _, name in stack)
        builder.segment(block.spans, kind=block.kind, section=section, marker=block.marker, level=block.level, mark=block.mark)
        if block.kind == "heading" and builder.segments and not kept:
            name = _tail(builder, builder.segments[-1])
            stack.append((block.level, f"{first} {name}" if first else name))
    return builder.build(), tuple(tables)


def _no_title(words: str, first: str | None) -> bool:
    """Whether capitals in a workbook do not name what stands below: the head of a column, a unit, the title `first` above them in another language."""
    said = words.strip()
    return len(said.split()) < 2 or LAYOUT.unit_line.match(said) is not None or (said.isascii() and first is not None and not first.isascii())


def _is_next(heading: str | None, mark: str | None) -> bool:
    """Whether a number stands beside that of a heading, not under it: the next one in the same writing ("1. Kế hoạch vốn: …" and "2. Giải ngân …")."""
    one, next_one = (regex.fullmatch(r"(\(?)(\d{1,2})(\W*)", m or "") for m in (heading, mark))
    return one is not None and next_one is not None and int(one[2]) + 1 == int(next_one[2]) and (one[1], one[3]) == (next_one[1], next_one[3])


def _tail(builder: ReadingBuilder, segment: Segment) -> str:
    """The words of the segment that was just written."""
    need = segment.end - segment.start + 1
    pieces: list[str] = []
    for piece in reversed(builder.out):
        pieces.append(piece)
        need -= len(piece)
        if need <= 0:
            break
    joined = "".join(reversed(pieces))
    return joined[len(joined) - (segment.end - segment.start + 1) :].strip()


def _read_table(builder: ReadingBuilder, table: Table, number: int, section: tuple[str, ...]) -> None:
    for cell in table.cells:
        for group in cell_groups(builder.text, cell.spans):
            found = marker().match(builder.text, group[0].start, group[0].end)
            mark = found[0].strip() if found else None
            builder.segment(group, kind="cell", section=section, marker=mark, table=number, row=cell.row, column=cell.column)


def is_segmented(text: str) -> bool:
    """Whether a word segmenter wrote the text ("Uỷ_ban nhân_dân")."""
    return len(regex.findall(r"\p{L}_\p{L}", text[:20000])) > 0.005 * min(len(text), 20000)


__all__ = ["ReadingBuilder", "cell_groups", "is_segmented", "read_blocks"]
