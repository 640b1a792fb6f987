"""Small texts that once failed, each for its kind, with the values that they should give."""

from __future__ import annotations

from typing import Any

import pytest

from extractor import extract_text

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SƠN LA\n\nSố: 45/BC-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "Sơn La, ngày 12 tháng 5 năm 2024\n\nBÁO CÁO\nKết quả công tác quý I năm 2024\n\n"
)


def figures(text: str) -> dict[str, Any]:
    return {r.quote: r for r in extract_text(text).records if r.type == "indicator"}


@pytest.mark.parametrize(
    "text",
    [
        "Ngành Y tế có thủ tục (mã số TTHC 1.011963) đã bị bãi bỏ; các thủ tục liên thông là: Mã TTHC 2.001346; 2.000715.",
        "a) Đối với khách hạng đặc biệt: Thực hiện theo tiết a điểm 1.3 khoản 1 Điều này;\nb) Mức chi tại tiết b điểm 2.4 khoản 2 Điều này là mức tối đa.",
        "Địa chỉ: 02 Tô Hiến Thành, phường Chiềng Lề, thành phố Sơn La, tỉnh Sơn La. Điện thoại: 02123.852142",
        "Phường Tân An 2 giáp với các phường: Tân An 1, Tân An 3.",
    ],
)
def test_codes_places_and_names_are_no_figures(text: str) -> None:
    assert not figures(HEAD + text)


def test_signed_changes_and_grades_of_petrol() -> None:
    found = figures(
        "BÁO CÁO\nTình hình giá cả thị trường tháng 4 năm 2022\n\nCó 5 nhóm hàng có chỉ số giá giảm so với tháng trước: nhóm hàng ăn giảm (-0,39%), nhóm giao thông "
        "giảm (-2,03%); 3 nhóm tăng: may mặc tăng (+0,08%), giáo dục tăng (+1,15%).\nGiá xăng E5 Ron 92 hiện ở mức 27.130 đồng/lít, xăng Ron 95 hiện ở mức 27.990 đồng/lít."
    )
    assert {q: (float(r.value), r.role) for q, r in found.items() if "%" in q} == {
        "-0,39%": (0.39, "decrease"),
        "-2,03%": (2.03, "decrease"),
        "+0,08%": (0.08, "increase"),
        "+1,15%": (1.15, "increase"),
    }
    assert "92" not in found and "95" not in found


@pytest.mark.parametrize("text", ["Tăng trưởng ngành xây dựng âm 3,5% so với cùng kỳ.", "Tăng trưởng quý I là âm 3,5%.", "Ngành xây dựng tăng trưởng âm (âm 3,5%).", "GRDP quý I tăng trưởng -3,5%."])
def test_below_zero(text: str) -> None:
    (record,) = figures(text).values()
    assert float(record.value) == -3.5


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Tỷ lệ hài lòng của người dân đạt tám mươi mốt phẩy hai phần trăm, tăng so với năm trước. Toàn huyện có mười hai xã về đích.", [(81.2, "%"), (12, "xã")]),
        ("Tổng vốn đầu tư của dự án là một nghìn hai trăm ba mươi tỷ chín trăm năm mươi triệu đồng.", [(1230950000000, "đồng")]),
        ("Dự án giải quyết việc làm cho hai trăm lao động.", [(200, "lao động")]),
        ("Toàn huyện có hai mươi ba hợp tác xã hoạt động hiệu quả, tăng ba hợp tác xã so với năm trước.", [(23, "hợp tác xã"), (3, "hợp tác xã")]),
        ("Toàn tỉnh có 523.056 (năm trăm hai mươi ba nghìn không trăm năm mươi sáu) hộ dân.", [(523056, "hộ dân")]),
        ("Cây trồng từ đủ 18 tháng tuổi đến 30 tháng tuổi.", [(18, "tháng tuổi")]),
    ],
)
def test_numbers_in_words_and_ranges(text: str, values: list[tuple[float, str]]) -> None:
    assert [(float(r.value), r.unit) for r in figures(text).values()] == values


