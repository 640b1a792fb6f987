"""Amounts that are said in words: "một tỷ hai trăm năm mươi triệu" is 1.250.000.000. The numerals are those of `finders.quantities.number_words`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from extractor.finders.quantities.number_words import SCALES, is_numeral, parse_words
from extractor.lexicon.patterns import Strict, load

THOUSAND = 1000
WORD = regex.compile(r"\p{L}+")


class Numerals(Strict):
    """patterns/audit/numerals.yaml: what opens an amount in words, and what follows it."""

    opens: list[str]
    currency: list[str]


class NumeralFile(Strict):
    numerals: Numerals


@cache
def numerals() -> Numerals:
    """The words around amounts in words. Raises PatternError where the file is broken."""
    return load("numerals", NumeralFile).numerals


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its value and where its last word ends."""

    value: Decimal
    end: int


def spelled(text: str, start: int, end: int) -> Spelled | None:
    """The number that the words from `start` on write, up to the first word that is none; None where fewer than two words make one."""
    words: list[str] = []
    stop = start
    for match in WORD.finditer(text, start, end):
        word = match[0].casefold()
        if text[stop : match.start()].strip(" ,") or not is_numeral(word):
            break
        words.append(word)
        stop = match.end()
    value = parse_words(" ".join(words)) if len(words) > 1 and not _open(words) else None
    return None if value is None else Spelled(value, stop)


def _open(words: list[str]) -> bool:
    """ "một tỷ hai": of which scale the last number is stays open."""
    behind = next((place for place, word in enumerate(reversed(words)) if word in SCALES), 0)
    return behind > 0 and SCALES[words[-1 - behind]] > THOUSAND and words[-behind:] != ["rưỡi"]
