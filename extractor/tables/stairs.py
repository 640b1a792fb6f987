"""Names of rows that are written in steps over several columns: each level of a statistical table begins in the next column.

    Tổng số     |            |           | 1.482,6      the cells of the first three columns are one column of names,
                | Thủy sản   |           |   811,4      a name further to the right is set in below the one before it
                |            | Cá        |   640,2
    Trong đó:   | Tôm        |           |    41,0

In: the words and cells of the rows of data, and what kinds of columns there are. Out: each row's name in the first of these columns, set in as far as it stood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.document import Cell
from extractor.lexicon.phrases import LAYOUT
from extractor.tables.kinds import ColumnKind

STEP = 12  # blanks that a column sets a name in
MOST, FEWEST = 0.9, 6  # share of the rows that have one name, and rows of a table
STEPS = 4  # columns
AFTER: frozenset[ColumnKind] = frozenset(("figures", "units"))


def stairs_of(heads: Sequence[tuple[str, ...]], kinds: Sequence[ColumnKind], rows: Sequence[Mapping[int, str]]) -> tuple[int, ...]:
    """The columns that hold names in steps, the outermost first; none where a table has one column of names, or several of them."""
    first = next((column for column, kind in enumerate(kinds) if kind in AFTER), 0)
    if not 2 <= first <= STEPS or any(kind not in ("text", "empty") for kind in kinds[:first]) or len({heads[c] for c in range(first)}) > 1:
        return ()
    named = [columns for words in rows if (columns := [c for c in range(first) if words.get(c)])]
    one = [columns[0] for columns in named if len(columns) == 1]
    led = sum(_leads(words, columns) for words, columns in zip((w for w in rows if any(w.get(c) for c in range(first))), named, strict=True))
    if len(named) < FEWEST or len(one) + led < MOST * len(named) or len(set(one)) < 2:
        return ()
    return tuple(range(first))


def _leads(words: Mapping[int, str], columns: Sequence[int]) -> bool:
    """ "Trong đó:" before the name of a part."""
    return len(columns) == 2 and LAYOUT.leads_parts.fullmatch(words[columns[0]].strip()) is not None


def step_up(columns: Sequence[int], words: dict[int, str], cells: dict[int, Cell]) -> None:
    """Puts the name of a row into the first of `columns`."""
    held = [c for c in columns if words.get(c)]
    if not held or (len(held) > 1 and not _leads(words, held)):
        return
    name, place = " ".join(words.pop(c).strip() for c in held), held[-1]
    words[columns[0]] = name
    cells[columns[0]] = replace(cells[place], column=columns[0], indent=cells[place].indent + STEP * (place - columns[0]))


__all__ = ["stairs_of", "step_up"]
