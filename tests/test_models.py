"""The experiment of models/: its samples are what the gold of corpus/ says, and a model learns from them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from extractor.evaluate import gold_files, read_jsonl

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "models" / "experiments" / "number_or_not.py"
GOLD = ROOT / "corpus" / "gold"


@pytest.fixture(scope="module")
def experiment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("number_or_not", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def annotated(experiment: ModuleType, number: str) -> object:
    gold = next(g for g in gold_files(GOLD) if g.number == number)
    return experiment.annotated(gold, [GOLD.parent])


def test_number_samples_are_the_digit_runs_of_indicators_and_others(experiment: ModuleType) -> None:
    one = annotated(experiment, "101")
    samples = experiment.numbers(one)
    types = {(r["start"], r["end"]): r["type"] for r in read_jsonl(GOLD / "101.jsonl") if r["type"] in ("indicator", "other")}
    assert {s.answer for s in samples} == {"indicator", "other"}
    for sample in samples:
        assert one.text[sample.start].isdigit() and one.text[sample.end - 1].isdigit()
        assert sample.answer in {kind for (a, b), kind in types.items() if a <= sample.start and sample.end <= b}
    held = sum(any(a <= s.start < b for s in samples) for (a, b), _ in types.items())
    assert held == sum(any(c.isdigit() for c in one.text[a:b]) for a, b in types)


def test_roles_and_statuses_carry_both_answers(experiment: ModuleType) -> None:
    one = annotated(experiment, "102")
    roles, statuses = experiment.roles(one), experiment.statuses(one)
    assert len(roles) > 100 and {s.answer for s in roles} >= {"level", "target", "increase"}
    assert {s.rule for s in roles} <= {"level", "increase", "decrease", "rank", "target", "limit"}
    assert {"overdue", "completed"} <= {s.answer for s in statuses} and all(s.words and s.rule for s in statuses)


def test_words_around_a_figure(experiment: ModuleType) -> None:
    text = "Tỉnh đã xây 1.250 căn nhà"
    words = experiment.Words(text).around(text.index("1.250"), text.index("1.250") + 5, 2)
    assert words == (
        "N=0.000",
        "L=xây",
        "L=đã",
        "L1=xây",
        "L2=đã",
        "L12=xây đã",
        "R=căn",
        "R=nhà",
        "R1=căn",
        "R2=nhà",
        "R12=căn nhà",
        "LR=xây căn",
    )


def test_gold_that_does_not_fit_its_text_is_refused(experiment: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "900.txt").write_text("Có 12 trường.", encoding="utf-8")
    (tmp_path / "900.jsonl").write_text(
        '{"type": "indicator", "start": 2, "end": 4, "quote": "12", "value": 12}\n', encoding="utf-8"
    )
    with pytest.raises(ValueError, match="'12' does not stand at 2"):
        experiment.annotated(gold_files(tmp_path)[0], [tmp_path])
    (tmp_path / "900.txt").unlink()
    with pytest.raises(FileNotFoundError, match="900"):
        experiment.annotated(gold_files(tmp_path)[0], [tmp_path])


def test_a_model_learns_what_one_word_decides(experiment: ModuleType) -> None:
    samples = [
        experiment.Sample(
            "x", i, i + 1, (f"R1={'hồ sơ' if i % 2 else 'khoản'}", f"L1={i % 5}"), "indicator" if i % 2 else "other", "other"
        )
        for i in range(60)
    ]
    outcome = experiment.compare([(samples[:40], samples[40:])], "bow", seed=0)
    assert outcome.samples == samples[40:] and outcome.model == [s.answer for s in samples[40:]]
    assert experiment.figures(outcome.samples, outcome.model) == (1.0, 1.0)
    rules = experiment.figures(outcome.samples, [s.rule for s in outcome.samples])
    assert rules == (0.5, pytest.approx(1 / 3))


def test_each_document_is_left_out_once(experiment: ModuleType) -> None:
    samples = [experiment.Sample(name, i, i + 1, ("w",), "a", "a") for i, name in enumerate("xxyz")]
    folds = list(experiment.leave_one_out(samples))
    assert [sorted({s.document for s in held}) for _, held in folds] == [["x"], ["y"], ["z"]]
    assert all(not {s.document for s in learnt} & {s.document for s in held} for learnt, held in folds)
