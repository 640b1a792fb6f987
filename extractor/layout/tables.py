"""Tables of plain text as grids, in the forms in which texts hold them.

Seven forms: tab-separated rows (the head repeated on each page, cells going on over page ends); one cell a line, each behind a tab, rows
parted by blank lines; panes, one cell between lines that hold only `|`; rows of `| a | b |`; rows of `a | b | c`; rows of a name and figures that only blanks part
(aligned.py); one cell a line and nothing between (stacked.py). Each form is a chain of small steps:
find the lines, cut them into rows of raw spans, drop repeated heads, join rows that a page end cut, count the head rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.document import Cell, Span, Table
from extractor.layout import stacked
from extractor.layout.aligned import aligned, may_begin
from extractor.layout.heads import LEVELS, short_heads
from extractor.layout.lines import Line
from extractor.layout.panes import panes
from extractor.layout.table_words import NUMERIC, ORDINAL_HEAD, Cells, Region, Rows, header_rows, is_data, plain, trim
from extractor.lexicon.phrases import LAYOUT, TABLES

LINES_ABOVE = 16  # rows of a sheet in which the lines over its table end
BAR = " | "
PARTED = 3  # a head and two rows
_AROUND = " *_|"  # marks before the first word of a line
COVERING = 40  # characters of a head that covers several columns


def find_tables(text: str, lines: Sequence[Line]) -> list[Region]:
    """All tables of the text, in order; regions do not overlap."""
    regions: list[Region] = []
    index = 0
    while index < len(lines):
        # A region, or the line at which to look again: no line is tried twice for one form.
        found: Region | int | None = None
        line = lines[index]
        first = text[line.start : line.end]
        if first.count("\t") >= 2 and first.strip() and not regex.match(r"\s*\t\s*[^\t]*$", first):
            found = _tab_rows(text, lines, index)
        elif _is_cell_line(first) and not _over_row(text, lines, index):
            found = _cell_lines(text, lines, index)
        elif first.count(BAR) > 1 and first.rstrip().endswith(" |") and not first.lstrip().startswith("|") and isinstance(parted := _parted_rows(text, lines, index), Region):
            found = parted
        elif first.strip().startswith("|") or first.rstrip().endswith(" |"):
            found = _pipe_rows(text, lines, index, _pipe_end(text, lines, index)) if first.strip().count("|") > 1 else panes(text, lines, index)
        elif BAR in first:
            found = _parted_rows(text, lines, index)
        elif may_begin(text, line):
            found = aligned(text, lines, index)
        elif stacked.may_begin(line):
            found = stacked.stacked(text, lines, index, regions[-1].last if regions else 0)
        if isinstance(found, Region):
            regions.append(found)
            index = found.last
        else:
            index = found if found is not None else index + 1
    return regions


def _is_cell_line(raw: str) -> bool:
    """A line that holds one cell behind a tab."""
    head, tab, cell = raw.partition("\t")
    return bool(tab) and not head.strip() and "\t" not in cell and bool(cell.strip())


def _over_row(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether a line stands over a row of three cells or more between tabs: the unit at the right of a table is no cell of it."""
    below = lines[index + 1 : index + 2]
    return bool(below) and sum(bool(piece.strip()) for piece in text[below[0].start : below[0].end].split("\t")) >= PARTED


def _table(text: str, rows: Rows, header_rows: int, start: int, end: int) -> Table:
    columns = max(len(row) for row in rows)
    heads = short_heads(text, rows, header_rows) if header_rows > 1 else None
    cells = [cell for level in heads or () for cell in level]
    cells += [Cell(r, c, spans) for r, row in enumerate(rows) for c, spans in enumerate(row) if heads is None or r >= header_rows]
    return Table(start, end, tuple(cells), len(rows), columns, header_rows)


# -- tab-separated rows --------------------------------------------------------------------------------------------------------------


