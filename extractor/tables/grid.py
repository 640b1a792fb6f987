"""A table as rows and columns of words: the one grid that figures, tasks and the audit read.

In: a `Table` of the document and its text. Out: a `Grid`: column heads as paths, the kind of each column, the column that names the rows, rows
with their ordinals, levels and parents. Row and column numbers leave here 1-based over the rows of data, as CONTRACT.md counts them; offsets
stay those of the canonical text. What a column's heads say of its figures (unit, time, role) is in columns.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractor.document import Cell, Table
from extractor.layout.table_parts import GOES_ON
from extractor.layout.table_words import ORDINAL_HEAD, names_fields, numbers_columns, plain
from extractor.lexicon.phrases import LAYOUT
from extractor.tables.depths import depths_of
from extractor.tables.kinds import ColumnKind, column_kinds, name_column
from extractor.tables.rows import Row, ordinal_level, rows_of
from extractor.tables.stairs import stairs_of, step_up
from extractor.tables.vocabulary import vocabulary
from extractor.tables.words import BLANKED, LONG, closed_up

HEADS, NUMBERED = 3, 5  # rows of data that may be left of the heads, and columns that one of them numbers


@dataclass(frozen=True, slots=True)
class Grid:
    """`heads[c]` is the path of column c (outermost first); `columns` how many there are; `label_column` the one that names the rows.

    `kinds[c]` says what column c holds: ordinals | codes | times | units | figures | text | empty; `captions` are lines inside the grid above
    its heads (a title, "ĐVT: triệu đồng"). `covering` gives for a grid position the position of the cell that reaches over it; `words` the
    words of a cell by its position.
    """

    heads: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    columns: int
    ordinal_column: int | None
    label_column: int
    covering: dict[tuple[int, int], tuple[int, int]]
    words: dict[tuple[int, int], str]
    kinds: tuple[ColumnKind, ...] = ()
    captions: tuple[str, ...] = ()

    @property
    def unit_column(self) -> int | None:
        """The column that gives each row's unit."""
        return next((column for column, kind in enumerate(self.kinds) if kind == "units"), None)

    def row_at(self, grid_row: int) -> Row | None:
        """The row of data that stands at a row of the grid, None for heads and empty rows."""
        place = bisect_left(self.rows, grid_row, key=lambda row: row.grid_row)
        return self.rows[place] if place < len(self.rows) and self.rows[place].grid_row == grid_row else None

    def ancestors(self, row: Row) -> Iterator[Row]:
        """The rows that govern a row, the nearest first."""
        while row.parent is not None:
            row = self.rows[row.parent - 1]
            yield row

    def governing(self, row: Row) -> Iterator[Row]:
        """The rows that govern a row by what they say, the nearest first: for a row of nothing but "Trong đó" the one above it, whose parts it leads."""
        for above in self.ancestors(row):
            leads = above.number > 1 and above.label is not None and LAYOUT.leads_parts.fullmatch(above.label) is not None
            if not leads:
                yield above
            elif above.parent != above.number - 1:
                yield self.rows[above.number - 2]


def head_rows(text: str, table: Table) -> tuple[list[list[str]], list[str]]:
    """The words of the rows of heads by column, a joined head in all columns that it covers; and the captions above them.

    A row that numbers the columns is left out, and the names of a database's fields above heads.
    """
    levels: list[list[str]] = []
    captions: list[str] = []
    alone: dict[int, int] = {}  # the columns of the row above, and how many each of its cells takes
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row < table.header_rows:
            by_row.setdefault(cell.row, []).append(cell)
    for row in sorted(by_row):
        filled = [cell for cell in by_row[row] if cell.spans]
        if len(filled) == 1 and not levels and table.columns > 2:
            captions.append(plain(text, filled[0].spans))
            continue
        words = [""] * table.columns
        for cell in filled:
            name = plain(text, cell.spans).strip()
            for column in range(cell.column, min(table.columns, cell.column + cell.column_span)):
                words[column] = name
        if not any(words) or numbers_columns(words):
            continue
        own = {cell.column: cell.column_span for cell in filled}
        for column in _going_on(levels, words, [c for c in own if alone.get(c) == own[c]]):
            above = next(level for level in reversed(levels) if level[column])
            for c in range(column, min(table.columns, column + own[column])):
                above[c], words[c] = f"{above[c]} {words[c]}", ""
        if any(words):
            levels.append(words)
        alone = own
    _join_ordinal_head(levels)
    return (levels[1:] if len(levels) > 1 and names_fields(levels[0]) else levels), captions


def _join_ordinal_head(levels: list[list[str]]) -> None:
    """Puts the head of the ordinals together where a narrow column broke it ("S" over "TT"): it stands over no neighbour."""
    if len(levels) < 2 or not levels[0]:
        return
    said = [words[0] for words in levels if words[0]]
    whole = " ".join(said)
    if len(said) > 1 and ORDINAL_HEAD.fullmatch(whole):
        for words in levels:
            words[0] = ""
        levels[0][0] = whole


