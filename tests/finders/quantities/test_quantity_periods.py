"""The time of a figure: of its sentence, its paragraph, its list, its headings, its document's title."""

from __future__ import annotations

import pytest

from extractor import extract_text

HEAD = "UBND TỈNH LÀO CAI\n\nSố: 15/BC-UBND\n\nLào Cai, ngày 28 tháng 9 năm 2023\n\nBÁO CÁO\n\n{title}\n\n"


def periods(text: str, title: str = "Kết quả thực hiện nhiệm vụ") -> dict[str, str | None]:
    records = extract_text(HEAD.format(title=title) + text).records
    return {r.quote: r.period for r in records if r.type == "indicator"}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        # The year of the prices is not the time of the figure.
        ("Tổng sản phẩm 9 tháng đầu năm 2023 (giá so sánh năm 2010) đạt 862,4 tỷ đồng, tăng 7,2%.", {"862,4": "9 tháng đầu năm 2023", "7,2%": "9 tháng đầu năm 2023"}),
        # Nor is the day of a cited document.
        ("Thực hiện Nghị quyết số 45/NQ-HĐND ngày 10/12/2022, năm 2023 tỉnh giao dự toán 120 tỷ đồng.", {"120": "năm 2023"}),
        # The figure in the bracket is of the time that is compared with; what follows is not.
        ("Năm 2023 thu 132 tỷ đồng, tăng 10% so với năm 2022 (120 tỷ đồng), chi 98 tỷ đồng.", {"132": "Năm 2023", "10%": "Năm 2023", "120": "năm 2022", "98": "Năm 2023"}),
        ("Đến ngày 25/9/2023, thu đạt 845,6 tỷ đồng, bằng 71,8% dự toán năm (1.178 tỷ đồng).", {"845,6": "Đến ngày 25/9/2023", "71,8%": "Đến ngày 25/9/2023", "1.178": "năm"}),
        # A term belongs to the figure before it.
        ("Phân bổ 100% kế hoạch vốn trước ngày 31/10/2023 và giải ngân trên 95% đến hết ngày 31/01/2024.", {"100%": "ngày 31/10/2023", "95%": "đến hết ngày 31/01/2024"}),
        ("Quý III đạt 78.240 tấn, nâng tổng sản lượng 9 tháng lên 214.580 tấn.", {"78.240": "Quý III", "214.580": "9 tháng"}),
        # The day of an event says nothing of the next sentence.
        ("Ngày 25/8/2023, huyện khởi công 02 cầu. Toàn huyện có 37 trạm y tế.", {"02": "Ngày 25/8/2023", "37": None}),
        ("Trong quý III năm 2023, huyện khởi công 02 cầu. Toàn huyện sửa 37 trạm y tế.", {"02": "quý III năm 2023", "37": "quý III năm 2023"}),
        ("Tỷ lệ hộ nghèo giảm từ 5,6% năm 2022 xuống còn 4,1% năm 2023.", {"5,6%": "năm 2022", "4,1%": "năm 2023"}),
        ("Tỷ lệ hộ nghèo năm 2022 là 5,6%, năm 2023 còn 4,1%.", {"5,6%": "năm 2022", "4,1%": "năm 2023"}),
        ("Dịch bệnh xuất hiện tại 06 xã.", {"06": None}),
        ("Hiện có 12 xã đạt chuẩn.", {"12": "Hiện"}),
    ],
)
def test_times_of_sentences(text: str, times: dict[str, str | None]) -> None:
    assert periods(text) == times


def test_times_from_above() -> None:
    text = (
        "I. KẾT QUẢ 8 THÁNG NĂM 2023\n\nTính đến ngày 31/8/2023, kết quả như sau:\n\n- Thu 12 tỷ đồng;\n\n- Chi 9 tỷ đồng.\n\n"
        "Đã sửa 40 km đường.\n\nII. TỒN TẠI\n\nCòn 03 công trình chậm.\n"
    )
    assert periods(text) == {"12": "Tính đến ngày 31/8/2023", "9": "Tính đến ngày 31/8/2023", "40": "8 THÁNG NĂM 2023", "03": None}


@pytest.mark.parametrize(
    ("title", "level", "target"),
    [
        ("Tình hình kinh tế - xã hội 9 tháng đầu năm 2023; nhiệm vụ quý IV năm 2023", "9 tháng đầu năm 2023", "quý IV năm 2023"),
        ("Công tác tháng 9 và 9 tháng đầu năm 2023", "9 tháng đầu năm 2023", None),
        ("Kết quả thực hiện Chương trình giai đoạn 2021 - 2025", None, None),
    ],
)
def test_times_of_titles(title: str, level: str | None, target: str | None) -> None:
    assert periods("Toàn tỉnh đã trồng được 120 ha rừng.\n\nPhấn đấu trồng thêm 35 ha rừng.", title) == {"120": level, "35": target}


def test_days_of_times() -> None:
    """The days of a period are inclusive; "từ ngày" leaves the end open; what names no days has none."""
    text = "Tính đến hết tháng 8/2023, thu 132 tỷ đồng. Từ ngày 09/02/2023, khai thác 03 dịch vụ. Hiện nay còn 12 xã."
    found = [r for r in extract_text(text).records if r.type == "indicator"]
    days = {r.quote: (r.period, str(r.period_from), str(r.period_to)) for r in found}
    assert days["132"] == ("Tính đến hết tháng 8/2023", "2023-08-01", "2023-08-31")
    assert days["03"] == ("Từ ngày 09/02/2023", "2023-02-09", "None")
    assert days["12"] == ("Hiện nay", "None", "None")
