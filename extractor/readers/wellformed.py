"""How healthy a text is: the share of its words that are Vietnamese syllables, numbers, codes or abbreviations.

    health("Quyết định số 12/QĐ-UBND ngày 3/4/2031")        (7, 7)    all words are sound
    health("Quyet djnh s1i 12/QD-UBND cüa Uyban nhãn dan")  (3, 9)

Measured on the pages of public files: sound layers have 0.96 and more, layers of a scanner's English recognition 0.70, fonts with a letter lost 0.83 to 0.91.

Words of another language are no damage ("Tổng số Total", brands in a list of prices). Damage shows in the words that have Vietnamese letters, too, and what it
leaves of a syllable is a letter away from one ("Quyt", "djnh"); where neither is so, an unsound word without Vietnamese letters is foreign, and `share` leaves it out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import regex

from extractor.document import Document
from extractor.readers.syllables import is_syllable

SOUND = 0.94
"""Pages below this share are looked at; see the module's head for what was measured."""
ENOUGH = 40
"""Fewer words than this prove nothing."""
VIETNAMESE, UNHARMED = 0.2, 0.97
"""Of the words with letters, how many have Vietnamese ones in a text that may hold foreign words; of these, how many are sound where nothing was harmed."""
REPEATED, SELDOM = 0.01, 5.0
"""What share of all words one unsound word may be (where it stands more than a few times): an abbreviation that stands in every row of a table is one word, not a hundred."""
_VOWELS = "áắấéếíóốớúứý"
_LONGEST = 7

_EDGES = " .,;:!?()[]{}<>\"'“”‘’„…*+-–—−/|\\=_•·°§~^`´%&#"
_PIECES = regex.compile(r"[-–—/.,&+:;()_'’“”\[\]<>%]|(?<=\p{Ll})(?=\p{Lu})")
_SHORT = regex.compile(r"\p{Lu}{1,8}|\p{Lu}{2,4}\p{Ll}{1,2}\p{Lu}*|\p{Lu}\p{Ll}{1,2}\p{Lu}{1,3}")
_ADDRESS = regex.compile(r"\S*@\S*|(?:https?:|www\.)\S*|\S+\.(?:vn|com|org|net)\S*|</?\w+>")
_MARKUP = regex.compile(r"</?(?:sup|sub|b|i|p|br)>")


def health(text: str) -> tuple[int, int]:
    """(sound words, all words) of `text`; addresses of the web and lone signs are no words."""
    sound = total = 0
    for word in _words(text):
        total += 1
        sound += is_sound(word)
    return sound, total


def _words(text: str) -> Iterator[str]:
    for token in _MARKUP.sub(" ", text).split():
        core = unicodedata.normalize("NFC", token.strip(_EDGES))
        if core and not _ADDRESS.fullmatch(token) and any(map(str.isalnum, core)):
            yield core


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
    """The share of sound words among those that are not foreign; None where there are too few to tell."""
    words = Counter(_words(text))
    total = words.total()
    if total < ENOUGH:
        return None
    unsound = {word: count for word, count in words.items() if not is_sound(word)}
    lettered = sum(count for word, count in words.items() if any(map(str.isalpha, word)))
    marked = sum(count for word, count in words.items() if not word.isascii())
    harmed = sum(count for word, count in unsound.items() if not word.isascii())
    if marked >= VIETNAMESE * lettered and harmed <= (1 - UNHARMED) * marked:
        for word in [word for word in unsound if word.isascii() and not _a_letter_away(word.lower())]:
            total -= unsound.pop(word)
    if total < ENOUGH:
        return None
    return 1 - sum(min(count, max(SELDOM, REPEATED * total)) for count in unsound.values()) / total


@lru_cache(maxsize=20_000)
def _a_letter_away(word: str) -> bool:
    """Whether a syllable that lost a letter, or had it misread, may look so."""
    if len(word) > _LONGEST:
        return False
    spots = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return any(is_syllable(left + vowel + rest) for left, right in spots for vowel in _VOWELS for rest in {right, right[1:]})


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
