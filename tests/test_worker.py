"""The reading process: limits of time and memory, crashes, and going on with the next file."""

from __future__ import annotations

import io
import os
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import ReadError, StateError, UnsupportedFormat
from extractor.worker import Limits, Worker, read_all

TEXT = "Đã ban hành Kế hoạch số 4/KH-UBND.\n"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(limits=Limits(seconds=20)) as made:
        yield made


def causes(items: list[Document | ReadError]) -> list[str]:
    return [item.cause if isinstance(item, ReadError) else item.format for item in items]


def test_files_one_after_another(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.bin").write_bytes(b"\x7fELF" + bytes(8))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as package:
        package.writestr("x.txt", TEXT)
        package.writestr("y.txt", "")
    first = list(worker.read_all(tmp_path / "a.txt", "thư mục/a.txt"))
    assert [(d.text, d.source) for d in first if isinstance(d, Document)] == [(TEXT, "thư mục/a.txt")]
    (empty,) = worker.read_all(tmp_path / "b.txt")
    assert isinstance(empty, ReadError) and empty.cause == "empty" and empty.vi.count("b.txt: ") == 1
    (other,) = worker.read_all(tmp_path / "c.bin")
    assert isinstance(other, UnsupportedFormat)
    assert [item.source for item in worker.read_all(tmp_path / "d.zip")] == ["d.zip/x.txt", "d.zip/y.txt"]
    assert causes(list(worker.read_all(tmp_path / "none.txt"))) == ["missing"]


def faulty(folder: Path, code: str) -> None:
    """A module that takes the place of the text reader in the processes started after: the reader's fault is real, only on purpose."""
    (folder / "sitecustomize.py").write_text(
        "import sys, types, time, os\n"
        "module = types.ModuleType('extractor.readers.text')\n"
        f"def read_bytes(data, source, sha256, options=None):\n    if b'good' not in data:\n        {code}\n"
        "    from extractor.document import Document\n    return Document(text='good', source=source, sha256=sha256)\n"
        "module.read_bytes = read_bytes\nmodule.canonical = module.decode = lambda *a: a[0]\n"
        "sys.modules['extractor.readers.text'] = module\n",
        encoding="utf-8",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="signals and memory limits are POSIX")
@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("time.sleep(60)", "too-slow"),
        ("os.abort()", "crashed"),
        ("os._exit(3)", "crashed"),
        ("bytearray(4_000_000_000)", "too-large"),
        ("1 / 0", "internal"),
        ("print('x' * 1000)", "text"),
    ],
)
def test_a_reader_that_fails_costs_one_row(code: str, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    faulty(tmp_path, code)
    (tmp_path / "bad.txt").write_text("bad " * 9, encoding="utf-8")
    (tmp_path / "good.txt").write_text("good " * 9, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    begun = time.monotonic()
    with Worker(limits=Limits(seconds=6)) as worker:
        assert causes(list(worker.read_all(tmp_path / "bad.txt"))) == [cause]
        assert causes(list(worker.read_all(tmp_path / "good.txt"))) == ["text"]
    assert time.monotonic() - begun < 40  # not the sixty that it sleeps


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_a_reader_started_dies_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "pid"
    faulty(
        tmp_path,
        f"import subprocess; p = subprocess.Popen(['sleep', '300'], process_group=0); open({str(mark)!r}, 'w').write(str(p.pid)); time.sleep(60)",
    )
    (tmp_path / "bad.txt").write_text("bad", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert causes(read_all(tmp_path / "bad.txt", limits=Limits(seconds=6))) == ["too-slow"]
    stat = Path(f"/proc/{mark.read_text()}/stat")
    for _ in range(50):
        if not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z":
            break
        time.sleep(0.1)
    else:
        os.kill(int(mark.read_text()), 9)
        pytest.fail("the program outlived the reader that started it")


def test_an_archive_may_be_left_half_read(worker: Worker, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(20):
            package.writestr(f"{number}.txt", TEXT)
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    (tmp_path / "b.txt").write_text("khác", encoding="utf-8")
    items = worker.read_all(tmp_path / "a.zip")
    assert next(items).source == "a.zip/0.txt"
    items.close()
    assert [item.source for item in worker.read_all(tmp_path / "b.txt")] == ["b.txt"]


def test_a_killed_worker_starts_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "tạm").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tạm"))
    worker = Worker()

    def end() -> None:
        while worker._process is None:
            time.sleep(0.001)
        worker.kill()

    ending = threading.Thread(target=end)
    ending.start()
    with pytest.raises(StateError):
        list(worker.extract_all(tmp_path / "a.txt"))
    ending.join()
    assert list(worker.extract_all(tmp_path / "a.txt")) == [] and list((tmp_path / "tạm").iterdir()) == []
