"""Every example in patterns/ holds, and the runner says so only where it is true."""

from __future__ import annotations

import pytest

from extractor.examples import RUNNERS, Outcome, check
from extractor.lexicon.patterns import Example, examples, files


@pytest.mark.parametrize("name", files())
def test_examples_of_a_pattern_file(name: str) -> None:
    failing = [f"{o.where}: {o.text!r}: {dict(o.wanted)}" for o in check(name) if not o.holds]
    assert not failing, "\n".join(failing)


def test_every_example_is_run() -> None:
    for name in files():
        if name != "linking":
            assert len(list(check(name))) == len(list(examples(name))), name
    assert set(RUNNERS) <= set(files())


@pytest.mark.parametrize(
    ("example", "holds"),
    [
        (Example(text="họp ngày 05/6/2031", find={"quote": "05/6/2031", "kind": "day"}), True),
        (Example(text="họp ngày 05/6/2031", find={"quote": "05/6/2031", "kind": "month"}), False),
        (Example(text="họp ngày 05/6/2031", find={"nothing": None}), False),
        (Example(text="họp ngày 05/6/2031", absent={"kind": "month"}), True),
        (Example(text="họp ngày 05/6/2031", absent={}), False),
        (Example(text="không có ngày", absent={}), True),
    ],
)
def test_an_example_holds_only_where_it_should(example: Example, holds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.examples.examples", lambda name: [("dates.x", example.find is not None, example)])
    (outcome,) = check("dates")
    assert isinstance(outcome, Outcome) and outcome.holds is holds
