"""The rows of a table that are heads, and second tables that a file stacks below the first in one grid.

In: a table as its reader or the layout cut it. Out: its parts in order, each a table with rows counted from 0 and `header_rows` decided by
what the rows hold, and the captions that stand between two of them. A reader knows which rows a file marks, not where the figures begin:
"STT | Nội dung | Năm 2030" over a row "A | B | 1 | 2" over "I | Thu nội địa | 120 | 95" are two rows of heads, whatever is bold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.document import Cell, Span, Table
from extractor.layout.table_words import NUMERIC, ORDINAL, ORDINAL_HEAD, names_fields, numbers_columns, plain
from extractor.lexicon.phrases import LAYOUT

MOST_HEADS = 8
LOOK, DATA = 12, 6  # rows below a head that are looked at, and rows of figures among them
FEW, BROKEN, WIDE = 4, 3, 6  # of so many heads one may be a stray figure; rows over which "STT" is broken; columns of a wide table
MOST_ABOVE = 24  # rows of a letterhead and a title above the heads
NOTHING = frozenset(["", "-", "–", "…", "...", "x", "X", "+"])

# What begins so goes on from the line above it: a small letter, a bracket, a year behind its word ("năm", "2031 so với"), a span ("6 tháng").
GOES_ON = regex.compile(r"(?:\p{Ll}|\((?!\d)).|\(?(?:19|20)\d\d(?!\d)|\d{1,2} \p{Ll}")
DAY = regex.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d")

Words = dict[int, str]  # the words of a row's filled cells by column


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a grid, under the lines `captions` (runs of text, one a line) that stand above it inside the grid."""

    table: Table
    captions: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """A grid's rows of words, which positions a cell above reaches over, and how many columns there are."""

    words: tuple[Words, ...]
    covered: frozenset[tuple[int, int]]
    columns: int


def rows_of(text: str, table: Table) -> Rows:
    """The words of the table's rows; an empty row is an empty dictionary."""
    words: list[Words] = [{} for _ in range(table.rows)]
    covered: set[tuple[int, int]] = set()
    for cell in table.cells:
        if cell.spans:
            words[cell.row][cell.column] = plain(text, cell.spans)
        if cell.row_span > 1:
            covered.update((r, c) for r in range(cell.row + 1, cell.row + cell.row_span) for c in range(cell.column, cell.column + cell.column_span))
    return Rows(tuple(words), frozenset(covered), table.columns)


def is_figure(word: str) -> bool:
    """A number that is no year and no day: what rows of data hold and heads do not."""
    return word not in NOTHING and NUMERIC.fullmatch(word) is not None and not LAYOUT.year_head.fullmatch(word.strip("()")) and not DAY.fullmatch(word)


# -- what a row under the first head is --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """A row and what stands above it: `first` the row of the outermost heads, `marked` whether the reader calls the row a head."""

    rows: Rows
    row: int
    first: int
    marked: bool

    @property
    def words(self) -> Words:
        return self.rows.words[self.row]


def _numbers_columns(place: _Place) -> bool:
    """ "(1) | (2) | (3)=(2)/(1)"; "MS | 1 | 2 | 3" under heads."""
    return numbers_columns([place.words[c] for c in sorted(place.words)])


def _holds_figures(place: _Place) -> bool:
    return any(is_figure(word) for word in place.words.values())


def _has_ordinal(place: _Place) -> bool:
    """ "I | Thu nội địa" under "STT | Nội dung"."""
    if not place.words:
        return False
    column = min(place.words)
    word = place.words[column]
    above = place.rows.words[place.first].get(column, "")
    return ORDINAL.fullmatch(word) is not None and (not above or ORDINAL_HEAD.fullmatch(above) is not None) and not LAYOUT.year_head.fullmatch(word)


