"""Label and subject of a figure chosen among candidate phrases by a linear model, beside the rules (results: models/README.md).

    python models/experiments/label_subject/train.py --gold DIR… --texts DIR… [--more DIR… --split FILE… --part NAME] [--cache DIR] [--left-out]

Gold is read as bench/figures_gold.py reads it. Every candidate of every matched figure of running text is a sample; its worth is the token F1 with gold. The
weights are those of a softmax over the candidates of a figure, trained by full-batch gradient steps (Adam, L2) on features that at least `--least` figures
have: no chance is involved, so that the same gold gives the same file. `--left-out` trains on all documents but one, in turn, and prints what the rules,
the model and the best candidate reach.
"""

# ruff: noqa: E402
from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(ROOT / "bench"))
sys.path.insert(0, str(ROOT))

import candidates
import figures_gold
import phrases

from extractor.evaluate import shared_words
from extractor.finders.quantities import clauses, prose
from extractor.finders.quantities.subjects import body_of
from extractor.layout import analyze
from extractor.pipeline import extract
from extractor.records import to_json

QUESTIONS = ("label", "subject")
NOBODY = 0.5  # what the document's own owner is worth where gold names nobody


class Sample:
    """One figure: its candidates with features and worth, and what the rules said."""

    def __init__(self, document: str, phrases: list[str], features: list[list[str]], worth: list[float], rule: float, asked: bool) -> None:
        self.document, self.phrases, self.features = document, phrases, features
        self.worth, self.rule, self.asked = np.array(worth), rule, asked


def observed(document: Any) -> tuple[list[dict[str, Any]], dict[tuple[int, int], dict[str, Any]]]:
    """The indicator records of a document by the rules, and for each its candidates (by its span in the text)."""
    layout = analyze(document)
    seen: list[tuple[int, int, dict[str, Any]]] = []
    topics: dict[int, str | None] = {}
    memory: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    step, describe = clauses._item, prose.describe
    owner: list[str | None] = [None]
    begin = prose.Prose.__init__

    def opened(self: Any, layout: Any, dates: Any, context: Any, frames: Any) -> None:
        begin(self, layout, dates, context, frames)
        owner[0] = context.owner

    def noted(clause: Any, index: int) -> None:
        topics[id(clause.items[index])] = clause.topic
        step(clause, index)

    def watched(clause: Any) -> Any:
        result = describe(clause)
        segment = layout.reading.segment_at(clause.start)
        section = segment.section
        head = phrases.segment_head(layout.reading.text, segment.start, clause.start)
        scene = phrases.Scene(
            clause.text, clause.blank, clause.start, clause.end, section, clause.opening, body_of(section), owner[0], clause.opening is not None, head, memory[section]
        )
        for index, item in enumerate(clause.items):
            if item.confidence <= 0:
                continue
            around = candidates.contexts(item, index, scene)
            entry: dict[str, Any] = {}
            for name, find in (("label", phrases.label_candidates), ("subject", phrases.subject_candidates)):
                rule = item.label if name == "label" else item.subject
                made = find(item, clause.items, index, scene, topics[id(item)])
                entry[name] = [(p, candidates.features(p, ways, item, rule, around)) for p, ways in made.items()]
            seen.append((item.figure.start, item.figure.end, entry))
            if item.counted and item.unit is not None and item.label and len(item.label.split()) >= 3 and item.label.startswith(item.unit.text):
                scene.memory[item.unit.text] = item.label
        return result

    clauses._item, prose.describe = noted, watched
    prose.Prose.__init__ = opened  # type: ignore[method-assign]
    try:
        rows = [json.loads(to_json(r)) for r in extract(document).records if r.type == "indicator"]
    finally:
        clauses._item, prose.describe = step, describe
        prose.Prose.__init__ = begin  # type: ignore[method-assign]
    return rows, {(s.start, s.end): e for a, b, e in seen for s in [layout.span(a, b)]}


def samples_of(gold_paths: list[Path], texts: list[Path], names: frozenset[str] | None, cache: Path | None) -> dict[str, list[Sample]]:
    """The samples of all documents, by question."""
    found: dict[str, list[Sample]] = {q: [] for q in QUESTIONS}
    read: dict[Path, Any] = {}
    for gold in figures_gold.gold_of(gold_paths, texts, names):
        if gold.text not in read:
            document = figures_gold.document_of(gold.text, cache)
            read[gold.text] = document, *observed(document)
        document, rows, entries = read[gold.text]
        lines = [r for r in figures_gold.read_jsonl(gold.path) if r["type"] in ("indicator", "stretch")]
        if any("before" in r or r["type"] == "stretch" for r in lines):
            lines = figures_gold._placed(lines, document.text)[0]
        for i, j in sorted(figures_gold._pairs(lines, rows, figures_gold._same).items()):
            entry = entries.get((rows[j]["start"], rows[j]["end"]))
            if entry is None or rows[j].get("table") is not None:
                continue
            for question in QUESTIONS:
                right = [c for c in figures_gold._choices(lines[i], question) if c]
                if question == "label" and not right:
                    continue
                listed = entry[question]
                said = rows[j].get(question) or ""
                if question == "subject" and said and said not in {p for p, _ in listed}:
                    listed = [*listed, (said, ["owner|"])]  # the body of the document, which the rules give
                worth = [max((shared_words(c, p) for c in right), default=0.0) for p, _ in listed]
                if not right:
                    worth = [1.0 if not p else NOBODY if p == said else 0.0 for p, _ in listed]
                rule = max((shared_words(c, said) for c in right), default=0.0)
                found[question].append(Sample(gold.number, [p for p, _ in listed], [f for _, f in listed], worth, rule, bool(right)))
    return found


