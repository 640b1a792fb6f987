"""Findings with their decisions: filtered, in groups of document and cause, the worst first; and the steps that a person may take back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from extractor.database.compact import key_or_none
from extractor.web.paging import FIRST, Turn

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
    turn: Turn = FIRST


_REVIEW = "k.record_id = printf('fin-%016x', f.key) AND k.current = 1 AND k.aspect = 'decision' AND k.decision <> 'cleared'"
_DECIDED = "f.key = trichyeu_key(k.record_id) AND k.current = 1 AND k.aspect = 'decision' AND k.decision <> 'cleared'"
"""The same, for a query that goes from the reviews to their findings; `knowing` makes the function known."""
_FROM = f"FROM findings f JOIN v_documents d ON d.id = f.document_id LEFT JOIN reviews k ON {_REVIEW}"
_STATES = {
    "accepted": "k.decision = 'accepted'",
    "rejected": "k.decision = 'rejected'",
    "later": "k.decision = 'later'",
    "changed": "k.state IN ('changed', 'gone')",
}


def knowing(conn: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, which can tell the number of an identifier."""
    conn.create_function("trichyeu_key", 1, key_or_none, deterministic=True)
    return conn


def _where(asked: Filter) -> tuple[str, list[Any]]:
    parts, values = ["1"], []
    for column, value in (("f.document_id", asked.document), ("f.severity", asked.severity), ("f.check_code", asked.check)):
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    return " AND ".join(parts), values


def listing(conn: sqlite3.Connection, asked: Filter) -> list[sqlite3.Row]:
    """A page of findings: severity first, then document by document, cause by cause."""
    start = _place(conn, asked.turn.row)
    back = asked.turn.back and start is not None
    skipped, wanted, found = 0 if start else (max(1, asked.turn.page) - 1) * PAGE, PAGE, []
    # One severity after another, each in the order of the index `findings_order`, so that nothing is sorted and little is read past the page.
    for severity in reversed(SEVERITIES) if back else SEVERITIES:
        if not wanted or asked.severity not in ("", severity):
            continue
        bound = None
        if start is not None:
            if severity != start[0] and (SEVERITIES.index(severity) < SEVERITIES.index(start[0])) != back:
                continue
            bound = start[1:] if severity == start[0] else None
        numbers = _numbers(conn, replace(asked, severity=severity), skipped + wanted, bound, back)
        found += numbers[skipped:]
        skipped, wanted = max(0, skipped - len(numbers)), wanted - len(numbers[skipped:])
    return _rows(conn, found[::-1] if back else found)


def _place(conn: sqlite3.Connection, record_id: str) -> tuple[str, int, str, int] | None:
    """Where a finding stands in the order of the list; None where it is none, or gone."""
    row = conn.execute("SELECT severity, document_id, check_code, id FROM findings_rows WHERE key = ?", [key_or_none(record_id)]).fetchone() if record_id else None
    return (row[0], row[1], row[2], row[3]) if row else None


def _numbers(conn: sqlite3.Connection, asked: Filter, most: int, bound: tuple[int, str, int] | None, back: bool) -> list[int]:
    """Findings of one severity in their order, or from the end; only those on the far side of `bound`."""
    where, values = _where(asked)
    way, sign = (" DESC", "<") if back else ("", ">")
    if bound is not None:
        where += f" AND (f.document_id, f.check_code, f.id) {sign} (?, ?, ?)"
        values += bound
    order = f"ORDER BY f.document_id{way}, f.check_code{way}, f.id{way} LIMIT ?"
    if asked.state in _STATES:
        # Few findings were decided: those are looked up, not all findings one by one.
        sql = f"SELECT f.id FROM reviews k JOIN findings_rows f ON {_DECIDED} WHERE {where} AND {_STATES[asked.state]} {order}"
    else:
        open_ = f" AND NOT EXISTS (SELECT 1 FROM reviews k WHERE {_REVIEW} AND k.decision <> 'later')" if asked.state == "open" else ""
        sql = f"SELECT f.id FROM findings_rows f WHERE {where}{open_} {order}"
    return [row[0] for row in knowing(conn).execute(sql, [*values, most])]


