"""Ways of writing ties over sentences, items and paragraphs, and texts that look alike and tie nothing: families of bench/written_ties.py.

A template stands for a way; `{t}` is the whole of `{n1}`, `{n2}`, `{n3}` (names `{p1}` …, as places with a capital, `{k1}` … as nouns in small letters, shares
`{s1}` …), `{a}` of `{b}` leaves `{c}` and is `{r}` %, `{a}` after `{b}` rose by `{d}`, `{p}` %, to `{q}` % (fell: `{b}` and `{a}` change places).
"""

from __future__ import annotations

import random
from collections.abc import Iterator

import written_ties as one

AHEAD = [  # the base, or the level, in a sentence before or behind
    "Kế hoạch giao {b} {u}. Đến hết tháng 11, huyện đã thực hiện {a} {u}, đạt {r}%",
    "Dự toán {x} được giao là {b} {u}. Ước thực hiện cả năm {a} {u}, bằng {r}% dự toán",
    "Kế hoạch năm 2029 của huyện là {b} {u}. Kết quả thực hiện {a} {u}, đạt {r}% kế hoạch",
    "Tổng kế hoạch vốn được giao là {b} {u}. Đến ngày 30/11/2029, đã giải ngân {a} {u}, đạt {r}% kế hoạch",
    "Tổng kế hoạch vốn được giao là {b} {u}. Lũy kế giải ngân đến nay được {a} {u} ({r}%)",
    "Toàn huyện có {b} {u}. Trong đó, {a} {u} đúng hạn, chiếm {r}%",
    "Toàn huyện có {b} {u}. Trong số này có {a} {u} đúng hạn, chiếm tỷ lệ {r}%",
    "Toàn huyện có {b} {u}. Số {u} đúng hạn là {a} {u}, chiếm {r}% tổng số {u}",
    "Trong năm đã tiếp nhận {b} {u}. Đến nay đã giải quyết xong {a} {u}, đạt {r}%",
    "Trong năm đã tiếp nhận {b} {u}. Kết quả: đã giải quyết {a} {u}, đạt tỷ lệ {r}%; còn lại {c} {u} đang giải quyết",
    "Trong năm đã tiếp nhận {b} {u}. Đã giải quyết {a} {u}. Số còn lại {c} {u} đang được xem xét",
    "Đã giải quyết {a} {u}, đạt {r}%. Tổng số {u} phải giải quyết là {b} {u}",
    "Đã thực hiện {a} {u}, đạt {r}% kế hoạch. Kế hoạch cả năm là {b} {u}",
    "Đã thực hiện được {r}% kế hoạch, tương ứng {a} {u}. Kế hoạch năm là {b} {u}",
    "Chỉ tiêu: {b} {u}\nKết quả: {a} {u}, đạt {r}%",
    "- Chỉ tiêu được giao: {b} {u};\n- Kết quả thực hiện: {a} {u}, đạt {r}% chỉ tiêu",
    "- Số {u} tiếp nhận: {b} {u};\n- Đã giải quyết: {a} {u} ({r}%);\n- Đang giải quyết: {c} {u}",
    "Số {u} tiếp nhận: {b}. Đã giải quyết: {a}. Tỷ lệ: {r}%",
]
THEN = [  # two times
    "Năm 2028, {x} đạt {b} {u}. Năm 2029, {x} đạt {a} {u}, {up} {p}%",
    "Năm 2028, {x} là {b} {u}. Đến năm 2029 {x} là {a} {u}, {up} {d} {u}",
    "{x} năm 2029 đạt {a} {u}. So với năm 2028 ({b} {u}) {up} {d} {u}",
    "{x} năm 2029 đạt {a} {u}. So với năm 2028 ({b} {u}) {up} {d} {u}, tương đương {p}%",
    "{x} đạt {a} {u}. So với cùng kỳ năm trước {up} {d} {u}, tương đương {p}%",
    "{x} đạt {a} {u}. So với cùng kỳ năm trước, {up} {d} {u} ({p}%)",
    "{x} đạt {a} {u}. Con số này {up} {p}% so với cùng kỳ năm trước ({b} {u})",
    "{x} đạt {a} {u}. Cùng kỳ năm trước là {b} {u}, {up} {p}%",
    "{x} đạt {a} {u}. Cùng kỳ năm 2028 đạt {b} {u}. Như vậy, {x} {up} {d} {u}",
    "{x} đạt {a} {u}, bằng {q}% so với cùng kỳ, {up} {d} {u}",
    "{x} đạt {a} {u}, bằng {q}% cùng kỳ năm trước ({up} {d} {u})",
    "{x} đạt {a} {u}, {up} {d} {u}, bằng {q}% so với cùng kỳ năm trước",
    "{x} đạt {a} {u}, {up} {d} {u} và bằng {q}% so với năm 2028",
    "{x}: {a}/{b} {u}, {up} {d} {u} so với cùng kỳ năm trước",
    "{x}: {a}/{b} {u}, {up} {d} {u} ({p}%) so với cùng kỳ năm trước",
    "{x} {up} {d} {u} ({a}/{b} {u}) so với cùng kỳ",
    "{x} {up} {p}% ({a}/{b} {u}) so với cùng kỳ",
    "{x} {up} {d} {u} ({b} {u} {to} {a} {u})",
    "{x} {up} {d} {u} so với năm 2028 (từ {b} {u} {to} {a} {u})",
    "So với cùng kỳ năm trước, {x} {up} {d} {u} ({a} {u}/{b} {u})",
    "{x} là {a} {u} (năm 2028: {b} {u}), {up} {d} {u}",
    "{x} là {a} {u}, {up} {d} {u} so với năm 2028 là {b} {u}",
    "{x} đạt {a} {u}, {up} {d} {u}, tương đương {up} {p}% so với cùng kỳ",
    "{x} đạt {a} {u}, so với cùng kỳ {up} {d} {u} (tương ứng {up} {p}%)",
    "{x}: {a} {u}, so với cùng kỳ {up} {p}%, tương ứng {d} {u}",
]
LISTED = [  # a whole and its parts, in running text
    "Chi ở {p1}, {p2} và {p3} lần lượt là {n1} {u}, {n2} {u} và {n3} {u}, tổng cộng {t} {u}",
    "{T} {t} {u}, trong đó {p1}, {p2} và {p3} lần lượt là {n1} {u}, {n2} {u} và {n3} {u}",
    "{T} {t} {u}. Trong đó, {p1}, {p2}, {p3} lần lượt có {n1}, {n2} và {n3} {u}",
    "{T} {t} {u}, trong đó {p1} {n1} {u}, {p2} {n2} {u}, {p3} {n3} {u}, lần lượt chiếm {s1}%, {s2}% và {s3}%",
    "{T} {t} {u}, gồm {n1} {u} {k1}, {n2} {u} {k2} và {n3} {u} {k3}, chiếm lần lượt {s1}%, {s2}% và {s3}%",
    "{P1} có {n1} {u}, {p2} có {n2} {u}, {p3} có {n3} {u}. Như vậy, toàn huyện có {t} {u}",
    "{P1} có {n1} {u}. {P2} có {n2} {u}. {P3} có {n3} {u}. Như vậy, tổng số {u} của ba xã là {t} {u}",
    "{P1} có {n1} {u}, {p2} có {n2} {u}, {p3} có {n3} {u}. Tổng cộng {t} {u}",
    "{P1} có {n1} {u}; {p2} có {n2} {u}; {p3} có {n3} {u}. Tính chung, cả ba xã có {t} {u}",
    "{P1} có {n1} {u}, {p2} có {n2} {u}, {p3} có {n3} {u}, nâng tổng số lên {t} {u}",
    "{P1} {n1} {u}, {p2} {n2} {u} và {p3} {n3} {u}. Các con số này cộng lại là {t} {u}",
    "Đầu tư cho {p1} {n1} {u}, cho {p2} {n2} {u}, cho {p3} {n3} {u}. Như vậy, tổng quy mô đầu tư là {t} {u}",
    "{T} {t} {u}. Cụ thể: {p1} {n1} {u}; {p2} {n2} {u}; {p3} {n3} {u}",
    "{T} {t} {u}. {P1} có {n1} {u}, {p2} có {n2} {u}, còn lại {n3} {u} thuộc {p3}",
    "{T} {t} {u}. Trong đó: {k1} {n1} {u}; {k2} {n2} {u}; {k3} {n3} {u}",
    "{T} {t} {u}, gồm: {k1} ({n1}), {k2} ({n2}), {k3} ({n3})",
    "{T} {t} {u}, trong đó: {k1} ({n1} {u}), {k2} ({n2} {u}), {k3} ({n3} {u})",
    "{T} {t} {u} ({k1}: {n1}, {k2}: {n2}, {k3}: {n3})",
    "{T} {t} {u}, gồm: {p1} {n1} {u} (chiếm {s1}%), {p2} {n2} {u} (chiếm {s2}%), {p3} {n3} {u} (chiếm {s3}%)",
    "{T} {t} {u} ({p1} {n1} {u} (đạt {o1}% kế hoạch), {p2} {n2} {u} (đạt {o2}% kế hoạch), {p3} {n3} {u})",
    "{T} {t} {u}, trong đó: (1) {p1}: {n1} {u}; (2) {p2}: {n2} {u}; (3) {p3}: {n3} {u}",
    "{T} {t} {u}. Bao gồm: a) {P1}: {n1} {u}. b) {P2}: {n2} {u}. c) {P3}: {n3} {u}",
    "{T} {t} {u}. Số {u} này phân bố ở {p1} {n1} {u}, {p2} {n2} {u} và {p3} {n3} {u}",
    "{T} {t} {u}. Chia theo địa bàn: {p1} {n1} {u}, {p2} {n2} {u}, {p3} {n3} {u}",
    "{T} {t} {u}, đạt {o1}% kế hoạch, trong đó {p1} {n1} {u}, {p2} {n2} {u}, {p3} {n3} {u}",
    "{T} {t} {u}, tăng {o1}% so với cùng kỳ. Trong đó: {p1} {n1} {u}, tăng {o2}%; {p2} {n2} {u}, tăng {o3}%; {p3} {n3} {u}, giảm {o1}%",
    "{T} {t} {u}, tăng {o1}% so với cùng kỳ; trong đó {p1} đạt {n1} {u}, tăng {o2}%, {p2} đạt {n2} {u}, tăng {o3}%, {p3} đạt {n3} {u}, giảm {o1}%",
]
LINED = [  # over items and paragraphs
    "- {P1}: {n1} {u};\n- {P2}: {n2} {u};\n- {P3}: {n3} {u}.\nTổng cộng: {t} {u}",
    "- {P1}: {n1} {u}\n- {P2}: {n2} {u}\n- {P3}: {n3} {u}\nNhư vậy, toàn huyện có {t} {u}",
    "- {P1}: {n1} {u}.\n- {P2}: {n2} {u}.\n- {P3}: {n3} {u}.\nTổng số {u} trên địa bàn huyện là {t} {u}",
    "a) {P1}: {n1} {u}\nb) {P2}: {n2} {u}\nc) {P3}: {n3} {u}\nCộng: {t} {u}",
    "1. {P1}\nSố {u} trên địa bàn là {n1} {u}.\n2. {P2}\nSố {u} trên địa bàn là {n2} {u}.\n3. {P3}\nSố {u} trên địa bàn là {n3} {u}.\nNhư vậy, tổng số {u} của cả ba xã là {t} {u}",
    "{T} {t} {u}.\nTrong đó:\n- {P1}: {n1} {u}, đạt {o1}% kế hoạch.\n- {P2}: {n2} {u}, đạt {o2}% kế hoạch.\n- {P3}: {n3} {u}, đạt {o3}% kế hoạch",
    "{T} {t} {u}, đạt {o1}% kế hoạch năm. Trong đó:\n- {P1} {n1} {u}, tăng {o2}% so với cùng kỳ;\n- {P2} {n2} {u}, giảm {o3}% so với cùng kỳ;\n- {P3} {n3} {u}, tăng {o1}% so với cùng kỳ",
    "{T} {t} {u}.\nTrong đó, {p1} có {n1} {u}, {p2} có {n2} {u}, {p3} có {n3} {u}",
    "{T} {t} {u}. Cụ thể như sau:\n- {P1} thực hiện {n1} {u};\n- {P2} thực hiện {n2} {u};\n- {P3} thực hiện {n3} {u}",
    "1. {T}: {t} {u}\n1.1. {P1}: {n1} {u}\n1.2. {P2}: {n2} {u}\n1.3. {P3}: {n3} {u}\n2. Công tác khác: đã hoàn thành đúng thời hạn",
    "{T}: {t} {u}, trong đó:\n+ {P1}: {n1} {u} (kế hoạch {o1} {u})\n+ {P2}: {n2} {u} (kế hoạch {o2} {u})\n+ {P3}: {n3} {u} (kế hoạch {o3} {u})",
]
PARTED = [  # a whole and two parts whose words make it up
    "{T} {b} {u}, trong đó {a} {u} đã được thẩm định và {c} {u} chưa được thẩm định",
    "{T} {b} {u}, trong đó có {a} {u} (gồm 3 đợt) đã nghiệm thu và {c} {u} (gồm 2 đợt) chưa nghiệm thu",
    "{T} {b} {u}, trong đó có {a} {u} thuộc giai đoạn 1 và {c} {u} thuộc giai đoạn 2",
    "{T} {b} {u}. Trong đó, giai đoạn I {a} {u}; giai đoạn II {c} {u}",
    "{T} {b} {u}, trong đó khu vực phía Bắc {a} {u}, khu vực phía Nam {c} {u}",
    "{T} {b} {u}, trong đó xây mới {a} {u}, sửa chữa {c} {u}",
    "{T} {b} {u}, đạt {o1}% kế hoạch; trong đó chuyển tiếp {a} {u}, khởi công mới {c} {u}",
    "{T} {b} {u}, đạt {o1}% kế hoạch, trong đó công lập {a} {u}, ngoài công lập {c} {u}",
    "{T} {b} {u} (theo kế hoạch {a} {u}, đột xuất {c} {u})",
    "{T} {b} {u}, trong đó trong nước {a} {u}, ngoài nước {c} {u}",
    "{T} {b} {u}.\n- Cấp tỉnh: {a} {u}; cấp xã: {c} {u}",
    "{T} {b} {u}, tăng {o1}% so với cùng kỳ.\n- Cấp tỉnh: {a} {u}. Cấp xã: {c} {u}",
    "{T} {b} {u}, tăng {o1}% so với cùng kỳ.\n- Theo kế hoạch: {a} {u}; đột xuất: {c} {u}",
    "{T} {b} {u}.\nCông tác kiểm tra được triển khai kịp thời.\nKết quả phân loại: đạt {a} {u} ({r}%), không đạt {c} {u} ({v}%)",
]
CLOSED = [  # a whole and parts that leave nothing out
    "{T} {t} {u}, trong đó: {k1} {n1} {u}, {k2} {n2} {u}, loại khác {n3} {u}",
    "{T} {t} {u}. Trong đó: {k1} {n1} {u}; {k2} {n2} {u}; các loại khác {n3} {u}",
    "{T} {t} {u}, trong đó {k1} {n1} {u}, {k2} {n2} {u} và các lĩnh vực khác {n3} {u}",
    "{T} {t} {u}, trong đó loại I {n1} {u}, loại II {n2} {u}, loại III {n3} {u}",
    "{T} {t} {u}, trong đó: nhóm A {n1} {u}; nhóm B {n2} {u}; nhóm C {n3} {u}",
    "{T} {t} {u}, trong đó {n1} {u} đợt 1, {n2} {u} đợt 2 và {n3} {u} đợt 3",
    "{T} {t} {u}, trong đó:\n- Hạng I: {n1} {u};\n- Hạng II: {n2} {u};\n- Hạng III: {n3} {u}",
    "{T} {t} {u}, trong đó:\n- {P1}: {n1} {u};\n- {P2}: {n2} {u};\n- Các xã khác: {n3} {u}",
    "{T} {t} {u}.\nCông tác chỉ đạo được triển khai kịp thời.\nKết quả xếp loại: Tốt {n1} {u} ({s1}%), khá {n2} {u} ({s2}%), trung bình {n3} {u} ({s3}%)",
    "{T} {t} {u}.\nCông tác chỉ đạo được triển khai kịp thời.\nKết quả phân loại số {u}: Tốt {n1} ({s1}%), Khá {n2} ({s2}%), Đạt {n3} ({s3}%)",
    "{T} {t} {u}.\nCông tác chỉ đạo được triển khai kịp thời.\n- Loại tốt: {n1} {u}, chiếm {s1}%;\n- Loại khá: {n2} {u}, chiếm {s2}%;\n- Loại trung bình: {n3} {u}, chiếm {s3}%",
    "{T} {t} {u}.\n- Số {u} của các xã như sau: {p1} ({n1}), {p2} ({n2}), {p3} ({n3})",
    "{T} {t} {u}.\nChi tiết theo địa bàn như sau: {p1} ({n1} {u}), {p2} ({n2} {u}), {p3} ({n3} {u})",
]
NAMED = [  # names behind a count
    "Toàn huyện có {m} xã đạt chuẩn. Đó là các xã: {names}",
    "Toàn huyện có {m} xã đạt chuẩn. Gồm các xã {names}",
    "Toàn huyện có {m} xã đạt chuẩn, đó là: {names}",
    "Đến nay, huyện có {m} xã hoàn thành hồ sơ. Các xã đã hoàn thành gồm: {names}",
    "Có {m} đơn vị chưa nộp báo cáo. Cụ thể: {units}",
    "Có {m} đơn vị chưa nộp báo cáo, cụ thể là: {units}",
    "Huyện có {m} xã vùng cao là {names}",
    "Đã thẩm định hồ sơ của {m} xã ({names})",
    "Đoàn đã làm việc với {m} đơn vị:\n- {lines}",
]
PRICED = [
    "Xây mới {n} căn nhà với tổng kinh phí {t} triệu đồng ({m} triệu đồng/căn)",
    "Hỗ trợ xây mới {n} căn với tổng kinh phí {t} triệu đồng ({m} triệu đồng/căn)",
    "Hỗ trợ {n} hộ nghèo xây nhà. Mức hỗ trợ {m} triệu đồng/hộ. Tổng kinh phí là {t} triệu đồng",
    "Hỗ trợ {n} hộ nghèo xây nhà. Mỗi hộ được hỗ trợ {m} triệu đồng, tổng số tiền {t} triệu đồng",
    "Tặng {n} suất quà ({m} triệu đồng/suất), tổng trị giá {t} triệu đồng",
    "Tặng {n} suất quà cho học sinh, trị giá mỗi suất {m} triệu đồng, tổng số tiền là {t} triệu đồng",
    "Tổng kinh phí {t} triệu đồng, hỗ trợ cho {n} hộ ({m} triệu đồng/hộ)",
    "Đã trao {n} phần quà trị giá {t} triệu đồng, mỗi phần {m} triệu đồng",
]
PRICED += [
    "Kinh phí hỗ trợ: {t} triệu đồng ({n} hộ x {m} triệu đồng/hộ)",
    "Kinh phí hỗ trợ: {t} triệu đồng = {n} hộ x {m} triệu đồng",
]
NOTHING = [  # texts that look alike and tie nothing
    "Toàn huyện có {n1} hộ nghèo, {n2} trường học và {n3} km đường bê tông; đã trao {t} suất quà",
    "Năm 2027 toàn huyện có {n1} {u}, năm 2028 có {n2} {u}, năm 2029 có {t} {u}",
    "{T} {t} {u}. Trong tháng 11, {p1} có thêm {n1} {u}, {p2} có thêm {n2} {u}",
    "{T} {t} {u}, nhiều nhất là {p1} với {n1} {u}, {p2} với {n2} {u}",
    "{T} {t} {u}, trong đó có {n1} {u} ở {p1}, {n2} {u} ở {p2}",
    "{T} {t} {u}, tiêu biểu như: {p1} {n1} {u}, {p2} {n2} {u}",
    "Trong số {t} {u} phát sinh trong năm, chủ yếu ở {p1} với {n1} {u}, {p2} {n2} {u}",
    "{T} {t} {u}. Trong đó tại {p1} ({n1} {u}), {p2} ({n2} {u})",
    "{T} {t} {u}. Riêng {p1} có {n1} {u}, {p2} có {n2} {u}",
    "Đã giải ngân {n1} triệu đồng, đạt {o1}% kế hoạch; thu ngân sách {n2} triệu đồng, tăng {o2}% so với cùng kỳ",
    "Kế hoạch năm 2030 là {b} {u}. Năm 2029 thực hiện {a} {u}, tăng {o1}% so với năm 2028",
    "Kế hoạch trồng rừng là {n1} ha. Đã thu hoạch {n2} ha lúa, đạt {o1}% diện tích gieo cấy",
    "Toàn tỉnh có {t} {u}. Huyện Nghĩa Giang có {n1} {u}, đạt {o1}% kế hoạch của huyện",
    "Tổng kinh phí là {t} triệu đồng. Năm 2028 đã hỗ trợ {n1} hộ, mỗi hộ {o1} triệu đồng",
    "Đã tiếp {n1} lượt công dân; tiếp nhận {n2} đơn; thụ lý {n3} vụ việc; kiểm tra {t} cơ sở",
    "Đã tiếp nhận {a} {u}, tăng {o1}% so với cùng kỳ. Số {u} tồn từ năm trước là {b} {u}",
    "- {P1}: {n1} {u}\n- {P2}: {n2} {u}\nTrong cả nhiệm kỳ, huyện đã xử lý {t} {u}",
    "{P1} có {n1} {u}. {P2} có {n2} {u}. Toàn huyện hiện có {t} {u}, đứng thứ 3 toàn tỉnh",
    "{T} {t} {u}, tăng {n1} {u} so với tháng trước và tăng {n2} {u} so với cùng kỳ",
    "Xảy ra {a} vụ, làm chết {n1} người, bị thương {n2} người, hư hỏng {n3} phương tiện",
    "Huyện có {o1}% số hộ dùng nước sạch, {o2}% số hộ có nhà tiêu hợp vệ sinh, {o3}% số hộ có bảo hiểm",
    "Huyện có 5 xã vùng cao. Đoàn đã kiểm tra các xã {p1x}, {p2x} và {p3x}",
    "Đã ban hành 12 văn bản. Các đơn vị nộp báo cáo muộn gồm: {units}",
    "{x} đạt {a} {u}. Doanh thu vận tải đạt {b} {u}, tăng {o1}% so với cùng kỳ",
    "{x} đạt {a} {u}, bằng {o1}% kế hoạch, tăng {o2}% so với cùng kỳ; chi ngân sách {b} {u}",
    "{T} {t} {u}, trong đó nữ {n1} {u}, dân tộc thiểu số {n2} {u}, đảng viên {n3} {u}",
    "Dự toán chi là {b} triệu đồng. Thu ngân sách đạt {a} triệu đồng, đạt {o1}%",
    "Năm 2028 {p1} có {n1} {u}. Năm 2029 {p2} có {n2} {u}, tăng {o1}% so với năm trước",
    "Năm 2028, thu nội địa đạt {n1} tỷ đồng. Năm 2029, thu xuất nhập khẩu đạt {n2} tỷ đồng, giảm {o1}%",
    "Năm 2028, số vụ cháy là {n1} vụ. Năm 2029, số vụ tai nạn là {n2} vụ, giảm {n3} vụ",
    "Toàn huyện có {n1} hộ nghèo. So với năm 2028 ({n2} hộ), số hộ cận nghèo tăng {n3} hộ",
    "Thu ngân sách đạt {n1} tỷ đồng. So với cùng kỳ năm trước ({n2} tỷ đồng), chi đầu tư tăng {o1}%",
    "Có 5 xã đạt chuẩn. Cụ thể: Xã Bình Sơn đạt 19 tiêu chí; xã Châu Lâm đạt 18 tiêu chí; xã Đông Giang đạt 17 tiêu chí",
    "Có 4 xã hoàn thành đề án. Tại Bình Sơn, Châu Lâm, người dân đã hiến đất làm đường",
    "- Xã Bình Sơn: {n1} hộ nghèo;\n- Xã Châu Lâm: {n2} hộ nghèo.\nTổng số lao động được đào tạo là {t} lao động",
    "- Trồng rừng: {n1} ha;\n- Khoán bảo vệ: {n2} ha.\nTổng diện tích rừng cả giai đoạn là {t} ha",
    "Xã Bình Sơn có {n1} {u}, xã Châu Lâm có {n2} {u}. Tổng cộng trong 5 năm có {t} {u}",
    "Hỗ trợ {n1} hộ nghèo với tổng kinh phí {t} triệu đồng; ngoài ra tặng quà {o1} triệu đồng/hộ cho hộ cận nghèo",
    "Kế hoạch năm là {b} ha. Thu hoạch được {a} tấn, đạt {o1}%",
    "Kế hoạch thu là {b} tỷ đồng. Chi đầu tư {a} tỷ đồng, đạt {o1}% kế hoạch",
    "Đã giải quyết {n1}/{t} {u}, tăng {n2} {u} so với cùng kỳ",
    "Số {u} đã giải quyết là {n1}, đạt {o1}% về thời hạn và {o2}% về chất lượng",
    "Toàn huyện có {t} {u}. Các {u} này được {n1} cán bộ, {n2} tình nguyện viên hỗ trợ",
]
COUNTED = ["hộ nghèo", "hồ sơ", "lượt người", "vụ việc", "đơn", "dự án"]
WHOLES = {"count": ["Toàn huyện có", "Trong năm, huyện đã tiếp nhận", "Tổng số phát sinh trong kỳ là", "Hiện nay trên địa bàn huyện có"], "money": ["Tổng kinh phí thực hiện là", "Tổng thu ngân sách đạt", "Tổng vốn đầu tư là", "Chi thường xuyên ước đạt"]}


