"""A scan's text with the accents of the words that tasks are told by set right, where recognition lost them.

    "khân trương triên khai" → "khẩn trương triển khai"

In: the reading. Out: as long a text, letter by letter; the records are written from the reading itself. Only the pairs of syllables of `acts.often`
(patterns/tasks/assigned.yaml) are mended where they differ in nothing but accents, and only in a text where this is no rare slip: a clean text stays
as it is. One pass over the text.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from extractor.finders.tasks.assigned_words import assigned
from extractor.lexicon.patterns import fold, without_accents

PAIR = regex.compile(r"(?<!\p{L})(?=(\p{L}+ \p{L}+)(?!\p{L}))")
FEWEST = 3  # pairs that lost accents: fewer are slips of the pen
SHARE = 0.04  # of all pairs that the list knows


@cache
def _pairs() -> dict[str, str]:
    """The pairs of the list by their letters without accents."""
    return {fold(word): word for word in assigned().acts.often}


def _may_be_misread(text: str) -> bool:
    """Whether enough pairs of the list may stand in the text with other accents: two counts a pair cost a tenth of a look at every pair of the text."""
    written, pairs = text.lower(), _pairs()
    bare = without_accents(written)
    # "la la la" holds its pair twice and counts once: such a list is looked at.
    twice = any(key.startswith(key.split(" ")[1]) for key in pairs)
    return twice or sum(bare.count(key) - written.count(word) for key, word in pairs.items()) >= FEWEST


def mended(text: str) -> str:
    """The text to look for tasks in."""
    pairs = _pairs()
    if not _may_be_misread(text):
        return text
    right = 0
    wrong: list[tuple[Any, str]] = []
    for match in PAIR.finditer(text):
        written = match[1].lower()
        meant = pairs.get(fold(written))
        if meant is None:
            continue
        if written == meant:
            right += 1
        elif len(written) == len(meant):
            wrong.append((match, meant))
    if len(wrong) < FEWEST or len(wrong) < SHARE * (right + len(wrong)):
        return text
    letters = list(text)
    for match, meant in wrong:
        letters[match.start(1) : match.end(1)] = [new.upper() if old.isupper() else new for old, new in zip(match[1], meant, strict=True)]
    return "".join(letters)
