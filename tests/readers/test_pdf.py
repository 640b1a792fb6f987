"""PDF with a text layer: reading order, paragraphs, tables, notes, furniture, stamps, places of characters, hostile files."""

from __future__ import annotations

import io
import random
import time
import zlib
from collections.abc import Sequence
from typing import Any

import pdf_samples as samples
import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.document import Document
from extractor.errors import ReadError
from extractor.lexicon.patterns import examples
from extractor.readers import read_all_bytes
from extractor.readers import read_bytes as read_any
from extractor.readers.options import ReadOptions
from extractor.readers.pages.lines import Line
from extractor.readers.pages.model import Face, Run
from extractor.readers.pages.paragraphs import paragraphs
from extractor.readers.pages.settings import PAGES
from extractor.readers.pages.tables import find_grids
from extractor.readers.pdf import read_bytes
from extractor.readers.pdf.annotations import iso_date
from extractor.readers.pdf.content import FlatArray, operations, unescape

NEVER = ReadOptions(ocr="never")


def read(data: bytes, **options: object) -> Document:
    return read_bytes(data, "mau.pdf", "0" * 64, ReadOptions(ocr="never", **options))  # type: ignore[arg-type]


def check(document: Document) -> None:
    """What holds for every paged document: places for all characters, pages that cover the text, blocks and cells inside it."""
    text = document.text
    assert document.boxes is not None
    assert len(document.boxes.values) == 4 * len(text)
    position = 0
    for page in document.pages:
        assert page.start == position or (position == 0 and page.start == 0)
        assert page.start <= page.end
        position = page.end
    assert position == len(text)
    for offset, character in enumerate(text):
        box = document.boxes.of(offset)
        if box is None:
            continue
        number = document.page_of(offset)
        assert number is not None
        page = document.pages[number - 1]
        assert character != "\n"
        assert 0 <= box[0] <= box[2] <= page.width and -20 <= box[1] <= box[3] <= page.height + 20
    for block in document.blocks:
        assert 0 <= block.start <= block.end <= len(text)
    for table in document.tables:
        for cell in table.cells:
            assert 0 <= cell.row < table.rows and 0 <= cell.column < table.columns
            for span in cell.spans:
                assert table.start <= span.start < span.end <= table.end
                assert "\t" not in span.of(text) and "\n" not in span.of(text)


def cell(document: Document, number: int, row: int, column: int) -> str:
    for found in document.tables[number].cells:
        if (found.row, found.column) == (row, column):
            return " ".join(span.of(document.text) for span in found.spans)
    raise AssertionError(f"no cell {row}, {column}")


# -- reading order and paragraphs ----------------------------------------------------------------------------------------------------


def test_letterhead_is_read_column_by_column() -> None:
    document = read(samples.simple_report())
    check(document)
    assert document.text.startswith(
        "ỦY BAN NHÂN DÂN\nTỈNH THANH LÂM\n\nSố: 417/BC-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Độc lập - Tự do - Hạnh phúc\n\nThanh Lâm, ngày 08 tháng 11 năm 2021\n\nBÁO CÁO\n\nKết quả cấp nước"
    )


def test_paragraphs_keep_their_line_ends_and_are_parted_by_blank_lines() -> None:
    document = read(samples.simple_report())
    paragraphs = [" ".join(part.split()) for part in document.text.split("\n\n")]
    for body in samples.BODY:
        assert paragraphs.count(body) == 3
    blocks = [" ".join(document.text[b.start : b.end].split()) for b in document.blocks]
    assert samples.BODY[0] in blocks


def test_signature_block_is_read_left_then_right() -> None:
    text = read(samples.simple_report()).text
    order = ["Nơi nhận:", "- Như trên;", "- Lưu: VT, KTN.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Hoàng Mẫn"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)


def test_page_number_is_not_text_and_pages_know_their_run() -> None:
    document = read(samples.simple_report())
    assert not regex.search(r"^\s*2\s*$", document.text, regex.MULTILINE)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.page_of(document.text.index("Nơi nhận")) == 2
    assert document.page_of(0) == 1


