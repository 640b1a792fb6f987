"""Rows of task tables: columns in any order and form, groups, deadlines, bodies in charge, status by evidence; and tables that are none."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from task_samples import read, tasks_of

from extractor.finders.bodies.organizations import Context
from extractor.finders.tasks.assignment import lead_of
from extractor.finders.tasks.model import TaskMention

COLUMNS = {
    "title": ("Nhiệm vụ", "Nội dung công việc", "Tên nhiệm vụ"),
    "product": ("Sản phẩm", "Kết quả/Sản phẩm", "Sản phẩm đầu ra"),
    "deadline": ("Thời hạn", "Thời gian hoàn thành", "Tiến độ"),
    "lead": ("Cơ quan chủ trì", "Phân công", "Đơn vị thực hiện"),
    "result": ("Kết quả thực hiện", "Tiến độ, kết quả", "Tình hình thực hiện"),
}
ROWS = [
    {
        "title": "Lập bản đồ sạt lở",
        "product": "Bản đồ tỷ lệ 1/10.000",
        "deadline": "Quý II/2024",
        "lead": "Sở Xây dựng",
        "result": "Đang khảo sát thực địa",
    },
    {
        "title": "Tổ chức Ngày hội việc làm",
        "product": "Ngày hội",
        "deadline": "Tháng 3/2024",
        "lead": "Sở Nội vụ",
        "result": "Chưa triển khai",
    },
    {
        "title": "Ban hành quy chế phối hợp",
        "product": "Quyết định của UBND tỉnh",
        "deadline": "30/6/2024",
        "lead": "Công an tỉnh",
        "result": "Đã ban hành Quyết định số 512/QĐ-UBND ngày 20/6/2024",
    },
]
TODAY = datetime.date(2024, 7, 15)


def pipe_table(columns: list[str], heads: dict[str, str]) -> str:
    head = ["STT", *(heads[c] for c in columns)]
    lines = [head, ["---"] * len(head)]
    lines += [[str(n), *(row[c] for c in columns)] for n, row in enumerate(ROWS, 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def tab_table(columns: list[str], heads: dict[str, str]) -> str:
    lines = [["STT", *(heads[c] for c in columns)]]
    lines += [[str(n), *(row[c] for c in columns)] for n, row in enumerate(ROWS, 1)]
    return "PHỤ LỤC\n\n" + "\n".join("\t".join(line) for line in lines) + "\n"


def check(task: TaskMention, row: dict[str, str]) -> None:
    assert task.title == row["title"]
    assert task.product == row["product"]
    assert task.deadline == row["deadline"]
    assert task.lead == row["lead"]
    assert task.result == row["result"]


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(list(COLUMNS)),
    st.fixed_dictionaries({role: st.sampled_from(names) for role, names in COLUMNS.items()}),
    st.sampled_from([pipe_table, tab_table]),
)
def test_columns_are_known_in_any_order(columns: list[str], heads: dict[str, str], form: object) -> None:
    layout, tasks = read(form(columns, heads), issued_on=TODAY)  # type: ignore[operator]
    assert len(tasks) == len(ROWS)
    for number, (task, row) in enumerate(zip(tasks, ROWS, strict=True), 1):
        check(task, row)
        assert (task.ordinal, task.row) == (str(number), number)
        assert layout.reading.plain[task.start : task.end] == row["title"]
        for name, start, end in task.spans:
            assert layout.reading.plain[start:end] in (getattr(task, name, None), task.status_reason), name
    assert [task.status for task in tasks] == ["in_progress", "not_started", "completed"]
    assert [(task.past_due, task.days_late) for task in tasks] == [(True, 15), (True, 106), (False, None)]
    assert tasks[2].evidence == ("512/QĐ-UBND",)


def test_a_table_whose_heads_are_lost_is_known_by_its_cells() -> None:
    text = "PHỤ LỤC\n \t4\n\tSửa chữa hồ chứa\n\tHồ được sửa chữa\n\tTrong năm 2025\n\tSở Nông nghiệp chủ trì, phối hợp với UBND cấp xã\n\n"
    text += "\tIII\n\tVĂN HÓA\n\tVĂN HÓA\n\tVĂN HÓA\n\tVĂN HÓA\n\n"
    for number, name in enumerate(("Mở thư viện lưu động", "Tu bổ di tích", "Tổ chức giải chạy"), 1):
        text += (
            f"\t{number}\n\t{name}\n\tBáo cáo kết quả thực hiện\n\tQuý {'I' * number}/2025\n\tSở Văn hóa, Thể thao và Du lịch\n\n"
        )
    tasks = tasks_of(text, "row")
    assert [task.ordinal for task in tasks] == ["4", "III.1", "III.2", "III.3"]
    assert [task.group for task in tasks] == [None, *["III. VĂN HÓA"] * 3]
    assert tasks[0].product == "Hồ được sửa chữa"
    assert tasks[0].assignment == "Sở Nông nghiệp chủ trì, phối hợp với UBND cấp xã"
    assert [task.due_on for task in tasks] == [datetime.date(2025, m, d) for m, d in ((12, 31), (3, 31), (6, 30), (9, 30))]


def test_heads_of_two_levels_and_group_rows() -> None:
    text = """KẾ HOẠCH

