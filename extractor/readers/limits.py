"""Limits of time and memory around code that has none: a hostile file must end in an error, not in a hang.

pdfminer.six is pure Python, so an exception that another thread plants is raised at the next byte code, whatever loop the file has
built. Memory is read where the system tells it (Linux); elsewhere only the time limit holds.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")
_POLL = 0.05


class LimitReached(BaseException):
    """Raised inside the watched code. Not an Exception, so that a library's own `except Exception` does not swallow it."""


class TimeLimit(LimitReached):
    """The time is up."""


class MemoryLimit(LimitReached):
    """The process has grown more than it may."""


def resident() -> int:
    """Bytes of memory that the process holds, or 0 where the system does not tell."""
    try:
        return int(_STATM.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


@contextmanager
def limits(seconds: float, memory: int, clock: Callable[[], float] = time.monotonic) -> Iterator[None]:
    """Runs the block under limits; raises TimeLimit or MemoryLimit in it. Blocks may nest; the innermost that is over raises.

    `clock` is time.process_time for code that only computes: then a busy machine takes nothing from it.
    """
    thread = threading.get_ident()
    done = threading.Event()
    lock = threading.Lock()
    deadline = clock() + seconds
    ceiling = resident() + memory

    def watch() -> None:
        while not done.wait(_POLL):
            reason: type[LimitReached] | None = None
            if clock() > deadline:
                reason = TimeLimit
            elif resident() > ceiling:
                reason = MemoryLimit
            if reason is not None:
                with lock:
                    if not done.is_set():
                        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(reason))
                # Planted once more after a while: code that clears exceptions of every kind would otherwise go on for ever.
                done.wait(1.0)

    watcher = threading.Thread(target=watch, daemon=True, name="reading limits")
    watcher.start()
    try:
        yield
    finally:
        with lock:
            done.set()
            # One that was planted at the very end must not be raised after the block.
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)
