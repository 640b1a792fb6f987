"""What offices put into Word files besides running text: letterheads in headers, tables in frames, scanned pages, form fields, diagrams, changes."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Cm
from drawn_samples import with_parts
from PIL import Image, ImageDraw
from test_docx import W, body, lines, paragraph, run, saved

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.readers.options import ReadOptions

HEAD = [["UBND TỈNH LÀO CAI", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"], ["Số: 315/BC-SNV", "Lào Cai, ngày 12 tháng 6 năm 2031"]]


def with_header(first: bool, again: bool = False) -> Document:
    made = docx.Document()
    section = made.sections[0]
    section.different_first_page_header_footer = first
    header = section.first_page_header if first else section.header
    table = header.add_table(3, 2, Cm(16))
    for row, texts in zip(table.rows, HEAD, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    if again:
        made.add_paragraph(HEAD[0][1])
    made.add_paragraph("BÁO CÁO")
    made.add_paragraph("Kết quả công tác 6 tháng đầu năm 2031")
    made.add_paragraph("Toàn tỉnh có 412 đơn vị.")
    return read_bytes(saved(made), "a.docx")


@pytest.mark.parametrize("first", [True, False])
def test_a_letterhead_in_the_header_of_the_first_page(first: bool) -> None:
    document = with_header(first)
    assert lines(document)[:6] == [HEAD[0][0], HEAD[1][0], HEAD[0][1], HEAD[1][1], HEAD[2][0], HEAD[2][1]]
    (found,) = [record for record in extract(document).records if record.type == "metadata"]
    assert (found.code, str(found.issued_on), found.doc_type) == ("315/BC-SNV", "2031-06-12", "Báo cáo")


def test_a_header_that_repeats_the_letterhead_is_not_read_twice() -> None:
    assert with_header(True, again=True).text.count(HEAD[0][1]) == 1


def test_tables_in_a_table_that_only_frames_them() -> None:
    made = docx.Document()
    frame = made.add_table(1, 2)
    for cell, name in zip(frame.rows[0].cells, ("Lúa", "Ngô"), strict=True):
        cell.paragraphs[0].text = f"Biểu {name}"
        inner = cell.add_table(3, 2)
        inner.style = made.styles["Table Grid"]
        for row, texts in zip(inner.rows, (("Xã", f"{name} (ha)"), ("Nậm Lạnh", "412"), ("Tả Sín", "276")), strict=True):
            for one, text in zip(row.cells, texts, strict=True):
                one.text = text
    document = read_bytes(saved(made), "a.docx")
    assert [(table.rows, table.columns) for table in document.tables] == [(3, 2), (3, 2)]
    assert document.text == "Biểu Lúa\nXã\tLúa (ha)\nNậm Lạnh\t412\nTả Sín\t276\nBiểu Ngô\nXã\tNgô (ha)\nNậm Lạnh\t412\nTả Sín\t276\n"


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>Bỏ.</w:delText></w:r></w:del>'
    document = body(paragraph(run("Toàn huyện có 12"), mark), paragraph(run(".400 hộ.")), paragraph(gone, mark), paragraph(run("Hết.")))
    assert lines(document) == ["Toàn huyện có 12.400 hộ.", "Hết."]


def test_boxes_to_tick_and_lists_to_choose_from() -> None:
    def field(form: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r><w:r><w:instrText> X </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'

    ticked = field('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
    empty = field('<w:checkBox><w:default w:val="0"/></w:checkBox>')
    chosen = field('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Nam"/><w:listEntry w:val="Nữ"/></w:ddList>')
    assert lines(body(paragraph(run("Đạt ") + ticked + run(" Không ") + empty + run(" Giới tính: ") + chosen))) == ["Đạt ☒ Không ☐ Giới tính: Nữ"]


def test_diagrams_and_words_drawn_as_a_shape() -> None:
    drawn = (
        '<w:r><w:drawing><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>'
        '<dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="rX0"/></a:graphicData></a:graphic></w:drawing></w:r>'
    )
    shape = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="BÁO CÁO NHANH"/></v:shape></w:pict></w:r>'
    data = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
        + "".join(f'<dgm:pt modelId="{n}"{kind}><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>' for n, (kind, text) in enumerate((("", "Tiếp nhận"), (' type="pres"', "x"), ("", "Trả kết quả"))))
        + "</dgm:ptLst></dgm:dataModel>"
    )
    document = body(paragraph(run("Quy trình:") + drawn), paragraph(shape), diagramData=data)
    assert lines(document) == ["Quy trình:", "Tiếp nhận", "Trả kết quả", "BÁO CÁO NHANH"]


def page() -> bytes:
    """A page as a scanner gives it."""
    import numpy as np

    noise = np.random.default_rng(1).integers(200, 255, (1754, 1240), dtype=np.uint8)
    image = Image.fromarray(noise)
    ImageDraw.Draw(image).rectangle((100, 100, 1100, 1600), fill=255)
    out = io.BytesIO()
    image.save(out, "JPEG", dpi=(150, 150), quality=60)
    return out.getvalue()


def test_pictures_of_pages() -> None:
    made = docx.Document()
    for _ in range(2):
        made.add_picture(io.BytesIO(page()), Cm(16))
    alone = read_bytes(saved(made), "quet.docx", ReadOptions(ocr="never"))
    assert alone.format == "docx" and len(alone.pages) == 2 and alone.properties["needs_ocr"] == "1-2"
    made.add_paragraph("Phụ lục kèm theo.")
    among = read_bytes(saved(made), "quet.docx")
    assert among.text == "Phụ lục kèm theo.\n" and [loss.cause for loss in among.losses] == ["needs-ocr", "needs-ocr"]


def test_a_cell_keeps_what_stands_in_content_controls() -> None:
    made = docx.Document()
    made.add_paragraph("x")
    table = parse_xml(
        f"<w:tbl {W}><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{paragraph(run('Xã'))}</w:tc><w:sdt><w:sdtContent><w:tc><w:tcPr/>{paragraph(run('Số hộ'))}</w:tc></w:sdtContent></w:sdt></w:tr>"
        f"<w:tr><w:tc><w:tcPr/>{paragraph(run('Nậm Lạnh'))}</w:tc><w:tc><w:tcPr/>{paragraph(run('412'))}</w:tc></w:tr></w:tbl>"
    )
    made.element.body.insert(1, table)
    assert read_bytes(saved(made), "a.docx").text == "x\nXã\tSố hộ\nNậm Lạnh\t412\n"


M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _text(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (f"<m:f><m:num>{_text('12')}</m:num><m:den>{_text('15')}</m:den></m:f>", "12/15"),
        (f"<m:f><m:num>{_text('a + b')}</m:num><m:den>{_text('2')}</m:den></m:f>", "(a + b)/2"),
        (f"<m:sSup><m:e>{_text('10')}</m:e><m:sup>{_text('6')}</m:sup></m:sSup>", "10⁶"),
        (f"<m:sSubSup><m:e>{_text('x')}</m:e><m:sub>{_text('1')}</m:sub><m:sup>{_text('k')}</m:sup></m:sSubSup>", "x₁^k"),
        (f"<m:rad><m:deg/><m:e>{_text('16')}</m:e></m:rad>", "√16"),
        (f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{_text("i=1")}</m:sub><m:sup>{_text("5")}</m:sup><m:e>{_text("x")}</m:e></m:nary>', "∑ (i=1, 5) x"),
        (f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{_text("7")}</m:e></m:d>', "[7]"),
        (f"<m:m><m:mr><m:e>{_text('1')}</m:e><m:e>{_text('2')}</m:e></m:mr><m:mr><m:e>{_text('3')}</m:e><m:e>{_text('4')}</m:e></m:mr></m:m>", "1 2; 3 4"),
    ],
)
def test_the_digits_of_a_formula_do_not_run_into_each_other(formula: str, text: str) -> None:
    assert lines(body(paragraph(run("Bằng ") + f"<m:oMath {M}>{formula}</m:oMath>"))) == [f"Bằng {text}"]


@pytest.mark.parametrize(
    ("typed", "font", "text"),
    [
        ("³", "Symbol", "≥"),
        ("\uf0a3", "Symbol", "≤"),
        ("m", "Symbol", "μ"),
        ("12,5", "Symbol", "12,5"),
        ("ü", "Wingdings", "✓"),
        ("\uf0fe", "Wingdings", "☒"),
        ("Tỷ lệ đạt ³", "Symbol", "Tỷ lệ đạt ≥"),
        ("m³", "Times New Roman", "m³"),
    ],
)
def test_characters_of_symbol_fonts(typed: str, font: str, text: str) -> None:
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    assert lines(body(paragraph(run("A ") + run(typed, look) + run(" 95%")))) == [f"A {text} 95%"]
    assert lines(body(paragraph('<w:r><w:sym w:font="Symbol" w:char="F044"/><w:sym w:font="Wingdings" w:char="F0D8"/></w:r>'))) == ["Δ-"]


@pytest.mark.parametrize(
    ("code", "text"),
    [(r"EQ \f(12;15)", "12/15"), (r"eq \f(12,5;3)", "12,5/3"), (r"EQ \f(a + b;\r(;16))", "(a + b)/√16"), (r"EQ \x \to(5)", "5"), ("PAGE", "")],
)
def test_formulas_that_a_field_draws(code: str, text: str) -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inside = field.format("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + field.format("end")
    assert lines(body(paragraph(run("Bằng ") + inside + run(".")))) == [f"Bằng {text}."]


def test_numbers_whose_level_only_the_style_tells() -> None:
    """A list names a style for each of its levels; the styles name the list and no level."""
    made = docx.Document()
    for style, text in (("Dieu", "Phạm vi"), ("Khoan", "Áp dụng"), ("KhoanCon", "Không áp dụng"), ("Dieu", "Hiệu lực"), ("Khoan", "Từ ngày ký")):
        made.add_paragraph(text)._p.get_or_add_pPr().append(parse_xml(f'<w:pStyle {W} w:val="{style}"/>'))
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate((("Dieu", "Điều %1."), ("Khoan", "%2.")))
    )
    numbering = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>' for name, inside in (("Dieu", listed), ("Khoan", listed), ("KhoanCon", '<w:basedOn w:val="Khoan"/>')))
    data = with_parts(saved(made), {"word/numbering.xml": numbering, "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>"})
    assert lines(read_bytes(data, "a.docx")) == ["Điều 1. Phạm vi", "1. Áp dụng", "2. Không áp dụng", "Điều 2. Hiệu lực", "1. Từ ngày ký"]
