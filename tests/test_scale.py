"""docs/scale.md is what the script makes of the kept figures, and its simulation behaves as workers before one writer do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

import scale  # noqa: E402


def test_the_page_is_what_the_script_writes() -> None:
    done = subprocess.run([sys.executable, "bench/scale.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run `python bench/scale.py`"


def test_workers_add_up_until_the_writer_is_busy_all_the_time() -> None:
    one, busy = scale.simulate(1, 0.1, 0.01)
    assert one == pytest.approx(10, rel=0.02) and busy == pytest.approx(0.1, rel=0.02)
    eight, busy = scale.simulate(8, 0.1, 0.01)
    assert 70 < eight < 80 and 0.7 < busy < 0.8
    for workers in (20, 200):
        many, busy = scale.simulate(workers, 0.1, 0.01)
        assert many == pytest.approx(100, rel=0.03) and busy > 0.97
    assert scale.simulate(8, 0.1, 0.01) == (eight, scale.simulate(8, 0.1, 0.01)[1])


def test_copies_are_other_documents_with_the_same_facts(tmp_path: Path) -> None:
    from extractor import extract
    from extractor.database.connection import open_database
    from extractor.database.write import write

    made = [extract(sorted((ROOT / "corpus").glob("*.txt"))[0])]
    db = open_database(tmp_path / "x.db", create=True)
    assert [write(db, one, link=False) for one in scale.copies(made, 2)] == ["new", "new"]
    counts = dict(db.conn.execute("SELECT type, count(*) FROM (SELECT record_type AS type FROM citations) GROUP BY type"))
    assert counts and all(count % 2 == 0 for count in counts.values())
    db.conn.close()


def test_the_kept_figures_are_whole() -> None:
    figures = json.loads(scale.KEPT.read_text(encoding="utf-8"))
    assert set(scale.lanes(figures)) == {*scale.LANES, "mix"} and all(seconds > 0 for seconds in scale.lanes(figures).values())
    assert figures["writer"]["large"]["documents"] > figures["writer"]["small"]["documents"]
