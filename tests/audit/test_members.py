"""Members of counted lists: what a list is, and what is none."""

from __future__ import annotations

import pytest

from extractor.audit.samples import audit_sample

WRONG = [
    "Đề án xác định 07 nhiệm vụ, gồm: (1) Hoàn thiện thể chế; (2) Phát triển hạ tầng; (3) Đào tạo nhân lực.",
    "Chỉ có 06/21 cơ quan đạt trên 80% (Sở Y tế, Sở Công Thương, Sở Văn hóa và Thể thao, Thanh tra tỉnh).",
    "Vùng II có 09 xã thuộc huyện miền núi, gồm các xã: Tân Lập, Tân Hòa, Tân Phú, Tân Bình với diện tích trên 3.000 ha.",
    "Chương trình có 06 nhóm giải pháp như sau:\n1. Về thể chế.\n2. Về nguồn lực.\n3. Về truyền thông.",
    "Việc chấm điểm gồm 08 phần chính như sau:\n- Phần thứ nhất: Kết quả thực hiện.\n- Phần thứ hai: Khảo sát người dân.\n- Phần thứ ba: Điểm thưởng.",
    "Quy định áp dụng với 09 nhóm đối tượng như sau:\n- (i) Cán bộ lãnh đạo cấp sở.\n- (ii) Công chức cấp phòng.\n- (iii) Viên chức.",
    "Huyện tập trung vào 07 giải pháp sau:\n- Một là, hoàn thiện quy hoạch.\n- Hai là, mở rộng chợ.\n- Ba là, sửa đường.",
    "Cuộc thi có 07 mức thưởng: Đặc biệt, Nhất, Nhì và Ba; trong đó: giải Nhất được trao tại lễ tổng kết.",
]
RIGHT = [
    "Đề án xác định 03 nhiệm vụ, gồm: (1) Hoàn thiện thể chế; (2) Phát triển hạ tầng; (3) Đào tạo nhân lực.",
    "Chỉ có 04/21 cơ quan đạt trên 80% (Sở Y tế, Sở Công Thương, Sở Văn hóa và Thể thao, Thanh tra tỉnh).",
    "Chỉ có 03/21 cơ quan đạt trên 80% (Sở Y tế, Sở Văn hóa, Thể thao và Du lịch, Thanh tra tỉnh).",  # a comma inside a name
    "Có 15 văn bản, gồm: 09 nghị quyết của HĐND tỉnh; 06 quyết định của UBND tỉnh.",  # its members are counted themselves
    "Có 25 bộ và 13 tỉnh có tỷ lệ thấp, bao gồm:\n- Nhóm dưới 10%.\n- Nhóm dưới 20%.",  # the list is of both
    "Đã rà soát 10 thủ tục thuộc thẩm quyền của các Bộ: Y tế, Nội vụ, Công Thương, Xây dựng.",  # the list is of others
    "Có 18 (Thanh tra tỉnh và Sở Y tế chưa có hướng dẫn), bảo đảm tiến độ.",  # a remark
    "Xây dựng 07 xã điểm (căn cứ tiêu chí của Bộ; phân loại hằng năm).",
    "Việc chấm điểm gồm 03 phần chính như sau:\n- Phần thứ nhất: Kết quả thực hiện.\n- Phần thứ hai: Khảo sát người dân.\n- Phần thứ ba: Điểm thưởng.",
    "Huyện có 09 giải pháp, trong đó tập trung vào một số giải pháp sau:\n- Mở rộng chợ.\n- Hoàn thiện quy hoạch.\n- Sửa đường.",
    "Trong 11 nhóm hàng chính: Lương thực giảm 0,23%; đồ uống tăng 0,31%; may mặc tăng 0,08%.",
]


def checks(text: str) -> set[str]:
    _, result = audit_sample(text)
    return {issue.check for issue in result.findings}


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_a_count_that_its_list_does_not_have_is_told(text: str) -> None:
    assert "list_count" in checks(text)


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_what_agrees_or_is_no_list_of_it_is_not(text: str) -> None:
    assert "list_count" not in checks(text)
