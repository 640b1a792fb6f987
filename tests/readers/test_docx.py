"""DOCX as a person sees it: list numbers, headings, notes, tables, text boxes, tracked changes, letterheads, old fonts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import read_bytes
from extractor.readers.docx_numbering import written

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def saved(document: docx.document.Document, **parts: str) -> bytes:
    """The file's bytes; `parts` are further members: footnotes="…" makes word/footnotes.xml with its relation and content type."""
    out = io.BytesIO()
    document.save(out)
    if not parts:
        return out.getvalue()
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name).decode() if name.endswith((".rels", ".xml")) else old.read(name)
            if name == "word/_rels/document.xml.rels":
                for number, kind in enumerate(parts):
                    relation = f'<Relationship Id="rX{number}" Type="http://x/relationships/{kind}" Target="{kind}.xml"/>'
                    data = data.replace("</Relationships>", relation + "</Relationships>")
            new.writestr(name, data)
        for kind, xml in parts.items():
            new.writestr(f"word/{kind}.xml", xml)
    return made.getvalue()


def body(*xml: str, **parts: str) -> Document:
    """A document whose body is the given WordprocessingML."""
    made = docx.Document()
    for element in list(made.element.body):
        if element.tag != qn("w:sectPr"):
            made.element.body.remove(element)
    for number, piece in enumerate(xml):
        made.element.body.insert(number, parse_xml(piece.replace(">", f" {W} {R}>", 1) if "xmlns:w" not in piece else piece))
    return read_bytes(saved(made, **parts), "x.docx")


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def lines(document: Document) -> list[str]:
    return document.text.splitlines()


def test_paragraphs_headings_and_breaks() -> None:
    made = docx.Document()
    made.add_heading("Phần một", 1)
    made.add_paragraph("Kết quả đạt được")
    made.add_paragraph("Một\ndòng mới\nTiếp")
    document = read_bytes(saved(made), "a.docx")
    assert lines(document) == ["Phần một", "Kết quả đạt được", "Một dòng mới", "Tiếp"]
    assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", 1)
    assert document.format == "docx"


