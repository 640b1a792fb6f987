"""Ways in which reports of districts and departments say things, each a fault once: times in brackets, plans beside results, rates, headings in capitals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.pipeline import extract_text

HALF_YEAR = """UBND TỈNH HẬU GIANG
SỞ XÂY DỰNG
Số: 87/BC-SXD
Hậu Giang, ngày 20 tháng 6 năm 2032

BÁO CÁO
Kết quả công tác 6 tháng đầu năm và phương hướng, nhiệm vụ 6 tháng cuối năm 2032

I. KẾT QUẢ THỰC HIỆN
- Cấp phép xây dựng: 946 hồ sơ, đạt 63,1% chỉ tiêu kế hoạch (1.500 hồ sơ).
- Cấp 412 chứng chỉ (lũy kế từ đầu năm: 1.987 chứng chỉ). Tiếp nhận 127 đơn.
II. THANH TRA, XỬ LÝ VI PHẠM
Thực hiện 12 cuộc thanh tra tại 36 doanh nghiệp.
III. NHIỆM VỤ 6 THÁNG CUỐI NĂM
Phấn đấu cấp phép xây dựng 554 hồ sơ.
"""


def figures(text: str) -> dict[str, dict[str, object]]:
    return {r.quote: r.model_dump() for r in extract_text(text).records if r.type == "indicator"}


def test_a_plan_beside_a_result_is_not_of_the_months_to_come() -> None:
    found = figures(HALF_YEAR)
    assert (found["1.500"]["role"], found["1.500"]["period"]) == ("target", "năm 2032")
    assert (found["554"]["role"], found["554"]["period"]) == ("target", "6 THÁNG CUỐI NĂM")


def test_the_time_of_a_bracket_is_its_own() -> None:
    found = figures(HALF_YEAR)
    assert found["1.987"]["period"] == "lũy kế từ đầu năm"
    assert found["127"]["period"] == found["412"]["period"] == "6 tháng đầu năm"


def test_a_heading_in_capitals_that_tells_of_work_names_nobody() -> None:
    assert figures(HALF_YEAR)["12"]["subject"] == "Sở Xây dựng"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Mức thu 425.000 đồng/tín chỉ và 495.000 đồng/tín chỉ.", ["đồng/tín chỉ", "đồng/tín chỉ"]),
        ("Mức 200.000 đồng/học kỳ và 300.000 đồng/học kỳ.", ["đồng/học kỳ", "đồng/học kỳ"]),
        ("Thù lao 50.000 đồng/bản đồ hoặc 70.000 đồng/bản vẽ.", ["đồng/bản đồ", "đồng/bản vẽ"]),
        ("Bình quân 3 hộ/thôn và 12 người.", ["hộ/thôn", "người"]),
    ],
)
def test_what_a_rate_is_per_before_another_rate(text: str, units: list[str]) -> None:
    assert [figure["unit"] for figure in figures(text).values()] == units


def findings(text: str) -> list[str]:
    return [r.quote or "" for r in extract_text(text).records if r.type == "finding"]


def test_a_colon_behind_its_words_opens_one_list() -> None:
    text = "Xảy ra 09 vụ việc, giảm 02 vụ so với tháng trước, gồm: trộm cắp tài sản 05 vụ, cố ý gây thương tích 02 vụ, đánh bạc 01 vụ, lừa đảo 01 vụ."
    assert findings(text) == []
    assert findings(text.replace("05 vụ", "06 vụ")) != []


def test_an_amount_of_two_counts_at_two_prices_is_held_against_neither() -> None:
    text = "Nhà ở: xây mới 38 căn, sửa chữa 21 căn, kinh phí 2.740 triệu đồng (50 triệu đồng/căn xây mới, 40 triệu đồng/căn sửa chữa)."
    assert findings(text) == []


@pytest.mark.parametrize("bracket", ["kế hoạch 29 cuộc, đột xuất 05 cuộc", "theo kế hoạch 29, đột xuất 05"])
def test_what_was_done_as_planned_is_no_plan(bracket: str) -> None:
    found = figures(f"Triển khai 34 cuộc thanh tra ({bracket}); ban hành 21 kết luận. Kế hoạch năm sau là 40 cuộc.")
    assert [found[quote]["role"] for quote in ("34", "29", "05", "40")] == ["level", "level", "level", "target"]


def test_what_a_bracket_takes_apart_is_nothing_that_goes_on_behind_it() -> None:
    found = figures(
        "Tổng kế hoạch vốn năm 2031 là 92.310 triệu đồng (vốn huyện 61.110 triệu đồng, vốn hỗ trợ có mục tiêu 31.200 triệu đồng). "
        "Đến ngày 31/8/2031 đã giải ngân 50.771 triệu đồng, đạt 55% kế hoạch."
    )
    assert "có mục tiêu" not in f"{found['50.771']['label']} {found['55%']['label']}"


def test_a_plan_behind_a_stroke_ends_what_is_counted() -> None:
    found = figures("Giải quyết việc làm mới cho 874 lao động/KH 900 lao động, đạt 97,1%.")
    assert [found[quote]["label"] for quote in ("874", "900")] == ["lao động giải quyết việc làm mới"] * 2
    assert found["900"]["role"] == "target"


def test_the_head_of_a_line_before_the_whole_says_what_is_measured() -> None:
    found = figures("- Cây ăn quả: Toàn huyện hiện có 6.120 ha, trong đó diện tích cho thu hoạch 4.980 ha.")
    assert (found["6.120"]["label"], found["6.120"]["subject"]) == ("Cây ăn quả", "Toàn huyện")


def test_a_norm_stays_whole() -> None:
    assert figures("Chi quản lý hành chính theo định mức 38 triệu đồng/biên chế.")["38"]["label"] == "Chi quản lý hành chính theo định mức"


def test_those_who_are_fewer_are_told_by_their_own_words() -> None:
    found = figures("Xảy ra 14 vụ tai nạn giao thông, làm chết 06 người, bị thương 11 người; so với cùng kỳ giảm 05 vụ, giảm 04 người chết, tăng 01 người bị thương.")
    assert [found[quote]["label"] for quote in ("06", "05", "04", "01")] == ["người chết", "vụ tai nạn giao thông", "giảm người chết", "tăng người bị thương"]


def test_thousands_parted_by_blanks_in_a_sentence() -> None:
    found = figures("Thu ngân sách đạt 18 264 triệu đồng, bằng 97% dự toán. Toàn xã có 12 408 người.")
    assert [(r["value"], r["unit"]) for r in found.values()] == [(18264000000, "đồng"), (97, "%"), (12408, "người")]


def cells(text: str) -> list[tuple[object, ...]]:
    return [(r.label, r.subject, r.unit, r.value) for r in extract_text(text).records if r.type == "indicator"]


def test_a_row_without_a_unit_has_that_of_the_row_whose_part_it_is() -> None:
    text = "TT | Chỉ tiêu | Đơn vị tính | Năm 2031\n1 | Diện tích gieo trồng | ha | 1.180\n | Trong đó: | | \n | - Lúa | | 760\n | - Ngô | | 420\n2 | Sản lượng | tấn | 5.340\n"
    whole = "Diện tích gieo trồng"
    assert cells(text)[:3] == [(whole, None, "ha", 1180), ("Lúa", whole, "ha", 760), ("Ngô", whole, "ha", 420)]
    text = 'Chỉ tiêu | ĐVT | Năm 2031\nDiện tích | ha | 1.180\nTrong đó: - Lúa | " | 760\n- Ngô | " | 420\nSản lượng | tấn | 5.340\n'
    assert cells(text)[1:3] == [("Lúa", "Diện tích", "ha", 760), ("Ngô", "Diện tích", "ha", 420)]


def test_a_head_that_is_a_unit_and_nothing_else() -> None:
    text = "Biểu 1. Thu ngân sách\nNội dung | Tr.đồng | %\nThu nội địa | 1.140 | 76\nThu khác | 360 | 24\n"
    assert [(unit, value) for _, _, unit, value in cells(text)] == [("đồng", 1140000000), ("%", 76), ("đồng", 360000000), ("%", 24)]


def test_đ_is_đồng_but_in_the_price_of_a_thing() -> None:
    found = figures("Thu 4.318 trđ, phạt 600.000đ, bình quân 2,4 trđ/tháng; giá bán 14.000 đ/kg.")
    assert [r["unit"] for r in found.values()] == ["đồng", "đồng", "đồng/tháng", "đ/kg"]


SCHOOL = """2. Đối với khối 8 và khối 9 (theo quy định mới): 312 học sinh.
- Học lực: Giỏi 81 (26%); Khá 145 (46,5%); Trung bình 78 (25%); Yếu 08 (2,6%).
"""


def test_classes_with_their_counts_and_shares() -> None:
    found = figures(SCHOOL)
    assert [found[quote]["label"] for quote in ("81", "46,5%", "78")] == ["học sinh học lực Giỏi", "tỷ lệ học sinh học lực Khá", "học sinh học lực Trung bình"]
    assert {(r["unit"], r["subject"]) for quote, r in found.items() if "%" not in quote} == {("học sinh", "khối 8 và khối 9")}


def test_classes_whose_names_hold_commas() -> None:
    found = figures("Xảy ra 20 vụ. Về nguyên nhân: không đi đúng phần đường, làn đường 14 vụ (70%); chạy quá tốc độ 6 vụ (30%).")
    assert [found[quote]["label"] for quote in ("14", "70%", "6")] == ["vụ không đi đúng phần đường, làn đường", "tỷ lệ vụ không đi đúng phần đường, làn đường", "vụ chạy quá tốc độ"]
    found = figures("4. Cải cách hành chính: tiếp nhận 218 hồ sơ, trực tuyến 196 hồ sơ.")
    assert found["218"]["label"] == "hồ sơ tiếp nhận"


TAX = """CỤC THUẾ TỈNH HẬU GIANG
CHI CỤC THUẾ HUYỆN PHỤNG HIỆP
Số: 41/BC-CCT
Phụng Hiệp, ngày 06 tháng 10 năm 2032

