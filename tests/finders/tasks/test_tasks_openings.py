"""How an act opens: a marker with a space in it, a deadline before the act, what a body may do only in a case."""

from __future__ import annotations

from datetime import date

from extractor.pipeline import extract_text
from extractor.records import Task


def assigned(text: str) -> list[tuple[str | None, list[str], date | str | None]]:
    records = extract_text(text, source="a.txt").records
    return [(r.title, r.leads, r.due_on and str(r.due_on)) for r in records if isinstance(r, Task) and r.form == "assigned"]


CHARGE = "Chỉ thị về quản lý bến đò\n\nUBND huyện chỉ thị:\n"


def test_a_marker_that_the_text_holds_with_a_space() -> None:
    assert assigned(CHARGE + "4 . Phòng Nội vụ :\n- Lập danh sách các chủ đò .\n6 . Công an huyện :\nKiểm tra các bến đò ngang .\n") == [
        ("Lập danh sách các chủ đò", ["Phòng Nội vụ"], None),
        ("Kiểm tra các bến đò ngang", ["Công an huyện"], None),
    ]


def test_a_deadline_that_opens_an_item_is_the_deadline_of_its_act() -> None:
    assert assigned(CHARGE + "1. Phòng Nội vụ:\na) Lập danh sách các chủ đò.\nb) Trước ngày 20 tháng 6 năm 2031, xây dựng phương án cứu hộ, gửi Công an huyện.\n") == [
        ("Lập danh sách các chủ đò", ["Phòng Nội vụ"], None),
        ("xây dựng phương án cứu hộ, gửi Công an huyện", ["Phòng Nội vụ"], "2031-06-20"),
    ]


def test_what_a_body_may_do_only_in_a_case() -> None:
    assert assigned(CHARGE + "1. Phòng Kinh tế:\n- Chỉ cấp phép cho bến đò có đủ phao cứu sinh.\n- Trích quỹ bảo trì sửa chữa các bến.\n") == [
        ("Chỉ cấp phép cho bến đò có đủ phao cứu sinh", ["Phòng Kinh tế"], None),
        ("Trích quỹ bảo trì sửa chữa các bến", ["Phòng Kinh tế"], None),
    ]


def test_money_that_a_body_draws_is_its_act_and_no_part_of_its_name() -> None:
    assert assigned("Theo đó, UBND tỉnh giao Sở Tài chính Long Giang trích từ quỹ dự phòng 3 tỷ đồng sửa các bến đò.\n") == [
        ("trích từ quỹ dự phòng 3 tỷ đồng sửa các bến đò", ["Sở Tài chính Long Giang"], None)
    ]


def test_carrying_out_work_strictly_is_an_act_and_no_ground() -> None:
    assert assigned("Theo đó, UBND tỉnh yêu cầu các sở rà soát bến đò. Cụ thể:\n\nSở Xây dựng: Lắp phao tiêu trên các luồng.\n\nThực hiện nghiêm công tác trực gác bến.\n")[1:] == [
        ("Lắp phao tiêu trên các luồng", ["Sở Xây dựng"], None),
        ("Thực hiện nghiêm công tác trực gác bến", ["Sở Xây dựng"], None),
    ]
