"""What the columns of a table are: ordinals, codes, times, units, figures or text; and which of them names the rows.

Decided by the cells first and by the head second: "Đã hoàn thành", "TH 9 tháng" and "Số ngày giải quyết" head figures like any other column.
`COLUMNS` is the whole decision, in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

import regex

from extractor.layout.table_words import ORDINAL, ORDINAL_HEAD
from extractor.lexicon.units import unit_info, units
from extractor.tables.measures import cell_measure, head_measure, measure_of
from extractor.tables.vocabulary import vocabulary
from extractor.tables.words import DITTO, Kind, kind_of

ColumnKind = Literal["ordinals", "codes", "times", "units", "figures", "text", "empty"]
WHOLE = regex.compile(r"[-–]?\d+")
DECIMAL = regex.compile(r"\d,\d|%")
NOTE = regex.compile(r"\s*\([^()]*\)\s*$")  # "tien_chi (ĐVT: đồng)"
FIELD = regex.compile(r"[a-z]+\d*(?:_[a-z\d]+)*")
LETTERS = regex.compile(r"\p{L}{2}")
FEWEST = 3  # units in a column that has no head


@dataclass(frozen=True)
class Facts:
    """A column: its place, its heads, the words of its filled cells of data from top to bottom, and whether it is the first that holds any."""

    column: int
    path: tuple[str, ...]
    words: tuple[str, ...]
    first: bool
    fields: bool = False  # all heads of the table are names of fields in a database
    few: bool = False  # the table has no more than two rows
    led: bool = False  # the first column that has a head

    @property
    def head(self) -> str:
        return self.path[-1] if self.path else ""

    @cached_property
    def count(self) -> Counter[Kind]:
        return Counter(kind_of(word) for word in self.words)

    @property
    def filled(self) -> int:
        return sum(self.count.values()) - self.count["empty"]

    @property
    def figures(self) -> int:
        return self.count["figure"] + self.count["year"]

    def most(self, holds: Callable[[str], object]) -> bool:
        words = [word for word in self.words if kind_of(word) != "empty"]
        return bool(words) and sum(1 for word in words if holds(word)) * 2 > len(words)


def _numbers_rows(facts: Facts) -> bool:
    """The first column, under "STT", or under no head where every cell is an ordinal. Columns without a head before it are somebody's keys."""
    outer = facts.path[0] if facts.path else ""
    if facts.led and not facts.first and ORDINAL_HEAD.fullmatch(outer) is not None:
        return facts.most(ORDINAL.fullmatch)
    if not facts.first:
        return False
    if ORDINAL_HEAD.fullmatch(outer):
        return True
    if outer or len(facts.words) < 2:
        return False
    return (all(ORDINAL.fullmatch(word) for word in facts.words) and facts.count["year"] < len(facts.words)) or _counts_on(facts.words)


def _counts_on(words: Sequence[str]) -> bool:
    """Ordinals with names of groups among them ("Tổng cộng", "A", "1", "2", "3", "B", "1", "2"): the numbers count on from 1, and again from 1."""
    numbers = [int(word.strip(" .")) for word in words if word.strip(" .").isdecimal()]
    if len(numbers) < 4 or numbers[0] != 1 or any(after not in (before + 1, 1) for before, after in pairwise(numbers)):
        return False
    return all(ORDINAL.fullmatch(word) or LETTERS.search(word) for word in words) and len(numbers) * 2 > len(words)


def _gives_units(facts: Facts) -> bool:
    """ "ĐVT" over "ha", "tấn", "số lượng"; not "Đơn vị" over names of bodies. Without a head: units and nothing else."""
    if not facts.path and not facts.first:
        return facts.filled >= FEWEST and all(_is_unit(word) or DITTO.fullmatch(word) for word in facts.words if kind_of(word) != "empty")
    head = " ".join(facts.path) if len(facts.path) > 1 else facts.head  # "Đơn vị" over "tính"
    head = head if vocabulary().unit_column.fullmatch(head) else facts.head
    if not vocabulary().unit_column.fullmatch(head) or not facts.words:
        return False
    return facts.most(lambda word: measure_of(word) is not None or DITTO.fullmatch(word)) or ((
        "tính" in head.lower() or head.strip(" .").upper() in ("ĐVT", "Đ.V.T")
    ) and facts.most(lambda word: cell_measure(word) is not None))


def _is_unit(word: str) -> bool:
    """A unit, and no mark of a document ("TCCS") that only its capitals make one."""
    found = measure_of(word)
    return found is not None and not (len(word) > 1 and word.isupper() and found.unit not in units().measure_words and unit_info(found.unit).dimension in (None, "count"))


def _is_place(facts: Facts) -> bool:
    return facts.figures > 0 and any(vocabulary().place.within(head) for head in facts.path)


def _is_field(facts: Facts) -> bool:
    """A field of a database that holds codes by its name; every field of a table of one or two rows: parameters of a query."""
    return facts.fields and (facts.few or vocabulary().code_field.match(facts.head) is not None)


def _names_codes(facts: Facts) -> bool:
    """A head that is the name of a code, over whole numbers or signs of letters and digits."""
    return vocabulary().code.fullmatch(facts.head) is not None and not facts.most(DECIMAL.search) and facts.most(lambda word: any(c.isdigit() for c in word) or word.isupper())


