"""The cells of a document's tables that hold figures, and the columns of figures that gave none.

A cell of figures holds a figure and nothing else, outside the ordinals. It is read where an indicator stands in it. Those of columns that hold codes
or times, give units or name the rows are counted apart (`named`). A row of heads with figures in it counts too, unless it numbers the columns: a row
of data that was taken for heads is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.doctor.model import Collector, Cover, Example
from extractor.document import Cell, Table
from extractor.layout import Layout
from extractor.layout.table_words import numbers_columns, plain
from extractor.tables.grid import Grid
from extractor.tables.words import kind_of

NAMED = ("codes", "times", "units")
ENOUGH = 2  # figures that make a column one of figures


@dataclass(slots=True)
class Cells:
    """Counts of cells and columns of figures, and what was left of them."""

    cells: int = 0
    named: int = 0
    read: int = 0
    columns: int = 0
    silent: int = 0
    left: Collector = field(default_factory=lambda: Collector("cell"))
    columns_left: Collector = field(default_factory=lambda: Collector("column"))


def figure_cells(grid: Grid) -> Iterator[tuple[int, int, str, bool]]:
    """Row and column of the grid and words of each cell outside the ordinals that holds a figure and nothing else, and whether its column names things."""
    for row in grid.rows:
        for column, words in row.words.items():
            kind = _kind(grid, column)
            if kind != "ordinals" and kind_of(words) == "figure":
                yield row.grid_row, column, words, kind in NAMED or column == grid.label_column


def table_words(text: str, table: Table) -> dict[tuple[int, int], str]:
    """The words of the cells in the rows of heads, by their place."""
    return {(cell.row, cell.column): plain(text, cell.spans) for cell in table.cells if cell.row < table.header_rows and cell.spans}


def head_figures(words: Mapping[tuple[int, int], str], table: Table) -> Iterator[tuple[Cell, str]]:
    """The cells of figures in rows of heads that do not number the columns."""
    numbering = {row: numbers_columns([words.get((row, column), "") for column in range(table.columns)]) for row in range(table.header_rows)}
    for cell in table.cells:
        said = words.get((cell.row, cell.column), "")
        if said and not numbering[cell.row] and kind_of(said) == "figure":
            yield cell, said


def _kind(grid: Grid, column: int) -> str:
    return grid.kinds[column] if column < len(grid.kinds) else "text"


def cells_of(layout: Layout, grids: Sequence[Grid], indicators: Cover) -> Cells:
    """What of the tables of a document was read."""
    made = Cells()
    for number, (table, grid) in enumerate(zip(layout.tables, grids, strict=True)):
        _Table(layout, number, table, grid, indicators, made).look()
    return made


class _Table:
    """One table."""

    def __init__(self, layout: Layout, number: int, table: Table, grid: Grid, indicators: Cover, made: Cells) -> None:
        self.layout, self.number, self.table, self.grid, self.indicators, self.made = layout, number, table, grid, indicators, made
        self.at = {(cell.row, cell.column): cell for cell in table.cells}
        self.row_number = {row.grid_row: row.number for row in grid.rows}

    def look(self) -> None:
        """Adds the table's counts."""
        made, grid = self.made, self.grid
        columns: dict[int, list[tuple[Cell, str, bool]]] = {}
        for row, column, words, names in figure_cells(grid):
            cell = self.at[row, column]
            read = any(self.indicators.touches(span.start, span.end) for span in cell.spans)
            columns.setdefault(column, []).append((cell, words, read))
            if names:
                made.named += 1
                continue
            made.cells += 1
            made.read += read
            if not read:
                made.left.add(self._head(column), self._place(cell, words))
        for cell, words in head_figures(table_words(self.layout.document.text, self.table), self.table):
            made.cells += 1
            made.left.add(self._head(cell.column), self._place(cell, words))
        for column, found in sorted(columns.items()):
            self._column(column, found)

    def _column(self, column: int, found: Sequence[tuple[Cell, str, bool]]) -> None:
        """Counts a column of figures, and notes it where none of its figures was read."""
        filled = sum(1 for row in self.grid.rows if row.words.get(column))
        if len(found) < ENOUGH or len(found) * 2 < filled:
            return
        self.made.columns += 1
        if any(read for _, _, read in found):
            return
        self.made.silent += 1
        kind = _kind(self.grid, column)
        taken_for = kind if kind in NAMED else "names" if column == self.grid.label_column else "figures"
        words = " | ".join(words for _, words, _ in found[:4])
        self.made.columns_left.add(self._head(column), self._place(found[0][0], words), detail=taken_for)

    def _head(self, column: int) -> str:
        """The heads above a column, outermost first."""
        return " / ".join(self.grid.heads[column])[:120] if column < len(self.grid.heads) else ""

    def _place(self, cell: Cell, words: str) -> Example:
        start = cell.spans[0].start
        page = self.layout.document.page_of(start)
        return Example(start, words, page, (), self.number + 1, self.row_number.get(cell.row), cell.column + 1, cell.address)