def _fields(rng: random.Random, kind: str, falls: bool) -> dict[str, str]:
    """Everything that a template may ask for."""
    from_, scale = one, 10 if kind == "money" else 1

    def show(value: int) -> str:
        return from_.decimal(value / scale) if kind == "money" else from_.whole(value)

    small = kind == "count" and rng.random() < 0.4
    parts = [rng.randrange(3, 95) if small else rng.randrange(120, 9000) for _ in range(3)]
    while len(set(parts)) < 3:
        parts = [n + i for i, n in enumerate(parts)]
    b = rng.randrange(400, 9000)
    a = rng.randrange(210, b - 45)
    names = rng.sample(one.PLACES, 3)
    kinds = rng.choice([k for k in one.KINDS.values() if len(k) >= 3])[:3] if kind == "count" else rng.sample(one.FUNDS, 3)
    fields = {"t": show(sum(parts)), "u": rng.choice(COUNTED) if kind == "count" else rng.choice(one.MONEY), "x": rng.choice(one.WHATS[kind]), "T": rng.choice(WHOLES[kind])}
    for i, (n, name, k) in enumerate(zip(parts, names, kinds, strict=True), 1):
        fields |= {f"n{i}": show(n), f"p{i}": name, f"P{i}": name[0].upper() + name[1:], f"p{i}x": name.removeprefix("xã ").removeprefix("thị trấn "), f"k{i}": k}
        fields |= {f"s{i}": one.decimal(n / sum(parts) * 100), f"o{i}": one.decimal(rng.randrange(31, 987) / 10)}
    before, after = (b, a) if falls else (a, b)
    growth = {"a": show(after), "b": show(before), "d": show(b - a), "p": one.decimal((b - a) / before * 100), "q": one.decimal(after / before * 100)}
    share = {"a": show(a), "b": show(b), "c": show(b - a), "r": one.decimal(a / b * 100), "v": one.decimal((b - a) / b * 100)}
    fields |= {"up": "giảm" if falls else "tăng", "to": "xuống còn" if falls else "lên"}
    n, m = rng.randrange(11, 240), rng.choice((2, 5, 12, 25, 40, 60, 1.5, 2.5))
    fields |= {f"growth {key}": value for key, value in growth.items()} | {f"share {key}": value for key, value in share.items()}
    fields |= {"product n": one.whole(n), "product m": one.whole(int(m)) if m == int(m) else one.decimal(m), "product t": one.whole(int(n * m)) if n * m == int(n * m) else one.decimal(n * m)}
    count = rng.randrange(3, 7)
    places, bodies = rng.sample(one.BARE, count), rng.sample(one.BODIES, min(count, len(one.BODIES)))
    fields |= {"names": ", ".join(places), "units": ", ".join(bodies), "lines": ";\n- ".join(bodies), "names count": f"{len(places):02}", "units count": f"{len(bodies):02}"}
    return fields


