"""Sheets of budgets as offices keep them: which rows are parts, which columns are some only, and that what does not add up is still told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.audit.samples import audit_sample
from extractor.pipeline import extract
from extractor.readers import read_bytes

HEAD = "STT\tNội dung\tDự toán\tQuyết toán"


def told(*rows: str, head: str = HEAD) -> list[str]:
    _, result = audit_sample("\n".join(["Đơn vị: triệu đồng", head, *rows]))
    return [f.message for f in result.findings if f.severity in ("error", "warning") and f.check.startswith("table_")]


LED = [
    "A\tTổng chi cân đối\t1.213.450\t1.298.737",
    "I\tChi đầu tư\t410.215\t438.116",
    "II\tChi thường xuyên\t735.124\t788.203",
    "\tTrong đó - Of which:\t\t",
    "\tGiáo dục\t312.407\t318.566",
    "\tKhoa học\t4.118\t4.207",
    "III\tTrả nợ\t14.211\t15.118",
    "IV\tDự phòng\t53.900\t57.300",
    "B\tChi quản lý qua ngân sách\t61.300\t64.200",
]


def test_what_a_lead_in_two_languages_names_is_no_part() -> None:
    assert not told(*LED)
    assert any("1.213.850" in message for message in told(LED[0].replace("1.213.450", "1.213.850"), *LED[1:]))


EMPTY = [
    "I\tThu nội địa\t41.633\t44.517",
    "1\tDoanh nghiệp trung ương\t14.238\t15.407",
    "\tThuế giá trị gia tăng\t9.117\t9.904",
    "\tThuế tài nguyên\t4.806\t5.186",
    "\tThu khác\t315\t317",
    "2\tDoanh nghiệp địa phương\t27.395\t29.110",
    "\tThuế giá trị gia tăng\t22.041\t23.522",
    "\tThuế tài nguyên\t\t",
    "\tThu khác\t5.354\t5.588",
]


def test_an_item_that_came_to_nothing_heads_nothing() -> None:
    assert not told(*EMPTY)
    assert told(*EMPTY[:-1], EMPTY[-1].replace("5.588", "5.858"))


BODIES = [
    ("Xanh", 4117, 2238, 0), ("Đỏ", 3326, 1409, 0), ("Tím", 5218, 3107, 0), ("Vàng", 2709, 1814, 110), ("Nâu", 6335, 2226, 0), ("Lam", 1418, 3319, 240), ("Hồng", 2527, 4415, 0),
    ("Trắng", 3936, 1128, 0), ("Đen", 4245, 2337, 0), ("Xám", 5154, 3246, 0), ("Biếc", 2461, 1379, 0), ("Cam", 3872, 2463, 0),
]  # fmt: skip


def alarmed(heads: str, rows: Sequence[Sequence[object]]) -> list[str]:
    """The alarms of a table on a page."""
    body = "".join("<tr>" + "".join(f"<td>{cell:,}</td>".replace(",", ".") if isinstance(cell, int) else f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    made = extract(read_bytes(f"<html><body><table>{heads}{body}</table></body></html>".encode(), "a.html"))
    return [f.message for f in made.records if f.type == "finding" and f.severity in ("error", "warning")]


@pytest.mark.parametrize(("words", "alarms"), [("Trong đó", 0), ("Chia ra", 2)])
def test_parts_behind_trong_do_need_not_be_all(words: str, alarms: int) -> None:
    heads = f"<tr><th rowspan=2>STT</th><th rowspan=2>Cơ quan</th><th rowspan=2>Tổng số</th><th colspan=2>{words}</th></tr><tr><th>Giáo dục</th><th>Y tế</th></tr>"
    rows = [(f"{n}", f"Sở {name}", a + b + more, a, b) for n, (name, a, b, more) in enumerate(BODIES, 1)]
    assert len(alarmed(heads, rows)) == alarms


def test_one_row_of_many_that_breaks_is_told_behind_trong_do_too() -> None:
    heads = "<tr><th rowspan=2>STT</th><th rowspan=2>Cơ quan</th><th rowspan=2>Tổng số</th><th colspan=2>Trong đó</th></tr><tr><th>Giáo dục</th><th>Y tế</th></tr>"
    rows = [(f"{n}", f"Sở {name}", a + b + (110 if name == "Vàng" else 0), a, b) for n, (name, a, b, _) in enumerate(BODIES, 1)]
    assert len(alarmed(heads, rows)) == 1


def test_a_trong_do_of_its_own_names_parts_of_the_column_before_it() -> None:
    heads = (
        "<tr><th rowspan=3>STT</th><th rowspan=3>Cơ quan</th><th rowspan=3>Tổng số</th><th colspan=4>Chia ra</th></tr>"
        "<tr><th rowspan=2>Kinh tế</th><th colspan=2>Trong đó</th><th rowspan=2>Quản lý</th></tr><tr><th>Giao thông</th><th>Nông nghiệp</th></tr>"
    )
    rows = [(f"{n}", f"Sở {name}", a + b, a, a - 900 if n == 3 else "", a - 700 if n == 5 else "", b) for n, (name, a, b, _) in enumerate(BODIES, 1)]
    assert not alarmed(heads, rows)
    wrong = [(*row[:2], row[2] + 90 if n == 7 else row[2], *row[3:]) for n, row in enumerate(rows)]
    assert alarmed(heads, wrong)


def test_a_tax_is_no_rise() -> None:
    rows = ["1\tThu xuất khẩu\t28.417\t31.226", "2\tHoàn thuế giá trị gia tăng\t-10.512\t-9.911"]
    assert not told("III\tThu cân đối xuất nhập khẩu\t17.905\t21.315", *rows)


WORKS = [
    ("<b>Sở Đông</b>", 877612), ("Cầu Sậy", 194305), ("Cầu Tre", 683307), ("<b>Sở Tây</b>", 60472), ("<b>Sửa thường xuyên</b>", 53371), ("Đường 14", 18406),
    ("Đường 25", 34965), ("<b>Sửa định kỳ</b>", 7101), ("Cầu Đá", 4019), ("Cầu Mây", 3082), ("Sở Nam", 14759), ("Cầu Gỗ", 14759), ("<b>Sở Bắc</b>", 2403117),
    ("Cầu Sắt", 1201904), ("Cầu Ngói", 1201213),
]  # fmt: skip


def test_groups_are_told_by_their_figures_where_levels_are_set_without_care() -> None:
    heads = "<tr><th>STT</th><th>Danh mục</th><th>Giá trị (đồng)</th></tr>"
    rows = [("", *row) for row in WORKS]
    assert not alarmed(heads, [*rows, ("", "<b>Tổng số</b>", 3355960)])
    assert alarmed(heads, [*rows, ("", "<b>Tổng số</b>", 3356960)])


PRICES = "<tr><th>STT</th><th>Mặt hàng</th><th>Giá kỳ trước</th><th>Giá kỳ này</th><th>Mức tăng (giảm)</th><th>Tỷ lệ tăng (giảm) (%)</th></tr>"
GOODS = [("Gạo", 21500, 22400), ("Thịt", 98000, 91000), ("Cá", 61500, 63200), ("Muối", 7400, 7100), ("Đường", 24300, 25600), ("Dầu", 52100, 50900)]


def price(n: int, name: str, before: int, now: int) -> tuple[str, str, int, int, str, str]:
    return f"{n}", name, before, now, f"{now - before:,}".replace(",", "."), f"{100 * (now - before) / before:.4f}".replace(".", ",")


def test_a_change_that_nobody_worked_out_breaks_nothing() -> None:
    rows = [price(n, *good) for n, good in enumerate(GOODS, 1)]
    still = [(f"{n}", name, same, same, "", "") for n, name, same in ((7, "Xà phòng", 38500), (8, "Nước mắm", 41200), (9, "Trà", 17300))]
    assert not alarmed(PRICES, [*rows, *still, ("10", "Phòng trọ", 151000, 203000, "", "")])


def test_what_is_suggested_for_a_fall_is_a_fall() -> None:
    rows = [price(n, *good) for n, good in enumerate(GOODS, 1)]
    rows[3] = (*rows[3][:5], "-0,0405")
    [message] = alarmed(PRICES, rows)
    assert "-0,0405 là -4,05" in message


DISTRICTS = [("Đông", 4117, 2238, 1409), ("Tây", 3326, 1812, 1107), ("Nam", 5218, 3107, 2211), ("Bắc", 2709, 1814, 1315), ("Trung", 6335, 2226, 1418)]


def test_a_total_that_nobody_added_up_in_a_column() -> None:
    heads = "<tr><th>STT</th><th>Huyện</th><th>Tổng số</th><th>Lúa</th><th>Ngô</th><th>Khoai</th></tr>"
    rows = [(f"{n}", name, a + b + c, a, b, c) for n, (name, a, b, c) in enumerate(DISTRICTS, 1)]
    a, b, c = (sum(row[k] for row in rows) for k in (3, 4, 5))  # type: ignore[misc]
    assert not alarmed(heads, [*rows, ("", "Tổng cộng", a + b + c, a, "", c)])
    assert alarmed(heads, [*rows, ("", "Tổng cộng", a + b + c + 900, a, b, c)])


def test_by_how_much_yields_differ_does_not_add_up() -> None:
    heads = "<tr><th rowspan=2>Vùng</th><th colspan=3>Tăng, giảm so với vụ trước</th></tr><tr><th>Diện tích (ha)</th><th>Năng suất (tạ/ha)</th><th>Sản lượng (tấn)</th></tr>"
    rows = [("Tổng số", "-10,2", "0,32", "39,5"), ("Miền núi", "2,5", "1,04", "136,5"), ("Đồng bằng", "-12,7", "-0,15", "-97,0")]
    assert not alarmed(heads, rows)


def test_an_item_with_its_code_is_no_amount() -> None:
    heads = "<tr><th>Mục</th><th>Tiểu mục</th><th>Nội dung</th><th>Số tiền (đồng)</th></tr>"
    rows = [
        ("6000", "", "<b>Tiền lương</b>", 5250417), ("", "6001", "Lương ngạch bậc", 4120306), ("", "6003", "Lương khác", 1130111),
        ("6750", "6750", "<b>Thuê mướn</b>", 4565018), ("", "6758", "Thuê đào tạo", 2850007), ("", "6799", "Thuê khác", 1715011),
        ("7000", "", "<b>Nghiệp vụ</b>", 2202122), ("", "7001", "Vật tư", 1101109), ("", "7003", "Tài liệu", 1101013),
    ]  # fmt: skip
    assert not alarmed(heads, rows)


def test_rows_that_were_filled_in_for_one_column_only() -> None:
    heads = "<tr><th>TT</th><th>Nội dung</th><th>Dự toán đầu năm</th><th>Điều chỉnh</th><th>Dự toán sau điều chỉnh</th></tr>"
    rows = [
        ("1", "Chi đầu tư", 2131, 210, 2341), ("", "- Vốn tập trung", 1420, 120, 1540), ("", "- Tiền sử dụng đất", 711, 90, 801),
        ("2", "Chi thường xuyên", 6318, 215, 6533), ("", "- Giáo dục", 4207, 132, 4339), ("", "- Y tế", 2111, 83, 2194),
        ("3", "Cải cách tiền lương", 535, 83, 618), ("", "- Bổ sung từ tiết kiệm", 0, 171, 0), ("", "- Bổ sung từ tăng thu", 0, "-88", 0),
    ]  # fmt: skip
    assert not alarmed(heads, rows)
    assert alarmed(heads, [*rows[:4], ("", "- Giáo dục", 4207, 132, 4393), *rows[5:]])


def test_a_mean_over_the_rows_is_no_sum_of_them() -> None:
    heads = "<tr><th>Mã</th><th>Tên tỉnh</th><th>Số lượt</th><th>Ngoại trú</th><th>Nội trú</th><th>Ngày điều trị</th></tr>"
    days = ["7,1", "6,2", "6,5", "6", "6,8", "6,9", "6,5", "6,1", "7,9", "6,5", "7,2", "8"]
    rows = [(f"{n:02}", f"Tỉnh {name}", a * 10 + b, a * 10, b, day) for n, ((name, a, b, _), day) in enumerate(zip(BODIES, days, strict=True), 1)]
    total = ("", "Toàn quốc", sum(row[2] for row in rows), sum(row[3] for row in rows), sum(row[4] for row in rows), "6,6")  # type: ignore[misc]
    assert not alarmed(heads, [total, *rows])
    assert alarmed(heads, [(*total[:3], total[3] + 900, *total[4:]), *rows])  # type: ignore[operator]


def test_what_each_worker_earns_does_not_add_up() -> None:
    heads = "<tr><th>Ngành</th><th>Thu nhập bình quân năm 2030 (nghìn đồng)</th><th>Ước năm 2031 (nghìn đồng)</th><th>Năm 2031 so với năm 2030 (%)</th></tr>"
    pay = [("Nông nghiệp", 6402, 7011), ("Thủy sản", 6603, 6948), ("Khai khoáng", 15804, 15510), ("Chế biến", 10112, 10709), ("Điện, nước", 17606, 17908), ("Xây dựng", 9511, 10402),
           ("Thương nghiệp", 9803, 10304), ("Khách sạn", 9702, 10301), ("Vận tải", 16505, 17002), ("Tài chính", 16904, 17408), ("Giáo dục", 6812, 8604), ("Y tế", 6907, 8802)]  # fmt: skip
    rows = [(name, *(f"{a / 10:.1f}".replace(".", ",") for a in (before, now, 1000 * now / before))) for name, before, now in pay]
    assert not alarmed(heads, [("CẢ NƯỚC", "928,4", "1034,1", "111,4"), *rows])


UNITS = [
    ("I", "Sở Đông", 9133, 5218, 3915), ("", "Văn phòng sở", 5218, 5218, 0), ("", "Khoán", 5218, 5218, 0), ("", "Trung tâm Nước", 3512, 0, 3512), ("", "Khoán", 3512, 0, 3512),
    ("", "Phòng Công chứng", 403, 0, 403), ("", "Khoán", 403, 0, 403), ("II", "Sở Tây", 4526, 1317, 3209), ("", "Văn phòng sở", 1317, 1317, 0), ("", "Khoán", 1317, 1317, 0),
    ("", "Trạm Giống", 3209, 0, 3209), ("", "Khoán", 3209, 0, 3209),
]  # fmt: skip


def test_a_row_that_says_again_what_the_row_above_it_says_is_what_that_row_holds() -> None:
    heads = "<tr><th>STT</th><th>Đơn vị</th><th>Tổng số</th><th>Quản lý</th><th>Sự nghiệp</th></tr>"
    assert not alarmed(heads, UNITS)


def test_a_total_names_the_one_section_that_it_is() -> None:
    heads = "<tr><th>STT</th><th>Chỉ tiêu</th><th>Dự toán (triệu đồng)</th></tr>"
    rows = [
        ("", "TỔNG THU NGÂN SÁCH ĐỊA PHƯƠNG (A)", 792825), ("A", "Các khoản thu cân đối", 792825), ("1", "Thu hưởng 100%", 233190), ("2", "Thu phân chia", 500200), ("3", "Thu bổ sung", 59435),
        ("B", "Các khoản thu quản lý qua ngân sách", 10400), ("1", "Thu xổ số", 10400), ("C", "Thu huy động", 180300),
    ]  # fmt: skip
    assert not alarmed(heads, rows)
    assert alarmed(heads, [*rows[:3], ("2", "Thu phân chia", 520200), *rows[4:]])


def test_a_column_worked_out_of_rounded_figures_misses_by_the_roundings_of_both() -> None:
    heads = "<tr><th>Chỉ tiêu</th><th>Thực hiện 11 tháng</th><th>Ước tháng 12</th><th>Cả năm</th></tr>"
    freight = [(2741206, 250673, 2991879), (1331803, 119172, 1450975), (1409405, 131500, 1540905), (928712, 88054, 1016766), (1812494, 162619, 1975113), (1735118, 153806, 1888924), (1006088, 96867, 1102955)]
    names = ["Tổng số", "Trung ương", "Địa phương", "Trong nước", "Ngoài nước", "Đường bộ", "Đường sông"]

    def rows(off: int) -> list[tuple[str, ...]]:
        figures = [freight[0], (freight[1][0] + off, *freight[1][1:]), *freight[2:]]
        return [(name, *(f"{value // 10},{value % 10}" for value in row)) for name, row in zip(names, figures, strict=True)]

    assert not alarmed(heads, rows(0))
    assert alarmed(heads, rows(90))
