"""Opens the database: creates it, brings an older one up to date, and refuses what is no database of this program.

Every write happens inside `transaction`, which commits whole or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.errors import TrichyeuError

# Four letters in the file's header tell `file` and this program what it is ("TRYU").
APPLICATION_ID = 0x54525955
WAIT_SECONDS = 30


class DatabaseError(TrichyeuError):
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
    if not path.exists():
        if not create:
            raise DatabaseError(
                "missing",
                f"không có cơ sở dữ liệu {path}; hãy chạy `trichyeu ingest` trước hoặc chỉ đường dẫn bằng --db",
                f"there is no database {path}; run `trichyeu ingest` first or name it with --db",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    with explained(path):
        connection = sqlite3.connect(path, timeout=WAIT_SECONDS)
        try:
            db = sqlite_utils.Database(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if (
                connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID
                and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            ):
                raise _foreign(path)
            if version > VERSION:
                raise DatabaseError(
                    "newer",
                    f"{path} do phiên bản trichyeu mới hơn ghi (lược đồ {version}, bản này biết {VERSION}); hãy cập nhật chương trình",
                    f"{path} was written by a newer trichyeu (schema {version}, this one knows {VERSION}); update the program",
                )
            if version < VERSION:
                with transaction(db):
                    # Another process may have brought it up to date while this one waited.
                    version = connection.execute("PRAGMA user_version").fetchone()[0]
                    for migrate in MIGRATIONS[version:]:
                        migrate(db)
                    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
        except BaseException:
            connection.close()
            raise
    return db


def _foreign(path: Path) -> DatabaseError:
    return DatabaseError(
        "foreign",
        f"{path} không phải cơ sở dữ liệu của trichyeu; hãy chọn tệp khác bằng --db",
        f"{path} is not a database of trichyeu; choose another file with --db",
    )


@contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Turns the errors of SQLite that a user can do something about into a DatabaseError; others pass."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said:
            raise DatabaseError(
                "locked",
                f"{path} đang được một tiến trình khác ghi; hãy đợi xong rồi chạy lại",
                f"{path} is being written by another process; wait for it and run again",
            ) from error
        if "readonly" in said or "unable to open" in said:
            raise DatabaseError(
                "readonly",
                f"không ghi được {path}; hãy kiểm tra quyền ghi của tệp và thư mục",
                f"{path} cannot be written; check the rights of the file and its folder",
            ) from error
        if "full" in said:
            raise DatabaseError(
                "full",
                f"hết dung lượng đĩa khi ghi {path}; hãy dọn đĩa rồi chạy lại",
                f"the disk is full while writing {path}; make room and run again",
            ) from error
        raise
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise _foreign(Path(path)) from error
        if "malformed" in str(error):
            raise DatabaseError(
                "damaged",
                f"{path} bị hỏng; hãy dùng bản sao lưu hoặc xóa đi và nhập lại",
                f"{path} is damaged; use a backup, or delete it and ingest again",
            ) from error
        raise


@contextmanager
def transaction(db: Any) -> Iterator[None]:
    """All or nothing: commits at the end, rolls back on any exception. The write lock is taken at once, so that nobody writes between."""
    connection = db.conn
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    else:
        connection.execute("COMMIT")
