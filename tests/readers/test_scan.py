"""Scans: pictures and PDF of pictures, recognised by tesseract; pictures made ready; cells; what cannot be read."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pdf_samples as samples
import pytest
import regex
from PIL import Image

from extractor.document import Document
from extractor.errors import ReadError
from extractor.lexicon.patterns import examples
from extractor.pipeline import extract
from extractor.readers import imaging, scan, scan_report, tesseract
from extractor.readers import read_bytes as read_any
from extractor.readers.options import ReadOptions
from extractor.readers.pdf import read_bytes as read_pdf
from extractor.readers.scan import read_bytes
from extractor.readers.tesseract import parse_hocr
from extractor.records import Metadata


def lost(document: Document, expected: str) -> float:
    """The share of words of `expected` that the document does not have."""
    wanted, found = Counter(expected.split()), Counter(document.text.split())
    missing = wanted - found
    return sum(missing.values()) / sum(wanted.values())


def text_of(data: bytes) -> str:
    return read_pdf(data, "x.pdf", "", ReadOptions(ocr="never")).text


def upper_half(dpi: int = 300) -> Image.Image:
    """The upper half of a report's first page: its letterhead and two paragraphs."""
    image = samples.pictures(samples.simple_report(), dpi)[0]
    return image.crop((0, 0, image.width, image.height // 2))


# -- pictures ------------------------------------------------------------------------------------------------------------------------


@samples.needs_tesseract
def test_clean_scan_of_several_pages() -> None:
    document = read_bytes(samples.tiff(samples.pictures(samples.simple_report())), "quet.tif", "")
    assert document.format == "image" and len(document.pages) == 2
    assert lost(document, text_of(samples.simple_report())) <= 0.03
    assert document.text.startswith("ỦY BAN NHÂN DÂN\nTỈNH THANH LÂM\n\nSố: 417/BC-UBND\n\nCỘNG HÒA")
    assert "\n\n2\n" not in document.text
    assert document.confidence is not None and len(document.confidence) == len(document.text)
    assert {value for value in document.confidence if value != 255} <= set(range(101))
    assert float(document.properties["ocr_confidence"]) > 85


@samples.needs_tesseract
def test_places_of_words_are_those_of_the_page() -> None:
    original = read_pdf(samples.simple_report(), "x.pdf", "", ReadOptions(ocr="never"))
    document = read_bytes(samples.tiff(samples.pictures(samples.simple_report())[:1]), "quet.tif", "")
    for word in ("417/BC-UBND", "31/10/2021", "4.250"):
        here, there = document.text.index(word), original.text.index(word)
        assert document.boxes is not None and original.boxes is not None
        a, b = document.boxes.lines(here, here + len(word))[0], original.boxes.lines(there, there + len(word))[0]
        assert all(abs(x - y) < 5 for x, y in zip(a, b, strict=True)), (word, a, b)


@samples.needs_tesseract
@pytest.mark.parametrize("angle", [-2.5, 1.5])
def test_tilted_scan_is_levelled_and_boxes_stay_on_the_picture(angle: float) -> None:
    image = upper_half()
    level = read_bytes(samples.png(image), "quet.png", "")
    tilted = read_bytes(samples.png(image.rotate(angle, fillcolor=255, resample=3)), "quet.png", "")
    assert "levelled" in tilted.properties["ocr_prepared"]
    assert lost(tilted, level.text) <= 0.05
    assert level.boxes is not None and tilted.boxes is not None
    word = "31/10/2021"
    x, y = level.boxes.lines(level.text.index(word), level.text.index(word) + 1)[0][:2]
    box = tilted.boxes.lines(tilted.text.index(word), tilted.text.index(word) + 1)[0]
    radians = np.radians(angle)
    dx, dy = x - 297.6, y - 210.4
    expected = (297.6 + np.cos(radians) * dx + np.sin(radians) * dy, 210.4 - np.sin(radians) * dx + np.cos(radians) * dy)
    assert abs(box[0] - expected[0]) < 5 and abs(box[1] - expected[1]) < 5


@samples.needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_scan_that_lies_on_its_side_or_head_is_turned(turn: int) -> None:
    image = samples.pictures(samples.simple_report(), 200)[0]
    document = read_bytes(samples.png(image.rotate(turn, expand=True), 200), "quet.png", "", ReadOptions(dpi=200))
    assert "turned by" in document.properties["ocr_prepared"]
    assert "Số: 417/BC-UBND" in document.text
    page = document.pages[0]
    assert (page.width > page.height) == (turn != 180)
    box = document.boxes.of(0) if document.boxes else None
    assert box is not None
    corner = {90: box[0] < 120 and box[1] > 400, 180: box[1] > 700, 270: box[0] > 700 and box[1] < 250}
    assert corner[turn], box


@samples.needs_tesseract
def test_noisy_scan() -> None:
    document = read_bytes(samples.png(samples.noisy(upper_half())), "quet.png", "")
    expected = text_of(samples.simple_report())
    assert lost(document, expected[: expected.index("Các huyện")]) <= 0.06


@samples.needs_tesseract
def test_text_under_stamp_and_signature_is_read() -> None:
    image = upper_half()
    stamped = samples.red_stamp(image, 900, 1250)
    document = read_bytes(samples.png(stamped), "quet.png", "")
    assert "coloured ink" in document.properties["ocr_prepared"]
    assert lost(document, read_bytes(samples.png(image), "quet.png", "").text) <= 0.04


@samples.needs_tesseract
@pytest.mark.parametrize(("red", "title"), [(False, "GIÁM ĐỐC"), (True, "GIÁM ĐỐC PHÓ GIÁM ĐỐC")])
def test_a_name_under_stamp_and_stroke_or_stamped_in_red_is_read(red: bool, title: str) -> None:
    document = read_bytes(samples.png(samples.signed_by_hand(red)), "quet.png", "")
    said = next(r for r in extract(document).records if isinstance(r, Metadata))
    assert (said.signer, said.signer_title) == ("Vũ Thị Thìn", title)
    assert "- Thanh tra tỉnh;\n\n- Lưu: VT, KH.\n\n" in document.text


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is it told what a process has computed")
@pytest.mark.parametrize(("does", "given_up"), [("sleep 2; echo read", False), ("while :; do :; done", True), ("sleep 60", True)])
def test_a_busy_machine_takes_no_time_from_tesseract(does: str, given_up: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = tmp_path / "tesseract"
    waiting.write_text(f"#!/bin/sh\ncat > /dev/null\n{does}\n")
    waiting.chmod(0o755)
    monkeypatch.setattr(tesseract, "program", lambda: str(waiting))
    monkeypatch.setattr(tesseract, "BUSY", 4 if given_up else 100)
    if given_up:
        with pytest.raises(tesseract.Unrecognised, match="over"):
            tesseract._run([], b"picture" * 50_000, 0.5)
    else:
        assert tesseract._run([], b"picture" * 50_000, 0.5) == "read\n"


@samples.needs_tesseract
def test_cells_of_a_scanned_table() -> None:
    document = read_bytes(samples.png(samples.pictures(samples.ruled_table())[0]), "bang.png", "")
    assert len(document.tables) == 1
    table = document.tables[0]
    assert (table.columns, table.header_rows) == (5, 1) and table.rows > 20
    cells = {(c.row, c.column): " ".join(s.of(document.text) for s in c.spans) for c in table.cells}
    right = sum(cells[n, c] == samples.ROWS[n - 1][c] for n in range(1, table.rows) for c in (0, 2, 3, 4))
    assert right >= 0.98 * 4 * (table.rows - 1)


@samples.needs_tesseract
def test_registry_reads_pictures_of_each_kind() -> None:
    import io

    image = samples.pictures(samples.simple_report(), 150, "RGB")[0].crop((150, 100, 1150, 270))
    for kind in ("PNG", "JPEG", "TIFF"):
        buffer = io.BytesIO()
        image.save(buffer, kind, dpi=(150, 150))
        document = read_any(buffer.getvalue(), f"quet.{kind.lower()}")
        assert document.format == "image" and "UBND" in document.text


# -- PDF of pictures -----------------------------------------------------------------------------------------------------------------


@samples.needs_tesseract
def test_scanned_pdf_is_recognised() -> None:
    data = samples.scanned_pdf(samples.pictures(samples.simple_report(), 200)[:1], 200)
    document = read_pdf(data, "quet.pdf", "", ReadOptions())
    assert document.format == "pdf"
    assert document.properties["text_layer"] == "empty: 1"
    assert "Kế hoạch số 96/KH-UBND ngày 15 tháng 3 năm 2021" in " ".join(document.text.split())


@samples.needs_tesseract
def test_layer_of_an_english_recognition_is_replaced() -> None:
    layer = ["Thgc hiQn K€ ho4ch s6 96/KH-UBND ngdy l5 thdng 3 ndm 202l vA phdt tri6n mpng luoi c6p nudc", "s4ch n6ng th6n, Uy ban nhdn ddn tinh dd giao don vi khdo sdt"] * 3
    data = samples.scan_with_layer(layer, samples.pictures(samples.simple_report(), 200)[0])
    document = read_pdf(data, "quet.pdf", "", ReadOptions())
    assert document.properties["text_layer"].startswith("garbled")
    assert "mạng lưới cấp nước sạch nông thôn" in " ".join(document.text.split())
    assert "ho4ch" not in document.text


@samples.needs_tesseract
def test_sound_layer_is_kept_unless_recognition_is_asked_for() -> None:
    data = samples.simple_report()
    assert "ocr" not in read_pdf(data, "x.pdf", "", ReadOptions()).properties
    document = read_pdf(data, "x.pdf", "", ReadOptions(ocr="always", dpi=200))
    assert document.properties["ocr_pages"] == "1-2"


@samples.needs_tesseract
def test_pages_side_by_side_give_the_same() -> None:
    data = samples.scanned_pdf([upper_half(150), upper_half(150)], 150)
    one = read_pdf(data, "x.pdf", "", ReadOptions(dpi=200))
    two = read_pdf(data, "x.pdf", "", ReadOptions(dpi=200, processes=2))
    assert one.text == two.text


# -- without tesseract, damaged files ------------------------------------------------------------------------------------------------


def test_missing_program_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.readers import onnx_lines

    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(onnx_lines, "available", lambda: False)
    tesseract.program.cache_clear()
    tesseract.languages.cache_clear()
    try:
        image = samples.pictures(samples.simple_report(), 60)
        for data, read in ((samples.png(image[0], 60), read_bytes), (samples.scanned_pdf(image, 60), read_pdf)):
            with pytest.raises(ReadError) as caught:
                read(data, "quet", "", ReadOptions())
            assert caught.value.cause == "needs-ocr"
            assert "apt-get install tesseract-ocr tesseract-ocr-vie" in caught.value.vi and "trichyeu[ocr]" in caught.value.vi and "apt-get install" in caught.value.en
        mixed = samples.text_and_scan(image[0])
        document = read_pdf(mixed, "lan.pdf", "", ReadOptions())
        assert document.properties["needs_ocr"] == "2" and "Công văn" in document.text
    finally:
        tesseract.program.cache_clear()
        tesseract.languages.cache_clear()


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, b"\xff\xd8\xff\xe0" + b"junk" * 50, b"II*\x00\x08\x00\x00\x00\xff\xff", b"GIF89a\xff\xff\xff\xff"],
)
def test_damaged_pictures(data: bytes) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "hong.png", "")
    assert caught.value.cause in {"damaged", "needs-ocr", "too-large"}


