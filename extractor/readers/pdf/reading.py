"""The steps of reading a PDF, one after the other."""

from __future__ import annotations

from extractor.document import Document
from extractor.readers.options import ReadOptions
from extractor.readers.pages.assemble import assemble
from extractor.readers.pages.layout import lay_out
from extractor.readers.pdf.annotations import signatures
from extractor.readers.pdf.collect import all_pages
from extractor.readers.pdf.opening import install_bounds, open_pdf


def read_pdf(data: bytes, source: str, sha256: str, options: ReadOptions) -> Document:
    """Reads a PDF without limits of time. Raises ReadError."""
    install_bounds(options.max_stream)
    document, pages, rebuilt = open_pdf(data, source, options.password, options.max_pages)
    properties = {"pages": str(len(pages))}
    if rebuilt:
        properties["repaired"] = "cross-references"
    for number, signature in enumerate(signatures(document), 1):
        for key, value in signature.items():
            properties[f"signature.{number}.{key}"] = value
    layouts = [lay_out(content) for content in all_pages(document, pages)]
    return assemble(layouts, source, sha256, "pdf", properties)
