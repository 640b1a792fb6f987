"""The health of text: words that are syllables, numbers or codes; pages below the line; a doubted layer against the picture of its page."""

from __future__ import annotations

import pytest

from extractor.document import Document, Page
from extractor.readers import recognition
from extractor.readers.health import judge
from extractor.readers.options import ReadOptions
from extractor.readers.pages.layout import lay_out
from extractor.readers.pages.model import Face, PageContent, Run
from extractor.readers.pdf import sampling
from extractor.readers.tesseract import TextLine, Word
from extractor.readers.wellformed import health, share, unhealthy_pages, with_health

GOOD = "Căn cứ Nghị định số 12/2031/NĐ-CP ngày 3/4/2031, UBND tỉnh Đắk Lắk, huyện Krông Bông giao 1.250 ha (tăng 5,3%); đ/c TTr-SYT. "
BAD = "Can cir Nghj djnh s1i muôi haì ngãv 3-tháng 4 närn cüa Chfnh phii giao thrc hiên ké hoch phàt triên kinh té xâ hi nãm nay. "


def test_syllables_numbers_codes_and_names_of_the_highlands_are_sound() -> None:
    sound, total = health(GOOD)
    assert sound == total
    assert health("xem https://a.vn/b hoặc gửi a.b@c.vn ... -- <sup>3</sup>") == (4, 4)


def test_the_recognition_of_another_language_is_far_below_the_line() -> None:
    assert (found := share(BAD * 3)) is not None and found < 0.8
    assert share("ba từ này") is None


def test_pages_below_the_line_are_named() -> None:
    first, second = GOOD * 4, BAD * 4
    document = with_health(Document(first + second, "a.pdf", "0", pages=(Page(1, 0, len(first), 595, 842), Page(2, len(first), len(first + second), 595, 842))))
    assert document.properties["page_health"].split()[0] == "1.00"
    assert [number for number, _ in unhealthy_pages(document.properties)] == [2]
    assert unhealthy_pages(with_health(Document(second, "a.txt", "0")).properties)[0][0] == 0


def _page(text: str, picture: bool) -> PageContent:
    page = PageContent(1, 595, 842)
    words = text.split()
    for number in range(0, len(words), 10):
        line = " ".join(words[number : number + 10])
        page.runs.append(Run(line, [40 + 5 * n for n in range(len(line) + 1)], 60.0 + 1.6 * number, 11, Face("Times")))
    if picture:
        page.images.append((0, 0, 595, 842))
    return page


def test_a_scan_with_somebodys_bad_layer_is_garbled_and_a_text_page_is_doubted() -> None:
    assert judge(lay_out(_page(BAD * 3, True))).reason == "garbled"
    found = judge(lay_out(_page(GOOD * 3 + BAD, False)))
    assert (found.reason, found.doubted) == (None, True)
    assert not judge(lay_out(_page(GOOD * 4, True))).doubted


@pytest.mark.parametrize(("read", "reason"), [("Căn cứ Nghị định số mười hai ngày ba tháng tư năm", "doubted"), (BAD, None)])
def test_the_picture_of_the_worst_lines_decides(monkeypatch: pytest.MonkeyPatch, read: str, reason: str | None) -> None:
    from reportlab.pdfgen.canvas import Canvas

    monkeypatch.setattr(recognition, "available", lambda languages: True)
    words = [Word(word, 0, 0, 9, 9, 90) for _ in range(4) for word in read.split()]
    monkeypatch.setattr(recognition, "recogniser", lambda *_: lambda picture, mode: [TextLine(1.0, 1.0, words)])
    canvas = Canvas("unused.pdf")
    canvas.showPage()
    page = lay_out(_page(GOOD * 3 + BAD, False))
    judged = [judge(page)]
    said: dict[str, str] = {}
    sampling.compare(canvas.getpdfdata(), [page], judged, ReadOptions(), said)
    assert (judged[0].reason, said["text_layer_compared"]) == (reason, "1")


TWO_LANGUAGES = (
    "Thu phí cầu treo Suspension bridge fees 1.204 Thuế bè cá Fish raft tax 318 Chi trồng rừng Forest planting expenditure 77 "
    "Tổng số Total 1.599 Sở Thủy lợi Hydraulics Department 45 Thưởng bơi thuyền Rowing awards 12 "
)


def test_words_of_another_language_and_an_abbreviation_in_every_row_are_no_damage() -> None:
    sound, total = health(TWO_LANGUAGES * 3)
    assert sound / total < 0.8
    assert (found := share(TWO_LANGUAGES * 3)) is not None and found > 0.95
    rows = "".join(f"{number} | Tyt xã Đồng Bãi {number} | 17 | 204 | 1.350 | 12 | 9 | 41 | 6 | 3 " for number in range(60))
    assert (found := share(rows)) is not None and found > 0.97


@pytest.mark.parametrize("lost", ["ế", "ị"])
def test_a_letter_that_a_font_lost_stays_damage(lost: str) -> None:
    text = ("Quyết định phê duyệt kết quả thiết kế bến đò, thị trấn Đồng Bãi; chi phí kiểm định, đo đạc, thẩm định giá trị tiết kiệm nước, giá vận chuyển " * 2).replace(lost, "")
    sound, total = health(text)
    assert (found := share(text)) is not None and found == pytest.approx(sound / total, abs=0.05)
    assert found < 0.94
