"""Series of indicators: which figures are one, on which days they stand, what changed."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.linking.indicators import Observation, SeriesKey, Setting, days_of, key_of, label_key, plain, series_of

D = datetime.date
PROVINCE = Setting("Ủy ban nhân dân tỉnh Bình Định", "tỉnh Bình Định", D(2031, 4, 5), "Báo cáo kết quả quý I năm 2031")
DEPARTMENT = Setting("Sở Tư pháp tỉnh Bình Định", "tỉnh Bình Định", D(2031, 4, 2))
COMMUNE = Setting("Ủy ban nhân dân xã An Lão", "tỉnh Bình Định", D(2031, 4, 2))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tổng số chợ hạng 2 trên địa bàn tỉnh", "chợ hạng 2"),
        ("số hồ sơ đã tiếp nhận", "hồ sơ tiếp nhận"),
        ("hồ sơ TTHC", "hồ sơ thủ tục hành chính"),
        ("HỒ SƠ HOÀ GIẢI", "hồ sơ hòa giải"),
    ],
)
def test_one_thing_in_other_words(one: str, other: str) -> None:
    assert label_key(one)[0] == label_key(other)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("số hóa sổ hộ tịch", "sổ hộ tịch"),
        ("chợ hạng 1", "chợ hạng 2"),
        ("chi bộ Đảng", "chi bộ"),
        ("thí sinh", "sinh"),
        ("hồ sơ đúng hạn", "hồ sơ trễ hạn"),
    ],
)
def test_other_things_stay_apart(one: str, other: str) -> None:
    assert label_key(one)[0] != label_key(other)[0]


def test_a_figure_without_subject_is_its_issuer_s() -> None:
    label = "hồ sơ tiếp nhận"
    assert key_of(label, None, "hồ sơ", COMMUNE) != key_of(label, None, "hồ sơ", replace(COMMUNE, issuer="Ủy ban nhân dân xã An Toàn"))
    assert key_of(label, None, "hồ sơ", PROVINCE) != key_of(label, None, "hồ sơ", DEPARTMENT)


@pytest.mark.parametrize("subject", [None, "toàn tỉnh", "tỉnh Bình Định"])
def test_the_whole_province_has_one_key(subject: str | None) -> None:
    wanted = key_of("trường mầm non trên địa bàn tỉnh", None, "trường", DEPARTMENT)
    assert key_of("số trường mầm non", subject, "trường", PROVINCE) == wanted
    assert key_of("trường mầm non", "huyện Tuy Phước", "trường", PROVINCE) != wanted


def test_rows_and_places_of_two_provinces_are_two_subjects() -> None:
    other = Setting("Ủy ban nhân dân tỉnh Cà Mau", "tỉnh Cà Mau")
    for subject in ("Chi trồng rừng", "Xã Bến Gỗ", "Bộ Chỉ huy quân sự"):
        assert key_of("dự toán", subject, "đồng", PROVINCE) != key_of("dự toán", subject, "đồng", other)
        assert key_of("dự toán", subject, "đồng", PROVINCE) == key_of("dự toán", subject, "đồng", DEPARTMENT)
    for subject in ("Cả nước", "Bộ Tài chính"):
        assert key_of("dự toán", subject, "đồng", PROVINCE) == key_of("dự toán", subject, "đồng", other) == key_of("dự toán", subject, "đồng", Setting())
    assert key_of("dự toán", "Tỉnh Cà Mau", "đồng", Setting()) == key_of("dự toán", None, "đồng", other)
    assert key_of("dự toán", "Chi trồng rừng", "đồng", COMMUNE) != key_of("dự toán", "Chi trồng rừng", "đồng", replace(COMMUNE, issuer="Ủy ban nhân dân xã An Toàn"))


def test_units_that_change_the_figure() -> None:
    assert key_of("hộ nghèo", None, "hộ", PROVINCE) != key_of("hộ nghèo", None, "%", PROVINCE)
    assert key_of("hộ nghèo", None, "hộ", PROVINCE) == key_of("hộ nghèo", None, None, PROVINCE)
    assert key_of(None, None, "hộ", PROVINCE) is None and key_of("", None, "hộ", PROVINCE) is None


@pytest.mark.parametrize(
    ("period", "setting", "days"),
    [
        ("quý II/2031", PROVINCE, (D(2031, 4, 1), D(2031, 6, 30))),
        ("Tính đến 15/3/2031", PROVINCE, (D(2031, 3, 15), D(2031, 3, 15))),
        ("Đến nay", PROVINCE, (D(2031, 4, 5), D(2031, 4, 5))),
        ("Trong kỳ báo cáo", PROVINCE, (D(2031, 1, 1), D(2031, 3, 31))),
        (None, PROVINCE, (D(2031, 1, 1), D(2031, 3, 31))),
        ("năm 2030", Setting(), (D(2030, 1, 1), D(2030, 12, 31))),
        (None, Setting(), (None, None)),
        ("hiện nay", Setting(), (None, None)),
    ],
)
def test_days_of_a_period(period: str | None, setting: Setting, days: tuple[D | None, D | None]) -> None:
    assert days_of(period, setting) == days


KEY = SeriesKey("cho hang 2", "binh dinh", "")


def point(value: str, until: D | None, document: str = "a.txt", **more: object) -> Observation:
    made = Observation(f"ind-{document}-{value}-{until}", document, KEY, Decimal(value), label="chợ hạng 2", since=until, until=until)
    return replace(made, **more)  # type: ignore[arg-type]


def movements(*points: Observation) -> list[tuple[str, str, Decimal | None]]:
    (series,) = series_of(points)
    return [(str(step.point.value), step.movement, step.change) for step in series.steps]


def test_changes_in_the_order_of_time() -> None:
    found = movements(point("37", D(2031, 6, 30)), point("35", D(2031, 3, 31), "b.txt"), point("37", D(2031, 9, 30), "c.txt"))
    assert found == [("35", "first", None), ("37", "up", Decimal(2)), ("37", "same", Decimal(0))]


def test_two_documents_that_differ_for_one_day() -> None:
    day = D(2031, 3, 31)
    assert movements(point("35", day), point("36", day, "b.txt"))[1] == ("36", "differs", Decimal(1))
    assert movements(point("35", day), point("36", day))[1] == ("36", "unknown", None), "one document means two things"
    assert movements(point("35", day), point("40", day, "b.txt", comparator=">"))[1][1] == "up"


def test_what_is_never_compared() -> None:
    day, later = D(2031, 3, 31), D(2031, 6, 30)
    assert movements(point("35", day), point("50", later, role="target"))[1] == ("50", "first", None)
    assert movements(point("35", day), point("40", None, "b.txt"))[1] == ("40", "unknown", None)
    assert movements(point("35", day), point("40", later, "b.txt", comparator="range", value_to=Decimal(50)))[1][1] == "unknown"


def test_a_figure_repeated_in_one_document_is_one_point() -> None:
    day = D(2031, 3, 31)
    (series,) = series_of([point("35", day), replace(point("35", day), record="ind-other", start=90), point("35", day, "b.txt")])
    assert len(series.steps) == 2 and series.documents == 2


@given(st.permutations([point(str(n), D(2031, n, 1), f"{n}.txt") for n in range(1, 8)]))
def test_the_order_of_documents_does_not_matter(points: list[Observation]) -> None:
    assert movements(*points) == [("1", "first", None), *((str(n), "up", Decimal(1)) for n in range(2, 8))]


@given(st.text(max_size=60))
def test_any_label_has_a_stable_key(label: str) -> None:
    key, _ = label_key(label)
    assert key == label_key(label)[0] and plain(key) == key
