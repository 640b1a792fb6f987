"""Reports of a ministry's centre and of a procuracy: the time that a paragraph announces, changes in brackets, whose the figures are."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import extract_text

HEAD = "BỘ CÔNG NGHIỆP\nVÀ NĂNG LƯỢNG\nTRUNG TÂM\nSỐ LIỆU VÀ DỰ BÁO\nSố: 12/BC-TH\nHà Nội, ngày 23 tháng 11 năm 2031\nBÁO CÁO\nKẾT QUẢ THỰC HIỆN KẾ HOẠCH THÁNG 11 NĂM 2031\n\n"


def figures(text: str) -> dict[str, object]:
    return {r.quote: r for r in extract_text(text).records if r.type == "indicator"}


def test_a_paragraph_announces_the_time_of_those_below_it() -> None:
    found = figures(f"{HEAD}Kết quả sơ bộ của ngành trong năm 2031 thể hiện ở một số mặt sau:\n\nSản lượng than ước đạt 57,2 triệu tấn.\n\nSản lượng điện đạt 91 triệu MWh.\n")
    assert {(found[q].period_from, found[q].period_to) for q in ("57,2", "91")} == {(date(2031, 1, 1), date(2031, 12, 31))}


def test_a_time_told_by_somebody_is_no_guess() -> None:
    found = figures(f"{HEAD}Theo báo cáo của các cơ sở, ước tính đến cuối tháng 10/2031, kết quả như sau:\n\n- Sản lượng than đạt 57 nghìn tấn;\n\n- Sản lượng điện đạt 91 triệu MWh.\n")
    assert {found[q].period_to for q in ("57", "91")} == {date(2031, 10, 31)}


def test_a_target_is_not_of_the_time_that_is_announced() -> None:
    found = figures("KẾ HOẠCH\nPhòng cháy\nPhấn đấu trong năm 2031 đạt các mặt sau:\n\nYêu cầu 100% cơ sở ký cam kết.\n")
    assert found["100%"].period_from is None


def test_parts_are_of_the_time_of_the_last_level_before_them() -> None:
    found = figures(f"{HEAD}Xuất khẩu tháng 11 năm 2031 đạt 3,1 tỷ USD, đưa tổng kim ngạch 11 tháng đạt 34,7 tỷ USD, tăng 6% so với cùng kỳ năm 2030 (32,7 tỷ USD). Trong đó, xuất khẩu thép đạt 8,5 tỷ USD.\n")
    assert (found["8,5"].period_from, found["8,5"].period_to) == (date(2031, 1, 1), date(2031, 11, 30))


def test_a_time_leads_all_figures_that_follow_it() -> None:
    found = figures(f"{HEAD}Lượng thép bán tháng 11 năm 2031 đạt 61 nghìn tấn với giá trị 44 triệu USD đưa lượng bán 11 tháng năm 2031 đạt 730 nghìn tấn và 512 triệu USD.\n")
    assert {found[q].period_from for q in ("730", "512")} == {date(2031, 1, 1)}


def test_from_new_year_to_now_ends_with_the_day_of_issue() -> None:
    found = figures(f"{HEAD}Từ đầu năm đến nay, số vụ tai nạn là 37 vụ.\n")
    assert (found["37"].period_from, found["37"].period_to) == (date(2031, 1, 1), date(2031, 11, 23))


def test_as_much_as_another_year_is_a_comparison() -> None:
    found = figures(f"{HEAD}Năng suất mỏ đạt 44,6 tấn, bằng mức năng suất năm 2028.\n")
    assert found["44,6"].period_from == date(2031, 11, 1)


@pytest.mark.parametrize(
    ("text", "quote", "role"),
    [
        ("Diện tích đạt 83 nghìn ha, giảm 6 nghìn ha (- 7,4%).", "7,4%", "decrease"),
        ("Diện tích đạt 83 nghìn ha, tăng 6 nghìn ha (+ 7,4%).", "7,4%", "increase"),
        ("Sản lượng than đạt 83 nghìn tấn, tăng nhẹ so với cùng kỳ năm trước (0,7%).", "0,7%", "increase"),
        ("Tỷ lệ đạt 57%, tăng so với cùng kỳ năm trước (52%).", "52%", "level"),
        ("Các nước giảm là Lào (giảm 31%), Ấn Độ (giảm 12%) và Nga (9%).", "9%", "decrease"),
        ("Các thị trường có giá trị tăng mạnh so với cùng kỳ năm 2030 là Lào (31%), Nga (12%).", "12%", "increase"),
        ("Các nước mua nhiều nhất là Lào (31%), Nga (12%).", "12%", "level"),
    ],
)  # fmt: skip
def test_changes_told_in_brackets(text: str, quote: str, role: str):
    assert figures(f"{HEAD}{text}\n")[quote].role == role


def test_words_of_prosecution_order_nothing() -> None:
    head = "VIỆN KIỂM SÁT NHÂN DÂN TỈNH HÀ NAM\nBÁO CÁO\nKết quả công tác tháng 3 năm 2031\n1. Công tác kiểm sát\n"
    found = figures(f"{head}* Kiểm sát việc giải quyết tố giác, tin báo và kiến nghị khởi tố:\n- Ban hành 37 văn bản;\n+ Kết thúc điều tra đề nghị truy tố:\n- Đang giải quyết: 64 vụ\n")
    assert {r.role for r in found.values()} == {"level"}


def test_figures_of_a_ministrys_centre_are_the_countrys_or_of_their_thing() -> None:
    found = figures(f"{HEAD}Có 27 cơ sở mới.\n\nCao su : Lượng bán đạt 61 nghìn tấn với giá 44 triệu USD.\n\nCây chè: Diện tích chè đạt 83 nghìn ha.\n")
    assert [found[q].subject for q in ("27", "61", "44", "83")] == ["cả nước", "Cao su", "Cao su", "Cây chè"]


def test_a_command_of_a_province_is_no_ministry() -> None:
    head = "BỘ CHỈ HUY QUÂN SỰ\nTỈNH HÀ NAM\nSố: 12/BC-BCH\nHà Nam, ngày 23 tháng 11 năm 2031\nBÁO CÁO\nKết quả công tác năm 2031\n"
    assert figures(f"{head}Đã trồng 57 ha rừng.\n")["57"].subject != "cả nước"


def test_who_was_spoken_of_in_a_line_is_not_who_the_later_lines_are_of() -> None:
    lines = "Tổ chức Hội: Có 31 chi hội khu phố.\nTuyên truyền: Tổ chức 17 cuộc.\nCâu lạc bộ làm vườn: Dự kiến thành lập với 19 thành viên.\nVề nguồn: Có 23 người viếng đài liệt sĩ.\n"
    found = figures(f"Trang số liệu\nphường An Đông\n\n{lines}")
    assert {found[q].subject for q in ("19", "23")} == {"phường An Đông"}


MINISTRY = "BỘ XÂY DỰNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHà Nội, ngày 23 tháng 11 năm 2031\nBÁO CÁO\nTÌNH HÌNH THỰC HIỆN KẾ HOẠCH THÁNG 11\n\n"


def subjects(text: str, head: str = HEAD) -> dict[str, object]:
    return {quote: r.subject for quote, r in figures(f"{head}{text}\n").items()}  # type: ignore[attr-defined]


def test_prices_are_of_their_good_or_of_the_place_that_they_name() -> None:
    text = "Giá sắn lát khô hiện ở mức 5.200 đ/kg, tăng 300 đ/kg so với tháng trước; giá hạt tiêu giảm 1.200 đồng/kg.\n\nGiá lợn hơi tại miền Nam giảm 4.000 đồng/kg.\n\nNguyên liệu đều giảm: bắp hạt 6.300 đ/kg (giảm 2%), khoai mì 4.100 đ/kg."
    found = subjects(text)
    assert [found[q] for q in ("5.200", "300", "1.200", "4.000", "6.300", "2%", "4.100")] == ["sắn lát khô", "sắn lát khô", "hạt tiêu", "miền Nam", "bắp hạt", "bắp hạt", "khoai mì"]


def test_exports_are_of_the_goods_that_they_name() -> None:
    found = subjects("Tổng kim ngạch xuất khẩu đồ gỗ đạt 4,1 tỷ USD, tăng 7,3%; kim ngạch xuất khẩu hàng hóa đạt 81,6 tỷ USD.")
    assert (found["4,1"], found["7,3%"], found["81,6"]) == ("đồ gỗ", "đồ gỗ", "cả nước")


def test_harm_is_of_what_did_it_in_a_ministrys_document() -> None:
    found = subjects("Thiên tai làm 14 người chết, 52 nhà sập; bão số 4 làm 3 người bị thương.\n\nTổng vốn được giao là 4.120 tỷ đồng.", MINISTRY)
    assert [found[q] for q in ("14", "52", "3", "4.120")] == ["Thiên tai", "Thiên tai", "bão số 4", "Bộ Xây dựng"]


def test_pests_with_their_areas_in_brackets() -> None:
    found = subjects("Chuột: Diện tích hại 8.214 ha, nặng 213 ha.\n\nNgoài ra còn có: bọ phấn (1.200 ha), rệp (514 ha, nặng 17 ha).")
    assert [found[q] for q in ("8.214", "213", "1.200", "514", "17")] == ["Chuột", "Chuột", "bọ phấn", "rệp", "rệp"]


def test_a_rise_of_rank_is_no_level_of_offices() -> None:
    found = subjects("Trong 5 năm qua, cả nước đã thành lập 64 trường đại học mới, trong đó 41 trường nâng cấp từ trường cao đẳng và 23 trường thành lập mới.")
    assert found["23"] == "cả nước"
