"""The rows of a table: their ordinals, levels, parents and names.

A level is told by the ordinal (A, I, 1, 1.1, a, -, +), where the ordinals only count the rows on, or a table without ordinals counts in its names
("I. Thu nội địa", "1. Thu từ doanh nghiệp"), by the mark that the name begins with; a row of one cell, or one in capitals, opens a group; a sum
belongs to no row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.document import Cell
from extractor.layout.table_words import ORDINAL
from extractor.lexicon.marks import letter_number, roman_number
from extractor.lexicon.phrases import LAYOUT, QUANTITIES, TABLES
from extractor.quick import quick
from extractor.tables.lists import STAR, Above, Lists, goes_on, heads, owner_level, runs_on

MARKED = regex.compile(r"(?P<mark>(?:[IVXLC]+|[A-ZĐ])(?:[.)]|/[.-]?|-(?=\s?\p{Lu}))|\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s?\p{L})|[a-zđ][.)](?=\s)|[a-zđ]\)|[-–+•*])\s*(?=\S)")
DASH = regex.compile(r"([-–+•])(?:\s|(?=\p{Lu}\p{Ll}))|(_)\s?(?=\p{L})")
GOES_ON = regex.compile(r"\(|\p{Ll}")
OUTERMOST, GROUP, PLAIN, BELOW = 0, 20, 30, 40
DEEPEST = 90  # the level of a dash
BELOW_GROUP = 5  # how far below a group the rows with stars stand
BETWEEN = 2  # a heading without an ordinal above the rows of a list that goes on
DASHES = ("-", "–")
OPENINGS = ("A", "I")  # the first marks of the outer lists
MARKS = 3  # marks in names that count on
ITEMS = frozenset("-–+•*")  # marks that do not count
WORD = regex.compile(r"[A-Za-z]+")
FILLED = regex.compile(r"[1-9]")
AHEAD = 120  # rows that tell whether a list goes on
SYLLABLE = regex.compile(r"(?<!\p{L})(?:NGH?|[CGKNPT]H|TR|GI|QU|[BCDĐGHKLMNPRSTVX])?[AEIOUY]{1,3}(?:NG|NH|CH|[CMNPT])?(?!\p{L})")


@quick
@dataclass(frozen=True, slots=True)
class Row:
    """A row of data: its 1-based `number`, its cells by column, its ordinal as written, its level (1 is outermost), its parent's number."""

    number: int
    grid_row: int
    cells: dict[int, Cell]
    words: dict[int, str]
    ordinal: str | None
    level: int
    parent: int | None
    label: str | None


@lru_cache(maxsize=1 << 10)
def ordinal_level(ordinal: str) -> int:
    """How deep an ordinal stands: A 10, A1 15, I 20, I.1 25, 1 30, 1.1 40, a 80, a.1 85, - 90, + 100 (only their order counts)."""
    mark = ordinal.strip(" .)(*")
    if regex.fullmatch(r"[IVXLC]+", mark) and mark not in ("C", "L"):
        return 20
    if regex.fullmatch(r"[A-ZĐ]", mark):
        return 10
    if regex.fullmatch(r"\d+(?:\.\d+)*", mark):
        return PLAIN + 10 * mark.count(".")
    if found := regex.fullmatch(r"(?:(?P<roman>[IVXLC]+)(?=\.)|(?P<letter>[A-ZĐ])|[a-zđ](?=\.?\d))\.?(?P<below>\d+(?:\.\d+)*|[IVX]+)", mark):
        dots: int = found["below"].count(".")
        return (25 if found["roman"] else 15 if found["letter"] else 85) + BETWEEN * dots
    if regex.fullmatch(r"[a-zđ]", mark):
        return 80
    if mark in ("-", "–", "•") or ordinal.strip() == "-":
        return DEEPEST
    return 100 if ordinal.strip() == "+" else PLAIN


