"""What a letter asks of those it is addressed to, without naming them again."""

from __future__ import annotations

import pytest

from extractor import extract_text

LETTER = """UBND TỈNH PHÚ THỌ
SỞ NỘI VỤ
Số: 158/SNV-TCBC
V/v rà soát biên chế năm 2032
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Phú Thọ, ngày 04 tháng 9 năm 2031

Kính gửi: {to}

{body}

Nơi nhận:
- Như trên;
"""


def tasks(to: str, body: str) -> list[tuple[tuple[str, ...], str, str | None]]:
    records = extract_text(LETTER.format(to=to, body=body), province="tỉnh Phú Thọ").records
    return [(tuple(r.leads), " ".join(r.quote.split()), str(r.due_on) if r.due_on else None) for r in records if r.type == "task" and r.form == "assigned"]


MANY = "\n- Các sở, ban, ngành;\n- Ủy ban nhân dân các huyện, thành phố."
BOTH = ("Các sở, ban, ngành", "Ủy ban nhân dân các huyện, thành phố")


@pytest.mark.parametrize(
    ("to", "body", "found"),
    [
        (MANY, "Thực hiện Công văn số 12/BNV-TCBC ngày 02/8/2031 của Bộ Nội vụ, Sở Nội vụ đề nghị rà soát biên chế được giao, gửi báo cáo về Sở trước ngày 20/9/2031.", [(BOTH, "rà soát biên chế được giao, gửi báo cáo về Sở", "2031-09-20")]),
        (MANY, "Để kịp tổng hợp, đề nghị Quý cơ quan, đơn vị cử công chức tham dự tập huấn.", [(BOTH, "cử công chức tham dự tập huấn", None)]),
        (MANY, "Sở Nội vụ đề nghị thực hiện một số nội dung sau:\n1. Lập danh sách công chức theo mẫu.\n2. Báo cáo kết quả trước ngày 15/10/2031.", [(BOTH, "Lập danh sách công chức theo mẫu", None), (BOTH, "Báo cáo kết quả", "2031-10-15")]),
        ("Phòng Nội vụ các huyện", "Sau khi xem xét hồ sơ, Sở Nội vụ có ý kiến như sau: Đề nghị bổ sung hồ sơ còn thiếu.", [(("Phòng Nội vụ các huyện",), "bổ sung hồ sơ còn thiếu", None)]),
    ],
)
def test_who_is_addressed_is_given_what_the_letter_asks(to: str, body: str, found: list[tuple[tuple[str, ...], str, str | None]]) -> None:
    assert tasks(to, body) == found


@pytest.mark.parametrize(
    ("to", "body"),
    [
        ("Ủy ban nhân dân tỉnh Phú Thọ", "Sở Nội vụ kính đề nghị xem xét, phê duyệt kế hoạch biên chế."),  # above the sender
        ("Bộ Nội vụ", "Sở Nội vụ trân trọng đề nghị hướng dẫn việc xếp lương."),
        ("Ông Lê Văn An", "Sở Nội vụ đề nghị liên hệ bộ phận một cửa để được hướng dẫn."),  # who is answered
        (MANY, "Khi làm, nếu có khó khăn, đề nghị liên hệ về Sở Nội vụ để phối hợp giải quyết."),
        (MANY, "Sở Nội vụ nhận được văn bản của UBND huyện Lâm Thao đề nghị bổ sung biên chế."),  # what others asked before
    ],
)
def test_those_above_those_answered_and_what_is_told_are_given_nothing(to: str, body: str) -> None:
    assert tasks(to, body) == []
