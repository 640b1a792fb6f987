"""The head of a form: the body beside its number, the title in capitals below, without the other language and the name of the sheet."""

from __future__ import annotations

import pytest
from workbook_samples import workbook_of

from extractor import extract_text
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.records import Metadata


def own(text: str) -> Metadata:
    return next(r for r in extract_text(text + "\nSTT\tChỉ tiêu\tDự toán\n1\tThu phí cầu treo\t41.200\n2\tThu phí bè cá\t8.300\n").records if isinstance(r, Metadata))


TITLE = "CÂN ĐỐI THU CHI QUỸ RỪNG NĂM 2033"


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        (f"UBND TỈNH HÒA BÌNH Mẫu số 31/CKTC-NSĐP\n{TITLE}\nĐơn vị: triệu đồng", "Ủy ban nhân dân tỉnh Hòa Bình", TITLE),
        (f"M31+\nUBND TỈNH HÒA BÌNH Mẫu số 31/CKTC-NSĐP\nHOA BINH PEOPLE'S COMMITTEE Table 31/CKTC-NSDP\n{TITLE}\nFOREST FUND BALANCE FY 2033", "Ủy ban nhân dân tỉnh Hòa Bình", TITLE),
        (f"BỘ NỘI VỤ Phụ lục số: 07\n{TITLE.removesuffix(' NĂM 2033')}\nNĂM 2033\n(Dự toán trình Quốc hội)", "Bộ Nội vụ", TITLE),
        (f"Biểu số 46\n{TITLE}", None, TITLE),
        (f"UBND TỈNH HÒA BÌNH Biểu số 58/CK-NSNN\n{TITLE}\n(Kèm theo Quyết định số 171/QĐ-UBND ngày 02/01/2033 của UBND tỉnh Hòa Bình)", "Ủy ban nhân dân tỉnh Hòa Bình", TITLE),
    ],
)
def test_a_form_says_who_filled_it_in_and_what_it_is(text: str, issuer: str | None, title: str) -> None:
    found = own(text)
    assert (found.issuer, found.title) == (issuer, title)


def test_the_head_of_a_workbook_is_above_its_first_table() -> None:
    data = workbook_of({
        "M31": [["UBND TỈNH HÒA BÌNH", None, "Mẫu số 31/CKTC-NSĐP"], [TITLE], ["STT", "Chỉ tiêu", "Dự toán"], [1, "Thu phí cầu treo", 41200], [2, "Thu phí bè cá", 8300]],
        "M32": [["CHƯƠNG TRÌNH TRỒNG RỪNG VEN HỒ NĂM 2034"], ["STT", "Chỉ tiêu", "Dự toán"], [1, "Thu phí cầu treo", 41300], [2, "Thu phí bè cá", 8400]],
    })
    found = next(r for r in extract(read_bytes(data, "rừng.xlsx")).records if isinstance(r, Metadata))
    assert (found.doc_type, found.issuer, found.title) == (None, "Ủy ban nhân dân tỉnh Hòa Bình", TITLE)


def test_the_title_of_an_annex_with_a_letterhead() -> None:
    found = own(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTHUYẾT MINH QUỸ RỪNG NĂM 2033\n"
        "(Kèm theo Quyết định số   /QĐ-UBND ngày   /12/2032 của Ủy ban nhân dân tỉnh)\nA- Phần thu:\n* Tổng thu: 6.200 triệu đồng."
    )
    assert (found.issuer, found.title) == ("Ủy ban nhân dân tỉnh Hòa Bình", "THUYẾT MINH QUỸ RỪNG NĂM 2033")
