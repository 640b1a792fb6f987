"""A table that stands on several pages: its parts, and where each of their cells belongs in the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.document import Cell, Span, Table
from extractor.readers.pages.layout import TableDraft

PartRow = list[tuple[int, int, tuple[int, int] | None]]
"""For each column of the whole table: its row, its column, and the cell of the part that begins there (None: nothing begins there)."""


@dataclass(slots=True)
class TablePart:
    """One page's share of a table, and its rows as they are written."""

    draft: TableDraft
    rows: list[PartRow] = field(default_factory=list)


@dataclass(slots=True)
class JoinedTable:
    """A whole table: its parts, its size, its heads, and the spans of its cells by (row, column), with how far their words are set in and
    whether they are bold."""

    parts: list[TablePart]
    columns: int
    rows: int = 0
    header_rows: int = 0
    shapes: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    looks: dict[tuple[int, int], tuple[int, bool]] = field(default_factory=dict)

    def table(self, start: int, end: int, spans: Mapping[tuple[int, int], Sequence[Span]]) -> Table:
        """The Table of the document, once its cells are written."""
        cells = tuple(
            Cell(row, column, tuple(spans.get((row, column), ())), row_span, column_span, None, None, None, *self.looks.get((row, column), (0, False)))
            for (row, column), (row_span, column_span) in sorted(self.shapes.items())
        )
        return Table(start, end, cells, self.rows, self.columns, self.header_rows)
