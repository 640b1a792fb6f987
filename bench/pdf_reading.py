"""Speed of reading PDFs, beside the layout of pdfminer.six itself, pdfplumber and pypdfium2, on the same files in one run.

    python bench/pdf_reading.py [--repeat 5] [--pages 40] [FILE.pdf ...]

Without files it makes them: a report in running text and one of ruled tables by reportlab, and an office report by LibreOffice where
that is installed. Every reader does its whole job from bytes to text (ours: text, boxes, tables, notes). Prints seconds, pages a second
and the ratio to pdfminer.six (`extract_pages(LAParams(boxes_flow=None))`); the best of `--repeat` runs counts. pdfplumber and reportlab
come with `pip install trichyeu[bench,dev]`.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "readers"))


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
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--pages", type=int, default=40)
    options = parser.parse_args()
    files = {path.name: path.read_bytes() for path in options.files} or made(options.pages)
    for name, data in files.items():
        from pypdfium2 import PdfDocument

        count = len(PdfDocument(data))
        print(f"\n{name}: {count} pages, {len(data):,} bytes")
        reference = 0.0
        for reader, function in READERS.items():
            best = float("inf")
            length = 0
            for _ in range(options.repeat):
                start = time.perf_counter()
                length = function(data)
                best = min(best, time.perf_counter() - start)
            reference = reference or best
            print(f"  {reader:32} {best:8.3f} s {count / best:9.1f} pages/s   x {reference / best:6.2f}   {length:,} characters")


if __name__ == "__main__":
    main()
