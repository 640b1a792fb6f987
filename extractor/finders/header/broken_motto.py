"""The country's name and its motto broken over the lines of a narrow column: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT" over "NAM". Neither piece names a body.

In: the pieces of a letterhead that no mark explains. Out: the same without what belongs to a motto, wherever the other column's words stand between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import regex

from extractor.finders.header.letterhead import Piece
from extractor.finders.header.lines import HeadLine
from extractor.finders.header.patterns import header_patterns
from extractor.lexicon.patterns import fold

_WORD = regex.compile(r"[\p{L}\d]+")
_FEWEST = 2
_PLAIN = 4
"""Words of a beginning that is no body's name even where its end is not found."""
_LINES = 14


def without_broken(pieces: Sequence[Piece], lines: Sequence[HeadLine]) -> tuple[Piece, ...]:
    """The pieces without the beginnings and ends of a motto that was broken; its beginning may be a line that was taken for the whole."""
    ends = {motto[taken:] for line in lines[:_LINES] if len(line.text) < 120 for motto, taken in _begun(_words(line.text))}
    if not ends:
        return tuple(pieces)
    whole = [_words(piece.text) for piece in pieces]
    cuts: dict[int, list[tuple[int, int]]] = {}
    closed: set[tuple[str, ...]] = set()  # the ends that stand among the pieces
    for end in ends:
        found = sorted((len(words) > len(end), at > 0, number, at) for number, words in enumerate(whole) for at in range(len(words)) if words[at : at + len(end)] == end)
        if found:
            *_, number, at = found[0]  # a line of its own rather than a part of one, its beginning rather than its middle
            cuts.setdefault(number, []).append((at, at + len(end)))
            closed.add(end)
    for number, words in enumerate(whole):
        for motto, taken in _begun(words):
            if taken >= _PLAIN or motto[taken:] in closed:  # "HỘI PHỤ NỮ VIỆT NAM" begins no motto
                cuts.setdefault(number, []).append((len(words) - taken, len(words)))
    return tuple(rest for number, piece in enumerate(pieces) for rest in _without(piece, sorted(cuts.get(number, ()))))


def _begun(words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The mottos that the last words begin, and how many words of each stand there."""
    for motto in _mottos():
        taken = next((n for n in range(min(len(motto) - 1, len(words)), _FEWEST - 1, -1) if tuple(words[-n:]) == motto[:n]), 0)
        if taken:
            yield motto, taken


def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(text))


def _without(piece: Piece, cuts: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """What of a piece stands before, between and behind runs of its words."""
    if not cuts:
        yield piece
        return
    found = list(_WORD.finditer(piece.text))
    first = 0
    for start, end in [*cuts, (len(found), len(found))]:
        if start > first:
            yield replace(piece, start=piece.start + found[first].start(), end=piece.start + found[start - 1].end())
        first = max(first, end)


@cache
def _mottos() -> tuple[tuple[str, ...], ...]:
    data = header_patterns().data
    return tuple(tuple(fold(word) for word in _WORD.findall(motto)) for motto in (*data.mottos, *data.slogans))
