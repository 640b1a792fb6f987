"""From laid-out pages to the Document: furniture and notes apart, reading order, paragraphs and tables over page ends, text and boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from extractor.document import CONTINUED, Block, Boxes, Document, Page, Span, Table
from extractor.readers.losses import lose
from extractor.readers.pages.columns import Flow, flows
from extractor.readers.pages.furniture import take_furniture
from extractor.readers.pages.headed import join_bodies
from extractor.readers.pages.joined import JoinedTable
from extractor.readers.pages.joints import close_cells, line_joint, words_of
from extractor.readers.pages.layout import PageLayout, TableDraft
from extractor.readers.pages.lines import Line
from extractor.readers.pages.merge import join_tables
from extractor.readers.pages.notes import Note, take_notes
from extractor.readers.pages.paragraphs import goes_on, leading, paragraphs
from extractor.readers.pages.stamps import signed_at
from extractor.readers.pages.writer import Writer

_BLANKS = regex.compile(r"\s+")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of one page, the edges that it is set to, and whether it goes on with the last one of the page before."""

    lines: list[Line]
    left: float
    right: float
    column: bool = False
    continues: bool = False


@dataclass(slots=True)
class PageFlow:
    """What a page says, in reading order, and its notes."""

    layout: PageLayout
    elements: list[Paragraph | TableDraft]
    notes: list[Note]
    margin: list[Line] = field(default_factory=list)


def assemble(
    pages: Sequence[PageLayout], source: str, sha256: str, format: str, properties: Mapping[str, str], confidence: bool = False
) -> Document:
    """The Document of all pages. `properties` are the reader's; furniture, stamps and watermarks are added to them."""
    said = dict(properties)
    furniture = take_furniture(pages)
    heads = Counter(text for page in furniture for text in page if regex.search(r"\p{L}{3}", text))
    if heads:
        said["running_heads"] = " | ".join(text for text, _ in heads.most_common(5))
    known = words_of(pages)
    body = body_size(pages)
    notes = [take_notes(page, body) for page in pages]
    edges = _edges(pages)
    flowing = [_page_flow(page, found, edge) for page, found, edge in zip(pages, notes, edges, strict=True)]
    join_bodies(flow.elements for flow in flowing)
    _mark_continuations(flowing)
    close_cells((element for flow in flowing for element in flow.elements if isinstance(element, TableDraft)), known)
    tables = join_tables([flow.elements for flow in flowing])
    document = _Builder(flowing, tables, confidence)
    document.build()
    for number, stamp in enumerate((stamp for page in pages for stamp in page.content.stamps), 1):
        said[f"stamp.{number}"] = stamp
        if (time := signed_at(stamp)) is not None:
            said[f"stamp.{number}.time"] = time
    watermark = Counter(_BLANKS.sub(" ", "".join(page.content.watermark)).strip() for page in pages if page.content.watermark)
    if watermark:
        said["watermark"] = watermark.most_common(1)[0][0][:200]
    for page in pages:
        if page.content.damage:
            lose(f"page {page.number}", "damaged", "page", why=page.content.damage)
    damage = [f"{page.number}: {page.content.damage}" for page in pages if page.content.damage]
    if damage:
        said["damaged_pages"] = "; ".join(damage[:50])
    return Document(
        text=document.writer.text(),
        source=source,
        sha256=sha256,
        format=format,
        pages=tuple(document.pages),
        boxes=Boxes(document.writer.boxes),
        blocks=tuple(document.blocks),
        tables=tuple(document.tables),
        properties=said,
        confidence=document.writer.confidence if confidence else None,
    )


def body_size(pages: Sequence[PageLayout]) -> float:
    """The font size of most of the text."""
    counts: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            for line in row:
                counts[round(line.size * 2) / 2] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 12.0


