"""Which mark groups thousands in a text: what else it writes tells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.document import Document
from extractor.finders.quantities.number_marks import english_in
from extractor.finders.quantities.numbers import find_numbers
from extractor.pipeline import extract

ROWS = ("Miền Tây|1,118|578|450|90", "Vùng cao|29,401|12,001|4,500|12,900", "Ven biển|13,390|9,100|3,300|990")


def test_a_table_whose_commas_group_thousands() -> None:
    text = "|Vùng|Tổng số|Ngô|Khoai|Sắn|\n|---|---|---|---|---|\n" + "".join(f"|{row}|\n" for row in ROWS)
    figures = [r for r in extract(Document(text, "a.txt", "")).records if r.type == "indicator"]
    assert [f.value for f in figures] == [1118, 578, 450, 90, 29401, 12001, 4500, 12900, 13390, 9100, 3300, 990]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("diện tích 1,154,389 và 564,303\nsản lượng 2,001,300", True),
        ("đạt 1,433.0 và 1,359.2 nghìn ha", True),
        ("71.4%, 12.5% và 8.25%", True),
        ("12,345 tỷ; 8,120 tỷ; 7,115 tỷ; 6,230 tỷ; 5,345 tỷ; 4,120 tỷ; 3,555 tỷ; 2,765 tỷ", False),  # three decimals as well
        ("0,125\n12,345\n8,120\n7,115\n6,230\n5,345\n4,120\n3,555\n2,765\n578", False),
        ("12,345\n8,120\n7,115\n6,230\n5,345\n4,120\n3,555\n2,765\n578\n12,5", False),
        ("12,345\n8,120\n7,115\n6,230\n5,345\n4,120\n3,555\n2,765\n578\n1.234", False),
        ("12,345\n8,120\n7,115\n6,230\n5,345\n4,120\n3,555\n2,765\n578", True),
    ],
)
def test_how_a_text_writes_thousands(text: str, english: bool) -> None:
    assert english_in(text) is english


def test_points_still_group_elsewhere() -> None:
    [figure] = [r for r in extract(Document("Toàn tỉnh có 1.118 hộ nghèo.\n", "a.txt", "")).records if r.type == "indicator"]
    assert figure.value == Decimal(1118)


def test_a_table_whose_commas_group_thousands_below_one_figure_that_is_written_otherwise() -> None:
    rows = "\n".join(f"|{n}|Nước {n}|{10 + n},{210 + n}|1,{300 + n},{100 + n}|" for n in range(1, 9))
    values = [m.value for m in find_numbers(f"Giá trị: 1.000 USD\n\n|TT|Nước|Lượng|Giá trị|\n{rows}")]
    assert {Decimal(11211), Decimal(1301101)} <= set(values) and Decimal("11.211") not in values
    mixed = find_numbers("Thu 12,5 tỷ đồng; chi 8,75 tỷ đồng; diện tích 774,937 ha; kho 1,154,389 tấn và 2,154,389 tấn; đạt 9,5 tạ.")
    assert Decimal("774.937") in [m.value for m in mixed]


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        # as large as the whole numbers beside it, only where the comma groups
        (("An Phú|1,248|956|292", "Bình Hòa|952|871|81", "Tổng|2,200|1,827|373"), (1248, 956, 292, 952, 871, 81, 2200, 1827, 373)),
        (("An Phú|1,248|76,6", "Bình Hòa|952|91,5", "Tân Lập|3,120|64,0"), (1248, Decimal("76.6"), 952, Decimal("91.5"), 3120, 64)),
        # three decimals: the whole number is of their size
        (("An Phú|905,300", "Bình Hòa|671,880", "Tân Lập|146"), (Decimal("905.3"), Decimal("671.88"), 146)),
        (("An Phú|1,248", "Bình Hòa|0,952", "Tân Lập|975"), (Decimal("1.248"), Decimal("0.952"), 975)),
        (("An Phú|1,248|1.250", "Bình Hòa|952|2.300", "Tân Lập|975|3.100"), (Decimal("1.248"), 1250, 952, 2300, 975, 3100)),
    ],
)
def test_a_small_table_whose_columns_say_what_a_comma_is(rows: tuple[str, ...], values: tuple[Decimal | int, ...]) -> None:
    head = ["Xã", "Số hộ", "Đã xét", "Còn lại"][: rows[0].count("|") + 1]
    text = f"|{'|'.join(head)}|\n|{'---|' * len(head)}\n" + "".join(f"|{row}|\n" for row in rows)
    figures = [r for r in extract(Document(text, "a.txt", "")).records if r.type == "indicator"]
    assert tuple(f.value for f in figures) == values


def test_columns_set_out_by_blanks_say_what_a_comma_is() -> None:
    rows = ("Xã|Số hộ|Đã xét|Còn lại", "An Phú|1,248|956|292", "Bình Hòa|952|871|81", "Tân Lập|3,120|1,005|2,115", "Tổng|5,320|2,832|2,488")
    text = "\n".join("".join(f"{cell:<14}" for cell in row.split("|")) for row in rows) + "\n"
    records = extract(Document(text, "a.txt", "")).records
    assert [r.value for r in records if r.type == "indicator"][:4] == [1248, 956, 292, 952]
    assert all(r.holds for r in records if r.type == "relation") and sum(r.type == "relation" for r in records) == 7


def test_a_blank_inside_a_decimal_that_is_measured() -> None:
    figures = [r for r in extract(Document("Tuyến đường (đoạn dài 0, 7 km trước bến xe) đã hư hỏng.", "a.txt", "")).records if r.type == "indicator"]
    assert [(f.quote, f.value, f.unit) for f in figures] == [("0, 7", Decimal("0.7"), "km")]


def test_a_range_whose_ends_write_their_unit_with_and_without_a_blank() -> None:
    figures = [r for r in extract(Document("Công trình lấy nước từ 2.100m3 đến dưới 5.200 m3 / ngày đêm.", "a.txt", "")).records if r.type == "indicator"]
    assert [(f.value, f.value_to, f.unit) for f in figures] == [(2100, 5200, "m3/ngày đêm")]
