"""What a directive asks for is not told as done, though it names documents as what was issued is named."""

from __future__ import annotations

from extractor.pipeline import extract_text
from extractor.records import Task

HEAD = "BỘ NÔNG NGHIỆP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 31/CT-BNN\nHà Nội, ngày 5 tháng 6 năm 2031\nCHỈ THỊ\nVề giống cây trồng\nBộ trưởng yêu cầu các đơn vị:\n"


def forms(body: str) -> list[str]:
    return [record.form for record in extract_text(HEAD + body + "\n", source="a.txt").records if isinstance(record, Task)]


def test_laws_to_be_made_known_are_no_events() -> None:
    found = forms(
        "1. Cục Trồng trọt chú trọng tuyên truyền, phổ biến Luật Trồng trọt và các Nghị định xử phạt trong lĩnh vực giống, "
        "Nghị định số 78/2029/NĐ-CP ngày 14/11/2029 của Chính phủ quy định việc xử phạt về giống."
    )
    assert "event" not in found and "assigned" in found


def test_a_ground_in_a_list_of_two_is_no_event() -> None:
    assert "event" not in forms(
        "1. Kinh phí lồng ghép theo quy định tại Nghị định số 18/2029/NĐ-CP ngày 05/3/2029 của Chính phủ về đào tạo và "
        "Quyết định số 56/2029/QĐ-TTg ngày 27/11/2029 của Thủ tướng Chính phủ phê duyệt Đề án đào tạo nghề."
    )


def test_what_was_done_stays_an_event() -> None:
    assert "event" in forms("1. Năm qua, Cục Trồng trọt đã ban hành Kế hoạch số 12/KH-TT ngày 05/3/2031 về kiểm tra giống.")
