"""Whose the figures of norms, fees, tariffs, plans and projects are: those who have a threshold, who keep a time limit, for whom a rate is; the procedure or work named above."""

from __future__ import annotations

import pytest

from extractor import extract_text

RULE = "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 27/2031/QĐ-UBND\nQUYẾT ĐỊNH\nBan hành Quy định quản lý bến bãi\nĐiều 4. Nội dung\n"


def owners(text: str) -> list[tuple[str, str | None]]:
    """The quotes of the figures of a text with their subjects."""
    return [(r.quote, r.subject) for r in extract_text(text).records if r.type == "indicator"]


def of(text: str, quote: str) -> str | None:
    return dict(owners(text))[quote]


@pytest.mark.parametrize(
    ("line", "quote", "subject"),
    [
        ("1. Sở Xây dựng quyết định bán tài sản cố định (trừ tài sản của đơn vị sự nghiệp có nguyên giá theo sổ kế toán dưới 310 triệu đồng).", "310", "tài sản của đơn vị sự nghiệp"),
        ("1. Trường hợp cá nhân có doanh thu trên 7 tỷ đồng áp dụng thuế suất 19%.", "19%", "cá nhân"),
        ("1. Cấp thẻ bến cho công dân Việt Nam từ đủ 19 tuổi.", "19", "công dân Việt Nam"),
        ("1. Trong thời hạn 06 ngày làm việc kể từ ngày nhận đủ hồ sơ, Ban Quản lý bến tổ chức đánh giá hồ sơ.", "06", "Ban Quản lý bến"),
        ("1. Thời hạn cấp thẻ đối với chủ bến hạng hai tối đa là 13 ngày (cắt giảm 02 ngày, tỷ lệ 14%).", "14%", "chủ bến hạng hai"),
        ("1. Phí neo đậu được quy định như sau: Bến loại hai là 210.000 đồng/lần; bến loại ba là 140.000 đồng/lần.", "140.000", "bến loại ba"),
    ],
)
def test_the_words_right_before_a_norm_say_whose_it_is(line: str, quote: str, subject: str) -> None:
    assert of(RULE + line, quote) == subject


def test_somebody_who_may_be_fined_has_no_threshold() -> None:
    assert of("Ngoài ra, chủ bến vi phạm quy định neo đậu còn có thể bị phạt tiền từ 12.000.000 đồng.", "12.000.000") != "chủ bến vi phạm quy định neo đậu còn"


def test_the_last_of_a_row_of_owners_is_not_alone() -> None:
    text = RULE + "1. Phụ cấp:\n- Bí thư Chi bộ và Trưởng ấp, khu phố được hưởng phụ cấp 610.000 đồng/người/tháng."
    assert of(text, "610.000") == "Bí thư Chi bộ và Trưởng ấp, khu phố"


def test_a_rate_is_of_those_for_whom_it_is() -> None:
    text = "Từ tháng 5, lãi suất giảm.\n2 - Lãi suất cho vay hộ mới thoát nghèo được điều chỉnh giảm từ 8,15%/năm xuống còn 7,65%/năm."
    assert {subject for _, subject in owners(text)} == {"hộ mới thoát nghèo"}


def test_days_that_are_cut_are_of_the_procedure_above() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 31/QĐ-UBND\nQUYẾT ĐỊNH\nThông qua phương án đơn giản hóa thủ tục hành chính\n"
        "1. Tên thủ tục hành chính: Cấp lại thẻ neo đậu cho chủ bến (1.207331)\na) Nội dung đơn giản hóa: Giảm 03 ngày làm việc so với quy định.\n"
        "- Chi phí tiết kiệm: 4.300.000 đồng/năm.\n2. Thủ tục Gia hạn thẻ neo đậu\na) Nội dung cắt giảm, đơn giản hóa: Giảm 05 ngày làm việc."
    )
    assert owners(text) == [("03", "Cấp lại thẻ neo đậu cho chủ bến"), ("4.300.000", "Cấp lại thẻ neo đậu cho chủ bến"), ("05", "Thủ tục Gia hạn thẻ neo đậu")]


def test_a_document_that_approves_one_work_tells_of_that_work() -> None:
    text = (
        "CHÍNH PHỦ\nSố: 41/QĐ-TTg\nQUYẾT ĐỊNH\nVề chủ trương đầu tư Dự án đầu tư xây dựng tuyến đường sắt Đông An - Tây Hạ\n"
        "Điều 1. Nội dung\na) Phạm vi: chiều dài tuyến chính khoảng 217,4 km;\nb) Sơ bộ tổng nhu cầu sử dụng đất khoảng 1.640 ha."
    )
    assert {subject for _, subject in owners(text)} == {"tuyến đường sắt Đông An - Tây Hạ"}


def test_points_are_of_what_the_criteria_of_the_article_are_for() -> None:
    text = (
        "CHÍNH PHỦ\nSố: 19/2031/NĐ-CP\nNGHỊ ĐỊNH\nPhân loại đơn vị hành chính\nĐiều 5. Tiêu chí phân loại và cách tính điểm phân loại đơn vị hành chính phường\n"
        "1. Diện tích tự nhiên từ 4 km2 trở xuống được tính 11 điểm.\n2. Các yếu tố đặc thù:\na) Có từ 15% đến 25% dân số là người cao tuổi được tính 2 điểm."
    )
    assert {of(text, quote) for quote in ("11", "2")} == {"đơn vị hành chính phường"}


def test_a_heading_may_name_what_is_measured() -> None:
    text = RULE + "1. Mức hỗ trợ\na) Diện tích ngô:\n\nSau gieo trồng từ 03 đến 12 ngày: thiệt hại trên 65% diện tích, hỗ trợ 7.100.000 đồng/ha."
    assert of(text, "7.100.000") == "Diện tích ngô"


def test_a_lettered_item_has_the_fuller_name_of_its_numbered_line() -> None:
    text = RULE + "2. Mức thu phí thẩm định hồ sơ, báo cáo xả nước thải của bến bãi.\na) Đối với hồ sơ, báo cáo có lưu lượng nước dưới 130m3/ngày đêm: mức thu 420.000 đồng/hồ sơ."
    assert of(text, "420.000") == "hồ sơ, báo cáo xả nước thải của bến bãi"


@pytest.mark.parametrize("chopped", ["Lệ phí neo đậu cũng", "các năm tiếp theo", "năm đầu và"])
def test_chopped_words_own_nothing(chopped: str) -> None:
    from extractor.finders.quantities.owner_guard import fit_owner

    assert fit_owner(chopped) is None


@pytest.mark.parametrize(
    ("words", "owner"),
    [("Sở Tài chính đề nghị điều chỉnh", None), ("tỉnh yêu cầu các địa phương", "các địa phương"), ("chuyên gia thuộc một trong các trường hợp sau đây", "chuyên gia")],
)
def test_what_is_told_of_an_owner_is_no_part_of_its_name(words: str, owner: str | None) -> None:
    from extractor.finders.quantities.owner_guard import fit_owner

    assert fit_owner(words) == owner
