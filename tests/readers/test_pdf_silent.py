"""Text that a PDF's layer gets wrong in silence: spans with ActualText, hyphens that are drawn or undefined, ư without a map, signs beside an old font."""

from __future__ import annotations

from extractor.readers.pages.model import Face, PageContent, Run
from extractor.readers.pdf.hyphens import draw_hyphens, name_hyphens
from extractor.readers.pdf.interpreter import _replace

FACE = Face("Times")


def run(text: str, x: float = 60.0, base: float = 100.0, face: Face = FACE) -> Run:
    return Run(text, [x + 6 * n for n in range(len(text) + 1)], base, 12.0, face)


def test_the_letters_of_actual_text_win_and_its_other_signs_do_not() -> None:
    runs = [run("bảo cảo"), run("–2031", 110.0)]
    _replace(runs, 0, "báo cáo-2031")
    assert [r.text for r in runs] == ["báo cáo", "–2031"]


def test_a_short_line_in_a_gap_is_a_hyphen() -> None:
    page = PageContent(1, 595, 842)
    page.runs = [run("1961/QĐ"), run("UBND", 106.0), run("Số", 60.0, 200.0), run("trang", 180.0, 200.0)]
    page.horizontals = [(96.5, 102.2, 105.8), (196.5, 90.0, 94.0), (102.0, 60.0, 65.0)]
    assert draw_hyphens(page) == 1
    assert [r.text for r in page.runs if r.text == "-"] == ["-"]


def test_an_undefined_glyph_that_stands_where_only_a_hyphen_can_is_one() -> None:
    page = PageContent(1, 595, 842)
    page.runs = [run("1961/QD\ufffdUBND, giai doan 2031\ufffd2035; \ufffd muc"), run("tr\ufffdờng 61/ND\ufffdCP", 60, 120, Face("Other"))]
    page.undefined = 5
    assert name_hyphens([page]) == 3
    assert page.runs[0].text == "1961/QD-UBND, giai doan 2031-2035; - muc"
    assert page.runs[1].text.count("\ufffd") == 2 and page.undefined == 2
