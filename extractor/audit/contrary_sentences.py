"""A whole with one of its two kinds in a sentence, and the contrary kind in the sentence or paragraph right behind it.

    "Hãng có 1.240 chuyến bay, trong đó có 1.010 chuyến đúng giờ. Số chuyến bay chậm, hủy là 230 chuyến"
    "Trong 28 chỉ tiêu có 19 chỉ tiêu đạt. Có 9 chỉ tiêu không đạt"
    "95 nhóm trẻ, trong đó 88 nhóm được nâng chất lượng. Có 7 nhóm được kiện toàn"       (told only where they make up the whole)

Linear: every sentence looks at the one behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.audit.figures import Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.partitions import partition
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

OPENING = 60  # code points of a sentence before the figure of the contrary kind
CONTRARY = 2  # what `partition` says of contraries
Sentence = tuple[Passage, int, int]


def contraries_told_on(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    stream = [(p, start, end) for p in passages for start, end in p.sentences() if p.segment.kind != "cell"]
    for before, behind in pairwise(stream):
        if behind[0].index - before[0].index > 1:
            continue
        rest = _rest(*behind)
        told = _whole_and_part(before, rest) if rest is not None else None
        if rest is None or told is None:
            continue
        parts, contrary = (told[1], rest), partition([_words(before[0], told[1]), _words(behind[0], rest)]) == CONTRARY
        if contrary or AUDIT.there_are_more.fullmatch(behind[0].text, behind[1], rest.start) is not None:
            yield [Candidate("sum", parts, told[0], "contraries_on", grade_sum(parts, told[0]), variant="" if contrary else "open")]


def _rest(passage: Passage, start: int, end: int) -> Figure | None:
    """The count that a sentence tells first."""
    figure = next(iter(passage.between(start, end)), None)
    if figure is None or figure.dimension != "count" or not figure.unit or not figure.plain or figure.vague or figure.start - start > OPENING or passage.depth(figure.start):
        return None
    return figure if vocabulary().time.search(passage.text, start, figure.start) is None else None


def _whole_and_part(sentence: Sentence, rest: Figure) -> tuple[Figure, Figure] | None:
    """The only two counts of its noun that the sentence tells: how many there are, and how many of the one kind."""
    passage, start, end = sentence
    counts = [f for f in passage.within(start, end, 0) if f.dimension == "count" and f.unit and same_noun(f, rest)]
    if len(counts) != 2 or any(f.vague or not f.plain for f in counts) or counts[1].value > counts[0].value:
        return None
    led = counts[1].start in passage.governed or vocabulary().of_end.search(passage.before(counts[0])) is not None
    return (counts[0], counts[1]) if led else None


def _words(passage: Passage, figure: Figure) -> str:
    return passage.clause(figure) + passage.label(figure)
