"""What is due when, and how the bodies in charge stand: the outcomes of tasks on a day, next days of recurring ones, counts by body.

In: outcomes of planned tasks, and the day that they are looked at. Out: the same with what that day says of them, and a roll-up. Pure. A task that
was suspended or cancelled is exempted: it leaves the denominator of the share that was done in time.
"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import LINKING
from extractor.linking.outcomes import Outcome

DONE = frozenset({"on_time", "late", "done"})
EXEMPTED = frozenset({"suspended", "cancelled"})
NOBODY = "–"  # in charge of a task whose text names nobody
AHEAD = datetime.timedelta(days=370)
# How often, by the words that say so (folded).
EVERY = (("ngay", "day"), ("tuan", "week"), ("thang", "month"), ("quy", "quarter"), ("sau thang", "half"), ("6 thang", "half"), ("06 thang", "half"), ("nam", "year"))


@dataclass(frozen=True, slots=True)
class Followed:
    """A planned task with what became of it, on the day `as_of`: `next_on` is its day, or the next one of a recurring task, which has `days`."""

    outcome: Outcome
    plan: str | None
    issued_on: datetime.date | None
    as_of: datetime.date
    next_on: datetime.date | None
    overdue: bool
    days: tuple[datetime.date, ...] = ()

    @property
    def open(self) -> bool:
        return self.outcome.state not in DONE | EXEMPTED


@dataclass(frozen=True, slots=True)
class Standing:
    """How a body stands: its tasks, those exempted, and the others by what became of them."""

    lead: str
    assigned: int
    exempted: int
    on_time: int
    late: int
    done: int
    open: int
    overdue: int
    unreported: int

    @property
    def share(self) -> float | None:
        """Done in time of all that were not exempted."""
        counted = self.assigned - self.exempted
        return self.on_time / counted if counted else None


def frequency(recurrence: str | None) -> str | None:
    """day | week | month | quarter | half | year, by the words of a recurrence; None where they do not say ("thường xuyên")."""
    words = fold(recurrence or "")
    return next((every for said, every in sorted(EVERY, key=lambda pair: -len(pair[0])) if regex.search(rf"(?<!\w){said}(?!\w)", words)), None)


def next_days(recurrence: str | None, deadline: str | None, since: datetime.date, until: datetime.date) -> list[datetime.date]:
    """The days of a recurring task in `[since, until]`: the named day of each month, quarter, half or whole year, else the last day of each."""
    # "Kỳ họp giữa năm 2031" names a year, not what comes back every year.
    every = frequency(recurrence) or (frequency(deadline) if LINKING.comes_back.search(deadline or "") else None)
    if every is None:
        return []
    if every in ("day", "week"):
        step = datetime.timedelta(days=1 if every == "day" else 7)
        first = since if every == "day" else since + datetime.timedelta(days=(4 - since.weekday()) % 7)  # the Friday of a week
        return [first + n * step for n in range((until - first).days // step.days + 1)] if first <= until else []
    named = LINKING.day_of_month.search(deadline or "")
    months = {"month": range(1, 13), "quarter": (3, 6, 9, 12), "half": (6, 12), "year": (12,)}[every]
    if named and named["month"]:
        months = (int(named["month"]),)
    found = []
    for year in range(since.year, until.year + 1):
        for month in months:
            if not 1 <= month <= 12:
                continue
            last = calendar.monthrange(year, month)[1]
            day = datetime.date(year, month, min(int(named["day"]), last) if named and int(named["day"]) >= 1 else last)
            if since <= day <= until:
                found.append(day)
    return found


def followed(
    outcome: Outcome,
    plan: str | None,
    issued_on: datetime.date | None,
    as_of: datetime.date,
    within: tuple[datetime.date, datetime.date] | None = None,
) -> Followed:
    """An outcome on the day `as_of`; the days of a recurring task are those `within` a time, else of the year to come, none before its document."""
    task = outcome.task
    days: list[datetime.date] = []
    if task.due_on is None:
        since, until = within or (as_of, as_of + AHEAD)
        days = next_days(task.recurrence, task.deadline, max(since, issued_on or since), until)
    due = task.due_on or (days[0] if days else None)
    late = task.due_on is not None and task.due_on < as_of and outcome.state not in DONE | EXEMPTED
    return Followed(outcome, plan, issued_on, as_of, due, late or outcome.state == "overdue", tuple(days))


def standings(tasks: Iterable[Followed], named: dict[str, str] | None = None) -> list[Standing]:
    """The roll-up by body in charge, those of most tasks first, tasks without one last; a task of several bodies counts for each. `named` gives the full name of a written one."""
    by_lead: dict[str, list[Followed]] = defaultdict(list)
    written: dict[str, str] = {}  # "Các sở" at a beginning and "các sở" inside a sentence are the same bodies
    for one in tasks:
        leads = one.outcome.task.leads or ([one.outcome.task.lead] if one.outcome.task.lead else [NOBODY])
        for lead in dict.fromkeys((named or {}).get(name, name) for name in leads):
            name = " ".join(lead.split())
            by_lead[written.setdefault(name.casefold(), name)].append(one)
    return [_standing(lead, found) for lead, found in sorted(by_lead.items(), key=lambda item: (item[0] == NOBODY, -len(item[1]), fold(item[0])))]


def _standing(lead: str, tasks: Sequence[Followed]) -> Standing:
    states = [one.outcome.state for one in tasks]
    return Standing(
        lead,
        assigned=len(tasks),
        exempted=sum(state in EXEMPTED for state in states),
        on_time=states.count("on_time"),
        late=states.count("late"),
        done=states.count("done"),
        open=sum(one.open and not one.overdue for one in tasks),
        overdue=sum(one.overdue for one in tasks),
        unreported=sum(state in ("unreported", "possible") for state in states),
    )


__all__ = ["DONE", "EXEMPTED", "Followed", "Standing", "followed", "frequency", "next_days", "standings"]
