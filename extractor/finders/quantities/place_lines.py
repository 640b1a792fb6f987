"""The place that a line of a text without letterhead names before its colon, and of which the paragraphs below tell.

In: the reading. Out: names, by the places below their lines. "Hà Nam: 57 nhà bị tốc mái" above "Có 312 ha lúa bị ngập." makes the figures below those of "tỉnh Hà Nam". A line
of its own stands above a paragraph; beside other such lines it is one of a row of members and heads nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from extractor.finders.bodies.provinces import province_at
from extractor.finders.quantities.named import is_place
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import QUANTITIES

LONGEST = 25  # words of such a line
ENDS = (".", ";", ":", ",")


class PlaceLines:
    """Looks at the lines of a text once."""

    def __init__(self, reading: Reading) -> None:
        self.starts: list[int] = []
        self.names: list[str] = []
        shown = [s for s in reading.segments if s.table is None and not is_caption(reading.text, s)]
        for segment, below in pairwise(shown[1:]):
            name = _named(reading, segment)
            if name is not None and below.marker is None and reading.text[below.start : below.end].rstrip().endswith(".") and _named(reading, below) is None:
                self.starts.append(segment.start)
                self.names.append(name)

    def at(self, position: int) -> str | None:
        """The place whose line stands above `position`."""
        index = bisect_right(self.starts, position) - 1
        return self.names[index] if index >= 0 else None


def is_caption(text: str, segment: Segment) -> bool:
    """Whether a segment says what a picture shows."""
    return segment.table is None and QUANTITIES.picture_caption.search(text, segment.start, segment.end) is not None


def _named(reading: Reading, segment: Segment) -> str | None:
    """The place that a line names before its colon: a province, or another territory with its noun."""
    line = reading.text[segment.start : segment.end].strip()
    match = QUANTITIES.place_of_headline.match(line)
    if segment.marker is not None or match is None or line.endswith(ENDS) or len(line.split()) > LONGEST:
        return None
    name = str(match["place"])
    province = province_at(name, 0)
    if province is not None and province[0] == len(name):
        return province[1].full
    return name if is_place(name) else None


__all__ = ["PlaceLines", "is_caption"]
