"""What the database knows of the audit: the findings of its documents and between them, and how much could be checked."""

from __future__ import annotations

import json
from typing import Any

from extractor.audit.report import Audited, Unread, audited
from extractor.database.between import link_between
from extractor.database.read import records, sources
from extractor.records import Finding, Relation


def audited_documents(db: Any) -> tuple[list[Audited], list[Finding]]:
    """Each document with its coverage, and all findings, in the order of the export."""
    link_between(db)
    documents: list[Audited] = []
    findings: list[Finding] = []
    for source in sources(db):
        row = db.conn.execute("SELECT id, doc_type, code, title FROM documents WHERE source = ?", [source]).fetchone()
        name = " ".join(p for p in row[1:3] if p) if row[2] else row[3]
        figures = [
            (start, end, tuple(json.loads(headings)) if headings else ())
            for start, end, headings in db.conn.execute(
                """SELECT c.start, c."end", s.headings FROM indicators r JOIN citations c ON c.id = r.citation_id
                LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.document_id = ? ORDER BY c.start, c."end", r.record_id""",
                [row[0]],
            )
        ]
        found = records(db, source, ("relation", "finding"))
        documents.append(audited(source, name, figures, [r for r in found if isinstance(r, Relation)]))
        findings += [r for r in found if isinstance(r, Finding)]
    return documents, findings


def unread_files(db: Any) -> list[Unread]:
    """The files of the batch that could not be read, with the reason; those left out on purpose are none."""
    rows = db.conn.execute("SELECT path, cause, message, message_en FROM failures WHERE NOT skipped ORDER BY path")
    return [Unread(*row) for row in rows]
