"""A rate that is so many per cent of the rate of another entry of its list, which it calls by its name.

    "a) Trưởng ban: 640.000 đồng/tháng.
     b) Phó trưởng ban: 480.000 đồng/tháng (bằng 75% mức phụ cấp của Trưởng ban).
     c) Ủy viên: bằng 50% mức phụ cấp của Trưởng ban, cụ thể là 320.000 đồng/tháng."

Resolutions on allowances, fees and norms of spending write so. Linear: an entry that names another is looked at with the few above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import OPERANDS, Figure, alike
from extractor.audit.grades import grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

ABOVE = 10  # segments above an entry in which the one that it names may stand
LEAD = 24  # code points before the percentage


def shares_of_entries(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    for position, passage in enumerate(passages):
        percents = [f for f in passage.figures if f.dimension == "percent"]
        if len(percents) != 1:
            continue
        [percent] = percents
        named = AUDIT.rate_of_entry.match(passage.text, percent.end, passage.end)
        level = _only(passage)
        if named is None or level is None or not percent.single or AUDIT.rate_equals.search(passage.before(percent, LEAD)) is None:
            continue
        above = [p for p in passages[max(0, position - ABOVE) : position] if passage.index - p.index <= ABOVE and _called(p, named["name"])]
        base = _only(above[0]) if len(above) == 1 else None
        if base is not None and alike(level, base) and level.unit == base.unit and base.value:
            verdict = grade_ratio("share", level, base, percent)
            if verdict is not None:
                yield [Candidate("ratio", (level, base), percent, "share_of_entry", verdict, form="share")]


def _only(passage: Passage) -> Figure | None:
    """The one amount that an entry tells."""
    told = [f for f in passage.figures if f.dimension in OPERANDS]
    return told[0] if len(told) == 1 and told[0].plain and told[0].comparator == "=" else None


def _called(passage: Passage, name: str) -> bool:
    """Whether an entry bears the name: the words before its first figure or colon begin with it."""
    end = passage.figures[0].start if passage.figures else passage.end
    head, colon, _ = passage.text[passage.start : end].partition(":")
    own, asked = (" ".join(words.casefold().split()) for words in (head, name))
    return f"{own} ".startswith(f"{asked} ") or bool(colon and own and f"{asked} ".startswith(f"{own} "))


__all__ = ["shares_of_entries"]
