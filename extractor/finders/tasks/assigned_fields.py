"""What an act of a task says besides its object: deadline, recurrence, who cooperates, the product, priority.

In: the reading and the run of an act, with the dates found in the document. Out: values with the runs that they were read from. Every deadline
belongs to the act in whose run it stands; a day of application, of an event, or of the tasks that are spoken of is none.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import regex

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.assigned_words import assigned, rule, whole, words
from extractor.finders.tasks.names import Span, members
from extractor.finders.tasks.owners import BRACKETED, is_name, owner_at
from extractor.lexicon.phrases import TASKS, either

SHORTEST_BEFORE = 6  # of an act before a deadline that counts days, in code points
LONGEST_HELPERS = 300  # names of those who help, in code points
TAIL = regex.compile(r"[\s,;.:/–-]*(?:\([^()]*\)\s*)?[\s,;.:/]*")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline at `[start, end)` with what leads it in ("hoàn thành trước ngày …") and its last day; `said` is where its own words begin;
    `counted` where it counts days from something, which the act goes on with."""

    start: int
    end: int
    due_on: datetime.date | None
    recurrence: Span | None = None
    said: int = 0
    counted: bool = False


@cache
def _before() -> Any:
    lead, before = words("deadlines", "lead"), words("deadlines", "before")
    return TASKS.filled("deadline_before", lead=f"(?:{lead})", before=f"(?:{before})", clock=TASKS.written("time_of_day"))


@cache
def _lead() -> Any:
    return rule(rf"(?:{words('deadlines', 'lead')})\s*,?\s*:?\s+", "deadlines.lead")


@cache
def _attributive() -> Any:
    return rule(rf"(?<!\w)(?:{words('deadlines', 'attributive')})\s+$", "deadlines.attributive")


@cache
def _recurring() -> Any:
    return rule(rf"(?<!\w)(?:{words('deadlines', 'recurring')})(?!\w)", "deadlines.recurring")


@cache
def _recurring_deadline() -> Any:
    """A deadline by the clock or by turns, without a date: "trước 16h00 hằng ngày"."""
    recurring = words("deadlines", "recurring")
    return TASKS.filled("recurring_deadline", clock=TASKS.written("time_of_day"), recurring=recurring)


def deadline_in(text: str, start: int, end: int, dates: Sequence[DateMention]) -> Deadline | None:
    """The deadline of the act at `[start, end)`: the last date there that words of a deadline introduce."""
    first = bisect_left(dates, start, key=lambda m: m.start)
    found: Deadline | None = None
    for mention in dates[first:]:
        if mention.start >= end:
            break
        made = _deadline(text, start, min(end, mention.end), end, mention)
        if made is not None and (found is None or mention.start <= found.end + 12 or _closes(text, made.end, end)):
            begin = found.start if found is not None and mention.start <= found.end + 12 else made.start
            joined = found if found is not None and begin == found.start else None
            due_on = made.due_on or (joined.due_on if joined else None)
            found = Deadline(begin, made.end, due_on, made.recurrence, joined.said if joined else made.said)
        elif found is not None and _next_time(text, found, mention):
            found = replace(found, end=mention.end, due_on=mention.to)
    if found is None:
        clock = _recurring_deadline().search(text, start, end)
        if clock:
            return Deadline(clock.start(), clock.end(), None, _again(text, clock.start(), clock.end()), clock.start())
        counted = TASKS.counted_deadline.search(text, start + SHORTEST_BEFORE, end) if end - start > SHORTEST_BEFORE else None
        if counted is not None and _closes(text, counted.end(), end):
            return Deadline(counted.start(), counted.end(), None, None, counted.start(), True)
    return found


def _next_time(text: str, found: Deadline, mention: DateMention) -> bool:
    """Whether a day goes on with a deadline that has two: "báo cáo trước ngày 15/6 và ngày 15/11/2031"."""
    if mention.kind != "day" or mention.to is None or found.due_on is None or mention.to <= found.due_on or found.recurrence is not None:
        return False
    return TASKS.and_next_day.fullmatch(text, found.end, mention.start) is not None


