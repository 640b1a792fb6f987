"""A first look at many runs at once: which ranges of every nth line, and which pairs in step, agree with the telling cells of a line.

One array for all runs of a line instead of a look at each; the sums are added up in the same order, so that nothing is let go that a look at one run
would have kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from extractor.audit.tables.lines import PROBES, Lines


class Strides:
    """The ranges of every second to `widest`th line that begin up to `widest` lines away, on either side; none has more than `limit` lines."""

    def __init__(self, lines: Lines, widest: int, limit: int) -> None:
        self._lines = lines
        count = lines.count
        self._steps = [step for step in range(2, min(widest + 1, count)) for _ in range(2 * widest)]
        self._away = [away * side for _ in range(2, min(widest + 1, count)) for side in (1, -1) for away in range(1, widest + 1)]
        signed = np.array([step if away > 0 else -step for step, away in zip(self._steps, self._away, strict=True)], np.intp)
        length = min(limit, count // 2 + 1)
        self._offsets = np.array(self._away, np.intp)[:, None] + signed[:, None] * np.arange(length)
        # The line behind the last one is empty: runs end there. A line of zeros goes on.
        self._active = np.append(lines.known.any(axis=0), False)
        self._filled = np.append(lines.filled, np.zeros((len(lines.filled), 1)), axis=1)

    def that_agree(self, line: int) -> Iterator[tuple[int, int, list[int]]]:
        """(step, how far away, run) of each range of two and more lines whose beginnings come to what the telling cells of `line` say."""
        cells, slack, needed = self._lines.probe_table
        count = self._lines.count
        if not len(self._offsets):
            return
        at = line + self._offsets
        at[(at < 0) | (at > count)] = count
        goes_on = np.logical_and.accumulate(self._active[at], axis=1)
        at[~goes_on] = count
        agreeing = np.zeros((len(at), at.shape[1] - 1), np.int8)
        for cell, off in zip(cells[line], slack[line], strict=True):
            row = self._filled[cell]
            agreeing += np.abs(np.cumsum(row[at], axis=1)[:, 1:] - row[line]) <= off
        for number in np.flatnonzero((agreeing >= needed[line]).any(axis=1) & goes_on[:, 1]):
            yield self._steps[number], self._away[number], at[number][goes_on[number]].tolist()


def sums_of_two(lines: Lines, wholes: Sequence[int], away: int) -> list[int]:
    """Those of `wholes` whose telling cells agree with the sum of the lines `away` and twice `away` behind them."""
    if not wholes:
        return []
    cells, slack, needed = lines.probe_table
    at = np.asarray(wholes)
    agreeing = np.zeros(len(at), np.int8)
    for probe in range(PROBES):
        rows = cells[at, probe]
        agreeing += np.abs(lines.filled[rows, at + away] + lines.filled[rows, at + 2 * away] - lines.filled[rows, at]) <= slack[at, probe]
    return [line for line, kept in zip(wholes, (agreeing >= needed[at]).tolist(), strict=True) if kept]
