"""Tasks that running text gives to somebody: owners in the clause, the heading, the lead-in, the lines behind; deadlines to their own acts."""

from __future__ import annotations

import datetime

import pytest

from extractor.pipeline import extract_text
from extractor.records import Task

HEAD = """ỦY BAN NHÂN DÂN
TỈNH PHÚ THỌ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 14/{symbol}-UBND
Phú Thọ, ngày 05 tháng 3 năm 2031

{kind}
Về việc tăng cường quản lý chợ nông thôn

"""


def assigned(body: str, kind: str = "CHỈ THỊ", symbol: str = "CT") -> list[Task]:
    text = HEAD.format(kind=kind, symbol=symbol) + body + "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
    records = extract_text(text, source="a.txt").records
    found = [r for r in records if isinstance(r, Task) and r.form == "assigned"]
    for task in found:
        assert task.start is not None and text[task.start : task.end] == task.quote
        assert all(text[c.start : c.end] == c.quote for c in task.citations.values())
    return found


def titles(tasks: list[Task]) -> list[str | None]:
    return [task.title for task in tasks]


def test_owner_in_the_clause_with_mates_and_deadline() -> None:
    (task,) = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Giao Sở Công Thương chủ trì, phối hợp với Sở Xây dựng và các đơn vị liên quan rà soát quy hoạch chợ, "
        "hoàn thành trước ngày 15/4/2031."
    )
    assert task.title == "rà soát quy hoạch chợ"
    assert (task.lead, task.leads, task.cooperate) == ("Sở Công Thương", ["Sở Công Thương"], ["Sở Xây dựng", "các đơn vị liên quan"])
    assert (task.due_on, task.status, task.deadline) == (datetime.date(2031, 4, 15), "planned", "trước ngày 15/4/2031")
    assert task.assigned_by == "Ủy ban nhân dân tỉnh Phú Thọ"


def test_owner_in_the_heading_and_one_task_a_clause() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Sở Y tế:\n- Hướng dẫn các trạm y tế kiểm tra nguồn nước; tổng hợp, báo cáo UBND tỉnh trước ngày 20 hằng tháng.\n"
        "- Bố trí thuốc dự phòng; bảo đảm đủ cơ số thuốc.\n\n2. Công an tỉnh\nTăng cường tuần tra các chợ đầu mối trong tháng 4 năm 2031.\n"
    )
    assert titles(found) == [
        "Hướng dẫn các trạm y tế kiểm tra nguồn nước",
        "tổng hợp, báo cáo UBND tỉnh",
        "Bố trí thuốc dự phòng; bảo đảm đủ cơ số thuốc",
        "Tăng cường tuần tra các chợ đầu mối",
    ]
    assert [t.lead for t in found] == ["Sở Y tế"] * 3 + ["Công an tỉnh"]
    assert [t.due_on for t in found] == [None, None, None, datetime.date(2031, 4, 30)]
    assert found[1].recurrence == "hằng tháng" and found[1].product == "báo cáo"


def test_owners_of_a_lead_in_hold_until_another_is_named() -> None:
    found = assigned(
        "Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành; Chủ tịch UBND các huyện thực hiện tốt các nội dung sau:\n\n"
        "1. Rà soát danh mục chợ xuống cấp.\n\n2. Các Sở: Kế hoạch và Đầu tư, Tài chính cân đối vốn sửa chữa chợ trong quý II/2031.\n"
    )
    assert [t.leads for t in found] == [
        ["Thủ trưởng các sở, ban, ngành", "Chủ tịch UBND các huyện"],
        ["Sở Kế hoạch và Đầu tư", "Sở Tài chính"],
    ]
    assert found[0].assigned_by == "Chủ tịch UBND tỉnh"
    assert found[1].due_on == datetime.date(2031, 6, 30)


def test_each_deadline_goes_to_its_own_act() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Sở Xây dựng: (1) Khẩn trương thành lập tổ kiểm tra chợ, hoàn thành trong tháng 3 năm 2031, triển khai kiểm tra trong "
        "năm 2031; (2) Công bố danh sách chợ không đạt trước ngày 30/6/2031.\n"
    )
    assert [t.due_on for t in found] == [datetime.date(2031, 3, 31), datetime.date(2031, 12, 31), datetime.date(2031, 6, 30)]


def test_lines_behind_an_act_name_its_owner() -> None:
    (task,) = assigned(
        "II. NHIỆM VỤ\n\n1. Xây dựng quy chế quản lý chợ.\n- Cơ quan chủ trì: Sở Công Thương.\n- Cơ quan phối hợp: Sở Tư pháp, Sở Y tế.\n"
        "- Thời gian hoàn thành: Quý III/2031.\n- Sản phẩm: Quyết định của UBND tỉnh.\n",
        "KẾ HOẠCH",
        "KH",
    )
    assert (task.title, task.lead, task.cooperate) == ("Xây dựng quy chế quản lý chợ", "Sở Công Thương", ["Sở Tư pháp", "Sở Y tế"])
    assert task.due_on == datetime.date(2031, 9, 30)