@quick
@dataclass(frozen=True, slots=True)
class _Place:
    """A row whose level is asked for: what it says, the levels of the open rows above it, and its place in the table."""

    ordinal: str | None
    label: str | None
    alone: bool  # it holds no cell beside its ordinal and its name
    open: tuple[int, ...]
    last: bool
    first: bool
    above: int  # the level of the row above
    counted: bool  # the ordinals only count the rows, or stand in the names
    ordered: bool  # the table has ordinals
    followed: bool  # the next row has an ordinal or a mark in its name
    depth: int  # how deep its name is set in
    under: int  # the level of a row without a mark below the open ones
    next: int  # the level of the mark of the next row, that of one without a mark where it has none
    within: int | None  # the level of a heading inside a list that goes on behind it
    empty: bool  # it holds no figure, while a row of the same name holds one elsewhere, or it ends a list
    translated: bool  # it says the name above in another language
    beside: int | None  # the level of the bold row that a bold one without a mark stands beside
    starred: int | None  # the level of a row with stars for an ordinal
    over: int | None  # the level of a row without a mark above numbers that run on over the groups of the table


def _sums(place: _Place) -> bool:
    return not place.ordinal and bool(place.label and LAYOUT.total_row.match(place.label)) and not place.first


def _goes_on(place: _Place) -> bool:
    """A row of nothing but words in brackets or without a capital, below one that has a name: the rest of that name, which a line end cut off."""
    return place.translated or (place.alone and place.ordered and not place.ordinal and not place.first and bool(place.label and GOES_ON.match(place.label)))


def _leads_parts(place: _Place) -> bool:
    """ "Trong đó" alone in its row, below a row that has a place in the table: it leads parts of that row and opens no group of its own."""
    return not place.ordinal and not place.first and bool(place.label and LAYOUT.leads_parts.fullmatch(place.label))


def _names_some(place: _Place) -> bool:
    """ "Trong đó: …" with a figure of its own, or before the next item of a list: some of the row above it."""
    return not (place.ordinal or place.first or (place.alone and not place.followed)) and bool(place.label) and _marked_level(place) is None and TABLES.some_of_above.match(place.label or "") is not None


def _opens_group(place: _Place) -> bool:
    if place.ordinal or not place.label:
        return False
    if DASH.match(place.label):
        return place.alone and not place.followed  # "- UBND" is a member in capitals, and "- Thuế tài nguyên" without a figure an empty one
    return (place.alone and not place.empty) or in_capitals(place.label)


def in_capitals(name: str) -> bool:
    """A name in capitals; not one of nothing but short forms ("TT KTTC ĐLCL")."""
    return name.isupper() and SYLLABLE.search("".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))) is not None


def _marked_level(place: _Place) -> int | None:
    lead = QUANTITIES.part_lead.match(place.label or "") if not place.ordinal else None
    if lead is not None and lead[0].rstrip()[-1:] in DASHES:
        return DEEPEST  # "Trong đó: - Ngô" stands beside the rows "- Khoai lang" below it
    found = MARKED.match(place.label) if place.label and place.counted else DASH.match(place.label or "") if not place.ordinal else None
    return ordinal_level((found[1] or "-") if found.re is DASH else _mark(found)) if found else None


def _mark(found: regex.Match[str]) -> str:
    """The mark of a name as ordinals are written: "A." of "A/-" and "A-"."""
    said = found["mark"]
    return f"{said.rstrip('/.-)')}." if len(said) > 1 and ("/" in said or said.endswith("-")) else said


