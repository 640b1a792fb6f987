"""Real text that is right must not be called wrong: kinds of sentences in which figures only seem to belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.document import Document
from extractor.pipeline import extract
from extractor.readers import read

VOTES = [
    "Ông Trần Văn Bình được miễn nhiệm với 95,2% tán thành (tương ứng 457/468 đại biểu có mặt biểu quyết).",
    "Nghị quyết được thông qua với 47/48 đại biểu tán thành, đạt 94% tổng số đại biểu tham gia bỏ phiếu.",
    "Có 46 đại biểu tham gia biểu quyết (bằng 92% tổng số đại biểu); trong đó có 45 đại biểu tán thành (bằng 90% tổng số đại biểu), có 1 đại biểu không biểu quyết (bằng 2% tổng số đại biểu).",
    "Cụ thể, có 441/468 ĐB có mặt đồng ý, 26 ĐB không đồng ý.",
    "Về điều khoản cuối, có 47/50 đại biểu có mặt đồng ý, 2 đại biểu không đồng ý.",
]
SHARES = [
    "Số giáo dân chiếm 1/4 dân số toàn huyện (26,8%).",
    "Có 12/15 chỉ tiêu đạt và vượt, 2/15 chỉ tiêu đạt 97% chỉ tiêu nghị quyết năm.",
    "Lượng mưa trung bình trên 2600 mm, tập trung từ tháng 9, có nơi trên 3.800 mm, chiếm 75% tổng lượng mưa trong năm.",
    "Tổng vốn đầu tư 5.310 tỷ đồng, tổng thu ngân sách đạt trên 3.240 tỷ đồng, đạt 98% chỉ tiêu giao.",
    "Công ty mua thêm 25 triệu cổ phiếu, nâng sở hữu lên tương đương 21,4% vốn điều lệ.",
    "Cơ cấu kinh tế của tỉnh: nông, lâm nghiệp và thủy sản chiếm 21,4%; công nghiệp và xây dựng chiếm 40,1%; dịch vụ chiếm 33,6%.",
]
MEANS = [
    "Diện tích tự nhiên 1.520 km2, dân số 1.018.400 người, mật độ dân số 687 người/km2.",
    "Chiều rộng trung bình của huyện 24,5 km (chỗ rộng nhất 31,2 km, chỗ hẹp nhất 12,8 km).",
]
SUMS = [
    "Toàn tỉnh có 12 điểm bắn pháo hoa. Cụ thể:\n\n- 1 điểm bắn tại thành phố: Sân khấu trung tâm.\n\n- Dự kiến mỗi huyện 1 điểm bắn, tại trung tâm các huyện An Bình, Hòa Phú.",
    "Công ty có quỹ đất rộng lên đến 84.000 m2. Trong đó, 78.092 m2 đất sử dụng lâu dài để xây nhà ở, còn lại 6.053 m2 đất sử dụng 50 năm.",
    "Toàn huyện ghi nhận 17 người chết, 12 người bị thương và khoảng 38 người mất tích. Cụ thể, tại xã An Hải xảy ra 2 vụ sạt lở làm 9 người chết, 5 người bị thương và 33 người mất tích.",
    "Tỉnh cho tuyển 13.706 chỉ tiêu vào lớp 10 (gồm 13.285 chỉ tiêu vào 22 trường công lập và 421 chỉ tiêu vào trường chuyên).",
    "Đoàn giành được 38 huy chương, gồm 3 HCV, 14 HCB, 21 HCĐ, có 4 VĐV được tập trung đội tuyển trẻ.",
    "Chương trình chia thành 02 tuyến, các đại biểu đăng ký tham quan tuyến 1 gồm các điểm đến: Tháp Cổ, Làng Gốm, Vườn Lan.",
    'Tòa tuyên phạt bị cáo về 3 tội danh: "tham ô tài sản", "đưa hối lộ", "vi phạm quy định về cho vay"; và mức án từ 3 năm tù treo đến chung thân đối với 84 bị cáo khác.',
    "Dự án do 4 công ty gồm: Công ty cổ phần Dịch vụ và Xuất nhập khẩu Quận 9 (Navi), Công ty TNHH Ứng Hòa, Công ty TNHH Bảo An và Doanh nghiệp tư nhân Lê Bình làm chủ đầu tư.",
    "Đã rõ danh tính 7 người gặp nạn gồm: Nông Văn T (xã Xuân An); Nông Văn Th (xã Xuân An); Mai Thiên H (xã Xuân An); Lê Mạnh C (xã Yên An); Nguyễn Danh M, Phan Ngọc L, Phạm Xuân Tr (cùng trú xã Hưng An).",
    "Đã có điểm thi lớp 10 tỉnh An Bình, Hòa Phú, Tân Sơn.",
    "Đoàn trao tặng 500 triệu cho các gia đình bị thiệt hại, mỗi hộ 5 triệu đồng (50 phần cho xã An Hải, 50 phần còn lại cho các xã khác).",
    "Tâm bão ở khoảng 20.8 độ vĩ Bắc - 106.57 độ kinh Đông; chiếc xe 34B1 997.99 bị cuốn trôi; chiều nay 11.12 đoàn họp.",
    "Học sinh nghỉ Tết từ ngày 26 tháng Chạp đến hết mùng 5 tháng Giêng.",
    "Tổng sản lượng thủy sản ước đạt 734.260 tấn, gồm: khai thác hơn 481.000 tấn, nuôi trồng 252.410 tấn.",
    "Thu hoạch được 6.300 tấn, gồm 5.000 tấn lúa và hơn 1.000 tấn ngô.",
    "Huyện có diện tích đất tự nhiên 12.610,25 ha, trong đó: đất nông nghiệp: 8.115,40 ha, đất phi nông nghiệp: 4.271,66 ha.",
    "Thu ngân sách ước đạt 6.487 tỷ đồng, bằng 108% dự toán, trong đó thu nội địa 6.010 tỷ đồng, thu xuất nhập khẩu 444 tỷ đồng.",
    "Số nghị định cần ban hành có thể lên tới 34 nghị định, bao gồm cả 3 nghị định về tiền lương và 2 nghị định về tổ chức.",
    "Có 12 nhà bị sập, gồm: Khánh Sơn có 9 nhà; Lâm Bình có 2 nhà và một nhà ở xã An.",
    "Mỗi sở cử tối đa 03 người (riêng Sở Y tế, Sở Xây dựng: tối đa 05 người; Công an tỉnh: tối đa 10 người).",
    "Toàn tỉnh có 31 dân tộc và 4 người nước ngoài cùng sinh sống. Trong đó, người Kinh có 412.300 người, người Chăm có 66.200 người.",
    "Đạo Cao Đài có 31.670 người, các tôn giáo khác như Tin Lành có 41.690 người, Hồi giáo có 5.220 người.",
    "Huyện nằm từ 106°41' đến 107°12' kinh độ Đông và từ 20°35' đến 20°48' vĩ độ Bắc.",
]


def alarms(text: str, tmp_path: Path) -> list[str]:
    """Messages of errors and warnings."""
    file = tmp_path / "van-ban.txt"
    file.write_text(f"{text}\n", encoding="utf-8")
    document: Document = read(file)
    return [f.message for f in extract(document).records if f.type == "finding" and f.severity in ("error", "warning")]


@pytest.mark.parametrize("text", [*VOTES, *SHARES, *MEANS, *SUMS])
def test_what_may_be_right_is_not_called_wrong(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "Đã kiểm tra 47/48 cơ sở, đạt 93%.",
        "Có 118/124 hộ đồng ý hiến đất, còn lại 8 hộ không đồng ý.",
        "Nghị quyết được thông qua với 46/50 đại biểu tán thành, đạt 96%.",
        "Tổng sản lượng thủy sản ước đạt 934.260 tấn, gồm: khai thác hơn 481.000 tấn, nuôi trồng 252.410 tấn.",
        "Cơ cấu kinh tế của tỉnh: nông, lâm nghiệp và thủy sản chiếm 21,4%; công nghiệp và xây dựng chiếm 46,1%; dịch vụ chiếm 33,6%.",
        "Thu ngân sách ước đạt 6.454 tỷ đồng, bằng 108% dự toán, trong đó thu nội địa 6.110 tỷ đồng, thu xuất nhập khẩu 444 tỷ đồng.",
    ],
)
def test_what_cannot_be_right_still_is(text: str, tmp_path: Path) -> None:
    assert alarms(text, tmp_path)
