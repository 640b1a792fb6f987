"""How rows are kept small: what is packed comes out again, the views say the same as the program, and an older database becomes the same one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from hypothesis import given
from hypothesis import strategies as st
from made import plan, report

from extractor.database import read, schema
from extractor.database.compact import id_of, key_of, key_or_none, packed, place_in, plain_letters, value_at
from extractor.database.compact import read as reading
from extractor.database.connection import APPLICATION_ID, open_database
from extractor.database.kept import sentences
from extractor.database.removal import remove
from extractor.database.search import search
from extractor.database.verify import Difference, differences
from extractor.database.write import write
from extractor.export import sort_key
from extractor.lexicon.patterns import fold
from extractor.pipeline import extract_text
from extractor.records import to_json

WIDE = 10  # the last schema in which rows were kept as they are read


@given(st.integers(min_value=0, max_value=(1 << 64) - 1))
def test_keys_are_identifiers(number: int) -> None:
    name = f"ind-{number:016x}"
    assert id_of("ind", key_of(name)) == name and -(1 << 63) <= key_of(name) < 1 << 63


@pytest.mark.parametrize("typed", ["", "ind", "ind-", "ind-xyz", "ind-" + "f" * 17, "không có"])
def test_what_is_no_identifier_has_no_key(typed: str) -> None:
    assert key_or_none(typed) is None


@given(st.lists(st.text("ab \n\tđ|1", min_size=1, max_size=12), min_size=1, max_size=12), st.sampled_from([" | ", " ", ""]), st.integers(0, 3))
def test_sentences_come_out_as_they_went_in(runs: list[str], joint: str, gap: int) -> None:
    text, spans = "x\n", []
    for run in runs:
        spans.append((len(text), len(text) + len(run)))
        text += run + "\n\t<1>"[: gap + 1]
    said = joint.join(" ".join(run.split()) for run in runs)
    kept = packed(text, spans, said)
    assert reading(text, kept.start, kept.length, kept.pieces, kept.words) == said


def test_a_row_of_a_table_is_kept_as_places() -> None:
    cells = ["7", "Sửa chữa kênh nội đồng của hợp tác xã Tân Lộc", "12,5 km", "Hoàn thành trong quý IV năm 2031"]
    text = "\n\t".join(cells)
    spans, at = [], 0
    for cell in cells:
        spans.append((at, at + len(cell)))
        at += len(cell) + 2
    kept = packed(text, spans, " | ".join(cells))
    assert kept.words is None and kept.pieces is not None and len(kept.pieces) < len(text)
    assert reading(text, kept.start, kept.length, kept.pieces, None) == " | ".join(cells)


def test_values_are_places_where_they_stand_in_the_text() -> None:
    text = "Giao Sở Công Thương\nchủ trì việc này."
    place = place_in(text, "Sở Công Thương chủ trì", (0, len(text)))
    assert place == 5 << 16 | 22 and value_at(text, place) == "Sở Công Thương chủ trì"
    for value in (None, "Sở", "Sở Nội vụ tỉnh", 7, "Sở Công Thương\nchủ trì"):
        assert place_in(text, value, (0, len(text))) is value


@pytest.mark.parametrize("text", ["Đường ƣớt, Ủy ban, Nghị định, hoà, ề", "ðà", "GIẢI NGÂN 99,65%", "quý"])
def test_the_index_folds_as_the_program_does(db: Any, text: str) -> None:
    db.conn.execute("CREATE VIRTUAL TABLE temp.t USING fts5(a, tokenize='unicode61 remove_diacritics 2')")
    db.conn.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('temp', 't', 'row')")
    db.conn.execute("INSERT INTO temp.t VALUES (?)", [plain_letters(text)])
    words = {row[0] for row in db.conn.execute("SELECT term FROM temp.words")}
    assert words == set("".join(c if c.isalnum() else " " for c in fold(text)).split())


def exported(db: Any) -> list[str]:
    return [to_json(r) for source in read.sources(db) for r in sorted(read.records(db, source), key=sort_key)]


def wide(path: Path, db: Any) -> None:
    """A database of the older schema with the content of a new one, whose views have the columns that the tables had."""
    old = sqlite_utils.Database(path)
    with old.atomic():
        for migrate in schema.MIGRATIONS[:WIDE]:
            migrate(old)
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.conn.execute(f"PRAGMA user_version = {WIDE}")
    old.conn.execute("PRAGMA foreign_keys = OFF")
    db.conn.commit()
    old.conn.execute("ATTACH ? AS new", [db.conn.execute("PRAGMA database_list").fetchone()[2]])
    tables = [row[0] for row in old.conn.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'")]
    conn = old.conn
    with old.atomic():
        for table in tables:
            conn.execute(f"DELETE FROM main.{table}")
            known = {row[1] for row in conn.execute(f"PRAGMA new.table_info({table})")}
            names = [row[1] for row in conn.execute(f"PRAGMA main.table_info({table})") if row[1] in known]
            more = {"search": "''", "search_folded": "''", "text_folded": "''"}
            wanted = [row[1] for row in conn.execute(f"PRAGMA main.table_info({table})") if row[1] in more and row[1] not in known]
            columns = ", ".join(f'"{name}"' for name in [*names, *wanted])
            values = ", ".join([*(f'"{name}"' for name in names), *(more[name] for name in wanted)])
            conn.execute(f"INSERT INTO main.{table} ({columns}) SELECT {values} FROM new.{table}")
        for table in ("document_references", "dates", "indicators", "tasks", "relations", "findings"):
            conn.execute(
                f"""UPDATE main.{table} SET citation_id = (SELECT c.id FROM main.citations c WHERE c.record_id = main.{table}.record_id
                AND c.role = 'span')"""
            )
        for number, text, start, end in conn.execute('SELECT id, text, start, "end" FROM main.sentences').fetchall():
            if start is not None:
                conn.execute("UPDATE main.sentences SET spans = ?, text_folded = ? WHERE id = ?", [json.dumps([[start, end]]), fold(text), number])
    conn.execute("DETACH new")
    conn.close()


def test_a_database_of_version_10_becomes_the_same(db: Any, tmp_path: Path) -> None:
    for made in (plan(), report()):
        write(db, made)
    wide(tmp_path / "old.db", db)
    assert sqlite_utils.Database(tmp_path / "old.db")["indicators"].columns_dict["label"] is str
    old = open_database(tmp_path / "old.db")
    assert old.conn.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    assert exported(old) == exported(db)
    assert [d for d in differences(old) if isinstance(d, Difference) and d.serious] == []
    checksums = "SELECT source, checksum FROM documents ORDER BY source"
    assert old.conn.execute(checksums).fetchall() == db.conn.execute(checksums).fetchall()
    for query in ("ke hoach", "kế hoạch", "47/2029"):
        for kind in ("sentence", "reference", "document"):
            assert search(old, query, kind=kind) == search(db, query, kind=kind)  # type: ignore[arg-type]
    assert remove(old, "bao-cao.txt") and write(old, plan(), again=True) == "replaced"
    assert old.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    old.conn.close()


def test_views_say_what_the_program_reads(db: Any) -> None:
    for made in (plan(), report()):
        write(db, made)
    for source in read.sources(db):
        for record in read.records(db, source):
            if record.start is None:
                continue
            rows = db.conn.execute(
                'SELECT c.start, c."end", c.quote, c.record_type FROM citations c WHERE c.record_id = ? AND c.role = \'span\'', [record.id]
            ).fetchall()
            assert rows == [(record.start, record.end, record.quote, record.type)]
        number = db.conn.execute("SELECT id FROM documents WHERE source = ?", [source]).fetchone()[0]
        assert list(sentences(db, number)) == db.conn.execute("SELECT id, text FROM sentences WHERE document_id = ? ORDER BY id", [number]).fetchall()


def test_the_full_text_can_be_checked_rebuilt_and_asked_for_its_words(db: Any) -> None:
    """SQLite allows the view of a full text's words no virtual table."""
    rows = "STT\tTên công trình\tKinh phí (triệu đồng)\n1\tSửa chữa kênh nội đồng của hợp tác xã Tân Lộc\t1.250\n2\tĐường liên thôn Đồng Nai\t870\n"
    for made in (plan(), report(), extract_text(f"Kèm theo Quyết định số 9/QĐ-UBND.\n{rows}", source="bang.txt")):
        write(db, made)
    assert db.conn.execute("SELECT count(*) FROM sentence_rows WHERE pieces IS NOT NULL").fetchone() != (0,)
    for (table,) in db.conn.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%' ORDER BY name").fetchall():
        db.conn.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        before = db.conn.execute(f"SELECT rowid, text FROM {table}").fetchall()
        db.conn.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")
        db.conn.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        assert db.conn.execute(f"SELECT rowid, text FROM {table}").fetchall() == before != []


def test_plain_sql_takes_a_document_out_with_its_words(db: Any) -> None:
    write(db, plan())
    write(db, report())
    db.conn.execute("DELETE FROM documents")
    for table in ("sentences", "tasks", "document_references", "documents"):
        db.conn.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        assert db.conn.execute(f"SELECT count(*) FROM {table}_fts WHERE {table}_fts MATCH 'a OR so OR ke OR nghi'").fetchone()[0] == 0


def test_strings_are_kept_once(db: Any) -> None:
    write(db, plan())
    before = db.conn.execute("SELECT count(*) FROM phrases").fetchone()
    write(db, plan(), again=True)
    assert db.conn.execute("SELECT count(*) FROM phrases").fetchone() == before
    assert db.conn.execute("SELECT count(*) - count(DISTINCT text) FROM phrases").fetchone() == (0,)
