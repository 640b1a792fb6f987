"""Whose figures are: places that are joined, places that a press item speaks of, the thing that a title names."""

from __future__ import annotations

import pytest

from tests.finders.quantities.test_who_is_meant import subjects

HEAD = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSố: 1234/QĐ-UBND\nHòa Bình, ngày 14 tháng 5 năm 2031\nQUYẾT ĐỊNH\n"
JOINED = "Nghị quyết về việc sắp xếp đơn vị hành chính\nQuyết nghị:\n"

TASKS = HEAD + "Ban hành Kế hoạch công tác dân số\n\nII. TỔ CHỨC THỰC HIỆN\n"
PRESS = "Bão số 9 gây thiệt hại lớn cho nhiều nơi.\n\nHà Nam: Nhiều nhà bị tốc mái\n\n"


@pytest.mark.parametrize(
    ("text", "figure", "subject"),
    [
        # the area and the people of a place that is joined to another
        (JOINED + "1. Thành lập phường Đông An từ toàn bộ diện tích tự nhiên là 31,25 km2, quy mô dân số là 4.120 người của xã Bến Mơ và xã Hòa Mơ.", "31,25", "xã Bến Mơ"),
        (JOINED + "1. Nhập toàn bộ diện tích tự nhiên là 31,25 km2 và quy mô dân số là 4.120 người của xã Bến Mơ vào xã Hòa Mơ.", "4.120", "xã Bến Mơ"),
        (JOINED + "1. Tên gọi mới là xã Tân Mơ, diện tích 14,3 km2, dân số 7.255 người.", "14,3", "xã Tân Mơ"),
        (JOINED + "1. Thành lập xã Mơ Giang từ xã Khe Bạc và Làng Khe Giao (diện tích tự nhiên là 37,41 km2, quy mô dân số là 312 người) thuộc xã Khe Hiệp.", "37,41", "Làng Khe Giao"),
        # what a press item tells below a line that names a place
        (PRESS + "Có 312 ha lúa bị ngập.", "312", "tỉnh Hà Nam"),
        (PRESS + "Tại huyện Mơ Giang, nhiều cột điện bị đổ.\n\nHơn 45 hộ phải di dời.", "45", "huyện Mơ Giang"),
        (PRESS + "Lực lượng biên phòng giúp dân - Ảnh: MÂY NGÀN\n\nVề nhà cửa, hơn 45 hộ bị thiệt hại.", "45", "tỉnh Hà Nam"),
        (PRESS + "Theo báo cáo nhanh của UBND huyện Mơ Giang (Nam Định), bão đã gây thiệt hại 27 ha hoa màu.", "27", "huyện Mơ Giang"),
        # who counts for all tells nothing of itself
        ("Theo báo cáo nhanh của Cục Quản lý đê điều và Phòng, chống thiên tai, tính đến sáng 7-9, tại Hà Nam có 57 nhà bị tốc mái.", "57", "Hà Nam"),
        # what did the harm, where no place has it all
        ("Bão Mây Ngàn đã làm 7 người bị thương, gồm ba người ở Hà Nam và bốn người ở Sơn La; 57 nhà bị sập.", "57", "Bão Mây Ngàn"),
        ("Bão số 9 gây mưa lớn.\n\nBão làm 31 tàu bị chìm.", "31", "Bão số 9"),
        # the people of a territory have their own state, whichever body a heading gives the task to
        (TASKS + "1. Sở Y tế\nPhấn đấu tổng tỷ suất sinh đạt 2,3 con/phụ nữ.", "2,3", "tỉnh Hòa Bình"),
        (TASKS + "1. Sở Y tế\nTham mưu ban hành 03 văn bản hướng dẫn.", "03", "Sở Y tế"),
        # whom a heading says that its measure is for
        (TASKS + "1. Về thuế đối với hộ kinh doanh\nĐề nghị điều chỉnh lên mức 210 triệu đồng/năm.", "210", "hộ kinh doanh"),
        # an act that begins like a level is nobody
        ("UBND tỉnh đầu tư 27,5 tỷ đồng cho đo đạc. Trong đó, lập bản đồ, cấp GCN QSDĐ và xây dựng dữ liệu hơn 13,1 tỷ đồng.", "13,1", "UBND tỉnh"),
        # the kind of place that a line turns to
        (TASKS + "1. Đối với trẻ nhỏ\n- Tại địa bàn đô thị: Phấn đấu 93% trẻ được đến lớp.", "93%", "địa bàn đô thị"),
        (TASKS + "- Tại Hà Nội và thành phố Đà Nẵng: 31.000 đồng/người/ngày.", "31.000", "Hà Nội và thành phố Đà Nẵng"),
        # what is told behind a row turns to something else: it is not of the row's last member
        ("Đến nay, huyện Mơ Giang đã đánh giá xong; tập thể có 217/217 đạt yêu cầu, trong đó cấp huyện 52, cấp cơ sở 165; đối với cá nhân có 341/352 người đạt.", "341/352", "huyện Mơ Giang"),
        # a place behind a time is no member of a list
        ("Đến ngày 25/01/2031, huyện Mơ Giang đã đánh giá xong. Kết quả: có 217 tập thể đạt yêu cầu.", "217", "huyện Mơ Giang"),
        # communes by their names
        ("Tin từ xã Bến Mơ cho biết, đợt này toàn xã có 57 hộ được hỗ trợ.", "57", "xã Bến Mơ"),
    ],
)
def test_whose(text: str, figure: str, subject: str) -> None:
    assert subjects(text)[figure] == subject
