"""Shares told first, then their amount or what they are of.

    "vốn điều lệ 1.250 tỷ đồng, Nhà nước nắm giữ 64%, tương đương 800 tỷ đồng"     the amount behind words that say the share again
    "tổng vốn 1.250 tỷ đồng, trong đó vốn tự có là 30% (375 tỷ đồng)"              alone in the bracket, or behind "là"
    "thu đạt 64% dự toán, tương đương 800 tỷ đồng, so với chỉ tiêu giao là 1.250 tỷ đồng"   the plan behind both
    "265 nhà máy, chiếm 31,6% trong 838 nhà máy", "82 tỷ đồng (70% của 117,1 tỷ đồng)"      the whole right behind the share
    "6.104 em dự thi, chiếm 99,3%, vắng 43 em"                                     what is missing of the whole

Linear: a percentage looks at the figures of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.passages import Passage
from extractor.audit.plans import whole_called
from extractor.audit.ratio_operands import Pair, belongs_to_figure_before, figures_before
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

AMONG = 10  # figures before a share that may be what it is of
FAR = 60  # code points between a share and its amount or whole
LEAD = 40  # code points before a share in which its verb stands
FORMER = 12  # code points before a figure that say that it was so
UNIT = 90  # code points between a part and its share
STOP = regex.compile(r"[;:]|(?<!\d)\.\s")
HUNDRED = Decimal(100)
OTHER_CLAUSE = regex.compile(r"[;,:()]")


def amounts_said(passage: Passage, percent: Figure, above: Sequence[Passage]) -> Iterator[Pair]:
    """The amount of a share behind it, and what stands before that it is of; or the plan behind both."""
    part = _amount_behind(passage, percent)
    if part is None or percent.change or "/" in (percent.unit or "") or AUDIT.taken_end.search(passage.before(percent, FAR)) is not None:
        return
    gap = passage.text[percent.end : part.start]
    plan = vocabulary().plan.search(gap) if not _owned(passage, percent) else None
    behind = _plan_behind(passage, part)
    if behind is not None and alike(part, behind):
        yield Pair("share", part, behind, "share_amount")
    low = passage.sentence_start(percent.start)
    before = passage.backwards(low, percent.start, AMONG)
    taken = {b.start for a, b in pairwise(before) if a.dimension == "percent" and _said(passage, a, b)}
    called = whole_called(passage, part, percent, above) if plan is not None or _owned(passage, percent) else None
    called = called if called is not None and called[0].value >= part.value and AUDIT.former_end.search(passage.text, max(0, called[0].start - FORMER), called[0].start) is None else None
    if called is not None and called[0].start not in {f.start for f in before}:
        yield Pair("share", part, called[0], "share_amount")
    base = next((f for f in reversed(before) if f.start not in taken and f.plain and alike(f, part) and same_noun(f, part) and passage.depth(f.start) <= passage.depth(percent.start)), None)
    base = _exactly(passage, base) if base is not None else None
    if base is None or base.value < part.value or STOP.search(passage.text, base.end, percent.start) is not None:
        return
    if plan is None or vocabulary().plan.search(passage.clause(base)) is not None:
        yield Pair("share", part, base, "share_amount")


def _exactly(passage: Passage, figure: Figure) -> Figure:
    """ "vượt mốc 10.000 tỷ đồng (10.632 tỷ)": what the bracket right behind a round amount tells to the last digit, else the figure itself."""
    bracket = passage.bracket_after(figure.end, figure.end + LEAD)
    inside = passage.between(bracket.open, bracket.close) if bracket is not None else ()
    same = bracket is not None and len(inside) == 1 and inside[0].plain and alike(inside[0], figure) and not any(mark in passage.text[figure.end : bracket.open] for mark in ",;.")
    return inside[0] if same and 2 * abs(inside[0].value - figure.value) < figure.value and inside[0].digits > figure.digits else figure


def _amount_behind(passage: Passage, percent: Figure) -> Figure | None:
    start = passage.next_start(percent)
    part = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if part is None or not part.plain or part.dimension not in OPERANDS or part.start >= passage.sentence_end(percent.start):
        return None
    lead = passage.before(percent, LEAD).rpartition(",")[2]
    changed = vocabulary().against.search(lead) is not None or AUDIT.went_beyond.search(lead) is not None  # "đã vượt dung tích thiết kế 131% (tương đương 1,1 triệu tấn)"
    return part if _said(passage, percent, part) and not changed else None


def _said(passage: Passage, percent: Figure, part: Figure) -> bool:
    """The words between say the share again in absolute numbers; "là" and a bracket do so behind a verb of holding or giving."""
    gap = passage.text[percent.end : part.start]
    if len(gap) > FAR:
        return False
    if AUDIT.amount_again.fullmatch(gap) is not None or (AUDIT.of_total_amount.fullmatch(gap) is not None and vocabulary().share_of.search(passage.before(percent, LEAD)) is not None):
        return True
    bracket = passage.bracket_of(part.start)
    if bracket is not None and bracket.open >= percent.end and len(passage.between(bracket.open, bracket.close)) > 1:
        return False
    return part.dimension in ("money", "measure") and _owned(passage, percent) and AUDIT.amount_follows.fullmatch(gap) is not None


def _owned(passage: Passage, percent: Figure) -> bool:
    return AUDIT.owning_end.search(passage.before(percent, LEAD)) is not None


def _plan_behind(passage: Passage, part: Figure) -> Figure | None:
    """ "…, tương đương 800 tỷ đồng, so với chỉ tiêu giao là 1.250 tỷ đồng"."""
    start = passage.next_start(part)
    plan = next(iter(passage.between(start, start + 1)), None) if start is not None and start < passage.sentence_end(part.start) else None
    return plan if plan is not None and plan.plain and AUDIT.plan_beside.fullmatch(passage.text[part.end : plan.start]) is not None else None


def wholes_behind(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """The whole right behind a share, of the part right before it."""
    part = next((f for f in figures_before(passage, percent) if not f.change), None)
    start = passage.next_start(percent)
    whole = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if part is None or whole is None or percent.change or not part.plain or not whole.plain or percent.start - part.end > UNIT or not belongs_to_figure_before(passage, percent):
        return
    if whole.start >= passage.sentence_end(percent.start) or not alike(part, whole) or not same_noun(part, whole) or passage.between(part.end, percent.start):
        return
    gap = passage.text[percent.end : whole.start]
    bracket = passage.bracket_of(percent.start)
    named = bracket is not None and whole.end <= bracket.close and len(gap) < FAR and AUDIT.whole_in_bracket.fullmatch(gap) is not None
    if named or AUDIT.of_number.fullmatch(gap) is not None:
        yield Pair("share", part, whole, "share_of_number")


def of_total_said(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "vay 31.250 tỷ đồng và đã giải ngân 11.875 tỷ đồng, đạt 38% tổng số vốn vay", "cần 23.000 tỷ đồng, mới bố trí 5.060 tỷ đồng, tương ứng 22% nhu cầu": the share
    names what the figure right before its part is called."""
    said = AUDIT.of_total.match(passage.text, percent.end, passage.sentence_end(percent.start))
    part = next((f for f in figures_before(passage, percent) if not f.change), None) if said is not None else None
    if said is None or part is None or percent.change or not part.plain or part.loose or not belongs_to_figure_before(passage, percent):
        return
    base = next(iter(passage.backwards(passage.sentence_start(part.start), part.start, 1)), None)
    if base is None or not base.plain or base.value < part.value or not alike(part, base) or not same_noun(part, base) or STOP.search(passage.text, base.end, part.start):
        return
    words = f" {passage.clause(base)} {passage.label(base)} ".casefold()
    if said["noun"] and f" {said['noun'].casefold()} " in f" {passage.clause(part)} ".casefold():
        return  # "đứng đầu với tổng vốn 5,1 tỷ USD, thứ hai với tổng vốn 2,6 tỷ USD, chiếm 15,7% tổng vốn": beside each other
    named = f" {said['noun'].casefold()} " in words if said["noun"] else AUDIT.needs_it.search(words) is not None
    if named and passage.depth(base.start) == passage.depth(part.start):
        yield Pair("share", part, base, "share_total_said")


