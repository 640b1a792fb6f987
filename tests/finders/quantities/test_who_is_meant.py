"""Whose figures are in texts without letterhead: the institution that a text begins with, wholes as they are written, groups that act, names that end before what is done."""

from __future__ import annotations

import pytest

from extractor import extract_text
from extractor.finders.quantities.institutions import is_institution
from extractor.finders.quantities.named import trimmed, without_deed


def subjects(text: str) -> dict[str, str | None]:
    return {r.quote: r.subject for r in extract_text(text).records if r.type == "indicator"}


def test_a_whole_stays_as_it_is_written() -> None:
    found = subjects("Phương án phòng rét của tỉnh Lào Cai\n\nUBND tỉnh Lào Cai vừa ban hành phương án.\n\nVụ xuân, toàn tỉnh gieo trồng 3.170 ha. Năng suất ngô đạt 41,6 tạ/ha.\n\nTrên địa bàn tỉnh, tổng số hộ nuôi bò là 1.284 hộ.")
    assert found == {"3.170": "toàn tỉnh", "41,6": "toàn tỉnh", "1.284": "tỉnh Lào Cai"}


@pytest.mark.parametrize(
    ("opening", "owner"),
    [
        ("Trường Tiểu học Tân Khê tổng kết năm học\n\nSáng 27/5, Trường Tiểu học Tân Khê (TP. Bắc Kạn) tổ chức lễ bế giảng.", "Trường Tiểu học Tân Khê"),
        ("Cục Thi hành án dân sự tỉnh họp giao ban\n\nNgày 04/6, Cục Thi hành án dân sự tỉnh tổ chức họp.", "Cục Thi hành án dân sự tỉnh"),
        ("ĐHVH-HCM là một trường đại học có phân hiệu tại tỉnh Bến Tre.", "ĐHVH-HCM"),
    ],
)
def test_an_institution_that_a_text_begins_with_owns_its_figures(opening: str, owner: str) -> None:
    assert subjects(f"{opening}\n\nTổng số đã giải quyết là 1.843 việc, đạt 63,7%.") == {"1.843": owner, "63,7%": owner}


def test_authorities_are_no_institutions() -> None:
    assert is_institution("Bệnh viện Đông Lĩnh") and is_institution("tòa án nhân dân hai cấp") and not is_institution("UBND tỉnh") and not is_institution("Sở Y tế")


def test_what_was_counted_owns_the_capital_told_with_it() -> None:
    found = subjects("UBND tỉnh cấp giấy chứng nhận cho 17 dự án trong nước với tổng vốn đăng ký 643 tỷ đồng và 12 dự án FDI với số vốn 46,9 triệu USD; có 86 hộ nuôi cá với diện tích 25,4 ha.")
    assert found == {"17": "UBND tỉnh", "643": "dự án trong nước", "12": "UBND tỉnh", "46,9": "dự án FDI", "86": "UBND tỉnh", "25,4": "UBND tỉnh"}


def test_groups_that_are_counted_own_what_they_have() -> None:
    assert subjects("UBND 14 huyện, thị xã có tổng biên chế 7.312 người (6.904 biên chế giáo dục).")["7.312"] == "UBND 14 huyện, thị xã"
    assert subjects("Mười bốn cơ quan chuyên môn thuộc UBND tỉnh có 2.471 biên chế.")["2.471"] == "cơ quan chuyên môn thuộc UBND tỉnh"
    assert subjects("Trong 26 công trình đầu tư mới có 19 công trình đang thi công.")["19"] is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Huyện Đông Lĩnh lần đầu tiên vươn lên", "Huyện Đông Lĩnh"),
        ("UBND tỉnh cấp giấy chứng", "UBND tỉnh"),
        ("Hội Nông dân xã tặng", "Hội Nông dân xã"),
        ("Bệnh viện Đông Lĩnh phẫu thuật", "Bệnh viện Đông Lĩnh"),
        ("Xã mở", "Xã"),
        ("Cục Thuế Đông Lĩnh thu", "Cục Thuế Đông Lĩnh"),
        ("Sở Y tế cấp huyện", "Sở Y tế cấp huyện"),
        ("Phòng Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo"),
    ],
)
def test_a_name_ends_before_what_is_done(words: str, name: str) -> None:
    assert trimmed(words) == name


def test_a_thing_is_not_cut_at_a_deed() -> None:
    assert without_deed("các dự án trồng mới và chăm sóc") == "các dự án trồng mới và chăm sóc"


def test_who_acts_in_a_sentence_without_figures_is_meant_by_the_next() -> None:
    assert subjects("Trong tháng, Hạt Kiểm lâm huyện Đông Lĩnh đã tăng cường tuần tra.\n\nQua đó đã phát hiện 37 vụ vi phạm.") == {"37": "Hạt Kiểm lâm huyện Đông Lĩnh"}
    assert subjects("Qua kiểm tra, Hạt đã phát hiện 37 vụ vi phạm.") == {"37": "Hạt"}


def test_who_has_a_part_acts_no_further() -> None:
    found = subjects("Ủy ban kiểm tra các cấp đã giám sát 13 tổ chức đảng, trong đó Ủy ban Kiểm tra Huyện ủy giám sát 04 tổ chức đảng. Qua giám sát kết luận 09 tổ chức đảng thực hiện tốt.")
    assert found == {"13": "Ủy ban kiểm tra các cấp", "04": "Ủy ban Kiểm tra Huyện ủy", "09": "Ủy ban kiểm tra các cấp"}


def test_a_headline_names_the_place() -> None:
    assert subjects("Tân Khê: Thu ngân sách tăng 17%\n\nTính đến ngày 30/9, tổng thu ngân sách đạt 83 tỷ đồng.") == {"17%": "Tân Khê", "83": "Tân Khê"}
    assert subjects("9 tháng, Tân Khê thu ngân sách 83 tỷ đồng\n\nNgày 07/10, Huyện ủy Tân Khê tổ chức hội nghị. Tỷ lệ giải ngân đạt 46%.") == {"83": "Tân Khê", "46%": "Tân Khê"}


def test_a_measure_of_somebody_is_theirs() -> None:
    assert subjects("Tổng dư nợ của các tổ chức hội là 214 tỷ đồng, trong đó dư nợ của Hội Phụ nữ 87 tỷ đồng.")["87"] == "Hội Phụ nữ"
    assert subjects("- KCN Tân Khê: do Công ty Hạ tầng Tân Khê làm chủ đầu tư, có quy mô diện tích 347 ha.") == {"347": "KCN Tân Khê"}


def test_a_body_of_a_term_is_no_one_who_acts() -> None:
    assert subjects("Trước Kỳ họp thứ sáu, HĐND tỉnh khóa X, UBND tỉnh đã nhận được 143 ý kiến.") == {"143": "UBND tỉnh"}
    assert subjects("UBND tỉnh giao 872 nhiệm vụ.") == {"872": "UBND tỉnh"}


def test_a_label_has_no_connective() -> None:
    [figure] = [r for r in extract_text("Do đó, số lượng đơn thư giảm còn 412 đơn.").records if r.type == "indicator"]
    assert figure.label is not None and not figure.label.lower().startswith("do đó")
