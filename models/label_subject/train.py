"""Trains the trees that choose label and subject of a figure (extractor/finders/quantities/chooser.py), or measures them in folds of documents.

    python models/label_subject/train.py --set GOLD TEXTS… [--set …] [--held GOLD TEXTS…] [--answers FILE…] [--folds 4] [--out models/label_subject/trees.json]

Needs LightGBM (`pip install trichyeu[train]`); extraction does not. GOLD is a folder that bench/figures_gold.py reads, TEXTS the folders of its documents. Every
candidate of every matched figure of running text is a sample; what it is worth is its token F1 with gold (where gold names nobody: 1 for nobody, a half
for what the rules say). A document's figures weigh as the root of their number together. One thread and one seed: the same gold gives the same file. The
file holds numbers of columns, thresholds and leaves, and no word of any text.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench"))
sys.path.insert(0, str(ROOT))

import figures_gold

from extractor.evaluate import shared_words
from extractor.finders.quantities import chooser
from extractor.finders.quantities.candidate_features import names
from extractor.layout import analyze
from extractor.pipeline import extract
from extractor.records import to_json

Answers = Mapping[str, Sequence[str | None]]
NOBODY = 0.5  # what the rules' answer is worth where gold names nobody
SEED = 1
ROUNDS = 200
SCALE = 1_000_000  # leaves are whole numbers of this part
SETTINGS: dict[str, Any] = {
    "learning_rate": 0.06, "num_leaves": 24, "max_depth": 8, "min_data_in_leaf": 30, "lambda_l2": 5.0, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
    "seed": SEED, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
OBJECTIVES = {"label": "cross_entropy", "subject": "regression"}


@dataclass
class Sample:
    """One question: its candidates as rows, what each is worth, what the rules' answer is, and whether gold answers it."""

    document: str
    rows: Any
    worth: Any
    rule: float
    asked: bool


def observed(document: Any, answers: Answers | None = None) -> tuple[list[dict[str, Any]], dict[tuple[int, int], list[chooser.Question]]]:
    """The indicator records by the rules alone, and the questions of each figure of running text (by its span in the text). `answers`: what the rules once
    said in place of what they say now; figures that they did not find then are not asked about."""
    seen: list[Any] = []
    choose = chooser.choose

    def noted(mentions: Any, scenes: Any) -> Any:
        seen.append((mentions, scenes))
        return mentions

    chooser.choose = noted
    try:
        records = [json.loads(to_json(r)) for r in extract(document).records if r.type == "indicator"]
    finally:
        chooser.choose = choose
    layout = analyze(document)
    found: dict[tuple[int, int], list[chooser.Question]] = {}
    for mentions, scenes in seen:
        spans = {m.start: layout.span(m.start, m.end) for m in mentions if m.table is None}
        if answers is not None:
            mentions = [_once(m, answers.get(f"{spans[m.start].start}-{spans[m.start].end}")) if m.table is None else m for m in mentions]
        for question in chooser.questions(mentions, scenes, chooser.QUESTIONS):
            span = spans[question.mention.start]
            if answers is None or f"{span.start}-{span.end}" in answers:
                found.setdefault((span.start, span.end), []).append(question)
    return records, found


def _once(mention: Any, answer: Sequence[str | None] | None) -> Any:
    return mention if answer is None else replace(mention, label=answer[0], subject=answer[1])


def samples_of(gold: Path, texts: list[Path], cache: Path | None, answers: Mapping[str, Answers]) -> dict[str, list[Sample]]:
    """The samples of a set, by question; `answers` by the names of texts."""
    made: dict[str, list[Sample]] = {q: [] for q in chooser.QUESTIONS}
    read: dict[Path, Any] = {}
    for one in figures_gold.gold_of([gold], texts, None):
        if one.text not in read:
            document = figures_gold.document_of(one.text, cache)
            read = {one.text: (document, *observed(document, answers.get(one.text.name)))}
        document, records, asked = read[one.text]
        lines = [r for r in figures_gold.read_jsonl(one.path) if r["type"] in ("indicator", "stretch")]
        if any("before" in r or r["type"] == "stretch" for r in lines):
            lines = figures_gold._placed(lines, document.text)[0]
        for i, j in sorted(figures_gold._pairs(lines, records, figures_gold._same).items()):
            for question in asked.get((records[j]["start"], records[j]["end"]), ()):
                made[question.field].append(_sample(f"{gold}:{one.number}", lines[i], question))
    return made


def _sample(document: str, line: figures_gold.Row, question: chooser.Question) -> Sample:
    choices = figures_gold._choices(line, question.field)
    right = [c for c in choices if c]
    said = getattr(question.mention, question.field) or ""
    worth = [max((shared_words(c, p) for c in right), default=0.0) for p in question.candidates]
    if not right:
        worth = [1.0 if not p else NOBODY if p == said else 0.0 for p in question.candidates]
    rule = max((shared_words(c, said) for c in right), default=float(not said))
    return Sample(document, np.array(question.rows, dtype=np.float32), np.array(worth), rule, bool(choices[0]) or question.field == "label")


