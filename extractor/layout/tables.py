"""Tables of plain text as grids, in the forms in which texts hold them.

Four forms: tab-separated rows (the head repeated on each page, cells going on over page ends); one cell a line, each behind a tab, rows
parted by blank lines; panes, one cell between lines that hold only `|`; rows of `| a | b |`. Each form is a chain of small steps:
find the lines, cut them into rows of raw spans, drop repeated heads, join rows that a page end cut, count the head rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.document import Cell, Span, Table
from extractor.layout.lines import TAGS, Line

ORDINAL = regex.compile(
    r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6}(?:\.\d+)*|[A-ZĐ](?:\.?\d+)*|[a-zđ]|[-–+*•])\s*[.)]?\)?", regex.IGNORECASE
)
ORDINAL_HEAD = regex.compile(r"(?:S\s*TT|T\s*T|S[ốÔ]\s*TT|S[ốÔ]\s+th[ứỨ]\s+t[ựỰ]|S[ốÔ])\.?", regex.IGNORECASE)
NUMERIC = regex.compile(r"[-–+]?\(?\d[\d.,/ ]*\s?%?\)?|-")
NUMBERING = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=\s*[\d()+\-*/:x\s%,.]+)?")
STATE_LINES = regex.compile(r"C[ỘO]NG\s+H[OÒ]A\s+X[ÃA]\s+H[ỘO]I|Độc\s+lập|N[ơo]i\s+nhận|K[íi]nh\s+gửi|^\s*S[ốo]\s*:|ĐẢNG\s+CỘNG\s+SẢN", regex.I)

RECEIVERS = regex.compile(r"N[ơo]i\s+nhận", regex.I)

Rows = list[list[tuple[Span, ...]]]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `[first, last)` that hold a table. `letterhead` panes (agency, Quốc hiệu, Nơi nhận) are laid out as text, not as a table."""

    first: int
    last: int
    table: Table
    letterhead: bool = False
    dropped: tuple[Span, ...] = ()


def plain(text: str, spans: Sequence[Span]) -> str:
    """The words of a cell, without markup, blanks as one."""
    return " ".join(TAGS.sub(" ", " ".join(span.of(text) for span in spans)).replace("\\", "").split())


def find_tables(text: str, lines: Sequence[Line]) -> list[Region]:
    """All tables of the text, in order; regions do not overlap."""
    regions: list[Region] = []
    index = 0
    while index < len(lines):
        region = None
        line = lines[index]
        first = text[line.start : line.end]
        if first.count("\t") >= 2 and first.strip() and not regex.match(r"\s*\t\s*[^\t]*$", first):
            region = _tab_rows(text, lines, index)
        elif regex.match(r"\s*\t\s*\S[^\t]*$", first):
            region = _cell_lines(text, lines, index)
        elif first.strip().startswith("|") or first.rstrip().endswith(" |"):
            region = _pipe_rows(text, lines, index) if first.strip().count("|") > 1 else _panes(text, lines, index)
        if region is None:
            index += 1
        else:
            regions.append(region)
            index = region.last
    return regions


def _trim(text: str, start: int, end: int) -> tuple[Span, ...]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (Span(start + left, start + right),) if right > left else ()


def _table(text: str, rows: Rows, header_rows: int, start: int, end: int) -> Table:
    columns = max(len(row) for row in rows)
    cells = tuple(Cell(r, c, spans) for r, row in enumerate(rows) for c, spans in enumerate(row))
    return Table(start, end, cells, len(rows), columns, header_rows)


# -- tab-separated rows --------------------------------------------------------------------------------------------------------------