def test_picture_of_absurd_size_is_refused() -> None:
    import struct
    import zlib

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" * 100)) + chunk(b"IEND", b"")
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "to.png", "")
    assert caught.value.cause in {"too-large", "damaged"}


@samples.needs_tesseract
def test_empty_sheet() -> None:
    document = read_bytes(samples.png(Image.new("L", (1240, 1754), 255), 150), "trang.png", "")
    assert document.text == "" and len(document.pages) == 1


# -- steps ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [-4.0, -0.7, 0.0, 2.3])
def test_skew_is_measured(angle: float) -> None:
    image = samples.pictures(samples.simple_report(), 150)[0].rotate(angle, fillcolor=255, resample=3)
    grey = np.asarray(image)
    # A picture turned counter-clockwise has lines that rise: they fall by the negative angle.
    assert abs(imaging.skew(imaging.pooled(grey < 128, 2)) + angle) <= 0.25


def test_rules_of_a_drawn_table() -> None:
    grey = np.asarray(samples.pictures(samples.ruled_table(), 300)[0])
    across, down = imaging.rules(grey < 128, 300)
    assert len(down) == 6
    assert len(across) >= 20
    wiped = imaging.wiped(grey, across, down, 300)
    assert not imaging.rules(wiped < 128, 300)[1]