def _edges(pages: Sequence[PageLayout]) -> list[tuple[float, float]]:
    """For each page the left and right edge of its text: the outermost that several of its lines share, else of all pages as wide."""
    starts: dict[int, list[float]] = {}
    ends: dict[int, list[float]] = {}
    own: list[tuple[float | None, float | None]] = []
    for page in pages:
        width = round(page.content.frame_width / 10)
        left = [row[0].x0 for row in page.rows]
        right = [-row[-1].x1 for row in page.rows]
        starts.setdefault(width, []).extend(left)
        ends.setdefault(width, []).extend(right)
        own.append((_shared(left, 4), _shared(right, 4)))
    out: list[tuple[float, float]] = []
    for page, (first, last) in zip(pages, own, strict=True):
        width = round(page.content.frame_width / 10)
        if not starts[width]:
            out.append((0.0, page.content.frame_width))
            continue
        # A page of list items has its lines set in: its left edge is still that of the other pages.
        usual = _shared(starts[width], 2)
        if first is None or (usual is not None and usual < first < usual + 60):
            first = usual
        if last is None:
            last = _shared(ends[width], 2)
        out.append((first if first is not None else min(starts[width]), -(last if last is not None else min(ends[width]))))
    return out


def _shared(values: Sequence[float], least: int) -> float | None:
    """The least value that at least `least` of the values, and one in twelve, share within 4 points; None where there is none."""
    ascending = sorted(values)
    least = max(least, len(ascending) // 12)
    for first, value in enumerate(ascending):
        last = first + least - 1
        if last < len(ascending) and ascending[last] - value <= 4:
            return value
    return None


def _page_flow(page: PageLayout, notes: list[Note], edges: tuple[float, float]) -> PageFlow:
    """The page's elements in reading order."""
    left, right = edges
    elements: list[Paragraph | TableDraft] = []
    rows = page.rows
    for table in [*page.tables, None]:
        if table is None:
            above, rows = rows, []
        else:
            above = [row for row in rows if row[0].base <= table.top + 2]
            rows = [row for row in rows if row[0].base > table.top + 2]
        usual = leading([line for row in above for line in row[:1]])
        for part in flows(above, left, right):
            if isinstance(part, Flow):
                step = None if part.column else usual
                elements.extend(
                    Paragraph(lines, part.left, part.right, part.column)
                    for lines in paragraphs(part.lines, part.left, part.right, step, part.column)
                )
            else:
                elements.append(part)
        if table is not None:
            elements.append(table)
    return PageFlow(page, elements, notes, page.across)


def _mark_continuations(pages: Sequence[PageFlow]) -> None:
    """Finds paragraphs that begin on one page and go on at the head of the next one."""
    last: Paragraph | None = None
    for page in pages:
        if not page.elements:
            continue
        first = page.elements[0]
        if isinstance(first, Paragraph) and last is not None and not first.column and not last.column:
            before, line = last.lines[-1], first.lines[0]
            same = abs(before.size - line.size) <= 0.12 * line.size and before.bold == line.bold
            centred = abs(before.middle - (last.left + last.right) / 2) < 5 and before.x0 > last.left + 4
            if same and not centred and goes_on(before, line, first.left, first.right, first=len(last.lines) == 1):
                first.continues = line.text[:1].islower() or not before.text.endswith((".", ";", ":", "!", "?"))
                first.continues = first.continues or line.x0 < first.left + 0.7 * line.size < _indent(last, first)
        end = page.elements[-1]
        last = end if isinstance(end, Paragraph) else None


def _indent(*paragraphs: Paragraph) -> float:
    """Where paragraphs' first lines begin, if they are set in from the text's edge."""
    return max(paragraph.lines[0].x0 for paragraph in paragraphs)


class _Builder:
    """Writes the pages one after the other and keeps the pages, blocks and tables of the Document."""

    def __init__(self, flowing: Sequence[PageFlow], tables: Mapping[int, JoinedTable], confidence: bool) -> None:
        self.flowing = flowing
        self.joined = tables
        self.writer = Writer(confidence)
        self.pages: list[Page] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._spans: dict[int, dict[tuple[int, int], list[Span]]] = {}
        self._bounds: dict[int, tuple[int, int]] = {}
        self._order: list[int] = []
        self._block_of: dict[int, int] = {}
        self._last_note: str | None = None

    def build(self) -> None:
        """Writes everything."""
        starts: list[int] = []
        for flow in self.flowing:
            starts.append(self.writer.length)
            self._page(flow, starts)
        content = [flow.layout.content for flow in self.flowing]
        if self.writer.length:
            self.writer.put("\n")
        for number, page in enumerate(content):
            end = starts[number + 1] if number + 1 < len(starts) else self.writer.length
            self.pages.append(Page(page.number, starts[number], max(end, starts[number]), page.width, page.height))
        for key in self._order:
            start, end = self._bounds[key]
            table = self.joined[key]
            self.tables.append(table.table(start, end, self._spans[key]))
            self.blocks[self._block_of[key]] = Block("table", start, end)

    def _open(self, starts: list[int], separator: str = "\n\n") -> None:
        """Parts what follows from what was written; a page begins after the part."""
        fresh = bool(starts) and starts[-1] == self.writer.length
        if self.writer.length:
            self.writer.put(separator)
        if fresh:
            starts[-1] = self.writer.length

    def _page(self, flow: PageFlow, starts: list[int]) -> None:
        content = flow.layout.content
        noted = False
        for element in flow.elements:
            if isinstance(element, Paragraph):
                self._paragraph(element, flow, starts)
            else:
                self._table(element, flow, starts)
        for line in flow.margin:
            self._open(starts)
            start, end = self.writer.line(line, content)
            self.blocks.append(Block("paragraph", start, end))
        for note in flow.notes:
            self._open(starts, "\n\n" if not noted else "\n")
            noted = True
            self._note(note, flow)
        for _ in content.stamps:
            # A stamp is no text: its block is an empty run at the end of its page.
            self.blocks.append(Block("stamp", self.writer.length, self.writer.length))

    def _paragraph(self, paragraph: Paragraph, flow: PageFlow, starts: list[int]) -> None:
        last = self.blocks[-1] if self.blocks else None
        direct = paragraph.continues and last is not None and last.kind == "paragraph" and last.end == self.writer.length
        self._open(starts, "\n" if direct else "\n\n")
        start = self.writer.length
        for number, line in enumerate(paragraph.lines):
            if number:
                self.writer.put("\n")
            self.writer.line(line, flow.layout.content)
        if direct and last is not None:
            self.blocks[-1] = Block("paragraph", last.start, self.writer.length, mark=last.mark)
        else:
            mark = CONTINUED if paragraph.continues else None
            self.blocks.append(Block("paragraph", start, self.writer.length, mark=mark))

    def _note(self, note: Note, flow: PageFlow) -> None:
        start = self.writer.length
        joints = [line_joint(before, line) for before, line in pairwise(note.lines)]
        self._joined(note.lines, flow, joints)
        mark = note.mark or self._last_note
        self._last_note = mark
        self.blocks.append(Block("note", start, self.writer.length, mark=mark))

    def _joined(self, lines: Sequence[Line], flow: PageFlow, joints: Sequence[str]) -> None:
        """Lines on one line, with what joins each to the one before it."""
        for line, joint in zip(lines, ["", *joints], strict=True):
            if joint:
                self.writer.put(joint)
            self.writer.line(line, flow.layout.content)

    def _table(self, draft: TableDraft, flow: PageFlow, starts: list[int]) -> None:
        key, part = next((key, part) for key, table in self.joined.items() for part in table.parts if part.draft is draft)
        opened = key in self._bounds
        direct = opened and self._bounds[key][1] == self.writer.length
        self._open(starts, "\n" if direct else "\n\n")
        start = self.writer.length
        spans = self._spans.setdefault(key, {})
        written = False
        for row in part.rows:
            if written:
                self.writer.put("\n")
            written = True
            self._row(row, draft, spans, flow)
        if not opened:
            self._bounds[key] = (start, self.writer.length)
            self._order.append(key)
            self._block_of[key] = len(self.blocks)
            self.blocks.append(Block("table", start, self.writer.length))
        else:
            self._bounds[key] = (self._bounds[key][0], self.writer.length)

    def _row(self, row: Sequence[tuple[int, int, tuple[int, int] | None]], draft: TableDraft, spans: dict[tuple[int, int], list[Span]], flow: PageFlow) -> None:
        """One row of the grid on one line: (row and column in the whole table, the cell of this page) for each column."""
        for position, (table_row, column, cell) in enumerate(row):
            if position:
                self.writer.put("\t")
            lines = draft.lines.get(cell) if cell is not None else None
            if lines and cell is not None:
                start = self.writer.length
                self._joined(lines, flow, draft.joints_of(*cell))
                spans.setdefault((table_row, column), []).append(Span(start, self.writer.length))
