"""Cells of a scanned table, stacked one below the other for recognition.

Left in its place, a figure that stands in the middle of a tall row shares its height with two lines of the cell beside it, and tesseract
reads neither. In the stack every cell is a paragraph of its own; what is read goes back to where it stood.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from extractor.readers.imaging import Grey
from extractor.readers.pages.tables import Grid
from extractor.readers.tesseract import TextLine, Word

TALLEST = 10_000
"""Rows of pixels in one stack; tesseract takes at most 32,767."""
LEAST_INK = 12
"""Dark pixels below which a cell is empty."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell's picture: to which row of the stack it reaches, gap included, in which it begins, and where it stands on the page."""

    end: int
    start: int
    x: int
    y: int


def read_cells(grey: Grey, limit: int, grids: Sequence[Grid], scale: float, dpi: float, read: Callable[[Grey], list[TextLine]]) -> list[TextLine]:
    """The lines of all cells with ink, in page pixels. Grids are in points of `scale` each pixel; `read` recognises one stack."""
    boxes = [box for grid in grids for cell in grid.cells if (box := _ink(grey, limit, cell.x0, cell.top, cell.x1, cell.bottom, scale, dpi)) is not None]
    lines: list[TextLine] = []
    gap = max(8, round(dpi * 0.16))
    margin = max(8, round(dpi * 0.1))
    waiting: list[tuple[int, int, int, int]] = []
    height = gap
    for box in [*boxes, None]:
        if box is None or height + box[3] - box[1] + gap > TALLEST:
            if waiting:
                lines.extend(_stack(grey, waiting, height, gap, margin, read))
            waiting, height = [], gap
        if box is not None:
            waiting.append(box)
            height += box[3] - box[1] + gap
    return lines


def _ink(grey: Grey, limit: int, x0: float, top: float, x1: float, bottom: float, scale: float, dpi: float) -> tuple[int, int, int, int] | None:
    """The box of a cell's ink in pixels, a little wider, or None where the cell is empty."""
    inset = max(2, round(dpi / 100))
    left, right = round(x0 / scale) + inset, round(x1 / scale) - inset
    upper, lower = round(top / scale) + inset, round(bottom / scale) - inset
    part = grey[max(0, upper) : max(0, lower), max(0, left) : max(0, right)]
    if part.size == 0:
        return None
    dark = part < limit
    # Single dark dots are dirt.
    rows, columns = np.nonzero(dark.sum(axis=1) > 1)[0], np.nonzero(dark.sum(axis=0) > 1)[0]
    if len(rows) < 3 or len(columns) < 2 or int(dark.sum()) < LEAST_INK:
        return None
    around = 4
    return (
        max(0, left) + max(0, int(columns[0]) - around),
        max(0, upper) + max(0, int(rows[0]) - around),
        max(0, left) + min(part.shape[1], int(columns[-1]) + around + 1),
        max(0, upper) + min(part.shape[0], int(rows[-1]) + around + 1),
    )


def _stack(grey: Grey, boxes: Sequence[tuple[int, int, int, int]], height: int, gap: int, margin: int, read: Callable[[Grey], list[TextLine]]) -> list[TextLine]:
    width = max(right - left for left, _, right, _ in boxes) + 2 * margin
    picture = np.full((height, max(width, 200)), 255, dtype=np.uint8)
    pieces: list[_Piece] = []
    at = gap
    for left, top, right, bottom in boxes:
        picture[at : at + bottom - top, margin : margin + right - left] = grey[top:bottom, left:right]
        pieces.append(_Piece(at + bottom - top + gap // 2, at, left, top))
        at += bottom - top + gap
    lines: list[TextLine] = []
    number = 0
    for line in sorted(read(picture), key=lambda line: line.base):
        middle = line.base - 0.3 * line.size
        while number + 1 < len(pieces) and middle >= pieces[number].end:
            number += 1
        piece = pieces[number]
        dx, dy = piece.x - margin, piece.y - piece.start
        words = [Word(w.text, w.x0 + dx, w.top + dy, w.x1 + dx, w.bottom + dy, w.confidence) for w in line.words]
        lines.append(TextLine(line.base + dy, line.size, words))
    return lines
