"""Changes in absolute numbers: of a comparison that was told by its percentage, and what several bodies' changes come to.

    "41.300 triệu đồng, tăng 2,1% so với dự toán năm 2030, tăng tuyệt đối 850 triệu đồng"
    "7.400 triệu đồng, bằng 79,6% so dự toán năm 2030, giảm 1.896 triệu đồng, do …"
    "8.640 tỷ đồng, đạt 108% dự toán, vượt 640 tỷ đồng"

Reports on budgets write so. The change is of the percentage's comparison where it names no other behind it ("tăng 12 tỷ đồng so với cùng kỳ").

    "tăng 830 triệu đồng (ngân sách huyện giảm 320 triệu đồng, ngân sách tỉnh tăng 1.150 triệu đồng)"

What one rose by less what the other fell by is what both together changed by.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_difference
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

LONGEST = 90  # code points between the percentage and the change
UNIT = 24  # code points between a change and the bracket that tells whose it is


def change_of_comparison(passage: Passage, percent: Figure) -> Figure | None:
    """The change that the comparison of a percentage is told by a second time, None where there is none."""
    high = passage.scope(percent.start)[1]
    behind = [f for f in passage.between(percent.end, min(high, percent.end + LONGEST)) if f.dimension in OPERANDS]
    change = behind[0] if behind and passage.depth(behind[0].start) == passage.depth(percent.start) else None
    if change is None or not change.change or not change.single:
        return None
    told = AUDIT.compared_and_changed.fullmatch(passage.text[percent.end : change.start]) is not None
    return change if told and AUDIT.own_comparison.match(passage.text, change.end, high) is None else None


def net_changes(passage: Passage) -> Iterator[Offer]:
    """A change and the rise and the fall in the bracket right behind it that it is made of."""
    for bracket in passage.brackets:
        inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
        both = len(inside) == 2 and {f.role for f in inside} == {"increase", "decrease"}
        if not both or not all(f.change and f.single and f.dimension in OPERANDS for f in inside):
            continue
        net = next(iter(passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)), None)
        if net is None or not net.change or not net.single or bracket.open - net.end > UNIT or not all(alike(f, net) and same_noun(f, net) for f in inside):
            continue
        larger, smaller = sorted(inside, key=lambda f: f.value, reverse=True)
        if larger.role == net.role and not any(mark in passage.text[net.end : bracket.open] for mark in ",;"):
            yield [Candidate("difference", (larger, smaller), net, "net_change", grade_difference(larger, smaller, net))]
