"""Whole small documents, put together by bench/written_documents.py: the roles and times of their figures that are read right stay so."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
import written_documents
import written_figures

from extractor import extract_text

SHARE = {"passage": 1, "planned": 4, "norm": 2, "told": 4, "mixed": 1, "table": 3, "said": 5, "further": 2, "ruling": 1}  # one case in so many
KEPT = {"role", "period"}  # of passages the unit and the bound too


def cases() -> Iterator[written_figures.Case]:
    rng = random.Random(5)
    for family, documents in written_documents.FAMILIES.items():
        yield from (case for number, case in enumerate(documents(rng)) if number % SHARE[family] == 0)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: " / ".join(case.way))
def test_the_kind_of_statement_is_read_by_its_document(case: written_figures.Case) -> None:
    kept = KEPT | {"unit", "comparator"} if case.way[0] == "passage" else KEPT
    bad = [(figure.quote, wrong) for figure, _, wrong in written_figures.judged(case, extract_text(case.text).records) if kept.intersection(wrong)]
    assert not bad, case.text
