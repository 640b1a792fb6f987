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


def test_an_amount_that_a_decision_fixes_has_its_share() -> None:
    text = (
        "QUYẾT ĐỊNH\nChấp thuận chủ trương đầu tư\nVốn đầu tư của dự án: 2.840,0 tỷ đồng. Trong đó:\n- Vốn góp của nhà đầu tư là 610 tỷ đồng, chiếm 21,48% tổng vốn đầu tư.\n"
        "- Vốn huy động là 2.230,0 tỷ đồng, chiếm {} tổng vốn đầu tư.\n"
    )
    assert ("2.230,0 / 2.840,0 = 78,5211% ≈ 78,52%", True) in told(text.format("78,52%"))
    assert ("2.230,0 / 2.840,0 = 78,5211%, văn bản ghi 38,52%", False) in told(text.format("38,52%"))


def test_a_factor_of_a_formula_is_no_share() -> None:
    text = "- Trên 5 đến 8 tỷ đồng: 42 triệu đồng + (0,4% x phần tổng chi phí trên 5 tỷ đồng).\n- Trên 8 tỷ đồng: 54 triệu đồng + (0,2% x phần tổng chi phí trên 8 tỷ đồng).\n"
    assert not told(text)


def test_a_short_form_in_a_bracket_does_not_cut_the_name() -> None:
    text = "Tổng kim ngạch xuất nhập khẩu ước đạt {} tỷ USD, tăng 6,1%; trong đó xuất khẩu (XK) đạt 26,3 tỷ USD, tăng 14,2%; nhập khẩu (NK) ước 21,4 tỷ USD, giảm 2,3%."
    assert ("26,3 + 21,4 = 47,7", True) in told(text.format("47,7"))
    assert ("26,3 + 21,4 = 47,7, văn bản ghi 87,7", False) in told(text.format("87,7"))


def test_the_first_two_of_a_list_make_up_its_whole_where_one_is_what_the_other_is_not() -> None:
    text = (
        "- Tổng số việc phải giải quyết {} việc, trong đó:\n+ Số việc chưa có điều kiện: 2.125 việc;\n+ Số việc có điều kiện: 1.392 việc;\n"
        "+ Đã giải quyết xong 936 việc;\n+ Đang giải quyết 456 việc.\n"
    )
    assert ("2.125 + 1.392 = 3.517", True) in told(text.format("3.517"))
    assert ("2.125 + 1.392 = 3.517, văn bản ghi 3.417", False) in told(text.format("3.417"))


def test_the_second_of_two_shares_is_of_what_it_names() -> None:
    text = "Tòa án thụ lý 612 vụ, 978 bị cáo; đã giải quyết 536 vụ, 862 bị cáo, đạt 87,6% về số vụ và {} bị cáo."
    assert ("862 / 978 = 88,1391% ≈ 88,1%", True) in told(text.format("88,1%"))
    assert ("862 / 978 = 88,1391%, văn bản ghi 88,9%", False) in told(text.format("88,9%"))


@pytest.mark.parametrize(
    "text",
    [
        "Đã thu hút 5.670 tỷ đồng vốn đăng ký, gồm: 610 doanh nghiệp đăng ký mới (4.014 tỷ đồng), 83 doanh nghiệp tăng vốn (2.247 tỷ đồng) và 14 doanh nghiệp giảm vốn (371 tỷ đồng).",
        "Toàn tỉnh có 152/260 trường đạt chuẩn, đạt 58,46%. Cụ thể: Mầm non có 65 trường, 20 trường tư thục, 31 trường đạt chuẩn. Tiểu học có 87 trường, 02 trường tư thục, 60 trường đạt chuẩn.",
    ],
)
def test_parts_that_go_both_ways_are_not_told_as_a_wrong_sum(text: str) -> None:
    assert all(holds for _, holds in told(text))


def test_what_is_no_place_is_no_sum_of_places() -> None:
    text = "Tỉnh có vùng hồ rộng 412 km2, với 6 hồ lớn, trong đó có 2 thành phố ven hồ: Tân Lập, Hòa An cùng với 6 huyện: Đông Sơn, Tây Sơn, Nam Sơn, Bắc Sơn, Trung Sơn, Hạ Sơn."
    assert all(holds for _, holds in told(text))


def test_a_letter_behind_another_is_no_roman_numeral() -> None:
    text = "B. CHI NGÂN SÁCH:\nDự toán chi ngân sách được giao: {} triệu đồng. Trong đó:\nI. Chi cân đối: 71.421 triệu đồng.\nII. Chi mục tiêu: 20.192 triệu đồng.\nC. Bội thu ngân sách: 6.985 triệu đồng.\n"
    assert all(holds for _, holds in told(text.format("91.613")))
    assert ("71.421 + 20.192 = 91.613, văn bản ghi 91.713", False) in told(text.format("91.713"))
