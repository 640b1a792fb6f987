"""The schema: every field has its column, an older file is brought up to date, and what is no database of this program is refused."""

from __future__ import annotations

import datetime
import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st
from made import plan

from extractor.database import schema
from extractor.database.connection import APPLICATION_ID, DatabaseError, open_database
from extractor.database.rows import TABLES, canonical, column_of, fields_of, record_of, row_of
from extractor.database.write import write
from extractor.records import RECORD_TYPES, Metadata, Part, Record

CONTRACT_TABLES = [
    *("documents", "pages", "blocks", "sentences", "organizations", "cited_documents", "document_references", "dates"),
    *("indicators", "tasks", "relations", "findings", "citations", "reviews"),
]


def test_tables_of_the_contract_with_foreign_keys(db: Any) -> None:
    assert set(CONTRACT_TABLES) <= {*db.table_names(), *db.view_names()}
    assert db.conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert db.conn.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    for table in schema.RECORD_TABLES:
        keys = {row[3]: row[2] for row in db.conn.execute(f"PRAGMA foreign_key_list({table}_rows)")}
        assert keys["document_id"] == "documents"
        indexed = {
            row[2]
            for (name,) in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", [f"{table}_rows"])
            for row in db.conn.execute(f"PRAGMA index_info({name})")
        }
        assert {"document_id", "start", "key"} <= indexed


@pytest.mark.parametrize("record_type", sorted(RECORD_TYPES))
def test_every_field_has_a_column(db: Any, record_type: str) -> None:
    if record_type == "metadata":
        columns = {row[1] for row in db.conn.execute("PRAGMA table_info(documents)")}
        assert set(Metadata.model_fields) - set(Record.model_fields) - {"citations", "parts"} <= columns
        parts = {row[1] for row in db.conn.execute("PRAGMA table_info(document_parts)")}
        assert set(Part.model_fields) - {"citations"} <= parts
        return
    columns = {row[1] for row in db.conn.execute(f"PRAGMA table_info({TABLES[record_type]})")}
    assert {column_of(field) for field in fields_of(record_type)} <= columns


def test_views_answer(db: Any) -> None:
    write(db, plan())
    for view in sorted(set(db.view_names()) - {"task_links", "plan_counts"}):
        rows = db.conn.execute(f"SELECT * FROM {view}").fetchall()
        assert rows, view
    row = db.conn.execute("SELECT document, start, end, quote, sentence_id FROM references_view").fetchone()
    assert row[:1] + row[3:4] == ("ke-hoach.txt", "Nghị định số 47/2029/NĐ-CP") and row[2] - row[1] == len(row[3])


def version_1(path: Path) -> None:
    """A database as the first version of the schema made it, with a document in it."""
    db = sqlite_utils.Database(path)
    with db.atomic():
        schema.MIGRATIONS[0](db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with db.atomic():
        db.execute(
            """INSERT INTO documents (id, source, format, sha256, file_sha256, characters, program_version, ingested_at, search, search_folded, text)
            VALUES (1, 'a.txt', 'text', 'x', 'x', 10, '0.1.0', '2031-01-01', 'Kế hoạch', 'ke hoach', 'Kế hoạch 9')"""
        )
        db.execute(
            "INSERT INTO sentences (id, document_id, number, text, text_folded) VALUES (1, 1, 1, 'Kế hoạch 9', 'ke hoach 9')"
        )
        db.execute(
            """INSERT INTO citations (id, document_id, sentence_id, start, "end", quote, record_type, record_id, role)
            VALUES (1, 1, 1, 9, 10, '9', 'date', 'dat-1', 'span')"""
        )
        db.execute(
            "INSERT INTO dates (record_id, document_id, sentence_id, citation_id, kind, valid) VALUES ('dat-1', 1, 1, 1, 'year', 1)"
        )
    db.conn.execute("PRAGMA user_version = 1")
    db.conn.close()


def layout(db: Any) -> list[tuple[str, str]]:
    rows = db.conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%_fts_%' ORDER BY name"
    ).fetchall()
    return [(name, " ".join(sql.split())) for name, sql in rows]


def test_a_database_of_version_1_is_brought_up_to_date(tmp_path: Path, db: Any) -> None:
    path = tmp_path / "old.db"
    version_1(path)
    old = open_database(path)
    assert old.conn.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert layout(old) == layout(db)
    assert old.conn.execute("SELECT document, quote, sentence, sentence_id FROM dates_view").fetchall() == [
        ("a.txt", "9", "Kế hoạch 9", 1)
    ]
    assert write(old, plan()) == "new"
    assert old.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    old.conn.close()


def test_a_migration_that_fails_leaves_the_older_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.db"
    version_1(path)

    def broken(db: Any) -> None:
        db.execute("DROP VIEW dates_view")
        raise RuntimeError("stop")

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS[:1], broken))
    with pytest.raises(RuntimeError):
        open_database(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM dates_view").fetchone() == (1,)
    connection.close()


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"not a database, only a text that is long enough to be one, or so", "foreign"),
        ("other", "foreign"),
        ("newer", "newer"),
        (None, "missing"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(tmp_path: Path, content: bytes | str | None, cause: str) -> None:
    path = tmp_path / "x.db"
    if isinstance(content, bytes):
        path.write_bytes(content * 100)
    elif content == "other":
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE mine (a)")
        other.close()
    elif content == "newer":
        open_database(path, create=True).conn.close()
        newer = sqlite3.connect(path)
        newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        newer.close()
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DatabaseError) as raised:
        open_database(path)
    assert raised.value.cause == cause and str(path) in raised.value.vi and str(path) in raised.value.en
    assert (path.read_bytes() if path.exists() else None) == before


def test_a_locked_database_is_said(path: Path, db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.database.connection.WAIT_SECONDS", 0.1)
    from extractor.database.connection import explained, transaction

    other = open_database(path)
    with transaction(db), pytest.raises(DatabaseError) as raised, explained(path):
        write(other, plan())
    assert raised.value.cause == "locked"
    other.conn.close()


@given(st.decimals(allow_nan=False, allow_infinity=False, places=8))
def test_canonical_decimals_are_exact_and_unique(value: Decimal) -> None:
    text = canonical(value)
    assert Decimal(text) == value
    assert "e" not in text.lower() and text == canonical(Decimal(text)) and text != "-0"
    assert canonical(value + Decimal(0)) == text or len(value.as_tuple().digits) > 28


def test_records_survive_their_rows() -> None:
    for record in plan().records:
        if record.type not in TABLES:
            continue
        place = {name: getattr(record, name) for name in Record.model_fields if name != "type"}
        more = {
            name: getattr(record, name)
            for name in ("evidence", "citations")
            if record.type in ("finding", "task") and name not in row_of(record) and hasattr(record, name)
        }
        assert record_of(record.type, row_of(record), place, **more) == record


def test_dates_are_iso() -> None:
    row = next(row_of(r) for r in plan().records if r.type == "date")
    assert row["from_date"] == "2029-05-02" and datetime.date.fromisoformat(row["to_date"])
