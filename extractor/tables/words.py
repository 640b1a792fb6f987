"""What a cell of a table is by its words alone: nothing, a figure, a time, a code, or words.

`CELLS` is the whole decision: named predicates in order, the first that holds gives the kind. A cell that is a figure is one wherever it
stands; whether a column's figures are ordinals, codes or times is decided by all of its cells together (`kinds`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import regex

from extractor.lexicon.phrases import TABLES

Kind = Literal["empty", "date", "year", "code", "figure", "text"]

SUM = regex.compile(r"\d[\d.,]*(?:\s?[x×*+]\s?\d[\d.,]*)+", regex.I)
MEASURED = regex.compile(r"[-+−–]?\d[\d.,]*\s*\(?\p{L}[\p{L}²³]*(?:[\s/]\p{L}+){0,3}\)?")
EMPTY = frozenset(["", "-", "–", "—", "…", "...", ".", "..", "x", "X", "+", "/", "//", '"', "nt"])
DITTO = regex.compile(r"[-–]?\s*(?:[\"”″]|''|,,|//|n\.?t\.?)\s*[-–]?", regex.I)  # as in the row above
YEAR = regex.compile(r"(?:19|20)\d\d")
CODE = regex.compile(r"\d\.\d{6}(?:\.[\w.]+)?|[\d.]*\d+/[\p{Lu}\d.&-]*\p{Lu}{2}[\p{Lu}\d.&/-]*|\p{Lu}[\p{Lu}\d]*(?:[-.]\p{Lu}?\d[\p{Lu}\d]*)+")
NEGATIVE = regex.compile(r"\(\s*\d[\d.,]*\s?[%‰]?\s*\)")
SIGN = regex.compile(r"\s*\(?[-−–]\s?\d")


# Thousands parted by blanks, as yearbooks of statistics write them: "230 065", "1 234 567,8".
BLANKED = regex.compile(r"[-+−–]?[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?")
# Thousands written otherwise, in a column whose blanks therefore part figures.
LONG = regex.compile(r"\d{4}|\d\.\d{3}(?!\d)")


def _year(words: str) -> bool:
    return len(words) == 4 and YEAR.fullmatch(words) is not None


# Kind, what decides it, a cell of that kind.
CELLS: tuple[tuple[Kind, Callable[[str], object], str], ...] = (
    ("empty", EMPTY.__contains__, "…"),
    ("date", lambda words: TABLES.date_cell.fullmatch(words), "12/2031"),
    ("year", _year, "2031"),
    ("code", CODE.fullmatch, "3.004187"),
    ("figure", lambda words: TABLES.figure_cell.fullmatch(words), "≥ 12,5%"),
    ("figure", SUM.fullmatch, "2x190 + 3"),
    ("figure", MEASURED.fullmatch, "85 tỷ đồng"),
    ("text", lambda words: True, "Xã An Bình"),
)


@lru_cache(maxsize=1 << 16)
def kind_of(words: str) -> Kind:
    """The kind of a cell with these words."""
    return next(kind for kind, holds, _ in CELLS if holds(words))


def is_figure(words: str) -> bool:
    """A figure and nothing else; a bare year may be one."""
    return kind_of(words) in ("figure", "year")


def closed_up(words: str) -> str:
    """A figure with blanks between its thousands without them; other words as they are."""
    return words.replace(" ", "") if BLANKED.fullmatch(words) else words


def is_negative(words: str) -> bool:
    """Whether a figure's cell is below zero: "-1.234", "(1.234)"."""
    return SIGN.match(words) is not None or NEGATIVE.fullmatch(words) is not None


__all__ = ["BLANKED", "CELLS", "DITTO", "EMPTY", "LONG", "Kind", "closed_up", "is_figure", "is_negative", "kind_of"]
