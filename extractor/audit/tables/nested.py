"""Members of a group that are a part of the member before them, though nothing in their names or levels says so.

    Đất nông nghiệp        1.320   1.290       in every column that has the second row the group leaves it out,
    Đất trồng lúa            230     210       and it is nowhere more than the row above it
    TĐ: Chuyên lúa            70      64
    Đất trồng cây lâu năm  1.090   1.080

One column may have such a gap by mistake; where all do, the row is nested. Linear in the cells of the group.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_sum
from extractor.audit.tables.sheet import Sheet

COLUMNS = 2  # that leave a member out


def nested_member(sheet: Sheet, index: int, members: Sequence[int]) -> int | None:
    """The only member that row `index` leaves out in each column which has it, a part of the member before it; None where there is none."""
    found = [member for above, member in zip(members, members[1:], strict=False) if _left_out(sheet, index, members, member, above)]
    return found[0] if len(found) == 1 else None


def _left_out(sheet: Sheet, index: int, members: Sequence[int], member: int, above: int) -> bool:
    columns = 0
    for column in sheet.values:
        whole, own, larger = (sheet.cells[i][column] for i in (index, member, above))
        if whole is None or own is None or not own.value or not sheet.adds(column):
            continue
        others = _figures(sheet, [i for i in members if i != member], column)
        if larger is None or own.value > larger.value or len(others) < 2 or not grade_sum(others, whole).holds or grade_sum([*others, own], whole).holds:
            return False
        columns += 1
    return columns >= COLUMNS


def _figures(sheet: Sheet, rows: Sequence[int], column: int) -> list[Figure]:
    return [figure for i in rows if (figure := sheet.cells[i][column]) is not None and figure.total is None]