@pytest.mark.parametrize(
    "body",
    [
        "Căn cứ Quyết định số 15/QĐ-UBND ngày 04/3/2030 giao Sở Y tế chủ trì xây dựng đề án;",
        "Thời gian qua, Sở Nội vụ đã tổ chức kiểm tra 12 đơn vị; các huyện thực hiện tốt.",
        "I. ĐÁNH GIÁ TÌNH HÌNH\n\n- Sở Công Thương phối hợp UBND các huyện kiểm tra 12 chợ, xử lý 03 vụ.\n",
        "UBND tỉnh yêu cầu:\n\n1. Bảo đảm vệ sinh môi trường tại các chợ.\n",
        "Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc Chỉ thị này.",
        "Đơn vị: Triệu đồng\n",
    ],
)
def test_grounds_appeals_and_what_is_done_are_no_tasks(body: str) -> None:
    assert assigned(body) == []


def test_a_report_assigns_only_where_it_says_so() -> None:
    body = "III. PHƯƠNG HƯỚNG\n\nĐề nghị UBND tỉnh bổ sung kinh phí. Sở Y tế tiếp tục kiểm tra. Giao Phòng Nghiệp vụ lập kế hoạch trước ngày 10/4/2031.\n"
    assert titles(assigned(body, "BÁO CÁO", "BC")) == ["lập kế hoạch"]


def test_a_list_inside_an_act_stays_one_task() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Sở Tài chính giải quyết 02 vấn đề sau: (i) Thanh toán nợ đọng; (ii) Cấp vốn sửa chữa.\n"
        "2. Sở Nội vụ tập trung: (i) Rà soát biên chế ban quản lý chợ; (ii) Tổ chức tập huấn.\n"
    )
    assert len([t for t in found if t.lead == "Sở Tài chính"]) == 1
    assert titles([t for t in found if t.lead == "Sở Nội vụ"]) == ["Rà soát biên chế ban quản lý chợ", "Tổ chức tập huấn"]


def test_same_text_gives_the_same_tasks() -> None:
    body = "UBND tỉnh yêu cầu:\n\n1. Sở Y tế:\n- Kiểm tra nguồn nước.\n"
    one, two = ([t.model_dump() for t in assigned(body)] for _ in range(2))
    assert one == two and one


def test_cost_grows_with_the_text() -> None:
    import time

    from extractor.document import Document
    from extractor.finders.tasks.assigned import find_assigned
    from extractor.layout import analyze

    def took(times: int) -> float:
        body = "UBND tỉnh yêu cầu:\n\n1. Sở Y tế: " + "; ".join(["kiểm tra trạm y tế xã (khu vực miền núi)"] * times) + ".\n"
        layout = analyze(Document(HEAD.format(kind="CHỈ THỊ", symbol="CT") + body, "a.txt", "0" * 64))
        start = time.process_time()
        assert len(find_assigned(layout, [], "Chỉ thị")) == times
        return time.process_time() - start

    took(10)
    assert took(3200) < 12 * took(800) + 0.5


def cut(body: str) -> list[Task]:
    """The tasks of a text without a head."""
    return [r for r in extract_text(body, source="a.txt").records if isinstance(r, Task) and r.form == "assigned"]


CUT = (
    "a) Bộ Công Thương tiếp tục theo dõi giá xăng dầu.\n\nb) Các tỉnh Lai Châu, Hà Giang khẩn trương hoàn thiện hồ sơ, hoàn thành trong năm 2031.\n\n"
    "c) Giao Bộ Tài chính bố trí kinh phí.\n"
)


def test_a_text_cut_out_of_its_document_directs_where_its_lines_give() -> None:
    found = cut("III. NHIỆM VỤ\n\n1. Hoàn thành mục tiêu bình ổn giá trong năm 2031\n\n" + CUT)
    assert [task.leads for task in found] == [["Bộ Công Thương"], ["Các tỉnh Lai Châu, Hà Giang"], ["Bộ Tài chính"]]
    assert found[1].due_on == datetime.date(2031, 12, 31)


def test_a_text_that_tells_directs_nobody() -> None:
    told = "".join(f"Tháng {month}, sản lượng đạt 12 nghìn tấn, tăng 3% so với cùng kỳ.\n\n" for month in range(1, 6))
    assert [task.leads for task in cut(told + CUT)] == [["Bộ Tài chính"]]


