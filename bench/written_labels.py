"""How officials say what a figure measures and whose it is, put together from parts: label and subject against what the parts say.

    python bench/written_labels.py [--each 2] [--show KEY] [--seed 1] [--only FAMILY]

No text that anybody has seen stands behind these sentences (as in written_ties.py). Every figure of a sentence has its label and subject by the parts that it was made of; where an
annotator may choose, each choice counts. For each way: how many words of label and subject agree (token F1, as in figures_gold.py). `--show KEY` prints what fails where the way holds KEY.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from written_ties import whole  # noqa: E402

HEADER = "ỦY BAN NHÂN DÂN HUYỆN NGHĨA GIANG\n\nSố: 5/BC-UBND\nNghĩa Giang, ngày 12 tháng 12 năm 2029\n\nBÁO CÁO\nTình hình kinh tế - xã hội năm 2029\n\n"
OWN = ("huyện Nghĩa Giang",)
PLACES = ["xã Bình Sơn", "xã Châu Lâm", "xã Đông Giang", "thị trấn Gia Tân", "xã Hòa Thủy"]
BARE = ["Bình Sơn", "Châu Lâm", "Đông Giang", "Gia Tân", "Hòa Thủy"]
ACTORS = [
    "Phòng Nội vụ", "Công an huyện", "UBND các xã, thị trấn", "các sở, ban, ngành", "Trung tâm Y tế huyện", "Hội Nông dân huyện", "các phòng, ban chuyên môn", "Đoàn kiểm tra liên ngành",
    "lực lượng chức năng", "Tòa án nhân dân huyện", "các huyện, thành, thị", "các tổ chức hòa giải trong huyện", "Ban Chỉ huy Quân sự huyện", "Cục Thuế tỉnh", "các địa phương", "ngành Giáo dục",
]
ACTS = {  # act → what it counts
    "tiếp nhận": ["hồ sơ", "đơn", "lượt công dân"], "giải quyết": ["hồ sơ", "vụ việc", "đơn khiếu nại"], "tổ chức": ["hội nghị", "lớp tập huấn", "buổi tuyên truyền"],
    "kiểm tra": ["cơ sở", "đơn vị"], "cấp": ["giấy phép xây dựng", "giấy chứng nhận"], "phát hiện": ["vụ vi phạm", "trường hợp vi phạm"], "xử lý": ["vụ vi phạm", "trường hợp"],
    "ban hành": ["văn bản", "quyết định"], "hỗ trợ": ["hộ nghèo", "lao động"], "xây dựng": ["mô hình", "nhà tình nghĩa"], "triển khai": ["cuộc thanh tra", "dự án"], "thụ lý": ["vụ án"],
}
LEADS = ["", "Trong kỳ, ", "Năm 2029, ", "6 tháng đầu năm, ", "Về công tác tư pháp, ", "Qua kiểm tra, ", "Thực hiện kế hoạch, ", "Đến nay, ", "Theo đó, ", "Ngoài ra, "]
TENSES = ["đã ", "", "tiếp tục "]
TAILS = ["", ", tăng 12% so với cùng kỳ", ", giảm {k} {u} so với năm 2028", ", đạt 98% kế hoạch", " trên địa bàn huyện", " trong quý III", ", đạt tỷ lệ 94,5%", " ({k} {u} tồn từ kỳ trước)"]
CROPS = ["lúa lai", "ngô", "chè shan", "cây ăn quả", "lúa vụ mùa", "rau các loại", "cà phê", "mía"]
AMOUNTS = [("diện tích", "ha"), ("sản lượng", "tấn"), ("năng suất", "tạ/ha"), ("diện tích gieo trồng", "ha")]
LED = [" đạt ", " là ", " ước đạt ", ": ", " "]
GOES_ON = ["", ", tăng 4,5% so với cùng kỳ", ", đạt 97% kế hoạch", ", bằng 103% so với năm trước", ", giảm 12 ha"]
MEASURES = [
    ("tỷ lệ hộ nghèo", "%"), ("thu ngân sách", "tỷ đồng"), ("tổng vốn đầu tư", "tỷ đồng"), ("thu nhập bình quân đầu người", "triệu đồng"), ("tỷ lệ che phủ rừng", "%"), ("doanh thu du lịch", "tỷ đồng"),
    ("tỷ lệ hồ sơ đúng hạn", "%"), ("số hộ dùng nước sạch", "hộ"), ("giá trị sản xuất công nghiệp", "tỷ đồng"),
]
GOVERNED = [("{t} hộ nghèo", "hộ nghèo", "hộ nghèo"), ("{t} ha rừng bị thiệt hại", "rừng bị thiệt hại", "ha"), ("{t} căn nhà tốc mái", "căn nhà tốc mái", "căn"), ("{t} ca mắc sốt xuất huyết", "ca mắc sốt xuất huyết", "ca"),
            ("{t} hồ sơ quá hạn", "hồ sơ quá hạn", "hồ sơ")]  # fmt: skip
OPENS = [", trong đó: ", ", gồm: ", " (", ", cụ thể: ", ". Trong đó, ", ", tập trung ở ", ": "]
MEMBER = ["{p} {n} {u}", "{p}: {n} {u}", "{p} {n}", "{p} có {n} {u}", "{p} ({n} {u})"]
KINDS = {"đơn": ["khiếu nại", "tố cáo", "kiến nghị"], "vụ án": ["hình sự", "dân sự", "hành chính"], "hồ sơ": ["trực tuyến", "trực tiếp"], "dự án": ["giao thông", "thủy lợi", "y tế"]}
SECONDS = [  # a sentence behind that of the one who acts: text, labels
    ("Tổng số tiền phạt là {m} triệu đồng", ("tổng số tiền phạt",)), ("So với cùng kỳ, số {u} tăng {m} {u}", ("số {u}", "{u}")), ("Trong đó, có {m} {u} đúng hạn", ("{u} đúng hạn",)),
    ("Tỷ lệ {u} đúng hạn đạt 94%", ("tỷ lệ {u} đúng hạn",)), ("Kết quả, đã thu hồi {m} triệu đồng", ("số tiền đã thu hồi", "đã thu hồi", "thu hồi")), ("Đã xử phạt {m} trường hợp", ("trường hợp đã xử phạt", "trường hợp xử phạt")),
]
INVESTED = ["Các công trình thủy lợi lớn", "Các dự án vùng ven biển", "Công trình kè sông Đông An", "Các dự án giao thông nông thôn", "Hạng mục san nền", "Các công trình theo Đề án kiên cố hóa"]


class Figure(NamedTuple):
    """A figure as written, what its label may be, and whose it may be; no subjects where none is asked."""

    written: str
    labels: tuple[str, ...]
    subjects: tuple[str, ...]


class Case(NamedTuple):
    way: tuple[str, ...]
    text: str
    figures: tuple[Figure, ...]


def number(rng: random.Random) -> str:
    return whole(rng.randrange(103, 9000))


def upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def acting(rng: random.Random) -> Iterator[Case]:
    """One who acts, what was done, and what goes on with it; then a sentence that names nobody."""
    for actor in ACTORS:
        for lead in LEADS:
            act = rng.choice(list(ACTS))
            noun, tense, tail = rng.choice(ACTS[act]), rng.choice(TENSES), rng.choice(TAILS)
            n, k, m = number(rng), str(rng.randrange(11, 99)), number(rng)
            text = upper(f"{lead}{actor} {tense}{act} {n} {noun}{tail.format(k=k, u=noun)}.")
            labels = (f"{noun} {tense}{act}", noun, f"{noun} {act}")
            figures = [Figure(n, labels, (actor,))]
            if "{k}" in tail:
                figures.append(Figure(k, (*labels, f"{noun} tồn từ kỳ trước") if "tồn" in tail else labels, (actor,)))
            elif "12%" in tail or "98%" in tail or "94,5%" in tail:
                sign = next(s for s in ("12%", "98%", "94,5%") if s in tail)
                figures.append(Figure(sign, (*labels, f"tỷ lệ {noun} {act}", f"{noun} {tense}{act} so với kế hoạch"), (actor,)))
            yield Case(("act", lead.strip(), actor, tail), text, tuple(figures))
            second, names = rng.choice(SECONDS)
            more = second.format(m=m, u=noun)
            told = m if "{m}" in second else "94%"
            yield Case(("carry", second, actor), f"{text} {more}.", (Figure(told, tuple(name.format(u=noun) for name in names), (actor,)),))


def crops(rng: random.Random) -> Iterator[Case]:
    for amount, unit in AMOUNTS:
        for led in LED:
            for behind in GOES_ON:
                crop, n = rng.choice(CROPS), number(rng)
                sign = next((s for s in ("4,5%", "97%", "103%") if s in behind), None)
                label = (f"{amount} {crop}",)
                figures = [Figure(n, label, (crop,)), *([Figure(sign, (*label, f"{amount} {crop} so với kế hoạch"), (crop,))] if sign else [])]
                yield Case(("crop", f"{amount}{led}", behind), upper(f"{amount} {crop}{led}{n} {unit}{behind}."), tuple(figures))
    for behind in GOES_ON:
        crop, n, m = rng.choice(CROPS), number(rng), number(rng)
        for text, way in ((f"- {upper(crop)}: {n} ha{behind}; năng suất 61 tạ/ha, sản lượng {m} tấn.", "line"), (f"- {upper(crop)}: diện tích {n} ha{behind}, năng suất 61 tạ/ha, sản lượng {m} tấn.", "line of measures")):
            yield Case(("crop", way, behind), text, (Figure(n, (f"diện tích {crop}", crop), (crop,)), Figure("61", (f"năng suất {crop}", "năng suất"), (crop,)), Figure(m, (f"sản lượng {crop}", "sản lượng"), (crop,))))
        one, two, three = rng.sample(CROPS, 3)
        a, b, c, t = (number(rng) for _ in range(4))
        text = f"Tổng diện tích gieo trồng là {t} ha{behind}; trong đó {one} {a} ha, {two} {b} ha và {three} là {c} ha."
        yield Case(("crop", "parts", behind), text, tuple(Figure(x, (f"diện tích {name}", f"diện tích gieo trồng {name}", name), (name,)) for x, name in ((a, one), (b, two), (c, three))))
        text = f"Tổng diện tích gieo trồng là {t} ha{behind}; trong đó {one} đạt {a} ha, tăng 2,5%."
        yield Case(("crop", "one part", behind), text, (Figure(a, (f"diện tích {one}", f"diện tích gieo trồng {one}", one), (one,)), Figure("2,5%", (f"diện tích {one}", f"diện tích gieo trồng {one}", one), (one,))))


def owned(rng: random.Random) -> Iterator[Case]:
    """Measures of the document's own territory, of a named place, of a heading's body."""
    for measure, unit in MEASURES:
        for led in LED:
            n = number(rng) if unit != "%" else f"{rng.randrange(11, 97)},4%"
            what = n if unit == "%" else f"{n} {unit}"
            place = rng.choice(PLACES)
            yield Case(("own", "document", led), upper(f"{measure}{led}{what}."), (Figure(n, (measure,), OWN),))
            yield Case(("own", "của", led), upper(f"{measure} của {place}{led}{what}."), (Figure(n, (measure, f"{measure} của {place}"), (place,)),))
            yield Case(("own", "place first", led), upper(f"{place} có {measure}{led}{what}."), (Figure(n, (measure,), (place,)),))
            yield Case(("own", "whole", led), f"Toàn huyện có {measure}{led}{what}.", (Figure(n, (measure,), ("toàn huyện", "huyện", *OWN)),))
            body = rng.choice(ACTORS)
            yield Case(("own", "heading", led), f"1. Kết quả chung\nĐạt yêu cầu.\n2. {upper(body)}\n- {upper(measure)}{led}{what}.", (Figure(n, (measure,), (body,)),))


def lists(rng: random.Random) -> Iterator[Case]:
    for governed, label, unit in GOVERNED:
        for opening in OPENS:
            for member in MEMBER:
                names = rng.sample(rng.choice((PLACES, BARE)), 3)
                parts = [number(rng) for _ in names]
                t = number(rng)
                shown = [member.format(p=p, n=n, u=unit) for p, n in zip(names, parts, strict=True)]
                end = ")" if opening == " (" else ""
                text = f"Toàn huyện có {governed.format(t=t)}{opening}{', '.join(shown)}{end}."
                yield Case(("places", opening, member), text, tuple(Figure(n, (label, f"{label} {p}"), (p,)) for p, n in zip(names, parts, strict=True)))
    for unit, kinds in KINDS.items():
        for opening in OPENS:
            for member in ("{n} {u} {p}", "{p} {n} {u}", "{p}: {n} {u}", "{n} {p}", "{p}: {n}"):
                actor = rng.choice(ACTORS[:8])
                parts = [number(rng) for _ in kinds]
                shown = [member.format(p=p, n=n, u=unit) for p, n in zip(kinds, parts, strict=True)]
                end = ")" if opening == " (" else ""
                text = f"{upper(actor)} đã tiếp nhận {number(rng)} {unit}{opening}{', '.join(shown)}{end}."
                yield Case(("kinds", opening, member), text, tuple(Figure(n, (f"{unit} {p}", f"{unit} {p} đã tiếp nhận"), (actor,)) for p, n in zip(kinds, parts, strict=True)))


SECTORS = ["kinh tế nhà nước", "kinh tế tư nhân", "kinh tế tập thể", "kinh tế cá thể", "khu vực có vốn đầu tư nước ngoài", "khu vực dịch vụ", "khu vực công nghiệp và xây dựng"]
SHARED = [("tổng mức bán lẻ hàng hóa", "tỷ đồng"), ("giá trị sản xuất công nghiệp", "tỷ đồng"), ("kim ngạch xuất khẩu", "triệu USD"), ("thu ngân sách", "tỷ đồng")]
SUPERLATIVES = ["cao nhất là", "thấp nhất là", "đứng đầu là", "trong đó cao nhất là", "nhiều nhất là", "dẫn đầu là"]
CONDITIONS = ["nếu loại trừ yếu tố giá thì tăng", "nếu không tính dầu thô thì chỉ tăng", "khi loại trừ yếu tố giá thì tăng"]
WORKS = ["khai thác thủy sản", "nuôi trồng thủy sản nước ngọt", "trồng rừng tập trung", "giải ngân vốn đầu tư công", "thu hút vốn đầu tư", "sản xuất phân bón"]
THINGS = ["nhà máy xi măng Đông An", "trạm bơm Tân Khê", "hồ chứa nước Suối Bạc", "nhà máy nước Châu Giang", "cụm công nghiệp Gia Tân"]
MEASURED = [("công suất", "m3/ngày đêm"), ("diện tích", "ha"), ("tổng mức đầu tư", "tỷ đồng"), ("dung tích", "triệu m3"), ("quy mô", "ha")]
WHOLES = ["Bệnh viện Đa khoa Đông An", "Trung tâm Y tế Tân Khê", "Trường Cao đẳng nghề Gia Tân", "Công ty Cấp nước Châu Giang"]
AREAS = [("huyện Tân Khê", "HUYỆN TÂN KHÊ"), ("xã Đông Lĩnh", "XÃ ĐÔNG LĨNH"), ("tỉnh Quảng Nam", "TỈNH QUẢNG NAM"), ("phường Gia Tân", "PHƯỜNG GIA TÂN")]
TITLES = ["MỤC TIÊU, NHIỆM VỤ NĂM 2031 TRÊN ĐỊA BÀN {P}", "TÌNH HÌNH KINH TẾ - XÃ HỘI {P} NĂM 2030", "KẾ HOẠCH PHÁT TRIỂN {P} GIAI ĐOẠN 2026 - 2030", "II. Kết quả trên địa bàn {p} năm 2030"]
OVER = ["Phân bổ vốn theo đơn vị", "Kinh phí hỗ trợ", "Dự toán chi năm 2031", "Mức hỗ trợ", "Vốn được giao"]
GOODS = ["hàng dệt may", "sản phẩm gỗ", "dây cáp điện", "thủy sản chế biến", "hàng giày dép", "sản phẩm nhựa"]
ROWS = [
    (measure, opens) for measure in ("kim ngạch xuất khẩu", "doanh số bán ra", "sản lượng")
    for opens in ("một số mặt hàng có {m} tăng cao như:", "một số mặt hàng có {m} cao gồm", "{m} một số mặt hàng tăng mạnh, như:", "nhu cầu tăng mạnh (một số mặt hàng có {m} tăng khá như", "{m} các mặt hàng chủ lực đạt khá, cụ thể:")
]  # fmt: skip
MONTHS = ["11 tháng", "9 tháng đầu năm", "6 tháng qua", "trong 10 tháng"]


def spoken(rng: random.Random) -> Iterator[Case]:
    """Texts without a letterhead, pieces of portals and flattened reports: who and what is only said once, or by a heading."""
    for measure, unit in SHARED:
        for opening in (", bao gồm: ", ", trong đó: ", ", trong đó "):
            names = rng.sample(SECTORS, 3)
            parts, growth = [number(rng) for _ in names], rng.sample(range(11, 39), 3)
            told = "; ".join(f"{name} đạt {n} {unit}, tăng {g},5%" for name, n, g in zip(names, parts, growth, strict=True))
            yield Case(("sector", opening), upper(f"{measure} đạt {number(rng)} {unit}{opening}{told}."), tuple(Figure(x, (measure, f"tăng {measure}"), (name,)) for name, n, g in zip(names, parts, growth, strict=True) for x in (n, f"{g},5%")))
        for condition in CONDITIONS:
            g, k = rng.sample(range(2, 19), 2)
            yield Case(("condition", condition), upper(f"{measure} đạt {number(rng)} {unit}, tăng {g},2% so với cùng kỳ, {condition} {k},6%."), (Figure(f"{k},6%", (measure, f"tăng {measure}", f"tăng {measure} so với cùng kỳ"), ()),))
        n = f"{rng.randrange(2, 9)},{rng.randrange(1, 9)}"
        yield Case(("times", measure), upper(f"{measure} đạt {number(rng)} {unit}, tăng gấp {n} lần so với cùng kỳ."), (Figure(n, (measure, f"tăng {measure} so với cùng kỳ", f"{measure} so với cùng kỳ"), ()),))
        for months in MONTHS:
            n = number(rng)
            yield Case(("months", months), upper(f"{measure} {months} ước đạt {n} {unit}."), (Figure(n, (measure,), ()),))
    for measure, unit in MEASURES:
        if unit == "%":
            for words in SUPERLATIVES:
                one, two = rng.sample(PLACES, 2)
                a, b, c = (f"{x},4%" for x in rng.sample(range(11, 97), 3))
                yield Case(("superlative", words), f"Toàn huyện có {measure} là {a}, {words} {one} {b}, {two} {c}.", (Figure(b, (measure,), (one,)), Figure(c, (measure,), (two,))))
        for area, capitals in AREAS:
            title, n = rng.choice(TITLES), number(rng) if unit != "%" else f"{rng.randrange(11, 97)},4%"
            what = n if unit == "%" else f"{n} {unit}"
            yield Case(("heading's place", title), f"{title.format(P=capitals, p=area)}\n1. Kết quả chung\n- {upper(measure)}: {what}.", (Figure(n, (measure,), (area,)),))
            yield Case(("told before", area.split()[0]), f"1. Vị trí\n- {upper(area)} có diện tích 31,5 km2.\n2. Tình hình\n- {upper(measure)}: {what}.", (Figure(n, (measure,), (area,)),))
    for full in WHOLES:
        for act, noun in (("khám", "lượt bệnh nhân"), ("đào tạo", "học viên"), ("tổ chức", "lớp tập huấn")):
            n, kind = number(rng), next(k for k in ("Bệnh viện", "Trung tâm", "Trường", "Công ty") if full.startswith(k))
            yield Case(("kind alone", kind), f"{full} có 45 nhân viên.\nĐến nay, {kind} đã {act} {n} {noun}.", (Figure(n, (f"{noun} đã {act}", noun), (full,)),))
    for work in WORKS:
        for led in (" ước đạt ", " đạt ", " đạt trên "):
            n = number(rng)
            yield Case(("work", led), f"Kết quả năm 2030 khá.\n{upper(work)}{led}{n} tấn, tăng 4,5% so với cùng kỳ.", (Figure(n, (work,), ()), Figure("4,5%", (work, f"tăng {work} so với cùng kỳ"), ())))
    for measure, unit in MEASURED:
        one, two = rng.sample(THINGS, 2)
        a, b = number(rng), number(rng)
        yield Case(("thing and measure", measure), f"Các công trình gồm: {one} {measure} {a} {unit}, {two} {measure} {b} {unit}.", (Figure(a, (measure, f"{measure} {one}"), (one,)), Figure(b, (measure, f"{measure} {two}"), (two,))))
    for measure, opens in ROWS:
        for member in ("{p} tăng {n}%", "{p} tăng {n}% so với cùng kỳ"):
            names, parts = rng.sample(GOODS, 4), [f"{x},7" for x in rng.sample(range(11, 97), 4)]
            listed = ", ".join(member.format(p=p, n=n) for p, n in zip(names, parts, strict=True))
            close = ")" if "(" in opens else ""
            yield Case(("row", opens), upper(f"{opens.format(m=measure)} {listed}{close}."), tuple(Figure(f"{n}%", (measure, f"tăng {measure}", f"tăng {measure} so với cùng kỳ"), (p,)) for p, n in zip(names, parts, strict=True)))
    for over in OVER:
        names = rng.sample(ACTORS[:3] + PLACES, 3)
        parts = [number(rng) for _ in names]
        listed = "\n".join(f"- {upper(name)}: {n} triệu đồng." for name, n in zip(names, parts, strict=True))
        yield Case(("heading over bodies", over), f"I. KẾT QUẢ\nĐạt yêu cầu.\n1. {over}\n{listed}", tuple(Figure(n, (over,), (name,)) for name, n in zip(names, parts, strict=True)))


SAID = ["{P} vừa tổ chức Đại hội Đảng bộ nhiệm kỳ 2025 - 2030.", "Đảng bộ {p} tổ chức tổng kết nhiệm kỳ.", "Theo báo cáo của UBND {p}, nhiệm kỳ qua còn nhiều khó khăn.", "Nhân dân {p} đã đạt nhiều kết quả."]
HERE = ["Trên địa bàn {k} có {n} hộ kinh doanh.", "Toàn {k} có {n} hộ kinh doanh.", "Kinh tế của {k} có bước chuyển, hộ kinh doanh đạt {n} hộ.", "Hiện nay, số hộ kinh doanh là {n} hộ."]
ASIDE = ["", "Dự Đại hội có đồng chí Nguyễn Văn An, Phó Bí thư Tỉnh ủy Lạng Sơn. ", "Cơ cấu kinh tế chuyển biến tích cực. "]
STANDARDS = ["theo chuẩn nghèo đa chiều", "theo tiêu chí mới", "không tính hộ bảo trợ xã hội", "giai đoạn 2026 - 2030"]
JOINED = ["diện tích rừng phòng hộ, đặc dụng", "sản lượng khai thác thủy sản biển, nội địa", "tỷ lệ hồ sơ giải quyết đúng hạn, trước hạn", "giá trị sản xuất nông, lâm, ngư nghiệp"]
FELL = ["nợ đọng xây dựng cơ bản đã giảm đáng kể, còn lại là {n} tỷ đồng", "thu ngân sách nhà nước tăng trưởng khá, bình quân mỗi năm đạt {n} tỷ đồng", "dư nợ cho vay tiếp tục tăng, đến nay đạt {n} tỷ đồng"]
SECTIONS = ["Khối Thủy lợi", "Khối Nông nghiệp", "Sở Giao thông vận tải", "Các ngành khác", "Huyện Đông An"]
GROUPS = [("Người dân", "được vay tối đa", "triệu đồng/hộ"), ("Các hộ gia đình", "được hỗ trợ", "triệu đồng/hộ"), ("Các chương trình tín dụng", "đã giải ngân", "tỷ đồng"), ("Các tỉnh miền núi", "đã trồng được", "ha"), ("Học viện Tư pháp", "đã tổ chức", "khóa đào tạo")]
CAPPED = ["nhưng không vượt quá", "nhưng không quá", "nhưng tối đa", "nhưng không dưới"]


def passages(rng: random.Random) -> Iterator[Case]:
    """Paragraphs of reports and portals that stand alone: whose the figures are, only the words around them say."""
    for area, _ in AREAS:
        kind = area.split()[0]
        for said in SAID:
            for here in HERE:
                n = number(rng)
                text = f"{said.format(P=upper(area), p=area)}\n{rng.choice(ASIDE)}{here.format(k=kind, n=n)}"
                yield Case(("once", said, here), text, (Figure(n, ("hộ kinh doanh", "số hộ kinh doanh"), (area, f"toàn {kind}", f"địa bàn {kind}", f"trên địa bàn {kind}")),))
    for measure, unit in MEASURES:
        n, k = number(rng) if unit != "%" else f"{rng.randrange(11, 97)},4%", f"{rng.randrange(2, 9)},{rng.randrange(1, 9)}"
        what = n if unit == "%" else f"{n} {unit}"
        for about in ("khoảng ", "hơn ", "gần ", ""):
            yield Case(("times about", about.strip()), upper(f"{measure} đạt {what}, gấp {about}{k} lần năm 2020."), (Figure(k, (measure, f"{measure} so với năm 2020"), ()),))
        for standard in STANDARDS:
            yield Case(("bracket before", standard), upper(f"thu nhập bình quân đầu người đạt 75 triệu đồng và {measure} ({standard}) còn {what}."), (Figure(n, (measure, f"{measure} {standard}"), ()),))
        for place in ("Lai Châu", "Đắk Lắk", "huyện Đông An", "Thành phố Tân Khê"):
            yield Case(("line's place", place.split()[0]), f"Tình hình các địa phương:\n- {place}: Trong tháng, {measure} là {what}.", (Figure(n, (measure,), (place,)),))
    for one, unit in SHARED:
        others = [other for other, same in SHARED if same == unit and other != one] or ["thu phí"]
        a, b = number(rng), number(rng)
        x, y = (f"{g},2%" for g in rng.sample(range(3, 40), 2))
        for turn in ("tăng lần lượt {x} và {y}", "lần lượt tăng {x} và {y}", "tương ứng tăng {x} và {y}"):
            text = upper(f"{one} đạt {a} {unit}, {others[0]} đạt {b} {unit}, {turn.format(x=x, y=y)} so với cùng kỳ.")
            yield Case(("in turn", turn), text, (Figure(x, (one, f"{one} so với cùng kỳ"), ()), Figure(y, (others[0], f"{others[0]} so với cùng kỳ"), ())))
    for joined in JOINED:
        for lead in ("Trong đó, ", "", "Đến nay, "):
            for led in (" đạt ", " ước đạt ", ": "):
                n, unit = (number(rng), " nghìn ha") if "tỷ lệ" not in joined else (f"{rng.randrange(51, 97)},4", "%")
                yield Case(("joined", lead, led), upper(f"{lead}{joined}{led}{n}{unit}."), (Figure(f"{n}%" if unit == "%" else n, (joined,), ()),))
    for fell in FELL:
        n = number(rng)
        yield Case(("told of it", fell), upper(f"{fell.format(n=n)}."), (Figure(n, (fell.split(" đã ")[0].split(" tăng ")[0].split(" tiếp tục")[0],), ()),))
    for over in ("vốn thực hiện dự án", "kinh phí hỗ trợ", "chi sự nghiệp môi trường"):
        names = rng.sample(SECTIONS, 3)
        parts, shares = [number(rng) for _ in names], [f"{g},6%" for g in rng.sample(range(31, 99), 3)]
        listed = "\n".join(f"+ {name}: Ước đạt {n} tỷ đồng, bằng {share} kế hoạch;" for name, n, share in zip(names, parts, shares, strict=True))
        figures = tuple(Figure(x, (over, f"{over} so với kế hoạch"), (name,)) for name, n, share in zip(names, parts, shares, strict=True) for x in (n, share))
        yield Case(("inside", over), f"Kết quả thực hiện 10 tháng như sau:\n- {upper(over)} đạt 98.611 tỷ đồng, bằng 99% kế hoạch;\n{listed}", figures)
    for thing in ("dự án điện gió Đông An", "nhà máy nước Châu Giang", "tuyến đường tránh Tân Khê", "ngôi nhà"):
        for has in ("có", "với"):
            a, b = number(rng), number(rng)
            text = f"{upper(thing)} {has} tổng vốn đầu tư {a} tỷ đồng, diện tích {b} ha."
            yield Case(("thing has", has), text, (Figure(a, ("tổng vốn đầu tư", "vốn đầu tư"), (thing,)), Figure(b, ("diện tích",), (thing,))))
    for who, act, unit in GROUPS:
        n = number(rng)
        yield Case(("who", who), f"{who} {act} {n} {unit}.", (Figure(n, (act, f"{unit} {act}", f"mức {act}", act.removeprefix("được ").removeprefix("đã "), f"mức {act.removeprefix('được ')}"), (who,)),))
    for capped in CAPPED:
        for measure in ("tỷ lệ cán bộ hoàn thành xuất sắc nhiệm vụ cao hơn quy định", "mức hỗ trợ cao hơn quy định", "tỷ lệ trích lập quỹ được điều chỉnh"):
            yield Case(("capped", capped), upper(f"{measure} {capped} 25% tổng số."), (Figure("25%", (measure, measure.split(" cao hơn")[0], f"{measure} so với tổng số", f"{measure.split(' cao hơn')[0]} so với tổng số"), ()),))


WHOLE_OF = ["Trong tổng {m} 6 tháng, ", "Trong tổng {m}, "]
RATES = ["Mức hỗ trợ hằng tháng", "Mức trợ cấp một lần", "Mức thù lao", "Tiền bồi dưỡng"]
PERSONS = ["nhân viên y tế thôn, tổ dân phố và cô đỡ thôn, bản", "người khuyết tật nặng", "trưởng ban giám khảo", "học sinh bán trú, học viên nội trú", "thân nhân của người có công"]
RATED = [" đối với {p} là {n} đồng/người/tháng.", " đối với {p} bằng {n} đồng/tháng.", " đối với {p} do Chủ tịch UBND tỉnh quyết định tối đa {n} đồng/người."]
RIGHTS = [("được hỗ trợ vay vốn tối đa", "{n} triệu đồng"), ("được hưởng", "{g}% mức lương"), ("thì được thanh toán", "{g}% chi phí"), ("phải nộp", "{n} đồng"), ("được vay", "{n} triệu đồng")]
ENTITLED = ["hộ nghèo", "công chức có bằng thạc sĩ", "người lao động đi làm việc ở nước ngoài", "học sinh thuộc hộ cận nghèo", "cá nhân vi phạm"]
PRELUDES, NAMED = ["", "Trường hợp ", "Có thể kể đến chính sách như ", "Theo quy định mới, "], ["quận 3", "Nambank Chi nhánh Đông An", "phường 12", "Hoa Mai Group"]
ACTED = [("phát hiện vi phạm", "{a} tỷ đồng", "{b} ha đất", "đất"), ("kiến nghị xử lý kỷ luật đối với", "{a} tập thể", "{b} cá nhân", "cá nhân"), ("làm hư hại", "{a} ha lúa", "{b} lồng bè", "lồng bè"), ("chuyển cơ quan điều tra", "{a} vụ", "{b} đối tượng", "đối tượng")]
FINES = ["Phạt tiền từ {a} đồng đến {b} đồng đối với hành vi vi phạm từ {c} người.", "Từ {a} đồng đến {b} đồng đối với vi phạm từ {c} người lao động."]

NORMS = [
    ("Phạt tiền từ {n}.000 đồng nếu giao dịch có giá trị từ {k} triệu đồng.", "{k}", "giá trị", "giao dịch"), ("Tần suất khảo sát 02 tháng/lần đối với tuyến luồng có tổng số điểm chấm đạt từ {k} điểm.", "{k}", "tổng số điểm chấm", "tuyến luồng"),
    ("Cấm vận chuyển, trường hợp có số lượng dưới {k} kg thuốc nổ.", "{k}", "số lượng", "thuốc nổ"), ("Phạt tiền {n}.000 đồng đối với hành vi đổ rác nơi công cộng.", "{n}.000", "Phạt tiền", "hành vi đổ rác nơi công cộng"),
    ("- Hoạt động cho thuê tài sản: thuế suất {k}%;", "{k}%", "thuế suất", "Hoạt động cho thuê tài sản"), ("Có trang tin, thư viện số, tài liệu mở: {k} điểm.", "{k}", "Có trang tin, thư viện số, tài liệu mở", None),
    ("Mức hỗ trợ đối với hộ nghèo như sau:\na) Bằng {k}% chi phí.", "{k}%", "Mức hỗ trợ", "hộ nghèo"), ("Không hoàn thành nhiệm vụ: Có tổng điểm đánh giá dưới {k} điểm.", "{k}", "tổng điểm đánh giá", "Không hoàn thành nhiệm vụ"),
]  # fmt: skip; a norm, what is measured, of what or for whom


def stretches(rng: random.Random) -> Iterator[Case]:
    """Sentences of rules, inspections and statistics out of their documents: parts of a whole that the sentence begins with, for whom a rate is, who is entitled."""
    for measure, unit in SHARED:
        for opening in WHOLE_OF:
            one, two = rng.sample([name for name in SECTORS if name.startswith("khu vực")], 2)
            a, b, x, y = number(rng), number(rng), f"{rng.randrange(2, 9)},9%", f"{rng.randrange(12, 39)},3%"
            text = f"{opening.format(m=measure)}{one} đạt {a} {unit}, giảm {x}; {two} đạt {b} {unit}, tăng {y}."
            yield Case(("of whole", opening), text, tuple(Figure(n, (f"tổng {measure}", measure), (name,)) for name, n in ((one, a), (one, x), (two, b), (two, y))))
        one, two = rng.sample(SECTORS[:4], 2)
        for parts in (", trong đó {one} tăng {x}, {two} tăng {y}.", " (trong đó {one} tăng {x}, {two} giảm {y})."):
            x, y = f"{rng.randrange(2, 9)},9%", f"{rng.randrange(12, 39)},3%"
            text = upper(f"{measure} đạt {number(rng)} {unit}, tăng 11,7% so với cùng kỳ{parts.format(one=one, two=two, x=x, y=y)}")
            yield Case(("two parts", parts[:9]), text, (Figure(x, (measure,), (one,)), Figure(y, (measure,), (two,))))
        g = f"{rng.randrange(2, 9)},4%"
        yield Case(("change", "base"), upper(f"{measure} ước đạt {number(rng)} {unit}, tăng {g} so với cùng kỳ năm trước."), (Figure(g, (measure,), ()),))
    for rate in RATES:
        for who in PERSONS:
            rated, n = rng.choice(RATED), f"{rng.randrange(2, 9)}00.000"
            yield Case(("rate", rated), f"{rate}{rated.format(p=who, n=n)}", (Figure(n, (rate,), (who,)),))
    for right, what in RIGHTS:
        for who in ENTITLED:
            n, g = f"{rng.randrange(2, 9)}00", str(rng.randrange(40, 95))
            text = upper(f"{rng.choice(PRELUDES)}{who} {right} {what.format(n=n, g=g)}.")
            told = f"{g}%" if "{g}" in what else n
            yield Case(("entitled", right), text, (Figure(told, (right, right.removeprefix("thì "), what.split(" ", 1)[1], f"{right} {what.split(' ', 1)[1]}"), (who,)),))
    for act, one, two, noun in ACTED:
        for lead in ("Qua thanh tra đã ", "Đến nay, đã ", "Mưa lũ "):
            a, b = number(rng), number(rng)
            yield Case(("acted twice", act), f"{lead}{act} {one.format(a=a)}, {two.format(b=b)}.", (Figure(b, (f"{act} {noun}", act.removesuffix(" đối với")), ()),))
    for name in NAMED:
        n = number(rng)
        yield Case(("named", name), f"Đến nay, {name} đã trao {n} suất quà.", (Figure(n, ("suất quà đã trao", "trao suất quà", "suất quà"), (name,)),))
    for fine in FINES:
        a, b, c = f"{rng.randrange(1, 5)}0.000.000", f"{rng.randrange(5, 9)}0.000.000", str(rng.randrange(11, 99))
        yield Case(("fine", fine[:8]), fine.format(a=a, b=b, c=c), (Figure(f"{a} đồng đến {b}", ("hành vi vi phạm", "vi phạm", "phạt tiền", "phạt tiền đối với hành vi vi phạm", "phạt tiền hành vi vi phạm"), ()),))
    for norm, told, label, subject in NORMS:
        put = {"n": number(rng), "k": str(rng.randrange(11, 99))}
        yield Case(("norm", norm[:30]), norm.format(**put), (Figure(told.format(**put), (label, f"{label} chi phí"), (subject,) if subject else ()),))
    for works in INVESTED:
        a, b = number(rng), f"{rng.randrange(41, 97)},5%"
        measure = rng.choice(["khối lượng", "khối lượng thực hiện", "vốn thực hiện"])
        text = f"Kết quả đầu tư như sau:\n- {works}: {upper(measure)} ước đạt {a} triệu đồng, bằng {b} kế hoạch."
        yield Case(("works", works), text, (Figure(a, (measure,), (works,)), Figure(b, (measure, f"{measure} so với kế hoạch"), (works,))))


FAMILIES = (acting, crops, owned, lists, spoken, passages, stretches)


def agreed(case: Case) -> list[tuple[Figure, tuple[str | None, str | None] | None, float, float]]:
    """Each figure of a case: what was found (label, subject; None where nothing was), and how many words of label and subject agree."""
    from extractor import extract_text
    from extractor.evaluate import shared_words

    head = HEADER if case.way[0] in ("own", "places", "kinds") else ""
    found = {r.quote: r for r in extract_text(head + case.text).records if r.type == "indicator" and r.start >= len(head)}
    made: list[tuple[Figure, tuple[str | None, str | None] | None, float, float]] = []
    for figure in case.figures:
        record = found.get(figure.written)
        if record is None:
            made.append((figure, None, 0.0, 0.0))
            continue
        label = max(shared_words(choice, record.label) for choice in figure.labels)
        subject = max((shared_words(choice, record.subject) for choice in figure.subjects), default=1.0)
        made.append((figure, (record.label, record.subject), label, subject))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=1, help="sentences of each way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", help="print what fails where the way holds this")
    parser.add_argument("--only", default="", help="ways by their first word, with commas between: act,carry,crop,own,places,kinds,sector,condition …")
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    sums: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0, 0, 0.0, 0.0])
    for _ in range(asked.each):
        for case in (case for family in FAMILIES for case in family(rng)):
            if asked.only and case.way[0] not in asked.only.split(","):
                continue
            for figure, got, label, subject in agreed(case):
                for key in [(case.way[0],), *((case.way[0], part) for part in case.way[1:])]:
                    sums[key] = [x + y for x, y in zip(sums[key], (1, int(got is None), label, subject), strict=True)]
                if asked.show is not None and any(asked.show in part for part in case.way) and min(label, subject) < 0.75:
                    print(f"{figure.written}: {got} for {figure.labels[0]!r}, {figure.subjects[:1]}\n    {case.text}")
    print("| way | figures | missed | label | subject |\n|---|---:|---:|---:|---:|")
    for key in sorted(sums):
        n, missed, label, subject = sums[key]
        print(f"| {' / '.join(key)} | {n:.0f} | {missed:.0f} | {label / n:.2f} | {subject / n:.2f} |")


if __name__ == "__main__":
    main()
