"""Scans without tesseract: the package trueocr reads pages with boxes and confidence, opens no connection, and votes on figures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pdf_samples as samples
import pytest

from extractor.readers import onnx_lines, read_bytes, recognition, tesseract
from extractor.readers.tesseract import TextLine, Word


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "available", lambda _: False)


def test_a_scan_is_read_without_tesseract(no_tesseract: None) -> None:
    image = samples.pictures(samples.simple_report())[0]
    document = read_bytes(samples.png(image), "quét.png")
    assert document.properties["ocr"] == "trueocr"
    words = document.text.split()
    for wanted in ("417/BC-UBND", "96/KH-UBND", "2208/TTr-SNNPTNT", "1.286", "1.104/1.286", "31/10/2021", "4.250"):
        assert any(wanted in word for word in words), wanted
    assert document.confidence is not None and document.boxes is not None
    at = document.text.index("96/KH-UBND")
    box = document.boxes.of(at)
    assert box is not None and 0 < box[0] < box[2] < document.pages[0].width


def test_cells_of_a_scanned_table_without_tesseract(no_tesseract: None) -> None:
    document = read_bytes(samples.png(samples.pictures(samples.ruled_table())[0]), "bảng.png")
    [table] = document.tables
    first = {(c.row, c.column): "".join(document.text[s.start : s.end] for s in c.spans) for c in table.cells}
    assert first[0, 0] == "STT" and table.columns == 5
    assert sum(first.get((row, 0)) == str(row) for row in range(1, 10)) >= 8


def test_no_connection_is_opened(tmp_path: Path) -> None:
    picture = tmp_path / "quét.png"
    picture.write_bytes(samples.png(samples.pictures(samples.simple_report())[0]))
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event.startswith('socket.') and event not in ('socket.__new__', 'socket.gethostname'): raise SystemExit(f'{event} {arguments}')\n"
        "sys.addaudithook(watch)\n"
        "import numpy as np\nfrom PIL import Image\nfrom extractor.readers import onnx_lines\n"
        f"print(len(onnx_lines.recognise(np.asarray(Image.open({str(picture)!r}).convert('L')))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 15


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [("3,05%", "3,056", True), ("3,05%;", "3,05%", True), ("1.286", "1.296", False), ("417/BC-UBND", "417/BC-UBNĐ", True), ("16", "1", False)],
)
def test_digits_of_two_readings(text: str, other: str, same: bool) -> None:
    assert recognition.same_digits(text, other) is same


def test_a_figure_on_which_two_engines_differ_is_doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "available", lambda _: True)
    monkeypatch.setattr(onnx_lines, "read_words", lambda _grey, words: ["1.286" for _ in words])
    words = [Word("1.286", 0, 0, 40, 20, 93), Word("hộ", 50, 0, 80, 20, 95), Word("1.296", 90, 0, 130, 20, 96)]
    [line] = recognition.voted(np.zeros((20, 140), np.uint8), [TextLine(18.0, 20.0, words)], "vie")
    assert [word.confidence for word in line.words] == [93, 95, recognition.OUTVOTED]
    assert [word.text for word in line.words] == ["1.286", "hộ", "1.296"]


def test_a_code_that_two_engines_read_alike_is_sure_and_a_bare_number_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "available", lambda _: True)
    monkeypatch.setattr(onnx_lines, "read_words", lambda _grey, words: [word.text for word in words])
    words = [Word("41/QĐ-TTg", 0, 0, 40, 20, 34), Word("93", 50, 0, 80, 20, 34)]
    [line] = recognition.voted(np.zeros((20, 140), np.uint8), [TextLine(18.0, 20.0, words)], "vie")
    assert [word.confidence for word in line.words] == [recognition.SECONDED, 34]


def test_a_six_that_may_be_a_per_cent_sign_is_doubtful() -> None:
    def agreed(one: str, other: str) -> Word:
        return onnx_lines._agreed(Word(one, 0, 0, 60, 20, 99), [Word(other, 1, 0, 59, 20, 98)])

    assert agreed("3,056", "3,05%") == Word("3,05%", 0, 0, 60, 20, onnx_lines.DIFFERING)
    assert agreed("3,05%", "3,056") == Word("3,05%", 0, 0, 60, 20, onnx_lines.DIFFERING)
    assert agreed("3,056", "3,056").confidence == onnx_lines.DIFFERING
    assert agreed("3.052", "3.052").confidence == 98 or agreed("3.052", "3.052").confidence == 99
    assert agreed("1.286", "1.296").confidence == onnx_lines.DIFFERING
