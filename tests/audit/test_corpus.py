"""The corpus: every relation of its gold is found with its verdict and grade, nothing else is broken, and spoiled figures are seen."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from extractor.pipeline import extract_file
from extractor.records import Finding, Relation

ROOT = Path(__file__).resolve().parent.parent.parent
GOLD = sorted((ROOT / "corpus" / "gold").glob("*.jsonl"))
# The documents that were written blind (301 on): relations that may be missed, and what may be called broken that is not. Only to be made smaller.
BLIND = {"301": (5, 0), "302": (2, 0), "303": (1, 0), "304": (1, 0), "305": (4, 0), "306": (11, 0), "307": (3, 0), "308": (4, 0)}
Runs = frozenset[tuple[int, int]]


def runs(parts: list[tuple[int, int]], whole: tuple[int, int] | None) -> Runs:
    return frozenset(tuple(p) for p in (*parts, *([whole] if whole else [])))


def gold_of(path: Path) -> dict[Runs, tuple[bool, str]]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["type"] == "relation":
            found[runs([tuple(p) for p in record["parts"]], record.get("whole") and tuple(record["whole"]))] = (record["holds"], record["grade"])
    return found


@pytest.mark.parametrize("gold", GOLD, ids=lambda p: p.stem)
def test_relations_of_the_corpus(gold: Path) -> None:
    (path,) = (p for p in (ROOT / "corpus").glob(f"{gold.stem}_*") if p.suffix == ".txt")
    records = extract_file(path).records
    found = {runs(r.parts, r.whole): (r.holds, r.grade) for r in records if isinstance(r, Relation)}
    wanted = gold_of(gold)
    missed = [key for key in wanted if key not in found]
    broken = {key for key, (holds, _) in wanted.items() if not holds}
    false = {key for key, (holds, _) in found.items() if not holds} - broken
    errors = [r for r in records if isinstance(r, Finding) and r.severity == "error" and r.check.endswith("mismatch")]
    if gold.stem in BLIND:
        missable, falsely = BLIND[gold.stem]
        assert len(missed) <= missable, missed
        assert len(false) <= falsely, false
        assert broken <= {key for key, (holds, _) in found.items() if not holds}
        assert len(errors) <= len(broken) + falsely
        return
    assert len(missed) <= len(wanted) * 0.05, missed
    assert {k: v for k, v in found.items() if k in wanted} == {k: v for k, v in wanted.items() if k in found}
    assert not false
    assert len(errors) == len(broken)


def benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mutations", ROOT / "bench" / "mutations.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutations"] = module
    spec.loader.exec_module(module)
    return module


def test_spoiled_figures_are_found() -> None:
    mutations = benchmark()
    layout, figures = mutations.figures_of_file(next((ROOT / "corpus").glob("104_*.txt")))
    made = mutations.score(layout, figures, 150, False, random.Random(3))
    assert made.visible.total() > 100
    assert made.found.total() >= 0.98 * made.visible.total(), made.missed
    assert made.broken == []
