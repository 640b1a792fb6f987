"""Several reading processes at work beside each other, and one place where what they give comes together."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from extractor.readers.options import ReadOptions
from extractor.worker import Worker, borrow, give_back

END = object()  # the last answer of a job


class Readers(Protocol):
    """What reads files for a run: `Pool` on this machine, `Cluster` on many."""

    @property
    def busy(self) -> bool:
        """Whether there is an answer to wait for."""
        ...

    @property
    def room(self) -> bool:
        """Whether another file should be given."""
        ...

    def submit(self, job: Any, path: Path, source: str, options: ReadOptions | None = None) -> None:
        """Sends a file to be read; its answers, and `END` after the last, come from `next` with `job` beside them. The job knows the file's `sha256`."""
        ...

    def pass_by(self, job: Any, answers: list[Any]) -> None:
        """Puts answers that need no reading among the others."""
        ...

    def next(self) -> tuple[Any, Any]:
        """(job, answer) of the next answer; waits for it."""
        ...


class Pool:
    """`jobs` workers, each with a thread that talks to it. Answers wait in a queue of bounded length, so that a slow writer slows the readers."""

    def __init__(self, options: ReadOptions, jobs: int, on_page: Callable[[str, int, int], None] | None = None) -> None:
        """`on_page` hears, in the threads of the workers, the source of a file and how many of its pages are read."""
        self._on_page = on_page
        self._options = options
        self._jobs = max(1, jobs)
        self._todo: queue.SimpleQueue[tuple[Any, Path, str, ReadOptions] | None] = queue.SimpleQueue()
        self._answers: queue.Queue[tuple[Any, Any]] = queue.Queue(maxsize=4 * self._jobs)
        self._ready: deque[tuple[Any, Any]] = deque()
        self._threads: list[threading.Thread] = []
        self._busy: set[Worker] = set()
        self._stopped = threading.Event()
        self._running = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stopped.set()
        for _ in self._threads:
            self._todo.put(None)
        for worker in list(self._busy):
            worker.kill()
        for thread in self._threads:
            thread.join(timeout=10)

    @property
    def busy(self) -> bool:
        """Whether there is an answer to wait for."""
        return bool(self._running or self._ready)

    @property
    def room(self) -> bool:
        """Whether another job should be given: one more than there are workers, so that none waits. With one worker the order is kept."""
        return len(self._ready) < 1000 and self._running < (self._jobs + 1 if self._jobs > 1 else 1)

    def submit(self, job: Any, path: Path, source: str, options: ReadOptions | None = None) -> None:
        """Sends a file to be read, with options of its own if need be; its answers, and `END` after the last, come from `next` with `job` beside them."""
        if len(self._threads) < min(self._jobs, self._running + 1):
            thread = threading.Thread(target=self._work, daemon=True, name="reading")
            self._threads.append(thread)
            thread.start()
        self._running += 1
        self._todo.put((job, path, source, options or self._options))

    def pass_by(self, job: Any, answers: list[Any]) -> None:
        """Puts answers that need no reading among the others."""
        self._ready.extend((job, answer) for answer in answers)

    def next(self) -> tuple[Any, Any]:
        """(job, answer) of the next answer; waits for it. Raises what a worker raised."""
        if self._ready:
            return self._ready.popleft()
        job, answer = self._answers.get()
        if answer is END:
            self._running -= 1
        if isinstance(answer, _Raised):
            raise answer.error
        return job, answer

    def _work(self) -> None:
        worker = borrow(self._options)
        try:
            while not self._stopped.is_set():
                asked = self._todo.get()
                if asked is None:
                    return
                self._busy.add(worker)
                try:
                    self._read(worker, *asked)
                finally:
                    self._busy.discard(worker)
        finally:
            give_back(worker)

    def _read(self, worker: Worker, job: Any, path: Path, source: str, options: ReadOptions) -> None:
        worker.options, worker.on_page = options, self._on_page
        with closing(worker.extract_all(path, source)) as answers:
            try:
                for answer in answers:
                    if not self._put(job, answer):
                        return
                self._put(job, END)
            except BaseException as error:  # told to the one who waits for the answers
                self._put(job, _Raised(error))

    def _put(self, job: Any, answer: Any) -> bool:
        while not self._stopped.is_set():
            try:
                self._answers.put((job, answer), timeout=0.2)
            except queue.Full:
                continue
            return True
        return False


class _Raised:
    """What a thread raised, on its way to the one who waits."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
