"""What a command writes never destroys what it reads, and reading commands change nothing."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from extractor.cli import build
from extractor.database.connection import DatabaseError, open_database
from extractor.database.reading import open_for_reading
from extractor.outputs import OutputError, guard, replacing, written

ORDER = "Thực hiện Quyết định số 812/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận 120 hồ sơ.\n"


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(build("en"), [str(a) for a in arguments])


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(ORDER, encoding="utf-8")
    return path


@pytest.fixture
def db(tmp_path: Path, text: Path) -> Path:
    path = tmp_path / "x.db"
    assert run("ingest", text, "--db", path).exit_code == 0
    return path


def state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        str(p.relative_to(folder)): (hashlib.sha256(p.read_bytes()).hexdigest(), p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


WRITING = [
    ("export", "--db", "{db}"),
    ("export", "--db", "{db}", "--format", "csv"),
    ("export", "--db", "{db}", "--format", "parquet"),
    ("indicators", "--db", "{db}", "--format", "csv"),
    ("indicators", "--db", "{db}", "--format", "xlsx"),
    ("tasks", "--db", "{db}", "--format", "jsonl"),
    ("series", "hồ sơ", "--db", "{db}", "--format", "csv"),
    ("audit", "--db", "{db}", "--format", "json"),
    ("audit", "{db}", "--format", "docx"),
    ("audit", "{db}", "--format", "xlsx"),
]


@pytest.mark.parametrize("command", WRITING, ids=" ".join)
def test_a_database_is_never_an_output(command: tuple[str, ...], db: Path, tmp_path: Path) -> None:
    before = state(tmp_path)
    link, hard = tmp_path / "link.jsonl", tmp_path / "hard.csv"
    if sys.platform != "win32":
        link.symlink_to(db)
    os.link(db, hard)
    arguments = [word.format(db=db) for word in command]
    for output in (db, link, hard, db.with_name("x.db-journal")):
        if output is link and sys.platform == "win32":
            continue
        result = run(*arguments, "--output", output)
        assert result.exit_code == 3 and "choose another file" in result.output, result.output
        assert not isinstance(result.exception, (OSError, AssertionError))
    if link.is_symlink():
        # SQLite keeps the journals beside what the link leads to.
        result = run(*[word.format(db=link) for word in command], "--output", db.with_name("x.db-wal"))
        assert result.exit_code == 3 and "choose another file" in result.output, result.output
    link.unlink(missing_ok=True)
    hard.unlink()
    assert state(tmp_path) == before


@pytest.mark.parametrize("command", [("extract",), ("audit", "--format", "json")])
def test_a_file_that_is_read_is_never_an_output(command: tuple[str, ...], text: Path, tmp_path: Path) -> None:
    for given in (text, tmp_path):
        result = run(command[0], given, *command[1:], "--output", text)
        assert result.exit_code == 3, result.output
        assert text.read_text(encoding="utf-8") == ORDER


def test_other_databases_are_no_outputs_either(db: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    sqlite3.connect(other).execute("CREATE TABLE t(a)").connection.close()
    with pytest.raises(OutputError):
        guard(other)


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), written(path) as out:
        out.write("half")
        raise ZeroDivisionError
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_an_output_keeps_its_rights_and_its_link(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("rights and links of POSIX")
    path, link = tmp_path / "a.txt", tmp_path / "l.txt"
    path.write_text("1", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    with replacing(link) as made:
        made.write_text("2", encoding="utf-8")
    assert link.is_symlink() and path.read_text(encoding="utf-8") == "2" and path.stat().st_mode & 0o777 == 0o640


READING = [
    ("search", "quyết định"),
    ("show", "812/QĐ-UBND"),
    ("indicators",),
    ("tasks",),
    ("series", "hồ sơ"),
    ("audit",),
    ("export",),
    ("verify",),
]


@pytest.mark.parametrize("command", READING, ids=lambda c: c[0])
@pytest.mark.parametrize("case", ["finished", "unlinked", "older", "readonly"])
def test_reading_changes_nothing(command: tuple[str, ...], case: str, db: Path, tmp_path: Path) -> None:
    if case != "finished":
        connection = sqlite3.connect(db)
        connection.execute("INSERT INTO pending_links VALUES ('812/qd-ubnd')")
        connection.execute("UPDATE document_references_rows SET cited_document_id = NULL")
        connection.commit()
        connection.close()
    if case == "readonly":
        db.chmod(0o444)
    before = state(tmp_path)
    result = run(*command, "--db", db)
    assert result.exit_code in (0, 1), result.output
    assert not result.exception or isinstance(result.exception, SystemExit)
    if command[0] == "export":
        assert '"target": null' not in result.output
    assert state(tmp_path) == before


@pytest.mark.parametrize("command", READING, ids=lambda c: c[0])
def test_an_empty_or_foreign_file_is_no_database_and_stays_what_it_is(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    (tmp_path / "foreign.db").write_bytes(b"no database at all " * 100)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE t(a)")
    other.close()
    ours = sqlite3.connect(tmp_path / "ours.db")
    ours.execute("CREATE TABLE t(a)")
    ours.execute(f"PRAGMA application_id = {0x54525955}")
    ours.execute("PRAGMA user_version = 2")
    ours.close()
    before = state(tmp_path)
    for name in ("empty.db", "foreign.db", "other.db", "ours.db", "", "empty.db/x.db", "ố" * 200 + ".db"):
        result = run(*command, "--db", tmp_path / name)
        assert result.exit_code == 3, (name, result.output)
        assert isinstance(result.exception, SystemExit)
    assert state(tmp_path) == before


@pytest.mark.parametrize("version", [-1, 0, 2, 99])
def test_a_version_that_never_was_is_said(version: int, db: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(db)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    for command in (*READING, ("ingest", tmp_path / "a.txt")):
        result = run(*command, "--db", db)
        assert result.exit_code == 3 and isinstance(result.exception, SystemExit), (command, result.output)


def test_a_database_that_a_killed_process_left_is_read_as_it_was_committed(db: Path, tmp_path: Path) -> None:
    """The journal of a transaction that was cut off, as the file system holds it: SQLite takes it back in a copy, the files stay."""
    connection = sqlite3.connect(db)
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("PRAGMA cache_size = 2")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE sentence_rows SET words = hex(randomblob(20000))")
    connection.execute("UPDATE documents SET properties = hex(randomblob(200000))")
    left = tmp_path / "left"
    left.mkdir()
    for ending in ("", "-journal"):
        (left / f"x.db{ending}").write_bytes(db.with_name(f"x.db{ending}").read_bytes())
    connection.rollback()
    connection.close()
    before = state(left)
    assert (left / "x.db").read_bytes() != db.read_bytes()
    result = run("search", "quyết định", "--db", left / "x.db")
    assert result.exit_code == 0 and "812/QĐ-UBND" in result.output, result.output
    assert state(left) == before


def test_a_read_connection_cannot_write(db: Path) -> None:
    opened = open_for_reading(db)
    with pytest.raises(sqlite3.OperationalError):
        opened.conn.execute("DELETE FROM documents")
    opened.conn.close()


def test_an_empty_path_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["ingest", ""], ["extract", ""], ["audit", ""], ["remove", ""], ["export", "--output", ""], ["ingest", "a\x00b"]):
        result = run(*command)
        assert result.exit_code == 2 and isinstance(result.exception, SystemExit), (command, result.output)
    assert not (tmp_path / "output").exists()


def test_damage_of_any_kind_is_one_sentence(db: Path, tmp_path: Path) -> None:
    import random

    data = db.read_bytes()
    luck = random.Random(1)
    for number in range(12):
        damaged = bytearray(data)
        for _ in range(luck.choice((1, 5, 200))):
            at = luck.randrange(100 if number % 2 else 0, len(damaged))
            damaged[at : at + 40] = luck.randbytes(40)
        if number % 4 == 3:
            del damaged[luck.randrange(len(damaged)) :]
        path = tmp_path / f"{number}.db"
        path.write_bytes(damaged)
        for command in (("search", "quyết định"), ("export",), ("audit",), ("verify",)):
            result = run(*command, "--db", path)
            assert result.exception is None or isinstance(result.exception, SystemExit), (number, command, result.exception)


def test_opening_says_what_is_wrong(tmp_path: Path) -> None:
    for path, cause in ((tmp_path, "foreign"), (tmp_path / "none.db", "missing")):
        for opening in (open_database, open_for_reading):
            with pytest.raises(DatabaseError) as caught:
                opening(path)
            assert caught.value.cause == cause
