"""Ways of writing what brackets and rates' names tie: families of bench/written_ties.py.

`{t}` is what was done, `{p}`, `{q}` two plans and `{P}`, `{Q}` its shares of them, `{b}` the value of then and `{G}` the growth; `{a1}` … `{a3}` make `{s}`, `{S1}` … `{S3}` are their shares and
`{J}` that of the first two; `{n1}` … `{n3}` are figures of now, `{m1}` … `{m3}` those of then, `{d1}` … `{d3}` the falls, `{F1}` … `{F3}` in per cent; `{r}` and `{u}` are percentages that lie
`{v}` points apart; `{c}` things of `{e}` đồng each cost `{f}`.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import written_ties as one

WAYS = {
    "plans": [
        "Thu ngân sách đạt {t} tỷ đồng, đạt {P}% dự toán tỉnh giao và bằng {Q}% dự toán huyện giao (dự toán tỉnh giao {p} tỷ đồng, huyện giao {q} tỷ đồng)",
        "Thu ngân sách đạt {t} tỷ đồng, đạt {P}% dự toán tỉnh giao ({p} tỷ đồng), bằng {Q}% dự toán huyện giao ({q} tỷ đồng)",
        "Giải ngân {t} tỷ đồng, bằng {P}% kế hoạch Trung ương giao và {Q}% kế hoạch HĐND tỉnh giao ({p} tỷ đồng và {q} tỷ đồng)",
        "Thu ngân sách đạt {t} tỷ đồng (dự toán tỉnh giao {p} tỷ đồng, huyện giao {q} tỷ đồng), đạt {P}% dự toán tỉnh giao và bằng {Q}% dự toán huyện giao",
        "Thu ngân sách đạt {t} tỷ đồng, tăng {G}% so với cùng kỳ và đạt {P}% kế hoạch (cùng kỳ {b} tỷ đồng, kế hoạch {p} tỷ đồng)",
        "Thu ngân sách đạt {t} tỷ đồng, đạt {P}% kế hoạch, tăng {G}% so với cùng kỳ (kế hoạch năm: {p} tỷ đồng; cùng kỳ năm 2028: {b} tỷ đồng)",
    ],
    "parts named": [
        "Đã giải quyết {s} hồ sơ (trước hạn {a1}, đúng hạn {a2}, quá hạn {a3}). Tỷ lệ giải quyết đúng và trước hạn đạt {J}%",
        "Toàn trường có {s} học sinh, trong đó: giỏi {a1} em, khá {a2} em, trung bình {a3} em. Tỷ lệ khá, giỏi đạt {J}%",
        "Khảo sát {s} người, gồm: rất hài lòng {a1} người, hài lòng {a2} người, không hài lòng {a3} người. Tỷ lệ hài lòng và rất hài lòng đạt {J}%",
        "Đánh giá {s} đơn vị, trong đó: xuất sắc {a1} đơn vị, tốt {a2} đơn vị, khá {a3} đơn vị. Tỷ lệ xếp loại tốt trở lên đạt {J}%",
    ],
    "closing": [
        "Toàn huyện còn {a1} hộ nghèo, chiếm {S1}% và {a2} hộ cận nghèo, chiếm {S2}% (tổng số hộ toàn huyện {s} hộ)",
        "Toàn huyện có {a1} hộ nghèo (chiếm {S1}%) và {a2} hộ cận nghèo (chiếm {S2}%) trên tổng số {s} hộ",
        "Số người tham gia bảo hiểm y tế là {a1} người, đạt {S1}% dân số ({s} người)",
        "Kiến nghị thu hồi {s} triệu đồng; đã thu hồi {a1} triệu đồng, bằng {S1}% số phải thu hồi",
        "Có {s} em dự thi, {a1} em đạt giải ({S1}%)",
    ],
    "then and now": [
        "Xảy ra {n1} vụ tai nạn, làm chết {n2} người, bị thương {n3} người; so với cùng kỳ năm 2028 ({m1} vụ, {m2} người chết, {m3} người bị thương) giảm {d1} vụ, giảm {d2} người chết, giảm {d3} người bị thương",
        "Xảy ra {n1} vụ, làm {n2} người chết và {n3} người bị thương (cùng kỳ: {m1} vụ, {m2} người chết, {m3} người bị thương), giảm {d1} vụ, {d2} người chết, {d3} người bị thương",
        "Xảy ra {n1} vụ tai nạn, làm chết {n2} người, bị thương {n3} người. So với cùng kỳ giảm {d1} vụ ({F1}%), giảm {d2} người chết ({F2}%), giảm {d3} người bị thương ({F3}%)",
    ],
    "points": [
        "Tỷ lệ suy dinh dưỡng còn {r}% (cùng kỳ {u}%, giảm {v}%)",
        "Tỷ lệ suy dinh dưỡng còn {r}% (cùng kỳ {u}%), giảm {v}%",
        "Tỷ lệ hộ nghèo cuối năm còn {r}%, giảm {v}% so với đầu năm ({u}%)",
        "Tỷ lệ hộ nghèo đầu năm là {u}%, cuối năm còn {r}%, tỷ lệ hộ nghèo giảm {v}%",
    ],
    "apart": [
        "Khối 10 có {s} học sinh được đánh giá.\n- Kết quả rèn luyện: Tốt {a1}; Khá {a2}; Đạt {a3}.\n- Kết quả học tập: Tốt {a2}; Khá {a3}; Đạt {a1}",
        "Trong năm có {s} vụ vi phạm, trong đó:\n- Phân theo cấp: cấp tỉnh {a1} vụ, cấp huyện {a2} vụ, cấp xã {a3} vụ.\n- Phân theo mức độ: nghiêm trọng {a2} vụ, ít nghiêm trọng {a3} vụ, va chạm {a1} vụ",
        "Trả kết quả cho {s} lượt người, lần lượt là {a1}, {a2} và {a3} lượt",
        "Trong số vụ đã giải quyết ({s} vụ) có {a1} vụ hòa giải, {a2} vụ rút đơn, {a3} vụ xét xử",
        "Các tổ đã thao giảng {s} tiết, xếp loại giỏi {a1} tiết, khá {a2} tiết, trung bình {a3} tiết",
    ],
    "spent": [
        "Trao {c} suất học bổng, mỗi suất {e} đồng ({f} đồng)",
        "Trao tặng {c} mũ bảo hiểm, đơn giá {e} đồng/mũ, tổng trị giá {f} đồng",
    ],
}
QUIET = [
    "Cả năm thu {t} tỷ đồng, vượt {G}% so với dự toán ({b} tỷ đồng) và tăng {P}% so với cùng kỳ",
    "Trồng mới {b} ha, đạt {P}% kế hoạch, bằng {Q}% so với năm 2028 (kế hoạch {p} ha; năm 2028 là {q} ha)".replace("{P}", "{B}").replace("{Q}", "{C}"),
    "Trong 24 chỉ tiêu có 07 chỉ tiêu vượt, 15 chỉ tiêu đạt, 02 chỉ tiêu chưa đạt",
]


def brackets(rng: random.Random) -> Iterator[one.Case]:
    """The cases of all ways."""
    for family, ways in (*WAYS.items(), ("nothing", QUIET)):
        for template in ways:
            fields = _fields(rng, template)
            used = [key for key in fields if "{" + key + "}" in template]
            yield one.Case((family, template), template.format(**fields) + ".", () if family == "nothing" else tuple(dict.fromkeys(fields[key] for key in used)))


def _fields(rng: random.Random, template: str) -> dict[str, str]:
    done = rng.randrange(612, 947)
    plans = rng.randrange(1013, 1187), rng.randrange(1213, 1387)
    then = rng.randrange(412, 588)
    large = "hộ nghèo" in template or "bảo hiểm" in template
    parts = [rng.randrange(212, 487), rng.randrange(512, 689), rng.randrange(31, 97)]
    whole = sum(parts) * (7 if large else 1)
    if "thu hồi" in template or "dự thi" in template:
        whole = parts[0] + rng.randrange(31, 97)
    now = [rng.randrange(213, 487), rng.randrange(112, 187), rng.randrange(512, 687)]
    falls = [rng.randrange(23, 87) for _ in now]
    low, points = rng.randrange(312, 687) / 100, rng.randrange(112, 287) / 100
    count, price = rng.randrange(112, 487), rng.randrange(151, 489)

    def share(part: float, of: float) -> str:
        return one.decimal(100 * part / of, 2)

    fields = {"t": one.whole(done), "p": one.whole(plans[0]), "q": one.whole(plans[1]), "P": share(done, plans[0]), "Q": share(done, plans[1]), "b": one.whole(then), "G": share(done - then, then)}
    fields |= {"B": share(then, plans[0]), "C": share(then, plans[1])}
    fields |= {f"a{i}": one.whole(n) for i, n in enumerate(parts, 1)} | {f"S{i}": share(n, whole) for i, n in enumerate(parts, 1)} | {"s": one.whole(whole), "J": share(parts[0] + parts[1], whole)}
    for i, (value, fall) in enumerate(zip(now, falls, strict=True), 1):
        fields |= {f"n{i}": one.whole(value), f"m{i}": one.whole(value + fall), f"d{i}": one.whole(fall), f"F{i}": share(fall, value + fall)}
    fields |= {"r": one.decimal(low, 2), "u": one.decimal(low + points, 2), "v": one.decimal(points, 2)}
    return fields | {"c": one.whole(count), "e": one.whole(1000 * price), "f": one.whole(1000 * count * price)}
