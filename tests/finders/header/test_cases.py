"""Letterheads in the forms that failed once: the gazette's, scans with misread names and numbers, signature stamps, Party signers, blank numbers."""

from __future__ import annotations

import datetime

import pytest

from extractor.document import Document
from extractor.finders.header.finder import find_header
from extractor.finders.header.mention import HeaderMention
from extractor.finders.header.misread import mended, titles_mended
from extractor.layout import analyze
from extractor.readers.text import canonical


def header_of(text: str) -> HeaderMention:
    return find_header(analyze(Document(canonical(text), "a.txt", "0")))


def test_the_gazettes_form_on_one_run() -> None:
    found = header_of(
        "NGHỊ QUYẾT\nCỦA CHÍNH PHỦ SỐ 9/NQ-CP NGÀY 03 THÁNG 4 NĂM 2031\nVỀ CÁC GIẢI PHÁP ỔN ĐỊNH THỊ TRƯỜNG\n\nCHÍNH PHỦ\n\nCăn cứ Luật Tổ chức Chính phủ;\n"
    )
    assert (found.code, found.issued_on, found.issuer) == ("9/NQ-CP", datetime.date(2031, 4, 3), "Chính phủ")
    assert found.title == "CÁC GIẢI PHÁP ỔN ĐỊNH THỊ TRƯỜNG"


def test_a_law_portals_form() -> None:
    found = header_of(
        "Quyết định\ncủa Thủ tướng Chính phủ số 71/2031/QĐ-TTg\nngày 08 tháng 7 năm 2031 về việc sửa đổi Quy chế quản lý cảng cạn\n\nThủ tướng Chính phủ\n\nCăn cứ Luật Hàng hải;\n"
    )
    assert (found.code, found.issued_on, found.issuer) == ("71/2031/QĐ-TTg", datetime.date(2031, 7, 8), "Thủ tướng Chính phủ")
    assert found.title == "sửa đổi Quy chế quản lý cảng cạn"


@pytest.mark.parametrize("blank", ["Số:        /BC-UBND", "Số: ....../BC-UBND", "Số: ……/BC-UBND", "Số: ___/BC-UBND"])
def test_a_number_still_to_be_filled_in_is_null_and_its_symbol_kept(blank: str) -> None:
    found = header_of(
        f"UBND TỈNH LÀO CAI\n{blank}\nLào Cai, ngày    tháng 5 năm 2031\n\nBÁO CÁO\nTình hình thuỷ lợi\n\nKính gửi: Sở Tài chính.\n"
    )
    assert (found.code, found.symbol, found.issued_on) == (None, "BC-UBND", None)
    assert found.issuer == "Ủy ban nhân dân tỉnh Lào Cai"


def test_a_gazettes_heading_with_a_symbol_alone_is_survived() -> None:
    found = header_of("QUYẾT ĐỊNHSố/A")
    assert found.code is None


@pytest.mark.parametrize("number", ["Số: …73…/BC-UBND", "Số:..... 73 ...../BC-UBND", "Số: _73_/BC-UBND", "Số:.73 /BC-UBND"])
@pytest.mark.parametrize("day", ["ngày …14… tháng …5… năm 2031", "ngày...14...tháng...5...năm 2031", "ngày 14 tháng 5 năm 2031"])
def test_number_and_day_typed_between_the_dots_of_their_blanks(number: str, day: str) -> None:
    found = header_of(f"UBND TỈNH LÀO CAI\n{number}\nLào Cai, {day}\n\nBÁO CÁO\nTình hình thuỷ lợi\n\nKính gửi: Sở Tài chính.\n")
    assert (found.code, found.issued_on, found.place) == ("73/BC-UBND", datetime.date(2031, 5, 14), "Lào Cai")


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ("Số: ⁄4/: /BC-SXD", "BC-SXD"),
        ("Số: ##/BC-SXD", "BC-SXD"),
        ("Số: 31 4A /BC-SXD", "BC-SXD"),
        ("Số:⁄319 /BC – UBND", "BC-UBND"),
        ("Số: j0 /2031/NQ-HĐND", "2031/NQ-HĐND"),
        ("Sá: ??/BC-SXD", "BC-SXD"),
        ("Số lượt khách/CSLT", None),
    ],
)
def test_what_recognition_makes_of_a_handwritten_number_leaves_the_symbol(line: str, symbol: str | None) -> None:
    found = header_of(f"UBND TỈNH LÀO CAI\nSỞ XÂY DỰNG\n{line}\nLào Cai, ngày; 1Í tháng H năm 2031\n\nBÁO CÁO\nCông tác quý I\n\nKính gửi: Sở Tài chính.\n")
    assert (found.code, found.symbol, found.issued_on, found.place) == (None, symbol, None, "Lào Cai")
    if symbol:
        assert found.issuer == "Sở Xây dựng tỉnh Lào Cai"


