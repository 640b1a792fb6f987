"""Which files a list of paths means, where each lies, and under which source each is known.

Only regular files are read. What else there is (a pipe, a device, a link that leads out of what was given, a folder that may not be listed) is given
too, with its `problem`, so that it becomes a row and is never passed over in silence.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from extractor.errors import ReadError
from extractor.messages import SAY
from extractor.readers.loading import open_regular

# Files that office programs and systems leave beside documents.
_CLUTTER = ("~$", ".")
_CLUTTER_NAMES = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it lies, its source (the path relative to what was asked for), and why it is not read (a key of the messages)."""

    path: Path
    source: str
    problem: str | None = None
    root: Path | None = None
    base: str = ""  # the source before namesakes were told apart


def find(paths: Iterable[str | Path], ignore: Iterable[Path] = (), *, follow_links: bool = False) -> list[Found]:
    """The files of `paths`, folders with all their subfolders, each once, in order of source; `ignore` are files to leave out.

    A path that does not exist is given too: reading it says so. Where two files would have one source (one name in two of the folders asked
    for), as much of their folders is added as tells them apart. Links that lead out of a folder are followed only where asked.
    """
    left_out = {location_of(p) for p in ignore}
    found: dict[str, Found] = {}
    for path in map(Path, paths):
        for file in _files(path, follow_links):
            location = location_of(file.path)
            if location not in left_out:
                found.setdefault(location, file)
    names = tell_apart({location: file.source for location, file in found.items()})
    apart = [Found(file.path, names[location], file.problem, file.root, file.source) for location, file in found.items()]
    return sorted(apart, key=lambda f: (f.source, str(f.path)))


def _files(path: Path, follow: bool) -> Iterator[Found]:
    if not os.path.lexists(path) and any(mark in path.name for mark in "*?["):
        # The shell of Windows leaves `*.txt` to the program.
        for file in sorted(path.parent.glob(path.name)):
            yield from _files(file, follow)
        return
    if not os.path.isdir(path):
        yield Found(path, plain(path.name or str(path)), _kind(path))
        return
    yield from _Walk(path, follow).files()


def _kind(path: Path) -> str | None:
    """ "special" for what is there and no regular file."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return None  # reading it says what is wrong
    return None if stat.S_ISREG(mode) else "special"


@dataclass
class _Walk:
    """The files below one folder; links are looked at last, so that a file is known by its own place first."""

    top: Path
    follow: bool
    seen: set[tuple[int, int]] = field(default_factory=set)
    links: list[Path] = field(default_factory=list)

    def files(self) -> Iterator[Found]:
        yield from self._folder(self.top)
        while self.links:
            yield from self._link(self.links.pop(0))

    def _found(self, path: Path, problem: str | None = None) -> Found:
        return Found(path, plain(path.relative_to(self.top).as_posix()), problem, self.top)

    def _folder(self, folder: Path) -> Iterator[Found]:
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            try:
                status = current.stat()
                if (status.st_dev, status.st_ino) in self.seen:
                    continue
                self.seen.add((status.st_dev, status.st_ino))
                with os.scandir(current) as scanned:
                    entries = sorted(scanned, key=lambda e: e.name)
            except OSError:
                # A folder that may not be listed is a row, as a file is that may not be read.
                yield self._found(current, "folder") if current != self.top else Found(current, plain(current.name or str(current)), "folder")
                continue
            below: list[Path] = []
            for entry in entries:
                if entry.name.startswith(_CLUTTER) or entry.name.lower() in _CLUTTER_NAMES:
                    continue
                path = current / entry.name
                if entry.is_symlink():
                    self.links.append(path)
                elif entry.is_dir(follow_symlinks=False):
                    below.append(path)
                else:
                    yield self._found(path, None if entry.is_file(follow_symlinks=False) else "special")
            waiting += reversed(below)

    def _link(self, path: Path) -> Iterator[Found]:
        target = Path(os.path.realpath(path))
        inside = target.is_relative_to(os.path.realpath(self.top))
        if not inside and not self.follow and os.path.lexists(target):
            yield self._found(path, "link")
        elif os.path.isdir(path):
            yield from self._folder(path)
        else:
            yield self._found(path, _kind(path))


# -- names --------------------------------------------------------------------------------------------------------------------------------


def tell_apart(bases: Mapping[str, str], fixed: Mapping[str, str] | None = None) -> dict[str, str]:
    """A source of its own for each location: its base, with as many folders in front as it takes. `fixed` are sources that others have.

    It depends on the set of files alone, not on the order in which they came.
    """
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for location, base in bases.items():
        groups[base.rpartition("/")[2]][location] = base
    taken = set((fixed or {}).values())
    names: dict[str, str] = {}
    for group in groups.values():
        names.update(_apart(group, taken))
    return names


def _apart(group: Mapping[str, str], taken: set[str]) -> dict[str, str]:
    names = dict(group)
    extra = dict.fromkeys(group, 0)
    while True:
        counted = Counter(names.values())
        clashing = sorted(location for location, name in names.items() if counted[name] > 1 or name in taken)
        longer = {}
        for location in clashing:
            name = with_parents(location, group[location], extra[location] + 1)
            if name != names[location]:
                longer[location] = name
        if not longer:
            break
        for location, name in longer.items():
            extra[location] += 1
            names[location] = name
    # Twins whose whole paths look alike (accents composed and decomposed, bytes that are no letters): numbered in the order of their bytes.
    used = taken | {name for location, name in names.items() if location not in clashing}
    for location in clashing:
        name, number = names[location], 1
        while name in used:
            number += 1
            path = PurePosixPath(names[location])
            name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        used.add(name)
        names[location] = name
    return names


def with_parents(location: str, base: str, extra: int) -> str:
    """The base with that many more of the folders that its file lies in."""
    parts = PurePosixPath(plain(location)).parts[1:]
    return "/".join(parts[-(len(PurePosixPath(base).parts) + extra) :]) or base


def plain(name: str) -> str:
    """A path as text that can be stored and printed: NFC (some systems keep names decomposed), bytes that are no UTF-8 replaced."""
    return unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


_BYTE = re.compile("\ufffd([0-9a-f]{2})")


def location_of(path: Path) -> str:
    """Where a file lies, as text that tells every file from every other: absolute, without links; a byte that is no UTF-8 as U+FFFD and its digits."""
    try:
        name = Path(os.path.realpath(path)).as_posix()
    except (OSError, ValueError):
        name = path.absolute().as_posix()
    return re.sub("[\udc80-\udcff]", lambda m: f"\ufffd{ord(m[0]) - 0xDC00:02x}", name)


def on_disk(location: str) -> Path:
    """The path of a location."""
    path = Path(location)
    if "\ufffd" in location and not path.exists():
        return Path(_BYTE.sub(lambda m: chr(0xDC00 + int(m[1], 16)), location))
    return path


def hash_of(file: Found, limit: int) -> str:
    """The hash of a file's bytes, read in portions. Raises ReadError for what is no regular file, cannot be opened, or is over `limit` bytes."""
    if file.problem is not None:
        vi, en = SAY.cli[f"cause.{file.problem}"]
        raise ReadError(file.source, file.problem, vi, en)
    with open_regular(file.path, file.source, limit) as stream:
        try:
            digest = hashlib.sha256()
            while portion := stream.read(1 << 20):
                digest.update(portion)
            return digest.hexdigest()
        except OSError as error:
            said = error.strerror or str(error)
            raise ReadError(file.source, "unreadable", *SAY.batch("unreadable", why=said)) from error
