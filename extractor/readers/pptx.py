"""PPTX: the slides that are shown, each a page: title, text by its place on the slide, tables; fonts from before Unicode converted.

Read from the parts of the package under its limits, as DOCX is; python-pptx opens a package without any. Numbers of slides, dates and footers that a
layout repeats are left out; speaker's notes, which nobody sees on a slide, stand in `properties`. Nothing outside the file is read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from extractor.document import Document
from extractor.readers.charts import chart_pieces, intact
from extractor.readers.docx_math import M, written
from extractor.readers.docx_pictures import diagram_lines
from extractor.readers.drawing_marks import CHART, DIAGRAM, EXTENDED_CHART, MC, alternative
from extractor.readers.embedded import object_pieces
from extractor.readers.slides import POINT, Cell, Runs, Shape, Slide, Table, arranged, compose
from extractor.readers.symbols import plain
from extractor.readers.table_drafts import DraftTable
from extractor.readers.zipped import Package, damaged

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/presentationml/main", b"http://schemas.openxmlformats.org/presentationml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)
_FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
_TITLES = {"title", "ctrTitle"}
_MOST_SLIDES = 2_000
_DEPTH = 20
_MOST_NOTES = 4000


def read_bytes(data: bytes, source: str, sha256: str, options: object = None) -> Document:
    """Reads a PowerPoint file. Raises ReadError for one that is damaged, encrypted, hostile or empty."""
    package = Package(data, source)
    root = _part(package, "ppt/presentation.xml", source)
    if root is None:
        raise damaged(source, "ppt/presentation.xml")
    size = root.find(_P + "sldSz")
    width, height = (int(size.get(name, "0")) / POINT if size is not None else 0.0 for name in ("cx", "cy"))
    parts = _slide_parts(package, root)[:_MOST_SLIDES]
    slides = [slide for number, part in enumerate(parts, 1) if (slide := _slide(package, part, source, number)) is not None]
    document = compose(slides, source, sha256, "pptx", width, height)
    notes = "\n".join(line for number, part in enumerate(parts, 1) for line in _notes(package, part, source, number))
    return replace(document, properties={**document.properties, "speaker_notes": notes[:_MOST_NOTES]}) if notes else document


def _part(package: Package, name: str, source: str) -> Any:
    from extractor.readers.zipped import parse_xml

    if name not in package:
        return None
    data = package.read(name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return parse_xml(data, source, name)


def _slide_parts(package: Package, root: Any) -> list[str]:
    """The names of the slides' parts in the order in which they are shown."""
    targets: dict[str, str] = {}
    if "ppt/_rels/presentation.xml.rels" in package:
        for relation in package.xml("ppt/_rels/presentation.xml.rels").iter(_RELATIONSHIP):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                targets[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else f"ppt/{target.removeprefix('./')}"
    wanted = (targets.get(entry.get(_R + "id") or "") for entry in root.iter(_P + "sldId"))
    return [name for name in wanted if name is not None and name in package]


def _notes(package: Package, name: str, source: str, number: int) -> Iterator[str]:
    """The speaker's notes of a slide: no text of the document, kept beside it."""
    for part in _relations(package, name).values():
        root = _part(package, part, source) if "/notesSlides/" in part else None
        for shape in root.iter(_P + "sp") if root is not None else ():
            if any(holder.get("type") == "body" for holder in shape.iter(_P + "ph")):
                lines = ("".join(text.text or "" for text in paragraph.iter(_A + "t")) for paragraph in shape.iter(_A + "p"))
                yield from (f"{number}: {line}" for line in lines if line.strip())


def _slide(package: Package, name: str, source: str, number: int) -> Slide | None:
    """A slide's shapes with text, the title first, then from top to bottom; None for a hidden slide."""
    root = _part(package, name, source)
    if root is None or root.get("show") == "0":
        return None
    tree = root.find(f"{_P}cSld/{_P}spTree")
    shapes = list(_Shapes(package, name, source, number).of(tree, 0)) if tree is not None else []
    return Slide(arranged(shapes), next(root.iter(_P + "pic"), None) is not None)


class _Shapes:
    """The shapes with words of one slide, in the file's order."""

    def __init__(self, package: Package, name: str, source: str, number: int) -> None:
        self.package, self.source, self.number = package, source, number
        self.relations = _relations(package, name)

    def of(self, tree: Any, depth: int, moved: Moved = (1.0, 0.0, 1.0, 0.0)) -> Iterator[Shape]:
        """The shapes inside a tree or a group; `moved` brings places inside the group to those of the slide."""
        if depth > _DEPTH:
            return
        for element in alternative(tree) if tree.tag == MC + "AlternateContent" else tree:
            if element.tag == _P + "grpSp":
                yield from self.of(element, depth + 1, _inside(element, moved))
            elif element.tag == MC + "AlternateContent":
                yield from self.of(element, depth + 1, moved)
            elif element.tag == _P + "sp":
                kind = next((holder.get("type", "body") for holder in element.iter(_P + "ph")), None)
                body = element.find(_P + "txBody")
                if body is not None and kind not in _FURNITURE:
                    paragraphs = [runs for runs in _paragraphs(body) if any(text.strip() for text, _ in runs)]
                    if paragraphs:
                        yield Shape(kind in _TITLES, *_place(element, moved), paragraphs)
            elif element.tag == _P + "graphicFrame":
                table = next(element.iter(_A + "tbl"), None)
                if table is not None:
                    yield Shape(False, *_place(element, moved), table=_table(table))
                elif pieces := self._drawn(element):
                    yield Shape(False, *_place(element, moved), pieces=pieces)

    def _drawn(self, frame: Any) -> Sequence[str | DraftTable]:
        """What a chart, a diagram (SmartArt) or an object of another program shows."""
        found = next(frame.iter(CHART, EXTENDED_CHART, DIAGRAM, _P + "oleObj"), None)
        if found is None:
            return ()
        path = self.relations.get(found.get(_R + ("dm" if found.tag == DIAGRAM else "id")) or "", "")
        if found.tag == DIAGRAM:
            return diagram_lines(intact(lambda: _part(self.package, path, self.source)))
        if found.tag == _P + "oleObj":
            data = self.package.read(path) if path in self.package else None
            return object_pieces(data, found.get("progId") or "", f"page {self.number}, object", self.source, found.get("showAsIcon") in {"1", "true"})
        return chart_pieces(intact(lambda: _part(self.package, path, self.source)) if found.tag == CHART else None, f"page {self.number}, chart")


Moved = tuple[float, float, float, float]
"""Scale and shift of x, then of y."""


def _relations(package: Package, name: str) -> dict[str, str]:
    """The parts that a slide names, by the id of the relation."""
    folder, _, file = name.rpartition("/")
    found: dict[str, str] = {}
    if (links := f"{folder}/_rels/{file}.rels") in package:
        for relation in package.xml(links).iter(_RELATIONSHIP):
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External":
                found[relation.get("Id")] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
    return found


def _inside(group: Any, moved: Moved) -> Moved:
    """How places inside a group lie on the slide: a group has a measure of its own."""
    frame: Any = group.find(f"{_P}grpSpPr/{_A}xfrm")
    values: dict[str, tuple[int, int]] = {}
    for name, one, other in (("off", "x", "y"), ("ext", "cx", "cy"), ("chOff", "x", "y"), ("chExt", "cx", "cy")):
        element: Any = frame.find(_A + name) if frame is not None else None
        try:
            values[name] = (int(element.get(one)), int(element.get(other)))
        except (AttributeError, TypeError, ValueError):
            return moved
    scales = [wide / inner if inner else 1.0 for wide, inner in zip(values["ext"], values["chExt"], strict=True)]
    shifts = [outer - scale * inner for outer, scale, inner in zip(values["off"], scales, values["chOff"], strict=True)]
    return (moved[0] * scales[0], moved[0] * shifts[0] + moved[1], moved[2] * scales[1], moved[2] * shifts[1] + moved[3])


def _place(element: Any, moved: Moved) -> tuple[int | None, int | None]:
    offset = next(element.iter(_A + "off"), None)
    if offset is None:
        offset = next(element.iter(_P + "off"), None)
    try:
        return (round(moved[0] * int(offset.get("x")) + moved[1]), round(moved[2] * int(offset.get("y")) + moved[3])) if offset is not None else (None, None)
    except (TypeError, ValueError, OverflowError):
        return None, None


def _paragraphs(body: Any) -> Iterator[Runs]:
    """The paragraphs of a text body as runs of (text, font), with the numbers and bullets that the slide itself says."""
    counts: dict[int, int] = {}
    for paragraph in body.iter(_A + "p"):
        runs: Runs = []
        for element in paragraph:
            if element.tag in {_A + "r", _A + "fld"}:
                text = "".join(piece.text or "" for piece in element.iter(_A + "t"))
                face = next((latin.get("typeface") for latin in element.iter(_A + "latin")), None)
                face = None if face is None or face.startswith("+") else face
                runs.append((plain(text, face), face))
            elif element.tag == _A + "br":
                runs.append(("\n", runs[-1][1] if runs else None))
            else:
                runs += [(written(formula), None) for formula in element.iter(M + "oMath")]
        about = paragraph.find(_A + "pPr")
        level = int(about.get("lvl", "0")) if about is not None and about.get("lvl", "0").isdecimal() else 0
        mark = _mark(about, counts, level) if any(text.strip() for text, _ in runs) else None
        if mark:
            runs.insert(0, (mark, None))
        yield runs


def _mark(about: Any, counts: dict[int, int], level: int) -> str | None:
    number = about.find(_A + "buAutoNum") if about is not None else None
    if number is None:
        counts.pop(level, None)
        return "- " if about is not None and about.find(_A + "buChar") is not None else None
    start = number.get("startAt", "1")
    counts[level] = counts[level] + 1 if level in counts else int(start) if start.isdecimal() else 1
    kind, value = number.get("type", ""), counts[level]
    written = chr(96 + value) if kind.startswith("alphaLc") and value < 27 else chr(64 + value) if kind.startswith("alphaUc") and value < 27 else str(value)
    return f"({written}) " if kind.endswith("ParenBoth") else f"{written}) " if kind.endswith("ParenR") else f"{written}. "


def _table(table: Any) -> Table:
    """A table; what a joined cell covers is no cell of its own."""
    cells: list[Cell] = []
    width = 0
    rows = list(table.iter(_A + "tr"))
    for number, row in enumerate(rows):
        column = 0
        for cell in row.iter(_A + "tc"):
            if cell.get("hMerge") not in {"1", "true"} and cell.get("vMerge") not in {"1", "true"}:
                body = cell.find(_A + "txBody")
                paragraphs = list(_paragraphs(body)) if body is not None else []
                spans = [int(value) if (value := cell.get(name, "1")).isdecimal() else 1 for name in ("rowSpan", "gridSpan")]
                cells.append(Cell(number, column, paragraphs, min(max(spans[0], 1), len(rows) - number), max(spans[1], 1)))
            column += 1
        width = max(width, column)
    for made in cells:
        made.column_span = min(made.column_span, width - made.column)
    about = table.find(_A + "tblPr")
    heads = 1 if about is not None and about.get("firstRow") in {"1", "true"} and len(rows) > 1 else 0
    return Table(cells, len(rows), width, heads)
