"""The row of totals of a table with one cell a line, where some of its cells are empty: under which columns its figures stand.

    Tổng cộng / 111 / (blank) / (blank) / 1.130,76        blank lines are its empty cells
    Tổng cộng / 111 / 1.130,76                            or nothing tells but the sums of the columns

In: the words of the cells with the lines that they stand on, the rows above. Out: the place of each cell of the row, None where that is not plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

LEAD = 2  # the columns of ordinals and names
FIGURE = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
Place = tuple[int, int]
Row = tuple[Place | None, ...]


def short_total(words: Sequence[str], figures: Sequence[bool], lines: Sequence[int], at: int, rows: Sequence[Row], kinds: Sequence[bool]) -> Row | None:
    """The row of totals that begins with the name at cell `at`: ordinals, name and figures; `kinds` says which columns behind the name hold figures."""
    last = at + 1
    while last < len(words) and figures[last] and last - at <= len(kinds):
        last += 1
    if last == at + 1:
        return None
    columns = _by_blanks(lines, at, last, rows, kinds) or _by_sums(words, at, last, rows, kinds)
    if columns is None:
        return None
    row: list[Place | None] = [None, (at, at + 1), *([None] * len(kinds))]
    for cell, column in zip(range(at + 1, last), columns, strict=True):
        row[LEAD + column] = (cell, cell + 1)
    return tuple(row)


def _by_blanks(lines: Sequence[int], at: int, last: int, rows: Sequence[Row], kinds: Sequence[bool]) -> list[int] | None:
    """The columns of the figures where each blank line is an empty cell: no row above has blanks between its cells."""
    first = next((row for row in rows if len(row) == LEAD + len(kinds) and all(row)), None)
    cells = [place[0] for place in first or () if place is not None]
    if not cells or lines[cells[-1]] - lines[cells[0]] != cells[-1] - cells[0]:
        return None
    columns = [lines[cell] - lines[at] - 1 for cell in range(at + 1, last)]
    return columns if columns[-1] == len(kinds) - 1 and all(kinds[c] for c in columns) else None


def _by_sums(words: Sequence[str], at: int, last: int, rows: Sequence[Row], kinds: Sequence[bool]) -> list[int] | None:
    """The columns of the figures of which each is the sum of its column."""
    found: list[int] = []
    column = 0
    for cell in range(at + 1, last):
        total = _value(words[cell])
        while column < len(kinds) and (total is None or not kinds[column] or _sum(words, rows, LEAD + column) != total):
            column += 1
        if column == len(kinds):
            return None
        found.append(column)
        column += 1
    return found


def _sum(words: Sequence[str], rows: Sequence[Row], column: int) -> Decimal | None:
    values = [_value(words[place[0]]) for row in rows if column < len(row) and (place := row[column]) is not None]
    return None if None in values else sum((value for value in values if value is not None), Decimal(0))


def _value(words: str) -> Decimal | None:
    if words in ("-", "–"):
        return Decimal(0)
    return Decimal(words.replace(".", "").replace(",", ".")) if FIGURE.fullmatch(words) else None


__all__ = ["short_total"]
