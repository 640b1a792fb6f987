"""Parts of a whole without a unit of their own: they are figures, count what the whole counts, in its scale."""

from decimal import Decimal

import pytest

from extractor import extract_text

HEAD = "ỦY BAN NHÂN DÂN HUYỆN TÂN LẬP\n\nSố: 7/BC-UBND\nTân Lập, ngày 12 tháng 12 năm 2031\n\nBÁO CÁO\nKết quả năm 2031\n\n"


def figures(text: str) -> list[tuple[Decimal, str | None]]:
    return [(r.value, r.unit) for r in extract_text(HEAD + text).records if r.type == "indicator"]


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("Toàn huyện có 44 vụ việc, trong đó: xã Hòa Phú 12, xã An Sơn 22, xã Mỹ Lâm 10.", "vụ việc", [44, 12, 22, 10]),
        ("Toàn huyện có 7.044 hồ sơ, gồm: xã Hòa Phú 655, xã An Sơn 3.122 và xã Mỹ Lâm 3.267.", "hồ sơ", [7044, 655, 3122, 3267]),
        ("Trong kỳ phát sinh 102 hồ sơ. Trong đó: xã Hòa Phú 43; xã An Sơn 29 và xã Mỹ Lâm 30.", "hồ sơ", [102, 43, 29, 30]),
        ("Đã giải quyết 58 hồ sơ: xã Hòa Phú 20 và thị trấn An Sơn 38.", "hồ sơ", [58, 20, 38]),
        ("Tổng số hộ nghèo là 54, cụ thể: xã Hòa Phú 2, xã An Sơn 52.", "hộ nghèo", [54, 2, 52]),
        ("Phát sinh 43 hồ sơ: xã Hòa Phú: 2 hồ sơ, xã An Sơn: 41 hồ sơ.", "hồ sơ", [43, 2, 41]),
        ("Tiếp nhận 159 đơn (khiếu nại: 68; tố cáo: 37; phản ánh: 54).", "đơn", [159, 68, 37, 54]),
        ("Có 31 nhà bị hư hỏng (T.T.Huế: 4; Đà Nẵng 2; Q.Ngãi: 19 (đang rà soát); Gia Lai 6).", "nhà", [31, 4, 2, 19, 6]),
        ("Có 29 người bị thương (Hòa Phú 4, An Sơn 15, Mỹ Lâm 10).", "người", [29, 4, 15, 10]),
    ],
)
def test_bare_counts_behind_names(text: str, unit: str, values: list[int]) -> None:
    assert figures(text) == [(Decimal(value), unit) for value in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Xếp loại: Tốt 351 (85,2%), Khá 55 (13,3%), Đạt 06 (1,5%).", [351, 55, 6]),
        ("Kết quả: khiếu nại đúng 21, đúng một phần 34, khiếu nại sai 103.", [21, 34, 103]),
        ("Triển khai 34 cuộc (theo kế hoạch 29, đột xuất 05).", [34, 29, 5]),
        ("Siêu âm 21.457 lần, ghi âm 3 buổi.", [21457, 3]),
        ("Phẫu thuật 812 ca. Loại I: 126; loại II: 431; loại III: 255.", [812, 126, 431, 255]),
    ],
)
def test_bare_counts_behind_words(text: str, values: list[int]) -> None:
    found = [(value, unit) for value, unit in figures(text) if unit != "%"]
    assert [value for value, _ in found] == [Decimal(value) for value in values]
    assert not {unit for _, unit in found} & {"%", "II", "III"}


@pytest.mark.parametrize("text", ["Tổ chức tại các lớp: lớp 6 chuyên, lớp 7 chuyên, lớp 28 chuyên.", "Theo Kế hoạch 29, Đề án 06.", "Thi công 3 ca 4 kíp.", "Nhóm trẻ < 1 tuổi."])
def test_numbers_behind_nouns_are_their_names(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize("text", ["Hỗ trợ 3 xã: Tân An 1, Hòa Phú 2, Lộc Sơn 1.", "Sắp xếp 3 xã, gồm: Tân An 1, Hòa Phú 2, Lộc Sơn 1.", "Xã Tân An 1 giáp các xã: Tân An 2, Hòa Phú 2.", "Phát điện 660 MW (Tân An 3, Hòa Phú 4, Lộc Sơn 2)."])
def test_numbers_of_names_stay_in_their_names(text: str) -> None:
    assert not {Decimal(1), Decimal(2)} & {value for value, _ in figures(text)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Chi thường xuyên 1.234,9 tỷ đồng, trong đó: vốn vay 338,8 và vốn xã hội hóa 896,1.", ["1234900000000", "338800000000", "896100000000"]),
        ("Tổng thu ước đạt 4,9 tỷ đồng. Trong đó: ngân sách huyện 1,8 và nguồn xã hội hóa 3,1.", ["4900000000", "1800000000", "3100000000"]),
        ("Tổng vốn là 16 tỷ đồng (tỉnh: 4, huyện: 5, xã: 7).", ["16000000000", "4000000000", "5000000000", "7000000000"]),
        ("Tổng vốn là 16 tỷ đồng, trong đó ngân sách tỉnh 9.000.000.000 đồng, còn lại của huyện.", ["16000000000", "9000000000"]),
    ],
)
def test_a_part_of_an_amount_has_its_scale(text: str, values: list[str]) -> None:
    assert figures(text) == [(Decimal(value), "đồng") for value in values]
    assert all("." not in str(value) for value, _ in figures(text))


def test_the_scale_of_a_count_is_not_lent() -> None:
    assert figures("Đón 2 triệu lượt khách, trong đó khách quốc tế 350.000, khách nội địa 1.650.000.")[1:] == [(Decimal(350000), "lượt khách"), (Decimal(1650000), "lượt khách")]


def test_a_list_that_takes_a_count_apart_is_no_list_of_what_is_counted() -> None:
    records = extract_text(HEAD + "Số vụ phát sinh trong kỳ là 49 vụ việc, gồm: xã Hòa Phú (42), xã An Sơn (7).").records
    assert not [r for r in records if r.type == "finding"]
    assert [r.computation for r in records if r.type == "relation"] == ["42 + 7 = 49"]
