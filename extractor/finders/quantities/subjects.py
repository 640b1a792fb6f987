"""Whose figure it is where the figure's own clause does not say: the body that its heading names, else the document's own territory.

In: the mentions of running text, their segments' headings, the owner that the document gives. Out: the same mentions, with subjects. "2. Sở Công
Thương:" gives the figures under it that body; a report of a district gives its other figures the district. A law's figures are nobody's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import regex

from extractor.finders.bodies.body import level_of
from extractor.finders.bodies.context import Context
from extractor.finders.quantities.labels import tells
from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.vocabulary import any_of, quantities
from extractor.layout.model import Reading

LONGEST = 16  # words of a heading that only names a body
# The mark of a heading, and the words by which an instruction turns to a body.
_MARK = regex.compile(r"\W*(?:(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])\s*[-.)/]+\s*)?(?:(?:Đề nghị|Kiến nghị|Giao|Đối với|Về phía)\s)?")


def owner_of(context: Context) -> str | None:
    """Whose figures a document tells: its body's territory, the whole country for a central one, else that body."""
    own = context.own
    if own is not None or context.issuer is None:
        return own
    level = level_of(context.issuer)
    if level == "trung ương":
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
            return words
    return None


def owned(mentions: Iterable[IndicatorMention], reading: Reading, owner: str | None) -> Iterator[IndicatorMention]:
    """The mentions, each of running text with a subject where its heading or the document has one."""
    bodies: dict[tuple[str, ...], str | None] = {}
    for mention in mentions:
        if mention.subject is not None or mention.table is not None or mention.role == "rank":
            yield mention
            continue
        section = reading.segment_at(mention.start).section
        if section not in bodies:
            bodies[section] = body_of(section)
        subject = bodies[section] or owner
        yield replace(mention, subject=subject) if subject is not None else mention


__all__ = ["body_of", "owned", "owner_of"]
