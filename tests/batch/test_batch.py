"""Many files: which are read, under which names, what happens to the bad ones, and that the rest goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tracemalloc
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from extractor.batch import Failure, Found, Result, extracted, find, run
from extractor.batch.outcome import parted
from extractor.database import read
from extractor.database.connection import DatabaseError, open_database
from extractor.database.verify import Difference, differences
from extractor.export import sort_key
from extractor.records import to_json

ORDER = "Căn cứ Quyết định số 812/QĐ-UBND ngày 14/3/2031 của UBND tỉnh Bình Định.\n"
OTHER = "Theo Nghị định số 47/2029/NĐ-CP ngày 02/5/2029 của Chính phủ, đã giao 12 đơn vị.\n"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Any]:
    opened = open_database(tmp_path / "db" / "x.db", create=True)
    yield opened
    opened.conn.close()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "hộp thư"
    (folder / "xã B").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "b.txt").write_text(ORDER, encoding="utf-8")
    (folder / "a.md").write_text(OTHER, encoding="utf-8")
    (folder / "xã B" / "b.txt").write_text(ORDER * 2, encoding="utf-8")
    for clutter in ("~$b.docx", ".an", "Thumbs.db", ".git/config"):
        (folder / clutter).write_text("x")
    return folder


def outcomes(results: list[Result]) -> list[tuple[str, str]]:
    return [(r.source, r.outcome) for r in results]


def sources(db: Any) -> list[str]:
    return read.sources(db)


def test_files_of_a_folder_sorted_with_their_relative_paths(inbox: Path) -> None:
    assert [f.source for f in find([inbox])] == ["a.md", "b.txt", "xã B/b.txt"]
    assert [f.source for f in find([inbox / "xã B", inbox / "a.md"])] == ["a.md", "b.txt"]
    assert [f.source for f in find([inbox], ignore=[inbox / "a.md"])] == ["b.txt", "xã B/b.txt"]


def test_a_file_named_twice_is_read_once(inbox: Path) -> None:
    assert len(find([inbox, inbox / "a.md", inbox / "xã B" / ".." / "a.md"])) == 3


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    files = []
    for number in range(40):
        file = tmp_path / f"xã {number:02}" / "Bao cao.txt"
        file.parent.mkdir()
        file.write_text(ORDER, encoding="utf-8")
        files.append(file)
    assert [f.source for f in find([tmp_path])] == [f"xã {n:02}/Bao cao.txt" for n in range(40)]
    assert [f.source for f in find(files)] == [f"xã {n:02}/Bao cao.txt" for n in range(40)]
    assert [f.source for f in find([f.parent for f in files[::-1]])] == [f"xã {n:02}/Bao cao.txt" for n in range(40)]


def test_a_folder_is_ingested_and_again_nothing_changes(db: Any, inbox: Path) -> None:
    files = find([inbox])
    assert outcomes(list(run(db, files))) == [("a.md", "new"), ("b.txt", "new"), ("xã B/b.txt", "new")]
    assert {o for _, o in outcomes(list(run(db, files)))} == {"unchanged"}
    (inbox / "b.txt").write_text(ORDER + OTHER, encoding="utf-8")
    assert outcomes(list(run(db, files))) == [("a.md", "unchanged"), ("b.txt", "replaced"), ("xã B/b.txt", "unchanged")]
    assert {o for _, o in outcomes(list(run(db, files, again=True)))} == {"replaced"}
    assert (
        len({r.target for s in sources(db) for r in read.records(db, s) if r.type == "reference" and r.code == "812/QĐ-UBND"})
        == 1
    )  # type: ignore[attr-defined]


def test_one_name_ingested_one_by_one_is_as_many_documents(db: Any, tmp_path: Path) -> None:
    for commune in ("A", "B", "C"):
        file = tmp_path / commune / "Bao cao.txt"
        file.parent.mkdir()
        file.write_text(ORDER * len(sources(db)) + OTHER, encoding="utf-8")
        list(run(db, find([file])))
    assert sources(db) == ["A/Bao cao.txt", "B/Bao cao.txt", "C/Bao cao.txt"]
    for commune in ("A", "B", "C"):
        list(run(db, find([tmp_path / commune])))
    assert len(sources(db)) == 3


def test_a_moved_file_is_the_same_document(db: Any, tmp_path: Path) -> None:
    for folder in ("cũ", "mới"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cũ" / "a.txt").write_text(ORDER, encoding="utf-8")
    list(run(db, find([tmp_path / "cũ"])))
    shutil.move(tmp_path / "cũ" / "a.txt", tmp_path / "mới" / "a.txt")
    assert outcomes(list(run(db, find([tmp_path / "mới"])))) == [("a.txt", "unchanged")]
    (location,) = db.conn.execute("SELECT location FROM documents").fetchone()
    assert Path(location) == (tmp_path / "mới" / "a.txt").resolve()


BAD = {
    "empty.txt": (b"", "failed", "empty"),
    "blank.txt": (b" \n\xef\xbb\xbf\n", "failed", "empty"),
    "binary.bin": (b"\x00\x01\x02abc\x00" * 100, "failed", "binary"),
    "pack.bin": (b"\x7fELF" + bytes(100), "skipped", "unsupported"),
}


def test_bad_files_are_rows_and_the_rest_goes_on(db: Any, inbox: Path) -> None:
    for name, (data, _, _) in BAD.items():
        (inbox / name).write_bytes(data)
    results = {r.source: r for r in run(db, [*find([inbox]), Found(inbox / "none.txt", "none.txt")])}
    for name, (_, outcome, cause) in BAD.items():
        failure = results[name].failure
        assert results[name].outcome == outcome and failure is not None and failure.cause == cause
        assert failure.vi and failure.en and "\n" not in failure.vi and failure.advice("vi") and failure.advice("en")
    assert results["none.txt"].failure is not None and results["none.txt"].failure.cause == "missing"
    assert sources(db) == ["a.md", "b.txt", "xã B/b.txt"]
    rows = db.conn.execute("SELECT path, cause, message, advice, skipped FROM failures ORDER BY path").fetchall()
    assert {(Path(p).name, cause) for p, cause, *_ in rows} == {
        *((n, c) for n, (_, _, c) in BAD.items()),
        ("none.txt", "missing"),
    }
    assert all(message and advice for *_, message, advice, _ in rows)
    assert [Path(p).name for p, *_, skipped in rows if skipped] == ["pack.bin"]


def test_a_file_that_is_mended_is_no_failure_any_more(db: Any, inbox: Path) -> None:
    (inbox / "b.txt").write_bytes(b"")
    list(run(db, find([inbox])))
    assert db.conn.execute("SELECT count(*) FROM failures").fetchone() == (1,)
    (inbox / "b.txt").write_text(ORDER, encoding="utf-8")
    list(run(db, find([inbox])))
    assert db.conn.execute("SELECT count(*) FROM failures").fetchone() == (0,)


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_an_archive_is_as_many_documents_as_it_holds(db: Any, tmp_path: Path) -> None:
    archive = packed(
        tmp_path / "xã.zip",
        {"a.txt": ORDER.encode(), "con/b.txt": OTHER.encode(), "c.txt": b"", "d.bin": b"\x7fELF" + bytes(50)},
    )
    results = {r.source: r.outcome for r in run(db, find([archive]))}
    assert results == {"xã.zip/a.txt": "new", "xã.zip/con/b.txt": "new", "xã.zip/c.txt": "failed", "xã.zip/d.bin": "skipped"}
    failures = {p.rsplit("/", 1)[-1] for (p,) in db.conn.execute("SELECT path FROM failures")}
    assert failures == {"c.txt", "d.bin"}
    differing = [d for d in differences(db) if isinstance(d, Difference)]
    assert differing == []
    packed(archive, {"a.txt": ORDER.encode(), "c.txt": OTHER.encode()})
    assert {d.kind for d in differences(db) if isinstance(d, Difference)} == {"file_changed"}
    assert {r.source: r.outcome for r in run(db, find([archive]))} == {"xã.zip/a.txt": "unchanged", "xã.zip/c.txt": "new"}
    assert sources(db) == ["xã.zip/a.txt", "xã.zip/c.txt"]
    assert [d for d in differences(db) if isinstance(d, Difference)] == []
    assert {o for _, o in outcomes(list(run(db, find([archive]))))} == {"unchanged"}
    archive.write_bytes(archive.read_bytes()[:60])
    (result,) = run(db, find([archive]))
    assert result.outcome == "failed" and sources(db) == ["xã.zip/a.txt", "xã.zip/c.txt"]


def test_names_of_any_system(db: Any, tmp_path: Path) -> None:
    folder = tmp_path / "tên"
    folder.mkdir()
    (folder / unicodedata.normalize("NFD", "kế hoạch.txt")).write_text(ORDER, encoding="utf-8")
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(folder) + b"/b\xe1o.txt")).write_bytes(b"")
    results = {r.source: r.outcome for r in run(db, find([folder]))}
    assert results.pop("kế hoạch.txt") == "new"
    assert set(results.values()) <= {"failed"} and all("\ufffd" in name for name in results)
    assert [d for d in differences(db, folder) if isinstance(d, Difference)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of a terminal")
def test_ctrl_c_keeps_what_is_done_and_leaves_nothing_half(tmp_path: Path) -> None:
    folder = tmp_path / "nhiều"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(f"{number}. " + ORDER, encoding="utf-8")
    path = tmp_path / "x.db"
    script = "import sys; from extractor.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "ingest", str(folder), "--db", str(path), "--lang", "vi"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (path.exists() and count(path) > 3):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        out, said = process.communicate(timeout=60)
    assert process.returncode == 130, said.decode()
    assert "Đã dừng" in said.decode() and "Traceback" not in said.decode() and "Mới" in out.decode()
    opened = open_database(path)
    assert 3 < len(sources(opened)) < 400
    assert [d for d in differences(opened) if isinstance(d, Difference)] == []
    assert opened.conn.execute("SELECT count(*) FROM pending_links").fetchone() == (0,)
    opened.conn.close()


def count(path: Path) -> int:
    connection = sqlite3.connect(path, timeout=30)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def test_wildcards_that_the_shell_left(inbox: Path) -> None:
    assert [f.source for f in find([inbox / "*.txt"])] == ["b.txt"]
    assert find([inbox / "*.none"]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_file_that_the_system_does_not_open(db: Any, inbox: Path) -> None:
    # A link to itself cannot be opened by anybody, whatever rights the tests run with.
    (inbox / "b.txt").unlink()
    (inbox / "b.txt").symlink_to("b.txt")
    result = next(r for r in run(db, find([inbox])) if r.source == "b.txt")
    assert result.failure is not None and result.failure.cause == "unreadable"


def test_a_fault_of_the_program_is_the_failure_of_one_file(db: Any, inbox: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import extractor.layout as layout\nreal = layout.analyze\n"
        "def analyze(document):\n    if document.source == 'b.txt':\n        raise ZeroDivisionError('ba')\n    return real(document)\n"
        "layout.analyze = analyze\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    results = {r.source: r for r in run(db, find([inbox]))}
    failure = results["b.txt"].failure
    assert failure is not None and failure.cause == "internal" and "ZeroDivisionError: ba" in failure.vi
    assert results["xã B/b.txt"].outcome == "new"


def test_a_database_that_cannot_be_written_ends_the_run(db: Any, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*arguments: Any, **options: Any) -> Any:
        raise DatabaseError("locked", "đang bận", "busy")

    monkeypatch.setattr("extractor.batch.ingestion.write", locked)
    with pytest.raises(DatabaseError):
        list(run(db, find([inbox])))


def test_stopping_early_keeps_and_links_what_was_done(db: Any, inbox: Path) -> None:
    with closing(run(db, find([inbox]))) as results:
        assert next(results).source == "a.md"
    assert sources(db) == ["a.md"]
    assert db.conn.execute("SELECT count(*) FROM pending_links").fetchone() == (0,)
    assert all(r.target for r in read.records(db, "a.md") if r.type == "reference")  # type: ignore[attr-defined]


def test_without_a_database_the_records_are_the_same_but_for_targets(db: Any, inbox: Path) -> None:
    list(run(db, find([inbox])))
    for source, result in extracted(find([inbox])):
        assert not isinstance(result, Failure)
        stored = {r.id: json.loads(to_json(r)) for r in read.records(db, source)}
        given = {r.id: json.loads(to_json(r)) for r in result.records}
        assert stored == given
        assert [r.id for r in sorted(result.records, key=sort_key)] == [
            r.id for r in sorted(read.records(db, source), key=sort_key)
        ]


def test_memory_stays_flat_over_files(db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the words of the texts are known (the first ten files), fifteen more files take no more than five."""
    monkeypatch.setattr("extractor.database.link.MENTIONS", 200)
    folder = tmp_path / "nhiều"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:03}.txt").write_text(
            "".join(f"{n}. " + ORDER.replace("812", str(100 * (number % 5) + n)) for n in range(60)), encoding="utf-8"
        )
    files = find([folder])
    list(run(db, files[:10]))
    tracemalloc.start()
    list(run(db, files[10:15]))
    _, few = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    list(run(db, files[15:]))
    _, many = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert many < 1.5 * few


def test_a_failure_says_once_what_to_do() -> None:
    own = parted("damaged", "tệp ảnh hỏng; hãy quét lại", "the picture is damaged; scan it again", "vi")
    assert own == ("tệp ảnh hỏng", "hãy quét lại")
    assert parted("damaged", "tệp ảnh hỏng; hãy quét lại", "the picture is damaged; scan it again", "en") == ("the picture is damaged", "scan it again")
    assert parted("empty", "tệp rỗng", "empty file", "en") == ("empty file", "get the original again")
    assert parted("none", "tệp rỗng; không đọc", "empty; not read", "vi") == ("tệp rỗng; không đọc", None)
