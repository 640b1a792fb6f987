"""Sheets saved as CSV: one sheet, named as the file, its cells parted by commas, semicolons or tabs.

A CSV keeps no joined cells, no formats and no formulas, and its numbers are written as the program that saved it writes them: where they are told to have
"," between thousands or "." before decimals, they become "1.234,5" as in any other sheet.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import regex

from extractor.readers.legacy import read_bytes as read_text
from extractor.readers.sheet_model import MAX_CELLS, MAX_COLUMNS, MAX_TEXT, Sheet, SheetCell, too_large
from extractor.readers.zipped import damaged

SUFFIXES = frozenset((".csv", ".tsv"))
_PARTING = ",;\t"
_SAMPLE, _ROWS = 64_000, 60  # bytes and rows that are looked at to tell what parts the cells
_DIRECTIVE = regex.compile(r"sep=(.)\r?\n", regex.IGNORECASE)  # Excel's own first line
_FIGURE = regex.compile(r"[-+(]?\d[\d.,]*\s?[%)]?")
_ENGLISH = regex.compile(r"[-+(]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3}){2,}|0\.\d+)\s?[%)]?")
_VIETNAMESE = regex.compile(r"[-+(]?(?:\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3}){2,}|0,\d+)\s?[%)]?")
_SWAPPED = str.maketrans(",.", ".,")


def matches(data: bytes, suffix: str) -> bool:
    """Whether a file that is named so holds rows of cells."""
    return suffix in SUFFIXES and b"\x00" not in data[:4096] and _parting(data[:_SAMPLE].decode("utf-8", "replace")) is not None


def sheets(data: bytes, source: str) -> Iterator[Sheet]:
    """The one sheet of the file. Raises ReadError."""
    text = read_text(data, source, "").text
    parting = _parting(text[:_SAMPLE]) or ","
    sheet = Sheet(PurePath(source).stem)
    rows = _rows(text, parting, source)
    english = _english(rows)
    for r, row in enumerate(rows):
        sheet.cut += max(0, len(row) - MAX_COLUMNS)
        for c, cell in enumerate(row[:MAX_COLUMNS]):
            if cell := cell.strip():
                figure = _FIGURE.fullmatch(cell) is not None
                sheet.cells[r, c] = SheetCell(cell.translate(_SWAPPED) if figure and english else cell, figure=figure)
        if len(sheet.cells) > MAX_CELLS:
            raise too_large(source)
    yield sheet


def _rows(text: str, parting: str, source: str) -> list[list[str]]:
    directive = _DIRECTIVE.match(text)
    before = csv.field_size_limit(MAX_TEXT)
    try:
        return list(csv.reader(io.StringIO(text[directive.end() :] if directive else text, newline=""), delimiter=parting))
    except csv.Error as error:
        raise damaged(source, error) from error
    finally:
        csv.field_size_limit(before)


def _parting(text: str) -> str | None:
    """What parts the cells: the sign that gives most rows equally many, two at least; None where none does."""
    directive = _DIRECTIVE.match(text)
    if directive:
        return str(directive[1])
    best: tuple[int, int, str] | None = None
    for sign in _PARTING:
        try:
            rows = [row for row, _ in zip(csv.reader(io.StringIO(text, newline=""), delimiter=sign), range(_ROWS), strict=False) if row]
        except csv.Error:
            continue
        counts = Counter(map(len, rows))
        width, many = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if width > 1 and 2 * many > len(rows) and (best is None or (many, width) > best[:2]):
            best = (many, width, sign)
    return best[2] if best else None


def _english(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the numbers have "." before their decimals: more of them can only be read so than the other way."""
    told = [0, 0]
    for row in rows:
        for cell in row:
            told[0] += _ENGLISH.fullmatch(cell.strip()) is not None
            told[1] += _VIETNAMESE.fullmatch(cell.strip()) is not None
    return told[0] > told[1]
