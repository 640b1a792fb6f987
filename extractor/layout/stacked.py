"""Tables pasted as one cell a line: no border, no tab, with or without blank lines between, as a table of Word, Excel or a PDF becomes plain text.

    TT / Tên xã / Kế hoạch / Thực hiện / 1 / Xã Cam Hòa / 655 / 661 / 2 / Xã Tả Sín / 276 / 280 / …

What makes it a table is that rows repeat: behind the head "TT" ordinals count up at one distance, each row with figures in the same columns; without
ordinals, names are followed by equally many figures, under as many heads. An empty cell leaves no line, so that a row of another length ends the table,
unless it is a section (ordinal and name alone), a total without an ordinal, or a name over several lines. What is not plain stays text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex

from extractor.document import Cell, Table
from extractor.layout.heads import cells_of_heads, levels_of
from extractor.layout.lines import Line
from extractor.layout.panes import Ordinals
from extractor.layout.short_totals import short_total
from extractor.layout.stacked_words import BLANKS, LONGEST_HEAD, ROW_END, named_by, names_in, time_heads, words_above
from extractor.layout.table_words import NUMERIC, ORDINAL, ORDINAL_HEAD, Cells, Region, Rows, plain, trim
from extractor.lexicon.phrases import LAYOUT

FIRST = frozenset(("1", "01", "I", "A", "(1)", "1.", "I.", "A."))  # marks with which rows, or the numbers of columns, begin
COLUMNS = range(3, 17)
FEWEST = 3  # full rows of a table
SEVERAL = 4  # figures behind a name with a colon that make a row of a table, be there but two of them
HEADS = 48  # lines of heads
LONGEST_CELL = 240  # characters
LONGEST_FIGURE = 24
WRAPS = 3  # further lines of a name
SPACED = 2 * COLUMNS.stop  # where each cell has blank lines around it, an empty one is a blank line more
LEAD = 2  # heads over ordinals and names
ABOVE = 3  # lines of a title that may stand right above heads
LETTERS = {"S": ["S", "T", "T"], "T": ["T", "T"]}  # heads of ordinals in a narrow column, a letter a line
DASHES = frozenset(("-", "–"))
GOES_ON = regex.compile(r"\(|\p{Ll}")
NUMBERED = regex.compile(r"\(?(\d{1,2})\)?(?:\s?=[^\p{L}]+)?")
YEAR = regex.compile(r"(?:19|20)\d\d")
AMOUNT = regex.compile(r"\d[\d.,]*\s?\p{L}+(?:[ /]\p{L}+){0,2}")  # "09 tháng", "20 điểm", "15.000 đồng/m2"


class _Stream:
    """The lines from one on that may be cells, read as far as somebody asks; it ends at a line that holds more than a cell."""

    def __init__(self, text: str, lines: Sequence[Line], first: int) -> None:
        self._text, self._lines, self._next = text, lines, first
        self.at: list[int] = []
        self.words: list[str] = []
        self.figures: list[bool] = []
        self.amounts: list[bool] = []  # figures, or figures with their units
        self.spaced = False  # blank lines part the first two cells

    def reaches(self, count: int) -> bool:
        """Whether there are so many cells."""
        blanks = 0
        while len(self.at) < count and self._next < len(self._lines) and blanks <= (SPACED if self.spaced else BLANKS):
            line = self._lines[self._next]
            raw = self._text[line.start : line.end]
            body = line.body or (raw if raw.strip() in DASHES else "")  # a dash alone, which elsewhere rules off
            if not body:
                blanks += 1
            else:
                if len(raw) > LONGEST_CELL or "|" in raw or "\t" in raw.strip():
                    break
                if len(self.at) == 1:
                    self.spaced = blanks > 0
                blanks = 0
                self.at.append(self._next)
                self.words.append(" ".join(body.split()))
                self.figures.append(NUMERIC.fullmatch(self.words[-1]) is not None)
                self.amounts.append(self.figures[-1] or (len(body) <= LONGEST_FIGURE and AMOUNT.fullmatch(self.words[-1]) is not None))
            self._next += 1
        return len(self.at) >= count

    def cell(self, first: int, last: int | None = None) -> Cells:
        """The runs of the cells `[first, last)`, one where only the first is asked."""
        lines = [self._lines[n] for n in self.at[first : first + 1 if last is None else last]]
        return tuple(span for line in lines for span in trim(self._text, line.start, line.end))


@dataclass(frozen=True, slots=True)
class _Body:
    """Rows of a table as numbers of its cells: where each cell of each row begins (None: empty), and the cell behind the last row."""

    rows: tuple[tuple[tuple[int, int] | None, ...], ...]
    full: int
    wrapped: int
    end: int


def stacked(text: str, lines: Sequence[Line], first: int, free: int) -> Region | None:
    """The table whose head begins at line `first`, or whose first figure stands there; `free` is the first line that belongs to no table yet."""
    line = lines[first]
    if ORDINAL_HEAD.fullmatch(line.body) or line.body in LETTERS:
        return _under_ordinals(text, lines, first)
    return _named(text, lines, first, free)


def may_begin(line: Line) -> bool:
    """Whether such a table may be told at the line: an ordinal's head, or a figure alone."""
    body = line.body
    if not body or len(body) > LONGEST_FIGURE:
        return False
    if body[0].isdecimal():
        return NUMERIC.fullmatch(body) is not None or AMOUNT.fullmatch(body) is not None
    return body in LETTERS or (NUMERIC if body[0] in "-–+(" else ORDINAL_HEAD).fullmatch(body) is not None


