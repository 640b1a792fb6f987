"""The checksum of a document: over its text, what it says of itself, its sentences and its records, as they are kept.

`write` stores it, `verify` takes it again: a value, a sentence or a row that anybody changed, added or took out changes it. What linking makes of all
documents together (targets, findings between documents) and where the file lies are not in it, and no number of a row, so that it is the same in
every database.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from extractor.database.compact_schema import RECORDS, rows_of
from extractor.database.kept import raw_columns

# Columns of `documents` that say nothing of the document's content, or that linking writes.
_ELSEWHERE = {"id", "cited_document_id", "location", "container", "file_sha256", "program_version", "ingested_at", "checksum", "metadata_id"}
_LINKED = {"cited_document_id", "link_key"}


def checksum(db: Any, document: int) -> str:
    """The checksum of the rows that are there now: 32 hexadecimal digits."""
    made = blake2b(digest_size=16)
    for row in _rows(db, document):
        made.update(json.dumps(row, ensure_ascii=True, separators=(",", ":")).encode())
        made.update(b"\n")
    return made.hexdigest()


def store(db: Any, document: int) -> None:
    """Takes the checksum of a document that was written, inside the caller's transaction."""
    db.execute("UPDATE documents SET checksum = ? WHERE id = ?", [checksum(db, document), document])


def _there(conn: Any, table: str) -> bool:
    return conn.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone() is not None


def _as_extracted(column: str) -> str:
    """The SQL of a column of `documents` as it was written: the keys of linking may follow a correction since."""
    if column not in ("code_key", "title_key"):
        return column
    kept = "FROM extracted_keys WHERE document_id = documents.id"
    return f"CASE WHEN EXISTS (SELECT 1 {kept}) THEN (SELECT {column} {kept}) ELSE {column} END"


def _rows(db: Any, document: int) -> Iterator[tuple[Any, ...]]:
    conn = db.conn
    own = sorted(row[1] for row in conn.execute("PRAGMA table_info(documents)") if row[1] not in _ELSEWHERE)
    names = ", ".join(map(_as_extracted, own)) if _there(conn, "extracted_keys") else ", ".join(own)
    yield from conn.execute(f"SELECT 'document', {names} FROM documents WHERE id = ?", [document])
    first = conn.execute("SELECT coalesce(min(id), 0) FROM sentence_rows WHERE document_id = ?", [document]).fetchone()[0]
    values = {"n": document, "first": first}
    yield from conn.execute('SELECT \'page\', number, start, "end", width, height FROM pages WHERE document_id = :n ORDER BY number', values)
    if _there(conn, "document_parts"):  # a database that is being migrated has none yet
        columns = ", ".join(f'"{row[1]}"' for row in conn.execute("PRAGMA table_info(document_parts)") if row[1] not in ("id", "document_id"))
        yield from conn.execute(f"SELECT 'part', {columns} FROM document_parts WHERE document_id = :n ORDER BY number", values)
    yield from conn.execute('SELECT \'doubt\', start, "end", confidence FROM doubtful_words WHERE document_id = :n ORDER BY start', values)
    yield from conn.execute(
        """SELECT 'block', number, start, length, kind, level, mark, table_number, table_row, table_column, row_span, column_span, head FROM block_rows
        WHERE document_id = :n ORDER BY start, number""",
        values,
    )
    yield from conn.execute(
        """SELECT 'sentence', s.id - :first, (SELECT text FROM phrases WHERE id = s.headings_id), s.page, s.start, s.length, s.pieces, s.words
        FROM sentence_rows s WHERE s.document_id = :n ORDER BY s.id""",
        values,
    )
    for table, kept in RECORDS.items():
        columns = raw_columns(table, [name for name, _ in kept.columns if name not in _LINKED])
        mine = " AND r.link_key IS NULL" if table == "findings" else ""
        yield from conn.execute(
            f"""SELECT '{kept.prefix}', r.key, r.sentence_id - :first, r.start, r.length, r.page, r.box, {columns} FROM {rows_of(table)} r
            WHERE r.document_id = :n{mine} ORDER BY r.key""",
            values,
        )
    yield from conn.execute("SELECT 'field', position, field, start, length FROM metadata_fields WHERE document_id = :n ORDER BY position", values)
    yield from conn.execute(
        """SELECT 'task', t.key, f.position, f.field, f.start, f.length FROM tasks_rows t JOIN task_fields f ON f.task_id = t.id
        WHERE t.document_id = :n ORDER BY 2, 3""",
        values,
    )
    yield from conn.execute(
        """SELECT 'evidence', f.key, e.position, e.sentence_id - :first, e.page, e.start, e.length FROM findings_rows f
        JOIN finding_evidence e ON e.finding_id = f.id WHERE f.document_id = :n AND f.link_key IS NULL ORDER BY 2, 3""",
        values,
    )
    yield from conn.execute(
        """SELECT 'body', m.start, m.length, o.name FROM organization_mentions m LEFT JOIN organization_rows o ON o.id = m.organization_id
        WHERE m.document_id = :n ORDER BY 2, 3, 4""",
        values,
    )
