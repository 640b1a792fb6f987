"""`trichyeu review` and `export --gold`: decisions listed and moved between databases, corrections as test data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.batch import find, run
from extractor.cli import main
from extractor.database.connection import open_database
from extractor.database.reviews import Act, act

TEXT = "BÁO CÁO\n\nToàn huyện có 125 hộ nghèo, gồm 50 hộ ở xã An Khê và 60 hộ ở xã Bình Lâm.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "bao-cao.txt").write_text(TEXT, encoding="utf-8")
    db = open_database(tmp_path / "x.db", create=True)
    list(run(db, find([tmp_path / "bao-cao.txt"])))
    finding = db.conn.execute("SELECT record_id FROM findings").fetchone()[0]
    figure = db.conn.execute("SELECT record_id FROM indicators WHERE quote = '60'").fetchone()[0]
    act(db, [Act(finding, "accepted", note="xã báo nhầm")], "Lan")
    act(db, [Act(figure, "corrected", values={"value": "75"})], "Lan")
    db.conn.close()
    return tmp_path / "x.db"


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_reviews_are_listed_exported_and_imported(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--lang", "vi", "review", str(path)) == 0
    assert "xã báo nhầm" in capsys.readouterr().out
    out = path.with_name("y-kien.jsonl")
    assert call("review", str(path), "--format", "jsonl", "--output", str(out)) == 0
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {row["decision"] for row in rows} == {"accepted", "corrected"}
    other = path.with_name("y.db")
    db = open_database(other, create=True)
    list(run(db, find([path.with_name("bao-cao.txt")])))
    db.conn.close()
    assert call("review", str(other), "--import", str(out)) == 0
    capsys.readouterr()
    assert call("--lang", "vi", "audit", str(other), "--format", "json") == 0
    assert "xã báo nhầm" in capsys.readouterr().out


def test_corrections_become_test_data(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = path.with_name("chuan")
    assert call("export", str(path), "--gold", str(folder)) == 0
    rows = [json.loads(line) for line in (folder / "gold" / "001.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["value"] for row in rows if row["type"] == "indicator"] == [125, 50, 75]
    capsys.readouterr()
    assert call("evaluate", str(folder / "gold"), "--json") == 0
    figures = json.loads(capsys.readouterr().out)["all"]["indicator"]
    assert figures["gold"] == 3 and figures["recall"] < 1, "what a person corrected is what the program got wrong"