def test_a_labelled_line_tells_the_deadline_of_the_acts_above_it() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. UBND các xã\n- Thành lập tổ kiểm đếm.\nThời gian hoàn thành: Trước ngày 15/11/2031.\n"
        "- Lập danh sách hộ kinh doanh; gửi Sở Tài chính.\nThời hạn hoàn thành: Trước ngày 30/11/2031.\n- Tuyên truyền đến các hộ.\n"
    )
    assert [(task.title, task.due_on) for task in found] == [
        ("Thành lập tổ kiểm đếm", datetime.date(2031, 11, 15)),
        ("Lập danh sách hộ kinh doanh", datetime.date(2031, 11, 30)),
        ("gửi Sở Tài chính", datetime.date(2031, 11, 30)),
        ("Tuyên truyền đến các hộ", None),
    ]


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("1. Trách nhiệm của đối tượng thực hiện kiểm đếm:", ["đối tượng thực hiện kiểm đếm"]),
        ("1. Cơ quan chủ trì giải quyết thủ tục thuê quầy", ["Cơ quan chủ trì giải quyết thủ tục thuê quầy"]),
        ("1. Các cơ quan quản lý cấp trên (bao gồm cả cơ quan đại diện chủ sở hữu)", ["Các cơ quan quản lý cấp trên"]),
    ],
)
def test_owners_that_a_heading_tells_by_what_they_do(line: str, leads: list[str]) -> None:
    found = assigned(f"UBND tỉnh yêu cầu:\n\n{line}\na) Lập danh sách quầy hàng;\nb) Báo cáo kết quả trước ngày 15/4/2031.\n")
    assert [task.leads for task in found] == [leads, leads]


def test_an_act_in_a_heading_is_no_organisation() -> None:
    found = assigned("UBND tỉnh yêu cầu các huyện:\n\n1. Tổ chức triển khai kiểm đếm quầy hàng\n- Lập danh sách quầy hàng.\n")
    assert all(task.leads == ["các huyện"] for task in found)


@pytest.mark.parametrize(
    ("line", "leads", "title"),
    [
        ("Cơ quan phối hợp có trách nhiệm trả lời bằng văn bản.", ["Cơ quan phối hợp"], "trả lời bằng văn bản"),
        ("Cơ quan chủ trì đề án, dự án có trách nhiệm quyết toán kinh phí.", ["Cơ quan chủ trì đề án, dự án"], "quyết toán kinh phí"),
        ("Bộ Quốc phòng phát huy sức mạnh tổng hợp.", ["Bộ Quốc phòng"], "phát huy sức mạnh tổng hợp"),
        ("Các cơ quan cập nhật ngay số liệu mới.", ["Các cơ quan"], "cập nhật ngay số liệu mới"),
        ("Đối với các chủ đầu tư cần nhanh chóng dọn dẹp mặt bằng.", ["các chủ đầu tư"], "nhanh chóng dọn dẹp mặt bằng"),
        ("Yêu cầu từng xã, các chủ đầu tư, nhà thầu thi công, các đơn vị tư vấn tích cực đổi mới cách làm.", ["từng xã", "các chủ đầu tư, nhà thầu thi công", "các đơn vị tư vấn"], "tích cực đổi mới cách làm"),
        ("Các bộ liên quan và các Tập đoàn: Điện lực Việt Nam, Dầu khí Việt Nam trao đổi với tỉnh.", ["Các bộ liên quan", "Tập đoàn Điện lực Việt Nam", "Tập đoàn Dầu khí Việt Nam"], "trao đổi với tỉnh"),
        ("Giao đồng chí Giám đốc Sở Xây dựng kiểm tra chợ huyện.", ["Giám đốc Sở Xây dựng"], "kiểm tra chợ huyện"),
        ("Sau khi hồ sơ được duyệt, Sở Tài chính lập thủ tục cấp kinh phí.", ["Sở Tài chính"], "lập thủ tục cấp kinh phí"),
        ("Để nâng cao hiệu quả, tăng cường giám sát, các Sở, UBND các xã theo chức năng triển khai kiểm tra chợ.", ["các Sở", "UBND các xã"], "triển khai kiểm tra chợ"),
    ],
)
def test_who_must_act_in_a_clause(line: str, leads: list[str], title: str) -> None:
    (task,) = assigned(f"UBND tỉnh yêu cầu:\n\n1. {line}\n")
    assert (task.leads, task.title) == (leads, title)


def test_a_deadline_between_the_owner_and_the_act() -> None:
    (task,) = assigned("UBND tỉnh yêu cầu:\n\n1. Giao Phó Chủ tịch UBND tỉnh trước ngày 15 tháng 11 năm 2031 trực tiếp kiểm tra các chợ.\n")
    assert (task.leads, task.title, task.due_on) == (["Phó Chủ tịch UBND tỉnh"], "trực tiếp kiểm tra các chợ", datetime.date(2031, 11, 15))


