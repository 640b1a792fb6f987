"""How officials head and sign documents, put together from parts: is each field of the metadata read?

    python bench/written_heads.py [--count 800] [--show KEY] [--seed 1] [--write]

No document that anybody has seen stands behind these texts: bodies, arrangements of the letterhead, headings, titles, first paragraphs and closings are
combined, so that what fails is a way of writing and no document. For each part: the share of fields that are right in the texts that have it. `--show KEY`
prints what fails of the parts whose name holds KEY. `--write` puts the fields and the weakest parts into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


class Body(NamedTuple):
    """Who issues: the lines of the letterhead above and of the body, letters of the symbol, place, full name, who signs, level of power to decide."""

    above: tuple[str, ...]
    lines: tuple[str, ...]
    letters: str
    place: str
    name: str
    chief: str
    party: bool = False


BODIES = [
    Body((), ("ỦY BAN NHÂN DÂN", "TỈNH LÀO CAI"), "UBND", "Lào Cai", "Ủy ban nhân dân tỉnh Lào Cai", "CHỦ TỊCH"),
    Body((), ("UBND TỈNH SƠN LA",), "UBND", "Sơn La", "Ủy ban nhân dân tỉnh Sơn La", "CHỦ TỊCH"),
    Body((), ("HỘI ĐỒNG NHÂN DÂN", "TỈNH BẮC NINH"), "HĐND", "Bắc Ninh", "Hội đồng nhân dân tỉnh Bắc Ninh", "CHỦ TỊCH"),
    Body(("UBND TỈNH QUẢNG NGÃI",), ("SỞ TÀI CHÍNH",), "STC", "Quảng Ngãi", "Sở Tài chính tỉnh Quảng Ngãi", "GIÁM ĐỐC"),
    Body(("ỦY BAN NHÂN DÂN", "TỈNH GIA LAI"), ("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",), "SNNMT", "Gia Lai", "Sở Nông nghiệp và Môi trường tỉnh Gia Lai", "GIÁM ĐỐC"),
    Body(("UBND THÀNH PHỐ ĐÀ NẴNG",), ("SỞ Y TẾ",), "SYT", "Đà Nẵng", "Sở Y tế thành phố Đà Nẵng", "GIÁM ĐỐC"),
    Body((), ("ỦY BAN NHÂN DÂN", "HUYỆN NGHĨA GIANG"), "UBND", "Nghĩa Giang", "Ủy ban nhân dân huyện Nghĩa Giang", "CHỦ TỊCH"),
    Body(("UBND HUYỆN NGHĨA GIANG",), ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",), "PGDĐT", "Nghĩa Giang", "Phòng Giáo dục và Đào tạo huyện Nghĩa Giang", "TRƯỞNG PHÒNG"),
    Body((), ("ỦY BAN NHÂN DÂN", "XÃ HÒA THỦY"), "UBND", "Hòa Thủy", "Ủy ban nhân dân xã Hòa Thủy", "CHỦ TỊCH"),
    Body(("HUYỆN NGHĨA GIANG",), ("UBND XÃ HÒA THỦY",), "UBND", "Hòa Thủy", "Ủy ban nhân dân xã Hòa Thủy", "CHỦ TỊCH"),
    Body((), ("BỘ TÀI CHÍNH",), "BTC", "Hà Nội", "Bộ Tài chính", "BỘ TRƯỞNG"),
    Body(("BỘ TÀI CHÍNH",), ("CỤC THỐNG KÊ",), "CTK", "Hà Nội", "Cục Thống kê", "CỤC TRƯỞNG"),
    Body(("BỘ CÔNG AN",), ("CÔNG AN TỈNH THÁI NGUYÊN",), "CAT", "Thái Nguyên", "Công an tỉnh Thái Nguyên", "GIÁM ĐỐC"),
    Body((), ("THANH TRA TỈNH PHÚ THỌ",), "TTr", "Phú Thọ", "Thanh tra tỉnh Phú Thọ", "CHÁNH THANH TRA"),
    Body(("BẢO HIỂM XÃ HỘI VIỆT NAM",), ("BẢO HIỂM XÃ HỘI TỈNH HÀ TĨNH",), "BHXH", "Hà Tĩnh", "Bảo hiểm xã hội tỉnh Hà Tĩnh", "GIÁM ĐỐC"),
    Body(("SỞ Y TẾ HÀ TĨNH",), ("BỆNH VIỆN ĐA KHOA KỲ LÂM",), "BVĐK", "Hà Tĩnh", "Bệnh viện đa khoa Kỳ Lâm", "GIÁM ĐỐC"),
    Body(("PHÒNG GD&ĐT NGHĨA GIANG",), ("TRƯỜNG THCS LÊ VĂN TÁM",), "THCS", "Nghĩa Giang", "Trường THCS Lê Văn Tám", "HIỆU TRƯỞNG"),
    Body((), ("TÒA ÁN NHÂN DÂN", "TỈNH BẮC NINH"), "TA", "Bắc Ninh", "Tòa án nhân dân tỉnh Bắc Ninh", "CHÁNH ÁN"),
    Body((), ("VĂN PHÒNG CHÍNH PHỦ",), "VPCP", "Hà Nội", "Văn phòng Chính phủ", "BỘ TRƯỞNG, CHỦ NHIỆM"),
    Body((), ("THỦ TƯỚNG CHÍNH PHỦ",), "TTg", "Hà Nội", "Thủ tướng Chính phủ", "THỦ TƯỚNG"),
    Body((), ("TỈNH ỦY LÀO CAI",), "TU", "Lào Cai", "Tỉnh ủy Lào Cai", "BÍ THƯ", True),
    Body(("TỈNH ỦY LÀO CAI",), ("BAN TỔ CHỨC",), "BTCTU", "Lào Cai", "Ban Tổ chức Tỉnh ủy Lào Cai", "TRƯỞNG BAN", True),
    Body(("ĐẢNG BỘ HUYỆN NGHĨA GIANG",), ("ĐẢNG ỦY XÃ HÒA THỦY",), "ĐU", "Hòa Thủy", "Đảng ủy xã Hòa Thủy", "BÍ THƯ", True),
    Body((), ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "TỈNH SƠN LA"), "MTTQ-BTT", "Sơn La", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sơn La", "CHỦ TỊCH"),
    Body((), ("LIÊN ĐOÀN LAO ĐỘNG TỈNH GIA LAI",), "LĐLĐ", "Gia Lai", "Liên đoàn Lao động tỉnh Gia Lai", "CHỦ TỊCH"),
    Body((), ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN SƠN"), "UBND", "An Sơn", "Ủy ban nhân dân phường An Sơn", "CHỦ TỊCH"),
    Body((), ("UBND THÀNH PHỐ HÀ NỘI",), "UBND", "Hà Nội", "Ủy ban nhân dân thành phố Hà Nội", "CHỦ TỊCH"),
    Body(("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HỒ CHÍ MINH"), ("SỞ XÂY DỰNG",), "SXD", "Thành phố Hồ Chí Minh", "Sở Xây dựng Thành phố Hồ Chí Minh", "GIÁM ĐỐC"),
    Body(("BỘ TÀI CHÍNH", "KHO BẠC NHÀ NƯỚC"), ("KHO BẠC NHÀ NƯỚC KHU VỰC V",), "KBNNKVV", "Bắc Ninh", "Kho bạc Nhà nước khu vực V", "GIÁM ĐỐC"),
    Body(("CỤC THUẾ",), ("THUẾ TỈNH SƠN LA",), "SLA", "Sơn La", "Thuế tỉnh Sơn La", "TRƯỞNG THUẾ"),
    Body(("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",), ("CHI CỤC KIỂM LÂM",), "CCKL", "Gia Lai", "Chi cục Kiểm lâm tỉnh Gia Lai", "CHI CỤC TRƯỞNG"),
    Body(("SỞ Y TẾ TỈNH SƠN LA",), ("TRUNG TÂM KIỂM SOÁT BỆNH TẬT",), "KSBT", "Sơn La", "Trung tâm Kiểm soát bệnh tật tỉnh Sơn La", "GIÁM ĐỐC"),
    Body((), ("VIỆN KIỂM SÁT NHÂN DÂN", "TỈNH THÁI NGUYÊN"), "VKS", "Thái Nguyên", "Viện kiểm sát nhân dân tỉnh Thái Nguyên", "VIỆN TRƯỞNG"),
    Body(("BỘ GIÁO DỤC VÀ ĐÀO TẠO",), ("TRƯỜNG ĐẠI HỌC NGHĨA LÂM",), "ĐHNL", "Quảng Ngãi", "Trường Đại học Nghĩa Lâm", "HIỆU TRƯỞNG"),
    Body(("CÔNG AN TỈNH SƠN LA",), ("CÔNG AN XÃ HÒA THỦY",), "CAX", "Hòa Thủy", "Công an xã Hòa Thủy", "TRƯỞNG CÔNG AN"),
    Body(("UBND TỈNH SƠN LA",), ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ",), "BCĐ", "Sơn La", "Ban Chỉ đạo chuyển đổi số tỉnh Sơn La", "TRƯỞNG BAN"),
    Body(("UBND TỈNH SƠN LA",), ("VĂN PHÒNG",), "VPUBND", "Sơn La", "Văn phòng Ủy ban nhân dân tỉnh Sơn La", "CHÁNH VĂN PHÒNG"),
    Body(("BỘ Y TẾ",), ("CỤC PHÒNG BỆNH",), "PB", "Hà Nội", "Cục Phòng bệnh", "CỤC TRƯỞNG"),
    Body(("UBND TỈNH GIA LAI",), ("BAN QUẢN LÝ KHU KINH TẾ",), "BQLKKT", "Gia Lai", "Ban Quản lý Khu kinh tế tỉnh Gia Lai", "TRƯỞNG BAN"),
]
TYPES = {
    "Báo cáo": "BC", "Kế hoạch": "KH", "Thông báo": "TB", "Quyết định": "QĐ", "Tờ trình": "TTr", "Chương trình": "CTr", "Hướng dẫn": "HD", "Nghị quyết": "NQ", "Chỉ thị": "CT",
}
TITLES = {
    "one line": ["Tình hình kinh tế - xã hội 9 tháng đầu năm 2031", "Kết quả công tác cải cách hành chính quý II năm 2031", "Tổng kết năm học 2030 - 2031"],
    "about": ["Về việc giao chỉ tiêu biên chế năm 2031", "V/v tổ chức thi đua năm 2031", "Về tăng cường quản lý đất đai trên địa bàn"],
    "broken, small": ["Tình hình thực hiện nhiệm vụ phát triển kinh tế - xã hội\nnăm 2031 và phương hướng nhiệm vụ năm 2032"],
    "broken, digit": ["Công tác tiếp công dân, giải quyết khiếu nại, tố cáo\n6 tháng đầu năm; phương hướng, nhiệm vụ 6 tháng cuối năm 2031"],
    "broken, capital": ["Kết quả thực hiện công tác bảo vệ chăm sóc sức khỏe nhân dân\nQuý III và nhiệm vụ trọng tâm quý IV năm 2031"],
    "capitals": ["TÌNH HÌNH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2031", "THỰC HIỆN NHIỆM VỤ THU, CHI NGÂN SÁCH NĂM 2031"],
    "capitals, broken": ["KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2031\nVÀ PHƯƠNG HƯỚNG NHIỆM VỤ NĂM 2032"],
}
GROUNDS = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 17 tháng 5 năm 2029;\n\nXét đề nghị của các cơ quan liên quan.",
    "Thực hiện Công văn số 15/SNV-CCHC ngày 02/9/2031 của Sở Nội vụ về việc báo cáo định kỳ, đơn vị báo cáo như sau:",
    "I. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. Về kinh tế\n\nTổng thu ngân sách đạt 120 tỷ đồng, tăng 5% so với cùng kỳ.",
    "Phần thứ nhất\nKẾT QUẢ THỰC HIỆN NĂM 2031\n\nI. Về kinh tế\n\nTổng thu đạt 120 tỷ đồng.",
    "Trong năm 2031, dưới sự chỉ đạo của cấp trên, đơn vị đã hoàn thành các nhiệm vụ được giao, nhiều mặt có chuyển biến tốt.",
    "Kính gửi: Sở Kế hoạch và Đầu tư.\n\nThực hiện chế độ báo cáo định kỳ, đơn vị báo cáo kết quả như sau:",
]
NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Quang Châu", "Y Thông Niê", "Hoàng Đức Minh Tuấn"]
FIELDS = ("doc_type", "code", "issued_on", "place", "issuer", "title", "signer", "signer_title", "addressee")


class Case(NamedTuple):
    """A text, the parts that it is made of, and what each field of its metadata should be."""

    parts: tuple[str, ...]
    text: str
    wanted: dict[str, str | None]


MOTTO, SLOGAN = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def _side_by_side(left: list[str], right: list[str], gap: str) -> str:
    rows = []
    wide = max(map(len, left)) + 6
    for n in range(max(len(left), len(right))):
        one = left[n] if n < len(left) else ""
        other = right[n] if n < len(right) else ""
        rows.append((f"{one:<{wide}}{other}" if gap == " " else f"{one}{gap}{other}").rstrip(" "))
    return "\n".join(rows)


def letterhead(rng: random.Random, body: Body, number: str, day: str) -> tuple[str, str]:
    """(name of the arrangement, the letterhead)."""
    left = [*body.above, *body.lines]
    if rng.random() < 0.4:
        left.append("*" if body.party else rng.choice(("-------", "__________", "***")))
    left.append(number)
    right = [PARTY] if body.party else [MOTTO, SLOGAN]
    if rng.random() < 0.4:
        right.append(rng.choice(("---------------", "_______________________")))
    right.append(day)
    form = rng.choice(("stacked", "stacked, blank lines", "side by side, blanks", "side by side, tabs", "motto first", "number and day on a line", "day at the end", "pipes"))
    if form == "stacked":
        return form, "\n".join([*left, *right])
    if form == "stacked, blank lines":
        return form, "\n\n".join([*left, *right])
    if form == "side by side, blanks":
        return form, _side_by_side(left, right, " ")
    if form == "side by side, tabs":
        return form, _side_by_side(left, right, "\t")
    if form == "motto first":
        return form, "\n".join([*right[:-1], *left, right[-1]])
    if form == "number and day on a line":
        return form, "\n".join([*left[:-1], *right[:-1], f"{left[-1]}          {right[-1]}"])
    if form == "day at the end":
        return form, "\n".join([*left[:-1], *right[:-1], left[-1], right[-1]])
    return form, _side_by_side(left, right, " | ")


def closing(rng: random.Random, body: Body) -> tuple[str, str, str | None, str | None]:
    """(name of the form, the closing, signer, title of the signer)."""
    form = rng.choice(("none", "chief", "for the chief", "side by side", "recipients last"))
    if form == "none":
        return form, "", None, None
    name = rng.choice(NAMES)
    deputy = {"CHỦ TỊCH": "PHÓ CHỦ TỊCH", "BỘ TRƯỞNG": "THỨ TRƯỞNG", "BÍ THƯ": "PHÓ BÍ THƯ", "THỦ TƯỚNG": "PHÓ THỦ TƯỚNG"}.get(body.chief, f"PHÓ {body.chief}")
    if form == "chief" or "," in body.chief:
        title, lines = body.chief, [body.chief]
    else:
        title, lines = f"KT. {body.chief} {deputy}", [f"KT. {body.chief}", deputy]
    if body.letters in ("UBND", "HĐND", "TU", "ĐU"):
        lines.insert(0, f"TM. {body.lines[0] if body.letters != 'UBND' else 'ỦY BAN NHÂN DÂN'}")
    signed = [*lines, *rng.choice(([], ["(Đã ký)"], ["(đã ký)"], [""])), name]
    recipients = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    if form == "side by side":
        return form, _side_by_side(recipients + [""] * (len(signed) - 3), signed, " "), name, title
    if form == "recipients last":
        return form, "\n".join([*signed, "", *recipients]), name, title
    return form, "\n".join([*recipients, "", *signed]), name, title


def documents(rng: random.Random, count: int) -> Iterator[Case]:
    """Documents with letterhead."""
    for _ in range(count):
        body = rng.choice(BODIES)
        doc_type, letters = rng.choice(list(TYPES.items()))
        shape, titles = rng.choice(list(TITLES.items()))
        title = rng.choice(titles)
        number = rng.randrange(2, 900)
        code = f"{number}-{letters}/{body.letters}" if body.party else f"{number:02}/{letters}-{body.letters}"
        d, m = rng.randrange(1, 28), rng.randrange(1, 12)
        said = rng.choice((f"ngày {d:02} tháng {m} năm 2031", f"ngày {d} tháng {m:02} năm 2031"))
        lead = rng.choice(("Số: {c}", "Số {c}", "Số:{c}"))
        arrangement, top = letterhead(rng, body, lead.format(c=code), f"{body.place}, {said}")
        kind = rng.choice(("type alone", "type alone, blank line", "type and title on a line", "type and body on a line"))
        gap = rng.choice(("\n", "\n\n"))
        lines = title.replace("\n", gap)
        typed = doc_type.upper()
        if kind == "type and title on a line":
            typed, lines = f"{typed} {lines.split(gap)[0].upper() if shape.startswith('capitals') else lines.split(gap)[0]}", gap.join(lines.split(gap)[1:])
        elif kind == "type and body on a line" and (shape == "about" or shape == "broken, small"):
            typed = f"{typed} CỦA {body.name.upper()}" if rng.random() < 0.5 else f"{typed} {' '.join(body.lines)}"
        else:
            kind = kind if kind != "type and body on a line" else "type alone"
        between = "\n\n" if "blank" in kind else "\n"
        heading = typed + (between + lines if lines else "") + rng.choice(("", "\n--------------", "\n"))
        start = rng.choice(GROUNDS)
        end_form, end, signer, signed_as = closing(rng, body)
        text = "\n\n".join(filter(None, (top, heading, start, "Nội dung chi tiết được nêu trong các phần dưới đây của văn bản này.", end))) + "\n"
        wanted = {
            "doc_type": doc_type, "code": code, "issued_on": f"2031-{m:02}-{d:02}", "place": body.place, "issuer": body.name,
            "title": " ".join(title.removeprefix("Về việc ").removeprefix("V/v ").split()), "signer": signer, "signer_title": signed_as,
        }
        yield Case((f"head: {arrangement}", f"body: {body.name}", f"title: {shape}", f"type: {kind}", f"closing: {end_form}", f"opening: {start[:12]}"), text, wanted)


def letters(rng: random.Random, count: int) -> Iterator[Case]:
    """Official letters: a subject below the number, whom it is addressed to, no type."""
    addressees = {
        "one": ("Kính gửi: Sở Nội vụ tỉnh Sơn La.", "Sở Nội vụ tỉnh Sơn La"), "one, no full stop": ("Kính gửi: Bộ Tài chính", "Bộ Tài chính"),
        "list": ("Kính gửi:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các xã, phường.", "Các sở, ban, ngành; Ủy ban nhân dân các xã, phường"),
        "list behind": ("Kính gửi: - Văn phòng Chính phủ;\n- Bộ Nội vụ.", "Văn phòng Chính phủ; Bộ Nội vụ"),
    }
    subjects = ["báo cáo tình hình thực hiện nhiệm vụ tháng 9", "trả lời kiến nghị của cử tri", "đôn đốc giải ngân vốn đầu tư công\nnăm 2031", "tăng cường công tác phòng cháy"]
    for _ in range(count):
        body = rng.choice([b for b in BODIES if not b.party])
        d, m = rng.randrange(1, 28), rng.randrange(1, 12)
        code = f"{rng.randrange(20, 4000)}/{body.letters}-{rng.choice(('TH', 'VP', 'KGVX', 'QLNS'))}"
        lead, said = rng.choice(("V/v ", "V/v: ", "Về việc ")), rng.choice(subjects)
        subject = f"{lead}{said}"
        left = [*body.above, *body.lines, rng.choice(("Số: ", "Số ")) + code, *subject.split("\n")]
        right = [MOTTO, SLOGAN, f"{body.place}, ngày {d:02} tháng {m} năm 2031"]
        form = rng.choice(("letter: stacked", "letter: side by side", "letter: tabs"))
        top = "\n".join([*left, *right]) if form.endswith("stacked") else _side_by_side(left, right, "\t" if form.endswith("tabs") else " ")
        name, (address, addressee) = rng.choice(list(addressees.items()))
        end_form, end, signer, signed_as = closing(rng, body)
        start = "Thực hiện Công văn số 15/SNV-CCHC ngày 02/9/2031 của Sở Nội vụ, đơn vị báo cáo như sau:"
        text = "\n\n".join(filter(None, (top, address, start, "1. Kết quả: đã hoàn thành các nhiệm vụ được giao.", end))) + "\n"
        wanted = {
            "doc_type": "Công văn", "code": code, "issued_on": f"2031-{m:02}-{d:02}", "place": body.place, "issuer": body.name,
            "title": " ".join(said.split()), "signer": signer, "signer_title": signed_as, "addressee": addressee,
        }
        yield Case((form, f"letter: {lead.strip()}", f"addressee: {name}", f"body: {body.name}", f"closing: {end_form}"), text, wanted)


def decisions(rng: random.Random, count: int) -> Iterator[Case]:
    """Decisions and resolutions with the body that decides below the title, and grounds."""
    for _ in range(count):
        body = rng.choice([b for b in BODIES if b.letters in ("UBND", "HĐND", "STC", "SYT", "BTC", "CAT", "BHXH")])
        council = body.letters == "HĐND"
        doc_type, letter, verb = ("Nghị quyết", "NQ", "QUYẾT NGHỊ:") if council else ("Quyết định", "QĐ", "QUYẾT ĐỊNH:")
        d, m = rng.randrange(1, 28), rng.randrange(1, 12)
        code = f"{rng.randrange(2, 90):02}/{rng.choice(('', '2031/'))}{letter}-{body.letters}"
        arrangement, top = letterhead(rng, body, f"Số: {code}", f"{body.place}, ngày {d:02} tháng {m} năm 2031")
        title, shape = rng.choice((
            ("Về việc phê duyệt quy hoạch chi tiết khu dân cư", "decision: one line"), ("Phê duyệt Đề án phát triển du lịch\ngiai đoạn 2031 - 2035", "decision: two lines"),
            ("BAN HÀNH QUY ĐỊNH VỀ QUẢN LÝ TÀI SẢN CÔNG", "decision: capitals"), ("Ban hành Quy chế làm việc của Hội đồng thẩm định", "decision: ends with a body"),
        ))
        decides = " ".join(body.lines) if council or body.letters == "UBND" else f"{body.chief} {' '.join(body.lines)}"
        decides = rng.choice((decides, f"CHỦ TỊCH {decides}")) if body.letters == "UBND" else decides
        sitting = "\nKHÓA XVIII, KỲ HỌP THỨ 9" if council and rng.random() < 0.6 else ""
        grounds = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 11 tháng 5 năm 2029;\nCăn cứ Nghị định số 12/2029/NĐ-CP ngày 03/4/2029 của Chính phủ;\nTheo đề nghị của Giám đốc Sở Nội vụ."
        _form, end, signer, signed_as = closing(rng, body)
        text = "\n\n".join(filter(None, (top, f"{doc_type.upper()}\n{title}", decides + sitting, grounds, verb, "Điều 1. Phê duyệt các nội dung kèm theo Quyết định này.", end))) + "\n"
        wanted: dict[str, str | None] = {
            "doc_type": doc_type, "code": code, "issued_on": f"2031-{m:02}-{d:02}", "place": body.place,
            "issuer": body.name, "title": " ".join(title.removeprefix("Về việc ").split()), "signer": signer, "signer_title": signed_as,
        }
        yield Case((f"head: {arrangement}", shape, f"body: {body.name}", "decision" + (": by the chief" if decides.startswith(body.chief) else ": by the body")), text, wanted)


PARAGRAPHS = [
    "Theo báo cáo của các địa phương, đến nay toàn tỉnh đã gieo cấy 12.500 ha lúa, đạt 98% kế hoạch. Các đơn vị đang tích cực chăm sóc, phòng trừ sâu bệnh, chuẩn bị thu hoạch.",
    "Sáu tháng đầu năm, các cơ quan đã tiếp 320 lượt người, tăng 12 lượt so với cùng kỳ; đã giải quyết 95% số đơn thuộc thẩm quyền.",
    "Lĩnh vực đất đai, thực hiện 12 cuộc, kết luận 8 cuộc thanh tra. Qua thanh tra phát hiện vi phạm 1.200 triệu đồng, đã kiến nghị thu hồi toàn bộ.",
]
TIMES = {
    "none": ("", False), "stamp": ("08:15, 12/06/2031", True), "stamp and seconds": ("12/06/2031 08:15:31", True), "updated": ("Cập nhật lúc 17:38, Thứ Năm, 12/06/2031 (GMT+7)", True),
    "updated, no blank": ("Cập nhật lúc17:38, Thứ Năm, 12/06/2031 (GMT+7)", True), "weekday": ("Thứ Sáu, 12/06/2031 | 08:15", True), "weekday and day": ("Thứ năm, ngày 12/06/2031 - 10:20", True),
    "posted": ("Ngày đăng: 12/06/2031", True), "posted by": ("Đăng ngày: 12/06/2031 - Lượt xem: 153", True), "short": ("10:9' 12/6/2031", True), "day and hour": ("12/06/2031 - 08:15 AM", True),
}


def pages(rng: random.Random, count: int) -> Iterator[Case]:
    """Pages of the web without a letterhead: a headline, a time, prose."""
    for _ in range(count):
        stamp, (words, dated) = rng.choice(list(TIMES.items()))
        headline = rng.choice(("Kết quả công tác tiếp công dân 6 tháng đầu năm 2031", "Bản làng bên suối có điện", None, "Tình hình sản xuất vụ mùa năm 2031 trên địa bàn tỉnh"))
        order = rng.choice(("time above", "time below"))
        top = [words, headline] if order == "time above" else [headline, words]
        body = rng.sample(PARAGRAPHS, 3)
        gap = rng.choice(("\n", "\n\n"))
        text = gap.join([*(t for t in top if t), *body]) + "\n"
        wanted: dict[str, str | None] = dict.fromkeys(FIELDS)
        wanted |= {"title": headline, "issued_on": "2031-06-12" if dated else None}
        yield Case((f"page: {stamp}", f"page: {'with' if headline else 'without'} headline", f"page: {order}"), text, wanted)


def annexes(rng: random.Random, count: int) -> Iterator[Case]:
    """Forms with a heading of their own that name the circular of the form, and annexes of a decision."""
    for _ in range(count):
        body = rng.choice([b for b in BODIES if not b.party])
        form = rng.choice(("(Kèm theo Thông tư số 09/2030/TT-BGDĐT ngày 07 tháng 5 năm 2030 của Bộ Giáo dục và Đào tạo)", "(Ban hành kèm theo Thông tư số 19/2030/TT-BNV ngày 07/5/2030 của Bộ Nội vụ)"))
        label = rng.choice(("Mẫu 9", "Mẫu số 02/BC", "Biểu mẫu 05", ""))
        doc_type = rng.choice(("Thông báo", "Báo cáo"))
        title = rng.choice(("Cam kết chất lượng giáo dục, năm học 2030-2031", "Kết quả rà soát năm 2031"))
        heading = _side_by_side([*body.above, *body.lines], [MOTTO, SLOGAN], rng.choice((" ", "\t")))
        order = rng.choice(("bracket above the type", "bracket below the title"))
        parts = [label, heading, form, doc_type.upper() + "\n" + title] if order.startswith("bracket above") else [label, heading, doc_type.upper() + "\n" + title, form]
        text = "\n\n".join([*(p for p in parts if p), "1. Số lớp: 12 lớp.", "2. Số học sinh: 420 em."]) + "\n"
        wanted: dict[str, str | None] = dict.fromkeys(FIELDS)
        wanted |= {"doc_type": doc_type, "issuer": body.name, "title": title}
        yield Case((f"form: {order}", f"form: label {label or '(none)'}", f"body: {body.name}"), text, wanted)


def right(field: str, wanted: str | None, found: Any) -> bool:
    """Whether a field is as wanted: letters without case, blanks and the marks at the ends apart."""
    if wanted is None or found is None:
        return wanted is found
    one, other = (" ".join(str(v).split()).strip(" .;:").casefold() for v in (wanted, found))
    return one == other


def measure(cases: list[Case]) -> tuple[dict[str, list[int]], dict[str, list[int]], list[tuple[Case, str, Any]]]:
    """Right and all by field, by part, and what failed."""
    from extractor.document import Document
    from extractor.finders.header.parts import header_and_parts
    from extractor.layout import analyze

    fields: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    parts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    failed: list[tuple[Case, str, Any]] = []
    for case in cases:
        metadata = header_and_parts(analyze(Document(case.text, "made.txt", "")))[0]
        for field in FIELDS:
            found = getattr(metadata, field)
            found = found.isoformat() if hasattr(found, "isoformat") else found
            if field not in case.wanted:
                continue
            good = right(field, case.wanted[field], found)
            fields[field][0] += good
            fields[field][1] += 1
            for part in case.parts:
                parts[part][0] += good
                parts[part][1] += 1
            if not good:
                failed.append((case, field, found))
    return fields, parts, failed


def made(seed: int, count: int) -> list[Case]:
    """`count` documents, and a quarter as many letters, decisions, pages and forms."""
    rng = random.Random(seed)
    quarter = count // 4
    return [*documents(rng, count), *letters(rng, quarter), *decisions(rng, quarter), *pages(rng, quarter), *annexes(rng, quarter)]


def write(fields: dict[str, list[int]], parts: dict[str, list[int]]) -> None:
    """Writes the fields, and the parts with which most fails, into docs/accuracy.md."""
    from docs.marks import put

    weak = sorted((row for row in parts.items() if row[1][0] < row[1][1]), key=lambda row: row[1][0] / row[1][1])[:8]
    rows = [f"| {name} | {good} | {whole} | {good / whole:.3f} |" for name, (good, whole) in [*fields.items(), *weak]]
    put(ROOT / "docs" / "accuracy.md", "heads", ["| field, then the parts with which most fails | right | all | share |", "|---|---:|---:|---:|", *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show")
    parser.add_argument("--most", type=int, default=12)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    fields, parts, failed = measure(made(asked.seed, asked.count))
    if asked.write:
        write(fields, parts)
    for name, (good, whole) in fields.items():
        print(f"{name:<14} {good / whole:.3f}  {good}/{whole}")
    print()
    for name, (good, whole) in sorted(parts.items(), key=lambda item: item[1][0] / item[1][1]):
        print(f"{good / whole:.3f}  {good:>5}/{whole:<5} {name}")
    if asked.show is not None:
        shown = [(c, f, v) for c, f, v in failed if asked.show in f or any(asked.show in p for p in c.parts)]
        for case, field, found in shown[: asked.most]:
            print("-" * 100, f"\n{case.parts}\n{field}: wanted {case.wanted[field]!r}, found {found!r}\n{case.text[:900]}")


if __name__ == "__main__":
    main()
