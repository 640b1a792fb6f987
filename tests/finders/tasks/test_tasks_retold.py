"""Directives that a page of news or of questions and answers retells, and words of a scan whose accents are lost."""

from __future__ import annotations

from extractor.finders.tasks.misread import mended
from extractor.pipeline import extract_text
from extractor.records import Task

OPENING = "Ngày 04/5/2031, Thủ tướng Chính phủ ban hành Công điện 61/CĐ-TTg về việc phòng cháy rừng mùa khô.\n\n"


def assigned(text: str) -> list[tuple[str | None, list[str]]]:
    records = extract_text(text, source="a.txt").records
    return [(r.title, r.leads) for r in records if isinstance(r, Task) and r.form == "assigned"]


def test_items_below_a_sentence_that_says_who_asks_whom() -> None:
    assert assigned(
        OPENING + "Theo đó, để giữ rừng, Thủ tướng Chính phủ yêu cầu Chủ tịch Ủy ban nhân dân các tỉnh, trong đó trọng tâm là các tỉnh: Sơn La, Lai Châu khẩn "
        "trương thực hiện các nội dung sau:\n\n- Tổ chức trực gác ngày đêm.\n\n- Xây dựng phương án di dân trước ngày 20/5/2031.\n\n"
        "Báo cáo nhu cầu phương tiện gửi Bộ Công an trước ngày 25/5/2031.\n"
    ) == [
        ("Tổ chức trực gác ngày đêm", ["Chủ tịch Ủy ban nhân dân các tỉnh"]),
        ("Xây dựng phương án di dân", ["Chủ tịch Ủy ban nhân dân các tỉnh"]),
        ("Báo cáo nhu cầu phương tiện gửi Bộ Công an", ["Chủ tịch Ủy ban nhân dân các tỉnh"]),
    ]


def test_items_below_the_name_of_the_notice_that_is_retold() -> None:
    assert assigned(
        "Sắp xếp các công ty lâm nghiệp\n\nPhó Thủ tướng Chính phủ kết luận tại Thông báo 82/TB-VPCP năm 2031 như sau:\n\n- Bộ Tài chính đã có nhiều cố gắng.\n\n"
        "- Bộ Xây dựng tiếp thu ý kiến của các tỉnh, hoàn thiện đề án.\n\n- Trên cơ sở đề án, Bộ Tài chính bố trí vốn.\n"
    ) == [("tiếp thu ý kiến của các tỉnh, hoàn thiện đề án", ["Bộ Xây dựng"]), ("bố trí vốn", ["Bộ Tài chính"])]


def test_a_heading_and_a_quoted_law_end_what_is_retold() -> None:
    retold = OPENING + "Theo đó, Thủ tướng Chính phủ yêu cầu:\n\n(1) Bộ Công an kiểm tra các kho xăng.\n\n"
    law = "Căn cứ Điều 12 Luật Phòng cháy năm 2030 quy định như sau:\n\n(1) Chủ rừng lập phương án chữa cháy.\n\n(2) Bộ Công an thẩm duyệt thiết kế.\n"
    assert assigned(retold + law) == [("kiểm tra các kho xăng", ["Bộ Công an"])]


def test_what_the_leader_asks_in_general_is_nobodys() -> None:
    assert assigned(OPENING + "Theo Công điện 61/CĐ-TTg, Thủ tướng chỉ đạo như sau:\n\nTheo đó, Thủ tướng yêu cầu khẩn trương rà soát các trạm bơm.\n") == []


def test_one_sentence_of_the_press_assigns_what_it_says_and_nothing_behind_it() -> None:
    assert assigned(
        "Gia cố đê trước mùa lũ\n\nSáng 12/4, đoàn công tác kiểm tra tuyến đê sông Mã. Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng hoàn thành việc gia cố trước ngày 30/4/2031.\n\n"
        "Sở Xây dựng thi công 12 km đê bao.\n"
    ) == [("hoàn thành việc gia cố", ["Sở Xây dựng"])]


