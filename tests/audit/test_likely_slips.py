"""Which figure a finding suggests another value for: the one that one wrong key explains and nothing confirms; several as likely are named in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.audit.checks import Issue
from extractor.audit.samples import audit_sample


def only(text: str) -> Issue:
    _, result = audit_sample(text)
    (issue,) = [i for i in result.findings if i.severity != "info"]
    return issue


@pytest.mark.parametrize(
    ("text", "suggested", "words"),
    [
        # Each of three figures may have the wrong digit.
        ("Toàn xã có 97 tổ hợp tác, gồm 31 tổ ở vùng cao và 56 tổ ở vùng thấp.", None, "(nếu 97 là 87, hoặc 31 là 41, hoặc 56 là 66 thì khớp)"),
        # One that another relation confirms is left out.
        (
            "Có 31 tổ ở vùng cao, gồm 19 tổ trồng chè và 12 tổ trồng quế. Có 56 tổ ở vùng thấp, gồm 44 tổ trồng lúa và 12 tổ trồng ngô. "
            "Toàn xã có 97 tổ hợp tác, gồm 31 tổ ở vùng cao và 56 tổ ở vùng thấp.",
            None,
            "(nếu 97 là 87, hoặc 31 là 41, hoặc 56 là 66 thì khớp)",
        ),
        # No wrong key explains it: the share was computed otherwise.
        ("Giải ngân 45,6 tỷ đồng, đạt 80,2% kế hoạch (62,5 tỷ đồng).", "73", "(nếu 80,2% là 73% thì khớp)"),
        # Two digits of the plan swapped, or a share computed of another: as likely.
        ("Thu 68.137 hồ sơ, đạt 72,18% so với kế hoạch 94.938 hồ sơ.", None, "(nếu 72,18% là 71,77%, hoặc 94.938 là 94.398 thì khớp)"),
        # Of X/Y each is named by itself.
        ("Đã cấp 318/402 giấy phép, đạt 71,9%.", None, "(nếu 71,9% là 79,1%, hoặc 402 là 442 thì khớp)"),
    ],
)
def test_what_is_suggested(text: str, suggested: str | None, words: str) -> None:
    issue = only(text)
    assert (issue.suggested, words in issue.message) == (None if suggested is None else Decimal(suggested), True), issue.message


def test_more_than_three_are_not_all_named() -> None:
    issue = only("Có 263 hộ, gồm 31 hộ ở xã A, 56 hộ ở xã B, 72 hộ ở xã C, 94 hộ ở xã D.")
    assert issue.suggested is None and "hoặc một số khác trong đó sai một chữ số thì khớp)" in issue.message
    assert "or another of them had one wrong digit, it would agree)" in issue.message_en


@pytest.mark.parametrize(
    "text",
    [
        "Tiếp nhận 68.137 hồ sơ, đạt 72,18% kế hoạch (94.938 hồ sơ); trong đó 41.025 hồ sơ trực tuyến và 27.112 hồ sơ trực tiếp.",
        "Cả năm có 68.137 hồ sơ, gồm 41.025 hồ sơ trực tuyến và 27.112 hồ sơ trực tiếp.\n\nII. KẾT QUẢ\nTiếp nhận 68.137 hồ sơ, đạt 72,18% kế hoạch (94.938 hồ sơ).",
    ],
)
def test_the_plan_is_suggested_where_the_result_is_confirmed(text: str) -> None:
    issue = only(text)
    assert issue.suggested == 94398 and "(nếu 94.938 là 94.398 thì khớp)" in issue.message


def test_a_plan_that_two_shares_go_by_is_one_mistake() -> None:
    issue = only("Kế hoạch giao 4.870 triệu đồng. Huyện giải ngân 3.126 triệu đồng, đạt 65,4% kế hoạch; nghiệm thu 2.874 triệu đồng, đạt 60,13% kế hoạch.")
    assert issue.suggested == 4780000000 and "(nếu 4.870 là 4.780 thì 2 phép tính khớp)" in issue.message


def test_two_shares_of_one_plan_may_each_be_wrong() -> None:
    _, result = audit_sample("Kế hoạch giao 4.870 triệu đồng. Huyện giải ngân 3.126 triệu đồng, đạt 65,26% kế hoạch; nghiệm thu 2.874 triệu đồng, đạt 61,2% kế hoạch.")
    assert [i.suggested for i in result.findings] == [Decimal("64.19"), 59]


def test_what_is_left_over_is_suggested_only_where_a_wrong_key_explains_it() -> None:
    _, result = audit_sample("Tổng số 4.870 hộ, trong đó: 3.126 hộ khá, chiếm 65,26%; 1.437 hộ trung bình, chiếm 30%.")
    assert all(i.suggested is None for i in result.findings if i.check == "sum_mismatch")
