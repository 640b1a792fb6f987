"""Tasks: of plans and reports, with what the reports say of a plan's task laid beside it; by lead body, quarter and state; overdue as of a day."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import dataclass
from typing import Any

from extractor.lexicon.patterns import fold

PAGE = 100
STATES = ("planned", "in_progress", "not_started", "overdue", "completed", "completed_late", "suspended", "cancelled")
OPEN = ("planned", "in_progress", "not_started", "overdue", "suspended")
COLUMNS = (("planned", "not_started"), ("in_progress", "suspended"), ("overdue",), ("completed", "completed_late"))


@dataclass(frozen=True)
class Filter:
    """What is shown; an empty field does not limit. `day`: overdue is what is open on that day and was due before it."""

    text: str = ""
    lead: str = ""
    quarter: str = ""
    state: str = ""
    document: int = 0
    day: str = ""
    late: bool = False
    page: int = 1


# What the reports say of a task of a plan: done where one says so, else what the best match says.
_ALL = """WITH linked AS (
    SELECT l.plan_task, max(r.status IN ('completed', 'completed_late')) AS done, max(r.status = 'completed_late') AS late,
        max(l.score) AS score, (SELECT r2.status FROM task_links l2 JOIN tasks r2 ON r2.record_id = l2.report_task WHERE l2.plan_task = l.plan_task
            ORDER BY l2.score DESC, l2.report_task LIMIT 1) AS best, count(*) AS reports
    FROM task_links l JOIN tasks r ON r.record_id = l.report_task GROUP BY l.plan_task),
shown AS (
    SELECT t.id, t.record_id, t.document_id, t.sentence_id, t.form, t.title, t.product, t.deadline, t.due_on, t.lead, t.status AS said, t.past_due, t.days_late,
        coalesce(k.reports, 0) AS reports,
        CASE WHEN k.done = 1 THEN CASE WHEN k.late = 1 THEN 'completed_late' ELSE 'completed' END
            WHEN t.status = 'planned' AND k.best IS NOT NULL THEN k.best ELSE t.status END AS state
    FROM tasks t LEFT JOIN linked k ON k.plan_task = t.record_id WHERE t.form <> 'aggregate'),
dated AS (
    SELECT *, CASE WHEN due_on < :day AND state IN ('planned', 'in_progress', 'not_started', 'overdue') THEN 'overdue' ELSE state END AS now,
        CASE WHEN due_on < :day AND state IN ('planned', 'in_progress', 'not_started', 'overdue') THEN julianday(:day) - julianday(due_on) END AS behind
    FROM shown)"""


def day_of(asked: Filter) -> str:
    """The day as of which tasks are overdue: the one that was asked for, else today."""
    try:
        return datetime.date.fromisoformat(asked.day).isoformat()
    except ValueError:
        return datetime.date.today().isoformat()


def _where(asked: Filter, without: str = "") -> tuple[str, dict[str, Any]]:
    parts = ["1"]
    values: dict[str, Any] = {"day": day_of(asked)}
    if asked.text:
        for number, word in enumerate(fold(asked.text[:200]).split()[:8]):
            parts.append(f"instr(trichyeu_fold(coalesce(title, '') || ' ' || coalesce(lead, '') || ' ' || coalesce(product, '')), :w{number}) > 0")
            values[f"w{number}"] = word
    if asked.lead and without != "lead":
        parts.append("lead IS NULL" if asked.lead == "-" else "lead = :lead")
        values["lead"] = asked.lead
    if asked.quarter and without != "quarter":
        from extractor.web.queries.inbox import period_days

        values["since"], values["until"] = period_days(asked.quarter)
        parts.append("due_on >= :since AND due_on < :until")
    if asked.state and without != "state":
        parts.append("now = :state")
        values["state"] = asked.state
    if asked.document:
        parts.append("document_id = :document")
        values["document"] = asked.document
    if asked.late:
        parts.append("now = 'overdue'")
    return " AND ".join(parts), values


def _prepared(conn: sqlite3.Connection) -> sqlite3.Connection:
    conn.create_function("trichyeu_fold", 1, lambda value: fold(value or ""), deterministic=True)
    return conn


def listing(conn: sqlite3.Connection, asked: Filter) -> tuple[list[sqlite3.Row], int]:
    """A page of tasks, those that are overdue first, and how many there are."""
    where, values = _where(asked)
    conn = _prepared(conn)
    total = conn.execute(f"{_ALL} SELECT count(*) FROM dated WHERE {where}", values).fetchone()[0]
    rows = conn.execute(
        f"""{_ALL} SELECT x.*, d.source, d.doc_type, d.code, s.text AS sentence FROM (SELECT * FROM dated WHERE {where}
            ORDER BY behind IS NULL, behind DESC, due_on IS NULL, due_on, id LIMIT :limit OFFSET :offset) x
        JOIN documents d ON d.id = x.document_id LEFT JOIN sentences s ON s.id = x.sentence_id""",
        {**values, "limit": PAGE, "offset": (max(1, asked.page) - 1) * PAGE},
    ).fetchall()
    return rows, total


def matrix(conn: sqlite3.Connection, asked: Filter) -> list[tuple[str, dict[str, int], int]]:
    """(lead body, count of each state, all), the bodies with most overdue tasks first."""
    where, values = _where(asked, "lead")
    found: dict[str, dict[str, int]] = {}
    for lead, state, number in _prepared(conn).execute(f"{_ALL} SELECT coalesce(lead, '-'), now, count(*) FROM dated WHERE {where} GROUP BY 1, 2", values):
        found.setdefault(lead, {})[state] = number
    rows = [(lead, counts, sum(counts.values())) for lead, counts in found.items()]
    return sorted(rows, key=lambda r: (-r[1].get("overdue", 0), -r[2], r[0]))[:60]


def facets(conn: sqlite3.Connection, asked: Filter) -> dict[str, list[tuple[str, int]]]:
    """Counts by state and by quarter of the due day."""
    conn = _prepared(conn)
    where, values = _where(asked, "state")
    states = conn.execute(f"{_ALL} SELECT now, count(*) FROM dated WHERE {where} GROUP BY 1 ORDER BY 2 DESC", values).fetchall()
    where, values = _where(asked, "quarter")
    quarters = conn.execute(
        f"""{_ALL} SELECT substr(due_on, 1, 4) || '-' || ((CAST(substr(due_on, 6, 2) AS INTEGER) + 2) / 3), count(*) FROM dated
        WHERE {where} AND due_on IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 16""",
        values,
    ).fetchall()
    return {"state": [(r[0], r[1]) for r in states], "quarter": [(r[0], r[1]) for r in quarters]}


def reports(conn: sqlite3.Connection, record_ids: list[str]) -> dict[str, list[sqlite3.Row]]:
    """What the reports say of tasks of plans, the best match first."""
    import json

    found: dict[str, list[sqlite3.Row]] = {}
    for row in conn.execute(
        """SELECT l.plan_task, l.report_task, l.score, r.status, r.document_id, d.source, s.text AS sentence FROM task_links l
        JOIN tasks r ON r.record_id = l.report_task JOIN documents d ON d.id = r.document_id LEFT JOIN sentences s ON s.id = r.sentence_id
        WHERE l.plan_task IN (SELECT value FROM json_each(?)) ORDER BY l.score DESC, l.report_task""",
        [json.dumps(record_ids)],
    ):
        found.setdefault(row["plan_task"], []).append(row)
    return found
