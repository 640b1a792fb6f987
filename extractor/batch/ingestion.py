"""Files into the database, or without one: processes read and extract, this process writes."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch.changes import Change, compare, held
from extractor.batch.files import Found, hash_of, location_of, on_disk, plain
from extractor.batch.identity import claim, source_of
from extractor.batch.outcome import SKIPPED, Failure, Outcome, Result, failure_of, failure_of_loss
from extractor.batch.pool import END, Pool, Readers
from extractor.database.between import link_between
from extractor.database.connection import explained, transaction
from extractor.database.link import relink
from extractor.database.removal import remove
from extractor.database.reviews import carry_over
from extractor.database.write import read_by, write
from extractor.errors import ReadError, StateError
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.worker import borrow, give_back

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument

NEEDS_OCR = "needs-ocr"
TRIES = 3  # times that a file is read again because another process changed its source meanwhile


def extracted(found: Iterable[Found], options: ReadOptions = DEFAULT) -> Iterator[tuple[str, ExtractedDocument | Failure]]:
    """(source, what was extracted or why not) of each document of the files, without a database."""
    worker = borrow(options)
    try:
        for file in found:
            try:
                hash_of(file, options.max_file)
            except ReadError as error:
                yield file.source, failure_of(error)
                continue
            with contextlib.closing(worker.extract_all(file.path, file.source)) as items:
                for item in items:
                    yield (item.source, failure_of(item)) if isinstance(item, ReadError) else (item.document.source, item)
    finally:
        give_back(worker)


def extracted_by(
    found: Sequence[Found], options: ReadOptions = DEFAULT, jobs: int = 1
) -> Generator[tuple[Found, str, ExtractedDocument | Failure | None], None, None]:
    """The same with `jobs` processes, in whatever order they are done: (file, source, what was extracted or why not), and None after a file's last."""
    waiting = deque(found)
    with Pool(options, jobs) as pool:
        while waiting or pool.busy:
            while waiting and pool.room:
                file = waiting.popleft()
                try:
                    hash_of(file, options.max_file)
                except ReadError as error:
                    pool.pass_by(file, [error, END])
                    continue
                pool.submit(file, file.path, file.source)
            if not pool.busy:
                continue
            file, item = pool.next()
            if item is END:
                yield file, file.source, None
            elif isinstance(item, ReadError):
                yield file, item.source, failure_of(item)
            else:
                yield file, item.document.source, item


def run(
    db: Any,
    files: Sequence[Found],
    *,
    again: bool = False,
    refresh: bool = False,
    options: ReadOptions = DEFAULT,
    jobs: int = 1,
    on_page: Callable[[str, int, int], None] | None = None,
    cluster: str | None = None,
) -> Generator[Result, None, None]:
    """Ingests the files with `jobs` processes and yields a result for each document; links at the end, also when stopped early. `on_page` hears, in
    other threads, of (source, pages read, pages in all) while a file with many pages is read. `cluster`: the address of a Dask scheduler whose workers
    read instead, or "local" for `jobs` workers on this machine.

    Raises StateError (DatabaseError) where the database, the disk or the system does not go on: what was written stays.
    """
    with _explained(db):
        claimed = claim(db, files, options.max_file)
        broken = False
        try:
            yield from _Run(db, again, options, on_page, refresh).results(claimed, jobs, cluster)
        except StateError:
            broken = True
            raise
        finally:
            # Where the disk is full or the database busy, linking waits for the next run; the keys to link are kept with the documents.
            with contextlib.suppress(*((StateError, sqlite3.Error, OSError) if broken else ())):
                finish(db)


def failed_files(db: Any) -> list[Found]:
    """The files of which something was not read in earlier runs: those that failed, and those that were read in part."""
    found: dict[str, Found] = {}
    for (path,) in db.conn.execute("SELECT DISTINCT path FROM failures WHERE NOT skipped ORDER BY path").fetchall():
        # The path of a member goes on behind that of its file.
        location = next((p for p in (path, *map(str, Path(path).parents)) if on_disk(p).is_file()), path)
        found.setdefault(location, Found(on_disk(location), source_of(db, location) or plain(Path(location).name)))
    return list(found.values())


def outdated_files(db: Any) -> list[Found]:
    """The files of which an older program or older rules read a document."""
    rows = db.conn.execute(
        "SELECT DISTINCT location FROM documents WHERE location IS NOT NULL AND program_version <> ? ORDER BY location", [read_by()]
    ).fetchall()
    return [Found(on_disk(row[0]), source_of(db, row[0]) or plain(Path(row[0]).name)) for row in rows]


