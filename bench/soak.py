"""A soak: ten thousand made reports go through `ingest`; does it stay fast, small, flat, searchable and the same every time?

    python bench/soak.py [--documents 10000] [--folder FOLDER] [--write]
    python bench/soak.py --folder FOLDER --searches [--write]      the queries alone, on the database that a run left there

The reports are made from a seed: a letterhead, figures whose parts add up, growth against a year before, tasks with their days, references, a table; about
100 sentences each, no two alike, about as dense in figures as monthly reports are. What is measured, in one run:

- documents a second in each tenth of the run, and processor seconds a document, which other programs on the machine hardly touch: a run that slows down
  shows; memory of the main process and of the workers along it;
- one and two jobs on the same first thousand (wall time: another program on the machine counts against it), and that the exports are the same, byte for byte,
  also with the files in another order;
- bytes of the database beside those of the texts; `verify`;
- time of the query of `search` by kind and the share of linking at the end.

`--write` puts the table into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

PLACES = [f"{a} {b}" for a in ("An", "Bình", "Châu", "Đông", "Gia", "Hòa", "Khánh", "Lộc", "Mỹ", "Nghĩa", "Phong", "Quảng") for b in ("Phú", "Sơn", "Tân", "Thủy", "Vân", "Lâm", "Hải", "Giang")]
THINGS = ["hộ nghèo", "hồ sơ", "dự án", "lượt khách", "trường hợp", "hợp tác xã", "công trình", "học sinh", "cán bộ", "vụ việc", "lao động", "hộ dân", "phương tiện", "điểm dân cư"]
ACTS = ["tiếp nhận", "giải quyết", "kiểm tra", "hỗ trợ", "rà soát", "bàn giao", "thẩm định", "xử lý", "cấp phép", "tập huấn"]
WORK = ["quy chế phối hợp", "kế hoạch sử dụng đất", "đề án vị trí việc làm", "cơ sở dữ liệu hộ tịch", "phương án phòng chống thiên tai", "danh mục dự án đầu tư", "chương trình khuyến nông"]
BODIES = ["Phòng Tài chính", "Phòng Nội vụ", "Phòng Tư pháp", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Trung tâm Y tế", "Công an huyện", "Phòng Văn hóa và Thông tin"]
FIELDS = ["kinh tế", "nông nghiệp", "xây dựng", "tài chính", "giáo dục", "y tế", "tư pháp", "nội vụ", "văn hóa"]
QUERIES = ["hộ nghèo {place}", "{code}", '"cơ sở dữ liệu hộ tịch"', "giai quyet ho so", "kế hoạch sử dụng đất {place}", "phòng tư pháp", "tăng so với cùng kỳ", "{place}"]


def number(value: int) -> str:
    """As Vietnamese offices write it: 1.943."""
    return f"{value:,}".replace(",", ".")


def report(seed: int) -> str:
    """One made report; the same seed gives the same text."""
    rng = random.Random(seed)
    place, year, month = rng.choice(PLACES), rng.randrange(2027, 2034), rng.randrange(1, 13)
    lines = [
        f"ỦY BAN NHÂN DÂN HUYỆN {place.upper()}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        f"Số: {seed}/BC-UBND\n{place}, ngày {rng.randrange(1, 29):02d} tháng {month:02d} năm {year}",
        f"BÁO CÁO\nTình hình kinh tế - xã hội tháng {month} năm {year}",
        f"Thực hiện Nghị quyết số {rng.randrange(1, 200)}/NQ-HĐND ngày {rng.randrange(1, 29)}/{rng.randrange(1, 13)}/{year - 1} của Hội đồng nhân dân huyện {place}, "
        f"Ủy ban nhân dân huyện báo cáo kết quả như sau:",
    ]
    for index, field in enumerate(rng.sample(FIELDS, 8), 1):
        lines.append(f"{index}. Về {field}")
        for turn in range(3):
            lines.append(_sum(rng) if turn else _growth(rng, year))
            lines.append(_prose(rng, field))
            lines.append(f"- Đã {rng.choice(ACTS)} {rng.randrange(3, 99)} {rng.choice(THINGS)} tại xã {rng.choice(PLACES)}.")
        lines.append(f"- {rng.choice(BODIES)} đã hoàn thành {rng.choice(WORK)} theo Quyết định số {rng.randrange(1, 3000)}/QĐ-UBND ngày {rng.randrange(1, 29)}/{rng.randrange(1, 13)}/{year}.")
    lines.append(f"{9}. Nhiệm vụ tháng tới")
    for body in rng.sample(BODIES, 5):
        lines.append(f"- Giao {body} chủ trì xây dựng {rng.choice(WORK)}, hoàn thành trước ngày {rng.randrange(1, 29)}/{month}/{year + 1}.")
    lines.append("TT\tXã\tKế hoạch\tThực hiện")
    rows = [(rng.choice(PLACES), rng.randrange(100, 9000), rng.randrange(100, 9000)) for _ in range(10)]
    lines += [f"{n}\t{name}\t{number(plan)}\t{number(done)}" for n, (name, plan, done) in enumerate(rows, 1)]
    lines.append(f"\tTổng cộng\t{number(sum(r[1] for r in rows))}\t{number(sum(r[2] for r in rows))}")
    return "\n\n".join(lines[:4]) + "\n" + "\n".join(lines[4:]) + f"\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nNguyễn Văn {rng.choice(PLACES).split()[1]}\n"


def _prose(rng: random.Random, field: str) -> str:
    """A sentence without figures, as most sentences of a report are."""
    body, place = rng.choice(BODIES), rng.choice(PLACES)
    return rng.choice(
        (
            f"- {body} đã phối hợp với Ủy ban nhân dân xã {place} {rng.choice(ACTS)} {rng.choice(WORK)}, từng bước đưa công tác {field} vào nền nếp.",
            f"- Công tác {field} tại xã {place} được quan tâm chỉ đạo; việc {rng.choice(ACTS)} {rng.choice(THINGS)} bảo đảm đúng quy định, không để phát sinh khiếu kiện.",
            f"- Việc {rng.choice(ACTS)} {rng.choice(THINGS)} ở một số nơi còn chậm do {rng.choice(WORK)} chưa được ban hành kịp thời.",
        )
    )


def _sum(rng: random.Random) -> str:
    parts = [rng.randrange(2, 4000) for _ in range(3)]
    names = rng.sample(PLACES, 3)
    told = ", ".join(f"xã {name} {number(part)}" for name, part in zip(names, parts, strict=True))
    return f"- Toàn huyện có {number(sum(parts))} {rng.choice(THINGS)}, trong đó: {told}."


def _growth(rng: random.Random, year: int) -> str:
    now, before = rng.randrange(500, 9000), rng.randrange(500, 9000)
    turn = "tăng" if now > before else "giảm"
    return f"- Số {rng.choice(THINGS)} đã {rng.choice(ACTS)} là {number(now)}, {turn} {number(abs(now - before))} so với cùng kỳ năm {year - 1} ({number(before)})."


def make(folder: Path, numbers: Sequence[int]) -> int:
    """Writes the reports into folders of a hundred; gives their bytes."""
    size = 0
    for seed in numbers:
        path = folder / f"{seed // 100:03d}" / f"bao-cao-{seed}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(report(seed).encode())
    return size


class Seen(NamedTuple):
    """A moment of a run: seconds since its start, processor seconds so far, documents so far, MB of the main process and of the largest worker."""

    seconds: float
    processor: float
    documents: int
    main: int
    worker: int


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "extractor", *arguments]


def processor(pid: int) -> float:
    """Processor seconds of a process, its children and those that have ended, Linux."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(stat.parent.name) == pid or int(fields[1]) == pid:
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> Iterator[tuple[bool, int]]:
    """(main process?, MB) of a process and its children, Linux."""
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            fields = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8", errors="replace").splitlines() if ":" in line)
            own = int(fields["Pid"])
            if own == pid or int(fields["PPid"]) == pid:
                yield own == pid, int(fields["VmRSS"].split()[0]) // 1000


