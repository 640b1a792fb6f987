"""Numbers in Vietnamese words: "một tỷ hai trăm năm mươi triệu" is 1.250.000.000. Words are those of patterns/audit/numerals.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from extractor.lexicon.patterns import Strict, load

THOUSAND = 1000
WORD = regex.compile(r"\p{L}+")


class Numerals(Strict):
    digits: dict[str, int]
    ten: list[str]
    tens: list[str]
    hundred: list[str]
    skips: list[str]
    scales: dict[str, int]
    half: list[str]
    opens: list[str]
    currency: list[str]


class NumeralFile(Strict):
    numerals: Numerals


@cache
def numerals() -> Numerals:
    """The words of numbers. Raises PatternError where the file is broken."""
    return load("numerals", NumeralFile).numerals


@dataclass(frozen=True, slots=True)
class Spelled:
    """A number in words: its value and where its last word ends."""

    value: Decimal
    end: int


def spelled(text: str, start: int, end: int) -> Spelled | None:
    """The number that the words from `start` on write, up to the first word that is none; None where fewer than two words make one."""
    known = numerals()
    words: list[str] = []
    stop = start
    for match in WORD.finditer(text, start, end):
        word = match[0].casefold()
        if text[stop : match.start()].strip(" ,") or not _numeral(known, word):
            break
        words.append(word)
        stop = match.end()
    value = _value(known, words) if len(words) > 1 else None
    return None if value is None else Spelled(value, stop)


def _numeral(known: Numerals, word: str) -> bool:
    return word in known.digits or word in known.scales or any(word in some for some in (known.ten, known.tens, known.hundred, known.skips, known.half))


def _value(known: Numerals, words: Sequence[str]) -> Decimal | None:
    """The value of a sequence of numeral words; None where they make no number (a scale above the one before it that cannot be)."""
    total, below = Decimal(0), Decimal(0)  # what greater scales gave; what counts for the next
    group: int | None = None
    last = Decimal(1)
    for word in words:
        if word in known.scales:
            scale = Decimal(known.scales[word])
            if group is None and not below:
                return None
            if last > 1 and scale > last:  # "một nghìn tỷ": the thousands count billions
                below, total = (total + below + (group or 0)) * scale, Decimal(0)
            else:
                below = (below if last == 1 else Decimal(0)) + Decimal(group or 0)
                total, below = total + below * scale, Decimal(0)
            group, last = None, scale
        elif word in known.half:
            if last <= 1:
                return None
            total, below = total + below + last / 2, Decimal(0)
        else:
            group = _with(known, group, word)
            if group is None:
                return None
    if group is not None and last > THOUSAND:
        return None  # "một tỷ hai": of which scale is left open
    return total + below + (group or 0)


def _with(known: Numerals, group: int | None, word: str) -> int | None:
    """A number below a thousand with one more word: 3 "trăm" 300, "năm" 305, "mươi" 350."""
    value = group or 0
    if word in known.hundred:
        return value * 100 if group is not None and value < 10 else None
    if word in known.ten:
        return value + 10
    if word in known.tens:
        return value - value % 10 + (value % 10) * 10 if value % 10 else None
    if word in known.skips:
        return value
    digit = known.digits[word]
    if value % 10:
        # "hai lăm": the tens without their word
        return value - value % 10 + (value % 10) * 10 + digit if value % 100 < 10 else None
    return value + digit