def test_coloured_ink_goes_and_black_text_stays() -> None:
    pixels = np.full((200, 200, 3), 255, dtype=np.uint8)
    pixels[40:60, :, :] = 0
    pixels[:, 100:104, :] = (214, 30, 44)
    pixels[40:60, 100:104, :] = (20, 5, 8)
    grey, coloured = imaging.grey_of(Image.fromarray(pixels))
    assert coloured
    assert grey[10, 102] > 200 and grey[50, 50] < 50 and grey[50, 102] < 60


def test_hocr_is_read() -> None:
    page = (
        "<span class='ocr_line' id='l1' title=\"bbox 100 200 500 250; baseline 0 -10; x_size 42; x_descenders 9\">\n"
        "<span class='ocrx_word' id='w1' title='bbox 100 200 200 250; x_wconf 91'>Số:</span> "
        "<span class='ocrx_word' id='w2' title='bbox 220 200 500 250; x_wconf 40'><strong>12/Q&#272;&amp;TT</strong></span></span>"
    )
    lines = parse_hocr(page)
    assert len(lines) == 1 and lines[0].base == 240 and lines[0].size == 42
    assert [(w.text, w.confidence, w.x0) for w in lines[0].words] == [("Số:", 91, 100), ("12/QĐ&TT", 40, 220)]


