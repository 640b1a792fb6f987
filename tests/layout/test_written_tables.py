"""Ways in which tables become plain text, put together by bench/written_tables.py: figures that stand in their row and under their heads stay there."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
import written_tables

# The share of figures that is right, where it is less than all. What fails: heads without ordinals of which only their number says how many rows they have.
LEAST = {"one cell a line, blank lines": 0.93, "one cell a line, heads broken": 0.94}


@pytest.fixture(scope="module")
def measured() -> dict[str, list[int]]:
    return written_tables.measure(written_tables.cases(random.Random(3), 1))[0]


@pytest.mark.parametrize("form", list(written_tables.FORMS))
def test_figures_of_a_form_are_under_their_heads(form: str, measured: dict[str, list[int]]) -> None:
    right, whole = measured[f"form: {form}"]
    assert whole > 200 and right / whole >= LEAST.get(form, 0.99), f"{form}: {right} of {whole}"
