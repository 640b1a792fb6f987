"""Names of bodies that recognition misread in a letterhead: "ÚY BAN NHÂN DÂN", "HỘI ĐÒNG", "TINH" → the one listed name that they can be.

Only words in capitals are mended, whole words at a time, against the names that patterns/bodies lists: first without marks, then with a letter in ten
wrong. A place's name is mended only behind its noun ("TỈNH KIÊN GIÀNG"), and what can be two names stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import regex
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.provinces import provinces
from extractor.finders.header.patterns import header_patterns
from extractor.lexicon.document_types import document_types
from extractor.lexicon.needed import guarded
from extractor.lexicon.patterns import fold
from extractor.readers.syllables import is_syllable

_DUST = regex.compile(r"(?<!\S)[^\p{Lu}\p{Ll}\d\s,.&–-]+(?!\S)")
_CAPITALS = regex.compile(r"\p{Lu}{2}")
_LONGEST = 12
_FUZZY = 10
"""Shorter names have too many neighbours for a wrong letter."""
_BEFORE_LEVEL = frozenset({"DÂN", "UBND", "HĐND"})  # what a level that was misread stands behind, within a line
_LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn")


@cache
def _names() -> dict[str, str]:
    """Names by their folded form; one that two names share is left out."""
    data = gazetteer().data
    names = [entry.name for group in (data.fixed, data.territorial) for entry in group]
    names += [f"{head.name} {f.name}" for head in data.field_heads for f in data.fields if getattr(f, head.uses)]
    names += [f"{level} {place}" for place in (entry.name for entry in provinces().provinces) for level in _LEVELS[:2]]
    names += [f"{_LEVELS[1]} {city}" for entry in provinces().provinces for city in entry.cities]  # so that none is taken for a province of nearly its name
    names += _LEVELS
    found: dict[str, set[str]] = {}
    for name in names:
        found.setdefault(fold(name), set()).add(name)
    return {key: next(iter(names)) for key, names in found.items() if len(names) == 1}


@cache
def _by_length() -> dict[int, list[str]]:
    """The folded names long enough to bear a wrong letter, by their number of words."""
    groups: dict[int, list[str]] = {}
    for key in _names():
        if len(key) >= _FUZZY:
            groups.setdefault(key.count(" ") + 1, []).append(key)
    return groups


def mended(words: str) -> str:
    """`words` of a letterhead in capitals with its misread names put right; unchanged where nothing is misread, or where they are no capitals."""
    if not words.isupper():
        return words
    parts = _DUST.sub("", words).split()
    out: list[str] = []
    position = 0
    while position < len(parts):
        for end in range(min(len(parts), position + _LONGEST), position, -1):
            name = _name(" ".join(parts[position:end]))
            if name in _LEVELS and name != parts[position].lower() and (parts[position - 1] not in _BEFORE_LEVEL if position else _begins_body(parts)):
                name = None  # "BAN QUẢN LÝ", "TRUNG TÂM QUAN TRẮC", "HUYỆN ĐỊNH QUÁN": a word of its own, no misread "QUẬN"
            if name is not None:
                out.append(name.upper())
                position = end
                break
        else:
            out.append(parts[position])
            position += 1
    return " ".join(out)


def _begins_body(parts: Sequence[str]) -> bool:
    return len(parts) > 1 and gazetteer().free.match(" ".join(parts[:3]), 0) is not None  # "QUÂN KHU 4"


def is_motto(words: str) -> bool:
    """Whether a line is the country's name or its motto, rightly read or not ("Đôc lân - Tư do - Hanh phúc")."""
    key = fold(words)
    return len(key) < 60 and any(Levenshtein.normalized_similarity(key, motto) >= 0.8 for motto in _mottos())


@cache
def _mottos() -> tuple[str, ...]:
    return tuple(fold(motto) for motto in (*header_patterns().data.mottos, *header_patterns().data.slogans))


@cache
def _types() -> dict[str, str]:
    return {fold(entry.name): entry.name for entry in document_types().types}


def misread_type(words: str) -> str | None:
    """The type that a line in capitals names alone with wrong marks ("CHÍ THỊ" → Chỉ thị); None where it names none."""
    words = words.strip(" :.*")
    return _types().get(fold(words)) if words.isupper() else None


@cache
def _titles() -> tuple[dict[str, str], Any]:
    """The signers' titles by their folded form (those that share one with another are left out), and a pattern of all forms, the longest first."""
    found: dict[str, set[str]] = {}
    for title in header_patterns().data.signer_titles:
        found.setdefault(fold(title), set()).add(title)
    titles = {form: next(iter(same)) for form, same in found.items() if len(same) == 1}
    forms = "|".join(regex.escape(form) for form in sorted(found, key=lambda form: (-len(form), form)))
    return titles, guarded(regex.compile(rf"(?<![\p{{L}}])(?:{forms})(?![\p{{L}}])"))


class _OneForOne(dict[int, str]):
    """For `str.translate`: each character in its folded form where that is one character too, so that places stay."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_one_for_one = _OneForOne()


def titles_mended(text: str) -> str:
    """A line with the signers' titles in capitals put right where recognition lost a mark ("GIÁM ĐÓC"); equally long."""
    if not _CAPITALS.search(text):
        return text
    plain = text.translate(_one_for_one)
    titles, pattern = _titles()
    out = text
    for match in pattern.finditer(plain):
        written = text[match.start() : match.end()]
        right = titles.get(match[0], written)
        if written.isupper() and written != right and len(right) == len(written):
            out = out[: match.start()] + right + out[match.end() :]
    return out


def _word_by_word(key: str, other: str) -> bool:
    """Whether no word was read as another one: at most a letter in three of each is wrong ("so" and "tu" are two words)."""
    return all(Levenshtein.distance(a, b) <= (len(b) + 1) // 3 for a, b in zip(key.split(), other.split(), strict=True))


def _misspelt(words: str, other: str) -> bool:
    """Whether each word that `other` has otherwise is none as it stands: "THÔNG" is no misread "PHÒNG", "TlNH" is one of "TỈNH"."""
    return not any(fold(word) != b and is_syllable(word.lower()) for word, b in zip(words.split(), other.split(), strict=False))


def _name(words: str) -> str | None:
    """The listed name that the words write, rightly or misread."""
    key = fold(words)
    if key in _names():
        return _names()[key]
    if len(key) < _FUZZY:
        return None
    near = process.extract(
        key, _by_length().get(key.count(" ") + 1, ()), scorer=Levenshtein.distance, score_cutoff=len(key) // _FUZZY, limit=2
    )
    found = [one for one in near if _word_by_word(key, one[0]) and _misspelt(words, one[0])]
    if not found or (len(found) > 1 and found[0][1] == found[1][1]):
        return None
    return _names()[found[0][0]]
