"""Takes the blanks inside syllables (`extractor.readers.split`) out of the lines of pages, each character keeping its place."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pages.layout import PageLayout
from extractor.readers.pages.lines import Line
from extractor.readers.pages.model import Run
from extractor.readers.split import blanks_inside, is_split


def close_split(pages: Sequence[PageLayout]) -> int:
    """Takes the blanks inside syllables out of the lines of a file that is split; gives how many there were."""
    if not is_split("\n".join(line.text for page in pages for line in _lines(page))):
        return 0
    closed = 0
    for page in pages:
        for lines in [*page.rows, *(found for table in page.tables for found in table.lines.values()), page.across]:
            for number, line in enumerate(lines):
                blanks = blanks_inside(line.text, split=True)
                if blanks:
                    lines[number] = _without(line, blanks)
                    closed += len(blanks)
    return closed


def _lines(page: PageLayout) -> list[Line]:
    return [
        *(line for row in page.rows for line in row),
        *(line for table in page.tables for found in table.lines.values() for line in found),
        *page.across,
    ]


def _without(line: Line, blanks: Sequence[int]) -> Line:
    """The line without the blanks at those offsets of its text (which is without outer blanks)."""
    whole = "".join(part if isinstance(part, str) else part.text for part in line.parts)
    lead = len(whole) - len(whole.lstrip())
    drop = {lead + blank for blank in blanks}
    parts: list[Run | str] = []
    position = 0
    for part in line.parts:
        text = part if isinstance(part, str) else part.text
        cuts = [n for n in range(len(text)) if position + n in drop]
        position += len(text)
        if not cuts:
            parts.append(part)
            continue
        if isinstance(part, str):
            kept = "".join(c for n, c in enumerate(text) if n not in cuts)
            parts.extend([kept] if kept else [])
            continue
        start = 0
        for cut in [*cuts, len(text)]:
            if cut > start:
                parts.append(part.cut(start, cut))
            start = cut + 1
    return Line(parts)
