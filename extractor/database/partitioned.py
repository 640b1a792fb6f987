"""Records as a folder of Parquet files that other engines read in parts: `TYPE/month=2031-03/body=so-noi-vu/part-0.parquet`.

The layout is Hive's, which DuckDB, Spark, pandas and Arrow know: `month` and `body` are the month of issue and the issuer of the document that a record
stands in, `__HIVE_DEFAULT_PARTITION__` where it says none. Two more columns keep them as they are written: `document_issued_on`, `document_issuer`.

Everything is written to a folder beside the output, which takes its place at the end: who reads sees the whole of the old one or of the new one. A folder
that holds anything but an earlier export is refused. Needs pyarrow.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from extractor.database.corrected import corrected_of
from extractor.database.read import records, sources
from extractor.export import ParquetFile, columns_of, flat, sort_key
from extractor.lexicon.patterns import fold
from extractor.messages import SAY
from extractor.outputs import OutputError
from extractor.records import Metadata, Record
from extractor.temporary import Held
from extractor.version import __version__

MARK = "_trichyeu.json"
KEYS = ("month", "body")
NONE = "__HIVE_DEFAULT_PARTITION__"
LONGEST = 80  # characters of a partition's name: a folder's name has 255 bytes on every system
ROWS = 1_000_000  # of one file
MORE = {"document_issued_on": "date32", "document_issuer": "string"}


@dataclass(frozen=True, slots=True)
class _Home:
    """The partition of a document, and the document."""

    values: tuple[str, ...]
    source: str
    about: dict[str, Any] = field(compare=False)


def write_partitioned(db: Any, target: Path, types: Sequence[str], keys: Sequence[str] = KEYS, *, as_extracted: bool = False, corrected: bool = False) -> dict[str, int]:
    """Writes the records of these types under `target` and gives their number by type. `keys`: what the folders part by, outermost first.

    `as_extracted` leaves out what people corrected, `corrected` adds the column that says so. Raises OutputError where the folder holds something else,
    OSError where it cannot be written.
    """
    with _replacing(target) as folder:
        counts = dict.fromkeys(types, 0)
        for values, homes in itertools.groupby(_homes(db, keys, as_extracted), key=lambda home: home.values):
            with contextlib.ExitStack() as files:
                parts = {name: files.enter_context(_Part(folder, name, keys, values, corrected)) for name in types}
                for home in homes:
                    for record in _records(db, home.source, types, as_extracted):
                        parts[record.type].add(flat(record) | home.about)
                        counts[record.type] += 1
        for name in types:
            if not counts[name]:
                # Who reads the type finds its columns all the same.
                with _Part(folder, name, keys, (NONE,) * len(keys), corrected) as part:
                    part.open()
        said = {"program": __version__, "partition": list(keys), "records": counts}
        (folder / MARK).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
    return counts


def _records(db: Any, source: str, types: Sequence[str], as_extracted: bool) -> list[Record]:
    found = records(db, source, types)
    if not as_extracted:
        found = [record for record in corrected_of(db, source, found) if record.type in types]
    return sorted(found, key=sort_key)


def _homes(db: Any, keys: Sequence[str], as_extracted: bool) -> list[_Home]:
    """All documents in the order of their partitions, so that one file of each type is open at a time."""
    found = []
    for source in sources(db):
        about = next((r for r in _records(db, source, ["metadata"], as_extracted) if isinstance(r, Metadata)), None)
        issued_on, issuer = (about.issued_on, about.issuer) if about is not None else (None, None)
        values = {"month": issued_on and issued_on.isoformat()[:7], "body": slug(issuer)}
        found.append(_Home(tuple(values[key] or NONE for key in keys), source, {"document_issued_on": issued_on, "document_issuer": issuer}))
    return sorted(found, key=lambda home: (home.values, home.source))


def slug(name: str | None) -> str | None:
    """A body's name as a folder's: without accents and blanks, "Sở Nội vụ tỉnh An Lão" as "so-noi-vu-tinh-an-lao"; a long one ends in its hash."""
    made = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(name or "")).split())
    if len(made) > LONGEST:
        made = f"{made[: LONGEST - 9]}-{blake2b(made.encode(), digest_size=4).hexdigest()}"
    return made or None


class _Part:
    """The files of one type in one partition, opened when the first record comes."""

    def __init__(self, folder: Path, record_type: str, keys: Sequence[str], values: Sequence[str], corrected: bool) -> None:
        self._folder = folder.joinpath(record_type, *(f"{key}={value}" for key, value in zip(keys, values, strict=True)))
        self._columns = columns_of([record_type]) + ["corrected"] * corrected + list(MORE)
        self._file: ParquetFile | None = None
        self._number = 0

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()

    def open(self) -> ParquetFile:
        """The file that takes the next row."""
        if self._file is not None and self._file.rows >= ROWS:
            self._file.close()
            self._file, self._number = None, self._number + 1
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = ParquetFile(self._folder / f"part-{self._number}.parquet", self._columns, types=MORE)
        return self._file

    def add(self, row: Mapping[str, Any]) -> None:
        self.open().add(row)


@contextlib.contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A folder beside `target` that takes its place at the end; on any exception what was there stays, and nothing else does."""
    target = Path(os.path.realpath(target))
    before = target.with_name(f".{target.name}.before")
    if before.is_dir() and not os.path.lexists(target):
        # A run was killed between its last two steps.
        before.rename(target)
    _check(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    held = Held("parquet", target.parent, f".{target.name}.")
    made = held.path / "new"
    try:
        made.mkdir()
        yield made
        if target.exists():
            shutil.rmtree(before, ignore_errors=True)
            target.rename(before)
        try:
            made.rename(target)
        except BaseException:
            if before.is_dir():
                before.rename(target)
            raise
        shutil.rmtree(before, ignore_errors=True)
    finally:
        held.close()


def _check(target: Path) -> None:
    """Raises OutputError where something else than an earlier export would be lost."""
    if not os.path.lexists(target):
        return
    if target.is_dir() and ((target / MARK).is_file() or not any(target.iterdir())):
        return
    raise OutputError(
        *SAY.database("folder_in_use", path=target),
    )
