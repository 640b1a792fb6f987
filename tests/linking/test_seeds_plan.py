"""The plan beside the checkout with its two reports: none of its rows that a report mentions is called unreported. Rows were listed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from extractor.database.connection import open_database
from extractor.database.plans import plans
from extractor.database.write import write
from extractor.pipeline import extract_file

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
# Ordinals of the rows that 002 or 003 speak of, and of those that neither does.
MENTIONED = {"3", "V.1", *(f"VI.{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10)), *(f"VII.{n}" for n in range(1, 13))}
SILENT = {"V.3", "V.5", "V.6", "VI.9"}


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Any:
    files = sorted(SEEDS.glob("00[123]_*.txt")) if SEEDS.is_dir() else []
    if len(files) != 3:
        pytest.skip("the texts beside the checkout are not there")
    made = open_database(tmp_path_factory.mktemp("seeds") / "a.db", create=True)
    for path in files:
        write(made, extract_file(path, path.name))
    return made


def test_no_mentioned_row_is_called_unreported(db: Any) -> None:
    (plan,) = plans(db, next(SEEDS.glob("001_*.txt")).name)
    unreported = {made.task.ordinal for made in plan.outcomes if made.state == "unreported"}
    assert not unreported & MENTIONED and unreported >= SILENT
    assert all(p.score and p.words for made in plan.outcomes for p in made.passages)
    assert plan.stated == 64 and len(plan.outcomes) == 31
