"""The indicator finder in running text: the examples of its pattern files, invented sentences, and texts that mean it harm."""

from __future__ import annotations

import datetime
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractor import extract_text
from extractor.document import Document
from extractor.examples import Outcome, check
from extractor.finders.dates.finder import find_dates
from extractor.finders.quantities.finder import IndicatorMention, QuantityContext, find_indicators
from extractor.finders.quantities.number_words import write_number
from extractor.layout import analyze

FILES = ("quantities", "units", "comparators", "table_heads")
OUTCOMES = [outcome for name in FILES for outcome in check(name)]
TOKENS = [
    *"0123456789.,/-+%:;()|\t\n\f ",
    *(
        "hồ sơ",
        " văn bản",
        " đồng",
        " đạt ",
        " tăng ",
        "giảm ",
        "trên ",
        " so với cùng kỳ",
        "từ ",
        " đến ",
        "lần lượt là ",
        "trong đó ",
        "gồm ",
    ),
    *(
        "12",
        "1.250",
        "96,5%",
        "04",
        " tháng",
        " năm 2031",
        "lần thứ ",
        "mức độ ",
        "nhóm ",
        "Sở Y tế ",
        "ước ",
        "17/52",
        "x",
        "İ",
        "²",
        "١٢",
        "\ue000",
    ),
    *("TT\tNội dung\tSố lượng\n", "1\tHồ sơ\t12\n", "- ", "a) ", "I. ", "Điều 5. ", "Năm 2031, ", "STT\n|\n", "|\n"),
]


def found(text: str, **known: Any) -> list[IndicatorMention]:
    layout = analyze(Document(text, "t.txt", ""))
    reading = layout.reading
    taken = sorted((s.start, s.start + len(s.marker)) for s in reading.segments if s.marker)
    return find_indicators(layout, reading.sentences, taken, find_dates(reading.text), QuantityContext(**known))


def one(text: str, **known: Any) -> IndicatorMention:
    [mention] = found(text, **known)
    return mention


def values(text: str) -> list[Decimal]:
    return [m.value for m in found(text)]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=[o.where for o in OUTCOMES])
def test_examples_of_the_patterns(outcome: Outcome) -> None:
    assert outcome.holds, (outcome.wanted, outcome.found)


def test_a_figure_with_all_that_is_said_of_it() -> None:
    level, change = found("Trong năm 2031, Sở Văn hóa đã tiếp nhận 1.250 hồ sơ, tăng 4,2% so với cùng kỳ.")
    assert (level.value, level.unit, level.comparator, level.role) == (1250, "hồ sơ", "=", "level")
    assert (level.subject, level.period) == ("Sở Văn hóa", "năm 2031")
    assert "hồ sơ" in (level.label or "") and "tiếp nhận" in (level.label or "")
    assert (change.value, change.unit, change.role, change.precision) == (Decimal("4.2"), "%", "increase", Decimal("0.1"))


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator", "role"),
    [
        ("Toàn xã có 12 thôn.", 12, "thôn", "=", "level"),
        ("Đã cấp trên 300 giấy phép xây dựng.", 300, "giấy phép", ">", "level"),
        ("Tỷ lệ hộ nghèo còn dưới 2%.", 2, "%", "<", "level"),
        ("Có khoảng 45 nghìn lượt khách tham quan bảo tàng.", 45000, "lượt khách", "~", "level"),
        ("Kinh phí thực hiện là 2,5 tỷ đồng.", 2_500_000_000, "đồng", "=", "level"),
        ("Chi phí đã giảm 15% so với năm trước.", 15, "%", "=", "decrease"),
        ("Phấn đấu đạt ít nhất 80% hồ sơ nộp trực tuyến.", 80, "%", ">=", "target"),
        ("Tỉnh xếp thứ 12 cả nước về chuyển đổi số.", 12, None, "=", "rank"),
    ],
)
def test_unit_comparator_and_role(text: str, value: int, unit: str | None, comparator: str, role: str) -> None:
    mention = one(text)
    assert (mention.value, mention.comparator, mention.role) == (value, comparator, role)
    if unit is not None:
        assert mention.unit == unit


def test_a_part_knows_its_total() -> None:
    mention = one("Có 17/52 xã hoàn thành việc kê khai.")
    assert (mention.value, mention.total, mention.unit) == (17, 52, "xã")


def test_a_range_has_two_ends() -> None:
    mention = one("Mỗi lớp học có từ 25 đến 30 học viên.")
    assert (mention.value, mention.value_to, mention.unit) == (25, 30, "học viên")


def test_years_given_one_after_another() -> None:
    # "lần lượt là" gives each figure the year that stands in its place.
    mentions = found("Số hồ sơ tiếp nhận trong năm 2029, năm 2030, năm 2031 lần lượt là 120 hồ sơ, 135 hồ sơ, 150 hồ sơ.")
    assert [(m.value, m.period) for m in mentions] == [(120, "năm 2029"), (135, "năm 2030"), (150, "năm 2031")]


