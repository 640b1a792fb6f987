"""Hyphens that a text layer does not hold: drawn as a short line in a gap, or glyphs whose character the file does not say.

A code or a span of years without its hyphen is another one ("1961/QĐUBND", "20112020"), so both are read as what they are and counted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import regex

from extractor.readers.pages.model import PageContent, Run
from extractor.readers.pdf.fonts import UNDEFINED

_LOW, _HIGH = 0.12, 0.48
"""Between how many em above the base line a hyphen is drawn."""
_LONGEST = 0.75
_GAP = 1.1
# Where only a hyphen can stand: between the parts of a code, two years, a Party number and its type.
_SURELY = regex.compile(rf"(?<=/\p{{Lu}}{{1,8}}){UNDEFINED}(?=\p{{Lu}})|(?<=(?<!\d)(?:19|20)\d\d){UNDEFINED}(?=(?:19|20)\d\d(?!\d))|(?<=\d){UNDEFINED}(?=\p{{Lu}}{{2,4}}/)")
_NEVER = regex.compile(rf"{UNDEFINED}{UNDEFINED}|(?<=\p{{Ll}}){UNDEFINED}(?=\p{{Ll}})")


def draw_hyphens(page: PageContent) -> int:
    """Puts a hyphen where a short line is drawn in the gap between two runs of one base line; gives how many."""
    short = [(y, x0, x1) for y, x0, x1 in page.horizontals if x1 - x0 < 12]
    if not short:
        return 0
    runs = sorted((run for run in page.runs if run.direction == 0 and run.text.strip()), key=lambda run: run.base)
    bases = [run.base for run in runs]
    made: list[Run] = []
    for y, x0, x1 in short:
        near = runs[bisect_left(bases, y) : bisect_right(bases, y + 20)]
        # What stands on the same base is read from left to right: the last that ends before the line, the first that begins after it.
        before = max((run for run in near if _at(run, y) and run.xs[-1] <= x0 + 0.1 * run.size), key=lambda run: run.xs[-1], default=None)
        after = min((run for run in near if _at(run, y) and run.xs[0] >= x1 - 0.1 * run.size), key=lambda run: run.xs[0], default=None)
        if before is None or after is None or abs(before.base - after.base) > 0.1 * before.size:
            continue
        size = before.size
        fits = x1 - x0 <= _LONGEST * size and after.xs[0] - before.xs[-1] <= _GAP * size
        if fits and before.text[-1].isalnum() and after.text[0].isalnum():
            hyphen = Run("-", [before.xs[-1], after.xs[0]], before.base, size, before.face)
            made.append(hyphen)
    page.runs.extend(made)
    return len(made)


def _at(run: Run, y: float) -> bool:
    return _LOW * run.size <= run.base - y <= _HIGH * run.size


def name_hyphens(pages: Sequence[PageContent]) -> int:
    """Reads the undefined glyph of a font as a hyphen where some of its places prove it and none speaks against it; gives how many."""
    texts: dict[str, list[str]] = {}
    for page in pages:
        if page.undefined:
            for run in page.runs:
                if UNDEFINED in run.text:
                    texts.setdefault(run.face.name, []).append(run.text)
    sure = {name for name, found in texts.items() if _SURELY.search(text := "\n".join(found)) and not _NEVER.search(text)}
    count = 0
    for page in pages if sure else ():
        for run in page.runs:
            if run.face.name in sure and UNDEFINED in run.text:
                here = run.text.count(UNDEFINED)
                run.text = run.text.replace(UNDEFINED, "-")
                page.undefined -= here
                count += here
    return count
