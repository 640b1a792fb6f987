"""A sheet that lost its grid: lines over the table in the form of its rows (letterhead, title, unit), several tables one below the other."""

from __future__ import annotations

from decimal import Decimal

from extractor import extract_text
from extractor.records import Indicator

SHEET = """\tTỈNH AN HÒA\t\t
\tUBND HUYỆN ĐÔNG HẢI\t\t
\t\t\t
\t\tMẫu số 71/CK-NS\t
\tTỔNG HỢP THU NGÂN SÁCH NĂM 2031\t\t
\t(Kèm theo Quyết định số 912/QĐ-UBND ngày 14 tháng 8 năm 2032\t\t
\tcủa Ủy ban nhân dân huyện Đông Hải)\t\t
\t\tĐVT : 1000 đồng\t
\t\tTHỰC HIỆN\t
STT\tNỘI DUNG\tNĂM 2031\t
\t\t\t
A\tNgân sách huyện\t\t
I\tThu trên địa bàn\t98320\t
1\tThu thuế\t61110\t
\tThu chia theo %\t12400\t
2\tThu phí\t24810\t
"""
SECOND = """
\tTỈNH AN HÒA\t\t\t
\tCHI NGÂN SÁCH NĂM 2030\t\t\t
\t\t\tĐVT: triệu đồng
STT\tNỘI DUNG\tNĂM 2030\tGhi chú
1\tChi thường xuyên\t705\t
2\tChi đầu tư\t311\t
"""


def figures(text: str) -> list[Indicator]:
    return [record for record in extract_text(text).records if record.type == "indicator"]


def test_lines_over_a_sheet_give_unit_and_time() -> None:
    found = figures(SHEET)
    assert [record.quote for record in found] == ["98320", "61110", "12400", "24810"]
    assert {record.unit for record in found} == {"đồng"}
    assert {record.period for record in found} == {"NĂM 2031"}
    assert found[2].value == Decimal(12_400_000)
    assert found[1].subject == "Thu trên địa bàn"


def test_a_table_below_has_its_own_lines() -> None:
    found = figures(SHEET + SECOND)[4:]
    assert [(record.quote, record.period, record.value) for record in found] == [
        ("705", "NĂM 2030", Decimal(705_000_000)),
        ("311", "NĂM 2030", Decimal(311_000_000)),
    ]


def test_a_table_that_begins_with_its_heads_stays_whole() -> None:
    found = figures("STT\tXã\tSố hộ\n1\tĐông Hải\t120\n2\tNam Phú\t95\n")
    assert [(record.quote, record.unit, record.row) for record in found] == [("120", "hộ", 1), ("95", "hộ", 2)]


HALVED = """STT\t\tĐơn vị\tTH\tTH
\t\ttính\tT3/2031\t3T/2031
1\tThan các loại\tNg. tấn\t700\t2100
2\tXăng dầu\t"\t310\t905
3\tGiày dép\tTr. USD\t45\t131
"""


def test_a_unit_column_headed_in_two_rows_with_marks_of_repetition() -> None:
    found = {record.quote: record for record in figures(HALVED)}
    assert found["310"].value == Decimal(310_000) and found["310"].unit == "tấn"
    assert found["131"].value == Decimal(131_000_000) and found["131"].unit == "USD"
    assert str(found["700"].period_from) == "2031-03-01" and str(found["2100"].period_to) == "2031-03-31"


def test_ordinals_without_a_head_count_on() -> None:
    """A page cut out of a long table: no heads, names of groups among the ordinals."""
    rows = "1\tTrạm bơm A\t1200\t35\n2\tTrạm bơm B\t900\t21\nB\tKhởi công mới\t500\t12\n1\tKênh C\t300\t5\n2\tKênh D\t200\t7\n3\tKênh E\t150\t4\n"
    assert "1" not in [record.quote for record in figures(rows)] and "900" in [record.quote for record in figures(rows)]
