"""Contributions to a growth: percentage points of each sector that add up to the growth of the whole.

    "GRDP tăng 6,45%; … khu vực I đóng góp 0,58 điểm phần trăm; … thuế đóng góp giảm 0,14 điểm phần trăm"

The growth is the first one of the sentence, or of the paragraphs before where the sentence opens with a contribution. Linear in figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import Figure
from extractor.audit.grades import grade_sum
from extractor.audit.partitions import partition
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

REACH = 90  # code points before a figure in which the word for its contribution stands
LEAST = 3  # contributions of a list that may be of all sectors


def contributions_in(passage: Passage, before: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of one segment; `before` are the segments above it, nearest first."""
    every = [made for f in passage.figures if (made := _contribution(passage, f)) is not None]
    # What brackets tell of the branches of a sector is no sector's; where only brackets tell contributions, they are the sectors'.
    plain = [f for f in every if passage.depth(f.start) == 0]
    parts = plain if len(plain) >= LEAST else every
    if len(parts) < LEAST and not (len(parts) == LEAST - 1 and _of_all(passage, parts)):
        return
    low = passage.sentence_start(parts[0].start)
    own = _growth(passage, low, parts[0].start)
    led = _points_led(passage, low, parts[0].start)
    between = passage.between(parts[0].end, parts[1].start)
    sectors = own is not None and _growth(passage, own.end, parts[0].start) is None and any(f.dimension == "percent" and f.change for f in between)
    if led is not None:
        yield [replace(_candidate(parts, led, 0), tie="contributions_led")]
        return
    wholes = [own] if own is not None and not sectors else []  # where each sector tells its own growth, the first one's is no whole
    # What the first contribution belongs to stands right before it: the growth of the whole before that, or further up.
    ahead = [p for p in before if p.figures][:2]
    wholes += [f for p in (passage, *ahead) if (f := _growth(p, p.start, low if p is passage else p.end)) is not None]
    wholes += [own] if own is not None else []
    offer = [_candidate(parts, whole, position) for position, whole in enumerate(dict.fromkeys(wholes))]
    if offer:
        yield offer


def _of_all(passage: Passage, parts: Sequence[Figure]) -> bool:
    """Two sectors whose names make up a whole: "khu vực trong nước …, đóng góp 3,5 …; khu vực có vốn đầu tư nước ngoài …, đóng góp 10,1 …"."""
    lows = [passage.sentence_start(parts[0].start), *(f.end for f in parts)]
    return bool(partition([passage.text[low : f.start] for low, f in zip(lows, parts, strict=False)]))


def _candidate(parts: Sequence[Figure], whole: Figure, position: int) -> Candidate:
    said = replace(whole, value=-whole.value) if whole.role == "decrease" else whole
    return Candidate("sum", tuple(parts), said, "contributions", grade_sum(parts, said), variant="far" if position else "")


def _points_led(passage: Passage, start: int, end: int) -> Figure | None:
    """ "Trong 7,63 điểm phần trăm tăng trưởng, …", "Trong mức tăng 7,63%, …": the whole right behind the first words of the sentence."""
    first = next(iter(passage.within(start, end, 0)), None)
    if first is None or first.dimension != "percent":
        return None
    return first if AUDIT.within_growth.search(passage.before(first)) is not None else None


def _growth(passage: Passage, start: int, end: int) -> Figure | None:
    """The first growth in per cent of a run, at no depth of brackets."""
    rise_end = vocabulary().rise_end
    percents = [f for f in passage.within(start, end, 0) if f.dimension == "percent" and f.value_to is None]
    return next((f for f in percents if (f.change or rise_end.search(passage.before(f))) and _contribution(passage, f) is None), None)


def _contribution(passage: Passage, figure: Figure) -> Figure | None:
    """The figure as a signed contribution; None where it is none."""
    words = vocabulary()
    if figure.dimension != "percent" or figure.value_to is not None:
        return None
    left = passage.text[max(passage.start, figure.start - REACH) : figure.start]
    pointed = "điểm" in (figure.unit or "") or words.point.match(passage.text, figure.end, figure.end + REACH) is not None
    if not pointed and words.contributed_bracket.search(left) is None:
        return None
    if words.lowered_end.search(left) is not None:
        return replace(figure, value=-figure.value, written="-" + figure.written)
    return figure if words.contributed_end.search(left) is not None else None
