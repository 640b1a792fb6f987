"""One record with all that hangs on it: its fields as corrected, its sentence, its relations with their operands, the same figure elsewhere."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from extractor.database import recheck
from extractor.database.compact import id_of, key_or_none
from extractor.database.compact_schema import RECORDS
from extractor.database.compact_schema import record_id as id_sql
from extractor.database.own_fields import PREFIX
from extractor.database.own_schema import OWN_FIELDS
from extractor.database.recheck import Outcome
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
    # How it stands after people corrected figures of it; None where they did not.
    after: Outcome | None = None
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
    # Of a document's own record: the fields that nobody is sure of yet, and where each was read.
    doubtful: tuple[str, ...] = ()
    # How a finding stands that rests on something that people corrected: "holds", "broken", "unknown".
    after: str | None = None
    places: dict[str, int] = field(default_factory=dict)


_HIDDEN = {"id", "record_id", "key", "document_id", "sentence_id", "series_id", "unit_id", "lead_id", "code_key", "title_key", "link_key"}


def type_of(record_id: str) -> str | None:
    """The type of a record, by its identifier."""
    return next((kind for kind in TABLES if record_id.startswith(kind[:3] + "-")), None)


def detail(conn: sqlite3.Connection, record_id: str) -> Detail | None:
    """The record, or None where it is not there."""
    kind = type_of(record_id)
    if kind is None:
        return _added(conn, record_id) if record_id.startswith("add-") else own(conn, record_id)
    row = conn.execute(
        f"""SELECT r.*, d.source, s.section, s.text AS sentence_text FROM {TABLES[kind]} r
        JOIN documents d ON d.id = r.document_id LEFT JOIN sentences s ON s.id = r.sentence_id WHERE r.key = ?""",
        [key_or_none(record_id)],
    ).fetchone()
    if row is None:
        return None
    place = {"source", "start", "end", "quote", "page", "box", "section", "sentence_text"}
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
        more["after"] = recheck.of_findings(conn, [record_id]).get(record_id)
    elif kind == "reference" and row["cited_document_id"]:
        more["target"] = conn.execute("SELECT * FROM cited_documents WHERE id = ?", [row["cited_document_id"]]).fetchone()
        more["ingested"] = tuple(
            conn.execute("SELECT id, source, title FROM v_documents WHERE cited_document_id = ? ORDER BY id LIMIT 5", [row["cited_document_id"]])
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


def own(conn: sqlite3.Connection, record_id: str | None) -> Detail | None:
    """What a document says of itself, as a record; None where this is the identifier of none."""
    row = conn.execute("SELECT * FROM documents WHERE metadata_id = ?", [record_id]).fetchone() if record_id and record_id.startswith(PREFIX) else None
    if row is None:
        return None
    reviews = _reviews(conn, row["metadata_id"])
    correction = next((r for r in reviews if r["current"] and r["decision"] == "corrected"), None)
    values = json.loads(correction["corrections"]) if correction else {}
    places = conn.execute("SELECT field, start FROM metadata_fields WHERE document_id = ? ORDER BY position DESC", [row["id"]]).fetchall()
    return Detail(
        row["metadata_id"], "metadata", row["id"], row["source"], None, None, None, None, None, None, {name: row[name] for name in OWN_FIELDS}, values,
        "corrected" if correction else None, reviews, doubtful=tuple(name for name in json.loads(row["doubtful"]) if name not in values),
        places={place["field"]: place["start"] for place in places},
    )  # fmt: skip


def _reviews(conn: sqlite3.Connection, record_id: str) -> tuple[sqlite3.Row, ...]:
    return tuple(conn.execute("SELECT * FROM reviews WHERE record_id = ? ORDER BY id DESC LIMIT 50", [record_id]))


# The record at the span of a row of evidence `c`.
_AT = ", ".join(
    f"""(SELECT {id_sql(RECORDS[table].prefix, 'o.key')} FROM {table}_rows o WHERE o.document_id = c.document_id AND o.start = c.start
        AND o.length = c.length ORDER BY o.id LIMIT 1)"""
    for table in ("indicators", "document_references", "dates", "tasks")
)


def _said_of(column: str) -> str:
    """The SQL of what the figure at the span of a row of evidence `c` counts."""
    return f"""(SELECT text FROM phrases WHERE id = (SELECT o.{column}_id FROM indicators_rows o WHERE o.document_id = c.document_id AND o.start = c.start
        AND o.length = c.length ORDER BY o.id LIMIT 1))"""


def operands(start: int, parts: str, whole: str | None) -> list[tuple[int, int]]:
    """The spans of the figures of a relation, by its row."""
    spans = [*json.loads(parts), *([json.loads(whole)] if whole else [])]
    return [(start + first, start + first + length) for first, length in spans]


def evidence(conn: sqlite3.Connection, record_id: str) -> tuple[sqlite3.Row, ...]:
    """What a finding rests on, in order: quote, sentence, place, and the figure's record where the span is one."""
    return tuple(
        conn.execute(
            f"""SELECT c.id, c.start, c.start + c.length AS "end", substr(d.text, c.start + 1, c.length) AS quote, c.page, c.document_id, d.source,
                s.text AS sentence, s.section, coalesce({_AT}) AS record, {_said_of("label")} AS label, {_said_of("unit")} AS unit
            FROM findings_rows f JOIN finding_evidence c ON c.finding_id = f.id JOIN documents d ON d.id = c.document_id
            LEFT JOIN sentences s ON s.id = c.sentence_id WHERE f.key = ? ORDER BY c.position LIMIT 60""",
            [key_or_none(record_id)],
        )
    )


