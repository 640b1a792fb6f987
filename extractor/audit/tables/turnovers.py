"""Balances of tables: what there was, what came, what went, and what is left.

    Mặt hàng | Tồn đầu kỳ | Nhập | Xuất | Tồn cuối kỳ                    four columns, in each row
    Số dư đầu năm / Thu trong năm / Chi trong năm / Số dư cuối năm      four rows that follow each other, in each column

Linear: heads and rows are walked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import Figure
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Sheet
from extractor.audit.turnover import CAME, CLOSES, OPENS, ORDER, WENT, balance, role_of


def turnovers_of(sheet: Sheet) -> Iterator[Candidate]:
    """The balances of a table: over four columns in each row, over four rows that follow each other in each column."""
    found = [made for columns in _columns(sheet) for row in sheet.cells if (made := _of_cells([row[c] for c in columns])) is not None]
    yield from _sure(found)
    roles = [role_of(row.label or "") for row in sheet.grid.rows]
    for first in range(len(roles) - len(ORDER) + 1):
        here = roles[first : first + len(ORDER)]
        if here[0] == OPENS and here[-1] == CLOSES and {*here[1:3]} == {CAME, WENT}:
            rows = [sheet.cells[first + here.index(role)] for role in ORDER]
            yield from _sure([made for column in sheet.values if (made := _of_cells([row[column] for row in rows])) is not None])


def _columns(sheet: Sheet) -> Iterator[list[int]]:
    """The four columns by their heads, those of amounts and those of values apart ("Tồn đầu kỳ / Số lượng")."""
    groups: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for column in sheet.values:
        path = sheet.grid.heads[column] if column < len(sheet.grid.heads) else ()
        named = [(words, role) for words in path if (role := role_of(words)) is not None]
        if named:
            others = tuple(words for words in path if words != named[0][0])
            groups.setdefault(others, {}).setdefault(named[0][1], []).append(column)
    for told in groups.values():
        if len(told) == len(ORDER) and all(len(columns) == 1 for columns in told.values()):
            yield [told[role][0] for role in ORDER]


def _of_cells(cells: Sequence[Figure | None]) -> Candidate | None:
    opening, came, went, closing = cells
    if opening is None or came is None or went is None or closing is None:
        return None
    return balance((opening, came, went), closing, table=True)


def _sure(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """As sure as others of the table hold; where most do not, the heads mean something else."""
    held = sum(made.verdict.holds for made in found)
    if held * 2 >= len(found) - 1:
        yield from (replace(made, prior=1 - 0.12 * 0.3 ** (held - made.verdict.holds)) for made in found)
