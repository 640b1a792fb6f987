"""Tasks as an iCalendar file (RFC 5545): an all-day event a task, on its day; a recurring one on each of its next days.

Written here, in forty lines: the one library for it brings a time-zone database for what has no hours. The same tasks give the same bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.linking.followup import Followed


def escaped(text: str) -> str:
    """A value of type TEXT."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """A content line in pieces of at most 75 octets, never inside a character."""
    pieces, current, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 75:
            pieces.append(current)
            current, size = " ", 1
        current += character
        size += width
    return "\r\n".join([*pieces, current])


def calendar(tasks: Sequence[Followed]) -> str:
    """The file's text; tasks without a day are left out."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//trichyeu//tasks//VI", "CALSCALE:GREGORIAN"]
    for one in tasks:
        for day in days_of(one):
            lines += event(one, day)
    return "".join(folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"])


def days_of(one: Followed) -> list[datetime.date]:
    """The days of a task: its last day, or those of a recurring task in the time that is asked for."""
    task = one.outcome.task
    return [task.due_on] if task.due_on else list(one.days)


def event(one: Followed, day: datetime.date) -> Iterable[str]:
    task = one.outcome.task
    title = " ".join((task.title or task.quote or "").split())
    lead = "; ".join(task.leads) or task.lead
    said = [task.sentence or "", " · ".join(p for p in (one.plan, task.document, f"tr. {task.page}" if task.page else "") if p)]
    return [
        "BEGIN:VEVENT",
        f"UID:{task.id}-{day:%Y%m%d}@trichyeu",
        f"DTSTAMP:{one.as_of:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + datetime.timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(f'{lead}: {title}' if lead else title)}",
        f"DESCRIPTION:{escaped(chr(10).join(part for part in said if part))}",
        f"STATUS:{'CONFIRMED' if one.open else 'CANCELLED' if one.outcome.state == 'cancelled' else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
