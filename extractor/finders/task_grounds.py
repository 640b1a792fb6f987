"""Whether a reference of a clause is the product of an act or only cited: "ban hành Quyết định số …" against "theo Quyết định số …".

In: the reading, the mentions in order. Out: what governs each mention. The nearest word that can govern a document decides; between it and
the document only words of an enumeration may stand ("ban hành các văn bản: Công văn số …").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import regex

from extractor.finders.references import ReferenceMention
from extractor.finders.task_vocabulary import either, tasks
from extractor.patterns import compile_rule

Governor = Literal["issue", "ground", "bracket", "list", "start", "at", "none"]

CONNECTIVE = regex.compile(r"[\s,;]*(?:và|cùng|cùng với|hoặc|&)?[\s,;]*(?:các|những)?\s*(?:số)?\s*:?\s*", regex.IGNORECASE)
LEAD = regex.compile(r"(?:\s*(?:mang\s+)?(?:số|Số)\s*:?)?\s*$")
BRACKET = regex.compile(r"\(\s*(?:tại|Tại|gồm|các|Các|gồm các|văn bản)?\s*:?\s*$")
AT = regex.compile(r"(?<!\w)(?:tại|bằng)\s+(?:các\s+)?$", regex.IGNORECASE)
ITEM_START = regex.compile(r"\s*(?:[-+*•]|\(?[\da-zđ]{1,2}[.)])?\s*(?:Các|các)?\s*")
BREAK = regex.compile(r"[.;:(]\s|[.;:(]$")


@cache
def _issue() -> Any:
    verbs, fillers = either(tasks().events.issuing), either(tasks().events.fillers)
    bodies = r"(?:(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Bộ|Sở|Chính phủ|Thủ tướng|Tỉnh ủy|Ban|Quốc hội|Huyện ủy|Thành ủy|Chủ tịch)[^,.;:()]{0,60}?\s)?"
    return compile_rule(
        rf"(?<!\w)(?P<verb>{verbs})\s+{bodies}(?:(?:{fillers})[,:\s]*)*(?:[:(-]\s*)?$", file="tasks", rule="events.issuing", flags=regex.IGNORECASE
    )


@cache
def _ground() -> Any:
    grounds, fillers = either(tasks().events.grounds), either(tasks().events.fillers)
    return compile_rule(
        rf"(?<!\w)(?P<ground>{grounds})\s+(?:(?:{fillers})[,:\s]*)*$", file="tasks", rule="events.grounds", flags=regex.IGNORECASE
    )


def lead_of_reference(text: str, mention: ReferenceMention, floor: int) -> int:
    """Where the mention begins with the "số" that may stand before a bare code."""
    lead = LEAD.search(text, max(floor, mention.start - 12), mention.start)
    return lead.start() if lead and lead.start() < mention.start else mention.start


def governor(text: str, mention: ReferenceMention, floor: int) -> tuple[Governor, int]:
    """What governs a mention, and where that word begins; `floor` is the end of what stands before and cannot govern it."""
    lead = lead_of_reference(text, mention, floor)
    window = max(floor, lead - 120)
    if ITEM_START.fullmatch(text, floor, lead) and (floor == 0 or text[floor - 1] == "\n"):
        return "start", lead
    bracket = BRACKET.search(text, window, lead)
    if bracket:
        return "bracket", bracket.start()
    issue = _issue().search(text, window, lead)
    ground = _ground().search(text, window, lead)
    at = AT.search(text, window, lead)
    if at and (issue is None or issue.start() > at.start() or issue.start("verb") < window):
        return "at", at.start()
    if issue and (ground is None or ground.start() <= issue.start()):
        return "issue", issue.start("verb")
    if issue and at:
        return "at", at.start()
    if ground:
        return "ground", ground.start()
    return "none", lead


def joined(text: str, before: ReferenceMention, after: ReferenceMention) -> bool:
    """Whether two mentions follow one another with nothing but a connective between: codes of one act."""
    start = max(before.end, before.tail)
    lead = lead_of_reference(text, after, start)
    return start <= lead and lead - start <= 24 and CONNECTIVE.fullmatch(text, start, lead) is not None


def products(text: str, mentions: Sequence[ReferenceMention], start: int) -> list[ReferenceMention]:
    """The mentions of one stretch of text (from `start`) that are products of acts, not grounds; codes only."""
    found: list[ReferenceMention] = []
    previous: tuple[ReferenceMention, bool] | None = None
    for mention in mentions:
        if mention.code is None:
            continue
        if previous is not None and joined(text, previous[0], mention):
            is_product = previous[1]
        else:
            floor = max(start, text.rfind("\n", 0, mention.start) + 1)
            kind, _ = governor(text, mention, floor)
            is_product = kind in ("issue", "bracket", "start", "list")
            if kind == "none" or kind == "at":
                is_product = _after_verb(text, mention, floor)
        if is_product:
            found.append(mention)
        previous = (mention, is_product)
    return found


@cache
def _act() -> Any:
    return compile_rule(
        rf"(?<!\w)(?:(?P<act>{either([*tasks().events.acts, 'có'])})|(?P<ground>{either(g for g in tasks().events.grounds if g not in ('tại', 'của', 'về', 'với', 'nội dung', 'trong', 'từ', 'đúng', 'kết quả', 'sửa đổi', 'bổ sung', 'đến', 'hướng dẫn'))}))(?!\w)",
        file="tasks",
        rule="events.acts",
        flags=regex.IGNORECASE,
    )


def _after_verb(text: str, mention: ReferenceMention, floor: int) -> bool:
    """Whether the last word of the clause that can govern a document is an act ("gửi hồ sơ tại Tờ trình số …")."""
    start = max(floor, mention.start - 200)
    for stop in BREAK.finditer(text, start, mention.start):
        start = stop.end()
    last = None
    for match in _act().finditer(text, start, mention.start):
        last = match
    return last is not None and last["act"] is not None
