"""Days of times that lean on what the text said before: a day or a month without its year, "trong tháng", what is counted since the new year."""

from __future__ import annotations

import pytest

from extractor import extract_text

HEAD = "TỈNH QUẢNG TRỊ\nỦY BAN NHÂN DÂN\nSố: 12/BC-X\nĐông Hà, ngày 12 tháng 12 năm 2031\n\nBÁO CÁO\nKết quả công tác năm 2031\n\n"


def days(text: str) -> dict[str, tuple[str | None, str, str]]:
    return {r.quote: (r.period, str(r.period_from), str(r.period_to)) for r in extract_text(text).records if r.type == "indicator"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Trong tháng 7/2031, sản lượng đạt 412 tấn.\n\nTrong tháng, ngành khai khoáng đạt 31,1 tỷ đồng.", {"31,1": ("Trong tháng", "2031-07-01", "2031-07-31")}),
        ("Năm 2031, vốn được giao 29 tỷ đồng. Đến ngày 7/12, toàn tỉnh đã giải ngân 14 tỷ đồng.", {"14": ("Đến ngày 7/12", "2031-12-07", "2031-12-07")}),
        (HEAD + "Kinh phí giải ngân đến 30/6 là 7.163 triệu đồng.", {"7.163": ("đến 30/6", "2031-06-30", "2031-06-30")}),
        (HEAD + "Từ đầu năm đến 15/9 xảy ra 17 vụ cháy.", {"17": ("Từ đầu năm đến 15/9", "2031-01-01", "2031-09-15")}),
        (HEAD + "Đã nâng số xã đạt chuẩn đến 5/12, còn 7 xã.", {"5/12": ("năm 2031", "2031-01-01", "2031-12-31")}),
        ("Quý III/2031, Trung tâm tiếp nhận 143 hồ sơ, lũy kế giải quyết trong kỳ là 162 hồ sơ.", {"162": ("Quý III/2031", "2031-07-01", "2031-09-30")}),
        (HEAD + "Có 5 công trình với vốn giao 12,4 tỷ đồng, giải ngân đến 30/6 là 7,1 tỷ đồng.", {"12,4": ("năm 2031", "2031-01-01", "2031-12-31")}),
        ("Đến sáng nay (28/6), mưa lũ đã làm 33 người chết.", {"33": ("28/6", "None", "None")}),
        ("Nguồn vốn huy động tính đến hết tháng 8 đạt 98 tỷ đồng, tăng 2,06% so với thời điểm cuối năm 2030.", {"98": ("tính đến hết tháng 8", "2031-08-01", "2031-08-31")}),
        (HEAD + "Đến tháng 8, đã gieo cấy 755 ha lúa, bằng 99,3% cùng kỳ (lúa mùa đạt 307 ha, lúa nương đạt 448 ha).", {"307": ("Đến tháng 8", "2031-08-01", "2031-08-31")}),
    ],
)  # fmt: skip
def test_days_follow_from_what_was_said(text: str, wanted: dict[str, tuple[str, str, str]]) -> None:
    found = days(text)
    assert {quote: found[quote] for quote in wanted} == wanted
