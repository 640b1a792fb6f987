"""A footnote that tells the parts of the figure it is put to.

    "… sửa đổi 61 văn bản[4]"   and   "[4] Gồm: 12 Luật, 31 Nghị định, 18 Thông tư."

Linear: every mark is looked at with the figure before it and with its own note.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.audit.figures import Figure
from extractor.audit.passages import Passage
from extractor.audit.relations import Offer
from extractor.audit.sum_parts import SUMMED, Scope
from extractor.audit.sums import readings
from extractor.audit.vocabulary import vocabulary
from extractor.layout.model import Reading

LIST_MARK = regex.compile(r"(?<=\s)\(?(?:1|i|a)\)\s")
NOUN = regex.compile(r"[^\d.;,:()]{0,70}")


def sums_of_notes(reading: Reading, passages: Mapping[int, Passage]) -> Iterator[Offer]:
    """The offers of all footnotes; `passages` are those of the reading by the index of their segment."""
    notes = {s.mark: i for i, s in enumerate(reading.segments) if s.kind == "note" and s.mark}
    for mark in reading.marks:
        note = passages.get(notes.get(mark.mark, -1))
        owner = passages.get(reading.segment_index(max(0, mark.offset - 1)))
        if note is None or owner is None or owner is note:
            continue
        before = owner.between(owner.start, mark.offset)
        whole = before[-1] if before else None
        if whole is None or not _whole(whole) or NOUN.fullmatch(owner.text, whole.end, mark.offset) is None:
            continue
        yield from _parts(note, whole)


def _whole(figure: Figure) -> bool:
    return figure.dimension in SUMMED and not figure.vague and figure.value_to is None


def _parts(note: Passage, whole: Figure) -> Sequence[Offer]:
    """The readings of the note: its first sentence where that has parts, else all of it."""
    cue = vocabulary().list_cue.match(note.text, note.start)
    start = cue.end() if cue is not None else note.start
    named = "note_all" if cue is not None else "note_plain"
    end = note.sentence_end(start)
    mark = LIST_MARK.search(note.text, start, end)
    if mark is not None and len(note.between(start, mark.start())) >= 2:
        end = mark.start()  # what follows is told one by one
    for stop in (end, note.end):
        found = list(readings(note, [whole], Scope(start, stop, 0, named)))
        if found:
            return found
    return ()
