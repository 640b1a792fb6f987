"""Reading order of the lines outside ruled tables: full-width text, columns side by side, tables that only alignment shows.

Rows whose lines leave a common gutter free are a region. A region is a table where it has three columns or figures in the second one,
and columns otherwise (letterhead, "Nơi nhận" beside the signature, newspaper columns), read from the left one to the right one.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractor.readers.pages.layout import TableDraft
from extractor.readers.pages.lines import Line, joined
from extractor.readers.pages.settings import FIGURE, ITEM_MARK, ORDINAL_HEADS
from extractor.readers.pages.tables import Grid, GridCell

Interval = tuple[float, float]
FAR = 1e6
NARROWEST = 3.0
"""A gutter narrower than this (points) is none."""
_SLIT = 0.2
"""The narrowest between two columns of figures."""
_ALIGNED = 1.2
"""How far the edges of a column may stand apart (points)."""


@dataclass(slots=True)
class Flow:
    """Lines that are read one after the other, and the left and right edge that their paragraphs are set to."""

    lines: list[Line]
    left: float
    right: float
    column: bool = False

    @property
    def top(self) -> float:
        return self.lines[0].base


def flows(rows: Sequence[list[Line]], left: float, right: float) -> list[Flow | TableDraft]:
    """The rows in reading order. `left` and `right` are the edges of the page's text."""
    bands = _bands(rows)
    out: list[Flow | TableDraft] = []
    index = 0
    while index < len(bands):
        region, gutters = _region(bands, index, left, right)
        if region:
            part = bands[index : index + region]
            table = _aligned_table(part, gutters)
            out.extend([table] if table else _columns(part, gutters))
            index += region
            continue
        lines = [joined(row) if len(row) > 1 else row[0] for row in _rows_of_band(bands[index])]
        last = out[-1] if out else None
        if isinstance(last, Flow) and not last.column:
            last.lines.extend(lines)
        else:
            out.append(Flow(lines, left, right))
        index += 1
    return out


def _bands(rows: Sequence[list[Line]]) -> list[list[Line]]:
    """Rows as bands: lines side by side on slightly different base lines share one."""
    bands: list[list[Line]] = []
    for row in rows:
        if bands:
            band = bands[-1]
            first = min(line.base for line in band)
            size = min(line.size for line in band + row)
            apart = all(line.x0 > other.x1 or line.x1 < other.x0 for line in row for other in band)
            if apart and row[0].base - first < 0.8 * size:
                band.extend(row)
                band.sort(key=lambda line: line.x0)
                continue
        bands.append(list(row))
    return bands


def _rows_of_band(band: Sequence[Line]) -> list[list[Line]]:
    """A band that turned out to be no region, as the rows that it was made of."""
    rows: list[list[Line]] = []
    for line in sorted(band, key=lambda line: (line.base, line.x0)):
        if rows and abs(rows[-1][0].base - line.base) < 0.25 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _free(band: Sequence[Line]) -> list[Interval]:
    """The stretches that a band leaves free, the outer ones included."""
    out: list[Interval] = []
    end = -FAR
    for line in band:
        if line.x0 > end:
            out.append((end, line.x0))
        end = max(end, line.x1)
    return [*out, (end, FAR)]


def _common(a: Sequence[Interval], b: Sequence[Interval]) -> list[Interval]:
    """The overlaps of two lists of intervals, those wide enough for a gutter."""
    out = [(max(x[0], y[0]), min(x[1], y[1])) for x in a for y in b if min(x[1], y[1]) - max(x[0], y[0]) >= NARROWEST]
    return out


def _region(bands: Sequence[list[Line]], index: int, left: float, right: float) -> tuple[int, list[Interval]]:
    """How many bands from `index` on form a region of columns, and its gutters; 0 where none begins."""
    first = bands[index]
    if len(first) < 2:
        return 0, []
    gutters = [(a, b) for a, b in _free(first) if a > -FAR and b < FAR]
    count = 1
    while index + count < len(bands):
        band = bands[index + count]
        kept = _common(gutters, _free(band))
        if not kept:
            break
        if not _goes_on(bands[index : index + count], band, kept, left, right):
            break
        gutters = kept
        count += 1
    both = sum(len(band) > 1 for band in bands[index : index + count])
    if both >= 2 or (both == 1 and count >= 3):
        return count, gutters
    widest = max(b - a for a, b in gutters)
    return (1, gutters) if both == 1 and count == 1 and widest > 4 * first[0].size else (0, [])


def _goes_on(region: Sequence[list[Line]], band: list[Line], gutters: Sequence[Interval], left: float, right: float) -> bool:
    """Whether a band that leaves the gutter free belongs to the region above it."""
    last = region[-1]
    size = max(line.size for line in band)
    gap = min(line.base for line in band) - max(line.base for line in last)
    if len(band) > 1:
        return gap < 6 * size
    line = band[0]
    on_left = line.x1 <= gutters[0][0] + 1
    members = [other for row in region for other in row if (other.x1 <= gutters[0][0] + 1) == on_left]
    if not members:
        return False
    aligned = any(abs(line.x0 - other.x0) < 4 for other in members)
    centred = abs(line.middle - median(other.middle for other in members)) < 8
    if not on_left:
        # A title is centred on the page, not on the right column.
        title = abs(line.middle - (left + right) / 2) < 6
        if title and not centred:
            return False
        return gap < (9 if centred or aligned else 2.2) * size
    return (aligned or centred) and gap < 2.2 * size


