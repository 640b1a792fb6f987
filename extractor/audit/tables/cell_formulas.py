"""The formulas of a spreadsheet's cells: what they compute of which figures, with the numbers that the sheet stores.

A formula is a tie that its author wrote down: as sure as a tie can be. Its arithmetic is done on stored numbers; where they agree, so do the
figures, whatever rounding is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import reduce

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, Verdict
from extractor.audit.intervals import EXACT, TWO, ZERO
from extractor.audit.relations import Candidate
from extractor.audit.tables.written import Area, Place, Written, written
from extractor.document import Table
from extractor.readers.formulas import relative
from extractor.readers.sheet_model import position
from extractor.tables.grid import Grid, Row

TIE = "formula_cell"
EQUAL = Decimal("1e-9")  # relative: computers round the fifteenth digit
MOST_PARTS = 1_000


@dataclass
class SheetBook:
    """One sheet: by 0-based (row, column) the stored numbers, the formulas in relative writing, the figures; by row the rows of its tables."""

    stored: dict[Place, Decimal] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    figures: dict[Place, Figure] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    owners: dict[Place, int] = field(default_factory=dict)  # number of the table that holds a cell
    by_row: dict[int, list[Place]] = field(default_factory=dict)  # stored numbers of each row

    def number(self, place: Place) -> Decimal:
        """The number of a cell, zero where it holds none."""
        return self.stored.get(place, ZERO)

    def sum(self, areas: Sequence[Area], place: Place) -> Decimal:
        """The sum of areas as the formula at `place` sees them."""
        return reduce(EXACT.add, (self.number(cell) for area in areas for cell in area.cells(place)), ZERO)

    def result(self, made: Written, place: Place) -> Decimal | None:
        """What a formula gives at a place; None where it divides by nothing."""
        first = self.sum(made.first, place)
        second = self.sum(made.second, place)
        if made.kind == "sum":
            value = first
        elif made.kind == "difference":
            value = EXACT.subtract(first, second)
        elif made.kind == "product":
            value = reduce(EXACT.multiply, (self.number(c) for area in made.first for c in area.cells(place)), Decimal(1))
        elif made.kind == "mean":
            count = sum(c in self.stored for area in made.first for c in area.cells(place))
            if not count:
                return None
            value = EXACT.divide(first, Decimal(count))
        elif not second:
            return None
        else:
            value = EXACT.divide(first if made.kind == "quotient" else EXACT.subtract(first, second), second)
        return EXACT.multiply(value, made.factor)


def books_of(tables: Sequence[Table], grids: Mapping[int, Grid], places: Mapping[int, Mapping[Place, Sequence[Figure]]]) -> dict[str, SheetBook]:
    """The sheets of a document that hold formulas, by name."""
    if not any(cell.formula for table in tables for cell in table.cells):
        return {}
    books: dict[str, SheetBook] = {}
    for number, table in enumerate(tables):
        rows = {row.grid_row: row for row in grids[number].rows} if number in grids else {}
        figures = places.get(number, {})
        for cell in table.cells:
            name, _, address = (cell.address or "").rpartition("!")
            place = position(address)
            if place is None:
                continue
            book = books.setdefault(name, SheetBook())
            book.owners[place] = number
            if cell.row in rows:
                book.rows[place[0]] = rows[cell.row]
            if cell.stored is not None:
                book.stored[place] = cell.stored
                book.by_row.setdefault(place[0], []).append(place)
            if cell.formula:
                book.formulas[place] = relative(cell.formula, place)
            own = figures.get((cell.row, cell.column), ())
            if len(own) == 1 and own[0].single:
                book.figures[place] = own[0]
    return books


def formula_relations(books: Mapping[str, SheetBook]) -> Iterator[tuple[int, Candidate]]:
    """The number of the table and the relation of every formula that ties figures."""
    for book in books.values():
        for place, formula in book.formulas.items():
            made = written(formula)
            whole = book.figures.get(place)
            if made is None or whole is None:
                continue
            found = _relation(book, made, place, whole)
            if found is not None:
                yield book.owners[place], found


def _relation(book: SheetBook, made: Written, place: Place, whole: Figure) -> Candidate | None:
    stored = book.stored.get(place)
    parts = _operands(book, made.first, place) if stored is not None else None
    base = _operands(book, made.second, place) if parts is not None else None
    # Which figures it ties is seen before anything is computed.
    if stored is None or parts is None or base is None or len(parts) + len(base) > MOST_PARTS or not _ties(made, parts, base, place):
        return None
    value = book.result(made, place)
    if value is None:
        return None
    verdict = _verdict(value, stored, whole, parts if made.kind == "sum" else ())
    if made.kind in ("sum", "mean", "product"):
        return Candidate(made.kind, tuple(parts), whole, TIE, verdict, table=True, prior=1.0)
    if made.kind == "difference":
        return Candidate("difference", (parts[0], base[0]), whole, TIE, verdict, table=True, prior=1.0)
    percent = whole.dimension == "percent"
    form: RatioForm = ("share" if percent else "mean") if made.kind == "quotient" else ("growth" if percent else "change")
    return Candidate("ratio", (parts[0], *base), whole, TIE, verdict, form=form, table=True, prior=1.0)


def _ties(made: Written, parts: Sequence[Figure], base: Sequence[Figure], place: Place) -> bool:
    """The formula ties as many figures as a relation of its kind needs."""
    if made.kind == "sum":
        return len(parts) >= 2
    if made.kind in ("mean", "product"):
        return len(parts) >= 2 and len(parts) == sum(1 for area in made.first for _ in area.cells(place))
    return len(parts) == 1 and (len(base) == 1 if made.kind == "difference" else bool(base))


def _operands(book: SheetBook, areas: Sequence[Area], place: Place) -> list[Figure] | None:
    """The figures of areas; None where a number among them is no figure (a year, an ordinal)."""
    found: list[Figure] = []
    for area in areas:
        for cell in area.cells(place):
            figure = book.figures.get(cell)
            if figure is not None:
                found.append(figure)
            elif book.number(cell):
                return None
    return found


def _verdict(value: Decimal, stored: Decimal, whole: Figure, parts: Sequence[Figure]) -> Verdict:
    """Agreement of stored numbers; what they should give is told in the unit of the figure."""
    factor = EXACT.divide(abs(whole.value), abs(stored)) if stored and whole.value else Decimal(1)
    gap = abs(EXACT.subtract(value, stored))
    tolerance = EXACT.multiply(whole.precision, Decimal(1)) / TWO
    expected = EXACT.multiply(value, factor)
    if gap <= EQUAL * max(abs(value), abs(stored), EQUAL):
        return Verdict("holds", whole.value, whole.value, tolerance)
    if not whole.exact and EXACT.multiply(gap, factor) <= tolerance:
        return Verdict("rounding", expected, whole.value, tolerance)
    impossible = any(p.value > whole.value for p in parts)
    return Verdict("impossible" if impossible else "inconsistent", expected, whole.value, tolerance)


__all__ = ["TIE", "SheetBook", "books_of", "formula_relations"]
