"""Writes the canonical text of a paged document together with the place of every character."""

from __future__ import annotations

import itertools
import math
import unicodedata
from array import array

from extractor.readers.pages.lines import Line
from extractor.readers.pages.model import PageContent, Run, from_frame

_NOWHERE = (-1.0, -1.0, -1.0, -1.0)
_NO_CONFIDENCE = 255


class Writer:
    """Collects text, boxes (page points) and, where OCR gave it, confidence. Offsets are code points of the text written so far."""

    def __init__(self, with_confidence: bool = False) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.boxes = array("f")
        self.confidence: array[int] | None = array("B") if with_confidence else None

    def put(self, text: str) -> None:
        """Text that the reader makes itself: it has no place."""
        self._parts.append(text)
        self.length += len(text)
        self.boxes.extend(_NOWHERE * len(text))
        if self.confidence is not None:
            self.confidence.extend([_NO_CONFIDENCE] * len(text))

    def line(self, line: Line, page: PageContent) -> tuple[int, int]:
        """One line as it stands on the page; gives its run of the text."""
        start = self.length
        for part in line.parts:
            if isinstance(part, str):
                self.put(part)
            else:
                self._run(part, page)
        if not line.text.isascii() and not unicodedata.is_normalized("NFC", line.text):
            self._compose(start)
        return start, self.length

    def _run(self, run: Run, page: PageContent) -> None:
        text, xs = run.text, run.xs
        top, bottom = run.top, run.bottom
        boxes = self.boxes
        if run.direction == 0 and page.turned == 0 and not page.tilt:
            if not (xs[0] >= 0 and xs[-1] <= page.width):
                # What runs past the edge has its box at the edge.
                xs = [min(max(x, 0.0), page.width) for x in xs]
            previous = xs[0]
            flat: list[float] = []
            for x in xs[1:]:
                flat += (previous, top, x, bottom)
                previous = x
            boxes.extend(flat)
        else:
            width, height = page.width, page.height
            direction = (run.direction + page.turned) % 360
            for x0, x1 in itertools.pairwise(xs):
                ax, ay = from_frame(direction, x0, top, width, height)
                bx, by = from_frame(direction, x1, bottom, width, height)
                if page.tilt:
                    dx, dy = _untilted((ax + bx) / 2, (ay + by) / 2, page)
                    ax, ay, bx, by = ax + dx, ay + dy, bx + dx, by + dy
                ax, bx = (min(max(x, 0.0), width) for x in (ax, bx))
                ay, by = (min(max(y, 0.0), height) for y in (ay, by))
                boxes.extend((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
        self._parts.append(text)
        self.length += len(text)
        if self.confidence is not None:
            self.confidence.extend([run.confidence if 0 <= run.confidence <= 100 else _NO_CONFIDENCE] * len(text))

    def _compose(self, start: int) -> None:
        """Brings what was written from `start` on into NFC; a letter and its marks share one box."""
        text = "".join(self._parts)
        tail = text[start:]
        boxes = self.boxes[4 * start :]
        confidence = self.confidence[start:] if self.confidence is not None else None
        del self.boxes[4 * start :]
        if self.confidence is not None:
            del self.confidence[start:]
        out: list[str] = []
        first = 0
        while first < len(tail):
            last = first + 1
            while last < len(tail) and unicodedata.combining(tail[last]):
                last += 1
            made = unicodedata.normalize("NFC", tail[first:last])
            placed = [boxes[4 * i : 4 * i + 4] for i in range(first, last) if boxes[4 * i] >= 0]
            box = (
                (min(b[0] for b in placed), min(b[1] for b in placed), max(b[2] for b in placed), max(b[3] for b in placed))
                if placed
                else _NOWHERE
            )
            out.append(made)
            self.boxes.extend(box * len(made))
            if self.confidence is not None and confidence is not None:
                self.confidence.extend([confidence[first]] * len(made))
            first = last
        self._parts = [text[:start], *out]
        self.length = start + sum(map(len, out))

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)


def _untilted(x: float, y: float, page: PageContent) -> tuple[float, float]:
    """How far the point of the levelled page lies from its place on the picture as it came."""
    angle = math.radians(page.tilt)
    dx, dy = x - page.width / 2, y - page.height / 2
    return math.cos(angle) * dx - math.sin(angle) * dy - dx, math.sin(angle) * dx + math.cos(angle) * dy - dy
