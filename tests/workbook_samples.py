"""Workbooks for the tests of more than one room."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl


def workbook_of(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An XLSX file with the sheets by name, each row by row."""
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.remove(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
