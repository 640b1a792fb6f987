"""Lists that stand side by side in one table, each with its own names: "Tên tỉnh | Tỷ lệ | Tên tỉnh | Chi bình quân", every pair in the order of its figures.

In: a grid. Out: the column of names of each column of figures that has another one than the table's own.
"""

from __future__ import annotations

import regex

from extractor.tables.grid import Grid
from extractor.tables.vocabulary import vocabulary

COUNTED = regex.compile(r"\W*\d*\W*$")  # "Tên tỉnh 2": a file numbers heads that it repeats
AMOUNT = regex.compile(r"\d[.,]\d|\d{5}")  # a figure that names no row
MOST_FILLED = 0.5  # of the rows have a name there


def names_beside(grid: Grid) -> dict[int, int]:
    """For columns of figures behind a second column of names, under the same head as the first, that column."""
    own = _head(grid, grid.label_column)
    if own is None:
        return {}
    found: dict[int, int] = {}
    last = grid.label_column
    for column in range(grid.label_column + 1, min(grid.columns, len(grid.kinds))):
        if grid.kinds[column] == "text":
            if _head(grid, column) == own and sum(column in row.words for row in grid.rows) >= MOST_FILLED * len(grid.rows):
                last = column
        elif last != grid.label_column:
            found[column] = last
    return found


def _head(grid: Grid, column: int) -> str | None:
    """The head of a column of names without its number; None of other columns."""
    path = grid.heads[column] if column < len(grid.heads) else ()
    if not path or vocabulary().name.match(path[-1]) is None:
        return None
    bare: str = COUNTED.sub("", path[-1])
    return bare.casefold()


def names_nothing(grid: Grid) -> bool:
    """Whether the rows have no names: no column holds words, and the first one holds amounts as the others do (the one row of a summary), no months or numbers of things."""
    c = grid.label_column
    if c >= len(grid.kinds) or grid.kinds[c] != "figures" or "text" in grid.kinds or not (c < len(grid.heads) and grid.heads[c]):
        return False
    words = [row.words[c] for row in grid.rows if row.words.get(c)]
    return bool(words) and sum(AMOUNT.search(word) is not None for word in words) * 2 > len(words)


__all__ = ["names_beside", "names_nothing"]
