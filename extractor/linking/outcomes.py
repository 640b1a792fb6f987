"""What became of a plan's tasks: the state of each by the records of other documents that are linked to it.

In: a planned task, and what reports say of it with the score of the link and the day of the product. Out: one outcome with the reports, the most
telling first. Pure: a task that no report names is "unreported" (or "possible", where a sentence comes near it), never "not done"; a day that nothing gives is unknown, and then nothing is said of in
time. Where the plan wants a document of one body ("Quyết định của UBND tỉnh") the like document of another decides nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extractor.lexicon.phrases import LINKING
from extractor.linking.indicators import plain
from extractor.linking.keys import bodies
from extractor.linking.nearness import Passage
from extractor.records import Task

State = Literal["on_time", "late", "done", "in_progress", "not_started", "overdue", "suspended", "cancelled", "possible", "unreported"]
STATES: tuple[State, ...] = ("on_time", "late", "done", "in_progress", "overdue", "not_started", "suspended", "cancelled", "possible", "unreported")
DONE = ("completed", "completed_late")
DATED = 20.0  # by how much less a link may fit that tells when the task was done


@dataclass(frozen=True, slots=True)
class Report:
    """A record that reports on a task: `score` of the link, `issued_on` the day of its document; `done_on` and `issuer` of the product it names,
    and `proof`, the sentence (a footnote, most often) that says the product where the record's own sentence does not."""

    task: Task
    score: float
    issued_on: datetime.date | None = None
    done_on: datetime.date | None = None
    issuer: str | None = None
    proof: str | None = None

    @property
    def done(self) -> bool:
        """Whether it tells the task as done."""
        return self.task.status in DONE


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan's task with what became of it. `passages` are the nearest sentences where no record of a report tells of it. `done_on` and `days_late` (after the plan's last day) are known only where the reports say so."""

    task: Task
    state: State
    reports: tuple[Report, ...] = ()
    done_on: datetime.date | None = None
    days_late: int | None = None
    passages: tuple[Passage, ...] = ()


def with_passages(made: Outcome, passages: Sequence[Passage]) -> Outcome:
    """An outcome of a task that no record reports on, with the sentences that come near it: then it may have been told, and is "possible"."""
    return replace(made, state="possible", passages=tuple(passages)) if passages and made.state == "unreported" else made


def outcome(task: Task, reports: Sequence[Report]) -> Outcome:
    """What became of a task. A report that tells it as done weighs more than one that does not yet; then the later, then the closer one."""
    if not reports:
        return Outcome(task, "unreported")
    ordered = tuple(sorted(reports, key=lambda report: (of_another_body(task, report), *_weight(report))))
    best = ordered[0]
    if of_another_body(task, best):
        return Outcome(task, "unreported", ordered)
    if not best.done:
        return Outcome(task, _open(best.task), ordered)
    days = None
    if task.due_on and best.done_on:
        days = max(0, (best.done_on - task.due_on).days)
    elif best.task.status == "completed_late":
        days = best.task.days_late
    if best.task.status == "completed_late" and not (days == 0 and best.done_on):
        return Outcome(task, "late", ordered, best.done_on, days)
    if days is not None:
        return Outcome(task, "late" if days else "on_time", ordered, best.done_on, days)
    # A document of a day before the deadline that tells the task as done tells it as done in time.
    if task.due_on and best.issued_on and best.issued_on <= task.due_on:
        return Outcome(task, "on_time", ordered)
    return Outcome(task, "done", ordered, best.done_on)


def of_another_body(task: Task, report: Report) -> bool:
    """Whether the product that the plan wants is one body's, and that of the report another's. A body's head is the body."""
    wanted = [m[1] for m in LINKING.of_body.finditer(task.product or "") if m[1][0].isupper()]
    if not wanted or not report.issuer:
        return False
    return not any(_alike(body, report.issuer) for body in wanted)


def _alike(one: str, other: str) -> bool:
    a, b = (next(iter(bodies(plain(name))), "").split()[:2] for name in (one, other))
    return a == b


def _weight(report: Report) -> tuple[bool, int, float, str, str]:
    # Among reports of a done task the link that fits best, one that gives its day before one that is little closer; among open ones the latest.
    late = 0 if report.done or report.issued_on is None else -report.issued_on.toordinal()
    fit = report.score + (DATED if report.done and report.done_on else 0)
    return (not report.done, late, -fit, report.task.document, report.task.id)


def _open(task: Task) -> State:
    states: dict[str, State] = {
        "in_progress": "in_progress",
        "not_started": "not_started",
        "overdue": "overdue",
        "suspended": "suspended",
        "cancelled": "cancelled",
    }
    return states.get(task.status, "in_progress")


def tally(outcomes: Sequence[Outcome]) -> dict[State, int]:
    """How many tasks are in each state, states without any left out."""
    counts = {state: sum(o.state == state for o in outcomes) for state in STATES}
    return {state: count for state, count in counts.items() if count}


__all__ = ["STATES", "Outcome", "Report", "State", "of_another_body", "outcome", "tally", "with_passages"]
