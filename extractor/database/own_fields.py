"""Corrections of what a document says of itself: their place among the reviews, the evidence that a person saw, and linking by the corrected keys.

A document's own record is its metadata (`met-…`), which has no span; the evidence of a correction are the spans from which the corrected fields were
read, so that a correction says when the file was ingested again and reads otherwise there.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.database.corrections import in_force
from extractor.database.own_schema import OWN_FIELDS
from extractor.linking.mentions import own_mention
from extractor.records import Metadata

PREFIX = "met-"
_PLACE = """SELECT metadata_id AS record_id, id AS document_id, source, sha256, NULL AS start, NULL AS "end", NULL AS quote, NULL AS sentence,
    NULL AS check_code FROM documents WHERE """


def _row(db: Any, sql: str, values: Iterable[Any]) -> sqlite3.Row | None:
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    row: sqlite3.Row | None = cursor.execute(sql, list(values)).fetchone()
    return row


def place(db: Any, record_id: str) -> sqlite3.Row | None:
    """The document whose own record this is, as `reviews.target` gives a record."""
    return _row(db, f"{_PLACE} metadata_id = ?", [record_id]) if record_id.startswith(PREFIX) else None


def again(db: Any, source: str) -> str | None:
    """The identifier of the own record of a document."""
    row = _row(db, f"{_PLACE} source = ?", [source])
    return row["record_id"] if row else None


def seen(db: Any, record_id: str, fields: Iterable[str]) -> list[list[Any]]:
    """What these fields were read from: [source, start, end, quote] of each, in the order of `OWN_FIELDS`."""
    wanted = [name for name in OWN_FIELDS if name in set(fields)]
    rows = db.conn.execute(
        """SELECT f.field, d.source, f.start, f.start + f.length, substr(d.text, f.start + 1, f.length) FROM documents d
        JOIN metadata_fields f ON f.document_id = d.id WHERE d.metadata_id = ? ORDER BY f.position""",
        [record_id],
    ).fetchall()
    return [list(row[1:]) for name in wanted for row in rows if row[0] == name]


def settle(db: Any, sources: Iterable[str], *, always: bool = False) -> None:
    """Inside the caller's transaction: gives documents the keys by which linking knows them after the corrections that stand, and leaves the keys
    that this touches to `relink`; `always` those of a document whose keys stay too, since the node says what its document says of itself. What was extracted
    is kept in `extracted_keys`."""
    for source in dict.fromkeys(sources):
        row = _row(db, "SELECT * FROM v_documents WHERE source = ?", [source])
        if row is None:
            continue
        before = db.conn.execute("SELECT code_key, title_key FROM extracted_keys WHERE document_id = ?", [row["id"]]).fetchone()
        now = (row["code_key"], row["title_key"])
        extracted = before or now
        wanted = tuple(extracted)
        if row["corrected"]:
            mention = own_mention(source, row["sha256"], _metadata(dict(row)), row["province"])
            wanted = (mention.code_key, mention.title_key) if mention else (None, None)
        if wanted == now and not always:
            continue
        pending = [code for code, _ in (now, wanted) if code] + [f"title:{title}" for _, title in (now, wanted) if title]
        db.conn.executemany("INSERT OR IGNORE INTO pending_links VALUES (?)", [[key] for key in pending])
        if wanted == now:
            continue
        db.execute("UPDATE documents SET code_key = ?, title_key = ? WHERE id = ?", [*wanted, row["id"]])
        if wanted == tuple(extracted):
            db.execute("DELETE FROM extracted_keys WHERE document_id = ?", [row["id"]])
        elif before is None:
            db.execute("INSERT INTO extracted_keys VALUES (?, ?, ?)", [row["id"], *extracted])


def _metadata(row: Mapping[str, Any]) -> Metadata:
    days = {name: datetime.date.fromisoformat(row[name]) if row[name] else None for name in ("issued_on", "received_on")}
    words = {name: row[name] for name in OWN_FIELDS if name not in days}
    return Metadata(id=row["metadata_id"], document=row["source"], start=None, end=None, quote=None, **words, **days)


def corrections(conn: sqlite3.Connection) -> dict[int, dict[str, Any]]:
    """Document → its corrected fields, of the documents of which something was corrected."""
    rows = conn.execute(
        f"""SELECT d.id, k.corrections FROM reviews k JOIN documents d ON d.metadata_id = k.record_id
        WHERE k.record_type = 'metadata' AND {in_force("corrected", of="k")} ORDER BY d.id"""
    )
    return {row[0]: json.loads(row[1]) for row in rows}


__all__ = ["PREFIX", "again", "corrections", "place", "seen", "settle"]
