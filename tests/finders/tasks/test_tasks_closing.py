"""What documents ask of named bodies at their end, duties that rules lay on whoever they name, and where an act begins behind a limit or helpers."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Task

HEAD = "ỦY BAN NHÂN DÂN TỈNH ĐỒNG PHÚ\nSố: 57/{code}\nĐồng Phú, ngày 04 tháng 6 năm 2031\n{kind}\nVề việc trồng rừng ven hồ\n"


def assigned(kind: str, code: str, body: str) -> list[tuple[str, str, str | None]]:
    records = extract_text(HEAD.format(kind=kind, code=code) + body, source="a.txt").records
    return [(" + ".join(r.leads), r.title or "", r.deadline) for r in records if isinstance(r, Task) and r.form == "assigned"]


def test_who_is_charged_with_carrying_a_decision_out() -> None:
    assert assigned("QUYẾT ĐỊNH", "QĐ-UBND", "Điều 1. Phê duyệt danh mục 12 hồ.\nĐiều 2. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Xây dựng và Chủ tịch UBND các xã chịu trách nhiệm thi hành Quyết định này./.\n") == [
        ("Chánh Văn phòng UBND tỉnh + Giám đốc Sở Xây dựng + Chủ tịch UBND các xã", "thi hành Quyết định này", None)
    ]


PLAN = "IV. TỔ CHỨC THỰC HIỆN\n"


def test_who_reports_what_hinders_them() -> None:
    named = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "Trong quá trình triển khai, nếu có khó khăn, vướng mắc, các xã kịp thời phản ánh về Sở Nội vụ để tổng hợp.\n")
    assert named == [("các xã", "kịp thời phản ánh về Sở Nội vụ để tổng hợp", None)]
    above = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Giao Sở Nội vụ lập danh mục hồ. Nếu có vướng mắc, kịp thời báo cáo UBND tỉnh.\n")
    assert above == [("Sở Nội vụ", "lập danh mục hồ", None), ("Sở Nội vụ", "kịp thời báo cáo UBND tỉnh", None)]
    assert assigned("KẾ HOẠCH", "KH-UBND", PLAN + "Quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh kịp thời để xem xét.\n") == []


def test_a_call_on_named_bodies() -> None:
    assert assigned("KẾ HOẠCH", "KH-UBND", PLAN + "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, các xã nghiêm túc triển khai thực hiện./.\n") == [
        ("các sở, ngành + các xã", "nghiêm túc triển khai thực hiện", None)
    ]


RULES = "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý thẻ.\nQUY CHẾ\nQuản lý thẻ\n(Ban hành kèm theo Quyết định số 57/QĐ-UBND ngày 04/6/2031)\n"


def test_a_rule_charges_whoever_it_names_with_a_duty_but_not_everybody() -> None:
    found = assigned("QUYẾT ĐỊNH", "QĐ-UBND", RULES + "Điều 7. Cấp thẻ\n1. Chủ kho cho thuê có trách nhiệm cung cấp danh sách người gửi hàng.\n2. Tổ chức, cá nhân có trách nhiệm giữ gìn thẻ.\n")
    assert found == [("Chủ kho cho thuê", "cung cấp danh sách người gửi hàng", None)]


def test_a_limit_that_opens_a_clause_is_its_deadline() -> None:
    found = assigned("QUYẾT ĐỊNH", "QĐ-UBND", RULES + "Điều 9. Trách nhiệm của Văn phòng HĐND - UBND cấp xã\n1. Trong thời hạn 04 ngày làm việc kể từ ngày nhận thẻ, phải gửi giấy báo cho chủ thẻ.\n")
    assert found == [("Văn phòng HĐND - UBND cấp xã", "gửi giấy báo cho chủ thẻ", "Trong thời hạn 04 ngày làm việc kể từ ngày nhận thẻ")]


def test_items_in_brackets_below_a_name_with_a_dash() -> None:
    assert assigned("KẾ HOẠCH", "KH-UBND", PLAN + "- Sở Nội vụ:\n(1) Lập danh mục hồ.\n(2) Tổ chức kiểm tra các đập.\n- Sở Y tế bố trí thuốc.\n") == [
        ("Sở Nội vụ", "Lập danh mục hồ", None),
        ("Sở Nội vụ", "Tổ chức kiểm tra các đập", None),
        ("Sở Y tế", "bố trí thuốc", None),
    ]


def test_any_act_behind_giao_and_what_a_heading_says_behind_the_helpers() -> None:
    assert assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Giao Sở Nội vụ nhân bản phần mềm cho các xã.\n") == [("Sở Nội vụ", "nhân bản phần mềm cho các xã", None)]
    found = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Sở Tài chính chủ trì, phối hợp với các cơ quan liên quan tiếp tục thực hiện chính sách cho vay trồng rừng, trong đó:\n- Rà soát mức vay.\n")
    assert found == [("Sở Tài chính", "tiếp tục thực hiện chính sách cho vay trồng rừng", None), ("Sở Tài chính", "Rà soát mức vay", None)]


def test_only_to_do_the_tasks_is_no_act() -> None:
    assert assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Giao Sở Nội vụ lập danh mục hồ; tập trung thực hiện tốt các giải pháp cấp bách.\n") == [("Sở Nội vụ", "lập danh mục hồ", None)]


def test_a_law_that_is_retold_charges_nobody_it_only_speaks_of() -> None:
    news = "Chủ kho phải làm gì khi có cháy?\n\nTheo Điều 9 Luật Kho bãi năm 2031 quy định như sau:\n\nĐiều 9. Trách nhiệm\n1. Người trông kho có trách nhiệm lập sổ trực.\n"
    records = extract_text(news, source="a.txt").records
    assert [r for r in records if isinstance(r, Task) and r.form == "assigned" and r.leads == ["Người trông kho"]] == []


def test_to_follow_up_is_an_act_and_no_ground_behind_helpers() -> None:
    found = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Sở Nội vụ chủ trì, phối hợp với các xã theo dõi, báo cáo UBND tỉnh về số hồ.\n")
    assert found == [("Sở Nội vụ", "theo dõi, báo cáo UBND tỉnh về số hồ", None)]


@pytest.mark.parametrize("behind", ["", "\nNơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n", "\nKho lưu trữ mở cửa cả tuần.\n"])
def test_a_closing_article_whose_last_sentence_says_who_carries_it_out(behind: str) -> None:
    found = assigned("QUYẾT ĐỊNH", "QĐ-UBND", "Điều 1. Công bố danh mục kho.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng UBND tỉnh và Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.\n" + behind)
    assert found == [("Chánh Văn phòng UBND tỉnh + Giám đốc Sở Nội vụ", "thi hành Quyết định này", None)]


def test_articles_above_an_annex_whose_bracket_alone_gives_the_number() -> None:
    text = "NGHỊ QUYẾT\n\nBan hành Kế hoạch giám sát kho\n\nHỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI\n\nCăn cứ Luật Lưu trữ;\n\nQUYẾT NGHỊ:\n\nĐiều 1. Ban hành kèm theo Nghị quyết này Kế hoạch giám sát kho.\n\nĐiều 2.\n\nGiao Ủy ban nhân dân tỉnh lập danh mục kho.\n\nKẾ HOẠCH\n\nGIÁM SÁT KHO\n\n(Ban hành kèm theo Nghị quyết số 57/NQ-HĐND ngày 04 tháng 6 năm 2031 của Hội đồng nhân dân tỉnh Lào Cai)\n"
    assert [r.title for r in extract_text(text, source="a.txt").records if isinstance(r, Task) and r.form == "assigned"] == ["lập danh mục kho"]


def test_whom_the_work_that_they_were_given_describes() -> None:
    body = PLAN + "1. Các đơn vị được giao nhiệm vụ lập, thẩm tra danh mục kho khẩn trương gửi hồ sơ về Sở Nội vụ.\n2. Các đơn vị được giao lập danh mục kho.\n"
    assert assigned("KẾ HOẠCH", "KH-UBND", body)[0] == ("Các đơn vị được giao nhiệm vụ lập, thẩm tra danh mục kho", "khẩn trương gửi hồ sơ về Sở Nội vụ", None)
    assert assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Giao Tổng Thư ký Quốc hội lập danh mục kho.\n") == [("Tổng Thư ký Quốc hội", "lập danh mục kho", None)]


def test_a_second_body_with_a_duty_of_its_own_behind_a_comma() -> None:
    body = PLAN + "1. Các đơn vị được giao chủ trì có trách nhiệm mở kho đúng hạn, các đơn vị phối hợp có trách nhiệm cử người trực kho.\n"
    assert assigned("KẾ HOẠCH", "KH-UBND", body) == [("Các đơn vị được giao chủ trì", "mở kho đúng hạn", None), ("các đơn vị phối hợp", "cử người trực kho", None)]
    body = PLAN + "1. Sở Nội vụ có trách nhiệm thông báo cho Sở Tài chính, các cơ quan khác có trách nhiệm giữ kho.\n"
    assert assigned("KẾ HOẠCH", "KH-UBND", body) == [("Sở Nội vụ", "thông báo cho Sở Tài chính, các cơ quan khác có trách nhiệm giữ kho", None)]


def test_whom_an_owner_must_ask_in_the_middle_of_its_act() -> None:
    body = PLAN + "1. UBND các xã:\n- Kiểm tra các kho ven hồ, yêu cầu chủ kho che chắn hàng.\n- Lập danh sách kho.\n2. Giao lực lượng dân quân làm nòng cốt, phối hợp với Công an xã tuần tra các kho.\n"
    assert assigned("KẾ HOẠCH", "KH-UBND", body) == [
        ("UBND các xã", "Kiểm tra các kho ven hồ, yêu cầu chủ kho che chắn hàng", None),
        ("UBND các xã", "Lập danh sách kho", None),
        ("lực lượng dân quân", "tuần tra các kho", None),
    ]


def test_a_resolution_whose_first_article_says_what_it_governs_lays_down_rules() -> None:
    head = "NGHỊ QUYẾT\n\nVề kho lưu trữ\n\nHỘI ĐỒNG NHÂN DÂN TỈNH LÀO CAI\n\nĐiều 1. Phạm vi điều chỉnh\nNghị quyết này quy định về kho.\nĐiều 2. Kho\n"
    records = extract_text(head + "1. Người trông kho kiểm tra cửa kho, ghi sổ trực.\n", source="a.txt").records
    assert [r for r in records if isinstance(r, Task) and r.form == "assigned"] == []


@pytest.mark.parametrize(
    ("line", "owner", "act"),
    [
        ("Đơn vị, tổ chức trực tiếp quản lý, vận hành kho và hệ thống camera có trách nhiệm cập nhật sổ thẻ.", "Đơn vị, tổ chức trực tiếp quản lý, vận hành kho và hệ thống camera", "cập nhật sổ thẻ"),
        ("Cán bộ, nhân viên được giao thẻ vào kho có trách nhiệm giữ thẻ cẩn thận.", "Cán bộ, nhân viên được giao thẻ vào kho", "giữ thẻ cẩn thận"),
        ("Thương nhân thuê kho có quyền và nghĩa vụ tham gia các buổi tập huấn.", "Thương nhân thuê kho", "tham gia các buổi tập huấn"),
    ],
)
def test_a_rule_charges_whoever_its_description_names(line: str, owner: str, act: str) -> None:
    assert assigned("QUYẾT ĐỊNH", "QĐ-UBND", RULES + f"Điều 7. Cấp thẻ\n1. {line}\n") == [(owner, act, None)]


def test_a_duty_towards_somebody_is_no_act() -> None:
    assert assigned("QUYẾT ĐỊNH", "QĐ-UBND", RULES + "Điều 7. Cấp thẻ\n1. Cán bộ được giao thẻ có trách nhiệm với kho.\n") == []


def test_a_call_to_make_the_document_known_and_to_carry_it_out() -> None:
    found = assigned("CHỈ THỊ", "CT-UBND", "1. Sở Xây dựng lập danh mục hồ.\nChủ tịch UBND tỉnh yêu cầu Giám đốc các sở; Chủ tịch UBND các xã tổ chức quán triệt, chỉ đạo các đơn vị thực hiện nghiêm Chỉ thị này. Nơi nhận ghi sau.\n")
    assert found[-1] == ("Giám đốc các sở + Chủ tịch UBND các xã", "tổ chức quán triệt, chỉ đạo các đơn vị thực hiện nghiêm Chỉ thị này", None)


STEPS = (
    "II. NỘI DUNG\n2. Xây dựng trang tin của hồ\n- Nội dung: Trang tin cung cấp bản đồ hồ; hỗ trợ tra cứu cho hộ dân.\n- Cơ quan chủ trì: Sở Xây dựng.\n- Thời hạn ban hành: trước ngày 21 tháng 9 năm 2031.\n"
    "3. Soạn thảo văn bản\n- Quy chế quản lý nước hồ\n+ Nội dung: quy định giờ mở cống.\n+ Cơ quan chủ trì: Sở Nội vụ.\n"
)


def test_what_a_step_holds_describes_its_title() -> None:
    assert assigned("KẾ HOẠCH", "KH-UBND", STEPS) == [
        ("Sở Xây dựng", "Xây dựng trang tin của hồ", "trước ngày 21 tháng 9 năm 2031"),
        ("Sở Nội vụ", "Quy chế quản lý nước hồ", None),
    ]


def test_what_an_owner_asks_of_others_in_a_case_stays_its_own() -> None:
    found = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Sở Y tế\n- Kiểm tra nước hồ; nếu nước không đạt tiêu chuẩn, phải hướng dẫn, yêu cầu các đơn vị khắc phục.\n")
    assert found == [("Sở Y tế", "Kiểm tra nước hồ", None), ("Sở Y tế", "hướng dẫn, yêu cầu các đơn vị khắc phục", None)]


def test_a_report_with_a_day_of_its_own_is_another_act() -> None:
    found = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Sở Y tế tổ chức tập huấn cho các trạm và báo cáo kết quả về Sở Nội vụ trước ngày 21/9/2031.\n")
    assert found == [("Sở Y tế", "tổ chức tập huấn cho các trạm", None), ("Sở Y tế", "báo cáo kết quả về Sở Nội vụ", "trước ngày 21/9/2031")]


def test_to_tell_somebody_something_is_an_act_not_a_notice() -> None:
    found = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Sở Y tế\n- Lập danh mục hồ; thông báo cho các hộ biết nội dung của danh mục.\n")
    assert [act for _, act, _ in found] == ["Lập danh mục hồ", "thông báo cho các hộ biết nội dung của danh mục"]


def test_who_stands_between_two_sides_has_an_act_of_it() -> None:
    found = assigned("KẾ HOẠCH", "KH-UBND", PLAN + "1. Hội Nông dân tỉnh\n- Là cầu nối giữa hộ trồng rừng với các sở.\n")
    assert found == [("Hội Nông dân tỉnh", "Là cầu nối giữa hộ trồng rừng với các sở", None)]


def test_this_body_of_a_rule_has_a_duty_behind_a_limit() -> None:
    found = assigned("QUYẾT ĐỊNH", "QĐ-UBND", RULES + "Điều 7. Cấp thẻ\n1. Trong thời hạn 18 ngày kể từ khi kho được nghiệm thu, chủ đầu tư các kho này có trách nhiệm cung cấp sơ đồ kho.\n")
    assert [(owner, act) for owner, act, _ in found] == [("chủ đầu tư các kho này", "cung cấp sơ đồ kho")]
