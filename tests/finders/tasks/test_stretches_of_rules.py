"""Duties in a stretch of a regulation that begins in the middle of it: whom a duty word charges, what a case asks, names by what their bearers do."""

from __future__ import annotations

import pytest

from extractor.finders.tasks.recurring import recurring_names
from extractor.pipeline import extract_text
from extractor.records import Reference, Task

ARTICLE = "Điều 9. Quản lý kho lưu trữ\n"


def assigned(text: str) -> list[tuple[str, str]]:
    records = extract_text(text, source="a.txt").records
    return [(" + ".join(r.leads), r.title or "") for r in records if isinstance(r, Task) and r.form == "assigned"]


@pytest.mark.parametrize(
    ("line", "owner", "act"),
    [
        ("Các kho thành viên khi kết thúc năm lưu trữ có trách nhiệm gửi bảng kê về Trung tâm Lưu trữ.", "Các kho thành viên", "gửi bảng kê về Trung tâm Lưu trữ"),
        ("Khi có lịch kiểm tra của Trung tâm Lưu trữ, người trông coi phần hồ sơ tại kho phải có trách nhiệm bố trí bàn đọc.", "người trông coi phần hồ sơ tại kho", "bố trí bàn đọc"),
        ("Định kỳ đơn vị có trách nhiệm gửi bảng kê hồ sơ.", "đơn vị", "gửi bảng kê hồ sơ"),
        ("Sau khi kho đi vào hoạt động, hàng năm (trước ngày 20 tháng 02) chủ kho có trách nhiệm báo cáo Sở Nội vụ số hồ sơ.", "chủ kho", "báo cáo Sở Nội vụ số hồ sơ"),
        ("Cơ sở sản xuất hộp đựng quy định tại khoản 2 Điều 1 Thông tư này phải thu gom giấy vụn.", "Cơ sở sản xuất hộp đựng quy định tại khoản 2 Điều 1 Thông tư này", "thu gom giấy vụn"),
        ("Trong quá trình làm việc, nếu phát sinh vấn đề liên quan đến các kho khác thì Trường có trách nhiệm chủ trì trao đổi với các kho đó.", "Trường", "chủ trì trao đổi với các kho đó"),
    ],
)
def test_whom_a_duty_word_charges(line: str, owner: str, act: str) -> None:
    assert (owner, act) in assigned(ARTICLE + "1. Kho mở cửa cả tuần.\n2. " + line + "\n")


@pytest.mark.parametrize(
    "line",
    [
        "Kiểm soát viên kho có quyền đề nghị chủ kho đổi khóa.",
        "Hộ gia đình phải nộp lệ phí đọc hồ sơ.",
        "Công nợ phải thu, phải trả của kho ghi vào sổ.",
        "Hồ sơ quá hạn phải được tiêu hủy.",
        "Các quyền và nghĩa vụ khác theo thỏa thuận.",
    ],
)
def test_what_a_rule_lays_on_nobody(line: str) -> None:
    assert assigned(ARTICLE + "1. Sở Nội vụ có trách nhiệm lập sổ kho.\n2. " + line + "\n") == [("Sở Nội vụ", "lập sổ kho")]


def test_a_case_and_the_act_in_it_for_whoever_stands_above() -> None:
    text = "Điều 4. Trách nhiệm trông kho\n1. Cán bộ, viên chức thuộc kho lưu trữ có trách nhiệm sau đây:\na) Khóa kho đúng giờ;\nb) Khi phát hiện hồ sơ bị mất trong tổ, nhóm mình phải báo cáo ngay với chủ kho.\n2. Sở Nội vụ:\na) Khi nước hồ vượt báo động II: phải tổ chức trực kho cả đêm.\n"
    assert assigned(text)[-2:] == [("Cán bộ, viên chức thuộc kho lưu trữ", "báo cáo ngay với chủ kho"), ("Sở Nội vụ", "tổ chức trực kho cả đêm")]


