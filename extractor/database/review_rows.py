"""Decisions as rows that travel: those that stand, the history of a record, and rows of another database taken in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.database.connection import transaction
from extractor.database.link import relink
from extractor.database.reviews import (
    CORRECTIONS,
    DECISIONS,
    MAX_FIELD,
    MAX_NOTE,
    ReviewError,
    _values,
    carry_over,
    checked,
    insert,
    next_step,
    rows_of,
)
from extractor.messages import SAY

COLUMNS = (
    *("record_id", "record_type", "aspect", "decision", "document", "document_sha256", "check_code", "start", "end", "quote", "sentence"),
    *("evidence", "corrections", "reason", "note", "reviewer", "reviewed_at", "state"),
)
_JSON = {"evidence", "corrections"}


def standing(db: Any, source: str | None = None) -> list[dict[str, Any]]:
    """The decisions and corrections that count, in order of document and place."""
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    where, values = ("AND document = ?", [source]) if source is not None else ("", [])
    rows = rows_of(
        db, f"SELECT {names} FROM reviews WHERE current = 1 AND decision NOT IN ('cleared', 'restored') {where} ORDER BY document, start, record_id, aspect", values
    )
    return [{name: json.loads(row[name]) if name in _JSON else row[name] for name in COLUMNS} for row in rows]


def history(db: Any, record_id: str) -> list[sqlite3.Row]:
    """Every act on a record, the latest first."""
    return rows_of(db, "SELECT * FROM reviews WHERE record_id = ? ORDER BY id DESC LIMIT 100", [record_id])


def import_rows(db: Any, rows: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Takes over decisions that another database exported: (new, known already). They are tied to the records here. Raises ReviewError."""
    new = known = 0
    with transaction(db):
        step = next_step(db)
        for given in rows:
            row = _imported(given)
            same = db.conn.execute(
                """SELECT 1 FROM reviews WHERE document = ? AND record_type = ? AND aspect = ? AND decision = ? AND quote IS ? AND sentence IS ?
                AND corrections = ? AND reviewer IS ? AND reviewed_at = ?""",
                [row[k] for k in ("document", "record_type", "aspect", "decision", "quote", "sentence", "corrections", "reviewer", "reviewed_at")],
            ).fetchone()
            if same:
                known += 1
                continue
            new += 1
            insert(db, {**row, "step": step})
        carry_over(db)
        relink(db)
    return new, known


def _imported(given: Mapping[str, Any]) -> dict[str, Any]:
    row = {name: given.get(name) for name in COLUMNS if name != "state"}
    decision = row["decision"]
    aspect = "decision" if decision in DECISIONS else "correction"
    named = all(isinstance(row[k], str) for k in ("record_id", "record_type", "document", "document_sha256", "reviewed_at"))
    if decision not in (*DECISIONS, *CORRECTIONS) or not named:
        raise ReviewError(*SAY.database("review.line"))
    row["aspect"] = aspect
    row["corrections"] = json.dumps(_values(str(row["record_type"]), row["corrections"] or {}), ensure_ascii=False)
    row["evidence"] = json.dumps(row["evidence"] or [], ensure_ascii=False)
    row["note"], row["reason"] = checked(row["note"], MAX_NOTE), checked(row["reason"], MAX_FIELD)
    return row
