"""Which sections speak of what is still to be done."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.finders.quantities.frames import frames, opens_inline
from extractor.layout import analyze

REPORT = "BÁO CÁO\nKết quả thực hiện Nghị quyết\n\n1. Nhiệm vụ, giải pháp về hạ tầng số\n\n{}\n"
PLAN = "KẾ HOẠCH\nPhòng bệnh cho gia súc\n\nI. MỤC ĐÍCH\n\nBảo vệ đàn gia súc.\n\nII. NỘI DUNG\n\n1. Lấy mẫu\n\nLấy mẫu tại 14 điểm.\n"


def future_of(text: str, doc_type: str | None, words: str) -> bool:
    layout = analyze(Document(text, "sample.txt", "0" * 64))
    reading = layout.reading
    return frames(layout, doc_type)[reading.segment_index(reading.text.index(words))].future


@pytest.mark.parametrize(
    ("sentence", "doc_type", "future"),
    [
        ("Trong năm, Sở đã lắp 12 trạm.", "Báo cáo", False),
        ("Tiếp tục lắp 12 trạm.", "Báo cáo", True),
        ("Trong năm, Sở đã lắp 12 trạm.", "Kế hoạch", True),
    ],
)
def test_tense_decides_only_in_a_report(sentence: str, doc_type: str, future: bool) -> None:
    assert future_of(REPORT.format(sentence), doc_type, "12 trạm") is future


def test_all_of_a_plan_is_to_be_done_save_its_general_part() -> None:
    assert future_of(PLAN, "Kế hoạch", "14 điểm")
    assert not future_of(PLAN, "Kế hoạch", "đàn gia súc")
    assert not future_of(PLAN.replace("KẾ HOẠCH", "THÔNG BÁO"), "Thông báo", "14 điểm")


def test_list_that_begins_inside_a_sentence() -> None:
    assert opens_inline("cụ thể như sau: (1) Bãi bỏ 5 thủ tục;", 0, 38)
    assert not opens_inline("theo Điều (1) của Luật", 0, 22)
