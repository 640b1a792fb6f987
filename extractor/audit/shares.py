"""Shares and rates of completion: the pairs of operands that "đạt 71%", "chiếm 23,2%", "bằng 79,7% kế hoạch" may mean, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from extractor.audit.beside_shares import of_one_name, shares_beside
from extractor.audit.bracket_shares import bracket_behind, fraction_behind, part_behind
from extractor.audit.compared_once import change_of_comparison
from extractor.audit.elsewhere import examined, of_another_measure, reached_beside, said_of, total_then_done
from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_ratio
from extractor.audit.growth import TIME
from extractor.audit.partitions import other_levels
from extractor.audit.passages import Passage
from extractor.audit.plans import plan_behind
from extractor.audit.ratio_operands import (
    BASES,
    REACH,
    Pair,
    Wholes,
    belongs_to_figure_before,
    compared_with,
    ends_of_run,
    figures_before,
    may_be_base,
    named_bases,
    of_whole_or_done,
    percent_between,
    reached_ones,
    told_in_bracket,
    two_ends,
)
from extractor.audit.share_amounts import without_bounds
from extractor.audit.told_before import in_bracket_of, of_named_rate, of_only_one, of_rate_of_act, of_sentence_before
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

CLAUSE_END = regex.compile(r"[,;(.]")
SIMPLE = 5  # the largest denominator of a fraction that is said roughly
TOGETHER = 24  # code points between two counts that are told together
LEAD = 24  # code points before a percentage in which the verb of a share may stand
ENDS = regex.compile(r"[.;:,()]")
TOTALS = ("tổng", "số")  # that a name may begin with
OPENS = 3  # code points before the words that open a list, and with it its paragraph
NAMED = 4  # words of the name of a whole behind a share
NAME = 60  # code points of what a share is of, up to the bracket behind it
UNIT_AND_VERB = 32  # code points between X/Y and its share that stands behind a semicolon


def shares(passage: Passage, percent: Figure, before: Sequence[Passage], wholes: Wholes) -> Iterator[Pair]:
    """The pairs of operands of a share, likeliest first."""
    compared = compared_with(passage, percent)
    previous = without_bounds(passage, [f for f in figures_before(passage, percent) if not f.change])
    followed = part_behind(passage, percent)
    led = bool(previous) and belongs_to_figure_before(passage, percent)
    led = led and (vocabulary().share_stop.search(_gap(passage, previous[0], percent)) is None or _right_behind(passage, previous[0], percent))
    yield from _of_two_ends(passage, percent)
    yield from of_sentence_before(passage, percent)
    yield from (*of_named_rate(passage, percent, previous), *of_rate_of_act(passage, percent))
    if led and compared is None:
        yield from _right_before(passage, percent, previous)
    yield from _of_compared(passage, percent, reached_ones(passage, previous, percent, compared), compared)
    planned = told_in_bracket(passage, percent, plan=True)
    if planned is not None and vocabulary().plan.search(passage.after(percent, 40)):
        level = next((f for f in previous if f.start < planned.start and alike(f, planned)), None)
        yield from () if level is None else (Pair("share", level, planned, "share_plan"),)
    if led and compared is None:
        yield from _of_list(passage, percent, previous[0], before)
    yield from _of_change(passage, percent, previous)
    yield from bracket_behind(passage, percent)
    yield from fraction_behind(passage, percent)
    yield from _level_above(passage, percent, before, compared)
    yield from shares_beside(passage, percent, before)
    if led and compared is None and not wholes.get(previous[0].start):
        yield from of_only_one(passage, percent, before, previous[0], wholes)
    if led or followed is not None:
        yield from _of_wholes(passage, percent, before, wholes, previous, followed, compared is not None)


def _gap(passage: Passage, figure: Figure, percent: Figure) -> str:
    """What stands between a figure and its share, the words that lead to the share and the stop before them left out ("…; đạt tỷ lệ 71%", "Tỷ lệ thực hiện: 78%")."""
    gap = passage.text[figure.end : percent.start]
    lead = vocabulary().share_end.search(gap)
    return gap if lead is None else gap[: lead.start()].rstrip(" ;,")


def _of_two_ends(passage: Passage, percent: Figure) -> Iterator[Pair]:
    """ "từ 40 xuống còn 25 đơn vị, đạt 37,5%": the fall, unless a word says that the percentage is one."""
    ends = two_ends(passage, percent)
    if ends is not None and vocabulary().fall_end.search(passage.text[max(0, percent.start - 120) : percent.start].rstrip()) is None:
        yield Pair("reduction", ends[1], ends[0], "share_of_ends")


def _right_before(passage: Passage, percent: Figure, previous: Sequence[Figure]) -> Iterator[Pair]:
    """X/Y right before the percentage, or the part and its whole in one expression."""
    nearest = previous[0]
    other_noun = _measured_elsewhere(passage, percent) and not vocabulary().plan.search(passage.after(percent, 40))
    if nearest.total is not None and not (other_noun and passage.bracket_of(percent.start) is not None and not _of_number(passage, percent)):
        # "(100% đơn vị xếp loại Tốt)" counts what it names, not the X/Y before it.
        # A share of X/Y stands between already; a bound ("đạt từ 90% trở lên, chiếm 66,67%") is none.
        taken = any(f.dimension == "percent" and f.comparator == "=" for f in passage.between(nearest.end, percent.start))
        # "432/448 đại biểu có mặt tán thành, chiếm 90,4% tổng số đại biểu": Y counts those who came, the share is of all.
        present = AUDIT.those_present.search(passage.text[nearest.end : percent.start]) is not None
        # "chiếm đến 1/3 thị trường (tỷ lệ 31,3%)": a simple fraction is said roughly.
        roughly = nearest.total <= SIMPLE and AUDIT.share_of_fraction.search(passage.before(nearest, LEAD)) is not None
        roughly = roughly or passage.before(nearest, LEAD).rstrip().endswith("ngày")  # "sau ngày 1/72031 (chiếm 40%)"
        far = taken or present or roughly or _bound(passage, nearest, percent) or of_another_measure(passage, nearest, percent)
        yield Pair("share", nearest, None, "share_near" if far else "share_fraction")
    over = _over(passage, percent, previous)
    if over is not None:
        yield Pair("share", *over, "share_over")


def _of_list(passage: Passage, percent: Figure, part: Figure, above: Sequence[Passage]) -> Iterator[Pair]:
    """ "14.058 vụ việc, trong đó có 6.730 vụ việc đã giải quyết, chiếm 47,9%": a member of a list, and the whole of that list right before its cue."""
    if part.total is not None or not _says_whole(passage, percent):
        return
    named = _measured_elsewhere(passage, percent) and not _of_number(passage, percent)
    cue = passage.cue_before(part.start)
    if named and (cue is None or vocabulary().plan.search(passage.after(percent, 40))):
        return
    if cue is None:
        yield from in_bracket_of(passage, part)
        return
    low, depth = passage.sentence_start(cue[0]), passage.depth(cue[0])
    told = [f for f in passage.backwards(low, cue[0], BASES) if passage.depth(f.start) == depth]
    before = not told
    if before and low > passage.start:
        # "… 412 hộ. Trong đó, 96 hộ nghèo, chiếm 23,3%": the list opens its sentence.
        told = [f for f in passage.backwards(passage.sentence_start(low - 1), low, BASES) if not passage.depth(f.start)]
    if before and low == passage.start and cue[0] - low < OPENS:
        yield from _of_list_above(passage, part, above)
        return
    wholes = [f for f in told if may_be_base(part, f) and same_noun(part, f) and f.total is None]
    if wholes and (not before or len(wholes) == 1):
        yield Pair("share", part, wholes[-1], "share_among_named" if named else "share_among")


def _of_list_above(passage: Passage, part: Figure, above: Sequence[Passage]) -> Iterator[Pair]:
    """ "Trong đó, 96 hộ nghèo, chiếm 23,3%" that opens a paragraph: of what the last sentence right above tells; of several figures there the only one called a total."""
    if not above or above[0].index != passage.index - 1 or above[0].segment.kind in ("cell", "heading"):
        return
    owner = above[0]
    told = [f for f in owner.within(owner.sentence_start(owner.end - 1), owner.end, 0) if may_be_base(part, f) and same_noun(part, f) and f.total is None]
    totals = [f for f in told if AUDIT.called_total.search(owner.clause(f)) is not None] if len(told) > 1 else told
    if len(totals) != 1 or (part.vague and totals[0].vague) or any(f.dimension == "percent" and f.start > totals[0].end for f in owner.within(totals[0].end, owner.end, 0)):
        return  # "có 60.800 em trúng tuyển, chiếm 94,1%": its members may be shares of what it is a share of
    if totals[0].value >= part.value:
        yield Pair("share", part, totals[0], "share_among_above")


def _of_number(passage: Passage, percent: Figure) -> bool:
    """ "118/152 đoàn (đạt 77,6% số đoàn đã lập)": the percentage names the number that it is of, which is Y."""
    return AUDIT.of_their_number.match(passage.text, percent.end) is not None and bool(vocabulary().share_end.search(passage.before(percent, LEAD)))


def _bound(passage: Passage, fraction: Figure, percent: Figure) -> bool:
    """ "17/24 xã đạt trên 80% hộ có nước sạch": a bound that each of X meets, with no stop before it, and no share of Y."""
    return percent.comparator in (">", "<", ">=", "<=") and not any(mark in passage.text[fraction.end : percent.start] for mark in ",;(")


def _of_compared(passage: Passage, percent: Figure, previous: Sequence[Figure], compared: Figure | None) -> Iterator[Pair]:
    """What stands before over the value that the percentage is measured by."""
    if compared is None:
        return
    first = _first_alike(passage, previous, compared)
    if previous and first is not previous[0] and not CLAUSE_END.search(passage.text, previous[0].end, percent.start):
        first = None  # "490 dự án bằng 61,5% tổng …": the percentage is of what stands right before it
    # "thu biện pháp tài chính 24.139, trong đó tiền sử dụng đất 19.860, mới đạt 66,2% kế hoạch (30.000)": a part right before it, or what its list is of.
    own = previous[0] if previous and previous[0].start in passage.governed and not passage.between(previous[0].end, percent.start) else None
    done = [level for level in previous if alike(level, compared) and AUDIT.so_many_times.match(passage.text, level.end) is None]
    if not done:
        return
    if len(done) > 1 and "/" in (gap := passage.text[done[1].end : done[0].start]) and vocabulary().plan.search(gap) is not None:
        done = done[1:]  # "318,6 tỷ đồng/dự toán giao 290 tỷ đồng, … bằng 104,5% chỉ tiêu phấn đấu (305 tỷ đồng)": the plan behind the stroke was not done
    yield from (Pair("share", level, compared, "share_plan" if level in (first, own, done[0]) else "share_near") for level in done)


def _of_plan(passage: Passage, whole: Figure) -> bool:
    """Whether the percentage right behind a whole says how much of its plan was reached ("…, đạt 61,5% kế hoạch; vốn trung ương 1.902 tỷ (64,2%)"): its parts' too."""
    behind = [plan_behind(passage, f) for f in passage.between(whole.end, whole.end + UNIT_AND_VERB)[:1] if f.dimension == "percent"]
    return any(plan and plan[0] not in TOTALS for plan in behind)  # "(bằng 97,1% tổng thu)" is of no plan


