"""Ratios among the lines of a table that no head tells: shares, changes, so much a unit; found by their arithmetic alone (see search)."""

from __future__ import annotations

import numpy as np

from extractor.audit.tables.lines import Lines, Numbers
from extractor.audit.tables.patterns import LEAST, Kind, Pattern

WINDOW = 10  # lines that an operand may be away
BASE = 12.0
BREAK = 4.5
MOST_BITS = 10.0
SAMPLE = 40  # cells of the first look
TINY = 1e-100  # what is below this is a zero that a sheet computed
FORMS: tuple[Kind, ...] = ("per", "share", "change", "growth")  # a/b, 100 a/b, a/b - 1, 100 (a/b - 1)


def quotients(lines: Lines) -> list[Pattern]:
    """Lines that are the quotient or the relative change of two others: parts[0] by parts[1], or from parts[1] to parts[0]."""
    found: list[tuple[float, Pattern]] = []
    for line in lines.wholes:
        near = [c for c in lines.active if c != line and abs(c - line) <= WINDOW]
        if len(near) >= 2:
            found += _of_line(lines, line, near)
    # a = b × c is read three ways: the result is the line that was rounded, so that it follows exactly, and most likely no whole numbers.
    whole = {line: not bool(lines.broken[:, line].any()) for line in lines.active}
    found.sort(key=lambda f: (-round(f[0], 1), whole[f[1].whole], -f[1].bits, f[1].whole, f[1].parts))
    kept: list[Pattern] = []
    done: set[int] = set()
    sets: set[frozenset[int]] = set()
    for _, made in found:
        key = frozenset((made.whole, *made.parts))
        if made.whole not in done and key not in sets and not done & set(made.parts):
            done.add(made.whole)
            sets.add(key)
            kept.append(made)
    return kept


def _of_line(lines: Lines, line: int, near: list[int]) -> list[tuple[float, Pattern]]:
    found: list[tuple[float, Pattern]] = []
    cells = np.nonzero(lines.known[:, line])[0]
    first, second = (np.array(near)[i] for i in np.nonzero(~np.eye(len(near), dtype=bool)))
    for form in FORMS:
        bits, held, broken, _ = _quotient(lines, line, first, second, form, cells[:SAMPLE])
        keep = (bits > 0) & (held >= LEAST * (held + broken))
        a, b = first[keep], second[keep]
        if not len(a):
            continue
        bits, held, broken, exact = _quotient(lines, line, a, b, form, cells)
        for k in range(len(a)):
            cost = BASE + 0.4 * float(abs(a[k] - line) + abs(b[k] - line))
            if held[k] >= 2 and held[k] >= LEAST * (held[k] + broken[k]) and bits[k] > cost:
                made = Pattern(
                    form, line, (int(a[k]), int(b[k])), int(held[k]), int(broken[k]), float(bits[k] - cost), near=False
                )
                found.append((float(exact[k] / (held[k] + broken[k])), made))
    return found


def _quotient(
    lines: Lines,
    line: int,
    first: np.ndarray,
    second: np.ndarray,
    form: Kind,
    cells: np.ndarray,
) -> tuple[Numbers, np.ndarray, np.ndarray, np.ndarray]:
    """For each pair of operands: bits, cells that keep it, that break it, that keep it to the last digit."""
    filled, known, units = lines.filled[cells], lines.known[cells], lines.units[cells]
    x, y, target, unit = filled[:, first], filled[:, second], filled[:, line][:, None], units[:, line][:, None]
    valid = known[:, first] & known[:, second] & (np.abs(x) >= TINY) & (np.abs(y) >= TINY)
    scale = 100.0 if form in ("share", "growth") else 1.0
    safe = np.where(np.abs(y) < TINY, 1.0, y)
    made = (x / safe if form in ("share", "per") else (x - y) / safe) * scale
    loose = (units[:, first] / np.maximum(np.abs(x), TINY) + units[:, second] / np.abs(safe)) / 2 * np.abs(x / safe) * scale
    slack = (unit / 2 + np.minimum(loose, 0.02 * np.abs(made)) / 2) * 1.02 + 1e-9
    gap = np.abs(made - target)
    agrees = valid & (gap <= slack)
    told = agrees & (target != 0) & (x != y) & (np.abs(y) != 1) & (np.abs(y) != 100)
    if form in ("share", "per"):
        told &= np.abs(x - target) > unit / 2  # over 99 a column is itself again: that says nothing of 99
    gain = np.minimum(MOST_BITS, np.log2(np.maximum(1.0, np.abs(target) / (2 * slack)))) * lines.fresh[cells, line][:, None]
    broken = (valid & ~agrees).sum(axis=0)
    exact = (told & (gap <= 0.505 * unit + 1e-9)).sum(axis=0)
    return (told * gain).sum(axis=0) - BREAK * broken, told.sum(axis=0), broken, exact