def test_specks_before_the_recipients_and_before_a_title_hide_neither() -> None:
    found = header_of(
        "UBND TỈNH LÀO CAI\nSố: 73/BC-UBND\nLào Cai, ngày 14 tháng 5 năm 2031\n\nBÁO CÁO\nTình hình thuỷ lợi\n\nThực hiện kế hoạch, tỉnh báo cáo.\n\n"
        "'Nơi nhậnÈ,\n- Bộ Xây dựng;\n- Lưu: VT.\n\n_ CHỦ TỊCH\n\n%\n\nVũ Văn Thìn\n"
    )
    assert found.recipients == ["Bộ Xây dựng", "Lưu: VT"]
    assert (found.signer, found.signer_title) == ("Vũ Văn Thìn", "CHỦ TỊCH")


@pytest.mark.parametrize(("junk", "symbol"), [("3%É⁄QĐ-SYT", "QĐ-SYT"), ("//42031/NQ-HĐND", "NQ-HĐND")])
def test_a_number_of_which_recognition_read_a_piece_is_none(junk: str, symbol: str) -> None:
    found = header_of(
        f"SỞ Y TẾ\nTỈNH LÀO CAI\nSố: {junk}\nLào Cai, ngày ¿4 tháng 5 năm 2031\n\nQUYẾT ĐỊNH\nVề việc thành lập Hội đồng kiểm kê\n"
    )
    assert (found.code, found.symbol, found.issued_on) == (None, symbol, None)
    assert found.place == "Lào Cai"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ÚY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),
        ("HỘI ĐÒNG NHÂN DÂN ˆ", "HỘI ĐỒNG NHÂN DÂN"),
        ("TINH KIEN GIANG", "TỈNH KIÊN GIANG"),
        ("SỞ NÔNG NGHIỆP VÀ MÓI TRƯÒNG", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"),
        ("CHI CỤC KIỂM LÂM VÙNG BA", "CHI CỤC KIỂM LÂM VÙNG BA"),
        ("Ủy ban nhân dan", "Ủy ban nhân dan"),
    ],
)
def test_misread_names_become_the_one_listed_name(read: str, meant: str) -> None:
    assert mended(read) == meant


def test_lines_of_a_signature_stamp_are_no_signer() -> None:
    found = header_of(
        "SỞ TÀI CHÍNH TỈNH LÀO CAI\nSố: 12/BC-STC\nLào Cai, ngày 02 tháng 5 năm 2031\n\nBÁO CÁO\nCông tác kiểm tra\n\nBáo cáo như trên./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nSở Tài chính\nTỉnh Lào\nCai\n02.05.2031\n"
    )
    assert found.signer is None and found.signer_title == "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"


def test_a_party_signer_below_the_recipients() -> None:
    found = header_of(
        "TỈNH ỦY LÀO CAI\n*\nSố 31-HD/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nLào Cai, ngày 02 tháng 5 năm 2031\n\nHƯỚNG DẪN\nsinh hoạt chi bộ\n\nCác cấp uỷ thực hiện.\n\nT/M BAN THƯỜNG VỤ\n\nNơi nhận:\n- Các huyện uỷ,\n- Lưu Văn phòng Tỉnh ủy.\n\nLý Thị Hoa\n"
    )
    assert found.signer == "Lý Thị Hoa"


def scanned(text: str, unsure: dict[str, int]) -> HeaderMention:
    """The header of a scan whose words were recognised with 95 %, but for the named ones."""
    from array import array

    text = canonical(text)
    sure = array("B", [95]) * len(text)
    for words, percent in unsure.items():
        at = text.index(words)
        sure[at : at + len(words)] = array("B", [percent]) * len(words)
    return find_header(analyze(Document(text, "a.pdf", "0", confidence=sure)))


