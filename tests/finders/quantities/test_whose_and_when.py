"""Whose figures are by letterheads, titles, those who act and rows of members; when, by what is compared, told by the report's own time, or opens a section."""

from __future__ import annotations

import pytest

from extractor import extract_text

HEAD = "{upper}\n{issuer}\nSố: 12/BC-X\nĐông Hà, ngày 12 tháng 12 năm 2031\n\nBÁO CÁO\n{title}\n\n"
REPORT = HEAD.format(upper="TỈNH QUẢNG TRỊ", issuer="ỦY BAN NHÂN DÂN", title="Kết quả công tác năm 2031")


def subjects(text: str, head: str = REPORT) -> dict[str, str | None]:
    return {r.quote: r.subject for r in extract_text(head + text).records if r.type == "indicator"}


def periods(text: str, head: str = REPORT) -> dict[str, str | None]:
    return {r.quote: r.period for r in extract_text(head + text).records if r.type == "indicator"}


def test_a_body_that_says_that_it_reports_is_called_as_it_calls_itself() -> None:
    head = HEAD.format(upper="CỤC HẢI QUAN TỈNH QUẢNG TRỊ", issuer="CHI CỤC HQCK BẾN ĐÔNG", title="Tổng kết công tác năm 2031")
    assert subjects("Thực hiện Công văn số 33/HQ-VP, Chi cục Hải quan cửa khẩu Bến Đông (sau đây gọi tắt là Chi cục) báo cáo như sau:\n\n1. Thủ tục\n\nTrong năm đã làm thủ tục cho 18.462 tờ khai.", head) == {
        "18.462": "Chi cục Hải quan cửa khẩu Bến Đông"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sở Tài chính làm rõ nguyên nhân và cắt giảm 12 khoản chi.", {"12": "Sở Tài chính"}),
        ("1. Chi cục Thú y chủ trì, phối hợp với UBND huyện Đakrông khoanh vùng dịch; phun 1.200 lít thuốc sát trùng.", {"1.200": "Chi cục Thú y"}),
        ("1. Phòng, chống dịch: cấp phát 450 bộ đồ bảo hộ.", {"450": "tỉnh Quảng Trị"}),
        ("- Kè suối Đông Hà: rút ngắn tuyến còn 640 m.", {"640": "Kè suối Đông Hà"}),
        ("+ Lúa nương 318 ha, năng suất 1,4 tấn/ha, sản lượng 445,2 tấn.", dict.fromkeys(("318", "1,4", "445,2"), "Lúa nương")),
        ("Kim ngạch xuất khẩu đạt 640 triệu USD, trong đó gỗ, gạo và dệt may lần lượt đạt 312; 208 và 120 triệu USD.", {"640": "tỉnh Quảng Trị", "312": "gỗ", "208": "gạo", "120": "dệt may"}),
        ("Các chủ đầu tư cam kết tiến độ, giải ngân đạt tối thiểu 95% kế hoạch vốn.", {"95%": "Các chủ đầu tư"}),
    ],
)
def test_who_acts(text: str, wanted: dict[str, str]) -> None:
    assert subjects(text) == wanted


def test_members_of_a_row_own_nothing_behind_it() -> None:
    found = subjects("Tổng vốn 120 tỷ đồng, gồm: ngân sách tỉnh 70 tỷ đồng; ngân sách huyện 30 tỷ đồng; thuế tài nguyên 20 tỷ đồng.")
    assert found["20"] == found["120"] == "tỉnh Quảng Trị"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Phát hiện 94 vụ, giảm 18 vụ so với tháng trước (112 vụ).", {"94": "năm 2031", "112": "tháng trước"}),
        ("Đầu năm có 54 hộ nghèo, cuối năm còn 41 hộ, giảm 13 hộ.", {"54": "Đầu năm", "41": "cuối năm", "13": "năm 2031"}),
        ("So với năm 2030 (121 vụ, 52,1 ha) giảm 25 vụ.", {"121": "năm 2030", "52,1": "năm 2030", "25": "năm 2031"}),
        ("Giá trị sản xuất năm 2031 đạt 1.200 tỷ đồng, gấp 1,6 lần năm 2025 (750 tỷ đồng).", {"1.200": "năm 2031", "1,6": "năm 2031", "750": "năm 2025"}),
        ("Lượt khách đạt 610 lượt, bằng 27,3% năm 2030 (2.234 lượt).", {"610": "năm 2031", "27,3%": "năm 2031", "2.234": "năm 2030"}),
    ],
)
def test_times_of_what_is_compared(text: str, wanted: dict[str, str]) -> None:
    found = periods(text)
    assert {quote: found[quote] for quote in wanted} == wanted


def test_a_section_that_opens_with_a_day_counts_up_to_it() -> None:
    found = periods("I. HUY ĐỘNG VỐN\n\nĐến 31/10/2031, trên địa bàn có 33 chi nhánh.\n\nTổng nguồn vốn đạt 52.614 tỷ đồng.\n\nII. KHÁC\n\nĐã mở 12 lớp.\n")
    assert found == {"33": "Đến 31/10/2031", "52.614": "Đến 31/10/2031", "12": "năm 2031"}


def test_months_of_a_title_take_the_year_of_its_plan() -> None:
    head = HEAD.format(upper="TỈNH QUẢNG TRỊ", issuer="ỦY BAN NHÂN DÂN", title="Tình hình đầu tư 10 tháng, kế hoạch 02 tháng cuối năm 2031")
    assert periods("Đã khởi công 14 dự án.", head) == {"14": "10 tháng"}


def test_what_columns_compare_is_of_the_results_beside_them() -> None:
    table = "TT | Chỉ tiêu | ĐVT | TH 2030 | TH 2031 | So TH 2030 (%)\n1 | Khám bệnh | lượt | 148.206 | 157.394 | 106,2\n2 | Phẫu thuật | ca | 3.417 | 3.688 | 107,9\n"
    assert periods(table)["106,2"] == "2031"


def test_the_caption_of_a_table_heads_no_parts() -> None:
    text = "I. TRỒNG TRỌT\n\nBiểu 1: Tiến độ gieo trồng đến 15/7/2031\n\nII. CHĂN NUÔI\n\nĐàn lợn có 1.250 con.\n"
    found = next(r for r in extract_text(REPORT + text).records if r.type == "indicator" and r.quote == "1.250")
    assert not any("Biểu" in name for name in found.section or ())
