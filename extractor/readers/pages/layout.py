"""One page: its tables with the lines of their cells, and the rows of lines outside them.

This is all that can be said of a page alone; page numbers, running heads and what goes on over the page end need its neighbours
(`extractor.readers.pages.assemble`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.readers.pages.lines import Line, rows_of, segments, whole
from extractor.readers.pages.model import PageContent, Run, frame_box
from extractor.readers.pages.stamps import take_drawn_stamps, take_written_stamps
from extractor.readers.pages.tables import Grid, GridCell, find_grids


@dataclass(slots=True)
class TableDraft:
    """A table of one page: its grid and the lines of each cell by (row, column), and what joins them where it is no blank.

    `joints` has one entry less than the cell has lines; `extractor.readers.pages.joints` sets them with all pages in sight.
    """

    grid: Grid
    lines: dict[tuple[int, int], list[Line]]
    ruled: bool = True
    joints: dict[tuple[int, int], list[str]] = field(default_factory=dict)

    @property
    def top(self) -> float:
        return self.grid.ys[0]

    @property
    def bottom(self) -> float:
        return self.grid.ys[-1]

    def text(self, row: int, column: int) -> str:
        """The words of the cell that begins at (row, column)."""
        lines = self.lines.get((row, column), [])
        joints = ["", *self.joints_of(row, column)] if lines else []
        return "".join(joint + line.text for line, joint in zip(lines, joints, strict=True))

    def joints_of(self, row: int, column: int) -> list[str]:
        """What stands before each line of the cell but the first."""
        return self.joints.get((row, column)) or [" "] * (len(self.lines.get((row, column), [])) - 1)


@dataclass(slots=True)
class PageLayout:
    """A page's tables, its rows of lines outside tables (top to bottom), short rules, and text set across (margin notes)."""

    content: PageContent
    rows: list[list[Line]]
    tables: list[TableDraft]
    separators: list[tuple[float, float, float]] = field(default_factory=list)
    across: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.content.number


def lay_out(page: PageContent) -> PageLayout:
    """Finds the page's tables, lines and stamps. The page's runs are used up: a stamp's are taken out."""
    take_drawn_stamps(page)
    grids = find_grids(page.horizontals, page.verticals).grids
    inside, outside = _by_cell(page, grids)
    tables = []
    for number, grid in enumerate(grids):
        lines = {cell: cell_lines(runs) for cell, runs in inside.get(number, {}).items()}
        tables.append(TableDraft(grid, {cell: found for cell, found in lines.items() if found}))
    upright = [run for run in outside if run.direction == 0]
    rows = [found for row in rows_of(upright) if (found := segments(row))]
    take_written_stamps(rows, page)
    across: list[Line] = []
    for direction in (90, 270, 180):
        turned = [run for run in outside if run.direction == direction]
        if turned:
            across.extend(line for row in rows_of(turned) for line in segments(row))
    edge = [grid.box for grid in grids]
    separators = [
        (y, x0, x1)
        for y, x0, x1 in page.horizontals
        if x1 - x0 > 30 and not any(box[1] - 3 <= y <= box[3] + 3 for box in edge)
    ]  # fmt: skip
    # Tables without a word in them are drawings.
    return PageLayout(page, rows, [table for table in tables if table.lines], separators, across)


def _by_cell(page: PageContent, grids: Sequence[Grid]) -> tuple[dict[int, dict[tuple[int, int], list[Run]]], list[Run]]:
    """Runs by table and cell, and those outside all tables. A run that crosses a rule between cells is cut there."""
    if not grids:
        return {}, page.runs
    inside: dict[int, dict[tuple[int, int], list[Run]]] = {}
    outside: list[Run] = []
    boxes = [(number, grid, grid.box) for number, grid in enumerate(grids)]
    for run in page.runs:
        y = run.base - 0.3 * run.size
        x0, x1 = run.xs[0], run.xs[-1]
        if run.direction:
            box = frame_box(run.direction, (x0, run.top, x1, run.bottom), page.frame_width, page.frame_height)
            x0, x1 = box[0], box[2]
            y = (box[1] + box[3]) / 2
        middle = (x0 + x1) / 2
        for number, grid, (left, top, right, bottom) in boxes:
            if not (top <= y <= bottom and left <= middle <= right):
                continue
            cell = grid.cell_at(middle, y)
            if cell is None:
                continue
            if run.direction == 0 and len(run.text) > 1 and (x0 < cell.x0 - 2 or x1 > cell.x1 + 2):
                for part, owner in _cut(run, grid, y, cell):
                    inside.setdefault(number, {}).setdefault((owner.row, owner.column), []).append(part)
            else:
                inside.setdefault(number, {}).setdefault((cell.row, cell.column), []).append(run)
            break
        else:
            outside.append(run)
    return inside, outside


def _cut(run: Run, grid: Grid, y: float, fallback: GridCell) -> list[tuple[Run, GridCell]]:
    """The run's parts by the cell that holds the middle of each character; one word that overhangs its cell stays whole."""
    if " " not in run.text.strip():
        return [(run, fallback)]
    parts: list[tuple[Run, GridCell]] = []
    start = 0
    owner: GridCell | None = None
    for index, character in enumerate(run.text):
        cell = grid.cell_at((run.xs[index] + run.xs[index + 1]) / 2, y) or owner or fallback
        if owner is not None and cell is not owner and (character == " " or run.text[index - 1] == " "):
            parts.append((run.cut(start, index), owner))
            start, owner = index, cell
        elif owner is None:
            owner = cell
    parts.append((run.cut(start, len(run.text)), owner or fallback))
    return [(part, cell) for part, cell in parts if part.text.strip()]


def cell_lines(runs: Sequence[Run]) -> list[Line]:
    """The lines of one cell, top to bottom; text set across follows in the order in which it is read."""
    lines: list[Line] = []
    for direction in (0, 90, 270, 180):
        members = [run for run in runs if run.direction == direction]
        if members:
            lines.extend(line for row in rows_of(members) if (line := whole(row)) is not None)
    return lines
