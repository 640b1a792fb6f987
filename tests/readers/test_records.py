"""Records of a program are no documents: a folder of them beside texts is skipped, not read as prose."""

from __future__ import annotations

import pytest

from extractor.errors import UnsupportedFormat
from extractor.readers import read_bytes


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b'{"type": "reference", "code": "12/QD-UBND"}\n{"type": "date"}\n', "101.jsonl"),
        (b'[\n  {"a": 1}\n]', "a.json"),
        (b'{"type": "reference"}\n', "renamed.txt"),
    ],
)
def test_records_are_skipped(data: bytes, source: str) -> None:
    with pytest.raises(UnsupportedFormat):
        read_bytes(data, source)


def test_a_text_that_opens_a_brace_is_a_text() -> None:
    assert read_bytes("{Dự thảo} Báo cáo số 12/BC-UBND".encode(), "a.txt").format == "text"
