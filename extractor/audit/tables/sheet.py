"""A table as the audit sees it: which cell holds which figure, which are zero or unknown, which columns hold amounts and which percentages.

"-" is zero, an empty cell unknown. Heads may stand one column off in text that lost its lines, so the figures themselves decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

import numpy as np
import regex

from extractor.audit.figures import Figure
from extractor.audit.intervals import ZERO
from extractor.audit.vocabulary import vocabulary
from extractor.tables.grid import Grid
from extractor.tables.natures import ADDED, Columns, Nature, columns_of, natures_of

VALUES = ("count", "money", "measure")
NOTHING = regex.compile(r"[-–—]+|0")
TICK = regex.compile(r"[xX×✓✔√]")  # "x" says that something is so, and counts nothing
COUNTED = 8  # steps of one that say that a column only counts on
CODES, CODE = 4, 4  # figures of a column of codes, and their digits
HEADS = 2  # rows that heads may have left among the rows of figures
DIGITS = 8  # written digits that a rule without words must explain
Matrix = list[list["Figure | None"]]


@dataclass(frozen=True)
class Sheet:
    """A table's figures: `cells[r][c]` is a figure, `zero[r][c]` is true for "-", `known[r][c]` false where a number could not be read."""

    grid: Grid
    cells: Matrix
    zero: list[list[bool]]
    known: list[list[bool]]
    values: tuple[int, ...]  # columns of amounts, in order
    rates: tuple[int, ...]  # columns of percentages
    remarks: list[list[Figure]]  # by row the figures that stand in cells of words

    @cached_property
    def rough(self) -> list[list[float | None]]:
        """The amounts in floating point, for a first look."""
        columns = range(self.grid.columns)
        return [[None if (a := self.amount(r, c)) is None else float(a) for c in columns] for r in range(len(self.cells))]

    @cached_property
    def last(self) -> list[list[float]]:
        """The weights of the last written digits."""
        return [[float(f.precision) if f is not None else 0.0 for f in row] for row in self.cells]

    @cached_property
    def columns(self) -> Columns:
        """The figures as numbers, falls below zero."""
        values, units = np.full((len(self.cells), self.grid.columns), np.nan), np.ones((len(self.cells), self.grid.columns))
        for r, row in enumerate(self.cells):
            for c, figure in enumerate(row):
                if figure is not None and figure.total is None:
                    falls = figure.role == "decrease" and figure.value > 0
                    values[r, c], units[r, c] = float(-figure.value if falls else figure.value), float(figure.precision)
        signs = [sum(f.dimension == "percent" for row in self.cells if (f := row[c]) is not None) * 10 > 9 * int((~np.isnan(values[:, c])).sum()) for c in range(self.grid.columns)]
        return columns_of(self.grid.heads, values, units, signs)

    @cached_property
    def natures(self) -> tuple[Nature, ...]:
        """What the figures of each column are: amounts, differences, quotients of two columns, shares, ranks."""
        return natures_of(self.grid.heads, self.columns)

    def level(self, column: int) -> bool:
        """A column of amounts: they multiply, and have parts in per cent."""
        return self.natures[column] == "level"

    def of_percent(self, column: int) -> bool:
        """A column of percentages."""
        found = [row[column] for row in self.cells]
        figures = [f for f in found if f is not None]
        return bool(figures) and sum(f.dimension == "percent" for f in figures) * 2 > len(figures)

    def adds(self, column: int) -> bool:
        """A column whose figures add up over the rows: not by how much yields or prices differ."""
        return self.natures[column] in ADDED and not (self.natures[column] == "difference" and self._of_rates(column))

    def _of_rates(self, column: int) -> bool:
        figures = [figure for cells in self.cells if (figure := cells[column]) is not None]
        return sum(figure.dimension == "rate" for figure in figures) * 2 > len(figures)

    @cached_property
    def headless(self) -> frozenset[int]:
        """Columns without a head, or with an error for one, beside others that have heads: somebody's workings."""
        heads = self.grid.heads
        without = frozenset(c for c in self.values if c < len(heads) and (not any(heads[c]) or heads[c][-1].startswith("#")))
        return without if len(without) < len(self.values) else frozenset()

    @cached_property
    def sparse(self) -> tuple[int, ...]:
        """Columns with one figure, the other cells empty: too few to say anything for themselves, yet parts of a total."""
        named = (self.grid.ordinal_column, self.grid.label_column, *self.values, *self.rates)
        return tuple(c for c in range(self.grid.columns) if c not in named and [f.total for row in self.cells if (f := row[c]) is not None] == [None] and all(known[c] for known in self.known))

    @cached_property
    def places(self) -> dict[int, tuple[int, int]]:
        """The row and column of the figure that begins at a place of the reading."""
        return {f.start: (r, c) for r, cells in enumerate(self.cells) for c, f in enumerate(cells) if f is not None}

    @cached_property
    def lone(self) -> list[Figure | None]:
        """By row the figure that is its only one where most rows have several: a joined cell may have put it into a column that is not its own."""
        filled = [[cells[c] for c in self.values if cells[c] is not None] for cells in self.cells]
        several = sum(len(figures) > 1 for figures in filled) * 2 > len(filled)
        return [figures[0] if several and len(figures) == 1 else None for figures in filled]

    @cached_property
    def rated(self) -> frozenset[int]:
        """Rows that call themselves rates ("Tỷ lệ tăng, giảm"): what adds up in other rows does not in these."""
        return frozenset(i for i, row in enumerate(self.grid.rows) if row.label and vocabulary().table_rate.match(row.label.strip()))

    def amount(self, row: int, column: int) -> Decimal | None:
        """The value of a cell, zero for "-", None where it is empty or unknown."""
        figure = self.cells[row][column]
        if figure is not None:
            return figure.value
        return ZERO if self.zero[row][column] else None


