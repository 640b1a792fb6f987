"""Several databases searched as one: the order depends on the databases alone, each hit says which it is of, and nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made import Made
from typer.testing import CliRunner, Result

from extractor.cli import build
from extractor.database.connection import open_database
from extractor.database.reading import close_database, open_for_reading
from extractor.database.search import search, search_all
from extractor.database.write import write

PHRASE = "Sở đã số hóa sổ hộ tịch năm 2031."
FOLDED = "So hoa so ho tich tại xã."
APART = "Số liệu hộ khẩu và hóa đơn trong sổ tịch thu."


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(build("en"), [str(a) for a in arguments])


def made(path: Path, *texts: str) -> Path:
    db = open_database(path, create=True)
    for number, text in enumerate(texts, 1):
        write(db, Made(f"{path.stem}-{number}.txt", text + "\n").metadata(citations={}).done())
    db.conn.close()
    return path


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return [made(tmp_path / "a.db", APART, PHRASE, PHRASE + " Thêm.", FOLDED), made(tmp_path / "b.db", PHRASE), made(tmp_path / "c.db", FOLDED, "Việc khác.")]


@pytest.fixture
def databases(paths: list[Path]) -> Iterator[dict[str, Any]]:
    opened = {path.stem: open_for_reading(path) for path in paths}
    yield opened
    for db in opened.values():
        close_database(db)


def found(databases: dict[str, Any], query: str, limit: int = 20) -> list[tuple[str | None, str]]:
    return [(hit.database, hit.document) for hit in search_all(databases, query, kind="sentence", limit=limit)[0]]


def test_fit_goes_first_then_the_databases_take_turns(databases: dict[str, Any]) -> None:
    assert found(databases, "số hóa sổ hộ tịch") == [
        ("a", "a-3.txt"),
        ("b", "b-1.txt"),
        ("a", "a-2.txt"),
        ("a", "a-4.txt"),
        ("c", "c-1.txt"),
        ("a", "a-1.txt"),
    ]
    turned = {name: databases[name] for name in ("c", "b", "a")}
    assert found(turned, "số hóa sổ hộ tịch")[:3] == [("b", "b-1.txt"), ("a", "a-3.txt"), ("a", "a-2.txt")]


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_a_limit_cuts_the_same_list(databases: dict[str, Any], limit: int) -> None:
    assert found(databases, "số hóa sổ hộ tịch", limit) == found(databases, "số hóa sổ hộ tịch")[:limit]


def test_one_of_several_gives_what_it_gives_alone(databases: dict[str, Any]) -> None:
    alone, total = search(databases["a"], "số hóa", kind="sentence")
    among, everything = search_all({"a": databases["a"]}, "số hóa", kind="sentence")
    assert [(h.document, h.start, h.marks) for h in alone] == [(h.document, h.start, h.marks) for h in among] and total == everything
    assert search_all(databases, "số hóa sổ hộ tịch", kind="sentence")[1] == 6
    assert search_all(databases, " … ", kind="sentence") == ([], 0)


def test_the_command_says_which_database(paths: list[Path]) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}
    options = [word for path in paths for word in ("--db", path)]
    done = run("search", "số hóa sổ hộ tịch", *options, "--in", "sentence", "--limit", "2")
    assert done.exit_code == 0 and f"{paths[0]} · a-3.txt" in done.output and f"{paths[1]} · b-1.txt" in done.output
    rows = [json.loads(line) for line in run("search", "số hóa sổ hộ tịch", *options, "--format", "jsonl").output.splitlines()]
    assert [row["database"] for row in rows][:2] == [str(paths[0]), str(paths[1])] and len(rows) == 6
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths} == before
    assert sorted(p.name for p in paths[0].parent.iterdir()) == ["a.db", "b.db", "c.db"]


def test_one_database_is_told_as_before_and_one_given_twice_counts_once(paths: list[Path]) -> None:
    [row] = run("search", "số hóa", "--db", paths[1], "--format", "jsonl").output.splitlines()
    assert "database" not in json.loads(row)
    assert run("search", "số hóa", "--db", paths[1], "--db", paths[1].parent / "." / "b.db", "--format", "jsonl").output.splitlines() == [row]


def test_a_database_that_is_missing_is_named(paths: list[Path], tmp_path: Path) -> None:
    done = run("search", "số hóa", "--db", paths[0], "--db", tmp_path / "không.db")
    assert done.exit_code == 3 and "không.db" in done.output and not (tmp_path / "không.db").exists()
