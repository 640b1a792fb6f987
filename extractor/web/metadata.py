"""What Datasette shows of the database: titles, descriptions, facets and prepared queries, in Vietnamese or English.

In: the name of the database (its file's stem) and a language. Out: Datasette's metadata as a dictionary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from extractor.database.compact_schema import RECORDS, SEARCHED, VIEW_NAMES
from extractor.messages import SAY, Pair


class Table(NamedTuple):
    """A table: title and description in (Vietnamese, English), facets, the column to sort by, and what its columns hold."""

    title: Pair
    about: Pair
    facets: tuple[str, ...]
    sort: str | None
    label: str | None
    columns: dict[str, Pair]
    hidden: bool


PLACE = ("record_id", "document_id", "sentence_id", "start", "quote")  # columns that records share


def _table(
    name: str, *, facets: tuple[str, ...] = (), sort: str | None = None, label: str | None = None, columns: Sequence[str] = (), hidden: bool = False
) -> Table:
    said = SAY.tables
    told = {column: said[f"{name}.{column}" if f"{name}.{column}" in said else f"place.{column}"] for column in columns}
    return Table(said[name], said.get(f"{name}.about", ("", "")), facets, sort, label, told, hidden)


TABLES: dict[str, Table] = {
    "documents": _table("documents", facets=("doc_type", "issuer", "province", "format"), sort="source", label="source", columns=("source", "cited_document_id", "container", "location")),
    "document_parts": _table("document_parts", facets=("doc_type", "issuer"), label="code", columns=("number", "symbol")),
    "sentences": _table("sentences", facets=("document_id",), label="text", columns=("section", "start")),
    "cited_documents": _table("cited_documents", facets=("doc_type", "issuer", "year"), label="code", columns=("mentions", "citing")),
    "document_references": _table("document_references", facets=("doc_type", "issuer", "issuer_source"), label="code", columns=(*PLACE, "issuer_source", "malformed")),
    "dates": _table("dates", facets=("kind", "valid"), sort="from_date", columns=(*PLACE, "from_date", "to_date")),
    "indicators": _table("indicators", facets=("unit", "role"), label="label", columns=(*PLACE, "label", "subject")),
    "tasks": _table("tasks", facets=("status", "form"), label="title", columns=PLACE),
    "relations": _table("relations", facets=("grade", "kind"), label="computation", columns=PLACE),
    "findings": _table("findings", facets=("severity", "check_code"), label="message", columns=PLACE),
    "organizations": _table("organizations", facets=("level",), sort="name", label="name"),
    "citations": _table("citations", facets=("record_type", "role"), label="quote"),
    "pages": _table("pages"),
    "blocks": _table("blocks", facets=("kind",)),
    "failures": _table("failures", facets=("cause",)),
    "reviews": _table("reviews", facets=("decision", "aspect", "reviewer", "state"), columns=("step", "aspect", "state")),
    "sign_offs": _table("sign_offs", facets=("signer",)),
    "saved_searches": _table("saved_searches"),
    "document_stats": _table("document_stats"),
    "doubtful_words": _table("doubtful_words"),
    "task_links": _table("task_links"),
    "series_counts": _table("series_counts"),
    "plan_counts": _table("plan_counts", facets=("known_by",)),
    "files": _table("files", hidden=True),
    "roots": _table("roots", hidden=True),
    "extracted_keys": _table("extracted_keys", hidden=True),
    "pending_links": _table("pending_links", hidden=True),
    "pending_between": _table("pending_between", hidden=True),
}

# How the rows behind the views are kept; see docs/schema.md.
KEPT: dict[str, Pair] = {name: SAY.tables[name] for name in ("phrases", "units", "series", "periods", "metadata_fields", "task_fields", "finding_evidence", "organization_mentions")} | {
    name if name.endswith("_rows") else f"{name}_rows": SAY.tables("kept", name=name)
    for name in (*RECORDS, "sentence_rows", "block_rows", "organization_rows", "task_link_rows", "plan_count_rows")
}
TABLES |= {name: Table(about, ("", ""), (), None, None, {}, True) for name, about in KEPT.items()}

_SEARCH = """SELECT d.source AS document, s.page, s.section, s.text AS sentence, s.id AS sentence_id
FROM sentences_fts JOIN sentences s ON s.id = sentences_fts.rowid JOIN documents d ON d.id = s.document_id
WHERE sentences_fts MATCH trichyeu_match(:q) ORDER BY rank LIMIT 200"""
_MENTIONS = """SELECT n.doc_type, n.code, n.title, n.issuer, n.issued_on, d.source AS document, s.section, s.text AS sentence, s.id AS sentence_id,
    n.id AS cited_document_id FROM document_references_fts
