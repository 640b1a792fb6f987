"""Tasks in tables of plans and results: one mention a row, columns known by their heads in any order, or by their cells where heads are lost.

In: the layout with its tables, and the mentions of references and dates. Out: row mentions. Group rows (roman ordinals, a title repeated
over the columns, a title alone) are no tasks but name the rows below them. Budgets, lists of projects and other tables have no column of
tasks beside one of deadlines, bodies or results, and give nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import regex

from extractor.document import Table
from extractor.finders.bodies.organizations import Context
from extractor.finders.dates.finder import DateMention
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.assignment import looks_like_assignment
from extractor.finders.tasks.deadlines import looks_like_deadline, looks_like_duration
from extractor.finders.tasks.vocabulary import Role, heads, states, told_done
from extractor.layout.model import Layout, Segment
from extractor.layout.table_words import ORDINAL_HEAD
from extractor.lexicon.phrases import TASKS

ORDINAL = regex.compile(
    r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,5}(?:\s?[IVX])?(?:\.\d+)*|[A-ZĐ](?:\.?\d+)*|[a-zđ])\s*[.)]?\)?|[-+*]"
)
ROMAN = regex.compile(r"(?:[IVXLC]+(?:\s[IVXLC]+)?|[A-HĐ])[.)]?")
NUMBERING = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?")
MARK = regex.compile(r"\(?(?P<ordinal>\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,5}|[A-H]|[a-zđ])[.)]\s+")

FIGURE = regex.compile(r"[\d.,/%\s-]+")

Cells = dict[int, list[Segment]]
M = TypeVar("M", DateMention, ReferenceMention)


@dataclass(frozen=True, slots=True)
class _Heads:
    """Columns by role, the first row of data, the columns that belong to no task, and whether the column of bodies holds only leads."""

    columns: dict[Role, int]
    first: int
    others: set[int]
    alone: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of a task table: the segments of its cells by role, its ordinal ("V.2"), and the group row above it.

    `alone`: the head of the column of bodies names those in charge and nobody else.
    """

    table: int
    number: int
    cells: dict[Role, list[Segment]]
    ordinal: str | None
    group: str | None
    alone: bool = False


@dataclass(slots=True)
class _Group:
    """The open group rows, outermost first: (level, ordinal, title)."""

    open: list[tuple[int, str | None, str]] = field(default_factory=list)

    def enter(self, level: int, ordinal: str | None, title: str) -> None:
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        self.open.append((level, ordinal, title))

    def ordinal(self, own: str | None) -> str | None:
        """ "2" under the group "V" → "V.2"; an ordinal that already names its group stays."""
        outer = next((ordinal for _, ordinal, _ in reversed(self.open) if ordinal), None)
        if own is None or own in {"-", "+", "*"}:
            return None
        return own if outer is None or own.startswith(outer + ".") or "." in own else f"{outer}.{own}"

    def title(self) -> str | None:
        return self.open[-1][2] if self.open else None


def find_task_rows(
    layout: Layout, references: Sequence[ReferenceMention], dates: Sequence[DateMention], context: Context
) -> list[TaskRow]:
    """All rows of all task tables, in reading order."""
    segments: dict[int, list[Segment]] = defaultdict(list)
    for segment in layout.reading.segments:
        if segment.kind == "cell" and segment.table is not None:
            segments[segment.table].append(segment)
    found: list[TaskRow] = []
    for number, table in enumerate(layout.tables):
        if segments[number]:
            found += _rows_of(layout.reading.text, number, table, _grid(table, segments[number]), context)
    return found


def _grid(table: Table, segments: Sequence[Segment]) -> dict[int, Cells]:
    """Segments by row and column; a cell that is merged over rows counts in each of them."""
    grid: dict[int, Cells] = defaultdict(dict)
    for segment in segments:
        assert segment.row is not None and segment.column is not None
        grid[segment.row].setdefault(segment.column, []).append(segment)
    for cell in table.cells:
        if cell.row_span > 1 and cell.row in grid and cell.column in grid[cell.row]:
            for row in range(cell.row + 1, cell.row + cell.row_span):
                if row in grid:
                    grid[row].setdefault(cell.column, grid[cell.row][cell.column])
    return grid


