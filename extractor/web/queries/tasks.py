"""Tasks: of plans and reports, with what the reports say of a plan's task laid beside it; by lead body, quarter and state; overdue as of a day."""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractor.database.compact import hash_of, key_of, key_or_none
from extractor.lexicon.patterns import fold
from extractor.web.paging import FIRST, Turn

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
    turn: Turn = FIRST


# What the reports say of a task of a plan: done where one says so, else what the best match says.
_LINKED = """WITH linked AS (
    SELECT l.plan_id, max(r.status IN ('completed', 'completed_late')) AS done, max(r.status = 'completed_late') AS late,
        (SELECT r2.status FROM task_link_rows l2 JOIN tasks_rows r2 ON r2.id = l2.report_id WHERE l2.plan_id = l.plan_id
            ORDER BY l2.score DESC, printf('%016x', r2.key) LIMIT 1) AS best, count(*) AS reports
    FROM task_link_rows l JOIN tasks_rows r ON r.id = l.report_id GROUP BY l.plan_id)"""
_STATE = """CASE WHEN k.done = 1 THEN CASE WHEN k.late = 1 THEN 'completed_late' ELSE 'completed' END
    WHEN t.status = 'planned' AND k.best IS NOT NULL THEN k.best ELSE t.status END"""
_ALL = f"""{_LINKED}, shown AS (
    SELECT t.id, t.document_id, t.due_on, t.lead_id, coalesce(k.reports, 0) AS reports, {_STATE} AS state
    FROM tasks_rows t LEFT JOIN linked k ON k.plan_id = t.id WHERE t.form <> 'aggregate'),
dated AS (
    SELECT *, CASE WHEN due_on < :day AND state IN ('planned', 'in_progress', 'not_started', 'overdue') THEN 'overdue' ELSE state END AS now,
        CASE WHEN due_on < :day AND state IN ('planned', 'in_progress', 'not_started', 'overdue') THEN julianday(:day) - julianday(due_on) END AS behind
    FROM shown)"""
_BEHIND = frozenset({"planned", "in_progress", "not_started", "overdue"})


def day_of(asked: Filter) -> str:
    """The day as of which tasks are overdue: the one that was asked for, else today."""
    try:
        return datetime.date.fromisoformat(asked.day).isoformat()
    except ValueError:
        return datetime.date.today().isoformat()


def _where(asked: Filter) -> tuple[str, dict[str, Any]]:
    """What limits the tasks, whichever facet is looked at."""
    parts = ["1"]
    values: dict[str, Any] = {}
    words = re.findall(r"[^\W_]+", fold(asked.text[:200]))[:8]
    if words:
        # Each begins a word of the title, the lead body or the product.
        parts.append("id IN (SELECT rowid FROM tasks_fts WHERE tasks_fts MATCH :words)")
        values["words"] = " AND ".join(f'"{word}"*' for word in words)
    if asked.document:
        parts.append("document_id = :document")
        values["document"] = asked.document
    elif not words:
        # What a report tells of a plan's task stands on the card of that task, and is no second task; words may be the report's alone.
        parts.append("id NOT IN (SELECT report_id FROM task_link_rows)")
    return " AND ".join(parts), values


# One after another in the order of the index of due days: those behind, those that are due, those without a day.
_RUNS = (
    "due_on < :day AND behind IS NOT NULL",
    "due_on IS NOT NULL AND behind IS NULL",
    "due_on IS NULL",
)


def listing(conn: sqlite3.Connection, asked: Filter) -> list[dict[str, Any]]:
    """A page of tasks, those that are overdue first."""
    where, values = _where(asked)
    values["day"] = day_of(asked)
    where = " AND ".join([where, *_limits(asked, values)])
    start = _place(conn, asked.turn.row, values["day"])
    back = asked.turn.back and start is not None
    skipped, wanted, found = 0 if start else (max(1, asked.turn.page) - 1) * PAGE, PAGE, []
    way = " DESC" if back else ""
    for number in reversed(range(len(_RUNS))) if back else range(len(_RUNS)):
        if not wanted:
            break
        bound = ""
        if start is not None:
            if number != start[0] and (number < start[0]) != back:
                continue
            sign = "<" if back else ">"
            bound = "" if number != start[0] else f" AND id {sign} :id" if start[1] is None else f" AND (due_on, id) {sign} (:due, :id)"
            values |= {"due": start[1], "id": start[2]}
        sql = f"{_ALL} SELECT id, reports, now, behind FROM dated WHERE {_RUNS[number]} AND {where}{bound} ORDER BY due_on{way}, id{way} LIMIT :limit"
        rows = conn.execute(sql, {**values, "limit": skipped + wanted}).fetchall()
        found += rows[skipped:]
        skipped, wanted = max(0, skipped - len(rows)), wanted - len(rows[skipped:])
    return _detailed(conn, found[::-1] if back else found)


def _place(conn: sqlite3.Connection, record_id: str, day: str) -> tuple[int, str | None, int] | None:
    """(run, due day, row) of a task in the order of the list; None where it is none, or gone."""
    row = conn.execute(f"{_ALL} SELECT due_on, behind, id FROM dated WHERE id = (SELECT id FROM tasks_rows WHERE key = :key)", {"day": day, "key": key_or_none(record_id)}).fetchone() if record_id else None
    if row is None:
        return None
    return (2 if row["due_on"] is None else 1 if row["behind"] is None else 0), row["due_on"], row["id"]


