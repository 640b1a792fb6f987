"""Figures that stand alone behind the members of a list, where a lone one would be part of a name or a mark.

In brackets: "tại các huyện: Đông Hải (14), Tây Giang (09), Nam Phú (21)". Without: "7.044 vụ việc, trong đó: xã Bình Sơn 655, xã Châu Sơn 3.122".

In: the text and the place of a figure. Out: whether it is such a figure, and no mark of a note, ordinal or part of a name: marks of notes run on by one, an
ordinal stands before what it numbers, and the members of a list that a figure with its unit opens each have their own name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import regex

from extractor.lexicon.phrases import QUANTITIES

WINDOW = 240  # code points on each side of a figure in which the members beside it stand
MEMBER = regex.compile(r"\((?P<figure>\d{1,4}(?:[.,]\d+)?)\)")
NAMED = regex.compile(r"\p{L}\s?")
PARTED = regex.compile(r"; ")
OPENED = 600  # code points before a figure in which the words that open its list stand
NAMES_NUMBER = 20  # names end with smaller numbers than this ("Tân An 2", "Phường 12")


def _in_own_bracket(text: str, start: int, end: int) -> bool:
    """Whether the figure stands alone in its bracket."""
    return text.startswith(")", end) and text.endswith("(", 0, start)


def in_bracket_list(text: str, start: int, end: int) -> bool:
    """Whether the figure `[start, end)` is one of several that stand behind names, each alone in its bracket."""
    return _in_own_bracket(text, start, end) and counts_in_list(text, start, end)


def counts_in_list(text: str, start: int, end: int) -> bool:
    """Whether the figure `[start, end)` is one of several behind names: alone in its bracket, or bare in a list that a counted figure opens."""
    if not _in_own_bracket(text, start, end):
        return _counts_behind_name(text, start, end)
    low, high = max(0, start - WINDOW), min(len(text), end + WINDOW)
    found = list(MEMBER.finditer(text, low, high))
    own = next((n for n, member in enumerate(found) if member.start("figure") == start), None)
    if own is None or not NAMED.search(text, max(low, start - 3), start - 1):
        return False
    first = last = own
    while first > 0 and QUANTITIES.next_named.fullmatch(text, found[first - 1].end(), found[first].start()):
        first -= 1
    while last + 1 < len(found) and QUANTITIES.next_named.fullmatch(text, found[last].end(), found[last + 1].start()):
        last += 1
    return first < last and not _runs_on([member["figure"] for member in found[first : last + 1]])


def _runs_on(figures: Sequence[str]) -> bool:
    """Marks of notes: each one more than the one before."""
    return all(figure.isdecimal() for figure in figures) and all(int(b) - int(a) == 1 for a, b in pairwise(figures))


def _counts_behind_name(text: str, start: int, end: int) -> bool:
    """Whether the figure stands behind a member of a list of names that a counted figure opens ("84 hộ, gồm: xã An Hải 12, xã Bình Tân 72").

    Where all numbers are as small as those in names are, none is told by a colon, and no words open the list or they are as many as the opening figure counts
    ("2 xã, gồm: Tân An 1, Hòa Phú 2"), they are parts of the names; so are those in a bracket that are two or come nowhere near what it counts.
    """
    low = max(0, start - OPENED)
    openings = list(QUANTITIES.list_of_names.finditer(text, low, start))
    if not openings:
        return _goes_on_naming(text, start, end, low)
    # A remark in brackets behind a member ("Nam Phú: 84 (đang rà soát); …") looks like the opening of another list.
    found = ((opened, _members(QUANTITIES.named_figure, text, opened.end(), start, end + OPENED)) for opened in reversed(openings))
    opened, members = next(((opened, members) for opened, members in found if members), (openings[-1], []))
    if not _all_differ(members, 2):
        return _goes_on_naming(text, start, end, low)
    figures = [member["figure"] for member in members]
    values = [int(figure.replace(".", "")) if "," not in figure else NAMES_NUMBER for figure in figures]
    count: str = opened["count"].replace(".", "")
    measured = [member["unit"] for member in members if member["unit"] is not None]
    if max(values) >= NAMES_NUMBER or count == str(sum(values)) or any(member["told"] for member in members) or len(set(measured)) < len(measured):
        return True  # "28 người (Tân An 13, Hòa Phú 15)"
    if count == str(len(figures)):
        return False
    if opened["opens"] is not None:
        return True
    # A bare bracket: "công suất 660 MW (Sê San 3, Sê San 4, Hòa Phú 2)" names works, "29 người (An Hải 4, Bình Tân 15, Hòa Phú 10)" counts.
    return len(figures) > 2 and count.isdecimal() and int(count) <= 2 * sum(values) <= 4 * int(count)


def _goes_on_naming(text: str, start: int, end: int, low: int) -> bool:
    """Whether the figure goes on with a row of names of which the first says what is counted ("Xã An Hải 12 hộ, xã Bình Tân 15, xã Châu Lâm 18"), or, where
    semicolons part them, any ("Phú Lộc 6; Đèo Voi 8; Sa Pả 12 chỉ tiêu")."""
    marks = (text.rfind(mark, low, start) for mark in (": ", ". ", "( "))
    begin = max(low, text.rfind("\n", low, start) + 1, *(mark + 2 for mark in marks if mark >= 0))
    places = [begin, *(m.end() for m in PARTED.finditer(text, begin, start))]
    for at in places:
        members = _members(QUANTITIES.named_figure, text, at, start, end + OPENED)
        if members:
            return _all_differ(members, 3) and any(member["unit"] is not None for member in (members if len(places) > 1 else members[:1]))
    return False


def _members(pattern: Any, text: str, at: int, start: int, limit: int) -> list[regex.Match[str]]:
    """The names with figures, as `pattern` reads them, that follow each other from `at`; none where the figure at `start` is not one of theirs."""
    found = list[regex.Match[str]]()
    while (member := pattern.match(text, at, min(len(text), limit))) is not None:
        found.append(member)
        at = member.end()
    return found if any(member.start("figure") == start for member in found) else []


def _all_differ(members: Sequence[regex.Match[str]], least: int) -> bool:
    """Whether they are `least` or more, each with a name of its own."""
    return len({member["name"] for member in members}) == len(members) >= least


def counts_in_row(text: str, start: int, end: int) -> bool:
    """Whether the figure is one of a row of bare figures behind different words ("đúng 21, đúng một phần 34, sai 103"): three or more, two in a bracket
    behind a counted figure; none of nouns whose number is their name, and not all as small as those are."""
    low = max(0, start - WINDOW)
    return _row_from(text, low, (": ", ". ", "\n", "("), start) or _row_from(text, low, (": ", ". ", "\n", "(", "; "), start)


def _row_from(text: str, low: int, opening: Sequence[str], start: int) -> bool:
    """Whether the figure at `start` is of a row that begins behind the last of some marks."""
    marks = [text.rfind(mark, low, start) for mark in opening]
    at = max([low, *(place + 1 for place in marks if place >= 0)])
    while at < start and text[at].isspace():
        at += 1
    members = _members(QUANTITIES.counted_words, text, at, start, start + WINDOW)
    least = 2 if at > 0 and text.rfind("(", max(0, at - 2), at) >= 0 else 3
    if not _all_differ(members, least) or any(QUANTITIES.numbered_noun.search(member["name"].lower()) for member in members):
        return False
    if max(int(member["figure"].replace(".", "")) for member in members) >= NAMES_NUMBER:
        return True
    return least == 2 and not all(member["name"].split()[-1].istitle() for member in members)  # "(Sê San 3, Hòa Phú 2)"; "(MN 01, TH 02)" counts schools


__all__ = ["counts_in_list", "counts_in_row", "in_bracket_list"]