def words_of(text: str, segments: Sequence[Segment]) -> str:
    """The words of a cell, its paragraphs parted by a blank."""
    return " ".join(text[s.start : s.end] for s in segments)


# -- columns -------------------------------------------------------------------------------------------------------------------------


def role_of(head: str) -> tuple[Role, str] | None:
    """The role and weight that a head gives: the longest rule at its beginning."""
    best: tuple[int, Role, str] | None = None
    for role, weight, pattern in heads():
        match = pattern.match(head.lstrip(" *-("))
        if match and (best is None or len(match[0]) > best[0]):
            best = (len(match[0]), role, weight)
    return (best[1], best[2]) if best else None


def _by_heads(text: str, table: Table, grid: dict[int, Cells]) -> _Heads | None:
    """What the heads say; None where they name no task table."""
    top = sorted(grid)[: max(1, min(4, table.header_rows or 1))]
    spans = {(cell.row, cell.column): cell.column_span for cell in table.cells}
    named: dict[int, tuple[Role, str]] = {}
    last = -1
    for row in top:
        for column, segments in grid[row].items():
            given = role_of(words_of(text, segments))
            if given is None:
                continue
            for covered in range(column, column + spans.get((row, column), 1)):
                # A lower head is the nearer one ("Cơ quan thực hiện" over "Chủ trì" and "Phối hợp").
                if covered not in named or covered in grid[row]:
                    named[covered] = given
            last = row
    titles = [column for column, (role, _) in named.items() if role == "title"]
    if not titles or last < 0:
        return None
    title = min(titles, key=lambda column: (named[column][1] != "strong", column))
    columns: dict[Role, int] = {"title": title}
    for column, (role, _) in sorted(named.items()):
        if column != title and role not in columns and role != "title":
            columns[role] = column
    body = [row for row in sorted(grid) if row > last]
    _settle(text, grid, body, columns)
    marks = {role for role in ("deadline", "lead", "result") if role in columns}
    if _counts(text, grid, body, title):
        return None
    if not _dated(text, grid, body, columns, strict=named[title][1] == "weak"):
        return None
    if not marks or (named[title][1] == "weak" and ("deadline" not in marks or len(marks | ({"product"} & set(columns))) < 2)):
        return None
    others = {column for column, (role, _) in named.items() if role == "other"}
    lead = columns.get("lead")
    alone = lead is not None and any(
        lead in grid[row] and TASKS.in_charge.search(words_of(text, grid[row][lead])) for row in top if row <= last
    )
    return _Heads(columns, last + 1, others, alone)


def _counts(text: str, grid: dict[int, Cells], body: Sequence[int], title: int) -> bool:
    """Whether the column of tasks holds numbers: a table of statistics ("Nhiệm vụ được giao | Đã hoàn thành") lists no tasks."""
    cells = [words_of(text, grid[row][title]) for row in body if title in grid[row]]
    return bool(cells) and sum(FIGURE.fullmatch(cell) is not None for cell in cells) * 2 >= len(cells)


def _dated(text: str, grid: dict[int, Cells], body: Sequence[int], columns: dict[Role, int], strict: bool) -> bool:
    """Whether the column of deadlines holds some: not the hours of an agenda, nor how long the steps of a procedure take.

    `strict`: the title's head says little ("Nội dung"), so that half of the cells must read as deadlines.
    """
    column = columns.get("deadline")
    cells = [words_of(text, grid[row][column]) for row in body if column in grid[row]] if column is not None else []
    if not cells:
        return True
    if sum(map(looks_like_duration, cells)) * 2 >= len(cells):
        return False
    return not strict or sum(map(looks_like_deadline, cells)) * 2 >= len(cells)