def test_one_body_charged_with_the_document_itself_and_who_follows_it_up() -> None:
    found = assigned(
        "Điều 1. Thông qua đề án chợ nông thôn.\n\nĐiều 2. Giao Sở Công Thương chủ trì tổ chức thực hiện Nghị quyết này.\n\n"
        "Điều 3. Thường trực Hội đồng nhân dân, các Ban của Hội đồng nhân dân giám sát việc thực hiện Nghị quyết này.\n",
        "NGHỊ QUYẾT",
        "NQ",
    )
    assert titles(found) == ["chủ trì tổ chức thực hiện Nghị quyết này", "giám sát việc thực hiện Nghị quyết này"]


def test_whom_items_name_under_a_joint_heading_helps() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. Công an tỉnh\na) Chủ trì, phối hợp\n- Sở Tài chính tham mưu bố trí kinh phí.\n- Sở Nội vụ rà soát biên chế.\nb) Kiểm tra các chợ.\n")
    assert [(task.leads, task.cooperate) for task in found] == [(["Công an tỉnh"], ["Sở Tài chính"]), (["Công an tỉnh"], ["Sở Nội vụ"]), (["Công an tỉnh"], [])]


def test_what_an_act_is_based_on_stands_before_it() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. UBND các xã:\na) Căn cứ khoản 2, khoản 3 Điều 5 Quyết định này, chủ động rà soát quầy hàng;\nb) Khi có yêu cầu, bố trí chỗ họp.\n")
    assert titles(found) == ["chủ động rà soát quầy hàng", "bố trí chỗ họp"]


def test_what_many_do_is_not_what_the_issuer_tells_of_itself() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. Các Sở và UBND các xã triển khai những nội dung sau:\na) Kiểm tra chợ;\nb) Rà soát quầy hàng.\n")
    assert [(task.title, task.leads) for task in found] == [("Kiểm tra chợ", ["Các Sở", "UBND các xã"]), ("Rà soát quầy hàng", ["Các Sở", "UBND các xã"])]


def conclusion(body: str) -> list[tuple[str | None, list[str]]]:
    found = assigned("Sau khi nghe báo cáo, Phó Thủ tướng kết luận như sau:\n\n" + body, "THÔNG BÁO", "TB")
    return [(task.title, task.leads) for task in found]


def test_conclusion_turns_from_praise_to_what_must_be_done() -> None:
    assert conclusion(
        "I. ĐÁNH GIÁ CHUNG\nNăm qua kinh tế phát triển khá.\nĐể hoàn thành kế hoạch, tỉnh Sơn Bình cần tập trung thực hiện tốt một số nhiệm vụ, "
        "giải pháp sau đây:\n1. Tăng cường hiệu quả hoạt động của bộ máy xã.\n2. Rà soát các chợ tạm.\n"
    ) == [("Tăng cường hiệu quả hoạt động của bộ máy xã", ["tỉnh Sơn Bình"]), ("Rà soát các chợ tạm", ["tỉnh Sơn Bình"])]


def test_place_called_by_its_level_acts_behind_a_topic() -> None:
    assert conclusion(
        "II. VỀ KIẾN NGHỊ\n1. Về dự án đường vành đai: Tỉnh chủ động làm việc với Bộ Xây dựng; trên cơ sở đó, Tỉnh lập báo cáo dự án.\n"
    ) == [("chủ động làm việc với Bộ Xây dựng", ["Tỉnh"]), ("lập báo cáo dự án", ["Tỉnh"])]


def test_items_of_a_conclusion_go_on_with_the_place_they_address() -> None:
    assert conclusion(
        "I. NHIỆM VỤ\n1. Về tăng trưởng:\nTỉnh cần tập trung lãnh đạo điều hành cụ thể.\n2. Cần đánh giá kỹ lợi thế của địa phương.\n"
        "3. Trên cơ sở Nghị quyết Đại hội, khẩn trương xây dựng chương trình.\nII. KHÁC\n1. Rà soát lại.\n"
    ) == [
        ("tập trung lãnh đạo điều hành cụ thể", ["Tỉnh"]),
        ("Cần đánh giá kỹ lợi thế của địa phương", ["Tỉnh"]),
        ("khẩn trương xây dựng chương trình", ["Tỉnh"]),
    ]


def test_ministries_and_other_bodies_behind_one_plural() -> None:
    ((_, leads),) = conclusion("8. Các Bộ, cơ quan: Tài chính, Ngoại giao, Tập đoàn Điện lực Việt Nam theo chức năng, nhiệm vụ được giao khẩn trương rà soát quy hoạch.\n")
    assert leads == ["Bộ Tài chính", "Bộ Ngoại giao", "Tập đoàn Điện lực Việt Nam"]


