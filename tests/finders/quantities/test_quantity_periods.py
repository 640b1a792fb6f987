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
        # Behind its noun "hiện có" names no time.
        ("Đến năm 2030, nâng cấp 15 chợ tạm hiện có, xây mới 12 chợ.", {"15": "Đến năm 2030", "12": "Đến năm 2030"}),
        # The time of a sentence without figures holds in its paragraph.
        ("Đến ngày 31/12/2022, nhiều xã còn nợ xây dựng cơ bản. Điển hình là xã An Phú 45 tỷ đồng.", {"45": "Đến ngày 31/12/2022"}),
        # A span that runs from a day is a term.
        ("Tạm dừng hồ sơ 15 ngày kể từ ngày 07/7/2023.", {"15": None}),
        ("Sáu tháng qua đã thu phí. 6 tháng đầu năm (từ 01/10/2022 đến 31/3/2023) thu 34 tỷ đồng.", {"34": "6 tháng đầu năm"}),
    ],
)
def test_times_of_sentences(text: str, times: dict[str, str | None]) -> None:
    assert periods(text) == times


def test_a_report_may_state_the_days_of_its_figures() -> None:
    head = "Kết quả công tác quý III năm 2023\n(Số liệu từ ngày 15/6/2023 đến ngày 14/9/2023)"
    records = extract_text(HEAD.format(title=head) + "1. Xảy ra 27 vụ, giảm 3 vụ so với cùng kỳ năm 2022 (30 vụ).\n\n2. Phạt 112 triệu đồng.").records
    days = {r.quote: (str(r.period_from), str(r.period_to)) for r in records if r.type == "indicator"}
    assert days == {"27": ("2023-06-15", "2023-09-14"), "3": ("2023-06-15", "2023-09-14"), "30": ("2022-06-15", "2022-09-14"), "112": ("2023-06-15", "2023-09-14")}


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


