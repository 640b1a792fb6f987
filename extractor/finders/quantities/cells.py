"""Indicators of tables: every numeric cell, with its column's head path, its row's label, its unit and its 1-based place.

In: a layout, and the numbers of the reading by segment. Out: mentions, and the positions in `Reading.segments` of the cells that they came
from (running text in other cells follows the rules of prose). A column is numeric where most of its filled cells are figures; columns of
ordinals, times and codes are not. Vocabulary: patterns/tables/table_heads.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any

import regex
from pydantic import Field

from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.numbers import NumberMention
from extractor.finders.quantities.roles import comparator_of
from extractor.finders.quantities.units import noun_in, unit_at, unit_of_head
from extractor.finders.quantities.vocabulary import any_of
from extractor.layout.model import Layout, Segment
from extractor.lexicon.patterns import Rule, Strict, compile_rule, load
from extractor.tables.grid import Grid, Row

ONE = Decimal(1)
# A cell that is a figure and nothing else, with a comparator or a sign at most.
FIGURE = regex.compile(
    r"(?:[≥≤><~]\s*|(?:từ|trên|dưới|tối thiểu|tối đa|không quá|ít nhất)\s+)?[-+]?\(?\d[\d.,]*(?:\s?[/xX×-]\s?\d[\d.,]*)?\s?[%‰]?\)?(?:\s+trở lên)?",
    regex.I,
)
EMPTY = frozenset(["", "-", "–", "…", "...", "x", "X", "0", "Không", "không"])
MEASURED = regex.compile(r"\d[\d.,]*\s*\(?\p{L}[\p{L}²³]*(?:[\s/]\p{L}+){0,3}\)?")
SUM = regex.compile(r"\d[\d.,]*(?:\s?[x×*+]\s?\d[\d.,]*)+", regex.I)


class Heads(Rule):
    about: str
    words: list[str]
    unless: list[str] = Field(default_factory=list)
    titles: list[str] = Field(default_factory=list)


class Times(Rule):
    about: str
    pattern: str


class TableHeads(Strict):
    """patterns/tables/table_heads.yaml."""

    unit_lines: Heads
    unit_columns: Heads
    rates: Heads
    no_figures: Heads
    targets: Heads
    increases: Heads
    decreases: Heads
    times: Times
    future_columns: Heads
    done_columns: Heads


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The compiled heads."""

    unit_line: Any
    unit_column: Any
    rate: Any
    no_figures: Any
    target: Any
    target_unless: Any
    target_title: Any
    increase: Any
    increase_unless: Any
    decrease: Any
    decrease_unless: Any
    time: Any
    future: Any
    future_unless: Any
    done: Any


