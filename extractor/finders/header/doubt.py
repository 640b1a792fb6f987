"""Which fields of a scan's letterhead were written by hand or read with doubt: the number before a printed symbol, the day in a printed line, the signer.

A letterhead is printed with a gap for its number and its day; what stands in the gap was written later. It is told by the gap that is left between
number and symbol ("Số: 93 /BC-TTr"), by recognition that is less sure of it than of the print around it, and by its height or base line. A field in doubt
keeps its value where it can still help a person to check it; below `_WORTHLESS` it is dropped: a wrong fact is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping

import regex

from extractor.document import Document
from extractor.layout.model import Reading

_UNSURE = 85
"""Recognition of printed codes is seldom below this (percent, a word's)."""
_DAY_UNSURE = 93
"""Short words such as a day's digits are read with 95 and more where they are printed."""
_WORTHLESS = 70
_TALLER = 1.3
_SHIFTED = 0.3
_DIGITS = regex.compile(r"\d+")


def doubt(document: Document, reading: Reading, values: MutableMapping[str, object], spans: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """The doubtful ones of the fields `code`, `issued_on` and `signer`, sorted; a worthless value is taken out of `values`. Nothing where nothing was recognised."""
    if document.confidence is None:
        return ()
    found = ["signer"] if "signer" in spans and values.get("signer") and min(_sure(document, reading, *spans["signer"]), default=100) < _UNSURE else []
    for name, limit in (("code", _UNSURE), ("issued_on", _DAY_UNSURE)):
        if name not in values or name not in spans or next(_sure(document, reading, *spans[name]), None) is None:
            continue
        start, end = spans[name]
        parts = [m.span() for m in _DIGITS.finditer(reading.text, start, end)]
        # A code's number; of a day its day and month: the year is printed.
        parts = parts[:1] if name == "code" else parts[:2]
        least = min((sure for first, last in parts for sure in _sure(document, reading, first, last)), default=100)
        if least < limit or any(_gap(reading, last, end) if name == "code" else _stands_out(document, reading, first, last) for first, last in parts):
            found.append(name)
            if least < _WORTHLESS:
                values.pop(name)
    return tuple(sorted(found))


def recognised(document: Document, end: int) -> bool:
    """Whether any of the document's characters before `end` was recognised on a picture."""
    return document.confidence is not None and any(sure <= 100 for sure in document.confidence[:end])


def _sure(document: Document, reading: Reading, start: int, end: int) -> Iterator[int]:
    assert document.confidence is not None
    for place in reading.raw[start:end]:
        if document.confidence[place] <= 100:
            yield document.confidence[place]


def _gap(reading: Reading, position: int, end: int) -> bool:
    """A blank between the number and its symbol: print has none."""
    return position < end and reading.plain[position] == " "


def _stands_out(document: Document, reading: Reading, start: int, end: int) -> bool:
    """Higher or lower than the words beside it: a hand keeps to no line."""
    own = _extent(document, reading, start, end)
    beside = [_extent(document, reading, start - 4, start - 1), _extent(document, reading, end + 1, end + 6)]
    for other in beside:
        if own and other:
            height = other[1] - other[0]
            if own[1] - own[0] > _TALLER * height or (abs(own[1] - other[1]) > _SHIFTED * height and own[1] > other[1]):
                return True
    return False


def _extent(document: Document, reading: Reading, start: int, end: int) -> tuple[float, float] | None:
    """Top and bottom of the run's characters, None where none has a place."""
    if document.boxes is None:
        return None
    boxes = [box for place in reading.raw[max(start, 0) : max(end, 0)] if (box := document.boxes.of(place)) is not None]
    return (min(b[1] for b in boxes), max(b[3] for b in boxes)) if boxes else None
