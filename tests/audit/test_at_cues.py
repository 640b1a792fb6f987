"""Wholes and parts that a cue, trade, a quarter or a share of the capital ties over sentences, and lists, ranks and bounds that only look wrong."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.audit.cued import cue_rate

TIED = [
    ("cued", "Từ năm 2026 đến nay, công ty đã bổ nhiệm 172 trường hợp giữ các chức vụ quản lý.\nCụ thể, năm 2026 có 51 trường hợp; năm 2027 là 15 và năm 2028 gồm 106 trường hợp."),
    ("told_over", "Trong tổng số 3.417 xe tăng thêm thì có 1.926 xe do tiếp nhận.\nCòn lại, số xe mua mới là 1.491 xe với tổng nguyên giá 1.030,8 tỷ đồng."),
    ("trade", "Xuất khẩu tính đến hết tháng 7 ước đạt 131,42 tỷ USD và nhập khẩu tăng 8,3%, ước tính đạt 129,17 tỷ USD.\nTổng trị giá xuất nhập khẩu trong 7 tháng đầu năm ước tính đạt 260,59 tỷ USD."),
    ("trade_balance", "11 tháng năm 2027, cả nước đã xuất siêu 4,12 tỉ USD.\nCụ thể xuất khẩu trong 11 tháng đạt 182,36 tỉ USD còn nhập khẩu đạt 178,24 tỉ USD."),
    ("periods", "Quý II năm 2029 có số thu là 3.912 tỷ đồng.\nTrong đó, tháng 4 tổng số thu là 1.240 tỷ đồng; tháng 5 có số thu 1.305 tỷ đồng.\nRiêng trong tháng 6/2029, tổng thu từ 61 trạm là 1.367 tỷ đồng."),
    ("percent_held", "Bốn cổ đông lớn chiếm 74,62% cổ phần, bao gồm Tổng công ty A (31,42%), Tổng công ty B (20%), Công ty C (14,08%) và ông D nắm 9,12%."),
    ("from_to", "Năm 2028 sắp xếp lại 318 chi cục thuế quận, huyện thuộc 61 cục thuế thành 142 chi cục thuế khu vực (giảm 176 chi cục)."),
]
BROKEN = [
    ("cued", "Tổng chi cho môi trường khoảng 78.142 tỉ đồng, gồm chi bố trí trực tiếp là khoảng 41.430 tỉ đồng và phần chi thực hiện các chính sách khuyến nông... khoảng 56.712 tỉ đồng."),
    ("told_over", TIED[1][1].replace("1.491", "1.791")),
    ("trade", TIED[2][1].replace("260,59", "290,59")),
    ("trade_balance", TIED[3][1].replace("178,24", "158,24")),
    ("periods", TIED[4][1].replace("1.367", "1.467")),
    ("percent_held", TIED[5][1].replace("14,08", "19,08")),
    ("from_to", TIED[6][1].replace("176", "196")),
]
SILENT = [
    "Ở mỗi huyện đặt một hội đồng gồm có 24 ủy viên chính thức và 5 ủy viên dự khuyết.\nRiêng ở hai huyện Tân Phú và Định Quán thì hội đồng có 32 ủy viên chính thức và 6 ủy viên dự khuyết.",
    "* Có trọng tải trên 10 đến 100 tấn: Không quá 90.000 đồng.\n* Có trọng tải trên 100 tấn: Không quá 150.000 đồng.\n+ Đối với phương tiện vận tải, mức thu tối đa như sau:\n"
    "* Xe máy chở hàng: Không quá 3.000 đồng.\n* Phương tiện có trọng tải dưới 1 tấn: Không quá 12.000 đồng.\n* Phương tiện có trọng tải trên 1 tấn: Không quá 25.000 đồng.",
    "Lực lượng này có 84 xe tăng, trong đó gồm 46 xe T -34 và T -55 có nguồn gốc từ Liên Xô, cùng 38 chiếc Type -59.",
    "Nợ phải trả là 254 tỷ đồng.\nTrong đó phần lớn là khoản phải trả trước người bán là 31 tỷ đồng và khoản phải trả ngắn hạn khác là 215 tỷ đồng.",
    "Dự án do liên doanh 5 nhà đầu tư gồm: Công ty cổ phần vận tải biển Tân An, Tổng công ty thép Miền Đông, Công ty thép Kyoto, Công ty Tamura Shokai và Tổ chức đầu tư hạ tầng (ABC).",
    'Bốn nước còn lại trong " tốp " 5 chi tiêu quân sự nhiều nhất thế giới là Mỹ, Trung Quốc, Nga và Pháp.',
    "Quy mô dự án gồm 4 toà nhà cao 31 tầng (A11, A12, A2, A3).",
    "Hôm 4/9 Thanh tra thành phố kết luận: xã A, Sở Xây dựng và Văn phòng có nhiều sai phạm.",
    "Chi phí tài chính tăng vọt lên 104 tỷ đồng, tăng hơn 500% so với con số 16,5 tỷ đồng của cùng kỳ năm trước.",
    "Kim ngạch 4 tháng đạt 1.812 chiếc, giảm 80% so với 4 tháng đầu năm 2025 (8.456 chiếc).",
    "Công ty sẽ chào bán gần 112,6 triệu CP với giá khởi điểm 10.200 đồng / CP.\nDự kiến số tiền thu được tối thiểu là 1.140 tỷ đồng.",
    "Ngoài danh hiệu là 1 trong 5 nơi làm việc hạnh phúc nhất, ngân hàng cũng được xếp trong danh sách 100 nơi làm việc tốt nhất và là 1 trong 4 ngân hàng có môi trường tốt nhất.",
    "Nhà đầu tư mua 3,1 triệu cổ phần với giá gấp 7.4 lần so với giá khởi điểm với tổng giá trị hơn 231.1 tỷ đồng.",
    "Tổng tài sản đạt 4.812 tỷ đồng, tăng 7% so với đầu năm, phần lớn được cấu thành từ vốn chủ sở hữu (4.238 tỷ đồng).",
    "Giám đốc sở ban hành Quy định tuyển sinh lớp 1, lớp 6 và lớp 10 năm 2029-2030.",
    "Điểm chấm lần đầu là 34,9 điểm (ngoại ngữ nhân hệ số 2, cộng 1 điểm ưu tiên). Cụ thể như sau: Toán 8,4 điểm, Ngữ văn 7,1 điểm, Tiếng Anh 9,2 điểm.",
    "Cả tỉnh có 154 điểm 10, chiếm tỉ lệ 0,04% (toán có 3 điểm 10, ngoại ngữ có 113 điểm 10, vật lý có 2 điểm 10, giáo dục công dân có 36 điểm 10).",
    "Mỗi ngày có không dưới 30 chuyến bay sang nước bạn, trong đó ít nhất 22 chuyến bay từ TP. HCM và 9 chuyến từ Hà Nội.",
    "Chỉ số có một buổi chiều dao động mạnh ở xung quanh mốc 1.040 điểm và vào cuối phiên đã rớt xuống 1.032,15 điểm, giảm 16,2 điểm (1,55%).",
    "Dự án sẽ được khởi công đầu tháng 11 tới để hoàn thành trong quý 1/2027.",
    "Dự án có 4 hạng mục gồm cải tạo xây dựng mới 5 trạm bơm tổng công suất 35,5 m3/giây; cải tạo, xây mới 9 hồ; cải tạo xây mới 13 km kênh hở; xây dựng mới 14 km cống.",
    "Vị khách đã tặng 6 món quà trị giá 1,2 triệu USD, bao gồm một đồng hồ trị giá 17.240 USD, đồng hồ nam trị giá 61.000 USD và một bộ trang sức 540.000 USD.",
    "Số tiền thu trái quy định là hơn 714 triệu đồng, bao gồm hơn 541 triệu đồng tiền học thêm, học hè hơn 121 triệu đồng và thu tiền kỹ năng sống vượt mức quy định hơn 51 triệu đồng.",
    "Hồ sơ có Mẫu điện tử số 01-HĐ-BTC ghi nội dung câu hỏi.",
]
TOLD = [
    "Huyện có 5 xã gồm: Tân An, Tân Lập, Hòa Bình và Phú Mỹ.",
    "Huyện đã tổ chức 05 hội nghị, gồm: Hội nghị sơ kết năm học; hội nghị đối thoại với thanh niên; hội nghị tổng kết hè.",
    "Kim ngạch 4 tháng đạt 1.812 chiếc, giảm 74% so với 4 tháng đầu năm 2025 (8.456 chiếc).",
]


def relations(text: str) -> list[tuple[str, bool]]:
    return [(r.tie, r.holds) for r in extract_text(text).records if r.type == "relation"]


def alarms(text: str) -> list[str]:
    return [r.message for r in extract_text(text).records if r.type == "finding" and r.severity != "info"]


@pytest.mark.parametrize(("tie", "text"), TIED)
def test_what_agrees_is_tied(tie: str, text: str) -> None:
    assert (tie, True) in relations(text)
    assert not alarms(text)


@pytest.mark.parametrize(("tie", "text"), BROKEN)
def test_what_does_not_agree_is_told(tie: str, text: str) -> None:
    assert (tie, False) in relations(text)


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_wrong_raises_no_alarm(text: str) -> None:
    assert not alarms(text)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_wrong_beside_it_does(text: str) -> None:
    assert alarms(text)


def test_what_was_never_counted_at_a_cue_is_not_believed_by_words() -> None:
    assert cue_rate("nowhere") < 0.5