def test_results_are_no_targets() -> None:
    found = figures(
        "BÁO CÁO\nKết quả tiếp công dân tháng 5/2021\n\nTổng số lượt tiếp: 23 lượt (20 định kỳ, 3 đột xuất) với 31 người đến khiếu nại, tố cáo, kiến nghị, phản ánh, trong đó:\n"
        "- Tiếp định kỳ của lãnh đạo các sở: đã tiếp 4 lượt với 5 người:\n+ Phó Chánh Thanh tra tỉnh tiếp 1 lượt, với 2 người (định kỳ).\n"
        "Nội dung tập trung trong lĩnh vực đất đai (18/23 lượt tiếp công dân trong tháng, chiếm 78%)."
    )
    assert {r.role for r in found.values()} == {"level"}


def test_thresholds_targets_and_counts_of_one_report() -> None:
    found = figures("- Có 3/20 cơ quan đạt quy định về tỷ lệ người dân trả lời tối thiểu (10%) và số phiếu tối thiểu (50 phiếu).")
    assert (found["10%"].role, found["50"].role) == ("limit", "limit")
    found = figures(
        "BÁO CÁO\nCông tác cải cách hành chính năm 2024\n\n- Đã kiểm tra tại 31/95 UBND cấp xã, chỉ tiêu đề ra tối thiểu là 20%, đạt 32,6%.\n"
        "- Có 12 doanh nghiệp được khảo sát, phấn đấu năm sau khảo sát 20 doanh nghiệp."
    )
    assert {q: r.role for q, r in found.items()} == {"31/95": "level", "20%": "target", "32,6%": "level", "12": "level", "20": "target"}
    assert found["31/95"].unit == "UBND cấp xã"


def test_pairs_in_brackets_are_levels() -> None:
    found = figures(HEAD + "So với năm 2013 giảm 14 vụ (321/335), 102 đối tượng (610/712).")
    assert {q: r.role for q, r in found.items()} == {"14": "decrease", "321/335": "level", "102": "decrease", "610/712": "level"}


def test_subjects() -> None:
    found = figures(
        HEAD + "Các chỉ tiêu năm 2024: tỷ lệ hộ nghèo toàn tỉnh giảm 2,1%, riêng các xã biên giới giảm 3,4%; tạo việc làm cho khoảng 9.200 lao động; "
        "tỷ lệ lao động qua đào tạo đạt 61%; số giường bệnh trên một vạn dân đạt 28,5 giường."
    )
    assert found["3,4%"].subject == "các xã biên giới"
    assert {found[q].subject for q in ("9.200", "61%", "28,5")} == {"tỉnh Sơn La"}
    (record,) = figures(HEAD + "Từ ngày 01/3/2024 đến nay, Công an tỉnh trực tiếp tiếp nhận 20.588 hồ sơ cấp phiếu lý lịch tư pháp.").values()
    assert (record.subject, record.period, str(record.period_from), record.period_to) == ("Công an tỉnh", "Từ ngày 01/3/2024 đến nay", "2024-03-01", None)
    (record,) = figures(HEAD + "Các sở, UBND cấp huyện, cấp xã có tỷ lệ hồ sơ trực tuyến 66,4%.").values()
    assert record.subject == "Các sở, UBND cấp huyện, cấp xã"


def test_things_of_a_rule() -> None:
    found = figures("NGHỊ ĐỊNH\nQuy định mức hỗ trợ\n\nĐiều 3. Mức hỗ trợ\na) Vườn cây lâu năm: hỗ trợ 11.000.000 đồng/ha.\nb) Trâu, bò, ngựa được hỗ trợ 4.000.000 đồng/con.")
    assert found["11.000.000"].subject == "Vườn cây lâu năm"
    assert found["4.000.000"].subject == "Trâu, bò, ngựa"


