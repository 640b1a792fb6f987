"""From runs to lines: which runs share a base line, where a raised mark belongs, where a gap is a blank and where a column ends.

A `Line` is one stretch of a row without a column gap in it; a row of two columns is two lines. Its `parts` are runs and the characters
that the reader puts between them (a blank for a gap, the tags of a footnote mark); only runs have a place on the page.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

import regex

from extractor.readers.pages.figure_rows import are_two_cells, is_row_of_figures
from extractor.readers.pages.gaps import fill_gaps
from extractor.readers.pages.model import Run
from extractor.readers.pages.settings import EXPONENT_UNITS

BLANK_GAP = 0.15
"""A gap of more than this many em between two runs is a blank (the blank of text fonts is 0.25 em, justified lines shrink it)."""
COLUMN_GAP = 0.7
"""A gap of more than this many em with no blank drawn in it parts columns."""
SPACED_COLUMN_GAP = 1.6
"""The same where a blank is drawn: justified lines stretch it."""

_MARK = regex.compile(r"\(?(?:\d{1,3}|\*{1,3})\)?(?:\s*[,;]\s*\(?\d{1,3}\)?)*")
_SPACES = regex.compile(r" {2,}")
_LAST_WORD = regex.compile(r"[\p{L}\d]+$")


class Line:
    """A stretch of text on one base line, in the frame of its direction. `mark` is the footnote mark that opens it, if one does."""

    __slots__ = ("artifact", "base", "bold", "bottom", "direction", "italic", "mark", "parts", "size", "text", "top", "x0", "x1")

    def __init__(self, parts: list[Run | str]) -> None:
        self.parts = parts
        runs = [part for part in parts if not isinstance(part, str)]
        sizes: Counter[float] = Counter()
        bold = italic = count = 0
        for run in runs:
            if not run.raised:
                length = len(run.text)
                sizes[round(run.size, 1)] += length
                count += length
                bold += length if run.face.bold else 0
                italic += length if run.face.italic else 0
        self.size = sizes.most_common(1)[0][0] if sizes else runs[0].size
        body = [run for run in runs if not run.raised] or runs
        self.base = body[0].base
        self.x0 = _visible_start(runs[0])
        self.x1 = max(_visible_end(runs[-1]), _visible_end(body[-1]))
        self.top = min(run.top for run in body)
        self.bottom = max(run.bottom for run in body)
        self.bold = 2 * bold > count
        self.italic = 2 * italic > count
        self.artifact = all(run.artifact for run in runs)
        self.direction = runs[0].direction
        self.text = "".join(part if isinstance(part, str) else part.text for part in parts).strip()
        self.mark: str | None = None
        if runs[0].raised and self.text.startswith("<sup>"):
            self.mark = self.text[5 : self.text.index("</sup>")]

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def __repr__(self) -> str:
        return f"Line({self.text!r}, x={self.x0:.0f}-{self.x1:.0f}, base={self.base:.0f}, size={self.size:.1f})"


def _visible_start(run: Run) -> float:
    return run.xs[min(len(run.text) - len(run.text.lstrip(" ")), len(run.text) - 1)]


def _visible_end(run: Run) -> float:
    return run.xs[max(len(run.text.rstrip(" ")), 1)]


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Runs that share a base line, rows from top to bottom; raised marks are in the row of the text that carries them."""
    rows: list[list[Run]] = []
    base = size = 0.0
    for run in sorted(fill_gaps(list(runs)), key=lambda run: (run.base, run.xs[0])):
        if rows and run.base - base <= 0.25 * min(size, run.size):
            rows[-1].append(run)
            if run.size > size:
                base, size = run.base, run.size
        else:
            rows.append([run])
            base, size = run.base, run.size
    return _with_marks(rows)


