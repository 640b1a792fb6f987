"""What a document says of itself, corrected in place: laid over everywhere, linked by what it says now, taken back, kept when the file is read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.batch import find, run
from extractor.cli import build
from extractor.database.checksum import checksum
from extractor.database.connection import open_database
from extractor.database.corrected import corrected_records
from extractor.database.gold import annotated, gold_rows
from extractor.database.read import all_records
from extractor.database.review_rows import import_rows, standing
from extractor.database.reviews import Act, ReviewError, act, add, redo, undo
from extractor.database.search import search
from extractor.records import Metadata

REPORT = """ỦY BAN NHÂN DÂN
XÃ AN THỊNH
Số: 37/BC-UBND
An Thịnh, ngày 04 tháng 5 năm 2031

BÁO CÁO
Kết quả dồn điền đổi thửa quý I năm 2031

Toàn xã có 412 hộ tham gia.
"""
CITING = """THÔNG BÁO
Số: 9/TB-UBND
Ngày 20/5/2031

Theo Báo cáo số 73/BC-UBND ngày 04/5/2031 của Ủy ban nhân dân xã An Thịnh, việc dồn điền đổi thửa đã xong.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bao-cao.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "in" / "thong-bao.txt").write_text(CITING, encoding="utf-8")
    return tmp_path


@pytest.fixture
def db(folder: Path) -> Any:
    made = open_database(folder / "x.db", create=True)
    list(run(made, find([folder / "in"])))
    return made


def own(db: Any, source: str = "bao-cao.txt") -> str:
    return str(db.conn.execute("SELECT metadata_id FROM documents WHERE source = ?", [source]).fetchone()[0])


def said(db: Any, *names: str, source: str = "bao-cao.txt", of: str = "v_documents") -> tuple[Any, ...]:
    row = db.conn.execute(f"SELECT {', '.join(names)} FROM {of} WHERE source = ?", [source]).fetchone()
    return tuple(row)


def metadata(records: Any) -> dict[str, Metadata]:
    return {source: next(r for r in found if isinstance(r, Metadata)) for source, found in records}


def test_a_correction_is_laid_over_and_what_was_extracted_stays(db: Any) -> None:
    act(db, [Act(own(db), "corrected", values={"code": "73/BC-UBND", "issued_on": "5/5/2031", "signer": "Lê Văn Tám"})], "Lan")
    assert said(db, "code", "issued_on", "signer", "title", "corrected", "corrected_by") == (
        "73/BC-UBND", "2031-05-05", "Lê Văn Tám", "Kết quả dồn điền đổi thửa quý I năm 2031", "corrected", "Lan",
    )  # fmt: skip
    assert said(db, "code", "issued_on", "signer", of="documents") == ("37/BC-UBND", "2031-05-04", None)
    assert said(db, "corrected", source="thong-bao.txt") == (None,)
    assert metadata(corrected_records(db))["bao-cao.txt"].code == "73/BC-UBND" and metadata(corrected_records(db))["bao-cao.txt"].by_people == "corrected"
    assert metadata(all_records(db))["bao-cao.txt"].code == "37/BC-UBND"


def test_it_is_linked_and_found_by_what_it_says_now(db: Any) -> None:
    def linked() -> bool:
        mention = db.conn.execute("SELECT cited_document_id FROM document_references WHERE code = '73/BC-UBND'").fetchone()[0]
        return mention is not None and said(db, "cited_document_id") == (mention,)

    def hits(query: str) -> list[str]:
        return [hit.document for hit in search(db, query, kind="document")[0]]

    number = db.conn.execute("SELECT id FROM documents WHERE source = 'bao-cao.txt'").fetchone()[0]
    assert not linked() and hits("37/BC-UBND") == ["bao-cao.txt"] and hits("73/BC-UBND") == []
    act(db, [Act(own(db), "corrected", values={"code": "73/BC-UBND", "title": "Việc đổi thửa đất"})], "Lan")
    assert linked() and hits("37/BC-UBND") == [] and hits("73/BC-UBND") == ["bao-cao.txt"]
    assert hits("thua dat") == ["bao-cao.txt"] and hits("dồn điền") == [] and hits("xã An Thịnh") == ["bao-cao.txt"]
    assert search(db, "73/BC", kind="document")[1] == 1 and hits('dat loai:"báo cáo"') == ["bao-cao.txt"] and hits("dat loai:công văn") == []
    stored = db.conn.execute("SELECT checksum FROM documents WHERE id = ?", [number]).fetchone()[0]
    assert checksum(db, number) == stored, "nothing that was extracted has changed"
    undo(db, "Lan")
    assert not linked() and hits("37/BC-UBND") == ["bao-cao.txt"] and said(db, "code_key", "corrected") == (said(db, "code_key", of="documents")[0], None)
    redo(db, "Lan")
    assert linked() and not db.conn.execute("SELECT 1 FROM pending_links").fetchone()


