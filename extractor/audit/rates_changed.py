"""Growth of rates: what a yield, a price, an income rose or fell by, and its percentage.

    "Năng suất đạt 58,3 tạ/ha, tăng 1,4 tạ/ha (+2,5%)"                      the change, its percentage behind it
    "Giá bình quân 46.300 đồng/kg, tăng 4,5% (tăng 2.000 đồng/kg)"          the percentage, its change behind it
    "Thu nhập bình quân 61,2 triệu đồng/người, tăng 3,4 triệu đồng (5,9%)"  the change in the unit before "/"

Rates do not add up, so that no sum is asked of them; a rate then and a rate now may be compared as any other quantity. The level is the nearest rate before
its change, in the same sentence and of the same unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm
from extractor.audit.passages import Bracket, Passage
from extractor.audit.ratio_operands import Pair
from extractor.lexicon.phrases import AUDIT

LEVELS = 4  # figures before a change among which its level stands
NEAR = 24  # code points between a change and its percentage
SIGN = 8  # code points of a bracket before its percentage, at most: "tăng ", "+ "


def rates_changed(passage: Passage, percent: Figure, told_behind: Figure | None, by: RatioForm) -> Iterator[Pair]:
    """The pair of a percentage that follows or leads a change of a rate; `told_behind` is the change told behind it."""
    before = passage.backwards(passage.sentence_start(percent.start), percent.start, LEVELS)
    if told_behind is not None:
        level = _level(passage, before, told_behind)
        if level is not None:
            yield Pair(by, level, told_behind, "growth_of_rate")
        return
    change = before[-1] if before else None
    if change is None or not change.change or not _right_behind(passage, change, percent):
        return
    level = _level(passage, before[:-1], change)
    if level is not None:
        yield Pair(by, level, change, "growth_of_rate")


def opens_with(bracket: Bracket, change: Figure, percent: Figure, within: int) -> bool:
    """The bracket opens right behind a change, and with its percentage: "tăng 77 xã (+8,4%)"."""
    return bracket.open - change.end < within and percent.start - bracket.open - 1 < SIGN


def _right_behind(passage: Passage, change: Figure, percent: Figure) -> bool:
    """ "tăng 1,4 tạ/ha (+2,5%)", "tăng 1,4 tạ/ha, tương đương 2,5%"."""
    bracket = passage.bracket_of(percent.start)
    if bracket is not None and bracket.open >= change.end:
        return opens_with(bracket, change, percent, NEAR)
    gap = passage.text[change.end : percent.start]
    return len(gap) <= NEAR and AUDIT.change_again.fullmatch(gap) is not None


def _level(passage: Passage, before: Sequence[Figure], change: Figure) -> Figure | None:
    """The nearest figure that is no change, where it is a rate in the change's unit, or whose unit before "/" is the change's."""
    level = next((f for f in reversed(before) if not f.change and f.dimension != "percent"), None)
    if level is None or level.dimension != "rate" or not level.plain or passage.depth(level.start) > passage.depth(change.start):
        return None
    unit, own = (level.unit or "").casefold(), (change.unit or "").casefold()
    return level if unit and (unit == own or unit.partition("/")[0].strip() == own) else None
