"""The columns of `indicators` that make series: under which key a figure meets others, and on which days it stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from extractor.linking.indicators import Setting, days_of, key_of

COLUMNS = ("series_label", "series_subject", "series_unit", "period_from", "period_to")


def series_columns(label: str | None, subject: str | None, unit: str | None, period: str | None, setting: Setting) -> dict[str, Any]:
    """The values of `COLUMNS` for a figure of a document; all but the days are None for a figure without a label."""
    key = key_of(label, subject, unit, setting)
    since, until = days_of(period, setting)
    return {
        "series_label": key.label if key else None,
        "series_subject": key.subject if key else None,
        "series_unit": key.unit if key else None,
        "period_from": since.isoformat() if since else None,
        "period_to": until.isoformat() if until else None,
    }


def setting_of(row: Mapping[str, Any]) -> Setting:
    """What a row of `documents` says of its document."""
    day = row["issued_on"]
    return Setting(row["issuer"], row["province"], datetime.date.fromisoformat(day) if day else None, row["title"])


def fill(db: Any) -> None:
    """Gives the figures that an older version wrote their columns."""
    rows = db.conn.execute(
        """SELECT r.id, r.label, r.subject, r.unit, r.period, d.issuer, d.province, d.issued_on, d.title
        FROM indicators r JOIN documents d ON d.id = r.document_id"""
    )
    made = []
    for number, label, subject, unit, period, *own in rows:
        setting = setting_of(dict(zip(("issuer", "province", "issued_on", "title"), own, strict=True)))
        made.append(series_columns(label, subject, unit, period, setting) | {"id": number})
    assigned = ", ".join(f"{column} = :{column}" for column in COLUMNS)
    db.conn.executemany(f"UPDATE indicators SET {assigned} WHERE id = :id", made)


def count_series(db: Any, document: int, sign: int) -> None:
    """Adds the figures of a document to the counts of their series (sign 1), or takes them away (-1) before it is deleted."""
    db.execute(
        """UPDATE series SET points = points + :sign * own.n, documents = documents + :sign FROM (SELECT series_id, count(*) AS n FROM indicators_rows
        WHERE document_id = :document AND series_id IS NOT NULL GROUP BY series_id) own WHERE series.id = own.series_id""",
        {"sign": sign, "document": document},
    )
    if sign < 0:
        db.execute(
            "DELETE FROM series WHERE documents <= 0 AND id IN (SELECT series_id FROM indicators_rows WHERE document_id = ?)", [document]
        )
