"""Findings of spreadsheets: a SUM that leaves out a row of its block, a number typed into a line of formulas, a formula unlike its neighbours, and a
stored number that the shown one hides. They are told as warnings: the sheet works, and a person must say what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.audit.checks import Issue, Seen, check
from extractor.audit.figures import Figure
from extractor.audit.intervals import EXACT, TWO, ZERO
from extractor.audit.tables.cell_formulas import EQUAL, SheetBook
from extractor.audit.tables.written import Place, Written, written
from extractor.audit.vocabulary import vocabulary
from extractor.audit.wording import number
from extractor.document import Cell
from extractor.messages import SAY
from extractor.readers.sheet_model import address
from extractor.tables.grid import Row

LIKE = 3  # cells of a line that share a formula
FEWEST = 2  # rows of an area that is a block
SURE, LIKELY = 0.95, 0.92
TOLD = 0.9  # a broken relation so sure tells of its result already


@check(
    "formula_range",
    "warning",
    where="sheet",
)
def formula_range(seen: Seen) -> Iterator[Issue]:
    for book in seen.books.values():
        summed = _summed(book)
        told: set[tuple[int, int]] = set()
        for place in sorted(book.formulas):
            made = written(book.formulas[place])
            if made is None or made.kind != "sum" or place not in book.figures or _aside(book, place):
                continue
            for left in _left_out(book, made, place):
                figure = book.figures.get((left, place[1]))
                if figure is None or not figure.value or (left, place[1]) in summed or (place[0], left) in told:
                    continue
                told.add((place[0], left))
                whole = book.figures[place]
                name = book.rows[left].label or ""
                yield Issue(
                    "formula_range",
                    "warning",
                    *SAY.audit("formula_range", cell=address(*place), total=whole.written, row=left + 1, name=name, figure=figure.written),
                    ((whole.start, whole.end), (figure.start, figure.end)),
                    SURE,
                    EXACT.add(whole.value, figure.value),
                )


def _aside(book: SheetBook, place: Place) -> bool:
    """The only figure of a row without a name: somebody's working, that owes nothing to the rows beside it."""
    row = book.rows.get(place[0])
    return (row is None or not row.label) and len(book.by_row.get(place[0], ())) == 1


def _summed(book: SheetBook) -> set[Place]:
    """Cells that some sum of their own column takes in."""
    found: set[Place] = set()
    for place, formula in book.formulas.items():
        made = written(formula)
        if made is not None and made.kind == "sum":
            found.update(cell for area in made.first for cell in area.cells(place) if cell[1] == place[1])
    return found


def _left_out(book: SheetBook, made: Written, place: Place) -> Iterator[int]:
    """Rows between a total and the block that it adds up, or right at the block's other end, that are of the block by level and parent."""
    for area in made.first:
        top, left, bottom, right = area.at(place)
        if not left == right == place[1] or bottom - top + 1 < FEWEST or top <= place[0] <= bottom:
            continue
        between = range(bottom + 1, place[0]) if bottom < place[0] else range(place[0] + 1, top)
        beyond = (top - 1,) if bottom < place[0] else (bottom + 1,)
        members = [book.rows[r] for r in range(top, bottom + 1) if r in book.rows]
        for r in (*between, *beyond):
            row = book.rows.get(r)
            if row is None or r == place[0] or (r in beyond and _of_own_column(book.formulas.get((r, left), ""), (r, left))):
                continue  # the sum of the next block
            if _member(row, members):
                yield r


def _member(row: Row, members: Sequence[Row]) -> bool:
    """A row that stands beside the rows of a block: their level and parent, and no total or part of one."""
    words = vocabulary()
    name = row.label or ""
    if not name or words.table_total.search(name) or words.table_within.search(name) or words.table_rate.match(name.strip()):
        return False
    places = Counter((member.level, member.parent) for member in members)
    return bool(places) and places.most_common(1)[0][0] == (row.level, row.parent)


