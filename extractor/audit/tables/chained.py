"""Sums of rows in a column that was worked out of the rounded figures of two others.

                     11 tháng   tháng 12   cả năm     11 tháng = cả năm - tháng 12 in nearly every row, as they are written:
    Tổng số             169,4       15,4     184,8    what the roundings of both leave open in a sum of rows is left open in
    Trong nước           58,6        5,3      63,9    their difference together, more than its own last digit says
    Ngoài nước          110,6       10,2     120,8
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Matrix, Sheet

FEWEST = 4  # rows that the columns must agree in
MOST = Decimal(2) / 3  # and the share of them; the rows of the sum itself all must
NEAREST = 12  # columns of amounts that are looked at


def chained(sheet: Sheet, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """The relations, those that miss by roundings that add up as such. Linear in the rows for each column that has such a miss."""
    pairs: dict[int, list[tuple[tuple[int, int], frozenset[int]]]] = {}
    for made in found:
        whole = made.whole
        if made.verdict.holds or made.kind != "sum" or whole is None or any("," not in f.written for f in made.figures):
            yield made
            continue
        own = [sheet.places.get(f.start, (-1, -1)) for f in (whole, *made.parts)]
        column = own[0][1]
        if column < 0 or any(c != column for _, c in own):
            yield made
            continue
        if column not in pairs:
            pairs[column] = list(_worked_out_of(sheet, column))
        rows = [r for r, _ in own]
        if any(agreeing.issuperset(rows) and all(_by_rounding(sheet.cells, rows, c) for c in pair) for pair, agreeing in pairs[column]):
            made = replace(made, verdict=replace(made.verdict, grade="rounding"))
        yield made


def _worked_out_of(sheet: Sheet, column: int) -> Iterator[tuple[tuple[int, int], frozenset[int]]]:
    """Two columns whose difference, or sum, a column is in most rows that fill the three, and in which rows it is."""
    near = sorted((c for c in sheet.values if c != column), key=lambda c: abs(c - column))[:NEAREST]
    for one, other in combinations(near, 2):
        rows = [(r, a.value, b.value, own.value) for r, row in enumerate(sheet.cells) if (a := row[one]) and (b := row[other]) and (own := row[column])]
        for agreeing in (frozenset(r for r, a, b, own in rows if abs(a - b) == own), frozenset(r for r, a, b, own in rows if a + b == own)):
            if len(agreeing) >= FEWEST and len(agreeing) >= MOST * len(rows):
                yield (one, other), agreeing


def _by_rounding(cells: Matrix, rows: list[int], column: int) -> bool:
    """The same sum of rows, the first of them, in another column: it comes out, but for what the last digits leave open."""
    whole, *parts = (cells[row][column] for row in rows)
    figures = [f for f in parts if f is not None]
    if whole is None or len(figures) < len(parts):
        return False
    unit = max(f.precision for f in (whole, *figures))
    return abs(sum(f.value for f in figures) - whole.value) * 2 <= unit * (len(parts) + 1)


__all__ = ["chained"]
