"""The administrative procedure that a plan to simplify procedures, or a list of them, speaks of at a place.

In: the reading. Out: the name of the procedure above a place, or None. "1. Thủ tục Cấp thẻ thư viện / 1.1. Nội dung đơn giản hóa / Giảm thời gian giải quyết từ 12 ngày còn 9 ngày": the
figures are of that procedure. Its heading says "thủ tục", or what is to be simplified of it stands right below.
"""

from __future__ import annotations

from bisect import bisect_right

from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import QUANTITIES

EDGES = ' :.;,*"“”'
LONGEST = 60  # words of the name of a procedure


class Procedures:
    """Looks at the headings of a text once."""

    def __init__(self, reading: Reading) -> None:
        self.starts: list[int] = []
        self.names: list[str | None] = []
        opened: Segment | None = None
        for index, segment in enumerate(reading.segments):
            if segment.table is not None:
                continue
            name = _name(reading, index)
            if name is not None or (opened is not None and _ends(opened, segment)):
                opened = segment if name is not None else None
                self.starts.append(segment.start)
                self.names.append(name)

    def at(self, position: int) -> str | None:
        """The procedure under whose heading `position` stands."""
        index = bisect_right(self.starts, position) - 1
        return self.names[index] if index >= 0 else None


def _ends(opened: Segment, segment: Segment) -> bool:
    """Whether a segment ends what stands under a heading: another heading of its level or above, unless it is numbered within it ("1.2." under "1.")."""
    if segment.kind != "heading" or segment.level > opened.level > 0:
        return False
    return not (segment.marker and opened.marker and segment.marker.startswith(opened.marker.rstrip(".)") + "."))


def _name(reading: Reading, index: int) -> str | None:
    """The name of the procedure that a segment is the heading of."""
    segment = reading.segments[index]
    if segment.marker is None or segment.kind not in ("heading", "item"):
        return None
    line = " ".join(reading.text[segment.start + len(segment.marker) : segment.end].split())
    below = reading.segments[index + 1] if index + 1 < len(reading.segments) else None
    simplified = below is not None and below.table is None and QUANTITIES.simplified_below.match(reading.text, below.start, below.end) is not None
    match = QUANTITIES.procedure_head.match(line)
    name = match["name"] if match is not None else line if simplified and QUANTITIES.simplified_below.match(line) is None else None
    if name is None or not (simplified or segment.kind == "heading"):
        return None
    words = str(QUANTITIES.code_behind.sub("", name.strip(EDGES))).strip(EDGES)
    return words if 1 < len(words.split()) <= LONGEST else None


__all__ = ["Procedures"]
