"""The titles above the tables of a workbook: whole over their lines, without the other language, units and heads of columns."""

from __future__ import annotations

from workbook_samples import workbook_of

from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.records import Indicator

TABLE = [["STT", "Đơn vị", "Lượt khách"], [1, "Bến Đá", 152], [2, "Bến Gỗ", 231]]
SHEETS = {
    "B1": [["BIỂU THU PHÍ ĐÒ NGANG NĂM 2033"], *TABLE],
    "B2": [["TỔNG HỢP LƯỢT KHÁCH QUA CÁC BẾN ĐÒ"], ["CỦA HUYỆN, THỊ XÃ NĂM 2033"], ["FERRY PASSENGERS BY DISTRICT FY 2033"], ["ĐVT: LƯỢT"], *TABLE],
    "B3": [["SỐ TÀU THEO TỪNG BẾN NĂM 2033"], ["BOATS BY FERRY FY 2033"], ["Đơn vị: chiếc"], ["STT"], *TABLE],
}


def test_a_title_over_several_lines_is_one_and_vietnamese() -> None:
    found = {r.section[-1] for r in extract(read_bytes(workbook_of(SHEETS), "bến.xlsx")).records if isinstance(r, Indicator) and r.section}
    assert {"TỔNG HỢP LƯỢT KHÁCH QUA CÁC BẾN ĐÒ CỦA HUYỆN, THỊ XÃ NĂM 2033", "SỐ TÀU THEO TỪNG BẾN NĂM 2033"} <= found
    assert not any("FY" in name or name.startswith(("STT", "ĐVT")) for name in found)
