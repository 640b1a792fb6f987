"""Sheets of budgets: columns that repeat each other over a number near 100, totals between a total and its rows, names that end in "trong đó"; what breaks is still told."""

from __future__ import annotations

import pytest

from extractor.tables.measures import head_measure
from tests.audit.test_budgets_of_provinces import sheet_told, told

# Rates of what communes keep: 30 per cent of 99 is 30 again.
KEPT = [(74, 99, 31), (68, 99, 27), (45, 99, 19), (7, 99, 8), (36, 99, 41), (12, 99, 22), (54, 99, 33), (21, 99, 16), (9, 99, 6), (83, 99, 35), (40, 99, 28), (17, 99, 11)]


def rates(odd: int) -> list[str]:
    heads = ["STT\tTên xã\tThuế môn bài\tLệ phí trước bạ\tThuế nhà đất\tThuế chuyển quyền"]
    rows = [f"{n}\tXã {chr(64 + n)}\t{a}\t{b}\t{c}\t{odd if n == 4 else c}" for n, (a, b, c) in enumerate(KEPT, 1)]
    return sheet_told(["TỶ LỆ (%) XÃ ĐƯỢC HƯỞNG NĂM 2031", *heads, *rows])


@pytest.mark.parametrize("odd", [0, 26, 98])
def test_over_ninety_nine_a_column_is_itself_again(odd: int) -> None:
    assert not rates(odd)


HEADS = [
    "STT\tĐơn vị\tTổng chi\tChi đầu tư phát triển\t\t\t\tChi thường xuyên\t\t\tChi khác",
    "\t\t\tTrong đó: xây dựng\t\t\tTrong đó - of which\tTổng số\tGồm\t\t",
    "\t\t\tTổng số\tTrong nước\tNgoài nước\tGiáo dục\t\tY tế\tQuản lý\t",
]
JOINED = [(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 2, 2), (0, 3, 0, 6), (0, 7, 0, 9), (0, 10, 2, 10), (1, 3, 1, 5), (1, 7, 2, 7), (1, 8, 1, 9)]
OFFICES = [(1205, 3311, 0), (312, 2437, 118), (2087, 4033, 0), (1461, 3923, 0), (530, 3138, 0), (2904, 4311, 0), (226, 1711, 0), (918, 2054, 0), (1377, 2612, 709), (641, 1858, 0), (0, 2266, 0), (805, 1949, 0)]  # fmt: skip


def broken_down(slip: int = 0) -> list[str]:
    rows = []
    for n, (built, regular, other) in enumerate(OFFICES, 1):
        whole = built + regular + other + (slip if n == 5 else 0)
        some = (417 if n == 3 else 226) if n in (3, 7) else ""
        rows.append("\t".join(map(str, (n, f"Sở {chr(64 + n)}", whole, built, built, "", some, regular, regular // 3, regular - regular // 3, other or ""))))
    return sheet_told([*HEADS, *rows], joined=JOINED)


def test_a_column_behind_a_lead_is_no_part_beside_one_that_is_broken_down() -> None:
    assert not broken_down()
    assert any("3848" in message for message in broken_down(slip=180))


NAMES = ("Y tế", "Giáo dục", "Khoa học", "Văn hóa", "Thể thao", "Môi trường", "Thủy lợi")


def two_totals(slip: int = 0) -> list[str]:
    rows = []
    for n, (health, office, other) in enumerate(OFFICES, 1):
        own = health + office + (slip if n == 5 else 0)
        rows.append("\t".join(map(str, (n, f"Sở {chr(64 + n)}", own + other, own, *(health if n % len(NAMES) == k and health else "" for k in range(len(NAMES))), office, other, other or ""))))
    return sheet_told(["\t".join(("STT\tĐơn vị\tTổng số chi\tTổng số", *NAMES, "Quản lý\tTổng số\tChương trình")), *rows])


def test_a_total_ends_before_the_next_one_of_its_name() -> None:
    assert not two_totals()
    assert any("3848" in message for message in two_totals(slip=180))


BETWEEN = [
    "\tTỔNG CHI\t1.420.317", "*\tTỔNG CHI TRONG CÂN ĐỐI\t1.379.106", "A\tChi chương trình mục tiêu\t64.218", "B\tChi nhiệm vụ khác\t281.650", "C\tChi cân đối\t1.033.238",
    "1\tChi đầu tư\t412.117", "2\tChi thường xuyên\t621.121",
]  # fmt: skip


def test_rows_that_make_up_the_total_between_are_not_all_of_the_outer_one() -> None:
    assert not told(*BETWEEN)


def test_a_total_that_nothing_between_makes_up_is_told() -> None:
    assert any("1.420.317" in message for message in told(BETWEEN[0], *BETWEEN[2:]))


LED = [
    "A\tChi cân đối\t1.480.218", "I\tChi đầu tư\t512.730", "1\tXây dựng cơ bản\t500.412", "2\tHỗ trợ doanh nghiệp\t12.318", "II\tChi thường xuyên, trong đó:\t921.370",
    "1\tChi kinh tế\t118.206", "2\tChi giáo dục\t467.912", "3\tChi y tế\t93.117", "4\tChi quản lý hành chính\t204.335", "III\tDự phòng\t46.118",
    "B\tChi quản lý qua ngân sách\t75.340", "1\tHọc phí\t31.207", "2\tViện phí\t44.133",
]  # fmt: skip


def test_rows_below_a_name_that_ends_in_a_lead_need_not_be_all() -> None:
    assert not told(*LED)
    assert any("512.730" in message for message in told(*(row.replace("12.318", "12.381") for row in LED)))


def test_rows_below_such_a_name_are_not_more_than_it() -> None:
    assert any("921.370" in message for message in told(*(row.replace("204.335", "274.335") for row in LED)))


@pytest.mark.parametrize("name", ["Chi chương trình mục tiêu (Chi SN)", "Hỗ trợ đầu tư (vốn ĐT)", "Thu để lại (Thu NS)"])
def test_a_kind_of_money_in_brackets_is_no_unit(name: str) -> None:
    assert head_measure(name) is None
