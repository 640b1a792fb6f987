"""Records as rows and back: decimals as canonical text with a REAL beside it, dates as ISO 8601, lists as JSON, booleans as 0 and 1.

`record_of(row_of(record))` gives the record again; the tests walk all record types and all their fields.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.records import RECORD_TYPES, Record

TABLES = {
    "reference": "document_references",
    "date": "dates",
    "indicator": "indicators",
    "task": "tasks",
    "relation": "relations",
    "finding": "findings",
}

# Fields whose column has another name, since SQL or the shell would trip over it.
_COLUMNS = {
    "from_": "from_date",
    "to": "to_date",
    "table": "table_number",
    "row": "table_row",
    "column": "table_column",
    "check": "check_code",
    "target": "cited_document_id",
    "period_from": "stated_from",
    "period_to": "stated_to",
}
# Fields with a REAL column beside them, for sorting and charts.
_SORTED = {
    "indicator": ("value", "value_to", "total"),
    "task": ("done", "total", "count"),
    "relation": ("expected", "actual", "tolerance"),
    "finding": ("suggested",),
}
_LISTS = {"task": ("evidence", "leads", "cooperate"), "relation": ("parts", "whole"), "reference": ("relation_words",)}
# The evidence of a finding and the spans of a task's fields are rows of `citations`.
_ELSEWHERE = {"finding": ("evidence",), "task": ("citations",)}


def fields_of(record_type: str) -> tuple[str, ...]:
    """The fields of a record type that are columns of its table, in the model's order."""
    elsewhere = {*Record.model_fields, *_ELSEWHERE.get(record_type, ())}
    return tuple(name for name in RECORD_TYPES[record_type].model_fields if name not in elsewhere)


def column_of(field: str) -> str:
    """The column of a field."""
    return _COLUMNS.get(field, field)


def canonical(value: Decimal) -> str:
    """A decimal without exponent, trailing zeros or a minus on zero: one text for one value."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _cell(value: Any) -> Any:
    if isinstance(value, Decimal):
        return canonical(value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return json.dumps(value, ensure_ascii=False)
    return value


def row_of(record: Record) -> dict[str, Any]:
    """The columns of a record's own fields (not of its place)."""
    row = {column_of(name): _cell(getattr(record, name)) for name in fields_of(record.type)}
    for name in _SORTED.get(record.type, ()):
        value = getattr(record, name)
        row[f"{name}_real"] = None if value is None else float(value)
    return row


def record_of(record_type: str, row: Mapping[str, Any], place: Mapping[str, Any], **more: Any) -> Record:
    """The record of a row of its table; `place` has the keys of `Record`, `more` those that are kept elsewhere."""
    values: dict[str, Any] = {**place, **more}
    lists = _LISTS.get(record_type, ())
    for name in fields_of(record_type):
        value = row[column_of(name)]
        values[name] = json.loads(value) if name in lists and value is not None else value
    return RECORD_TYPES[record_type].model_validate(values)


def insert_all(db: Any, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same keys, inside the caller's transaction."""
    if rows:
        db.table(table).insert_all(rows)