def sheet_of(grid: Grid, places: dict[tuple[int, int], list[Figure]]) -> Sheet | None:
    """The figures of a grid, and which columns hold amounts and percentages; None where no column does."""
    cells: Matrix = []
    zero: list[list[bool]] = []
    known: list[list[bool]] = []
    remarks: list[list[Figure]] = []
    for row in grid.rows:
        figures: list[Figure | None] = []
        nothing, sure, beside = [], [], []
        for column in range(grid.columns):
            words = row.words.get(column, "")
            here = places.get((row.grid_row, column), [])
            alone = here[0] if len(here) == 1 and _alone(words, here[0]) else None
            figures.append(alone)
            beside += here if alone is None and column not in (grid.ordinal_column, grid.label_column) else []
            nothing.append(alone is None and bool(NOTHING.fullmatch(words)))
            sure.append(alone is not None or nothing[-1] or not any(c.isdigit() for c in words))
        cells.append(figures)
        zero.append(nothing)
        known.append(sure)
        remarks.append(beside)
    _leave_years(cells, known)
    values, rates = [], []
    for column in range(grid.columns):
        if column in (grid.ordinal_column, grid.label_column):
            continue
        found = [row[column] for row in cells if row[column] is not None]
        if grid.ordinal_column is not None and grid.ordinal_column < column < grid.label_column and all(_code(f) for f in found if f is not None):
            continue
        if column < grid.label_column and _codes([f for f in found if f is not None]):
            continue
        filled = sum(1 for row in grid.rows if (said := row.words.get(column, "").strip()) and not TICK.fullmatch(said))
        if len(found) < 2 or len(found) * 2 < filled - sum(z[column] for z in zero):
            continue
        figures_here = [f for f in found if f is not None]
        if any(f.total is not None for f in figures_here) or _counted_on(figures_here):
            continue
        signs = sum("%" in f.written for f in figures_here)
        percent = sum(f.dimension == "percent" for f in figures_here)
        parted = sum(f.precision < 1 for f in figures_here)
        # Heads may stand one column off in text that lost its lines: the figures themselves say more.
        share = signs * 2 > len(figures_here) or (percent * 2 > len(figures_here) and parted * 4 > len(figures_here))
        if share or (parted * 2 > len(figures_here) and max(f.value for f in figures_here) <= 1000):
            rates.append(column)
        if not share:
            values.append(column)
    return Sheet(grid, cells, zero, known, tuple(values), tuple(rates), remarks) if values or rates else None


def _leave_years(cells: Matrix, known: list[list[bool]]) -> None:
    """A row of heads "2019/20 | 2020/21" that stays above the rows of figures holds none, where no other row writes such figures."""
    odd = [(r, c) for r, row in enumerate(cells) for c, f in enumerate(row) if f is not None and f.total is not None]
    if odd and {r for r, _ in odd} == {odd[0][0]} and odd[0][0] < HEADS and all(f is None or f.total is not None for f in cells[odd[0][0]]):
        for r, c in odd:
            cells[r][c], known[r][c] = None, False


def _counted_on(figures: list[Figure]) -> bool:
    """Numbers of things, each one more than the last ("3.011, 3.012, 3.013"): they count on and count nothing."""
    steps = [after.value - before.value for before, after in pairwise(figures)]
    return len(steps) >= COUNTED and sum(step == 1 for step in steps) * 4 >= 3 * len(steps)


def _code(figure: Figure) -> bool:
    """A whole number without a mark of thousands or a unit: between the ordinals and the names of rows it is a code of the row ("2387")."""
    return figure.written.isdigit() and figure.total is None


def _codes(figures: list[Figure]) -> bool:
    """Whole numbers of four digits before the names of the rows, nearly all greater than the one above: the items of a budget ("6.001 | Lương", "6.051 | Tiền công")."""
    written = ["".join(c for c in f.written if c.isdecimal()) for f in figures]
    if len(figures) < CODES or any(len(digits) != CODE for digits in written):
        return False
    return sum(after > before for before, after in pairwise(written)) * 5 >= 4 * (len(written) - 1)


def _alone(words: str, figure: Figure) -> bool:
    """The figure is all that its cell holds."""
    return len(words.strip(" *()")) <= len(figure.written) + 2 and figure.value_to is None
