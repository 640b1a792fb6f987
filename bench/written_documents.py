"""What kind of statement a figure is, by the document that it stands in: whole small documents, put together from parts. Is its role read, and its time?

    python bench/written_documents.py [--each 2] [--seed 1] [--only planned,mixed] [--show PART] [--ways]

A plan, a budget or a norm says by its type and title what its figures are, and its sheets say it nowhere again; a report that stands beside it, a section on the
year before, a sentence with "đã" say otherwise. Kinds of documents, their titles, sections and lines are combined, and the role of each figure follows from how
they were put together (as in bench/written_figures.py, whose marks of figures are used here). No text that anybody has seen stands behind them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from written_figures import NAMED, Case, Days, made, measure

TIMES: dict[str, tuple[Days, ...]] = {
    **NAMED,
    "y32": ((date(2032, 1, 1), date(2032, 12, 31)),),
    "s35": ((date(2031, 1, 1), date(2035, 12, 31)),),
    "d31": ((date(2031, 11, 30), date(2031, 11, 30)), (None, date(2031, 11, 30)), (date(2031, 1, 1), date(2031, 11, 30))),
}
BODY = "ỦY BAN NHÂN DÂN HUYỆN NGHĨA GIANG"
COUNCIL = "HỘI ĐỒNG NHÂN DÂN HUYỆN NGHĨA GIANG"
ATTACHED = ["(Kèm theo Quyết định số 412/QĐ-UBND ngày 17 tháng 12 năm 2031 của UBND huyện Nghĩa Giang)", "(Ban hành kèm theo Quyết định số 412/QĐ-UBND ngày 17/12/2031 của Ủy ban nhân dân huyện Nghĩa Giang)", "(Kèm theo Quyết định số: 412/QĐ-UBND, ngày 17/12/2031 của UBND huyện)"]


def head(sign: str, title: str, body: str = BODY, day: str = "17 tháng 12 năm 2031") -> str:
    return f"{body}\n\nSố: 412/{sign}\nNghĩa Giang, ngày {day}\n\n{title}\n\n"


# -- lines: `{r}` is the role (and time) of their figures ----------------------------------------------------------------------------------

FARMING = [
    "Tổng diện tích cây lương thực: <C|u=ha,{r}> ha", "Lúa cả năm: <C|u=ha,{r}> ha, năng suất <45,2|v=45.2,u=tạ/ha,{r}> tạ/ha, sản lượng <C|u=tấn,{r}> tấn", "Sản lượng thóc: <C|u=tấn,{r}> tấn", "Cà phê: <C|u=ha,{r}> ha (trong đó trồng mới <C|u=ha,{r}> ha)",
    "Đàn bò: <C|u=con,{r}> con", "Gia cầm: <C|u=con,{r}> con", "Diện tích nuôi trồng thủy sản: <C|u=ha,{r}> ha", "Trồng rừng phân tán: <C|u=cây,{r}> cây", "Tỷ lệ che phủ rừng: <P|{r}>", "Sản lượng thịt hơi xuất chuồng <C|u=tấn,{r}> tấn",
]  # fmt: skip
BUDGET = [
    "Thu nội địa: <M|{r}> {u}", "Chi đầu tư phát triển: <M|{r}> {u}", "Chi thường xuyên: <M|{r}> {u}, trong đó chi sự nghiệp giáo dục <M|{r}> {u}", "Dự phòng ngân sách: <M|{r}> {u}", "Công an huyện: <M|{r}> {u}", "Phòng Văn hóa và Thông tin: <M|{r}> {u} (đào tạo, bồi dưỡng là <M|{r}> {u})",
    "UBND xã Bình Sơn: <M|{r}> {u} (hỗ trợ trồng rừng <M|{r}> {u}, hỗ trợ chăn nuôi <M|{r}> {u})", "Bổ sung cân đối ngân sách xã <M|{r}> {u}", "Thu từ doanh nghiệp nhà nước <M|{r}> {u}", "Chương trình giảm nghèo bền vững: <M|{r}> {u}",
    "Lệ phí trước bạ: <18.400.000.000|v=18400000000,u=đồng,{r}> đồng", "Phí, lệ phí: <M|{r}> {u}", "Lệ phí môn bài: <245.000.000|v=245000000,u=đồng,{r}> đồng", "Phụ cấp cán bộ không chuyên trách: <M|{r}> {u}",
]  # fmt: skip
SOCIAL = [
    "Tỷ lệ hộ nghèo: <P|{r}>", "Số lao động được tạo việc làm: <C|u=lao động,{r}> lao động", "Số xã đạt chuẩn nông thôn mới: <C|u=xã,{r}> xã", "Tỷ lệ dân số tham gia bảo hiểm y tế <P|{r}>", "Thu nhập bình quân đầu người: <45,5|v=45500000,u=đồng/người/năm,{r}> triệu đồng/người/năm", "Tỷ lệ hộ dân dùng nước sạch: <P|{r}>",
    "Xã Bình Sơn: <C|u=hộ,{r}> hộ; xã Châu Lâm: <C|u=hộ,{r}> hộ", "Tuyển quân: <C|u=thanh niên,{r}> thanh niên",
]  # fmt: skip
INVESTED = [
    "Chi phí xây dựng: <M|{r}> {u}", "Chi phí thiết bị: <M|{r}> {u}", "Chi phí quản lý dự án: <M|{r}> {u}", "Chi phí tư vấn đầu tư xây dựng: <M|{r}> {u}", "Chi phí dự phòng: <M|{r}> {u}", "Ngân sách tỉnh: <M|{r}> {u}", "Ngân sách huyện <M|{r}> {u}",
]  # fmt: skip
NORMS = [
    "Hội nghị cấp huyện: <150.000|v=150000,u=đồng/người/ngày,limit> đồng/người/ngày", "Giống lúa: <120|v=120,u=kg/ha,limit> kg/ha", "Phân đạm: <200|v=200,u=kg/ha,limit> kg/ha", "Công chăm sóc: <45|v=45,u=công/ha,limit> công/ha", "Máy vi tính để bàn: <15|v=15000000,u=đồng/bộ,limit> triệu đồng/bộ", "Chi giải khát: <20.000|v=20000,u=đồng/người/buổi,limit> đồng/người/buổi",
]  # fmt: skip
RESULTS = [
    "Thu nội địa đạt <M|{t}> {u}, bằng <P|{t}> dự toán", "Trồng mới được <C|u=ha,{t}> ha rừng, đạt <P|{t}> kế hoạch", "Tỷ lệ hộ nghèo giảm còn <P|{t}>", "Đã giải quyết việc làm cho <C|u=lao động,{t}> lao động", "Giá trị sản xuất đạt <M|{t}> {u}, tăng <P|increase,{t}> so với năm 2030",
    "Toàn huyện có <C|u=hộ nghèo,{t}> hộ nghèo, chiếm <P|{t}>", "Đã giải ngân <M|{t}> {u}, đạt <P|{t}> kế hoạch vốn",
]  # fmt: skip
BESIDE = [  # results with the plan beside them
    "Kế hoạch giao trồng <C|u=ha,target> ha rừng; đã trồng <C|u=ha> ha, đạt <P> kế hoạch", "Dự toán huyện giao <M|target> {u}, thực hiện <M> {u}, đạt <P>", "Thu nội địa <12,5 tỷ đồng/15,2|v=12500000000,of=15200000000,u=đồng> tỷ đồng, đạt <P> dự toán", "Giảm nghèo <C|u=hộ> hộ (kế hoạch <C|u=hộ,target> hộ)", "Tổng vốn được giao <M|target> {u}, đã phân bổ <M> {u}",
    "Tổng kế hoạch vốn giao là <M|target> {u}, giải ngân <M> {u}, còn lại <M> {u} chưa giải ngân", "Theo kế hoạch được duyệt, phải trồng <C|u=ha,target> ha, thực tế trồng được <C|u=ha> ha", "Chỉ tiêu giao <C|u=lao động,target> lao động, kết quả <C|u=lao động> lao động", "Đã trồng <1.250 ha/1.500|v=1250,of=1500,u=ha> ha kế hoạch, đạt <P>",
    "Đạt <P> (kế hoạch là <P|target>)", "Thu ngân sách đạt <M> {u}, bằng <P> dự toán tỉnh giao (<M|target> {u})", "Dự toán được giao là <M|target> {u}; số đã chi là <M> {u}",
]  # fmt: skip
SAID_DONE = [  # told as done, inside a plan
    "Đã bố trí <M> {u} từ năm 2030", "Đến nay đã hoàn thành <C|u=công trình> công trình", "Hiện có <C|u=hộ nghèo> hộ nghèo", "Năm 2030 đã trồng <C|u=ha,y30> ha", "Thực hiện năm 2030: <C|u=ha,y30> ha", "Tính đến ngày 30/11/2031, đã giải ngân <M|d31> {u}", "Kết quả năm 2030 đạt <M|y30> {u}", "Ước thực hiện năm 2031 đạt <M|y31> {u}",
]  # fmt: skip

MEASURED = [  # goals whose lines begin with "Kết quả": what is measured, and nothing told
    "Kết quả rèn luyện: Tốt <351|v=351,u=học sinh,target> học sinh (<P|target>), Khá <55|v=55,u=học sinh,target> học sinh (<P|target>)", "Kết quả học tập: Tốt <23,3%|v=23.3,u=%,target>; Khá: từ <38%|v=38,u=%,ge,target> trở lên", "Kết quả thi tốt nghiệp: <98,5%|v=98.5,u=%,target>", "Kết quả xếp loại đảng viên: hoàn thành xuất sắc <P|target>, hoàn thành tốt <P|target>",
    "Kết quả phổ cập giáo dục: duy trì <12|v=12,u=xã,target> xã đạt chuẩn", "Kết quả giải quyết hồ sơ: <99%|v=99,u=%,target> đúng hạn",
]  # fmt: skip
LEFT_TO_DO = [  # in a report on results: what must be done yet, and what is needed
    "Để đạt mục tiêu giải ngân <95%|v=95,u=%,target>, 02 tháng còn lại phải giải ngân thêm <M|target> {u}, bình quân mỗi tháng <M|target> {u}.", "Để hoàn thành kế hoạch, từ nay đến cuối năm phải thu thêm <M|target> {u}.", "Muốn đạt chỉ tiêu, mỗi tháng cần trồng <C|u=ha,target> ha rừng.", "Trong thời gian còn lại, mỗi tháng phải thu bình quân <M|target> {u}.",
    "Những tháng cuối năm cần giải quyết việc làm cho <C|u=lao động,target> lao động.", "Hai tháng còn lại phải giải ngân <M|target> {u}.", "Để hoàn thành chỉ tiêu, huyện còn phải xây <12|v=12,u=nhà,target> nhà.", "Tổng vốn đầu tư cần khoảng <1.250 tỷ|v=1250000000000,u=đồng,about,target> đồng.".replace(" tỷ|", "|").replace("> đồng", "> tỷ đồng"),
    "Để sửa chữa các công trình, cần nguồn vốn <M|target> {u}.", "Kinh phí cần bố trí là <M|target> {u}.", "Cần huy động thêm <M|target> {u} từ các nguồn khác.", "Nhu cầu vốn khoảng <M|about,target> {u}.", "Giai đoạn tới, huyện tiếp tục hỗ trợ các hộ, cần <19.000|v=19000000000000,u=đồng,target> tỷ đồng.",
]  # fmt: skip
GRANTED = [  # what a policy gives each, told in the press
    "Mỗi hộ nghèo được hỗ trợ <12|v=12000000,u=đồng/hộ,limit> triệu đồng/hộ.", "Hộ cận nghèo được ngân sách tỉnh hỗ trợ với mức <10|v=10000000,u=đồng/hộ,limit> triệu đồng/hộ.", "Các hộ được vay với mức tối đa <15|v=15000000,u=đồng/hộ,le,limit> triệu đồng/hộ.", "Người cao tuổi được trợ cấp hằng tháng với mức <500.000|v=500000,u=đồng/người/tháng,limit> đồng/người/tháng.", "Chính sách mới nâng mức hỗ trợ lên <2|v=2000000,u=đồng/tháng,limit> triệu đồng/tháng.",
    "Đối với nhà bị sập đổ thì hỗ trợ <40|v=40000000,u=đồng/nhà,limit> triệu đồng/nhà.", "Mức vay ưu đãi là <50|v=50000000,u=đồng/hộ,limit> triệu đồng/hộ.", "Huyện đã hỗ trợ 120 hộ với mức bình quân <M|u=đồng/hộ> {u}/hộ.".replace("120", "<120|v=120,u=hộ>"),
]  # fmt: skip


def lines(rng: random.Random, pool: Sequence[str], role: str, count: int = 4, mark: str = "- ") -> str:
    """Lines of a list, with the role of their figures."""
    return "".join(f"{mark}{line.replace('{r}', role).replace('{t}', role)}\n" for line in rng.sample(pool, min(count, len(pool))))


# -- documents that are plans, budgets, norms: (kind, head, what stands above the lines, the lines, their role) -------------------------------

Part = tuple[str, str, str, Sequence[str], str]
SHEETS: list[Part] = [
    ("sheet of a plan", f"{label}{title}\n{bracket}\n", above, pool, "target")
    for label, title, bracket, above, pool in [
        ("", "KẾ HOẠCH SẢN XUẤT NÔNG NGHIỆP NĂM 2032", ATTACHED[0], "A. TRỒNG TRỌT\n1. Cây lương thực\n", FARMING),
        ("F1. ", "KẾ HOẠCH SẢN XUẤT NÔNG NGHIỆP - THỦY SẢN NĂM 2032", ATTACHED[2], "A. TRỒNG TRỌT\n1. Cây lương thực\n", FARMING),
        ("BIỂU 03: ", "CHỈ TIÊU KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2032", ATTACHED[1], "I. CHỈ TIÊU XÃ HỘI\n", SOCIAL),
        ("PHỤ LỤC II\n", "PHÂN BỔ DỰ TOÁN CHI NGÂN SÁCH NĂM 2032", ATTACHED[1], "1. Khối huyện\n", BUDGET),
        ("Phụ lục 01\n", "DỰ TOÁN THU, CHI NGÂN SÁCH HUYỆN NĂM 2032", ATTACHED[0], "I. THU NGÂN SÁCH\n", BUDGET),
        ("PHỤ LỤC\n", "NHU CẦU VỐN ĐẦU TƯ NĂM 2032", ATTACHED[0], "1. Lĩnh vực giao thông\n", BUDGET),
        ("", "KẾ HOẠCH VỐN ĐẦU TƯ CÔNG NĂM 2032", ATTACHED[1], "", BUDGET),
        ("Biểu số 2\n", "CHỈ TIÊU GIAO QUÂN VÀ GIẢM NGHÈO NĂM 2032", ATTACHED[0], "", SOCIAL),
        ("PHỤ LỤC 3. ", "MỤC TIÊU PHÁT TRIỂN NÔNG NGHIỆP NĂM 2032", ATTACHED[0], "1. Trồng trọt\n", FARMING),
        ("", "PHÂN BỔ KINH PHÍ SỰ NGHIỆP NĂM 2032", ATTACHED[2], "1. Cơ quan cấp huyện\n", BUDGET),
        ("", "DANH MỤC DỰ ÁN ĐẦU TƯ NĂM 2032", ATTACHED[0], "1. Lĩnh vực giao thông\n", BUDGET),
        ("", "Kế hoạch năm 2032", ATTACHED[0], "", FARMING),
        ("", "**KẾ HOẠCH TRỒNG RỪNG NĂM 2032**", ATTACHED[0], "1. Trồng mới\n", FARMING),
        ("Phụ lục I\n", "KẾ HOẠCH SẢN XUẤT VỤ ĐÔNG XUÂN NĂM 2032", ATTACHED[0], "1. Xã Bình Sơn\n", FARMING),
    ]
]  # fmt: skip
_DECIDED = head("QĐ-UBND", "QUYẾT ĐỊNH\n{title}") + "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\nXét đề nghị của Trưởng phòng Tài chính - Kế hoạch.\n\nQUYẾT ĐỊNH:\n\n"
_RESOLVED = head("NQ-HĐND", "NGHỊ QUYẾT\n{title}", COUNCIL) + "HỘI ĐỒNG NHÂN DÂN HUYỆN NGHĨA GIANG\nKHÓA III, KỲ HỌP THỨ 5\n\nQUYẾT NGHỊ:\n\n"
_NOTICE = head("TB-UBND", "THÔNG BÁO\n{title}")
_LETTER = head("TTr-UBND", "TỜ TRÌNH\n{title}") + "Kính gửi: Hội đồng nhân dân huyện\n\n"
_PLAN = head("KH-UBND", "KẾ HOẠCH\n{title}")
_WAY = head("PA-UBND", "PHƯƠNG ÁN\n{title}")
_SCHEME = head("ĐA-UBND", "ĐỀ ÁN\n{title}")
_REPORT = head("BC-UBND", "BÁO CÁO\n{title}")


def parts(kind: str, frame: str, titles: Sequence[str], aboves: Sequence[str], pool: Sequence[str], role: str) -> list[Part]:
    return [(kind, frame.replace("{title}", title), above, pool, role) for title in titles for above in aboves]


PLANNED: list[Part] = [
    *SHEETS,
    *parts("decision: budget", _DECIDED, ["Về việc giao dự toán thu, chi ngân sách nhà nước năm 2032", "Phân bổ dự toán chi ngân sách huyện năm 2032", "Về việc bổ sung dự toán năm 2032 cho các đơn vị"],
           ["Điều 1. Giao dự toán năm 2032 cho các đơn vị như sau:\n", "Điều 1. Phân bổ dự toán cho các đơn vị với tổng số tiền là <M|target> {u}, cụ thể:\n", "Điều 1. Giao dự toán cho các đơn vị, gồm:\n1. Khối huyện\n"], BUDGET, "target"),
    *parts("decision: capital", _DECIDED, ["Phân bổ kế hoạch vốn đầu tư công năm 2032", "Về việc giao kế hoạch đầu tư công năm 2032", "Về việc phân bổ vốn Chương trình giảm nghèo năm 2032", "Điều chỉnh kế hoạch vốn đầu tư công năm 2032"],
           ["Điều 1. Phân bổ vốn cho các dự án như sau:\n", "Điều 1. Giao kế hoạch vốn năm 2032 với tổng số <M|target> {u}, trong đó:\n"], BUDGET, "target"),
    *parts("decision: targets", _DECIDED, ["Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm 2032", "Giao chỉ tiêu giảm nghèo năm 2032 cho các xã", "Ban hành Kế hoạch phát triển kinh tế - xã hội năm 2032", "Phê duyệt Chương trình việc làm năm 2032"],
           ["Điều 1. Giao chỉ tiêu năm 2032 cho các xã, thị trấn như sau:\n", "Điều 1. Các chỉ tiêu chủ yếu:\n", "Điều 1. Nội dung chính như sau:\n1. Về xã hội\n"], SOCIAL, "target"),
    *parts("decision: project", _DECIDED, ["Phê duyệt dự án đầu tư xây dựng Trường tiểu học xã Bình Sơn", "Về việc phê duyệt Báo cáo kinh tế - kỹ thuật công trình Đường liên xã", "Phê duyệt chủ trương đầu tư dự án Trạm y tế xã Châu Lâm", "Về việc phê duyệt dự toán công trình Nhà văn hóa xã", "Phê duyệt điều chỉnh dự án đầu tư Chợ trung tâm xã"],
           ["Điều 1. Phê duyệt với các nội dung sau:\n6. Tổng mức đầu tư: <M|target> {u}, trong đó:\n", "Điều 1. Phê duyệt với các nội dung chủ yếu:\n1. Tên dự án: Đường liên xã\n2. Tổng mức đầu tư: <M|target> {u}\n3. Cơ cấu tổng mức đầu tư:\n"], INVESTED, "target"),
    *parts("resolution: budget", _RESOLVED, ["Về dự toán thu, chi ngân sách huyện năm 2032", "Về phân bổ ngân sách huyện năm 2032", "Về kế hoạch đầu tư công năm 2032", "Thông qua phương án phân bổ vốn đầu tư năm 2032"],
           ["Điều 1. Thông qua dự toán ngân sách huyện năm 2032 như sau:\n", "Điều 1. Phân bổ với các nội dung sau:\n1. Tổng chi ngân sách: <M|target> {u}.\nTrong đó:\n", "Điều 1. Quyết nghị tổng vốn là <M|target> {u}, gồm:\n"], BUDGET, "target"),
    *parts("resolution: targets", _RESOLVED, ["Về kế hoạch phát triển kinh tế - xã hội năm 2032", "Về mục tiêu, nhiệm vụ năm 2032"], ["Điều 1. Thông qua các chỉ tiêu chủ yếu năm 2032:\n", "Điều 1. Nhất trí với các chỉ tiêu sau:\n1. Chỉ tiêu xã hội\n"], SOCIAL, "target"),
    *parts("notice of targets", _NOTICE, ["Về việc giao chỉ tiêu kế hoạch năm 2032", "Chỉ tiêu kế hoạch năm 2032 giao cho các xã", "Về dự kiến phân bổ chỉ tiêu năm 2032"],
           ["Ủy ban nhân dân huyện thông báo chỉ tiêu kế hoạch năm 2032 như sau:\n", "UBND huyện giao chỉ tiêu cho các đơn vị:\n1. Các xã\n"], SOCIAL, "target"),
    *parts("notice of the budget", _NOTICE, ["Về dự toán thu, chi ngân sách năm 2032", "Về số kiểm tra dự toán năm 2032"], ["UBND huyện thông báo dự toán năm 2032 của các đơn vị như sau:\n", "1. Dự toán thu\n"], BUDGET, "target"),
    *parts("proposal", _LETTER, ["Về dự toán ngân sách huyện năm 2032", "Về việc phê duyệt kế hoạch vốn đầu tư công năm 2032", "Đề nghị phê duyệt phương án phân bổ vốn năm 2032"],
           ["II. NỘI DUNG TRÌNH\n1. Dự toán năm 2032\n", "2. Phương án phân bổ như sau:\n", "UBND huyện trình Hội đồng nhân dân huyện xem xét, quyết định các nội dung sau:\n"], BUDGET, "target"),
    *parts("plan", _PLAN, ["Phát triển sản xuất nông nghiệp năm 2032", "Sản xuất vụ Đông Xuân năm 2032"], ["1. Cây lương thực\n", "I. TRỒNG TRỌT\n", "II. NỘI DUNG\n1. Cây hàng năm:\n", "Toàn huyện gieo trồng như sau:\n"], FARMING, "target"),
    *parts("plan: money", _PLAN, ["Phòng, chống thiên tai năm 2032", "Trồng cây năm 2032"], ["V. KINH PHÍ THỰC HIỆN\n1. Tổng kinh phí: <M|target> {u}, trong đó:\n", "4. Nguồn vốn\n", "III. NHU CẦU KINH PHÍ\n"], BUDGET, "target"),
    *parts("way of doing", _WAY, ["Bố trí dân cư vùng thiên tai năm 2032", "Sử dụng đất trồng lúa năm 2032"], ["III. PHƯƠNG ÁN BỐ TRÍ\n", "II. QUY MÔ THỰC HIỆN NĂM 2032\n", "IV. KINH PHÍ\n"], SOCIAL, "target"),
    *parts("scheme", _SCHEME, ["Phát triển cây dược liệu giai đoạn 2031 - 2035", "Giảm nghèo giai đoạn 2031 - 2035"], ["III. MỤC TIÊU\n1. Mục tiêu cụ thể\n", "Phần thứ ba\nNỘI DUNG ĐỀ ÁN\nI. Quy mô thực hiện\n", "IV. NHU CẦU VỐN\n1. Tổng nhu cầu vốn: <M|target> {u}, trong đó:\n", "V. HIỆU QUẢ CỦA ĐỀ ÁN\n1. Về xã hội\n"], SOCIAL, "target"),
    *parts("forecast", _REPORT, ["Dự báo dân số và lao động đến năm 2035", "Dự báo nhu cầu sử dụng đất năm 2032"], ["Dự báo đến năm 2035 như sau:\n", "I. DỰ BÁO DÂN SỐ\n", "II. DỰ BÁO NĂM 2032\n"], SOCIAL, "target"),
]  # fmt: skip
NORMED: list[Part] = [
    ("sheet of norms", f"{label}{title}\n{bracket}\n", above, NORMS, "limit")
    for label, title, bracket, above in [
        ("", "ĐỊNH MỨC KINH TẾ - KỸ THUẬT TRỒNG TRỌT", ATTACHED[1], "I. CÂY LÚA\n"),
        ("PHỤ LỤC I\n", "MỨC CHI HỘI NGHỊ", ATTACHED[1], ""),
        ("", "QUY ĐỊNH\nMỨC CHI TỔ CHỨC HỘI NGHỊ", ATTACHED[1], "Điều 2. Mức chi\n"),
        ("PHỤ LỤC\n", "TIÊU CHUẨN, ĐỊNH MỨC SỬ DỤNG MÁY MÓC, THIẾT BỊ", ATTACHED[0], "1. Cấp huyện\n"),
        ("F3. ", "ĐỊNH MỨC HỖ TRỢ SẢN XUẤT", ATTACHED[2], "1. Cây lúa\n"),
    ]
] + parts("decision: norms", _DECIDED, ["Ban hành định mức kinh tế - kỹ thuật trồng trọt", "Quy định mức chi hội nghị trên địa bàn huyện", "Về việc quy định định mức chi"], ["Điều 1. Quy định mức như sau:\n", "Điều 2. Định mức\n"], NORMS, "limit")  # fmt: skip

# -- documents and parts that tell results ---------------------------------------------------------------------------------------------------

TOLD: list[Part] = [
    ("sheet of results", f"{label}{title}\n{bracket}\n", "1. Kết quả\n", RESULTS, "")
    for label, title, bracket in [
        ("PHỤ LỤC I\n", "KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2031", "(Kèm theo Báo cáo số 412/BC-UBND ngày 17/12/2031 của UBND huyện Nghĩa Giang)"),
        ("", "TÌNH HÌNH THỰC HIỆN DỰ TOÁN NGÂN SÁCH NĂM 2031", "(Kèm theo Báo cáo số 412/BC-UBND ngày 17/12/2031 của UBND huyện Nghĩa Giang)"),
        ("Biểu 02\n", "TỔNG HỢP KẾT QUẢ GIẢI NGÂN KẾ HOẠCH VỐN NĂM 2031", "(Kèm theo Công văn số 412/UBND-TH ngày 17/12/2031 của UBND huyện Nghĩa Giang)"),
    ]
] + [
    *parts("report", _REPORT, ["Kết quả thực hiện kế hoạch năm 2031", "Tình hình thực hiện dự toán ngân sách năm 2031", "Đánh giá thực hiện kế hoạch vốn đầu tư công năm 2031", "Giám sát việc phân bổ, sử dụng vốn năm 2031", "Tổng kết thực hiện Đề án giảm nghèo giai đoạn 2026 - 2030"],
           ["I. KẾT QUẢ\n", "II. VIỆC PHÂN BỔ VỐN\n", "1. Về kinh tế\n", "Sau một năm thực hiện, kết quả như sau:\n"], RESULTS, ""),
    *parts("resolution: settlement", _RESOLVED, ["Phê chuẩn quyết toán ngân sách huyện năm 2030", "Về quyết toán thu, chi ngân sách năm 2030"], ["Điều 1. Phê chuẩn quyết toán ngân sách năm 2030 như sau:\n", "Điều 1. Phê chuẩn tổng quyết toán:\n1. Thu ngân sách: <M> {u}\n"], BUDGET, "level"),
    *parts("decision: settlement", _DECIDED, ["Về việc công bố công khai quyết toán ngân sách năm 2030", "Phê duyệt quyết toán dự án hoàn thành"], ["Điều 1. Phê duyệt quyết toán như sau:\n"], INVESTED, "level"),
    *parts("decision: criteria met", _DECIDED, ["Phê duyệt kết quả rà soát hộ nghèo năm 2031", "Công nhận kết quả thực hiện chỉ tiêu năm 2031"], ["Điều 1. Phê duyệt kết quả như sau:\n"], SOCIAL, "level"),
    *parts("report of supervision", _REPORT, ["Kết quả giám sát việc thực hiện kế hoạch đầu tư công năm 2031", "Giám sát việc giao và thực hiện dự toán năm 2031"], ["II. KẾT QUẢ GIÁM SÁT\n", "1. Việc thực hiện dự toán\n"], BESIDE, ""),
    *parts("report with the plan beside", _REPORT, ["Kết quả thực hiện nhiệm vụ năm 2031", "Tình hình kinh tế - xã hội năm 2031"], ["I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU\n", "1. Các chỉ tiêu chủ yếu\n"], BESIDE, ""),
    *parts("plan: the year before", _PLAN, ["Phát triển kinh tế - xã hội năm 2032", "Giảm nghèo năm 2032"], ["I. KẾT QUẢ NĂM 2031\n", "Phần thứ nhất\nĐÁNH GIÁ TÌNH HÌNH NĂM 2031\n", "I. THỰC TRẠNG\n", "1. Kết quả đạt được năm 2031:\n", "I. ƯỚC THỰC HIỆN NĂM 2031\n"], RESULTS, ""),
    *parts("scheme: state of things", _SCHEME, ["Phát triển cây dược liệu giai đoạn 2031 - 2035"], ["I. SỰ CẦN THIẾT\n", "Phần thứ hai\nTHỰC TRẠNG\n1. Về kinh tế\n", "II. TÌNH HÌNH SẢN XUẤT\n"], RESULTS, ""),
    *parts("proposal: the year before", _LETTER, ["Về dự toán ngân sách huyện năm 2032"], ["I. TÌNH HÌNH THỰC HIỆN NĂM 2031\n", "1. Ước thực hiện năm 2031\n"], RESULTS, ""),
    *parts("told as done in a plan", _PLAN, ["Phát triển sản xuất nông nghiệp năm 2032"], ["II. NỘI DUNG\n1. Nội dung:\n"], SAID_DONE, ""),
    *parts("told as done in a budget", _DECIDED, ["Phân bổ kế hoạch vốn đầu tư công năm 2032"], ["Điều 1. Phân bổ vốn như sau:\n"], SAID_DONE, ""),
    *parts("told as done in a sheet", "PHỤ LỤC\nKẾ HOẠCH TRỒNG RỪNG NĂM 2032\n" + ATTACHED[0] + "\n", [""], ["1. Trồng rừng\n"], SAID_DONE, ""),
]  # fmt: skip
DATED = ("NĂM 2032", "năm 2032\n", "năm 2032 cho", "năm 2032 của", "năm 2032 giao", "năm 2032 như", "năm 2032 với", ": NĂM 2032")


def _role(frame: str, above: str, role: str) -> str:
    """The role with the time that the title gives to figures without a nearer one."""
    told = (frame + above).replace("tháng 01 năm 2032", "")
    return f"{role},y32" if role == "target" and any(words in told for words in DATED) and "2035" not in told else role


def _varied(rng: random.Random, frame: str, above: str) -> tuple[str, str]:
    """A plan as it is, issued within its year, or without its year in the title."""
    way = rng.choice(("as it is", "as it is", "within the year", "without a year"))
    if way == "within the year":
        return frame.replace("17 tháng 12 năm 2031", "12 tháng 01 năm 2032").replace("17/12/2031", "12/01/2032"), above
    if way == "without a year":
        return frame.replace(" NĂM 2032", "").replace(" năm 2032", ""), above.replace(" NĂM 2032", "").replace(" năm 2032", "")
    return frame, above


def _cases(rng: random.Random, family: str, table: Sequence[Part]) -> Iterator[Case]:
    for kind, frame, above, pool, role in table:
        mark = rng.choice(("- ", "- ", "", "+ "))
        if family == "planned":
            frame, above = _varied(rng, frame, above)
        title = next((line for line in frame.splitlines() if line[:1].isupper() and ("20" in line and "ngày" not in line)), frame.splitlines()[0])
        yield made(rng, (family, kind, f"{kind} · {above.strip() or title}", title), frame, above + lines(rng, pool, _role(frame, above, role), mark=mark), TIMES)


def planned(rng: random.Random) -> Iterator[Case]:
    yield from _cases(rng, "planned", PLANNED)


def normed(rng: random.Random) -> Iterator[Case]:
    yield from _cases(rng, "norm", NORMED)


def told(rng: random.Random) -> Iterator[Case]:
    yield from _cases(rng, "told", TOLD)


# -- sentences, not lines -------------------------------------------------------------------------------------------------------------------------

TO_COME = [  # told in a plan, without a word of the future
    "Toàn huyện gieo trồng <C|u=ha,target> ha lúa, tăng <P|target> so với năm 2031.", "Trồng mới <C|u=ha,target> ha rừng, trong đó rừng phòng hộ <C|u=ha,target> ha, rừng sản xuất <C|u=ha,target> ha.", "Tổng vốn là <M|target> {u}, gồm: ngân sách tỉnh <M|target> {u}, ngân sách huyện <M|target> {u}.",
    "Mở <C|u=lớp,target> lớp tập huấn cho <C|u=người,target> người.", "Giảm <C|u=hộ nghèo,target> hộ nghèo, đưa tỷ lệ hộ nghèo xuống còn <P|target>.", "Sản lượng lương thực đạt <C|u=tấn,target> tấn; thu nhập bình quân đầu người đạt <45,5|v=45500000,u=đồng,target> triệu đồng.", "Số xã đạt chuẩn nông thôn mới là <C|u=xã,target> xã, chiếm <P|target> tổng số xã.",
    "Hỗ trợ <C|u=hộ,target> hộ với kinh phí <M|target> {u}.", "100% cán bộ được tập huấn.".replace("100%", "<100%|v=100,u=%,target>"), "Tổ chức <C|u=cuộc,target> cuộc kiểm tra tại các xã.", "Bố trí <M|target> {u} từ ngân sách huyện để thực hiện.", "Xã Bình Sơn trồng <C|u=ha,target> ha, xã Châu Lâm <C|u=ha,target> ha.",
]  # fmt: skip
TOLD_BEFORE = [  # told in a plan, of what was before
    "Năm 2030, toàn huyện đã trồng <C|u=ha> ha rừng, đạt <P> kế hoạch.", "Đến nay, huyện có <C|u=xã> xã đạt chuẩn nông thôn mới.", "Trong năm 2030, huyện giải quyết việc làm cho <C|u=lao động> lao động, tăng <P|increase> so với năm 2029.", "Tính đến tháng 11/2031, đã giải ngân <M> {u}, đạt <P> kế hoạch vốn.", "Kết quả rà soát năm 2031, toàn huyện còn <C|u=hộ nghèo> hộ nghèo.", "Giai đoạn 2026 - 2030, huyện đã đầu tư <M> {u}.",
]  # fmt: skip
SAID: list[tuple[str, str, str, list[str]]] = [
    ("plan", _PLAN.replace("{title}", "Phát triển sản xuất nông nghiệp năm 2032"), "II. NỘI DUNG\n1. Trồng trọt\n", TO_COME),
    ("plan: bare", _PLAN.replace("{title}", "Trồng rừng năm 2032"), "Ủy ban nhân dân huyện ban hành kế hoạch như sau:\n1. Nội dung\n", TO_COME),
    ("decision: targets", _DECIDED.replace("{title}", "Về việc giao chỉ tiêu kế hoạch năm 2032"), "Điều 1. Giao chỉ tiêu như sau:\n", TO_COME),
    ("resolution", _RESOLVED.replace("{title}", "Về kế hoạch phát triển kinh tế - xã hội năm 2032"), "Điều 2. Mục tiêu, chỉ tiêu\n", TO_COME),
    ("sheet", "PHỤ LỤC II\nKẾ HOẠCH GIẢM NGHÈO NĂM 2032\n" + ATTACHED[0] + "\n", "1. Các xã\n", TO_COME),
    ("scheme", _SCHEME.replace("{title}", "Phát triển chăn nuôi giai đoạn 2031 - 2035"), "Phần thứ ba\nNỘI DUNG\n1. Quy mô\n", TO_COME),
    ("way of doing", _WAY.replace("{title}", "Bố trí dân cư năm 2032"), "III. NỘI DUNG PHƯƠNG ÁN\n1. Bố trí\n", TO_COME),
    ("plan: the year before", _PLAN.replace("{title}", "Phát triển sản xuất nông nghiệp năm 2032"), "I. KẾT QUẢ NĂM 2031\n1. Trồng trọt\n", TOLD_BEFORE),
    ("plan: before, under its tasks", _PLAN.replace("{title}", "Phát triển sản xuất nông nghiệp năm 2032"), "II. NỘI DUNG\n1. Trồng trọt\n", TOLD_BEFORE),
    ("resolution: before", _RESOLVED.replace("{title}", "Về kế hoạch phát triển kinh tế - xã hội năm 2032"), "Điều 1. Đánh giá tình hình\n", TOLD_BEFORE),
    ("proposal: before", _LETTER.replace("{title}", "Về dự toán ngân sách huyện năm 2032"), "1. Sự cần thiết\n", TOLD_BEFORE),
    ("scheme: before", _SCHEME.replace("{title}", "Phát triển chăn nuôi giai đoạn 2032 - 2035"), "I. Thực trạng\n", TOLD_BEFORE),
    ("report", _REPORT.replace("{title}", "Kết quả công tác năm 2031"), "I. KẾT QUẢ\n", TOLD_BEFORE),
    *((f"goals: {above.strip()}", _PLAN.replace("{title}", "Thực hiện nhiệm vụ năm học 2031 - 2032"), above, MEASURED) for above in ("B. CHỈ TIÊU PHẤN ĐẤU\n", "II. MỤC TIÊU, CHỈ TIÊU\n1. Các chỉ tiêu cụ thể\n", "III. CÁC CHỈ TIÊU\n1. Kết quả giáo dục\n", "II. CHỈ TIÊU THI ĐUA\n")),
    ("report: left to do", _REPORT.replace("{title}", "Tình hình thực hiện nhiệm vụ năm 2031"), "2. Kết quả giải ngân\n", LEFT_TO_DO),
    ("press: left to do", "", "", LEFT_TO_DO),
    ("press: granted", "", "", GRANTED),
    ("notice: granted", _NOTICE.replace("{title}", "Kết luận tại cuộc họp về chính sách nhà ở"), "1. Về mức hỗ trợ\n", GRANTED[:-1]),
]  # fmt: skip


def said(rng: random.Random) -> Iterator[Case]:
    for kind, frame, above, pool in SAID:
        for line in pool:
            yield made(rng, ("said", kind, f"{kind} · {line}", line), frame, above + rng.choice(("- ", "", "a) ")) + line + "\n", TIMES)


# -- further kinds: posts, recruits, letters, contracts ---------------------------------------------------------------------------------------------

POSTS = ["Phòng Nội vụ: <12|v=12,u=biên chế,target> biên chế", "Phòng Tài chính - Kế hoạch: <15|v=15,u=biên chế,target> biên chế", "Thanh tra huyện: <7|v=7,u=biên chế,target> biên chế", "Trường tiểu học Bình Sơn: <35|v=35,u=người,target> người"]
CONTRACT = ["Phạt chậm tiến độ: <0,1%|v=0.1,u=%/ngày,limit>/ngày", "Tổng mức phạt không quá <8%|v=8,u=%,le,limit> giá trị hợp đồng", "Thời gian bảo hành: <12|v=12,u=tháng,limit> tháng"]
FURTHER: list[Part] = [
    *parts("decision: posts", _DECIDED, ["Về việc giao biên chế công chức năm 2032", "Giao số lượng người làm việc năm 2032"], ["Điều 1. Giao biên chế năm 2032 cho các cơ quan như sau:\n", "Điều 1. Giao <125|v=125,u=biên chế,target> biên chế cho các cơ quan, cụ thể:\n"], POSTS, "target"),
    *parts("letter: targets", head("UBND-TH", "V/v {title}"), ["giao chỉ tiêu kế hoạch năm 2032", "phân bổ dự toán năm 2032"], ["Ủy ban nhân dân huyện giao cho các đơn vị như sau:\n", "1. Chỉ tiêu giao\n"], SOCIAL, "target"),
    *parts("order", head("CT-UBND", "CHỈ THỊ\n{title}"), ["Về sản xuất vụ Đông Xuân năm 2032"], ["Chủ tịch Ủy ban nhân dân huyện yêu cầu:\n", "1. Các chỉ tiêu phải đạt:\n"], FARMING, "target"),
    *parts("contract", "HỢP ĐỒNG\nMua sắm thiết bị dạy học\nSố: 12/HĐ-MS\n\n", [""], ["Điều 4. Thời gian và phạt vi phạm\n"], CONTRACT, "limit"),
]  # fmt: skip


def further(rng: random.Random) -> Iterator[Case]:
    yield from _cases(rng, "further", FURTHER)


# -- tables ------------------------------------------------------------------------------------------------------------------------------------

FIELDS_TABLE = "TT\tCây trồng\tDiện tích (ha)\tNăng suất (tạ/ha)\tSản lượng (tấn)\n1\tLúa\t<1.250|u=ha,v=1250,{r}>\t<45,2|u=tạ/ha,v=45.2,{r}>\t<5.650|u=tấn,v=5650,{r}>\n2\tNgô\t<320|u=ha,v=320,{r}>\t<38,5|u=tạ/ha,v=38.5,{r}>\t<1.232|u=tấn,v=1232,{r}>\n3\tSắn\t<845|u=ha,v=845,{r}>\t<132,4|u=tạ/ha,v=132.4,{r}>\t<11.188|u=tấn,v=11188,{r}>\n"
MONEY_TABLE = "Đơn vị tính: triệu đồng\nTT\tĐơn vị\tTổng số\tChi đầu tư\tChi thường xuyên\n1\tXã Bình Sơn\t<1.250|v=1250000000,u=đồng,{r}>\t<450|v=450000000,u=đồng,{r}>\t<800|v=800000000,u=đồng,{r}>\n2\tXã Châu Lâm\t<920|v=920000000,u=đồng,{r}>\t<320|v=320000000,u=đồng,{r}>\t<600|v=600000000,u=đồng,{r}>\n3\tXã Gia Tân\t<715|v=715000000,u=đồng,{r}>\t<215|v=215000000,u=đồng,{r}>\t<500|v=500000000,u=đồng,{r}>\n"
PROJECT_TABLE = "TT\tTên dự án\tTổng mức đầu tư (triệu đồng)\tKế hoạch vốn (triệu đồng)\n1\tĐường liên xã\t<14.500|v=14500000000,u=đồng,target>\t<5.200|v=5200000000,u=đồng,target>\n2\tTrạm y tế\t<6.200|v=6200000000,u=đồng,target>\t<3.100|v=3100000000,u=đồng,target>\n3\tChợ trung tâm\t<9.800|v=9800000000,u=đồng,target>\t<4.400|v=4400000000,u=đồng,target>\n"
TWO_YEARS_TABLE = "TT\tChỉ tiêu\tĐVT\tTH năm 2030\tƯTH năm 2031\tKH năm 2032\n1\tDiện tích lúa\tha\t<1.150|v=1150,u=ha,y30>\t<1.200|v=1200,u=ha,y31>\t<1.250|v=1250,u=ha,target,y32>\n2\tĐàn bò\tcon\t<7.420|v=7420,u=con,y30>\t<7.800|v=7800,u=con,y31>\t<8.100|v=8100,u=con,target,y32>\n"
PLAN_TITLES = ["PHỤ LỤC I\nKẾ HOẠCH SẢN XUẤT NĂM 2032\n" + ATTACHED[0], "BIỂU 02: CHỈ TIÊU KẾ HOẠCH NĂM 2032\n" + ATTACHED[1], "PHÂN BỔ DỰ TOÁN NĂM 2032\n" + ATTACHED[2], "PHỤ LỤC\nDANH MỤC VÀ KẾ HOẠCH VỐN NĂM 2032\n" + ATTACHED[0]]
TOLD_TITLES = ["PHỤ LỤC I\nKẾT QUẢ THỰC HIỆN NĂM 2031\n(Kèm theo Báo cáo số 412/BC-UBND ngày 17/12/2031 của UBND huyện)", "BIỂU 02: TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2031\n(Kèm theo Báo cáo số 412/BC-UBND ngày 17/12/2031 của UBND huyện)"]


def tables(rng: random.Random) -> Iterator[Case]:
    heads = [(title + "\n", "target,y32") for title in PLAN_TITLES] + [(title + "\n", "y31") for title in TOLD_TITLES]
    heads += [(_DECIDED.replace("{title}", "Về việc giao chỉ tiêu và dự toán năm 2032") + "Điều 1. Giao cho các đơn vị như sau:\n", "target,y32"), (_REPORT.replace("{title}", "Kết quả thực hiện nhiệm vụ năm 2031") + "I. KẾT QUẢ\n", "y31"), (_PLAN.replace("{title}", "Sản xuất nông nghiệp năm 2032") + "II. NỘI DUNG\n1. Chỉ tiêu\n", "target,y32"), (_PLAN.replace("{title}", "Sản xuất nông nghiệp năm 2032") + "I. KẾT QUẢ NĂM 2031\n", "y31")]
    for head, role in heads:
        if role.startswith("target"):
            head, _ = _varied(rng, head, "")
            role = _role(head, "", "target")
        for name, table in (("fields", FIELDS_TABLE), ("money", MONEY_TABLE), ("two years", TWO_YEARS_TABLE), *((("projects", PROJECT_TABLE),) if role.startswith("target") else ())):
            title = head.strip().splitlines()[-2]
            yield made(rng, ("table", name, f"{name} · {title}", title), head, table.replace("{r}", role), TIMES)


# -- both in one document -----------------------------------------------------------------------------------------------------------------------

MIXED: list[tuple[str, str, list[tuple[str, Sequence[str], str]]]] = [
    ("a report with the plan of the next year", _REPORT.replace("{title}", "Tình hình kinh tế - xã hội năm 2031 và kế hoạch năm 2032"), [("Phần thứ nhất\nKẾT QUẢ NĂM 2031\nI. KINH TẾ\n", RESULTS, ""), ("Phần thứ hai\nKẾ HOẠCH NĂM 2032\nI. CHỈ TIÊU\n", SOCIAL, "target"), ("II. SẢN XUẤT\n", FARMING, "target")]),
    ("a plan with the year before", _PLAN.replace("{title}", "Phát triển kinh tế - xã hội năm 2032"), [("I. ĐÁNH GIÁ KẾT QUẢ NĂM 2031\n1. Kinh tế\n", RESULTS, ""), ("II. KẾ HOẠCH NĂM 2032\n1. Nông nghiệp\n", FARMING, "target"), ("2. Xã hội\n", SOCIAL, "target")]),
    ("several files pasted into one", "", [("C. MỤC TIÊU, NHIỆM VỤ NĂM 2032\n1. Giảm nghèo\n", SOCIAL, "target"), ("\nD. KẾ HOẠCH ĐẦU TƯ NĂM 2032\n", BUDGET, "target"), ("\nE. Dự toán ngân sách năm 2032\n1. Tổng quan\n", BUDGET, "target"), ("\nF1. KẾ HOẠCH SẢN XUẤT NÔNG NGHIỆP TOÀN HUYỆN\n" + ATTACHED[2] + "\n\nA. TRỒNG TRỌT\n1. Cây lương thực\n", FARMING, "target"), ("B. CHĂN NUÔI\n", FARMING, "target")]),
    ("a report and the sheet of a plan behind it", _REPORT.replace("{title}", "Kết quả công tác năm 2031"), [("I. KẾT QUẢ\n", RESULTS, ""), ("\nPHỤ LỤC\nKẾ HOẠCH SẢN XUẤT NĂM 2032\n(Kèm theo Báo cáo số 412/BC-UBND ngày 17/12/2031 của UBND huyện Nghĩa Giang)\n1. Trồng trọt\n", FARMING, "target")]),
    ("a decision and its two sheets", _DECIDED.replace("{title}", "Về việc giao chỉ tiêu kế hoạch và dự toán ngân sách năm 2032") + "Điều 1. Giao chỉ tiêu kế hoạch và dự toán ngân sách năm 2032 (chi tiết tại các phụ lục kèm theo).\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\n", [("\nPHỤ LỤC I\nCHỈ TIÊU SẢN XUẤT\n" + ATTACHED[0] + "\nA. TRỒNG TRỌT\n", FARMING, "target"), ("B. CHĂN NUÔI\n", FARMING, "target"), ("\nPHỤ LỤC II\nTHU, CHI NGÂN SÁCH\n" + ATTACHED[0] + "\n1. Thu\n", BUDGET, "target")]),
    ("a scheme", _SCHEME.replace("{title}", "Phát triển chăn nuôi giai đoạn 2031 - 2035"), [("Phần thứ nhất\nSỰ CẦN THIẾT\nI. Thực trạng\n", RESULTS, ""), ("Phần thứ hai\nNỘI DUNG\nI. Quy mô\n", SOCIAL, "target"), ("II. Kinh phí\n", BUDGET, "target")]),
    ("a proposal", _LETTER.replace("{title}", "Về kế hoạch vốn đầu tư công năm 2032"), [("1. Kết quả thực hiện năm 2031\n", RESULTS, ""), ("2. Kế hoạch năm 2032\n", BUDGET, "target")]),
    ("two plans, one of them over", "", [("A. KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2031\n1. Kinh tế\n", RESULTS, ""), ("\nB. KẾ HOẠCH NĂM 2032\n1. Kinh tế\n", BUDGET, "target"), ("2. Xã hội\n", SOCIAL, "target")]),
]  # fmt: skip


def mixed(rng: random.Random) -> Iterator[Case]:
    for kind, frame, blocks in MIXED:
        text = "".join(above + lines(rng, pool, role, 3, rng.choice(("- ", ""))) for above, pool, role in blocks)
        yield made(rng, ("mixed", kind, kind), frame, text, TIMES)


# -- passages without a head -------------------------------------------------------------------------------------------------------------------

RULED = [  # stretches of rules that nothing above them says to be rules
    "a) Mức <5%|v=5,u=%,limit> áp dụng đối với cơ sở có từ <10%|v=10,u=%,ge,limit> lao động là người khuyết tật trở lên;\nb) Mức <10%|v=10,u=%,limit> áp dụng đối với cơ sở có từ <20%|v=20,u=%,ge,limit> lao động là người khuyết tật trở lên;\n",
    "1. Quy mô số hộ\na) Ở vùng đồng bằng: thôn phải có từ <250|v=250,u=hộ gia đình,ge,limit> hộ gia đình trở lên, tổ dân phố phải có từ <350|v=350,u=hộ,ge,limit> hộ trở lên;\nb) Ở miền núi: thôn phải có từ <100|v=100,u=hộ gia đình,ge,limit> hộ gia đình trở lên.\n",
    "a) Mức vốn góp của một tổ chức vào một quỹ không được vượt quá <12%|v=12,u=%,le,limit> vốn điều lệ của quỹ.\nb) Tổng mức góp vốn không được vượt quá <45%|v=45,u=%,le,limit> vốn điều lệ của tổ chức.\n",
    "2. Người đang hưởng trợ cấp hằng tháng theo quy định tại khoản 2 Điều này có mức hưởng thấp hơn <2.500.000|v=2500000,u=đồng/tháng,lt,limit> đồng/tháng thì được điều chỉnh như sau:\na) Tăng lên bằng <2.500.000|v=2500000,u=đồng/người/tháng,limit> đồng/người/tháng đối với người có mức hưởng cao hơn <2.200.000|v=2200000,u=đồng/người/tháng,gt,limit> đồng/người/tháng.\n",
    "3. Mức tiền thưởng do Giám đốc Sở quyết định tối đa đối với cá nhân là <2.000.000|v=2000000,u=đồng/người/lần thưởng,le,limit> đồng/người/lần thưởng và tối đa đối với tập thể là <5.000.000|v=5000000,u=đồng/tập thể/lần thưởng,le,limit> đồng/tập thể/lần thưởng.\n",
    "Huấn luyện viên trực tiếp được hưởng <60%|v=60,u=%,limit>, huấn luyện viên phó được hưởng <25%|v=25,u=%,limit> mức thưởng.\n",
    "- Trang trại trồng trọt: giá trị sản xuất bình quân phải đạt từ <1,2|v=1200000000,u=đồng/năm,ge,limit> tỷ đồng/năm trở lên và diện tích từ <1,5|v=1.5,u=ha,ge,limit> ha trở lên;\n- Trang trại lâm nghiệp: diện tích từ <12,0|v=12,u=ha,ge,limit> ha trở lên;\n",
    "1. Đối với đối tượng quy định tại điểm a khoản 1 Điều 2 Thông tư này thì đóng bằng <4,5%|v=4.5,u=%,limit> tiền lương tháng, trong đó đơn vị đóng <3%|v=3,u=%,limit>, người lao động đóng <1,5%|v=1.5,u=%,limit>.\n",
    "a) Vụ việc loại I là vụ việc thuộc một trong các trường hợp sau: thiệt hại về tài sản dưới <100.000.000|v=100000000,u=đồng,lt,limit> đồng hoặc diện tích rừng bị cháy dưới <0,5|v=0.5,u=ha,lt,limit> ha;\n",
    "Điều 6. Mức hỗ trợ\n1. Hỗ trợ <70%|v=70,u=%,limit> chi phí mua giống nhưng không quá <3.000.000|v=3000000,u=đồng/hộ,le,limit> đồng/hộ.\n",
    "2. Phạt tiền từ <2.000.000 đồng đến 3.000.000|v=2000000,to=3000000,u=đồng,range,limit> đồng đối với một trong các hành vi sau đây:\n", "a) Giáo viên tiểu học dạy <21|v=21,u=tiết/tuần,limit> tiết/tuần; giáo viên trung học cơ sở dạy <17|v=17,u=tiết/tuần,limit> tiết/tuần;\nb) Giáo viên trường dân tộc nội trú dạy <15|v=15,u=tiết/tuần,limit> tiết/tuần.\n",
    "Ngân sách trung ương hỗ trợ <100%|v=100,u=%,limit> kinh phí cho các tỉnh miền núi; hỗ trợ <70%|v=70,u=%,limit> đối với các tỉnh có tỷ lệ điều tiết dưới <50%|v=50,u=%,lt,limit>.\n", "1. Trẻ em học bán trú được hỗ trợ tiền ăn <900.000|v=900000,u=đồng/tháng,limit> đồng/tháng, không quá <9|v=9,u=tháng/năm học,le,limit> tháng/năm học.\n",
    "Hệ số khu vực: mức <0,1|v=0.1,u=hệ số,limit> áp dụng đối với xã vùng I; mức <0,3|v=0.3,u=hệ số,limit> áp dụng đối với xã vùng II.\n", "Đơn giá thuê đất một năm bằng <0,75%|v=0.75,u=%,limit> giá đất; ở vùng khó khăn bằng <0,5%|v=0.5,u=%,limit>.\n",
    "Thu nhập tính thuế đến <5|v=5000000,u=đồng/tháng,le,limit> triệu đồng/tháng: thuế suất <5%|v=5,u=%,limit>; trên <5 triệu đồng đến 10|v=5000000,to=10000000,u=đồng/tháng,range,limit> triệu đồng/tháng: thuế suất <10%|v=10,u=%,limit>.\n", "Đơn vị đạt từ <90|v=90,u=điểm,ge,limit> điểm trở lên xếp loại xuất sắc; từ <80 đến dưới 90|v=80,to=90,u=điểm,range,limit> điểm xếp loại tốt; dưới <50|v=50,u=điểm,lt,limit> điểm xếp loại yếu.\n",
    "Chi hỗ trợ tiền ăn cho đại biểu: <200.000|v=200000,u=đồng/người/ngày,limit> đồng/người/ngày; chi giải khát giữa giờ: <20.000|v=20000,u=đồng/người/buổi,limit> đồng/người/buổi.\n", "Doanh nghiệp siêu nhỏ có số lao động bình quân năm không quá <10|v=10,u=người,le,limit> người và tổng doanh thu của năm không quá <3|v=3000000000,u=đồng,le,limit> tỷ đồng.\n",
    "Hộ nghèo là hộ có thu nhập bình quân đầu người từ <1.500.000|v=1500000,u=đồng/tháng,le,limit> đồng/tháng trở xuống và thiếu hụt từ <03|v=3,u=chỉ số,ge,limit> chỉ số trở lên.\n", "Chi cho khuyến nông: hỗ trợ <100%|v=100,u=%,limit> chi phí giống; hỗ trợ <50%|v=50,u=%,limit> chi phí vật tư, tối đa <50|v=50000000,u=đồng/mô hình,le,limit> triệu đồng/mô hình.\n",
    "1. Sử dụng khoảng <1.250|v=1250000000000,u=đồng,about,target> tỷ đồng từ kết dư của quỹ để chi trả cho người lao động.\n2. Kinh phí quy định tại khoản 1 Điều này được quyết toán vào năm 2032.\n",
    "1. Đến năm 2035, có từ <50%|v=50,u=%,ge,target> các xã, phường trở lên đạt chuẩn.\n2. Đến năm 2040, <100%|v=100,u=%,target> các xã, phường đạt chuẩn.\n",
]  # fmt: skip
RULED_BY_KIND: dict[str, list[str]] = {  # what stretches of rules hold, by what it is
    "penalties": [
        "a) Từ <500.000 đồng đến 1.000.000|v=500000,to=1000000,u=đồng,range,limit> đồng đối với hành vi thải dưới <0,5|v=0.5,u=tấn,lt,limit> tấn;\nb) Từ <1.000.000 đồng đến 4.000.000|v=1000000,to=4000000,u=đồng,range,limit> đồng đối với hành vi thải từ <0,5 tấn đến dưới 2|v=0.5,to=2,u=tấn,range,limit> tấn.\n",
        "3. Phạt tiền từ <800.000 đồng đến 1.200.000|v=800000,to=1200000,u=đồng,range,limit> đồng đối với người điều khiển xe vượt quá tốc độ từ <10 km/h đến 20|v=10,to=20,u=km/h,range,limit> km/h.\n",
        "- Phạt <2.500.000|v=2500000,u=đồng,limit> đồng đối với hành vi chậm nộp hồ sơ quá <30|v=30,u=ngày,any,limit> ngày.\n- Phạt <5.000.000|v=5000000,u=đồng,limit> đồng đối với hành vi khai sai.\n",
        "1. Người nào chiếm giữ tài sản trị giá từ <3.000.000 đồng đến dưới 40.000.000|v=3000000,to=40000000,u=đồng,range,limit> đồng thì bị phạt cải tạo không giam giữ đến <02|v=2,u=năm,le,limit> năm năm.\n",
        "4. Tước quyền sử dụng giấy phép từ <01 tháng đến 03|v=1,to=3,u=tháng,range,limit> tháng đối với hành vi quy định tại khoản 2 Điều này.\n",
        "Hành vi vứt rác nơi công cộng bị phạt từ <1 - 2|v=1000000,to=2000000,u=đồng,range,limit> triệu đồng.\n",
    ],
    "coefficients": [
        "- Xã loại I: hệ số <1,3|v=1.3,u=hệ số,limit>;\n- Xã loại II: hệ số <1,15|v=1.15,u=hệ số,limit>;\n- Xã loại III: hệ số <1,0|v=1,u=hệ số,limit>.\n",
        "Các xã có từ <04|v=4,u=thôn,ge,limit> thôn đặc biệt khó khăn trở lên: hệ số <2,5|v=2.5,u=hệ số,limit>.\nCác xã có dưới <04|v=4,u=thôn,lt,limit> thôn đặc biệt khó khăn: hệ số <1,5|v=1.5,u=hệ số,limit>.\n",
        "a) Xã đạt <5/9|v=5,of=9,u=tiêu chí,limit> tiêu chí: hệ số <2,0|v=2,u=hệ số,limit>;\nb) Xã đạt <7/9|v=7,of=9,u=tiêu chí,limit> tiêu chí: hệ số <3,0|v=3,u=hệ số,limit>.\n",
        "Phụ cấp chức vụ: Trưởng phòng hưởng hệ số <0,6|v=0.6,u=hệ số,limit>; Phó Trưởng phòng hưởng hệ số <0,4|v=0.4,u=hệ số,limit>.\n",
        "b) Hệ số tăng thêm theo diện tích: dưới <50|v=50,u=km2,lt,limit> km2: hệ số cộng thêm <0,1|v=0.1,u=hệ số,limit>; từ <50 đến 100|v=50,to=100,u=km2,range,limit> km2: hệ số cộng thêm <0,2|v=0.2,u=hệ số,limit>.\n",
        "Hệ số điều chỉnh giá đất đối với đất ở tại đô thị là <1,25|v=1.25,u=hệ số,limit>, đối với đất ở tại nông thôn là <1,1|v=1.1,u=hệ số,limit> theo quy định tại khoản 1 Điều này.\n",
        "Phụ cấp khu vực gồm các mức: <0,1|v=0.1,limit>; <0,2|v=0.2,limit>; <0,5|v=0.5,limit> và <0,7|v=0.7,limit> so với mức lương cơ sở.\n",
    ],
    "levels": [
        "Điều 5. Mức phụ cấp độc hại\n1. Phụ cấp gồm các mức sau:\na) Mức 1: <12.500|v=12500,u=đồng,limit> đồng;\nb) Mức 2: <18.000|v=18000,u=đồng,limit> đồng;\nc) Mức 3: <24.000|v=24000,u=đồng,limit> đồng.\n",
        "- Mức I: <450.000|v=450000,u=đồng/tháng,limit> đồng/tháng;\n- Mức II: <350.000|v=350000,u=đồng/tháng,limit> đồng/tháng;\n- Mức III: <250.000|v=250000,u=đồng/tháng,limit> đồng/tháng.\n",
        "Mức thưởng được quy định như sau:\n- Giải nhất: <6.000.000|v=6000000,u=đồng,limit> đồng;\n- Giải nhì: <4.000.000|v=4000000,u=đồng,limit> đồng;\n- Giải ba: <3.000.000|v=3000000,u=đồng,limit> đồng.\n",
        "Mức thu học phí như sau: loại A: <120.000|v=120000,u=đồng/tháng,limit> đồng/tháng; loại B: <80.000|v=80000,u=đồng/tháng,limit> đồng/tháng.\n",
        "c) Mức tiền ăn đối với vận động viên đội tuyển tỉnh: <240.000|v=240000,u=đồng/người/ngày,limit> đồng/người/ngày; đội tuyển trẻ: <200.000|v=200000,u=đồng/người/ngày,limit> đồng/người/ngày.\n",
    ],
    "classes": [
        "a) Tỷ lệ hộ nghèo của xã từ <12% đến dưới 25%|v=12,to=25,u=%,range,limit>.\nb) Có <2|v=2,u=thôn,limit> thôn chưa có đường ô tô.\nc) Tỷ lệ hộ thiếu nước sạch từ <5% đến dưới 10%|v=5,to=10,u=%,range,limit>.\n",
        "1. Dự án nhóm A: tổng mức đầu tư từ <1.250|v=1250000000000,u=đồng,ge,limit> tỷ đồng trở lên.\n2. Dự án nhóm B: tổng mức đầu tư từ <60 tỷ đồng đến dưới 1.250|v=60000000000,to=1250000000000,u=đồng,range,limit> tỷ đồng.\n3. Dự án nhóm C: tổng mức đầu tư dưới <60|v=60000000000,u=đồng,lt,limit> tỷ đồng.\n",
        "a) Bệnh viện hạng I có từ <80|v=80,u=điểm,ge,limit> điểm trở lên;\nb) Bệnh viện hạng II có từ <60 đến dưới 80|v=60,to=80,u=điểm,range,limit> điểm;\nc) Bệnh viện hạng III có dưới <60|v=60,u=điểm,lt,limit> điểm.\n",
        "Hồ chứa nước lớn là hồ có dung tích từ <3.000.000|v=3000000,u=m3,ge,limit> m3 trở lên hoặc có đập cao từ <15|v=15,u=m,ge,limit> m trở lên.\n",
        "d) Có diện tích rừng bị chặt phá từ <1.500 m2 đến dưới 4.000|v=1500,to=4000,u=m2,range,limit> m2 hoặc có từ <20 đến dưới 50|v=20,to=50,u=cây,range,limit> cây gỗ bị khai thác trái phép.\nđ) Có từ <3|v=3,u=vụ,ge,limit> vụ vi phạm trở lên trong năm.\n",
        "Học sinh xếp loại giỏi: điểm trung bình các môn từ <8,0|v=8,u=điểm,ge,limit> điểm trở lên, không có môn nào dưới <6,5|v=6.5,u=điểm,lt,limit> điểm.\nHọc sinh xếp loại khá: điểm trung bình các môn từ <6,5|v=6.5,u=điểm,ge,limit> điểm trở lên.\n",
    ],
    "points": [
        "a) Quy mô dân số từ <4.000|v=4000,u=người,le,limit> người trở xuống được tính <12|v=12,u=điểm,limit> điểm; trên <4.000|v=4000,u=người,gt,limit> người thì cứ thêm <400|v=400,u=người,limit> người được tính thêm <1|v=1,u=điểm,limit> điểm, nhưng tối đa không quá <28|v=28,u=điểm,le,limit> điểm;\n",
        "b) Tỷ lệ người dân tộc thiểu số từ <20% đến 30%|v=20,to=30,u=%,range,limit> được tính <1|v=1,u=điểm,limit> điểm.\n",
        "Cứ tăng thêm <2%|v=2,u=%,limit> được cộng thêm <0,5|v=0.5,u=điểm,limit> điểm, tối đa không quá <5|v=5,u=điểm,le,limit> điểm.\n",
        "- Gửi báo cáo đúng hạn: <10|v=10,u=điểm,limit> điểm; chậm mỗi ngày trừ <2|v=2,u=điểm,limit> điểm.\n- Nội dung đầy đủ: tối đa <20|v=20,u=điểm,le,limit> điểm.\n",
        "Thang điểm của mỗi đơn vị như sau: điểm tự đánh giá tối đa <70|v=70,u=điểm,le,limit> điểm; điểm khảo sát tối đa <30|v=30,u=điểm,le,limit> điểm.\n",
        "Người có thành tích được cộng <2|v=2,u=điểm,limit> điểm; vi phạm một lần bị trừ <5|v=5,u=điểm,limit> điểm.\n",
        "Mỗi năm nghỉ hưu trước tuổi thì tỷ lệ hưởng giảm <2%|v=2,u=%,limit>; mỗi năm đóng thêm được tính thêm <1,5%|v=1.5,u=%,limit>.\n",
    ],
    "shares": [
        "Điều 12. Khoản chênh lệch được phân chia như sau:\n1. Quỹ phát triển hoạt động sự nghiệp: <25%|v=25,u=%,limit>;\n2. Quỹ khen thưởng: <15%|v=15,u=%,limit>;\n3. Quỹ phúc lợi: <10%|v=10,u=%,limit>.\n",
        "a) Trích <20%|v=20,u=%,limit> để lập quỹ dự phòng; phần còn lại trích <30%|v=30,u=%,limit> để bổ sung tiền ăn nhưng không được tăng thêm quá <1,5|v=1.5,u=lần,le,limit> lần tiêu chuẩn ăn.\n",
        "Tiền phạt thu được nộp <100%|v=100,u=%,limit> vào ngân sách; đơn vị thu được trích lại <30%|v=30,u=%,limit> để chi cho hoạt động.\n",
        "Tỷ lệ phần trăm phân chia: ngân sách tỉnh hưởng <60%|v=60,u=%,limit>, ngân sách xã hưởng <40%|v=40,u=%,limit> theo quy định của Luật Ngân sách nhà nước.\n",
        "Đơn vị được để lại <70%|v=70,u=%,limit> số phí thu được để trang trải chi phí, nộp <30%|v=30,u=%,limit> vào ngân sách nhà nước.\n",
    ],
    "granted": [
        "Người lao động được vay tối đa <80|v=80000000,u=đồng,le,limit> triệu đồng không phải thế chấp theo quy định của Chính phủ.\n",
        "Theo chính sách mới, hộ nghèo được vay tối đa bằng <100%|v=100,u=%,le,limit> chi phí với lãi suất là <5,5%|v=5.5,u=%/năm,limit>/năm (<0,46%|v=0.46,u=%/tháng,limit>/tháng).\n",
        "Học sinh thuộc hộ cận nghèo được giảm <50%|v=50,u=%,limit> học phí và được hỗ trợ <150.000|v=150000,u=đồng/tháng,limit> đồng/tháng.\n",
        "Lao động nữ được nghỉ thai sản <06|v=6,u=tháng,limit> tháng; trường hợp sinh đôi trở lên thì cứ mỗi con được nghỉ thêm <01|v=1,u=tháng,limit> tháng.\n",
        "Công chức dự bị được hưởng <80%|v=80,u=%,limit> bậc lương khởi điểm; người có học vị tiến sĩ được hưởng <100%|v=100,u=%,limit> lương bậc 2.\n",
        "b) Được hỗ trợ tiền mua học liệu với mức <1.200.000|v=1200000,u=đồng/học sinh bán trú/năm học,limit> đồng/học sinh bán trú/năm học và tiền nước với định mức <2|v=2,u=m3/tháng/học sinh,limit> m3/tháng/học sinh.\n",
        "- Mức thù lao cho báo cáo viên là <60.000|v=60000,u=đồng/người/buổi/4 giờ,limit> đồng/người/buổi/4 giờ. Trường hợp không đủ thời gian, mức thù lao là <45.000|v=45000,u=đồng/người/buổi,limit> đồng/người/buổi.\n",
        "Hộ có người bị thương nặng được trợ cấp bằng <10|v=10,u=lần,limit> lần mức chuẩn trợ giúp xã hội; hộ có nhà sập được hỗ trợ tối thiểu <40.000.000|v=40000000,u=đồng/hộ,ge,limit> đồng/hộ.\n",
    ],
    "standards": [
        "Phòng học có diện tích tối thiểu <1,5|v=1.5,u=m2/học sinh,ge,limit> m2/học sinh; mỗi lớp không quá <35|v=35,u=học sinh,le,limit> học sinh.\n",
        "Hội đồng có từ <05 đến 09|v=5,to=9,u=thành viên,range,limit> thành viên; cuộc họp hợp lệ khi có ít nhất <2/3|any,ge,limit> số thành viên tham dự.\n",
        "Cứ <10|v=10,u=giường bệnh,limit> giường bệnh được bố trí tối thiểu <01|v=1,u=bác sĩ,ge,limit> bác sĩ và <02|v=2,u=điều dưỡng,limit> điều dưỡng.\n",
        "Nồng độ bụi không được vượt quá <0,3|v=0.3,u=mg/m3,le,limit> mg/m3; độ ẩm của hạt không lớn hơn <14%|v=14,u=%,le,limit>.\n",
        "Mỗi xã được bố trí <02|v=2,u=công chức,limit> công chức văn hóa; xã có trên <8.000|v=8000,u=dân,gt,limit> dân được bố trí thêm <01|v=1,u=công chức,limit> công chức.\n",
        "Doanh nghiệp phải có vốn điều lệ tối thiểu <15|v=15000000000,u=đồng,ge,limit> tỷ đồng và ký quỹ <2|v=2000000000,u=đồng,limit> tỷ đồng tại ngân hàng.\n",
        "Đường nội bộ phải có mặt đường rộng ít nhất <5,5|v=5.5,u=m,ge,limit> m, độ dốc không quá <8%|v=8,u=%,le,limit>.\n",
        "Thời giờ làm việc bình thường không quá <08|v=8,u=giờ,le,limit> giờ trong một ngày và không quá <48|v=48,u=giờ,le,limit> giờ trong một tuần.\n",
    ],
    "fees": [
        "1. Mức thu phí thẩm định: <0,15%|v=0.15,u=%,limit> tổng mức đầu tư nhưng tối thiểu <2.000.000|v=2000000,u=đồng,ge,limit> đồng.\n2. Mức thu lệ phí: <25.000|v=25000,u=đồng/bản,limit> đồng/bản.\n",
        "- Xe ô tô dưới <12|v=12,u=chỗ,lt,limit> chỗ: <15.000|v=15000,u=đồng/lượt,limit> đồng/lượt;\n- Xe ô tô từ <12|v=12,u=chỗ,ge,limit> chỗ trở lên: <25.000|v=25000,u=đồng/lượt,limit> đồng/lượt.\n",
        "Hộ sử dụng đến <10|v=10,u=m3/tháng,le,limit> m3/tháng: giá nước <6.500|v=6500,u=đồng/m3,limit> đồng/m3; trên <10|v=10,u=m3/tháng,gt,limit> m3/tháng: <8.200|v=8200,u=đồng/m3,limit> đồng/m3.\n",
        "Đối với hồ sơ nộp trực tuyến, mức thu lệ phí bằng <50%|v=50,u=%,limit> mức thu quy định tại khoản 1 Điều này.\n",
    ],
    "spans of time": [
        "Điều 31. Nghỉ hằng năm\n1. Người lao động làm việc đủ <12|v=12,u=tháng,any,limit> tháng thì được nghỉ hằng năm như sau:\na) <12|v=12,u=ngày làm việc,limit> ngày làm việc đối với người làm công việc bình thường;\nb) <14|v=14,u=ngày làm việc,limit> ngày làm việc đối với người chưa thành niên.\n2. Cứ đủ <05|any,v=5,u=năm,limit> năm làm việc thì được nghỉ thêm <01|v=1,u=ngày,limit> ngày.\n",
        "Điều 8. Niên hạn trang phục\na) Quần áo mưa: <01|v=1,u=bộ,limit> bộ <02|v=2,u=năm,limit> năm;\nb) Giày vải: <02|v=2,u=đôi,limit> đôi <01|v=1,u=năm,limit> năm;\nc) Mũ: <01|v=1,u=cái,limit> cái <03|v=3,u=năm,limit> năm.\n",
        "2. Thời gian thử việc được quy định như sau:\na) Đối với kỹ sư: thời gian thử việc là <02|v=2,u=tháng,limit> tháng (riêng kỹ sư trưởng là <03|v=3,u=tháng,limit> tháng);\nb) Đối với công nhân: thời gian thử việc là <01|v=1,u=tháng,limit> tháng.\n",
    ],
    "bounds of a list": [
        "1. Tỷ lệ góp vốn không được vượt quá các mức sau:\n- <10%|v=10,u=%,le,limit> đối với quỹ có vốn dưới <50|v=50000000000,u=đồng,lt,limit> tỷ đồng;\n- <15%|v=15,u=%,le,limit> đối với quỹ khác.\n",
        "2. Mức chi tối đa được quy định như sau:\na) <300.000|v=300000,u=đồng/người/buổi,le,limit> đồng/người/buổi đối với chủ trì;\nb) <150.000|v=150000,u=đồng/người/buổi,le,limit> đồng/người/buổi đối với thành viên.\n",
    ],
    "pasted a cell a line": [
        "theo mức thu phí như sau:\nSố TT\nMức doanh thu\nMức thu\n1\nDưới <10|v=10000000000,u=đồng,lt,limit> tỷ đồng\n<40|v=40000000,u=đồng,limit> triệu đồng\n2\nTừ <10 tỷ đồng đến dưới 30|v=10000000000,to=30000000000,u=đồng,range,limit> tỷ đồng\n<90|v=90000000,u=đồng,limit> triệu đồng\n3\nTừ <30 tỷ đồng đến dưới 80|v=30000000000,to=80000000000,u=đồng,range,limit> tỷ đồng\n<150|v=150000000,u=đồng,limit> triệu đồng\n",
        "III. Đánh giá, chấm điểm:\nNhóm tiêu chí\nĐiểm chuẩn\nVề tổ chức sản xuất\n<30|v=30,u=điểm,limit> điểm\nVề chất lượng\n<45|v=45,u=điểm,limit> điểm\nVề tiếp thị\n<25|v=25,u=điểm,limit> điểm\n",
    ],
    "conversions": [
        "4. Phương tiện được quy đổi khi tính phí như sau:\na) Xe chở khách: <01|v=1,u=giường,limit> giường tương đương với <02|v=2,u=ghế,limit> ghế;\nb) Phần lẻ dưới <0,5|v=0.5,u=tấn,lt,limit> tấn không tính, từ <0,5|v=0.5,u=tấn,ge,limit> tấn trở lên tính tròn là <01|v=1,u=tấn,limit> tấn.\n",
    ],
    "statutory": [
        "Lương tối thiểu vùng I là <5.120.000|v=5120000,u=đồng/tháng,limit> đồng/tháng, vùng II là <4.560.000|v=4560000,u=đồng/tháng,limit> đồng/tháng.\n",
        "Mức học phí đối với bậc trung học cơ sở là <60.000|v=60000,u=đồng/học sinh/tháng,limit> đồng/học sinh/tháng ở thành thị, <30.000|v=30000,u=đồng/học sinh/tháng,limit> đồng/học sinh/tháng ở nông thôn.\n",
        "Hồ sơ gồm: <01|v=1,u=đơn,limit> đơn đề nghị, <02|v=2,u=ảnh,limit> ảnh 3x4. Thời hạn giải quyết: <07|v=7,u=ngày làm việc,limit> ngày làm việc. Lệ phí: <50.000|v=50000,u=đồng/hồ sơ,limit> đồng/hồ sơ.\n",
        "c) Đối với khoản vay dưới <90|v=90000000,u=đồng,lt,limit> triệu đồng: trong thời hạn <05|v=5,u=ngày làm việc,limit> ngày làm việc; đối với khoản vay từ <90|v=90000000,u=đồng,ge,limit> triệu đồng trở lên: <10|v=10,u=ngày làm việc,limit> ngày làm việc.\n",
        "- Mức bồi thường đối với lợn: <42.000|v=42000,u=đồng/kg hơi,limit> đồng/kg hơi; gia cầm: <35.000|v=35000,u=đồng/con,limit> đồng/con.\n",
    ],
    "calculations": [
        "- Từ tháng 7 năm 2030 đến tháng 12 năm 2030 là <6|v=6,u=tháng,any> tháng: <2.500.000|v=2500000,u=đồng> đồng x <06|v=6,u=tháng,any> tháng x <1,05|v=1.05,u=> = <15.750.000|v=15750000,u=đồng> đồng.\n",
    ],
    "goals": [  # of a plan without a head
        "Đến năm 2031, tối thiểu <80%|v=80,u=%,ge,target> hồ sơ được xử lý trực tuyến. Mức độ hài lòng của người dân đạt tối thiểu <92%|v=92,u=%,ge,target>. Đến năm 2035, <95%|v=95,u=%,target> người dân có tài khoản định danh. Mức độ hài lòng đạt tối thiểu <97%|v=97,u=%,ge,target>.\n",
        "a) Đến năm 2035:\n- Trên <85%|v=85,u=%,gt,target> dân số được tiếp cận nước sạch;\n- Tỷ lệ đô thị hóa đạt <45%|v=45,u=%,target>;\n- Giảm ít nhất <30%|v=30,u=%,ge,target> số vụ tai nạn.\n",
        "Mục tiêu đến năm 2035: kinh tế số chiếm <30%|v=30,u=%,target> GRDP; năng suất lao động tăng bình quân <8%|v=8,u=%/năm,target>/năm.\n",
    ],
}  # fmt: skip
TELLING = [  # passages that tell, though a word of rules stands in them
    "Toàn huyện có <C|u=hộ nghèo> hộ nghèo, giảm <P|decrease> so với cùng kỳ. Mỗi xã có tối đa <12|v=12,u=hộ,le,any> hộ.\n", "Huyện đã hỗ trợ <C|u=hộ> hộ với tổng kinh phí <M> {u}; thu nhập bình quân đạt <M> {u}.\n", "Có <12|v=12,u=đơn vị> đơn vị đạt tỷ lệ từ <70%|v=70,u=%,ge,any> trở lên, <5|v=5,u=đơn vị> đơn vị dưới <30%|v=30,u=%,lt,any>. Tỷ lệ giải ngân chung đạt <P>.\n",
    "Tỷ lệ hộ nghèo cao hơn bình quân chung của tỉnh <P|increase>; thu ngân sách đạt <M> {u}, tăng <P|increase> so với cùng kỳ.\n", "Phấn đấu đến năm 2035 tỷ trọng công nghiệp đạt <P|target>. Đóng góp của năng suất vào tăng trưởng đạt trên <P|gt,target>. Tốc độ tăng năng suất lao động đạt <P|target>.\n", "Chỉ số giá tiếp tục giảm so với tháng trước lần lượt là <P|decrease> và <P|decrease>.\n", "Giá lương thực tăng cao (<P|increase>), giá dịch vụ cũng tăng <P|increase>.\n", "Lũy kế 9 tháng đạt <P> kế hoạch năm với <M> {u}, gấp <1,9|v=1.9,u=lần> lần so với cùng kỳ.\n",
    "Giá vàng ở mức <2.650|v=2650,u=USD/ounce> USD/ounce, tăng <P|increase> so với tháng trước.\n", "Giá lúa dao động ở mức <7.500|v=7500,u=đồng/kg> đồng/kg; giá heo hơi <62.000|v=62000,u=đồng/kg> đồng/kg.\n", "Lương bình quân của công nhân ở mức <8,5|v=8500000,u=đồng/người/tháng> triệu đồng/người/tháng.\n",
    "Thu nhập bình quân ngành dệt may <8,5|v=8500000,u=đồng/người/tháng> triệu đồng/người/tháng, da giày <8,2|v=8200000,u=đồng/người/tháng> triệu đồng/người/tháng.\n", "Có <12|v=12,u=đơn vị> đơn vị xếp loại xuất sắc; <5|v=5,u=đơn vị> đơn vị xếp loại tốt, <3|v=3,u=đơn vị> đơn vị xếp loại khá.\n", "Vụ cháy làm ít nhất <12|v=12,u=người,ge,any> người bị thương, ít nhất <3|v=3,u=nhà,ge,any> nhà hư hỏng.\n", "Toàn huyện có <12|v=12,u=xã> xã đạt từ <15|v=15,u=tiêu chí,ge> tiêu chí trở lên, <5|v=5,u=xã> xã đạt từ <10|v=10,u=tiêu chí,ge> tiêu chí trở lên.\n",
    "Thu ngân sách năm 2031 ước đạt hơn <40.000|v=40000000000000,u=đồng,gt> tỷ.\n", "Bắt giữ <61|v=61,u=tàu> tàu (tăng <12|v=12,u=tàu,increase> tàu/<16|v=16,u=người,increase> người so với cùng kỳ).\n", "Kế hoạch yêu cầu <100%|v=100,u=%,target> thủ tục phải được công khai; trên <90%|v=90,u=%,gt,target> hồ sơ nộp trực tuyến.\n",
]  # fmt: skip
TELLING_TOO = [
    "Theo nghị định mới, hành vi này bị phạt từ <4 - 6|v=4000000,to=6000000,u=đồng,range,limit> triệu đồng. Trong quý, đội đã xử phạt <125|v=125,u=trường hợp> trường hợp, thu <1,2|v=1200000000,u=đồng> tỷ đồng.\n", "Có <12|v=12,u=xã> xã có tỷ lệ hộ nghèo từ <20% đến dưới 30%|any,v=20,to=30,u=%,range>, tăng <2|v=2,u=xã,increase> xã so với năm trước.\n", "Lãi suất huy động bình quân ở mức <4,8%|v=4.8,u=%/năm>/năm, giảm <0,3%|v=0.3,u=%/năm,decrease>/năm so với đầu năm.\n", "Huyện đã đạt và vượt <3|v=3,u=chỉ tiêu> chỉ tiêu, vượt <0,5%|v=0.5,u=%,increase> về việc và <4,2%|v=4.2,u=%,increase> về tiền so với chỉ tiêu được giao.\n",
    "So với cùng kỳ giảm <12%|v=12,u=%,decrease> về số vụ, <15%|v=15,u=%,decrease> về số người chết và <20%|v=20,u=%,decrease> về số người bị thương.\n", "Hai công trình được cấp vốn <1,5|v=1500000000,u=đồng> tỷ đồng, đạt <P> kế hoạch; công trình có <3|v=3,u=tầng> tầng, hệ số sử dụng đất <2,5|v=2.5>.\n", "Lượng mưa tăng gần gấp <2|v=2,u=lần,about,any> lần, số hộ bị ảnh hưởng cao hơn gấp <3|v=3,u=lần,gt,any> lần so với năm trước.\n", "Bình quân mỗi năm thu <9.500|v=9500000000000,u=đồng/năm> tỷ/năm, tương đương <26|v=26000000000,u=đồng/ngày> tỷ/ngày.\n",
    "Dự án có kế hoạch giải ngân vốn năm 2031 là <24,5|v=24500000000,u=đồng,target> tỷ đồng, đến nay đã giải ngân <10,2|v=10200000000,u=đồng> tỷ đồng.\n", "Các cơ sở phân bố tại <28/34|v=28,of=34,u=tỉnh> tỉnh, thành.\n", "Các cơ sở sản xuất khoảng <30|v=30,u=đầu sản phẩm,about> đầu sản phẩm.\n", "Đại hội bầu <01|v=1,u=Chủ tịch> Chủ tịch và <02|v=2,u=Phó Chủ tịch> Phó Chủ tịch.\n",
]  # fmt: skip


def passages(rng: random.Random) -> Iterator[Case]:
    yield from _passages(rng, {"rule": RULED, "told": TELLING})


def rulings(rng: random.Random) -> Iterator[Case]:
    yield from _passages(rng, {"told too": TELLING_TOO, **RULED_BY_KIND})


def _passages(rng: random.Random, pools: Mapping[str, Sequence[str]]) -> Iterator[Case]:
    for kind, pool in pools.items():
        for text in pool:
            yield made(rng, ("passage", kind, f"{kind} · {text.split(chr(10))[0]}"), "", text, TIMES)


FAMILIES = {"passage": passages, "planned": planned, "norm": normed, "told": told, "mixed": mixed, "table": tables, "said": said, "further": further, "ruling": rulings}


if __name__ == "__main__":
    measure(FAMILIES, __doc__)
