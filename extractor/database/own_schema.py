"""What people corrected of a document itself (type, code, date, issuer, title, signer …), laid over its row.

`v_documents` has the columns of `documents` as they are after the corrections; `corrected` says of which documents something was corrected. The row of
`documents` stays as it was extracted, but for the keys under which linking finds it: `extracted_keys` holds those of before, while a correction gives others.
"""

from __future__ import annotations

from extractor.database.parts_schema import relations_view

# Fields of a document that a person may correct, in the order in which a form asks for them.
OWN_FIELDS = ("doc_type", "code", "issued_on", "place", "issuer", "title", "signer", "signer_title", "addressee", "received_no", "received_on")
_BEFORE = ("id", "source")
_BEHIND = ("recipients", "symbol", "province", "cited_document_id", "format", "sha256", "characters", "location", "container", "file_sha256",
           "program_version", "ingested_at", "properties", "metadata_id", "code_key", "title_key")  # fmt: skip


def _own(name: str) -> str:
    return f"CASE WHEN json_type(k.corrections, '$.{name}') IS NULL THEN d.{name} ELSE json_extract(k.corrections, '$.{name}') END AS {name}"


# A field that was read with doubt is sure once a person has said what it is.
_DOUBTFUL = """CASE WHEN k.id IS NULL OR d.doubtful = '[]' THEN d.doubtful ELSE (SELECT json_group_array(j.value) FROM json_each(d.doubtful) j
        WHERE json_type(k.corrections, '$.' || j.value) IS NULL) END AS doubtful"""
_JOINED = "LEFT JOIN reviews k ON k.record_id = d.metadata_id AND k.current = 1 AND k.aspect = 'correction' AND k.decision = 'corrected'"
VIEW = f"""
CREATE VIEW v_documents AS
    SELECT {", ".join(f"d.{name}" for name in _BEFORE)}, {", ".join(map(_own, OWN_FIELDS))}, {", ".join(f"d.{name}" for name in _BEHIND)},
        {_DOUBTFUL}, k.decision AS corrected, k.reviewer AS corrected_by, k.reviewed_at AS corrected_at, d.text
    FROM documents d {_JOINED};
"""
TABLES = """
CREATE INDEX documents_metadata ON documents(metadata_id) WHERE metadata_id IS NOT NULL;
CREATE TABLE extracted_keys (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    code_key TEXT,
    title_key TEXT
);
DROP VIEW document_relations;
"""
SCHEMA = TABLES + VIEW + relations_view("v_documents")
