"""Answers that stay true until the database changes: what a page counts over everything is counted once, not at every request.

`PRAGMA data_version` of one connection, which writes nothing itself, tells whether anybody has committed since; every answer carries the version
that stood before it was worked out, so that an answer can be newer than its stamp but never older.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from extractor.database.connection import read_only

T = TypeVar("T")
MOST = 200  # answers that are kept
HEAVIEST = 50_000  # rows of one answer that is kept


class Remembered:
    """The answers of one database file, for the threads of one server."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._watch: sqlite3.Connection | None = None
        self._version: int | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, work: Callable[[], T]) -> T:
        """`work()`, or what it gave for this key since the last change of the database."""
        with self._lock:
            version = self._now()
            if version is not None and key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = work()
        if version is None or (hasattr(made, "__len__") and len(made) > HEAVIEST):
            return made
        with self._lock:
            if self._now() == version:
                self._kept[key] = made
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return made

    def _now(self) -> int | None:
        """The version of the database; a new one empties what is kept. None where it cannot be told (the file is busy or gone)."""
        try:
            if self._watch is None:
                self._watch = sqlite3.connect(read_only(self.path), uri=True, timeout=0.2, check_same_thread=False)
            version = int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:
            return None
        if version != self._version:
            self._version = version
            self._kept.clear()
        return version

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            if self._watch is not None:
                self._watch.close()
            self._watch = None
