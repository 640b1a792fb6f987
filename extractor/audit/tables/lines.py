"""A table's figures as numbers: lines (columns, or rows) seen over their cells, in floating point, for the search of ties that no word tells.

Exact arithmetic decides on every figure afterwards; here only patterns are looked for. What a cell says against chance is counted in bits: how many
written places of it a coincidence would have to match, in the last place that the cells beside it write; a value that its line repeats says nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
MOST_BITS = 24.0
MEAN_BITS = 8.0  # a mean lies among its parts anyway
PROBES = 3
FEW = 24  # lines of a run that plain floats add up quicker than arrays
STALE = 0.03  # what a value says that its line has written before
MOSTLY = 0.95  # share of values that a common unit divides
EXACTLY = 1e-12  # relative error of sums in floating point


@dataclass(frozen=True)
class Lines:
    """`values[i, c]` is cell i of line c (NaN where it is empty), `units` the weight of its last written digit.

    Cells at `made` positions follow from the others (a column of totals, seen by rows): they say nothing of their own. What the lines `closed` are made
    of is known: they are not asked after.
    """

    values: Numbers
    units: Numbers
    made: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

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
    def solid_lines(self) -> frozenset[int]:
        """The active lines, to ask after one."""
        return frozenset(self.active)

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
    def most_as_mean(self) -> list[float]:
        """What all cells of a line say together of its being a mean, however its parts are chosen: no more than the values beside a cell are apart."""
        if not self.values.size:
            return [0.0] * self.count
        apart = np.max(np.where(self.known, self.filled, -np.inf), axis=1) - np.min(np.where(self.known, self.filled, np.inf), axis=1)
        said = np.minimum(MEAN_BITS, np.log2(np.maximum(1.0, apart[:, None] / self.units))) * self.fresh
        found: list[float] = said.sum(axis=0).tolist()
        return found

    @cached_property
    def probes(self) -> list[list[int]]:
        """For each line its cells that say most against chance: where they do not agree nothing does."""
        order = np.argsort(-np.where(self.solid, self.bits, -1.0), axis=0, kind="stable")[:PROBES]
        return [[i for i in cells if self.solid[i, line]] for line, cells in enumerate(order.T.tolist())]

    @cached_property
    def wholes(self) -> list[int]:
        """Lines that may be found to be made of others."""
        return [c for c in self.active if c not in self.closed]

    def glance(self, line: int, run: Sequence[int], mean: bool) -> int:
        """A first look: how many lines of `run` are worth a second one, as far as most of the telling cells of `line` agree with what its beginnings
        add up to; zero where they nowhere do."""
        cells = self.probes[line]
        if not cells:
            return 0
        needed = 2 if len(cells) == PROBES else 1
        if len(run) <= FEW and not mean:
            return self._glance_few(line, run, needed)
        filled, chosen = self.filled[cells], np.asarray(run)
        target = filled[:, line][:, None]
        total = np.cumsum(filled[:, chosen], axis=1)
        slack = np.asarray([self._probe_slack[line]]).T
        if mean:
            total, slack = total / np.maximum(1, np.cumsum(self.known[cells][:, chosen], axis=1)), 3 * slack
        agrees = (np.abs(total - target) <= slack).sum(axis=0) >= needed
        return int(np.max(np.nonzero(agrees)[0])) + 1 if agrees.any() else 0

    def mean_sides(self, line: int, position: int, reach: int, aways: int) -> list[tuple[bool, bool]]:
        """For runs of up to `reach` lines that begin 0 … `aways` - 1 lines away from the active line at `position`, behind it and before it: whether a
        beginning of three and more may have the mean that the telling cells of `line` say. One look for all of them; `glance` lets fewer through."""
        cells = self.probes[line]
        begin = max(0, position - aways - reach)
        sums, counts = (table[:, begin : position + aways + reach + 2][cells] for table in self._running[:2])
        target, off = self.filled[cells, line][:, None], self._running[2][cells]
        slack = 3 * np.asarray([self._probe_slack[line]]).T
        needed = 2 if len(cells) == PROBES else 1

        def may(ends: slice, start: int) -> bool:
            count = np.abs(counts[:, ends] - counts[:, start, None])
            np.maximum(count, 1, out=count)
            apart = np.abs(np.abs(sums[:, ends] - sums[:, start, None]) - np.abs(target * count))
            return bool(((apart <= slack * count + off).sum(axis=0) >= needed).any())

        at = position - begin
        return [
            (
                len(cells) > 0 and at + away + 4 < sums.shape[1] and may(slice(at + away + 4, at + away + reach + 2), at + away + 1),
                len(cells) > 0 and at - away >= 3 and may(slice(max(0, at - away - reach), at - away - 2), at - away),
            )
            for away in range(aways)
        ]

    @cached_property
    def _running(self) -> tuple[Numbers, Numbers, Numbers]:
        """Over the active lines, for each cell the sums of the values up to a line, how many they are, and by how much their differences may be wrong."""
        nothing = np.zeros((len(self.values), 1))
        sums = np.concatenate([nothing, np.cumsum(self.filled[:, self.active], axis=1)], axis=1)
        counts = np.concatenate([nothing, np.cumsum(self.known[:, self.active], axis=1)], axis=1)
        return sums, counts, 1e-11 * np.abs(sums).max(axis=1)[:, None]

    def _glance_few(self, line: int, run: Sequence[int], needed: int) -> int:
        """The first look at a short run: there plain floats are quicker than arrays."""
        agreeing = [0] * len(run)
        for cell, slack in zip(self.probes[line], self._probe_slack[line], strict=True):
            row = self._rows[cell]
            target = row[line]
            for place, total in enumerate(accumulate([row[c] for c in run])):
                if abs(total - target) <= slack:
                    agreeing[place] += 1
        return next((place + 1 for place in range(len(run) - 1, -1, -1) if agreeing[place] >= needed), 0)

    @cached_property
    def _rows(self) -> list[list[float]]:
        found: list[list[float]] = self.filled.tolist()
        return found

    @cached_property
    def _probe_slack(self) -> list[list[float]]:
        """How far each telling cell of a line may be from a sum at the first look."""
        return [[self._slack(cell, line) for cell in cells] for line, cells in enumerate(self.probes)]

    @cached_property
    def probe_table(self) -> tuple[npt.NDArray[np.intp], Numbers, npt.NDArray[np.int64]]:
        """The telling cells of all lines, how far a sum may be from each (below nothing where there is no cell), and how many of a line's must agree."""
        cells = np.zeros((self.count, PROBES), np.intp)
        slack = np.full((self.count, PROBES), -1.0)
        for line, (own, off) in enumerate(zip(self.probes, self._probe_slack, strict=True)):
            cells[line, : len(own)], slack[line, : len(own)] = own, off
        needed = np.array([2 if len(own) == PROBES else 1 for own in self.probes], np.int64)
        return cells, slack, needed

    def _slack(self, cell: int, line: int) -> float:
        target = float(self.filled[cell, line])
        relative = 0.002 * abs(target) if target.is_integer() else 0.0
        return max(relative, 4 * float(self.units[cell, line])) + 1e-9 * abs(target)

    @cached_property
    def _fractional(self) -> frozenset[int]:
        return frozenset(int(c) for c in np.nonzero(self.broken.any(axis=0))[0])

    def whole_beside(self, line: int, others: list[int]) -> list[int]:
        """`others` without those that hold fractions where `line` holds whole numbers: rates among counts."""
        if not self._fractional or line in self._fractional or self._fractional.isdisjoint(others):
            return others
        bad: Truths = np.asarray(np.any(self.broken[self.known[:, line]][:, others], axis=0))
        return [c for c, fraction in zip(others, bad, strict=True) if not fraction]
