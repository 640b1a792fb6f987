"""Percentages that share out a whole in a table: the rows below "Cơ cấu kinh tế", and a column headed "Cơ cấu (%)" whose total row says 100.

What the words call a structure adds up to 100; the other columns of the group say how sure that is. Percentages that make much more or less than 100
without any column that does are no structure of one whole, or name some of it only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_percent_sum
from extractor.audit.relations import Candidate
from extractor.audit.tables.rows import Outline
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary

FEWEST = 2  # shares of a whole
HUNDRED = 100
NEAR = 5  # how far from 100 a structure may be that no other column confirms


def hundred_relations(sheet: Sheet, outline: Outline) -> Iterator[Candidate]:
    """The percentages of groups that are called a structure, column by column."""
    structure = vocabulary().table_structure.search
    for index, row in enumerate(outline.rows):
        below = outline.children.get(row.number, [])
        if row.label and structure(row.label) and len(below) >= FEWEST:
            yield from _settled([made for c in range(sheet.grid.columns) if (made := _shares(sheet, below, c, index)) is not None])
    for column in range(sheet.grid.columns):
        heads = sheet.grid.heads[column] if column < len(sheet.grid.heads) else ()
        if heads and structure(heads[-1]):
            for index in outline.totals:
                whole = sheet.cells[index][column]
                sets = [members for members, told in outline.member_sets(index) if told] if whole is not None and whole.value == HUNDRED else []
                found = [made for members in sets if (made := _shares(sheet, members, column)) is not None]
                best = next((m for m in found if m.verdict.holds), None)
                yield from _settled([best] if best is not None else found[:1])


def _shares(sheet: Sheet, members: Sequence[int], column: int, index: int | None = None) -> Candidate | None:
    """The percentages of rows in one column against 100; None where one of them is no percentage, or the row above them has another whole."""
    figures = [sheet.cells[i][column] for i in members]
    parts: tuple[Figure, ...] = tuple(f for f in figures if f is not None)
    named = index is not None and "%" in (sheet.grid.rows[index].label or "")  # the rows below it bear no unit of their own
    if len(parts) < FEWEST or any(f.total is not None or f.vague or f.change or f.value > HUNDRED for f in parts):
        return None
    if not all(f.dimension == "percent" or (named and f.unit is None) for f in parts):
        return None
    above = sheet.cells[index][column] if index is not None else None
    if (above is not None and above.value != HUNDRED) or any(not sheet.known[i][column] for i in members):
        return None
    verdict = grade_percent_sum(parts)
    if not verdict.holds and len(parts) < len(members):
        return None  # what an empty cell leaves open
    return Candidate("percent_sum", parts, None, "structure", verdict, table=True)


def _settled(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """As sure as the columns that make 100 say; without any, only what is near."""
    held = sum(made.verdict.holds for made in found)
    for made in found:
        others = held - made.verdict.holds
        if made.verdict.holds or others or abs(made.verdict.actual - HUNDRED) <= NEAR:
            yield replace(made, prior=(1 - 0.1 * 0.3**others) if others else None)
