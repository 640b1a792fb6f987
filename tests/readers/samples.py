"""Documents for the PDF and scan tests, made by real engines: reportlab with an embedded font, and LibreOffice from flat ODT.

All bodies, places, numbers and dates are invented. Every maker gives the bytes of a file and is cached for the session.
"""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

FONTS = (
    Path("/usr/share/fonts/truetype/liberation2/LiberationSerif"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSerif"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif"),
)
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TESSERACT = shutil.which("tesseract")

needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed (apt-get install tesseract-ocr tesseract-ocr-vie)")


def font_files() -> tuple[Path, Path]:
    """A serif font with Vietnamese letters, regular and bold; skips where none is installed."""
    for stem in FONTS:
        for regular, bold in (("-Regular.ttf", "-Bold.ttf"), (".ttf", "-Bold.ttf")):
            if Path(f"{stem}{regular}").exists():
                return Path(f"{stem}{regular}"), Path(f"{stem}{bold}")
    pytest.skip("no Vietnamese serif font (apt-get install fonts-dejavu-core fonts-liberation)")


@functools.cache
def register_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    regular, bold = font_files()
    pdfmetrics.registerFont(TTFont("Serif", str(regular)))
    pdfmetrics.registerFont(TTFont("SerifBold", str(bold)))


def canvas(**options: Any) -> tuple[Any, io.BytesIO]:
    """A reportlab canvas of A4 pages with the fonts "Serif" and "SerifBold", and the buffer that it writes to."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    buffer = io.BytesIO()
    return Canvas(buffer, pagesize=A4, **options), buffer


def centred_column(c: Any, x0: float, x1: float, lines: list[tuple[float, str, str, float]]) -> None:
    """Lines (y from the top, text, font, size) centred between x0 and x1 on an A4 page."""
    for y, text, font, size in lines:
        c.setFont(font, size)
        c.drawCentredString((x0 + x1) / 2, 841.89 - y, text)


def letterhead(c: Any) -> None:
    """Two columns: issuing body and number; state name, motto, place and date."""
    centred_column(
        c, 85, 255,
        [(70, "ỦY BAN NHÂN DÂN", "SerifBold", 12), (85, "TỈNH THANH LÂM", "SerifBold", 12), (112, "Số: 417/BC-UBND", "Serif", 13)],
    )  # fmt: skip
    centred_column(
        c, 262, 540,
        [(70, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SerifBold", 12), (85, "Độc lập - Tự do - Hạnh phúc", "SerifBold", 13),
         (112, "Thanh Lâm, ngày 08 tháng 11 năm 2021", "Serif", 13)],
    )  # fmt: skip
    c.setLineWidth(0.7)
    c.line(140, 841.89 - 90, 200, 841.89 - 90)
    c.line(320, 841.89 - 91, 480, 841.89 - 91)


def paragraph(c: Any, text: str, y: float, *, x0: float = 85.0, x1: float = 540.0, size: float = 13, indent: float = 36.0, leading: float = 19.0) -> float:
    """Sets a justified paragraph from y (points from the top) down; gives the y after it."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    words = text.split()
    lines: list[list[str]] = [[]]
    for word in words:
        width = x1 - x0 - (indent if len(lines) == 1 else 0)
        if lines[-1] and stringWidth(" ".join([*lines[-1], word]), "Serif", size) > width:
            lines.append([])
        lines[-1].append(word)
    for number, line in enumerate(lines):
        left = x0 + (indent if number == 0 else 0)
        whole = " ".join(line)
        c.setFont("Serif", size)
        space = 0.0
        if number < len(lines) - 1 and len(line) > 1:
            space = (x1 - left - stringWidth(whole, "Serif", size)) / (len(line) - 1)
        x = left
        for word in line:
            c.drawString(x, 841.89 - y, word)
            x += stringWidth(word + " ", "Serif", size) + space
        y += leading
    return y + 6


