"""What ten million pages need: the figures of one core and one writer, measured, and a simulation of many workers before one writer.

    python bench/scale.py --measure     measures on corpus/, keeps the figures in bench/scale.json, and writes docs/scale.md
    python bench/scale.py [--check]     writes the page from the kept figures (--check: exit 1 where it differs)

Times are CPU seconds, so that a busy machine does not count; the simulation is of those figures alone, and gives the same page each time.
"""

from __future__ import annotations

import argparse
import heapq
import json
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT, PAGE = ROOT / "bench" / "scale.json", ROOT / "docs" / "scale.md"
PAGES = 10_000_000
WORKERS = (1, 4, 16, 64, 256)
LANES = ("text", "pdf", "ocr")
MIX = {"text": 0.6, "pdf": 0.3, "ocr": 0.1}  # of an archive's pages, as an example
COPIES = 25  # of each text of corpus/, in the larger database
LARGEST = 100e9  # bytes of one file that an office still copies, checks and backs up in a night
PROVINCES, YEARS = 34, 10


def cpu() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


# -- measuring ----------------------------------------------------------------------------------------------------------------------------


def measure() -> dict[str, Any]:
    """All figures, by name."""
    sys.path.insert(0, str(Path(__file__).parent))
    import typeset

    from extractor import extract, extract_text, read
    from extractor.readers import read_bytes

    texts = sorted((ROOT / "corpus").glob("*.txt"))
    extract(texts[0])
    began = cpu()
    made = [extract(path) for path in texts]
    text_seconds = cpu() - began
    characters = sum(len(one.document.text) for one in made)

    pages, read_seconds, pdf_seconds = 0, 0.0, 0.0
    pdfs = [typeset.plain_pdf(typeset.parsed(read(path))) for path in texts]
    for number, data in enumerate(pdfs):
        began = cpu()
        document = read_bytes(data, f"{number}.pdf")
        read_seconds += cpu() - began
        extract(document)
        pdf_seconds += cpu() - began
        pages += len(document.pages)

    scanned = typeset.scan(min(pdfs, key=len))
    began = cpu()
    document = read_bytes(scanned, "scan.pdf")
    ocr_seconds, ocr_pages = cpu() - began, len(document.pages)
    began = cpu()
    extract_text(document.text)
    ocr_seconds += cpu() - began
    return {
        "commit": subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip(),
        "machine": f"{platform.system()}, Python {platform.python_version()}",
        "characters_a_page": round(characters / pages),
        "characters_a_second": round(characters / text_seconds),
        "seconds_a_page": {
            "text": round(text_seconds / pages, 4),
            "pdf": round(pdf_seconds / pages, 4),
            "ocr": round(ocr_seconds / ocr_pages, 2),
        },
        "pdf_reading_a_page": round(read_seconds / pages, 4),
        "writer": writer(made, pages / len(texts)),
    }


def copies(made: list[Any], number: int) -> Iterator[Any]:
    """The documents under other names, as if they were others."""
    for copy in range(number):
        for one in made:
            source = f"{copy:04d}/{one.document.source}"

            def renamed(identifier: str, copy: int = copy) -> str:
                kind, _, rest = identifier.partition("-")
                return f"{kind}-{blake2b(f'{copy}/{rest}'.encode(), digest_size=8).hexdigest()}"

            records = []
            for record in one.records:
                more = {"evidence": [e.model_copy(update={"document": source}) for e in record.evidence]} if record.type == "finding" else {}
                records.append(record.model_copy(update={"document": source, "id": renamed(record.id), **more}))
            yield replace(one, document=replace(one.document, source=source), records=tuple(records))