def test_text_of_columns_and_aligned_table() -> None:
    document = read(samples.unruled())
    check(document)
    assert "TT\tĐơn vị\tKế hoạch\tThực hiện\n1\tHuyện thứ 1\t15\t14,5\n" in document.text
    assert document.tables[0].header_rows == 1
    left, right = document.text.index("Cột bên trái"), document.text.index("Cột bên phải")
    assert left < document.text.index("với từng hộ") < right < document.text.index("cùng làm")


def test_ruled_heads_over_a_body_without_rules_are_one_table() -> None:
    """As a sheet is printed of which the heads alone have borders: also over a page end, where the body has no heads above it."""
    c, buffer = samples.canvas()
    edges, y = (85, 115, 240, 320, 400, 500), 780
    heads = (("TT", "Xã", "Số hộ", "Diện tích", "Tỷ lệ"), ("1", "2", "3", "4", "5"))
    for page in range(2):
        c.setFont("Serif", 10)
        for row in heads if page == 0 else ():
            for n, text in enumerate(row):
                c.rect(edges[n], y, edges[n + 1] - edges[n], 20)
                c.drawString(edges[n] + 3, y + 6, text)
            y -= 20
        for number in range(1 + 40 * page, 41 + 40 * page - 25 * page):
            for n, text in enumerate((f"{number:02}", f"Xã thứ {number} vùng cao", f"{number * 15}", f"{number * 14},5", "" if number % 3 else f"{number},2")):
                c.drawString(edges[n] + 3 if n < 2 else edges[n + 1] - 3 - c.stringWidth(text, "Serif", 10), y, text)
            y -= 16
        c.showPage()
        y = 780
    c.save()
    document = read(buffer.getvalue())
    check(document)
    [table] = document.tables
    assert (table.rows, table.columns, table.header_rows) == (57, 5, 2)
    assert "TT\tXã\tSố hộ\tDiện tích\tTỷ lệ\n1\t2\t3\t4\t5\n01\tXã thứ 1 vùng cao\t15\t14,5\t\n" in document.text
    assert "55\tXã thứ 55 vùng cao\t825\t770,5\t\n" in document.text


def _sheet_page(c: Any, columns: Sequence[int], rows: Sequence[int], width: float = 90.0) -> None:
    """A page of a printed sheet: columns by number (0 and 1 name the row), the head where row 0 is among the rows."""
    c.setFont("Serif", 10)
    for at, row in enumerate(rows):
        for n, column in enumerate(columns):
            text = ("TT", "Xã", *(f"Chỉ tiêu {k} (ha)" for k in range(2, 9)))[column] if row == 0 else (f"{row}" if column == 0 else f"Xã thứ {row}" if column == 1 else f"{100 * row + column}")
            c.rect(85 + n * width, 760 - 16 * at, width, 16)
            c.drawString(88 + n * width, 764 - 16 * at, text)
    c.showPage()


@pytest.mark.parametrize("down", [[range(13)], [range(40), range(40, 55)]])
def test_columns_on_pages_of_their_own_belong_to_the_rows_at_the_same_height(down: list[Sequence[int]]) -> None:
    """A sheet wider than its page, printed down and then over; one of 55 rows stands on two pages below each other."""
    c, buffer = samples.canvas()
    for columns in ((0, 1, 2, 3), (4, 5, 6), (7, 8)):
        for rows in down:
            _sheet_page(c, columns, rows)
    c.save()
    document = read(buffer.getvalue())
    check(document)
    [table] = document.tables
    count = sum(map(len, down))
    assert (table.rows, table.columns, table.header_rows) == (count, 9, 1)
    found = {(cell.row, cell.column): "".join(span.of(document.text) for span in cell.spans) for cell in table.cells}
    assert (found[0, 8], found[count - 1, 1], found[count - 1, 5], found[count - 1, 8]) == ("Chỉ tiêu 8 (ha)", f"Xã thứ {count - 1}", f"{100 * (count - 1) + 5}", f"{100 * (count - 1) + 8}")


def test_pages_of_one_form_are_tables_of_their_own() -> None:
    c, buffer = samples.canvas()
    for _ in range(2):
        _sheet_page(c, (0, 1, 2), range(9))
    c.save()
    [table] = read(buffer.getvalue()).tables
    assert table.columns == 3


