"""Files that a command writes: never over what it reads, and whole or not at all.

`guard` refuses an output that is one of the inputs, whatever links lead to it, or a database. `replacing` writes to a temporary file beside the
output and renames it at the end, so that a full disk or a fault leaves what was there before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from extractor.errors import TrichyeuError
from extractor.messages import SAY

# What SQLite keeps beside a database: as much a part of it as the file.
JOURNALS = ("-journal", "-wal", "-shm")
SQLITE_MAGIC = b"SQLite format 3\x00"


class OutputError(TrichyeuError):
    """An output that may not be written, since something would be lost."""

    code = "output"


def with_journals(path: Path) -> list[Path]:
    """A database and the files that SQLite keeps beside it, and beside what a link leads to."""
    target = Path(os.path.realpath(path))
    return list(dict.fromkeys([path, *(p.with_name(p.name + ending) for p in (path, target) for ending in JOURNALS)]))


def guard(output: Path, inputs: Iterable[Path] = ()) -> None:
    """Raises OutputError where `output` is one of the inputs (by inode, so through links too), inside none of them, or a database."""
    if any(_same(output, path) for path in inputs):
        raise OutputError(
            *SAY.database("output.input", path=output),
        )
    if _is_database(output):
        raise OutputError(
            *SAY.database("output.database", path=output),
        )


def _same(one: Path, other: Path) -> bool:
    """Whether two paths name one file: by inode where both exist, else by their resolved names."""
    with contextlib.suppress(OSError, ValueError):
        if os.path.samefile(one, other):
            return True
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        return os.path.normcase(one.resolve()) == os.path.normcase(other.resolve())
    return False


def _is_database(path: Path) -> bool:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC
    except (OSError, ValueError):
        return False


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Gives a path to write to, beside `path`; at the end it takes its place. On any exception what was there stays, and nothing else does.

    A link is written through, not replaced. What is no regular file (`/dev/stdout`, a pipe) is given as it is. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        yield path
        return
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        if mode is not None:
            shutil.copymode(target, made)
        else:
            umask = os.umask(0)
            os.umask(umask)
            made.chmod(0o666 & ~umask)
        os.replace(made, target)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


@contextmanager
def written(path: Path, **options: Any) -> Iterator[IO[Any]]:
    """A text file opened for writing that takes the place of `path` when all is written. Raises OSError."""
    with replacing(path) as made, made.open("w", **{"encoding": "utf-8", **options}) as out:
        yield out
