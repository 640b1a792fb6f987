"""A sheet wider than its page: its further columns are printed on pages of their own, each row at the height that it has on the page of its name.

In: parts of tables on pages that follow each other. What has row names of its own, or says again what the other says, is a table by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.readers.pages.joined import JoinedTable, TablePart
from extractor.readers.pages.layout import TableDraft
from extractor.readers.pages.settings import FIGURE, ORDINAL_HEADS

_YEAR = regex.compile(r"(?:19|20)\d\d")
_FEWEST_ROWS = 4
_SAME = 2.5
"""Points by which the heights of a row may differ."""


def is_beside(left: TableDraft, right: TableDraft) -> bool:
    """Whether the page of `right` holds further columns of `left`: rows at the same heights, heads over figures, no names of rows."""
    if left is right or left.grid.rows < _FEWEST_ROWS or left.grid.columns < 2 or not _same_rows(left, right):
        return False
    heads, names = ([text for column in range(draft.grid.columns) if (text := draft.text(0, column))] for draft in (right, left))
    if not heads or not names or heads == names or any(_figure(text) for text in (*heads, *names)) or right.text(0, 0).casefold() in ORDINAL_HEADS:
        return False
    first = [(left.text(row, 0), right.text(row, 0)) for row in range(1, left.grid.rows)]
    if 2 * sum(a == b for a, b in first if a and b) > sum(bool(a and b) for a, b in first):
        return False
    filled = [right.text(row, column) for row, column in right.lines if row]
    return 2 * sum(_figure(text) for text in filled) >= len(filled) > 0


def is_beside_all(left: Sequence[TableDraft], right: Sequence[TableDraft]) -> bool:
    """The same of tables that go on over page ends: part by part."""
    return len(left) == len(right) and is_beside(left[0], right[0]) and all(_same_rows(a, b) for a, b in zip(left[1:], right[1:], strict=True))


def _same_rows(left: TableDraft, right: TableDraft) -> bool:
    return left.grid.rows == right.grid.rows and all(abs(a - b) <= _SAME for a, b in zip(left.grid.ys, right.grid.ys, strict=True))


def _figure(text: str) -> bool:
    return FIGURE.fullmatch(text) is not None and _YEAR.fullmatch(text) is None


def beside(left: JoinedTable, right: JoinedTable) -> JoinedTable:
    """One table of both, the columns of `right` behind those of `left`."""
    more = left.columns
    parts = [TablePart(part.draft, [[(row, column + more, cell) for row, column, cell in line] for line in part.rows]) for part in right.parts]
    shapes = {(row, column + more): shape for (row, column), shape in right.shapes.items()}
    looks = {(row, column + more): look for (row, column), look in right.looks.items()}
    heads = max(left.header_rows, right.header_rows)
    return JoinedTable([*left.parts, *parts], more + right.columns, left.rows, heads, {**left.shapes, **shapes}, {**left.looks, **looks})