SCAN = "SỞ Y TẾ TỈNH LÀO CAI\nSố: {number}/BC-SYT\nLào Cai, ngày {day} tháng 5 năm 2031\n\nBÁO CÁO\nCông tác y tế tháng 5\n\nKính gửi: Sở Tài chính.\n"


@pytest.mark.parametrize(
    ("number", "day", "unsure", "code", "issued", "doubtful"),
    [
        ("118", "17", {}, "118/BC-SYT", 17, ()),
        ("93 ", "17", {}, "93/BC-SYT", 17, ("code",)),
        ("118", "17", {"118": 80}, "118/BC-SYT", 17, ("code",)),
        ("118", "17", {"118": 40}, None, 17, ("code",)),
        ("118", "17", {"17": 90}, "118/BC-SYT", 17, ("issued_on",)),
        ("118", "17", {"17": 60}, "118/BC-SYT", None, ("issued_on",)),
        ("118", "đê", {}, "118/BC-SYT", None, ("issued_on",)),
        ("", "", {}, None, None, ("code", "issued_on")),
    ],
)
def test_what_was_written_by_hand_is_doubtful_or_null(
    number: str, day: str, unsure: dict[str, int], code: str | None, issued: int | None, doubtful: tuple[str, ...]
) -> None:
    found = scanned(SCAN.format(number=number, day=day), unsure)
    assert (found.code, found.issued_on.day if found.issued_on else None, tuple(found.doubtful)) == (code, issued, doubtful)
    assert found.place == "Lào Cai"


def test_a_number_dropped_as_worthless_leaves_its_symbol_and_a_signer_read_unsurely_is_doubtful() -> None:
    text = SCAN.format(number="118", day="17") + "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nVũ Văn Thìn\n"
    found = scanned(text, {"118": 40, "Thìn": 60})
    assert (found.code, found.symbol, found.signer, found.doubtful) == (None, "BC-SYT", "Vũ Văn Thìn", ["code", "signer"])


def test_misread_mottos_and_types_of_a_scan() -> None:
    found = header_of(
        "UBND TỈNH LÀO CAI\nTHANH TRA TỈNH\nSố: 12/CT-TTr\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐôc lân - Tư do - Hanh phúc\n"
        "Lào Cai, ngày 02 tháng 5 năm 2031\n\nCHÍ THỊ\n\nXây dựng kế hoạch thanh tra năm 2032\n\nThực hiện chương trình công tác, yêu cầu:\n"
    )
    assert (found.doc_type, found.issuer) == ("Chỉ thị", "Thanh tra tỉnh Lào Cai")
    assert found.title == "Xây dựng kế hoạch thanh tra năm 2032"


def test_a_body_is_not_mended_into_another_word_by_word() -> None:
    assert mended("TƯ THƯƠNG MẠI VÀ DU LỊCH") == "TƯ THƯƠNG MẠI VÀ DU LỊCH"


@pytest.mark.parametrize("name", ["CHI CỤC THỦY LỢI", "CHI CỤC THỦY SẢN", "CHI CỤC THÚ Y", "CHI CỤC BIỂN VÀ HẢI ĐẢO"])
def test_a_name_of_rightly_spelt_words_misreads_no_listed_one(name: str) -> None:
    """ "THỦY" is one letter from "THUẾ", yet a word of its own."""
    assert mended(name) == name


def test_the_title_above_the_bracket_of_an_annex_is_without_its_label() -> None:
    found = header_of(
        "BIỂU 07: TỔNG HỢP DIỆN TÍCH CHÈ NĂM 2031 PHÂN THEO XÃ (Kèm theo Báo cáo số: ...../BC-UBND, ngày...... năm 2031 của UBND huyện Bắc Hà)\n\n| STT | Xã |\n|---|---|\n| 1 | Tà Chải |\n"
    )
    assert (found.title, found.symbol) == ("TỔNG HỢP DIỆN TÍCH CHÈ NĂM 2031 PHÂN THEO XÃ", "BC-UBND")
    found = header_of("PHẦN B\nPHỤ LỤC DÀNH CHO CÁC HỢP TÁC XÃ\n(Kèm theo Công văn số 12/BNV-CCH ngày 3/4/2031 của Bộ Nội vụ)\nPhụ lục 1\nThống kê.\n")
    assert found.title == "PHỤ LỤC DÀNH CHO CÁC HỢP TÁC XÃ"


