"""Contributions to a growth: percentage points of each sector that add up to the growth of the whole.

    "GRDP tăng 6,45%; … khu vực I đóng góp 0,58 điểm phần trăm; … thuế đóng góp giảm 0,14 điểm phần trăm"

The growth is the first one of the sentence, or of the paragraphs before where the sentence opens with a contribution. Linear in figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary

REACH = 60  # code points before a figure in which the word for its contribution stands
LEAST = 3  # contributions of a list that may be of all sectors


def contributions_in(passage: Passage, before: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of one segment; `before` are the segments above it, nearest first."""
    parts = [made for f in passage.figures if (made := _contribution(passage, f)) is not None]
    if len(parts) < LEAST:
        return
    low = passage.sentence_start(parts[0].start)
    own = _growth(passage, low, parts[0].start)
    wholes = [own] if own is not None else []
    # What the first contribution belongs to stands right before it: the growth of the whole before that, or further up.
    ahead = [p for p in before if p.figures][:2]
    wholes += [f for p in (passage, *ahead) if (f := _growth(p, p.start, low if p is passage else p.end)) is not None]
    offer = [_candidate(parts, whole, position) for position, whole in enumerate(dict.fromkeys(wholes))]
    if offer:
        yield offer


def _candidate(parts: Sequence[Figure], whole: Figure, position: int) -> Candidate:
    said = whole if whole.role == "increase" else replace(whole, value=-whole.value)
    return Candidate("sum", tuple(parts), said, "contributions", grade_sum(parts, said), variant="far" if position else "")


def _growth(passage: Passage, start: int, end: int) -> Figure | None:
    """The first growth in per cent of a run, at no depth of brackets."""
    return next((f for f in passage.within(start, end, 0) if f.dimension == "percent" and f.change and f.value_to is None and _contribution(passage, f) is None), None)


def _contribution(passage: Passage, figure: Figure) -> Figure | None:
    """The figure as a signed contribution; None where it is none."""
    words = vocabulary()
    if figure.dimension != "percent" or figure.value_to is not None:
        return None
    if "điểm" not in (figure.unit or "") and words.point.match(passage.text, figure.end, figure.end + REACH) is None:
        return None
    left = passage.text[max(passage.start, figure.start - REACH) : figure.start]
    if words.lowered_end.search(left) is not None:
        return replace(figure, value=-figure.value, written="-" + figure.written)
    return figure if words.contributed_end.search(left) is not None else None
