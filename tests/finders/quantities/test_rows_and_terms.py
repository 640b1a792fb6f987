"""Rows of amounts, terms within which one must act, rates with those whom they are for, places that a clause begins with."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.finders.quantities.subjects import place_of
from extractor.pipeline import extract


def figures(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Label and subject of each figure, by its quote."""
    return {r.quote: (r.label, r.subject) for r in extract(Document(text, "a.txt", "0" * 64)).records if r.type == "indicator"}  # type: ignore[attr-defined]


def test_members_of_a_row_of_amounts() -> None:
    found = figures("Sản lượng một số cây ăn quả so với năm trước: Na đạt 12,4 nghìn tấn, tăng 2%; cam, bưởi, quýt đạt 31,7 tấn, giảm 4,1%; mít đạt 5,6 tấn, tăng 3%.")
    assert [subject for _, subject in found.values()] == ["Na", "Na", *["cam, bưởi, quýt"] * 2, "mít", "mít"]
    assert found["31,7"][0] == "Sản lượng một số cây ăn quả cam, bưởi, quýt"


def test_the_first_figure_names_the_measure_of_its_row() -> None:
    found = figures("Năng suất cây lạc đạt 25,2 tạ/ha, tăng 1,5%; vừng đạt 7,1 tạ/ha, tăng 2,39%; đỗ tương đạt 11,5 tạ/ha, tăng 1,3%; ngô đạt 49,3 tạ/ha, giảm 1,7%.")
    assert found["7,1"] == ("Năng suất vừng", "vừng")
    assert found["1,3%"] == ("năng suất đỗ tương", "đỗ tương")


def test_sums_of_money_are_of_a_kind_not_of_an_owner() -> None:
    found = figures("Tổng chi: lương 12 tỷ đồng, tăng 2%; điện nước 3 tỷ đồng, giảm 1%; văn phòng phẩm 1 tỷ đồng, tăng 4%.")
    assert found["3"][1] is None


def test_who_must_act_within_a_term() -> None:
    found = figures("- Trong 04 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ, Phòng Kinh tế xã phối hợp với Phòng Văn hóa rà soát danh sách hộ được hỗ trợ;")
    assert found["04"] == ("rà soát danh sách hộ được hỗ trợ", "Phòng Kinh tế xã")


def test_for_whom_a_rate_is() -> None:
    assert figures("a) Mức 90.000 đồng/người/buổi áp dụng đối với thư ký, người phục vụ.")["90.000"][1] == "thư ký, người phục vụ"


def test_what_a_change_is_compared_with_names_nothing() -> None:
    found = figures("Tổng thu tăng 3% so với kế hoạch và tăng 5% so với cùng kỳ.")
    assert found["5%"][0] == "tổng thu"


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("Tây Ninh đứng thứ hai với tổng vốn đăng ký 38,5 triệu USD.", "38,5", "Tây Ninh"),
        ("- Tổng vốn đầu tư toàn xã hội: 52.000 tỷ đồng", "52.000", None),
        ("Tính đến nay, cả tỉnh gieo được 4.520 ha lúa.", "4.520", "cả tỉnh"),
        ("Công suất sử dụng giường của các bệnh viện tuyến huyện là 101,2%.", "101,2%", "các bệnh viện tuyến huyện"),
    ],
)
def test_whose(text: str, quote: str, subject: str | None) -> None:
    assert figures(text)[quote][1] == subject


def test_a_province_in_a_heading_in_capitals() -> None:
    assert place_of(["KẾT LUẬN TẠI BUỔI LÀM VIỆC VỚI LÃNH ĐẠO TỈNH\nNINH BÌNH"]) == "tỉnh Ninh Bình"
