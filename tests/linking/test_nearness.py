"""How near a passage comes to a task."""

from __future__ import annotations

from extractor.linking.nearness import NEAR, nearness, spelled_in, telling, words_of


def near(task: str, passage: str, text: str = "") -> float:
    own = spelled_in(text)
    return nearness(telling(task, own), words_of(passage, own), lambda word: 1.0)[0]


def test_another_name_of_the_same_matter() -> None:
    assert near("Xây dựng nền tảng tích hợp, chia sẻ dữ liệu của tỉnh", "LGSP của tỉnh đã vận hành từ tháng 5.") >= NEAR
    assert near("Nâng cấp hệ thống E-Office", "Phần mềm quản lý văn bản và điều hành được nâng cấp hệ thống.") >= NEAR


def test_the_same_field_is_not_the_same_matter() -> None:
    assert near("Xây dựng phương án sắp xếp xe ô tô công", "Tỉnh đã trình phương án sắp xếp đơn vị hành chính cấp xã.") < NEAR
    assert near("Ban hành quy chế quản lý chợ nông thôn", "Công tác quản lý đất đai có nhiều chuyển biến.") < NEAR


def test_abbreviations_that_a_document_spells_out() -> None:
    text = "Các khu du lịch sinh thái (sau đây gọi tắt là DLST) và chợ đầu mối (CĐM)."
    assert spelled_in(text) == {"dlst": "du lich sinh thai", "cdm": "cho dau moi"}
    assert near("Rà soát các khu du lịch sinh thái ven hồ", "Đã rà soát xong 12 khu DLST ven hồ.", text) >= NEAR
