"""Parquet in parts: what DuckDB reads is what SQLite holds, Hive's layout, nothing half-written, and nobody's folder lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.dataset
import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

from extractor.cli import build
from extractor.database import partitioned
from extractor.database.connection import open_database
from extractor.database.partitioned import MARK, NONE, slug, write_partitioned
from extractor.database.reviews import Act, act
from extractor.export import columns_of
from extractor.outputs import OutputError
from extractor.records import RECORD_TYPES

TABLES = {
    "metadata": "documents",
    "reference": "document_references",
    "date": "dates",
    "indicator": "indicators",
    "task": "tasks",
    "relation": "relations",
    "finding": "findings",
}
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH {province}\n_______\nSố: {n}/BC-UBND\n{name}, ngày {day} tháng {month} năm 2031\nBÁO CÁO\nKết quả số hóa sổ hộ tịch\n\n"
BODY = (
    "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031, đã hoàn thành 17/20 nhiệm vụ, đạt 85%.\n"
    "Tổng số 57 sổ đã quét, trong đó: huyện Vĩnh Thạnh 31 sổ, huyện Vân Canh 24 sổ.\n"
)


def run(*arguments: Any) -> Result:
    return CliRunner().invoke(build("en"), [str(a) for a in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six documents of two bodies and three months, one of which says neither."""
    folder = tmp_path_factory.mktemp("kho")
    inbox = folder / "văn bản"
    inbox.mkdir()
    for n, (name, month) in enumerate([("Bình Định", 3), ("Bình Định", 4), ("Phú Yên", 3), ("Phú Yên", 3), ("Bình Định", 12)], 1):
        head = HEAD.format(province=name.upper(), name=name, n=n, day=10 + n, month=month)
        (inbox / f"{n}.txt").write_text(head + BODY.format(n=n), encoding="utf-8")
    (inbox / "6.txt").write_text("Các xã đã nộp 12 bản khai.\n", encoding="utf-8")
    assert run("ingest", inbox, "--db", folder / "x.db").exit_code == 0
    return folder / "x.db"


def asked(sql: str, *values: Any) -> list[Any]:
    with duckdb.connect() as engine:
        return engine.execute(sql, values).fetchall()


def all_of(folder: Path, record_type: str) -> str:
    return str(folder / record_type / "**" / "*.parquet")


