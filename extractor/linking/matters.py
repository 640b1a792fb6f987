"""What a title is about: its words without codes, dates, the province and the formula words of officials, folded."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import regex

from extractor.finders.tasks.vocabulary import either, tasks
from extractor.lexicon.patterns import compile_rule, fold

CODE = regex.compile(r"(?:số\s+)?\d+[\p{L}\d.]*(?:\s?[/-]\s?[\p{L}\d&.]+)*[/-]\p{Lu}[\p{Lu}\p{L}&()-]*(?:[/-][\p{L}&]+)*")
DAY = regex.compile(r"(?:ngày\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}", regex.IGNORECASE)
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PROVINCE = regex.compile(r"(?<!\w)tỉnh(?:\s\p{Lu}\p{Ll}+){1,3}")
WORD = regex.compile(r"[\p{L}\p{N}]+")


@cache
def _generic() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:{either(tasks().linking.generic)})(?!\w)", file="tasks", rule="linking.generic", flags=regex.IGNORECASE
    )


@lru_cache(maxsize=1 << 15)
def matter(title: str) -> str:
    """The words of a title that say what is to be done, folded: without codes, dates, the province and formula words."""
    bare = PROVINCE.sub(" ", DAY.sub(" ", CODE.sub(" ", title)))
    words = WORD.findall(fold(_generic().sub(" ", bare)))
    return " ".join(word for word in words if not YEAR.fullmatch(word))
