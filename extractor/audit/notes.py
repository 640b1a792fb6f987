"""A footnote that tells the parts of the figure it is put to.

    "… sửa đổi 61 văn bản[4]"   and   "[4] Gồm: 12 Luật, 31 Nghị định, 18 Thông tư."
    "… thẩm định 64 dự thảo[5]" and   "[5] Sở A thẩm định 41 dự thảo; Sở B thẩm định 23 dự thảo."    clause by clause, also of several figures

Linear: every mark is looked at with the few figures before it and with its own note.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

import regex

from extractor.audit.figures import OPERANDS, Figure, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.passages import Passage, pairs_of
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import Scope, may_be_part
from extractor.audit.sums import readings
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.layout.model import Reading

LIST_MARK = regex.compile(r"(?<=\s)\(?(?:1|i|a)\)\s")
NOUN = regex.compile(r"[^\d.;,:()]{0,70}")
WHOLES = 4  # figures before a mark whose parts its note may tell
LEAD = 40  # code points before a figure that say what was done


def sums_of_notes(reading: Reading, passages: Mapping[int, Passage]) -> Iterator[Offer]:
    """The offers of all footnotes; `passages` are those of the reading by the index of their segment."""
    for offset, owner, note in _noted(reading, passages):
        before = owner.between(owner.start, offset)
        whole = before[-1] if before else None
        if whole is not None and _whole(whole) and NOUN.fullmatch(owner.text, whole.end, offset) is not None:
            yield from _parts(note, whole)
        yield from _by_clauses(owner, offset, note)


def _noted(reading: Reading, passages: Mapping[int, Passage]) -> Iterator[tuple[int, Passage, Passage]]:
    """Every mark with its place, what carries it, and its note: the next one behind it where several have the mark (numbers that begin anew)."""
    notes: dict[str, list[int]] = {}
    for index, segment in enumerate(reading.segments):
        if segment.kind == "note" and segment.mark:
            notes.setdefault(segment.mark, []).append(index)
    for mark in reading.marks:
        known = notes.get(mark.mark)
        index = reading.segment_index(max(0, mark.offset - 1))
        if known is None or index not in passages:
            continue
        at = min(bisect_right(known, index), len(known) - 1)
        note = passages.get(known[at])
        if note is not None and known[at] != index:
            yield mark.offset, passages[index], note


def _by_clauses(owner: Passage, offset: int, note: Passage) -> Iterator[Offer]:
    """A note whose clauses repeat what the sentence says, each of another body or time."""
    clauses = [run for start, end in note.sentences() for run in note.pieces(start, end, 0)]
    members = [found for a, b in clauses if (found := [f for f in note.between(a, b) if _whole(f)])]
    if len(members) < 2:
        return
    low = owner.sentence_start(max(owner.start, offset - 1))
    for whole in owner.backwards(low, offset, WHOLES):
        if _whole(whole) and whole.total is None and whole.unit and owner.depth(whole.start) == 0:
            yield from _told_again(owner, note, whole, members)


def _told_again(owner: Passage, note: Passage, whole: Figure, members: Sequence[Sequence[Figure]]) -> Iterator[Offer]:
    """The figures of the clauses that count what the whole counts, behind the same words."""
    lead = pairs_of(_lead(owner, whole))
    usable = [[f for f in figures if f.unit and may_be_part(whole, f) and same_noun(whole, f)] for figures in members]
    if not any(lead & pairs_of(_lead(note, f)) and note.depth(f.start) for figures in usable for f in figures):
        usable = [[f for f in figures if note.depth(f.start) == 0] for figures in usable]  # brackets tell more of each, unless they tell it in the same words
    parts = [f for figures in usable for f in [next((f for f in figures if lead & pairs_of(_lead(note, f))), None)] if f is not None]
    single = all(len(figures) < 2 for figures in usable)
    if len(parts) < 2 or (single and len(parts) < sum(map(len, usable))):
        return
    variant = "" if len(parts) == len(members) else "partial"
    cue = vocabulary().list_cue.match(note.text, note.start)
    named = "note_plain" if cue is not None and claim_of(cue) != "all" else "note_clauses"
    yield [Candidate("sum", tuple(parts), whole, named, grade_sum(parts, whole), variant=variant)]


def _lead(passage: Passage, figure: Figure) -> str:
    """The words before a figure in its clause."""
    return passage.clause(figure)[-LEAD:]


def _whole(figure: Figure) -> bool:
    return figure.dimension in OPERANDS and not figure.vague and figure.value_to is None


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
