"""Ways of writing the fields of a figure, put together by bench/written_figures.py: those that are read right stay so."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
import written_figures

from extractor import extract_text

# Ways that are not read yet (issue: what a figure is).
OPEN = ("<12/15|v=12,of=15>", "<12|v=12000000000> tỷ")
SHARE = {"kind": 3, "period": 9, "role": 6, "comparator": 8, "unit": 6, "number": 4}  # one case in so many, all of the templates that stand once


def cases() -> Iterator[written_figures.Case]:
    rng = random.Random(5)
    for family, ways in written_figures.FAMILIES.items():
        for number, case in enumerate(ways(rng)):
            once = family in ("period", "role") and case.way[1].split(":")[0] not in ("increase", "decrease") and any("<" in part for part in case.way)
            if (once or number % SHARE[family] == 0) and case.way[-1] not in OPEN:
                yield case


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: " / ".join(case.way))
def test_the_fields_of_a_figure_are_read(case: written_figures.Case) -> None:
    bad = [(figure.quote, wrong) for figure, _, wrong in written_figures.judged(case, extract_text(case.text).records) if wrong]
    assert not bad, case.text
