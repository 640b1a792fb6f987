"""The thing that a paragraph names before its colon, and of which it tells: "Cà phê: Khối lượng xuất khẩu đạt …".

In: the reading, the place of a figure. Out: a name as the text writes it, or None. A measure, an act or words that tell something name no thing. Used for documents of the whole
country: those of a territory tell of that.
"""

from __future__ import annotations

from extractor.finders.quantities.candidates import segment_head
from extractor.finders.quantities.labels import has_tense, is_act, is_generic, is_measure, is_source, is_total, tells
from extractor.finders.quantities.phrases import opens_parts
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import QUANTITIES

LONGEST = 7  # words of the name of a thing


def thing_above(reading: Reading, segment: Segment, place: int) -> str | None:
    """The thing that the paragraph `segment` names before its colon, for a figure at `place` behind it."""
    if segment.table is not None or segment.kind == "heading":
        return None
    head = segment_head(reading.text, segment.start + len(segment.marker or ""), place)
    if head is None or not head[:1].isupper() or len(head.split()) > LONGEST or any(char.isdigit() for char in head):
        return None
    if is_measure(head) or is_act(head) or is_generic(head.lower()) or is_total(head) or is_source(head) or tells(head) or has_tense(head) or opens_parts(head):
        return None
    return None if QUANTITIES.heading_opener.match(head) is not None else " ".join(head.split())


__all__ = ["thing_above"]
