"""HTML pages and fragments: what is HTML, what of it is text, and how tables, notes and letterheads are laid out."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import read_bytes
from extractor.readers.html_detect import is_html
from extractor.readers.ordinals import letters, roman


def page(body: str, head: str = "<meta charset='utf-8'><title>Trang mẫu</title>") -> Document:
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "trang.html")


def rows(document: Document, number: int = 0) -> list[list[str]]:
    table = document.tables[number]
    return [line.split("\t") for line in document.text[table.start : table.end].split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><title>x</title><p>Nội dung báo cáo",
        "\ufeff\n  <html><body>Nội dung</body></html>",
        "<div class='a'><p>Một đoạn văn.</p>\n<p>Hai.</p></div>",
        "<p>Một đoạn</p><p>Hai đoạn</p>",
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>a b c</p></body></html>",
        "<table><tr><td>Số: 12/BC-UBND</td></tr></table>",
    ],
)
def test_markup_as_frame_is_html(text: str) -> None:
    assert is_html(text.encode())
    assert read_bytes(text.encode(), "x").format == "html"


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo <b>số 12</b> <p>về việc</p>",
        "<p>Mở đầu</p>\n" + "Phần còn lại của báo cáo không nằm trong thẻ nào cả, dài hơn nhiều.\n" * 5,
        "<sup>1</sup> Ghi chú của báo cáo",
        "<https://example.vn> là địa chỉ",
        "< 5% số hồ sơ",
        "**BÁO CÁO**\n\n| a | b |\n",
    ],
)
def test_text_with_some_tags_stays_text_unchanged(text: str) -> None:
    assert not is_html(text.encode())
    assert read_bytes(text.encode(), "x").text == text


def test_main_text_without_menus_scripts_and_hidden_parts() -> None:
    body = """
      <nav><a href=#>Trang chủ</a></nav>
      <div class="top-menu"><ul><li><a href=1>Giới thiệu</a><li><a href=2>Tin tức</a><li><a href=3>Văn bản</a><li><a href=4>Liên hệ</a></ul></div>
      <script>var a = "không đọc";</script><style>p {}</style>
      <div id="content"><h1>Báo cáo quý II</h1><p>Đã giải quyết 1.204&nbsp;hồ sơ &amp; 35&#37; trước hạn.</p>
      <p style="display: none">Ẩn</p><p hidden>Ẩn nữa</p>
      <p>Thực hiện <a href="/vb">Kế hoạch số 77/KH-UBND</a> của Ủy ban nhân dân tỉnh về công tác năm.</p></div>
      <footer>Bản quyền thuộc về cổng thông tin</footer>"""
    document = page(body)
    assert document.text.splitlines() == [
        "Báo cáo quý II",
        "Đã giải quyết 1.204 hồ sơ & 35% trước hạn.",
        "Thực hiện Kế hoạch số 77/KH-UBND của Ủy ban nhân dân tỉnh về công tác năm.",
    ]
    assert document.properties["title"] == "Trang mẫu"
    heading = document.blocks[0]
    assert (heading.kind, heading.level, document.text[heading.start : heading.end]) == ("heading", 1, "Báo cáo quý II")


def test_letterhead_in_a_header_element_is_kept() -> None:
    document = page("<div class=header><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></div><p>" + "Nội dung của văn bản này. " * 20)
    assert document.text.startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNội dung")


def test_table_with_spans_and_heads() -> None:
    document = page(
        """<table border=1><tr><td rowspan=2>TT<td rowspan=2>Đơn vị<td colspan=2>Hồ sơ</tr><tr><td>Nhận<td>Xong</tr>
        <tr><td>(1)<td>(2)<td>(3)<td>(4)</tr><tr><td>1<td>Sở <b>A</b><td>1.200<td>1.100</tr><tr><td>2<td><p>- Mục x<p>- Mục y<td><td>7</table>"""
    )
    assert rows(document) == [
        ["TT", "Đơn vị", "Hồ sơ", ""],
        ["", "", "Nhận", "Xong"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["1", "Sở A", "1.200", "1.100"],
        ["2", "- Mục x - Mục y", "", "7"],
    ]
    table = document.tables[0]
    assert (table.rows, table.columns, table.header_rows) == (5, 4, 3)
    unit = next(cell for cell in table.cells if (cell.row, cell.column) == (0, 1))
    assert (unit.row_span, unit.column_span, unit.spans[0].of(document.text)) == (2, 1, "Đơn vị")
    for cell in table.cells:
        for span in cell.spans:
            assert rows(document)[cell.row][cell.column] == span.of(document.text)


def test_letterhead_table_is_read_left_then_right_by_halves() -> None:
    document = page(
        """<table border=0><tr><td><p>UBND TỈNH PHÚ ĐÔNG<br>SỞ Y TẾ<br>-------<p>Số: 45/BC-SYT</td>
        <td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<p><i>Phú Đông, ngày 03 tháng 4 năm 2024</i></td></tr></table><p>BÁO CÁO</p>"""
    )
    assert document.text.splitlines() == [
        "UBND TỈNH PHÚ ĐÔNG",
        "SỞ Y TẾ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 45/BC-SYT",
        "Phú Đông, ngày 03 tháng 4 năm 2024",
        "BÁO CÁO",
    ]
    assert not document.tables


def test_a_table_that_lays_out_the_page_is_walked_through() -> None:
    inner = "<table border=1><tr><th>Chỉ tiêu<th>Kết quả</tr><tr><td>Thu<td>12</tr><tr><td>Chi<td>9</tr></table>"
    document = page(f"<table><tr><td><p>Phần một</p>{inner}</td></tr><tr><td>Phần hai</td></tr></table>")
    assert document.text == "Phần một\nChỉ tiêu\tKết quả\nThu\t12\nChi\t9\nPhần hai\n"
    assert document.tables[0].header_rows == 1


def test_footnotes_and_exponents() -> None:
    document = page(
        """<p>Diện tích 120 m<sup>2</sup>, gồm 3 khu<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> và 5 điểm[2].</p>
        <div id="ftn1"><p><a href="#_ftnref1">[1]</a> Theo Quyết định số 9/QĐ-XD.</p></div><div id="ftn2"><p>[2] Số liệu ước.</p></div>"""
    )
    assert document.text.splitlines() == [
        "Diện tích 120 m2, gồm 3 khu<sup>1</sup> và 5 điểm<sup>2</sup>.",
        "<sup>1</sup> Theo Quyết định số 9/QĐ-XD.",
        "<sup>2</sup> Số liệu ước.",
    ]
    assert [(b.kind, b.mark) for b in document.blocks] == [("paragraph", None), ("note", "1"), ("note", "2")]


def test_lists_show_their_numbers() -> None:
    document = page("<ol start=3><li>Ba<li>Bốn<ul><li>gạch</ul></ol><ol type=I><li>Một</ol><ol><li>1. Đã có số</ol>")
    assert document.text.splitlines() == ["3. Ba", "4. Bốn", "- gạch", "I. Một", "1. Đã có số"]
    assert {block.kind for block in document.blocks} == {"item"}


def test_breaks_end_a_line_but_not_a_sentence() -> None:
    document = page("<p>Về việc tổ chức<br>thực hiện kế hoạch<br>Mục tiêu chung<br>- ý một;<br>a) ý hai</p>")
    assert document.text.splitlines() == ["Về việc tổ chức thực hiện kế hoạch", "Mục tiêu chung", "- ý một;", "a) ý hai"]


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", ""), ("utf-16", ""), ("cp1258", "windows-1258"), ("utf-8", "iso-8859-1")]
)
def test_encodings(encoding: str, declared: str) -> None:
    import unicodedata

    text = "Tổng số hồ sơ đã giải quyết trong tháng là 15 hồ sơ"
    # Windows-1258 writes the tone after its vowel, which keeps its own mark.
    written = "".join(
        unicodedata.normalize("NFC", d[0] + "".join(c for c in d[1:] if c not in "\u0300\u0301\u0303\u0309\u0323"))
        + "".join(c for c in d[1:] if c in "\u0300\u0301\u0303\u0309\u0323")
        for d in (unicodedata.normalize("NFD", c) for c in text)
    )
    source = f"<html><head><meta charset='{declared or encoding}'></head><body><p>{written if encoding == 'cp1258' else text}</p></body></html>"
    assert read_bytes(source.encode(encoding), "x.html").text == text + "\n"


def test_a_page_without_text_says_so() -> None:
    with pytest.raises(ReadError) as caught:
        page("<script>render()</script><div></div>")
    assert caught.value.cause == "empty"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 30000 + "sâu",
        "<table><tr><td>" * 3000 + "x",
        "<!--" * 50000,
        "<a b='" * 50000,
        "<td colspan=999999999 rowspan=999999999>x" * 50,
    ],
)
def test_hostile_markup_ends_soon(body: str) -> None:
    try:
        document = page(body)
    except ReadError as error:
        assert error.vi
    else:
        assert isinstance(document.text, str)


def test_nothing_outside_the_file_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("s") / "secret.txt"
    secret.write_text("BÍ MẬT", encoding="utf-8")
    text = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>a &x; b</p><iframe src="file://{secret}"></iframe></body></html>'
    assert "BÍ MẬT" not in read_bytes(text.encode(), "x.html").text


def test_list_numbers() -> None:
    assert [letters(n) for n in (1, 26, 27)] == ["a", "z", "aa"]
    assert [roman(n) for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]


def test_old_fonts_in_a_page() -> None:
    document = page("<p><font face='.VnTimeH'>b¸o c¸o</font> <span style='font-family:.VnTime'>cña Së Néi vô</span> năm 2003</p>")
    assert document.text == "BÁO CÁO của Sở Nội vụ năm 2003\n"
    assert "TCVN3" in document.properties["converted"]


def test_counters_links_and_the_foot_of_a_portal_are_no_document() -> None:
    from extractor.readers import read_bytes

    page = """<html><body><div class="main"><p>Công khai dự toán năm 2031</p><p>UBND tỉnh đã ban hành Quyết định số 13/QĐ-UBND về việc công khai dự toán
    ngân sách năm 2031 của tỉnh, gửi các sở, ban, ngành để thực hiện đúng quy định của pháp luật.</p><p>Địa chỉ tiếp dân: phòng 3, điện thoại 0214.</p></div>
    <div><h3>Câu hỏi mới nhất</h3><p>Phần mềm kế toán là gì?</p></div><div><div><h3>SỐ LƯỢT TRUY CẬP</h3><span>0</span><span>4</span></div><h3>Số lượt đang online</h3>2</div>
    <div><p>TRANG THÔNG TIN ĐIỆN TỬ SỞ TÀI CHÍNH</p><p>Chịu trách nhiệm nội dung: Trưởng ban biên tập</p><p>Địa chỉ: 02 Trần Phú. Email: a@b.vn</p></div></body></html>"""
    text = read_bytes(page.encode(), "a.html").text
    assert text.split("\n")[0] == "Công khai dự toán năm 2031"
    assert text.strip().endswith("Địa chỉ tiếp dân: phòng 3, điện thoại 0214.")


def test_old_fonts_that_a_style_sheet_gives_to_classes() -> None:
    page = (
        "<html><head><style>p.P1, .T5 { font-size:14pt; font-family:VNI-Times; color:#000 } .T6 { font-family:'Times New Roman' }</style></head>"
        '<body><p><span class="T5">Soá: 991/QÑ-UBND ngaøy 12 thaùng 6 naêm 2031 cuûa Chuû tòch</span> <span class="T6">về việc phê duyệt</span></p></body></html>'
    )
    document = read_bytes(page.encode(), "a.html")
    assert document.text == "Số: 991/QĐ-UBND ngày 12 tháng 6 năm 2031 của Chủ tịch về việc phê duyệt\n"


def test_a_footnote_of_several_paragraphs_that_leads_back_to_its_mark() -> None:
    page = (
        '<!doctype html><body><p>Tỉnh đã ban hành nhiều văn bản<span class="Footnote_anchor"><a id="body_ftn1" href="#ftn1">1</a></span> và thành lập Ban Chỉ đạo<span><a id="body_ftn2" href="#ftn2">2</a></span>.</p>'
        '<p>Nơi nhận: như trên.</p><p class="P3"><span class="footnodeNumber"><a id="ftn1" href="#body_ftn1">1</a></span> Gồm:</p><p>- Quyết định số 17/QĐ-UBND;</p><p>- Kế hoạch số 19/KH-UBND.</p>'
        '<p class="P3"><span class="footnodeNumber"><a id="ftn2" href="#body_ftn2">2</a></span> Quyết định số 21/QĐ-UBND.</p></body>'
    )
    document = read_bytes(page.encode(), "a.html")
    notes = [document.text[block.start : block.end] for block in document.blocks if block.kind == "note"]
    assert notes == ["<sup>1</sup> Gồm: - Quyết định số 17/QĐ-UBND; - Kế hoạch số 19/KH-UBND.", "<sup>2</sup> Quyết định số 21/QĐ-UBND."]
    assert document.text.startswith("Tỉnh đã ban hành nhiều văn bản<sup>1</sup> và thành lập Ban Chỉ đạo<sup>2</sup>.\nNơi nhận: như trên.\n")
