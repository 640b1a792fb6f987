"""Why a record says what it says: its file is read once more in the reading process, which tells the rule of every field.

Only a file that the database names is read, and only while it is the one that was ingested. One file is read at a time; the reasons of the files that
were asked for last are kept, so that a second record of a document takes no time.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from extractor.readers.options import DEFAULT
from extractor.why import Decision

KEPT = 4  # documents

Why = Mapping[str, tuple[Decision, ...]]


class Reasons:
    """The decisions on the records of the documents that were asked for last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], Why] = OrderedDict()
        self._turn: asyncio.Lock | None = None

    async def of(self, path: Path, file_source: str, source: str, sha256: str) -> Why | None:
        """Record → its decisions, of one document of a file; None where it cannot be read any more."""
        if self._turn is None:
            self._turn = asyncio.Lock()
        async with self._turn:
            key = (sha256, source)
            if key not in self._kept:
                made = await asyncio.to_thread(_read, path, file_source, source)
                if made is None:
                    return None
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return self._kept[key]


def _read(path: Path, file_source: str, source: str) -> Why | None:
    from extractor.batch import Failure, extracted
    from extractor.batch.files import Found

    for name, made in extracted([Found(path, file_source)], replace(DEFAULT, why=True)):
        if name == source and not isinstance(made, Failure):
            return {record: tuple(decisions) for record, decisions in made.why.items()}
    return None
