"""Heads with rules over a body without: sheets of which the heads alone have borders. The body is set in the columns of its heads, and both are one table.

In: the elements of each page. A body that goes on at the top of the next page is set in the same columns, so that the parts are joined over the page end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import regex

from extractor.readers.pages.layout import TableDraft, cell_lines
from extractor.readers.pages.model import Run
from extractor.readers.pages.settings import FIGURE
from extractor.readers.pages.tables import Grid, GridCell

_YEAR = regex.compile(r"(?:19|20)\d\d")
_MOST_HEADS = 6
_FEWEST_COLUMNS = 3
_NEAR = 30.0
"""Points between the heads and their body."""
_OVER = 2.0
"""By how much a word may stand out of its column."""
_SHARE = 0.1
"""Of the pieces that may do so."""


def join_bodies(pages: Iterable[list[Any]]) -> None:
    """Joins heads and bodies on every page."""
    columns: Sequence[float] = ()  # of the body that ended the page before
    for elements in pages:
        out: list[Any] = []
        for element in elements:
            if isinstance(element, TableDraft) and not element.ruled:
                above = out[-1] if out else None
                if isinstance(above, TableDraft) and above.ruled and _is_head(above) and -_OVER <= element.top - above.bottom < _NEAR:
                    body = _in_columns(element, above.grid.xs)
                    if body is not None:
                        out[-1] = _under(above, body)
                        columns = above.grid.xs
                        continue
                elif not out and columns:
                    element = _in_columns(element, columns) or element
            out.append(element)
        elements[:] = out
        last = out[-1] if out else None
        if not (isinstance(last, TableDraft) and last.ruled and last.grid.xs == tuple(columns)):
            columns = ()


def _is_head(table: TableDraft) -> bool:
    """Whether a ruled table holds nothing but heads: no figure, but years, and a last row that may number the columns."""
    grid = table.grid
    if grid.columns < _FEWEST_COLUMNS or grid.rows > _MOST_HEADS or len(table.lines) < _FEWEST_COLUMNS:
        return False
    figures = [(row, column) for row, column in table.lines if FIGURE.fullmatch(text := table.text(row, column)) and not _YEAR.fullmatch(text)]
    if not figures:
        return True
    last = [int(text) for column in range(grid.columns) if (text := table.text(grid.rows - 1, column).strip("()")).isdecimal()]
    return grid.rows > 1 and all(row == grid.rows - 1 for row, _ in figures) and len(last) > 1 and all(b == a + 1 for a, b in pairwise(last))


def _in_columns(body: TableDraft, xs: Sequence[float]) -> TableDraft | None:
    """The body with its words in these columns; None where they do not keep to them."""
    cells: dict[tuple[int, int], list[Run]] = {}
    pieces = over = 0
    for (row, _), lines in body.lines.items():
        for part in (part for line in lines for part in line.parts):
            if isinstance(part, str):
                if part.strip():
                    return None
                continue
            for piece in _pieces(part, xs):
                column = next((n for n in range(len(xs) - 1) if xs[n] <= (piece.x0 + piece.x1) / 2 < xs[n + 1]), None)
                pieces += 1
                if column is None:
                    return None
                over += piece.x0 < xs[column] - _OVER or piece.x1 > xs[column + 1] + _OVER
                cells.setdefault((row, column), []).append(piece)
    if not pieces or over > _SHARE * pieces:
        return None
    grid = Grid(xs, body.grid.ys, [GridCell(r, c, 1, 1, xs[c], body.grid.ys[r], xs[c + 1], body.grid.ys[r + 1]) for r in range(body.grid.rows) for c in range(len(xs) - 1)])
    return TableDraft(grid, {place: lines for place, runs in cells.items() if (lines := cell_lines(runs))})


def _pieces(run: Run, xs: Sequence[float]) -> list[Run]:
    """The run cut at the blanks in which a border of columns lies."""
    text, out, start = run.text, [], 0
    for at, character in enumerate(text):
        if character == " " and any(run.xs[at] - _OVER <= x <= run.xs[at + 1] + _OVER for x in xs[1:-1]):
            out.append(run.cut(start, at))
            start = at + 1
    out.append(run.cut(start, len(text)) if start else run)
    return [piece for piece in out if piece.text.strip()]


def _under(head: TableDraft, body: TableDraft) -> TableDraft:
    """One table of both."""
    above, below = head.grid, body.grid
    rows = above.rows
    ys = [*above.ys, *below.ys[1:]]
    cells = [*above.cells, *(GridCell(cell.row + rows, cell.column, 1, 1, cell.x0, ys[cell.row + rows], cell.x1, ys[cell.row + rows + 1]) for cell in below.cells)]
    return TableDraft(Grid(above.xs, ys, cells), {**head.lines, **{(row + rows, column): lines for (row, column), lines in body.lines.items()}})
