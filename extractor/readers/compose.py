"""Builds a Document from the pieces that a structured reader finds: lines, notes and tables, in reading order.

Readers of HTML, DOCX, sheets and mail hand in paragraphs and cells; this module lays them out: paragraphs separated by `\\n`, a table as one
row a line with `\\t` between its grid columns, a letterhead or signature table as the lines of its left column and then of its right one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.document import Block, Cell, Document, Span, Table
from extractor.readers.line_words import is_placement_line, split_breaks
from extractor.readers.table_drafts import Draft, DraftTable, count_header_rows, is_placement, placement_lines


class Composer:
    """Takes lines, notes and tables in reading order and gives the Document. Offsets of blocks and cells count in the joined text."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._notes: list[tuple[str, str]] = []

    def __len__(self) -> int:
        return self._length

    def _append(self, text: str) -> int:
        start = self._length
        self._parts.append(text)
        self._parts.append("\n")
        self._length += len(text) + 1
        return start

    def line(self, text: str, kind: str = "paragraph", level: int = 0, mark: str | None = None) -> None:
        """One paragraph; forced breaks in it (`\\n`) make lines of their own. Empty ones and drawn rules leave nothing."""
        for piece in split_breaks(text):
            start = self._append(piece)
            self._blocks.append(Block(kind, start, start + len(piece), level, mark))

    def columns(self, rows: list[list[str]]) -> None:
        """Paragraphs that tabs part. A letterhead or signature set with tab stops is read column by column, other gaps are blanks."""
        if all(len(row) == 2 for row in rows) and any(is_placement_line(cell) for row in rows for cell in row):
            drafts = [
                Draft(number, column, split_breaks(cell)) for number, row in enumerate(rows) for column, cell in enumerate(row)
            ]
            for text in placement_lines(drafts):
                self.line(text)
            return
        for row in rows:
            self.line(" ".join(row))

    def note(self, mark: str, text: str) -> None:
        """A footnote or endnote; all of them follow at the document's end."""
        self._notes.append((mark, text))

    def table(self, table: DraftTable) -> None:
        """A table: laid out as rows, or as lines where it only places a letterhead, a signature or a box."""
        cells, rows, columns = table.cells, table.rows, table.columns
        if not any(cell.lines for cell in cells):
            return
        if not table.placed and is_placement(cells, rows, columns, table.ruled):
            for text in placement_lines(cells):
                self.line(text)
            return
        grid: list[list[Draft | None]] = [[None] * columns for _ in range(rows)]
        for cell in cells:
            grid[cell.row][cell.column] = cell
        heads = count_header_rows(cells, rows, columns, table.header_rows)
        table_start = self._length
        out: list[Cell] = []
        for row in grid:
            texts: list[str] = []
            offset = self._length
            for draft in row:
                text = draft.text if draft else ""
                texts.append(text)
                if draft:
                    spans = (Span(offset, offset + len(text)),) if text else ()
                    out.append(_cell(draft, spans))
                offset += len(text) + 1
            self._append("\t".join(texts))
        end = self._length - 1
        self._tables.append(Table(table_start, end, tuple(out), rows, columns, heads, table.name))
        self._blocks.append(Block("table", table_start, end))

    def document(self, source: str, sha256: str, format: str, properties: Mapping[str, str] | None = None) -> Document:
        """The Document of all that was handed in, notes last."""
        for mark, text in self._notes:
            self.line(f"<sup>{mark}</sup> {' '.join(split_breaks(text))}", "note", mark=mark)
        self._notes = []
        text = "".join(self._parts)
        return Document(
            text=text,
            source=source,
            sha256=sha256,
            format=format,
            blocks=tuple(self._blocks),
            tables=tuple(self._tables),
            properties=dict(properties or {}),
        )


class Lines:
    """Takes what a Composer takes and keeps plain lines: the inside of a table cell or a note."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, text: str, kind: str = "paragraph", level: int = 0, mark: str | None = None) -> None:
        self.lines.extend(split_breaks(text))

    def columns(self, rows: Sequence[Sequence[str]]) -> None:
        for row in rows:
            self.line(" ".join(row))

    def table(self, table: DraftTable) -> None:
        self.lines.extend(line for cell in table.cells for line in cell.lines)


class Pieces:
    """Takes what a Composer takes and keeps it as it came, for a place in the text that is found later."""

    def __init__(self) -> None:
        self.pieces: list[str | DraftTable] = []

    def line(self, text: str, kind: str = "paragraph", level: int = 0, mark: str | None = None) -> None:
        self.pieces.extend(split_breaks(text))

    def columns(self, rows: Sequence[Sequence[str]]) -> None:
        self.pieces.extend(" ".join(row) for row in rows)

    def table(self, table: DraftTable) -> None:
        self.pieces.append(table)


def put(pieces: Sequence[str | DraftTable], sink: Sink) -> None:
    """Hands pieces on."""
    for piece in pieces:
        if isinstance(piece, str):
            sink.line(piece)
        else:
            sink.table(piece)


def _cell(draft: Draft, spans: tuple[Span, ...]) -> Cell:
    return Cell(draft.row, draft.column, spans, draft.row_span, draft.column_span, draft.address, draft.formula, draft.stored, draft.indent, draft.bold)


Sink = Composer | Lines | Pieces
"""What walks over the blocks of a file hands them to."""
