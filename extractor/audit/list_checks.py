"""Findings about lists: a list that has more or fewer members than the text says, and a body in two lists that exclude each other.

A list stands behind its count ("02 hội nghị, gồm: …; …"), in a bracket, or in the footnote that the count carries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.audit.checks import Issue, Run, Seen, check
from extractor.audit.figures import Figure, by_segment
from extractor.audit.passages import Bracket, Passage, passage_at
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import AUDIT

COMMA = regex.compile(r"\s*[,;]\s*")
NUMBERED = regex.compile(r"[(](\d{1,2})[)]")
NOTE_STOP = regex.compile(r"[;]|,\s*\d|\.\s")
STOP = regex.compile(r"[;,.]")
CUT = regex.compile(r"[;,]|\d")
MOST_LISTED = 60


@dataclass(frozen=True, slots=True)
class Listing:
    """A counted list: the figure, the run of its members, and each member's words with its run."""

    figure: Figure
    words: str  # what the figure's clause says, for its state
    members: tuple[tuple[str, Run], ...]


@check(
    "list_count",
    "warning",
    "Danh sách có nhiều hơn hoặc ít hơn số thành viên mà câu nêu.",
    "A list has more or fewer members than its sentence says.",
    finds=["Huyện đã tổ chức 02 hội nghị, gồm: Hội nghị sơ kết năm học; hội nghị đối thoại với thanh niên; hội nghị tổng kết hè."],
    leaves=["Huyện đã tổ chức 03 hội nghị, gồm: Hội nghị sơ kết năm học; hội nghị đối thoại với thanh niên; hội nghị tổng kết hè."],
)
def list_count(seen: Seen) -> Iterator[Issue]:
    for passage in _passages(seen):
        for figure in passage.figures:
            if figure.dimension != "count" or figure.vague or figure.total is not None or not 1 < figure.value <= MOST_LISTED:
                continue
            for members in (_named_members(passage, figure), _numbered_members(passage, figure), _bodies_of_note(seen, passage, figure)):
                if members and len(members) >= 2 and len(members) != figure.value:
                    yield Issue(
                        "list_count",
                        "warning",
                        f"Ghi {figure.written} {figure.unit or ''} nhưng danh sách có {len(members)}.".replace("  ", " "),
                        f"{figure.written} {figure.unit or ''} are counted but the list has {len(members)}.".replace("  ", " "),
                        ((figure.start, figure.end), (members[0][1][0], members[-1][1][1])),
                    )
                    break


def _passages(seen: Seen) -> Iterator[Passage]:
    reading = seen.layout.reading
    for index, group in by_segment(seen.figures).items():
        if reading.segments[index].kind != "cell" or reading.segments[index].end - reading.segments[index].start > 120:
            yield passage_at(reading, index, group)


def _named_members(passage: Passage, figure: Figure) -> list[tuple[str, Run]]:
    """Members between semicolons that all begin with the counted noun."""
    if not figure.unit:
        return []
    end = passage.sentence_end(figure.start)
    opened = vocabulary().enumeration.match(passage.text, figure.end, end)
    if opened is None or vocabulary().partial.search(passage.text, figure.start, end):
        return []
    depth = passage.depth(figure.start)
    noun = fold(figure.unit)
    members = []
    for a, b in passage.pieces(opened.end(), end, depth):
        words = passage.text[a:b]
        lead = len(words) - len(words.lstrip(" -–+“\""))
        if not fold(words.strip(" -–+“\"")).startswith(noun):
            return []
        members.append((words.strip(), (a + lead, a + len(words.rstrip(" .")))))
    return members


def _numbered_members(passage: Passage, figure: Figure) -> list[tuple[str, Run]]:
    """Members numbered (1), (2), (3) … up to the end of the sentence or segment, right behind the count and a colon."""
    opened = vocabulary().enumeration.match(passage.text, figure.end, passage.end)
    if opened is None or NUMBERED.match(passage.text, opened.end()) is None or _other_list(passage.text[figure.end : opened.end()]):
        return []
    marks = list(NUMBERED.finditer(passage.text, opened.end(), passage.end))
    found: list[tuple[str, Run]] = []
    for expected, mark in enumerate(marks, 1):
        if int(mark[1]) != expected:
            return []  # another list begins, or a mark was lost
        found.append((mark[0], (mark.start(), mark.end())))
    return found


def _other_list(lead: str) -> bool:
    """ "12 văn bản để triển khai nhiệm vụ, tập trung: (1) …": a clause of its own opens the list, and not with "gồm" or "cụ thể"."""
    clause = lead.rstrip(" :").rpartition(",")[2].strip()
    return "," in lead and vocabulary().enumeration_opens.search(clause) is None


# -- lists of bodies -----------------------------------------------------------------------------------------------------------------