def test_paragraphs_without_marks_below_the_topics_of_a_lead_in() -> None:
    found = assigned(
        "Yêu cầu Chủ tịch UBND các xã tập trung thực hiện những nội dung chủ yếu sau:\n\n1. Nâng cao chất lượng chợ nông thôn\n\n"
        "Thường xuyên kiểm tra việc niêm yết giá.\n\nHàng năm, Chi cục Quản lý thị trường rà soát các điểm bán lẻ.\n\n"
        "Vì vậy, các hợp tác xã cần nghiêm chỉnh thực hiện chế độ báo cáo.\n"
    )
    assert [(task.title, task.leads) for task in found] == [
        ("Thường xuyên kiểm tra việc niêm yết giá", ["Chủ tịch UBND các xã"]),
        ("rà soát các điểm bán lẻ", ["Chi cục Quản lý thị trường"]),
        ("nghiêm chỉnh thực hiện chế độ báo cáo", ["các hợp tác xã"]),
    ]


def test_what_an_addressed_body_asks_of_others_is_its_own_act() -> None:
    found = assigned("Đề nghị UBND xã Tân Lập thu hồi số tiền chi sai; UBND xã Tân Lập yêu cầu Công ty Minh Hải nộp đủ hồ sơ.", "THÔNG BÁO", "TB")
    assert {tuple(task.leads) for task in found} == {("UBND xã Tân Lập",)}


def test_a_long_topic_that_names_a_target_programme_tells_of_no_past() -> None:
    assert conclusion(
        "III. VỀ KIẾN NGHỊ\n4. Về việc sớm xem xét tờ trình của các xã về mục tiêu trồng rừng phòng hộ ven sông và chợ phiên:\n"
        "Sở Tài chính sớm thẩm định báo cáo này.\n"
    ) == [("sớm thẩm định báo cáo này", ["Sở Tài chính"])]


def test_circumstances_of_time_before_an_owner_whose_verb_an_issuer_also_uses() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Hằng năm, Sở Tài chính báo cáo kết quả quản lý chợ; gửi Sở Công Thương.\n\n"
        "2. Trong 05 ngày làm việc kể từ ngày nhận đủ hồ sơ, Văn phòng UBND tỉnh trình phương án.\n"
    )
    assert [(task.title, task.leads) for task in found] == [
        ("báo cáo kết quả quản lý chợ", ["Sở Tài chính"]),
        ("gửi Sở Công Thương", ["Sở Tài chính"]),
        ("trình phương án", ["Văn phòng UBND tỉnh"]),
    ]


def test_boards_and_departments_in_small_letters_behind_the_word_that_gives() -> None:
    found = assigned("1. Giao Ban Quản lý chợ Gò sắp xếp điểm bán; giao phòng Kinh tế tham mưu UBND xã lập phương án.\n")
    assert [(task.title, task.leads) for task in found] == [
        ("sắp xếp điểm bán", ["Ban Quản lý chợ Gò"]),
        ("tham mưu UBND xã lập phương án", ["phòng Kinh tế"]),
    ]


def test_a_ground_with_what_is_done_by_it_is_the_act() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n3. Ủy ban nhân dân các xã căn cứ nhu cầu, quỹ đất của địa phương để lập quy hoạch chợ.\n\n4. Sở Y tế căn cứ quy định, lập danh sách.\n")
    assert titles(found) == ["căn cứ nhu cầu, quỹ đất của địa phương để lập quy hoạch chợ", "lập danh sách"]


def test_who_directs_in_old_words_is_no_part_of_the_owner() -> None:
    found = assigned("Ủy ban nhân dân tỉnh chỉ thị Thủ trưởng các sở, ban, ngành tổ chức kiểm tra các chợ.\n")
    assert [(task.title, task.lead) for task in found] == [("tổ chức kiểm tra các chợ", "Thủ trưởng các sở, ban, ngành")]


def test_bodies_in_a_list_of_what_somebody_follows_are_charged_with_nothing() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n2. Ông Lê Văn Tám, Phó Trưởng phòng: Giúp lãnh đạo theo dõi các lĩnh vực: tài chính; Quỹ Bảo vệ phát triển rừng; tham mưu lịch họp.\n")
    assert {tuple(task.leads) for task in found} == {("Ông Lê Văn Tám", "Phó Trưởng phòng")} or {task.lead for task in found} == {"Ông Lê Văn Tám, Phó Trưởng phòng"}


