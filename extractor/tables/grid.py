"""A table as rows and columns of words: column heads as paths, rows with their ordinals, levels and parents.

In: a `Table` of the document and its text. Out: a `Grid`. Row and column numbers leave here 1-based over the rows of data, as CONTRACT.md counts
them; offsets stay those of the canonical text.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.document import Cell, Table
from extractor.layout.table_words import NUMBERING, ORDINAL, ORDINAL_HEAD, TOTAL, plain


@dataclass(frozen=True, slots=True)
class Row:
    """A row of data: its 1-based `number`, its cells by column, its ordinal as written, its level (1 is outermost), its parent's number."""

    number: int
    grid_row: int
    cells: dict[int, Cell]
    words: dict[int, str]
    ordinal: str | None
    level: int
    parent: int | None
    label: str | None


@dataclass(frozen=True, slots=True)
class Grid:
    """`heads[c]` is the path of column c (outermost first); `columns` how many there are; `label_column` the one that names the rows.

    `covering` gives for a grid position the position of the cell that reaches over it; `words` the words of a cell by its position.
    """

    heads: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]
    columns: int
    ordinal_column: int | None
    label_column: int
    covering: dict[tuple[int, int], tuple[int, int]]
    words: dict[tuple[int, int], str]


def ordinal_level(ordinal: str) -> int:
    """How deep an ordinal stands: A 1, I 2, 1 3, 1.1 4, a 5, - 6, + 7 (only their order counts)."""
    mark = ordinal.strip(" .)(*")
    if regex.fullmatch(r"[IVXLC]+", mark) and mark not in ("C", "L"):
        return 2
    if regex.fullmatch(r"[A-ZĐ]", mark):
        return 1
    if regex.fullmatch(r"\d+(?:\.\d+)*|[IVXLC]+(?:\.\d+)+|[A-ZĐ]\.?\d+(?:\.\d+)*", mark):
        return 3 + mark.count(".")
    if regex.fullmatch(r"[a-zđ]", mark):
        return 8
    if mark in ("-", "–", "•") or ordinal.strip() == "-":
        return 9
    return 10 if ordinal.strip() == "+" else 3


def head_paths(text: str, table: Table) -> tuple[tuple[str, ...], ...]:
    """The heads above each column, outermost first; a merged head counts for all columns that it covers."""
    columns = table.columns
    level_words: list[list[str]] = []
    for r in range(table.header_rows):
        words = [""] * columns
        merged = [False] * columns
        for cell in table.cells:
            if cell.row != r:
                continue
            name = plain(text, cell.spans)
            for c in range(cell.column, min(columns, cell.column + cell.column_span)):
                words[c] = name
                merged[c] = True
        if all(not w or NUMBERING.fullmatch(w) for w in words) and any(words):
            continue  # the row that numbers the columns
        level_words.append(words)
    for level, words in enumerate(level_words):
        below = level_words[level + 1] if level + 1 < len(level_words) else None
        for c in range(1, columns):
            # An empty head goes on from its left neighbour where a head below it needs an owner.
            above_same = all(up[c] == up[c - 1] for up in level_words[:level])
            if not words[c] and words[c - 1] and below is not None and below[c] and above_same:
                words[c] = words[c - 1]
    paths = []
    for c in range(columns):
        path: list[str] = []
        for words in level_words:
            if words[c] and (not path or path[-1] != words[c]):
                path.append(words[c])
        paths.append(tuple(path))
    return tuple(paths)


def grid_of(text: str, table: Table) -> Grid:
    """Reads the table's heads, and its rows with their levels."""
    heads = head_paths(text, table)
    by_row: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, {})[cell.column] = cell
    words_of = {r: {c: plain(text, cell.spans) for c, cell in cells.items() if cell.spans} for r, cells in by_row.items()}
    ordinal_column = 0 if heads and heads[0] and ORDINAL_HEAD.fullmatch(heads[0][0]) else None
    data = [r for r in sorted(by_row) if r >= table.header_rows]
    if ordinal_column is None and data:
        first = [words_of[r].get(0, "") for r in data]
        if sum(bool(w) for w in first) >= 2 and all(not w or ORDINAL.fullmatch(w) for w in first):
            ordinal_column = 0
    label_column = 1 if ordinal_column == 0 and table.columns > 1 else 0
    covering = {
        (r, c): (cell.row, cell.column)
        for cell in table.cells
        if cell.spans
        for r in range(cell.row, cell.row + cell.row_span)
        for c in range(cell.column, cell.column + cell.column_span)
    }
    rows: list[Row] = []
    open_rows: list[tuple[int, int]] = []  # (level, number)
    for r in data:
        words = words_of[r]
        ordinal = words.get(ordinal_column) if ordinal_column is not None else None
        label = words.get(label_column)
        if label is None and (owner := covering.get((r, label_column))) is not None:
            label = words_of[owner[0]].get(owner[1])
        if ordinal and label is None and not ORDINAL.fullmatch(ordinal):
            ordinal, label = None, ordinal
        if not ordinal and not label and rows and len(words) > 1:
            # A cell that reaches over several rows is written in the first of them.
            rows.append(Row(len(rows) + 1, r, by_row[r], words, None, rows[-1].level, rows[-1].parent, rows[-1].label))
            continue
        level = ordinal_level(ordinal) if ordinal else 3
        if not ordinal and label:
            mark = regex.match(r"([-–+•])\s", label)
            level = ordinal_level(mark[1]) if mark else (4 if open_rows and open_rows[-1][0] >= 3 else 3)
            if label.isupper() or not any(k for k in words if k not in (label_column, ordinal_column)):
                level = 0 if not open_rows or open_rows[0][0] == 0 else 2
            if TOTAL.match(label) and rows:
                # A sum below its rows belongs to none of them: the last one to the whole table, one in between beside the row above.
                level = 0 if r == data[-1] else rows[-1].level
        number = len(rows) + 1
        while open_rows and open_rows[-1][0] >= level:
            open_rows.pop()
        parent = open_rows[-1][1] if open_rows else None
        open_rows.append((level, number))
        rows.append(Row(number, r, by_row[r], words, ordinal, level, parent, label))
    words_at = {(r, c): words for r, row_words in words_of.items() for c, words in row_words.items()}
    return Grid(heads, tuple(rows), table.columns, ordinal_column, label_column, covering, words_at)
