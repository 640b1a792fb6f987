"""Page numbers and running heads: what belongs to the page and not to the text, found by looking at all pages together.

Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.3 puts the page number, Arabic, centred in the top margin, from the second page on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import regex

from extractor.readers.pages.layout import PageLayout
from extractor.readers.pages.lines import Line
from extractor.readers.pages.settings import PAGE_NUMBER

ZONE = 0.13
"""The share of the page's height, from its upper and lower edge, in which furniture stands."""
DEPTH = 4
"""How many rows from the edge may be furniture."""

_DIGITS = regex.compile(r"\d{1,12}")
_WORD = regex.compile(r"\p{L}{2,}")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def take_furniture(pages: Sequence[PageLayout]) -> list[list[str]]:
    """Takes page numbers and running heads out of the pages' rows; gives their texts, page by page."""
    taken: list[list[str]] = [[] for _ in pages]
    gone: set[int] = set()
    for from_top in (True, False):
        # Per page the rows found so far, from the edge inwards, and whether each is furniture by itself or only by repetition.
        found: list[list[tuple[list[Line], bool]]] = [[] for _ in pages]
        for _ in range(DEPTH):
            edge = [_edge_row(page, from_top, gone) for page in pages]
            sure = _numbers(pages, edge) | _artifacts(edge)
            all_found = sure | _repeated(pages, edge)
            if not all_found:
                break
            for index in all_found:
                row = edge[index]
                assert row is not None
                gone.add(id(row))
                found[index].append((row, index in sure))
        for index, rows in enumerate(found):
            while rows and not rows[-1][1] and not _apart(pages[index], rows[-1][0], from_top, gone):
                gone.discard(id(rows.pop()[0]))
            taken[index].extend(" ".join(line.text for line in row) for row, _ in rows)
    for page in pages:
        page.rows = [row for row in page.rows if id(row) not in gone]
    return taken


def _apart(page: PageLayout, row: list[Line], from_top: bool, gone: set[int]) -> bool:
    """Whether a row stands apart from the text next to it, by its distance or its size: a head does, a line of text does not."""
    rows = [other for other in page.rows if id(other) not in gone]
    inner = [other for other in rows if (other[0].base > row[0].base) == from_top]
    if not inner:
        return True
    nearest = inner[0] if from_top else inner[-1]
    size = max(row[0].size, nearest[0].size)
    return abs(nearest[0].base - row[0].base) > 1.75 * size or abs(nearest[0].size - row[0].size) > 0.1 * size


def _edge_row(page: PageLayout, from_top: bool, gone: set[int]) -> list[Line] | None:
    """The outermost row of the page that is left and stands in the zone, or None. A table further out hides it."""
    height = page.content.frame_height
    rows = [row for row in (page.rows[:DEPTH] if from_top else page.rows[-DEPTH:]) if id(row) not in gone]
    if not rows:
        return None
    row = rows[0] if from_top else rows[-1]
    base = row[0].base
    inside = base < ZONE * height if from_top else base > (1 - ZONE) * height
    if not inside or any((table.top < base) if from_top else (table.bottom > base) for table in page.tables):
        return None
    return row


def _number(text: str) -> tuple[int | None, bool]:
    """The number that a page-number line states, and whether it also says that it is one ("Trang 3", "3/12")."""
    found = PAGE_NUMBER.fullmatch(text.strip())
    if not found:
        return None, False
    raw = found["number"].lower()
    if raw.isdigit():
        value = int(raw)
    else:
        value = 0
        for letter, following in zip(raw, [*raw[1:], ""], strict=True):
            worth = _ROMAN[letter]
            value += -worth if following and _ROMAN[following] > worth else worth
    return value, bool(found["total"] or (_WORD.search(text) and raw.isdigit()))


def _numbers(pages: Sequence[PageLayout], edge: Sequence[list[Line] | None]) -> set[int]:
    """Pages whose edge row is their number: it counts up with the pages, is the page's own, or says that it is one."""
    values: dict[int, tuple[int, bool]] = {}
    for index, row in enumerate(edge):
        if row is not None and len(row) == 1:
            value, said = _number(row[0].text)
            if value is not None:
                values[index] = (value, said)
    offsets = Counter(value - pages[index].number for index, (value, _) in values.items())
    found: set[int] = set()
    for index, (value, said) in values.items():
        offset = value - pages[index].number
        neighbour = any(values.get(other, (None, False))[0] == value + other - index for other in (index - 1, index + 1))
        if said or offset == 0 or offsets[offset] >= 3 or neighbour:
            found.add(index)
    return found


def _repeated(pages: Sequence[PageLayout], edge: Sequence[list[Line] | None]) -> set[int]:
    """Pages whose edge row says the same, a number that counts up with the pages aside, at the same height as on at least two pages around it."""
    rows: list[_EdgeRow | None] = []
    for page, row in zip(pages, edge, strict=True):
        text = "" if row is None else " ".join(line.text for line in row).casefold()
        rows.append(_EdgeRow(page.number, row[0].base, text) if row is not None and _WORD.search(text) else None)
    found: set[int] = set()
    for index, own in enumerate(rows):
        if own is not None and sum(other is not None and own.same(other) for other in rows[max(0, index - 4) : index + 5]) >= 3:
            found.add(index)
    return found


class _EdgeRow:
    """The text of an edge row, its words and its numbers apart."""

    def __init__(self, page: int, base: float, text: str) -> None:
        self.page, self.height = page, round(base / 6)
        self.words = _DIGITS.sub("#", text)
        self.numbers = [int(number) for number in _DIGITS.findall(text)]

    def same(self, other: _EdgeRow) -> bool:
        """Whether the two say the same: each number is the other's, or as far from it as the pages are from each other."""
        apart = other.page - self.page
        return (
            self.words == other.words
            and abs(self.height - other.height) <= 1
            and all(b - a in (0, apart) for a, b in zip(self.numbers, other.numbers, strict=True))
        )


def _artifacts(edge: Sequence[list[Line] | None]) -> set[int]:
    """Pages whose edge row the file itself marks as pagination (ISO 32000-1, 14.8.2.2)."""
    return {index for index, row in enumerate(edge) if row is not None and all(line.artifact for line in row)}
