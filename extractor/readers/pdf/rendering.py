"""Pages of a PDF as pictures, by pypdfium2."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from PIL import Image

from extractor.readers.imaging import MAX_PIXELS
from extractor.readers.options import ReadOptions
from extractor.readers.scan import Picture


def open_for_rendering(data: bytes, password: str | None) -> Any:
    """The file as pdfium opens it, or None where it does not."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError:
        return None
    # Form fields are drawn only where their environment exists: e-offices write a document's number and day into them.
    with contextlib.suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document


def hide_signatures(document: Any, page: Any) -> None:
    """Leaves the stamps of digital signatures out of the picture: what they say is read from the file, and they lie over the signer's name."""
    import pypdfium2.raw as pdfium

    environment = getattr(document, "formenv", None)
    if environment is None:
        return
    for number in range(min(pdfium.FPDFPage_GetAnnotCount(page), 200)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        if pdfium.FPDFAnnot_GetFormFieldType(environment, annotation) == pdfium.FPDF_FORMFIELD_SIGNATURE:
            pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDFAnnot_GetFlags(annotation) | pdfium.FPDF_ANNOT_FLAG_HIDDEN)
        pdfium.FPDFPage_CloseAnnot(annotation)


def rendered(data: bytes, wanted: Sequence[int], options: ReadOptions) -> Iterator[tuple[int, Callable[[], Picture]]]:
    """For each wanted page (0-based) its number and a function that draws it. A page that cannot be drawn is white."""
    document = open_for_rendering(data, options.password)
    try:
        for index in wanted:
            yield index + 1, partial(page_picture, document, index, options.dpi)
    finally:
        if document is not None:
            document.close()


def page_picture(document: Any, index: int, dpi: float) -> Picture:
    """One page at `dpi`, less where the page is so large that the picture would be absurd."""
    import pypdfium2

    width, height = 595.0, 842.0
    try:
        page = document[index] if document is not None and index < len(document) else None
        if page is not None:
            width, height = page.get_size()
            hide_signatures(document, page)
            fine = min(dpi / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
            image = page.render(scale=fine).to_pil()
            page.close()
            return Picture(index + 1, image, fine * 72, width, height)
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        pass
    return Picture(index + 1, Image.new("L", (round(width), round(height)), 255), 72.0, width, height)
