"""Reads and extracts files in a process of its own, under limits of time and memory: a file that hangs or crashes it costs one row, not the batch.

    with Worker() as worker:
        for item in worker.extract_all(path, "quy-2/bao-cao.docx"):
            ...                                     # an ExtractedDocument or a ReadError for the file and for each member of it

The process is kept for the next file and started anew after it was killed or died. Memory is limited where the system can (POSIX: the data
segment, by setrlimit); on Windows only the time is. Programs that a reader runs (LibreOffice, tesseract) are killed with it, and it ends with the
process that started it, however that ends. A step of an extraction that costs the process its life is left out when the file is tried again, so
that the document keeps the records of the others.

Causes that come from here: too-slow (the time was up), too-large (the memory was), crashed (the process died), internal (a reader's fault).

Long, because both ends of one conversation stand side by side: what the process says and what its owner understands.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import pickle
import queue
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from extractor.document import Document
from extractor.errors import ReadError, StateError, UnsupportedFormat
from extractor.job_object import tied
from extractor.messages import SAY
from extractor.process_table import SESSION, processes
from extractor.readers.loading import open_regular
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.temporary import Held

if TYPE_CHECKING:
    from extractor.pipeline import ExtractedDocument

_LENGTH = struct.Struct("<Q")
_START_SECONDS = 120.0
_BUSY = 3  # how much longer than it computes an extraction may take on a busy machine
_MOST_IDLE = 2
_RETRIES = 3  # steps of one document that may cost the process its life


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: `seconds` until its next document is there (`scan_seconds` for PDF and images, whose pages may
    have to be recognised one by one, and which keep their own limits), as many for extracting it, `memory` bytes of data in the process."""

    seconds: float = 240.0
    scan_seconds: float = 3_600.0
    memory: int = 1_500_000_000

    @classmethod
    def of(cls, options: ReadOptions) -> Limits:
        """The limits around a reading with `options`, whose own limits end most files first: a third more time, half as much again of memory."""
        return cls(options.seconds * 4 / 3, options.seconds * 20, options.max_memory * 3 // 2)


class Worker:
    """One process. Not for use by several threads at once: give each its own."""

    def __init__(self, options: ReadOptions = DEFAULT, limits: Limits | None = None) -> None:
        self.options = options
        self.limits = limits or Limits.of(options)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: Held | None = None
        self._lifeline: int | None = None
        self._job: Any = None  # Windows: ends the process with this one
        self._loaded = False
        self._frames: queue.Queue[Any] = queue.Queue()
        self._started: tuple[Any, ...] = ()
        self._killed = False
        self.on_page: Callable[[str, int, int], None] | None = None

    def fits(self, limits: Limits) -> bool:
        """Whether its process lives, waits for a file, and was started as one with these limits would be now."""
        return not self._killed and self._process is not None and self._process.poll() is None and self._started == (limits.memory, *_key())

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read_all(self, path: str | Path, source: str | None = None) -> Iterator[Document | ReadError]:
        """Reads a file and what is in it: a Document or a ReadError each. Raises StateError alone."""
        path = Path(path)
        for kind, item in self._ask("read", path, source or path.name, 0, {}):
            if kind != "step":
                yield item

    def extract_all(self, path: str | Path, source: str | None = None) -> Generator[ExtractedDocument | ReadError, None, None]:
        """Reads a file and what is in it, and extracts: an ExtractedDocument or a ReadError each. Raises StateError alone."""
        path = Path(path)
        name = source or path.name
        done = 0
        skipped: dict[str, str] = {}
        while not self._killed:
            step: str | None = None
            for kind, item in self._ask("extract", path, name, done, skipped):
                if kind == "step":
                    step = item
                    continue
                if kind == "lost" and step is not None and step != "layout" and len(skipped) < _RETRIES:
                    # The next try leaves out what the process died of.
                    skipped[step] = item.cause
                    break
                yield item
                done += 1
                if kind == "lost" and step is not None:
                    # The members of an archive that come after the one that was lost.
                    break
                skipped, step = {}, None
            else:
                return
            if kind == "lost" and step is not None and step not in skipped:
                skipped = {}

    def _ask(self, verb: str, path: Path, name: str, done: int, skipped: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        """The answers of the process: (kind, item), of kind "step" (the name of one that begins), "item", and "lost" (the error that ended it)."""
        path = path.absolute()
        seconds = self._seconds(path)
        try:
            self._start()
            if verb == "extract" and not self._loaded:
                # Loading the rules takes its time on a busy machine, and is no file's fault.
                self._send(("load", "", "", self.options, 0, {}))
                self._await_ready()
                self._loaded = True
            self._send((verb, str(path), name, self.options, done, dict(skipped)))
        except OSError as error:
            self._stop()
            raise _no_process(error) from error
        finished = False
        deadline = time.monotonic() + seconds
        extracting = False
        try:
            while True:
                try:
                    kind, item = self._frames.get(timeout=max(0.0, deadline - time.monotonic()))
                except queue.Empty:
                    self._stop()
                    yield "lost", _too_slow(name, seconds)
                    return
                if kind == "done":
                    finished = True
                    return
                if kind == "end":
                    yield "lost", _crashed(name, self._last_words())
                    return
                if kind == "page":
                    if self.on_page is not None:
                        self.on_page(name, *item)
                    continue
                if kind == "step":
                    # The steps of one extraction share its time.
                    if not extracting:
                        deadline, extracting = time.monotonic() + self.limits.seconds * _BUSY + 5, True
                    yield kind, item
                    continue
                yield "item", item if kind == "document" else error_of(item)
                deadline, extracting = time.monotonic() + seconds, False
        finally:
            # Also where the caller has had enough of an archive: what the process still says belongs to no one.
            if not finished:
                self._stop()

    def close(self) -> None:
        """Ends the process."""
        self._stop()

    def kill(self) -> None:
        """Ends the process from another thread, for good: who waits for its answers hears that it ended, and none is started in its place."""
        self._killed = True
        process = self._process
        if process is not None and process.poll() is None:
            _kill(process)

    def _seconds(self, path: Path) -> float:
        try:
            with open_regular(path, "", self.options.max_file) as file:
                head = file.read(1024)
        except (OSError, ReadError):
            return self.limits.seconds
        paged = b"%PDF-" in head or head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*"))
        if paged and self.options.ocr != "never":
            return self.limits.scan_seconds
        # LibreOffice is given its time as it computes, which on a busy machine takes longer.
        return self.limits.seconds * _BUSY if head.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) else self.limits.seconds

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        package = Path(__file__).resolve().parent.parent
        # What the process leaves in its temporary folder goes with it, however it ends.
        self._folder = Held("worker")
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._folder.path))
        environment = {
            **os.environ,
            **temporary,
            "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        options: dict[str, Any] = {}
        line = None
        if sys.platform != "win32":
            line, self._lifeline = os.pipe()
            options = {"pass_fds": (line,), "start_new_session": True}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "extractor.worker", str(self.limits.memory), str(line)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                **options,
            )
        finally:
            if line is not None:
                os.close(line)
        self._job = tied(self._process.pid, self.limits.memory)
        if self._killed:
            # While it was being started; nobody saw a process to kill.
            self._stop()
            raise OSError("the reading process was stopped")
        self._loaded = False
        self._started = (self.limits.memory, *_key())
        self._frames = queue.Queue()
        stream = self._process.stdout
        assert stream is not None
        threading.Thread(target=_listen, args=(stream, self._frames), daemon=True, name="worker").start()
        self._await_ready()

    def _await_ready(self) -> None:
        try:
            kind, _ = self._frames.get(timeout=_START_SECONDS)
        except queue.Empty as error:
            raise OSError("the reading process does not start") from error
        if kind != "ready":
            raise OSError("the reading process does not start")

    def _send(self, message: Any) -> None:
        assert self._process is not None and self._process.stdin is not None
        _write(self._process.stdin, message)

    def _last_words(self) -> str:
        code = None
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = self._process.wait(timeout=5)
        if code is not None and code < 0:
            with contextlib.suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit {code}"

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            if process.poll() is None:
                _kill(process)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            process.wait()
        lifeline, self._lifeline = self._lifeline, None
        self._job = None
        if lifeline is not None:
            os.close(lifeline)
        folder, self._folder = self._folder, None
        if folder is not None:
            folder.close()


