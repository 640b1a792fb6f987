"""The last day of a written deadline: "Quý II/2024" → 2024-06-30, "Thường xuyên" → None.

In: the deadline's run of the reading and the dates found in it. A day that a deadline must come before ("trước ngày 30/6") counts as its
last one. What only says when work begins ("Từ Quý I/2024"), recurs, or hangs on others' pace without a day has none.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.vocabulary import words


def due_day(text: str, start: int, end: int, dates: Sequence[DateMention]) -> datetime.date | None:
    """The last day of the deadline `[start, end)`; `dates` are the mentions inside it, in order."""
    days = [m.to for m in dates if m.to is not None and not _open(text, start, m)]
    if not days:
        return None
    cell = text[start:end]
    if words("deadline", "going_on").search(text, dates[-1].end, end):
        return None
    if words("deadline", "undetermined").search(cell) and all(m.kind not in ("day", "range") for m in dates):
        return None
    return max(days)


def _open(text: str, start: int, mention: DateMention) -> bool:
    """Whether the date only says when the work begins ("Từ tháng 9/2024", "sau ngày 15/3")."""
    if mention.kind in ("range", "period"):
        return False
    return (
        words("deadline", "starts", after=r"(?:\s+ngày)?\s*$").search(text, max(start, mention.start - 16), mention.start)
        is not None
    )


def looks_like_deadline(text: str) -> bool:
    """Whether a cell's words read as a deadline."""
    return len(text) <= 160 and words("deadline", "openings").match(text.lstrip(" -+*(")) is not None


def looks_like_duration(text: str) -> bool:
    """Whether a cell's words say how long a step takes ("02 ngày làm việc"), not until when."""
    return words("deadline", "durations").match(text.lstrip(" -+*(")) is not None
