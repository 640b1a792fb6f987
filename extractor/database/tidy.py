"""`trichyeu compact`: what nothing points at any more goes, the full text is put in order, and the file gives back the room that it does not need.

Safe to interrupt at any moment and on a full disk: the first part is one transaction, and SQLite's VACUUM leaves the file as it was until it is done.
"""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.database.compact_schema import COUNT_MENTIONS, PHRASE, RECORDS, SEARCHED, rows_of
from extractor.database.connection import DatabaseError, explained, full, open_database, transaction
from extractor.database.link import link_pending

PAGE_SIZE = 2048
BUSY_SECONDS = 2.0
STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Compacted:
    """Bytes of the file before and after, bytes of the texts in it as UTF-8, and the rows that were dropped, by table."""

    before: int
    after: int
    text: int
    dropped: dict[str, int]


def compact(path: Path) -> Compacted:
    """Makes the file as small as what it holds. Raises DatabaseError where another process uses it, or where the disk has no room for the copy that
    SQLite makes meanwhile; the file is then as it was."""
    with explained(path):
        db = open_database(path)
        try:
            # An interruption is heard between the steps of SQLite.
            db.conn.set_progress_handler(_interrupted, STEPS)
            db.conn.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
            before = path.stat().st_size
            _room(path, before)
            link_pending(db)
            with transaction(db):
                dropped = drop_stale(db)
                optimize(db)
            db.conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            db.conn.execute("VACUUM")
            text = db.conn.execute("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM documents").fetchone()[0]
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                raise KeyboardInterrupt from error
            raise
        finally:
            db.conn.close()
        return Compacted(before, path.stat().st_size, int(text), dropped)


def heard() -> None:
    """Nothing; while Python runs it, an interruption arrives."""


def _interrupted() -> bool:
    """Asked by SQLite now and then; true ends the statement."""
    try:
        heard()
    except KeyboardInterrupt:
        return True
    return False


def _room(path: Path, size: int) -> None:
    """VACUUM writes a copy beside the temporary files, and a journal beside the file."""
    if shutil.disk_usage(path.resolve().parent).free < 2 * size:
        raise full(path)


def drop_stale(db: Any) -> dict[str, int]:
    """Deletes, inside the caller's transaction, strings, periods, series and bodies that no row names. Gives how many rows of each."""
    conn: sqlite3.Connection = db.conn
    used = ["SELECT headings_id FROM sentence_rows"]
    used += [f"SELECT {name}_id FROM {rows_of(table)}" for table, kept in RECORDS.items() for name, kind in kept.columns if kind == PHRASE]
    figures = "SELECT {} FROM indicators_rows"
    conn.execute("UPDATE organization_rows SET mentions = 0")
    conn.execute(COUNT_MENTIONS)
    statements = {
        "units": f"DELETE FROM units WHERE id NOT IN ({figures.format('unit_id')} WHERE unit_id IS NOT NULL)",
        "phrases": f"DELETE FROM phrases WHERE id NOT IN (SELECT * FROM ({' UNION '.join(used)}) WHERE 1 EXCEPT SELECT NULL)",
        "periods": f"DELETE FROM periods WHERE id NOT IN ({figures.format('period_id')} WHERE period_id IS NOT NULL)",
        "series": f"DELETE FROM series WHERE id NOT IN ({figures.format('series_id')} WHERE series_id IS NOT NULL)",
        "organizations": "DELETE FROM organization_rows WHERE mentions <= 0",
    }
    return {name: conn.execute(sql).rowcount for name, sql in statements.items()}


def optimize(db: Any) -> None:
    """Merges the parts of the full text, inside the caller's transaction."""
    for name in SEARCHED:
        for table in (f"{name}_fts", f"{name}_exact") if name != "tasks" else (f"{name}_fts",):
            db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


__all__ = ["Compacted", "DatabaseError", "compact", "drop_stale"]
