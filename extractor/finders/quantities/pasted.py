"""Ordinals of tables that were pasted a cell a line: no column tells them from figures, but they count on.

In: a layout. Out: where the segments begin that hold nothing but an ordinal. Below a head "STT", whole numbers that stand alone in their lines and go on by one
("1 … 2 … 3 …", also in two strands side by side, "1 … 21 … 2 … 22 …") number the rows.
"""

from __future__ import annotations

from extractor.layout.model import Layout
from extractor.lexicon.phrases import QUANTITIES

DIGITS = 3  # of the longest ordinal
LEAST = 3  # ordinals of a strand
APART = 40  # lines from one ordinal of a strand to the next at most


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
    return frozenset(start for strand in strands if len(strand) >= LEAST for start in strand)


__all__ = ["pasted_ordinals"]
