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
        ("HẠT KIỂM LÂM HUYỆN KỲ SƠN", "Hạt kiểm lâm huyện Kỳ Sơn"),
        ("CÔNG AN TỈNH HÀ TĨNH\nCÔNG AN HUYỆN KỲ ANH", "Công an huyện Kỳ Anh"),
        ("TÒA ÁN NHÂN DÂN\nHUYỆN GIAO THỦY", "Tòa án nhân dân huyện Giao Thủy"),
    ],
)
def test_other_bodies_of_such_places(head: str, issuer: str) -> None:
    assert read(head)[0] == issuer


def test_a_cooperative_is_no_commune() -> None:
    assert "xã" not in (read("HỢP TÁC XÃ NÔNG NGHIỆP HÒA PHÚ")[1] or "").split()[:1]