def test_accents_that_recognition_lost_are_read_where_they_are_no_slip() -> None:
    scan = "Các xã khân trương triên khai, kiêm tra chợ và tô chức họp."
    assert mended(scan) == "Các xã khẩn trương triển khai, kiểm tra chợ và tổ chức họp."
    assert mended("Các xã khân trương lập danh sách.") == "Các xã khân trương lập danh sách."
    assert mended("KHÂN TRƯƠNG, triên khai, kiêm tra").startswith("KHẨN TRƯƠNG")


LETTER = "Ngày 04/5/2031, UBND tỉnh có Công văn số 512/UBND-NC về an toàn giao thông dịp hè.\n\n"


def test_paragraphs_behind_one_that_turns_to_what_a_letter_asks() -> None:
    assert assigned(
        LETTER + "Theo đó, Chủ tịch UBND tỉnh yêu cầu Công an tỉnh tuần tra các bến đò.\n\nTiếp tục kiểm tra phao cứu sinh. Đồng thời phối hợp với Sở Giáo dục và "
        "Đào tạo dạy bơi cho học sinh các xã ven sông.\n\nSở Xây dựng sửa biển báo trên các tuyến ven sông.\n"
    ) == [
        ("tuần tra các bến đò", ["Công an tỉnh"]),
        ("Tiếp tục kiểm tra phao cứu sinh", ["Công an tỉnh"]),
        ("dạy bơi cho học sinh các xã ven sông", ["Công an tỉnh"]),
        ("sửa biển báo trên các tuyến ven sông", ["Sở Xây dựng"]),
    ]


def test_bodies_below_a_turn_that_gives_to_nobody_yet() -> None:
    assert assigned(LETTER + "Theo đó, UBND tỉnh giao và yêu cầu:\n\nSở Xây dựng: Lắp đặt phao tiêu trên các luồng chính.\n\nCông an tỉnh: Tuần tra các bến đò.\n") == [
        ("Lắp đặt phao tiêu trên các luồng chính", ["Sở Xây dựng"]),
        ("Tuần tra các bến đò", ["Công an tỉnh"]),
    ]


def test_who_a_letter_says_must_act_and_a_sentence_that_gives() -> None:
    assert assigned(LETTER + "Công văn nêu rõ, các xã ven sông kiểm tra các bến đò trước ngày 20/5/2031.\n\nSở Xây dựng lắp phao tiêu.\n") == [
        ("kiểm tra các bến đò", ["các xã ven sông"]),
        ("lắp phao tiêu", ["Sở Xây dựng"]),
    ]
    assert assigned("Kết luận buổi làm việc, đồng chí Lê Văn An đánh giá cao kết quả. Giao Sở Xây dựng lắp phao tiêu. Công an tỉnh tuần tra các bến đò.\n") == [
        ("lắp phao tiêu", ["Sở Xây dựng"]),
        ("tuần tra các bến đò", ["Công an tỉnh"]),
    ]


def test_what_is_told_of_a_day_is_no_task() -> None:
    found = assigned("Kết luận buổi làm việc: Giao Sở Xây dựng lắp phao tiêu. Ngày 05/5/2031 Sở Xây dựng đã có tờ trình về phao tiêu.\n")
    assert found == [("lắp phao tiêu", ["Sở Xây dựng"])]


def test_what_is_asked_goes_on_with_another_body() -> None:
    found = assigned("UBND thành phố giao Sở Xây dựng lắp phao tiêu. Đồng thời, UBND phường Ven Sông công bố các bến đò an toàn.\n")
    assert found == [("lắp phao tiêu", ["Sở Xây dựng"]), ("công bố các bến đò an toàn", ["UBND phường Ven Sông"])]


