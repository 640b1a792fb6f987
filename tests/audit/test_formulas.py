"""Formulas of spreadsheets: read with the sheet, ties as sure as any, and what is wrong with them."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import regex

from extractor.audit.tables.written import written
from extractor.pipeline import ExtractedDocument, extract
from extractor.readers import read
from extractor.readers.formulas import Shared, open_formula, relative
from extractor.records import Finding, Indicator, Relation

HEAD = ["STT", "Đơn vị", "Số hộ", "Kế hoạch (triệu đồng)", "Thực hiện (triệu đồng)", "Tỷ lệ (%)"]
COMMUNES = [("Xã Đông", 152, 3250.5, 2874.25), ("Xã Tây", 231, 1875, 1640.5), ("Xã Nam", 187, 2960, 2512), ("Xã Bắc", 305, 4120.75, 3987.5), ("Xã Trung", 118, 1250, 1101)]


def cells() -> dict[str, Any]:
    """A sheet of five communes, with its formulas."""
    made: dict[str, Any] = {f"{'ABCDEF'[i]}1": name for i, name in enumerate(HEAD)}
    for row, (name, households, plan, done) in enumerate(COMMUNES, 2):
        made |= {f"A{row}": row - 1, f"B{row}": name, f"C{row}": households, f"D{row}": plan, f"E{row}": done, f"F{row}": f"=E{row}/D{row}*100"}
    made |= {"B7": "Tổng số", "C7": "=SUM(C2:C6)", "D7": "=SUM(D2:D6)", "E7": "=SUM(E2:E6)", "F7": "=E7/D7*100"}
    return made


def computed(sheet: dict[str, Any]) -> dict[str, float]:
    """What the sheet's formulas give: sums of a range and quotients."""
    values: dict[str, float] = {a: float(v) for a, v in sheet.items() if isinstance(v, int | float)}
    for address, formula in sorted(((a, v) for a, v in sheet.items() if str(v).startswith("=")), key=lambda f: ("/" in f[1], f[0])):
        if found := regex.match(r"=SUM\(([A-Z])(\d+):[A-Z](\d+)\)", formula):
            values[address] = sum(values.get(f"{found[1]}{r}", 0.0) for r in range(int(found[2]), int(found[3]) + 1))
        elif found := regex.match(r"=([A-Z]\d+)/([A-Z]\d+)(\*100)?", formula):
            values[address] = values[found[1]] / values[found[2]] * (100 if found[3] else 1)
    return values


