"""Looks that are taken only where their first character allows it miss nothing."""

from __future__ import annotations

import itertools

from extractor.layout.lines import _MAY_MARK, marker
from extractor.layout.reading import _ANY_SPECIAL, SPECIAL


def test_wherever_a_mark_begins_the_quick_look_says_so() -> None:
    firsts = ["#", "PHẦN", "Phần", "CHƯƠNG", "Chương", "MỤC", "Mục", "TIỂU MỤC", "Tiểu mục", "PHỤ LỤC", "Phụ lục", "BIỂU", "Biểu", "Điều", "IV", "XL", "A", "Đ", "12", "1.2", "(3)"]
    firsts += ["a", "đ", "aa", "(ii)", "-", "–", "•", "+", "*", "a ", "A ", "I ", "2 "]
    for first, mark, rest in itertools.product(firsts, ["", ".", ")", "/", "-", ".)", " I", " 2.", " số 1"], ["", " Đánh giá", " 5.", "\n", " chung"]):
        line = first + mark + rest
        if marker().match(line):
            assert _MAY_MARK.match(line), line


def test_whatever_is_special_is_seen() -> None:
    for words in ["a<sup>1</sup>", "a [2]", "<b>", "**a**", "a\\*", "&amp;", "a\u200bb", "a\nb", "a\tb", "a\u00a0b", "a  b", "a \u2028b", "a\u00adb"]:
        assert (SPECIAL.search(words) is None) or _ANY_SPECIAL.search(words), words
        assert SPECIAL.search(words), words
    assert _ANY_SPECIAL.search("Ủy ban nhân dân xã, ngày 05/3/2024 (12%).") is None
