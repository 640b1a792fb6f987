"""Days of recurring tasks, what is past its day, and counts by body."""

from __future__ import annotations

import datetime

import pytest

from extractor.linking.followup import NOBODY, followed, frequency, next_days, standings
from extractor.linking.outcomes import Outcome, State
from extractor.records import Task

D = datetime.date


def task(number: int, lead: str | None, due: datetime.date | None = None, **more: object) -> Task:
    return Task(id=f"t{number}", document="a.txt", start=number, end=number + 1, quote="x", form="assigned", title="x", status="planned", lead=lead, leads=lead.split("; ") if lead else [], due_on=due, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("recurrence", "deadline", "days"),
    [
        ("hằng tháng", "trước ngày 20 hằng tháng", [D(2031, 1, 20), D(2031, 2, 20), D(2031, 3, 20)]),
        ("hàng tháng", None, [D(2031, 1, 31), D(2031, 2, 28), D(2031, 3, 31)]),
        ("hằng quý", None, [D(2031, 3, 31)]),
        ("hằng năm", "trước ngày 15/3 hằng năm", [D(2031, 3, 15)]),
        ("thường xuyên", None, []),
        (None, "Kỳ họp giữa năm 2031", []),
        (None, "trong năm", []),
        (None, "trước ngày 31 hằng tháng", [D(2031, 1, 31), D(2031, 2, 28), D(2031, 3, 31)]),
    ],
)
def test_next_days(recurrence: str | None, deadline: str | None, days: list[datetime.date]) -> None:
    assert next_days(recurrence, deadline, D(2031, 1, 1), D(2031, 3, 31)) == days


def test_how_often() -> None:
    assert [frequency(said) for said in ("định kỳ sáu tháng", "hằng tuần", "02 lần/ngày", "", None)] == ["half", "week", "day", None, None]


def test_past_its_day_only_while_open() -> None:
    late = followed(Outcome(task(1, "Sở Y tế", D(2031, 2, 1)), "unreported"), None, None, D(2031, 3, 1))
    done = followed(Outcome(task(2, "Sở Y tế", D(2031, 2, 1)), "done"), None, None, D(2031, 3, 1))
    assert late.overdue and late.open and not done.overdue and not done.open


def test_exempted_tasks_leave_the_denominator() -> None:
    states: list[State] = ["on_time", "late", "unreported", "cancelled"]
    made = [followed(Outcome(task(n, "Sở Y tế; Sở Nội vụ" if n == 0 else "Sở Y tế", D(2031, 2, 1)), state), None, None, D(2031, 1, 1)) for n, state in enumerate(states)]
    first, second = standings(made)
    assert (first.lead, first.assigned, first.exempted, first.on_time, first.late, first.open, first.unreported) == ("Sở Y tế", 4, 1, 1, 1, 1, 1)
    assert first.share == pytest.approx(1 / 3) and (second.lead, second.share) == ("Sở Nội vụ", 1.0)


def test_tasks_that_name_nobody_stand_last() -> None:
    made = [followed(Outcome(task(n, lead), "unreported"), None, None, D(2031, 1, 1)) for n, lead in enumerate((None, None, "Sở Nội vụ"))]
    assert [(one.lead, one.assigned) for one in standings(made)] == [("Sở Nội vụ", 1), (NOBODY, 2)]


def test_days_of_a_recurring_task_lie_in_the_time_that_is_asked_for() -> None:
    outcome = Outcome(task(1, "Sở Y tế", recurrence="hằng tháng", deadline="trước ngày 20 hằng tháng"), "unreported")
    asked = followed(outcome, None, D(2031, 2, 10), D(2032, 8, 1), (D(2031, 1, 1), D(2031, 4, 30)))
    assert asked.days == (D(2031, 2, 20), D(2031, 3, 20), D(2031, 4, 20)) and asked.next_on == D(2031, 2, 20)
    assert followed(outcome, None, D(2031, 2, 10), D(2031, 3, 1)).next_on == D(2031, 3, 20)
    assert followed(outcome, None, D(2031, 2, 10), D(2031, 3, 1), (D(2030, 1, 1), D(2030, 12, 31))).next_on is None, "nothing is due before it is asked for"
