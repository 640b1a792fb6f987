"""Sheets saved as web pages: titles above the table, the numbers behind what is shown, the names of several sheets."""

from __future__ import annotations

from decimal import Decimal

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers.html import read_bytes

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet></head><body><table border=0>
<tr><td colspan=4>UBND XÃ BẢO THUẬN</td></tr><tr><td colspan=4>BIỂU TỔNG HỢP THU NGÂN SÁCH NĂM 2031</td></tr>
<tr><td></td><td></td><td></td><td>Đơn vị: triệu đồng</td></tr>
<tr><td>STT</td><td>Nội dung</td><td>Dự toán</td><td>Tỷ lệ (%)</td></tr>
<tr><td x:num>1</td><td>Thu nội địa</td><td x:num="1412.4863">1.412,5</td><td x:num="0.0585248803898">5,9%</td></tr>
<tr><td x:num>2</td><td>Thu khác</td><td x:num="98.25">98,3</td><td x:num="0.0101">1,0%</td></tr>
<tr><td></td><td>Ngày lập</td><td x:num="47999">01/06/2031</td><td></td></tr></table></body></html>"""
LIBRE = """<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body><hr><p><center><h1>Tổng quan</h1><A HREF="#table0">Biểu 1</A><br><A HREF="#table1">Biểu 2</A><br></center></p><hr>
<A NAME="table0"><h1>Trang tính 1: <em>Biểu 1</em></h1></A><table><tr><td>Tên xã</td><td>Số hộ</td></tr><tr><td>An Hòa</td><td sdval="412" sdnum="1066;">412</td></tr><tr><td>Cát Linh</td><td sdval="98" sdnum="1066;">98</td></tr></table><hr>
<A NAME="table1"><h1>Trang tính 2: <em>Biểu 2</em></h1></A><table><tr><td>Tên xã</td><td>Số thôn</td></tr><tr><td>An Hòa</td><td sdval="12" sdnum="1066;">12</td></tr><tr><td>Cát Linh</td><td sdval="8" sdnum="1066;">8</td></tr></table><hr></body></html>"""


def read(page: str) -> Document:
    return read_bytes(page.encode(), "bieu.html", "")


def test_titles_stand_above_the_table() -> None:
    document = read(EXCEL)
    assert document.text.splitlines()[:4] == ["UBND XÃ BẢO THUẬN", "BIỂU TỔNG HỢP THU NGÂN SÁCH NĂM 2031", "Đơn vị: triệu đồng", "STT\tNội dung\tDự toán\tTỷ lệ (%)"]
    assert len(document.tables) == 1 and document.tables[0].columns == 4


def test_the_number_behind_the_cell_counts() -> None:
    document = read(EXCEL)
    stored = {document.text[span.start : span.end]: cell.stored for cell in document.tables[0].cells for span in cell.spans}
    assert stored["1.412,5"] == Decimal("1412.4863") and stored["01/06/2031"] is None and stored["1"] is None
    values = {(record.subject, record.value) for record in extract(document).records if record.type == "indicator"}
    assert ("Thu nội địa", Decimal("1412486300")) in values, values


def test_several_sheets_have_their_names_and_no_list_of_them() -> None:
    document = read(LIBRE)
    assert document.text == "Biểu 1\nTên xã\tSố hộ\nAn Hòa\t412\nCát Linh\t98\nBiểu 2\nTên xã\tSố thôn\nAn Hòa\t12\nCát Linh\t8\n"


def test_a_page_whose_links_lead_to_its_tables_keeps_them() -> None:
    page = '<html><body><h1>Báo cáo</h1><p>Xem <a href="#table1">bảng 1</a> dưới đây, gồm các xã có rừng.</p><table><tr><td>Xã</td><td>Số hộ</td></tr><tr><td>An Hòa</td><td>412</td></tr></table></body></html>'
    assert "Xem bảng 1 dưới đây" in read(page).text and "Báo cáo" in read(page).text