def _settle(text: str, grid: dict[int, Cells], body: Sequence[int], columns: dict[Role, int]) -> None:
    """Decides what "Tiến độ" and "Kết quả" mean: by the other columns, then by what the cells say."""
    for unclear, as_plan, as_report in (("progress", "deadline", "result"), ("outcome", "product", "result")):
        column = columns.pop(unclear, None)  # type: ignore[call-overload]
        if column is None:
            continue
        cells = [words_of(text, grid[row][column]) for row in body if column in grid[row]]
        if as_plan in columns and as_report not in columns:
            role = as_report
        elif as_report in columns and as_plan not in columns:
            role = as_plan
        elif unclear == "progress":
            role = as_plan if sum(map(looks_like_deadline, cells)) * 2 >= len(cells) else as_report
        else:
            role = as_report if sum(map(_tells_state, cells)) * 2 > len(cells) else as_plan
        if role not in columns:
            columns[role] = column  # type: ignore[index]


def _tells_state(cell: str) -> bool:
    return any(pattern.search(cell) for _, pattern in states()) or told_done().search(cell) is not None


def _by_cells(text: str, table: Table, grid: dict[int, Cells], context: Context) -> dict[Role, int] | None:
    """Columns by what their cells hold, for a table whose heads are lost: a deadline column and one of bodies are both needed."""
    rows = [cells for _, cells in sorted(grid.items()) if len(cells) >= 4][:40]
    first = grid[min(grid)]
    if len(rows) < 3 or any(ORDINAL_HEAD.fullmatch(words_of(text, cell)) for cell in first.values()):
        return None  # heads that name no tasks are heads all the same
    share: dict[str, dict[int, float]] = {"ordinal": {}, "deadline": {}, "lead": {}, "state": {}}
    width: dict[int, float] = {}
    for column in range(table.columns):
        cells = [cells[column] for cells in rows if column in cells]
        if len(cells) < max(3, len(rows) // 2):
            continue
        texts = [words_of(text, cell) for cell in cells]
        if len(set(texts)) == 1:
            continue
        width[column] = sum(map(len, texts)) / len(texts)
        share["ordinal"][column] = sum(bool(ORDINAL.fullmatch(t)) for t in texts) / len(texts)
        share["deadline"][column] = sum(looks_like_deadline(t) for t in texts) / len(texts)
        share["lead"][column] = sum(looks_like_assignment(text, cell[0].start, cell[-1].end, context) for cell in cells) / len(
            texts
        )
    taken = {column for column, value in share["ordinal"].items() if value >= 0.6}
    columns: dict[Role, int] = {}
    for role in ("deadline", "lead"):
        candidates = [(value, column) for column, value in share[role].items() if column not in taken and value >= 0.6]
        if not candidates:
            return None
        column = max(candidates, key=lambda c: (c[0], c[1]))[1]
        columns[role] = column
        taken.add(column)
    rest = sorted(column for column in width if column not in taken and width[column] >= 12)
    if not rest:
        return None
    columns["title"] = rest[0]
    if len(rest) > 1:
        columns["product"] = rest[1]
    return columns


# -- rows ----------------------------------------------------------------------------------------------------------------------------


def _rows_of(text: str, number: int, table: Table, grid: dict[int, Cells], context: Context) -> list[TaskRow]:
    by_heads = _by_heads(text, table, grid)
    if by_heads is None:
        by_cells = _by_cells(text, table, grid, context)
        if by_cells is None:
            return []
        by_heads = _Heads(by_cells, 0, set(), False)
    columns, first, others = by_heads.columns, by_heads.first, by_heads.others
    head = {column: words_of(text, grid[first - 1][column]) for column in grid[first - 1]} if first else {}
    rows: list[TaskRow] = []
    group = _Group()
    data = [row for row in sorted(grid) if row >= first]
    for position, row in enumerate(data):
        cells = grid[row]
        said = {column: words_of(text, segments) for column, segments in cells.items()}
        if said == head or (all(NUMBERING.fullmatch(words) for words in said.values()) and len(said) >= 3):
            continue
        own = _ordinal(text, cells, columns)
        title = cells.get(columns["title"])
        level = _group_level(said, own, columns, others, title is not None)
        following = _ordinal(text, grid[data[position + 1]], columns) if position + 1 < len(data) else None
        if (
            level is None
            and _only_title(said, columns, others)
            and own
            and following
            and following.startswith(own.rstrip(".") + ".")
        ):
            level = 4
        if level is not None:
            name = _group_name(said, own, columns)
            if name and not TASKS.total_row.match(name):
                group.enter(level, own, name)
            continue
        filled: dict[Role, list[Segment]] = {role: cells[column] for role, column in columns.items() if column in cells}
        if title is None or (rows and title is rows[-1].cells.get("title")):
            # A row without a title carries on the task above it, where a cell was merged over rows.
            if rows and own is None and rows[-1].table == number:
                for role, segments in filled.items():
                    known = rows[-1].cells.get(role, [])
                    if words_of(text, segments) not in {words_of(text, known), *(words_of(text, [s]) for s in known)}:
                        rows[-1].cells[role] = [*known, *segments]
            continue
        if TASKS.total_row.match(said[columns["title"]]) and own is None:
            continue
        rows.append(TaskRow(number, row - table.header_rows + 1, filled, group.ordinal(own), group.title(), by_heads.alone))
    return rows


def _ordinal(text: str, cells: Cells, columns: dict[Role, int]) -> str | None:
    """The ordinal of a row: a cell before the title that holds nothing else, or the mark that its title begins with."""
    for column in sorted(cells):
        if column >= columns["title"]:
            break
        words = words_of(text, cells[column])
        if ORDINAL.fullmatch(words):
            bare = words.strip(" .()")
            return bare.replace(" ", "") if ROMAN.fullmatch(words) else bare or words
    title = cells.get(columns["title"])
    mark = MARK.match(text, title[0].start, title[0].end) if title and columns["title"] == min(cells) else None
    return mark["ordinal"] if mark else None


def _only_title(said: dict[int, str], columns: dict[Role, int], others: set[int]) -> bool:
    title = said.get(columns["title"])
    return title is not None and all(
        column <= columns["title"] or words == title or column in others for column, words in said.items()
    )


def _group_level(said: dict[int, str], own: str | None, columns: dict[Role, int], others: set[int], titled: bool) -> int | None:
    """The level of a group row, None for a task: A 1, I 2, a title alone without an ordinal 3."""
    if not titled:
        lone = [words for words in said.values() if not ORDINAL.fullmatch(words)]
        if len(lone) == 1 and len(said) <= 2 and min(said) < columns["title"]:
            return 3 if own is None else 2
        return None
    if not _only_title(said, columns, others):
        return None
    if own is not None and ROMAN.fullmatch(own):
        return 1 if len(own) == 1 and own not in "IVX" else 2
    if own is None:
        return 3
    repeated = sum(words == said[columns["title"]] for words in said.values())
    return 3 if repeated >= 3 or said[columns["title"]].isupper() else None


def _group_name(said: dict[int, str], own: str | None, columns: dict[Role, int]) -> str | None:
    title = said.get(columns["title"]) or next((words for words in said.values() if not ORDINAL.fullmatch(words)), None)
    return f"{own}. {title}" if own and title else title


def inside(mentions: Sequence[M], segments: Sequence[Segment]) -> list[M]:
    """The mentions inside the segments; `mentions` are in order."""
    found: list[M] = []
    for segment in segments:
        at = bisect_left(mentions, segment.start, key=lambda m: m.start)
        while at < len(mentions) and mentions[at].start < segment.end:
            found.append(mentions[at])
            at += 1
    return found