| STT | Cơ quan thực hiện |  | Nội dung công việc | Thời gian hoàn thành |
|---|---|---|---|---|
|  | Chủ trì | Phối hợp |  |  |
| A | LĨNH VỰC KINH TẾ |  |  |  |
| 1 | Sở Tài chính | Sở Xây dựng | Rà soát quỹ nhà công vụ | Trước ngày 30/6/2024 |
| B | LĨNH VỰC XÃ HỘI |  |  |  |
| 1 | Sở Y tế | Các bệnh viện | Luân phiên bác sĩ | Thường xuyên |
"""
    tasks = tasks_of(text, "row")
    assert [(t.ordinal, t.title, t.lead, t.due_on) for t in tasks] == [
        ("A.1", "Rà soát quỹ nhà công vụ", "Sở Tài chính", datetime.date(2024, 6, 30)),
        ("B.1", "Luân phiên bác sĩ", "Sở Y tế", None),
    ]


def test_a_row_that_only_heads_the_ordinals_below_it_is_a_group() -> None:
    text = """| STT | Nhiệm vụ | Thời hạn | Chủ trì |
|---|---|---|---|
| 1 | Cải cách thủ tục |  |  |
| 1.1 | Rà soát thủ tục | Quý I/2024 | Văn phòng UBND tỉnh |
| 2 | Chuyển đổi số |  |  |
| 2.1 | Cấp chữ ký số | Tháng 5/2024 | Sở Thông tin và Truyền thông |
"""
    assert [(t.ordinal, t.group) for t in tasks_of(text, "row")] == [("1.1", "1. Cải cách thủ tục"), ("2.1", "2. Chuyển đổi số")]


@pytest.mark.parametrize(
    "text",
    [
        "| STT | Đơn vị thực hiện | Nhiệm vụ được giao | Đã hoàn thành | Quá hạn |\n|---|---|---|---|---|\n| 1 | Sở Y tế | 40 | 30 | 2 |\n| 2 | Sở Nội vụ | 25 | 25 | 0 |\n",
        "| TT | Nội dung | ĐVT | Kế hoạch 2024 | Thực hiện |\n|---|---|---|---|---|\n| 1 | Diện tích gieo trồng | ha | 12.000 | 7.500 |\n",
        "| TT | Nhiệm vụ chi | Dự toán | Thực hiện |\n|---|---|---|---|\n| 1 | Chi đầu tư phát triển | 500 | 300 |\n",
        "| TT | Dự án | Chủ đầu tư | Thời gian thực hiện |\n|---|---|---|---|\n| 1 | Đường liên xã | UBND huyện | 2023-2025 |\n",
        "| TT | Tiêu chí | Nội dung tiêu chí | Cơ quan hướng dẫn |\n|---|---|---|---|\n| 1 | Quy hoạch | Có quy hoạch chung | Bộ Xây dựng |\n",
        "| TT | Nội dung công việc | Người thực hiện | Thời gian |\n|---|---|---|---|\n| 1 | Tiếp nhận hồ sơ | Công chức | 02 ngày làm việc |\n",
        "| Thời gian | Nội dung | Người thực hiện |\n|---|---|---|\n| 7h30 - 8h00 | Đón tiếp đại biểu | Văn phòng |\n",
        "| TT | Họ và tên | Chức vụ | Nhiệm vụ được phân công |\n|---|---|---|---|\n| 1 | Lý A Páo | Tổ trưởng | Phụ trách chung |\n",
    ],
)
def test_other_tables_hold_no_tasks(text: str) -> None:
    assert tasks_of("PHỤ LỤC\n\n" + text, "row") == []


@pytest.mark.parametrize(
    ("cell", "lead"),
    [
        ("Sở Lao động - Thương binh và Xã hội chủ trì, phối hợp với các sở, ngành", "Sở Lao động - Thương binh và Xã hội"),
        ("- Sở Tư pháp chủ trì - Các sở, ngành phối hợp", "Sở Tư pháp"),
        (
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông chủ trì",
            "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông",
        ),
        ("Giao Văn phòng UBND tỉnh làm đầu mối; các sở báo cáo", "Văn phòng UBND tỉnh"),
        ("Các cơ quan, đơn vị xây dựng đề án, gửi Sở Nội vụ thẩm định", "Các cơ quan, đơn vị"),
        ("Các trường trung học phổ thông công lập hoàn thiện hồ sơ", "Các trường trung học phổ thông công lập"),
        ("Phối hợp: các sở. Chủ trì: Thanh tra tỉnh", "Thanh tra tỉnh"),
        ("UBND TP. Hà Giang tổ chức thực hiện", "UBND TP. Hà Giang"),
        ("-", None),
    ],
)
def test_the_body_in_charge_alone(cell: str, lead: str | None) -> None:
    found = lead_of(cell, [(0, len(cell))], Context(province="tỉnh Hà Giang"))
    assert (cell[slice(*found)] if found else None) == lead


def result_table(deadline: str, product: str, result: str) -> str:
    return (
        "| TT | Nhiệm vụ | Sản phẩm | Thời hạn | Chủ trì | Kết quả thực hiện |\n|---|---|---|---|---|---|\n"
        f"| 1 | Xây dựng vùng trồng chè | {product} | {deadline} | Sở Công Thương | {result} |\n"
    )


@pytest.mark.parametrize(
    ("deadline", "product", "result", "status", "days"),
    [
        ("31/3/2024", "Quyết định", "Hoàn thành (Quyết định số 80/QĐ-UBND ngày 29/3/2024)", "completed", None),
        ("31/3/2024", "Quyết định", "Hoàn thành (Quyết định số 80/QĐ-UBND ngày 10/4/2024)", "completed_late", 10),
        ("31/3/2024", "Quyết định", "Hoàn thành đúng hạn", "completed", None),
        (
            "31/3/2024",
            "Đề án",
            "Sở đã tham mưu UBND tỉnh ban hành Quyết định số 81/QĐ-UBND ngày 01/5/2024 phê duyệt Đề án",
            "completed_late",
            31,
        ),
        # The proposal came in time, the decision did not.
        (
            "31/3/2024",
            "Quyết định",
            "Ngày 20/3/2024, Sở ban hành Tờ trình số 5/TTr-SCT. Ngày 02/4/2024, UBND tỉnh ban hành Quyết định số 9/QĐ-UBND.",
            "completed_late",
            2,
        ),
        ("31/3/2024", "Hội nghị", "Đã tổ chức hội nghị vào ngày 25/3/2024", "completed", None),
        ("31/3/2024", "Hội nghị", "Đã tổ chức hội nghị vào ngày 04/4/2024", "completed_late", 4),
        ("Thường xuyên", "Quyết định", "Hoàn thành (Quyết định số 80/QĐ-UBND ngày 10/4/2024)", "completed", None),
        ("31/3/2024", "Báo cáo", "Quá hạn; đang lấy ý kiến các huyện", "overdue", 106),
        ("31/3/2024", "Báo cáo", "Đang tổng hợp số liệu", "in_progress", 106),
        ("31/12/2024", "Báo cáo", "Đang tổng hợp số liệu", "in_progress", None),
        ("31/3/2024", "Báo cáo", "Chưa thực hiện do chưa được bố trí kinh phí", "not_started", 106),
        (
            "31/3/2024",
            "Phần mềm",
            "Sở đã có Công văn số 7/SCT-VP ngày 02/2/2024 đề nghị không thực hiện nhiệm vụ này.",
            "cancelled",
            None,
        ),
        ("31/3/2024", "Phần mềm", "Đã lập đề cương. UBND tỉnh cho phép tạm dừng nhiệm vụ.", "suspended", None),
        (
            "31/3/2024",
            "Quyết định",
            "Đã trình hồ sơ. Tuy nhiên, đến nay vẫn chưa nhận được ý kiến của Bộ Công Thương.",
            "in_progress",
            106,
        ),
        ("31/3/2024", "Hệ thống", "Hệ thống được đưa vào sử dụng (một số phân hệ đang hoàn thiện).", "completed", None),
        ("31/3/2024", "Quyết định", "", "planned", 106),
    ],
)
def test_status_by_evidence(deadline: str, product: str, result: str, status: str, days: int | None) -> None:
    layout, tasks = read(result_table(deadline, product, result), issued_on=TODAY)
    assert len(tasks) == 1
    task = tasks[0]
    assert (task.status, task.days_late) == (status, days)
    assert task.past_due is (status in {"overdue", "in_progress", "not_started", "planned"} and days is not None)
    if result:
        assert task.status_reason
        assert task.status_reason in layout.reading.plain


def test_a_cited_document_is_no_proof() -> None:
    result = "Thực hiện Công văn số 11/UBND-KT ngày 03/01/2024 của UBND tỉnh, Sở ban hành Quyết định số 80/QĐ-SCT ngày 05/3/2024."
    assert tasks_of(result_table("31/3/2024", "Quyết định", result), "row")[0].evidence == ("80/QĐ-SCT",)


def test_a_title_merged_over_rows_is_one_task() -> None:
    from extractor.document import Cell, Document, Span, Table
    from extractor.finders.dates.finder import find_dates
    from extractor.finders.references.finder import find_references
    from extractor.finders.tasks.finder import find_tasks
    from extractor.layout import analyze

    words = [
        ["Nhiệm vụ", "Sản phẩm", "Thời hạn"],
        ["Dựng cầu treo", "Hồ sơ thiết kế", "Quý I/2024"],
        ["", "Cầu treo", "Quý I/2024"],
    ]
    text, cells = "", []
    for r, row in enumerate(words):
        for c, word in enumerate(row):
            spans = (Span(len(text), len(text) + len(word)),) if word else ()
            if word:
                cells.append(Cell(r, c, spans, row_span=2 if word == "Dựng cầu treo" else 1))
                text += word + "\n"
    document = Document(text, "a.docx", "0" * 64, "docx", tables=(Table(0, len(text), tuple(cells), 3, 3, 1),))
    layout = analyze(document)
    dates = find_dates(layout.reading.text)
    tasks = find_tasks(layout, find_references(layout.reading.text, Context()), dates, Context())
    assert [(t.title, t.product) for t in tasks] == [("Dựng cầu treo", "Hồ sơ thiết kế\nCầu treo")]


def test_hostile_tables_are_survived() -> None:
    pieces = ["Nhiệm vụ", "", "-", "I", "1", "\u200b", "Sở", "chủ trì", "Chủ trì:", "Quý", "12/2024" * 30, "(((", "Kết quả"]
    for heads in itertools.islice(itertools.permutations(pieces, 4), 0, 4000, 37):
        text = "| " + " | ".join(heads) + " |\n|---|---|---|---|\n" + "| " + " | ".join(reversed(heads)) + " |\n"
        layout, tasks = read(text)
        assert all(0 <= t.start < t.end <= len(layout.reading.text) for t in tasks)
