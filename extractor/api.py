"""What other Python programs use, typed and stable: `from extractor import extract, extract_text, read, open_database`.

    extract("a.docx").records                                   # records of one file; also of a `Document` that `read` gave
    with open_database("van-ban.db") as db:                     # read only: the file and what lies beside it stay as they are
        for hit in db.search("nghi dinh 30"): …

docs/api.md shows every verb with examples that the tests run. What is not told there may change from one version to the next.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from extractor.document import Document
from extractor.messages import SAY
from extractor.readers.options import DEFAULT, ReadOptions

if TYPE_CHECKING:
    import sqlite3

    from extractor.audit.checks import Settings
    from extractor.batch.outcome import Result
    from extractor.database.search import Hit
    from extractor.pipeline import ExtractedDocument
    from extractor.records import Record

Kind = Literal["document", "reference", "sentence"]


def extract(
    what: str | os.PathLike[str] | Document,
    *,
    source: str | None = None,
    province: str | None = None,
    issued_on: datetime.date | None = None,
    options: ReadOptions = DEFAULT,
    settings: Settings | None = None,
    why: bool = False,
) -> ExtractedDocument:
    """The records of a file, or of a document that was read.

    `what` is a path (read with `options`, and named `source` in the records; default: the file's own name) or a `Document`. `province` and
    `issued_on` complete what the document does not say of itself, `settings` are those of the audit, `why` keeps the explanation of every record.
    Raises ReadError for a file that cannot be read, and for one that holds others (an archive): `Database.ingest` takes those.
    """
    from extractor import pipeline
    from extractor.readers import read

    document = what if isinstance(what, Document) else read(Path(what), source, options)
    return pipeline.extract(document, province=province, issued_on=issued_on, settings=settings, why=why)


def open_database(path: str | os.PathLike[str], *, write: bool = False) -> Database:
    """A database that `trichyeu ingest` or `Database.ingest` made, to be closed or used with `with`.

    Opened for reading the file is never changed. `write` makes it where there is none, brings one of an older version up to date, and allows `ingest`.
    Raises DatabaseError: missing, no database of this program, written by a newer version, damaged.
    """
    from extractor.database.connection import open_database
    from extractor.database.reading import open_for_reading

    path = Path(path)
    return Database(path, open_database(path, create=True) if write else open_for_reading(path), write)


def search(paths: Iterable[str | os.PathLike[str]], query: str, kind: Kind = "sentence", limit: int = 20) -> list[Hit]:
    """The best hits of several databases as one, each with the path of its `database`; none of them is changed. Raises DatabaseError."""
    from contextlib import ExitStack

    from extractor.database.reading import close_database, open_for_reading
    from extractor.database.search import search_all

    with ExitStack() as opened:
        databases = {}
        for path in paths:
            databases[str(path)] = open_for_reading(Path(path), linked=False)
            opened.callback(close_database, databases[str(path)])
        return search_all(databases, query, kind=kind, limit=limit)[0]


class Database:
    """An open database. Not for several threads at once: open one in each."""

    def __init__(self, path: Path, db: Any, write: bool) -> None:
        self.path = path
        self._db = db
        self._write = write

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes it."""
        from extractor.database.reading import close_database

        close_database(self._db)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for SQL over the tables and views of docs/schema.md."""
        connection: sqlite3.Connection = self._db.conn
        return connection

    def documents(self) -> list[str]:
        """The sources of all documents, in the order of the export."""
        from extractor.database.read import sources

        return sources(self._db)

    def text(self, source: str) -> str | None:
        """The text of a document, in which the offsets of its records count; None where there is no such document."""
        from extractor.database.read import text_of

        return text_of(self._db, source)

    def records(self, source: str | None = None, types: Sequence[str] = (), *, as_extracted: bool = False) -> Iterator[Record]:
        """The records of one document or of all, of these types or of all, in the order of the export and as people corrected them, a document at a time."""
        from extractor.database.corrected import corrected_of
        from extractor.database.read import records
        from extractor.export import sort_key

        for name in self.documents() if source is None else [source]:
            found = records(self._db, name)
            yield from sorted((r for r in (found if as_extracted else corrected_of(self._db, name, found)) if not types or r.type in types), key=sort_key)

    def search(self, query: str, kind: Kind = "sentence", limit: int = 20) -> list[Hit]:
        """The best hits of one kind, with or without accents; the query is that of `trichyeu search`."""
        from extractor.database.search import search

        return search(self._db, query, kind=kind, limit=limit)[0]

    def ingest(
        self, paths: Iterable[str | os.PathLike[str]], *, jobs: int = 1, again: bool = False, options: ReadOptions = DEFAULT
    ) -> list[Result]:
        """Reads files and folders into the database as `trichyeu ingest` does, each under its limits in a process of its own, and says what became of each.

        Raises DatabaseError where it is open for reading only, and where the database or the disk does not go on: what was written stays.
        """
        from extractor.batch import find, run
        from extractor.database.connection import DatabaseError
        from extractor.outputs import with_journals

        if not self._write:
            raise DatabaseError(
                "readonly",
                *SAY.database("read_only", path=self.path),
            )
        files = find([Path(path) for path in paths], ignore=with_journals(self.path))
        return list(run(self._db, files, again=again, options=options, jobs=jobs))
