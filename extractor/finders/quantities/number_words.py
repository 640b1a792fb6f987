"""Vietnamese numbers in words: finding them, reading them, and writing a number in words or in Vietnamese digits.

Reading and writing are inverse: `parse_words(to_words(n)) == n` for whole numbers under 10**15, `parse(write_number(x))` gives x back.
Spoken short forms are read ("hai mươi mốt", "lẻ" for "linh", "tư", "lăm", "nhăm", "rưỡi"); "năm" right after "mươi" or "mười" means years,
as the five there is "lăm".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.lexicon.patterns import Rule, any_of

UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "vạn": 10**4, "nghìn": 10**3, "ngàn": 10**3}
BILLION = ("tỷ", "tỉ")
ONE = Decimal(1)
_VALUES = {word: value for value, word in enumerate(UNITS)} | {"bẩy": 7, "tư": 4}
_AFTER_TEN = {**_VALUES, "lăm": 5, "nhăm": 5, "mốt": 1}
_SHORT = ("lăm", "nhăm", "mốt")  # only ever ones: "hai lăm" is hai mươi lăm
# The numerals of the language are a closed class that reading and writing share, with their values: nobody can add one, so they stand here.
_DIGIT = any_of(word for word, value in _VALUES.items() if value and word != "tư")
_PLACES = ("mươi", "trăm", *SCALES)
_NUMERALS = dict.fromkeys([*_VALUES, *_AFTER_TEN, "mười", *_PLACES, "linh", "lẻ", "phẩy", "rưỡi"])
_ANY = any_of(_NUMERALS)
# Begins with a plain alternation of words, which the scanner skips through quickly; what comes before is looked at after.
_BEGIN = re.compile(rf"(?:{_DIGIT}|mười|không(?= phẩy))(?!\w)")
_LONG = re.compile(rf"(?:{_DIGIT} {any_of([*_PLACES, *_SHORT])}|(?:không|{_DIGIT}|mười) phẩy|mười {_ANY})(?!\w)(?: {_ANY}(?!\w)){{0,40}}")


class Words(Rule):
    """The section `words` of patterns/quantities/numbers.yaml: which words may count alone, and beside which they do not."""

    about: str
    single: list[str]
    not_before: list[str]
    not_after: list[str]


@dataclass(frozen=True, slots=True)
class WordNumber:
    """A number in words with its span, value and precision."""

    start: int
    end: int
    value: Decimal
    precision: Decimal


def find_words(lower: str, text: str, words: Words) -> Iterator[WordNumber]:
    """Numbers in words, in order; `lower` is `text` in lower case with the same offsets.

    A single word must be written in lower case and stand beside none of the words that take its number away.
    """
    single, ahead, behind = _single(tuple(words.single), tuple(words.not_before), tuple(words.not_after))
    end = 0
    for match in _BEGIN.finditer(lower):
        start = match.start()
        if start < end or (start and (lower[start - 1].isalnum() or lower[start - 1] == "_")):
            continue
        run = _LONG.match(lower, start)
        read = _longest(run[0].split(" ")) if run is not None else None
        if run is not None and read is not None:
            value, precision, count = read
            end = start + len(" ".join(run[0].split(" ")[:count]))
            if not (lower.endswith("năm ", 0, start) and 1900 <= value <= 2100):  # a year in words
                yield WordNumber(start, end, value, precision)
        elif match[0] in single and text[start].islower() and ahead.match(lower, match.end()) and not behind.search(lower, max(0, start - 12), start):
            end = match.end()
            yield WordNumber(start, end, Decimal(10 if match[0] == "mười" else _VALUES[match[0]]), ONE)


@cache
def _single(single: tuple[str, ...], not_before: tuple[str, ...], not_after: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """The words that may count alone, and what must follow and may not come before them."""
    return (
        frozenset(single),
        re.compile(rf" (?!(?:{'|'.join(not_before)})(?!\w))[^\W\d]"),
        re.compile(rf"(?<!\w)(?:{'|'.join(not_after)}) $"),
    )


def is_numeral(word: str) -> bool:
    """Whether a word in lower case may be part of a number in words."""
    return word in _NUMERALS


def parse_words(text: str) -> Decimal | None:
    """The value of a whole phrase of number words; None where it is no number."""
    tokens = text.lower().split()
    if tokens == ["không"]:
        return Decimal(0)
    read = _longest(tokens)
    return read[0] if read is not None and read[2] == len(tokens) else None


def _longest(tokens: list[str]) -> tuple[Decimal, Decimal, int] | None:
    """Value, precision and length of the longest run of `tokens`, from the first, that is a number."""
    value, at = _whole(tokens)
    if at == 0:
        return None
    precision, scale = ONE, _last_scale(tokens, at)
    result = Decimal(value)
    if at < len(tokens) and tokens[at] == "rưỡi" and scale > 1:
        return result + Decimal(scale) / 2, Decimal(scale) / 2, at + 1
    if at + 1 < len(tokens) and tokens[at] == "phẩy":
        digits, used = _fraction(tokens[at + 1 :])
        if used:
            precision = ONE.scaleb(-len(digits))
            return result + Decimal(f"0.{digits}"), precision, at + 1 + used
    return result, Decimal(scale) if scale >= 1000 else ONE, at


def _last_scale(tokens: list[str], at: int) -> int:
    scale = 1
    while at and tokens[at - 1] in SCALES:
        scale *= SCALES[tokens[at - 1]]
        at -= 1
    return scale if scale > 1 else 100 if at and tokens[at - 1] == "trăm" else 1


def _fraction(tokens: list[str]) -> tuple[str, int]:
    """Digits after "phẩy": read one by one ("không năm": 05) or as a number ("hai mươi lăm": 25)."""
    digits, at = "", 0
    while at < len(tokens) and tokens[at] == "không":
        digits, at = digits + "0", at + 1
    value, used = _below_thousand(tokens, at)
    if used > at:
        return digits + str(value), used
    return digits, at


def _whole(tokens: list[str]) -> tuple[int, int]:
    """Billions and what is under them ("một nghìn năm trăm tỷ hai triệu"): value and number of tokens read."""
    value, at = _under_billion(tokens, 0)
    if at and at < len(tokens) and tokens[at] in BILLION:
        rest, end = _under_billion(tokens, at + 1)
        value, at = value * 10**9 + rest, max(end, at + 1)
    return value, at


def _under_billion(tokens: list[str], begin: int) -> tuple[int, int]:
    """Groups of up to three digits from `begin`, each with its scales, falling: value and where they end (`begin` where none is)."""
    total, at, limit = 0, begin, 0
    while limit != 1:
        value, end = _below_thousand(tokens, at, inner=at > 0)
        if end == at:
            break
        scale, after = 1, end
        while after < len(tokens) and tokens[after] in SCALES and tokens[after] not in BILLION:
            scale *= SCALES[tokens[after]]
            after += 1
        if limit and scale >= limit:
            break
        total, at, limit = total + value * scale, after, scale
    return total, at


def _below_thousand(tokens: list[str], at: int, inner: bool = False) -> tuple[int, int]:
    """A number under 1000 from `at`: value and where it ends (`at` where none begins). `inner`: "không trăm" may open it."""
    value, start = 0, at
    if at + 1 < len(tokens) and tokens[at + 1] == "trăm" and (digit := _VALUES.get(tokens[at])) is not None and (digit or inner):
        value, at = 100 * digit, at + 2
        if at + 1 < len(tokens) and tokens[at] in ("linh", "lẻ") and _VALUES.get(tokens[at + 1]):
            return value + _VALUES[tokens[at + 1]], at + 2
    elif inner and at + 1 < len(tokens) and tokens[at] in ("linh", "lẻ") and _VALUES.get(tokens[at + 1]):
        return _VALUES[tokens[at + 1]], at + 2
    token = tokens[at] if at < len(tokens) else ""
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if token == "mười":
        tens, at = 10, at + 1
    elif following == "mươi" and _VALUES.get(token):
        tens, at = 10 * _VALUES[token], at + 2
    elif following in _SHORT and _VALUES.get(token):
        tens, at = 10 * _VALUES[token], at + 1
    elif at == start and (digit := _VALUES.get(token)) is not None and token != "tư":
        return (digit, at + 1) if digit or following == "phẩy" else (value, start)
    else:
        return value, at
    token = tokens[at] if at < len(tokens) else ""
    # "mười năm", "hai mươi năm" are years; with a scale after it the five is meant.
    if token in _AFTER_TEN and _AFTER_TEN[token] and (token != "năm" or (at + 1 < len(tokens) and tokens[at + 1] in SCALES)):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if following not in ("trăm", "mươi"):
            return value + tens + _AFTER_TEN[token], at + 1
    return value + tens, at


def to_words(number: int) -> str:
    """A whole number from 0 to 999 999 999 999 999 in words, as officials write it: 21011 "hai mươi mốt nghìn không trăm mười một"."""
    if not 0 <= number < 10**15:
        raise ValueError(f"no words for {number}: must be from 0 to 10**15 - 1")
    if number == 0:
        return UNITS[0]
    words: list[str] = []
    billions, rest = divmod(number, 10**9)
    if billions:
        words += [_thousands(billions), "tỷ"]
    if rest:
        words.append(_thousands(rest, follows=bool(words)))
    return " ".join(words)


def _thousands(number: int, follows: bool = False) -> str:
    """Groups of three under 10**9; `follows`: a higher group stands before, so that empty hundreds are spoken."""
    words: list[str] = []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            words.append(_group(group, full=follows or bool(words)) + (f" {name}" if name else ""))
    return " ".join(words)


def _group(number: int, full: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, unit = divmod(rest, 10)
    words = [f"{UNITS[hundreds]} trăm"] if hundreds or full else []
    if tens > 1:
        words += [UNITS[tens], "mươi"]
        words += [{1: "mốt", 5: "lăm"}.get(unit, UNITS[unit])] if unit else []
    elif tens == 1:
        words += ["mười", *([{5: "lăm"}.get(unit, UNITS[unit])] if unit else [])]
    elif unit:
        words += ["linh", UNITS[unit]] if words else [UNITS[unit]]
    return " ".join(words)


def write_number(value: Decimal) -> str:
    """The number in Vietnamese digits with all its written decimals: Decimal("14286.30") "14.286,30"."""
    return f"{value:,f}".translate({ord(","): ".", ord("."): ","})
