"""Sums of lists whose members tell several figures each, in the order in which the sentence before told them of the whole.

    "Thụ lý 912 vụ với 1.640 bị cáo; giải quyết 880 vụ với 1.590 bị cáo. Trong đó, sơ thẩm thụ lý 730 vụ với 1.310 bị cáo, giải quyết 705 vụ với
     1.270 bị cáo; phúc thẩm thụ lý 182 vụ với 330 bị cáo, giải quyết 175 vụ với 320 bị cáo."

The figures of each member bear the same units in the same order as those of the whole: place by place they add up. Linear: a cue looks at its own
sentence and the few before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import claim_of, vocabulary

SENTENCES = 3  # before the list in which the whole may stand
FIGURES = 40  # of a sentence that are looked at
COLUMNS = 6  # figures of a member
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
        for place, figure in enumerate(whole):
            parts = tuple(m[place] for m in members)
            yield [Candidate("sum", parts, figure, "list_columns", grade_sum(parts, figure))]


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
