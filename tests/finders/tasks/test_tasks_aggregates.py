"""Counts of tasks by their state: number before or behind the state, totals from the clause before, lists; and what counts no tasks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from task_samples import read, report

COUNTED: list[tuple[str, list[tuple[str, int, int | None]]]] = [
    ("Các sở đã hoàn thành 17/40 nhiệm vụ, đạt 42,5%.", [("completed", 17, 40)]),
    (
        "Sở nhận được 120 nhiệm vụ; có 95 nhiệm vụ đã hoàn thành đúng hạn, 05 nhiệm vụ hoàn thành chậm, 0 nhiệm vụ đã quá hạn mà chưa xong, 20 nhiệm vụ đang làm (01 nhiệm vụ chờ nghiệm thu).",
        [("completed", 95, 120), ("completed_late", 5, 120), ("overdue", 0, 120), ("in_progress", 20, 120)],
    ),
    (
        "Các huyện đã hoàn thành 07/14 nhiệm vụ, đạt 50% (có 01 nhiệm vụ hoàn thành sau thời hạn); trong 07 nhiệm vụ còn lại, 05 nhiệm vụ đang triển khai, 02 nhiệm vụ quá hạn.",
        [("completed", 7, 14), ("completed_late", 1, 14), ("in_progress", 5, 14), ("overdue", 2, 14)],
    ),
    (
        "Trong tổng số 56 nhiệm vụ, huyện đã hoàn thành 38 nhiệm vụ, đang thực hiện 16 nhiệm vụ, quá hạn 02 nhiệm vụ.",
        [("completed", 38, 56), ("in_progress", 16, 56), ("overdue", 2, 56)],
    ),
    (
        "UBND phường đã hoàn thành 21/24 nhiệm vụ, 03 nhiệm vụ còn lại đang thực hiện trong hạn.",
        [("completed", 21, 24), ("in_progress", 3, 24)],
    ),
    (
        "Đến nay các Bộ mới hoàn thành 15 nhiệm vụ, 09 nhiệm vụ chưa triển khai.",
        [("completed", 15, None), ("not_started", 9, None)],
    ),
    ("Huyện đã hoàn thành tất cả 38 nhiệm vụ được giao.", [("completed", 38, 38)]),
    (
        "Còn 10/64 nhiệm vụ chưa hoàn thành, trong đó 02 nhiệm vụ tạm dừng và 01 nhiệm vụ đề nghị không thực hiện.",
        [("in_progress", 10, 64), ("suspended", 2, 64), ("cancelled", 1, 64)],
    ),
    (
        "Tổng số nhiệm vụ được giao: 120 nhiệm vụ; đã hoàn thành: 95 nhiệm vụ (đúng hạn 90, quá hạn 05); đang thực hiện: 25 nhiệm vụ.",
        [("completed", 95, 120), ("completed", 90, 120), ("completed_late", 5, 120), ("in_progress", 25, 120)],
    ),
    (
        "Tổng số nhiệm vụ được giao là 120, trong đó:\n- Đã hoàn thành: 95 nhiệm vụ;\n- Đang thực hiện: 24 nhiệm vụ;\n- Quá hạn chưa hoàn thành: 01 nhiệm vụ.",
        [("completed", 95, 120), ("in_progress", 24, 120), ("overdue", 1, 120)],
    ),
    (
        "Trong tổng số 12 nhiệm vụ được giao:\na) Đã hoàn thành 09 nhiệm vụ\nb) Đang thực hiện 03 nhiệm vụ",
        [("completed", 9, 12), ("in_progress", 3, 12)],
    ),
    ("Số nhiệm vụ đã hoàn thành là 95; số nhiệm vụ chưa hoàn thành là 25.", [("completed", 95, None), ("in_progress", 25, None)]),
    (
        "Đã tiếp nhận 1.250 nhiệm vụ trên hệ thống; hoàn thành 1.200 nhiệm vụ, đạt 96%; đang xử lý 50 nhiệm vụ.",
        [("completed", 1200, 1250), ("in_progress", 50, 1250)],
    ),
    ("Huyện đã thực hiện 12/15 nhiệm vụ, 2 nhiệm vụ phải kéo sang năm 2025.", [("completed", 12, 15), ("in_progress", 2, 15)]),
]
NOT_COUNTED = [
    "Kế hoạch đề ra 12 mục tiêu, 64 nhiệm vụ, giải pháp cụ thể.",
    "Kế hoạch đề ra 12 nhiệm vụ cần hoàn thành trong năm 2024.",
    "Phấn đấu hoàn thành 12/15 nhiệm vụ trong quý IV.",
    "Sẽ hoàn thành 20 nhiệm vụ còn lại trong quý IV/2024.",
    "Đã giải quyết 115/124 kiến nghị, 09 hồ sơ đang xử lý.",
    "100% nhiệm vụ được hoàn thành, không có nhiệm vụ quá hạn.",
    "Ban Chỉ đạo đã tổ chức 03 cuộc họp, đôn đốc 12 nhiệm vụ.",
]


@pytest.mark.parametrize(("text", "counts"), COUNTED, ids=[text[:40] for text, _ in COUNTED])
def test_tasks_counted_by_state(text: str, counts: list[tuple[str, int, int | None]]) -> None:
    found = report(text, "aggregate")
    assert [(a.status, a.count, a.total) for a in found] == counts
    assert all(a.done == (a.count if a.status in ("completed", "completed_late") else None) for a in found)


@pytest.mark.parametrize("text", NOT_COUNTED, ids=[text[:40] for text in NOT_COUNTED])
def test_other_counts(text: str) -> None:
    assert report(text, "aggregate") == []


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "UBND tỉnh nhận được 120 nhiệm vụ; có 95 nhiệm vụ đã hoàn thành, 25 nhiệm vụ đang thực hiện.",
            ["UBND tỉnh", "UBND tỉnh"],
        ),
        ("Sở Y tế đã hoàn thành 5/6 nhiệm vụ.", ["Sở Y tế"]),
        ("Có 02 nhiệm vụ do Sở Tài chính chủ trì đã quá hạn.", ["Sở Tài chính"]),
        ("Trong 31 nhiệm vụ, có 19 nhiệm vụ đã hoàn thành.", [None]),
    ],
)
def test_whose_tasks_are_counted(text: str, leads: list[str | None]) -> None:
    assert [a.lead for a in report(text, "aggregate")] == leads


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.sampled_from(["nhiệm vụ", "đầu việc", "công việc"]))
def test_the_parts_keep_their_numbers_and_total(done: int, late: int, open_: int, noun: str) -> None:
    total = done + late + open_
    text = f"Sở được giao {total:02} {noun}; đã hoàn thành {done:02} {noun}, {late} {noun} hoàn thành chậm, đang thực hiện {open_} {noun}."
    found = report(text, "aggregate")
    assert [(a.status, a.count) for a in found] == [("completed", done), ("completed_late", late), ("in_progress", open_)]
    assert {a.total for a in found} == {total or None}


def test_the_quote_is_the_clause() -> None:
    layout, tasks = read(
        "BÁO CÁO\n\nI. KẾT QUẢ\n\nĐến nay, Sở Y tế đã hoàn thành 5/6 nhiệm vụ năm 2024, còn 01 nhiệm vụ chưa xong."
    )
    assert [layout.reading.plain[t.start : t.end] for t in tasks] == [
        "đã hoàn thành 5/6 nhiệm vụ năm 2024",
        "còn 01 nhiệm vụ chưa xong",
    ]


def test_whose_tasks_an_item_or_a_heading_counts() -> None:
    found = [t for t in report("1. Sở Y tế: được giao 40 nhiệm vụ, đã hoàn thành 30 nhiệm vụ.", "aggregate")]
    assert [(t.lead, t.count, t.total) for t in found] == [("Sở Y tế", 30, 40)]
