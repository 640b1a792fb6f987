"""The checks that need more than one document, declared so that they can be explained and configured.

`across` runs the first group; the others are yielded by linking while it decides which mentions are of one document.
"""

from __future__ import annotations

from extractor.audit.checks import Check, declare

INDICATOR_CONFLICT = declare(
    Check(
        "indicator_conflict",
        "warning",
        "between",
    )
)
INDICATOR_UNDATED = declare(
    Check(
        "indicator_undated",
        "info",
        "between",
    )
)
CUMULATIVE_DECREASE = declare(
    Check(
        "cumulative_decrease",
        "warning",
        "between",
    )
)
PLAN_TOTAL = declare(
    Check(
        "plan_total_differs",
        "warning",
        "between",
    )
)
BASIS_REPEALED = declare(
    Check(
        "basis_repealed",
        "warning",
        "between",
    )
)
TASK_REOPENED = declare(
    Check(
        "task_reopened",
        "warning",
        "between",
    )
)
LINKED = (
    declare(
        Check(
            "reference_two_dates",
            "warning",
            "linking",
        )
    ),
    declare(
        Check(
            "reference_two_issuers",
            "warning",
            "linking",
        )
    ),
    declare(
        Check(
            "reference_same_day_two_years",
            "warning",
            "linking",
        )
    ),
)