def _tab_rows(text: str, lines: Sequence[Line], first: int) -> Region | None:
    rows: Rows = []
    owners: list[Line] = []
    last = first
    index = first
    while index < len(lines):
        line = lines[index]
        raw = text[line.start : line.end]
        if "\t" in raw:
            row, position = [], line.start
            for piece in raw.split("\t"):
                row.append(_trim(text, position, position + len(piece)))
                position += len(piece) + 1
            rows.append(row)
            owners.append(line)
            last = index + 1
        elif line.body and not (last == index and _tabs_soon(text, lines, index + 1)):
            break
        elif line.body:
            # A line end inside the last cell of the row above.
            rows[-1][-1] = (*rows[-1][-1], *_trim(text, line.start, line.end))
            last = index + 1
        index += 1
        if index - last > 12:
            break
    while rows and not any(rows[-1]):
        rows.pop()
        owners.pop()
    if len(rows) < 2 or max(len(row) for row in rows) < 3:
        return None
    rows, dropped = _drop_repeated_heads(text, rows, owners)
    heads = header_rows(text, rows)
    return Region(first, last, _table(text, rows, heads, lines[first].start, lines[last - 1].end), dropped=dropped)


def _tabs_soon(text: str, lines: Sequence[Line], index: int) -> bool:
    return any("\t" in text[line.start : line.end] for line in lines[index : index + 2])


def _drop_repeated_heads(text: str, rows: Rows, owners: Sequence[Line]) -> tuple[Rows, tuple[Span, ...]]:
    """Takes out rows that repeat the first row (and its second head row), and joins the row that such a page end cut in two."""
    head = [plain(text, spans) for spans in rows[0]]
    second = [plain(text, spans) for spans in rows[1]]
    kept: Rows = [rows[0]]
    dropped: list[Span] = []
    after_break = False
    for number, row in enumerate(rows[1:], 1):
        words = [plain(text, spans) for spans in row]
        if words == head or (after_break and words == second and not _is_data(words)):
            dropped.append(Span(owners[number].start, owners[number].end))
            after_break = True
            continue
        if kept and _continues(words, after_break, len(head)):
            previous = kept[-1]
            while len(previous) < len(row):
                previous.append(())
            for column, spans in enumerate(row):
                previous[column] = (*previous[column], *spans)
        else:
            kept.append(row)
        after_break = False
    return kept, tuple(dropped)


