"""Sets the texts of corpus/ in every format that an office sends: PDF by two engines, scans, Word, sheets, web pages, old encodings.

Tables become ruled tables whatever form they have in the text, marks and notes real footnotes where the format has them, else raised marks
with the notes at the end. A scan is the office's PDF as pictures.
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "readers"))

import pdf_samples as samples

from extractor.document import Document
from extractor.layout import analyze
from extractor.readers.legacy import ENCODINGS, VIQR, Encoding, Viqr

_MARK = re.compile(r"<sup>(\d+)</sup>")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?")
Rows = list[list[str]]


@dataclass(slots=True)
class Text:
    """A text taken apart: paragraphs (str) and tables (rows of cells) in order, and the notes by mark."""

    parts: list[str | Rows] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)


def parsed(document: Document) -> Text:
    """Takes a text of corpus/ apart, by its layout: whatever form its tables and notes have in the text."""
    reading = analyze(document).reading
    marks = {mark.offset: mark.mark for mark in reading.marks}
    out = Text()
    table: int | None = None
    cells: dict[tuple[int, int], str] = {}

    def close() -> None:
        if cells:
            rows, columns = max(row for row, _ in cells) + 1, max(column for _, column in cells) + 1
            out.parts.append([[cells.get((row, column), "") for column in range(columns)] for row in range(rows)])
            cells.clear()

    for segment in reading.segments:
        written = "".join(
            f"{reading.plain[offset]}<sup>{marks[offset + 1]}</sup>" if offset + 1 in marks else reading.plain[offset]
            for offset in range(segment.start, segment.end)
        ).strip()
        if segment.kind == "cell" and segment.row is not None and segment.column is not None:
            if segment.table != table:
                close()
            table = segment.table
            place = segment.row, segment.column
            cells[place] = f"{cells[place]} {written}" if place in cells else written
            continue
        close()
        if segment.kind == "note" and segment.mark:
            out.notes[segment.mark] = written
        elif written:
            out.parts.append(written)
    close()
    return out


def _even(rows: Rows) -> Rows:
    """The rows, all of one length."""
    columns = max(map(len, rows))
    return [[*row, *[""] * (columns - len(row))] for row in rows]


# -- LibreOffice: PDF, Word, RTF, ODT --------------------------------------------------------------------------------------------------


def flat_odt(text: Text, encoding: Encoding | None = None) -> bytes:
    """A flat ODT: justified paragraphs, footnotes, ruled tables with the first row repeated; in the fonts of an old encoding if one is given."""
    body: list[str] = []
    shapes: list[str] = []
    for part in text.parts:
        if isinstance(part, str):
            written = _MARK.sub(lambda found: f"[[{text.notes[found[1]]}]]" if found[1] in text.notes else found[0], part)
            body.append(samples.odt_paragraph(written))
        else:
            rows = _even(part)
            names = [f"T{len(shapes)}C{n}" for n in range(len(rows[0]))]
            shapes.extend(
                f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties style:column-width="{width:.1f}pt"/></style:style>'
                for name, width in zip(names, _widths(rows, 450.0), strict=True)
            )
            body.append(samples.odt_table(names, rows, head=1, styles=["Left"] * len(names)))
            body.append(samples.odt_paragraph(""))
    content = "".join(body)
    if encoding is not None:
        content = re.sub(r"(?<=>)[^<>]+(?=<)", lambda found: _in_old_fonts(unescape(found[0]), encoding), content)
        shapes += [
            f'<style:style style:name="{name}" style:family="text"><style:text-properties style:font-name="{font}"/></style:style>'
            for name, font in zip(("Old", "OldCapitals"), _OLD_FONTS[encoding.name], strict=True)
        ]
    head = samples._ODT_HEAD.replace("</office:automatic-styles>", "".join(shapes) + "</office:automatic-styles>")
    if encoding is not None:
        faces = "".join(f'<style:font-face style:name="{font}" svg:font-family="{font}"/>' for font in sorted(set(_OLD_FONTS[encoding.name])))
        head = head.replace("</office:font-face-decls>", faces + "</office:font-face-decls>")
    return (head + content + samples._ODT_TAIL).encode()


_OLD_FONTS = {"tcvn3": (".VnTime", ".VnTimeH"), "vni": ("VNI-Times", "VNI-Times")}


def _in_old_fonts(text: str, encoding: Encoding) -> str:
    """A piece of text as spans in an encoding's fonts: letters that only the capitals' font has are small letters in it."""
    runs: list[tuple[str, str]] = []
    for letter in replaced(text):
        try:
            style, written = "Old", encoding.encode(letter)
        except ValueError:
            style, written = "OldCapitals", encoding.encode(letter.lower())
        if runs and runs[-1][0] == style:
            runs[-1] = style, runs[-1][1] + written
        else:
            runs.append((style, written))
    return "".join(f'<text:span text:style-name="{style}">{escape(written)}</text:span>' for style, written in runs)


def _widths(rows: Rows, room: float) -> list[float]:
    """How wide the columns are, in points: as wide as their longest words need, the rest shared by their text."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    samples.register_fonts()
    columns = range(len(rows[0]))
    least = [max((stringWidth(word, "Serif", 11) for row in rows for word in row[n].split()), default=10.0) + 13 for n in columns]
    text = [sum(len(row[n]) for row in rows) + 1 for n in columns]
    spare = max(0.0, room - sum(least))
    return [width + spare * share / sum(text) for width, share in zip(least, text, strict=True)]


