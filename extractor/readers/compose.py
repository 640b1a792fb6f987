"""Builds a Document from the pieces that a structured reader finds: lines, notes and tables, in reading order.

Readers of HTML, DOCX, sheets and mail hand in paragraphs and cells; this module lays them out: paragraphs separated by `\\n`, a table as one
row a line with `\\t` between its grid columns, a letterhead or signature table as the lines of its left column and then of its right one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.document import Block, Cell, Document, Span, Table
from extractor.lexicon.patterns import Strict, alternatives, compile_rule, load

_DROPPED = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], None)
# Bullets of the Symbol and Wingdings fonts live in the private use area; a reader shows a dash.
_DROPPED_BULLETS = {code: "-" for code in (0xF02D, 0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF0A8, 0xF06C, 0xF06E, 0xF071)}
_TRANSLATE: dict[int, str | None] = {
    **dict.fromkeys(range(0xF000, 0xF100)),
    **_DROPPED,
    **_DROPPED_BULLETS,
    **{code: None for code in range(32) if code not in (9, 10, 12, 13)},
    **{code: None for code in range(0x7F, 0xA0) if code != 0x85},
}
_BLANKS = regex.compile(r"\s+")
_RULE = regex.compile(r"[\s\-–—_=*~.•]*")
_NUMBER = regex.compile(r"[-+(]?\d[\d.,]*\)?\s*%?")
_COLUMN_MARK = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-zĐđ])\s*\)?(?:\s*=\s*[\d()+\-x*/:.,\s]+)?")
YEAR = regex.compile(r"(?:19|20)\d\d")


class _Patterns(Strict):
    """patterns/readers/formats.yaml: the words by which a reader knows what a part of a file is for."""

    mottos: list[str]
    number_line: str
    place_line: str
    recipients_line: str
    ordinal_heads: list[str]
    menu_names: list[str]
    menu_roles: list[str]
    portal_leads: list[str]
    foot_marks: list[str]
    note_id: str
    exponent_units: list[str]


PATTERNS = load("formats", _Patterns)
_MOTTO = compile_rule(alternatives(PATTERNS.mottos), file="formats", rule="mottos", flags=regex.IGNORECASE)
_NUMBER_LINE = compile_rule(PATTERNS.number_line, file="formats", rule="number_line", flags=regex.IGNORECASE)
_PLACE_LINE = compile_rule(PATTERNS.place_line, file="formats", rule="place_line", flags=regex.IGNORECASE)
_RECIPIENTS = compile_rule(PATTERNS.recipients_line, file="formats", rule="recipients_line", flags=regex.IGNORECASE)
_UNIT_BEFORE = compile_rule(
    r"(?<![\p{L}\p{M}])(?:" + alternatives(PATTERNS.exponent_units) + r")\s*$", file="formats", rule="exponent_units"
)
_ORDINAL_HEADS = frozenset(PATTERNS.ordinal_heads)


def clean(text: str) -> str:
    """One line of canonical text: NFC, blanks as one, without invisible characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    joined: str = _BLANKS.sub(" ", unicodedata.normalize("NFC", text.translate(_TRANSLATE)))
    return joined.strip()


def is_exponent(before: str, raised: str) -> bool:
    """Whether a raised 2 or 3 after `before` is the exponent of a unit ("m", "km") and no footnote mark."""
    return raised.strip() in {"2", "3"} and _UNIT_BEFORE.search(before[-12:]) is not None


def is_rule(line: str) -> bool:
    """Whether the line only draws a rule ("-------", "_____"): no text for a reader."""
    return len(line) > 1 and not line[0].isalnum() and _RULE.fullmatch(line) is not None


def split_breaks(text: str) -> list[str]:
    """The lines of a paragraph with forced breaks (`\\n`): a break inside a running sentence is a blank, every other one a line end."""
    if "\n" not in text:
        line = clean(text)
        return [line] if line and not is_rule(line) else []
    lines: list[str] = []
    for piece in text.split("\n"):
        line = clean(piece)
        if not line or is_rule(line):
            continue
        if lines and line[0].islower() and not (len(line) > 1 and line[1] in ").") and lines[-1][-1] not in ".;:!?":
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


@dataclass(slots=True)
class Draft:
    """A table cell as a reader finds it: 0-based grid position, spans, its lines of text, and whether it is marked or set as a head."""

    row: int
    column: int
    lines: list[str] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    address: str | None = None
    formula: str | None = None
    stored: Decimal | None = None

    @property
    def text(self) -> str:
        """The cell on one line: items keep their dashes ("a - b"), other breaks become a blank."""
        return " ".join(self.lines)


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

    def table(
        self,
        cells: Sequence[Draft],
        rows: int,
        columns: int,
        *,
        header_rows: int = 0,
        name: str | None = None,
        ruled: bool = True,
        placed: bool = True,
    ) -> None:
        """A table: laid out as rows, or as lines where it only places a letterhead, a signature or a box (`ruled` says it draws lines).

        `header_rows` are those that the file itself marks as heads; `placed` false says that the caller has told those apart already.
        """
        if not any(cell.lines for cell in cells):
            return
        if placed and is_placement(cells, rows, columns, ruled):
            for text in placement_lines(cells):
                self.line(text)
            return
        grid: list[list[Draft | None]] = [[None] * columns for _ in range(rows)]
        for cell in cells:
            grid[cell.row][cell.column] = cell
        heads = count_header_rows(cells, rows, columns, header_rows)
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
        self._tables.append(Table(table_start, end, tuple(out), rows, columns, heads, name))
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

    def table(
        self,
        cells: Sequence[Draft],
        rows: int,
        columns: int,
        *,
        header_rows: int = 0,
        name: str | None = None,
        ruled: bool = True,
    ) -> None:
        self.lines.extend(line for cell in cells for line in cell.lines)


