"""Documents for the PDF and scan tests, made by real engines: reportlab with an embedded font, and LibreOffice from flat ODT.

All bodies, places, numbers and dates are invented. Every maker gives the bytes of a file and is cached for the session.
"""

from __future__ import annotations

import functools
import io
import os
import shutil
import subprocess
import tempfile
import unicodedata
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

# The font of every sample (Source Serif Pro, SIL OFL 1.1): it comes with the project's test dependencies and not from the system, so
# that the same pages come out on every machine.
FAMILY = "Source Serif Pro"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TESSERACT = shutil.which("tesseract")

needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui)")
needs_tesseract = pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed (apt-get install tesseract-ocr tesseract-ocr-vie)")


@functools.cache
def font_files() -> tuple[Path, Path]:
    """The samples' font, regular and bold; both hold every Vietnamese letter, which their tables of characters must say."""
    import font_source_serif_pro
    from reportlab.pdfbase.ttfonts import TTFontFile

    files = Path(font_source_serif_pro.SourceSerifPro).with_suffix(".ttf"), Path(font_source_serif_pro.SourceSerifProBold).with_suffix(".ttf")
    for file in files:
        missing = vietnamese_letters() - {chr(code) for code in TTFontFile(str(file)).charToGlyph}
        assert not missing, f"{file.name} has no {' '.join(sorted(missing))}"
    return files


