"""The numbers of a cell of figures where the cell alone does not say how they are written: what a date hid, what blanks or commas part, what a sheet stores.

    Số hộ | Đạt          "1,048" stands among whole numbers below a thousand, and is as large as they are where its comma groups:
    1,048 | 975          so do those of the table's other columns without other decimals
    975   | 873

In: cells and their words, as the grid has them. Out: their numbers, and the columns whose commas group thousands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from math import log

import regex

from extractor.finders.quantities.number_marks import ONE
from extractor.finders.quantities.numbers import NumberMention, find_numbers
from extractor.layout.model import Segment
from extractor.tables.words import BLANKED

MAY_GROUP = regex.compile(r"[1-9]\d{0,2},\d{3}")
BARE = regex.compile(r"[1-9]\d\d")
DECIMALS = regex.compile(r"\d+,(?:\d{1,2}|\d{4,})|0,\d{3}")  # a comma parts them
POINTS_GROUP = regex.compile(r"\d{1,3}(?:\.\d{3})+")
COMMAS_GROUP = regex.compile(r"\d{1,3}(?:,\d{3}){2,}")
THOUSAND = 1000
WHOLE = 3  # stored numbers of a column that say how it is written
HALF, SAME = Decimal("0.5000001"), Decimal("1e-12")
LEAST = Decimal("0.001")  # of the last digit that is shown: what a stored number has beyond it is no noise of computers
SHIFTS = (0, -3, -6)  # "#,##0," shows thousands


def commas_group(columns: Mapping[int, Sequence[str]]) -> frozenset[int]:
    """The columns whose commas group thousands."""
    if not any("," in word for words in columns.values() for word in words):
        return frozenset()
    whole = {c: words for c, words in columns.items() if not any(map(DECIMALS.fullmatch, words))}
    long = any(COMMAS_GROUP.fullmatch(word) for words in columns.values() for word in words)  # "197,703,000" beside "532,000"
    if not (long or any(map(_groups, whole.values()))) or any(POINTS_GROUP.fullmatch(word) for words in columns.values() for word in words):
        return frozenset()
    return frozenset(c for c, words in whole.items() if any(map(MAY_GROUP.fullmatch, words)))


def typed_grouped(columns: Mapping[int, Sequence[tuple[str, bool]]]) -> frozenset[int]:
    """The columns of a sheet whose text cells group thousands by commas ("6,500" typed as a text among stored whole numbers): each column's words, and whether the
    sheet stores the number of each. Columns that store none are judged as those of any other table."""
    typed = {c: [words for words, stored in cells if not stored] for c, cells in columns.items()}
    bare = commas_group({c: words for c, words in typed.items() if len(words) == len(columns[c])})
    among = {c for c, cells in columns.items() if any(map(MAY_GROUP.fullmatch, typed[c])) and _whole([words for words, stored in cells if stored])}
    return bare | frozenset(c for c in among if not any(map(DECIMALS.fullmatch, typed[c])))


def _whole(words: Sequence[str]) -> bool:
    """Whole numbers, some of them of more than three digits."""
    figures = [w for w in words if w[:1].isdecimal()]
    return len(figures) >= WHOLE and not any("," in w or "%" in w for w in figures) and any(map(POINTS_GROUP.fullmatch, figures))


def _groups(words: Sequence[str]) -> bool:
    """A column's numbers with a comma are nearer to its whole numbers below a thousand as thousands than as decimals."""
    may = [log(float(w.replace(",", "."))) for w in words if MAY_GROUP.fullmatch(w)]
    bare = [log(float(w)) for w in words if BARE.fullmatch(w)]
    return bool(may and bare) and sum(bare) / len(bare) - sum(may) / len(may) > log(THOUSAND) / 2


def as_thousands(figures: Sequence[NumberMention], words: str) -> Sequence[NumberMention]:
    """The number of a cell whose comma groups thousands."""
    if len(figures) != 1 or not MAY_GROUP.fullmatch(words) or (figures[0].precision == ONE and not figures[0].value % 1):
        return figures
    return [replace(figures[0], value=Decimal(words.replace(",", "")), precision=ONE)]


def unmasked(text: str, segment: Segment) -> list[NumberMention]:
    """The numbers of a cell of figures that a date or a mark hid: "2025" and "12." are amounts where the column holds amounts."""
    shift = segment.start
    found = find_numbers(text[segment.start : segment.end].rstrip(". "))
    return [replace(m, start=m.start + shift, end=m.end + shift, scale_end=m.scale_end + shift) for m in found]


def blanked(text: str, segment: Segment, words: str) -> list[NumberMention]:
    """The one number of a cell whose thousands are parted by blanks, which the grid has closed up ("230 065": words "230065")."""
    written = text[segment.start : segment.end].strip()
    if " " not in written or " " in words or not BLANKED.fullmatch(written):
        return []
    start = text.index(written, segment.start)
    return [replace(m, start=start, end=start + len(written), scale_end=start + len(written)) for m in find_numbers(words)][:1]


def as_stored(figure: NumberMention, stored: Decimal | None, percent: bool) -> NumberMention:
    """The number with the value that its sheet holds, where what is shown is that value rounded or scaled."""
    if stored is None or figure.value_to is not None or figure.total is not None or figure.scale != ONE:
        return figure
    full = abs(stored).scaleb(2) if percent else abs(stored)
    shown = abs(figure.value)
    if abs(full - shown) <= min(SAME * full, LEAST * figure.precision):
        return figure
    for shift in SHIFTS:
        value = full.scaleb(shift)
        if abs(value - shown) <= figure.precision * HALF:
            digits = value.as_tuple().exponent
            return replace(figure, value=value, precision=ONE.scaleb(int(digits)) if isinstance(digits, int) else figure.precision)
    return figure
