"""Sums and means among the lines of a table (columns, or rows) that no head or label tells: found by their arithmetic alone.

The idea of adjacent ranges, of folding what was found and of windows is AggreCol's (Jiang et al., EDBT 2022); what is new is the measure. A pattern (one
line is the sum or mean of others) is believed where the bits that its cells say against chance pay for the choices among which it was found and for
every cell that breaks it. Cost is linear in cells: ranges reach LIMIT lines, pairs WINDOW lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import log2

import numpy as np

from extractor.audit.tables.lines import EXACTLY, Lines, Numbers, Truths
from extractor.audit.tables.patterns import BREAK, LEAST, Book, Pattern, best_beginning, rank
from extractor.audit.tables.strides import Strides, sums_of_two
from extractor.audit.tables.totals import from_the_edge, totals_of_totals, with_zeros

LIMIT = 400  # lines of a range
WINDOW = 12  # lines that two operands may be away
BLOCK = 60  # lines of a block that is repeated
STEPS = 8  # widest step of a range that takes every nth line
ROUNDS = 6  # times that what was found is folded
SURE = 0.8  # the same for patterns that are not ranges of neighbours
BASE = 4.0  # bits beyond the choices
AWAY = 4  # places where the range of a mean may begin
FAR = 4.0  # bits that a range of every nth line costs which begins further away than its step
APART, HELD, MANY_MORE = 3, 3, 5  # lines that may stand between a total and its range, and the cells that must keep it then, for each that does not too
SAME = 3  # cells in which lines are the same shares of one
STRONG = 30.0  # bits of a reading that chance does not explain, whatever others there are


def sums(lines: Lines) -> list[Pattern]:
    """Lines that are the sum of others: ranges of neighbours first, folded as they are found, then every nth line, then pairs."""
    book = Book(lines)
    _ranges(lines, book)
    for made in (*_apart(lines, book), *_blocks(lines)):
        book.take(made)
    totals_of_totals(lines, book)
    for made in from_the_edge(lines, book, LIMIT):
        book.take(made)
    totals_of_totals(lines, book)
    for made in (*_plain(_strides(lines)), *_plain(_pairs(lines))):
        if not _proportional(lines, made):
            book.take(made)
    return with_zeros(lines, book.found)


def _proportional(lines: Lines, made: Pattern) -> bool:
    """A part is the same share of the whole in every cell: lines of one table of rates, not parts of a whole."""
    cells = np.nonzero(lines.solid[:, [made.whole, *made.parts]].all(axis=1))[0]
    if len(cells) < 4:
        return False
    shares = lines.filled[cells][:, list(made.parts)] / lines.filled[cells, made.whole][:, None]
    return bool((np.ptp(shares, axis=0) <= 0.01 * np.abs(shares).mean(axis=0)).any())


def _alike(lines: Lines, made: Pattern) -> bool:
    """Every line is the same share of the whole in each cell ("Vị trí 2" is 35 per cent of "Vị trí 1" in all rows): that one of them is their mean is said once, not cell by cell."""
    cells = np.nonzero(lines.solid[:, [made.whole, *made.parts]].all(axis=1))[0]
    if len(cells) < SAME:
        return False
    shares = lines.filled[cells][:, list(made.parts)] / lines.filled[cells, made.whole][:, None]
    middle = np.median(shares, axis=0)
    alike = (np.abs(shares - middle) <= 0.02 * np.abs(middle)).all(axis=1)
    return bool(alike.sum() >= max(SAME, len(cells) - 1))


def _blocks(lines: Lines) -> list[Pattern]:
    """Three blocks of the same lines, the first the sum of the two after it ("toàn tỉnh", "thành thị", "nông thôn" with the same items)."""
    found: list[Pattern] = []
    active = set(lines.active)
    telling = [line for line in lines.wholes if lines.most[line] > BASE + 6]
    for away in range(2, min(BLOCK, lines.count // 2) + 1) if len(telling) >= 3 else ():
        here: list[Pattern] = []
        for line in sums_of_two(lines, [line for line in telling if line + away in active and line + 2 * away in active], away):
            made = best_beginning(lines, line, [line + away, line + 2 * away], BASE + 6, least=SURE, near=False)
            if made is not None:
                here.append(made)
        if len(here) >= 3:
            found += here
    return sorted(found, key=rank)


def means(lines: Lines) -> list[Pattern]:
    """Lines that are the mean of a range of at least three others."""
    found: list[Pattern] = []
    active = lines.active
    for position, line in enumerate(active):
        if line in lines.closed or lines.most_as_mean[line] <= BASE * 2:
            continue
        for away, sides in enumerate(lines.mean_sides(line, position, LIMIT, AWAY)):
            runs = (
                active[position + 1 + away : position + 1 + away + LIMIT] if sides[0] else (),
                active[max(0, position - away - LIMIT) : max(0, position - away)][::-1] if sides[1] else (),
            )
            for run in filter(None, runs):
                made = best_beginning(lines, line, run, BASE * 2 + away + log2(1 + min(len(run), 30)), mean=True)
                if made is not None and not _alike(lines, made):
                    found.append(made)
    book = Book(lines)
    for made in sorted(found, key=rank):
        book.take(made)
    return book.found


def _ranges(lines: Lines, book: Book) -> None:
    """Ranges of neighbours: what is a part of a whole is left out of the ranges further out."""
    folded: set[int] = set()
    way = 0
    for turn in range(ROUNDS):
        open_lines = [c for c in lines.active if c not in folded]
        found = [made for position in range(len(open_lines)) if open_lines[position] not in lines.closed for made in _beside(lines, open_lines, position)]
        if turn == 0:
            after, before = (sum(m.bits for m in found if (m.parts[0] > m.whole) is side) for side in (True, False))
            way = 1 if after > 1.5 * before else -1 if before > 1.5 * after else 0
        # Totals stand on one side of their parts in most tables: on the other one they need more.
        weighed = [(m.bits if not way or (m.parts[0] > m.whole) is (way > 0) else m.bits / 2 - BASE, m) for m in found]
        taken: set[int] = set()
        for _, made in sorted(((b, m) for b, m in weighed if b > 0), key=lambda w: (-w[0], w[1].whole, w[1].parts)):
            if not taken & set(made.parts) and book.take(made):
                taken |= set(made.parts)
        folded |= taken
        if not taken:
            break


def _apart(lines: Lines, book: Book) -> list[Pattern]:
    """Ranges that begin a line or two away ("Tổng | Tổng không kể … | …"), of lines that nothing else was found of, where every cell keeps them."""
    found: list[Pattern] = []
    active = lines.active
    for line in lines.wholes:
        if lines.most[line] <= BASE + 8 or book.made_of(line):
            continue
        position = bisect_left(active, line)
        for away in range(APART + 1):
            for run in (active[position + 1 + away : position + 1 + away + LIMIT], active[max(0, position - away - LIMIT) : max(0, position - away)][::-1]):
                made = best_beginning(lines, line, lines.whole_beside(line, list(run)), BASE + 8 + 3 * away, least=SURE, near=False)
                if made is not None and made.held >= HELD + MANY_MORE * made.broken:
                    found.append(made)
    return sorted(found, key=rank)


def _beside(lines: Lines, open_lines: Sequence[int], position: int) -> Iterator[Pattern]:
    line = open_lines[position]
    if lines.most[line] <= BASE:
        return
    for run in (open_lines[position + 1 : position + 1 + LIMIT], open_lines[max(0, position - LIMIT) : position][::-1]):
        raw = list(run)
        fit = lines.whole_beside(line, raw)
        offers = [best_beginning(lines, line, fit, BASE + log2(1 + min(len(fit), 30)))]
        if len(fit) < len(raw):
            offers.append(best_beginning(lines, line, raw, BASE + 2 + log2(1 + min(len(raw), 30))))
        known = [made for made in offers if made is not None]
        if known:
            yield min(known, key=rank)


def _strides(lines: Lines) -> list[Pattern]:
    """Every second, third … line: "Số lượng | Tỷ lệ | Số lượng | Tỷ lệ", groups of the same columns."""
    found: list[Pattern] = []
    cost = BASE + 10
    strides = Strides(lines, STEPS, LIMIT)
    for line in lines.wholes:
        if lines.most[line] <= cost:
            continue
        for step, away, run in strides.that_agree(line):
            dear = cost if abs(away) <= step else cost + FAR
            made = best_beginning(lines, line, lines.whole_beside(line, run), dear, least=SURE, near=False)
            if made is not None and 2 * sum(part in lines.solid_lines for part in made.parts) >= len(made.parts):
                found.append(made)
    return found


def _pairs(lines: Lines) -> list[Pattern]:
    """Any two lines near a third: c = a + b, and so the difference of two columns."""
    found: list[Pattern] = []
    for line in lines.wholes:
        if lines.most[line] <= BASE + 8:
            continue
        window = lines.active[bisect_left(lines.active, line - WINDOW) : bisect_right(lines.active, line + WINDOW)]
        near = lines.whole_beside(line, [c for c in window if c != line])
        cells = np.nonzero(lines.solid[:, line])[0]
        if len(near) < 2 or not len(cells):
            continue
        one, other = (np.array(near)[i] for i in np.triu_indices(len(near), 1))
        # A first look at some cells, then at all.
        bits, held, broken = _pair(lines, line, one, other, cells[:60])
        keep = (bits > 0) & (held >= LEAST * (held + broken))
        one, other = one[keep], other[keep]
        if not len(one):
            continue
        bits, held, broken = _pair(lines, line, one, other, cells)
        for k in range(len(one)):
            a, b = int(one[k]), int(other[k])
            cost = BASE + 8 + 0.3 * (abs(a - line) + abs(b - line))
            if held[k] >= 2 and held[k] >= SURE * (held[k] + broken[k]) and bits[k] > cost:
                found.append(Pattern("sum", line, (a, b), int(held[k]), int(broken[k]), float(bits[k] - cost), near=False))
    return found


def _pair(
    lines: Lines,
    line: int,
    one: np.ndarray,
    other: np.ndarray,
    cells: np.ndarray,
) -> tuple[Numbers, np.ndarray, np.ndarray]:
    unit = lines.units[cells, line][:, None]
    known, solid, filled, units = (m[cells] for m in (lines.known, lines.solid, lines.filled, lines.units))
    made = filled[:, one] + filled[:, other]
    slack = unit / 2 + np.minimum((units[:, one] + units[:, other]) / 2, 3 * unit)
    if not lines.broken[:, line].any():
        slack = np.minimum(slack, 0.01)
    slack = slack + EXACTLY * np.abs(made)
    valid: Truths = known[:, one] | known[:, other]
    agrees = valid & (np.abs(made - filled[:, line][:, None]) <= slack)
    told = agrees & solid[:, one] & solid[:, other]
    gain = np.maximum(0.0, lines.bits[cells, line][:, None] - np.log2(1 + 2 * slack / lines.places[cells][:, None]))
    broken = (valid & ~agrees).sum(axis=0)
    return (told * gain).sum(axis=0) - BREAK * broken, told.sum(axis=0), broken


def _plain(found: Iterable[Pattern]) -> list[Pattern]:
    """Of each line the reading that stands out; where several readings explain as much, chance does, unless one of two is nearer."""
    by_line: dict[int, list[Pattern]] = {}
    for made in found:
        by_line.setdefault(made.whole, []).append(made)
    kept: list[Pattern] = []
    for line, readings in by_line.items():
        readings.sort(key=rank)
        best = readings[0]
        sure = [m for m in readings if m.bits >= STRONG and not m.broken]
        if sure:
            kept += [m for n, m in enumerate(sure) if not any(set(m.parts) & set(other.parts) for other in sure[:n])][:2]
            continue
        rivals = [m for m in readings if m.bits > SURE * best.bits]
        if len(rivals) > 1 and len(rivals[1].parts) == len(best.parts):
            reach = [sum(abs(p - line) for p in m.parts) for m in rivals[:2]]
            if len(rivals) > 2 or reach[0] == reach[1]:
                continue
            best = rivals[0] if reach[0] < reach[1] else rivals[1]
        kept.append(best)
    return sorted(kept, key=rank)
