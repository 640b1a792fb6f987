"""Speed of reading PDFs, beside the layout of pdfminer.six itself, pdfplumber and pypdfium2, on the same files in one run.

    python bench/pdf_reading.py [--repeat 5] [--pages 40] [--write] [FILE.pdf ...]

Without files it makes them: a report in running text and one of ruled tables by reportlab, and an office report by LibreOffice where
that is installed. Every reader does its whole job from bytes to text on one core (ours: text, boxes, tables, notes). Prints CPU seconds,
pages a second and the ratio to pdfminer.six (`extract_pages(LAParams(boxes_flow=None))`); the best of `--repeat` runs counts; `--write`
puts the table into docs/benchmarks.md. pdfplumber and reportlab come with `pip install trichyeu[bench,dev]`.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "readers"), str(ROOT / "docs")]

from marks import commit, put  # noqa: E402


def ours(data: bytes) -> int:
    from extractor.readers.pdf import read_bytes

    return len(read_bytes(data, "bench.pdf", "").text)


def pdfminer_pages(data: bytes) -> int:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams, LTTextContainer

    pages = extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None))
    return sum(len(item.get_text()) for page in pages for item in page if isinstance(item, LTTextContainer))


def plumber(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        return sum(len(page.extract_text()) for page in file.pages)


def plumber_tables(data: bytes) -> int:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        return sum(len(page.extract_text()) + len(page.extract_tables()) for page in file.pages)


def pdfium(data: bytes) -> int:
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    return sum(len(file[number].get_textpage().get_text_bounded()) for number in range(len(file)))


READERS: dict[str, Callable[[bytes], int]] = {
    "pdfminer.six extract_pages": pdfminer_pages,
    "trichyeu (text, boxes, tables)": ours,
    "pdfplumber extract_text": plumber,
    "pdfplumber text and tables": plumber_tables,
    "pypdfium2 text only": pdfium,
}


def made(pages: int) -> dict[str, bytes]:
    """Files made by the engines at hand, of about `pages` pages."""
    import pdf_samples as samples

    files = {"running text (reportlab)": samples.long_report(pages), "ruled tables (reportlab)": samples.long_table(pages)}
    if samples.SOFFICE:
        files["office report (LibreOffice)"] = samples.office_report()
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    options = parser.parse_args()
    files = {path.name: path.read_bytes() for path in options.files} or made(options.pages)
    lines = [f"Commit {commit()}; best of {options.repeat} runs, CPU time of one core.", ""]
    lines += ["| file | reader | seconds | pages/s | times pdfminer.six's speed |", "|---|---|--:|--:|--:|"]
    for name, data in files.items():
        from pypdfium2 import PdfDocument

        count = len(PdfDocument(data))
        best = {reader: min(timed(function, data) for _ in range(options.repeat)) for reader, function in READERS.items()}
        reference = next(iter(best.values()))
        for reader, seconds in best.items():
            lines.append(f"| {name}, {count} pages | {reader} | {seconds:.3f} | {count / seconds:.1f} | {reference / seconds:.2f}× |")
    print("\n".join(lines))
    if options.write:
        put(ROOT / "docs" / "benchmarks.md", "pdf", lines)


def timed(function: Callable[[bytes], int], data: bytes) -> float:
    """The CPU seconds of one call."""
    start = time.process_time()
    function(data)
    return time.process_time() - start


if __name__ == "__main__":
    main()
