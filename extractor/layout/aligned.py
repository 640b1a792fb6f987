"""Tables whose lines lost their borders: rows of a name and figures, parted by blanks only.

    Tiểu học - Primary       3.237   3.294   3.300     columns set out by blanks, as a text made of a PDF page keeps them
    2015 1487640 726870 760770                         cells joined by one blank each, the first of them a year that names the row

What makes a table of such lines is their rhythm: several neighbours end with equally many figures. A line without figures among them is a
heading of the rows below, or the name of the row right below it. Heads stand above the first row, over the columns that they overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.document import Cell, Span, Table
from extractor.layout.lines import PAGE_NUMBER, Line
from extractor.layout.table_words import ORDINAL, Region
from extractor.lexicon.phrases import LAYOUT

FIGURE = regex.compile(r"[-–+]?\(?\d[\d.,]*\)?%?|\d{1,3}(?: \d{3})+(?:,\d+)?|[-–…]|\.{2,3}")
DIGIT = regex.compile(r"\d")
LAST = frozenset(".,)%-–…")  # what a figure ends in, besides digits
YEAR = regex.compile(r"(?:19|20)\d\d")
CHUNK = regex.compile(r"\S+(?:[ \t]\S+)*?(?=[ \t]{2,}|\s*$)")
TOKEN = regex.compile(r"\S+")
SENTENCE = regex.compile(r"[.;:]\s+\p{L}")
GOES_ON = regex.compile(r"\(|\p{Ll}")
ENDS = (".", ";", ",")
FEWEST, WIDE, MANY = 4, 3, 6  # rows of a table; figures of its rows; rows where these are two
NAME = 90  # code points of a row's name
BLANKS, BETWEEN = 3, 4  # blank lines, and lines of words, between two rows
HEADS = 9  # lines above the first row that may be heads
INDENT = 3  # blanks that two lines of one name may be apart
ORDINALS = 8  # code points of a line that is no running head
PAGES = 12000  # code points in which the head of the page before stands
NEAR = 12  # blanks that a head may stand left of its column


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a table: the run of its name, and those of its figures; `set_out` where more than one blank parts them. `rest` is where the name begins
    behind an ordinal that blanks part from it; `blank`: words whose cells of figures are all empty."""

    line: int
    name: tuple[int, int] | None
    figures: tuple[tuple[int, int], ...]
    set_out: bool
    rest: int | None = None
    blank: bool = False


def aligned(text: str, lines: Sequence[Line], first: int) -> Region | int:
    """The table of borderless rows that begins at the line; else the line at which to look again."""
    rows, last = _rows(text, lines, first)
    while len(rows) > 1 and rows[0].set_out and (_years_across(text, rows[0]) or not rows[0].figures):
        rows = rows[1:]  # heads
    if rows and rows[0].rest is not None:
        rows = [*_sections_above(text, lines, rows[0].line), *rows]
    width = max((len(row.figures) for row in rows), default=0)
    full = [row for row in rows if len(row.figures) == width]
    if len(full) < (FEWEST if width >= WIDE else MANY) or 2 * len(full) < len(rows):
        return max(first + 1, last if full else first + 1)
    if all(_years(text, row) for row in full[1:]) and width > 2 and not _years_across(text, full[0]):
        rows = [_named_by_year(row) for row in rows]
        full = [_named_by_year(row) for row in full]
        width -= 1
    marks = int(2 * sum(row.rest is not None for row in full) > len(full))  # the column of ordinals
    begin, heads = (rows[0].line, []) if not rows[0].set_out else _heads(text, lines, rows[0].line, full, marks)
    body = [_cells(text, row, full, lines, marks) for row in _joined(text, rows, lines)]
    if not heads and _years_across(text, rows[0]):
        heads, body = [body[0]], body[1:]
    cells = [Cell(r, c, (span,), 1, wide) for r, row in enumerate([*heads, *body]) for c, span, wide in row]
    table = Table(lines[begin].start, lines[last - 1].end, tuple(_whole(cells)), len(heads) + len(body), width + 1 + marks, len(heads))
    return Region(begin, last, table)


def may_begin(text: str, line: Line) -> bool:
    """Whether a line may be the first row of such a table."""
    return _row(text, line, 0) is not None


