"""What became of a task: in time or late by the day of its product, and nothing claimed that no report says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from extractor.linking.outcomes import Report, outcome, tally
from extractor.records import Task

D = datetime.date


def task(status: str = "planned", **more: Any) -> Task:
    place = {"id": f"tas-{status}-{more.get('document')}", "document": "ke-hoach.txt", "start": 0, "end": 4, "quote": "việc"}
    return Task(**{**place, "form": "row", "title": "Ban hành Quy chế", "status": status, **more})


PLAN = task(due_on=D(2031, 6, 30), product="Quyết định của UBND tỉnh")
PROVINCE, DEPARTMENT = "Ủy ban nhân dân tỉnh Bình Định", "Sở Nội vụ tỉnh Bình Định"


def report(status: str, score: float = 90.0, **more: Any) -> Report:
    days = {name: more.pop(name) for name in ("issued_on", "done_on", "issuer") if name in more}
    return Report(task(status, document="bao-cao.txt", **more), score, **days)


@pytest.mark.parametrize(
    ("reports", "state", "days"),
    [
        ([], "unreported", None),
        ([report("completed", done_on=D(2031, 6, 30))], "on_time", 0),
        ([report("completed", done_on=D(2031, 7, 4))], "late", 4),
        ([report("completed_late", days_late=9)], "late", 9),
        ([report("completed_late")], "late", None),
        ([report("completed")], "done", None),
        ([report("completed", issued_on=D(2031, 6, 1))], "on_time", None),
        ([report("completed", issued_on=D(2031, 9, 1))], "done", None),
        ([report("in_progress")], "in_progress", None),
        ([report("overdue")], "overdue", None),
        ([report("suspended")], "suspended", None),
    ],
)
def test_state(reports: list[Report], state: str, days: int | None) -> None:
    made = outcome(PLAN, reports)
    assert (made.state, made.days_late) == (state, days)


def test_done_weighs_more_than_not_yet_and_the_later_word_more_than_the_earlier() -> None:
    early, late = report("not_started", 99, issued_on=D(2031, 3, 1)), report("in_progress", 70, issued_on=D(2031, 5, 1))
    assert outcome(PLAN, [early, late]).state == "in_progress"
    assert outcome(PLAN, [early, late, report("completed", 66, done_on=D(2031, 6, 2))]).state == "on_time"


def test_the_like_document_of_another_body_decides_nothing() -> None:
    other = report("completed", 100, done_on=D(2031, 8, 1), issuer=DEPARTMENT)
    assert outcome(PLAN, [other]).state == "unreported" and outcome(PLAN, [other]).reports == (other,)
    own = report("completed", 70, done_on=D(2031, 6, 1), issuer=PROVINCE)
    assert outcome(PLAN, [other, own]).reports == (own, other) and outcome(PLAN, [other, own]).state == "on_time"
    chairman = report("completed", 100, done_on=D(2031, 6, 1), issuer="Chủ tịch " + PROVINCE)
    assert outcome(PLAN, [chairman]).state == "on_time"


def test_a_report_that_gives_the_day_before_one_that_fits_little_better() -> None:
    told, dated = report("completed", 90), report("completed", 75, done_on=D(2031, 7, 10))
    assert outcome(PLAN, [told, dated]).state == "late"
    assert outcome(PLAN, [report("completed", 99), dated]).state == "done"


def test_tally() -> None:
    made = [outcome(PLAN, []), outcome(PLAN, [report("completed")]), outcome(PLAN, [])]
    assert tally(made) == {"done": 1, "unreported": 2}