def _deadline(text: str, start: int, stop: int, end: int, mention: DateMention) -> Deadline | None:
    before = _before().search(text, max(start, mention.start - 60), mention.start)
    if before is None and (stretch := _stretch(text, start, mention, end)) is not None:
        return Deadline(stretch, mention.end, mention.to, None, stretch)
    if before is None or (mention.kind in ("range", "period") and mention.to is None):
        return None
    begin = before.start()
    if TASKS.already_before.search(text, max(start, begin - 8), begin) is not None and (lead := _lead().match(text, begin, mention.start)) is not None:
        begin = int(lead.end())  # "hồ sơ 06 dự án đã hoàn thành, xong trong tháng 9": what is done is told of the thing
    if mention.kind in ("year", "range", "period", "quarter", "month", "day"):
        weak = TASKS.deadline_lead.match(before[0]) is not None
        clause = max(text.rfind(",", start, begin), text.rfind(";", start, begin), text.rfind(")", start, begin), start)
        if TASKS.up_to_end.match(before[0]) and TASKS.state_up_to.search(text, clause, begin):
            return None
        if weak and _attributive().search(text, max(start, begin - 30), begin) and not TASKS.complete_before.search(text[max(start, begin - 12) : begin]):
            return None
        if weak and mention.kind in ("year", "range", "period") and text[stop : stop + 1] != ")" and not _closes(text, stop, end) and not text[begin - 2 : begin].startswith(","):
            return None
        if weak and whole("deadlines", "purpose").search(text, clause, begin) and text[begin - 2 : begin] != ", " and TASKS.cited_before.search(text, clause, begin) is None:
            return None
        if mention.kind != "day" and TASKS.until_a_goal.match(before[0]) is not None:
            return None  # "phấn đấu đến năm 2035": how far a goal reaches
    again = _again(text, mention.start, min(end, mention.end + 24))
    tail = mention.end if again is None else max(mention.end, again[1])
    recurs = mention.to is None or (again is not None and again[0] <= mention.end + 2)
    if TASKS.and_every.match(text[mention.end : mention.end + 12]) and mention.to is not None:
        recurs = False
    lead = _lead().match(text, begin, mention.start)
    return Deadline(begin, tail, None if recurs else mention.to, again, int(lead.end()) if lead else begin)


def _stretch(text: str, start: int, mention: DateMention, end: int) -> int | None:
    """Where the words of a stretch of days begin in which a campaign is held: "mở cao điểm … từ ngày 15/8 đến ngày 15/10/2031"."""
    if mention.kind != "range" or mention.to is None or not _closes(text, mention.end, end):
        return None
    lead = TASKS.from_before.search(text, max(start, mention.start - 16), mention.start)
    if lead is None or "/" not in text[mention.start : mention.end] or TASKS.campaign.search(text, start, lead.start()) is None or TASKS.of_results.search(text, start, lead.start()):
        return None
    return int(lead.start())


def _again(text: str, start: int, end: int) -> Span | None:
    match = _recurring().search(text, start, end)
    return (match.start(), match.end()) if match else None


def _closes(text: str, place: int, end: int) -> bool:
    """Whether nothing but a bracket or punctuation follows up to the end of the clause, or a comma."""
    match = TAIL.match(text, place, end)
    return bool(match and (match.end() >= end or text[place : place + 1] in ",;.("))


def recurrence_in(text: str, start: int, end: int) -> Span | None:
    """Words that say the act comes again: "hằng tháng", "thường xuyên", "02 lần/ngày"."""
    return _again(text, start, end)


def cooperate_in(text: str, start: int, end: int) -> tuple[list[str], Span | None]:
    """Who the owner works together with: "chủ trì, phối hợp với Sở A và các đơn vị liên quan rà soát" → two."""
    match = TASKS.with_whom.search(text, start, min(end, start + 160))
    if match is None:
        return [], None
    owner = owner_at(text, match.end(), end)
    closed = TASKS.helpers_end.search(text, match.end(), min(end, owner.end if owner else match.end() + LONGEST_HELPERS))
    if closed is not None and is_name(text, match.end(), closed.start()):
        return members(text, match.end(), closed.start()), (match.end(), closed.start())
    if owner is None:
        return [], None
    return members(text, owner.start, owner.end), (owner.start, owner.end)


@cache
def _product() -> Any:
    made, nouns, ends = words("products", "made"), words("products", "nouns"), words("products", "ends")
    return TASKS.filled("made_product", made=made, nouns=nouns, ends=ends)


def product_in(text: str, start: int, end: int) -> Span | None:
    """The paper or thing that the act makes: "xây dựng kế hoạch kiểm tra" → "kế hoạch kiểm tra"; a report to somebody is "báo cáo"."""
    match = _product().search(text, start, end)
    if match:
        return match.start("product"), match.end("product")
    report = TASKS.report_to_make.search(text, start, end)
    return (report.start(), report.end()) if report else None


@cache
def _priority() -> Any:
    return rule(rf"(?<!\w)(?:{either(assigned().priority)})(?!\w)", "priority")


def priority_in(text: str, start: int, end: int) -> Span | None:
    """Words that put the task before others."""
    match = _priority().search(text, start, end)
    return (match.start(), match.end()) if match else None


__all__ = ["BRACKETED", "Deadline", "cooperate_in", "deadline_in", "priority_in", "product_in", "recurrence_in"]
