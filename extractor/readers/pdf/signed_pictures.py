"""Names of signers that are part of a picture: some signing tools draw signature and name as one image under the typed title.

A page is looked at where a picture of that size stands under a signer's title and no text does; of what recognition reads in it only a line
that is a person's name becomes text, with its confidence. Most pages cost nothing, and no page is drawn whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import regex

from extractor.readers import recognition
from extractor.readers.imaging import Grey, grey_of
from extractor.readers.options import ReadOptions
from extractor.readers.pages.model import Box, PageContent, Run
from extractor.readers.pages.settings import PERSON, SIGNED_AT, SIGNING_TITLE, STAMP_LABEL
from extractor.readers.tesseract import TextLine, Unrecognised
from extractor.readers.wellformed import health

MOST = 6
"""Pictures of one file that are read."""
SCALES = (1.0, 1.5)
"""Resolutions at which a picture is read, in parts of the options' dpi: a letter's mark that only one of them reads is doubtful."""
SURE = 65
_PAD = 30  # dots of white around a crop: recognition wants a margin
_BESIDE = 20.0  # points that a title may stand out beside its picture
_ABOVE = 60.0
_BELOW = 40.0
_LETTERS = regex.compile(r"\p{L}{2}")


@dataclass(frozen=True, slots=True)
class _Written:
    """A stretch of text on one base line."""

    text: str
    x0: float
    x1: float
    base: float


def read_names(data: bytes, pages: Sequence[PageContent], options: ReadOptions) -> list[int]:
    """Puts the names that pictures of signatures hold among the runs of their pages; the numbers of those pages."""
    wanted = [(page, box) for page in pages for box in _places(page)][-MOST:]
    if not wanted or options.ocr == "never" or not recognition.available(options.languages):
        return []
    from extractor.readers.pdf.rendering import open_for_rendering

    document = open_for_rendering(data, options.password)
    if document is None:
        return []
    named = []
    try:
        for page, box in wanted:
            runs = _name_in(document, page, box, options)
            if runs:
                page.runs.extend(runs)
                named.append(page.number)
    except Unrecognised:
        return named
    finally:
        document.close()
    return sorted(set(named))


def _places(page: PageContent) -> Iterator[Box]:
    """The pictures of the page that stand where a name should and none is typed."""
    if page.turned or page.tilt:
        return
    boxes = [
        box for box in page.images
        if 40 <= box[2] - box[0] <= 300 and 15 <= box[3] - box[1] <= 220 and (box[2] - box[0]) * (box[3] - box[1]) <= 0.12 * page.width * page.height
    ]  # fmt: skip
    if not boxes:
        return
    lines = _lines(page.runs)
    for box in dict.fromkeys(boxes):
        near = [line for line in lines if box[0] - _BESIDE <= (line.x0 + line.x1) / 2 <= box[2] + _BESIDE and _LETTERS.search(line.text)]
        titles = [line for line in near if box[1] - _ABOVE <= line.base <= box[1] + 0.3 * (box[3] - box[1]) and SIGNING_TITLE.fullmatch(line.text)]
        if titles and not any(max(title.base for title in titles) < line.base <= box[3] + _BELOW for line in near):
            yield box


def _lines(runs: Sequence[Run]) -> list[_Written]:
    """The page's text line by line, without the stamps of digital signatures."""
    groups: dict[int, str] = {}
    for run in runs:
        groups[run.group] = groups.get(run.group, "") + " " + run.text
    stamps = {number for number, text in groups.items() if number and (STAMP_LABEL.search(text) or SIGNED_AT.search(text))}
    out: list[_Written] = []
    for run in sorted((run for run in runs if run.group not in stamps and run.direction == 0), key=lambda run: (round(run.base), run.x0)):
        last = out[-1] if out else None
        if last is not None and abs(last.base - run.base) <= 1 and run.x0 - last.x1 <= 2 * run.size:
            blank = " " if run.x0 - last.x1 > 0.15 * run.size else ""
            out[-1] = _Written(last.text + blank + run.text, last.x0, max(last.x1, run.x1), last.base)
        else:
            out.append(_Written(run.text, run.x0, run.x1, run.base))
    return [replace(line, text=" ".join(line.text.split())) for line in out]


def _name_in(document: object, page: PageContent, box: Box, options: ReadOptions) -> list[Run]:
    """The name that the picture in `box` holds, as runs in its place; empty where it holds none."""
    from extractor.readers.scan import runs_of

    readings = []
    for part in SCALES:
        dpi = options.dpi * part
        read = recognition.recogniser(options.languages, round(dpi), options.seconds_per_scan)
        line = _best(_crop(document, page, box, dpi), read)
        if line is not None:
            readings.append((line, dpi))
    if not readings:
        return []
    line, dpi = max(readings, key=lambda reading: _confidence(reading[0]))
    said = {tuple(word.text for word in other.words) for other, _ in readings}
    if len(said) > 1 or len(readings) < len(SCALES):
        line = TextLine(line.base, line.size, [replace(word, confidence=min(word.confidence, recognition.OUTVOTED)) for word in line.words])
    runs = runs_of([line], 72 / dpi)
    dx, dy = box[0] - _PAD * 72 / dpi, box[1] - _PAD * 72 / dpi
    for run in runs:
        run.xs = [x + dx for x in run.xs]
        run.base += dy
    return runs


def _crop(document: object, page: PageContent, box: Box, dpi: float) -> Grey:
    """The picture of the page inside the box, without coloured ink, with a margin of white."""
    drawn = document[page.number - 1]  # type: ignore[index]
    try:
        margins = (max(box[0], 0), max(page.height - box[3], 0), max(page.width - box[2], 0), max(box[1], 0))
        image = drawn.render(scale=dpi / 72, crop=margins).to_pil()
    finally:
        drawn.close()
    return np.pad(grey_of(image)[0], _PAD, constant_values=255)


def _best(grey: Grey, read: Callable[[Grey, int], list[TextLine]]) -> TextLine | None:
    """The line of the picture that is a name, the surest; None where none is read surely."""
    names = [line for line in read(grey, recognition.BLOCK) if line.words and _confidence(line) >= SURE and _is_name(" ".join(word.text for word in line.words))]
    return max(names, key=_confidence, default=None)


def _confidence(line: TextLine) -> float:
    return sum(word.confidence for word in line.words) / len(line.words)


def _is_name(text: str) -> bool:
    sound, total = health(text)
    return PERSON.fullmatch(text) is not None and 4 * sound >= 3 * total
