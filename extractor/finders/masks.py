"""The reading as the finders of dates and numbers scan it: in lower case, with what others hold blotted out; every offset unchanged."""

from __future__ import annotations

from collections.abc import Sequence

TAKEN = "\ue000"  # stands for a character that another finder holds: neither a letter, a digit nor a blank


def mask(text: str, taken: Sequence[tuple[int, int]]) -> str:
    """`text` with every character of the half-open spans `taken` (in any order, also overlapping) replaced by `TAKEN`."""
    if not taken:
        return text
    pieces, at = [], 0
    for start, end in sorted(taken):
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], TAKEN * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def lower(text: str) -> str:
    """`text` in lower case, as long as it was: the few letters that would grow ("İ") stay as they are."""
    folded = text.lower()
    return folded if len(folded) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)
