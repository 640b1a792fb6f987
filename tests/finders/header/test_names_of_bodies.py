"""Names of bodies that a letterhead writes in capitals: all of their words, and the letter case of a sentence."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.finders.bodies.casing import cased, recased

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def read(head: str, place: str = "Đồi Thông", body: str = "1. Có 32 trường.") -> tuple[str | None, str | None, list[str]]:
    """The issuer, the number, and the figures."""
    records = extract_text(f"{head}\n{COUNTRY}\nSố: 45/BC-X\n{place}, ngày 15 tháng 9 năm 2031\nBÁO CÁO\nKết quả xây dựng trường học\n\n{body}\n").records
    [m] = [r for r in records if r.type == "metadata"]
    return m.issuer, m.code, [r.quote for r in records if r.type == "indicator"]


@pytest.mark.parametrize(
    "name",
    [
        "Cảng vụ Hàng hải Hà Tĩnh",  # no Vụ
        "Thư viện tỉnh Hà Tĩnh",  # no Viện
        "Ban Thường vụ Tỉnh ủy Hà Tĩnh",
        "Ban Thường vụ Đảng ủy xã Kỳ Tân",
        "Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp",
        "Chi cục Thuế khu vực Kỳ Anh - Cẩm Xuyên",
        "Tòa án nhân dân khu vực 7 - Nghệ An",
        "Kho bạc Nhà nước Kỳ Sơn",
        "Viện Sốt rét - Ký sinh trùng - Côn trùng Quy Nhơn",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện Tứ Kỳ",
        "Chi cục Giám định xây dựng tỉnh Thái Nguyên",
        "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        "Trung tâm Bảo trợ xã hội tỉnh Cao Bằng",
        "Cục Hàng không Việt Nam",
        "Quân khu 4",
        "Đội quản lý thị trường số 5",
        "Ban Chỉ đạo 389 tỉnh Hà Tĩnh",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh xã Kỳ Tân",
        "Phòng Văn hóa và Thông tin quận 5",
        "Sở Giao thông vận tải - Xây dựng tỉnh Lào Cai",
        # misread as names that they nearly are
        "Chi cục Thủy lợi tỉnh Thanh Hóa",
        "Trường Phổ thông dân tộc nội trú THPT tỉnh Nghệ An",
        "Ngân hàng Nông nghiệp và phát triển nông thôn Việt Nam",
        # places keep their capitals
        "Điện lực Tứ Kỳ",
        "Xí nghiệp Thủy lợi Kỳ Anh",
        "Công ty TNHH xây dựng Hoàng Anh",
        "Công ty TNHH MTV thủy lợi Nam Hà Tĩnh",
        "Hạt Kiểm lâm liên huyện Nghĩa Đàn - Thái Hòa",
        "Khu di tích Nguyễn Du",
        "Khu quản lý đường bộ II",
    ],
)
def test_a_body_in_capitals(name: str) -> None:
    written = name.upper().replace("ĐOÀN THANH NIÊN CỘNG SẢN", "ĐOÀN TNCS")
    assert read(written) == (name, "45/BC-X", ["32"])


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("BAN QUẢN LÝ KHU KINH TẾ\nNGHI SƠN VÀ CÁC KHU CÔNG NGHIỆP", "Ban Quản lý Khu kinh tế Nghi Sơn và các khu công nghiệp"),
        ("CHI CỤC THUẾ KHU VỰC\nKỲ ANH - CẨM XUYÊN", "Chi cục Thuế khu vực Kỳ Anh - Cẩm Xuyên"),
        ("TRƯỜNG THPT\nKỲ SƠN", "Trường THPT Kỳ Sơn"),
        ("CÔNG TY TNHH\nXÂY DỰNG HOÀNG ANH", "Công ty TNHH xây dựng Hoàng Anh"),
        ("UBND TỈNH SƠN LA\nBAN QUẢN LÝ KHU KINH TẾ NGHI SƠN", "Ban Quản lý Khu kinh tế Nghi Sơn"),
        ("CHI CỤC KIỂM LÂM\nHẠT KIỂM LÂM MAI LÂM", "Hạt Kiểm lâm mai lâm"),
    ],
)
def test_a_name_over_two_lines_is_one_and_a_unit_below_is_another(lines: str, name: str) -> None:
    assert read(lines)[0] == name


def test_the_text_tells_how_a_place_is_written() -> None:
    assert read("CHI CỤC KIỂM LÂM\nHẠT KIỂM LÂM MAI LÂM", place="Mai Lâm")[0] == "Hạt Kiểm lâm Mai Lâm"
    assert recased("Trại giống mai lâm", "Đường về Mai Lâm dài 3 km.") == "Trại giống Mai Lâm"
    assert recased("Trại giống mai lâm", "Đường về Mai Lâm; cây mai lâm.") == "Trại giống mai lâm"


def test_words_that_are_no_places() -> None:
    assert cased("TRUNG TÂM VĂN HÓA XÃ HỘI") == "Trung tâm văn hóa xã hội"
    assert cased("VNPT ĐỒI THÔNG") == "VNPT đồi thông"
    assert cased("đã viết thường") == "đã viết thường"
