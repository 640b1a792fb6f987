"""Figures of whole documents that are no reports: decisions that publish procedures, lists of conditions, quoted rules, what a place has of itself."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text

HEAD = "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH\nSố: 1234/QĐ-UBND\nHòa Bình, ngày 14 tháng 5 năm 2031\nQUYẾT ĐỊNH\n"
PROCEDURES = HEAD + "Về việc công bố Danh mục thủ tục hành chính lĩnh vực thú y thuộc thẩm quyền của Sở\nQUYẾT ĐỊNH:\n"
LETTER = "CHI CỤC THUẾ\nSố: 512/CCT-TTHT\nHòa Bình, ngày 14 tháng 5 năm 2031\nKính gửi: Công ty Mây Ngàn\n"

CASES = [
    # a decision that publishes procedures restates the norms of each, and counts procedures
    (PROCEDURES + "Lệ phí: vốn trên 30 tỷ đồng, mức thu 24 triệu đồng.", "30", {"role": "limit"}),
    (PROCEDURES + "Tổng số Danh mục có 17 TTHC cấp tỉnh.", "17", {"role": "level"}),
    (PROCEDURES + "Thời hạn tối đa là 32 ngày (cắt giảm 08/40 ngày, tỷ lệ 20%) kể từ ngày nhận đủ hồ sơ.", "20%", {"role": "decrease"}),
    # of itself a rate behind a change is that of all
    ("Tổ khá có 262 tổ, tăng 31 tổ so với năm 2030, tỷ lệ 14,6%.", "14,6%", {"role": "level"}),
    # conditions by which things are judged
    (HEAD + "Phê duyệt phương án hỗ trợ\nII. NỘI DUNG\nXã được xét khi đáp ứng đủ các điều kiện sau:\n- Tỷ lệ hộ nghèo dưới 4%;", "4%", {"role": "limit"}),
    ("Bộ vừa công bố chuẩn trường học.\nTiêu chí 2.3. Tỷ lệ giáo viên đạt chuẩn trên tổng số giáo viên không thấp hơn 72%.", "72%", {"role": "limit"}),
    # the words of a rule that a letter quotes
    (LETTER + "Căn cứ khoản 2 Điều 7 Nghị định số 15/2031/NĐ-CP quy định:\n“2. Bên liên kết là bên nắm giữ ít nhất 35% vốn góp của doanh nghiệp.”", "35%", {"role": "limit"}),
    # what a place has of itself
    ("Nghị quyết về việc thành lập thị trấn\nQuyết nghị:\n1. Thành lập thị trấn Bến Mơ trên cơ sở 1.250,5 ha diện tích tự nhiên và 7.310 nhân khẩu của xã Bến Mơ.", "1.250,5", {"role": "level"}),
    ("Nghị quyết về việc thành lập thị trấn\nQuyết nghị:\n1. Thành lập thị trấn Bến Mơ trên cơ sở 1.250,5 ha diện tích tự nhiên và 7.310 nhân khẩu của xã Bến Mơ.", "7.310", {"role": "level"}),
    # what is paid for a plan is no plan
    (HEAD + "Quy định mức chi\nĐiều 1. Mức chi\na) Xây dựng chương trình, kế hoạch: 850.000 đồng/văn bản.", "850.000", {"role": "limit"}),
    # the unit of a rate is that of one
    (HEAD + "Quy định mức thu\nĐiều 2. Tài sản có nguyên giá dưới 3 tỷ đồng/01 đơn vị tài sản do giám đốc quyết định.", "3", {"unit": "đồng/đơn vị tài sản"}),
    # whom or what a norm is for
    (HEAD + "Quy định xử phạt\n5. Phạt tiền từ 2.000.000 đồng đến 6.000.000 đồng đối với hành vi trồng, chăm sóc cây ngoại lai trên đất rừng.", "2.000.000 đồng đến 6.000.000", {"subject": "hành vi trồng, chăm sóc cây ngoại lai trên đất rừng"}),
    (HEAD + "Quy định mức chi\n1. Chi lập phương án điều tra:\n- Đề cương chi tiết: 900.000 đồng/đề cương.", "900.000", {"subject": "Chi lập phương án điều tra"}),
    (HEAD + "Quy định xử phạt\n5. Phạt tiền từ 2.000.000 đồng đến 6.000.000 đồng đối với hành vi chặt cây có giá trị từ 40.000.000 đồng đến 60.000.000 đồng.", "2.000.000 đồng đến 6.000.000", {"subject": "hành vi chặt cây"}),
    (HEAD + "Ban hành Quy chế\nĐiều 3. Nghỉ lễ\nNgười lao động được nghỉ các ngày sau:\na) Ngày hội làng: 02 ngày;", "02", {"subject": "Người lao động"}),
    # what a place or an enterprise has of itself is its own, also the first of two
    ("Nghị quyết về việc thành lập thị trấn\nQuyết nghị:\n1. Thành lập thị trấn Bến Mơ trên cơ sở 1.250,5 ha diện tích tự nhiên và 7.310 nhân khẩu của xã Lan Sơn.", "1.250,5", {"label": "diện tích tự nhiên", "subject": "xã Lan Sơn"}),
    (HEAD + "Ban hành Quy chế\n3. Kiểm soát viên tại doanh nghiệp do Nhà nước nắm giữ 75% vốn điều lệ thuộc tỉnh quản lý.", "75%", {"label": "vốn điều lệ", "subject": "doanh nghiệp"}),
    # rates that a decision changes
    (HEAD + "Về việc điều chỉnh giảm lãi suất cho vay một số chương trình\n1. Lãi suất cho vay hộ nghèo giảm từ 6,9%/năm xuống 6,3%/năm.", "6,3%", {"role": "limit"}),
    ("1 - Lãi suất cho vay hộ mới thoát nghèo; cho vay học sinh, sinh viên được điều chỉnh giảm từ 7,6%/năm (tương đương 0,63%/tháng) xuống còn 7,1%/năm.", "7,1%", {"label": "Lãi suất cho vay hộ mới thoát nghèo"}),
    # a year behind which another comes is not that of the text
    ("Bão làm sập 412 ngôi nhà. Năm nay là năm có số bão nhiều thứ hai, chỉ sau năm 2031 với 21 cơn.", "412", {"period_from": None}),
]  # fmt: skip


TABLE = PROCEDURES + """|**STT**|**Mã số**|**Tên thủ tục hành chính**|**Thời hạn**|**Địa điểm**|**Phí**|
|---|---|---|---|---|---|
|1|2.001455|Cấp thẻ hướng dẫn thú y cho người hành nghề|Trong 12 ngày|Trung tâm Phục vụ hành chính công tỉnh|Phí thẩm định: 350.000 đồng/lần đối với thẻ mới|
"""


def test_the_row_of_a_procedure_is_the_subject_of_its_norms() -> None:
    """Not the cell of another column beside it, nor the heading."""
    found = next(r for r in extract_text(TABLE).records if r.type == "indicator" and r.quote == "350.000")
    assert (found.role, found.subject) in {("limit", "Cấp thẻ hướng dẫn thú y cho người hành nghề"), ("limit", "thẻ mới")}


@pytest.mark.parametrize(("text", "quote", "wanted"), CASES)
def test_fields(text: str, quote: str, wanted: dict[str, str]) -> None:
    found = next(r for r in extract_text(text).records if r.type == "indicator" and r.quote == quote)
    assert {name: None if (value := getattr(found, name)) is None else str(value) for name in wanted} == wanted
