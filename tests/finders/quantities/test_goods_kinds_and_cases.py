"""Prices of goods, members of a kind, terms with their acts, rates of cases, words that only compare or plan."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.finders.quantities.owner_guard import fit_owner
from extractor.pipeline import extract

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 12/BC-UBND\nHà Tĩnh, ngày 05 tháng 7 năm 2031\n\nBÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2031\n\n"
RULES = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 12/2031/QĐ-UBND\nHà Tĩnh, ngày 05 tháng 7 năm 2031\n\nQUYẾT ĐỊNH\nQuy định chế độ hỗ trợ\n\nĐiều 1. Mức hỗ trợ\n"
MINISTRY = "BỘ CÔNG NGHIỆP NHẸ\nHà Nội, ngày 30 tháng 7 năm 2031\nBÁO CÁO\nTình hình tháng 7\n\n"


def figures(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Label and subject of each figure, by its quote."""
    return {r.quote: (r.label, r.subject) for r in extract(Document(text, "a.txt", "0" * 64)).records if r.type == "indicator"}  # type: ignore[attr-defined]


def test_a_price_is_of_its_good_in_the_report_of_a_province_too() -> None:
    found = figures(f"{HEAD}Giá một số mặt hàng: Bưởi đường có giá từ 21.000 - 31.000 đ/kg, cam sành 17.500 đ/kg; thép 8 Đông An 19.300 đ/kg; nước mắm Tây Hạ giá 71.500 đ/chai.")
    assert [subject for _, subject in found.values()] == ["Bưởi đường", "cam sành", "thép 8 Đông An", "nước mắm Tây Hạ"]


def test_an_old_price_is_of_no_good() -> None:
    assert figures(f"{HEAD}Giá cũ 6.700 đ/m3.")["6.700"][1] == "tỉnh Hà Tĩnh"


def test_a_direction_of_trade_goes_on_with_the_goods() -> None:
    found = figures(f"{MINISTRY}Tổng kim ngạch xuất nhập khẩu hàng thủ công ước đạt 41,3 tỷ USD, trong đó xuất khẩu (XK) ước đạt 27,1 tỷ USD, tăng 20,7%; nhập khẩu (NK) ước đạt 14,2 tỷ USD.")
    assert {subject for _, subject in found.values()} == {"hàng thủ công"}


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Số học sinh bỏ học là 423 em; trong đó tiểu học 18 em, THCS 262 em, THPT 143 em.", ["tỉnh Hà Tĩnh", "tiểu học", "THCS", "THPT"]),
        ("- Lĩnh vực Đất đai - Môi trường có 17 kiến nghị.", ["Lĩnh vực Đất đai - Môi trường"]),
        ("Dịch bệnh: Sốt xuất huyết 137 ca, giảm 41,5%; Tay chân miệng 52 ca.", ["Sốt xuất huyết", "Sốt xuất huyết", "Tay chân miệng"]),
        ("Toàn xã có 12 trường, trong đó THCS 4 trường.", ["toàn xã", "toàn xã"]),  # counted by what is none of its pupils
    ],
)
def test_a_member_of_a_kind_owns_what_its_kind_is_counted_by(text: str, owners: list[str]) -> None:
    assert [(subject or "")[:1].lower() + (subject or "")[1:] for _, subject in figures(f"{HEAD}{text}").values()] == [o[:1].lower() + o[1:] for o in owners]


