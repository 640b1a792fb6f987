"""Blocks of a statistical table that tell the year-on-year change of the block above them.

    2019 | 1.487.817 | 732.712                  Tiểu học | 3.237 | 3.294 | 3.300
    2020 | 1.487.903 | 732.807                  Công lập | 3.234 | 3.289 | 3.289
    Tỷ lệ tăng (%)                              Chỉ số phát triển (năm trước = 100) - %
    2020 | 0,006 | 0,013                        Tiểu học | 86,85 | 101,76 | 100,18

A row of nothing but such words opens the block; its rows bear the names of those above, in their order. Years run down, where they name the
rows, or across, where they head the columns. What stands in the block adds up to nothing: the table above it is looked at without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.relations import Candidate
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import fold
from extractor.tables.grid import Grid, Row

YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LEAST = 2  # rows of a block
MOST_BROKEN = 0.25  # share of cells that may break a block
SURE = 0.995

Places = Mapping[tuple[int, int], Sequence[Figure]]


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of a block of changes: `index` where 100 is the year before, else growth."""

    rows: tuple[Row, ...]
    index: bool


def parted(grid: Grid) -> tuple[Grid, list[Block]]:
    """The table without its blocks of year-on-year changes, and these."""
    words = vocabulary()
    blocks: list[Block] = []
    first: int | None = None  # of the rows of blocks
    opened: tuple[int, bool] | None = None
    for position, row in enumerate([*grid.rows, None]):
        said = _only_words(row) if row is not None else ""
        if said is None:
            continue
        if opened is not None and (position > opened[0] or row is None):
            blocks.append(Block(grid.rows[opened[0] : position], opened[1]))
        index = bool(said) and words.yearly_index.search(said) is not None
        growth = bool(said) and words.yearly_growth.search(said) is not None
        if index or growth:
            opened = position + 1, index
            first = position if first is None else first
        elif opened is not None and position > opened[0]:
            opened = None
        elif opened is not None:
            opened = position + 1, opened[1]  # the same words in another language
    blocks = [b for b in blocks if len(b.rows) >= LEAST]
    if first is None or first < LEAST or not blocks:
        return grid, []
    return replace(grid, rows=grid.rows[:first]), blocks


def _only_words(row: Row) -> str | None:
    """The words of a row that holds nothing else, None for any other."""
    filled = [w for w in row.words.values() if w.strip()]
    return filled[0] if len(filled) == 1 and sum(c.isalpha() for c in filled[0]) > sum(c.isdigit() for c in filled[0]) else None


def yearly_relations(base: Grid, blocks: Sequence[Block], places: Places) -> Iterator[Candidate]:
    """The changes of the blocks against the levels above; none of a block that mostly tells something else."""
    for block in blocks:
        found = list(_down(base, block, places) if _named_by_years(block.rows) else _across(base, block, places))
        held = sum(made.verdict.holds for made in found)
        if held and len(found) - held <= MOST_BROKEN * len(found):
            yield from (replace(made, prior=SURE) for made in found)


def _named_by_years(rows: Sequence[Row]) -> bool:
    return sum(_year(row.label) is not None for row in rows) * 2 > len(rows)


def _name(row: Row) -> str:
    """The letters of a row's name."""
    return "".join(c for c in fold(row.label or "") if c.isalnum())


def _year(words: str | None) -> int | None:
    """The last year that a name or head tells."""
    found = YEAR.findall(words or "")
    return int(found[-1]) if found else None


def _down(base: Grid, block: Block, places: Places) -> Iterator[Candidate]:
    levels = {year: row for row in base.rows if (year := _year(row.label)) is not None}
    for row in block.rows:
        year = _year(row.label)
        if year is None or year not in levels or year - 1 not in levels:
            continue
        for column in range(base.columns):
            yield from _change(block, places, (row.grid_row, column), (levels[year].grid_row, column), (levels[year - 1].grid_row, column))


def _across(base: Grid, block: Block, places: Places) -> Iterator[Candidate]:
    years = [_year(" ".join(path)) for path in base.heads]
    position = 0
    for row in block.rows:
        name = _name(row)
        at = next((i for i in range(position, len(base.rows)) if name and _name(base.rows[i]) == name), None)
        if at is None:
            continue
        position = at + 1
        for column in range(1, base.columns):
            now, before = years[column], years[column - 1]
            if now is not None and before is not None and now == before + 1:
                level = base.rows[at].grid_row
                yield from _change(block, places, (row.grid_row, column), (level, column), (level, column - 1))


def _change(block: Block, places: Places, told: tuple[int, int], now: tuple[int, int], before: tuple[int, int]) -> Iterator[Candidate]:
    figures = [places.get(place, ()) for place in (told, now, before)]
    if any(len(found) != 1 for found in figures):
        return
    whole, level, earlier = (found[0] for found in figures)
    if earlier.value <= 0 or level.total is not None or earlier.total is not None:
        return
    form: RatioForm = "share" if block.index else "reduction" if whole.change and whole.role == "decrease" else "growth"
    verdict = grade_ratio(form, level, earlier, whole)
    if verdict is not None and form == "growth" and whole.value > 0 and level.value < earlier.value:
        # The sign may stand before the figure that was read.
        fall = grade_ratio("reduction", level, earlier, whole)
        form, verdict = ("reduction", fall) if fall is not None and fall.holds else (form, verdict)
    if verdict is not None:
        yield Candidate("ratio", (level, earlier), whole, "yearly_block", verdict, form=form, table=True)
