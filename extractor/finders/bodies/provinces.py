"""Provinces and the nouns of territorial units: finds "tỉnh Sơn La", "TP.HCM" or "Đăk Lăk" in a text and writes them canonically.

The canonical form is the kind and the name, "tỉnh Sơn La", "thành phố Cần Thơ". Data: patterns/bodies/provinces.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import regex
from pydantic import Field

from extractor.lexicon.names import is_abbreviation, name_key, tree_pattern
from extractor.lexicon.patterns import Rule, Strict, load
from extractor.lexicon.phrases import BODIES
from extractor.quick import quick

Level = Literal["tỉnh", "huyện", "xã"]
NAME = 4  # words of a place's name in capitals that may hold a stop word


class ProvinceEntry(Rule):
    """A province or centrally run city, with the days between which it existed under this name."""

    name: str
    kind: Literal["tỉnh", "thành phố"]
    capital: str | None = None
    aliases: list[str] = Field(default_factory=list)
    cities: list[str] = Field(default_factory=list)

    @property
    def full(self) -> str:
        """The canonical form: "tỉnh Sơn La"."""
        return f"{self.kind} {self.name}"


class UnitEntry(Strict):
    """A noun of territorial units and how it is shortened."""

    kind: str
    level: Level
    words: list[str]
    abbreviations: list[str] = Field(default_factory=list)


class ProvincesFile(Rule):
    """patterns/bodies/provinces.yaml."""

    provinces: list[ProvinceEntry]
    units: list[UnitEntry]
    place_syllables: list[str]
    place_names: list[str]
    districts: list[str]
    regions: list[str]
    directions: list[str]
    behind_places: list[str]


@quick
@dataclass(frozen=True, slots=True)
class Territory:
    """A territorial unit that a text names: `kind` "huyện", `name` "Mai Sơn" (None where the noun stands alone), `level`, and where it ends.

    `end` is the offset after it. `generic` is true where no single unit is meant ("các huyện", "cấp tỉnh").
    """

    kind: str
    name: str | None
    level: Level
    end: int
    generic: bool = False

    @property
    def full(self) -> str:
        """The canonical form, or the noun alone."""
        return f"{self.kind} {self.name}" if self.name else self.kind


@cache
def provinces() -> ProvincesFile:
    """The file's content; raises PatternError where it is broken."""
    return load("provinces", ProvincesFile)


@cache
def _by_key() -> dict[str, ProvinceEntry]:
    table: dict[str, ProvinceEntry] = {}
    for entry in provinces().provinces:
        for name in (entry.name, *entry.aliases):
            table.setdefault(name_key(name), entry)
    return table


@cache
def _name_pattern() -> re.Pattern[str]:
    names = [n for e in provinces().provinces for n in (e.name, *e.aliases)]
    words = tree_pattern(n for n in names if not is_abbreviation(n))
    short = tree_pattern(n for n in names if is_abbreviation(n))
    return re.compile(rf"(?:(?i:{words})|{short})(?![\w])")


@cache
def _city_table() -> dict[str, ProvinceEntry]:
    table: dict[str, ProvinceEntry] = {}
    for entry in provinces().provinces:
        for city in (*entry.cities, *([entry.capital] if entry.capital else [])):
            table.setdefault(name_key(city), entry)
    return table


@cache
def _city_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i:{tree_pattern(c for e in provinces().provinces for c in (*e.cities, e.capital or e.name))})(?![\w])")


@cache
def _unit_pattern() -> re.Pattern[str]:
    words = tree_pattern(w for u in provinces().units for w in u.words)
    short = "|".join(re.escape(a) for a in sorted((a for u in provinces().units for a in u.abbreviations), key=len, reverse=True))
    return re.compile(rf"(?:(?i:{words})(?![\w])|(?:{short})(?![a-zà-ỹđ]))")


@cache
def _unit_table() -> dict[str, UnitEntry]:
    return {key.lower(): unit for unit in provinces().units for key in (*unit.words, *unit.abbreviations)}