def test_odd_glyphs() -> None:
    document = read(samples.odd_glyphs())
    check(document)
    lines = [line for line in document.text.split("\n") if line]
    assert lines == ["Ủy ban nhân dân quyết định", "Số: 71/QĐ-UBND ngày 02/3/2020", "THÔNG BÁO", "Chữ đậm vẽ hai lần", "Diện tích 25 km2"]


def test_running_text_is_not_taken_for_a_running_head() -> None:
    document = read(samples.long_report(4))
    assert sum(document.text.count(body.split(",")[0].split()[0]) for body in samples.BODY) > 0
    joined = " ".join(document.text.split())
    assert joined.count(samples.BODY[0]) >= 8


# -- tables --------------------------------------------------------------------------------------------------------------------------


def test_ruled_table_over_pages_is_one_table() -> None:
    document = read(samples.ruled_table())
    check(document)
    assert len(document.tables) == 1
    table = document.tables[0]
    assert (table.rows, table.columns, table.header_rows) == (len(samples.ROWS) + 1, 5, 1)
    assert document.text.count("Tên công trình") == 1
    assert [cell(document, 0, 0, column) for column in range(5)] == list(samples.HEADS)
    for number, row in enumerate(samples.ROWS, 1):
        got = [cell(document, 0, number, column) for column in range(5)]
        assert got[0] == row[0] and got[2:] == list(row[2:])
        assert got[1].startswith(row[1])
        assert got[1] == row[1] or got[1].endswith("chính theo Quyết định số 1180/QĐ-UBND")


def test_merged_cells_have_their_spans() -> None:
    across = [(y, 100.0, 400.0) for y in (100.0, 120.0, 160.0)] + [(140.0, 200.0, 400.0)]
    down = [(x, 100.0, 160.0) for x in (100.0, 200.0, 400.0)] + [(300.0, 120.0, 160.0)]
    grid = find_grids(across, down).grids[0]
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in grid.cells}
    assert spans == {(0, 0): (1, 1), (0, 1): (1, 2), (1, 0): (2, 1), (1, 1): (1, 1), (1, 2): (1, 1), (2, 1): (1, 1), (2, 2): (1, 1)}


def test_stages_of_the_table_chain_can_be_printed() -> None:
    stages = find_grids([(100.0, 50.0, 200.0), (130.0, 50.0, 200.0)], [(x, 100.0, 130.0) for x in (50.0, 120.0, 200.0)])
    assert "2 horizontal edges" in str(stages) and "6 intersections" in str(stages) and "grid of 1 rows, 2 columns" in str(stages)


@given(
    st.lists(st.tuples(st.floats(0, 800), st.floats(0, 600), st.floats(0, 600)), max_size=30),
    st.lists(st.tuples(st.floats(0, 600), st.floats(0, 800), st.floats(0, 800)), max_size=30),
)
@settings(max_examples=60, deadline=None)
def test_grids_of_any_rules_tile_without_overlap(across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]) -> None:
    across = [(y, min(a, b), max(a, b)) for y, a, b in across]
    down = [(x, min(a, b), max(a, b)) for x, a, b in down]
    for grid in find_grids(across, down).grids:
        slots = [(r, c) for cell in grid.cells for r in range(cell.row, cell.row + cell.row_span) for c in range(cell.column, cell.column + cell.column_span)]
        assert len(slots) == len(set(slots)) == grid.rows * grid.columns
        assert list(grid.xs) == sorted(grid.xs) and list(grid.ys) == sorted(grid.ys)


# -- an office document --------------------------------------------------------------------------------------------------------------


