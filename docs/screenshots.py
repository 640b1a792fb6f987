"""Writes docs/desk/*.png: each page of the desk, light and dark, wide and narrow, from the sample documents, in a headless Chromium.

    python docs/screenshots.py [--out FOLDER] [--db DB] [--only NAME]

Needs playwright (extra `dev`) and chromium (tests/install-system.sh). Without --db the samples of corpus/ are read into a database of their own,
some of them set as PDF and as a scan.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SIZES = {"1440": (1440, 900), "390": (390, 844)}


@contextlib.contextmanager
def served(db: Path) -> Iterator[str]:
    """The desk on a free port."""
    from extractor.web.serving import free_port

    port = free_port(0)
    code = "from extractor.cli import main; main()"
    process = subprocess.Popen([sys.executable, "-c", code, "serve", str(db), "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(900):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(url, timeout=5).read()
                break
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def samples(folder: Path) -> Path:
    """A database of the samples: text, PDF, a scan, and a file that cannot be read."""
    from typeset import parsed, plain_pdf, scan

    from extractor.batch import find, run
    from extractor.database.connection import open_database
    from extractor.readers import read

    source = folder / "in"
    source.mkdir()
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        if path.name.startswith("102"):
            (source / f"{path.stem}.pdf").write_bytes(plain_pdf(parsed(read(path))))
        elif path.name.startswith("205"):
            (source / f"{path.stem}.tif").write_bytes(scan(plain_pdf(parsed(read(path))), noisy=True, tilt=0.4, stamp=True, dpi=200))
        else:
            shutil.copy(path, source / path.name)
    (source / "hong.pdf").write_bytes(b"%PDF-1.4\nbroken")
    db = open_database(folder / "mau.db", create=True)
    for _ in run(db, find([source])):
        pass
    db.conn.close()
    return folder / "mau.db"


def pages(db: Path) -> dict[str, str]:
    """Name → address of what is shown."""
    conn = sqlite3.connect(db)
    report, record = conn.execute(
        """SELECT d.id, f.record_id FROM findings f JOIN documents d ON d.id = f.document_id
        ORDER BY d.format <> 'pdf', f.severity <> 'error', f.id LIMIT 1"""
    ).fetchone()
    text, figure = conn.execute(
        """SELECT r.document_id, r.record_id FROM relations k JOIN indicators r ON r.document_id = k.document_id AND r.start = json_extract(k.whole, '$[0]')
        JOIN documents d ON d.id = r.document_id WHERE d.format = 'text' ORDER BY r.id LIMIT 1"""
    ).fetchone()
    cited = conn.execute("SELECT id FROM cited_documents ORDER BY citing DESC, mentions DESC, id LIMIT 1").fetchone()[0]
    series = conn.execute(
        "SELECT record_id FROM indicators WHERE series_label IS NOT NULL GROUP BY series_label, series_subject, series_unit ORDER BY count(DISTINCT period_to) DESC, count(*) DESC LIMIT 1"
    ).fetchone()[0]
    return {
        "inbox": "/",
        "reader-pdf": f"/doc/{report}?r={record}",
        "reader-text": f"/doc/{text}?r={figure}",
        "reader-own": f"/doc/{text}",
        "findings": "/findings",
        "search": "/search?q=nghị+quyết",
        "tasks": "/tasks",
        "charts": f"/charts?r={series}",
        "refs": f"/refs/{cited}",
        "sheet": f"/audit/{report}",
    }


def _keep(data: bytes, path: Path) -> None:
    """Writes a picture in 256 colours, a third of the bytes."""
    import io

    from PIL import Image

    Image.open(io.BytesIO(data)).convert("RGB").convert("P", palette=Image.Palette.ADAPTIVE, colors=256).save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "desk")
    parser.add_argument("--db", type=Path)
    parser.add_argument("--only")
    asked = parser.parse_args()
    from playwright.sync_api import sync_playwright

    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        db = asked.db or samples(Path(folder))
        with served(db) as url:
            context = playwright.chromium.launch_persistent_context(f"{folder}/profile", executable_path="/usr/bin/chromium", args=FLAGS)
            page = context.new_page()
            for name, path in pages(db).items():
                if asked.only and asked.only not in name:
                    continue
                for width, (w, h) in SIZES.items():
                    for scheme in ("light", "dark"):
                        page.set_viewport_size({"width": w, "height": h})
                        page.emulate_media(color_scheme=scheme)
                        page.goto(url + path)
                        page.wait_for_load_state("networkidle")
                        if name == "reader-own":
                            page.keyboard.press("c")
                        _keep(page.screenshot(), asked.out / f"{name}-{width}-{scheme}.png")
            context.close()


if __name__ == "__main__":
    main()