def workbook(path: Path, sheet: dict[str, Any], stored: dict[str, float] | None = None) -> Path:
    """Written by openpyxl, with the values that an office program would have saved beside the formulas."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.title = "Biểu 1"
    values = computed(sheet) | (stored or {})
    for address, value in sheet.items():
        page[address] = values[address] if str(value).startswith("=") else value
        if address[0] == "F" and address != "F1":
            page[address].number_format = "0.0"
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    xml = parts["xl/worksheets/sheet1.xml"].decode()
    for address, value in sheet.items():
        if str(value).startswith("="):
            xml = regex.sub(rf'(<c r="{address}"[^>]*>)<v', rf"\1<f>{value[1:]}</f><v", xml)
    parts["xl/worksheets/sheet1.xml"] = xml.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def extracted(path: Path) -> ExtractedDocument:
    return extract(read(path))


def findings(made: ExtractedDocument) -> list[Finding]:
    return [r for r in made.records if isinstance(r, Finding) and r.severity != "info"]


def test_formulas_and_stored_numbers_are_facts_of_the_cells(tmp_path: Path) -> None:
    made = extracted(workbook(tmp_path / "a.xlsx", cells()))
    by_address = {cell.address: cell for table in made.document.tables for cell in table.cells}
    assert by_address["Biểu 1!C7"].formula == "SUM(C2:C6)"
    assert by_address["Biểu 1!C2"].formula is None and by_address["Biểu 1!C2"].stored == 152
    share = by_address["Biểu 1!F2"]
    assert share.stored == Decimal("88.4248577141978") and made.document.text[share.spans[0].start : share.spans[0].end] == "88,4"
    figures = {made.document.text[r.start : r.end]: r for r in made.records if isinstance(r, Indicator)}
    assert figures["88,4"].value == Decimal("88.4248577141978")  # the stored number is the figure, the shown one its quote
    ties = [r for r in made.records if isinstance(r, Relation) and r.tie == "formula_cell"]
    assert len(ties) == 9 and all(r.holds and r.confidence == 1 for r in ties)
    assert not findings(made)


@pytest.mark.parametrize(
    ("sheet", "stored", "check", "words"),
    [
        ({"C7": "=SUM(C2:C5)", "D7": "=SUM(D2:D5)", "E7": "=SUM(E2:E5)"}, {}, "formula_range", "bỏ sót dòng 6 (Xã Trung: 118)"),
        ({"F4": 74.9}, {}, "table_row_mismatch", "2512 / 2960 = 84,8649%"),  # the column says it with its arithmetic
        ({"F4": 74.9, "F2": 80.1, "F7": 90}, {}, "formula_typed", "F4 ghi số gõ tay 74,9 giữa các ô có công thức; theo công thức ấy thì là 84,8649"),
        ({"F4": "=E4/D5*100"}, {}, "formula_unlike", "khác các ô hai bên"),
        ({"C4": 187.4}, {}, "stored_hidden", "lưu 187,4"),
        ({}, {"C7": 983.0}, "table_total_mismatch", "152 + 231 + 187 + 305 + 118 = 993"),
    ],
)
def test_what_is_wrong_with_them_is_found(tmp_path: Path, sheet: dict[str, Any], stored: dict[str, float], check: str, words: str) -> None:
    path = workbook(tmp_path / "a.xlsx", cells() | sheet, stored)
    if check == "stored_hidden":
        import openpyxl

        book = openpyxl.load_workbook(path)
        book.active["C4"].number_format = "0"
        book.save(path)
    found = findings(extracted(path))
    assert any(f.check == check and words in f.message for f in found), [f.message for f in found]


def test_a_subtotal_among_rows_of_products_is_no_stranger(tmp_path: Path) -> None:
    sheet: dict[str, Any] = {"A1": "STT", "B1": "Hạng mục", "C1": "Số lượng", "D1": "Đơn giá (đồng)", "E1": "Thành tiền (đồng)"}
    for row, name in enumerate(["Bàn", "Ghế", "Cộng I", "Tủ", "Kệ", "Bảng"], 2):
        sheet |= {f"B{row}": name, f"C{row}": 10 + row, f"D{row}": 15_250 * row, f"E{row}": f"=C{row}*D{row}"}
    del sheet["C4"], sheet["D4"]
    sheet["E4"] = "=SUM(E2:E3)"
    values = {f"E{r}": float((10 + r) * 15_250 * r) for r in (2, 3, 5, 6, 7)}
    made = extracted(workbook(tmp_path / "a.xlsx", sheet, values | {"E4": values["E2"] + values["E3"]}))
    assert not [f for f in findings(made) if f.check.startswith("formula")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_sheet_that_libreoffice_computed(tmp_path: Path, ending: str) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    for address, value in (cells() | {"C7": "=SUM(C2:C5)", "D7": "=SUM(D2:D5)", "E7": "=SUM(E2:E5)"}).items():
        page[address] = value
    book.save(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx")], check=True, capture_output=True, timeout=180)
    made = extracted(tmp_path / "out" / f"a.{ending}")
    ties = [r for r in made.records if isinstance(r, Relation) and r.tie == "formula_cell"]
    assert len(ties) == 9 and all(r.holds for r in ties)
    assert [f.check for f in findings(made)].count("formula_range") == 1  # one row, one finding


@pytest.mark.parametrize(
    ("formula", "kind", "factor"),
    [
        ("SUM(C2:C4,C7)+C9", "sum", 1), ("C2-C3", "difference", 1), ("ROUND(C2/$D$9*100,1)", "quotient", 100), ("C2*D2/1000", "product", Decimal("0.001")),
        ("(C2-D2)/D2", "change", 1), ("C2/D2*100-100", "change", 100), ("AVERAGE(C2:C9)", "mean", 1), ('IF(D2=0,"",C2/D2)', "quotient", 1), ("IFERROR(C2/(D2+E2),0)", "quotient", 1),
    ],
)  # fmt: skip
def test_formulas_that_are_read(formula: str, kind: str, factor: object) -> None:
    made = written(relative(formula, (4, 2)))
    assert made is not None and made.kind == kind and made.factor == factor


@pytest.mark.parametrize("formula", ["Sheet2!A1+B1", 'A1&" xã"', "VLOOKUP(A1,B1:C9,2)", "SUM(C2:C4", "SUM(C2:C4)/3", "((((", "C2:", "1+", "{1,2}", "C2*100", ""])
def test_formulas_that_are_left(formula: str) -> None:
    assert written(relative(formula, (4, 2))) is None


def test_addresses_move_with_a_shared_formula() -> None:
    assert Shared('SUM($A1:B$2)&"A1"+LOG10(A1)+T1!C3', (0, 3)).at((2, 4)) == 'SUM($A3:C$2)&"A1"+LOG10(B3)+T1!D5'
    assert open_formula("of:=SUM([.B2:.B4];[.C1])*[$Biểu2.$A$1]") == "SUM(B2:B4,C1)*Biểu2!$A$1"
    assert relative("SUM(C2:C4)", (4, 2)) == relative("SUM(D2:D4)", (4, 3))


def test_what_a_sheet_does_not_show_breaks_no_total(tmp_path: Path) -> None:
    """Stored numbers that an office program cut after fifteen digits: what is shown of them agrees."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.append(["Tỉnh", "Tổng cộng", "Nội trú", "Ngoại trú"])
    rows = [(71_204_833_518.46, 38_211_604_977), (52_610_047_331.18, 20_466_192_840), (14_093_775_602.71, 9_385_117_263), (30_118_264_059.93, 11_640_209_377)]
    for number, (first, second) in enumerate(rows):
        page.append([f"Tỉnh {chr(65 + number)}", first + second - (0.05 if number == 2 else 0), first, second])
    for row in page.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.number_format = "0"
    book.save(tmp_path / "a.xlsx")
    made = extracted(tmp_path / "a.xlsx")
    relations = [r for r in made.records if isinstance(r, Relation)]
    assert len(relations) >= len(rows) and all(r.holds for r in relations)


