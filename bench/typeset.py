"""Sets the texts of corpus/ as PDF pages by two engines and as scans, the way an office would send them.

Tables become ruled tables whatever form they have in the text, marks and notes real footnotes (LibreOffice) or raised marks with the notes
at the end (reportlab). A scan is the office's PDF as pictures.
"""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "readers"))

import pdf_samples as samples

from extractor.document import Document
from extractor.layout import analyze

_MARK = re.compile(r"<sup>(\d+)</sup>")


@dataclass(slots=True)
class Text:
    """A text taken apart: paragraphs (str) and tables (rows of cells) in order, and the notes by mark."""

    parts: list[str | list[list[str]]] = field(default_factory=list)
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


def office_pdf(text: Text) -> bytes:
    """By LibreOffice: justified paragraphs, footnotes, ruled tables with the first row repeated."""
    body: list[str] = []
    shapes: list[str] = []
    for part in text.parts:
        if isinstance(part, str):
            written = _MARK.sub(lambda found: f"[[{text.notes[found[1]]}]]" if found[1] in text.notes else found[0], part)
            body.append(samples.odt_paragraph(written, "Centre" if part.isupper() and len(part) < 90 else "Body"))
        else:
            columns = max(map(len, part))
            rows = [[*row, *[""] * (columns - len(row))] for row in part]
            names = [f"T{len(shapes)}C{n}" for n in range(columns)]
            shapes.extend(
                f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties style:column-width="{width:.1f}pt"/></style:style>'
                for name, width in zip(names, _widths(rows, columns, 450.0), strict=True)
            )
            body.append(samples.odt_table(names, rows, head=1, styles=["Left"] * columns))
            body.append(samples.odt_paragraph(""))
    styles = _ODT_STYLES.format("".join(shapes))
    return samples.convert((samples._ODT_HEAD.replace("</office:automatic-styles>", styles) + "".join(body) + samples._ODT_TAIL).encode(), ".fodt")


_ODT_STYLES = "{}</office:automatic-styles>"


def _widths(rows: list[list[str]], columns: int, room: float) -> list[float]:
    """How wide the columns are, in points: as wide as their longest words need, the rest shared by their text."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    samples.register_fonts()
    least = [max((stringWidth(word, "Serif", 11) for row in rows if n < len(row) for word in row[n].split()), default=10.0) + 13 for n in range(columns)]
    text = [sum(len(row[n]) for row in rows if n < len(row)) + 1 for n in range(columns)]
    spare = max(0.0, room - sum(least))
    return [width + spare * share / sum(text) for width, share in zip(least, text, strict=True)]


def plain_pdf(text: Text) -> bytes:
    """By reportlab: left-aligned paragraphs, raised marks, ruled tables, notes in small print at the end."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    samples.register_fonts()
    body = ParagraphStyle("body", fontName="Serif", fontSize=13, leading=18, spaceAfter=6, firstLineIndent=28)
    centre = ParagraphStyle("centre", fontName="SerifBold", fontSize=13, leading=18, spaceAfter=6, alignment=1)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=10, leading=12, splitLongWords=0)
    small = ParagraphStyle("small", fontName="Serif", fontSize=10, leading=13)
    story: list[Any] = []

    def marked(written: str) -> str:
        return _MARK.sub(r'<super size="8">\1</super>', escape(written).replace("&lt;", "<").replace("&gt;", ">"))

    for part in text.parts:
        if isinstance(part, str):
            story.append(Paragraph(marked(part), centre if part.isupper() and len(part) < 90 else body))
        else:
            columns = max(map(len, part))
            rows = [[Paragraph(marked(value), cell) for value in [*row, *[""] * (columns - len(row))]] for row in part]
            widths = _widths(part, columns, 455.0)
            table = Table(rows, colWidths=widths, repeatRows=1)
            table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
            story.extend([table, Spacer(1, 12)])
    story.extend(Paragraph(f'<super size="7">{mark}</super> {escape(note)}', small) for mark, note in text.notes.items())
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=80, rightMargin=60).build(story)
    return buffer.getvalue()


def scan(pdf: bytes, noisy: bool = False, dpi: int = 300) -> bytes:
    """The pages of a PDF as a TIFF of pictures."""
    images = samples.pictures(pdf, dpi)
    return samples.tiff([samples.noisy(image, seed) for seed, image in enumerate(images)] if noisy else images, dpi)
