"""A command ends with one sentence and its exit code whatever happens to it, and the terminal shows what documents hold, never obeys it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extractor.cli import build
from extractor.cli.console import console, visible
from extractor.database.connection import open_database

ORDER = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận {n} hồ sơ.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and devices of POSIX")
START = [sys.executable, "-c", "from extractor.__main__ import start; start()"]


def run(*arguments: Any) -> Any:
    return CliRunner().invoke(build("en"), [str(a) for a in arguments])


@pytest.fixture
def db(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ORDER.format(n=812), encoding="utf-8")
    assert run("ingest", tmp_path / "a.txt", "--db", tmp_path / "x.db").exit_code == 0
    return tmp_path / "x.db"


def test_control_characters_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert visible("a\x1b[31mb\x9b2J\u202ec\td\n") == "a␛[31mb\ufffd2J\ufffdc\td\n"
    from rich.table import Table
    from rich.text import Text

    table = Table(title="\x1b]0;x\x07")
    table.add_column("\x1bc")
    table.add_row(Text("\x1b[2J\x08"))
    console().print(table)
    console().print("[red]\x1b[2J[/red]")
    shown = capsys.readouterr().out
    assert "\x1b" not in shown and "\x07" not in shown and "␛" in shown and "[red]" in shown


def test_no_command_sends_escape_sequences_of_texts_and_names(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    name = "bao\x1b[31mcao.txt" if sys.platform != "win32" else "baocao.txt"
    (inbox / name).write_text("\x1b[2J\x9b31m" + ORDER.format(n=812) + "Trong đó \x1b]0;x\x07 có 12 hồ sơ.\n", encoding="utf-8")
    (inbox / ("hỏng\x1b[5m.txt" if sys.platform != "win32" else "hỏng.txt")).touch()
    db = tmp_path / "x.db"
    commands = [
        ("ingest", inbox, "--db", db),
        ("search", "quyết định", "--db", db),
        ("show", "812/QĐ-UBND", "--db", db),
        ("indicators", "--db", db),
        ("tasks", "--db", db),
        ("series", "hồ sơ", "--db", db),
        ("audit", "--db", db),
        ("extract", inbox, "--format", "table"),
        ("verify", "--db", db, "--root", tmp_path),
        ("remove", inbox / name, "--db", db),
    ]
    for command in commands:
        output = run(*command).output
        assert not {"\x1b", "\x9b", "\x07", "\x08"} & set(output), (command[0], output)


@POSIX
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [("export",), ("search", "quyết định"), ("indicators", "--format", "csv")])
def test_a_full_output_is_one_sentence(command: tuple[str, ...], unbuffered: str, db: Path) -> None:
    with open("/dev/full", "w") as full:
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(
            [*START, *command, "--db", str(db)], stdout=full, stderr=subprocess.PIPE, timeout=120, check=False, env=environment
        )
    said = done.stderr.decode()
    assert done.returncode == 3 and "Traceback" not in said and "Exception" not in said and len(said.strip().splitlines()) == 1, said


@POSIX
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("after", [0.05, 0.3, 1.0])
def test_a_signal_at_the_start_is_one_sentence(kind: signal.Signals, after: float, tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(ORDER.format(n=number), encoding="utf-8")
    begun = [sys.executable, "-c", "from extractor.__main__ import start; print(flush=True); start()"]
    with subprocess.Popen([*begun, "ingest", str(tmp_path), "--db", str(tmp_path / "x.db")], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()  # the interpreter is there; what it answers before is its own
        time.sleep(after)
        process.send_signal(kind)
        _, said = process.communicate(timeout=120)
    # Before the program has said what it does on SIGTERM, the system itself ends it.
    wanted = {130} if kind is signal.SIGINT else {143, -signal.SIGTERM}
    assert process.returncode in wanted, (process.returncode, said.decode())
    assert "Traceback" not in said.decode()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_outlives_the_command(kind: signal.Signals, tmp_path: Path) -> None:
    inbox, temporary = tmp_path / "in", tmp_path / "tmp"
    inbox.mkdir()
    temporary.mkdir()
    for number in range(300):
        (inbox / f"{number}.txt").write_text(ORDER.format(n=number), encoding="utf-8")
    mark = f"{tmp_path.name}-{kind}"
    environment = {**os.environ, "TMPDIR": str(temporary), "TRICHYEU_MARK": mark}
    with subprocess.Popen(
        [*START, "ingest", str(inbox), "--db", str(tmp_path / "x.db")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and written(tmp_path / "x.db") < 3:
            time.sleep(0.1)
        assert len(marked(mark)) > 1 and list(temporary.iterdir())
        process.send_signal(kind)
        process.wait(timeout=60)
    for _ in range(100):
        if not marked(mark) and not list(temporary.iterdir()):
            break
        time.sleep(0.1)
    assert marked(mark) == [] and list(temporary.iterdir()) == []
    opened = open_database(tmp_path / "x.db")
    assert opened.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.conn.close()


def marked(mark: str) -> list[int]:
    """The processes that inherited this environment and still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
            if f"TRICHYEU_MARK={mark}".encode() in (entry / "environ").read_bytes() and state != "Z":
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def written(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        connection = sqlite3.connect(path, timeout=5)
        try:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:
        return 0


@POSIX
def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / "trichyeu-worker-left"
    left.mkdir()
    (left / ".held").touch()
    (left / "x").write_bytes(b"1")
    code = "from extractor.temporary import Held\nheld = Held('worker')\nassert held.path.exists()\nheld.close()\n"
    (tmp_path / "trichyeu-worker-unlocked").mkdir()  # killed before it held its folder, or when all but the folder was removed
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, check=True)
    assert list(tmp_path.iterdir()) == []


