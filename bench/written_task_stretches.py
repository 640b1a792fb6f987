"""Stretches of documents without their heads that assign work, for bench/written_tasks.py: articles of regulations, parts of plans, letters, the press.

A `Stretch` says of what kind it is, its text with places for owners and acts, and which act falls to whom; what must give nothing has no such pair.
"""

from __future__ import annotations

from typing import NamedTuple


class Stretch(NamedTuple):
    """`{o0}` stands for the first owner, `{O0}` with a capital, `{a0}`, `{A0}` for acts; `pairs` are (act, owner) by number."""

    kind: str
    text: str
    pairs: tuple[tuple[int, int], ...]


STRETCHES = (
    Stretch("regulation", "Điều 14. Chế độ báo cáo\n1. {O0} có trách nhiệm {a0}.\n2. {O1} {a1} trước ngày 15 tháng 12 hằng năm.", ((0, 0), (1, 1))),
    Stretch("regulation", "Điều 14. Chế độ thông tin, báo cáo\n1. Định kỳ hằng quý, {o0} có trách nhiệm {a0}.\n2. {O1} có trách nhiệm {a1}.", ((0, 0), (1, 1))),
    Stretch("regulation", "Điều 25. Trách nhiệm của {o0}\n1. {A0}.\n2. {A1}.\nĐiều 26. Trách nhiệm của {o1}\n1. {A2}.", ((0, 0), (1, 0), (2, 1))),
    Stretch("regulation", "3. {O0} có trách nhiệm:\na) {A0};\nb) {A1}.\n4. {O1} có trách nhiệm:\na) {A2}.", ((0, 0), (1, 0), (2, 1))),
    Stretch("regulation", "Điều 33. {O0}\n{O0} giúp Ủy ban nhân dân tỉnh quản lý nhà nước về chợ, có các nhiệm vụ sau đây:\n1. {A0};\n2. {A1}.", ((0, 0), (1, 0))),
    Stretch("regulation", "Điều 12. Kiểm tra\n1. Chậm nhất sau 15 ngày kể từ ngày kết thúc đợt kiểm tra, {o0} có trách nhiệm {a0}.\n2. Thông tư này không áp dụng đối với chợ phiên.", ((0, 0),)),
    Stretch("regulation", "Điều 13. Kiểm tra hoạt động của chợ\n1. Định kỳ hằng năm, {o0} {a0}. Trình tự kiểm tra theo quy định của Thông tư này.", ((0, 0),)),
    Stretch("regulation", "Điều 5. Trách nhiệm thi hành\n1. {O0}, căn cứ quy hoạch được duyệt, có trách nhiệm:\na) {A0};\nb) {A1}.\n2. {O1} {a2}.", ((0, 0), (1, 0), (2, 1))),
    Stretch("regulation", "Điều 9. Tổ chức thực hiện\n1. {O0} có trách nhiệm:\na) Căn cứ quy định của pháp luật có liên quan, {a0};\nb) Định kỳ trước ngày 20 tháng 12 hằng năm, {a1}.", ((0, 0), (1, 0))),
    Stretch("decision", "Điều 5. Hiệu lực thi hành và điều khoản chuyển tiếp\n1. Quyết định này có hiệu lực từ ngày 15 tháng 12 năm 2031.\n2. {O0} {a0}.\n3. {O1} {a1}.", ((0, 0), (1, 1))),
    Stretch("decision", "Điều 2. Căn cứ kết quả rà soát công bố tại Điều 1 Quyết định này:\n1. {O0} {a0}.\n2. Căn cứ danh mục tại khoản 5 Điều 1 Quyết định này, {o1} có trách nhiệm {a1}.", ((0, 0), (1, 1))),
    Stretch("plan", "TỔ CHỨC THỰC HIỆN\n1. {O0}\na) {A0}.\nb) {A1}.\n2. {O1} {a2}.\n3. Kinh phí thực hiện Kế hoạch này do ngân sách bảo đảm.", ((0, 0), (1, 0), (2, 1))),
    Stretch("plan", "3.5. Giao {o0} {a0}.\n3.6. Định kỳ 6 tháng và hằng năm, {o1} phải {a1}.\nGiao {o2} {a2}.", ((0, 0), (1, 1), (2, 2))),
    Stretch("letter", "Căn cứ Nghị định số 26/2030/NĐ-CP của Chính phủ, Chủ tịch Ủy ban nhân dân tỉnh có ý kiến như sau:\n1. Thống nhất chủ trương sửa chữa chợ.\n2. {O0} có trách nhiệm {a0}.", ((0, 0),)),
    Stretch("letter", "Thực hiện Kế hoạch số 83-KH/TU của Ban Thường vụ Tỉnh ủy, Thường trực Đảng ủy có ý kiến chỉ đạo như sau:\n1. Giao {o0}:\n- {A0}.\n- {A1}.\n2. {O1} {a2}.", ((0, 0), (1, 0), (2, 1))),
    Stretch("press", "Ngày 04/5, Thủ tướng yêu cầu {o0} {a0}. {O1} được giao {a1}. Trong khi đó, {o2} cần {a2}.", ((0, 0), (1, 1), (2, 2))),
    Stretch("press", "Sáng 12/4, đoàn công tác kiểm tra tuyến đê. Chủ tịch UBND tỉnh yêu cầu {o0} {a0}.\n\n{O1} có nhiệm vụ {a1}.", ((0, 0), (1, 1))),
    Stretch("press", "{O0} {a0}, Thủ tướng chỉ đạo. Người đứng đầu Chính phủ cũng giao {o1} {a1}.", ((0, 0), (1, 1))),
    Stretch("press", "Sở Y tế vừa gửi văn bản đến {o0} đề nghị {a0}.", ((0, 0),)),
    Stretch("press", "Ngày 2/1, Thủ tướng gửi công điện chỉ đạo {o0} {a0}. {O1} phải {a1}.", ((0, 0), (1, 1))),
    Stretch("nothing", "{O0} {a0} trong ba ngày. Hội thi thu hút 200 người đến xem và cổ vũ.", ()),
    Stretch("nothing", "Điều 4. Hồ sơ\n1. Đơn đề nghị theo mẫu.\n2. Bản sao giấy phép. Người nộp hồ sơ có trách nhiệm khai đúng.", ()),
    Stretch("nothing", "Điều 3. Nguyên tắc\n1. Tổ chức, cá nhân có trách nhiệm giữ gìn vệ sinh chung.\n2. Thông tư này có hiệu lực từ ngày 01/6/2031.", ()),
    Stretch("nothing", "Theo {o0}, đến nay đơn vị đã {a0}. Người dân phấn khởi.", ()),
    Stretch("nothing", "Thủ tướng đánh giá cao kết quả của {o0}. Mùa mưa năm nay đến sớm.", ()),
)  # fmt: skip
