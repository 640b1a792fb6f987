"""Ink that recognition passed over is recognised again, block by block."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.readers.imaging import Grey
from extractor.readers.tesseract import TextLine, Word
from extractor.readers.unread import unread_lines


def _page() -> tuple[Grey, list[TextLine]]:
    grey = np.full((1200, 1000), 255, dtype=np.uint8)
    lines = []
    for row in range(6):
        top = 60 + 80 * row
        grey[top : top + 40, 60:500] = 0
        lines.append(TextLine(top + 40.0, 40.0, [Word("chữ", 60 + 110 * n, top, 160 + 110 * n, top + 40, 95) for n in range(4)]))
    grey[700:740, 600:900] = 0  # a line that nobody read
    grey[800:1100, 550:950:7] = 0  # strokes of a signature
    return grey, lines


@pytest.mark.parametrize(
    ("said", "confidence", "kept"), [("Trần Bình", 92, True), ("Trần Bình", 40, False), ("0412", 95, False), ("xfq zzv kpw", 95, False)]
)
def test_what_no_word_covers_is_read_and_kept_where_it_is_words(said: str, confidence: int, kept: bool) -> None:
    grey, lines = _page()
    seen: list[Grey] = []

    def read(picture: Grey) -> list[TextLine]:
        seen.append(picture)
        inked = np.nonzero((picture < 128).any(axis=1))[0]
        top, bottom = int(inked[0]), int(inked[-1]) + 1
        return [TextLine(float(bottom), 40.0, [Word(said, 60, top, 300, bottom, confidence)])]

    found = unread_lines(grey, lines, 128, read)
    assert len(seen) == 1 and [word.text for line in found for word in line.words] == ([said] if kept else [])
    if kept:
        word = found[0].words[0]
        assert abs(word.top - 700) <= 4 and abs(found[0].base - 740) <= 4 and word.x0 >= 590


def test_a_page_that_was_read_whole_costs_nothing() -> None:
    grey, lines = _page()
    grey[600:] = 255
    assert unread_lines(grey, lines, 128, lambda picture: pytest.fail("read again")) == []