def finish(db: Any) -> None:
    """Links what a run has written, and compares the documents."""
    with transaction(db):
        relink(db)
    link_between(db)
    with transaction(db):
        # Findings between documents are only now what they will be.
        carry_over(db)


@contextlib.contextmanager
def _explained(db: Any) -> Iterator[None]:
    row = db.conn.execute("PRAGMA database_list").fetchone()
    with explained(Path(row[2] or "memory")):
        yield


class _Run:
    """One ingestion of many files."""

    def __init__(self, db: Any, again: bool, options: ReadOptions, on_page: Callable[[str, int, int], None] | None = None, refresh: bool = False) -> None:
        self.db = db
        self.refresh = refresh
        self.on_page = on_page
        self.again = again
        self.options = options

    def _readers(self, jobs: int, cluster: str | None) -> contextlib.AbstractContextManager[Readers]:
        if cluster is None:
            return Pool(self.options, jobs, self.on_page)
        from extractor.batch.cluster import Cluster

        return Cluster(self.options, cluster, jobs)

    def results(self, files: Sequence[Found], jobs: int, cluster: str | None = None) -> Iterator[Result]:
        """A result for each document, as they are done. One process gives them in the order of the files."""
        waiting = deque(_Job(self, file) for file in files)
        scans: deque[_Job] = deque()
        with self._readers(jobs, cluster) as pool:
            while waiting or scans or pool.busy:
                while (waiting or scans) and pool.room:
                    # Scans come last: what needs recognition never holds up what has its text.
                    job = waiting.popleft() if waiting else scans.popleft()
                    early = job.begin()
                    if early is None:
                        pool.submit(job, job.file.path, job.source, job.options)
                        continue
                    # Nothing to read: told in its turn.
                    pool.pass_by(job, early)
                if not pool.busy:
                    continue
                done, item = pool.next()
                assert isinstance(done, _Job)
                if isinstance(item, Result):
                    yield item
                elif item is not END:
                    yield from done.take(item)
                elif done.finish():
                    (scans if done.recognising else waiting).append(done)


class _Renamed(Exception):
    """The source of a file has changed since it was sent to be read: another process has found a namesake."""


