"""The metadata of documents: the examples of patterns/header/header.yaml, forms of letterhead and signature, the corpus, and properties of any text."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor.document import Document
from extractor.finders.header.finder import HeaderMention, document_context, find_header
from extractor.finders.header.spaced import close_blanks, is_spaced
from extractor.layout import Layout, analyze
from extractor.lexicon.patterns import Example, examples
from extractor.readers.text import canonical

CORPUS = Path(__file__).parents[3] / "corpus"
FIELDS = ("doc_type", "code", "issued_on", "place", "issuer", "title", "signer", "signer_title", "addressee")


def layout_of(text: str) -> Layout:
    return analyze(Document(canonical(text), "text", "0"))


def header_of(text: str) -> HeaderMention:
    return find_header(layout_of(text))


@pytest.mark.parametrize(
    ("place", "positive", "example"), list(examples("header")), ids=lambda v: v if isinstance(v, str) else ""
)
def test_examples_of_the_pattern_file(place: str, positive: bool, example: Example) -> None:
    header = header_of(example.text)
    wanted = (example.find if positive else example.absent) or {}
    assert {name: getattr(header, name) for name in wanted} == wanted


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.txt")), ids=lambda p: p.name[:3])
def test_corpus(path: Path) -> None:
    lines = (CORPUS / "gold" / f"{path.name[:3]}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = next(record for record in map(json.loads, lines) if record["type"] == "metadata")
    header = header_of(path.read_bytes().decode("utf-8-sig"))
    day = header.issued_on.isoformat() if header.issued_on else None
    found = {name: getattr(header, name) for name in FIELDS} | {"issued_on": day, "recipients": list(header.recipients)}
    assert found == {name: gold.get(name) for name in FIELDS} | {"recipients": gold.get("recipients") or []}


TWO_COLUMNS = """ỦY BAN NHÂN DÂN     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  HUYỆN BẢO THẮNG        Độc lập - Tự do - Hạnh phúc
Số: 88 /BC-UBND       Bảo Thắng, ngày 05 tháng 6 năm 2018

                BÁO CÁO
   Kết quả chăm sóc rừng sáu tháng đầu năm

Thực hiện Công văn số 12/UBND-NLN ngày 02/5/2018 của UBND tỉnh Lào Cai, UBND huyện báo cáo kết quả như sau:
Diện tích rừng được chăm sóc là 120 ha, tăng 5 ha so với cùng kỳ năm trước.

Nơi nhận:                 TM. ỦY BAN NHÂN DÂN
- UBND tỉnh;              KT. CHỦ TỊCH
- Lưu: VT.                PHÓ CHỦ TỊCH

                          Giàng Seo Pao
"""
PIPES = """| BỘ XÂY DỰNG ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc _______________ |
|---|---|
| Số: 410/BXD-QLN V/v rà soát quỹ nhà ở cũ | Hà Nội, ngày 09 tháng 8 năm 2016 |

| Kính gửi: | - Ủy ban nhân dân tỉnh Lào Cai; - Sở Xây dựng tỉnh Lào Cai. |
|---|---|

Để có cơ sở tổng hợp, Bộ Xây dựng đề nghị quý cơ quan báo cáo trước ngày 30/9/2016.

| Nơi nhận: - Như trên; - Lưu: VT, QLN. | KT. BỘ TRƯỞNG THỨ TRƯỞNG Đỗ Văn Quang |
|---|---|
"""
PANES = """|
**HỘI ĐỒNG NHÂN DÂN **
TỈNH LÀO CAI
_____
|
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
Độc lập - Tự do - Hạnh phúc
_____
|
|
Số: 31/NQ-HĐND
|
*Lào Cai, ngày 10 tháng 12 năm 2021*
|

**NGHỊ QUYẾT**

VỀ
VIỆC THÔNG QUA DANH MỤC DỰ ÁN THU HỒI ĐẤT NĂM 2022

Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;
"""
SPACED = """Ủ Y BAN NH ÂN DÂ N TỈ NH LÀ O CAI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 615/QĐ - U B ND
L ào C ai, ngày 03 tháng 4 năm 2014
QUYẾT ĐỊNH
VỀ VIỆC PHÊ DUYỆT QUY HOẠCH VÙNG CHÈ
Căn cứ Luật Quy hoạch đô thị ngày 17 tháng 6 năm 2009;
KT. CHỦ T ỊCH PH Ó CHỦ TỊ CH Ngu y ễn Văn B ình
"""
ANNEX = """Phụ lục 2
DANH MỤC ĐIỂM DU LỊCH
(Kèm theo Kế hoạch số 77/KH-UBND ngày 04/3/2024 của UBND tỉnh Lào Cai)

