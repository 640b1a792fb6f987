"""The tables of the desk: what people decide and correct, who signed, where cells stand, and counts of each document.

`reviews` is a log: an act is a row and is never deleted. `current` marks the row that counts for a record and an aspect (its decision, or its
correction); undoing an act sets `undone_at`. A row keeps the place, the quote and the sentence that the person saw, so that it finds its
record again after the file was ingested anew. The `v_…` views give the records with the corrections laid over them.
"""

from __future__ import annotations

import json
from typing import Any

from extractor.database.own_schema import OWN_FIELDS

TABLES = """
CREATE TABLE reviews_new (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL DEFAULT 0,
    record_id TEXT NOT NULL,
    record_type TEXT NOT NULL,
    aspect TEXT NOT NULL DEFAULT 'decision' CHECK (aspect IN ('decision', 'correction')),
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected', 'later', 'cleared', 'corrected', 'added', 'removed', 'restored')),
    document TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    check_code TEXT,
    start INTEGER,
    "end" INTEGER,
    quote TEXT,
    sentence TEXT,
    evidence TEXT NOT NULL DEFAULT '[]',
    corrections TEXT NOT NULL DEFAULT '{}',
    reason TEXT,
    note TEXT,
    reviewer TEXT,
    reviewed_at TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    current INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'same' CHECK (state IN ('same', 'moved', 'changed', 'gone'))
);
INSERT INTO reviews_new (id, step, record_id, record_type, aspect, decision, document, document_sha256, quote, corrections, note, reviewer, reviewed_at)
    SELECT id, id, record_id, record_type, CASE decision WHEN 'corrected' THEN 'correction' ELSE 'decision' END, decision, document,
        document_sha256, quote, corrections, note, reviewer, reviewed_at FROM reviews;
DROP TABLE reviews;
ALTER TABLE reviews_new RENAME TO reviews;
CREATE INDEX reviews_record ON reviews(record_id, current, aspect);
CREATE INDEX reviews_document ON reviews(document, current);
CREATE INDEX reviews_step ON reviews(step);
CREATE TABLE sign_offs (
    id INTEGER PRIMARY KEY,
    document TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    signer TEXT NOT NULL,
    title TEXT,
    note TEXT,
    counts TEXT NOT NULL DEFAULT '{}',
    signed_at TEXT NOT NULL,
    withdrawn_at TEXT
);
CREATE INDEX sign_offs_document ON sign_offs(document);
CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    saved_by TEXT,
    saved_at TEXT NOT NULL
);
CREATE TABLE document_stats (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    pages INTEGER NOT NULL,
    document_references INTEGER NOT NULL,
    dates INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    tasks INTEGER NOT NULL,
    relations INTEGER NOT NULL,
    verified INTEGER NOT NULL,
    broken INTEGER NOT NULL
);
CREATE TABLE doubtful_words (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    confidence INTEGER NOT NULL,
    PRIMARY KEY (document_id, start)
) WITHOUT ROWID;
ALTER TABLE blocks ADD COLUMN table_number INTEGER;
ALTER TABLE blocks ADD COLUMN table_row INTEGER;
ALTER TABLE blocks ADD COLUMN table_column INTEGER;
ALTER TABLE blocks ADD COLUMN row_span INTEGER;
ALTER TABLE blocks ADD COLUMN column_span INTEGER;
ALTER TABLE blocks ADD COLUMN head INTEGER;
CREATE INDEX blocks_start ON blocks(document_id, start);
CREATE INDEX findings_document_severity ON findings(document_id, severity);
CREATE INDEX findings_severity ON findings(severity, document_id);
CREATE INDEX documents_issuer ON documents(issuer);
CREATE INDEX documents_issued_on ON documents(issued_on);
CREATE INDEX tasks_due ON tasks(due_on);
CREATE INDEX tasks_lead ON tasks(lead);
CREATE INDEX tasks_form ON tasks(form, status);
CREATE INDEX failures_failed_at ON failures(failed_at);
"""

