"""Whose a figure is by the words right before it: who or what "has" the amount that a rule sets as a threshold, of what age somebody is, what a fee or a rate is for.

In: the reading and its mentions of running text in order. Out: a name, or None. "hộ có thu nhập dưới 2 triệu đồng" is of the hộ, "trẻ em từ 6 tuổi" of the trẻ em, and what the same
clause then gives them is theirs too. Vocabulary: the rules named here, of patterns/quantities/quantity_phrases.yaml, and `owners` of quantities.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from extractor.finders.quantities.labels import is_measure, tells
from extractor.finders.quantities.mention import IndicatorMention, given_owner
from extractor.finders.quantities.named import actor_in, can_own
from extractor.finders.quantities.named_above import Procedures
from extractor.finders.quantities.vocabulary import quantities
from extractor.layout.model import Reading
from extractor.lexicon.patterns import any_of
from extractor.lexicon.phrases import QUANTITIES

HEAD = 12  # words of the name of an office before a colon
CONDITION = 4  # words of a condition that goes on with the figure ("với lưu lượng")
OPENING = 60  # code points before the figure of a time limit in which its words stand
MEMBER = 4  # words of a member of a row of those who act
PARTS = 6  # parts of a sentence, between commas, in which the one who acts is looked for
TIMES = ("ngày", "giờ", "tháng", "tuần", "năm")
REACH = 220  # code points from a threshold back to who has it


@cache
def _holder() -> Any:
    owners = quantities().owners
    return QUANTITIES.filled("threshold_holder", kinds=any_of([*owners.persons, *owners.things, *owners.held]))


@cache
def _aged() -> Any:
    return QUANTITIES.filled("holder_of_age", kinds=any_of(quantities().owners.persons))


class Holders:
    """Who has the thresholds of a text, in its order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.last: tuple[int, str] | None = None  # where the last threshold ends, and who has it

    def of(self, mention: IndicatorMention) -> str | None:
        """Who or what has the amount by the words right before it; a figure that the same clause then gives is theirs where it has no owner of its own."""
        text = self.reading.text
        start = max(self.reading.segment_at(mention.start).start, mention.start - REACH)
        aged = mention.unit == "tuổi"
        pattern = _aged() if aged else _holder() if mention.comparator != "=" else None
        match = next(reversed(list(pattern.finditer(text, start, mention.start))), None) if pattern is not None else None
        if match is not None and match.end() == mention.start:
            who = " ".join(match["who"].split())
            own = mention.subject or ""
            fuller = own.casefold().startswith(who.casefold()) or own.casefold().endswith(f", {who.casefold()}")
            who = own if fuller else whole_enumeration(text, start, mention.start, who)
            self.last = None if aged else (mention.end, who)
            return who if " " in who or not aged else None
        towards = QUANTITIES.towards_before.search(text, start, mention.start) if mention.subject is None or is_measure(mention.subject) else None
        if towards is not None and (whom := _towards(towards["who"])) is not None:
            self.last = (mention.end, whom)
            return whom
        if self.last is None or mention.subject is not None or not self._goes_on(self.last[0], mention.start):
            return None
        self.last = (mention.end, self.last[1])
        return self.last[1]

    def _goes_on(self, end: int, start: int) -> bool:
        """Whether a figure stands in the same clause as the one before it, or in a bracket behind it."""
        gap = self.reading.text[end:start]
        bracketed = gap.count("(") > gap.count(")") or (")" not in gap and self.reading.text.rfind("(", 0, end) > self.reading.text.rfind(")", 0, end))
        return not any(mark in gap for mark in ";:\n") and ". " not in gap and (bracketed or "," not in gap)


def _towards(words: str) -> str | None:
    """Those for whom a figure is, without what is said behind their name, and without a condition that goes on with the figure; None for a measure."""
    condition = QUANTITIES.condition_of_thing.search(words)
    short = condition is not None and len(condition[0].split()) <= CONDITION
    who = " ".join(QUANTITIES.tail_of_towards.sub("", words[: condition.start()] if short else words).split())
    return who if " " in who and not is_measure(who) else None