def test_a_column_that_hides_fractions_everywhere_holds_amounts(tmp_path: Path) -> None:
    import openpyxl

    path = workbook(tmp_path / "a.xlsx", cells() | {"C2": 152.4, "C3": 231.3, "C4": 187.6, "C5": 305.2})
    book = openpyxl.load_workbook(path)
    for row in range(2, 6):
        book.active[f"C{row}"].number_format = "0"
    book.save(path)
    assert not [f for f in findings(extracted(path)) if f.check == "stored_hidden"]


def test_a_row_between_two_sums_of_rows_was_not_typed_over(tmp_path: Path) -> None:
    """Groups of two rows each, one after the other: the row between their sums is one of the rows."""
    names = ["Tổng thu", "Được hưởng", "Bổ sung", "Cân đối", "Mục tiêu", "Tổng chi", "Đầu tư", "Thường xuyên", "Lương", "Khác"]
    values = [3600225, 1047086, 2553139, 1391254, 1161885, 3600225, 1391130, 2209095, 1305011, 904084]
    sheet: dict[str, Any] = {"A1": "STT", "B1": "Chỉ tiêu", "C1": "Dự toán (triệu đồng)"}
    for row, (name, value) in enumerate(zip(names, values, strict=True), 2):
        total = row in (2, 4, 7, 9)
        sheet |= {f"A{row}": row - 1, f"B{row}": name, f"C{row}": f"=SUM(C{row + 1}:C{row + 2})" if total else value}
    assert not [f for f in findings(extracted(workbook(tmp_path / "a.xlsx", sheet, {f"C{row}": float(value) for row, value in enumerate(values, 2)}))) if f.check == "formula_typed"]


