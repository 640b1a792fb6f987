"""Pictures and diagrams of a DOCX file: which pictures are pages that somebody scanned, and what a diagram (SmartArt) says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from extractor.readers.docx_styles import W
from extractor.readers.losses import lose
from extractor.readers.zipped import Package

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_P = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_RASTER = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_LEAST = 20_000  # bytes; lines and logos have less
_MOST = 500
# A picture that is a page: so much of an A4 page's text, in EMU (914,400 an inch).
_WIDE, _HIGH = 4_500_000, 5_500_000


def pictures(body: Any, relations: Mapping[str, tuple[str, str]], package: Package) -> list[bytes]:
    """The pictures of the body in their order, without small ones."""
    found: list[bytes] = []
    for element in body.iter(_A + "blip", _V + "imagedata"):
        kind, path = relations.get(element.get(_R + "embed") or element.get(_R + "id") or "", ("", ""))
        if kind == "image" and path in package and len(found) < _MOST:
            data = package.read(path)
            if len(data) >= _LEAST and data.startswith(_RASTER):
                found.append(data)
    return found


def tell_pages(body: Any) -> None:
    """Tells pictures of the size of a page as losses: they stand among text, and their words are not in it."""
    for number, drawing in enumerate(body.iter(W + "drawing"), 1):
        extent = drawing.find(f".//{_P}extent")
        if extent is None or next(drawing.iter(_A + "blip"), None) is None:
            continue
        wide, high = (int(size) if (size := extent.get(side) or "").isdecimal() else 0 for side in ("cx", "cy"))
        if wide >= _WIDE and high >= _HIGH:
            lose(f"picture {number}", "needs-ocr", "picture")


def diagram_lines(root: Any) -> list[str]:
    """What the boxes of a diagram say, in the order of its data."""
    return [line for line in _boxes(root) if line.strip()] if root is not None else []


def _boxes(root: Any) -> Iterator[str]:
    for point in root.iter(_D + "pt"):
        if point.get("type", "node") not in {"node", "asst"}:
            continue
        for paragraph in point.iter(_A + "p"):
            yield "".join(text.text or "" for text in paragraph.iter(_A + "t"))
