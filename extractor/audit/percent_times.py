"""By how many points a percentage rose or fell, and its values at two times.

    "tỷ lệ suy dinh dưỡng còn 19,4% (cùng kỳ 20,1%, giảm 0,7%)"                           the bracket tells the value of then, and maybe the change
    "đầu năm tỷ lệ hộ nghèo là 4,71%, đến cuối năm còn 3,46%, … giảm 1,25%"             words name the two times

Linear: a change looks at the few percentages before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

FIGURES = 8  # before a change that are looked at
NEAR = 40  # code points between a percentage, the bracket of then and the change
Ends = tuple[Figure, Figure, str]


def percents_of_two_times(passage: Passage, change: Figure) -> Iterator[Ends]:
    """The two values that a change of a percentage lies between, and the class of what ties them."""
    low = passage.sentence_start(change.start)
    own = [f for f in passage.backwards(low, change.start, FIGURES) if _rate(f)]
    then = _of_bracket(passage, change, own)
    if then is not None:
        yield (*then, "against")
        return
    above = [f for f in passage.backwards(passage.sentence_start(low - 1), low, FIGURES) if _rate(f)] if low > passage.start and len(own) < 2 else []
    told = [*above, *own][-2:]
    if len(told) == 2 and not any(passage.depth(f.start) for f in told):
        first, last = told
        opened = AUDIT.earlier_time.search(passage.text, passage.sentence_start(first.start), first.start)
        closed = AUDIT.later_time.search(passage.text, first.end, last.start)
        if opened is not None and closed is not None:
            yield first, last, "percent_two_times"


def _rate(figure: Figure) -> bool:
    return figure.dimension == "percent" and figure.state and not figure.loose


def _of_bracket(passage: Passage, change: Figure, own: list[Figure]) -> tuple[Figure, Figure] | None:
    """The percentage before a bracket and the one of then that the bracket tells, where the change stands in it or right behind."""
    if len(own) < 2:
        return None
    level, then = own[-2:]
    bracket = passage.bracket_of(then.start)
    if bracket is None or not level.end <= bracket.open <= level.end + NEAR or passage.depth(level.start) != bracket.depth - 1:
        return None
    if change.start > bracket.close and (change.start - bracket.close > NEAR or any(mark in passage.text[bracket.close : change.start] for mark in ";.")):
        return None
    lead = passage.text[bracket.open + 1 : then.start]
    told = vocabulary().time.search(lead) is not None or vocabulary().against.search(lead) is not None
    return (level, then) if told and passage.between(bracket.open, change.start)[0] is then else None
