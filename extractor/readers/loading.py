"""Opens the files that are read: regular ones alone, and none over a size. A pipe or a device would never end."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

from extractor.errors import ReadError


def open_regular(path: Path, source: str, limit: int) -> IO[bytes]:
    """The file opened for reading bytes. Raises ReadError: missing, unreadable, special, too-large."""
    try:
        # Without waiting: opening a pipe that nobody writes to would hang.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0))
    except FileNotFoundError as error:
        raise ReadError(source, "missing", "không có tệp này", "there is no such file") from error
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise ReadError(source, "unreadable", f"không mở được tệp ({said})", f"cannot be opened ({said})") from error
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise ReadError(source, "special", "không phải tệp thường (ống dẫn, thiết bị hoặc thư mục)", "no regular file (a pipe, a device or a folder)")
    if status.st_size > limit:
        os.close(handle)
        raise ReadError(
            source,
            "too-large",
            f"tệp {status.st_size / 1e6:.0f} MB, lớn hơn giới hạn {limit / 1e6:.0f} MB; hãy tách tệp",
            f"the file has {status.st_size / 1e6:.0f} MB, over the limit of {limit / 1e6:.0f} MB; split it",
        )
    return os.fdopen(handle, "rb")


def load(path: Path, source: str, limit: int) -> bytes:
    """The bytes of a regular file. Raises ReadError."""
    with open_regular(path, source, limit) as stream:
        try:
            # As much as it had when it was opened: a buffer of the limit would be made at once.
            data = stream.read(os.fstat(stream.fileno()).st_size)
        except OSError as error:
            said = error.strerror or str(error)
            raise ReadError(source, "unreadable", f"không đọc được tệp ({said})", f"cannot be read ({said})") from error
    return data