def test_no_sweep_takes_a_folder_that_is_held(tmp_path: Path) -> None:
    """Processes that make folders while others sweep: each keeps its own.

    What was in a folder is gone once it is closed; the folder itself may be in the hands of a sweep, which removes it a moment later.
    """
    code = """
from extractor import temporary
for number in range(150):
    temporary._swept.clear()
    held = temporary.Held("worker")
    (held.path / "x").write_text("1")
    temporary._swept.clear()
    temporary.sweep()
    assert (held.path / "x").read_text() == "1"
    held.close()
    assert not (held.path / "x").exists()
"""
    running = [subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}) for _ in range(4)]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0, 0] and list(tmp_path.iterdir()) == []


@POSIX
def test_what_a_thread_holds_goes_with_its_process(tmp_path: Path) -> None:
    code = "import threading\nfrom extractor.temporary import Held\nt = threading.Thread(target=lambda: (Held('worker'), threading.Event().wait()), daemon=True)\n"
    code += "t.start()\nt.join(1)\n"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "TMPDIR": str(tmp_path)}, check=True)
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_disk_that_is_full_ends_the_batch_and_is_called_by_its_name(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number in range(30):
        (inbox / f"{number:02}.txt").write_text("".join(ORDER.format(n=100 * number + n) for n in range(60)), encoding="utf-8")
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000));"
    command = [sys.executable, "-c", limit + "from extractor.__main__ import start; start()", "--lang", "en", "ingest", str(inbox), "--db", str(tmp_path / "x.db")]
    done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    said = done.stderr.decode()
    assert done.returncode == 3 and "Traceback" not in said, said
    assert "disk is full" in said or "cannot be opened or written" in said, said
    opened = open_database(tmp_path / "x.db")
    kept = opened.conn.execute("SELECT count(*) FROM documents").fetchone()[0]
    assert 0 < kept < 30 and opened.conn.execute("SELECT count(*) FROM failures").fetchone() == (0,)
    opened.conn.close()


@pytest.mark.parametrize("kind", ["utf-8", "pages", "cut"])
def test_a_damaged_database_is_one_sentence_and_stays_as_it_is(kind: str, db: Path, tmp_path: Path) -> None:
    data = bytearray(db.read_bytes())
    if kind == "utf-8":
        place = data.find("đã tiếp nhận 812".encode())
        while place >= 0:
            data[place : place + 3] = b"\xff\xc3\x28"
            place = data.find("đã tiếp nhận 812".encode(), place + 1)
    elif kind == "pages":
        for page in range(2, len(data) // 4096):
            data[page * 4096 : page * 4096 + 12] = b"\xa5" * 12
    else:
        del data[len(data) // 3 :]
    path = tmp_path / "damaged.db"
    path.write_bytes(data)
    for command in (["search", "quyet dinh"], ["export"], ["audit"], ["indicators"], ["tasks"], ["verify"], ["show", "812/QĐ-UBND"]):
        result = run(*command, "--db", path)
        assert result.exception is None or isinstance(result.exception, SystemExit), (command, result.output)
        assert "fault of the program" not in result.output, (command, result.output)
        # What a command does not look at may be damaged without its notice.
        assert result.exit_code == 3 or kind == "utf-8", (command, result.output)
        if kind == "utf-8" and command[0] in ("export", "audit"):
            assert result.exit_code == 3 and "is damaged" in result.output, (command, result.output)
        assert path.read_bytes() == data


def test_a_lock_is_said_and_ends_the_batch(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.database.connection.WAIT_SECONDS", 0.2)
    (tmp_path / "b.txt").write_text(ORDER.format(n=813), encoding="utf-8")
    connection = sqlite3.connect(db)
    connection.execute("BEGIN IMMEDIATE")
    result = run("ingest", tmp_path / "b.txt", "--db", db)
    assert result.exit_code == 3 and "another process" in result.output and "developers" not in result.output
    connection.rollback()
    connection.close()


def test_paths_that_cannot_be_are_said(tmp_path: Path, db: Path) -> None:
    long = tmp_path / ("ố" * 300)
    for command in (
        ("ingest", long, "--db", tmp_path / "y.db"),
        ("ingest", tmp_path / "a.txt" / "b", "--db", tmp_path / "y.db"),
        ("ingest", tmp_path / "a.txt", "--db", tmp_path / "a.txt" / "y.db"),
        ("ingest", tmp_path / "a.txt", "--db", long),
        ("audit", long),
        ("extract", long),
        ("show", tmp_path / "a.txt", "--image", tmp_path / "a.txt" / "y.png"),
        ("show", tmp_path / "none.pdf", "--image", tmp_path / "y.png"),
        ("export", "--db", db, "--output", long / "x.jsonl"),
    ):
        result = run(*command)
        assert result.exit_code in (1, 3) and (result.exception is None or isinstance(result.exception, SystemExit)), (command, result.output)
        assert "fault of the program" not in result.output, (command, result.output)


def test_a_fault_of_the_program_is_a_sentence(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*arguments: Any, **named: Any) -> Any:
        raise ZeroDivisionError("ba")

    monkeypatch.setattr("extractor.database.search.search", faulty)
    result = run("search", "a", "--db", db)
    assert result.exit_code == 3 and "ZeroDivisionError: ba" in result.output and "developers" in result.output
