"""Sums of lists whose members tell several figures each, in the order in which the sentence before told them of the whole.

    "Thụ lý 912 vụ với 1.640 bị cáo; giải quyết 880 vụ với 1.590 bị cáo. Trong đó, sơ thẩm thụ lý 730 vụ với 1.310 bị cáo, giải quyết 705 vụ với
     1.270 bị cáo; phúc thẩm thụ lý 182 vụ với 330 bị cáo, giải quyết 175 vụ với 320 bị cáo."

The figures of each member bear the same units in the same order as those of the whole: place by place they add up. Linear: a cue looks at its own
sentence and the few before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import OPERANDS, Figure, alike
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import claim_of, vocabulary

SENTENCES = 3  # before the list in which the whole may stand
FIGURES = 40  # of a sentence that are looked at
COLUMNS = 6  # figures of a member
LISTS = 12  # of one passage that are looked at for pairs
Units = tuple[str | None, ...]


def columns_in(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    if len(passage.figures) < 6:  # two figures of a whole and of two members
        return
    for number, (start, end) in enumerate(passage.sentences()):
        cue = vocabulary().list_cue.match(passage.text, start, end)
        if cue is None or not number or claim_of(cue) == "some":
            continue
        members = [told for a, b in passage.pieces(cue.end(), end, 0) if (told := _told(passage, a, b))]
        units = _units(members[0]) if members else ()
        if len(members) < 2 or not 2 <= len(units) <= COLUMNS or any(_units(m) != units for m in members):
            continue
        whole = _whole(passage, number, units)
        made = [Candidate("sum", parts, figure, "list_columns", grade_sum(parts, figure)) for place, figure in enumerate(whole) if (parts := tuple(m[place] for m in members))]
        if claim_of(cue) == "all" or not all(m.verdict.expected < m.verdict.actual and not m.verdict.holds for m in made):
            yield from ([m] for m in made)  # where every column falls short, "trong đó" names some


def pairs_in(passage: Passage) -> Iterator[Offer]:
    """ "71 điểm ở 30 xã, phường, trong đó 64 điểm ở 23 phường và 07 điểm ở 07 xã": two counts of a whole right before the cue, and both of each member."""
    if len(passage.figures) < 6:
        return
    for number, cue in enumerate(vocabulary().list_cue.finditer(passage.text, passage.start, passage.end)):
        if number >= LISTS:
            return
        depth = passage.depth(cue.start())
        low, high = passage.scope(cue.start())
        outer = passage.sentence_start(cue.start()) if depth else low
        whole = [f for f in passage.backwards(outer, cue.start(), FIGURES) if passage.depth(f.start) == (depth if not depth or low < f.start else depth - 1) and _amount(f)][-2:]
        told = [f for f in passage.within(cue.end(), high, depth)[:FIGURES] if _amount(f)]
        if len(whole) < 2 or len(told) < 4 or len(told) % 2 or claim_of(cue) == "some" or _like(*whole):
            continue
        columns = told[::2], told[1::2]
        if all(_like(w, f) for w, column in zip(whole, columns, strict=True) for f in column) and not _like(whole[0], columns[1][0]):
            yield from ([Candidate("sum", tuple(column), w, "list_columns", grade_sum(column, w))] for w, column in zip(whole, columns, strict=True))


def _amount(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and figure.plain  # "trên 23 phường" says where, not that there are more


def _like(whole: Figure, part: Figure) -> bool:
    """A part counts what the whole does, or one of the things that it counts together ("phường" of "xã, phường")."""
    if not alike(whole, part) or whole.unit is None or part.unit is None:
        return False
    return part.unit == whole.unit or whole.unit.startswith(f"{part.unit} ") or part.unit in [noun.strip() for noun in whole.unit.split(",")]


def _told(passage: Passage, start: int, end: int) -> list[Figure]:
    """The amounts of a run outside brackets: no changes, no shares."""
    return [f for f in passage.within(start, end, 0)[:FIGURES] if f.dimension in OPERANDS and f.plain and not f.loose]


def _units(figures: Sequence[Figure]) -> Units:
    return tuple(f.unit for f in figures)


def _whole(passage: Passage, number: int, units: Units) -> list[Figure]:
    """The figures of the same units, one after the other, in the nearest sentence before that has them; empty where none has."""
    starts = [*passage.sentence_starts, passage.end]
    for at in range(number - 1, max(-1, number - 1 - SENTENCES), -1):
        told = _told(passage, starts[at], starts[at + 1])
        for first in range(len(told) - len(units) + 1):
            if _units(told[first : first + len(units)]) == units:
                return told[first : first + len(units)]
    return []
