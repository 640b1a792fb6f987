"""The checks that need more than one document, declared so that they can be explained and configured.

`across` runs the first group; the others are yielded by linking while it decides which mentions are of one document.
"""

from __future__ import annotations

from extractor.audit.checks import Check, declare

INDICATOR_CONFLICT = declare(
    Check(
        "indicator_conflict",
        "warning",
        "Hai văn bản ghi hai giá trị khác nhau của cùng một chỉ tiêu, cùng đối tượng, cùng thời điểm.",
        "Two documents give different values of one indicator of one subject for the same days.",
        "between",
    )
)
INDICATOR_UNDATED = declare(
    Check(
        "indicator_undated",
        "info",
        "Hai văn bản ghi hai giá trị khác nhau của cùng một chỉ tiêu mà không rõ thời điểm: có thể là thay đổi.",
        "Two documents give different values of one indicator and do not say for which day: it may be a change.",
        "between",
    )
)
CUMULATIVE_DECREASE = declare(
    Check(
        "cumulative_decrease",
        "warning",
        "Số lũy kế của kỳ sau nhỏ hơn kỳ trước trong cùng năm.",
        "A cumulative figure is smaller in a later report of the same year.",
        "between",
    )
)
PLAN_TOTAL = declare(
    Check(
        "plan_total_differs",
        "warning",
        "Báo cáo ghi tổng số nhiệm vụ khác với tổng số mà kế hoạch nêu.",
        "A report gives another total of tasks than the plan states.",
        "between",
    )
)
BASIS_REPEALED = declare(
    Check(
        "basis_repealed",
        "warning",
        "Văn bản lấy làm căn cứ một văn bản đã bị văn bản khác trong cơ sở dữ liệu bãi bỏ hoặc thay thế trước ngày ban hành.",
        "A document rests on one that another document of the database has repealed or replaced before its day.",
        "between",
    )
)
TASK_REOPENED = declare(
    Check(
        "task_reopened",
        "warning",
        "Nhiệm vụ đã hoàn thành trong báo cáo trước nhưng chưa hoàn thành trong báo cáo sau.",
        "A task is done in one report and not done in a later one.",
        "between",
    )
)
LINKED = (
    declare(
        Check(
            "reference_two_dates",
            "warning",
            "Một văn bản được viện dẫn với hai ngày ban hành trong cùng năm, hoặc khác ngày ghi trên chính nó.",
            "One document is cited with two dates of one year, or with another than its own.",
            "linking",
        )
    ),
    declare(
        Check(
            "reference_two_issuers",
            "warning",
            "Một số, ký hiệu được ghi là của hai cơ quan.",
            "One code is said to be of two bodies.",
            "linking",
        )
    ),
    declare(
        Check(
            "reference_same_day_two_years",
            "warning",
            "Một số, ký hiệu được ghi cùng ngày, cùng tháng của hai năm: một nơi ghi nhầm năm.",
            "One code is given the same day and month of two years: one year is a slip.",
            "linking",
        )
    ),
)