def _ends_ordinal_head(place: _Place) -> bool:
    """ "TT | | năm 2030" under "S | Nội dung | Quyết toán"."""
    column = min(place.words, default=0)
    return place.row - place.first < _broken_ordinal_head(place.rows, place.first, column) and not _holds_figures(place)


def _stands_beside_names(place: _Place) -> bool:
    """ " | | 2031 so với | cùng kỳ" over rows "Tổng số | | 1.482 | 102,5": no cell stands over the names of the rows, as in no row of data."""
    row, words = place.row, place.words
    below = [other for other in place.rows.words[row + 1 : row + LOOK] if any(is_figure(word) for word in other.values())]
    upper = place.rows.words[place.first]
    named = [c for other in below[:DATA] for c in other if c not in upper and c < min(column for column, word in other.items() if is_figure(word))]
    return len(below) > 1 and bool(named) and min(words) > max(named) and any(column in words for other in below for column in other)


def _names_a_group(place: _Place) -> bool:
    """ "Cấp tỉnh |  | ": one cell at the left and nothing beside it."""
    return len(place.words) == 1 and min(place.words) <= 1


def _stands_under_heads(place: _Place) -> bool:
    """The names of the rows are above: the first cells are empty, or a head reaches down over them."""
    row, words = place.row, place.words
    upper = place.rows.words[place.first]
    lead = [c for c in range(min(2, place.rows.columns)) if c in upper or (row, c) in place.rows.covered]
    return bool(words) and bool(lead) and all(c not in words for c in lead)


def _is_sub_head(place: _Place) -> bool:
    """The reader marks it, and heads above it join columns or leave some without a name."""
    upper = place.rows.words[place.first]
    return place.marked and len(place.words) > 1 and (len(upper) < place.rows.columns or bool(place.rows.covered))


def _reached_by_ordinal_head(place: _Place) -> bool:
    """The joined cell of "STT" reaches down over it: it is a row of heads, whatever formulas were left in it."""
    column = min(place.rows.words[place.first], default=0)
    return (place.row, column) in place.rows.covered and ORDINAL_HEAD.fullmatch(place.rows.words[place.first].get(column, "")) is not None


def _says_heads_again(place: _Place) -> bool:
    """ "STT | Tên xã | Lúa | Ngô" under "STT | Tên xã | Kế hoạch | Kế hoạch": a file that fills joined heads into all cells that they cover, or into the first alone."""
    above, words = place.rows.words[place.row - 1], place.words
    if len(above) < 3 or above == words or not above.keys() <= words.keys() or words[min(above)] != above[min(above)]:
        return False
    return len(set(above.values())) < len(above) or len(above) < len(words)


def _goes_on_in_words(place: _Place) -> bool:
    """Heads whose words are broken over rows: every cell goes on in small letters or a bracket under a head, and figures follow further down."""
    above, words = place.rows.words[place.row - 1], place.words
    if not words or not words.keys() <= above.keys() | place.rows.words[place.first].keys():
        return False
    if not all(GOES_ON.match(word.strip()) for word in words.values()):
        return False
    below = place.rows.words[place.row + 1 : place.row + 7]
    return any(is_figure(word) and column in words for other in below for column, word in other.items())


def _says_fields(place: _Place) -> bool:
    """ "STT | Mã | Tên | Loại" under "STT | MACOSO | TENCOSO | LOAICOSO": the heads that people read, under the names of a database's fields."""
    above, words = place.rows.words[place.row - 1], place.words
    return names_fields([*above.values()]) and not names_fields([*words.values()]) and len(words) * 4 >= len(above) * 3 and not any(is_figure(word) for word in words.values())


