"""Blanks inside syllables: a font without some letter was replaced glyph by glyph, and what follows that letter stands apart ("ĐIỀ U KHOẢ N").

    blanks_inside("Quyế t đị nh này", split=True)     (4, 9)   offsets of the blanks
    is_split(text)                                     whether the text is written so at all

The break always stands behind a letter with two marks or a hook or dot (U+1EA0 to U+1EF9). In a text that is split there, such letters are hardly ever
followed directly by another letter; in a sound text nearly all are that can be. Only then a blank is taken out where both sides make a syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extractor.readers.syllables import is_syllable

_PAIR = regex.compile(r"(?<![\p{L}])(?P<first>\p{L}*[\u1ea0-\u1ef9])(?P<blank> )(?P<second>\p{L}{1,3})(?![\p{L}])")
_BLANK_BEHIND = re.compile("[\u1ea0-\u1ef9] ")
_CLOSED = regex.compile(r"[\u1ea0-\u1ef9]\p{L}")
_ENOUGH = 3
_OF_CLOSED = 3
"""So many parted syllables for each that is not parted."""
_SAMPLE = 200_000


def is_split(text: str) -> bool:
    """Whether the text parts its syllables behind marked letters: several surely, and hardly any such letter goes on."""
    sample = text[:_SAMPLE]
    parted = sum(_parted(first, second) for first, second in _pairs(sample))
    return parted >= _ENOUGH and parted >= _OF_CLOSED * len(_CLOSED.findall(sample))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """What `_PAIR` finds, from the blank outwards: a tenth of its time, and every text is asked."""
    for found in _BLANK_BEHIND.finditer(text):
        start, blank = found.start(), found.end() - 1
        end = blank + 1
        while end < blank + 5 and text[end : end + 1].isalpha():
            end += 1
        if not 1 <= end - blank - 1 <= 3:
            continue
        while start and text[start - 1].isalpha():
            start -= 1
        yield text[start:blank], text[blank + 1 : end]


def blanks_inside(text: str, *, split: bool | None = None) -> tuple[int, ...]:
    """The offsets of the blanks that part a syllable of `text`; `split` is what `is_split` says of the whole document."""
    if not (is_split(text) if split is None else split):
        return ()
    return tuple(
        found.start("blank")
        for found in _PAIR.finditer(text, overlapped=True)
        if _parted(found["first"], found["second"]) or (len(found["second"]) == 1 and _joins(found["first"], found["second"]))
    )


def _joins(first: str, second: str) -> bool:
    same_case = second.isupper() if len(first) > 1 and first.isupper() else second.islower() or first.isupper()
    return same_case and is_syllable(first + second)


def _parted(first: str, second: str) -> bool:
    """Whether the two are surely one syllable: together they are one, and one of them alone is none."""
    return _joins(first, second) and not (is_syllable(first) and is_syllable(second))
