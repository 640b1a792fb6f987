"""Another reading of a sum of rows that does not come out: groups told by their figures alone.

    Sở A                 6.047      a bold name over other bold names, a plain one among them: where levels are set without care,
    Sửa chữa nhỏ         5.337      each row that is just the sum of the rows right below it is a group, and they are its parts
    Quốc lộ 14             198
    Quốc lộ 25           5.139
    Sửa chữa lớn           710
    Tổng số             11.947

A row that says in every column what the row above it says is what that row holds, however short its figures are. From the last row upwards, so that groups
of groups are found; what stays is what the total adds up. It only speaks for the table, never against it: of long figures no chance makes such a reading
agree. Linear in the rows but for the width of a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_cells
from extractor.audit.intervals import ZERO
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Sheet

DIGITS = 4  # of a sum that chance does not make
COLUMNS = 3  # of a row that the row below it repeats
WIDEST = 40  # parts of a group
LONGEST = 400  # rows that are looked at


@dataclass(frozen=True, slots=True)
class _Cell:
    figure: Figure
    level: int
    row: int


def refolded(sheet: Sheet, made: Candidate, inside: Sequence[bool]) -> Candidate:
    """The sum of rows as it is, or read with groups told by figures where only so it agrees. `inside` tells the rows that name some of another row."""
    whole = made.whole
    if made.verdict.holds or whole is None or whole.digits < DIGITS:
        return made
    place = next(((r, c) for r, cells in enumerate(sheet.cells) for c, f in enumerate(cells) if f is whole), None)
    parts = [r for r, cells in enumerate(sheet.cells) if place is not None and any(cells[place[1]] is p for p in made.parts)]
    if place is None or not parts:
        return made
    row, column = place
    below = min(parts) > row
    level = sheet.grid.rows[row].level
    end = next((r for r in range(row + 1, len(sheet.cells)) if sheet.grid.rows[r].level < level), len(sheet.cells))
    rows = range(row + 1, min(end, row + 1 + LONGEST)) if below else range(0, row)
    if len(rows) > LONGEST or max(parts) >= rows.stop:
        return made
    cells = [_Cell(f, sheet.grid.rows[r].level, r) for r in rows if not inside[r] and (f := sheet.cells[r][column]) is not None and f.value and f.total is None]
    for single in (False, True):
        groups = _groups(cells, sheet if single else None)
        read = [cell.figure for cell in (_beginning(groups, whole.value, max(parts)) if below else groups)]
        if len(read) > 1 and (verdict := grade_cells(read, whole)).grade == "holds":
            return replace(made, parts=tuple(read), verdict=verdict)
    return made


def _groups(cells: Sequence[_Cell], single: Sheet | None) -> list[_Cell]:
    """The cells that no other one takes in, in order. One row alone is taken in where it stands deeper; with the sheet (`single`) wherever it says the same in
    a long figure, or in all its figures."""
    stack: list[_Cell] = []  # the nearest last
    for cell in reversed(cells):
        total = ZERO
        for count, part in enumerate(reversed(stack[-WIDEST:]), 1):
            total += part.figure.value
            if total == cell.figure.value and (count > 1 or part.level > cell.level or (single is not None and (part.figure.digits >= DIGITS or _repeats(single, part.row, cell.row)))):
                del stack[-count:]
                break
        stack.append(cell)
    return stack[::-1]


def _repeats(sheet: Sheet, row: int, above: int) -> bool:
    """The row right below another, which has the same figure in each of the columns that both fill."""
    both = [(f.value, over.value) for c in sheet.values if (f := sheet.cells[row][c]) is not None and f.value and (over := sheet.cells[above][c]) is not None]
    return row == above + 1 and len(both) >= COLUMNS and all(one == other for one, other in both)


def _beginning(groups: Sequence[_Cell], wanted: Decimal, last: int) -> Sequence[_Cell]:
    """The first groups that come to what is wanted, where they reach to row `last` at least: a part that is left out is what is looked for."""
    total = ZERO
    for count, cell in enumerate(groups, 1):
        total += cell.figure.value
        if total == wanted and (count == len(groups) or groups[count].row > last):
            return groups[:count]
    return []


__all__ = ["refolded"]
