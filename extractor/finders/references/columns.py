"""Documents listed in a table: the day of each stands in a column of its own ("Số, ký hiệu" | "Ngày ban hành")."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from extractor.finders.references.codes import patterns
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.references.tails import day_pattern, read_date
from extractor.layout.model import Reading, Segment
from extractor.lexicon.patterns import alternatives, compile_rule
from extractor.lexicon.phrases import REFERENCES

_HEAD_ROWS = 3


@cache
def _day() -> Any:
    return REFERENCES.filled("day_in_column", day=day_pattern())


@cache
def _head() -> Any:
    return compile_rule(rf"\W*(?:{alternatives(patterns().date_columns)})\W*", file="references", rule="date_columns", flags=regex.I)


def with_dates_of_columns(reading: Reading, mentions: Sequence[ReferenceMention]) -> list[ReferenceMention]:
    """The mentions, those that stand alone in their row of a table dated by its column of days. A day that the text gives stays."""
    columns = _date_columns(reading)
    if not columns:
        return list(mentions)
    cells = {(s.table, s.row, s.column): s for s in reading.segments if s.table in columns}
    places = [_cell(reading, m.start) for m in mentions]
    counts: dict[tuple[int | None, int | None], int] = {}
    for cell in places:
        if cell is not None:
            counts[cell.table, cell.row] = counts.get((cell.table, cell.row), 0) + 1
    out = []
    for mention, cell in zip(mentions, places, strict=True):
        column = columns.get(cell.table) if cell is not None and mention.issued_on is None and not mention.date_text else None
        if cell is not None and column is not None and cell.column != column and counts[cell.table, cell.row] == 1:
            day = cells.get((cell.table, cell.row, column))
            found = _day().fullmatch(reading.text, day.start, day.end) if day else None
            if found:
                date, written = read_date(found)
                mention = replace(mention, issued_on=date, date_text=written)
        out.append(mention)
    return out


def _date_columns(reading: Reading) -> dict[int | None, int]:
    """The column of days of each table that has one, by the head of the column."""
    found: dict[int | None, int] = {}
    for segment in reading.segments:
        if segment.table is None or segment.column is None or segment.table in found or (segment.row or 0) >= _HEAD_ROWS:
            continue
        if segment.end - segment.start < 60 and _head().fullmatch(reading.text, segment.start, segment.end):
            found[segment.table] = segment.column
    return found


def _cell(reading: Reading, place: int) -> Segment | None:
    segment = reading.segments[max(0, bisect_right(reading.starts, place) - 1)]
    return segment if segment.table is not None else None
