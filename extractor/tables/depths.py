"""How deep the rows of a table stand, where nothing but the way they are set says it: names that are set in below others, bold names over plain ones.

Tables of statistics have no ordinals: "Nông nghiệp" in bold, "Lúa" set in by three blanks below it. A way of setting is believed where it is one of
levels: it begins outermost, no row stands two levels below the one before it, and there are few levels for many rows. Names in the middle of their cells,
which begin anywhere, are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractor.document import Cell

NEAR = 1  # blanks between names of one level
MOST = 5  # levels
FEWEST = 4  # rows of a table that has levels
GROUPS, MEMBERS = 2, 2  # bold rows, and plain rows below each of them on average


def depths_of(text: str, names: Sequence[Cell | None], sums: Sequence[bool]) -> list[int] | None:
    """The depth of each row, 0 for the outermost, None where the table says none. `names` are the cells of the rows' names in order, None for a row
    without one; `sums` tells rows that call themselves the sum of others: they may stand anywhere and are outermost."""
    written = [name if name is not None and name.spans else None for name in names]
    if len(written) - written.count(None) < FEWEST:
        return None
    ranked = [None if total else name for name, total in zip(written, sums, strict=True)]
    return _by_indent(text, ranked) or _by_weight(text, ranked)


def _by_indent(text: str, names: Sequence[Cell | None]) -> list[int] | None:
    found = [None if name is None else _indent(text, name) for name in names]
    steps: list[int] = []
    for blanks in sorted({b for b in found if b is not None}):
        if not steps or blanks - steps[-1] > NEAR:
            steps.append(blanks)
        else:
            steps[-1] = blanks
    if not 1 < len(steps) <= MOST:
        return None
    return _levels([None if blanks is None else next(n for n, step in enumerate(steps) if blanks <= step) for blanks in found])


def _by_weight(text: str, names: Sequence[Cell | None]) -> list[int] | None:
    found = [None if name is None else int(not _bold(text, name)) for name in names]
    bold, plain = found.count(0), found.count(1)
    groups = sum(1 for name, below in pairwise(found) if name == 0 and below == 1)
    if groups < GROUPS or bold > 2 * groups or plain < MEMBERS * groups:
        return None
    return _levels(found)


def _levels(found: Sequence[int | None]) -> list[int] | None:
    """The depths, outermost for a row without one (a sum at the top, over its parts); None where they are no levels."""
    known = [0, *(depth for depth in found if depth is not None)] if found[0] is None else [depth for depth in found if depth is not None]
    if known[0] != 0 or any(below - above > 1 for above, below in pairwise(known)):
        return None
    return [depth or 0 for depth in found]


def _indent(text: str, name: Cell) -> int:
    """How far a name is set in: by its reader, else by the blanks before it in the text."""
    start = name.spans[0].start
    at = start
    while at and text[at - 1] in " \u00a0":
        at -= 1
    return name.indent + start - at


def _bold(text: str, name: Cell) -> bool:
    start = name.spans[0].start
    return name.bold or text.startswith("**", start) or text.endswith("**", 0, start)


__all__ = ["depths_of"]