# A place's own name: capitalised words ("Cư M'gar", "Phan Rang - Tháp Chàm") or a number ("Quận 5").
_PLACE = regex.compile(
    r"\p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){0,3}(?: ?- ?\p{Lu}[\p{L}'’]*(?: \p{Lu}[\p{L}'’]*){0,2})?|\d{1,2}(?![\d/.,-])"
)


def province_at(text: str, position: int) -> tuple[int, ProvinceEntry] | None:
    """The province whose name (without its noun) begins at `position`: (end, entry)."""
    match = _name_pattern().match(text, position)
    return (match.end(), _by_key()[name_key(match[0])]) if match else None


def territory_at(text: str, position: int, stops: frozenset[str] = frozenset()) -> Territory | None:
    """The territorial unit that begins at `position` with its noun ("tỉnh Sơn La", "TX. An Nhơn", "huyện").

    `stops` are words (lower case) that end a name in a text in capitals ("UBND HUYỆN MAI SƠN BÁO CÁO").
    """
    match = _unit_pattern().match(text, position)
    if not match:
        return None
    unit = _unit_table()[match[0].lower()]
    if unit.kind == "xã" and text[max(0, position - 4) : position].lower() == "tác ":
        return None  # "hợp tác xã Hòa Phú"
    end = match.end()
    start = end + 1 if text[end : end + 1] == " " else end
    if unit.level == "tỉnh":
        found = province_at(text, start)
        if found and found[1].kind == unit.kind and (start > end or match[0][0].isupper()):
            return Territory(unit.kind, found[1].name, "tỉnh", found[0])
    level: Level = "huyện" if unit.kind == "thành phố" else unit.level
    if start == end and not match[0].endswith(".") and match[0] not in {"TP", "Tp", "tp", "TX", "Tx"}:
        return Territory(unit.kind, None, unit.level, end, BODIES.listed_place.match(text, end) is not None)
    place = _PLACE.match(text, start) if unit.kind != "tỉnh" else None
    if place and (unit.kind in {"quận", "phường"} or not place[0][0].isdigit()):
        name = _cut(place[0], stops, BODIES.line_ends.match(text, place.end()) is not None) if match[0].isupper() else _unabbreviated(place[0])
        if name:
            stop, written = start + len(name), _title(name) if match[0].isupper() and (len(name) > 2 or not name.isascii()) else name
            more = _numbered(text, unit.kind, place, stop)
            return Territory(unit.kind, f"{written} {_title(more)}" if more else written, level, stop + (len(more) + 1 if more else 0))
    return Territory(unit.kind, None, unit.level, end, BODIES.listed_place.match(text, end) is not None)


def _numbered(text: str, kind: str, place: Any, stop: int) -> str:
    """What number parts a place from others of its name ("xã Phù Cát 2"), or which city a numbered ward is of ("phường 2 Bảo Lộc"); empty where there is none."""
    if place[0][0].isdigit():
        city = _city_pattern().match(text, stop + 1) if kind == "phường" and text[stop : stop + 1] == " " else None
        return city[0] if city is not None and city[0][0].isupper() else ""
    number = BODIES.number_of_place.match(text, stop) if kind in {"xã", "phường"} and stop == place.end() else None
    return number["number"] if number is not None else ""


def _unabbreviated(name: str) -> str:
    """`name` up to the first abbreviation, which cannot belong to it."""
    words = name.split(" ")
    return " ".join(words[: next((n for n, word in enumerate(words) if len(word) > 1 and word.isupper()), len(words))])


def _cut(name: str, stops: frozenset[str], whole: bool) -> str:
    """`name` in a text in capitals up to the first stop word that cannot belong to it. `whole`: its line ends with it."""
    words = name.split(" ")
    lower = name.lower().split(" ")
    known = next((count for count in (3, 2) if " ".join(lower[:count]) in _place_names()), 0)
    for count in range(known, len(words)):
        if (lower[count] in stops or " ".join(lower[count : count + 2]) in stops) and not (whole and _in_name(lower, count, stops)):
            return " ".join(words[:count])
    return name


