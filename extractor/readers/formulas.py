"""Formulas of spreadsheets as text: the addresses in them, moved with a shared formula, made relative, or turned from OpenFormula.

In: the text without the sign before it ("SUM(C2:C4)/D$5"). Words in quotes and names of other sheets are left alone. What a formula computes is read
elsewhere (extractor.audit.tables.written).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

# A string; an address, with the sheet that it stands in.
PIECE = regex.compile(
    r'"[^"]*"|(?P<sheet>(?:\'[^\']*\'|[\p{L}_][\p{L}\d_.]*)!)?(?<![\p{L}\d_.$])(?P<dollar>\$?)(?P<letters>[A-Z]{1,3})(?P<fixed>\$?)(?P<number>[1-9]\d{0,6})(?![\p{L}\d_(.!])'
)
OPEN_REFERENCE = regex.compile(r"\[(?:\$?(?P<sheet>'[^']*'|[^\].:']+))?\.(?P<first>\$?[A-Z]{1,3}\$?\d+)(?::(?:\$?(?:'[^']*'|[^\].:']+))?\.(?P<last>\$?[A-Z]{1,3}\$?\d+))?\]")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """A formula that several cells share, as it is written in the first of them."""

    text: str
    place: Place

    def at(self, place: Place) -> str:
        """The formula of another cell of the group."""
        rows, columns = place[0] - self.place[0], place[1] - self.place[1]

        def moved(match: regex.Match[str]) -> str:
            row, column = int(match["number"]), column_number(match["letters"])
            row += 0 if match["fixed"] else rows
            column += 0 if match["dollar"] else columns
            return f"{match['sheet'] or ''}{match['dollar']}{column_letters(column)}{match['fixed']}{row}" if row > 0 and column >= 0 else "#REF!"

        return replaced(self.text, moved)


def replaced(text: str, change: Callable[[regex.Match[str]], str]) -> str:
    """The formula with every address changed."""
    made: str = PIECE.sub(lambda m: change(m) if m["number"] else m[0], text)
    return made


def relative(text: str, place: Place) -> str:
    """The formula with its addresses counted from its own cell: the same for all cells of a line that compute the same."""

    def counted(match: regex.Match[str]) -> str:
        row, column = int(match["number"]) - 1, column_number(match["letters"])
        at_row = f"R{row + 1}" if match["fixed"] else f"R[{row - place[0]}]"
        at_column = f"C{column + 1}" if match["dollar"] else f"C[{column - place[1]}]"
        return f"{match['sheet'] or ''}{at_row}{at_column}"

    return replaced(text, counted)


def open_formula(text: str | None) -> str | None:
    """A formula of OpenDocument ("of:=SUM([.B2:.B4];[.C1])") in the writing of the others."""
    if not text:
        return None
    _, _, body = text.partition("=")
    if not body:
        return None

    def plain(match: regex.Match[str]) -> str:
        sheet = f"{match['sheet']}!" if match["sheet"] else ""
        return f"{sheet}{match['first']}" + (f":{match['last']}" if match["last"] else "")

    parts = regex.split(r'("[^"]*")', OPEN_REFERENCE.sub(plain, body))
    return "".join(part if part.startswith('"') else part.replace(";", ",") for part in parts)


def column_number(letters: str) -> int:
    """The 0-based number of a column: A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(column: int) -> str:
    """The reverse."""
    letters, number = "", column + 1
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