def _continues(words: list[str], after_break: bool, columns: int) -> bool:
    """A row without an ordinal and with empty cells goes on from the row above: always where two leading cells are empty."""
    if not words or words[0] or not any(words):
        return False
    filled = [word for word in words if word]
    if any(NUMERIC.fullmatch(word) for word in filled) and len(filled) > 1:
        return False
    if after_break:
        return len(filled) < columns
    return len(words) > 2 and not words[1] and len(filled) <= max(1, columns // 2) and not all(word[0].isupper() for word in filled)


# -- one cell a line, behind a tab ---------------------------------------------------------------------------------------------------


def _cell_lines(text: str, lines: Sequence[Line], first: int) -> Region | None:
    rows: Rows = []
    row: list[tuple[Span, ...]] = []
    last = index = first
    blanks = 0
    while index < len(lines):
        line = lines[index]
        raw = text[line.start : line.end]
        if not raw.strip():
            if "\t" in raw and row:
                row.append(())
            else:
                blanks += 1
                if row:
                    rows.append(row)
                row = []
        elif regex.match(r"\s*\t", raw):
            row.append(_trim(text, line.start, line.end))
            last, blanks = index + 1, 0
        elif row and not blanks:
            row[-1] = (*row[-1], *_trim(text, line.start, line.end))
            last = index + 1
        else:
            break
        index += 1
    if row:
        rows.append(row)
    if len(rows) < 3 or sum(len(r) for r in rows) < 2.5 * len(rows):
        return None
    return Region(first, last, _table(text, rows, header_rows(text, rows), lines[first].start, lines[last - 1].end))


# -- panes: cells between lines that hold only `|` -----------------------------------------------------------------------------------


def _panes(text: str, lines: Sequence[Line], first: int) -> Region | None:
    """Tokens are pipes and cells; a row opens and closes with a pipe, so two pipes are a row end or an empty cell."""
    tokens: list[tuple[Span, ...] | None] = []  # None is a pipe
    ends: list[int] = []  # the line after each token
    cell: list[Span] = []
    opened_at = index = first
    while index < len(lines):
        line = lines[index]
        raw = text[line.start : line.end]
        stripped = raw.strip()
        if stripped == "|":
            if cell:
                tokens.append(tuple(cell))
                ends.append(index)
                cell = []
            tokens.append(None)
            ends.append(index + 1)
        elif stripped.endswith(" |") or (stripped.endswith("|") and not stripped.startswith("|")):
            cell.extend(_trim(text, line.start, line.start + raw.rfind("|")))
            tokens.append(tuple(cell))
            tokens.append(None)
            ends.extend((index, index + 1))
            cell = []
        elif stripped.startswith("| ") and stripped.count("|") == 1:
            if cell:
                tokens.append(tuple(cell))
                ends.append(index)
            tokens.append(None)
            ends.append(index)
            cell = list(_trim(text, line.start + raw.find("|") + 1, line.end))
        elif not stripped:
            if not cell and (tokens and tokens[-1] is None) and not _pipe_within(text, lines, index, 4):
                break
        else:
            if not _pipe_within(text, lines, index, 40):
                break
            cell.extend(_trim(text, line.start, line.end))
        index += 1
    tokens, ends = _one_table(text, tokens, ends)
    # A table ends with a pipe: what was read after the last one is text.
    while tokens and tokens[-1] is not None:
        tokens.pop()
        ends.pop()
    if sum(token is not None for token in tokens) == 0:
        return None
    rows, used = _pane_rows(text, tokens)
    last = ends[used - 1] if used else index
    if not rows or last <= opened_at:
        return None
    words = [plain(text, spans) for row in rows for spans in row]
    letterhead = (len(rows) <= 4 and any(STATE_LINES.search(word) for word in words)) or max(len(row) for row in rows) < 2
    table = _table(text, rows, header_rows(text, rows), lines[first].start, lines[last - 1].end)
    return Region(first, last, table, letterhead)


def _one_table(
    text: str, tokens: list[tuple[Span, ...] | None], ends: list[int]
) -> tuple[list[tuple[Span, ...] | None], list[int]]:
    """Cuts the tokens where another table opens: a text and its head ("Bảng 2 …", "STT") follow the last pipe without a blank line."""
    cells = 0
    for number, token in enumerate(tokens):
        if token is None:
            continue
        words = plain(text, token)
        if cells and ORDINAL_HEAD.fullmatch(words):
            # The cell before the head is the next table's title, unless it closed a row of its own.
            stop = number - 2 if number >= 2 and tokens[number - 1] is None and tokens[number - 2] is not None else number - 1
            return tokens[:stop], ends[:stop]
        if cells >= 2 and RECEIVERS.match(plain(text, next(t for t in tokens if t is not None))):
            return tokens[:number], ends[:number]
        cells += 1
    return tokens, ends


def _pipe_within(text: str, lines: Sequence[Line], index: int, count: int) -> bool:
    for line in lines[index : index + count]:
        stripped = text[line.start : line.end].strip()
        if stripped == "|" or stripped.endswith(" |"):
            return True
    return False


def _pane_rows(text: str, tokens: Sequence[tuple[Span, ...] | None]) -> tuple[Rows, int]:
    """Cuts the tokens into rows; the second value is how many tokens belong to the table."""
    # Runs of pipes between the cells: a run of one parts two cells, longer ones hold a row end or empty cells.
    items: list[tuple[int, tuple[Span, ...] | None, int]] = []  # (pipes before, cell, index of the token after)
    pipes = 0
    for number, token in enumerate(tokens):
        if token is None:
            pipes += 1
        else:
            items.append((pipes, token, number + 1))
            pipes = 0
    ordinal_first = bool(items) and bool(ORDINAL_HEAD.fullmatch(plain(text, items[0][1] or ())))
    counts: Counter[int] = Counter()
    size = 0
    for before, spans, _ in items:
        new = before >= 2 and (not ordinal_first or _ordinal(text, spans))
        if new and size:
            counts[size] += 1
            size = 0
        size += 1 if (new or before < 2) else before
    if size:
        counts[size] += 1
    first_row = next((n for n, item in enumerate(items[1:], 1) if item[0] >= 2), len(items))
    columns = max([first_row, *(size for size, seen in counts.items() if seen >= 2)], default=first_row)
    rows: Rows = []
    row: list[tuple[Span, ...]] = []
    used = 0
    for number, (before, spans, after) in enumerate(items):
        assert spans is not None
        if number and before >= 2:
            boundary = len(row) >= columns or not ordinal_first or _ordinal(text, spans) or len(row) + before - 1 >= columns
            if boundary:
                row.extend([()] * min(before - 2, max(0, columns - len(row))))
                rows.append(row)
                row = []
            else:
                row.extend([()] * (before - 1))
        elif number and before == 1 and len(row) >= columns and len(rows) + 1 >= 1 and len(row) == first_row:
            break  # a full row closed, and no new row opens: the text goes on below the table
        elif number and before == 0:
            break
        row.append(spans)
        used = after
    if row:
        rows.append(row)
    while used < len(tokens) and tokens[used] is None:
        used += 1
    return rows, used


def _ordinal(text: str, spans: Sequence[Span] | None) -> bool:
    return bool(ORDINAL.fullmatch(plain(text, spans or ())))


# -- rows of `| a | b |` -------------------------------------------------------------------------------------------------------------


def _pipe_rows(text: str, lines: Sequence[Line], first: int) -> Region | None:
    rows: Rows = []
    index = first
    while index < len(lines):
        line = lines[index]
        raw = text[line.start : line.end]
        if not raw.strip().startswith("|"):
            break
        if not regex.fullmatch(r"[\s|:-]*", raw) or not regex.search(r"-{3}", raw):
            position = line.start + raw.index("|") + 1
            body = raw[raw.index("|") + 1 :].rstrip()
            body = body.removesuffix("|")
            row = []
            for piece in body.split("|"):
                row.append(_trim(text, position, position + len(piece)))
                position += len(piece) + 1
            rows.append(row)
        index += 1
    if not rows:
        return None
    words = [plain(text, spans) for row in rows for spans in row]
    letterhead = any(STATE_LINES.search(word) for word in words) and len(rows) <= 4
    letterhead = letterhead or max(len(row) for row in rows) < 2 or (len(rows) == 1 and not any(map(NUMERIC.fullmatch, words)))
    return Region(first, index, _table(text, rows, header_rows(text, rows), lines[first].start, lines[index - 1].end), letterhead)


# -- head rows -----------------------------------------------------------------------------------------------------------------------


def _is_data(words: Sequence[str]) -> bool:
    """A row of the table's body: an ordinal in front, or figures."""
    filled = [word for word in words if word]
    if not filled:
        return False
    if len(filled) >= 3 and all(NUMBERING.fullmatch(word) for word in filled):
        return False  # the row that numbers the columns: (1) (2) (3)=(1)+(2)
    if words[0] and ORDINAL.fullmatch(words[0]) and not ORDINAL_HEAD.fullmatch(words[0]):
        return True
    return any(NUMERIC.fullmatch(word) and word != "-" for word in words[1:])


def header_rows(text: str, rows: Rows) -> int:
    """How many leading rows are column heads (0 where the first row is already data)."""
    count = 0
    for row in rows[:5]:
        if _is_data([plain(text, spans) for spans in row]):
            break
        count += 1
    return count if count < len(rows) else min(1, len(rows) - 1)
