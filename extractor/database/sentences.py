"""Which sentence holds a record: the sentences of a document, and the table rows that its records quote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from extractor.document import Sentence, Span
from extractor.records import Record


class Place(NamedTuple):
    """A sentence to write: its joined reading, headings, raw runs."""

    text: str
    section: tuple[str, ...]
    spans: tuple[Span, ...]


class Sentences:
    """The sentences of a document and which of them holds a record. Rows of tables that records quote are sentences too."""

    def __init__(self, sentences: Sequence[Sentence], records: Sequence[Record]) -> None:
        self.places = [Place(s.text, tuple(s.section), tuple(s.spans)) for s in sentences]
        runs = sorted((span.start, span.end, n) for n, s in enumerate(sentences) for span in s.spans)
        self._starts = [start for start, _, _ in runs]
        self._runs = runs
        self._rows: dict[tuple[str, tuple[str, ...]], int] = {}
        self._of = {record.id: self._find(record) for record in records}
        order = sorted(range(len(self.places)), key=lambda n: (self.places[n].spans[0].start if self.places[n].spans else 0, n))
        self.numbers = {n: position for position, n in enumerate(order)}
        self.order = order

    def at(self, offset: int | None) -> int | None:
        """The sentence that covers an offset."""
        if offset is None:
            return None
        position = bisect_right(self._starts, offset) - 1
        if position < 0:
            return None
        start, end, number = self._runs[position]
        return number if start <= offset < end else None

    def of(self, record: Record) -> int | None:
        """The sentence whose text is the record's `sentence`."""
        return self._of[record.id]

    def _find(self, record: Record) -> int | None:
        if record.sentence is None:
            return None
        section = tuple(record.section)
        number = self.at(record.start)
        if number is not None and self.places[number].text == record.sentence and self.places[number].section == section:
            return number
        number = self._rows.get((record.sentence, section))
        spans = (Span(record.start, record.end),) if record.start is not None and record.end is not None else ()
        if number is None:
            number = len(self.places)
            self.places.append(Place(record.sentence, section, spans))
            self._rows[record.sentence, section] = number
        else:
            place = self.places[number]
            self.places[number] = place._replace(spans=tuple(sorted({*place.spans, *spans})))
        return number