def test_a_speech_has_the_body_below_its_title() -> None:
    found = header_of(
        "THAM LUẬN\nXây dựng mô hình bản làng không rác thải nhựa tiến tới thực hiện mục tiêu xã nông thôn mới trong Chương trình\nQuốc gia về môi trường đến năm 2035\nUBND tỉnh Lào Cai\nKính thưa: Quý vị đại biểu!\nThành ủy Lào Cai đã ban hành nghị quyết.\n"
    )
    assert (found.doc_type, found.issuer) == ("Tham luận", "Ủy ban nhân dân tỉnh Lào Cai")
    assert found.title is not None and found.title.endswith("Quốc gia về môi trường đến năm 2035")


def test_the_next_letterhead_of_a_file_of_drafts_signs_nothing() -> None:
    found = header_of(
        "TỈNH ỦY LÀO CAI\n*\nSố -QĐ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày tháng 6 năm 2031\n\nQUY ĐỊNH\nvề đánh giá hằng tháng\n\nĐiều 1. Phạm vi.\n\n"
        "Nơi nhận:\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n\n[Họ và tên Bí thư]\n\nTỈNH ỦY LÀO CAI\n*\nSố -KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày tháng 6 năm 2031\n\nKẾ HOẠCH\nthực hiện Quy định\n"
    )
    assert (found.signer, found.signer_title) == (None, "BÍ THƯ")


def test_the_gazettes_own_number_is_no_reference() -> None:
    found = header_of("NGHỊ QUYẾT\nCỦA CHÍNH PHỦ SỐ 9/NQ-CP NGÀY 03 THÁNG 4 NĂM 2031\nVỀ CÁC GIẢI PHÁP ỔN ĐỊNH THỊ TRƯỜNG\n\nCHÍNH PHỦ\n\nCăn cứ Luật;\n")
    assert found.own_number_spans == (found.spans["code"],)


def test_a_signers_title_that_lost_a_mark_is_put_right() -> None:
    assert titles_mended("GIÁM ĐÓC") == "GIÁM ĐỐC"
    assert titles_mended("KT. CHU TICH PHÓ CHÙ TỊCH") == "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"
    assert titles_mended("Giám đóc nói") == "Giám đóc nói"


def test_junk_right_before_a_symbol_leaves_the_symbol_and_a_place_cut_at_its_apostrophe_is_one() -> None:
    found = header_of(
        "UBND TỈNH LÀO CAI\nSỞ TÀI CHÍNH\n\nSố: ⁄/)‹;4BC-STC\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐắk R lắp, ngày ˆ| tháng 06 năm 2031\n\nBÁO CÁO\nGiá thị trường\n"
    )
    assert (found.code, found.symbol, found.place, found.issued_on) == (None, "BC-STC", "Đắk R lắp", None)


def test_departments_among_the_recipients_are_no_title() -> None:
    found = header_of(
        "BỘ NỘI VỤ\nSố: 12/QĐ-BNV\nHà Nội, ngày 3 tháng 4 năm 2031\n\nQUYẾT ĐỊNH\nPhê duyệt chương trình\n\nĐiều 1. Phê duyệt.\n\nKT. BỘ TRƯỞNG\n\nNơi nhận:\n- Như Điều 3;\n"
        "- Các Vụ: KTTH, KGVX, ĐMDN, ĐP, TH;\n- Lưu: VT.\n"
    )
    assert found.signer_title == "KT. BỘ TRƯỞNG"


def test_what_an_end_and_a_letterhead_must_have_is_asked_for_where_it_was_not_read() -> None:
    text = SCAN.format(number="118", day="17")
    unsigned = scanned(text + "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n", {})
    assert (unsigned.signer, unsigned.doubtful) == (None, ["signer", "signer_title"])
    unnamed = scanned(text + "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n", {})
    assert (unnamed.signer_title, unnamed.doubtful) == ("GIÁM ĐỐC", ["signer"])
    # A line of place and day that recognition lost whole.
    dayless = scanned(text.replace("Lào Cai, ngày 17 tháng 5 năm 2031\n", "~ Z9 tháng\n"), {})
    assert (dayless.issued_on, dayless.doubtful) == (None, ["issued_on"])
    # In a text that was typed nothing is to be asked for.
    assert header_of(text + "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n").doubtful == []


