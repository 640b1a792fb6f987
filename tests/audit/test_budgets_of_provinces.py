"""Sheets of provincial budgets: columns and rows that are some parts only, levels of names, figures typed as texts; and that what does not add up is still told."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractor.audit.samples import audit_sample
from extractor.pipeline import extract
from extractor.readers.sheet import compose
from extractor.readers.sheet_model import Sheet, SheetCell


def told(*rows: str, head: str = "STT\tNội dung\tDự toán", severities: Sequence[str] = ("error", "warning")) -> list[str]:
    _, result = audit_sample("\n".join(["Đơn vị: triệu đồng", head, *rows]))
    return [f.message for f in result.findings if f.severity in severities and f.check.startswith("table_")]


def sheet_told(rows: Sequence[str], bold: Sequence[int] = (), joined: Sequence[tuple[int, int, int, int]] = ()) -> list[str]:
    made = Sheet("Biểu", merged=list(joined))
    for r, row in enumerate(rows):
        for c, words in enumerate(row.split("\t")):
            if words:
                made.cells[r, c] = SheetCell(words, figure=words.replace(".", "").isdecimal(), bold=r in bold)
    return [r.message for r in extract(compose([made], "b.xls", "")).records if r.type == "finding" and r.severity in ("error", "warning")]


SOME = [
    ("Sở A", "4.117", "", "2.210", "1.907"), ("Sở B", "3.326", "1.100", "", "2.226"), ("Sở C", "5.218", "", "1.804", "3.414"), ("Sở D", "2.709", "", "", "2.709"),
    ("Sở Đ", "6.335", "2.118", "", "4.217"), ("Sở E", "1.418", "", "", "1.418"), ("Sở G", "2.527", "", "1.120", "1.407"), ("Sở H", "3.936", "1.509", "", "2.427"),
]  # fmt: skip
LEFT = [("Sở I", "7.245", "1.337", "", "2.308"), ("Sở K", "8.154", "", "1.246", "3.508"), ("Sở L", "6.461", "", "", "2.379"), ("Sở M", "3.872", "", "1.463", "2.209")]


def some_columns(rows: Sequence[Sequence[str]], lead: str = "Trong đó - Of which:") -> list[str]:
    heads = ["STT\tĐơn vị\tTổng số\t" + lead, "\t\t\tKinh tế\tGiáo dục\tQuản lý"]
    joined = [(0, 3, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)]
    return sheet_told([*heads, *("\t".join((str(n), *row)) for n, row in enumerate(rows, 1))], joined=joined)


def test_columns_behind_a_lead_in_two_languages_need_not_be_all() -> None:
    assert not some_columns([*SOME, *LEFT])  # "3.872" is 200 more than its parts, as others have more


def test_where_all_other_rows_add_up_what_is_left_is_told() -> None:
    assert any("3.872" in message for message in some_columns([*SOME, LEFT[3]]))


BESIDE = [
    "STT\tĐơn vị\tTổng số\tHành chính\tSự nghiệp\tChương trình mục tiêu",
    "1\tHội A\t1.430\t310\t900\t220", "2\tHội B\t2.075\t875\t1.200\t", "3\tHội C\t1.163\t451\t712\t", "4\tHội D\t3.248\t1.136\t2.112\t", "5\tHội E\t2.391\t1.204\t1.187\t",
    "6\tHội G\t1.754\t613\t1.141\t", "7\tHội H\t2.982\t1.077\t1.620\t285", "8\tHội I\t1.546\t702\t844\t",
    "9\tHội K\t1.913\t804\t1.109\t", "10\tHội L\t2.457\t1.216\t1.241\t", "11\tHội M\t3.068\t1.432\t1.636\t", "12\tHội N\t1.685\t723\t962\t",
]  # fmt: skip


def test_a_total_takes_in_the_column_beside_its_parts() -> None:
    """The head over the parts ends before the last column of them."""
    heads = ["STT\tĐơn vị\tChi thường xuyên\t\t\tChương trình mục tiêu", "\t\tTổng số\tHành chính\tSự nghiệp\t"]
    joined = [(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5)]
    assert not sheet_told([*heads, *BESIDE[1:]], joined=joined)
    assert any("2.391" in message for message in sheet_told([*heads, *(row.replace("1.187", "1.817") for row in BESIDE[1:])], joined=joined))


TWICE = [
    "\tTổng chi ngân sách huyện\t1.316.217",
    "1\tChi đầu tư phát triển\t411.350",
    "\tDevelopment investment expenditures\t",
    "2\tChi thường xuyên\t843.627",
    "\tTrong đó - Of which:\t",
    "\tChi giáo dục và đào tạo\t436.914",
    "\tEducation and training expenditures\t",
    "\tChi khoa học\t9.418",
    "3\tChi chương trình mục tiêu\t61.240",
    "\tTarget programs expenditures\t",
]


def test_a_name_said_again_in_english_opens_no_group() -> None:
    assert not told(*TWICE)
    assert any("1.316.217" in message for message in told(*TWICE[:-2], TWICE[-2].replace("61.240", "61.420"), TWICE[-1]))


def test_the_name_of_a_row_says_its_formula() -> None:
    rows = [
        "B\tThu ngân sách huyện (I+2b-2b1+II)\t4.063.610",
        "I\tCác khoản thu cân đối (1+2a+2b1)\t2.937.321",
        "1\tThu theo phân cấp\t2.162.390",
        "2\tBổ sung từ ngân sách tỉnh\t1.312.953",
        "a\tBổ sung cân đối\t658.310",
        "b\tBổ sung có mục tiêu\t654.643",
        "b1\tTrong đó bổ sung tiền lương\t116.621",
        "II\tThu xổ số\t588.267",
    ]
    assert not told(*rows)
    assert any("588.627" in message for message in told(*rows[:-1], rows[-1].replace("588.267", "588.627"), severities=("error", "warning", "info")))


STARS = [
    "TT\tDự án\tĐã làm\tKế hoạch",
    "A\tNguồn tập trung\t11.550\t14.717",
    "I\tGiao thông\t6.600\t7.917",
    "**\tDự án chuyển tiếp\t6.600\t4.917",
    "1\tĐường Bến Cau\t4.150\t2.667",
    "2\tCầu Lạch Tre\t2.450\t2.250",
    "**\tDự án khởi công mới\t\t3.000",
    "1\tĐường Đồng Sim\t\t3.000",
    "II\tKhoa học\t4.950\t6.800",
    "**\tDự án chuyển tiếp\t4.950\t3.300",
    "1\tTrang tin điện tử\t4.950\t3.300",
    "**\tDự án khởi công mới\t\t3.500",
    "1\tPhòng kiểm định\t\t3.500",
]


def test_rows_with_stars_hold_the_items_below_them() -> None:
    groups = (1, 2, 3, 6, 8, 9, 11)
    assert not sheet_told(STARS, bold=groups)
    assert sheet_told([row.replace("2.667", "2.867") for row in STARS], bold=groups)


TOWNS = [("Đông", 301, 180, 120), ("Tây", 514, 301, 212), ("Nam", 427, 216, 210), ("Bắc", 638, 307, 330), ("Trung", 749, 402, 346), ("Thượng", 225, 113, 111), ("Hạ", 336, 204, 131)]


def test_roundings_of_rows_add_up_in_their_total() -> None:
    total = tuple(sum(row[n] for row in TOWNS) for n in (1, 2, 3))
    rows = [f"{n}\tXã {name}\t{a + 5000}\t{b + 2000}\t{c + 3000}" for n, (name, a, b, c) in enumerate(TOWNS, 1)]
    whole = f"\tTổng số\t{total[0] + 35000}\t{total[1] + 14000}\t{total[2] + 21000}"
    found = told(*rows, whole, head="STT\tĐơn vị\tTổng số\tLương\tKhác")
    assert not [message for message in found if message.startswith("Tổng số")]


COLUMNS = ((1, 5011, 1240), (2, 2013, 0), (3, 3017, 1157), (2, 4129, 0))  # of TOWNS, what is added to each, and to their total


def test_a_total_that_breaks_in_several_columns_is_told_once() -> None:
    rows = ["\t".join((str(number), f"Xã {row[0]}", *(str(row[n] + add) for n, add, _ in COLUMNS))) for number, row in enumerate(TOWNS, 1)]
    whole = "\tTổng số\t" + "\t".join(str(sum(row[n] + add for row in TOWNS) + off) for n, add, off in COLUMNS)
    found = told(*rows, whole, head="STT\tĐơn vị\tNgười\tGia súc\tGia cầm\tThủy cầm")
    assert len(found) == 1
    assert "cũng ở cột" in found[0]


def test_thousands_typed_as_text_among_stored_numbers() -> None:
    made = Sheet("Biểu")
    rows = [("Nội dung", "Số tiền (triệu đồng)", None), ("Chi đường", "12.415", 12415), ("Chi chợ", "3.620", 3620), ("Chi kênh", "1.275", 1275), ("Dự phòng", "6,500", None)]
    for r, (name, words, stored) in enumerate(rows):
        made.cells[r, 0] = SheetCell(name)
        made.cells[r, 1] = SheetCell(words, figure=stored is not None, stored=None if stored is None else Decimal(stored))
    found = [r.value for r in extract(compose([made], "b.xlsx", "")).records if r.type == "indicator"]
    assert found[-1] == 6_500_000_000