# In order; the first that holds decides. "last": a head, and data follow.
ROWS: tuple[tuple[str, Callable[[_Place], bool], str], ...] = (
    ("head", lambda place: not place.words, "an empty row between two rows of heads"),
    ("last", _numbers_columns, "A | B | 1 | 2 | 3=2/1"),
    ("head", _says_fields, "STT | Mã | Tên | Loại, under STT | MACOSO | TENCOSO | LOAICOSO"),
    ("head", _reached_by_ordinal_head, " | | 0 | Vốn trong nước, within the joined cell of STT"),
    ("data", _holds_figures, "1 | Xã An Bình | 120 | 95,4"),
    ("head", _ends_ordinal_head, "TT | | năm 2030, under S | Nội dung | Quyết toán"),
    ("data", _has_ordinal, "I | Thu nội địa | |"),
    ("head", _goes_on_in_words, "vốn | thực hiện | được duyệt, under Tổng | Tỷ lệ | Số dự án"),
    ("head", _stands_beside_names, " | 2031 so với | cùng kỳ (%), over Tổng số | 1.482 | 102,5"),
    ("data", _names_a_group, "Cấp tỉnh | | |"),
    ("head", _says_heads_again, "STT | Tên xã | Lúa | Ngô, under STT | Tên xã | Kế hoạch | Kế hoạch"),
    ("head", _stands_under_heads, " | | Kế hoạch | Thực hiện"),
    ("head", _is_sub_head, "Tên xã | Tổng số | Trong đó, under a head that joins columns"),
    ("data", lambda place: True, "Sở Y tế | đã ban hành | Quý II"),
)


def _kind(place: _Place) -> str:
    return next(kind for kind, holds, _ in ROWS if holds(place))


def count_heads(rows: Rows, marked: int) -> int:
    """How many leading rows are heads (captions above them counted): 0 where the first row is data."""
    count = len(rows.words)
    first = 0
    while first < min(4, count - 2) and len(rows.words[first]) <= 1 and _opens(rows, first + 1, 0):
        first += 1
    if not _opens(rows, first, marked - first):
        return 0
    heads = first + 1
    while heads < min(count - 1, first + MOST_HEADS):
        kind = _kind(_Place(rows, heads, first, heads < marked))
        if kind == "data":
            break
        heads += 1
        if kind == "last":
            break
    # Empty rows and rows of words that no figures follow are no heads.
    while heads > first + 1 and not rows.words[heads - 1]:
        heads -= 1
    return heads


def _opens(rows: Rows, row: int, marked: int) -> bool:
    """Whether a row is the first of heads: it is marked, or names columns that hold figures further down."""
    words = rows.words[row]
    if _counts_rows(rows, row):
        return True
    if len(words) < 2 or any(is_figure(word) for word in words.values()):
        return False
    first = words[min(words)]
    if ORDINAL.fullmatch(first) and not LAYOUT.year_head.fullmatch(first):
        return False
    if marked > 0:
        return True
    below = rows.words[row + 1 : row + 13]
    return any(c in words for other in below for c, word in other.items() if is_figure(word) and c != min(words))


def _counts_rows(rows: Rows, row: int) -> bool:
    """Whether a row of heads begins with that of the ordinals: "STT | Nội dung | Năm 2030", also with a figure that somebody left beside the table, or as narrow
    columns break it ("S" over "TT")."""
    words = rows.words[row]
    figures = sum(is_figure(word) for word in words.values())
    if len(words) < 2 or figures * FEW > len(words):
        return False
    first = min(words)
    return ORDINAL_HEAD.fullmatch(words[first]) is not None or (not figures and _broken_ordinal_head(rows, row, first) > 1)


def _broken_ordinal_head(rows: Rows, row: int, column: int) -> int:
    """Over how many rows "STT" is broken in a column from a row on ("S" | "T" | "T"); 0 where it does not stand there."""
    said = ""
    for number, words in enumerate(rows.words[row : row + BROKEN]):
        if not words.get(column):
            break
        said = f"{said} {words[column]}".strip()
        if number and ORDINAL_HEAD.fullmatch(said) is not None and ORDINAL_HEAD.fullmatch(words[column] if number > 1 else "") is None:
            return number + 1
    return 0


# -- tables below tables -----------------------------------------------------------------------------------------------------------------


