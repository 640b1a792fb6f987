"""How a name that a letterhead writes in capitals is written in a sentence: "XÍ NGHIỆP THỦY LỢI KỲ ANH" → "Xí nghiệp thủy lợi Kỳ Anh".

Listed bodies know their letter case themselves. Of the others, the places that they name keep their capitals: territories behind their noun, places and regions that
patterns/bodies/provinces.yaml lists, short forms and Roman numerals; and what the running text of the document writes with capitals (`recased`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import regex

from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.provinces import province_at, provinces, territory_at
from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import BODIES
from extractor.readers.syllables import is_syllable

_ROMAN = regex.compile(r"[IVX]+")
_MOST = 4  # words of a place's name
_VOWEL = regex.compile(r"[AEIOUY]")
_LIMIT = 20  # places of the text that are looked at


def cased(words: str, *, first: bool = True) -> str:
    """Words in capitals as a name is written, its first one with a capital where they are its beginning (`first`)."""
    if not words.isupper():
        return words
    parts = words.split()
    short = gazetteer().short_forms
    last = len(parts) - 1
    made = [
        part if part in short or (n and _ROMAN.fullmatch(part) and (n == last or parts[n + 1].lower() in provinces().behind_places)) else _foreign(part) or part.lower()
        for n, part in enumerate(parts)
    ]
    line = " ".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:n]) for n in range(len(parts))]
    for n in range(len(parts)):
        count, name = _place(line, starts[n], [part.lower() for part in parts[n : n + _MOST]], parts[n + _MOST : n + _MOST + 1], not first)
        if count:
            made[n : n + count] = name.split(" ")
            if n and made[n - 1] in provinces().directions and n > 1:
                made[n - 1] = made[n - 1].capitalize()
    region = BODIES.of_named_region.search(line)
    if region:
        of_region = len(region["place"].split())
        made[-of_region:] = [word if not word.islower() else word.capitalize() for word in made[-of_region:]]
    for n, part in enumerate(made):
        if (n == 0 and first) or (n and made[n - 1] == "-"):
            made[n] = part[:1].upper() + part[1:]
    return " ".join(made)


@lru_cache(maxsize=1 << 12)
def _foreign(word: str) -> str | None:
    """A word that is no Vietnamese syllable: a name ("Viettel", "Krông"), or letters that stand for words ("VNPT"); None for a syllable."""
    if not word.isalpha() or is_syllable(word.lower()):
        return None
    return word.capitalize() if _VOWEL.search(fold(word).upper()) else word


def _place(line: str, start: int, following: Sequence[str], beyond: Sequence[str], inside: bool) -> tuple[int, str]:
    """How many words from `start` on are a place, and how it is written; (0, "") where none begins."""
    if gazetteer().phrase.match(line, start):
        return 0, ""  # "XÃ HỘI" is no commune
    territory = territory_at(line, start, gazetteer().hard_stops) if start or inside else None
    if territory is not None and territory.name and len(territory.full) == territory.end - start:
        return len(territory.full.split(" ")), territory.full
    for count in range(len(following), 0, -1):
        name = places().get(" ".join(following[:count]))
        behind = [*following[count:], *beyond]
        if name is not None and (count > 1 or not behind) and (inside or start or behind) and (not behind or behind[0] in provinces().behind_places or name in provinces().regions):
            return count, name
    province = province_at(line, start) if start or inside else None
    if province is not None and province[0] == len(line):
        return len(line[start:].split()), province[1].name if len(province[1].name) == len(line) - start else line[start:]
    return 0, ""


@cache
def places() -> dict[str, str]:
    """Places and regions by their small letters."""
    data = provinces()
    names = [*data.districts, *data.place_names, *data.regions, *(name for entry in data.provinces for name in (entry.name, *entry.cities))]
    return {name.lower(): name for name in names}


def recased(name: str, text: str) -> str:
    """An unlisted name with the letter case that the running text gives it, as a whole or to its last words; unchanged where the text does not have it."""
    lower, wanted = text.lower(), name.lower()
    if len(lower) != len(text):
        return name
    place = lower.find(wanted)
    while place >= 0:
        found = text[place : place + len(name)]
        if found[:1].isupper() and not found.isupper():
            return found
        place = lower.find(wanted, place + 1)
    words = name.split(" ")
    for count in range(min(_MOST, len(words) - 1), 1, -1):
        tail = words[-count:]
        if any(word != word.lower() or not word.isalpha() for word in tail):
            continue
        written = _written(" ".join(tail), text, lower)
        if written is not None:
            return " ".join([*words[:-count], written])
    return name


def _written(tail: str, text: str, lower: str) -> str | None:
    """Last words of a name as the text writes them where it always gives each a capital."""
    written: str | None = None
    place = lower.find(tail)
    for _ in range(_LIMIT):
        if place < 0:
            break
        found = text[place : place + len(tail)]
        edges = text[max(0, place - 1) : place] + text[place + len(tail) : place + len(tail) + 1]
        if not found.isupper() and not any(c.isalnum() for c in edges):
            if not all(word[:1].isupper() for word in found.split(" ")):
                return None
            written = found
        place = lower.find(tail, place + len(tail))
    return written


__all__ = ["cased", "places", "recased"]
