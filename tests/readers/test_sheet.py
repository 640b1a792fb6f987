"""Spreadsheets: values as shown, heads and merged areas, addresses, lines around the table; XLSX, ODS and XLS."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import olefile
import openpyxl
import pytest
import xlrd
from hypothesis import given
from hypothesis import strategies as st
from office_forms import converted
from openpyxl.packaging.relationship import Relationship
from openpyxl.styles import Font, NamedStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink, ExternalSheetNames

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import office, read, read_bytes
from extractor.readers.number_format import from_serial, is_date, shown, shown_date
from extractor.readers.sheet_model import address, position

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def report() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["A1"], sheet["D1"] = "UBND TỈNH PHÚ ĐÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"], sheet["D2"] = "SỞ TÀI CHÍNH", "Độc lập - Tự do - Hạnh phúc"
    sheet["A4"] = "BIỂU TỔNG HỢP THU NGÂN SÁCH"
    sheet["F5"] = "Đơn vị tính: triệu đồng"
    for column, text in enumerate(("TT", "Đơn vị", "Dự toán", None, "Tỷ lệ", "Ngày báo cáo"), 1):
        sheet.cell(7, column, text)
    sheet["C8"], sheet["D8"] = "Năm 2025", "Năm 2026"
    for area in ("A7:A8", "B7:B8", "C7:D7", "E7:E8", "F7:F8"):
        sheet.merge_cells(area)
    rows = (
        (1, "Huyện A", 1943.5, 12000, 0.9965, datetime.date(2026, 3, 5)),
        (2, "Huyện B", -7, 0, 1, datetime.date(2026, 4, 30)),
    )
    for number, row in enumerate(rows, 9):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if column in (3, 4):
                cell.number_format = '#,##0.0_);(#,##0.0);"-"'
            elif column == 5:
                cell.number_format = "0.00%"
            elif column == 6:
                cell.number_format = "m/d/yyyy"
    sheet["A13"] = "Ghi chú: số liệu ước."
    sheet["B14"], sheet["E14"] = "Người lập", "Giám đốc"
    return book


def test_a_sheet_is_lines_table_lines() -> None:
    document = read_bytes(saved(report()), "bieu.xlsx")
    assert document.format == "sheet"
    assert document.text.split("\n")[:-1] == [
        "UBND TỈNH PHÚ ĐÔNG",
        "SỞ TÀI CHÍNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BIỂU TỔNG HỢP THU NGÂN SÁCH",
        "Đơn vị tính: triệu đồng",
        "TT\tĐơn vị\tDự toán\t\tTỷ lệ\tNgày báo cáo",
        "\t\tNăm 2025\tNăm 2026\t\t",
        "1\tHuyện A\t1.943,5\t12.000,0\t99,65%\t05/03/2026",
        "2\tHuyện B\t(7,0)\t-\t100,00%\t30/04/2026",
        "Ghi chú: số liệu ước.",
        "Người lập",
        "Giám đốc",
    ]
    table = document.tables[0]
    assert (table.name, table.rows, table.columns, table.header_rows) == ("Biểu 1", 4, 6, 2)
    cell = next(cell for cell in table.cells if cell.address == "Biểu 1!C9")
    assert cell.spans[0].of(document.text) == "1.943,5"
    head = next(cell for cell in table.cells if cell.address == "Biểu 1!C7")
    assert (head.row, head.column, head.row_span, head.column_span) == (0, 2, 1, 2)


def test_tables_below_each_other_with_their_titles() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Biểu số 01",), ("TT", "Khoản thu", "2024", "2025"), (1, "Phí", 12, 15), (), (2, "Lệ phí", 7, 9), ("Tổng", None, 19, 24),
        (), ("Biểu số 02",), ("Đơn vị tính: tỷ đồng",), ("TT", "Khoản chi", 2024, 2025), ("I", "Đầu tư", 30, 31),
    ):  # fmt: skip
        sheet.append(row)
    document = read_bytes(saved(book), "hai.xlsx")
    assert [(table.rows, table.header_rows) for table in document.tables] == [(4, 1), (2, 1)]
    assert "\nBiểu số 02\nĐơn vị tính: tỷ đồng\n" in document.text


def test_every_shown_sheet_under_its_name() -> None:
    book = openpyxl.Workbook()
    for name in ("Thu", "Chi", "Nháp"):
        sheet = book.create_sheet(name)
        for row in (("Chỉ tiêu", "Số"), ("Tổng", 5)):
            sheet.append(row)
    book["Nháp"].sheet_state = "hidden"
    document = read_bytes(saved(book), "hai.xlsx")
    assert document.text == "Thu\nChỉ tiêu\tSố\nTổng\t5\nChi\nChỉ tiêu\tSố\nTổng\t5\n"
    assert [table.name for table in document.tables] == ["Thu", "Chi"]
    assert document.properties["hidden_sheets"] == "Nháp"


def test_cells_in_old_fonts_are_converted() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("§¬n vÞ", "Sè thu"), ("Së T­ ph¸p", 12), ("b¸o c¸o quý", 3)):
        sheet.append(row)
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name=".VnTimeH" if cell.row == 3 else ".VnTime")
    document = read_bytes(saved(book), "cu.xlsx")
    assert document.text == "Đơn vị\tSố thu\nSở Tư pháp\t12\nBÁO CÁO QUÝ\t3\n"
    assert "TCVN3" in document.properties["converted"]


@needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_xls_and_ods_read_like_xlsx(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    import subprocess

    folder = tmp_path_factory.mktemp("convert")
    (folder / "bieu.xlsx").write_bytes(saved(report()))
    command = [
        office.program(),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(folder / "bieu.xlsx")], check=True, capture_output=True, timeout=120)
    expected = read_bytes(saved(report()), "bieu.xlsx")
    document = read_bytes((folder / f"bieu.{kind}").read_bytes(), f"bieu.{kind}")
    assert document.text == expected.text
    assert document.tables[0].header_rows == 2
    assert {c.address for c in document.tables[0].cells} == {c.address for c in expected.tables[0].cells}


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1943, "General", "1943"),
        (0.1 + 0.2, "General", "0,3"),
        (1234567.891, "#,##0", "1.234.568"),
        (0.5, "0%", "50%"),
        (0.99654, "0.00%", "99,65%"),
        (12.345, "0.0#", "12,35"),
        (12.3, "0.0#", "12,3"),
        (7, "00", "07"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"-"', "-"),
        (0, r'_-* #,##0\ _₫_-;\-* #,##0\ _₫_-;_-* "-"??\ _₫_-;_-@_-', "-"),
        (0, "#,###", ""),
        (0.25, "#.##", "0,25"),
        (1500000, '#,##0,"nghìn"', "1.500nghìn"),
        (250, '#,##0" đồng"', "250 đồng"),
        (12, "[$₫-42A] #,##0", "₫ 12"),
        (2.5, "0.00E+00", "2,50E+0"),
    ],
)
def test_numbers_as_shown(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_shown_number_reads_back(value: Decimal) -> None:
    assert Decimal(shown(value, "#,##0.00").replace(".", "").replace(",", ".")) == value


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("dd/mm/yyyy", "05/03/2026"),
        ("m/d/yy", "05/03/2026"),
        ("mmm-yy", "03/2026"),
        ("yyyy", "2026"),
        ("d-mmm", "05/03"),
        ("dd/mm/yyyy hh:mm", "05/03/2026 14:30"),
        ("h:mm", "14:30"),
        ('"ngày "dd" tháng "mm" năm "yyyy', "ngày 05 tháng 03 năm 2026"),
    ],
)
def test_dates_as_shown(code: str, text: str) -> None:
    assert is_date(code)
    assert shown_date(datetime.datetime(2026, 3, 5, 14, 30), code) == text


def test_formats_without_dates() -> None:
    assert not any(is_date(code) for code in ("General", "0.00", '#,##0" tháng"', "@", "[Red]0"))
    assert from_serial(46086) == datetime.datetime(2026, 3, 5)
    assert from_serial(1e12) is None


@given(st.integers(0, 100_000), st.integers(0, 16_000))
def test_addresses_read_back(row: int, column: int) -> None:
    assert position(address(row, column)) == (row, column)


def changed(data: bytes, member: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, new if name == member else old.read(name))
    return out.getvalue()


SHEET = '<?xml version="1.0"?>{}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def test_a_cell_at_the_end_of_the_sheet_costs_nothing() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="1048576"><c r="XFD1048576"><v>3</v></c><c r="A1048576"><v>4</v></c></row>'
    document = read_bytes(changed(saved(report()), "xl/worksheets/sheet1.xml", SHEET.format("", cells).encode()), "x.xlsx")
    assert "1" in document.text and "4" in document.text


def test_an_entity_bomb_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    data = changed(
        saved(report()), "xl/worksheets/sheet1.xml", SHEET.format(bomb, '<row><c t="str"><v>&b;</v></c></row>').encode()
    )
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "x.xlsx")
    assert caught.value.cause == "hostile"


def test_an_empty_workbook_says_so() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(saved(openpyxl.Workbook()), "x.xlsx")
    assert caught.value.cause == "empty"


def test_tables_keep_their_text() -> None:
    document: Document = read_bytes(saved(report()), "bieu.xlsx")
    for table in document.tables:
        grid = [line.split("\t") for line in document.text[table.start : table.end].split("\n")]
        assert len(grid) == table.rows and {len(row) for row in grid} == {table.columns}
        for cell in table.cells:
            for span in cell.spans:
                assert grid[cell.row][cell.column] == span.of(document.text)


def test_a_cell_of_several_fonts_is_converted_piece_by_piece() -> None:
    from extractor.readers.sheet import compose
    from extractor.readers.sheet_model import Sheet, SheetCell

    runs = (("Ủy ban ", "Times New Roman"), ("nh©n d©n x· T©n Phó", ".VnTime"))
    cells = {
        (0, 0): SheetCell("Đơn vị", "Times New Roman"),
        (0, 1): SheetCell("Số hộ", "Times New Roman"),
        (1, 0): SheetCell("".join(text for text, _ in runs), "Times New Roman", runs=runs),
        (1, 1): SheetCell("12", None, figure=True),
    }
    assert "Ủy ban nhân dân xã Tân Phú\t12" in compose([Sheet("Biểu", cells)], "a.xlsx", "0").text


@pytest.mark.parametrize(("value", "shown", "read"), [("0.000585", "0.1%", "0,1%"), ("0.1", "0.1", "0,1"), ("1234.5", "1,234.5", "1.234,5"), ("1234", "1.234", "1.234"), ("0.004", "0.4%", "0,4%")])
def test_a_small_share_of_an_opendocument_sheet_keeps_its_mark(value: str, shown: str, read: str) -> None:
    from lxml import etree

    from extractor.readers.sheet_ods import _vietnamese

    element = etree.Element("cell", {"{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value": value})
    assert _vietnamese(element, "percentage" if "%" in shown else "float", shown) == read


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (5, '[=0]"";General', "5"),
        (0, '[=0]"";General', ""),
        (1500, '[>=1000]#,##0.0," nghìn";0', "1,5 nghìn"),
        (5, '[>=1000]#,##0.0," nghìn";0', "5"),
        (-5, '[<0]"("0")";0', "(5)"),
        (-5, "[>100]0.0;0", "-5"),
        (7, "[Red][<0]-0;[=0]0;#,##0.0", "7,0"),
        (12.5, "# ?/?", "12,5"),
        (912345678, "0000-000-000", "0912345678"),
    ],
)
def test_conditions_fractions_and_strokes_of_a_format(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@needs_office
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_hidden_rows_and_columns_are_read_and_named(kind: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("TT", "Xã", "Số hộ", "Hộ nghèo"), (1, "Nậm Lạnh", 412, 20), (2, "Tả Sín", 276, 31), (3, "Cam Hòa", 655, 12)):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:D4"
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    data = saved(book)
    document = read_bytes(data if kind == "xlsx" else converted(data, ".xlsx", kind, tmp_path), f"a.{kind}")
    assert document.properties["hidden_cells"] == "Sheet!3:3; Sheet!D:D"
    assert "2\tTả Sín\t276\t31" in document.text


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of each record of a workbook's stream."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _linked(folder: Path) -> bytes:
    """A workbook of 97 with a named range and formulas that look into another workbook."""
    book = openpyxl.Workbook()
    for number, row in enumerate((("TT", "Xã", "Số hộ"), (1, "Nậm Lạnh", 412), (2, "Tả Sín", 276), (3, "Cam Hòa", 655)), 1):
        book.active.append(row)
        book.active.cell(number, 5).value = f"='[1]Biểu {number}'!$A$1"
    for number in range(4, 300):  # a stream of its own blocks, not of the small ones
        book.active.append((number, f"Xã {number}", number))
    book.active["B2"].style = NamedStyle(name="Kiểu riêng", font=Font(bold=True))
    book.defined_names["vung"] = DefinedName("vung", attr_text="Sheet!$A$1:$B$2")
    link = ExternalLink(externalBook=ExternalBook(sheetNames=ExternalSheetNames(sheetName=[f"Biểu {number}" for number in range(1, 5)]), id="rId1"))
    link.file_link = Relationship(type="externalLinkPath", Target="khac.xlsx", TargetMode="External", Id="rId1")
    book._external_links.append(link)
    return converted(saved(book), ".xlsx", "xls", folder)


@needs_office
@pytest.mark.parametrize("what", ["name", "link", "style", "blocks"])
def test_names_links_styles_and_blocks_that_cannot_be_read_spoil_no_workbook(what: str, tmp_path: Path) -> None:
    """Old workbooks carry names and links that programs of that time left behind: Excel opens them, so do we."""
    path = tmp_path / "cũ.xls"
    path.write_bytes(_linked(tmp_path))
    with olefile.OleFileIO(str(path), write_mode=True) as container:
        stream = bytearray(container.openstream("Workbook").read())
        if what == "name":  # the first token of the formula: one that no name may hold
            at = next(at for kind, at, length in _records(stream) if kind == 0x18 and length > 20)
            stream[at + 15 + stream[at + 3]] = 0x2D
        elif what == "link":  # the name of the first sheet there: half a character
            at = stream.index("Biểu 1".encode("utf-16-le"))
            stream[at : at + 2] = b"\x00\xd8"
        elif what == "style":  # the name of a cell style: half a character
            at = next(at for kind, at, length in _records(stream) if kind == 0x293 and not stream[at + 1] & 0x80 and stream[at + 4] & 1)
            stream[at + 5 : at + 7] = b"\x00\xd8"
        container.write_stream("Workbook", bytes(stream))
        first, size, root = container.direntries[container._find("Workbook")].isectStart, container.sectorsize, container.first_dir_sector
    if what == "blocks":  # the small blocks begin where the workbook does
        data = bytearray(path.read_bytes())
        struct.pack_into("<I", data, (root + 1) * size + 116, first)
        path.write_bytes(data)
    with pytest.raises((xlrd.formula.FormulaError, UnicodeDecodeError, xlrd.compdoc.CompDocError)):
        xlrd.open_workbook(str(path), formatting_info=True)
    assert "2\tTả Sín\t276" in read(path).text
    assert xlrd.book.Book.__name__ == "Book"
