"""A row of totals that breaks a rule of columns which its own rows leave open: every cell of it adds up down its column, so what is off is theirs.

    Đơn vị      | Tổng | Lương | Khác       each row is rounded, and the total adds the roundings up: 602 against 601 + 2 + …;
    Xã Đông     |  301 |   180 |  120       or a row has nothing in a column of the rule ("Chưa phân bổ"), which is asked after nowhere
    Xã Tây      |  301 |   181 |  119
    Tổng số     |  602 |   361 |  239

Linear in the relations of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.audit.evidence import prior_of
from extractor.audit.figures import Figure
from extractor.audit.intervals import ZERO
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Sheet

SOFT = 0.5  # how sure the rule is of such a row
Rows = frozenset[int]


def settled_down(sheet: Sheet, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The relations; of a row whose cells all add up down their columns, and whose rows say why, what is off is a rounding or is asked after."""
    places = sheet.places
    down: dict[int, set[Rows]] = {}
    broken: set[int] = set()  # rows that break a rule of columns, and are told for themselves
    for made in found:
        if made.kind != "sum" or made.whole is None or made.whole.start not in places:
            continue
        (row, column), parts = places[made.whole.start], [places.get(p.start, (-1, -1)) for p in made.parts]
        if made.verdict.holds and all(c == column and r >= 0 for r, c in parts):
            down.setdefault(made.whole.start, set()).add(frozenset(r for r, _ in parts))
        elif not made.verdict.holds and all(r == row for r, _ in parts):
            broken.add(row)
    for made in found:
        whole = made.whole
        if made.verdict.holds or made.kind != "sum" or whole is None or whole.start not in down:
            yield made
            continue
        row = places[whole.start][0]
        columns = [places[f.start][1] for f in made.figures if f.start in places and places[f.start][0] == row]
        rows = _rows_of_all(sheet, made, down[whole.start]) if len(columns) == len(made.figures) else frozenset()
        if not rows or rows & broken:
            yield made
        elif all(_off(sheet, r, places[whole.start][1], made) <= _rounding(made) for r in rows):
            yield replace(made, verdict=replace(made.verdict, grade="rounding"))
        else:
            yield replace(made, prior=min(SOFT, prior_of(made)))


def _rows_of_all(sheet: Sheet, made: Candidate, sets: set[Rows]) -> Rows:
    """The rows that the result adds up down its column, where each part adds them up too, blanks as zeros; none where they are not the same."""
    for rows in sets:
        if all(abs(_value(p) - sum((_value(sheet.cells[r][sheet.places[p.start][1]]) for r in rows), ZERO)) <= p.precision * len(rows) / 2 for p in made.parts):
            return rows
    return frozenset()


def _off(sheet: Sheet, row: int, column: int, made: Candidate) -> Decimal:
    """By how much a row breaks the rule, an empty cell as zero."""
    whole = sheet.amount(row, column) or ZERO
    return abs(whole - sum((_value(sheet.cells[row][sheet.places[p.start][1]]) for p in made.parts), ZERO))


def _value(figure: Figure | None) -> Decimal:
    return figure.value if figure is not None else ZERO


def _rounding(made: Candidate) -> Decimal:
    """What the last digits of a row's cells leave open."""
    return max(f.precision for f in made.figures) * (len(made.figures) + 1) / 2


__all__ = ["settled_down"]
