"""A whole and its parts over sentences, paragraphs and lists of one mark; and what only stands beside figures that add up is not called wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor import extract_text
from tests.audit.test_silent_where_unsure import alarms

# The text, and the sum or difference that is found in it.
TOLD = [
    ("Diện tích rừng bị hại là 371 ha, giảm 92 ha so với năm trước, tổng số vụ đã xử lý là 4.268 vụ, trong đó khởi tố hình sự 57 vụ, xử lý hành chính 4.211 vụ.", "57 + 4.211 = 4.268"),
    ("Đề án cần hơn 712,9 tỷ đồng, trong đó ngân sách là 231,4 tỷ đồng, phụ huynh góp 318,2 tỷ đồng.\nPhần còn lại doanh nghiệp góp hơn 163,3 tỷ đồng.", "231,4 + 318,2 + 163,3 = 712,9"),
    ("Quý II thu trên 2.774 tỷ đồng.\nTrong đó, tháng 4 thu 942 tỷ đồng; tháng 5 thu 913 tỷ đồng.\nRiêng trong tháng 6, tổng thu là 919 tỷ đồng.", "942 + 913 + 919 = 2.774"),
    ("Vốn đăng ký đạt 13,58 tỷ USD, tăng 41,2%.\nCả ba hợp phần đều tăng.\nTrong đó, vốn cấp mới 5,27 tỷ USD, tăng 12%, vốn bổ sung 2,16 tỷ USD, tăng 4% và vốn góp 6,15 tỷ USD.", "5,27 + 2,16 + 6,15 = 13,58"),
    ("Các nhà máy phải chi thêm khoảng 1.217,33 tỷ đồng mua than.\nTrong đó với than trộn tăng 871,14 tỷ đồng và của mỏ Hòa Phú tăng 346,19 tỷ đồng.", "871,14 + 346,19 = 1.217,33"),
    ("Chi giáo dục: 1.846.212 triệu đồng, tăng 4,1% so với dự toán năm trước, tăng tuyệt đối 72.713 triệu đồng, trong đó tỉnh tăng 19.402 triệu đồng, huyện tăng 53.311 triệu đồng.", "19.402 + 53.311 = 72.713"),
    ("- Tổng số học sinh đạt 143.265 em, trong đó:\n- Tiểu học là 81.304 em\n- Trung học cơ sở là 42.516 em\n- Trung học phổ thông là 19.445 em", "81.304 + 42.516 + 19.445 = 143.265"),
    ("Số vốn của dự án là hơn 1.403 tỷ đồng, trong đó vốn tự có là 30% (khoảng 421 tỷ) còn 70% là vốn vay (982 tỷ).", "421 + 982 = 1.403"),
    ("Tàu đã vào bờ là 2.914 tàu.\nNeo tại các bến là 2.631 tàu.\nTàu của tỉnh ở nơi khác là 283 tàu.", "2.631 + 283 = 2.914"),
]
SILENT = [
    "Dân số tăng thêm 1,6 triệu người (từ 5,1 triệu lên 6,7 triệu), bình quân mỗi năm tăng 160.000 người.",
    "Toán được nâng từ 5,4 lên 9,2 điểm, ngoại ngữ từ 3,1 lên 9,6 điểm, tổng điểm chênh lệch là 10,3.",
    "Giá bán tại An Bình là 21.340 đồng, tăng 60 đồng so với hôm qua, trong khi giá bán tại Hòa Phú lên tới 21.350 đồng, tăng 70 đồng.",
    "Cả nước có hơn 182.400 người bệnh, tăng hơn 9.300 người so với cùng kỳ năm trước (khoảng 170.000 người).",
    "Nhà đầu tư trong nước nộp 810.306 hồ sơ, so với 426.196 của người Mỹ và 354.285 của người Nhật.",
    "Thu hồi 6 loại thuốc, gồm H 2 K - An Phú, H 2 K - Bình Hòa, H 2 K - Tân Lập, H 2 K - Yên Lạc, H - An Sơn, H - Đèo Gió.",
    "Họ thuộc 3 khu dân cư (gồm Khu phố 1 phường An Hòa; Khu phố 4, 7 phường Tân Lập; Khu phố 2, 3 phường Yên Lạc).",
    "Sữa được cấp tại 9 quận huyện gồm 8, 11, Thủ Sơn, Tân Lập, Bình Hòa, An Phú, Hóc Sơn, Nhà Gò, Cần Thanh.",
    "Xã bố trí 3 ha làm công viên.\nNhư vậy khu đất 4,2 ha dùng xây nhà ở chỉ còn 1,2 ha.",
    "Báo đã nêu 7 hồ sơ ở An Hòa.\nCụ thể, trong 31 hồ sơ bị trả, có 7 hồ sơ của thị trấn An Hòa.",
    "Trong số 512 tỷ đồng doanh thu quý I, mảng ô tô mang về 461 tỷ đồng, đóng góp 131 tỷ đồng vào lợi nhuận gộp.",
    "Công ty chào bán 18.214.306 cổ phần, mỗi nhà đầu tư mua tối thiểu là 20.000 cổ phần, tối đa là 18.214.306 cổ phần.",
]


def sums(text: str) -> list[str]:
    return [r.computation for r in extract_text(text).records if r.type == "relation" and r.kind in ("sum", "difference", "complement")]


@pytest.mark.parametrize(("text", "said"), TOLD)
def test_what_sentences_go_on_to_tell_is_added_up(text: str, said: str) -> None:
    assert said in sums(text)


def test_what_remains_is_told_where_it_does_not_agree(tmp_path: Path) -> None:
    assert alarms("Đề án cần 712,9 tỷ đồng, trong đó ngân sách là 231,4 tỷ đồng, phụ huynh góp 318,2 tỷ đồng.\nPhần còn lại doanh nghiệp góp 183,3 tỷ đồng.", tmp_path)


def test_the_next_item_with_a_list_of_its_own_is_no_member() -> None:
    text = "- Tổng số học sinh: 1.432 em, trong đó:\n- Tiểu học: 813 em\n- Trung học: 619 em\n- Tổng số giáo viên: 120 người, trong đó:\n- Nam: 47 người\n- Nữ: 73 người\n- Số trường: 12 trường"
    assert sums(text) == ["813 + 619 = 1.432", "47 + 73 = 120"]


def test_a_rounded_total_is_no_sum_of_a_long_figure_and_a_small_one() -> None:
    assert sums("Cả tỉnh có 4.700 hộ chưa có nhà.\nTổng số hộ đạt 21.870.081 hộ.\nTrong 21,9 triệu hộ, phần lớn ở nông thôn.") == []


@pytest.mark.parametrize("text", SILENT)
def test_what_only_stands_beside_is_not_called_wrong(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path) == []
