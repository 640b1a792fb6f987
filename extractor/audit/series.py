"""One figure over several periods, told item by item.

    "+ Năm 2021: 1.240 hộ"   and   "+ Năm 2022: 1.305 hộ, tăng 65 hộ so với năm 2021 (1305/1240)"

The change is the difference of the two items' figures, a percentage their growth; the fraction in the bracket repeats both. Items are known
by the period that they open with. Linear: an index of periods is made as the items are walked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import RatioForm, grade_difference, grade_ratio
from extractor.audit.passages import Bracket, Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.phrases import AUDIT

REACH = 24  # segments between two items of a series
OPENS = 24  # code points of an item in which its period stands
BESIDE = 90  # code points between a change and the period that it is measured by
EARLIER = 12  # figures before a change that are looked at for its two values
UNIT = regex.compile(r"[\p{L}\s/]{0,24}")
BRACKET = 40  # code points between a change and the fraction in the bracket behind it


def changes_of_series(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of all items that open with a period."""
    known: dict[str, int] = {}
    for position, passage in enumerate(passages):
        opened = vocabulary().period.match(passage.text, passage.start, min(passage.end, passage.start + OPENS))
        if opened is None:
            continue
        for change in passage.figures:
            if change.change and (at := known.get(_compared(passage, change))) is not None and position - at <= REACH:
                yield from _between(passage, passages[at], change)
        known[_key(opened["period"])] = position


def changes_told(passage: Passage) -> Iterator[Offer]:
    """ "Quý I thu 22.860 tỷ đồng; quý II thu 26.700 tỷ đồng, tăng 16,8% so với quý I": both values in one paragraph, the earlier one behind its period."""
    for change in passage.figures:
        key = _compared(passage, change) if change.change else ""
        if not key:
            continue
        before = [f for f in passage.backwards(passage.start, change.start, EARLIER) if _level(f) and passage.depth(f.start) <= passage.depth(change.start)]
        # "giảm 31% so với năm 2030 với tổng số 12.480 căn": the period is what that change is measured by, not of the amount behind it.
        then = next((f for f in reversed(before) if f" {key} " in f" {_key(passage.clause(f))} " and AUDIT.measured_before.search(passage.clause(f)) is None), None)
        now = before[-1] if before else None
        if then is None or now is None or now is then or now.start < passage.sentence_start(change.start) or not alike(now, then) or not same_noun(now, then):
            continue
        if change.dimension == "percent" or (alike(change, now) and same_noun(change, now)):
            yield from _change_of(now, then, change, "told")


def fractions_of_changes(passage: Passage) -> Iterator[Offer]:
    """ "tăng 65 hộ so với năm 2021 (1305/1240)": the two values in a bracket behind their difference."""
    led = False
    for told, percent, fraction in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if percent.dimension == "percent" and percent.change and _said_twice(passage, told, percent, fraction):
            yield [_of_fraction(fraction, told, "change_fraction")]
    for change, fraction in zip(passage.figures, passage.figures[1:], strict=False):
        bracket = passage.bracket_of(fraction.start)
        if fraction.total is None or bracket is None:
            continue
        if _in_its_bracket(passage, change, fraction, bracket):
            yield [_of_fraction(fraction, change, "change_fraction")]
        if passage.text[bracket.open + 1 : fraction.start].strip() or not unit_alone(passage, fraction, _first_comma(passage, fraction, bracket.close)):
            continue
        led = (led or change.change) and change.total is None and bracket.open - change.end < BRACKET and ";" not in passage.text[change.end : bracket.open]
        if led and change.dimension in OPERANDS and fraction.dimension in OPERANDS:
            yield [_of_fraction(fraction, change, "change_fraction")]


def _said_twice(passage: Passage, change: Figure, percent: Figure, fraction: Figure) -> bool:
    """ "giảm 165 vụ, giảm 46% (194/359 vụ)": a change and its percentage, with both values in the bracket behind them."""
    bracket = passage.bracket_of(fraction.start)
    if bracket is None or fraction.total is None or bracket.open - percent.end > 3 or fraction.start != bracket.open + 1:
        return False
    told = change.change and change.role == percent.role and change.single and alike(change, fraction) and same_noun(change, fraction)
    return told and AUDIT.said_twice.fullmatch(passage.text[change.end : percent.start]) is not None and unit_alone(passage, fraction, bracket.close)


