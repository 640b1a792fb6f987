"""Whose an act is and where it parts, as those say who read a document with nothing but its words: conclusions, labels, rates, passed-on work."""

from __future__ import annotations

import datetime

import pytest

from extractor.pipeline import extract_text
from extractor.records import Metadata
from tests.finders.tasks.test_tasks_assigned import assigned, titles
from tests.finders.tasks.test_tasks_retold import assigned as of_page


def test_whoever_is_directed_to_do_the_following_leads_it() -> None:
    found = assigned(
        "II. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế chỉ đạo Chi cục Dân số thực hiện các nội dung sau:\n\n- Lập dự toán kinh phí.\n\n- Báo cáo UBND tỉnh trước ngày 21/9/2031.\n\n"
        "2. Sở Tài chính chỉ đạo Kho bạc Nhà nước:\n\n- Thanh toán kịp thời cho các dự án."
    )
    assert [(task.title, task.leads) for task in found] == [
        ("Lập dự toán kinh phí", ["Chi cục Dân số"]),
        ("Báo cáo UBND tỉnh", ["Chi cục Dân số"]),
        ("Thanh toán kịp thời cho các dự án", ["Sở Tài chính"]),
    ]
    assert found[1].due_on == datetime.date(2031, 9, 21)


@pytest.mark.parametrize(
    ("acts", "parts"),
    [
        ("chi trả tiền cho các hộ, đồng thời niêm yết danh sách tại thôn", ["chi trả tiền cho các hộ", "niêm yết danh sách tại thôn"]),
        ("thu hồi nợ theo quy định; đồng thời, chủ động điều hòa vốn giữa các xã", ["thu hồi nợ theo quy định", "chủ động điều hòa vốn giữa các xã"]),
        ("tuyên truyền cho chủ ghe; không cấp phép đóng mới ghe cào", ["tuyên truyền cho chủ ghe", "không cấp phép đóng mới ghe cào"]),
        ("tuyên truyền cho chủ ghe; không để xảy ra điểm nóng", ["tuyên truyền cho chủ ghe; không để xảy ra điểm nóng"]),
        ("tuyên truyền cho chủ ghe; không làm ảnh hưởng đến người dân", ["tuyên truyền cho chủ ghe; không làm ảnh hưởng đến người dân"]),
    ],
)
def test_where_one_act_parts_from_the_next(acts: str, parts: list[str]) -> None:
    assert titles(assigned(f"UBND tỉnh yêu cầu:\n\n1. UBND các huyện {acts}.")) == parts


def test_the_press_goes_on_with_what_the_place_must_do() -> None:
    assert of_page(
        "Báo cáo của UBND huyện An Phú cho thấy, quý I/2031 tổng giá trị sản phẩm địa phương đạt 512,3 tỷ đồng, tăng 9,41% so với cùng kỳ. Các lĩnh vực văn hóa, y tế có chuyển biến; "
        "quốc phòng, an ninh được giữ vững. Hiện huyện triển khai nhiều giải pháp nhằm thúc đẩy sản xuất.\n\n"
        "Đối với việc phát triển công nghiệp, đồng chí Lê Văn Hòa yêu cầu tập trung hỗ trợ các cụm công nghiệp. Địa phương phải kết hợp với các sở, ngành của tỉnh rà soát nhu cầu lao động. "
        "Bên cạnh đó, tập trung hoàn thiện hạ tầng.\n\n"
        "Người đứng đầu chính quyền tỉnh cũng yêu cầu huyện An Phú tập trung xử lý các công trình dở dang; đồng thời hỗ trợ các chủ dự án.\n"
    ) == [
        ("rà soát nhu cầu lao động", ["Địa phương"]),
        ("tập trung hoàn thiện hạ tầng", ["Địa phương"]),
        ("tập trung xử lý các công trình dở dang", ["huyện An Phú"]),
        ("hỗ trợ các chủ dự án", ["huyện An Phú"]),
    ]


def test_a_paragraph_that_begins_with_the_name_of_a_type_is_no_heading() -> None:
    text = "Báo cáo của UBND huyện An Phú cho thấy, quý I/2031 tổng giá trị sản phẩm đạt 512,3 tỷ đồng. " + "Các lĩnh vực văn hóa, y tế có chuyển biến tốt. " * 4
    (head,) = [r for r in extract_text(text, source="a.txt").records if isinstance(r, Metadata)]
    assert head.doc_type is None


CONCLUSION = (
    "KẾT LUẬN\ncủa Phó Thủ tướng tại buổi làm việc với lãnh đạo tỉnh An Hòa\n\nNgày 12 tháng 3 năm 2031, Phó Thủ tướng Chính phủ đã chủ trì buổi làm việc với lãnh đạo tỉnh An Hòa "
    "về đầu tư công. Phó Thủ tướng kết luận như sau:\n\nI. ĐÁNH GIÁ CHUNG\n\n1. Tăng trưởng cao hơn cùng kỳ.\n\nII. MỘT SỐ NHIỆM VỤ, GIẢI PHÁP\n\n"
    "1. Rà soát quy hoạch phát triển; trên cơ sở đó khẩn trương rà soát, điều chỉnh các dự án.\n\n2. Bộ Nội vụ hướng dẫn sắp xếp các thôn.\n"
)