def parts_of(text: str, table: Table) -> list[Part]:
    """The tables of one grid in order, each with its own heads. Most grids hold one."""
    rows = rows_of(text, table)
    heads = count_heads(rows, table.header_rows)
    lead = _above_heads(rows)
    if lead >= max(1, heads):
        cells = _by_row(table)
        first, *others = parts_of(text, _cut(table, cells, range(lead, len(rows.words)), 0))
        return [Part(first.table, (*_captions(cells, range(lead)), *first.captions)), *others]
    starts = [0]
    if len(rows.words) >= heads + 4:
        for row in range(heads + 1, len(rows.words) - 1):
            if row > starts[-1] + 1 and _opens_another(rows, row, heads):
                top = row
                while top > starts[-1] + 2 and _stands_over(rows, top - 1, row):
                    top -= 1
                starts.append(top)
    if len(starts) == 1:
        return [Part(table if heads == table.header_rows else replace(table, header_rows=heads))]
    head = rows.words[:heads]
    sections: list[tuple[list[int], list[int]]] = []  # rows of captions, rows of the table under them
    titles: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(rows.words)], strict=True):
        following = _titles_before(rows, end, start + 1) if end < len(rows.words) else []
        own = list(range(start, end - len(following)))
        if sections and not titles and rows.words[start : start + heads] == head:
            sections[-1][1].extend(own[heads:])  # the same heads again: the table goes on
        elif sections and (again := _goes_on_overleaf(rows, titles, own, heads)):
            sections[-1][1].extend(own[again:])
        else:
            sections.append((titles, own))
        titles = following
    by_row = _by_row(table)
    parts: list[Part] = []
    for above, own in sections:
        captions = _captions(by_row, above)
        parts.append(Part(_cut(table, by_row, own, count_heads(_section(rows, own), 0) if parts else heads), captions))
    return parts


def _by_row(table: Table) -> dict[int, list[Cell]]:
    cells: dict[int, list[Cell]] = {}
    for cell in table.cells:
        cells.setdefault(cell.row, []).append(cell)
    return cells


def _above_heads(rows: Rows) -> int:
    """How many rows of a letterhead or title stand above the heads: "STT | Nội dung | Năm 2030" further down, and no figure nor full row before."""
    number = next((row for row in range(min(MOST_ABOVE, len(rows.words))) if _counts_rows(rows, row)), None)
    if number is not None:
        last = max(rows.words[number])
        if not any(_heads_or_tells(words, last) for words in rows.words[:number]):
            return number
    # Captions of one cell, a blank row, and what opens a table.
    row = next((row for row, words in enumerate(rows.words[:5]) if len(words) > 1), 0)
    return row if any(not words for words in rows.words[:row]) and any(rows.words[:row]) and row < len(rows.words) - 1 and _opens(rows, row, 0) else 0


