"""What a change came to, told behind it.

"giảm 1,2%, hay 378 điểm, xuống 31.122 điểm"                    the change and the level behind: what there was is their sum or difference
"giảm 15 vụ (11,1%) so với cùng kỳ, xuống còn 120 vụ"           the same, the change told first
"năm 2030 đạt 5,8 tỷ đồng, năm 2031 tăng 40% lên 8,1 tỷ đồng"   what there was stands before
"năm 2030 thu 3.733 tỷ đồng, năm nay giảm 738 tỷ đồng, còn 2.995 tỷ đồng"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_difference
from extractor.audit.passages import Passage
from extractor.audit.ratio_operands import Pair
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

BROUGHT = 100  # code points between a change and the value that it comes to
BESIDE = 30  # code points between a change and its percentage
STOP = regex.compile(r"[;.:(]")
LISTED = regex.compile(r"[^;.\d]{0,30}, *")  # between two figures of one list


def come_to(passage: Passage, last: Figure) -> Figure | None:
    """The value right behind `last` in its sentence that it is said to have come to, None where there is none."""
    behind = next(iter(passage.between(last.end, passage.sentence_end(last.start))), None)
    if behind is None or behind.start - last.end > BROUGHT or behind.change or not behind.single:
        return None
    gap = passage.text[last.end : behind.start].rstrip(" “\"")
    told = STOP.search(gap) is None and AUDIT.comes_to.search(gap) is not None
    return behind if told else None


def ends_elsewhere(passage: Passage, change: Figure) -> bool:
    """Values before a change are not its ends: what it came to stands behind it ("giảm 4.000 đồng xuống 56.000 đồng"), or it goes on from them at a later time
    ("từ 38 xuống còn 28 điểm và dự kiến năm tới giảm thêm 4 điểm")."""
    if AUDIT.changes_later.search(passage.clause(change)) is not None:
        return True
    lead = passage.text[passage.sentence_start(change.start) : change.start]
    if AUDIT.changes_together.search(passage.before(change, BROUGHT)) is not None and len(AUDIT.starts_from.findall(lead)) > 1:
        return True  # "Toán từ 5,8 lên 9,8 điểm, Ngữ văn từ 2,8 lên 9,8 điểm, tổng chênh lệch 11 điểm": of all of them
    came = come_to(passage, change)
    return came is not None and (came.dimension, came.unit) == (change.dimension, change.unit)


def led_to(passage: Passage, percent: Figure, previous: Sequence[Figure], told: Figure | None, rises: bool) -> Iterator[Pair]:
    """Pairs of a growth in per cent whose level stands behind it. `previous`: figures before it, nearest first; `told`: its change in absolute numbers behind it."""
    nearest = next(iter(passage.backwards(passage.sentence_start(percent.start), percent.start, 1)), None)
    nearest = nearest if nearest is not None and nearest.dimension == "rate" else next(iter(previous), None)  # "tăng 8,2 USD/thùng, tương đương 0,6%, lên 1.322 USD/thùng"
    before = nearest if nearest is not None and nearest.change and percent.start - nearest.end < BESIDE else None
    level = come_to(passage, told or percent)
    if level is None or level.dimension not in (*OPERANDS, "rate"):
        return
    change = told or before
    against = next(iter(passage.between(level.end, passage.sentence_end(level.start))), None)
    if against is not None and alike(against, level) and against.plain and AUDIT.right_against.search(passage.text[level.end : against.start]) is not None:
        # "giảm 28% còn 138 tỷ đồng so với mức 191 tỷ đồng năm trước"
        yield Pair("growth" if rises else "reduction", level, against, "growth_led_against")
        return
    if change is not None and change.dimension == level.dimension and alike(change, level):
        yield Pair("of_rise" if rises else "of_fall", level, replace(change, value=abs(change.value)), "growth_led_to")
    if change is None and (former := _former(passage, percent, level)) is not None and (level.value > former.value) == rises:
        form: RatioForm = "growth" if rises else "reduction"
        yield Pair(form, level, former, "growth_led_from")


def changes_led_to(passage: Passage) -> Iterator[Offer]:
    """Changes in absolute numbers between the only value before them and the one that they came to."""
    for change in passage.figures:
        if not change.change or not change.single or change.dimension not in OPERANDS or (level := come_to(passage, change)) is None or not alike(level, change):
            continue
        former = _former(passage, change, level)
        if former is not None and (level.value > former.value) == (change.role == "increase"):
            larger, smaller = (level, former) if level.value > former.value else (former, level)
            yield [Candidate("difference", (larger, smaller), change, "led_to", grade_difference(larger, smaller, change))]


def _former(passage: Passage, change: Figure, level: Figure) -> Figure | None:
    """The only value like `level` in the sentence before a change."""
    earlier = passage.between(passage.sentence_start(change.start), change.start)
    levels = [f for f in earlier if alike(f, level) and not f.change and f.dimension != "percent"]
    one = levels[0] if len(levels) == 1 and levels[0].single and same_noun(levels[0], level) else None
    return one if one is not None and not passage.depth(one.start) and ";" not in passage.text[one.end : change.start] else None


def of_several(passage: Passage, change: Figure) -> bool:
    """ "bình quân mỗi năm tăng 140 người", "tổng điểm chênh lệch là 7,5": a change that no two ends alone make."""
    return change.dimension != "percent" and AUDIT.by_year_or_total.search(passage.clause(change)) is not None


def changed_between(passage: Passage, one: Figure, other: Figure) -> bool:
    """ "tại A là 23.090 đồng, tăng 90 đồng, trong khi tại B lên tới 23.100 đồng": the first has a change of its own, and does not open with "từ"."""
    changed = any(f.change and f.unit == one.unit for f in passage.between(one.end, other.start))
    return changed and vocabulary().from_end.search(passage.before(one)) is None


def in_two(passage: Passage, position: int, change: Figure) -> bool:
    """A rise or fall that is told in two figures, each of another thing: "bớt 02 ấp, 01 khóm"."""
    beside = [*passage.figures[max(0, position - 1) : position], *passage.figures[position + 1 : position + 2]]
    return any(
        f.role == change.role and alike(f, change) and LISTED.fullmatch(passage.text[min(f.end, change.end) : max(f.start, change.start)]) is not None
        for f in beside
    )


def begun(earlier: Sequence[Figure], one: Figure, other: Figure) -> Figure:
    """Where a change to `other` began: of counts the nearest that opens with its noun ("sắp xếp 318 chi cục thuế quận thuộc 61 cục thuế thành 142 chi cục thuế khu vực")."""
    noun = _noun(other)
    if one.dimension != "count" or noun is None or _noun(one) in (None, noun):
        return one
    return next((f for f in reversed(earlier) if f.start < one.start and _noun(f) == noun), one)


def _noun(figure: Figure) -> tuple[str, ...] | None:
    words = (figure.unit or "").casefold().split()
    return tuple(words[:2]) if words else None