def test_it_survives_when_the_file_is_read_again(db: Any, folder: Path) -> None:
    act(db, [Act(own(db), "corrected", values={"code": "73/BC-UBND"})], "Lan")
    path = folder / "in" / "bao-cao.txt"
    path.write_text(REPORT.replace("412", "415"), encoding="utf-8")
    list(run(db, find([folder / "in"])))
    assert said(db, "code", "corrected") == ("73/BC-UBND", "corrected") and standing(db)[0]["state"] == "same"
    assert said(db, "code_key") == ("73|bcubnd",), "and its link"
    path.write_text(REPORT.replace("37/BC", "38/BC"), encoding="utf-8")
    list(run(db, find([folder / "in"])))
    assert said(db, "code") == ("73/BC-UBND",) and standing(db)[0]["state"] == "changed", "another number is written there now"


def test_a_field_in_doubt_is_settled_by_a_person(db: Any) -> None:
    db.execute("UPDATE documents SET doubtful = '[\"code\",\"signer\"]' WHERE source = 'bao-cao.txt'")
    db.conn.commit()
    act(db, [Act(own(db), "corrected", values={"signer": "Lê Văn Tám"})], "Lan")
    assert said(db, "doubtful") == ('["code"]',) and metadata(corrected_records(db))["bao-cao.txt"].doubtful == ["code"]
    act(db, [Act(own(db), "corrected", values={"signer": "Lê Văn Tám", "code": "37/BC-UBND"})], "Lan")
    assert said(db, "doubtful", "code") == ("[]", "37/BC-UBND")


def test_it_travels_as_rows_and_becomes_gold(db: Any, folder: Path) -> None:
    act(db, [Act(own(db), "corrected", values={"issuer": "Ủy ban nhân dân xã Thịnh An", "code": "73/BC-UBND"})], "Lan")
    rows = json.loads(json.dumps(standing(db)))
    other = open_database(folder / "y.db", create=True)
    list(run(other, find([folder / "in"])))
    assert import_rows(other, rows) == (1, 0) and import_rows(other, rows) == (0, 1)
    assert said(other, "issuer", "corrected_by") == ("Ủy ban nhân dân xã Thịnh An", "Lan") and said(other, "code_key") == said(db, "code_key")
    assert annotated(other) == ["bao-cao.txt"]
    gold = gold_rows(other, "bao-cao.txt")[0]
    assert (gold["type"], gold["issuer"], gold["code"]) == ("metadata", "Ủy ban nhân dân xã Thịnh An", "73/BC-UBND")
    other.conn.close()
    done = CliRunner().invoke(build("vi"), ["export", str(folder / "y.db"), "--gold", str(folder / "gold")])
    assert done.exit_code == 0, done.output
    score = CliRunner().invoke(build("vi"), ["evaluate", str(folder / "gold" / "gold"), "--texts", str(folder / "gold"), "--errors", "metadata"])
    assert score.exit_code == 0 and "Thịnh An" in score.output, score.output


def test_the_command_shows_and_exports_it(db: Any, folder: Path) -> None:
    act(db, [Act(own(db), "corrected", values={"issued_on": "5/5/2031"})], "Lan")
    db.conn.close()
    shown = CliRunner().invoke(build("vi"), ["review", str(folder / "x.db")], env={"COLUMNS": "200"})
    assert "Ngày ban hành = 05/05/2031" in shown.output and "Thông tin văn bản" in shown.output
    lines = CliRunner().invoke(build("vi"), ["export", str(folder / "x.db"), "--type", "metadata"]).stdout.splitlines()
    made = {row["document"]: row for row in map(json.loads, lines)}
    assert made["bao-cao.txt"]["issued_on"] == "2031-05-05" and made["bao-cao.txt"]["corrected"] == "corrected" and "corrected" not in made["thong-bao.txt"]
    plain = CliRunner().invoke(build("vi"), ["export", str(folder / "x.db"), "--type", "metadata", "--as-extracted"]).stdout
    assert "2031-05-04" in plain and '"corrected"' not in plain


@pytest.mark.parametrize(("decision", "values"), [("removed", {}), ("accepted", {}), ("corrected", {"issued_on": "32/13/2031"}), ("corrected", {"text": "x"}), ("corrected", {"recipients": "x"})])
def test_what_cannot_be_done(db: Any, decision: str, values: dict[str, str]) -> None:
    with pytest.raises(ReviewError):
        act(db, [Act(own(db), decision, values=values)], "Lan")
    with pytest.raises(ReviewError):
        add(db, "bao-cao.txt", "metadata", 0, 3, {"code": "1/X"}, "Lan")
    assert not standing(db) and not db.conn.in_transaction
