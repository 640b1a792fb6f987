"""The layout and the finders take twice as long for twice the text, whatever phrase is repeated, and one long line costs no more than many."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extractor.document import Document
from extractor.layout import analyze
from extractor.pipeline import extract
from extractor.steps import Steps

PHRASES = ["\tx\n\n", "a\n\t", "a\t", "a\tb\tc\n", "|---|\n", "| a |\n", "a.b.", "A.", "- a\n", "1. ", "x\t\n", "a |\n|\n"]


LOOKS = 3


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of the work, the least of some looks: beside another program on the same core any one of them may take twice as long."""
    looks = []
    for _ in range(LOOKS):
        begun = time.process_time()
        work()
        looks.append(time.process_time() - begun)
    return min(looks)


def layout(text: str) -> None:
    analyze(Document(text, "a.txt", "0"))


@pytest.mark.parametrize("phrase", PHRASES, ids=repr)
def test_the_layout_is_linear(phrase: str) -> None:
    layout(phrase * 100)
    small, large = (seconds(lambda size=size: layout((phrase * size)[:size])) for size in (16_000, 64_000))
    # Four times the text: a square would take sixteen times as long. What takes less than this is below measure.
    assert large < 9 * max(small, 0.1)


# Of the phrases of bench/reliability.py those whose cost once grew with the square or the cube of their number.
REPEATED = [
    ("Toàn tỉnh có 900 hộ nghèo, trong đó: ", "xã A có 1 hộ, "),
    ("Tổng số 9 hộ, trong đó: ", "5%, "),
    ("Tổng số 9 hộ, trong đó: ", "..."),
    ("", "đạt 5% kế hoạch, tăng 5 hộ so với năm 2030; "),
    ("Căn cứ ", "còn lại 5, "),
    ("", "trong đó: 1 xã; "),
    ("Năm 2031 ", "gồm 1 xã, "),
    ("", "tổng 5 xã "),
    ("", "1+"),
    ("", "1/2 nhiệm vụ, "),
    ("", "1\t2\t3\n"),
    ("", "điểm a khoản 1 Điều 1, "),
]


@pytest.mark.parametrize(("lead", "phrase"), REPEATED)
def test_everything_is_linear(lead: str, phrase: str) -> None:
    def run(size: int) -> float:
        text = (lead + phrase * (size // len(phrase) + 1))[:size]
        return seconds(lambda: extract(Document(text, "a.txt", "0")))

    run(500)
    small, large = run(3_000), run(12_000)
    # Four times the text: a square takes sixteen times as long. What takes less than this is below measure.
    assert large < 8 * max(small, 0.1)


class NoAudit(Steps):
    def run(self, name, work, default):  # type: ignore[no-untyped-def]
        return default if name == "audit" else work()


def test_one_line_costs_no_more_than_many() -> None:
    sentence = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 14/3/2031 của Ủy ban nhân dân tỉnh Bình Định, đã tiếp nhận {n} hồ sơ, đạt 9{d}%.\n"
    text = "".join(sentence.format(n=n % 900 + 1, d=n % 10) for n in range(1000))

    def run(made: str) -> float:
        return seconds(lambda: extract(Document(made, "a.txt", "0"), steps=NoAudit()))

    run(text[:3000])
    short, lines, one = run(text[: len(text) // 4]), run(text), run(text.replace("\n", " "))
    assert one < 1.8 * lines and lines < 7 * short
