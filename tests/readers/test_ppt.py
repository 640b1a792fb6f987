"""PPT: slides as pages as in PPTX, fonts from before Unicode run by run, what the last save left. slides.ppt.xz is LibreOffice's own PPT of slides.fodp."""

from __future__ import annotations

import lzma
import random
import struct
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import ppt_records as records
from extractor.readers import read_bytes

DECK = lzma.decompress(Path(__file__).with_name("slides.ppt.xz").read_bytes())


@pytest.fixture(scope="module")
def deck() -> Document:
    return read_bytes(DECK, "a.ppt")


def test_slides_are_pages_read_by_place_without_hidden_slides_and_notes(deck: Document) -> None:
    assert deck.format == "ppt"
    assert [deck.text[page.start : page.end] for page in deck.pages] == [
        "Kế hoạch Báo cáo của Sở và Sở Nội vụ CỘNG HÒA\nThu 12,5 tỷ đồng.\nChi 11 tỷ đồng.\nBên phải\nNhóm trái\nNhóm phải\n",
        "Trang ba\nXã\tThu (tỷ đồng)\nAn Phú\t12,5\n",
    ]
    assert deck.pages[0].width > deck.pages[0].height > 0
    assert deck.blocks[0].kind == "heading"


def test_fonts_are_converted_run_by_run(deck: Document) -> None:
    assert deck.properties["converted"] == ".VnTime: TCVN3 (ABC) (11); .VnTimeH: TCVN3 (ABC) (8); VNI-Times: VNI (14)"


def test_a_table_has_cells(deck: Document) -> None:
    (table,) = deck.tables
    assert [(cell.row, cell.column, "".join(deck.text[span.start : span.end] for span in cell.spans)) for cell in table.cells] == [
        (0, 0, "Xã"),
        (0, 1, "Thu (tỷ đồng)"),
        (1, 0, "An Phú"),
        (1, 1, "12,5"),
    ]


def record(kind: int, content: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(content)) + content


def test_the_last_save_counts_and_older_ones_fill_what_it_left() -> None:
    first = record(0x1772, struct.pack("<III", 2 << 20 | 1, 1000, 2000))
    edit = record(0x0FF5, struct.pack("<IIIIII", 0, 0, 0, 0, 1, 3))
    second = record(0x1772, struct.pack("<II", 1 << 20 | 2, 3000))
    last = record(0x0FF5, struct.pack("<IIIIII", 0, 0, len(first), len(first) + len(edit), 1, 3))
    stream = records.Stream(first + edit + second + last)
    assert records.living(stream, len(first + edit + second)) == ({1: 1000, 2: 3000}, 1)
    # A save that names itself as the one before ends.
    again = record(0x0FF5, struct.pack("<IIIIII", 0, 0, 0, 0, 7, 3))
    assert records.living(records.Stream(again), 0) == ({}, 7)


def test_runs_name_their_fonts_behind_whatever_else_they_say() -> None:
    paragraphs = struct.pack("<IHI", 9, 0, 0x100000 | 0x800) + struct.pack("<HHHHHH", 1, 2, 10, 0, 20, 0)
    runs = struct.pack("<IIHHH", 3, 0x1 | 0x10000 | 0x20000, 1, 5, 24) + struct.pack("<II", 6, 0)
    assert records.fonts_of(paragraphs + runs, 8) == [(3, 5), (6, None)]
    text = records.Text(1, "Së \x0bba\rx", paragraphs + runs)
    assert records.paragraphs(text, {5: ".VnTime"}, {1: "Arial"}) == [[("Së ", ".VnTime"), ("\nba", "Arial")], [("x", "Arial")]]
    assert records.paragraphs(records.Text(4, "chỉ chữ"), {}, {}) == [[("chỉ chữ", None)]]


def test_damaged_files_end_in_an_error_or_in_what_is_left() -> None:
    # The beginning of the stream that tells the last save, and records in the middle of the file.
    change = random.Random(7)
    for _ in range(25):
        data = bytearray(DECK)
        for _ in range(40):
            data[change.randrange(512, len(data))] = change.randrange(256)
        try:
            assert read_bytes(bytes(data), "a.ppt").format == "ppt"
        except ReadError as error:
            assert error.cause in {"damaged", "empty", "encrypted"}
    with pytest.raises(ReadError):
        read_bytes(DECK[: len(DECK) // 3], "a.ppt")