def test_the_items_of_a_conclusion_address_the_place_with_whose_leaders_the_meeting_was() -> None:
    found = assigned(CONCLUSION, "THÔNG BÁO", "TB")
    assert [(task.title, task.leads) for task in found] == [
        ("Rà soát quy hoạch phát triển", ["tỉnh An Hòa"]),
        ("khẩn trương rà soát, điều chỉnh các dự án", ["tỉnh An Hòa"]),
        ("hướng dẫn sắp xếp các thôn", ["Bộ Nội vụ"]),
    ]


def test_who_leads_and_who_helps_in_the_value_of_a_label() -> None:
    found = assigned(
        "III. NỘI DUNG\n\n1. Truyền thông\n\na) Hoạt động 1\n\n- Nội dung: Tuyên truyền phòng cháy rừng trên loa truyền thanh.\n\n"
        "- Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với các sở, ban, ngành và các đơn vị có liên quan.\n\nb) Hoạt động 2\n\n- Nội dung: Treo băng rôn tại các cửa rừng.\n\n"
        "- Cơ quan thực hiện:\n\n+ Sở Văn hóa và Thể thao chủ trì, phối hợp với các sở, ban, ngành.\n\n+ Sở Xây dựng đăng tải thông điệp trên bảng quang báo.\n",
        "KẾ HOẠCH",
        "KH",
    )
    assert [(task.title, task.leads, task.cooperate) for task in found] == [
        ("Tuyên truyền phòng cháy rừng trên loa truyền thanh", ["Sở Nội vụ"], ["các sở, ban, ngành", "các đơn vị có liên quan"]),
        ("Treo băng rôn tại các cửa rừng", ["Sở Văn hóa và Thể thao"], ["các sở, ban, ngành"]),
        ("đăng tải thông điệp trên bảng quang báo", ["Sở Xây dựng"], []),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1. Các thành viên tham dự: 90.000 đồng/người/buổi;",
        "1. Các xã, phường bố trí cán bộ được hưởng 500.000 đồng/người/tháng.",
        "1. Huyện, thị xã hỗ trợ 40%; xã, phường 60%.",
        "1. Thành phố Long Giang: - Các khu đất bám mặt tiền các trục đường có khả năng sinh lợi: 0,75%",
        "1. Phường hình thành sau sắp xếp có diện tích đạt từ 6,5 km2 trở lên;",
    ],
)
def test_rates_and_norms_are_no_acts(line: str) -> None:
    assert assigned(f"UBND tỉnh quy định:\n\n{line}", "QUYẾT ĐỊNH", "QĐ") == []


def test_a_letter_to_those_above_gives_nobody_work() -> None:
    body = "Bộ Tài chính đề nghị nâng mức miễn thuế từ 90 triệu đồng lên 160 triệu đồng. Theo đó, các hộ kinh doanh phải kê khai doanh thu. Nghị quyết này, Nghị quyết này.\n"
    assert of_page(f"Kính gửi: Thủ tướng Chính phủ\n\n{body}") == []


def test_what_stands_before_the_words_that_turn_to_a_list_is_an_act() -> None:
    found = assigned(
        "II. NHIỆM VỤ\n\n1. Bộ trưởng các Bộ, Chủ tịch các Tập đoàn tiếp tục triển khai đồng bộ các Kết luận của Trung ương; trong đó, chú trọng thực hiện các việc sau:\n\na) Rà soát vốn."
    )
    assert titles(found) == ["tiếp tục triển khai đồng bộ các Kết luận của Trung ương", "Rà soát vốn"]


def test_who_is_charged_by_others_is_named_by_that() -> None:
    found = assigned("Đề nghị các cơ quan chuyên môn; các Hội được Đảng, Nhà nước giao nhiệm vụ trên địa bàn; UBND các xã: tổ chức triển khai việc đánh giá.")
    assert [(task.title, task.leads) for task in found] == [
        ("tổ chức triển khai việc đánh giá", ["các cơ quan chuyên môn", "các Hội được Đảng, Nhà nước giao nhiệm vụ trên địa bàn", "UBND các xã"])
    ]


def test_a_paragraph_on_a_case_goes_on_with_the_item_above() -> None:
    found = assigned(
        "UBND tỉnh yêu cầu:\n\n1. Sở Y tế:\n\n- Rà soát các trạm.\n\nTrường hợp không cân đối được nguồn, khẩn trương đề xuất hỗ trợ từ ngân sách tỉnh.\n\n"
        "2. Sở Xây dựng được UBND tỉnh giao thường xuyên theo dõi các dự án."
    )
    assert [(task.title, task.leads) for task in found] == [
        ("Rà soát các trạm", ["Sở Y tế"]),
        ("khẩn trương đề xuất hỗ trợ từ ngân sách tỉnh", ["Sở Y tế"]),
        ("thường xuyên theo dõi các dự án", ["Sở Xây dựng"]),
    ]


