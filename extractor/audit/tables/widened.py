"""A told sum of columns that takes in more columns than its heads name: those behind them, where the rows say so.

    Đơn vị     | Tổng số | Gồm: Sự nghiệp | Quản lý | Chương trình mục tiêu      the head over all parts ends too early, or a target
    Hội A      |   1.430 |            310 |     900 |                   220      programme stands beside it: 310 + 900 + 220
    Hội B      |   2.075 |            875 |   1.200 |

A column is taken in where what the named parts leave in a row is just what stands there, and no row that the named parts make up has anything in it. Linear in
the cells of the few columns behind the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.audit.grades import grade_cells
from extractor.audit.intervals import ZERO
from extractor.audit.tables.columns import ColumnRule
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary

FURTHEST = 6  # columns behind the named parts that are looked at
SEVERAL = 2  # rows that say it together; one row does where what is left has so many digits that are not noughts


@dataclass(frozen=True, slots=True)
class _Left:
    """A row of which the named parts leave something, or nothing (`rest` is zero)."""

    row: int
    rest: Decimal


def widened(sheet: Sheet, rule: ColumnRule) -> ColumnRule:
    """The rule as it is, or with the columns behind its parts that its rows take in."""
    plain = rule.kind == "sum" and rule.told and not (rule.written or rule.by_name or rule.changes)
    if not plain or rule.total > min(rule.parts):
        return rule
    rows = list(_rows(sheet, rule))
    if not any(left.rest > 0 for left in rows):
        return rule
    offers = [(score, extra) for extra in _behind(sheet, rule) if (score := _score(sheet, rows, extra)) is not None]
    return replace(rule, parts=(*rule.parts, *max(offers, key=lambda offer: offer[0])[1])) if offers else rule


def _rows(sheet: Sheet, rule: ColumnRule) -> Iterator[_Left]:
    for r, cells in enumerate(sheet.cells):
        whole, parts = cells[rule.total], [f for c in rule.parts if (f := cells[c]) is not None]
        if whole is not None and whole.total is None and parts and all(sheet.known[r][c] for c in rule.parts):
            verdict = grade_cells(parts, whole)
            yield _Left(r, ZERO if verdict.holds else verdict.actual - verdict.expected)


def _behind(sheet: Sheet, rule: ColumnRule) -> Iterator[tuple[int, ...]]:
    """Runs of the columns behind the parts, up to the next column of totals."""
    heads = sheet.grid.heads
    columns: list[int] = []
    for c in sorted((*sheet.values, *sheet.sparse)):
        if c <= max(rule.parts) or c in sheet.rates:
            continue
        if len(columns) == FURTHEST or (c < len(heads) and heads[c] and vocabulary().table_total.search(heads[c][-1])):
            break
        columns.append(c)
    for first in range(len(columns)):
        for end in range(first + 1, len(columns) + 1):
            yield tuple(columns[first:end])


def _score(sheet: Sheet, rows: Sequence[_Left], extra: Sequence[int]) -> tuple[int, int] | None:
    """How many rows say that the columns `extra` are parts too; None where they do not."""
    explained: list[Decimal] = []
    unlike = 0
    for left in rows:
        figures = [f for c in extra if (f := sheet.cells[left.row][c]) is not None]
        more = sum((f.value for f in figures), ZERO)
        if not more:
            continue
        if not left.rest:
            return None  # the named parts make it up without them
        slack = sum((f.precision for f in figures), ZERO)
        if abs(more - left.rest) < slack:
            explained.append(left.rest)
        else:
            unlike += 1
    if len(explained) <= unlike or not explained:
        return None
    if len(explained) < SEVERAL and len(str(int(explained[0])).rstrip("0")) < SEVERAL:
        return None
    return len(explained) - unlike, -len(extra)


__all__ = ["widened"]
