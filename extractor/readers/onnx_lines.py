"""Recognition without a program of the system: the package trueocr (extra `trichyeu[ocr]`), whose weights come inside its wheel.

It reads lines of up to 24 times their height in one go and tells a line's characters with their places; a longer line is cut between words.
Every line is read twice, in a narrow and in a wide frame: letters come out better in the one, figures in the other, and a figure on which
the two differ is doubtful. A per cent sign is its weakness ("3,05%" becomes "3,056"): where either frame shows one it is believed.
It opens no connection (tests/readers/test_onnx_lines.py runs it where opening one fails).
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import regex

from extractor.readers.imaging import Grey
from extractor.readers.tesseract import TextLine, Word

Box = tuple[int, int, int, int]

NARROW, WIDE = 0.0, 0.25
"""By how much of its height a line's frame is widened above and below: what is best for letters, and what is best for figures."""
DIFFERING = 50
"""The confidence of a figure that the two frames show differently: doubtful, yet no dirt (patterns/readers/ocr.yaml)."""
LONGEST = 12.0
"""Width of a piece of a line in heights of it; longer lines are cut between words."""
WORD_GAP = 0.75
"""How wide a gap between words is at least, in widths of the widest gap near it."""
REACH = 5
"""How many heights to either side a gap between words is looked for."""
ACCENT_GAP = 6
"""Empty rows of pixels that may part a letter from its accent."""
LEAST_HEIGHT = 12
"""Rows of pixels below which a band of ink is dirt."""
TALLEST = 1_800
"""Rows of a picture in which lines are looked for at a time: the search works on a picture made small."""
BASE = 0.78
"""Where the base line stands in a line's frame, measured on drawn pages."""
THREADS = 1
_PERCENT_OR_SIX = regex.compile(r"[^\p{L}/]*\d6[^\p{L}\d]*")
"""A figure that ends in a six after another digit: the six may be a per cent sign."""


