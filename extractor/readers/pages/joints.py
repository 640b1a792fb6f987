"""What stands between the lines of a cell or note: a blank, or nothing where a line end cuts a code, a number or a word.

Programs that set tables cut a word at any letter where the cell is too narrow for it ("ST / T", "nghiê / n"). Whether it was too narrow is
known up to the cell's inner margin, which nothing in the file says: between what surely had no room and what surely had some, the words of
the document decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex

from extractor.readers.pages.layout import PageLayout, TableDraft
from extractor.readers.pages.lines import Line
from extractor.readers.pages.paragraphs import first_letter_width
from extractor.readers.pages.settings import ORDINAL_HEADS
from extractor.readers.syllables import is_syllable

LEAST_MARGIN = 3.0
"""Points that a cell leaves free on each side at least, unless its own lines begin nearer to its edge."""
USUAL_MARGIN = 7.5
"""Points that a cell leaves free on each side at most, as programs set it (Word 5.4, reportlab 6)."""
WIDE_MARGIN = 12.0
"""The same where the joined word stands elsewhere in the document."""

_CODE_BREAK = regex.compile(r"[\p{L}\d][/-]$")
_LONG_CODE = regex.compile(r"\d+[\p{L}\d/&.-]*/[\p{L}\d/&.-]*|\d{1,3}(?:[.,]\d{3})*[.,]")
_CUT_NUMBER = regex.compile(r"[-+(]?\d{1,3}(?:\.\d{3})*(?:[.,]\d*)?")
_NUMBER = regex.compile(r"[-+(]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?\)?%?[;,]?")
_ENGLISH = regex.compile(r"\d{1,3}\.\d\d%?")
_CUT_DAY, _DAY = regex.compile(r"\(?\d{1,2}/\d{1,2}/\d{1,3}"), regex.compile(r"\(?\d{1,2}/\d{1,2}/(?:19|20)\d\d")
_CLOSES = tuple(").,;:]")
_LAST_LETTERS = regex.compile(r"\p{L}*+$")
_CODE_START = regex.compile(r"[\p{L}\d]")
_WORD = regex.compile(r"\p{L}+")


def close_cells(drafts: Iterable[TableDraft], known: frozenset[str]) -> None:
    """Sets the joints of all cells; `known` are the words of the whole document (`words_of`)."""
    for draft in drafts:
        for place, lines in draft.lines.items():
            if len(lines) > 1:
                draft.joints[place] = cell_joints(draft, place, known)


def words_of(pages: Sequence[PageLayout]) -> frozenset[str]:
    """The words that no line end of a cell can have cut: those of running text, and in cells those between two others of their line."""
    words: set[str] = set()
    for page in pages:
        for row in page.rows:
            for line in row:
                words.update(_WORD.findall(line.text))
        for draft in page.tables:
            for lines in draft.lines.values():
                for line in lines:
                    found = _WORD.findall(line.text)
                    words.update(found if len(lines) == 1 else found[1:-1])
    return frozenset(words)


def cell_joints(draft: TableDraft, place: tuple[int, int], known: frozenset[str] = frozenset()) -> list[str]:
    """The joint before each line of a cell but the first."""
    lines = draft.lines[place]
    row, column = place
    xs, ys = draft.grid.xs, draft.grid.ys
    box = draft.grid.cell_at((xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2)
    if box is None:
        return [line_joint(before, line) for before, line in pairwise(lines)]
    width = box.x1 - box.x0
    margin = min(LEAST_MARGIN, max(0.0, min(line.x0 for line in lines) - box.x0))
    return [line_joint(before, line, width - 2 * margin, width, known) for before, line in pairwise(lines)]


def line_joint(
    before: Line, line: Line, room: float | None = None, width: float | None = None, known: frozenset[str] = frozenset()
) -> str:
    """What stands between two lines: nothing where a line end cuts a code, number or word, a blank elsewhere.

    `room` is the cell's inner width with the least margin, `width` its whole width. Words are cut at any letter only where the cell is too
    narrow for them, so that one letter more has no room; a number cut so is one that is written wrongly by itself ("346.1" + "43") and
    rightly as a whole. `known` are words of the document: a joined word that is one of them is no chance.
    """
    token = before.text.rsplit(" ", 1)[-1]
    rest = line.text.split(" ", 1)[0]
    if not _CODE_START.match(line.text):
        # A percent sign is never alone on its line, nor does one begin with what closes a word.
        return "" if (rest == "%" and token[-1:].isdigit()) or rest[:1] in _CLOSES else " "
    if _CODE_BREAK.search(token) and (token.count("/") + token.count("-") > 1 or token[0].isdigit() or "/" in token):
        return ""
    if room is None or token != before.text:
        return " "
    needed = before.x1 - before.x0 + first_letter_width(line)
    if width is not None and needed > width - 2 * USUAL_MARGIN and _CUT_DAY.fullmatch(token) and _DAY.fullmatch(token + rest.rstrip(").,;")):
        return ""
    if needed <= room:
        return "" if width is not None and _cut_all_the_same(token, rest, needed - width, known) else " "
    if token.isdigit() and rest.isdigit() and room < 3.6 * first_letter_width(line) and len(token + rest) <= 4:
        return ""
    if _CUT_NUMBER.fullmatch(token) and not _NUMBER.fullmatch(token) and (_NUMBER.fullmatch(token + rest) or _ENGLISH.fullmatch(token + rest)):
        return ""
    if _LONG_CODE.fullmatch(token) and len(rest) <= 6 and not rest[0].islower():
        return ""
    return "" if _cut_word(token, rest) and not _two_words(token, rest, known) else " "


def _cut_all_the_same(first: str, second: str, over: float, known: frozenset[str]) -> bool:
    """Whether a word was cut though the least margin would have left room for a letter. `over` is what that letter needs less the cell's width.

    The joined word stands elsewhere (or is the head of a column of ordinals), or neither piece is a syllable or a word of the document.
    """
    whole = first + second
    if not _cut_word(first, second):
        return False
    if whole in known or whole.casefold() in ORDINAL_HEADS:
        return over > -2 * WIDE_MARGIN
    return over > -2 * USUAL_MARGIN and not any(is_syllable(piece) or piece in known for piece in (first, second))


def _two_words(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether both pieces are words of the document and what they make together is none."""
    return first in known and second in known and first + second not in known


def _cut_word(first: str, second: str) -> bool:
    """Whether two pieces are one word cut by a narrow cell: a syllable whose pieces are none, or the end of an abbreviation."""
    tail = second.rstrip(".,;:)%")
    first = _LAST_LETTERS.search(first)[0]
    if not (first.isalpha() and tail.isalpha()):
        return False
    # Abbreviations have no marked letter but Đ: a word in capitals beside one is another word.
    plain = [piece.replace("Đ", "D").isascii() for piece in (first, tail)]
    if first.isupper() and tail.isupper() and len(tail) <= 3 and plain[0] == plain[1]:
        return not (is_syllable(first) and is_syllable(tail)) and not (is_syllable(first + tail) and is_syllable(first))
    return is_syllable(first + tail) and not (is_syllable(first) and is_syllable(tail))
