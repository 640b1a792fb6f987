"""Which rows of a block stand for it, where headings without figures or rows of other levels stand among them.

    Cộng            940
    1   Sở A        310
    2   Sở B        240
    CẤP HUYỆN       390     "Cộng" is over 1, 2 and "CẤP HUYỆN", not over the 1 and 2 below it
    1   Huyện Đông  200
    2   Huyện Tây   190
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.audit.tables.sheet import Sheet
from extractor.lexicon.phrases import LAYOUT, QUANTITIES


def with_headed(sheet: Sheet, children: Mapping[int | None, list[int]], members: Sequence[int]) -> list[int]:
    """Members of a group, with the rows below those that are headings without figures in their stead ("Khởi công mới" over its projects)."""
    found: list[int] = []
    for i in members:
        row = sheet.grid.rows[i]
        below, label = children.get(row.number, []), row.label or ""
        leads = LAYOUT.leads_parts.fullmatch(label) is not None or QUANTITIES.breaks_down.match(label) is not None
        found += with_headed(sheet, children, below) if below and not leads and not any(sheet.cells[i]) else [i]
    return found


def outermost(sheet: Sheet, block: Sequence[int]) -> list[int]:
    """The rows of a block with figures that stand below no other of them."""
    filled = [i for i in block if any(sheet.cells[i])]
    inside = {sheet.grid.rows[i].number for i in filled}
    return [i for i in filled if not any(row.number in inside for row in sheet.grid.ancestors(sheet.grid.rows[i]))]


def partly_headed(sheet: Sheet, chosen: Sequence[int]) -> bool:
    """Some of these rows stand below a heading without figures and others below none: a list and the beginning of another."""
    parents = [sheet.grid.rows[i].parent for i in chosen]
    headed = sum(p is not None and not any(sheet.cells[p - 1]) for p in parents)
    return 0 < headed < len(parents) and None in parents


__all__ = ["outermost", "partly_headed", "with_headed"]
