"""`ingest --refresh`: what older rules read is read again when told, and what changed is said record by record; decisions stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.batch import find, outdated_files, run
from extractor.batch.changes import compare, counts
from extractor.cli import build
from extractor.database import read, review_rows, reviews
from extractor.database.connection import open_database
from extractor.database.reviews import Act
from extractor.database.write import read_by
from extractor.lexicon.patterns import version
from extractor.records import DateRecord, Indicator, Record

TEXT = "Ngày 05/6/2031, huyện giao 12 đơn vị rà soát 340 hồ sơ.\nCăn cứ Quyết định số 812/QĐ-UBND ngày 14/3/2031 của UBND tỉnh Bình Định.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.db"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "vào"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text("Đã xử lý 25 đơn thư trong tháng 7/2031.\n", encoding="utf-8")
    return folder


@pytest.fixture
def db(path: Path, inbox: Path) -> Iterator[Any]:
    opened = open_database(path, create=True)
    list(run(opened, find([inbox])))
    yield opened
    opened.conn.close()


def grown_old(db: Any, source: str) -> None:
    """The document as older rules left it: a figure less, another's unit wrong."""
    number = db.conn.execute("SELECT id FROM documents WHERE source = ?", [source]).fetchone()[0]
    db.execute("UPDATE documents SET program_version = '0.0.9' WHERE id = ?", [number])
    db.execute("UPDATE indicators_rows SET unit_id = NULL WHERE document_id = ? AND value = '340'", [number])
    db.execute("DELETE FROM indicators_rows WHERE document_id = ? AND value = '12'", [number])
    db.conn.commit()


def test_only_what_is_older_is_read_and_only_when_told(db: Any, inbox: Path) -> None:
    files = find([inbox])
    assert outdated_files(db) == [] and {r.outcome for r in run(db, files, refresh=True)} == {"unchanged"}
    before = read.records(db, files[0].source)
    grown_old(db, files[0].source)
    assert [f.source for f in outdated_files(db)] == [files[0].source]
    assert {r.outcome for r in run(db, files)} == {"unchanged"}
    results = {r.source: r for r in run(db, files, refresh=True)}
    assert results[files[1].source].outcome == "unchanged" and results[files[1].source].changes is None
    changes = results[files[0].source].changes
    assert changes is not None and counts(changes) == {"gained": 1, "lost": 0, "changed": 1}
    gained, changed = sorted(changes, key=lambda c: c.kind, reverse=True)
    assert gained.after and gained.after["value"] == 12
    assert changed.row["fields"] == ["unit"] and changed.row["before"]["unit"] is None and changed.row["after"]["unit"] == "hồ sơ"
    assert sorted(r.id for r in read.records(db, files[0].source)) == sorted(r.id for r in before)
    assert db.conn.execute("SELECT DISTINCT program_version FROM documents").fetchall() == [(read_by(),)]
    assert {r.outcome for r in run(db, files, refresh=True)} == {"unchanged"}


def test_decisions_and_corrections_stay(db: Any, inbox: Path) -> None:
    source = find([inbox])[0].source
    figure = db.conn.execute("SELECT record_id FROM indicators WHERE value = '340'").fetchone()[0]
    reviews.act(db, [Act(figure, "accepted"), Act(figure, "corrected", values={"value": "341"})], "An")
    grown_old(db, source)
    list(run(db, find([inbox]), refresh=True))
    kept = [(row["decision"], row["state"], row["record_id"]) for row in review_rows.standing(db, source)]
    assert sorted(kept) == [("accepted", "same", figure), ("corrected", "same", figure)]


def figure(start: int, value: int, sentence: str, **more: Any) -> Record:
    values = {"comparator": "=", "role": "level", "precision": "1", "confidence": 1.0} | more
    return Indicator(id=f"ind-{start:016x}", document="a.txt", start=start, end=start + 2, quote=str(value), sentence=sentence, value=value, **values)  # type: ignore[arg-type]


def test_a_record_that_only_moved_is_no_change() -> None:
    before = [figure(10, 12, "Giao 12 đơn vị."), figure(40, 34, "Có 34 hồ sơ.")]
    after = [figure(15, 12, "Giao 12 đơn vị."), figure(45, 34, "Có 34 hồ sơ.", label="hồ sơ")]
    (change,) = compare(before, after)
    assert change.kind == "changed" and change.row["fields"] == ["end", "id", "label", "start"]


def test_another_span_at_one_place_is_a_change_and_another_type_is_not() -> None:
    before = [figure(10, 12, "Ngày 12/3.")]
    day = DateRecord(id="dat-1", document="a.txt", start=10, end=14, quote="12/3", sentence="Ngày 12/3.", kind="day", valid=True)
    assert [c.kind for c in compare(before, [day])] == ["gained", "lost"]
    wider = before[0].model_copy(update={"id": "ind-00000000000000ff", "end": 14, "quote": "12/3"})
    assert [c.kind for c in compare(before, [wider])] == ["changed"]


def test_the_command_says_what_changed(db: Any, path: Path, inbox: Path) -> None:
    grown_old(db, find([inbox])[0].source)
    said = CliRunner().invoke(build("vi"), ["ingest", "--refresh", "--format", "jsonl", "--db", str(path)])
    rows = [json.loads(line) for line in said.output.splitlines() if line.startswith("{")]
    assert said.exit_code == 0 and [row["change"] for row in rows] == ["gained", "changed"]
    again = CliRunner().invoke(build("en"), ["ingest", "--refresh", str(inbox), "--db", str(path)])
    assert again.exit_code == 0 and "no record has changed" in again.output
    wrong = CliRunner().invoke(build("en"), ["ingest", "--refresh", "--failed", "--db", str(path)])
    assert wrong.exit_code == 2


def test_rules_have_a_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = version()
    assert len(before) == 8 and version() == before and read_by().endswith(before)
    (tmp_path / "units.yaml").write_text("{}\n", encoding="utf-8")
    monkeypatch.setenv("TRICHYEU_PATTERNS", str(tmp_path))
    assert version() != before
