"""Small tables whose heads say what is computed of what: a family of bench/written_ties.py.

Each way names its heads and, for every row, which figures it writes: `{a}` a plan, `{b}` a result, `{c}` that of the time before, `{d}` what remains of the plan, `{e}`,
`{f}` two times and `{g}` both together, `{p}` b by a, `{q}` b by c, `{r}` the growth from c to b, `{m}` the change from c to b, `{h}`, `{i}`, `{j}` parts of `{s}`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import written_ties as one

RATED = [
    ("Kế hoạch 2029 | Thực hiện 2029 | TH/KH (%)", "a b p"),
    ("KH năm 2029 | Ước TH năm 2029 | Ước TH/KH (%)", "a b p"),
    ("Kế hoạch | Thực hiện | Tỷ lệ (%)", "a b p"),
    ("Kế hoạch | Thực hiện | % so với KH", "a b p"),
    ("Dự toán giao | Thực hiện | So sánh TH/DT (%)", "a b p"),
    ("Dự toán năm 2029 | Thực hiện 9 tháng | Tỷ lệ thực hiện so với dự toán (%)", "a b p"),
    ("Thực hiện 2028 | Thực hiện 2029 | So sánh (%)", "c b q"),
    ("TH 2028 | TH 2029 | 2029/2028 (%)", "c b q"),
    ("TH 6 tháng 2028 | TH 6 tháng 2029 | So với cùng kỳ (%)", "c b q"),
    ("KH 2029 | TH 6T/2028 | TH 6T/2029 | So với KH (%) | So với CK (%)", "a c b p q"),
    ("KH 2029 | TH 6T/2029 | TH 6T/2028 | % KH | % cùng kỳ", "a b c p q"),
    ("Cùng kỳ | Kế hoạch | Thực hiện | TH/KH | TH/CK", "c a b p q"),
    ("Năm 2028 | Năm 2029 | Tăng, giảm (%)", "c b r"),
    ("Cùng kỳ năm trước | Trong kỳ | Tăng/giảm (%)", "c b r"),
    ("Năm 2028 | Năm 2029 | Tăng, giảm | Tỷ lệ tăng, giảm (%)", "c b m r"),
    ("Số hồ sơ tiếp nhận | Số hồ sơ đúng hạn | Tỷ lệ đúng hạn (%)", "a b p"),
    ("Tổng số hộ | Hộ nghèo | Tỷ lệ hộ nghèo (%)", "a b p"),
    ("Vốn giao | Giải ngân | Tỷ lệ giải ngân (%)", "a b p"),
    ("Số phải thu | Số đã thu | Tỷ lệ thu (%) | Còn phải thu", "a b p d"),
]
SUMMED = [
    ("Tháng 1 | Tháng 2 | 2 tháng", "e f g"),
    ("TH tháng 1 | Ước TH tháng 2 | Ước TH 2 tháng năm 2029", "e f g"),
    ("Quý I | Quý II | 6 tháng đầu năm", "e f g"),
    ("TH 5 tháng | Ước TH tháng 6 | Ước TH 6 tháng", "e f g"),
    ("6 tháng đầu năm | 6 tháng cuối năm | Cả năm", "e f g"),
    ("TH 9T/2029 | Ước TH quý IV/2029 | Ước TH năm 2029", "e f g"),
    ("Tiếp nhận | Đã giải quyết | Còn lại", "a b d"),
    ("Giao | Hoàn thành | Chưa hoàn thành", "a b d"),
    ("Tổng số | Nam | Nữ", "s h i"),
    ("Tổng cộng | Mầm non | Tiểu học | THCS", "s h i j"),
    ("Mầm non | Tiểu học | THCS | Cộng", "h i j s"),
    ("Kỳ trước chuyển sang | Mới tiếp nhận | Tổng số", "h i s"),
    ("Tiếp nhận | Đúng hạn | Trễ hạn", "a b d"),
    ("Tổng vốn | Ngân sách trung ương | Ngân sách tỉnh | Vốn khác", "s h i j"),
]
TOTALS = ["Tổng cộng", "Tổng số", "Cộng", "Toàn huyện", "TỔNG CỘNG", "Tổng"]
AMOUNTS = ["Số hộ", "Số hộ | Số người", "Kinh phí (triệu đồng)", "Số dự án | Tổng mức đầu tư (triệu đồng)", "Kế hoạch | Thực hiện", "Diện tích (ha) | Sản lượng (tấn)"]
NAMED = {"rated": RATED, "summed": SUMMED}


def columns(rng: random.Random) -> Iterator[one.Case]:
    for name, ways in NAMED.items():
        for heads, keys in ways:
            for mark in ("\t", " | "):
                for unit in ("count", "money"):
                    count = rng.randrange(3, 6)
                    rows = [_row(rng, unit) for _ in range(count)]
                    places = [p[0].upper() + p[1:] for p in rng.sample(one.PLACES, count)]
                    lines = [["TT", "Đơn vị", *heads.split(" | ")]]
                    lines += [[str(n), place, *(_cell(row, key, keys) for key in keys.split())] for n, (place, row) in enumerate(zip(places, rows, strict=True), 1)]
                    figures = tuple(dict.fromkeys(_cell(row, key, keys) for row in rows for key in keys.split()))
                    text = ("Đơn vị tính: triệu đồng\n" if unit == "money" else "") + "\n".join(mark.join(line) for line in lines)
                    unique = [f for f in figures if sum(f == cell for line in lines for cell in line) == 1]
                    yield one.Case((name, heads, "tabs" if mark == "\t" else "bars", unit), text, tuple(unique))


def totals(rng: random.Random) -> Iterator[one.Case]:
    """Tables of a few rows with the row of their totals, above or below."""
    for total in TOTALS:
        for heads in AMOUNTS:
            for above in (False, True):
                count = rng.randrange(2, 6)
                names = [p[0].upper() + p[1:] for p in rng.sample(one.PLACES, count)]
                columns = heads.split(" | ")
                tenths = ["triệu" in c or "(" in c for c in columns]
                values = [[rng.randrange(200, 9000) for _ in columns] for _ in range(count)]
                shown = [[one.decimal(v / 10) if t else one.whole(v) for v, t in zip(row, tenths, strict=True)] for row in [*values, [sum(c) for c in zip(*values, strict=True)]]]
                lines = [[str(n), name, *row] for n, (name, row) in enumerate(zip(names, shown, strict=False), 1)]
                lines.insert(0 if above else count, ["", total, *shown[-1]])
                text = "\n".join("\t".join(line) for line in [["TT", "Đơn vị", *columns], *lines])
                figures = [f for f in dict.fromkeys(f for row in shown for f in row) if sum(f == cell for line in lines for cell in line) == 1]
                yield one.Case(("totalled", total, heads, "above" if above else "below"), text, tuple(figures))


def _row(rng: random.Random, unit: str) -> dict[str, str]:
    a = rng.randrange(300, 9000)
    b = rng.randrange(a // 3, a - 20)
    c = rng.randrange(max(40, b // 2), b * 3 // 2 + 2)
    c += c == b
    e, f = rng.randrange(120, 4000), rng.randrange(120, 4000)
    h, i, j = (rng.randrange(30, 2000) for _ in range(3))
    scale = 10 if unit == "money" else 1

    def show(value: int) -> str:
        return one.decimal(value / 10) if scale == 10 else one.whole(value)

    row = {key: show(value) for key, value in {"a": a, "b": b, "c": c, "d": a - b, "e": e, "f": f, "g": e + f, "h": h, "i": i, "j": j, "m": b - c}.items()}
    row |= {"p": one.decimal(b / a * 100), "q": one.decimal(b / c * 100), "r": one.decimal((b - c) / c * 100)}
    return row | {"s2": show(h + i), "s3": show(h + i + j)}


def _cell(row: dict[str, str], key: str, keys: str) -> str:
    """What a row writes; the whole is that of as many parts as are told."""
    return row[key] if key != "s" else row["s3" if "j" in keys else "s2"]
