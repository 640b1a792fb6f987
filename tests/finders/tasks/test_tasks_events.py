"""Acts told as done with the codes of their products: verbs, brackets, footnotes, lists; and documents that are only cited."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from task_samples import REPORT, read, report, tasks_of

# A paragraph of a report, and the codes of each act that it tells as done.
TOLD: list[tuple[str, list[tuple[str, ...]]]] = [
    (
        "UBND huyện đã xây dựng và ban hành Kế hoạch số 21/KH-UBND ngày 15/01/2024 về cải cách hành chính, Kế hoạch số 22/KH-UBND ngày 16/01/2024 về kiểm soát thủ tục và Quyết định số 150/QĐ-UBND ngày 20/01/2024 giao chỉ tiêu.",
        [("21/KH-UBND",), ("22/KH-UBND",), ("150/QĐ-UBND",)],
    ),
    (
        "Thực hiện Nghị quyết số 18-NQ/TW, Ban Thường vụ Tỉnh ủy đã ban hành Kế hoạch số 77-KH/TU, ngày 12/12/2024; Ban Thường vụ Huyện ủy ban hành Chương trình hành động số 31-CTr/HU.",
        [("77-KH/TU",), ("31-CTr/HU",)],
    ),
    (
        "Căn cứ Nghị định số 45/2020/NĐ-CP, Sở Tư pháp tham mưu Chủ tịch UBND tỉnh ban hành Quyết định số 88/QĐ-UBND ngày 09/01/2024 công bố danh mục thủ tục hành chính.",
        [("88/QĐ-UBND",)],
    ),
    ("Bộ Y tế đã ban hành Thông tư số 12/2024/TT-BYT hướng dẫn thi hành Nghị định số 96/2023/NĐ-CP.", [("12/2024/TT-BYT",)]),
    (
        "Sở Y tế đã chủ trì, phối hợp với các sở, ngành tham mưu UBND tỉnh ban hành Quyết định số 64/QĐ-UBND ngày 02/02/2024.",
        [("64/QĐ-UBND",)],
    ),
    (
        "Sở Xây dựng đã thẩm định, trình UBND tỉnh phê duyệt 05 dự án (Tờ trình số 120/TTr-SXD ngày 05/5/2025).",
        [("120/TTr-SXD",)],
    ),
    ("Tỉnh đã được Thủ tướng Chính phủ phê duyệt Quy hoạch tại Quyết định số 1456/QĐ-TTg ngày 22/11/2023.", [("1456/QĐ-TTg",)]),
    (
        "Sở Nội vụ đã xây dựng đề án, trình UBND huyện và nay được ban hành bằng các Quyết định số 28/QĐ-UBND và 29/QĐ-UBND ngày 20/11/2024.",
        [("28/QĐ-UBND", "29/QĐ-UBND")],
    ),
    ("Tổng cục Thuế đã hướng dẫn tại Công văn số 4567/TCT-CS ngày 12/10/2023.", [("4567/TCT-CS",)]),
    (
        "Kết quả, đã ban hành 03 quyết định xử phạt (các Quyết định số 12/QĐ-XPHC, 13/QĐ-XPHC, 14/QĐ-XPHC).",
        [("12/QĐ-XPHC", "13/QĐ-XPHC", "14/QĐ-XPHC")],
    ),
    (
        "Chủ tịch UBND tỉnh đã ký ban hành Chỉ thị số 05/CT-UBND ngày 06/6/2024 về phòng cháy; chỉ đạo các sở triển khai Công điện số 57/CĐ-TTg.",
        [("05/CT-UBND",)],
    ),
    (
        "Văn phòng UBND tỉnh đã tham mưu ban hành 120 văn bản, tiêu biểu như: Công văn số 211/UBND-NC ngày 11/01/2024 về cải cách hành chính; Công văn số 350/UBND-NC ngày 19/02/2024 về kỷ cương.",
        [("211/UBND-NC",), ("350/UBND-NC",)],
    ),
    (
        "UBND huyện đã ban hành 12 văn bản chỉ đạo, trong đó có Kế hoạch số 45/KH-UBND ngày 12/02/2024 về chuyển đổi số; Quyết định số 310/QĐ-UBND ngày 05/3/2024 về kiện toàn Tổ công tác.",
        [("45/KH-UBND",), ("310/QĐ-UBND",)],
    ),
    (
        "Sở đã tham mưu UBND tỉnh ban hành: Quyết định số 11/QĐ-UBND ngày 02/01/2024; Kế hoạch số 22/KH-UBND ngày 05/01/2024.",
        [("11/QĐ-UBND",), ("22/KH-UBND",)],
    ),
    (
        "Phòng Nội vụ tham mưu UBND huyện quyết định thành lập Hội đồng thi (Quyết định số 902/QĐ-UBND ngày 03/3/2024), ban hành quy chế thi (Quyết định số 915/QĐ-UBND ngày 05/3/2024).",
        [("902/QĐ-UBND",), ("915/QĐ-UBND",)],
    ),
    (
        "Ngay sau khi Thủ tướng Chính phủ ban hành Quyết định số 06/QĐ-TTg ngày 06/01/2022, UBND tỉnh đã ban hành Kế hoạch số 30/KH-UBND ngày 10/02/2022.",
        [("30/KH-UBND",)],
    ),
    (
        "UBND tỉnh đã ban hành Quyết định số 12/QĐ-UBND ngày 01/02/2024 (thay thế Quyết định số 5/QĐ-UBND ngày 02/3/2020) về quy chế làm việc.",
        [("12/QĐ-UBND",)],
    ),
    (
        "UBND xã đã ban hành các văn bản sau:\n- Kế hoạch số 01/KH-UBND ngày 03/01/2025 về thu ngân sách\n- Quyết định số 02/QĐ-UBND ngày 06/01/2025 thành lập Tổ công tác",
        [("01/KH-UBND",), ("02/QĐ-UBND",)],
    ),
    (
        "UBND xã đã ban hành:\n1. Kế hoạch số 01/KH-UBND ngày 03/01/2025 về thu ngân sách\n2. Quyết định số 02/QĐ-UBND ngày 06/01/2025 thành lập Tổ công tác",
        [("01/KH-UBND",), ("02/QĐ-UBND",)],
    ),
    (
        "Tỉnh đã tổ chức Hội nghị gặp mặt doanh nghiệp. Kết luận hội nghị, Chủ tịch UBND tỉnh giao các sở giải quyết 15 kiến nghị (Thông báo số 55/TB-UBND ngày 20/3/2024).",
        [("55/TB-UBND",)],
    ),
]

# Paragraphs that cite documents and tell of no act with a product.
CITED = [
    "Trong kỳ, Sở đã tiếp nhận Công văn số 15/UBND-KT ngày 03/01/2024 của UBND tỉnh.",
    "Quy hoạch được Bộ Xây dựng phê duyệt tại Quyết định số 77/QĐ-BXD ngày 01/3/2021.",
    "Các chính sách theo Nghị quyết số 15/2022/NQ-HĐND được triển khai kịp thời.",
    "Đã tổ chức 03 lớp tập huấn (theo Kế hoạch số 55/KH-SNV ngày 02/02/2024) với 150 học viên.",
    "UBND xã đã triển khai thực hiện Kế hoạch số 30/KH-UBND ngày 10/02/2025 của UBND tỉnh.",
    "Đề nghị UBND tỉnh ban hành Quyết định thay thế Quyết định số 15/2019/QĐ-UBND ngày 01/4/2019.",
    "Sở Nội vụ đang xây dựng Quyết định sửa đổi Quyết định số 15/2019/QĐ-UBND.",
    "Việc ban hành Quyết định số 18/QĐ-UBND ngày 02/02/2023 đã tạo chuyển biến tích cực.",
    "UBND tỉnh giao Sở Y tế thực hiện Kế hoạch số 33/KH-UBND ngày 04/5/2024.",
    "Các địa phương thực hiện theo Quyết định số 44/QĐ-UBND do UBND tỉnh ban hành.",
    "Sửa đổi, bổ sung Quyết định số 33/2018/QĐ-UBND ngày 05/5/2018 cho phù hợp với quy định mới.",
    "Tại Thông báo số 321/TB-UBND ngày 07/7/2024, UBND tỉnh đã giao Sở Tài chính chủ trì thẩm định.",
    "Các đơn vị thực hiện theo Đề án đã được phê duyệt tại Quyết định số 28/QĐ-UBND ngày 20/11/2024.",
    "Công ty đã được cấp giấy phép theo Quyết định số 5/QĐ-BCT.",
    "Nội dung này đã được hướng dẫn tại Công văn số 4567/TCT-CS ngày 12/10/2023 của Tổng cục Thuế.",
    "UBND tỉnh đã kiện toàn Ban Chỉ đạo chuyển đổi số theo Quyết định số 444/QĐ-UBND ngày 04/4/2024.",
    "Toàn tỉnh có 12 xã đạt chuẩn nông thôn mới (Quyết định số 700/QĐ-UBND ngày 30/6/2024).",
    "Khắc phục các hạn chế đã chỉ ra tại Báo cáo số 512/BC-UBND ngày 10/12/2024.",
    "Kế hoạch hành động kèm theo Quyết định số 162/QĐ-UBND (gọi tắt là Kế hoạch 162).",
    "Tại Công văn số 9/BTĐKT-VP ngày 02/02/2024 của Ban Thi đua - Khen thưởng Trung ương.",
]


@pytest.mark.parametrize(("text", "codes"), TOLD, ids=[text[:40] for text, _ in TOLD])
def test_products_of_acts_told_as_done(text: str, codes: list[tuple[str, ...]]) -> None:
    events = report(text, "event")
    assert sorted(event.evidence for event in events) == sorted(codes)
    assert all(event.status == "completed" for event in events)
    assert all(before.end <= after.start for before, after in itertools.pairwise(events))


@pytest.mark.parametrize("text", CITED, ids=[text[:40] for text in CITED])
def test_documents_that_are_only_cited(text: str) -> None:
    assert report(text, "event") == []


NOTES = "\n\n[1] Kế hoạch số 57/KH-UBND ngày 03/01/2025 của UBND tỉnh.\n\n[2] Quyết định số 12/QĐ-UBND ngày 04/01/2025 của UBND tỉnh.\n\n[3] Quyết định số 13/QĐ-UBND ngày 05/01/2025 của Chủ tịch UBND tỉnh."


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "UBND tỉnh đã ban hành kế hoạch khuyến công[1], chương trình xúc tiến thương mại[2] và thành lập Tổ công tác tháo gỡ vướng mắc[3].",
            [
                ("ban hành kế hoạch khuyến công", ("57/KH-UBND",)),
                ("chương trình xúc tiến thương mại", ("12/QĐ-UBND",)),
                ("thành lập Tổ công tác tháo gỡ vướng mắc", ("13/QĐ-UBND",)),
            ],
        ),
        (
            "UBND tỉnh ban hành nhiều văn bản quan trọng, nổi bật như: Kế hoạch khuyến công[1]; kiện toàn Ban Chỉ đạo[2]; quy chế làm việc[3];...",
            [
                ("Kế hoạch khuyến công", ("57/KH-UBND",)),
                ("kiện toàn Ban Chỉ đạo", ("12/QĐ-UBND",)),
                ("quy chế làm việc", ("13/QĐ-UBND",)),
            ],
        ),
        (
            "UBND tỉnh đã ban hành các đề án, quy chế, trong đó:\n\n- Kế hoạch khuyến công[1]; chương trình xúc tiến thương mại[2].\n\n- Quy chế làm việc[3].",
            [
                ("Kế hoạch khuyến công", ("57/KH-UBND",)),
                ("chương trình xúc tiến thương mại", ("12/QĐ-UBND",)),
                ("Quy chế làm việc", ("13/QĐ-UBND",)),
            ],
        ),
        (
            "UBND tỉnh ban hành quy chế và thành lập 02 tổ giám sát[1], [2].",
            [("ban hành quy chế và thành lập 02 tổ giám sát", ("57/KH-UBND", "12/QĐ-UBND"))],
        ),
        (
            "UBND tỉnh kịp thời chỉ đạo, nhắc nhở các sở số hóa hồ sơ theo Nghị định số 45/2020/NĐ-CP ngày 08/4/2020[2].",
            [("chỉ đạo, nhắc nhở các sở số hóa hồ sơ", ("12/QĐ-UBND",))],
        ),
        ("Căn cứ kế hoạch khuyến công của tỉnh[1], các sở rà soát nhiệm vụ.", []),
        ("Các đồng chí lãnh đạo trực tiếp kiểm tra 12 công trình, chủ trì 03 cuộc đối thoại[3].", []),
    ],
)
def test_footnotes_give_the_products(text: str, events: list[tuple[str, tuple[str, ...]]]) -> None:
    layout, tasks = read(REPORT + text + NOTES)
    found = [(layout.reading.plain[t.start : t.end], t.evidence) for t in tasks if t.form == "event"]
    assert found == events


def test_marks_that_start_again_lead_to_the_note_below_them() -> None:
    first = (
        "UBND tỉnh đã ban hành kế hoạch khuyến công<sup>1</sup>.\n\n<sup>1</sup> Kế hoạch số 57/KH-UBND ngày 03/01/2025\n\n\n\n"
    )
    second = "UBND tỉnh đã ban hành quy chế làm việc<sup>1</sup>.\n\n<sup>1</sup> Quyết định số 12/QĐ-UBND ngày 04/01/2025\n"
    assert [event.evidence for event in report(first + second, "event")] == [("57/KH-UBND",), ("12/QĐ-UBND",)]


def test_a_list_of_completed_tasks_needs_no_codes() -> None:
    text = (
        "Đến nay, UBND huyện đã hoàn thành 4/9 nhiệm vụ, điểm lại như: Ban hành quy chế chợ; tổ chức hội thi cồng chiêng; "
        "sửa chữa trường học (Quyết định số 51/QĐ-UBND ngày 02/2/2024);... Còn 5 nhiệm vụ đang thực hiện."
    )
    events = report(text, "event")
    assert [(e.title, e.product, e.lead) for e in events[:2]] == [
        ("Ban hành quy chế chợ", "quy chế chợ", "UBND huyện"),
        ("tổ chức hội thi cồng chiêng", None, "UBND huyện"),
    ]
    assert [e.evidence for e in events] == [(), (), ("51/QĐ-UBND",)]
    # No other list without codes tells of tasks.
    assert report("UBND huyện đã tổ chức nhiều hoạt động như: thi cồng chiêng; đua thuyền; múa xòe.", "event") == []


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("UBND tỉnh, Chủ tịch UBND tỉnh đã ban hành Quyết định số 3/QĐ-UBND về làm việc.", "UBND tỉnh, Chủ tịch UBND tỉnh"),
        ("Theo đề nghị của Sở Nội vụ, HĐND tỉnh ra Nghị quyết số 3/NQ-HĐND về biên chế.", "HĐND tỉnh"),
        ("Thanh tra tỉnh đã tham mưu UBND tỉnh ban hành Quyết định số 3/QĐ-UBND về làm việc.", "Thanh tra tỉnh"),
        ("Các sở, ngành đã ban hành kế hoạch (Kế hoạch số 3/KH-SNV, 4/KH-STC).", "Các sở, ngành"),
        ("Sở Y tế đã họp. Đã ban hành Kế hoạch số 3/KH-SYT về tiêm chủng.", "Sở Y tế"),
    ],
)
def test_who_acted(text: str, lead: str) -> None:
    assert [event.lead for event in report(text, "event")] == [lead]


def test_an_act_without_subject_is_the_speakers() -> None:
    text = "Sở Nội vụ báo cáo như sau.\n\nII. TỔ CHỨC BỘ MÁY\n\nTham mưu UBND tỉnh ban hành Quyết định số 3/QĐ-UBND về biên chế."
    events = report(text, "event", issuer="Sở Nội vụ tỉnh Hà Giang")
    assert [event.lead for event in events] == ["Sở Nội vụ"]


def test_in_a_section_on_what_is_to_do_only_what_is_told_done_counts() -> None:
    future = "KẾ HOẠCH\n\nIII. NHIỆM VỤ, GIẢI PHÁP\n\n"
    assert tasks_of(future + "Sở Y tế tổ chức tiêm chủng cho trẻ em (Kế hoạch số 9/KH-UBND ngày 02/01/2024).", "event") == []
    done = tasks_of(future + "Sở Y tế đã thành lập tổ tiêm chủng (Quyết định số 9/QĐ-SYT ngày 02/01/2024).", "event")
    assert [event.evidence for event in done] == [("9/QĐ-SYT",)]
    result = "BÁO CÁO\nTình hình và nhiệm vụ\n\nII. KẾT QUẢ THỰC HIỆN\n\n1. Nhiệm vụ và giải pháp về y tế\n\n"
    told = tasks_of(result + "Sở Y tế thành lập tổ tiêm chủng (Quyết định số 9/QĐ-SYT ngày 02/01/2024).", "event")
    assert [event.evidence for event in told] == [("9/QĐ-SYT",)]


def test_no_events_in_tables_headings_and_notes() -> None:
    table = "| TT | Nội dung | Ghi chú |\n|---|---|---|\n| 1 | UBND tỉnh đã ban hành Quyết định số 3/QĐ-UBND | x |\n"
    assert tasks_of("PHỤ LỤC\n\n" + table, "event") == []
    heading = "## UBND TỈNH ĐÃ BAN HÀNH QUYẾT ĐỊNH SỐ 3/QĐ-UBND\n\nKhông có.\n"
    assert tasks_of(heading, "event") == []
    line = "1. UBND huyện đã ban hành Quyết định số 3/QĐ-UBND về quy chế chợ\n\n2. Công tác khác\n\nKhông có.\n"
    assert [event.evidence for event in report(line, "event")] == [("3/QĐ-UBND",)]
    note = "Nội dung khác[1].\n\n[1] UBND tỉnh đã ban hành Quyết định số 3/QĐ-UBND ngày 01/02/2024.\n"
    assert report(note, "event") == []


PIECES = st.sampled_from(
    [
        "UBND tỉnh",
        "Sở Y tế",
        "đã",
        "ban hành",
        "tham mưu",
        "theo",
        "căn cứ",
        "Quyết định số 3/QĐ-UBND",
        "ngày 01/02/2024",
        "như:",
        ";",
        ",",
        "(",
        ")",
        "12/40 nhiệm vụ",
        "hoàn thành",
        "quá hạn",
        ".",
        "...",
        "\n\n",
        "- ",
        "[1]",
        "[1] Kế hoạch số 4/KH-UBND",
        "các",
        "\u200b",
        "“",
        "1. ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_text_gives_mentions_inside_it(pieces: list[str]) -> None:
    layout, tasks = read(REPORT + " ".join(pieces))
    end = len(layout.reading.text)
    for task in tasks:
        assert 0 <= task.start < task.end <= end
        assert "\n" not in layout.reading.text[task.start : task.end] or task.form == "row"
        assert all(0 <= start < stop <= end for _, start, stop in task.spans)
    assert tasks == sorted(tasks, key=lambda task: (task.start, task.end, task.form))


@pytest.mark.parametrize(
    "text",
    [
        "UBND tỉnh đã ban hành " + " và ".join(f"Quyết định số {n}/QĐ-UBND về việc {n}" for n in range(1, 1500)),
        "Trong tổng số 9000 nhiệm vụ, " + ", ".join(f"đã hoàn thành {n} nhiệm vụ" for n in range(1, 1500)),
        "đã " * 30_000,
        "UBND tỉnh " * 10_000,
        "12 nhiệm vụ " * 8_000,
        "(" * 30_000 + "12 nhiệm vụ hoàn thành",
    ],
    ids=["codes", "counts", "words", "bodies", "numbers", "brackets"],
)
def test_one_endless_sentence_takes_no_endless_time(text: str) -> None:
    started = time.process_time()
    read(REPORT + text)
    assert time.process_time() - started < 20


OWN_PROOF = (
    "SỞ Y TẾ TỈNH PHÚ THỌ\nSố: 310/BC-SYT\nPhú Thọ, ngày 15 tháng 12 năm 2031\nBÁO CÁO\nKết quả công tác năm 2031\n\n"
    "Sở Y tế thực hiện quản lý công chức thông qua việc lập tổ tự kiểm tra ({code} ngày 11/9/2031); công tác tuyên truyền được duy trì.\n"
)


@pytest.mark.parametrize(
    ("code", "found"),
    [("Quyết định số 77/QĐ-SYT", [("77/QĐ-SYT",)]), ("Quyết định số 1207/QĐ-TTg", [])],
)
def test_a_bracket_with_a_document_of_its_own_proves_what_the_body_tells(code: str, found: list[tuple[str, ...]]) -> None:
    from extractor import extract_text

    records = extract_text(OWN_PROOF.format(code=code)).records
    assert [tuple(r.evidence) for r in records if r.type == "task" and r.form == "event"] == found
