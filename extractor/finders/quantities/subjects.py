"""Whose figure it is where the figure's own clause does not say: the body that its heading names, else the document's own territory.

In: the mentions of running text, their segments' headings, the owner that the document gives. Out: the same mentions, with subjects. "2. Sở Công
Thương:" gives the figures under it that body; a report of a district gives its other figures the district. A law's figures are nobody's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.body import level_of
from extractor.finders.bodies.context import Context
from extractor.finders.quantities.labels import scope_in, tells
from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.vocabulary import any_of, quantities
from extractor.layout.model import Reading

REACH = 400  # code points from a figure back to the colon of its item's head
_JOINT = regex.compile(r"\s(?:gồm|gồm có|như sau|là|cụ thể)$", regex.IGNORECASE)
LONGEST = 16  # words of a heading that only names a body
# The mark of a heading, and the words by which an instruction turns to a body.
_MARK = regex.compile(r"\W*(?:(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[-.)/]+\s*)?(?:(?:Đề nghị|Kiến nghị|Giao|Đối với|Về phía)\s)?")


def owner_of(context: Context) -> str | None:
    """Whose figures a document tells: its body's territory, the whole country for a central one, else that body."""
    own = context.own
    if own is not None or context.issuer is None:
        return own
    level = level_of(context.issuer)
    if level == "trung ương" or context.issuer in quantities().owners.central:
        return quantities().owners.country
    return context.issuer if level == "bộ" else None


@cache
def _owners() -> Any:
    return regex.compile(rf"(?:{any_of(quantities().owners.heads)})(?!\w)", regex.IGNORECASE)


def body_of(section: tuple[str, ...]) -> str | None:
    """The body that the innermost heading of a section names, None where it names none."""
    for name in reversed(section[1:]):
        words = name[_MARK.match(name).end() :].split(" (")[0].rstrip(" :.;*")
        if _owners().match(words) and len(words.split()) <= LONGEST and not tells(words):
            return str(words)
    return None


_ORDINAL = regex.compile(r"\W*(?:(?:Điều|Mục|Phần|Chương)\s+\S+\s*|(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[-.)/]+\s*)*")
_SAYS = regex.compile(r"(?:Điều|Khoản|Chương|Mục|Mức|Tỷ lệ|Sau|Trước|Khi|Từ|Trong|Giai đoạn|Trường hợp|Nếu|Thời gian|Thời hạn)\s|.*(?<!\w)(?:như sau|sau đây|gồm|bao gồm|quy định|nguyên tắc|hiệu lực|trách nhiệm)(?!\w)", regex.IGNORECASE)


_ENDS = regex.compile(r"[:;.]|,?\s(?:đến|từ|trên|dưới|được|phải|là|có|gồm|bao gồm|đạt|không quá|tối đa|tối thiểu|hỗ trợ|thực hiện|chi|thu)(?!\w)")
_TOWARDS = regex.compile(r"^\s*(?:Đối với|Riêng đối với|Riêng)\s", regex.IGNORECASE)
_PROVINCE = regex.compile(r"(?<!\w)(?:tỉnh|thành phố)(?:\s\p{Lu}\p{Ll}*){1,3}(?!\w)")


def place_of(headings: Iterable[str]) -> str | None:
    """The one province that the innermost heading which names any names."""
    for name in headings:
        found: set[str] = {match[0] for match in _PROVINCE.finditer(name)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def thing_of(text: str, start: int, place: int, section: tuple[str, ...]) -> str | None:
    """What a rule's figure is about: the head of its item, before the colon ("Vườn cây lâu năm: hỗ trợ …"), else the heading that names a thing."""
    colon = text.rfind(":", max(start, place - REACH), place)
    names = []
    if colon >= 0:
        edge = max(text.rfind(mark, start, colon) + 1 for mark in ":;") or start
        names.append(text[max(edge, text.rfind(". ", start, colon) + 1, start) : colon])
    names += [section[-1]] if len(section) > 1 else []
    opening = _ORDINAL.match(text, start, place).end()
    first = _ENDS.search(text, opening, place)
    names.append(text[opening : first.start() if first is not None else place])
    for name in names:
        name = _TOWARDS.sub("", name)
        words = _JOINT.sub("", name[_ORDINAL.match(name).end() :].split(" (")[0].strip(" :.;,*"))
        if words and len(words.split()) <= LONGEST and not _SAYS.match(words) and not any(c.isdigit() for c in words[:1]):
            return str(words)
    return None


def owned(mentions: Iterable[IndicatorMention], reading: Reading, owner: str | None, ruled: Callable[[int], bool], title: str | None = None) -> Iterator[IndicatorMention]:
    """The mentions, each of running text with a subject where its heading or the document has one. A rule (`ruled` of a figure's place) speaks of things, and
    is nobody's own."""
    bodies: dict[tuple[str, ...], str | None] = {}
    read, scope = 0, None  # how far the text was read for the whole that it speaks of, and that whole
    for mention in mentions:
        if mention.subject is not None or mention.table is not None or mention.role == "rank":
            yield mention
            continue
        segment = reading.segment_at(mention.start)
        section = segment.section
        if ruled(mention.start):
            subject = thing_of(reading.text, segment.start, mention.start, section)
            yield replace(mention, subject=subject) if subject is not None else mention
            continue
        if section not in bodies:
            central = owner is None or owner == quantities().owners.country
            bodies[section] = body_of(section) or (place_of([*reversed(section), title or ""]) if central else None)
        if owner is None:
            scope = scope_in(reading.text[read : mention.start]) or scope
            read = mention.start
        subject = bodies[section] or owner or scope
        yield replace(mention, subject=subject) if subject is not None else mention


__all__ = ["body_of", "owned", "owner_of"]
