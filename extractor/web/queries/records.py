"""One record with all that hangs on it: its fields as corrected, its sentence, its relations with their operands, the same figure elsewhere."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from extractor.database.rows import TABLES

SAME = 12  # other places of a figure that are shown


@dataclass(frozen=True)
class Operand:
    """A figure of a relation: where it stands, as written, and its record where there is one."""

    start: int
    end: int
    quote: str
    role: str
    record: str | None
    label: str | None


@dataclass(frozen=True)
class Tie:
    """A relation that a record takes part in. `more` are columns that newer versions have: form, tie, confidence."""

    id: str
    kind: str
    holds: bool
    grade: str
    computation: str | None
    expected: str | None
    actual: str | None
    operands: tuple[Operand, ...]
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Detail:
    """A record as the reader shows it."""

    id: str
    type: str
    document_id: int
    source: str
    start: int | None
    end: int | None
    quote: str | None
    page: int | None
    section: str | None
    sentence: str | None
    fields: dict[str, Any]
    corrected: dict[str, Any]
    correction: str | None
    reviews: tuple[sqlite3.Row, ...]
    ties: tuple[Tie, ...] = ()
    same: tuple[sqlite3.Row, ...] = ()
    evidence: tuple[sqlite3.Row, ...] = ()
    findings: tuple[sqlite3.Row, ...] = ()
    target: sqlite3.Row | None = None
    ingested: tuple[sqlite3.Row, ...] = ()
    citing: tuple[sqlite3.Row, ...] = ()


_HIDDEN = {"id", "record_id", "document_id", "sentence_id", "citation_id", "code_key", "title_key", "search", "search_folded", "link_key"}


def type_of(record_id: str) -> str | None:
    """The type of a record, by its identifier."""
    return next((kind for kind in TABLES if record_id.startswith(kind[:3] + "-")), None)


def detail(conn: sqlite3.Connection, record_id: str) -> Detail | None:
    """The record, or None where it is not there."""
    kind = type_of(record_id)
    if kind is None:
        return _added(conn, record_id) if record_id.startswith("add-") else None
    row = conn.execute(
        f"""SELECT r.*, d.source, c.start, c."end", c.quote, c.page, s.section, s.text AS sentence_text FROM {TABLES[kind]} r
        JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id LEFT JOIN sentences s ON s.id = r.sentence_id
        WHERE r.record_id = ?""",
        [record_id],
    ).fetchone()
    if row is None:
        return None
    place = {"source", "start", "end", "quote", "page", "section", "sentence_text"}
    fields = {key: row[key] for key in row.keys() if key not in _HIDDEN | place and not key.endswith("_real")}  # noqa: SIM118
    reviews = _reviews(conn, record_id)
    correction = next((r for r in reviews if r["current"] and r["aspect"] == "correction" and r["decision"] != "restored"), None)
    more: dict[str, Any] = {}
    if kind == "indicator":
        more["ties"] = ties_of(conn, row["document_id"], row["start"], row["end"])
        more["same"] = _same(conn, row)
    elif kind == "relation":
        more["ties"] = tuple(_tie(conn, r) for r in [record_id])
    elif kind == "finding":
        more["evidence"] = evidence(conn, record_id)
        more["ties"] = _ties_of_finding(conn, record_id)
    elif kind == "reference" and row["cited_document_id"]:
        more["target"] = conn.execute("SELECT * FROM cited_documents WHERE id = ?", [row["cited_document_id"]]).fetchone()
        more["ingested"] = tuple(
            conn.execute("SELECT id, source, title FROM documents WHERE cited_document_id = ? ORDER BY id LIMIT 5", [row["cited_document_id"]])
        )
        more["citing"] = citing(conn, row["cited_document_id"], 8)
    if kind != "finding":
        more["findings"] = _findings_at(conn, row["document_id"], row["start"], row["end"])
    return Detail(
        record_id, kind, row["document_id"], row["source"], row["start"], row["end"], row["quote"], row["page"], row["section"],
        row["sentence_text"], fields, json.loads(correction["corrections"]) if correction else {}, correction["decision"] if correction else None,
        reviews, **more,
    )  # fmt: skip


def _added(conn: sqlite3.Connection, record_id: str) -> Detail | None:
    row = conn.execute(
        """SELECT r.*, d.id AS number FROM reviews r JOIN documents d ON d.source = r.document
        WHERE r.record_id = ? AND r.aspect = 'correction' AND r.current = 1""",
        [record_id],
    ).fetchone()
    if row is None:
        return None
    values = json.loads(row["corrections"])
    return Detail(
        record_id, row["record_type"], row["number"], row["document"], row["start"], row["end"], row["quote"], None, None, row["sentence"],
        {}, values, row["decision"], _reviews(conn, record_id),
    )  # fmt: skip


def _reviews(conn: sqlite3.Connection, record_id: str) -> tuple[sqlite3.Row, ...]:
    return tuple(conn.execute("SELECT * FROM reviews WHERE record_id = ? ORDER BY id DESC LIMIT 50", [record_id]))


def evidence(conn: sqlite3.Connection, record_id: str) -> tuple[sqlite3.Row, ...]:
    """What a finding rests on, in order: quote, sentence, place, and the figure's record where the span is one."""
    return tuple(
        conn.execute(
            """SELECT c.id, c.start, c."end", c.quote, c.page, c.document_id, d.source, s.text AS sentence, s.section,
                (SELECT o.record_id FROM citations o WHERE o.document_id = c.document_id AND o.start = c.start AND o."end" = c."end"
                    AND o.role = 'span' AND o.record_type IN ('indicator', 'reference', 'date', 'task') LIMIT 1) AS record
            FROM citations c JOIN documents d ON d.id = c.document_id LEFT JOIN sentences s ON s.id = c.sentence_id
            WHERE c.record_id = ? AND c.role = 'evidence' ORDER BY c.position LIMIT 60""",
            [record_id],
        )
    )


