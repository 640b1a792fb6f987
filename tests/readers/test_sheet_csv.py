"""Sheets saved as CSV: what parts the cells, how numbers are written, heads that lost their joined cells, and what is no sheet."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers import format_of, read_all_bytes, read_bytes
from extractor.records import Indicator

HEAD = ["STT", "Đơn vị", "Kế hoạch (ha)", "Thực hiện (ha)"]
ROWS = [["1", "Xã Bảo Thuận", "1.412,5", "1.398"], ["2", "Xã Cam Hòa", "655,25", "661"]]


def figures(data: bytes, name: str = "bieu.csv") -> list[tuple[str | None, str | None, float]]:
    return [(r.subject, r.label, float(r.value)) for r in extract(read_bytes(data, name)).records if isinstance(r, Indicator)]


def csv(rows: list[list[str]], sign: str = ";") -> str:
    return "".join(sign.join(f'"{cell}"' if sign in cell else cell for cell in row) + "\r\n" for row in rows)


WANTED = [
    ("Xã Bảo Thuận", "Kế hoạch (ha)", 1412.5), ("Xã Bảo Thuận", "Thực hiện (ha)", 1398.0),
    ("Xã Cam Hòa", "Kế hoạch (ha)", 655.25), ("Xã Cam Hòa", "Thực hiện (ha)", 661.0),
]  # fmt: skip


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_parts_the_cells(sign: str, encoding: str) -> None:
    data = csv([HEAD, *ROWS], sign).encode(encoding)
    assert format_of(data, "bieu.csv").name == "csv"
    assert figures(data) == WANTED


def test_numbers_of_an_english_program() -> None:
    rows = [["1", "Xã Bảo Thuận", "1,412.5", "1,398"], ["2", "Xã Cam Hòa", "655.25", "661"]]
    assert figures(csv([HEAD, *rows], ",").encode()) == WANTED
    assert read_bytes(csv([HEAD, *rows], ",").encode(), "bieu.csv").tables[0].cells[4].address == "bieu!A2"


def test_excels_own_first_line() -> None:
    assert figures(("sep=;\r\n" + csv([HEAD, *ROWS])).encode("utf-8-sig")) == WANTED


def test_letterhead_title_and_heads_of_two_rows() -> None:
    rows = [
        ["UBND TỈNH LÀO CAI", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""],
        ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "", "", "Độc lập - Tự do - Hạnh phúc", "", ""],
        ["BIỂU TỔNG HỢP DIỆN TÍCH GIEO TRỒNG NĂM 2031", *[""] * 5],
        ["", "", "", "", "Đơn vị tính: ha", ""],
        ["STT", "Tên xã", "Kế hoạch", "", "Thực hiện", ""],
        ["", "", "Lúa", "Ngô", "Lúa", "Ngô"],
        ["1", "Xã Bảo Thuận", "412", "130", "398", "131"],
        ["2", "Xã Cam Hòa", "655", "140", "661", "139"],
    ]
    found = extract(read_bytes(csv(rows).encode(), "bieu.csv")).records
    made = [(r.subject, r.label, float(r.value), r.unit) for r in found if isinstance(r, Indicator)]
    assert made[:4] == [("Xã Bảo Thuận", "Kế hoạch / Lúa", 412, "ha"), ("Xã Bảo Thuận", "Kế hoạch / Ngô", 130, "ha"), ("Xã Bảo Thuận", "Thực hiện / Lúa", 398, "ha"), ("Xã Bảo Thuận", "Thực hiện / Ngô", 131, "ha")]


def test_a_cell_over_several_lines_and_quotation_marks() -> None:
    document = read_bytes('STT;Nội dung;Số hộ\n1;"Trạm bơm ""Cam Hòa""\nvà kênh";120\n2;Đường thôn;95\n'.encode(), "a.csv")
    assert 'Trạm bơm "Cam Hòa"' in document.text and len(document.tables) == 1


@pytest.mark.parametrize("data", ["Báo cáo của xã\nNăm 2031 thu hoạch 120 ha lúa.\n", "một dòng"])
def test_a_text_that_is_named_so_stays_a_text(data: str) -> None:
    assert read_bytes(data.encode(), "a.csv").format == "text"


def test_a_csv_whose_cells_never_end() -> None:
    data = ("a;b\n1;2\n" * 3 + '3;"' + "x" * 300_000).encode()
    assert all(isinstance(item, Document) or item.cause == "damaged" for item in read_all_bytes(data, "a.csv"))
