"""Pages drawn with marks on their text."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pdf_samples as samples
import pytest
from PIL import Image

from extractor.document import Span
from extractor.errors import ReadError
from extractor.readers import read
from extractor.readers.draw import draw, line_boxes


def yellow(png: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the marked dots."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    ys, xs = np.nonzero((pixels[:, :, 0] > 230) & (pixels[:, :, 2] < 215) & (pixels[:, :, 1] > 200))
    return ys, xs


def test_mark_stands_on_the_words(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(samples.simple_report())
    document = read(path)
    start = document.text.index("417/BC-UBND")
    png = draw(path, 1, [Span(start, start + 11)], document=document, dpi=144)
    image = Image.open(io.BytesIO(png))
    assert image.size == (1191, 1684)
    ys, xs = yellow(png)
    box = line_boxes(document, start, start + 11)[0]
    assert abs(xs.min() / 2 - box[0]) < 4 and abs(xs.max() / 2 - box[2]) < 4
    assert abs(ys.min() / 2 - box[1]) < 4 and abs(ys.max() / 2 - box[3]) < 4
    # Under the mark stands ink: the number itself.
    assert (np.asarray(image.convert("L"))[ys.min() : ys.max(), xs.min() : xs.max()] < 100).sum() > 100


def test_crop_and_other_page(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(samples.simple_report())
    document = read(path)
    start = document.text.index("Nơi nhận")
    span = Span(start, start + 8)
    cropped = Image.open(io.BytesIO(draw(path, 2, [span], document=document, crop=True)))
    assert 150 < cropped.height < 400
    assert yellow(draw(path, 1, [span], document=document))[0].size == 0
    assert yellow(draw(path, 2, [span], document=document))[0].size > 0


def test_text_that_runs_up_the_page_has_one_box(tmp_path: Path) -> None:
    path = tmp_path / "ngang.pdf"
    path.write_bytes(samples.lying())
    document = read(path)
    assert len(line_boxes(document, 0, 20)) == 1


@pytest.mark.parametrize(("name", "page"), [("a.pdf", 9), ("a.txt", 1)])
def test_pages_that_are_not_there(tmp_path: Path, name: str, page: int) -> None:
    path = tmp_path / name
    path.write_bytes(samples.simple_report() if name.endswith("pdf") else "Công văn số 5/CV".encode())
    with pytest.raises(ReadError) as caught:
        draw(path, page, [])
    assert caught.value.cause in {"no-page", "no-pages"}


@samples.needs_tesseract
def test_mark_on_a_picture(tmp_path: Path) -> None:
    image = samples.pictures(samples.simple_report(), 200)[0]
    path = tmp_path / "quet.png"
    path.write_bytes(samples.png(image.crop((0, 0, image.width, 500)), 200))
    document = read(path)
    start = document.text.index("417/BC-UBND")
    ys, xs = yellow(draw(path, 1, [Span(start, start + 11)], document=document, dpi=144))
    assert 300 < xs.mean() < 450 and 180 < ys.mean() < 250
