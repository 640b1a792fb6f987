"""The table of role rules: the example of each rule is decided by that rule."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extractor.finders import chain
from extractor.finders.quantities.mention import IndicatorMention
from extractor.finders.quantities.role_rules import RULES, RoleRule
from extractor.pipeline import extract_text

FIGURE = re.compile(r"\[([^\]]+)\]")


def mentions_of(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, list[IndicatorMention]]:
    """The reading of a text, and the figures that the finder gives for it."""
    kept: list[tuple[str, list[IndicatorMention]]] = []
    find = chain.find_indicators

    def watched(layout: Any, *rest: Any) -> list[IndicatorMention]:
        found = find(layout, *rest)
        kept.append((layout.reading.text, found))
        return found

    monkeypatch.setattr(chain, "find_indicators", watched)
    extract_text(text)
    return kept[0]


def test_names_are_unique() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_decides_its_example(rule: RoleRule, monkeypatch: pytest.MonkeyPatch) -> None:
    figure = FIGURE.search(rule.example)
    assert figure is not None
    reading, found = mentions_of(FIGURE.sub(r"\1", rule.example), monkeypatch)
    said = {reading[m.start : m.end]: m for m in found}
    assert figure[1] in said, (figure[1], list(said))
    mention = said[figure[1]]
    assert mention.rules == (f"role: {rule.name}",)
    assert rule.role in (None, mention.role)