def test_a_directive_told_as_just_issued_or_whose_words_are_quoted() -> None:
    assert assigned("UBND tỉnh vừa ban hành chỉ thị yêu cầu Chủ tịch UBND các huyện triển khai phương án trực đê.\n") == [
        ("triển khai phương án trực đê", ["Chủ tịch UBND các huyện"])
    ]
    assert assigned("Sau khi báo phản ánh, UBND tỉnh có ý kiến với nội dung: Giao Chủ tịch UBND huyện Tân Sông kiểm tra bến đò.\n") == [
        ("kiểm tra bến đò", ["Chủ tịch UBND huyện Tân Sông"])
    ]
    assert assigned("Theo chỉ thị, Bộ Xây dựng có trách nhiệm kiểm tra các bến đò; Bộ Công an tuần tra luồng tàu.\n") == [
        ("kiểm tra các bến đò", ["Bộ Xây dựng"]),
        ("tuần tra luồng tàu", ["Bộ Công an"]),
    ]
    assert assigned("Theo Công văn số 41/VPCP-KTTH, Thủ tướng Chính phủ yêu cầu: các Bộ, ngành công bố giá xăng.\n") == [("công bố giá xăng", ["các Bộ, ngành"])]


def test_what_a_leader_concluded_up_to_where_the_press_goes_on_telling() -> None:
    assert assigned(
        "Sáng 12/5, lãnh đạo tỉnh họp về các bến đò. Báo cáo tại cuộc họp, Sở Xây dựng cho biết còn 14 bến chưa có phao.\n\n"
        "Kết luận cuộc họp, đồng chí Phó Bí thư Tỉnh ủy yêu cầu: Sở Xây dựng lập danh sách các bến; Công an tỉnh tuần tra luồng tàu.\n\n"
        "Kho bạc Nhà nước tỉnh rút ngắn thời gian kiểm soát chi.\n\nCùng ngày, Đoàn công tác kiểm tra bến Tân Sông. Nhà thầu huy động 40 công nhân.\n"
    ) == [
        ("lập danh sách các bến", ["Sở Xây dựng"]),
        ("tuần tra luồng tàu", ["Công an tỉnh"]),
        ("rút ngắn thời gian kiểm soát chi", ["Kho bạc Nhà nước tỉnh"]),
    ]
    assert assigned("Theo đó, Ban Chỉ đạo đã lập kế hoạch.\n\nGiám đốc Sở Xây dựng đã ký văn bản đề nghị các xã kiểm tra bến đò. Trung tâm Văn hóa tổ chức hội thi bơi.\n") == []


def test_a_sentence_that_leads_straight_to_whom_is_asked() -> None:
    assert assigned(LETTER + "Theo đó, UBND tỉnh có ý kiến như sau: các sở, ngành theo chức năng tiếp tục rà soát các bến đò.\n\nSở Xây dựng lắp phao tiêu.\n") == [
        ("tiếp tục rà soát các bến đò", ["các sở, ngành"]),
        ("lắp phao tiêu", ["Sở Xây dựng"]),
    ]
    told = "Để giữ an toàn trên các luồng, UBND tỉnh Tân Sơn đã yêu cầu Sở Xây dựng lắp phao tiêu.\n\nUBND Tân Sơn chỉ đạo Sở Y tế kiểm tra các trạm cứu nạn.\n"
    assert assigned(told) == [("lắp phao tiêu", ["Sở Xây dựng"]), ("kiểm tra các trạm cứu nạn", ["Sở Y tế"])]
    assert assigned("Trong năm, UBND tỉnh Tân Sơn đã yêu cầu Sở Xây dựng lắp phao tiêu. Sở Xây dựng lắp 12 phao.\n") == []


def test_whose_duties_a_quoted_decision_lists() -> None:
    quoted = "Căn cứ khoản 3 Điều 4 Quyết định 77/QĐ-UBND năm 2031 quy định trách nhiệm tổ chức thực hiện của UBND huyện Tân Sơn về dự án bến cảng như sau:\n\n"
    items = "- Tổ chức lập phương án di dời các bến đò.\n\n- Phối hợp với Sở Xây dựng rà soát luồng tàu.\n"
    assert assigned(quoted + items) == [("Tổ chức lập phương án di dời các bến đò", ["UBND huyện Tân Sơn"]), ("rà soát luồng tàu", ["UBND huyện Tân Sơn"])]
    assert assigned(quoted.replace("Quyết định 77/QĐ-UBND năm 2031", "Luật Cảng biển 2031") + items) == []