@samples.needs_soffice
def test_office_report() -> None:
    document = read(samples.office_report())
    check(document)
    text = document.text
    flowing = " ".join(text.split())  # where the lines end is LibreOffice's affair
    assert "công tác năm<sup>1</sup>, Sở đã nạo vét" in flowing
    assert "trên 5 triệu m3<sup>2</sup> và 37 hồ" in flowing
    assert "TTr-\nSNNPTNT" in text
    assert "\nBÁO CÁO\n" in text
    notes = [(b.mark, text[b.start : b.end]) for b in document.blocks if b.kind == "note"]
    assert notes == [
        ("1", "<sup>1</sup> Ban hành kèm theo Quyết định số 44/QĐ-SNN ngày 11/01/2021 của Giám đốc Sở."),
        ("2", "<sup>2</sup> Theo Biên bản kiểm tra số 07/BB-CCTL ngày 30/9/2021 của Chi cục Thủy lợi."),
        ("1", "<sup>1</sup> Kèm theo phụ lục số liệu."),
    ]
    assert [(t.rows, t.columns, t.header_rows) for t in document.tables] == [(41, 4, 1), (6, 4, 1)]
    assert all(cell(document, 0, n, 1) == f"Kênh chính số {n} đoạn qua xã Tân Khê, huyện Bình Lãng" for n in range(1, 41))
    assert document.pages[-1].width > document.pages[-1].height


@samples.needs_soffice
def test_row_cut_by_the_page_end_is_one_row() -> None:
    document = read(samples.office_report())
    cut = [c for c in document.tables[0].cells if len(c.spans) > 1]
    assert cut
    for halved in cut:
        first, second = halved.spans
        page = document.page_of(first.start)
        assert page is not None and document.page_of(second.start) == page + 1


# -- rotation, stamps, encryption ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_rotated_pages_read_the_same(by: int) -> None:
    document = read(samples.rotated(by))
    check(document)
    assert document.text.split("\n")[7] == "Dòng thứ 8 của phụ lục in ngang, tổng 224 hộ"
    assert document.boxes is not None
    box = document.boxes.of(0)
    assert box is not None and abs(box[0] - 60) < 1


def test_text_set_upwards_is_read_and_its_boxes_stand_upright() -> None:
    document = read(samples.lying())
    check(document)
    assert document.text.startswith("Dòng thứ 1 của phụ lục in ngang, tổng 7 hộ\nDòng thứ 2")
    assert document.boxes is not None
    first, later = document.boxes.of(0), document.boxes.of(10)
    assert first is not None and later is not None
    assert later[1] < first[1], "text runs up the page"


@pytest.mark.parametrize("drawn", [False, True])
def test_signature_stamp_is_metadata(drawn: bool) -> None:
    document = read(samples.stamped(drawn))
    check(document)
    assert "Ký bởi" not in document.text and "Thời gian ký" not in document.text
    assert document.properties["stamp.1"].startswith("Ký bởi: Ủy ban nhân dân tỉnh Thanh Lâm; ")
    assert document.properties["stamp.1.time"] == "2021-11-08T16:42:07"
    assert [b.kind for b in document.blocks].count("stamp") == 1
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" in document.text


