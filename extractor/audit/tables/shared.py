"""What the audit reads of all tables of a document, once: which figures stand in each cell, the grids, the sheets that hold formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractor.audit.figures import Figure
from extractor.audit.tables.cell_formulas import SheetBook, books_of
from extractor.layout.model import Layout
from extractor.tables.grid import Grid, grid_of

FEWEST = 3  # figures of a table that is looked at
Place = tuple[int, int]


@dataclass(frozen=True)
class TableFigures:
    """The tables of a document with its figures; everything by the number of the table."""

    layout: Layout
    figures: Sequence[Figure]

    @cached_property
    def places(self) -> dict[int, dict[Place, list[Figure]]]:
        """The figures of each cell, by row and column of the grid."""
        places: dict[int, dict[Place, list[Figure]]] = {}
        for figure in self.figures:
            segment = self.layout.reading.segments[figure.segment]
            if segment.table is not None and segment.row is not None and segment.column is not None:
                places.setdefault(segment.table, {}).setdefault((segment.row, segment.column), []).append(figure)
        return places

    @cached_property
    def grids(self) -> dict[int, Grid]:
        """The grids of the tables that have figures enough to be looked at."""
        text = self.layout.document.text
        return {number: grid_of(text, table) for number, table in enumerate(self.layout.tables) if len(self.places.get(number, ())) >= FEWEST}

    @cached_property
    def books(self) -> dict[str, SheetBook]:
        """The sheets that hold formulas, by name."""
        return books_of(self.layout.tables, self.grids, self.places)
