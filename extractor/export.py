"""Records to files: JSON Lines in the order of CONTRACT.md, CSV and Parquet tables for people and notebooks.

A text cell of a CSV that a spreadsheet would run as a formula is neutralised with a leading apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

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
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(column, getattr(pa, _ARROW.get(column, "string"))()) for column in columns_of(record_types) + ["corrected"] * corrected])
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        waiting: list[dict[str, Any]] = []
        for record in records:
            if record.type in record_types:
                waiting.append(_typed(flat(record)))
                count += 1
            if len(waiting) >= group:
                writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
                waiting = []
        writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
    return count


# Arrow types of the columns that are no strings. A column has one type, whichever record types have it.
_ARROW = {
    **dict.fromkeys(("start", "end", "page", "table", "row", "column", "days_late"), "int64"),
    **dict.fromkeys(("valid", "holds", "past_due"), "bool_"),
    **dict.fromkeys(("issued_on", "due_on", "from", "to"), "date32"),
    **dict.fromkeys(
        ("value", "value_to", "total", "precision", "confidence", "done", "count", "expected", "actual", "tolerance"), "float64"
    ),
}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """Whole numbers of a column of doubles as doubles."""
    return {key: float(value) if value is not None and _ARROW.get(key) == "float64" else value for key, value in row.items()}
