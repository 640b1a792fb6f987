"""Reports in the forms that offices send, made with python-docx, openpyxl and LibreOffice: letterheads in tables, heads of three levels, changes, notes, boxes.

All of it is invented. `word(…)` gives the bytes of a DOCX, `workbook(…)` of an XLSX, `converted(…)` what LibreOffice makes of a file.
"""

from __future__ import annotations

import datetime
import io
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Cm, Pt
from openpyxl.styles import Alignment, Border, Font, Side
from PIL import Image, ImageDraw

from extractor.readers import office

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ABOVE, BODY = "UBND TỈNH LÀO CAI", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"
MOTTO, SLOGAN = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
NUMBER, DAY = "Số: 315/BC-SNNMT", "Lào Cai, ngày 12 tháng 6 năm 2031"
TITLE = ("Kết quả sản xuất nông nghiệp 6 tháng đầu năm", "và nhiệm vụ trọng tâm 6 tháng cuối năm 2031")
METADATA = {
    "doc_type": "Báo cáo", "code": "315/BC-SNNMT", "issued_on": "2031-06-12", "place": "Lào Cai", "issuer": "Sở Nông nghiệp và Môi trường tỉnh Lào Cai",
    "title": " ".join(TITLE), "signer": "Trần Văn Hậu", "signer_title": "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "recipients": ["UBND tỉnh (b/c)", "Giám đốc, các Phó Giám đốc", "Lưu: VT, KHTC"],
}  # fmt: skip
HEADS = ("Tổng số", "Lúa nước", "Ngô")
DISTRICTS = (
    ("I", "Vùng thấp", None),
    ("1", "Xã Bảo Thuận", (412, 270, 142, 398, 262, 136)),
    ("2", "Xã Cam Hòa", (655, 480, 175, 661, 483, 178)),
    ("3", "Xã Gia Phú Đông", (1204, 904, 300, 1180, 890, 290)),
    ("II", "Vùng cao", None),
    ("1", "Xã Nậm Lạnh", (318, 120, 198, 305, 116, 189)),
    ("2", "Xã Tả Sín", (276, 88, 188, 280, 90, 190)),
)


def totals(group: str | None = None) -> list[int]:
    """The sums of the columns, of one group of rows or of all."""
    sums, inside = [0] * 6, group is None
    for mark, _, figures in DISTRICTS:
        if figures is None:
            inside = group is None or mark == group
        elif inside:
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
    return sums


def vietnamese(number: float, digits: int = 0) -> str:
    """A number as offices write it: "1.204,5"."""
    return f"{number:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def body_rows() -> list[list[str]]:
    """The rows of the table under its heads: total, groups, communes; the last column compares the two totals."""
    rows = []
    for mark, name, figures in [("", "Tổng cộng", totals()), *((m, n, f or totals(m)) for m, n, f in DISTRICTS)]:
        rows.append([mark, name, *map(vietnamese, figures), vietnamese(100 * figures[3] / figures[0], 1)])
    return rows


# -- Word ----------------------------------------------------------------------------------------------------------------------------


def _lines(cell: Any, lines: Sequence[str], bold: Sequence[int] = ()) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line)
        run.bold = number in bold
        run.font.size = Pt(12)


def letterhead(made: Any, form: str) -> None:
    """"cells": two columns of a table in one row; "rows": a row a line; "split": number and day in a row of their own, blank lines of a rule between."""
    left, right = [ABOVE, BODY], [MOTTO, SLOGAN]
    if form == "cells":
        table = made.add_table(1, 2)
        _lines(table.rows[0].cells[0], [*left, "_______", NUMBER], (1,))
        _lines(table.rows[0].cells[1], [*right, "_______________", DAY], (0, 1))
    elif form == "split":
        table = made.add_table(2, 2)
        _lines(table.rows[0].cells[0], [ABOVE, "SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG", ""], (1, 2))
        _lines(table.rows[0].cells[1], [*right, ""], (0, 1))
        _lines(table.rows[1].cells[0], [NUMBER])
        _lines(table.rows[1].cells[1], [DAY])
    else:
        table = made.add_table(3, 2)
        for row, pair in zip(table.rows, ((ABOVE, MOTTO), (BODY, SLOGAN), (NUMBER, DAY)), strict=True):
            _lines(row.cells[0], [pair[0]], (0,))
            _lines(row.cells[1], [pair[1]], (0,))


def heading(made: Any) -> None:
    for text in ("BÁO CÁO", *TITLE):
        paragraph = made.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(text).bold = True