REPORT = "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM\n1. Phòng Kinh tế đã tham mưu ban hành 12 văn bản.\n\n"


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        ("III.Nhiệm vụ trọng tâm 6 tháng cuối năm\n1. Phòng Kinh tế:\n- Hướng dẫn nhân dân gieo cấy lúa mùa;\n- Rà soát nguồn thu.\n2. BHXH các xã lập danh sách hộ tham gia.", ["Phòng Kinh tế", "Phòng Kinh tế", "BHXH các xã"]),
        ("II. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ IV\n1. Lĩnh vực kinh tế: Phòng Kinh tế rà soát các hợp tác xã.\n2. Yêu cầu các thôn tự kiểm tra hồ chứa.", ["Phòng Kinh tế", "các thôn"]),
        ("PHẦN B. KẾ HOẠCH CÔNG TÁC THÁNG 8\n1. Chi cục Thú y khống chế dịch tả lợn; tiêm phòng 1.200 liều vắc xin.", ["Chi cục Thú y", "Chi cục Thú y"]),
        ("D/ KẾ HOẠCH NĂM 2032\n2. Nhiệm vụ cụ thể giao các khoa, phòng:\n* Khoa Dược báo cáo tồn kho thuốc vào ngày 25 hàng tháng.\n* Phòng Kế hoạch tổng hợp: lập danh mục kỹ thuật.", ["Khoa Dược", "Phòng Kế hoạch tổng hợp"]),
        ("PHẦN II\nNHIỆM VỤ NĂM 2032\nPhân công cụ thể:\n1. Phòng Kinh tế (cơ quan thường trực) rà soát hồ sơ.", ["Phòng Kinh tế (cơ quan thường trực)"]),
        ("IV. KẾ HOẠCH VÀ PHÂN CÔNG 02 THÁNG CUỐI NĂM\nGiám đốc Ban giao:\n1. Phòng Điều hành dự án 1 yêu cầu nhà thầu cầu Gò bổ sung 02 mũi thi công.\n\nUBND tỉnh báo cáo Chính phủ xem xét, chỉ đạo./.", ["Phòng Điều hành dự án 1"]),
        ("B.PHƯƠNG HƯỚNG NHIỆM VỤ NĂM 2032\nII.Nhiệm vụ giao các ban,ngành\n1.Trạm Y tế cân trẻ, tẩm màn mỗi quý 01 lần.", ["Trạm Y tế"]),
        ("IV. KIẾN NGHỊ CỦA BAN\n2. Đề nghị UBND tỉnh chỉ đạo:\na) Sở Tài chính làm rõ nguyên nhân chuyển nguồn.", ["Sở Tài chính"]),
        ("II. Thực hiện nhiệm vụ năm 2030\n1. Phòng Kinh tế rà soát hồ sơ.", []),
        ("II. Kiến nghị, đề xuất\nĐể hoàn thành mục tiêu trên, Thanh tra tỉnh kiến nghị UBND tỉnh chỉ đạo:\n1. Sở Y tế rà soát các vụ việc tồn đọng.\n2. Giám đốc các sở đôn đốc việc nộp tiền.", ["Sở Y tế", "Giám đốc các sở"]),
        ("II. Kiến nghị\n1. Đề nghị UBND tỉnh bố trí kinh phí xây cầu.\n2. Đề nghị Sở Xây dựng thẩm định dự án.", []),
    ],
)
def test_what_a_report_gives_for_the_time_to_come(body: str, leads: list[str]) -> None:
    assert [task.lead for task in assigned(REPORT + body, "BÁO CÁO", "BC")] == leads


@pytest.mark.parametrize(
    "name",
    [
        "Trung tâm Dịch vụ việc làm tỉnh", "Cục Hạ tầng và Thiết bị y tế", "Cơ sở khám bệnh, chữa bệnh", "Đoàn công tác", "Bộ phận Tiếp nhận và Trả kết quả", "Bảo tàng tỉnh", "Chủ rừng", "Viettel Phú Thọ", "Ban Hỗ trợ phụ nữ phát triển kinh tế",
        "Vụ Tổ chức cán bộ", "Phòng Kế hoạch tổng hợp", "Chi cục Khai thác và Bảo vệ nguồn lợi thủy sản", "Các Đội", "Đội Kiểm soát phòng, chống ma túy", "Phòng Kiểm soát nhiễm khuẩn", "Phòng Điều hành dự án 2",
        "Tổ chức, cá nhân khai thác khoáng sản", "Ban Quản lý dự án đầu tư xây dựng huyện", "Ban Quản lý rừng phòng hộ Gò Xoài", "Phòng Thống kê Tổng hợp", "Phòng Người có công", "Quỹ Đầu tư phát triển tỉnh", "Cơ quan Cảnh sát điều tra Công an tỉnh",
    ],
)  # fmt: skip
def test_bodies_whose_names_hold_verbs_or_begin_with_other_words(name: str) -> None:
    found = assigned(f"UBND tỉnh yêu cầu:\n\n1. {name} rà soát hồ sơ, báo cáo trước ngày 15/4/2031.\n2. Sở Nội vụ theo dõi việc thực hiện.")
    assert [task.lead for task in found] == [name, "Sở Nội vụ"]