def writer(made: list[Any], pages_a_document: float) -> dict[str, Any]:
    """What one writer does: seconds a page, rows and bytes a page, and the linking at the end, at two sizes."""
    from extractor.batch.ingestion import finish
    from extractor.database.connection import open_database
    from extractor.database.write import write

    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, number in (("small", max(1, COPIES // 5)), ("large", COPIES)):
            path = Path(folder) / f"{name}.db"
            db = open_database(path, create=True)
            began = cpu()
            documents = 0
            for one in copies(made, number):
                write(db, one, link=False)
                documents += 1
            written = cpu() - began
            began = cpu()
            finish(db)
            linked = cpu() - began
            tables = [row[0] for row in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'")]
            rows = sum(db.conn.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables)
            db.conn.execute("VACUUM")
            db.conn.close()
            pages = documents * pages_a_document
            found[name] = {
                "documents": documents,
                "seconds_a_page": round(written / pages, 5),
                "linking_a_page": round(linked / pages, 5),
                "rows_a_page": round(rows / pages, 1),
                "rows_a_second": round(rows / written),
                "bytes_a_page": round(path.stat().st_size / pages),
            }
        began = time.perf_counter()
        with (Path(folder) / "sync").open("wb") as file:
            import os

            for _ in range(50):
                file.write(b"x")
                file.flush()
                os.fsync(file.fileno())
        found["sync_milliseconds"] = round((time.perf_counter() - began) / 50 * 1000, 1)
    return found


# -- the simulation -----------------------------------------------------------------------------------------------------------------------


def simulate(workers: int, seconds_a_page: float, writing_a_page: float, documents: int = 3000, pages: float = 5.0, seed: int = 1) -> tuple[float, float]:
    """(pages a second, share of the time in which the writer writes): `workers` read documents of uneven length and hand them to one writer.

    A worker begins its next document when the writer has room: as many answers may wait as there are workers, as in the pool.
    """
    chance = random.Random(seed)

    def length() -> float:
        return max(1.0, chance.lognormvariate(0.0, 0.8) * pages / 1.377)

    reading = [(one * seconds_a_page, one) for one in (length() for _ in range(workers))]  # (when it is read, its pages) of each worker
    heapq.heapify(reading)
    begun: list[float] = []  # when the writer began each document
    writing, busy, read = 0.0, 0.0, 0.0
    for number in range(documents):
        done, size = heapq.heappop(reading)
        # The answer waits at its worker until the queue has room.
        taken = max(done, begun[number - workers]) if number >= workers else done
        begun.append(max(writing, done))
        writing = begun[-1] + size * writing_a_page
        busy += size * writing_a_page
        read += size
        following = length()
        heapq.heappush(reading, (taken + following * seconds_a_page, following))
    return read / writing, busy / writing


def lanes(figures: dict[str, Any]) -> dict[str, float]:
    """Seconds of a worker a page, in each lane and in the mix."""
    seconds: dict[str, float] = dict(figures["seconds_a_page"])
    return seconds | {"mix": sum(seconds[lane] * share for lane, share in MIX.items())}


# -- the page -----------------------------------------------------------------------------------------------------------------------------

NAMES = {"text": "văn bản / text", "pdf": "PDF có chữ / with text", "ocr": "bản quét / scans (OCR)", "mix": "hỗn hợp / mix 60-30-10"}


def page(figures: dict[str, Any]) -> str:
    """docs/scale.md."""
    wrote = figures["writer"]["large"]
    writing = wrote["seconds_a_page"]
    size = wrote["bytes_a_page"]
    by_lane = lanes(figures)
    out = [
        "# Mười triệu trang cần gì / What ten million pages need",
        "",
        "Do `python bench/scale.py` viết: số đo trên `corpus/` và một mô phỏng từ các số đo ấy. / Written by script: figures measured on `corpus/`, and a simulation of them.",
        "",
        f"## Số đo / Measured ({figures['machine']}, commit {figures['commit']}, CPU seconds)",
        "",
        "| | |",
        "|---|---:|",
        f"| ký tự một trang / characters a page | {figures['characters_a_page']:,} |",
        f"| trích xuất văn bản / extraction of text, characters/s a core | {figures['characters_a_second']:,} |",
        f"| văn bản / text, s a page | {by_lane['text']} |",
        f"| PDF có chữ, đọc và trích xuất / PDF, reading and extraction, s a page (reading {figures['pdf_reading_a_page']}) | {by_lane['pdf']} |",
        f"| bản quét / scan at 300 dpi, recognition and extraction, s a page | {by_lane['ocr']} |",
        f"| người ghi / the writer, s a page | {writing} |",
        f"| người ghi / the writer, rows/s | {wrote['rows_a_second']:,} |",
        f"| dòng một trang / rows a page | {wrote['rows_a_page']} |",
        f"| byte một trang trong cơ sở dữ liệu / bytes a page in the database | {size:,} ({size / figures['characters_a_page']:.1f} × ký tự / characters) |",
        f"| liên kết sau lượt / linking after a run, s a page, {figures['writer']['small']['documents']} and {wrote['documents']} documents | {figures['writer']['small']['linking_a_page']} · {wrote['linking_a_page']} |",
        f"| fsync, ms (wall) | {figures['writer']['sync_milliseconds']} |",
        "",
        "Liên kết được đo trên các bản sao cùng viện dẫn một văn bản: trường hợp xấu. / Linking was measured on copies that all cite the same documents: a bad case.",
        "",
        f"## Mô phỏng / Simulation: {PAGES:,} trang / pages",
        "",
        "Các tiến trình đọc tài liệu dài ngắn khác nhau, một người ghi; giờ / hours (người ghi bận / the writer busy).",
        "",
        "| | " + " | ".join(f"{n} workers" for n in WORKERS) + " | giờ lõi / core hours |",
        "|---|" + "---:|" * (len(WORKERS) + 1),
    ]
    for lane, seconds in by_lane.items():
        cells = []
        for workers in WORKERS:
            rate, busy = simulate(workers, seconds, writing)
            cells.append(f"{PAGES / rate / 3600:,.0f} ({busy:.0%})")
        out.append(f"| {NAMES[lane]} | " + " | ".join(cells) + f" | {PAGES * seconds / 3600:,.0f} |")
    out += ["", *_limits(by_lane, writing, size, wrote["linking_a_page"])]
    return "\n".join(out) + "\n"


def _limits(by_lane: dict[str, float], writing: float, size: int, linking: float) -> list[str]:
    largest = int(LARGEST / size)
    full = {lane: seconds / writing for lane, seconds in by_lane.items()}
    return [
        "## Một người ghi bão hòa ở đâu / Where the one writer saturates",
        "",
        f"Một người ghi nhận {1 / writing:,.0f} trang/giây, tức {PAGES * writing / 3600:,.1f} giờ cho {PAGES:,} trang; liên kết thêm {PAGES * linking / 3600:,.1f} giờ nếu giá mỗi trang giữ nguyên. /",
        f"One writer takes {1 / writing:,.0f} pages a second. It is busy all the time from these workers on, and more do not help:",
        "",
        "| " + " | ".join(NAMES[lane] for lane in full) + " |",
        "|" + "---:|" * len(full),
        "| " + " | ".join(f"{workers:,.0f}" for workers in full.values()) + " |",
        "",
        "## Khi nào chia / When to shard",
        "",
        f"- Kích thước / size: {PAGES:,} trang là / pages are {PAGES * size / 1e9:,.0f} GB; một tệp {LARGEST / 1e9:.0f} GB chứa / one file of {LARGEST / 1e9:.0f} GB holds {largest:,} trang / pages.",
        f"- Theo {PROVINCES} tỉnh / by province: {PAGES // PROVINCES:,} trang, {PAGES / PROVINCES * size / 1e9:,.1f} GB một cơ sở dữ liệu / a database. Theo {YEARS} năm / by year: {PAGES // YEARS:,} trang, {PAGES / YEARS * size / 1e9:,.0f} GB.",
        "- Chia khi người ghi bận trên 80 %, khi tệp vượt mức trên, hay khi liên kết và đối chiếu sau lượt không xong trong đêm: mỗi phần một cơ sở dữ liệu, một người ghi. /",
        "  Shard when the writer is busy above 80 %, when the file passes that size, or when linking after a run does not end overnight: a database and a writer for each part.",
        "- Chia theo tỉnh giữ các văn bản viện dẫn nhau ở cùng một chỗ; chia theo năm thì năm cũ không đổi nữa, nhưng kế hoạch và báo cáo của nó có thể nằm hai nơi. /",
        "  By province, documents that cite each other stay together; by year, old parts never change, but a plan and its report may lie in two.",
        "- Các phần vẫn được tìm như một (`search --db … --db …`, `serve a.db b.db`) và xuất ra một kho parquet: [many.md](many.md). Liên kết và phát hiện giữa hai phần thì không có. /",
        "  The parts are searched as one and exported to one lake; links and findings between two parts there are none.",
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    if asked.measure:
        KEPT.write_text(json.dumps(measure(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    made = page(json.loads(KEPT.read_text(encoding="utf-8")))
    if asked.check:
        return int(PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
