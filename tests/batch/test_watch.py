"""A watched folder, by real processes: files written slowly are read once and whole, nothing is moved, and a killed watcher goes on where it was."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from extractor.batch import Found, watching
from extractor.batch.outcome import Result
from extractor.batch.watching import Settling, watch
from extractor.cli import build
from extractor.database import connection
from extractor.database.connection import open_database
from extractor.database.read import sources, text_of

ROOT = Path(__file__).resolve().parent.parent.parent
ORDER = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận {n} hồ sơ.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


class Watcher:
    """A real `trichyeu watch`, and what it says."""

    def __init__(self, inbox: Path, db: Path, settle: float = 1.5) -> None:
        command = [sys.executable, "-c", "from extractor.__main__ import start; start()", "--lang", "en", "watch"]
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [*command, str(inbox), "--db", str(db), "--settle", str(settle), "--jobs", "1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self.wait(lambda: any("Watching" in line for line in self.lines))

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.lines += iter(self.process.stdout.readline, "")

    def wait(self, true: Callable[[], bool], seconds: float = 60.0) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline and self.process.poll() is None, self.lines
            time.sleep(0.05)

    def said(self, *words: str) -> bool:
        return any(all(word in line for word in words) for line in list(self.lines))

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=30)
        self._thread.join(timeout=10)
        return code


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "hộp thư").mkdir()
    return tmp_path / "hộp thư"


@pytest.fixture
def started(inbox: Path, tmp_path: Path) -> Iterator[Callable[[], Watcher]]:
    running: list[Watcher] = []

    def start() -> Watcher:
        running.append(Watcher(inbox, tmp_path / "x.db"))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait()


def held(path: Path) -> dict[str, str]:
    db = open_database(path)
    try:
        assert db.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and not db.conn.execute("PRAGMA foreign_key_check").fetchall()
        return {source: str(text_of(db, source)) for source in sources(db)}
    finally:
        db.conn.close()


def failures(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return [(Path(row[0]).name, row[1]) for row in db.execute("SELECT path, cause FROM failures ORDER BY path")]


@POSIX
def test_slow_uploads_renames_and_bad_files_and_a_clean_end(inbox: Path, tmp_path: Path, started: Callable[[], Watcher]) -> None:
    db = tmp_path / "x.db"
    (inbox / "có sẵn.txt").write_text(ORDER.format(n=1), encoding="utf-8")
    (inbox / "rỗng.txt").touch()
    (inbox / "đang tải.txt.part").write_text(ORDER.format(n=2), encoding="utf-8")
    watcher = started()
    slow = [ORDER.format(n=n) for n in range(10, 22)]
    with (inbox / "chậm.txt").open("w", encoding="utf-8") as out:
        for line in slow:
            out.write(line)
            out.flush()
            time.sleep(0.2)
    watcher.wait(lambda: watcher.said("new", "chậm.txt") and watcher.said("failed", "rỗng.txt") and watcher.said("new", "có sẵn.txt"))
    (inbox / "đang tải.txt.part").rename(inbox / "tải xong.txt")
    (inbox / "xã A").mkdir()
    (inbox / "xã A" / "báo cáo.txt").write_text(ORDER.format(n=3), encoding="utf-8")
    watcher.wait(lambda: watcher.said("new", "tải xong.txt") and watcher.said("new", "báo cáo.txt"))
    assert failures(db) == [("rỗng.txt", "empty")]
    (inbox / "rỗng.txt").write_text(ORDER.format(n=4), encoding="utf-8")
    (inbox / "có sẵn.txt").write_text(ORDER.format(n=5), encoding="utf-8")
    watcher.wait(lambda: watcher.said("new", "rỗng.txt") and watcher.said("replaced", "có sẵn.txt"))
    before = {p.relative_to(inbox): p.read_bytes() for p in sorted(inbox.rglob("*")) if p.is_file()}
    assert watcher.end(signal.SIGTERM) == 0
    assert watcher.said("Stopped watching") and not watcher.said("Traceback")
    texts = held(db)
    assert sorted(texts) == ["chậm.txt", "có sẵn.txt", "rỗng.txt", "tải xong.txt", "xã A/báo cáo.txt"]
    # Read once, when it was whole.
    assert texts["chậm.txt"] == "".join(slow) and sum("chậm.txt" in line for line in watcher.lines) == 1
    assert texts["có sẵn.txt"] == ORDER.format(n=5) and failures(db) == []
    assert {p.relative_to(inbox): p.read_bytes() for p in sorted(inbox.rglob("*")) if p.is_file()} == before


@POSIX
def test_a_killed_watcher_goes_on_where_it_was(inbox: Path, tmp_path: Path, started: Callable[[], Watcher]) -> None:
    for n in range(1, 9):
        (inbox / f"{n}.txt").write_text(ORDER.format(n=n) * 20, encoding="utf-8")
    first = started()
    first.wait(lambda: first.said("new"))
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    (inbox / "9.txt").write_text(ORDER.format(n=9), encoding="utf-8")
    done = set(held(tmp_path / "x.db"))
    second = started()
    second.wait(lambda: all(second.said("new", f"{n}.txt") for n in range(1, 10) if f"{n}.txt" not in done))
    assert second.end(signal.SIGINT) == 0 and not second.said("Traceback")
    assert sorted(held(tmp_path / "x.db")) == [f"{n}.txt" for n in range(1, 10)]
    # What was finished before the kill is not read again.
    assert not any(second.said("new", name) or second.said("replaced", name) for name in done)


def file(path: Path) -> Found:
    return Found(path, path.name)


def test_a_file_settles_when_nothing_about_it_moves(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt.PART"
    one.write_text("a")
    other.write_text("b")
    settling = Settling(5)
    both = [file(one), file(other)]
    assert settling.take(both, 0) == [] and settling.due(1) == 4
    assert settling.take(both, 4.9) == []
    one.write_text("aa")
    assert settling.take(both, 5) == [] and settling.due(5) == 5
    assert settling.take(both, 10) == [file(one)]
    assert settling.take(both, 20) == [] and settling.due(20) == watching.RESCAN
    # A time that moves, and another file under the name, begin anew.
    os.utime(one, (1, 1))
    assert settling.take(both, 21) == [] and settling.take(both, 26) == [file(one)]
    new = tmp_path / "c"
    new.write_text("bb")
    os.utime(new, (1, 1))
    new.replace(one)
    assert settling.take(both, 27) == [] and settling.take(both, 32) == [file(one)]
    settling.give_again([file(one)])
    assert settling.take(both, 33) == [] and settling.take(both, 38) == [file(one)]
    one.unlink()
    assert settling.take(both, 39) == [] and settling.take([], 60) == []
    odd = Found(tmp_path / "ống", "ống", "special")
    assert settling.take([odd], 61) == [] and settling.take([odd], 66) == [odd] and settling.take([odd], 80) == []


def test_a_busy_database_is_waited_for(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.1)
    monkeypatch.setattr(watching, "RETRY", 0.1)
    (inbox / "a.txt").write_text(ORDER.format(n=1), encoding="utf-8")
    open_database(tmp_path / "x.db", create=True).conn.close()
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as other, closing(watch(inbox, tmp_path / "x.db", settle=0.1)) as told:
        other.execute("BEGIN IMMEDIATE")
        error = next(told)
        assert isinstance(error, connection.DatabaseError) and error.cause == "locked"
        other.execute("ROLLBACK")
        result = next(one for one in told if isinstance(one, Result))
        assert (result.source, result.outcome) == ("a.txt", "new")


def test_the_database_may_lie_in_the_folder(inbox: Path) -> None:
    (inbox / "a.txt").write_text(ORDER.format(n=1), encoding="utf-8")
    with closing(watch(inbox, inbox / "x.db", settle=0.1)) as told:
        assert isinstance(next(told), Result)
    assert list(held(inbox / "x.db")) == ["a.txt"] and failures(inbox / "x.db") == []


def run(*arguments: Any) -> Any:
    return CliRunner().invoke(build("en"), [str(a) for a in arguments])


def test_what_cannot_be_watched_is_said(tmp_path: Path) -> None:
    done = run("watch", tmp_path / "không có", "--db", tmp_path / "x.db")
    assert done.exit_code == 3 and "there is no folder" in done.output and not (tmp_path / "x.db").exists()
    (tmp_path / "y.db").write_text("không phải cơ sở dữ liệu", encoding="utf-8")
    assert run("watch", tmp_path, "--db", tmp_path / "y.db").exit_code == 3


@pytest.mark.parametrize("name", ["trichyeu-watch.service", "trichyeu-watch.ps1"])
def test_the_services_of_the_documentation_name_options_that_exist(name: str) -> None:
    text = (ROOT / "docs" / "service" / name).read_text(encoding="utf-8")
    if name.endswith(".service"):
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign]
        unit.read_string(text)
        assert unit["Install"]["WantedBy"] == "multi-user.target" and unit["Service"]["KillSignal"] == "SIGTERM"
        words = shlex.split(unit["Service"]["ExecStart"])
    else:
        words = shlex.split(re.search(r"-Argument '(.*)'", text)[1])  # type: ignore[index]
    command = typer.main.get_command(build("en")).commands["watch"]  # type: ignore[attr-defined]
    options = {option for parameter in command.params for option in parameter.opts}
    assert "watch" in words and {word for word in words if word.startswith("--")} <= options
