"""A sheet printed to fit its page: columns of figures with hardly anything between them stay columns, and no two figures become a third."""

from __future__ import annotations

import io
from typing import Any

import pdf_samples as samples

from extractor.readers.options import ReadOptions
from extractor.readers.pdf import read_bytes

SIZE = 6.0
ROWS = (
    ("Xã An Hòa", "14575", "0,55", "17623858696", "11,75", "53843008825"),
    ("Xã Bình Sơn", "10686", "20,19", "54886866082", "5,05", "98177659972"),
    ("Xã Cát Linh", "7676", "0,26", "13066886352", "12,83", "20925827052"),
    ("Xã Đông Hải", "5838", "0,7", "34138544338", "11,26", "57633520011"),
    ("Xã Gia Lộc", "4876", "1,22", "39515460695", "12,39", "11930825456"),
)


def finished(c: Any, buffer: io.BytesIO) -> bytes:
    c.save()
    return buffer.getvalue()


def printed(gap: float, edges: tuple[float, ...] = (150.0, 200.0, 0.0, 330.0, 0.0)) -> bytes:
    """The rows with their figures set to the right edges of the columns; the long figures begin `gap` points behind the shares before them."""
    c, buffer = samples.canvas()
    c.setFont("Serif", SIZE)
    for number, row in enumerate(ROWS):
        y = 700 - 9 * number
        c.drawString(60, y, row[0])
        for column, (text, edge) in enumerate(zip(row[1:], edges, strict=True)):
            if edge:
                c.drawRightString(edge, y, text)
            else:
                c.drawString(edges[column - 1] + gap, y, text)
    return finished(c, buffer)


def cells(data: bytes) -> list[list[str]]:
    document = read_bytes(data, "in.pdf", "", ReadOptions(ocr="never"))
    return [line.split("\t") for line in document.text.splitlines() if line.strip()]


def test_figures_that_nearly_touch_are_cells_of_their_own() -> None:
    for gap in (0.45, 1.0, 2.5, 4.0):
        assert cells(printed(gap)) == [list(row) for row in ROWS], gap


def test_a_figure_whose_digits_are_drawn_apart_is_one() -> None:
    c, buffer = samples.canvas()
    c.setFont("Serif", 11)
    for number in range(5):
        y = 700 - 16 * number
        for column, text in enumerate(("412", "655", "1204", "318", "27690", "88")):
            x = 80.0 + 70 * column
            for digit in text:
                c.drawString(x, y, digit)
                x += c.stringWidth(digit, "Serif", 11) + 0.06 * 11
    assert cells(finished(c, buffer)) == [["412", "655", "1204", "318", "27690", "88"]] * 5


def test_thousands_behind_blanks_stay_one_figure() -> None:
    c, buffer = samples.canvas()
    c.setFont("Serif", 11)
    for number in range(5):
        y = 700 - 16 * number
        for column, (head, tail) in enumerate((("1", "204"), ("15", "730"), ("412", "655"), ("20", "100"), ("9", "318"))):
            x = 80.0 + 80 * column
            c.drawString(x, y, head)
            c.drawString(x + c.stringWidth(head, "Serif", 11) + 0.25 * 11, y, tail)
    assert cells(finished(c, buffer)) == [["1 204", "15 730", "412 655", "20 100", "9 318"]] * 5
