"""One comparison told twice: by its percentage, and by the change in absolute numbers.

    "41.300 triệu đồng, tăng 2,1% so với dự toán năm 2030, tăng tuyệt đối 850 triệu đồng"
    "7.400 triệu đồng, bằng 79,6% so dự toán năm 2030, giảm 1.896 triệu đồng, do …"
    "8.640 tỷ đồng, đạt 108% dự toán, vượt 640 tỷ đồng"

Reports on budgets write so. The change is of the percentage's comparison where it names no other behind it ("tăng 12 tỷ đồng so với cùng kỳ").
"""

from __future__ import annotations

from extractor.audit.figures import OPERANDS, Figure
from extractor.audit.passages import Passage
from extractor.lexicon.phrases import AUDIT

LONGEST = 90  # code points between the percentage and the change


def change_of_comparison(passage: Passage, percent: Figure) -> Figure | None:
    """The change that the comparison of a percentage is told by a second time, None where there is none."""
    high = passage.scope(percent.start)[1]
    behind = [f for f in passage.between(percent.end, min(high, percent.end + LONGEST)) if f.dimension in OPERANDS]
    change = behind[0] if behind and passage.depth(behind[0].start) == passage.depth(percent.start) else None
    if change is None or not change.change or not change.single:
        return None
    told = AUDIT.compared_and_changed.fullmatch(passage.text[percent.end : change.start]) is not None
    return change if told and AUDIT.own_comparison.match(passage.text, change.end, high) is None else None
