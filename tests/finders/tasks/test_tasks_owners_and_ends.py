"""Where owners end whose names hold verbs, and where acts end before what follows their deadline."""

from __future__ import annotations

import datetime

import pytest

from tests.finders.tasks.test_tasks_assigned import assigned, titles


@pytest.mark.parametrize(
    ("line", "lead", "title"),
    [
        ("UBND các xã, thị trấn đưa chỉ tiêu trồng rừng vào nghị quyết năm.", "UBND các xã, thị trấn", "đưa chỉ tiêu trồng rừng vào nghị quyết năm"),
        ("Chi nhánh Công ty Quản lý khai thác bến bãi vận hành các âu thuyền.", "Chi nhánh Công ty Quản lý khai thác bến bãi", "vận hành các âu thuyền"),
        ("Các Trạm Thủy văn trực 24/24h, kiểm tra các mốc đo.", "Các Trạm Thủy văn", "trực 24/24h, kiểm tra các mốc đo"),
        ("Kho bạc Nhà nước tỉnh trả thẻ kho cho các đơn vị.", "Kho bạc Nhà nước tỉnh", "trả thẻ kho cho các đơn vị"),
        ("Phòng Tư pháp tổng hợp, gửi danh sách hòa giải viên.", "Phòng Tư pháp", "tổng hợp, gửi danh sách hòa giải viên"),
        ("Sở Y tế - cơ quan thường trực Ban Chỉ đạo tổ chức sơ kết.", "Sở Y tế", "tổ chức sơ kết"),
        ("Các công ty nhà nước đến nay chưa có báo cáo theo Công văn số 31/STC-TH ngày 02/2/2031 của Sở Tài chính, khẩn trương gửi báo cáo.", "Các công ty nhà nước", "khẩn trương gửi báo cáo"),
    ],
)
def test_who_acts_and_what(line: str, lead: str, title: str) -> None:
    (task,) = assigned(f"UBND tỉnh yêu cầu:\n\n1. {line}")
    assert (", ".join(task.leads), task.title) == (lead, title)


@pytest.mark.parametrize(
    ("act", "title", "due"),
    [
        ("rà soát nợ thuế đến hết tháng 7, đề xuất biện pháp thu hồi", "rà soát nợ thuế đến hết tháng 7, đề xuất biện pháp thu hồi", None),
        ("tháo dỡ các lều quán đến hết tháng 7/2031", "tháo dỡ các lều quán", datetime.date(2031, 7, 31)),
        ("lập dự toán trước ngày 17/6/2031 để tổng hợp, trình HĐND tỉnh", "lập dự toán", datetime.date(2031, 6, 17)),
        ("lập dự toán trước ngày 17/6/2031 phục vụ kỳ họp", "lập dự toán", datetime.date(2031, 6, 17)),
        ("giải quyết các hồ sơ trễ hạn trong quý III/2031, nâng tỷ lệ đúng hạn lên 97%", "giải quyết các hồ sơ trễ hạn", datetime.date(2031, 9, 30)),
        ("báo cáo kết quả hai đợt trước ngày 17/6 và ngày 17/11/2031", "báo cáo kết quả hai đợt", datetime.date(2031, 11, 17)),
    ],
)
def test_where_an_act_ends(act: str, title: str, due: datetime.date | None) -> None:
    (task,) = assigned(f"UBND tỉnh yêu cầu:\n\n1. Sở Tài chính {act}.")
    assert (task.title, task.due_on) == (title, due)


def test_each_act_keeps_its_own_times() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. Phòng Nội vụ tổng hợp, gửi danh sách trước ngày 17/8/2031, báo cáo kết quả trước ngày 23 hằng tháng.")
    assert titles(found) == ["tổng hợp, gửi danh sách", "báo cáo kết quả"]
    assert [(task.due_on, task.recurrence) for task in found] == [(datetime.date(2031, 8, 17), None), (None, "hằng tháng")]


def test_a_sentence_that_shares_out_an_amount_holds_no_acts() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. Sở Nội vụ xóa 41 nhà tạm. Kinh phí 2.310 triệu đồng, trong đó xây mới 30 căn; sửa chữa 11 căn. Công bố danh sách trên Cổng thông tin.")
    assert titles(found) == ["xóa 41 nhà tạm", "Công bố danh sách trên Cổng thông tin"]


def test_helpers_whose_name_a_comma_follows_stay_with_their_act() -> None:
    (task,) = assigned("UBND tỉnh yêu cầu:\n\n1. Tỉnh đoàn chủ trì, phối hợp với giáo viên chủ nhiệm, theo dõi lớp hè.")
    assert task.title == "theo dõi lớp hè"


PLAN = "Số: 57/KH-UBND\n\nKẾ HOẠCH\nTrồng tre ven sông\n\nVI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Nội vụ\n\n- Tập huấn cho cán bộ.\n\n"


def test_a_heading_names_many_by_what_they_do() -> None:
    found = assigned(PLAN + "2. Các ngành chủ trì, tham gia quản lý vườn ươm thuộc Đề án ven sông của các huyện và thành phố trong tỉnh\n\n- Cung cấp giống tre đúng vụ.")
    assert [(task.lead, task.title) for task in found][1:] == [("Các ngành chủ trì, tham gia quản lý vườn ươm thuộc Đề án ven sông của các huyện và thành phố trong tỉnh", "Cung cấp giống tre đúng vụ")]


def test_steps_of_watching_and_judging_lie_ahead() -> None:
    found = assigned("Số: 57/KH-UBND\n\nKẾ HOẠCH\nTrồng tre ven sông\n\nIII. NHIỆM VỤ\n\n1. Sở Nội vụ trồng tre.\n\nIV. GIÁM SÁT, ĐÁNH GIÁ\n\n1. Các bước đánh giá\n\n- Sở Nội vụ tổng hợp phiếu hỏi của các xã.\n\nV. ĐÁNH GIÁ CHUNG\n\n- Sở Nội vụ tổng hợp phiếu hỏi của các phường.")
    assert titles(found) == ["trồng tre", "tổng hợp phiếu hỏi của các xã"]


def test_no_act_begins_inside_a_bracket_of_bodies() -> None:
    (task,) = assigned("UBND tỉnh yêu cầu:\n\n1. Các cơ quan cấp phép (Sở Xây dựng, Ban Quản lý Khu Nông nghiệp ứng dụng Công nghệ xanh, Ban Quản lý chợ):\n\na) Niêm yết giờ nhận hồ sơ.")
    assert task.title == "Niêm yết giờ nhận hồ sơ"


def test_rights_and_what_nobody_answers_for_are_no_acts() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. Ban Quản lý chợ lập sổ thu, từ chối thanh toán hóa đơn thiếu; không chịu trách nhiệm về hàng gửi qua đêm. Trường hợp chủ quầy chậm nộp, không thống nhất mức thu, thì Ban Quản lý chợ có quyền yêu cầu nộp bổ sung.\n\n2. Sở Tài chính kiểm tra sổ thu; từ chối thanh toán hóa đơn sai.")
    assert titles(found) == ["lập sổ thu, từ chối thanh toán hóa đơn thiếu; không chịu trách nhiệm về hàng gửi qua đêm", "kiểm tra sổ thu", "từ chối thanh toán hóa đơn sai"]
