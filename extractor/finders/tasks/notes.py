"""Footnotes of a reading: which documents a mark of the running text leads to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.grounds import governor, joined
from extractor.layout.model import Reading, Segment
from extractor.lexicon.phrases import TASKS


class Notes:
    """The notes of a reading by mark. `references` are the coded mentions in order."""

    def __init__(self, reading: Reading, references: Sequence[ReferenceMention]) -> None:
        self.reading = reading
        self.references = references
        self.starts = [m.start for m in references]
        self.marks = sorted(reading.marks, key=lambda m: m.offset)
        self.by_mark: dict[str, list[tuple[int, Segment]]] = {}
        for segment in reading.segments:
            if segment.kind == "note" and segment.mark and segment.end > segment.start:
                self.by_mark.setdefault(segment.mark, []).append((reading.raw[segment.start], segment))

    def note(self, offset: int, mark: str) -> Segment | None:
        """The note that the mark at `offset` leads to: the next one of its name below it (pages may count anew), else the last one above."""
        notes = self.by_mark.get(mark)
        if not notes:
            return None
        place = self.reading.raw[max(0, offset - 1)]
        return next((segment for start, segment in notes if start > place), notes[-1][1])

    def products(self, offset: int, mark: str) -> list[ReferenceMention]:
        """The documents that the note of a mark names, without those that it cites as grounds."""
        note = self.note(offset, mark)
        if note is None:
            return []
        text = self.reading.text
        found: list[ReferenceMention] = []
        for mention in self.references[bisect_left(self.starts, note.start) : bisect_left(self.starts, note.end)]:
            kind, _ = governor(text, mention, found[-1].end if found else note.start, note.start)
            # "Các Quyết định của UBND tỉnh: số 12/QĐ-UBND": the note begins with the noun of the codes in it.
            listed = ":" in text[note.start : mention.start] and TASKS.names_documents.match(text, note.start, note.end) is not None
            if kind != "ground" or listed or (found and joined(text, found[-1], mention)):
                found.append(mention)
        return found