def test_rooms_of_a_commune_written_out() -> None:
    (task,) = assigned("UBND xã yêu cầu:\n\n1. Các phòng: Kinh tế, Văn hóa - Xã hội, Văn phòng HĐND và UBND xã rà soát hồ sơ tồn đọng.")
    assert task.leads == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND xã"]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("mở cao điểm xử lý xe quá tải từ ngày 15/4 đến ngày 15/5/2031", ("mở cao điểm xử lý xe quá tải", "2031-05-15", "từ ngày 15/4 đến ngày 15/5/2031")),
        ("đôn đốc các nhà thầu, đến 31/12/2031 giải ngân đạt 98%", ("đôn đốc các nhà thầu, đến 31/12/2031 giải ngân đạt 98%", "2031-12-31", "đến 31/12/2031")),
        ("cập nhật bản đồ rừng theo Thông tư số 34/2029/TT-BNN trong quý II năm 2031", ("cập nhật bản đồ rừng theo Thông tư số 34/2029/TT-BNN", "2031-06-30", "trong quý II năm 2031")),
        ("công khai số giờ dạy trong thời hạn 10 ngày kể từ ngày kết thúc năm học", ("công khai số giờ dạy", "None", "trong thời hạn 10 ngày kể từ ngày kết thúc năm học")),
        ("báo cáo số liệu về Sở hằng ngày trước 16 giờ", ("báo cáo số liệu về Sở", "None", "hằng ngày trước 16 giờ")),
        ("báo cáo tồn kho thuốc trước ngày 25/4/2031, không để thiếu thuốc", ("báo cáo tồn kho thuốc", "2031-04-25", "trước ngày 25/4/2031")),
        ("tổng hợp kết quả từ ngày 15/4 đến ngày 15/5/2031", ("tổng hợp kết quả từ ngày 15/4 đến ngày 15/5/2031", "None", "None")),
        ("xây dựng đề án sáp nhập chợ, phấn đấu đến năm 2035 còn 12 chợ", ("xây dựng đề án sáp nhập chợ, phấn đấu đến năm 2035 còn 12 chợ", "None", "None")),
    ],
)
def test_until_when(act: str, said: tuple[str, str, str]) -> None:
    (task,) = assigned(f"UBND tỉnh yêu cầu:\n\n1. Sở Y tế {act}.")
    assert (task.title, str(task.due_on), str(task.deadline)) == said


def test_each_act_of_a_sentence_with_its_own_deadline() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Sở Nội vụ tổ chức phổ biến quy chế trong quý II năm 2031 và gửi báo cáo về UBND tỉnh chậm nhất ngày 15 tháng 8 hằng năm.\n"
        "2. Sở Xây dựng kiểm tra hồ sơ tuyến kè; chậm nhất ngày 25/7/2031 báo cáo UBND tỉnh; hoàn thành thống kê thiệt hại, gửi Sở Tài chính trước ngày 05/11/2031.\n"
        "3. Các xã công khai nguồn vốn; hằng quý, trước ngày 20 tháng cuối quý báo cáo tiến độ, định kỳ ngày 18 hằng tháng gửi Sở Tài chính."
    )
    assert [(task.title, str(task.due_on)) for task in found] == [
        ("tổ chức phổ biến quy chế", "2031-06-30"),
        ("gửi báo cáo về UBND tỉnh", "None"),
        ("kiểm tra hồ sơ tuyến kè", "None"),
        ("chậm nhất ngày 25/7/2031 báo cáo UBND tỉnh", "2031-07-25"),
        ("hoàn thành thống kê thiệt hại, gửi Sở Tài chính", "2031-11-05"),
        ("công khai nguồn vốn", "None"),
        ("hằng quý, trước ngày 20 tháng cuối quý báo cáo tiến độ", "None"),
        ("định kỳ ngày 18 hằng tháng gửi Sở Tài chính", "None"),
    ]


def test_a_bracket_that_only_names_the_owner() -> None:
    (task,) = assigned("UBND tỉnh yêu cầu:\n\n3. Lập danh sách tạm trú (Công an xã).")
    assert (task.title, task.lead) == ("Lập danh sách tạm trú", "Công an xã")


def test_what_an_act_is_about_stands_before_its_owner_or_in_the_heading() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Về kinh phí sửa chữa trụ sở: Giao Sở Tài chính kiểm tra thực tế.\n2. Về cấp điện cho ba bản vùng cao, đề nghị Công ty Điện lực Phú Thọ bố trí vốn.\n"
        "3. Về chợ nông thôn\na) Sở Công Thương rà soát quy hoạch.\n4. Sở Y tế kiểm tra nguồn nước.\n"
    )
    assert [(task.parent, task.lead) for task in found] == [
        ("Về kinh phí sửa chữa trụ sở", "Sở Tài chính"),
        ("Về cấp điện cho ba bản vùng cao", "Công ty Điện lực Phú Thọ"),
        ("Về chợ nông thôn", "Sở Công Thương"),
        (None, "Sở Y tế"),
    ]