JOIN document_references r ON r.id = document_references_fts.rowid JOIN documents d ON d.id = r.document_id
LEFT JOIN sentences s ON s.id = r.sentence_id LEFT JOIN cited_documents n ON n.id = r.cited_document_id
WHERE document_references_fts MATCH trichyeu_match(:q) ORDER BY d.source, s.number LIMIT 500"""
_MOST_CITED = """SELECT id AS cited_document_id, doc_type, code, title, issuer, issued_on, mentions, citing
FROM cited_documents ORDER BY citing DESC, mentions DESC, id LIMIT 100"""
_NOT_THERE = """SELECT n.id AS cited_document_id, n.doc_type, n.code, n.title, n.issuer, n.issued_on, n.citing FROM cited_documents n
WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.cited_document_id = n.id) ORDER BY n.citing DESC, n.mentions DESC, n.id LIMIT 500"""
_FINDINGS = """SELECT f.severity, f.check_code, f.message, d.source AS document, s.text AS sentence, f.sentence_id
FROM findings f JOIN documents d ON d.id = f.document_id LEFT JOIN sentences s ON s.id = f.sentence_id
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, d.source, s.number LIMIT 1000"""
_ON_A_DAY = """SELECT t.from_date, t.to_date, t.quote, d.source AS document, s.text AS sentence, t.sentence_id
FROM dates t JOIN documents d ON d.id = t.document_id LEFT JOIN sentences s ON s.id = t.sentence_id
WHERE t.from_date <= :to AND t.to_date >= :from AND t.kind IN ('day', 'range', 'month') ORDER BY t.from_date, d.source LIMIT 500"""

QUERIES: dict[str, tuple[Pair, Pair, str]] = {
    name: (SAY.tables[f"query.{name}"], SAY.tables.get(f"query.{name}.about", ("", "")), sql)
    for name, sql in (
        ("tim_cau", _SEARCH),
        ("tim_vien_dan", _MENTIONS),
        ("vien_dan_nhieu", _MOST_CITED),
        ("chua_co", _NOT_THERE),
        ("can_xem", _FINDINGS),
        ("trong_khoang", _ON_A_DAY),
    )
}

# Columns of tables and queries that hold the key of another table, which the pages link to.
LINKS = {
    "document_id": "documents",
    "sentence_id": "sentences",
    "cited_document_id": "cited_documents",
}


def metadata(database: str, lang: str) -> dict[str, Any]:
    """Datasette's metadata for the database named `database`."""
    which = 0 if lang == "vi" else 1
    return {
        "title": SAY.tables["title"][which],
        "description": SAY.tables["about"][which],
        "databases": {
            database: {
                "tables": {name: _shown(table, name, which) for name, table in TABLES.items()},
                "queries": {
                    name: {"title": title[which], "description": about[which], "sql": sql}
                    for name, (title, about, sql) in QUERIES.items()
                },
            }
        },
    }


def _shown(table: Table, name: str, which: int) -> dict[str, Any]:
    shown: dict[str, Any] = {"title": table.title[which], "description": table.about[which], "size": 50}
    if table.facets:
        shown["facets"] = list(table.facets)
    if table.sort:
        shown["sort"] = table.sort
    if table.label:
        shown["label_column"] = table.label
    if table.columns:
        shown["columns"] = {name: about[which] for name, about in table.columns.items()}
    if table.hidden:
        shown["hidden"] = True
    if name in SEARCHED and name in VIEW_NAMES:
        shown |= {"fts_table": f"{name}_fts", "fts_pk": "id"}
    return shown
