"""How near a passage comes to a task: what share of the task's telling words and word pairs it holds.

    "Xây dựng trung tâm điều hành thông minh" and "IOC của tỉnh đã vận hành thử" share "trung tâm điều hành thông minh"

In: two texts, and the abbreviations that their documents spell out. Out: a score from 0 to 100 and the words that matched. Short forms and other
names of one matter (patterns/linking/terms.yaml) count as the same; formula words of officials count for nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import regex

from extractor.lexicon.patterns import Strict, fold, load
from extractor.lexicon.phrases import LINKING
from extractor.linking.matters import matter
from extractor.quick import quick

# On the plans and reports of corpus/ what tells of a task scores 50 and more, what only speaks of the same field 40 and less.
NEAR = 47.0


class Term(Strict):
    name: str
    also: list[str]


class TermsFile(Strict):
    """patterns/linking/terms.yaml."""

    terms: list[Term]


@cache
def _terms() -> tuple[tuple[str, str], ...]:
    """(folded other name, folded name), longest first."""
    pairs = [(_plain(other), _plain(term.name)) for term in load("terms", TermsFile).terms for other in term.also]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _pattern() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{'|'.join(regex.escape(short) for short, _ in _terms())})(?!\w)")


def _plain(text: str) -> str:
    return " ".join(regex.findall(r"[\p{L}\p{N}]+", fold(text)))


def spelled_in(text: str) -> dict[str, str]:
    """The abbreviations that a document spells out: "cải cách hành chính (CCHC)" → {"cchc": "cai cach hanh chinh"}."""
    found: dict[str, str] = {}
    for match in LINKING.spelled_out.finditer(text):
        words, short = _plain(match["full"]).split(), _plain(match["short"]).replace(" ", "")
        for size in range(len(short), min(len(words), len(short) + 3) + 1):
            tail = words[-size:]
            initials = "".join(word[0] for word in tail)
            if initials == short:
                found.setdefault(short, " ".join(tail))
                break
    return found


@lru_cache(maxsize=1 << 15)
def _words(text: str, own: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    known = dict(own)
    bare = " ".join(known.get(word, word) for word in _plain(text).split())
    same = dict(_terms())
    bare = _pattern().sub(lambda match: same[match[0]], bare)
    return tuple(bare.split())


def words_of(text: str, spelled: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The folded words of a text, abbreviations written out and names of one matter made one."""
    return _words(text, tuple(sorted((spelled or {}).items())))


def telling(text: str, spelled: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The words of a title that say what it is about."""
    return words_of(matter(text), spelled) if text else ()


@quick
@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that may tell of a task: where it stands, its score, the words it shares with the task (folded), and whether it only stands in the part
    of a report on what must be done next."""

    document: str
    page: int | None
    section: str | None
    sentence: str
    score: float
    words: tuple[str, ...]
    ahead: bool = False


def first_clause(title: str) -> str | None:
    """The words of a long title before its first stop, where they are enough to say what it is about."""
    clause = regex.split(r"[,;:(]", title, maxsplit=1)[0]
    return clause if clause != title and clause.count(" ") >= 6 else None


def nearness(
    task: tuple[str, ...], passage: tuple[str, ...], weight: Callable[[str], float]
) -> tuple[float, tuple[str, ...]]:
    """How much of the task's words and neighbouring pairs the passage holds, weighed by how rare they are, and the words in order."""
    if not task or not passage:
        return 0.0, ()
    held, pairs = set(passage), set(pairwise(passage))
    own = list(pairwise(task))
    shared = [word for word in dict.fromkeys(task) if word in held]
    whole = sum(weight(word) for word in set(task))
    single = sum(weight(word) for word in shared) / whole if whole else 0.0
    total = sum(weight(a) + weight(b) for a, b in own)
    double = sum(weight(a) + weight(b) for a, b in own if (a, b) in pairs) / total if total else single
    return round(100 * (0.4 * single + 0.6 * double), 1), tuple(shared)


def as_written(words: tuple[str, ...], *texts: str) -> list[str]:
    """Folded words as the texts write them, the first text that has one; a word that stands in none (another name of it does) as it is."""
    said = {fold(word): word.lower() for text in reversed(texts) for word in regex.findall(r"[\p{L}\p{N}]+", text)}
    return [said.get(word, word) for word in words]


__all__ = ["NEAR", "Passage", "as_written", "first_clause", "nearness", "spelled_in", "telling", "words_of"]
