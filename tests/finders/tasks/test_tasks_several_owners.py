"""Several owners in what the press or an office's page retells, in decisions and circulars that share work out."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Task
from tests.finders.tasks.test_tasks_assigned import assigned as of_directive


def assigned(text: str) -> list[tuple[str, str]]:
    records = extract_text(text, source="a.txt").records
    return [(", ".join(r.leads), r.title or "") for r in records if isinstance(r, Task) and r.form == "assigned"]


def directed(body: str) -> list[tuple[str, str]]:
    return [(", ".join(r.leads), r.title or "") for r in of_directive("UBND tỉnh yêu cầu:\n\n1. " + body)]


NEWS = "Ngày 4/6/2031, UBND tỉnh Đồng Phú ban hành Công văn số 812/UBND-NL về phân bón hữu cơ.\n\n"


def test_owners_behind_a_colon_sentence_by_sentence_and_in_the_next_paragraph() -> None:
    assert assigned(
        NEWS + "Để nông dân được lợi, UBND tỉnh yêu cầu: Sở Công Thương công bố danh mục cửa hàng; lập kế hoạch kiểm tra. Sở Tài chính chủ trì, phối hợp với Kho bạc "
        "Nhà nước cấp kinh phí cho các xã; hướng dẫn thanh toán.\n\nUBND các xã, phường niêm yết danh sách hộ. UBND các thôn vận động người dân ủ phân.\n"
    ) == [
        ("Sở Công Thương", "công bố danh mục cửa hàng"),
        ("Sở Công Thương", "lập kế hoạch kiểm tra"),
        ("Sở Tài chính", "cấp kinh phí cho các xã"),
        ("Sở Tài chính", "hướng dẫn thanh toán"),
        ("UBND các xã, phường", "niêm yết danh sách hộ"),
        ("UBND các thôn", "vận động người dân ủ phân"),
    ]


def test_a_body_that_nobody_has_charged_takes_no_act_and_leaves_none_to_the_one_before() -> None:
    assert assigned("Sáng 12/4, Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng gia cố tuyến đê. Sở Tài chính cấp kinh phí cho các xã; hướng dẫn thanh toán.\n") == [
        ("Sở Xây dựng", "gia cố tuyến đê")
    ]


def test_a_leader_whose_directive_is_retold_directs_others() -> None:
    assert assigned(NEWS + "Theo đó, Chủ tịch UBND tỉnh chỉ đạo Sở Y tế lập danh mục kho.\n\nSở Tài chính bố trí kinh phí trong dự toán.\n") == [
        ("Sở Y tế", "lập danh mục kho"),
        ("Sở Tài chính", "bố trí kinh phí trong dự toán"),
    ]


def test_what_is_given_behind_a_turn_opens_what_the_next_paragraphs_give() -> None:
    assert assigned(NEWS + "Theo đó, giao các sở, ngành liên quan rà soát các kho phân bón.\n\nSở Xây dựng kiểm tra nền kho.\n") == [
        ("các sở, ngành liên quan", "rà soát các kho phân bón"),
        ("Sở Xây dựng", "kiểm tra nền kho"),
    ]


def test_news_that_begins_with_what_was_given() -> None:
    page = "(Trang tin) – UBND TP Long Giang đã giao Sở Xây dựng, Công an TP khẩn trương cắt tỉa cây trước mùa mưa.\n\nSở Xây dựng làm đầu mối lập danh sách cây sâu mục.\n"
    assert assigned(page) == [("Sở Xây dựng, Công an TP", "khẩn trương cắt tỉa cây trước mùa mưa"), ("Sở Xây dựng", "lập danh sách cây sâu mục")]
    assert assigned("Năm 2031, UBND tỉnh đã giao Sở Xây dựng cắt tỉa cây. Sở Xây dựng lập danh sách cây sâu mục.\n") == []


def test_whom_to_urge_goes_on_over_a_semicolon() -> None:
    assert directed("Sở Nội vụ đôn đốc các sở, ngành; các xã khẩn trương niêm yết hồ sơ; tổng hợp, báo cáo UBND tỉnh.") == [
        ("Sở Nội vụ", "đôn đốc các sở, ngành; các xã khẩn trương niêm yết hồ sơ"),
        ("Sở Nội vụ", "tổng hợp, báo cáo UBND tỉnh"),
    ]


def test_departments_behind_a_plural_whose_first_name_could_be_a_verb() -> None:
    assert directed("Các sở: Xây dựng, Y tế, GD&ĐT; Công an tỉnh; UBND các huyện, thị xã và Báo Đồng Phú khẩn trương phổ biến chỉ dẫn.") == [
        ("Sở Xây dựng, Sở Y tế, Sở GD&ĐT, Công an tỉnh, UBND các huyện, thị xã, Báo Đồng Phú", "khẩn trương phổ biến chỉ dẫn")
    ]


def test_an_article_that_gives_with_one_word_over_its_items() -> None:
    found = assigned(
        "ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG PHÚ\nSố: 57/2031/QĐ-UBND\nĐồng Phú, ngày 16 tháng 8 năm 2031\nQUYẾT ĐỊNH\nVề việc phê duyệt Đề án dạy nghề\nQUYẾT ĐỊNH:\n"
        "Điều 1. Phê duyệt Đề án dạy nghề cho lao động nông thôn (có Đề án kèm theo).\nĐiều 2. Giao:\na) Sở Nội vụ trên cơ sở Đề án được duyệt, xây dựng kế hoạch năm.\n"
        "b) Sở Tài chính chủ trì, phối hợp với Sở Nội vụ bố trí kinh phí.\n"
    )
    assert found == [("Sở Nội vụ", "xây dựng kế hoạch năm"), ("Sở Tài chính", "bố trí kinh phí")]


def test_a_body_within_an_act_that_is_to_act_owns_nothing() -> None:
    assert directed("Công an tỉnh giữ trật tự vỉa hè và chỉ đạo Công an cấp xã có trách nhiệm nắm tình hình.") == [
        ("Công an tỉnh", "giữ trật tự vỉa hè và chỉ đạo Công an cấp xã có trách nhiệm nắm tình hình")
    ]


def test_a_paragraph_behind_a_semicolon_goes_on() -> None:
    assert assigned("Theo đó, UBND tỉnh giao: UBND cấp xã rà soát vỉa hè theo phân cấp; nhắc nhở các hộ kinh doanh;\n\nThực hiện tháo dỡ mái che; kiểm tra giấy phép.\n") == [
        ("UBND cấp xã", "rà soát vỉa hè theo phân cấp"),
        ("UBND cấp xã", "nhắc nhở các hộ kinh doanh"),
        ("UBND cấp xã", "Thực hiện tháo dỡ mái che"),
        ("UBND cấp xã", "kiểm tra giấy phép"),
    ]


def test_a_circular_that_gives_in_one_item_keeps_the_others() -> None:
    assert assigned(
        "Điều 7. Trách nhiệm thực hiện\n1. Bộ Y tế giao Cục Phòng bệnh hướng dẫn, kiểm tra việc thực hiện Thông tư này.\n"
        "2. Bảo hiểm xã hội Việt Nam hướng dẫn Bảo hiểm xã hội các tỉnh triển khai thực hiện Thông tư này.\n"
    ) == [
        ("Cục Phòng bệnh", "hướng dẫn, kiểm tra việc thực hiện Thông tư này"),
        ("Bảo hiểm xã hội Việt Nam", "hướng dẫn Bảo hiểm xã hội các tỉnh triển khai thực hiện Thông tư này"),
    ]


def test_a_passage_that_begins_with_a_body_and_its_duty() -> None:
    assert assigned("Văn phòng HĐND và UBND huyện có trách nhiệm tổng hợp danh sách. Yêu cầu UBND các xã, thị trấn phối hợp lập hồ sơ.\n") == [
        ("Văn phòng HĐND và UBND huyện", "tổng hợp danh sách"),
        ("UBND các xã, thị trấn", "phối hợp lập hồ sơ"),
    ]
    assert assigned("Người sử dụng đất có trách nhiệm kê khai diện tích. Tổ chức, cá nhân có trách nhiệm nộp phí đúng hạn.\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "Lưu ý, những địa phương để xảy ra phá rừng thì người đứng đầu phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        "Văn phòng UBND tỉnh thông báo đến Sở Nông nghiệp và Môi trường, các sở, ngành liên quan biết, tổ chức thực hiện./.",
    ],
)
def test_no_task(line: str) -> None:
    assert directed("Sở Y tế trực cấp cứu ngày đêm. " + line) == [("Sở Y tế", "trực cấp cứu ngày đêm")]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("Tại cuộc họp, Chủ tịch UBND huyện quán triệt, yêu cầu các phòng chuyên môn rà soát hồ sơ đấu giá.", ("các phòng chuyên môn", "rà soát hồ sơ đấu giá")),
        ("Phát biểu chỉ đạo tại hội nghị Bí thư Huyện ủy yêu cầu UBND các xã hoàn thành phương án.", ("UBND các xã", "hoàn thành phương án")),
        ("Phát biểu kết luận cuộc họp, đồng chí Lê Văn An - Phó Chủ tịch UBND huyện yêu cầu UBND các xã rà soát quỹ đất.", ("UBND các xã", "rà soát quỹ đất")),
        ("Theo Nghị quyết phiên họp tháng 1, Chính phủ chỉ đạo Bộ Tài chính đề xuất lộ trình giá điện.", ("Bộ Tài chính", "đề xuất lộ trình giá điện")),
        ("Yêu cầu các sở, ngành liên quan đối thoại với người dân ven đường.", ("các sở, ngành liên quan", "đối thoại với người dân ven đường")),
        ("UBND tỉnh yêu cầu các huyện, thị xã có tên trong danh sách quyết toán kinh phí.", ("các huyện, thị xã có tên trong danh sách", "quyết toán kinh phí")),
        ("Chủ tịch UBND tỉnh yêu cầu Chủ tịch UBND các huyện, thị xã có đường ven biển đi qua khẩn trương bàn giao mặt bằng.", ("Chủ tịch UBND các huyện, thị xã có đường ven biển đi qua", "khẩn trương bàn giao mặt bằng")),
    ],
)
def test_a_sentence_of_the_press_that_asks(page: str, found: tuple[str, str]) -> None:
    assert assigned(page + "\n") == [found]


def test_whom_the_next_sentence_turns_to() -> None:
    assert assigned(NEWS + "UBND tỉnh yêu cầu Sở Tài chính phân bổ kinh phí. Đối với UBND các huyện, thị xã cần xây dựng kế hoạch hỗ trợ.\n") == [
        ("Sở Tài chính", "phân bổ kinh phí"),
        ("UBND các huyện, thị xã", "xây dựng kế hoạch hỗ trợ"),
    ]
    assert assigned("Theo đó, Thủ tướng yêu cầu Bộ Tài chính bình ổn giá.\n\nVới Bộ Công an, tiếp tục mở các đợt cao điểm.\n") == [
        ("Bộ Tài chính", "bình ổn giá"),
        ("Bộ Công an", "tiếp tục mở các đợt cao điểm"),
    ]


def test_a_telegram_that_was_sent_over_items() -> None:
    assert assigned("Mới đây, UBND TP đã có Công điện khẩn số 14/CĐ-UBND về phòng, chống sốt xuất huyết gửi các sở, UBND quận, huyện yêu cầu tập trung vào các nhiệm vụ sau:\n- Khoanh vùng các ổ bệnh.\n") == [
        ("các sở, UBND quận, huyện", "Khoanh vùng các ổ bệnh")
    ]


def test_a_headline_gives_nothing() -> None:
    assert assigned("Chủ tịch UBND tỉnh Đồng Phú: Lập chốt kiểm soát ở các cửa ngõ.\n\nSáng 12/4, Văn phòng UBND tỉnh thông tin như vậy.\n") == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("Mới đây, UBND Tp.Long Giang đã giao Sở Xây dựng rà soát các tuyến ngập.", [("Sở Xây dựng", "rà soát các tuyến ngập")]),
        ("Thực hiện chỉ đạo của Bộ, ngày 12.4, Cục Phòng bệnh đã có công văn yêu cầu Sở Y tế các tỉnh tăng cường giám sát ổ dịch.", [("Sở Y tế các tỉnh", "tăng cường giám sát ổ dịch")]),
        ("Phó Chủ tịch UBND tỉnh đã có văn bản chỉ đạo các sở liên quan tăng cường trực đê.\n\nTheo đó, giao Sở Xây dựng trực đê ngày đêm.", [("Sở Xây dựng", "trực đê ngày đêm")]),
        ("Theo đó, Sở Y tế đề nghị các trạm trực cấp cứu.\n\nSở Y tế cũng yêu cầu nhân viên giữ trật tự.", [("các trạm", "trực cấp cứu")]),
    ],
)
def test_what_was_given_or_asked(page: str, found: list[tuple[str, str]]) -> None:
    assert assigned(page + "\n") == found


def test_duties_before_an_act_are_no_ground_of_it() -> None:
    assert directed("Các sở, ngành căn cứ theo chức năng, nhiệm vụ được giao khẩn trương nghiên cứu chỉ dẫn để triển khai.") == [
        ("Các sở, ngành", "khẩn trương nghiên cứu chỉ dẫn để triển khai")
    ]


def test_a_sentence_that_only_opens_a_list_is_no_act() -> None:
    assert assigned("Theo đó, Chủ tịch UBND tỉnh yêu cầu ngành Giáo dục và Đào tạo quán triệt Chỉ thị. Trong đó tập trung thực hiện các việc sau:\n\nTổ chức đón học sinh đầu cấp học.\n") == [
        ("ngành Giáo dục và Đào tạo", "quán triệt Chỉ thị"),
        ("ngành Giáo dục và Đào tạo", "Tổ chức đón học sinh đầu cấp học"),
    ]


def test_whoever_was_asked_is_asked_again() -> None:
    asked = "Để ứng phó, Bộ Xây dựng đề nghị các tỉnh, thành phố nêu trên theo dõi mực nước hồ.\n\n"
    assert assigned(asked + "Các tỉnh, thành phố tổ chức rà soát các khu dân cư ven sông.\n") == [
        ("các tỉnh, thành phố nêu trên", "theo dõi mực nước hồ"),
        ("Các tỉnh, thành phố", "tổ chức rà soát các khu dân cư ven sông"),
    ]
    assert assigned(asked + "Các tỉnh, thành phố đã tổ chức rà soát các khu dân cư ven sông.\n") == [("các tỉnh, thành phố nêu trên", "theo dõi mực nước hồ")]


def test_a_turn_to_bodies_that_must_act() -> None:
    assert assigned("Theo đó, các huyện ven biển tập trung chằng chống nhà cửa.\n\nCác địa phương tổ chức kiểm đếm tàu thuyền.\n") == [
        ("các huyện ven biển", "tập trung chằng chống nhà cửa"),
        ("Các địa phương", "tổ chức kiểm đếm tàu thuyền"),
    ]
    assert assigned("Theo đó, các huyện ven biển đã tập trung chằng chống nhà cửa.\n") == []


def test_offices_of_regions_behind_a_colon() -> None:
    assert assigned("Theo Công điện, Tổng cục Dự trữ yêu cầu các Cục Dự trữ khu vực: Hà Bắc, Tây Nguyên tổ chức trực ban ngày đêm.\n") == [
        ("Cục Dự trữ khu vực Hà Bắc, Cục Dự trữ khu vực Tây Nguyên", "tổ chức trực ban ngày đêm")
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Đồng chí Lê Văn An - Phó Hiệu trưởng: chỉ đạo chung, duyệt chương trình.", [("Đồng chí Lê Văn An - Phó Hiệu trưởng", "chỉ đạo chung, duyệt chương trình")]),
        ("Phòng Hậu cần rà soát kho quân trang.", [("Phòng Hậu cần", "rà soát kho quân trang")]),
        ("Giao Đội Tổng hợp theo dõi; Công an các xã nắm tình hình địa bàn.", [("Đội Tổng hợp", "theo dõi"), ("Công an các xã", "nắm tình hình địa bàn")]),
        ("Chính quyền cơ sở tập trung lãnh, chỉ đạo việc tiêm phòng.", [("Chính quyền cơ sở", "tập trung lãnh, chỉ đạo việc tiêm phòng")]),
    ],
)
def test_names_and_verbs(line: str, found: list[tuple[str, str]]) -> None:
    assert directed(line) == found
