"""How officials assign work and cite documents, put together from parts: is each task found with its fields, each relation told rightly?

    python bench/written_tasks.py [--each 2] [--only FAMILY,…] [--show KEY] [--parts] [--seed 1] [--write]

As bench/written_ties.py: no text that anybody has seen stands behind these sentences. Frames, owners, partners, acts and deadlines are combined, grounds,
what is told as done and general appeals stand beside them, and what each made document must give follows from its parts. A task counts as found as in
bench/tasks_gold.py: half of the longer run and an owner shared; lead, due_on and cooperate are of those found. References: the relation of each citation.
`--parts` prints the figures of every part, `--show KEY` what fails of the ways whose name holds KEY, `--write` puts the table into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "bench"))

from tasks_gold import Tally, score_relations, score_tasks  # noqa: E402
from written_task_documents import SHAPES, documents  # noqa: E402
from written_task_stretches import STRETCHES  # noqa: E402

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: {code}\nPhú Thọ, ngày 12 tháng 3 năm 2031\n\n"
KINDS = {  # a document up to where its body begins
    "chỉ thị": HEAD.format(code="05/CT-UBND") + "CHỈ THỊ\nVề việc chấn chỉnh trật tự chợ, bến, bãi trong tỉnh\n\n",
    "kế hoạch": HEAD.format(code="61/KH-UBND") + "KẾ HOẠCH\nThực hiện công tác trọng tâm năm 2031\n\n",
    "quyết định": HEAD.format(code="318/QĐ-UBND") + "QUYẾT ĐỊNH\nVề việc giao nhiệm vụ năm 2031\n\n",
    "kết luận": HEAD.format(code="44/TB-UBND") + "THÔNG BÁO\nKết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp giao ban tháng 3\n\n",
    "công văn": HEAD.format(code="812/UBND-KT") + "V/v đôn đốc thực hiện nhiệm vụ\n\nKính gửi:\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các xã, phường.\n\n",
    "công điện": HEAD.format(code="07/CĐ-UBND") + "CÔNG ĐIỆN\nVề việc ứng phó với mưa lũ\n\n",
}
CIRCULAR = "BỘ TÀI CHÍNH\n\nSố: 12/2031/TT-BTC\nHà Nội, ngày 12 tháng 3 năm 2031\n\nTHÔNG TƯ\nHướng dẫn một số nội dung về quản lý chợ\n\n"
BEFORE = {  # what opens the body
    "chỉ thị": [
        "Thời gian qua, công tác quản lý trên địa bàn tỉnh đã có chuyển biến nhưng vẫn còn hạn chế. Để khắc phục, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n",
        "Để tăng cường quản lý, Ủy ban nhân dân tỉnh chỉ thị:\n",
        "Để nâng cao hiệu quả quản lý, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành, Ủy ban nhân dân các xã, phường thực hiện nghiêm các nội dung sau:\n",
    ],
    "kế hoạch": ["I. MỤC ĐÍCH\nNâng cao hiệu quả công tác quản lý trên địa bàn.\nIII. TỔ CHỨC THỰC HIỆN\n", "II. NHIỆM VỤ, GIẢI PHÁP\n"],
    "quyết định": ["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\nQUYẾT ĐỊNH:\n"],
    "kết luận": ["Sau khi nghe các đơn vị báo cáo, Chủ tịch Ủy ban nhân dân tỉnh kết luận như sau:\n", "Sau khi thảo luận, Chủ tịch Ủy ban nhân dân tỉnh thống nhất chỉ đạo như sau:\n"],
    "công văn": [
        "Để kịp thời hoàn thành nhiệm vụ năm 2031, Ủy ban nhân dân tỉnh có ý kiến như sau:\n",
        "Chủ tịch Ủy ban nhân dân tỉnh có ý kiến chỉ đạo như sau:\n",
        "Để kịp thời hoàn thành nhiệm vụ năm 2031, Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị thực hiện một số nội dung sau:\n",
    ],
    "công điện": ["Để chủ động ứng phó, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n", "Chủ tịch Ủy ban nhân dân tỉnh điện:\nCác sở, ban, ngành và Ủy ban nhân dân các xã, phường tập trung thực hiện:\n"],
}
AFTER = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\n\nLê Văn Hòa\n"

OWNERS = {
    "one": [
        "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Thanh tra tỉnh", "Bộ Chỉ huy quân sự tỉnh",
        "Ban Quản lý các khu công nghiệp tỉnh", "Trung tâm Phục vụ hành chính công tỉnh", "Bảo hiểm xã hội tỉnh", "Chi cục Kiểm lâm", "Công ty Điện lực Phú Thọ", "Kho bạc Nhà nước khu vực XV",
        "Ngân hàng Chính sách xã hội tỉnh", "Báo và Phát thanh, Truyền hình tỉnh", "UBND huyện Châu Lâm", "Tỉnh đoàn", "Đảng ủy UBND tỉnh", "Hội Nông dân tỉnh", "Thuế tỉnh Phú Thọ",
    ],
    "several": ["Sở Tài chính, Sở Xây dựng", "Sở Y tế và Công an tỉnh", "Sở Nội vụ, Sở Tư pháp và Thanh tra tỉnh", "các Sở: Tài chính, Xây dựng, Công Thương", "Sở Công Thương, UBND các xã, phường", "Công an tỉnh; Sở Xây dựng"],
    "plural": [
        "các sở, ban, ngành", "các sở, ban, ngành, đơn vị liên quan", "Ủy ban nhân dân các xã, phường", "UBND các huyện, thị xã, thành phố", "các địa phương", "các cơ quan, đơn vị", "các chủ đầu tư",
        "các sở, ban, ngành, UBND các xã, phường", "các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh", "các đơn vị sự nghiệp công lập", "các doanh nghiệp kinh doanh xăng dầu",
    ],
    "title": [
        "Giám đốc Sở Xây dựng", "Chủ tịch Ủy ban nhân dân các xã, phường", "Chánh Văn phòng Ủy ban nhân dân tỉnh", "Thủ trưởng các sở, ban, ngành", "Giám đốc các Sở: Tài chính, Y tế", "Chủ tịch UBND các huyện, thành phố",
        "Hiệu trưởng các trường trung học phổ thông", "người đứng đầu các cơ quan, đơn vị", "Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường", "Chánh Thanh tra tỉnh", "Trưởng phòng Kinh tế", "Phó Chủ tịch UBND tỉnh Trần Văn Bình",
    ],
    "group": ["Ban Chỉ đạo chuyển đổi số tỉnh", "Tổ công tác cải cách hành chính tỉnh", "Hội đồng thẩm định giá đất tỉnh", "Ban Quản lý dự án đầu tư xây dựng công trình giao thông", "Tổ giúp việc Ban Chỉ đạo", "Đoàn kiểm tra liên ngành 389 tỉnh", "cơ quan Thường trực Ban Chỉ đạo 35 tỉnh"],
}  # fmt: skip
PARTNERS = [
    ("Sở Xây dựng",), ("các sở, ban, ngành liên quan",), ("Công an tỉnh", "các đơn vị liên quan"), ("Sở Tư pháp", "Sở Nội vụ"), ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",), ("các cơ quan, đơn vị có liên quan",), ("UBND các xã, phường",),
    ("Sở Y tế", "UBND các xã, phường", "các cơ quan liên quan"),
]  # fmt: skip
ACTS = [
    "rà soát các cơ sở giết mổ trên địa bàn", "xây dựng phương án phòng cháy, chữa cháy rừng", "tham mưu Ủy ban nhân dân tỉnh ban hành Kế hoạch phát triển chợ nông thôn", "hướng dẫn các xã lập hồ sơ đề nghị công nhận nông thôn mới",
    "tổng hợp kết quả giải ngân vốn đầu tư công", "kiểm tra việc chấp hành quy định về an toàn thực phẩm", "bố trí kinh phí duy tu các tuyến đường huyện", "báo cáo tình hình tiêm phòng cho đàn gia súc", "lập danh mục công trình cấp bách",
    "tổ chức tập huấn cho cán bộ một cửa", "theo dõi, đôn đốc tiến độ thi công hồ chứa Suối Lạnh", "công khai danh sách hộ được hỗ trợ nhà ở", "nghiên cứu, đề xuất cơ chế thu hút bác sĩ về xã", "đẩy nhanh tiến độ giải phóng mặt bằng dự án cầu Bến Đá",
    "thẩm định hồ sơ cấp phép khai thác cát", "phê duyệt quy hoạch chi tiết khu dân cư Đồng Cửa", "cập nhật dữ liệu đất đai lên hệ thống", "vận động nhân dân hiến đất làm đường", "giải quyết dứt điểm các đơn thư kéo dài",
    "ban hành quy trình nội bộ giải quyết thủ tục hành chính", "hoàn thiện hồ sơ quyết toán các dự án đã bàn giao", "xử lý nghiêm các trường hợp lấn chiếm lòng đường", "chấn chỉnh việc dạy thêm, học thêm", "thông báo lịch điều tiết nước đến các hợp tác xã",
    "khơi thông các cống ngang đường", "di dời các hộ dân ra khỏi vùng sạt lở", "trình Hội đồng nhân dân tỉnh thông qua mức thu phí tham quan", "làm việc với nhà đầu tư về tiến độ khu đô thị Bắc Sông", "thu hồi các khoản tạm ứng quá hạn",
    "mở đợt cao điểm tuần tra ban đêm", "thành lập tổ xung kích tại các thôn", "sắp xếp lại các điểm trường lẻ", "tăng cường tuyên truyền về phòng, chống đuối nước", "đăng tải dự thảo Nghị quyết lên Cổng thông tin điện tử tỉnh", "tháo gỡ khó khăn về đất đắp nền đường",
    "đánh giá hiện trạng các công trình cấp nước tập trung", "phân công cán bộ trực 24/24 giờ tại các hồ chứa", "chuẩn bị lực lượng, phương tiện cứu hộ", "tham gia ý kiến đối với dự thảo Quy chế quản lý chợ", "cung cấp số liệu về lao động bị mất việc làm", "quản lý chặt chẽ việc sử dụng đất công ích",
]  # fmt: skip
DEADLINES = [
    ("trước ngày 15/4/2031", "2031-04-15"), ("trước ngày 20 tháng 5 năm 2031", "2031-05-20"), ("trong tháng 11/2031", "2031-11-30"), ("trong tháng 6 năm 2031", "2031-06-30"), ("trong quý II/2031", "2031-06-30"), ("trong quý I năm 2032", "2032-03-31"),
    ("chậm nhất ngày 20/5/2031", "2031-05-20"), ("chậm nhất là ngày 25/8/2031", "2031-08-25"), ("xong trước ngày 30/6/2031", "2031-06-30"), ("trước 17 giờ ngày 28/3/2031", "2031-03-28"), ("trước 16h00 ngày 25/3/2031", "2031-03-25"), ("chậm nhất đến ngày 10/7/2031", "2031-07-10"),
    ("trong năm 2031", "2031-12-31"), ("trước ngày 10/9", "2031-09-10"), ("trong tháng 4", "2031-04-30"), ("trong quý III", "2031-09-30"), ("đến hết ngày 31/5/2031", "2031-05-31"), ("không muộn hơn ngày 12/8/2031", "2031-08-12"), ("muộn nhất là ngày 18/6/2031", "2031-06-18"),
]  # fmt: skip
RECURRING = ["trước ngày 15 hằng tháng", "hằng quý", "định kỳ hằng tháng", "trước ngày 20 của tháng cuối quý", "định kỳ 6 tháng, hằng năm", "trước ngày 25 hàng tháng", "vào thứ Sáu hằng tuần"]
GIVING = [  # a frame, and whether the document must have opened by itself
    "Giao {o} {a}", "Yêu cầu {o} {a}", "Đề nghị {o} {a}", "Phân công {o} {a}", "Giao nhiệm vụ cho {o} {a}", "Giao cho {o} {a}", "{O} có trách nhiệm {a}", "{O} {a}", "{O} khẩn trương {a}", "{O} tiếp tục {a}", "{O} chịu trách nhiệm {a}",
    "Chủ tịch Ủy ban nhân dân tỉnh giao {o} {a}", "Ủy ban nhân dân tỉnh yêu cầu {o} {a}", "Thống nhất giao {o} {a}", "{O} được giao {a}", "{O} phải {a}", "{O} cần {a}", "Ủy quyền cho {o} {a}", "Ủy quyền {o} {a}", "{O} tập trung {a}", "{O} chủ động {a}",
    "{O} có nhiệm vụ {a}", "Chủ tịch Ủy ban nhân dân tỉnh chỉ đạo {o} {a}", "Giao {o} nghiêm túc, khẩn trương {a}", "Yêu cầu {o} tiếp tục {a}", "Đồng ý chủ trương, giao {o} {a}", "Trên cơ sở đó, giao {o} {a}",
    "{O} theo chức năng, nhiệm vụ được giao {a}", "{O} trong phạm vi nhiệm vụ, quyền hạn được giao {a}", "{O} căn cứ tình hình thực tế {a}", "{O} chỉ đạo các đơn vị trực thuộc {a}", "{O} làm đầu mối {a}", "Giao {o} là cơ quan đầu mối {a}", "{O} trực tiếp {a}", "{O}: {A}",
    "Đối với {o}: {A}", "Giao {o} chỉ đạo {a}",
]  # fmt: skip
JOINTLY = [
    "chủ trì, phối hợp với {p} {a}", "phối hợp với {p} {a}", "chủ trì, phối hợp {p} {a}", "chủ trì phối hợp với {p} {a}", "phối hợp chặt chẽ với {p} {a}", "chủ trì, cùng với {p} {a}", "phối hợp cùng {p} {a}", "phối hợp với {p} để {a}", "chủ trì {a}", "chủ trì, phối hợp với {p} tiếp tục {a}", "chủ trì, phối hợp với {p} khẩn trương {a}",
]  # fmt: skip
PLACES = [  # where the deadline stands: behind the act, in a bracket, as a sentence, before the owner
    "{s} {d}.", "{s}, hoàn thành {d}.", "{s}; hoàn thành {d}.", "{s} ({D}).", "{s} (hoàn thành {d}).", "{s}. Hoàn thành {d}.", "{s}. Thời gian hoàn thành: {d}.", "{s}. Thời hạn hoàn thành {d}.", "{s}, báo cáo Ủy ban nhân dân tỉnh {d}.", "{s}, báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) {d}.", "{s} và hoàn thành {d}.", "{s}; báo cáo kết quả {d}.", "{s}, thời gian hoàn thành {d}.", "{s}, bảo đảm xong {d}.", "{s}. Việc này phải hoàn thành {d}.",
]  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """A task that a made text must give: its act (a run of the text), who is in charge, who helps, by when."""

    act: str
    owner: str
    partners: tuple[str, ...] = ()
    due: str | None = None
    recurs: bool = False


@dataclass(frozen=True)
class Case:
    """A made document, the parts it is made of, and what it must give."""

    way: tuple[str, ...]
    text: str
    tasks: tuple[Wanted, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()  # code → relation, with "|" between those that are all right
    placed: tuple[dict[str, Any], ...] = ()  # rows of gold of a document that was written with them

    def gold(self) -> list[dict[str, Any]]:
        """The expectation as rows of gold, in the offsets of the text."""
        rows: list[dict[str, Any]] = list(self.placed)
        begin = 0
        for task in self.tasks:
            start = self.text.index(task.act, begin)
            begin = start + len(task.act)
            rows.append({"type": "task", "form": "assigned", "start": start, "end": start + len(task.act), "quote": task.act, "lead": [task.owner], "cooperate": list(task.partners), "due_on": task.due, "deadline": task.due, "recurrence": task.recurs or None})
        for code, relation in self.relations:
            first, *others = relation.split("|")
            start = self.text.index(code)
            rows.append({"type": "reference", "start": start, "end": start + len(code), "quote": code, "code": code, "relation": first, "relation_alt": others})
        return rows


class Part(NamedTuple):
    """A sentence that assigns, what it must give, and its parts."""

    sentence: str
    wanted: Wanted
    way: tuple[str, ...]


def upper(words: str) -> str:
    return words[0].upper() + words[1:]


def listed(names: tuple[str, ...]) -> str:
    return " và ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names[-1].startswith("các") else ", ".join(names)


def partner_of(rng: random.Random, owner: str) -> tuple[str, ...]:
    """Bodies that are not among the owners."""
    return rng.choice([names for names in PARTNERS if not any(name.removeprefix("UBND ") in owner or (name.startswith("các") and "các" in owner) for name in names)])


def sentence(rng: random.Random, frame: str, joint: str | None = None, group: str | None = None) -> Part:
    """A sentence that assigns an act, without its end."""
    group = group or rng.choice(list(OWNERS))
    owner, act = rng.choice(OWNERS[group]), rng.choice(ACTS)
    partners: tuple[str, ...] = ()
    said = act
    if joint is not None:
        partners = partner_of(rng, owner)
        said = joint.format(p=listed(partners), a=act)
        partners = partners if "{p}" in joint else ()
        act = joint.rpartition("{p} ")[2].format(a=act) if partners and "{p} để" not in joint else said  # who helps is no part of the act
    told = frame.format(o=owner, O=upper(owner), a=said, A=upper(said))
    return Part(told, Wanted(upper(act) if "{A}" in frame and act == said else act, owner, partners), (f"frame: {frame}", f"owner: {group}", f"joint: {joint}"))


def document(rng: random.Random, body: str, kind: str | None = None, number: bool = True) -> tuple[str, str]:
    """(kind, text) of a document that holds a body."""
    kind = kind or rng.choice(list(KINDS))
    mark = "" if not number else "Điều 1. " if kind == "quyết định" else "1. "
    return kind, KINDS[kind] + rng.choice(BEFORE[kind]) + mark + body + AFTER


def frames(rng: random.Random) -> Iterator[Case]:
    """A sentence that assigns, in each frame, with an owner of each group."""
    for frame in GIVING:
        for group in OWNERS:
            part = sentence(rng, frame, rng.choice([None, None, "chủ trì {a}", *JOINTLY]) if not ("chỉ đạo" in frame or "đầu mối" in frame) else None, group)
            kind, text = document(rng, part.sentence + ".")
            yield Case(("frame", *part.way, f"kind: {kind}"), text, (part.wanted,))


def jointly(rng: random.Random) -> Iterator[Case]:
    """Who helps, in each way of saying so."""
    for joint in JOINTLY:
        for frame in ("Giao {o} {a}", "{O} {a}", "{O} có trách nhiệm {a}", "Yêu cầu {o} {a}"):
            part = sentence(rng, frame, joint)
            kind, text = document(rng, part.sentence + ".")
            yield Case(("partner", *part.way, f"kind: {kind}"), text, (part.wanted,))


def deadlines(rng: random.Random) -> Iterator[Case]:
    """A deadline of each form at each place."""
    for deadline, due in DEADLINES:
        for place in PLACES:
            if deadline.startswith("xong") and "xong" in place:
                continue
            frame = rng.choice(["Giao {o} {a}", "{O} {a}", "{O} có trách nhiệm {a}", "Yêu cầu {o} {a}", "Đề nghị {o} {a}", "{O} khẩn trương {a}"])
            part = sentence(rng, frame, rng.choice([None, None, *JOINTLY[:3]]))
            kind, text = document(rng, place.format(s=part.sentence, d=deadline, D=upper(deadline)))
            wanted = part.wanted
            if place.startswith("{s};") and "báo cáo" in place:
                yield Case(("deadline", f"deadline: {deadline}", f"place: {place}", *part.way, f"kind: {kind}"), text, (wanted, Wanted("báo cáo kết quả", wanted.owner, (), due)))
                continue
            if "báo cáo" in place:  # the report is part of the act, so that the longer run is the act's
                begin = text.index(wanted.act)
                wanted = Wanted(text[begin : text.index(deadline, begin)].rstrip(" ,;("), wanted.owner, wanted.partners)
            yield Case(("deadline", f"deadline: {deadline}", f"place: {place}", *part.way, f"kind: {kind}"), text, (Wanted(wanted.act, wanted.owner, wanted.partners, due),))
        for front in ("{D}, {o} {a}.", "{D}, yêu cầu {o} {a}.", "Giao {o} {d} {a}.", "Giao {o}, {d}, {a}.", "Yêu cầu {o} {d} phải {a}."):
            if deadline.startswith("xong"):
                continue
            owner, act = rng.choice(OWNERS[rng.choice(("one", "plural", "title"))]), rng.choice(ACTS)
            kind, text = document(rng, front.format(o=owner, d=deadline, D=upper(deadline), a=act))
            yield Case(("deadline", f"deadline: {deadline}", f"place: {front}", f"kind: {kind}"), text, (Wanted(act, owner, (), due),))


def recurring(rng: random.Random) -> Iterator[Case]:
    for when in RECURRING:
        for place in ("{s} {w}.", "{s}, báo cáo Ủy ban nhân dân tỉnh {w}.", "{s} ({w}).", "{s}; {w} báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện."):
            part = sentence(rng, rng.choice(["Giao {o} {a}", "{O} {a}", "Yêu cầu {o} {a}"]))
            kind, text = document(rng, place.format(s=part.sentence, w=when))
            run = part.wanted.act + (", báo cáo Ủy ban nhân dân tỉnh" if ", báo cáo" in place else "")
            wanted = [Wanted(run, part.wanted.owner, (), None, True)]
            if place.startswith("{s};"):
                wanted = [Wanted(part.wanted.act, part.wanted.owner), Wanted("báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện", part.wanted.owner, (), None, True)]
            yield Case(("recurring", f"when: {when}", f"place: {place}", *part.way, f"kind: {kind}"), text, tuple(wanted))


SEVERAL = [  # several acts, each with its own deadline or owner
    ("{O} {a} {d}; {b} {e}.", "oo"), ("Giao {o} {a}, hoàn thành {d}; {b}, hoàn thành {e}.", "oo"), ("{O} có trách nhiệm {a} ({d}), {b} ({e}).", "oo"), ("Giao {o} {a} {d}, {q} {b} {e}.", "oq"),
    ("Giao {o} {a} {d}; {q} {b} {e}.", "oq"), ("Giao {o} {a}; giao {q} {b}, hoàn thành {e}.", "oq"), ("{O} {a} {d}. {Q} {b} {e}.", "oq"), ("Giao {o} chủ trì {a}, {d}. Yêu cầu {q} {b}, {e}.", "oq"),
    ("Giao {o} {a} {d} và {b} {e}.", "oo"), ("{O} {a} {d}; đồng thời, {b} {e}.", "oo"), ("{O} {a}. {B} {e}.", "oo"), ("{O} {a}; {b}; {q} {c}.", "ooq"), ("Giao {o} {a}. Giao {q} {b}.", "oq"),
]  # fmt: skip


def several(rng: random.Random) -> Iterator[Case]:
    for template, who in SEVERAL:
        for _ in range(3):
            acts = rng.sample(ACTS, 3)
            owner = rng.choice(OWNERS[rng.choice(("one", "plural", "title"))])
            other = rng.choice([o for o in OWNERS["one"] if o != owner])
            (d, due), (e, until) = rng.sample(DEADLINES, 2)
            told = template.format(o=owner, O=upper(owner), q=other, Q=upper(other), a=acts[0], b=acts[1], c=acts[2], B=upper(acts[1]), d=d, e=e)
            kind, text = document(rng, told)
            dues = [due if "{d}" in template else None, until if "{e}" in template else None, None]
            written = [acts[0], upper(acts[1]) if "{B}" in template else acts[1], acts[2]]
            wanted = tuple(Wanted(written[i], owner if letter == "o" else other, (), dues[i]) for i, letter in enumerate(who))
            yield Case(("several acts", f"template: {template}", f"kind: {kind}"), text, wanted)


HEADINGS = [
    "{n}. {O}:", "{n}. {O}", "**{n}. {O}**", "**{n}. {O}:**", "{n}. Giao {o}:", "{n}. Yêu cầu {o}:", "{n}. {O} có trách nhiệm:", "{n}. {O} chủ trì, phối hợp với các cơ quan liên quan:", "{n}. Trách nhiệm của {o}", "{n}. Đối với {o}", "{n}. Đề nghị {o}:", "Điều {n}. {O} có trách nhiệm:",
    "{n}. Nhiệm vụ của {o}:", "{n}. {O} thực hiện các nhiệm vụ sau:", "{n}. Phân công {o}:", "{n}. {O} (cơ quan thường trực):", "{n}) {O}:", "{n}. Giao {o} thực hiện một số nội dung sau:", "{n}. {O} chịu trách nhiệm:", "{n}. {O} tập trung thực hiện một số nhiệm vụ sau:",
    "{n}. {O} chịu trách nhiệm.", "{n}. {O} có trách nhiệm", "{n}. Trách nhiệm, quyền hạn của {o}", "{n}. {O} phối hợp với các cơ quan liên quan:",
]  # fmt: skip
ITEMS = ["{l}) {A};", "- {A}.", "+ {A};", "{A}.", "{n}.{i}. {A}.", "• {A}", "- Chủ trì, phối hợp với {p} {a}.", "- {A}, hoàn thành {d}.", "{l}) {A} {d};", "- Tiếp tục {a};", "({i}) {A};", "- {A}, hoàn thành {d}; báo cáo kết quả về Ủy ban nhân dân tỉnh."]


def headings(rng: random.Random) -> Iterator[Case]:
    """The owner in a heading or lead-in, what it must do below: in items, in paragraphs."""
    for heading in HEADINGS:
        for item in ITEMS:
            kind = rng.choice([k for k in KINDS if (k == "quyết định") == heading.startswith("Điều")])
            names = rng.sample([*OWNERS["one"], *OWNERS["plural"], *OWNERS["title"]], 2)
            acts = rng.sample(ACTS, 5)
            lines, wanted = [], []
            for number, (owner, own) in enumerate(((names[0], acts[:3]), (names[1], acts[3:])), 1):
                lines.append(heading.format(n=number, o=owner, O=upper(owner)))
                for i, act in enumerate(own, 1):
                    partners = partner_of(rng, owner) if "{p}" in item else ()
                    deadline, due = rng.choice(DEADLINES[:10]) if "{d}" in item else ("", None)
                    lines.append(item.format(l="abcde"[i - 1], n=number, i=i, A=upper(act), a=act, p=listed(partners) if partners else "", d=deadline))
                    run = act if partners else upper(act) if "{A}" in item else act
                    helpers = partners or (("các cơ quan liên quan",) if "phối hợp với các" in heading else ())
                    wanted.append(Wanted(run, owner, helpers, due))
                    if "báo cáo kết quả" in item:
                        wanted.append(Wanted("báo cáo kết quả về Ủy ban nhân dân tỉnh", owner, ("các cơ quan liên quan",) if "phối hợp với các" in heading else ()))
            yield Case(("heading", f"heading: {heading}", f"item: {item}", f"kind: {kind}"), document(rng, "\n".join(lines), kind, False)[1], tuple(wanted))


LEADINS = [
    "Yêu cầu {o} thực hiện nghiêm các nội dung sau:", "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu {o} khẩn trương thực hiện các nhiệm vụ sau:", "Ủy ban nhân dân tỉnh giao {o} triển khai một số nội dung sau:", "Đề nghị {o} quan tâm thực hiện:", "{O} tập trung thực hiện:",
    "Để khắc phục tình trạng trên, yêu cầu {o}:", "{O} cần tập trung làm tốt các việc sau đây:",
]  # fmt: skip


def lead_ins(rng: random.Random) -> Iterator[Case]:
    for lead in LEADINS:
        for item in ITEMS[:6] + ITEMS[9:10]:
            for kind in ("công văn", "chỉ thị", "kết luận"):
                owner = rng.choice(OWNERS[rng.choice(("plural", "title", "one"))])
                acts = rng.sample(ACTS, 3)
                lines = [item.format(l="abc"[i], n=i + 1, i=1, A=upper(a), a=a) for i, a in enumerate(acts)]
                runs = [upper(a) if "{A}" in item else a for a in acts]
                text = KINDS[kind] + "Thời gian qua, việc thực hiện còn chậm. " + lead.format(o=owner, O=upper(owner)) + "\n" + "\n".join(lines) + AFTER
                yield Case(("lead-in", f"lead: {lead}", f"item: {item}", f"kind: {kind}"), text, tuple(Wanted(run, owner) for run in runs))


def stretches(rng: random.Random) -> Iterator[Case]:
    """Passages without the heads of their documents (bench/written_task_stretches.py)."""
    for stretch in STRETCHES:
        for groups in (("one",), ("plural", "one"), ("title", "one", "several")):
            owners = [rng.choice(OWNERS[rng.choice(groups)]) for _ in range(3)]
            acts = rng.sample(ACTS, 3)
            places = {f"o{i}": owner for i, owner in enumerate(owners)} | {f"O{i}": upper(owner) for i, owner in enumerate(owners)}
            places |= {f"a{i}": act for i, act in enumerate(acts)} | {f"A{i}": upper(act) for i, act in enumerate(acts)}
            wanted = tuple(Wanted(places[f"A{act}"] if f"{{A{act}}}" in stretch.text else acts[act], owners[owner]) for act, owner in stretch.pairs)
            yield Case(("stretch", f"kind: {stretch.kind}", f"text: {stretch.text[:60]}"), stretch.text.format(**places) + "\n", wanted)


NOTHING = [  # no task: grounds, what is told as done, appeals without an owner, headings, duties of a body told in general
    "Căn cứ Quyết định số 15/QĐ-UBND ngày 04/3/2031 của Ủy ban nhân dân tỉnh giao {o} {a};", "Thực hiện Công văn số 377/UBND-KT ngày 04/02/2031 của Ủy ban nhân dân tỉnh về việc giao {o} {a}.", "Thời gian qua, {o} đã {a}.", "Trong quý I, {o} đã chủ trì {a}, được nhân dân đồng tình.",
    "{O} được khen thưởng vì đã {a}.", "Việc {a} còn chậm.", "Công tác {a} của {o} chưa đạt yêu cầu.", "Xét đề nghị của {o} tại Tờ trình số 15/TTr-SXD ngày 02/3/2031 về việc {a};", "Theo báo cáo của {o}, việc {a} đã hoàn thành.", "Kết quả: {o} đã {a}.", "Nguyên nhân là do {o} chưa {a}.",
    "Cùng dự có lãnh đạo {o}.", "Ngày 02/3/2031, {o} đã {a} theo kế hoạch.", "Ghi nhận và biểu dương {o} đã {a}.", "Hiện nay, {o} đang {a}.", "{O} không {a} nên tiến độ chậm.", "Sau khi {o} {a}, tình hình đã ổn định.", "Các cơ quan, đơn vị nghiêm túc triển khai thực hiện Chỉ thị này.",
    "Nhiệm vụ {a} do {o} chủ trì đã hoàn thành trong năm 2030.",
]  # fmt: skip
RULES = [  # a regulation that says what a body does in general: nothing is assigned
    "Điều 5. Nhiệm vụ của Hội đồng\n1. {O} {a}.", "Điều 4. Nguyên tắc\n1. {O} {a} theo quy định của pháp luật.", "Điều 7. Chế độ làm việc\n1. Cơ quan thường trực có trách nhiệm {a}.", "Điều 6. Trình tự\n1. Trong thời hạn 05 ngày làm việc, {o} {a}.",
]  # fmt: skip
RULING = HEAD.format(code="21/QC-UBND") + "QUY CHẾ\nTổ chức và hoạt động của Hội đồng\n\nChương I\nQUY ĐỊNH CHUNG\n"


def nothing(rng: random.Random) -> Iterator[Case]:
    for template in NOTHING:
        for group in ("one", "plural", "title"):
            owner, act = rng.choice(OWNERS[group]), rng.choice(ACTS)
            told = template.format(o=owner, O=upper(owner), a=act)
            kind = rng.choice(list(KINDS))
            yield Case(("no task", f"template: {template}", f"kind: {kind}"), KINDS[kind] + told + AFTER)
    for template in RULES:
        owner, act = rng.choice(OWNERS["one"]), rng.choice(ACTS)
        yield Case(("no task", f"template: {template}", "kind: quy chế"), RULING + template.format(O=upper(owner), o=owner, a=act) + AFTER)


LABELS = [
    ("{n}. {A}.\n- Cơ quan chủ trì: {o}.\n- Cơ quan phối hợp: {p}.\n- Thời gian hoàn thành: {D}.", True), ("{n}. {A}.\na) Đơn vị chủ trì: {o};\nb) Đơn vị phối hợp: {p};\nc) Thời hạn: {D}.", True), ("- {A} (giao {o} chủ trì, phối hợp với {p} thực hiện, {d}).", True), ("- {A} ({o} chủ trì thực hiện).", False),
    ("- {A}. Đơn vị thực hiện: {o}. Thời gian: {d}.", True), ("{n}. {A}. Giao {o} chủ trì, phối hợp với {p} thực hiện, hoàn thành {d}.", True), ("- {A}.\nĐơn vị chủ trì: {o}; đơn vị phối hợp: {p}; thời gian hoàn thành: {d}.", True), ("+ {A}: {o} chủ trì, phối hợp với {p}.", False),
]  # fmt: skip


def labelled(rng: random.Random) -> Iterator[Case]:
    """What must be done comes first, who does it in lines, sentences or a bracket behind it."""
    for template, dated in LABELS:
        for _ in range(4):
            lines, wanted = [], []
            for number, act in enumerate(rng.sample(ACTS, 2), 1):
                owner = rng.choice(OWNERS["one"])
                partners = partner_of(rng, owner)
                deadline, due = rng.choice(DEADLINES[:7])
                lines.append(template.format(n=number, A=upper(act), o=owner, p=listed(partners), d=deadline, D=deadline if ":" not in template else upper(deadline.removeprefix("trong "))))
                wanted.append(Wanted(upper(act), owner, partners if "{p}" in template else (), due if dated else None))
            text = KINDS["kế hoạch"] + "II. NHIỆM VỤ, GIẢI PHÁP\n" + "\n".join(lines) + AFTER
            yield Case(("owner behind", f"template: {template}"), text, tuple(wanted))


CITED = [
    ("Quyết định số {n}/QĐ-UBND ngày 12/5/2029 của Ủy ban nhân dân tỉnh", "{n}/QĐ-UBND"), ("Quyết định số {n}/2027/QĐ-UBND ngày 14 tháng 6 năm 2027 của Ủy ban nhân dân tỉnh", "{n}/2027/QĐ-UBND"), ("Nghị quyết số {n}/NQ-HĐND ngày 03/12/2030 của Hội đồng nhân dân tỉnh", "{n}/NQ-HĐND"),
    ("Nghị định số {n}/2029/NĐ-CP ngày 02/3/2029 của Chính phủ", "{n}/2029/NĐ-CP"), ("Thông tư số {n}/2028/TT-BTC ngày 01/02/2028 của Bộ trưởng Bộ Tài chính", "{n}/2028/TT-BTC"), ("Kế hoạch số {n}/KH-UBND ngày 20/01/2031 của UBND tỉnh", "{n}/KH-UBND"),
    ("Chỉ thị số {n}/CT-TTg ngày 05/01/2031 của Thủ tướng Chính phủ", "{n}/CT-TTg"), ("Công văn số {n}/SXD-VP ngày 04/02/2031 của Sở Xây dựng", "{n}/SXD-VP"), ("Tờ trình số {n}/TTr-STC ngày 02/3/2031 của Sở Tài chính", "{n}/TTr-STC"),
]  # fmt: skip
TITLES = ["", "", " về quản lý chợ trên địa bàn tỉnh", " về việc quy định mức thu phí tham quan", " quy định chi tiết về quản lý công trình thủy lợi", " ban hành Quy chế quản lý chợ"]
RULED = (0, 1, 2, 3, 4)  # which of the cited may be amended, replaced, repealed
LETTERS = (7, 8)
ISSUED = (0, 2, 3, 4, 5, 6)
CITING: list[tuple[str, str, tuple[int, ...]]] = [  # a template, the relation of each of its citations, which documents it may cite
    ("Căn cứ {0};", "basis", ISSUED), ("Căn cứ {0};\nCăn cứ {1};\nXét đề nghị của Giám đốc Sở Xây dựng tại {2},", "basis basis basis", ISSUED), ("Căn cứ {0}; {1}; {2};", "basis basis basis", ISSUED), ("Căn cứ {0} và {1};", "basis basis", ISSUED), ("Căn cứ {0}, {1};", "basis basis", ISSUED),
    ("Căn cứ các văn bản: {0}; {1};", "basis basis", ISSUED), ("Căn cứ {0} và {1}, Sở Tài chính hướng dẫn như sau:", "basis basis", ISSUED), ("Căn cứ {0} được sửa đổi, bổ sung bởi {1};", "basis basis", (3, 4)), ("Căn cứ {0} sửa đổi, bổ sung một số điều của {1};", "basis mentions", (3, 4)),
    ("Theo đề nghị của Giám đốc Sở Tài chính tại {0},", "basis", (8,)), ("Theo đề nghị của Sở Tài chính tại {0} và ý kiến của Sở Xây dựng tại {1},", "basis basis", LETTERS), ("Trên cơ sở {0}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", "basis", ISSUED), ("Hồ sơ được lập theo quy định tại khoản 2 Điều 5 {0}.", "basis", RULED),
    ("Mức hỗ trợ áp dụng theo {0}.", "basis", RULED), ("Thực hiện theo quy định tại Điều 7 {0} và {1}.", "basis|implements basis|implements", RULED),
    ("Thực hiện {0}, Ủy ban nhân dân tỉnh yêu cầu các sở rà soát.", "implements", ISSUED), ("Thực hiện {0} và {1}, Sở Xây dựng báo cáo như sau:", "implements implements", ISSUED), ("Thực hiện {0}; {1}; Ủy ban nhân dân tỉnh xây dựng Kế hoạch như sau:", "implements implements", ISSUED), ("Triển khai {0}, Sở Nội vụ báo cáo như sau:", "implements", ISSUED),
    ("Thực hiện ý kiến chỉ đạo của Ủy ban nhân dân tỉnh tại {0}, Sở Xây dựng báo cáo như sau:", "implements", (5, 6)), ("Theo tinh thần {0}, các xã chủ động rà soát.", "implements|basis", ISSUED), ("Các sở tiếp tục thực hiện nghiêm {0}, {1}.", "implements implements", ISSUED), ("Quán triệt, triển khai thực hiện {0}; {1}.", "implements implements", ISSUED),
    ("Tổ chức triển khai có hiệu quả {0} và {1}.", "implements implements", ISSUED), ("Các xã thực hiện nhiệm vụ được giao tại {0}.", "implements", (2, 5, 6)), ("Để triển khai thực hiện {0}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", "implements", ISSUED), ("Kế hoạch triển khai thực hiện {0}", "implements", ISSUED),
    ("Thực hiện chỉ đạo của Thủ tướng Chính phủ tại {0}, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:", "implements", (6,)), ("Đẩy mạnh thực hiện {0}.", "implements", ISSUED), ("Tổng kết 05 năm thực hiện {0}.", "implements", ISSUED), ("Bộ Tài chính có trách nhiệm tổ chức thực hiện {0}.", "implements", ISSUED),
    ("Điều 1. Sửa đổi, bổ sung khoản 1 Điều 2 {0} như sau:", "amends", RULED), ("Điều 1. Sửa đổi, bổ sung một số điều của {0} như sau:", "amends", RULED), ("Điều 1. Sửa đổi khoản 3 Điều 4 Quy định ban hành kèm theo {0} như sau:", "amends", RULED), ("Điều 1. Bổ sung Điều 5a vào sau Điều 5 {0} như sau:", "amends", RULED),
    ("Điều 1. Điều chỉnh một số nội dung tại {0} như sau:", "amends", RULED), ("Điều 1. Sửa đổi, bổ sung điểm b khoản 2 Điều 3 và Điều 7 {0} như sau:", "amends", RULED), ("Điều 1. Đính chính {0} như sau:", "amends", RULED), ("Quyết định này sửa đổi, bổ sung {0} và {1}.", "amends amends", RULED), ("Điều 1. Bổ sung khoản 4 vào Điều 3 {0} như sau:", "amends", RULED),
    ("Điều 1. Điều chỉnh, bổ sung Phụ lục I ban hành kèm theo {0}.", "amends", RULED), ("Điều 1. Sửa đổi, bổ sung {0} đã được sửa đổi, bổ sung theo {1} như sau:", "amends mentions|amends|basis", RULED), ("Điều 1. Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 4 {0}.", "amends|replaces", RULED),
    ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế {0}.", "replaces", RULED), ("Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 6 năm 2031 và thay thế {0}; {1}.", "replaces replaces", RULED), ("Quyết định này thay thế {0}, {1}.", "replaces replaces", RULED), ("Quyết định này thay thế các Quyết định: {0}; {1}.", "replaces replaces", RULED),
    ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký, thay thế:\n1. {0};\n2. {1}.", "replaces replaces", RULED), ("Quyết định này thay thế Điều 3 {0}.", "replaces|amends", RULED), ("{0} được thay thế bởi Quyết định này.", "replaces", RULED), ("Điều 3. Hiệu lực thi hành\n1. Quyết định này có hiệu lực kể từ ngày 01/6/2031.\n2. Quyết định này thay thế {0}.", "replaces", RULED),
    ("Điều 1. Bãi bỏ {0}.", "repeals", RULED), ("Điều 1. Bãi bỏ toàn bộ {0}.", "repeals", RULED), ("Điều 1. Bãi bỏ toàn bộ các văn bản sau:\n1. {0}.\n2. {1}.\n3. {2}.", "repeals repeals repeals", RULED), ("Điều 1. Bãi bỏ các Quyết định sau đây của Ủy ban nhân dân tỉnh:\na) {0};\nb) {1}.", "repeals repeals", RULED),
    ("Điều 1. Bãi bỏ toàn bộ 02 văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành, cụ thể như sau:\n- {0};\n- {1}.", "repeals repeals", RULED), ("Điều 1. Bãi bỏ toàn bộ các văn bản sau: {0}; {1}.", "repeals repeals", RULED), ("{0} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "repeals", RULED),
    ("{0} và {1} hết hiệu lực thi hành kể từ ngày 01/6/2031.", "repeals repeals", RULED), ("Các văn bản sau hết hiệu lực thi hành: {0}; {1}.", "repeals repeals", RULED), ("Các văn bản sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành:\na) {0};\nb) {1}.", "repeals repeals", RULED), ("Kể từ ngày Quyết định này có hiệu lực, {0} hết hiệu lực.", "repeals", RULED),
    ("Quyết định này có hiệu lực kể từ ngày ký và bãi bỏ {0}.", "repeals", RULED), ("Điều 1. Hủy bỏ {0}.", "repeals", RULED), ("Điều 1. Chấm dứt hiệu lực của {0}.", "repeals", RULED), ("{0} bị bãi bỏ kể từ ngày 01/6/2031.", "repeals", RULED), ("Điều 1. Bãi bỏ khoản 2 Điều 3 {0}.", "repeals|amends", RULED), ("Điều 1. Bãi bỏ {0}, {1} và {2}.", "repeals repeals repeals", RULED),
    ("Điều 1. Thu hồi {0}.", "repeals", (0,)), ("Các quy định trước đây trái với Quyết định này và {0} đều bãi bỏ.", "repeals", RULED), ("Quyết định này có hiệu lực từ ngày 01/6/2031. {0} hết hiệu lực thi hành kể từ ngày Quyết định này có hiệu lực.", "repeals", RULED),
    ("Thông tư này hướng dẫn thi hành một số điều của {0}.", "guides", (3,)), ("Thông tư này hướng dẫn thực hiện {0}.", "guides", (3,)), ("Quyết định này quy định chi tiết khoản 2 Điều 5 {0}.", "guides", (3, 4)), ("Sở Tài chính hướng dẫn một số nội dung của {0} như sau:", "guides", (1, 2, 3, 4)), ("Hướng dẫn thi hành {0} như sau:", "guides", (2, 3)),
    ("Phúc đáp {0} về việc lấy ý kiến, Ủy ban nhân dân tỉnh có ý kiến như sau:", "answers", LETTERS), ("Trả lời {0}, Ủy ban nhân dân tỉnh có ý kiến như sau:", "answers", LETTERS), ("Ủy ban nhân dân tỉnh nhận được {0} về việc xin chủ trương. Về việc này, Ủy ban nhân dân tỉnh có ý kiến như sau:", "answers", LETTERS), ("Phúc đáp {0} và {1}, Sở Nội vụ trả lời như sau:", "answers answers", LETTERS),
    ("(Ban hành kèm theo {0})", "attaches", (0, 1)), ("(Kèm theo {0})", "attaches", (0, 5)), ("PHỤ LỤC I\nDANH MỤC CÔNG TRÌNH\n(Kèm theo {0})", "attaches", (0, 5)), ("QUY CHẾ\nQuản lý chợ\n(Ban hành kèm theo {0})", "attaches", (0, 1)),
    ("Điều 1. Phê duyệt kế hoạch do Sở Tài chính trình tại {0}.", "approves|basis|mentions", (8,)), ("Điều 1. Chấp thuận đề nghị của Sở Tài chính tại {0}.", "approves|basis", (8,)), ("Điều 1. Phê duyệt {0}.", "approves", (8,)),
    ("Ngày 14/5/2030, Ủy ban nhân dân tỉnh đã ban hành {0}.", "mentions", (0, 5)), ("Dự án đã được phê duyệt tại {0}.", "mentions|basis", (0,)), ("Ủy ban nhân dân tỉnh có {0} chỉ đạo các sở.", "mentions", (5,)), ("Sở Xây dựng đã có {0} gửi các đơn vị.", "mentions", (7,)), ("Quy chế ban hành kèm theo {0} quy định rõ trách nhiệm của các sở.", "mentions", (0, 1)),
    ("Căn cứ {0}; thực hiện {1}; theo đề nghị của Sở Tài chính tại {2},", "basis implements basis", ISSUED), ("Thực hiện {0} và căn cứ {1}, Sở Nội vụ báo cáo như sau:", "implements basis", ISSUED), ("Phúc đáp {0}, căn cứ {1}, Ủy ban nhân dân tỉnh có ý kiến như sau:", "answers basis", LETTERS), ("Quyết định này sửa đổi, bổ sung {0}, thay thế {1} và bãi bỏ {2}.", "amends replaces repeals", RULED),
    ("Quyết định này thay thế {0}; bãi bỏ {1}.", "replaces repeals", RULED), ("Điều 1. Bãi bỏ {0} sửa đổi, bổ sung {1}.", "repeals mentions", RULED), ("Thực hiện {0}, Ủy ban nhân dân tỉnh đã ban hành {1}.", "implements mentions", ISSUED), ("Căn cứ {0} về việc triển khai {1};", "basis mentions", ISSUED), ("Điều 1. Sửa đổi Điều 2 {0}; bãi bỏ {1}.", "amends repeals", RULED),
    ("Triển khai {0} hướng dẫn thực hiện {1}, Sở Nội vụ báo cáo như sau:", "implements mentions", ISSUED),
    ("Tiếp theo {0}, Ủy ban nhân dân tỉnh yêu cầu các sở rà soát.", "mentions|implements", (5, 7)), ("Tiếp theo {0} và {1}, Ủy ban nhân dân tỉnh đề nghị các xã báo cáo.", "mentions|implements mentions|implements", (5, 7)), ("Quyết định này thay thế cho {0}.", "replaces", RULED), ("Quyết định này được ban hành thay thế {0}.", "replaces", RULED),
    ("Kế hoạch này thay thế {0}.", "replaces", (5,)), ("Thay thế {0} bằng Quyết định này.", "replaces", RULED), ("Thay thế Phụ lục II ban hành kèm theo {0} bằng Phụ lục kèm theo Quyết định này.", "replaces|amends", RULED),
    ("{0} hết hiệu lực kể từ ngày 01 tháng 6 năm 2031.", "repeals", RULED), ("Quyết định này có hiệu lực từ ngày 01/6/2031 và {0} hết hiệu lực kể từ ngày đó.", "repeals", RULED), ("Kể từ ngày Quyết định này có hiệu lực thi hành, các văn bản sau đây hết hiệu lực thi hành:\n1. {0};\n2. {1}.", "repeals repeals", RULED), ("Các quy định tại {0} trái với Quyết định này đều bị bãi bỏ.", "repeals", RULED),
    ("Điều 1. Bãi bỏ một phần các văn bản sau đây:\n1. Bãi bỏ Điều 3 {0}.\n2. Bãi bỏ khoản 2 Điều 5 {1}.", "repeals|amends repeals|amends", RULED), ("Điều 2. Bãi bỏ một phần văn bản quy phạm pháp luật\n1. Điều 7 {0};\n2. Các khoản 1, 2 Điều 4 {1}.", "repeals|amends repeals|amends", RULED), ("Điều 1. Bãi bỏ toàn bộ văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành\n1. {0}.\n2. {1}.\n3. {2}.", "repeals repeals repeals", RULED),
    ("Điều 1. Bãi bỏ toàn bộ văn bản quy phạm pháp luật\nBãi bỏ toàn bộ các văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành sau đây:\n1. {0} hướng dẫn thi hành {1}.\n2. {2}.", "repeals mentions repeals", (4, 3)), ("Điều 1. Bãi bỏ 03 Quyết định do Ủy ban nhân dân tỉnh ban hành, gồm: {0}; {1}; {2}.", "repeals repeals repeals", (0, 1)), ("Điều 1. Bãi bỏ các văn bản có tên trong danh sách sau:\n- {0};\n- {1}.", "repeals repeals", RULED),
    ("Điều 1. Ngưng hiệu lực thi hành {0} đến hết ngày 31/12/2031.", "repeals|amends", RULED), ("Điều 1. Tạm ngưng hiệu lực của khoản 2 Điều 3 {0}.", "repeals|amends", RULED), ("Điều 1. Thu hồi và hủy bỏ {0}.", "repeals", (0,)), ("Điều 1. Thu hồi Giấy phép khai thác cát cấp theo {0}.", "mentions|repeals|basis", (0,)),
    ("Điều 1. Gia hạn thời gian thực hiện {0} đến hết ngày 31/12/2031.", "amends|implements", (0, 2, 5)), ("Điều 1. Kéo dài thời gian thực hiện {0} đến ngày 31/12/2032.", "amends|implements", (2,)), ("Điều 1. Kéo dài thời hạn áp dụng {0}.", "amends", RULED), ("Điều 1. Đính chính lỗi kỹ thuật tại {0} như sau:", "amends", RULED), ("Do sơ suất trong khâu soạn thảo, Sở Nội vụ xin đính chính {0}, cụ thể:", "amends", (7, 5)),
    ("Điều 1. Sửa đổi tên gọi và Điều 3 {0}.", "amends", RULED), ("Điều 1. Phê duyệt điều chỉnh, bổ sung {0} như sau:", "amends", (0, 5)), ("Điều 1. Điều chỉnh thời gian hoàn thành nêu tại {0}.", "amends", (5, 6)), ("Điều 1. Bổ sung ông Trần Văn Bình vào Ban Chỉ đạo thành lập theo {0}.", "amends|mentions", (0,)), ("Điều 1. Kiện toàn Ban Chỉ đạo được thành lập tại {0}.", "amends|mentions", (0,)),
    ("Xét đề nghị của Sở Tài chính tại {0},", "basis", (8,)), ("Xét {0}; Báo cáo thẩm tra của Ban Kinh tế,", "basis", (8,)), ("Xét đề nghị tại {0}, Ủy ban nhân dân tỉnh có ý kiến như sau:", "basis|answers", (8,)), ("Trên cơ sở {0}, {1}, Sở Tài chính lập dự toán như sau:", "basis basis", ISSUED), ("Trên cơ sở kết quả kiểm tra theo {0}, Sở Nội vụ báo cáo như sau:", "basis|mentions", (0,)),
    ("Nội dung chi thực hiện theo quy định tại {0}.", "basis|implements", RULED), ("Các nội dung khác không quy định tại Quyết định này thực hiện theo {0}.", "basis|implements", RULED), ("Hồ sơ đã nộp trước ngày Quyết định này có hiệu lực thì tiếp tục thực hiện theo {0}.", "basis|implements", RULED), ("Việc xử lý vi phạm tuân theo quy định của {0}.", "basis", (3, 4)), ("Định mức chi bằng 80% mức quy định tại khoản 1 Điều 4 {0}.", "basis|mentions", RULED),
    ("(Phụ lục ban hành kèm theo {0})", "attaches", (0, 1)), ("Xin gửi kèm {0} để các đơn vị thực hiện.", "attaches", (5, 7)), ("Ủy ban nhân dân tỉnh sao gửi {0} đến các sở để thực hiện.", "attaches|implements", (6, 7)), ("(có {0} kèm theo)", "attaches", (5,)), ("Đề nghị các xã triển khai thực hiện (gửi kèm {0}).", "attaches", (5, 7)), ("Chi tiết theo {0} gửi kèm.", "attaches|basis", (5,)),
    ("Trả lời {0}, Ủy ban nhân dân tỉnh thống nhất như sau:", "answers", (7,)), ("Ủy ban nhân dân tỉnh nhận được {0}; sau khi xem xét có ý kiến như sau:", "answers", (7, 8)), ("Về đề nghị của Sở Xây dựng tại {0}, Ủy ban nhân dân tỉnh có ý kiến như sau:", "answers|basis", (7, 8)), ("Xem xét đề nghị của Sở Xây dựng tại {0}, Ủy ban nhân dân tỉnh có ý kiến như sau:", "answers|basis", (7, 8)), ("Phúc đáp đề nghị của Sở Xây dựng tại {0}, Sở Nội vụ trả lời như sau:", "answers", (7,)),
    ("Hợp nhất {0} và {1}.", "mentions|amends mentions|amends", RULED), ("Căn cứ {0} (được sửa đổi bởi {1});", "basis basis|mentions", (3, 4)), ("Căn cứ {0} đã được sửa đổi, bổ sung một số điều theo {1};", "basis basis|mentions", (3, 4)), ("Căn cứ {0} được sửa đổi, bổ sung bởi {1} và {2};", "basis basis|mentions basis|mentions", (3, 4)),
    ("Thực hiện ý kiến chỉ đạo tại {0} và {1}, Sở Xây dựng báo cáo như sau:", "implements implements", (5, 6)), ("Thực hiện nhiệm vụ được giao tại {0}, Sở Xây dựng báo cáo như sau:", "implements", (5, 6)), ("Nhằm cụ thể hóa {0}, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", "implements", (2,)), ("Các sở nghiêm túc chấp hành {0}.", "implements", (6,)), ("Tiếp tục thực hiện các nhiệm vụ, giải pháp nêu tại {0}.", "implements", (2, 5, 6)),
    ("Điều 1. Sửa đổi, bổ sung một số điều của {0} đã được sửa đổi, bổ sung bởi {1} và {2} như sau:", "amends mentions mentions", RULED), ("Điều 1. Bãi bỏ khoản 2 Điều 3 {0} đã được sửa đổi, bổ sung tại khoản 1 Điều 1 {1}.", "repeals|amends mentions", RULED), ("2. {0} được sửa đổi, bổ sung bởi {1} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "repeals mentions", RULED),
    ("3. {0}; {1} đã được sửa đổi, bổ sung một số điều theo {2} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "repeals repeals mentions", RULED), ("1. {0}; {1}; {2} hết hiệu lực thi hành kể từ ngày 01/6/2031.", "repeals repeals repeals", RULED), ("1. Thay thế Mẫu số 02, Mẫu số 03 ban hành kèm theo {0} bằng Mẫu số 02, Mẫu số 03 ban hành kèm theo Quyết định này.", "amends", RULED),
    ("1. Thay thế Phụ lục I ban hành kèm theo {0} đã được sửa đổi tại {1} bằng Phụ lục I ban hành kèm theo Quyết định này.", "amends mentions", RULED), ("Điều 7. Sửa đổi, bổ sung, thay thế, bãi bỏ các biểu mẫu ban hành kèm theo {0}", "amends", RULED), ("7. Bãi bỏ Mẫu số 08 ban hành kèm theo {0} và các Mẫu số 07A, Mẫu số 07B ban hành kèm theo {1}.", "repeals|amends repeals|amends", RULED),
    ("Quyết định này thay thế các quy định về quản lý chợ, bến bãi và vỉa hè ban hành theo {0}, {1} và {2}.", "replaces replaces replaces", RULED), ("Điều 1. Ban hành Quy chế quản lý chợ thay thế Quy chế quản lý chợ ban hành theo {0}.", "replaces", (0, 1)), ("Điều 1. Sửa đổi, bổ sung một số Quyết định:\na) {0};\nb) {1}.", "amends amends", (0, 1)), ("Điều 1. Sửa đổi, bổ sung một số điều của các Quyết định sau đây:\n1. {0};\n2. {1}.", "amends amends", (0, 1)),
    ("Điều 1. Bãi bỏ toàn bộ 01 văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành\n{0}.", "repeals", RULED), ("Điều 1. Bãi bỏ toàn bộ 02 văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành\n{0};\n{1}.", "repeals repeals", RULED), ("Điều 1. Bãi bỏ các văn bản sau đây:\n{0};\n{1}.", "repeals repeals", RULED), ("Quyết định này bãi bỏ:\na) {0};\nb) Khoản 1 Điều 2 {1}.", "repeals repeals", RULED),
    ("Điều 3. Sửa đổi Điều 7 {0} như sau:\n“7a. Hồ sơ lập theo quy định tại khoản 2 Điều 3 {1}.”", "amends mentions", RULED), ("Bãi bỏ các quy định trước đây trái với Quyết định này, bao gồm: {0}; {1}.", "repeals repeals", RULED), ("Hội hoạt động theo Điều lệ (sửa đổi, bổ sung) đã được phê duyệt theo {0}.", "mentions|basis", (0,)), ("Điều 1. Bãi bỏ khoản 2 Điều 3 {0} và phần III {1}.", "repeals|amends repeals|amends", RULED),
    ("Sở Tài chính hướng dẫn các xã thực hiện {0}.", "implements|guides", (2, 5)), ("Công văn này hướng dẫn thực hiện {0}.", "guides", (3, 4)), ("Thông tư này quy định chi tiết và hướng dẫn thi hành {0}.", "guides", (3,)), ("Kế hoạch này được xây dựng trên cơ sở {0}.", "basis", ISSUED), ("Hướng dẫn này căn cứ vào {0} và {1}.", "basis basis", ISSUED),
    ("Ủy ban nhân dân tỉnh phê duyệt theo đề nghị tại {0}.", "approves|basis", (8,)), ("Điều 1. Thông qua {0}.", "approves", (8,)), ("Điều 1. Ban hành kèm theo Quyết định này Quy chế thay thế Quy chế ban hành kèm theo {0}.", "replaces", (0, 1)), ("Quá trình thực hiện {0} còn nhiều vướng mắc.", "mentions|implements", (0, 5)), ("Sau 03 năm triển khai {0}, kết quả đạt được như sau:", "implements|mentions", (2, 5)),
    ("Điều 1. Bãi bỏ toàn bộ 03 văn bản quy phạm pháp luật\n1. {0}.\nCÔNG BÁO/Số 59 + 60/Ngày 15-01-2031\n93\n2. {1}.\n3. {2}.", "repeals repeals repeals", RULED), ("Điều 2. Bãi bỏ các văn bản sau đây:\n1. {0}.\nVăn bản này đã được đăng Công báo.\n2. {1}.", "repeals repeals", RULED), ("Hồ sơ lập theo quy định tại Điều 5 {0} hướng dẫn thi hành {1}.", "basis mentions", (3, 4)),
    ("Căn cứ {0} hướng dẫn thực hiện {1}; {2};", "basis mentions basis", (3, 4)), ("Căn cứ {0} quy định chi tiết, biện pháp áp dụng {1};\nCăn cứ {2};", "basis mentions basis", (3, 4)), ("Xét đề nghị của Sở Xây dựng tại các văn bản: {0}, {1}; của Sở Tài chính tại {2},", "basis basis basis", LETTERS), ("Thực hiện {0} hướng dẫn thực hiện {1}, {2}, Sở Nội vụ báo cáo như sau:", "implements mentions implements|mentions", (3, 4)),
    ("Sở Nội vụ đã có ý kiến thống nhất theo {0}.", "mentions|basis", (7,)), ("Hội chưa báo cáo kết quả theo đề nghị tại {0}.", "mentions|basis|implements", (7,)), ("Sở Nội vụ nêu: “đề nghị xử lý theo quy định tại {0}”.", "mentions|basis", (3, 4)), ("Khoản 3 Điều 15 {0} quy định trách nhiệm của các xã.", "mentions|basis", (3, 4)), ("Điều 1. Bãi bỏ một số nội dung quy định tại Điều 10, Điều 21 {0}.", "repeals|amends", RULED),
    ("Chương trình hành động thực hiện {0} ban hành kèm theo {1} được bổ sung như sau:", "implements|mentions amends|mentions|attaches", (2, 0)), ("Ngày 24/7/2030, Ủy ban nhân dân tỉnh có {0} giao các sở rà soát.", "mentions|basis", (7, 5)), ("Việc thanh toán thực hiện theo hướng dẫn tại {0} và {1}.", "basis|implements|mentions basis|implements|mentions", (3, 4)), ("Đối chiếu quy định tại khoản 2 Điều 30 {0}, việc giải thể là đúng.", "basis|mentions", (3, 4)),
]  # fmt: skip


def citations(rng: random.Random) -> Iterator[Case]:
    for template, told, allowed in CITING:
        for titled in (False, True):
            relations = told.split()
            numbers = rng.sample(range(21, 990), len(relations))
            cited, codes = [], []
            for number in numbers:
                words, code = CITED[rng.choice(allowed)]
                cited.append(words.format(n=number) + (rng.choice(TITLES) if titled and "(" not in template else ""))
                codes.append(code.format(n=number))
            body = template.format(*cited)
            kind = "quyết định" if "Quyết định này" in body or body.startswith(("Điều", "Các văn bản")) else "kế hoạch" if "Kế hoạch này" in body else "công văn"
            opens = "QUYẾT ĐỊNH:\n" if kind == "quyết định" and not body.startswith("Căn cứ") else ""
            yield Case(("citation", f"relation: {told}", f"template: {template}", f"titled: {titled}"), (CIRCULAR if "Thông tư này" in body else KINDS[kind]) + opens + body + AFTER, (), tuple(zip(codes, relations, strict=True)))


def offices(shape: str) -> Callable[[random.Random], Iterator[Case]]:
    """The whole documents of a shape, of every office that writes such."""

    def made(rng: random.Random) -> Iterator[Case]:
        for field_of, way, draft in documents(rng, shape):
            yield Case((shape, way, f"office: {field_of}"), draft.text, placed=tuple(draft.rows))

    return made


FAMILIES = {"frame": frames, "partner": jointly, "deadline": deadlines, "recurring": recurring, "several acts": several, "heading": headings, "lead-in": lead_ins, "owner behind": labelled, "stretch": stretches, "no task": nothing, "citation": citations, **{shape: offices(shape) for shape in SHAPES}}
MEANING = {"frame": "a sentence that assigns, 38 frames", "partner": "who helps", "deadline": "deadlines of 19 forms at 20 places", "recurring": "what comes again", "several acts": "several acts, owners, deadlines in one sentence", "heading": "the owner in a heading, acts below", "lead-in": "the owner in a sentence before the acts", "owner behind": "the owner in labels or a bracket behind the act", "stretch": "stretches without the heads of their documents", "no task": "grounds, what is told, appeals, regulations", "citation": "relations of citations", **{shape: f"whole documents: {shape}" for shape in SHAPES}}


def cases(seed: int, each: int, only: tuple[str, ...] = ()) -> Iterator[Case]:
    for name, family in FAMILIES.items():
        rng = random.Random(f"{seed} {name}")
        for _ in range(each if not only or name in only else 0):
            yield from family(rng)


def tally(case: Case) -> Tally:
    """What a made document gives against what it must give."""
    from extractor import extract_text
    from extractor.records import to_json

    records = [json.loads(to_json(record)) for record in extract_text(case.text).records]
    gold = case.gold()
    return (score_relations("", gold, records) if case.relations else Tally()) + (Tally() if case.relations else score_tasks("", gold, records, 0.5))


@dataclass
class Sum:
    documents: int = 0
    tally: Tally = field(default_factory=Tally)

    def line(self, name: str) -> str:
        c = self.tally.counts
        found, right = (c["matched"], c["gold"]) if c["gold"] or not c["references"] else (c["relation_or_alt"], c["references"])
        shares = [self.tally.share(part, "matched") for part in ("lead", "due", "cooperate")]
        return f"| {name} | {self.documents} | {right} | {found / right if right else 1:.3f} | {c['found'] - c['matched']} | " + " | ".join("–" if s is None else f"{s:.3f}" for s in shares) + " |"


def table(sums: dict[tuple[str, ...], Sum], parts: bool) -> list[str]:
    lines = ["| ways | documents | tasks, citations | found, told rightly | false | lead | due_on | cooperate |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    lines += [each.line(MEANING[name[0]]) for name, each in sums.items() if len(name) == 1]
    if parts:
        lines += [each.line(" / ".join(name).replace("|", "or").replace("\n", " ⏎ ")) for name, each in sorted(sums.items()) if len(name) > 1]
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=1, help="documents of each way")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="families, with commas between")
    parser.add_argument("--show", help="print what fails where the way holds this")
    parser.add_argument("--parts", action="store_true", help="figures of every part")
    parser.add_argument("--write", action="store_true", help="put the table into docs/accuracy.md")
    asked = parser.parse_args()
    sums: dict[tuple[str, ...], Sum] = defaultdict(Sum)
    for case in cases(asked.seed, asked.each, tuple(filter(None, asked.only.split(",")))):
        made = tally(case)
        for key in [(case.way[0],), *((case.way[0], part) for part in case.way[1:])]:
            sums[key].documents += 1
            sums[key].tally += Tally(made.counts)
        wrong = made.wrong + ([f" cooperate {case.tasks[0].partners if case.tasks else ''}"] if made.counts["cooperate"] < made.counts["matched"] else [])
        if asked.show is not None and any(asked.show in part for part in case.way) and wrong:
            print("\n".join(line.strip() for line in wrong), "\n      ", case.text.removesuffix(AFTER)[-600:].split("\n\n")[-1].replace("\n", "\n       "))
    lines = table(sums, asked.parts)
    print("\n".join(lines))
    if asked.write:
        sys.path.insert(0, str(ROOT / "docs"))
        from marks import commit, put

        put(ROOT / "docs" / "accuracy.md", "written-tasks", [f"Commit {commit()}, `--each {asked.each} --seed {asked.seed}`.", "", *table(sums, False)])


if __name__ == "__main__":
    main()
