"""Thousands parted by blanks in cells of tables, as yearbooks of statistics write them; figures that a sheet keeps as text; fields of a database."""

from __future__ import annotations

import io

import openpyxl
import pytest

from extractor.pipeline import extract, extract_text
from extractor.readers.sheet import read_bytes
from extractor.records import Indicator
from extractor.tables.words import closed_up


def figures(text: str) -> list[tuple[str | None, float, str | None]]:
    return [(r.quote, float(r.value), r.subject or r.label) for r in extract_text(text).records if isinstance(r, Indicator)]


def test_a_cell_with_blanks_between_its_thousands_is_one_figure() -> None:
    found = figures("Báo cáo của tỉnh.\n\nSTT\tBậc học\tSố học sinh\n1\tMầm non\t230 065\n2\tTiểu học\t1 029 610,5\n3\tDạy nghề\t455\n")
    assert found == [("230 065", 230065, "Mầm non"), ("1 029 610,5", 1029610.5, "Tiểu học"), ("455", 455, "Dạy nghề")]


def test_two_figures_in_a_cell_of_a_column_with_dots_stay_two() -> None:
    found = figures("Báo cáo của tỉnh.\n\nSTT\tBậc học\tSố học sinh\n1\tMầm non\t230 165\n2\tTiểu học\t12.610\n3\tDạy nghề\t455\n")
    assert [quote for quote, _, _ in found] == ["230", "165", "12.610", "455"]


@pytest.mark.parametrize(("words", "wanted"), [("12 345", "12345"), ("-1 234 567,8", "-1234567,8"), ("2 020 3", "2 020 3"), ("0 123", "0 123"), ("5 6", "5 6")])
def test_which_blanks_part_thousands(words: str, wanted: str) -> None:
    assert closed_up(words) == wanted


def test_figures_kept_as_text_below_a_blank_row_belong_to_the_table_above() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("Mã", "Cơ sở", "Tỷ lệ nội trú (%)", "Chi bình quân (đồng)"),
        ("00", "Toàn vùng", "10.5", "894231"), ("V1", "Trung du", "7.25", "780043"), ("31", "An Bình", "21.5", "950624"),
        (), ("TT", "Tuyến tỉnh"), ("31061", "Bệnh viện A", "25.5", "1884368"), ("31010", "Bệnh viện B", "50.75", "3640053"),
    ):  # fmt: skip
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue(), "bieu.xlsx", "0" * 64)
    assert len(document.tables) == 1
    found = {(r.subject, r.label): r.value for r in extract(document).records if isinstance(r, Indicator)}
    assert found["Bệnh viện A", "Chi bình quân (đồng)"] == 1884368


def test_fields_of_a_database_hold_figures_where_their_names_name_no_codes() -> None:
    rows = [f"7100{n}\tTrạm {n}\t{300 + n}\t{5000000 + n}" for n in range(4)]
    found = figures("ma_tram\tten_tram\tluot_kham\ttien_chi\n" + "\n".join(rows) + "\n")
    assert [value for _, value, _ in found] == [value for n in range(4) for value in (300 + n, 5000000 + n)]


def test_two_figures_with_their_givers_in_brackets() -> None:
    found = figures("Kế hoạch năm.\n\nLương thực bình quân: 208 kg/người (tỉnh giao) / 212 kg/người (huyện giao).\n")
    assert [value for _, value, _ in found] == [208, 212]


def test_cells_between_strokes_on_one_line_of_text() -> None:
    found = figures("Số học sinh. | Tiểu học | 230 065 | 1 240 771 | 98 | Trung học | 12 345,5 |\n")
    assert [value for _, value, _ in found] == [230065, 1240771, 98, 12345.5]
