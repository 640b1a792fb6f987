"""The quick way to the pairs of syllables around a blank gives what the rule gives."""

from __future__ import annotations

import random

from extractor.readers.split import _PAIR, _pairs


def test_pairs_from_the_blank_outwards_are_those_of_the_rule() -> None:
    chance = random.Random(11)
    parts = ["Quyế", "t", " ", "đị", "nh", "²", "1", "_", "ộ", "Ệ", "\n", "abcd", ".", "̣"]
    for _ in range(400):
        text = "".join(chance.choices(parts, k=14))
        assert list(_pairs(text)) == [(found["first"], found["second"]) for found in _PAIR.finditer(text, overlapped=True)]
