"""Sheets that an office program saved as a web page (Excel's x:num, LibreOffice's sdval): laid out as the sheets that they are.

Titles and signatures stand in rows of such a page's table; the number behind what a cell shows stands in its attributes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import regex

from extractor.readers.line_words import clean
from extractor.readers.sheet_model import Sheet, SheetCell, stored_number
from extractor.readers.table_drafts import Draft

_VALUES = ("sdval", "x:num")
_SIGNS = (*_VALUES, "sdnum", "x:fmla", "x:str")
_FIGURE = regex.compile(r"[-+(]?\d[\d.,]*\s?[%)]?")
_TABLE_NAME = regex.compile(r"table\d+")


def is_sheet(table: Any) -> bool:
    """Whether a sheet program wrote the table: its cells keep values beside what they show."""
    return any(cell.get(sign) is not None for cell in table.iter("td") for sign in _SIGNS)


def stored(cell: Any, text: str) -> Decimal | None:
    """The number behind a cell that shows a figure, None for any other and for a day, which is kept as a number too."""
    value = next((value for name in _VALUES if (value := cell.get(name))), None)
    return stored_number(value) if value and _FIGURE.fullmatch(text.strip()) else None


def as_sheet(cells: Sequence[Draft], name: str) -> Sheet:
    """The table's cells as those of a sheet."""
    sheet = Sheet(name)
    for cell in cells:
        text = "\n".join(cell.lines)
        if text:
            sheet.cells[cell.row, cell.column] = SheetCell(text, figure=_FIGURE.fullmatch(text) is not None, bold=cell.header, stored=cell.stored)
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merged.append((cell.row, cell.column, cell.row + cell.row_span - 1, cell.column + cell.column_span - 1))
    return sheet


def without_contents(body: Any) -> None:
    """Takes LibreOffice's list of sheets off the page, and the word before each sheet's name."""
    anchors = [anchor for anchor in body.iter("a") if _TABLE_NAME.fullmatch(anchor.get("name") or "")]
    links = [link for link in body.iter("a") if _TABLE_NAME.fullmatch((link.get("href") or "").removeprefix("#"))]
    if not anchors or not links:
        return
    for link in links:
        holder = link.getparent()
        link.drop_tree()
        for head in list(holder.iter("h1")) if holder is not None and holder.tag == "center" else ():
            head.drop_tree()
    for anchor in anchors:
        head, name = anchor.find("h1"), anchor.find("h1/em")
        if head is not None and name is not None:
            head.text, named = clean("".join(name.itertext())), name
            head.remove(named)
