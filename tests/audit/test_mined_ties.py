"""bench/mined_ties.py: ties that are found by arithmetic alone, to measure the audit on texts without gold."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
import mined_ties

from extractor.pipeline import mentions_of
from extractor.readers import read_bytes

SUM = "Năm 2031, phường mới có 61.093 người: 24.871 người của xã An Hạ, 19.406 người của xã Bình Sơn và 16.816 người của xã Cát Thủy."
SHARE = "Thu ngân sách cả năm 8.412,6 tỷ đồng; riêng thu nội địa 6.391,4 tỷ đồng, chiếm 75,97%."
CHANGE = "Vốn đầu tư được nâng từ 552,86 tỷ đồng lên 868,04 tỷ đồng; phần tăng thêm là 315,18 tỷ đồng."


def mined(text: str) -> list[tuple[str, list[str], str]]:
    layout, found = mentions_of(read_bytes(text.encode(), "a.txt"))
    body = layout.document.text
    ties = mined_ties.mined(mined_ties.figures_of(layout, found["indicators"]))
    return [(tie.kind, [body[f.start : f.end] for f in tie.parts], body[tie.whole.start : tie.whole.end]) for tie in ties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SUM, ("sum", ["24.871", "19.406", "16.816"], "61.093")),
        (SHARE, ("ratio", ["6.391,4", "8.412,6"], "75,97")),
        (CHANGE, ("difference", ["868,04", "552,86"], "315,18")),
    ],
)
def test_figures_that_agree_too_exactly_for_chance(text: str, expected: tuple[str, list[str], str]) -> None:
    [found] = mined(text)
    assert (found[0], sorted(found[1]), found[2]) == (expected[0], sorted(expected[1]), expected[2])


@pytest.mark.parametrize("text", [SUM.replace("61.093", "61.193"), SHARE.replace("75,97", "75,79"), "Có 12 xã: 5 xã loại I và 7 xã loại II.", "| 61.093 | 24.871 | 19.406 | 16.816 |"])
def test_what_does_not_agree_or_may_be_chance_is_no_tie(text: str) -> None:
    assert mined(text) == []


def test_its_score_counts_what_the_audit_ties_and_finds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{SUM}\n\n{SHARE}\n", encoding="utf-8")
    _, made, missed = mined_ties.of_file((tmp_path / "a.txt", 1))
    assert made is not None and (made.relations, made.recognised, made.planted.total(), missed) == (2, 2, 2, [])
    assert mined_ties.of_file((tmp_path / "none.txt", 1))[1] is None
