"""By how much a value is above or below another that a bracket tells.

    "đạt 52,3%, cao hơn cùng kỳ (48,1%) là 4,2 điểm %"                       the bracket right before the difference
    "tăng trưởng 8,4%, cao hơn 0,6% so với bình quân cả nước (7,8%)"         and behind it
    "đạt 45,2 triệu đồng/người/năm, tăng 3,1 triệu đồng (7,4%) so với năm 2030 (42,1 triệu đồng)"   the unit of each is not said again

Rates of growth are compared as levels are. Linear: a difference looks at the bracket beside it and the few figures before.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.audit.figures import Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_difference, grade_ratio
from extractor.audit.passages import Bracket, Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

BESIDE = 90  # code points between a difference and the bracket behind it
LEVELS = 4  # figures before that are looked at
PERCENT = "%"
RATE = "rate"
POINTS = "điểm"


def differences_compared(passage: Passage) -> Iterator[Offer]:
    """The offers of one segment."""
    if not passage.brackets:
        return
    for change in passage.figures:
        if change.value_to is not None or change.loose or not change.single:
            continue
        other = _before(passage, change) or _behind(passage, change)
        level = _level(passage, other, change) if other is not None else None
        if other is None or level is None or other.total is not None:  # "(2.365/2.126)" tells both values itself
            continue
        first, second = (level, other) if level.value >= other.value else (other, level)
        made = Candidate("difference", (first, second), change, "against", grade_difference(first, second, change))
        relative = grade_ratio("growth" if level.value >= other.value else "reduction", level, other, change) if change.dimension == "percent" else None
        if relative is None or made.verdict.holds or not relative.holds:
            yield [made]
        yield from _with_percent(passage, level, other, change)


def _before(passage: Passage, change: Figure) -> Figure | None:
    """The figure alone in the bracket right before a difference, behind words that compare."""
    low = passage.sentence_start(change.start)
    earlier = next(iter(passage.backwards(low, change.start, 1)), None)
    bracket = passage.bracket_of(earlier.start) if earlier is not None else None
    if earlier is None or bracket is None or bracket.close > change.start or not _alone(passage, bracket):
        return None
    led = AUDIT.is_by.fullmatch(passage.text[bracket.close + 1 : change.start]) is not None
    return earlier if led and AUDIT.compared_to.search(passage.text, low, bracket.open) is not None else None


def _behind(passage: Passage, change: Figure) -> Figure | None:
    """The figure alone in the bracket behind a difference and what it is measured by; its own percentage may stand between."""
    led = AUDIT.compared_by.search(passage.before(change, BESIDE))
    if led is None or (change.dimension == "percent" and led["rises"]):
        return None  # "tăng 9,0% so với năm trước (8,2%)" is of amounts
    start, high = change.end, passage.sentence_end(change.start)
    own = _percent_of(passage, change)
    if own is not None:
        bracket = passage.bracket_of(own.start)
        start = own.end if bracket is None else bracket.close + 1
    bracket = passage.bracket_after(start, min(high, start + BESIDE))
    if bracket is None or bracket.depth != passage.depth(change.start) + 1 or passage.between(start, bracket.open):
        return None
    inside = passage.between(bracket.open + 1, bracket.close)
    if len(inside) != 1:
        return None
    lead = passage.text[start : bracket.open]
    timed = change.dimension != "percent" and not lead.strip() and vocabulary().time.search(passage.text[bracket.open : inside[0].start]) is not None
    return inside[0] if timed or AUDIT.measured_in.fullmatch(lead) is not None else None


def _percent_of(passage: Passage, change: Figure) -> Figure | None:
    """The percentage that says a difference again, right behind it."""
    start = passage.next_start(change)
    percent = next(iter(passage.between(start, start + 1)), None) if start is not None else None
    if percent is None or percent.dimension != "percent" or percent.value_to is not None or change.dimension == "percent":
        return None
    return percent if AUDIT.said_again.fullmatch(passage.text[change.end : percent.start]) is not None else None


def _alone(passage: Passage, bracket: Bracket) -> bool:
    return len(passage.between(bracket.open + 1, bracket.close)) == 1


def _level(passage: Passage, other: Figure, change: Figure) -> Figure | None:
    """The nearest value before both that is measured as they are."""
    low, place = passage.sentence_start(change.start), min(other.start, change.start)
    depth = passage.depth(change.start)
    told = [f for f in passage.backwards(low, place, LEVELS) if passage.depth(f.start) <= depth]
    fitting = [f for f in told if f.single and not f.loose and _kin(f, other) and _kin(f, change) and (not f.change or measure(f) == PERCENT)]
    return fitting[-1] if fitting and _kin(other, change) else None


def _kin(one: Figure, other: Figure) -> bool:
    if measure(one) == measure(other) and one.dimension != "count":
        return True
    return one.dimension == other.dimension == "count" and alike(one, other) and same_noun(one, other)


def measure(figure: Figure) -> str:
    """What a figure is measured in, whatever it is told for each of: "đồng" of "đồng/người/năm", "%" of percentage points."""
    unit = figure.unit or figure.dimension
    return PERCENT if figure.dimension == "percent" or POINTS in unit or unit.startswith(PERCENT) else unit.partition("/")[0]


def _with_percent(passage: Passage, level: Figure, other: Figure, change: Figure) -> Iterator[Offer]:
    percent = _percent_of(passage, change)
    form: RatioForm = "growth" if level.value >= other.value else "reduction"
    verdict = grade_ratio(form, level, other, percent) if percent is not None else None
    if percent is not None and verdict is not None:
        yield [Candidate("ratio", (level, other), percent, "growth_against", verdict, form=form)]


def rates_compared(passage: Passage) -> Iterator[Offer]:
    """ "45.000 đồng/lượt, bằng 112,5% so với năm 2030 (40.000 đồng/lượt)", "58,4 tạ/ha, tăng 2,3% (năm 2030: 57,1 tạ/ha)": prices, yields, incomes of two times."""
    for percent in passage.figures if passage.brackets else ():
        if percent.dimension != "percent" or percent.value_to is not None or passage.depth(percent.start):
            continue
        bracket = passage.bracket_after(percent.end, min(passage.sentence_end(percent.start), percent.end + BESIDE))
        inside = passage.between(bracket.open + 1, bracket.close) if bracket is not None else ()
        if bracket is None or len(inside) != 1 or inside[0].dimension != RATE or not inside[0].single or inside[0].loose:
            continue
        lead, other = passage.text[percent.end : bracket.open], inside[0]
        timed = not lead.strip() and vocabulary().time.search(passage.text[bracket.open : other.start]) is not None
        told = [f for f in passage.backwards(passage.sentence_start(percent.start), percent.start, LEVELS) if f.dimension == RATE and f.unit == other.unit and f.plain]
        if not told or not (timed or AUDIT.measured_in.fullmatch(lead) is not None):
            continue
        form: RatioForm = "growth" if percent.role == "increase" else "reduction" if percent.role == "decrease" else "share"
        verdict = grade_ratio(form, told[-1], other, percent)
        if verdict is not None:
            yield [Candidate("ratio", (told[-1], other), percent, "share_plan" if form == "share" else "growth_against", verdict, form=form)]
