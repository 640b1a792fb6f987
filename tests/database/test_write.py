"""Writing, replacing and removing documents: what comes out is what went in, and nothing is left behind."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from made import D, Made, plan, report

from extractor.database import read
from extractor.database.connection import open_database, transaction
from extractor.database.removal import remove
from extractor.database.write import EvidenceError, write
from extractor.document import Page
from extractor.export import sort_key
from extractor.records import DateRecord, Indicator, Record, Reference, to_json

TABLES = [
    *("documents", "pages", "blocks", "sentences", "citations", "organizations", "cited_documents", "document_references"),
    *("dates", "indicators", "tasks", "relations", "findings", "pending_links"),
]


def counts(db: Any) -> dict[str, int]:
    return {table: db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def without_target(records: list[Record] | tuple[Record, ...]) -> list[str]:
    return [
        to_json(r.model_copy(update={"target": None}) if isinstance(r, Reference) else r) for r in sorted(records, key=sort_key)
    ]


def dump(db: Any) -> list[str]:
    """The whole content without row numbers and times: what must not depend on the order of ingestion."""
    lines = []
    for source, records in read.all_records(db):
        lines += [source, *(to_json(r) for r in sorted(records, key=sort_key))]
    lines += [
        json.dumps(row, ensure_ascii=False) for row in db.conn.execute("SELECT * FROM cited_documents ORDER BY id").fetchall()
    ]
    lines += [
        json.dumps(row, ensure_ascii=False)
        for row in db.conn.execute("SELECT record_id, name, level FROM organizations ORDER BY 1").fetchall()
    ]
    lines += [
        json.dumps(row)
        for row in db.conn.execute("SELECT source, cited_document_id, sha256 FROM documents ORDER BY source").fetchall()
    ]
    sentences = "SELECT d.source, s.number, s.text, s.section, s.start, s.\"end\" FROM sentences s JOIN documents d ON d.id = s.document_id ORDER BY 1, 2"
    lines += [json.dumps(row, ensure_ascii=False) for row in db.conn.execute(sentences).fetchall()]
    return lines


def test_every_record_comes_back_as_it_was(db: Any) -> None:
    made = plan()
    assert write(db, made, location="/x/ke-hoach.txt") == "new"
    back = read.records(db, "ke-hoach.txt")
    assert without_target(back) == without_target(made.records)
    assert {type(r).__name__ for r in back} == {"Metadata", "Reference", "DateRecord", "Indicator", "Task", "Relation", "Finding"}
    reference = next(r for r in back if isinstance(r, Reference))
    assert reference.target == db.conn.execute("SELECT id FROM cited_documents").fetchone()[0]


def test_every_quote_is_a_citation_with_its_sentence(db: Any) -> None:
    write(db, plan())
    rows = db.conn.execute(
        """SELECT c.quote, substr(d.text, c.start + 1, c."end" - c.start), s.text, c.record_type, c.role FROM citations c
        JOIN documents d ON d.id = c.document_id LEFT JOIN sentences s ON s.id = c.sentence_id"""
    ).fetchall()
    assert len(rows) > 12
    for quote, text, sentence, _, _ in rows:
        assert quote == text and sentence is not None
    roles = {(record_type, role) for *_, record_type, role in rows}
    assert {
        ("metadata", "issued_on"),
        ("reference", "span"),
        ("relation", "part"),
        ("relation", "whole"),
        ("finding", "evidence"),
    } <= roles
    assert ("organization", "span") in roles


def test_decimals_are_exact_with_a_number_beside_them(db: Any) -> None:
    made = Made("a.txt", "Chi 406810140384,0000000001 đồng và 0,10 đồng; thêm 12 đồng.")
    made.add(Indicator, "406810140384,0000000001", value=Decimal("406810140384.0000000001"), precision=Decimal("1E-10"))
    made.add(Indicator, "0,10", value=Decimal("0.10"), precision=Decimal("0.01"))
    made.add(Indicator, "12", value=Decimal("1.2E+1"))
    write(db, made.done())
    rows = db.conn.execute("SELECT value, precision, value_real FROM indicators ORDER BY value_real").fetchall()
    assert rows == [("0.1", "0.01", 0.1), ("12", "1", 12.0), ("406810140384.0000000001", "0.0000000001", 406810140384.0)]
    assert Decimal("406810140384.0000000001") in {r.value for r in read.records(db, "a.txt") if isinstance(r, Indicator)}


def test_the_same_bytes_change_nothing(db: Any, path: Path) -> None:
    write(db, plan(), location="/x/a")
    write(db, report(), location="/x/b")
    before = path.read_bytes()
    assert write(db, plan(), location="/x/a") == "unchanged"
    assert write(db, report(), location="/x/b") == "unchanged"
    assert path.read_bytes() == before


def test_again_replaces_the_same_bytes(db: Any) -> None:
    write(db, plan())
    before = counts(db)
    assert write(db, plan(), again=True) == "replaced"
    assert counts(db) == before


def test_a_changed_file_replaces_its_earlier_version(db: Any) -> None:
    write(db, report("a.txt"))
    write(db, plan())
    number = db.conn.execute("SELECT id FROM documents WHERE source = 'a.txt'").fetchone()
    changed = Made("a.txt", "Theo Thông tư số 9/2031/TT-BXD.").reference(
        "Thông tư số 9/2031/TT-BXD", doc_type="Thông tư", code="9/2031/TT-BXD"
    )
    assert write(db, changed.done()) == "replaced"
    assert db.conn.execute("SELECT id FROM documents WHERE source = 'a.txt'").fetchone() == number
    codes = {row[0] for row in db.conn.execute("SELECT code FROM cited_documents")}
    assert codes == {"47/2029/NĐ-CP", "9/2031/TT-BXD"}
    assert (
        db.conn.execute("SELECT count(*) FROM sentences_fts WHERE sentences_fts MATCH 'hộ AND tịch AND luật'").fetchone()[0] == 0
    )
    assert (
        db.conn.execute("SELECT count(*) FROM document_references_fts WHERE document_references_fts MATCH 'bxd'").fetchone()[0]
        == 1
    )


def test_removing_leaves_nothing(db: Any) -> None:
    write(db, plan())
    write(db, report())
    assert remove(db, "bao-cao.txt") and remove(db, "ke-hoach.txt")
    assert not remove(db, "ke-hoach.txt")
    assert set(counts(db).values()) == {0}
    for table in ("sentences", "document_references", "documents"):
        db.conn.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        assert db.conn.execute(f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH 'a OR so OR nghi'").fetchone()[0] == 0


def test_reviews_outlive_their_document(db: Any) -> None:
    write(db, plan())
    record = next(r for r in plan().records if isinstance(r, Indicator))
    with transaction(db):
        db.conn.execute(
            """INSERT INTO reviews (record_id, record_type, document, document_sha256, decision, reviewed_at)
            VALUES (?, 'indicator', 'ke-hoach.txt', 'x', 'accepted', '2031-01-01')""",
            [record.id],
        )
    write(db, plan(), again=True)
    assert db.conn.execute("SELECT count(*) FROM reviews JOIN indicators USING (record_id)").fetchone()[0] == 1


class Interrupted(sqlite3.Connection):
    """A connection whose caller is interrupted in the moment after a statement ran."""

    after: str | None = None

    def execute(self, sql: str, *arguments: Any) -> sqlite3.Cursor:
        cursor = super().execute(sql, *arguments)
        if sql == self.after:
            self.after = None
            raise KeyboardInterrupt
        return cursor


@pytest.mark.parametrize(("after", "kept"), [("BEGIN IMMEDIATE", 0), ("COMMIT", 1)])
def test_an_interrupt_around_a_transaction_leaves_none_open(tmp_path: Path, after: str, kept: int) -> None:
    path = tmp_path / "x.db"
    connection = sqlite3.connect(path, factory=Interrupted)
    connection.execute("CREATE TABLE t (a)")
    database = SimpleNamespace(conn=connection)
    connection.after = after
    with pytest.raises(KeyboardInterrupt), transaction(database):
        connection.execute("INSERT INTO t VALUES (1)")
    assert not connection.in_transaction
    with transaction(database):
        connection.execute("INSERT INTO t VALUES (2)")
    connection.close()
    with contextlib.closing(sqlite3.connect(path)) as again:
        assert again.execute("SELECT count(*) FROM t").fetchone() == (kept + 1,)


def test_a_wrong_quote_is_refused_and_nothing_is_written(db: Any) -> None:
    made = plan()
    broken = [r.model_copy(update={"quote": "khác"}) if isinstance(r, DateRecord) else r for r in made.records]
    before = counts(db)
    with pytest.raises(EvidenceError) as raised:
        write(db, replace(made, records=tuple(broken)))
    assert "ke-hoach.txt" in raised.value.vi
    assert counts(db) == before and not db.conn.in_transaction


def test_a_failing_replacement_keeps_the_earlier_version(db: Any) -> None:
    write(db, report("a.txt"))
    before = dump(db)
    made = plan("a.txt")
    with pytest.raises(EvidenceError):
        write(
            db,
            replace(
                made, records=tuple(r.model_copy(update={"quote": "?"}) if isinstance(r, Indicator) else r for r in made.records)
            ),
        )
    assert dump(db) == before


def test_rows_of_a_table_are_sentences_too(db: Any) -> None:
    made = Made("a.txt", "Xã A\t12\t13\nXã B\t12\t13")
    row = {"sentence": "Xã A | 12 | 13", "section": ["Phụ lục"]}
    made.add(Indicator, "12", value=12).add(Indicator, "13", value=13)
    made.records = [r.model_copy(update=row) for r in made.records]
    write(db, made.done())
    assert [r.sentence for r in read.records(db, "a.txt")] == ["Xã A | 12 | 13"] * 2
    rows = db.conn.execute("SELECT text, start, \"end\", section FROM sentences WHERE text LIKE '%|%'").fetchall()
    assert rows == [("Xã A | 12 | 13", 5, 10, "Phụ lục")]


def test_pages_and_boxes_come_back(db: Any) -> None:
    pages = (Page(1, 0, 10, 595, 842), Page(2, 10, 26, 595, 842))
    made = Made("a.pdf", "Trang một.Ngày 05/6/2031.", pages=pages).add(
        DateRecord, "05/6/2031", kind="day", from_=D(2031, 6, 5), to=D(2031, 6, 5)
    )
    boxed = [r.model_copy(update={"bbox": [(1.5, 2.0, 3.0, 4.0), (1.0, 5.0, 3.0, 6.0)]}) for r in made.records]
    write(db, replace(made.done(), records=tuple(boxed)))
    (record,) = read.records(db, "a.pdf")
    assert record.page == 2 and record.bbox == [(1.5, 2.0, 3.0, 4.0), (1.0, 5.0, 3.0, 6.0)]
    assert db.conn.execute('SELECT number, start, "end" FROM pages ORDER BY number').fetchall() == [(1, 0, 10), (2, 10, 26)]


SCRIPT = """
import sys, time
sys.path.insert(0, sys.argv[2])
from made import plan
from extractor.database.connection import open_database
from extractor.database.write import write
db = open_database(sys.argv[1])

def watch(statement):
    # Most of the document is written by now; wait here to be killed.
    if statement.startswith("INSERT INTO") and "findings" in statement:
        print("writing", flush=True)
        time.sleep(60)

db.conn.set_trace_callback(watch)
write(db, plan())
"""


@pytest.mark.parametrize("replacing", [False, True])
def test_a_killed_process_leaves_nothing_half_written(db: Any, path: Path, replacing: bool) -> None:
    write(db, report("ke-hoach.txt" if replacing else "bao-cao.txt"))
    before = dump(db)
    db.conn.close()
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path), str(Path(__file__).parent)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        process.kill()
        process.wait()
    again = open_database(path)
    assert dump(again) == before
    assert again.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert write(again, plan()) == ("replaced" if replacing else "new")
    again.conn.close()
