"""XLS workbooks (Excel 97–2003, BIFF) by way of xlrd, which knows the number formats and fonts of cells."""

from __future__ import annotations

import datetime
import io
import threading
from collections.abc import Iterator
from typing import Any

from extractor.readers.number_format import is_date, shown, shown_date
from extractor.readers.sheet_model import (
    MAX_CELLS,
    MAX_COLUMNS,
    MOST_INDENT,
    Sheet,
    SheetCell,
    address,
    concealed,
    stored_number,
    stretches,
    too_large,
)
from extractor.readers.xls_drawings import drawn_over
from extractor.readers.zipped import damaged, encrypted

_SWAPPED = threading.Lock()


def _opened(data: bytes) -> Any:
    """The workbook, without what no figure depends on and what xlrd cannot read in many a sound file: names and what they stand for, links to other
    workbooks, names of cell styles. Blocks of the container that two streams claim are no fault of the figures either: programs that write workbooks
    leave them behind, Excel reads past them."""
    import xlrd  # type: ignore[import-untyped, unused-ignore]
    from xlrd import biffh  # type: ignore[import-untyped, unused-ignore]
    from xlrd import book as internals

    beside = {biffh.XL_NAME, biffh.XL_SUPBOOK, biffh.XL_EXTERNNAME, biffh.XL_EXTERNSHEET, biffh.XL_STYLE}

    class Workbook(internals.Book):  # type: ignore[misc, unused-ignore]
        def get_record_parts(self) -> tuple[int, int, bytes]:
            record: tuple[int, int, bytes] = super().get_record_parts()
            while record[0] in beside:
                record = super().get_record_parts()
            return record

    with _SWAPPED:  # `open_workbook` makes a Book by its name in the module
        kept, internals.Book = internals.Book, Workbook
        try:
            return xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO(), ragged_rows=True, ignore_workbook_corruption=True)
        finally:
            internals.Book = kept


def sheets(data: bytes, source: str) -> Iterator[Sheet]:
    """The sheets of a workbook in its order. Raises ReadError."""
    import xlrd

    try:
        book = _opened(data)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise encrypted(source) from error
        raise damaged(source, error) from error
    except Exception as error:  # xlrd checks little: a damaged file raises IndexError, struct.error, AssertionError …
        raise damaged(source, f"{type(error).__name__}: {error}") from error
    total = 0
    drawn = drawn_over(data)
    for native in book.sheets():
        sheet = Sheet(native.name, hidden=native.visibility != 0)
        if not sheet.hidden:
            sheet.drawn = drawn.get(native.number, [])
            try:
                _fill(sheet, native, book)
            except Exception as error:  # as above
                raise damaged(source, f"{native.name}: {type(error).__name__}: {error}") from error
            total += len(sheet.cells)
            if total > MAX_CELLS:
                raise too_large(source)
        yield sheet


def _fill(sheet: Sheet, native: Any, book: Any) -> None:
    import xlrd

    for row in range(native.nrows):
        sheet.cut += max(0, native.row_len(row) - MAX_COLUMNS)
        for column in range(min(native.row_len(row), MAX_COLUMNS)):
            kind, value = native.cell_type(row, column), native.cell_value(row, column)
            if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR} or value == "":
                continue
            code, font, bold, indent = _look(book, native.cell_xf_index(row, column))
            if kind == xlrd.XL_CELL_TEXT:
                sheet.cells[row, column] = SheetCell(value, font, bold=bold, runs=_runs(value, font, native.rich_text_runlist_map.get((row, column)), book), indent=indent)
            elif kind == xlrd.XL_CELL_BOOLEAN:
                sheet.cells[row, column] = SheetCell("TRUE" if value else "FALSE")
            elif kind == xlrd.XL_CELL_DATE or is_date(code):
                sheet.cells[row, column] = SheetCell(_moment(value, code, book.datemode), None, True, bold)
            else:
                number = int(value) if float(value).is_integer() and abs(value) < 1e15 else value
                sheet.cells[row, column] = SheetCell(shown(number, code), None, True, bold, stored=stored_number(number))
    hidden = sorted(column for column, about in native.colinfo_map.items() if about.hidden)
    sheet.concealed = concealed(sheet.cells, {row for row, about in native.rowinfo_map.items() if about.hidden}, stretches(hidden))
    sheet.comments = [(address(*place), note.text) for place, note in sorted(native.cell_note_map.items())]
    sheet.merged = [(r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in native.merged_cells if r1 > r0 and c1 > c0]


def _runs(text: str, font: str | None, changes: Any, book: Any) -> tuple[tuple[str, str | None], ...]:
    """The pieces of a cell whose font changes inside it; empty where it has one font."""
    if not changes:
        return ()
    starts = [(0, font), *((at, book.font_list[index].name if 0 <= index < len(book.font_list) else font) for at, index in changes)]
    ends = [*(at for at, _ in starts[1:]), len(text)]
    pieces = tuple((text[at:end], name) for (at, name), end in zip(starts, ends, strict=True) if text[at:end])
    return pieces if len({name for _, name in pieces}) > 1 and "".join(piece for piece, _ in pieces) == text else ()


def _moment(value: float, code: str, datemode: int) -> str:
    from extractor.readers.number_format import from_serial

    moment: datetime.datetime | None = from_serial(value, bool(datemode))
    return shown_date(moment, code if code and is_date(code) else "dd/mm/yyyy") if moment else str(value)


def _look(book: Any, index: int) -> tuple[str, str | None, bool, int]:
    """The number format of a cell, its font, whether it is bold, and the steps that it is set in."""
    try:
        xf = book.xf_list[index]
        font = book.font_list[xf.font_index]
        format_ = book.format_map.get(xf.format_key)
    except (IndexError, TypeError):
        return "General", None, False, 0
    code = format_.format_str if format_ is not None else "General"
    return code, font.name, bool(font.bold), min(MOST_INDENT, xf.alignment.indent_level if xf.alignment is not None else 0)