LEVELS: tuple[tuple[str, Callable[[_Place], bool], Callable[[_Place], int], str], ...] = (
    ("the end of the name above", _goes_on, lambda p: p.above, "(không kể số thu kết dư)"),
    ("the lead of parts of the row above", _leads_parts, lambda p: max(p.above, p.next - 1), "Trong đó"),
    ("some of the row above", _names_some, lambda p: max(p.under + p.depth, p.above + 1 if p.above >= DEEPEST else 0), "Trong đó: vốn nước ngoài"),
    ("a sum below its rows", _sums, lambda p: OUTERMOST if p.last else p.above, "Tổng cộng"),
    ("a mark in the name", lambda p: p.counted and _marked_level(p) is not None, lambda p: _marked_level(p) or PLAIN, "17 | 1.2. Lúa nương"),
    ("an ordinal", lambda p: bool(p.ordinal) and not p.counted, lambda p: ordinal_level(p.ordinal or ""), "II"),
    ("stars for an ordinal", lambda p: p.starred is not None, lambda p: p.starred or PLAIN, "** |"),
    ("over numbers that run on", lambda p: p.over is not None, lambda p: p.over or PLAIN, "Xã Đông |"),
    ("a group", _opens_group, lambda p: p.within or (OUTERMOST if not p.open or p.open[0] == OUTERMOST else GROUP), "Cấp tỉnh |"),
    ("a dash in the name", lambda p: _marked_level(p) is not None, lambda p: _marked_level(p) or PLAIN, "- Lúa nương"),
    ("a bold row behind plain ones", lambda p: p.beside is not None and not p.alone, lambda p: p.beside or PLAIN, "Chi khác |"),
    ("a row under one with an ordinal", lambda p: not p.ordinal and bool(p.label), lambda p: p.under + p.depth, "Lúa nương"),
    ("any other row", lambda p: True, lambda p: p.above, ""),
)


def rows_of(
    data: Sequence[int],
    cells: Mapping[int, dict[int, Cell]],
    depths: Sequence[int],
    words_of: Mapping[int, dict[int, str]],
    ordinal_column: int | None,
    label_column: int,
    reaching: Callable[[int, int], str | None],
) -> list[Row]:
    """The rows `data` of a grid in order. `depths` says how deep the name of each is set in, `reaching(row, column)` gives the words of a cell above that
    reaches down into that place."""
    named = [(words_of[r].get(ordinal_column) if ordinal_column is not None else None, words_of[r].get(label_column)) for r in data]
    in_names = ordinal_column is None and _count_on([label for _, label in named if label])
    counted = in_names or _only_counted(named)
    marked = [bool(ordinal) or bool(label and (DASH.match(label) or (counted and MARKED.match(label)))) for ordinal, label in named]
    marks = [_mark_of(ordinal, label, counted) for ordinal, label in named]
    filled = _filled(named, [words_of[r] for r in data], ordinal_column, label_column) if in_names or ordinal_column is not None else frozenset()
    running = runs_on(marks)
    rows: list[Row] = []
    open_rows: list[Above] = []
    lists = Lists()
    for position, r in enumerate(data):
        words = words_of[r]
        ordinal, label = _named(words, ordinal_column, label_column, reaching(r, label_column))
        number = len(rows) + 1
        if not ordinal and not label and rows and len(words) > 1:
            # A cell that reaches over several rows is written in the first of them.
            rows.append(Row(number, r, cells[r], words, None, rows[-1].level, rows[-1].parent, rows[-1].label))
            continue
        alone = not any(column not in (label_column, ordinal_column) for column in words)
        ends, above = position == len(data) - 1, rows[-1].level if rows else PLAIN
        ordered = in_names or ordinal_column is not None
        under = _under(open_rows) if ordered else PLAIN
        name = cells[r].get(label_column)
        bold = name is not None and name.bold
        place = _Place(
            ordinal,
            label,
            alone,
            tuple(one.level for one in open_rows),
            ends,
            not rows,
            above,
            counted,
            ordered,
            not ends and marked[position + 1],
            depths[position],
            under,
            under if ends or not marks[position + 1] else ordinal_level(marks[position + 1]),
            _within_list(open_rows, lists, marks[position + 1 : position + 1 + AHEAD]) if not ordinal and label and (alone or in_capitals(label)) else None,
            alone and not bold and ((label or "").casefold() in filled or _ends_list(rows, cells, label_column, open_rows, lists, marks[position + 1 : position + 2])),
            alone and ordered and not ordinal and bool(rows) and translates(label or "", rows[-1].label or ""),
            beside_bold(open_rows) if bold and not marks[position] else None,
            starred(open_rows) if marks[position] == STAR else None,
            _over_numbers(words, label_column) if running and not marks[position] and label and open_rows and heads(marks[position + 1 : position + 3]) else None,
        )
        level = next(level(place) for _, holds, level, _ in LEVELS if holds(place))
        if _goes_on(place):
            rows.append(Row(number, r, cells[r], words, ordinal, level, rows[-1].parent, label))
            continue  # what follows stands below the row that it ends the name of
        if marks[position]:
            level = lists.place(marks[position], level, bold, open_rows, marks[position + 1 : position + 1 + AHEAD])
        while open_rows and open_rows[-1].level >= level:
            open_rows.pop()
        parent = open_rows[-1].number if open_rows else None
        open_rows.append(Above(level, number, marks[position], bold))
        rows.append(Row(number, r, cells[r], words, ordinal, level, parent, label))
    return rows