@pytest.mark.parametrize("typed", [False, True])
def test_a_signers_name_inside_the_picture_of_the_signature(typed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.readers import recognition
    from extractor.readers.tesseract import TextLine, Word

    seen = []

    def reader(_: str, dpi: int, __: float) -> Any:
        def read(grey: Any, mode: int) -> list[TextLine]:
            seen.append(dpi)
            left, base = 30 + 0.25 * grey.shape[1], 0.9 * grey.shape[0]
            words = [Word(text, round(left + 60 * n), round(base - 30), round(left + 60 * n + 50), round(base), 90) for n, text in enumerate(("Vũ", "Thị", "Thìn"))]
            strokes = [Word("”ZỈ", round(left), 40, round(left + 50), 80, 12)]
            return [TextLine(80.0, 30.0, strokes), TextLine(base, 30.0, words)]

        return read

    monkeypatch.setattr(recognition, "available", lambda languages: True)
    monkeypatch.setattr(recognition, "recogniser", reader)
    document = read_any(samples.signed_in_a_picture(typed=typed), "a.pdf")
    check(document)
    assert document.text.count("Vũ Thị Thìn") == 1 and "+07:00" not in document.text
    assert document.properties["stamp.1.time"] == "2021-11-08T16:42:07"
    assert ("names_in_pictures" in document.properties) is not typed
    assert (document.confidence is None) is typed and len(seen) == (0 if typed else 2)


def test_signature_field_gives_name_and_time() -> None:
    from extractor.readers.pdf.annotations import signatures
    from extractor.readers.pdf.opening import open_pdf

    data = samples.with_signature_field()
    document = open_pdf(data, "mau.pdf", None, 10)[0]
    assert signatures(document) == [{"name": "Sở Nội vụ Thanh Lâm", "reason": "Phát hành", "time": "2021-11-08T16:42:07+07:00"}]
    assert read(data).properties["signature.1.time"] == "2021-11-08T16:42:07+07:00"


def test_annotation_that_the_clerk_added_is_text() -> None:
    document = read(samples.with_free_text())
    check(document)
    assert "Số: 88/QĐ-SNV" in document.text


@pytest.mark.parametrize("anew", [True, False])
def test_values_of_fields_that_have_no_appearance(anew: bool) -> None:
    document = read(samples.with_fields(anew))
    check(document)
    words = " ".join(document.text.split())
    assert "Don vi: Xã Nậm Lạnh So ho: 1.204" in words and "Dong 1 Dong 2" in words and "secret" not in words


def test_files_attached_to_a_pdf_are_documents() -> None:
    text = "Phụ lục có 12 hộ."
    inner = samples.with_files({"trong.txt": text.encode()})
    files = {"phụ lục.txt": text.encode(), "hóa đơn.xml": b"<a/>", "kèm.pdf": inner, "../x.zip": b"PK nothing"}
    found = {item.source: item.text if isinstance(item, Document) else item.cause for item in read_all_bytes(samples.with_files(files), "a.pdf", NEVER)}
    assert found == {
        "a.pdf": "Thong bao so 5\n",
        "a.pdf/phụ lục.txt": text,
        "a.pdf/kèm.pdf": "Thong bao so 5\n",
        "a.pdf/kèm.pdf/trong.txt": text,
        "a.pdf/x.zip": "PK nothing",
    }


def test_pdf_dates() -> None:
    assert iso_date("D:20211108164207+07'00'") == "2021-11-08T16:42:07+07:00"
    assert iso_date("D:20211108") == "2021-11-08"
    assert iso_date("hôm qua") is None


def test_encrypted_file_names_the_password_option() -> None:
    for options in (NEVER, ReadOptions(password="sai", ocr="never")):
        with pytest.raises(ReadError) as caught:
            read_bytes(samples.encrypted(), "mat.pdf", "", options)
        assert caught.value.cause == "encrypted" and "--password" in caught.value.vi and "mat.pdf" in caught.value.vi
    opened = read_bytes(samples.encrypted(), "mat.pdf", "", ReadOptions(password="mat-khau-8", ocr="never"))
    assert opened.text == "Văn bản có mật khẩu số 12/TB-VP\n"


def test_registry_reads_pdf_by_content() -> None:
    assert read_any(samples.simple_report(), "khong-co-duoi").format == "pdf"


# -- content streams -----------------------------------------------------------------------------------------------------------------


def test_content_operators() -> None:
    data = rb"q 1 0 0 1 72.5 -.5 cm BT /F#31 12 Tf [(a\(b\)) -250 <4142> (c(d)e)] TJ (x\101\n) Tj ET BI /W 1 ID \x00EI\x01 EI Q % end"
    found = [(operator, operands) for operator, operands in operations(data)]
    assert [operator for operator, _ in found] == [b"q", b"cm", b"BT", b"Tf", b"TJ", b"Tj", b"ET", b"EI", b"Q"]
    assert found[1][1] == [1.0, 0.0, 0.0, 1.0, 72.5, -0.5]
    assert found[3][1] == ["F1", 12.0]
    array = found[4][1][-1]
    assert (array.items() if isinstance(array, FlatArray) else array) == [b"a(b)", -250.0, b"AB", b"c(d)e"]
    assert found[5][1] == [b"xA\n"]


def test_dictionaries_and_nested_arrays_of_content() -> None:
    found = list(operations(b"/Artifact <</Type /Pagination /Attached [/Top] /BBox [1 2 [3]]>> BDC EMC [1 2 (open TJ ET"))
    assert found[0][0] == b"BDC"
    assert found[0][1][1]["Type"] == "Pagination"
    assert [operator for operator, _ in found][:2] == [b"BDC", b"EMC"]


def test_escapes_of_strings() -> None:
    assert unescape(rb"a\053b\\\)\(\r\
c") == b"a+b\\)(\rc"


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_content(data: bytes) -> None:
    for operator, operands in operations(data):
        assert isinstance(operator, bytes) and isinstance(operands, list)


# -- hostile files -------------------------------------------------------------------------------------------------------------------


def outcome(data: bytes, seconds: float = 20.0) -> str:
    """Reads and gives "read" or the cause of the ReadError; anything else is a failure of the test."""
    start = time.process_time()
    try:
        document = read_bytes(data, "hong.pdf", "", ReadOptions(ocr="never", seconds=seconds, max_memory=400_000_000, max_stream=30_000_000))
    except ReadError as error:
        assert error.source == "hong.pdf" and error.vi and error.en
        return error.cause
    finally:
        assert time.process_time() - start < seconds + 5
    check(document)
    return "read"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-", "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"%PDF-1.4" + b"\x00" * 5000, "damaged"),
        (b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj", "damaged"),
    ],
)
def test_files_without_a_page(data: bytes, expected: str) -> None:
    assert outcome(data) == expected