# Processes that wait for the next run of this one: loading the rules costs more than reading most files.
_IDLE: list[Worker] = []
_IDLE_LOCK = threading.Lock()


def borrow(options: ReadOptions = DEFAULT) -> Worker:
    """A worker with these options: one that waits, where there is one like it, else a new one. Give it back."""
    limits = Limits.of(options)
    with _IDLE_LOCK:
        for worker in _IDLE:
            if worker.fits(limits):
                _IDLE.remove(worker)
                worker.options, worker.limits = options, limits
                return worker
    return Worker(options, limits)


def give_back(worker: Worker) -> None:
    """Keeps a worker for the next run of this process, or ends it."""
    worker.on_page = None
    with _IDLE_LOCK:
        spare = _IDLE.pop(0) if len(_IDLE) >= _MOST_IDLE else None
        if worker.fits(worker.limits):
            _IDLE.append(worker)
            worker = spare if spare is not None else worker
            if spare is None:
                return
    worker.close()


@atexit.register
def end_idle() -> None:
    """Ends the workers that wait."""
    with _IDLE_LOCK:
        waiting, _IDLE[:] = list(_IDLE), []
    for worker in waiting:
        worker.close()


def _key() -> tuple[Any, ...]:
    """What a process has from its surroundings when it starts."""
    return os.getpid(), *(os.environ.get(name) for name in ("PYTHONPATH", "TRICHYEU_PATTERNS", "TMPDIR", "PATH"))