def _of_change(passage: Passage, percent: Figure, previous: Sequence[Figure]) -> Iterator[Pair]:
    """ "bằng 94,2% so với cùng kỳ (giảm 286 tỷ đồng)": the change stands behind."""
    change = _change_behind(passage, percent)
    if change is None:
        return
    of_plan = plan_behind(passage, percent) and vocabulary().time.search(passage.after(percent, TIME)) is None
    if of_plan and percent_between(passage, percent.end, change.start):
        return  # the change is another percentage's
    if of_plan and vocabulary().time.search(passage.text[change.end : passage.scope(change.start)[1]]) is not None:
        return  # "đạt 95% kế hoạch giao (tăng 12 tỷ đồng so với tháng trước)" is of the plan
    form: RatioForm = "level_after_rise" if change.role == "increase" else "level_after_fall"
    yield from (Pair(form, level, change, "share_by_change") for level in previous if alike(level, change))


def _of_wholes(
    passage: Passage, percent: Figure, before: Sequence[Passage], wholes: Wholes, previous: Sequence[Figure], followed: Figure | None, compared: bool
) -> Iterator[Pair]:
    """The part that stands before the percentage, or in the bracket behind it, over what it may be a share of."""
    elsewhere = _measured_elsewhere(passage, percent)
    if followed is not None and followed.total is not None:
        yield Pair("share", followed, None, "share_fraction")
    part = followed if followed is not None else previous[0]
    if followed is None:
        yield from reached_beside(passage, percent, part, previous, wholes)
    if not (elsewhere and compared):
        planned = passage.bracket_of(percent.start) is not None and any(_of_plan(passage, base) for base in wholes.get(part.start, ()))
        tie = "share_near" if elsewhere or planned else "share_of_whole" if _says_whole(passage, percent) else "share_of_sum"
        for base in wholes.get(part.start, ()):
            yield Pair("share", part, of_whole_or_done(part, base, percent), "share_of_whole" if elsewhere and _names(passage, percent, base) else tie)
    owners = {w.start for w in wholes.get(part.start, ())}
    for base, named, planned in _bases(passage, part, percent, before):
        if not any(w.start in owners for w in wholes.get(base.start, ())):  # parts of one sum are no shares of each other
            yield Pair("share", part, base, "share_near" if elsewhere and not planned else named)
    # The part may stand further left: "A hồ sơ …, trong đó B …, đạt p%" of A and what is before it.
    if followed is None and not elsewhere:
        yield from _of_first_of_two(passage, percent, before, previous)
        yield from (Pair("share", further, base, "share_near") for further in previous[1:4] for base, _, _ in _bases(passage, further, percent, before))


