"""After a correction the relations and findings that rest on it say how they stand now, on the desk's sheet as well; nothing is written for it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import find, run
from extractor.database import recheck
from extractor.database.audited import opinions
from extractor.database.connection import open_database
from extractor.database.reviews import Act, act, undo
from extractor.messages import Speaker

TEXT = """BÁO CÁO
Kết quả cấp nước sạch năm 2031

Toàn xã có 97 tổ hợp tác, gồm 31 tổ ở vùng cao và 56 tổ ở vùng thấp.
Đã lắp 45 đồng hồ trên tổng số 180 đồng hồ, đạt 25%.
"""


@pytest.fixture
def db(tmp_path: Path) -> Any:
    (tmp_path / "nuoc.txt").write_text(TEXT, encoding="utf-8")
    made = open_database(tmp_path / "x.db", create=True)
    list(run(made, find([tmp_path / "nuoc.txt"])))
    return made


def figure(db: Any, quote: str) -> str:
    return str(db.conn.execute("SELECT record_id FROM indicators WHERE quote = ?", [quote]).fetchone()[0])


def findings(db: Any) -> dict[str, str]:
    return recheck.of_findings(db.conn, [row[0] for row in db.conn.execute("SELECT record_id FROM findings ORDER BY id")])


def correct(db: Any, quote: str, **values: str) -> None:
    act(db, [Act(figure(db, quote), "corrected", values=values)], "Lan")


def test_a_finding_tells_whether_the_correction_mends_it(db: Any) -> None:
    assert findings(db) == {}
    correct(db, "56", value="66")
    assert list(findings(db).values()) == ["holds"]
    outcome = next(iter(recheck.of_document(db.conn, 1).relations.values()))
    assert (outcome.state, outcome.computation) == ("holds", "31 + 66 = 97")
    undo(db, "Lan")
    assert findings(db) == {}
    correct(db, "56", value="57")
    assert list(findings(db).values()) == ["broken"]
    correct(db, "97", label="Tổ hợp tác")
    assert list(findings(db).values()) == ["broken"], "another name does not mend a sum"


def test_what_was_struck_out_or_corrected_otherwise_asks_for_another_look(db: Any) -> None:
    act(db, [Act(figure(db, "31"), "removed")], "Lan")
    assert list(findings(db).values()) == ["unknown"]


def test_a_computation_that_held_may_hold_no_more(db: Any) -> None:
    correct(db, "45", value="54")
    made = opinions(db, Speaker("vi"), ["nuoc.txt"], ticks=True)
    assert any("không còn khớp: 54 / 180 = 30%, văn bản ghi 25%" in line for line in made.corrections)
    assert not made.ticks, "no tick on what does not hold"
    correct(db, "25%", value="30")
    made = opinions(db, Speaker("vi"), ["nuoc.txt"], ticks=True)
    assert [tick.computation for tick in made.ticks] == ["54 / 180 = 30%"] and not any("không còn khớp" in line for line in made.corrections)
    correct(db, "56", value="66")
    made = opinions(db, Speaker("vi"), ["nuoc.txt"], ticks=True)
    finding = db.conn.execute("SELECT record_id FROM findings").fetchone()[0]
    assert made.of(finding) == "Sau khi sửa: khớp" and finding not in made.findings, "a re-check is no decision"


def test_every_relation_of_the_samples_can_be_judged_again(tmp_path: Path) -> None:
    corpus = Path(__file__).resolve().parents[2] / "corpus"
    db = open_database(tmp_path / "x.db", create=True)
    list(run(db, find([sorted(corpus.glob("*.txt"))[0], sorted(corpus.glob("*.txt"))[-1]])))
    told = 0
    for number, text in db.conn.execute("SELECT id, text FROM documents").fetchall():
        rows = db.conn.execute("SELECT start, parts, whole, kind, expected, actual, computation FROM relations_rows WHERE document_id = ? AND kind <> 'count'", [number])
        for at, parts, whole, kind, expected, actual, words in rows.fetchall():
            spans = [(at + start, at + start + length) for start, length in [*json.loads(parts), *([json.loads(whole)] if whole else [])]]
            figures = [made for span in spans if (made := recheck._figure(db.conn, number, text, span)) is not None]
            judged = recheck.again(recheck.Stored(kind, Decimal(expected), Decimal(actual)), figures, figures)
            assert judged is not None and judged.computation == words
            told += 1
    assert told >= 5


FORMULAS = """BÁO CÁO
Kết quả hỗ trợ năm 2031

Số tiền hỗ trợ: (7 ngày công x 260.000 đồng/ngày) + 3 chuyến x 1.400.000 đồng/chuyến = 6.520.000 đồng.
Mức bình quân: (112 + 134 + 147) : 3 = 131 triệu đồng.
"""


@pytest.mark.parametrize(
    ("quote", "value", "state", "words"),
    [
        ("260.000", "360000", "broken", "(7 ngày công x 360.000 đồng/ngày) + 3 chuyến x 1.400.000 = 6.720.000, văn bản ghi 6.520.000"),
        ("6.520.000", "6020000", "holds", "(7 ngày công x 260.000 đồng/ngày) + 3 chuyến x 1.400.000 = 6.020.000"),
        ("131", "141000000", "broken", "(112 + 134 + 147) : 3 = 131.000.000, văn bản ghi 141.000.000"),
    ],
)
def test_a_written_formula_is_computed_again(tmp_path: Path, quote: str, value: str, state: str, words: str) -> None:
    """What the text writes out with several signs: no kind of a relation says how it is computed."""
    (tmp_path / "cong.txt").write_text(FORMULAS, encoding="utf-8")
    db = open_database(tmp_path / "x.db", create=True)
    list(run(db, find([tmp_path / "cong.txt"])))
    correct(db, quote, value=value)
    [outcome] = recheck.of_document(db.conn, 1).relations.values()
    assert (outcome.state, outcome.computation) == (state, words)


def test_a_number_that_is_no_figure_counts_again(tmp_path: Path) -> None:
    (tmp_path / "an.txt").write_text("BÁO CÁO\n\nTiền ăn: 12 người x 300.000 đồng/người/ngày x 2 ngày = 7.200.000 đồng.\n", encoding="utf-8")
    db = open_database(tmp_path / "x.db", create=True)
    list(run(db, find([tmp_path / "an.txt"])))
    correct(db, "12", value="14")
    [outcome] = recheck.of_document(db.conn, 1).relations.values()
    assert (outcome.state, outcome.computation) == ("broken", "14 × 300.000 × 2 = 8.400.000, văn bản ghi 7.200.000")
