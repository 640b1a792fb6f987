"""What lies between two amounts and bears a name: what is lacking, what was lost, by how much one price is above another.

    "nhu cầu là 4.318 tỷ đồng, đã được giao 1.907 tỷ đồng, còn thiếu 2.411 tỷ đồng"           what is needed and what there is
    "doanh thu 812 triệu đồng, chi phí 655 triệu đồng, lãi 157 triệu đồng"                      what came in and what it cost
    "giá trong nước 37,2 triệu đồng/lượng. Giá thế giới 36,9 triệu đồng/lượng, thấp hơn 300.000 đồng/lượng"

Linear: a figure that is called so looks at the few before it, in its sentence and the two above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_difference
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

LEAD = 48  # code points before a figure that say what it is
NEAREST = 3  # amounts before it that are looked at
SENTENCES = 3  # its own and those above in which they may stand
SHORT = 2  # digits of a gap that chance does not make


def gaps_named(passage: Passage, above: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of one segment; `above` are those above it, nearest first."""
    for gap in passage.figures:
        if gap.value_to is not None or gap.total is not None or gap.loose or gap.digits < SHORT:
            continue
        before = passage.before(gap, LEAD)
        if gap.dimension in OPERANDS and AUDIT.gap_named.search(before) is not None:
            terms = _terms(passage, above, gap)
            sides = [next((f for p, f in terms if side.search(p.clause(f)) is not None), None) for side in (AUDIT.gap_needed, AUDIT.gap_there)]
            if sides[0] is not None and sides[1] is not None and sides[0] is not sides[1]:
                yield _between(sides[0], sides[1], gap, "gap_named")
        elif gap.dimension == "rate" and AUDIT.above_or_below.search(before) is not None:
            terms = _terms(passage, above, gap)
            if len(terms) == 2:
                yield _between(terms[0][1], terms[1][1], gap, "gap_of_prices")


def _terms(passage: Passage, above: Sequence[Passage], gap: Figure) -> list[tuple[Passage, Figure]]:
    """The amounts of its kind before a gap: of its sentence, and of the two above where that tells fewer than two."""
    told: list[tuple[Passage, Figure]] = []
    for place, start, end in islice(_upwards(passage, above, gap), SENTENCES):
        told += [(place, f) for f in reversed(place.backwards(start, end, NEAREST)) if _amount(f, gap)]
        if len(told) > 1:
            break
    return told[:NEAREST]


def _upwards(passage: Passage, above: Sequence[Passage], gap: Figure) -> Iterator[tuple[Passage, int, int]]:
    """The sentences before a figure, its own up to it first, as long as their paragraphs follow each other."""
    last, stop = passage, gap.start
    for place in (passage, *above):
        if last.index - place.index > 1:
            return
        for start, end in reversed([(a, b) for a, b in place.sentences() if place is not passage or a < stop]):
            yield place, start, min(end, stop) if place is passage else end
        last = place


def _amount(figure: Figure, gap: Figure) -> bool:
    if not figure.plain or figure.loose:
        return False
    if gap.dimension == "rate":
        return figure.dimension == "rate" and figure.unit == gap.unit
    return figure.dimension in OPERANDS and alike(figure, gap) and same_noun(figure, gap)


def _between(one: Figure, other: Figure, gap: Figure, named: str) -> Offer:
    first, second = (one, other) if one.value >= other.value else (other, one)
    return [Candidate("difference", (first, second), gap, named, grade_difference(first, second, gap))]