# Columns of each record table that a person may correct: those of the export that the desk offers.
CORRECTABLE: dict[str, tuple[str, ...]] = {
    "indicator": ("value", "value_to", "total", "unit", "comparator", "role", "label", "subject", "period"),
    "reference": ("doc_type", "code", "title", "issued_on", "issuer"),
    "date": ("kind", "from_date", "to_date", "valid"),
    "task": ("form", "title", "product", "deadline", "due_on", "lead", "status", "done", "total"),
    "metadata": OWN_FIELDS,
}
# Types of which a person may add a record; a document's own record is there already.
ADDABLE = tuple(kind for kind in CORRECTABLE if kind != "metadata")
_TABLES = {"indicator": "indicators", "reference": "document_references", "date": "dates", "task": "tasks"}
_VIEWS = {"indicator": "v_indicators", "reference": "v_references", "date": "v_dates", "task": "v_tasks"}


def _view(kind: str) -> str:
    """A view of one kind of records as corrected, those that people added at the end; `corrected` says what was done to a row."""
    own = ", ".join(
        f"CASE WHEN json_type(k.corrections, '$.{c}') IS NULL THEN r.{c} ELSE json_extract(k.corrections, '$.{c}') END AS {c}"
        for c in CORRECTABLE[kind]
    )
    made = ", ".join(f"json_extract(k.corrections, '$.{c}') AS {c}" for c in CORRECTABLE[kind])
    return f"""
CREATE VIEW {_VIEWS[kind]} AS
    SELECT r.record_id, d.source AS document, {own}, c.page, c.start, c."end", c.quote, s.text AS sentence, k.decision AS corrected,
        k.reviewer AS corrected_by, k.reviewed_at AS corrected_at, r.document_id, r.sentence_id
    FROM {_TABLES[kind]} r JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id
    LEFT JOIN sentences s ON s.id = r.sentence_id
    LEFT JOIN reviews k ON k.record_id = r.record_id AND k.current = 1 AND k.aspect = 'correction' AND k.decision <> 'restored'
    WHERE k.decision IS NULL OR k.decision <> 'removed'
    UNION ALL
    SELECT k.record_id, k.document, {made}, NULL, k.start, k."end", k.quote, k.sentence, k.decision, k.reviewer, k.reviewed_at, d.id, NULL
    FROM reviews k LEFT JOIN documents d ON d.source = k.document
    WHERE k.current = 1 AND k.decision = 'added' AND k.record_type = '{kind}';
"""


VIEWS = "".join(map(_view, _VIEWS)) + """
CREATE VIEW v_findings AS
    SELECT r.record_id, d.source AS document, r.check_code, r.severity, r.message, c.page, c.start, c."end", c.quote, s.text AS sentence,
        k.decision, k.reason, k.note, k.reviewer, k.reviewed_at, k.state AS evidence_state, r.document_id, r.sentence_id
    FROM findings r JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id
    LEFT JOIN sentences s ON s.id = r.sentence_id
    LEFT JOIN reviews k ON k.record_id = r.record_id AND k.current = 1 AND k.aspect = 'decision' AND k.decision <> 'cleared';
"""


def stats_of(figures: list[tuple[int, int]], relations: list[tuple[Any, Any, bool]]) -> tuple[int, int]:
    """(verified, broken) figures. `relations`: parts and whole as spans, and whether the relation holds; as extractor.audit.report counts."""
    holds: set[tuple[int, int]] = set()
    breaks: set[tuple[int, int]] = set()
    for parts, whole, held in relations:
        spans = {(start, end) for start, end in parts} | ({(whole[0], whole[1])} if whole else set())
        (holds if held else breaks).update(spans)
    broken = sum(figure in breaks for figure in figures)
    return sum(figure in holds and figure not in breaks for figure in figures), broken


def fill_stats(db: Any) -> None:
    """Counts the documents that an older version wrote."""
    for (number,) in db.conn.execute("SELECT id FROM documents ORDER BY id").fetchall():
        figures = db.conn.execute(
            'SELECT c.start, c."end" FROM indicators r JOIN citations c ON c.id = r.citation_id WHERE r.document_id = ?', [number]
        ).fetchall()
        rows = db.conn.execute("SELECT parts, whole, holds FROM relations WHERE document_id = ?", [number]).fetchall()
        relations = [(json.loads(parts), json.loads(whole) if whole else None, bool(held)) for parts, whole, held in rows]
        verified, broken = stats_of(figures, relations)
        counts = [
            db.conn.execute(f"SELECT count(*) FROM {table} WHERE document_id = ?", [number]).fetchone()[0]
            for table in ("pages", "document_references", "dates", "indicators", "tasks", "relations")
        ]
        db.execute("INSERT INTO document_stats VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [number, *counts, verified, broken])
