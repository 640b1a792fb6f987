"""Closes the blanks that OCR and old typesetting put inside words: "T HÀNH P HỐ" → "THÀNH PHỐ".

A run of fragments is read as the fewest Vietnamese syllables; a line in which most fragments already are syllables stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from extractor.readers.syllables import is_syllable

_FRAGMENT = regex.compile(r"\p{L}+(?:['’]\p{L}+)*")  # "M'gar" is one, as names of the highlands are written
_LONGEST = 7  # letters of the longest syllable ("nghiêng")
_MOST = 6  # fragments of one syllable


@dataclass(frozen=True, slots=True)
class Closed:
    """A line with its blanks closed: `text`, and for each of its characters the offset in the line as written (one more for its end)."""

    text: str
    places: tuple[int, ...]


def is_spaced(text: str) -> bool:
    """Whether blanks stand inside the words of `text`: three or more fragments, and a quarter of all, that are no syllables."""
    fragments = _FRAGMENT.findall(text)
    if len(fragments) < 4:
        return False
    broken = sum(1 for f in fragments if not _stands_alone(f))
    return broken >= 3 and broken >= 0.25 * len(fragments)


def close_blanks(text: str) -> Closed:
    """`text` with the blanks inside words taken out; what is no letter stays."""
    fragments = list(_FRAGMENT.finditer(text))
    drop: set[int] = set()
    first = 0
    while first < len(fragments):
        last = first
        while last + 1 < len(fragments) and text[fragments[last].end() : fragments[last + 1].start()] == " ":
            last += 1
        for start, end in _groups([f[0] for f in fragments[first : last + 1]]):
            drop.update(fragments[first + n].end() for n in range(start, end - 1))
        first = last + 1
    kept = [n for n in range(len(text)) if n not in drop]
    return Closed("".join(text[n] for n in kept), (*kept, len(text)))


@lru_cache(maxsize=1 << 13)
def _stands_alone(fragment: str) -> bool:
    """Whether a fragment is a word of its own: a syllable, or an abbreviation in capitals."""
    return len(fragment) > 1 and (is_syllable(fragment) or (fragment.isupper() and fragment.isascii() and len(fragment) > 2))


def _groups(fragments: list[str]) -> list[tuple[int, int]]:
    """The cheapest way to read `fragments` as syllables: half-open runs of fragments."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(fragments) + 1):
        choices = []
        for start in range(max(0, end - _MOST), end):
            cost = _cost(fragments[start:end])
            if cost is not None:
                choices.append((best[start][0] + cost, start))
        best.append(min(choices))
    groups: list[tuple[int, int]] = []
    end = len(fragments)
    while end:
        start = best[end][1]
        groups.append((start, end))
        end = start
    return groups[::-1]


def _cost(group: list[str]) -> float | None:
    """The price of reading a group as one word, None where it cannot be one."""
    word = "".join(group)
    if len(group) == 1:
        return 1.0 if _stands_alone(word) else 3.0
    if len(word) > _LONGEST or not is_syllable(word) or (word[0].islower() and word != word.lower()):
        return None
    vowel_first = 0.2 if word[0].lower() in "aăâeêioôơuưy" else 0.0
    return 1.0 + vowel_first + 0.6 * sum(_stands_alone(part) for part in group)
