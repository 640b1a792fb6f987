"""Ways of writing rates with what they are of, general names with their kinds, and columns of items: families of bench/written_ties.py.

`{A}` hectares times `{Y}` tạ/ha (`{T}` tấn/ha, `{K}` kg/ha) are `{O}` tonnes of a crop `{c}`; `{A2}`, `{Y2}`, `{O2}` are another's; `{t}` of `{n}` is `{m}` each; `{p}`
people on `{a}` km² are `{d}` on each; `{s}` is the sum of `{k1}`, `{k2}`, `{k3}`, `{x}` and `{v}` of theirs; `{g}` is `{f}` times `{h}`; `{n}` times `{w}` times `{e}` is `{y}`, without `{n}` `{z}`; `{o1}` … `{o3}` are percentages of nothing that is told.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import written_ties as one

FARMED = [
    "Diện tích {c} {A} ha, năng suất {Y} tạ/ha, sản lượng {O} tấn",
    "{C}: diện tích {A} ha; năng suất {Y} tạ/ha; sản lượng {O} tấn",
    "{C}: {A} ha, năng suất {Y} tạ/ha, sản lượng {O} tấn",
    "Diện tích gieo trồng {c} đạt {A} ha, tăng {o1}% so với cùng kỳ; năng suất đạt {Y} tạ/ha, tăng {o2}%; sản lượng đạt {O} tấn, tăng {o3}%",
    "Sản lượng {c} đạt {O} tấn (diện tích {A} ha, năng suất {Y} tạ/ha)",
    "Sản lượng {c} ước đạt {O} tấn, năng suất {Y} tạ/ha trên diện tích {A} ha",
    "Năng suất {c} bình quân đạt {Y} tạ/ha, diện tích {A} ha, sản lượng {O} tấn",
    "Toàn huyện gieo trồng {A} ha {c}, năng suất ước đạt {Y} tạ/ha, sản lượng {O} tấn",
    "Toàn huyện gieo trồng được {A} ha {c}. Năng suất bình quân ước đạt {Y} tạ/ha. Tổng sản lượng ước đạt {O} tấn",
    "{C}:\n- Diện tích: {A} ha;\n- Năng suất: {Y} tạ/ha;\n- Sản lượng: {O} tấn",
    "{C}: {A} ha\nNăng suất trung bình: {Y} tạ/ha\nSản lượng: {O} tấn",
    "1. {C}\nDiện tích gieo trồng: {A} ha.\nNăng suất: {Y} tạ/ha.\nSản lượng: {O} tấn.\n2. Chăn nuôi\nĐàn gia cầm phát triển ổn định",
    "Tổng sản lượng: {O} tấn\nDiện tích: {A} ha\nNăng suất: {Y} tạ/ha",
    "+ Diện tích {c}: {A} ha, đạt {o1}% kế hoạch;\n+ Năng suất: {Y} tạ/ha, tăng {o2} tạ/ha so với năm 2028;\n+ Sản lượng: {O} tấn, đạt {o3}% kế hoạch",
    "{C} thu hoạch {A} ha, năng suất {K} kg/ha, sản lượng {O} tấn",
    "{C} {A} ha, năng suất {T} tấn/ha, sản lượng {O} tấn",
    "Thu hoạch {A} ha {c} với năng suất {Y} tạ/ha, sản lượng đạt {O} tấn",
    "Diện tích nuôi trồng thủy sản {A} ha, năng suất {T} tấn/ha, sản lượng {O} tấn",
    "Diện tích {c} {A} ha (kế hoạch {A2} ha), năng suất {Y} tạ/ha, sản lượng {O} tấn",
    "Diện tích {c} {A} ha (cùng kỳ {A2} ha), năng suất {Y} tạ/ha, sản lượng {O} tấn (cùng kỳ {O2} tấn)",
    "{C} có diện tích {A2} ha, trong đó cho thu hoạch {A} ha; năng suất {Y} tạ/ha; sản lượng {O} tấn",
    "Vụ đông xuân gieo cấy {A} ha, năng suất {Y} tạ/ha, sản lượng {O} tấn; vụ mùa gieo cấy {A2} ha, năng suất {Y2} tạ/ha, sản lượng {O2} tấn",
    "{C}: {A} ha; năng suất: {Y} tạ/ha; sản lượng: {O} tấn. Sắn: {A2} ha; năng suất: {Y2} tạ/ha; sản lượng: {O2} tấn",
    "- {C}: {A} ha, năng suất {Y} tạ/ha, sản lượng {O} tấn;\n- Sắn: {A2} ha, năng suất {Y2} tạ/ha, sản lượng {O2} tấn",
]
EACH = [
    "Toàn trường có {n} lớp với {t} học sinh, bình quân {m} học sinh/lớp",
    "Tổng số học sinh là {t} em, chia thành {n} lớp, bình quân {m} em/lớp",
    "Toàn huyện có {n} xã; tổng số tiêu chí đạt chuẩn là {t} tiêu chí, bình quân {m} tiêu chí/xã",
    "Toàn huyện có {n} xã. Tổng số tiêu chí đạt chuẩn là {t} tiêu chí, bình quân mỗi xã đạt {m} tiêu chí",
    "Tổng số tiêu chí đạt chuẩn của {n} xã là {t} tiêu chí, bình quân đạt {m} tiêu chí/xã, tăng {o1}% so với năm 2028",
    "Toàn xã có {n} hộ với {t} nhân khẩu, bình quân {m} nhân khẩu/hộ",
    "Tổng số tiền hỗ trợ là {t} triệu đồng cho {n} hộ, bình quân {m} triệu đồng/hộ",
    "Tổng số tiền hỗ trợ là {t} triệu đồng cho {n} hộ, bình quân mỗi hộ {m} triệu đồng",
    "Xã có diện tích tự nhiên {a} km2, dân số {p} người, mật độ dân số {d} người/km2",
    "Diện tích tự nhiên: {a} km²\nDân số: {p} người\nMật độ dân số: {d} người/km²",
    "- Diện tích tự nhiên là {a} km².\n- Dân số trung bình là {p} người.\n- Mật độ dân số đạt {d} người/km²",
    "Xã có {p} người trên diện tích {a} km², mật độ {d} người/km²",
    "Mật độ dân số {d} người/km² (diện tích {a} km², dân số {p} người)",
]
KINDS = [
    "Tổng đàn gia súc, gia cầm: {s} con\nTrâu: {k1} con\nBò: {k2} con\nGia cầm: {k3} con",
    "Tổng đàn gia súc: {s} con\n- Đàn trâu: {k1} con\n- Đàn bò: {k2} con\n- Đàn lợn: {k3} con",
    "Tổng đàn gia súc hiện có {s} con, trong đó: trâu {k1} con, bò {k2} con, lợn {k3} con",
    "Tổng đàn gia súc hiện có {s} con, gồm: đàn trâu {k1} con, đàn bò {k2} con, đàn lợn {k3} con",
    "Tổng đàn gia cầm {s} con. Trong đó, gà {k1} con, vịt {k2} con, ngan {k3} con",
    "Lúa cả năm: {s} ha\nLúa đông xuân: {k1} ha\nLúa hè thu: {k2} ha\nLúa mùa: {k3} ha",
    "Lúa cả năm {s} ha, trong đó: lúa đông xuân {k1} ha, lúa hè thu {k2} ha, lúa mùa {k3} ha",
    "Diện tích rừng hiện có: {s} ha\nRừng đặc dụng: {k1} ha\nRừng phòng hộ: {k2} ha\nRừng sản xuất: {k3} ha",
    "Tổng sản lượng lương thực: {s2} tấn\nLúa cả năm: {A} ha, năng suất {Y} tạ/ha, sản lượng {O} tấn\nNgô: {A2} ha, năng suất {Y2} tạ/ha, sản lượng {O2} tấn",
    "Tổng diện tích cây lương thực: {s3} ha\nTổng sản lượng lương thực: {s2} tấn\nLúa: {A} ha, năng suất {Y} tạ/ha, sản lượng {O} tấn\nNgô: {A2} ha, năng suất {Y2} tạ/ha, sản lượng {O2} tấn",
    "Tổng sản lượng lương thực có hạt đạt {s2} tấn. Trong đó, sản lượng thóc {O} tấn, sản lượng ngô {O2} tấn",
    "Tổng sản lượng thủy sản: {s2} tấn\nTrong đó: nuôi trồng {O} tấn, khai thác {O2} tấn",
]
COLUMNS = [
    "Tổng kế hoạch vốn là {s} triệu đồng, trong đó vốn đầu tư {v} triệu đồng. Cụ thể:\n- {P1}: {k1} triệu đồng (vốn đầu tư {v1} triệu đồng);\n- {P2}: {k2} triệu đồng (vốn đầu tư {v2} triệu đồng);\n- {P3}: {k3} triệu đồng (vốn đầu tư {v3} triệu đồng)",
    "Toàn huyện có {s} hộ, trong đó hộ nghèo {v} hộ, cụ thể:\n- {P1}: {k1} hộ, hộ nghèo {v1} hộ;\n- {P2}: {k2} hộ, hộ nghèo {v2} hộ;\n- {P3}: {k3} hộ, hộ nghèo {v3} hộ",
    "Trồng mới {s} ha (kế hoạch {v} ha), gồm:\n- {P1}: {k1} ha (kế hoạch {v1} ha);\n- {P2}: {k2} ha (kế hoạch {v2} ha);\n- {P3}: {k3} ha (kế hoạch {v3} ha)",
]
TIMES = [
    "Khách đến huyện đạt {g} lượt, gấp {f} lần cùng kỳ năm trước ({h} lượt)",
    "Khách đến huyện đạt {g} lượt, tăng gấp {f} lần so với cùng kỳ năm 2028 (năm 2028 đạt {h} lượt)",
    "Khách đến huyện đạt {g} lượt, gấp {f} lần so với năm 2028 ({h} lượt)",
    "Số khách tăng từ {h} lượt lên {g} lượt, gấp {f} lần",
    "Năm 2028, số hộ đăng ký là {h} hộ. Năm 2029, số hộ đăng ký là {g} hộ, gấp {f} lần",
    "Năm 2028, số hộ đăng ký là {h} hộ; năm 2029, số hộ đăng ký là {g} hộ, gấp {f} lần năm 2028",
]
PAIRED = [
    "Có {s} điểm ngập ở {x} xã, phường, trong đó {k1} điểm ở {x1} xã, {k2} điểm ở {x2} phường và {k3} điểm ở {x3} phường",
    "Đã thụ lý {s} vụ án với {v} bị can, trong đó hình sự {k1} vụ án với {v1} bị can, kinh tế {k2} vụ án với {v2} bị can, ma túy {k3} vụ án với {v3} bị can",
    "Đã khởi tố {s} vụ án, {v} bị can (trong đó: hình sự {k1} vụ án, {v1} bị can; kinh tế {k2} vụ án, {v2} bị can; ma túy {k3} vụ án, {v3} bị can)",
    "Toàn huyện có {s} hộ nghèo. Về cơ cấu: có {k1} hộ ở vùng cao, {k2} hộ ở vùng giữa và {k3} hộ ở vùng thấp",
    "Toàn huyện có {s} hộ nghèo, tập trung ở vùng cao. Phân theo nguyên nhân, có {k1} hộ thiếu đất, {k2} hộ thiếu vốn và {k3} hộ thiếu lao động",
    "Huyện có {s} hộ – gồm {k1} hộ nông nghiệp, {k2} hộ dịch vụ và {k3} hộ khác ngành – phân bố ở 12 xã",
    "Huyện có {s} hộ làm nghề, gồm {k1} hộ đan lát; {k2} hộ làm gốm; {k3} hộ làm mộc; có {v} hộ kinh doanh",
]
FORMULAS = [
    "Chi tiền ăn: {n} người x {w} đồng/người/ngày x {e} ngày = {y} đồng",
    "Hỗ trợ {n} người x {w} đồng/người/tháng x {e} tháng = {y} đồng",
    "- Bồi dưỡng: {n} người × {w} đồng × {e} buổi = {y} đồng",
    "Kinh phí: {w} đồng/năm x {e} năm = {z} đồng",
    "({e} tháng x {w} đồng/tháng x {n} hộ = {y} đồng)",
    "Phụ cấp: {n} người x {w} đồng x 0,5 x {e} tháng = {q} đồng",
]
FLOWS = [
    "Kinh phí hằng năm là {s} triệu đồng/năm, gồm: thuê dịch vụ {k1} triệu đồng/năm; tập huấn {k2} triệu đồng/năm; kiểm tra {k3} triệu đồng/năm",
    "Công suất thiết kế {s} tấn/ngày, gồm nhà máy Bình Sơn {k1} tấn/ngày, nhà máy Châu Lâm {k2} tấn/ngày và nhà máy Đông Giang {k3} tấn/ngày",
]
NOTHING = [
    "Diện tích gieo trồng đạt {A} ha. Năng suất lúa đạt {Y2} tạ/ha. Sản lượng thủy sản đạt {O} tấn",
    "Diện tích rừng trồng: {A2} ha\nNăng suất lúa: {Y} tạ/ha\nSản lượng thủy sản: {O} tấn",
    "Tổng đàn gia súc {s} con, trong đó trâu {k1} con, bò {k2} con",
    "Tổng đàn gia súc: {s} con\nTrâu: {k1} con\nBò: {k2} con\nGia cầm: {p} con",
    "Toàn xã có {n} hộ với {p} người; thu nhập bình quân {m} triệu đồng/người/năm; tổng thu ngân sách {t} triệu đồng",
    "Năm 2028 toàn trường có {n} lớp, {p} học sinh. Năm 2029 bình quân {m} học sinh/lớp",
    "Năng suất lúa đạt {Y} tạ/ha. Diện tích ngô {A2} ha, sản lượng rau {O2} tấn",
    "Lúa cả năm: {s} ha\nLúa đông xuân: {k1} ha, sản lượng {p} tấn",
    "Diện tích {c} {A} ha, kế hoạch {A2} ha; sản lượng thịt hơi {O2} tấn; năng suất lao động tăng {o2}%",
    "Hỗ trợ {n} hộ, bình quân {m} triệu đồng/hộ; tổng vốn của chương trình là {p} triệu đồng",
]
CROPS = ["lúa", "ngô", "khoai lang", "lạc", "mía", "cà phê", "chè"]


def _show(value: Decimal, digits: int) -> str:
    return one.decimal(float(value), digits) if digits else one.whole(int(value))


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _farm(rng: random.Random, mark: str) -> tuple[dict[str, str], Decimal, Decimal, int]:
    """An area, a yield and an output that agree, as they are written, and the first and last as numbers."""
    digits = rng.choice((0, 1, 2))
    area = _rounded(Decimal(rng.randrange(4000, 480000)) / 100, digits)
    rate = Decimal(rng.randrange(122, 689)) / 10
    output = _rounded(area * rate / 10, digits)
    return {f"A{mark}": _show(area, digits), f"Y{mark}": _show(rate, 1), f"O{mark}": _show(output, digits), "T": _show(rate / 10, 2), "K": _show(rate * 100, 0)}, area, output, digits


def _fields(rng: random.Random) -> dict[str, str]:
    second, area2, output2, digits2 = _farm(rng, "2")
    first, area, output, digits = _farm(rng, "")
    fields = second | first | {f"o{i}": one.decimal(rng.randrange(31, 987) / 10) for i in (1, 2, 3)}
    most = max(digits, digits2)
    fields |= {"s2": _show(output + output2, most), "s3": _show(area + area2, most), "c": rng.choice(CROPS)}
    fields["C"] = fields["c"].capitalize()
    n, m = rng.randrange(7, 96), Decimal(rng.randrange(52, 380)) / 10
    total = int(n * m)
    land, people = Decimal(rng.randrange(1200, 93000)) / 100, rng.randrange(2100, 98000)
    fields |= {"n": one.whole(n), "t": one.whole(total), "m": _show(_rounded(Decimal(total) / n, 1), 1), "a": _show(land, 2), "p": one.whole(people), "d": _show(_rounded(people / land, 0), 0)}
    former, factor = rng.randrange(1200, 98000), Decimal(rng.randrange(15, 64)) / 10
    fields |= {"h": one.whole(former), "g": one.whole(int(former * factor)), "f": _show(factor, 1)}
    each, often = rng.randrange(11, 96) * 10000, rng.randrange(2, 13)
    fields |= {"w": one.whole(each), "e": one.whole(often), "y": one.whole(n * each * often), "z": one.whole(each * often), "q": one.whole(n * each * often // 2)}
    places = [rng.randrange(2, 19) for _ in range(3)]
    fields |= {"x": one.whole(sum(places))} | {f"x{i}": one.whole(x) for i, x in enumerate(places, 1)}
    kinds = [rng.randrange(310, 9800) for _ in range(3)]
    inner = [rng.randrange(110, k) for k in kinds]
    fields |= {f"k{i}": one.whole(k) for i, k in enumerate(kinds, 1)} | {f"v{i}": one.whole(v) for i, v in enumerate(inner, 1)}
    fields |= {"s": one.whole(sum(kinds)), "v": one.whole(sum(inner))}
    return fields | {f"P{i}": name[0].upper() + name[1:] for i, name in enumerate(rng.sample(one.PLACES, 3), 1)}


FAMILIES = {"farmed": FARMED, "each": EACH, "kinds": KINDS, "columns": COLUMNS, "times": TIMES, "paired": PAIRED, "formulas": FORMULAS, "flows": FLOWS, "nothing": NOTHING}
FIRST = {"farmed": ("A", "Y", "T", "K", "O"), "each": ("n", "t", "m", "a", "p", "d"), "columns": ("v", "v1", "v2", "v3"), "times": ("g", "h", "f"), "formulas": ("n", "w", "e", "y", "z", "q"), "nothing": ("s",)}


def rates(rng: random.Random) -> Iterator[one.Case]:
    """The cases of all families."""
    for family, templates in FAMILIES.items():
        for template in templates:
            fields = _fields(rng)
            asked = FIRST.get(family, ("s", "s2", "s3", "k1", "k2", "k3"))
            used = [fields[key] for key in asked if "{" + key + "}" in template]
            if family in ("farmed", "each") and "{d}" not in template and "{m}" not in template:
                used = [fields[key] for key in FIRST["farmed"] if "{" + key + "}" in template]
            yield one.Case((family, template.replace("\n", "⏎")), template.format(**fields) + ".", tuple(dict.fromkeys(used)))
