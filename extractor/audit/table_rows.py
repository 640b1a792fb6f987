"""Rows of a table that are sums of the rows below or above them, by level, label and what most of their columns say.

"Trong đó" rows name some of the row above them and are no parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.audit.grades import grade_sum, slip_explains_sum
from extractor.audit.relations import Candidate
from extractor.audit.table_sheet import DIGITS, Sheet
from extractor.audit.vocabulary import vocabulary
from extractor.tables.grid import Row


@dataclass(frozen=True, slots=True)
class RowSums:
    """One row against the rows that it may be the sum of: its relations, column by column; `told` where its label says "Tổng"."""

    index: int
    made: tuple[Candidate, ...]
    held: int
    broken: int
    digits: int
    told: bool


def row_sums(sheet: Sheet) -> Iterator[Candidate]:
    """All sums of rows, those that hold and those that do not."""
    rows = sheet.grid.rows
    sound: set[int] = set()  # levels of which a row is the sum of its rows in every column
    doubtful: list[RowSums] = []
    for index, row in enumerate(rows):
        if _within(row):
            continue
        tried: list[RowSums] = []
        for members, told in _member_sets(sheet, index):
            found = _row_sums(sheet, index, members, told)
            if told and row.ordinal and not _believed(found):
                # "Tổng số" over the ordinal's and the label's place: the row's cells stand one column to the left.
                shifted = _row_sums(sheet, index, members, told, shift=1)
                found = shifted if shifted.held >= max(3, 4 * shifted.broken) else found
            if _believed(found):
                yield from _sure(found)
                if not found.broken and found.held >= 2:
                    sound.add(row.level)
                break
            tried.append(found)
        else:
            doubtful += [t for t in tried if t.held and t.broken and not t.told][:1]
    # Where other rows of the level are sums of theirs, one that is so in some columns is in all.
    for found in doubtful:
        if rows[found.index].level in sound:
            yield from _sure(found)


def _sure(found: RowSums) -> Iterator[Candidate]:
    """The sums of a row, as sure as its other columns make them: a row that is the sum of its rows in some columns is so in all."""
    for made in found.made:
        others = found.held - made.verdict.holds
        yield replace(made, prior=1 - 0.015 * 0.1**others if others else None)


def _member_sets(sheet: Sheet, index: int) -> Iterator[tuple[list[int], bool]]:
    """Rows whose sum row `index` may be, likeliest first; told is true where its label says "Tổng"."""
    rows = sheet.grid.rows
    row = rows[index]
    total = _is_total(row)
    below = [i for i, r in enumerate(rows) if r.parent == row.number and not _within(r)]
    if len(below) >= 2:
        yield below, False
    if not total:
        return
    others = [i for i in range(len(rows)) if i != index and not _within(rows[i]) and not _is_total(rows[i])]
    for span in ([i for i in others if i < index], [i for i in others if i > index]):
        # Of the rows since the last total, the outermost ones, else all that have nothing below them.
        last = max((i for i in range(index) if _is_total(rows[i])), default=-1) if span and span[0] < index else -1
        for block in (span, [i for i in span if i > last]) if last >= 0 else (span,):
            for level in sorted({rows[i].level for i in block}):
                chosen = [i for i in block if rows[i].level == level]
                if len(chosen) >= 2:
                    yield chosen, True
            parents = {r.parent for r in rows}
            leaves = [i for i in block if rows[i].number not in parents]
            if len(leaves) >= 2:
                yield leaves, True


def _within(row: Row) -> bool:
    return bool(row.label and vocabulary().table_within.search(row.label))


def _is_total(row: Row) -> bool:
    search = vocabulary().table_total.search
    return bool(row.ordinal and search(row.ordinal)) or bool(row.label and not row.ordinal and search(row.label))


def _row_sums(sheet: Sheet, index: int, members: Sequence[int], told: bool, shift: int = 0) -> RowSums:
    """The sums of one row over `members`, column by column; its own cells stand `shift` columns to the left."""
    made: list[Candidate] = []
    held = broken = digits = 0
    for column in sheet.values:
        whole = sheet.cells[index][column - shift]
        if whole is None or not all(sheet.known[i][column] for i in members):
            continue
        parts = tuple(p for i in members if (p := sheet.cells[i][column]) is not None and p.total is None)
        if not parts or (len(parts) == 1 and parts[0].value == whole.value):
            continue
        verdict = grade_sum(parts, whole)
        if verdict.holds:
            held += 1
            digits += whole.digits
        elif any(sheet.cells[i][column] is None and not sheet.zero[i][column] for i in members):
            continue  # a member's cell is empty: its figure may stand in another column
        else:
            broken += 1
        made.append(Candidate("sum", parts, whole, "total_row" if told else "group_row", verdict, table=True))
    return RowSums(index, tuple(made), held, broken, digits, told)


def _believed(found: RowSums) -> bool:
    """Most columns say that the row is a sum, or its label does and the one column that does not hold is near."""
    if not found.broken:
        return found.held > 0 and found.digits >= (1 if found.told or found.held > 1 else 3)
    if found.held >= 2 and found.held >= found.broken and found.digits >= DIGITS // 2:
        return True
    return found.told and found.held + found.broken == 1 and _close(found.made[0])


def _close(made: Candidate) -> bool:
    assert made.whole is not None
    gap = abs(made.verdict.expected - made.verdict.actual)
    return gap * 20 <= abs(made.verdict.actual) or slip_explains_sum(made.parts, made.whole) is not None