def _names(passage: Passage, percent: Figure, base: Figure) -> bool:
    """ "bằng 2% tổng chi ngân sách": the words behind the share are what the whole is called."""
    words = ENDS.split(passage.after(percent, NAME), maxsplit=1)[0].split()
    label = (base.label or "").casefold().split()
    name = [w for w in (word.casefold() for word in words[: 2 * NAMED]) if w not in TOTALS]
    return len(name) >= 2 and all(w in label for w in name[:NAMED])


def _of_first_of_two(passage: Passage, percent: Figure, before: Sequence[Passage], previous: Sequence[Figure]) -> Iterator[Pair]:
    """ "Xảy ra 788 vụ …. Đã làm rõ 695 vụ, với 1.408 đối tượng (đạt 88,2%)": of two counts told together, the one whose noun stood before."""
    if len(previous) < 2 or any(f.dimension != "count" or not f.unit for f in previous[:2]) or previous[0].unit == previous[1].unit:
        return
    second, first = previous[:2]
    gap = passage.text[first.end : second.start]
    if len(gap) > TOGETHER or any(mark in gap for mark in ";.("):
        return
    bases = [f for f, _, _ in _bases(passage, first, percent, before) if f.unit and f.end <= first.start]
    if any(same_noun(f, second) for f in bases):
        return
    yield from (Pair("share", first, base, "share_earlier") for base in [f for f in bases if same_noun(f, first)][:1])


