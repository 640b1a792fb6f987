"""What people corrected as gold annotations: the records of a document as they are after the corrections, in the form that `evaluate` reads.

A document counts as annotated when somebody corrected a record of it or signed its audit sheet. In: the database. Out: rows of JSON.
"""

from __future__ import annotations

import json
from typing import Any

from extractor.database.corrections import in_force
from extractor.database.read import records
from extractor.database.review_rows import standing
from extractor.export import sort_key
from extractor.records import to_json

# Columns that the export names otherwise, and those that are numbers there.
_KEYS = {"from_date": "from", "to_date": "to"}
_NUMBERS = {"value", "value_to", "total", "done"}
_SCORED = ("metadata", "reference", "date", "indicator", "task", "relation")


def annotated(db: Any) -> list[str]:
    """The documents that people corrected or signed, in order."""
    rows = db.conn.execute(
        f"""SELECT source FROM documents d WHERE EXISTS (SELECT 1 FROM reviews r WHERE r.document = d.source AND {in_force(of="r")})
        OR EXISTS (SELECT 1 FROM sign_offs s WHERE s.document = d.source AND s.document_sha256 = d.sha256 AND s.withdrawn_at IS NULL) ORDER BY source"""
    )
    return [row[0] for row in rows]


def gold_rows(db: Any, source: str) -> list[dict[str, Any]]:
    """The records of a document as corrected, those that were removed left out, those that were added in their place."""
    made = {row["record_id"]: row for row in standing(db, source) if row["aspect"] == "correction"}
    out: list[dict[str, Any]] = []
    for record in sorted(records(db, source, _SCORED), key=sort_key):
        row = json.loads(to_json(record))
        correction = made.get(record.id)
        if correction is not None and correction["decision"] == "removed":
            continue
        if correction is not None:
            row |= _exported(correction["corrections"])
            if "doubtful" in row:
                row["doubtful"] = [name for name in row["doubtful"] if name not in correction["corrections"]]
        out.append({key: value for key, value in row.items() if key not in ("id", "document")})
    for row in made.values():
        if row["decision"] == "added" and row["state"] != "gone":
            place = {"type": row["record_type"], "start": row["start"], "end": row["end"], "quote": row["quote"]}
            out.append(place | _exported(row["corrections"]))
    return sorted(out, key=lambda row: (row["type"] != "metadata", row.get("start") or -1, row.get("end") or -1, row["type"]))


def _exported(values: dict[str, Any]) -> dict[str, Any]:
    """Corrected columns as the export has them."""
    out: dict[str, Any] = {}
    for name, value in values.items():
        if name in _NUMBERS and value is not None:
            number = float(value)
            value = int(number) if number.is_integer() else number
        elif name == "valid" and value is not None:
            value = bool(value)
        out[_KEYS.get(name, name)] = value
    return out