def read_all(
    path: str | Path, source: str | None = None, options: ReadOptions = DEFAULT, limits: Limits | None = None
) -> list[Document | ReadError]:
    """Reads one file, and what is in it, in a process of its own that ends with it."""
    with Worker(options, limits) as worker:
        return list(worker.read_all(path, source))


def error_of(fields: tuple[bool, str, str, str, str]) -> ReadError:
    """The error of what `fields_of` gave."""
    unsupported, source, cause, vi, en = fields
    return (UnsupportedFormat if unsupported else ReadError)(source, cause, vi, en)


def fields_of(error: ReadError) -> tuple[bool, str, str, str, str]:
    """An error as what crosses the pipe: its messages without the file's name, which its class adds."""
    start = len(f"{error.source}: ")
    return isinstance(error, UnsupportedFormat), error.source, error.cause, error.vi[start:], error.en[start:]


def _crashed(source: str, how: str) -> ReadError:
    return ReadError(source, "crashed", *SAY.batch("stopped", how=how))


def _too_slow(source: str, seconds: float) -> ReadError:
    return ReadError(source, "too-slow", *SAY.batch("slow", seconds=seconds))


def _no_process(error: OSError) -> StateError:
    """No file is to blame where the system starts no process or has no room for its temporary files."""
    said = error.strerror or str(error)
    return StateError(*SAY.batch("no_process", why=said))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kills the process and all that it has started: those of its session, which a reader's programs stay in."""
    if sys.platform == "win32":
        # Its job object ends what this misses.
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
        return
    for pid in {process.pid, *_session(process.pid)}:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _session(leader: int) -> list[int]:
    """The processes of a session, where the system tells."""
    return [number for number, fields in processes() if int(fields[SESSION]) == leader]


def _listen(stream: IO[bytes], frames: queue.Queue[Any]) -> None:
    """Puts each frame of the process into the queue, and ("end", None) when it says no more."""
    with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
        while True:
            frames.put(_read(stream))
    frames.put(("end", None))


def _read(stream: IO[bytes]) -> Any:
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(header)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def _write(stream: IO[bytes], message: Any) -> None:
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


# -- the process itself --------------------------------------------------------------------------------------------------------------


def limit_memory(size: int) -> bool:
    """Keeps this process's data under `size` bytes where the system can; says whether it can."""
    try:
        resource: Any = importlib.import_module("resource")
    except ImportError:  # Windows
        return False
    # Data is what a reader allocates; the address space also counts libraries and files that are only mapped.
    kind = resource.RLIMIT_DATA if sys.platform.startswith("linux") else resource.RLIMIT_AS
    try:
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
    except (ValueError, OSError):
        return False
    return True


