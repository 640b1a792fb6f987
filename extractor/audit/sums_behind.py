"""Sums whose parts stand before their whole, or right behind it one after the other.

    "61 hộ … và 24 hộ …, tổng cộng 85 hộ"                     the whole stands last
    "chi thường xuyên 2.340 …, tổng chi 3.460 tỷ đồng"       it is called a total
    "… 56.246 tấn; … 9.718 tấn. Sản lượng … 65.964 tấn"     it opens the sentence behind
    "98.214 lượt người, lần lượt là 61.402, 31.875 và 4.937"   its parts follow in their order
    "540 đơn với 60 đơn khiếu nại, 30 đơn tố cáo và 450 đơn kiến nghị"   its kinds follow behind "với"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.list_ends import told_apart
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import LISTS, PARTS, factor, may_be_part
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

BEFORE = 48  # code points between a bracket of parts and their total
NEAREST = 4  # figures of a sentence that may be the whole of those before it
NAME = 60  # code points between a figure and the next of its list
BARE = regex.compile(r"^\s\p{Ll}+(?:\s\p{Ll}+){0,2}?(?=[,;]|\s\p{L}+\s*$)")  # a unit behind a figure


def sums_behind(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    yield from _totals(passage)
    yield from _bracketed_totals(passage)
    yield from _plain_totals(passage)
    yield from _respectively(passage)
    yield from _afterwards(passage)
    yield from _with_kinds(passage)


def _reach_back(passage: Passage, end: int, number: int) -> int:
    """Where a list that ends at `end` begins at the earliest, likewise."""
    low, _ = passage.scope(end)
    return low if number < LISTS else max(low, passage.back(end, PARTS))


def _totals(passage: Passage) -> Iterator[Offer]:
    """The whole behind its parts: "…, tổng cộng 85 hộ"."""
    total_end = vocabulary().total_end
    number = 0
    for whole in passage.figures:
        if whole.dimension not in OPERANDS or whole.value_to is not None:
            continue
        before = passage.before(whole)
        total = bool(total_end.search(before)) and AUDIT.total_of_one.search(before) is None
        if not total and not vocabulary().of_end.search(before):
            continue
        low = _reach_back(passage, whole.start, number)
        number += 1
        parts = [f for f in passage.within(low, whole.start, passage.depth(whole.start)) if may_be_part(whole, f)]
        parts = [f for f in parts if same_noun(whole, f, general=True)] or parts
        parts = parts if len(parts) >= 2 or not total else _of_bracket(passage, whole)
        named = "total_behind" if total else "of_behind_parted" if told_apart(passage, parts) else "of_behind"
        offer = [
            Candidate("sum", tuple(some), whole, named, grade_sum(some, whole), variant="" if some is parts else "partial")
            for some in (parts, parts[-2:], parts[-3:])
            if len(some) >= 2 and (some is parts or len(some) < len(parts))
        ]
        if offer:
            yield offer


def _of_bracket(passage: Passage, whole: Figure) -> list[Figure]:
    """ "(xây mới 312 hộ x 60 triệu đồng = 18.720 triệu đồng; sửa chữa …), tổng kinh phí 23.940 triệu đồng": the results in the bracket right before."""
    bracket = next((b for b in reversed(passage.brackets_in(passage.sentence_start(whole.start), whole.start)) if b.depth == passage.depth(whole.start) + 1), None)
    if bracket is None or not 0 <= whole.start - bracket.close <= BEFORE:
        return []
    return [f for f in passage.within(bracket.open + 1, bracket.close, bracket.depth) if may_be_part(whole, f) and same_noun(whole, f) and not factor(passage, f)]


def _plain_totals(passage: Passage) -> Iterator[Offer]:
    """The whole behind its parts, called a total: "chi thường xuyên 2.340 tỷ đồng, chi đầu tư 1.120 tỷ đồng, tổng chi 3.460 tỷ đồng"."""
    number = 0
    for whole in passage.figures:
        if whole.dimension in OPERANDS and not whole.change and not whole.loose and vocabulary().named_total_end.search(passage.clause(whole)[-60:]):
            low = _reach_back(passage, whole.start, number)
            number += 1
            parts = tuple(f for f in passage.within(low, whole.start, passage.depth(whole.start)) if may_be_part(whole, f) and same_noun(whole, f))
            parts = parts if len(parts) >= 2 else tuple(_of_bracket(passage, whole))
            if len(parts) >= 2:
                yield [Candidate("sum", parts, whole, "total_named", grade_sum(parts, whole), variant="last" if _last_of_all(passage, whole, parts) else "")]


def _last_of_all(passage: Passage, whole: Figure, parts: Sequence[Figure]) -> bool:
    """ "cá 2.418 tấn, tôm 1.106 tấn, cua 214 tấn; tổng sản lượng 3.738 tấn": it ends its sentence, all else that it may be of is its parts."""
    low, high = passage.sentence_start(whole.start), passage.sentence_end(whole.start)
    alike_it = [f for f in passage.within(low, high, passage.depth(whole.start)) if f is not whole and f.dimension == whole.dimension and (f.dimension != "count" or same_noun(f, whole))]
    return alike_it == list(parts)


def _bracketed_totals(passage: Passage) -> Iterator[Offer]:
    """ "xây mới 03 trạm và mở rộng 06 trạm (tổng 09 trạm)": the whole alone in the bracket behind its parts."""
    for bracket in passage.brackets[:LISTS]:
        inside = passage.between(bracket.open + 1, bracket.close)
        if len(inside) != 1 or AUDIT.total_in_bracket.fullmatch(passage.text[bracket.open : inside[0].start]) is None:
            continue
        whole, (low, _) = inside[0], passage.scope(bracket.open)
        low = passage.piece_start(low, bracket.open, bracket.depth - 1)
        parts = tuple(f for f in passage.within(low, bracket.open, bracket.depth - 1)[-PARTS:] if may_be_part(whole, f) and same_noun(f, whole))
        if len(parts) >= 2:
            yield [Candidate("sum", parts, whole, "total_behind", grade_sum(parts, whole))]


def _afterwards(passage: Passage) -> Iterator[Offer]:
    """The whole opens the sentence behind the one that gives its parts: "… 56.246 tấn; … 9.718 tấn. Sản lượng … 65.964 tấn"."""
    for (start, end), (after, stop) in pairwise(passage.sentences()):
        seen: set[tuple[str, str | None]] = set()
        for whole in [f for f in passage.within(after, stop, 0) if f.dimension in OPERANDS and not f.change][:NEAREST]:
            kind = whole.dimension, whole.unit
            if kind in seen:
                continue
            seen.add(kind)
            parts = tuple(f for f in passage.within(start, end, 0) if may_be_part(whole, f) and same_noun(whole, f, general=len(seen) == 1))
            if len(parts) >= 2:
                yield [Candidate("sum", parts, whole, "next_sentence", grade_sum(parts, whole))]


def _respectively(passage: Passage) -> Iterator[Offer]:
    """ "98.214 lượt người, lần lượt là 61.402, 31.875 và 4.937 lượt": the parts right behind the whole, in their order."""
    for whole in passage.figures:
        match = AUDIT.respectively.match(passage.text, whole.end, passage.end) if whole.plain and whole.dimension in OPERANDS and not whole.loose else None
        if match is None:
            continue
        run = [f for f in passage.between(match.end(), passage.sentence_end(match.end()))[:PARTS] if may_be_part(whole, f)]
        gaps = [passage.text[a.end : b.start] for a, b in pairwise(run)]
        ends = (n for n, gap in enumerate(gaps, 1) if not vocabulary().joined_only.fullmatch(BARE.sub("", gap)) or (";" in gap and ";" not in gaps[0]))
        count = next(ends, len(run))
        if count >= 2 and run[0].start == match.end():
            parts = tuple(run[:count])
            yield [Candidate("sum", parts, whole, "list_all", grade_sum(parts, whole))]


def _with_kinds(passage: Passage) -> Iterator[Offer]:
    """ "540 đơn đủ điều kiện với 60 đơn khiếu nại, 30 đơn tố cáo và 450 đơn kiến nghị": kinds of one noun behind "với", each with it, up to "và"."""
    for whole, first in pairwise(passage.figures):
        if whole.dimension != "count" or not whole.plain or whole.loose or whole.change or not whole.unit or AUDIT.kinds_with.fullmatch(passage.text, whole.end, first.start) is None:
            continue
        run = passage.between(first.start, passage.sentence_end(first.start))[:PARTS]
        gaps = [passage.text[a.end : b.start] for a, b in pairwise(run)]
        last = next((n for n, gap in enumerate(gaps, 1) if len(gap) > NAME or AUDIT.kinds_between.fullmatch(gap) is None or AUDIT.last_joined.search(gap) is not None), 0)
        parts = tuple(run[: last + 1])
        if last and AUDIT.last_joined.search(gaps[last - 1]) is not None and all(f.unit and f.plain and may_be_part(whole, f) and same_noun(whole, f) for f in parts):
            yield [Candidate("sum", parts, whole, "list_with", grade_sum(parts, whole))]