def _columns(bands: Sequence[list[Line]], gutters: Sequence[Interval]) -> list[Flow | TableDraft]:
    """The columns of a region, left to right."""
    cuts = [(a + b) / 2 for a, b in gutters]
    columns: list[list[Line]] = [[] for _ in range(len(cuts) + 1)]
    for band in bands:
        by_column: dict[int, list[Line]] = {}
        for line in band:
            by_column.setdefault(sum(cut < line.middle for cut in cuts), []).append(line)
        for column, lines in by_column.items():
            columns[column].extend(joined(row) if len(row) > 1 else row[0] for row in _rows_of_band(lines))
    return [Flow(lines, min(x.x0 for x in lines), max(x.x1 for x in lines), True) for lines in columns if lines]


# -- tables without rules ------------------------------------------------------------------------------------------------------------


def _aligned_table(bands: Sequence[list[Line]], gutters: Sequence[Interval]) -> TableDraft | None:
    """The region as a table, if its rows are aligned records and not columns of running text."""
    full = [band for band in bands if len(band) > 1]
    wide = _usual_gutters(full, bands)
    if len(wide) > len(gutters):
        gutters = wide
    cuts = [(a + b) / 2 for a, b in gutters]
    columns = len(cuts) + 1
    if len(full) < 3:
        return None
    cells = [_by_column(band, cuts) for band in bands]
    last = [row[columns - 1] for row in cells if columns - 1 in row]
    figures = sum(all(FIGURE.fullmatch(line.text) for line in lines) for lines in last)
    if columns == 2:
        if figures < 3 or figures < 0.6 * len(last) or len(last) < 0.6 * len(cells):
            return None
    else:
        every = [lines for row in cells for column, lines in row.items() if column]
        numeric = sum(all(FIGURE.fullmatch(line.text) for line in lines) for lines in every)
        heads = 0 in cells[0] and cells[0][0][0].text.casefold() in ORDINAL_HEADS
        if not heads and numeric < max(3, 0.2 * len(every)):
            return None
    rows = _records(bands, cells)
    ys = [rows_top(bands[row[0]]) for row in rows] + [max(line.bottom for line in bands[-1])]
    xs = [min(line.x0 for band in bands for line in band) - 1, *cuts, max(line.x1 for band in bands for line in band) + 1]
    if any(b <= a for a, b in itertools.pairwise(ys)) or any(b <= a for a, b in itertools.pairwise(xs)):
        return None
    lines: dict[tuple[int, int], list[Line]] = {}
    for number, members in enumerate(rows):
        for band in members:
            for column, found in cells[band].items():
                lines.setdefault((number, column), []).extend(found)
    grid = Grid(xs, ys, [GridCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1]) for r in range(len(rows)) for c in range(columns)])
    return TableDraft(grid, lines, ruled=False)


def rows_top(band: Sequence[Line]) -> float:
    """Where a band begins."""
    return min(line.top for line in band)


def _by_column(band: Sequence[Line], cuts: Sequence[float]) -> dict[int, list[Line]]:
    out: dict[int, list[Line]] = {}
    for line in band:
        out.setdefault(sum(cut < line.middle for cut in cuts), []).append(line)
    return out


def _usual_gutters(full: Sequence[list[Line]], bands: Sequence[list[Line]]) -> list[Interval]:
    """The stretches that nearly all rows leave free: a head over two columns closes a gutter that the rows below it keep."""
    edges = sorted({edge for band in full for line in band for edge in (line.x0, line.x1)})
    out: list[Interval] = []
    limit = 0.12 * len(bands)
    for a, b in itertools.pairwise(edges):
        middle = (a + b) / 2
        crossing = sum(any(line.x0 < middle < line.x1 for line in band) for band in bands)
        if crossing <= limit:
            if out and abs(out[-1][1] - a) < 0.01:
                out[-1] = (out[-1][0], b)
            else:
                out.append((a, b))
    x0, x1 = edges[0], edges[-1]
    return [(a, b) for a, b in out if a > x0 and b < x1 and (b - a >= NARROWEST or (b - a >= _SLIT and _ends_figures(full, a, b)))]


def _ends_figures(full: Sequence[list[Line]], a: float, b: float) -> bool:
    """Whether a slit parts two columns of figures: in most rows a figure ends at it and another follows. A sheet that is printed to fit its page leaves no more."""
    ending = 0
    for band in full:
        here = next((n for n, line in enumerate(band) if abs(line.x1 - a) <= _ALIGNED and FIGURE.fullmatch(line.text)), None)
        ending += here is not None and here + 1 < len(band) and band[here + 1].x0 >= b - _ALIGNED and bool(FIGURE.fullmatch(band[here + 1].text))
    return ending >= max(3, 0.5 * len(full))


def _records(bands: Sequence[list[Line]], cells: Sequence[dict[int, list[Line]]]) -> list[list[int]]:
    """The bands of each record: a record opens where the first column is filled, else where a row has more than one cell."""
    opening = sum(0 in row for row in cells)
    ordinals = sum(0 in row and (row[0][0].text.isdigit() or bool(ITEM_MARK.match(row[0][0].text))) for row in cells)
    keyed = opening >= 0.3 * len(cells) and ordinals >= 0.5 * opening
    rows: list[list[int]] = []
    for number, row in enumerate(cells):
        opens = 0 in row if keyed and rows else len(row) > 1
        if not rows or opens:
            rows.append([number])
        else:
            gap = bands[number][0].base - bands[number - 1][0].base
            if gap > 1.9 * bands[number][0].size and not keyed:
                rows.append([number])
            else:
                rows[-1].append(number)
    return rows
