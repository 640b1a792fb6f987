"""Whole made documents of the offices that bench/written_tasks.py does not have: schools, hospitals, police, communes, the party.

A `Field` is an office with its units and what they do; a shape is a kind of document that assigns work there (the part "Tổ chức thực hiện" of a plan, a
decision that sets up a group and shares out its work, a party directive, a letter to those who are late, a telegram, an invitation, the duties of a
regulation of cooperation, the notice of a timetable). Every shape stands for every field where such a document is written there; what it must give follows
from its parts, with the places where they stand.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
PARTY_NATION = "ĐẢNG CỘNG SẢN VIỆT NAM\n\n"


@dataclass(frozen=True)
class Field:
    """An office: what stands in its letterhead, its symbol, who signs, its units, what they do, whom they work with."""

    name: str
    letterhead: str
    symbol: str
    signs: str
    itself: str
    owners: tuple[str, ...]
    acts: tuple[str, ...]
    helpers: tuple[str, ...]
    place: str = "Phú Thọ"


FIELDS = (
    Field(
        "school", "SỞ GIÁO DỤC VÀ ĐÀO TẠO PHÚ THỌ\nTRƯỜNG THPT ĐỒNG CỬA", "THPTĐC", "HIỆU TRƯỞNG", "Trường THPT Đồng Cửa",
        (
            "Ban Giám hiệu", "Hiệu trưởng", "Phó Hiệu trưởng phụ trách chuyên môn", "Tổ trưởng các tổ chuyên môn", "Giáo viên chủ nhiệm", "Giáo viên bộ môn", "Tổ Văn phòng", "Bộ phận Kế toán, Thủ quỹ", "Đoàn Thanh niên",
            "Công đoàn nhà trường", "Nhân viên y tế", "Tổ Toán - Tin", "Bảo vệ nhà trường", "Các tổ chuyên môn", "Giáo viên chủ nhiệm các lớp khối 12", "Phó Hiệu trưởng Trần Văn Bình", "Cán bộ thư viện", "Ban đại diện cha mẹ học sinh", "Tổ Tư vấn học đường",
        ),
        (
            "lập danh sách học sinh có hoàn cảnh khó khăn", "bố trí bàn ghế cho các lớp khối 10", "thu hồ sơ miễn giảm học phí", "dự giờ, rút kinh nghiệm các tiết dạy mẫu", "trang trí hội trường, chuẩn bị âm thanh", "liên hệ với cha mẹ học sinh nghỉ học dài ngày",
            "kiểm tra sổ đầu bài của từng lớp", "phân công giáo viên coi thi thử", "hướng dẫn học sinh đăng ký môn tự chọn", "quản lý học sinh trong giờ ra chơi", "nhắc nhở học sinh đội mũ bảo hiểm", "in ấn đề kiểm tra giữa kỳ", "tuyên truyền nội quy phòng thí nghiệm", "cập nhật điểm lên sổ điện tử",
            "điểm danh học sinh đầu buổi", "mua sắm dụng cụ thể dục", "phụ đạo học sinh yếu môn Toán", "tổng hợp ý kiến góp ý của học sinh",
        ),
        ("Công an xã Đồng Cửa", "Trạm Y tế xã", "Đoàn Thanh niên", "giáo viên chủ nhiệm"),
    ),
    Field(
        "hospital", "SỞ Y TẾ PHÚ THỌ\nBỆNH VIỆN ĐA KHOA KHU VỰC BẾN ĐÁ", "BVBĐ", "GIÁM ĐỐC", "Bệnh viện",
        (
            "Phòng Kế hoạch tổng hợp", "Phòng Điều dưỡng", "Khoa Dược", "Khoa Kiểm soát nhiễm khuẩn", "Các khoa lâm sàng", "Trưởng các khoa, phòng", "Điều dưỡng trưởng các khoa", "Tổ Công nghệ thông tin", "Phòng Tổ chức - Hành chính", "Khoa Cấp cứu",
            "Phòng Vật tư - Thiết bị y tế", "Tổ Công tác xã hội", "Khoa Khám bệnh", "Các khoa cận lâm sàng", "Phòng Tài chính - Kế toán", "Khoa Dinh dưỡng", "Bác sĩ điều trị", "Phó Giám đốc phụ trách chuyên môn",
        ),
        (
            "bố trí đủ giường cho người bệnh nặng", "cung ứng đủ dịch truyền, hóa chất khử khuẩn", "giám sát quy trình rửa tay của nhân viên", "phân loại người bệnh ngay tại cửa vào", "bảo dưỡng máy thở, máy theo dõi", "công khai bảng giá dịch vụ", "trả kết quả xét nghiệm qua phần mềm",
            "sắp xếp lại khu tiếp đón", "hướng dẫn người bệnh làm thẻ khám", "kiểm kê thuốc trong tủ trực", "tập huấn cấp cứu ngừng tuần hoàn", "khảo sát sự hài lòng của người bệnh", "tiếp nhận và xử lý phản ánh qua đường dây nóng", "đối chiếu chi phí khám chữa bệnh bảo hiểm", "sàng lọc dinh dưỡng cho người bệnh nội trú",
            "thu gom chất thải lây nhiễm", "hoàn thiện hồ sơ bệnh án điện tử",
        ),
        ("Phòng Điều dưỡng", "các khoa, phòng liên quan", "Khoa Dược", "Bảo hiểm xã hội khu vực"),
    ),
    Field(
        "police", "CÔNG AN TỈNH PHÚ THỌ\nCÔNG AN XÃ BẾN ĐÁ", "CAX", "TRƯỞNG CÔNG AN XÃ", "Công an xã",
        (
            "Tổ An ninh", "Tổ Phòng, chống tội phạm", "Tổ Cảnh sát khu vực", "Tổ Tổng hợp", "Tổ bảo vệ an ninh, trật tự ở cơ sở các thôn", "Cảnh sát khu vực", "Phó Trưởng Công an xã phụ trách quản lý hành chính", "Đội Cảnh sát giao thông số 2", "Cán bộ trực ban", "Phòng Cảnh sát hình sự", "Chỉ huy các đội nghiệp vụ",
            "Đội Quản lý hành chính", "Lực lượng tuần tra",
        ),
        (
            "lập hồ sơ các tụ điểm đánh bạc", "tuần tra khép kín địa bàn vào ban đêm", "gọi hỏi, răn đe các đối tượng có biểu hiện vi phạm", "thu hồi vũ khí, pháo nổ tự chế", "xử lý xe chở quá tải", "kiểm tra hành chính các cơ sở lưu trú", "cấp thẻ căn cước lưu động cho người già yếu",
            "rà soát nhân khẩu tạm trú tại các khu trọ", "bố trí lực lượng bảo vệ lễ hội đền Bến Đá", "giải quyết tin báo tố giác tội phạm đúng hạn", "vận động nhân dân lắp camera an ninh", "nắm tình hình công nhân các khu trọ", "trực ban đủ quân số trong dịp lễ", "cảm hóa, giúp đỡ người chấp hành xong án phạt tù",
        ),
        ("Ban Chỉ huy Quân sự xã", "Đoàn Thanh niên xã", "Mặt trận Tổ quốc xã"),
    ),
    Field(
        "commune", "ỦY BAN NHÂN DÂN\nXÃ SUỐI LẠNH", "UBND", "CHỦ TỊCH", "Ủy ban nhân dân xã",
        (
            "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công xã", "Công chức Tài chính - Kế toán", "Công chức Địa chính - Xây dựng", "Trưởng các thôn", "Trưởng thôn Đồi Chè", "Ban Chỉ huy Quân sự xã", "Trạm Y tế xã", "Các trường học trên địa bàn",
            "Hội Cựu chiến binh xã", "Đoàn Thanh niên xã", "Ban công tác Mặt trận các thôn", "Công chức Văn hóa - Xã hội", "Đài Truyền thanh xã", "Văn phòng HĐND và UBND xã", "Công an xã", "Các hợp tác xã nông nghiệp", "Bí thư chi bộ, Trưởng các thôn", "Tổ Công nghệ số cộng đồng các thôn",
        ),
        (
            "bình xét hộ khó khăn tại từng thôn", "phát quang hành lang các tuyến đường liên thôn", "đăng ký nhu cầu vắc xin tiêm phòng dại", "chi trả trợ cấp cho đối tượng bảo trợ", "vận động các hộ dời chuồng trại ra xa nhà ở", "thu quỹ phòng, chống thiên tai", "niêm yết công khai danh sách tại nhà văn hóa thôn",
            "nạo vét kênh nội đồng", "phát tin bài trên hệ thống loa ba lần mỗi ngày", "xác nhận nguồn gốc đất cho các hộ", "tham mưu Ủy ban nhân dân xã thành lập đoàn kiểm tra", "hướng dẫn nhân dân nộp hồ sơ trực tuyến", "chuẩn bị bao tải, cọc tre tại các điểm xung yếu", "huy động dân quân tham gia hộ đê",
            "lập dự toán sửa chữa nhà văn hóa thôn", "tuyên truyền đến từng hộ dân về thu gom rác", "tổng hợp kiến nghị của cử tri",
        ),
        ("Công an xã", "Trạm Y tế xã", "Mặt trận Tổ quốc và các đoàn thể xã", "các thôn"),
    ),
    Field(
        "party", "TỈNH ỦY PHÚ THỌ\n*", "TU", "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "Ban Thường vụ Tỉnh ủy",
        (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng Tỉnh ủy", "Đảng ủy Ủy ban nhân dân tỉnh", "Các đảng ủy trực thuộc Tỉnh ủy", "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội tỉnh", "Các cấp ủy, tổ chức đảng", "Đảng ủy Công an tỉnh", "Ban Nội chính Tỉnh ủy",
            "Trường Chính trị tỉnh", "Đảng ủy các xã, phường", "Đảng ủy Hội đồng nhân dân tỉnh", "Các ban xây dựng Đảng", "Đảng ủy Quân sự tỉnh", "Bí thư đảng ủy các xã, phường",
        ),
        (
            "lãnh đạo nâng cao chất lượng sinh hoạt chi bộ thôn", "bồi dưỡng cấp ủy viên mới", "kiểm tra tổ chức đảng có dấu hiệu vi phạm", "định hướng báo chí tuyên truyền", "cụ thể hóa thành kế hoạch của cấp mình", "sắp xếp, bố trí cán bộ dôi dư", "phát triển đảng viên trong công nhân", "rà soát, bổ sung quy hoạch cán bộ nữ",
            "giám sát việc thực hiện quy chế dân chủ", "nắm chắc dư luận xã hội", "sơ kết việc học tập và làm theo Bác", "đấu tranh phản bác thông tin xấu độc", "chuyển sinh hoạt đảng cho đảng viên", "biên soạn tài liệu hỏi đáp", "hướng dẫn việc lấy phiếu tín nhiệm", "tham mưu Ban Thường vụ Tỉnh ủy thành lập các đoàn kiểm tra",
        ),
        ("Đảng ủy Ủy ban nhân dân tỉnh", "các cơ quan liên quan", "Văn phòng Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy"),
    ),
    Field(
        "province", "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ", "UBND", "CHỦ TỊCH", "Ủy ban nhân dân tỉnh",
        (
            "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Công an tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Ban Quản lý dự án đầu tư xây dựng tỉnh", "Ủy ban nhân dân các xã, phường", "Các sở, ban, ngành", "Đài Khí tượng Thủy văn tỉnh", "Công ty TNHH MTV Khai thác công trình thủy lợi Bến Đá", "Cảng vụ Đường thủy nội địa khu vực II",
            "Quỹ Bảo vệ và Phát triển rừng tỉnh", "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Vườn quốc gia Suối Lạnh", "Hạt Kiểm lâm Đồng Cửa", "Chi nhánh Văn phòng đăng ký đất đai khu vực 3", "Trường Cao đẳng nghề Phú Thọ", "Bưu điện tỉnh", "Viễn thông Phú Thọ", "Các chủ đập, hồ chứa", "Liên minh Hợp tác xã tỉnh", "Cục Quản lý thị trường tỉnh",
        ),
        (
            "rà soát các điểm sạt lở ven sông", "bố trí kinh phí sửa chữa đê bối", "cắm biển cảnh báo tại các ngầm tràn", "vận hành hồ chứa đúng quy trình", "thông tin kịp thời về diễn biến mưa lũ", "thẩm định thiết kế kè Bến Đá", "trồng thay thế rừng chuyển mục đích", "xử lý dứt điểm các bến thủy không phép", "khôi phục các tuyến cáp bị đứt",
            "cấp giấy chứng nhận cho các hộ tái định cư", "đào tạo nghề cho lao động bị thu hồi đất", "chuyển trả hồ sơ qua đường bưu chính", "kiểm soát giá vật liệu xây dựng", "vận động các hợp tác xã mua bảo hiểm cây trồng", "đề xuất cơ chế cho thuê môi trường rừng", "tăng cường phản biện xã hội đối với các dự thảo",
        ),
        ("Sở Xây dựng", "các đơn vị liên quan", "Công an tỉnh", "Ủy ban nhân dân các xã, phường"),
    ),
)  # fmt: skip
BY_NAME = {f.name: f for f in FIELDS}
DUE = [("trước ngày 15/4/2031", "2031-04-15"), ("trong tháng 5 năm 2031", "2031-05-31"), ("chậm nhất ngày 20/6/2031", "2031-06-20"), ("xong trước ngày 30/4/2031", "2031-04-30"), ("trong quý II/2031", "2031-06-30"), ("trước 17 giờ ngày 28/3/2031", "2031-03-28")]
PEOPLE = ["Trần Văn Bình", "Lê Thị Hạnh", "Nguyễn Đình Lâm", "Phạm Thu Hà", "Hoàng Minh Đức", "Vũ Thị Mai", "Đặng Quốc Khánh", "Bùi Văn Sơn"]


def upper(words: str) -> str:
    return words[0].upper() + words[1:]


def lower(words: str) -> str:
    """A name inside a sentence: its head word small where it is no name of a body."""
    return words[0].lower() + words[1:] if words.split()[0] in ("Các", "Giáo", "Nhân", "Cán", "Trưởng", "Bí", "Bác", "Bảo", "Lực", "Chỉ") else words


@dataclass
class Draft:
    """A document as it is written: its text so far, and the gold of what stands in it."""

    text: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)

    def say(self, words: str) -> None:
        self.text += words

    def task(self, act: str, owner: str, partners: tuple[str, ...] = (), due: str | None = None, recurs: bool = False, doubtful: bool = False) -> None:
        start = len(self.text)
        self.text += act
        self.rows.append({"type": "task", "form": "assigned", "start": start, "end": len(self.text), "quote": act, "lead": [owner], "cooperate": list(partners), "due_on": due, "deadline": due, "recurrence": recurs or None, "doubtful": doubtful})


def head(where: Field, kind: str, title: str, symbol: str) -> str:
    """Letterhead, number, day, type and title."""
    nation = PARTY_NATION if where.name == "party" else NATION
    number = f"Số: 27-{symbol}/TU" if where.name == "party" else f"Số: 27/{symbol}-{where.symbol}"
    return f"{where.letterhead}\n\n{nation}{number}\n{where.place}, ngày 12 tháng 3 năm 2031\n\n{kind}\n{title}\n\n"


def close(where: Field) -> str:
    return f"\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n{where.signs}\n\n\nLê Văn Hòa\n"


def some(rng: random.Random, where: Field, acts: int, owners: int = 1) -> tuple[list[str], list[str]]:
    return rng.sample(where.owners, owners), rng.sample(where.acts, acts)


OPENERS = ["I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao hiệu quả công tác của đơn vị.\n- Tạo chuyển biến rõ nét trong nhận thức của mọi người.\n2. Yêu cầu\n- Tổ chức thiết thực, tiết kiệm, an toàn.\n"]
PLAN_HEADINGS = ["{n}. {O}", "{n}. {O}:", "### {n}. {O}\n", "**{n}. {O}**", "{n}. Trách nhiệm của {o}", "{n}. {O} có trách nhiệm:", "{n}. Phân công {o}:", "{n}. Đối với {o}", "- {O}:", "3.{n}. {O}", "{n}) {O}"]
PLAN_ITEMS = ["- {A}.", "+ {A};", "{l}) {A};", "{A}.", "* {A}", "- {A}.\n"]


def plan(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """The part "Tổ chức thực hiện" of a plan: a heading a unit, what it must do below."""
    for heading in PLAN_HEADINGS:
        item = rng.choice([i for i in PLAN_ITEMS if not (heading.startswith("-") and i.startswith("-")) and not (i == "{A}." and "**" not in heading and not heading.endswith((":", "{O}")))])
        draft = Draft(head(where, "KẾ HOẠCH", "Thực hiện công tác trọng tâm tháng 4 năm 2031", "KH"))
        draft.say(rng.choice(OPENERS) + rng.choice(["III. TỔ CHỨC THỰC HIỆN\n", "II. PHÂN CÔNG NHIỆM VỤ\n", "## III. TỔ CHỨC THỰC HIỆN\n\n", "III. PHÂN CÔNG TRÁCH NHIỆM\n"]))
        owners, acts = some(rng, where, 6, 3)
        for n, owner in enumerate(owners, 1):
            draft.say(heading.format(n=n, O=owner.removeprefix("Đề nghị ") if "{o}" in heading else owner, o=lower(owner.removeprefix("Đề nghị "))) + "\n")
            for i, act in enumerate(acts[2 * n - 2 : 2 * n]):
                before, _, after = item.partition("{A}")
                draft.say(before.format(l="ab"[i]))
                deadline, due = rng.choice([("", None), ("", None), rng.choice(DUE)])
                draft.task(upper(act), owner.removeprefix("Đề nghị "), (), due)
                draft.say((", hoàn thành " + deadline if deadline else "") + after + "\n")
        yield f"heading: {heading} / item: {item}", Draft(draft.text.rstrip("\n") + close(where), draft.rows)


ONE_LINE = ["{n}. {O}: {A}; {b}.", "- {O} {a}; {b}.", "{n}. {O} có trách nhiệm {a}; {b}.", "{n}. {O} chịu trách nhiệm {a}.", "- {O}: {A}.", "{n}. Giao {o} {a}, {d}.", "- Giao {o} chủ trì, phối hợp với {p} {a}.", "{n}. {O} phối hợp với {p} {a}.", "- Phân công {o} {a}; {b} {d}.", "{n}. {O} chủ trì {a}, hoàn thành {d}.", "- {O} theo nhiệm vụ được giao {a}."]


def lines(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A line a unit."""
    for form in ONE_LINE:
        draft = Draft(head(where, rng.choice(["KẾ HOẠCH", "HƯỚNG DẪN", "PHƯƠNG ÁN"]), "Thực hiện công tác trọng tâm tháng 4 năm 2031", "KH"))
        draft.say(rng.choice(OPENERS) + "II. TỔ CHỨC THỰC HIỆN\n")
        owners, acts = some(rng, where, 6, 3)
        for n, owner in enumerate(owners, 1):
            owner = owner.removeprefix("Đề nghị ")
            (deadline, due), (one, two) = rng.choice(DUE), acts[2 * n - 2 : 2 * n]
            helper = rng.choice([h for h in where.helpers if h.lower() not in owner.lower()])
            joint = {"chủ trì {a}": f"chủ trì {one}"}
            key = next((k for k in joint if k in form), "{A}" if "{A}" in form else "{a}")
            before, _, after = form.partition(key)
            draft.say(before.format(n=n, O=owner, o=lower(owner), p=helper))
            last = after.startswith((", {d}", ", hoàn thành {d}"))
            draft.task(joint.get(key, upper(one) if key == "{A}" else one), owner, (helper,) if "{p}" in before else (), due if last else None)
            if "{b}" in after:
                draft.say("; ")
                draft.task(two, owner, (), due if "{d}" in after else None)
                after = after.partition("{b}")[2]
            draft.say(after.format(d=deadline) + "\n")
        yield f"line: {form}", Draft(draft.text + close(where), draft.rows)


