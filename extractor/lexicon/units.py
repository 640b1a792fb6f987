"""The units of patterns/quantities/units.yaml: how they are written, what they measure, how much one is, whether they add up.

One answer for finders, audit and readers. `unit_info` takes a unit as a record has it ("tạ/ha", "VNĐ", "hồ sơ") and says its dimension; a word that
the list does not hold is a counted noun. Raises PatternError where the file cannot be used, or where a word stands under two units.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from pydantic import Field

from extractor.lexicon.patterns import PatternError, Rule, Strict, load
from extractor.messages import SAY


class Measures(Rule):
    """Units of one dimension: `units` by how much of the base one is (None: it differs), `same` other spellings of a unit."""

    about: str
    dimension: str
    intensive: bool = False
    units: dict[str, Decimal | None]
    same: dict[str, list[str]] = Field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        """Every spelling of every unit of the group."""
        return [*self.units, *(word for words in self.same.values() for word in words)]


class Words(Rule):
    about: str
    words: list[str]


class Nouns(Words):
    """Counted nouns; `not_before` and `not_behind` hold the syllables that make another word of one, behind it and in front of it."""

    not_before: dict[str, list[str]]
    not_behind: dict[str, list[str]]


class Bare(Words):
    own: list[str]


class UnitsFile(Strict):
    """patterns/quantities/units.yaml."""

    measures: list[Measures]
    times: list[Measures]
    per: list[str]
    classifiers: Words
    nouns: Nouns
    bare: Bare
    people: Words
    stops: Words

    @property
    def measure_words(self) -> list[str]:
        """Every spelling of every unit of measure."""
        return [word for group in self.measures for word in group.words]

    @property
    def time_words(self) -> list[str]:
        """Every spelling of every span of time."""
        return [word for group in self.times for word in group.words]


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """What a unit is: its canonical `name`, the `dimension` of what stands before "/" ("count" for a noun), `scale` to the dimension's base,
    `intensive` where figures do not add up (temperatures, ages, every rate), and what a rate is `per` ("đồng/người/tháng": người, tháng)."""

    name: str
    dimension: str
    scale: Decimal | None = None
    intensive: bool = False
    per: tuple[str, ...] = ()


@cache
def units() -> UnitsFile:
    """patterns/quantities/units.yaml, read once."""
    return load("units", UnitsFile)


def _entries() -> Iterator[tuple[str, UnitInfo]]:
    for group in (*units().measures, *units().times):
        for name in group.same:
            if name not in group.units:
                raise PatternError(f"patterns/quantities/units.yaml: {group.dimension} → same → {name}", *SAY.lexicon("not_in_units"))
        for name, scale in group.units.items():
            info = UnitInfo(name, group.dimension, scale, group.intensive)
            for word in (name, *group.same.get(name, ())):
                yield word.casefold(), info


@cache
def _table() -> dict[str, UnitInfo]:
    table: dict[str, UnitInfo] = {}
    for word, info in _entries():
        if table.setdefault(word, info).name != info.name:
            raise PatternError(f"patterns/quantities/units.yaml: {word}: {table[word].name} ≠ {info.name}")
    return table


@cache
def _per() -> frozenset[str]:
    return frozenset(word.casefold() for word in units().per)


@lru_cache(maxsize=4096)
def unit_info(unit: str | None) -> UnitInfo:
    """What `unit` is. A unit with "/" is a rate where what stands behind is one of `per` ("người/lớp") or a measure stands before ("đồng/mũ"), else the noun that it
    names ("tin/bài")."""
    name = " ".join((unit or "").casefold().split())
    head, *rest = (part.strip() for part in name.split("/"))
    table = _table()
    per = tuple(rest) if any(part in _per() for part in rest) or (head in table and name not in table) else ()
    found = table.get(head if per else name)
    if found is None:
        return UnitInfo(name, "count", Decimal(1), bool(per), per)
    if per:
        return UnitInfo("/".join((found.name, *per)), found.dimension, found.scale, True, per)
    return found