# -- rows with ordinals --------------------------------------------------------------------------------------------------------------


def _under_ordinals(text: str, lines: Sequence[Line], first: int) -> Region | None:
    stream = _Stream(text, lines, first)
    letters = LETTERS.get(lines[first].body, [])
    if letters and not (stream.reaches(len(letters)) and stream.words[: len(letters)] == letters):
        return None
    at = opened = len(letters) or 1
    while at < HEADS and stream.reaches(at + 1):
        words = stream.words[at]
        total = LAYOUT.total_row.match(words) is not None and stream.reaches(at + 2) and stream.figures[at + 1] and not YEAR.fullmatch(stream.words[at + 1])
        if at > opened and (words in FIRST or total):
            return _from(text, lines, stream, at, opened)
        if len(words) > LONGEST_HEAD or (stream.figures[at] and not YEAR.fullmatch(words)):
            return None
        at += 1
    return None


def _from(text: str, lines: Sequence[Line], stream: _Stream, at: int, opened: int) -> Region | None:
    """The table whose rows, or the numbers of whose columns, begin with the cell `at`; the first `opened` cells are the head of its ordinals."""
    numbered = _numbers(stream, at)
    sizes = [(numbered - at, numbered)] if numbered else [(n, at) for n in COLUMNS]
    bodies = [(body, n, begin) for n, begin in sizes for wraps in range(WRAPS + 1) if (body := _body(stream, begin, n, wraps)) is not None]
    if not bodies:
        return None
    body, columns, begin = max(bodies, key=lambda found: (found[0].full - found[0].wrapped, found[0].full, -found[1]))
    rows: Rows = [[() if place is None else stream.cell(*place) for place in row] for row in body.rows]
    heads = _heads(text, [stream.cell(0, opened), *(stream.cell(n) for n in range(opened, at))], columns, rows)
    if heads is None and begin == at:
        return None
    heads = heads or []  # the numbers of columns say how many there are, whatever stands above
    if begin > at:
        heads.append([Cell(len(heads), c, stream.cell(at + c)) for c in range(columns)])
    return _region(lines, stream, 0, body.end, columns, heads, rows)


def _numbers(stream: _Stream, at: int) -> int:
    """The cell behind the row that numbers the columns ("A B 1 2 3=2/1"), if one begins at `at`; else 0."""
    last, number = at, 0
    while last - at < COLUMNS.stop and stream.reaches(last + 1):
        words = stream.words[last]
        found = NUMBERED.fullmatch(words)
        if found and int(found[1]) == number + 1:
            number += 1
        elif number or words.strip("()") != chr(ord("A") + last - at):
            break
        last += 1
    return last if last - at in COLUMNS and number > 1 else 0


