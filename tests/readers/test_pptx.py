"""PPTX: slides as pages, titles, text by its place, tables, numbers, fonts from before Unicode; what nobody sees stays out."""

from __future__ import annotations

import io
import zipfile

import pytest

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import read_bytes

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, font: str | None = None) -> str:
    face = f'<a:rPr><a:latin typeface="{font}"/></a:rPr>' if font else ""
    return f"<a:r>{face}<a:t>{text}</a:t></a:r>"


def shape(*paragraphs: str, kind: str | None = None, at: tuple[int, int] | None = None) -> str:
    place = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="1" cy="1"/></a:xfrm>' if at else ""
    holder = f'<p:ph type="{kind}"/>' if kind else ""
    body = "".join(p if p.startswith("<a:p>") else f"<a:p>{run(p)}</a:p>" for p in paragraphs)
    return f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>{body}</p:txBody></p:sp>"


def slide(*shapes: str, show: str = "1") -> str:
    return f'<p:sld {A} {P} {R} show="{show}"><p:cSld><p:spTree>{"".join(shapes)}</p:spTree></p:cSld></p:sld>'


def deck(*slides: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:

        def write(name: str, text: str) -> None:
            made.writestr(zipfile.ZipInfo(name, (2031, 4, 8, 0, 0, 0)), text)

        write("[Content_Types].xml", "<Types/>")
        order = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(len(slides)))
        write("ppt/presentation.xml", f'<p:presentation {P} {R}><p:sldIdLst>{order}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>')
        links = "".join(f'<Relationship Id="rId{n}" Target="slides/slide{n + 1}.xml" Type="slide"/>' for n in range(len(slides)))
        write("ppt/_rels/presentation.xml.rels", f'<Relationships xmlns="{RELS}">{links}</Relationships>')
        for number, text in enumerate(slides, 1):
            write(f"ppt/slides/slide{number}.xml", text)
    return out.getvalue()


def read(*slides: str) -> Document:
    return read_bytes(deck(*slides), "a.pptx")


def test_slides_are_pages_and_their_text_is_read_by_its_place() -> None:
    document = read(
        slide(
            shape("bên phải", at=(5_000_000, 2_000_000)),
            shape("bên trái", at=(500_000, 2_010_000)),
            shape("phía trên", at=(500_000, 1_200_000)),
            shape("3", kind="sldNum"),
            shape("BÁO CÁO QUÝ I", kind="title"),
        ),
        slide(shape("ẩn"), show="0"),
        slide(shape("Trang hai", kind="ctrTitle"), shape("Thu 12 tỷ đồng.")),
    )
    assert document.format == "pptx"
    assert document.text == "BÁO CÁO QUÝ I\nphía trên\nbên trái\nbên phải\nTrang hai\nThu 12 tỷ đồng.\n"
    assert [(p.number, document.text[p.start : p.end].split("\n")[0], p.width) for p in document.pages] == [(1, "BÁO CÁO QUÝ I", 720.0), (2, "Trang hai", 720.0)]
    assert [b.kind for b in document.blocks].count("heading") == 2


def test_tables_numbers_bullets_and_old_fonts() -> None:
    def cell(text: str, about: str = "") -> str:
        return f"<a:tc{about}><a:txBody><a:p>{run(text)}</a:p></a:txBody></a:tc>"

    rows = [cell("Xã") + cell("Thu", ' gridSpan="2"') + cell("", ' hMerge="1"'), cell("An Phú") + cell("12") + cell("13")]
    table = f'<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>{"".join(f"<a:tr>{row}</a:tr>" for row in rows)}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>'
    numbered = '<a:p><a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>'
    document = read(
        slide(
            shape(f"{numbered}{run('một')}</a:p>", f"{numbered}{run('hai')}</a:p>", f'<a:p><a:pPr><a:buChar char="•"/></a:pPr>{run("ba")}</a:p>'),
            shape(f"<a:p>{run('Uû ban nh©n d©n tØnh b¸o c¸o kÕt qu¶ thùc hiÖn', '.VnTime')}</a:p>"),
            table,
        )
    )
    assert document.text.split("\n")[:4] == ["1. một", "2. hai", "- ba", "Uỷ ban nhân dân tỉnh báo cáo kết quả thực hiện"]
    [found] = document.tables
    assert (found.rows, found.columns, found.header_rows) == (2, 3, 1)
    assert document.text[found.start : found.end] == "Xã\tThu\t\nAn Phú\t12\t13"


def test_slides_of_pictures_alone_say_so() -> None:
    with pytest.raises(ReadError, match="no text"):
        read(slide("<p:pic/>"))
    lost = read(slide("<p:pic/>"), slide(shape("Chữ"))).losses
    assert [loss.cause for loss in lost] == ["needs-ocr"]


def test_a_package_without_its_main_part_is_damaged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("ppt/slides/slide1.xml", "<x/>")
    with pytest.raises(ReadError, match="damaged"):
        read_bytes(out.getvalue(), "a.pptx")