def _says_whole(passage: Passage, percent: Figure) -> bool:
    """Whether the words before the percentage say that it is of the whole, or none stand there."""
    left, words = passage.before(percent, 24), vocabulary()
    return not left.strip() or (words.share_of.search(left) is not None and not words.reached.search(left))


def _right_behind(passage: Passage, fraction: Figure, percent: Figure) -> bool:
    """ "230/1.320 triệu đồng; đạt 17,4% kế hoạch": nothing but the unit and a stop lies between X/Y and its share."""
    gap = passage.text[fraction.end : percent.start]
    return fraction.total is not None and len(gap) < UNIT_AND_VERB and ":" not in gap and gap.count(";") == 1


def _first_alike(passage: Passage, figures: Sequence[Figure], other: Figure) -> Figure | None:
    """The nearest figure that may be compared with `other`: one of its noun, and no part of a list, before others."""
    usable = [f for f in figures if alike(f, other) and not f.change]
    named = [f for f in usable if same_noun(f, other)] or usable
    free = [f for f in named if f.start not in passage.governed] or named
    return next(iter(free), None)


def _level_above(passage: Passage, percent: Figure, before: Sequence[Passage], compared: Figure | None) -> Iterator[Pair]:
    """ "… nâng tổng thu lên 34.733 tỷ đồng. Kết quả này đạt 51,84% dự toán (67.000 tỷ đồng)": what the share is of what is told last in the sentence before."""
    low = passage.sentence_start(percent.start)
    if compared is None or percent.change or any(f.dimension != "percent" for f in passage.between(low, percent.start)):
        return
    owner, end = (passage, low) if low > passage.start else (before[0], before[0].end) if before and before[0].index == passage.index - 1 else (None, 0)
    if owner is None:
        return
    told = [f for f in owner.within(owner.sentence_start(end - 1), end, 0) if f.plain and f.dimension != "percent"]
    if told and alike(told[-1], compared) and same_noun(told[-1], compared):
        yield Pair("share", told[-1], compared, "share_plan_above")