def _over_numbers(words: Mapping[int, str], label_column: int) -> int:
    """The level of a body over numbers that run on, and of a heading without figures inside it."""
    filled = any(FILLED.search(said) for column, said in words.items() if column > label_column)
    return PLAIN - (BETWEEN if filled else 1)


def _filled(named: Sequence[tuple[str | None, str | None]], words: Sequence[dict[int, str]], ordinal_column: int | None, label_column: int) -> frozenset[str]:
    """The names of rows without an ordinal that hold figures: one of them that holds none is an item that came to nothing, and heads nothing."""
    beside = (ordinal_column, label_column)
    return frozenset(label.casefold() for (ordinal, label), here in zip(named, words, strict=True) if label and not ordinal and any(c not in beside for c in here))


def _ends_list(rows: Sequence[Row], cells: Mapping[int, dict[int, Cell]], label_column: int, open_rows: Sequence[Above], lists: Lists, following: Sequence[str]) -> bool:
    """A row of nothing but a plain name behind plain rows of figures, right before the outer list goes on, where bold rows head the groups: the last item, empty."""
    if not rows or rows[-1].ordinal or not following or not following[0] or not any(one.bold for one in open_rows):
        return False
    above = rows[-1].cells
    plain = len(above) > 1 and (name := above.get(label_column)) is not None and not name.bold
    inside = {one.level for one in open_rows if one.mark}
    return plain and goes_on(following, [one for one in lists.lists if one.level in inside]) is not None


def translates(name: str, above: str) -> bool:
    """A name in plain letters, most of whose words are no Vietnamese syllables, below a Vietnamese one."""
    if not name.isascii() or above.isascii():
        return False
    words = [word for word in WORD.findall(name) if len(word) > 2]
    return sum(SYLLABLE.fullmatch(word.upper()) is None for word in words) * 2 > len(words)


def starred(open_rows: Sequence[Above]) -> int:
    """The level of a row with stars for an ordinal: that of the open one with stars, else below the innermost open group."""
    if (same := next((one.level for one in reversed(open_rows) if one.mark == STAR), None)) is not None:
        return same
    above = next((one for one in reversed(open_rows) if one.level < DEEPEST and (one.bold or one.level < PLAIN)), None)
    return above.level + BELOW_GROUP if above is not None else PLAIN


def beside_bold(open_rows: Sequence[Above]) -> int | None:
    """The level of the innermost open row in bold, where the last row with a mark is plain: what is bold behind that stands beside it."""
    marked = [one for one in open_rows if one.mark and (one.level < DEEPEST or one.mark[:1].isdecimal())]
    if not marked or marked[-1].bold:
        return None
    return next((one.level for one in reversed(open_rows) if one.bold and one.mark != STAR and (one.level < DEEPEST or not one.mark)), None)


def _mark_of(ordinal: str | None, label: str | None, counted: bool) -> str:
    """What tells the place of a row in a list: its ordinal, or the mark that its name begins with."""
    if not counted:
        return STAR if ordinal == "" and label else ordinal or ""
    found = MARKED.match(label) if label else None
    return _mark(found) if found else ""


def _under(open_rows: Sequence[Above]) -> int:
    """The level of a row without a mark: below the last one that has an ordinal."""
    last = next((one.level for one in reversed(open_rows) if one.mark and one.level < DEEPEST), None)
    return PLAIN if last is None or last < PLAIN else max(BELOW, last + 10)