def _filled(template: str, fields: dict[str, str], group: str) -> tuple[str, tuple[str, ...]]:
    own = {key: fields.get(f"{group} {key}", value) for key, value in fields.items() if " " not in key}
    own |= {key.removeprefix(f"{group} "): value for key, value in fields.items() if key.startswith(f"{group} ")}
    if group == "named":
        own["m"] = fields["names count" if "{names}" in template else "units count"]
    used = [own[key] for key in ("t", "n1", "n2", "n3", "a", "b", "c", "d", "p", "q", "r", "v", "s1", "s2", "s3", "n", "m") if "{" + key + "}" in template and own.get(key, "")[:1].isdigit()]
    text = template.format(**own)
    return text + ("" if text.endswith(("\n", ".")) else "."), tuple(dict.fromkeys(used))


FAMILIES = {"ahead": (AHEAD, "share"), "then": (THEN, "growth"), "listed": (LISTED, "sum"), "lined": (LINED, "sum"), "parted": (PARTED, "share"), "closed": (CLOSED, "sum"), "named": (NAMED, "named"), "priced": (PRICED, "product"), "nothing": (NOTHING, "share")}


def passages(rng: random.Random) -> Iterator[one.Case]:
    for family, (templates, group) in FAMILIES.items():
        for template in templates:
            for kind in ("count", "money"):
                if kind == "money" and (family in ("named", "priced") or "số {u}" in template.lower()):
                    continue  # money is no noun
                text, figures = _filled(template, _fields(rng, kind, rng.random() < 0.4), group)
                yield one.Case((family, kind, template.replace("\n", "⏎")), text, figures)
