"""Heads whose joined cells left out what they cover: over which columns each reaches, and down to which row.

    STT | Tên xã | Kế hoạch | Thực hiện          the rows of heads as a file that lost its borders has them
    Lúa | Ngô | Lúa | Ngô                         under Kế hoạch and Thực hiện; STT and Tên xã reach down beside them

How many heads of a row have others below them follows from how many columns there are; which of them, from their words ("Trong đó"), from heads below
that come back, and from the columns that hold figures. Where all heads stand one behind another, the rows are told the same way (`levels_of`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractor.document import Cell
from extractor.layout.table_words import Cells, Rows, numbers_columns, plain
from extractor.lexicon.phrases import LAYOUT

FIGURES = regex.compile(r"(?!(?:19|20)\d\d$)[-–−+]?\d[\d.,/]*(?:\s?[x×+]\s?\d[\d.,]*)*\s?%?|-", regex.IGNORECASE)
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
BARE, UNIT_BEHIND = regex.compile(r"\([^()]*\)"), regex.compile(r"\([^()]*\)$")  # a head that says nothing but its unit; one that says its own
SOME, MOSTLY = 0.4, 0.8  # a column of figures has so many of those that the fullest one has; heads stand over so many of what they could stand over
LEAST_OVER = 2  # columns that a joined head covers
LEVELS = 3
COMES_BACK, SAYS_SO = 2, 1  # what tells that heads are read rightly: heads below that come back, words that lead parts

Names = Sequence[str]
Place = tuple[int, int, int]  # a head: its first column, over how many it reaches, down over how many rows


@dataclass(frozen=True, slots=True)
class Placed:
    """The places of the heads of each row, and how much tells that they are so."""

    rows: tuple[tuple[Place, ...], ...]
    told: int


def cells_of_heads(text: str, levels: Sequence[Sequence[Cells]], columns: int, rows: Rows) -> list[list[Cell]]:
    """The cells of the head from its rows, with their spans; heads that fit nowhere stand one behind another."""
    if not levels:
        return []
    upper = levels[0]
    if len(levels) == 1 or len(upper) >= columns:
        return [[Cell(0, c, spans) for c, spans in enumerate(upper[:columns])]]
    if len(levels) > LEVELS or (placed := placed_heads(text, levels, columns, rows)) is None:
        levels = [upper, [cell for level in levels[1:] for cell in level][:columns]]
        placed = placed_heads(text, levels, columns, rows)
    if placed is None:
        return [[Cell(r, c, spans) for c, spans in enumerate(level)] for r, level in enumerate(levels)]
    return _cells(levels, placed)


def _cells(levels: Sequence[Sequence[Cells]], placed: Placed) -> list[list[Cell]]:
    return [
        [Cell(r, column, spans, down, wide) for spans, (column, wide, down) in zip(level, places, strict=True)]
        for r, (level, places) in enumerate(zip(levels, placed.rows, strict=True))
    ]


def placed_heads(text: str, levels: Sequence[Sequence[Cells]], columns: int, rows: Rows) -> Placed | None:
    """The places of rows of heads over a body of so many columns; None where they fit nowhere."""
    figures = [sum(1 for row in rows if c < len(row) and FIGURES.fullmatch(plain(text, row[c]))) for c in range(columns)]
    # Names without ordinals before them cover nothing; ordinals look like figures.
    lead = 1 if columns > 1 and not figures[0] and figures[1] else 0
    return place([[plain(text, cell) for cell in level] for level in levels], columns, figures, lead)


def short_heads(text: str, rows: Rows, count: int) -> list[list[Cell]] | None:
    """The cells of the first `count` rows, where these are heads whose joined cells left out what they cover; None where they are not."""
    columns = max(len(row) for row in rows)
    numbered = count > 1 and numbers_columns([plain(text, spans) for spans in rows[count - 1]])
    levels = [list(row) for row in rows[: count - numbered]]
    for level in levels:
        while level and not level[-1]:
            level.pop()
    if not 1 < len(levels) <= LEVELS or not levels[0] or not all(levels[0]) or len(levels[0]) >= columns:
        return None
    if len(levels) == 2 and not all(levels[1]):
        placed = _around_blanks(len(levels[0]), [bool(cell) for cell in levels[1]], columns)
        levels[1] = [cell for cell in levels[1] if cell]
    elif all(level and all(level) for level in levels):
        placed = placed_heads(text, levels, columns, rows[count:])
    else:
        return None
    if placed is None:
        return None
    made = _cells(levels, placed)
    if numbered:
        numbers = rows[count - 1]
        # The first column's head reaches down beside the numbers, where these are fewer.
        made.append([Cell(count - 1, c, spans) for c, spans in enumerate(numbers, columns - len(numbers))])
    return made


def _around_blanks(upper: int, filled: Sequence[bool], columns: int) -> Placed | None:
    """The places of two rows of heads of which the lower one has an empty cell under each head that reaches down: the other upper heads share what is filled."""
    held = [*filled, *([False] * (columns - len(filled)))]
    runs = [(n, next((m for m in range(n, columns) if not held[m]), columns)) for n in range(columns) if held[n] and (n == 0 or not held[n - 1])]
    over, rest = divmod(upper - held.count(False), len(runs)) if runs else (0, 1)
    if rest or over < 1 or any((end - first) % over or end - first < LEAST_OVER * over for first, end in runs):
        return None
    top: list[Place] = [(n, 1, 2) for n in range(columns) if not held[n]]
    for first, end in runs:
        wide = (end - first) // over
        top += [(first + n * wide, wide, 1) for n in range(over)]
    return Placed((tuple(sorted(top)), tuple((n, 1, 1) for n in range(columns) if held[n])), SAYS_SO)


def levels_of(words: Names, columns: int, lead: int, *, sure: bool = False) -> list[int] | None:
    """How many of the heads that stand one behind another each row has; the first `lead` reach down over all rows. None where nothing tells; where it must
    be `sure`, also where only the numbers of heads and columns do."""
    count = len(words)
    if count == columns:
        return [count]
    found: list[tuple[int, list[int]]] = []
    for first in range(lead + 1, count - 1):
        two = place([words[:first], words[first:]], columns, (), lead, even=True)
        if two is not None:
            found.append((two.told, [first, count - first]))
        for second in range(2, count - first - 1):
            three = place([words[:first], words[first : first + second], words[first + second :]], columns, (), lead, even=True)
            if three is not None and three.told > COMES_BACK:
                found.append((three.told, [first, second, count - first - second]))
    best = max((told for told, _ in found), default=0)
    likely = [sizes for told, sizes in found if told == best]
    return likely[0] if likely and (best > 0 or (len(likely) == 1 and not sure)) else None


# -- the places of heads -----------------------------------------------------------------------------------------------------------------


def place(levels: Sequence[Names], columns: int, figures: Sequence[int] = (), lead: int = 0, *, even: bool = False) -> Placed | None:
    """The places of two or three rows of heads; `figures` counts those of each column, the first `lead` heads cover nothing; `even` where the heads below
    must be shared out evenly."""
    if len(levels) == 2:
        return _two(levels[0], levels[1], columns, figures, lead, 1, even)
    return max(_three(levels, columns, figures, lead, even), key=lambda placed: placed.told, default=None)


def _two(upper: Names, lower: Names, columns: int, figures: Sequence[int], lead: int, groups: int, even: bool) -> Placed | None:
    single = columns - len(lower)
    owners = len(upper) - single
    if single < 0 or owners < 1 or len(lower) < owners or (even and len(lower) < LEAST_OVER * owners):
        return None
    widths = _widths(lower, owners, even)
    over = _owners(upper, owners, lower, single, figures, lead, groups)
    if widths is None or over is None:
        return None
    told = COMES_BACK * _come_back(lower, owners) + SAYS_SO * (_say_so(upper, over) or _closed(upper)) - _parted_wrongly(upper, lower)
    top: list[Place] = []
    below: list[Place] = []
    column = 0
    for number in range(len(upper)):
        wide = widths[over.index(number)] if number in over else 1
        top.append((column, wide, 1 if number in over else 2))
        below += [(column + n, 1, 1) for n in range(wide)] if number in over else []
        column += wide
    return Placed((tuple(top), tuple(below)), told)


def _three(levels: Sequence[Names], columns: int, figures: Sequence[int], lead: int, even: bool) -> Iterator[Placed]:
    """The ways in which the heads of the first row can stand over those of the two rows below."""
    upper, middle, lower = levels
    for single in range(lead, len(upper)):
        owners = len(upper) - single
        if len(middle) < LEAST_OVER * owners and owners > 1:
            continue
        below = _two(middle, lower, columns - single, (), 0, owners, even)
        shares = _widths(middle, owners, even)
        over = _owners(upper, owners, middle, single, figures if owners == 1 else (), lead, 1)
        if below is None or shares is None or over is None:
            continue
        told = below.told + COMES_BACK * _come_back(middle, owners) + SAYS_SO * _say_so(upper, over) - _parted_wrongly(upper, middle)
        yield Placed(_under(len(upper), over, shares, below), told)


def _under(count: int, over: Sequence[int], shares: Sequence[int], below: Placed) -> tuple[tuple[Place, ...], ...]:
    """The places of three rows: those of the lower two moved under the heads that own them."""
    top: list[Place] = []
    moved: list[list[Place]] = [[], []]
    column = first = 0
    for number in range(count):
        if number not in over:
            top.append((column, 1, LEVELS))
            column += 1
            continue
        last = first + shares[over.index(number)]
        own = below.rows[0][first:last]
        start, end = own[0][0], own[-1][0] + own[-1][1]
        for places, kept in zip(below.rows, moved, strict=True):
            kept += [(c - start + column, wide, down) for c, wide, down in places if start <= c < end]
        top.append((column, end - start, 1))
        column, first = column + end - start, last
    return tuple(top), tuple(moved[0]), tuple(moved[1])


def _owners(names: Names, count: int, below: Names, single: int, figures: Sequence[int], lead: int, groups: int) -> list[int] | None:
    """Which of the heads stand over others: those that lead parts; the last of each group that comes back; else neighbours over columns of figures."""
    if count == len(names):
        return list(range(count)) if not lead else None
    leading = [n for n, name in enumerate(names) if LAYOUT.leads_parts.fullmatch(name)]
    if len(leading) == count:
        return leading
    if groups > 1 and count % groups == 0 and _come_back(names, groups):
        size, last = len(names) // groups, count // groups
        return [g * size + n for g in range(groups) for n in range(size - last, size)]
    least = lead or min(single, 2)
    places = range(least, single + 1)
    if not places:
        return None
    wide = len(below)
    held = [sum(figures[p : p + wide]) for p in places]
    likeliest = max(places, key=lambda p: (held[p - least], not _other_year(names[p : p + count], below), -p))
    # The first heads that stand over columns of figures only: those further right have more of them where the first year is not filled everywhere.
    most = held[likeliest - least]
    over = [p for p in places if held[p - least] >= MOSTLY * most and min(figures[p : p + wide], default=0) >= SOME * max(figures, default=0)]
    likely = [p for p in over if not _other_year(names[p : p + count], below)]
    bare = all(BARE.fullmatch(name) for name in below)
    free = [p for p in likely if not any(LAYOUT.stands_alone.match(name) or (bare and UNIT_BEHIND.search(name)) for name in names[p : p + count])]
    first = next(iter(free or likely), likeliest)
    return list(range(first, first + count))


def _other_year(upper: Names, lower: Names) -> bool:
    """Whether one of the upper heads is a single year that is not of the heads below it ("Năm 2030" over "Năm 2031", "Năm 2032")."""
    below = {year for name in lower for year in YEAR.findall(name)}
    return any(len(years := set(YEAR.findall(name))) == 1 and below and not years & below for name in upper)


def _come_back(names: Names, groups: int) -> bool:
    """Whether the same heads stand in each of several groups; the last group may have others behind them."""
    if groups < 2 or len(names) < 2 * groups:
        return False
    cuts = [n for n, name in enumerate(names) if name == names[0]]
    size = cuts[1] if len(cuts) > 1 else 0
    return len(cuts) == groups and size > 1 and cuts == list(range(0, groups * size, size)) and all(names[n] == names[n % size] for n in range(groups * size))


def _say_so(names: Names, over: Sequence[int]) -> bool:
    return any(LAYOUT.leads_parts.fullmatch(names[n]) for n in over)


def _closed(upper: Names) -> bool:
    """Whether the last head of a row is one with which rows end ("Tăng (%)", "Ghi chú")."""
    return LAYOUT.ends_heads.match(upper[-1]) is not None


def _parted_wrongly(upper: Names, lower: Names) -> bool:
    """Whether the first head of a row seems to belong to the row above: it compares, or begins as the last of that row does ("Quý I", "Quý II")."""
    return LAYOUT.closing_head.match(lower[0]) is not None or upper[-1].split()[:1] == lower[0].split()[:1]


def _widths(lower: Names, groups: int, even: bool) -> list[int] | None:
    """How many of the lower heads each of `groups` upper heads covers: as many each, or cut where the first one comes back; None where that is asked for
    and is not so."""
    if len(lower) % groups == 0:
        return [len(lower) // groups] * groups
    cuts = [n for n, word in enumerate(lower) if word == lower[0]]
    if len(cuts) == groups:
        return [b - a for a, b in zip(cuts, [*cuts[1:], len(lower)], strict=True)]
    width = len(lower) // groups
    return None if even else [width] * (groups - 1) + [len(lower) - width * (groups - 1)]
