"""Whom a rule charges by what they were given or did, two charged in one sentence, and nouns that only look like acts."""

from __future__ import annotations

from extractor.pipeline import extract_text
from extractor.records import Task


def assigned(text: str) -> list[tuple[str | None, list[str]]]:
    records = extract_text(text, source="a.txt").records
    return [(r.title, r.leads) for r in records if isinstance(r, Task) and r.form == "assigned"]


ARTICLE = "Điều 7. Kiểm kê kho muối\n"


def test_whoever_was_given_something_is_charged() -> None:
    assert assigned(ARTICLE + "1. Sau khi mở kho, người được giao kiểm kho phải lập biên bản kiểm kho.\n") == [("lập biên bản kiểm kho", ["người được giao kiểm kho"])]
    assert assigned(ARTICLE + "1. Trước khi phát thẻ, người có thẩm quyền cấp thẻ có trách nhiệm kiểm tra ảnh trên thẻ.\n") == [
        ("kiểm tra ảnh trên thẻ", ["người có thẩm quyền cấp thẻ"])
    ]
    assert assigned(ARTICLE + "1. Đơn vị đã chủ trì xây kho có trách nhiệm lập hồ sơ bảo trì.\n") == [("lập hồ sơ bảo trì", ["Đơn vị đã chủ trì xây kho"])]


def test_a_duty_may_open_a_list_in_a_rule() -> None:
    text = ARTICLE + "1. Sau khi mở kho, người được giao kiểm kho phải lập báo cáo gồm những nội dung sau:\na) Số bao muối;\nb) Ngày nhập kho.\n"
    assert [leads for _, leads in assigned(text)] == [["người được giao kiểm kho"]]


def test_two_bodies_charged_in_one_sentence() -> None:
    assert assigned(ARTICLE + "2. Sở Y tế có trách nhiệm bàn giao kết quả thử muối, Trạm Kiểm nghiệm có trách nhiệm bàn giao sổ mẫu cho Tổ công tác.\n") == [
        ("bàn giao kết quả thử muối", ["Sở Y tế"]),
        ("bàn giao sổ mẫu cho Tổ công tác", ["Trạm Kiểm nghiệm"]),
    ]


def test_the_one_comma_ends_the_case() -> None:
    assert assigned(ARTICLE + "3. Trong thời gian chữa bệnh tại trạm xá, trường nội trú có trách nhiệm chăm sóc học sinh.\n") == [("chăm sóc học sinh", ["trường nội trú"])]


def test_a_ground_between_a_name_and_its_duty() -> None:
    assert assigned(ARTICLE + "3. Bệnh viện lao phổi theo khu vực có trách nhiệm giám định sức khỏe cho thủ kho.\n") == [
        ("giám định sức khỏe cho thủ kho", ["Bệnh viện lao phổi"])
    ]


def test_the_last_word_of_a_committee_is_no_ban_whose_verb_is_its_name() -> None:
    assert assigned("Điều 4.\n1. Giao Phó Chủ tịch Ủy ban thành lập và công bố Tổ kiểm kho.\n") == [("thành lập và công bố Tổ kiểm kho", ["Phó Chủ tịch Ủy ban"])]


def test_a_heading_of_those_who_ask_for_opinions() -> None:
    assert assigned("Điều 6. Trách nhiệm của các cơ quan lấy ý kiến chuyên gia\n1. Cung cấp đủ bản vẽ kho muối cho chuyên gia.\n") == [
        ("Cung cấp đủ bản vẽ kho muối cho chuyên gia", ["các cơ quan lấy ý kiến chuyên gia"])
    ]


def test_drafts_that_are_submitted_are_no_acts() -> None:
    found = assigned(
        "Điều 2. Nhiệm vụ và quyền hạn\nCục Muối thực hiện các nhiệm vụ, quyền hạn sau đây:\n1. Trình Bộ trưởng xem xét, quyết định:\n"
        "a) Dự thảo thông tư về nghề muối;\nb) Kế hoạch hằng năm.\n2. Tổ chức thu mua muối.\n"
    )
    assert [title for title, _ in found] == ["Trình Bộ trưởng xem xét, quyết định", "Tổ chức thu mua muối"]
    assert all(leads == ["Cục Muối"] for _, leads in found)


def test_a_role_with_its_colon_charges_nobody_by_its_own_name() -> None:
    assert not any(leads == ["Cơ quan, đơn vị"] for _, leads in assigned("4. Báo cáo quý\na) Cơ quan, đơn vị thực hiện: Các Sở và các phòng thuộc Sở\nb) Nội dung: lượng muối.\n"))