NUMBERING = f"""<w:numbering {W}>
 <w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 </w:abstractNum>
 <w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 </w:abstractNum>
 <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
 <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
 <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers_as_a_person_sees_them() -> None:
    def item(list_: int, level: int, text: str) -> str:
        return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')

    made = docx.Document()
    original = made.part.numbering_part._element
    fresh = parse_xml(NUMBERING)
    for element in list(original):
        original.remove(element)
    for element in list(fresh):
        original.append(element)
    places = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (2, 0), (3, 0), (1, 3)]
    for list_, level in places:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(item(list_, level, "x").replace("<w:p>", f"<w:p {W}>", 1)))
    document = read_bytes(saved(made), "a.docx")
    assert [line[:-2] for line in lines(document)] == [
        "I.", "1.1.", "a)", "b)", "1.2.", "a)", "II.", "2.1.", "Điều 5.", "Điều 6.", "I.", "-",
    ]  # fmt: skip
    assert {block.kind for block in document.blocks} == {"item"}


@pytest.mark.parametrize(
    ("count", "format_", "text"),
    [
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (9, "lowerRoman", "ix"),
        (4, "decimalZero", "04"),
        (3, "none", ""),
        (2, "chosung", "2"),
    ],
)
def test_number_formats(count: int, format_: str, text: str) -> None:
    assert written(count, format_) == text


def test_tracked_changes_as_accepted() -> None:
    document = body(
        paragraph(
            run("Giao ")
            + "<w:del><w:r><w:delText>30</w:delText></w:r></w:del>"
            + f"<w:ins>{run('45')}</w:ins>"
            + f"<w:moveFrom>{run('bỏ')}</w:moveFrom><w:moveTo>{run(' hồ sơ')}</w:moveTo>"
            + run("ẩn", "<w:vanish/>")
        )
    )
    assert lines(document) == ["Giao 45 hồ sơ"]


def test_footnotes_endnotes_and_exponents() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="7">{paragraph(run("Theo Quyết định số 8/QĐ-XD."))}</w:footnote><w:footnote w:id="3">{paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Ước tính."))}</w:footnote></w:footnotes>'
    document = body(
        paragraph(
            run("Có 12 km")
            + run("2", '<w:vertAlign w:val="superscript"/>')
            + run(" đất")
            + '<w:r><w:footnoteReference w:id="7"/></w:r>'
            + run(" và 5 hồ")
            + '<w:r><w:footnoteReference w:id="3"/></w:r>'
            + run(", tay ghi")
            + run("(3)", '<w:vertAlign w:val="superscript"/>')
        ),
        footnotes=notes,
    )
    assert lines(document) == [
        "Có 12 km2 đất<sup>1</sup> và 5 hồ<sup>2</sup>, tay ghi<sup>3</sup>",
        "<sup>1</sup> Theo Quyết định số 8/QĐ-XD.",
        "<sup>2</sup> Ước tính.",
    ]
    assert [(b.kind, b.mark) for b in document.blocks] == [("paragraph", None), ("note", "1"), ("note", "2")]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(run(part)) for part in text.split('|'))}</w:tc>"


BORDERS = '<w:tblPr><w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/></w:tblBorders></w:tblPr>'


def test_merged_cells_and_heads() -> None:
    rows = (
        cell("TT", '<w:vMerge w:val="restart"/>')
        + cell("Nội dung", '<w:vMerge w:val="restart"/>')
        + cell("Số hồ sơ", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("", "<w:vMerge/>") + cell("Nhận") + cell("Trả"),
        cell("1") + cell("Đất đai|- cấp mới;|- cấp đổi") + cell("1.204") + cell("1.200"),
        cell("2") + cell("Hộ tịch") + cell("35") + cell("-"),
    )
    document = body(f"<w:tbl>{BORDERS}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    assert lines(document) == [
        "TT\tNội dung\tSố hồ sơ\t",
        "\t\tNhận\tTrả",
        "1\tĐất đai - cấp mới; - cấp đổi\t1.204\t1.200",
        "2\tHộ tịch\t35\t-",
    ]
    table = document.tables[0]
    assert (table.rows, table.columns, table.header_rows) == (4, 4, 2)
    assert {(c.row, c.column): (c.row_span, c.column_span) for c in table.cells if c.row_span > 1 or c.column_span > 1} == {
        (0, 0): (2, 1),
        (0, 1): (2, 1),
        (0, 2): (1, 2),
    }


def test_the_row_that_numbers_the_columns_belongs_to_marked_heads() -> None:
    rows = [("TT", "Nội dung", "Thu", "Chi", "So sánh (%)"), ("A", "B", "1", "2", "3=1/2"), ("1", "Phí", "1.204", "1.300", "92,6"), ("2", "Lệ phí", "35", "35", "100")]
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    written = "".join(f"<w:tr>{head if number == 0 else ''}{''.join(map(cell, row))}</w:tr>" for number, row in enumerate(rows))
    assert body(f"<w:tbl>{BORDERS}{written}</w:tbl>").tables[0].header_rows == 2


def test_an_optional_hyphen_is_a_letter_in_tcvn3_and_nothing_elsewhere() -> None:
    def word(font: str, before: str, after: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t>{before}</w:t><w:softHyphen/><w:t>{after}</w:t></w:r>'

    document = body(paragraph(word(".VnTime", "B¸o c¸o cña tr", "êng häc")), paragraph(word("Times New Roman", "hợp", " tác xã")))
    assert lines(document) == ["Báo cáo của trường học", "hợp tác xã"]


def test_letterhead_and_signature_tables_are_lines() -> None:
    head = f"<w:tbl><w:tblPr/><w:tr>{cell('UBND HUYỆN HÒA AN|PHÒNG NỘI VỤ|Số: 7/BC-PNV')}{cell('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Hòa An, ngày 02 tháng 5 năm 2024')}</w:tr></w:tbl>"
    foot = f"<w:tbl><w:tblPr/><w:tr>{cell('Nơi nhận:|- Như trên;|- Lưu: VT.')}{cell('TRƯỞNG PHÒNG|(Đã ký)|Lê Văn Mẫu')}</w:tr></w:tbl>"
    document = body(head, paragraph(run("BÁO CÁO")), foot)
    assert lines(document) == [
        "UBND HUYỆN HÒA AN",
        "PHÒNG NỘI VỤ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 7/BC-PNV",
        "Hòa An, ngày 02 tháng 5 năm 2024",
        "BÁO CÁO",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TRƯỞNG PHÒNG",
        "(Đã ký)",
        "Lê Văn Mẫu",
    ]
    assert not document.tables


def test_letterhead_set_with_tabs() -> None:
    tab = "<w:r><w:tab/></w:r>"
    document = body(
        paragraph(run("UBND XÃ TÂN MỸ") + tab + run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        paragraph(run("VĂN PHÒNG") + tab + run("Độc lập - Tự do - Hạnh phúc")),
        paragraph(run("Số: 3/TB-VP") + tab + run("Tân Mỹ, ngày 9 tháng 1 năm 2025")),
        paragraph(run("THÔNG BÁO")),
        paragraph(tab + run("Nội dung thụt đầu dòng bằng phím tab.")),
        paragraph(run("Nơi nhận:") + tab + run("CHỦ TỊCH")),
        paragraph(run("- Lưu VT.")),
        paragraph(tab + run("Trần Thị Mẫu")),
    )
    assert lines(document) == [
        "UBND XÃ TÂN MỸ",
        "VĂN PHÒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 3/TB-VP",
        "Tân Mỹ, ngày 9 tháng 1 năm 2025",
        "THÔNG BÁO",
        "Nội dung thụt đầu dòng bằng phím tab.",
        "Nơi nhận:",
        "- Lưu VT.",
        "CHỦ TỊCH",
        "Trần Thị Mẫu",
    ]


def test_text_boxes_once_fields_by_result_and_capitals() -> None:
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>'
        f"<w:txbxContent>{paragraph(run('DỰ THẢO'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{paragraph(run('DỰ THẢO'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("12/6/2024")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = body(paragraph(run("Ngày ") + field + f"<w:r>{box}</w:r>"), paragraph(run("kết luận", "<w:caps/>")))
    assert lines(document) == ["Ngày 12/6/2024", "DỰ THẢO", "KẾT LUẬN"]


def test_headers_and_footers_stand_apart() -> None:
    made = docx.Document()
    made.add_paragraph("Nội dung chính")
    made.sections[0].header.paragraphs[0].text = "Tài liệu hội nghị"
    made.sections[0].footer.paragraphs[0].text = "12"
    document = read_bytes(saved(made), "a.docx")
    assert document.text == "Nội dung chính\n"
    assert document.properties["header"] == "Tài liệu hội nghị"
    assert "footer" not in document.properties


@pytest.mark.parametrize(
    ("font", "typed", "read"),
    [
        (".VnTime", "Së Néi vô b¸o c¸o", "Sở Nội vụ báo cáo"),
        (".VnTimeH", "Së Néi vô b¸o c¸o", "SỞ NỘI VỤ BÁO CÁO"),
        ("VNI-Times", "Sôû Noäi vuï baùo caùo", "Sở Nội vụ báo cáo"),
        ("Times New Roman", "Sở Nội vụ báo cáo", "Sở Nội vụ báo cáo"),
        (".VnTime", "Sở Nội vụ báo cáo", "Sở Nội vụ báo cáo"),
    ],
)
def test_old_fonts(font: str, typed: str, read: str) -> None:
    made = docx.Document()
    paragraph_ = made.add_paragraph()
    for start in range(0, len(typed), 3):  # a VNI letter may be cut in two by runs
        paragraph_.add_run(typed[start : start + 3]).font.name = font
    document = read_bytes(saved(made), "a.docx")
    assert document.text == read + "\n"
    assert ("converted" in document.properties) == (typed != read)


def hostile(xml: str) -> Callable[[], Document]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
    return lambda: read_bytes(out.getvalue(), "x.docx")


@pytest.mark.parametrize(
    ("xml", "cause"),
    [
        (
            f'<!DOCTYPE x [<!ENTITY a "b">]><w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>',
            "hostile",
        ),
        (f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document {W}><w:body/></w:document>', "hostile"),
        (f"<w:document {W}><w:body><w:p>", "damaged"),
        (f"<w:document {W}/>", "damaged"),
        (f"<w:document {W}><w:body/></w:document>", "empty"),
        ("", "damaged"),
        (
            f"<w:document {W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 300 + "</w:tc></w:tr></w:tbl>" * 300 + "</w:body></w:document>",
            "empty",
        ),
        (f"<w:document {W}><w:body><w:p>" + "<w:ins>" * 5000 + "</w:ins>" * 5000 + "</w:p></w:body></w:document>", "damaged"),
        (f"<w:document {W}><w:body>" + "<w:sdt>" * 1500 + "</w:sdt>" * 1500 + "</w:body></w:document>", "damaged"),
    ],
)
def test_hostile_and_damaged_files(xml: str, cause: str) -> None:
    with pytest.raises(ReadError) as caught:
        hostile(xml)()
    assert caught.value.cause == cause


def test_a_zip_bomb_is_not_unfolded() -> None:
    xml = f"<w:document {W}><w:body><w:p><w:r><w:t>{'0' * 250_000_000}</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(ReadError) as caught:
        hostile(xml)()
    assert caught.value.cause == "too-large"


def test_styles_that_turn_in_a_circle() -> None:
    made = docx.Document()
    style = made.styles["Normal"].element
    style.append(parse_xml(f'<w:basedOn {W} w:val="Heading1"/>'))
    made.styles["Heading 1"].element.find(qn("w:basedOn")).set(qn("w:val"), "Normal")
    made.add_paragraph("Vẫn đọc được")
    assert "Vẫn đọc được" in read_bytes(saved(made), "x.docx").text
