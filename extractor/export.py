"""Records to files: JSON Lines in the order of CONTRACT.md, CSV and Parquet tables for people and notebooks.

A text cell of a CSV that a spreadsheet would run as a formula is neutralised with a leading apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import IO, Annotated, Any, Union, get_args, get_origin

from extractor.records import RECORD_TYPES, Record, to_json

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sort_key(record: Record) -> tuple[str, bool, int, int, str, str]:
    """Order of the export: document, metadata first, then by start, end and type."""
    return (
        record.document,
        record.type != "metadata",
        -1 if record.start is None else record.start,
        -1 if record.end is None else record.end,
        record.type,
        record.id,
    )


def write_jsonl(records: Iterable[Record], record_types: Sequence[str], out: IO[str]) -> int:
    """Writes the records of these types, which come in the order of the export, one JSON object a line, and gives their number."""
    count = 0
    for record in records:
        if record.type in record_types:
            line = to_json(record)
            if record.by_people:
                # One key more, of those records alone that people changed.
                line = f'{line[:-1]},"corrected":"{record.by_people}"}}'
            out.write(line + "\n")
            count += 1
    return count


def safe_cell(value: Any) -> Any:
    """A text cell that no spreadsheet takes for a formula; anything but a string is given back as it is."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(FORMULA_STARTS):
        return "'" + value
    return value


def columns_of(record_types: Sequence[str]) -> list[str]:
    """The columns of a table of these record types: the keys of their export, those that all share first."""
    names = (
        field.alias or name for record_type in record_types for name, field in RECORD_TYPES[record_type].model_fields.items()
    )
    return list(dict.fromkeys(names))


def flat(record: Record) -> dict[str, Any]:
    """A record as one row: numbers and dates as they are, lists of strings joined by "; ", other lists as JSON."""
    row = {key: _flat(value) for key, value in record.model_dump(by_alias=True).items()}
    return row | {"corrected": record.by_people} if record.by_people else row


def _flat(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value) or None
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def write_csv(records: Iterable[Record], record_types: Sequence[str], out: IO[str], corrected: bool = False) -> int:
    """Writes the records of these types as one CSV table (RFC 4180) and gives their number. Open `out` with newline="". `corrected`: with a column that says
    which of them people corrected or added."""
    writer = csv.DictWriter(out, columns_of(record_types) + ["corrected"] * corrected, restval="")
    writer.writeheader()
    count = 0
    for record in records:
        if record.type in record_types:
            row = {
                key: value.isoformat() if isinstance(value, datetime.date) else safe_cell(value)
                for key, value in flat(record).items()
            }
            writer.writerow(row)
            count += 1
    return count


def write_parquet(records: Iterable[Record], record_types: Sequence[str], path: Path, group: int = 10_000, corrected: bool = False) -> int:
    """Writes the records of these types as one Parquet table, in row groups, and gives their number; `corrected` as in `write_csv`. Needs pyarrow."""
    with closing(ParquetFile(path, columns_of(record_types) + ["corrected"] * corrected, group)) as file:
        for record in records:
            if record.type in record_types:
                file.add(flat(record))
    return file.rows


class ParquetFile:
    """A Parquet file that takes rows one by one and writes them in row groups of `group`. `types`: Arrow types of columns that no record has. Needs pyarrow."""

    def __init__(self, path: Path, columns: Sequence[str], group: int = 10_000, types: Mapping[str, str] | None = None) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        known = {**_ARROW, **(types or {})}
        self._schema = pa.schema([(column, getattr(pa, known.get(column, "string"))()) for column in columns])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._group = group
        self._waiting: list[dict[str, Any]] = []
        self.rows = 0

    def add(self, row: Mapping[str, Any]) -> None:
        """Takes one row, as `flat` makes it."""
        self._waiting.append(_typed(row))
        self.rows += 1
        if len(self._waiting) >= self._group:
            self._write()

    def close(self) -> None:
        """Writes what waits, and the file's end."""
        try:
            self._write()
        finally:
            self._writer.close()

    def _write(self) -> None:
        import pyarrow as pa

        waiting, self._waiting = self._waiting, []
        self._writer.write_table(pa.Table.from_pylist(waiting, schema=self._schema))


_ARROW_TYPES = {int: "int64", bool: "bool_", datetime.date: "date32", Decimal: "float64", float: "float64"}


def _arrow_type(annotation: Any) -> str | None:
    """The Arrow type of a field, by what it may hold beside nothing; None for what is written as a string."""
    if get_origin(annotation) is Annotated:
        return _arrow_type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        inner = {_arrow_type(part) for part in get_args(annotation) if part is not type(None)}
        return inner.pop() if len(inner) == 1 else None
    return _ARROW_TYPES.get(annotation)


# Arrow types of the columns that are no strings. A column has one type, whichever record types have it.
_ARROW = {
    field.alias or name: kind
    for model in RECORD_TYPES.values()
    for name, field in model.model_fields.items()
    if (kind := _arrow_type(field.annotation)) is not None
}


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Whole numbers of a column of doubles as doubles."""
    return {key: float(value) if value is not None and _ARROW.get(key) == "float64" else value for key, value in row.items()}
