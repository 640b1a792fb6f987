"""Counted lists of places, persons and bodies between commas: where a name ends, what a count among them adds, and sums that are none."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample

WRONG = [
    "Tỉnh có 12 đơn vị hành chính cấp huyện: thành phố Tân An (tỉnh lỵ), thị xã Tân Lập và 8 huyện: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải, Hòa Khê, Hòa Liên, Hòa Nam.",
    "Tỉnh có 5 đơn vị hành chính, gồm thành phố Tân An và các huyện: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải.",
    "Huyện tiếp nhận 4 xã: Trường Tân, Trường Lập, Trường Phú, Sơn Hà và Hà Sơn từ huyện Tân Phú.",
    "Đoàn đã đến 3 xã: Tân An (12 thôn), Tân Lập (9 thôn), Tân Phú (8 thôn), Tân Hòa (7 thôn).",
    "Huyện giao 5 xã: Tân An, Tân Lập, Tân Phú thuộc vùng I (nay là Hòa An, Hòa Bắc); xã Tân Hòa thuộc vùng II.",
]
RIGHT = [
    "Tỉnh có 10 đơn vị hành chính cấp huyện: thành phố Tân An (tỉnh lỵ), thị xã Tân Lập và 8 huyện: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải, Hòa Khê, Hòa Liên, Hòa Nam.",
    "Tỉnh có 6 đơn vị hành chính, gồm thành phố Tân An, các huyện: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông và huyện đảo Hòa Hải.",
    "Huyện tiếp nhận 5 xã: Trường Tân, Trường Lập, Trường Phú, Sơn Hà và Hà Sơn từ huyện Tân Phú.",
    "Xã có 3 ấp: Tân Thuộc, Tân Kiêm, Tân Hòa, một phần ấp Tân Phong và một phần ấp Tân Mỹ.",
    "Tỉnh gồm 3 phủ là Tân An, Tân Lập, Tân Hòa, cùng với 8 huyện là huyện Hòa An, huyện Hòa Bắc.",
    "Quận gồm 2 tổng: Tân An, Tân Lập và các làng Hòa An, Hòa Bắc, Hòa Châu của tổng Tân Phú.",
    "Tuyến đường qua 5 huyện thị: thành phố Tân An, Hòa Bắc, Hòa Châu, thị xã Tân Lập, Hòa Nam.",
    "Tỉnh có 8 huyện gồm Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải, Hòa Khê và hai thị xã: Tân An, Tân Lập.",
    "Hội có các tỉnh Tân An (gồm 02 tỉnh cũ: Hòa An, Hòa Bắc), Tân Lập.",
    "Phủ được lập gồm 3 huyện: Tân An, Tân Lập và Tân Hòa (nay là Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông).",
    "Châu gồm 3 huyện Tân An (Hòa An cũ, một phần Hòa Bắc), Tân Lập (nay thuộc Hòa Châu), Tân Hòa.",
    "Tỉnh được chia thành 4 tỉnh như trước: tỉnh Tân An, tỉnh Tân Lập, tỉnh Tân Phú và tỉnh Tân Hòa.",
    "Đến nay có 7 siêu thị (thành phố Tân An, huyện Hòa Bắc) và 12 chợ.",
    "Huyện có 4 trường là THCS Tân An, THCS Tân Lập, THCS Tân Phú; THCS Tân Hòa.",
    "Đại hội đã bầu 4 Phó Chủ tịch gồm: Lê Văn Tân, Trần Văn Lập, Phạm Thị Phú, Đỗ Văn Hòa; bầu Ban Kiểm tra; thông qua quy chế.",
    "Năm ấy, 4 quan trấn thủ là Lê Văn Tân, Trần Văn Lập, Phạm Văn Phú và Đỗ Văn Hòa nổi dậy, Triều đình sai Ngô Văn Hải đi dẹp.",
    "Đoàn gồm 14 nghị sĩ của hai viện: Viện Tân An và Viện Tân Lập.",
    "Văn bản dùng 3 cách viết: “Tân An”, “Tân an” hoặc “Tân-An”.",
    "Tỉnh có 3 đơn vị được đầu tư là: Bệnh viện Tân An, bệnh viện Trường Cao đẳng Y và Trung tâm Kiểm nghiệm dược phẩm, mỹ phẩm.",
    "Địa bàn gồm 3 loại: địa bàn trọng điểm loại I; địa bàn trọng điểm loại II, địa bàn trọng điểm loại III.",
    "Vua sai Lê Văn Tân trấn giữ 6 tỉnh Nam Trung, Trần Văn Lập trấn giữ Tân An.",
    "Bài báo “9 người chết”.https://bao.example/9-nguoi-chet-1234.html.`|url=` trống, Liên kết ngoài",
    "Phố cũ chỉ còn 3 quận sau sắp xếp:\n- Tân An\n- Tân Lập\n- Tân Phú được sáp nhập vào Tân An năm 2031\n- Tân Hòa",
    "Ban Thường trực gồm 4 người:\n- Trưởng ban: Lê Văn Tân\n- Ủy viên:\n- Trần Văn Lập\n- Phạm Thị Phú\n- Đỗ Văn Hòa",
    "Huyện có 6 thôn: Tân An (4 hộ, Tân Lập (9 hộ), Tân Phú.",  # a bracket that does not close
]
NO_SUM = [
    "Sau sắp xếp, thị xã có 4 phường: Tân An, Tân Lập, Tân Phú, Tân Hòa; 5 thị trấn: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải và 3 xã: Sơn An, Sơn Lập, Sơn Phú.",
    "Huyện có 9 đơn vị hành chính cấp xã trực thuộc, bao gồm thị trấn Tân An (huyện lỵ) và 8 xã: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải, Hòa Khê, Hòa Liên, Hòa Nam với 73 ấp.",
    "Tỉnh có 6 đơn vị hành chính, bao gồm 5 huyện: Hòa An, Hòa Bắc, Hòa Châu, Hòa Đông, Hòa Hải, thị xã Tân An và 137 đơn vị hành chính cấp xã.",
    "Tỉnh có biên giới với 4 cửa khẩu quốc tế gồm Tân An, Tân Lập, Tân Phú, Tân Hòa, 1 cửa khẩu quốc gia là Hòa An, 3 cửa khẩu chính và 12 cửa khẩu phụ.",
    "Thị xã có 7 đơn vị hành chính cấp xã, bao gồm 4 phường: 1, 2, 3, 4 và 3 xã: Tân An, Tân Lập, Tân Phú.",
]
SUM = ["Tỉnh có 14 đơn vị hành chính cấp huyện, gồm 1 thành phố, 2 thị xã và 8 huyện."]


def checks(text: str) -> set[str]:
    _, result = audit_sample(text)
    return {issue.check for issue in result.findings}


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_more_or_fewer_names_than_are_counted_are_told(text: str) -> None:
    assert "list_count" in checks(text)


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_as_many_names_as_are_counted_or_an_end_that_is_unsure_are_not(text: str) -> None:
    assert "list_count" not in checks(text)


@pytest.mark.parametrize("text", NO_SUM, ids=range(len(NO_SUM)))
def test_counts_beside_one_another_are_no_sum(text: str) -> None:
    assert not checks(text) & {"sum_mismatch", "part_exceeds_whole", "list_count"}


@pytest.mark.parametrize("text", SUM, ids=range(len(SUM)))
def test_a_sum_of_kinds_of_one_level_is_still_one(text: str) -> None:
    assert "sum_mismatch" in checks(text)
