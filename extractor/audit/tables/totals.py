"""Sums of lines that are sums themselves, ranges that begin at the table's edge, and lines of zeros inside a range.

What `search` folds are neighbours. A grand total often stands behind its groups with other columns between ("Đợt 1 | bù | cộng đợt 1 | Đợt 2 | bù |
cộng đợt 2 | … | Tổng"): its parts are the totals next to it, one after the other. Another stands at the far end of a table, away from a range that begins
at the first column of figures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractor.audit.tables.lines import Lines
from extractor.audit.tables.patterns import Book, Pattern, best_beginning, rank

ROUNDS = 4  # times that totals of totals are looked for
MOST = 60  # totals of one run
COST = 12.0  # bits that a reading of this kind must pay
SURE = 0.8  # share of cells that must keep it
HELD, MANY_MORE = 3, 5  # cells that must keep it, and so many more for each that does not


def totals_of_totals(lines: Lines, book: Book) -> None:
    """Takes into the book the lines that are the sum of the totals beside them, or of those and one line between."""
    for _ in range(ROUNDS):
        totals = _single(lines, book)
        asked = [line for line in lines.wholes if lines.most[line] > COST] if totals else []
        found = [made for line in asked if not book.made_of(line) for made in _of(lines, line, totals)]
        if not sum(book.take(made) for made in sorted(found, key=rank)):
            return


def _single(lines: Lines, book: Book) -> list[int]:
    """The lines that are known sums, of several that say the same in every cell the first."""
    kept: dict[bytes, int] = {}
    for line in sorted({made.whole for made in book.found}):
        kept.setdefault(lines.filled[:, line].tobytes(), line)
    return list(kept.values())


def _of(lines: Lines, line: int, totals: Sequence[int]) -> Iterator[Pattern]:
    """The readings of a line as the sum of totals on one side of it, the nearest first, with or without its neighbour on that side."""
    active, at = lines.active, bisect_left(totals, line)
    position = bisect_left(active, line)
    sides = (totals[max(0, at - MOST) : at][::-1], active[position - 1 : position]), (totals[at : at + MOST], active[position + 1 : position + 2])
    for run, beside in sides:
        if not run:
            continue
        between = [c for c in beside if c != run[0]]
        for parts in (run, *([[*between, *run]] if between else [])):
            made = best_beginning(lines, line, lines.whole_beside(line, list(parts)), COST, least=SURE, near=False)
            if made is not None and made.held >= HELD + MANY_MORE * made.broken:
                yield made


def from_the_edge(lines: Lines, book: Book, limit: int) -> list[Pattern]:
    """Lines that nothing else was found of, as the sum of a range that begins at the first or the last line of the table."""
    found: list[Pattern] = []
    for line in lines.wholes:
        if lines.most[line] <= COST or book.made_of(line):
            continue
        position = bisect_left(lines.active, line)
        for run in (lines.active[: min(position, limit)], lines.active[: max(position, len(lines.active) - limit - 1) : -1]):
            made = best_beginning(lines, line, lines.whole_beside(line, run), COST, least=SURE, near=False)
            if made is not None and len(made.parts) > 2 and made.held >= HELD + MANY_MORE * made.broken:
                found.append(made)
    return sorted(found, key=rank)


def with_zeros(lines: Lines, found: Sequence[Pattern]) -> list[Pattern]:
    """The patterns with the lines of zeros that stand inside their range, each in the narrowest: they are parts as any other."""
    zeros = [c for c in range(lines.count) if c not in lines.solid_lines and lines.known[:, c].any()]
    if not zeros:
        return list(found)
    more: dict[int, list[int]] = {}
    taken: set[int] = set()
    for number in sorted((n for n, made in enumerate(found) if made.kind == "sum" and made.near), key=lambda n: _span(found[n])):
        made = found[number]
        low, high = min(made.whole, *made.parts), max(made.whole, *made.parts)
        cells = lines.known[:, made.whole]
        for zero in zeros[bisect_left(zeros, low) : bisect_left(zeros, high)]:
            if zero not in taken and bool(np.all(lines.known[cells, zero])):
                taken.add(zero)
                more.setdefault(number, []).append(zero)
    return [replace(made, parts=tuple(sorted((*made.parts, *more[n])))) if n in more else made for n, made in enumerate(found)]


def _span(made: Pattern) -> tuple[int, int]:
    return max(made.whole, *made.parts) - min(made.whole, *made.parts), made.whole
