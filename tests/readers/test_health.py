"""How far a text layer can be believed, and what is repaired in it."""

from __future__ import annotations

import pdf_samples as samples
import pytest

from extractor.readers import health
from extractor.readers.options import ReadOptions
from extractor.readers.pages.layout import PageLayout, lay_out
from extractor.readers.pages.lines import Line
from extractor.readers.pages.model import Face, PageContent, Run
from extractor.readers.pdf import read_bytes

NEVER = ReadOptions(ocr="never")
FACE = Face("x")


def page(lines: list[str], *, picture: bool = False, hidden: bool = False) -> PageLayout:
    content = PageContent(1, 595.0, 842.0)
    for number, text in enumerate(lines):
        base = 100.0 + 20 * number
        content.runs.append(Run(text, [60 + 6.0 * i for i in range(len(text) + 1)], base, 12.0, FACE, hidden=hidden))
        content.undefined += text.count(health.UNDEFINED)
    if picture:
        content.images.append((0.0, 0.0, 595.0, 842.0))
    return lay_out(content)


VIETNAMESE = [
    "Ủy ban nhân dân huyện báo cáo tình hình thực hiện nhiệm vụ phát triển",
    "kinh tế xã hội, trong đó có 46 hồ sơ giải quyết trước hạn theo Quyết định",
    "số 18/QĐ-UBND của Chủ tịch huyện về cải cách thủ tục hành chính.",
]


@pytest.mark.parametrize(
    ("lines", "picture", "reason"),
    [
        (VIETNAMESE, False, None),
        (VIETNAMESE, True, None),
        ([], True, "empty"),
        (["Trang 3"], True, "empty"),
        (["UY BAN NHAN DAN HUYEN BAO CAO TINH HINH THUC HIEN NHIEM VU", "nam nay huyen da hoan thanh cac chi tieu kinh te xa hoi"] * 3, True, "unmarked"),
        (["Uy ban nhdn ddn tinh bdo cdo kdt qua thvc hi$n nhi6m vp ph6t tri6n", "kinh td x5 hQi n5m qua, trong d6 c6 hd so gi6i quy6t dring h4n"] * 2, True, "garbled"),
        (["\ufffd\ufffd\ufffd \ufffd\ufffd\ufffd\ufffd \ufffd\ufffd và \ufffd\ufffd\ufffd"] * 3, False, "undefined"),
        (["The committee shall submit a summary report to the ministry every year", "and the report contains figures of each province and city in the country"], False, None),
        (["b á o c á o t ì n h h ì n h t h ự c h i ệ n", "n h i ệ m v ụ p h á t t r i ể n k i n h t ế"], False, "spaced"),
    ],
)  # fmt: skip
def test_reasons(lines: list[str], picture: bool, reason: str | None) -> None:
    assert health.judge(page(lines, picture=picture)).reason == reason


def test_recognition_is_taken_only_where_it_reads_better() -> None:
    bad = health.judge(page(["Uy ban nhdn ddn tinh bdo cdo kdt qua thvc hi$n nhi6m vp ph6t tri6n"] * 3, picture=True))
    good = health.judge(page(VIETNAMESE))
    assert health.better(good, bad)
    assert not health.better(bad, good)
    assert health.better(bad, health.judge(page([], picture=True)))


def spaced(text: str, blank: float = 6.0) -> Line:
    """A line whose letters are 6 points wide and whose blanks are `blank` wide."""
    xs, x = [60.0], 60.0
    for character in text:
        x += blank if character == " " else 6.0
        xs.append(x)
    return Line([Run(text, xs, 100.0, 12.0, FACE)])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("b á o  c á o  t ì n h  h ì n h", "báo cáo tình hình"),
        ("S ố :  1 2 / Q Đ - U B N D  n g à y", "Số: 12/QĐ-UBND ngày"),
        ("q u y ế t đ ị n h", "quyết định"),
        ("b á o c á o k ế t q u ả", "báo cáo kết quả"),
    ],
)
def test_letters_set_apart_are_closed_up(written: str, read: str) -> None:
    closed = health.closed_line(spaced(written))
    assert closed is not None and closed.text == read
    letters = [part for part in closed.parts if not isinstance(part, str)]
    source = spaced(written).parts[0]
    assert isinstance(source, Run)
    assert [run.xs[0] for run in letters] == [source.xs[i] for i, c in enumerate(written) if c != " "]


@pytest.mark.parametrize("text", ["A B C D E F G H", "t h a n h o a", "a) Báo cáo", "1 2 3 4 5 6", "Điều 1. Ban hành kèm theo", "x"])
def test_what_is_sound_or_not_certain_stays(text: str) -> None:
    assert health.closed_line(spaced(text)) is None


def test_spaced_letters_of_a_file() -> None:
    document = read_bytes(samples.spaced_letters(), "mau.pdf", "", NEVER)
    assert "kết quả thực hiện công tác phòng chống dịch bệnh" in document.text
    assert "thông báo kết luận" in document.text
    assert document.properties["closed_up_lines"] == "2"
    assert " ".join(samples.BODY[0].split()) in " ".join(document.text.split())
    assert document.boxes is not None and len(document.boxes.values) == 4 * len(document.text)


def test_old_fonts_are_converted_and_said() -> None:
    document = read_bytes(samples.old_font(), "cu.pdf", "", NEVER)
    assert "Ủy ban nhân dân tỉnh quyết định" in document.text
    assert "TCVN3" in document.properties["converted"]


def test_pages_that_need_recognition_are_named() -> None:
    image = samples.pictures(samples.simple_report(), 60)
    document = read_bytes(samples.scanned_pdf(image, 60), "quet.pdf", "", NEVER)
    assert document.properties["needs_ocr"] == "1-2"
    assert document.properties["text_layer"] == "empty: 1-2"
    assert document.text == ""
