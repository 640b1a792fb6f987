"""Whether a trained component beats the rules: a spaCy text classifier and the extraction, on the same gold and by the same count.

    python models/experiments/number_or_not.py                                   corpus/, each document by a model of all the others
    python models/experiments/number_or_not.py --test GOLD_DIR --texts DIR       trained on corpus/, tested on other annotations
    python models/experiments/number_or_not.py --train corpus/gold --train GOLD_DIR --test GOLD_DIR --texts DIR --seeds 3

Three questions. `number`: is a run of digits an indicator or something else (`other` in the gold: ordinals, names, addresses)? `role`: is an
indicator a level, a target, a limit …? `status`: what does a row's result cell, or a clause that counts tasks, say of the task? The classifier
sees the words around the figure (of the cell, of the clause), marked by side and nearness, with digits as shapes; the rules see the document.
`most` is the commonest answer of the training gold, the least that a model must beat.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from extractor.evaluate import MEASURES, Gold, gold_files, read_jsonl, text_of
from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import to_json

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus" / "gold"
EPOCHS, BATCH, RATE = 12, 32, 0.01
NETWORKS: dict[str, dict[str, Any]] = {
    "bow": {
        "@architectures": "spacy.TextCatBOW.v3",
        "exclusive_classes": True,
        "length": 1 << 15,
        "ngram_size": 1,
        "no_output_layer": False,
    },
    "cnn": {
        "@architectures": "spacy.TextCatReduce.v1",
        "exclusive_classes": True,
        "use_reduce_first": False,
        "use_reduce_last": False,
        "use_reduce_max": True,
        "use_reduce_mean": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 64,
            "depth": 2,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": False,
        },
    },
}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """One decision: the document and `[start, end)` of its text, what a model may see, what the gold says and what the rules say."""

    document: str
    start: int
    end: int
    words: tuple[str, ...]
    answer: str
    rule: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the gold and the extracted records of the run in which the gold counts."""

    name: str
    text: str
    doc_type: str
    gold: Sequence[Row]
    found: Sequence[Row]


# -- what a model sees ----------------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[\n\t]|[^\w\s]")
_RUN = re.compile(r"\d+(?:[.,/]\d+)*")


def _shape(word: str) -> str:
    """A word in lower case; of a number only its shape, "1.943" → "0.000"."""
    return re.sub(r"\d", "0", word)[:8] if word[0].isdigit() else word.lower()


class Words:
    """The words of a text with their places; the windows of its figures are cut from them."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.words = [_shape(m.group()) for m in found]
        self.starts = [m.start() for m in found]
        self.ends = [m.end() for m in found]

    def around(self, start: int, end: int, width: int) -> tuple[str, ...]:
        """The features of `[start, end)`: its shape, each word beside it by side, the nearest by place and in pairs."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        left = self.words[max(0, first - width) : first][::-1]
        right = self.words[last : last + width]
        features = ["N=" + " ".join(self.words[first:last])]
        for side, words in (("L", left), ("R", right)):
            features += [f"{side}={w}" for w in words]
            features += [f"{side}{i}={w}" for i, w in enumerate(words[:3], 1)]
            features += [f"{side}{i}{i + 1}={a} {b}" for i, (a, b) in enumerate(pairwise(words[:4]), 1)]
        features.append(f"LR={left[0] if left else ''} {right[0] if right else ''}")
        return tuple(features)


# -- the questions --------------------------------------------------------------------------------------------------------------------


def _touching(records: Iterable[Row], start: int, end: int) -> list[Row]:
    return [r for r in records if r["start"] < end and start < r["end"]]


def _of_type(records: Iterable[Row], *types: str) -> list[Row]:
    return [r for r in records if r["type"] in types and r.get("start") is not None]


def numbers(one: Annotated) -> list[Sample]:
    """Every run of digits that the gold calls an indicator or `other`; dates and references are not asked about."""
    words = Words(one.text)
    wanted, given = _of_type(one.gold, "indicator", "other"), _of_type(one.found, "indicator")
    samples = []
    for record in wanted:
        for run in _RUN.finditer(one.text, record["start"], record["end"]):
            rule = "indicator" if _touching(given, *run.span()) else "other"
            samples.append(Sample(one.name, *run.span(), words.around(*run.span(), width=6), record["type"], rule))
    return samples


