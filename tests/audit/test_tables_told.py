"""Ties of tables that labels, heads and places tell: shares of a total, empty cells that are zeros, products, lists that begin anew."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample
from extractor.document import Document
from extractor.layout import analyze
from extractor.tables.grid import grid_of

HEAD = "STT\tĐơn vị\tTổng số\tNhóm A\tNhóm B\tNhóm C\tChậm tiến độ"
ROWS = [
    ["1", "Xã Đông", "268", "1", "33", "234", "8"],
    ["2", "Xã Tây", "28", "", "5", "23", ""],
    ["3", "Xã Nam", "354", "", "20", "334", "12"],
    ["4", "Xã Bắc", "331", "", "4", "327", ""],
    ["5", "Xã Trung", "157", "", "", "157", "5"],
    ["6", "Xã Thượng", "126", "", "29", "97", "7"],
    ["", "Tổng", "1264", "1", "91", "1172", "32"],
    ["", "Các tỷ lệ", "", "0,1%", "7,2%", "92,7%", "2,5%"],
]


def written(changes: dict[tuple[int, int], str] | None = None) -> str:
    rows = [list(row) for row in ROWS]
    for (r, c), value in (changes or {}).items():
        rows[r][c] = value
    return "\n".join([HEAD, *("\t".join(row) for row in rows)])


def broken(text: str) -> list[str]:
    _, result = audit_sample(text)
    return [r.computation for r in result.relations if not r.holds]


def test_empty_cells_that_agree_as_zeros_are_zeros() -> None:
    assert not broken(written())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({(2, 5): "374"}, "20 + 374 = 394"),  # a part beside an empty cell
        ({(4, 5): "127"}, "127 = 127"),  # the only part of its row
        ({(6, 6): "72"}, "8 + 12 + 5 + 7 = 32"),  # a total over empty cells
        ({(7, 4): "9,2%"}, "91 / 1264"),  # a share of the total row
        ({(7, 6): "4,5%"}, "32 / 1264"),
    ],
)
def test_what_breaks_them_is_found(changes: dict[tuple[int, int], str], words: str) -> None:
    assert any(words in made for made in broken(written(changes)))


PROJECTS = [
    ["1", "Bàn", "2", "6", "3", "36", "95.000", "3.420.000"],
    ["2", "Ghế", "4", "5", "3", "60", "12.500", "750.000"],
    ["3", "Tủ", "3", "7", "2", "42", "110.000", "4.620.000"],
    ["4", "Bảng", "2", "9", "4", "72", "87.000", "6.264.000"],
    ["5", "Đèn", "5", "8", "2", "80", "41.000", "3.280.000"],
]


@pytest.mark.parametrize(("place", "value"), [((0, 2), "7"), ((1, 5), "80"), ((3, 4), "9")])
def test_a_column_that_is_the_product_of_those_before_it(place: tuple[int, int], value: str) -> None:
    head = "TT\tVật tư\tSố điểm\tSố mẫu\tSố đợt\tSố lượng (cái)\tĐơn giá (đồng)\tThành tiền (đồng)"
    assert not broken("\n".join([head, *("\t".join(row) for row in PROJECTS)]))
    rows = [list(row) for row in PROJECTS]
    rows[place[0]][place[1]] = value
    assert broken("\n".join([head, *("\t".join(row) for row in rows)]))


def test_a_list_that_begins_anew_belongs_to_the_heading_above_it() -> None:
    rows = ["I\tQuan trắc\t967", "1\tThường xuyên\t614", "1.1\tVùng hồ\t251", "1\tNhiệt độ\t104", "2\tĐộ mặn\t147", "1.2\tVùng sông\t363", "1\tNhiệt độ\t209", "2\tĐộ mặn\t154", "2\tĐột xuất\t353"]
    layout = analyze(Document("\n".join(["STT\tNội dung\tKinh phí", *rows]), "a.txt", "0" * 64))
    grid = grid_of(layout.document.text, layout.tables[0])
    assert [row.parent for row in grid.rows] == [None, 1, 2, 3, 3, 2, 6, 6, 1]
    assert not broken("\n".join(["STT\tNội dung\tKinh phí", *rows]))
    rows[4] = "2\tĐộ mặn\t177"
    assert broken("\n".join(["STT\tNội dung\tKinh phí", *rows]))


BUDGET = {"I": [(1548, 2119, 2400, 906, 1046), (139, 147, 127, 129, 130), (535, 321, 312, 576, 588)], "II": [(302, 310, 318, 320, 330), (97, 91, 61, 63, 66)]}


def budget() -> str:
    """Groups over their members, with the third column in per cent of the second under heads that stand one column off."""

    def line(mark: str, name: str, amounts: tuple[int, ...]) -> str:
        first, second, third, *later = amounts
        rate = f"{100 * third / second:.1f}".replace(".", ",")
        return "\t".join([mark, name, str(first), str(second), str(third), rate, *map(str, later)])

    lines = ["STT\tNội dung\tNăm 2030\tƯớc năm 2030\tNăm 2031\tNăm 2032\tNăm 2033\tNăm 2034"]
    for group, members in BUDGET.items():
        lines.append(line(group, f"Nhóm thu {group}", tuple(map(sum, zip(*members, strict=True)))))
        lines += [line(str(number), f"Khoản thu {group}.{number}", member) for number, member in enumerate(members, 1)]
    return "Đơn vị: Triệu đồng\n\n" + "\n".join(lines)


def test_rates_under_a_head_that_names_none_do_not_add_up() -> None:
    assert not broken(budget())


def test_yields_of_another_area_are_asked_after_and_not_told_as_errors() -> None:
    """The area of an orchard holds what bears no fruit yet: where many communes break the product, it was never meant."""
    area = [310, 120, 460, 75, 238, 154, 97, 305]
    crop_yield = [62, 58, 71, 66, 59, 64, 73, 68]
    output = [f"{a * y / 10:.1f}".replace(".", ",") for a, y in zip(area, crop_yield, strict=True)]
    heads = "\t".join(f"Xã {chr(65 + n)}" for n in range(8))

    def result(written: list[str]) -> list[str]:
        rows = [["Diện tích", "ha", *map(str, area)], ["Năng suất", "tạ/ha", *map(str, crop_yield)], ["Sản lượng", "tấn", *written]]
        text = f"Chỉ tiêu\tĐơn vị\t{heads}\n" + "\n".join("\t".join(row) for row in rows)
        _, made = audit_sample(text)
        return [f.severity for f in made.findings if f.check == "product_mismatch"]

    assert result(output) == []
    assert result([*output[:3], "295,0", *output[4:]]) == ["error"]
    several = result(["1211,0", output[1], "2001,5", "295,0", *output[4:]])
    assert several and "error" not in several


@pytest.mark.parametrize(("remark", "holds"), [("Có 9/34 nhiệm vụ chưa đến hạn", True), ("Có 7/34 nhiệm vụ chưa đến hạn", False), ("", False)])
def test_a_remark_may_name_what_a_total_still_needs(remark: str, holds: bool) -> None:
    rows = [
        ("4", "Thực hiện nhiệm vụ", "", "", ""),
        ("4.1", "Tổng số nhiệm vụ được giao", "Nhiệm vụ", "34", remark),
        ("4.1.1", "Số nhiệm vụ hoàn thành đúng hạn", "Nhiệm vụ", "22", ""),
        ("4.1.2", "Số nhiệm vụ hoàn thành quá hạn", "Nhiệm vụ", "3", ""),
        ("4.1.3", "Số nhiệm vụ quá hạn chưa hoàn thành", "Nhiệm vụ", "0", ""),
        ("5", "Tổng số phiếu khảo sát", "Phiếu", "1.240", ""),
    ]
    made = broken("\n".join(["STT\tChỉ tiêu\tĐơn vị tính\tSố liệu\tGhi chú", *("\t".join(row) for row in rows)]))
    assert (not made) is holds


@pytest.mark.parametrize("column", [2, 3, 4])
def test_the_only_figure_of_a_row_may_stand_in_another_column(column: int) -> None:
    """A converter drops the cells that a joined name covers: the amount of a group stands right behind it."""
    head = ["STT", "Nội dung", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)"]
    rows = [["I", "Vật tư", "", "", ""], ["1", "Dây", "12", "45.500", "546.000"], ["2", "Ống", "30", "18.250", "547.500"], ["3", "Van", "7", "96.000", "672.000"]]
    rows[0][column] = "1.765.500"
    assert not broken("\n".join("\t".join(row) for row in [head, *rows]))
    _, result = audit_sample("\n".join("\t".join(row) for row in [head, *rows]))
    assert any(r.computation.startswith("546.000 + 547.500 + 672.000") and r.holds for r in result.relations)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({(2, 3): "27,19"}, "27,19 + 43,48 + 35,17"),
        ({(3, 4): ""}, None),  # an empty cell leaves it open
        ({(2, 2): "41,0", (2, 3): "61,0"}, "61,0 + 43,48 + 35,17"),
    ],
)
def test_a_structure_of_a_table_makes_a_hundred(change: dict[tuple[int, int], str], words: str | None) -> None:
    rows = [
        ["1", "Giá trị sản xuất", "12.480", "13.950", "15.610"],
        ["2", "Cơ cấu kinh tế (%)", "", "", ""],
        ["-", "Nông nghiệp", "20,18", "21,35", "19,84"],
        ["-", "Công nghiệp", "45,21", "43,48", "44,97"],
        ["-", "Dịch vụ", "34,61", "35,17", "35,19"],
        ["3", "Dân số", "84.210", "85.034", "85.990"],
    ]
    for (r, c), value in change.items():
        rows[r][c] = value
    made = broken("\n".join("\t".join(row) for row in [["TT", "Chỉ tiêu", "Năm 2031", "Năm 2032", "Năm 2033"], *rows]))
    assert any(words in m for m in made) if words else not made


def test_totals_that_nothing_adds_up_to_are_told_once_a_table() -> None:
    head = "STT\tĐơn vị\tTổng số\tĐã trả\tTrễ hạn"
    rows = ["1\tXã Đông\t941\t152\t40", "2\tXã Tây\t872\t231\t11", "3\tXã Nam\t615\t187\t25", "\tTổng cộng\t9.999\t8.450\t7.215"]
    _, result = audit_sample("\n".join([head, *rows]))
    (told,) = [i for i in result.findings if i.check == "table_total_unverified"]
    assert told.severity == "info" and "dòng “Tổng cộng”" in told.message and "cột “Tổng số”" in told.message
    assert not [i for i in audit_sample(written())[1].findings if i.check == "table_total_unverified"]


def test_columns_that_do_not_add_up_are_asked_after() -> None:
    """Codes, prices and means stand in the columns of a group as amounts do; what breaks in every group was never a sum."""
    rows = [
        ["I", "Trồng trọt", "2.694", "120.350", "11.300"],
        ["1", "Lúa", "2.806", "70.150", "9.500"],
        ["2", "Ngô", "2.807", "50.200", "7.200"],
        ["II", "Chăn nuôi", "2.695", "84.420", "65.000"],
        ["1", "Lợn", "2.814", "60.310", "52.000"],
        ["2", "Gà", "2.815", "24.110", "48.000"],
        ["III", "Thủy sản", "2.696", "45.980", "38.000"],
        ["1", "Cá", "2.821", "30.640", "35.500"],
        ["2", "Tôm", "2.822", "15.340", "180.000"],
    ]

    _, result = audit_sample("\n".join("\t".join(row) for row in [["STT", "Ngành", "Thứ tự biểu", "Giá trị (triệu đồng)", "Giá (đồng/kg)"], *rows]))
    assert not [i.message for i in result.findings if i.severity != "info"]


LOANS = """TT\tNguồn vay\tDư đầu kỳ\tKế hoạch\tVay\tTrả gốc\tDư cuối kỳ
I\tPhát hành trái phiếu\t\t\t\t\t
II\tVay quỹ đầu tư\t141.300\t-\t-\t79.250\t62.050
1\tQuỹ phát triển đất\t141.300\t\t\t79.250\t62.050
2\tQuỹ khác\t\t\t\t\t
III\tVay lại vốn nước ngoài\t-\t17.400\t3.177\t-\t3.177
1\tDự án đường huyện\t\t17.400\t3.177\t\t3.177
IV\tVay khác\t\t\t\t\t
\tTổng cộng\t141.300\t17.400\t3.177\t79.250\t{}"""


@pytest.mark.parametrize(("total", "found"), [("65.227", []), ("68.227", ["62.050 + 3.177 = 65.227"])])
def test_items_that_nobody_filled_in_are_nothing(total: str, found: list[str]) -> None:
    made = broken(LOANS.format(total))
    assert len(made) == len(found) and all(words in m for m, words in zip(made, found, strict=True))


FORM = """STT\tChỉ tiêu\tĐơn vị tính\tSố liệu
1.\tTự chủ tài chính\tĐơn vị\t2.415
1.1.\tTổng số trường công lập\tĐơn vị\t{}
1.2.\tSố trường tự chủ chi đầu tư\tĐơn vị\t{}
1.3.\tSố trường tự chủ một phần\tĐơn vị\t{}
1.3.1.\tSố trường tự chủ trên 70%\tĐơn vị\t{}
1.3.2.\tSố trường tự chủ từ 30% đến 70%\tĐơn vị\t{}
1.3.3.\tSố trường tự chủ dưới 30%\tĐơn vị\t{}
1.4.\tSố trường do ngân sách bảo đảm\tĐơn vị\t{}
2.\tSố lớp đã mở\tĐơn vị\t43"""


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ((348, 17, 164, 41, 93, 30, 167), []),
        ((348, 47, 164, 41, 93, 30, 167), ["47 + 164 + 167 = 378"]),  # an item "Tổng số" over those that follow it
        ((348, 17, 164, 41, 98, 30, 167), ["41 + 98 + 30 = 169"]),  # an item over those that begin as it does
        ((348, 17, 521, 41, 93, 30, 902), []),  # far off, and no wrong key explains it: these do not add up
    ],
)
def test_items_of_a_form_are_asked_after(figures: tuple[int, ...], words: list[str]) -> None:
    made = broken(FORM.format(*figures))
    assert len(made) == len(words) and all(w in m for m, w in zip(made, words, strict=True))


def test_each_breakdown_of_a_yearbook_makes_up_the_row_above_it() -> None:
    rows = ["Chỉ tiêu\t2030\t2031\t2032", "Số giáo viên (Người)\t344\t394\t310", "Phân theo giới tính\t\t\t", "Nam\t176\t180\t177", "Nữ\t168\t214\t133"]
    rows += ["Phân theo loại hình\t\t\t", "Công lập\t260\t250\t223", "Ngoài công lập\t84\t144\t87"]
    _, right = audit_sample("\n".join(rows))
    sums = [r.computation for r in right.relations if r.kind == "sum"]
    assert {"176 + 168 = 344", "260 + 84 = 344", "180 + 214 = 394", "250 + 144 = 394", "177 + 133 = 310", "223 + 87 = 310"} <= set(sums)
    assert not right.findings
    _, wrong = audit_sample("\n".join(rows).replace("\t84\t", "\t94\t"))
    assert [f.check for f in wrong.findings] == ["table_total_mismatch"]