def _answers(verb: str, path: str, source: str, options: ReadOptions, done: int, skipped: dict[str, str]) -> Iterator[tuple[str, Any]]:
    from extractor.readers import read_all as read_here
    from extractor.readers.archive import internal

    try:
        for number, item in enumerate(read_here(path, source, options)):
            if number < done:
                continue
            if not isinstance(item, Document):
                yield "error", fields_of(item)
            elif verb == "read":
                yield "document", replace(item, properties=dict(item.properties))
            else:
                yield from _extracted(item, options, skipped)
                skipped = {}
    except MemoryError:
        yield "error", (False, source, "too-large", *SAY.batch("memory"))
    except Exception as error:  # a reader's own fault: said as what it is, and the next file goes on
        yield "error", fields_of(internal(source, error))
    yield "done", None


def _extracted(document: Document, options: ReadOptions, skipped: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """The answer for one document: its extraction under limits, each step announced before it begins."""
    from extractor.pipeline import extract
    from extractor.readers.archive import internal
    from extractor.readers.limits import LimitReached, limits
    from extractor.steps import GRACE, Watched

    document = replace(document, properties=dict(document.properties))
    said: list[tuple[str, Any]] = []
    tell = _TELL[0] if _TELL else (lambda name: said.append(("step", name)))
    tell("layout")
    steps = Watched(options.seconds, options.max_memory, skipped, tell)
    try:
        # Around all steps, for what is none: the layout, and making the records.
        with limits(options.seconds * (1 + GRACE) + 2, options.max_memory * 5 // 4, time.process_time):
            made = extract(document, steps=steps, why=options.why, diagnosed=options.diagnosed)
    except MemoryError:
        yield "error", (False, document.source, "too-large", *SAY.batch("memory"))
    except LimitReached:
        yield "error", fields_of(_too_slow(document.source, options.seconds))
    except Exception as error:
        yield "error", fields_of(internal(document.source, error))
    else:
        yield "document", made


_FIRST = "Theo Quyết định số 1/QĐ-UBND ngày 01/02/2030: tổng số 5 hồ sơ. Trong đó, xã A 2 hồ sơ, xã B 3 hồ sơ.\n"
# How the process tells of a step while it is at it.
_TELL: list[Any] = []


def _guard(lifeline: int) -> None:
    """Leaves a guardian behind that ends this session, and removes its temporary folder, when the process at the other end of the line is gone.

    It is a process of its own, since neither a signal nor a thread gets through to code that holds the interpreter.
    """
    if os.fork():
        os.close(lifeline)
        return
    try:
        for handle in (0, 1, 2):
            with contextlib.suppress(OSError):
                os.close(handle)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while os.read(lifeline, 1):
            pass
        own = os.getpid()
        for pid in _session(os.getsid(0)) or [os.getppid()]:
            if pid not in (own, 1):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
        folder = os.environ.get("TMPDIR", "")
        if "trichyeu-worker-" in folder:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os._exit(0)


_YOUNG = 20_000  # new values between two searches for circles


def settle_memory() -> None:
    """Makes a process that has loaded its rules ready to extract: what is there stays, and circles are looked for seldom.

    The rules stay as long as the process: looking through them again and again for what can be freed is for nothing. A document makes hundreds of
    thousands of small values and hardly a circle: looking every 700 of them cost a twentieth of the time, and more the longer the document.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 20)


def main() -> None:
    """Reads requests from the standard input until it closes and writes the answers; nothing else may write there."""
    if sys.argv[2:] and sys.argv[2].isdecimal():
        _guard(int(sys.argv[2]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    importlib.import_module("extractor.readers")
    progress = importlib.import_module("extractor.readers.progress")
    _write(answers, ("ready", None))
    _TELL.append(lambda name: _write(answers, ("step", name)))
    with (
        contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt),
        progress.listening(lambda done, total: _write(answers, ("page", (done, total)))),
    ):
        while True:
            verb, path, source, options, done, skipped = _read(sys.stdin.buffer)
            if verb == "load":
                # A first extraction, of no file, loads what is loaded when it is needed.
                importlib.import_module("extractor.pipeline").extract_text(_FIRST)
                importlib.import_module("extractor.lexicon.kept").keep()  # this process may be killed, and others start meanwhile
                settle_memory()
                _write(answers, ("ready", None))
                continue
            for answer in _answers(verb, path, source, options, done, skipped):
                _write(answers, answer)


if __name__ == "__main__":
    main()
