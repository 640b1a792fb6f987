"""The desk under load: how long its pages take on 2,000 documents with 1,000,000 records, beside Datasette's own table page.

    python bench/desk.py [--documents 2000] [--records 1000000] [--rounds 20] [--db DB]
    python bench/desk.py --opening 10      one document of 20,000 records, opened in Chromium

Writes docs/desk.md's table to standard output: median and 95th percentile of each page (wall time and processor time of the server), the ratio beside
Datasette's table page of `indicators` in the same run, and the most memory that the server took. Before every other request the database is written to,
as during an ingestion, so that nothing that the desk remembers is of use: "fresh" are those, "again" the others. A database of --db is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WIDE = 10  # the schema in which rows were kept as they are read
BODIES = [f"Ủy ban nhân dân huyện {a} {b}" for a in ("An", "Bình", "Châu", "Đông", "Giang", "Hòa", "Khánh", "Lộc") for b in ("Phú", "Sơn", "Tân", "Thủy", "Vân")]
NOUNS = ["hộ nghèo", "trường học", "hồ sơ", "nhiệm vụ", "tàu cá", "héc ta rừng", "lượt khách", "dự án", "hợp tác xã", "doanh nghiệp", "cán bộ", "ca bệnh"]
VERBS = ["đã hoàn thành", "đang thực hiện", "giải quyết", "tiếp nhận", "hỗ trợ", "kiểm tra", "rà soát", "bàn giao"]


def build(path: Path, documents: int, records: int) -> None:
    """A database of that size, written by SQL in the shape that ingestion gave it before rows were kept small, and brought up to date."""
    import sqlite_utils

    from extractor.database.connection import APPLICATION_ID, open_database
    from extractor.database.desk_schema import fill
    from extractor.database.schema import MIGRATIONS
    from extractor.lexicon.patterns import fold

    rng = random.Random(7)
    db = sqlite_utils.Database(path)
    conn = db.conn
    for migrate in MIGRATIONS[:WIDE]:
        migrate(db)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {WIDE}")
    conn.commit()
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("BEGIN")
    conn.execute("DELETE FROM pending_between")
    per = records // documents
    figures, refs, dates, tasks = int(per * 0.6), int(per * 0.15), int(per * 0.2), int(per * 0.05)
    nodes = [(f"doc-{n:016x}", "Nghị quyết", f"{n}/NQ-HĐND", BODIES[n % len(BODIES)], 2031, f"{n}/nq-hdnd") for n in range(1, 20_001)]
    conn.executemany("INSERT INTO cited_documents (id, doc_type, code, issuer, year, mentions, citing, link_key) VALUES (?, ?, ?, ?, ?, 1, 1, ?)", nodes)
    conn.executemany("INSERT INTO organizations (record_id, name, level, name_folded) VALUES (?, ?, 'district', ?)", [(f"org-{n}", b, fold(b)) for n, b in enumerate(BODIES)])
    sentence = citation = record = 0
    for number in range(1, documents + 1):
        body, day = BODIES[number % len(BODIES)], f"{2028 + number % 4}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        lines: list[str] = []
        blocks, sentences, citations, rows = [], [], [], {"i": [], "r": [], "d": [], "t": [], "f": [], "l": []}
        at = 0
        kinds = ["i"] * figures + ["r"] * refs + ["d"] * dates + ["t"] * tasks
        rng.shuffle(kinds)
        for start in range(0, len(kinds), 4):
            words = f"{rng.choice(VERBS).capitalize()} "
            sentence += 1
            marks = []
            for kind in kinds[start : start + 4]:
                record += 1
                citation += 1
                if kind == "i":
                    value, noun = rng.randrange(1, 90_000), rng.choice(NOUNS)
                    quote = f"{value:,}".replace(",", ".")
                    marks.append((len(words), quote, "indicator", f"ind-{record:016x}"))
                    words += f"{quote} {noun} ở {body.removeprefix('Ủy ban nhân dân ')}, "
                    rows["i"].append((f"ind-{record:016x}", number, sentence, citation, str(value), noun, noun, body, str(value), value, fold(noun), fold(body), noun, day, day))
                elif kind == "r":
                    node = rng.choice(nodes)
                    quote = f"{node[1]} số {node[2]}"
                    marks.append((len(words) + 5, quote, "reference", f"ref-{record:016x}"))
                    words += f"theo {quote}, "
                    search = f"{node[1]} {node[2]} {node[3]}"
                    rows["r"].append((f"ref-{record:016x}", number, sentence, citation, node[1], node[2], node[3], node[0], node[5], search, fold(search)))
                elif kind == "d":
                    quote = f"{1 + record % 28:02d}/{1 + record % 12}/2031"
                    marks.append((len(words) + 5, quote, "date", f"dat-{record:016x}"))
                    words += f"ngày {quote}, "
                    rows["d"].append((f"dat-{record:016x}", number, sentence, citation, "day", "2031-01-01", "2031-01-01"))
                else:
                    quote = rng.choice(VERBS)
                    marks.append((len(words), quote, "task", f"tas-{record:016x}"))
                    words += f"{quote} kế hoạch, "
                    rows["t"].append((f"tas-{record:016x}", number, sentence, citation, rng.choice(("row", "event")), quote, day, body, rng.choice(("completed", "in_progress", "planned"))))
                citations.append((citation, number, sentence, at + marks[-1][0], at + marks[-1][0] + len(marks[-1][1]), marks[-1][1], marks[-1][2], marks[-1][3], "span", 0))
            sentences.append((sentence, number, len(sentences) + 1, words, at, at + len(words), json.dumps([[at, at + len(words)]]), fold(words)))
            blocks.append((number, len(blocks), "paragraph", 0, at, at + len(words)))
            lines.append(words)
            at += len(words) + 1
        for n in range(8):
            record += 1
            first = citations[n * 7]
            citation += 1
            citations.append((citation, number, first[2], first[3], first[4], first[5], "finding", f"fin-{record:016x}", "evidence", 0))
            rows["f"].append((f"fin-{record:016x}", number, first[2], citation, rng.choice(("sum_mismatch", "ratio_mismatch", "rounding")), rng.choice(("error", "warning", "info")), f"Các phần không cộng thành tổng: {first[5]}."))
        text = "\n".join(lines)
        title = f"Tình hình kinh tế - xã hội quý {1 + number % 4} của {body}"
        search = f"Báo cáo {number}/BC-UBND {title} {body}"
        conn.execute(
            """INSERT INTO documents (id, source, doc_type, code, issued_on, issuer, title, format, sha256, characters, file_sha256, program_version, ingested_at,
            metadata_id, code_key, search, search_folded, text) VALUES (?, ?, 'Báo cáo', ?, ?, ?, ?, 'text', ?, ?, ?, '0', ?, ?, ?, ?, ?, ?)""",
            [number, f"dot-{number % 40}/bao-cao-{number}.txt", f"{number}/BC-UBND", day, body, title, f"{number:064x}", len(text), f"{number:064x}", f"2031-01-01T00:00:{number % 60:02d}+00:00", f"met-{number:016x}", f"{number}/bc-ubnd", search, fold(search), text],
        )  # fmt: skip
        conn.executemany('INSERT INTO sentences (id, document_id, number, text, start, "end", spans, text_folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', sentences)
        conn.executemany('INSERT INTO blocks (document_id, number, kind, level, start, "end") VALUES (?, ?, ?, ?, ?, ?)', blocks)
        conn.executemany('INSERT INTO citations (id, document_id, sentence_id, start, "end", quote, record_type, record_id, role, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', citations)
        conn.executemany("""INSERT INTO indicators (record_id, document_id, sentence_id, citation_id, value, unit, label, subject, precision, value_real, series_label, series_subject,
            series_unit, period_from, period_to, comparator, role, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '=', 'level', 1)""", rows["i"])
        conn.executemany("INSERT INTO document_references (record_id, document_id, sentence_id, citation_id, doc_type, code, issuer, cited_document_id, code_key, search, search_folded, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", rows["r"])
        conn.executemany("INSERT INTO dates (record_id, document_id, sentence_id, citation_id, kind, from_date, to_date, valid) VALUES (?, ?, ?, ?, ?, ?, ?, 1)", rows["d"])
        conn.executemany("INSERT INTO tasks (record_id, document_id, sentence_id, citation_id, form, title, due_on, lead, status, evidence, past_due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 0)", rows["t"])
        conn.executemany("INSERT INTO findings (record_id, document_id, sentence_id, citation_id, check_code, severity, message) VALUES (?, ?, ?, ?, ?, ?, ?)", rows["f"])
        conn.execute("INSERT INTO document_stats VALUES (?, 0, ?, ?, ?, ?, 0, ?, ?)", [number, refs, dates, figures, tasks, figures // 3, 8])
    fill(db)
    conn.execute("DELETE FROM pending_between")
    conn.execute("DELETE FROM pending_links")
    conn.execute("COMMIT")
    conn.close()
    conn = open_database(path).conn
    conn.execute("DELETE FROM pending_between")
    conn.commit()
    conn.execute("VACUUM")
    conn.execute("ANALYZE")
    conn.close()


@contextlib.contextmanager
def served(db: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    from extractor.web.serving import free_port

    port = free_port(0)
    code = "from extractor.cli import main; main()"
    with subprocess.Popen([sys.executable, "-c", code, "serve", str(db), "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT) as process:
        url = f"http://127.0.0.1:{port}"
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url, timeout=60).read()
                break
            time.sleep(0.2)
        try:
            yield url, process
        finally:
            process.terminate()


def resident(pid: int) -> float:
    """The most memory of the process, in MB (Linux; elsewhere nothing)."""
    with contextlib.suppress(OSError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1000
    return 0.0


def spent(pid: int) -> float:
    """Processor time of all threads of the process so far, in ms (Linux; elsewhere nothing)."""
    total = 0
    for path in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError):
            total += int(path.read_text(encoding="ascii").split()[0])
    return total / 1e6


def addresses(conn: sqlite3.Connection, name: str) -> dict[str, list[str]]:
    """Page → addresses, a different one each round."""
    rng = random.Random(3)
    count = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
    some = [rng.randrange(1, count + 1) for _ in range(40)]
    records = [conn.execute("SELECT record_id FROM indicators WHERE document_id = ? LIMIT 1", [n]).fetchone()[0] for n in some]
    q = urllib.parse.quote
    words = ["hộ nghèo", "nghi quyet", "12/NQ-HĐND", "1.943", "trường học an phú", "giải quyết hồ sơ", '"hợp tác xã"', "value:>80000 unit:dự án", "tàu cá", "kiểm tra ca bệnh"]
    return {
        "Datasette: table page of indicators": [f"/{name}/indicators?_next={n}" for n in range(100, 4100, 100)],
        "inbox": ["/", "/?q=quy+3", f"/?body={q(BODIES[3])}", "/?sort=worst", "/?errors=1&period=2030", "/?page=7"],
        "reader": [f"/doc/{n}?r={r}" for n, r in zip(some, records, strict=True)],
        "record": [f"/doc/{n}/record/{r}" for n, r in zip(some, records, strict=True)],
        "findings": ["/findings", "/findings?severity=error", "/findings?check=rounding&state=all", "/findings?page=9", *(f"/findings?doc={n}" for n in some[:6])],
        "search": [f"/search?q={q(w)}" for w in words],
        "suggestions": [f"/search/suggest?q={q(w)}" for w in ("12", "123/", "an ph", "giang", "1999")],
        "tasks": ["/tasks", "/tasks?view=bodies", "/tasks?view=table&late=1"],
        "references": ["/refs", "/refs?q=12%2FNQ", "/refs?absent=1"],
        "charts": ["/charts", "/charts?q=ho"],
        "charts' data": ["/charts/findings.json", "/charts/checked.json", f"/charts/series/{records[0]}.json", f"/charts/series/{records[1]}.json"],
    }


LONG = 20_000  # records of the long document
IN_VIEW = """(id) => {
  const e = document.getElementById(id); if (!e) return false;
  const b = e.getBoundingClientRect(); return b.height > 0 && b.top >= 0 && b.bottom <= window.innerHeight;
}"""


def opening(rounds: int) -> None:
    """Writes how long a document of 20,000 records takes to open in Chromium, at its beginning and at a record near its end."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.db"
        build(path, 1, LONG)
        with contextlib.closing(sqlite3.connect(path)) as conn:
            (last,) = conn.execute("SELECT record_id FROM indicators ORDER BY id DESC LIMIT 1 OFFSET 200").fetchone()
            (first,) = conn.execute("SELECT record_id FROM indicators ORDER BY id LIMIT 1").fetchone()
        with served(path) as (url, process), sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"])
            print(f"| {LONG:,} records | in view: median s | most s | load event: median s | server's processor ms |\n|---|---:|---:|---:|---:|")
            for name, record in (("at its beginning", first), ("near its end", last)):
                seen, loaded, cost = [], [], []
                for _ in range(rounds):
                    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
                    before, began = spent(process.pid), time.perf_counter()
                    page.goto(f"{url}/doc/1?r={record}", wait_until="commit")
                    while not page.evaluate(IN_VIEW, record):
                        time.sleep(0.01)
                    seen.append(time.perf_counter() - began)
                    page.wait_for_load_state("load")
                    loaded.append(time.perf_counter() - began)
                    cost.append(spent(process.pid) - before)
                    page.context.close()
                print(f"| {name} | {statistics.median(seen):.2f} | {max(seen):.2f} | {statistics.median(loaded):.2f} | {statistics.median(cost):.0f} |")
            chromium.close()
        print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f}.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--only", help="pages whose name holds this, beside Datasette's own")
    parser.add_argument("--opening", type=int, metavar="ROUNDS", help="only the opening of a long document in Chromium, this often")
    asked = parser.parse_args()
    if asked.opening:
        opening(asked.opening)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = asked.db or Path(folder) / "desk.db"
        if not db.exists():
            began = time.perf_counter()
            build(db, asked.documents, asked.records)
            print(f"built in {time.perf_counter() - began:.0f} s, {os.path.getsize(db) / 1e6:.0f} MB", file=sys.stderr)
        conn = sqlite3.connect(db, timeout=60)
        pages = {name: urls for name, urls in addresses(conn, db.stem).items() if name.startswith("Datasette") or (asked.only or "") in name}
        with served(db) as (url, process):
            times: dict[str, list[Taken]] = {}
            for name, urls in pages.items():
                for round_ in range(2 * asked.rounds + 1):
                    fresh = round_ % 2 == 1
                    if fresh:
                        conn.execute("INSERT INTO pending_links VALUES ('bench')")
                        conn.execute("DELETE FROM pending_links WHERE key = 'bench'")
                        conn.commit()
                    taken = _ask(url + urls[(round_ - 1) // 2 % len(urls)], process.pid, fresh)
                    if round_ >= 1:
                        times.setdefault(name, []).append(taken)
            memory = resident(process.pid)
        conn.close()
    own = _p95([taken.wall for taken in next(iter(times.values()))])
    print("| page | again: median ms | p95 ms | fresh: median ms | p95 ms | processor p95 ms | beside Datasette |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, found in times.items():
        again, fresh_ = [t.wall for t in found if not t.fresh], [t.wall for t in found if t.fresh]
        both = [t.wall for t in found]
        cells = [statistics.median(again), _p95(again), statistics.median(fresh_), _p95(fresh_), _p95([t.cpu for t in found])]
        print(f"| {name} | {' | '.join(f'{cell:.0f}' for cell in cells)} | {_p95(both) / own:.2f} |")
    print(f"\nMemory of the server: {memory:.0f} MB at most.")


class Taken(NamedTuple):
    """One request: its wall time and the server's processor time in ms, and whether the database had been written to just before."""

    wall: float
    cpu: float
    fresh: bool


def _ask(url: str, pid: int, fresh: bool) -> Taken:
    before, began = spent(pid), time.perf_counter()
    urllib.request.urlopen(url, timeout=120).read()
    return Taken((time.perf_counter() - began) * 1000, spent(pid) - before, fresh)


def _p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


if __name__ == "__main__":
    main()
