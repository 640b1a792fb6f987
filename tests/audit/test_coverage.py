"""Coverage counts every figure once, and findings carry what a reader needs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.audit import Coverage, audit
from extractor.audit.samples import audit_sample
from extractor.document import Document
from extractor.finders.quantities.finder import find_indicators
from extractor.finders.quantities.numbers import find_numbers
from extractor.layout import analyze

BROKEN = "Tổng số cán bộ có mặt là 214 người (nam 131 người, nữ 93 người)."
SOUND = "Tổng số 47 cơ sở, gồm 31 cơ sở sản xuất và 16 cơ sở kinh doanh. Ngoài ra có 5 tổ."


def test_figures_are_verified_broken_or_free() -> None:
    _, sound = audit_sample(SOUND)
    assert (sound.coverage.verified, sound.coverage.broken, sound.coverage.free) == (3, 0, 1)
    _, broken = audit_sample(BROKEN)
    assert (broken.coverage.verified, broken.coverage.broken, broken.coverage.free) == (0, 3, 0)
    total = sound.coverage + broken.coverage
    assert total.total == total.verified + total.broken + total.free == 7
    assert Coverage().share == 0


def test_sections_add_up_to_the_document() -> None:
    _, result = audit_sample(f"I. MỘT\n\n{SOUND}\n\nII. HAI\n\n{BROKEN}")
    assert sum((s.coverage for s in result.sections), Coverage()) == result.coverage
    assert len(result.sections) == 2


def test_a_figure_read_with_doubt_lowers_the_severity_and_is_said() -> None:
    layout = analyze(Document(BROKEN, "t", ""))
    sure = find_indicators(layout, layout.reading.sentences, [], [])
    (issue,) = audit(layout, sure).findings
    (doubtful,) = audit(layout, [replace(m, confidence=0.5) for m in sure]).findings
    assert (issue.severity, doubtful.severity) == ("error", "warning")
    assert "chưa chắc chắn" in doubtful.message and "doubt" in doubtful.message_en


TEXTS = st.lists(
    st.sampled_from(
        ["gồm", "trong đó", "(", ")", ";", ":", ",", "và", "12 xã", "7 xã", "5 xã", "đạt 41,7%", "tăng 3 xã", "9/12 xã", "còn 3 xã", "từ", "xuống còn", ".", "\n", "-", "\t", "Tổng cộng", "lần lượt", "1.250 tỷ đồng", "0 xã", "so với cùng kỳ"]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_survived(words: list[str]) -> None:
    layout, result = audit_sample(" ".join(words))
    numbers = {(m.start, m.end) for m in find_numbers(layout.reading.text)}
    for relation in result.relations:
        assert relation.start < relation.end <= len(layout.reading.text)
        assert relation.holds is (relation.grade in ("holds", "rounding"))
        assert isinstance(relation.expected, Decimal) and relation.computation
    assert result.coverage.total <= max(len(numbers), result.coverage.total)
    assert result.coverage.related <= result.coverage.total
