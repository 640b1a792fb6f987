"""Labels of figures whose measure stands right before them, and of lines whose head is cut by commas."""

import pytest

from extractor import extract_text

RULE = "HỘI ĐỒNG NHÂN DÂN TỈNH ĐÔNG AN\n\nSố: 7/2031/NQ-HĐND\nĐông An, ngày 12 tháng 12 năm 2031\n\nNGHỊ QUYẾT\nQuy định chế độ, mức chi\n\n"


def labels(text: str, head: str = "") -> list[tuple[str, str | None]]:
    return [(r.quote, r.label) for r in extract_text(head + text).records if r.type == "indicator"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. Thành lập phường Long Hải từ toàn bộ diện tích tự nhiên là 45,91 km2, quy mô dân số là 5.154 người của xã Hương Tây.",
            [("45,91", "diện tích tự nhiên"), ("5.154", "quy mô dân số")],
        ),
        ("Hộ kinh doanh loại hai áp dụng thuế suất 6%.", [("6%", "thuế suất")]),
        ("Hiện xã tiếp tục triển khai các giải pháp, phấn đấu tăng trưởng kinh tế đạt 9,5%.", [("9,5%", "tăng trưởng kinh tế")]),
        ("+ Dự án khu dân cư kênh Đào, thành phố Tây Sơn: khoảng 15 tỷ đồng;", [("15", "Dự án khu dân cư kênh Đào, thành phố Tây Sơn")]),
    ],
)
def test_measure_right_before_its_figure(text: str, expected: list[tuple[str, str]]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Trưởng thôn được hưởng phụ cấp 640.000 đồng/người/tháng.", [("640.000", "phụ cấp")]),
        ("Người mai táng được nhận tiền mai táng phí bằng 9.400.000 đồng.", [("9.400.000", "tiền mai táng phí")]),
        ("Công trình để phát điện với công suất từ 60 kW đến dưới 90 kW phải đăng ký.", [("60 kW đến dưới 90", "công suất")]),
    ],
)
def test_measure_in_the_words_of_a_rule(text: str, expected: list[tuple[str, str]]) -> None:
    assert labels(f"Điều 3. Mức chi\n\n{text}", RULE) == expected


def test_a_measure_that_is_counted_with_words_of_its_own_is_named_by_them() -> None:
    assert labels("Xã có 120 người thuộc diện hộ nghèo.") == [("120", "người thuộc diện hộ nghèo")]


def test_a_number_of_those_who_are_granted_something_is_no_grant() -> None:
    assert labels("Số người đang hưởng trợ cấp là 1.320 người.") == [("1.320", "Số người đang hưởng trợ cấp")]


def test_what_a_bound_is_of_in_any_text() -> None:
    assert labels("Dự thảo quy định cá nhân có doanh thu trên 4 tỷ đồng áp dụng thuế suất 16%.") == [("4", "doanh thu"), ("16%", "thuế suất")]


def test_what_changes_stands_behind_its_share() -> None:
    text = "Phấn đấu tỷ lệ thanh niên được khám sức khỏe đạt 85%; giảm 40% số cặp tảo hôn, giảm 55% số hộ sinh con thứ ba."
    assert labels(text)[1:] == [("40%", "giảm số cặp tảo hôn"), ("55%", "giảm số hộ sinh con thứ ba")]


def test_all_figures_of_a_scale_of_points_are_of_what_it_judges() -> None:
    text = "1. Quy mô dân số:\na) Xã từ 15.000 người trở xuống được tính 8 điểm; trên 15.000 người thì cứ thêm 900 người được tính thêm 0,4 điểm, nhưng tối đa không quá 22 điểm."
    assert {label for _, label in labels(text)} == {"Quy mô dân số"}


def test_a_scale_of_maps_is_no_end_of_a_phrase() -> None:
    assert labels("Đã đo đạc bản đồ tỷ lệ 1/2.000 hơn 17.511 ha và tỷ lệ 1/10.000 gần 305.080 ha.")[1] == ("305.080", "tỷ lệ 1/10.000")


def test_a_time_before_a_figure_is_no_name() -> None:
    text = "Mật độ đường chính giai đoạn đến năm 2035 đạt 3,2 km/km2, giai đoạn đến năm 2040 đạt 4,1 km/km2."
    assert [label for _, label in labels(text)] == ["Mật độ đường chính", "Mật độ đường chính"]
