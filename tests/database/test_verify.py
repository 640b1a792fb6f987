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
    kinds = [(d.kind, d.document) for d in found(db)]
    assert kinds and set(kinds) == {("quote", "ke-hoach.txt")}
    assert any("17/20" in d.detail and "18/20" in d.detail for d in found(db))


def test_a_changed_quote(db: Any, file: Path) -> None:
    db.conn.execute("UPDATE citations SET quote = '86%' WHERE quote = '85%'")
    differing = found(db)
    assert {d.kind for d in differing} == {"quote"}
    assert {d.detail.split()[0] for d in differing} == {"indicator", "relation"}


def test_a_broken_key(db: Any, file: Path) -> None:
    db.conn.commit()
    db.conn.execute("PRAGMA foreign_keys = OFF")
    db.conn.execute("DELETE FROM sentences WHERE id = (SELECT sentence_id FROM dates)")
    assert "foreign_key" in {d.kind for d in found(db)}