def ties_of(conn: sqlite3.Connection, document: int, start: int | None, end: int | None) -> tuple[Tie, ...]:
    """The relations that the figure of a span takes part in."""
    if start is None:
        return ()
    after = recheck.of_document(conn, document)
    found = [_tie(conn, name, after) for name in relations_at(conn, document, start, end or start)[:12]]
    return tuple(sorted(found, key=lambda tie: (tie.holds, tie.id)))


def relations_at(conn: sqlite3.Connection, document: int, start: int, end: int) -> list[str]:
    """The relations, in order of their identifiers, of which a span is an operand: only those that reach over it are opened."""
    rows = conn.execute(
        """SELECT key, start, parts, whole FROM relations_rows WHERE document_id = ? AND start IS NOT NULL AND start <= ? AND start + length >= ?""",
        [document, start, end],
    )
    return sorted(id_of("rel", key) for key, first, parts, whole in rows if (start, end) in operands(first, parts, whole))


def _ties_of_finding(conn: sqlite3.Connection, record_id: str) -> tuple[Tie, ...]:
    """The broken relations among the spans of a finding's evidence: those that most of it takes part in."""
    evidence_ = conn.execute(
        """SELECT DISTINCT c.document_id, c.start, c.length FROM findings_rows f JOIN finding_evidence c ON c.finding_id = f.id WHERE f.key = ?""",
        [key_or_none(record_id)],
    ).fetchall()
    spans: dict[int, set[tuple[int, int]]] = {}
    for document, start, length in evidence_:
        spans.setdefault(document, set()).add((start, start + length))
    hits: dict[str, int] = {}
    for document, own in spans.items():
        for key, first, parts, whole in conn.execute(
            """SELECT key, start, parts, whole FROM relations_rows WHERE document_id = ? AND grade <> 'holds' AND start IS NOT NULL
            AND start <= ? AND start + length >= ?""",
            [document, max(s for s, _ in own), min(e for _, e in own)],
        ):
            met = {start for start, _ in own & set(operands(first, parts, whole))}
            if met:
                hits[id_of("rel", key)] = len(met)
    best = sorted(hits.items(), key=lambda item: (-item[1], item[0]))[:3]
    return tuple(_tie(conn, name) for name, number in best if number == best[0][1])


def _tie(conn: sqlite3.Connection, record_id: str, after: recheck.Rechecked | None = None) -> Tie:
    row = conn.execute("SELECT * FROM relations WHERE key = ?", [key_or_none(record_id)]).fetchone()
    spans = [(span, "part") for span in json.loads(row["parts"])] + ([(json.loads(row["whole"]), "whole")] if row["whole"] else [])
    text = conn.execute("SELECT text FROM documents WHERE id = ?", [row["document_id"]]).fetchone()[0]
    made = []
    for (start, end), role in spans[:200]:
        figures = conn.execute(
            'SELECT record_id, label FROM indicators WHERE document_id = ? AND start = ? AND "end" = ? ORDER BY id', [row["document_id"], start, end]
        ).fetchall() or [(None, None)]
        made += [Operand(start, end, text[start:end], role, figure[0], figure[1]) for figure in figures]
    keys = row.keys()
    more = {key: row[key] for key in ("form", "tie", "confidence") if key in keys and row[key] is not None}
    return Tie(
        record_id, row["kind"], bool(row["holds"]), row["grade"], row["computation"], row["expected"], row["actual"],
        tuple(made), (after or recheck.of_document(conn, row["document_id"])).relations.get(record_id), more,
    )  # fmt: skip


def _same(conn: sqlite3.Connection, row: sqlite3.Row) -> tuple[sqlite3.Row, ...]:
    """The same figure (label, body and unit) in other documents, or at other times."""
    if row["series_id"] is None:
        return ()
    return tuple(
        conn.execute(
            """SELECT r.record_id, r.value, r.unit, f.period, r.role, f.source, r.document_id, r.quote FROM (
                SELECT o.id, p.period, p.period_to, d.source FROM indicators_rows o JOIN documents d ON d.id = o.document_id
                LEFT JOIN periods p ON p.id = o.period_id
                WHERE o.series_id = ? AND o.series_subject_id = (SELECT series_subject_id FROM indicators_rows WHERE key = ?) AND o.key <> ?
                ORDER BY p.period_to IS NULL, p.period_to DESC, d.source, o.id LIMIT ?) f JOIN indicators r ON r.id = f.id
            ORDER BY f.period_to IS NULL, f.period_to DESC, f.source, r.id""",
            [row["series_id"], row["key"], row["key"], SAME],
        )
    )


def _findings_at(conn: sqlite3.Connection, document: int, start: int | None, end: int | None) -> tuple[sqlite3.Row, ...]:
    if start is None:
        return ()
    return tuple(
        conn.execute(
            """SELECT DISTINCT f.record_id, f.severity, f.check_code, f.message, f.message_en FROM finding_evidence c
            JOIN findings f ON f.id = c.finding_id WHERE c.document_id = ? AND c.start = ? AND c.length = ? LIMIT 10""",
            [document, start, (end or start) - start],
        )
    )


def citing(conn: sqlite3.Connection, cited: str, limit: int) -> tuple[sqlite3.Row, ...]:
    """Who cites a document: each mention with its sentence."""
    return tuple(
        conn.execute(
            """SELECT r.record_id, d.id AS document_id, d.source, d.title, r.page, r.quote, s.text AS sentence, s.section FROM document_references r
            JOIN v_documents d ON d.id = r.document_id LEFT JOIN sentences s ON s.id = r.sentence_id
            WHERE r.cited_document_id = ? ORDER BY d.issued_on DESC, d.source, r.start LIMIT ?""",
            [cited, limit],
        )
    )
