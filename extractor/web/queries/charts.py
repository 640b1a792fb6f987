"""Pictures as data: an indicator over time and bodies, findings by body and month, the share of figures that could be checked."""

from __future__ import annotations

import sqlite3
from typing import Any

from extractor.lexicon.patterns import fold

SERIES = 60
POINTS = 2_000


def series_list(conn: sqlite3.Connection, text: str) -> list[dict[str, Any]]:
    """The indicators with most points, those whose label holds the words that were typed."""
    parts, values = ["series_label IS NOT NULL"], []
    for word in fold(text[:200]).split()[:8]:
        # The key of a series is folded already.
        parts.append("instr(series_label, ?) > 0")
        values.append(word)
    found = conn.execute(
        f"""SELECT series_label, series_unit, count(*) AS points, min(id) AS first FROM indicators WHERE {' AND '.join(parts)}
        GROUP BY series_label, series_unit HAVING count(*) > 1 ORDER BY count(*) DESC, series_label LIMIT ?""",
        [*values, 4 * SERIES],
    ).fetchall()
    rows = []
    for row in found:
        # What several documents say comes first; many points are counted no further.
        documents = conn.execute(
            """SELECT count(DISTINCT document_id) FROM (SELECT document_id FROM indicators WHERE series_label = ? AND series_unit = ? LIMIT 500)""",
            [row["series_label"], row["series_unit"]],
        ).fetchone()[0]
        own = conn.execute("SELECT record_id, label, unit FROM indicators WHERE id = ?", [row["first"]]).fetchone()
        rows.append({"points": row["points"], "documents": documents, "record_id": own["record_id"], "label": own["label"], "unit": own["unit"]})
    return sorted(rows, key=lambda row: (-row["documents"], -row["points"], row["label"] or ""))[:SERIES]


def series(conn: sqlite3.Connection, record_id: str) -> dict[str, Any] | None:
    """All points of the indicator that a record belongs to: every body, every period, with the source of each."""
    own = conn.execute("SELECT series_label, series_unit, label, unit FROM indicators WHERE record_id = ?", [record_id]).fetchone()
    if own is None or own["series_label"] is None:
        return None
    rows = conn.execute(
        """SELECT r.record_id, v.value AS corrected, r.value_real, r.unit, r.subject, r.series_subject, r.period, r.period_from, r.period_to, r.role,
            d.id AS document_id, d.source, c.quote, s.text AS sentence FROM indicators r JOIN documents d ON d.id = r.document_id
        LEFT JOIN citations c ON c.id = r.citation_id LEFT JOIN sentences s ON s.id = r.sentence_id
        LEFT JOIN (SELECT record_id, json_extract(corrections, '$.value') AS value FROM reviews WHERE current = 1 AND decision = 'corrected') v
            ON v.record_id = r.record_id
        WHERE r.series_label = ? AND r.series_unit = ? ORDER BY r.period_to, r.series_subject, d.source, c.start LIMIT ?""",
        [own["series_label"], own["series_unit"], POINTS],
    ).fetchall()
    points = [
        {
            "record": row["record_id"],
            "value": float(row["corrected"]) if row["corrected"] is not None else row["value_real"],
            "subject": row["subject"] or row["series_subject"] or "–",
            "period": row["period"],
            "from": row["period_from"],
            "to": row["period_to"],
            "role": row["role"],
            "document": row["document_id"],
            "source": row["source"],
            "quote": row["quote"],
            "sentence": row["sentence"],
            "url": f"/doc/{row['document_id']}?r={row['record_id']}#{row['record_id']}",
        }
        for row in rows
    ]
    return {"label": own["label"] or own["series_label"], "unit": own["unit"] or "", "points": points}


def findings_by_month(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Findings by issuing body and month of issue."""
    rows = conn.execute(
        """SELECT coalesce(d.issuer, '–') AS body, coalesce(substr(d.issued_on, 1, 7), '–') AS month, f.severity, count(*) AS n
        FROM findings f JOIN documents d ON d.id = f.document_id GROUP BY 1, 2, 3 ORDER BY 2, 1, 3 LIMIT 3000"""
    ).fetchall()
    return [{"body": r["body"], "month": r["month"], "severity": r["severity"], "count": r["n"]} for r in rows]


def checked_share(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """How much of the figures of each document could be checked, the least first."""
    rows = conn.execute(
        """SELECT d.id, d.source, d.doc_type, d.code, s.figures, s.verified, s.broken FROM documents d JOIN document_stats s ON s.document_id = d.id
        WHERE s.figures > 0 ORDER BY 1.0 * (s.verified + s.broken) / s.figures, d.id LIMIT 60"""
    ).fetchall()
    return [
        {
            "name": " ".join(p for p in (r["doc_type"], r["code"]) if p) or r["source"],
            "source": r["source"],
            "url": f"/doc/{r['id']}",
            "figures": r["figures"],
            "verified": r["verified"],
            "broken": r["broken"],
        }
        for r in rows
    ]
