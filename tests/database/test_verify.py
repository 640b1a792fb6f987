"""Verification finds what was changed behind the program's back: quotes, files, keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made import PLAN, plan

from extractor.database.verify import Counts, Difference, differences
from extractor.database.write import write


@pytest.fixture
def file(tmp_path: Path, db: Any) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(PLAN.encode())
    write(db, plan(), location=str(path))
    return path


def found(db: Any, root: Path | None = None) -> list[Difference]:
    return [d for d in differences(db, root) if isinstance(d, Difference)]


def test_clean(db: Any, file: Path) -> None:
    *nothing, counts = differences(db)
    assert nothing == [] and isinstance(counts, Counts)
    quotes = db.conn.execute("SELECT count(*) FROM citations").fetchone()[0]
    assert (counts.documents, counts.files, counts.quotes) == (1, 1, quotes) and quotes > 10


def test_a_changed_file(db: Any, file: Path) -> None:
    file.write_bytes(PLAN.replace("17/20", "18/20").encode())
    (difference,) = found(db)
    assert (difference.kind, difference.document, difference.serious) == ("file_changed", "ke-hoach.txt", True)


def test_a_moved_file_is_said_and_found_again_under_its_new_folder(db: Any, file: Path, tmp_path: Path) -> None:
    (tmp_path / "mới").mkdir()
    file.rename(tmp_path / "mới" / file.name)
    (difference,) = found(db)
    assert difference.kind == "file_missing" and not difference.serious
    assert found(db, tmp_path / "mới") == []


def test_a_changed_text(db: Any, file: Path) -> None:
    db.conn.execute("UPDATE documents SET text = replace(text, '17/20', '18/20')")
    assert [(d.kind, d.document) for d in found(db)] == [("changed", "ke-hoach.txt")]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE indicators_rows SET value = '86' WHERE value = '85'",
        "UPDATE indicators_rows SET start = start + 1 WHERE value = '85'",
        "UPDATE indicators_rows SET unit_id = NULL WHERE value = '85'",
        "UPDATE phrases SET text = 'văn bản giả' WHERE id = (SELECT label_id FROM indicators_rows WHERE label_id IS NOT NULL)",
        "UPDATE sentence_rows SET words = 'Câu khác' WHERE id = 1",
        "UPDATE sentence_rows SET length = length - 1 WHERE id = 2",
        "DELETE FROM dates_rows",
        "UPDATE relations_rows SET holds = 1 - holds",
        "UPDATE tasks_rows SET status = status || '?'",
        "UPDATE documents SET code = '1/KH-UBND'",
        "UPDATE block_rows SET level = 3 WHERE number = 0",
        "UPDATE findings_rows SET message = 'Khác'",
        "UPDATE organization_rows SET name = 'Sở Khác'",
        "INSERT INTO dates_rows (key, document_id, kind, valid) VALUES (7, 1, 'day', 1)",
    ],
)
def test_a_change_by_sql_is_found(db: Any, file: Path, change: str) -> None:
    changed = db.conn.execute(change).rowcount
    assert changed
    assert ("changed", "ke-hoach.txt") in [(d.kind, d.document) for d in found(db)]


def test_a_span_that_leaves_the_text(db: Any, file: Path) -> None:
    db.conn.execute("UPDATE indicators_rows SET length = 100000 WHERE value = '85'")
    assert {d.kind for d in found(db)} == {"changed", "quote"}


def test_linking_does_not_change_the_checksum(db: Any, file: Path) -> None:
    db.conn.execute("UPDATE document_references_rows SET cited_document_id = NULL")
    assert found(db) == []


def test_a_broken_key(db: Any, file: Path) -> None:
    db.conn.commit()
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.conn.execute("UPDATE dates_rows SET document_id = 99")
    assert "foreign_key" in {d.kind for d in found(db)}
