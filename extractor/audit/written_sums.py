"""Sums and differences that a text writes out with their signs.

    "Tổng hai tỷ lệ là: 45% + 26% = 71%"        every number counts, also those that are no figures
    "hằng tháng sẽ là 71% - 9% = 62%"
    "12,5 ha + 7 ha + 3,5 ha = 23 ha"

Linear: one pass over the text of a segment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_difference, grade_sum
from extractor.audit.passages import Passage
from extractor.audit.products import factors_at, result_at
from extractor.audit.relations import Candidate, Offer

NUMBER = r"\d[\d.]*(?:,\d+)?"
UNIT = r"(?:\s?%|(?:\s\p{L}[\p{L}/]{0,12}){1,3})?"
TERMS = regex.compile(
    rf"(?<![\d.,\p{{L}}/%=+×*-])(?<![+×*xX–-]\s)(?P<number>{NUMBER})(?<![.,]){UNIT}(?:(?:\s?(?P<sign>\+)\s?|(?:\s|(?<=%))(?P<sign>[–-])\s)(?P<number>{NUMBER})(?<![.,]){UNIT}){{1,12}}\s?=\s?(?P<result>{NUMBER})(?![\d/])"
)


def written_sums(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    if "=" not in passage.text[passage.start : passage.end] or len(passage.figures) < 1:
        return
    for match in TERMS.finditer(passage.text, passage.start, passage.end):
        made = _made(passage, match)
        if made is not None:
            yield [made]


def _made(passage: Passage, match: regex.Match[str]) -> Candidate | None:
    whole = result_at(passage, match.start("result"))
    if whole is None or match.spans("number")[-1][1] == whole.end:
        return None
    parts = tuple(_alike(f, whole) for f in factors_at(passage, match.spans("number")))
    signs = set(match.captures("sign"))
    if not parts:
        return None
    if signs == {"+"}:
        return Candidate("sum", parts, whole, "sum_written", grade_sum(parts, whole))
    if len(parts) == 2:
        return Candidate("difference", parts, whole, "sum_written", grade_difference(*parts, whole))
    return None


def _alike(figure: Figure, whole: Figure) -> Figure:
    """A number that was read as none bears the unit of the result."""
    return figure if figure.unit is not None else replace(figure, dimension=whole.dimension, unit=whole.unit)