def with_missing(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """The part before a share, and what is missing of its whole behind it."""
    start = passage.next_start(percent)
    missing = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    part = next((f for f in figures_before(passage, percent) if not f.change), None)
    if part is None or missing is None or percent.change or not part.plain or missing.value_to is not None or missing.start >= passage.sentence_end(percent.start):
        return
    if not belongs_to_figure_before(passage, percent) or not alike(part, missing) or not same_noun(part, missing):
        return
    if AUDIT.missing_of_it.fullmatch(passage.text[percent.end : missing.start]) is not None:
        yield Pair("level_after_fall", part, missing, "share_with_missing")


def of_two(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "nam có 47.100 người (chiếm 49,2%), nữ có 48.630 người (chiếm 50,8%)": two counts whose shares make 100, and what both make is not told."""
    low, high = passage.sentence_start(percent.start), passage.sentence_end(percent.start)
    told = passage.between(low, high)
    percents = [f for f in told if f.dimension == "percent"]
    if len(percents) != 2 or percent.change or len(told) < 4 or sum(f.value for f in percents) != HUNDRED or any(f.change for f in percents):
        return
    parts = [next(iter(passage.backwards(low, p.start, 1)), None) for p in percents]
    one, other = parts
    if one is None or other is None or not one.plain or not other.plain or one.loose or other.loose or not alike(one, other) or not same_noun(one, other):
        return
    if any(f.start < one.start and alike(f, one) for f in told) or not all(belongs_to_figure_before(passage, p) for p in percents) or one.dimension not in OPERANDS:
        return
    if low > passage.start and any(alike(f, one) and f.value > max(one.value, other.value) for f in passage.between(passage.sentence_start(low - 1), low)):
        return  # what both make is told in the sentence before
    first, second = (one, other) if percent is percents[0] else (other, one)
    yield Pair("level_after_fall", first, second, "share_of_two")


def without_bounds(passage: Passage, figures: Sequence[Figure]) -> list[Figure]:
    """Figures before a share, nearest first, without the bound that tells which ones the count before it is of ("1.480 hộ có diện tích dưới 2 ha, chiếm 61%")."""
    kept = list(figures)
    while len(kept) > 1 and kept[0].comparator in ("<", ">", "<=", ">=") and kept[0].dimension in ("money", "measure", "rate") and kept[1].dimension == "count":
        if OTHER_CLAUSE.search(passage.text, kept[1].end, kept[0].start) is not None or AUDIT.bound_of.search(passage.text[kept[1].end : kept[0].start]) is None:
            break
        kept = kept[1:]
    return kept


__all__ = ["amounts_said", "of_total_said", "of_two", "wholes_behind", "with_missing", "without_bounds"]
