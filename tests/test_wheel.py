"""The wheel, built and installed into a fresh environment far from the checkout, runs the README's session from the first command to the last."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import site
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What each command of the session ends with: the samples hold figures that do not add up.
CODES = {"audit": 1}
FOREVER = ("watch", "serve")


def session() -> list[list[str]]:
    """The commands of the README's session, as a shell reads them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = next(b for b in re.findall(r"^```sh\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL) if b.startswith("trichyeu ingest"))
    return [shlex.split(line, comments=True) for line in block.splitlines()]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """(the command `trichyeu` of a fresh environment, a folder with documents). What the package needs comes from the environment of the tests, the package
    itself from the wheel alone."""
    folder = tmp_path_factory.mktemp("văn phòng")
    run = {"check": True, "capture_output": True, "text": True}
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, **run)  # type: ignore[call-overload]
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "môi trường")], **run)  # type: ignore[call-overload]
    binaries = folder / "môi trường" / ("Scripts" if os.name == "nt" else "bin")
    python = binaries / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", "--quiet", str(wheel)]
    subprocess.run(pip, **run)  # type: ignore[call-overload]
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    purelib = Path(subprocess.run([str(python), "-c", where], **run).stdout.strip())  # type: ignore[call-overload]
    # A line of a .pth adds a folder, but not what that folder's own .pth files lead to: the checkout stays out.
    (purelib / "needed.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    work = folder / "bàn làm việc"
    (work / "Báo cáo đến").mkdir(parents=True)
    for path in (ROOT / "corpus").glob("*.txt"):
        shutil.copy(path, work / "Báo cáo đến")
    yield binaries / ("trichyeu.exe" if os.name == "nt" else "trichyeu"), work


def environment(tmp: Path) -> dict[str, str]:
    left_out = ("PYTHONPATH", "TRICHYEU_PATTERNS", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in left_out} | {"TRICHYEU_LANG": "vi", "PYTHONUTF8": "1"}


def test_the_session_of_the_readme(office: tuple[Path, Path]) -> None:
    command, work = office
    commands = session()
    assert len(commands) >= 10 and {"ingest", "search", "show", "audit", "verify", "export", *FOREVER} <= {words[1] for words in commands}
    for words in commands:
        if words[1] in FOREVER:
            continue
        target = words[words.index(">") + 1] if ">" in words else None
        words = words[: words.index(">")] if target else words
        done = subprocess.run([str(command), *words[1:]], cwd=work, env=environment(work), capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
        assert done.returncode == CODES.get(words[1], 0), (words, done.stdout[-1500:], done.stderr[-1500:])
        assert done.stdout.strip() and "Traceback" not in done.stderr
        if target:
            (work / target).write_text(done.stdout, encoding="utf-8")
    assert (work / "ket-qua.jsonl").read_text(encoding="utf-8").count("\n") > 1000
    assert (work / "output" / "trichyeu.db").is_file()


def test_the_checkout_is_out_of_sight(office: tuple[Path, Path]) -> None:
    command, work = office
    script = "import extractor; print(extractor.__file__)"
    said = subprocess.run([str(command.with_name("python")), "-c", script], cwd=work, env=environment(work), capture_output=True, text=True, check=True).stdout
    assert "môi trường" in said and str(ROOT) not in said


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_what_runs_until_it_is_stopped(office: tuple[Path, Path]) -> None:
    command, work = office
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {"cwd": work, "env": environment(work), "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    with subprocess.Popen([str(command), "serve", "--port", str(port)], **options) as server:  # type: ignore[call-overload]
        page = ""
        for _ in range(300):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                    page = answer.read().decode()
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=30)
    assert "Trích yếu" in page and "Traceback" not in said
    with subprocess.Popen([str(command), "watch", "Báo cáo đến/", "--settle", "0.2"], **options) as watcher:  # type: ignore[call-overload]
        assert "Đang canh" in watcher.stderr.readline()
        watcher.send_signal(signal.SIGTERM)
        _, said = watcher.communicate(timeout=60)
    assert watcher.returncode == 0 and "Đã dừng canh" in said
