"""Nothing lost, whatever is given: limits around the extraction, namesakes in any order and at once, special files, links, twins."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.batch import Result, find, run
from extractor.cli import build
from extractor.database.connection import open_database
from extractor.database.read import all_records
from extractor.database.review_rows import standing
from extractor.database.reviews import Act, act
from extractor.database.verify import Difference, differences
from extractor.readers.options import ReadOptions
from extractor.records import to_json
from extractor.worker import Limits, Worker

ORDER = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận {n} hồ sơ.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and signals of POSIX")


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Any]:
    opened = open_database(tmp_path / "x.db", create=True)
    yield opened
    opened.conn.close()


def sources(db: Any) -> list[str]:
    return [row[0] for row in db.conn.execute("SELECT source FROM documents ORDER BY source")]


def content(db: Any) -> list[str]:
    """The export, and what says whether the database is sound."""
    assert db.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [d for d in differences(db) if isinstance(d, Difference)] == []
    return [to_json(record) for _, records in all_records(db) for record in records]


def command(*arguments: Any) -> Any:
    # Wide enough for a sentence to stay on its line, however long the path beside it is.
    return CliRunner(env={"COLUMNS": "400"}).invoke(build("en"), [str(a) for a in arguments])


# -- limits around the extraction -------------------------------------------------------------------------------------------------------


def faulty(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit that does this to texts that say so, in the processes started from now on."""
    (folder / "site").mkdir()
    (folder / "site" / "sitecustomize.py").write_text(
        "import os, time, extractor.audit as audit\nreal = audit.audit\n"
        f"def faulty(layout, *more):\n    if 'hiểm' in layout.document.text:\n        {code}\n    return real(layout, *more)\n"
        "audit.audit = faulty\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(folder / "site"))


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("while True: pass", "too-slow"),
        ("x = [bytes(10_000_000) for _ in range(1000)]", "too-large"),
        ("os.abort()", "crashed"),
    ],
)
@POSIX
def test_a_step_that_is_given_up_costs_itself_alone(code: str, cause: str, db: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty(tmp_path, code, monkeypatch)
    inbox = tmp_path / "in"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Văn bản hiểm.\n" + ORDER.format(n=7), encoding="utf-8")
    (inbox / "b.txt").write_text(ORDER.format(n=8), encoding="utf-8")
    # That it ends says enough: how long a busy machine takes for it says nothing.
    results = list(run(db, find([inbox]), options=ReadOptions(seconds=2.0, max_memory=500_000_000)))
    assert [(r.source, r.outcome, [(loss.place, loss.cause) for loss in r.losses]) for r in results] == [
        ("a.txt", "new", [("audit", cause)]),
        ("b.txt", "new", []),
    ]
    assert db.conn.execute("SELECT count(*) FROM document_references").fetchone() == (2,)
    assert db.conn.execute("SELECT place, cause, partial FROM failures").fetchall() == [("audit", cause, 1)]
    # Unchanged, it is not tried again, but said again; once the step goes well it is mended.
    again = list(run(db, find([inbox])))
    assert [(r.outcome, len(r.losses)) for r in again] == [("unchanged", 1), ("unchanged", 0)]
    monkeypatch.delenv("PYTHONPATH")
    list(run(db, find([inbox]), again=True))
    assert db.conn.execute("SELECT count(*) FROM failures").fetchone() == (0,)


@POSIX
def test_a_document_that_is_lost_leaves_the_others_of_its_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import zipfile

    (tmp_path / "sitecustomize.py").write_text(
        "import os, extractor.layout as layout\nreal = layout.analyze\n"
        "def analyze(document):\n    if 'hiểm' in document.text:\n        os.abort()\n    return real(document)\n"
        "layout.analyze = analyze\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in (("1.txt", ORDER.format(n=1)), ("2.txt", "hiểm"), ("3.txt", ORDER.format(n=3))):
            archive.writestr(name, text)
    with Worker(limits=Limits(seconds=20)) as worker:
        items = list(worker.extract_all(tmp_path / "a.zip"))
    assert [getattr(item, "cause", "read") for item in items] == ["read", "crashed", "read"]


def test_the_screen_says_what_was_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty(tmp_path, "1 / 0", monkeypatch)
    (tmp_path / "a.txt").write_text("hiểm " + ORDER.format(n=7), encoding="utf-8")
    result = command("ingest", tmp_path / "a.txt", "--db", tmp_path / "x.db")
    assert result.exit_code == 1 and "read in part 1" in result.output and "auditing the figures was given up" in result.output.replace("\n", " ")


# -- namesakes --------------------------------------------------------------------------------------------------------------------------


def namesakes(folder: Path, count: int) -> list[Path]:
    folders = []
    for number in range(2):
        part = folder / f"xã {number}"
        part.mkdir()
        for file in range(count):
            (part / f"bao-cao-{file}.txt").write_text(f"Xã {number}. " + ORDER.format(n=10 * file + number + 1), encoding="utf-8")
        folders.append(part)
    return folders


def test_namesakes_are_the_same_documents_in_any_order_and_number_of_runs(tmp_path: Path) -> None:
    one, two = namesakes(tmp_path, 3)
    ways: list[list[list[Path]]] = [[[one, two]], [[one], [two]], [[two], [one]], [[two], [one, two], [one]]]
    found = []
    for number, way in enumerate(ways):
        opened = open_database(tmp_path / f"{number}.db", create=True)
        for paths in way:
            list(run(opened, find(paths)))
        found.append(content(opened))
        assert len(sources(opened)) == 6
        opened.conn.close()
    assert found[0] == found[1] == found[2] == found[3]


def test_a_folder_and_its_parent_give_a_file_the_same_path(tmp_path: Path) -> None:
    inbox = tmp_path / "in" / "sub"
    inbox.mkdir(parents=True)
    (inbox / "a.txt").write_text(ORDER.format(n=7), encoding="utf-8")
    found = []
    for number, way in enumerate([[inbox, inbox.parent], [inbox.parent, inbox], [inbox / "a.txt", inbox.parent], [inbox.parent, inbox / "a.txt"]]):
        opened = open_database(tmp_path / f"{number}.db", create=True)
        for path in way:
            list(run(opened, find([path])))
        assert sources(opened) == ["sub/a.txt"]
        found.append(content(opened))
        opened.conn.close()
    assert all(other == found[0] for other in found)


def test_a_document_that_gets_another_source_keeps_what_people_decided(db: Any, tmp_path: Path) -> None:
    one, two = namesakes(tmp_path, 1)
    list(run(db, find([one])))
    record = db.conn.execute("SELECT record_id FROM document_references").fetchone()[0]
    act(db, [Act(record, "accepted")], "An")
    list(run(db, find([two])))
    assert sources(db) == ["xã 0/bao-cao-0.txt", "xã 1/bao-cao-0.txt"]
    (kept,) = standing(db)
    assert kept["document"] == "xã 0/bao-cao-0.txt" and kept["record_id"] != record and kept["state"] in ("same", "moved")
    assert db.conn.execute("SELECT 1 FROM document_references WHERE record_id = ?", [kept["record_id"]]).fetchone()


def test_two_ingestions_at_once_lose_nothing(tmp_path: Path) -> None:
    one, two = namesakes(tmp_path, 5)
    alone = open_database(tmp_path / "alone.db", create=True)
    list(run(alone, find([one, two])))
    wanted = content(alone)
    alone.conn.close()
    for round_ in range(2):
        path = tmp_path / f"{round_}.db"
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", "from extractor.cli import main; main()", "ingest", str(folder), "--db", str(path)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for folder in (one, two)
        ]
        for process in processes:
            assert process.wait(timeout=120) == 0, process.communicate()
        opened = open_database(path)
        assert content(opened) == wanted
        opened.conn.close()


@pytest.mark.parametrize("jobs", [1, 3])
def test_the_content_does_not_depend_on_the_number_of_processes(jobs: int, db: Any, tmp_path: Path) -> None:
    one, two = namesakes(tmp_path, 4)
    assert {r.outcome for r in run(db, find([one, two]), jobs=jobs)} == {"new"}
    other = open_database(tmp_path / "other.db", create=True)
    files = find([two, one])
    random.Random(3).shuffle(files)
    list(run(other, files))
    assert content(db) == content(other)
    other.conn.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps such names apart")
def test_twins_by_their_accents_and_bytes_are_as_many_documents(db: Any, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    names = [unicodedata.normalize(form, "Báo cáo.txt").encode() for form in ("NFC", "NFD")] + [b"b\xe1o.txt", b"b\xe0o.txt"]
    for number, name in enumerate(names, 1):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_text(ORDER.format(n=number), encoding="utf-8")
    assert {r.outcome for r in run(db, find([inbox]))} == {"new"}
    assert len(sources(db)) == 4
    assert {r.outcome for r in run(db, find([inbox]))} == {"unchanged"}
    content(db)


# -- special files and links ------------------------------------------------------------------------------------------------------------


def within(seconds: float, work: Any) -> Any:
    """What `work` gives, or a failure of the test where it hangs."""
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    thread.join(seconds)
    assert found, "it hangs"
    return found[0]


@POSIX
def test_pipes_and_devices_are_rows(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    os.mkfifo(inbox / "ống.txt")
    (inbox / "zero.txt").symlink_to("/dev/zero")
    (inbox / "a.txt").write_text(ORDER.format(n=7), encoding="utf-8")
    for paths in ([inbox], [inbox / "ống.txt", inbox / "zero.txt", inbox / "a.txt", "/dev/zero", "/dev/stdin"]):
        opened = open_database(tmp_path / f"{len(paths)}.db", create=True)
        opened.conn.close()

        def ingest(paths: Any = paths) -> list[Result]:
            opened = open_database(tmp_path / f"{len(paths)}.db")
            with closing(opened.conn):
                return list(run(opened, find(paths)))

        results = within(60, ingest)
        causes = {r.failure.cause for r in results if r.failure is not None}
        assert causes <= {"special", "link"} and "special" in causes
        assert [r.source for r in results if r.outcome == "new"] == ["a.txt"]
        assert not all(r.whole for r in results)


@POSIX
@pytest.mark.parametrize("verb", ["extract", "audit", "ingest"])
def test_no_command_hangs_on_a_pipe(verb: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.txt")
    more = ["--db", tmp_path / "x.db"] if verb == "ingest" else []
    result = within(60, lambda: command(verb, tmp_path / "ống.txt", *more))
    assert result.exit_code == 1 and "pipe" in result.output


@POSIX
def test_links_are_read_or_named(db: Any, tmp_path: Path) -> None:
    inbox, outside = tmp_path / "in", tmp_path / "outside"
    (inbox / "sub").mkdir(parents=True)
    outside.mkdir()
    (inbox / "sub" / "a.txt").write_text(ORDER.format(n=1), encoding="utf-8")
    for number in range(2):
        (outside / f"{number}.txt").write_text(ORDER.format(n=7 + number), encoding="utf-8")
    (inbox / "ra").symlink_to(outside)
    (inbox / "tệp.txt").symlink_to(outside / "0.txt")
    (inbox / "trong").symlink_to(inbox / "sub")
    (inbox / "vòng").symlink_to(inbox)
    results = {r.source: r for r in run(db, find([inbox]))}
    assert {name: r.failure.cause if r.failure else r.outcome for name, r in results.items()} == {
        "ra": "link",
        "tệp.txt": "link",
        "sub/a.txt": "new",
    }
    assert not all(r.whole for r in results.values())
    followed = {r.source: r.outcome for r in run(db, find([inbox], follow_links=True))}
    assert followed == {"ra/0.txt": "new", "ra/1.txt": "new", "sub/a.txt": "unchanged"}


def test_a_file_over_the_limit_is_not_opened(db: Any, tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(3_000_000_000)
    (result,) = run(db, find([tmp_path / "a.txt"]))
    assert result.failure is not None and result.failure.cause == "too-large"


def test_a_pattern_without_matches_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ORDER.format(n=7), encoding="utf-8")
    result = command("ingest", tmp_path / "a.txt", tmp_path / "*.none", "--db", tmp_path / "x.db")
    assert result.exit_code == 1 and "no such file" in result.output and "New 1" in result.output


def test_a_failure_of_a_file_that_is_gone_can_be_removed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_text(ORDER.format(n=7), encoding="utf-8")
    db = tmp_path / "x.db"
    assert command("ingest", tmp_path / "a.txt", tmp_path / "b.txt", "--db", db).exit_code == 1
    (tmp_path / "a.txt").unlink()
    assert "a.txt" in command("audit", db).output
    assert command("remove", tmp_path / "a.txt", "--db", db).exit_code == 0
    assert "a.txt" not in command("audit", db).output
    assert command("remove", tmp_path / "a.txt", "--db", db).exit_code == 1


# -- scans after texts, and what was left for later -------------------------------------------------------------------------------------


def picture(path: Path, text: str) -> None:
    from PIL import Image, ImageDraw

    image = Image.new("L", (1240, 400), 255)
    ImageDraw.Draw(image).text((60, 100), text, fill=0, font_size=48)
    image.save(path, "PNG", dpi=(150, 150))


def test_scans_come_last_and_may_be_left_for_later(tmp_path: Path) -> None:
    from extractor.readers import tesseract

    if not tesseract.available("vie"):
        pytest.skip("needs tesseract with Vietnamese")
    inbox, db = tmp_path / "in", tmp_path / "x.db"
    inbox.mkdir()
    picture(inbox / "a.png", "Cong van 12/UBND-VP")
    (inbox / "b.txt").write_text(ORDER.format(n=7), encoding="utf-8")
    opened = open_database(tmp_path / "order.db", create=True)
    assert [(r.source, r.outcome) for r in run(opened, find([inbox]))] == [("b.txt", "new"), ("a.png", "new")]
    opened.conn.close()
    deferred = command("ingest", inbox, "--db", db, "--defer-ocr")
    assert deferred.exit_code == 1 and "read in part 1" in deferred.output
    assert "unchanged 2" in command("ingest", inbox, "--db", db, "--defer-ocr").output
    done = command("ingest", "--failed", "--db", db)
    assert done.exit_code == 0 and "replaced 1" in done.output, done.output
    nothing = command("ingest", "--failed", "--db", db)
    assert nothing.exit_code == 3 and "no file has failed" in nothing.output
    assert command("ingest", "--db", db).exit_code == 2


def test_only_what_failed_is_read_again(tmp_path: Path) -> None:
    import zipfile

    db = tmp_path / "x.db"
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").write_text(ORDER.format(n=7), encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as archive:
        archive.writestr("d.txt", "")
        archive.writestr("e.txt", ORDER.format(n=8))
    assert command("ingest", tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.zip", "--db", db).exit_code == 1
    (tmp_path / "a.txt").write_text(ORDER.format(n=9), encoding="utf-8")
    result = command("ingest", "--failed", "--db", db)
    assert result.exit_code == 1 and "New 1 · replaced 1" in result.output and "failed 1" in result.output, result.output
