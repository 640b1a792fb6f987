"""Pictures as data: an indicator over time and bodies, findings by body and month, the share of figures that could be checked."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from extractor.database.compact import key_or_none
from extractor.database.corrections import corrected_fields
from extractor.database.kept import SENTENCE, quote_at, sentence_at
from extractor.lexicon.patterns import fold

# The points of a series, in their order.
_FIRST = """SELECT o.id, b.text AS series_subject, p.period, p.period_from, p.period_to FROM indicators_rows o LEFT JOIN periods p ON p.id = o.period_id LEFT JOIN phrases b ON b.id = o.series_subject_id
    WHERE o.series_id = ? ORDER BY p.period_to, b.text, o.id"""
SERIES = 60
POINTS = 2_000


def series_list(conn: sqlite3.Connection, text: str) -> list[dict[str, Any]]:
    """The indicators that most documents state, those whose label holds the words that were typed."""
    parts, values = ["points > 1"], []
    for word in fold(text[:200]).split()[:8]:
        # The key of a series is folded already.
        parts.append("instr(label, ?) > 0")
        values.append(word)
    found = conn.execute(
        f"""SELECT label AS series_label, id AS series_id, points, documents FROM series WHERE {' AND '.join(parts)}
        ORDER BY documents DESC, points DESC, label LIMIT ?""",
        [*values, SERIES],
    ).fetchall()
    rows = []
    for row in found:
        own = conn.execute(
            "SELECT record_id, label, unit FROM indicators WHERE id = (SELECT min(id) FROM indicators_rows WHERE series_id = ?)",
            [row["series_id"]],
        ).fetchone()
        if own is not None:
            rows.append({"points": row["points"], "documents": row["documents"], **dict(own)})
    return rows


def series(conn: sqlite3.Connection, record_id: str) -> dict[str, Any] | None:
    """All points of the indicator that a record belongs to: every body, every period, with the source of each."""
    own = conn.execute("SELECT series_id, series_label, label, unit FROM indicators WHERE key = ?", [key_or_none(record_id)]).fetchone()
    if own is None or own["series_id"] is None:
        return None
    rows = conn.execute(
        f"""SELECT r.record_id, r.value_real, r.unit, r.subject, f.series_subject, f.period, f.period_from, f.period_to, r.role,
            d.id AS document_id, d.source, r.start, r."end", {SENTENCE}
        FROM ({_FIRST} LIMIT ?) f JOIN indicators r ON r.id = f.id JOIN documents d ON d.id = r.document_id
        LEFT JOIN sentence_rows s ON s.id = r.sentence_id
        ORDER BY f.period_to, f.series_subject, d.source, r.start""",
        [own["series_id"], POINTS],
    ).fetchall()
    changed = corrected_fields(conn, (row["record_id"] for row in rows))
    # Each text is taken once, and quotes and sentences are cut here.
    texts = dict(conn.execute("SELECT id, text FROM documents WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted({r["document_id"] for r in rows}))]).fetchall())
    points = [
        {
            "record": row["record_id"],
            "value": row["value_real"] if (value := changed.get(row["record_id"], {}).get("value")) is None else float(value),
            "subject": row["subject"] or row["series_subject"] or "–",
            "period": row["period"],
            "from": row["period_from"],
            "to": row["period_to"],
            "role": row["role"],
            "document": row["document_id"],
            "source": row["source"],
            "quote": quote_at(texts[row["document_id"]], row),
            "sentence": sentence_at(texts[row["document_id"]], row),
            "url": f"/doc/{row['document_id']}?r={row['record_id']}#{row['record_id']}",
        }
        for row in rows
    ]
    return {"label": own["label"] or own["series_label"], "unit": own["unit"] or "", "points": points}


def findings_by_month(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Findings by issuing body and month of issue."""
    rows = conn.execute(
        # Counted by document from the index `findings_order` alone; then few rows are left to be grouped by body and month.
        """SELECT coalesce(d.issuer, '–') AS body, coalesce(substr(d.issued_on, 1, 7), '–') AS month, f.severity, sum(f.n) AS n
        FROM (SELECT severity, document_id, count(*) AS n FROM findings_rows GROUP BY severity, document_id) f JOIN v_documents d ON d.id = f.document_id
        GROUP BY 1, 2, 3 ORDER BY 2, 1, 3 LIMIT 3000"""
    ).fetchall()
    return [{"body": r["body"], "month": r["month"], "severity": r["severity"], "count": r["n"]} for r in rows]


def checked_share(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """How much of the figures of each document could be checked, the least first."""
    rows = conn.execute(
        """SELECT d.id, d.source, d.doc_type, d.code, s.figures, s.verified, s.broken FROM v_documents d JOIN document_stats s ON s.document_id = d.id
        WHERE s.figures > 0 ORDER BY 1.0 * (s.verified + s.broken) / s.figures, d.id LIMIT 60"""
    ).fetchall()
    return [
        {
            "name": " ".join(p for p in (r["doc_type"], r["code"]) if p) if r["code"] else r["source"].rpartition("/")[2],
            "source": r["source"],
            "url": f"/doc/{r['id']}",
            "figures": r["figures"],
            "verified": r["verified"],
            "broken": r["broken"],
        }
        for r in rows
    ]
