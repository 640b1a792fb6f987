"""What is laid over the gap of a typed line belongs into it: runs of our own, and a PDF whose number and day were drawn later, one in a form field."""

from __future__ import annotations

import datetime
from pathlib import Path

import pdf_samples as samples
import pytest

from extractor.pipeline import extract
from extractor.readers import read
from extractor.readers.pages.gaps import fill_gaps
from extractor.readers.pages.lines import rows_of, segments
from extractor.readers.pages.model import Face, Run

FACE = Face("Times")


def run(text: str, x: float, base: float = 100.0, size: float = 12.0, width: float = 6.0) -> Run:
    return Run(text, [x + width * i for i in range(len(text) + 1)], base, size, FACE)


def line(*runs: Run) -> str:
    return " | ".join(found.text for row in rows_of(runs) for found in segments(row))


@pytest.mark.parametrize("filling", ["        ", "........", "… … … . ", "________"])
@pytest.mark.parametrize("base", [97.0, 100.0, 103.5])
def test_a_number_over_the_filling(filling: str, base: float) -> None:
    assert line(run(f"Số:{filling}/UBND-NN", 50), run("2746", 74, base)) == "Số: 2746/UBND-NN"


def test_a_day_between_words_keeps_its_blanks() -> None:
    assert line(run("Lào Cai, ngày       tháng 4 năm 2031", 50), run("19", 140, 102)) == "Lào Cai, ngày 19 tháng 4 năm 2031"


def test_two_gaps_of_one_line() -> None:
    assert line(run("ngày      tháng      năm 2031", 50), run("19", 86), run("4", 152)) == "ngày 19 tháng 4 năm 2031"


def test_what_covers_words_is_left_alone() -> None:
    host, over = run("Số: 118/BC-STC  và", 50), run("MẬT", 62)
    assert fill_gaps([host, over]) == [host, over]


def test_a_column_beside_a_line_is_no_gap() -> None:
    host, beside = run("Nơi nhận:   ", 50), run("GIÁM ĐỐC", 300)
    assert fill_gaps([host, beside]) == [host, beside]


def test_a_page_numbered_by_an_office_system(tmp_path: Path) -> None:
    page, file = samples.canvas()
    font = "Serif"

    def put(text: str, x: float, y: float, size: float = 13) -> None:
        page.setFont(font, size)
        page.drawString(x, y, text)

    put("ỦY BAN NHÂN DÂN TỈNH LÀO CAI", 60, 780)
    put("Số:           /UBND-NN", 60, 755)
    put("Lào Cai, ngày         tháng 4 năm 2031", 320, 755)
    put("V/v phòng chống hạn", 60, 730)
    put("Kính gửi: Các sở, ban, ngành thuộc tỉnh.", 120, 690)
    put("Các đơn vị báo cáo trước ngày 30/5/2031.", 60, 660)
    blank = page.stringWidth(" ", font, 13)
    put("2746", 60 + page.stringWidth("Số:", font, 13) + blank, 758)
    put("19", 320 + page.stringWidth("Lào Cai, ngày", font, 13) + 2 * blank, 753)
    page.save()
    (tmp_path / "a.pdf").write_bytes(file.getvalue())
    found = next(r for r in extract(read(tmp_path / "a.pdf")).records if r.type == "metadata")
    assert (found.code, found.issued_on) == ("2746/UBND-NN", datetime.date(2031, 4, 19))