def _cell(draft: Draft, spans: tuple[Span, ...]) -> Cell:
    return Cell(draft.row, draft.column, spans, draft.row_span, draft.column_span, draft.address, draft.formula, draft.stored)


def place(rows: Iterable[Iterable[Draft]]) -> tuple[list[Draft], int, int]:
    """Grid positions for cells given row by row with their spans (HTML's table model): the cells, the number of rows and of columns.

    Spans that reach beyond the last row or over 1,000 columns are cut.
    """
    cells: list[Draft] = []
    taken: dict[int, int] = {}  # column → first free row below a spanning cell
    width = 0
    number = -1
    for number, row in enumerate(rows):
        column = 0
        for draft in row:
            while taken.get(column, 0) > number:
                column += 1
            if column >= 1000:
                break
            draft.row, draft.column = number, column
            draft.column_span = min(draft.column_span, 1000 - column)
            for covered in range(column, column + draft.column_span):
                taken[covered] = number + draft.row_span
            cells.append(draft)
            column += draft.column_span
            width = max(width, column)
    height = number + 1
    for draft in cells:
        draft.row_span = min(draft.row_span, height - draft.row)
    return cells, height, width


def is_placement(cells: Sequence[Draft], rows: int, columns: int, ruled: bool) -> bool:
    """Whether a table only places text on the page: letterhead, signature, a framed paragraph; its cells are then lines, not data."""
    filled = [cell for cell in cells if cell.lines]
    if len(filled) == 1 or columns == 1:
        return True
    if max(cell.column for cell in filled) - min(cell.column for cell in filled) == 0:
        return True
    text = "\n".join(line for cell in filled for line in cell.lines)
    if columns <= 4 and rows <= 8 and _MOTTO.search(text):
        return True
    if columns <= 4 and rows <= 6 and any(_RECIPIENTS.match(line) for cell in filled for line in cell.lines[:2]):
        return True
    return rows == 1 and not ruled and len(filled) <= 4


def placement_lines(cells: Sequence[Draft]) -> list[str]:
    """The lines of a letterhead or signature table as they are read: issuer, motto, number, place and date; else left, then right."""
    by_column: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        by_column.setdefault(cell.column, []).extend(cell.lines)
    columns = [lines for _, lines in sorted(by_column.items()) if lines]
    if not any(_MOTTO.search(line) for lines in columns for line in lines):
        return [line for lines in columns for line in lines]
    heads: list[str] = []
    tails: list[str] = []
    for lines in columns:
        cut = next((i for i, line in enumerate(lines) if _NUMBER_LINE.match(line) or _PLACE_LINE.match(line)), len(lines))
        heads.extend(lines[:cut])
        tails.extend(lines[cut:])
    return heads + tails


def count_header_rows(cells: Sequence[Draft], rows: int, columns: int, marked: int = 0) -> int:
    """How many leading rows are column heads: the `marked` ones that the file repeats on every page, or set bold, or joined heads over
    sub-heads, then a row that numbers the columns."""
    by_row: dict[int, list[Draft]] = {}
    for cell in cells:
        if cell.lines:
            by_row.setdefault(cell.row, []).append(cell)
    first = by_row.get(0, [])
    if rows < 2 or len(first) < 2:
        return marked
    heads = 0
    if not any(_is_figure(cell.text) for cell in first) and (
        marked
        or all(cell.header for cell in first)
        or any(cell.column_span > 1 for cell in first if cell.column_span < columns)
        or first[0].text.upper() in _ORDINAL_HEADS
    ):
        heads = max(cell.row_span for cell in first if cell.row_span < rows) if any(c.row_span < rows for c in first) else 1
        # Under a head that joins columns stand the heads of those columns.
        while heads < rows - 1 and heads < 5 and _is_under_join(by_row, heads, columns):
            heads += 1
        while heads < rows - 1:
            row = by_row.get(heads, [])
            if len(row) > 1 and all(cell.header for cell in row) and not any(_is_figure(cell.text) for cell in row) and heads < 4:
                heads += 1
            else:
                break
    heads = max(heads, marked)
    row = by_row.get(heads, [])
    if heads and len(row) > 2 and all(_COLUMN_MARK.fullmatch(cell.text) for cell in row) and heads < rows - 1 and _ascending(row):
        heads += 1
    return heads


def _is_under_join(by_row: dict[int, list[Draft]], row: int, columns: int) -> bool:
    joins = [c for c in by_row.get(row - 1, []) if 1 < c.column_span < columns and c.row_span == 1]
    cells = by_row.get(row, [])
    inside = [c for c in cells for join in joins if join.column <= c.column < join.column + join.column_span]
    return len(inside) > 1 and len(inside) == len(cells) and not any(_is_figure(c.text) for c in inside)


def _is_figure(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and not YEAR.fullmatch(text)


def _ascending(row: Sequence[Draft]) -> bool:
    numbers = [int(found[0]) for cell in row if (found := regex.search(r"\d+", cell.text))]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def is_letterhead_text(text: str) -> bool:
    """Whether `text` holds the state's or the Party's motto, which only a document's letterhead does."""
    return _MOTTO.search(text) is not None


def is_placement_line(text: str) -> bool:
    """Whether a line opens what only a letterhead or a signature holds: the motto, "Nơi nhận:"."""
    return is_letterhead_text(text) or _RECIPIENTS.match(text) is not None
