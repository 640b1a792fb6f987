"""Tables that go on over page ends as one table: columns of all parts aligned, repeated heads left out, cut rows joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from extractor.readers.pages.joined import JoinedTable, PartRow, TablePart
from extractor.readers.pages.layout import TableDraft
from extractor.readers.pages.paragraphs import first_word_width
from extractor.readers.pages.settings import FIGURE, ORDINAL_HEADS
from extractor.readers.pages.sideways import beside, is_beside, is_beside_all
from extractor.readers.pages.tables import SNAP, GridCell
from extractor.readers.table_drafts import Draft, count_header_rows

_COLUMN_MARK = regex.compile(r"\(?\s*(?:(\d{1,2})|[A-Za-zĐđ])\s*\)?(?:\s*=.*)?")

BLANK = 3.0  # points of a blank


def join_tables(pages: Sequence[Sequence[object]]) -> dict[int, JoinedTable]:
    """All tables of the pages' elements, by a number; the last table of a page and the first of the next are one where they fit."""
    chains: list[list[TableDraft]] = []
    open_chain: list[TableDraft] | None = None
    base = 0  # the chain beside which further columns may stand
    following: set[int] = set()  # chains of such columns
    for elements in pages:
        drafts = [element for element in elements if isinstance(element, TableDraft)]
        for draft in drafts:
            if open_chain is not None and draft is elements[0] and not is_beside(chains[base][0], draft) and _fits(open_chain, draft):
                open_chain.append(draft)
            else:
                if open_chain is not None and draft is elements[0] and is_beside(chains[base][0], draft):
                    following.add(len(chains))
                else:
                    base = len(chains)
                chains.append([draft])
            open_chain = None if draft is not elements[-1] else (chains[-1] if chains[-1][-1] is draft else open_chain)
        if elements and not isinstance(elements[-1], TableDraft):
            open_chain = None
    out: list[JoinedTable] = []
    left: list[TableDraft] = []
    for number, chain in enumerate(chains):
        table = _joined(chain)
        if number in following and is_beside_all(left, chain) and table.rows == out[-1].rows:
            out[-1] = beside(out[-1], table)
        else:
            out.append(table)
            left = chain
    return dict(enumerate(out))


def _fits(chain: Sequence[TableDraft], below: TableDraft) -> bool:
    """Whether `below` can be the chain going on: the same outer edges, no head of its own, and the same columns or nearly so."""
    above = chain[-1]
    a, b = above.grid, below.grid
    if above.ruled != below.ruled or abs(a.xs[0] - b.xs[0]) > 5 or abs(a.xs[-1] - b.xs[-1]) > 5:
        return False
    repeated = _repeated_rows(chain[0], below, 6) > 0
    if not repeated and below.text(0, 0).casefold() in ORDINAL_HEADS:
        return False
    few, many = sorted((a.xs[1:-1], b.xs[1:-1]), key=len)
    if not few:
        return len(many) == 0 or repeated
    shared = sum(any(abs(x - other) <= 3 for other in many) for x in few)
    return shared == len(few) if 2 * len(few) < len(many) else shared >= 0.8 * len(few)


def _joined(chain: Sequence[TableDraft]) -> JoinedTable:
    xs, own = _positions(chain)
    table = JoinedTable([TablePart(draft) for draft in chain], len(xs) - 1)
    first = chain[0]
    heads = _head_rows(first)
    repeated = 0
    dropped = [0] * len(chain)
    for number, draft in enumerate(chain[1:], 1):
        dropped[number] = _repeated_rows(first, draft, max(heads, 6))
        repeated = max(repeated, dropped[number])
    table.header_rows = min(max(heads, repeated), first.grid.rows - (1 if len(chain) == 1 and first.grid.rows > 1 else 0))
    offset = 0
    previous: TableDraft | None = None
    for number, part in enumerate(table.parts):
        grid = part.draft.grid
        skip = dropped[number]
        by_row: dict[int, list[GridCell]] = {}
        for cell in grid.cells:
            by_row.setdefault(cell.row, []).append(cell)
        continues = previous is not None and skip < grid.rows and _row_goes_on(previous, part.draft, by_row.get(skip, []))
        base = offset - (1 if continues else 0)
        for row in range(skip, grid.rows):
            at = base + row - skip
            line: PartRow = [(at, column, None) for column in range(table.columns)]
            for cell in by_row.get(row, ()):
                column = own[number][cell.column]
                span = max(1, own[number][cell.column + cell.column_span] - column)
                target = column
                if continues and row == skip:
                    owner = _covering(table.shapes, at, column)
                    if owner is not None:
                        line[column] = (*owner, (cell.row, cell.column))
                        continue
                line[target] = (at, target, (cell.row, cell.column))
                table.shapes[at, target] = (cell.row_span, span)
                if words := part.draft.lines.get((cell.row, cell.column)):
                    table.looks[at, target] = max(0, round((words[0].x0 - cell.x0) / BLANK)), all(line.bold for line in words)
            part.rows.append(line)
        offset = base + grid.rows - skip
        previous = part.draft
    table.rows = offset
    return table


