"""Whose a figure could be where its own clause does not say: what the sentences around it leave to it.

In: what prose.py knows of a sentence. Out: a plain record a figure, which subjects.py weighs.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractor.layout.model import Segment


@dataclass(frozen=True, slots=True)
class Spare:
    """Whose a figure could be where neither its clause nor a heading nor the document says: the thing that it measures, and who or what the sentences
    before spoke of."""

    thing: str | None
    carried: str | None
    near: bool = False  # whether the paragraph itself spoke of them
    goes_on: bool = False  # whether the sentence goes on with what they did ("Qua kiểm tra, …")
    row: str | None = None  # the name of the row that it stands in
    lead: int | None = None  # the segment that opens its list


def another_item(before: Segment, segment: Segment) -> bool:
    """Whether a segment is an item of its own beside one before it: numbered, or of the same mark. Who was spoken of in one is not meant in the next."""
    return segment.marker is not None and (segment.marker[:1].isalnum() or segment.marker == before.marker)


NONE = Spare(None, None)


__all__ = ["NONE", "Spare", "another_item"]