def _tab_rows(text: str, lines: Sequence[Line], first: int) -> Region | None:
    rows: Rows = []
    owners: list[int] = []
    last = first
    index = first
    while index < len(lines):
        line = lines[index]
        raw = text[line.start : line.end]
        if rows and LAYOUT.receivers.match(raw.lstrip(_AROUND)):
            break  # the list of receivers beside the signature
        if "\t" in raw:
            row, position = [], line.start
            for piece in raw.split("\t"):
                row.append(trim(text, position, position + len(piece)))
                position += len(piece) + 1
            rows.append(row)
            owners.append(index)
            last = index + 1
        elif line.body and not (last == index and _tabs_soon(text, lines, index + 1)):
            break
        elif line.body:
            # A line end inside the last cell of the row above.
            rows[-1][-1] = (*rows[-1][-1], *trim(text, line.start, line.end))
            last = index + 1
        index += 1
        if index - last > 12:
            break
    words = [[plain(text, spans) for spans in row] for row in rows]
    above = lines_above(words)
    ends = _next_table(words, above)
    rows, owners = rows[above:ends], owners[above:ends]
    while rows and not any(rows[-1]):
        rows.pop()
        owners.pop()
    if len(rows) < 2 or max(len(row) for row in rows) < 3:
        return None
    first, last = owners[0], owners[-1] + 1 if ends < len(words) else last
    rows, dropped = _drop_repeated_heads(text, rows, [lines[owner] for owner in owners])
    heads = header_rows(text, rows)
    return Region(first, last, _table(text, rows, heads, lines[first].start, lines[last - 1].end), dropped=dropped)


def _is_line(words: Sequence[str]) -> bool:
    """A row of a sheet that is a line over a table and no row of it: one cell of words, or such as stand beside a unit, a cited document, a letterhead."""
    filled = [word for word in words if word]
    if any(NUMERIC.fullmatch(word) for word in filled):
        return False
    return len(filled) <= 1 or any(TABLES.unit_line.match(word) or TABLES.cited_in_head.search(word) or LAYOUT.state_lines.search(word) for word in filled)


def _is_head(words: Sequence[str]) -> bool:
    """A row that names columns: an ordinal's head in front, or three names and no figure."""
    filled = [word for word in words if word]
    if any(NUMERIC.fullmatch(word) and not LAYOUT.year_head.fullmatch(word) for word in filled):
        return False
    return len(filled) >= 3 or (len(filled) == 2 and ORDINAL_HEAD.fullmatch(filled[0]) is not None)


def lines_above(rows: Sequence[Sequence[str]]) -> int:
    """How many rows at the beginning are lines over the table (letterhead, title, unit), where heads follow them; 0 where none do."""
    number = next((n for n, words in enumerate(rows[:LINES_ABOVE]) if not _is_line(words)), 0)
    if not number or not _is_head(rows[number]):
        return 0
    # A head that covers several columns stands alone in its row: it belongs to the heads under it.
    over = [(column, word) for column, word in enumerate(rows[number - 1]) if word]
    covers = len(over) == 1 and over[0][0] > 1 and len(over[0][1]) < COVERING and rows[number][over[0][0] : over[0][0] + 1] not in ([], [""])
    return number - 1 if covers and not TABLES.unit_line.match(over[0][1]) else number


