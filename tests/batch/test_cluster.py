"""A real Dask scheduler with two worker processes: the database is that of one machine, a worker that is killed costs nothing, a poison file is set apart."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from distributed import Client
from typer.testing import CliRunner

from extractor.batch import Result, cluster, find, run
from extractor.batch.cluster import ABSENT, Cluster, ClusterError, extract_there
from extractor.cli import build
from extractor.database.connection import open_database
from extractor.database.read import all_records, text_of
from extractor.export import sort_key
from extractor.records import to_json
from extractor.worker import error_of

ROOT = Path(__file__).resolve().parent.parent.parent
ORDER = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận {n} hồ sơ, giải quyết {n}/{n} hồ sơ.\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

# What makes a worker die of a file, and another take its time: no file does so by itself, since it is read in a process of its own.
PRELOAD = """
import os, signal, time
from pathlib import Path
from extractor.batch import cluster
real = getattr(cluster, "_really_read", cluster._read)
cluster._really_read = real
def read(path, source, options):
    if "độc" in source:
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGKILL)
    if source.startswith("chậm") and not Path(os.environ["QUICK"]).exists():
        Path(os.environ["QUICK"] + "." + str(os.getpid())).touch()
        time.sleep(600)
    if "lành" in source:
        time.sleep(1.5)
    return real(path, source, options)
