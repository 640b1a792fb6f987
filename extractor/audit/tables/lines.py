"""A table's figures as numbers: lines (columns, or rows) seen over their cells, in floating point, for the search of ties that no word tells.

Exact arithmetic decides on every figure afterwards; here only patterns are looked for. What a cell says against chance is counted in bits: how many
written places of it a coincidence would have to match, in the last place that the cells beside it write; a value that its line repeats says nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
MOST_BITS = 24.0
PROBES = 3
STALE = 0.03  # what a value says that its line has written before
MOSTLY = 0.95  # share of values that a common unit divides
EXACTLY = 1e-12  # relative error of sums in floating point


@dataclass(frozen=True)
class Lines:
    """`values[i, c]` is cell i of line c (NaN where it is empty), `units` the weight of its last written digit.

    Cells at `made` positions follow from the others (a column of totals, seen by rows): they say nothing of their own.
    """

    values: Numbers
    units: Numbers
    made: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return int(self.values.shape[1])

    @cached_property
    def known(self) -> Truths:
        """Cells that hold a number."""
        return ~np.isnan(self.values)

    @cached_property
    def filled(self) -> Numbers:
        """The values, zero for empty cells."""
        return np.nan_to_num(self.values)

    @cached_property
    def solid(self) -> Truths:
        """Cells that hold another number than zero."""
        found: Truths = self.filled != 0
        return found

    @cached_property
    def broken(self) -> Truths:
        """Cells with a part below one."""
        found: Truths = self.known & (np.abs(self.filled - np.round(self.filled)) > 1e-9)
        return found

    @cached_property
    def active(self) -> list[int]:
        """Lines that hold a number other than zero."""
        return [int(c) for c in np.nonzero(self.solid.any(axis=0))[0]]

    @cached_property
    def places(self) -> Numbers:
        """For each cell position the last place that nearly all lines write there: 5.000 and 12.000 count in thousands."""
        found = np.ones(len(self.values))
        for i, (row, units) in enumerate(zip(self.filled, self.units, strict=True)):
            here = row != 0
            if not here.any():
                continue
            unit = float(units[here].min())
            steps = np.round(row[here] / unit)
            factor = 1.0
            while factor < 1e12 and np.mean(np.abs(np.round(steps / (factor * 10)) * (factor * 10) - steps) < 0.5) >= MOSTLY:
                factor *= 10
            found[i] = unit * factor
        return found

    @cached_property
    def fresh(self) -> Numbers:
        """1 for a value that its line writes for the first time."""
        found = np.full(self.values.shape, STALE)
        for c in self.active:
            _, first = np.unique(self.filled[:, c], return_index=True)
            found[first, c] = 1.0
        found[sorted(self.made)] = STALE
        return found

    @cached_property
    def bits(self) -> Numbers:
        """What a cell says against chance."""
        found: Numbers = np.minimum(MOST_BITS, np.log2(np.maximum(1.0, np.abs(self.filled) / self.places[:, None]))) * self.fresh
        return found

    @cached_property
    def most(self) -> list[float]:
        """What all cells of a line say together: no pattern can say more of it."""
        found: list[float] = self.bits.sum(axis=0).tolist()
        return found

    @cached_property
    def probes(self) -> list[list[int]]:
        """For each line its cells that say most against chance: where they do not agree nothing does."""
        order = np.argsort(-np.where(self.known, self.bits, -1.0), axis=0, kind="stable")[:PROBES]
        found: list[list[int]] = order.T.tolist()
        return found

    @cached_property
    def plain(self) -> list[list[float]]:
        """The values as lists, which are quicker to walk one by one; an empty cell is not equal to itself."""
        found: list[list[float]] = self.values.tolist()
        return found

    @cached_property
    def _looks(self) -> list[list[tuple[int, float, float]]]:
        """For each line its telling cells: the cell, its value, and how near to it is near enough."""
        found: list[list[tuple[int, float, float]]] = []
        for line, cells in enumerate(self.probes):
            looks = []
            for cell in cells:
                target = self.plain[cell][line]
                if target == target:  # not an empty cell
                    whole = 0.002 * abs(target) if target == int(target) else 0.0
                    looks.append((cell, target, max(4 * float(self.units[cell, line]), whole) + 1e-9 * abs(target)))
            found.append(looks)
        return found

    @cached_property
    def _rows(self) -> list[tuple[list[float], bool]]:
        """The values of each cell of all lines, and whether none is below zero: their sums only rise."""
        return [(row.tolist(), bool((row >= 0).all())) for row in self.filled]

    def glance(self, line: int, run: Sequence[int], mean: bool) -> bool:
        """A first look: in one of the telling cells of `line` some beginning of `run` adds up to it."""
        for cell, target, slack in self._looks[line]:
            if mean:
                values, total, count = self.plain[cell], 0.0, 0
                for other in run:
                    value = values[other]
                    if value == value:
                        count += 1
                        total += value
                        if abs(total / count - target) <= slack * 3:
                            return True
                continue
            filled, rising = self._rows[cell]
            low, high = target - slack, target + slack
            sum_, added = 0.0, 0
            for other in run:
                if value := filled[other]:
                    sum_ += value
                    added += 1
                    if sum_ > high:
                        if rising:
                            break
                    elif added > 1 and sum_ >= low:
                        # Only where two numbers or more are added up does a cell say something.
                        return True
        return False

    @cached_property
    def _fractional(self) -> frozenset[int]:
        return frozenset(int(c) for c in np.nonzero(self.broken.any(axis=0))[0])

    def whole_beside(self, line: int, others: list[int]) -> list[int]:
        """`others` without those that hold fractions where `line` holds whole numbers: rates among counts."""
        if line in self._fractional or self._fractional.isdisjoint(others):
            return others
        bad: Truths = np.asarray(np.any(self.broken[self.known[:, line]][:, others], axis=0))
        return [c for c, fraction in zip(others, bad, strict=True) if not fraction]