class _Job:
    """One file into the database, with the files inside it: an archive or a mail is a container of several documents."""

    def __init__(self, run: _Run, file: Found) -> None:
        self.run = run
        self.db = run.db
        self.file = file
        # A link that is not followed is itself what is not read.
        self.location = plain(file.path.absolute().as_posix()) if file.problem == "link" else location_of(file.path)
        self.source = file.source
        self.sha256 = ""
        self.seen: list[str] = []
        self.failed: list[str] = []
        self.tries = 0
        self.renamed = False
        # The first reading looks for a text alone; what is a picture is read once more, with recognition.
        self.recognising = run.options.ocr != "auto"
        self.scanned = False
        self.told: set[str] = set()
        self.outdated = False

    @property
    def options(self) -> ReadOptions:
        """The options of this reading."""
        return self.run.options if self.recognising else replace(self.run.options, ocr="never")

    def begin(self) -> list[Result] | None:
        """The results of a file that need not, or cannot, be read; None where it is to be read."""
        try:
            self.sha256 = hash_of(self.file, self.run.options.max_file)
        except ReadError as error:
            return [self._failed(self.file.source, failure_of(error))]
        self.source = source_of(self.db, self.location) or self.file.source
        self.seen, self.failed, self.renamed, self.scanned = [], [], False, False
        known = self._known()
        self.outdated = self.run.refresh and self._outdated()
        same = all(hash_ == self.sha256 and container == self.source for _, hash_, container in known)
        losses = self._losses()
        # What was left for later is read now, unless it is left once more.
        later = self.run.options.ocr != "never" and any(loss.cause == NEEDS_OCR for found in losses.values() for loss in found)
        if not self.run.again and not self.outdated and not self.told and known and same and not later and not self._has_failures():
            return [Result(self.file, name, "unchanged", losses=losses.get(name, ())) for name, _, _ in known]
        return None

    def take(self, item: ExtractedDocument | ReadError) -> Iterator[Result]:
        """Writes one document, or its failure."""
        if self.renamed:
            return
        if isinstance(item, ReadError):
            self.failed.append(item.source)
            if item.source in self.told:
                return
            self.told.add(item.source)
            yield self._failed(item.source, failure_of(item))
            return
        name = item.document.source
        if not self.recognising and any(loss.cause == NEEDS_OCR for loss in item.losses):
            self.scanned = True
            return
        if name in self.told:
            # Written by the first reading of its container.
            self.seen.append(name)
            return
        try:
            outcome, changes = self._write(item)
        except _Renamed:
            self.renamed = True
            return
        except (StateError, sqlite3.Error, OSError):
            raise
        except Exception as error:  # one document's fault must not cost the others; it is said as what it is
            self.failed.append(name)
            yield self._failed(name, failure_of(error))
            return
        self.seen.append(name)
        self.told.add(name)
        yield Result(self.file, name, outcome, losses=tuple(map(failure_of_loss, item.losses)), changes=changes)

    def finish(self) -> bool:
        """Drops what the file holds no longer; True where it must be read again under another source."""
        if self.renamed:
            self.tries += 1
            self.told.clear()
            return self.tries < TRIES
        if self.scanned:
            self.recognising = True
            return True
        if self.source not in self.failed:
            present = {*self.seen, *self.failed}
            with transaction(self.db):
                # Members that the container has no longer, and what the file was under an earlier source.
                for source, _, _ in self._known():
                    if source not in present:
                        remove(self.db, source, link=False)
                paths = {self._path(name) for name in present}
                for (path,) in self.db.conn.execute(_FAILURES_OF.format("path"), {"path": self.location}).fetchall():
                    if path not in paths:
                        self.db.execute("DELETE FROM failures WHERE path = ?", [path])
        return False

    def _write(self, made: ExtractedDocument) -> tuple[Outcome, tuple[Change, ...] | None]:
        name = made.document.source
        inside = self.source if name != self.source else None
        with transaction(self.db):
            if (source_of(self.db, self.location) or self.source) != self.source:
                raise _Renamed
            before = held(self.db, self._before(name) or name) if self.outdated else None
            outcome = write(
                self.db,
                made,
                location=self.location,
                container=inside,
                file_sha256=self.sha256,
                link=False,
                again=self.run.again or self.outdated or bool(made.losses),
                instead_of=self._before(name),
            )
            self.db.execute("DELETE FROM failures WHERE path = ?", [self._path(name)])
            for loss in made.losses:
                self._row(name, failure_of_loss(loss), partial=True)
        return outcome, None if before is None else compare(before, made.records)

    def _outdated(self) -> bool:
        """Whether an older program or older rules read one of the documents of the file."""
        sql = "SELECT 1 FROM documents WHERE location = ? AND program_version <> ? LIMIT 1"
        return self.db.conn.execute(sql, [self.location, read_by()]).fetchone() is not None

    def _before(self, name: str) -> str | None:
        """The source that the document had before its file was renamed."""
        for source, _, container in self._known():
            if container != self.source and container + name.removeprefix(self.source) == source:
                return source
        return None

    def _known(self) -> list[tuple[str, str, str]]:
        """(source, hash of the file, source of the file) of the documents that the file gave before."""
        sql = "SELECT source, file_sha256, coalesce(container, source) FROM documents WHERE location = ? ORDER BY source"
        return [(row[0], row[1], row[2]) for row in self.db.conn.execute(sql, [self.location])]

    def _path(self, name: str) -> str:
        """The path of a document in the table of failures: that of the file, with the member's behind it."""
        return self.location + name.removeprefix(self.source) if name.startswith(self.source) else self.location

    def _has_failures(self) -> bool:
        sql = _FAILURES_OF.format("1") + " AND NOT partial"
        return self.db.conn.execute(sql, {"path": self.location}).fetchone() is not None

    def _losses(self) -> dict[str, tuple[Failure, ...]]:
        """What was not read of the documents of this file when they were written."""
        found: dict[str, tuple[Failure, ...]] = {}
        for path, *values in self.db.conn.execute(
            _FAILURES_OF.format("path, cause, message, message_en, place") + " AND partial ORDER BY path, place", {"path": self.location}
        ):
            name = self.source + path.removeprefix(self.location)
            found[name] = (*found.get(name, ()), Failure(*values))
        return found

    def _failed(self, name: str, failure: Failure) -> Result:
        with transaction(self.db):
            self.db.execute("DELETE FROM failures WHERE path = ?", [self._path(name)])
            self._row(name, failure)
        return Result(self.file, name, "skipped" if failure.cause in SKIPPED else "failed", failure)

    def _row(self, name: str, failure: Failure, partial: bool = False) -> None:
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        self.db.execute(
            """INSERT OR REPLACE INTO failures (path, place, cause, message, message_en, advice, skipped, partial, file_sha256, failed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                self._path(name),
                failure.place,
                failure.cause,
                plain(failure.vi),
                plain(failure.en),
                failure.advice("vi"),
                int(failure.cause in SKIPPED),
                int(partial),
                self.sha256 or None,
                now,
            ],
        )


_FAILURES_OF = "SELECT {} FROM failures WHERE (path = :path OR substr(path, 1, length(:path) + 1) = :path || '/')"


