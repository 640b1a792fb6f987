"""What a budget says of an amount behind it: its share, its growth, and the change in absolute numbers, in a line of their own below it.

    1.1. Chi đầu tư phát triển: 2.176.114 triệu đồng                          the item, and its amount
    Chiếm tỷ trọng 25,63% tổng chi cân đối, tăng 26,98% so dự toán năm 2019,  a share of what the item stands under, a growth
    tăng tuyệt đối 462.329 triệu đồng                                         and what it comes to
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.audit.figures import OPERANDS, Figure, alike
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.tree import Node
from extractor.lexicon.phrases import AUDIT

LEVELS = 8  # figures before a percentage that are looked at for its level
GAP = 120  # code points between a percentage and its change in absolute numbers
ABOVE = 4  # items that an item stands under, of which it may be a share


def remarks_in(passages: Sequence[Passage], nodes: Sequence[Node]) -> Iterator[Offer]:
    """Percentages with the change in absolute numbers behind them, and shares, of lines that speak of the item above."""
    items = {node.passage.index: node for node in nodes}
    for passage in passages:
        opens = passage.segment.marker is None and AUDIT.remark_opens.match(passage.text, passage.start, passage.end) is not None
        item = items.get(passage.index - 1) if opens else None
        told = _amount(item) if item is not None else None
        if item is None or told is None:
            continue
        for percent in passage.figures:
            if percent.dimension != "percent" or not percent.single or passage.depth(percent.start):
                continue
            yield from _changed(passage, percent, told)
            if passage.sentence_start(percent.start) == passage.start and AUDIT.remark_share.search(passage.before(percent)) is not None:
                yield from _shares(passage, percent, told, item)


def _amount(item: Node) -> Figure | None:
    """The first amount of an item."""
    return next((f for f in item.passage.figures if f.dimension in OPERANDS and f.plain), None)


def _changed(passage: Passage, percent: Figure, told: Figure) -> Iterator[Offer]:
    """The change in absolute numbers behind a percentage of `told`, the amount of the item above."""
    change = next(iter(passage.between(percent.end, min(percent.end + GAP, passage.sentence_end(percent.start)))), None)
    if change is None or change.dimension not in OPERANDS or not change.single:
        return
    gap = AUDIT.remark_change.fullmatch(passage.text, percent.end, change.start)
    if gap is None or (gap["absolute"] is None and AUDIT.remark_level.search(passage.before(percent)) is None):
        return
    own = any(f.plain and alike(f, change) for f in passage.backwards(passage.sentence_start(percent.start), percent.start, LEVELS))
    if own or not alike(told, change):
        return  # where the sentence tells the amount itself, `compared_once` finds it
    rises = gap["way"].casefold() == "tăng"
    if percent.change and (percent.role == "increase") != rises:
        return
    form: RatioForm = ("of_rise" if rises else "of_fall") if percent.change else "level_after_rise" if rises else "level_after_fall"
    verdict = grade_ratio(form, told, size := replace(change, value=abs(change.value)), percent)
    if verdict is not None:
        yield [Candidate("ratio", (told, size), percent, "growth_absolute" if gap["absolute"] is not None else "growth_remark", verdict, form=form)]


def _shares(passage: Passage, percent: Figure, told: Figure, item: Node) -> Iterator[Offer]:
    """ "Chiếm tỷ trọng 25,63% tổng chi": of what the item stands under, nearest first."""
    wholes = [w for above, _ in zip(item.above(), range(ABOVE), strict=False) if (w := _amount(above)) is not None and alike(told, w) and w.value > told.value]
    made = [Candidate("ratio", (told, w), percent, "share_remark", v, form="share") for w in wholes if (v := grade_ratio("share", told, w, percent)) is not None]
    if made:
        yield made
