"""A text layer in doubt against the picture of its page: a few lines are recognised, and what they read decides whether the layer is believed.

The lines with the most words that are none are taken. Where recognition reads plainly more real words in them than the layer says, the whole page is
recognised; where it does not, the words are strange on paper too (names, a foreign language) and the layer stays.
"""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence, Sequence
from dataclasses import replace

import numpy as np

from extractor.errors import ReadError
from extractor.readers import recognition
from extractor.readers.health import Health
from extractor.readers.imaging import Grey, grey_of
from extractor.readers.limits import LimitReached
from extractor.readers.options import ReadOptions
from extractor.readers.pages.layout import PageLayout
from extractor.readers.pages.lines import Line
from extractor.readers.tesseract import Unrecognised
from extractor.readers.wellformed import health

PAGES = 3
"""So many of the doubted pages of a file are looked at, the worst first: they speak for the others."""
LINES = 3
PLAINLY = 0.15
_FEWEST = 4


def compare(
    data: bytes, pages: Sequence[PageLayout], judged: MutableSequence[Health], options: ReadOptions, said: MutableMapping[str, str]
) -> None:
    """Gives the doubted pages the reason "doubted" where the sample of the picture reads better; says in `said` which pages were compared."""
    from extractor.readers.pdf.rendering import rendered
    from extractor.readers.scan_report import numbers

    doubted = [index for index, found in enumerate(judged) if found.doubted]
    if not doubted or not recognition.available(options.languages):
        return
    chosen = sorted(sorted(doubted, key=lambda index: judged[index].sound or 0.0)[:PAGES])
    better = compared = 0
    try:
        for index, (_, make) in zip(chosen, rendered(data, chosen, options), strict=True):
            lines = worst_lines(pages[index])
            if lines:
                picture = make()
                compared += 1
                better += _reads_better(lines, np.asarray(grey_of(picture.image)[0]), picture.dpi, options)
    except (Unrecognised, ReadError, LimitReached):
        return
    if compared:
        said["text_layer_compared"] = numbers(pages[index].number for index in chosen)
    if 2 * better > compared:
        for index in doubted:
            judged[index] = replace(judged[index], reason="doubted", doubted=False)


def worst_lines(page: PageLayout) -> list[Line]:
    """The upright lines with the largest share of words that are none, longest first among equals, in the order of the page."""
    found = []
    for line in (line for row in page.rows for line in row):
        sound, total = health(line.text)
        if total >= _FEWEST and sound < total and line.direction == 0:
            found.append((sound / total, -total, line.base, line))
    return [item[3] for item in sorted(sorted(found, key=lambda item: item[:3])[:LINES], key=lambda item: item[2])]


def _reads_better(lines: Sequence[Line], grey: Grey, dpi: float, options: ReadOptions) -> bool:
    read = recognition.recogniser(options.languages, round(dpi), options.seconds_per_scan)
    scale = dpi / 72
    before = [health(line.text) for line in lines]
    words = []
    for line in lines:
        top, bottom = max(0, round((line.top - 2) * scale)), round((line.bottom + 2) * scale)
        left, right = max(0, round((line.x0 - 4) * scale)), round((line.x1 + 4) * scale)
        crop = np.pad(grey[top:bottom, left:right], 20, constant_values=255)
        words += [word.text for found in read(crop, recognition.BLOCK) for word in found.words]
    sound, total = health(" ".join(words))
    old_sound, old_total = (sum(column) for column in zip(*before, strict=True))
    # Recognition that lost half of the words says nothing.
    return 2 * total >= old_total and total > 0 and sound / total > old_sound / max(old_total, 1) + PLAINLY
