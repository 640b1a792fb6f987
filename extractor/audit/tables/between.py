"""A total between a row and the rows that it might be made of: these make up the total between, and the row takes in more than them.

        TỔNG CHI                       1.420
    *   TỔNG CHI TRONG CÂN ĐỐI         1.250      A and B come to this one in every column
    A   Chi đầu tư                       430
    B   Chi thường xuyên                 820
    *   CÁC KHOẢN NGOÀI CÂN ĐỐI          170

The row between calls itself a total, or what it lacks of the outer one stands in a row of its own. Linear in the cells of the rows asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.audit.grades import grade_cells
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary

DIGITS = 3  # of a sum that says it


def made_up_between(sheet: Sheet, index: int, members: Sequence[int]) -> bool:
    """Whether a row between `index` and the first of `members` is their sum wherever it stands, and row `index` is so nowhere."""
    first = min(members)
    between = [j for j in range(index + 1, first) if any(f is not None and f.value for f in sheet.cells[j])]
    return bool(between) and len(members) > 1 and _makes_up(sheet, between[-1], members) and not _keeps(sheet, index, members)[0] and _beside(sheet, index, between[-1], members)


def _makes_up(sheet: Sheet, row: int, members: Sequence[int]) -> bool:
    held, broken = _keeps(sheet, row, members)
    return held > broken == 0


def _keeps(sheet: Sheet, row: int, members: Sequence[int]) -> tuple[int, int]:
    """The columns in which a row is the sum of the members, and those in which it is not."""
    held = broken = 0
    for column in sheet.values:
        whole, cells = sheet.cells[row][column], [sheet.cells[i][column] for i in members]
        parts = [f for f in cells if f is not None and f.total is None and f.value]
        if whole is None or not sheet.adds(column) or len(parts) < 2 or whole.digits < DIGITS:
            continue
        held, broken = (held + 1, broken) if grade_cells(parts, whole).holds else (held, broken + 1)
    return held, broken


def _beside(sheet: Sheet, index: int, row: int, members: Sequence[int]) -> bool:
    """Whether the row between calls itself a total, or a row behind the members holds what it lacks of the outer one."""
    if vocabulary().table_total.search(sheet.grid.rows[row].label or ""):
        return True
    for column in sheet.values:
        outer, inner = sheet.cells[index][column], sheet.cells[row][column]
        if outer is None or inner is None or outer.value <= inner.value:
            continue
        rest = outer.value - inner.value
        return any((f := sheet.cells[j][column]) is not None and f.value == rest for j in range(max(members) + 1, len(sheet.cells)))
    return False


__all__ = ["made_up_between"]
