"""Rows that nothing but their setting ranks: names set in, and bold names over plain ones, in the files that offices send."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pdf_samples as samples
import pytest
from docx.shared import Pt
from office_forms import converted
from openpyxl.styles import Alignment, Font

from extractor import extract, extract_text
from extractor.document import Document
from extractor.layout import analyze
from extractor.readers import office, read_bytes
from extractor.tables.grid import grid_of

ROWS = [
    ("Chỉ tiêu", "Năm 2031", "Năm 2032"),
    ("Tổng số", "2.415", "2.701"),
    ("Nông nghiệp", "703", "777"),
    ("Lúa", "412", "433"),
    ("Ngô", "291", "344"),
    ("Công nghiệp", "1.712", "1.924"),
    ("Điện", "905", "1.010"),
    ("Nước", "807", "914"),
]
DEPTHS = (0, 0, 0, 1, 1, 0, 1, 1)
PARENTS = {"Lúa": "Nông nghiệp", "Ngô": "Nông nghiệp", "Điện": "Công nghiệp", "Nước": "Công nghiệp"}


def workbook(*, step: int = 0, blanks: int = 0, bold: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Đơn vị tính: tỷ đồng"])
    for number, ((name, *figures), depth) in enumerate(zip(ROWS, DEPTHS, strict=True), 2):
        values = figures if number == 2 else [int(f.replace(".", "")) for f in figures]
        sheet.append([" " * blanks * depth + name, *values])
        cell = sheet.cell(number, 1)
        cell.alignment = Alignment(indent=step * depth)
        cell.font = Font(bold=bold and not depth)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(*, points: int = 0, bold: bool = False) -> bytes:
    document = docx.Document()
    document.add_paragraph("Đơn vị tính: tỷ đồng")
    table = document.add_table(0, 3)
    table.style = "Table Grid"
    for (name, *figures), depth in zip(ROWS, DEPTHS, strict=True):
        cells = table.add_row().cells
        cells[0].paragraphs[0].paragraph_format.left_indent = Pt(points * depth)
        cells[0].paragraphs[0].add_run(name).bold = bold and not depth
        for cell, figure in zip(cells[1:], figures, strict=True):
            cell.text = figure
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def page(*, style: str = "", blanks: int = 0, bold: bool = False) -> bytes:
    def name(words: str, depth: int) -> str:
        words = "&nbsp;" * blanks * depth + words
        return f"<td{f' style={chr(34)}{style}{chr(34)}' if style and depth else ''}>{f'<b>{words}</b>' if bold and not depth else words}</td>"

    rows = "".join(f"<tr>{name(row[0], depth)}{''.join(f'<td>{f}</td>' for f in row[1:])}</tr>" for row, depth in zip(ROWS, DEPTHS, strict=True))
    return f"<html><meta charset=utf-8><body><p>Kết quả sản xuất của tỉnh trong hai năm</p><p>Đơn vị tính: tỷ đồng</p><table border=1>{rows}</table></body></html>".encode()


def drawn(*, points: float = 0, bold: bool = False) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    samples.register_fonts()
    styles = [ParagraphStyle(f"d{d}", fontName="SerifBold" if bold and not d else "Serif", fontSize=11, leftIndent=points * d) for d in (0, 1)]
    rows = [[Paragraph(name, styles[depth]), *(Paragraph(f, styles[0 if number == 0 else 1]) for f in figures)] for number, ((name, *figures), depth) in enumerate(zip(ROWS, DEPTHS, strict=True))]
    table = Table(rows, colWidths=[200, 90, 90])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    out = io.BytesIO()
    SimpleDocTemplate(out).build([Paragraph("Kết quả sản xuất của tỉnh trong hai năm (tỷ đồng) như sau:", styles[1]), table])
    return out.getvalue()


def parents(document: Document) -> dict[str, str]:
    layout = analyze(document)
    grid = grid_of(layout.document.text, layout.tables[0])
    return {row.label: grid.rows[row.parent - 1].label or "" for row in grid.rows if row.label and row.parent is not None}


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (workbook(step=1), "b.xlsx"),
        (workbook(blanks=4), "b.xlsx"),
        (workbook(bold=True), "b.xlsx"),
        (word(points=12), "b.docx"),
        (word(bold=True), "b.docx"),
        (page(style="padding-left: 20px"), "b.html"),
        (page(blanks=3), "b.html"),
        (page(bold=True), "b.html"),
        (drawn(points=10), "b.pdf"),
        (drawn(bold=True), "b.pdf"),
    ],
    ids=["xlsx-indent", "xlsx-blanks", "xlsx-bold", "docx-indent", "docx-bold", "html-style", "html-blanks", "html-bold", "pdf-indent", "pdf-bold"],
)
def test_the_setting_of_names_ranks_rows(data: bytes, name: str) -> None:
    assert parents(read_bytes(data, name)) == PARENTS


def text_of(lead: str = "   ", *, wrong: str = "") -> str:
    rows = [f"| {lead * depth}{name.replace(wrong, '') if wrong else name} | {' | '.join(figures)} |" for (name, *figures), depth in zip(ROWS, DEPTHS, strict=True)]
    return "\n".join(["Đơn vị tính: tỷ đồng", "", rows[0], "|---|---|---|", *rows[1:], ""])


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods", "rtf"])
def test_other_formats_keep_how_names_are_set(kind: str, tmp_path: Path) -> None:
    data = converted(word(points=12), ".docx", kind, tmp_path) if kind == "rtf" else converted(workbook(step=1), ".xlsx", kind, tmp_path)
    assert parents(read_bytes(data, f"b.{kind}")) == PARENTS


def test_blanks_rank_rows_in_text() -> None:
    assert parents(Document(text_of(), "t.txt", "")) == PARENTS


def test_names_that_begin_anywhere_rank_nothing() -> None:
    leads = ["", "  ", "      ", "   ", "         ", " ", "    ", "       "]
    rows = [f"| {lead}{name} | {' | '.join(figures)} |" for (name, *figures), lead in zip(ROWS, leads, strict=True)]
    assert parents(Document("\n".join([rows[0], "|---|---|---|", *rows[1:], ""]), "t.txt", "")) == {}


@pytest.mark.parametrize(("was", "wrong"), [("| 344 |", "| 544 |"), ("| 807 |", "| 307 |"), ("| 777 |", "| 717 |")])
def test_a_wrong_member_is_told(was: str, wrong: str) -> None:
    def told(words: str) -> list[str]:
        return [r.message for r in extract_text(words).records if r.type == "finding" and r.severity != "info"]

    assert told(text_of()) == []
    assert len(told(text_of().replace(was, wrong))) == 1


def test_the_group_is_whose_figure_it_is(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(workbook(step=1))
    figures = [r for r in extract(path).records if r.type == "indicator"]
    assert {f.subject for f in figures if f.label == "Lúa"} == {"Nông nghiệp"}
    assert {f.parent for f in figures if f.label == "Điện"} == {"Công nghiệp"}