def test_a_working_below_the_table_leaves_nothing_out(tmp_path: Path) -> None:
    assert not [f for f in findings(extracted(workbook(tmp_path / "a.xlsx", cells() | {"C9": "=SUM(C3:C6)"}))) if f.check == "formula_range"]


def test_a_row_between_two_headings_of_one_unit_was_not_typed_over(tmp_path: Path) -> None:
    """A group that holds one unit refers to the row below it: what stands between two such headings is a unit."""
    names = ["Văn phòng", "Văn phòng Chi cục Đê", "Chi cục Giống", "Trạm Giống", "Trung tâm Nước", "Trạm cấp nước", "Ban Rừng", "Hạt số 2"]
    amounts = [(2613, 417), (1148, 96), (731, 28), (5209, 640)]
    sheet: dict[str, Any] = {"A1": "STT", "B1": "Đơn vị", "C1": "Tổng số (triệu đồng)", "D1": "Lương (triệu đồng)", "E1": "Khác (triệu đồng)"}
    stored: dict[str, float] = {}
    for row, name in enumerate(names, 2):
        pay, other = amounts[(row - 2) // 2]
        heads = row % 2 == 0
        sheet |= {f"A{row}": row // 2 if heads else None, f"B{row}": name}
        sheet |= {f"{c}{row}": f"={c}{row + 1}" if heads else value for c, value in (("C", f"=SUM(D{row}:E{row})"), ("D", pay), ("E", other))}
        stored |= {f"C{row}": float(pay + other), f"D{row}": float(pay), f"E{row}": float(other)}
    sheet = {address: value for address, value in sheet.items() if value is not None}
    assert not [f for f in findings(extracted(workbook(tmp_path / "a.xlsx", sheet, stored))) if f.check.startswith("formula")]


def test_the_sum_of_the_next_block_is_not_left_out(tmp_path: Path) -> None:
    sheet = {f"{'ABC'[i]}1": name for i, name in enumerate(("STT", "Dự án", "Tổng mức (triệu đồng)"))}
    amounts = {3: 3250, 4: 1875, 6: 2960, 7: 4120, 8: 1250}
    made: dict[str, Any] = sheet | {"B2": "Huyện Đông", "C2": "=SUM(C3:C4)", "B5": "Huyện Tây", "C5": "=SUM(C6:C8)"}
    made |= {f"B{row}": f"Đường {row}" for row in amounts} | {f"C{row}": amount for row, amount in amounts.items()}
    assert not [f for f in findings(extracted(workbook(tmp_path / "a.xlsx", made))) if f.check == "formula_range"]


def test_a_typed_column_between_columns_that_repeat_the_one_beside_them(tmp_path: Path) -> None:
    heads = ("STT", "Khoản thu", "Dự toán", "Huyện hưởng", "Thực hiện", "Huyện thực hưởng", "Năm trước", "Huyện hưởng năm trước")
    made: dict[str, Any] = {f"{'ABCDEFGH'[i]}1": name for i, name in enumerate(heads)}
    stored: dict[str, float] = {}
    for row, (name, first, plan, done) in enumerate(COMMUNES, 2):
        made |= {f"A{row}": row - 1, f"B{row}": name, f"C{row}": plan * 10, f"E{row}": done * 10, f"G{row}": first * 10}
        for given, repeated in (("C", "D"), ("E", "F"), ("G", "H")):
            made[f"{repeated}{row}"] = f"={given}{row}" if row == 4 else made[f"{given}{row}"]
            stored[f"{repeated}{row}"] = made[f"{given}{row}"]
    assert not [f for f in findings(extracted(workbook(tmp_path / "a.xlsx", made, stored))) if f.check == "formula_typed"]
