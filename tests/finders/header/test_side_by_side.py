"""Signatures of two columns that only blanks part: two offices with a name each, never one name of two people."""

from __future__ import annotations

import pytest

from extractor.pipeline import extract_text
from extractor.records import Metadata

HEAD = """BỘ TÀI CHÍNH - BỘ Y TẾ
-------
Số: 27/2031/TTLT-BTC-BYT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hà Nội, ngày 05 tháng 3 năm 2031

THÔNG TƯ LIÊN TỊCH
Hướng dẫn chi bảo hiểm

Căn cứ Luật Bảo hiểm y tế;
Điều 1. Phạm vi điều chỉnh của thông tư này là chi bảo hiểm cho mọi người dân.

"""


@pytest.mark.parametrize(
    ("closing", "signer", "title"),
    [
        (
            "KT. BỘ TRƯỞNG BỘ Y TẾ            KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\n"
            "THỨ TRƯỞNG                       THỨ TRƯỞNG\n\n\n\n"
            "Nguyễn Văn Bình                  Trần Thị Hoa\n",
            "Nguyễn Văn Bình",
            "KT. BỘ TRƯỞNG BỘ Y TẾ THỨ TRƯỞNG",
        ),
        (
            "NGƯỜI LẬP BIỂU                   KT. GIÁM ĐỐC\n"
            "                                 PHÓ GIÁM ĐỐC\n\n\n"
            "Lê Văn Tám                       Trần Thị Hoa\n",
            "Trần Thị Hoa",
            "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        ),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nTrần Thị Hoa\n", "Trần Thị Hoa", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC"),
        (
            "Nơi nhận:                        KT. GIÁM ĐỐC\n- Như trên;                      PHÓ GIÁM ĐỐC\n- Lưu: VT.\n\n                                 Trần Thị Hoa\n",
            "Trần Thị Hoa",
            "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        ),
    ],
    ids=["two offices", "one office beside a clerk", "one column", "recipients beside"],
)
def test_who_signs(closing: str, signer: str, title: str) -> None:
    made = extract_text(HEAD + closing)
    own = next(r for r in made.records if isinstance(r, Metadata))
    assert (own.signer, own.signer_title) == (signer, title)
    cited = own.citations["signer"]
    assert (HEAD + closing)[cited.start : cited.end] == signer
