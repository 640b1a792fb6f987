"""Shares that are not of what stands right before them.

    "13/18 khoản vay, chiếm 91,99% tổng vốn"                                    the words behind the share name another measure
    "13/18 khoản đã quyết toán (chiếm 91,99%); 05/18 khoản chưa quyết toán (chiếm 8,01%)"   they share out a whole, and no one is that of its count
    "đã hoàn thành 2.501, quá hạn 222 (đạt 91,8%)"                              what was reached is of what was done, not of what is late
    "qua khám mắt 1.240 em thì có 93 em cận thị, 155 em loạn thị (tỷ lệ 12,5%)"   of what was looked at, not of the count before it
    "với 96,2% tán thành (tương ứng 452/455 đại biểu có mặt)"                     a vote is told in per cent of all members
    "46 người dự họp (bằng 92% tổng số ủy viên), trong đó 45 người đồng ý (bằng 90% tổng số ủy viên)"   both are of the same whole, which is neither

Linear: every percentage looks at the figures right before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

from extractor.audit.figures import Figure, same_noun
from extractor.audit.grades import grade_ratio
from extractor.audit.intervals import ZERO
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import Pair, Wholes
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

HUNDRED = Decimal(100)
APART = 2  # points between a share and that of its count, which are then of different things
CLOSE = 60  # code points between a count and its share
LEAD = 24  # code points before a percentage in which the verb of a share stands
SUBJECT = 4  # words behind a comma before a share among which is a subject of its own
VOTE = 80  # code points around a share within which a vote is told
MORE = Decimal("1.002")  # how much more than its rounding X/Y is above a share that is of more than Y
ROUGH = 10  # the greatest Y of a part that is told roughly
NEAREST = 4  # figures before a late part among which is what was done


def weakened(passage: Passage, percent: Figure, pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs of a share as they come; one whose percentage may well be of another whole is left to the last resort."""
    yield from (replace(pair, tie="share_near") if pair.form == "share" and _of_others(passage, percent, pair) else pair for pair in pairs)


def _of_others(passage: Passage, percent: Figure, pair: Pair) -> bool:
    whole = pair.a.total if pair.b is None else pair.b.value
    if whole is None or not whole or not percent.value:
        return False
    return _voted(passage, percent, pair, whole) or _roughly(passage, pair.a) or _of_its_plan(passage, percent, pair.a) or _of_one_whole(passage, percent, pair)


def _voted(passage: Passage, percent: Figure, pair: Pair, whole: Decimal) -> bool:
    """ "468/470 đại biểu tán thành, đạt 96,3%": a vote, and a percentage that is of more members than Y."""
    around = passage.text[max(passage.sentence_start(min(pair.a.start, percent.start)), min(pair.a.start, percent.start) - VOTE) : max(pair.a.end, percent.end) + VOTE]
    return HUNDRED * pair.a.value > percent.value * whole * MORE and AUDIT.voted.search(around) is not None


def _roughly(passage: Passage, fraction: Figure) -> bool:
    """ "chiếm 1/3 dân số (32,8%)", "gần 2/3 số hộ": a part told by a fraction of small numbers."""
    small = fraction.total is not None and fraction.value < fraction.total <= ROUGH and not fraction.written.startswith("0")
    return small and AUDIT.told_roughly.search(passage.before(fraction, LEAD)) is not None


def _of_its_plan(passage: Passage, percent: Figure, fraction: Figure) -> bool:
    """ "3/20 chỉ tiêu đạt 99% chỉ tiêu nghị quyết": what each of X reached of its own plan."""
    if fraction.total is None or vocabulary().plan.match(fraction.unit or "") is None or vocabulary().plan.search(passage.after(percent, LEAD)) is None:
        return False
    return not any(mark in passage.text[fraction.end : percent.start] for mark in ",;(:")


def _of_one_whole(passage: Passage, percent: Figure, pair: Pair) -> bool:
    """The whole has a share of its own right behind it, which the same words follow."""
    own = next(iter(passage.between(pair.b.end, pair.b.end + CLOSE)), None) if pair.b is not None else None
    if own is None or own.dimension != "percent" or own is percent or own.change:
        return False
    names = [AUDIT.of_what.match(passage.text, share.end) for share in (own, percent)]
    return all(names) and len({" ".join(name["what"].casefold().split()) for name in names if name}) == 1


