"""`trichyeu compact`: smaller, the same content, nothing lost where it cannot finish."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made import plan, report
from typer.testing import CliRunner

from extractor.cli import build
from extractor.database import read, tidy
from extractor.database.connection import DatabaseError
from extractor.database.removal import remove
from extractor.database.verify import Difference, differences
from extractor.database.write import write
from extractor.export import sort_key
from extractor.records import to_json


def exported(db: Any) -> list[str]:
    return [to_json(r) for source in read.sources(db) for r in sorted(read.records(db, source), key=sort_key)]


@pytest.fixture
def filled(db: Any) -> Any:
    write(db, plan())
    write(db, report())
    db.conn.commit()
    return db


def test_what_nothing_uses_goes_and_the_rest_stays(filled: Any, path: Path) -> None:
    filled.conn.execute("INSERT INTO phrases (hash, text) VALUES (1, ?)", ["thừa " * 40_000])
    filled.conn.execute("INSERT INTO phrases (hash, text) VALUES (2, 'nữa')")
    filled.conn.commit()
    before = exported(filled)
    done = tidy.compact(path)
    assert done.after < done.before and done.dropped["phrases"] == 2 and done.text > 0
    assert sum(done.dropped.values()) == 2
    assert exported(filled) == before
    assert [d for d in differences(filled) if isinstance(d, Difference)] == []
    assert filled.conn.execute("SELECT count(*) FROM sentences_fts WHERE sentences_fts MATCH 'ke'").fetchone()[0]


def test_a_removed_document_leaves_no_strings(filled: Any, path: Path) -> None:
    remove(filled, "bao-cao.txt")
    remove(filled, "ke-hoach.txt")
    tidy.compact(path)
    for table in ("phrases", "periods", "series", "units", "organization_rows"):
        assert filled.conn.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_it_waits_for_nobody_who_writes(filled: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidy, "BUSY_SECONDS", 0.05)
    filled.conn.execute("BEGIN IMMEDIATE")
    before = path.read_bytes()
    with pytest.raises(DatabaseError) as raised:
        tidy.compact(path)
    assert raised.value.cause == "locked" and path.read_bytes() == before
    filled.conn.rollback()


def test_a_disk_without_room_changes_nothing(filled: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()
    monkeypatch.setattr(tidy.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 10})())
    with pytest.raises(DatabaseError) as raised:
        tidy.compact(path)
    assert raised.value.cause == "full" and path.read_bytes() == before


def test_an_interruption_leaves_a_sound_database(filled: Any, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = exported(filled)

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tidy, "heard", interrupted)
    monkeypatch.setattr(tidy, "STEPS", 50)
    with pytest.raises(KeyboardInterrupt):
        tidy.compact(path)
    assert exported(filled) == before and filled.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_command_says_both_sizes(filled: Any, path: Path) -> None:
    filled.conn.close()
    said = CliRunner().invoke(build("vi"), ["compact", str(path)])
    assert said.exit_code == 0 and "→" in said.output and "lần dung lượng toàn văn" in " ".join(said.output.split())
    missing = CliRunner().invoke(build("en"), ["compact", str(path.with_name("none.db"))])
    assert missing.exit_code == 3 and not path.with_name("none.db").exists()
