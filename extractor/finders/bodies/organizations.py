"""Finds bodies and their heads, and gives them their canonical full name.

"theo đề nghị của Giám đốc Sở KH&ĐT" in a document of tỉnh Sơn La holds one mention, name "Giám đốc Sở Kế hoạch và Đầu tư tỉnh Sơn La",
level "sở". A short name is completed by the territory that the text gives, else by the document's own (`Context`); a phrase that means
no single body ("UBND các huyện") is none. Names: patterns/bodies/organizations.yaml; the parsing of one name: extractor/finders/bodies/body.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.finders.bodies.body import body_at, joint_at
from extractor.finders.bodies.context import Context, Parsed
from extractor.finders.bodies.gazetteer import gazetteer
from extractor.layout.normalise import normalise
from extractor.quick import quick

__all__ = [
    "Context",
    "OrganizationMention",
    "bodies_at",
    "canonical_name",
    "find_organizations",
    "organization_at",
    "organization_ending_at",
]

# How far back `organization_ending_at` looks for the beginning of a name, in code points.
_WINDOW = 160


@quick
@dataclass(frozen=True, slots=True)
class OrganizationMention:
    """A body that a text names at `[start, end)`: its canonical `name`, `level` and `kind` (patterns/bodies/organizations.yaml), None if unknown.

    Several bodies that act together ("Liên Sở Tài chính - Xây dựng") are one mention, their names joined by ", ".
    """

    start: int
    end: int
    name: str
    level: str | None
    kind: str | None


def _mention(start: int, parsed: Parsed) -> OrganizationMention:
    return OrganizationMention(start, parsed.end, parsed.name, parsed.level, parsed.kind)


def find_organizations(text: str, context: Context) -> list[OrganizationMention]:
    """All bodies that `text` (a reading) names, in order, none inside another; the longest name at each place."""
    found: list[OrganizationMention] = []
    search = gazetteer().trigger.search
    match = search(text)
    while match:
        start = match.start()
        parsed = None
        if not _inside_code(text, start):
            parsed = joint_at(text, start, context) or body_at(text, start, context, alone=False)
        if parsed:
            found.append(_mention(start, parsed))
            match = search(text, max(parsed.end, match.end()))
        else:
            match = search(text, start + 1)
    return found


def _inside_code(text: str, start: int) -> bool:
    """Whether `start` stands inside a code ("12/QĐ-UBND"): after a mark of a word that holds a digit or a stroke."""
    if not start or text[start - 1] not in "-/":
        return False
    word = text[max(0, start - 30) : start].rsplit(None, 1)[-1]
    return "/" in word or any(c.isdigit() for c in word)


def organization_at(text: str, position: int, context: Context) -> OrganizationMention | None:
    """The body whose name begins exactly at `position`, or None.

    Beyond `find_organizations`, a head noun alone counts as the document's own body ("của Bộ", "của Sở") where its issuer fits.
    """
    parsed = joint_at(text, position, context) or body_at(text, position, context, alone=True)
    return _mention(position, parsed) if parsed else None


def bodies_at(text: str, position: int, context: Context) -> list[OrganizationMention]:
    """The enumeration of bodies that begins at `position`: "Bộ Tài chính, Bộ Nội vụ và Bộ Y tế" → three; empty where none begins there.

    Members are parted by a comma, "và" or a hyphen; the list ends before the first thing that is no body.
    """
    members: list[OrganizationMention] = []
    while True:
        member = organization_at(text, position, context)
        if member is None:
            return members
        members.append(member)
        position = member.end
        for separator in (", ", " và ", " - ", "; ", " & "):
            if text.startswith(separator, position):
                position += len(separator)
                break
        else:
            return members


def organization_ending_at(text: str, position: int, context: Context) -> OrganizationMention | None:
    """The body whose name ends at `position` (blanks before it do not count): for "UBND tỉnh ban hành …"; the longest name wins."""
    end = len(text[max(0, position - _WINDOW) : position].rstrip()) + max(0, position - _WINDOW)
    low = max(0, end - _WINDOW, text.rfind("\n", 0, end) + 1)
    while low and text[low - 1].isalnum():
        low += 1
        if low >= end:
            return None
    search = gazetteer().trigger.search
    match = search(text, low, end)
    head = text[: min(len(text), end + 60)]
    while match:
        start = match.start()
        parsed = joint_at(head, start, context) or body_at(head, start, context, alone=True)
        if parsed and parsed.end == end:
            return _mention(start, parsed)
        step = max(parsed.end, match.end()) if parsed and parsed.end < end else start + 1
        match = search(text, step, end)
    return None


def canonical_name(name: str, context: Context) -> str:
    """The canonical form of a written name, e.g. "UBND TỈNH SƠN LA" → "Ủy ban nhân dân tỉnh Sơn La"; an unknown one comes back on one line."""
    line = normalise(" ".join(name.split()))
    parsed = joint_at(line, 0, context) or body_at(line, 0, context, alone=True)
    return parsed.name if parsed and parsed.end >= len(line.rstrip(" .,;:")) else line