BODY = (
    "Thực hiện Kế hoạch số 96/KH-UBND ngày 15 tháng 3 năm 2021 về phát triển mạng lưới cấp nước sạch nông thôn, Ủy ban nhân dân tỉnh "
    "đã giao 14 đơn vị khảo sát 1.286 hộ tại 23 xã; đến ngày 31/10/2021 có 1.104/1.286 hộ (đạt 85,85%) được đấu nối, tăng 12,4% so với "
    "cùng kỳ năm trước.",
    "Sở Nông nghiệp và Phát triển nông thôn đã trình Tờ trình số 2208/TTr-SNNPTNT ngày 02 tháng 11 năm 2021 đề nghị bổ sung 4.250 triệu "
    "đồng từ nguồn dự phòng ngân sách tỉnh; Sở Tài chính thẩm định tại Công văn số 3391/STC-QLNS ngày 05 tháng 11 năm 2021.",
    "Các huyện Đông Sơn Hạ, Bình Lãng và thị xã Cửa Vân còn 182 hộ chưa được đấu nối do địa hình chia cắt, dự kiến hoàn thành trong quý "
    "II năm 2022.",
)


@functools.cache
def simple_report() -> bytes:
    """Letterhead, a title, three paragraphs, a page number on the second page, the signature block."""
    c, buffer = canvas()
    letterhead(c)
    centred_column(c, 85, 540, [(160, "BÁO CÁO", "SerifBold", 14), (180, "Kết quả cấp nước sạch nông thôn mười tháng đầu năm", "SerifBold", 14)])
    y = 220.0
    for text in BODY * 2:
        y = paragraph(c, text, y)
    c.showPage()
    centred_column(c, 85, 540, [(40, "2", "Serif", 13)])
    y = 75.0
    for text in BODY:
        y = paragraph(c, text, y)
    y += 20
    c.setFont("SerifBold", 12)
    c.drawString(85, 841.89 - y, "Nơi nhận:")
    centred_column(c, 320, 540, [(y, "TM. ỦY BAN NHÂN DÂN", "SerifBold", 13), (y + 17, "KT. CHỦ TỊCH", "SerifBold", 13),
                                 (y + 34, "PHÓ CHỦ TỊCH", "SerifBold", 13), (y + 110, "Lê Hoàng Mẫn", "SerifBold", 13)])  # fmt: skip
    for number, text in enumerate(("- Như trên;", "- Thường trực Tỉnh ủy;", "- Sở Tài chính;", "- Lưu: VT, KTN.")):
        c.setFont("Serif", 11)
        c.drawString(85, 841.89 - (y + 15 + 13 * number), text)
    c.showPage()
    c.save()
    return buffer.getvalue()


ROWS = [
    (str(n), f"Công trình cấp nước số {n} xã {name}", f"{n * 37 % 400 + 40}", f"{(n * 113) % 90 + 10},{n % 10}%", f"{n * 1250 % 9000 + 100:,}".replace(",", "."))
    for n, name in enumerate(["Phú An", "Tân Khê", "Vĩnh Lạc", "Hòa Bắc", "Sơn Đoài", "An Nhiên", "Long Tuyền", "Trung Mầu"] * 9, 1)
]
HEADS = ("STT", "Tên công trình", "Số hộ", "Tỷ lệ đấu nối", "Kinh phí (triệu đồng)")


