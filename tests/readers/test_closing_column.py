"""The right column of a document's end is recognised alone where title or name were not read surely."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.readers.closing_column import closing_lines, drawings
from extractor.readers.imaging import Grey, red_of
from extractor.readers.tesseract import TextLine, Word

HEIGHT, WIDTH = 3000, 2000


def _line(words: list[tuple[str, int, int]], base: int) -> TextLine:
    """A line of words (text, left, confidence), 20 dots a letter."""
    return TextLine(float(base), 45.0, [Word(text, left, base - 40, left + 20 * len(text), base, sure) for text, left, sure in words])


def _page(*beside: tuple[str, int]) -> tuple[Grey, list[TextLine]]:
    """A page with a paragraph, a list of recipients and, beside it, what recognition made of the right column: a word a line."""
    grey = np.full((HEIGHT, WIDTH), 255, dtype=np.uint8)
    body = [_line([("chữ", 200 + 150 * n, 96) for n in range(11)], 400 + 70 * row) for row in range(5)]
    recipients = [[("Nơi", 200, 95), ("nhận:", 290, 96)], [("-", 200, 93), ("Như", 240, 96), ("trên;", 330, 96)], [("-", 200, 93), ("Lưu:", 240, 96), ("VT.", 340, 96)]]
    lines = body + [_line(words, 1000 + 60 * row) for row, words in enumerate(recipients)]
    for row, (text, sure) in enumerate(beside):
        lines[5 + row % 3].words.extend(_line([(text, 1300, sure)], 1000 + 60 * row).words)
    for line in lines:
        for word in line.words:
            grey[word.top : word.bottom, word.x0 : word.x1 : 2] = 30
    return grey, lines


def _said(lines: list[TextLine]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


def test_title_and_name_take_the_place_of_what_was_read_badly() -> None:
    grey, lines = _page(("Z9.", 9), ("„êU", 3), ("S#q", 20))
    answers = [[_line([("cv", 80, 14), ("GIÁM", 200, 92), ("ĐÓC", 300, 60)], 100), _line([("-", 100, 95), ("Lò", 200, 96), ("Văn", 260, 50), ("Mẫu", 330, 80)], 400)], [], []]
    found = closing_lines(grey, lines, 128, lambda picture: answers.pop(0), lambda: None)
    assert _said(found)[-5:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐÓC", "Lò Văn Mẫu"]
    name = found[-1].words[0]
    assert name.x0 > 0.35 * WIDTH and 1200 < name.bottom < 1500
    assert not answers


def test_a_stamped_title_stands_for_the_printed_one_below_it() -> None:
    grey, lines = _page(("GIÁM", 40))
    red = np.full((HEIGHT, WIDTH), 255, dtype=np.uint8)
    answers = [[_line([("PHÓ", 200, 93), ("GIÁM", 280, 92), ("ĐỐC", 380, 96)], 100)], [_line([("GIÁM", 280, 92), ("ĐỐC", 380, 96)], 104), _line([("Hà", 200, 96), ("Thị", 260, 90)], 400)], [], []]
    found = closing_lines(grey, lines, 128, lambda picture: answers.pop(0), lambda: red)
    assert _said(found)[-2:] == ["PHÓ GIÁM ĐỐC", "Hà Thị"]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([("Quách", 96), ("Thị", 40), ("Lan", 35)], True),  # a family name read surely, and syllables behind it
        ([("Xw", 96), ("Thị", 40), ("Lan", 35)], False),
        ([("Quách", 96), ("Zwkq", 10)], False),
        ([("Quách", 30), ("Thị", 40)], False),
        ([("Sở", 96), ("tài", 96), ("chính", 96)], False),
    ],
)
def test_strokes_are_no_names(words: list[tuple[str, int]], kept: bool) -> None:
    grey, lines = _page(("Ẵ", 0))
    line = _line([(text, 200 + 120 * n, sure) for n, (text, sure) in enumerate(words)], 400)
    found = closing_lines(grey, lines, 128, lambda picture: [line], lambda: None)
    assert (" ".join(text for text, _ in words) in _said(found)) == kept
    assert kept or found == lines


def test_an_end_that_was_read_well_and_a_page_without_one_cost_nothing() -> None:
    def again(picture: Grey) -> list[TextLine]:
        pytest.fail("read again")

    grey, lines = _page()
    whole = [*lines, _line([("CHỦ", 1300, 96), ("TỊCH", 1400, 96)], 1000), _line([("Lê", 1300, 96), ("Thử", 1380, 93)], 1300)]
    assert closing_lines(grey, whole, 128, again, lambda: None) == whole
    assert closing_lines(grey, lines[:5], 128, again, lambda: None) == lines[:5]
    # A body's head in the middle of a decision: text follows over the whole page.
    middle = [_line([("CHỦ", 900, 96), ("TỊCH", 1000, 96)], 300), *lines[:5]]
    assert closing_lines(grey, middle, 128, again, lambda: None) == middle


def test_what_hangs_together_over_lines_is_a_drawing() -> None:
    dark = np.zeros((100, 60), dtype=bool)
    dark[5:15, 5:9] = True  # a letter
    for step in range(60):
        dark[20 + step, 10 + step // 2 : 12 + step // 2] = True  # a stroke
    dark[30:40, 50:54] = True
    found = drawings(dark, 25)
    assert found[20:80].any() and not found[5:15, 5:9].any() and not found[30:40, 50:54].any()
    assert int(found.sum()) == 120


def test_red_ink_alone() -> None:
    from PIL import Image

    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[10:20, 10:60] = (200, 30, 40)
    pixels[40:50, 10:60] = 20
    pixels[60:70, 10:60] = (40, 50, 180)
    found = red_of(Image.fromarray(pixels))
    assert found is not None and (found[10:20, 10:60] == 0).all() and int((found == 0).sum()) == 500
    assert red_of(Image.fromarray(pixels[30:])) is None and red_of(Image.fromarray(pixels[:, :, 0])) is None


@pytest.mark.parametrize(("second", "sure"), [(["Quách", "Thị", "Lan"], True), (["Quách", "Thị", "La"], False)])
def test_a_name_that_was_not_read_twice_alike_is_doubtful(second: list[str], sure: bool) -> None:
    def answer(said: list[str]) -> list[TextLine]:
        return [_line([("GIÁM", 200, 92), ("ĐỐC", 300, 92)], 100), _line([(text, 200 + 120 * n, 95) for n, text in enumerate(said)], 400)]

    grey, lines = _page(("Z9.", 9))
    answers = [answer(["Quách", "Thị", "Lan"]), answer(second), []]
    found = closing_lines(grey, lines, 128, lambda picture: answers.pop(0), lambda: None)
    name = found[_said(found).index("Quách Thị Lan")]
    assert (min(word.confidence for word in name.words) > 85) == sure
    assert len(answers) == (1 if sure else 0)