def ingest(source: Path, db: Path, jobs: int, expected: int = 0) -> tuple[float, list[Seen]]:
    """Seconds of a run, and what was seen along it."""
    began = time.perf_counter()
    seen: list[Seen] = []
    with subprocess.Popen(command("ingest", str(source), "--db", str(db), "--jobs", str(jobs)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            time.sleep(0.2 if not expected else 2.0)
            if expected and db.is_file():
                with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=5)) as conn:
                    done = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
                    held = list(memory(process.pid))
                    largest = {whose: max((m for main, m in held if main is whose), default=0) for whose in (True, False)}
                    seen.append(Seen(time.perf_counter() - began, processor(process.pid), done, largest[True], largest[False]))
        if process.returncode:
            raise SystemExit(f"ingest ended with {process.returncode}: {process.stderr.read().decode() if process.stderr else ''}")
    return time.perf_counter() - began, seen


def exported(db: Path) -> str:
    """The hash of the whole export."""
    made = subprocess.run(command("export", "--db", str(db), "--format", "jsonl"), cwd=ROOT, capture_output=True, check=True)
    return hashlib.sha256(made.stdout).hexdigest()


def searched(db: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of the query by kind, different words each time."""
    from extractor.database.connection import open_database
    from extractor.database.search import KINDS, search

    rng = random.Random(11)
    opened = open_database(db)
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for kind in KINDS:
            text = rng.choice(QUERIES).format(place=rng.choice(PLACES), code=f"{rng.randrange(1, 3000)}/QĐ-UBND")
            began = time.perf_counter()
            search(opened, text, kind=kind)
            found.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
    return found


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def query_rows(db: Path) -> list[str]:
    """The lines of the table that tell the queries."""
    times = searched(db, 200)
    return [f"| query of `search`, {kind}: median, p95 | {statistics.median(v):.1f} ms, {p95(v):.1f} ms | p95 < 50 ms |" for kind, v in times.items()]


def searches_again(db: Path, write: bool) -> None:
    """Measures the queries alone; with `write` they take the place of those in docs/benchmarks.md, with the commit."""
    from marks import commit, put

    page = ROOT / "docs" / "benchmarks.md"
    rows = [*query_rows(db), f"| (queries measured again on that database at commit {commit()}, load {os.getloadavg()[0]:.1f}) | | |"]
    print("\n".join(rows))
    if write:
        before = page.read_text(encoding="utf-8").split("<!-- soak -->")[1].strip("\n").splitlines()
        put(page, "soak", [*(line for line in before if not line.startswith(("| query of `search`", "| (queries"))), *rows])


def tenths(seen: Sequence[Seen], documents: int) -> list[str]:
    """Rate and memory at each tenth of the run."""
    rows, before = [], Seen(0.0, 0.0, 0, 0, 0)
    for tenth in range(1, 11):
        point = next((s for s in seen if s.documents >= documents * tenth // 10), seen[-1])
        more = max(point.documents - before.documents, 1)
        rows.append(f"| {point.documents:,} | {more / max(point.seconds - before.seconds, 1e-9):.1f} | {(point.processor - before.processor) / more:.3f} | {point.main} | {point.worker} |")
        before = point
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--few", type=int, default=1_000, help="documents of the comparison of jobs")
    parser.add_argument("--folder", type=Path, help="kept; default: a temporary one")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--searches", action="store_true", help="only the queries, on the database in --folder")
    asked = parser.parse_args()
    from marks import commit, put

    if asked.searches:
        if not asked.folder or not (asked.folder / "many.db").is_file():
            parser.error("--searches needs the --folder of a run before")
        return searches_again(asked.folder / "many.db", asked.write)
    with contextlib.ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        few, many, db = folder / "few", folder / "many", folder / "many.db"
        for old in (few, many):
            shutil.rmtree(old, ignore_errors=True)
        make(few, range(1, asked.few + 1))
        taken: dict[int, list[float]] = {1: [], 2: []}
        hashes = set()
        for turn in range(2):
            for jobs in (1, 2) if turn == 0 else (2, 1):
                path = folder / f"few-{turn}-{jobs}.db"
                path.unlink(missing_ok=True)
                taken[jobs].append(ingest(few, path, jobs)[0])
                hashes.add(exported(path))
        size = make(many, range(1, asked.documents + 1))
        db.unlink(missing_ok=True)
        seconds, seen = ingest(many, db, os.cpu_count() or 1, asked.documents)
        with contextlib.closing(sqlite3.connect(db)) as conn:
            documents, sentences, records, figures = (conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("documents", "sentences", "citations", "indicators"))
        last = next(s.seconds for s in seen if s.documents >= documents)
        checked = subprocess.run(command("verify", "--db", str(db)), cwd=ROOT, capture_output=True, text=True, check=False)
        lines = [
            f"Commit {commit()}; {documents:,} made reports, {size / 1e6:,.0f} MB of text, {sentences:,} sentences, {records:,} citations, {os.cpu_count()} jobs on as many cores; "
            f"load of the machine at the end {os.getloadavg()[0]:.1f}.",
            "",
            "| documents so far | documents/s in this tenth | processor s a document | MB, main process | MB, largest worker |",
            "|---:|---:|---:|---:|---:|",
            *tenths(seen, documents),
            "",
            "| | measured | asked |",
            "|---|---:|---:|",
            f"| the whole run, linking with it | {seconds:,.0f} s ({documents / seconds:.1f} documents/s, {size / seconds / 1000:,.0f} kB/s) | |",
            f"| linking and checks between documents at the end | {seconds - last:,.0f} s | |",
            f"| two jobs beside one, {asked.few:,} documents | {min(taken[1]) / min(taken[2]):.2f}× | ≥ 1.8× |",
            f"| exports of one and two jobs, twice each | {len(hashes)} different | 1 |",
            f"| database beside text ({figures / documents:.0f} figures in {size / documents / 1000:.1f} kB a report) | {db.stat().st_size / size:.1f}× | ≤ 8× |",
            f"| `verify` | {'sound' if checked.returncode == 0 else checked.stdout[-200:]} | sound |",
            *query_rows(db),
        ]
        print("\n".join(lines))
        if asked.write:
            put(ROOT / "docs" / "benchmarks.md", "soak", lines)


if __name__ == "__main__":
    main()
