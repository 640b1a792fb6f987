"""Text before Unicode: exact tables both ways, recognition by font and by syllables, capitals, and texts that must stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers import legacy, read_bytes
from extractor.readers.legacy import ENCODINGS, VIQR, FontDecoder, encoding_of_font, restore_capitals
from extractor.readers.legacy_patterns import PATTERNS
from extractor.readers.pages.model import Face, PageContent, Run
from extractor.readers.pdf.old_fonts import convert_old_fonts
from extractor.readers.syllables import is_syllable, share

TEXT = (
    "Sở Giao thông vận tải tỉnh Phú Đông báo cáo kết quả thực hiện nhiệm vụ quý III năm 2003, phương hướng nhiệm vụ quý IV. "
    "Đã sửa chữa 35 km đường liên xã, đạt 87,5% kế hoạch; đề nghị Ủy ban nhân dân tỉnh xem xét, bổ sung kinh phí để hoàn thành."
)
LOWER = "aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵđ"
NAMES = [*ENCODINGS, "viqr"]


def encoding(name: str) -> legacy.Encoding | legacy.Viqr:
    return VIQR if name == "viqr" else ENCODINGS[name]


@pytest.mark.parametrize("sample", PATTERNS.samples, ids=lambda sample: sample.encoding)
def test_samples_read_and_write(sample: legacy.Sample) -> None:
    assert encoding(sample.encoding).decode(sample.written) == sample.text
    assert encoding(sample.encoding).encode(sample.text) == sample.written


@pytest.mark.parametrize("name", ["vni", "vps", "viscii", "viqr"])
def test_every_letter_has_a_code_of_its_own(name: str) -> None:
    letters = [c for c in LOWER + LOWER.upper() if not c.isascii()]
    codes = [encoding(name).encode(letter) for letter in letters]
    assert len(set(codes)) == len(letters) == 134
    assert [encoding(name).decode(code) for code in codes] == letters


def test_tcvn3_has_its_74_letters() -> None:
    letters = [c for c in LOWER if not c.isascii()] + list("ĂÂĐÊÔƠƯ")
    codes = [ENCODINGS["tcvn3"].encode(letter) for letter in letters]
    assert len(set(codes)) == 74
    assert [ENCODINGS["tcvn3"].decode(code) for code in codes] == letters
    with pytest.raises(ValueError, match="Ế"):
        ENCODINGS["tcvn3"].encode("KẾT")


@pytest.mark.parametrize("name", NAMES)
@given(text=st.text(alphabet=LOWER + LOWER.upper() + "bcdgh .,0\n", max_size=60))
def test_text_reads_back(name: str, text: str) -> None:
    if name == "tcvn3":
        text = text.lower()
    assert encoding(name).decode(encoding(name).encode(text)) == text


@pytest.mark.parametrize("name", NAMES)
def test_plain_files_are_recognised(name: str) -> None:
    text = TEXT.replace("Ủy", "Uỷ") if name != "viqr" else TEXT
    written = encoding(name).encode(text)
    document = read_bytes(written.encode("latin-1"), "cu.txt")
    assert document.text == text
    assert document.properties["encoding"] == name
    # The same text saved as UTF-8 by a program that took it for Latin letters.
    assert read_bytes(written.encode("utf-8"), "cu.txt").text == text


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Café à la crème, déjà vu; l'été dernier, où êtes-vous allés? Le conseil général a adopté le budget préliminaire.",
        'The committee\'s report (see a. and o.) was adopted; is it final? "Yes," they said, e.g. in 2004.',
        "Số 12/BC-UBND",
        "100% | 35 | 7.5",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not legacy.matches(text.encode("utf-8"))
    assert read_bytes(text.encode("utf-8"), "x.txt").text == text


def test_windows_1258_is_left_to_the_text_reader() -> None:
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    written = ""
    for character in TEXT:
        spread = unicodedata.normalize("NFD", character)
        written += unicodedata.normalize("NFC", "".join(c for c in spread if c not in tones)) + "".join(
            c for c in spread if c in tones
        )
    document = read_bytes(written.encode("cp1258"), "x.txt")
    assert document.text == TEXT
    assert document.properties["encoding"] == "cp1258"


@pytest.mark.parametrize(
    ("font", "name", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        ("ABCDEF+.VnTimeH", "tcvn3", True),
        (".VNTIME", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VNI-Helve-Condense", "vni", False),
        ("VPS Times", "vps", False),
    ],
)
def test_fonts_of_old_encodings(font: str, name: str, capitals: bool) -> None:
    found = encoding_of_font(font)
    assert found is not None
    assert (found[0].name, found[1]) == (name, capitals)


@pytest.mark.parametrize(
    "font", [None, "", "Times New Roman", "Arial", "VnPLC", "Vineta BT", "Verdana", "UTM Times", "SVN-Arial"]
)
def test_fonts_of_today(font: str | None) -> None:
    assert encoding_of_font(font) is None


def test_a_letter_may_cross_two_runs() -> None:
    decoder = FontDecoder({"VNI-Times": "Sôû Noäi vuï baùo caùo keát quaû"})
    assert decoder.convert([("So", "VNI-Times"), ("äi no", "VNI-Times"), ("äi", "VNI-Times"), (" dung", None)]) == "Sội nội dung"
    assert decoder.report() == {"converted": "VNI-Times: VNI (7)"}


def test_half_decoded_and_symbol_characters_are_the_same_bytes() -> None:
    tcvn3 = ENCODINGS["tcvn3"]
    moved = "".join(chr(0xF000 + ord(c)) if ord(c) > 0x7F else c for c in tcvn3.encode("nội dung"))
    assert tcvn3.decode(moved) == "nội dung"
    assert ENCODINGS["vps"].decode(bytes([0x89]).decode("cp1252")) == "ế"


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("CộNG HòA Xã HộI", "CỘNG HÒA XÃ HỘI"),
        ("Hà Nội", "Hà Nội"),
        ("ĐIềU 1. Tổ BCH họp", "ĐIỀU 1. Tổ BCH họp"),
        ("UBND tỉnh Hà Giang", "UBND tỉnh Hà Giang"),
    ],
)
def test_capitals_without_their_font(text: str, restored: str) -> None:
    assert restore_capitals(text) == restored


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "giặt", "gì", "yêu", "khuỷu", "ngoằn", "được", "uỷ", "ủy", "Đường", "BÁO"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ngh", "b¸o", "tôc", "quyêt", "hello", "ngưởt", "xyz", "ááo", "vµ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_share_tells_garbage_from_text() -> None:
    assert share(TEXT) > 0.95
    assert share(ENCODINGS["tcvn3"].encode(TEXT.replace("Ủy", "Uỷ"))) < 0.5
    assert share("") == 0


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_signs_of_windows_1252_are_kept(name: str) -> None:
    encoding = ENCODINGS[name]
    text = "giai đoạn 2031–2035, trồng 5–7 ha; “giữ rừng” … 3‰"
    written = "".join(c if c in "–“”…‰" else encoding.encode(c) for c in text)
    assert encoding.decode(written) == text


def test_vni_forms_of_capitals_and_of_i_in_two_characters() -> None:
    vni = ENCODINGS["vni"]
    assert vni.decode("ÑAÉK LAÉK BAÈNG") == "ĐẮK LẮK BẰNG"
    assert vni.decode("Taøi chiùnh, phiù, triønh, kyï") == "Tài chính, phí, trình, kỵ"


def test_a_minus_beside_letters_is_a_letter_and_between_digits_a_minus() -> None:
    assert ENCODINGS["tcvn3"].decode("Thñ t−íng, x∙ héi, tõ −u tiªn, 12−15 vµ −3") == "Thủ tướng, xã hội, từ ưu tiên, 12−15 và −3"


TCVN3 = "C¸c së, ban, ngµnh lËp dù to¸n göi Së Tµi chÝnh tr­íc ngµy mïng m­êi."
VNI = "Khu vöïc noâng thoân caàn môû lôùp taäp huaán cho caùn boä xaõ."


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", "Times New Roman"])
def test_the_encoding_is_that_of_the_paragraph_whatever_the_font_says(font: str) -> None:
    decoder = FontDecoder({font: TCVN3 + "\n" + VNI})
    assert decoder.convert([(TCVN3, font)]) == "Các sở, ban, ngành lập dự toán gửi Sở Tài chính trước ngày mùng mười."
    assert decoder.convert([(VNI, font)]) == "Khu vực nông thôn cần mở lớp tập huấn cho cán bộ xã."


def test_other_languages_and_unicode_beside_old_paragraphs_stay() -> None:
    decoder = FontDecoder({"Arial": "El niño cantó una canción en la montaña.\nBáo cáo tình hình sản xuất của huyện.\n" + VNI})
    for text in ("El niño cantó una canción en la montaña.", "Báo cáo tình hình sản xuất của huyện."):
        assert decoder.convert([(text, "Arial")]) == text


def test_an_undeclared_page_in_an_old_encoding() -> None:
    page = f"<html><body><p>{TCVN3}</p><p>{TCVN3}</p></body></html>".encode("latin-1")
    assert "Các sở, ban, ngành lập dự toán" in read_bytes(page, "a.html").text


def test_abbreviations_decide_no_encoding() -> None:
    """Words that are syllables in no encoding must not turn a cell over to one in which some of them become syllables by chance."""
    cell = "KT§, PKT§ B§, PB§"
    assert FontDecoder({".VnTime": cell}).convert([(cell, ".VnTime")]) == "KTĐ, PKTĐ BĐ, PBĐ"
    other = "Baùo caùo cuûa Sôû Yteá"
    assert FontDecoder({".VnTime": other}).convert([(other, ".VnTime")]) == "Báo cáo của Sở Ytế"


def test_letters_that_a_pdf_places_one_by_one_are_words() -> None:
    """Alone, the letters of "§iÒu" are syllables in VPS: a bold font whose headings are set letter by letter was decoded by it."""
    face = Face(".VnTime,Bold")
    runs: list[Run] = []
    for number in range(20):
        at = 50.0
        for letter in f"§iÒu {number}":
            runs.append(Run(letter, [at, at + 6.0], 700.0 - 20 * number, 12.0, face))
            at += 6.0
    page = PageContent(1, 600.0, 800.0, runs)
    said = convert_old_fonts([page])
    assert "".join(run.text for run in page.runs).startswith("Điều 0Điều 1")
    assert list(said["converted"].split(" (")[:1]) == [".VnTime,Bold: TCVN3"]


def test_the_few_words_of_a_cell_tell_their_encoding() -> None:
    cells = ["Nguoàn voán", "Ñôn giaù", "Haïng muïc khaùc"]
    decoder = FontDecoder({".VnTime": "Së Néi vô b¸o c¸o kÕt qu¶ thùc hiÖn kÕ ho¹ch n¨m tr\u00adíc vµ " * 5 + "\n".join(cells)})
    assert [decoder.convert([(cell, ".VnTime")]) for cell in cells] == ["Nguồn vốn", "Đơn giá", "Hạng mục khác"]
    # One word, or one that is a syllable as the font says it, decides nothing.
    assert decoder.convert([("Sè hé", ".VnTime")]) == "Số hộ"
    assert decoder.convert([("B¶ng", ".VnTime")]) == "Bảng"
    assert decoder.convert([("Nguoàn", ".VnTime")]) != "Nguồn"


def test_one_word_more_is_enough_where_others_are_syllables_by_chance() -> None:
    line = "2. Trang bò 01 maùy in."
    assert FontDecoder({".VnTime": line}).convert([(line, ".VnTime")]) == "2. Trang bị 01 máy in."


def test_three_ds_of_viqr() -> None:
    for text in ("1563/SGDĐT-GDPT", "ĐDĐ", "DĐ", "dđ"):
        assert VIQR.decode(VIQR.encode(text)) == text
    assert VIQR.decode("SGDDDT") == "SGDĐT"  # typed without the backslash that parts them
