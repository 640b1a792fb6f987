"""Ruled tables of a page: rules → edges → intersections → grids → cells, a chain whose stages can be printed (`Stages`).

Rules come in pieces, doubled, or drawn cell by cell; edges are what remains when they are joined. Edges that cross belong to one table;
their positions make its grid, and grid slots that no edge parts are one cell. A frame around a single cell is no table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

SNAP = 2.5
"""Rules nearer than this (points) are one: double borders, borders drawn by both neighbours."""
REACH = 3.5
"""How far an edge may end before the one that it is meant to touch."""
SHORTEST = 6.0
"""Edges shorter than this are ornaments."""
MAX_CROSSINGS = 400_000
MAX_SLOTS = 40_000


@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal edge at y = `at` from x = `start` to `end`; or a vertical one at x = `at` from y = `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its grid position and spans (0-based), and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float


class Grid:
    """A table's column positions `xs` and row positions `ys`, ascending, and its cells in row order."""

    __slots__ = ("_slots", "cells", "columns", "rows", "xs", "ys")

    def __init__(self, xs: Sequence[float], ys: Sequence[float], cells: Sequence[GridCell]) -> None:
        self.xs = tuple(xs)
        self.ys = tuple(ys)
        self.cells = tuple(cells)
        self.rows = len(ys) - 1
        self.columns = len(xs) - 1
        self._slots: list[GridCell | None] = [None] * (self.rows * self.columns)
        for cell in cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._slots[row * self.columns + column] = cell

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, x: float, y: float) -> GridCell | None:
        """The cell that holds a point, or None outside the table."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, y) - 1
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return None
        return self._slots[row * self.columns + column]


@dataclass(slots=True)
class Stages:
    """What each step of the chain made of a page, for printing."""

    horizontal_edges: list[Edge] = field(default_factory=list)
    vertical_edges: list[Edge] = field(default_factory=list)
    intersections: list[tuple[float, float]] = field(default_factory=list)
    groups: list[tuple[list[Edge], list[Edge]]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"{len(self.horizontal_edges)} horizontal edges"]
        lines += [f"  y={e.at:.1f} x={e.start:.1f}-{e.end:.1f}" for e in self.horizontal_edges]
        lines += [f"{len(self.vertical_edges)} vertical edges"]
        lines += [f"  x={e.at:.1f} y={e.start:.1f}-{e.end:.1f}" for e in self.vertical_edges]
        lines += [f"{len(self.intersections)} intersections, {len(self.groups)} groups of crossing edges"]
        for grid in self.grids:
            lines.append(f"grid of {grid.rows} rows, {grid.columns} columns, {len(grid.cells)} cells at {tuple(round(v, 1) for v in grid.box)}")
            lines += [f"  r{c.row}+{c.row_span} c{c.column}+{c.column_span}" for c in grid.cells if c.row_span > 1 or c.column_span > 1]
        return "\n".join(lines)


def find_grids(horizontals: Iterable[tuple[float, float, float]], verticals: Iterable[tuple[float, float, float]]) -> Stages:
    """The ruled tables of a page from its rules, (y, x0, x1) and (x, top, bottom); all stages, tables from top to bottom."""
    stages = Stages()
    stages.horizontal_edges = join_rules(horizontals)
    stages.vertical_edges = join_rules(verticals)
    if len(stages.horizontal_edges) * len(stages.vertical_edges) > MAX_CROSSINGS:
        return stages  # a drawing, not a table
    stages.intersections, stages.groups = group_crossing(stages.horizontal_edges, stages.vertical_edges)
    for horizontal, vertical in stages.groups:
        grid = make_grid(horizontal, vertical)
        if grid is not None:
            stages.grids.append(grid)
    stages.grids = sorted(_without_frames(stages.grids), key=lambda grid: (grid.ys[0], grid.xs[0]))
    return stages


def join_rules(rules: Iterable[tuple[float, float, float]]) -> list[Edge]:
    """Edges from pieces of rules: what lies on one line (within SNAP) and touches (within REACH) is one edge."""
    ordered = sorted(rules)
    edges: list[Edge] = []
    first = 0
    while first < len(ordered):
        last = first
        while last + 1 < len(ordered) and ordered[last + 1][0] - ordered[last][0] <= SNAP and ordered[last + 1][0] - ordered[first][0] <= 2 * SNAP:
            last += 1
        members = sorted((start, end) for _, start, end in ordered[first : last + 1])
        at = sum(rule[0] for rule in ordered[first : last + 1]) / (last + 1 - first)
        start, end = members[0]
        for next_start, next_end in members[1:]:
            if next_start <= end + REACH:
                end = max(end, next_end)
            else:
                edges.append(Edge(at, start, end))
                start, end = next_start, next_end
        edges.append(Edge(at, start, end))
        first = last + 1
    return [edge for edge in edges if edge.end - edge.start >= SHORTEST]


def group_crossing(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> tuple[list[tuple[float, float]], list[tuple[list[Edge], list[Edge]]]]:
    """The points (x, y) where edges cross or touch, and the edges in groups that hang together."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    points: list[tuple[float, float]] = []
    places = [edge.at for edge in vertical]  # ascending, as join_rules gives them
    for h, across in enumerate(horizontal):
        for v in range(bisect_left(places, across.start - REACH), bisect_right(places, across.end + REACH)):
            down = vertical[v]
            if down.start - REACH <= across.at <= down.end + REACH:
                points.append((down.at, across.at))
                parent[root(h)] = root(len(horizontal) + v)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for node in range(len(parent)):
        pair = groups.setdefault(root(node), ([], []))
        if node < len(horizontal):
            pair[0].append(horizontal[node])
        else:
            pair[1].append(vertical[node - len(horizontal)])
    return points, [pair for pair in groups.values() if len(pair[0]) >= 2 and pair[1]]