@pytest.mark.parametrize(
    ("body", "symbol", "doc_type"),
    [
        ("THANH TRA TỈNH", "12/TTr-P1", "Công văn"),  # the letters of the body, as the codes of letters begin
        ("THANH TRA TỈNH", "12/TTr-QLNS", "Công văn"),
        ("SỞ XÂY DỰNG", "12/TTr-SXD", "Tờ trình"),
        ("SỞ XÂY DỰNG", "12/TTr-P1", "Tờ trình"),
        ("BAN CHỈ HUY QUÂN SỰ TỈNH", "12/BC-BCH", "Báo cáo"),
    ],
)
def test_what_looks_like_a_type_may_be_the_letters_of_the_body(body: str, symbol: str, doc_type: str) -> None:
    found = header_of(
        f"UBND TỈNH LÀO CAI\n{body}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"Số: {symbol}\nV/v rà soát hồ sơ\nLào Cai, ngày 05 tháng 3 năm 2031\n\nKính gửi: Sở Tài chính.\n\nĐề nghị Sở Tài chính rà soát.\n"
    )
    assert (found.doc_type, found.code) == (doc_type, symbol)


@pytest.mark.parametrize("time", ["08:15, 12/06/2031", "Thứ Năm, 12/06/2031 | 08:15", "Ngày đăng: 12/06/2031 - Lượt xem: 153"])
@pytest.mark.parametrize("above", [True, False])
def test_a_time_beside_a_headline_without_a_blank_line(time: str, above: bool) -> None:
    headline = "Bản làng bên suối có điện"
    top = [time, headline] if above else [headline, time]
    found = header_of("\n".join([*top, "Sau nhiều năm chờ đợi, người dân bản Nậm Tà đã được dùng điện lưới quốc gia, với 120 hộ."]) + "\n")
    assert (found.title, found.issued_on, found.doc_type) == (headline, datetime.date(2031, 6, 12), None)


def test_a_body_whose_name_goes_on_below() -> None:
    found = header_of(
        "UBND TỈNH LÀO CAI\n\nSỞ NÔNG NGHIỆP\n\nVÀ MÔI TRƯỜNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 15/BC-SNNMT\n\n"
        "Lào Cai, ngày 05 tháng 3 năm 2031\n\nBÁO CÁO\n\nKết quả trồng rừng\n\nTrong quý I, toàn tỉnh trồng 120 ha rừng.\n"
    )
    assert found.issuer == "Sở Nông nghiệp và Môi trường tỉnh Lào Cai"


def test_a_name_alone_below_the_recipients() -> None:
    end = "Trên đây là báo cáo của Sở.\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n\nNguyễn TrúcLâm\n"
    found = header_of(f"UBND TỈNH LÀO CAI\nSỞ Y TẾ\nSố: 15/BC-SYT\nLào Cai, ngày 05 tháng 3 năm 2031\n\nBÁO CÁO\nKết quả quý I\n\n{end}")
    assert (found.signer, found.signer_title) == ("Nguyễn Trúc Lâm", None)
    assert header_of(f"UBND TỈNH LÀO CAI\nSố: 15/BC-UBND\n\nBÁO CÁO\nKết quả quý I\n\n{end.replace('Nguyễn TrúcLâm', 'Phụ lục kèm theo')}").signer is None


def test_a_number_whose_symbol_a_narrow_column_cuts() -> None:
    found = header_of(
        "ỦY BAN NHÂN DÂN\n\nTỈNH LÀO CAI\n\nSố: 73/2031/QĐ-\n\nUBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\n\nLào Cai, ngày 14 tháng 5 năm 2031\n\nQUYẾT ĐỊNH\n\nBan hành Quy chế làm việc\n\nCăn cứ Luật Đất đai;\n"
    )
    assert (found.code, found.issued_on, found.issuer) == ("73/2031/QĐ-UBND", datetime.date(2031, 5, 14), "Ủy ban nhân dân tỉnh Lào Cai")


def test_the_bracket_of_an_annex_over_two_lines() -> None:
    found = header_of("PHỤ LỤC 2\nDANH MỤC CÔNG TRÌNH\n\n(Kèm theo Công văn số 73/SNV-CCHC ngày 14 tháng 5 năm 2031\n\ncủa Sở Nội vụ tỉnh Lào Cai)\n\n1. Trạm bơm.\n")
    assert (found.doc_type, found.code, found.title) == ("Công văn", "73/SNV-CCHC", "DANH MỤC CÔNG TRÌNH")
