"""What patterns/bodies/organizations.yaml knows of bodies, compiled: tables by name and anchored patterns for each way that names are built."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import Field

from extractor.lexicon.names import is_abbreviation, letters_pattern, name_key, tokens, tree_pattern
from extractor.lexicon.patterns import Rule, Strict, load

Uses = Literal["ministry", "department", "office"]


class FieldEntry(Strict):
    """What a ministry, department or office is named after."""

    name: str
    aliases: list[str] = Field(default_factory=list)
    ministry: bool = False
    department: bool = False
    office: bool = False


class FieldHead(Strict):
    """The noun before a field: "Sở" takes the fields that are a `department`, and is completed by a territory."""

    name: str
    uses: Uses
    level: str
    kind: str
    territory: Literal["tỉnh", "huyện"] | None = None


class FixedEntry(Strict):
    """A body with a fixed name. `branch`: it has branches in provinces ("Kho bạc Nhà nước tỉnh …")."""

    name: str
    level: str | None
    kind: str
    aliases: list[str] = Field(default_factory=list)
    branch: bool = False


class RegionalEntry(Strict):
    """A body of several territories that the number of its region completes."""

    name: str
    level: str
    aliases: list[str] = Field(default_factory=list)
    kind: str = "agency"


class TerritorialEntry(Strict):
    """A body that a territory completes; patterns/bodies/organizations.yaml says what each key means."""

    name: str
    kind: str
    of: list[Literal["tỉnh", "huyện", "xã"]]
    bare: Literal["own"] | None
    aliases: list[str] = Field(default_factory=list)
    level: str | None = None
    level_by: dict[str, str] | None = None
    central_since: datetime.date | None = None


class PartyEntry(Strict):
    """The Party committee of a territory: `for` is the territory's noun, `of` its level."""

    name: str
    of: Literal["tỉnh", "huyện"]
    for_: str = Field(alias="for")
    kind: str = "party"
    aliases: list[str] = Field(default_factory=list)


class Named(Strict):
    """A name with its aliases; `own` is the head noun that a title alone refers to, `alone` what else names the officer, `of` the kinds
    of bodies that have this head (nothing: any)."""

    name: str
    aliases: list[str] = Field(default_factory=list)
    own: str | None = None
    level: str | None = None
    alone: list[str] = Field(default_factory=list)
    of: list[str] = Field(default_factory=list)


class FreeHead(Strict):
    """The head noun of bodies that no list holds. `about`: the name may go on with "về …"; `direct`: a territory may follow at once
    ("Đảng ủy xã …"); `capital`: the next word must be capitalised, since the noun also begins phrases that are no names ("Ban lãnh
    đạo"); `numbered`: a number may follow ("Quân khu 5");
    `of_body`: another body's name may follow, which completes it ("Ban cán sự đảng UBND tỉnh").
    """

    name: str
    level: str | None
    kind: str
    aliases: list[str] = Field(default_factory=list)
    about: bool = False
    direct: bool = False
    capital: bool = False
    numbered: bool = False
    of_body: bool = False


class OrganizationsFile(Rule):
    """patterns/bodies/organizations.yaml."""

    fields: list[FieldEntry]
    field_heads: list[FieldHead]
    fixed: list[FixedEntry]
    regional: list[RegionalEntry]
    territorial: list[TerritorialEntry]
    party: list[PartyEntry]
    party_organs: list[Named]
    council_organs: list[Named]
    leaders: list[Named]
    officers: list[Named]
    free_heads: list[FreeHead]
    proper_kinds: list[str]
    name_nouns: list[str]
    short_forms: list[str]
    hard_stops: list[str]
    soft_stops: list[str]
    closers: list[str]
    phrases: list[str]
    not_after: dict[str, list[str]]
    not_before: dict[str, list[str]]
    plurals: list[str]
    joint_words: list[str]


@dataclass(frozen=True, slots=True)
class Names:
    """Names and aliases of one kind: an anchored pattern and the entry of each name."""

    pattern: re.Pattern[str]
    table: dict[str, Any]
    first: frozenset[str]

    def match(self, text: str, position: int) -> tuple[int, Any] | None:
        """The entry whose name begins at `position`: (end, entry)."""
        # Most places begin none of them, which their first two letters tell.
        if text[position : position + 2].lower() not in self.first:
            return None
        match = self.pattern.match(text, position)
        return (match.end(), self.table[name_key(match[0])]) if match else None


def compile_names(entries: Iterable[tuple[str, Any]], *, capital: bool = False) -> Names:
    """Names for (name, entry) pairs; abbreviations match with case, `capital` asks the same of a name's first letter."""
    table: dict[str, Any] = {}
    words: list[str] = []
    short: list[str] = []
    for name, entry in entries:
        table.setdefault(name_key(name), entry)
        if is_abbreviation(name):
            short.append(name)
        else:
            words.append(name.lower())
    first = r"(?=[^\W\d_a-zà-ỹđ])" if capital else ""
    pattern = rf"(?:{first}(?i:{tree_pattern(words)})|{tree_pattern(short)})(?!\w)"
    return Names(re.compile(_upper_first(pattern) if capital else pattern), table, frozenset(name[:2].lower() for name in (*words, *short)))