def _within_list(open_rows: Sequence[Above], lists: Lists, following: Sequence[str]) -> int | None:
    """The level of a heading in a list that goes on behind it: above its rows where the next row goes on with it, else below the last of them."""
    next_mark = next((mark for mark in following if mark), "")
    if (owner := owner_level(next_mark, open_rows)) is not None:
        return owner + BETWEEN
    inside = {one.level for one in open_rows}
    found = goes_on([mark for mark in following if mark], [one for one in lists.lists if one.level in inside])
    if found is None:
        return _over_list(open_rows, following) if open_rows else None
    return found.level - BETWEEN if goes_on([next_mark], [found]) is not None else found.level + BETWEEN


def _over_list(open_rows: Sequence[Above], following: Sequence[str]) -> int | None:
    """The level of a heading above a list that begins behind it, and of one beside such a heading: "K | UBND HUYỆN A | I | 1 | UBND HUYỆN B | I"."""
    opening = following[0].strip(" .)") if following else ""
    over = {mark: ordinal_level(mark) - BETWEEN for mark in OPENINGS}
    found = [over[opening]] if opening in over else [one.level for one in open_rows if not one.mark and one.level in over.values()]
    return found[-1] if found and OUTERMOST < open_rows[0].level < found[-1] else None


def _named(words: Mapping[int, str], ordinal_column: int | None, label_column: int, reaching: str | None) -> tuple[str | None, str | None]:
    """The ordinal and the name of a row. A name over the place of the ordinal ("Tổng cộng" in a joined cell) is a name."""
    ordinal = words.get(ordinal_column) if ordinal_column is not None else None
    label = words.get(label_column) or reaching
    if ordinal and not ORDINAL.fullmatch(ordinal) and (label is None or label == ordinal):
        return None, ordinal
    return ordinal, label


def _count_on(names: Sequence[str]) -> bool:
    """Whether names begin with marks that count on as ordinals do ("I.", "1.", "2.", "II."): each the first of its kind or the one after the last, the
    outermost kind first (in a statement of accounts "1.", "2.", "I." the last one is the sum of those before it)."""
    last: dict[str, int] = {}
    right = wrong = 0
    outermost: int | None = None
    for name in names:
        found = MARKED.match(name)
        kind, number = _counted_mark(_mark(found), last) if found else ("", 0)
        if found is None or not kind:
            continue
        level = ordinal_level(_mark(found))
        outermost = level if outermost is None else outermost
        if level < outermost:
            return False
        if number == 1 or number == last.get(kind, 0) + 1:
            right += 1
        else:
            wrong += 1
        last[kind] = number
    return right >= MARKS and wrong * 8 <= right and any(number > 1 for number in last.values())


def _counted_mark(mark: str, last: Mapping[str, int]) -> tuple[str, int]:
    """The kind of a mark and its number: ("roman", 4) of "IV."; ("", 0) of a mark that does not count. "I." after "H." is a letter."""
    bare = mark.rstrip(".)")
    if mark == bare or bare in ITEMS:
        return "", 0
    if bare[0].isdecimal():
        head, _, tail = bare.rpartition(".")
        return (f"below {head}" if head else "number"), int(tail)
    if bare.islower():
        return "letter", letter_number(bare)
    if regex.fullmatch(r"[IVXLC]+", bare) and not (len(bare) == 1 and last.get("capital") == letter_number(bare) - 1):
        return "roman", roman_number(bare)
    return "capital", letter_number(bare)


def _only_counted(rows: Sequence[tuple[str | None, str | None]]) -> bool:
    """Whether the ordinals only count the rows on from 1, while the names begin with marks of their own."""
    numbers = [int(ordinal) for ordinal, _ in rows if ordinal and ordinal.isdecimal()]
    marked = sum(1 for _, label in rows if label and MARKED.match(label))
    return len(numbers) >= 8 and numbers == list(range(1, len(numbers) + 1)) and len(numbers) * 10 >= len(rows) * 9 and marked * 3 >= len(rows)


__all__ = ["Row", "beside_bold", "in_capitals", "ordinal_level", "rows_of", "translates"]
