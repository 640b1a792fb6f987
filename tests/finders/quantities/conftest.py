"""The tests of this folder are of the rules; what the trees make of their answers is tested in test_chooser.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from extractor.finders.quantities import chooser
from extractor.finders.quantities.candidates import Scene
from extractor.finders.quantities.mention import IndicatorMention


def as_the_rules_say(mentions: Sequence[IndicatorMention], scenes: Mapping[int, Scene]) -> list[IndicatorMention]:
    return list(mentions)


@pytest.fixture(autouse=True)
def rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.path.name.startswith("test_chooser"):
        monkeypatch.setattr(chooser, "choose", as_the_rules_say)
