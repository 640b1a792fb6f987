"""Findings about lists: a list that has more or fewer members than the text says, and a body in two lists that exclude each other.

A list stands behind its count ("02 hội nghị, gồm: …; …"), in a bracket, or in the footnote that the count carries.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import regex

from extractor.audit.checks import Issue, Run, Seen, check
from extractor.audit.figures import Figure, by_segment
from extractor.audit.members import Members, behind, below, bodies_in, countable, of_note
from extractor.audit.passages import Bracket, Passage, passage_at
from extractor.audit.tree import forest
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import fold

NOTE_STOP = regex.compile(r"[;]|,\s*\d|\.\s")
STOP = regex.compile(r"[;,.]")
CUT = regex.compile(r"[;,]|\d")


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
    told: set[int] = set()
    for figure, members in chain(_in_text(seen), _of_outline(seen)):
        if members.least <= figure.value <= members.most or figure.start in told:
            continue
        told.add(figure.start)
        counted = str(members.least) if members.sure else f"{members.least}–{members.most}"
        yield Issue(
            "list_count",
            "warning",
            f"Ghi {figure.written} {figure.unit or ''} nhưng danh sách có {counted}.".replace("  ", " "),
            f"{figure.written} {figure.unit or ''} are counted but the list has {counted}.".replace("  ", " "),
            ((figure.start, figure.end), members.run),
        )


def _in_text(seen: Seen) -> Iterator[tuple[Figure, Members]]:
    """Every count with the list in its sentence, in the bracket behind it, or in its footnote."""
    reading, groups = seen.layout.reading, by_segment(seen.figures)
    for passage in _passages(seen):
        for figure in passage.figures:
            if countable(figure):
                members = behind(passage, figure)
                if members is None and (run := _note_of(seen, passage, figure)) is not None:
                    index = reading.segment_index(run[0])
                    members = of_note(passage_at(reading, index, groups.get(index, ())), figure)
                if members is not None:
                    yield figure, members


def _of_outline(seen: Seen) -> Iterator[tuple[Figure, Members]]:
    """Every count with the items below it."""
    groups = by_segment(seen.figures)
    reading = seen.layout.reading
    for node in forest(len(reading.segments), lambda index: passage_at(reading, index, groups.get(index, ()))):
        found = below(node)
        if found is not None and countable(found[0]):
            yield found


def _passages(seen: Seen) -> Iterator[Passage]:
    reading = seen.layout.reading
    for index, group in by_segment(seen.figures).items():
        if reading.segments[index].kind != "cell" or reading.segments[index].end - reading.segments[index].start > 120:
            yield passage_at(reading, index, group)


# -- lists of bodies -----------------------------------------------------------------------------------------------------------------


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