def _body(stream: _Stream, at: int, columns: int, wraps: int) -> _Body | None:
    """The rows of `columns` cells from the cell `at` on, the name of the first with figures over `wraps` lines more; None where there are too few."""
    ordinals = Ordinals()
    kinds: list[bool] | None = None
    rows: list[tuple[tuple[int, int] | None, ...]] = []
    full = wrapped = 0
    while stream.reaches(at + 2):
        words = stream.words[at]
        total = LAYOUT.total_row.match(words) is not None
        if not total and not ordinals.take(words):
            break
        lead = 1 - total
        more = next((k for k in (range(WRAPS + 1) if kinds else (wraps,)) if _fits(stream, at, lead, k, columns, kinds)), None)
        if more is not None:
            name = at + lead
            cells = [(n, n + 1) for n in range(name + 1 + more, at + columns + more - total)]
            rows.append((None if total else (at, at + 1), (name, name + 1 + more), *cells))
            kinds = kinds or [stream.figures[n] for n, _ in cells]
            full += 1
            wrapped += more > 0
            at += columns + more - total
        elif not total and not stream.figures[at + 1] and stream.reaches(at + 3) and _opens_next(stream, at + 2, words):
            rows.append(((at, at + 1), (at + 1, at + 2)))
            at += 2
        else:
            stream.reaches(at + columns)
            short = short_total(stream.words, stream.figures, stream.at, at, rows, kinds) if total and kinds else None
            if short is not None:
                rows.append(short)
                at = max(place[1] for place in short if place is not None)
            break
    return _Body(tuple(rows), full, wrapped, at) if full >= FEWEST and kinds and any(kinds) else None


def _fits(stream: _Stream, at: int, lead: int, more: int, columns: int, kinds: Sequence[bool] | None) -> bool:
    """Whether a row stands at the cell `at`, behind `lead` ordinals, its name over `more` lines more: figures stand where they do in the first row."""
    name, end = at + lead, at + columns + more - (1 - lead)
    if not stream.reaches(end) or any(stream.figures[name : name + 1 + more]) or any(stream.words[n][:1].isupper() for n in range(name + 1, name + 1 + more)):
        return False
    found = stream.figures[name + 1 + more : end]
    if kinds is None:
        return any(found) and not any(w in FIRST for w in stream.words[name + 1 : name + 2])
    return all(figure or not wanted for figure, wanted in zip(found, kinds, strict=True))


def _opens_next(stream: _Stream, at: int, section: str) -> bool:
    """Whether a row, or a section below this one, opens at the cell `at`."""
    words = stream.words[at]
    return ORDINAL.fullmatch(words) is not None and words.strip("().") != section.strip("().") and stream.reaches(at + 2) and not stream.figures[at + 1]


# -- rows without ordinals -----------------------------------------------------------------------------------------------------------


def _named(text: str, lines: Sequence[Line], first: int, free: int) -> Region | None:
    """The table whose first figure stands at line `first`: names, each with equally many figures, under as many heads."""
    stream = _Stream(text, lines, first)
    width = 0
    if not stream.reaches(1):
        return None
    kinds = stream.figures if stream.figures[0] else stream.amounts
    while width < COLUMNS.stop and stream.reaches(width + 1) and kinds[width]:
        width += 1
    if width < 2 or width == COLUMNS.stop:
        return None
    above = words_above(text, lines, first, free, HEADS)
    years = all(YEAR.fullmatch(words) for words in stream.words[:width])
    if len(above) < (1 if years else width + 2):
        return None
    rows, end = _runs(stream, width, kinds)
    told = width >= SEVERAL and text[: lines[above[-1][0]].end].endswith(ROW_END) and all(stream.words[last - 1].endswith(ROW_END) for _, last in rows)
    if len(rows) < (1 if told else FEWEST - (not years)):
        return None
    if not years and (timed := _under_times(text, lines, stream, above, rows, end, width)) is not None:
        return timed
    name_of_first = above.pop()
    figures = [stream.cell(n) for n in range(width)]
    body: list[list[Cells]] = [] if years else [[name_of_first[1], *figures]]
    for name, last in rows:
        body += _row([stream.cell(*part) for part in names_in(stream.words, name, last)], [stream.cell(n) for n in range(last, last + width)])
    if told:  # the names tell what their figures are, and the line above the heads is the table's title
        begin, heads = above[-width][0], [[Cell(0, c, spans) for c, (_, spans) in enumerate(above[-width:], 1)]]
    else:
        begin, heads = (name_of_first[0], [[Cell(0, c, spans) for c, spans in enumerate([name_of_first[1], *figures])]]) if years else _heads_above(text, above, width + 1, body)
    made = _region(lines, stream, 0, end, width + 1, heads, body)
    return Region(begin, made.last, Table(lines[begin].start, made.table.end, made.table.cells, made.table.rows, made.table.columns, len(heads)))


def _row(names: Sequence[Cells], figures: Sequence[Cells]) -> Rows:
    """A row of figures behind its name, the last of `names`; those before it are sections above it, each in a row of its own."""
    return [*([name] for name in names[:-1]), [names[-1], *figures]]