@functools.cache
def ruled_table() -> bytes:
    """A ruled table of 72 rows over several pages with its head repeated, a long cell in several lines, text before and after."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    register_fonts()
    body = ParagraphStyle("body", fontName="Serif", fontSize=12, leading=16)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=11, leading=13)
    head = ParagraphStyle("head", fontName="SerifBold", fontSize=11, leading=13, alignment=1)
    rows = [[Paragraph(text, head) for text in HEADS]]
    for number, row in enumerate(ROWS):
        texts = list(row)
        if number % 7 == 3:
            texts[1] += ", gồm trạm bơm, bể chứa và 12,5 km đường ống chính theo Quyết định số 1180/QĐ-UBND"
        rows.append([Paragraph(text, cell) for text in texts])
    table = Table(rows, colWidths=[35, 200, 60, 80, 90], repeatRows=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]))
    buffer = io.BytesIO()
    template = SimpleDocTemplate(buffer, pagesize=A4, leftMargin=70, rightMargin=50)
    template.build([Paragraph("Danh mục công trình cấp nước được giao vốn năm 2021 như sau:", body), table, Paragraph("Tổng cộng có 72 công trình.", body)])
    return buffer.getvalue()


# -- LibreOffice ---------------------------------------------------------------------------------------------------------------------

_ODT_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Liberation Serif" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles>
 <style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Serif" fo:font-size="13pt" fo:language="vi" fo:country="VN"/></style:default-style>
 <style:style style:name="Footnote" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
 <style:style style:name="Sup" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
 <text:notes-configuration text:note-class="footnote" style:num-format="1" text:citation-body-style-name="Sup" text:citation-style-name="Sup" text:default-style-name="Footnote"/>
</office:styles>
<office:automatic-styles>
 <style:page-layout style:name="up"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2cm"/>
  <style:header-style><style:header-footer-properties fo:min-height="0.8cm"/></style:header-style></style:page-layout>
 <style:page-layout style:name="wide"><style:page-layout-properties fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin-top="1.5cm" fo:margin-bottom="2cm" fo:margin-left="2cm" fo:margin-right="2cm"/>
  <style:header-style><style:header-footer-properties fo:min-height="0.8cm"/></style:header-style></style:page-layout>
 <style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:text-indent="1.27cm" fo:margin-bottom="0.2cm" fo:line-height="120%"/></style:style>
 <style:style style:name="Centre" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
 <style:style style:name="CentreBold" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="Left" style:family="paragraph"><style:text-properties fo:font-size="11pt"/></style:style>
 <style:style style:name="Wide" style:family="paragraph" style:master-page-name="Wide"><style:paragraph-properties fo:text-align="center" fo:break-before="page"/><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="Frame" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
 <style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties fo:border="none"/></style:style>
 <style:style style:name="L" style:family="table-column"><style:table-column-properties style:column-width="6cm"/></style:style>
 <style:style style:name="R" style:family="table-column"><style:table-column-properties style:column-width="10cm"/></style:style>
 <style:style style:name="C1" style:family="table-column"><style:table-column-properties style:column-width="1.3cm"/></style:style>
 <style:style style:name="C2" style:family="table-column"><style:table-column-properties style:column-width="8cm"/></style:style>
 <style:style style:name="C3" style:family="table-column"><style:table-column-properties style:column-width="3.3cm"/></style:style>
 <style:style style:name="T16" style:family="table"><style:table-properties style:width="16cm" table:align="left"/></style:style>
</office:automatic-styles>
<office:master-styles>
 <style:master-page style:name="Standard" style:page-layout-name="up"><style:header><text:p text:style-name="Centre"><text:page-number/></text:p></style:header></style:master-page>
 <style:master-page style:name="Wide" style:page-layout-name="wide"><style:header><text:p text:style-name="Centre"><text:page-number/></text:p></style:header></style:master-page>
</office:master-styles>
<office:body><office:text>
"""
_ODT_TAIL = "</office:text></office:body></office:document>"


def odt_paragraph(text: str, style: str = "Body") -> str:
    """A paragraph; "[[mark|note]]" inside it is a footnote."""
    out = []
    for number, part in enumerate(text.split("[[")):
        if number == 0:
            out.append(escape(part))
            continue
        note, rest = part.split("]]", 1)
        out.append(
            f'<text:note text:note-class="footnote"><text:note-citation/><text:note-body>'
            f'<text:p text:style-name="Footnote">{escape(note)}</text:p></text:note-body></text:note>{escape(rest)}'
        )
    return f'<text:p text:style-name="{style}">{"".join(out)}</text:p>'


