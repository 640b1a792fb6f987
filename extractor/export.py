"""Records to files: JSON Lines in the order of CONTRACT.md, CSV and Parquet tables for people and notebooks.

A text cell of a CSV that a spreadsheet would run as a formula is neutralised with a leading apostrophe; numbers stay numbers.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from extractor.records import RECORD_TYPES, Record, to_json

_TYPE_ORDER = {name: number for number, name in enumerate(RECORD_TYPES)}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sort_key(record: Record) -> tuple[str, int, int, int, str]:
    """Order of the export: document, then start (metadata, which has none, first), then type and end."""
    return (
        record.document,
        -1 if record.start is None else record.start,
        _TYPE_ORDER[record.type],
        -1 if record.end is None else record.end,
        record.id,
    )


def jsonl(records: Iterable[Record]) -> Iterator[str]:
    """The lines of the export of one document or several, without line ends."""
    for record in sorted(records, key=sort_key):
        yield to_json(record)


def safe_cell(value: Any) -> Any:
    """A text cell that no spreadsheet takes for a formula; anything but a string is given back as it is."""
    if isinstance(value, str) and value.lstrip(" \u00a0").startswith(FORMULA_STARTS):
        return "'" + value
    return value


def columns_of(record_type: str) -> list[str]:
    """The columns of a table of one record type: its keys in the export."""
    return [field.alias or name for name, field in RECORD_TYPES[record_type].model_fields.items()]


def flat(record: Record) -> dict[str, Any]:
    """A record as one row: numbers and dates as they are, lists of strings joined by "; ", other lists as JSON."""
    return {key: _flat(value) for key, value in record.model_dump(by_alias=True).items()}


def _flat(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "; ".join(value) or None
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value


def write_csv(records: Iterable[Record], record_type: str, out: IO[str]) -> int:
    """Writes the records of one type as CSV (RFC 4180) and gives their number. Open `out` with newline=""."""
    columns = columns_of(record_type)
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    count = 0
    for record in records:
        if record.type == record_type:
            row = {
                key: value.isoformat() if isinstance(value, datetime.date) else safe_cell(value)
                for key, value in flat(record).items()
            }
            writer.writerow(row)
            count += 1
    return count


def write_parquet(batches: Iterable[Sequence[Record]], record_type: str, path: Path) -> int:
    """Writes the records of one type as Parquet, a row group a batch, and gives their number. Needs pyarrow."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(column, _arrow_type(pa, record_type, column)) for column in columns_of(record_type)])
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        waiting: list[dict[str, Any]] = []
        for batch in batches:
            waiting += [_typed(flat(record), schema) for record in batch if record.type == record_type]
            if len(waiting) >= 10_000:
                writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
                count += len(waiting)
                waiting = []
        writer.write_table(pa.Table.from_pylist(waiting, schema=schema))
        count += len(waiting)
    return count


_INTEGERS = {"start", "end", "page", "table", "row", "column", "days_late"}
_TRUTHS = {"valid", "holds", "past_due"}
_DAYS = {"issued_on", "due_on", "from", "to"}
_NUMBERS = defaultdict(
    set,
    {
        "reference": {"confidence"},
        "indicator": {"value", "value_to", "total", "precision", "confidence"},
        "task": {"done", "total", "count"},
        "relation": {"expected", "actual", "tolerance"},
    },
)


def _arrow_type(pa: Any, record_type: str, column: str) -> Any:
    if column in _NUMBERS[record_type]:
        return pa.float64()
    if column in _INTEGERS:
        return pa.int64()
    if column in _TRUTHS:
        return pa.bool_()
    return pa.date32() if column in _DAYS else pa.string()


def _typed(row: dict[str, Any], schema: Any) -> dict[str, Any]:
    """Whole numbers of a column of doubles as doubles."""
    return {
        key: float(value) if value is not None and str(schema.field(key).type) == "double" else value
        for key, value in row.items()
    }