def vietnamese_letters() -> frozenset[str]:
    """Every Vietnamese letter, small and capital, with every tone; the combining marks; the signs of administrative texts."""
    vowels = [base + tone for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")]
    return frozenset(unicodedata.normalize("NFC", letter) for letter in vowels) | set("đĐ\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323–“”…•≥≤²³°×₫")


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
def simple_report(compressed: bool = True) -> bytes:
    """Letterhead, a title, three paragraphs, a page number on the second page, the signature block."""
    c, buffer = canvas(pageCompression=int(compressed))
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
    return _table(ROWS)


def _table(data: list[tuple[str, ...]]) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    register_fonts()
    body = ParagraphStyle("body", fontName="Serif", fontSize=12, leading=16)
    cell = ParagraphStyle("cell", fontName="Serif", fontSize=11, leading=13)
    head = ParagraphStyle("head", fontName="SerifBold", fontSize=11, leading=13, alignment=1)
    rows = [[Paragraph(text, head) for text in HEADS]]
    for number, row in enumerate(data):
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


@functools.cache
def narrow_head(width: float) -> bytes:
    """A ruled table with columns of `width` points for STT and ĐVT: the heads are cut where they have no room, centred over centred cells."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    register_fonts()
    style = ParagraphStyle("cell", fontName="Serif", fontSize=10, leading=12, alignment=1, splitLongWords=1)
    head = ParagraphStyle("head", parent=style, fontName="SerifBold")
    rows = [[Paragraph(text, head) for text in ("STT", "Chỉ tiêu", "ĐVT")]]
    rows += [[Paragraph(text, style) for text in (str(n), f"Số hộ được cấp nước tại xã thứ {n}", "hộ")] for n in range(1, 8)]
    table = Table(rows, colWidths=[width, 200, width])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("LEFTPADDING", (0, 0), (-1, -1), 5), ("RIGHTPADDING", (0, 0), (-1, -1), 5)]))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build([Paragraph("Kết quả cấp nước sinh hoạt như sau:", style), table])
    return buffer.getvalue()


@functools.cache
def long_report(pages: int) -> bytes:
    """Running text of about `pages` pages."""
    c, buffer = canvas()
    for number in range(1, pages + 1):
        if number > 1:
            centred_column(c, 85, 540, [(40, str(number), "Serif", 13)])
        else:
            letterhead(c)
        y = 75.0 if number > 1 else 160.0
        turn = 0
        while y < 700:
            y = paragraph(c, BODY[turn % len(BODY)], y)
            turn += 1
        c.showPage()
    c.save()
    return buffer.getvalue()


@functools.cache
def long_table(pages: int) -> bytes:
    """Ruled tables over about `pages` pages."""
    return _table(ROWS * max(1, pages // 3))


@functools.cache
def encrypted(password: str = "mat-khau-8") -> bytes:
    """One line of text behind a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    c, buffer = canvas(encrypt=StandardEncryption(password, strength=128))
    c.setFont("Serif", 13)
    c.drawString(85, 700, "Văn bản có mật khẩu số 12/TB-VP")
    c.save()
    return buffer.getvalue()


@functools.cache
def stamped(drawn: bool = False) -> bytes:
    """A page with the stamp of a digital signature over its text: as lines of the page, or as a drawing of its own."""
    c, buffer = canvas()
    letterhead(c)
    y = paragraph(c, BODY[0], 170)
    paragraph(c, BODY[1], y)
    lines = ["Ký bởi: Ủy ban nhân dân tỉnh Thanh Lâm", "Email: ubnd@thanhlam.vi-du.vn", "Cơ quan: Tỉnh Thanh Lâm", "Thời gian ký: 08.11.2021 16:42:07 +07:00"]
    if drawn:
        c.beginForm("stamp")
    c.setFont("Serif", 7)
    for number, line in enumerate(lines):
        c.drawString(380, 800 - 9 * number, line)
    if drawn:
        c.endForm()
        c.doForm("stamp")
    c.save()
    return buffer.getvalue()


@functools.cache
def signed_in_a_picture(name: str = "Vũ Thị Thìn", typed: bool = False) -> bytes:
    """A signature page: the title typed, below it a picture that holds strokes and the signer's name, and a stamp without a label beside it."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("RGB", (1200, 700), "white")
    pen = ImageDraw.Draw(picture)
    pen.line([(80, 300), (400, 60), (520, 380), (1100, 120)], fill=(30, 60, 160), width=8)
    pen.text((330, 560), name, fill="black", font=ImageFont.truetype(str(font_files()[0]), 100))
    packed = io.BytesIO()
    picture.save(packed, "PNG")
    from reportlab.lib.utils import ImageReader

    c, buffer = canvas()
    letterhead(c)
    y = paragraph(c, BODY[0], 170)
    c.setFont("Serif", 13)
    c.drawString(85, 842 - y - 40, "Nơi nhận:")
    c.drawString(85, 842 - y - 58, "- Như trên;")
    c.drawString(85, 842 - y - 76, "- Lưu: VT.")
    c.drawCentredString(430, 842 - y - 40, "GIÁM ĐỐC")
    c.drawImage(ImageReader(io.BytesIO(packed.getvalue())), 370, 842 - y - 122, 120, 70)
    if typed:
        c.drawCentredString(430, 842 - y - 140, name)
    c.beginForm("stamp")
    c.setFont("Serif", 9)
    for number, line in enumerate(("Sở Xây dựng", "Tỉnh Thanh Lâm", "08.11.2021", "16:42:07", "+07:00")):
        c.drawString(495, 842 - y - 60 - 10 * number, line)
    c.endForm()
    c.doForm("stamp")
    c.save()
    return buffer.getvalue()


@functools.cache
def rotated(by: int) -> bytes:
    """A page that is displayed turned by `by` degrees, its text upright when displayed."""
    c, buffer = canvas()
    c.setPageRotation(by)
    c.saveState()
    # reportlab writes the media box so that the displayed page is upright A4.
    width, height = (841.8898, 595.2756) if by in (90, 270) else (595.2756, 841.8898)
    if by == 90:
        c.translate(width, 0)
        c.rotate(90)
    elif by == 270:
        c.translate(0, height)
        c.rotate(-90)
    elif by == 180:
        c.translate(width, height)
        c.rotate(180)
    c.setFont("Serif", 12)
    for number in range(8):
        c.drawString(60, 480 - 20 * number, f"Dòng thứ {number + 1} của phụ lục in ngang, tổng {number * 31 + 7} hộ")
    c.restoreState()
    c.save()
    return buffer.getvalue()


@functools.cache
def lying() -> bytes:
    """Text set upwards on an upright page without rotation, as some programs print a landscape table."""
    c, buffer = canvas()
    c.translate(595, 0)
    c.rotate(90)
    c.setFont("Serif", 12)
    for number in range(8):
        c.drawString(60, 480 - 20 * number, f"Dòng thứ {number + 1} của phụ lục in ngang, tổng {number * 31 + 7} hộ")
    c.save()
    return buffer.getvalue()


@functools.cache
def unruled() -> bytes:
    """A table that only alignment shows, and two newspaper columns under it."""
    c, buffer = canvas()
    c.setFont("Serif", 12)
    for number, row in enumerate([("TT", "Đơn vị", "Kế hoạch", "Thực hiện"), *[(str(n), f"Huyện thứ {n}", f"{n * 15}", f"{n * 14},5") for n in range(1, 7)]]):
        for x, text in zip((85, 130, 320, 430), row, strict=True):
            c.drawString(x, 760 - 18 * number, text)
    left = "Cột bên trái kể về công tác thu gom rác thải sinh hoạt ở vùng ven, nơi các tổ tự quản đã ký cam kết với từng hộ."
    right = "Cột bên phải kể về việc trồng lại 46 ha rừng phòng hộ sau bão, do lực lượng đoàn viên và người dân cùng làm."
    paragraph(c, left, 420, x0=85, x1=300, size=11, indent=0, leading=15)
    paragraph(c, right, 420, x0=325, x1=540, size=11, indent=0, leading=15)
    c.save()
    return buffer.getvalue()


@functools.cache
def odd_glyphs() -> bytes:
    """A base letter with combining marks, a soft hyphen drawn as a hyphen, a non-breaking space, letters set apart, bold drawn twice."""
    c, buffer = canvas()
    c.setFont("Serif", 13)
    c.drawString(85, 760, unicodedata.normalize("NFD", "Ủy ban nhân dân quyết định"))
    c.drawString(85, 730, "Số: 71/QĐ\u00adUBND ngày\u00a002/3/2020")
    text = c.beginText(85, 700)
    text.setFont("Serif", 13)
    text.setCharSpace(5)
    text.textOut("THÔNG BÁO")
    text.setCharSpace(0)
    c.drawText(text)
    for shift in (0, 0.3):
        c.drawString(85 + shift, 670, "Chữ đậm vẽ hai lần")
    c.drawString(85, 640, "Diện tích 25 km")
    c.setFont("Serif", 8)
    c.drawString(85 + c.stringWidth("Diện tích 25 km", "Serif", 13), 645, "2")
    c.save()
    return buffer.getvalue()


# -- LibreOffice ---------------------------------------------------------------------------------------------------------------------

_ODT_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="{FAMILY}" svg:font-family="'{FAMILY}'"/></office:font-face-decls>
<office:styles>
 <style:default-style style:family="paragraph"><style:text-properties style:font-name="{FAMILY}" fo:font-size="13pt" fo:language="vi" fo:country="VN"/></style:default-style>
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
    """Converts a file with LibreOffice, headless, in a profile of its own and with no font but the samples' and its own."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"sample{suffix}"
        source.write_bytes(data)
        fonts = Path(folder) / "fonts.conf"
        fonts.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{escape(folder)}</dir><cachedir>{escape(folder)}/cache</cachedir></fontconfig>",
            encoding="utf-8",
        )
        for file in font_files():
            shutil.copy(file, folder)
        subprocess.run(
            [SOFFICE, "--headless", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--convert-to", to, "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180, env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
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


# -- files written by hand: signatures, annotations, hostile structures ---------------------------------------------------------------


def pdf_objects(objects: dict[int, bytes], root: int = 1, extra: bytes = b"") -> bytes:
    """A PDF of numbered objects with a true cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, extra, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), entries, data)


def one_page(content: bytes, **more: bytes) -> dict[int, bytes]:
    """The objects of a page (number 3) with `content`, Helvetica as /F1, and more entries of the page and its resources."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R" + more.get("catalog", b"") + b">>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + more.get("page", b"")
        + b"/Resources<</Font<</F1 5 0 R>>" + more.get("resources", b"") + b">>>>",
        4: stream(content),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }  # fmt: skip


def _utf16(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def with_signature_field() -> bytes:
    """A signed form field without appearance."""
    objects = one_page(b"BT /F1 12 Tf 72 700 Td (Thong bao so 5) Tj ET", catalog=b"/AcroForm<</Fields[6 0 R]/SigFlags 3>>")
    objects[6] = b"<</FT/Sig/T(chu ky)/V 7 0 R>>"
    objects[7] = b"<</Type/Sig/Filter/Adobe.PPKLite/Name " + _utf16("Sở Nội vụ Thanh Lâm") + b"/Reason " + _utf16("Phát hành") + b"/M(D:20211108164207+07'00')/Contents<00>>>"
    return pdf_objects(objects)


def with_free_text() -> bytes:
    """A number that the clerk put on the page as an annotation."""
    objects = one_page(b"BT /F1 12 Tf 72 700 Td (QUYET DINH) Tj ET", page=b"/Annots[6 0 R]")
    objects[6] = b"<</Type/Annot/Subtype/FreeText/Rect[72 750 272 770]/F 4/AP<</N 7 0 R>>>>"
    # The font names two glyphs that Helvetica's own encoding does not have.
    objects[8] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/Differences[1/uni1ED1/Dcroat]>>>>"
    objects[7] = stream(b"BT /F2 10 Tf 2 4 Td (S\x01: 88/Q\x02-SNV) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 100 10]/Resources<</Font<</F2 8 0 R>>>>")
    return pdf_objects(objects)


def with_fields(anew: bool) -> bytes:
    """A form whose fields have a value and no appearance, or an empty one that a viewer is to draw anew."""
    content = b"BT /F1 12 Tf 72 700 Td (Don vi:) Tj 0 -30 Td (So ho:) Tj ET"
    objects = one_page(content, page=b"/Annots[6 0 R 7 0 R 9 0 R 10 0 R]", catalog=b"/AcroForm<</Fields[8 0 R 7 0 R 9 0 R 10 0 R]" + (b"/NeedAppearances true" if anew else b"") + b">>")
    appearance = b"/AP<</N 11 0 R>>" if anew else b""
    objects[6] = b"<</Type/Annot/Subtype/Widget/Parent 8 0 R/Rect[150 694 400 714]" + appearance + b">>"
    objects[7] = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(ho)/V(1.204)/DA(/Helv 11 Tf 0 g)/Rect[150 664 400 684]" + appearance + b">>"
    objects[8] = b"<</FT/Tx/T(xa)/V " + _utf16("Xã Nậm Lạnh") + b"/Kids[6 0 R]>>"
    objects[9] = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(mat)/Ff 8192/V(secret)/Rect[150 634 400 654]>>"
    objects[10] = b"<</Type/Annot/Subtype/Widget/FT/Tx/T(ghi)/V(Dong 1\\rDong 2)/Rect[150 564 400 604]>>"
    objects[11] = stream(b"/Tx BMC EMC", b"/Type/XObject/Subtype/Form/BBox[0 0 250 20]")
    return pdf_objects(objects)


def with_files(files: dict[str, bytes]) -> bytes:
    """A page with files attached to the document."""
    objects = one_page(b"BT /F1 12 Tf 72 700 Td (Thong bao so 5) Tj ET", catalog=b"/Names<</EmbeddedFiles 6 0 R>>")
    names = b""
    for number, (name, data) in enumerate(files.items()):
        names += b"(%d) %d 0 R " % (number, 10 + 2 * number)
        objects[10 + 2 * number] = b"<</Type/Filespec/F(x)/UF " + _utf16(name) + b"/EF<</F %d 0 R>>>>" % (11 + 2 * number)
        objects[11 + 2 * number] = stream(data, b"/Type/EmbeddedFile")
    objects[6] = b"<</Kids[7 0 R]>>"
    objects[7] = b"<</Names[" + names + b"]>>"
    return pdf_objects(objects)


def _flate(data: bytes) -> bytes:
    import zlib

    return zlib.compress(data, 9)


def _bomb(layers: int = 2) -> bytes:
    data = b"0 " * 5_000_000
    for _ in range(layers):
        data = _flate(data * (1 if layers == 1 else 8))
    objects = one_page(b"")
    objects[4] = stream(data, b"/Filter[" + b"/FlateDecode " * layers + b"]")
    return pdf_objects(objects)


def _self_form() -> bytes:
    objects = one_page(b"/X Do", resources=b"/XObject<</X 6 0 R>>")
    objects[6] = stream(b"/X Do /X Do BT /F1 9 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>")
    return pdf_objects(objects)


def _form_tree() -> bytes:
    """Drawings that each show the next one ten times: ten to the eighth in all."""
    objects = one_page(b"/X6 Do", resources=b"/XObject<</X6 6 0 R>>")
    for n in range(6, 15):
        objects[n] = stream(b"/X%d Do " % (n + 1) * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X%d %d 0 R>>>>" % (n + 1, n + 1))
    return pdf_objects(objects)


def _wide_font_range() -> bytes:
    objects = one_page(b"BT /F1 12 Tf <00410042> Tj ET")
    objects[5] = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
    objects[6] = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>/W[0 4000000000 500]>>"
    objects[7] = stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap")
    return pdf_objects(objects)


def _xref_loop() -> bytes:
    data = pdf_objects(one_page(b"BT /F1 12 Tf 72 700 Td (so 5) Tj ET"))
    at = int(data.split(b"startxref\n")[1].split(b"\n")[0])
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % at)


def _nested_arrays() -> bytes:
    objects = one_page(b"[" * 100_000 + b"]" * 100_000)
    objects[3] = objects[3].replace(b"/Resources", b"/Junk " + b"[" * 20_000 + b"]" * 20_000 + b"/Resources")
    return pdf_objects(objects)


def _deep_pages() -> bytes:
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for n in range(2, 3000):
        objects[n] = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (n + 1)
    objects[3000] = b"<</Type/Page/MediaBox[0 0 99 99]>>"
    return pdf_objects(objects)


def _fax_content() -> bytes:
    objects = one_page(b"")
    objects[4] = stream(b"\x00\x01" * 50, b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 2000000000/Rows 2000000000>>")
    return pdf_objects(objects)


def _many_rules() -> bytes:
    lines = b"".join(b"%d 10 m %d 800 l S 10 %d m 580 %d l S\n" % (n % 590, n % 590, n % 830, n % 830) for n in range(30_000))
    return pdf_objects(one_page(lines))


HOSTILE = {
    "stream that unfolds to gigabytes": _bomb,
    "one layer of it": lambda: _bomb(1),
    "drawing that shows itself": _self_form,
    "drawings that multiply": _form_tree,
    "font with endless ranges": _wide_font_range,
    "cross-references in a circle": _xref_loop,
    "arrays in arrays": _nested_arrays,
    "page tree of three thousand levels": _deep_pages,
    "page tree in a circle": lambda: pdf_objects({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 3 0 R]>>", 3: b"<</Type/Pages/Kids[2 0 R]>>"}),
    "page without size": lambda: pdf_objects(one_page(b"BT /F1 9 Tf (x) Tj ET", page=b"/MediaBox[0 0 0 0]")),
    "page as large as a country": lambda: pdf_objects({**one_page(b""), 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e30 1e30]/Contents 4 0 R>>"}),
    "content that is itself": lambda: pdf_objects({**one_page(b""), 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents[3 0 R 4 0 R]>>"}),
    "fax image as content": _fax_content,
    "sixty thousand rules": _many_rules,
    "numbers without end": lambda: pdf_objects(one_page(b"9" * 200_000 + b" 0 0 1 1 1 cm BT /F1 1e308 Tf (x) Tj ET")),
    "string that never closes": lambda: pdf_objects(one_page(b"BT /F1 9 Tf (" + b"(" * 200_000)),
    "length that lies": lambda: pdf_objects(one_page(b"BT ET")).replace(b"/Length 5", b"/Length 99999999"),
}  # fmt: skip


def mutated(data: bytes, chance: Any, head: bytes = b"%PDF-1.4") -> bytes:
    """The file with a few bytes changed, cut or doubled, or a number of its structure changed; it still begins with `head`."""
    import re

    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        kind = chance.randrange(6)
        at = chance.randrange(len(out))
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + chance.randint(1, 200)]
        elif kind == 2:
            out[at:at] = out[at : at + chance.randint(1, 500)]
        elif kind == 3:
            out[at : at + 4] = bytes(chance.randrange(256) for _ in range(4))
        elif kind == 4:
            places = [found.span() for found in re.finditer(rb"\d+", out)]
            if places:
                start, end = chance.choice(places)
                out[start:end] = str(chance.choice([0, 1, -1, 2**31, 10**12, chance.randrange(1000)])).encode()
        elif chance.random() < 0.3:
            del out[at:]
        if len(out) < 20:
            break
    return bytes(out) if out.startswith(head[:4]) else head + b"\n" + bytes(out)


# -- scans ---------------------------------------------------------------------------------------------------------------------------


def pictures(data: bytes, dpi: int = 300, mode: str = "L") -> list[Any]:
    """The pages of a PDF as pictures."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    return [file[number].render(scale=dpi / 72).to_pil().convert(mode) for number in range(len(file))]


def tiff(images: list[Any], dpi: int = 300) -> bytes:
    """Pictures as one TIFF of several pages."""
    buffer = io.BytesIO()
    images[0].save(buffer, "TIFF", save_all=True, append_images=images[1:], dpi=(dpi, dpi), compression="tiff_lzw")
    return buffer.getvalue()


def png(image: Any, dpi: int = 300) -> bytes:
    """One picture as PNG."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", dpi=(dpi, dpi))
    return buffer.getvalue()


def noisy(image: Any, seed: int = 3) -> Any:
    """The picture as an old scanner gives it: soft, grey, with grain."""
    import numpy as np
    from PIL import Image, ImageFilter

    soft = np.asarray(image.convert("L").filter(ImageFilter.GaussianBlur(1.0))).astype(float)
    grain = np.random.default_rng(seed).normal(0, 12, soft.shape)
    return Image.fromarray(np.clip(soft * 0.88 + 18 + grain, 0, 255).astype("uint8"))


def red_stamp(image: Any, x: int, y: int) -> Any:
    """The picture with a round red stamp and a blue signature over its text."""
    from PIL import ImageDraw

    out = image.convert("RGB")
    layer = out.copy()
    draw = ImageDraw.Draw(layer)
    for radius in (230, 215, 120):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(214, 30, 44), width=9)
    draw.line([(x - 60 + 14 * k, y + (90 if k % 2 else -70)) for k in range(24)], fill=(40, 60, 205), width=7)
    # Ink is transparent: black text stays black under it.
    from PIL import ImageChops

    return ImageChops.darker(out, layer)


@functools.cache
def signed_by_hand(red: bool) -> Any:
    """The picture of a page that ends with recipients on the left, and on the right title, round stamp, a long stroke of the pen and a name.

    In `red` title and name are stamped in red, the title over a printed one.
    """
    from PIL import ImageDraw, ImageFont

    c, buffer = canvas()
    letterhead(c)
    y = paragraph(c, BODY[0], 170)
    c.setFont("Serif", 12)
    for row, line in enumerate(("Nơi nhận:", "- Như trên;", "- Thanh tra tỉnh;", "- Lưu: VT, KH.")):
        c.drawString(85, 842 - y - 40 - 16 * row, line)
    c.setFont("SerifBold", 13)
    c.drawCentredString(430, 842 - y - 40, "GIÁM ĐỐC")
    if not red:
        c.drawCentredString(430, 842 - y - 130, "Vũ Thị Thìn")
    c.save()
    page = pictures(buffer.getvalue())[0]
    scale = 300 / 72
    x, top = round(430 * scale), round((y + 40) * scale)
    out = red_stamp(page, x - (450 if red else 170), top + 180)
    pen = ImageDraw.Draw(out)
    pen.line([(x - 250, top + 420), (x - 60, top + 150), (x - 20, top + 300), (x + 420, top - 30)], fill=(40, 60, 205), width=6)
    if red:
        bold = ImageFont.truetype(str(font_files()[1]), 52)
        pen.text((x - 190, top + 25), "PHÓ GIÁM ĐỐC", font=bold, fill=(214, 30, 44))
        pen.text((x - 120, top + 345), "Vũ Thị Thìn", font=bold, fill=(214, 30, 44))
    return out


def scanned_pdf(images: list[Any], dpi: int = 300) -> bytes:
    """A PDF of pictures without a text layer."""
    buffer = io.BytesIO()
    images[0].convert("RGB").save(buffer, "PDF", save_all=True, append_images=[image.convert("RGB") for image in images[1:]], resolution=dpi)
    return buffer.getvalue()


def scan_with_layer(layer: list[str], image: Any) -> bytes:
    """A scanned page with an invisible text layer of the given lines, as scanners with recognition write it."""
    from reportlab.lib.utils import ImageReader

    c, buffer = canvas()
    c.drawImage(ImageReader(image.convert("RGB")), 0, 0, 595.2756, 841.8898)
    text = c.beginText(85, 760)
    text.setTextRenderMode(3)
    text.setFont("Serif", 12)
    text.setLeading(20)
    for line in layer:
        text.textLine(line)
    c.drawText(text)
    c.save()
    return buffer.getvalue()


@functools.cache
def spaced_letters() -> bytes:
    """Lines whose letters stand apart: two blanks between words, one blank everywhere, and sound lines beside them."""
    c, buffer = canvas()
    c.setFont("Serif", 13)
    sentence = "kết quả thực hiện công tác phòng chống dịch bệnh"
    c.drawString(60, 760, "  ".join(" ".join(word) for word in sentence.split()))
    c.drawString(60, 730, " ".join("thôngbáokếtluận"))
    paragraph(c, BODY[0], 150)
    c.save()
    return buffer.getvalue()


def text_and_scan(image: Any) -> bytes:
    """A page of text, then a page that is a picture."""
    from reportlab.lib.utils import ImageReader

    c, buffer = canvas()
    paragraph(c, "Công văn này có một trang chữ và một trang quét từ giấy, trang quét không có lớp chữ nào để đọc.", 100)
    for number, text in enumerate(BODY):
        paragraph(c, text, 200 + 120 * number)
    c.showPage()
    c.drawImage(ImageReader(image.convert("RGB")), 0, 0, 595.2756, 841.8898)
    c.save()
    return buffer.getvalue()


def old_font() -> bytes:
    """Text of a font from before Unicode (TCVN3): the file calls its letters by the names of Western ones."""
    from extractor.readers.legacy import ENCODINGS

    lines = ["Ủy ban nhân dân tỉnh quyết định phê duyệt kế hoạch", "trồng rừng phòng hộ đầu nguồn và bảo vệ đất nông nghiệp"]
    encoding = ENCODINGS["tcvn3"]
    shown = []
    for number, line in enumerate(lines):
        # TCVN3 has no toned capitals: they are small letters of another font.
        raw = encoding.encode(line[0].lower() + line[1:]).encode("latin-1")
        escaped = raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        if number == 0:
            first, rest = escaped[:1], escaped[1:]
            shown.append(b"/F2 13 Tf 1 0 0 1 72 700 Tm (" + first + b") Tj /F1 13 Tf (" + rest + b") Tj")
        else:
            shown.append(b"/F1 13 Tf 1 0 0 1 72 %d Tm (" % (700 - 20 * number) + escaped + b") Tj")
    objects = one_page(b"BT " + b"\n".join(shown) + b" ET")
    objects[3] = objects[3].replace(b"/F1 5 0 R", b"/F1 5 0 R/F2 6 0 R")
    widths = b"[" + b"500 " * 224 + b"]"
    for number, name in ((5, b".VnTime"), (6, b".VnTimeH")):
        objects[number] = b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+" + name + b"/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths " + widths + b">>"
    return pdf_objects(objects)
