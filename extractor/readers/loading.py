"""Opens the files that are read: regular ones alone, and none over a size. A pipe or a device would never end."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

from extractor.readers.refusal import refusal


def open_regular(path: Path, source: str, limit: int) -> IO[bytes]:
    """The file opened for reading bytes. Raises ReadError: missing, unreadable, special, too-large."""
    try:
        # Without waiting: opening a pipe that nobody writes to would hang.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0))
    except FileNotFoundError as error:
        raise refusal(source, "missing", "missing") from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise refusal(source, "unreadable", "unopened", why=said) from error
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise refusal(source, "special", "special")
    if status.st_size > limit:
        os.close(handle)
        raise refusal(source, "too-large", "large", size=status.st_size / 1e6, limit=limit / 1e6)
    return os.fdopen(handle, "rb")


def load(path: Path, source: str, limit: int) -> bytes:
    """The bytes of a regular file. Raises ReadError."""
    with open_regular(path, source, limit) as stream:
        try:
            # As much as it had when it was opened: a buffer of the limit would be made at once.
            data = stream.read(os.fstat(stream.fileno()).st_size)
        except OSError as error:
            said = error.strerror or str(error)
            raise refusal(source, "unreadable", "unreadable", why=said) from error
    return data