def trained(samples: list[Sample], field: str) -> Any:
    """The trees of one question, as LightGBM holds them."""
    import lightgbm

    per = Counter(s.document for s in samples)
    rows = np.concatenate([s.rows for s in samples])
    worth = np.concatenate([s.worth for s in samples])
    weight = np.concatenate([np.full(len(s.worth), per[s.document] ** -0.5) for s in samples])
    data = lightgbm.Dataset(rows, worth, weight=weight, feature_name=[f"c{i}" for i in range(rows.shape[1])])
    return lightgbm.train({**SETTINGS, "objective": OBJECTIVES[field]}, data, ROUNDS)


def flat(model: Any, field: str) -> dict[str, Any]:
    """The trees side by side, as `chooser.Trees` reads them."""
    made: dict[str, Any] = {name: [] for name in ("roots", "column", "threshold", "left", "right", "value")}
    deepest = 0

    def add(node: dict[str, Any], depth: int) -> int:
        nonlocal deepest
        deepest = max(deepest, depth)
        at = len(made["column"])
        leaf = "split_feature" not in node
        made["column"].append(0 if leaf else node["split_feature"])
        made["threshold"].append(0.0 if leaf else float(f"{node['threshold']:.6g}"))
        made["value"].append(round(node["leaf_value"] * SCALE) if leaf else 0)
        made["left"].append(at)
        made["right"].append(at)
        if not leaf:
            made["left"][at] = add(node["left_child"], depth + 1)
            made["right"][at] = add(node["right_child"], depth + 1)
        return at

    for tree in model.dump_model()["tree_info"]:
        made["roots"].append(add(tree["tree_structure"], 0))
    return {"columns": list(names(field)), "depth": deepest, **made}


def reached(samples: list[Sample], trees: chooser.Trees) -> list[float]:
    """Sums over what gold answers of what the rules, the trees and the best candidate are worth, and their number; the same of nobody's figures."""
    found = [0.0] * 7
    for sample in samples:
        own = trees.worth(sample.rows.tolist())
        taken = float(sample.worth[int(np.argmax(own))])
        if sample.asked:
            for at, value in enumerate((sample.rule, taken, float(sample.worth.max()), 1.0)):
                found[at] += value
        else:
            for at, value in enumerate((sample.rule, float(taken == 1.0), 1.0), 4):
                found[at] += value
    return found


def _said(name: str, found: list[float]) -> str:
    rule, model, best, count, no_rule, no_model, nobody = found
    line = f"{name:34} n {count:5.0f}  rules {rule / max(1, count):.3f}  trees {model / max(1, count):.3f}  best {best / max(1, count):.3f}"
    return line + (f"   nobody's {nobody:4.0f}: left empty by rules {no_rule / nobody:.3f}, trees {no_model / nobody:.3f}" if nobody else "")



def _fold(document: str, folds: int) -> int:
    return int(hashlib.sha256(document.split("/")[-1].encode()).hexdigest(), 16) % folds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="sets", nargs="+", type=Path, action="append", required=True, metavar="GOLD TEXTS", help="a set to train on")
    parser.add_argument("--held", nargs="+", type=Path, action="append", default=[], metavar="GOLD TEXTS", help="a set that is only measured")
    parser.add_argument("--answers", nargs="+", type=Path, default=[], help="what the rules once said, by texts (answers.py)")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    answers = {name: one for path in given.answers for name, one in json.loads(path.read_text(encoding="utf-8")).items()}
    learnt = {str(gold): samples_of(gold, texts, given.cache, answers) for gold, *texts in given.sets}
    held = {str(gold): samples_of(gold, texts, given.cache, {}) for gold, *texts in given.held}
    made: dict[str, Any] = {}
    for field in chooser.QUESTIONS:
        samples = [s for one in learnt.values() for s in one[field]]
        print(field, len(samples), "figures")
        for fold in range(given.folds):
            kept = [s for s in samples if _fold(s.document, given.folds) != fold]
            trees = chooser.trees_of(flat(trained(kept, field), field))
            for name, one in learnt.items():
                found = reached([s for s in one[field] if _fold(s.document, given.folds) == fold], trees)
                made.setdefault((field, name), np.zeros(7))
                made[field, name] += found
        for name in learnt if given.folds else ():
            print(_said(name, list(made.pop((field, name)))))
        made[field] = flat(trained(samples, field), field)
        for name, one in held.items():
            print(_said(f"held: {name}", reached(one[field], chooser.trees_of(made[field]))))
    if given.out is not None:
        about = "Trees that choose label and subject of a figure; made by models/label_subject/train.py, described in models/README.md."
        given.out.write_text(json.dumps({"about": about, "seed": SEED, "rounds": ROUNDS, "questions": {field: made[field] for field in chooser.ASKED}}, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
