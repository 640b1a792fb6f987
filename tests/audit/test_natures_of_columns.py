"""Rules between rows hold for amounts: not for differences, growth or its means; rows that are a part of another, that head others, or that are told in other units."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from extractor.audit.samples import audit_sample
from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import Finding

CROPS = [
    "STT\tChỉ tiêu\tĐVT\tTH 2030\tTH 2031\tKH 2032\tChênh lệch 2031-2030\tSo sánh 32-31\t",
    "\t\t\t\t\t\t\t+/-\t%",
    "1\tDiện tích thu hoạch\tHa\t62,5\t58,0\t55,0\t-4,5\t-3,0\t94,83",
    "\tNăng suất\tTạ/ha\t41,2\t44,5\t46,0\t3,3\t1,5\t103,37",
    "\tSản lượng\tTấn\t257,5\t258,1\t253,0\t0,6\t-5,1\t98,02",
    "2\tDiện tích thu hoạch\tHa\t128,0\t131,5\t140,0\t3,5\t8,5\t106,46",
    "\tNăng suất\tTạ/ha\t52,5\t54,0\t55,5\t1,5\t1,5\t102,78",
    "\tSản lượng\tTấn\t672,0\t710,1\t777,0\t38,1\t66,9\t109,42",
]
SECTORS = [
    "TT\tChỉ tiêu\tĐVT\tNăm 2029\tNăm 2030\tNăm 2031\tBQGĐ 2029-2031 (%)",
    "1\tGiá trị sản xuất\tTỷ đồng\t1.800\t2.000\t2.400\t115,5",
    "\t- Khu vực nông nghiệp\tTỷ đồng\t720\t780\t860\t109,3",
    "\t- Khu vực công nghiệp\tTỷ đồng\t630\t720\t940\t122,2",
    "\t- Khu vực dịch vụ\tTỷ đồng\t450\t500\t600\t115,5",
    "2\tCơ cấu giá trị sản xuất\t%\t100\t100\t100\t100",
    "\t- Khu vực nông nghiệp\t%\t40,0\t39,0\t35,8\t35,8",
    "\t- Khu vực công nghiệp\t%\t35,0\t36,0\t39,2\t39,2",
    "\t- Khu vực dịch vụ\t%\t25,0\t25,0\t25,0\t25,0",
]
LAND = [
    "TT\tChỉ tiêu\tĐVT\tNăm 2028\tNăm 2029\tNăm 2030\tNăm 2031",
    "I\tĐất nông nghiệp\tHa\t1.320\t1.290\t1.274\t1.265",
    "1\tĐất trồng lúa\tHa\t230\t210\t205\t201",
    "2\tchuyên lúa nước\tHa\t\t\t66\t64",
    "3\tĐất trồng cây lâu năm\tHa\t1.090\t1.080\t1.069\t1.064",
]


def told(*rows: str) -> list[str]:
    _, result = audit_sample("\n".join(rows))
    return [i.message for i in result.findings if i.check.endswith("_mismatch")]


@pytest.mark.parametrize("rows", [CROPS, SECTORS, LAND])
def test_nothing_is_wrong_with_sound_tables(rows: list[str]) -> None:
    assert not told(*rows)


@pytest.mark.parametrize(
    ("rows", "was", "wrong", "words"),
    [
        (CROPS, "258,1\t253,0", "285,1\t253,0", "58,0 × 44,5 : 10"),
        (SECTORS, "40,0\t39,0", "40,0\t36,0", "780 / (780 + 720 + 500)"),
        (LAND, "1.274", "1.247", "205 + 1.069"),
    ],
)
def test_what_is_wrong_in_amounts_is_told(rows: list[str], was: str, wrong: str, words: str) -> None:
    text = "\n".join(rows).replace(was, wrong, 1)
    assert any(words in message.replace("58 × 44,5", "58,0 × 44,5") for message in told(text)), told(text)


def workbook(path: Path, rows: list[list[Any]], formats: dict[str, str] | None = None) -> list[Finding]:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for address, code in (formats or {}).items():
        book.active[address].number_format = code
    book.save(path)
    return [r for r in extract(read(path)).records if isinstance(r, Finding)]


def test_long_amounts_agree_by_what_the_sheet_stores(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Mã", "Tên tỉnh", "Tổng chi (đồng)", "Ngoại trú (đồng)", "Nội trú (đồng)"]]
    amounts = [(4022591353512.34, 8152048541018.29), (1250448120.31, 3207771455.3), (870045120.75, 441027300.5), (660144207.0, 980110533.25)]
    rows += [[f"0{i}", f"Tỉnh {'ABCD'[i]}", round(a + b, 2), a, b] for i, (a, b) in enumerate(amounts)]
    formats = {f"{column}{row}": "0" for column in "CDE" for row in range(2, 6)}
    assert not [f for f in workbook(tmp_path / "a.xlsx", rows, formats) if f.check.endswith("_mismatch")]


def test_thousands_of_things_hide_no_fraction(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["TT", "Sản phẩm", "ĐVT", "Năm 2030", "Năm 2031"], [1, "Quần áo", "1000 cái", 31.4, 44.2], [2, "Bàn ghế", "Cái", 940, 1014], [3, "Tủ", "Cái", 1209, 1147.5]]
    formats = {f"{column}{row}": "0" for column in "DE" for row in (2, 3, 4)}
    found = [f for f in workbook(tmp_path / "a.xlsx", rows, formats) if f.check == "stored_hidden"]
    assert [f.quote for f in found] == ["1148"]


def test_a_row_that_hides_fractions_again_and_again_holds_amounts(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["TT", "Nội dung", "Dự toán", "Cấp tỉnh", "Cấp huyện"], [1, "Ngân sách huyện (xã)", 412.4, 231.3, 181.1], [2, "Khác", 94, 14, 80], [3, "Dự phòng", 32, 12, 20]]
    formats = {f"{column}{row}": "0" for column in "CDE" for row in (2, 3, 4)}
    assert not [f for f in workbook(tmp_path / "a.xlsx", rows, formats) if f.check == "stored_hidden"]


def test_a_nought_that_the_format_writes_as_a_dash_is_a_dash(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["TT", "Nội dung", "Năm 2030", "Năm 2031"], ["I", "Các loại cây", 0, 0], [1, "Cây lúa", 250, 310], [2, "Cây ngô", 120, 140]]
    dash = '_-* #,##0_-;\\-* #,##0_-;_-* "-"??_-;_-@_-'
    assert not workbook(tmp_path / "a.xlsx", rows, {"C2": dash, "D2": dash})
    assert not [f for f in workbook(tmp_path / "b.xlsx", rows) if f.check.endswith("_mismatch")]


FAR = [["TT", "Chỉ tiêu", "ĐVT", *(f"Năm {year}" for year in range(2020, 2036)), "So sánh 35-20", None, "BQGĐ 2021-2035 (%)"], [*[None] * 19, "+/-", "%", None]]
LEVELS = [("Lúa", 412.5, 530.0), ("Ngô", 96.0, 81.5), ("Chè", 1210.4, 1655.0), ("Mía", 64.8, 92.3), ("Lạc", 33.7, 41.9), ("Đỗ", 12.6, 15.1)]


def far_table(change: dict[tuple[int, int], float]) -> list[list[Any]]:
    """Sixteen years, and what the first and the last of them make."""
    rows: list[list[Any]] = [list(row) for row in FAR]
    for number, (name, first, last) in enumerate(LEVELS, 1):
        years = [round(first + (last - first) * step / 15 + ((step * 7 + number * 5) % 11 * last / 40 if 0 < step < 15 else 0), 1) for step in range(16)]
        rows.append([number, name, "Tấn", *years, round(last - first, 1), round(100 * last / first, 2), round(100 * (last / first) ** (1 / 15), 2)])
    for (row, column), value in change.items():
        rows[row][column] = value
    return rows


@pytest.mark.parametrize(
    ("change", "words"),
    [({}, ""), ({(4, 19): 484.6}, "1210,4 + 484,6 = 1.695"), ({(4, 20): 163.73}, "1655 / 1210,4 = 136,7317%"), ({(4, 21): 107.11}, "100 × (1655 : 1210,4)^(1/15) = 102,1076")],
)
def test_columns_far_apart_are_compared(tmp_path: Path, change: dict[tuple[int, int], float], words: str) -> None:
    found = [f.message for f in workbook(tmp_path / "a.xlsx", far_table(change)) if f.check.endswith("_mismatch")]
    assert bool(found) is bool(words), found
    assert not words or words in found[0], found
