"""What a corrected field of a record may hold: by the record's own model, so that what people type can be exported."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from extractor.records import RECORD_TYPES

# Columns whose field has another name.
_FIELDS = {"from_date": "from_", "to_date": "to"}


def field_of(column: str) -> str:
    """The field of a record that a column holds."""
    return _FIELDS.get(column, column)


@functools.cache
def _type_of(record_type: str, field: str) -> TypeAdapter[Any]:
    annotation: Any = RECORD_TYPES[record_type].model_fields[field].annotation
    return TypeAdapter(annotation)


def valid(record_type: str, column: str, value: Any) -> bool:
    """Whether a column of a record may hold a value."""
    try:
        _type_of(record_type, field_of(column)).validate_python(value)
    except ValidationError:
        return False
    return True


def missing(record_type: str, values: Mapping[str, Any]) -> list[str]:
    """The columns that a record of this type needs and that have no value."""
    fields = RECORD_TYPES[record_type].model_fields
    place = {"id", "document", "start", "end", "quote"}
    return [name for name, field in fields.items() if field.is_required() and name not in place and values.get(name) in (None, "")]