def _row(text: str, line: Line, number: int) -> _Row | None:
    if not line.body or line.end - line.start > 4 * NAME or "|" in line.body or "\t" in text[line.start : line.end].strip():
        return None
    last = text[line.start : line.end].rstrip()[-1:]
    if last not in LAST and not last.isdecimal():
        return None
    for pattern, least, set_out in ((CHUNK, 2, True), (TOKEN, WIDE, False)):
        pieces = [m.span() for m in pattern.finditer(text, line.start, line.end)]
        count = 0
        while count < len(pieces) and FIGURE.fullmatch(text[slice(*pieces[-1 - count])]):
            count += 1
        if count < least or sum(DIGIT.search(text[slice(*p)]) is not None for p in pieces[len(pieces) - count :]) < min(least, 2):
            continue
        name = pieces[: len(pieces) - count]
        run = (name[0][0], name[-1][1]) if name else None
        if run is not None and (run[1] - run[0] > NAME or SENTENCE.search(text, *run) or not any(c.isalpha() for c in text[slice(*run)])):
            return None
        return _Row(number, run, tuple(pieces[len(pieces) - count :]), set_out, _behind_mark(text, name) if set_out else None)
    return None


def _rows(text: str, lines: Sequence[Line], first: int) -> tuple[list[_Row], int]:
    """The rows from a line on, those of words only among them, and the line behind the last."""
    start = _row(text, lines[first], first)
    if start is None:
        return [], first + 1
    rows, waiting = [start], list[_Row]()
    named = 0  # of those waiting, the lines that are no rows of empty cells
    index, last, blanks = first + 1, first + 1, 0
    width = len(start.figures)
    while index < len(lines) and blanks <= BLANKS and named <= BETWEEN:
        index = _behind_page_end(text, lines, index)
        if index == len(lines):
            break
        line = lines[index]
        row = _row(text, line, index)
        index += 1
        if not line.body:
            blanks += 1
            continue
        blanks = 0
        if row is not None and row.set_out == start.set_out and (len(row.figures) == width or (start.set_out and 1 < len(row.figures) < width)):
            rows += [*waiting, row]
            waiting, named, last = [], 0, index
        elif row is None and len(line.body) <= NAME and not SENTENCE.search(line.body) and not line.body.endswith(ENDS) and "|" not in line.body and "\t" not in line.body:
            mark = _behind_mark(text, [m.span() for m in CHUNK.finditer(text, line.start, line.end)])
            waiting.append(_Row(index - 1, _run_of(text, line), (), start.set_out, mark, start.set_out and _ends_in_cells(text, line, width)))
            named += not waiting[-1].blank
        else:
            break
    if waiting and waiting[0].line == rows[-1].line + 1 and GOES_ON.match(text, *(waiting[0].name or (0, 0))):
        rows.append(waiting[0])  # the rest of the last name
        last = rows[-1].line + 1
    return rows, last


def _ends_in_cells(text: str, line: Line, width: int) -> bool:
    """Whether so many blanks end the line that they are its empty cells, a blank each and one between two."""
    raw = text[line.start : line.end]
    return len(raw) - len(raw.rstrip()) >= 2 * width


def _behind_page_end(text: str, lines: Sequence[Line], index: int) -> int:
    """The line behind the page number and the running head that cut a table at `index`; `index` where there are none."""
    body = lines[index].body
    if not body or not PAGE_NUMBER.fullmatch(body):
        return index
    head = next((n for n in range(index + 1, min(index + 1 + BLANKS, len(lines))) if lines[n].body), None)
    if head is not None and len(lines[head].body) > ORDINALS:
        low = max(0, lines[head].start - PAGES)
        if f"\n{lines[head].body}\n" in f"\n{text[low : lines[head].start]}":
            return head + 1
    return index + 1 if body[0].isalpha() else index


def _behind_mark(text: str, pieces: Sequence[tuple[int, int]]) -> int | None:
    """Where a name begins whose ordinal stands before it ("1      Xã Cam Hòa"), None where there is none."""
    return pieces[1][0] if len(pieces) > 1 and ORDINAL.fullmatch(text, *pieces[0]) else None


