"""Lines of words around the figures of tables that stand a cell a line: heads above them, names in front of them.

In: the text with its lines. Out: cells, in the order of the text; what does not read as such is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.layout.lines import Line
from extractor.layout.table_words import NUMERIC, Cells, plain, trim
from extractor.lexicon.phrases import LAYOUT

LONGEST_HEAD = 120  # characters
BLANKS = 3  # blank lines between two cells
SENTENCE_END = regex.compile(r"[;:,]$|\s\S+\.$")  # "Prel." is a head
ROW_END = ":"  # "5. Số lượng tiêu chí đạt:" names the figures below it


def time_heads(text: str, above: Sequence[tuple[int, Cells]], width: int) -> tuple[list[tuple[int, Cells]], int] | None:
    """So many times one behind another, each with its line and what stands over it ("Sơ bộ / 2030"), and the line of words behind them."""
    heads: list[tuple[int, Cells]] = []
    waiting: tuple[int, Cells] | None = None
    for behind, (line, cell) in enumerate(above):
        words = plain(text, cell)
        if LAYOUT.time_head.fullmatch(words):
            first, spans = waiting or (line, ())
            heads.append((first, (*spans, *cell)))
            waiting = None
        elif LAYOUT.time_mark.fullmatch(words):
            waiting = (waiting[0], (*waiting[1], *cell)) if waiting else (line, cell)
        elif len(heads) == width:
            return heads, behind
        else:
            heads, waiting = [], None
    return None


def named_by(parts: Sequence[Cells], text: str) -> list[Cells]:
    """Lines in front of figures as names: one that goes on in small letters, or says the same in another language ("Công lập" / "Public"), joins the one before."""
    names: list[Cells] = []
    for part in parts:
        words = plain(text, part)
        translated = words.isascii() and " " in words and " - " not in words and not plain(text, names[-1] if names else ()).isascii()
        if names and (words[:1].islower() or translated):
            names[-1] = (*names[-1], *part)
        else:
            names.append(part)
    return names


def words_above(text: str, lines: Sequence[Line], first: int, free: int, most: int) -> list[tuple[int, Cells]]:
    """The lines of words right above a line, each with its number, at most so many, in their order; the nearest may be a name with a colon."""
    found: list[tuple[int, Cells]] = []
    index, blanks = first - 1, 0
    while index >= free and len(found) < most and blanks <= BLANKS:
        line = lines[index]
        raw = text[line.start : line.end]
        if not line.body:
            blanks += 1
        elif len(line.body) > LONGEST_HEAD or "|" in raw or "\t" in raw or NUMERIC.fullmatch(line.body) or (SENTENCE_END.search(line.body) and (found or not line.body.endswith(ROW_END))):
            break
        else:
            found.append((index, trim(text, line.start, line.end)))
            blanks = 0
        index -= 1
    return found[::-1]


def names_in(words: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The cells `[first, last)` of words in front of figures: a name over several lines, and sections above it."""
    parts = [(first, first + 1)]
    for n in range(first + 1, last):
        if words[n][:1].islower():
            parts[-1] = (parts[-1][0], n + 1)
        else:
            parts.append((n, n + 1))
    return parts