def _positions(edges: Sequence[Edge]) -> list[float]:
    """The distinct positions of edges, ascending; those within SNAP are one."""
    out: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not out or at - out[-1] > SNAP:
            out.append(at)
    return out


def make_grid(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> Grid | None:
    """The grid of one group of crossing edges and its cells, or None where they make no table."""
    xs, ys = _positions(vertical), _positions(horizontal)
    # Tables open at a side: the horizontal edges reach beyond the outermost vertical one.
    left, right = _common(edge.start for edge in horizontal), _common(edge.end for edge in horizontal)
    open_left = left is not None and left < xs[0] - 12
    open_right = right is not None and right > xs[-1] + 12
    if open_left and left is not None:
        xs.insert(0, left)
    if open_right and right is not None:
        xs.append(right)
    # Tables whose first or last rule a scan or a page end lost: most vertical edges reach to one height beyond the outermost horizontal one.
    if 2 * sum(edge.end - edge.start >= 0.8 * (xs[-1] - xs[0]) for edge in horizontal) > len(horizontal):
        upper = _shared([edge.start for edge in vertical if edge.start < ys[0] - 12], len(xs))
        lower = _shared([edge.end for edge in vertical if edge.end > ys[-1] + 12], len(xs))
        ys = [*([] if upper is None else [upper]), *ys, *([] if lower is None else [lower])]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > MAX_SLOTS:
        return None
    across = _presence(horizontal, ys, xs)
    down = _presence(vertical, xs, ys)
    parent = list(range(rows * columns))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not down[column + 1][row]:
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not across[row + 1][column]:
                parent[root(here + columns)] = root(here)
    areas: dict[int, list[int]] = {}
    for node in range(rows * columns):
        areas.setdefault(root(node), []).append(node)
    cells: list[GridCell] = []
    for nodes in areas.values():
        cells.extend(_rectangles(nodes, columns, xs, ys))
    if len(cells) < 2:
        return None
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(xs, ys, cells)


def _shared(values: Sequence[float], edges: int) -> float | None:
    """The height to which at least three, and more than half of `edges` vertical edges reach, or None."""
    near = _common(values) if values else None
    return near if near is not None and sum(abs(value - near) <= SNAP for value in values) > max(2, edges // 2) else None


def _common(values: Iterable[float]) -> float | None:
    """A position that most of `values` share (within SNAP), or None."""
    ordered = sorted(values)
    middle = ordered[len(ordered) // 2]
    near = [value for value in ordered if abs(value - middle) <= SNAP]
    return middle if 2 * len(near) > len(ordered) else None


def _presence(edges: Sequence[Edge], places: Sequence[float], cuts: Sequence[float]) -> list[list[bool]]:
    """For each place and each interval between neighbouring cuts: does an edge at that place cover most of the interval?"""
    covered = [[0.0] * (len(cuts) - 1) for _ in places]
    for edge in edges:
        at = min(range(len(places)), key=lambda index: abs(places[index] - edge.at)) if len(places) < 8 else _nearest(places, edge.at)
        if abs(places[at] - edge.at) > 2 * SNAP:
            continue
        first = max(0, bisect_right(cuts, edge.start) - 1)
        for interval in range(first, len(cuts) - 1):
            if cuts[interval] > edge.end:
                break
            covered[at][interval] += max(0.0, min(edge.end, cuts[interval + 1]) - max(edge.start, cuts[interval]))
    return [[length >= 0.6 * (cuts[i + 1] - cuts[i]) for i, length in enumerate(row)] for row in covered]


def _nearest(places: Sequence[float], at: float) -> int:
    index = bisect_left(places, at)
    candidates = [i for i in (index - 1, index) if 0 <= i < len(places)]
    return min(candidates, key=lambda i: abs(places[i] - at))


def _rectangles(nodes: Sequence[int], columns: int, xs: Sequence[float], ys: Sequence[float]) -> list[GridCell]:
    """One area of the grid as a cell; an area that is no rectangle (a broken rule) row by row."""

    def cell(r0: int, c0: int, r1: int, c1: int) -> GridCell:
        return GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])

    rows = [node // columns for node in nodes]
    cols = [node % columns for node in nodes]
    r0, r1, c0, c1 = min(rows), max(rows), min(cols), max(cols)
    if (r1 - r0 + 1) * (c1 - c0 + 1) == len(nodes):
        return [cell(r0, c0, r1, c1)]
    out: list[GridCell] = []
    by_row: dict[int, list[int]] = {}
    for row, column in zip(rows, cols, strict=True):
        by_row.setdefault(row, []).append(column)
    for row, members in sorted(by_row.items()):
        members.sort()
        start = members[0]
        for before, after in zip(members, [*members[1:], None], strict=True):
            if after is None or after != before + 1:
                out.append(cell(row, start, row, before))
                start = after if after is not None else 0
    return out


def _without_frames(grids: list[Grid]) -> list[Grid]:
    """Grids that are not merely a frame: more than one column or more than one row, and not around a whole other table."""
    kept: list[Grid] = []
    for grid in grids:
        if grid.columns == 1 or (grid.rows == 1 and grid.columns < 2):
            continue
        x0, y0, x1, y1 = grid.box
        inside = [g for g in grids if g is not grid and g.box[0] >= x0 and g.box[1] >= y0 and g.box[2] <= x1 and g.box[3] <= y1]
        if inside and len(grid.cells) <= 4:
            continue
        kept.append(grid)
    return kept
