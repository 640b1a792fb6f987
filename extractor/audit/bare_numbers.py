"""A number of a written formula that was read as no figure ("x 2 ngày", "x 7%"): its value as the finders read numbers."""

from __future__ import annotations

from extractor.audit.figures import Figure
from extractor.finders.quantities.numbers import find_numbers


def bare_number(text: str, start: int, end: int, stop: int | None = None) -> Figure | None:
    """The number that stands at `start`, with the scale word behind it where that stands before `stop`; None where it is no plain number."""
    read = find_numbers(text[start : end if stop is None else stop])
    if not read or read[0].start or read[0].kind != "number" or read[0].end > end - start:
        return None
    return Figure(start, end, read[0].value, read[0].precision, text[start:end], "percent" if read[0].percent else "count")
