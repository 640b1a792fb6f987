"""Findings about lists: a list that has more or fewer members than the text says, and a body in two lists that exclude each other.

A list stands behind its count ("02 hội nghị, gồm: …; …"), in a bracket, or in the footnote that the count carries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.audit.checks import Issue, Run, Seen, check
from extractor.audit.counted import note_of, running
from extractor.audit.figures import Figure
from extractor.audit.members import bodies_in
from extractor.audit.not_listed import not_listed
from extractor.audit.passages import Bracket, Passage
from extractor.audit.vocabulary import vocabulary
from extractor.lexicon.patterns import fold
from extractor.messages import SAY

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
    finds=["Huyện đã tổ chức 02 hội nghị, gồm: Hội nghị sơ kết năm học; hội nghị đối thoại với thanh niên; hội nghị tổng kết hè."],
    leaves=["Huyện đã tổ chức 03 hội nghị, gồm: Hội nghị sơ kết năm học; hội nghị đối thoại với thanh niên; hội nghị tổng kết hè."],
)
def list_count(seen: Seen) -> Iterator[Issue]:
    # A count that one list bears out is not measured by what follows ("Có 3 cách: nộp trực tiếp; nộp qua mạng; qua bưu điện, cụ thể:" over two items).
    told = {figure.start for figure, members in seen.lists if members.least <= figure.value <= members.most}
    for figure, members in seen.lists:
        if members.least <= figure.value <= members.most or figure.start in told or not_listed(seen.layout.reading.text, figure, members):
            continue
        told.add(figure.start)
        counted = str(members.least) if members.sure else f"{members.least}–{members.most}"
        yield Issue(
            "list_count",
            "warning",
            *SAY.audit("list_count", counted=" ".join(filter(None, (figure.written, figure.unit))), listed=counted),
            ((figure.start, figure.end), members.run),
        )


# -- lists of bodies -----------------------------------------------------------------------------------------------------------------


@check(
    "body_in_two_lists",
    "warning",
    finds=["Có 02 cơ quan đã kiểm tra xong (Sở Y tế, UBND huyện Tân Phú), 02 cơ quan đang kiểm tra (Sở Tư pháp, UBND huyện Tân Phú)."],
    leaves=["Có 02 cơ quan đã kiểm tra xong (Sở Y tế, UBND huyện Tân Phú), 02 cơ quan đang kiểm tra (Sở Tư pháp, UBND huyện Định Quán)."],
)
def body_in_two_lists(seen: Seen) -> Iterator[Issue]:
    for passage in running(seen.text):
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
    run = note_of(seen.layout.reading, passage, figure)
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
                *SAY.audit("body_in_two_lists", name=name, one=one.figure.written, one_words=one.words.rstrip(), other=other.figure.written, other_words=other.words.rstrip()),
                (first, run, (one.figure.start, one.figure.end), (other.figure.start, other.figure.end)),
            )
