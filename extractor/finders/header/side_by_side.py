"""Signatures side by side in plain text: two columns that only wide blanks part, read one after the other.

"KT. BỘ TRƯỞNG BỘ Y TẾ      KT. BỘ TRƯỞNG BỘ TÀI CHÍNH" above "Nguyễn Văn A      Trần Thị B" are two offices with a name each, never one name. In: the
lines of a closing and their layout. Out: the lines with such a block column by column; other lines as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.finders.header.lines import HeadLine
from extractor.finders.header.patterns import header_patterns
from extractor.layout.model import Layout

WIDE = 3  # blanks that part two columns
LONGEST = 12  # lines of a block of signatures
NEAR = 6  # columns of the page by which the right one may begin before its usual place
MOST = 160  # characters of a line of signatures


def columns(lines: Sequence[HeadLine], layout: Layout) -> list[HeadLine]:
    """The lines with blocks of two columns read column by column, the one first that opens with an office."""
    made: list[HeadLine] = []
    position = 0
    while position < len(lines):
        block = _block(lines, position, layout)
        if block is None:
            made.append(lines[position])
            position += 1
            continue
        made += block[0]
        position = block[1]
    return made


def _block(lines: Sequence[HeadLine], first: int, layout: Layout) -> tuple[list[HeadLine], int] | None:
    """The block that begins at a line, column by column, and the line after it; None where none begins there.

    It begins with words in capitals on the left, and an office in its first two lines; two of its lines have both columns.
    """
    gap = _gap(lines[first], layout)
    if gap is None or not lines[first].text[:gap].isupper() or not any(_office(line.text) for line in lines[first : first + 2]):
        return None
    right_at = _column(lines[first], gap, layout)
    left: list[tuple[int, HeadLine]] = []
    right: list[tuple[int, HeadLine]] = []
    both = 0
    last = first
    for number in range(first, min(len(lines), first + LONGEST)):
        line = lines[number]
        if header_patterns().recipients.match(line.text.lstrip(" (/")) or len(line.text) > MOST:
            break
        cut = _gap(line, layout)
        if cut is not None and abs(_column(line, cut, layout) - right_at) <= 2 * NEAR:
            both += 1
            left.append((number, _piece(line, 0, cut)))
            right.append((number, _piece(line, cut + 1, len(line.text))))
            last = number
        elif _column(line, 0, layout) >= right_at - NEAR:
            right.append((number, line))
        elif cut is None and line.upper:
            left.append((number, line))
        else:
            break
    if both < 2:
        return None
    # Who only drew up a table signs on the left, who signs for the body on the right.
    sides = (right, left) if _weight(right) > _weight(left) else (left, right)
    return [line for side in sides for number, line in side if number <= last], last + 1


def _weight(side: Sequence[tuple[int, HeadLine]]) -> int:
    """How much the first lines of a column speak for an office: with its power ("KT.", "TM."), by its title, not at all."""
    patterns = header_patterns()
    texts = [line.text.strip() for _, line in side[:2]]
    if any(pattern.match(text) for text in texts for pattern in (patterns.power, patterns.body_lead)):
        return 2
    return int(any(patterns.titles.match(text) for text in texts))


def _office(text: str) -> bool:
    patterns = header_patterns()
    return any(pattern.search(text) for pattern in (patterns.power, patterns.titles, patterns.body_lead))


def _gap(line: HeadLine, layout: Layout) -> int | None:
    """The blank of a line at which wide blanks of the file part two columns; None where there is none, or more than one."""
    raw, text = layout.reading.raw, layout.document.text
    found = []
    i = line.text.find(" ", 1)
    while 0 < i < len(line.text) - 1:
        before, behind = raw[line.at(i)], raw[line.at(i + 1)]
        if behind - before >= WIDE and text[before:behind].isspace() and "\n" not in text[before:behind]:
            found.append(i)
        i = line.text.find(" ", i + 1)
    return found[0] if len(found) == 1 else None


def _column(line: HeadLine, at: int, layout: Layout) -> int:
    """The column of the file's line in which the words behind a place of a line begin."""
    while at < len(line.text) - 1 and line.text[at].isspace():
        at += 1
    place = layout.reading.raw[line.at(at)]
    return place - (layout.document.text.rfind("\n", 0, place) + 1)


def _piece(line: HeadLine, start: int, end: int) -> HeadLine:
    """A run of a line as a line of its own."""
    end = start + len(line.text[start:end].rstrip())
    if line.places is not None:
        return replace(line, text=line.text[start:end], written=line.written[start:end], places=line.places[start : end + 1])
    return replace(line, text=line.text[start:end], written=line.written[start:end], start=line.start + start)