def _with_marks(rows: list[list[Run]]) -> list[list[Run]]:
    """Moves small runs that stand just above or below a larger neighbour into its row."""
    shapes = [_shape(row) for row in rows]  # base line, largest and smallest size of each row
    for index, row in enumerate(rows):
        if not row:
            continue
        for step in (1, 2, -1, -2):
            other = index + step
            if not 0 <= other < len(rows) or not rows[other]:
                continue
            base, large, _ = shapes[other]
            if shapes[index][2] > 0.82 * large:
                continue
            distance = base - shapes[index][0]
            low, high = (0.0, 0.62) if step > 0 else (-0.35, 0.0)
            if not low * large <= distance <= high * large:
                continue
            small = [run for run in row if run.size <= 0.82 * large]
            edges = sorted((run.xs[0], run.xs[-1], run.size) for run in rows[other] if run.size > 0.9 * large and run.text.strip())
            starts = [edge[0] for edge in edges]
            moved = _adjacent(small, edges, starts, large)
            if moved:
                for run in moved:
                    run.raised = step > 0 and distance > 0.08 * large
                taken = {id(run) for run in moved}
                row[:] = [run for run in row if id(run) not in taken]
                rows[other].extend(moved)
                if not row:
                    break
                shapes[index] = _shape(row)
    for row in list(rows):
        if len(row) > 1 and not _even(row) and (over := _laid_over(row)):
            taken = {id(run) for run in over}
            row[:] = [run for run in row if id(run) not in taken]
            rows.append(over)
    for row in rows:
        if len(row) > 1 and not _even(row):
            base, size, _ = _shape(row)
            for run in row:
                if run.size <= 0.82 * size and base - run.base >= 0.1 * size:
                    run.raised = True
    rows.sort(key=lambda row: _shape(row)[0] if row else 0.0)
    return [row for row in rows if any(run.text.strip() for run in row)]


def _laid_over(row: Sequence[Run]) -> list[Run]:
    """Small runs that lie on top of the row's text instead of beside it: a stamp that happens to share the base line."""
    size = max(run.size for run in row)
    small = [run for run in row if run.size <= 0.75 * size]
    if not small or len(small) == len(row):
        return []
    large = sorted((run.xs[0], run.xs[-1]) for run in row if run.size > 0.75 * size and run.text.strip())
    starts = [x0 for x0, _ in large]
    over: list[Run] = []
    for run in small:
        x0, x1 = run.xs[0], run.xs[-1]
        last = bisect_left(starts, x1)
        covered = sum(max(0.0, min(x1, b) - max(x0, a)) for a, b in large[max(0, last - 20) : last])
        if covered > 0.5 * (x1 - x0) and len(run.text) > 1:
            over.append(run)
    if over:
        # The rest of a stamp's line goes with it.
        bases = {round(run.base, 1) for run in over}
        over = [run for run in small if round(run.base, 1) in bases and len(run.text) > 1]
    return over


def _shape(row: Sequence[Run]) -> tuple[float, float, float]:
    """The row's base line (that of its largest run), its largest and its smallest size."""
    base = size = 0.0
    small = 1e9
    for run in row:
        if run.size > size:
            base, size = run.base, run.size
        if run.size < small:
            small = run.size
    return base, size, small


def _even(row: Sequence[Run]) -> bool:
    """Whether all runs have about one size: then no mark is among them."""
    first = row[0].size
    return all(0.83 * first < run.size < 1.2 * first for run in row)


def _adjacent(small: list[Run], edges: list[tuple[float, float, float]], starts: list[float], large: float) -> list[Run]:
    """Those of `small` that touch a run of the larger row, or one another beside it."""
    moved: list[Run] = []
    ends = sorted(edge[1] for edge in edges)
    for run in sorted(small, key=lambda run: run.xs[0]):
        x0, x1 = _visible_start(run), _visible_end(run)
        after = bisect_left(ends, x0 - 0.35 * large)
        touches = after < len(ends) and ends[after] <= x0 + 0.3 * large
        before = bisect_left(starts, x1 - 0.3 * large)
        touches = touches or (before < len(starts) and starts[before] <= x1 + 0.35 * large)
        if touches or (moved and abs(moved[-1].xs[-1] - x0) <= 0.3 * large):
            moved.append(run)
    return moved


def segments(row: list[Run]) -> list[Line]:
    """The lines of one row, left to right."""
    items = _items(row)
    if not items:
        return []
    size = max(run.size for run, _ in items)
    blank = _blank_gap(items, size)
    figures = is_row_of_figures(items)
    lines: list[list[Run | str]] = [[]]
    previous: Run | None = None
    for run, spaced in items:
        if previous is not None:
            gap = run.xs[0] - previous.xs[-1]
            em = max(previous.size, run.size) if not (previous.raised or run.raised) else size
            if run.joint is not None:
                lines[-1].append(run.joint)
            elif gap > (SPACED_COLUMN_GAP if spaced else max(COLUMN_GAP, blank / size * 1.8)) * em or (figures and are_two_cells(previous, run)):
                lines.append([])
            elif spaced or gap > blank:
                lines[-1].append(" ")
        lines[-1].append(run)
        previous = run
    return [Line(_marked(parts)) for parts in lines]