def _under_times(
    text: str, lines: Sequence[Line], stream: _Stream, above: Sequence[tuple[int, Cells]], rows: Sequence[tuple[int, int]], end: int, width: int
) -> Region | None:
    """The table whose columns are headed by as many times ("2025-2026 / … / Sơ bộ / 2030-2031"), as yearbooks have it: what stands behind them names its first row."""
    found = time_heads(text, above, width)
    if found is None:
        return None
    heads, behind = found
    figures = [stream.cell(n) for n in range(width)]
    names = named_by([cell for _, cell in above[behind:]], text)
    body = _row(names, figures)
    for name, last in rows:
        body += _row(named_by([stream.cell(n) for n in range(name, last)], text), [stream.cell(n) for n in range(last, last + width)])
    corner = next(((line, cell) for line, cell in reversed(above) if line < heads[0][0]), (heads[0][0], ()))
    cells = [[Cell(0, c, spans) for c, spans in enumerate([corner[1], *(spans for _, spans in heads)]) if spans]]
    made = _region(lines, stream, 0, end, width + 1, cells, body)
    return Region(corner[0], made.last, Table(lines[corner[0]].start, made.table.end, made.table.cells, made.table.rows, made.table.columns, 1))


def _heads_above(text: str, above: Sequence[tuple[int, Cells]], columns: int, body: Rows) -> tuple[int, list[list[Cell]]]:
    """The line at which the heads begin, and their cells: rows of heads where their words say so, else the last lines, one a column."""
    for title in range(min(ABOVE + 1, len(above) - columns)):
        levels = _in_levels(text, [cell for _, cell in above[title:]], columns, body, 1, sure=True)
        if levels is not None:
            return above[title][0], levels
    taken = above[-columns:]
    return taken[0][0], [[Cell(0, c, spans) for c, (_, spans) in enumerate(taken)]]


def _runs(stream: _Stream, width: int, kinds: Sequence[bool]) -> tuple[list[tuple[int, int]], int]:
    """The rows behind the first: where the words of each begin and where its figures do; and the cell behind the last of them."""
    rows: list[tuple[int, int]] = []
    at = width
    while True:
        name = at
        while name - at <= WRAPS and stream.reaches(name + 1) and not kinds[name] and len(stream.words[name]) <= LONGEST_HEAD:
            name += 1
        if name == at or not stream.reaches(name + width) or not all(kinds[name : name + width]) or (stream.reaches(name + width + 1) and kinds[name + width]):
            return rows, at
        rows.append((at, name))
        at = name + width


# -- heads ---------------------------------------------------------------------------------------------------------------------------


def _heads(text: str, heads: Sequence[Cells], columns: int, rows: Rows) -> list[list[Cell]] | None:
    """The cells of the head from its lines, in one row or more; None where that is not plain."""
    # The last columns of a form are left for whoever fills it in.
    filled = _joined(text, heads)
    while len(filled) > columns and LAYOUT.filled_in_later.match(plain(text, filled[-1])):
        filled.pop()
    if len(filled) == columns < len(heads):
        return _in_levels(text, filled, columns, rows, LEAD, sure=False)
    return _in_levels(text, heads, columns, rows, LEAD, sure=False)


def _joined(text: str, heads: Sequence[Cells]) -> list[Cells]:
    """Heads with the lines on which they go on: "(ha)", "nông thôn mới"."""
    joined: list[Cells] = []
    for cell in heads:
        if joined and GOES_ON.match(plain(text, cell)):
            joined[-1] = (*joined[-1], *cell)
        else:
            joined.append(cell)
    return joined


def _in_levels(text: str, heads: Sequence[Cells], columns: int, rows: Rows, lead: int, *, sure: bool) -> list[list[Cell]] | None:
    """Heads that stand one behind another as rows of heads."""
    joined = _joined(text, heads)
    heads = joined if len(heads) > columns and len(joined) >= columns else heads
    sizes = levels_of([plain(text, cell) for cell in heads], columns, lead, sure=sure)
    if sizes is None:
        return None
    ends = list(accumulate(sizes))
    return cells_of_heads(text, [heads[end - size : end] for size, end in zip(sizes, ends, strict=True)], columns, rows)


def _region(lines: Sequence[Line], stream: _Stream, first: int, end: int, columns: int, heads: list[list[Cell]], rows: Rows) -> Region:
    count = len(heads)
    cells = [*(cell for level in heads for cell in level), *(Cell(count + r, c, spans) for r, row in enumerate(rows) for c, spans in enumerate(row) if spans)]
    begin, last = stream.at[first], stream.at[end - 1] + 1
    return Region(begin, last, Table(lines[begin].start, lines[last - 1].end, tuple(cells), count + len(rows), columns, count))
