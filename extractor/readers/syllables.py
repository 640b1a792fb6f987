"""How Vietnamese a text is: the share of its words that are written as Vietnamese syllables.

Readers measure with it whether bytes were decoded, glyphs mapped or a scan recognised as they should be.

    share("Báo cáo quý II của Sở")     1.0      (measured on the words with letters)
    share("B¸o c¸o quý II cña Së")     about 0.3
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

from extractor.lexicon.patterns import Strict, load

TONES = "\u0301\u0300\u0309\u0303\u0323"
_STRIP_TONE = str.maketrans("", "", TONES)
_STOPS = ("c", "p", "t", "ch")
_WORD = regex.compile(r"[^\s\d!-,./:-@\[-`{-~–—…“”‘’\-]+")
_ROMAN = regex.compile(r"[IVXLC]+")


class _Patterns(Strict):
    """patterns/readers/syllables.yaml."""

    onsets: list[str]
    rhymes: list[list[str]]


_PATTERNS = load("syllables", _Patterns)
_SYLLABLE = regex.compile(
    "(?:"
    + "|".join(sorted(_PATTERNS.onsets, key=len, reverse=True))
    + ")(?:"
    + "|".join(r for row in _PATTERNS.rhymes for r in row)
    + ")"
)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether `word` is written as a Vietnamese syllable: onset, rhyme, and a tone that its last sound allows."""
    spread = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in spread if c in TONES]
    if len(tones) > 1 or not word.replace("đ", "d").isalpha():
        return False
    plain = unicodedata.normalize("NFC", spread.translate(_STRIP_TONE))
    if not _SYLLABLE.fullmatch(plain):
        return plain == "gi" or (plain[:2] == "gi" and _SYLLABLE.fullmatch("g" + plain[1:]) is not None)
    return not plain.endswith(_STOPS) or bool(tones and tones[0] in "\u0301\u0323")


def words(text: str) -> list[str]:
    """The words of `text`: runs without blanks, digits and ASCII punctuation; signs that an old encoding uses as letters belong to them."""
    return list(_WORD.findall(text))


def counts(text: str) -> tuple[int, int, int]:
    """(words, those that are Vietnamese syllables, those syllables that carry a Vietnamese mark). One-letter words and capitals are left out."""
    total = good = marked = 0
    for word in words(text):
        if (len(word) < 2 and word.isascii()) or _ROMAN.fullmatch(word) or (word.isascii() and word.isupper() and len(word) < 6):
            continue
        total += 1
        if is_syllable(word):
            good += 1
            marked += not word.isascii()
    return total, good, marked


def share(text: str) -> float:
    """The share of the words of `text` that are Vietnamese syllables; 0 for a text without words."""
    total, good, _ = counts(text)
    return good / total if total else 0.0
