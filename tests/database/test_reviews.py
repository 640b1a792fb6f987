"""Decisions: written with who and when, undone and done again, carried along when the text moves, marked when their evidence changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import find, run
from extractor.database.connection import open_database
from extractor.database.review_rows import history, import_rows, standing
from extractor.database.reviews import Act, ReviewError, act, add, redo, undo
from extractor.database.values import read_day, read_number

TEXT = """BÁO CÁO
Kết quả năm 2031

Toàn huyện có 120 hộ nghèo, trong đó: xã An Khê 50 hộ, xã Bình Lâm 60 hộ.
Đã chi 1.250 triệu đồng.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bao-cao.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def ingest(folder: Path) -> Any:
    db = open_database(folder / "x.db", create=True)
    list(run(db, find([folder / "bao-cao.txt"])))
    return db


def figure(db: Any, quote: str) -> str:
    sql = "SELECT record_id FROM indicators WHERE quote = ?"
    return str(db.conn.execute(sql, [quote]).fetchone()[0])


def current(db: Any, record_id: str) -> Any:
    return db.conn.execute("SELECT decision, note, state FROM reviews WHERE record_id = ? AND current = 1", [record_id]).fetchone()


def test_a_decision_says_who_and_when_and_what_was_seen(folder: Path) -> None:
    db = ingest(folder)
    record = figure(db, "120")
    assert act(db, [Act(record, "accepted", note="đã gọi xã")], "Lan") == 1
    row = history(db, record)[0]
    assert (row["reviewer"], row["quote"], row["current"], row["document"]) == ("Lan", "120", 1, "bao-cao.txt")
    assert "hộ nghèo" in row["sentence"] and row["reviewed_at"].startswith("20")


def test_undo_and_redo_of_steps_and_of_bulk_steps(folder: Path) -> None:
    db = ingest(folder)
    one, other = figure(db, "120"), figure(db, "50")
    act(db, [Act(one, "later")], "Lan")
    act(db, [Act(one, "accepted"), Act(other, "rejected")], "Lan")
    assert undo(db, "Lan") == 2 and current(db, one)[0] == "later" and current(db, other) is None
    assert undo(db, "Lan") == 1 and current(db, one) is None and undo(db, "Lan") is None
    assert redo(db, "Lan") == 1 and redo(db, "Lan") == 2 and redo(db, "Lan") is None
    assert current(db, one)[0] == "accepted" and current(db, other)[0] == "rejected"
    assert undo(db, "Minh") is None, "nobody takes back what another did"
    undo(db, "Lan")
    act(db, [Act(other, "later")], "Lan")
    assert redo(db, "Lan") is None, "after a new act there is nothing to do again"
    assert len(history(db, other)) == 2, "nothing is deleted"


def test_a_decision_moves_along_with_its_sentence(folder: Path) -> None:
    db = ingest(folder)
    record = figure(db, "120")
    act(db, [Act(record, "accepted", note="x")], "Lan")
    (folder / "bao-cao.txt").write_text(TEXT.replace("Kết quả", "Kết quả thực hiện nhiệm vụ"), encoding="utf-8")
    list(run(db, find([folder / "bao-cao.txt"])))
    moved = figure(db, "120")
    assert moved != record and current(db, moved) == ("accepted", "x", "moved")


def test_a_correction_moves_along_with_its_sentence(folder: Path) -> None:
    db = ingest(folder)
    act(db, [Act(figure(db, "120"), "corrected", values={"value": "125"})], "Lan")
    (folder / "bao-cao.txt").write_text(TEXT.replace("Kết quả", "Kết quả thực hiện nhiệm vụ"), encoding="utf-8")
    list(run(db, find([folder / "bao-cao.txt"])))
    moved = figure(db, "120")
    assert db.conn.execute("SELECT value, corrected, corrected_by FROM v_indicators WHERE record_id = ?", [moved]).fetchone() == ("125", "corrected", "Lan")


def test_a_name_that_is_written_later_takes_back_what_was_done_before(folder: Path) -> None:
    db = ingest(folder)
    record = figure(db, "120")
    act(db, [Act(record, "later")], None)
    assert undo(db, "Lan") == 1 and current(db, record) is None
    assert redo(db, "Lan") == 1 and current(db, record)[0] == "later"
    act(db, [Act(record, "accepted")], "Minh")
    assert undo(db, "Lan") == 1 and undo(db, None) is None and current(db, record)[0] == "accepted", "never what has another's name"


def test_corrections_are_said_in_words() -> None:
    from extractor.database.audited import corrected_fields

    values = {"value": "2033.5", "label": "Hộ nghèo", "unit": None}
    assert corrected_fields(values, "vi") == "Giá trị = 2.033,5; Chỉ tiêu = Hộ nghèo"
    assert corrected_fields(values, "en") == "Value = 2,033.5; Indicator = Hộ nghèo"


def test_changed_evidence_is_said_and_lost_evidence_waits(folder: Path) -> None:
    db = ingest(folder)
    record = figure(db, "120")
    act(db, [Act(record, "accepted")], "Lan")
    (folder / "bao-cao.txt").write_text(TEXT.replace("hộ nghèo, trong đó", "hộ nghèo và cận nghèo, trong đó"), encoding="utf-8")
    list(run(db, find([folder / "bao-cao.txt"])))
    assert current(db, record)[2] == "changed"
    (folder / "bao-cao.txt").write_text("BÁO CÁO\n\nKhông có số liệu.\n", encoding="utf-8")
    list(run(db, find([folder / "bao-cao.txt"])))
    assert current(db, record)[2] == "gone"
    (folder / "bao-cao.txt").write_text(TEXT, encoding="utf-8")
    list(run(db, find([folder / "bao-cao.txt"])))
    assert current(db, record) == ("accepted", None, "same")


