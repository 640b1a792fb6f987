"""Where a numbered row of a table stands: lists within lists, by what their numbers continue.

    A    Vốn trong cân đối      ordinals have an order of their own (A, I, 1, a, -), which holds where nothing else is said;
    A1   Giao các huyện         "A1" stands below the open "A", "58.1" below "58",
    I    Giao thông             and so above any "I" that follows;
    7    Giáo dục
    (1)  Hoàn thành             "(1)" opens a list below "7", "1" one below "(1)";
    1    Trường A
    (2)  Chuyển tiếp
    2    Trường B               "2" goes on with that list though "(2)" closed it,
    8    Giao thông             "8" with the outer one.

A list is remembered until a row above the one that it stands under. Linear in the rows: there are few lists at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from extractor.lexicon.marks import roman_number
from extractor.quick import quick

LETTERS = "abcdđefghijklmnopqrstuvwxyz"  # more than lexicon.marks has: some tables count "e, f, g"
SKIPPED = 2  # letters that a list may leave out ("d, e", "h, k")
COMPOUND = regex.compile(r"(?P<above>[IVXLC]+|[A-ZĐ]|[a-zđ]|\d+|.*[.\d])\.?(?P<own>(?<=\.)(?:\d+|[a-zđIVX]+)|(?<=[A-ZĐa-zđIVX])\d+)")
STEP, HALF = 10, 5
STAR = "*"  # of a row with stars for an ordinal
LONGEST = 5  # letters of a Roman number, or of one that stands for a group
CROSSED = 2  # groups that numbers run on over
OUTER = 80  # ordinals of a deeper level are letters and marks


@quick
@dataclass(frozen=True, slots=True)
class Above:
    """An open row: those that follow may stand below it."""

    level: int
    number: int
    mark: str
    bold: bool


@dataclass(slots=True)
class _List:
    kind: str
    level: int
    last: int
    under: int  # the level of the row that it stands under
    bold: bool


@dataclass(slots=True)
class Lists:
    """The lists of the rows so far."""

    lists: list[_List] = field(default_factory=list)

    def place(self, mark: str, level: int, bold: bool, above: Sequence[Above], following: Sequence[str]) -> int:
        """The level of a row with this mark; `level` is that of such marks, `above` the open rows, outermost first, `following` the marks behind it."""
        said = mark.strip()
        bare = _bare(said)
        owner = _owner(bare, above)
        kind, number = _numbered(said, bare, self.lists)
        if (beside := _beside(bare, above)) is not None:
            level = beside
        elif owner is not None:
            level = owner[0] + (STEP if owner[1][:1].isdecimal() else HALF if owner[1].isalpha() else 2)
        elif kind:
            level = self._in_lists(kind, number, level, bold, above, following)
        self.lists = [one for one in self.lists if one.under <= level]
        return level

    def _in_lists(self, kind: str, number: int, level: int, bold: bool, above: Sequence[Above], following: Sequence[str]) -> int:
        if above and above[-1].mark == STAR and kind in ("number", "bracket"):
            return self._begin(kind, number, above[-1].level + HALF, bold, above)  # whatever it counts on from: rows between are hidden
        going_on = [one for one in self.lists if one.kind == kind and _follows(one, number)]
        if going_on:
            found = max(going_on, key=lambda one: (number - one.last == 1, one.bold == bold, one.level))
            found.last = number
            return found.level
        inside = {one.level for one in above}
        cased = [one for one in self.lists if number > 1 and one.level in inside and one.kind != kind and _of_one(one.kind, kind) and number - one.last == 1]
        if cased:
            cased[-1].kind, cased[-1].last = kind, number  # "A", "B", "c", "d"
            return cased[-1].level
        open_ones = [one for one in self.lists if one.kind == kind and one.level in inside]
        if number > 1:
            before = [one for one in open_ones if one.last < number]
            if before:
                found = max(before, key=lambda one: (one.bold == bold, one.level))
                found.last = number
                return found.level
        elif above and (below := _below(kind, bold, above[-1], [one.level for one in open_ones])) is not None:
            level = below
        elif above and self._taken_up(kind, level, following, inside):
            level = above[-1].level + HALF  # "(1)" inside "d" before "e", "A" inside "14" before "15"
        elif above and above[-1].level > level and kind in ("capital", "roman") and open_ones and goes_on(following, open_ones) is not None:
            level = above[-1].level + HALF  # "A" inside "C", before "D"
        return self._begin(kind, number, level, bold, above)

    def _taken_up(self, kind: str, level: int, following: Sequence[str], inside: set[int]) -> bool:
        """Whether a first mark at `level` would close an open list that is taken up behind what the mark begins: that stands inside it."""
        closed = [one for one in self.lists if one.level in inside and one.level >= level]
        if not closed:
            return False
        begun: list[tuple[str, int]] = [(kind, 1)]
        for place, mark in enumerate(following):
            of, number = _numbered(mark.strip(), _bare(mark), self.lists)
            if not of:
                continue
            while_open = next((n for n in range(len(begun) - 1, -1, -1) if _of_one(begun[n][0], of) and number - begun[n][1] == 1), None)
            if while_open is not None:
                begun[while_open:] = [(of, number)]
            elif number == 1:
                begun.append((of, number))
            else:
                goes_under = place > 0 or kind in ("number", "bracket")  # "4" right behind "A" may be its first row
                return goes_under and any(one.kind == of and _follows(one, number) for one in closed)
        return False

    def _begin(self, kind: str, number: int, level: int, bold: bool, above: Sequence[Above]) -> int:
        """A list that begins at a level, under the row above it."""
        under = next((one.level for one in reversed(above) if one.level < level), -1)
        self.lists = [one for one in self.lists if one.kind != kind or one.level < level]
        self.lists.append(_List(kind, level, number, under, bold))
        return level


def goes_on(marks: Sequence[str], lists: Sequence[_List]) -> _List | None:
    """The innermost of these lists that one of the marks that follow goes on with, before one of its kind begins anew."""
    waiting = sorted(lists, key=lambda one: -one.level)
    for mark in marks:
        kind, number = _numbered(mark.strip(), _bare(mark), lists)
        for one in [one for one in waiting if one.kind == kind]:
            if _follows(one, number):
                return one
            if number == 1:
                waiting.remove(one)
    return None


def runs_on(marks: Sequence[str]) -> bool:
    """Whether the numbers of a table count its rows on over its groups ("I | 1 | 2 | II | 3"): a row of figures without one above them heads some of them."""
    last = on = anew = 0
    crossed = False
    for mark in marks:
        bare = _bare(mark)
        if not bare.isdecimal():
            crossed |= bare.isupper() and len(bare) < LONGEST
            continue
        on += crossed and int(bare) == last + 1
        anew += crossed and int(bare) == 1
        last, crossed = int(bare), False
    return on >= CROSSED and on > CROSSED * max(0, anew - 1)


def heads(following: Sequence[str]) -> bool:
    """Whether a number is the next mark behind a row, with no more than one row without a mark between."""
    return any(_bare(mark).isdecimal() for mark in following[:1]) or (len(following) > 1 and not following[0] and _bare(following[1]).isdecimal())


def _below(kind: str, bold: bool, last: Above, open_levels: Sequence[int]) -> int | None:
    """The level of a first number below the row above it; None where it opens no list of its own there."""
    if last.level >= OUTER + STEP + (HALF if last.bold and not last.mark else 0) or kind not in ("number", "bracket"):
        return None
    bare = _bare(last.mark)
    above, _ = _numbered(last.mark, bare, ())
    if kind == "bracket":
        return last.level + HALF if above == "number" else None
    nested = bool(open_levels) and last.level > max(open_levels)
    lighter = (above == "number" or not last.mark) and last.bold and not bold  # "5", or a name, in bold, "1", "2" in plain letters below it
    compound = bare[-1:].isdecimal() and COMPOUND.fullmatch(bare) is not None
    return last.level + HALF if nested or lighter or compound or above in ("letter", "bracket") else None


def _beside(bare: str, above: Sequence[Above]) -> int | None:
    """The level of the open row whose mark a compound one goes on with: "2.1" of "2.2", whatever "2" stands between them."""
    found = COMPOUND.fullmatch(bare)
    if found is None:
        return None
    marks = [(one.level, COMPOUND.fullmatch(_bare(one.mark))) for one in reversed(above)]
    return next((level for level, other in marks if other is not None and other["above"].strip(".") == found["above"].strip(".")), None)


def owner_level(mark: str, above: Sequence[Above]) -> int | None:
    """The level of the open row that a compound mark names."""
    owner = _owner(_bare(mark), above)
    return owner[0] if owner is not None else None


def _owner(bare: str, above: Sequence[Above]) -> tuple[int, str] | None:
    """The open row that a compound mark names: "58" of "58.1", "A" of "A1", "II" of "2.1"."""
    found = COMPOUND.fullmatch(bare)
    if found is None:
        return None
    wanted = found["above"].strip(".")
    named = [(one.level, _bare(one.mark)) for one in reversed(above)]
    roman = [(level, name) for level, name in named if wanted.isdecimal() and name.isupper() and roman_number(name) == int(wanted)]
    return next(((level, name) for level, name in named if name == wanted), next(iter(roman), None))


def _bare(mark: str) -> str:
    return mark.strip(" .)(*").replace(",", ".")  # "2,1" is what a sheet makes of "2.1"


def _numbered(said: str, bare: str, lists: Sequence[_List]) -> tuple[str, int]:
    """The kind of a mark and which of its list it is; ("", 0) of one that does not count."""
    if bare.isdecimal():
        return ("bracket" if said.startswith("(") else "number"), int(bare)
    if len(bare) == 1 and bare.isalpha():
        number = LETTERS.find(bare.lower()) + 1
        kind = "letter" if bare.islower() else "capital"
        if kind == "letter" or bare not in "IVX" or any(one.kind == kind and one.last == number - 1 for one in lists):
            return (kind, number) if number else ("", 0)
    number = roman_number(bare) if bare.isupper() else 0
    return ("roman", number) if number else ("", 0)


def _of_one(kind: str, other: str) -> bool:
    """Kinds of marks that one list may mix: some write its first letters large."""
    return kind == other or {kind, other} == {"letter", "capital"}


def _follows(one: _List, number: int) -> bool:
    return 0 < number - one.last <= (SKIPPED if one.kind in ("letter", "capital") else 1)


__all__ = ["STAR", "Above", "Lists", "goes_on", "heads", "owner_level", "runs_on"]
