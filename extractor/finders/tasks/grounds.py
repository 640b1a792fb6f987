"""What governs a document in its clause: an act ("ban hành Quyết định số …"), a ground ("theo Quyết định số …"), a bracket, a list.

In: the reading and one mention. Out: the kind of governor and where it begins. The nearest word that can govern a document decides; between
it and the document only words of an enumeration may stand ("ban hành các văn bản: Công văn số …").
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import regex

from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.vocabulary import tasks
from extractor.lexicon.patterns import compile_rule
from extractor.lexicon.phrases import TASKS, either

Governor = Literal["issue", "ground", "bracket", "at", "start", "member", "none"]


@cache
def _issue() -> Any:
    events = tasks().events
    return TASKS.filled("issued_before", verbs=f"(?:{either(events.issuing)})", body=TASKS.written("acting_body"), fillers=f"(?:{either(events.fillers)})")


@cache
def _passive() -> Any:
    return TASKS.filled("issued_by_document", body=TASKS.written("acting_body"))


@cache
def _ground() -> Any:
    grounds, fillers = either(tasks().events.grounds), either(tasks().events.fillers)
    return compile_rule(
        rf"(?<!\w)(?P<ground>{grounds})\s+(?:(?:{fillers})[,:\s]+)*[:\s]*$",
        file="tasks",
        rule="events.grounds",
        flags=regex.IGNORECASE,
    )


def lead_of_reference(text: str, mention: ReferenceMention, floor: int) -> int:
    """Where the mention begins with the "số" that may stand before a bare code."""
    lead = TASKS.number_lead.search(text, max(floor, mention.start - 14), mention.start)
    return lead.start() if lead else mention.start


def joined(text: str, before: ReferenceMention, after: ReferenceMention) -> bool:
    """Whether two mentions follow one another with nothing but a connective between: codes of one act."""
    start = max(before.end, before.tail)
    lead = lead_of_reference(text, after, start)
    return (
        start <= lead
        and lead - start <= 24
        and "\n" not in text[start:lead]
        and TASKS.joins_codes.fullmatch(text, start, lead) is not None
    )


def governor(text: str, mention: ReferenceMention, floor: int, opened: int) -> tuple[Governor, int]:
    """What governs a mention, and where that word begins.

    `floor` is the end of what stands before and cannot govern it, `opened` the beginning of its segment.
    """
    lead = lead_of_reference(text, mention, floor)
    if floor <= opened and TASKS.item_start.fullmatch(text, opened, lead):
        return "start", lead
    window = max(floor, lead - 140)
    bracket = TASKS.bracket_before.search(text, window, lead)
    if bracket:
        return "bracket", bracket.start()
    issue = _issue().search(text, window, lead)
    ground = _ground().search(text, window, lead)
    at = TASKS.at_before.search(text, window, lead)
    passive = _passive().search(text, window, lead)
    if passive and not grounds_between().search(text, _clause(text, window, passive.start()), passive.start()):
        return "at", passive.start("by")
    if at and ground and ground.end() >= at.end() and TASKS.told_before.search(text, window, ground.start()) and ground.start() < at.start():
        return "at", at.start()  # "Tổng cục Thuế đã hướng dẫn tại Công văn số …"
    if at and ground and ground.start() >= at.start() and not (issue and issue.start() > at.start()):
        clause = _clause(text, window, at.start())
        return ("ground" if grounds_between().search(text, clause, at.start()) else "at"), at.start()
    if issue and (ground is None or ground.start() <= issue.start()):
        return "issue", issue.start("verb")
    if ground:
        return "ground", ground.start()
    member = TASKS.member_before.search(text, window, lead)
    if member:
        return "member", member.start()
    return "none", lead


def _clause(text: str, start: int, place: int) -> int:
    """Where the clause that holds `place` begins."""
    ends: list[int] = [stop.end() for stop in TASKS.clause_start.finditer(text, start, place)]
    return max([start, *ends])


@cache
def grounds_between() -> Any:
    """A word that makes what follows it a ground, inside a clause."""
    loose = (
        "tại",
        "của",
        "về",
        "với",
        "nội dung",
        "trong",
        "từ",
        "đúng",
        "kết quả",
        "sửa đổi",
        "bổ sung",
        "sửa đổi, bổ sung",
        "đến",
        "hướng dẫn",
        "thuộc",
        "phụ lục",
        "bởi",
    )
    grounds = [g for g in tasks().events.grounds if g not in loose]
    return compile_rule(rf"(?<!\w)(?:{either(grounds)})(?!\w)", file="tasks", rule="events.grounds", flags=regex.IGNORECASE)
