"""Figures that only seem to belong together, by the cause that ties them wrongly; and what of the same kinds still does not agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.test_silent_where_unsure import alarms

ENDS = [
    "Ba chi nhánh thu thêm: chi nhánh Sông Cầu được giao bổ sung 2.400 tỷ đồng, nâng tổng chỉ tiêu của đơn vị này lên 6.100 tỷ đồng; chi nhánh Đèo Gió tăng thêm 415 tỷ đồng, nâng tổng chỉ tiêu của đơn vị này lên 8.700 tỷ đồng.",
    "Cụ thể, cam cỡ 4 quả/kg giảm 15.000 đ/kg còn 84.000 đ/kg, cỡ 6 quả/kg giảm 15.000 đ/kg xuống 62.000 đ/kg, cỡ 8 quả/kg giảm 5.000 đ/kg xuống 41.000 đ/kg.",
]
FORMULAS = [
    "– Số thuế GTGT phải nộp = 12 tr x 5% = 600.000/tháng",
    "Lãi vay phải trả hàng tháng là: 300.000.000 x 1.2% = 3.600.000/tháng.",
    "Số tiền phạt = 80 triệu đồng x\n\n0,05% x 20 ngày = 0,8 triệu đồng.",
]
MEASURED = [
    "Số thu của Chi cục Sông Cầu tính đến ngày 30/9/2031 là 5.212 tỷ đồng, đạt 162,9% so với chỉ tiêu pháp lệnh 3.200 tỷ đồng; 137% so với chỉ tiêu 3.800 tỷ đồng và 98% so với chỉ tiêu phấn đấu 5.318 tỷ đồng; bằng 141% so với cùng kỳ 2030.",
    "Riêng khu vực Sông Cầu thu 31.280 tỷ đồng, đạt 72,7% chỉ tiêu tỉnh giao phấn đấu (43.000 tỷ đồng), giảm 8.320 tỷ đồng (tương ứng 21%) so với cùng kỳ năm 2030 (39.600 tỷ đồng).",
    "Năm 2031, tỉnh cấp phép 24 dự án, giảm 31% so với năm 2030 với tổng số 12.480 căn nhà, giảm 27,2% so với năm 2030. Trong đó, có 5.310 căn cao cấp, chiếm 42,5%, tăng 14,3%; 7.042 căn trung cấp chiếm 56,4%, tăng 61,5%; bình dân chỉ có 128 căn, chỉ chiếm tỷ lệ 1%, giảm đến 97,4% so với năm 2030.",
    "Dự kiến tổng thu ngân sách nhà nước trên địa bàn giai đoạn 2031-2035 khoảng 2,4 triệu tỷ đồng, trong đó, thu nội địa trên 2,2 triệu tỷ đồng, chiếm trên 90% tổng thu ngân sách nhà nước trên địa bàn.",
    "Năm 2031, số thuế Công ty Sông Cầu nộp vào ngân sách 6.900 tỷ đồng chiếm trên 50% trong tổng thu thuế của tỉnh (12.000 tỷ đồng).",
    "Trong năm 2031, Chi cục đã bắt giữ 128 vụ vi phạm (trong đó có 21 vụ vi phạm về thủ tục, thuế) trị giá 4.212 triệu đồng; số vụ đạt 103% chỉ tiêu (104 vụ chống buôn lậu).",
    "Tổng lượt khách đến tỉnh trong tháng 6 đạt 312.480 lượt, so với tháng 5/2031, con số này tăng 84%, trong đó khách nội địa tăng 91% (tăng 142.650 lượt khách).",
    "Đến năm 2031, tỷ trọng thu qua ngân hàng và tổ chức trung gian đã tăng lên gần 61% về hóa đơn và trên 83% về số tiền. Riêng số lượng hóa đơn không dùng tiền mặt chiếm gần 52% và tiền nước chiếm trên 71% (12% còn lại là khách hàng mang tiền mặt tới nộp tại ngân hàng).",
]
TIMES = [
    "Tính từ đầu năm đến hết tháng 10/2031, khối lượng và trị giá xuất khẩu điều đạt 182 nghìn tấn và 431 triệu USD. Giá điều xuất khẩu bình quân 9 tháng năm 2031 đạt 2.341,5 USD/tấn, giảm 8,2% so với cùng kỳ năm 2030.",
    "Mười năm trở lại đây, giá trị thương mại hai chiều đã tăng hơn 2,6 lần, từ 3,15 tỷ USD vào năm 2021 lên 11,42 tỷ USD vào năm 2031.",
]
ROUND = [
    "Trong 24.000 km đường quá hạn trung, đại tu do thiếu vốn có hơn 15.800 km đường đã quá thời hạn trung tu và gần 8.600 km đã quá thời hạn đại tu.",
    "Tính đến ngày 28/6/2031 số thu của đơn vị đạt 38.216 tỷ đồng, đạt 45,5% chỉ tiêu giao (84.000 tỷ đồng). Trong đó, quý I/2031 thu đạt 17.650 tỷ đồng, giảm 8,1% cùng kỳ 2030; quý II/2031 thu đạt 20.600 tỷ đồng, tăng 16,7% so với quý I.",
]
MEMBERS = [
    "Tờ khai tập trung tại 4 chi nhánh (Chi nhánh Sông Cầu khu vực 1, Chi nhánh Sông Cầu khu vực 2, Chi nhánh Sông Cầu khu vực 3, Chi nhánh Đèo Gió).\n\nTháng 8, tỉ lệ tờ khai vàng, đỏ ở 4 đơn vị nêu trên lên đến gần 81% (luồng vàng 70,2%; luồng đỏ 10,6%) và luồng xanh 19,3%.",
    "Có 3 cách để nộp tờ khai đó là: Nộp trực tiếp; nộp qua mạng; kê khai trực tuyến (hiện thường nộp qua mạng), cụ thể như sau:\n\n1. Nếu chi cục nhận bản cứng thì tải mẫu tờ khai về.\n\n2. Nếu chi cục nhận bản mềm thì làm trên phần mềm.",
    "Được sự quan tâm, chỉ đạo kịp thời của lãnh đạo 3 tỉnh An Bình, Hòa Phú, Tân Sơn, Cục Thuế An Bình bằng các giải pháp tích cực đã phòng chống dịch.",
    "Hệ thống được thực hiện tại 4 cục thuế địa phương là: An Bình, Hòa Phú; Tân Sơn và Yên Lạc – Mỹ Đức.",
]
WHOLES = [
    "Lực lượng chức năng đã xử lý 6.815 vụ vi phạm gồm 1.012 vụ hàng cấm; 5.502 vụ gian lận thương mại; 301 vụ hàng giả. Qua đó, khởi tố 38 vụ/51 đối tượng.\nTrong đó, lực lượng Công an xử lý 412 vụ hàng cấm; 388 vụ gian lận; 95 vụ hàng giả; lực lượng Quản lý thị trường xử lý 510 vụ hàng cấm; 655 vụ gian lận.",
    "Bên cạnh đó, đơn vị phối hợp bắt giữ 4 vụ ma túy, bắt 5 đối tượng, thu giữ 12,4 kg ma túy.\n\nĐáng chú ý, đơn vị đã quyết định khởi tố 11 vụ buôn lậu và chuyển hồ sơ cho Cơ quan điều tra, khởi tố 7 vụ theo quy định. Trong đó có nhiều vụ việc mang tính chất điển hình.",
    "Năm 2026, Công ty C trích lập quỹ 10% là 3 tỷ đồng. Đến năm 2031, Công ty C mới sử dụng Quỹ cho hoạt động khoa học là 1,8 tỷ đồng (chiếm 60% số Quỹ đã trích lập). Số Quỹ doanh nghiệp sử dụng không hết 70% Quỹ là 1,2 tỷ đồng (3 tỷ đồng – 1,8 tỷ đồng).\n\n+ Giả sử Công ty C nộp về Quỹ của tỉnh là 300 triệu đồng (0,3 tỷ). Như vậy, tổng số tiền đã sử dụng và nộp là: 2,1 tỷ đồng (1,8 tỷ + 0,3 tỷ) chiếm 70%.\n\n+ Giả sử Công ty C không nộp về Quỹ của tỉnh thì Công ty phải nộp thuế đối với 1,2 tỷ đồng như sau:",
    "Về quy hoạch, Sở cho biết đã vận hành 74 công trình (13.210 MW); đang thi công xây dựng 17 dự án (1.104 MW); đang nghiên cứu đầu tư 15 dự án (1.430 MW); có 4 dự án (131 MW) chưa nghiên cứu đầu tư.",
    "Tổng hợp kết quả xử lý tài chính đến ngày 30/9/2031 là 41.216 tỷ đồng. Trong đó, tăng thu 2.108 tỷ đồng, giảm chi ngân sách 9.300 tỷ đồng, kiến nghị khác 29.807,6 tỷ đồng.",
    "Kho bạc đã giải ngân 8.315,642 tỷ đồng để hỗ trợ cho 7.812.345 người và 9.120 hộ kinh doanh, gồm: người có công, hộ nghèo được hỗ trợ 7.515.210 người với kinh phí là 8.015,317 tỷ đồng; người lao động được hỗ trợ 297.135 người với kinh phí là 291,205 tỷ đồng.",
    "Tổng công ty đã phải trích lập dự phòng gần 361 tỷ đồng với 6 khoản đầu tư dài hạn.\n\nCụ thể, khoản đầu tư vào Ngân hàng Sông Cầu được trích lập 121,3 tỷ đồng; Ngân hàng Đèo Gió gần 102 tỷ đồng; Công ty Hòa Phú 48,4 tỷ đồng; quỹ Tân Sơn 41,7 tỷ đồng và 26,6 tỷ đồng cho Công ty An Bình. Đáng chú ý, khoản mua trái phiếu khiến tổng công ty phải trích lập hơn 21 tỷ đồng, bằng 100% giá trị đầu tư.",
    "Ba mặt hàng hương liệu nhập khẩu bao gồm: mặt hàng hương 481027 TP 0612 thành phần gồm: Các chất hương khoảng 0.8% gồm: 1,2,4-Butanetriol 1,3- diacetate; 4-Furan, tinh bột khoảng 91%.",
    "Hiện có 7 dự án đang tạm dừng thu phí gồm: dự án QL 3A đoạn tránh thị xã An Bình; Dự án xây dựng cầu Sông Cầu mới và tuyến tránh 2 đầu cầu từ ngã 3 Hòa Phú đến điểm cuối tuyến tránh thành phố Tân Sơn;\n\nDự án cải tạo QL 12 đoạn từ cầu Mỹ Đức đến cầu Yên Lạc.",
]
BROKEN = [
    "Sắp xếp 84 khu phố thành 51 khu phố, giảm 23 khu phố.",
    "Lãi vay phải trả hàng tháng là: 300.000.000 x 1.2% = 3.900.000/tháng.",
    "Số thu là 5.212 tỷ đồng, đạt 162,9% so với chỉ tiêu pháp lệnh 3.200 tỷ đồng và 91% so với chỉ tiêu phấn đấu 5.318 tỷ đồng.",
    "Số thu 31.280 tỷ đồng, đạt 72,7% chỉ tiêu (43.000 tỷ đồng), giảm 8.320 tỷ đồng (tương ứng 31%) so với cùng kỳ năm 2030 (39.600 tỷ đồng).",
    "Trong tổng số thu 143.043 tỷ đồng thì thu từ xăng dầu là 17.200 tỷ đồng; các hàng hóa khác thu đạt 125.834 tỷ đồng.",
    "Huyện có 14 mỏ, trong đó có 03 mỏ đất, 51 mỏ đá.",
    "Hệ thống được thực hiện tại 6 cục thuế địa phương là: An Bình, Hòa Phú; Tân Sơn và Yên Lạc.",
    "Kết quả xử lý tài chính là 41.216 tỷ đồng. Trong đó, giảm thuế 2.108 tỷ đồng, giảm chi ngân sách 9.300 tỷ đồng, kiến nghị khác 28.807,6 tỷ đồng.",
]


@pytest.mark.parametrize("text", [*ENDS, *FORMULAS, *MEASURED, *TIMES, *ROUND, *MEMBERS, *WHOLES])
def test_what_only_seems_to_belong_together_is_not_called_wrong(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path) == []


@pytest.mark.parametrize("text", BROKEN)
def test_what_does_not_agree_is_still_told(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path)
