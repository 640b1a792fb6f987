"""Reading on many machines: the workers of a Dask scheduler read and extract, this process alone writes.

    with Cluster(options, "tcp://10.0.0.5:8786") as pool: …     # stands where `Pool` stands; "local" starts workers on this machine

A worker takes a file by its path where it sees the same bytes there (shared storage), else it is sent the bytes. It reads it as `Pool` does, in a process
of its own under the same limits, so that a bad file costs no worker. A worker that is lost takes files with it of which none or one is to blame (others
were read beside it, or waited there): each is read again alone, with nothing else under way, and is set apart as a row of `failures` (cause: crashed)
only if that costs a second worker. Not more files are under way than the workers have threads.

Whoever reaches a scheduler runs code on its workers: it belongs into a closed network, or behind TLS (Dask's own settings).
"""

from __future__ import annotations

import hashlib
import logging
import queue
import signal
import threading
import time
from asyncio import CancelledError
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any

from extractor.batch.pool import END
from extractor.errors import ReadError, StateError
from extractor.messages import SAY
from extractor.readers.loading import load, open_regular
from extractor.readers.options import ReadOptions
from extractor.temporary import Held
from extractor.version import __version__
from extractor.worker import borrow, error_of, fields_of, give_back

LOCAL = "local"
TRIES = 2  # workers that a file may cost: one among others, one alone
WAIT = 60.0  # seconds in which a first worker must be there, and in which the workers that are gone must come again
MOST_SENT = 300_000_000  # bytes of a file that goes through the scheduler
ABSENT = "absent"
Answer = tuple[str, Any]


def extract_there(path: str, data: bytes | None, sha256: str, source: str, options: ReadOptions) -> tuple[str, list[Answer]]:
    """On a worker: (the version of this program there, the answers for one file). Without `data` the file is read at `path`, if it is the same there."""
    try:
        if data is None:
            return __version__, _read(Path(path), source, options) if _same(Path(path), sha256, options.max_file) else [(ABSENT, None)]
        folder = Held("sent")
        try:
            file = folder.path / "file"
            file.write_bytes(data)
            return __version__, _read(file, source, options)
        finally:
            folder.close()
    except Exception as error:  # told as what it is: an error of a worker may hold what cannot be sent
        said = f"{type(error).__name__}: {error}"[:300]
        return __version__, [("state", SAY.batch("cluster.failed", why=said))]


def _read(path: Path, source: str, options: ReadOptions) -> list[Answer]:
    worker = borrow(options)
    try:
        return [("error", fields_of(one)) if isinstance(one, ReadError) else ("document", one) for one in worker.extract_all(path, source)]
    except StateError as error:
        return [("state", (error.vi, error.en))]
    finally:
        give_back(worker)


def _same(path: Path, sha256: str, limit: int) -> bool:
    """Whether the file of this hash lies at the path on this machine."""
    digest = hashlib.sha256()
    try:
        with open_regular(path, path.name, limit) as stream:
            while portion := stream.read(1 << 20):
                digest.update(portion)
    except (ReadError, OSError):
        return False
    return digest.hexdigest() == sha256


@dataclass(frozen=True, slots=True)
class _Asked:
    """A file that the workers are given. `again`: it was lost with a worker once, and is read alone."""

    job: Any
    path: Path
    source: str
    options: ReadOptions
    again: bool = False


class ClusterError(StateError):
    """A scheduler or workers that cannot be used."""

    code = "cluster"