def test_the_time_that_opens_a_sentence_is_that_of_all_its_acts() -> None:
    found = assigned("UBND tỉnh yêu cầu:\n\n1. Sở Xây dựng: Trong năm 2031, khởi công cầu An Hòa; đẩy nhanh thủ tục đầu tư. Rà soát quy hoạch.")
    assert [task.due_on for task in found] == [datetime.date(2031, 12, 31), datetime.date(2031, 12, 31), None]


@pytest.mark.parametrize(
    ("act", "title"),
    [
        ("rà soát quy hoạch, cụ thể: đạt 30% xã; 40% phường", "rà soát quy hoạch"),
        ("đánh giá cán bộ theo Kế hoạch số 23-KH/TU, Hướng dẫn số 3-HD/BTC", "đánh giá cán bộ"),
        ("đánh giá cán bộ theo Kế hoạch số 23-KH/TU", "đánh giá cán bộ theo Kế hoạch số 23-KH/TU"),
    ],
)
def test_an_act_ends_before_its_details_and_its_documents(act: str, title: str) -> None:
    assert titles(assigned(f"UBND tỉnh yêu cầu:\n\n1. Sở Nội vụ {act}.")) == [title]


def test_a_line_of_the_press_over_what_follows_is_no_act() -> None:
    assert of_page(
        "Để giữ các khu rừng đầu nguồn, UBND tỉnh Tân Sơn đã yêu cầu Sở Xây dựng tăng cường quản lý đất rừng. Còn Hạt Kiểm lâm các huyện tăng cường tuần tra.\n\nNâng cao công tác quản lý\n\nTheo Sở Xây dựng, các đơn vị đã phối hợp tốt.\n"
    ) == [("tăng cường quản lý đất rừng", ["Sở Xây dựng"]), ("tăng cường tuần tra", ["Hạt Kiểm lâm các huyện"])]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "1. Giao UBND huyện rà soát các hộ.\n\nTrong quá trình thực hiện, nếu có phát sinh, Ủy ban nhân dân huyện thống nhất với Thường trực Hội đồng nhân dân huyện xử lý.",
            [("rà soát các hộ", "UBND huyện"), ("thống nhất với Thường trực Hội đồng nhân dân huyện xử lý", "Ủy ban nhân dân huyện")],
        ),
        (
            "1. Căn cứ nguyên tắc tại Điều 2, Ủy ban nhân dân cấp xã có trách nhiệm xây dựng phương án sắp xếp thôn và đáp ứng các định hướng sau đây:\n\na) Thôn miền núi có diện tích đạt từ 150% trở lên;",
            [("xây dựng phương án sắp xếp thôn và đáp ứng các định hướng", "Ủy ban nhân dân cấp xã")],
        ),
        (
            "1. Sở Y tế rà soát các kho gặp khó khăn đã báo cáo Ban Chỉ đạo; khi không có bão, không cho phép mở kho tạm.",
            [("rà soát các kho gặp khó khăn đã báo cáo Ban Chỉ đạo", "Sở Y tế"), ("không cho phép mở kho tạm", "Sở Y tế")],
        ),
        (
            "1. Sở Y tế nâng cấp các trạm; theo đúng mục đích của Kế hoạch để thu hút nguồn lực, khuyến khích đầu tư.",
            [("nâng cấp các trạm; theo đúng mục đích của Kế hoạch để thu hút nguồn lực, khuyến khích đầu tư", "Sở Y tế")],
        ),
    ],
)
def test_duties_behind_what_opens_a_sentence(line: str, found: list[tuple[str, str]]) -> None:
    assert [(task.title, task.lead) for task in assigned(f"UBND tỉnh yêu cầu:\n\n{line}")] == found


def test_the_press_tells_what_a_body_does_in_a_stretch_of_time() -> None:
    assert of_page(
        "Theo đó, trong thời gian từ đầu tháng 4 tới ngày 25/5/2031, Công an tỉnh bố trí lực lượng tuần tra các chợ đêm; chỉ đạo Công an các xã kiểm tra bến đò.\n\n"
        "Sở Xây dựng sửa chữa các biển báo hư hỏng.\n"
    ) == [
        ("bố trí lực lượng tuần tra các chợ đêm", ["Công an tỉnh"]),
        ("chỉ đạo Công an các xã kiểm tra bến đò", ["Công an tỉnh"]),
        ("sửa chữa các biển báo hư hỏng", ["Sở Xây dựng"]),
    ]


def test_what_goes_on_behind_a_comma_needs_an_act_before_it() -> None:
    assert assigned("UBND tỉnh yêu cầu:\n\n1. Ông Lê Văn Hòa được phân công làm Trưởng Tiểu ban Văn kiện, đồng thời tiếp tục theo dõi thành phố.") == []
