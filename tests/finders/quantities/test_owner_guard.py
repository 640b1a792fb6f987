"""What may own a figure at all, groups that own the measures told of them, and sectors that own their own rates of growth."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.finders.quantities.owner_guard import fit_owner, owner_for

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 12/BC-UBND\nHà Tĩnh, ngày 05 tháng 7 năm 2031\n\nBÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2031\n\n"


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("những tháng cuối năm, các địa phương", "các địa phương"),
        ("các khoản vận động được, huyện", "huyện"),
        ("Đông An làm mới", "Đông An"),
        ("Trong đó ngô", None),
        ("Trong đó UBND huyện", "UBND huyện"),
        ("vừng vụ thu gieo trồng", None),
        ("cá, tôm đều", None),
        ("Trong đó", None),
        ("hợp đồng 9", None),
        ("bộ tiêu chuẩn dinh dưỡng", None),
        ("Tổng lượt khách nhà nghỉ", None),
        ("Đông An) công suất", None),
        ("Tổng công ty Đông An", "Tổng công ty Đông An"),
        ("bộ đội biên phòng", "bộ đội biên phòng"),
        ("09 tỉnh, thành phố", "09 tỉnh, thành phố"),
        ("UBND các xã, phường", "UBND các xã, phường"),
    ],
)
def test_an_owner_is_a_name(words: str, owner: str | None) -> None:
    assert fit_owner(words) == owner


def test_an_insurance_that_people_have_is_no_body() -> None:
    assert owner_for("Bảo hiểm xã hội", "người tham gia bảo hiểm xã hội") is None
    assert owner_for("Bảo hiểm xã hội", "hồ sơ đã tiếp nhận") == "Bảo hiểm xã hội"


def told(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    return {r.quote: (r.label, r.subject, r.role) for r in extract_text(HEAD + text).records if r.type == "indicator"}


def test_a_group_owns_the_measures_told_of_it() -> None:
    found = told("Dư nợ cho vay của các tổ chức tín dụng đạt 21.450 tỷ đồng, tăng 6,3%. Trong đó, cho vay nông nghiệp 5.130 tỷ đồng. Thu ngân sách đạt 870 tỷ đồng.")
    assert [found[quote][1] for quote in ("21.450", "6,3%", "5.130", "870")] == ["các tổ chức tín dụng"] * 3 + ["tỉnh Hà Tĩnh"]
    found = told("Trong các khu công nghiệp của tỉnh có 54 dự án.")
    assert found["54"][1] == "các khu công nghiệp của tỉnh"


@pytest.mark.parametrize("text", ["Tốc độ tăng trưởng kinh tế đạt 7,4%. Trong đó: Nông nghiệp 3,3%; Công nghiệp - Xây dựng 9,1%.", "- Tốc độ tăng trưởng kinh tế là 7,4%. Trong đó:\n+ Nông nghiệp: 3,3%;\n+ Công nghiệp - Xây dựng: 9,1%;"])
def test_a_sector_owns_its_rate_of_growth(text: str) -> None:
    found = told(text)
    assert found["3,3%"] == ("Tốc độ tăng trưởng kinh tế", "Nông nghiệp", "increase")
    assert found["9,1%"] == ("Tốc độ tăng trưởng kinh tế", "Công nghiệp - Xây dựng", "increase")


def test_a_sector_owns_its_share_of_the_economy() -> None:
    found = told("Cơ cấu kinh tế: Nông nghiệp 22%, công nghiệp - xây dựng 43%, dịch vụ 35%.")
    assert [found[quote][1] for quote in ("22%", "43%", "35%")] == ["Nông nghiệp", "công nghiệp - xây dựng", "dịch vụ"]
