"""Reads records back out of the database, one document at a time, in the order of the export."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractor.database.compact_schema import RECORDS, record_id
from extractor.database.kept import SENTENCE, quote_at, raw_columns, sentence_at, unsliced
from extractor.database.parts import PART, parts_of
from extractor.database.rows import TABLES, column_of, fields_of, record_of
from extractor.records import RECEIVED, Citation, Evidence, Metadata, Record


def sources(db: Any) -> list[str]:
    """The sources of all documents, in the order of the export."""
    return sorted(row[0] for row in db.conn.execute("SELECT source FROM documents"))


def text_of(db: Any, source: str) -> str | None:
    """The canonical text of a document, or None where there is none of that source."""
    row = db.conn.execute("SELECT text FROM documents WHERE source = ?", [source]).fetchone()
    return None if row is None else str(row[0])


def number_of(db: Any, source: str) -> int | None:
    """The number of a document in its database, or None where there is none of that source."""
    row = db.conn.execute("SELECT id FROM documents WHERE source = ?", [source]).fetchone()
    return None if row is None else int(row[0])


def records(db: Any, source: str, types: Sequence[str] | None = None) -> list[Record]:
    """All records of a document (or those of these types), as they were extracted, with the targets and findings of linking; in no particular order."""
    cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    document = cursor.execute("SELECT * FROM documents WHERE source = ?", [source]).fetchone()
    if document is None:
        return []
    found: list[Record] = []
    evidence = _evidence(cursor, document["id"])
    fields = _cited_fields(cursor, document) if types is None or {"metadata", "task"} & set(types) else {}
    if document["metadata_id"] is not None and (types is None or "metadata" in types):
        found.append(_metadata(cursor, document, fields[document["metadata_id"]]))
    for record_type, table in TABLES.items():
        if types is not None and record_type not in types:
            continue
        columns = raw_columns(table, [column_of(field) for field in fields_of(record_type)])
        rows = cursor.execute(
            f"""SELECT {record_id(RECORDS[table].prefix)} AS record_id, {columns}, r.start, r.start + r.length AS "end", r.page, r.box, {SENTENCE}
            FROM {table}_rows r LEFT JOIN sentence_rows s ON s.id = r.sentence_id WHERE r.document_id = ? ORDER BY r.id""",
            [document["id"]],
        )
        for kept in rows:
            row = unsliced(table, dict(kept), document["text"])
            more: dict[str, Any] = {}
            if record_type == "finding":
                more["evidence"] = evidence[row["record_id"]]
            elif record_type == "task":
                more["citations"] = fields[row["record_id"]]
            found.append(record_of(record_type, row, _place(row, source, document["text"]), **more))
    return found


def _place(row: Any, source: str, text: str) -> Mapping[str, Any]:
    return {
        "id": row["record_id"],
        "document": source,
        "start": row["start"],
        "end": row["end"],
        "quote": quote_at(text, row),
        "page": row["page"],
        "bbox": json.loads(row["box"]) if row["box"] else None,
        "sentence": sentence_at(text, row),
        "section": json.loads(row["headings"]) if row["headings"] else [],
    }


def _metadata(cursor: sqlite3.Cursor, document: Any, citations: Mapping[str, Citation]) -> Metadata:
    said = {name: document[name] for name in RECEIVED} | {name: json.loads(document[name]) for name in ("recipients", "doubtful")}
    return Metadata(
        id=document["metadata_id"],
        document=document["source"],
        start=None,
        end=None,
        quote=None,
        citations={role: citation for role, citation in citations.items() if not role.startswith(f"{PART} ")},
        parts=parts_of(cursor, document["id"], citations),
        **said,
    )


def _cited_fields(cursor: sqlite3.Cursor, document: Any) -> Mapping[str, dict[str, Citation]]:
    """For each record whose fields are cited one by one, the citation of each field."""
    found: dict[str, dict[str, Citation]] = defaultdict(dict)
    rows = cursor.execute(
        f"""SELECT :metadata AS record_id, field, start, length, position FROM metadata_fields WHERE document_id = :document
        UNION ALL SELECT {record_id("tas", "t.key")}, f.field, f.start, f.length, f.position FROM tasks_rows t JOIN task_fields f ON f.task_id = t.id
        WHERE t.document_id = :document ORDER BY 1, position""",
        {"document": document["id"], "metadata": document["metadata_id"]},
    )
    for row in rows:
        start, end = row["start"], row["start"] + row["length"]
        found[row["record_id"]][row["field"]] = Citation(start=start, end=end, quote=document["text"][start:end])
    return found


def _evidence(cursor: sqlite3.Cursor, document: int) -> Mapping[str, list[Evidence]]:
    """The evidence of the findings of a document, which may stand in other documents."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    rows = cursor.execute(
        f"""SELECT {record_id("fin", "f.key")} AS record_id, d.source, d.sha256, e.start, e.start + e.length AS "end",
            substr(d.text, e.start + 1, e.length) AS quote FROM findings_rows f
        JOIN finding_evidence e ON e.finding_id = f.id JOIN documents d ON d.id = e.document_id WHERE f.document_id = ? ORDER BY f.id, e.position""",
        [document],
    )
    for row in rows:
        found[row["record_id"]].append(
            Evidence(
                document=row["source"], document_sha256=row["sha256"], start=row["start"], end=row["end"], quote=row["quote"]
            )
        )
    return found


def all_records(db: Any) -> Iterator[tuple[str, list[Record]]]:
    """(source, records) of each document, one at a time, so that memory stays flat."""
    for source in sources(db):
        yield source, records(db, source)