def roles(one: Annotated) -> list[Sample]:
    """Every indicator that the rules find with its value, so that both are asked about the same figures."""
    words = Words(one.text)
    given = _of_type(one.found, "indicator")
    samples = []
    for record in _of_type(one.gold, "indicator"):
        span = record["start"], record["end"]
        same = [r for r in _touching(given, *span) if MEASURES["indicator"].same(record, r)]
        if same:
            seen = (*words.around(*span, width=12), f"T={one.doc_type}")
            samples.append(Sample(one.name, *span, seen, record.get("role", "level"), same[0]["role"]))
    return samples


def statuses(one: Annotated) -> list[Sample]:
    """Every row of a table with a result cell, and every clause that counts tasks, that the rules find too."""
    given = _of_type(one.found, "task")
    samples = []
    for record in _of_type(one.gold, "task"):
        same = [r for r in _touching(given, record["start"], record["end"]) if MEASURES["task"].same(record, r)]
        said = (same[0]["result"] if record["form"] == "row" else record["quote"]) if same else None
        if record["form"] != "event" and said:
            seen = Words(said).words
            pairs = [f"{a} {b}" for a, b in pairwise(seen)]
            samples.append(Sample(one.name, record["start"], record["end"], (*seen, *pairs), record["status"], same[0]["status"]))
    return samples


QUESTIONS: dict[str, Callable[[Annotated], list[Sample]]] = {"number": numbers, "role": roles, "status": statuses}


# -- reading --------------------------------------------------------------------------------------------------------------------------


def annotated(gold: Gold, texts: Sequence[Path]) -> Annotated:
    """Reads a gold file, its text and what the extraction finds there.

    Raises FileNotFoundError where no text belongs to the gold, ValueError where a quote of the gold does not stand at its place.
    """
    path = text_of(gold, texts)
    if path is None:
        raise FileNotFoundError(f"{gold.path.name}: no text in {', '.join(map(str, texts))}")
    result = extract(read(path))
    found = [json.loads(to_json(record)) for record in result.records]
    doc_type = next((r["doc_type"] or "" for r in found if r["type"] == "metadata"), "")

    def inside(records: Iterable[Row]) -> list[Row]:
        return [r for r in records if r.get("start") is not None and gold.first <= r["start"] < gold.last]

    text, wanted = result.document.text, inside(read_jsonl(gold.path))
    for record in wanted:
        if record["quote"] != text[record["start"] : record["end"]]:
            raise ValueError(f"{gold.path.name}: {record['quote']!r} does not stand at {record['start']} of {path.name}")
    return Annotated(gold.path.stem, text, doc_type, wanted, inside(found))


@cache
def _folder(folder: Path, texts: tuple[Path, ...], skipped: tuple[str, ...]) -> tuple[Annotated, ...]:
    files = [gold for gold in gold_files(folder) if gold.path.stem not in skipped]
    return tuple(annotated(gold, [*texts, folder.parent]) for gold in files)


def load(
    folders: Iterable[Path], texts: Sequence[Path], question: str, skipped: Sequence[str] = (), hint: bool = False
) -> list[Sample]:
    """The samples of all gold files of the folders, whose texts lie in `texts` or beside the folder; `hint` shows models what the rules say."""
    ask = QUESTIONS[question]
    samples = [sample for folder in folders for one in _folder(folder, tuple(texts), tuple(skipped)) for sample in ask(one)]
    return [replace(s, words=(*s.words, f"RULES={s.rule}")) for s in samples] if hint else samples


# -- training and counting ------------------------------------------------------------------------------------------------------------