def _in_its_bracket(passage: Passage, change: Figure, fraction: Figure, bracket: Bracket) -> bool:
    """ "312 vụ (giảm 28 vụ so với cùng kỳ, 312/340 vụ)": the change opens the bracket and the two values end it."""
    led = change.change and change.single and bracket.open < change.start and fraction.end - bracket.open < 3 * BRACKET
    gap = passage.text[change.end : fraction.start]
    told = led and len(gap) < BESIDE and gap.rstrip().endswith((",", ":", ";")) and vocabulary().time.search(gap) is not None
    return told and alike(change, fraction) and same_noun(change, fraction) and unit_alone(passage, fraction, bracket.close)


def _first_comma(passage: Passage, fraction: Figure, end: int) -> int:
    """Where the words of a fraction end in its bracket: "(312/340 vụ, giảm 8,2%)" tells the growth as well."""
    comma = passage.text.find(",", fraction.end, end)
    following = next(iter(passage.between(fraction.end, end)), None)
    return comma if comma > 0 and following is not None and following.dimension == "percent" and following.change else end


def unit_alone(passage: Passage, figure: Figure, end: int) -> bool:
    """Nothing but its unit stands between a figure and the end of its bracket."""
    return UNIT.fullmatch(passage.text, figure.end, end) is not None


def _of_fraction(fraction: Figure, change: Figure, named: str, variant: str = "") -> Candidate:
    first, second = (fraction.with_value(v) for v in sorted((fraction.value, fraction.total or fraction.value), reverse=True))
    return Candidate("difference", (fraction,), change, named, grade_difference(first, second, change), variant=variant)


def changes_of_fractions(passage: Passage) -> Iterator[Offer]:
    """ "47/42,5 ha, vượt 4,5 ha so với kế hoạch": X/Y and their difference right behind it; "245/213 vụ, tăng 32 vụ so với cùng kỳ": of two times,
    as sure as X and Y lie the way that the words say."""
    for fraction, change in zip(passage.figures, passage.figures[1:], strict=False):
        if fraction.total is None or fraction.dimension not in OPERANDS or not change.single or not alike(fraction, change) or not same_noun(fraction, change):
            continue
        gap = passage.text[fraction.end : change.start]
        if AUDIT.above_plan.fullmatch(gap) is not None:
            yield [_of_fraction(fraction, change, "fraction_change")]
        elif change.change and AUDIT.and_rose.fullmatch(gap) is not None and vocabulary().time.search(passage.after(change, BESIDE)) is not None:
            rose = fraction.value > fraction.total
            agrees = rose == (change.role == "increase") and fraction.value != fraction.total
            yield [_of_fraction(fraction, change, "fraction_then", "" if agrees and rose else "loose" if agrees else "far")]


def _key(period: str) -> str:
    return " ".join(period.split()).casefold()


def _compared(passage: Passage, change: Figure) -> str:
    """The period that the change is measured by, behind it or before it in its sentence; "" where none is named."""
    words = vocabulary()
    behind = words.against_period.search(passage.after(change, BESIDE))
    if behind is not None:
        return _key(behind["period"])
    low = passage.sentence_start(change.start)
    before = list(words.against_period.finditer(passage.text, max(low, change.start - BESIDE), change.start))
    return _key(before[-1]["period"]) if before else ""


def _between(passage: Passage, earlier: Passage, change: Figure) -> Iterator[Offer]:
    """The change against the figures of the two items: those of its noun, for a percentage the first ones."""
    low = passage.start
    levels = [f for f in passage.between(low, change.start) if _level(f) and passage.depth(f.start) == 0]
    if change.dimension != "percent":
        levels = [f for f in levels if alike(f, change) and same_noun(f, change)]
    now = levels[0] if levels else None
    if now is None:
        return
    then = next((f for f in earlier.figures if _level(f) and alike(f, now) and same_noun(f, now) and earlier.depth(f.start) == 0), None)
    if then is None:
        return
    yield from _change_of(now, then, change)


def _change_of(now: Figure, then: Figure, change: Figure, variant: str = "") -> Iterator[Offer]:
    if change.dimension == "percent":
        form: RatioForm = "growth" if change.role == "increase" else "reduction"
        verdict = grade_ratio(form, now, then, change)
        if verdict is not None:
            yield [Candidate("ratio", (now, then), change, "growth_of_period", verdict, form=form, variant=variant)]
        return
    first, second = (now, then) if now.value >= then.value else (then, now)
    yield [Candidate("difference", (first, second), change, "change_of_period", grade_difference(first, second, change), variant=variant)]


def _level(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and figure.plain