def _sections_above(text: str, lines: Sequence[Line], first: int) -> list[_Row]:
    """The lines right above the first row that name a group of rows behind its ordinal ("II     Vùng cao")."""
    found: list[_Row] = []
    while first > 0 and len(found) < BETWEEN:
        line = lines[first - 1]
        pieces = [m.span() for m in CHUNK.finditer(text, line.start, line.end)]
        rest = _behind_mark(text, pieces)
        if rest is None or len(pieces) > 2 or len(line.body) > NAME or SENTENCE.search(line.body):
            break
        first -= 1
        found.insert(0, _Row(first, _run_of(text, line), (), True, rest))
    return found


def _run_of(text: str, line: Line) -> tuple[int, int]:
    raw = text[line.start : line.end]
    return line.start + len(raw) - len(raw.lstrip()), line.start + len(raw.rstrip())


def _years(text: str, row: _Row) -> bool:
    return bool(row.figures) and YEAR.fullmatch(text, *row.figures[0]) is not None


def _years_across(text: str, row: _Row) -> bool:
    return len(row.figures) > 1 and all(YEAR.fullmatch(text, *figure) for figure in row.figures)


def _named_by_year(row: _Row) -> _Row:
    """The year that a row begins with is the end of its name."""
    if not row.figures:
        return row
    year = row.figures[0]
    return _Row(row.line, (row.name[0] if row.name else year[0], year[1]), row.figures[1:], row.set_out, row.rest)


def _joined(text: str, rows: Sequence[_Row], lines: Sequence[Line]) -> list[tuple[_Row, ...]]:
    """Each row with the lines of words right above it that begin its name: in a table that is set out, those that stand as far in; and with those right
    below it that go on with it ("(điểm trường chính)")."""
    made: list[tuple[_Row, ...]] = []
    open_names: list[_Row] = []

    def column(row: _Row) -> int:
        return (row.rest or row.name[0]) - lines[row.line].start if row.name else -1

    for row in rows:
        if not row.figures and row.set_out and made and not open_names and row.rest is None and row.line == made[-1][-1].line + 1 and GOES_ON.match(text, *(row.name or (0, 0))):
            made[-1] = (row, *made[-1])
            continue
        if row.blank:
            made += [*((name,) for name in open_names), (row,)]
            open_names = []
            continue
        if not row.figures:
            if open_names and not (row.line == open_names[-1].line + 1 and abs(column(row) - column(open_names[-1])) <= INDENT):
                made += [(name,) for name in open_names]
                open_names = []
            open_names.append(row)
            continue
        fits = open_names and (row.name is None or (row.set_out and row.rest is None and row.line == open_names[-1].line + 1 and abs(column(row) - column(open_names[-1])) <= INDENT))
        if fits:
            made.append((*open_names, row))
        else:
            made += [*((name,) for name in open_names), (row,)]
        open_names = []
    return made + [(name,) for name in open_names]


_Placed = tuple[int, Span, int]  # a cell: its column, its run, over how many columns it reaches


def _cells(text: str, group: Sequence[_Row], full: Sequence[_Row], lines: Sequence[Line], marks: int) -> list[_Placed]:
    """The cells of a row: its name in the first column (behind its ordinal where the table has `marks`), its figures in the columns that they end in."""
    row = group[-1]
    names: list[_Placed] = []
    for one in sorted(group, key=lambda r: r.line):
        if one.name is not None and marks and one.rest is not None:
            names.append((0, Span(one.name[0], one.name[0] + len(text[one.name[0] : one.rest].rstrip())), 1))
        if one.name is not None:
            names.append((marks, Span(one.rest if marks and one.rest is not None else one.name[0], one.name[1]), 1))
    if not row.figures:
        return names
    ends = [figure[1] - lines[full[0].line].start for figure in full[0].figures[-len(full[0].figures) :]]
    skipped = len(full[0].figures) - len(row.figures)
    figures: list[_Placed] = []
    for place, figure in enumerate(row.figures):
        low, high = place, place + skipped
        column = min(range(low, high + 1), key=lambda c: abs(ends[c] - (figure[1] - lines[row.line].start))) if skipped > 0 else place
        while figures and figures[-1][0] >= column + 1 + marks:
            column += 1
        figures.append((column + 1 + marks, Span(*figure), 1))
    return [*names, *figures]


