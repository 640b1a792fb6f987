"""Where a paragraph ends: lines of one flow are cut by what a reader sees (gaps, indents, short lines, list marks, weight)."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from extractor.readers.pages.lines import Line
from extractor.readers.pages.settings import ITEM_MARK

_YEAR = re.compile(r"(?:19|20)\d\d")
MOST_INDENT = 4.5
"""By how many em the first line of a paragraph is set in, at most."""
_CLOSED = (".", ";", ":", "!", "?", "…", "./.")


def leading(lines: Sequence[Line]) -> float:
    """The usual distance of base lines in `lines`, in em; 1.3 where nothing tells."""
    counts: Counter[float] = Counter()
    for a, b in itertools.pairwise(lines):
        distance = (b.base - a.base) / max(a.size, 1.0)
        if 0.9 <= distance <= 2.6:
            counts[round(distance, 1)] += 1
    if not counts:
        return 1.3
    best = counts.most_common(1)[0][1]
    return min(distance for distance, count in counts.items() if count >= 0.5 * best)


def paragraphs(lines: Sequence[Line], left: float, right: float, usual: float | None = None, column: bool = False) -> list[list[Line]]:
    """The lines cut into paragraphs. `usual` is the distance of lines in em (found from the lines where it is not given).

    In a `column` (letterhead, signature) a centred line that is not full stands for itself.
    """
    if not lines:
        return []
    step = usual if usual is not None else leading(lines)
    out = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        if _parted(out[-1], before, line, left, right, step, column):
            out.append([line])
        else:
            out[-1].append(line)
    return out


def _parted(paragraph: Sequence[Line], before: Line, line: Line, left: float, right: float, step: float, column: bool) -> bool:
    size = max(before.size, line.size)
    distance = line.base - before.base
    if distance <= 0 or distance > 1.22 * step * size + 0.5:
        return True
    if abs(before.size - line.size) > 0.12 * size:
        return True
    middle = (left + right) / 2
    if _YEAR.fullmatch(line.text) and before.text[-1:].isalpha() and (before.bold, before.italic) == (line.bold, line.italic) and _centred(line, left, right, middle):
        return False  # "ngày 12 tháng 6 năm" / "2031" in a narrow column
    if _centred(line, left, right, middle) and (_centred(before, left, right, middle) or _full_title(before, left, right) or _set_in(before, line, left, right, column)):
        lettered = any(map(str.isalpha, line.text)) and any(map(str.isalpha, before.text))
        if before.bold != line.bold or before.italic != line.italic or (lettered and _upper(before) != _upper(line)):
            return True
        return column and not line.text[:1].islower() and before.x1 - before.x0 + 0.2 * size + first_word_width(line) < right - left
    return not goes_on(before, line, left, right, first=len(paragraph) == 1)


def _centred(line: Line, left: float, right: float, middle: float) -> bool:
    return abs(line.middle - middle) < 5 and line.x0 > left + 4


def _full_title(line: Line, left: float, right: float) -> bool:
    """A line of a centred title that fills the whole width."""
    return (line.bold or _upper(line)) and line.x0 < left + 8 and line.x1 > right - 0.08 * (right - left) and not line.text.endswith(_CLOSED)


def _set_in(before: Line, line: Line, left: float, right: float, column: bool) -> bool:
    """Whether `before` is the first line of a centred paragraph, moved aside by the indent of its first line, and full."""
    title = before.bold or _upper(before) or (column and line.text[:1].islower())
    full = before.x1 + 0.2 * line.size + first_word_width(line) > right - 1.5
    return title and full and before.x0 < left + MOST_INDENT * before.size and not before.text.endswith(_CLOSED) and not ITEM_MARK.match(line.text)


def _upper(line: Line) -> bool:
    return line.text.isupper()


def goes_on(before: Line, line: Line, left: float, right: float, first: bool = False) -> bool:
    """Whether `line` goes on with the paragraph of `before`, by what stands in the lines alone (no distance): also over page ends.

    `first`: `before` opens its paragraph. A line is full where the next line's first word had no room in it.
    """
    size = line.size
    full = before.x1 + 0.2 * size + first_word_width(line) > right - 1.5
    if not full:
        return False
    marked = bool(ITEM_MARK.match(line.text))
    if before.bold != line.bold and marked:
        return False
    indent = line.x0 - before.x0
    if indent > 0.7 * size:
        # Deeper than the line above: a new paragraph's first line, or the hanging text of an item.
        hanging = _hanging_at(before) if first else None
        return hanging is not None and abs(line.x0 - hanging) < 0.5 * size and not marked
    if indent < -0.7 * size:
        return not marked or line.x0 < left + 0.7 * size
    if marked and (before.text.endswith(_CLOSED) or line.x0 > left + 0.7 * size):
        return False
    # Two indented lines, the first one closed and full by chance, are two paragraphs.
    return not (first and line.x0 > left + 0.7 * size and before.text.endswith(_CLOSED))


def first_word_width(line: Line) -> float:
    """How wide the line's first word is."""
    start: float | None = None
    end = 0.0
    for part in line.parts:
        if isinstance(part, str):
            if part == " " and start is not None:
                break
            continue
        blank = part.text.find(" ")
        start = part.xs[0] if start is None else start
        end = part.xs[blank] if blank > 0 else part.xs[-1]
        if blank >= 0:
            break
    return end - start if start is not None else 0.0


def _hanging_at(line: Line) -> float | None:
    """Where the text after the line's list mark begins, or None where it has none."""
    found = ITEM_MARK.match(line.text)
    if not found:
        return None
    wanted = found.end()
    position = 0
    for part in line.parts:
        if isinstance(part, str):
            position += len(part)
            continue
        text = part.text
        if position == 0:
            wanted += len(text) - len(text.lstrip())
        for index, character in enumerate(text):
            if position + index >= wanted and character != " ":
                return part.xs[index]
        position += len(text)
    return None


def first_letter_width(line: Line) -> float:
    """How wide the line's first letter is."""
    run = next(part for part in line.parts if not isinstance(part, str))
    return run.xs[1] - run.xs[0]
