"""Pictures of pages, the boxes of their records, crops around a quote, and tables as files."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from typing import Any

from extractor.database.rows import TABLES
from extractor.export import safe_cell
from extractor.web.http import Answer, Desk, Refused, attachment
from extractor.web.queries import document
from extractor.web.text import grid_of

AROUND = 26.0  # points of the page around a quote
LASTING = {"cache-control": "private, max-age=86400"}


def _page(conn: sqlite3.Connection, number: int, page: int) -> tuple[sqlite3.Row, sqlite3.Row] | None:
    head = document.head(conn, number)
    found = conn.execute("SELECT * FROM pages WHERE document_id = ? AND number = ?", [number, page]).fetchone()
    return (head, found) if head is not None and found is not None else None


async def _draw(desk: Desk, number: int, page: int, crop: Any = None, marks: Any = ()) -> Answer:
    found = await desk.read(_page, number, page)
    if found is None:
        raise Refused(404, "error.picture")
    head, row = found
    pictures = desk.datasette.trichyeu_pictures
    path = pictures.usable(head["location"], head["file_sha256"]) if head["container"] is None else None
    made = await pictures.draw(path, head["file_sha256"], page, row["width"] or 595.0, crop=crop, marks=marks) if path else None
    if made is None:
        raise Refused(404, "error.picture")
    return Answer(made, type="image/png", headers=LASTING)


async def page(desk: Desk, number: str, page: str) -> Answer:
    """`/doc/12/page/3.png`"""
    return await _draw(desk, int(number), int(page))


async def boxes(desk: Desk, number: str, page: str) -> Answer:
    """`/doc/12/page/3.json`: the boxes of the records of a page."""
    return desk.json(await desk.read(document.page_boxes, int(number), int(page)))


# The box of the record that stands where a row of evidence `c` does.
_BOX = ", ".join(
    f"""(SELECT o.box FROM {table}_rows o WHERE o.document_id = c.document_id AND o.start = c.start AND o.length = c.length
        AND o.box IS NOT NULL LIMIT 1)"""
    for table in TABLES.values()
)


def _beside(conn: sqlite3.Connection, citation: int, page: int) -> list[str]:
    """The boxes of the other quotes of a record in the sentence of one of them, on one page."""
    rows = conn.execute(
        f"""SELECT coalesce({_BOX}) FROM finding_evidence o JOIN finding_evidence c ON c.finding_id = o.finding_id
            AND c.document_id = o.document_id AND c.sentence_id = o.sentence_id AND c.id <> o.id
        WHERE o.id = ? AND c.page = ? ORDER BY c.position LIMIT 20""",
        [citation, page],
    )
    return [row[0] for row in rows if row[0]]


def _boxes(found: list[str]) -> list[tuple[float, float, float, float]]:
    """Boxes as the database holds them: one, or a list of them where a quote runs over lines."""
    made = [json.loads(box) for box in found]
    return [tuple(b) for one in made for b in (one if isinstance(one[0], list) else [one])]


async def crop(desk: Desk, number: str, citation: str) -> Answer:
    """`/doc/12/crop/345`: what stands around a quote on its page, the quote marked; with those of the same record that stand in its sentence."""

    def work(conn: sqlite3.Connection) -> tuple[int, list[tuple[float, float, float, float]], float] | None:
        row = conn.execute(
            f"""SELECT c.page, coalesce({_BOX}) AS box, p.width FROM finding_evidence c
            LEFT JOIN pages p ON p.document_id = c.document_id AND p.number = c.page WHERE c.id = ? AND c.document_id = ?""",
            [int(citation), int(number)],
        ).fetchone()
        if row is None or row["page"] is None or row["box"] is None:
            return None
        return row["page"], _boxes([row["box"], *_beside(conn, int(citation), row["page"])]), row["width"] or 595.0

    found = await desk.read(work)
    if found is None:
        raise Refused(404, "error.picture")
    at, marks, width = found
    area = (0.0, min(b[1] for b in marks) - AROUND, width, max(b[3] for b in marks) + AROUND)
    return await _draw(desk, int(number), at, area, tuple(marks))


async def table(desk: Desk, number: str, table: str, form: str) -> Answer:
    """`/doc/12/table/0.xlsx`: a table of a document, as a file to take along."""

    def work(conn: sqlite3.Connection) -> tuple[str, list[list[str]], int] | None:
        head = document.head(conn, int(number))
        if head is None:
            return None
        cells = document.table_cells(conn, head["id"], int(table))
        heads = max((c.row + 1 for c in cells if c.head), default=0)
        return head["source"], grid_of(document.text_of(conn, head["id"]), cells), heads

    found = await desk.read(work)
    if found is None or not found[1]:
        raise Refused(404, "error.gone")
    source, grid, heads = found
    stem = source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    name = {"content-disposition": attachment(f"{stem}-{desk.words('table').lower()}-{int(table) + 1}.{form}")}
    if form == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([safe_cell(cell) for cell in row] for row in grid)
        return Answer("\ufeff" + out.getvalue(), type="text/csv; charset=utf-8", headers=name)
    return Answer(_xlsx(grid, heads), type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", headers=name)


def _xlsx(grid: list[list[str]], heads: int) -> bytes:
    """A sheet in which figures are numbers, with the number of decimals that the document writes; every other cell is text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font

    from extractor.database.values import read_number

    book = Workbook()
    sheet = book.active
    for y, row in enumerate(grid, 1):
        for x, words in enumerate(row, 1):
            value = read_number(words) if y > heads and words and words[0] in "0123456789-" and not (words.isdecimal() and words[0] == "0") else None
            cell = sheet.cell(y, x)
            if value is not None:
                decimals = len(value.partition(".")[2])
                cell.value = float(value) / (100 if words.endswith("%") else 1)
                cell.number_format = ("#,##0" + ("." + "0" * decimals if decimals else "")) if not words.endswith("%") else "0" + ("." + "0" * decimals if decimals else "") + "%"
            else:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", words)
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if y <= heads:
                cell.font = Font(bold=True)
    if heads:
        sheet.freeze_panes = sheet.cell(heads + 1, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
