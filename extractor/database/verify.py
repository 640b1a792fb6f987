"""Checks a database against itself and against the files: every row by the checksum of its document, every quote, every hash, every reference between tables."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractor.database.checksum import checksum

Kind = Literal["quote", "changed", "file_changed", "file_missing", "foreign_key", "integrity", "unlinked"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was written. `document` is its source; `detail` what was expected and found."""

    kind: Kind
    document: str
    detail: str

    @property
    def serious(self) -> bool:
        """A file that is no longer where it was is worth saying, but nothing in the database is wrong."""
        return self.kind != "file_missing"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was checked."""

    documents: int
    quotes: int
    files: int


def differences(db: Any, root: Path | None = None) -> Iterator[Difference | Counts]:
    """Everything that differs, and at the end how much was checked. Files are looked for where they were ingested from, or under `root`."""
    connection = db.conn
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Difference("integrity", "", said)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Difference("foreign_key", "", f"{table} {row} → {parent}")
    quotes = files = 0
    # The members of an archive come one after another: its hash is taken once.
    hashes: dict[Path, str | None] = {}
    sources = [row[0] for row in connection.execute("SELECT source FROM documents ORDER BY source")]
    for source in sources:
        number, text, sha256, location, file, written = connection.execute(
            "SELECT id, text, file_sha256, location, coalesce(container, source), checksum FROM documents WHERE source = ?", [source]
        ).fetchone()
        found_now = checksum(db, number)
        if found_now != written:
            yield Difference("changed", source, f"{written} ≠ {found_now}")
        for start, end, record_type, record in connection.execute(
            'SELECT start, "end", record_type, record_id FROM citations WHERE document_id = ? ORDER BY start', [number]
        ):
            quotes += 1
            if not 0 <= start <= end <= len(text):
                yield Difference("quote", source, f"{record_type} {record}: {start}–{end} > {len(text)}")
        path = _on_disk(root / file) if root is not None else _on_disk(Path(location)) if location else None
        if path is None:
            continue
        found = hashes.get(path) or _hash(path)
        hashes = {path: found}
        if found is None:
            yield Difference("file_missing", source, str(path))
        else:
            files += 1
            if found != sha256:
                yield Difference("file_changed", source, f"{path}: {found} ≠ {sha256}")
    yield Counts(len(sources), quotes, files)


def _on_disk(path: Path) -> Path:
    """The path as the disk has it: some systems keep the accents of a name decomposed."""
    if path.exists():
        return path
    # Bytes that are no letters stand in the location as U+FFFD and their digits.
    raw = Path(re.sub("\ufffd([0-9a-f]{2})", lambda m: chr(0xDC00 + int(m[1], 16)), str(path)))
    if raw.exists():
        return raw
    found = Path(path.anchor)
    for part in path.parts[len(found.parts) :]:
        decomposed = found / unicodedata.normalize("NFD", part)
        found = found / part if (found / part).exists() or not decomposed.exists() else decomposed
    return found


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