def _upper_first(pattern: str) -> str:
    # "à-ỹ" holds both cases in Unicode, so the capital is asked for by a class made of all capital letters.
    capitals = "".join(
        sorted({c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and (c < "\u0180" or c >= "\u1ea0" or c in "ƠƯ")})
    )
    return pattern.replace(r"(?=[^\W\d_a-zà-ỹđ])", f"(?=[{re.escape(capitals)}])")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All name tables, and `trigger`: where in a text a body's name may begin."""

    data: OrganizationsFile
    fields: dict[str, Names]
    heads: Names
    fixed: Names
    regional: Names
    territorial: Names
    party: Names
    party_organs: Names
    council_organs: Names
    leaders: Names
    officers: Names
    free: Names
    plural: re.Pattern[str]
    hard_stops: frozenset[str]
    soft_stops: frozenset[str]
    closer: re.Pattern[str]
    phrase: re.Pattern[str]
    not_after: dict[str, frozenset[str]]
    not_before: dict[str, frozenset[str]]
    trigger: re.Pattern[str]
    name_nouns: re.Pattern[str]
    short_forms: frozenset[str]


def _pairs(entries: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(name, entry) for entry in entries for name in (entry.name, *entry.aliases)]


@cache
def gazetteer() -> Gazetteer:
    """The compiled gazetteer; raises PatternError where the file is broken."""
    data = load("organizations", OrganizationsFile)
    heads = {head.name: head for head in data.field_heads}
    fields = {
        head.name: compile_names(_pairs(field for field in data.fields if getattr(field, head.uses))) for head in data.field_heads
    }
    officers = [(name, entry) for entry in data.officers for name in (entry.name, *entry.aliases, *entry.alone)]
    return Gazetteer(
        data=data,
        fields=fields,
        heads=compile_names(list(heads.items())),
        fixed=compile_names(_pairs(data.fixed)),
        regional=compile_names(_pairs(data.regional)),
        territorial=compile_names(_pairs(data.territorial)),
        party=compile_names(_pairs(data.party)),
        party_organs=compile_names(_pairs(data.party_organs)),
        council_organs=compile_names(_pairs(data.council_organs)),
        leaders=compile_names(_pairs(data.leaders)),
        officers=compile_names(officers),
        free=compile_names(_pairs(data.free_heads), capital=True),
        plural=re.compile(rf"(?i:{tree_pattern(data.plurals)})(?!\w)"),
        hard_stops=frozenset(data.hard_stops),
        soft_stops=frozenset(data.soft_stops),
        closer=re.compile(rf"(?:{tree_pattern(data.closers)})(?!\w)"),
        phrase=re.compile(rf"(?i:{tree_pattern(data.phrases)})(?!\w)"),
        not_after={word: frozenset(before) for word, before in data.not_after.items()},
        not_before={word: frozenset(after) for word, after in data.not_before.items()},
        trigger=_trigger(data),
        name_nouns=re.compile(rf"(?:(?i:{tree_pattern(data.name_nouns)})(?!\w)\s*)*"),
        short_forms=frozenset(data.short_forms),
    )


def _trigger(data: OrganizationsFile) -> re.Pattern[str]:
    """Where a name may begin: its first word capitalised or in capitals, or its first two words in lower case.

    A single word in lower case ("sở", "ban") begins no name, so that running text costs nothing.
    """
    starts: set[str] = set()
    named = [
        e
        for group in (
            data.fixed,
            data.regional,
            data.territorial,
            data.party,
            data.party_organs,
            data.council_organs,
            data.leaders,
            data.officers,
        )
        for e in group
    ]
    names = [name for e in named for name in (e.name, *e.aliases)]
    names += [f"{head.name} {field.name}" for head in data.field_heads for field in data.fields if getattr(field, head.uses)]
    for name in names:
        words = tokens(name)
        if is_abbreviation(words[0]) or not words[0].isalpha():
            starts.add(words[0])
            continue
        starts.update({words[0][:1].upper() + words[0][1:], words[0].upper()})
        if len(words) > 1 and words[1].isalpha():
            starts.add(f"{words[0].lower()} {words[1].lower()}")
            if not words[1].islower():
                starts.add(f"{words[0].lower()} {words[1]}")
    for entry in data.free_heads:
        for name in (entry.name, *entry.aliases):
            word = tokens(name)[0]
            starts.update({word, word.upper()})
    starts.update(word for word in data.joint_words)
    return re.compile(rf"(?<!\w){letters_pattern(starts)}(?![a-zđ])")
