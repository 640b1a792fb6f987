"""Many files, one after another: read → extract → write, with flat memory; a file that fails is a row of `failures`, not the end.

`find` says which files a list of paths means and under which source each is known; `run` ingests them and yields one result a file.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from extractor.database.between import link_between
from extractor.database.connection import DatabaseError, transaction
from extractor.database.link import relink
from extractor.database.reviews import carry_over
from extractor.database.write import remove, write
from extractor.document import Document
from extractor.errors import ReadError, TrichyeuError, UnsupportedFormat
from extractor.messages import TEXTS
from extractor.readers import DEFAULT, ReadOptions, format_of, read_all_bytes
from extractor.worker import Worker

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument

T = TypeVar("T")
Outcome = Literal["new", "replaced", "unchanged", "failed", "skipped"]
OUTCOMES: tuple[Outcome, ...] = ("new", "replaced", "unchanged", "failed", "skipped")
# Files that office programs and systems leave beside documents.
_CLUTTER = ("~$", ".")
_CLUTTER_NAMES = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it lies, and its source, the path relative to what was asked for."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file is not in the database: a stable cause, one sentence in each language, and what to do."""

    cause: str
    vi: str
    en: str

    def text(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en

    def advice(self, lang: str) -> str | None:
        pair = TEXTS.get(f"advice.{self.cause}")
        return None if pair is None else pair[0 if lang == "vi" else 1]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. `source` is its identity in the database: that of its file, with the member's path behind it inside
    an archive, and with more folders in front where another file had it already."""

    found: Found
    source: str
    outcome: Outcome
    failure: Failure | None = None


def find(paths: Iterable[str | Path], ignore: Iterable[Path] = ()) -> list[Found]:
    """The files of `paths`, folders with all their subfolders, each once, in order of source; `ignore` are files to leave out.

    A path that does not exist is given too: reading it says so. Where two files would have one source (one name in two of the folders asked
    for), as much of their folders is added as tells them apart.
    """
    left_out = {_location(p) for p in ignore}
    found: dict[str, Found] = {}
    for path in map(Path, paths):
        for file, source in _files(path):
            location = _location(file)
            if location not in left_out:
                found.setdefault(location, Found(file, plain(source)))
    return sorted(_apart(list(found.values())), key=lambda f: f.source)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.exists() and any(mark in path.name for mark in "*?["):
        # The shell of Windows leaves `*.txt` to the program.
        for file in sorted(path.parent.glob(path.name)):
            yield from _files(file)
        return
    if not path.is_dir():
        yield path, path.name or str(path)
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(_CLUTTER) and name.lower() not in _CLUTTER_NAMES:
                file = Path(folder, name)
                yield file, file.relative_to(path).as_posix()
    for error in closed:
        # A folder that may not be listed fails as a file does that may not be read.
        yield Path(error.filename), Path(error.filename).name


def _apart(files: list[Found]) -> list[Found]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for file in files:
        groups[file.source].append(file)
    apart: list[Found] = []
    for source, group in groups.items():
        names = [source] * len(group)
        extra = 0
        while len(set(names)) < len(group):
            extra += 1
            names = [_with_parents(file, extra) for file in group]
        apart += [Found(file.path, name) for file, name in zip(group, names, strict=True)]
    return apart


def _with_parents(file: Found, extra: int) -> str:
    """The source with that many more folders in front."""
    parts = PurePosixPath(_location(file.path)).parts[1:]
    return "/".join(parts[-(len(PurePosixPath(file.source).parts) + extra) :])


def _location(path: Path) -> str:
    try:
        return plain(path.resolve().as_posix())
    except (OSError, RuntimeError):
        # A link that leads to itself has no end; reading it fails and says so.
        return plain(path.absolute().as_posix())


def plain(name: str) -> str:
    """A path as text that can be stored and printed: NFC (some systems keep names decomposed), bytes that are no UTF-8 replaced."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def read_file(found: Found) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        return found.path.read_bytes()
    except FileNotFoundError as error:
        vi, en = TEXTS["cause.missing"]
        raise ReadError(found.source, "missing", vi, en) from error
    except OSError as error:
        said = error.strerror or str(error)
        raise ReadError(found.source, "unreadable", f"không mở được tệp ({said})", f"cannot be opened ({said})") from error


def extracted(found: Iterable[Found], options: ReadOptions = DEFAULT) -> Iterator[tuple[str, ExtractedDocument | Failure]]:
    """(source, what was extracted or why not) of each document of the files, without a database."""
    from extractor.pipeline import extract

    with Worker(options) as worker:
        for file in found:
            data = _guarded(read_file, file)
            if isinstance(data, Failure):
                yield file.source, data
                continue
            for source, document in _documents(data, file, file.source, worker):
                yield source, document if isinstance(document, Failure) else _guarded(extract, document)


# Formats that only decode a text: they cannot hang or grow, so a process of their own would only cost time.
_IN_PROCESS = frozenset({"text", "legacy"})


def _documents(data: bytes, file: Found, source: str, worker: Worker) -> Iterator[tuple[str, Document | Failure]]:
    """(source, document or failure) of a file, and of each file inside it. What needs a parser is read under limits of time and memory."""
    try:
        alone = format_of(data, source).name not in _IN_PROCESS
        for read in worker.read_all(file.path, source) if alone else read_all_bytes(data, source, worker.options):
            yield read.source, _failure(read) if isinstance(read, ReadError) else read
    except Exception as error:
        yield source, _failure(error)


def _failure(error: Exception) -> Failure:
    if isinstance(error, ReadError):
        return Failure("unsupported" if isinstance(error, UnsupportedFormat) else error.cause, error.vi, error.en)
    if isinstance(error, TrichyeuError):
        return Failure(error.code, error.vi, error.en)
    vi, en = TEXTS["cause.internal"]
    said = f"{type(error).__name__}: {error}"
    return Failure("internal", vi.format(error=said), en.format(error=said))


def _guarded(work: Callable[..., T], *arguments: Any) -> T | Failure:
    """What `work` gives, or why it failed. A database that cannot be used ends the run; a faulty file never does."""
    try:
        return work(*arguments)
    except DatabaseError:
        raise
    except Exception as error:
        return _failure(error)


def run(db: Any, files: Sequence[Found], *, again: bool = False, options: ReadOptions = DEFAULT) -> Generator[Result, None, None]:
    """Ingests the files one after another and yields a result for each document; links at the end, also when stopped early."""
    try:
        with Worker(options) as worker:
            for file in files:
                yield from _Ingestion(db, file, worker, again).run()
    finally:
        with transaction(db):
            relink(db)
        link_between(db)
        with transaction(db):
            # Findings between documents are only now what they will be.
            carry_over(db)


class _Ingestion:
    """One file into the database, with the files inside it: an archive or a mail is a container of several documents."""

    def __init__(self, db: Any, file: Found, worker: Worker, again: bool) -> None:
        self.db = db
        self.file = file
        self.worker = worker
        self.again = again
        self.location = _location(file.path)

    def run(self) -> Iterator[Result]:
        from extractor.pipeline import extract

        data = _guarded(read_file, self.file)
        if isinstance(data, Failure):
            yield self._failed(self.file.source, data)
            return
        sha256 = hashlib.sha256(data).hexdigest()
        source = self._identity()
        known = self._known()
        if not self.again and known and all(hash_ == sha256 for _, hash_ in known) and not self._has_failures():
            yield from (Result(self.file, name, "unchanged") for name, _ in known)
            return
        seen: list[str] = []
        failed: list[str] = []
        for name, document in _documents(data, self.file, source, self.worker):
            done: Outcome | Failure
            if isinstance(document, Failure):
                done = document
            else:
                result = _guarded(extract, document)
                # A member of a container is written again with it, since what the container was is part of the record.
                done = result if isinstance(result, Failure) else _guarded(self._write, result, source, sha256)
            if isinstance(done, Failure):
                failed.append(name)
                yield self._failed(name, done, source)
            else:
                seen.append(name)
                self._mended(name, source)
                yield Result(self.file, name, done)
        if source not in failed:
            self._drop_vanished([*seen, *failed])

    def _write(self, document: ExtractedDocument, container: str, sha256: str) -> Outcome:
        inside = container if document.document.source != container else None
        return write(
            self.db, document, location=self.location, container=inside, file_sha256=sha256, link=False, again=self.again
        )

    def _known(self) -> list[tuple[str, str]]:
        """(source, hash of the file) of the documents that the file gave before."""
        sql = "SELECT source, file_sha256 FROM documents WHERE location = ? ORDER BY source"
        return [(row[0], row[1]) for row in self.db.conn.execute(sql, [self.location])]

    def _identity(self) -> str:
        """The source under which the file is known: that of its earlier ingestion, else its own, with folders in front where a file
        that is still there has it already (forty reports of one name, ingested one by one, are forty documents)."""
        row = self.db.conn.execute(
            "SELECT coalesce(container, source) FROM documents WHERE location = ?", [self.location]
        ).fetchone()
        if row is not None:
            return str(row[0])
        source, extra = self.file.source, 0
        while True:
            sql = "SELECT location FROM documents WHERE source = ? OR container = ? LIMIT 1"
            row = self.db.conn.execute(sql, [source, source]).fetchone()
            if row is None or row[0] is None or not Path(row[0]).is_file():
                return source
            extra += 1
            longer = _with_parents(self.file, extra)
            if longer == source:
                return source
            source = longer

    def _drop_vanished(self, present: Sequence[str]) -> None:
        """Removes the documents of members that the container has no longer."""
        for source, _ in self._known():
            if source not in present:
                remove(self.db, source, link=False)

    def _path(self, name: str, container: str) -> str:
        """The path of a document in the table of failures: that of the file, with the member's behind it."""
        return self.location + name.removeprefix(container) if name.startswith(container) else self.location

    def _has_failures(self) -> bool:
        sql = "SELECT 1 FROM failures WHERE path = :path OR substr(path, 1, length(:path) + 1) = :path || '/'"
        return self.db.conn.execute(sql, {"path": self.location}).fetchone() is not None

    def _mended(self, name: str, container: str) -> None:
        path = self._path(name, container)
        if self.db.conn.execute("SELECT 1 FROM failures WHERE path = ?", [path]).fetchone():
            with transaction(self.db):
                self.db.execute("DELETE FROM failures WHERE path = ?", [path])

    def _failed(self, name: str, failure: Failure, container: str = "") -> Result:
        skipped = failure.cause == "unsupported"
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        path = self._path(name, container or name)
        with transaction(self.db):
            self.db.execute(
                """INSERT INTO failures (path, cause, message, message_en, advice, skipped, failed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(path) DO UPDATE SET cause = excluded.cause, message = excluded.message, message_en = excluded.message_en,
                advice = excluded.advice, skipped = excluded.skipped, failed_at = excluded.failed_at""",
                [path, failure.cause, failure.vi, failure.en, failure.advice("vi"), int(skipped), now],
            )
        return Result(self.file, name, "skipped" if skipped else "failed", failure)