def whole(row: list[Run]) -> Line | None:
    """The row as one line, whatever its gaps: a table cell has no columns."""
    items = _items(row)
    if not items:
        return None
    size = max(run.size for run, _ in items)
    blank = _blank_gap(items, size)
    parts: list[Run | str] = []
    previous: Run | None = None
    for run, spaced in items:
        if previous is not None and run.joint is not None:
            parts.append(run.joint)
        elif previous is not None and (spaced or run.xs[0] - previous.xs[-1] > blank):
            parts.append(" ")
        parts.append(run)
        previous = run
    return Line(_marked(parts))


def joined(lines: Sequence[Line]) -> Line:
    """Neighbouring lines of one row as one line."""
    parts: list[Run | str] = list(lines[0].parts)
    for line in lines[1:]:
        parts.append(" ")
        parts.extend(line.parts)
    return Line(parts)


def _items(row: list[Run]) -> list[tuple[Run, bool]]:
    """The row's runs from left to right without outer blanks, each with whether a blank is drawn before it."""
    items: list[tuple[Run, bool]] = []
    spaced = False
    previous: Run | None = None
    for run in sorted(row, key=lambda run: run.xs[0]):
        for piece in _pieces(run):
            text = piece.text
            if not text.strip(" "):
                spaced = True
                continue
            if previous is not None and _drawn_twice(previous, piece):
                continue
            lead = len(text) - len(text.lstrip(" "))
            tail = len(text.rstrip(" "))
            spaced = spaced or lead > 0
            kept = piece.cut(lead, tail) if lead or tail < len(text) else piece
            items.append((kept, spaced and bool(items)))
            spaced = tail < len(text)
            previous = kept
    return items


def _pieces(run: Run) -> list[Run]:
    """The run cut where it holds two blanks or more: text that is placed by blanks has columns too."""
    if "  " not in run.text:
        return [run]
    pieces: list[Run] = []
    position = 0
    for found in _SPACES.finditer(run.text):
        if found.start() > position:
            pieces.append(run.cut(position, found.start() + 1))
        position = found.end()
    if position < len(run.text):
        pieces.append(run.cut(position, len(run.text)))
    return pieces or [run]


def _drawn_twice(a: Run, b: Run) -> bool:
    """Whether b is a drawn once more, a little aside: bold made by hand, or a shadow."""
    if abs(a.xs[0] - b.xs[0]) > 0.12 * a.size or abs(a.xs[-1] - b.xs[-1]) > 0.12 * a.size:
        return False
    return a.text.strip() == b.text.strip() and abs(a.base - b.base) < 0.1 * a.size


def _blank_gap(items: Sequence[tuple[Run, bool]], size: float) -> float:
    """From what width a gap is a blank. Where letters are set apart, the gaps between words stand out from those between letters."""
    default = BLANK_GAP * size
    if len(items) < 6 or sum(len(run.text) == 1 for run, _ in items) < 0.7 * len(items):
        return default
    gaps = sorted(b.xs[0] - a.xs[-1] for (a, _), (b, _) in itertools.pairwise(items))
    if gaps[len(gaps) // 2] <= default:
        return default
    if any(spaced for _, spaced in items):
        return max(default, 2.5 * gaps[len(gaps) // 2])
    jump, at = max((b - a, (a + b) / 2) for a, b in itertools.pairwise(gaps))
    return at if jump > 0.12 * size else gaps[-1] + 1


def _marked(parts: list[Run | str]) -> list[Run | str]:
    """Puts tags around raised footnote marks; an exponent ("km2") and other raised text stay as they are."""
    if not any(not isinstance(part, str) and part.raised for part in parts):
        return parts
    out: list[Run | str] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        if isinstance(part, str) or not part.raised:
            out.append(part)
            index += 1
            continue
        end = index
        while end < len(parts) and (isinstance(parts[end], str) or parts[end].raised):  # type: ignore[union-attr]
            end += 1
        while isinstance(parts[end - 1], str):
            end -= 1
        group = parts[index:end]
        text = "".join(piece if isinstance(piece, str) else piece.text for piece in group).strip()
        before = "".join(piece if isinstance(piece, str) else piece.text for piece in out)
        word = _LAST_WORD.search(before)
        exponent = text in {"2", "3"} and word is not None and word[0] in EXPONENT_UNITS
        if _MARK.fullmatch(text) and not exponent:
            while out and out[-1] == " ":
                out.pop()
            out.extend(["<sup>", *group, "</sup>"])
        else:
            out.extend(group)
        index = end
    return out