class Cluster:
    """The workers of a scheduler, as `Pool` has its own. Needs Dask's distributed. Raises ClusterError where nobody answers."""

    def __init__(self, options: ReadOptions, address: str, jobs: int = 1) -> None:
        """`jobs`: how many workers a local cluster starts."""
        self._options = options
        self._address = address
        self._jobs = max(1, jobs)
        self._stack = ExitStack()
        self._ready: deque[tuple[Any, Any]] = deque()
        self._done: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._asked: dict[str, tuple[_Asked, Any]] = {}  # under way, with their futures
        self._suspects: deque[_Asked] = deque()  # lost with a worker once, to be read alone
        self._threads = (0, 0.0)
        self._by_bytes = False

    def __enter__(self) -> Cluster:
        dask, distributed = import_module("dask"), import_module("distributed")
        # What their threads log about lost workers is said by this program where it matters.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        self._stack.enter_context(dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}))
        try:
            address = self._address
            if address == LOCAL:
                # The limits of memory are those of the reading processes.
                scratch = Held("dask")
                self._stack.callback(scratch.close)
                self._stack.enter_context(dask.config.set({"temporary-directory": str(scratch.path)}))
                with _uninterrupted():
                    local = distributed.LocalCluster(
                        n_workers=self._jobs,
                        threads_per_worker=1,
                        memory_limit=0,
                        dashboard_address=None,
                        local_directory=str(scratch.path),
                        silence_logs=logging.CRITICAL,
                    )
                address = self._stack.enter_context(local)
            self._client = self._stack.enter_context(distributed.Client(address, timeout=WAIT / 3, set_as_default=False))
            self._client.wait_for_workers(1, timeout=WAIT)
            _few_tries(self._client)
        except (OSError, TimeoutError, ValueError, RuntimeError) as error:
            self._stack.close()
            raise _unreachable(self._address, error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with suppress(Exception):  # a scheduler that is gone has nothing left to cancel
            self._client.cancel([future for _, future in self._asked.values()], force=True)
        self._stack.close()

    @property
    def busy(self) -> bool:
        """Whether there is an answer to wait for."""
        return bool(self._asked or self._ready or self._suspects)

    @property
    def room(self) -> bool:
        """Whether another file should be given: one for each thread of the workers, so that none waits at a worker that may be lost."""
        if self._suspects or any(asked.again for asked, _ in self._asked.values()):
            return False
        # One at least, so that there is something to wait with where the workers are gone for a while.
        return len(self._ready) < 1000 and len(self._asked) < max(1, self._capacity())

    def submit(self, job: Any, path: Path, source: str, options: ReadOptions | None = None) -> None:
        """Sends a file to be read; its answers, and `END` after the last, come from `next` with `job` beside them."""
        self._send(_Asked(job, path.absolute(), source, options or self._options))

    def pass_by(self, job: Any, answers: list[Any]) -> None:
        """Puts answers that need no reading among the others."""
        self._ready.extend((job, answer) for answer in answers)

    def next(self) -> tuple[Any, Any]:
        """(job, answer) of the next answer; waits for it. Raises ClusterError where the scheduler or all workers are gone."""
        last = time.monotonic()
        while not self._ready:
            if self._suspects and not self._asked:
                self._send(self._suspects.popleft())
                continue
            try:
                future = self._done.get(timeout=2.0)
            except queue.Empty:
                if self._client.status == "running" and self._capacity():
                    last = time.monotonic()
                elif time.monotonic() - last > WAIT:
                    raise _unreachable(self._address, "no workers") from None
                continue
            asked = self._asked.pop(future.key, None)
            if asked is not None:
                self._take(future, asked[0])
        return self._ready.popleft()

    def _capacity(self) -> int:
        """The threads of all workers, asked for every few seconds."""
        number, when = self._threads
        if not number or time.monotonic() - when > 3:
            try:
                number = sum(self._client.nthreads().values())
            except (OSError, RuntimeError) as error:
                raise _unreachable(self._address, error) from error
            self._threads = (number, time.monotonic())
        return number

    def _send(self, asked: _Asked) -> None:
        data = None
        if self._by_bytes:
            try:
                data = load(asked.path, asked.source, min(asked.options.max_file, MOST_SENT))
            except ReadError as error:
                self._ready.extend([(asked.job, error), (asked.job, END)])
                return
        future = self._client.submit(extract_there, str(asked.path), data, asked.job.sha256, asked.source, asked.options, pure=False)
        self._asked[future.key] = asked, future
        future.add_done_callback(self._done.put)

    def _take(self, future: Any, asked: _Asked) -> None:
        job = asked.job
        try:
            version, answers = future.result()
        except import_module("distributed").KilledWorker:
            if asked.again:
                self._ready.extend([(job, _poison(asked.source)), (job, END)])
            else:
                self._suspects.append(replace(asked, again=True))
            return
        except (Exception, CancelledError) as error:  # the scheduler is gone, or its workers cannot run this program
            raise _unreachable(self._address, error) from error
        if version != __version__:
            raise ClusterError(
                *SAY.batch("cluster.version", address=self._address, version=version, here=__version__),
            )
        if answers == [(ABSENT, None)]:
            # They do not see the folder: this file and those after it are sent.
            self._by_bytes = True
            self._send(asked)
            return
        for kind, item in answers:
            if kind == "state":
                raise ClusterError(*item)
            self._ready.append((job, item if kind == "document" else error_of(item)))
        self._ready.append((job, END))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """What is started here does not hear Ctrl-C, which a terminal sends to all: this process ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _few_tries(client: Any) -> None:
    """Lets the scheduler give a file back at the first worker that is lost with it, and leaves its own setting, which is for everybody, as it is."""
    ours = f"{extract_there.__name__}-"
    base: Any = import_module("distributed").SchedulerPlugin

    # Inside, so that it goes over as it is written: the scheduler need not have this program.
    class Tries(base):  # type: ignore[misc]
        def start(self, scheduler: Any) -> None:
            self.scheduler = scheduler

        def transition(self, key: Any, start: str, finish: str, *arguments: Any, **named: Any) -> None:
            if finish == "processing" and str(key).startswith(ours):
                task = self.scheduler.tasks[key]
                task.suspicious = max(task.suspicious, self.scheduler.allowed_failures)

    with suppress(ValueError, RuntimeError):  # a scheduler that runs nothing for its clients keeps its own number of tries
        client.register_plugin(Tries(), name="trichyeu")


def _poison(source: str) -> ReadError:
    return ReadError(
        source,
        "crashed",
        *SAY.batch("cluster.lost", tries=TRIES),
    )


def _unreachable(address: str, error: object) -> ClusterError:
    said = f"{type(error).__name__}: {error}"[:300] if isinstance(error, BaseException) else str(error)
    return ClusterError(
        *SAY.batch("cluster.silent", address=address, why=said),
    )
