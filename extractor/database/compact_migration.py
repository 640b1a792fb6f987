"""Brings a database whose rows were kept as they are read (schema 10 and before) into the form in which they are kept small (schema 11)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from extractor.database import compact_schema
from extractor.database.checksum import store
from extractor.database.compact import key_of
from extractor.database.compact_schema import COUNT_MENTIONS, RECORDS
from extractor.database.packing import Packer, by_record, insert

# Tables that are views now, and what is computed.
_OLD = (*RECORDS, "sentences", "citations", "blocks", "organizations", "task_links", "plan_counts", "series_counts")
_DOCUMENT = (
    "id", "source", "doc_type", "code", "issued_on", "place", "issuer", "title", "signer", "signer_title", "recipients", "addressee", "symbol",
    "received_no", "received_on", "doubtful", "province", "cited_document_id", "format", "sha256", "characters", "location", "container",
    "file_sha256", "program_version", "ingested_at", "properties", "metadata_id", "code_key", "title_key", "text",
)  # fmt: skip


def _rows(db: Any, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    cursor = db.conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def migrate(db: Any, run: Any) -> None:
    """Inside the caller's transaction, with foreign keys off: `run` executes a script."""
    views = _rows(db, "SELECT name, sql FROM sqlite_master WHERE type = 'view' ORDER BY rowid")
    for kind in ("view", "trigger"):
        for row in _rows(db, "SELECT name FROM sqlite_master WHERE type = ?", [kind]):
            db.execute(f"DROP {kind} {row['name']}")
    for table in ("documents", "document_references", "sentences"):
        db.execute(f"DROP TABLE {table}_fts")
    for table in _OLD:
        # Their indices go with them; the names are needed by the views before that.
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    run(compact_schema.DOCUMENTS)
    names = ", ".join(_DOCUMENT)
    db.execute(f"INSERT INTO documents_new ({names}) SELECT {names} FROM documents ORDER BY id")
    db.execute("DROP TABLE documents")
    db.execute("ALTER TABLE documents_new RENAME TO documents")
    for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE 'old_%'").fetchall():
        if name in _TAKEN:
            db.execute(f"DROP INDEX {name}")
    run(compact_schema.TABLES)
    run(compact_schema.VIEWS)
    run(compact_schema.FULL_TEXT)
    for view in views:
        run(as_now(view["sql"]) + ";")
    _organizations(db)
    _documents(db)
    _links(db)
    for table in ("citations", *(t for t in _OLD if t not in ("citations", "sentences", "documents")), "sentences"):
        db.execute(f"DROP TABLE old_{table}")
    run(compact_schema.DOCUMENT_INDEXES)
    for (number,) in db.conn.execute("SELECT id FROM documents ORDER BY id").fetchall():
        store(db, number)
    db.execute("INSERT INTO documents_fts (documents_fts) VALUES ('rebuild')")
    db.execute("INSERT INTO documents_exact (documents_exact) VALUES ('rebuild')")


_TAKEN = ("indicators_series", "indicators_value", "dates_from", "tasks_counts", "findings_order", "findings_link_key")


def as_now(sql: str) -> str:
    """A view of before, which joined the citation of a record: the record has its place itself now."""
    sql = re.sub(r"\s+LEFT JOIN citations c ON c\.id = r\.citation_id", "", sql)
    return re.sub(r"\bc\.", "r.", sql)


def _organizations(db: Any) -> None:
    rows = _rows(db, "SELECT id, record_id, name, level, name_folded FROM old_organizations ORDER BY id")
    insert(db, "organization_rows", [{"id": r["id"], "key": key_of(r["record_id"])} | {n: r[n] for n in ("name", "level", "name_folded")} for r in rows])


def _documents(db: Any) -> None:
    packer = Packer(db)
    for number, text, metadata in _each(db):
        packer.begin(number, text)
        packer.write_sentences([_sentence(row) for row in _rows(db, "SELECT * FROM old_sentences WHERE document_id = ? ORDER BY id", [number])])
        packer.write_blocks(_rows(db, "SELECT * FROM old_blocks WHERE document_id = ? ORDER BY number", [number]))
        citations = _rows(db, "SELECT * FROM old_citations WHERE document_id = ? ORDER BY id", [number])
        spans = {c["id"]: c for c in citations if c["role"] == "span"}
        fields = by_record(citations)
        for table in RECORDS:
            packer.write_records(table, _rows(db, f"SELECT * FROM old_{table} WHERE document_id = ? ORDER BY id", [number]), spans, fields)
        packer.write_cited(citations, metadata)
        packer.write_mentions([c for c in citations if c["record_type"] == "organization"])
    evidence: dict[str, int] = {row["record_id"]: row["id"] for row in _rows(db, "SELECT id, record_id FROM old_findings")}
    cited = _rows(db, "SELECT * FROM old_citations WHERE record_type = 'finding' AND role = 'evidence' ORDER BY id")
    packer.write_evidence([c for c in cited if c["record_id"] in evidence], evidence)
    for row in _rows(db, "SELECT series_label, series_unit, points, documents FROM old_series_counts"):
        number = packer.series.number(row["series_label"], row["series_unit"])
        db.execute("UPDATE series SET points = ?, documents = ? WHERE id = ?", [row["points"], row["documents"], number])
    db.execute(COUNT_MENTIONS)


def _each(db: Any) -> Iterator[tuple[int, str, str | None]]:
    for (number,) in db.conn.execute("SELECT id FROM documents ORDER BY id").fetchall():
        yield db.conn.execute("SELECT id, text, metadata_id FROM documents WHERE id = ?", [number]).fetchone()


def _sentence(row: dict[str, Any]) -> dict[str, Any]:
    spans = json.loads(row["spans"]) or ([[row["start"], row["end"]]] if row["start"] is not None else [])
    return {"id": row["id"], "text": row["text"], "page": row["page"], "spans": spans, "headings": json.loads(row["headings"])}


def _links(db: Any) -> None:
    db.execute(
        """INSERT INTO task_link_rows SELECT p.id, r.id, l.score FROM old_task_links l JOIN old_tasks p ON p.record_id = l.plan_task
        JOIN old_tasks r ON r.record_id = l.report_task"""
    )
    db.execute(
        "INSERT INTO plan_count_rows SELECT c.document_id, r.id, c.known_by FROM old_plan_counts c JOIN old_tasks r ON r.record_id = c.report_task"
    )


__all__ = ["as_now", "migrate"]
