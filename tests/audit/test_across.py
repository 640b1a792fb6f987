"""Between documents: conflicts, changes, cumulative figures, plans and reports. All texts are made up."""

from __future__ import annotations

from extractor.audit import Settings
from extractor.audit.across import AuditedDocument, across
from extractor.pipeline import extract_text

LETTER = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: {code}/BC-UBND
Phú Thọ, ngày {day} tháng {month} năm 2023

BÁO CÁO
Kết quả công tác {title}

{body}
"""


def document(source: str, body: str, day: int = 30, month: int = 9, title: str = "cải cách hành chính", code: int = 118) -> AuditedDocument:
    text = LETTER.format(code=code, day=f"{day:02}", month=f"{month:02}", title=title, body=body)
    made = extract_text(text, source=source, province="tỉnh Phú Thọ")
    return AuditedDocument(source, made.document.sha256, made.records, made.province)


def checks(*documents: AuditedDocument) -> list[tuple[str, str]]:
    return [(f.check, f.severity) for f in across(documents)]


def test_one_day_two_values_is_a_conflict() -> None:
    one = document("a.txt", "Đến ngày 30/9/2023, toàn tỉnh có 583 đơn vị sự nghiệp công lập.")
    other = document("b.txt", "Đến ngày 30/9/2023, toàn tỉnh có 593 đơn vị sự nghiệp công lập.", code=119)
    (finding,) = across([one, other])
    assert (finding.check, finding.severity) == ("indicator_conflict", "warning")
    assert {e.document for e in finding.evidence} == {"a.txt", "b.txt"}
    assert {e.quote for e in finding.evidence} == {"583", "593"}
    assert all(e.document_sha256 for e in finding.evidence)


def test_another_day_is_a_change() -> None:
    one = document("a.txt", "Đến ngày 30/6/2023, toàn tỉnh có 583 đơn vị sự nghiệp công lập.")
    other = document("b.txt", "Đến ngày 30/9/2023, toàn tỉnh có 593 đơn vị sự nghiệp công lập.", code=119)
    assert checks(one, other) == []


def test_an_unknown_day_is_information_only() -> None:
    one = document("a.txt", "Toàn tỉnh có 583 đơn vị sự nghiệp công lập.")
    other = document("b.txt", "Toàn tỉnh có 593 đơn vị sự nghiệp công lập.", code=119)
    assert set(checks(one, other)) <= {("indicator_undated", "info")}


def test_rounding_is_no_conflict() -> None:
    one = document("a.txt", "Đến ngày 30/9/2023, tỷ lệ giải ngân vốn đầu tư công đạt 61,2%.")
    other = document("b.txt", "Đến ngày 30/9/2023, tỷ lệ giải ngân vốn đầu tư công đạt 61,24%.", code=119)
    assert checks(one, other) == []


def test_a_cumulative_figure_does_not_fall() -> None:
    one = document("a.txt", "Lũy kế đến ngày 30/6/2023, số doanh nghiệp thành lập mới là 412 doanh nghiệp.", month=6)
    other = document("b.txt", "Lũy kế đến ngày 30/9/2023, số doanh nghiệp thành lập mới là 387 doanh nghiệp.", code=119)
    assert checks(one, other) == [("cumulative_decrease", "warning")]


def test_nothing_is_said_of_one_document_and_checks_can_be_off() -> None:
    one = document("a.txt", "Đến ngày 30/9/2023, toàn tỉnh có 583 đơn vị sự nghiệp công lập.")
    other = document("b.txt", "Đến ngày 30/9/2023, toàn tỉnh có 593 đơn vị sự nghiệp công lập.", code=119)
    assert across([one]) == []
    assert across([one, other], Settings(off=frozenset({"indicator_conflict"}))) == []
    (finding,) = across([one, other], Settings(severity={"indicator_conflict": "error"}))
    assert finding.severity == "error"


PLAN = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
Số: 42/KH-UBND
Phú Thọ, ngày 12 tháng 01 năm 2023

KẾ HOẠCH
Cải cách hành chính năm 2023

Kế hoạch gồm {total} nhiệm vụ, phân công tại bảng sau.

STT\tNhiệm vụ\tSản phẩm\tThời hạn\tCơ quan chủ trì
1\tXây dựng đề án vị trí việc làm các cơ quan hành chính\tQuyết định\tQuý II/2023\tSở Nội vụ
2\tRà soát, đơn giản hóa thủ tục hành chính lĩnh vực đất đai\tQuyết định\tQuý III/2023\tSở Tư pháp
3\tNâng cấp cổng dịch vụ công trực tuyến của tỉnh\tHệ thống\tQuý IV/2023\tSở Thông tin và Truyền thông
"""
REPORT = """STT\tNhiệm vụ\tSản phẩm\tThời hạn\tCơ quan chủ trì\tKết quả
1\tXây dựng đề án vị trí việc làm các cơ quan hành chính\tQuyết định\tQuý II/2023\tSở Nội vụ\t{first}
2\tRà soát, đơn giản hóa thủ tục hành chính lĩnh vực đất đai\tQuyết định\tQuý III/2023\tSở Tư pháp\tĐang thực hiện
3\tNâng cấp cổng dịch vụ công trực tuyến của tỉnh\tHệ thống\tQuý IV/2023\tSở Thông tin và Truyền thông\tChưa thực hiện"""


def plan(total: int = 3) -> AuditedDocument:
    made = extract_text(PLAN.format(total=f"{total:02}"), source="plan.txt", province="tỉnh Phú Thọ")
    return AuditedDocument("plan.txt", made.document.sha256, made.records, made.province)


def test_a_task_is_not_done_and_then_undone() -> None:
    done = document("q2.txt", REPORT.format(first="Đã hoàn thành (Quyết định số 512/QĐ-UBND ngày 20/5/2023)"), month=6)
    undone = document("q3.txt", REPORT.format(first="Đang thực hiện"), code=119)
    found = across([plan(), done, undone])
    assert [f.check for f in found if f.check == "task_reopened"] == ["task_reopened"]
    assert "task_reopened" not in [f.check for f in across([plan(), undone])]


def test_a_plan_s_stated_total_is_compared_and_its_rows_are_not_counted() -> None:
    body = "Theo Kế hoạch số 42/KH-UBND ngày 12/01/2023, tỉnh đã hoàn thành 1/4 nhiệm vụ đề ra."
    report = document("q2.txt", body, month=6)
    assert "plan_total_differs" in [c for c, _ in checks(plan(3), report)]
    assert "plan_total_differs" not in [c for c, _ in checks(plan(4), report)]
