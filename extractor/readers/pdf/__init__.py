"""PDF: text, tables, notes and signatures of files with a text layer; pages without one go to the scan reader.

    read_bytes(data, "bao-cao.pdf", sha256)     a Document with the page and box of every character

pdfminer.six opens the file and reads its fonts; content streams, grouping and layout are this package's own and
`extractor.readers.pages`'. Raises ReadError: encrypted | damaged | too-large | too-slow |
needs-ocr.
"""

from __future__ import annotations

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.limits import MemoryLimit, TimeLimit
from extractor.readers.options import DEFAULT, ReadOptions


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions | None = None) -> Document:
    """Reads a PDF. Raises ReadError naming the file, the cause and what to do; never hangs beyond `options.seconds`."""
    from extractor.readers.pdf.reading import read_pdf

    chosen = options or DEFAULT
    try:
        return read_pdf(data, source, sha256, chosen)
    except TimeLimit as error:
        raise ReadError(
            source,
            "too-slow",
            f"đọc tệp PDF quá {chosen.seconds:.0f} giây, đã dừng; hãy in lại tệp ra PDF hoặc nâng giới hạn thời gian",
            f"reading the PDF took over {chosen.seconds:.0f} seconds and was stopped; print it to PDF anew or raise the time limit",
        ) from error
    except (MemoryLimit, MemoryError) as error:
        raise ReadError(
            source,
            "too-large",
            "đọc tệp PDF cần quá nhiều bộ nhớ, đã dừng; hãy in lại tệp ra PDF hoặc tách tệp",
            "reading the PDF needs too much memory and was stopped; print it to PDF anew or split it",
        ) from error