def test_duckdb_counts_what_sqlite_holds(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "kho"
    assert run("export", db, "--format", "parquet", "--output", out).exit_code == 0
    opened = open_database(db)
    for record_type, table in TABLES.items():
        [(held,)] = opened.conn.execute(f"SELECT count(*) FROM {table}")
        assert asked(f"SELECT count(*) FROM read_parquet('{all_of(out, record_type)}', hive_partitioning = true)") == [(held,)], record_type
        assert held or record_type in ("task",)
    held = sorted(tuple(row) for row in opened.conn.execute("SELECT code, issued_on FROM document_references"))
    read = asked(f"SELECT code, CAST(issued_on AS VARCHAR) FROM read_parquet('{all_of(out, 'reference')}') ORDER BY ALL")
    assert sorted(read) == held
    opened.conn.close()
    said = json.loads((out / MARK).read_text(encoding="utf-8"))
    assert said["partition"] == ["month", "body"] and list(said["records"]) == list(TABLES)


def test_partitions_are_hives(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "kho"
    assert run("export", db, "--format", "parquet", "--output", out).exit_code == 0
    binh_dinh, phu_yen = "uy-ban-nhan-dan-tinh-binh-dinh", "uy-ban-nhan-dan-tinh-phu-yen"
    folders = sorted(p.parent.relative_to(out / "metadata").as_posix() for p in (out / "metadata").rglob("*.parquet"))
    assert folders == [
        f"month=2031-03/body={binh_dinh}",
        f"month=2031-03/body={phu_yen}",
        f"month=2031-04/body={binh_dinh}",
        f"month=2031-12/body={binh_dinh}",
        f"month={NONE}/body={NONE}",
    ]
    source = f"read_parquet('{all_of(out, 'indicator')}', hive_partitioning = true)"
    rows = asked(f"SELECT DISTINCT month, body, document_issuer, strftime(document_issued_on, '%Y-%m') FROM {source} WHERE document_issuer IS NOT NULL")
    assert {(str(month), body, issuer[-8:].strip(), day) for month, body, issuer, day in rows} == {
        ("2031-03", binh_dinh, "ình Định", "2031-03"),
        ("2031-03", phu_yen, "Phú Yên", "2031-03"),
        ("2031-04", binh_dinh, "ình Định", "2031-04"),
        ("2031-12", binh_dinh, "ình Định", "2031-12"),
    }
    # Only the files of the partition are read.
    assert len(asked(f"SELECT DISTINCT document FROM {source} WHERE body = ? AND month = '2031-03'", phu_yen)) == 2


def test_every_file_of_a_type_has_one_schema_that_spark_reads(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "kho"
    assert run("export", db, "--format", "parquet", "--output", out).exit_code == 0
    for record_type in RECORD_TYPES:
        files = sorted((out / record_type).rglob("*.parquet"))
        schemas = {pyarrow.parquet.read_schema(path).to_string() for path in files}
        assert len(files) >= 1 and len(schemas) == 1
        assert pyarrow.parquet.read_schema(files[0]).names == [*columns_of([record_type]), "document_issued_on", "document_issuer"]
        # What Spark's reader takes without settings: no nanoseconds, no unsigned numbers, no dictionaries.
        for column in pyarrow.parquet.read_schema(files[0]):
            assert str(column.type) in {"string", "int64", "double", "bool", "date32[day]"}, column
        read = pyarrow.dataset.dataset(out / record_type, format="parquet", partitioning="hive")
        assert {"month", "body"} <= set(read.schema.names)


@pytest.mark.parametrize(("keys", "depth"), [("month", 1), ("body", 1), ("body,month", 2), ("none", 0)])
def test_partitions_of_ones_choice(db: Path, tmp_path: Path, keys: str, depth: int) -> None:
    out = tmp_path / "kho"
    assert run("export", db, "--format", "parquet", "--output", out, "--partition", keys, "--type", "date").exit_code == 0
    files = [p.relative_to(out).as_posix() for p in out.rglob("*.parquet")]
    assert {name.count("/") - 1 for name in files} == {depth} if depth else files == ["date.parquet"]
    assert all(name.startswith(f"date/{keys.split(',')[0]}=") for name in files) or not depth


def test_an_unknown_partition_is_wrong_usage(db: Path, tmp_path: Path) -> None:
    done = run("export", db, "--format", "parquet", "--output", tmp_path / "kho", "--partition", "province")
    assert done.exit_code == 2 and "month, body" in done.output and not (tmp_path / "kho").exists()


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_database_gives_the_same_bytes_and_replaces_the_earlier_export(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "kho"
    assert run("export", db, "--format", "parquet", "--output", out).exit_code == 0
    first = tree(out)
    (out / "date" / "month=1999-01").mkdir()
    (out / "date" / "month=1999-01" / "stale.parquet").write_bytes(b"x")
    assert run("export", db, "--format", "parquet", "--output", out).exit_code == 0
    assert tree(out) == first
    assert [p.name for p in tmp_path.iterdir()] == ["kho"]


def test_a_folder_with_something_else_is_refused(db: Path, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "thư.txt").write_text("của tôi", encoding="utf-8")
    done = run("export", db, "--format", "parquet", "--output", tmp_path / "kho")
    assert done.exit_code == 3 and "holds something else" in done.output
    assert tree(tmp_path) == {"kho/thư.txt": "của tôi".encode()}
    assert run("export", db, "--format", "parquet", "--output", db.parent).exit_code == 3 and db.is_file()


def test_a_fault_leaves_what_was_there(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "kho"
    opened = open_database(db)
    write_partitioned(opened, out, ["date"])
    first, count = tree(tmp_path), 0
    add = partitioned._Part.add

    def fail(part: Any, row: Any) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(28, "No space left on device")
        add(part, row)

    monkeypatch.setattr(partitioned._Part, "add", fail)
    with pytest.raises(OSError, match="No space"):
        write_partitioned(opened, out, ["date", "reference"])
    opened.conn.close()
    assert tree(tmp_path) == first and [p.name for p in tmp_path.iterdir()] == ["kho"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("where", ["writing", "swapping"])
def test_a_killed_export_leaves_the_whole_old_one_or_the_next_heals_it(db: Path, tmp_path: Path, where: str) -> None:
    out = tmp_path / "kho"
    assert run("export", db, "--format", "parquet", "--output", out, "--type", "date").exit_code == 0
    first = tree(out)
    script = f"""
import os, pathlib, signal
from extractor.database import partitioned
from extractor.database.connection import open_database
real, rename = partitioned._Part.add, pathlib.Path.rename
def die(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)
def swap(path, target):
    if path.name == "new":
        die()
    return rename(path, target)
if {where!r} == "writing":
    partitioned._Part.add = lambda part, row: (real(part, row), die())
else:
    pathlib.Path.rename = swap
partitioned.write_partitioned(open_database({str(db)!r}), pathlib.Path({str(out)!r}), ["date", "reference"])
"""
    done = subprocess.run([sys.executable, "-c", script], env=os.environ, check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tree(out) == first) if where == "writing" else not out.exists()
    assert len(list(tmp_path.iterdir())) == 2
    healed = subprocess.run(
        [sys.executable, "-m", "extractor", "export", str(db), "--format", "parquet", "--output", str(out), "--type", "date"], check=False
    )
    assert healed.returncode == 0 and tree(out) == first and [p.name for p in tmp_path.iterdir()] == ["kho"]


def test_records_are_those_that_people_left(db: Path, tmp_path: Path) -> None:
    copy = tmp_path / "x.db"
    copy.write_bytes(db.read_bytes())
    opened = open_database(copy)
    rows = [row[0] for row in opened.conn.execute("SELECT record_id FROM document_references ORDER BY record_id")]
    act(opened, [Act(rows[0], "corrected", values={"issuer": "Hội đồng thử"}), Act(rows[1], "removed")], "Lan")
    opened.conn.close()
    assert run("export", copy, "--format", "parquet", "--output", tmp_path / "a", "--type", "reference").exit_code == 0
    assert run("export", copy, "--format", "parquet", "--output", tmp_path / "b", "--type", "reference", "--as-extracted").exit_code == 0
    assert asked(f"SELECT count(*) FROM read_parquet('{all_of(tmp_path / 'b', 'reference')}')") == [(len(rows),)]
    found = asked(f"SELECT id, issuer, corrected FROM read_parquet('{all_of(tmp_path / 'a', 'reference')}')")
    assert len(found) == len(rows) - 1 and [row for row in found if row[2]] == [(rows[0], "Hội đồng thử", "corrected")]


def test_large_partitions_are_several_files(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitioned, "ROWS", 3)
    opened = open_database(db)
    counts = write_partitioned(opened, tmp_path / "kho", ["date"], ["body"])
    opened.conn.close()
    files = sorted(p.name for p in (tmp_path / "kho" / "date" / "body=uy-ban-nhan-dan-tinh-binh-dinh").iterdir())
    assert files[:2] == ["part-0.parquet", "part-1.parquet"]
    assert asked(f"SELECT count(*) FROM read_parquet('{all_of(tmp_path / 'kho', 'date')}')") == [(counts["date"],)]


def test_names_of_partitions() -> None:
    assert slug("Ủy ban nhân dân tỉnh Khánh Hòa") == slug("Uỷ ban nhân dân tỉnh Khánh Hoà") == "uy-ban-nhan-dan-tinh-khanh-hoa"
    assert slug("Đảng ủy / xã “A”") == "dang-uy-xa-a" and slug(None) is slug("") is slug("…") is None
    long = slug("Ban Chỉ đạo " + "rất dài " * 40)
    assert long is not None and len(long) == partitioned.LONGEST and long != slug("Ban Chỉ đạo " + "rất dài " * 41)


def test_what_may_not_be_replaced_is_said_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "kho").write_text("tệp", encoding="utf-8")
    with pytest.raises(OutputError):
        write_partitioned(None, tmp_path / "kho", ["date"])


def test_the_query_of_the_page_runs(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).resolve().parent.parent.parent / "docs" / "many.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("export", db, "--format", "parquet", "--output", "kho").exit_code == 0
    rows = asked(page.split("```sql\n")[1].split("```")[0])
    assert [issuer for issuer, _ in rows] == ["Ủy ban nhân dân tỉnh Bình Định", "Ủy ban nhân dân tỉnh Phú Yên"]
    assert rows[1][1] == 2 * rows[0][1] > 0