GROUP_LINES = ["{n}. {t}: {A}; {b}.", "{n}. {t}\n- {A}.\n- {B}.", "{n}. {t} có trách nhiệm:\na) {A};\nb) {B}.", "{n}. {t} chịu trách nhiệm {a}; {b}.", "{n}. {t}:\n- {A};\n- {B}.", "{n}. Phân công {t} {a}; {b}."]


def group(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A decision that sets up a group: its members (no tasks), what it must do, what its members must do."""
    for form in GROUP_LINES:
        what = rng.choice(["Tổ công tác", "Ban Chỉ đạo", "Đoàn kiểm tra", "Tổ giúp việc"])
        one, short = {"Tổ công tác": ("Tổ trưởng", "Tổ công tác"), "Ban Chỉ đạo": ("Trưởng Ban Chỉ đạo", "Ban Chỉ đạo"), "Đoàn kiểm tra": ("Trưởng đoàn", "Đoàn kiểm tra"), "Tổ giúp việc": ("Tổ trưởng", "Tổ giúp việc")}[what]
        people = rng.sample(PEOPLE, 4)
        draft = Draft(head(where, "QUYẾT ĐỊNH", f"Về việc thành lập {what} rà soát công việc tồn đọng", "QĐ"))
        draft.say(f"{where.signs}\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\nXét đề nghị của bộ phận tham mưu,\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Thành lập {what} rà soát công việc tồn đọng, gồm các ông (bà) có tên sau:\n")
        for n, (person, role) in enumerate(zip(people, ("Tổ trưởng", "Phó Tổ trưởng", "Thành viên", "Thư ký"), strict=True), 1):
            draft.say(f"{n}. {'Ông' if n % 2 else 'Bà'} {person} - {role};\n")
        _, acts = some(rng, where, 6)
        draft.say(f"Điều 2. Nhiệm vụ của {what}\n")
        for i, act in enumerate(acts[:2], 1):
            draft.say(f"{i}. ")
            draft.task(upper(act), what)
            draft.say(".\n")
        draft.say("Điều 3. Phân công nhiệm vụ các thành viên\n")
        told = rng.sample([one, f"Ông {people[0]}, {one}", f"Bà {people[1]}", f"Ông {people[2]} - Thành viên", f"Các thành viên {short}", "Thư ký", f"Phó {one}" if not one.startswith("Phó") else one, f"Đồng chí {people[3]}", "Thành viên Thường trực"], 2)
        for n, name in enumerate(told, 1):
            first, second = acts[2 * n : 2 * n + 2]
            before, _, rest = form.replace("{B}", "{b}").partition("{A}" if "{A}" in form else "{a}")
            capital = "{B}" in form
            draft.say(before.format(n=n, t=lower(name) if "Phân công {t}" in form else name))
            draft.task(upper(first) if "{A}" in form else first, name)
            middle, _, after = rest.partition("{b}")
            draft.say(middle)
            draft.task(upper(second) if capital else second, name)
            draft.say(after + "\n")
        draft.say("Điều 4. Quyết định này có hiệu lực kể từ ngày ký. Các đơn vị liên quan và các ông (bà) có tên tại Điều 1 chịu trách nhiệm ")
        draft.task("thi hành Quyết định này", "Các đơn vị liên quan", doubtful=True)  # as blind annotators hold of such closing words
        draft.say("./.")
        yield f"group: {form}", Draft(draft.text + close(where), draft.rows)


PARTY_LINES = ["{n}- {O} {a}; {b}.", "{n}. {O} {a}; {b}.", "{n}- Giao {o} {a}; {b}.", "{n}- {O} có trách nhiệm {a}.", "{n}- {O} lãnh đạo, chỉ đạo {a}.", "{n}. Giao {o} chủ trì, phối hợp với {p} {a}.", "{n}- {O} tập trung {a}; {b}.", "{n}- Yêu cầu {o} {a}."]
PARTY_OPEN = ["Ban Thường vụ Tỉnh ủy yêu cầu thực hiện tốt các nhiệm vụ sau:\n", "Để khắc phục hạn chế nêu trên, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng quán triệt và thực hiện nghiêm một số nội dung sau:\n", "III. TỔ CHỨC THỰC HIỆN\n", "Ban Thường vụ Tỉnh ủy kết luận một số nội dung sau:\n"]


def party(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A directive, resolution or conclusion of a party committee."""
    for form in PARTY_LINES:
        for kind in ("CHỈ THỊ", "NGHỊ QUYẾT", "KẾT LUẬN", "KẾ HOẠCH"):
            draft = Draft(head(where, kind, "Về tăng cường công tác xây dựng Đảng ở cơ sở", {"CHỈ THỊ": "CT", "NGHỊ QUYẾT": "NQ", "KẾT LUẬN": "KL", "KẾ HOẠCH": "KH"}[kind]))
            draft.say("Thời gian qua, công tác xây dựng Đảng ở cơ sở có nhiều chuyển biến, song chất lượng sinh hoạt ở một số nơi còn thấp.\n")
            draft.say(PARTY_OPEN[2] if kind == "NGHỊ QUYẾT" else rng.choice(PARTY_OPEN[:2] + PARTY_OPEN[3:] if kind != "KẾT LUẬN" else PARTY_OPEN[3:]))
            owners, acts = some(rng, where, 6, 3)
            for n, owner in enumerate(owners, 1):
                one, two = acts[2 * n - 2 : 2 * n]
                helper = rng.choice([h for h in where.helpers if h not in owner])
                act = f"lãnh đạo, chỉ đạo {one}" if "lãnh đạo, chỉ đạo" in form else one
                key = "lãnh đạo, chỉ đạo {a}" if "lãnh đạo, chỉ đạo" in form else "{a}"
                before, _, after = form.partition(key)
                draft.say(before.format(n=n, O=owner, o=lower(owner), p=helper))
                draft.task(act, owner, (helper,) if "{p}" in form else ())
                if "{b}" in after:
                    draft.say("; ")
                    draft.task(two, owner)
                    after = "."
                draft.say(after + "\n")
            draft.say(f"{len(owners) + 1}- {upper(kind.lower())} này phổ biến đến chi bộ." if "-" in form[:4] else "")
            yield f"party: {kind} {form}", Draft(draft.text + close(where), draft.rows)


LATE = [
    ("Tuy nhiên, đến nay còn {k} đơn vị chưa gửi báo cáo, gồm: {late}. {I} yêu cầu các đơn vị nêu trên {a} {d}.", "các đơn vị nêu trên"),
    ("Đến hết ngày 10/3/2031, các đơn vị sau chưa có báo cáo: {late}. {I} phê bình các đơn vị có tên nêu trên và yêu cầu {o} {a} {d}.", None),
    ("Qua theo dõi, còn {k} đơn vị chậm nộp báo cáo (có danh sách kèm theo). Đề nghị Thủ trưởng các đơn vị chậm nộp {a} {d}.", "Thủ trưởng các đơn vị chậm nộp"),
    ("Để kịp tổng hợp, {i} đề nghị {o} {a}, gửi về {I} {d}.", None),
    ("{I} đề nghị các đơn vị chưa gửi báo cáo (danh sách kèm theo) khẩn trương {a} {d}; quá thời hạn trên, đơn vị nào không báo cáo phải chịu trách nhiệm.", "các đơn vị chưa gửi báo cáo"),
    ("Yêu cầu các đơn vị còn lại {a} {d}.", "các đơn vị còn lại"),
]  # fmt: skip


def late(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A letter to those who have not reported: who is late is told, what they must do is given."""
    for form, fixed in LATE:
        deadline, due = rng.choice(DUE)
        names, (act,) = some(rng, where, 1, 3)
        names = [n.removeprefix("Đề nghị ") for n in names]
        owner = fixed or names[0]
        draft = Draft(f"{where.letterhead}\n\n{NATION}Số: 115/{where.symbol}-TH\nV/v đôn đốc báo cáo\n{where.place}, ngày 12 tháng 3 năm 2031\n\nKính gửi:\n- Các đơn vị trực thuộc;\n- Các bộ phận liên quan.\n\n")
        draft.say(f"Ngày 05/02/2031, {where.itself} có Công văn số 61/{where.symbol}-TH về việc báo cáo kết quả công tác quý I. ")
        whole = "{a}, gửi về {I}" if "{a}, gửi về {I}" in form else "khẩn trương {a}" if "khẩn trương {a}" in form else "{a}"
        before, _, after = form.partition(whole)
        about = {"k": "03", "late": ", ".join(names), "I": upper(where.itself), "i": where.itself, "o": lower(owner), "a": act}
        draft.say(before.format(**about))
        draft.task(whole.format(**about), owner, (), due)
        draft.say(after.format(d=deadline, **about) + "\n")
        yield f"late: {form}", Draft(draft.text + close(where), draft.rows)


ASKED = [
    ("Đề nghị {o} {a} {d}.", True), ("- {o} {a} {d};", True), ("* Giao {o} {a} để phục vụ cuộc họp.", False), ("{n}. {O} chuẩn bị báo cáo về tình hình {x}, gửi về {I} {d} để tổng hợp.", True), ("Đề nghị {o} cử người dự họp đúng thành phần.", False),
]  # fmt: skip


def invitation(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """An invitation: when, where and who attends are no tasks; what a unit must prepare is one."""
    for form, dated in ASKED[:4]:
        owners, acts = some(rng, where, 2, 2)
        draft = Draft(head(where, "GIẤY MỜI", "Họp giao ban tháng 3 năm 2031", "GM"))
        draft.say(f"{upper(where.itself)} trân trọng kính mời đồng chí dự họp giao ban.\n1. Thành phần: Lãnh đạo đơn vị; trưởng các bộ phận.\n2. Thời gian: 08 giờ 00 phút, ngày 20 tháng 3 năm 2031.\n3. Địa điểm: Phòng họp tầng 2.\n4. Nội dung: Đánh giá kết quả công tác tháng 3.\n5. Chuẩn bị nội dung\n")
        for n, owner in enumerate(owners, 1):
            owner = owner.removeprefix("Đề nghị ")
            deadline, due = rng.choice(DUE)
            act = "chuẩn bị báo cáo về tình hình học tập, công tác, gửi về " + upper(where.itself) if "{x}" in form else acts[n - 1] + (" để phục vụ cuộc họp" if "để phục vụ" in form else "")
            if "{x}" in form:
                draft.say(f"{n}. {owner} ")
                draft.task(act, owner, (), due)
                draft.say(f" {deadline} để tổng hợp.\n")
                continue
            before = form.partition("{a}")[0]
            draft.say(before.format(n=n, O=owner, o=lower(owner) if not before.startswith("-") else owner))
            draft.task(act, owner, (), due if dated else None)
            draft.say((f" {deadline}" if dated else "") + ".\n")
        draft.say("Đề nghị các đồng chí dự họp đầy đủ, đúng thành phần, thời gian.")
        yield f"invitation: {form}", Draft(draft.text + close(where), draft.rows)


DUTIES = ["Điều {n}. Trách nhiệm của {o}\n1. {A}.\n2. {B}.", "Điều {n}. {O}\na) {A};\nb) {B}.", "Điều {n}. Trách nhiệm của {o}\n- {A};\n- {B}."]


def cooperation(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A regulation of cooperation: its principles give nothing, the articles on the duties of each side do."""
    for form in DUTIES:
        draft = Draft(head(where, "QUY CHẾ PHỐI HỢP", "Trong công tác bảo đảm an ninh trật tự trên địa bàn", "QCPH"))
        draft.say("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi điều chỉnh\nQuy chế này quy định nguyên tắc, nội dung phối hợp giữa các đơn vị.\nĐiều 2. Nguyên tắc phối hợp\n1. Các đơn vị chủ động phối hợp, bảo đảm kịp thời, đúng quy định của pháp luật.\nChương II\nTRÁCH NHIỆM CỦA CÁC ĐƠN VỊ\n")
        owners, acts = some(rng, where, 4, 2)
        for n, owner in enumerate(owners, 3):
            owner = owner.removeprefix("Đề nghị ")
            one, two = acts[2 * n - 6 : 2 * n - 4]
            before, _, rest = form.partition("{A}")
            draft.say(before.format(n=n, O=owner, o=lower(owner)))
            draft.task(upper(one), owner)
            middle, _, after = rest.partition("{B}")
            draft.say(middle)
            draft.task(upper(two), owner)
            draft.say(after + "\n")
        draft.say("Chương III\nĐIỀU KHOẢN THI HÀNH\nĐiều 9. Quy chế này có hiệu lực kể từ ngày ký.")
        yield f"cooperation: {form}", Draft(draft.text + close(where), draft.rows)


MEETING = [
    "{n}. Về công tác {x}: Giao {o} {a}; {b} {d}.", "{n}. Giao {o} chủ trì, phối hợp với {p} {a}, hoàn thành {d}.", "{n}. Đồng chí {person}, phụ trách {x}: chỉ đạo {a}; {b}.", "{n}. {O}:\n- {A}.\n- {B}, hoàn thành {d}.", "{n}. Thống nhất chủ trương {x}; giao {o} {a}.", "{n}. Về {x}: Cơ bản thống nhất với báo cáo của bộ phận tham mưu. Giao {o} {a} {d}.",
]  # fmt: skip
TOPICS = ["thi đua, khen thưởng", "cải cách hành chính", "phòng, chống cháy nổ", "tài chính năm 2031", "sửa chữa trụ sở"]


def meeting(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """The notice of what the leader of a unit concluded at a meeting."""
    for form in MEETING:
        draft = Draft(head(where, "THÔNG BÁO", f"Kết luận của đồng chí {upper(where.signs.lower().splitlines()[-1])} tại cuộc họp giao ban tháng 3 năm 2031", "TB"))
        draft.say("Ngày 10/3/2031, tại phòng họp tầng 2, đơn vị đã tổ chức họp giao ban. Sau khi nghe các bộ phận báo cáo và ý kiến thảo luận, người chủ trì kết luận như sau:\n")
        owners, acts = some(rng, where, 4, 2)
        for n, owner in enumerate(owners, 1):
            owner = owner.removeprefix("Đề nghị ")
            (deadline, due), (one, two) = rng.choice(DUE), acts[2 * n - 2 : 2 * n]
            topic, person = rng.choice(TOPICS), PEOPLE[n]
            helper = rng.choice([h for h in where.helpers if h.lower() not in owner.lower()])
            about = {"n": n, "x": topic, "o": lower(owner), "O": owner, "person": person, "d": deadline, "p": helper}
            key = "chỉ đạo {a}" if "chỉ đạo {a}" in form else "{A}" if "{A}" in form else "{a}"
            act = f"chỉ đạo {one}" if "chỉ đạo" in form else upper(one) if "{A}" in form else one
            name = f"Đồng chí {person}, phụ trách {topic}" if "{person}" in form else owner
            before, _, after = form.partition(key)
            draft.say(before.format(**about))
            own = "{b}" not in after and "{B}" not in after and "{d}" in after
            draft.task(act, name, (helper,) if "{p}" in form else (), due if own else None)
            if "{b}" in after or "{B}" in after:
                capital = "{B}" in after
                middle, _, after = after.partition("{B}" if capital else "{b}")
                draft.say(middle)
                draft.task(upper(two) if capital else two, name, (), due if "{d}" in after else None)
            draft.say(after.format(**about) + "\n")
        draft.say("Trên đây là kết luận của người chủ trì, thông báo để các đơn vị biết, thực hiện./.")
        yield f"meeting: {form}", Draft(draft.text + close(where), draft.rows)


URGENT = ["{n}. {O} {a} {d}.", "{n}. {O} khẩn trương {a}; {b}.", "{n}. Yêu cầu {o} {a}; {b}.", "{n}. {O} tổ chức trực ban 24/24 giờ; {b}."]


def telegram(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A telegram of a chairman of a province or commune."""
    for form in URGENT:
        draft = Draft(f"{where.letterhead}\n\n{NATION}Số: 03/CĐ-UBND\n{where.place}, ngày 12 tháng 3 năm 2031\n\nCÔNG ĐIỆN\nVề việc chủ động ứng phó với mưa lớn\n\nCHỦ TỊCH {where.letterhead.splitlines()[0]} {where.letterhead.splitlines()[1]} điện:\n- Các phòng, ban, đơn vị;\n- Trưởng các thôn.\n\n")
        draft.say(f"Theo bản tin dự báo, từ ngày 14/3/2031 trên địa bàn có mưa to. Để chủ động ứng phó, Chủ tịch {where.itself} yêu cầu:\n")
        owners, acts = some(rng, where, 6, 3)
        for n, owner in enumerate(owners, 1):
            owner = owner.removeprefix("Đề nghị ")
            (deadline, due), (one, two) = rng.choice(DUE), acts[2 * n - 2 : 2 * n]
            key = "khẩn trương {a}" if "khẩn trương" in form else "tổ chức trực ban 24/24 giờ" if "24/24" in form else "{a}"
            before, _, after = form.partition(key)
            draft.say(before.format(n=n, O=owner, o=lower(owner)))
            draft.task(key.format(a=one), owner, (), due if "{d}" in after else None, "24/24" in key)
            if "{b}" in after:
                draft.say("; ")
                draft.task(two, owner)
                after = "."
            draft.say(after.format(d=deadline) + "\n")
        yield f"telegram: {form}", Draft(draft.text + close(where), draft.rows)


TIMETABLES = [
    "- Thứ Hai (ngày 17/3/2031): Chủ tịch tiếp công dân.\n- Thứ Ba (ngày 18/3/2031): Phó Chủ tịch dự hội nghị của tỉnh.\n- Thứ Tư (ngày 19/3/2031): Họp giao ban các bộ phận.\n", "Sáng 17/3: Lãnh đạo đơn vị làm việc tại trụ sở.\nChiều 17/3: Đoàn kiểm tra liên ngành làm việc với đơn vị.\n",
    "1. Thời gian: Từ 07 giờ 30 phút đến 11 giờ 30 phút các ngày 15 và 25 hằng tháng.\n2. Địa điểm: Phòng tiếp công dân.\n3. Người tiếp: Lãnh đạo đơn vị.\n", "- Từ ngày 17 đến ngày 19/3/2031: Các tổ chuyên môn sinh hoạt theo lịch.\n- Ngày 20/3/2031: Toàn đơn vị nghỉ lễ theo quy định.\n",
]  # fmt: skip


def timetable(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """The notice of a timetable: nothing is given."""
    for body in TIMETABLES:
        draft = Draft(head(where, "THÔNG BÁO", "Lịch công tác tuần từ ngày 17/3 đến ngày 21/3/2031", "TB"))
        draft.say(f"{upper(where.itself)} thông báo lịch công tác tuần như sau:\n{body}Trên đây là lịch công tác tuần, thông báo để các đơn vị biết và phối hợp thực hiện.")
        yield f"timetable: {body[:12]}", Draft(draft.text + close(where), draft.rows)


NEXT_SECTIONS = ["III. NHIỆM VỤ TRỌNG TÂM QUÝ II NĂM 2031", "B. PHƯƠNG HƯỚNG, NHIỆM VỤ 9 THÁNG CUỐI NĂM 2031", "II. CHƯƠNG TRÌNH CÔNG TÁC THÁNG 4/2031", "IV. NHIỆM VỤ THÁNG 4/2031", "## III. MỘT SỐ NHIỆM VỤ TRỌNG TÂM TRONG THỜI GIAN TỚI\n", "III. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM NĂM 2032"]
NEXT_LINES = ["{n}. {O}: {a} {d}; {b}.", "{n}. {O} {a}, hoàn thành {d}.", "- {O}: {a} {d}.", "{n}. Giao {o} {a} {d}.", "{n}. {O} chủ trì, phối hợp với {p} {a} {d}.", "{n}. {O}: {a}. {Q}: {c} {d}."]


def report(rng: random.Random, where: Field) -> Iterator[tuple[str, Draft]]:
    """A report: what it tells as done gives nothing, its part on what comes next does."""
    for form in NEXT_LINES:
        draft = Draft(head(where, "BÁO CÁO", "Kết quả công tác quý I, nhiệm vụ thời gian tới", "BC"))
        owners, acts = some(rng, where, 9, 6)
        owners = [owner.removeprefix("Đề nghị ") for owner in owners]
        draft.say(f"I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ QUÝ I\n1. {owners[0]} đã {acts[0]}.\n2. {owners[1]} tham mưu ban hành 12 văn bản, đạt 100% kế hoạch.\n- Hồ sơ giải quyết đúng hạn đạt 98,5%, tăng 1,2% so với cùng kỳ.\n{rng.choice(NEXT_SECTIONS)}\n")
        for n, owner in enumerate(owners[:3], 1):
            (deadline, due), other = rng.choice(DUE), owners[2 + n]
            a, b, c = acts[3 * n - 3 : 3 * n]
            helper = rng.choice([h for h in where.helpers if h.lower() not in owner.lower()])
            before, _, after = form.partition("{a}")
            about = {"n": n, "O": owner, "o": lower(owner), "Q": other, "d": deadline, "p": helper}
            draft.say(before.format(**about))
            draft.task(a, owner, (helper,) if "{p}" in form else (), due if "{c}" not in form else None)
            for mark, words, whose, day in (("{b}", b, owner, None), ("{c}", c, other, due)):
                if mark in after:
                    middle, _, after = after.partition(mark)
                    draft.say(middle.format(**about))
                    draft.task(words, whose, (), day)
            draft.say(after.format(**about) + "\n")
        draft.say(f"Trên đây là báo cáo của {where.itself}.")
        yield f"report: {form}", Draft(draft.text + close(where), draft.rows)


Shape = Callable[[random.Random, Field], Iterator[tuple[str, Draft]]]
SHAPES: dict[str, tuple[Shape, tuple[str, ...]]] = {
    "plan of an office": (plan, ("school", "hospital", "police", "commune", "province")),
    "line a unit": (lines, ("school", "hospital", "police", "commune", "province")),
    "group and its members": (group, ("school", "hospital", "commune", "province")),
    "party committee": (party, ("party",)),
    "who is late": (late, ("school", "hospital", "commune", "province")),
    "invitation": (invitation, ("school", "hospital", "commune", "province")),
    "regulation of cooperation": (cooperation, ("police", "commune", "province")),
    "meeting": (meeting, ("school", "hospital", "police", "commune", "province")),
    "report": (report, ("school", "hospital", "police", "commune", "province")),
    "telegram": (telegram, ("commune", "province")),
    "timetable": (timetable, ("school", "hospital", "commune")),
}


def documents(rng: random.Random, shape: str) -> Iterator[tuple[str, str, Draft]]:
    """(field, way, document) of every field that writes such documents."""
    make, fields = SHAPES[shape]
    for name in fields:
        for way, draft in make(rng, BY_NAME[name]):
            yield name, way, draft
