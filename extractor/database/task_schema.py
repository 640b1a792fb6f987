"""The columns of assigned tasks and of what a document does to those that it cites, and the view that tells it."""

from __future__ import annotations

_PLACE = """d.source AS document, c.page, s.section, c.start, c."end", c.quote, s.text AS sentence"""
_JOIN = """JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id LEFT JOIN sentences s ON s.id = r.sentence_id"""

TABLES = """
ALTER TABLE tasks ADD COLUMN leads TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tasks ADD COLUMN cooperate TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tasks ADD COLUMN recurrence TEXT;
ALTER TABLE tasks ADD COLUMN assigned_by TEXT;
ALTER TABLE tasks ADD COLUMN priority TEXT;
ALTER TABLE document_references ADD COLUMN relation TEXT;
ALTER TABLE document_references ADD COLUMN relation_words TEXT;
CREATE INDEX document_references_relation ON document_references(relation);
CREATE INDEX tasks_due_lead ON tasks(due_on, lead);
DROP VIEW references_view;
DROP VIEW tasks_view;
"""

VIEWS = f"""
CREATE VIEW references_view AS
    SELECT r.record_id, r.doc_type, r.code, r.title, r.issued_on, r.issuer, r.issuer_source, r.relation, r.cited_document_id, {_PLACE},
        r.document_id, r.sentence_id
    FROM document_references r {_JOIN};
CREATE VIEW tasks_view AS
    SELECT r.record_id, r.form, r.title, r.product, r.deadline, r.due_on, r.recurrence, r.lead, r.cooperate, r.assigned_by, r.status,
        r.done_real AS done, r.total_real AS total, {_PLACE}, r.document_id, r.sentence_id
    FROM tasks r {_JOIN};
CREATE VIEW document_relations AS
    SELECT d.source AS document, d.doc_type AS own_type, d.code AS own_code, d.title AS own_title, d.issuer AS own_issuer, d.issued_on AS own_day,
        d.cited_document_id AS own_node, r.relation, n.id AS target, n.doc_type, n.code, n.title, n.issuer, n.issued_on,
        other.source AS target_document, c.page, s.section, c.start, c."end", c.quote, s.text AS sentence, r.record_id, r.document_id, r.sentence_id
    FROM document_references r {_JOIN} LEFT JOIN cited_documents n ON n.id = r.cited_document_id
    LEFT JOIN documents other ON other.cited_document_id = n.id
    WHERE r.relation IS NOT NULL AND r.relation <> 'mentions';
"""
