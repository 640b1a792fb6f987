"""Records with the corrections of people laid over them: corrected fields changed, superfluous records left out, missed ones added in their place.

What was extracted stays in the database as it is; a record that people changed says so in `by_people` ("corrected" or "added").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from extractor.database import corrections
from extractor.database.fields import field_of, valid
from extractor.database.read import all_records
from extractor.database.review_rows import standing
from extractor.records import RECORD_TYPES, Metadata, Record


def corrected(record: Record, values: Mapping[str, Any]) -> Record:
    """The record with other values; one that its type does not allow (written by an older version) changes nothing."""
    changed = record.model_dump() | {field_of(k): v for k, v in values.items() if valid(record.type, k, v)}
    if isinstance(record, Metadata):
        # A field that a person has said is no longer in doubt.
        changed["doubtful"] = [name for name in record.doubtful if name not in values]
    made = type(record).model_validate(changed)
    made.changed_by_people("corrected")
    return made


def _added(row: Mapping[str, Any], page: int | None) -> Record | None:
    """A record that a person added; None where its type needs more than was said."""
    kind = row["record_type"]
    values = {field_of(k): v for k, v in row["corrections"].items() if v is not None}
    place = {name: row[name] for name in ("document", "start", "end", "quote", "sentence")}
    try:
        made = RECORD_TYPES[kind].model_validate({"id": row["record_id"], "page": page, **place, **values})
    except ValidationError:
        return None
    made.changed_by_people("added")
    return made


def corrected_records(db: Any) -> Iterator[tuple[str, list[Record]]]:
    """(source, records as corrected) of each document, one at a time."""
    for source, found in all_records(db):
        yield source, corrected_of(db, source, found)


def corrected_of(db: Any, source: str, found: list[Record]) -> list[Record]:
    """The records of one document, as people corrected them."""
    rows = {row["record_id"]: row for row in standing(db, source) if row["aspect"] == "correction" and row["decision"] != "restored"}
    if not rows:
        return found
    kept = [record for record in found if record.id not in rows or rows[record.id]["decision"] != "removed"]
    found = [corrected(r, rows[r.id]["corrections"]) if r.id in rows else r for r in kept]
    for row in rows.values():
        if row["decision"] == "added" and row["state"] != "gone":
            made = _added(row, _page(db, source, row["start"]))
            found += [made] if made is not None else []
    return found


def any_corrections(db: Any) -> bool:
    """Whether anybody corrected anything."""
    return corrections.any_of(db.conn)


def _page(db: Any, source: str, start: int) -> int | None:
    row = db.conn.execute(
        """SELECT p.number FROM pages p JOIN documents d ON d.id = p.document_id WHERE d.source = ? AND p.start <= ? AND p."end" > ?""",
        [source, start, start],
    ).fetchone()
    return row[0] if row else None
