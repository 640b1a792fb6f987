"""Changes against long bases, days behind a part of the day, amounts with odd marks: each a fault once on reports of other provinces and years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from extractor.pipeline import extract_text
from extractor.records import Indicator, Record


def records(text: str) -> list[Record]:
    return extract_text(text).records


def figures(text: str) -> list[Indicator]:
    return [r for r in records(text) if isinstance(r, Indicator)]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Lượng mưa đạt 1.642 mm, thấp hơn cùng kỳ năm trước là 118 mm (1.760 mm).", ["level", "decrease", "level"]),
        ("Dòng chảy cao hơn so với TBNN từ 12 đến 24%; thấp hơn đỉnh lũ TBNN từ 0,3 đến 0,6m.", ["increase", "decrease"]),
        ("So với cùng kỳ tăng 7,4% số vụ, 2,8% số người chết và 31,6% số người bị thương.", ["increase"] * 3),
        ("So với cùng kỳ giảm 27 vụ (16,4%), giảm 5 người chết (8%).", ["decrease"] * 4),
        ("Các nhóm còn lại đều tăng, tăng cao nhất là nhóm giao thông với 1,3%.", ["increase"]),
        ("Mỗi năm giảm tỷ lệ hộ nghèo 1,6%; giảm tỷ lệ sinh 0,2‰.", ["decrease", "decrease"]),
        ("Huyện đề ra một số chỉ tiêu cơ bản như diện tích gieo trồng 18.000ha, giảm tỷ lệ hộ nghèo xuống còn 14%.", ["target", "target"]),
        ("Hội đồng thống nhất nhiệm vụ cuối năm với các chỉ tiêu: tăng trưởng kinh tế đạt 16%; 92% gia đình đạt chuẩn văn hóa.", ["target", "target"]),
        ("Diện tích tỉnh mới sẽ đạt 16.300 km2. Cụ thể, diện tích hiện tại của An Hòa là 9.800 km2.", ["target", "level"]),
        ("Diện tích rừng bị phá 0,42 ha, giảm 3,6 ha (tương đương 89%); giảm 11 vụ (bằng 91%).", ["level", "decrease", "decrease", "decrease", "level"]),
        ("Đã giải quyết 862 vụ, đạt tỷ lệ 98,6%, vượt chỉ tiêu đề ra 3,6%.", ["level", "level", "increase"]),
        ("Số thu giảm so với tháng 3 khoảng 312 - 422 tỷ đồng; đạt 47%, vượt tiến độ 9,6%.", ["decrease", "level", "increase"]),
        ("Đã xong 612 việc có điều kiện thi hành (đạt 52% về việc) và trên 415 tỷ đồng (đạt 31% về tiền).", ["level"] * 4),
        ("Cấp mới 27 dự án với tổng vốn tăng thêm là 312 triệu USD.", ["level", "level"]),
        ("Số: 12/KH-UBND\nKẾ HOẠCH\nPhát triển thể thao năm 2032\nII. CHỈ TIÊU\n- Tỷ lệ người tập thường xuyên so với dân số 41%.", ["target"]),
    ],
)
def test_roles_of_changes_bases_and_goals(text: str, roles: list[str]) -> None:
    assert [f.role for f in figures(text)] == roles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sáng 17/10 ghi nhận mực nước 12,4 m; lúc 7h 18/10 mực nước 11,8 m.", [Decimal("12.4"), Decimal("11.8")]),
        ("Tổng cục công bố tăng 5% so với cùng kỳ 2031 Cục Thống kê nêu.", [5]),
        ("Kết quả 6 th/2031 đạt 12 tỷ đồng, 9 th đầu 2031 đạt 15 tỷ đồng.", [12 * 10**9, 15 * 10**9]),
        ("Trong vòng 24 giờ tới, bão di chuyển 15 km.", [15]),
        ("Đã cấp 1 362 giấy chứng nhận với diện tích 12 418,5 m2.", [1362, Decimal("12418.5")]),
        ("Thôn 3 125 hộ.", [125]),
        ("Người bị thương: 26 người (An Hòa 4, Bình Sơn 1, Phú Tân 16, Tân An 5).", [26, 4, 1, 16, 5]),
        ("Nhà hư hỏng: 2.162 nhà (An Hòa: 34, Bình Sơn 91; Phú Tân: 1.823 (xã đang phân loại mức độ); Tân An 212; Gia Lạc 2).", [2162, 34, 91, 1823, 212, 2]),
        ("Trường có 04 lớp học 2 buổi/ngày; huy động trẻ em 6 tuổi vào lớp 1 đạt 99%.", [4, 99]),
        ("Trong 3 ngày từ 16 - 18/2, dông lốc làm 7 người bị thương trên tàu BĐ 96318 TS; tiêm phòng đợt 2/2031.", [7]),
        ("Tuần 27 và 28 có tốc độ tăng 43% so với trung bình 4 tuần trước.", [43]),
        ("Còn nội dung nước sạch (tiêu chí 17.1) chưa đạt, phòng dịch COVID – 19 tại số 218 khu phố 3.", []),
    ],
)
def test_what_is_a_figure_and_its_value(text: str, found: list[Decimal]) -> None:
    assert [f.value for f in figures(text)] == found


def test_a_year_without_its_word_behind_the_same_time_and_a_day_behind_a_part_of_the_day() -> None:
    days = [(r.quote, r.from_) for r in records("Đêm 14/9/2031 mưa to; tăng so với cùng kỳ 2030 Cục Thống kê nêu.") if r.type == "date"]
    assert days == [("14/9/2031", date(2031, 9, 14)), ("2030", date(2030, 1, 1))]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Thu nhập đạt 16,8 triệu đồng/người năm 2031.", "đồng/người"),
        ("Xử lý hành chính 32 người, kiến nghị xử lý hình sự.", "người"),
        ("Tiếp nhận 32 kiến nghị, phản ánh.", "kiến nghị, phản ánh"),
        ("Bồi dưỡng không quá 450.000,đ/cuộc.", "đ/cuộc"),
        ("Tổng chi 250.000,- đồng.", "đồng"),
        ("Đã ủy thác 570 việc, Cục rút lên để thi hành.", "việc"),
        ("Số dân từ 1.000 dân đến dưới 6.000 dân và xã đồng bằng.", "dân"),
        ("Mực nước hồ +512,35 m/MNDBT.", "m"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert [f.unit for f in figures(text)] == [unit]