def test_spans_of_months_in_words() -> None:
    found = figures("BÁO CÁO\nTình hình công thương hai tháng đầu năm 2019\n\nKim ngạch xuất khẩu hai tháng đầu năm 2019 đạt 6,5 tỷ USD; nhập khẩu 9 tháng đạt 7,5 tỷ USD.")
    assert (found["6,5"].period, str(found["6,5"].period_to)) == ("hai tháng đầu năm 2019", "2019-02-28")
    assert (found["7,5"].period, str(found["7,5"].period_to)) == ("9 tháng", "2019-09-30")


def test_measures_before_what_they_measure() -> None:
    """ "m3 nước" is no "mẫu nước": only a noun of its own takes a unit of measure over."""
    found = [r for r in extract_text("Cấp mỗi ngày 1,5 triệu m3 nước; lấy 15 mẫu nước tại 12 điểm cầu.").records if r.type == "indicator"]
    assert [r.unit for r in found] == ["m3", "mẫu nước", "điểm cầu"]


def test_bracketed_figures_of_a_list() -> None:
    """Figures alone in brackets behind the names of a list count; marks of notes, which run on by one, do not."""
    listed = "Xây mới 54 hồ chứa tại các huyện: Đông Hải (24), Tây Giang (09) và Nam Phú (21)."
    assert [r.quote for r in extract_text(listed).records if r.type == "indicator"] == ["54", "24", "09", "21"]
    noted = "Theo báo cáo của xã An Phú (4), xã Tân Lập (5) và phường Hòa Bình (6) có 15 hộ mới."
    assert [r.quote for r in extract_text(noted).records if r.type == "indicator"] == ["15"]


def test_an_amount_in_words_behind_its_opening() -> None:
    text = "Tổng chi là 12.420 triệu đồng (Bằng chữ: Mười hai tỷ, bốn trăm hai mươi triệu đồng)."
    assert [r.quote for r in extract_text(text).records if r.type == "indicator"] == ["12.420"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Tạm ứng thấp nhất là 500 000đ, cao nhất 1 250 000 đồng.", ["500 000", "1 250 000"]),
        ("Mỗi suất ăn có 120 g thịt; họp lúc 14g30.", ["120"]),
        ("Chi 12 tr.đồng và 7 trđ.", ["12", "7"]),
        ("Số tài khoản: 370200481295 tại Kho bạc.", []),
        ("Văn phòng đặt tại 96 Hoàng Sâm, phường Tân Lập.", []),
        ("Tuần lễ xanh 2029 đã tổ chức 12 hội chợ.", ["12"]),
        ("Ông Hà, trú tại thôn 7 xã An Phú, nhận 02 lô đất.", ["02"]),
        ("Mở rộng đoạn Km4+00 đến Km18+350, dài 14 km.", ["14"]),
        ("Thuế giảm từ 10 đên 44% so với cùng kỳ.", ["10 đên 44%"]),
    ],
)
def test_what_a_number_is(text: str, quotes: list[str]) -> None:
    """Blanked thousands before money, grams beside clock times, shortened scales; accounts, houses and bare years are no figures."""
    assert [r.quote for r in extract_text(text).records if r.type == "indicator"] == quotes


def test_a_second_noun_that_is_an_act() -> None:
    """ "07 vụ việc, hướng dẫn công dân …" counts one thing, "12 kiến nghị, phản ánh của …" two."""
    found = extract_text("Giải quyết 07 vụ việc, hướng dẫn công dân khởi kiện; nhận 12 kiến nghị, phản ánh của cử tri.").records
    assert [r.unit for r in found if r.type == "indicator"] == ["vụ việc", "kiến nghị, phản ánh"]


def test_a_raised_digit_is_no_number() -> None:
    """ "²" alone in a pasted table: a digit to the eye, no number to Python."""
    assert [r for r in extract_text("STT\n|\n²\n|\n1\n|\n2\n").records if r.type == "indicator" and r.quote == "²"] == []
