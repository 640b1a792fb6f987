"""Whether a page's text layer can be believed: measured on the layer itself, against Vietnamese syllables.

A layer may be missing (a scan), say nothing of its glyphs, be the work of a scanner that read Vietnamese as English, stand in the bytes
of an old font, or part every letter from the next ("b á o  c á o"). The last is repaired here where that is exact; the others are named,
and recognition of the page's picture decides.

    judge(layout).reason        None for a sound layer, else empty | undefined | garbled | unmarked | spaced
    judge(layout).doubted       no reason by itself, but too many words are none: the picture of a few lines decides (`pdf.sampling`)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

import regex

from extractor.readers import syllables, wellformed
from extractor.readers.pages.layout import PageLayout
from extractor.readers.pages.lines import Line
from extractor.readers.pages.model import Run

UNDEFINED = "\ufffd"
ENOUGH_WORDS = 15
"""Fewer words than this prove nothing."""
GARBLED = 0.6
UNMARKED = 0.2
"""Three syllables of four carry a mark in Vietnamese text; a layer without marks was read as English."""
PICTURE = 0.5
"""A page of which pictures cover this share may be a scan."""

_LETTER_TOKEN = regex.compile(r"(?<!\S)\p{L}(?!\S)")
_PLAIN_WORD = regex.compile(r"[A-Za-z]{2,15}")


@dataclass(frozen=True, slots=True)
class Health:
    """What was measured of a page: characters, the share of syllables and of marks, undefined glyphs, the share that pictures cover,
    and the share of words that are `sound` (`wellformed`).

    `reason` names what is wrong; `scan` says that the page is a picture (recognition replaces the layer without further question).
    """

    characters: int
    share: float
    marked: float
    undefined: int
    pictures: float
    reason: str | None = None
    scan: bool = False
    sound: float | None = None
    doubted: bool = False


def text_of(page: PageLayout) -> str:
    """All words of a page, tables included, one line of the page a line."""
    lines = [line.text for row in page.rows for line in row]
    lines += [line.text for table in page.tables for found in table.lines.values() for line in found]
    lines += [line.text for line in page.across]
    return "\n".join(lines)


def judge(page: PageLayout) -> Health:
    """Measures one page."""
    text = text_of(page)
    content = page.content
    characters = sum(map(len, text.split()))
    pictures = covered(page)
    hidden = sum(len(run.text) for run in content.runs if run.hidden)
    total, good, marked = syllables.counts(text)
    share = good / total if total else 0.0
    with_marks = marked / good if good else 0.0
    reason: str | None = None
    scan = False
    if characters < 20 and (pictures >= PICTURE or content.undefined > characters):
        reason, scan = "empty", True
    elif characters < 150 and pictures >= 0.8:
        # A page number or a stamp over a scan.
        reason, scan = "empty", True
    elif content.undefined > max(5, 0.05 * characters):
        reason = "undefined"
    elif spaced_share(text) > 0.5 and len(text.split()) >= ENOUGH_WORDS:
        reason = "spaced"
    elif total >= ENOUGH_WORDS and share < GARBLED and (pictures >= PICTURE or 2 * hidden > characters or not _foreign(text)):
        reason = "garbled"
    elif total >= 2 * ENOUGH_WORDS and with_marks < UNMARKED and (pictures >= PICTURE or 2 * hidden > characters):
        reason = "unmarked"
    sound = wellformed.share(text)
    low = sound is not None and sound < wellformed.SOUND
    if reason is None and low and pictures >= PICTURE:
        # A scan with a layer of somebody's recognition: its picture is at hand for a better one.
        reason = "garbled"
    return Health(characters, share, with_marks, content.undefined, pictures, reason, scan, sound, low and reason is None)


def better(recognised: Health, layer: Health) -> bool:
    """Whether recognition read a page better than its layer says it: more of its words are Vietnamese, and it lost no text."""
    if layer.scan:
        return True
    if recognised.characters < 0.5 * layer.characters and layer.reason != "garbled":
        return False
    return recognised.share > layer.share + 0.03 or (layer.reason == "unmarked" and recognised.marked > layer.marked + 0.2)


def covered(page: PageLayout) -> float:
    """The share of the page that its pictures cover; the sum where they are strips of one scan."""
    content = page.content
    width, height = content.frame_width, content.frame_height
    area = 0.0
    for x0, y0, x1, y1 in content.images:
        x0, y0, x1, y1 = max(x0, 0.0), max(y0, 0.0), min(x1, width), min(y1, height)
        if x1 > x0 and y1 > y0:
            area += (x1 - x0) * (y1 - y0)
    return min(1.0, area / (width * height)) if width * height else 0.0


def spaced_share(text: str) -> float:
    """The share of words that are one letter alone."""
    words = text.split()
    return len(_LETTER_TOKEN.findall(text)) / len(words) if words else 0.0


def _foreign(text: str) -> bool:
    """Whether the words could be another language in Latin letters: an annex in English is sound."""
    words = [word for word in regex.findall(r"\S+", text) if any(character.isalpha() for character in word)]
    if not words:
        return True
    plain = sum(bool(_PLAIN_WORD.fullmatch(word.strip(".,;:!?()[]\"'“”"))) and bool(regex.search(r"[aeiouyAEIOUY]", word)) for word in words)
    return plain >= 0.75 * len(words)


# -- letters set apart ---------------------------------------------------------------------------------------------------------------


def close_up(page: PageLayout) -> int:
    """Closes up lines whose letters are set apart by blanks, where that is exact; gives how many lines it changed.

    Exact is: the gaps between words are plainly wider than those between letters; or the letters fall into syllables in one way only.
    """
    changed = 0
    for row in page.rows:
        for number, line in enumerate(row):
            closed = closed_line(line)
            if closed is not None:
                row[number] = closed
                changed += 1
    for table in page.tables:
        for lines in table.lines.values():
            for number, line in enumerate(lines):
                closed = closed_line(line)
                if closed is not None:
                    lines[number] = closed
                    changed += 1
    return changed


def closed_line(line: Line) -> Line | None:
    """The line with its letters joined into words, or None where it is sound or cannot be repaired exactly."""
    if 3 * line.text.count(" ") < len(line.text):
        return None
    tokens = line.text.split()
    if len(tokens) < 5 or sum(len(token) == 1 for token in tokens) < 0.75 * len(tokens):
        return None
    letters = [(part, index) for part in line.parts if not isinstance(part, str) for index, c in enumerate(part.text) if c != " "]
    if any(isinstance(part, str) and part != " " for part in line.parts):
        return None
    gaps = [_left(b) - _right(a) for a, b in pairwise(letters)]
    words = _by_gaps(gaps) or _by_syllables("".join(part.text[index] for part, index in letters))
    if words is None:
        return None
    parts: list[Run | str] = []
    position = 0
    for length in words:
        if parts:
            parts.append(" ")
        parts.extend(part.cut(index, index + 1) for part, index in letters[position : position + length])
        position += length
    return Line(parts)


def _left(letter: tuple[Run, int]) -> float:
    return letter[0].xs[letter[1]]


def _right(letter: tuple[Run, int]) -> float:
    return letter[0].xs[letter[1] + 1]


def _by_gaps(gaps: Sequence[float]) -> list[int] | None:
    """Lengths of the words where wide gaps stand out from narrow ones: nothing lies between 1.25 and 1.6 times the usual gap."""
    usual = median(gaps)
    if usual <= 0:
        return None
    if any(1.25 * usual < gap < 1.6 * usual for gap in gaps) or not any(gap >= 1.6 * usual for gap in gaps):
        return None
    words = [1]
    for gap in gaps:
        if gap >= 1.6 * usual:
            words.append(1)
        else:
            words[-1] += 1
    return words if max(words) <= 20 else None


def _by_syllables(letters: str) -> list[int] | None:
    """Lengths of the words where the letters are syllables, and one reading needs fewer of them than all others."""
    if not letters.isalpha() or len(letters) > 400:
        return None
    best: list[tuple[int, int, int] | None] = [None] * (len(letters) + 1)  # syllables, ways to have so few, length of the last one
    best[0] = (0, 1, 0)
    for end in range(1, len(letters) + 1):
        for length in range(1, min(7, end) + 1):
            before = best[end - length]
            if before is None or not _syllable(letters[end - length : end]):
                continue
            count = before[0] + 1
            here = best[end]
            if here is None or count < here[0]:
                best[end] = (count, before[1], length)
            elif count == here[0]:
                best[end] = (count, here[1] + before[1], here[2])
    last = best[-1]
    if last is None or last[1] != 1:
        return None
    words: list[int] = []
    end = len(letters)
    while end:
        here = best[end]
        assert here is not None
        words.append(here[2])
        end -= here[2]
    return words[::-1]


@lru_cache(maxsize=20_000)
def _syllable(letters: str) -> bool:
    return syllables.is_syllable(letters)
