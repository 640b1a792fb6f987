"""Running text that tells some of a list without a figure, or figures that only seem to be parts or operands, is not called wrong; what is wrong beside it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import Finding, Record, Relation
from tests.audit.test_silent_where_unsure import alarms

UNTOLD = [
    "Huyện có 31 cơ sở y tế, gồm một bệnh viện, 12 phòng khám, 11 trạm y tế và 7 nhà hộ sinh.",
    "Có 11 người bị loại (7 người là kỹ sư và 3 người là bác sĩ, một cử nhân luật).",
    "Cả tỉnh có 118 ổ dịch, bao gồm hai ổ mới phát hiện trong tháng 3, 6 ổ của tháng hai và 4 ổ của tháng 1.",
    "Dự án có tổng diện tích khoảng 41.069 m2 gồm: 15.986 m2 đất ở, đất giao thông 13.784 m2, còn lại đất cây xanh, đất công trình công cộng.",
    "Tổng mức tăng 1.700 tỷ đồng, chủ yếu gồm chi phí xây dựng 498 tỷ đồng, chi phí mặt bằng 767 tỷ đồng, chi phí dự phòng 404 tỷ đồng.",
    "Tổng diện tích chuyển giao là hơn 1.300 ha, bao gồm xã An Phú 881,5 ha và xã Bình Hòa gần 433 ha.",
    "Tổng dư nợ của tỉnh là 3.451.978 tỷ đồng. Trong đó, nợ của tỉnh là 1.240.000 tỷ đồng; nợ bảo lãnh 352.000 tỷ đồng; nợ của doanh nghiệp 1.860.000 tỷ đồng.",
    "Tổng sản lượng nhãn đã tiêu thụ là 311.600 tấn. Trong đó, nhãn sớm 63.570 tấn, nhãn chính vụ 248.010 tấn.",
    "Có 6 trạm thu mức cao nhất, gồm 2 trạm trên Quốc lộ 8, 3 trạm trên Quốc lộ 9 và trạm Cầu Tân Lập (xã Bình Hòa).",
    "Có 8 dự án trọng điểm gồm: Dự án thoát nước giai đoạn 2; Mở rộng bãi rác Tân Sơn; Xây dựng bệnh viện An Phú; 4 dự án thành phần khu di tích; 3 dự án phòng cháy.",
    "Hộ ông còn nợ hơn 9,4 triệu đồng gồm hơn 2,8 triệu đồng các quỹ cũ; hơn 3,7 triệu đồng xây kênh; đắp đường (hơn 2 triệu đồng) và các khoản trong năm là hơn 800.000 đồng.",
    "Chi phí có thể lên đến 12 tỷ USD, bao gồm 1,7 tỷ USD xây khu trượt tuyết và 70 triệu USD xây một sân vận động.",
    "Trong 12 dự án thành phần, đến nay đã có 6 dự án được phê duyệt, 5 dự án đang trình. Còn một dự án chậm là cầu Tân Hòa.",
]
SEEMING = [
    "Ngày 8/2 cả tỉnh xảy ra 44 vụ tai nạn, làm chết 27 người, bị thương 35 người. Trong đó, đường bộ xảy ra 44 vụ, làm chết 27 người, làm bị thương 35 người.",
    "Sản phẩm giảm chỉ còn 2.000 đồng như: dầu ăn được giảm từ 61.600 đồng còn 2.000 đồng, bia lon giảm từ 31.500 đồng còn 2.000 đồng.",
    "Đơn vị đề xuất tăng chiều dài đường cao tốc từ 5.400 lên hơn 7.000 km. Trong đó, giai đoạn trước hoàn thành 2.300 km, giai đoạn sau hoàn thành 2.800 km và phần còn lại sẽ làm sau.",
    "Giai đoạn đầu xây dựng 65,5 km (5 km đường vành đai 4 và 60,5 km đi song song với Quốc lộ 8).",
    "Tổng công ty có 12 công ty con trực tiếp cùng 41 công ty con gián tiếp. Trong đó, miền Bắc có 16 công ty con và miền Nam có 9 công ty con.",
    "Trong 11 ngân hàng, có 4 ngân hàng ghi nhận nợ xấu giảm, 1 ngân hàng không ghi nhận nợ xấu và 6 ngân hàng ghi nhận nợ xấu tăng.",
    "Báo cáo ghi nhận tổng doanh thu đạt 1.891 tỷ đồng, lợi nhuận sau thuế đạt 1.252 tỷ đồng, nộp ngân sách 803 tỷ đồng.",
    "Đơn vị xử lý 1.785 vụ sai phạm. Trong đó, 842 vụ xây dựng không phép, 682 vụ xây dựng sai phép.",
    "Chỉ duy trì đường sắt khổ hẹp 1.000 mm, đường lồng (gồm cả khổ 1.000 mm và khổ 1.435 mm) tại một số ga.",
    "Có 4 người tự ứng cử. Cụ thể, ông Nguyễn Văn An chỉ được 13/84 đại biểu tín nhiệm; 3 người còn lại đều không được.",
    "Số thí sinh của huyện nhiều hơn xã An Hòa 18 thí sinh (xã An Hòa có 71 thí sinh, Bình Phú 30 thí sinh).",
    "Về số đăng ký, mạng An Hòa có 8.940 thuê bao, mạng Bình Phú có 34.688 thuê bao và mạng Tân Lập có tổng cộng 45.961 thuê bao.",
    "Dầu hỏa chịu thuế 1.000 đồng một lít, tăng 600 đồng so với hiện nay.\nNgoài ra, thuế với dầu nhờn cũng tăng lên 2.000 đồng một lít, từ mức 800 đồng hiện hành.",
    "Trong 14 dự án đó, đến nay đã có 5 nhà máy đi vào sản xuất, gồm 4 dự án phân bón và 1 dự án thép.",
    "Cả nước có 62 trường đại học, 55 trường cao đẳng, 41 trường trung cấp (trong đó 13 trường đại học sư phạm, 31 trường cao đẳng sư phạm và 3 trường trung cấp sư phạm).",
    "Quỹ đất đối ứng khoảng 8.490 ha. Trong đó có 1.640 ha tại 14 khu và khoảng 6.852 ha lấy từ các khu quy mô trên 10 ha ở địa bàn.",
    "Ban hành 6 văn bản nợ đọng quy định chi tiết 3 luật cũ và 17 văn bản quy định chi tiết thi hành 5 luật mới.",
    "Có 4 dự án thu gom nước thải gồm: lưu vực An Hòa (7.900 tỷ đồng), lưu vực Bắc Bình 1 (5.744 tỷ đồng), lưu vực Bắc Bình 2 (5.300 tỷ đồng), lưu vực Tân Lập (6.200 tỷ đồng).",
    "Cầu dài 6,4 km bao gồm cả đường dẫn, rộng 25 m, vận tốc tối đa 100 km mỗi giờ; riêng chiều dài cầu là 4,5 km.",
    "Áp dụng tại 19 quận nội thành (gồm quận 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Tân An, Bình Hòa, Gò Phú, Tân Lập, An Phú, Thủ Sơn và Bình Tân).",
]
RATES = [
    "Tổng mức đầu tư của dự án là 1.598 tỷ đồng, trong đó 15% là vốn tự có của nhà đầu tư (240 tỷ đồng).",
    "Có 69/130 cuộc tranh chấp (chiếm 53,1%). Trong đó, dệt may 66 cuộc (chiếm 50,8%), giày da có 31 cuộc (chiếm 23,8%).",
    "Toàn tỉnh có 9.068 thí sinh dự thi, kết quả có 8.040 thí sinh đỗ, đạt tỷ lệ 88,7%, giảm hơn 5,8% so với kỳ thi năm 2030 (94,57%).",
    "Phải truy thu hơn 126 triệu đồng; bao gồm 61,6 triệu đồng tiền phụ cấp (70%) của hiệu trưởng nhà trường và 64,8 triệu đồng chi sai.",
    "Căn hộ đã đóng 700 triệu đồng, đóng thêm số tiền 2% bảo trì, tiền chênh lệch, sửa chữa căn hộ, tổng giá trị gần 1,4 tỷ đồng.",
    "Đến năm 2031 đã gần 142.000 ha (trừ năm 2032 giảm còn 139.000 ha), tăng hơn 400% diện tích.",
    "Trong số 21,8 triệu khách hàng thì hộ dùng dưới 100 kWh chiếm 36,6%, trong khi lượng dùng trên 300 kWh chiếm khoảng 16%.",
    "Xe loại 1 giảm phí từ 35.000 đồng xuống còn 15.000 đồng (giảm khoảng 60%).",
    "Đã cắt giảm 2.904/5.191 điều kiện (đạt 97% so với chỉ tiêu giao, tăng 1.671 điều kiện).",
    "Hiện 3/5 nhà máy của công ty này nấu rượu bằng 100% năng lượng sinh khối.",
    "Mở rộng quan hệ tiền lương từ 1-2,35-10 lên 1-2,70-12, nghĩa là tăng 26,5%.",
    "Công ty do ông An nắm 40% vốn, ông Bình 35% và ông Chính 25% còn lại.",
    "Tổng công ty góp vốn 52%.\nÔng An góp 31% cổ phần, 21% còn lại của các cổ đông khác.",
    "Có 61% dòng thuế được xóa bỏ ngay, 13% còn lại được xóa vào năm thứ 7, còn lại sẽ cắt vào năm thứ 12.",
    "Kết quả bầu ông An có 407 phiếu đồng ý (83%) và không đồng ý 70 phiếu (14%).",
    "Số điểm ùn tắc từ 42 vị trí đã giảm xuống còn 29 vị trí và dự kiến năm tới giảm thêm 5 vị trí.",
    "Ngày 8/2 xảy ra 33 vụ tai nạn giao thông đường bộ, làm chết 16 người; 1 vụ tai nạn giao thông đường sắt làm chết 1 người.\nSo với năm trước, tai nạn giao thông giảm 2 vụ (giảm 5,56%).",
]
LISTS = [
    "Hồ giáp ranh với 4 huyện An Hòa, Bình Phú, Tân Lập, Hưng Sơn và thị xã Long Bình.",
    "Đường được thiết kế 8 làn xe tại xã Tân Hòa (An Phú, Bình Sơn) để nối với tuyến cũ.",
    "Thuộc địa giới của 5 quận: Tân An, Bình Hòa, Gò Phú, một phần phía Bắc quận An Lập và một phần phía Nam của quận Tây Sơn.",
    "Mưa to làm 3 người chết, tăng 2 người (cháu Lê Minh An, sinh năm 2026; cháu Lý Thị Hòa, sinh năm 2015; chị Lý Thị Quý, sinh năm 2005).",
    "Chia thành 3 mũi tại 3 địa điểm là phường Tân Điền, quận 2; phường Trường Phú và phường Linh Hòa, quận Thủ Sơn.",
    "Kết quả chỉ phát hiện 5 người kê khai sai (Sở Giao thông 1, An Hòa 1 - đã bị kỷ luật; Bình Phú 2 và Tân Lập 1 - đang xem xét).",
    "6 nội dung được phỏng vấn gồm: Tham gia của người dân; Công khai trong quyết định; Trách nhiệm giải trình; Kiểm soát tham nhũng. Thủ tục hành chính; Cung ứng dịch vụ.",
    "Học sinh lớp 7/3 trường An Phú và cánh đồng 20/6 xã Bình Hòa được khen.",
    "Khối có 5 người gồm: ông Lê Văn An (Giám đốc Sở Y tế), ông Trần Bình (Chánh văn phòng), bà Lý Thị Chi (Trưởng ban Dân vận); ông Đỗ Minh (Phó ban), ông Hồ Nam (Bí thư).",
    "Phụ thu không quá 40% từ ngày 26-12 đến hết mùng 7 Tết.",
    "Công ty TNHH BOT 42.61 làm chủ đầu tư.",
    "Thanh tra đã có báo cáo Kết luận số 459/BC-TTr ngày 21/3/2031.",
]


def records(text: str, tmp_path: Path) -> list[Record]:
    """All that a file with the text tells."""
    file = tmp_path / "bai.txt"
    file.write_text(f"{text}\n", encoding="utf-8")
    return list(extract(read(file)).records)


@pytest.mark.parametrize("text", [*UNTOLD, *SEEMING, *RATES, *LISTS])
def test_what_may_be_right_is_not_called_wrong(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "Huyện có 31 cơ sở y tế, gồm 12 phòng khám, 11 trạm y tế và 7 nhà hộ sinh.",
        "Dự án có tổng diện tích 41.069 m2 gồm: 15.986 m2 đất ở, đất giao thông 13.784 m2, đất cây xanh 10.299 m2.",
        "Tổng sản lượng nhãn đã tiêu thụ là 311.600 tấn. Trong đó, nhãn sớm 63.570 tấn, nhãn chính vụ 248.110 tấn.",
        "Hồ giáp ranh với 5 huyện An Hòa, Bình Phú, Tân Lập và Hưng Sơn.",
        "Có 69/130 cuộc tranh chấp (chiếm 63,1%).",
        "Đê có 50 sự cố, bao gồm: sạt lở mái đê (19 sự cố); thẩm lậu (12 sự cố); đùn sủi (8 sự cố); nứt mặt đê (7 sự cố).",
        "Số điểm ùn tắc từ 42 vị trí đã giảm xuống còn 29 vị trí, giảm 15 vị trí.",
        "Công ty do ông An nắm 64% vốn và ông Bình góp 34% còn lại.",
    ],
)
def test_what_cannot_be_right_still_is(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path)


def test_the_contrary_kind_in_the_next_paragraph_makes_up_the_whole(tmp_path: Path) -> None:
    text = "Hãng có 8.985 chuyến bay; trong đó có 7.515 chuyến bay đúng giờ, chiếm tỷ lệ 83,6%.\nSố chuyến bay chậm, hủy chuyến là 1.491 chuyến, chiếm 16,4%."
    [found] = [f for f in records(text, tmp_path) if isinstance(f, Finding) and f.check == "sum_mismatch"]
    assert found.suggested == 1470


@pytest.mark.parametrize(
    ("text", "tie", "computation"),
    [
        ("Tỉnh có 23 bến cảng, gồm các loại.\nTheo quy hoạch có thêm 6 bến cảng nâng tổng số lên 29.", "total_raised", "23 + 6 = 29"),
        ("Có 136.859 hộ đăng ký mới.\nNăm nay cũng có 27.488 hộ đăng ký lại, nâng tổng số hộ đăng ký mới và hộ đăng ký lại lên 164.347 hộ.", "total_raised", "136.859 + 27.488 = 164.347"),
        ("Kế hoạch vốn là 90.000 tỷ đồng, trong đó dành 70.000 tỷ đồng cho giao thông và 20.000 tỷ dự án chống ngập.", "list_open", "70.000 + 20.000 = 90.000"),
        ("Tổng mức đầu tư của dự án là 1.600 tỷ đồng, trong đó 15% là vốn tự có của nhà đầu tư (240 tỷ đồng).", "share_of_sum", "240 / 1.600 = 15%"),
    ],
)
def test_what_is_told_on_ties(text: str, tie: str, computation: str, tmp_path: Path) -> None:
    assert (computation, True) in [(r.computation, r.holds) for r in records(text, tmp_path) if isinstance(r, Relation)]