@check(
    "formula_typed",
    "warning",
    where="sheet",
)
def formula_typed(seen: Seen) -> Iterator[Issue]:
    told = {r.whole.start for r in seen.relations if not r.verdict.holds and r.whole is not None and r.confidence >= TOLD}
    for book in seen.books.values():
        lines = _lines(book)
        for place, figure in sorted(book.figures.items(), key=lambda item: item[0]):
            if place in book.formulas or figure.start in told:
                continue
            given = _by_neighbours(book, lines, place)
            if given is None:
                continue
            value, stored = given
            same = _same(value, stored, figure)
            wanted = EXACT.multiply(value, _scale(stored, figure))
            yield Issue(
                "formula_typed",
                "info" if same else "warning",
                *SAY.audit(f"formula_typed.{'same' if same else 'other'}", cell=address(*place), written=figure.written, wanted=_told(wanted)),
                ((figure.start, figure.end),),
                LIKELY,
                None if same else wanted,
            )


@check(
    "formula_unlike",
    "warning",
    where="sheet",
)
def formula_unlike(seen: Seen) -> Iterator[Issue]:
    for book in seen.books.values():
        lines = _lines(book)
        for place in sorted(book.formulas):
            figure = book.figures.get(place)
            linked = LINK.search(book.formulas[place]) is not None
            given = _by_neighbours(book, lines, place) if figure is not None and not linked else None
            if figure is None or given is None or _same(*given, figure):
                continue
            yield Issue(
                "formula_unlike",
                "warning",
                *SAY.audit("formula_unlike", cell=address(*place), written=figure.written, given=_told(given[0])),
                ((figure.start, figure.end),),
                LIKELY,
            )


def _by_neighbours(book: SheetBook, lines: Shared, place: Place) -> tuple[Decimal, Decimal] | None:
    """What the formula of a cell's neighbours gives in the cell, and what is stored there; None where they share none or it cannot be computed."""
    usual = _around(book, lines, place)
    made = written(usual) if usual is not None else None
    value = book.result(made, place) if made is not None else None
    stored = book.stored.get(place)
    if made is None or value is None or stored is None or not _known(book, made, place):
        return None
    return value, stored


# How often each formula stands in each row, and in each column.
Shared = tuple[Counter[tuple[int, str]], Counter[tuple[int, str]]]


def _lines(book: SheetBook) -> Shared:
    """How often each formula stands in each row and in each column."""
    rows: Counter[tuple[int, str]] = Counter((place[0], formula) for place, formula in book.formulas.items())
    columns: Counter[tuple[int, str]] = Counter((place[1], formula) for place, formula in book.formulas.items())
    return rows, columns


def _around(book: SheetBook, lines: Shared, place: Place) -> str | None:
    """The formula of both neighbours of a cell, above and below or left and right, where several cells of that line share it.

    None where the other direction says that the cell is as its line is: a row of subtotals among rows of members.
    """
    r, c = place
    own = book.formulas.get(place)
    row = book.rows.get(r)
    if row is None or (row.label and vocabulary().table_total.search(row.label)):
        return None
    found: list[str] = []
    for one, other, seen, line in (((r - 1, c), (r + 1, c), lines[1], c), ((r, c - 1), (r, c + 1), lines[0], r)):
        a, b = book.formulas.get(one), book.formulas.get(other)
        if own is not None and own in (a, b):
            return None
        if a is not None and a == b and line == c and (_of_own_column(a, one) or (own is not None and _of_own_column(own, place))):
            continue  # groups of as many rows each, be it one ("=C121", "=C123"), and what stands between two of them is one of their rows; or it is a group itself
        if a is not None and a == b and seen[line, a] >= LIKE:
            found.append(a)
        elif a is not None and b is not None:
            return None  # no line of one formula
    if len(found) == 1 and own is None and lines[1][c, found[0]] < LIKE and _typed_column(book, c):
        return None  # figures that are given, between columns that repeat the one beside them
    typed = own is None and any(p in book.stored and p not in book.formulas for p in ((r, c - 1), (r, c + 1)))
    return found[0] if len(set(found)) == 1 and not (typed and len(found) < 2 and _typed_row(book, r)) else None


def _of_own_column(formula: str, place: Place) -> bool:
    """A sum of rows further down or up in its own column, or a reference to one of them."""
    made = written(formula)
    cells = [cell for area in (*made.first, *made.second) for cell in area.cells(place)] if made is not None else []
    return bool(cells) and all(column == place[1] for _, column in cells)


