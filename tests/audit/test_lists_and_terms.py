"""Lists whose marks are written loosely, and terms that were cut: invented passages with what the audit says of them."""

from __future__ import annotations

import pytest

from extractor import extract_text


def told(text: str) -> list[tuple[str, bool]]:
    return [(r.computation, r.holds) for r in extract_text(text).records if r.type == "relation"]


def test_a_heading_of_the_outer_series_closes_what_a_paragraph_left_open() -> None:
    text = (
        "I. Tổng thu ngân sách\nTổng thu trên địa bàn huyện: 412,500 tỷ đồng.\nBao gồm:\n1. Thu nội địa: 409,200 tỷ đồng:\n- Thu phí: 109,200 tỷ đồng.\n"
        "- Thu khác: 300,000 tỷ đồng.\n2. Thu viện trợ: {aid} tỷ đồng.\nNgoài ra, phấn đấu thu thêm 15 tỷ đồng tiền thuê đất.\n"
        "II. Tổng chi ngân sách là 617,300 tỷ đồng, trong đó:\n1. Nguồn chi:\n1.1 - Chi từ nguồn cân đối là 281,400 tỷ đồng.\n1.2 - Chi từ nguồn bổ sung là 335,900 tỷ đồng.\n"
    )
    right = told(text.format(aid="3,300"))
    assert ("409,200 + 3,300 = 412,5", True) in right
    assert ("281,400 + 335,900 = 617,3", True) in right
    assert ("409,200 + 5,300 = 414,5, văn bản ghi 412,500", False) in told(text.format(aid="5,300"))


def test_marks_with_a_blank_in_them_nest() -> None:
    text = (
        "Tổng số: 76.420 triệu đồng\na. Vốn của cấp huyện: 31.170 triệu đồng\na. 1. Vốn theo chương trình: 9.050 triệu đồng\na. 2. Vốn từ quỹ đất: 22.120 triệu đồng\n"
        "b. Vốn của cấp tỉnh: 45.250 triệu đồng\nb. 1. Vốn hỗ trợ: 45.250 triệu đồng\n"
    )
    found = told(text)
    assert ("31.170 + 45.250 = 76.420", True) in found
    assert ("9.050 + 22.120 = 31.170", True) in found


@pytest.mark.parametrize(("now", "holds"), [("6-7", True), ("6-8", False)])
def test_both_ends_of_a_range_of_days_are_cut(now: str, holds: bool) -> None:
    text = (
        "a) Nội dung cắt giảm: Giảm 04 ngày làm việc, trường hợp khác giảm 3 ngày làm việc.\n"
        "- Thời gian giải quyết theo quy định: 16 ngày làm việc, trường hợp khác: 9-10 ngày làm việc.\n"
        f"- Thời gian thực hiện: 12 ngày làm việc, trường hợp khác: {now} ngày làm việc.\n"
    )
    found = told(text)
    assert ("16 - 4 = 12", True) in found
    assert (("9 - 3 = 6", True) if holds else ("10 - 3 = 7, văn bản ghi 8", False)) in found


def test_terms_in_whole_days_are_no_rounded_figures() -> None:
    text = "Rút ngắn thời hạn giải quyết từ 22 ngày làm việc xuống còn 15 ngày làm việc, cắt giảm {} ngày làm việc."
    assert [holds for _, holds in told(text.format("07"))] == [True]
    assert [holds for _, holds in told(text.format("08"))] == [False]
