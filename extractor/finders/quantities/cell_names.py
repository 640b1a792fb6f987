"""What a cell's figure measures and whose it is, by the head of its column, the name of its row and the rows that govern it.

In: a column, a row and the rows above it, the nearest first. Out: plain strings, None where the table says nothing. Under "Sản lượng (tấn)" the row "Chè" gives the label "Sản lượng (tấn)"
and the subject "Chè"; under "Năm 2031" the row is what is measured, and the row above it whose. "Trong đó: - DN FDI" under "Kim ngạch xuất khẩu" is the export of these.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.lexicon.phrases import QUANTITIES, TABLES
from extractor.tables.columns import Column
from extractor.tables.grid import Row

DASH = regex.compile(r"[-–+•]\s+")
BOUND = regex.compile(r"[<>≤≥]\s*[\d.,]+\s*%?")  # a cell that only says up to where a class goes: no name


NEAR = 6  # rows above the row of a sector in which what it is a part of stands


def cell_names(column: Column, row: Row, above: Sequence[Row], rows: Sequence[Row]) -> tuple[str | None, str | None]:
    """Label and subject of the figure where the column meets the row; `rows` are those of the table, in order."""
    if column.label is not None:
        return _bare(column.label), _of_part(row.label)
    own = _of_part(row.label)
    if own is not None and TABLES.row_owner.match(own):
        at = row.number - 1
        names = (_of_part(other.label) for other in (*above, *reversed(rows[max(0, at - NEAR) : at])))
        measured = next((name for name in names if name is not None and TABLES.row_owner.match(name) is None), None)
        if measured is not None:
            return measured, own
    parent = above[0].label if above else None
    return own or _bare(row.label), _of_part(parent or (row.label if column.told else None))


def _bare(label: str | None) -> str | None:
    """A name without the dash in front of it."""
    return DASH.sub("", label, count=1) if label and DASH.match(label) else label


def _of_part(subject: str | None) -> str | None:
    """The name of a row without the words that open the parts ("Trong đó: - Dầu thô"); None where it is nothing else."""
    bare = _bare(subject)
    if bare is not None and BOUND.fullmatch(bare) is not None:
        return None
    return QUANTITIES.part_lead.sub("", bare, count=1) or None if bare else bare


__all__ = ["cell_names"]
