"""Small files in old encodings and with faulty text layers that lie beside the project: each reads as its `.expected.txt` says."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extractor.readers import read
from extractor.readers.options import ReadOptions

CASES = Path(__file__).parents[3] / "shared" / "cases" / "fonts"
# Not read rightly yet, by cause.
OPEN = {
    "10a_split.txt",  # the text of a text file stays as it is; its reading joins the syllables (tests/layout/test_reading.py)
    "11c_numbered.rtf",  # LibreOffice reads the label of its list as "?i?u"
    "i_head_then_gap.xls",  # the number format of a sheet, beside a text that has none
}  # fmt: skip
FILES = sorted(p.name.removesuffix(".expected.txt") for p in CASES.glob("*.expected.txt")) if CASES.is_dir() else []


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@pytest.mark.parametrize("name", [name for name in FILES if name not in OPEN])
def test_a_case_reads_as_expected(name: str) -> None:
    expected = (CASES / f"{name}.expected.txt").read_text(encoding="utf-8-sig")
    assert plain(read(CASES / name, options=ReadOptions(ocr="never")).text) == plain(expected)
