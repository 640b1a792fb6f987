"""Members of a group that are a part of the member before them, though nothing in their names or levels says so.

    Đất nông nghiệp        1.320   1.290       in every column that has the second row the group leaves it out,
    Đất trồng lúa            230     210       and it is nowhere more than the row above it
    TĐ: Chuyên lúa            70      64
    Đất trồng cây lâu năm  1.090   1.080

One column may have such a gap by mistake; where all do, the row is nested. Linear in the cells of the group.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_cells
from extractor.audit.tables.sheet import Sheet

COLUMNS, SUPPORT = 2, 3  # columns that have the member; columns that are the sum of the others


def nested_member(sheet: Sheet, index: int, members: Sequence[int]) -> int | None:
    """The only member that row `index` leaves out wherever it stands, a part of the member before it; None where there is none."""
    found = [member for above, member in pairwise(members) if _left_out(sheet, index, members, member, above)]
    return found[0] if len(found) == 1 else None


def _left_out(sheet: Sheet, index: int, members: Sequence[int], member: int, above: int) -> bool:
    rest = [i for i in members if i != member]
    present = without = bare = 0
    for column in sheet.values:
        whole, own, larger = (sheet.cells[i][column] for i in (index, member, above))
        others = _figures(sheet, rest, column)
        if whole is None or len(others) < 2 or not sheet.adds(column):
            continue
        agrees = grade_cells(others, whole).holds
        if own is None or not own.value:
            bare += agrees
            continue
        if larger is None or own.value > larger.value or grade_cells([*others, own], whole).holds:
            return False
        present += 1
        without += agrees
    return present >= COLUMNS and without > 0 and (without == present or without + bare >= SUPPORT)


def _figures(sheet: Sheet, rows: Sequence[int], column: int) -> list[Figure]:
    return [figure for i in rows if (figure := sheet.cells[i][column]) is not None and figure.total is None]
