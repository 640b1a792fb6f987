"""Which figures are no indicators: ordinals, names, addresses, clock times, spans of time that no norm fixes.

In: the text of a segment and a figure in it. Out: the name of the rule that refuses it, or None. The rules are patterns/quantities/quantities.yaml.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import regex

from extractor.finders.quantities.bracket_lists import counts_in_list, counts_in_row
from extractor.finders.quantities.number_words import parse_words
from extractor.finders.quantities.numbers import NumberMention, spoken_start
from extractor.finders.quantities.reach import REACH
from extractor.finders.quantities.vocabulary import Exclusion, comparators, exclusions, quantities
from extractor.lexicon.patterns import any_before, any_of
from extractor.lexicon.phrases import QUANTITIES
from extractor.lexicon.units import units
from extractor.lexicon.written_units import Unit

BEFORE_TIME = 60  # code points before a span of time that can say that it is counted or a mean
REACH_OF_WORDS = 120  # code points between an opening bracket and the last part of the amount in words that it holds


def refused(text: str, figure: NumberMention, unit: Unit | None, legal: bool = False) -> str | None:
    """The name of the first rule by which `figure` is no indicator, or None; `legal` where the text lays down rules."""
    start, end = figure.start, figure.end
    plain = figure.kind == "number" and not figure.percent and figure.scale == 1
    small = plain and end - start <= 3 and figure.value == figure.value.to_integral_value()
    counted = unit is not None and unit.kind in ("noun", "measure")
    near_start, near_end = start + REACH, end + REACH
    rules = _small() if small else _any_size()
    # Most figures stand behind nothing that a rule asks for: one look instead of one a rule.
    for rule in rules.all if rules.any_before.match(text, start, near_start) is not None else rules.others:
        if (rule.counted and counted) or (rule.plain and not plain) or (legal and not rule.ruled):
            continue
        if rule.before is not None and not rule.before.match(text, start, near_start):
            continue
        if rule.figure is not None and not rule.figure.fullmatch(text, start, end):
            continue
        if rule.after is not None and not rule.after.match(text, end, near_end):
            continue
        if rule.unless_before is not None and rule.unless_before.match(text, start, near_start):
            continue
        if rule.unless_after is not None and rule.unless_after.match(text, end, near_end):
            continue
        if rule.mark and (counts_in_list(text, start, end) or counts_in_row(text, start, end)):
            continue
        return rule.name
    if figure.words and not _stands(text, figure, counted):
        return "number in words"
    return None


def _stands(text: str, figure: NumberMention, counted: bool) -> bool:
    """Whether a number in words counts something: one of several words where a unit follows, one word also by the word before it. In the bracket behind
    the same number in digits it only repeats it."""
    if not counted and not figure.percent:
        return False
    if " " in text[figure.start : figure.end]:
        # "trên một vạn dân": what a rate is counted by.
        if _repeats(text, figure.start):
            return False
        return not text.endswith(("(", "trên ", "mỗi ", "/"), 0, figure.start)
    return bool(_word_lead().match(text, figure.start, figure.start + REACH))


def _repeats(text: str, start: int) -> bool:
    """Whether a bracket that is open here holds only number words up to `start`: it repeats an amount ("(Ba tỷ, hai trăm triệu đồng)")."""
    opened = text.rfind("(", max(0, start - REACH_OF_WORDS), start)
    words = QUANTITIES.amount_in_words.sub("", text[opened + 1 : start].replace(",", " ").lower(), count=1)
    return opened >= 0 and parse_words(words) is not None


class _Rules(NamedTuple):
    """Rules in their order, what any of them asks for before a figure, and those that ask for nothing there."""

    all: tuple[Exclusion, ...]
    any_before: Any
    others: tuple[Exclusion, ...]


def _ordered(rules: tuple[Exclusion, ...]) -> _Rules:
    before = "|".join(f"(?{'i' if rule.before.flags & regex.IGNORECASE else '-i'}:{rule.before.pattern})" for rule in rules if rule.before is not None)
    return _Rules(rules, regex.compile(before), tuple(rule for rule in rules if rule.before is None))


@cache
def _small() -> _Rules:
    return _ordered(exclusions())


@cache
def _any_size() -> _Rules:
    return _ordered(tuple(rule for rule in exclusions() if not rule.small))


@cache
def _word_lead() -> Any:
    return regex.compile(rf"(?<=(?<!\w){any_before(quantities().number_words.before)}\s)", regex.IGNORECASE)


@cache
def _time() -> Any:
    return regex.compile(rf"\s*(?P<unit>{any_of(units().time_words)})(?!\w)(?!/)", regex.IGNORECASE)


@cache
def _counted() -> Any:
    return regex.compile(rf"(?<!\w){any_of(quantities().norms.counted)}[^.;,\n\d]{{0,30}}$", regex.IGNORECASE)


@cache
def _norm() -> tuple[Any, Any, Any, frozenset[str], Any]:
    norms = quantities().norms
    return (
        QUANTITIES.filled("norm_before", norms=any_of(norms.before)),
        regex.compile(rf"\s+{any_of(norms.after)}(?!\w)", regex.IGNORECASE),
        regex.compile(rf"(?<=(?<!\w){any_before(norms.not_before)}\s)", regex.IGNORECASE),
        frozenset(norms.units),
        QUANTITIES.filled("norm_before", norms=any_before([*norms.before, *norms.ruled])),
    )


def counts_time(text: str, start: int) -> bool:
    """Whether the span of time at `start` is counted or a mean ("số ngày điều trị: 51.355 ngày"): a figure, and no norm."""
    low = max(0, start - BEFORE_TIME)
    if QUANTITIES.mean_of_time.match(text, start, start + REACH) is not None:
        return True
    return _counted().search(text, low, start) is not None or QUANTITIES.time_counted.search(text, low, start) is not None


def idle_time(text: str, figure: NumberMention, doc_type: str | None, written: Unit | None = None) -> bool:
    """Whether the figure is a span of time that is no norm ("sau 04 tháng"), so no indicator; `written` is the unit behind it ("318 giờ chuẩn" is work)."""
    if (written is not None and written.kind == "measure") or figure.scale > 1:
        return False  # "3.069,7 nghìn ngày khách"
    # Behind a percentage the word opens a date: "5,6% năm 2022".
    unit = None if figure.percent else _time().match(text, figure.scale_end, figure.scale_end + REACH)
    if unit is None:
        return False
    before, after, plain, own, ruled = _norm()
    start = spoken_start(text, figure.start)
    if QUANTITIES.from_now.match(text, unit.end(), unit.end() + REACH) is not None:
        return True
    if counts_time(text, start):
        return False
    if doc_type in comparators().limits.types and QUANTITIES.time_of_rule.search(text, max(0, start - BEFORE_TIME), start):
        return False
    if unit["unit"].lower() in own or after.match(text, unit.end(), unit.end() + REACH):
        return False
    if doc_type in comparators().limits.types and ruled.match(text, start, start + REACH):
        return False
    if plain.match(text, start, start + REACH):
        return True
    return doc_type not in comparators().limits.types and not before.match(text, start, start + REACH)
