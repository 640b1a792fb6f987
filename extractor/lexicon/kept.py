"""Compiled rules that one process leaves to the next: reading the thousand expressions of patterns/ takes longer than extracting a report.

    compiled(r"\\d+", 0)        the rule as `regex.compile` gives it, from the store where it is there
    guarded(r"\\d+ xã", 0)      the same behind the words that it needs (`extractor.lexicon.needed`)
    keep()                      writes what was new; at the end of a process by itself

The store is one file in the user's cache folder (TRICHYEU_CACHE names another; "off": none is read or written). It holds expressions of patterns/ and
nothing of any document. What is kept of a rule is what `regex` itself gives to `pickle`, so it is of one release of Python and `regex` and of one way to
find the words (`_release`): a store of another release is written anew. A store that is damaged or of another user is not believed, and nothing but
rules is built from it. A folder that cannot be written costs each start the time that it always took.
Measured on one core: the first records of a process after 2.8 s of processor time instead of 6.0 s.
"""

from __future__ import annotations

import atexit
import functools
import io
import os
import pickle
import platform
import sys
import tempfile
from hashlib import blake2b
from pathlib import Path
from typing import Any

import regex
from platformdirs import user_cache_path

from extractor.lexicon import needed

VARIABLE = "TRICHYEU_CACHE"
OFF = "off"
_MOST = 6_000  # rules in the store: those of three versions of patterns/
_DIGEST = 16
_Entry = tuple[bytes, tuple[str, ...] | None, bool]  # the rule, its words, whether they were looked for


@functools.cache
def _release() -> bytes:
    """What a store is good for; also the way in which the words are found, for they are kept with the rule."""
    way = Path(needed.__file__).read_bytes() if Path(needed.__file__).is_file() else b""
    said = f"{sys.implementation.cache_tag} {platform.machine()} {sys.byteorder} {regex.__version__} {blake2b(way, digest_size=8).hexdigest()}"
    return blake2b(said.encode(), digest_size=_DIGEST).digest()


def place() -> Path | None:
    """The file of the store, None where there is to be none."""
    named = os.environ.get(VARIABLE, "").strip()
    if named == OFF:
        return None
    try:
        folder = Path(named) if named else user_cache_path("trichyeu", appauthor=False)
    except (OSError, RuntimeError):  # a user without a home
        return None
    return folder / "rules.bin"


class _Rules(pickle.Unpickler):
    """Builds rules of `regex` and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("regex._regex", "compile"), ("_regex", "compile")}:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


class _Plain(pickle.Unpickler):
    """Builds text, bytes, numbers and their containers."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")


def read(path: Path) -> dict[tuple[str, int], _Entry]:
    """The rules of a store; none where it is not there, is another user's, of another release, or not whole."""
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return {}
            held = file.read()
    except OSError:
        return {}
    release, digest, body = held[:_DIGEST], held[_DIGEST : 2 * _DIGEST], held[2 * _DIGEST :]
    if release != _release() or digest != blake2b(body, digest_size=_DIGEST).digest():
        return {}
    return dict(_Plain(io.BytesIO(body)).load())


def write(path: Path, rules: dict[tuple[str, int], _Entry]) -> bool:
    """Puts the store in its place as a whole; False where it cannot stand there."""
    body = pickle.dumps(rules, 5)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".rules-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_release() + blake2b(body, digest_size=_DIGEST).digest() + body)
        Path(name).replace(path)
    except OSError:  # a full disk, or on Windows a store that another process is reading
        Path(name).unlink(missing_ok=True)
        return False
    return True


class Store:
    """The rules of one file as this process knows them; read when the first rule is asked for."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._old: dict[tuple[str, int], _Entry] = {} if path is None else read(path)
        self._new: dict[tuple[str, int], _Entry] = {}

    def rule(self, pattern: str, flags: int) -> Any:
        """The compiled rule. Raises regex.error for a broken expression."""
        entry = self._entry(pattern, flags)
        if entry is not None:
            return _rule(entry[0])
        made = regex.compile(pattern, flags)
        self._put(pattern, flags, (pickle.dumps(made, 5), None, False))
        return made

    def guarded(self, pattern: str, flags: int) -> Any:
        """The compiled rule behind the words that it needs. Raises regex.error for a broken expression."""
        entry = self._entry(pattern, flags)
        if entry is not None and entry[2]:
            made, words = _rule(entry[0]), entry[1]
        else:
            made = _rule(entry[0]) if entry is not None else regex.compile(pattern, flags)
            found = needed.needed(made.pattern, made.flags)
            words = None if found is None else tuple(sorted(found))
            self._put(pattern, flags, (pickle.dumps(made, 5), words, True))
        return made if words is None else needed.Guarded(made, frozenset(words))

    def keep(self) -> None:
        """Writes what was new, with what other processes wrote meanwhile."""
        if self._path is None or not self._new:
            return
        there = {**read(self._path), **self._old, **self._new}
        # The oldest go: those that came last are of the rules as they are now.
        if write(self._path, dict(list(there.items())[-_MOST:])):
            self._old, self._new = there, {}
        else:
            self._path = None

    def _entry(self, pattern: str, flags: int) -> _Entry | None:
        return self._new.get((pattern, int(flags))) or self._old.get((pattern, int(flags)))

    def _put(self, pattern: str, flags: int, entry: _Entry) -> None:
        if self._path is not None:
            self._new[pattern, int(flags)] = entry


def _rule(held: bytes) -> Any:
    return _Rules(io.BytesIO(held)).load()


@functools.cache
def _store() -> Store:
    made = Store(place())
    atexit.register(made.keep)
    return made


def compiled(pattern: str, flags: int = 0) -> Any:
    """`regex.compile(pattern, flags)`, from the store where it is there. Raises regex.error for a broken expression."""
    return _store().rule(pattern, flags)


def guarded(pattern: str, flags: int = 0) -> Any:
    """The rule behind the words that it needs, from the store where it is there. Raises regex.error for a broken expression."""
    return _store().guarded(pattern, flags)


def keep() -> None:
    """Writes what was new since the last time, where there is to be a store."""
    _store().keep()
