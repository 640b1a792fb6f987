"""The documents of a file that holds several: as rows, and back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.linking.keys import code_key
from extractor.records import SAID, Citation, Part, Stretch

PART = "part"
"""How the role of a citation begins that quotes a field of a part: "part 2: title"."""
_COLUMNS = (*Stretch.model_fields, *SAID)


@dataclass(frozen=True, slots=True)
class PartOf:
    """A document inside a file: the file's source, which of its documents it is, and its first page."""

    source: str
    number: int
    page: int | None
    part: Mapping[str, Any]


def part_row(part: Part, document: int) -> dict[str, Any]:
    """The row of a part of the document with that number."""
    row = {name: getattr(part, name) for name in _COLUMNS}
    key = code_key(part.code) if part.code else None
    return row | {
        "document_id": document,
        "issued_on": part.issued_on and part.issued_on.isoformat(),
        "recipients": json.dumps(part.recipients, ensure_ascii=False),
        "code_key": key.key if key is not None and key.number and not key.bare else None,
    }


def parts_of(cursor: sqlite3.Cursor, document: int, citations: Mapping[str, Citation]) -> list[Part]:
    """The parts of a document; `citations` are those of its metadata by role."""
    found = []
    for row in cursor.execute("SELECT * FROM document_parts WHERE document_id = ? ORDER BY number", [document]).fetchall():
        lead = f"{PART} {row['number']}: "
        cited = {role.removeprefix(lead): citation for role, citation in citations.items() if role.startswith(lead)}
        found.append(Part(citations=cited, **{name: row[name] for name in _COLUMNS} | {"recipients": json.loads(row["recipients"])}))
    return found


def parts_by_code(cursor: sqlite3.Cursor, code: str) -> list[PartOf]:
    """The documents inside files, but the first of each, that have a code, by its key."""
    rows = cursor.execute(
        """SELECT d.source, p.* FROM document_parts p JOIN documents d ON d.id = p.document_id WHERE p.code_key = ? AND p.number > 1
        ORDER BY d.source, p.number""",
        [code],
    ).fetchall()
    return [PartOf(row["source"], row["number"], row["page"], dict(row)) for row in rows]
