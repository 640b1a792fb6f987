"""Sums that are none: parts that raise and parts that lower one amount, and what is told of the first of several under an X/Y of them all.

    "thu hút 820 tỷ đồng, gồm: 64 doanh nghiệp mới (610 tỷ đồng), 12 doanh nghiệp giảm vốn (38 tỷ đồng)"    what is net, and what came and went
    "152/260 trường đạt chuẩn. Cụ thể: Mầm non có 95 trường, 20 trường tư thục, 31 trường đạt chuẩn, …"     several counts of one kind of school

Only of sums that do not hold, and that no wrong key explains where an X/Y is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.audit.figures import Figure
from extractor.audit.relations import Candidate
from extractor.audit.slipped import slipped
from extractor.layout.model import Reading
from extractor.lexicon.phrases import AUDIT

NAME = 80  # code points before a part in which it is named


def without_both_ways(reading: Reading, made: Iterable[Candidate]) -> list[Candidate]:
    """The relations without such sums."""
    return [m for m in made if m.kind != "sum" or m.verdict.holds or m.whole is None or not (_moves(reading.text, m) or _of_one_kind(reading.text, m))]


def _moves(text: str, made: Candidate) -> bool:
    """Some part is called one that lowers the whole, and another is not."""
    lowered = [AUDIT.lowers_capital.search(_name(text, made, part)) is not None for part in made.parts]
    return any(lowered) and not all(lowered)


def _name(text: str, made: Candidate, part: Figure) -> str:
    """The words before a part, from the figure of the sum before it."""
    before = [f.end for f in made.figures if f.end <= part.start]
    return text[max([part.start - NAME, *before]) : part.start]


def _of_one_kind(text: str, made: Candidate) -> bool:
    """The whole is the X of an X/Y that its own share closes, in a sentence before."""
    whole = made.whole
    assert whole is not None
    first = min(p.start for p in made.parts)
    return whole.total is not None and whole.end < first and "%" in text[whole.end : first] and ". " in text[whole.end : first] and not slipped(made)


__all__ = ["without_both_ways"]
