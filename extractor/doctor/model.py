"""The values of a diagnosis, and the words that it looks for (patterns/doctor/doctor.yaml)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from extractor.lexicon.patterns import Rule, load

Runs = list[tuple[int, int]]


class DoctorFile(Rule):
    """patterns/doctor/doctor.yaml."""

    classes: dict[str, list[str]]
    body_nouns: dict[str, str]
    no_recipients: list[str]
    number_words: list[str]
    no_units: list[str]
    unit_example: str


@cache
def words() -> DoctorFile:
    """The file's content; raises PatternError where it is broken."""
    return load("doctor", DoctorFile)


@cache
def class_of_rule() -> Mapping[str, str]:
    """The class of each rule by which a number is no figure."""
    return {rule: name for name, rules in words().classes.items() for rule in rules}


@dataclass(frozen=True, slots=True)
class Example:
    """A place in a document: `start` in its canonical text, the words around, the page, the headings above, and for a table its number, row and
    column, all counted from 1, and the cell's own name in a spreadsheet."""

    start: int
    text: str
    page: int | None = None
    section: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was not understood: its kind, what it is, how often it stands there, and the first places.

    `detail` is a word of the kind's own (what a column was taken for, why a part was not read); `line` would add it to the rules `rules`: a part of
    that YAML file.
    """

    kind: str
    what: str
    count: int
    examples: tuple[Example, ...] = ()
    detail: str = ""
    rules: str | None = None
    line: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One document: `counts` (digit runs, cells, columns … and how many of each are in no record), the digit runs that are known to be no figures by
    class, and what was not understood."""

    counts: Mapping[str, int]
    classes: Mapping[str, int]
    items: tuple[Item, ...] = field(default=())


def merged(runs: Iterable[tuple[int, int]]) -> Runs:
    """Sorted half-open runs without overlap, which cover what `runs` cover."""
    joined: Runs = []
    for start, end in sorted(runs):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


class Cover:
    """Asks whether a run touches one of many."""

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        self._runs = merged(runs)
        self._starts = [start for start, _ in self._runs]

    def touches(self, start: int, end: int) -> bool:
        """Whether one of the runs overlaps `[start, end)`."""
        place = bisect_right(self._starts, end - 1) - 1
        return place >= 0 and self._runs[place][1] > start


Lines = Mapping[str, tuple[str, Mapping[str, Any]]]


class Collector:
    """Gathers things of one kind by their words: how often each stands, and its first places."""

    MOST_PLACES = 3
    MOST = 300  # things of one kind in one document

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.counts: dict[tuple[str, str], int] = {}
        self.places: dict[tuple[str, str], list[Example]] = {}

    def add(self, what: str, place: Example, count: int = 1, detail: str = "") -> None:
        """Notes `count` more of `what`."""
        key = (what, detail)
        self.counts[key] = self.counts.get(key, 0) + count
        kept = self.places.setdefault(key, [])
        if len(kept) < self.MOST_PLACES:
            kept.append(place)

    def items(self, lines: Lines | None = None) -> list[Item]:
        """What was gathered, the most frequent first; `lines` gives a thing its rules and its line."""
        made = []
        for (what, detail), count in sorted(self.counts.items(), key=lambda pair: (-pair[1], pair[0]))[: self.MOST]:
            rules, line = (lines or {}).get(what, (None, None))
            made.append(Item(self.kind, what, count, tuple(self.places[what, detail]), detail, rules, line))
        return made
