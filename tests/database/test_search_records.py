"""Search over figures and tasks as well: by value, unit, words and filters; the command gives them as the desk does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.batch import find, run
from extractor.cli import build
from extractor.database.asking import ask
from extractor.database.connection import open_database
from extractor.database.reviews import Act, act, undo
from extractor.database.search import KINDS, search, search_all

TEXT = """ỦY BAN NHÂN DÂN
XÃ HÒA SƠN
Số: 61/BC-UBND
Hòa Sơn, ngày 12 tháng 8 năm 2031

BÁO CÁO
Kết quả trồng rừng 7 tháng đầu năm 2031

Toàn xã có 1.943 hộ, trong đó 214 hộ trồng rừng.
Năm 2031 đã trồng 380 ha rừng; kinh phí chi trả là 2,4 tỷ đồng, đạt 60% kế hoạch.
Đã hoàn thành 5/6 nhiệm vụ bàn giao bản đồ rừng cho các thôn.
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("61/BC", "62/BC").replace("2031", "2030").replace("1.943", "1.500"), encoding="utf-8")
    base = open_database(tmp_path / "x.db", create=True)
    list(run(base, find([tmp_path / "a.txt", tmp_path / "b.txt"])))
    base.conn.close()
    return tmp_path / "x.db"


@pytest.fixture
def db(path: Path) -> Any:
    return open_database(path)


def figures(db: Any, query: str) -> list[str]:
    return [dict(hit.details)["value"] or "" for hit in search(db, query, kind="indicator")[0]]


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("1943", ["1943"]),
        ("1.943", ["1943"]),
        ("1943 hộ", ["1943"]),
        ("2,4", ["2400000000", "2400000000"]),
        ("value:>1e9 unit:đồng", ["2400000000", "2400000000"]),
        ("giatri:300..400 donvi:ha nam:2031", ["380"]),
        ("value:>1e12", []),
        ("value:nhiều", []),
        ("unit:không-có", []),
        ("value:1500 loai:\"báo cáo\" coquan:\"hòa sơn\"", ["1500"]),
        ("value:1500 trong:61/BC", []),
    ],
)  # fmt: skip
def test_figures_by_value_unit_and_filters(db: Any, query: str, values: list[str]) -> None:
    assert figures(db, query) == values


def test_a_number_that_is_no_value_beside_the_words_is_words(db: Any) -> None:
    assert "380" in figures(db, "trồng rừng 2031")


def test_a_figure_says_what_it_is_and_where(db: Any) -> None:
    (hit,), total = search(db, "1943", kind="indicator")
    assert total == 1 and hit.record is not None and hit.record.startswith("ind-") and hit.document == "a.txt"
    assert hit.sentence is not None and hit.sentence[slice(*hit.marks[0])] == "1.943" and dict(hit.details)["unit"] == "hộ"


def test_a_query_by_value_finds_figures_alone(db: Any) -> None:
    assert [kind for kind in KINDS if search(db, "rừng value:>100", kind=kind)[1]] == ["indicator"]


def test_tasks_of_the_sentences_that_hold_the_words(db: Any) -> None:
    hits, total = search(db, "bàn giao bản đồ", kind="task")
    assert total == len(hits) >= 2 and all(hit.record and dict(hit.details)["status"] for hit in hits)
    assert all("bàn giao" in (hit.sentence or "") for hit in hits)


def test_a_figure_is_found_by_what_people_put_in_its_place(db: Any) -> None:
    (hit,), _ = search(db, "1943", kind="indicator")
    assert hit.record is not None
    act(db, [Act(hit.record, "corrected", values={"value": "1.934", "unit": "người"})], "An")
    assert figures(db, "1943") == figures(db, "value:1943") == [] and figures(db, "1934") == figures(db, "value:>1900 unit:người") == ["1934"]
    assert figures(db, "value:1930..1940 trong:62/BC") == [] and figures(db, "value:1900..1950 unit:hộ") == []
    assert dict(search(db, "unit:người", kind="indicator")[0][0].details)["value"] == "1934"
    undo(db, "An")
    assert figures(db, "1943") == ["1943"] and figures(db, "1934") == []


def test_a_record_that_was_struck_out_is_not_found(db: Any) -> None:
    hits, total = search(db, "bàn giao bản đồ", kind="task")
    assert hits[0].record is not None
    act(db, [Act(hits[0].record, "removed")], None)
    kept, fewer = search(db, "bàn giao bản đồ", kind="task")
    assert fewer == total - 1 and hits[0].record not in [hit.record for hit in kept]


def test_filters_alone_list_the_documents(db: Any) -> None:
    hits, total = search(db, 'loai:"báo cáo"', kind="document")
    assert total == 2 and [hit.document for hit in hits] == ["a.txt", "b.txt"], "the latest first"
    assert search(db, "nam:2030", kind="document")[1] == 1 and search(db, "nam:2030", kind="sentence") == ([], 0)


def test_several_databases(path: Path, db: Any) -> None:
    hits, total = search_all({"one": db, "two": db}, "value:1943", kind="indicator")
    assert total == 2 and [hit.database for hit in hits] == ["one", "two"]


def test_numbers_are_read_once() -> None:
    assert ask("12 hộ 1.943, -7 value:5").numbers == ("12", "1.943,")


def command(path: Path, *words: str) -> Any:
    return CliRunner().invoke(build("vi"), ["search", *words, "--db", str(path)])


def test_the_command_finds_figures_and_tasks(path: Path) -> None:
    shown = command(path, "value:>1e9 unit:đồng").output
    assert "Số liệu: 2 trong 2" in shown and "2,4 tỷ đồng" in shown and "a.txt" in shown
    whole = json.loads(command(path, "bàn giao", "--format", "json").output)
    assert set(whole) == set(KINDS) and whole["task"]["total"] >= 2 and whole["task"]["hits"][0]["status"] == "completed"
    lines = [json.loads(line) for line in command(path, "1943", "--in", "indicator", "--format", "jsonl").output.splitlines()]
    assert [(line["kind"], line["value"], line["unit"]) for line in lines] == [("indicator", "1943", "hộ")]
    assert "database" not in lines[0] and "target" in lines[0]


@pytest.mark.parametrize(("query", "said"), [("value:nhiều", "không phải là số"), ("nam:xưa", "không phải là ngày"), ("%%", "ít nhất một từ")])
def test_the_command_says_what_a_filter_needs(path: Path, query: str, said: str) -> None:
    done = command(path, query)
    assert done.exit_code == 2 and said in " ".join(done.output.split())


def test_nothing_found_is_said_in_json_too(path: Path) -> None:
    done = command(path, "value:>1e12", "--format", "json")
    assert done.exit_code == 1 and json.loads(done.stdout)["indicator"] == {"total": 0, "more": False, "hits": []}
