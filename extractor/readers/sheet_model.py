"""Sheets as their readers give them, whatever the format: cells as they are shown, merged areas, addresses, and how much is too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import regex

from extractor.errors import ReadError
from extractor.readers.refusal import refusal
from extractor.readers.table_drafts import DraftTable

MAX_CELLS = 2_000_000
MAX_COLUMNS = 1_000
MOST_INDENT = 15  # steps that a cell may be set in
MAX_TEXT = 100_000  # characters of a cell; office programs hold 32,767
_ADDRESS = regex.compile(r"([A-Z]{1,3})([1-9]\d{0,7})")


@dataclass(slots=True)
class SheetCell:
    """A cell that holds something: its text as shown, its font, and whether it is a number or a date and not a text.

    `runs` are its pieces with the font of each, where it has several fonts; together they are the text.

    `formula` computes it, without the sign before it, in addresses of its own sheet; `stored` is the number behind what is shown, to fifteen digits,
    `indent` the steps that its words are set in.
    """

    text: str
    font: str | None = None
    figure: bool = False
    bold: bool = False
    runs: tuple[tuple[str, str | None], ...] = ()
    formula: str | None = None
    stored: Decimal | None = None
    indent: int = 0

    @property
    def pieces(self) -> tuple[tuple[str, str | None], ...]:
        """The cell's text piece by piece, each with its font."""
        return self.runs or ((self.text, self.font),)


def stored_number(value: float | str) -> Decimal | None:
    """A stored number to the fifteen digits that office programs keep; None for what is none."""
    try:
        number = Decimal(f"{float(value):.15g}")
    except (ValueError, OverflowError):
        return None
    return number if number.is_finite() else None


@dataclass(slots=True)
class Drawn:
    """What is drawn over the cells (a text box, a chart): the 0-based cell of its corner, its lines and tables."""

    row: int
    column: int
    pieces: Sequence[str | DraftTable]


@dataclass(slots=True)
class Sheet:
    """One sheet: its cells by 0-based (row, column), its merged areas (first row, first column, last row, last column)."""

    name: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    concealed: list[str] = field(default_factory=list)  # hidden rows and columns that hold something ("6:6", "C:C")
    drawn: list[Drawn] = field(default_factory=list)
    comments: list[tuple[str, str]] = field(default_factory=list)  # address and words
    cut: int = 0  # cells that stand beyond the last column that is read


def too_large(source: str) -> ReadError:
    """The error for a sheet with more cells than any person made."""
    return refusal(source, "too-large", "sheet.large", cells=(f"{MAX_CELLS:,}".replace(",", ".", 1), f"{MAX_CELLS:,}"))


def address(row: int, column: int) -> str:
    """The address of the cell at 0-based row and column: (4, 2) is C5."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def position(reference: str) -> tuple[int, int] | None:
    """The reverse: "C5" → (4, 2); None for what is no address."""
    found = _ADDRESS.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for character in found[1]:
        column = column * 26 + ord(character) - 64
    return int(found[2]) - 1, column - 1


def merged_areas(references: Iterable[str]) -> list[tuple[int, int, int, int]]:
    """ "A1:C2" → (0, 0, 1, 2); what is no area is left out."""
    areas = []
    for reference in references:
        first, _, last = reference.partition(":")
        start, end = position(first), position(last or first)
        if start and end and start <= end and start[1] <= end[1]:
            areas.append((*start, *end))
    return areas


def stretches(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending numbers as stretches, first and last of each: 2, 3, 7 are (2, 3) and (7, 7)."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def concealed(cells: Iterable[tuple[int, int]], rows: set[int], columns: Sequence[tuple[int, int]]) -> list[str]:
    """The hidden rows and stretches of columns in which cells stand, as a sheet names them: "6:6", "C:D"."""
    if not rows and not columns:
        return []
    filled_rows = {row for row, _ in cells} & rows
    filled_columns = {column for _, column in cells}
    found = [f"{row + 1}:{row + 1}" for row in sorted(filled_rows)]
    for first, last in columns:
        if any(first <= column <= last for column in filled_columns):
            found.append(":".join(address(0, column).rstrip("1") for column in (first, max(c for c in filled_columns if c <= last))))
    return found
