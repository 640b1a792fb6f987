"""Tables as readers find them: cells in a grid, what of them only places text on the page, and how many rows are heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.readers.line_words import MOTTO, NUMBER_LINE, ORDINAL_HEADS, PLACE_LINE, RECIPIENTS

_NUMBER = regex.compile(r"[-+(]?\d[\d.,]*\)?\s*%?")
_COLUMN_MARK = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-zĐđ])\s*\)?(?:\s*=\s*[\d()+\-x*/:.,\s]+)?")
YEAR = regex.compile(r"(?:19|20)\d\d")


INDENT = 3  # blanks of one step of indentation in a sheet
TWIPS = 60  # of one blank


def blanks_before(text: str) -> int:
    """How many blanks a cell's words begin with; a tab counts as a step."""
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead) + (INDENT - 1) * lead.count("\t")


@dataclass(slots=True)
class Draft:
    """A table cell as a reader finds it: 0-based grid position, spans, its lines of text, and whether it is marked or set as a head.

    `indent` is how far its words are set in, in blanks (of a third of the size of the type); `bold` whether all of them are bold.
    """

    row: int
    column: int
    lines: list[str] = field(default_factory=list)
    row_span: int = 1
    column_span: int = 1
    header: bool = False
    address: str | None = None
    formula: str | None = None
    stored: Decimal | None = None
    indent: int = 0
    bold: bool = False

    @property
    def text(self) -> str:
        """The cell on one line: items keep their dashes ("a - b"), other breaks become a blank."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table as a reader finds it: its cells, how many rows and columns, how many rows the file itself marks as heads, its name, and whether it draws lines.

    `placed` says that the reader has told apart already what only places text on the page.
    """

    cells: Sequence[Draft]
    rows: int
    columns: int
    header_rows: int = 0
    name: str | None = None
    ruled: bool = True
    placed: bool = False


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
    if columns <= 4 and rows <= 8 and MOTTO.search(text):
        return True
    if columns <= 4 and rows <= 6 and any(RECIPIENTS.match(line) for cell in filled for line in cell.lines[:2]):
        return True
    return rows == 1 and not ruled and len(filled) <= 4


def placement_lines(cells: Sequence[Draft]) -> list[str]:
    """The lines of a letterhead or signature table as they are read: issuer, motto, number, place and date; else left, then right."""
    by_column: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        by_column.setdefault(cell.column, []).extend(cell.lines)
    columns = [lines for _, lines in sorted(by_column.items()) if lines]
    if not any(MOTTO.search(line) for lines in columns for line in lines):
        return [line for lines in columns for line in lines]
    heads: list[str] = []
    tails: list[str] = []
    for lines in columns:
        cut = next((i for i, line in enumerate(lines) if NUMBER_LINE.match(line) or PLACE_LINE.match(line)), len(lines))
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
        or first[0].text.upper() in ORDINAL_HEADS
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
