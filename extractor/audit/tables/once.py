"""Rows that are the sum of other rows in one column beyond chance, and by one wrong key are not in another.

    Thu nhập lãi                  62.200.250      50.827.098
    Chi phí lãi                  (21.179.192)    (16.478.269)
    Thu nhập lãi thuần            41.021.058      34.348.829      no word says which rows it is made of; one column of long figures does

In a table of two or three columns one wrong cell takes half of what its rule rests on. What a single column says of long figures is no chance; where another
column breaks the same rule by no more than one key, the cell is wrong. Linear: each column is searched once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_cells
from extractor.audit.relations import Candidate
from extractor.audit.slipped import slipped
from extractor.audit.tables.lines import Lines
from extractor.audit.tables.patterns import Pattern
from extractor.audit.tables.search import sums

COLUMNS = 4  # of figures, in tables that are looked at
DIGITS = 5  # of a sum that chance does not explain
BITS = 8.0  # that a column leaves after all costs
SURE = 0.97  # how sure the other columns are tied by it
ROUNDED = 2  # last places that rounding may take or add, for each part


def told_once(lines: Lines, matrix: Sequence[Sequence[Figure | None]], zero: Sequence[Sequence[bool]], found: Sequence[Pattern]) -> Iterator[list[Candidate]]:
    """The relations of rows that one column tells, with those of the columns that break them. `matrix` holds the cells column by column."""
    filled = [i for i, cells in enumerate(matrix) if sum(f is not None and f.total is None for f in cells) > 2]
    if not 2 <= len(filled) <= COLUMNS:
        return
    known = {p.whole for p in found}
    for i in filled:
        if i in lines.made:
            continue  # a column of totals says what its columns do
        alone = Lines(lines.values[i : i + 1], lines.units[i : i + 1])
        for pattern in sums(alone):
            if pattern.whole in known or pattern.bits < BITS or pattern.broken:
                continue
            here = _relation(matrix[i], zero[i], pattern)
            others = [made for j in filled if j != i and (made := _relation(matrix[j], zero[j], pattern)) is not None]
            if here is None or not here.verdict.holds or not others or any(not _spoiled(made) for made in others if not made.verdict.holds):
                continue
            known.add(pattern.whole)
            yield [here, *others]


def _relation(cells: Sequence[Figure | None], zero: Sequence[bool], pattern: Pattern) -> Candidate | None:
    whole = cells[pattern.whole]
    parts = [cells[p] for p in pattern.parts]
    if whole is None or whole.total is not None or any(p is None and not zero[c] for p, c in zip(parts, pattern.parts, strict=True)):
        return None
    told = tuple(sorted((p for p in parts if p is not None and p.total is None), key=lambda p: p.start))
    if len(told) < 2 or whole.digits < DIGITS:
        return None
    return Candidate("sum", told, whole, "row_found", grade_cells(told, whole), table=True, prior=SURE)


def _spoiled(made: Candidate) -> bool:
    """One wrong key explains that it does not hold, and rounding does not."""
    assert made.whole is not None
    rounding = ROUNDED * len(made.parts) * max(f.precision for f in made.figures)
    return abs(made.verdict.expected - made.verdict.actual) > rounding and slipped(made)
