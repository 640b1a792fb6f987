"""Opens the database: creates it, brings an older one up to date, and refuses what is no database of this program.

Every write happens inside `transaction`, which commits whole or not at all. `open_for_reading` never changes the file: what an interrupted run or
an older program left to do is done in a copy that goes with the connection.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.errors import StateError
from extractor.messages import SAY

# Four letters in the file's header tell `file` and this program what it is ("TRYU").
APPLICATION_ID = 0x54525955
WAIT_SECONDS = 30


class DatabaseError(StateError):
    """A database that cannot be used. `cause`: missing, foreign, newer, locked, readonly, damaged."""

    code = "database"

    def __init__(self, cause: str, vi: str, en: str) -> None:
        super().__init__(vi, en)
        self.cause = cause


def open_database(path: str | Path, *, create: bool = False) -> Any:
    """A `sqlite_utils.Database` on the file, at the current schema version, with foreign keys on.

    Raises DatabaseError: the file is missing (unless `create`), no database of this program, written by a newer one, or cannot be written.
    """
    import sqlite_utils

    from extractor.database.schema import MIGRATIONS, VERSION

    path = Path(path)
    with explained(path):
        fresh = not exists(path)
        if fresh:
            if not create:
                raise missing(path)
            path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
        try:
            db = sqlite_utils.Database(connection)
            version = checked_version(connection, path, fresh=fresh or create)
            if version < VERSION:
                if version == 0:
                    # Half the usual size: the many small tables of a small database end in half-filled pages.
                    connection.execute("PRAGMA page_size = 2048")
                # Tables are made anew: what refers to them is looked at in the end.
                connection.execute("PRAGMA foreign_keys = OFF")
                with transaction(db):
                    # Another process may have brought it up to date while this one waited.
                    version = connection.execute("PRAGMA user_version").fetchone()[0]
                    _migrate(db, MIGRATIONS[version:], path)
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
    return db


def read_only(path: Path) -> str:
    """The address by which SQLite opens a file without writing to it."""
    return f"{path.resolve().as_uri()}?mode=ro"


def _migrate(db: Any, migrations: Iterable[Callable[[Any], None]], path: Path) -> None:
    """Brings the schema up to date. What cannot be changed as its version says has been changed by somebody else: DatabaseError."""
    for migrate in migrations:
        try:
            migrate(db)
        except sqlite3.OperationalError as error:
            if (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF == sqlite3.SQLITE_ERROR:
                raise _damaged(path) from error
            raise


def exists(path: Path) -> bool:
    """Whether there is something at the path; raises DatabaseError for what can be no database."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(mode):
        raise _foreign(path)
    return True


def checked_version(connection: sqlite3.Connection, path: Path, fresh: bool) -> int:
    """The schema version of a database of this program (0 for an empty file, which may become one where `fresh`). Raises DatabaseError."""
    from extractor.database.schema import VERSION

    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not ours and (tables or not fresh):
        raise _foreign(path)
    if version > VERSION:
        raise DatabaseError(
            "newer",
            *SAY.database("newer", path=path, version=version, known=VERSION),
        )
    # Another program's tables under our number, a version that never was, or tables that are gone.
    if version < 0 or (ours and version == 0) or (version and not tables >= _TABLES):
        raise _damaged(path)
    return version


# What every version of the schema has.
_TABLES = {"documents", "sentences", "citations", "document_references", "dates", "indicators", "tasks", "relations", "findings", "failures"}


def missing(path: Path) -> DatabaseError:
    return DatabaseError(
        "missing",
        *SAY.database("absent", path=path),
    )


def _foreign(path: Path) -> DatabaseError:
    return DatabaseError(
        "foreign",
        *SAY.database("foreign", path=path),
    )


def _damaged(path: Path) -> DatabaseError:
    return DatabaseError(
        "damaged",
        *SAY.database("damaged", path=path),
    )


def full(path: Path) -> DatabaseError:
    """The disk has no room for the file."""
    return DatabaseError(
        "full",
        *SAY.database("disk_full", path=path),
    )


def _unusable(path: Path, why: str) -> DatabaseError:
    return DatabaseError(
        "readonly",
        *SAY.database("unopened", path=path, why=why),
    )


# The result codes of SQLite (the low byte) that are the state of the disk or of another process.
_FULL, _LOCKED, _DAMAGED = {13}, {5, 6}, {11, 26}


def explanation(error: BaseException, path: Path) -> DatabaseError | None:
    """What an error met while a database was used says to a user; None where it is no error of the database or the disk."""
    if isinstance(error, sqlite3.Error):
        code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        said = str(error)
        if code in _FULL:
            return full(path)
        if code in _LOCKED or "locked" in said:
            return DatabaseError(
                "locked",
                *SAY.database("busy", path=path),
            )
        if code == 26:
            return _foreign(path)
        # Bytes that are no text: SQLite's own check does not look at them.
        if code in _DAMAGED or "malformed" in said or "corrupt" in said or "decode to UTF-8" in said:
            return _damaged(path)
        if code in {8, 14, 3, 23} or "readonly" in said or "unable to open" in said:
            return _unusable(path, said)
        if code == 10:  # the disk itself: a full quota and a pulled plug look alike
            return _unusable(path, said)
        return None
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return full(path)
    return None


@contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Turns the errors that are the state of the database or of the disk into a DatabaseError; others pass, unless the file is damaged."""
    path = Path(path)
    try:
        yield
    except DatabaseError:
        raise
    except sqlite3.Error as error:
        made = explanation(error, path)
        # What is left (a missing column, a wrong type) comes of a file that is no longer what it was, or of a fault of the program.
        if made is None and _is_damaged(path):
            made = _damaged(path)
        if made is None:
            raise
        raise made from error
    except BrokenPipeError:  # the reader of an output has gone: nothing of the database
        raise
    except OSError as error:
        raise explanation(error, path) or _unusable(path, error.strerror or str(error)) from error
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, AssertionError) as error:
        # Values that nobody wrote, read from pages of a damaged file.
        if _is_damaged(path):
            raise _damaged(path) from error
        raise


def _is_damaged(path: Path) -> bool:
    """Whether SQLite's own check finds the file damaged."""
    try:
        with contextlib.closing(sqlite3.connect(read_only(path), uri=True, timeout=1)) as connection:
            connection.text_factory = bytes
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != b"ok":
                return True
            return connection.execute("PRAGMA foreign_key_check").fetchone() is not None
    except (sqlite3.Error, OSError, ValueError):
        return True


@contextmanager
def transaction(db: Any) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back on any exception. The write lock is taken at once, so that nobody writes between.

    One inside another is a part of it: it is rolled back alone, and committed with the whole.
    """
    connection = db.conn
    if connection.in_transaction:
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # A full disk may have ended the whole already.
            if connection.in_transaction:
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            raise
        connection.execute("RELEASE part")
        return
    try:
        # Inside: an interrupt that arrives while it begins is raised by this line, and must not leave a transaction open for the next one.
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
