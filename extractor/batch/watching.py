"""A folder that is watched: files go into the database when they have stood still for a while, and stay where they are.

The system's word that something changed (watchfiles) only wakes the watcher; what is there and whether it stands still is looked up in the folder, and
once a minute all the same, so that nothing is missed on shares that send no word. What was read is known by the database alone: a watcher that was
killed goes on where it was. What cannot be read becomes a row of `failures`, as `ingest` makes it, and is tried again when it changes.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from extractor.batch.files import Found, find
from extractor.batch.ingestion import run
from extractor.batch.outcome import Result
from extractor.database.connection import explained, open_database
from extractor.database.link import link_pending
from extractor.errors import StateError
from extractor.outputs import with_journals
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.worker import end_idle

RESCAN = 60.0  # seconds after which the folder is looked through though nothing was heard
RETRY = 15.0  # after the database was busy or the disk full
# What programs call a file that is still on its way; under its own name it is read.
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp")
# What the state of the machine may mend by itself: who watches waits for it.
PASSING = frozenset({"locked", "full"})

Signature = tuple[int, int, int]


class Settling:
    """Which files have stood still: the same size, time and inode at every look for `seconds`. Each is given once for what it is."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._waiting: dict[Path, tuple[Signature, float]] = {}
        self._given: dict[Path, Signature] = {}

    def take(self, found: Iterable[Found], now: float) -> list[Found]:
        """The files of one look at the folder, at `now`, that have settled."""
        ready: list[Found] = []
        waiting, given = {}, {}
        for file in found:
            signature = signature_of(file)
            if signature is None or file.path.name.lower().endswith(UNFINISHED):
                continue
            if self._given.get(file.path) == signature:
                given[file.path] = signature
                continue
            before, since = self._waiting.get(file.path, (signature, now))
            since = since if before == signature else now
            if now - since >= self._seconds:
                given[file.path] = signature
                ready.append(file)
            else:
                waiting[file.path] = (signature, since)
        # What is gone, or has another name now, is forgotten.
        self._waiting, self._given = waiting, given
        return ready

    def give_again(self, files: Iterable[Found]) -> None:
        """Takes files back that could not be written: they are given again."""
        for file in files:
            self._given.pop(file.path, None)

    def due(self, now: float) -> float:
        """Seconds until the next file may have settled."""
        return min((since + self._seconds - now for _, since in self._waiting.values()), default=RESCAN)


def signature_of(file: Found) -> Signature | None:
    """What tells a file from what it was before; None where it is gone. What is no regular file is told once."""
    if file.problem is not None:
        return (-1, 0, 0)
    try:
        status = file.path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns, status.st_ino


def watch(
    folder: Path,
    path: Path,
    *,
    settle: float = 5.0,
    options: ReadOptions = DEFAULT,
    jobs: int = 1,
    follow_links: bool = False,
) -> Generator[Result | StateError, None, None]:
    """Ingests what comes into `folder` into the database at `path`, and yields a result for each document, until it is closed or interrupted.

    A database that is busy and a disk that is full are yielded and waited for; other errors of the database end it (StateError). Needs watchfiles.
    """
    settling = Settling(settle)
    with _Watcher(folder) as watcher:
        while True:
            looking = time.monotonic()
            found = find([folder], ignore=with_journals(path), follow_links=follow_links) if folder.is_dir() else []
            ready = settling.take(found, time.monotonic())
            try:
                yield from _ingest(ready, path, options, jobs)
            except StateError as error:
                if getattr(error, "cause", error.code) not in PASSING:
                    raise
                settling.give_again(ready)
                yield error
                time.sleep(RETRY)
                continue
            if not ready:
                # Looking through a folder of very many files takes a quarter of the time at most, however much is heard.
                time.sleep(min(RESCAN, 3 * (time.monotonic() - looking)))
            due = settling.due(time.monotonic())
            if not watcher.heard(max(0.05, min(due, RESCAN))) and due >= RESCAN:
                # Nothing has come for a while: the reading processes need not wait with their rules in memory.
                end_idle()


def _ingest(files: list[Found], path: Path, options: ReadOptions, jobs: int) -> Generator[Result, None, None]:
    if not files:
        return
    db = open_database(path, create=True)
    try:
        with explained(path):
            link_pending(db)
            with closing(run(db, files, options=options, jobs=jobs)) as results:
                yield from results
    finally:
        db.conn.close()


class _Watcher:
    """Hears of changes in a thread of its own, which is started again where it ends (a share that went and came back)."""

    def __init__(self, folder: Path) -> None:
        import watchfiles

        self._watch: Callable[..., Any] = watchfiles.watch
        self._folder = folder
        self._stop = threading.Event()
        self._changes: queue.Queue[None] = queue.Queue(maxsize=1)
        self._thread = threading.Thread(target=self._listen, daemon=True, name="watching")

    def __enter__(self) -> _Watcher:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def heard(self, seconds: float) -> bool:
        """Waits so long at most; whether anything has changed."""
        try:
            self._changes.get(timeout=seconds)
        except queue.Empty:
            return False
        return True

    def _listen(self) -> None:
        while not self._stop.is_set():
            with suppress(OSError, RuntimeError):  # the folder is gone, or the system gives no more watches: the look once a minute goes on
                for _ in self._watch(self._folder, stop_event=self._stop, debounce=400, step=100, raise_interrupt=False):
                    with suppress(queue.Full):
                        self._changes.put_nowait(None)
            self._stop.wait(5.0)
