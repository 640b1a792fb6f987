"""The words that a rule needs are looked for before it is tried: nothing that it would find may be lost, and lists that share beginnings find the same."""

from __future__ import annotations

import random

import pytest
import regex

from extractor.lexicon.needed import Guarded, guarded, needed
from extractor.lexicon.patterns import alternatives, alternatives_before


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?<!\w)(?:bao[ ]+gồm|chia[ ]+ra)(?!\w)", {" gồm", "chia "}),
        (r"trong\s+đó", {"trong"}),
        (r"(?:xã|thị xã|phường) \d+", {"xã", "phường"}),
        (r"b[ộố](?!\w)", {"bộ", "bố"}),
        (r"(?P<verb>Giao|giao)(?=\s)", {"giao"}),
        (r"(?:khẩn\s+)?trình", {"trình"}),
        (r"(?:tham mưu,? )+(?P<what>.*)", {"tham mưu"}),
        (r"(\w+)-(?P<x>\p{L}{2,})", None),
        (r"(?:hồ sơ)?", None),
        (r"(?:hồ sơ|\d+)", None),
        (r"(?|a|b)", None),
    ],
)
def test_the_words_that_every_match_holds(pattern: str, words: set[str] | None) -> None:
    found = needed(pattern, 0)
    assert found == (None if words is None else frozenset(words))


def test_a_guarded_rule_finds_what_the_rule_finds() -> None:
    rule = regex.compile(r"(?<!\w)(?:bao[ ]+gồm|gồm|chia[ ]+ra)(?:[ ]+cả)?(?!\w)", regex.IGNORECASE)
    guard = guarded(rule)
    assert isinstance(guard, Guarded)
    parts = ["bao ", "GỒM", "gồm", " cả", "Chia  ra", "xã ", ", ", "CHİA RA ", "ĩ", "\n"]
    chance = random.Random(7)
    for _ in range(500):
        text = "".join(chance.choices(parts, k=8))
        low, high = sorted((chance.randrange(len(text)), chance.randrange(1, len(text) + 1)))
        assert [m.span() for m in guard.finditer(text)] == [m.span() for m in rule.finditer(text)]
        assert (guard.search(text, low, high) is None) == (rule.search(text, low, high) is None)
        assert guard.sub("-", text) == rule.sub("-", text)
        assert guard.findall(text, low) == rule.findall(text, low)
        assert (guard.match(text, low) is None) == (rule.match(text, low) is None)
    assert guard.pattern == rule.pattern


def test_letters_of_either_case_fold_alike() -> None:
    """`regex` takes these for each other without case; what folds to something else, İ alone, is let through."""
    everything = "".join(map(chr, [*range(0x20, 0x2FFF), *range(0xA640, 0xABFF), *range(0xFB00, 0xFFFD)]))
    for letter in "abdeghiklmnopqrstuvxyzđăâêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹáàãéèíìĩóòõúùũý":
        for found in regex.findall(letter, everything, regex.IGNORECASE):
            assert found.casefold() == letter or found == "İ"


def test_shared_beginnings_find_the_longest_word() -> None:
    """The lists with and without shared beginnings, with and without case, find the same, also where words differ in case alone or hold blanks."""
    syllables = ["số", "sổ", "Số", "lượng", "liệu", "l.", "SỐ", "hộ"]
    chance = random.Random(3)
    for _ in range(150):
        words = {" ".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(chance.randint(1, 9))}
        text = "  ".join(" ".join(chance.choices(syllables, k=6)) for _ in range(3))
        for flags in (0, regex.IGNORECASE):
            for end in ("", r"(?!\p{L})", r"(?=[ ]hộ)"):
                shared = regex.compile(f"(?:{alternatives(words)}){end}", flags)
                flat = regex.compile(f"(?:{alternatives_before(words)}){end}", flags)
                assert [m.span() for m in shared.finditer(text)] == [m.span() for m in flat.finditer(text)]
