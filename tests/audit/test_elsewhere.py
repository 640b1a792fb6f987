"""Shares of something else than the count before them; prices told before what they are of; amounts with their last digit open."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample


def told(text: str) -> list[tuple[str, bool]]:
    _, result = audit_sample(text)
    return [(r.computation, r.holds) for r in result.relations]


@pytest.mark.parametrize(
    "text",
    [
        "Đã giải ngân 14/19 khoản vay, chiếm 92,3% tổng vốn; còn 05/19 khoản vay, chiếm 7,7% tổng vốn.",
        "Kết quả: 14/19 khoản đã quyết toán (chiếm 92,3%); 05/19 khoản chưa quyết toán (chiếm 7,7%).",
        "Có 14/19 dự án đã bàn giao, chiếm 92,3% diện tích.",
    ],
)
def test_shares_of_money_are_not_those_of_the_counts(text: str) -> None:
    assert not [made for made, holds in told(text) if not holds]


def test_a_wrong_share_of_a_count_is_still_told() -> None:
    assert [holds for _, holds in told("Kết quả: 14/19 hồ sơ đã trả (chiếm 73,7%); 05/19 hồ sơ chưa trả (chiếm 46,3%).") if not holds]


def test_a_price_told_before_the_count_in_another_paragraph() -> None:
    text = "Mỗi hộ dân được tặng 150.000 đồng.\nỞ xã Tân Phú có trên 16.400 hộ dân được nhận, với tổng số tiền trên {} tỷ đồng."
    assert ("16.400 × 150.000 = 2.460.000.000", True) in told(text.format("2,46"))
    assert not all(holds for _, holds in told(text.format("2,96")))


def test_amounts_with_their_last_digit_open_add_up() -> None:
    text = "Huyện đón gần {} nghìn lượt khách. Trong đó, khách quốc tế gần 16 nghìn lượt, khách nội địa gần 31 nghìn lượt."
    assert [holds for _, holds in told(text.format(47))] == [True]
    assert [holds for _, holds in told(text.format(97))] == [False]
    assert not [made for made, holds in told(text.format(46)) if not holds], "each of them leaves its last digit open"