@pytest.mark.parametrize("name", sorted(samples.HOSTILE))
def test_hostile_structures_end(name: str) -> None:
    assert outcome(samples.HOSTILE[name](), seconds=6.0) in {"read", "damaged", "too-large", "too-slow"}


def test_page_bomb_is_refused() -> None:
    kids = b" ".join(b"3 0 R" for _ in range(300))
    data = samples.pdf_objects({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 300/Kids[" + kids + b"]>>",
                                **{n: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>" for n in range(3, 4)}})  # fmt: skip
    assert outcome(data) in {"read", "damaged"}
    many = {n: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>" for n in range(3, 203)}
    kids = b" ".join(b"%d 0 R" % n for n in many)
    data = samples.pdf_objects({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 200/Kids[" + kids + b"]>>", **many})
    with pytest.raises(ReadError) as caught:
        read(data, max_pages=100)
    assert caught.value.cause == "too-large"


def test_truncated_file_gives_what_is_left() -> None:
    data = samples.long_report(4)
    assert outcome(data[: len(data) // 2]) in {"read", "damaged"}
    document = read(data[: len(data) - 300])
    assert "Số: 417/BC-UBND" in document.text and document.properties["repaired"] == "cross-references"


@pytest.mark.parametrize("matrix", [b"1 0 0 1 500 700", b"0 1 -1 0 300 800", b"-1 0 0 -1 100 300", b"0 -1 1 0 300 60"])
def test_what_runs_past_the_edge_of_the_page(matrix: bytes) -> None:
    document = read(samples.pdf_objects(samples.one_page(b"BT /F1 12 Tf " + matrix + b" Tm (Bao cao " + b"x" * 3000 + b") Tj ET")))
    check(document)
    assert document.text.startswith("Bao cao xxxxxxxxx")
    assert len(document.text) < 200, "far from the page nothing is read"
    page = document.pages[0]
    assert document.boxes is not None
    box = document.boxes.of(len(document.text) - 2)
    assert box is not None and 0 <= box[0] <= box[2] <= page.width and 0 <= box[1] <= box[3] <= page.height


def test_mutated_files_are_read_or_refused() -> None:
    random.seed(20)
    base = samples.simple_report()
    for _ in range(25):
        assert outcome(samples.mutated(base, random.Random(random.random()))) in {"read", "damaged", "too-large", "too-slow", "encrypted"}


def test_damaged_stream_gives_what_stands_before_the_damage() -> None:
    from extractor.readers.pdf.opening import BoundedZlib

    text = b"".join(b"BT /F1 12 Tf (%d) Tj ET\n" % (n * n) for n in range(20_000))
    packed = bytearray(zlib.compress(text))
    middle = len(packed) // 2
    packed[middle : middle + 400] = b"\xff" * 400
    got = BoundedZlib(10**7).decompress(bytes(packed))
    assert len(got) > 10_000 and text.startswith(got[:10_000])
    assert BoundedZlib(10**6).decompress(zlib.compress(text)[:-4]) == text


def test_many_files_do_not_leave_watchers() -> None:
    import threading

    before = threading.active_count()
    for _ in range(5):
        read(samples.simple_report())
    time.sleep(0.3)
    assert threading.active_count() <= before + 1


# -- patterns ------------------------------------------------------------------------------------------------------------------------


def test_examples_of_the_page_patterns() -> None:
    seen = 0
    for place, positive, example in examples("pages"):
        rule = getattr(PAGES, place.split(".")[1])
        pattern = regex.compile(rule.pattern, regex.IGNORECASE)
        name = place.split(".")[1]
        found = pattern.match(example.text) if name in {"stamp_label", "item_mark", "signed_at"} else pattern.fullmatch(example.text)
        assert bool(found) == positive, f"{place}: {example.text}"
        seen += 1
    assert seen > 30


def test_speed_beside_pdfminer() -> None:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    data = samples.long_report(6)
    read(data)

    def seconds(function: object) -> float:
        best = 1e9
        for _ in range(3):
            start = time.process_time()
            function()  # type: ignore[operator]
            best = min(best, time.process_time() - start)
        return best

    theirs = seconds(lambda: list(extract_pages(io.BytesIO(data), laparams=LAParams(boxes_flow=None))))
    assert seconds(lambda: read(data)) < theirs


def line_of(text: str, x0: float = 10.0, em: float = 12.0) -> object:
    """A line of letters half an em wide."""
    from extractor.readers.pages.lines import Line
    from extractor.readers.pages.model import Face, Run

    return Line([Run(text, [x0 + em / 2 * i for i in range(len(text) + 1)], 100.0, em, Face("x"))])


@pytest.mark.parametrize(
    ("first", "second", "joint"),
    [
        ("1180/QĐ-", "UBND", ""),
        ("theo 1180/QĐ-", "UBND tỉnh", ""),
        ("1180/QĐ-UB", "ND", ""),
        ("346.1", "43", ""),
        ("17.9", "6", ""),
        ("1.506.25", "0,8", ""),
        ("nghiê", "n", ""),
        ("TTH", "C", ""),
        ("người/lớ", "p", ""),
        ("2021", "2022", " "),
        ("120", "135", " "),
        ("Quyết", "định", " "),
        ("UBND", "tỉnh", " "),
        ("Ủy", "ban", " "),
        ("12/QĐ-BNV", "của Bộ", " "),
        ("I -", "II", " "),
    ],
)
def test_joints_of_lines_in_a_narrow_cell(first: str, second: str, joint: str) -> None:
    from extractor.readers.pages.joints import line_joint

    before, line = line_of(first), line_of(second)
    assert line_joint(before, line, 6.0 * len(first)) == joint  # type: ignore[arg-type]
    if joint == "" and not first.endswith("-"):
        assert line_joint(before, line, 6.0 * len(first) + 30) == " ", "there was room"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "known", "joint"),
    [
        ("ST", "T", "", ""),  # the head of a column of ordinals
        ("TTH", "C", "", ""),  # no piece is a word
        ("UBN", "D", "UBND", ""),
        ("nghiê", "n", "nghiên", ""),
        ("UBND", "XH", "UBND XH", " "),  # two words of the document
        ("UBND", "XH", "XH", " "),
        ("Số", "hộ", "", " "),
        ("cấp", "nước", "", " "),
        ("Ủy", "ban", "", " "),
        ("31/7/20", "31 (tiếp)", "", ""),  # a day whose year is cut
        ("31/7/203", "1)", "", ""),
        ("31/7/20", "3112 hộ", "", " "),
    ],
)
def test_joints_where_only_the_inner_margin_says_whether_a_letter_had_room(first: str, second: str, known: str, joint: str) -> None:
    from extractor.readers.pages.joints import line_joint

    before, line = line_of(first), line_of(second)
    width = before.x1 - before.x0 + 2 * 6  # type: ignore[attr-defined]
    assert line_joint(before, line, width - 6, width, frozenset(known.split())) == joint  # type: ignore[arg-type]
    assert line_joint(before, line, width + 60, width + 66, frozenset(known.split())) == " ", "there was room"  # type: ignore[arg-type]


def test_what_closes_a_word_begins_none() -> None:
    from extractor.readers.pages.joints import line_joint

    assert [line_joint(line_of("31/7/2031"), line_of(rest), 99.0) for rest in (")", "; và", "(tính")] == ["", "", " "]  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [17, 20, 24, 28, 32])
def test_a_head_that_its_column_cuts_is_one_word(width: float) -> None:
    document = read(samples.narrow_head(width))
    check(document)
    assert [cell(document, 0, 0, column) for column in range(3)] == ["STT", "Chỉ tiêu", "ĐVT"]
    assert document.tables[0].header_rows == 1


def test_notes_that_look_alike_are_no_running_head() -> None:
    from extractor.readers.pages.furniture import take_furniture
    from extractor.readers.pages.layout import PageLayout
    from extractor.readers.pages.model import PageContent

    def page(number: int, foot: str, head: str) -> PageLayout:
        top, body, bottom = line_of(head), line_of("Nội dung của trang"), line_of(foot)
        top.base, body.base, bottom.base = 40.0, 400.0, 800.0  # type: ignore[attr-defined]
        return PageLayout(PageContent(number, 595.0, 842.0), [[top], [body], [bottom]], [])  # type: ignore[list-item]

    pages = [page(n, f"1 Quyết định số {n * 31}/QĐ-UBND của UBND tỉnh", f"Báo cáo năm 2021 - trang {n} của 4") for n in range(1, 5)]
    taken = take_furniture(pages)
    assert [texts for texts in taken] == [[f"Báo cáo năm 2021 - trang {n} của 4"] for n in range(1, 5)]


@pytest.mark.parametrize("bold", [True, False])
def test_a_centred_paragraph_whose_first_line_is_set_in(bold: bool) -> None:
    # "Về …" fills the line from its indent on; what is left of it stands in the middle below.
    face = Face("x", bold=bold)

    def line(text: str, x0: float, x1: float, base: float) -> Line:
        step = (x1 - x0) / len(text)
        return Line([Run(text, [x0 + step * n for n in range(len(text) + 1)], base, 14, face)])

    first, rest = line("Về thành lập Trung tâm Quản lý đường hầm vượt sông Bảo", 126, 519, 100), line("Thuận", 284, 322, 117)
    below = line("Thuận và các xã lân cận được giao quản lý", 90, 400, 117)
    assert len(paragraphs([first, rest], 90, 523, 1.2)) == (1 if bold else 2)
    assert len(paragraphs([first, below], 90, 523, 1.2)) == 1
    day, year = line("Lào Cai, ngày 12 tháng 11", 327, 533, 100), line("năm tới đây", 372, 444, 117)
    assert len(paragraphs([day, year], 288, 533, 1.2, column=True)) == 1


def test_an_old_encoding_printed_in_a_font_that_does_not_say_so() -> None:
    # A machine without the old font prints its bytes in another one; a sign of Unicode elsewhere says nothing of them.
    lines = (
        "UÛY BAN NHAÂN DAÂN XAÕ NAÄM LAÏNH",
        "Caên cöù Luaät Toå chöùc chính quyeàn ñòa phöông;",
        "Soá: 12/QÑ-UBND ngaøy 14 thaùng 5 naêm 2031",
        "Pheâ duyeät keá hoaïch söû duïng ñaát cuûa xaõ.",
    )
    c, buffer = samples.canvas()
    for number, text in enumerate(lines):
        c.setFont("Serif", 13)
        c.drawString(80, 760 - 20 * number, text)
    c.setFont("SerifBold", 9)
    c.drawString(80, 100, "Bản sao ạ")
    c.save()
    document = read(buffer.getvalue())
    check(document)
    assert [line for line in document.text.splitlines() if line][:4] == [
        "ỦY BAN NHÂN DÂN XÃ NẬM LẠNH",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Số: 12/QĐ-UBND ngày 14 tháng 5 năm 2031",
        "Phê duyệt kế hoạch sử dụng đất của xã.",
    ] and "Bản sao ạ" in document.text
