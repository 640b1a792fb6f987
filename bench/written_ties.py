"""How officials write ties of figures, put together from parts: is each recognised, and is an error in it found?

    python bench/written_ties.py [--each 6] [--show KEY] [--seed 1]

No text that anybody has seen stands behind these sentences: heads, openings, members, joints and number formats are combined, so that what fails is a way of
writing and no document. For each way: how often the tie is recognised while it holds, how often nothing is said of it that should not be (any finding),
and how often an error is pointed at when one of its figures has a digit changed. `--show KEY` prints what fails of the ways whose name holds KEY.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

HEADER = "ỦY BAN NHÂN DÂN HUYỆN NGHĨA GIANG\n\nSố: 5/BC-UBND\nNghĩa Giang, ngày 12 tháng 12 năm 2029\n\nBÁO CÁO\nTình hình kinh tế - xã hội năm 2029\n\n"
PLACES = ["xã Bình Sơn", "xã Châu Lâm", "xã Đông Giang", "xã Khánh Phú", "thị trấn Gia Tân", "xã Hòa Thủy", "xã Lộc Hải", "xã Mỹ Vân", "xã An Phú"]
BARE = ["Bình Sơn", "Châu Lâm", "Đông Giang", "Khánh Phú", "Gia Tân", "Hòa Thủy", "Lộc Hải", "Mỹ Vân"]
BODIES = ["Phòng Tài chính", "Phòng Nội vụ", "Phòng Tư pháp", "Công an huyện", "Trung tâm Y tế", "Phòng Văn hóa và Thông tin"]
KINDS = {  # what is counted → its kinds
    "đơn": ["khiếu nại", "tố cáo", "kiến nghị", "phản ánh"],
    "vụ án": ["hình sự", "dân sự", "hành chính", "kinh doanh thương mại"],
    "lao động": ["nông nghiệp", "công nghiệp", "dịch vụ"],
    "hồ sơ": ["trực tuyến", "trực tiếp", "qua bưu chính"],
    "trường": ["mầm non", "tiểu học", "trung học cơ sở", "trung học phổ thông"],
    "dự án": ["giao thông", "thủy lợi", "giáo dục", "y tế"],
}
COUNTED = ["hộ nghèo", "hồ sơ", "lượt người", "vụ việc", "trường hợp", "học sinh", "lao động", "đơn"]
MONEY = ["tỷ đồng", "triệu đồng"]
HEADS_COUNT = [
    "Toàn huyện có {t} {u}", "Tổng số {u} là {t}", "Tổng số: {t} {u}", "Trong năm, huyện đã tiếp nhận {t} {u}", "Số {u} phát sinh trong kỳ là {t} {u}",
    "Đến ngày 30/11/2029, trên địa bàn huyện có {t} {u}", "Phòng Tư pháp đã giải quyết {t} {u}", "Hiện nay còn {t} {u}",
]
HEADS_MONEY = [
    "Tổng thu ngân sách đạt {t} {u}", "Tổng vốn đầu tư là {t} {u}", "Tổng kinh phí thực hiện: {t} {u}", "Thu ngân sách nhà nước trên địa bàn ước đạt {t} {u}",
    "Chi thường xuyên {t} {u}", "Doanh thu đạt {t} {u}",
]
FUNDS = ["ngân sách trung ương", "ngân sách tỉnh", "ngân sách huyện", "vốn vay", "nguồn xã hội hóa", "vốn lồng ghép"]
OPENINGS = [", trong đó: ", ", trong đó ", ", gồm: ", ", gồm ", ", bao gồm: ", ", cụ thể: ", " (trong đó: ", " (gồm: ", " (", ". Trong đó: ", ". Cụ thể: ", ": ", ", chia ra: ", ", cụ thể như sau: "]
MEMBERS = ["{name} {n} {u}", "{name}: {n} {u}", "{name} {n}", "{name}: {n}", "{n} {u} {name}", "{name} có {n} {u}", "{name} là {n} {u}", "{name} ({n} {u})", "{name} ({n})", "{n} {u} ở {name}"]
JOINTS = [(", ", ", "), ("; ", "; "), (", ", " và "), ("; ", " và ")]


class Case(NamedTuple):
    """A text, the figures of its tie as written, and the name of the way in which it is written."""

    way: tuple[str, ...]
    text: str
    figures: tuple[str, ...]


def whole(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def decimal(value: float, digits: int = 1) -> str:
    return f"{value:,.{digits}f}".replace(",", "_").replace(".", ",").replace("_", ".")


def _parts(rng: random.Random, small: bool) -> list[int]:
    return [rng.randrange(2, 90) if small else rng.randrange(120, 9000) for _ in range(rng.randrange(2, 5))]


def sums(rng: random.Random) -> Iterator[Case]:
    for opening in OPENINGS:
        for member in MEMBERS:
            for kind in ("places", "kinds", "funds"):
                if kind == "places" and member == "{n} {u} {name}":
                    continue
                if kind != "places" and member == "{n} {u} ở {name}":
                    continue
                small = rng.random() < 0.5
                parts = _parts(rng, small)
                if kind == "funds":
                    head, unit = rng.choice(HEADS_MONEY), rng.choice(MONEY)
                    values = [part / 10 for part in parts]
                    shown, total = [decimal(v) for v in values], decimal(sum(values))
                    names = rng.sample(FUNDS, len(parts))
                elif kind == "kinds":
                    unit = rng.choice(list(KINDS))
                    parts = parts[: len(KINDS[unit])]
                    head = rng.choice(HEADS_COUNT)
                    shown, total = [whole(v) for v in parts], whole(sum(parts))
                    names = rng.sample(KINDS[unit], len(parts))
                else:
                    head, unit = rng.choice(HEADS_COUNT), rng.choice(COUNTED)
                    shown, total = [whole(v) for v in parts], whole(sum(parts))
                    names = rng.sample(PLACES, len(parts))
                between, last = rng.choice(JOINTS)
                told = [member.format(name=name, n=n, u=unit) for name, n in zip(names, shown, strict=True)]
                listed = between.join(told[:-1]) + last + told[-1]
                listed = listed[0].upper() + listed[1:] if opening.startswith(". ") and opening.endswith("x") else listed
                text = head.format(t=total, u=unit) + opening + listed + (")." if "(" in opening else ".")
                yield Case(("sum", kind, "small" if small and kind != "funds" else "large", opening.strip(), member, last.strip() or ","), text, (total, *shown))


def items(rng: random.Random) -> Iterator[Case]:
    """Sums over lines: a head line and items below it."""
    for head_end in (":", ", trong đó:", ", gồm:", ". Trong đó:", ", cụ thể như sau:", ""):
        for member in ("- {name}: {n} {u}{e}", "- {name} {n} {u}{e}", "+ {name}: {n} {u}{e}", "- {name} có {n} {u}{e}", "{m} {name}: {n} {u}{e}", "- {name}: {n}{e}", "- {n} {u} {name}{e}", "- {name} đạt {n} {u}{e}"):
            for kind in ("places", "funds"):
                if kind == "places" and "{u} {name}" in member:
                    continue
                small = rng.random() < 0.4
                parts = _parts(rng, small)
                end = rng.choice((";", ".", ""))
                if kind == "funds":
                    head, unit, names = rng.choice(HEADS_MONEY), rng.choice(MONEY), [n[0].upper() + n[1:] for n in rng.sample(FUNDS, len(parts))]
                    shown, total = [decimal(p / 10) for p in parts], decimal(sum(parts) / 10)
                else:
                    head, unit, names = rng.choice(HEADS_COUNT), rng.choice(COUNTED), [n[0].upper() + n[1:] for n in rng.sample(PLACES, len(parts))]
                    shown, total = [whole(p) for p in parts], whole(sum(parts))
                lines = [member.format(name=name, n=n, u=unit, e=end, m="abcdefg"[i] + ")") for i, (name, n) in enumerate(zip(names, shown, strict=True))]
                text = head.format(t=total, u=unit) + head_end + "\n" + "\n".join(lines)
                yield Case(("items", kind, "small" if small and kind != "funds" else "large", head_end or "(nothing)", member), text, (total, *shown))


GROWTH = [
    "{x} đạt {a} {u}, tăng {p}% so với cùng kỳ năm 2028 ({b} {u})",
    "{x} là {a} {u}, tăng {d} {u} so với cùng kỳ năm trước ({b} {u})",
    "{x} đạt {a} {u} (cùng kỳ {b} {u}), tăng {p}%",
    "{x} đạt {a} {u}, tăng {d} {u} ({p}%) so với năm 2028",
    "{x} năm 2029 đạt {a} {u}, năm 2028 đạt {b} {u}, tăng {p}%",
    "{x} tăng từ {b} {u} năm 2028 lên {a} {u} năm 2029, tăng {p}%",
    "{x} tăng từ {b} {u} lên {a} {u}, tăng {d} {u}",
    "{x}: {a} {u}/{b} {u}, tăng {d} {u} so với cùng kỳ",
    "{x} là {a}/{b} {u} của cùng kỳ năm trước, tăng {p}%",
    "Năm 2028, {x} là {b} {u}; năm 2029 là {a} {u}, tăng {d} {u}",
    "{x} đạt {a} {u}, tăng {p}% so với năm 2028 (năm 2028 đạt {b} {u})",
    "{x} đạt {a} {u}, tăng {d} {u}, tương ứng tăng {p}% so với cùng kỳ",
    "{x} đạt {a} {u}, so với cùng kỳ ({b} {u}) tăng {p}%",
    "{x} ước đạt {a} {u}, so với năm 2028 tăng {d} {u}, bằng {q}%",
]
SHARES = [
    "Đã giải quyết {a}/{b} {u}, đạt {r}%",
    "Đã giải quyết {a}/{b} {u}, đạt tỷ lệ {r}%",
    "Đã giải quyết {a}/{b} {u} ({r}%)",
    "Đã giải quyết {a} {u}/{b} {u} tiếp nhận, đạt {r}%",
    "Trong {b} {u} đã tiếp nhận, đã giải quyết {a} {u}, đạt {r}%",
    "Đã tiếp nhận {b} {u}, giải quyết xong {a} {u}, đạt tỷ lệ {r}%",
    "Toàn huyện có {b} {u}, trong đó có {a} {u} đúng hạn, chiếm {r}%",
    "Toàn huyện có {b} {u}; số đúng hạn là {a} {u}, chiếm tỷ lệ {r}%",
    "Tiếp nhận {b} {u}; đã giải quyết {a} {u} (đạt {r}%); đang giải quyết {c} {u}",
    "Tổng số {u} đã tiếp nhận là {b}, đã giải quyết {a}, còn lại {c}",
    "Tiếp nhận {b} {u}, đã giải quyết {a} {u}, còn {c} {u} đang giải quyết",
    "Có {a} {u} đúng hạn trên tổng số {b} {u}, đạt {r}%",
    "Số {u} đúng hạn {a}/{b}, tỷ lệ {r}%",
    "Tỷ lệ giải quyết đạt {r}% ({a}/{b} {u})",
    "Đạt {r}% ({a}/{b} {u})",
    "Thực hiện {a} {u}, đạt {r}% kế hoạch ({b} {u})",
    "Thực hiện {a} {u}, bằng {r}% kế hoạch giao ({a}/{b} {u})",
    "Kế hoạch giao {b} {u}, đã thực hiện {a} {u}, đạt {r}% kế hoạch",
]
PRODUCTS = [
    "Hỗ trợ {n} hộ, mỗi hộ {m} triệu đồng, tổng kinh phí {t} triệu đồng",
    "Hỗ trợ {n} hộ với mức {m} triệu đồng/hộ, tổng số tiền {t} triệu đồng",
    "Kinh phí: {n} hộ x {m} triệu đồng/hộ = {t} triệu đồng",
    "Trao tặng {n} suất quà, mỗi suất trị giá {m} triệu đồng, tổng trị giá {t} triệu đồng",
    "Xây mới {n} căn nhà với tổng kinh phí {t} triệu đồng ({m} triệu đồng/căn)",
]
LADDERS = {
    "Ngành giáo dục có {t} trường, trong đó: mầm non {n1} trường, tiểu học {n2} trường, trung học cơ sở {n3} trường.": 3,
    "Kết quả: hoàn thành xuất sắc {n1} đơn vị, hoàn thành tốt {n2} đơn vị, hoàn thành {n3} đơn vị trên tổng số {t} đơn vị.": 3,
    "Đoàn công tác có {t} thành viên: {n1} trưởng đoàn, {n2} phó trưởng đoàn và {n3} thành viên.": 3,
}
WHATS = {"count": ["Số hồ sơ tiếp nhận", "Số vụ tai nạn giao thông", "Số lượt khách", "Số hộ nghèo"], "money": ["Thu ngân sách", "Doanh thu dịch vụ", "Giá trị sản xuất công nghiệp", "Vốn đầu tư phát triển"]}


def statements(rng: random.Random) -> Iterator[Case]:
    for name, templates in (("growth", GROWTH), ("share", SHARES), ("product", PRODUCTS)):
        for template in templates:
            for kind in ("count", "money"):
                if name == "product" and kind == "money":
                    continue
                unit = rng.choice(["hồ sơ", "vụ", "lượt", "hộ"]) if kind == "count" else rng.choice(MONEY)
                x = rng.choice(WHATS[kind])
                a, b = rng.randrange(230, 9000), rng.randrange(120, 220)
                if name == "growth":
                    b = rng.randrange(150, a - 30) if a > 300 else b
                else:
                    a, b = sorted((a, rng.randrange(120, 9000)))
                    if a == b:
                        b += 7
                values = {"a": a, "b": b, "d": a - b} if name == "growth" else {"a": a, "b": b, "c": b - a}
                scale = 10 if kind == "money" else 1
                show: Callable[[int], str] = (lambda v, s=scale: decimal(v / s)) if kind == "money" else whole  # type: ignore[misc]
                digits = rng.choice((1, 2))
                fields = {key: show(value) for key, value in values.items()}
                fields |= {"p": decimal((a - b) / b * 100, digits), "q": decimal(a / b * 100, digits), "r": decimal(a / b * 100, digits)}
                n, m = rng.randrange(11, 240), rng.choice((2, 5, 12, 25, 40, 60, 1.5, 2.5, 0.5))
                fields |= {"n": whole(n), "m": whole(int(m)) if m == int(m) else decimal(m), "t": whole(int(n * m)) if n * m == int(n * m) else decimal(n * m)}
                text = template.format(x=x, u=unit, **fields) + "."
                used = [key for key in "abcdpqrnmt" if "{" + key + "}" in template]
                yield Case((name, kind, template), text, tuple(dict.fromkeys(fields[key] for key in used)))


def further(rng: random.Random) -> Iterator[Case]:
    """Ties over sentences, items and paragraphs, and texts that tie nothing."""
    from written_brackets import brackets
    from written_columns import columns, totals
    from written_passages import passages
    from written_rates import rates

    yield from passages(rng)
    yield from rates(rng)
    yield from columns(rng)
    yield from totals(rng)
    yield from laddered(rng)
    yield from brackets(rng)


def laddered(rng: random.Random) -> Iterator[Case]:
    """Lists whose parts are rungs of one ladder; percentages of ranks."""
    for template, rungs in LADDERS.items():
        numbers = [rng.randrange(12, 90) for _ in range(rungs)]
        text = template.format(t=sum(numbers), **{f"n{i}": n for i, n in enumerate(numbers, 1)})
        yield Case(("laddered", template), text, tuple(map(str, (sum(numbers), *numbers))))


def spoiled(rng: random.Random, case: Case) -> tuple[str, str]:
    """The text with one digit of one figure changed, among its first two, and the figure as it stands then."""
    figure = rng.choice(case.figures or ("0",))
    places = [i for i, c in enumerate(figure) if c.isdigit()][:2]
    at = rng.choice(places)
    old = figure[at]
    new = rng.choice([d for d in "123456789" if d != old])
    changed = figure[:at] + new + figure[at + 1 :]
    import regex

    return regex.sub(rf"(?<![\d.,]){regex.escape(figure)}(?![\d]|[.,]\d)", changed, case.text, count=1), changed


def told(records: Iterable[Any]) -> tuple[bool, bool]:
    """Whether something is said at all (a relation that does not hold, a finding), and whether as an error or warning."""
    broken = any(r.type == "relation" and not r.holds for r in records)
    loud = any(r.type == "finding" and r.severity in ("error", "warning") for r in records)
    return broken or loud, loud


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=6, help="sentences of each way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print what fails where the way holds this")
    parser.add_argument("--only", default="", help="families, with commas between: sum,items,growth,share,product,ahead,then,listed,lined,parted,closed,named,priced,farmed,each,kinds,columns,times,paired,formulas,flows,rated,summed,totalled,laddered,plans,parts named,closing,then and now,points,apart,spent,nothing")
    asked = parser.parse_args()
    from extractor import extract_text

    rng = random.Random(asked.seed)
    counts: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * 5)
    for _ in range(asked.each):
        for case in (*sums(rng), *items(rng), *statements(rng), *further(rng)):
            bad, _changed = spoiled(rng, case)
            if asked.only and case.way[0] not in asked.only.split(","):
                continue
            records = extract_text(HEADER + case.text).records
            held = [r for r in records if r.type == "relation" and r.holds]
            alarms = [r for r in records if r.type == "finding" and (r.severity in ("error", "warning") or (case.way[0] == "nothing" and r.check.endswith("mismatch")))]
            found, loud = told(extract_text(HEADER + bad).records) if case.way[0] != "nothing" else (not alarms, not alarms)
            row = [1, int(bool(held)), int(bool(alarms)), int(found), int(loud)]
            for key in [(case.way[0],), *((case.way[0], f"{i}: {part}") for i, part in enumerate(case.way[1:], 1))]:
                counts[key] = [x + y for x, y in zip(counts[key], row, strict=True)]
            if asked.show and any(asked.show in part for part in case.way) and ((not held and case.way[0] != "nothing") or alarms or not found):
                print(f"{'-' if held else 'NOT RECOGNISED'} {'ALARM ' + alarms[0].message[:80] if alarms else ''} {'' if found else 'NOT FOUND: ' + bad}\n    {case.text}")
    print("| way | sentences | recognised | false alarms | errors told | as error or warning |\n|---|---:|---:|---:|---:|---:|")
    for key in sorted(counts):
        n, held_, alarm, found_, loud_ = counts[key]
        print(f"| {' / '.join(key)} | {n} | {held_ / n:.2f} | {alarm} | {found_ / n:.2f} | {loud_ / n:.2f} |")


if __name__ == "__main__":
    main()
