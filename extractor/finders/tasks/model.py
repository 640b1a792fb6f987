"""What the finder of tasks gives: one mention a row, aggregate or event, with offsets of the reading."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from extractor.quick import quick
from extractor.records import Status, TaskForm

__all__ = ["OPEN", "Status", "TaskMention"]

# States in which a task still waits for its result.
OPEN: frozenset[str] = frozenset({"planned", "in_progress", "not_started", "overdue"})


@quick
@dataclass(frozen=True, slots=True)
class TaskMention:
    """A task at `[start, end)` of the reading; the fields are those of `records.Task`, words as the text writes them.

    "UBND huyện đã ban hành Kế hoạch số 14/KH-UBND" → form event, lead "UBND huyện", evidence ("14/KH-UBND",), completed.
    `table` is the position of the table in `Layout.tables`, `row` its 1-based row of data, `group` the group row above it. `spans` are the
    runs of the reading that fields were read from: (field, start, end); `reason` is the one that decided the status.
    """

    start: int
    end: int
    form: TaskForm
    status: Status
    title: str | None = None
    product: str | None = None
    deadline: str | None = None
    due_on: datetime.date | None = None
    lead: str | None = None
    assignment: str | None = None
    result: str | None = None
    done: int | None = None
    total: int | None = None
    count: int | None = None
    evidence: tuple[str, ...] = ()
    status_reason: str | None = None
    past_due: bool = False
    days_late: int | None = None
    ordinal: str | None = None
    table: int | None = None
    row: int | None = None
    group: str | None = None
    leads: tuple[str, ...] = ()
    cooperate: tuple[str, ...] = ()
    recurrence: str | None = None
    assigned_by: str | None = None
    priority: str | None = None
    spans: tuple[tuple[str, int, int], ...] = ()