@cache
def vocabulary() -> Vocabulary:
    """The heads of patterns/tables/table_heads.yaml, compiled. Raises PatternError."""
    heads = load("table_heads", TableHeads)

    def words(items: Sequence[str]) -> Any:
        return regex.compile(rf"(?<!\w){any_of(items)}(?!\w)" if items else r"(?!)", regex.IGNORECASE)

    return Vocabulary(
        regex.compile(rf"\(?\s*{any_of(heads.unit_lines.words)}\s*(?:tính)?\s*[:.]\s*(?P<unit>[^()\n]+)", regex.IGNORECASE),
        regex.compile(rf"\s*{any_of(heads.unit_columns.words)}\s*", regex.IGNORECASE),
        words(heads.rates.words),
        words(heads.no_figures.words),
        words(heads.targets.words),
        words(heads.targets.unless),
        words(heads.targets.titles),
        words(heads.increases.words),
        words(heads.increases.unless),
        words(heads.decreases.words),
        words(heads.decreases.unless),
        compile_rule(heads.times.pattern, file="table_heads", rule="times", flags=regex.IGNORECASE),
        words(heads.future_columns.words),
        words(heads.future_columns.unless),
        words(heads.done_columns.words),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """What a numeric column says of its cells: `scale` multiplies them, `label` is None for a column headed only by a time."""

    label: str | None
    unit: str | None
    scale: Decimal
    role: str
    period: str | None


def cell_indicators(
    layout: Layout, grids: Sequence[Grid], numbers: Mapping[int, Sequence[NumberMention]]
) -> tuple[list[IndicatorMention], set[int]]:
    """All indicators in numeric cells, and the positions of the segments that are settled (cells of numbers, ordinals and codes)."""
    reading = layout.reading
    found: list[IndicatorMention] = []
    settled: set[int] = set()
    by_table: dict[int, dict[tuple[int, int], list[int]]] = {}
    for index, segment in enumerate(reading.segments):
        if segment.table is not None and segment.row is not None and segment.column is not None:
            by_table.setdefault(segment.table, {}).setdefault((segment.row, segment.column), []).append(index)
    for number, places in by_table.items():
        grid = grids[number]
        first = min(cells[0] for cells in places.values())
        _table(layout, grid, number, places, first, numbers, found, settled)
    return found, settled


def _table(
    layout: Layout,
    grid: Grid,
    number: int,
    places: Mapping[tuple[int, int], list[int]],
    first: int,
    numbers: Mapping[int, Sequence[NumberMention]],
    found: list[IndicatorMention],
    settled: set[int],
) -> None:
    text = layout.reading.text
    segments = layout.reading.segments
    kinds = column_kinds(grid)
    title, line = _above(text, segments, first)
    columns = {c: _column(grid, c, line, title) for c, kind in enumerate(kinds) if kind == "figures"}
    units = _unit_column(grid)
    qualifier = _qualifier(grid, kinds)
    head_rows = {r for r, _ in places} - {row.grid_row for row in grid.rows}
    for (r, _), of_head in places.items():
        if r in head_rows:
            settled.update(of_head)
    for row in grid.rows:
        parent = grid.rows[row.parent - 1] if row.parent else None
        for c, words in row.words.items():
            cells = places.get((row.grid_row, c))
            if not cells:
                continue
            if kinds[c] in ("ordinals", "codes"):
                settled.update(cells)
            column = columns.get(c)
            if columns and c == grid.label_column:
                settled.update(cells)  # figures in a row's name only name it
            if column is None or c == grid.label_column:
                continue
            if FIGURE.fullmatch(words) or SUM.fullmatch(words) or MEASURED.fullmatch(words):
                if qualifier is not None and row.words.get(qualifier) and column.label:
                    column = replace(column, label=f"{column.label} / {row.words[qualifier]}")
                for cell in cells:
                    for figure in numbers.get(cell, ()):
                        found.append(
                            _mention(
                                text,
                                figure,
                                segments[cell],
                                column,
                                row,
                                parent,
                                number,
                                c,
                                row.words.get(units) if units else None,
                            )
                        )
                settled.update(cells)


def column_future(grid: Grid, column: int) -> bool | None:
    """Whether running text in a column speaks of what is to be done, by its head; None where the head does not say."""
    head = " ".join(grid.heads[column]) if column < len(grid.heads) else ""
    v = vocabulary()
    if v.future.search(head) and not v.future_unless.search(head):
        return True
    return False if v.done.search(head) else None


def row_name(grid: Grid, grid_row: int, column: int) -> str | None:
    """What names the row of a cell: the words of the nearest column of text left of it, else the row's label; None in the label's own column."""
    if column <= grid.label_column:
        return None
    row = next((row for row in grid.rows if row.grid_row == grid_row), None)
    if row is None:
        return None
    for c in range(column - 1, grid.label_column, -1):
        cell = grid.covering.get((grid_row, c))
        words = grid.words.get(cell, "") if cell is not None else ""
        if len(words.split()) >= 4 and not FIGURE.fullmatch(words):
            return words
    return row.label


def column_kinds(grid: Grid) -> list[str]:
    """For each column: figures | ordinals | codes | text."""
    v = vocabulary()
    kinds = []
    for c in range(grid.columns):
        if c == grid.ordinal_column:
            kinds.append("ordinals")
            continue
        head = " ".join(grid.heads[c]) if c < len(grid.heads) else ""
        filled = [row.words[c] for row in grid.rows if row.words.get(c)]
        figures = sum(1 for words in filled if FIGURE.fullmatch(words))
        empty = sum(1 for words in filled if words in EMPTY and not FIGURE.fullmatch(words))
        if figures and v.no_figures.search(head) and not v.rate.search(head) and unit_of_head(grid.heads[c])[0] is None:
            kinds.append("codes" if figures >= 0.5 * (len(filled) - empty) else "text")
        elif figures and figures >= 0.5 * (len(filled) - empty):
            kinds.append("figures")
        else:
            kinds.append("text")
    return kinds


def _unit_column(grid: Grid) -> int | None:
    """The column that gives each row's unit; a column "Đơn vị" that holds names of bodies is none."""
    for c, path in enumerate(grid.heads):
        if path and vocabulary().unit_column.fullmatch(path[-1]):
            filled = [row.words[c] for row in grid.rows if row.words.get(c)]
            if filled and sum(_wholly_unit(words) for words in filled) * 2 > len(filled):
                return c
    return None


def _wholly_unit(words: str) -> bool:
    """Whether a cell says a unit and nothing more ("triệu đồng", "văn bản"; not "Xã A")."""
    unit = unit_of_head((f"({words})",))[0]
    return unit is not None and (unit in ("%", "‰") or words.lower().rstrip(" .").endswith(unit.lower()))


def _qualifier(grid: Grid, kinds: Sequence[str]) -> int | None:
    """A column of text between the rows' names and their figures that says which figure of the row it is ("Tổng", "Đã làm", "Chưa làm")."""
    first = next((c for c, kind in enumerate(kinds) if kind == "figures"), None)
    if first is None or first - 1 <= grid.label_column:
        return None
    values = [row.words[first - 1] for row in grid.rows if row.words.get(first - 1)]
    return first - 1 if len(values) >= 4 and len(set(values)) <= min(6, len(values) // 2) and kinds[first - 1] == "text" else None


def _above(text: str, segments: Sequence[Segment], first: int) -> tuple[str, str | None]:
    """The words right above the table: its title, and the unit that a line of its own gives to all its figures."""
    title: list[str] = []
    unit = None
    for segment in reversed(segments[max(0, first - 5) : first]):
        if segment.kind == "cell" and not title:
            break
        words = text[segment.start : segment.end]
        line = vocabulary().unit_line.search(words) if len(words) < 120 else None
        if line is not None and unit is None and not title:
            unit = line["unit"].strip(" .;)*")
        elif len(words) < 300:
            title.append(words)
    return " ".join(reversed(title)), unit


def _column(grid: Grid, c: int, line: str | None, title: str) -> Column:
    v = vocabulary()
    path = grid.heads[c] if c < len(grid.heads) else ()
    head = " ".join(path)
    unit, scale = unit_of_head(path)
    if unit is None and v.rate.search(path[-1] if path else ""):
        unit = "%"
    if unit is None and line is not None:
        unit, scale = unit_of_head((f"({line})",))
    if unit is None:
        unit = next((noun for part in path if (noun := noun_in(part))), None)
    period = None
    time = v.time.search(head)
    label: str | None = " / ".join(path) or None
    if time is not None:
        period = time[0]
        if v.time.fullmatch(head):
            label = None
    role = "level"
    if v.increase.search(head) and not v.increase_unless.search(head):
        role = "increase"
    elif v.decrease.search(head) and not v.decrease_unless.search(head):
        role = "decrease"
    elif (v.target.search(head) and not v.target_unless.search(head)) or (label is None and v.target_title.search(title)):
        role = "target"
    return Column(label, unit, scale, role, period)


def _mention(
    text: str,
    figure: NumberMention,
    segment: Segment,
    column: Column,
    row: Row,
    parent: Row | None,
    table: int,
    c: int,
    own_unit: str | None,
) -> IndicatorMention:
    unit, scale = column.unit, column.scale
    behind = unit_at(text, figure.scale_end) if segment.end > figure.scale_end else None
    if behind is not None and behind.end <= segment.end and behind.kind != "guess":
        unit, scale = behind.text, ONE
    elif figure.percent:
        unit, scale = "%", ONE
    elif own_unit:
        unit, scale = unit_of_head((f"({own_unit})",))
        unit = unit or own_unit
    if scale != ONE and figure.scale != ONE:
        scale = ONE
    comparator = (
        comparator_of(text, figure, figure.scale_end)[0] if segment.end - segment.start > figure.end - figure.start else "="
    )
    timed = column.label is None
    return IndicatorMention(
        figure.start,
        figure.end,
        figure.value * scale,
        None if figure.value_to is None else figure.value_to * scale,
        None if figure.total is None else figure.total * scale,
        unit,
        "range" if figure.value_to is not None else comparator,
        column.role,
        row.label if timed else column.label,
        (parent.label if parent else None) if timed else row.label,
        column.period,
        figure.precision * scale,
        table + 1,
        row.number,
        c + 1,
        parent.label if parent else None,
    )


__all__ = ["cell_indicators", "column_kinds"]
