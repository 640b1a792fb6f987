"""From the pages of an opened PDF to `PageContent`, one by one.

One process reads a file: handing pages between processes was measured to cost what it saves (400 pages: 6.8 s in one, 8.2 s in two on two
cores). A batch reads files side by side, and scanned pages are recognised side by side.
"""

from __future__ import annotations

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from extractor.readers.pages.model import PageContent, turn_upright
from extractor.readers.pdf.annotations import draw_annotations
from extractor.readers.pdf.interpreter import Fonts, Interpreter, page_matrix
from extractor.readers.pdf.opening import StreamTooLarge
from extractor.readers.progress import page_done

MAX_CONTENT = 200_000_000
"""Bytes of one page's content streams together."""


def page_content(page: PDFPage, number: int, fonts: Fonts) -> PageContent:
    """The content of one page, turned upright. What is damaged is left out and said in `damage`; nothing is raised but limits."""
    try:
        matrix, width, height = page_matrix(page)
    except (TypeError, ValueError, OverflowError):
        matrix, width, height = (1.0, 0.0, 0.0, -1.0, 0.0, 842.0), 595.0, 842.0
    if not (0 < width < 20_000 and 0 < height < 20_000):
        return PageContent(number, 595.0, 842.0, damage="absurd page size")
    content = PageContent(number, width, height)
    interpreter = Interpreter(content, fonts)
    try:
        data = content_bytes(page, content)
        interpreter.run(data, dict_value(page.resources), matrix)
    except StreamTooLarge:
        content.damage = "stream too large"
    except (Exception, RecursionError) as error:  # pdfminer raises anything at all on broken objects
        content.damage = type(error).__name__
    try:
        draw_annotations(interpreter, page, matrix)
    except (Exception, RecursionError) as error:
        content.damage = content.damage or type(error).__name__
    return turn_upright(content)


def content_bytes(page: PDFPage, content: PageContent) -> bytes:
    """The page's content streams as one, as they are meant to be read (ISO 32000-1, 7.8.2). A broken one costs itself."""
    parts: list[bytes] = []
    length = 0
    for reference in page.contents[:10_000]:
        try:
            stream = resolve1(reference)
            if isinstance(stream, PDFStream):
                packed = stream.rawdata
                parts.append(stream.get_data())
                if packed is not None:
                    # Not kept unfolded: a long file would hold all its pages twice.
                    stream.data, stream.rawdata = None, packed
                length += len(parts[-1])
                if length > MAX_CONTENT:
                    raise StreamTooLarge
        except StreamTooLarge:
            raise
        except Exception as error:
            content.damage = type(error).__name__
    return b"\n".join(parts)


def all_pages(document: PDFDocument, pages: list[PDFPage]) -> list[PageContent]:
    """The content of all pages, fonts read once."""
    fonts = Fonts()
    found = []
    for number, page in enumerate(pages, 1):
        found.append(page_content(page, number, fonts))
        page_done(number, len(pages))
    return found
