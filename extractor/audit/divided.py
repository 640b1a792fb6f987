"""Lines and sentences that part a figure of the paragraph above them, though nothing leads to them.

    "Toàn tỉnh tiếp 1.846 lượt với 2.115 người; …"
    "- Tiếp thường xuyên: 1.209 lượt; tiếp định kỳ và đột xuất: 637 lượt."      words that make up a whole, of the noun of the first figure above
    "- Cấp tỉnh: 412 lượt. Cấp xã: 1.434 lượt."                                 the same figure once more

    "… tiếp 456 lượt công dân." "Nội dung về các lĩnh vực sau: đất đai 252 lượt; bồi thường 72 lượt; lĩnh vực khác 132 lượt."    a list that others end
    "… 3.159 ca tại 45 tỉnh." "Các tỉnh ghi nhận ca bệnh như sau: An Phú (968), Bình An (439), …"    a list that leads to names, under the figure before it

Linear: a line looks at the few segments above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extractor.audit.figures import OPERANDS, Figure, alike, same_noun
from extractor.audit.grades import grade_sum
from extractor.audit.matrices import leads_to
from extractor.audit.partitions import parted, taken_between
from extractor.audit.passages import Passage
from extractor.audit.relations import Candidate, Offer
from extractor.audit.sum_parts import Scope
from extractor.audit.sums import readings
from extractor.audit.vocabulary import claim_of, vocabulary
from extractor.lexicon.phrases import AUDIT

ABOVE = 4  # segments with figures above a line that are looked at
FURTHEST = 6  # segments between a line and its whole
PARTS = 12  # figures of a line
NAMED = 4  # figures above a list of names that may be its whole
LEAST = 3  # names of such a list
LEAD, NAME = 90, 48  # code points before the words that lead to it, and of a name
COLON = regex.compile(r"\s*:")


def sums_of_divisions(passages: Sequence[Passage]) -> Iterator[Offer]:
    """The offers of a document's running text."""
    for position, passage in enumerate(passages):
        if passage.segment.kind in ("cell", "heading", "note"):
            continue
        above = passages[max(0, position - ABOVE) : position][::-1]
        line = _parts(passage, passage.start, passage.end)
        if line:
            yield from _divided(passage, line, _above(passage, line, above))
        else:
            for number, (start, end) in enumerate(passage.sentences()):
                parts = _parts(passage, start, end)
                yield from _divided(passage, parts, _before(passage, number, parts) or _above(passage, parts, above)) if parts else ()
        if above:
            yield from _of_names(passage, above[0])
            yield from _with_others(passage, above[0])


def _divided(passage: Passage, parts: Sequence[Figure], whole: Figure | None) -> Iterator[Offer]:
    if whole is not None and not taken_between(passage, whole, parts[0]):
        named = "divided" if parted(passage, parts) == 2 else "divided_open"
        yield [Candidate("sum", tuple(parts), whole, named, grade_sum(parts, whole))]


def _parts(passage: Passage, start: int, end: int) -> tuple[Figure, ...]:
    """The amounts of a line or sentence, where they are all of one noun and their words make up a whole; empty where not."""
    told = [f for f in passage.within(start, end, 0) if f.dimension in OPERANDS]
    if not 2 <= len(told) <= PARTS or any(not f.plain or f.loose or f.unit != told[0].unit or f.start in passage.governed for f in told):
        return ()
    return tuple(told) if parted(passage, told) else ()


def _before(passage: Passage, number: int, parts: Sequence[Figure]) -> Figure | None:
    """The first amount of its noun in the nearest sentence before that does not part one itself."""
    starts = [*passage.sentence_starts, passage.end]
    for at in range(number - 1, max(-1, number - 1 - ABOVE), -1):
        told = [f for f in passage.within(starts[at], starts[at + 1], 0)[:PARTS] if f.unit == parts[0].unit is not None and f.plain]
        if told and not _parts(passage, starts[at], starts[at + 1]):
            return _fitting(told[0], parts)
    return None


def _above(passage: Passage, parts: Sequence[Figure], above: Sequence[Passage]) -> Figure | None:
    """The first amount of the segment that leads to lines of its kind, where it is of its noun; else of the nearest segment above that does not part one
    itself; None where it is of another noun."""
    lead = leads_to(passage, above)
    told = [f for f in lead.within(lead.start, lead.end, 0)[:PARTS] if f.unit and parts[0].unit and f.plain and alike(f, parts[0]) and same_noun(f, parts[0])] if lead is not None else []
    if told:
        return told[0] if not told[0].loose else None
    for owner in above:
        if passage.index - owner.index > FURTHEST or owner.segment.kind == "heading":
            return None
        if not _parts(owner, owner.start, owner.end):
            told = [f for f in owner.within(owner.start, owner.sentence_end(owner.start), 0) if f.dimension in OPERANDS]
            return _fitting(told[0], parts) if told else None
    return None


def _fitting(whole: Figure, parts: Sequence[Figure]) -> Figure | None:
    fits = whole.unit == parts[0].unit is not None and whole.plain and not whole.loose and alike(whole, parts[0])
    return whole if fits and whole.value >= max(p.value for p in parts) else None


def _of_names(passage: Passage, above: Passage) -> Iterator[Offer]:
    """A line whose first words lead to names with their counts, under a segment that tells what they make up."""
    if above.index < passage.index - 1 or len(passage.figures) < LEAST:
        return
    first = passage.figures[0]
    cue = next(iter(vocabulary().list_cue.finditer(passage.text, passage.start, first.start)), None)
    if cue is None or not 0 < cue.start() - passage.start <= LEAD or claim_of(cue) == "some" or COLON.match(passage.text, cue.end()) is None or first.start - cue.end() > NAME:
        return
    end = passage.sentence_end(first.start)
    wholes = [f for f in above.within(above.start, above.end, 0) if f.dimension in OPERANDS and f.state and same_noun(f, first)][-NAMED:]
    if wholes:
        yield from readings(passage, wholes, Scope(cue.end(), end, 0, "list_above"))


def _with_others(passage: Passage, above: Passage) -> Iterator[Offer]:
    """ "Nội dung … về các lĩnh vực sau: đất đai 252 lượt; …; lĩnh vực khác 132 lượt.": a line of one noun that ends with the others, under its only count of it."""
    led = AUDIT.divided_lead.match(passage.text, passage.start, passage.end)
    if led is None or above.index < passage.index - 1:
        return
    parts = passage.between(led.end(), passage.sentence_end(led.end()))
    if not LEAST <= len(parts) <= PARTS or any(f.dimension != "count" or not f.plain or f.loose or not f.unit or f.unit != parts[0].unit for f in parts):
        return
    told = [f for f in above.within(above.start, above.end, 0) if f.unit == parts[0].unit and f.dimension == "count" and f.state]
    if len(told) == 1 and told[0].total is None and AUDIT.divided_others.search(passage.text, led.end(), parts[-1].start) is not None:
        yield from _divided(passage, parts, _fitting(told[0], parts))
