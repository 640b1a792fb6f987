"""Reads files in a process of its own, under limits of time and memory: a file that hangs or crashes a reader costs one row, not the batch.

    with Worker() as worker:
        for item in worker.read_all(path, "quy-2/bao-cao.docx"):
            ...                                     # a Document or a ReadError for the file and for each member of it

The process is kept for the next file and started anew after it was killed or died. Memory is limited where the system can (POSIX: the data
segment, by setrlimit); on Windows only the time is. Programs that a reader runs (LibreOffice, tesseract) are killed with it.

Causes that come from here: too-slow (the time was up), too-large (the memory was), crashed (the process died), internal (a reader's fault).
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import queue
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from extractor.document import Document
from extractor.errors import ReadError, UnsupportedFormat
from extractor.readers.options import DEFAULT, ReadOptions

_LENGTH = struct.Struct("<Q")
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: `seconds` until its next document is there (`scan_seconds` for PDF and images, whose pages may
    have to be recognised one by one, and which keep their own limits), `memory` bytes of data in the process."""

    seconds: float = 240.0
    scan_seconds: float = 3_600.0
    memory: int = 1_500_000_000

    @classmethod
    def of(cls, options: ReadOptions) -> Limits:
        """The limits around a reading with `options`, whose own limits end most files first: a third more time, half as much again of memory."""
        return cls(options.seconds * 4 / 3, options.seconds * 20, options.max_memory * 3 // 2)


class Worker:
    """One reading process. Not for use by several threads at once: give each its own."""

    def __init__(self, options: ReadOptions = DEFAULT, limits: Limits | None = None) -> None:
        self.options = options
        self.limits = limits or Limits.of(options)
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: str | None = None
        self._frames: queue.Queue[Any] = queue.Queue()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read_all(self, path: str | Path, source: str | None = None) -> Iterator[Document | ReadError]:
        """Reads a file and what is in it: a Document or a ReadError each. Raises nothing."""
        path = Path(path).resolve()
        name = source or path.name
        seconds = self._seconds(path)
        try:
            self._start()
            self._send(("read", str(path), name, self.options))
        except OSError as error:
            self._stop()
            yield _crashed(name, str(error))
            return
        finished = False
        try:
            while True:
                try:
                    kind, item = self._frames.get(timeout=seconds)
                except queue.Empty:
                    yield ReadError(
                        name,
                        "too-slow",
                        f"đọc tệp quá {seconds:.0f} giây, đã dừng; hãy mở và lưu lại tệp, hoặc nâng giới hạn thời gian",
                        f"reading the file took over {seconds:.0f} seconds and was stopped; save it anew, or raise the time limit",
                    )
                    return
                if kind == "done":
                    finished = True
                    return
                if kind == "end":
                    yield _crashed(name, self._last_words())
                    return
                yield item if kind == "document" else _error(item)
        finally:
            # Also where the caller has had enough of an archive: what the process still says belongs to no one.
            if not finished:
                self._stop()

    def close(self) -> None:
        """Ends the process."""
        self._stop()

    def _seconds(self, path: Path) -> float:
        try:
            with path.open("rb") as file:
                head = file.read(1024)
        except OSError:
            return self.limits.seconds
        paged = b"%PDF-" in head or head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*"))
        return self.limits.scan_seconds if paged and self.options.ocr != "never" else self.limits.seconds

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        package = Path(__file__).resolve().parent.parent
        # What the process leaves in its temporary folder goes with it, however it ends.
        self._folder = tempfile.mkdtemp(prefix="trichyeu-worker-")
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder)
        environment = {
            **os.environ,
            **temporary,
            "PYTHONPATH": os.pathsep.join([str(package), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "extractor.worker", str(self.limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=sys.platform != "win32",
        )
        self._frames = queue.Queue()
        stream = self._process.stdout
        assert stream is not None
        threading.Thread(target=_listen, args=(stream, self._frames), daemon=True, name="reading worker").start()
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
        if process is None:
            return
        if process.poll() is None:
            _kill(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def read_all(
    path: str | Path, source: str | None = None, options: ReadOptions = DEFAULT, limits: Limits | None = None
) -> list[Document | ReadError]:
    """Reads one file, and what is in it, in a process of its own that ends with it."""
    with Worker(options, limits) as worker:
        return list(worker.read_all(path, source))


def _error(fields: tuple[bool, str, str, str, str]) -> ReadError:
    unsupported, source, cause, vi, en = fields
    return (UnsupportedFormat if unsupported else ReadError)(source, cause, vi, en)


def _fields(error: ReadError) -> tuple[bool, str, str, str, str]:
    """An error as what crosses the pipe: its messages without the file's name, which its class adds."""
    start = len(f"{error.source}: ")
    return isinstance(error, UnsupportedFormat), error.source, error.cause, error.vi[start:], error.en[start:]


def _crashed(source: str, how: str) -> ReadError:
    return ReadError(
        source,
        "crashed",
        f"tệp làm chương trình đọc dừng đột ngột ({how}), có thể hỏng hoặc quá lớn; hãy mở và lưu lại tệp",
        f"the file made the reader stop ({how}), perhaps damaged or too large; open it in its own program and save it anew",
    )


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kills the process and all that it has started: those of its session, which a reader's programs stay in."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)
        return
    members = [process.pid]
    for entry in Path("/proc").glob("[0-9]*/stat"):
        # pid (name) state parent group session: the name may hold blanks and brackets.
        with contextlib.suppress(OSError, ValueError, IndexError):
            if int(entry.read_text(errors="replace").rpartition(")")[2].split()[3]) == process.pid:
                members.append(int(entry.parent.name))
    for pid in members:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


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


def _answers(path: str, source: str, options: ReadOptions) -> Iterator[tuple[str, Any]]:
    from extractor.readers import read_all as read_here
    from extractor.readers.archive import internal

    try:
        for item in read_here(path, source, options):
            if isinstance(item, Document):
                yield "document", replace(item, properties=dict(item.properties))
            else:
                yield "error", _fields(item)
    except MemoryError:
        yield (
            "error",
            (
                False,
                source,
                "too-large",
                "đọc tệp cần quá nhiều bộ nhớ, đã dừng; hãy tách tệp, hoặc nâng giới hạn bộ nhớ",
                "reading the file needs too much memory and was stopped; split it, or raise the memory limit",
            ),
        )
    except Exception as error:  # a reader's own fault: said as what it is, and the next file goes on
        yield "error", _fields(internal(source, error))
    yield "done", None


def main() -> None:
    """Reads requests from the standard input until it closes and writes the answers; nothing else may write there."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(int(sys.argv[1]))
    importlib.import_module("extractor.readers")
    _write(answers, ("ready", None))
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            _, path, source, options = _read(sys.stdin.buffer)
            for answer in _answers(path, source, options):
                _write(answers, answer)


if __name__ == "__main__":
    main()