def test_corrections_are_laid_over_and_never_overwrite(folder: Path) -> None:
    db = ingest(folder)
    record = figure(db, "1.250")
    act(db, [Act(record, "corrected", values={"value": "1.350 triệu", "label": "Kinh phí"})], "Lan")
    row = db.conn.execute("SELECT value, label, corrected, corrected_by FROM v_indicators WHERE record_id = ?", [record]).fetchone()
    assert row == ("1350000000", "Kinh phí", "corrected", "Lan")
    assert db.conn.execute("SELECT value FROM indicators WHERE record_id = ?", [record]).fetchone()[0] == "1250000000"
    act(db, [Act(record, "removed")], "Lan")
    assert not db.conn.execute("SELECT 1 FROM v_indicators WHERE record_id = ?", [record]).fetchone()
    at = TEXT.index("năm 2031")
    made = add(db, "bao-cao.txt", "date", at, at + 8, {"kind": "year", "from_date": "1/1/2031"}, "Lan")
    assert db.conn.execute("SELECT quote, from_date, corrected FROM v_dates WHERE record_id = ?", [made]).fetchone() == (
        "năm 2031",
        "2031-01-01",
        "added",
    )


def test_an_export_carries_the_corrections_and_says_so(folder: Path) -> None:
    import io
    import json

    from extractor.database.corrected import any_corrections, corrected_records
    from extractor.database.read import records
    from extractor.export import sort_key, write_csv, write_jsonl

    db = ingest(folder)
    before = {r.id: r for r in records(db, "bao-cao.txt")}
    assert not any_corrections(db) and {r.id: r for _, found in corrected_records(db) for r in found} == before
    changed, removed = figure(db, "1.250"), figure(db, "120")
    act(db, [Act(changed, "corrected", values={"value": "1.350 triệu", "label": "Kinh phí", "period": ""}), Act(removed, "removed")], "Lan")
    at = TEXT.index("năm 2031")
    made = add(db, "bao-cao.txt", "date", at, at + 8, {"kind": "year", "from_date": "1/1/2031", "to_date": "31/12/2031", "valid": ""}, "Lan")
    found = [r for _, kept in corrected_records(db) for r in sorted(kept, key=sort_key)]
    out = io.StringIO()
    write_jsonl(found, ("indicator", "date", "task"), out)
    rows = {row["id"]: row for row in map(json.loads, out.getvalue().splitlines())}
    assert rows[changed]["value"] == 1350000000 and rows[changed]["label"] == "Kinh phí" and rows[changed]["corrected"] == "corrected"
    assert removed not in rows and rows[made]["corrected"] == "added" and rows[made]["from"] == "2031-01-01" and rows[made]["quote"] == "năm 2031"
    assert [row["id"] for row in rows.values() if "corrected" in row] == [i for i in rows if i in (changed, made)]
    out = io.StringIO()
    write_csv(found, ("indicator", "date"), out, corrected=True)
    assert out.getvalue().splitlines()[0].endswith(",corrected") and out.getvalue().count(",added") == 1
    assert {r.id: r for r in records(db, "bao-cao.txt")} == before, "what was extracted stays"
    undo(db, "Lan"), undo(db, "Lan")
    assert not any_corrections(db) and {r.id: r for _, kept in corrected_records(db) for r in kept} == before


def test_a_missed_record_needs_what_its_type_needs(folder: Path) -> None:
    db = ingest(folder)
    at = TEXT.index("năm 2031")
    with pytest.raises(ReviewError, match="kind"):
        add(db, "bao-cao.txt", "date", at, at + 8, {"from_date": "1/1/2031"}, "Lan")


@pytest.mark.parametrize(
    "wrong",
    [
        Act("ind-0000000000000000", "accepted"),
        Act("x", "accepted"),
        Act("HERE", "destroyed"),
        Act("HERE", "corrected", values={"value": "nhiều"}),
        Act("HERE", "corrected", values={"record_id": "1"}),
        Act("HERE", "corrected", values={"role": "cao"}),
        Act("HERE", "corrected", values={"value": ""}),
        Act("HERE", "accepted", note="x" * 3000),
    ],
)
def test_what_cannot_be_done_is_said_and_writes_nothing(folder: Path, wrong: Act) -> None:
    db = ingest(folder)
    record = figure(db, "120")
    with pytest.raises(ReviewError):
        act(db, [Act(record, "later"), Act(record if wrong.record_id == "HERE" else wrong.record_id, wrong.decision, note=wrong.note, values=wrong.values)], "Lan")
    assert db.conn.execute("SELECT count(*) FROM reviews").fetchone()[0] == 0


def test_export_and_import(folder: Path, tmp_path: Path) -> None:
    db = ingest(folder)
    act(db, [Act(figure(db, "120"), "accepted", reason="sai")], "Lan")
    act(db, [Act(figure(db, "50"), "corrected", values={"value": "51"})], "Lan")
    rows = json.loads(json.dumps(standing(db)))
    other = open_database(tmp_path / "y.db", create=True)
    list(run(other, find([folder / "bao-cao.txt"])))
    assert import_rows(other, rows) == (2, 0) and import_rows(other, rows) == (0, 2)
    assert standing(other) == rows
    with pytest.raises(ReviewError):
        import_rows(other, [{"decision": "accepted"}])


def test_typed_values() -> None:
    assert [read_number(t) for t in ("1.234,5", "12,5 tỷ", "1234.5", "1 234", "-3", "99,65%", "vài", "")] == [
        *("1234.5", "12500000000", "1234.5", "1234", "-3", "99.65", None, None)
    ]
    assert [read_day(t) for t in ("31/12/2030", "2030-2-1", "31/2/2030", "mai")] == ["2030-12-31", "2030-02-01", None, None]
