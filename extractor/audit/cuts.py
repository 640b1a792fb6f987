"""What is left of a term or a cost that was cut.

    "tối đa là 48 ngày (cắt giảm 12/60 ngày, tỷ lệ 20%)"       12 of 60 are 20%, and 48 are left
    "thực hiện trong 36 giờ (giảm 12/48 giờ)"
    "Chi phí tuân thủ trước khi đơn giản hóa: 120 triệu đồng/năm; sau khi đơn giản hóa: 90 triệu đồng/năm; tiết kiệm: 30 triệu đồng/năm;
     tỷ lệ cắt giảm: 25%"                                      by the names of the four, in lines, clauses or sentences

Decisions on administrative procedures and plans to simplify them tell so what is cut (Thông tư 03/2022/TT-VPCP). Linear: each bracket is looked at with the figure
before it, each figure with what was named before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.audit.figures import Figure, alike
from extractor.audit.grades import grade_difference, grade_ratio
from extractor.audit.passages import Bracket, Passage
from extractor.audit.ratio_operands import Pair
from extractor.audit.relations import Candidate, Offer
from extractor.lexicon.phrases import AUDIT

LINES = 12  # segments between what was and what is left
NAMES = 120  # code points before a figure in which it is named
FORMULA = 8  # figures of a formula
UNIT = 24  # code points of the unit between the term and the bracket


def cuts_in(passage: Passage) -> Iterator[Offer]:
    """The terms of one segment that stand before a bracket which tells how much of them was cut."""
    for bracket in passage.brackets:
        part = _cut_of(passage, bracket)
        before = next(iter(passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)), None) if part is not None else None
        if part is None or part.total is None or before is None:
            continue
        if bracket.open - before.end <= UNIT and before.unit == part.unit and before.single:
            yield [Candidate("complement", (part,), before, "cut_left", grade_difference(part.with_value(part.total), part, before))]


def share_of_cut(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "(cắt giảm 12/60 ngày, tỷ lệ 20%)": the share of what was cut, right behind it in its bracket."""
    bracket = passage.bracket_of(percent.start)
    part = _cut_of(passage, bracket) if bracket is not None else None
    if part is not None and part.end < percent.start and AUDIT.cut_share.fullmatch(passage.text, part.end, percent.start) is not None:
        yield Pair("share", part, None, "share_fraction")


def _cut_of(passage: Passage, bracket: Bracket) -> Figure | None:
    """The X/Y with which a bracket opens that tells a cut."""
    cut = AUDIT.cut_by.match(passage.text, bracket.open + 1, bracket.close)
    first = next(iter(passage.within(cut.end(), bracket.close, bracket.depth)), None) if cut is not None else None
    return first if first is not None and cut is not None and first.start == cut.end() and first.total is not None and first.value else None


def cuts_told(passages: Sequence[Passage]) -> Iterator[Offer]:
    """What was before, what is after, what was saved and by how many per cent, told one behind the other under these names."""
    before: tuple[Passage, Figure] | None = None
    after: Figure | None = None
    for passage in passages:
        end = passage.start
        for figure in passage.figures:
            if figure.start < end:
                continue  # of a formula
            name, end = passage.text[max(end, figure.start - NAMES) : figure.start], figure.end
            if before is not None and passage.index - before[0].index > LINES:
                before = after = None
            if figure.dimension == "percent":
                if before is not None and after is not None and figure.single and AUDIT.cut_rate.search(name) is not None:
                    verdict = grade_ratio("reduction", after, before[1], figure)
                    yield from [[Candidate("ratio", (after, before[1]), figure, "cut_told", verdict, form="reduction")]] if verdict is not None else []
                continue
            was, then = AUDIT.cut_before.search(name) is not None, before is not None and AUDIT.cut_after.search(name) is not None
            if was or then:
                figure = _result(passage, figure)  # "trước khi đơn giản hóa: 80 giờ x 40.000 đồng/giờ = 3.200.000 đồng"
                end = figure.end
            if not figure.single or not figure.value:
                continue
            if was:
                before, after = (passage, figure), None
            elif before is None or not alike(figure, before[1]) or figure.unit != before[1].unit:
                continue
            elif then and after is None:
                after = figure
            elif after is not None and AUDIT.cut_saved.search(name) is not None:
                yield [Candidate("difference", (before[1], after), figure, "cut_told", grade_difference(before[1], after, figure))]


def _result(passage: Passage, figure: Figure) -> Figure:
    """What a formula that begins with the figure gives, or the figure."""
    behind = passage.between(figure.start, passage.sentence_end(figure.start))[:FORMULA]
    return next((f for f in reversed(behind) if passage.text[figure.end : f.start].rstrip().endswith("=")), figure)


__all__ = ["cuts_in", "cuts_told", "share_of_cut"]
