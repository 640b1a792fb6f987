"""Ordinals of tables that the layout does not see: pasted a cell a line, or lists of two columns. No column tells them from figures, but they count on.

In: a layout. Out: where the segments begin that hold nothing but an ordinal, or open with one and a tab. Below a head "STT", whole numbers that stand alone in their
lines and go on by one ("1 … 2 … 3 …", also in two strands side by side, "1 … 21 … 2 … 22 …") number the rows; so do those before a tab and a name, from 1 on.
"""

from __future__ import annotations

import regex

from extractor.layout.model import Layout
from extractor.lexicon.phrases import QUANTITIES

DIGITS = 3  # of the longest ordinal
LEAST = 3  # ordinals of a strand
APART = 40  # lines from one ordinal of a strand to the next at most
REACH = 12  # code points of an ordinal, a tab and the first letter of a name
NUMBERED = regex.compile(r"(?P<ordinal>\d{1,3})\.?[ ]*\t\s*(?=\p{L})")  # "2<tab>Trường Trung cấp nghề"


def pasted_ordinals(layout: Layout) -> frozenset[int]:
    """Where figures begin that only number the rows of a pasted table; none where no line says that its column holds ordinals."""
    text = layout.reading.text
    headed = False
    strands: list[list[int]] = []
    at: dict[int, tuple[int, int]] = {}  # by its last ordinal, the strand and the line
    for line, segment in enumerate(layout.reading.segments):
        if segment.kind == "cell":
            continue
        words = text[segment.start : segment.end].strip()
        headed = headed or QUANTITIES.ordinal_head.match(words) is not None
        if not headed or not words.isdecimal() or len(words) > DIGITS:
            continue
        value = int(words)
        strand, last = at.pop(value - 1, (len(strands), line))
        if strand == len(strands) or line - last > APART:
            strand = len(strands)
            strands.append([])
        strands[strand].append(segment.start)
        at[value] = (strand, line)
    return frozenset(start for strand in (*strands, *_before_tabs(layout)) if len(strand) >= LEAST for start in strand)


def _before_tabs(layout: Layout) -> list[list[int]]:
    """Where the lines begin that open with an ordinal and a tab, in strands that count on from 1."""
    text = layout.document.text
    strands: list[list[int]] = []
    for segment in layout.reading.segments:
        opened = NUMBERED.match(text, *_written(layout, segment.start)) if segment.kind != "cell" else None
        if opened is None:
            continue
        value = int(opened["ordinal"])
        if value == 1:
            strands.append([])
        if strands and len(strands[-1]) == value - 1:
            strands[-1].append(segment.start)
    return strands


def _written(layout: Layout, start: int) -> tuple[int, int]:
    """Where the line that begins a segment stands in the document, as far as an ordinal and a tab reach."""
    place = layout.span(start, start + 1).start
    return place, place + REACH


__all__ = ["pasted_ordinals"]
