"""PDF: text, tables, notes and signatures of files with a text layer; pages without one go to the scan reader.

    read_bytes(data, "bao-cao.pdf", sha256)     a Document with the page and box of every character

pdfminer.six opens the file and reads its fonts; content streams, grouping and layout are this package's own and
`extractor.readers.pages`'. Raises ReadError: encrypted | damaged | too-large | too-slow |
needs-ocr.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.limits import MemoryLimit, TimeLimit
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions | None = None) -> Document:
    """Reads a PDF. Raises ReadError naming the file, the cause and what to do; never hangs beyond `options.seconds`."""
    from extractor.readers.pdf.reading import read_pdf

    chosen = options or DEFAULT
    try:
        return read_pdf(data, source, sha256, chosen)
    except TimeLimit as error:
        raise refusal(source, "too-slow", "pdf.slow", seconds=chosen.seconds) from error
    except (MemoryLimit, MemoryError) as error:
        raise refusal(source, "too-large", "pdf.memory") from error


def read_all(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT, budget: object = None) -> Iterator[Document | ReadError]:
    """The document, and each file that is attached to it as `source/name`."""
    from extractor.readers import read_bytes as read_one
    from extractor.readers.archive import Budget, expand_attached
    from extractor.readers.pdf.attached import attached_files

    left = budget if isinstance(budget, Budget) else Budget()
    try:
        yield read_one(data, source, options)
    except ReadError as error:
        yield error
    yield from expand_attached(attached_files(data, source, options), source, options, left)