def _rows(conn: sqlite3.Connection, numbers: list[int]) -> list[sqlite3.Row]:
    marks = ", ".join("?" * len(numbers))
    rows = conn.execute(
        f"""SELECT f.*, d.source, d.doc_type, d.code, d.title, f.page, f.quote, s.text AS sentence, s.section, k.decision, k.reason, k.note,
            k.reviewer, k.reviewed_at, k.state AS state {_FROM}
        LEFT JOIN sentences s ON s.id = f.sentence_id WHERE f.id IN ({marks})""",
        numbers,
    ).fetchall()
    order = {number: position for position, number in enumerate(numbers)}
    return sorted(rows, key=lambda row: order[row["id"]])


def one(conn: sqlite3.Connection, record_id: str) -> sqlite3.Row | None:
    """One finding, as the list has it."""
    row = conn.execute("SELECT id FROM findings_rows WHERE key = ?", [key_or_none(record_id)]).fetchone()
    return _rows(conn, [row[0]])[0] if row else None


class Count(NamedTuple):
    """How many findings of a severity and a check have a decision ("open" is none), and of how many the evidence has changed."""

    severity: str
    check: str
    decision: str
    findings: int
    changed: int


def cube(conn: sqlite3.Connection, document: int) -> list[Count]:
    """Counts of all findings, or of those of a document (0 is all)."""
    where, values = ("f.document_id = ?", [document]) if document else ("1", [])
    every = {(r[0], r[1]): r[2] for r in conn.execute(f"SELECT f.severity, f.check_code, count(*) FROM findings_rows f WHERE {where} GROUP BY 1, 2", values)}
    decided = knowing(conn).execute(
        f"""SELECT f.severity, f.check_code, k.decision, count(*), sum(k.state IN ('changed', 'gone'))
        FROM reviews k JOIN findings_rows f ON {_DECIDED} WHERE {where} GROUP BY 1, 2, 3""",
        values,
    ).fetchall()
    for severity, check, _, number, _ in decided:
        every[severity, check] -= number
    return [Count(*key, "open", number, 0) for key, number in every.items() if number] + [Count(*row) for row in decided]


def counts(counted: Sequence[Count], asked: Filter) -> tuple[dict[str, dict[str, int]], int]:
    """Counts by severity, check and state; and how many findings are asked for."""
    found: dict[str, dict[str, int]] = {"severity": {}, "check": {}, "state": dict.fromkeys(STATES, 0)}
    total = 0
    for row in counted:
        state = found["state"]
        state[row.decision] = state.get(row.decision, 0) + row.findings
        if row.decision == "later":
            state["open"] += row.findings
        state["changed"] += row.changed
        state["all"] += row.findings
        number = _shown(row, asked.state)
        right = {"severity": asked.severity in ("", row.severity), "check": asked.check in ("", row.check)}
        if number and right["check"]:
            found["severity"][row.severity] = found["severity"].get(row.severity, 0) + number
        if number and right["severity"]:
            found["check"][row.check] = found["check"].get(row.check, 0) + number
        total += number if all(right.values()) else 0
    return found, total


def _shown(row: Count, state: str) -> int:
    """How many findings of a count are in a state."""
    if state == "changed":
        return row.changed
    right = state == "all" or state == row.decision or (state == "open" and row.decision == "later")
    return row.findings if right else 0


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
            count(DISTINCT CASE WHEN undone_at IS NOT NULL AND step > coalesce((SELECT max(step) FROM reviews WHERE (reviewer IS :who OR reviewer IS NULL) AND undone_at IS NULL), 0)
                THEN step END) FROM reviews WHERE reviewer IS :who OR reviewer IS NULL""",
        {"who": reviewer},
    ).fetchone()
    return int(row[0]), int(row[1])