def _detailed(conn: sqlite3.Connection, found: list[sqlite3.Row]) -> list[dict[str, Any]]:
    marks = ", ".join("?" * len(found))
    more = conn.execute(
        f"""SELECT t.id, t.record_id, t.document_id, t.title, t.product, t.deadline, t.due_on, t.lead, t.days_late, d.source, d.doc_type, d.code,
            s.text AS sentence FROM tasks t JOIN v_documents d ON d.id = t.document_id LEFT JOIN sentences s ON s.id = t.sentence_id
        WHERE t.id IN ({marks})""",
        [row["id"] for row in found],
    )
    by_id = {row["id"]: row for row in more}
    return [{**dict(by_id[row["id"]]), **dict(row)} for row in found]


def _limits(asked: Filter, values: dict[str, Any]) -> list[str]:
    """The conditions of the facets; their values are added to `values`."""
    parts = []
    if asked.lead:
        parts.append("lead_id IS NULL" if asked.lead == "-" else "lead_id IN (SELECT id FROM phrases WHERE text = :lead AND hash = :lead_hash)")
        values["lead_hash"] = hash_of(asked.lead)
        values["lead"] = asked.lead
    if asked.quarter:
        from extractor.web.queries.inbox import period_days

        values["since"], values["until"] = period_days(asked.quarter)
        parts.append("due_on >= :since AND due_on < :until")
    if asked.state:
        parts.append("now = :state")
        values["state"] = asked.state
    if asked.late:
        parts.append("now = 'overdue'")
    return parts


class Count(NamedTuple):
    """How many tasks of a lead body ("-" is none) and a quarter of the due day ("" is none) are in a state."""

    lead: str
    quarter: str
    state: str
    tasks: int


def cube(conn: sqlite3.Connection, text: str, document: int, day: str) -> list[Count]:
    """Counts of the tasks that hold the words, of one document or of all, as of a day."""
    where, values = _where(Filter(text=text, document=document, day=day))
    found: Counter[tuple[str, str, str]] = Counter()

    def add(due: str | None, lead: str | None, state: str, number: int) -> None:
        quarter = f"{due[:4]}-{(int(due[5:7]) + 2) // 3}" if due else ""
        found[lead or "-", quarter, "overdue" if due and due < day and state in _BEHIND else state] += number

    # As the documents themselves say, from the index `tasks_counts` alone where nothing is typed; then those are moved of which reports tell.
    counted = f"SELECT t.due_on, t.lead_id, t.status, count(*) AS n FROM tasks_rows t WHERE t.form <> 'aggregate' AND {where} GROUP BY 1, 2, 3"
    for row in conn.execute(f"SELECT c.due_on, p.text, c.status, c.n FROM ({counted}) c LEFT JOIN phrases p ON p.id = c.lead_id", values):
        add(*row)
    sql = f"""{_LINKED} SELECT t.due_on, (SELECT text FROM phrases WHERE id = t.lead_id), t.status, {_STATE} AS state, count(*) FROM linked k
        JOIN tasks_rows t ON t.id = k.plan_id WHERE t.form <> 'aggregate' AND {where} GROUP BY t.due_on, t.lead_id, t.status, 4"""
    for due, lead, said, state, number in conn.execute(sql, values):
        if said != state:
            add(due, lead, said, -number)
            add(due, lead, state, number)
    return [Count(*key, number) for key, number in found.items() if number]


@dataclass(frozen=True)
class Counted:
    """All tasks that are asked for; by lead body (with the count of each state, and the sum), by state and by quarter."""

    total: int
    matrix: list[tuple[str, dict[str, int], int]]
    facets: dict[str, list[tuple[str, int]]]


def counted(counts: Sequence[Count], asked: Filter) -> Counted:
    """What the other filters leave of each facet; the bodies with most overdue tasks first."""
    total = 0
    bodies: dict[str, Counter[str]] = {}
    states: Counter[str] = Counter()
    quarters: Counter[str] = Counter()
    for row in counts:
        right = {
            "lead": asked.lead in ("", row.lead),
            "quarter": not asked.quarter or row.quarter == asked.quarter or (bool(row.quarter) and row.quarter[:4] == asked.quarter),
            "state": asked.state in ("", row.state),
        }
        if asked.late and row.state != "overdue":
            continue
        failed = [facet for facet, passes in right.items() if not passes]
        total += row.tasks if not failed else 0
        if failed in ([], ["lead"]):
            bodies.setdefault(row.lead, Counter())[row.state] += row.tasks
        if failed in ([], ["state"]):
            states[row.state] += row.tasks
        if failed in ([], ["quarter"]) and row.quarter:
            quarters[row.quarter] += row.tasks
    matrix = [(lead, dict(of), sum(of.values())) for lead, of in bodies.items()]
    matrix.sort(key=lambda r: (-r[1].get("overdue", 0), -r[2], r[0]))
    return Counted(total, matrix[:60], {"state": states.most_common(), "quarter": sorted(quarters.items(), reverse=True)[:16]})


def reports(conn: sqlite3.Connection, record_ids: list[str]) -> dict[str, list[sqlite3.Row]]:
    """What the reports say of tasks of plans, the best match first."""
    import json

    found: dict[str, list[sqlite3.Row]] = {}
    for row in conn.execute(
        """SELECT l.plan_task, l.report_task, l.score, r.status, r.document_id, d.source, s.text AS sentence FROM tasks_rows p
        JOIN task_links l ON l.plan_id = p.id JOIN tasks_rows r ON r.id = l.report_id JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentences s ON s.id = r.sentence_id
        WHERE p.key IN (SELECT value FROM json_each(?)) ORDER BY l.score DESC, l.report_task""",
        [json.dumps([key_of(name) for name in record_ids])],
    ):
        found.setdefault(row["plan_task"], []).append(row)
    return found
