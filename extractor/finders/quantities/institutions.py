"""The institution of which a text without letterhead tells: the one that it begins with by its name.

In: the reading. Out: a name as the text writes it, or None. "Trường Tiểu học Đông An tổng kết năm học …": the figures behind are of that school where no other owner stands;
"ĐHVH là một trường …" is known by its letters. Authorities of a territory tell of that, so they are none.
"""

from __future__ import annotations

from extractor.finders.bodies.body import body_at
from extractor.finders.bodies.context import Context
from extractor.finders.quantities.named import actor_in, is_place, is_scope
from extractor.finders.quantities.phrase_rules import bodies
from extractor.finders.quantities.vocabulary import quantities
from extractor.layout.model import Reading
from extractor.lexicon.phrases import QUANTITIES

OPENING = 3  # paragraphs that a text begins with
PARTS = 4  # between commas, in which who acts stands
LONGEST = 12  # words of the name of an institution
NOWHERE = Context()


def is_institution(name: str) -> bool:
    """Whether a name begins like that of an institution, which tells of what it did itself."""
    words = name[:1].upper() + name[1:]
    if QUANTITIES.institution_name.match(words) is not None:
        return True
    body = body_at(words, 0, NOWHERE, alone=False)
    owners = quantities().owners
    return body is not None and (body.kind in owners.institutions or body.kind in owners.local_institutions) and QUANTITIES.counts_for_others.search(words) is None


def institution_of(reading: Reading) -> str | None:
    """The institution that the text begins with, where the words behind its name tell of it."""
    for segment in reading.segments[:OPENING]:
        if segment.table is not None:
            return None
        reports = QUANTITIES.institution_reports.match(reading.text, segment.start, segment.end)
        told = (reports["name"] or reports["line"]) if reports is not None else None
        if told is not None and is_institution(told.title() if told.isupper() else told):
            return str(told)
        match = QUANTITIES.institution_opens.match(reading.text, segment.start, segment.end)
        if match is not None and (match["short"] is not None or (is_institution(match["name"]) and len(match["name"].split()) <= LONGEST)):
            return str(match["short"] or match["name"])
    return None


def called_by_kind(reading: Reading) -> str | None:
    """What a text calls the body or territory of which it tells, by its kind alone ("nhà trường", "tỉnh"): the one that acts, else the only territory that it so names."""
    acting = {match["body"].casefold(): match["body"] for match in QUANTITIES.body_by_kind.finditer(reading.text)}
    if not acting:
        acting = {match["kind"]: match["kind"] for match in QUANTITIES.territory_by_kind.finditer(reading.text)}
    if len(acting) != 1:
        return None
    name = str(acting.popitem()[1])
    return name if name == "Hội" else name.lower()


def speaker_in(text: str, start: int, end: int) -> str | None:
    """The body whose head tells of it in the run ("ông …, Chủ tịch Hội Nông dân xã cho biết"), where it is one that tells of itself."""
    match = QUANTITIES.speaker_of.search(text, start, end)
    return str(match["body"]) if match is not None and is_institution(match["body"]) else None


def _is_body(name: str) -> bool:
    """Whether a name is that of a body, of a force or of one territory."""
    return is_place(name) or QUANTITIES.force_name.match(name) is not None or body_at(name[:1].upper() + name[1:], 0, NOWHERE, alone=False) is not None


def first_actor(blank: str, start: int, end: int) -> str | None:
    """Who acts in a sentence without figures, by the first part of it that begins with such a name; None where it tells of nobody."""
    parts = blank[start:end].split(":")[0].split(",")[:PARTS]
    for before, part in zip(["", *parts], parts, strict=False):
        name = actor_in(part)
        if name is not None and bodies().match(before.strip()):
            return None  # "Công an các đơn vị, địa phương đã …": several
        if name is not None:
            return name if _is_body(name) and not is_scope(name) else None
    return None


__all__ = ["called_by_kind", "first_actor", "institution_of", "is_institution", "speaker_in"]
