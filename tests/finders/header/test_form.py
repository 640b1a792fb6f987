"""The head of a form: the body beside its number, the title in capitals below, without the other language and the name of the sheet."""

from __future__ import annotations

import pytest

from extractor import extract_text
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