def untitled(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """The times of a text without letterhead: words, first and last day."""
    records = extract_text(text).records
    found = [r for r in records if r.type == "indicator"]
    return {r.quote: (r.period, r.period_from and r.period_from.isoformat(), r.period_to and r.period_to.isoformat()) for r in found}


NINE = ("9 tháng đầu năm 2031", "2031-01-01", "2031-09-30")


@pytest.mark.parametrize(
    ("text", "times"),
    [
        # The first time of the opening lines is that of a text without title; the day of the page and that of an event are not.
        (
            "(Ngày 12/10/2031) Theo Cục Thống kê tỉnh, trong 9 tháng đầu năm 2031, kinh tế của tỉnh tiếp tục phục hồi.\n\n"
            "1. Nông nghiệp\n\nDiện tích gieo trồng đạt 41.250 ha, tăng 3,2% so với cùng kỳ.\n\n2. Y tế\n\nToàn tỉnh có 14 bệnh viện.\n",
            {"41.250": NINE, "3,2%": NINE, "14": NINE},
        ),
        # A year among others as often named is not the text's.
        (
            "Huyện điều chỉnh nguồn vốn bố trí cho xử lý hụt thu năm 2029, hoàn trả vốn năm 2032.\n\nDự án trụ sở xã An Hòa: 7,5 tỷ đồng.\n",
            {"7,5": (None, None, None)},
        ),
        # The year is that after the one whose same months are compared with.
        (
            "Thu ngân sách tăng khá\n\nCục Thuế tỉnh cho biết, thu ngân sách tháng 8 đạt 918 tỷ đồng; lũy kế 8 tháng thu 7.420 tỷ đồng, tăng 6% so với cùng kỳ năm 2030.\n",
            {
                "918": ("tháng 8", "2031-08-01", "2031-08-31"),
                "7.420": ("lũy kế 8 tháng", "2031-01-01", "2031-08-31"),
                "6%": ("lũy kế 8 tháng", "2031-01-01", "2031-08-31"),
            },
        ),
        # A bracket that tells the figures of the time compared with.
        (
            "Trong 9 tháng đầu năm 2031, vốn đầu tư công giải ngân 55,1% kế hoạch (cùng kỳ năm 2030 bằng 48,2%).\n",
            {"55,1%": NINE, "48,2%": ("cùng kỳ năm 2030", "2030-01-01", "2030-09-30")},
        ),
        (
            "Trong 9 tháng đầu năm 2031, toàn tỉnh tạo việc làm cho 18.420 người, tăng 4% so với cùng kỳ năm 2030 (17.712 người).\n",
            {"18.420": NINE, "4%": NINE, "17.712": ("cùng kỳ năm 2030", "2030-01-01", "2030-09-30")},
        ),
        # A paragraph that goes on with the one before it.
        (
            "Tháng 9/2031, thu đạt 812 tỷ đồng.\n\nQuý III năm 2031, chi đạt 1.640 tỷ đồng.\n\nTrong đó, chi thường xuyên 1.105 tỷ đồng.\n",
            {
                "812": ("Tháng 9/2031", "2031-09-01", "2031-09-30"),
                "1.640": ("Quý III năm 2031", "2031-07-01", "2031-09-30"),
                "1.105": ("Quý III năm 2031", "2031-07-01", "2031-09-30"),
            },
        ),
        # Seasons of crops, and what is told of each year.
        (
            "Vụ đông xuân 2030-2031 toàn huyện gieo cấy 6.120 ha lúa, tăng 1,1% so với kế hoạch.\n",
            {"6.120": ("Vụ đông xuân 2030-2031", "2030-01-01", "2031-12-31"), "1,1%": ("Vụ đông xuân 2030-2031", "2030-01-01", "2031-12-31")},
        ),
        ("Hằng năm, số vụ tai nạn được phát hiện, xử lý tăng 5%.\n", {"5%": ("Hằng năm", None, None)}),
        # The time with which a paragraph begins holds for those after it; years compared with are not what the text speaks of.
        (
            "Chiều 12/01, Chi cục Kiểm lâm họp tổng kết.\n\nNăm 2031, toàn tỉnh phát hiện 412 vụ vi phạm (giảm 25 vụ so với năm 2030).\n\n"
            "Lực lượng kiểm lâm bắt giữ 96 đối tượng (so với năm 2030, nhiều hơn 7 đối tượng).\n",
            {q: ("Năm 2031", "2031-01-01", "2031-12-31") for q in ("412", "25", "96", "7")},
        ),
        # But not one day, and not "now".
        ("Đến nay có 12 xã đạt chuẩn.\n\nToàn huyện trồng 35 ha chè.\n", {"12": ("Đến nay", None, None), "35": (None, None, None)}),
        # Who tells it stands before the time.
        (
            "Đến ngày 25/10/2031, thu đạt 920 tỷ đồng.\n\nPhân tích của Chi cục Hải quan cửa khẩu Tân An cho thấy, nếu tính tròn trong 9 tháng năm 2031, thu 801 tỷ đồng. Số thuế giảm 3%.\n",
            {"920": ("Đến ngày 25/10/2031", "2031-10-25", "2031-10-25"), "801": ("9 tháng năm 2031", "2031-01-01", "2031-09-30"), "3%": ("9 tháng năm 2031", "2031-01-01", "2031-09-30")},
        ),
        # The months of a year that the text never names.
        ("(Tin tỉnh) - Trong 6 tháng đầu năm, dịch bệnh diễn biến phức tạp.\n\nToàn tỉnh xảy ra 264 vụ.\n", {"264": ("6 tháng đầu năm", None, None)}),
        # "lũy kế" alone goes on with the months summed up last.
        (
            "Thu ngân sách tăng khá\n\nThu tháng 8 năm 2031 là 90 tỷ đồng; lũy kế 8 tháng thu 705 tỷ đồng.\n\nThu phí tháng 8 là 12 tỷ đồng; lũy kế thu 83 tỷ đồng.\n",
            {
                "90": ("tháng 8 năm 2031", "2031-08-01", "2031-08-31"),
                "705": ("lũy kế 8 tháng", "2031-01-01", "2031-08-31"),
                "12": ("tháng 8", "2031-08-01", "2031-08-31"),
                "83": ("lũy kế 8 tháng", "2031-01-01", "2031-08-31"),
            },
        ),
        # Brackets that tell the days of a time, or name a stage.
        ("Năm 2031 (số liệu từ 01/11/2030 đến 31/10/2031), tòa án thụ lý 1.204 vụ.\n", {"1.204": ("Năm 2031", "2030-11-01", "2031-10-31")}),
        ("Giai đoạn II (2031-2033) trồng mới 640 ha.\n", {"640": ("Giai đoạn II (2031-2033)", "2031-01-01", "2033-12-31")}),
        # A bracket speaks of the time compared with to its end.
        (
            "Năm 2031, nông nghiệp chiếm 21,3%; dịch vụ chiếm 28,6% (cơ cấu của cùng kỳ năm 2030 là: 22,4%; 27,1%).\n",
            {
                "21,3%": ("Năm 2031", "2031-01-01", "2031-12-31"),
                "28,6%": ("Năm 2031", "2031-01-01", "2031-12-31"),
                "22,4%": ("cùng kỳ năm 2030", "2030-01-01", "2030-12-31"),
                "27,1%": ("cùng kỳ năm 2030", "2030-01-01", "2030-12-31"),
            },
        ),
        # Of two times of a heading the longer holds the shorter.
        ("I. TÌNH HÌNH THÁNG 9 VÀ 9 THÁNG ĐẦU NĂM 2031\n\n1. Chăn nuôi tăng 4,2%.\n", {"4,2%": ("9 THÁNG ĐẦU NĂM 2031", "2031-01-01", "2031-09-30")}),
        ("Trong năm nay, xã được cấp 45 tỷ đồng.\n", {"45": ("Trong năm nay", None, None)}),
        ("Từ nhiều năm qua, tỉnh hỗ trợ 29 hộ.\n", {"29": (None, None, None)}),
    ],
)
def test_times_of_untitled_texts(text: str, times: dict[str, tuple[str | None, str | None, str | None]]) -> None:
    assert untitled(text) == times
