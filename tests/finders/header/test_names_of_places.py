"""Names of places that hold a word which ends names elsewhere, or one that looks like a misread noun, in letterheads."""

from __future__ import annotations

import pytest

from extractor import extract_text

PLACES = [
    "HUYỆN KỲ SƠN", "HUYỆN TÂN KỲ", "HUYỆN TỨ KỲ", "THÀNH PHỐ TAM KỲ", "HUYỆN KỲ ANH", "HUYỆN NĂM CĂN", "THỊ XÃ NGÃ NĂM", "HUYỆN NHƯ XUÂN", "HUYỆN GIAO THỦY", "HUYỆN CẦN GIỜ",
    "QUẬN NAM TỪ LIÊM", "THÀNH PHỐ TỪ SƠN", "HUYỆN ĐẠI TỪ", "HUYỆN PHÚ QUÝ", "HUYỆN THỐNG NHẤT", "HUYỆN ĐỊNH QUÁN", "HUYỆN QUAN SƠN", "XÃ QUÝ LỘC", "XÃ CÁC SƠN", "XÃ KỲ TÂN", "XÃ QUAN LẠN",
]  # fmt: skip
REST = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND\nĐồi Thông, ngày 15 tháng 9 năm 2031\nBÁO CÁO\nKết quả xây dựng trường học\n\n1. Có 32 trường.\n"


def read(head: str) -> tuple[str | None, str | None]:
    """The issuer and whose figure it is."""
    records = extract_text(f"{head}\n{REST}").records
    return next(r.issuer for r in records if r.type == "metadata"), next(r.subject for r in records if r.type == "indicator")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("body", ["UBND ", "ỦY BAN NHÂN DÂN\n"])
def test_a_place_keeps_all_of_its_name(body: str, place: str) -> None:
    kind = next(k for k in ("THÀNH PHỐ", "THỊ XÃ", "HUYỆN", "QUẬN", "XÃ") if place.startswith(k))
    name = f"{kind.lower()} {' '.join(word.capitalize() for word in place[len(kind) :].split())}"
    assert read(body + place) == (f"Ủy ban nhân dân {name}", name)


def test_words_behind_a_place_are_no_part_of_its_name() -> None:
    text = f"ĐẢNG BỘ HUYỆN\nUBND HUYỆN MAI LÂM\n{REST}"
    assert "Mai Lâm" in str(read("UBND HUYỆN MAI LÂM BÁO CÁO")[0])
    assert "Báo" not in str(next(r.issuer for r in extract_text(text).records if r.type == "metadata"))


def test_a_word_that_looks_like_a_noun_stays() -> None:
    assert "Quản lý" in str(read("BAN QUẢN LÝ CHỢ ĐỒI")[0])


def test_the_country_in_the_heading_is_nobody_s_figure() -> None:
    assert read("BAN QUẢN LÝ CHỢ ĐỒI")[1] != "VIỆT NAM"
    assert read("NHÓM KHẢO SÁT")[1] != "VIỆT NAM"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("THÀNH ỦY TAM KỲ", "Thành ủy Tam Kỳ"),
        ("HUYỆN ỦY NHƯ XUÂN", "Huyện ủy Như Xuân"),
        ("HẠT KIỂM LÂM HUYỆN KỲ SƠN", "Hạt Kiểm lâm huyện Kỳ Sơn"),
        ("CÔNG AN TỈNH HÀ TĨNH\nCÔNG AN HUYỆN KỲ ANH", "Công an huyện Kỳ Anh"),
        ("TÒA ÁN NHÂN DÂN\nHUYỆN GIAO THỦY", "Tòa án nhân dân huyện Giao Thủy"),
    ],
)
def test_other_bodies_of_such_places(head: str, issuer: str) -> None:
    assert read(head)[0] == issuer


def test_a_cooperative_is_no_commune() -> None:
    assert "xã" not in (read("HỢP TÁC XÃ NÔNG NGHIỆP HÒA PHÚ")[1] or "").split()[:1]


@pytest.mark.parametrize(
    "place",
    ["xã Phù Lâm 2", "phường Móng Cái 3", "phường 12", "phường 2 Bảo Lộc", "quận 5", "xã A Lưới 4", "huyện U Minh", "quận Ô Môn", "xã Y Tý", "huyện Cư M'gar", "huyện M'Drắk", "huyện Ia H'Drai", "phường B'Lao",
     "xã KDang", "thị trấn Đu", "xã Quảng Bị", "xã Trí Phải", "xã Ký Phú", "xã Nam Ban Lâm Hà", "phường Văn Miếu - Quốc Tử Giám", "thành phố Phổ Yên", "thành phố Phúc Yên", "thị xã Ayun Pa"],
)  # fmt: skip
@pytest.mark.parametrize("glued", [False, True])
def test_names_of_places_and_the_place_line(place: str, glued: bool) -> None:
    """Numbers, single letters and apostrophes in names; the day stands behind such a place too."""
    kind = next(k for k in ("thành phố", "thị xã", "thị trấn", "huyện", "quận", "xã", "phường") if place.startswith(k))
    name = place[len(kind) + 1 :]
    where = name if not name[0].isdigit() else place.capitalize()[: len(kind)] + place[len(kind) :]
    body = "BÁO CÁO\nKết quả xây dựng trường học\n\n1. Có 32 trường.\n"
    if glued:
        text = f"ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{place.upper()}        Độc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND        {where}, ngày 15 tháng 9 năm 2031\n{body}"
    else:
        text = f"UBND {place.upper()}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND\n{where}, ngày 15 tháng 9 năm 2031\n{body}"
    [m] = [r for r in extract_text(text).records if r.type == "metadata"]
    assert (m.issuer, m.place, str(m.issued_on), m.code) == (f"Ủy ban nhân dân {place}", where, "2031-09-15", "45/BC-UBND")


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("UBND xã Phù Lâm 2 về việc giao đất", "Ủy ban nhân dân xã Phù Lâm 2"),
        ("UBND xã Phù Lâm 2.", "Ủy ban nhân dân xã Phù Lâm 2"),
        ("UBND phường 12 về việc giao đất", "Ủy ban nhân dân phường 12"),
        ("UBND xã Phù Lâm 2 hộ nhận đất", "Ủy ban nhân dân xã Phù Lâm"),
    ],
)
def test_a_number_behind_a_place_is_of_its_name_unless_it_counts(words: str, issuer: str) -> None:
    [found] = [r for r in extract_text(f"Theo Quyết định số 27/QĐ-UBND ngày 03/4/2031 của {words}").records if r.type == "reference"]
    assert found.issuer == issuer
