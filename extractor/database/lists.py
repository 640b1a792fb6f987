"""Indicators and tasks of the database by what a person asks for: document, body, period, label, status. In the order of the export.

Words are compared without accents and case, with abbreviations written out ("UBND" finds "Ủy ban nhân dân"); all words of a filter must be there.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.database.kept import SENTENCE, quote_at, sentence_at
from extractor.database.rows import TABLES, column_of, fields_of, record_of
from extractor.lexicon.patterns import fold
from extractor.linking.indicators import Observation, SeriesKey, Setting, days_of, plain
from extractor.linking.keys import code_key
from extractor.records import Indicator, Record, Task


@dataclass(frozen=True)
class Asked:
    """What a list is limited to; an empty field does not limit.

    `document`: path, a part of it, or number and symbol. `body`: whose figure it is, who leads the task, or who issued the document.
    `period`: all figures whose days lie inside it. `in_table`: only cells of tables, or only running text. `past_due`: open after its day.
    """

    document: str | None = None
    body: str | None = None
    period: str | None = None
    unit: str | None = None
    label: str | None = None
    roles: Sequence[str] = ()
    in_table: bool | None = None
    statuses: Sequence[str] = ()
    forms: Sequence[str] = ()
    due_before: datetime.date | None = None
    past_due: bool = False


@dataclass
class _Where:
    """Conditions and their values."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, condition: str, *values: Any) -> None:
        self.parts.append(condition)
        self.values += values

    def words(self, text: str | None, expression: str) -> None:
        """All words of `text` are words of the expression."""
        for word in plain(text or "").split():
            self.add(f"instr(' ' || plain({expression}) || ' ', ?) > 0", f" {word} ")

    def one_of(self, column: str, values: Sequence[str]) -> None:
        if values:
            self.add(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def document(self, name: str | None) -> None:
        if name:
            key = code_key(name)
            self.add(
                """(instr(lower(d.source), lower(?)) > 0 OR instr(lower(coalesce(d.code, '')), lower(?)) > 0
                OR (d.code_key = ? AND (? IS NULL OR coalesce(d.issued_on, ?) LIKE ? || '%')))""",
                name.replace("\\", "/"),
                name,
                key.key,
                key.year,
                key.year,
                key.year,
            )


def indicators(db: Any, asked: Asked) -> list[Indicator]:
    """The indicators that are asked for."""
    where = _Where()
    where.document(asked.document)
    where.words(asked.label, "coalesce(r.label, '')")
    where.words(asked.body, "coalesce(r.subject, '') || ' ' || coalesce(r.parent, '') || ' ' || coalesce(d.issuer, '')")
    if asked.unit:
        where.add("plain(coalesce(r.unit, '')) = ?", plain(asked.unit))
    if asked.period:
        since, until = days_of(asked.period, Setting())
        if since and until:
            where.add("r.period_from >= ? AND r.period_to <= ?", since.isoformat(), until.isoformat())
        else:
            where.words(asked.period, "coalesce(r.period, '')")
    where.one_of("r.role", asked.roles)
    if asked.in_table is not None:
        where.add(f"r.table_number IS {'NOT ' if asked.in_table else ''}NULL")
    return [r for r in _records(db, "indicator", where) if isinstance(r, Indicator)]


def tasks(db: Any, asked: Asked) -> list[Task]:
    """The tasks that are asked for."""
    where = _Where()
    where.document(asked.document)
    where.words(asked.label, "coalesce(r.title, '')")
    where.words(asked.body, "coalesce(r.lead, '') || ' ' || coalesce(r.assignment, '') || ' ' || coalesce(d.issuer, '')")
    where.one_of("r.status", asked.statuses)
    where.one_of("r.form", asked.forms)
    if asked.due_before:
        where.add("r.due_on < ?", asked.due_before.isoformat())
    if asked.past_due:
        where.add("(r.past_due = 1 OR r.status = 'overdue') AND coalesce(r.count, '') <> '0'")
    return [r for r in _records(db, "task", where) if isinstance(r, Task)]


def observations(db: Any, label: str, subject: str | None = None, unit: str | None = None) -> list[tuple[Observation, Indicator]]:
    """The figures whose label holds all words of `label`, as points of series with their records."""
    where = _Where()
    where.add("r.series_label IS NOT NULL")
    where.words(label, "replace(r.label, '/', ' ')")
    where.words(subject, "coalesce(r.subject, '') || ' ' || r.series_subject")
    if unit:
        where.add("plain(coalesce(r.unit, '')) = ?", plain(unit))
    keys = "r.record_id, r.series_label, r.series_subject, r.series_unit, r.period_from, r.period_to"
    condition = " AND ".join(where.parts)
    known = {
        row["record_id"]: row
        for row in prepare(db).execute(f"SELECT {keys} FROM indicators r WHERE {condition}", where.values)
    }
    found = []
    for record in _records(db, "indicator", where):
        assert isinstance(record, Indicator)
        row = known[record.id]
        since, until = (datetime.date.fromisoformat(row[name]) if row[name] else None for name in ("period_from", "period_to"))
        point = Observation(
            record=record.id,
            document=record.document,
            key=SeriesKey(row["series_label"], row["series_subject"], row["series_unit"]),
            value=record.value,
            label=record.label,
            subject=record.subject,
            unit=record.unit,
            role=record.role,
            value_to=record.value_to,
            total=record.total,
            comparator=record.comparator,
            precision=record.precision,
            period=record.period,
            since=since,
            until=until,
            start=record.start or 0,
        )
        found.append((point, record))
    return found


def indicators_by_id(db: Any, condition: str, values: Sequence[Any] = ()) -> list[Indicator]:
    """The indicators (`r`) for which an SQL condition holds."""
    return [r for r in _records(db, "indicator", _Where([condition], list(values))) if isinstance(r, Indicator)]


def tasks_by_id(db: Any, condition: str, values: Sequence[Any]) -> list[Task]:
    """The tasks (`r`) for which an SQL condition holds."""
    return [r for r in _records(db, "task", _Where([condition], list(values))) if isinstance(r, Task)]


def prepare(db: Any) -> sqlite3.Cursor:
    """A cursor with named columns, on a connection that knows `plain`."""
    db.conn.create_function("plain", 1, plain, deterministic=True)
    db.conn.create_function("fold", 1, fold, deterministic=True)
    cursor: sqlite3.Cursor = db.conn.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor


def _records(db: Any, record_type: str, where: _Where) -> Iterator[Record]:
    columns = ", ".join(f"r.{column_of(field_)}" for field_ in fields_of(record_type))
    condition = f"WHERE {' AND '.join(where.parts)}" if where.parts else ""
    rows = prepare(db).execute(
        f"""SELECT r.record_id, r.document_id, {columns}, d.source, r.start, r."end", r.page, r.box, {SENTENCE}
        FROM {TABLES[record_type]} r JOIN v_documents d ON d.id = r.document_id
        LEFT JOIN sentence_rows s ON s.id = r.sentence_id {condition} ORDER BY d.source, r.start, r."end", r.record_id""",
        where.values,
    )
    document, text = None, ""
    for row in rows:
        if row["document_id"] != document:
            # One text after another: each is taken once.
            document = row["document_id"]
            text = db.conn.execute("SELECT text FROM documents WHERE id = ?", [document]).fetchone()[0]
        place = {
            "id": row["record_id"],
            "document": row["source"],
            "bbox": json.loads(row["box"]) if row["box"] else None,
            "section": json.loads(row["headings"]) if row["headings"] else [],
            **{name: row[name] for name in ("start", "end", "page")},
            "quote": quote_at(text, row),
            "sentence": sentence_at(text, row),
        }
        yield record_of(record_type, row, place)


def common(db: Any, column: str, most: int = 12) -> list[str]:
    """The commonest values of a column of `indicators` ("unit", "period"), the most frequent first."""
    if column not in ("unit", "period"):
        raise ValueError(column)
    rows = db.conn.execute(f"SELECT {column} FROM indicators WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?", [most])
    return [value for (value,) in rows]
