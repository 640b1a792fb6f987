"""Temporary folders that do not stay: one is held by a lock while its process lives, goes with it at the latest, and the next start sweeps those that
nobody holds."""

from __future__ import annotations

import atexit
import contextlib
import glob
import os
import shutil
import tempfile
import time
from pathlib import Path

PREFIX = "trichyeu-"
_LOCK = ".held"
_MAKING_SECONDS = 3_600.0  # a folder without a lock that is older is not being made any more
_swept: set[tuple[str, str]] = set()
_held: dict[Path, int] = {}  # the folders that are there, and the process that made them


class Held:
    """A temporary folder of this process. `close` removes it; after a kill the next `Held` of any process does.

    It lies in `folder` (default: where the system keeps such folders), its name begins with `prefix`.
    """

    def __init__(self, purpose: str, folder: Path | None = None, prefix: str = PREFIX) -> None:
        sweep(folder, prefix)
        self.path = Path(tempfile.mkdtemp(prefix=f"{prefix}{purpose}-", dir=folder))
        _held[self.path] = os.getpid()
        self._handle: int | None = None
        with contextlib.suppress(OSError):
            self._handle = _lock(self.path)

    def close(self) -> None:
        """Removes the folder."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
        shutil.rmtree(self.path, ignore_errors=True)
        _held.pop(self.path, None)


@atexit.register
def _close_all() -> None:
    """What a thread still held that was not waited for. A copy of this process (a fork) leaves the folders to it."""
    for path, made_by in list(_held.items()):
        if made_by == os.getpid():
            shutil.rmtree(path, ignore_errors=True)


def sweep(folder: Path | None = None, prefix: str = PREFIX) -> int:
    """Removes what killed processes left in the folder (default: that for temporary files); once a process. Gives how many folders."""
    place = Path(tempfile.gettempdir()) if folder is None else folder
    if (str(place), prefix) in _swept:
        return 0
    _swept.add((str(place), prefix))
    removed = 0
    for left in place.glob(f"{glob.escape(prefix)}*-*"):
        if left.is_symlink():
            continue
        try:
            # One without a lock may be that of a process that is just making it.
            if not (left / _LOCK).is_file() and time.time() - left.stat().st_mtime < _MAKING_SECONDS:
                continue
            handle = _lock(left)
        except OSError:
            continue
        os.close(handle)
        shutil.rmtree(left, ignore_errors=True)
        removed += 1
    return removed


def _lock(folder: Path) -> int:
    """A handle on the folder's lock; OSError where another process holds it."""
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle
