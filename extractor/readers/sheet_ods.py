"""ODS workbooks: the text of each cell as the file's program showed it, numbers and dates brought into Vietnamese style."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

import regex

from extractor.readers.formulas import open_formula
from extractor.readers.locked import is_locked
from extractor.readers.number_format import shown, shown_date
from extractor.readers.ods_drawings import drawn_over, plain
from extractor.readers.sheet_model import (
    MAX_CELLS,
    MAX_COLUMNS,
    MOST_INDENT,
    Sheet,
    SheetCell,
    concealed,
    stored_number,
    too_large,
)
from extractor.readers.zipped import Package, damaged, encrypted

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STEP = 0.35  # centimetres that a step of indentation is
_LENGTH = regex.compile(r"(\d+(?:\.\d+)?)(cm|mm|in|pt)")
_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 0.0353}
_UNSEEN = {"collapse", "filter"}
_MAX_ROWS = 2_000_000
_DIGITS = regex.compile(r"\d[\d., \u00a0\u202f]*")


def sheets(data: bytes, source: str) -> Iterator[Sheet]:
    """The sheets of a workbook in its order. Raises ReadError."""
    package = Package(data, source)
    if is_locked(package):
        raise encrypted(source)
    root = package.xml("content.xml")
    if root is None:
        raise damaged(source, "content.xml")
    hidden = {
        style.get(_STYLE + "name")
        for style in root.iter(_STYLE + "style")
        for properties in style.iter(_STYLE + "table-properties")
        if properties.get(_TABLE + "display") == "false"
    }
    looks = _looks(root)
    unseen = {table.get(_TABLE + "name") or "" for table in root.iter(_TABLE + "table") if table.get(_TABLE + "style-name") in hidden}
    total = 0
    for table in root.iter(_TABLE + "table"):
        sheet = Sheet(table.get(_TABLE + "name") or "", hidden=table.get(_TABLE + "style-name") in hidden)
        row = 0
        hidden_rows: set[int] = set()
        for shapes in table.iterchildren(_TABLE + "shapes"):
            sheet.drawn.extend(drawn_over(shapes, 0, package, unseen))
        for element in table.iter(_TABLE + "table-row"):
            times = max(_integer(element.get(_TABLE + "number-rows-repeated")), 1)
            cells = list(_cells(element, sheet, looks))
            sheet.drawn.extend(drawn_over(element, row, package, unseen))
            if cells:
                if element.get(_TABLE + "visibility") in _UNSEEN:
                    hidden_rows.update(range(row, row + min(times, 1000)))
                for repeated in range(row, row + min(times, 1000)):
                    _put(sheet, repeated, cells)
                    total += len(cells)
                    if total > MAX_CELLS:
                        raise too_large(source)
            row = min(row + times, _MAX_ROWS)
        sheet.concealed = concealed(sheet.cells, hidden_rows, _hidden_columns(table))
        yield sheet


def _hidden_columns(table: Any) -> list[tuple[int, int]]:
    """First and last of each stretch of hidden columns, 0-based."""
    found: list[tuple[int, int]] = []
    column = 0
    for element in table.iter(_TABLE + "table-column"):
        times = max(_integer(element.get(_TABLE + "number-columns-repeated")), 1)
        if element.get(_TABLE + "visibility") in _UNSEEN:
            found.append((column, column + times - 1))
        column += times
    return found


def _looks(root: Any) -> dict[str | None, tuple[int, bool]]:
    """For each style of cells the steps that it sets words in, and whether it makes them bold."""
    found: dict[str | None, tuple[int, bool]] = {}
    for style in root.iter(_STYLE + "style"):
        if style.get(_STYLE + "family") == "table-cell":
            paragraph, letters = style.find(_STYLE + "paragraph-properties"), style.find(_STYLE + "text-properties")
            length = _LENGTH.match((paragraph.get(_FO + "margin-left") or "") if paragraph is not None else "")
            steps = round(float(length[1]) * _CENTIMETRES[length[2]] / _STEP) if length else 0
            found[style.get(_STYLE + "name")] = min(MOST_INDENT, steps), letters is not None and letters.get(_FO + "font-weight") == "bold"
    return found


def _cells(row: Any, sheet: Sheet, looks: Mapping[str | None, tuple[int, bool]]) -> Iterator[tuple[int, int, int, SheetCell]]:
    """The filled cells of a row: column, rows and columns that each covers, and the cell; those beyond the last column are counted."""
    column = 0
    for element in row.iter(_TABLE + "table-cell", _TABLE + "covered-table-cell"):
        times = max(_integer(element.get(_TABLE + "number-columns-repeated")), 1)
        text = "\n".join(plain(paragraph) for paragraph in element.iterchildren(_TEXT + "p"))
        if text.strip() and element.tag == _TABLE + "table-cell":
            kind = element.get(_OFFICE + "value-type")
            figure = kind in {"float", "percentage", "currency", "date"}
            number = element.get(_OFFICE + "value") if figure and kind != "date" else None
            stored = stored_number(number) if number else None
            indent, bold = looks.get(element.get(_TABLE + "style-name"), (0, False))
            shown_text = _vietnamese(element, kind, text) if figure else text
            cell = SheetCell(shown_text, None, figure, bold, formula=open_formula(element.get(_TABLE + "formula")), stored=stored, indent=indent)
            height = max(_integer(element.get(_TABLE + "number-rows-spanned")), 1)
            width = max(_integer(element.get(_TABLE + "number-columns-spanned")), 1)
            for repeated in range(column, min(column + times, MAX_COLUMNS)):
                yield repeated, height, width, cell
            if column + times > MAX_COLUMNS:
                sheet.cut += column + times - max(column, MAX_COLUMNS)
        column += times


def _put(sheet: Sheet, row: int, cells: list[tuple[int, int, int, SheetCell]]) -> None:
    for column, height, width, cell in cells:
        sheet.cells[row, column] = replace(cell)
        if height > 1 or width > 1:
            sheet.merged.append((row, column, row + height - 1, column + width - 1))


def _vietnamese(element: Any, kind: str | None, text: str) -> str:
    """The shown text with "." between thousands and "," before decimals, dates day first."""
    if kind == "date":
        try:
            moment = datetime.datetime.fromisoformat(element.get(_OFFICE + "date-value") or "")
        except ValueError:
            return text
        years, days = regex.search(r"\d{4}|\b\d\d$", text), len(regex.findall(r"\d+", text))
        code = "dd/mm/yyyy" if days >= 3 or any(c.isalpha() for c in text) else "mm/yyyy" if years else "dd/mm"
        return text if "ngày" in text.lower() else shown_date(moment.replace(tzinfo=None), code)
    try:
        value = Decimal(element.get(_OFFICE + "value") or "")
    except InvalidOperation:
        return text
    found = _DIGITS.search(text)
    if found is None or not value.is_finite():
        return text
    digits = found[0].rstrip("., \u00a0\u202f")
    if "%" in text:
        value = value.scaleb(2)
    # The same digits with either mark: the one that comes nearest to the value is what the program meant.
    best: tuple[Decimal, Decimal, str] | None = None
    for thousands, mark in ((".", ","), (",", "."), ("\u00a0", ","), ("\u202f", ","), (" ", ",")):
        plain = digits.replace(thousands, "").replace(mark, ".")
        try:
            read = Decimal(plain)
        except InvalidOperation:
            continue
        decimals = len(plain.partition(".")[2])
        away = abs(abs(value) - read)
        if away <= Decimal(1).scaleb(-decimals) and (best is None or away < best[0]):
            best = (away, read, ("#,##0" if thousands in digits else "0") + ("." + "0" * decimals if decimals else ""))
    if best is not None:
        return text[: found.start()] + shown(best[1], best[2]) + text[found.start() + len(digits) :]
    return text


def _integer(text: str | None) -> int:
    try:
        return min(int(text or ""), 2_000_000)
    except ValueError:
        return 0
