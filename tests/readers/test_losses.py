"""What a reader leaves out is a loss with its place, cause and sentences; one oddity costs a part, never the file."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.readers import read_all_bytes, read_bytes
from extractor.readers.number_format import shown
from extractor.readers.options import ReadOptions


def workbook(cells: str, styles: str = "", strings: str = "") -> bytes:
    """An XLSX of one sheet with these cells."""
    out = io.BytesIO()
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        package.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{office}"><sheets><sheet name="Biểu 1" sheetId="1" r:id="r1"/></sheets></workbook>')
        relations = f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
        relations += f'<Relationship Id="r3" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        package.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
        )
        package.writestr("xl/styles.xml", f"<styleSheet {main}>{styles}</styleSheet>")
        package.writestr("xl/sharedStrings.xml", f"<sst {main}>{strings}</sst>")
        package.writestr("xl/worksheets/sheet1.xml", f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>")
    return out.getvalue()


HEAD = '<row r="1"><c r="A1" t="str"><v>TT</v></c><c r="B1" t="str"><v>Nội dung</v></c><c r="C1" t="str"><v>Số liệu</v></c></row>'


def losses(document: Document) -> list[tuple[str, str]]:
    assert all(loss.vi and loss.en for loss in document.losses)
    return [(loss.place, loss.cause) for loss in document.losses]


def test_columns_beyond_the_last_that_is_read() -> None:
    document = read_bytes(workbook(HEAD + '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c><c r="AMZ2"><v>4</v></c></row>'), "a.xlsx")
    assert losses(document) == [("sheet Biểu 1", "too-large")] and "1 cells" in document.losses[0].en


def test_a_format_with_many_decimals() -> None:
    assert shown(1.5, "0." + "0" * 40).startswith("1,50")
    styles = '<numFmts><numFmt numFmtId="200" formatCode="0.' + "0" * 40 + '"/></numFmts><fonts><font/></fonts><cellXfs><xf numFmtId="200"/></cellXfs>'
    document = read_bytes(workbook(HEAD + '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="0"><v>2.25</v></c><c r="C2"><v>3</v></c></row>', styles), "a.xlsx")
    assert "2,25" in document.text and losses(document) == []


def test_a_huge_shared_string_costs_its_end() -> None:
    strings = f"<si><t>{'từ ' * 100_000}</t></si>"
    document = read_bytes(workbook(HEAD + '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2"><v>3</v></c></row>', "", strings), "a.xlsx")
    assert losses(document) == [("cell Biểu 1!B2", "too-large")] and len(document.text) < 150_000


def test_a_page_nested_deeper_than_the_parser_goes() -> None:
    page = "<html><body>" + "".join(f"<div><p>Điều {n}. Nội dung</p>" for n in range(3000)) + "</div>" * 3000 + "</body></html>"
    document = read_bytes(page.encode(), "a.html")
    assert document.text.count("Điều ") == 3000 and losses(document) == []
    page = "<html><body><p>Đầu</p>" + "<table><tr><td>a" * 2500 + "</body></html>"
    assert losses(read_bytes(page.encode(), "a.html")) == [("depth", "too-large")]


def test_texts_of_a_mail_after_an_attachment() -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "V/v báo cáo", "a@example.vn", "b@example.vn"
    mail.set_content("Kính gửi các xã.\n")
    mail.add_attachment("Phụ lục\n", filename="a.txt")
    after = EmailMessage()
    after.set_content("Hạn chót: ngày 15/6/2031.\n")
    mail.attach(after)
    items = list(read_all_bytes(mail.as_bytes(), "a.eml"))
    message = items[0]
    assert isinstance(message, Document) and "Kính gửi" in message.text and "15/6/2031" in message.text
    assert [item.source for item in items[1:]] == ["a.eml/a.txt"]


def test_a_mail_with_thousands_of_attachments() -> None:
    parts = "".join(f'--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename="{n}.txt"\n\nTệp {n}.\n' for n in range(3000))
    mail = f"From: a@example.vn\nTo: b@example.vn\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n"
    assert len(list(read_all_bytes(mail.encode(), "a.eml"))) == 3000


def test_members_of_one_name_and_twins() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, text in (("a.txt", "một"), ("a.txt", "hai"), ("xã.txt", "ba"), (unicodedata.normalize("NFD", "xã.txt"), "bốn")):
            archive.writestr(name, text)
    items = [item for item in read_all_bytes(out.getvalue(), "z.zip") if isinstance(item, Document)]
    assert sorted(item.text for item in items) == ["ba", "bốn", "hai", "một"] and len({item.source for item in items}) == 4


@pytest.fixture
def pictures() -> object:
    return pytest.importorskip("PIL.Image")


def test_a_picture_that_is_not_recognised(pictures: object) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (800, 1100), 255).save(out, "PNG", dpi=(100, 100))
    document = read_bytes(out.getvalue(), "a.png", ReadOptions(ocr="never"))
    assert losses(document) == [("page 1", "needs-ocr")]


@pytest.mark.parametrize("size", [(1_000_000, 100), (50_000, 50_000)])
def test_a_picture_of_absurd_size_is_too_large(size: tuple[int, int], pictures: object) -> None:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 1, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    (error,) = read_all_bytes(png, "a.png")
    assert not isinstance(error, Document) and error.cause == "too-large"


def test_grid_lines_that_stand_close_keep_their_cells() -> None:
    pytest.importorskip("reportlab")
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    page = Canvas(out)
    xs = [72, 76, 200, 204, 400]
    for y in (700, 720, 740):
        page.line(xs[0], y, xs[-1], y)
    for x in xs:
        page.line(x, 700, x, 740)
    for row, y in enumerate((725, 705)):
        for column, x in enumerate((78, 206)):
            page.drawString(x + 2, y, f"cell{row}{column}")
    page.save()
    items = list(read_all_bytes(out.getvalue(), "a.pdf", ReadOptions(ocr="never")))
    assert isinstance(items[0], Document), items
    assert all(f"cell{row}{column}" in items[0].text for row in range(2) for column in range(2))


def test_a_damaged_page_is_named(tmp_path: Path) -> None:
    from extractor.readers.losses import collecting, lose, with_losses

    with collecting() as lost:
        lose("page 3", "damaged", "page", why="stream too large")
        lose("page 3", "damaged", "page", why="stream too large")
    document = with_losses(Document("", "a.pdf", ""), lost)
    assert losses(document) == [("page 3", "damaged")] and "stream too large" in document.losses[0].vi
    assert (document.losses[0].vi.split(":")[0], document.losses[0].en.split(":")[0]) == ("trang 3", "page 3")
    lose("page 4", "damaged", "page", why="nobody listens")
