"""The documents of a file that holds several, and the relations that each of them states."""

from __future__ import annotations


def relations_view(documents: str) -> str:
    """The view of what each document does to others; `documents` is the table or view that says what a document is."""
    return f"""
CREATE VIEW document_relations AS
    SELECT d.source AS document, coalesce(p.doc_type, d.doc_type) AS own_type, CASE WHEN p.id IS NULL THEN d.code ELSE p.code END AS own_code,
        CASE WHEN p.id IS NULL THEN d.title ELSE p.title END AS own_title, coalesce(p.issuer, d.issuer) AS own_issuer,
        CASE WHEN p.id IS NULL THEN d.issued_on ELSE p.issued_on END AS own_day, CASE WHEN p.id IS NULL THEN d.cited_document_id END AS own_node,
        r.relation, n.id AS target, n.doc_type, n.code, n.title, n.issuer, n.issued_on,
        other.source AS target_document, r.page, s.section, r.start, r."end", r.quote, s.text AS sentence, r.record_id, r.document_id, r.sentence_id
    FROM document_references r JOIN {documents} d ON d.id = r.document_id
    LEFT JOIN sentences s ON s.id = r.sentence_id LEFT JOIN cited_documents n ON n.id = r.cited_document_id
    LEFT JOIN documents other ON other.cited_document_id = n.id
    LEFT JOIN document_parts p ON p.document_id = r.document_id AND p.number > 1 AND r.start >= p.start AND r.start < p."end"
    WHERE r.relation IS NOT NULL AND r.relation <> 'mentions';
"""


TABLES = """
CREATE TABLE document_parts (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    page INTEGER,
    last_page INTEGER,
    doc_type TEXT,
    code TEXT,
    symbol TEXT,
    issued_on TEXT,
    place TEXT,
    issuer TEXT,
    title TEXT,
    signer TEXT,
    signer_title TEXT,
    recipients TEXT NOT NULL DEFAULT '[]',
    addressee TEXT,
    code_key TEXT
);
CREATE UNIQUE INDEX document_parts_document ON document_parts(document_id, number);
CREATE INDEX document_parts_code_key ON document_parts(code_key);
DROP VIEW document_relations;
""" + relations_view("documents")
