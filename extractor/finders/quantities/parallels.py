"""What the figures of one sentence share by standing in a row: the members of a series, and what changes are compared with.

In: the items of a sentence with their runs, the reading in which dates are blotted out. Out: the same items with `member` and `versus`. "… gồm: than sạch tăng
12%, dầu thô tăng 8%, xi măng tăng 5% so với cùng kỳ" gives each figure its own member and all of them the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import has_tense, is_act, is_measure
from extractor.finders.quantities.phrase_rules import leads
from extractor.finders.quantities.phrases import (
    clean,
    is_compared,
    opening_of,
    opens_parts,
    pair,
    strip_tail,
    versus,
    without_opening,
)
from extractor.finders.quantities.vocabulary import quantities
from extractor.lexicon.phrases import QUANTITIES

LONGEST = 7  # words of a member's name
LONGEST_KIND = 14  # words of the name of a group of goods, a branch
BLANK = regex.compile(r"\s")
CLOSED = regex.compile(r"(?<=\p{L}\s)\([^()\d]*\)\s*$")  # a bracket that belongs to the name before it ("khu vực FDI (kể cả dầu thô)")
EARLIER = 12  # figures before "lần lượt" of which those behind it can tell
LONE = 2  # words of a measure that names nothing ("sản lượng, lúa")
LEAST = 3  # members that make a series by themselves
OPENED = 2  # members that make one behind words that open parts
MONEY = ("đồng", "đ/", "USD", "điểm", "VNĐ")


def name_of(blank: str, floor: int, lead: int) -> str | None:
    """The name that stands alone between a mark (or the word that opens the list) and the words that lead a figure; None where other words stand there."""
    edge = strip_tail(blank, lead, floor)
    return name_before(CLOSED.sub(" ", blank[floor:edge])) if edge < lead else None


def name_before(gap: str) -> str | None:
    """The name behind the last mark, or the word that opens a list, in the words before a figure; behind a semicolon a name may hold commas
    ("; vận tải, bưu điện, du lịch")."""
    if not gap.strip():
        return None
    kind = QUANTITIES.kind_by_name.search(gap)
    if kind is not None and len(kind["name"].split()) <= LONGEST_KIND and not any(QUANTITIES.finite_verb.match(kind["name"], m.end()) for m in BLANK.finditer(kind["name"])):
        return " ".join(kind["name"].split())  # "nhóm nhà ở, điện nước, chất đốt và vật liệu xây dựng"
    whole = gap.rfind(";") + 1
    if whole and "," in gap[whole:] and all(_is_name(part.strip()) for part in gap[whole:].split(",")):
        name = " ".join(gap[whole:].split())
        return name if len(name.split()) <= LONGEST + 2 else None
    mark = _last_mark(gap)
    if mark is None:
        return None
    name = without_opening(gap[mark:].strip(" “”\""))
    return name if _is_name(name) and not _goes_on_with_measure(gap[:mark]) else None


def _goes_on_with_measure(words: str) -> bool:
    """Whether the words before a comma or "và" are a measure that goes on behind it ("diện tích trồng rừng phòng hộ, đặc dụng đạt 40 ha")."""
    joint = QUANTITIES.and_at_end.search(words)
    if joint is not None:
        piece = words[max(words.rfind(mark, 0, joint.start()) for mark in ";:(") + 1 : joint.start()]
        piece = piece[opening.end() :] if (opening := leads().match(piece)) is not None else piece
        return is_measure(piece.strip()) and not any(QUANTITIES.finite_verb.match(piece, found.end()) for found in BLANK.finditer(piece))
    if not words.endswith(","):
        return False
    piece = words[_last_mark(words[:-1]) or 0 : -1].strip()
    told = any(QUANTITIES.finite_verb.match(piece, found.end()) for found in BLANK.finditer(piece))
    return is_measure(piece) and not told and len(piece.split()) > LONE


def _is_name(name: str) -> bool:
    if not 0 < len(name.split()) <= LONGEST or opening_of(name) or any(c.isdigit() for c in name[:1]):
        return False
    return not (is_measure(name) or is_act(name) or has_tense(name) or name.lower() in quantities().labels.no_members)


def _last_mark(gap: str) -> int | None:
    """Where the last mark before a name ends; a comma within a name ("công nghiệp chế biến, chế tạo") is none."""
    return max((found.end() for found in QUANTITIES.parts_clause.finditer(gap) if pair().match(gap, found.start()) is None), default=None)


def find_members(items: Sequence[Item], blank: str, start: int) -> None:
    """Sets `member` on the items of every run of at least three figures (two behind words that open parts) that each have a name of their own: before a verb of growth or reach, or before
    the bracket that holds the figure alone. A figure without words of its own right behind one ("ngô 4.600 ha, tăng 2%; lạc …") goes with it. A bracket has
    runs of its own."""
    runs: list[list[tuple[Item, str, bool]]] = [[]]
    opened: set[int] = set()  # the first figures of the runs that words open
    floor, inside = start, 0  # brackets that only hold a further figure of a member
    for item in items:
        gap = blank[floor : item.lead]
        alone = gap.endswith("(") and blank.startswith(")", item.tail)
        further = runs[-1][-1][1] if runs[-1] and _is_further(blank, gap, floor, item.lead) else None
        for mark in gap[:-1] if alone else gap:
            if mark == "(" and further is not None:
                inside += 1
            elif mark == ")" and inside:
                inside -= 1
            elif mark == "(":
                runs.append([])
            elif mark == ")" and len(runs) > 1:
                _close(runs.pop(), opened)
        name = None
        if further is not None:
            runs[-1].append((item, further, True))
        elif alone and item.unit is not None and item.unit.kind == "measure":
            name = name_before(gap[:-1])
        elif not alone and _grows(item):
            name = name_of(blank, floor, item.lead)
            item.thing = name is not None and is_amount(item)
        if name is not None:
            if not runs[-1] and opens_parts(gap):
                opened.add(item.figure.start)
            runs[-1].append((item, name, False))
        elif not alone and further is None:
            _close(runs[-1], opened)
            runs[-1] = []
        floor = item.tail
    for run in runs:
        _close(run, opened)


def _is_further(blank: str, gap: str, floor: int, lead: int) -> bool:
    """Whether a figure only goes on with the one before it: nothing stands between them but a comma or an opening bracket, what the one before is compared
    with, and the words that lead it."""
    if not gap.strip() or any(mark in gap for mark in ";:."):
        return False
    words = blank[floor : strip_tail(blank, lead, floor)]
    compared = QUANTITIES.versus.match(words) is not None or is_compared(words, 0)
    opened = words.rstrip(" (")
    return not opened.strip(" ,)") or (compared and "," in words and not opened[opened.rfind(",") + 1 :].strip(" ,)"))


def _grows(item: Item) -> bool:
    """Whether a figure can tell of a member of a row: a share, a growth, or a measured level."""
    return (item.figure.percent and item.role in (*CHANGES, "level")) or (item.unit is not None and item.unit.kind == "measure" and item.role == "level") or is_amount(item)


def is_amount(item: Item) -> bool:
    """Whether a figure is the amount of a thing: an area, a weight, a length; sums of money are of a kind of their own ("thu nội địa 8 tỷ đồng")."""
    return item.role in (None, "level") and item.unit is not None and item.unit.kind == "measure" and not item.figure.percent and not item.unit.text.startswith(MONEY)


def _close(run: Sequence[tuple[Item, str, bool]], opened: set[int]) -> None:
    things = all(item.thing or further for item, _, further in run)
    least = OPENED if run and run[0][0].figure.start in opened and not things else LEAST
    enough = sum(not further for _, _, further in run) >= least
    for item, name, _ in run:
        item.member, item.thing = (name, things) if enough else (None, False)


def find_comparisons(items: Sequence[Item], blank: str, text: str, start: int, end: int) -> None:
    """Sets `versus` on every change: what it is compared with by the words behind it, else by those that open its clause, else by those behind a later change
    of the same row."""
    ahead = ""
    floor = start
    for item in items:
        opened = [m for m in QUANTITIES.comparison_ahead.finditer(text, floor, item.figure.start)]
        if opened:
            ahead = " ".join(opened[-1]["than"].split())
        elif ";" in blank[floor : item.lead]:
            ahead = ""
        if item.role in CHANGES:
            item.versus = versus(blank, text, item.tail, end) or ahead
        floor = item.tail
    later = ""
    for item, following in zip(reversed(items), [None, *reversed(items[1:])], strict=True):
        if following is not None and any(mark in blank[item.tail : following.lead] for mark in ";."):
            later = ""
        if item.role in CHANGES and item.figure.percent:
            later = item.versus or later
            if item.member is not None:
                item.versus = item.versus or later


def in_turn_of(earlier: Sequence[Item], group: Sequence[Item]) -> None:
    """ "vốn đăng ký đạt 18 tỷ USD, vốn thực hiện đạt 7 tỷ USD, tăng lần lượt 32% và 9%": each figure is of what the figure before it in turn measures."""
    told = [item for item in earlier[-EARLIER:] if item.owner is None and item.label and not item.percent and item.role not in CHANGES][-len(group) :]
    if len(told) == len(group) and len({item.label for item in told}) == len(told):
        for item, before in zip(group, told, strict=True):
            item.subject, item.label, item.settled = before.subject, before.label, True


def listed_name(blank: str, floor: int, lead: int) -> str | None:
    """The whole name of a member behind a colon or semicolon, commas and all ("; công nghiệp, xây dựng chiếm 28%"); None where no such mark stands before it."""
    edge = strip_tail(blank, lead, floor)
    mark = max(blank.rfind(mark, floor, edge) for mark in ":;")
    name = clean(blank[mark + 1 : edge]) if mark >= 0 else ""
    return name if _is_name(name) else None


__all__ = ["OPENED", "find_comparisons", "find_members", "in_turn_of", "is_amount", "listed_name", "name_of"]