BÁO CÁO
Kết quả công tác thuế 9 tháng đầu năm 2032

Thực hiện nhiệm vụ được giao, Chi cục Thuế huyện Phụng Hiệp báo cáo như sau:
I. KẾT QUẢ
Tổng thu 9 tháng được 81.264 trđ, đạt 74,9% dự toán. Toàn huyện có 1.264 hộ kinh doanh. Số hộ nộp thuế là 812 hộ.
II. NHIỆM VỤ
1. Đội Kiểm tra: kiểm tra xong 14 doanh nghiệp trước ngày 10/12/2032.
"""


def test_a_body_that_tells_of_its_own_work_by_the_name_that_the_text_gives_it() -> None:
    found = figures(TAX)
    assert [found[quote]["subject"] for quote in ("81.264", "1.264", "812", "14")] == ["Chi cục Thuế huyện Phụng Hiệp", "Toàn huyện", "Toàn huyện", "Đội Kiểm tra"]


def test_a_dash_in_the_name_of_a_body_makes_no_second_one() -> None:
    head = "UBND TỈNH HẬU GIANG\nSỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI\nSố: 87/BC-SLĐTBXH\n\nHậu Giang, ngày 20 tháng 6 năm 2032\n\nBÁO CÁO\nKết quả công tác tháng 6\n"
    [known] = [r for r in extract_text(head).records if r.type == "metadata"]
    assert known.issuer == "Sở Lao động - Thương binh và Xã hội tỉnh Hậu Giang"
    head = "HỘI LHPN VIỆT NAM\nHỘI LHPN TỈNH HẬU GIANG\n***\nSố: 14/KH-BTV\nHậu Giang, ngày 21 tháng 01 năm 2032\n\nKẾ HOẠCH\nCông tác Hội năm 2032\n"
    [known] = [r for r in extract_text(head).records if r.type == "metadata"]
    assert known.issuer == "Hội Liên hiệp Phụ nữ tỉnh Hậu Giang"


def test_places_that_each_have_their_count() -> None:
    names = {"412": "thành phố Phan Rí", "268": "thị xã La Ngâu", "378": "huyện Hàm Thuận Đông", "229": "huyện Tuy Hải"}
    found = figures("Toàn tỉnh có 1.287 cơ sở, gồm: " + ", ".join(f"{name} {count} cơ sở" for count, name in names.items()) + ".")
    assert {count: (found[count]["unit"], found[count]["subject"]) for count in names} == {count: ("cơ sở", name) for count, name in names.items()}


def test_the_state_of_things_in_a_plan_is_no_target() -> None:
    lead = "Số: 12/KH-UBND\nAn Bình, ngày 12 tháng 9 năm 2031\nKẾ HOẠCH\nCấp nước sạch nông thôn giai đoạn 2032 - 2036\n\n"
    found = figures(lead + "I. HIỆN TRẠNG ĐẾN CUỐI NĂM 2031\nTrên địa bàn có 412 công trình cấp nước, trong đó 268 công trình hoạt động bền vững.\nII. MỤC TIÊU\nXây mới 35 công trình.\n")
    assert {q: f["role"] for q, f in found.items()} == {"412": "level", "268": "level", "35": "target"}


def test_a_numbered_example_of_a_rule_fixes_nothing() -> None:
    lead = "Số: 12/2031/QĐ-UBND\nAn Bình, ngày 12 tháng 9 năm 2031\nQUYẾT ĐỊNH\nQuy định mức hỗ trợ di dời\n\nĐiều 4. Đơn giá\n"
    found = figures(lead + "2. Ví dụ cách tính: hộ ông A có 240 m2 chuồng, giá trị theo đơn giá là 146.880.000 đồng.\n")
    assert {f["role"] for f in found.values()} == {"level"}


def test_a_text_that_parts_thousands_by_blanks() -> None:
    text = "Xã có 24bản với 1 206 hộ = 5 874 khẩu. Dân tộc Thái 3 912 khẩu, dân tộc Mông 1 645 khẩu. Sản lượng 1 227,2 tấn, hiến 2 850m2 đất.\n"
    assert {q: f["value"] for q, f in figures(text).items()} == {"24": 24, "1 206": 1206, "5 874": 5874, "3 912": 3912, "1 645": 1645, "1 227,2": Decimal("1227.2"), "2 850": 2850}
    rows = "Đơn vị\tTiếp nhận\nXã A 120 118\nXã B 130 125\nXã C 140 133\nXã D 150 149\n"
    assert not any(q in ("120 118", "130 125") for q in figures(rows))
    assert "412 620" not in figures("Khối 10 có 412 620 đồng. Toàn trường 1.206 em, 2.415 lượt, 3.516 quyển.")