def _going_on(levels: list[list[str]], words: list[str], columns: list[int]) -> list[int]:
    """The columns whose head goes on in the row below it: "Tháng 6 năm" over "2031 so với" over "cùng kỳ (%)". Not what stands under a head that its neighbour
    has too ("Số dự án | Số dự án" over "giao | đã làm"), or that reaches over a neighbour without one."""
    heads = [next((level[c] for level in reversed(levels) if level[c]), "") for c in range(len(words))]

    def shared(one: int, other: int) -> bool:
        if not 0 <= one < len(words) or not 0 <= other < len(words) or words[one] == words[other]:
            return False
        return heads[one] == heads[other] or (one < other and not heads[other] and bool(words[other]))

    return [c for c in sorted(columns) if heads[c] and GOES_ON.match(words[c]) and not shared(c, c + 1) and not shared(c, c - 1)]


def head_paths(levels: list[list[str]], columns: int) -> tuple[tuple[str, ...], ...]:
    """The heads above each column, outermost first."""
    for number, words in enumerate(levels[:-1]):
        below = levels[number + 1 :]
        for c in range(1, columns):
            # An empty head goes on from its left neighbour where heads below both of them need an owner.
            if not words[c] and words[c - 1] and any(low[c] and low[c - 1] for low in below) and all(up[c] == up[c - 1] for up in levels[:number]):
                words[c] = words[c - 1]
    paths = []
    for c in range(columns):
        path: list[str] = []
        for words in levels:
            if words[c] and (not path or path[-1] != words[c]):
                path.append(words[c])
        paths.append(tuple(path))
    return tuple(paths)


def grid_of(text: str, table: Table) -> Grid:
    """Reads the table's heads, its columns, and its rows with their levels. Empty rows are left out."""
    levels, captions = head_rows(text, table)
    heads = head_paths(levels, table.columns)
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    words_of = {r: {c: plain(text, cell.spans) for c, cell in cells.items() if cell.spans} for r, cells in by_row.items()}
    data = [r for r in sorted(by_row) if r >= table.header_rows and words_of[r]]
    data = [r for n, r in enumerate(data) if n >= HEADS or len(words_of[r]) < NUMBERED or not numbers_columns([words_of[r][c] for c in sorted(words_of[r])])]
    _close_up(text, by_row, words_of, data)
    covering = _covering(table)
    words_at = {(r, c): words for r, row_words in words_of.items() for c, words in row_words.items()}
    kinds = column_kinds(heads, [words_of[r] for r in data])
    if stairs := stairs_of(heads, kinds, [words_of[r] for r in data]):
        for r in data:
            step_up(stairs, words_of[r], by_row[r])
        kinds = column_kinds(heads, [words_of[r] for r in data])
    ordinal_column = next((column for column, kind in enumerate(kinds) if kind == "ordinals"), None)
    reaching = _reaching(covering, words_of)
    label_column = name_column(heads, [words_of[r] for r in data], kinds, lambda number, column: reaching(data[number], column) is not None)
    names = [words_of[r].get(label_column) for r in data]
    depths = depths_of(text, [by_row[r].get(label_column) for r in data], [bool(name and LAYOUT.total_row.match(name)) for name in names])
    rows = rows_of(data, by_row, depths or [0] * len(data), words_of, ordinal_column, label_column, reaching)
    return Grid(heads, tuple(rows), table.columns, ordinal_column, label_column, covering, words_at, kinds, tuple(captions))


def _close_up(text: str, cells: dict[int, dict[int, Cell]], words_of: dict[int, dict[int, str]], data: list[int]) -> None:
    """Takes the blanks out of figures that have their thousands parted by them, in columns that write no thousands otherwise. Figures on several lines
    of one cell are several."""
    columns: dict[int, list[int]] = {}
    for r in data:
        for c, words in words_of[r].items():
            if BLANKED.fullmatch(words):
                columns.setdefault(c, []).append(r)
    for c, rows in columns.items():
        if any(LONG.search(words_of[r].get(c, "")) for r in data if r not in rows):
            continue
        for r in rows:
            spans = cells[r][c].spans
            if len(spans) == 1 and "\n" not in spans[0].of(text):
                words_of[r][c] = closed_up(words_of[r][c])


def _covering(table: Table) -> dict[tuple[int, int], tuple[int, int]]:
    return {
        (r, c): (cell.row, cell.column)
        for cell in table.cells
        if cell.spans
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }


def _reaching(covering: dict[tuple[int, int], tuple[int, int]], words_of: dict[int, dict[int, str]]) -> Callable[[int, int], str | None]:
    def words(row: int, column: int) -> str | None:
        owner = covering.get((row, column))
        return words_of[owner[0]].get(owner[1]) if owner is not None else None

    return words


def column_future(grid: Grid, column: int) -> bool | None:
    """Whether running text in a column speaks of what is to be done, by its head; None where the head does not say."""
    head = " ".join(grid.heads[column]) if column < len(grid.heads) else ""
    v = vocabulary()
    if v.future.within(head):
        return True
    return False if v.done.within(head) else None


__all__ = ["Grid", "Row", "column_future", "grid_of", "head_paths", "head_rows", "ordinal_level"]