def of_another_measure(passage: Passage, fraction: Figure, percent: Figure) -> bool:
    """The words behind the share name money or another measure, and X/Y counts things; or these were looked at, and what was reached is another's."""
    if _of_examined(passage, fraction, percent) or (fraction.dimension == "count" and AUDIT.by_means_of.search(passage.text[fraction.end : percent.start]) is not None and AUDIT.share_means.match(passage.text, percent.end) is not None):
        return True  # "3/5 nhà máy nấu bia bằng 100% năng lượng sinh khối"
    done = grade_ratio("share", fraction, fraction.with_value(fraction.total or fraction.value), percent)
    if AUDIT.against_target.match(passage.text, percent.end) is not None and not (done is not None and done.holds):
        return True  # "đã cắt giảm 2.104/5.191 điều kiện (đạt 97% so với chỉ tiêu giao)"
    named = AUDIT.of_other_measure.match(passage.text, percent.end) if fraction.dimension == "count" else None
    return named is not None and named["what"].casefold() not in (fraction.unit or "").casefold()


def _of_examined(passage: Passage, fraction: Figure, percent: Figure) -> bool:
    """ "qua kiểm tra 6/8 xã, toàn huyện thực hiện đạt trên 70% chỉ tiêu": a bound, behind another subject."""
    bound = percent.comparator in (">", "<", ">=", "<=", "~")
    if fraction.dimension != "count" or not bound or AUDIT.looked_at.search(passage.clause(fraction)) is None:
        return False
    return len(passage.text[fraction.end : percent.start].rpartition(",")[2].split()) >= SUBJECT


def shared_out_elsewhere(passage: Passage) -> frozenset[int]:
    """Starts of the percentages behind X/Y of one Y that make 100 together while the X make Y, and none of which is X in per cent of Y."""
    told = [(f, p) for f, p in _behind(passage) if f.total]
    found: set[int] = set()
    for _, run in groupby(told, key=lambda pair: (passage.sentence_start(pair[0].start), pair[0].total)):
        pairs = list(run)
        percents, total = [p for _, p in pairs], pairs[0][0].total or ZERO
        if len(pairs) < 2 or sum((f.value for f, _ in pairs), ZERO) != total:
            continue
        slack = sum((p.precision for p in percents), ZERO) / 2
        makes_all = abs(sum((p.value for p in percents), ZERO) - HUNDRED) <= slack
        if makes_all and all(abs(HUNDRED * f.value / total - p.value) > APART for f, p in pairs):
            found.update(p.start for p in percents)
    return frozenset(found)


def _behind(passage: Passage) -> Iterator[tuple[Figure, Figure]]:
    """Every figure with the percentage right behind it."""
    for figure, following in pairwise(passage.figures):
        if following.dimension == "percent" and figure.dimension != "percent" and not following.change and following.start - figure.end < CLOSE:
            yield figure, following


def reached_beside(passage: Passage, percent: Figure, part: Figure, previous: Sequence[Figure], wholes: Wholes) -> Iterator[Pair]:
    """ "…, đã hoàn thành 2.501, quá hạn 222 (đạt 91,8%)": what was done, over the whole that both are parts of."""
    words = vocabulary()
    if not words.reached.search(passage.before(percent, LEAD)) or not AUDIT.not_done.search(passage.clause(part).rpartition(",")[2]):
        return
    for base in wholes.get(part.start, ()):
        done = next((f for f in previous[1 : 1 + NEAREST] if any(w.start == base.start for w in wholes.get(f.start, ())) and words.done.search(passage.clause(f))), None)
        if done is not None:
            yield Pair("share", done, base, "share_reached")


def examined(passage: Passage, part: Figure, percent: Figure, base: Figure) -> bool:
    """ "qua khám mắt 1.200 em thì có 90 em cận thị, 120 em loạn thị (tỷ lệ 10%)": a share of the count that was looked at, whatever was found besides."""
    if part.dimension != "count" or part.unit is None or base.total is not None or base.value < part.value or not same_noun(part, base):
        return False
    seen = AUDIT.looked_at.search(passage.clause(base)) is not None or AUDIT.taken_part.match(passage.text, base.end, part.start) is not None
    return seen and AUDIT.share_ends.match(passage.text, percent.end) is not None


def said_of(passage: Passage, part: Figure, percent: Figure, base: Figure) -> bool:
    """ "rà soát 412 thiết bị thì 138 thiết bị đã cũ (chiếm 33,5%)": a share called so of the count of one noun before it, and nothing named behind."""
    if part.dimension != "count" or part.unit is None or part.unit != base.unit or base.total is not None or base.value < part.value:
        return False
    return vocabulary().share_end.search(passage.before(percent, LEAD)) is not None and AUDIT.share_ends.match(passage.text, percent.end) is not None


def total_then_done(passage: Passage, part: Figure, base: Figure) -> bool:
    """ "tổng vốn 23.580 triệu đồng …. Đến nay đã giải ngân 13.676 triệu đồng, đạt 58%": a total by its name, and what was done of it."""
    clause = passage.clause(base).rpartition(",")[2]
    return part.unit == base.unit and AUDIT.total_named.search(clause) is not None and AUDIT.only_done.fullmatch(passage.clause(part).rpartition(",")[2]) is not None
