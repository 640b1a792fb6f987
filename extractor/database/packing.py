"""Writes the rows of one document in the form in which they are kept: what `write` makes of a document, and what an older database held.

In: rows as the views have them (`record_id`, texts, JSON), with the spans beside them. Out: rows of the `…_rows` tables.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.database.compact import Numbers, Phrases, compact_json, key_of, packed, place_in, plain_letters
from extractor.database.compact_schema import LIST, PERIOD, PHRASE, RECORDS, SLICE, SPAN, SPANS, UNTIL, rows_of, stored

Row = Mapping[str, Any]
PERIOD_COLUMNS = ("period", "period_from", "period_to", "stated_from", "stated_to")


def insert(db: Any, table: str, rows: Sequence[Row]) -> None:
    """Inserts rows that all have the same keys, inside the caller's transaction."""
    if rows:
        names = list(rows[0])
        marks = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
        db.conn.executemany(sql, [[row[name] for name in names] for row in rows])


class Packer:
    """Packs the rows of documents, one after another, inside one transaction."""

    def __init__(self, db: Any) -> None:
        self.db = db
        self.phrases = Phrases(db)
        self.series = Numbers(db, "series", ("label", "unit"), {"points": 0, "documents": 0})
        self.periods = Numbers(db, "periods", PERIOD_COLUMNS)
        self.document = 0
        self.text = ""
        self._sentences: dict[int, tuple[int, int]] = {}

    def begin(self, document: int, text: str) -> None:
        """The rows that follow are those of this document."""
        self.document, self.text, self._sentences = document, text, {}

    def write_sentences(self, rows: Sequence[Row]) -> None:
        """Sentences: `id`, `text`, `page`, `spans` (pairs), `headings` (a list of words); and their full text."""
        kept, words, exact = [], [], []
        for row in rows:
            made = packed(self.text, row["spans"], row["text"])
            if made.start is not None and made.length is not None:
                self._sentences[row["id"]] = made.start, made.start + made.length
            headings = self.phrases.number(compact_json(list(row["headings"]))) if row["headings"] else None
            kept.append({"id": row["id"], "document_id": self.document, "headings_id": headings, "page": row["page"], "start": made.start}
                        | {"length": made.length, "pieces": made.pieces, "words": made.words})  # fmt: skip
            words.append((row["id"], plain_letters(row["text"])))
            exact.append((row["id"], row["text"]))
        insert(self.db, "sentence_rows", kept)
        self.db.conn.executemany("INSERT INTO sentences_fts (rowid, text) VALUES (?, ?)", words)
        self.db.conn.executemany("INSERT INTO sentences_exact (rowid, text) VALUES (?, ?)", exact)

    def write_blocks(self, rows: Sequence[Row]) -> None:
        """Blocks, as their view has them. A span of one row or column is the usual case and not written."""
        kept = [
            {"document_id": self.document, "start": row["start"], "number": row["number"], "length": row["end"] - row["start"]}
            | {"kind": None if row["kind"] == "cell" else row["kind"]}
            | {name: row[name] for name in ("level", "mark", "table_number", "table_row", "table_column", "row_span", "column_span", "head")}
            for row in rows
        ]
        insert(self.db, "block_rows", kept)

    def write_records(self, table: str, rows: Sequence[Row], spans: Mapping[int, Row], fields: Mapping[str, Sequence[Row]]) -> None:
        """Records of a table, as their view has them, with `id`; `spans` by `citation_id`, `fields` by `record_id` (of tasks)."""
        kept = [self._record(table, row, spans.get(row["citation_id"] or 0), fields.get(row["record_id"], ())) for row in rows]
        insert(self.db, rows_of(table), kept)
        if table == "indicators":
            units = sorted({row["unit_id"] for row in kept if row["unit_id"] is not None})
            self.db.conn.executemany("INSERT OR IGNORE INTO units (id) VALUES (?)", [[unit] for unit in units])
        if table == "tasks":
            words = [(row["id"], plain_letters(words_of_task(row["title"], row["lead"], row["product"]))) for row in rows]
            self.db.conn.executemany("INSERT INTO tasks_fts (rowid, text) VALUES (?, ?)", words)
            cited = [
                {"task_id": row["id"], "position": field["position"], "field": field["role"], "start": field["start"], "length": _length(field)}
                for row in rows
                for field in fields.get(row["record_id"], ())
            ]
            insert(self.db, "task_fields", cited)

    def _record(self, table: str, row: Row, span: Row | None, fields: Sequence[Row]) -> dict[str, Any]:
        start, end = (span["start"], span["end"]) if span else (None, None)
        box = span["box"] if span else None
        made: dict[str, Any] = {"id": row["id"], "key": key_of(row["record_id"]), "document_id": self.document, "sentence_id": row["sentence_id"]}
        made |= {"start": start, "length": None if start is None or end is None else end - start, "page": span["page"] if span else None}
        made["box"] = compact_json(json.loads(box)) if box else None
        windows = [(f["start"], f["end"]) for f in fields]
        windows += [(start, end)] if start is not None and end is not None else []
        windows += [self._sentences[row["sentence_id"]]] if row["sentence_id"] in self._sentences else []
        previous = ""
        for name, kind in RECORDS[table].columns:
            column = stored(name, kind)
            if column is not None and kind != PERIOD:
                made[column] = self._cell(kind, row, name, previous, start or 0, windows)
            previous = name
        if table == "indicators":
            made["period_id"] = self.periods.number(*(row[name] for name in PERIOD_COLUMNS)) if any(row[n] for n in PERIOD_COLUMNS) else None
            made["series_id"] = self.series.number(row["series_label"], row["series_unit"]) if row["series_label"] is not None else None
        return made

    def _cell(self, kind: str, row: Row, name: str, previous: str, start: int, windows: Sequence[tuple[int, int]]) -> Any:
        value = row[name]
        if kind == PHRASE:
            return self.phrases.number(value)
        if kind == SLICE:
            return place_in(self.text, value, *windows)
        if kind == LIST:
            return None if value in ("[]", None) else compact_json(json.loads(value))
        if kind == UNTIL:
            return None if value == row[previous] else "" if value is None else value
        if kind == SPANS:
            return compact_json([[first - start, last - first] for first, last in json.loads(value)])
        if kind == SPAN:
            if value is None:
                return None
            first, last = json.loads(value)
            return compact_json([first - start, last - first])
        return value

    def write_cited(self, citations: Sequence[Row], metadata: str | None) -> None:
        """The spans of the fields of the metadata, by the identifier of the metadata."""
        kept = [
            {"document_id": self.document, "position": c["position"], "field": c["role"], "start": c["start"], "length": _length(c)}
            for c in citations
            if c["record_type"] == "metadata" and c["record_id"] == metadata
        ]
        insert(self.db, "metadata_fields", kept)

    def write_evidence(self, citations: Sequence[Row], numbers: Mapping[str, int]) -> None:
        """The evidence of findings, which are there: `numbers` are their rows by identifier. Each citation says its document."""
        kept = [
            {"finding_id": numbers[c["record_id"]], "position": c["position"], "document_id": c["document_id"], "sentence_id": c["sentence_id"]}
            | {"page": c["page"], "start": c["start"], "length": _length(c)}
            for c in citations
        ]
        insert(self.db, "finding_evidence", kept)

    def write_mentions(self, citations: Sequence[Row]) -> None:
        """Where the text names bodies, which are there."""
        conn = self.db.conn
        numbers: dict[str, int] = {}
        for name in {c["record_id"] for c in citations}:
            row = conn.execute("SELECT id FROM organization_rows WHERE key = ?", [key_of(name)]).fetchone()
            if row is not None:
                numbers[name] = row[0]
        conn.executemany(
            "INSERT OR IGNORE INTO organization_mentions (document_id, start, length, organization_id) VALUES (?, ?, ?, ?)",
            [(self.document, c["start"], _length(c), numbers[c["record_id"]]) for c in citations if c["record_id"] in numbers],
        )


def _length(row: Row) -> int:
    return int(row["end"] - row["start"])


def words_of_task(title: str | None, lead: str | None, product: str | None) -> str:
    """What a task is found by, as the view `tasks_said` has it."""
    return (title or "") + "".join(f" {part}" for part in (lead, product) if part is not None)


def by_record(citations: Sequence[Row]) -> dict[str, list[Row]]:
    """The citations of fields of tasks, by the task's identifier, in order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for citation in sorted((c for c in citations if c["record_type"] == "task" and c["role"] != "span"), key=lambda c: int(c["position"])):
        found[citation["record_id"]].append(citation)
    return found


__all__ = ["Packer", "by_record", "insert", "words_of_task"]
