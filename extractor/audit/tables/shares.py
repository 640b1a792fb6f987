"""Shares of a total row or column: "Tỷ trọng (%)" beside its amounts, each over the amount of the total; a row of percentages under the total row.

The line of percentages is known by its signs or heads, the amounts are the nearest line of amounts before it, and the base is one cell of that line:
the total's, or, along a row, any column that several of its neighbours are shares of. Nearly all cells must keep it, and say enough by their digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log2

import numpy as np

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_ratio
from extractor.audit.intervals import ZERO, rounded
from extractor.audit.relations import Candidate
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary

Line = Sequence["Figure | None"]
NEAR = 3  # lines of amounts that are tried
BASES = 16  # cells along a row that may be the base
LEAST, MOST = 3, 0.75  # percentages of a line, and the share of its cells that must keep a base
BITS = 10.0  # what the cells that keep a base say against chance
FEWEST = 2  # of them
TOGETHER = 24  # neighbours that make up a whole together
EPSILON = 1e-6  # of bits that were added up in another order
HUNDRED = 100


def share_relations(sheet: Sheet) -> Iterator[Candidate]:
    """All shares of one total along columns, then along rows: those that hold and those that do not."""
    total = vocabulary().table_total.search
    rows = sheet.grid.rows
    columns = [[cells[c] for cells in sheet.cells] for c in range(sheet.grid.columns)]
    named = [i for i, row in enumerate(rows) if row.label and total(row.label)]
    for column, cells in enumerate(columns):
        line: Line = cells if _percents(cells) else _unsigned(cells)
        if not _percents(line):
            continue
        full = [i for i, f in enumerate(line) if f is not None and f.value == HUNDRED]
        bases = sorted({*named[:NEAR], *named[-NEAR:], *(full if len(full) <= NEAR else ()), 0, len(rows) - 1})
        amounts = [columns[c] for c in sheet.values if c < column and c not in sheet.rates and not _percents(columns[c])][-NEAR:]
        yield from _best(line, amounts[::-1], bases, several=False)
    for index, cells in enumerate(sheet.cells):
        if not _percents(cells):
            continue
        above = [other for other in sheet.cells[max(0, index - NEAR) : index] if not _percents(other) and any(other)]
        yield from _best(cells, above[::-1], [c for c in sheet.values if c < len(cells)][:BASES], several=True)


def _percents(line: Line) -> bool:
    figures = [f for f in line if f is not None]
    return len(figures) >= LEAST and sum(f.dimension == "percent" for f in figures) * 5 > len(figures) * 4


def _unsigned(line: Line) -> Line:
    """A column of decimals up to 100, and the 100 itself, under a head that its neighbour bears alone ("Thị phần (%)" over two years): percentages."""
    figures = [f for f in line if f is not None and f.precision < 1]  # a year that stays of the heads is none
    shares = len(figures) > LEAST and all(0 <= f.value <= HUNDRED and f.plain for f in figures) and sum(f.value == HUNDRED for f in figures) == 1
    return [replace(f, dimension="percent") if f is not None and f.precision < 1 else None for f in line] if shares else line


def _best(line: Line, amounts: Sequence[Line], bases: Sequence[int], *, several: bool) -> Iterator[Candidate]:
    """The shares of the first line of amounts that most cells keep; with `several`, neighbours may have a base of their own."""
    look = _Look(line)
    for values in amounts:
        likely = look.bases(values, [base for base in bases if base < len(values)])
        held = {base: [m for m in _shares(line, values, base) if m is not None] for base in likely}
        kept = {base: bits for base, made in held.items() if (bits := _bits(made)) >= BITS}
        best = max(kept, key=lambda base: (kept[base], -base), default=None)
        if best is None:
            continue
        if several:
            owners = list(kept)
            yield from (_made_up(m, line) for m in _by_owner(line, values, owners))
            return
        made = held[best]
        right = sum(m.verdict.holds for m in made)
        if right >= MOST * len(made):
            yield from (_made_up(replace(m, prior=1 - 0.1 * 0.3 ** (right - m.verdict.holds)), line) for m in made if not _itself(m))
            return


def _made_up(made: Candidate, line: Line) -> Candidate:
    """A share that misses by less than its last digit, or by one of it where the shares beside it make up their whole with it, was rounded so that all of them do."""
    assert made.whole is not None
    if made.verdict.holds:
        return made
    unit = made.whole.precision
    near = abs(made.verdict.expected - made.verdict.actual) < unit
    if not near and (abs(rounded(made.verdict.expected, unit) - rounded(made.verdict.actual, unit)) > unit or not _makes_up(line, made.whole)):
        return made
    return replace(made, verdict=replace(made.verdict, grade="rounding"))


def _makes_up(line: Line, share: Figure) -> bool:
    """Whether a run of neighbours that holds the share makes up, as it is written, the cell before or behind the run or a hundred; or those behind the share make it up."""
    shown = [(f, rounded(f.value, f.precision)) for f in line if f is not None]
    at = next(i for i, (f, _) in enumerate(shown) if f is share)
    for first in range(max(0, at - TOGETHER), at + 2):
        total = ZERO
        for last in range(first, min(len(shown), first + TOGETHER)):
            total += shown[last][1]
            wholes = [shown[i][1] for i in (first - 1, last + 1) if 0 <= i < len(shown)]
            if last > first and (first - 1 == at or first <= at <= last) and (total in wholes[: 1 if first - 1 == at else 2] or total == HUNDRED):
                return True
    return False


class _Look:
    """A first look in floating point at a line of shares: of which bases enough cells can be a share at all; exact arithmetic decides the rest."""

    def __init__(self, line: Line) -> None:
        self._places = [i for i, f in enumerate(line) if f is not None and f.dimension == "percent" and abs(f.value) > f.precision]
        shares = [f for i in self._places if (f := line[i]) is not None]
        self._share = np.array([float(f.value) for f in shares])
        # Cut off or rounded twice, a share is a last digit away from what it is rounded from.
        self._slack = np.array([2 * float(f.precision) if f.comparator == "=" else np.inf for f in shares])
        self._said = np.array([log2(float(abs(f.value) / f.precision)) for f in shares])

    def bases(self, values: Line, bases: Sequence[int]) -> list[int]:
        """Those of `bases` of which the cells that agree say enough."""
        low, high = np.array([_ends(values[i]) for i in self._places]).reshape(-1, 2).T
        found = []
        for base in bases:
            least, most = _ends(values[base])
            if least <= 0 <= most:
                found.append(base)  # nothing can be said of it in floating point
            if not least * most > 0:
                continue
            corners = 100 * np.array([low / least, low / most, high / least, high / most])
            room = self._slack + 1e-9 * (np.abs(self._share) + np.abs(corners).max(axis=0))
            agree = (self._share >= corners.min(axis=0) - room) & (self._share <= corners.max(axis=0) + room)
            if agree.sum() >= FEWEST and self._said[agree].sum() > BITS - EPSILON:
                found.append(base)
        return found


def _ends(figure: Figure | None) -> tuple[float, float]:
    """What a figure may have been before it was rounded, in floating point."""
    if figure is None:
        return np.nan, np.nan
    value, half = float(figure.value), float(figure.precision) / 2
    return value - half, value + half


def _by_owner(line: Line, values: Line, owners: Sequence[int]) -> Iterator[Candidate]:
    """Each cell's share of the base that it keeps; one that keeps none, of its neighbour's."""
    offers = {base: _shares(line, values, base) for base in owners}
    chosen: list[Candidate | None] = []
    last: int | None = None
    cells = range(len(line))
    keeps = [next((b for b in owners if (m := offers[b][i]) is not None and _telling(m)), None) for i in cells]
    for i in cells:
        last = keeps[i] if keeps[i] is not None else last
        owner = last if last is not None else next((k for k in keeps if k is not None), None)
        chosen.append(offers[owner][i] if owner is not None else None)
    made = [m for m in chosen if m is not None]
    right = sum(m.verdict.holds for m in made)
    if right >= MOST * len(made):
        yield from (replace(m, prior=1 - 0.1 * 0.3 ** (right - m.verdict.holds)) for m in made if not _itself(m))


def _shares(line: Line, values: Line, base: int) -> list[Candidate | None]:
    """For each cell its share of `values[base]`; None where a figure is not there."""
    whole = values[base]
    found: list[Candidate | None] = []
    for share, part in zip(line, values, strict=True):
        verdict = None
        if share is not None and part is not None and whole is not None and whole.value and share.dimension == "percent" and not (part.total or whole.total):
            verdict = grade_ratio("share", part, whole, share)
        if verdict is None or share is None or part is None or whole is None:
            found.append(None)
        else:
            found.append(Candidate("ratio", (part, whole), share, "total_share", verdict, form="share", table=True))
    return found


def _itself(made: Candidate) -> bool:
    """The share that the total has in itself, as it should be: no relation of two figures."""
    return made.parts[0] is made.parts[1] and made.verdict.holds


def _telling(made: Candidate) -> bool:
    """It agrees, and not by chance."""
    share = made.whole
    return made.verdict.holds and share is not None and made.parts[0] is not made.parts[1] and abs(share.value) > share.precision


def _bits(line: Sequence[Candidate]) -> float:
    """What the cells of a line that agree say against chance; nothing where there are fewer than two."""
    said = [log2(float(abs(m.whole.value) / m.whole.precision)) for m in line if _telling(m) and m.whole is not None]
    return sum(said) if len(said) >= FEWEST else 0.0
