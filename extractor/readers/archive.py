"""ZIP archives, and what every file with members shares: safe names, and a budget that a bomb cannot break.

    read_all(data, "quy-2.zip", …)     the documents `quy-2.zip/bao-cao.docx`, `quy-2.zip/phu-luc/bieu.xlsx`, …

An archive in an archive is opened too, to a depth. Other archive formats (RAR, 7z) are not read.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import PurePosixPath

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal
from extractor.readers.zipped import Package, bomb

MAX_DEPTH = 4
MAX_TOTAL = 2_000_000_000
MAX_MEMBER = 300_000_000
MAX_FILES = 10_000
# What systems and office programs leave in archives beside documents.
_CLUTTER_FOLDERS = frozenset(("__MACOSX", ".git", ".svn"))
_CLUTTER = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))


@dataclass(slots=True)
class Budget:
    """What is left to unfold of one file, over all archives in it."""

    bytes: int = MAX_TOTAL
    files: int = MAX_FILES
    depth: int = 0
    names: set[str] = field(default_factory=set)

    def take(self, size: int, source: str) -> None:
        """Counts a member of `size` bytes. Raises ReadError where it is one too much."""
        self.bytes -= size
        self.files -= 1
        if self.bytes < 0 or self.files < 0:
            raise bomb(source, "…")


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Raises ReadError always: an archive is no document; `read_all` gives those in it."""
    raise refusal(source, "archive", "archive.several")


def read_all(
    data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: Budget | None = None
) -> Iterator[Document | ReadError]:
    """The documents of an archive, each member under `source/path/in/archive`. What cannot be read is a ReadError in its place."""
    budget = budget or Budget()
    try:
        package = Package(data, source, options.password)
    except ReadError as error:
        yield error
        return
    found = False
    for info in package.members:
        name = safe_name(_decoded(info.filename, info.flag_bits))
        if info.is_dir() or not name or is_clutter(name):
            continue
        found = True
        full = unique(f"{source}/{name}", budget)
        try:
            member = package.read(info, min(MAX_MEMBER, max(budget.bytes, 0)))
            budget.take(len(member), full)
        except ReadError as error:
            yield of_member(error, full)
            if budget.bytes < 0 or budget.files < 0:
                return
            continue
        yield from expand(member, full, options, budget)
    if not found:
        yield refusal(source, "empty", "archive.empty")


def expand_attached(attached: Iterable[tuple[str, bytes]], source: str, options: ReadOptions, budget: Budget) -> Iterator[Document | ReadError]:
    """What is attached to a document, by names, each as `source/name`; ends with the error of the first that is too much."""
    for name, content in attached:
        full = unique(f"{source}/{safe_name(name) or 'attachment'}", budget)
        try:
            budget.take(len(content), full)
        except ReadError as error:
            yield error
            return
        yield from expand(content, full, options, budget)


def expand(data: bytes, source: str, options: ReadOptions, budget: Budget) -> Iterator[Document | ReadError]:
    """The document that a member is, or those that it holds in turn."""
    from extractor.readers import format_of, read_bytes

    try:
        format_ = format_of(data, source) if data else None
        if format_ is None or not format_.holds or format_.module is None or (format_.name == "pdf" and budget.depth >= MAX_DEPTH):
            yield read_bytes(data, source, options)
        elif budget.depth >= MAX_DEPTH:
            yield refusal(source, "too-large", "archive.nested", depth=MAX_DEPTH)
        else:
            budget.depth += 1
            yield from import_module(format_.module).read_all(data, source, hashlib.sha256(data).hexdigest(), options, budget)
            budget.depth -= 1
    except ReadError as error:
        yield error
    except Exception as error:  # one member's fault must not cost the others; it is said as what it is
        yield internal(source, error)


def internal(source: str, error: BaseException) -> ReadError:
    """The error for a fault of the program's own while it read `source`."""
    said = f"{type(error).__name__}: {error}"
    return refusal(source, "internal", "fault", error=said)


def safe_name(name: str) -> str:
    """A member's path with `/`, without drive, root and steps upwards; "" where nothing is left."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    if parts and parts[0].endswith(":"):
        parts = parts[1:]
    return unicodedata.normalize("NFC", "/".join("".join(c for c in part if c.isprintable()) for part in parts))


def is_clutter(name: str) -> bool:
    """Whether a member is none that a person put there."""
    path = PurePosixPath(name)
    return path.name.startswith("~$") or path.name.lower() in _CLUTTER or any(part in _CLUTTER_FOLDERS for part in path.parts)


def unique(source: str, budget: Budget) -> str:
    """`source`, with a number before its suffix where another member has that name already."""
    name, count = source, 1
    while name in budget.names:
        count += 1
        path = PurePosixPath(source)
        name = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
    budget.names.add(name)
    return name


def _decoded(name: str, flags: int) -> str:
    """A member's name: programs that do not mark UTF-8 write it all the same, and zipfile has taken it for code page 437."""
    if flags & 0x800:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def of_member(error: ReadError, name: str) -> ReadError:
    """An error of a member under its whole name, in the place of the one that the message begins with."""
    return ReadError(name, error.cause, error.vi.partition(": ")[2] or error.vi, error.en.partition(": ")[2] or error.en)
