"""Heads of law portals, where body, number and day stand between the type and the title, and closings that failed once."""

from __future__ import annotations

import datetime

from extractor.document import Document
from extractor.finders.header.finder import find_header
from extractor.finders.header.mention import HeaderMention
from extractor.layout import analyze
from extractor.readers.text import canonical


def header_of(text: str) -> HeaderMention:
    return find_header(analyze(Document(canonical(text), "a.txt", "0")))


def test_body_number_and_day_between_type_and_title() -> None:
    found = header_of(
        "NGHỊ QUYẾT\nCỦA HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG\nSỐ 12/2031/NQ-HĐND NGÀY 3 THÁNG 4 NĂM 2031\nVỀ CHẾ ĐỘ HỖ TRỢ TỔ DÂN PHỐ\n"
        "HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT NGHỊ:\nĐiều 1. Mỗi tổ được hỗ trợ 3 triệu đồng.\n"
    )
    assert (found.code, found.issued_on) == ("12/2031/NQ-HĐND", datetime.date(2031, 4, 3))
    assert (found.issuer, found.title) == ("Hội đồng nhân dân tỉnh Lâm Đồng", "VỀ CHẾ ĐỘ HỖ TRỢ TỔ DÂN PHỐ")


def test_a_day_on_a_line_of_its_own() -> None:
    found = header_of("NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ\nSỐ 15/2031/NĐ-CP\nNGÀY 3 THÁNG 4 NĂM 2031\nQUY ĐỊNH VỀ LƯU TRỮ ĐIỆN TỬ\nCăn cứ Luật Lưu trữ;\nĐiều 1. Phạm vi.\n")
    assert (found.code, found.issued_on, found.issuer) == ("15/2031/NĐ-CP", datetime.date(2031, 4, 3), "Chính phủ")
    assert found.title == "QUY ĐỊNH VỀ LƯU TRỮ ĐIỆN TỬ"


def test_a_day_in_capitals_is_no_part_of_the_number() -> None:
    found = header_of("SẮC LỆNH\nSỐ 12/SL NGÀY 3 THÁNG 4 NĂM 1951\nCHỦ TỊCH NƯỚC\nChiểu theo Sắc lệnh số 5;\nĐiều 1. Nay đặt một sở mới.\n")
    assert (found.code, found.issued_on) == ("12/SL", datetime.date(1951, 4, 3))


def test_bodies_parted_by_a_dash_without_blanks() -> None:
    found = header_of("THÔNG TƯ LIÊN TỊCH\nCỦA BỘ NỘI VỤ-BỘ TÀI CHÍNH SỐ 04/2031/TTLT-BNV-BTC\nNGÀY 14 THÁNG 01 NĂM 2031\nHƯỚNG DẪN PHỤ CẤP LƯU TRỮ\nCăn cứ Luật Lưu trữ;\n")
    assert found.issuer == "Bộ Nội vụ, Bộ Tài chính"


LETTER = "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc\nSố: 43/SGDĐT-VP\n"


def test_a_subject_that_ends_in_a_kind_of_place() -> None:
    found = header_of(LETTER + "V/v khen thưởng lãnh đạo huyện, thành phố\nĐà Lạt, ngày 22 tháng 7 năm 2031\nKính gửi: Các phòng giáo dục và đào tạo\nSở đề nghị các phòng gửi danh sách.\n")
    assert (found.place, found.title) == ("Đà Lạt", "khen thưởng lãnh đạo huyện, thành phố")


def test_recipients_below_an_end_without_its_stop() -> None:
    found = header_of(
        LETTER + "V/v khen thưởng\nĐà Lạt, ngày 22 tháng 7 năm 2031\nKính gửi: Các phòng giáo dục và đào tạo\n"
        "Sở đề nghị các phòng gửi danh sách và chịu trách nhiệm về danh sách ấy./\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nDương Văn Đông\n"
    )
    assert (list(found.recipients), found.signer, found.signer_title) == (["Như trên", "Lưu: VT"], "Dương Văn Đông", "GIÁM ĐỐC")


def test_an_office_of_which_the_beginning_is_listed() -> None:
    found = header_of(LETTER + "V/v khen thưởng\nKính gửi: Các phòng\nSở trả lời để các phòng biết./.\nKT.CỤC TRƯỞNG CỤC THUẾ DOANH NGHIỆP LỚN\nPHÓ CỤC TRƯỞNG\nDương Văn Đông\n")
    assert (found.signer, found.signer_title) == ("Dương Văn Đông", "KT. CỤC TRƯỞNG CỤC THUẾ DOANH NGHIỆP LỚN PHÓ CỤC TRƯỞNG")


def test_a_heading_that_begins_as_a_power_signs_nothing() -> None:
    found = header_of(
        "LUẬT\nLƯU TRỮ CỘNG ĐỒNG\nCăn cứ Hiến pháp;\nChương I\nQUYỀN CỦA NGƯỜI HỌC\nĐiều 1. Người học được mượn sách.\n"
        + "Điều 2. Thư viện mở cửa mọi ngày.\nLuật này được Quốc hội thông qua ngày 15 tháng 11 năm 2031.\nCHỦ TỊCH QUỐC HỘI\nDương Văn Đông\n"
    )
    assert (found.signer, found.signer_title) == ("Dương Văn Đông", "CHỦ TỊCH QUỐC HỘI")


def test_a_title_that_goes_on_behind_its_bracket_with_a_body() -> None:
    found = header_of(
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/QĐ-UBND\nLâm Đồng, ngày 3 tháng 4 năm 2031\nQUYẾT ĐỊNH\n"
        "Về việc công nhận Điều lệ (sửa đổi, bổ sung)\nHội Nông dân tỉnh Lâm Đồng\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nCăn cứ Luật Tổ chức chính quyền địa phương;\n"
    )
    assert (found.title, found.issuer) == ("công nhận Điều lệ (sửa đổi, bổ sung) Hội Nông dân tỉnh Lâm Đồng", "Ủy ban nhân dân tỉnh Lâm Đồng")
