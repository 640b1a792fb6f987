"""How officials write what a figure is, put together from parts: its time, its role, its bound, its unit, its number. Is each field read?

    python bench/written_figures.py [--each 2] [--seed 1] [--only period,role] [--show PART] [--ways]

No text that anybody has seen stands behind these sentences (as in bench/written_ties.py): what is measured, verbs, bases, times, units and number formats are
combined, so that what fails is a way of writing and no document. A figure stands in a template as `<KIND|what it must be>`: KIND is C (a count), M (money), P (a
percentage) or the number itself; behind the stroke its role (level where none stands), its comparator (gt, ge, lt, le, about, range), the key of its time, `u=`
unit, `v=` value, `to=` far end, `of=` total. `--show` prints what fails of the ways that hold a word, `--ways` counts by part.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from written_ties import decimal, whole

from extractor.evaluate import same_number, same_unit

LETTERHEAD = "ỦY BAN NHÂN DÂN HUYỆN NGHĨA GIANG\n\nSố: 5/{sign}\nNghĩa Giang, ngày {day} tháng {month} năm {year}\n\n{title}\n\n"
REPORT = LETTERHEAD.format(sign="BC-UBND", day=15, month=10, year=2031, title="BÁO CÁO\nTình hình kinh tế - xã hội 9 tháng đầu năm 2031")
UNDATED = LETTERHEAD.format(sign="BC-UBND", day=15, month=10, year=2031, title="BÁO CÁO\nTình hình phát triển kinh tế - xã hội trên địa bàn huyện")
PLAN = LETTERHEAD.format(sign="KH-UBND", day=12, month=1, year=2031, title="KẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2031")
RULE = LETTERHEAD.format(sign="QĐ-UBND", day=12, month=1, year=2031, title="QUYẾT ĐỊNH\nQuy định mức chi hỗ trợ trên địa bàn huyện")

Days = tuple[date | None, date | None]
MONTHS9: Days = (date(2031, 1, 1), date(2031, 9, 30))
ROLES = ("level", "increase", "decrease", "rank", "target", "limit")
COMPARATORS = {"gt": ">", "ge": ">=", "lt": "<", "le": "<=", "about": "~", "range": "range"}
SCALES = {"tỷ đồng": 10**9, "triệu đồng": 10**6}
FIGURE = re.compile(r"<(?P<kind>[^|<>]+)(?:\|(?P<said>[^<>]*))?>")
FIELDS = ("value", "unit", "comparator", "role", "period")


class Figure(NamedTuple):
    """A figure at `start` of the text, as it is written, and the fields that it must have; `days` are the times that count as right."""

    start: int
    quote: str
    wanted: Mapping[str, Any]
    days: tuple[Days, ...] | None


class Case(NamedTuple):
    way: tuple[str, ...]
    text: str
    figures: tuple[Figure, ...]


WHATS = {
    "C": [("Số hồ sơ tiếp nhận", "hồ sơ"), ("Số vụ tai nạn giao thông", "vụ"), ("Lượng khách du lịch", "lượt"), ("Số hộ nghèo", "hộ"), ("Số doanh nghiệp thành lập mới", "doanh nghiệp")],
    "M": [(x, u) for x in ("Thu ngân sách", "Doanh thu dịch vụ", "Giá trị sản xuất công nghiệp", "Tổng vốn đầu tư", "Kim ngạch xuất khẩu") for u in SCALES],
    "P": [(x, "%") for x in ("Tỷ lệ giải ngân", "Tỷ lệ hộ nghèo", "Tỷ lệ hồ sơ đúng hạn", "Tỷ lệ bao phủ bảo hiểm y tế")],
}


def _number(rng: random.Random, kind: str, unit: str) -> tuple[str, Decimal]:
    if kind == "C":
        value = rng.choice((rng.randrange(21, 99), rng.randrange(120, 980), rng.randrange(1100, 64000)))
        return whole(value), Decimal(value)
    digits = rng.choice((1, 2)) if kind == "P" else 1
    size = Decimal(rng.randrange(11 * 10**digits, (97 if kind == "P" else 2400) * 10**digits)) / 10**digits
    if size == size.to_integral_value():
        size += Decimal(1) / 10**digits
    return decimal(float(size), digits) + ("%" if kind == "P" else ""), size * (SCALES[unit] if kind == "M" else 1)


def made(rng: random.Random, way: tuple[str, ...], head: str, template: str, times: Mapping[str, Iterable[Days]] | None = None, **parts: str) -> Case:
    """The case of a template: its figures drawn, its other parts filled in. `{x}` and `{u}` are what is measured and its unit."""
    kinds = [m["kind"] for m in FIGURE.finditer(template)]
    kind = next((k for k in "MC" if k in kinds), "P")
    x, u = rng.choice(WHATS[kind])
    filled = template.format(x=x, u=u, **parts)
    text, figures, end = head, [], 0
    for match in FIGURE.finditer(filled):
        text += filled[end : match.start()]
        end = match.end()
        wanted: dict[str, Any] = {"role": "level", "comparator": "="}
        days: tuple[Days, ...] | None = None
        quote = match["kind"]
        if quote in ("C", "M", "P"):
            quote, wanted["value"] = _number(rng, quote, u)
            wanted["unit"] = "%" if match["kind"] == "P" else "đồng" if match["kind"] == "M" else u
        for token in (match["said"] or "").split(","):
            name, _, value = token.strip().partition("=")
            if name in ROLES:
                wanted["role"] = name
            elif name in COMPARATORS:
                wanted["comparator"] = COMPARATORS[name]
            elif name == "u":
                wanted["unit"] = value or None
            elif name in ("v", "to", "of"):
                wanted[{"v": "value", "to": "value_to", "of": "total"}[name]] = Decimal(value)
            elif name == "any":
                wanted.pop("role")
            elif name:
                days = tuple((times or {})[name])
        figures.append(Figure(len(text), quote, wanted, days))
        text += quote
    return Case(way, text + filled[end:], tuple(figures))


# -- times ------------------------------------------------------------------------------------------------------------------------------

TIMES: list[tuple[str, tuple[Days, ...]]] = [
    ("9 tháng đầu năm 2031", (MONTHS9,)),
    ("6 tháng đầu năm 2031", ((date(2031, 1, 1), date(2031, 6, 30)),)),
    ("6 tháng cuối năm 2030", ((date(2030, 7, 1), date(2030, 12, 31)),)),
    ("9 tháng năm 2031", (MONTHS9,)),
    ("chín tháng đầu năm 2031", (MONTHS9,)),
    ("quý III/2031", ((date(2031, 7, 1), date(2031, 9, 30)),)),
    ("quý III năm 2031", ((date(2031, 7, 1), date(2031, 9, 30)),)),
    ("quý 3/2031", ((date(2031, 7, 1), date(2031, 9, 30)),)),
    ("tháng 9/2031", ((date(2031, 9, 1), date(2031, 9, 30)),)),
    ("tháng 9 năm 2031", ((date(2031, 9, 1), date(2031, 9, 30)),)),
    ("năm 2030", ((date(2030, 1, 1), date(2030, 12, 31)),)),
    ("năm 2031", ((date(2031, 1, 1), date(2031, 12, 31)),)),
    ("giai đoạn 2026 - 2030", ((date(2026, 1, 1), date(2030, 12, 31)),)),
    ("giai đoạn 2026-2030", ((date(2026, 1, 1), date(2030, 12, 31)),)),
    ("5 năm 2026 - 2030", ((date(2026, 1, 1), date(2030, 12, 31)),)),
    ("nhiệm kỳ 2025 - 2030", ((date(2025, 1, 1), date(2030, 12, 31)),)),
    ("năm học 2030 - 2031", ((date(2030, 9, 1), date(2031, 8, 31)), (date(2030, 1, 1), date(2031, 12, 31)))),
    ("niên vụ 2030 - 2031", ((date(2030, 1, 1), date(2031, 12, 31)),)),
    ("tháng 8 và tháng 9 năm 2031", ((date(2031, 8, 1), date(2031, 9, 30)), (date(2031, 8, 1), date(2031, 8, 31)), (date(2031, 9, 1), date(2031, 9, 30)))),
    ("tuần từ ngày 06/10 đến ngày 12/10/2031", ((date(2031, 10, 6), date(2031, 10, 12)),)),
    ("tuần qua (từ 06/10 đến 12/10/2031)", ((date(2031, 10, 6), date(2031, 10, 12)),)),
    *((words, ((date(2031, 9, 29), date(2031, 9, 30)),)) for words in ("từ 17h ngày 29/9 đến 17h ngày 30/9/2031", "từ 17 giờ ngày 29/9/2031 đến 17 giờ ngày 30/9/2031", "từ 6 giờ 30 phút ngày 29-9-2031 đến 6 giờ 30 phút ngày 30-9-2031", "24 giờ qua (từ 18h00 ngày 29/9 đến 18h00 ngày 30/9/2031)")),
    ("kỳ báo cáo (từ 15/9/2031 đến 14/10/2031)", ((date(2031, 9, 15), date(2031, 10, 14)),)),
    ("kỳ báo cáo (từ ngày 15/9 đến ngày 14/10/2031)", ((date(2031, 9, 15), date(2031, 10, 14)),)),
    *((words, (MONTHS9,)) for words in ("từ tháng 01 đến tháng 9/2031", "từ tháng 01/2031 đến tháng 9/2031", "từ ngày 01/01 đến ngày 30/9/2031", "từ 01/01/2031 đến 30/9/2031", "từ đầu năm 2031 đến hết tháng 9/2031", "9T/2031")),
    *((words, ((date(2026, 1, 1), date(2030, 12, 31)),)) for words in ("từ năm 2026 đến năm 2030", "thời kỳ 2026 - 2030", "5 năm (2026 - 2030)", "05 năm qua (2026-2030)")),
    *((words, ((date(2029, 1, 1), date(2031, 12, 31)),)) for words in ("3 năm 2029 - 2031", "03 năm (2029 - 2031)", "3 năm, từ năm 2029 đến năm 2031")),
    *((words, ((date(2031, 1, 1), date(2031, 12, 31)),)) for words in ("năm tài chính 2031", "năm ngân sách 2031")),
    *((words, ((date(2031, 8, 1), date(2031, 9, 30)),)) for words in ("hai tháng 8 và 9/2031", "tháng 8, 9/2031")),
    ("quý II và quý III/2031", ((date(2031, 4, 1), date(2031, 9, 30)), (date(2031, 7, 1), date(2031, 9, 30)))),
    ("6 tháng (từ 01/4 đến 30/9/2031)", ((date(2031, 4, 1), date(2031, 9, 30)),)),
]
UP_TO: list[tuple[str, tuple[Days, ...]]] = [
    (words, ((day, day), (None, day), (date(2031, 1, 1), day)))
    for words, day in [
        ("tính đến ngày 30/9/2031", date(2031, 9, 30)), ("đến ngày 30/9/2031", date(2031, 9, 30)), ("đến hết ngày 30/9/2031", date(2031, 9, 30)), ("tính đến hết ngày 30 tháng 9 năm 2031", date(2031, 9, 30)),
        ("lũy kế đến ngày 30/9/2031", date(2031, 9, 30)), ("tính đến 17 giờ ngày 30/9/2031", date(2031, 9, 30)), ("tính đến 8h00 ngày 30/9/2031", date(2031, 9, 30)), ("lũy kế từ đầu năm đến ngày 30/9/2031", date(2031, 9, 30)), ("tính đến thời điểm 30/9/2031", date(2031, 9, 30)),
        ("đến thời điểm ngày 30/9/2031", date(2031, 9, 30)), ("tính đến hết 30/9/2031", date(2031, 9, 30)), ("tính từ đầu năm đến ngày 30/9/2031", date(2031, 9, 30)), ("từ đầu năm đến hết ngày 30/9/2031", date(2031, 9, 30)),
    ]
] + [
    (words, ((date(2031, 9, 1), date(2031, 9, 30)), (None, date(2031, 9, 30)), MONTHS9))
    for words in ("lũy kế đến hết tháng 9/2031", "tính đến hết tháng 9/2031", "đến cuối tháng 9/2031", "lũy kế đến tháng 9 năm 2031", "đến tháng 9/2031", "tính đến tháng 9 năm 2031", "tính đến cuối tháng 9/2031", "đến hết quý III/2031")
]  # fmt: skip
UP_TO[-1] = ("đến hết quý III/2031", ((date(2031, 7, 1), date(2031, 9, 30)), (None, date(2031, 9, 30)), MONTHS9))
BARE_TIMES: list[tuple[str, tuple[Days, ...]]] = [
    ("9 tháng đầu năm", (MONTHS9,)), ("9 tháng", (MONTHS9,)), ("6 tháng đầu năm", ((date(2031, 1, 1), date(2031, 6, 30)),)), ("quý III", ((date(2031, 7, 1), date(2031, 9, 30)),)),
    ("tháng 9", ((date(2031, 9, 1), date(2031, 9, 30)),)), ("quý I", ((date(2031, 1, 1), date(2031, 3, 31)),)),
]  # fmt: skip
SEATS = {
    "opening": "{Lead}{t}, {x} đạt <M|now> {u}.",
    "opening, with who tells": "Theo báo cáo của Phòng Tài chính, {lead}{t}, {x} đạt <M|now> {u}.",
    "behind the measure": "{x} {lead}{t} đạt <M|now> {u}.",
    "behind the figure": "{x} đạt <M|now> {u} {lead}{t}.",
    "first of two sentences": "{Lead}{t}, {x} đạt <M|now> {u}. Chi thường xuyên đạt <M|now> {u}.",
    "in a colon": "{x} {lead}{t}: <C|now> {u}.",
    "opening a count": "{Lead}{t}, toàn huyện có <C|now> {u} được xử lý.",
    "with a change": "{Lead}{t}, {x} đạt <M|now> {u}, tăng <P|increase,now> so với cùng kỳ.",
    "the change first": "{Lead}{t}, {x} tăng <P|increase,now> so với cùng kỳ, đạt <M|now> {u}.",
    "with a share of the plan": "{Lead}{t}, {x} đạt <M|now> {u}, bằng <P|now> kế hoạch và tăng <P|increase,now> so với cùng kỳ năm trước.",
    "heading": "I. KẾT QUẢ\n1. Kết quả {t}\n- {x} đạt <M|now> {u}.\n- {x2} đạt <P|now>.",
    "line before": "Kết quả {lead}{t} như sau:\n- {x}: <M|now> {u};\n- {x2}: <P|now>.",
    "paragraph before": "{Lead}{t}, tình hình kinh tế có nhiều chuyển biến tích cực. {x} đạt <M|now> {u}.",
}
TWO_TIMES = {
    "two years in a sentence": ("Năm 2029, {x} đạt <M|y29> {u}; năm 2030 đạt <M|y30> {u}.",),
    "years behind the measure": ("{x} năm 2029 đạt <M|y29> {u}, năm 2030 đạt <M|y30> {u}.",),
    "years behind figures": ("{x} đạt <M|y29> {u} năm 2029 và <M|y30> {u} năm 2030.",),
    "years in brackets": ("{x} đạt <M|y29> {u} (năm 2029) và <M|y30> {u} (năm 2030).",),
    "a colon behind each year": ("{x} qua các năm: năm 2029: <M|y29> {u}; năm 2030: <M|y30> {u}.",),
    "from year to year": ("{x} tăng từ <M|y29> {u} năm 2029 lên <M|y30> {u} năm 2030.",),
    "from the one in the year": ("{x} từ <M|y29> {u} (năm 2029) tăng lên <M|y30> {u} (năm 2030).",),
    "lần lượt behind": ("{x} năm 2029, năm 2030 lần lượt đạt <M|y29> {u}, <M|y30> {u}.", "{x} các năm 2029, 2030 lần lượt là <M|y29> {u} và <M|y30> {u}."),
    "tương ứng": ("{x} năm 2029 và năm 2030 tương ứng là <M|y29> {u} và <M|y30> {u}.",),
    "base in a bracket": ("Năm 2030, {x} đạt <M|y30> {u} (năm 2029 đạt <M|y29> {u}).", "{x} năm 2030 đạt <M|y30> {u}, tăng <P|increase,y30> so với năm 2029 (<M|y29> {u})."),
    "base of the same time": ("{x} quý III/2031 đạt <M|q3> {u} (cùng kỳ năm 2030 đạt <M|q30> {u}).", "Quý III/2031, {x} đạt <M|q3> {u}; cùng kỳ năm 2030 đạt <M|q30> {u}."),
    "month and months": ("Tháng 9/2031, {x} đạt <M|m9> {u}; lũy kế 9 tháng đạt <M|m19> {u}.", "{x} tháng 9/2031 đạt <M|m9> {u}, lũy kế 9 tháng đầu năm đạt <M|m19> {u}.", "Trong tháng 9, {x} đạt <M|m9> {u}, nâng tổng số 9 tháng lên <M|m19> {u}."),
    "sums of one part": ("Trong tháng 9/2031, cấp <C|m9> {u}, lũy kế 9 tháng đầu năm 2031 cấp <C|m19> {u}; thu hồi <C|m9> {u}, lũy kế 9 tháng đầu năm 2031 thu hồi <C|m19> {u}; gia hạn <C|m9> {u}.",),
    "list of months": ("{x} các tháng 7, 8, 9 năm 2031 lần lượt đạt <M|m7> {u}, <M|m8> {u}, <M|m9> {u}.", "Trong 3 tháng 7, 8, 9 năm 2031, {x} đạt <M|q3> {u}.", "Từ tháng 7 đến tháng 9 năm 2031, {x} đạt <M|q3> {u}."),
    "a day compared with": ("Đến ngày 30/9/2031, {x} đạt <M|d9> {u}, tăng <P|increase,d9> so với thời điểm 31/12/2030.", "{x} tính đến 30/9/2031 là <M|d9> {u}, tăng <P|increase,d9> so với cuối năm 2030."),
    "since the year began": ("Từ đầu năm 2031 đến ngày 30/9/2031, {x} đạt <M|m19> {u}.", "Từ ngày 01/01/2031 đến ngày 30/9/2031, {x} đạt <M|m19> {u}.", "Từ 01/01/2031 đến hết ngày 30/9/2031, {x} đạt <M|m19> {u}."),
    "the year in a measure's name": ("Kế hoạch vốn năm 2031 là <M|target,y31> {u}, đã giải ngân <M> {u}.", "{x} năm 2030 của huyện là <M|y30> {u}, bằng <P|y30> so với năm 2029."),
    "a stage and its end": ("Giai đoạn 2026 - 2030, {x} bình quân đạt <M|u=đồng/năm,s> {u}/năm.", "Trong giai đoạn 2026 - 2030, {x} tăng bình quân <P|u=%/năm,increase,s>/năm; riêng năm 2030 tăng <P|increase,y30>."),
    "one time, many figures": ("9 tháng năm 2031, toàn huyện xảy ra <C|u=vụ,m19> vụ, làm chết <C|u=người,m19> người, bị thương <C|u=người,m19> người, thiệt hại <M|m19> {u}.",),
    "comparison opens": ("So với năm 2029, {x} năm 2030 tăng <P|increase,y30>.", "So với cùng kỳ năm 2030, {x} quý III/2031 tăng <P|increase,q3>."),
    "quarters of a year": ("{x} quý II/2031 đạt <M|q2> {u}, quý III/2031 đạt <M|q3> {u}.", "Quý II và quý III/2031, {x} lần lượt đạt <M|q2> {u} và <M|q3> {u}."),
    "goal of a later year": ("Năm 2030, {x} đạt <M|y30> {u}; phấn đấu đến năm 2035 đạt <M|target,y35> {u}.", "{x} hiện đạt <P>; mục tiêu đến năm 2035 đạt <P|target,y35>."),
    "estimate of the year": ("9 tháng năm 2031, {x} đạt <M|m19> {u}; ước cả năm 2031 đạt <M|y31> {u}.", "{x} 9 tháng đạt <M|m19> {u}, dự kiến cả năm đạt <M|target,y31> {u}."),
    "at a time and before it": ("Đến ngày 30/9/2031, {x} đạt <M|d9> {u}; cùng thời điểm năm 2030 đạt <M> {u}.",),
    "sentence by sentence": ("Năm 2029, {x} đạt <M|y29> {u}. Năm 2030, {x} đạt <M|y30> {u}. Chi đầu tư đạt <M|y30> {u}.",),
    "items by year": ("{x} các năm như sau:\n- Năm 2029: <M|y29> {u};\n- Năm 2030: <M|y30> {u}.",),
    "paragraphs by month": ("Trong tháng 8/2031, {x} đạt <M|m8> {u}.\nTrong tháng 9/2031, {x} đạt <M|m9> {u}.\nChi đầu tư đạt <M|m9> {u}.",),
}  # fmt: skip
NAMED: dict[str, tuple[Days, ...]] = {
    "y29": ((date(2029, 1, 1), date(2029, 12, 31)),), "y30": ((date(2030, 1, 1), date(2030, 12, 31)),), "y31": ((date(2031, 1, 1), date(2031, 12, 31)),),
    "y35": ((date(2035, 1, 1), date(2035, 12, 31)), (None, date(2035, 12, 31))), "q2": ((date(2031, 4, 1), date(2031, 6, 30)),), "q3": ((date(2031, 7, 1), date(2031, 9, 30)),),
    "q30": ((date(2030, 7, 1), date(2030, 9, 30)),), "m8": ((date(2031, 8, 1), date(2031, 8, 31)),), "m9": ((date(2031, 9, 1), date(2031, 9, 30)),), "m19": (MONTHS9,),
    "d9": ((date(2031, 9, 30), date(2031, 9, 30)), (None, date(2031, 9, 30)), MONTHS9), "whole": ((date(2031, 1, 1), date(2031, 12, 31)),),
    "m7": ((date(2031, 7, 1), date(2031, 7, 31)),), "s": ((date(2026, 1, 1), date(2030, 12, 31)),),
    "m30": ((date(2030, 1, 1), date(2030, 9, 30)),),
}  # fmt: skip
BY_TITLE = {
    "nothing nearer": ("{x} đạt <M|m19> {u}, tăng <P|increase,m19> so với cùng kỳ năm trước.",),
    "in the month": ("Trong tháng, {x} đạt <M|m9> {u}.", "Trong tháng 9, {x} đạt <M|m9> {u}."),
    "in the quarter": ("Trong quý III, {x} đạt <M|q3> {u}.",),
    "bare months": ("{x} 9 tháng đạt <M|m19> {u}.", "9 tháng, {x} đạt <M|m19> {u}.", "Lũy kế 9 tháng, {x} đạt <M|m19> {u}."),
    "since new year": ("Từ đầu năm đến nay, {x} đạt <M|m19> {u}.", "Lũy kế từ đầu năm, {x} đạt <M|m19> {u}."),
    "of the same time": ("{x} đạt <M|m19> {u} (cùng kỳ năm 2030 đạt <M|m30> {u}).", "{x} đạt <M|m19> {u} (cùng kỳ đạt <M|m30> {u})."),
    "the whole year": ("Ước cả năm 2031, {x} đạt <M|whole> {u}.", "{x} cả năm ước đạt <M|whole> {u}."),
    "in the last months": ("Trong 3 tháng cuối năm, phấn đấu thu <M|target,q4> {u}.", "Quý IV/2031, phấn đấu {x} đạt <M|target,q4> {u}."),
}
NAMED["q4"] = ((date(2031, 10, 1), date(2031, 12, 31)),)


def periods(rng: random.Random) -> Iterator[Case]:
    for words, days in (*TIMES, *UP_TO):
        for seat, template in SEATS.items():
            until = (words, days) in UP_TO
            if (until and seat == "heading") or (words.startswith(("tuần", "kỳ báo")) and seat == "behind the measure"):
                continue
            lead = "" if until else "trong " if seat.startswith(("opening", "first", "paragraph", "with", "line", "the change")) and rng.random() < 0.6 else ""
            opening = lead[:1].upper() + lead[1:] if lead else ""
            told = words if lead or "{Lead}" not in template else words[0].upper() + words[1:]
            yield made(rng, ("period", words, seat), UNDATED, template, {"now": days}, t=told, lead=lead, Lead=opening, x2="Tỷ lệ giải ngân")
    for words, days in BARE_TIMES:
        for seat in ("opening", "behind the measure", "with a change", "heading", "line before"):
            told = words[0].upper() + words[1:] if seat in ("opening", "with a change") else words
            yield made(rng, ("period", f"{words} (no year)", seat), UNDATED, SEATS[seat], {"now": days}, t=told, lead="", Lead="", x2="Tỷ lệ giải ngân")
    for name, templates in TWO_TIMES.items():
        for template in templates:
            yield made(rng, ("period", name, template), UNDATED, template, NAMED)
    for name, templates in BY_TITLE.items():
        for template in templates:
            yield made(rng, ("period", f"title: {name}", template), REPORT, template, NAMED)


# -- roles ------------------------------------------------------------------------------------------------------------------------------

BASES = ["so với cùng kỳ", "so với cùng kỳ năm trước", "so với cùng kỳ năm 2030", "so với năm 2030", "so với tháng trước", "so cùng kỳ", "so với kế hoạch", "so với đầu năm"]
RISES = ["tăng", "tăng thêm", "tăng mạnh", "tăng nhẹ", "tăng cao", "tăng trưởng", "tăng tới", "tăng bình quân", "cao hơn", "nhiều hơn", "vượt", "tăng hơn", "tăng gần", "tăng khoảng", "tăng trên", "cao hơn tới", "cao hơn khoảng", "tăng nhanh, tăng", "nhỉnh hơn", "tăng đột biến"]
FALLS = ["giảm", "giảm mạnh", "giảm nhẹ", "giảm sâu", "giảm tới", "giảm bình quân", "thấp hơn", "ít hơn", "sụt giảm", "giảm gần", "giảm khoảng", "giảm hơn", "giảm trên", "hụt", "hụt thu", "thiếu hụt", "thấp hơn khoảng", "thấp hơn tới", "suy giảm", "giảm được", "giảm đáng kể"]
BOUND_OF_VERB = {"gần": "about", "khoảng": "about", "trên": "gt"}
CHANGE_SEATS = {
    "behind the level": "{x} đạt <{k}> {u}, {v} <P|{r}> {b}.",
    "behind the level, in its unit": "{x} đạt <{k}> {u}, {v} <{k}|{r}> {u} {b}.",
    "in a bracket": "{x} đạt <{k}> {u} ({v} <P|{r}> {b}).",
    "alone": "{x} {v} <P|{r}> {b}.",
    "the base first": "{x} đạt <{k}> {u}, {b} {v} <P|{r}>.",
    "the base opens": "{B}, {x} {v} <P|{r}>.",
    "amount and share": "{x} đạt <{k}> {u}, {v} <{k}|{r}> {u} (<P|{q}>) {b}.",
    "amount, tương ứng share": "{x} đạt <{k}> {u}, {v} <{k}|{r}> {u}, tương ứng {v} <P|{r}> {b}.",
}
LEVELS = {
    "plain": ["{x} đạt <{k}> {u}.", "{x} ước đạt <{k}> {u}.", "{x}: <{k}> {u}.", "{x} là <{k}> {u}.", "{x} ước <{k}> {u}.", "{x} thực hiện được <{k}> {u}.", "{x} lũy kế là <{k}> {u}.", "Đến nay, {x} mới đạt <{k}> {u}.", "{x} chỉ đạt <{k}> {u}.", "{x} vẫn ở mức <{k}> {u}."],
    "after a fall": ["{x} giảm còn <{k}> {u}.", "{x} giảm xuống còn <{k}> {u}.", "{x} giảm xuống <{k}> {u}.", "{x} chỉ còn <{k}> {u}.", "{x} hạ xuống còn <{k}> {u}.", "{x} giảm <P|decrease>, còn <{k}> {u}.", "{x} giảm <P|decrease>, xuống còn <{k}> {u}."],
    "after a rise": ["{x} tăng lên <{k}> {u}.", "{x} tăng lên mức <{k}> {u}.", "{x} được nâng lên <{k}> {u}.", "{x} lên tới <{k}> {u}.", "{x} tăng <P|increase>, lên <{k}> {u}.", "{x} tăng <{k}|increase> {u}, đạt <{k}> {u}.", "{x} tăng <{k}|increase> {u}, nâng tổng số lên <{k}> {u}."],
    "from and to": ["{x} tăng từ <{k}> {u} lên <{k}> {u}.", "{x} giảm từ <{k}> {u} xuống còn <{k}> {u}.", "{x} từ <{k}> {u} tăng lên <{k}> {u}.", "{x} từ <{k}> {u} giảm còn <{k}> {u}.", "{x} tăng từ <{k}> {u} lên <{k}> {u}, tăng <P|increase>.", "{x} giảm từ <{k}> {u} xuống <{k}> {u} (giảm <{k}|decrease> {u})."],
    "compared level": ["{x} đạt <{k}> {u}, bằng <P> so với cùng kỳ.", "{x} đạt <P> so với kế hoạch.", "{x} đạt <{k}> {u}, bằng <P> kế hoạch.", "{x} đạt <{k}> {u}, đạt <P> dự toán.", "{x} đạt <P> kế hoạch năm, bằng <P> so với cùng kỳ năm trước.", "{x} gấp <1,5|v=1.5,u=lần> lần so với cùng kỳ.", "{x} bằng <1,5|v=1.5,u=lần> lần cùng kỳ.", "{x} đạt <{k}> {u}, chiếm <P> tổng số.", "{x} bằng <P> cùng kỳ năm trước."],
    "denied": ["{x} không tăng mà còn giảm <P|decrease> so với cùng kỳ.", "{x} không đạt kế hoạch, chỉ bằng <P> kế hoạch.", "{x} chỉ tăng <P|increase> so với cùng kỳ.", "{x} mới đạt <P> kế hoạch.", "{x} chưa đạt kế hoạch (đạt <P>)."],
    "several changes": ["{x} tăng <P|increase> so với tháng trước và tăng <P|increase> so với cùng kỳ.", "{x} tăng <P|increase> so với tháng trước nhưng giảm <P|decrease> so với cùng kỳ.", "{x} tăng <P|increase> so với tháng trước và <P|increase> so với cùng kỳ.", "Khu vực I tăng <P|increase>; khu vực II giảm <P|decrease>; khu vực III tăng <P|increase>.", "Thu nội địa tăng <M|increase> {u} so với cùng kỳ (<4,5%|v=4.5,u=%,increase>).", "Số hồ sơ giảm <12|v=12,u=hồ sơ,decrease> hồ sơ (bằng <2,5%|v=2.5,u=%,decrease>) so với cùng kỳ.", "Số hồ sơ giảm <12|v=12,u=hồ sơ,decrease> hồ sơ = <2,5%|v=2.5,u=%,decrease> so với cùng kỳ.", "Số hồ sơ là 480 hồ sơ [giảm <12|v=12,u=hồ sơ,decrease> hồ sơ = <2,5%|v=2.5,u=%,decrease> so cùng kỳ].".replace("480", "<480|v=480>"), "So với năm 2030, khởi tố tăng <12|v=12,u=vụ,increase> vụ với <25|v=25,u=bị can,increase> bị can.", "So với cùng kỳ năm trước giảm <12|v=12,u=vụ,decrease> vụ, <25|v=25,u=bị can,decrease> bị can (năm 2030 có <59|v=59> vụ).", "Công nghiệp, xây dựng lần lượt tăng <P|increase> và <P|increase>.", "Tai nạn giao thông giảm <12|v=12,u=vụ,decrease> vụ, giảm <5|v=5,u=người,decrease> người chết, tăng <3|v=3,u=người,increase> người bị thương.", "So với cùng kỳ tăng <12|v=12,u=vụ,increase> vụ, giảm <5|v=5,u=người,decrease> người chết.", "Số vụ tăng <12|v=12,u=vụ,increase> vụ (+<P|increase>), số người chết giảm <5|v=5,u=người,decrease> người (-<P|decrease>)."],
    "held": ["{x} duy trì ở mức <{k}> {u}.", "{x} giữ nguyên ở mức <{k}> {u}.", "{x} ổn định ở mức <{k}> {u}.", "{x} không đổi so với cùng kỳ, ở mức <{k}> {u}.", "{x} tương đương cùng kỳ, đạt <{k}> {u}.", "{x} đã được nâng từ <{k}> {u} lên <{k}> {u}."],
    "criteria": ["Tai nạn giao thông giảm cả <3|v=3,u=tiêu chí> tiêu chí: giảm <12|v=12,u=vụ,decrease> vụ, <5|v=5,u=người,decrease> người chết, <8|v=8,u=người,decrease> người bị thương.", "Có <12/15|v=12,of=15,u=chỉ tiêu> chỉ tiêu đạt và vượt kế hoạch, <3|v=3,u=chỉ tiêu> chỉ tiêu không đạt.", "Hoàn thành <12|v=12,u=chỉ tiêu> chỉ tiêu, vượt <3|v=3,u=chỉ tiêu,any> chỉ tiêu."],
    "parts of a change": ["{x} tăng <{k}|increase> {u}, trong đó ngân sách tỉnh tăng <{k}|increase> {u}.", "{x} đạt <{k}> {u}, tăng <P|increase>; trong đó khu vực tư nhân đạt <{k}> {u}, giảm <P|decrease>.", "Giảm <12|v=12,u=đầu mối,decrease> đầu mối (gồm <7|v=7,u=văn phòng,decrease> văn phòng, <5|v=5,u=trung tâm,decrease> trung tâm)."],
    "saved and shortened": ["Tiết kiệm được <M|any> {u}.", "Thời gian giải quyết rút ngắn <12,5%|v=12.5,u=%,decrease>.", "Tinh giản <12|v=12,u=biên chế,decrease> biên chế.", "Bổ sung thêm <M|increase> {u} so với dự toán đầu năm.", "Cắt giảm <12|v=12,u=thủ tục,decrease> thủ tục."],
    "fold": ["{x} gấp <2,5|v=2.5,u=lần> lần năm 2030.", "{x} bằng <1,2|v=1.2,u=lần> lần so với cùng kỳ.", "{x} đạt <{k}> {u}, gấp <1,5|v=1.5,u=lần> lần cùng kỳ năm trước."],
    "by both": ["{x} đạt <{k}> {u}, đạt <P> kế hoạch, vượt <P|increase> so với cùng kỳ.", "{x} đạt <{k}> {u}, vượt <P|increase> kế hoạch.", "{x} đạt <{k}> {u}, vượt kế hoạch <P|increase>.", "{x} vượt dự toán <M|increase> {u}.", "{x} hụt kế hoạch <P|decrease>.", "{x} thấp hơn mức bình quân chung của tỉnh <P|decrease>.", "{x} cao hơn bình quân chung của tỉnh <P|increase>.", "{x} cao hơn cùng kỳ năm trước <P|increase>.", "{x} hụt so với dự toán <M|decrease> {u}.", "{x} tăng so với cùng kỳ là <P|increase>.", "{x} giảm so với năm 2030 là <P|decrease>."],
}  # fmt: skip
TARGETS = {
    "striven for": ["Phấn đấu {x} đạt <{k}|target> {u}.", "Phấn đấu {x} tăng <P|target> so với năm 2030.", "Phấn đấu đến cuối năm {x} đạt <P|target>.", "Từ nay đến cuối năm, phấn đấu thu <M|target> {u}.", "Đặt mục tiêu {x} đạt <{k}|target> {u}.", "Mục tiêu đến năm 2035: {x} đạt <{k}|target> {u}.", "Đến năm 2035, {x} đạt <{k}|target> {u}.", "Phấn đấu giảm {x} xuống còn <{k}|target> {u}."],
    "expected": ["Dự kiến {x} đạt <{k}|target> {u}.", "Dự báo {x} tăng <P|target>.", "{x} dự kiến đạt <{k}|target> {u}.", "{x} dự kiến cả năm đạt <{k}|target> {u}.", "Trong thời gian tới, huyện sẽ xử lý <C|target> {u}.", "{x} năm 2032 dự kiến tăng <P|target>.", "{x} dự báo sẽ giảm <P|target>."],
    "planned": ["Kế hoạch {x} năm 2032 là <{k}|target> {u}.", "Kế hoạch giao <{k}|target> {u}, thực hiện <{k}> {u}, đạt <P> kế hoạch.", "Dự toán giao <M|target> {u}, thực hiện <M> {u}.", "Chỉ tiêu giao là <{k}|target> {u}, đã thực hiện <{k}> {u}.", "Kế hoạch năm: <{k}|target> {u}; đã thực hiện: <{k}> {u}."],
    "beside a result": ["{x} đạt <{k}> {u} (kế hoạch <{k}|target> {u}).", "{x} đạt <{k}> {u} (KH: <{k}|target> {u}).", "{x} đạt <P> kế hoạch (<{k}|target> {u}).", "{x} đạt <P> (chỉ tiêu <P|target>).", "{x} đạt <P>, kế hoạch là <P|target>.", "{x} đạt <P>, vượt chỉ tiêu đề ra (<P|target>).", "{x} đạt <P>, thấp hơn so với mục tiêu là <P|target>.", "{x} đạt <P>/kế hoạch <P|target>.", "{x} đạt <{k}> {u}, bằng <P> chỉ tiêu Nghị quyết đề ra là <{k}|target> {u}.", "{x} đạt <{k}> {u}/KH <{k}|target> {u}, đạt <P>.", "{x} đạt <{k}> {u} so với kế hoạch <{k}|target> {u}.", "{x} mới đạt <P>, trong khi kế hoạch là <P|target>.", "{x} đạt <P> (mục tiêu đến năm 2035 là <P|target>).", "{x} hiện đạt <P>, phấn đấu đến cuối năm đạt <P|target>."],
    "set by a resolution": ["{x} đạt <P> (NQ: <P|target>).", "{x} đạt <P> (Nghị quyết: <P|target>).", "{x} đạt <P> (chỉ tiêu Nghị quyết là <P|target>).", "{x} đạt <P> (kế hoạch đề ra là <P|target>).", "{x} đạt <P> (mục tiêu: trên <P|gt,target>).", "{x} đạt <{k}> {u}, trong khi chỉ tiêu được giao là <{k}|target> {u}.", "{x} đạt <P>, vượt mục tiêu Nghị quyết (<P|target>).", "{x} đạt <P>, chưa đạt chỉ tiêu <P|target> mà Nghị quyết đề ra."],
    "promised and aimed at": ["Huyện cam kết giải ngân đạt <P|target> kế hoạch vốn.", "Huyện đặt chỉ tiêu {x} đạt <{k}|target> {u}.", "Huyện đề ra mục tiêu {x} đạt <{k}|target> {u}.", "Quyết tâm {x} năm 2032 đạt <{k}|target> {u}.", "Hướng tới mục tiêu {x} đạt <{k}|target> {u} vào năm 2035.", "Năm 2032, huyện đăng ký trồng <C|target> {u}.", "Thời gian tới, huyện tập trung trồng mới <C|target> {u}.", "Những năm tới, huyện xây dựng <C|target> {u}.", "Mục tiêu của huyện là đến năm 2035 có <{k}|target> {u}.", "Huyện đang tập trung để đến cuối năm {x} đạt <{k}|target> {u}.", "Kế hoạch đến năm 2035, huyện sẽ có <C|target> {u}."],
}
RANKS = ["Huyện xếp thứ <5|v=5,u=hạng,rank> toàn tỉnh.", "Huyện xếp thứ <5/12|v=5,of=12,u=hạng,rank> huyện, thành phố.", "Chỉ số cải cách hành chính xếp hạng <5|v=5,u=hạng,rank> toàn tỉnh.", "Huyện đứng thứ <5|v=5,u=hạng,rank> trên toàn tỉnh.", "Huyện đứng ở vị trí thứ <5|v=5,u=hạng,rank>.", "Chỉ số DDCI đạt <71,2|v=71.2,u=điểm> điểm, xếp thứ <5/12|v=5,of=12,u=hạng,rank>.", "Chỉ số DDCI xếp thứ <5|v=5,u=hạng,rank>, tăng <3|v=3,u=bậc,increase> bậc so với năm 2030.", "Chỉ số DDCI xếp vị trí <5/12|v=5,of=12,u=hạng,rank>, giảm <2|v=2,u=bậc,decrease> bậc.", "Chỉ số DDCI đứng vị trí <5/12|v=5,of=12,u=hạng,rank>.", "Xếp hạng <5/12|v=5,of=12,u=hạng,rank> đơn vị cấp huyện.", "Huyện vươn lên vị trí thứ <5|v=5,u=hạng,rank> toàn tỉnh.", "Chỉ số DDCI tụt <2|v=2,u=bậc,decrease> bậc, xuống vị trí thứ <5|v=5,u=hạng,rank>.", "Chỉ số DDCI đứng thứ <5|v=5,u=hạng,rank> trong <12|v=12,any> huyện.", "Huyện nằm trong tốp <3|v=3,u=hạng,le,rank> địa phương dẫn đầu.", "Chỉ số PAPI thăng <3|v=3,u=bậc,increase> bậc.", "Chỉ số PAPI giữ vị trí thứ <5|v=5,u=hạng,rank>."]  # fmt: skip
PLANS = ["{x} đạt <{k}|target> {u}.", "{x}: <{k}|target> {u}.", "{x} tăng <P|target> so với năm 2030.", "Trồng mới <C|u=ha,target> ha rừng.", "{x} đạt từ <P|ge,target> trở lên.", "Giảm {x} xuống dưới <P|lt,target>.", "Phấn đấu {x} đạt <{k}|target> {u}."]
RULES = ["Mức chi: <500.000|v=500000,u=đồng/người,limit> đồng/người.", "Mức hỗ trợ <2|v=2000000,u=đồng/hộ,limit> triệu đồng/hộ.", "Mức chi tối đa <500.000|v=500000,u=đồng/buổi,le,limit> đồng/buổi.", "Thời gian giải quyết không quá <05|v=5,u=ngày làm việc,le,limit> ngày làm việc.", "Hỗ trợ <70%|v=70,u=%,limit> chi phí mua máy.", "Lệ phí cấp giấy phép: <8.000|v=8000,u=đồng/lần,limit> đồng/lần.", "Mức đóng bằng <4,5%|v=4.5,u=%,limit> mức lương cơ sở.", "Thời hạn vay tối đa <10|v=10,u=năm,le,limit> năm.", "Thu nhập bình quân từ <1,5|v=1500000,u=đồng/người/tháng,le,limit> triệu đồng/người/tháng trở xuống.", "Phạt tiền từ <2.000.000 đồng đến 5.000.000|v=2000000,to=5000000,u=đồng,range,limit> đồng."]


def _bounds(verb: str, token: str) -> str:
    last = verb.split()[-1]
    return f"{token},{BOUND_OF_VERB[last]}" if last in BOUND_OF_VERB else f"{token},gt" if verb in ("tăng hơn", "giảm hơn") else token


def roles(rng: random.Random) -> Iterator[Case]:
    for role, verbs in (("increase", RISES), ("decrease", FALLS)):
        for verb in verbs:
            for seat, template in CHANGE_SEATS.items():
                base = rng.choice(BASES)
                filled = template.replace("{k}", rng.choice("CM")).replace("{r}", _bounds(verb, role)).replace("{q}", role).replace("{v}", verb).replace("{b}", base).replace("{B}", base[0].upper() + base[1:])
                yield made(rng, ("role", f"{role}: {verb}", f"change {seat}", base), UNDATED, filled)
    for family, groups in (("level", LEVELS), ("target", TARGETS)):
        for name, templates in groups.items():
            for template in templates:
                for kind in "CMP" if "{k}" in template else "M":
                    filled = template.replace("{k}", kind)
                    yield made(rng, ("role", f"{family} {name}", template), UNDATED, filled.replace(" {u}", "") if kind == "P" else filled)
    for template in RANKS:
        yield made(rng, ("role", "rank", template), UNDATED, template)
    for template in PLANS:
        kind = rng.choice("CM")
        yield made(rng, ("role", "a plan", template), PLAN, "I. MỤC TIÊU\n1. Các chỉ tiêu chủ yếu\n- " + template.replace("{k}", kind))
    for template in RULES:
        yield made(rng, ("role", "a rule", template), RULE, "Điều 1. Quy định mức chi\n1. " + template)


# -- comparators and ranges -------------------------------------------------------------------------------------------------------------

BOUNDS = [
    ("gần", "about", ""), ("khoảng", "about", ""), ("xấp xỉ", "about", ""), ("ước khoảng", "about", ""), ("vào khoảng", "about", ""), ("gần bằng", "about", ""), ("suýt soát", "about", ""), ("chừng", "about", ""),
    ("hơn", "gt", ""), ("trên", "gt", ""), ("lớn hơn", "gt", ""), ("cao hơn mức", "gt", ""), ("vượt trên", "gt", ""), ("", "ge", " trở lên"), ("từ", "ge", " trở lên"), ("ít nhất", "ge", ""), ("tối thiểu", "ge", ""), ("không dưới", "ge", ""), ("không thấp hơn", "ge", ""),
    ("tối thiểu là", "ge", ""), ("ít nhất là", "ge", ""), ("tối thiểu từ", "ge", ""), ("không ít hơn", "ge", ""), ("≥", "ge", ""), (">", "gt", ""), ("<", "lt", ""), ("≤", "le", ""), ("dưới", "lt", ""), ("chưa đến", "lt", ""), ("chưa đầy", "lt", ""), ("chưa tới", "lt", ""), ("thấp hơn mức", "lt", ""),
    ("không quá", "le", ""), ("tối đa", "le", ""), ("tối đa là", "le", ""), ("không vượt quá", "le", ""), ("tối đa không quá", "le", ""), ("nhiều nhất", "le", ""), ("không cao hơn", "le", ""), ("", "le", " trở xuống"), ("từ", "le", " trở xuống"),
]  # fmt: skip
BOUND_SEATS = {"behind đạt": "{x} đạt {c} <{k}|any,{s}> {u}{z}.", "behind the noun": "{x} {c} <{k}|any,{s}> {u}{z}.", "in a colon": "- {x}: {c} <{k}|any,{s}> {u}{z};", "in a bracket": "{x} ở mức cho phép ({c} <{k}|any,{s}> {u}{z})."}
RANGES = ["từ <{a} đến {b}|{v},range,any>{g}", "từ <{a}{g} đến {b}|{v},range,any>{g}", "<{a} - {b}|{v},range,any>{g}", "<{a}-{b}|{v},range,any>{g}", "<{a} – {b}|{v},range,any>{g}", "<{a} đến {b}|{v},range,any>{g}", "khoảng <{a} - {b}|{v},range,any>{g}", "từ <{a} - {b}|{v},range,any>{g}", "trong khoảng từ <{a} đến {b}|{v},range,any>{g}", "từ trên <{a} đến {b}|{v},range,any>{g}", "từ <{a} đến dưới {b}|{v},range,any>{g}", "<{a}÷{b}|{v},range,any>{g}", "<{a} tới {b}|{v},range,any>{g}", "dao động từ <{a} đến {b}|{v},range,any>{g}"]  # fmt: skip
ENDS = [("12,5", "14,2", " tỷ đồng", 12.5e9, 14.2e9, "đồng"), ("120", "150", " triệu đồng", 120e6, 150e6, "đồng"), ("12,5%", "14%", "", 12.5, 14, "%"), ("12", "15", "%", 12, 15, "%"), ("30", "45", " hộ", 30, 45, "hộ"), ("1.200", "1.500", " tấn", 1200, 1500, "tấn"), ("5,2", "5,8", " tấn/ha", 5.2, 5.8, "tấn/ha"), ("50.000", "60.000", " đồng/kg", 50000, 60000, "đồng/kg"), ("2", "3", " lần", 2, 3, "lần")]


def comparators(rng: random.Random) -> Iterator[Case]:
    for words, name, behind in BOUNDS:
        for seat, template in BOUND_SEATS.items():
            for kind in "CMP":
                filled = template.replace("{c} ", f"{words} " if words else "").replace("{k}", kind).replace("{s}", name).replace("{z}", behind)
                yield made(rng, ("comparator", f"{words} …{behind}", seat, kind), UNDATED, filled.replace(" {u}", "") if kind == "P" else filled)
    for template in RANGES:
        for a, b, g, low, high, unit in ENDS:
            if g == "%" and "{g} đến" in template:
                continue
            span = template.replace("{a}", a).replace("{b}", b).replace("{v}", f"v={low},to={high},u={unit}")
            span = span.replace(f"|v={low}", f"%|v={low}").replace(">{g}", ">") if g == "%" else span.replace("{g}", g)
            yield made(rng, ("range", template, g.strip() or "%%"), UNDATED, "Giá trị bình quân đạt " + span + ".")


# -- units ------------------------------------------------------------------------------------------------------------------------------

SCALED = [("tỷ đồng", 9, "đồng"), ("triệu đồng", 6, "đồng"), ("nghìn tỷ đồng", 12, "đồng"), ("nghìn đồng", 3, "đồng"), ("ngàn đồng", 3, "đồng"), ("trđ", 6, "đồng"), ("tr.đ", 6, "đồng"), ("tr.đồng", 6, "đồng"), ("tỷ VNĐ", 9, "VNĐ"), ("tỉ đồng", 9, "đồng"), ("triệu USD", 6, "USD"), ("tỷ USD", 9, "USD"), ("triệu đô la Mỹ", 6, "đô la Mỹ"),
          ("nghìn tấn", 3, "tấn"), ("triệu tấn", 6, "tấn"), ("nghìn ha", 3, "ha"), ("triệu lượt khách", 6, "lượt khách"), ("triệu lượt", 6, "lượt"), ("nghìn lượt người", 3, "lượt người"), ("triệu m3", 6, "m3"), ("triệu kWh", 6, "kWh"), ("tỷ kWh", 9, "kWh"), ("MW", 0, "MW"), ("nghìn con", 3, "con"), ("vạn cây", 4, "cây"), ("triệu người", 6, "người")]  # fmt: skip
COMPOUND = ["đồng/kg", "đồng/người/tháng", "triệu đồng/người/năm", "tạ/ha", "tấn/ha", "đồng/m2", "người/km2", "m3/ngày", "lít/người/ngày", "lượt/ngày", "hộ/thôn", "kg/người/năm", "km/h", "giường/vạn dân", "đồng/kWh", "m3/giây", "tấn/ngày", "ca/100.000 dân", "em/lớp", "học sinh/lớp", "HS/lớp", "trẻ/nhóm", "bác sĩ/vạn dân", "lượt/người/năm", "tiết/tuần", "máy/100 dân", "giáo viên/lớp", "điểm/xã", "đồng/thẻ", "đồng/suất"]
PLAIN = ["hộ", "hộ nghèo", "hồ sơ", "lượt người", "vụ việc", "trường hợp", "học sinh", "ha", "km", "m2", "tấn", "điểm", "giường bệnh", "người/lượt", "lượt", "ca mắc", "con", "căn", "văn bản", "đơn vị", "xe", "chuyến bay", "đại biểu", "cán bộ, công chức", "lao động", "hợp tác xã", "sản phẩm OCOP", "m3", "kWh", "%"]
UNIT_SEATS = {"behind the figure": "{y} đạt <12,5|v={v},u={n}> {w}.", "in a colon": "- {y}: <12,5|v={v},u={n}> {w};", "in a bracket": "{y} ở mức cao (<12,5|v={v},u={n}> {w}).", "before a change": "{y} đạt <12,5|v={v},u={n}> {w}, tăng <P|increase> so với cùng kỳ."}
LEFT_OUT = {
    "unit of the member before": ["{x} đạt <M> {u}, trong đó: ngân sách tỉnh <M> {u}, ngân sách huyện <M> {u}.", "Toàn huyện có <C|u=hộ nghèo> hộ nghèo, trong đó xã Bình Sơn <C|u=hộ>, xã Châu Lâm <C|u=hộ>.", "Tiếp nhận <C|u=đơn> đơn (khiếu nại <C|u=đơn>, tố cáo <C|u=đơn>).", "Đã giải quyết <12/15|v=12,of=15,u=vụ> vụ.", "Xã Bình Sơn <12|v=12,u=hộ> hộ, xã Châu Lâm <15|v=15,u=hộ>, xã Đông Giang <18|v=18,u=hộ>."],
    "unit of the noun before": ["Số hộ nghèo: <C|u=hộ>.", "Tổng số vụ việc: <C|u=vụ việc>.", "Số lượt khách: <C|u=lượt>.", "Số hồ sơ tiếp nhận là <C|u=hồ sơ>; số hồ sơ đã giải quyết là <C|u=hồ sơ>.", "Tổng số học sinh là <C|u=học sinh>, trong đó học sinh nữ là <C|u=học sinh>."],
    "unit in a bracket": ["Thu ngân sách (tỷ đồng): <12,5|v=12500000000,u=đồng>.", "Sản lượng lúa (tấn): <1.250|v=1250,u=tấn>.", "Diện tích gieo trồng (ha): <1.250,5|v=1250.5,u=ha>.", "Tỷ lệ hộ nghèo (%): <12,5|v=12.5,u=%>."],
    "unit line above": ["Tình hình thu chi ngân sách (đơn vị tính: triệu đồng)\n- Tổng thu: <1.250|v=1250000000,u=đồng>;\n- Tổng chi: <1.120|v=1120000000,u=đồng>.", "Đơn vị tính: triệu đồng\n- Tổng thu: <1.250|v=1250000000,u=đồng>;\n- Tổng chi: <1.120|v=1120000000,u=đồng>."],
    "unit line above a head": ["Đơn vị: đồng/người dân/năm\n\nVùng                     Định mức\n\nĐô thị                          <2.148.100|v=2148100,u=đồng/người dân/năm,any>\n\nĐồng bằng                  <2.527.200|v=2527200,u=đồng/người dân/năm,any>\n\nVùng cao - hải đảo        <5.054.400|v=5054400,u=đồng/người dân/năm,any>\n", "ĐVT: triệu đồng\nI. THU NGÂN SÁCH\n- Thu nội địa: <1.250|v=1250000000,u=đồng>\n- Thu khác: <1.120|v=1120000000,u=đồng>\nII. CHI NGÂN SÁCH\n- Chi đầu tư: <1.450|v=1450000000,u=đồng>\n", "Đơn vị tính: triệu đồng\n\n1. Khối huyện\n\nCông an huyện     <1.250|v=1250000000,u=đồng>\n\nPhòng Tư pháp     <1.120|v=1120000000,u=đồng>\n"],
    "percentage points": ["{x} tăng <1,2|v=1.2,u=điểm phần trăm,increase> điểm phần trăm so với cùng kỳ.", "{x} tăng <1,2|v=1.2,u=điểm %,increase> điểm % so với cùng kỳ.", "{x} giảm <1,2%|v=1.2,u=%,decrease> so với cùng kỳ.", "Tỷ lệ tử vong là <1,2‰|v=1.2,u=‰>.", "{x} đạt <12,5 %|v=12.5,u=%>.", "{x} tăng <5|v=5,u=%,increase> phần trăm."],
    "glued": ["Diện tích lúa đạt <315|v=315,u=ha>ha, tăng <13,6%|v=13.6,u=%,increase> so với cùng kỳ.", "Đã nâng cấp <12,5|v=12.5,u=km>km đường.", "Sản lượng đạt <1.250|v=1250,u=tấn>tấn.", "Hỗ trợ <500.000|v=500000,u=đ/người>đ/người.", "Diện tích sàn <1.250|v=1250,u=m2>m2."],
    "measure and thing": ["Đã vận chuyển <1.250|v=1250,u=tấn> tấn hàng hóa.", "Đã trồng <12,5|v=12.5,u=ha> ha lúa, <3,2|v=3.2,u=ha> ha ngô.", "Đã kiên cố <12,5|v=12.5,u=km> km kênh mương.", "Đã bóc dỡ <1.250|v=1250,u=m3> m3 đất đá.", "Đã cấp <1.250|v=1250,u=lít> lít xăng."],
    "unit behind a word": ["Đã trồng <1.250|v=1250,u=cây> cây xanh các loại.", "Đã cấp <1.250|v=1250,u=giấy phép> giấy phép xây dựng.", "Toàn huyện có <12|v=12,u=xã> xã đạt chuẩn nông thôn mới.", "Đã tổ chức <12|v=12,u=hội nghị> hội nghị với <1.250|v=1250,u=lượt người> lượt người tham gia.", "Phát hiện <12|v=12,u=vụ> vụ, <15|v=15,u=đối tượng> đối tượng.", "Xảy ra <12|v=12,u=vụ> vụ, làm chết <5|v=5,u=người> người, bị thương <8|v=8,u=người> người."],
}


def units(rng: random.Random) -> Iterator[Case]:
    for words, power, unit in SCALED:
        for seat, template in UNIT_SEATS.items():
            value = Decimal("12.5") * 10**power
            yield made(rng, ("unit", f"scale: {words}", seat), UNDATED, template.replace("{y}", "Giá trị thực hiện").replace("{v}", str(value)).replace("{n}", unit).replace("{w}", words))
    for words in COMPOUND:
        for seat, template in UNIT_SEATS.items():
            value, unit = (Decimal(12500000), words.removeprefix("triệu ")) if words.startswith("triệu") else (Decimal("12.5"), words)
            yield made(rng, ("unit", f"rate: {words}", seat), UNDATED, template.replace("{y}", "Mức bình quân").replace("{v}", str(value)).replace("{n}", unit).replace("{w}", words))
    for words in PLAIN:
        for seat, template in UNIT_SEATS.items():
            filled = template.replace("<12,5", "<1.250").replace("{y}", "Kết quả thực hiện").replace("{v}", "1250").replace("{n}", words.replace(",", "")).replace("{w}", words)
            case = made(rng, ("unit", f"noun: {words}", seat), UNDATED, filled)
            yield case._replace(figures=tuple(f._replace(wanted={**f.wanted, "unit": words}) if f.quote == "1.250" else f for f in case.figures))
    for name, templates in LEFT_OUT.items():
        for template in templates:
            yield made(rng, ("unit", name, template), UNDATED, template)


# -- numbers ----------------------------------------------------------------------------------------------------------------------------

NUMBERS: dict[str, list[str]] = {
    "thousands and decimals": ["<1.234|v=1234> tấn", "<1.234,5|v=1234.5> tấn", "<12,5|v=12.5> tấn", "<0,5|v=0.5> tấn", "<1.234.567|v=1234567> tấn", "<12.5|v=12.5> tấn", "<1234|v=1234> tấn", "<1234,5|v=1234.5> tấn", "<12,345|v=12.345> tấn", "<05|v=5> tấn", "<3.5%|v=3.5>", "<3,456%|v=3.456>", "<12,0|v=12.0> tấn"],
    "scale words": ["<74,478|v=74478000000> tỷ USD", "<74,478|v=74478000> triệu USD", "<12.345|v=12345000000000> tỷ đồng", "<12.345,6|v=12345600000000> tỷ đồng", "<1,25|v=1250000> triệu lượt", "<2|v=2500000000> tỷ rưỡi đồng", "<1 tỷ 250|v=1250000000> triệu đồng", "<3 tỷ 200|v=3200000000> triệu đồng", "<1,2|v=1200000000000> nghìn tỷ đồng", "<15|v=15000> nghìn tấn", "<2,5|v=2500> nghìn tấn", "<125|v=125000000> triệu đồng", "<125.000|v=125000000000> triệu đồng", "<5|v=50000> vạn cây", "<2|v=2000000000> tỉ đồng", "<126,5|v=126500000> triệu dân"],
    "scale told once": ["tăng từ <3,71|v=3710000> lên <3,92|v=3920000> triệu người", "tăng từ <3,71|v=3710000000> lên <3,92|v=3920000000> tỷ đồng", "giảm từ <12,5|v=12500000000> xuống còn <10,2|v=10200000000> tỷ đồng", "tăng từ <125|v=125000> lên <142|v=142000> nghìn tấn", "đạt <3,71|v=3710000> và <3,92|v=3920000> triệu lượt", "đạt <3,71/3,92|v=3710000,of=3920000> triệu lượt", "lần lượt đạt <12,5|v=12500000000>; <10,2|v=10200000000> tỷ đồng", "tăng từ <45,2|v=45.2,u=%> lên <48,5%|v=48.5>", "giảm từ <5,2|v=5.2,u=%> xuống còn <4,1%|v=4.1>", "từ <120|v=120,u=triệu> tăng lên <150|v=150> hộ"],
    "fractions": ["<12/15|v=12,of=15> xã", "<12/15|v=12,of=15>", "<1.234/1.500|v=1234,of=1500> hồ sơ", "<12,5/15|v=12500000000,of=15000000000> tỷ đồng", "<12 / 15|v=12,of=15> xã", "<12 xã/15|v=12,of=15> xã", "<05/08|v=5,of=8> chỉ tiêu", "<1.234,5/1.500|v=1234500000,of=1500000000> triệu đồng", "<12/12|v=12,of=12> xã"],
    "number words": ["<ba mươi hai|v=32> hộ", "<mười lăm|v=15> xã", "<một trăm hai mươi|v=120> hộ", "<một nghìn hai trăm|v=1200> hộ", "<hai trăm|v=200> hộ", "<năm mươi|v=50> hộ", "<hai mươi mốt|v=21> xã", "<bốn mươi lăm phần trăm|v=45>", "<hai triệu năm trăm nghìn|v=2500000> đồng", "<ba tỷ rưỡi|v=3500000000> đồng", "hai (<02|v=2>) đoàn", "<02|v=2> (hai) đoàn"],
    "ends of a range": ["<2,5-3|v=2500000,to=3000000,range> triệu đồng", "<2-3%|v=2,to=3,range>/năm", "<12.000-15.000|v=12000,to=15000,range> lượt", "<1,2 - 1,5|v=1200000000,to=1500000000,range> tỷ đồng"],
    "small shares": ["<1/3|v=1,of=3> số xã", "<1,5|v=1.5> lần", "<12.345,67|v=12345.67> m2", "<12,50%|v=12.50>", "<1.2|v=1200000000> tỷ đồng", "<12 triệu 500|v=12500000> nghìn đồng", "<1.200.000|v=1200000>đ/người", "<2|v=2000> nghìn hộ"],
    "signs": ["<-3,5%|v=-3.5>", "(<3,5%|v=3.5>)", "<12,5%|v=12.5>;", "<100%|v=100>", "<99,65%|v=99.65>", "<0,04%|v=0.04>"],
    "money": ["<1.250.000.000|v=1250000000> đồng", "<1.250.000|v=1250000> đồng", "<1 250 000|v=1250000> đồng", "<500.000đ|v=500000>", "<500 nghìn|v=500000> đồng", "<1,5|v=1500000> triệu đồng", "<50.000|v=50000> đ", "<12|v=12000000000> tỷ"],
}
NUMBERS["money"][3] = "<500.000|v=500000>đ"
NUMBERS["money"][4] = "<500|v=500000> nghìn đồng"
NUMBERS["scale told once"] = NUMBERS["scale told once"][:-1]
NUMBERS["number words"][8] = "<bốn mươi lăm|v=45> phần trăm"
NUMBER_SEATS = ["Kết quả thực hiện là {n}.", "Huyện đã thực hiện {n} trong năm 2030.", "- Kết quả: {n};", "Trong kỳ, số đã thực hiện (kết quả {n}) được đánh giá tốt."]


def numbers(rng: random.Random) -> Iterator[Case]:
    for name, forms in NUMBERS.items():
        for form in forms:
            for seat in NUMBER_SEATS:
                if name == "scale told once" or (name == "signs" and "-" in form):
                    seat = "Kết quả thực hiện {n}." if name != "signs" else "Tốc độ thay đổi là {n}."
                plain = FIGURE.sub(lambda m: f"<{m['kind']}|{m['said']},any>", form)
                yield made(rng, ("number", name, form), UNDATED, seat.replace("{n}", plain))
                if name == "scale told once":
                    break


# -- kinds of documents and their parts -------------------------------------------------------------------------------------------------

SIGNS = {"report": ("BC-UBND", "BÁO CÁO\n"), "resolution": ("NQ-HĐND", "NGHỊ QUYẾT\n"), "decision": ("QĐ-UBND", "QUYẾT ĐỊNH\n"), "plan": ("KH-UBND", "KẾ HOẠCH\n"), "notice": ("TB-UBND", "THÔNG BÁO\n"), "letter": ("UBND-VP", "V/v ")}
TOLD = ["Trồng mới <C|u=ha,{r}> ha rừng", "Thu ngân sách <M|{r}> {u}", "Tỷ lệ hộ nghèo còn <P|{r}>", "Giải ngân đạt <P|{r}> kế hoạch vốn", "Tỷ lệ dân số tham gia bảo hiểm y tế: <P|{r}>", "Giải quyết việc làm cho <C|u=lao động,{r}> lao động", "Tổng giá trị sản xuất: <M|{r}> {u}"]
DONE = ["Đã trồng mới <C|u=ha> ha rừng, bằng <P> kế hoạch", "Thu ngân sách đạt <M> {u}, tăng <P|increase> so với cùng kỳ", "Toàn huyện có <C|u=hộ nghèo> hộ nghèo, chiếm <P>", "Còn <C|u=dự án> dự án chậm tiến độ", "Tỷ lệ giải ngân mới đạt <P> kế hoạch", "Phát hiện sai phạm <M> {u}, kiến nghị thu hồi <M> {u}", "Thực hiện <C|u=cuộc> cuộc kiểm tra"]
PARTS: list[tuple[str, str, str, str]] = [  # kind, title, the lines above, the role of what stands below
    ("report", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "I. KẾT QUẢ ĐẠT ĐƯỢC", "level"),
    ("report", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "I. TÌNH HÌNH THỰC HIỆN NHIỆM VỤ\n1. Về kinh tế", "level"),
    ("report", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "level"),
    ("report", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "III. NHIỆM VỤ TRỌNG TÂM QUÝ IV NĂM 2031", "target"),
    ("report", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "III. PHƯƠNG HƯỚNG, NHIỆM VỤ 3 THÁNG CUỐI NĂM", "target"),
    ("report", "Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "III. MỘT SỐ CHỈ TIÊU CHỦ YẾU NĂM 2032", "target"),
    ("report", "Ước thực hiện năm 2031 và kế hoạch năm 2032", "I. ƯỚC THỰC HIỆN NĂM 2031", "level"),
    ("report", "Ước thực hiện năm 2031 và kế hoạch năm 2032", "II. KẾ HOẠCH NĂM 2032", "target"),
    ("report", "Kết quả thanh tra 9 tháng đầu năm 2031", "Các tổ chức thanh tra đã kết luận 45 cuộc, kiến nghị thu hồi 850,2 triệu đồng. Các lĩnh vực có sai phạm chủ yếu gồm:", "level"),
    ("report", "Kết quả thanh tra 9 tháng đầu năm 2031", "Các đơn vị đã xử lý xong kiến nghị của thanh tra, cụ thể như sau:", "level"),
    ("resolution", "Về việc phê chuẩn quyết toán ngân sách huyện năm 2030", "HỘI ĐỒNG NHÂN DÂN HUYỆN\n\nQUYẾT NGHỊ:\n\nĐiều 1. Phê chuẩn quyết toán ngân sách năm 2030 như sau:", "level"),
    ("resolution", "Về dự toán ngân sách huyện năm 2032", "HỘI ĐỒNG NHÂN DÂN HUYỆN\n\nQUYẾT NGHỊ:\n\nĐiều 1. Quyết định dự toán ngân sách năm 2032 như sau:", "target"),
    ("resolution", "Về nhiệm vụ phát triển kinh tế - xã hội năm 2032", "HỘI ĐỒNG NHÂN DÂN HUYỆN\n\nQUYẾT NGHỊ:\n\nĐiều 1. Các chỉ tiêu chủ yếu năm 2032", "target"),
    ("plan", "Giảm nghèo bền vững năm 2032", "I. THỰC TRẠNG", "level"),
    ("plan", "Giảm nghèo bền vững năm 2032", "I. ĐÁNH GIÁ KẾT QUẢ NĂM 2031", "level"),
    ("plan", "Giảm nghèo bền vững năm 2032", "II. MỤC TIÊU\n1. Mục tiêu cụ thể", "target"),
    ("plan", "Giảm nghèo bền vững năm 2032", "III. NỘI DUNG THỰC HIỆN", "target"),
    ("decision", "Về việc giao chỉ tiêu kế hoạch năm 2032", "Điều 1. Giao chỉ tiêu kế hoạch năm 2032 cho các xã như sau:", "target"),
    ("decision", "Phê duyệt kế hoạch trồng rừng năm 2032", "Điều 1. Phê duyệt kế hoạch năm 2032 với các nội dung chính như sau:", "target"),
    ("notice", "Kết luận của Chủ tịch UBND huyện tại phiên họp tháng 9", "I. ĐÁNH GIÁ TÌNH HÌNH", "level"),
    ("notice", "Kết luận của Chủ tịch UBND huyện tại phiên họp tháng 9", "II. NHIỆM VỤ THỜI GIAN TỚI", "target"),
    ("letter", "đôn đốc giải ngân vốn đầu tư công", "Đến ngày 30/9/2031, kết quả giải ngân như sau:", "level"),
    ("letter", "đôn đốc giải ngân vốn đầu tư công", "Chủ tịch UBND huyện yêu cầu các đơn vị trong quý IV năm 2031:", "target"),
]  # fmt: skip


def kinds(rng: random.Random) -> Iterator[Case]:
    for kind, title, above, role in PARTS:
        sign, word = SIGNS[kind]
        head = LETTERHEAD.format(sign=sign, day=15, month=10, year=2031, title=word + title) + above + "\n"
        for told in TOLD if role == "target" or "quyết toán" in title else DONE:
            yield made(rng, ("kind", kind, above, told), head, "- " + told.replace("{r}", role) + ".")


FAMILIES = {"kind": kinds, "period": periods, "role": roles, "comparator": comparators, "unit": units, "number": numbers}


def wrong(figure: Figure, found: Any) -> list[str]:
    """The fields of a record that are not what they must be; None is a figure that was not found."""
    if found is None:
        return ["found"]
    wanted, bad = figure.wanted, []
    if "value" in wanted and not all(same_number(wanted.get(k), getattr(found, k)) for k in ("value", "value_to", "total")):
        bad.append("value")
    if "unit" in wanted and not same_unit(wanted["unit"], found.unit):
        bad.append("unit")
    bad += [name for name in ("comparator", "role") if name in wanted and wanted[name] != getattr(found, name)]
    if figure.days is not None and (found.period_from, found.period_to) not in figure.days:
        bad.append("period")
    return bad


def judged(case: Case, records: Iterable[Any]) -> list[tuple[Figure, Any, list[str]]]:
    """Each figure of a case with the record that overlaps it and the fields that are wrong; records that overlap none come last, without a figure."""
    kept = [r for r in records if r.type == "indicator"]
    told: list[tuple[Figure, Any, list[str]]] = []
    used = set()
    for figure in case.figures:
        end = figure.start + len(figure.quote)
        found = next((r for r in kept if r.start < end and figure.start < r.end and id(r) not in used), None)
        used.add(id(found))
        told.append((figure, found, wrong(figure, found)))
    head = case.text.rfind("\n", 0, min((f.start for f in case.figures), default=0))
    told += [(Figure(r.start, r.quote, {}, None), r, ["spurious"]) for r in kept if id(r) not in used and r.start > head]
    return told


def main() -> None:
    measure(FAMILIES, __doc__)


def line_of(case: Case, figure: Figure) -> str:
    """The line of a case that holds a figure."""
    start = case.text.rfind("\n", 0, figure.start) + 1
    return case.text[start : (case.text.find("\n", figure.start) + 1 or len(case.text) + 1) - 1]


def failed(case: Case, figure: Figure, found: Any, bad: list[str]) -> str:
    """What is wrong with a figure, and the line that it stands in."""
    wanted = {k: v for k, v in figure.wanted.items() if k in (*bad, *(("value_to", "total") if "value" in bad else ()))}
    got = {k: getattr(found, k) for k in wanted} if found is not None else "NOT FOUND"
    days = f" wanted {figure.days[0][0]}..{figure.days[0][1]} got {found.period!r} {found.period_from}..{found.period_to}" if "period" in bad and figure.days else ""
    return f"{'/'.join(bad)}: {figure.quote} {wanted or ''} → {got or ''}{days}\n    {' / '.join(case.way[1:3])!r}\n    {line_of(case, figure)!r}"


def measure(families: Mapping[str, Callable[[random.Random], Iterator[Case]]], about: str | None) -> None:
    """The command line of a bench of written ways: how often each field is read, by family."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=1, help="sentences of each way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="families, with commas between: " + ",".join(families))
    parser.add_argument("--show", help="print what fails of the ways whose name holds this")
    parser.add_argument("--ways", action="store_true", help="count by part, the worst first")
    asked = parser.parse_args()
    from extractor import extract_text

    rng = random.Random(asked.seed)
    names = asked.only.split(",") if asked.only else list(families)
    fields: dict[str, dict[str, list[int]]] = {name: defaultdict(lambda: [0, 0]) for name in names}
    ways: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for name in names:
        for _ in range(asked.each):
            for case in families[name](rng):
                for figure, found, bad in judged(case, extract_text(case.text).records):
                    checked = ["found", *(f for f in ("value", "unit", "comparator", "role") if f in figure.wanted), *(["period"] if figure.days else [])]
                    for field in ["spurious"] if bad == ["spurious"] else checked:
                        tally = fields[name][field]
                        tally[0] += 1
                        tally[1] += int(field not in bad and (field == "found" or "found" not in bad))
                    for part in case.way[1:]:
                        ways[case.way[0], part][0] += 1
                        ways[case.way[0], part][1] += int(not bad)
                    if asked.show is not None and bad and any(asked.show in part for part in case.way):
                        print(failed(case, figure, found, bad))
    print("| family | field | figures | right |\n|---|---|---:|---:|")
    for name in names:
        for field in ("found", *FIELDS, "spurious"):
            if field in fields[name]:
                n, right = fields[name][field]
                print(f"| {name} | {field} | {n} | {right / n:.3f} |" if field != "spurious" else f"| {name} | spurious | {n} | |")
    if asked.ways:
        for (family, part), (n, right) in sorted(ways.items(), key=lambda kv: kv[1][1] / kv[1][0]):
            if right < n:
                print(f"{right / n:.2f} {n:4} {family}: {part}")


if __name__ == "__main__":
    main()
