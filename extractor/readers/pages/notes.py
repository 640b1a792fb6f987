"""Footnotes of a page: the small lines under the separator, cut into notes by their marks."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractor.readers.pages.layout import PageLayout
from extractor.readers.pages.lines import Line, joined
from extractor.readers.pages.model import Run

_LEADING = regex.compile(r"\(?(\d{1,3}|\*{1,3})\)?(?=\D)")
_NOTE_TEXT = regex.compile(r"[.)]?\s?[\p{Lu}“\"‘(]")
_MARKS = regex.compile(r"<sup>([^<]*)</sup>")
_PARTS = regex.compile(r"\d{1,3}|\*{1,3}")


@dataclass(slots=True)
class Note:
    """A footnote: its mark (None where it goes on from the page before) and its lines, the mark's tags in the first one."""

    mark: str | None
    lines: list[Line]


def take_notes(page: PageLayout, body_size: float) -> list[Note]:
    """Takes the page's footnotes out of its rows and gives them in order."""
    first = _first_row(page, body_size)
    if first is None:
        return []
    rows, page.rows = page.rows[first:], page.rows[:first]
    known = _marks_of(page)
    notes: list[Note] = []
    for row in rows:
        line = joined(row) if len(row) > 1 else row[0]
        mark, line = _opening(line, known, notes)
        if mark is not None or not notes:
            notes.append(Note(mark, [line]))
        else:
            notes[-1].lines.append(line)
    return notes


def _first_row(page: PageLayout, body_size: float) -> int | None:
    """The row at which the notes begin, or None where the page has none."""
    rows = page.rows
    height = page.content.frame_height
    width = page.content.frame_width
    small = [max(line.size for line in row) <= body_size - 0.7 for row in rows]
    lowest = max((table.bottom for table in page.tables), default=0.0)
    for y, x0, x1 in sorted(page.separators, reverse=True):
        if not 40 <= x1 - x0 <= 0.85 * width or y < 0.2 * height or y < lowest - 3:
            continue
        below = [index for index, row in enumerate(rows) if row[0].top > y - 0.35 * row[0].size]
        if not below or not all(small[index] for index in below):
            continue
        if any(rows[index][0].base < rows[below[0]][0].base for index in below):
            continue
        left = min(line.x0 for row in rows for line in row)
        opens = any(rows[index][0].mark is not None or _LEADING.match(rows[index][0].text) for index in below)
        if opens or (abs(x0 - left) < 20 and x1 - x0 < 0.6 * width):
            return below[0]
    # No separator drawn: small rows down to the page's end, the first one opened by a raised mark, or by one that is raised in the text.
    known = _marks_of(page)
    first = len(rows)
    while first > 0 and small[first - 1] and rows[first - 1][0].base > lowest:
        first -= 1
    for index in range(first, len(rows)):
        if (rows[index][0].mark is not None or _is_known(rows[index][0].text, known)) and rows[index][0].base > 0.3 * height:
            return index
    return None


def _is_known(text: str, known: set[str]) -> bool:
    """Whether a line opens with a mark that the page's text has, and goes on as a note does."""
    found = _LEADING.match(text) if known else None
    return found is not None and found[1] in known and _NOTE_TEXT.match(text, found.end()) is not None


def _marks_of(page: PageLayout) -> set[str]:
    """The marks that stand in the page's text and tables."""
    marks: set[str] = set()
    lines = [line for row in page.rows for line in row]
    lines += [line for table in page.tables for found in table.lines.values() for line in found]
    for line in lines:
        for found in _MARKS.findall(line.text):
            marks.update(_PARTS.findall(found))
    return marks


def _opening(line: Line, known: set[str], notes: list[Note]) -> tuple[str | None, Line]:
    """The mark that opens `line`, and the line with the mark in its tags and a blank after it."""
    if line.mark is not None:
        return _PARTS.findall(line.mark)[0] if _PARTS.search(line.mark) else line.mark, _spaced(line)
    found = _LEADING.match(line.text)
    if found is None:
        return None, line
    mark = found[1]
    previous = next((note.mark for note in reversed(notes) if note.mark is not None), None)
    follows = previous is not None and previous.isdecimal() and mark.isdecimal() and int(mark) == int(previous) + 1
    # Recognition does not see that a mark is raised, nor the marks of the text: the first note of a page opens with one.
    first = previous is None and not notes and not known and mark.isdecimal() and _NOTE_TEXT.match(line.text, found.end()) is not None
    if mark in known or follows or first:
        return mark, _tagged(line, len(found[0]))
    return None, line


def _spaced(line: Line) -> Line:
    """The line with one blank after its mark."""
    close = line.parts.index("</sup>") + 1
    rest = line.parts[close:]
    if rest and isinstance(rest[0], str) and rest[0] == " ":
        return line
    first = rest[0] if rest else None
    if isinstance(first, Run) and first.text.startswith(" "):
        rest[0] = first.cut(len(first.text) - len(first.text.lstrip(" ")), len(first.text))
    return Line([*line.parts[:close], " ", *rest])


def _tagged(line: Line, length: int) -> Line:
    """The line with its first `length` characters as a mark: producers draw the note's own mark like the text."""
    mark: list[Run | str] = []
    parts = list(line.parts)
    wanted = length
    while wanted > 0 and parts:
        part = parts.pop(0)
        if isinstance(part, str):
            continue
        if len(part.text) <= wanted:
            mark.append(part)
            wanted -= len(part.text)
        else:
            mark.append(part.cut(0, wanted))
            rest = part.cut(wanted, len(part.text))
            lead = len(rest.text) - len(rest.text.lstrip(" "))
            parts.insert(0, rest.cut(lead, len(rest.text)) if lead < len(rest.text) else " ")
            wanted = 0
    while parts and isinstance(parts[0], str) and not parts[0].strip():
        parts.pop(0)
    return Line(["<sup>", *mark, "</sup>", " ", *parts])
