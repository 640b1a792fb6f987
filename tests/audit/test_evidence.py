"""Readings are weighed by words first, arithmetic second; one mistake is one finding; the cost is linear. All texts are made up."""

from __future__ import annotations

import time
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.audit.evidence import common_unit, severity_of
from extractor.audit.figures import Figure
from extractor.audit.samples import audit_sample
from extractor.audit.ties import tie, ties
from extractor.lexicon.patterns import PatternError


def test_every_class_has_a_rate_between_nothing_and_certain() -> None:
    for made in ties().values():
        for variant in made.start:
            assert 0 < made.rate(variant) < 1
    with pytest.raises(PatternError):
        tie("no_such_class")


def test_a_relation_says_what_ties_it_and_how_sure() -> None:
    _, result = audit_sample("Huyện thành lập 14 tổ công tác, gồm 9 tổ lưu động và 5 tổ cố định.")
    (made,) = result.relations
    assert (made.tie, made.form, made.holds) == ("list_all", None, True) and made.confidence > 0.9


def test_words_tie_figures_that_do_not_agree() -> None:
    right = "Tổng dự toán 7.250.400 triệu đồng, gồm: chi đầu tư 2.130.150 triệu đồng; chi thường xuyên 5.120.250 triệu đồng."
    wrong = right.replace("5.120.250", "5.720.250")
    for text, holds in ((right, True), (wrong, False)):
        _, result = audit_sample(text)
        assert [(r.kind, r.holds) for r in result.relations] == [("sum", holds)]
    assert [i.severity for i in result.findings] == ["error"]


def test_figures_that_only_stand_near_are_no_error() -> None:
    _, result = audit_sample("Đã trồng 4.215 ha rừng, chăm sóc 2.318 ha, khoanh nuôi 1.879 ha.")
    assert not result.findings


def test_a_corrected_key_proves_little_where_half_a_unit_of_slack_is_left() -> None:
    _, result = audit_sample("Tang vật thu giữ: 174,3658 g Heroin; 1.743.6472g ma túy tổng hợp; 3, 418kg cần sa khô; 2071 cây cần sa.")
    assert not result.findings


def test_severity_follows_from_confidence() -> None:
    assert [severity_of(c) for c in (0.99, 0.95, 0.7)] == ["error", "warning", "info"]


NESTED = """1. Tổng chi ngân sách: 9.845.120 triệu đồng, gồm:
a) Chi cân đối: 7.250.400 triệu đồng
- Chi đầu tư: 2.130.150 triệu đồng
+ Vốn tập trung: 1.530.050 triệu đồng
+ Vốn đất: 600.100 triệu đồng
- Chi thường xuyên: 5.120.250 triệu đồng
b) Chi chương trình mục tiêu: 2.594.720 triệu đồng
2. Bội chi: 120.000 triệu đồng"""


def test_items_nest_by_their_marks() -> None:
    _, result = audit_sample(NESTED)
    assert sorted(r.computation for r in result.relations) == [
        "1.530.050 + 600.100 = 2.130.150",
        "2.130.150 + 5.120.250 = 7.250.400",
        "7.250.400 + 2.594.720 = 9.845.120",
    ]


def test_one_wrong_item_is_one_finding_with_its_value() -> None:
    _, result = audit_sample(NESTED.replace("2.130.150", "2.730.150"))
    (issue,) = result.findings
    assert issue.severity == "error" and issue.suggested == 2130150000000
    assert "nếu 2.730.150 là 2.130.150 thì 2 phép tính khớp" in issue.message


@pytest.mark.parametrize("joint", ["; ", ", ", ", đạt 71,5%, "])
def test_a_long_list_is_read_in_linear_time(joint: str) -> None:
    parts = [1000 + 37 * i for i in range(300)]
    text = f"Tổng kinh phí {sum(parts)} triệu đồng, gồm: " + joint.join(f"xã số {i} là {p} triệu đồng" for i, p in enumerate(parts)) + "."
    audit_sample("Có 3 xã.")
    began = time.process_time()
    _, result = audit_sample(text)
    assert time.process_time() - began < 12
    assert max(len(r.parts) for r in result.relations if r.holds) == 300


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(-24, 12)), min_size=1, max_size=6))
def test_the_unit_of_figures_however_far_apart(written: list[tuple[int, int]]) -> None:
    """A stored quotient with 24 decimals beside billions of đồng: no division that has more digits than a decimal number holds."""
    figures = [Figure(0, 1, Decimal(digits).scaleb(place), Decimal(1).scaleb(place), "", "count") for digits, place in written]
    unit = common_unit(figures)
    assert unit >= min(f.precision for f in figures)
    with localcontext(prec=80):
        assert all(f.value % unit == 0 for f in figures)
        assert any(f.value % (unit * 10) for f in figures)
