"""How healthy a text is: the share of its words that are Vietnamese syllables, numbers, codes or abbreviations.

    health("Quyết định số 12/QĐ-UBND ngày 3/4/2031")        (7, 7)    all words are sound
    health("Quyet djnh s1i 12/QD-UBND cüa Uyban nhãn dan")  (3, 9)

Measured on the pages of public files: sound layers have 0.96 and more, layers of a scanner's English recognition 0.70, fonts with a letter lost 0.83 to 0.91.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace

import regex

from extractor.document import Document
from extractor.readers.syllables import is_syllable

SOUND = 0.94
"""Pages below this share are looked at; see the module's head for what was measured."""
ENOUGH = 40
"""Fewer words than this prove nothing."""

_EDGES = " .,;:!?()[]{}<>\"'“”‘’„…*+-–—−/|\\=_•·°§~^`´%&#"
_PIECES = regex.compile(r"[-–—/.,&+:;()_'’“”\[\]<>%]|(?<=\p{Ll})(?=\p{Lu})")
_SHORT = regex.compile(r"\p{Lu}{1,8}|\p{Lu}{2,4}\p{Ll}{1,2}\p{Lu}*|\p{Lu}\p{Ll}{1,2}\p{Lu}{1,3}")
_ADDRESS = regex.compile(r"\S*@\S*|(?:https?:|www\.)\S*|\S+\.(?:vn|com|org|net)\S*|</?\w+>")
_MARKUP = regex.compile(r"</?(?:sup|sub|b|i|p|br)>")


def health(text: str) -> tuple[int, int]:
    """(sound words, all words) of `text`; addresses of the web and lone signs are no words."""
    sound = total = 0
    for token in _MARKUP.sub(" ", text).split():
        core = unicodedata.normalize("NFC", token.strip(_EDGES))
        if not core or _ADDRESS.fullmatch(token) or not any(map(str.isalnum, core)):
            continue
        total += 1
        sound += is_sound(core)
    return sound, total


def is_sound(word: str) -> bool:
    """Whether a word without punctuation at its ends is a syllable, a number, a code, an abbreviation, or several of them joined."""
    if word[0].isdigit() or word[-1].isdigit() or _SHORT.fullmatch(word) or _vietnamese(word):
        return True
    pieces = [piece for piece in _PIECES.split(word) if piece]
    return bool(pieces) and all(len(p) == 1 or p[0].isdigit() or p[-1].isdigit() or _SHORT.fullmatch(p) is not None or _vietnamese(p) for p in pieces)


def _vietnamese(word: str) -> bool:
    """A syllable, also of the names of the Central Highlands ("Đắk", "Krông")."""
    if is_syllable(word):
        return True
    if word[-1:] in "kK" and is_syllable(word[:-1] + ("C" if word[-1] == "K" else "c")):
        return True
    return word[:1] in "kK" and word[1:2] in "rlpmRLPM" and is_syllable(word[1:])


def share(text: str) -> float | None:
    """The share of sound words; None where there are too few to tell."""
    sound, total = health(text)
    return sound / total if total >= ENOUGH else None


def with_health(document: Document) -> Document:
    """The document with `health` (all its words) and, where it has pages, `page_health` (page by page, "-" for too few words) among its properties."""
    said: dict[str, str] = {}
    whole = share(document.text)
    if whole is not None:
        said["health"] = f"{whole:.2f}"
    if document.pages and whole is not None:
        shares = [share(document.text[page.start : page.end]) for page in document.pages]
        said["page_health"] = " ".join("-" if one is None else f"{one:.2f}" for one in shares)
    return replace(document, properties={**document.properties, **said}) if said else document


def unhealthy_pages(properties: Mapping[str, str]) -> list[tuple[int, float]]:
    """The pages below the line with their share; 0 for the number of a document without pages."""
    shares = properties.get("page_health", "").split()
    if not shares:
        shares, first = [properties.get("health", "-")], 0
    else:
        first = 1
    return [(number, float(one)) for number, one in enumerate(shares, first) if one != "-" and float(one) < SOUND]
