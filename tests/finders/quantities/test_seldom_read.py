"""Figures that were not read, or read as others, where clerks write loosely: bare members of lists, stray blanks, ages, wholes behind brackets."""

from __future__ import annotations

import pytest

from extractor import extract_text


def figures(text: str) -> list[tuple[str, float, str | None]]:
    return [(r.quote, float(r.value), r.unit) for r in extract_text(text).records if r.type == "indicator"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Xã An Bình thiếu 14 chỉ tiêu; xã Hòa Sơn 12 chỉ tiêu; Phú Lộc 6; Đèo Voi 8; Phong Mỹ 13 và Sa Lỳ là 12 chỉ tiêu.",
            [("14", 14, "chỉ tiêu"), ("12", 12, "chỉ tiêu"), ("6", 6, "chỉ tiêu"), ("8", 8, "chỉ tiêu"), ("13", 13, "chỉ tiêu"), ("12", 12, "chỉ tiêu")],
        ),
        ("Đã giải quyết 176 đơn (160 khiếu nại, 16 tố cáo)/221 đơn.", [("176", 176, "đơn"), ("160", 160, "khiếu nại"), ("16", 16, "tố cáo"), ("221", 221, "đơn")]),
        ("Thanh tra tỉnh xử lý 1.536 đơn (tồn đầu kỳ 40 đơn, nhận mới 1.496 đơn).", [("1.536", 1536, "đơn"), ("40", 40, "đơn"), ("1.496", 1496, "đơn")]),
        ("Trong đó: 3 tuổi: 92 cháu; 4 tuổi: 113 cháu; 5 tuổi 128 cháu.", [("92", 92, "cháu"), ("113", 113, "cháu"), ("128", 128, "cháu")]),
        ("Độ tuổi: từ 14 tuổi đến dưới 16 tuổi: 03; từ 60 tuổi trở lên: 20.", [("14 tuổi đến dưới 16", 14, "tuổi"), ("03", 3, "người"), ("60", 60, "tuổi"), ("20", 20, "người")]),
        ("Toàn tỉnh có 139 cơ sở với 7. 180 phòng.", [("139", 139, "cơ sở"), ("7. 180", 7180, "phòng")]),
        ("So với cùng kỳ giảm 1,193 vụ.", [("1,193", 1193, "vụ")]),
        ("Gồm: rau 120 ha; cây mỳ 500; cây mía 370 ha.", [("120", 120, "ha"), ("500", 500, "ha"), ("370", 370, "ha")]),
        ("Án dân sự thụ lý và giải quyết 179/29 vụ án; án lao động 01/01 vụ.", [("179", 179, "vụ án"), ("29", 29, "vụ án"), ("01", 1, "vụ"), ("01", 1, "vụ")]),
        ("Thụ lý và giải quyết 40/45 vụ.", [("40/45", 40, "vụ")]),
        ("Quỹ giải ngân 29 dự án, số tiền 6 tỷ 310 triệu cho 370 hộ vay.", [("29", 29, "dự án"), ("6 tỷ 310", 6310000000, "đồng"), ("370", 370, "hộ")]),
        ("Tổng ngày khách lưu trú đạt 3.069,7 nghìn ngày.", [("3.069,7", 3069700, "ngày")]),
        ("Số trẻ được ăn tại lớp: 60 Tỷ lệ: 28,7 %.", [("60", 60, "trẻ"), ("28,7 %", 28.7, "%")]),
        ("Có 1 nhà bị sập và 80 tốc mái, hư hỏng.", [("1", 1, "nhà"), ("80", 80, "nhà")]),
        ("Bảo tàng sưu tầm mới 20 hiện vật, 10 tài liệu.", [("20", 20, "hiện vật"), ("10", 10, "tài liệu")]),
    ],
)
def test_what_is_read(text: str, wanted: list[tuple[str, float, str | None]]) -> None:
    assert figures(text) == wanted


def test_as_many_members_as_are_counted_are_no_parts_of_the_count() -> None:
    text = "Còn 3 xã làm chưa tốt, gồm: Trà Lựu thiếu 14 chỉ tiêu; Đồng Cát 12 chỉ tiêu; Sa Lỳ 15 chỉ tiêu."
    assert [r for r in extract_text(text).records if r.type == "finding"] == []


@pytest.mark.parametrize("name", ["T.T.Huế", "T.P.Đà Nẵng"])
def test_a_name_with_initials_ends_no_sentence(name: str) -> None:
    (figure,) = [r for r in extract_text(f"Đoàn gồm cán bộ của {name} có 12 người.").records if r.type == "indicator"]
    assert (figure.value, figure.sentence) == (12, f"Đoàn gồm cán bộ của {name} có 12 người.")


def test_a_day_behind_the_name_of_a_season_is_a_date() -> None:
    records = extract_text("Thời vụ gieo cấy quanh tiết lập xuân 04/02 và kết thúc trong tháng 3 năm 2031.").records
    assert [(r.type, r.quote) for r in records if r.type in ("date", "indicator")][:1] == [("date", "04/02")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Năm 2030, Hội Phụ nữ xã thực hiện tốt nhiệm vụ. Trong năm, Hội phát triển 213 hội viên.", ["Năm 2030"]),
        ("Diện tích gieo cấy vụ mùa năm 2031 đạt 450 ha.", ["vụ mùa năm 2031"]),
        ("Năm học: 2031-2032\nTổng số trẻ ra lớp: 209 trẻ.", ["Năm học: 2031-2032"]),
        ("Toàn tỉnh hiện có 5.664 tàu cá.", ["hiện"]),
        ("Tính đến cuối tháng 8/2031, dư nợ đạt 36 tỷ đồng, ước đến cuối tháng 9/2031 đạt 37 tỷ đồng. Dư nợ nông nghiệp là 12 tỷ đồng.", ["Tính đến cuối tháng 8/2031", "đến cuối tháng 9/2031", "Tính đến cuối tháng 8/2031"]),
    ],
)
def test_the_words_of_a_time(text: str, wanted: list[str]) -> None:
    assert [r.period for r in extract_text(text).records if r.type == "indicator"] == wanted


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Theo báo cáo hoạt động của Ngân hàng Chính sách xã hội tỉnh, tính đến 30/9/2031, tổng nguồn vốn đạt 3.579 tỷ đồng.", "Ngân hàng Chính sách xã hội tỉnh"),
        ("Bệnh viện: BỆNH VIỆN ĐA KHOA ĐÔNG AN\n\nTổng số lượt khám: 1.250 lượt", "BỆNH VIỆN ĐA KHOA ĐÔNG AN"),
        ("Theo báo cáo của Cục Thống kê, năm 2031 thu ngân sách đạt 12 tỷ đồng.", None),
    ],
)
def test_who_reports_of_itself(text: str, owner: str | None) -> None:
    assert {r.subject for r in extract_text(text).records if r.type == "indicator"} == {owner}
