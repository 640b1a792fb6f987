"""What is left of a term that was cut.

    "tối đa là 48 ngày (cắt giảm 12/60 ngày, tỷ lệ 20%)"       12 of 60 are 20%, and 48 are left
    "thực hiện trong 36 giờ (giảm 12/48 giờ)"

Decisions on administrative procedures tell so by how much a term was shortened. Linear: each bracket is looked at with the figure before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_difference, grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

UNIT = 24  # code points of the unit between the term and the bracket


def cuts_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    for bracket in passage.brackets:
        cut = AUDIT.cut_by.match(passage.text, bracket.open + 1, bracket.close)
        inside = passage.within(bracket.open + 1, bracket.close, bracket.depth) if cut is not None else []
        part = next((f for f in inside if cut is not None and f.start == cut.end()), None)
        if part is None or part.total is None or not part.value:
            continue
        before = next(iter(passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)), None)
        if before is not None and bracket.open - before.end <= UNIT and before.unit == part.unit and before.single:
            total = part.with_value(part.total)
            yield [Candidate("complement", (part,), before, "cut_left", grade_difference(total, part, before))]
        share = next((f for f in inside if f.dimension == "percent" and f.start > part.end), None)
        if share is not None and AUDIT.cut_share.fullmatch(passage.text, part.end, share.start) is not None:
            yield from _share(part, share)


def _share(part: Figure, share: Figure) -> Iterator[Offer]:
    assert part.total is not None
    verdict = grade_ratio("share", part.with_value(part.value), part.with_value(part.total), share)
    if verdict is not None:
        yield [Candidate("ratio", (part,), share, "share_fraction", verdict, form="share")]


__all__ = ["cuts_in"]
