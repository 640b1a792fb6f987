"""Statements over several sentences and passages: what was received and done, shares of payers, passages of one form."""

from __future__ import annotations

import pytest

from extractor import extract_text


def told(text: str) -> list[tuple[str, bool]]:
    """The relations of a text: their computation and whether they hold."""
    return [(r.computation, r.holds) for r in extract_text(text).records if r.type == "relation"]


COURT = """Toàn ngành thụ lý {whole} vụ án các loại, giải quyết 831 vụ. Cụ thể như sau:

Án hình sự: Tòa án hai cấp thụ lý 212 vụ/344 bị cáo, giải quyết 190 vụ/301 bị cáo, đạt 89,62%. So với cùng kỳ, thụ lý giảm 9 vụ, giải quyết giảm 4 vụ, còn tồn 22 vụ/43 bị cáo.

Án dân sự: Tòa án hai cấp thụ lý 716 vụ, giải quyết 641 vụ, đạt 89,53%. So với cùng kỳ, thụ lý tăng 31 vụ, giải quyết tăng 12 vụ. Còn tồn {rest} vụ.
"""


def test_cases_are_followed_over_sentences_and_passages() -> None:
    found = told(COURT.format(whole=928, rest=75))
    assert ("212 - 190 = 22", True) in found
    assert ("344 - 301 = 43", True) in found
    assert ("716 - 641 = 75", True) in found
    assert ("212 + 716 = 928", True) in found
    assert ("190 + 641 = 831", True) in found
    assert all(holds for _, holds in found)


def test_a_wrong_figure_of_a_case_is_told() -> None:
    assert any(not holds for _, holds in told(COURT.format(whole=928, rest=57)))
    assert any(not holds for _, holds in told(COURT.format(whole=982, rest=75)))


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2024 thụ lý 412 vụ, chuyển cơ quan khác 30 vụ, giải quyết 371 vụ, đạt 97,12%.",  # of what was left, which is nowhere
        "Thụ lý 412 vụ, giải quyết 371 vụ, đạt 96% kế hoạch năm.",
        "Cây ngô đạt 2.915,4 ha, đạt 98,5% so kế hoạch, giảm 3,2% (giảm 96,4 ha) so cùng kỳ.",
        "Cây mía 50 ha, tăng 12,5% so với cùng kỳ (50/40), năng suất vượt 5,5 tạ/ha.",
        "Ngân sách tỉnh hỗ trợ 100% đối với xã khu vực III; riêng xã khu vực II, ngân sách tỉnh hỗ trợ 80%.",
    ],
)
def test_what_is_measured_by_something_else_is_no_error(text: str) -> None:
    assert [f.message for f in extract_text(text).records if f.type == "finding" and f.severity != "info"] == []