def _holds_codes(facts: Facts) -> bool:
    return facts.count["code"] * 2 > facts.filled


def _is_coded_name(facts: Facts) -> bool:
    """ "01", "02", "04" of one length, with leading zeros, under a head that counts nothing: a list of classes, not of amounts."""
    words = [word for word in facts.words if kind_of(word) != "empty"]
    zero = sum(word.startswith("0") and len(word) > 1 for word in words)
    return (
        facts.first and len(words) >= 4 and facts.most(WHOLE.fullmatch) and zero * 4 > len(words) and len({len(word) for word in words}) == 1 and len(set(words)) == len(words)
    )


def _holds_times(facts: Facts) -> bool:
    """Dates, months and spans of years; bare years where the head counts nothing."""
    times = facts.count["date"] + facts.count["year"]
    if times * 2 <= facts.filled or not facts.filled:
        return False
    if facts.count["date"] >= facts.count["year"]:
        return True
    # Bare years: figures where the head or a name of a time with its year says so.
    head = " ".join(facts.path)
    if head_measure(facts.head) is not None or vocabulary().time.search(head):
        return False
    return not head or facts.first or vocabulary().calendar.within(head) or vocabulary().code.fullmatch(facts.head) is not None


def _holds_figures(facts: Facts) -> bool:
    return facts.figures > 0 and facts.figures * 2 >= facts.filled


def _is_empty(facts: Facts) -> bool:
    return not facts.filled


# In order; the first that holds decides. The last word of each line is a column of that kind: head over cells.
COLUMNS: tuple[tuple[ColumnKind, Callable[[Facts], bool], str], ...] = (
    ("ordinals", _numbers_rows, "STT: I, 1, 2"),
    ("units", _gives_units, "ĐVT: ha, tấn"),
    ("empty", _is_empty, "Ghi chú: (nothing)"),
    ("codes", _is_place, "Tọa độ X: 584211.5"),
    ("codes", _is_field, "ma_don_vi: 17, 18, 19"),
    ("codes", _names_codes, "Mã số: 3071, 3072"),
    ("codes", _holds_codes, "Thủ tục: 3.004187"),
    ("codes", _is_coded_name, "(first column): 01, 02, 04, 06"),
    ("times", _holds_times, "Năm vận hành: 2031"),
    ("figures", _holds_figures, "Đã hoàn thành: 12, 15"),
    ("text", lambda facts: True, "Nội dung: Mở rộng chợ xã"),
)


def column_kinds(paths: Sequence[tuple[str, ...]], cells: Sequence[Mapping[int, str]]) -> tuple[ColumnKind, ...]:
    """The kind of each column; `cells` are the words of each row of data by column."""
    columns: list[list[str]] = [[] for _ in paths]
    for row in cells:
        for column, words in row.items():
            if column < len(columns):
                columns[column].append(words)
    first = next((column for column, words in enumerate(columns) if words), 0)
    named = [NOTE.sub("", path[-1]) for path in paths if path]
    fields = len(named) >= 3 and sum("_" in name for name in named) >= 2 and all(FIELD.fullmatch(name) for name in named)
    led = next((column for column, path in enumerate(paths) if path and columns[column]), first)
    facts = [Facts(c, tuple(paths[c]), tuple(words), c == first, fields, len(cells) <= 2, c == led) for c, words in enumerate(columns)]
    return tuple(next(kind for kind, holds, _ in COLUMNS if holds(fact)) for fact in facts)


def name_column(paths: Sequence[tuple[str, ...]], cells: Sequence[Mapping[int, str]], kinds: Sequence[ColumnKind], reached: Callable[[int, int], bool]) -> int:
    """The column that names the rows: the first of words that most rows have, one whose head says so before others; else times, else the first.

    `reached(row, column)` says whether a cell above reaches down into that place. Codes, ordinals and blank columns never name a row.
    """
    after = 1 if kinds and kinds[0] == "ordinals" and len(kinds) > 1 else 0
    share: dict[int, float] = {}
    for column, kind in enumerate(kinds):
        if kind == "text":
            filled = sum(1 for number, row in enumerate(cells) if LETTERS.search(row.get(column, "")) or (column not in row and reached(number, column)))
            share[column] = filled / max(1, len(cells))
    full = [column for column, value in share.items() if value >= 0.5]
    named = [column for column in full if paths[column] and vocabulary().name.match(paths[column][0])]
    # A column further to the right names the rows only where those before it hold no words, or the same ones for several rows.
    if full:
        chosen = named[0] if named and all(share[c] < 0.8 or len({row.get(c) for row in cells}) <= 2 for c in full if c < named[0]) else full[0]
        finer = next((column for column in named if column == chosen + 1 and share[column] >= 0.8), None)
        return finer if finer is not None and sum(finer in row for row in cells) * 2 >= 3 * sum(chosen in row for row in cells) else chosen
    if share:
        return max(share, key=lambda column: (share[column], -column))
    times = [column for column, kind in enumerate(kinds) if kind == "times"]
    return times[0] if times and times[0] <= after else after


__all__ = ["COLUMNS", "ColumnKind", "Facts", "column_kinds", "name_column"]
