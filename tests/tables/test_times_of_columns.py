"""The time that the heads of a column give its figures, beside the title's; the unit that a line above the table gives."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.document import Document
from extractor.finders.dates.finder import find_dates
from extractor.finders.quantities.finder import find_indicators
from extractor.layout import analyze
from extractor.tables.columns import _period
from extractor.tables.measures import Measure, line_measure, measures_by_head
from extractor.tables.times import title_time
from extractor.tables.titles import Title

TITLES = {
    "months": "TÌNH HÌNH 9 THÁNG ĐẦU NĂM 2031",
    "both": "BÁO CÁO THÁNG 11 VÀ 11 THÁNG NĂM 2031",
    "month": "Tháng 9 năm 2031",
    "day": "Đến ngày 15/6/2031",
    "none": "",
}
HEADS = [
    ("months", "Kế hoạch năm 2031", "2031-01-01", "2031-12-31"),
    ("months", "TH 9T/2030", "2030-01-01", "2030-09-30"),
    ("months", "TH 9T", "2031-01-01", "2031-09-30"),
    ("months", "Ước TH cả năm", "2031-01-01", "2031-12-31"),
    ("months", "Cùng kỳ năm trước", "2030-01-01", "2030-09-30"),
    ("months", "Năm trước", "2030-01-01", "2030-12-31"),
    ("months", "2030", "2030-01-01", "2030-09-30"),
    ("months", "% 2031/2030", "2031-01-01", "2031-09-30"),
    ("months", "So với (%)|Cùng kỳ năm trước", None, None),
    ("months", "Tỷ lệ % so với kế hoạch năm 2031", None, None),
    ("months", "TH/KH 2031", None, None),
    ("months", "Ước TH 9T/2031 so với|Cùng kỳ 2030", "2031-01-01", "2031-09-30"),
    ("both", "Trong tháng", "2031-11-01", "2031-11-30"),
    ("both", "Lũy kế 11 tháng", "2031-01-01", "2031-11-30"),
    ("both", "Tháng 11|Cùng kỳ năm trước", "2030-11-01", "2030-11-30"),
    ("month", "Lũy kế từ đầu năm", "2031-01-01", "2031-09-30"),
    ("month", "Tháng trước", "2031-08-01", "2031-08-31"),
    ("day", "Thực hiện 15/6/30", "2030-06-15", "2030-06-15"),
    ("day", "% so với|C.kỳ 2030", None, None),
    ("day", "Lúa Đ.xuân 2030-2031", None, None),
    ("none", "Tháng 7 - 9/2031", "2031-07-01", "2031-09-30"),
    ("none", "Tồn 31.12.2030", "2030-12-31", "2030-12-31"),
    ("none", "Từ năm 2031 đến năm 2035", "2031-01-01", "2035-12-31"),
    ("none", "Năm 2031 so với năm 2030 (%)", "2031-01-01", "2031-12-31"),
]


@pytest.mark.parametrize(("title", "heads", "since", "until"), HEADS)
def test_time_of_a_column(title: str, heads: str, since: str | None, until: str | None) -> None:
    words = TITLES[title]
    time = _period(tuple(heads.split("|")), Title(words, None, title_time(words, 2031) if words else None), 2031)
    assert ((str(time.since), str(time.until)) if time is not None else (None, None)) == (since, until)


@pytest.mark.parametrize(
    ("line", "unit", "scale"),
    [
        ("Đơn v ị tính: ha", "ha", 1),
        ("(ĐVT: triệu đồng, %)", "đồng", 10**6),
        ("(Đơn vị tính triệu đồng)", "đồng", 10**6),
        ("Đơn vị tính bằng triệu đồng", "đồng", 10**6),
        ("ĐVT - triệu đồng", "đồng", 10**6),
    ],
)
def test_units_of_a_table(line: str, unit: str, scale: int) -> None:
    assert line_measure(line) == Measure(unit, Decimal(scale))


def test_a_body_is_no_unit() -> None:
    assert line_measure("Đơn vị: Sở Xây dựng") is None


def test_units_by_head() -> None:
    assert measures_by_head("Đơn vị: Lượng = tấn; Giá trị = 1.000 USD") == (("lượng", Measure("tấn")), ("giá trị", Measure("USD", Decimal(1000))))
    assert measures_by_head("Đơn vị tính: triệu đồng") == ()


def test_joined_heads_are_written_in_the_first_cell_alone() -> None:
    text = (
        "THỊ TRƯỜNG NÔNG SẢN\n6 THÁNG NĂM 2031\nĐơn vị: Lượng = tấn; Giá trị = 1.000 USD\n\n"
        "|Thứ tự|Mặt hàng|6 tháng/2030|Col4|6 tháng/2031|Col6|% 2031/2030|Col8|Thị phần (%)|Col10|\n"
        "|Thứ tự|Mặt hàng|Lượng|Giá trị|Lượng|Giá trị|Lượng|Giá trị|2030|2031|\n"
        "|1|Chè|12,900|23,222|14,796|28,540|114.7|122.9|13.1|14.0|\n"
        "|2|Tiêu|8,566|19,943|10,533|1,215,391|123.0|1,079.8|11.4|10.1|\n"
        "|3|Điều|5,109|10,427|7,684|1,140,528|150.4|109.4|6.1|6.6|\n"
    )
    layout = analyze(Document(text, "t.txt", ""))
    cells = {(m.row, m.column): m for m in find_indicators(layout, layout.reading.sentences, [], find_dates(layout.reading.text))}
    assert (cells[1, 3].value, cells[1, 3].unit, str(cells[1, 3].period_from)) == (12900, "tấn", "2030-01-01")
    assert (cells[1, 6].value, cells[1, 6].unit, str(cells[1, 6].period_to)) == (28540000, "USD", "2031-06-30")
    assert cells[1, 8].unit == cells[1, 10].unit == "%"
    assert {c for _, c in cells} == set(range(3, 11))
