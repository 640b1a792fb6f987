"""Figures that stand alone in brackets behind the members of a list: "tại các huyện: Đông Hải (14), Tây Giang (09), Nam Phú (21)".

In: the text and the place of a figure. Out: whether it is such a figure, and no mark of a note or ordinal: marks of notes run on by one, an ordinal
stands before what it numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from extractor.lexicon.phrases import QUANTITIES

WINDOW = 240  # code points on each side of a figure in which the members beside it stand
MEMBER = regex.compile(r"\((?P<figure>\d{1,4}(?:[.,]\d+)?)\)")
NAMED = regex.compile(r"\p{L}\s?")


def counts_in_list(text: str, start: int, end: int) -> bool:
    """Whether the figure `[start, end)` alone in its bracket is one of several behind names."""
    if not (text.startswith(")", end) and text.endswith("(", 0, start)):
        return False
    low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
    found = list(MEMBER.finditer(text, low, high))
    own = next((n for n, member in enumerate(found) if member.start("figure") == start), None)
    if own is None or not NAMED.search(text, max(low, start - 3), start - 1):
        return False
    first = last = own
    while first > 0 and QUANTITIES.next_named.fullmatch(text, found[first - 1].end(), found[first].start()):
        first -= 1
    while last + 1 < len(found) and QUANTITIES.next_named.fullmatch(text, found[last].end(), found[last + 1].start()):
        last += 1
    return first < last and not _runs_on([member["figure"] for member in found[first : last + 1]])


def _runs_on(figures: Sequence[str]) -> bool:
    """Marks of notes: each one more than the one before."""
    return all(figure.isdecimal() for figure in figures) and all(int(b) - int(a) == 1 for a, b in pairwise(figures))


__all__ = ["counts_in_list"]
