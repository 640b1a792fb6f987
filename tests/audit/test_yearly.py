"""Statistical tables without borders: rows by their rhythm, blocks of year-on-year changes against the levels above them."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample
from extractor.document import Document
from extractor.layout import analyze

SET_OUT = """Số hộ kinh doanh

                              2021-    2022-    Prel.
                              2022     2023     2024
                                  Hộ - Household
  Khu vực đô thị - Urban      2.400    2.520    2.646
    Có đăng ký - Registered   2.100    2.205    2.320
    Chưa đăng ký - Others       300      315      326
  Khu vực miền núi
  và hải đảo - Others         1.250    1.275    1.300
    Có đăng ký - Registered   1.000    1.010    1.020
    Chưa đăng ký - Others       250      265      280
                  Chỉ số phát triển (Năm trước = 100) - %
  Khu vực đô thị - Urban          -   105,00   105,00
    Có đăng ký - Registered       -   105,00   105,22
"""
BARE = """Dân số trung bình
Tổng số Nam Nữ
2019 812400 401300 411100
2020 815250 402900 412350
2021 818900 404700 414200
2022 822340 406500 415840
Sơ bộ - Prel. 2023 826000 408200 417800
Tỷ lệ tăng - Growth rate (%)
2020 0,351 0,399 0,304
2021 0,448 0,447 0,449
2022 0,420 0,445 0,396
Sơ bộ - Prel. 2023 0,445 0,418 0,471
"""
PIPES = """| Năm học | |
| 2021 | 2022 | 2023 | |
Tiểu học | 12 400 | 12 610 | 12 750 | |
Công lập | 12 100 | 12 300 | 12 430 | |
Ngoài công lập | 300 | 310 | 320 | |
| Chỉ số phát triển (Năm trước = 100) - % | |
Tiểu học | - | 101,69 | 101,11 | |
Công lập | - | 101,65 | 101,06 | |
"""


def ties(text: str) -> list[tuple[str, bool]]:
    _, result = audit_sample(text)
    return sorted((r.tie, r.holds) for r in result.relations)


@pytest.mark.parametrize(("text", "columns", "heads"), [(SET_OUT, 4, 3), (BARE, 4, 0), (PIPES, 5, 2)], ids=["set out", "bare", "pipes"])
def test_rows_without_borders_are_a_table(text: str, columns: int, heads: int) -> None:
    (table,) = analyze(Document(text, "sample", "")).tables
    assert table.columns >= columns
    assert table.header_rows == heads


def test_words_above_a_row_that_stand_as_far_in_begin_its_name() -> None:
    layout = analyze(Document(SET_OUT, "sample", ""))
    names = ["".join(span.of(SET_OUT) + "|" for span in c.spans) for c in layout.tables[0].cells if c.column == 0]
    assert "Khu vực miền núi|và hải đảo - Others|" in names


@pytest.mark.parametrize(("text", "count"), [(SET_OUT, 4), (BARE, 12), (PIPES, 4)], ids=["set out", "bare", "pipes"])
def test_a_block_of_changes_is_checked_against_its_levels(text: str, count: int) -> None:
    assert ties(text).count(("yearly_block", True)) == count
    assert not any(not holds for _, holds in ties(text))


@pytest.mark.parametrize(("text", "was", "now"), [(SET_OUT, "105,22", "106,22"), (BARE, "0,449", "0,649"), (PIPES, "101,06", "104,06")], ids=["set out", "bare", "pipes"])
def test_a_wrong_change_is_told(text: str, was: str, now: str) -> None:
    assert ("yearly_block", False) in ties(text.replace(was, now))


def test_columns_of_a_bare_table_add_up() -> None:
    assert not any(not holds for _, holds in ties(BARE))
    assert any(not holds for _, holds in ties(BARE.replace("402900", "462900")))


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2021 có 12 dự án.\nNăm 2022 có 14 dự án.\nNăm 2023 có 15 dự án.\nNăm 2024 có 18 dự án.",
        "1. Mục tiêu 12\n2. Nhiệm vụ 15\n3. Giải pháp 18\n4. Tổ chức 22\n5. Phụ lục 30",
        "Điện thoại: 024 3845 1234\nFax: 024 3845 1235",
    ],
    ids=range(3),
)
def test_other_lines_with_figures_are_none(text: str) -> None:
    assert not analyze(Document(text, "sample", "")).tables


FLUSH = """Biểu 1: Tiến độ gieo trồng
                                      Đơn vị tính: ha
STT Địa phương    TH đến 15/8  Trong đó                TH/KH
                               Lúa        Cây màu      (%)
    TỔNG CỘNG     41.082,7     30.404,0   10.678,7     100,1
1   An Hòa        2.914,0      2.086,0    828,0        95,4
2   Bình Phú      12.146,5     9.217,3    2.929,2      102,9
3   Tân Lập       12.137,2     8.742,7    3.394,5      97,1
4   Phú Lâm       3.108,4      1.845,0    1.263,4      95,6
5   Đông Sơn      10.776,6     8.513,0    2.263,6      102,0
"""


def test_heads_that_begin_where_their_columns_do_reach_up_to_the_next() -> None:
    heads = {c.column: c.column_span for c in analyze(Document(FLUSH, "sample", "")).tables[0].cells if c.row == 1}
    assert heads[3] == 2 and heads[5] == 1  # "Trong đó" over "Lúa" and "Cây màu"


ADJUSTED = """| TT | Danh mục dự án | KH đã giao | Điều chỉnh giảm | Điều chỉnh tăng | KH sau điều chỉnh |
|:--:|:--|--:|--:|--:|--:|
| **A** | **Dự án giảm** | **83.370** | **20.000** | - | **63.370** |
| 1 | Đường An Hòa | 28.400 | 7.150 | - | 21.250 |
| 2 | Trụ sở xã Bình Phú | 12.700 | 2.300 | - | 10.400 |
| 3 | Kè suối Tân Lập | 20.200 | 4.800 | - | 15.400 |
| 4 | Chợ Phú Lâm | 9.640 | 2.420 | - | 7.220 |
| 5 | Trạm bơm Đông Sơn | 7.310 | 1.985 | - | 5.325 |
| 6 | Nhà văn hóa Tân Lập | 5.120 | 1.345 | - | 3.775 |
| **B** | **Dự án tăng** | **22.000** | - | **20.000** | **42.000** |
| 7 | Trường Phú Lâm | 9.500 | - | 11.350 | 20.850 |
| 8 | Cầu An Hòa | 12.500 | - | 8.650 | 21.150 |
| | **Tổng cộng** | **105.370** | **20.000** | **20.000** | **105.370** |
"""


def test_a_total_of_more_columns_than_a_rule_has_is_not_called_wrong() -> None:
    assert all(holds for _, holds in ties(ADJUSTED))
    assert ("column_found", True) in ties(ADJUSTED)
