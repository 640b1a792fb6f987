"""Heads whose scale word was not meant, and figures of a column whose point parts decimals."""

from __future__ import annotations

from decimal import Decimal

from extractor.pipeline import extract_text
from extractor.records import Indicator


def values(text: str) -> dict[str, Decimal]:
    return {r.quote: Decimal(str(r.value)) for r in extract_text(text).records if isinstance(r, Indicator)}


def test_amounts_in_dong_under_a_head_in_billions_are_all_in_dong() -> None:
    head = "STT\tTên cơ sở\tTổng chi (tỷ đ)\tNội trú (tỷ đ)"
    rows = ["1\tBệnh viện A\t2.512.418.936\t1.811.207.112", "2\tBệnh viện B\t1.640.518.227\t940.118.655", "3\tTrạm xá C\t98.798.219\t21.619.464", "4\tBệnh viện D\t733.219.804\t512.640.118"]
    found = values("\n".join([head, *rows]))
    assert found["98.798.219"] == 98798219 and found["2.512.418.936"] == 2512418936


def test_one_amount_beyond_all_others_takes_nothing_from_them() -> None:
    head = "STT\tTên cơ sở\tTổng chi (tỷ đồng)"
    rows = [f"{i}\tXã {i}\t{100 + i},5" for i in range(1, 13)]
    found = values("\n".join([head, *rows, "13\tXã An Phú\t733.219.804"]))
    assert found["101,5"] == Decimal("101500000000") and found["733.219.804"] == 733219804


def test_a_point_parts_decimals_where_the_column_says_so() -> None:
    text = "Tên chỉ tiêu\tĐơn vị tính\tNăm 2031\tNăm 2032\nGDP theo giá so sánh\tNghìn tỷ đồng\t292.4\t312.8\nGDP theo giá hiện hành\tNghìn tỷ đồng\t484.492\t541\nTốc độ tăng\t%\t6.8\t7.02"
    found = values(text)
    assert found["484.492"] == Decimal("484492000000000")