def _in_name(words: Sequence[str], count: int, stops: frozenset[str]) -> bool:
    """Whether a stop word is a syllable of a place's name that fills the rest of its line ("HUYỆN KỲ SƠN", "HUYỆN TÂN KỲ", no "HUYỆN ĐÃ BAN HÀNH")."""
    if not 1 < len(words) <= NAME or words[count] not in _place_syllables():
        return False
    return not any(word in stops and word not in _place_syllables() for word in words) and sum(word in stops for word in words) < len(words)


@cache
def _place_syllables() -> frozenset[str]:
    return frozenset(provinces().place_syllables)


@cache
def _place_names() -> dict[str, str]:
    return {name.lower(): name for name in provinces().place_names}


def _title(name: str) -> str:
    """A name in capitals as it is written: with a capital a word, or as the list of names has it ("M'Drắk")."""
    return _place_names().get(name.lower().replace("’", "'")) or " ".join(w if w.isdigit() else w[:1].upper() + w[1:].lower() for w in name.split(" "))


def canonical_province(name: str) -> str | None:
    """The canonical form of a province that `name` writes in any way: "TP.HCM" → "thành phố Hồ Chí Minh"; None where it is none."""
    name = " ".join(name.split())
    territory = territory_at(name, 0)
    if territory and territory.end == len(name) and territory.name:
        entry = _by_key().get(name_key(territory.name))
        return entry.full if entry and entry.kind == territory.kind else None
    found = province_at(name, 0)
    return found[1].full if found and found[0] == len(name) else None


def province_in(text: str) -> str | None:
    """The first province that `text` names with its noun, or else by its bare name: canonical form, None where there is none."""
    for match in _unit_pattern().finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        territory = territory_at(text, match.start())
        if territory and territory.level == "tỉnh" and territory.name:
            return territory.full
    for match in _name_pattern().finditer(text):
        if (not match.start() or not text[match.start() - 1].isalnum()) and match[0][0].isupper():
            return _by_key()[name_key(match[0])].full
    return None


def province_of_place(place: str) -> str | None:
    """The province that a letterhead's place names: "Nha Trang", "Khánh Hòa", "TP. Vinh" → "tỉnh Nghệ An"; None where none does."""
    place = " ".join(place.split()).strip(" .,")
    direct = canonical_province(place)
    if direct:
        return direct
    territory = territory_at(place, 0)
    name = territory.name if territory and territory.name and territory.end == len(place) else place
    entry = _city_table().get(name_key(name))
    return entry.full if entry else None


def bare_name(full: str) -> str:
    """The name in a canonical form: "tỉnh Sơn La" → "Sơn La"."""
    for kind in ("tỉnh ", "thành phố "):
        if full.startswith(kind):
            return full[len(kind) :]
    return full


def bare_province_counts(text: str) -> dict[str, int]:
    """How often a text names each province, with its noun or without: canonical form → count."""
    counts: dict[str, int] = {}
    find = _name_pattern().match
    start = 0
    # Only where a name may begin, as its first two letters say: trying the whole pattern at every letter takes ten times as long.
    while (begin := _first_letters().search(text, start)) is not None:
        match = find(text, begin.start())
        start = match.end() if match is not None else begin.start() + 1
        if match is None or (match.start() and text[match.start() - 1].isalnum()):
            continue
        if match[0][0].isupper():
            full = _by_key()[name_key(match[0])].full
            counts[full] = counts.get(full, 0) + 1
    return counts


@cache
def _first_letters() -> re.Pattern[str]:
    """The first two letters of every province's names, in either case."""
    names = {n[:2] for e in provinces().provinces for n in (e.name, *e.aliases)}
    pairs: dict[str, set[str]] = {}
    for one, other in {(a, b) for n in names for a in (n[0].lower(), n[0].upper()) for b in (n[1].lower(), n[1].upper())}:
        pairs.setdefault(one, set()).add(other)
    return re.compile("|".join(f"{re.escape(one)}[{re.escape(''.join(sorted(others)))}]" for one, others in sorted(pairs.items())))
