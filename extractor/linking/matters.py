"""What a title is about: its words without codes, dates, the province and the formula words of officials, folded."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import regex

from extractor.finders.tasks.vocabulary import tasks
from extractor.lexicon.patterns import compile_rule, fold
from extractor.lexicon.phrases import LINKING, either

YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
WORD = regex.compile(r"[\p{L}\p{N}]+")


@cache
def _generic() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().linking.generic)})(?!\w)", file="tasks", rule="linking.generic", flags=regex.IGNORECASE
    )


@lru_cache(maxsize=1 << 15)
def matter(title: str) -> str:
    """The words of a title that say what is to be done, folded: without codes, dates, the province and formula words."""
    bare = LINKING.province_in_matter.sub(" ", LINKING.day_in_matter.sub(" ", LINKING.code_in_matter.sub(" ", title)))
    words = WORD.findall(fold(_generic().sub(" ", bare)))
    return " ".join(word for word in words if not YEAR.fullmatch(word))
