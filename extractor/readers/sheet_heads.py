"""Rows of a sheet that stand right above what looks like a table and belong to it: heads of two cells over many columns, heads with a blank row below them,
and the first rows of data.

              | Thực hiện      |         | So với cùng kỳ (%)
              | Năm 2030       | Năm 2031|
                                                              (a blank row)
    Tổng số   | 1.482,6        | 1.519,3 | 102,5               the first row of three cells
    Cá        | 811,4          | 840,0   | 103,5

In: the rows above, nearest last, and the rows of the table that have been seen. Out: how many of the former are lines above the table. Linear.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extractor.readers.line_words import is_placement_line
from extractor.readers.sheet_model import Sheet
from extractor.readers.table_drafts import YEAR

MOST, GAP = 12, 2  # rows above that are looked at; rows between two of them
SEEN = 24  # rows of the table from which its columns are told
LONGEST = 80  # characters of a head
SAID = re.compile(r":\s*\S")  # "Đơn vị: Sở Y tế" names a thing, and heads no column
Rows = Mapping[int, Sequence[int]]
Spans = Mapping[tuple[int, int], tuple[int, int]]


def lines_above(above: Sequence[int], table: Sequence[int], rows: Rows, sheet: Sheet, spans: Spans) -> int:
    """How many of the rows `above` stay lines above the table whose rows begin with `table`."""
    names, figures = _columns(table[:SEEN], rows, sheet)
    kept = len(above)
    if not figures or names is None:
        return kept
    below, heads = table[0], not _is_data(table[0], rows, sheet)
    for place in range(len(above) - 1, max(-1, len(above) - 1 - MOST), -1):
        row = above[place]
        if below - row > GAP:
            break
        if _is_head(row, rows, sheet, spans, names, figures, heads):
            kept, heads = place, True
        elif not heads and _is_data(row, rows, sheet) and rows[row][0] <= names:
            kept = place
        elif heads or len(rows[row]) > 1 or rows[row][0] > names:
            break  # a title, a unit, a letterhead; a row of one name may open a group of data
        below = row
    return kept


def _columns(table: Sequence[int], rows: Rows, sheet: Sheet) -> tuple[int | None, set[int]]:
    """The last column that names rows, and the columns of figures."""
    data = [row for row in table if _is_data(row, rows, sheet)]
    figures = {column for row in data for column in rows[row] if _is_figure(row, column, sheet)}
    first = min(figures, default=0)
    names = [column for row in data for column in rows[row] if column < first]
    return max(names, default=None), figures


def _is_figure(row: int, column: int, sheet: Sheet) -> bool:
    cell = sheet.cells[row, column]
    return cell.figure and YEAR.fullmatch(cell.text.strip()) is None


def _is_data(row: int, rows: Rows, sheet: Sheet) -> bool:
    """A row of a name and figures."""
    columns = rows[row]
    return len(columns) > 1 and not _is_figure(row, columns[0], sheet) and any(_is_figure(row, column, sheet) for column in columns)


def _is_head(row: int, rows: Rows, sheet: Sheet, spans: Spans, names: int, figures: set[int], heads: bool) -> bool:
    """Cells of words over columns of figures alone, none over the names of the rows; one cell over several columns, or with the rest of its words below."""
    if rows[row][0] <= names or any(_is_figure(row, column, sheet) for column in rows[row]):
        return False
    for column in rows[row]:
        text = " ".join(sheet.cells[row, column].text.split())  # blanks may set its words apart
        width = spans.get((row, column), (1, 1))[1]
        if len(rows[row]) == 1 and not (heads and (width > 1 or text[:1].islower())):
            return False
        if len(text) > LONGEST or SAID.search(text) or is_placement_line(text) or not figures & set(range(column, column + min(width, 64))):
            return False
    return True