Danh mục gồm 12 điểm tại các xã vùng cao.
"""
HEADLESS = """QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ BẾN BÃI
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến bãi.

QUY CHẾ
QUẢN LÝ BẾN BÃI
(Ban hành kèm theo Quyết định số 19/2020/QĐ-UBND ngày 07 tháng 7 năm 2020 của UBND tỉnh Lào Cai)
"""
SEGMENTED = """Chỉ_thị về việc tăng_cường phòng_chống cháy rừng mùa khô
Thời_gian qua , Lào_Cai xảy ra nhiều vụ cháy rừng , Lào_Cai đã huy_động lực_lượng chữa cháy .
Uỷ_ban_nhân_dân tỉnh đề_nghị các phòng , ban của Lào_Cai thực_hiện nghiêm_túc .
"""
TELEGRAM = """THỦ TƯỚNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 71/CĐ-TTg
Hà Nội, ngày 15 tháng 9 năm 2020

CÔNG ĐIỆN
Về việc ứng phó bão số 5

THỦ TƯỚNG CHÍNH PHỦ điện:
- Bộ Quốc phòng;
- Ủy ban nhân dân tỉnh Lào Cai.

Theo dự báo, bão sẽ gây mưa lớn từ ngày 17 tháng 9.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            TWO_COLUMNS,
            {
                "doc_type": "Báo cáo",
                "code": "88/BC-UBND",
                "issued_on": datetime.date(2018, 6, 5),
                "place": "Bảo Thắng",
                "issuer": "Ủy ban nhân dân huyện Bảo Thắng",
                "title": "Kết quả chăm sóc rừng sáu tháng đầu năm",
                "signer": "Giàng Seo Pao",
                "signer_title": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
                "recipients": ["UBND tỉnh", "Lưu: VT"],
            },
        ),
        (
            PIPES,
            {
                "doc_type": "Công văn",
                "code": "410/BXD-QLN",
                "issuer": "Bộ Xây dựng",
                "title": "rà soát quỹ nhà ở cũ",
                "addressee": "Ủy ban nhân dân tỉnh Lào Cai; Sở Xây dựng tỉnh Lào Cai",
                "recipients": ["Như trên", "Lưu: VT, QLN"],
                "signer": "Đỗ Văn Quang",
                "signer_title": "KT. BỘ TRƯỞNG THỨ TRƯỞNG",
            },
        ),
        (
            PANES,
            {
                "doc_type": "Nghị quyết",
                "code": "31/NQ-HĐND",
                "place": "Lào Cai",
                "issuer": "Hội đồng nhân dân tỉnh Lào Cai",
                "title": "THÔNG QUA DANH MỤC DỰ ÁN THU HỒI ĐẤT NĂM 2022",
            },
        ),
        (
            SPACED,
            {
                "doc_type": "Quyết định",
                "code": "615/QĐ-UBND",
                "place": "Lào Cai",
                "issued_on": datetime.date(2014, 4, 3),
                "issuer": "Ủy ban nhân dân tỉnh Lào Cai",
                "title": "PHÊ DUYỆT QUY HOẠCH VÙNG CHÈ",
                "signer": "Nguyễn Văn Bình",
                "signer_title": "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
            },
        ),
        (
            ANNEX,
            {
                "doc_type": "Kế hoạch",
                "code": "77/KH-UBND",
                "issued_on": datetime.date(2024, 3, 4),
                "issuer": "Ủy ban nhân dân tỉnh Lào Cai",
                "title": "DANH MỤC ĐIỂM DU LỊCH",
                "own_number_spans": (),
            },
        ),
        (
            HEADLESS,
            {
                "doc_type": "Quyết định",
                "code": "19/2020/QĐ-UBND",
                "issued_on": datetime.date(2020, 7, 7),
                "issuer": "Chủ tịch Ủy ban nhân dân tỉnh Lào Cai",
                "title": "BAN HÀNH QUY CHẾ QUẢN LÝ BẾN BÃI",
            },
        ),
        (
            SEGMENTED,
            {
                "doc_type": "Chỉ thị",
                "code": None,
                "issuer": "Ủy ban nhân dân tỉnh Lào Cai",
                "title": "tăng cường phòng chống cháy rừng mùa khô",
            },
        ),
        (
            TELEGRAM,
            {
                "doc_type": "Công điện",
                "issuer": "Thủ tướng Chính phủ",
                "title": "ứng phó bão số 5",
                "addressee": "Bộ Quốc phòng; Ủy ban nhân dân tỉnh Lào Cai",
            },
        ),
    ],
    ids=[
        "two columns on a line",
        "pipe table",
        "panes",
        "spaced letters",
        "annex alone",
        "no letterhead",
        "word-segmented",
        "telegram",
    ],
)
def test_forms_of_letterhead(text: str, expected: dict[str, object]) -> None:
    header = header_of(text)
    assert {name: getattr(header, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("UBND TỈNH LÀO CAI\nVĂN PHÒNG\nSố: 5/TB-VP", "Văn phòng Ủy ban nhân dân tỉnh Lào Cai"),
        ("UBND HUYỆN BẢO THẮNG\nPHÒNG NỘI VỤ\nSố: 5/PNV", "Phòng Nội vụ huyện Bảo Thắng"),
        ("TỈNH ỦY LÀO CAI\nBAN TỔ CHỨC\nSố 5-HD/BTCTU", "Ban Tổ chức Tỉnh ủy Lào Cai"),
        ("ĐẢNG BỘ TỈNH LÀO CAI\nHUYỆN ỦY BẢO THẮNG\nSố 5-NQ/HU", "Huyện ủy Bảo Thắng"),
        ("BỘ TÀI CHÍNH\nCỤC THUẾ\nSố: 5/CT-KK\nHà Nội, ngày 02 tháng 10 năm 2025", "Cục Thuế"),
        ("SỞ NỘI VỤ\nSố: 5/BC-SNV\nLào Cai, ngày 02 tháng 10 năm 2023", "Sở Nội vụ tỉnh Lào Cai"),
        ("UBND TỈNH LÀO CAI\nBAN QUẢN LÝ KHU KINH TẾ\nSố: 5/BC-BQL", "Ban Quản lý Khu kinh tế tỉnh Lào Cai"),
        ("BỘ TÀI CHÍNH - BỘ NỘI VỤ\nSố: 5/2012/TTLT-BTC-BNV\nTHÔNG TƯ LIÊN TỊCH", "Bộ Tài chính, Bộ Nội vụ"),
        ("QUỐC HỘI\nLuật số: 12/2031/QH17\nLUẬT\nTHƯ VIỆN SỐ", "Quốc hội"),
        ("ỦY BAN NHÂN DÂN\nNAM\nTỈNH LÀO CAI\nSố: 5/BC-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nĐộc lập - Tự do - Hạnh phúc", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("ỦY BAN NHÂN DÂN NGHĨA VIỆT NAM TỈNH LÀO CAI\nSố: 5/BC-UBND\nCỘNG HOÀ XÃ HỘI CHỦ\nĐộc lập - Tự do -", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nTỈNH LÀO CAI\nVIỆT NAM\nSố: 5/BC-UBND", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("ỦY BAN NHÂN DÂN\nNGHĨA VIỆT NAM\nTỈNH LÀO CAI\nHạnh phúc\nSố: 5/BC-UBND\nCỘNG HOÀ XÃ HỘI CHỦ\nĐộc lập - Tự do -", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("UBND THÀNH PHỐ HẢI PHÒNG\nSỞ Y TE\nSố: 5/SYT-NVY", "Sở Y tế thành phố Hải Phòng"),
    ],
)
def test_bodies_of_a_letterhead(lines: str, issuer: str) -> None:
    assert header_of(f"{lines}\n\nCăn cứ tình hình thực tế của đơn vị;\n").issuer == issuer


def test_context_of_a_district() -> None:
    layout = layout_of(TWO_COLUMNS)
    context = document_context(layout, find_header(layout))
    assert (context.province, context.district, context.issuer) == (
        "tỉnh Lào Cai",
        "huyện Bảo Thắng",
        "Ủy ban nhân dân huyện Bảo Thắng",
    )
    assert context.issued_on == datetime.date(2018, 6, 5)


def test_central_documents_have_no_province() -> None:
    layout = layout_of(TELEGRAM)
    assert document_context(layout, find_header(layout)).province is None


def test_short_names_that_the_text_spells_out() -> None:
    text = PANES + "\nUBND tỉnh thành lập Ban Chỉ đạo phát triển du lịch tỉnh (sau đây gọi tắt là Ban Chỉ đạo 44) để điều phối.\n"
    layout = layout_of(text)
    context = document_context(layout, find_header(layout))
    assert context.names == (("Ban Chỉ đạo 44", "Ban Chỉ đạo phát triển du lịch tỉnh Lào Cai"),)


def test_title_of_a_web_page_above_the_letterhead() -> None:
    header = header_of("Kế hoạch 77/KH-UBND phát triển du lịch\n" + str(next(e for _, _, e in examples("header")).text))
    assert (header.code, header.title, header.issuer) == (
        "77/KH-UBND",
        "Phát triển du lịch cộng đồng năm 2024",
        "Ủy ban nhân dân tỉnh Lào Cai",
    )


@pytest.mark.parametrize(
    ("end", "title", "signer"),
    [
        ("TM. CHÍNH PHỦ\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n(Đã ký)\nVũ Đức A", "KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG", "Vũ Đức A"),
        ("TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ\nLê Văn B", "TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ PHÁP CHẾ", "Lê Văn B"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nHoàng C", "PHÓ BÍ THƯ", "Hoàng C"),
        ("TRƯỞNG BAN\nPHÓ CHỦ TỊCH UBND TỈNH\nTrần Thị Thu D", "TRƯỞNG BAN PHÓ CHỦ TỊCH UBND TỈNH", "Trần Thị Thu D"),
        ("KT.GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nĐại tá Đỗ Văn E", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC", "Đỗ Văn E"),
        ("Q. GIÁM ĐỐC\nPGS.TS. Đỗ Văn E", "Q. GIÁM ĐỐC", "Đỗ Văn E"),
        ("CHỦ TỊCH\nNGUYỄN VĂN G", "CHỦ TỊCH", "NGUYỄN VĂN G"),
        ("TỔNG THANH TRA\nTrần Văn H - Đã ký", "TỔNG THANH TRA", "Trần Văn H"),
    ],
)
@pytest.mark.parametrize("recipients", ["Nơi nhận:\n- Như trên;\n- Lưu: VT.\n", ""])
def test_signatures(end: str, title: str, signer: str, recipients: str) -> None:
    header = header_of(
        f"UBND TỈNH LÀO CAI\nSố: 4/BC-UBND\nBÁO CÁO\nKết quả tiêm chủng\n\nCăn cứ kế hoạch năm.\n\n{recipients}\n{end}\n"
    )
    assert (header.signer_title, header.signer) == (title, signer)
    assert header.recipients == (["Như trên", "Lưu: VT"] if recipients else [])


def test_address_in_a_letterhead_is_no_body() -> None:
    header = header_of(
        "SỞ Y TẾ TỈNH LÀO CAI\nĐịa chỉ: 12 đường Trần Phú, điện thoại 02143.820.000\nSố: 4/SYT-VP\nV/v tiêm chủng\n"
    )
    assert header.issuer == "Sở Y tế tỉnh Lào Cai"


def test_unfilled_number_and_day() -> None:
    header = header_of(
        "SỞ Y TẾ TỈNH LÀO CAI\nSố:      /BC-SYT\nLào Cai, ngày     tháng 5 năm 2023\nBÁO CÁO\nKết quả tiêm chủng\n"
    )
    assert (header.code, header.issued_on, header.place, header.issuer) == (None, None, "Lào Cai", "Sở Y tế tỉnh Lào Cai")


def test_impossible_day_is_no_date() -> None:
    header = header_of("UBND TỈNH LÀO CAI\nSố: 4/BC-UBND\nLào Cai, ngày 31 tháng 02 năm 2023\nBÁO CÁO\nKết quả tiêm chủng\n")
    assert header.issued_on is None and header.place == "Lào Cai" and "issued_on" not in header.spans


@pytest.mark.parametrize("text", [TWO_COLUMNS, PIPES, PANES, SPACED, ANNEX, HEADLESS, SEGMENTED, TELEGRAM])
def test_every_value_has_its_run(text: str) -> None:
    layout = layout_of(text)
    header = find_header(layout)
    plain = layout.reading.plain
    for name in FIELDS:
        assert (getattr(header, name) is None) == (name not in header.spans)
    for start, end in header.spans.values():
        assert 0 <= start < end <= len(plain) and plain[start:end].strip() == plain[start:end]
    if header.code:
        start, end = header.spans["code"]
        assert plain[start:end].replace(" ", "") == header.code


def test_closing_blanks_keeps_every_other_character() -> None:
    assert not is_spaced("ỦY BAN NHÂN DÂN TỈNH LÀO CAI")
    assert is_spaced("T ỉnh L ào C ai v à H à G iang")
    closed = close_blanks("T ỉnh L ào C ai, 12/QĐ - UBND")
    assert closed.text == "Tỉnh Lào Cai, 12/QĐ - UBND"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáạTHÀNHPHỐ ,.-12", max_size=60))
def test_closed_blanks_map_back(text: str) -> None:
    closed = close_blanks(text)
    assert len(closed.places) == len(closed.text) + 1
    assert all(text[place] == letter for place, letter in zip(closed.places, closed.text, strict=False))
    assert closed.text.replace(" ", "") == text.replace(" ", "")


PIECES = st.sampled_from(
    [
        "UBND TỈNH LÀO CAI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số:",
        "Số: 12/QĐ-UBND",
        "Lào Cai, ngày 3 tháng 4 năm 2021",
        "QUYẾT ĐỊNH",
        "V/v",
        "Kính gửi:",
        "- Sở Y tế;",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. UBND",
        "KT.",
        "CHỦ TỊCH",
        "Nguyễn Văn A",
        "Căn cứ Luật;",
        "|",
        "---",
        "điện:",
        "",
        "(Kèm theo Quyết định số 4/QĐ-UBND)",
        "Điều 1. Nội dung",
        "BÁO CÁO",
        "1. Mục",
        "Về việc",
        "PHỤ LỤC",
        "08:15, 12/06/2021",
        "**",
        "T ỉnh L ào C ai",
    ]
)


@settings(max_examples=200, deadline=None)
@example("QUYẾT ĐỊNHSố/A")  # the heading of a gazette whose number nobody can read
@given(st.lists(PIECES, max_size=16).map("\n".join) | st.lists(PIECES, max_size=10).map(" ".join) | st.text(max_size=80))
def test_any_text_is_survived(text: str) -> None:
    layout = layout_of(text)
    header = find_header(layout)
    document_context(layout, header)
    for name, (start, end) in header.spans.items():
        assert 0 <= start <= end <= len(layout.reading.text), name


RECOGNISED = """UBNDTỈNH LÀO CAI......

SỞ NÔNG NGHIỆP VÀ MÔI TRUỜNG

Số: /SNNMT-TTBVTV

V/v phòng trừ sâu bệnh hại chè trên

địa bàn các xã vùng cao.

CỘNG HOÀ XÃ HỌI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Lào Cai, ngày tháng 5 năm 2025

Kính gửi: UBND các xã, phường.

Thời tiết nồm ẩm kéo dài thuận lợi cho bọ xít muỗi phát triển trên chè.
"""


def test_a_scan_whose_number_was_written_by_hand() -> None:
    from array import array

    text = canonical(RECOGNISED)
    scan = find_header(analyze(Document(text, "scan.pdf", "0", confidence=array("B", [90]) * len(text))))
    assert (scan.code, scan.symbol, scan.issuer) == (None, "SNNMT-TTBVTV", "Sở Nông nghiệp và Môi trường tỉnh Lào Cai")
    assert "code" in scan.doubtful
    assert scan.title == "phòng trừ sâu bệnh hại chè trên địa bàn các xã vùng cao."
    # In a text that was typed the number is still to be given.
    assert header_of(RECOGNISED).code is None