def signature(made: Any) -> None:
    table = made.add_table(1, 2)
    left, right = table.rows[0].cells
    _lines(left, ["Nơi nhận:", "- UBND tỉnh (b/c);", "- Giám đốc, các Phó Giám đốc;", "- Lưu: VT, KHTC."])
    _lines(right, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", ""], (0, 1))
    right.paragraphs[2].add_run().add_picture(stamp_picture(), width=Cm(3.2))
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {W}/>"))
    name = right.add_paragraph()
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    name.add_run("Trần Văn Hậu").bold = True


def stamp_picture() -> io.BytesIO:
    image = Image.new("RGB", (380, 380), "white")
    draw = ImageDraw.Draw(image)
    draw.ellipse((12, 12, 368, 368), outline=(200, 20, 30), width=9)
    draw.ellipse((70, 70, 310, 310), outline=(200, 20, 30), width=4)
    draw.line((90, 250, 180, 130, 215, 260, 300, 120), fill=(30, 40, 160), width=6)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


def table(made: Any, repeat: int = 1) -> None:
    """The table with heads of three levels; `repeat` makes it longer than a page."""
    rows = body_rows()
    for more in range(1, repeat):
        rows += [[f"{row[0]}", f"{row[1]} (đợt {more + 1})", *row[2:]] for row in body_rows()[2:5]]
    grid = made.add_table(4 + len(rows), 9, style="Table Grid")
    heads = grid.rows
    for column, text in ((0, "TT"), (1, "Tên xã"), (8, "So sánh TH/KH (%)")):
        merged = heads[0].cells[column].merge(heads[2].cells[column])
        merged.text = text
    heads[0].cells[2].merge(heads[0].cells[4]).text = "Kế hoạch năm 2031"
    heads[0].cells[5].merge(heads[0].cells[7]).text = "Thực hiện 6 tháng đầu năm 2031"
    for first in (2, 5):
        heads[1].cells[first].merge(heads[2].cells[first]).text = "Tổng diện tích (ha)"
        heads[1].cells[first + 1].merge(heads[1].cells[first + 2]).text = "Trong đó"
        heads[2].cells[first + 1].text = "Lúa nước"
        heads[2].cells[first + 2].text = "Ngô"
    for column, mark in enumerate((*"AB", *map(str, range(1, 7)), "7=4/1")):
        heads[3].cells[column].text = mark
    for row, texts in zip(grid.rows[4:], rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for row in grid.rows[:4]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))


def _note(paragraph: Any, number: int) -> None:
    paragraph._p.append(parse_xml(f'<w:r {W}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'))


def _change(paragraph: Any, kind: str, text: str) -> None:
    word = "delText" if kind == "del" else "t"
    paragraph._p.append(
        parse_xml(f'<w:{kind} {W} w:id="9" w:author="A" w:date="2031-06-10T08:00:00Z"><w:r><w:{word} xml:space="preserve">{text}</w:{word}></w:r></w:{kind}>')
    )


