"""Opens a PDF with pdfminer.six under bounds that the library does not have, and says plainly why a file cannot be opened.

Hostile files that users of pdfminer.six have reported fall into kinds: streams that unfold to gigabytes, cross-reference tables that
point at themselves, page trees with cycles or without pages, image filters with absurd sizes used for text. Each has its bound here;
loops that only cost time are ended by `extractor.readers.limits`.
"""

from __future__ import annotations

import io
import logging
import zlib
from collections.abc import Iterator
from typing import Any

import pdfminer.pdftypes
from pdfminer.pdfdocument import (
    LITERAL_CATALOG,
    PDFDocument,
    PDFEncryptionError,
    PDFNoValidXRef,
    PDFPasswordIncorrect,
    PDFXRef,
    PDFXRefStream,
)
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import int_value
from pdfminer.psexceptions import PSException

from extractor.errors import ReadError
from extractor.readers.refusal import refusal

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class StreamTooLarge(Exception):
    """A stream unfolds to more than it may."""


class BoundedZlib:
    """Stands in for the zlib module inside pdfminer.pdftypes: inflates up to `limit` bytes, and keeps what a damaged stream gives."""

    error = zlib.error

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def decompress(self, data: bytes) -> bytes:
        """The inflated bytes; a damaged or cut stream gives what stands before the damage."""
        for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            worker = zlib.decompressobj(window)
            out = bytearray()
            try:
                rest = data
                while rest and not worker.eof:
                    out += worker.decompress(rest, min(1 << 20, self.limit + 1 - len(out)))
                    rest = worker.unconsumed_tail
                    if len(out) > self.limit:
                        raise StreamTooLarge
            except zlib.error:
                # In small steps up to the damage: a block that holds it gives nothing otherwise.
                out = self._up_to_damage(data, window)
            if out:
                return bytes(out)
            data = data.lstrip(b"\r\n") if window > 0 else data
        return b""

    def _up_to_damage(self, data: bytes, window: int) -> bytearray:
        worker = zlib.decompressobj(window)
        out = bytearray()
        try:
            for position in range(0, len(data), 64):
                out += worker.decompress(data[position : position + 64])
                if len(out) > self.limit:
                    raise StreamTooLarge
        except zlib.error:
            pass
        return out

    @staticmethod
    def decompressobj(*args: Any) -> Any:
        return zlib.decompressobj(*args)


_ZLIB = BoundedZlib(200_000_000)


def _no_image_filter(*_: object) -> bytes:
    """Fax images are never text; decoding one in Python with the size that the file claims can take all memory."""
    raise StreamTooLarge


def install_bounds(max_stream: int) -> None:
    """Puts the bounds into pdfminer.six. Idempotent."""
    _ZLIB.limit = max_stream
    vars(pdfminer.pdftypes).update(zlib=_ZLIB, ccittfaxdecode=_no_image_filter)


class _Document(PDFDocument):
    """A PDFDocument whose cross-reference chain is walked once, whatever it points at; `rebuild` ignores it and scans the file."""

    rebuild = False

    def find_xref(self, parser: PDFParser) -> int:
        if self.rebuild:
            raise PDFNoValidXRef("asked to rebuild")
        position: int = super().find_xref(parser)
        return position

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[Any]) -> None:
        """Reads the chain of cross-reference sections from `start`, newest first; raises PDFNoValidXRef where one is none."""
        seen: set[int] = set()
        waiting = [start]
        while waiting:
            position = waiting.pop(0)
            if position in seen or len(seen) > 4096:
                continue
            seen.add(position)
            parser.seek(position)
            parser.reset()
            position, token = parser.nexttoken()
            if isinstance(token, int):
                parser.seek(position)
                parser.reset()
                xref: PDFXRef | PDFXRefStream = PDFXRefStream()
            else:
                if token is parser.KEYWORD_XREF:
                    parser.nextline()
                xref = PDFXRef()
            xref.load(parser)
            xrefs.append(xref)
            trailer = xref.get_trailer()
            waiting = [int_value(trailer[key]) for key in ("XRefStm", "Prev") if key in trailer] + waiting


class _Rebuilt(_Document):
    """A document read by scanning the file for objects; where the trailer is lost, the catalog is looked for, and pages without one."""

    rebuild = True

    def __init__(self, parser: PDFParser, password: str = "") -> None:
        try:
            super().__init__(parser, password=password)
        except PDFSyntaxError:
            if not any(True for xref in self.xrefs for _ in xref.get_objids()):
                raise
            self.catalog = self._find_catalog()

    def _find_catalog(self) -> dict[str, Any]:
        for xref in self.xrefs:
            for number in list(xref.get_objids()):
                try:
                    found = self.getobj(number)
                except (PDFException, PSException):
                    continue
                if isinstance(found, dict) and found.get("Type") is LITERAL_CATALOG:
                    return found
        return {}


def encrypted(source: str, wrong: bool) -> ReadError:
    """The error for a file that needs a password, or another one than was given."""
    if wrong:
        return refusal(source, "encrypted", "password.wrong")
    return refusal(source, "encrypted", "password.give")


def damaged(source: str, detail: str = "") -> ReadError:
    """The error for a file of which nothing can be read."""
    more = f" ({detail})" if detail else ""
    return refusal(source, "damaged", "pdf.damaged", more=more)


def too_many(source: str, pages: int) -> ReadError:
    """The error for a file with more pages than may be read."""
    return refusal(source, "too-large", "pdf.pages", pages=pages)


def open_pdf(data: bytes, source: str, password: str | None, max_pages: int) -> tuple[PDFDocument, list[PDFPage], bool]:
    """The document, its pages, and whether its cross-references had to be rebuilt. Raises ReadError."""
    problem = ""
    for kind in (_Document, _Rebuilt):
        try:
            document = kind(PDFParser(io.BytesIO(data)), password=password or "")
            pages = list(_pages(document, source, max_pages))
        except PDFPasswordIncorrect as error:
            raise encrypted(source, password is not None) from error
        except PDFEncryptionError as error:
            raise encrypted(source, False) from error
        except ReadError:
            raise
        except (Exception, RecursionError) as error:  # a broken file can raise anything inside pdfminer
            problem = type(error).__name__
            continue
        if pages:
            return document, pages, kind is _Rebuilt
    raise damaged(source, problem)


def _pages(document: PDFDocument, source: str, max_pages: int) -> Iterator[PDFPage]:
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= max_pages:
            raise too_many(source, max_pages)
        yield page