def _heads_or_tells(words: Words, last: int) -> bool:
    """Whether a row above "STT" is one of heads or of data: not a title with a figure that somebody left beside the table or over its right end, nor zeros of formulas."""
    kept = [(c, word) for c, word in words.items() if c <= last and word != "0"]
    if last >= WIDE and any(is_figure(word) for _, word in kept):
        kept = [(c, word) for c, word in kept if c <= last * 2 // 3]
    return len(kept) > 2 or any(is_figure(word) for _, word in kept)


def _captions(cells: dict[int, list[Cell]], rows: Iterable[int]) -> tuple[tuple[Span, ...], ...]:
    return tuple(cell.spans for row in rows for cell in cells.get(row, ()) if cell.spans)


def _opens_another(rows: Rows, row: int, heads: int) -> bool:
    """Whether heads of another table stand in the middle of a grid: words over figures, where figures were above."""
    words = rows.words[row]
    if len(words) < min(3, rows.columns) or any(is_figure(w) for w in words.values()) or LAYOUT.total_row.match(words[min(words)]):
        return False
    if ORDINAL.fullmatch(words[min(words)]) and not ORDINAL_HEAD.fullmatch(words[min(words)]):
        return False
    named = [c for c, word in words.items() if word not in NOTHING and c != min(words) and sum(ch.isalpha() for ch in word) >= 2]
    above = _figure_columns(rows.words[heads:row])
    below = _figure_columns(rows.words[row + 1 : row + 9])
    headed = {c for head in rows.words[:heads] for c in head}
    if any(c in headed and c not in words and c - 1 not in words and c > max(words) for c in below):
        return False  # "B. HÀNG HÓA | Nghìn tấn | Triệu tấn.km" leaves the columns of growth under the heads that they have
    held = [c for c in named if c in below]
    if held and ORDINAL_HEAD.fullmatch(words[min(words)]):
        return any(c in above for c in named)
    return len(held) >= max(1, min(2, rows.columns - 2)) and len(held) * 2 >= len(named) and any(c in above for c in named)


def _stands_over(rows: Rows, row: int, below: int) -> bool:
    """ " | Kế hoạch | | Thực hiện" over the heads of another table."""
    words = rows.words[row]
    return len(words) > 1 and min(words) >= max(1, min(rows.words[below])) and not any(is_figure(word) for word in words.values())


def _goes_on_overleaf(rows: Rows, titles: Sequence[int], own: Sequence[int], heads: int) -> int:
    """How many rows of heads a table says again below "4. (Tiếp theo) Diện tích và sản lượng": the table above goes on behind them; 0 where it does not."""
    if not heads or not any(LAYOUT.goes_on_overleaf.search(word) for row in titles for word in rows.words[row].values()):
        return 0
    again = count_heads(_section(rows, own), 0)
    return again if again and rows.words[own[again - 1]] == rows.words[heads - 1] else 0


def _figure_columns(rows: Sequence[Words]) -> set[int]:
    """Columns of which most filled cells are figures, in the last or first rows looked at."""
    figures: dict[int, int] = {}
    filled: dict[int, int] = {}
    for words in rows[-12:]:
        for column, word in words.items():
            if word not in NOTHING:
                filled[column] = filled.get(column, 0) + 1
                figures[column] = figures.get(column, 0) + (is_figure(word) or LAYOUT.year_head.fullmatch(word) is not None)
    return {c for c, number in figures.items() if number * 2 > filled[c] or (number and number * 2 == filled[c])}


def _titles_before(rows: Rows, row: int, least: int) -> list[int]:
    """The rows right above `row` that are lines over a table: one cell of words each."""
    titles: list[int] = []
    for above in range(row - 1, max(least, row - 5) - 1, -1):
        words = rows.words[above]
        if len(words) > 1 or any(is_figure(word) for word in words.values()):
            break
        titles.insert(0, above)
    return titles


def _section(rows: Rows, kept: Sequence[int]) -> Rows:
    place = {row: number for number, row in enumerate(kept)}
    covered = frozenset((place[r], c) for r, c in rows.covered if r in place)
    return Rows(tuple(rows.words[row] for row in kept), covered, rows.columns)


def _cut(table: Table, by_row: dict[int, list[Cell]], kept: Sequence[int], heads: int) -> Table:
    """The rows `kept` of a table as one of their own."""
    place = {row: number for number, row in enumerate(kept)}
    cells = tuple(
        replace(cell, row=place[row], row_span=max(1, min(cell.row_span, len(kept) - place[row]))) for row in kept for cell in by_row.get(row, [])
    )
    spans: Iterable[Span] = [span for cell in cells for span in cell.spans]
    start, end = min((s.start for s in spans), default=table.start), max((s.end for s in spans), default=table.end)
    return Table(start, end, cells, len(kept), table.columns, heads, table.name)


__all__ = ["Part", "Rows", "count_heads", "is_figure", "parts_of", "rows_of"]