def keeper_of_limit(mention: IndicatorMention, reading: Reading) -> str | None:
    """Who has to act within a time limit that opens a sentence ("Trong thời hạn 05 ngày kể từ ngày nhận đủ hồ sơ, Sở Y tế …": "Sở Y tế")."""
    segment = reading.segment_at(mention.start)
    start = max(segment.start, mention.start - OPENING)
    if mention.unit is None or mention.unit.split()[0] not in TIMES or QUANTITIES.time_limit.search(reading.text, start, mention.start) is None:
        return None
    end = min((at for mark in ".;:" if (at := reading.text.find(f"{mark} ", mention.end, segment.end)) >= 0), default=segment.end)
    before = ""  # "…, tổ chức, cá nhân nộp hồ sơ": both
    for part in reading.text[mention.end : end].split(",")[1:PARTS]:
        told = QUANTITIES.keeper_of_limit.match(part)
        name = actor_in(part) or (" ".join(told["who"].split()) if told is not None else None)
        if name is not None and can_own(name):
            return before + name
        before = f"{before}{part.strip()}, " if can_own(part.strip()) and len(part.split()) <= MEMBER else ""
    return None


def bearer_of_rate(label: str | None, unit: str | None) -> str | None:
    """For whom or what a rate or a fee of its label is ("Lãi suất cho vay hộ nghèo": "hộ nghèo"), None where it is neither."""
    match = QUANTITIES.rate_for.fullmatch(label) if label is not None and unit is not None and ("/" in unit or unit == "%") else None
    return " ".join(match["who"].split()) if match is not None else None


def of_rate(subject: str | None, mention: IndicatorMention) -> str | None:
    """The subject of a figure of a rule, for whom the rate is where the words only name the rate."""
    bare = subject is None or is_measure(subject)
    return bearer_of_rate(subject, mention.unit) or (bearer_of_rate(mention.label, mention.unit) if bare else None) or subject


def whole_enumeration(text: str, start: int, place: int, subject: str) -> str:
    """The whole opening of an item of which `subject` is only the last member ("Trưởng ấp, khu phố": not "khu phố")."""
    at = text.rfind(subject, start, place)
    opening = text[QUANTITIES.marks_of_parts.match(text, start, place).end() : at] if at >= 0 and subject[:1].islower() else ""
    return f"{opening}{subject}" if QUANTITIES.open_enumeration.fullmatch(opening) else subject


def held(mentions: Iterable[IndicatorMention], reading: Reading, ruled: Callable[[int], bool]) -> Iterator[IndicatorMention]:
    """The mentions, those of running text with the owner that stands right before them, the procedure that they are below, or what their rate is for."""
    holders, procedures = Holders(reading), Procedures(reading)
    for mention in mentions:
        name, rule = (None, "") if mention.table is not None else _whose(mention, reading, ruled, holders, procedures)
        yield mention if name is None or name == mention.subject else given_owner(mention, name, rule)


def _whose(mention: IndicatorMention, reading: Reading, ruled: Callable[[int], bool], holders: Holders, procedures: Procedures) -> tuple[str | None, str]:
    """Whose a figure is by its neighbourhood, and by which rule."""
    if (who := holders.of(mention)) is not None:
        return who, "who has the amount"
    if mention.subject is None and (who := keeper_of_limit(mention, reading)) is not None:
        return who, "who has to keep the time limit"
    if (rate := bearer_of_rate(mention.subject or (None if ruled(mention.start) else mention.label), mention.unit)) is not None:
        return rate, "what the rate is for"
    if mention.subject is not None:
        start = reading.segment_at(mention.start).start
        return whole_enumeration(reading.text, start, mention.start, mention.subject), "the whole enumeration"
    if (procedure := procedures.at(mention.start)) is not None:
        return procedure, "the procedure above"
    return (None if ruled(mention.start) else _head_of_item(mention, reading)), "the persons that its item begins with"


def _head_of_item(mention: IndicatorMention, reading: Reading) -> str | None:
    """The persons whose name before a colon begins the item of a figure ("d) Tổ trưởng: bằng 60% …")."""
    segment = reading.segment_at(mention.start)
    colon = reading.text.find(":", segment.start, mention.start)
    name = " ".join(reading.text[segment.start + len(segment.marker or "") : colon].split()) if segment.marker is not None and colon >= 0 else ""
    return name if name and len(name.split()) <= HEAD and QUANTITIES.office_name.match(name) is not None and not tells(name) else None


__all__ = ["held", "of_rate", "whole_enumeration"]