def available() -> bool:
    """Whether the package is installed."""
    return find_spec("trueocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> tuple[Any, Any]:
    """What finds lines and what reads them, loaded once a process."""
    import trueocr
    from trueocr.page import PageEngine
    from trueocr.recognizer import Recognizer

    models = Path(trueocr.__file__).parent / "models"
    return PageEngine(models, threads=THREADS), Recognizer(models, threads=THREADS)


def orientation(grey: Grey) -> int | None:
    """By how many degrees clockwise the picture must be turned to stand upright; None where that is unsure."""
    turns = int(_engine()[0].orientation(np.ascontiguousarray(grey)))
    return 90 * turns if 0 < turns < 4 else None


def recognise(grey: Grey, stack: bool = False) -> list[TextLine]:
    """The lines of a level picture, top to bottom, with words, boxes and confidence. `stack`: pieces of a page one below the other."""
    grey = np.ascontiguousarray(grey)
    boxes = _lines(grey)
    if stack:
        boxes = [*boxes, *_overlooked(grey, boxes)]
    if not boxes:
        return []
    narrow, wide = (_read(grey, boxes, share) for share in (NARROW, WIDE))
    out = []
    for (_, top, _, bottom), words, others in zip(boxes, narrow, wide, strict=True):
        if words:
            out.append(TextLine(top + BASE * (bottom - top), float(bottom - top), [_agreed(word, others) for word in words]))
    return sorted(out, key=lambda line: (line.base, line.words[0].x0))


def read_words(grey: Grey, words: Sequence[Word]) -> list[str]:
    """What the picture says at the places of words that another engine found; for a vote on figures."""
    grey = np.ascontiguousarray(grey)
    height, width = grey.shape
    boxes = [(max(0, w.x0 - 2), max(0, w.top - 3), min(width, w.x1 + 2), min(height, w.bottom + 3)) for w in words]
    return ["".join(word.text for word in found) for found in _read(grey, boxes, NARROW)]


def _lines(grey: Grey) -> list[Box]:
    """The frames of all lines."""
    finder = _engine()[0]
    height, width = grey.shape
    step = height if height <= 1.6 * max(width, TALLEST) else TALLEST
    boxes: list[Box] = []
    for start in range(0, height, step):
        for x0, top, x1, bottom, _ in finder.detect(np.ascontiguousarray(grey[start : start + step])):
            box = (max(0, int(x0)), max(0, int(top) + start), min(width, math.ceil(x1)), min(height, math.ceil(bottom) + start))
            if box[2] - box[0] > 2 and box[3] - box[1] > 4:
                boxes.append(box)
    return boxes


def _overlooked(grey: Grey, boxes: Sequence[Box]) -> list[Box]:
    """Bands of ink in which no line was found: single figures, which the search takes for dirt."""
    dark = grey < 128
    taken = np.zeros(len(dark), bool)
    for _, top, _, bottom in boxes:
        taken[top:bottom] = True
    rows = np.nonzero(dark.any(axis=1))[0]
    if not len(rows):
        return []
    parts = np.split(rows, np.nonzero(np.diff(rows) > ACCENT_GAP)[0] + 1)
    found = []
    for part in parts:
        top, bottom = int(part[0]), int(part[-1]) + 1
        if bottom - top < LEAST_HEIGHT or taken[top:bottom].any():
            continue
        columns = np.nonzero(dark[top:bottom].any(axis=0))[0]
        # The frames that the search gives are a little taller than the ink.
        more = round(0.15 * (bottom - top))
        found.append((int(columns[0]), max(0, top - more), int(columns[-1]) + 1, min(len(dark), bottom + more)))
    return found


def _read(grey: Grey, boxes: Sequence[Box], share: float) -> list[list[Word]]:
    """The words of each frame, widened by `share` of its height."""
    from trueocr.preprocess import pad_batch, prepare_image, width_batches

    reader = _engine()[1]
    height, width = grey.shape
    pieces: list[tuple[int, Box]] = []
    for owner, box in enumerate(boxes):
        more = round(share * (box[3] - box[1]))
        for x0, x1 in _pieces(grey, box):
            pieces.append((owner, (x0, max(0, box[1] - more), x1, min(height, box[3] + more))))
    maps = [
        prepare_image(np.ascontiguousarray(grey[y0:y1, x0:x1]), max_width=reader.max_width, pad_y=reader.pad_y, pad_x=reader.pad_x)
        for _, (x0, y0, x1, y1) in pieces
    ]
    found: list[list[Word]] = [[] for _ in pieces]
    for chosen in width_batches([made.shape[1] for made in maps], max_batch=32):
        tensor, widths = pad_batch([maps[index] for index in chosen])
        codes, sure, lengths = reader.session.run(["ids", "conf", "lengths"], {"x": tensor, "widths": widths})
        for row, index in enumerate(chosen):
            steps = int(lengths[row])
            x0, y0, x1, y1 = pieces[index][1]
            margin = reader.pad_x * (y1 - y0)
            step = (x1 - x0 + 2 * margin) / max(1, steps)
            characters = _characters(reader.chars, codes[row, :steps].tolist(), sure[row, :steps].tolist(), x0 - margin, step)
            found[index] = _words(characters, min(width, x1), (x0, boxes[pieces[index][0]][1], boxes[pieces[index][0]][3]))
    out: list[list[Word]] = [[] for _ in boxes]
    for (owner, _), words in zip(pieces, found, strict=True):
        out[owner].extend(words)
    return out


def _characters(chars: Sequence[str], codes: Sequence[int], sure: Sequence[float], left: float, step: float) -> list[tuple[str, float, float, float]]:
    """(character, from, to, probability) along the line: a code stands until another one or the blank (0) takes its place."""
    out: list[tuple[str, float, float, float]] = []
    before = 0
    for position, code in enumerate(codes):
        start = left + position * step
        if code and code == before:
            out[-1] = (*out[-1][:2], start + step, out[-1][3])
        elif code:
            out.append((chars[code - 1], start, start + step, sure[position]))
        before = code
    return out


def _words(characters: Sequence[tuple[str, float, float, float]], right: int, frame: tuple[int, int, int]) -> list[Word]:
    """The words of a line, each as sure as its least sure character. `frame`: left edge, top, bottom."""
    left, top, bottom = frame
    words: list[Word] = []
    open_word: list[tuple[str, float, float, float]] = []
    for item in [*characters, (" ", 0.0, 0.0, 1.0)]:
        if not item[0].isspace():
            open_word.append(item)
        elif open_word:
            text = unicodedata.normalize("NFC", "".join(c for c, *_ in open_word))
            x0, x1 = max(left, round(open_word[0][1])), min(right, round(open_word[-1][2]))
            words.append(Word(text, x0, top, max(x1, x0 + 1), bottom, round(100 * min(sure for *_, sure in open_word))))
            open_word = []
    return words


def _pieces(grey: Grey, box: Box) -> list[tuple[int, int]]:
    """The stretches in which a line is read: all of it, or parts of about equal width cut between words."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    count = math.ceil((x1 - x0) / (LONGEST * height))
    if count <= 1:
        return [(x0, x1)]
    empty = ~(grey[y0:y1, x0:x1] < 128).any(axis=0)
    cuts = []
    for number in range(1, count):
        middle = round(number * (x1 - x0) / count)
        start, end = max(1, middle - REACH * height), min(x1 - x0 - 1, middle + REACH * height)
        cuts.append(x0 + _gap(empty, start, end, middle))
    edges = [x0, *cuts, x1]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _gap(empty: Any, start: int, end: int, middle: int) -> int:
    """Where to cut: the middle of the gap nearest to `middle` that is about as wide as the widest one in [start, end): one between words."""
    edges = np.diff(np.concatenate(([0], empty[start:end].astype(np.int8), [0])))
    runs = list(zip((np.nonzero(edges == 1)[0] + start).tolist(), (np.nonzero(edges == -1)[0] + start).tolist(), strict=True))
    widest = max((b - a for a, b in runs), default=0)
    return min(((a + b) // 2 for a, b in runs if b - a >= WORD_GAP * widest), key=lambda at: abs(at - middle), default=middle)


def _agreed(word: Word, others: Sequence[Word]) -> Word:
    """The word; with a figure in it, as the wide frame shows it, and doubtful where the narrow one shows another or a six may be "%"."""
    if not any(map(str.isdigit, word.text)):
        return word
    over = [other for other in others if 2 * (min(other.x1, word.x1) - max(other.x0, word.x0)) > min(other.x1 - other.x0, word.x1 - word.x0)]
    text = "".join(other.text for other in over)
    if text == word.text and not _PERCENT_OR_SIX.fullmatch(text):
        return replace(word, confidence=max(word.confidence, min(other.confidence for other in over)))
    if len(over) == 1:
        word = replace(word, text=_with_percent(word.text, text))
    return replace(word, confidence=min(word.confidence, DIFFERING))


def _with_percent(one: str, other: str) -> str:
    """Of two readings that differ in a per cent sign alone the one that shows it, else the second."""
    return one if one.replace("%", "6") == other and "%" in one else other
