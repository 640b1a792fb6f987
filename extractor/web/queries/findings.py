"""Findings with their decisions: filtered, in groups of document and cause, the worst first; and the steps that a person may take back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

PAGE = 60
SEVERITIES = ("error", "warning", "info")
STATES = ("open", "accepted", "rejected", "later", "changed", "all")


@dataclass(frozen=True)
class Filter:
    """What is shown; an empty field does not limit. `state` "open" are those that nobody decided or that were left for later."""

    document: int = 0
    severity: str = ""
    check: str = ""
    state: str = "open"
    page: int = 1


_FROM = """FROM findings f JOIN documents d ON d.id = f.document_id
    LEFT JOIN reviews k ON k.record_id = f.record_id AND k.current = 1 AND k.aspect = 'decision' AND k.decision <> 'cleared'"""
_RANK = "CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"
_STATES = {
    "open": "(k.decision IS NULL OR k.decision = 'later')",
    "accepted": "k.decision = 'accepted'",
    "rejected": "k.decision = 'rejected'",
    "later": "k.decision = 'later'",
    "changed": "k.state IN ('changed', 'gone')",
}


def _where(asked: Filter, state: bool = True) -> tuple[str, list[Any]]:
    parts, values = ["1"], []
    for column, value in (("f.document_id", asked.document), ("f.severity", asked.severity), ("f.check_code", asked.check)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if state and asked.state in _STATES:
        parts.append(_STATES[asked.state])
    return " AND ".join(parts), values


def listing(conn: sqlite3.Connection, asked: Filter) -> tuple[list[sqlite3.Row], int]:
    """A page of findings, and how many there are: severity first, then document by document, cause by cause."""
    where, values = _where(asked)
    total = conn.execute(f"SELECT count(*) {_FROM} WHERE {where}", values).fetchone()[0]
    numbers = conn.execute(
        f"""SELECT f.id {_FROM} WHERE {where} ORDER BY {_RANK}, f.document_id, f.check_code, f.id LIMIT ? OFFSET ?""",
        [*values, PAGE, (max(1, asked.page) - 1) * PAGE],
    ).fetchall()
    return _rows(conn, [row[0] for row in numbers]), total


def _rows(conn: sqlite3.Connection, numbers: list[int]) -> list[sqlite3.Row]:
    marks = ", ".join("?" * len(numbers))
    rows = conn.execute(
        f"""SELECT f.*, d.source, d.doc_type, d.code, d.title, c.page, c.quote, s.text AS sentence, s.section, k.decision, k.reason, k.note,
            k.reviewer, k.reviewed_at, k.state AS state {_FROM} LEFT JOIN citations c ON c.id = f.citation_id
        LEFT JOIN sentences s ON s.id = f.sentence_id WHERE f.id IN ({marks})""",
        numbers,
    ).fetchall()
    order = {number: position for position, number in enumerate(numbers)}
    return sorted(rows, key=lambda row: order[row["id"]])


def one(conn: sqlite3.Connection, record_id: str) -> sqlite3.Row | None:
    """One finding, as the list has it."""
    row = conn.execute("SELECT id FROM findings WHERE record_id = ?", [record_id]).fetchone()
    return _rows(conn, [row[0]])[0] if row else None


def counts(conn: sqlite3.Connection, asked: Filter) -> dict[str, dict[str, int]]:
    """Counts by severity, check and state of what the document's filter leaves."""
    only = Filter(document=asked.document)
    where, values = _where(only, state=False)
    rows = conn.execute(
        f"""SELECT f.severity, f.check_code, coalesce(k.decision, 'open') AS decision, count(*) AS n,
            sum(coalesce(k.state IN ('changed', 'gone'), 0)) AS changed {_FROM} WHERE {where} GROUP BY 1, 2, 3""",
        values,
    ).fetchall()
    found: dict[str, dict[str, int]] = {"severity": {}, "check": {}, "state": dict.fromkeys(STATES, 0)}
    for row in rows:
        found["state"][row["decision"]] = found["state"].get(row["decision"], 0) + row["n"]
        if row["decision"] == "later":
            found["state"]["open"] += row["n"]
        found["state"]["changed"] += row["changed"]
        found["state"]["all"] += row["n"]
        shown = asked.state not in _STATES or asked.state == row["decision"] or (asked.state == "open" and row["decision"] == "later")
        if shown and (not asked.check or asked.check == row["check_code"]):
            found["severity"][row["severity"]] = found["severity"].get(row["severity"], 0) + row["n"]
        if shown and (not asked.severity or asked.severity == row["severity"]):
            found["check"][row["check_code"]] = found["check"].get(row["check_code"], 0) + row["n"]
    return found


def orphans(conn: sqlite3.Connection) -> list[sqlite3.Row]:
    """Decisions whose finding is not there any more: its evidence has changed, or its file is gone."""
    return conn.execute(
        """SELECT * FROM reviews WHERE current = 1 AND aspect = 'decision' AND record_type = 'finding' AND state = 'gone'
        ORDER BY document, start LIMIT 100"""
    ).fetchall()


def last_steps(conn: sqlite3.Connection, reviewer: str | None) -> tuple[int, int]:
    """How many steps the reviewer may take back, and do again."""
    row = conn.execute(
        """SELECT count(DISTINCT CASE WHEN undone_at IS NULL THEN step END),
            count(DISTINCT CASE WHEN undone_at IS NOT NULL AND step > coalesce((SELECT max(step) FROM reviews WHERE reviewer IS :who AND undone_at IS NULL), 0)
                THEN step END) FROM reviews WHERE reviewer IS :who""",
        {"who": reviewer},
    ).fetchone()
    return int(row[0]), int(row[1])
