"""Attacks on the program: interruptions, full disks, runs side by side, damaged databases, growth, hostile files. Writes docs/reliability.md.

    python bench/reliability.py              the long form (50 of each interruption, 20 pairs, 80 damages, all probes at 8, 16 and 32 KB)
    python bench/reliability.py --share 0.1  a tenth of it, for a busy machine
    python bench/reliability.py --only kill,growth

Every run must leave nothing destroyed, nothing lost, no hang, no traceback, no orphan. Exits 1 where one failed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise, product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
START = [sys.executable, "-c", "from extractor.__main__ import start; start()", "--lang", "en"]
SENTENCE = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận {n} hồ sơ, đạt 9{d}%.\n"
FILES = 24  # documents of a run that is attacked; --files
RUNS = ("kill", "term", "int", "full", "pairs", "damage")  # attacks on whole runs
HANG = 240.0
MOST_SECONDS = 60  # of computing, for one phrase of three lengths


@dataclass
class Tally:
    """Runs of one attack, and what failed."""

    name: str
    runs: int = 0
    failed: list[str] = field(default_factory=list)
    note: str = ""
    kept: Callable[[Tally], None] = lambda tally: None  # hears of every run: what is cut off is kept

    def run(self, what: str, problem: str | None) -> None:
        self.runs += 1
        if problem:
            self.failed.append(f"{what}: {problem}")
        print(f"  {self.name}: {what}: {problem or 'ok'}", flush=True)
        self.kept(self)


# -- interruptions ------------------------------------------------------------------------------------------------------------------------


def inbox(folder: Path, name: str = "in", seed: int = 0) -> Path:
    made = folder / name
    for number in range(FILES):
        file = made / f"xã {number % 3}" / f"bao-cao-{number // 3}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(SENTENCE.format(n=seed + 100 * number + n, d=n % 10) for n in range(40)), encoding="utf-8")
    return made


def content(path: Path) -> list[str]:
    """The export, after the checks of a sound database."""
    from extractor.database.connection import open_database
    from extractor.database.read import all_records
    from extractor.database.verify import Difference, differences
    from extractor.records import to_json

    db = open_database(path)
    with closing(db.conn):
        assert db.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",), "integrity"
        assert db.conn.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign keys"
        for table in ("documents", "document_references", "sentences"):
            db.conn.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
        assert db.conn.execute("SELECT count(*) FROM pending_links").fetchone() == (0,), "pending links"
        assert [d for d in differences(db) if isinstance(d, Difference)] == [], "differences"
        return [to_json(record) for _, records in all_records(db) for record in records]


def marked(mark: str) -> list[int]:
    """The processes with this mark in their environment that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()[0]
            if f"TRICHYEU_MARK={mark}".encode() in (entry / "environ").read_bytes() and state != "Z":
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def ingest(folder: Path, db: Path, mark: str, before: str = "", jobs: int = 2) -> subprocess.Popen[bytes]:
    temporary = db.with_suffix(".tmp")
    temporary.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(temporary), "TRICHYEU_MARK": mark, "PYTHONPATH": str(ROOT)}
    command = list(START)
    command[2] = before + command[2]
    return subprocess.Popen(
        [*command, "ingest", str(folder), "--db", str(db), "--jobs", str(jobs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


def left(db: Path, mark: str) -> str | None:
    """What a run left behind: processes or temporary folders."""
    for _ in range(100):
        if not marked(mark) and not any(db.with_suffix(".tmp").iterdir()):
            return None
        time.sleep(0.1)
    return f"left behind: {len(marked(mark))} processes, {len(list(db.with_suffix('.tmp').iterdir()))} folders"


def completed(folder: Path, db: Path, wanted: list[str]) -> str | None:
    """Runs the ingestion again and compares."""
    with ingest(folder, db, "again") as process:
        _, said = process.communicate(timeout=HANG)
    if process.returncode != 0:
        return f"the next run: exit {process.returncode}: {said.decode()[-200:]}"
    try:
        return None if content(db) == wanted else "the next run gives another content"
    except AssertionError as error:
        return f"the next run: {error}"


def interrupted(kind: signal.Signals, runs: int, luck: random.Random, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = inbox(folder)
        begun = time.monotonic()
        with ingest(files, folder / "whole.db", "whole") as process:
            process.communicate(timeout=HANG)
        whole = time.monotonic() - begun
        wanted = content(folder / "whole.db")
        for number in range(runs):
            db = folder / f"{number}.db"
            after = luck.uniform(0.2, whole * 1.02)
            mark = f"{os.getpid()}-{kind.name}-{number}"
            with ingest(files, db, mark) as process:
                time.sleep(after)
                process.send_signal(kind)
                try:
                    _, said = process.communicate(timeout=HANG)
                except subprocess.TimeoutExpired:
                    process.kill()
                    tally.run(f"{after:.1f} s", "hangs")
                    continue
            codes = {signal.SIGKILL: {-9, 0}, signal.SIGTERM: {143, -15, 0}, signal.SIGINT: {130, 0}}[kind]
            problem = None if process.returncode in codes else f"exit {process.returncode}"
            problem = problem or ("traceback" if b"Traceback" in said else None)
            tally.run(f"{after:.1f} s", problem or left(db, mark) or completed(files, db, wanted))


def full_disk(runs: int, luck: random.Random, tally: Tally) -> None:
    """A limit on the size of files stands for the full disk."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = inbox(folder)
        with ingest(files, folder / "whole.db", "whole") as process:
            process.communicate(timeout=HANG)
        wanted, size = content(folder / "whole.db"), (folder / "whole.db").stat().st_size
        for number in range(runs):
            db, limit = folder / f"{number}.db", luck.randrange(4_096, size)
            before = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
            with ingest(files, db, f"full-{number}", before) as process:
                _, said = process.communicate(timeout=HANG)
            problem = None if process.returncode == 3 else f"exit {process.returncode}"
            problem = problem or ("traceback" if b"Traceback" in said else None) or ("blames a file" if b"developers" in said else None)
            tally.run(f"{limit} bytes", problem or left(db, f"full-{number}") or completed(files, db, wanted))


def side_by_side(runs: int, luck: random.Random, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one, two = inbox(folder / "a"), inbox(folder / "b", seed=50_000)
        for path in (one, two):
            with ingest(path, folder / "whole.db", "whole") as process:
                process.communicate(timeout=HANG)
        wanted = content(folder / "whole.db")
        for number in range(runs):
            db = folder / f"{number}.db"
            first, second = (one, two) if number % 2 else (two, one)
            processes = [ingest(first, db, f"pair-{number}", jobs=1)]
            time.sleep(luck.uniform(0, 2))
            processes.append(ingest(second, db, f"pair-{number}", jobs=1))
            codes = []
            for process in processes:
                with process:
                    process.communicate(timeout=HANG)
                codes.append(process.returncode)
            try:
                problem = None if codes == [0, 0] else f"exits {codes}"
                problem = problem or (None if content(db) == wanted else "another content")
            except AssertionError as error:
                problem = str(error)
            tally.run(f"pair {number}", problem or left(db, f"pair-{number}"))


def damaged(runs: int, luck: random.Random, tally: Tally) -> None:
    from typer.testing import CliRunner

    from extractor.cli import build

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ingest(inbox(folder), folder / "whole.db", "whole") as process:
            process.communicate(timeout=HANG)
        data = (folder / "whole.db").read_bytes()
        app = build("en")
        for number in range(runs):
            path = folder / "x.db"
            made = bytearray(data)
            for _ in range(luck.choice((1, 4, 50, 400))):
                at = luck.randrange(len(made))
                made[at : at + 30] = luck.randbytes(30)
            if number % 5 == 4:
                del made[luck.randrange(len(made)) :]
            path.write_bytes(made)
            problems = []
            for command in (["search", "quyet dinh"], ["export"], ["audit"], ["indicators"], ["verify"], ["show", "101/QĐ-UBND"]):
                result = CliRunner().invoke(app, [*command, "--db", str(path)])
                if result.exception is not None and not isinstance(result.exception, SystemExit):
                    problems.append(f"{command[0]}: {type(result.exception).__name__}")
                if "fault of the program" in result.output:
                    problems.append(f"{command[0]}: {result.output.strip()[-160:]}")
            tally.run(f"damage {number}", "; ".join(problems) or (None if path.read_bytes() == made else "the file was changed"))


# -- growth -------------------------------------------------------------------------------------------------------------------------------

_LEADS = ("", "Tổng số 9 hộ, trong đó: ", "Trong đó, ", "gồm ", "Năm 2031 ", "Đã hoàn thành ", "Căn cứ ")
_PARTS = (
    "xã A 3 hộ; ", "gồm 1 xã, ", "trong đó: 1 xã; ", "tổng 5 xã ", "1/2 nhiệm vụ, ", "năm 2031 đạt 5 tỷ đồng, ", "1+", "5%, ", "tăng 5% so với năm 2030, ",
    "điểm a khoản 1 Điều 1, ", "Quyết định số 1/QĐ-UBND, ", "số 1/QĐ-UBND ngày 1/1/2031, ", "ngày 1/1/2031, ", "từ ngày 1/1 đến ngày 2/1, ", "quý I, ",
    "UBND xã A, ", "Sở A, Sở B, ", "của ", "và ", "1. ", "a) ", "- x\n", "1) x\n", "I. X\n", "Điều 1. X\n", "x\n\n", "\tx\n\n", "a\n\t", "a\tb\tc\n", "1\t2\t3\n", "| 1 | 2 |\n",
    "|---|\n", "a.b.", "A.", "...", "((", "\"a", "<sup>1</sup> ", "[1] ", "(1) ", "giảm từ 5 xuống 4, ", "cao hơn 5 lần, ", "bình quân 5 ", "5 x 5 = 25; ", "còn lại 5, ", "chiếm 5%, ",
    "x" , "đ ", "1.000.", "1,", "-", "/", "//QĐ-", "KT. ", "TM. ", "Nơi nhận: ", "V/v ", "Luật A, ", "Nghị định 30, ", "số: ", "hoàn thành trước ngày 30/6/2031; ",
)  # fmt: skip
PROBES = [lead + part for lead, part in product(_LEADS, _PARTS)]


def probe_texts(lead_part: str, size: int) -> str:
    for lead in sorted(_LEADS, key=len, reverse=True):
        if lead_part.startswith(lead) and lead_part[len(lead) :]:
            part = lead_part[len(lead) :]
            return lead + part * (size // len(part))  # whole ones: a torn one at the end is another text
    return lead_part


PROBE = """
import gc, signal, sys, time
from extractor.pipeline import extract_text
from extractor.worker import settle_memory
sys.path.insert(0, sys.argv[1])
from bench.reliability import MOST_GROWTH, SENTENCE, SIZES, growth_of, probe_texts
paced = "".join(SENTENCE.format(n=n + 1, d=n % 10) for n in range(60))
extract_text(paced)
settle_memory()  # as the reading process does
def seconds(text):
    gc.collect()
    begun = time.process_time()
    extract_text(text)
    return time.process_time() - begun
def paces(least):
    # What the piece of work takes at present, on average over `least` seconds.
    taken = [seconds(paced), seconds(paced)]
    while sum(taken) < least:
        taken.append(seconds(paced))
    return sum(taken) / len(taken)
def look(phrase):
    # Computing time, not time: a busy machine is no growth. But the same work takes up to twice the computing time beside other work on the same core, for
    # seconds together: what is told is how often a piece of work that stays the same, done before and after, goes into it.
    times, before = [], paces(0)
    signal.setitimer(signal.ITIMER_PROF, float(sys.argv[2]))  # the signal ends the process
    for size in SIZES:
        taken = seconds(probe_texts(phrase, size))
        after = paces(taken / 8)
        times.append(taken * 2 * pace / (before + after))
        before = after
    return times
pace = min(seconds(paced) for _ in range(10))
for line in sys.stdin:
    phrase = line.rstrip("\\n").encode().decode("unicode_escape").encode("latin-1").decode()
    looks, begun = [look(phrase)], time.monotonic()
    while growth_of(looks) > MOST_GROWTH and (len(looks) < 7 or len(looks) < 11 and time.monotonic() - begun < 60):
        looks.append(look(phrase))
    print(growth_of(looks), *looks[0], flush=True)
"""
SIZES = (8_000, 16_000, 32_000)
MOST_GROWTH = 2.3


def growth_of(looks: Sequence[Sequence[float]]) -> float:
    """The worst ratio of a length's time to that of half of it, each the median of the looks; a tenth of a second is below measure."""
    ratios = [[later / max(before, 0.1) for before, later in pairwise(times)] for times in looks]
    return max(statistics.median(doubling) for doubling in zip(*ratios, strict=True))


def growth(share: float, luck: random.Random, tally: Tally) -> None:
    """Computing time for 8, 16 and 32 KB: no doubling more than 2.3 times (a tenth of a second is below measure)."""
    chosen = luck.sample(PROBES, max(1, round(277 * share)))
    worst = 0.0
    process: subprocess.Popen[str] | None = None
    for phrase in chosen:
        if process is None or process.poll() is not None:
            process = subprocess.Popen(
                [sys.executable, "-c", PROBE, str(ROOT), str(MOST_SECONDS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(phrase.encode().decode("latin-1").encode("unicode_escape").decode() + "\n")
        process.stdin.flush()
        words = process.stdout.readline().split()
        if not words:
            process.wait()
            tally.run(repr(phrase), f"over {MOST_SECONDS} s")
            continue
        ratio = float(words[0])
        worst = max(worst, ratio)
        tally.run(repr(phrase), f"{ratio:.2f} times; at first {' '.join(f'{float(word):.2f}' for word in words[1:])} s" if ratio > MOST_GROWTH else None)
    tally.note = f"worst ratio {worst:.2f}"
    if process is not None:
        process.kill()


def one_line(tally: Tally) -> None:
    """A megabyte of invented prose on one line against the same with line ends."""
    from extractor.pipeline import extract_text

    text = "".join(SENTENCE.format(n=n % 900 + 1, d=n % 10) for n in range(2_000_000 // 2 // len(SENTENCE)))
    extract_text(text[:2000])
    times = []
    for made in (text, text.replace("\n", " ")):
        begun = time.process_time()
        extract_text(made)
        times.append(time.process_time() - begun)
    tally.note = f"{len(text) / 1e6:.1f} M characters: {times[0]:.1f} s with line ends, {times[1]:.1f} s on one line"
    tally.run("1 MB", None if times[1] <= 1.5 * times[0] else f"{times[1] / times[0]:.2f} times as long")


# -- hostile files ------------------------------------------------------------------------------------------------------------------------


def hostile(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Makes files and gives (name, causes that are right for it; "" for read whole)."""
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    yield "pipe.txt", {"special"}
    (folder / "zero.txt").symlink_to("/dev/zero")
    yield "zero.txt", {"link"}
    (folder / "self.txt").symlink_to("self.txt")
    yield "self.txt", {"unreadable"}
    with (folder / "sparse.txt").open("wb") as file:
        file.truncate(5_000_000_000)
    yield "sparse.txt", {"too-large"}
    made: dict[str, tuple[bytes, set[str]]] = {
        "empty.txt": (b"", {"empty"}),
        "nulls.txt": (bytes(5000), {"empty", "binary"}),
        "binary.bin": (bytes(range(256)) * 50, {"binary", "undecodable"}),
        "escape.txt": (b"\x1b[2J\x1b]0;x\x07" + SENTENCE.format(n=1, d=1).encode(), {"", "binary"}),
        "long-line.txt": (("từ " * 300_000).encode(), {"", "too-slow"}),
        "deep.html": (("<div>" * 5000 + "x" + "</div>" * 5000).encode(), {"", "too-large"}),
        "tables.html": (("<table><tr><td>a" * 3000).encode(), {"", "too-large", "damaged"}),
        "bomb.zip": (_zip({"a.txt": bytes(400_000_000)}), {"too-large"}),
        "many.zip": (_zip({f"{n}.txt": b"" for n in range(300)}), {"empty"}),
        "nested.zip": (_nested(8), {"too-large"}),
        "cut.zip": (_zip({"a.txt": b"a" * 5000})[:60], {"damaged"}),
        "cut.pdf": (b"%PDF-1.4\n1 0 obj\n<<", {"damaged", "empty", "crashed"}),
        "loop.pdf": (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\ntrailer<</Root 1 0 R>>", {"damaged", "empty"}),
        "figures.txt": (("Tổng số 900 hộ, trong đó: " + "".join(f"xã A {n} có 1 hộ, " for n in range(400))).encode(), {"", "too-slow"}),
        "row.txt": (("| " + " | ".join(str(n) for n in range(3000)) + " |\n").encode() * 3, {"", "too-slow"}),
    }
    for name, (data, causes) in made.items():
        (folder / name).write_bytes(data)
        yield name, causes
    (folder / "good.txt").write_text(SENTENCE.format(n=7, d=1), encoding="utf-8")
    yield "good.txt", {""}


def _zip(members: dict[str, bytes]) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    data = _zip({"a.txt": b"a"})
    for _ in range(depth):
        data = _zip({"a.zip": data})
    return data


def hostile_files(tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wanted = dict(hostile(folder / "in"))
        db, environment = folder / "x.db", {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [*START, "ingest", str(folder / "in"), "--db", str(db), "--time-limit", "20", "--jobs", "2"]
        begun = time.monotonic()
        done = subprocess.run(command, capture_output=True, env=environment, timeout=3000, check=False)
        tally.note = f"all in {time.monotonic() - begun:.0f} s"
        connection = sqlite3.connect(db)
        rows: dict[str, set[str]] = {}
        for path, cause in connection.execute("SELECT path, cause FROM failures"):
            # A row that stands for a member, or for what a link leads to, is its file's.
            file = next((n for n in wanted if f"/{n}" in path or path == os.path.realpath(folder / "in" / n)), path)
            rows.setdefault(file, set()).add(cause)
        read = {source.split("/")[0] for (source,) in connection.execute("SELECT source FROM documents")}
        connection.close()
        for file, causes in wanted.items():
            found = rows.get(file, set()) | ({""} if file in read and not rows.get(file) else set())
            tally.run(file, None if found & causes else f"{sorted(found)} instead of {sorted(causes)}")
        tally.run("exit and traceback", None if done.returncode == 1 and b"Traceback" not in done.stderr else f"exit {done.returncode}")


# -- the page -----------------------------------------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=1.0, help="part of the long form")
    parser.add_argument("--only", default="", help="attacks to run, with commas between")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "reliability.md")
    parser.add_argument("--results", type=Path, default=ROOT / "output" / "reliability.json", help="what the attacks gave, kept from run to run")
    parser.add_argument("--files", type=int, default=FILES, help="documents of a run that is attacked")
    asked = parser.parse_args()
    globals()["FILES"] = asked.files
    luck = random.Random(asked.seed)

    def part(runs: int) -> int:
        return max(1, round(runs * asked.share))

    attacks: dict[str, tuple[str, Callable[[Tally], Any]]] = {
        "kill": ("kill -9 in mid-run (2 jobs), the next run completes", lambda t: interrupted(signal.SIGKILL, part(50), luck, t)),
        "term": ("SIGTERM in mid-run", lambda t: interrupted(signal.SIGTERM, part(50), luck, t)),
        "int": ("SIGINT in mid-run", lambda t: interrupted(signal.SIGINT, part(50), luck, t)),
        "full": ("disk full in mid-run (a limit of file size)", lambda t: full_disk(part(50), luck, t)),
        "pairs": ("two ingestions at once, files of equal names", lambda t: side_by_side(part(20), luck, t)),
        "damage": ("damaged databases, six commands each", lambda t: damaged(part(80), luck, t)),
        "growth": ("growth of time, 8 → 16 → 32 KB of one phrase, at most 2.3 a doubling", lambda t: growth(asked.share, luck, t)),
        "line": ("1 MB on one line, at most 1.5 times the same with line ends", one_line),
        "hostile": ("hostile files", hostile_files),
    }
    chosen = [name for name in asked.only.split(",") if name] or list(attacks)
    tallies = []
    for name in chosen:
        title, attack = attacks[name]
        tally = Tally(title, kept=partial(keep, asked.results, name, asked.share, asked.files))
        print(title, flush=True)
        attack(tally)
        tallies.append(tally)
        tally.kept(tally)
        known = json.loads(asked.results.read_text(encoding="utf-8"))
        asked.page.write_text(page([known[key] for key in attacks if key in known]), encoding="utf-8")
    return int(any(tally.failed for tally in tallies))


def keep(path: Path, name: str, share: float, files: int, tally: Tally) -> None:
    """Adds what an attack gave to the results: attacks may be run one by one, each row of the page says at which commit."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    known[name] = {
        "name": tally.name,
        "runs": tally.runs,
        "failed": tally.failed,
        "note": "; ".join(filter(None, [tally.note, "" if share == 1 else f"{share:.0%} of the long form", f"{files} files a run" if name in RUNS else ""])),
        "commit": commit,
        "day": f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}",
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")


def page(rows: Sequence[dict[str, Any]]) -> str:
    """The page of the figures."""
    lines = [
        "# Reliability",
        "",
        "Made by `python bench/reliability.py`: every attack must leave nothing destroyed, nothing lost, no hang, no traceback, no orphan.",
        "",
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores.",
        "",
        "| attack | runs | passed | failed | commit | day | |",
        "|---|---:|---:|---:|---|---|---|",
        *(f"| {r['name']} | {r['runs']} | {r['runs'] - len(r['failed'])} | {len(r['failed'])} | {r['commit']} | {r['day']} | {r['note']} |" for r in rows),
    ]
    failed = [f"- {r['name']}: {said}".replace("|", "\\|") for r in rows for said in r["failed"]]
    if failed:
        lines += ["", "## Failed", "", *failed]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