def test_a_breakdown_inherits_the_unit() -> None:
    mentions = found("Đã giải quyết 1.200 hồ sơ, trong đó: trước hạn 900, đúng hạn 250, quá hạn 50.")
    assert [(m.value, m.unit) for m in mentions] == [(1200, "hồ sơ"), (900, "hồ sơ"), (250, "hồ sơ"), (50, "hồ sơ")]


def test_items_inherit_the_unit_of_their_lead() -> None:
    mentions = found("Tổng số hồ sơ tiếp nhận là 350 hồ sơ, gồm:\n\n- Lĩnh vực đất đai: 200;\n\n- Lĩnh vực tư pháp: 150.\n")
    assert [(m.value, m.unit) for m in mentions] == [(350, "hồ sơ"), (200, "hồ sơ"), (150, "hồ sơ")]


def test_a_time_to_come_is_a_target() -> None:
    text = "Đến năm 2035 có 90% số xã đạt chuẩn."
    assert one(text, issued_on=datetime.date(2031, 5, 1)).role == "target"


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện phương châm 4 tại chỗ.",
        "Dịch vụ công mức độ 3, mức độ 4.",
        "Đại hội đại biểu lần thứ 6.",
        "Áp dụng tiêu chuẩn ISO 9001:2015.",
        "Địa chỉ: số 45 đường Trần Phú, điện thoại 0258.3822.222.",
        "Trực ban 24/24 giờ trong ngày.",
        "Tổ chức chính quyền địa phương 02 cấp.",
        "Theo quy định tại khoản 3 Điều 12.",
        "Lưu: VT (2).",
        "Kỳ họp bắt đầu lúc 7 giờ 30 phút.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_what_others_hold_is_left_alone() -> None:
    text = "Đã gửi 12 văn bản và 15 phiếu."
    layout = analyze(Document(text, "t.txt", ""))
    start = text.index("12")
    assert [m.value for m in find_indicators(layout, layout.reading.sentences, [(start, start + 2)], ())] == [15]


@settings(max_examples=150, deadline=None)
@given(value=st.integers(2, 9_999_999), unit=st.sampled_from(["hồ sơ", "văn bản", "người", "tấn", "doanh nghiệp", "hộ gia đình"]))
def test_any_figure_before_a_unit_is_found(value: int, unit: str) -> None:
    written = write_number(Decimal(value))
    text = f"Trong kỳ, Sở Công Thương đã tiếp nhận {written} {unit}."
    mention = one(text)
    assert (text[mention.start : mention.end].startswith(written), mention.value, mention.unit) == (True, value, unit)


@settings(max_examples=200, deadline=None)
@given(tokens=st.lists(st.sampled_from(TOKENS), max_size=50))
@example(tokens=["12", "%", "12", "/", "12", "/", "12"])
def test_any_text_gives_ordered_figures_that_stand_in_it(tokens: list[str]) -> None:
    text = "".join(tokens)
    layout = analyze(Document(text, "t.txt", ""))
    reading = layout.reading
    dates = find_dates(reading.text)
    taken = sorted((s.start, s.start + len(s.marker)) for s in reading.segments if s.marker)
    mentions = find_indicators(layout, reading.sentences, taken, dates)
    held = [*taken, *((d.start, d.end) for d in dates)]
    last = 0
    for m in mentions:
        assert last <= m.start < m.end <= len(reading.text)
        assert any(c.isdigit() for c in reading.text[m.start : m.end]) or m.value is not None
        assert not any(a < m.end and m.start < b for a, b in held)
        assert 0 <= m.confidence <= 1
        assert (m.row is None) == (m.column is None) == (m.table is None)
        last = m.end


@pytest.mark.parametrize(
    "block", ["1.250 ", "12/", "trong đó 12 hồ sơ, ", "tăng 12% so với ", "(", "- 12\n", "12\t", "lần lượt là 1, 2, "]
)
def test_time_grows_with_the_length_only(block: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        found(block * times)
        return time.process_time() - begin

    seconds(100)
    short, long = seconds(500), seconds(2000)
    assert long < 10 * short + 0.3


def test_long_lists_of_bodies_in_turn() -> None:
    text = (
        "Khối ngành dọc giải quyết 1.507 hồ sơ, đúng hạn 1.506 hồ sơ (tỷ lệ hồ sơ đúng hạn của Kho bạc Nhà nước đạt 100%; "
        "Công an tỉnh, Thuế tỉnh, Bảo hiểm xã hội tỉnh lần lượt là 99,9%, 99,7%, 99,6%)."
    )
    found = {r.quote: (r.label, r.subject) for r in extract_text(text).records if r.type == "indicator"}
    label = "tỷ lệ hồ sơ đúng hạn"
    assert [found[q] for q in ("99,9%", "99,7%", "99,6%")] == [(label, "Công an tỉnh"), (label, "Thuế tỉnh"), (label, "Bảo hiểm xã hội tỉnh")]


def test_a_footnote_mark_parts_a_result_and_its_plan() -> None:
    found = [(i.quote, str(i.value)) for i in extract_text("Vay của ngân sách 31,656 tỷ đồng [4]/18,9 tỷ đồng, ước đạt 167,49% kế hoạch.").records if i.type == "indicator"]
    assert found == [("31,656", "31656000000"), ("18,9", "18900000000"), ("167,49%", "167.49")]
