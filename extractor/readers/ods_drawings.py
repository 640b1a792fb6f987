"""What is drawn over the cells of an ODS sheet: text boxes and shapes with words, and charts whose numbers stand in no sheet that is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from extractor.readers.charts import Parts
from extractor.readers.losses import lose
from extractor.readers.number_format import shown
from extractor.readers.sheet_model import Drawn
from extractor.readers.table_drafts import Draft, DraftTable
from extractor.readers.zipped import Package

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CHART = "{urn:oasis:names:tc:opendocument:xmlns:chart:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_WORDS = (_DRAW + "text-box", _DRAW + "custom-shape", _DRAW + "rect", _DRAW + "ellipse")
_MOST = 2_000


def drawn_over(holder: Any, row: int, package: Package, unseen: Collection[str]) -> Iterator[Drawn]:
    """The drawings of a row, or of the sheet itself; `unseen` are the hidden sheets."""
    for shape in holder.iter(*_WORDS, _DRAW + "object"):
        pieces: Parts = []
        if shape.tag == _DRAW + "object":
            pieces = _chart(shape, package, unseen)
        else:
            pieces += [line for paragraph in shape.iterchildren(_TEXT + "p") if (line := plain(paragraph)).strip()]
        if pieces:
            yield Drawn(row, 0, pieces)


def _chart(place: Any, package: Package, unseen: Collection[str]) -> Parts:
    """The title of a chart, and its numbers where the cells that it draws are not shown."""
    name = f"{(place.get(_LINK) or '').removeprefix('./')}/content.xml"
    root = package.xml(name)
    chart = None if root is None else next(root.iter(_CHART + "chart"), None)
    if chart is None:
        lose(name.rpartition("/")[0] or "object", "not-read", "object", program="ODF")
        return []
    pieces: Parts = [line for title in chart.iterchildren(_CHART + "title") for paragraph in title.iter(_TEXT + "p") if (line := plain(paragraph)).strip()]
    areas = (place.get(_DRAW + "notify-on-update-of-ranges") or "").split(":")
    table = next(chart.iter(_TABLE + "table"), None)
    if table is not None and any(area.split()[-1].rpartition(".")[0].strip("$'") in unseen for area in areas if area.strip()):
        pieces.append(_table(table))
    return pieces


def _table(table: Any) -> DraftTable:
    cells: list[Draft] = []
    width = row = 0
    for row, element in enumerate(list(table.iter(_TABLE + "table-row"))[:_MOST]):
        for column, cell in enumerate(element.iter(_TABLE + "table-cell")):
            words = " ".join(plain(paragraph) for paragraph in cell.iterchildren(_TEXT + "p"))
            value = cell.get(_OFFICE + "value")
            if cell.get(_OFFICE + "value-type") == "float" and value not in {None, "NaN"}:
                words = _number(value, words)
            cells.append(Draft(row, column, [words] if words.strip() else [], header=not row))
            width = max(width, column + 1)
    return DraftTable(cells, row + 1, width, 1, placed=True)


def _number(value: str, words: str) -> str:
    try:
        number = float(value)
        return shown(int(number) if number.is_integer() and abs(number) < 1e15 else number)
    except (ArithmeticError, ValueError):
        return words


def plain(paragraph: Any) -> str:
    """The words of a paragraph."""
    parts: list[str] = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if element.tag == _TEXT + "line-break":
            parts.append("\n")
        elif element.tag in {_TEXT + "s", _TEXT + "tab"}:
            parts.append(" ")
        elif element.tag != _TEXT + "note":
            parts.append(element.text or "")
        parts.append(element.tail or "")
    return "".join(parts)
