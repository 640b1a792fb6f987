"""Plan and report: the same task worded otherwise, other tasks of the same formula words, other years, older reports."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.linking.tasks import THRESHOLD, TaskDocument, TaskLink, link_aggregates, link_tasks, matter, spelled_out
from extractor.records import Task

START = datetime.date(2024, 1, 15)
TITLES = [
    "Xây dựng Đề án bảo tồn ruộng bậc thang",
    "Ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2024",
    "Ban hành Kế hoạch kiểm tra cải cách hành chính năm 2024",
    "Nâng cấp tuyến đường Mèo Vạc - Niêm Sơn, dài 12 km",
    "Tổ chức Hội nghị xúc tiến đầu tư vào cửa khẩu Thanh Thủy",
    "Cấp chứng nhận vùng trồng chè Shan tuyết",
]


def row(number: int, title: str, status: str = "planned", **more: object) -> Task:
    fields = {
        "document": "a",
        "start": number,
        "end": number + 1,
        "quote": title,
        "form": "row",
        "title": title,
        "status": status,
        **more,
    }
    return Task(id=f"{fields['document']}-{number}", **fields)  # type: ignore[arg-type]


def event(number: int, title: str, **more: object) -> Task:
    return row(number, title, "completed", **{"document": "b", "form": "event", **more})


def plan(*titles: str, day: datetime.date | None = START, **more: object) -> TaskDocument:
    return TaskDocument("a", tuple(row(n, title, **more) for n, title in enumerate(titles)), day, "77/QĐ-UBND")


def report(*tasks: Task, day: datetime.date | None = datetime.date(2024, 9, 30)) -> TaskDocument:
    return TaskDocument("b", tasks, day)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("phê duyệt Đề án bảo tồn ruộng bậc thang giai đoạn 2024 - 2030", 0),
        ("ban hành Quyết định số 15/QĐ-UBND ngày 02/02/2024 về Kế hoạch tuyên truyền CCHC năm 2024", 1),
        ("ban hành kế hoạch kiểm tra công tác CCHC của tỉnh năm 2024", 2),
        ("hoàn thành nâng cấp tuyến đường Mèo Vạc - Niêm Sơn", 3),
        ("Tổ chức thành công hội chợ xúc tiến đầu tư cửa khẩu Thanh Thủy", 4),
    ],
)
def test_the_same_task_worded_otherwise(title: str, number: int) -> None:
    links = link_tasks([plan(*TITLES), report(event(50, title))])
    assert [(link.plan, link.report) for link in links] == [(f"a-{number}", "b-50")]
    assert THRESHOLD <= links[0].score <= 100


@pytest.mark.parametrize(
    "title",
    [
        "ban hành Kế hoạch phòng chống thiên tai năm 2024",
        "Tổ chức Hội nghị tổng kết năm học",
        "thành lập Tổ công tác cửa khẩu",
        "Ban hành Kế hoạch tuyên truyền cải cách hành chính năm 2023",
        "Kế hoạch năm 2024",
        "",
    ],
)
def test_other_tasks_are_not_linked(title: str) -> None:
    assert link_tasks([plan(*TITLES), report(event(50, title))]) == []


def test_a_report_is_not_older_than_its_plan() -> None:
    early = report(event(50, TITLES[0]), day=datetime.date(2023, 12, 1))
    assert link_tasks([plan(*TITLES), early]) == []
    assert len(link_tasks([plan(*TITLES), report(event(50, TITLES[0]), day=None)])) == 1


def test_rows_report_too_and_circumstances_count() -> None:
    due = datetime.date(2024, 6, 30)
    planned = row(
        1, "Thành lập 02 hợp tác xã dược liệu và liên kết tiêu thụ sản phẩm cho nông dân", due_on=due, lead="Sở Công Thương"
    )
    told = row(9, "Thành lập 02 hợp tác xã", "in_progress", document="b", due_on=due, lead="Sở Công Thương")
    apart = row(9, "Thành lập 02 hợp tác xã", "in_progress", document="b", due_on=due.replace(year=2023), lead="Sở Công Thương")
    plain = row(9, "Thành lập 02 hợp tác xã", "in_progress", document="b")
    other = row(2, "Trồng 50 ha thảo quả dưới tán rừng")

    def score(task: Task) -> float:
        links = link_tasks([TaskDocument("a", (planned, other)), TaskDocument("b", (task,))])
        return links[0].score if links else 0.0

    assert score(told) > score(plain)
    assert score(apart) == 0.0


def test_a_reported_task_goes_to_the_one_plan_task_that_it_fits_best() -> None:
    links = link_tasks([plan(*TITLES), report(event(50, TITLES[1]), event(51, TITLES[2]), event(52, TITLES[1]))])
    assert [(link.plan, link.report) for link in links] == [("a-1", "b-50"), ("a-1", "b-52"), ("a-2", "b-51")]


def test_tasks_of_one_document_and_planned_tasks_are_not_linked() -> None:
    own = TaskDocument("a", (*plan(*TITLES).tasks, event(60, TITLES[0], document="a")), START)
    assert link_tasks([own]) == []
    assert link_tasks([plan(*TITLES), TaskDocument("c", tuple(row(n, t, document="c") for n, t in enumerate(TITLES)))]) == []


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(TITLES))), st.booleans())
def test_the_order_of_the_input_changes_nothing(order: list[int], turned: bool) -> None:
    reported = report(*(event(50 + n, TITLES[n].lower()) for n in order))
    documents = [reported, plan(*TITLES)] if turned else [plan(*TITLES), reported]
    links = link_tasks(documents)
    assert [(link.plan, link.report) for link in links] == [(f"a-{n}", f"b-{50 + n}") for n in range(len(TITLES))]
    assert all(isinstance(link, TaskLink) and link.score > 90 for link in links)


def test_words_that_say_nothing_are_left_out() -> None:
    assert (
        matter("Ban hành Quyết định số 15/QĐ-UBND ngày 02/02/2024 về Kế hoạch chuyển đổi số tỉnh Hà Giang năm 2024")
        == "chuyen doi so"
    )
    assert spelled_out("Kế hoạch CCHC năm 2024", "công tác cải cách hành chính") == "Kế hoạch cải cách hành chính năm 2024"
    assert spelled_out("Kế hoạch PCI", "cải cách hành chính") == "Kế hoạch PCI"


def count(number: int, total: int | None, sentence: str = "") -> Task:
    return row(number, "nhiệm vụ", "completed", document="b", form="aggregate", count=3, total=total, sentence=sentence)


def test_aggregates_belong_to_the_plan_that_they_name_or_count() -> None:
    documents = [
        plan(*TITLES),
        report(count(1, 6), count(2, 9), count(3, None, "Thực hiện Kế hoạch 77, các sở đã hoàn thành 3 nhiệm vụ")),
    ]
    assert [(link.document, link.report, link.by) for link in link_aggregates(documents)] == [
        ("a", "b-1", "total"),
        ("a", "b-3", "code"),
    ]
    twin = TaskDocument("c", tuple(row(n, f"Việc {n}", document="c") for n in range(6)), START)
    assert [link.report for link in link_aggregates([*documents, twin])] == ["b-3"]


def test_many_tasks_are_linked_in_little_time() -> None:
    planned = [f"Xây dựng nhà văn hóa thôn số {n} xã Lũng Cú {n % 7}" for n in range(400)]
    reported = [event(1000 + n, f"khánh thành nhà văn hóa thôn số {n} xã Lũng Cú {n % 7}") for n in range(400)]
    links = link_tasks([plan(*planned), report(*reported)])
    assert len(links) <= 400
