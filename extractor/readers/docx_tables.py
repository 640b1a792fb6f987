"""The grid of a DOCX table: its rows and cells also inside content controls, what is ruled, bold, or only a frame around other tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extractor.readers.docx_inline import TRANSPARENT
from extractor.readers.docx_styles import Styles, W, value

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