def _next_table(rows: Sequence[Sequence[str]], first: int) -> int:
    """The row at which the lines over another table begin, under heads with an ordinal of their own; the number of rows where there is none."""
    head = list(rows[first]) if first < len(rows) else []
    for number in range(first + 3, len(rows)):
        filled = next((word for word in rows[number] if word), "")
        if not ORDINAL_HEAD.fullmatch(filled) or list(rows[number]) == head or not _is_head(rows[number]):
            continue
        begin = number
        while begin > first + 2 and _is_line(rows[begin - 1]):
            begin -= 1
        if any(any(words) for words in rows[begin:number]):
            return begin
    return len(rows)


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
        if words == head or (after_break and words == second and not is_data(words)):
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
    return (
        len(words) > 2 and not words[1] and len(filled) <= max(1, columns // 2) and not all(word[0].isupper() for word in filled)
    )


_LED = regex.compile(r"[^\S\t]*\t")


# -- one cell a line, behind a tab ---------------------------------------------------------------------------------------------------


def _cell_lines(text: str, lines: Sequence[Line], first: int) -> Region | int:
    """The table that begins at the line, or in the same run of lines below it; else the line after the run, which holds none."""
    rows: Rows = []
    begins: list[int] = []  # the first line of each row
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
        elif _LED.match(raw):
            if not row:
                begins.append(index)
            row.append(trim(text, line.start, line.end))
            last, blanks = index + 1, 0
        elif row and not blanks:
            row[-1] = (*row[-1], *trim(text, line.start, line.end))
            last = index + 1
        else:
            break
        index += 1
    if row:
        rows.append(row)
    cells = sum(len(r) for r in rows)
    for number, begin in enumerate(begins[: max(0, len(rows) - 2)]):
        if not _is_cell_line(text[lines[begin].start : lines[begin].end]):
            return max(first + 1, begin)
        if cells >= 2.5 * (len(rows) - number):
            first, rows = begin, rows[number:]
            break
        cells -= len(rows[number])
    else:
        return max(first + 1, index)
    return Region(first, last, _table(text, rows, header_rows(text, rows), lines[first].start, lines[last - 1].end))


# -- rows of `| a | b |` -------------------------------------------------------------------------------------------------------------


def _is_pipe_row(raw: str) -> bool:
    """A row of cells between bars; the bar before its first cell may be missing."""
    row = raw.strip()
    return row.startswith("|") or (row.endswith("|") and row.count("|") > 1)


def _parted_rows(text: str, lines: Sequence[Line], first: int) -> Region | int:
    """Rows of cells that bars part and none closes ("STT | Tên | Số hộ"): a head and two rows at least, of as many cells each; above them rows of heads
    that left out what they cover, and so have fewer."""
    counts = [text.count("|", line.start, line.end) for line in lines[first : first + LEVELS + PARTED]]
    for heads in range(LEVELS, -1, -1):
        window = counts[heads : heads + PARTED]
        if len(window) == PARTED and 1 < window[0] == min(window) == max(window) and all(0 < bars < window[0] for bars in counts[:heads]):
            last = first + heads
            while last < len(lines) and text.count("|", lines[last].start, lines[last].end) == window[0]:
                last += 1
            return _pipe_rows(text, lines, first, last)
    return first + 1


def _pipe_end(text: str, lines: Sequence[Line], first: int) -> int:
    last = first
    while last < len(lines) and _is_pipe_row(text[lines[last].start : lines[last].end]):
        last += 1
    return last


def _pipe_rows(text: str, lines: Sequence[Line], first: int, last: int) -> Region | int:
    rows: Rows = []
    # Where some rows begin with their name and no border, a border in front of the others stands behind an empty first cell.
    bare = any(not text[line.start : line.end].lstrip().startswith("|") for line in lines[first:last])
    index = first
    while index < last:
        line = lines[index]
        raw = text[line.start : line.end]
        if not regex.fullmatch(r"[\s|:-]*", raw) or not regex.search(r"-{3}", raw):
            opened = 0 if bare else raw.index("|") + 1
            position = line.start + opened
            body = raw[opened:].rstrip()
            body = body.removesuffix("|")
            row: list[Cells] = []
            for piece in body.split("|"):
                # Programs that turn a PDF into Markdown name a head that has no words "Col6".
                row.append(() if not rows and piece.strip() == f"Col{len(row) + 1}" else trim(text, position, position + len(piece)))
                position += len(piece) + 1
            if rows or any(row):
                rows.append(row)  # a table that opens with empty cells opens below them
        index += 1
    if not rows:
        return max(index, first + 1)
    words = [plain(text, spans) for row in rows for spans in row]
    letterhead = any(LAYOUT.state_lines.search(word) for word in words) and len(rows) <= 4
    letterhead = letterhead or max(len(row) for row in rows) < 2 or (len(rows) == 1 and not any(map(NUMERIC.fullmatch, words)))
    return Region(first, index, _table(text, rows, header_rows(text, rows), lines[first].start, lines[index - 1].end), letterhead)
