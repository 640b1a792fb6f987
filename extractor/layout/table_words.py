"""What cells are by their words: ordinals, figures, numbers of columns; and the raw spans that rows are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractor.document import Span, Table
from extractor.layout.lines import TAGS

ORDINAL = regex.compile(
    r"\(?(?:\d{1,4}(?:\.\d{1,3})*|[IVXLC]{1,6}(?:\.\d+)*|[A-ZĐ](?:\.?\d+)*|[a-zđ]|[-–+*•])\s*[.)]?\)?", regex.IGNORECASE
)
ORDINAL_HEAD = regex.compile(r"(?:S\s*TT|T\s*T|S[ốÔ]\s*TT|S[ốÔ]\s+th[ứỨ]\s+t[ựỰ]|S[ốÔ])\.?", regex.IGNORECASE)
NUMERIC = regex.compile(r"[-–+]?\(?\d[\d.,/ ]*\s?%?\)?|-")
NUMBERING = regex.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=\s*[\d()+\-*/:x\s%,.]+)?")
TOTAL = regex.compile(r"(?:tổng(?: cộng| số)?|cộng)(?!\w)", regex.IGNORECASE)

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
    return " ".join(TAGS.sub(" ", " ".join(span.of(text) for span in spans)).replace("\\", "").split())


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


def is_numbering(words: Sequence[str]) -> bool:
    """The row that numbers the columns: (1) (2) (3)=(1)+(2)."""
    filled = [word for word in words if word]
    return len(filled) >= 3 and all(NUMBERING.fullmatch(word) for word in filled)
