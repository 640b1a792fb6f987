"""Columns whose heads name the columns that they are made of.

    KH 2029 | TH T1/2029 | Ước TH T2/2029 | Ước TH 2T/2029 | TH 2T/2028 | T2/T1 | 2T-2029/2T-2028 | 2T-2029/KH 2029
    Kế hoạch | Thực hiện | So với KH (%)                      the plan by its name, the result nearest to the rate
    TH 4 tháng | Ước TH tháng 5 | Ước TH 5 tháng              a longer time of shorter ones
    Tiếp nhận | Đúng hạn | Trễ hạn,  Giao | Đã làm | Còn lại  heads that make up a whole, and what remains

The heads only say which rules are asked for; `column_rules` believes those that the rows keep. Linear: each column looks at those near it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import regex

from extractor.audit.tables.columns import ColumnRule
from extractor.audit.tables.sheet import Sheet
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import Strict, alternatives, compile_rule, load

REACH = 16  # columns around a rate that its head may name
LEVELS = 4  # columns before a rate of which it may be, where its head names its base only
PLAIN = 3  # and where it names neither
OFFERS = 8  # pairs of columns that a head may mean
MONTHS, QUARTERS, HALF = 12, 4, 6
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
ABBREVIATED = regex.compile(r"(?<!\p{L})(\p{L}{1,2})\.\s?(?=\p{L})")
WORD = regex.compile(r"\p{L}+|\d+")
YEAR = regex.compile(r"(?:19|20)\d\d")
SLASH = regex.compile(r"(?<=[\p{L}\d)])\s*[/:]\s*(?=\p{L}|(?:19|20)\d\d(?!\d))")


class Heads(Strict):
    names: dict[str, list[str]]
    dropped: list[str]
    planned: list[str]
    rate: list[str]
    growth: list[str]
    against: list[str]
    rest: list[str]
    glued: list[str]


class HeadsFile(Strict):
    heads: Heads


@dataclass(frozen=True)
class HeadWords:
    """The words of patterns/audit/heads.yaml, compiled."""

    names: Any
    signs: Mapping[str, str]
    dropped: Any
    planned: frozenset[str]
    rate: Any
    growth: Any
    against: Any
    rest: Any
    glued: Any


@cache
def head_words() -> HeadWords:
    """The words of heads. Raises PatternError naming the rule that cannot be used."""
    p = load("heads", HeadsFile).heads

    def rule(words: Sequence[str], name: str, before: str = r"(?<!\p{L})", after: str = r"(?!\p{L})") -> Any:
        pattern = "|".join(rf"{before}{regex.escape(w)}{after}" if w[0].isalpha() else regex.escape(w) for w in sorted(words, key=len, reverse=True))
        return compile_rule(pattern, file="heads", rule=name, flags=regex.IGNORECASE)

    signs = {word.casefold(): sign for sign, words in p.names.items() for word in words}
    return HeadWords(
        rule(list(signs), "names"),
        signs,
        rule(p.dropped, "dropped"),
        frozenset(p.planned),
        rule(p.rate, "rate"),
        rule(p.growth, "growth"),
        compile_rule(rf"(?<!\p{{L}})(?:{alternatives(p.against)})(?!\p{{L}})", file="heads", rule="against", flags=regex.IGNORECASE),
        compile_rule(rf"\W*(?:{alternatives(p.rest)})(?!\p{{L}})", file="heads", rule="rest", flags=regex.IGNORECASE),
        compile_rule(rf"(?<!\p{{L}})(?:{alternatives(p.glued)})(?=th?(?!\p{{L}})|\d)", file="heads", rule="glued", flags=regex.IGNORECASE),
    )


@lru_cache(maxsize=1 << 12)
def signs_of(head: str) -> tuple[str, ...]:
    """What a head names, in signs that every way to write it has in common: "Ước TH 2T.2029", "ước thực hiện 2 tháng năm 2029" → ư th 2t 2029."""
    known = head_words()
    said = ABBREVIATED.sub(r"\1", head.casefold())
    said = known.glued.sub(r"\g<0> ", said)
    said = known.names.sub(lambda m: f" {known.signs[m[0].casefold()]} ", said)
    words = WORD.findall(known.dropped.sub(" ", said))
    found: list[str] = []
    at = 0
    while at < len(words):
        word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
        if word.isdecimal() and following == "t" and 1 <= int(word) <= MONTHS:
            found.append(f"{word.lstrip('0')}t" if int(word) > 1 else "t1")
            at += 2
        elif word in ("t", "q") and (number := _number(word, following)):
            found.append(f"{word}{number}")
            at += 2
        else:
            found.append(word)
            at += 1
    return tuple(found)


def _number(sign: str, word: str) -> int:
    """The number of a month or quarter; zero for any other word."""
    number = int(word) if word.isdecimal() else ROMAN.get(word, 0) if sign == "q" else 0
    return number if number <= (QUARTERS if sign == "q" else MONTHS) else 0


def named_rules(sheet: Sheet) -> Iterator[ColumnRule]:
    """The rules that the heads of a table ask for."""
    heads = _Heads(sheet)
    for column, said in heads.rates.items():
        yield from heads.of_rate(column, said)
    yield from heads.longer_times()
    yield from heads.remaining()
    yield from heads.parted()


class _Heads:
    """The heads of a sheet's columns of figures, in signs."""

    def __init__(self, sheet: Sheet) -> None:
        known = head_words()
        columns = sorted({*sheet.values, *sheet.rates})
        self.paths = {c: sheet.grid.heads[c] for c in columns if c < len(sheet.grid.heads) and sheet.grid.heads[c]}
        self.signs = {c: frozenset(signs_of(" ".join(path))) for c, path in self.paths.items()}
        self.rates: dict[int, str] = {}
        for column, path in self.paths.items():
            first = next((i for i, words in enumerate(path) if known.rate.search(words)), None)
            if first is not None:
                self.rates[column] = " ".join(path[first:])
            elif any(SLASH.search(words) and len(set(signs_of(words))) > 1 for words in path[-1:]) and column in sheet.rates:
                self.rates[column] = path[-1]
        self.amounts = [c for c in sheet.values if c not in self.rates]

    def near(self, column: int) -> list[int]:
        """The columns of amounts around a column, those before it first, the nearest first."""
        return sorted((c for c in self.amounts if abs(c - column) <= REACH and c != column), key=lambda c: (c > column, abs(c - column)))

    def called(self, signs: Sequence[str], near: Sequence[int]) -> list[int]:
        """The columns that bear all signs, or all but "estimated", or all but "result" besides."""
        asked = frozenset(signs)
        for left in (asked, asked - {"ư"}, asked - {"ư", "th"}):
            found = [c for c in near if left and left <= self.signs.get(c, frozenset())]
            if found:
                return found
        return []

    def of_rate(self, column: int, said: str) -> Iterator[ColumnRule]:
        """The two columns of a rate: both named ("TH/KH"), its base ("so với KH"), or none."""
        near = self.near(column)
        pairs: list[tuple[int, int]] = []
        for level, base in _sides(said):
            levels, bases = self.called(level, near), self.called(base, near)
            if len(levels) == len(bases) == 1 and levels != bases:
                yield ColumnRule("ratio", column, (levels[0], bases[0]), True, by_name=True)
            if levels and bases:
                pairs += [(a, b) for a in levels for b in bases if a != b]
            elif bases and not level:
                pairs += [(a, b) for b in bases for a in [c for c in near if c < column and c != b][:LEVELS]]
        before = [c for c in near if c < column][:PLAIN]
        pairs = pairs[:OFFERS] + [(a, b) for a in before for b in before if a != b]
        kinds = ("growth", "ratio") if head_words().growth.search(said) else ("ratio",)
        for a, b in dict.fromkeys(pairs):
            yield from (ColumnRule(kind, column, (a, b), True) for kind in kinds)
        if len(kinds) > 1 and "%" not in said:
            # "Năm 2028 | Năm 2029 | Tăng, giảm": the later is the earlier and the change.
            yield from (ColumnRule("sum", later, (earlier, column), True, changes=True) for later in before for earlier in before if earlier != later)

    def longer_times(self) -> Iterator[ColumnRule]:
        """ "Quý I | Quý II | 6 tháng": a time from the beginning of the year, by the shorter times that follow each other up to its end."""
        told = [(span, column) for column in self.amounts if column in self.signs and (span := _span(self.signs[column])) is not None]
        for whole, column in told:
            if whole.first != 1 or whole.last == 1:
                continue
            # A year may stand over the whole only.
            shorter = [(s, c) for s, c in told if c != column and s.planned == whole.planned and s.year in (whole.year, "") and s.last <= whole.last][-REACH:]
            parts = _chained(shorter, column, whole.last)
            if len(parts) >= 2:
                yield ColumnRule("sum", column, tuple(parts), True, by_name=True)

    def remaining(self) -> Iterator[ColumnRule]:
        """ "Giao | Đã thực hiện | Còn lại"."""
        for column in self.amounts:
            path = self.paths.get(column)
            if path and head_words().rest.match(path[-1]):
                before = [c for c in self.near(column) if c < column][:PLAIN]
                for whole in before:
                    for done in before:
                        if whole < done:
                            yield ColumnRule("sum", whole, (done, column), True)

    def parted(self) -> Iterator[ColumnRule]:
        """ "Tiếp nhận | Đúng hạn | Trễ hạn": neighbours whose names make up a whole, and the column before them."""
        for place in range(1, len(self.amounts) - 1):
            whole, one, other = self.amounts[place - 1 : place + 2]
            names = [self.paths[c][-1] for c in (one, other) if c in self.paths]
            if len(names) == 2 and other - one == 1 and _make_up(names):
                yield ColumnRule("sum", whole, (one, other), True)


