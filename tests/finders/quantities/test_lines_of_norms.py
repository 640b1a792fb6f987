"""Figures of norms, plans and approvals: units of rates, breeds that lists measure, decisions on one matter, rows that no head names."""

from __future__ import annotations

from typing import Any

from extractor import extract_text


def figures(text: str) -> dict[str, Any]:
    return {r.quote: r for r in extract_text(text).records if r.type == "indicator"}


def test_a_column_of_units_without_a_head_gives_them() -> None:
    found = figures("II.3\tKiểm nghiệm đất\t\t\n1\tĐộ xốp\tđồng/mẫu\t61.000\n2\tĐộ phèn\tđồng/mẫu\t47.000\n3\tMùn, gồm: + Mùn thô + Mùn tinh\tđồng/mẫu đồng/mẫu\t38.000 29.000\n4\tLân\tĐồng/mẫu\t52.000\n")
    assert {record.unit.lower() for record in found.values()} == {"đồng/mẫu"}
    assert set(found) == {"61.000", "47.000", "38.000", "29.000", "52.000"}


def test_marks_in_capitals_are_no_units() -> None:
    assert all(r.unit != "TCKT" for r in figures("1\tBột nở A\tTCKT\t24\tNB-11\n2\tBột nở B\tTCKT\t30\tNB-12\n3\tBột nở C\tTCKT\t30\tNB-13\n").values())


def test_ordinals_before_a_tab_are_no_figures() -> None:
    assert figures("DANH SÁCH\nTT\tTên cơ sở\n1\tTrường Trung cấp Đông An\n2\tHọc viện Tây Hạ\n3\tTrường Cao đẳng Nam Khê\n") == {}


def test_a_row_takes_its_years_and_its_body() -> None:
    found = figures("2.1\tNâng cấp phòng đo\t2031-2034\tBộ Y tế (Viện Kiểm định Đông An)\t45\n2.2\tNâng cấp trạm quan trắc\t2031-2034\tBộ Công Thương\t52\n2.3\tMua thiết bị đo\t2031-2034\tBộ Y tế\t17\n")
    assert {(r.period, r.subject) for r in found.values()} == {("2031-2034", "Bộ Y tế (Viện Kiểm định Đông An)"), ("2031-2034", "Bộ Công Thương"), ("2031-2034", "Bộ Y tế")}


def test_rates_of_breeds() -> None:
    found = figures("+ Đối với cút hướng trứng: năng suất đạt 190 - 205 quả trứng/mái/44 tuần đẻ, khối lượng 30 ngày tuổi đạt 0,1 - 0,2 kg;")
    assert {q: (r.unit, r.subject) for q, r in found.items()} == {"190 - 205": ("quả trứng/mái/44 tuần đẻ", "cút hướng trứng"), "0,1 - 0,2": ("kg", "cút hướng trứng")}


def test_a_decision_on_one_matter_sets_no_norms() -> None:
    found = figures(
        "Điều 1. Phê duyệt Phương án cổ phần hóa Công ty Cấp nước Đông An với những nội dung sau:\n1. Vốn điều lệ: 214.500.000.000 đồng.\n"
        "2. Tổng số cổ phần: 21.450.000 cổ phần, trong đó:\n- Bán đấu giá: 9.652.500 cổ phần, chiếm 45% vốn điều lệ."
    )
    assert {r.role for r in found.values()} == {"level"}
    assert found["214.500.000.000"].subject == "Công ty Cấp nước Đông An"


def test_who_is_given_how_much_each() -> None:
    found = figures("Điều 1. Nội dung hỗ trợ\nHỗ trợ mua giống cho 1.240 hộ dân với mức 700.000 đồng/hộ, tổng kinh phí là 868 triệu đồng.")
    assert {q: r.role for q, r in found.items()} == {"1.240": "level", "700.000": "limit", "868": "level"}


def test_a_list_below_a_year_is_to_be_reached() -> None:
    found = figures("b) Mở lớp bồi dưỡng nghiệp vụ để đến năm 2031:\n- 70% trở lên cán bộ chuyên trách đạt trình độ sơ cấp;")
    assert (found["70%"].role, found["70%"].period, found["70%"].subject) == ("target", "đến năm 2031", "cán bộ chuyên trách")


def test_a_heading_names_a_project() -> None:
    found = figures("A. CHI TIẾT CÁC DỰ ÁN\n1. Dự án Đào tạo kỹ thuật viên đo đạc\nMục tiêu:\n- Đến năm 2031: đào tạo 2.150 lượt cán bộ.")
    assert found["2.150"].subject == "Dự án Đào tạo kỹ thuật viên đo đạc"


def test_a_scale_word_behind_the_number_in_words() -> None:
    found = figures("Vốn điều lệ của Quỹ là 315 (ba trăm mười lăm) tỷ đồng; mức thu 40.000 (bốn mươi nghìn) đồng/hồ sơ.")
    assert (found["315"].value, found["315"].unit) == (315_000_000_000, "đồng")
    assert (found["40.000"].value, found["40.000"].unit) == (40_000, "đồng/hồ sơ")


def test_a_facility_of_a_level_is_named_whole() -> None:
    found = figures("Phấn đấu 65% thư viện cấp huyện, 35% thư viện cấp xã mở phòng đọc lưu động.")
    assert found["65%"].subject == "thư viện cấp huyện"


def test_the_whole_name_of_what_a_rate_is_per() -> None:
    found = figures("QUYẾT ĐỊNH\nĐiều 2. Mức chi\na) Mức 140.000 đồng/phiếu khảo nghiệm giống lúa đối với vụ mùa;\nb) Mức 210.000 đồng/lô hạt khi lấy mẫu lần hai.\n")
    assert {q: r.unit for q, r in found.items()}.items() >= {"140.000": "đồng/phiếu khảo nghiệm giống lúa", "210.000": "đồng/lô hạt"}.items()


def test_a_norm_gives_its_items_whose_they_are_and_for_how_long() -> None:
    found = figures("NGHỊ ĐỊNH\nĐiều 6. Chế độ ăn\n1. Tiêu chuẩn ăn của vận động viên trong một tháng gồm:\na) Đậu 2,5 kg;\nb) Sữa 9 lít.\n")
    assert {q: (r.subject, r.period) for q, r in found.items()} == {"2,5": ("vận động viên", "trong một tháng"), "9": ("vận động viên", "trong một tháng")}


def test_names_with_a_strength_and_annexes_with_letters_are_no_figures() -> None:
    assert figures("Đổi tên Đông An 35WP thành Tây Hạ 20 SC.\n(Phụ biểu ĐG 4.2: Danh mục các dự án chậm)\n") == {}
