"""Whose figures are by names that hold commas, by places in rows, by courts, hospitals and forces that act, and by what the sentence before did."""

from __future__ import annotations

import pytest

from extractor import extract_text

HEAD = "THANH TRA TỈNH QUẢNG TRỊ\nSố: 12/BC-TT\nĐông Hà, ngày 12 tháng 12 năm 2031\n\nBÁO CÁO\nKết quả công tác năm 2031\n\n"


def subjects(text: str) -> dict[str, str | None]:
    return {r.quote: r.subject for r in extract_text(text).records if r.type == "indicator"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ngành công nghiệp chế biến, chế tạo tăng 5,82%.", {"5,82%": "Ngành công nghiệp chế biến, chế tạo"}),
        (
            "Chỉ số sản xuất tăng 1,4%, trong đó ngành khai khoáng tăng 2,5%, ngành công nghiệp chế biến, chế tạo tăng 5,8%; sản xuất và phân phối điện, khí đốt tăng 2,1%.",
            {"5,8%": "ngành công nghiệp chế biến, chế tạo", "2,1%": "sản xuất và phân phối điện, khí đốt"},
        ),
        (
            "Chỉ số giá tiêu dùng tăng 0,45%, trong đó: nhóm hàng ăn và dịch vụ ăn uống tăng 0,62%; nhóm nhà ở, điện nước, chất đốt và vật liệu xây dựng giảm 0,35%.",
            {"0,62%": "nhóm hàng ăn và dịch vụ ăn uống", "0,35%": "nhóm nhà ở, điện nước, chất đốt và vật liệu xây dựng"},
        ),
        ("Ngành công nghiệp khai thác mỏ ước đạt 31,1 tỷ đồng.", {"31,1": "Ngành công nghiệp khai thác mỏ"}),
        ("Tổng sản lượng lương thực có hạt toàn tỉnh là 905.867 tấn.", {"905.867": "toàn tỉnh"}),
        ("Tổng số hộ toàn tỉnh là 40.137 hộ, trong đó thành thị 17.171 hộ, nông thôn 22.966 hộ.", {"17.171": "thành thị", "22.966": "nông thôn"}),
        ("TAND hai cấp thụ lý 990 vụ án dân sự, giảm 193 vụ; giải quyết 626 vụ.", dict.fromkeys(("990", "193", "626"), "TAND hai cấp")),
        ("Trạm Y tế khám 36 lượt bệnh nhân.", {"36": "Trạm Y tế"}),
        ("Các chủ rừng thường xuyên bảo vệ 975 ha rừng.", {"975": "Các chủ rừng"}),
        ("Theo đó, cảnh sát giao thông đã tổ chức 91 ca tuần tra.", {"91": "cảnh sát giao thông"}),
        ("Năm 2031, tại Việt Nam ghi nhận trên 6.900 ca mắc sốt xuất huyết.", {"6.900": "Việt Nam"}),
        ("Trong tháng 10, trên địa bàn tỉnh phát hiện 22 vụ phá rừng, giảm 16 vụ.", dict.fromkeys(("22", "16"), "địa bàn tỉnh")),
        ("Doanh nghiệp có vốn đầu tư nước ngoài tăng 2,6%, còn doanh nghiệp nhà nước tăng 12,2%.", {"12,2%": "doanh nghiệp nhà nước"}),
        ("Thu ngân sách do ngành Thuế thực hiện đạt 578 tỷ đồng, bằng 42,1% dự toán.", dict.fromkeys(("578", "42,1%"), "ngành Thuế")),
        ("Trong đó vụ xuân: Tổng diện tích gieo trồng 312 ha.", {"312": "vụ xuân"}),
    ],
)  # fmt: skip
def test_whose_by_its_name(text: str, wanted: dict[str, str]) -> None:
    found = subjects(text)
    assert {quote: found[quote] for quote in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Công nhận tiêu chí cho 9 xã: Thọ Đông 10/19 tiêu chí, Luận An, Vạn Hạ 8/19 tiêu chí, Xuân Lâm, Xuân Đông, Tân Hạ 5/19 tiêu chí.", {"8/19": "Luận An, Vạn Hạ", "5/19": "Xuân Lâm, Xuân Đông, Tân Hạ"}),
        ("Phân bổ 4 tỷ đồng cho các huyện: Phú Hạ 33 triệu đồng, Tuy An 64 triệu đồng.", {"64": "Tuy An"}),
        ("Có 60 nhà hư hỏng: Thái Nguyên 33 nhà, Cao Bằng 5 nhà, Lào Cai 22 nhà.", {"5": "Cao Bằng"}),
        ("Có 24 người chết (Hà Giang 5 người chết do sập nhà, lũ cuốn trôi; Lai Châu 19 người chết do sạt lở đất). Tổng thiệt hại gần 46 tỷ đồng.", {"5": "Hà Giang", "19": "Lai Châu", "46": None}),
    ],
)  # fmt: skip
def test_places_of_a_row(text: str, wanted: dict[str, str | None]) -> None:
    found = subjects(text)
    assert {quote: found[quote] for quote in wanted} == wanted


def test_what_a_list_counts_does_not_act() -> None:
    found = subjects("Đến nay 100% thôn, làng, tổ dân phố đã có tổ chức đảng, xây dựng được 123/128 chi bộ có cấp ủy.")
    assert found["123/128"] is None
    found = subjects("Toàn tỉnh có 27 lượt hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo được vay vốn; gần 74 lượt hộ tại vùng khó khăn được vay vốn.")
    assert found["74"] == "Toàn tỉnh"


def test_a_sentence_that_goes_on_with_a_deed_is_of_those_who_did_it() -> None:
    text = "Các cơ quan hành chính đã tiếp nhận 248 đơn, giải quyết 171 vụ. Trong số vụ đã giải quyết có 38 vụ rút đơn. Toàn tỉnh còn 12 đơn."
    found = subjects(HEAD + text)
    assert (found["38"], found["12"]) == ("Các cơ quan hành chính", "Toàn tỉnh")


def test_several_who_act_leave_the_next_paragraph_to_nobody() -> None:
    text = "Cấp tỉnh đã kiểm tra 23 tổ chức đảng; cấp huyện đã kiểm tra 147 tổ chức đảng.\n\nQua kiểm tra, đã thi hành kỷ luật 29 tổ chức đảng."
    found = subjects(text)
    assert (found["23"], found["147"], found["29"]) == ("Cấp tỉnh", "cấp huyện", None)