def train(samples: list[Sample], least: int, decay: float, steps: int, sharp: float) -> dict[str, float]:
    """The weights of one question."""
    counts: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for name in {f for fs in sample.features for f in fs}:
            counts[name] += 1
            documents[name].add(sample.document)
    known = {n: i for i, n in enumerate(sorted(n for n, c in counts.items() if c >= least and len(documents[n]) > 1))}
    rows, columns, group = [], [], []
    worth: list[float] = []
    per = Counter(s.document for s in samples)
    weight: list[float] = []
    at = 0
    for number, sample in enumerate(samples):
        for fs, value in zip(sample.features, sample.worth, strict=True):
            mine = [known[f] for f in fs if f in known]
            rows += [at] * len(mine)
            columns += mine
            group.append(number)
            worth.append(float(value))
            at += 1
        weight.append(1.0 / per[sample.document] ** 0.5)
    r, c, g = np.array(rows), np.array(columns), np.array(group)
    goal = np.exp(sharp * np.array(worth))
    goal /= np.bincount(g, goal)[g]
    scale = np.array(weight)
    scale *= len(scale) / scale.sum()
    w = np.zeros(len(known))
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        score = np.bincount(r, w[c], minlength=at)
        score -= np.maximum.reduceat(score, np.flatnonzero(np.r_[True, g[1:] != g[:-1]]))[g]
        p = np.exp(score)
        p /= np.bincount(g, p)[g]
        slope = (p - goal) * scale[g]
        gradient = np.bincount(c, slope[r], minlength=len(w)) / len(scale) + decay * w
        m = 0.9 * m + 0.1 * gradient
        v = 0.99 * v + 0.01 * gradient**2
        w -= 0.1 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.99**step)) + 1e-8)
    return {n: round(float(w[i]), 3) for n, i in known.items() if abs(w[i]) >= 0.02}


def reached(samples: list[Sample], weights: dict[str, float]) -> tuple[float, float, float, int]:
    """Sums of worth by rules, model and the best candidate, over the figures that gold answers."""
    rule = model = best = 0.0
    asked = [s for s in samples if s.asked]
    for s in asked:
        scores = [sum(weights.get(f, 0.0) for f in fs) for fs in s.features]
        rule += s.rule
        model += float(s.worth[int(np.argmax(scores))])
        best += float(s.worth.max())
    return rule, model, best, len(asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--texts", nargs="+", type=Path, required=True)
    parser.add_argument("--more", nargs="+", type=Path, default=[], help="gold of which only the documents of --split count")
    parser.add_argument("--split", nargs="+", type=Path, default=[])
    parser.add_argument("--part", default="learn")
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--decay", type=float, default=0.002)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--sharp", type=float, default=8.0)
    parser.add_argument("--left-out", action="store_true")
    given = parser.parse_args()
    samples = samples_of(given.gold, given.texts, None, given.cache)
    if given.more:
        names = frozenset(n for s in given.split for n in json.loads(s.read_text(encoding="utf-8"))[given.part])
        for question, more in samples_of(given.more, given.texts, names, given.cache).items():
            samples[question] += more
    settings = given.least, given.decay, given.steps, given.sharp
    made: dict[str, dict[str, float]] = {}
    for question, mine in samples.items():
        made[question] = train(mine, *settings)
        print(question, len(mine), "figures", len(made[question]), "weights", "rules {:.1f} model {:.1f} best {:.1f} of {}".format(*reached(mine, made[question])))
        if given.left_out:
            total = np.zeros(4)
            for document in sorted({s.document for s in mine}):
                others = [s for s in mine if s.document != document]
                own = [s for s in mine if s.document == document]
                found = np.array(reached(own, train(others, *settings)))
                total += found
                if found[3]:
                    print(f"  {document:6} n {found[3]:4.0f}  rules {found[0] / found[3]:.3f}  model {found[1] / found[3]:.3f}  best {found[2] / found[3]:.3f}")
            print(f"  all    n {total[3]:4.0f}  rules {total[0] / total[3]:.3f}  model {total[1] / total[3]:.3f}  best {total[2] / total[3]:.3f}")


if __name__ == "__main__":
    main()
