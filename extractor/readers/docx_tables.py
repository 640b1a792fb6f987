"""The grid of a DOCX table: its rows and cells also inside content controls, what is ruled, bold, or only a frame around other tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.readers.docx_inline import TRANSPARENT
from extractor.readers.docx_styles import Styles, W, number, value
from extractor.readers.table_drafts import TWIPS, blanks_before

FRAME_CELLS = 6
"""Filled cells of a table that only frames other tables, at most."""


def _inner(parent: Any, tag: str) -> Iterator[Any]:
    """The children `tag` of `parent`, also inside content controls and marked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _inner(child, tag)


def rows_of(table: Any) -> Iterator[Any]:
    return _inner(table, W + "tr")


def cells_of(row: Any) -> Iterator[Any]:
    return _inner(row, W + "tc")


def is_frame(table: Any) -> bool:
    """Whether a table only places other tables: few cells, and tables of several rows and columns in them."""
    inner = [one for cell in table.iter(W + "tc") for one in cell.iterchildren(W + "tbl") if one is not table]
    if not any(len(rows := list(rows_of(one))) > 1 and max(sum(1 for _ in cells_of(row)) for row in rows) > 1 for one in inner):
        return False
    own = [cell for row in rows_of(table) for cell in cells_of(row)]
    return sum(any(text.text and text.text.strip() for text in cell.iter(W + "t")) for cell in own) <= FRAME_CELLS


def is_bordered(cell_properties: Any) -> bool:
    borders = cell_properties.find(W + "tcBorders") if cell_properties is not None else None
    return (
        borders is not None
        and sum(value(borders, side) not in {None, "nil", "none"} for side in ("top", "bottom", "left", "right")) >= 2
    )


def all_bold(styles: Styles, cell: Any) -> bool:
    """Whether all text of a cell is bold."""
    some = False
    for paragraph in cell.iter(W + "p"):
        base = styles.paragraph_look(value(paragraph.find(W + "pPr"), "pStyle"))
        for run in paragraph.iter(W + "r"):
            if any(text.text and text.text.strip() for text in run.iter(W + "t")):
                if not styles.run_look(base, run.find(W + "rPr")).bold:
                    return False
                some = True
    return some


def indent_of(cell: Any) -> int:
    """How many blanks the first words of a cell are set in, by their paragraph and by the blanks that they begin with."""
    for paragraph in cell.iter(W + "p"):
        text = "".join("\t" if part.tag == W + "tab" else part.text or "" for part in paragraph.iter(W + "t", W + "tab") if part.getparent().tag == W + "r")
        if text.strip():
            set_in = paragraph.find(f"{W}pPr/{W}ind")
            if set_in is None:
                return blanks_before(text)
            left = number(set_in.get(W + "left") or set_in.get(W + "start"))
            return max(0, left + number(set_in.get(W + "firstLine")) - number(set_in.get(W + "hanging"))) // TWIPS + blanks_before(text)
    return 0
