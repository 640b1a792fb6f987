"""Documents that are no reports: answers to voters, decisions on rates, norms of a circular, accounts of a hospital, releases of statistics."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.pipeline import extract_text


def figures(text: str) -> dict[str, dict[str, object]]:
    return {r.quote: r.model_dump() for r in extract_text(text).records if r.type == "indicator"}


ANSWER = """UBND TỈNH NAM TRUNG
Số: 512/UBND-NC
Nam Trung, ngày 18 tháng 11 năm 2031
Qua rà soát có 64 kiến nghị của cử tri, UBND tỉnh trả lời như sau:
1. Cử tri huyện Đông Hà đề nghị sớm hoàn thành đường tỉnh:
Dự án có tổng mức đầu tư 82,4 tỷ đồng, giải ngân được 31,5 tỷ đồng. Trong năm tới sẽ mở rộng 06 cầu.
2. Cử tri xã Bình Tân phản ánh giá nước cao:
Theo Quyết định số 12/2031/QĐ-UBND, giá nước nông thôn là 7.400 đồng/m3. Ở 05 xã vùng mặn có 12.640 hộ.
3. UBND tỉnh yêu cầu:
- Sở Xây dựng lắp 14 trạm bơm.
4. Cử tri phường Hòa An hỏi về trường học:
Phường có 27 lớp.
"""


def test_what_voters_ask_for_is_no_order() -> None:
    found = figures(ANSWER)
    assert {quote: found[quote]["role"] for quote in ("82,4", "31,5", "06", "12.640", "14", "27")} == {
        "82,4": "level", "31,5": "level", "06": "target", "12.640": "level", "14": "target", "27": "level",
    }  # fmt: skip


def test_a_rate_that_the_cited_document_fixes() -> None:
    assert figures(ANSWER)["7.400"]["role"] == "limit"


PLANS = """UBND HUYỆN ĐÔNG HÀ
Số: 76/TTr-UBND
Đông Hà, ngày 09 tháng 7 năm 2031
TỜ TRÌNH
Về việc điều chỉnh kế hoạch vốn
I. TÌNH HÌNH GIAO VỐN
**1. Kế hoạch vốn đã giao:** tổng số 124.500 triệu đồng, trong đó:
- Ngân sách tỉnh: 84.500 triệu đồng;
- Ngân sách huyện: 40.000 triệu đồng.
**2. Giải ngân đến ngày 30/6/2031:** 61.250/124.500 triệu đồng. Có 11 dự án giải ngân dưới 30%, giá trị trúng thầu thấp hơn dự toán lần lượt 1.250 và 840 triệu đồng.
"""


def test_an_item_does_not_stand_under_the_heading_before_it() -> None:
    found = figures(PLANS)
    assert found["84.500"]["role"] == "target"
    assert found["61.250/124.500"]["role"] == found["11"]["role"] == "level"
    assert found["1.250"]["role"] == found["840"]["role"] == "decrease"


ACCOUNTS = """BỆNH VIỆN ĐA KHOA HUYỆN ĐÔNG HÀ
Số: 45/BC-BV
Đông Hà, ngày 12 tháng 01 năm 2032
BÁO CÁO
Tình hình tài chính năm 2031
I. Kết quả thu, chi (số liệu tính theo triệu đồng)
1. Tổng thu sự nghiệp 84.215, tăng 12,4% so với năm 2030, trong đó:
- Thu dịch vụ khám chữa bệnh: 61.380 (72,9%);
- Thu từ quỹ BHYT 18.420,5.
2. Trích quỹ phúc lợi 640; thu nhập tăng thêm bình quân 1,35 triệu đồng/người/tháng.
3. Điều trị 2.140 lượt với 17.260 ngày điều trị, bình quân 8,1 ngày/lượt.
II. Nhân lực
Số hộ lý: 48, có 96 điều dưỡng.
III. Mua sắm
Các khoản mua sắm (tính theo nghìn đồng): máy siêu âm 1.850.000; bàn ghế 86.500.
"""


@pytest.mark.parametrize(
    ("quote", "value", "unit"),
    [
        ("84.215", 84_215_000_000, "đồng"), ("61.380", 61_380_000_000, "đồng"), ("18.420,5", 18_420_500_000, "đồng"), ("640", 640_000_000, "đồng"),
        ("17.260", 17260, "ngày điều trị"), ("48", 48, None), ("96", 96, "điều dưỡng"), ("1.850.000", 1_850_000_000, "đồng"), ("86.500", 86_500_000, "đồng"),
    ],
)  # fmt: skip
def test_the_scale_of_accounts_told_once_in_words(quote: str, value: int, unit: str | None) -> None:
    found = figures(ACCOUNTS)[quote]
    assert Decimal(str(found["value"])) == value
    assert unit is None or found["unit"] == unit


def test_what_is_called_more_is_no_increase() -> None:
    found = figures(ACCOUNTS)
    assert found["1,35"]["role"] == found["8,1"]["role"] == "level"


CIRCULAR = """BỘ GIÁO DỤC
Số: 13/2031/TT-BGD
Hà Nội, ngày 27 tháng 12 năm 2031
THÔNG TƯ
Quy định định mức giờ giảng
Điều 2. Thời gian làm việc
Giảng viên làm việc 42 tuần và nghỉ hè 06 tuần.
Điều 3. Cán bộ phải giảng dạy tối thiểu: trưởng phòng 12%, trưởng khoa 65% định mức.
Điều 4. Miễn phí đối với trẻ em từ đủ 06 tuổi đến dưới 16 tuổi. Chấm bài: 0,2 giờ chuẩn/bài.
Điều 5. Năm 2030 các điểm đón 386.450 lượt khách; ước năm 2031 đón 431.700 lượt khách.
Điều 6. Nguồn chi năm 2032: ngân sách tỉnh bổ sung 452,5 triệu đồng.
"""


def test_norms_of_a_circular() -> None:
    found = figures(CIRCULAR)
    assert [found[quote]["role"] for quote in ("42", "06", "12%", "65%", "0,2")] == ["limit"] * 5
    assert (found["12%"]["comparator"], found["65%"]["comparator"]) == (">=", ">=")
    assert found["06 tuổi đến dưới 16"]["unit"] == "tuổi"
    assert found["0,2"]["unit"] == "giờ chuẩn/bài"


def test_what_a_rule_tells_of_other_years() -> None:
    found = figures(CIRCULAR)
    assert (found["386.450"]["role"], found["431.700"]["role"], found["452,5"]["role"]) == ("level", "level", "target")


RELEASE = """CỤC THỐNG KÊ TỈNH NAM TRUNG - Thông cáo báo chí 9 tháng
Bảng 1. Doanh thu bán lẻ
Đơn vị tính: Tỷ đồng, %
Tổng số 1.200,0 1.260,0 105,00
Trang 1
CỤC THỐNG KÊ TỈNH NAM TRUNG - Thông cáo báo chí 9 tháng
Lương thực 600,0 648,0 108,00
Hàng may mặc 250,0 240,0 96,00
Xăng dầu 200,0 205,4 102,70
Hàng khác 150,0 166,6 111,07
"""


def test_a_column_that_compares_two_others_by_its_figures() -> None:
    found = figures(RELEASE)
    assert {found[quote]["unit"] for quote in ("105,00", "108,00", "96,00", "111,07")} == {"%"}
    assert found["648,0"]["value"] == 648_000_000_000


def test_the_end_of_a_page_is_no_row() -> None:
    assert {figure["subject"] for figure in figures(RELEASE).values()} == {None}


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("Xã có 24bản với 5.874khẩu, trường có 12 lớp 312cháu.", "5.874", "khẩu"),
        ("Xã có 24bản với 5.874khẩu, trường có 12 lớp 312cháu.", "312", "cháu"),
        ("Toàn xã có 04 trường (MN 01,TH 02 , THCS 01).", "02", "trường"),
        ("Diện tích gieo trồng 1126,5 ha, đạt101,5%KH.", "101,5%", "%"),
        ("Bình quân mỗi tổ 2 tiết/giáo viên.", "2", "tiết/giáo viên"),
        ("Lượng mưa phổ biến từ 70 - 120 mm trên các sông, có nơi trên 200\nmm. Để chủ động ứng phó, các địa phương trực ban nghiêm túc, theo dõi chặt chẽ.", "200", "mm"),
    ],
)
def test_units_glued_or_short(text: str, quote: str, unit: str) -> None:
    assert figures(text)[quote]["unit"] == unit


RATES = """UBND HUYỆN ĐÔNG HÀ
Số: 1205/UBND-NN
Đông Hà, ngày 02 tháng 3 năm 2032
V/v hướng dẫn mức hỗ trợ thiệt hại
UBND huyện hướng dẫn mức hỗ trợ như sau:
- Lúa thuần thiệt hại trên 70%: 2.100.000 đồng/ha;
- Nhà sập hoàn toàn: 55 triệu đồng/nhà.
Năm 2031 toàn huyện đã hỗ trợ 412 hộ, kinh phí 2.845 triệu đồng.
"""


def test_a_list_of_rates_in_a_letter() -> None:
    found = figures(RATES)
    assert [found[quote]["role"] for quote in ("70%", "2.100.000", "55")] == ["limit"] * 3
    assert found["2.845"]["role"] == "level"


def test_terms_of_a_call_for_bids() -> None:
    found = figures("THÔNG BÁO MỜI THẦU\n1. Bảo đảm dự thầu 120.000.000 đồng, hiệu lực 150 ngày.\n2. Thời gian thực hiện hợp đồng: 180 ngày.\n3. Tạm ứng 30%, phạt chậm tiến độ 0,1%/ngày.")
    assert [found[quote]["role"] for quote in ("150", "180", "0,1%")] == ["limit"] * 3


def test_the_unit_that_ends_the_title_of_a_table() -> None:
    head = "Chỉ số giá tháng 8 năm 2031 so với (%)\nNhóm hàng\tKỳ gốc 2029\tTháng 8/2030\tTháng 7/2031\n"
    found = figures(f"{head}Chỉ số chung\t108,45\t103,12\t100,34\nHàng ăn\t110,20\t104,35\t100,61\nMay mặc\t105,12\t101,98\t99,94\n")
    assert {figure["unit"] for figure in found.values()} == {"%"}


def test_damages_that_an_urgent_message_tells_are_no_targets() -> None:
    """ "… và yêu cầu như sau:" opens orders; the part about damages tells what happened, that about mending it what is to be done."""
    text = (
        "CÔNG ĐIỆN\nVề việc khắc phục hậu quả mưa lũ\n\nChủ tịch UBND tỉnh thông báo và yêu cầu như sau:\n\nI. THIỆT HẠI (tính đến 16 giờ ngày 17/12/2031)\n\n"
        "1. Về người: bị thương 21 người.\n\nII. YÊU CẦU\n\n1. Khắc phục thiệt hại:\n- Sửa 12 km đê.\n"
    )
    assert [(r.quote, r.role) for r in extract_text(text).records if r.type == "indicator"] == [("21", "level"), ("12", "target")]