def office(text: Text, to: str, encoding: Encoding | None = None) -> bytes:
    """The text as LibreOffice writes it in the format `to` (pdf, docx, doc, rtf, odt)."""
    return samples.convert(flat_odt(text, encoding), ".fodt", to)


def office_pdf(text: Text) -> bytes:
    """The PDF of an office program."""
    return office(text, "pdf")


# -- other makers ----------------------------------------------------------------------------------------------------------------------


def plain_pdf(text: Text) -> bytes:
    """By reportlab: left-aligned text, notes at the end, tables with full grids."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    samples.register_fonts()
    body = ParagraphStyle("body", fontName="Serif", fontSize=12, leading=16, firstLineIndent=28, spaceAfter=6)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=10, leading=12.5)
    small = ParagraphStyle("small", fontName="Serif", fontSize=9.5, leading=12)

    def marked(value: str) -> str:
        parts = _MARK.split(value)
        return "".join(escape(part) if n % 2 == 0 else f'<super size="7">{part}</super>' for n, part in enumerate(parts))

    story: list[Any] = []
    for part in text.parts:
        if isinstance(part, str):
            story.append(Paragraph(marked(part), body))
        else:
            rows = _even(part)
            table = Table([[Paragraph(marked(value), cell) for value in row] for row in rows], colWidths=_widths(rows, 455.0), repeatRows=1)
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
            story.extend([table, Spacer(1, 12)])
    story.extend(Paragraph(f'<super size="7">{mark}</super> {escape(note)}', small) for mark, note in text.notes.items())
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=80, rightMargin=60).build(story)
    return buffer.getvalue()


def html(text: Text) -> bytes:
    """A saved page: menus around the article, tables, raised marks, the notes at the end."""

    def inline(value: str) -> str:
        return "".join(escape(part) if n % 2 == 0 else f"<sup>{part}</sup>" for n, part in enumerate(_MARK.split(value)))

    body = []
    for part in text.parts:
        if isinstance(part, str):
            body.append(f"<p>{inline(part)}</p>")
        else:
            rows = "".join("<tr>" + "".join(f"<td>{inline(value)}</td>" for value in row) + "</tr>" for row in _even(part))
            body.append(f"<table border='1'>{rows}</table>")
    body += [f"<p><sup>{mark}</sup> {escape(note)}</p>" for mark, note in text.notes.items()]
    menu = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(("Trang chủ", "Giới thiệu", "Thủ tục hành chính", "Liên hệ")))
    page = f"<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Văn bản</title></head><body><nav><ul>{menu}</ul></nav><main>"
    return (page + "\n".join(body) + f"</main><footer><ul>{menu}</ul></footer></body></html>").encode()


def workbook(text: Text) -> bytes:
    """A sheet: a paragraph a row, merged over the columns, tables below each other; numbers are numbers with the format that shows them."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Side

    book = openpyxl.Workbook()
    sheet = book.active
    width = max((len(row) for part in text.parts if not isinstance(part, str) for row in part), default=1)
    side = Side("thin")
    at = 0
    for part in [*text.parts, *(f"<sup>{mark}</sup> {note}" for mark, note in text.notes.items())]:
        if isinstance(part, str):
            at += 1
            sheet.cell(at, 1, _MARK.sub(r"(\1)", part)).alignment = Alignment(wrap_text=True)
            if width > 1:
                sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            continue
        for row in _even(part):
            at += 1
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column, value or None)
                cell.border = Border(side, side, side, side)
                if _NUMBER.fullmatch(value) and not value.startswith("0"):
                    decimals = len(value.partition(",")[2])
                    cell.value = float(value.replace(".", "").replace(",", "."))
                    cell.number_format = ("#,##0" if "." in value else "0") + ("." + "0" * decimals if decimals else "")
        at += 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def scan(pdf: bytes, noisy: bool = False, tilt: float = 0.0, stamp: bool = False, dpi: int = 300) -> bytes:
    """The pages of a PDF as a TIFF of pictures: with grain, tilted by degrees, with a red stamp and a signature over the last page's text."""
    from PIL import Image

    images = samples.pictures(pdf, dpi)
    if noisy:
        images = [samples.noisy(image, seed) for seed, image in enumerate(images)]
    if tilt:
        images = [image.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255) for image in images]
    if stamp:
        images = [samples.red_stamp(image, round(image.width * 0.62), round(image.height * 0.4)) for image in images]
    return samples.tiff(images, dpi)


# -- plain text before Unicode ---------------------------------------------------------------------------------------------------------

_TYPED = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "≥": ">=", "≤": "<=", "²": "2", "³": "3", "•": "-", "×": "x", "Ð": "Đ", "ð": "đ", "\u00a0": " "})


def replaced(text: str) -> str:
    """The text with the signs that an 8-bit encoding has no place for in the form that people typed instead."""
    return text.translate(_TYPED)


def old_text(text: str, encoding: Encoding | Viqr) -> bytes:
    """A plain text in an old encoding. TCVN3 has no capitals with tones outside its fonts: they become small letters, as in real files."""
    text = replaced(text)
    if encoding.name == "tcvn3":
        text = "".join(c.lower() if (ord(c) > 0xFF and c not in ENCODINGS["tcvn3"].codes) or c in "ÀÁÃÈÉÌÍÒÓÕÙÚÝ" else c for c in text)
    return encoding.encode(text).encode("latin-1")


def viqr(text: str) -> bytes:
    """A plain text in VIQR."""
    return old_text(text, VIQR)
