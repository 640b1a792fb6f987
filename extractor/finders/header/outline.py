"""The headings that tell a reader where he is: not the letterhead, not the document's own title, not the signature.

Layout gives every heading; which of them are parts of the frame (Nghị định 30/2020/NĐ-CP, Phụ lục I: quốc hiệu, tên cơ quan, tên loại,
trích yếu, chữ ký) is known once the header is read. In: a reading and its header, offsets of the reading. Out: a section path without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import regex

from extractor.finders.header.mention import HeaderMention
from extractor.finders.header.patterns import header_patterns
from extractor.layout.model import Reading, Segment
from extractor.lexicon.document_types import document_type
from extractor.lexicon.names import name_key
from extractor.lexicon.patterns import alternatives, compile_rule
from extractor.lexicon.phrases import HEADER

HEAD = ("doc_type", "code", "issued_on", "place", "issuer", "title")
FOOT = ("signer", "signer_title")
SIGNATURE_LINES = 8
"""How many lines a signature has at most above its last one: the power it is given under, the office, blank ones, the name."""


class Outline:
    """Takes the frame's headings out of section paths."""

    def __init__(self, reading: Reading, header: HeaderMention, parts: Sequence[tuple[int, HeaderMention]] = ()) -> None:
        """`parts`: where each of several documents in a file begins, and its header."""
        self._frame = set().union(*(_frame(reading, found, start) for start, found in parts or [(0, header)]))
        self._of = cache(self._path)

    def path(self, section: tuple[str, ...]) -> tuple[str, ...]:
        """`section` (headings, outermost first) without those of the frame."""
        return self._of(section)

    def _path(self, section: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in section if name not in self._frame)


def end_of_head(reading: Reading, header: HeaderMention) -> int:
    """Where the head ends, by type, number and title: not at a number that only the bracket of an annex gives, behind the grounds and articles of a
    document whose letterhead is missing."""
    runs = sorted(header.spans[name] for name in ("doc_type", "code", "title") if name in header.spans)
    if not runs:
        return 0
    begun = next((s.start for s in reading.segments if s.start >= runs[0][1] and (_is_article(s) or HEADER.ground_line.match(reading.text, s.start, s.end))), None)
    return max(end for start, end in runs if begun is None or start < begun)


def _is_article(segment: Segment) -> bool:
    return segment.marker is not None and segment.marker.startswith("Điều ")


def _frame(reading: Reading, header: HeaderMention, start: int) -> set[str]:
    headings = [(number, segment) for number, segment in enumerate(reading.segments) if segment.kind == "heading" and not segment.marker]
    ends = [header.spans[name][1] for name in HEAD if name in header.spans]
    head_end = max(ends, default=0)
    issuer = name_key(header.issuer) if header.issuer else None
    found: set[str] = set()
    for _, segment in headings:
        name = reading.plain[segment.start : segment.end].strip()
        if start <= segment.start < head_end or name_key(name) == issuer or is_formula(name):
            found.add(name)
    found |= {reading.plain[s.start : s.end].strip() for s in _signature(reading, header)}
    return found


def is_formula(heading: str) -> bool:
    """Whether a heading only says who decides, or that he does: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "QUYẾT ĐỊNH:", "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
    words = heading.rstrip(" :")
    alone, office = _formulas()
    return document_type(words) is not None or alone.fullmatch(heading) is not None or (words.isupper() and office.match(words) is not None)


@cache
def _formulas() -> tuple[Any, Any]:
    data = header_patterns().data
    alone = rf"(?:{alternatives(data.decision_words)}|{data.sitting}|.+\s(?:{alternatives(data.telegram_ends)}))[ :]*"
    return (
        compile_rule(alone, file="header", rule="decision_words", flags=regex.IGNORECASE),
        compile_rule(rf"(?:{alternatives(data.signer_titles)})(?!\p{{L}})", file="header", rule="signer_titles", flags=regex.IGNORECASE),
    )


def _signature(reading: Reading, header: HeaderMention) -> list[Segment]:
    """The headings of the signature block: from the lines in capitals above the signer to the name."""
    spans = [header.spans[name] for name in FOOT if name in header.spans]
    if not spans:
        return []
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    numbers = [n for n, segment in enumerate(reading.segments) if segment.start < last and segment.end > first]
    if not numbers:
        return []
    above = numbers[0]
    while above > 0 and numbers[0] - above < SIGNATURE_LINES and reading.segments[above - 1].kind == "heading" and not reading.segments[above - 1].marker:
        above -= 1
    return [segment for segment in reading.segments[above : numbers[-1] + 1] if segment.kind == "heading" and not segment.marker]
