"""Columns whose heads name the columns they are made of: every way in which heads write months, plans, results and rates."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.audit.samples import audit_sample
from extractor.audit.tables.named import signs_of

ROWS = [("Xã Đông", 420, 118, 131), ("Xã Tây", 615, 207, 188), ("Xã Nam", 508, 160, 149)]


@pytest.mark.parametrize(
    ("head", "signs"),
    [
        ("Ước TH 2T.2029", ["ư", "th", "2t", "2029"]),
        ("Ước thực hiện 2 tháng đầu năm 2029", ["ư", "th", "2t", "2029"]),
        ("TH T2/2029", ["th", "t2", "2029"]),
        ("Thực hiện tháng 02 năm 2029", ["th", "t2", "2029"]),
        ("K.H 2029", ["kh", "2029"]),
        ("Quý IV/2029", ["q4", "2029"]),
        ("ƯTH 9T", ["ư", "th", "9t"]),
        ("1T-2029", ["t1", "2029"]),
    ],
)
def test_one_name_in_all_its_writings(head: str, signs: Sequence[str]) -> None:
    assert list(signs_of(head)) == signs


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    return "\n".join("\t".join(map(str, row)) for row in (heads, *rows))


def percent(a: int, b: int) -> str:
    return f"{a / b * 100:.1f}".replace(".", ",")


def broken(text: str) -> list[tuple[str, bool]]:
    _, result = audit_sample(text)
    return [(r.computation, r.confidence >= 0.9) for r in result.relations if not r.holds]


@pytest.mark.parametrize(
    "head",
    ["TH/KH (%)", "So với KH (%)", "% TH so KH", "Tỷ lệ (%) thực hiện so với kế hoạch", "So sánh TH/KH", "Tỷ lệ %", "Đạt % kế hoạch", "TH:KH (%)", "Mức độ hoàn thành KH (%)"],
)
@pytest.mark.parametrize("plan", ["Kế hoạch 2029", "KH năm 2029", "K.H giao"])
def test_a_rate_of_a_result_by_its_plan(head: str, plan: str) -> None:
    heads = ["Đơn vị", plan, "Thực hiện 2029", head]
    good = [[name, p, a, percent(a, p)] for name, p, a, _ in ROWS]
    assert not broken(table(heads, good))
    bad = [list(row) for row in good]
    bad[1][3] = "73,7"
    assert [sure for _, sure in broken(table(heads, bad))] == [True]


@pytest.mark.parametrize("whole", ["Lũy kế 2 tháng", "2T/2029", "TH 2 tháng đầu năm 2029"])
def test_a_longer_time_is_the_sum_of_shorter_ones(whole: str) -> None:
    heads = ["Đơn vị", "TH T1/2029" if "2029" in whole else "Tháng 1", "TH T2/2029" if "2029" in whole else "Tháng 2", whole]
    good = [[name, a, b, a + b] for name, _, a, b in ROWS]
    assert not broken(table(heads, good))
    bad = [list(row) for row in good]
    bad[2][3] = 809
    assert [sure for _, sure in broken(table(heads, bad))] == [True]


@pytest.mark.parametrize(("done", "rest"), [("Đã giải quyết", "Còn lại"), ("Đúng hạn", "Trễ hạn"), ("Hoàn thành", "Chưa hoàn thành")])
def test_what_was_done_and_what_remains(done: str, rest: str) -> None:
    heads = ["Đơn vị", "Tiếp nhận", done, rest]
    good = [[name, a, b, a - b] for name, a, b, _ in ROWS]
    assert not broken(table(heads, good))
    bad = [list(row) for row in good]
    bad[0][3] = 802
    assert [sure for _, sure in broken(table(heads, bad))] == [True]


def test_plans_and_results_of_other_years_are_no_parts() -> None:
    heads = ["Đơn vị", "KH 2029", "TH 2028", "TH 2029"]
    assert not broken(table(heads, [[name, a, b, c] for name, a, b, c in ROWS]))
