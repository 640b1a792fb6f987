"""Where a record comes from: its document, and the file that was read for it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.database.compact import key_or_none
from extractor.database.rows import TABLES
from extractor.records import record_id


@dataclass(frozen=True, slots=True)
class Origin:
    """A record's document: its `source`; the file (`path`, None where it is not known) with the source that it was read under and its hash."""

    source: str
    path: Path | None
    file_source: str
    sha256: str


def origin_of(db: Any, record: str) -> Origin | None:
    """The origin of the record with this id, None where the database has no such record."""
    connection: sqlite3.Connection = db.conn
    number = None
    for kind, table in TABLES.items():
        if not record.startswith(f"{kind[:3]}-"):
            continue
        row = connection.execute(f"SELECT document_id FROM {table}_rows WHERE key = ?", [key_or_none(record)]).fetchone()
        number = row[0] if row else number
    if number is None and record.startswith("met-"):
        rows = connection.execute("SELECT id, source FROM documents ORDER BY id")
        number = next((one for one, source in rows if record_id("metadata", source) == record), None)
    if number is None:
        return None
    source, location, container, sha256 = connection.execute(
        "SELECT source, location, container, file_sha256 FROM documents WHERE id = ?", [number]
    ).fetchone()
    return Origin(source, Path(location) if location else None, container or source, sha256)
