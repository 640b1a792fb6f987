"""Relations in running text: what is tied together, what is not, and what a wrong figure does. All texts are made up."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample

TIED = [
    # sums
    ("Năm qua, toàn ngành tiếp nhận 5.214 đơn, trong đó: khiếu nại 1.302 đơn, tố cáo 417 đơn, phản ánh 3.495 đơn.", "sum", "1.302 + 417 + 3.495 = 5.214"),
    ("Tổng số cán bộ có mặt là 214 người (nam 131 người, nữ 83 người).", "sum", "131 + 83 = 214"),
    ("Toàn tỉnh có 204 xã, phường, thị trấn (160 xã, 28 phường, 16 thị trấn).", "sum", "160 + 28 + 16 = 204"),
    ("Chi thường xuyên 2.340 tỷ đồng, chi đầu tư 1.120 tỷ đồng, tổng chi 3.460 tỷ đồng.", "sum", "2.340 + 1.120 = 3.460"),
    ("Kinh phí thực hiện:\n- Tổng vốn là 95,4 tỷ đồng, bao gồm:\n+ Ngân sách tỉnh: 61,3 tỷ đồng;\n+ Ngân sách huyện: 34,1 tỷ đồng.", "sum", "61,3 + 34,1 = 95,4"),
    ("Diện tích gieo trồng 3.420 ha, đạt 102,4% kế hoạch, tăng 1,2% so với cùng kỳ; trong đó lúa 2.150 ha, ngô 870 ha, cây khác 400 ha.", "sum", "2.150 + 870 + 400 = 3.420"),
    ("Cung cấp 901 dịch vụ, trong đó toàn trình 625 dịch vụ (cấp tỉnh 511, cấp huyện 114), một phần 276 dịch vụ.", "sum", "511 + 114 = 625"),
    ("Cung cấp 901 dịch vụ, trong đó toàn trình 625 dịch vụ (cấp tỉnh 511, cấp huyện 114), một phần 276 dịch vụ.", "sum", "625 + 276 = 901"),
    ("Đội ngũ có 128 người gồm 03 cán bộ quản lý; 01 tổng phụ trách; 02 bảo vệ; 106 giáo viên; 16 nhân viên.", "sum", "03 + 01 + 02 + 106 + 16 = 128"),
    # ratios
    ("Kiểm tra 318 vụ, xử lý 274 vụ vi phạm (đạt tỷ lệ 86,2%), thu nộp ngân sách 4,7 tỷ đồng.", "ratio", "274 / 318 = 86,1635% ≈ 86,2%"),
    ("Tổng dư nợ đạt 12.480 tỷ đồng, tăng 620 tỷ đồng (5,2%) so với đầu năm.", "ratio", "620 / (12.480 - 620) = 5,2277% ≈ 5,2%"),
    ("Thu ngân sách đạt 845,3 tỷ đồng, bằng 52,8% dự toán tỉnh giao (1.600 tỷ đồng) và tăng 11,5% so với cùng kỳ.", "ratio", "845,3 / 1.600 = 52,8313% ≈ 52,8%"),
    ("Năm 2023 có 1.200 doanh nghiệp, năm 2024 có 1.260 doanh nghiệp, tăng 5%.", "ratio", "(1.260 - 1.200) / 1.200 = 5%"),
    ("Thời gian giải quyết được rút ngắn từ 30 ngày làm việc xuống 20 ngày làm việc (giảm 33,3%).", "ratio", "(30 - 20) / 30 = 33,3333% ≈ 33,3%"),
    ("Thu đạt 9.450 tỷ đồng, bằng 94,5% so với cùng kỳ (số tuyệt đối giảm 550 tỷ đồng).", "ratio", "9.450 / (9.450 + 550) = 94,5%"),
    ("Hỗ trợ 850 hộ với số tiền 12,75 tỷ đồng, bình quân 15 triệu đồng/hộ.", "ratio", "12.750 / 850 = 15"),
    # differences
    ("Có 12/15 chỉ tiêu đạt và vượt kế hoạch, 03 chỉ tiêu không đạt.", "complement", "15 - 12 = 3"),
    ("Biên chế được giao 1.845 người; hiện có mặt 1.783 người, còn thiếu 62 người.", "complement", "1.845 - 1.783 = 62"),
    ("Sau sắp xếp giảm 45 thôn, từ 312 thôn xuống còn 267 thôn.", "difference", "312 - 267 = 45"),
    ("Xuất khẩu đạt 1.245 triệu USD, tăng 12,4%; nhập khẩu 876 triệu USD, tăng 3,5%; xuất siêu 369 triệu USD.", "difference", "1.245 - 876 = 369"),
    ("Cơ cấu kinh tế: nông nghiệp 18,5%; công nghiệp 42,3%; dịch vụ 39,2%.", "percent_sum", "18,5% + 42,3% + 39,2% = 100%"),
    ("Cơ quan thu được để lại 65% số phí; nộp 35% còn lại vào ngân sách.", "percent_sum", "65% + 35% = 100%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "words"), TIED)
def test_what_the_text_ties_together(text: str, kind: str, words: str) -> None:
    _, result = audit_sample(text)
    assert (kind, words) in [(r.kind, r.computation) for r in result.relations]
    assert not [i for i in result.findings if i.severity == "error"]


def test_an_open_list_that_is_one_short_is_asked_after_at_most() -> None:
    """Whether a list behind "trong đó" is complete its words leave open: never a warning."""
    _, result = audit_sample("Giao ban 04 cuộc; kiểm tra 12 đơn vị, trong đó 08 đơn vị sự nghiệp, 03 đơn vị hành chính.")
    assert {i.severity for i in result.findings} <= {"info"}


APART = [
    "Lớp tập huấn có 40 học viên, trong đó nữ 25, dân tộc thiểu số 20, đảng viên 31.",
    "Đoàn giám sát gồm 09 thành viên, làm việc với 05 sở, 03 huyện và 12 xã.",
    "Đã cấp 1.520 giấy chứng nhận, lũy kế đến nay 12.860 giấy, đạt 91,3% tổng số thửa đất phải cấp.",
    "Tăng trưởng đạt 7,2%; trong đó nông nghiệp tăng 3,1%, công nghiệp tăng 9,8%, dịch vụ tăng 7,5%.",
    "Trong 6 tháng, xảy ra 14 vụ cháy (tăng 03 vụ so với cùng kỳ), thiệt hại 2,3 tỷ đồng.",
    "Xảy ra 12 vụ tai nạn giao thông (làm chết 07 người, bị thương 09 người).",
    "Thành phần hồ sơ gồm 05 loại giấy tờ, số lượng 01 bộ; thời hạn 10 ngày, trong đó 7 ngày tại Sở, 3 ngày tại UBND tỉnh.",
    "Thu đạt 4.210 tỷ đồng, đạt 71,3% dự toán (tăng 2,4% so với tiến độ thu, số tuyệt đối tăng 142 tỷ đồng).",
    "Có 07/31 địa phương đạt dưới 90%, gồm: Tân Phú (87,7%), Định Quán (85,9%).",
    "Giải ngân 45,6 tỷ đồng, bằng 80,2% so với cùng kỳ.",
    "Tỷ lệ lao động qua đào tạo tăng từ 62% lên 65%, tăng 3%; tỷ lệ thất nghiệp giảm 0,5%.",
    "Tỷ lệ hộ nghèo giảm từ 5,6% xuống còn 4,2%, giảm 25% so với cùng kỳ.",
]


@pytest.mark.parametrize("text", APART)
def test_what_it_does_not(text: str) -> None:
    _, result = audit_sample(text)
    assert not [r.computation for r in result.relations if not r.holds]
    assert not result.findings


WRONG = [
    ("Tổng số cán bộ có mặt là 214 người (nam 131 người, nữ 93 người).", "sum_mismatch", "131 + 93 = 224, văn bản ghi 214"),
    ("Tổng vốn đầu tư 235 tỷ đồng, bao gồm: vốn trung ương 120 tỷ đồng; vốn tỉnh 85 tỷ đồng; vốn huy động khác 35 tỷ đồng.", "sum_mismatch", "120 + 85 + 35 = 240, văn bản ghi 235"),
    ("Tổng số 52 dự án, đã hoàn thành 31 dự án, đang thi công 18 dự án, chưa khởi công 04 dự án.", "sum_mismatch", "31 + 18 + 04 = 53, văn bản ghi 52"),
    ("Thu đạt 845,3 tỷ đồng, bằng 58,2% dự toán tỉnh giao (1.600 tỷ đồng).", "ratio_mismatch", "845,3 / 1.600 = 52,8313%, văn bản ghi 58,2%"),
    ("Tỷ lệ hộ nghèo giảm từ 5,6% xuống còn 4,1%, giảm 1,8%.", "difference_mismatch", "5,6% - 4,1% = 1,5%, văn bản ghi 1,8%"),
    ("Sau sắp xếp giảm 54 thôn, từ 312 thôn xuống còn 267 thôn.", "difference_mismatch", "312 - 267 = 45, văn bản ghi 54"),
    ("Cơ cấu kinh tế: nông nghiệp 18,5%; công nghiệp 42,3%; dịch vụ 38,2%.", "percent_sum_mismatch", "18,5% + 42,3% + 38,2% = 99%, đáng lẽ 100%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "check", "words"), WRONG)
def test_what_does_not_add_up(text: str, check: str, words: str) -> None:
    layout, result = audit_sample(text)
    (issue,) = result.findings
    assert issue.check == check and issue.confidence >= 0.75
    assert words in issue.message
    reading = layout.reading.text
    assert all(reading[a:b].strip("0123456789.,/%") == "" for a, b in issue.evidence)


def test_several_shares_in_one_breath() -> None:
    text = (
        "Giá trị sản xuất ước đạt 400 tỷ đồng, gồm: nông nghiệp 126,4 tỷ đồng; công nghiệp 144,3 tỷ đồng; dịch vụ 129,3 tỷ đồng. "
        "Tỷ trọng các ngành tương ứng là 31,6%, 36,1% và 32,3%."
    )
    _, result = audit_sample(text)
    assert sorted(r.kind for r in result.relations) == ["percent_sum", "ratio", "ratio", "ratio", "sum"]
    assert all(r.holds for r in result.relations)


def test_a_balance_is_between_what_bears_its_names() -> None:
    text = "1. Tổng thu ngân sách: 16.564 tỷ đồng.\n2. Tổng chi ngân sách: 16.712 tỷ đồng, chi tiết theo biểu.\n3. Bội chi ngân sách: 148 tỷ đồng."
    _, result = audit_sample(text)
    assert [r.computation for r in result.relations] == ["16.712 - 16.564 = 148"]


def test_figures_of_a_formula_are_none_of_the_sentence() -> None:
    _, result = audit_sample("Đường dây 500 kV: 0,54+3,9 +40 km và 5x0,32 km, gồm 220 km và 1,6 km.")
    assert not result.findings


def test_a_set_of_figures_is_one_relation() -> None:
    _, result = audit_sample("Trong tổng số 36 nhiệm vụ, đã hoàn thành 29 nhiệm vụ, còn 07 nhiệm vụ đang thực hiện.")
    runs = [frozenset((*r.parts, *([r.whole] if r.whole else []))) for r in result.relations]
    assert len(runs) == len(set(runs)) == 1


def test_a_fraction_with_its_unit_between_is_told_in_its_own_scale() -> None:
    """What X and Y are written with is taken off both, however often the unit stands there."""
    _, result = audit_sample("Giải ngân 561,3 tỷ đồng/668,2 tỷ đồng, đạt 54% kế hoạch.")
    assert [r.computation for r in result.relations] == ["561,3 / 668,2 = 84,0018%, văn bản ghi 54%"]


def test_what_follows_in_their_order_ends_at_the_next_semicolon() -> None:
    """ "…, lần lượt là a, b và c học sinh; 7/9 trường …": schools are no part of the pupils."""
    _, result = audit_sample("Toàn xã có 4.163 học sinh, lần lượt là 1.024, 1.377 và 1.762 học sinh; 7/9 trường đạt chuẩn.")
    assert [r.computation for r in result.relations] == ["1.024 + 1.377 + 1.762 = 4.163"] and not result.findings


def test_what_remains_of_those_that_were_looked_at() -> None:
    """Behind X/Y the rest may be of X: "kiểm tra 186/214 cơ sở; 159 đạt; còn 27 vi phạm"."""
    _, result = audit_sample("Đã kiểm tra 186/214 cơ sở (86,9%); có 159 cơ sở đạt yêu cầu; còn 27 cơ sở vi phạm.")
    assert not [r.computation for r in result.relations if not r.holds] and not result.findings
