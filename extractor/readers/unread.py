"""Ink that recognition passed over: a signer's title and name between stamp and signature are often taken for a drawing.

What no recognised word covers is cut into blocks by white rows and columns; blocks of the size of a line are recognised again, all in one picture, and
kept where they were read surely and are words. Measured on the signature pages of nine public scans: in four of them the right column was missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median

import numpy as np
from numpy.typing import NDArray

from extractor.readers.imaging import Grey, Mask, pooled
from extractor.readers.tesseract import TextLine, Word
from extractor.readers.wellformed import health

BY = 4
"""Pixels a side that are one in the mask that is cut."""
MOST = 24
SURE = 60
_ROW_GAP = 2
_COLUMN_GAP = 14
_DEPTH = 6

Box = tuple[int, int, int, int]


def unread_lines(grey: Grey, lines: Sequence[TextLine], limit: int, read: Callable[[Grey], list[TextLine]]) -> list[TextLine]:
    """Lines that are on the page and in none of `lines`. `grey` is the page without its rules, `limit` its threshold of ink."""
    heights = [word.bottom - word.top for line in lines for word in line.words if sum(map(str.isalpha, word.text)) > 1]
    if len(heights) < 10:
        return []
    usual = median(heights)
    dark = pooled(grey < limit, BY)
    for line in lines:
        for word in line.words:
            dark[max(0, word.top // BY - 1) : word.bottom // BY + 2, max(0, word.x0 // BY - 2) : word.x1 // BY + 3] = False
    boxes = [box for box in _blocks(dark) if 0.6 * usual <= (box[3] - box[1]) * BY <= 2.2 * usual and box[2] - box[0] >= 1.5 * (box[3] - box[1])]
    return _recognised(grey, boxes[:MOST], read) if boxes else []


def _blocks(dark: Mask) -> list[Box]:
    """The boxes (x0, top, x1, bottom) of ink that white rows and columns part, from top to bottom."""
    found: list[Box] = []
    waiting = [((0, 0, dark.shape[1], dark.shape[0]), 0)]
    while waiting:
        (x0, top, x1, bottom), depth = waiting.pop()
        part = dark[top:bottom, x0:x1]
        along = depth % 2
        pieces = _stretches(np.asarray(part.any(axis=0 if along else 1)), _COLUMN_GAP if along else _ROW_GAP)
        cut = [(x0 + a, top, x0 + b, bottom) if along else (x0, top + a, x1, top + b) for a, b in pieces]
        if len(cut) == 1 and depth and cut[0] == (x0, top, x1, bottom):
            found.append(cut[0])
        elif depth < _DEPTH:
            waiting.extend((piece, depth + 1) for piece in cut)
        else:
            found.extend(cut)
    return sorted(found, key=lambda box: (box[1], box[0]))


def _stretches(inked: NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """The stretches of `inked`, those less than `gap` apart as one."""
    edges = np.diff(np.concatenate(([0], inked.astype(np.int8), [0])))
    out: list[list[int]] = []
    for start, end in zip(np.nonzero(edges == 1)[0].tolist(), np.nonzero(edges == -1)[0].tolist(), strict=True):
        if out and start - out[-1][1] < gap:
            out[-1][1] = end
        else:
            out.append([start, end])
    return [(start, end) for start, end in out]


def _recognised(grey: Grey, boxes: Sequence[Box], read: Callable[[Grey], list[TextLine]]) -> list[TextLine]:
    """The lines that the boxes hold, read in one picture, each back in its place."""
    pad, gap = 10, 40
    crops = [(max(0, x0 * BY - pad), max(0, top * BY - pad), x1 * BY + pad, bottom * BY + pad) for x0, top, x1, bottom in boxes]
    pieces = [grey[top:bottom, x0:x1] for x0, top, x1, bottom in crops]
    width = max(max(piece.shape[1] for piece in pieces) + 80, 400)
    stack = np.full((gap + sum(piece.shape[0] + gap for piece in pieces), width), 255, dtype=np.uint8)
    places: list[tuple[int, int]] = []
    at = gap
    for piece in pieces:
        stack[at : at + piece.shape[0], 40 : 40 + piece.shape[1]] = piece
        places.append((at, at + piece.shape[0]))
        at += piece.shape[0] + gap
    out = []
    for line in read(stack):
        middle = line.base - 0.3 * line.size
        owner = next((n for n, (top, bottom) in enumerate(places) if top - gap / 2 <= middle < bottom + gap / 2), None)
        if owner is not None and _is_text(line):
            dx, dy = crops[owner][0] - 40, crops[owner][1] - places[owner][0]
            words = [replace(w, x0=w.x0 + dx, x1=w.x1 + dx, top=w.top + dy, bottom=w.bottom + dy) for w in line.words]
            out.append(TextLine(line.base + dy, line.size, words))
    return out


def _is_text(line: TextLine) -> bool:
    """Whether a line was read surely and says words: strokes of a signature and handwritten digits are none."""
    words: list[Word] = [word for word in line.words if any(map(str.isalpha, word.text))]
    if not words or sum(word.confidence for word in line.words) < SURE * len(line.words):
        return False
    sound, total = health(" ".join(word.text for word in line.words))
    return sum(sum(map(str.isalpha, word.text)) for word in words) >= 4 and 4 * sound >= 3 * total