def _positions(chain: Sequence[TableDraft]) -> tuple[list[float], list[list[int]]]:
    """The column positions of all parts together, and for each part which of them its own are. Those of two parts that are within SNAP and
    a little are one; those of one part never are, however near they stand."""
    out: list[float] = []
    members: list[set[int]] = []
    own: list[list[int]] = [[] for _ in chain]
    for x, number in sorted((x, number) for number, draft in enumerate(chain) for x in draft.grid.xs):
        if not out or x - out[-1] > SNAP + 1.5 or number in members[-1]:
            out.append(x)
            members.append(set())
        members[-1].add(number)
        own[number].append(len(out) - 1)
    return out, own


def _row_texts(draft: TableDraft, row: int) -> list[str]:
    return [text for column in range(draft.grid.columns) if (text := draft.text(row, column))]


def _repeated_rows(first: TableDraft, later: TableDraft, most: int) -> int:
    """How many leading rows of `later` say the same as those of `first`."""
    count = 0
    while count < min(most, first.grid.rows, later.grid.rows):
        words = _row_texts(first, count)
        if words != _row_texts(later, count) or (not words and not count):
            break
        count += 1
    return count if any(_row_texts(first, row) for row in range(count)) else 0


def _head_rows(draft: TableDraft) -> int:
    """How many leading rows are column heads, by the rules that all readers share; bold cells count as marked."""
    cells = []
    for cell in draft.grid.cells:
        lines = draft.lines.get((cell.row, cell.column), [])
        if cell.row < 8:
            bold = bool(lines) and all(line.bold for line in lines)
            cells.append(Draft(cell.row, cell.column, [draft.text(cell.row, cell.column)] if lines else [], cell.row_span, cell.column_span, bold))
    heads = count_header_rows(cells, draft.grid.rows, draft.grid.columns)
    if not heads or draft.text(0, 0).casefold() not in ORDINAL_HEADS:
        return heads
    # Sub-heads of a numbered table: rows without an ordinal and without figures, then the row that numbers the columns.
    while heads < min(4, draft.grid.rows - 1):
        texts = _row_texts(draft, heads)
        if not texts or draft.text(heads, 0) or any(FIGURE.fullmatch(text) for text in texts):
            break
        heads += 1
    if heads < draft.grid.rows - 1 and len(marks := _row_texts(draft, heads)) >= 3 and _numbers_columns(marks):
        heads += 1
    return heads


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are "(1)", "(2)" … or "A", "B", "1", "2" …: marks of the columns, counting up."""
    found = [_COLUMN_MARK.fullmatch(text) for text in texts]
    if not all(found):
        return False
    numbers = [int(mark[1]) for mark in found if mark is not None and mark[1]]
    return len(numbers) >= 2 and all(b == a + 1 for a, b in pairwise(numbers))


def _covering(shapes: Mapping[tuple[int, int], tuple[int, int]], row: int, column: int) -> tuple[int, int] | None:
    """The cell that covers a place of the table."""
    for top in range(row, -1, -1):
        shape = shapes.get((top, column))
        if shape is not None:
            return (top, column) if top + shape[0] > row or top == row else None
    return None


def _row_goes_on(above: TableDraft, below: TableDraft, cells: Sequence[GridCell]) -> bool:
    """Whether the first row of a page's part goes on with the last row above it: no ordinal, and each cell goes on with its own."""
    filled = [cell for cell in cells if below.lines.get((cell.row, cell.column))]
    if not filled or any(cell.column == 0 for cell in filled):
        return False
    last = above.grid.rows - 1
    for cell in filled:
        line = below.lines[cell.row, cell.column][0]
        owner = above.grid.cell_at((cell.x0 + cell.x1) / 2, (above.grid.ys[last] + above.grid.ys[last + 1]) / 2)
        lines = above.lines.get((owner.row, owner.column)) if owner is not None else None
        if not lines or owner is None:
            return False
        before = lines[-1]
        padding = max(1.0, min(found.x0 - owner.x0 for found in lines))
        full = before.x1 + 0.2 * before.size + first_word_width(line) > owner.x1 - padding - 1
        if not (full or line.text[:1].islower()):
            return False
    return True