def test_an_abbreviation_keeps_its_capitals_inside_a_label() -> None:
    labels = [label for label, _ in figures("Tổng số học viên là 423 em; trong đó tiểu học 18 em, THCS 262 em, THPT 143 em.").values()]
    assert "em THCS" in labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("- Trong thời hạn 06 ngày làm việc, gửi Báo cáo kết quả rà soát.", "gửi Báo cáo kết quả rà soát"),
        ("Trong thời hạn 06 ngày kể từ ngày có kết quả, phải gửi thông báo đến người dân.", "gửi thông báo đến người dân"),
        ("Trong thời hạn 06 ngày làm việc kể từ ngày nhận hồ sơ, Ban Quản lý bến bãi có trách nhiệm thẩm định hồ sơ cấp thẻ theo quy định.", "thẩm định hồ sơ cấp thẻ"),
    ],
)
def test_a_term_is_named_by_what_is_to_be_done_within_it(text: str, label: str) -> None:
    assert figures(RULES + text)["06"][0] == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1. Hỗ trợ tiền ăn:\na) Học ngoài tỉnh:\n- Tại các tỉnh khác: 26.500 đồng/người/ngày.", "Hỗ trợ tiền ăn"),
        ("1. Tiền ăn:\n+ Đối với người cai nghiện 26.500 đồng/người/ngày.", "Tiền ăn"),
        ("1. Chi thuê diễn viên:\nĐối với cá nhân: Tối đa 26.500 đồng/người/tiết mục.", "Chi thuê diễn viên"),
        ("1. Tiền nghỉ trọ:\n+ Học ngoài tỉnh: thanh toán tối đa không quá 26.500 đồng/tháng/người.", "Tiền nghỉ trọ"),
        ("1. Chi xây dựng phương án:\na) Đề cương tổng quát: 26.500 đồng/đề cương.", "Đề cương tổng quát"),  # what is paid for is named by itself
    ],
)
def test_a_rate_of_a_case_is_named_by_the_line_that_sets_it(text: str, label: str) -> None:
    assert figures(RULES + text)["26.500"][0] == label


def test_what_is_planned_in_a_bracket_is_of_what_stands_before_it() -> None:
    found = figures("Tỷ trọng chi thường xuyên 64,3% (mục tiêu đến năm 2035 dưới 61%).")
    assert found["61%"][0] == "Tỷ trọng chi thường xuyên"


def test_a_comparison_without_its_second_word_is_none_of_the_label() -> None:
    found = figures(f"{HEAD}- Chi thể thao: 7.123 triệu đồng, bằng 71,2% so dự toán năm 2030, giảm 1.798 triệu đồng.")
    assert {label for label, _ in found.values()} == {"Chi thể thao"}


def test_a_measure_of_a_budget_is_of_the_budget_where_nobody_else_is_named() -> None:
    found = figures("II. ĐÁNH GIÁ CÂN ĐỐI NGÂN SÁCH NHÀ NƯỚC\nTổng thu NSNN ước đạt 1.213 nghìn tỷ đồng; bội chi NSTW là 171 nghìn tỷ đồng.\nDư nợ công khoảng 61,2% GDP.")
    assert found["1.213"][1] == "NSNN"
    assert found["171"][1] == "NSTW"
    assert found["61,2%"][1] is None
    assert figures(f"{HEAD}Tổng thu ngân sách nhà nước đạt 1.213 tỷ đồng.")["1.213"][1] == "tỉnh Hà Tĩnh"


def test_the_name_of_a_sector_goes_to_the_end_of_its_clause() -> None:
    found = figures("Khu vực nông, lâm nghiệp và thủy sản tăng 4,3%, khu vực công nghiệp, xây dựng tăng 9,2%, khu vực dịch vụ, trong đó du lịch tăng 7,1%.")
    assert [subject for _, subject in found.values()][:2] == ["Khu vực nông, lâm nghiệp và thủy sản", "khu vực công nghiệp, xây dựng"]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("khiến người nuôi", "người nuôi"),
        ("các tỉnh Tây Nguyên trồng", "các tỉnh Tây Nguyên"),
        ("Mỗi đoàn xét chọn", "Mỗi đoàn"),
        ("Xây dựng nội dung chương trình", None),
        ("Chi thuê dẫn chương trình", None),
        ("Báo cáo hàng tháng", None),
        ("phòng trừ", None),
        ("Chi cục Thuế", "Chi cục Thuế"),
        ("Tổ chức, cá nhân", "Tổ chức, cá nhân"),
        ("rừng trồng", "rừng trồng"),
    ],
)
def test_deeds_and_measures_own_nothing(words: str, owner: str | None) -> None:
    assert fit_owner(words) == owner
