"""RAR and 7-Zip archives by a program of the machine that opens them, TAR and GZIP by themselves; every member a document of its own.

    read_all(data, "quy-2.rar", …)     the documents `quy-2.rar/bao-cao.docx`, …

Programs: 7-Zip, UnRAR, unar, and bsdtar, which Windows brings along as `tar`. It unpacks into a folder that is thrown away, under the limits of archives; links
and what leads out of the folder are no members.
"""

from __future__ import annotations

import gzip
import io
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.archive import MAX_FILES, MAX_MEMBER, Budget, expand, is_clutter, of_member, safe_name, unique
from extractor.readers.detect import packed_kind
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.programs import run
from extractor.readers.refusal import refusal
from extractor.readers.zipped import bomb, damaged, encrypted

SECONDS, BUSY = 120.0, 3.0
_PASSWORD = (b"password", b"encrypted")


class Program(NamedTuple):
    """A program that unpacks: its names, where Windows keeps it, what it opens, and its arguments before the archive and before the folder."""

    names: tuple[str, ...]
    place: str
    kinds: tuple[str, ...]
    before: tuple[str, ...]
    folder: str


# An empty password keeps them from asking for one.
PROGRAMS = (
    Program(("7zz", "7z", "7za"), r"C:\Program Files\7-Zip\7z.exe", ("RAR", "7-Zip"), ("x", "-y", "-bd", "-p-"), "-o"),
    Program(("unrar",), r"C:\Program Files\WinRAR\UnRAR.exe", ("RAR",), ("x", "-y", "-p-", "-idq"), ""),
    Program(("unar",), "", ("RAR", "7-Zip"), ("-q", "-f", "-D", "-p", ""), "-o"),
    Program(("bsdtar",), r"C:\Windows\System32\tar.exe", ("RAR", "7-Zip"), ("-x", "-f"), "-C"),
)


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Raises ReadError always: an archive is no document; `read_all` gives those in it."""
    raise refusal(source, "archive", "archive.several")


def read_all(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: Budget | None = None) -> Iterator[Document | ReadError]:
    """The documents of an archive, each member under `source/path/in/archive`. What cannot be read is a ReadError in its place."""
    budget = budget or Budget()
    found = False
    try:
        for name, content in _members(data, packed_kind(data) or "", source, budget):
            found = True
            full = unique(f"{source}/{name}", budget)
            if isinstance(content, ReadError):
                yield of_member(content, full)
                continue
            budget.take(len(content), full)
            yield from expand(content, full, options, budget)
    except ReadError as error:
        yield error
        return
    if not found:
        yield refusal(source, "empty", "archive.empty")


Members = Iterator[tuple[str, bytes | ReadError]]


def _members(data: bytes, kind: str, source: str, budget: Budget) -> Members:
    if kind == "TAR":
        yield from _of_tar(data, source, budget)
    elif kind == "GZIP":
        content = _unzipped(data, source, budget)
        if packed_kind(content) == "TAR":
            yield from _of_tar(content, source, budget)
        else:
            yield PurePosixPath(source).stem, content
    else:
        yield from _by_program(data, kind, source, budget)


def _unzipped(data: bytes, source: str, budget: Budget) -> bytes:
    most = max(0, min(MAX_MEMBER, budget.bytes))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(source, error) from error
    if len(content) > most:
        raise bomb(source, source)
    return content


def _of_tar(data: bytes, source: str, budget: Budget) -> Members:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for member in archive:
                name = safe_name(member.name)
                if not member.isreg() or not name or is_clutter(name):
                    continue
                if member.size > min(MAX_MEMBER, budget.bytes):
                    yield name, bomb(source, name)
                    continue
                stream = archive.extractfile(member)
                yield name, stream.read() if stream is not None else b""
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise damaged(source, error) from error


def _program(kind: str) -> tuple[str, Program] | None:
    for program in PROGRAMS:
        if kind in program.kinds:
            found = next(filter(None, map(shutil.which, program.names)), None) or (program.place if program.place and Path(program.place).is_file() else None)
            if found:
                return found, program
    return None


def _by_program(data: bytes, kind: str, source: str, budget: Budget) -> Members:
    chosen = _program(kind)
    if chosen is None:
        programs = ", ".join(program.names[0] for program in PROGRAMS if kind in program.kinds)
        raise refusal(source, "missing-program", "packed.missing", name=kind, programs=programs)
    path, program = chosen
    with tempfile.TemporaryDirectory(prefix="trichyeu-") as temporary:
        work = Path(temporary)
        archive, unpacked, said = work / "archive", work / "out", work / "said"
        archive.write_bytes(data)
        unpacked.mkdir()
        # unrar takes the folder with a stroke at its end, the others behind their option.
        folder = [program.folder + str(unpacked)] if program.folder == "-o" and program.names[0] != "unar" else [*filter(None, (program.folder,)), f"{unpacked}{os.sep}"]
        ended = run([path, *program.before, str(archive), *folder], work, SECONDS, BUSY, {}, said, lambda: _size(unpacked) <= budget.bytes)
        if ended is None:
            if _size(unpacked) > budget.bytes:
                raise bomb(source, source)
            raise refusal(source, "too-slow", "packed.slow", name=kind, seconds=SECONDS)
        members = list(_files(unpacked))
        if ended and any(word in said.read_bytes().lower() for word in _PASSWORD):
            raise encrypted(source, "password.unpack")
        if ended and not members:
            raise damaged(source, kind)
        for name, file in members:
            yield name, bomb(source, name) if file.stat().st_size > min(MAX_MEMBER, budget.bytes) else file.read_bytes()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The regular files below a folder with their names in the archive, by name; links are none."""
    count = 0
    for root, folders, files in os.walk(folder):
        folders.sort()
        for file in sorted(files):
            path = Path(root, file)
            name = safe_name(path.relative_to(folder).as_posix())
            if path.is_symlink() or not path.is_file() or not name or is_clutter(name):
                continue
            count += 1
            if count > MAX_FILES:
                return
            yield name, path


def _size(folder: Path) -> int:
    """Bytes of all files below a folder, while they are being written."""
    total = 0
    for root, _, files in os.walk(folder):
        for file in files:
            try:
                total += Path(root, file).lstat().st_size
            except OSError:
                continue
    return total