cluster._read = read
"""


class Machines:
    """A scheduler and its workers, each a process (with the nanny that starts it again)."""

    def __init__(self, folder: Path, workers: int = 2, threads: int = 1) -> None:
        self.quick = folder / "quick"
        self.folder = folder
        (folder / "preload.py").write_text(PRELOAD, encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}", "QUICK": str(self.quick)}
        options: dict[str, Any] = {"cwd": folder, "env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", "s.json"]
        worker = ["distributed.cli.dask_worker", "--nthreads", str(threads), "--no-dashboard", "--memory-limit", "0", "--local-directory", str(folder), "--scheduler-file", "s.json", "--preload", "preload.py"]
        self.processes = [subprocess.Popen([sys.executable, "-m", *words], **options) for words in (scheduler, *[worker] * workers)]
        while not (folder / "s.json").exists() or not (folder / "s.json").stat().st_size:  # made, then written
            time.sleep(0.05)
        self.address = json.loads((folder / "s.json").read_text(encoding="utf-8"))["address"]
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)

    def slow(self) -> list[int]:
        """The workers that are at a slow file."""
        return [int(path.suffix[1:]) for path in self.folder.glob("quick.*")]

    def end(self) -> None:
        for process in self.processes[::-1]:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    made = Machines(tmp_path_factory.mktemp("cụm"))
    yield made
    made.end()


def inbox(folder: Path, *more: str) -> Path:
    folder.mkdir()
    for n in range(1, 5):
        (folder / f"{n}.txt").write_text(ORDER.format(n=n) * n, encoding="utf-8")
    (folder / "rỗng.txt").touch()
    with zipfile.ZipFile(folder / "gói.zip", "w") as archive:
        archive.writestr("trong/a.txt", ORDER.format(n=77))
        archive.writestr("trong/b.txt", "")
    for name in more:
        (folder / name).write_text(ORDER.format(n=99), encoding="utf-8")
    return folder


def content(path: Path) -> Any:
    """All that the database holds, ids aside."""
    db = open_database(path)
    try:
        assert db.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and not db.conn.execute("PRAGMA foreign_key_check").fetchall()
        failures = db.conn.execute("SELECT path, place, cause, message FROM failures ORDER BY path, place").fetchall()
        found = {s: (text_of(db, s), [to_json(r) for r in sorted(records, key=sort_key)]) for s, records in all_records(db)}
        return found, failures
    finally:
        db.conn.close()


def ingested(folder: Path, db: Path, address: str | None) -> list[Result]:
    opened = open_database(db, create=True)
    try:
        return list(run(opened, find([folder]), cluster=address))
    finally:
        opened.conn.close()


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, list[Result]]:
    """What one machine makes of the inbox."""
    folder = tmp_path_factory.mktemp("đây")
    results = ingested(inbox(folder / "đến"), folder / "a.db", None)
    return content(folder / "a.db"), results


def inside(failures: list[Any], folder: Path) -> list[Any]:
    """The failures, their paths from the inbox on."""
    return [(row[0].partition("/đến/")[2], *row[1:]) for row in failures]


def told(results: list[Result]) -> list[tuple[str, str, str | None]]:
    return sorted((r.source, r.outcome, r.failure and r.failure.cause) for r in results)


def test_the_database_is_that_of_one_machine(machines: Machines, here: tuple[Any, list[Result]], tmp_path: Path) -> None:
    folder = inbox(tmp_path / "đến")
    there = ingested(folder, tmp_path / "b.db", machines.address)
    assert told(there) == told(here[1]) and len(there) == 7
    records, failures = content(tmp_path / "b.db")
    assert records == here[0][0] and inside(failures, folder) == inside(here[0][1], folder)
    assert {r.outcome for r in ingested(folder, tmp_path / "b.db", machines.address)} == {"unchanged", "failed"}


def test_a_worker_that_is_killed_costs_nothing_and_a_poison_file_is_set_apart(machines: Machines, tmp_path: Path) -> None:
    folder = inbox(tmp_path / "đến", "chậm.txt", "độc.txt")
    results: list[Result] = []
    reading = threading.Thread(target=lambda: results.extend(ingested(folder, tmp_path / "a.db", machines.address)))
    reading.start()
    deadline = time.monotonic() + 300
    while not machines.slow():
        assert time.monotonic() < deadline and reading.is_alive()
        time.sleep(0.05)
    machines.quick.touch()
    for pid in machines.slow():
        os.kill(pid, signal.SIGKILL)
    reading.join(timeout=300)
    assert not reading.is_alive()
    by_source = {r.source: r for r in results}
    assert by_source["chậm.txt"].outcome == "new"
    poison = by_source["độc.txt"]
    assert poison.outcome == "failed" and poison.failure is not None and poison.failure.cause == "crashed" and "2 workers" in poison.failure.en
    (folder / "độc.txt").unlink()
    ingested(folder, tmp_path / "b.db", None)
    (records, failures), whole = content(tmp_path / "a.db"), content(tmp_path / "b.db")
    assert records == whole[0]
    assert [row for row in failures if "độc" not in row[0]] == whole[1] and len(failures) == 3


def test_files_beside_poison_are_not_charged_for_it(tmp_path: Path) -> None:
    """One worker that reads two files at a time: what is read beside poison is lost with it, but only what kills a worker alone is set apart."""
    folder = inbox(tmp_path / "đến", "1 lành.txt", "2 độc.txt", "3 lành.txt", "4 độc.txt")
    (tmp_path / "cụm").mkdir()
    machines = Machines(tmp_path / "cụm", workers=1, threads=2)
    try:
        results = ingested(folder, tmp_path / "a.db", machines.address)
    finally:
        machines.end()
    assert {r.source for r in results if r.failure and r.failure.cause == "crashed"} == {"2 độc.txt", "4 độc.txt"}
    assert sum(r.outcome == "new" for r in results) == 7 and len(results) == 11


def test_a_file_that_the_workers_do_not_see_is_sent(machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = inbox(tmp_path / "đến")
    sent: list[bool] = []
    real = Cluster._send

    def send(self: Cluster, asked: Any) -> None:
        # They see another folder than we do.
        sent.append(self._by_bytes)
        if not self._by_bytes:
            asked.job.sha256 = "0" * 64
        real(self, asked)

    monkeypatch.setattr(Cluster, "_send", send)
    results = ingested(folder, tmp_path / "a.db", machines.address)
    assert sum(r.outcome == "new" for r in results) == 5 and sent[0] is False and sent[-1] is True and sent.count(False) <= 2
    texts = content(tmp_path / "a.db")[0]
    assert texts["4.txt"][0] == ORDER.format(n=4) * 4 and "gói.zip/trong/a.txt" in texts


def test_what_a_worker_does(tmp_path: Path) -> None:
    from extractor.readers.options import DEFAULT

    path = tmp_path / "a.txt"
    path.write_text(ORDER.format(n=5), encoding="utf-8")
    assert extract_there(str(path), None, "0" * 64, "a.txt", DEFAULT)[1] == [(ABSENT, None)]
    assert extract_there(str(tmp_path / "b.txt"), None, "0" * 64, "b.txt", DEFAULT)[1] == [(ABSENT, None)]
    version, [(kind, made)] = extract_there("/không/có", path.read_bytes(), "", "xã/a.txt", DEFAULT)
    assert version == cluster.__version__ and kind == "document" and made.document.source == "xã/a.txt"
    _, [(kind, fields)] = extract_there("", b"", "", "rỗng.txt", DEFAULT)
    assert kind == "error" and error_of(fields).cause == "empty"


def test_a_worker_of_another_version_ends_the_run(machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9.9")
    (tmp_path / "a.txt").write_text(ORDER.format(n=5), encoding="utf-8")
    with pytest.raises(ClusterError, match=r"9\.9\.9"):
        ingested(tmp_path / "a.txt", tmp_path / "a.db", machines.address)


def run_command(*arguments: Any) -> Any:
    return CliRunner().invoke(build("en"), [str(a) for a in arguments])


def test_a_cluster_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WAIT", 1.5)
    (tmp_path / "a.txt").write_text(ORDER.format(n=5), encoding="utf-8")
    for address in ("tcp://127.0.0.1:9", "không phải địa chỉ"):
        done = run_command("ingest", tmp_path / "a.txt", "--db", tmp_path / "a.db", "--cluster", address)
        assert done.exit_code == 3 and address in done.output and "Traceback" not in done.output, done.output


def test_a_local_cluster_ends_with_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "đến"
    folder.mkdir()
    (folder / "1.txt").write_text(ORDER.format(n=5), encoding="utf-8")
    (folder / "rỗng.txt").touch()
    command = [sys.executable, "-c", "from extractor.__main__ import start; start()", "--lang", "en", "ingest"]
    words = [str(folder), "--db", str(tmp_path / "a.db"), "--cluster", "local", "--jobs", "1"]
    (tmp_path / "tạm").mkdir()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}", "TMPDIR": str(tmp_path / "tạm")}
    done = subprocess.run([*command, *words], capture_output=True, text=True, encoding="utf-8", timeout=120, env=environment, check=False, cwd=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    with closing(sqlite3.connect(tmp_path / "a.db")) as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "tạm", "đến"] and not any((tmp_path / "tạm").iterdir())


def test_a_terminals_interrupt_does_not_reach_what_is_started(tmp_path: Path) -> None:
    # Ctrl-C goes to every process of the terminal; only the command itself is to hear it, and end the rest.
    with cluster._uninterrupted():
        child = subprocess.Popen([sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"], stdout=subprocess.PIPE)
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN and child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(timeout=0.5)
    child.kill()
    child.communicate()