def test_who_concluded_assigns_what_his_office_passes_on() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nVĂN PHÒNG\nSố: 14/TB-VP\nPhú Thọ, ngày 05 tháng 3 năm 2031\n\nTHÔNG BÁO\n"
        "Kết luận của Chủ tịch UBND tỉnh tại phiên họp tháng 02/2031\n\nChủ tịch UBND tỉnh kết luận như sau:\n1. Sở Y tế rà soát hồ sơ trước ngày 15/4/2031.\n"
    )
    (task,) = [r for r in extract_text(text).records if isinstance(r, Task)]
    assert (task.lead, task.assigned_by) == ("Sở Y tế", "Chủ tịch UBND tỉnh")
    assert task.citations["assigned_by"].quote == "Chủ tịch UBND tỉnh"


def test_what_a_department_asks_of_its_own_province_is_no_task() -> None:
    text = (
        "UBND TỈNH PHÚ THỌ\nSỞ CÔNG THƯƠNG\nSố: 77/BC-SCT\nPhú Thọ, ngày 15 tháng 7 năm 2031\n\nBÁO CÁO\nCông tác tuần 28\n\nI. KẾT QUẢ\nĐã kiểm tra 12 chợ.\n"
        "II. NHIỆM VỤ TUẦN TỚI\n1. Phòng Quản lý thương mại kiểm tra chợ Gò.\n2. Đề nghị UBND tỉnh bổ sung kinh phí sửa chợ.\n"
    )
    assert [r.lead for r in extract_text(text).records if isinstance(r, Task)] == ["Phòng Quản lý thương mại"]


def test_acts_of_an_officers_notices() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Giao Đảng ủy UBND tỉnh:\n- Lãnh đạo UBND tỉnh phê duyệt phương án xử lý nhà, đất.\n"
        "2. UBND các xã Gò, Đồng:\n- Lập danh sách các hộ trong vùng sạt lở; di dời xong trước ngày 25/8/2031.\n- Thường trực 24/24 giờ, kịp thời báo cáo.\n"
        "3. UBND các xã, phường chưa gửi báo cáo khẩn trương gửi báo cáo về Văn phòng UBND tỉnh.\n4. Đồng chí Hà Văn Nam, Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo việc di dời.\n"
        "5. Ban Quản lý chợ Gò hoàn thiện hồ sơ 06 công trình đã hoàn thành, xong trong tháng 9/2031.\n6. Tổ công tác rà soát các dự án vướng mắc, báo cáo UBND tỉnh trước ngày 30/9/2031.\n"
        "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.\n"
    )
    assert [(task.title, task.leads) for task in found] == [
        ("Lãnh đạo UBND tỉnh phê duyệt phương án xử lý nhà, đất", ["Đảng ủy UBND tỉnh"]),
        ("Lập danh sách các hộ trong vùng sạt lở; di dời", ["UBND các xã Gò, Đồng"]),
        ("Thường trực 24/24 giờ, kịp thời báo cáo", ["UBND các xã Gò, Đồng"]),
        ("khẩn trương gửi báo cáo về Văn phòng UBND tỉnh", ["UBND các xã, phường chưa gửi báo cáo"]),
        ("trực tiếp chỉ đạo việc di dời", ["Đồng chí Hà Văn Nam, Phó Chủ tịch UBND tỉnh"]),
        ("hoàn thiện hồ sơ 06 công trình đã hoàn thành", ["Ban Quản lý chợ Gò"]),
        ("rà soát các dự án vướng mắc, báo cáo UBND tỉnh", ["Tổ công tác"]),
        ("nghiêm túc thực hiện", ["các cơ quan, đơn vị"]),
    ]
    assert [str(task.due_on) for task in found] == ["None", "2031-08-25", "None", "None", "None", "2031-09-30", "2031-09-30", "None"]


def test_whom_a_sentence_asks_owns_the_items_below_it() -> None:
    found = assigned("I. VỀ NHIỆM VỤ CỦA XÃ\nYêu cầu Đảng ủy, UBND xã Gò tập trung thực hiện tốt một số nội dung sau:\n1. Kiện toàn bộ máy trước ngày 30/8/2031.\n2. Rà soát quy hoạch chợ.\n", "THÔNG BÁO", "TB")
    assert [(task.title, task.leads) for task in found] == [("Kiện toàn bộ máy", ["Đảng ủy", "UBND xã Gò"]), ("Rà soát quy hoạch chợ", ["Đảng ủy", "UBND xã Gò"])]


def test_an_act_begins_behind_who_leads_and_who_helps() -> None:
    one, two = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Sở Y tế khẩn trương chủ trì, phối hợp chặt chẽ với Sở Tài chính và Công an tỉnh lập danh sách trạm bơm.\n\n"
        "2. Sở Xây dựng phối hợp với Sở Nội vụ trong việc rà soát biên chế."
    )
    assert (one.title, list(one.cooperate)) == ("lập danh sách trạm bơm", ["Sở Tài chính", "Công an tỉnh"])
    assert two.title == "phối hợp với Sở Nội vụ trong việc rà soát biên chế"  # no verb stands behind the helpers