def test_page_numbers_as_ranges() -> None:
    assert scan_report.numbers([1, 2, 3, 7, 9, 10]) == "1-3,7,9-10"
    assert scan_report.numbers([]) == ""


def test_examples_of_the_patterns() -> None:
    for place, positive, example in examples("ocr"):
        rule = getattr(scan.PATTERNS, place.split(".")[1])
        assert bool(regex.fullmatch(rule.pattern, example.text)) == positive, place


# -- the second look -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "count"), [("I/2023", 1), ("II/2023", 2), ("III/2023", 3), ("III.", 3), ("XII", 2), ("XVIII", 3), ("H", 0), ("V", 0)])
@pytest.mark.parametrize("noisy", [False, True])
def test_strokes_of_roman_numerals_are_counted_on_the_picture(written: str, count: int, noisy: bool) -> None:
    from PIL import ImageDraw, ImageFont

    from extractor.readers.second_look import strokes, with_counted_strokes
    from extractor.readers.tesseract import Word

    image = Image.new("L", (400, 120), 255)
    ImageDraw.Draw(image).text((30, 30), written, font=ImageFont.truetype(str(samples.font_files()[0]), 54), fill=0)
    grey = np.asarray(samples.noisy(image)) if noisy else np.asarray(image)
    limit = imaging.threshold(grey)
    ys, xs = np.nonzero(grey < min(limit, 120))
    x0, x1, top, bottom = int(xs.min()), int(xs.max()) + 1, int(ys.min()), int(ys.max()) + 1
    assert strokes(grey[top:bottom, x0:x1] < limit) == count
    misread = {"III/2023": "IH/2023", "XVIII": "XVII", "III.": "HI."}.get(written)
    if misread:
        word = Word(misread, x0, top, x1, bottom, 60)
        assert with_counted_strokes(grey, word, limit).text == written


def test_reading_with_most_confidence_wins() -> None:
    from extractor.readers.second_look import _chosen
    from extractor.readers.tesseract import Word

    word = Word("21/CT-TTEg", 0, 0, 9, 9, 65)
    assert _chosen(word, [("67/CT-TTg", 91), ("67/CT-TTg", 92)]).text == "67/CT-TTg"
    assert _chosen(word, [("67/CT-TTg", 60)]).text == "21/CT-TTEg"
    assert _chosen(word, []) == word
