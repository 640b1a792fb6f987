"""What is drawn over the cells of an XLSX sheet: text boxes and shapes with words, diagrams, charts whose numbers stand in no sheet that is shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from extractor.readers.charts import Parts, chart_pieces
from extractor.readers.docx_math import M, written
from extractor.readers.docx_pictures import diagram_lines
from extractor.readers.drawing_marks import CHART, DIAGRAM, EXTENDED_CHART, MC, alternative
from extractor.readers.legacy import FontDecoder
from extractor.readers.losses import lose
from extractor.readers.sheet_model import Drawn
from extractor.readers.symbols import plain

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DEPTH = 30
_MOST = 2_000

Relations = Mapping[str, tuple[str, str]]
Opened = Callable[[str], Any]


def drawn_over(root: Any, relations: Relations, part: Opened, shown: Collection[str], sheet: str, counted: dict[str, int]) -> Iterator[Drawn]:
    """The drawings of a sheet in the file's order. `relations` are those of the drawing, `part` opens another part, `shown` are the sheets that are read,
    `counted` the charts of the workbook up to here."""
    if root is None:
        lose(f"sheet {sheet}, drawings", "not-read", "object", program="DrawingML")
    for anchor in list(root)[:_MOST] if root is not None else ():
        pieces: Parts = []
        for element in _shapes(anchor, 0):
            if element.tag == _D + "txBody":
                pieces += _lines(element)
            elif element.tag == DIAGRAM:
                pieces += diagram_lines(part(relations.get(element.get(_R + "dm") or "", ("", ""))[1]))
            else:
                counted["charts"] = counted.get("charts", 0) + 1
                path = relations.get(element.get(_R + "id") or "", ("", ""))[1]
                pieces += chart_pieces(part(path) if element.tag == CHART else None, f"sheet {sheet}, chart {counted['charts']}", shown)
        if pieces:
            start = anchor.find(_D + "from")
            yield Drawn(_number(start, "row"), _number(start, "col"), pieces)


def _shapes(element: Any, depth: int) -> Iterator[Any]:
    """The text bodies, charts and diagrams of an anchor, those of groups too."""
    if depth > _DEPTH:
        return
    for child in alternative(element) if element.tag == MC + "AlternateContent" else element:
        if child.tag in {_D + "txBody", CHART, EXTENDED_CHART, DIAGRAM}:
            yield child
        else:
            yield from _shapes(child, depth + 1)


def _lines(body: Any) -> list[str]:
    """The lines of a text box, those in a font from before Unicode converted."""
    paragraphs = [_runs(paragraph) for paragraph in body.iter(_A + "p")]
    texts: dict[str | None, list[str]] = {}
    for runs in paragraphs:
        for text, face in runs:
            texts.setdefault(face, []).append(text)
    decoder = FontDecoder({face: "\n".join(parts) for face, parts in texts.items()})
    return [line for runs in paragraphs if (line := decoder.convert(runs)).strip()]


def _runs(paragraph: Any) -> list[tuple[str, str | None]]:
    """The pieces of a paragraph with their fonts; a forced break makes a line of its own."""
    runs: list[tuple[str, str | None]] = []
    for element in paragraph.iter(_A + "t", _A + "br", M + "oMath"):
        if element.tag == _A + "br":
            runs.append(("\n", runs[-1][1] if runs else None))
        elif element.tag == M + "oMath":
            runs.append((written(element), None))
        else:
            face = next((latin.get("typeface") for latin in element.getparent().iter(_A + "latin")), None)
            face = None if face is None or face.startswith("+") else face
            runs.append((plain(element.text or "", face), face))
    return runs


def _number(anchor: Any, name: str) -> int:
    text = "" if anchor is None else (anchor.findtext(_D + name) or "")
    return int(text) if text.isdecimal() and len(text) < 8 else 0
