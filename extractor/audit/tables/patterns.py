"""Patterns of lines (one line is the sum or mean of others), what is believed of them together, and the beginning of a run that a line is made of.

A pattern is believed where the bits that its cells say against chance pay for the choices among which it was found and for every cell that breaks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from extractor.audit.tables.lines import EXACTLY, MEAN_BITS, Lines, Numbers

Kind = Literal["sum", "mean", "share", "per", "growth", "change", "product"]
BREAK = 6.0  # bits that a cell costs which breaks a pattern
LEAST = 0.6  # share of cells that must keep a range
COPIED = 2  # lines further away than this that say the same as a total repeat it
MANY_CELLS = 100  # cells of a line that is looked at by halves


@dataclass(frozen=True, slots=True)
class Pattern:
    """Line `whole` is made of lines `parts`; `held` cells keep it with two parts that are not zero, `broken` do not; `bits` are left after all costs.

    `near` where the parts are a range of neighbours.
    """

    kind: Kind
    whole: int
    parts: tuple[int, ...]
    held: int
    broken: int
    bits: float
    near: bool = True


@dataclass
class Book:
    """The patterns that were believed: one set of lines once, readings of one line without common parts, none in a circle, no total copied elsewhere, and
    none that adds a known total to its own parts (what is twice the total)."""

    lines: Lines
    found: list[Pattern] = field(default_factory=list)
    _wholes: dict[int, list[Pattern]] = field(default_factory=dict)
    _sets: set[frozenset[int]] = field(default_factory=set)
    _parts: dict[frozenset[int], Pattern] = field(default_factory=dict)

    def made_of(self, line: int) -> bool:
        """Whether a line is known to be made of others."""
        return line in self._wholes

    def take(self, made: Pattern) -> bool:
        """Keeps a pattern unless another one leaves no room for it."""
        lines = frozenset((made.whole, *made.parts))
        if lines in self._sets:
            return False
        twin = self._parts.get(frozenset(made.parts))
        if twin is not None and made.broken > twin.broken:
            return False  # a line that mostly repeats another one
        if twin is not None and abs(made.whole - twin.whole) > COPIED and self._same(made.whole, twin.whole):
            return False
        if any(set(made.parts) & set(other.parts) for other in self._wholes.get(made.whole, ())):
            return False
        if any(made.whole in other.parts for part in made.parts for other in self._wholes.get(part, ())):
            return False
        if any(self._copies(made, other) for other in self._wholes.get(made.whole, ())):
            return False
        if made.kind == "sum" and any(set(other.parts) <= lines for part in made.parts for other in self._wholes.get(part, ())):
            return False
        self._wholes.setdefault(made.whole, []).append(made)
        self._sets.add(lines)
        self._parts.setdefault(frozenset(made.parts), made)
        self.found.append(made)
        return True

    def _copies(self, one: Pattern, other: Pattern) -> bool:
        """Whether the parts of two readings of one line say the same: columns that are written twice."""
        if len(one.parts) != len(other.parts):
            return False
        return all(self._same(a, b) for a, b in zip(sorted(one.parts), sorted(other.parts), strict=True))

    def _same(self, one: int, other: int) -> bool:
        """Whether two lines say the same in every cell."""
        return bool(np.array_equal(self.lines.filled[:, one], self.lines.filled[:, other]))


def rank(made: Pattern) -> tuple[float, int, tuple[int, ...]]:
    """The order of patterns: those with most bits first."""
    return -made.bits, made.whole, made.parts


def best_beginning(
    lines: Lines, line: int, run: Sequence[int], cost: float, *, mean: bool = False, least: float = LEAST, near: bool = True
) -> Pattern | None:
    """The beginning of `run` that `line` is the sum (or mean) of with most bits; None where none pays its cost."""
    fewest = 3 if mean else 2
    look = lines.glance(line, run, mean) if len(run) >= fewest and (mean or lines.most[line] > cost) else 0
    if look < fewest:
        return None
    run = run[:look]
    if _hopeless(lines, line, np.asarray(run), mean, least, fewest):
        return None
    bits, held, broken = _beginnings(lines, line, np.asarray(run), mean)
    bits[: fewest - 1] = -np.inf
    bits[held < least * (held + broken)] = -np.inf
    best = int(np.argmax(bits))
    if bits[best] <= cost:
        return None
    return Pattern(
        "mean" if mean else "sum",
        line,
        tuple(run[: best + 1]),
        int(held[best]),
        int(broken[best]),
        float(bits[best] - cost),
        near,
    )


def _hopeless(lines: Lines, line: int, run: np.ndarray, mean: bool, least: float, fewest: int) -> bool:
    """Whether more cells of the first half of a long line break every beginning than all its cells may: the other half need not be looked at."""
    cells = np.flatnonzero(lines.known[:, line])
    if len(cells) < MANY_CELLS:
        return False
    _, _, broken = _beginnings(lines, line, run, mean, cells[: len(cells) // 2])
    return bool((broken[fewest - 1 :] > (1 - least) * len(cells) + 1).all())


def _beginnings(lines: Lines, line: int, run: np.ndarray, mean: bool, rows: np.ndarray | None = None) -> tuple[Numbers, np.ndarray, np.ndarray]:
    """For every beginning of `run`: its bits, and how many cells (of `rows`, where they are given) keep and break it."""
    at = slice(None) if rows is None else rows
    places = lines.places[at]
    known, filled = lines.known[at][:, run], lines.filled[at][:, run]
    total = np.cumsum(filled, axis=1)
    count = np.maximum(1, np.cumsum(known, axis=1))
    rounding = np.cumsum(lines.units[at][:, run] * known, axis=1) / 2
    unit = lines.units[at, line][:, None]
    target = lines.filled[at, line][:, None]
    if mean:
        made = total / count
        slack = unit / 2 + np.minimum(rounding / count, unit) / 2
    else:
        made = total
        slack = unit / 2 + np.minimum(rounding, 3 * unit)
        if not lines.broken[:, line].any():
            # Rounded thousands may miss by some, small counts may not.
            slack = np.minimum(slack, 0.01 + 0.002 * np.abs(target))
    slack = slack + EXACTLY * np.abs(total)
    valid = lines.known[at, line][:, None] & (np.cumsum(known, axis=1) >= 1)
    agrees = valid & (np.abs(made - target) <= slack)
    told = agrees & (np.cumsum(lines.solid[at][:, run], axis=1) >= 2)
    gain = np.maximum(0.0, lines.bits[at, line][:, None] - np.log2(1 + 2 * slack / places[:, None]))
    if mean:
        cells = np.where(known, filled, np.nan)
        spread = np.nan_to_num(np.fmax.accumulate(cells, axis=1) - np.fmin.accumulate(cells, axis=1))
        told &= spread > 4 * slack
        gain = np.minimum(MEAN_BITS, np.log2(np.maximum(1.0, spread / (2 * slack)))) * lines.fresh[at, line][:, None]
    broken = (valid & ~agrees).sum(axis=0)
    return (told * gain).sum(axis=0) - BREAK * broken, told.sum(axis=0), broken
