"""Temporary folders that do not stay: one is held by a lock while its process lives, goes with it at the latest, and the next start sweeps those that
nobody holds."""

from __future__ import annotations

import atexit
import contextlib
import glob
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "trichyeu-"
_LOCK = ".held"
_TRIES = 5  # a sweep of another process may take a folder between its making and its lock
_swept: set[tuple[str, str]] = set()
_held: dict[Path, int] = {}  # the folders that are there, and the process that made them


class Held:
    """A temporary folder of this process. `close` removes it; after a kill the next `Held` of any process does.

    It lies in `folder` (default: where the system keeps such folders), its name begins with `prefix`.
    """

    def __init__(self, purpose: str, folder: Path | None = None, prefix: str = PREFIX) -> None:
        sweep(folder, prefix)
        self.path, self._handle = _made(f"{prefix}{purpose}-", folder)
        _held[self.path] = os.getpid()

    def close(self) -> None:
        """Removes the folder: the lock last, so that a kill meanwhile leaves a folder that the next sweep takes for what it is."""
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):
            for inside in os.scandir(self.path):
                if inside.name != _LOCK:
                    _remove(Path(inside.path))
        _clear(self.path, handle)
        _held.pop(self.path, None)


@atexit.register
def _close_all() -> None:
    """What a thread still held that was not waited for. A copy of this process (a fork) leaves the folders to it."""
    for path, made_by in list(_held.items()):
        if made_by == os.getpid():
            shutil.rmtree(path, ignore_errors=True)


def _made(prefix: str, place: Path | None) -> tuple[Path, int | None]:
    """A new folder and the handle on its lock, None where the file system knows no locks."""
    for _ in range(_TRIES):
        path = Path(tempfile.mkdtemp(prefix=prefix, dir=place))
        try:
            handle = _lock(path)
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:
            return path, None
        if path.is_dir() and (os.name == "nt" or os.fstat(handle).st_nlink):
            return path, handle
        os.close(handle)
    return Path(tempfile.mkdtemp(prefix=prefix, dir=place)), None


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
            handle = _left(left)
        except OSError:
            continue
        _clear(left, handle)
        removed += 1
    return removed


def _left(folder: Path) -> int | None:
    """The lock of a folder that nobody holds, None where it is gone with this; OSError where somebody holds it."""
    try:
        return _lock(folder, create=False)
    except FileNotFoundError:
        # Just made, or all but removed: it is empty, and whoever is making it makes another one.
        with contextlib.suppress(OSError):
            folder.rmdir()
            return None
        return _lock(folder)


def _clear(folder: Path, handle: int | None) -> None:
    """Removes a folder with its lock; on Windows an open file keeps its folder, elsewhere the lock is held until the folder is gone."""
    if handle is not None and os.name == "nt":
        os.close(handle)
    shutil.rmtree(folder, ignore_errors=True)
    if handle is not None and os.name != "nt":
        os.close(handle)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _lock(folder: Path, *, create: bool = True) -> int:
    """A handle on the folder's lock; OSError where another process holds it, or where there is none and none shall be made."""
    handle = os.open(folder / _LOCK, os.O_RDWR | (os.O_CREAT if create else 0) | getattr(os, "O_NOFOLLOW", 0), 0o600)
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
