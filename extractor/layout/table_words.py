"""What cells are by their words: ordinals, figures, numbers of columns; and the raw spans that rows are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.document import Span, Table
from extractor.layout.lines import SLANTED, TAGS

ORDINAL = regex.compile(
    r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6}(?:\.\d+)*|[A-ZĐ](?:\.?\d+)*|[a-zđ]|[-–+*•])\s*[.)]?\)?", regex.IGNORECASE
)
ORDINAL_HEAD = regex.compile(r"(?:S\s*T\s*T|T\s*T|S[ốÔ]\s*TT|(?:S[ốÔ]\s+)?th[ứỨ]\s+t[ựỰ]|S[ốÔ])\.?(?:\s*[-–/(]?\s*No\.?\)?)?", regex.IGNORECASE)
NUMERIC = regex.compile(r"[-–+]?\(?\d[\d.,/ ]*\s?%?\)?|-")
NUMBERING = regex.compile(r"[-–]?\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=\s*[\d()\[\]+\-*/:÷x×\s%,.…a-zA-Z]+)?")

MANY = 6  # numbers of columns that need not all count up

FIELD = regex.compile(r"[A-Za-z][A-Za-z\d]*(?:_[A-Za-z\d]+)*")
FIELDS, LONG = 4, 6  # names of fields in a row of them; letters of most

Cells = tuple[Span, ...]
Rows = list[list[Cells]]


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
    words = text[spans[0].start : spans[0].end] if len(spans) == 1 else " ".join(span.of(text) for span in spans)
    if "<" in words or "*" in words or "\\" in words:  # one cell in a thousand
        words = TAGS.sub(" ", words).replace("\\", "")
    if "_" in words:
        words = SLANTED.sub(lambda found: found[0].strip("_"), words)
    return " ".join(words.split())


def trim(text: str, start: int, end: int) -> Cells:
    """The run `[start, end)` without the blanks at its ends; nothing where it is blank."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (Span(start + left, start + right),) if right > left else ()


def is_data(words: Sequence[str]) -> bool:
    """A row of the table's body: an ordinal in front, or figures."""
    filled = [word for word in words if word]
    if not filled:
        return False
    if is_numbering(words):
        return False
    if words[0] and ORDINAL.fullmatch(words[0]) and not ORDINAL_HEAD.fullmatch(words[0]):
        return True
    return any(NUMERIC.fullmatch(word) and word != "-" for word in words[1:])


def is_numbering(words: Sequence[str], *, least: int = 3) -> bool:
    """The row that numbers the columns: (1) (2) (3)=(1)+(2); A B 1 2. Numbers without brackets or formulas count up by one."""
    filled = [word for word in words if word]
    if len(filled) < least or not all(NUMBERING.fullmatch(word) for word in filled):
        return False
    numbers = [int(found[0]) for word in filled if (found := regex.search(r"\d+", word))]
    if any("(" in word or "=" in word for word in filled) and len(filled) >= 3 and numbers == sorted(numbers):
        return True
    steps = [after - before for before, after in pairwise(numbers)]
    ones = sum(step == 1 for step in steps)
    if len(numbers) >= MANY and ones * 2 >= len(steps) and (filled[:2] == ["A", "B"] or numbers[:2] == [1, 2]):
        return True  # some columns were put in or taken out since they were numbered
    # A recognised scan loses a number now and then.
    return len(numbers) >= 2 and numbers[0] <= 3 and min(steps) >= 1 and ones * 10 >= 8 * len(steps)


def header_rows(text: str, rows: Rows) -> int:
    """How many leading rows are column heads (0 where the first row is already data)."""
    count = 0
    for row in rows[:5]:
        if is_data([plain(text, spans) for spans in row]):
            break
        count += 1
    return count if count < len(rows) else min(1, len(rows) - 1)


def numbers_columns(words: Sequence[str]) -> bool:
    """A row under heads that numbers the columns, with or without a word for them in front: "MS | 1 | 2 | 3"."""
    filled = [word for word in words if word]
    return is_numbering(filled) or (bool(filled) and not any(c.isdigit() for c in filled[0]) and is_numbering(filled[1:], least=2))


def names_fields(words: Sequence[str]) -> bool:
    """A row of the names that a database gives its fields: "MATINH | MACSKCB | TENCSKCB | LOAIBV"."""
    filled = [word for word in words if word]
    return len(filled) >= FIELDS and all(FIELD.fullmatch(word) for word in filled) and sum(len(word) >= LONG or "_" in word for word in filled) * 2 > len(filled)