def _heads(text: str, lines: Sequence[Line], first: int, full: Sequence[_Row], marks: int) -> tuple[int, list[list[_Placed]]]:
    """The line at which the heads begin, and their rows from the top: lines above the first row whose words stand over columns of figures, beside the
    head of the names and the one of the ordinals."""
    left = [min(row.figures[c][0] - lines[row.line].start for row in full) for c in range(len(full[0].figures))]
    right = [max(row.figures[c][1] - lines[row.line].start for row in full) for c in range(len(full[0].figures))]
    found: list[tuple[int, list[tuple[int, int]], list[tuple[int, int] | None]]] = []
    begin, blanks = first, 0
    for index in range(first - 1, max(-1, first - 1 - HEADS), -1):
        line = lines[index]
        if not line.body:
            blanks += 1
            if blanks > BLANKS:
                break
            continue
        chunks = [m.span() for m in CHUNK.finditer(text, line.start, line.end)]
        placed = [_over(start - line.start, end - line.start, left, right) for start, end in chunks]
        names = sum(p is None for p in placed)
        if names == len(chunks) or names > 1 + marks or line.end - line.start > 4 * NAME or (names and LAYOUT.state_lines.search(line.body)):
            break
        found.insert(0, (line.start, chunks, placed))
        begin, blanks = index, 0
    heads: list[list[_Placed]] = []
    below: set[int] = set()
    for start, chunks, placed in reversed(found):
        names = sum(p is None for p in placed)
        row: list[_Placed] = [(n if names > marks else marks, Span(*chunk), 1) for n, chunk in enumerate(chunks[:names])]
        places = [p for p in placed if p is not None]
        if all(abs(a - start - left[p[0]]) <= 1 for (a, _), p in zip(chunks[names:], places, strict=True)):
            wide = _up_to_next(places, below)
        else:
            wide = _widened(places, [(a + b) / 2 - start for a, b in chunks[names:]], [(a + b) / 2 for a, b in zip(left, right, strict=True)], below)
        row += [(p[0] + 1 + marks, Span(*chunk), p[1] - p[0] + 1) for p, chunk in zip(wide, chunks[names:], strict=True)]
        below |= {column for p in wide for column in range(p[0], p[1] + 1)}
        heads.insert(0, row)
    return begin, heads


def _widened(places: Sequence[tuple[int, int]], middles: Sequence[float], columns: Sequence[float], below: set[int]) -> list[tuple[int, int]]:
    """Heads over the columns whose heads below stand nearest to the middle of each: a joined head is set in the middle of what it covers."""
    owners = [n for n, (a, b) in enumerate(places) if any(column in below for column in range(a, b + 1))]
    made = list(places)
    shares: dict[int, list[int]] = {}
    for column in sorted(below) if owners else ():
        shares.setdefault(min(owners, key=lambda n: abs(middles[n] - columns[column])), []).append(column)
    for n, own in shares.items():
        made[n] = (own[0], own[-1])
    return made


def _up_to_next(places: Sequence[tuple[int, int]], below: set[int]) -> list[tuple[int, int]]:
    """Heads that begin where their first columns do, over the columns with a head below up to the next of them."""
    ends = [*(p[0] for p in places[1:]), max(below, default=-1) + 1]
    return [(a, max([b, *(c for c in below if a <= c < end)])) if a in below else (a, b) for (a, b), end in zip(places, ends, strict=True)]


def _over(start: int, end: int, left: Sequence[int], right: Sequence[int]) -> tuple[int, int] | None:
    """The first and last column that a head stands over; None where it stands in the column of names."""
    if start < left[0] - NEAR:
        return None
    over = [c for c in range(len(left)) if start < right[c] + 1 and end > left[c] - 1]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(left)), key=lambda c: min(abs(start - right[c]), abs(left[c] - end)))
    return nearest, nearest


def _whole(cells: Sequence[Cell]) -> list[Cell]:
    """One cell a place: runs of one cell together."""
    found: dict[tuple[int, int], Cell] = {}
    for cell in cells:
        known = found.get((cell.row, cell.column))
        found[cell.row, cell.column] = Cell(cell.row, cell.column, (*known.spans, *cell.spans), 1, known.column_span) if known else cell
    return [found[place] for place in sorted(found)]