def odt_table(columns: list[str], rows: list[list[str]], *, cell: str = "Frame", head: int = 0, styles: list[str] | None = None) -> str:
    """A table; `head` leading rows repeat on every page; a cell's lines are parted by a line feed."""

    def row(cells: list[str]) -> str:
        body = "".join(
            f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
            + "".join(odt_paragraph(line, (styles or ["Left"] * len(cells))[n]) for line in text.split("\n"))
            + "</table:table-cell>"
            for n, text in enumerate(cells)
        )
        return f"<table:table-row>{body}</table:table-row>"

    heads = "".join(map(row, rows[:head]))
    heads = f"<table:table-header-rows>{heads}</table:table-header-rows>" if head else ""
    shape = "".join(f'<table:table-column table:style-name="{name}"/>' for name in columns)
    return f'<table:table table:style-name="T16">{shape}{heads}{"".join(map(row, rows[head:]))}</table:table>'


def convert(data: bytes, suffix: str, to: str = "pdf") -> bytes:
    """Converts a file with LibreOffice, headless, in a profile of its own."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"sample{suffix}"
        source.write_bytes(data)
        subprocess.run(
            [SOFFICE, "--headless", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--convert-to", to, "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return next(Path(folder).glob(f"sample.{to.split(':')[0]}")).read_bytes()


@functools.cache
def office_report() -> bytes:
    """LibreOffice: letterhead as a table without borders, footnotes, a ruled table over two pages, a landscape appendix."""
    parts = [
        odt_table(["L", "R"], [
            ["SỞ NÔNG NGHIỆP\nTỈNH THANH LÂM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
            ["Số: 655/BC-SNN", "Thanh Lâm, ngày 21 tháng 12 năm 2021"],
        ], cell="Bare", styles=["CentreBold", "CentreBold"]),
        odt_paragraph("BÁO CÁO", "CentreBold"),
        odt_paragraph("Tổng kết công tác thủy lợi và phòng, chống thiên tai năm 2021", "CentreBold"),
        odt_paragraph(
            "Căn cứ Chương trình công tác năm[[Ban hành kèm theo Quyết định số 44/QĐ-SNN ngày 11/01/2021 của Giám đốc Sở.]], Sở đã nạo vét "
            "312 km kênh mương, đạt 104% kế hoạch; tu bổ 46 hồ chứa, trong đó 9 hồ có dung tích trên 5 triệu m3[[Theo Biên bản kiểm tra số "
            "07/BB-CCTL ngày 30/9/2021 của Chi cục Thủy lợi.]] và 37 hồ nhỏ; tổng kinh phí 86,4 tỷ đồng."
        ),
        *[odt_paragraph(text) for text in BODY],
        odt_paragraph("Kết quả cụ thể theo từng công trình như sau:"),
        odt_table(["C1", "C2", "C3", "C3"], [
            ["STT", "Tên công trình", "Khối lượng (km)", "Kinh phí (triệu đồng)"],
            *[[str(n), f"Kênh chính số {n} đoạn qua xã Tân Khê, huyện Bình Lãng", f"{n * 7 % 30 + 2},{n % 10}", f"{n * 173 % 2000 + 150}"] for n in range(1, 41)],
        ], head=1, styles=["Left"] * 4),
        odt_paragraph("Sở kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo[[Kèm theo phụ lục số liệu.]]."),
        odt_table(["L", "R"], [
            ["Nơi nhận:\n- Ủy ban nhân dân tỉnh;\n- Sở Tài chính;\n- Lưu: VT, TL.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n \n \nTrần Vĩnh Khoa"],
        ], cell="Bare", styles=["Left", "CentreBold"]),
        odt_paragraph("PHỤ LỤC SỐ LIỆU HỒ CHỨA", "Wide"),
        odt_table(["C1", "C2", "C3", "C3"], [
            ["TT", "Hồ chứa", "Dung tích", "Mực nước"],
            *[[str(n), f"Hồ Suối Ngàn {n}", f"{n},25", f"{100 + n}"] for n in range(1, 6)],
        ], head=1),
    ]  # fmt: skip
    return convert((_ODT_HEAD + "".join(parts) + _ODT_TAIL).encode(), ".fodt")
