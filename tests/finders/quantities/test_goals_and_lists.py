"""Goals that a sentence sets out, headings over norms, places with their counts in brackets, and whose figures a centre tells."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Indicator


def figures(text: str) -> dict[str, Indicator]:
    return {r.quote: r for r in extract_text(text).records if isinstance(r, Indicator)}


def test_what_a_sentence_sets_out_are_targets() -> None:
    found = figures("Đại hội đề ra 12 chỉ tiêu cụ thể, trong đó thu nhập bình quân đầu người đạt 75 triệu đồng/năm; tỷ lệ hộ nghèo còn 3,5%. Tỷ lệ bao phủ bảo hiểm y tế 97%.")
    assert {found[quote].role for quote in ("75", "3,5%", "97%")} == {"target"}


def test_what_was_reached_of_it_is_not() -> None:
    found = figures("Kế hoạch đề ra 12 mục tiêu, 64 nhiệm vụ. Đến nay đã hoàn thành 9/12 chỉ tiêu đề ra, trong đó thu nhập đạt 75 triệu đồng.")
    assert {found[quote].role for quote in ("64", "75")} == {"level"}


HEAD = "CHÍNH PHỦ\nSố: 05/NQ-CP\nHà Nội, ngày 3 tháng 1 năm 2032\n{type}\nVề điều hành kinh tế\n"


@pytest.mark.parametrize(("doc_type", "role"), [("NGHỊ QUYẾT", "target"), ("BÁO CÁO", "level")])
def test_measures_of_a_resolution_are_goals_and_of_a_report_results(doc_type: str, role: str) -> None:
    found = figures(HEAD.format(type=doc_type) + "Các chỉ tiêu chủ yếu như sau: tỷ lệ nhập siêu 11,5%; bội chi 4,8% GDP.")
    assert found["11,5%"].role == role


def test_norms_under_their_heading() -> None:
    found = figures("NGHỊ QUYẾT\n\n1. Tiêu chí, định mức phân bổ chi y tế\n\nNếu tỷ lệ chi nhỏ hơn 18% thì được bổ sung; mức phân bổ là 182.700 đồng/người dân/năm.")
    assert {found[quote].role for quote in ("18%", "182.700")} == {"limit"}


def test_places_with_their_counts_in_brackets() -> None:
    found = figures("Các tỉnh, thành phố ghi nhận ca mắc mới như sau: TP. An Hòa (968), Tiền Giang (94), Sóc Lâm (74).")
    assert [(f.unit, f.label, f.subject) for f in found.values()] == [("ca mắc", "ca mắc mới", place) for place in ("TP. An Hòa", "Tiền Giang", "Sóc Lâm")]


def test_a_ministrys_centre_tells_the_countrys_figures() -> None:
    found = figures(
        "BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\nTRUNG TÂM TIN HỌC VÀ THỐNG KÊ\n\nBÁO CÁO\nTình hình sản xuất tháng 5\n\n"
        "Cả nước gieo cấy được 2.145 nghìn ha lúa.\n\nDiện tích trồng rừng đạt 75,8% kế hoạch."
    )
    assert not any("Trung tâm" in (f.subject or "") for f in found.values())
