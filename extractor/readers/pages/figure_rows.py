"""Rows of a table without lines whose figures nearly touch: a sheet printed to fit the page leaves less than a blank between its columns.

Two figures that each stand complete in a run of their own are two cells there, however little parts them; set together they would be a third one, that nobody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.readers.pages.model import Run

_FIGURE = regex.compile(r"[-–+(]?(?:\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]\d+)?(?:E[+-]?\d+)?[)%]?")
_GROUP = regex.compile(r"\d{3}(?:[.,]\d+)?[)%]?")
_LEAST = 5
"""So many figures in runs of their own, and more of them than of other runs, make a row of figures."""
TOUCHING = 0.05
"""What parts two figures at least, in em: digits of one figure that are drawn apart stand closer."""
_BLANK = 0.35


def is_row_of_figures(items: Sequence[tuple[Run, bool]]) -> bool:
    """Whether the runs of a row are the cells of a table's row of figures. A row whose digits are drawn one by one is none that could be told."""
    figures = [run for run, _ in items if _FIGURE.fullmatch(run.text)]
    return len(figures) >= _LEAST and 2 * len(figures) > len(items) and 2 * sum(len(run.text) > 1 for run in figures) > len(figures)


def are_two_cells(before: Run, run: Run) -> bool:
    """Whether two neighbours in a row of figures are two cells. A group of three digits behind a blank may go on with the figure before it ("1 234")."""
    gap, size = run.xs[0] - before.xs[-1], max(before.size, run.size)
    if gap < TOUCHING * size or len(before.text) + len(run.text) < 4 or not (_FIGURE.fullmatch(before.text) and _FIGURE.fullmatch(run.text)):
        return False
    return not (_GROUP.fullmatch(run.text) and before.text[-1].isdigit() and gap < _BLANK * size)