def _over(passage: Passage, percent: Figure, previous: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """ "a … trên tổng số b": the two figures nearest to the percentage with such words between them."""
    told = _over_behind(passage, percent, previous)
    if told is not None:
        return told
    for later, earlier in pairwise(previous[:3]):
        if percent_between(passage, later.end, percent.start):
            return None
        gap = passage.text[earlier.end : later.start]
        # "vốn giao 12.480 triệu đồng, giải ngân đến 30/6 là 7.163 triệu đồng": the stroke of a day.
        matches = [m for m in vocabulary().over.finditer(gap) if not any(c.isdigit() for c in gap[m.end() :])]
        matches = [] if AUDIT.and_more_than.search(gap) is not None else matches  # "hơn 70 doanh nghiệp và trên 450 hộ": so many at least
        if matches and len(gap) - matches[-1].end() < 12 and alike(earlier, later) and not any(m in gap for m in ("%", "/-")) and ";" not in gap and not (gap.endswith("/") and not same_noun(earlier, later)):
            return None if _joined_before(passage, earlier, later, percent, previous) else (earlier, later)
    return None


def _joined_before(passage: Passage, part: Figure, whole: Figure, percent: Figure, previous: Sequence[Figure]) -> bool:
    """ "9 xe điện, 101 xe chạy khí trong tổng số 2.595 xe, đạt 4,24%": of both, as the percentage says."""
    other = next((f for f in previous if f.end <= part.start), None)
    if other is None or not other.plain or not part.plain or not same_noun(other, part) or AUDIT.told_with_another.fullmatch(passage.text[other.end : part.start]) is None:
        return False
    alone, both = grade_ratio("share", part, whole, percent), grade_ratio("share", part.with_value(part.value + other.value), whole, percent)
    return both is not None and both.holds and not (alone is not None and alone.holds)


def _over_behind(passage: Passage, percent: Figure, previous: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """ "228.600 giáo dân (chiếm 11,8%) trên tổng số 1.931.140 dân": the whole behind the bracket of the share."""
    bracket = passage.bracket_of(percent.start)
    start = passage.next_start(percent)
    whole = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if bracket is None or whole is None or not previous or passage.text[percent.end : bracket.close].strip() or whole.start - bracket.close > NAME:
        return None
    match = vocabulary().over.match(passage.text[bracket.close + 1 : whole.start].lstrip())
    fits = match is not None and may_be_base(previous[0], whole) and whole.end <= passage.sentence_end(percent.start)
    return (previous[0], whole) if fits else None


def _change_behind(passage: Passage, percent: Figure) -> Figure | None:
    """The change in absolute numbers, of the comparison that the share tells; alone in a bracket behind it; or before it, where it is of another time."""
    again = change_of_comparison(passage, percent)
    bracket = passage.bracket_after(percent.end, percent.end + 60) if again is None else None
    if bracket is None or ";" in passage.text[percent.end : bracket.open]:
        return again or _change_beside(passage, percent)
    inside = passage.within(bracket.open + 1, bracket.close, bracket.depth)
    changes = [f for f in inside if f.dimension in OPERANDS and f.change]
    return changes[0] if len(changes) == 1 and len(inside) == 1 else None


def _change_beside(passage: Passage, percent: Figure) -> Figure | None:
    """ "tăng 12 tỷ đồng, bằng 104,2% so với cùng kỳ"."""
    before = next(iter(passage.backwards(passage.scope(percent.start)[0], percent.start, 1)), None)
    timed = vocabulary().time.search(passage.after(percent, TIME)) is not None
    if before is None or not before.change or before.dimension not in OPERANDS or not before.single or not timed:
        return None
    return before if AUDIT.rose_and_is.fullmatch(passage.text[before.end : percent.start]) is not None else None


def _measured_elsewhere(passage: Passage, percent: Figure) -> bool:
    """A plan or another thing is named behind the percentage, and its amount is not."""
    right = passage.after(percent, 40).lstrip()
    return bool(AUDIT.names_a_whole.match(right)) and not vocabulary().behind_share.match(right) and not AUDIT.share_named.match(" " + right)


def _bases(passage: Passage, part: Figure, percent: Figure, before: Sequence[Passage]) -> Iterator[tuple[Figure, str, bool]]:
    """What a part may be a share of, how strongly, and whether it is the plan that the percentage names.

    Figures of its sentence and of the sentences before, nearest first, then of the segments above. Those that bear its plan's or its own name ("55% kế hoạch" and "tổng kế hoạch vốn …") come first.
    """
    low = passage.sentence_start(part.start)
    depth = passage.depth(part.start)
    usable = [
        f
        for f in passage.backwards(passage.start, percent.start, BASES)
        if f is not part and f.end <= percent.start and may_be_base(part, f) and passage.depth(f.start) <= depth
    ]
    # The first of a sentence and the nearest ones: what is measured by others stands in between.
    same = ends_of_run([f for f in usable if low <= f.start < part.start])
    earlier = ends_of_run([f for f in usable if f.start < low])
    above = [(p, f) for p in before for f in reversed(ends_of_run([f for f in p.figures if may_be_base(part, f)]))]
    reached = vocabulary().reached.search(passage.before(percent, LEAD)) is not None
    # "571/603 nghìn ha …; đất của tổ chức 409 nghìn ha, đạt 99%": what was reached of a part is not of what X/Y is of.
    yield from (named for named in named_bases(passage, part, percent, before) if named[2] or named[0].total is None or not reached)
    same = [f for f in same if not other_levels(passage.clause(f), passage.clause(part))]  # "mũi 1: 48.612 người (98,2%), mũi 2: 47.214 người (95,4%)"
    nearest = next((f for f in reversed(same) if same_noun(part, f)), None)
    for figure in reversed(same):
        told = bool(vocabulary().of_end.search(passage.before(figure))) and passage.depth(figure.start) == depth
        said = figure is nearest and said_of(passage, part, percent, figure)
        seen = not said and examined(passage, part, percent, figure)
        yield figure, "share_of_total" if told else "share_said" if said else "share_examined" if seen else "share_before" if figure is nearest else "share_near", False
    behind = [f for f in passage.between(percent.end + 1, passage.sentence_end(percent.start))[:REACH] if may_be_base(part, f)]
    yield from ((f, "share_near", False) for f in behind[:2])
    for position, figure in enumerate(reversed(earlier)):
        if not same and position == 0 and same_noun(part, figure) and (vocabulary().of_end.search(passage.before(figure)) or total_then_done(passage, part, figure)):
            yield figure, "share_of_total_before", False  # "có tổng số 14 vụ việc …. Đã giải quyết 14 vụ việc, đạt 100%"
            continue
        likely = position == 0 and not same and same_noun(part, figure) and of_one_name(passage, part, passage.clause(figure))
        yield figure, "share_earlier" if likely else "share_near", False
    yield from ((f, "share_near", False) for _, f in above)
