"""Which corrections of people are in force: said once, for search, export, charts, checks made again and gold.

A correction is a row of `reviews` of the aspect "correction": "corrected" has new values of fields, "removed" strikes a record out, "added" makes one, "restored" takes a
correction back. In force is the one of a record that is `current`. The views of `review_schema` and `own_schema` hold the same condition, as it was released.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

EVERY = ("corrected", "removed", "added")


def in_force(*decisions: str, of: str = "reviews") -> str:
    """The SQL condition under which a row of `reviews` (by the alias `of`) is a correction in force, of these decisions."""
    listed = ", ".join(f"'{decision}'" for decision in decisions or EVERY)
    return f"{of}.current = 1 AND {of}.aspect = 'correction' AND {of}.decision IN ({listed})"


def any_of(conn: sqlite3.Connection, *decisions: str) -> bool:
    """Whether anybody corrected anything so."""
    return conn.execute(f"SELECT 1 FROM reviews WHERE {in_force(*decisions)} LIMIT 1").fetchone() is not None


def corrected_fields(conn: sqlite3.Connection, records: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What people put in the place of fields: record → its new values."""
    sql = f"SELECT record_id, corrections FROM reviews WHERE record_id IN (SELECT value FROM json_each(?)) AND {in_force('corrected')}"
    return {row[0]: json.loads(row[1]) for row in conn.execute(sql, [json.dumps(list(records))])}


def changes(conn: sqlite3.Connection, record_type: str) -> list[tuple[str, dict[str, Any] | None]]:
    """The records of a type that people changed, in order: (record, its new values; None for one that they struck out)."""
    sql = f"SELECT record_id, decision, corrections FROM reviews WHERE {in_force('corrected', 'removed')} AND record_type = ? ORDER BY record_id"
    return [(record, json.loads(given) if decision == "corrected" else None) for record, decision, given in conn.execute(sql, [record_type])]
