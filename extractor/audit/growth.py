"""Growth and reduction: the pairs of operands that "tăng 3,4% so với …", "giảm 77 doanh nghiệp (giảm 8,4%)", "từ a xuống còn b" may mean, likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.audit.beside_shares import planned_before
from extractor.audit.compared_once import change_of_comparison
from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.grades import RatioForm
from extractor.audit.led_to import led_to
from extractor.audit.levels_above import level_above
from extractor.audit.passages import Passage
from extractor.audit.rates_changed import opens_with, rates_changed
from extractor.audit.ratio_operands import (
    Pair,
    compared_with,
    figures_before,
    named_bases,
    percent_between,
    told_in_bracket,
    two_ends,
)
from extractor.audit.series import unit_alone
from extractor.audit.then_and_now import best_named
from extractor.audit.times import taken_up, told_before, two_times
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

CHANGED = ("count", "money", "measure", "rate")
LEVELS = 12  # figures before a growth that are looked at for its level
NEAR = 24  # code points between a growth and its change in absolute numbers
BEHIND = 30  # code points between a change in absolute numbers and the bracket of its percentage
GAP = 60  # code points between a growth and the bracket of its change ("so với kế hoạch")
TIME = 30  # code points behind a growth in which the time may stand that it is measured by


def changes(passage: Passage, percent: Figure, before: Sequence[Passage], rises: bool) -> Iterator[Pair]:
    growth: RatioForm = "growth" if rises else "reduction"
    by: RatioForm = "of_rise" if rises else "of_fall"
    compared = compared_with(passage, percent)
    previous = figures_before(passage, percent)
    nearest = next((f for f in previous if not f.change), None)
    other_time = vocabulary().time.search(passage.after(percent, TIME)) or nearest is None or percent_between(passage, nearest.end, percent.start)
    if nearest is not None and nearest.total is not None and compared is None and nearest is previous[0] and not other_time:
        yield Pair(growth, nearest, None, "growth_fraction")
    for level in previous:
        if compared is not None and alike(level, compared) and not level.change and not _parts_behind(passage, percent, level):
            yield Pair(growth, level, compared, "growth_against")
    if compared is None:
        yield from _against_bracket(passage, percent, before, previous, growth)
        times = two_times(passage, before, percent)
        if times is not None:
            yield Pair(growth, *times, "growth_two_times")
    elif not any(alike(f, compared) and not f.change for f in previous):
        above = taken_up(passage, before, compared, percent)
        if above is not None:
            yield Pair(growth, above, compared, "growth_above_against")
    behind = _fraction_behind(passage, percent)
    if behind is not None and behind.total is not None and (behind.value > behind.total) == rises:
        yield Pair(growth, behind, None, "growth_fraction_behind")
    beside = _then_in_bracket(passage, percent) or _against_before(passage, percent)
    if beside is not None and compared is None:
        yield Pair(growth, *beside, "growth_beside")
    ends = two_ends(passage, percent)
    if ends is not None and not (ends[0].dimension == "percent" and abs(ends[0].value - ends[1].value) == percent.value):
        # "từ 62% lên 65%, tăng 3%" is meant of points.
        # Reduction is 1 - b/a of "from a to b"; the later value is the level, the earlier what it is compared with.
        yield Pair(growth, ends[1], ends[0], "growth_ends")
    told_behind = _change_told(passage, percent, "increase" if rises else "decrease")
    yield from _with_change(passage, percent, told_behind, rises) if told_behind is not None else ()
    yield from led_to(passage, percent, previous, told_behind, rises) if ends is None else ()
    yield from rates_changed(passage, percent, told_behind, by)
    if compared is None and ends is None:
        yield from _growth_of_plan(passage, percent, nearest, before, growth)
    # "giảm 77 doanh nghiệp (giảm 8,4%)": the change right before, its level before that; not what it is measured by ("so với 12.000 tấn của năm trước").
    levels = [f for f in previous if not f.change and AUDIT.right_against.search(passage.before(f, NEAR)) is None]
    changes = [f for f in previous if f.change]
    for change in changes[:1] if not _of_points(passage, percent) else ():
        levels = [f for f in levels if passage.depth(f.start) <= passage.depth(change.start)]  # a bracket before it tells of another time
        levels = _best_first(passage, change, levels)
        bracket = passage.bracket_of(percent.start)
        told = bracket is not None and opens_with(bracket, change, percent, BEHIND)
        above = level_above(passage, before, change) if told and not any(alike(f, change) and same_noun(f, change) for f in levels) else None
        if above is not None:
            yield Pair(by, above, change, "growth_above")
        for position, level in enumerate(f for f in levels[:3] if alike(f, change) and same_noun(f, change) and f.start < change.start):
            yield Pair(by, level, change, "growth_by_change" if told and position == 0 else "growth_change_near")
    yield from _of_times(passage, levels, growth)


def _then_in_bracket(passage: Passage, percent: Figure) -> tuple[Figure, Figure] | None:
    """ "vé lượt là 40.000 đồng (hiện là 25.000 đồng, tăng 60%)": the level before a bracket that tells what there was, then the growth."""
    bracket = passage.bracket_of(percent.start)
    inside = passage.between(bracket.open, percent.start) if bracket is not None else ()
    if bracket is None or len(inside) != 1 or not inside[0].plain or AUDIT.there_was.fullmatch(passage.text[bracket.open + 1 : inside[0].start]) is None:
        return None
    level = next(iter(passage.backwards(passage.sentence_start(bracket.open), bracket.open, 1)), None)
    fits = level is not None and level.plain and alike(level, inside[0]) and same_noun(level, inside[0]) and bracket.open - level.end < NEAR and AUDIT.unit_and_comma.match(passage.text, inside[0].end)
    return (level, inside[0]) if fits and level is not None else None


def _against_before(passage: Passage, percent: Figure) -> tuple[Figure, Figure] | None:
    """ "là 6.045 tỷ đồng so với chỉ tiêu được giao là 4.500 tỷ đồng (tăng 34%)": what a level is compared with right before the bracket of the growth."""
    bracket = passage.bracket_of(percent.start)
    told = passage.backwards(passage.sentence_start(bracket.open), bracket.open, 2) if bracket is not None else ()
    if bracket is None or len(told) != 2 or passage.between(bracket.open, bracket.close) != (percent,) or bracket.open - told[1].end > NEAR:
        return None
    level, base = told
    plain = level.plain and base.plain and alike(level, base) and same_noun(level, base) and passage.depth(level.start) == passage.depth(base.start)
    return (level, base) if plain and AUDIT.compared_with_it.fullmatch(passage.text[level.end : base.start]) is not None else None


def _parts_behind(passage: Passage, percent: Figure, level: Figure) -> bool:
    """ "đạt 349.000 lượt, tăng 11,25% so với cùng kỳ (quốc tế 210.000 lượt, tăng 7,45%; trong nước 139.000 lượt, tăng 17,53%)": the bracket tells parts of the level."""
    bracket = passage.bracket_after(percent.end, percent.end + GAP)
    inside = [f for f in passage.within(bracket.open, bracket.close, bracket.depth) if alike(f, level) and f.state] if bracket is not None else []
    return len(inside) > 1 and sum(f.value for f in inside) == level.value


def _of_points(passage: Passage, percent: Figure) -> bool:
    """ "đầu năm 1.318 hộ (4,12%), cuối năm 1.004 hộ (3,10%), giảm 314 hộ (giảm 1,02%)": what lies between two percentages told before is meant of points."""
    told = [f.value for f in passage.backwards(passage.sentence_start(percent.start), percent.start, LEVELS) if f.dimension == "percent" and f.value_to is None]
    return any(abs(a - b) == percent.value for a, b in pairwise(told))


def _best_first(passage: Passage, change: Figure, levels: list[Figure]) -> list[Figure]:
    """Levels, nearest first; of several of one noun the one that a change shares most words with before all ("làm chết 168 người, bị thương 219 người; giảm 21
    người chết")."""
    fitting = [f for f in levels if alike(f, change) and same_noun(f, change) and f.start < change.start]
    place = best_named(passage, change, [(f,) for f in fitting]) if len(fitting) > 1 else None
    return levels if place is None else [fitting[place], *(f for f in levels if f is not fitting[place])]


def _fraction_behind(passage: Passage, percent: Figure) -> Figure | None:
    """ "tăng 15,02% (245/213 vụ)": the two values alone in the bracket right behind a growth."""
    bracket = passage.bracket_after(percent.end, percent.end + 3)
    inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
    alone = bracket is not None and len(inside) == 1 and inside[0].start == bracket.open + 1 and unit_alone(passage, inside[0], bracket.close)
    return inside[0] if alone and inside[0].dimension in CHANGED else None


def _of_times(passage: Passage, levels: Sequence[Figure], growth: RatioForm) -> Iterator[Pair]:
    """ "năm trước 1.200, năm nay 1.260, tăng 5%": two levels of one thing, nearest first."""
    for position, later in enumerate(levels[:2]):
        for earlier in levels:
            if earlier is later or not alike(earlier, later) or not same_noun(earlier, later):
                continue
            years = passage.year_of(later), passage.year_of(earlier)
            if years[0] and years[1] and years[0] != years[1]:
                if years[0] > years[1]:  # "năm 2031 đạt 1.260, năm 2030 đạt 1.200, tăng 5%": the years say which is the later
                    yield Pair(growth, later, earlier, "growth_years")
                continue
            timed = position == 0 and all(vocabulary().time.search(passage.clause(f)) for f in (later, earlier))
            yield Pair(growth, later, earlier, "growth_times" if timed and earlier is next((f for f in levels[1:] if same_noun(f, later)), None) else "growth_near")


def _against_bracket(passage: Passage, percent: Figure, before: Sequence[Passage], previous: Sequence[Figure], growth: RatioForm) -> Iterator[Pair]:
    """The level before a bracket that tells the value of another time, and that value; where the sentence opens so, the level stands in the one before."""
    earlier = told_in_bracket(passage, percent) or told_before(passage, percent)
    if earlier is None:
        return
    level = next((f for f in previous if f is not earlier and f.start < earlier.start and alike(f, earlier) and not f.change), None)
    above = taken_up(passage, before, earlier, percent) if level is None else None
    if level is not None:
        yield Pair(growth, level, earlier, "growth_against")
    elif above is not None:
        yield Pair(growth, above, earlier, "growth_above_against")


def _with_change(passage: Passage, percent: Figure, change: Figure, rises: bool) -> Iterator[Pair]:
    """ "đạt 61,2 tạ/ha, tăng 0,8% (+0,5 tạ/ha)", "giảm 18,2%, tương đương 1.866 ha": the change stands right behind, the level it is of before."""
    low, depth = passage.sentence_start(percent.start), passage.depth(percent.start)
    cue = passage.cue_before(percent.start)
    for level in reversed(passage.backwards(low, percent.start, LEVELS)):
        if cue is not None and level.end <= cue[0] and AUDIT.own_name.match(passage.text, cue[1], percent.start) is not None:
            return  # "đạt 312.480 lượt, tăng 84%, trong đó khách nội địa tăng 91% (tăng 142.650 lượt)": of a part whose level is not told
        if level.state and level.dimension == change.dimension and alike(level, change) and passage.depth(level.start) <= depth:
            size = replace(change, value=abs(change.value), written=change.written.lstrip("+-−– "))  # "(-850 ha)" is a fall of 850
            yield Pair("of_rise" if rises else "of_fall", level, size, "growth_with_change")
            return


def turned(passage: Passage, percent: Figure, before: Sequence[Passage]) -> Iterator[Pair]:
    """ "đạt 84,2 tỷ USD, tăng 8,75 tỷ USD so với năm trước, tương đương 11,6%": the change in absolute numbers first, then its percentage."""
    low, depth = passage.sentence_start(percent.start), passage.depth(percent.start)
    change = next(iter(passage.backwards(low, percent.start, 1)), None)
    if change is None or not change.change or change.dimension not in CHANGED or passage.depth(change.start) > depth:
        return
    gap = passage.text[change.end : percent.start]
    if len(gap) > GAP or (AUDIT.change_again.fullmatch(gap) is None and not _beside(passage, change, percent)) or AUDIT.of_other_measure.match(passage.text, percent.end) is not None:
        return  # "mua thêm 35 triệu cổ phiếu, …, tương đương 28,2% vốn điều lệ": a share
    # "đạt 69% chỉ tiêu (43.000 tỷ đồng), giảm 8.320 tỷ đồng (tương ứng 21%)": what a bracket of its own tells is no level of the change.
    earlier = [f for f in passage.backwards(low, change.start, LEVELS) if f.dimension != "percent" and passage.depth(f.start) <= passage.depth(change.start)]
    level = earlier[-1] if earlier else level_above(passage, before, change)
    if not earlier and AUDIT.leads_to.match(passage.after(percent, NEAR)) is not None:
        return  # "tăng 500 tỷ đồng, tương đương 23,4%, lên 2.506 tỷ đồng": the level stands behind
    if level is None or not level.plain or not alike(level, change) or not same_noun(level, change):
        return
    if not earlier or not any(mark in passage.text[level.end : change.start] for mark in ";:"):
        by: RatioForm = "of_rise" if change.role == "increase" else "of_fall"
        yield from (Pair(by, of, change, "growth_turned") for of in (level, *_list_of(passage, level, change)))


def _beside(passage: Passage, change: Figure, percent: Figure) -> bool:
    """ "là 71,3 USD/thùng (tăng 4,5 USD/thùng, 6,77% so với kỳ trước)": both in one bracket, and nothing but the unit between."""
    bracket = passage.bracket_of(change.start)
    alone = bracket is not None and bracket.close > percent.end and [f.start for f in passage.between(bracket.open, bracket.close)] == [change.start, percent.start]
    behind = passage.after(percent, NEAR)
    return alone and AUDIT.unit_and_comma.fullmatch(passage.text[change.end : percent.start]) is not None and (not behind.strip(" )") or vocabulary().against.match(behind.lstrip()) is not None)


def _above_plan(passage: Passage, percent: Figure, level: Figure | None) -> Figure | None:
    """ "được giao 4.500 tỷ đồng, đến nay đã thu 5.625 tỷ đồng (vượt 25%)": the plan told right before what was done."""
    if level is None or not level.plain or AUDIT.goes_beyond.fullmatch(passage.text[level.end : percent.start]) is None or AUDIT.says_no_more.match(passage.text, percent.end) is None:
        return None
    base = next(iter(passage.backwards(passage.sentence_start(level.start), level.start, 1)), None)
    fits = base is not None and base.plain and alike(base, level) and same_noun(base, level) and ";" not in passage.text[base.end : level.start]
    return base if fits and base is not None and AUDIT.plan_given.search(passage.clause(base)) is not None else None


def _list_of(passage: Passage, part: Figure, change: Figure) -> Iterator[Figure]:
    """ "tiếp 212 lượt, trong đó: khiếu nại 61 lượt, loại khác 151 lượt (giảm 40 lượt, tương đương 15,9%)": behind a list, of what the list is of as well."""
    cue = passage.cue_before(part.start) if part.start in passage.governed and passage.depth(change.start) > passage.depth(part.start) else None
    before = passage.backwards(passage.sentence_start(cue[0]), cue[0], 1) if cue is not None else ()
    yield from (f for f in before if f.plain and alike(f, change) and same_noun(f, change))


def _change_told(passage: Passage, percent: Figure, way: str) -> Figure | None:
    """The change in absolute numbers behind a growth: alone in a bracket, or behind "tương đương" and the like."""
    start = passage.next_start(percent)
    following = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if following is None or following.dimension not in CHANGED or following.value_to is not None or following.total is not None:
        return None
    gap = passage.text[percent.end : following.start]
    if following.change and following.role != way:
        return None
    bracket = passage.bracket_of(following.start)
    if bracket is None or bracket.open < percent.end:
        near = len(gap) < NEAR and vocabulary().equals_change.fullmatch(gap) is not None
        # "tăng 7,4% so với năm trước, tương ứng tăng 205 tỷ đồng"
        again = len(gap) < GAP and AUDIT.change_again.fullmatch(gap) is not None
        return following if near or again or change_of_comparison(passage, percent) is following else None
    lead, tail = passage.text[bracket.open + 1 : following.start], passage.text[following.end : bracket.close]
    alone = (
        (following.change or vocabulary().equals_change.fullmatch(lead) is not None)
        and len(lead) < NEAR
        and len(tail) < NEAR
        and len(passage.between(bracket.open, bracket.close)) == 1
    )
    elsewhere = vocabulary().time.search(tail) or vocabulary().against.search(tail)
    return following if alone and not elsewhere and len(gap) < GAP and ";" not in gap else None


def _growth_of_plan(passage: Passage, percent: Figure, level: Figure | None, before: Sequence[Passage], growth: RatioForm) -> Iterator[Pair]:
    """ "giao 10.000 tỷ đồng. … Ước thực hiện 11.200 tỷ đồng, vượt 12% so với dự toán": the plan stands in a sentence before."""
    if level is not None and level.plain and AUDIT.of_plan.match(passage.text, percent.end) is not None:
        planned = planned_before(passage, level, percent, before)
        if planned is not None:
            yield Pair(growth, level, planned, "growth_planned_before")
    above = _above_plan(passage, percent, level)
    if above is not None and level is not None:
        yield Pair(growth, level, above, "growth_above_plan")
    named = vocabulary().plan.search(passage.after(percent, 30))
    if level is None or named is None or level.total is not None:
        return
    for base, tie, _ in named_bases(passage, level, percent, before):
        yield Pair(growth, level, base, "growth_of_plan" if tie in ("share_of_plan", "share_plan_told") else "growth_near")