def trained(samples: Sequence[Sample], network: str, seed: int) -> Language:
    """A pipeline of one text classifier; the same samples and seed give the same model."""
    fix_random_seed(seed)
    nlp = spacy.blank("xx")
    labels = sorted({s.answer for s in samples})
    component: Any = nlp.add_pipe("textcat", config={"model": NETWORKS[network]})
    for label in labels:
        component.add_label(label)
    examples = [
        Example.from_dict(Doc(nlp.vocab, words=list(s.words)), {"cats": {label: float(label == s.answer) for label in labels}})
        for s in samples
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = RATE if network == "bow" else RATE / 10
    for _ in range(EPOCHS):
        random.shuffle(examples)
        for first in range(0, len(examples), BATCH):
            nlp.update(examples[first : first + BATCH], sgd=optimizer)
    return nlp


def answers(nlp: Language, samples: Sequence[Sample]) -> list[str]:
    docs = nlp.pipe([Doc(nlp.vocab, words=list(s.words)) for s in samples])
    return [max(doc.cats, key=lambda label: doc.cats[label]) for doc in docs]


def figures(samples: Sequence[Sample], said: Sequence[str]) -> tuple[float, float]:
    """Accuracy, and the mean over the answers of the gold of F1."""
    right = Counter(s.answer for s, a in zip(samples, said, strict=True) if s.answer == a)
    wanted, given = Counter(s.answer for s in samples), Counter(said)
    f1 = [2 * right[label] / (wanted[label] + given[label]) for label in wanted]
    return right.total() / max(1, len(samples)), sum(f1) / max(1, len(f1))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the model and the commonest answer say of the samples, in their order, with seconds of training and samples a second."""

    samples: list[Sample]
    model: list[str]
    most: list[str]
    training: float
    speed: float


def compare(folds: Iterable[tuple[Sequence[Sample], Sequence[Sample]]], network: str, seed: int) -> Outcome:
    """Trains on the first of each pair and asks about the second."""
    asked: list[Sample] = []
    model: list[str] = []
    most: list[str] = []
    training = asking = 0.0
    for learnt, held in folds:
        if not held or len({s.answer for s in learnt}) < 2:
            continue
        start = time.perf_counter()
        nlp = trained(learnt, network, seed)
        training += time.perf_counter() - start
        start = time.perf_counter()
        model += answers(nlp, held)
        asking += time.perf_counter() - start
        most += [Counter(s.answer for s in learnt).most_common(1)[0][0]] * len(held)
        asked += held
    return Outcome(asked, model, most, training, len(asked) / asking if asking else 0.0)


def leave_one_out(samples: Sequence[Sample]) -> Iterable[tuple[list[Sample], list[Sample]]]:
    for name in sorted({s.document for s in samples}):
        yield [s for s in samples if s.document != name], [s for s in samples if s.document == name]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, action="append", help="a folder of gold (default: corpus/gold)")
    parser.add_argument(
        "--test", type=Path, action="append", help="a folder of gold; without it each document of --train is left out in turn"
    )
    parser.add_argument("--texts", type=Path, action="append", default=[], help="where the texts of the gold are")
    parser.add_argument("--skip", action="append", default=[], help="the name of a gold file that is not used")
    parser.add_argument("--question", choices=QUESTIONS, action="append")
    parser.add_argument("--network", choices=NETWORKS, default="bow")
    parser.add_argument("--hint", action="store_true", help="the model is also told what the rules say")
    parser.add_argument("--seeds", type=int, default=1, help="how many models, whose figures are averaged")
    parser.add_argument("--errors", action="store_true", help="what model (of the last seed) or rules have wrong")
    given = parser.parse_args(arguments)
    print(
        "| question | n | answers | rules acc | rules F1 | model acc | model F1 | most acc | train s | per s |\n|---|"
        + "---:|" * 9
    )
    for question in given.question or QUESTIONS:
        samples = load(given.train or [CORPUS], given.texts, question, given.skip, given.hint)
        if given.test:
            folds = [(samples, load(given.test, given.texts, question, given.skip, given.hint))]
        else:
            folds = list(leave_one_out(samples))
        outcomes = [compare(folds, given.network, seed) for seed in range(given.seeds)]
        asked = outcomes[0].samples
        rules, most = figures(asked, [s.rule for s in asked]), figures(asked, outcomes[0].most)
        scores = [figures(asked, o.model) for o in outcomes]
        model = [sum(column) / len(scores) for column in zip(*scores, strict=True)]
        shares = [f"{x:.3f}" for x in (*rules, *model, most[0])]
        spent = f"{sum(o.training for o in outcomes) / len(outcomes):.1f} | {outcomes[-1].speed:,.0f}"
        print(f"| {question} | {len(asked)} | {len({s.answer for s in asked})} | {' | '.join(shares)} | {spent} |", flush=True)
        if given.errors:
            for sample, said in zip(asked, outcomes[-1].model, strict=True):
                if not sample.answer == said == sample.rule:
                    print(
                        f"  {sample.document}:{sample.start} gold {sample.answer} rules {sample.rule} model {said}  {sample.words[:8]}"
                    )


if __name__ == "__main__":
    main()
