"""Several documents in one file: a letter with the plan that it sends, three drafts in one PDF. Each begins with a letterhead of its own.

In: a layout. Out: the runs of the reading that are documents, with the metadata of each; nothing for a file that is one. A part begins at a motto
(Quốc hiệu, or the Party's) with the bodies above it, has a body that issues it, a type, and a number, a day, or a symbol and a title that are still
to be numbered. A form to be filled in ("Mẫu số 02 …") and an annex without a letterhead are no parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import find_organizations
from extractor.finders.bodies.provinces import territory_at
from extractor.finders.header.finder import find_header
from extractor.finders.header.heading import is_body
from extractor.finders.header.lines import HeadLine, head_line, spaced_reading
from extractor.finders.header.mention import HeaderMention
from extractor.finders.header.misread import is_motto
from extractor.finders.header.patterns import header_patterns
from extractor.layout.model import Layout, Segment

__all__ = ["Part", "header_and_parts", "parts_of"]

MOST_PARTS = 50
ABOVE = 8  # lines above a motto that may belong to its letterhead
ABOVE_LETTERS = 500
APART = 8  # lines between two mottos of one letterhead: the country's and its slogan
SHORTEST = 250  # letters of a document
SHORTEST_DRAFT = 600  # of one that has neither number nor day
LEADERS = ("...", "…", "___")


@dataclass(frozen=True, slots=True)
class Part:
    """A document at `[start, end)` of the reading, and what it says of itself."""

    start: int
    end: int
    header: HeaderMention


def header_and_parts(layout: Layout) -> tuple[HeaderMention, tuple[Part, ...]]:
    """The metadata of the file's first document, and all its documents where there are several."""
    parts = parts_of(layout)
    return (parts[0].header if parts else find_header(layout)), parts


def parts_of(layout: Layout) -> tuple[Part, ...]:
    """The documents of a file in order; none where it is one document."""
    reading = layout.reading
    segments = [segment for segment in reading.segments if segment.kind != "note"]
    spaced = spaced_reading(reading)
    lines = [head_line(reading, segment, spaced) if segment.kind != "cell" else None for segment in segments]
    starts = _starts(layout, segments, lines)
    if not starts:
        return ()
    found: list[tuple[int, HeaderMention]] = []
    bounds = [*starts, len(segments)]
    for start, end in pairwise(bounds):
        header = _document(layout, segments[start:end], lines[start:end], lines[max(0, start - 3) : start])
        # A regulation that bears the number of the decision that issues it is a part of that decision.
        if header is not None and (header.code is None or header.code not in {one.code for _, one in found}):
            if not found:
                before = find_header(layout, segments[:start])
                if not _stands(before):
                    return ()
                found.append((0, before))
                if header.code is not None and header.code == before.code:
                    continue
            found.append((start, header))
    if len(found) < 2:
        return ()
    ends = [start for start, _ in found[1:]] + [len(segments)]
    return tuple(
        Part(segments[start].start if start else 0, segments[end - 1].end, find_header(layout, segments[start:end]))
        for (start, _), end in zip(found[:MOST_PARTS], ends, strict=False)
    )


def _stands(header: HeaderMention) -> bool:
    """Whether what stands before the first part is a document itself."""
    return header.doc_type is not None and (header.code is not None or header.symbol is not None or header.issued_on is not None or header.issuer is not None)


def _starts(layout: Layout, segments: Sequence[Segment], lines: Sequence[HeadLine | None]) -> list[int]:
    """The positions of the segments that open a letterhead, but the file's first."""
    mottos = [n for n, line in enumerate(lines) if line is not None and len(line.text) < 120 and _is_motto(line.text)]
    heads = [n for position, n in enumerate(mottos) if position == 0 or n - mottos[position - 1] > APART]
    starts: list[int] = []
    for n in heads:
        start = _first_line(layout, segments, lines, n)
        # The letterhead of the file itself is its beginning.
        if start > 0 and segments[start].start > 0 and (starts or _letters(segments[:start]) >= SHORTEST):
            starts.append(start)
    return sorted(set(starts))


def _is_motto(text: str) -> bool:
    return header_patterns().motto.search(text) is not None or is_motto(text)


def _letters(segments: Sequence[Segment]) -> int:
    return sum(segment.end - segment.start for segment in segments)


def _first_line(layout: Layout, segments: Sequence[Segment], lines: Sequence[HeadLine | None], motto: int) -> int:
    """The first line of the letterhead that has its motto at a line: the top of its page, or the bodies and the number above it."""
    document, raw = layout.document, layout.reading.raw
    page = document.page_of(raw[segments[motto].start])
    top = motto
    while top > 0 and motto - top < ABOVE and page is not None and document.page_of(raw[segments[top - 1].start]) == page:
        top -= 1
    opens_page = page is not None and (top == 0 or document.page_of(raw[segments[top - 1].start]) != page)
    if opens_page and _letters(segments[top:motto]) <= ABOVE_LETTERS:
        return top
    start = motto
    while start > 0 and motto - start < ABOVE:
        line = lines[start - 1]
        if line is None or not _of_letterhead(line):
            break
        start -= 1
    return start


def _of_letterhead(line: HeadLine) -> bool:
    """Whether a line above a motto can belong to its letterhead: a body in capitals, a number, a rule."""
    text = line.text.strip(" *_-–—")
    patterns = header_patterns()
    if not text or patterns.number.match(text) or patterns.noise.fullmatch(text):
        return True
    if len(text) > 100 or not line.upper or patterns.titles.match(text) or patterns.body_lead.match(text) or patterns.power.match(text):
        return False
    return is_body(text) or territory_at(text, 0) is not None or bool(find_organizations(text, Context()))


def _document(layout: Layout, segments: Sequence[Segment], lines: Sequence[HeadLine | None], above: Sequence[HeadLine | None]) -> HeaderMention | None:
    """The metadata of the document that a run of segments is; None where it is none of its own."""
    if _letters(segments) < SHORTEST or any(line is not None and _is_form(line.text) for line in [*above, *lines[:4]]):
        return None
    header = find_header(layout, segments)
    if header.doc_type is None or header.issuer is None or "issuer" not in header.spans:
        return None
    title = header.title or ""
    if header.code is not None or (header.issued_on is not None and title):
        return header
    # A draft: its number and its day are still open, everything else is written.
    draft = header.symbol is not None and title and not any(leader in title for leader in LEADERS)
    return header if draft and _letters(segments) >= SHORTEST_DRAFT else None


def _is_form(text: str) -> bool:
    return header_patterns().form.match(text.strip(" (*_")) is not None
