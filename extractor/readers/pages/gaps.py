"""What was laid over the gaps of a typed line: the number and the day that an e-office, a form field or a stamp puts into "Số:        /UBND".

The typed line keeps blanks, dots or a rule where the number belongs; the number is drawn later, in another object, often a little higher or lower.
It is read where it covers nothing but such filling: the line is parted there, the number takes the line's base, and the filling goes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import regex

from extractor.readers.pages.model import Run

_GAP = regex.compile(r"[ ._…]{2,}|…")
_JOINED = "/-–"
"""What follows a number without a blank."""
_REACH = 0.6
"""How far above or below the line's base, in em, what was laid into its gap may stand."""
_LONGEST = 24


def fill_gaps(runs: list[Run]) -> list[Run]:
    """The runs, those with a filled gap parted at it; the runs laid into gaps stand on the base of their line. Order is kept but for the parts."""
    hosts = [run for run in runs if len(run.text) > 3 and run.direction == 0 and _GAP.search(run.text.rstrip(" "))]
    if not hosts:
        return runs
    small = sorted(
        (run for run in runs if 0 < len(run.text.strip()) <= _LONGEST and not _GAP.search(run.text.strip()) and run.direction == 0),
        key=lambda run: run.base,
    )
    bases = [run.base for run in small]
    parts: dict[int, list[Run]] = {}
    taken: set[int] = set()
    for host in hosts:
        reach = _REACH * host.size
        near = small[bisect_left(bases, host.base - reach) : bisect_right(bases, host.base + reach)]
        laid = [run for run in near if run is not host and id(run) not in taken and _in_gap(run, host)]
        if laid:
            taken.update(map(id, laid))
            parts[id(host)] = _parted(host, sorted(laid, key=lambda run: run.xs[0]))
    if not parts:
        return runs
    return [part for run in runs for part in parts.get(id(run), (run,))]


def _in_gap(run: Run, host: Run) -> bool:
    """Whether the run lies inside the host line and covers nothing of it but filling."""
    text = run.text
    first, last = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    x0, x1 = run.xs[first], run.xs[last]
    if not host.xs[0] <= x0 or not x1 <= host.xs[-1] + 0.5 * host.size or run.size > 1.6 * host.size:
        return False
    slack = min(0.3 * host.size, 0.4 * (x1 - x0))
    middles = [(a + b) / 2 for a, b in pairwise(host.xs)]
    start, end = bisect_left(middles, x0 + slack), bisect_right(middles, x1 - slack)
    if start >= end:
        start = max(min(bisect_right(host.xs, (x0 + x1) / 2), len(host.text)) - 1, 0)
        end = start + 1
    if host.text[start:end].strip(" ._…"):
        return False
    # One blank between two words is no gap: what lies over it stands beside the line.
    return any(gap.start() < end and gap.end() > start for gap in _GAP.finditer(host.text))


def _parted(host: Run, laid: Sequence[Run]) -> list[Run]:
    """The host's pieces around its first filled gap, what follows parted again."""
    out: list[Run] = []
    for gap in _GAP.finditer(host.text):
        inside = [run for run in laid if _middle(run) < host.xs[gap.end()] + 0.3 * host.size and _middle(run) > host.xs[gap.start()] - 0.3 * host.size]
        if not inside:
            continue
        if gap.start():
            out.append(host.cut(0, gap.start()))
        for run in inside:
            run.base, run.joint = host.base, " "
        position = gap.end()
        rest = host.cut(position, len(host.text))
        if not rest.text.strip():
            return out
        rest.joint = "" if rest.text[0] in _JOINED else " "
        return [*out, *_parted(rest, [run for run in laid if run not in inside])]
    return [host]


def _middle(run: Run) -> float:
    return (run.xs[0] + run.xs[-1]) / 2
