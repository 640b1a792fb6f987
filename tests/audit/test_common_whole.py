"""Ties over several sentences and paragraphs: wholes told once and named again, lists that open a paragraph, contributions. All texts are made up."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample

SHARES = (
    "Tháng 3 thu hút gần 2,50 tỷ USD.\nCông nghiệp dẫn đầu với 1,92 tỷ USD, chiếm 76,8% tổng vốn đầu tư. Bất động sản đạt 221 triệu USD, chiếm 8,8% tổng vốn đầu tư."
    "\nNhật Bản dẫn đầu với 845 triệu USD, chiếm 33,8% tổng vốn đầu tư. Hàn Quốc đạt 600 triệu USD, chiếm 24% tổng vốn đầu tư."
)
GROWTH = (
    "Tổng sản phẩm trên địa bàn ước đạt 41.250 tỷ đồng, tăng 5,2% so với cùng kỳ. Khu vực nông nghiệp tăng 3,1%, đóng góp 0,9 điểm phần trăm. "
    "Khu vực công nghiệp tăng 7,4%, đóng góp 2,8 điểm phần trăm (ngành xây dựng đóng góp 0,6 điểm phần trăm). Khu vực dịch vụ tăng 4,0%, đóng góp 1,5 điểm phần trăm."
)
HOLDING = [
    (SHARES, "221.000.000 / 2.500.000.000 = 8,84% ≈ 8,8%"),
    ("Tổng nợ đến hết tháng là 18.400 tỷ đồng, tăng 12,5% so với đầu năm.\nTrong đó nợ mới là 9.310 tỷ đồng; nợ khó thu là 7.640 tỷ đồng; nợ đang xử lý là 1.450 tỷ đồng.",
     "9.310 + 7.640 + 1.450 = 18.400"),
    ("Điều chỉnh giảm 31 tỷ đồng từ nguồn dự phòng 10% của tỉnh (giảm từ 74,25 tỷ đồng xuống còn 43,25 tỷ đồng).", "74,25 - 43,25 = 31"),
    ("1. Vốn cân đối: 250.000 triệu đồng\n- Trả nợ vay (32,4%): 81.000 triệu đồng\n- Chuyển tiếp (67,6%): 169.000 triệu đồng", "81.000 / 250.000 = 32,4%"),
    ("Trong 6,4 điểm phần trăm tăng trưởng, công nghiệp đóng góp 3,1 điểm phần trăm, dịch vụ đóng góp 2,6 điểm phần trăm và nông nghiệp đóng góp 0,7 điểm phần trăm.", "3,1 + 2,6 + 0,7 = 6,4"),
    ("GRDP tăng 4,21% so với cùng kỳ. Phân theo khu vực: nông nghiệp tăng 3,9% (đóng góp 0,95%); công nghiệp tăng 1,8% (đóng góp 0,46%); dịch vụ tăng 6,3% (đóng góp 2,80%).",
     "0,95 + 0,46 + 2,80 = 4,21"),
    (GROWTH, "0,9 + 2,8 + 1,5 = 5,2"),
]  # fmt: skip
BROKEN = [
    (SHARES.replace("24%", "42%"), "600.000.000 / 2.500.000.000 = 24%, văn bản ghi 42%"),
    (HOLDING[1][0].replace("7.640", "7.840"), "9.310 + 7.840 + 1.450 = 18.600, văn bản ghi 18.400"),
    (HOLDING[2][0].replace("43,25", "49,25"), "74,25 - 49,25 = 25, văn bản ghi 31"),
]


@pytest.mark.parametrize(("text", "words"), HOLDING, ids=range(len(HOLDING)))
def test_what_is_tied(text: str, words: str) -> None:
    _, result = audit_sample(text)
    said = [r.computation.replace("%", "") for r in result.relations if r.holds]
    assert words.replace("%", "") in said, said


@pytest.mark.parametrize(("text", "words"), BROKEN, ids=range(len(BROKEN)))
def test_what_does_not_agree_is_told(text: str, words: str) -> None:
    _, result = audit_sample(text)
    assert words in [r.computation for r in result.relations if not r.holds]


@pytest.mark.parametrize(
    "text",
    [
        # two shares name a whole: too few to say which figure it is
        "Tháng 3 thu hút 2,50 tỷ USD.\nCông nghiệp đạt 1,32 tỷ USD, chiếm 76,8% tổng vốn đầu tư. Bất động sản đạt 221 triệu USD, chiếm 12,8% tổng vốn đầu tư.",
        # measures numbered one by one are no parts of the paragraph above
        "Có 786 thủ tục được thay thế hồ sơ bằng dữ liệu.\nCụ thể: (i) Các bộ đã cắt giảm 357 thủ tục, đơn giản hóa 1.806 thủ tục; (ii) Các tỉnh đã cắt giảm 41 thủ tục.",
    ],
    ids=range(2),
)
def test_what_is_left(text: str) -> None:
    _, result = audit_sample(text)
    assert all(r.holds for r in result.relations)
