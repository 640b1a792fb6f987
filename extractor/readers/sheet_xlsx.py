"""XLSX workbooks: values, number formats, fonts and merged areas from the parts of the file; formulas by the values that were saved."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from functools import partial
from typing import Any

from lxml import etree

from extractor.errors import ReadError
from extractor.readers.charts import intact
from extractor.readers.formulas import Shared
from extractor.readers.losses import lose
from extractor.readers.number_format import BUILT_IN, from_serial, is_date, shown, shown_date
from extractor.readers.sheet_drawings import drawn_over
from extractor.readers.sheet_model import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_TEXT,
    MOST_INDENT,
    Sheet,
    SheetCell,
    address,
    concealed,
    merged_areas,
    position,
    stored_number,
    too_large,
)
from extractor.readers.zipped import Package, check_xml, damaged, parse_xml

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _M[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)


class _Look:
    """The look of a cell format (cellXfs): its number format, font and weight."""

    __slots__ = ("bold", "code", "date", "font", "indent")

    def __init__(self, code: str, font: str | None, bold: bool, indent: int = 0) -> None:
        self.code, self.font, self.bold, self.indent = code, font, bold, indent
        self.date = is_date(code)


_HIDDEN = {"hidden", "veryHidden"}
_PLAIN = _Look("General", None, False)


def sheets(data: bytes, source: str) -> Iterator[Sheet]:
    """The sheets of a workbook in its order. Raises ReadError."""
    package = Package(data, source)
    main = _main_part(package)
    workbook = _xml(package, main, source)
    if workbook is None:
        raise damaged(source, "xl/workbook.xml")
    folder = main.rpartition("/")[0]
    relations = _relations(package, folder, main.rpartition("/")[2])
    strings = _strings(package, next((path for kind, path in relations.values() if kind == "sharedStrings"), None), source)
    looks = _looks(_xml(package, next((path for kind, path in relations.values() if kind == "styles"), ""), source))
    properties = workbook.find(_M + "workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    total = 0
    entries = list(workbook.iter(_M + "sheet"))
    read = {entry.get("name") or "" for entry in entries if entry.get("state") not in _HIDDEN}
    charts: dict[str, int] = {}
    for entry in entries:
        kind, path = relations.get(entry.get(_R + "id"), ("", ""))
        if kind not in {"worksheet", "chartsheet"} or path not in package:
            continue
        sheet = Sheet(entry.get("name") or "", hidden=entry.get("state") in _HIDDEN)
        if not sheet.hidden:
            if kind == "worksheet":
                _fill(sheet, package.read(path), source, path, strings, looks, since_1904)
            for kind, part in _relations_of(package, path).values():
                if part in package and kind == "drawing":
                    found = drawn_over(intact(partial(_xml, package, part, source)), _relations_of(package, part), lambda name: intact(lambda: _xml(package, name, source)), read, sheet.name, charts)
                    sheet.drawn.extend(found)
                elif part in package and kind == "comments":
                    sheet.comments = [(comment.get("ref") or "", "".join(text.text or "" for text in comment.iter(_M + "t"))) for comment in _xml(package, part, source).iter(_M + "comment")]
            total += len(sheet.cells)
            if total > MAX_CELLS:
                raise too_large(source)
        yield sheet


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for relation in package.xml("_rels/.rels").iter(_RELATIONSHIP):
            name = (relation.get("Target") or "").lstrip("/")
            if (relation.get("Type") or "").endswith("/officeDocument") and name in package:
                return str(name)
    return "xl/workbook.xml"


def _xml(package: Package, name: str, source: str) -> Any:
    return parse_xml(_transitional(package.read(name)), source, name) if name in package else None


def _transitional(data: bytes) -> bytes:
    if b"purl.oclc.org/ooxml" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _relations(package: Package, folder: str, file: str) -> dict[str, tuple[str, str]]:
    name = f"{folder}/_rels/{file}.rels"
    found: dict[str, tuple[str, str]] = {}
    if name in package:
        for relation in package.xml(name).iter(_RELATIONSHIP):
            target = relation.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[relation.get("Id")] = ((relation.get("Type") or "").rpartition("/")[2], path)
    return found


def _relations_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    folder, _, file = part.rpartition("/")
    return _relations(package, folder, file)


_Runs = tuple[tuple[str, str | None], ...]


def _strings(package: Package, name: str | None, source: str) -> list[_Runs]:
    """The shared strings as runs, each with its font, None for that of the cell."""
    root = _xml(package, name or "", source)
    return [] if root is None else [_string(item) for item in root.iter(_M + "si")]


def _string(item: Any) -> _Runs:
    runs: list[tuple[str, str | None]] = []
    for child in item:
        if child.tag == _M + "t":
            runs.append((child.text or "", None))
        elif child.tag == _M + "r":
            named = child.find(f"{_M}rPr/{_M}rFont")
            runs.append(("".join(part.text or "" for part in child.iter(_M + "t")), None if named is None else named.get("val")))
    return tuple(runs)


def _text_cell(runs: _Runs, look: _Look) -> SheetCell:
    """A cell of text; its pieces are kept where they have several fonts."""
    pieces = tuple((text, font or look.font) for text, font in runs if text)
    fonts = {font for _, font in pieces}
    font = next(iter(fonts)) if len(fonts) == 1 else look.font
    return SheetCell("".join(text for text, _ in pieces), font, bold=look.bold, runs=pieces if len(fonts) > 1 else (), indent=look.indent)


def _looks(root: Any) -> list[_Look]:
    if root is None:
        return []
    codes = dict(BUILT_IN)
    for format_ in root.iter(_M + "numFmt"):
        codes[_integer(format_.get("numFmtId"))] = format_.get("formatCode") or "General"
    fonts: list[tuple[str | None, bool]] = []
    for font in root.iterfind(f"{_M}fonts/{_M}font"):
        name, bold = font.find(_M + "name"), font.find(_M + "b")
        fonts.append((None if name is None else name.get("val"), bold is not None and bold.get("val") not in {"0", "false"}))
    looks: list[_Look] = []
    for xf in root.iterfind(f"{_M}cellXfs/{_M}xf"):
        number = _integer(xf.get("fontId"))
        font_name, is_bold = fonts[number] if 0 <= number < len(fonts) else (None, False)
        aligned = xf.find(_M + "alignment")
        indent = 0 if aligned is None else min(MOST_INDENT, max(0, _integer(aligned.get("indent"))))
        looks.append(_Look(codes.get(_integer(xf.get("numFmtId")), "General"), font_name, is_bold, indent))
    return looks


def _fill(
    sheet: Sheet, data: bytes, source: str, path: str, strings: list[_Runs], looks: list[_Look], since_1904: bool
) -> None:
    data = _transitional(data)
    check_xml(data, source, path)
    row = column = -1
    areas: list[str] = []
    hidden = _Hidden()
    uncomputed = 0
    shared: dict[str, Shared] = {}
    try:
        for event, element in etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            tag=(_M + "row", _M + "c", _M + "mergeCell", _M + "col"),
            resolve_entities=False,
            no_network=True,
            huge_tree=True,
        ):
            if event == "start":
                if element.tag == _M + "row":
                    row = _integer(element.get("r"), row + 2) - 1
                    column = -1
                    hidden.row(element, row)
                continue
            if element.tag == _M + "mergeCell":
                areas.append(element.get("ref") or "")
            elif element.tag == _M + "col":
                hidden.columns(element)
            elif element.tag == _M + "c":
                place = position(element.get("r") or "") or (row, column + 1)
                column = place[1]
                cell = _shown(element, strings, looks, since_1904, sheet, place)
                uncomputed += cell is None and element.find(_M + "f") is not None
                if cell is not None:
                    cell.formula = _formula(element.find(_M + "f"), place, shared)
                if cell is not None and place[1] >= MAX_COLUMNS and cell.text.strip():
                    sheet.cut += 1
                elif cell is not None and cell.text.strip():
                    sheet.cells[place] = cell
                    if len(sheet.cells) > MAX_CELLS:
                        raise too_large(source)
            else:
                # Rows that were read are let go, or a long sheet would stand in memory twice.
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(source, f"{path}: {error}") from error
    sheet.merged = merged_areas(areas)
    sheet.concealed = concealed(sheet.cells, hidden.of_rows, hidden.of_columns)
    if uncomputed:
        lose(f"sheet {sheet.name}", "no-value", "formulas", cells=uncomputed)


class _Hidden:
    """The hidden rows, and first and last of the hidden columns of a sheet, 0-based."""

    def __init__(self) -> None:
        self.of_rows: set[int] = set()
        self.of_columns: list[tuple[int, int]] = []

    def row(self, element: Any, number: int) -> None:
        """Looks at a row; `number` is where it stands."""
        if element.get("hidden") in {"1", "true"}:
            self.of_rows.add(number)

    def columns(self, element: Any) -> None:
        """Looks at a stretch of columns."""
        if element.get("hidden") in {"1", "true"}:
            self.of_columns.append((_integer(element.get("min"), 1) - 1, _integer(element.get("max"), 1) - 1))


def _formula(element: Any, place: tuple[int, int], shared: dict[str, Shared]) -> str | None:
    """The formula of a cell; one that is shared is written at its first cell and moves with the others."""
    if element is None:
        return None
    text: str = (element.text or "").strip()[:MAX_TEXT]
    if element.get("t") == "shared":
        index = element.get("si") or ""
        if text:
            shared[index] = Shared(text, place)
        elif index in shared:
            return shared[index].at(place)
    return text or None


def _shown(element: Any, strings: list[_Runs], looks: list[_Look], since_1904: bool, sheet: Sheet, place: tuple[int, int]) -> SheetCell | None:
    """A cell, cut where it is longer than any cell of an office program; one whose value or format cannot be shown costs itself."""
    try:
        cell = _cell(element, strings, looks, since_1904)
    except (ArithmeticError, ValueError, TypeError, LookupError) as error:
        lose(f"cell {sheet.name}!{address(*place)}", "damaged", "page", why=type(error).__name__)
        child = element.find(_M + "v")
        return None if child is None or not child.text else SheetCell(child.text[:MAX_TEXT], None)
    if cell is not None and len(cell.text) > MAX_TEXT:
        lose(f"cell {sheet.name}!{address(*place)}", "too-large", "cell", most=MAX_TEXT)
        cell.text = cell.text[:MAX_TEXT]
    return cell


def _cell(element: Any, strings: list[_Runs], looks: list[_Look], since_1904: bool) -> SheetCell | None:
    number = _integer(element.get("s"))
    look = looks[number] if 0 <= number < len(looks) else _PLAIN
    kind = element.get("t") or "n"
    if kind == "inlineStr":
        inline = element.find(_M + "is")
        return _text_cell(() if inline is None else _string(inline), look)
    child = element.find(_M + "v")
    value = None if child is None else child.text
    if value is None:
        return None
    if kind == "s":
        index = _integer(value, -1)
        return _text_cell(strings[index] if 0 <= index < len(strings) else (), look)
    if kind == "n":
        return _number(value, look, since_1904)
    if kind == "b":
        return SheetCell("TRUE" if value.strip() == "1" else "FALSE", None)
    if kind == "d":
        return SheetCell(value, None, figure=True)
    return SheetCell(value, look.font, bold=look.bold, indent=look.indent)


def _number(value: str, look: _Look, since_1904: bool) -> SheetCell:
    try:
        number = float(value)
    except ValueError:
        return SheetCell(value, look.font)
    if look.date:
        moment = from_serial(number, since_1904)
        return SheetCell(shown_date(moment, look.code) if moment else value, None, True, look.bold)
    plain = int(number) if number.is_integer() and abs(number) < 1e15 else number
    return SheetCell(shown(plain, look.code), None, True, look.bold, stored=stored_number(number))


def _integer(text: str | None, default: int = 0) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


__all__ = ["ReadError", "sheets"]
