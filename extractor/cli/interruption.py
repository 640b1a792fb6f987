"""Ctrl-C and SIGTERM end a command wherever they arrive.

Python hears a signal between two steps of the main thread; where that step belongs to a finalizer (`regex` has one for each group of an expression that
it compiles) or to a callback of a library in C, the KeyboardInterrupt is told to `sys.unraisablehook` and lost, and a program that waits would wait on.
"""

import _thread
import atexit
import contextlib
import signal
import sys
import threading
from types import FrameType

AGAIN_SECONDS = 0.05
"""How long after a lost interruption it comes again: the finalizer has ended by then, or it is lost once more and comes a third time."""


def end_when_asked() -> None:
    """From here on SIGTERM raises KeyboardInterrupt(143) as Ctrl-C raises KeyboardInterrupt(), and neither is lost. For the main thread; elsewhere it
    does nothing."""
    with contextlib.suppress(ValueError, OSError):  # not in the main thread
        signal.signal(signal.SIGTERM, _end)
        sys.unraisablehook = _told
        atexit.register(_done)


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt(128 + number)


def _done() -> None:
    """A program that has ended is not ended again: Python's last steps give each signal back to the system, which would change the exit code, but leave
    an ignored one ignored."""
    with contextlib.suppress(ValueError, OSError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _told(unraisable: "sys.UnraisableHookArgs") -> None:
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    number = signal.SIGTERM if unraisable.exc_value is not None and unraisable.exc_value.args else signal.SIGINT
    timer = threading.Timer(AGAIN_SECONDS, _interrupt, [number])
    timer.daemon = True
    with contextlib.suppress(RuntimeError):  # the program is ending: no thread starts any more
        timer.start()


def _interrupt(number: int) -> None:
    if sys.platform == "win32":
        _thread.interrupt_main(number)
    else:
        # To the thread itself: a wait of its would not hear what another one got.
        signal.pthread_kill(threading.main_thread().ident or 0, number)
