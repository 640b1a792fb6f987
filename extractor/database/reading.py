"""Opening a database only to read it: the file and what lies beside it stay as they are, whatever state a killed process left them in."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from extractor.database.between import link_between
from extractor.database.connection import WAIT_SECONDS, checked_version, exists, explained, missing, open_database, read_only
from extractor.database.link import link_pending
from extractor.database.schema import VERSION
from extractor.temporary import Held


def open_for_reading(path: str | Path, *, linked: bool = True) -> Any:
    """A `sqlite_utils.Database` on the file that cannot be written through it; nothing is made or changed beside it either.

    A database of an older program, one that a killed process left in mid-write, and, where `linked`, one whose links are not finished, are
    brought up to date in a temporary copy, which `close_database` removes. Raises DatabaseError.
    """
    import sqlite_utils

    path = Path(path)
    with explained(path):
        if not exists(path):
            raise missing(path)
        connection = sqlite3.connect(read_only(path), uri=True, timeout=WAIT_SECONDS)
        try:
            try:
                version = checked_version(connection, path, fresh=False)
            except sqlite3.OperationalError as error:
                # A journal that must be rolled back first, which a reader may not.
                if not path.with_name(path.name + "-journal").exists() or "locked" in str(error):
                    raise
                version = -1
            if version == VERSION and not (linked and _unfinished(connection)):
                return sqlite_utils.Database(connection)
        except BaseException:
            connection.close()
            raise
        connection.close()
        return _copied(path)


def close_database(db: Any) -> None:
    """Closes the database, and removes the copy that reading may have needed."""
    db.conn.close()
    folder: Held | None = getattr(db, "temporary_folder", None)
    if folder is not None:
        folder.close()


def _copied(path: Path) -> Any:
    """The database brought up to date in a temporary folder."""
    folder = Held("copy")
    try:
        copy = folder.path / "copy.db"
        # The journal first: with it SQLite takes back what a killed process had begun.
        for ending in ("-journal", ""):
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(path.with_name(path.name + ending), copy.with_name(copy.name + ending))
        db = open_database(copy)
        try:
            link_pending(db)
            link_between(db)
        except BaseException:
            db.conn.close()
            raise
    except BaseException:
        folder.close()
        raise
    db.temporary_folder = folder
    return db


def _unfinished(connection: sqlite3.Connection) -> bool:
    return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in ("pending_links", "pending_between"))