def _make_up(names: Sequence[str]) -> bool:
    """Two names that make up a whole, in the order of the set or the other."""
    for _, parts in vocabulary().partitions:
        if len(parts) == len(names):
            for one, other in (parts, parts[::-1]):
                if one.search(names[0]) and other.search(names[1]) and not (one.search(names[1]) and other.search(names[0])):
                    return True
    return False


def _sides(said: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The two sides of a rate in signs, wherever its head may be cut; the first is empty where only the base is named."""
    words = head_words()
    cuts = [m.span() for m in words.against.finditer(said)] + [m.span() for m in SLASH.finditer(said)]
    for start, end in cuts:
        level, base = signs_of(said[:start]), signs_of(said[end:])
        if base:
            yield level, base
            if level:
                yield (), base
    if not cuts:
        base = signs_of(said)
        if base:
            yield (), base


@dataclass(frozen=True, slots=True)
class Months:
    """What a column tells: the months of a year, and whether they are planned."""

    planned: frozenset[str]
    year: str
    first: int
    last: int


def _span(signs: frozenset[str]) -> Months | None:
    """The months that the signs of a head name; None where they name none, or several."""
    year = "".join(sorted(s for s in signs if YEAR.fullmatch(s)))
    found: list[tuple[int, int]] = []
    for sign in signs:
        if sign[:1] in ("t", "q") and sign[1:].isdecimal():
            number = int(sign[1:])
            found.append((number, number) if sign[0] == "t" else (3 * number - 2, 3 * number))
        elif sign.endswith("t") and sign[:-1].isdecimal():
            found.append((1 + HALF, MONTHS) if "cuối" in signs and int(sign[:-1]) == HALF else (1, int(sign[:-1])))
    if not found and ("cả" in signs or year):
        found = [(1, MONTHS)]
    if len(found) != 1 or len(year) > 4 or "ck" in signs:
        return None
    return Months(signs & head_words().planned, year, *found[0])


def _chained(told: Sequence[tuple[Months, int]], whole: int, last: int) -> list[int]:
    """The columns of times that follow each other from the first month to the last, the longest first; none where they leave a gap."""
    parts: list[int] = []
    month = 1
    while month <= last:
        here = [(span.last, -abs(c - whole), c) for span, c in told if span.first == month and (month, span.last) != (1, last)]
        if not here:
            return []
        end, _, column = max(here)
        parts.append(column)
        month = end + 1
    return parts
