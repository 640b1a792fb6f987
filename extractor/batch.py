"""Many files, one after another: read → extract → write, with flat memory; a file that fails is a row of `failures`, not the end.

`find` says which files a list of paths means and under which source each is known; `run` ingests them and yields one result a file.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from extractor.database.connection import DatabaseError, transaction
from extractor.database.link import relink
from extractor.database.write import write
from extractor.document import Document
from extractor.errors import ReadError, TrichyeuError, UnsupportedFormat
from extractor.messages import TEXTS
from extractor.readers import read_bytes

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
    """What became of one file. `source` is its identity in the database, which `found.source` is unless another file had it already."""

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
                found.setdefault(location, Found(file, source))
    return sorted(_apart(list(found.values())), key=lambda f: f.source)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if not path.is_dir():
        yield path, path.name or str(path)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(_CLUTTER) and name.lower() not in _CLUTTER_NAMES:
                file = Path(folder, name)
                yield file, file.relative_to(path).as_posix()


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
    parts = PurePosixPath(file.path.resolve().as_posix()).parts[1:]
    return "/".join(parts[-(len(PurePosixPath(file.source).parts) + extra) :])


def _location(path: Path) -> str:
    return path.resolve().as_posix()


def read_file(found: Found) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        return found.path.read_bytes()
    except FileNotFoundError as error:
        vi, en = TEXTS["cause.missing"]
        raise ReadError(str(found.path), "missing", vi, en) from error
    except OSError as error:
        said = error.strerror or str(error)
        raise ReadError(str(found.path), "unreadable", f"không mở được tệp ({said})", f"cannot be opened ({said})") from error


def extracted(found: Iterable[Found]) -> Iterator[tuple[Found, ExtractedDocument | Failure]]:
    """Each file with what was extracted from it, or why not, without a database."""
    from extractor.pipeline import extract

    def work(file: Found) -> ExtractedDocument:
        return extract(read_bytes(read_file(file), file.source))

    for file in found:
        yield file, _guarded(work, file)


def _guarded(work: Callable[..., T], *arguments: Any) -> T | Failure:
    """What `work` gives, or the Failure that it raised. A database that cannot be used ends the run; a faulty file never does."""
    try:
        return work(*arguments)
    except DatabaseError:
        raise
    except ReadError as error:
        return Failure("unsupported" if isinstance(error, UnsupportedFormat) else error.cause, error.vi, error.en)
    except TrichyeuError as error:
        return Failure(error.code, error.vi, error.en)
    except Exception as error:
        vi, en = TEXTS["cause.internal"]
        said = f"{type(error).__name__}: {error}"
        return Failure("internal", vi.format(error=said), en.format(error=said))


def run(db: Any, files: Sequence[Found], *, again: bool = False) -> Generator[Result, None, None]:
    """Ingests the files one after another and yields a result each; links the references at the end, also when stopped early."""
    from extractor.pipeline import extract

    def ingest(data: bytes, source: str, location: str) -> Outcome:
        document: Document = read_bytes(data, source)
        return write(db, extract(document), location=location, link=False, again=again)

    try:
        for file in files:
            location = _location(file.path)
            data = _guarded(read_file, file)
            if isinstance(data, Failure):
                yield _failed(db, file, file.source, location, data)
                continue
            source = _identity(db, file, location)
            if not again and _unchanged(db, source, location, hashlib.sha256(data).hexdigest()):
                yield Result(file, source, "unchanged")
                continue
            outcome = _guarded(ingest, data, source, location)
            if isinstance(outcome, Failure):
                yield _failed(db, file, source, location, outcome)
            else:
                _forget_failure(db, location)
                yield Result(file, source, outcome)
    finally:
        with transaction(db):
            relink(db)


def _identity(db: Any, file: Found, location: str) -> str:
    """The source under which a file is known: that of its earlier ingestion, else its own, with folders in front where a file that is
    still there has it already (forty reports of one name, ingested one by one, are forty documents)."""
    known = db.conn.execute("SELECT source FROM documents WHERE location = ? ORDER BY source", [location]).fetchall()
    if known:
        return file.source if (file.source,) in known else str(known[0][0])
    source, extra = file.source, 0
    while True:
        row = db.conn.execute("SELECT location FROM documents WHERE source = ?", [source]).fetchone()
        if row is None or row[0] is None or not Path(row[0]).is_file():
            return source
        extra += 1
        longer = _with_parents(file, extra)
        if longer == source:
            return source
        source = longer


def _unchanged(db: Any, source: str, location: str, sha256: str) -> bool:
    row = db.conn.execute("SELECT sha256, location FROM documents WHERE source = ?", [source]).fetchone()
    if row is None or row[0] != sha256:
        return False
    if row[1] != location:
        with transaction(db):
            db.execute("UPDATE documents SET location = ? WHERE source = ?", [location, source])
    _forget_failure(db, location)
    return True


def _forget_failure(db: Any, location: str) -> None:
    if db.conn.execute("SELECT 1 FROM failures WHERE path = ?", [location]).fetchone():
        with transaction(db):
            db.execute("DELETE FROM failures WHERE path = ?", [location])


def _failed(db: Any, file: Found, source: str, location: str, failure: Failure) -> Result:
    skipped = failure.cause == "unsupported"
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with transaction(db):
        db.execute(
            """INSERT INTO failures (path, cause, message, message_en, advice, skipped, failed_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(path) DO UPDATE SET cause = excluded.cause, message = excluded.message, message_en = excluded.message_en,
            advice = excluded.advice, skipped = excluded.skipped, failed_at = excluded.failed_at""",
            [location, failure.cause, failure.vi, failure.en, failure.advice("vi"), int(skipped), now],
        )
    return Result(file, source, "skipped" if skipped else "failed", failure)
