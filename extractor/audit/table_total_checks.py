"""Totals of tables that nothing could be made of: a row or column that calls itself a total, told once a table with what is missing.

A total is verified where one of its figures is the result of a relation that takes in other rows (for a row) or other columns (for a column). Items of
a form that count something ("1.4. Tổng số hồ sơ") and have no items of their own claim no parts.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.checks import Issue, Seen, check
from extractor.audit.figures import Figure
from extractor.audit.tables.shared import Place
from extractor.audit.vocabulary import vocabulary
from extractor.messages import SAY
from extractor.tables.grid import Grid, Row

NAMED = 3  # totals that are named
LONGEST = 40  # characters of a name
Lines = dict[Place, Figure]


@check(
    "table_total_unverified",
    "info",
    finds=["STT\tĐơn vị\tSố hộ\tSố người\n1\tXã Đông\t152\t640\n2\tXã Tây\t231\t911\n\tTổng cộng\t8.450\t30.215"],
    leaves=["STT\tĐơn vị\tSố hộ\tSố người\n1\tXã Đông\t152\t640\n2\tXã Tây\t231\t911\n\tTổng cộng\t383\t1.551"],
)
def table_total_unverified(seen: Seen) -> Iterator[Issue]:
    results = _results(seen)
    for number, grid in seen.tables.grids.items():
        cells = {place: here[0] for place, here in seen.tables.places[number].items() if len(here) == 1}
        told = [*_rows(grid, cells, results), *_columns(grid, cells, results)]
        if told:
            names = "; ".join(vi for vi, _, _ in told[:NAMED])
            names_en = "; ".join(en for _, en, _ in told[:NAMED])
            more = len(told) - NAMED
            rest = SAY.audit("table_total.more", more=more) if more > 0 else ("", "")
            evidence = tuple((figure.start, figure.end) for _, _, figure in told)
            yield Issue("table_total_unverified", "info", *SAY.audit("table_total_unverified", names=(names, names_en), rest=rest), evidence)


def _results(seen: Seen) -> dict[int, set[str]]:
    """By the start of a figure that is the result of a relation of a table: the ways its operands lie ("row" in other rows, "column" in other columns)."""
    segments = seen.layout.reading.segments
    found: dict[int, set[str]] = {}
    for made in seen.relations:
        if made.whole is None or not made.table:
            continue
        home = segments[made.whole.segment]
        for part in made.parts:
            other = segments[part.segment]
            ways = found.setdefault(made.whole.start, set())
            ways.update(way for way, differs in (("row", other.row != home.row), ("column", other.column != home.column)) if differs)
    return found


def _rows(grid: Grid, cells: Lines, results: dict[int, set[str]]) -> Iterator[tuple[str, str, Figure]]:
    parents = {row.parent for row in grid.rows}
    for row in grid.rows:
        name = row.label or row.ordinal or ""
        if not vocabulary().table_total.search(name) or (row.ordinal and row.label and row.number not in parents):
            continue
        figures = [figure for (r, _), figure in cells.items() if r == row.grid_row]
        if figures and not any("row" in results.get(figure.start, ()) for figure in figures):
            yield *SAY.audit("table_total.row", name=_short(name), why=_missing(grid, row, cells)), figures[0]


def _missing(grid: Grid, row: Row, cells: Lines) -> tuple[str, str]:
    filled = {r for r, _ in cells}
    if sum(other.grid_row in filled for other in grid.rows if other is not row) < 2:
        return SAY.audit("table_total.no_rows")
    return SAY.audit("table_total.other_rows")


def _columns(grid: Grid, cells: Lines, results: dict[int, set[str]]) -> Iterator[tuple[str, str, Figure]]:
    for column, path in enumerate(grid.heads):
        if not path or not vocabulary().table_total.search(path[-1]):
            continue
        figures = [figure for (_, c), figure in cells.items() if c == column]
        if len(figures) >= 2 and not any("column" in results.get(figure.start, ()) for figure in figures):
            others = len({c for _, c in cells}) - 1
            why = SAY.audit("table_total.no_columns" if others < 2 else "table_total.other_columns")
            yield *SAY.audit("table_total.column", name=_short(" / ".join(path)), why=why), figures[0]


def _short(name: str) -> str:
    words = " ".join(name.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