def ties_of(conn: sqlite3.Connection, document: int, start: int | None, end: int | None) -> tuple[Tie, ...]:
    """The relations that the figure of a span takes part in."""
    if start is None:
        return ()
    rows = conn.execute(
        """SELECT DISTINCT record_id FROM citations WHERE document_id = ? AND start = ? AND "end" = ? AND role IN ('part', 'whole')
        ORDER BY record_id LIMIT 12""",
        [document, start, end],
    ).fetchall()
    found = [_tie(conn, row[0]) for row in rows]
    return tuple(sorted(found, key=lambda tie: (tie.holds, tie.id)))


def _ties_of_finding(conn: sqlite3.Connection, record_id: str) -> tuple[Tie, ...]:
    """The broken relations among the spans of a finding's evidence: those that most of it takes part in."""
    rows = conn.execute(
        """SELECT o.record_id, count(DISTINCT o.start) AS n FROM citations c JOIN citations o ON o.document_id = c.document_id
            AND o.start = c.start AND o."end" = c."end" AND o.role IN ('part', 'whole') JOIN relations r ON r.record_id = o.record_id
        WHERE c.record_id = ? AND c.role = 'evidence' AND r.grade <> 'holds' GROUP BY o.record_id ORDER BY n DESC, o.record_id LIMIT 3""",
        [record_id],
    ).fetchall()
    return tuple(_tie(conn, row[0]) for row in rows if row[1] == rows[0][1])


def _tie(conn: sqlite3.Connection, record_id: str) -> Tie:
    row = conn.execute("SELECT * FROM relations WHERE record_id = ?", [record_id]).fetchone()
    operands = conn.execute(
        """SELECT c.start, c."end", c.quote, c.role, i.record_id, i.label FROM citations c
        LEFT JOIN citations o ON o.document_id = c.document_id AND o.start = c.start AND o."end" = c."end" AND o.record_type = 'indicator' AND o.role = 'span'
        LEFT JOIN indicators i ON i.record_id = o.record_id
        WHERE c.record_id = ? AND c.role IN ('part', 'whole') ORDER BY c.position LIMIT 200""",
        [record_id],
    )
    keys = row.keys()
    more = {key: row[key] for key in ("form", "tie", "confidence") if key in keys and row[key] is not None}
    return Tie(
        record_id, row["kind"], bool(row["holds"]), row["grade"], row["computation"], row["expected"], row["actual"],
        tuple(Operand(*o) for o in operands), more,
    )  # fmt: skip


def _same(conn: sqlite3.Connection, row: sqlite3.Row) -> tuple[sqlite3.Row, ...]:
    """The same figure (label, body and unit) in other documents, or at other times."""
    if row["series_label"] is None:
        return ()
    return tuple(
        conn.execute(
            """SELECT r.record_id, r.value, r.unit, r.period, r.role, d.source, d.id AS document_id, c.quote FROM indicators r
            JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id
            WHERE r.series_label = ? AND r.series_subject = ? AND r.series_unit = ? AND r.record_id <> ?
            ORDER BY r.period_to IS NULL, r.period_to DESC, d.source LIMIT ?""",
            [row["series_label"], row["series_subject"], row["series_unit"], row["record_id"], SAME],
        )
    )


def _findings_at(conn: sqlite3.Connection, document: int, start: int | None, end: int | None) -> tuple[sqlite3.Row, ...]:
    if start is None:
        return ()
    return tuple(
        conn.execute(
            """SELECT DISTINCT f.record_id, f.severity, f.check_code, f.message, f.message_en FROM citations c
            JOIN findings f ON f.record_id = c.record_id WHERE c.document_id = ? AND c.start = ? AND c."end" = ? AND c.role = 'evidence' LIMIT 10""",
            [document, start, end],
        )
    )


def citing(conn: sqlite3.Connection, cited: str, limit: int) -> tuple[sqlite3.Row, ...]:
    """Who cites a document: each mention with its sentence."""
    return tuple(
        conn.execute(
            """SELECT r.record_id, d.id AS document_id, d.source, d.title, c.page, c.quote, s.text AS sentence, s.section FROM document_references r
            JOIN documents d ON d.id = r.document_id LEFT JOIN citations c ON c.id = r.citation_id LEFT JOIN sentences s ON s.id = r.sentence_id
            WHERE r.cited_document_id = ? ORDER BY d.issued_on DESC, d.source, c.start LIMIT ?""",
            [cited, limit],
        )
    )