def bodies_in(text: str, start: int, end: int) -> list[tuple[str, Run]]:
    """The bodies that a run lists, each with its run; empty where something in it is no body."""
    members: list[tuple[int, int]] = []
    position = start
    cuts = [(m.start(), m.end()) for m in COMMA.finditer(text, start, end)] + [(m.start(), m.end()) for m in AUDIT.last_member.finditer(text, start, end)]
    heads = vocabulary().body_heads
    for a, b in [*sorted(cuts), (end, end)]:
        if a < position:
            continue
        words = text[position:a].strip()
        if words:
            if heads.match(words):
                members.append((position, a))
            elif members and words[0].isupper():
                members[-1] = (members[-1][0], a)  # "Sở Văn hóa, Thể thao và Du lịch"
            elif members:
                members[-1] = (members[-1][0], a)
            else:
                return []
        position = b
    return [(text[a:b].strip(" .;,"), (a, b)) for a, b in members]


def _bodies_of_note(seen: Seen, passage: Passage, figure: Figure) -> list[tuple[str, Run]]:
    """The bodies of the footnote whose mark the figure's clause carries, where the figure counts bodies."""
    if (figure.unit or "").casefold() not in vocabulary().body_nouns:
        return []
    run = _note_of(seen, passage, figure)
    if run is None:
        return []
    text = seen.layout.reading.text
    members = bodies_in(text, *run)
    # A comma may part a name: only a list all of whose commas part bodies can be counted.
    commas = len(COMMA.findall(text[run[0] : run[1]].strip(" .;,"))) + 1
    return members if len(members) == commas and not vocabulary().partial.search(text, *run) else []


def _note_of(seen: Seen, passage: Passage, figure: Figure) -> Run | None:
    reading = seen.layout.reading
    following = passage.next_start(figure)
    limit = passage.end if following is None else following
    stop = NOTE_STOP.search(passage.text, figure.end, min(limit, passage.end))
    if stop is not None:
        limit = stop.start()
    index = bisect_left(reading.marks, figure.end, key=lambda m: m.offset)
    if index == len(reading.marks) or reading.marks[index].offset > limit:
        return None
    note = reading.notes.get(reading.marks[index].mark)
    return (note.start, note.end) if note is not None else None


@check(
    "body_in_two_lists",
    "warning",
    "Một cơ quan đứng trong hai danh sách loại trừ nhau (đã làm và đang làm, chưa làm).",
    "One body stands in two lists that exclude each other (done, and in progress or not begun).",
    finds=["Có 02 cơ quan đã kiểm tra xong (Sở Y tế, UBND huyện Tân Phú), 02 cơ quan đang kiểm tra (Sở Tư pháp, UBND huyện Tân Phú)."],
    leaves=["Có 02 cơ quan đã kiểm tra xong (Sở Y tế, UBND huyện Tân Phú), 02 cơ quan đang kiểm tra (Sở Tư pháp, UBND huyện Định Quán)."],
)
def body_in_two_lists(seen: Seen) -> Iterator[Issue]:
    for passage in _passages(seen):
        for start, end in passage.sentences():
            listings = [made for f in passage.figures if start <= f.start < end and (made := _listing(seen, passage, f)) is not None]
            for position, one in enumerate(listings):
                for other in listings[position + 1 :]:
                    if _exclude(one.words, other.words):
                        yield from _shared(one, other)


def _listing(seen: Seen, passage: Passage, figure: Figure) -> Listing | None:
    if figure.dimension != "count":
        return None
    bracket = next((b for b in passage.brackets if figure.end < b.open < figure.end + 90 and not _cut(passage, figure, b)), None)
    if bracket is not None:
        members = bodies_in(passage.text, bracket.open + 1, bracket.close)
        if len(members) >= 2:
            return Listing(figure, passage.text[figure.end : bracket.open], tuple(members))
    run = _note_of(seen, passage, figure)
    if run is None:
        return None
    members = bodies_in(seen.layout.reading.text, *run)
    stop = STOP.search(passage.text, figure.end, passage.end)
    words = passage.text[figure.end : stop.start() if stop else passage.end]
    return Listing(figure, words, tuple(members)) if members else None


def _cut(passage: Passage, figure: Figure, bracket: Bracket) -> bool:
    return CUT.search(passage.text, figure.end, bracket.open) is not None


def _exclude(one: str, other: str) -> bool:
    """The two clauses tell states that exclude each other; the first word of state in each decides."""
    states = [_state(words) for words in (one, other)]
    return None not in states and states[0] != states[1]


def _state(words: str) -> int | None:
    found = [(m.start(), number) for number, state in enumerate(vocabulary().states) if (m := state.search(words)) is not None]
    return min(found)[1] if found else None


def _shared(one: Listing, other: Listing) -> Iterator[Issue]:
    known = {fold(name): run for name, run in one.members}
    for name, run in other.members:
        first = known.get(fold(name))
        if first is not None:
            yield Issue(
                "body_in_two_lists",
                "warning",
                f"{name} đứng trong cả hai danh sách: {one.figure.written}{one.words.rstrip()} và {other.figure.written}{other.words.rstrip()}.",
                f"{name} stands in both lists: {one.figure.written}{one.words.rstrip()}, and {other.figure.written}{other.words.rstrip()}.",
                (first, run, (one.figure.start, one.figure.end), (other.figure.start, other.figure.end)),
            )
