"""Which engine reads pictures: tesseract where it is installed with the language, else the package trueocr (`trichyeu[ocr]`).

Where both are there tesseract reads and the other votes on figures: digits on which they differ are doubtful, whatever tesseract says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from extractor.errors import ReadError
from extractor.readers import onnx_lines, tesseract
from extractor.readers.imaging import Grey
from extractor.readers.tesseract import TextLine

BLOCK = 6
"""tesseract's mode for one block of text: how stacks of cells and words are read."""
OUTVOTED = 55
"""The confidence of a figure whose digits the second engine reads otherwise."""
SECONDED = 92
"""The least confidence of a word of digits and letters that both engines read alike, sign by sign: chance does not make them agree."""
_LONG = 5


def available(languages: str) -> bool:
    """Whether pictures can be recognised at all."""
    return tesseract.available(languages) or onnx_lines.available()


def name(languages: str) -> str:
    """The engine that reads, as it stands in the properties of a document."""
    return "tesseract" if tesseract.available(languages) else "trueocr"


def missing(source: str, languages: str) -> ReadError:
    """The error for a file that needs recognition where there is none."""
    return tesseract.missing(source, languages)


def recogniser(languages: str, dpi: int, seconds: float) -> Callable[[Grey, int], list[TextLine]]:
    """What reads a picture, given tesseract's mode of segmentation (which the other engine does without)."""
    if tesseract.available(languages):
        return lambda picture, mode: tesseract.recognise(pgm(picture), languages, dpi, seconds, mode)
    return lambda picture, mode: onnx_lines.recognise(picture, stack=mode == BLOCK)


def orientation(grey: Grey, languages: str, dpi: int, seconds: float) -> int | None:
    """By how many degrees clockwise the picture must be turned to stand upright; None where that is unsure."""
    if tesseract.available(languages):
        return tesseract.orientation(pgm(grey), dpi, seconds)
    return onnx_lines.orientation(grey)


def voted(grey: Grey, lines: Sequence[TextLine], languages: str) -> list[TextLine]:
    """The lines with the words marked doubtful whose digits a second engine reads otherwise; as they are where there is none."""
    if not (tesseract.available(languages) and onnx_lines.available()):
        return list(lines)
    places = [(n, i) for n, line in enumerate(lines) for i, word in enumerate(line.words) if any(map(str.isdigit, word.text))]
    out = [TextLine(line.base, line.size, list(line.words)) for line in lines]
    second = onnx_lines.read_words(grey, [lines[n].words[i] for n, i in places])
    for (n, i), said in zip(places, second, strict=True):
        word = out[n].words[i]
        if not same_digits(word.text, said):
            out[n].words[i] = replace(word, confidence=min(word.confidence, OUTVOTED))
        elif len(word.text) >= _LONG and word.text == said and any(map(str.isalpha, said)):
            out[n].words[i] = replace(word, confidence=max(word.confidence, SECONDED))
    return out


def same_digits(text: str, other: str) -> bool:
    """Whether two readings have the same digits in the same order; a per cent sign that the second took for a six is none.

    "3,05%" and "3,056": yes · "1.286" and "1.296": no
    """
    one, two = ("".join(filter(str.isdigit, said)) for said in (text, other))
    return one == two or ("%" in text and "%" not in other and "".join(c for c in text.replace("%", "6") if c.isdigit()) == two)


def pgm(grey: Grey) -> bytes:
    """The picture in the form that costs least to write: PGM."""
    height, width = grey.shape
    return b"P5\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(grey).tobytes()