def _typed_row(book: SheetBook, r: int) -> bool:
    """Most cells of a row are typed where the rows around it compute: its figures were given so."""
    columns = [c for (other, c) in book.by_row.get(r, ())]
    between = [(r, c) for c in columns if (r - 1, c) in book.formulas and (r + 1, c) in book.formulas]
    return len(between) > 1 and sum(p not in book.formulas for p in between) * 2 > len(between)


def _typed_column(book: SheetBook, c: int) -> bool:
    """Most cells of a column are typed."""
    return sum(place not in book.formulas for place in book.stored if place[1] == c) * 2 > sum(place[1] == c for place in book.stored)


def _known(book: SheetBook, made: Written, place: Place) -> bool:
    """Some cell that the formula would read holds a number, and all of them stand in the sheet's tables."""
    cells = [cell for area in (*made.first, *made.second) for cell in area.cells(place)]
    return place not in cells and any(cell in book.stored for cell in cells)


def _same(value: Decimal, stored: Decimal, figure: Figure) -> bool:
    """Equal, or equal in what is shown."""
    gap = abs(EXACT.subtract(value, stored))
    return gap <= EQUAL * max(abs(value), abs(stored)) or EXACT.multiply(gap, _scale(stored, figure)) <= EXACT.divide(figure.precision, TWO)


def _scale(stored: Decimal, figure: Figure) -> Decimal:
    """How many times the stored number the figure is: a cell may show thousands, or per cent of a fraction."""
    return EXACT.divide(abs(figure.value), abs(stored)) if stored and figure.value else Decimal(1)


def _told(value: Decimal) -> str:
    return number(value if value == value.to_integral_value() else round(value, 4).normalize())


@check(
    "stored_hidden",
    "warning",
    where="sheet",
)
def stored_hidden(seen: Seen) -> Iterator[Issue]:
    places = {(f.segment): f for f in seen.figures}
    segments = seen.layout.reading.segments
    at = {(s.table, s.row, s.column): places[i] for i, s in enumerate(segments) if s.table is not None and i in places}
    for table_number, table in enumerate(seen.layout.tables):
        hidden: dict[int, list[tuple[Cell, Figure]]] = {}  # by column
        parted: set[tuple[str, int, str | None]] = set()  # rows and columns that show fractions of what they count
        for cell in table.cells:
            figure = at.get((table_number, cell.row, cell.column))
            if figure is not None and figure.value % 1 and "," in figure.written:
                parted |= {("row", cell.row, figure.unit), ("column", cell.column, figure.unit)}
            if figure is not None and figure.single and _hides(cell, figure):
                hidden.setdefault(cell.column, []).append((cell, figure))
        in_rows = Counter(cell.row for here in hidden.values() for cell, _ in here)
        for here in hidden.values():
            # Where a column does so again and again it holds no counts, whatever its head seems to say: amounts that are shown in round numbers.
            for cell, figure in here if len(here) <= SEVERAL else ():
                if in_rows[cell.row] > SEVERAL or {("row", cell.row, figure.unit), ("column", cell.column, figure.unit)} & parted:
                    continue
                address_of, stored = (cell.address or "").rpartition("!")[2], _told(cell.stored or ZERO)
                yield Issue(
                    "stored_hidden",
                    "warning",
                    *SAY.audit("stored_hidden", cell=address_of, written=figure.written, unit=figure.unit, stored=stored),
                    ((figure.start, figure.end),),
                    LIKELY,
                )


def _hides(cell: Cell, figure: Figure) -> bool:
    """A count whose stored number has a fraction that is not shown; half a thousand of them is none."""
    if cell.stored is None or figure.dimension != "count" or not figure.unit or "," in figure.written or "%" in figure.written:
        return False
    return all(abs(number - round(number)) >= FRACTION for number in (cell.stored, figure.value))


LINK = regex.compile(r"(?<![RC])\[\d+\]")  # to another file ("'[1]B16'!$G$24"), which holds the figure
SEVERAL = 2  # cells of a column that may hide a fraction
FRACTION = Decimal("0.05")  # less is what computers round