def test_one_more_of_a_list_is_not_who_acts() -> None:
    text = "Điều 4. Trông kho\n1. Sở Nội vụ:\na) Khi nhận được tin mất hồ sơ từ các xã, đơn vị phải tổ chức kiểm kê.\n"
    assert assigned(text) == [("Sở Nội vụ", "tổ chức kiểm kê")]


def test_whose_dealings_with_others_a_heading_tells() -> None:
    text = "Điều 5. Quan hệ công tác\n1. Trường có trách nhiệm lập sổ kho.\n2. Quan hệ công tác giữa Trường và một số đơn vị liên quan thuộc Bộ:\na) Chủ trì, phối hợp với Vụ Pháp chế xây dựng quy chế đọc hồ sơ.\n"
    assert assigned(text)[-1] == ("Trường", "xây dựng quy chế đọc hồ sơ")


def test_who_acts_behind_a_list_of_whose_reports_are_used() -> None:
    text = "Điều 6. Báo cáo\n1. Trên cơ sở bảng kê của các Bộ, Ủy ban nhân dân cấp tỉnh và Ban quản lý kho, Bộ Nội vụ trình Thủ tướng Chính phủ báo cáo hằng năm về kho lưu trữ.\n"
    assert [owner for owner, _ in assigned(text)] == ["Bộ Nội vụ"]


def test_names_that_recur_hold_no_act() -> None:
    text = (
        "Điều 8. Quản lý đối với Đơn vị chủ trì thực hiện đợt kiểm kê\n1. Đơn vị chủ trì thực hiện đợt kiểm kê chịu trách nhiệm lập sổ kho.\n"
        "2. Kinh phí của Đơn vị chủ trì thực hiện đợt kiểm kê được ghi vào sổ.\n3. Thủ trưởng đơn vị chủ trì thực hiện đợt kiểm kê chịu trách nhiệm ký sổ kho.\n"
    )
    assert {text[a:b].casefold() for a, b in recurring_names(text)} == {"đơn vị chủ trì thực hiện đợt kiểm kê"}
    assert assigned(text) == [("Đơn vị chủ trì thực hiện đợt kiểm kê", "lập sổ kho"), ("Thủ trưởng đơn vị chủ trì thực hiện đợt kiểm kê", "ký sổ kho")]


def test_a_stretch_above_the_line_over_an_annex() -> None:
    text = "b) Lập sổ kho.\n2. Bộ Nội vụ có nhiệm vụ:\na) Hướng dẫn đọc hồ sơ;\nb) Kiểm tra các kho.\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Văn An\nPHỤ LỤC\nDANH MỤC KHO\n(Ban hành kèm theo Quyết định số 57/QĐ-BNV ngày 04 tháng 6 năm 2031 của Bộ trưởng Bộ Nội vụ)\n"
    assert assigned(text) == [("Bộ Nội vụ", "Hướng dẫn đọc hồ sơ"), ("Bộ Nội vụ", "Kiểm tra các kho")]


def test_a_unit_s_parts_are_no_acts() -> None:
    text = "Điều 3. Cơ cấu của kho\n1. Bộ phận đọc hồ sơ:\na) Khu vực bàn đọc có đèn;\nb) Quầy cho mượn hồ sơ.\n2. Sở Nội vụ có trách nhiệm lập sổ kho.\n"
    assert assigned(text) == [("Sở Nội vụ", "lập sổ kho")]


def test_to_collect_gas_by_a_document_repeals_nothing() -> None:
    text = "Điều 2. Khí thải\nCơ sở đốt giấy phải thu hồi khí thải theo Thông tư số 57/2031/TT-BNV ngày 04 tháng 6 năm 2031 của Bộ trưởng Bộ Nội vụ.\n"
    assert [r.relation for r in extract_text(text, source="a.txt").records if isinstance(r, Reference)] != ["repeals"]
