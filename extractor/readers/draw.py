"""Draws a page of a PDF or picture with runs of its text marked: what `trichyeu show FILE --page N --image out.png` writes.

    draw("bao-cao.pdf", 3, [Span(1204, 1221)])                    the third page as PNG, the run framed
    draw("bao-cao.pdf", 3, [Span(1204, 1221)], crop=True)         the part of the page around the run
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from extractor.document import Document, Span
from extractor.errors import ReadError
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.refusal import refusal

Box = tuple[float, float, float, float]

FILL = (255, 221, 64, 90)
FRAME = (204, 32, 32, 255)
AROUND = 48.0
"""Points of the page shown around the runs in a crop."""


def draw(
    path: str | Path,
    page: int,
    spans: Iterable[Span],
    *,
    document: Document | None = None,
    dpi: int = 150,
    crop: bool = False,
    options: ReadOptions = DEFAULT,
) -> bytes:
    """Page `page` (1-based) of the file as PNG bytes, the parts of `spans` that stand on it marked.

    `document` is the file as it was read; without it the file is read here. `crop` keeps only what stands around the marked runs, over
    the page's whole width. Raises ReadError for a file without pages, a page that it does not have, or a page that cannot be drawn.
    """
    path = Path(path)
    if document is None:
        from extractor.readers import read

        document = read(path, options=options)
    found = next((p for p in document.pages if p.number == page), None)
    if document.boxes is None or found is None:
        raise _no_page(path.name, page, len(document.pages))
    boxes = [
        box
        for span in spans
        for box in line_boxes(document, max(span.start, found.start), min(span.end, found.end))
    ]  # fmt: skip
    picture, scale = _picture(path, page, dpi, found.width, options)
    marked = mark(picture, boxes, scale)
    if crop and boxes:
        top, bottom = min(box[1] for box in boxes) - AROUND, max(box[3] for box in boxes) + AROUND
        marked = marked.crop((0, max(0, round(top * scale)), marked.width, min(marked.height, round(bottom * scale))))
    out = io.BytesIO()
    marked.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def line_boxes(document: Document, start: int, end: int) -> list[Box]:
    """The boxes of the run `[start, end)`, one a line of text, whichever way the text runs."""
    if document.boxes is None:
        return []
    out: list[Box] = []
    last: Box | None = None
    for offset in range(start, end):
        box = document.boxes.of(offset)
        if box is None:
            continue
        if last is not None and (_beside(last, box) or _above(last, box)):
            whole = out[-1]
            out[-1] = (min(whole[0], box[0]), min(whole[1], box[1]), max(whole[2], box[2]), max(whole[3], box[3]))
        else:
            out.append(box)
        last = box
    return out


def _beside(a: Box, b: Box) -> bool:
    """Whether character b follows a on one line, from left to right."""
    middle = (b[1] + b[3]) / 2
    return a[1] <= middle <= a[3] and b[0] >= a[0] - 1


def _above(a: Box, b: Box) -> bool:
    """Whether character b follows a in text that runs up or down the page: the same column exactly, and touching."""
    height = a[2] - a[0]
    return abs(a[0] - b[0]) < 0.6 and abs(a[2] - b[2]) < 0.6 and max(a[1], b[1]) - min(a[3], b[3]) < 0.8 * height


def mark(picture: Image.Image, boxes: Sequence[Box], scale: float) -> Image.Image:
    """The picture with the boxes (points of the page) marked; `scale` is dots a point."""
    base = picture.convert("RGBA")
    layer = Image.new("RGBA", base.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for x0, top, x1, bottom in boxes:
        frame = [x0 * scale - 2, top * scale - 2, x1 * scale + 2, bottom * scale + 2]
        pen.rectangle(frame, fill=FILL, outline=FRAME, width=max(1, round(scale * 0.7)))
    return Image.alpha_composite(base, layer).convert("RGB")


def _picture(path: Path, page: int, dpi: int, width: float, options: ReadOptions) -> tuple[Image.Image, float]:
    """The page's picture and how many of its dots make a point."""
    data = path.read_bytes()
    if data.startswith(b"%PDF-"):
        from extractor.readers.pdf.rendering import open_for_rendering, page_picture

        file = open_for_rendering(data, options.password)
        if file is None:
            raise refusal(path.name, "damaged", "draw.pdf")
        try:
            drawn = page_picture(file, page - 1, dpi)
        finally:
            file.close()
        return drawn.image, drawn.dpi / 72
    try:
        image = Image.open(io.BytesIO(data))
        image.seek(page - 1)
        shown = image.convert("RGB")
    except Exception as error:  # broken pictures raise anything inside Pillow
        raise refusal(path.name, "damaged", "draw.picture") from error
    size = (max(1, round(width * dpi / 72)), max(1, round(shown.height * width * dpi / 72 / shown.width)))
    return shown.resize(size, Image.Resampling.LANCZOS), dpi / 72


def _no_page(source: str, page: int, pages: int) -> ReadError:
    if not pages:
        return refusal(source, "no-pages", "draw.no_pages")
    return refusal(source, "no-page", "draw.page", pages=pages, page=page)