def _box(paragraph: Any, text: str) -> None:
    """A text box that lies over the text, as VML, the way older versions wrote it."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f'<w:r {W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="position:absolute;margin-left:0;width:90pt;height:20pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>'
        )
    )


def word(form: str = "cells", *, repeat: int = 1, changes: bool = True) -> bytes:
    """The report as DOCX; LibreOffice prints what was struck out in a change, so that a file to be converted is without `changes`."""
    made = docx.Document()
    made.styles["Normal"].font.name = "Times New Roman"
    made.styles["Normal"].font.size = Pt(13)
    letterhead(made, form)
    draft = made.add_paragraph()
    _box(draft, "DỰ THẢO")
    heading(made)
    made.add_paragraph("Thực hiện Công văn số 1120/UBND-NLN ngày 28/5/2031 của UBND tỉnh Lào Cai về việc báo cáo kết quả sản xuất, Sở Nông nghiệp và Môi trường báo cáo như sau:")
    made.add_paragraph("I. KẾT QUẢ THỰC HIỆN")
    made.add_paragraph("1. Trồng trọt")
    first = made.add_paragraph("Tổng diện tích gieo trồng 6 tháng đầu năm đạt 2.824 ha")
    _note(first, 2)
    first.add_run(", bằng 98,6% kế hoạch, ")
    if changes:
        _change(first, "del", "giảm 35 ha")
        _change(first, "ins", "giảm 41 ha")
    else:
        first.add_run("giảm 41 ha")
    first.add_run(" so với kế hoạch (2.865 ha). Trong đó: lúa nước 1.841 ha, ngô 983 ha.")
    made.add_paragraph("2. Chăn nuôi")
    made.add_paragraph("Tổng đàn gia súc là 86.400 con, gồm: trâu 12.150 con, bò 9.250 con, lợn 65.000 con.")
    made.add_paragraph("II. NHIỆM VỤ TRỌNG TÂM")
    made.add_paragraph("Giao Chi cục Trồng trọt chủ trì, phối hợp với UBND các xã kiểm tra diện tích vụ mùa, hoàn thành trước ngày 15/8/2031.")
    made.add_paragraph("Trên đây là báo cáo kết quả sản xuất nông nghiệp 6 tháng đầu năm 2031./.")
    signature(made)
    section = made.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for text in ("PHỤ LỤC", "DIỆN TÍCH GIEO TRỒNG CÁC XÃ", "(Kèm theo Báo cáo số 315/BC-SNNMT ngày 12/6/2031 của Sở Nông nghiệp và Môi trường)"):
        made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("Đơn vị tính: ha").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    table(made, repeat)
    return _with_notes(made, {2: "Không kể 35 ha lúa nương đã chuyển sang trồng quế."})


def _with_notes(made: Any, notes: dict[int, str]) -> bytes:
    out, again = io.BytesIO(), io.BytesIO()
    made.save(out)
    xml = "".join(f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="20"/></w:rPr><w:footnoteRef/></w:r><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>' for n, text in notes.items())
    apart = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p/></w:footnote>'
    part = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {W}>{apart}{xml}</w:footnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = '<Relationship Id="rNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
                data = data.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            elif name == "[Content_Types].xml":
                data = data.replace(b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode())
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", part)
    return again.getvalue()


# -- sheets --------------------------------------------------------------------------------------------------------------------------


def workbook(*, formulas: bool = True) -> bytes:
    """A workbook of three shown sheets and a hidden one: letterhead and heads of three levels; a list with days and rates; a narrow table; hidden rows and columns."""
    book = openpyxl.Workbook()
    _areas(book.active, formulas)
    _projects(book.create_sheet("Biểu 2"))
    _staff(book.create_sheet("Bieu 03"))
    for sheet in book.worksheets:
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = "landscape", 0, True
        for letter, wide in zip("ABCDEFGHI", (7, 30, 16, 16, 18, 18, 18, 14, 14), strict=True):
            sheet.column_dimensions[letter].width = wide
    hidden = book.create_sheet("Tính")
    hidden["A1"], hidden["B1"], hidden["A2"], hidden["B2"] = "Tạm", "Số", "x", 987654
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _areas(sheet: Any, formulas: bool) -> None:
    sheet.title = "Biểu 1"
    for place, text in (("A1", ABOVE), ("A2", BODY), ("F1", MOTTO), ("F2", SLOGAN), ("A3", NUMBER), ("F3", DAY)):
        sheet[place] = text
        sheet[place].font = Font(bold=True)
    sheet["A5"] = "BIỂU TỔNG HỢP DIỆN TÍCH GIEO TRỒNG 6 THÁNG ĐẦU NĂM 2031"
    sheet["A6"] = "(Kèm theo Báo cáo số 315/BC-SNNMT ngày 12/6/2031 của Sở Nông nghiệp và Môi trường)"
    sheet["H7"] = "ĐVT: ha"
    for area in ("A1:D1", "A2:D2", "F1:I1", "F2:I2", "A3:D3", "F3:I3", "A5:I5", "A6:I6", "A8:A10", "B8:B10", "C8:E8", "F8:H8", "I8:I10", "C9:C10", "D9:E9", "F9:F10", "G9:H9"):
        sheet.merge_cells(area)
    heads = {
        "A8": "STT", "B8": "Tên xã", "C8": "Kế hoạch năm 2031", "F8": "Thực hiện 6 tháng đầu năm 2031", "I8": "TH/KH (%)",
        "C9": "Tổng số", "D9": "Trong đó", "D10": "Lúa nước", "E10": "Ngô", "F9": "Tổng số", "G9": "Trong đó", "G10": "Lúa nước", "H10": "Ngô",
    }  # fmt: skip
    for place, text in heads.items():
        sheet[place] = text
        sheet[place].alignment = Alignment(horizontal="center", wrap_text=True)
        sheet[place].font = Font(bold=True)
    first = 11
    rows: list[tuple[str, str, tuple[int, ...] | None]] = [("", "TỔNG CỘNG", None), *DISTRICTS]
    members: dict[int, list[int]] = {}
    group = first
    for number, (_, _, figures) in enumerate(rows):
        if figures is None and number:
            group = first + number
            members[first] = [*members.get(first, []), group]
        elif number:
            members.setdefault(group, []).append(first + number)
    for number, (mark, name, figures) in enumerate(rows):
        row = first + number
        sheet.cell(row, 1, int(mark) if mark.isdecimal() else mark or None)
        sheet.cell(row, 2, name)
        known = figures or totals(mark or None)
        for column in range(3, 9):
            letter = openpyxl.utils.get_column_letter(column)
            formula = "=" + "+".join(f"{letter}{member}" for member in members[row]) if formulas and figures is None else None
            sheet.cell(row, column, formula or known[column - 3]).number_format = "#,##0"
        sheet.cell(row, 9, f"=F{row}/C{row}" if formulas else known[3] / known[0]).number_format = "0.0%"
    last = first + len(rows)
    _framed(sheet, f"A8:I{last - 1}")
    sheet.cell(last + 1, 2, "Ghi chú: số liệu tính đến ngày 10/6/2031.")
    for place, text in ((f"B{last + 3}", "NGƯỜI LẬP BIỂU"), (f"F{last + 3}", "KT. GIÁM ĐỐC"), (f"F{last + 4}", "PHÓ GIÁM ĐỐC"), (f"B{last + 8}", "Lê Thị Mây"), (f"F{last + 8}", "Trần Văn Hậu")):
        sheet[place] = text


PROJECTS = (
    (1, "Kè suối Nậm Lạnh", "Xã Nậm Lạnh", datetime.date(2031, 3, 5), 14_500_000_000, 9_280_000_000, 0.64),
    (2, "Trạm bơm Cam Hòa", "Xã Cam Hòa", datetime.date(2031, 4, 18), 6_250_000_000, 6_250_000_000, 1.0),
    (3, "Đường nội đồng Tả Sín", "Xã Tả Sín", datetime.date(2031, 5, 20), 3_800_000_000, 950_000_000, 0.25),
)


def _framed(sheet: Any, area: str) -> None:
    thin = Border(*[Side(style="thin")] * 4)
    for row in sheet[area]:
        for cell in row:
            cell.border = thin


def _projects(sheet: Any) -> None:
    """A list: days, amounts shown in millions with one decimal, rates; a column and a row that are hidden; text that wraps in the cell."""
    sheet["A1"] = "DANH MỤC DỰ ÁN ĐẦU TƯ NĂM 2031"
    sheet["A2"] = "Đơn vị tính: triệu đồng"
    for column, text in enumerate(("TT", "Tên dự án", "Địa điểm", "Ngày khởi công", "Tổng mức đầu tư", "Giải ngân đến 31/5/2031", "Tỷ lệ giải ngân (%)"), 1):
        sheet.cell(4, column, text).font = Font(bold=True)
    for number, row in enumerate(PROJECTS, 5):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if column == 4:
                cell.number_format = "dd/mm/yyyy"
            elif column in (5, 6):
                cell.number_format = "#,##0.0,,"
            elif column == 7:
                cell.number_format = "0.0%"
    total = 5 + len(PROJECTS)
    sheet.cell(total, 2, "Cộng")
    sheet.cell(total, 5, sum(p[4] for p in PROJECTS)).number_format = "#,##0.0,,"
    sheet.cell(total, 6, sum(p[5] for p in PROJECTS)).number_format = "#,##0.0,,"
    _framed(sheet, "A4:G8")
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["C"].hidden = True


def _staff(sheet: Any) -> None:
    """Figures kept as text, codes with leading zeros, days as text, a table with a total row in front and notes in the last column."""
    sheet["A1"] = "BIỂU 03: BIÊN CHẾ CÁC ĐƠN VỊ"
    rows = (
        ("Mã số", "Đơn vị", "Biên chế được giao", "Biên chế có mặt", "Còn thiếu", "Ghi chú"),
        (None, "Tổng số", 152, 139, 13, None),
        ("0107", "Chi cục Trồng trọt", 48, 45, 3, "đang tuyển 02"),
        ("0108", "Chi cục Chăn nuôi", 64, 57, 7, None),
        ("0112", "Văn phòng Sở", 40, 37, 3, "01 nghỉ hưu từ 01/7/2031"),
    )
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column, value)
    _framed(sheet, "A3:F7")


# -- conversion ----------------------------------------------------------------------------------------------------------------------


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """What LibreOffice makes of the file in the format `to`."""
    source = folder / f"a{suffix}"
    source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [office.program(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (folder / f"a.{to.partition(':')[0]}").read_bytes()
