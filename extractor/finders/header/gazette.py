"""Heads in the form of the gazette and of law portals: type, issuing body, number and day run together above the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import OrganizationMention, organization_at
from extractor.finders.header.draft import Draft
from extractor.finders.header.letterhead import Letterhead, Piece, read_line
from extractor.finders.header.lines import HeadLine
from extractor.finders.header.patterns import header_patterns, written_date
from extractor.layout.model import Reading
from extractor.lexicon.phrases import HEADER


def read_gazette(draft: Draft, reading: Reading) -> bool:
    """A heading in the form of the gazette and of law portals: "NGHỊ QUYẾT CỦA CHÍNH PHỦ SỐ 9/NQ-CP NGÀY 3 THÁNG 4 NĂM 2031 VỀ …" in one run. Whether it was one."""
    run = draft.spans.get("title")
    if run is None or "code" in draft.values:
        return False
    text = reading.text[run[0] : run[1]]
    match = header_patterns().gazette.match(text)
    if match is None:
        return False
    at = run[0]
    bodies = _joint_bodies(text, *match.span("body")) if match["body"] else []
    draft.set("code", regex.sub(r"\s", "", match["code"]), (at + match.start("code"), at + match.end("code")), "gazette")
    if match["date"]:
        draft.set("issued_on", written_date(match), (at + match.start("d"), at + match.end("y")), "gazette")
    if bodies:
        draft.set("issuer", ", ".join(body.name for body in bodies), (at + bodies[0].start, at + bodies[-1].end), "gazette")
    rest = " ".join(reading.plain[at + match.end() : run[1]].split())
    draft.values.pop("title")
    draft.spans.pop("title")
    draft.set("title", rest or None, (at + match.end(), run[1]), "gazette")
    return True



def number_below(lines: Sequence[HeadLine], index: int, rest: int, head: Letterhead) -> tuple[Letterhead, int]:
    """The number and the day that stand between a type and its title, as law portals write heads: "NGHỊ QUYẾT" / "CỦA HỘI ĐỒNG NHÂN DÂN …" / "SỐ 9/2031/NQ-HĐND NGÀY …".

    `rest`: where the line of the type, at `index`, goes on. Out: the letterhead with them and the line that the title stands below.
    """
    patterns = header_patterns()
    if head.code is not None or lines[index].text[rest:].strip(" :.*") or index + 2 >= len(lines):
        return head, index
    line = lines[index + 1]
    lead = HEADER.of_body.match(line.text.strip())
    number = patterns.number.match(lines[index + 2].text.strip())
    if lead is None or number is None or not number["code"][:1].isdigit() or not _joint_bodies(line.text, start := line.text.find(lead[0]) + lead.end(), len(line.text)):
        return head, index
    head = replace(read_line(lines[index + 2], head), pieces=(*head.pieces, Piece(line, start, len(line.text))))
    last = index + 2
    if last + 1 < len(lines) and head.date_run is None and patterns.day_line.fullmatch(lines[last + 1].text.strip()):
        last += 1
        head = read_line(lines[last], head)
    return head, last



def _joint_bodies(text: str, start: int, end: int) -> list[OrganizationMention]:
    """The bodies that stand in `[start, end)` with nothing but dashes and commas between them: "BỘ NỘI VỤ-BỘ TÀI CHÍNH"."""
    bodies: list[OrganizationMention] = []
    while start < end and (body := organization_at(text, start, Context())) is not None:
        bodies.append(body)
        start = body.end
        while start < end and text[start] in " -–,":
            start += 1
    return bodies

