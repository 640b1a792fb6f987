"""Files that a PDF carries: those that signing programs of offices attach, and those that notes on a page hold. ISO 32000-1, 7.11.4 (embedded file streams)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1

from extractor.errors import ReadError
from extractor.readers.archive import MAX_MEMBER
from extractor.readers.options import ReadOptions
from extractor.readers.pdf.interpreter import _text_string
from extractor.readers.pdf.opening import install_bounds, open_pdf

MARK = b"/EmbeddedFile"
_DEEPEST, _MOST = 20, 500
# What programs attach for other programs: data of forms and invoices, the signatures of the file, the text it was made of.
_DATA = frozenset((".xml", ".xsd", ".json", ".fdf", ".xfdf", ".joboptions", ".p7s", ".odt", ".odp", ".odg"))


def attached_files(data: bytes, source: str, options: ReadOptions) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each file; nothing where the PDF cannot be opened, which its own reading says."""
    if MARK not in data:
        return
    install_bounds(options.max_stream)
    try:
        document, pages, _ = open_pdf(data, source, options.password, options.max_pages)
        found = list(_specifications(document, pages))
    except ReadError:
        return
    except (Exception, RecursionError):  # pdfminer raises anything at all on broken objects
        return
    seen: set[tuple[str, int]] = set()
    for number, specification in enumerate(found[:_MOST], 1):
        try:
            name, content = _opened(specification, number)
        except (Exception, RecursionError):  # as above
            continue
        if content and len(content) <= MAX_MEMBER and (name, len(content)) not in seen and PurePosixPath(name).suffix.lower() not in _DATA:
            seen.add((name, len(content)))
            yield name, content


def _opened(specification: dict[Any, Any], number: int) -> tuple[str, bytes]:
    raw = resolve1(specification.get("UF")) or resolve1(specification.get("F"))
    files = dict_value(specification.get("EF", {}))
    stream = resolve1(files.get("UF")) or resolve1(files.get("F"))
    content = stream.get_data() if isinstance(stream, PDFStream) else b""
    return _text_string(raw) if isinstance(raw, bytes) else f"attachment-{number}", content


def _specifications(document: PDFDocument, pages: list[PDFPage]) -> Iterator[dict[Any, Any]]:
    names = dict_value(document.catalog.get("Names", {}))
    yield from _leaves(dict_value(names.get("EmbeddedFiles", {})), 0)
    for page in pages:
        for annotation in list_value(page.annots or [])[:_MOST]:
            held = dict_value(annotation).get("FS")
            if held is not None:
                yield dict_value(held)


def _leaves(node: dict[Any, Any], depth: int) -> Iterator[dict[Any, Any]]:
    """The values of a name tree."""
    for value in list_value(node.get("Names", []))[1 : 2 * _MOST : 2]:
        yield dict_value(value)
    if depth < _DEEPEST:
        for kid in list_value(node.get("Kids", []))[:_MOST]:
            yield from _leaves(dict_value(kid), depth + 1)
