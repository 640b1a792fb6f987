"""Whose figures are that a sentence tells of no body: the thing measured, who acted before; members of lists keep the label of their whole."""

from __future__ import annotations

import pytest

from extractor import extract_text

HEAD = "ỦY BAN NHÂN DÂN HUYỆN TÂN LẬP\n\nSố: 7/BC-UBND\nTân Lập, ngày 12 tháng 12 năm 2031\n\nBÁO CÁO\nKết quả năm 2031\n\n"


def fields(text: str) -> list[tuple[str, str, str | None]]:
    return [(r.quote, (r.label or "").lower(), r.subject) for r in extract_text(text).records if r.type == "indicator"]


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Diện tích chè shan đạt 450 ha, tăng 4,5% so với cùng kỳ; năng suất 61 tạ/ha.", ["chè shan", "chè shan", "chè shan"]),
        ("- Cây gai: 370 ha, đạt 98% kế hoạch.", ["Cây gai", "Cây gai"]),
        ("Tổng diện tích gieo trồng là 5.000 ha; trong đó ngô đạt 911 ha, tăng 2,5%.", [None, "ngô", "ngô"]),
        ("Diện tích tự nhiên là 1.200 ha.", [None]),
        ("Diện tích bị ngập là 1.200 ha.", [None]),
        ("Công an huyện đã kiểm tra 45 cơ sở. Tổng số tiền phạt là 320 triệu đồng.", ["Công an huyện", "Công an huyện"]),
        ("Công an huyện đã kiểm tra 45 cơ sở. So với cùng kỳ, số cơ sở tăng 7 cơ sở.", ["Công an huyện", "Công an huyện"]),
    ],
)
def test_what_a_figure_is_of_where_no_body_is_named(text: str, subjects: list[str | None]) -> None:
    assert [subject for _, _, subject in fields(text)] == subjects


def test_the_territory_of_a_letterhead_goes_before_the_thing() -> None:
    assert fields(HEAD + "Diện tích chè shan đạt 450 ha.")[-1] == ("450", "diện tích chè shan", "huyện Tân Lập")


OPENINGS = [", trong đó: ", ", gồm: ", " (", ", cụ thể: ", ". Trong đó, ", ", tập trung ở ", ": "]
MEMBERS = ["{p} {n} hộ nghèo", "{p}: {n} hộ nghèo", "{p} {n}", "{p} có {n} hộ nghèo", "{p} có {n} hộ"]
# Bare numbers of a sentence of its own are not read as figures without a colon.
LISTS = [(opening, member) for opening in OPENINGS for member in MEMBERS if (opening, member) != (". Trong đó, ", "{p} {n}")]


@pytest.mark.parametrize(("opening", "member"), LISTS)
def test_places_of_a_list_have_the_label_of_the_whole(opening: str, member: str) -> None:
    places = ["xã An Phú", "xã Gia Lâm", "thị trấn Hòa Mỹ"]
    listed = ", ".join(member.format(p=place, n=number) for place, number in zip(places, (121, 232, 343), strict=True))
    found = fields(f"{HEAD}Toàn huyện có 696 hộ nghèo{opening}{listed}{')' if opening == ' (' else ''}.")
    assert found[-3:] == [(str(number), "hộ nghèo", place) for place, number in zip(places, (121, 232, 343), strict=True)]


@pytest.mark.parametrize("member", ["{p} {n} đơn", "{p}: {n} đơn"])
def test_kinds_of_a_list_stay_in_the_label(member: str) -> None:
    listed = ", ".join(member.format(p=kind, n=number) for kind, number in (("khiếu nại", 121), ("tố cáo", 232)))
    assert [(label, subject) for _, label, subject in fields(f"{HEAD}Thanh tra huyện đã tiếp nhận 353 đơn, gồm: {listed}.")[-2:]] == [
        ("đơn khiếu nại", "Thanh tra huyện"),
        ("đơn tố cáo", "Thanh tra huyện"),
    ]
