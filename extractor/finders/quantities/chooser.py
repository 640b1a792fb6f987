"""Label (and, where trained, subject) of a figure of running text chosen among the phrases that the text gives, by trees that were trained on annotated documents.

In: the mentions as the rules described them, and what surrounds each figure. Out: the same mentions, each with the candidate that is worth most; the rules' answer is
one of the candidates, and stays where none is worth more. The trees are numbers in models/label_subject/trees.json (how they were made, on what, and what they gain: models/README.md);
they read no text, only what `candidate_features` says of each candidate. Values of leaves are whole numbers, so that sums are the same on every machine. `why` names
the choice, the ways by which the text gives it, and what was refused, the rules' answer first.

A package without its trees is broken: that is an error, never the rules' answer in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import regex

from extractor.errors import StateError
from extractor.finders.quantities.candidate_features import WAYS, Bits, names, rows
from extractor.finders.quantities.candidates import Scene, label_candidates, subject_candidates
from extractor.finders.quantities.items import Item
from extractor.finders.quantities.labels import is_measure, is_total
from extractor.finders.quantities.mention import IndicatorMention
from extractor.lexicon.patterns import MODELS
from extractor.messages import SAY
from extractor.quick import quick
from extractor.why import asked, decided

QUESTIONS = ("label", "subject")  # what can be trained
ASKED = ("label",)  # what is asked of the trees that come with the package (models/README.md says why)
FILE = "label_subject/trees.json"
AT_ONCE = 1 << 7  # few enough for the nearest memory: candidates that are weighed at once
MARGIN = 200_000  # by how much (in the leaves' unit, a millionth of a logit) another phrase must be worth more than the rules' answer
SURE = frozenset({"sum that a rule grants", "substance behind its amount", "words behind it", "what was done stands behind", "heading over whose it is",
                  "measure at the end of its words", "measure behind the name of its thing", "share that somebody is entitled to", "what is brought about", "what changed stands behind", "measure behind the word that governs it"})  # rules of labels
TOLD = 3  # alternatives that `why` tells
WORDS_KEPT = 120  # words of the figures before that are kept: more make sets of words that are slow to compare
NAMED = 3  # words of a counted noun that names by itself what is counted ("24.685 hộ cận nghèo")
NAMELESS = regex.compile(r"[\W\d]*\p{L}?[\W\d]*")  # "11" of "11,7 m"
TITLE = regex.compile(r"(?:^|\s)\p{Lu}{2,}\s\p{Lu}{2,}(?:\s\p{Lu}{2,})*$")  # "kế hoạch thu BÁO CÁO"
LONG_NAME = 3  # words of a label that is remembered for the shorter ones of its section


class ModelError(StateError):
    """A file of models/ that is missing or does not fit this version."""

    code = "models"


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of one question, side by side: a node has a column and a threshold and goes on left (at most the threshold) or right; a leaf goes on to itself."""

    roots: Any
    column: Any
    threshold: Any
    sides: Any  # right and left of each node, one behind the other
    value: Any
    depth: int

    def worth(self, made: Any) -> list[int]:
        """What each row is worth: the sum of the leaves that it comes to."""
        table = np.asarray(made, dtype=np.float32).astype(np.float64)
        found: list[int] = []
        for begin in range(0, len(table), AT_ONCE):
            part = table[begin : begin + AT_ONCE]
            values, lines = part.ravel(), (np.arange(len(part)) * part.shape[1])[:, None]
            nodes = np.repeat(self.roots[None, :], len(part), axis=0)
            for _ in range(self.depth):
                left = values.take(self.column.take(nodes) + lines) <= self.threshold.take(nodes)
                nodes = self.sides.take(2 * nodes + left)
            found += self.value[nodes].sum(axis=1).tolist()
        return found


def load(path: Path) -> dict[str, Trees]:
    """The trees of a file, by question."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))["questions"]
    except (OSError, ValueError, KeyError) as error:
        vi, en = SAY.lexicon("model_unread", file=path.name, error=error)
        raise ModelError(vi, en) from error
    if any(tuple(data.get(question, {}).get("columns", ())) != names(question) for question in ASKED):
        vi, en = SAY.lexicon("model_unfit", file=path.name)
        raise ModelError(vi, en)
    return {question: trees_of(data[question]) for question in ASKED}


def trees_of(data: Mapping[str, Any]) -> Trees:
    """The trees of one question, from the lists of numbers of the file."""
    types = {"roots": np.intp, "column": np.intp, "threshold": np.float64, "value": np.int64}
    sides = np.array([data["right"], data["left"]], dtype=np.intp).T.ravel()
    return Trees(**{name: np.array(data[name], dtype=kind) for name, kind in types.items()}, sides=sides, depth=data["depth"])


@cache
def trees() -> Mapping[str, Trees]:
    """The trees that come with the package."""
    return load(MODELS / FILE)


@quick
@dataclass(frozen=True, slots=True)
class Question:
    """What could be a field of one mention: the candidates with their ways and rows."""

    mention: IndicatorMention
    field: str
    candidates: dict[str, list[int]]
    rows: Any
    counted: str | None = None  # what the figure counts, where it counts things


def questions(mentions: Iterable[IndicatorMention], scenes: Mapping[int, Scene], fields: Sequence[str] = ASKED, *, open_only: bool = False) -> Iterator[Question]:
    """The questions about `fields` of every figure of running text, in the order of the text; with `open_only`, of those whose rules' answer can be outweighed."""
    memory: dict[str, str] = {}  # the fullest label of every counted noun of the section so far
    section, before = None, None
    bits = Bits()
    for mention in mentions:
        scene = scenes.get(mention.start) if mention.table is None else None
        if scene is None:
            continue
        if scene.section != section:
            section, memory, before = scene.section, {}, None
        bits = bits if len(bits.known) <= WORDS_KEPT else Bits()
        mine = [field for field in fields if not (open_only and _settled(field, mention, scene.item))]
        labels = label_candidates(scene, mention.label, memory) if "label" in mine else {}
        if labels:
            yield Question(mention, "label", labels, rows("label", scene, labels, mention.label, mention.label, bits), _counted(scene.item))
        if "subject" in mine:
            subjects = subject_candidates(scene, mention.subject, before, mention.label)
            yield Question(mention, "subject", subjects, rows("subject", scene, subjects, mention.subject, mention.label, bits))
        before, item, label = mention.subject, scene.item, mention.label
        if item.counted and item.unit is not None and label and len(label.split()) >= LONG_NAME and label.startswith(item.unit.text):
            memory[item.unit.text] = label


def _counted(item: Item) -> str | None:
    """What a figure counts, unless the head of its line names it ("Học sinh giỏi cấp tỉnh: 04 giải")."""
    return item.unit.text if item.counted and item.unit is not None and (item.after or not item.colon) else None


def choose(mentions: Sequence[IndicatorMention], scenes: Mapping[int, Scene]) -> list[IndicatorMention]:
    """The mentions, those of running text with the label and the subject that are worth most."""
    made = list(questions(mentions, scenes, open_only=True))
    given: dict[int, dict[str, str | None]] = {}
    for field in ASKED:
        mine = [question for question in made if question.field == field]
        if not mine:
            continue
        worth = trees()[field].worth(np.concatenate([question.rows for question in mine]))
        at = 0
        for question in mine:
            own = worth[at : at + len(question.rows)]
            at += len(own)
            chosen = _best(question, own)
            given.setdefault(question.mention.start, {})[field] = chosen or None
            if asked():
                _tell(question, own, chosen)
    return [replace(mention, **given[mention.start]) if mention.table is None and mention.start in given else mention for mention in mentions]  # type: ignore[arg-type]


def _settled(field: str, mention: IndicatorMention, item: Item) -> bool:
    """Whether the rules' answer stays unasked: the members of a row ("A, B lần lượt …", "than tăng 3%, dầu tăng 5%") or list are told apart by the sentence's structure;
    what is counted with words of its own behind it, and what one of `SURE` rules names, the trees do not name better (models/README.md); and whose a figure is
    stays open where the rules leave it open (an unresolved field beats a guessed one)."""
    if item.turn is not None or item.member is not None or item.settled:
        return True
    if field == "subject":
        return mention.subject is None
    named = item.unit is not None and len(item.unit.text.split()) >= NAMED and not item.phrase
    return (item.counted and (bool(item.after) or named)) or (item.percent and not item.label_rule) or item.label_rule in SURE


def _best(question: Question, worth: Sequence[int]) -> str:
    """The candidate that is worth most, where it is worth clearly more than the rules' answer; of equals the one found first."""
    rule = getattr(question.mention, question.field) or ""
    phrases = list(question.candidates)
    able = [at for at in range(len(phrases)) if (phrases[at] == rule and not NAMELESS.fullmatch(rule)) or _names(phrases[at], question)] or range(len(phrases))
    return phrases[max(able, key=lambda at: (worth[at] + MARGIN * (phrases[at] == rule), -at))]


def _names(phrase: str, question: Question) -> bool:
    """Whether a candidate can name a figure: no label is a number alone or made of the title's words in capitals, and that of a count names what is counted, or a measure."""
    if question.field != "label":
        return True
    if NAMELESS.fullmatch(phrase):
        return False  # "11" of "11.7m"
    if question.counted is not None:
        counted, low = question.counted.lower(), phrase.lower()
        unnamed = f" {counted} " not in f" {low} " and not is_measure(phrase)
        if unnamed or (low.endswith(f" {counted}") and not low.startswith(counted) and not is_total(phrase)):
            return False  # "Diện tích tự nhiên người" joins what does not stand together
    return TITLE.search(phrase) is None


def _tell(question: Question, worth: Sequence[int], chosen: str) -> None:
    """Tells which candidate was taken, and the best of the others; where the rules' answer stays, its rule stays too."""
    rule = getattr(question.mention, question.field) or ""
    phrases = list(question.candidates)
    order = [phrases[at] for at in sorted(range(len(phrases)), key=lambda at: (-worth[at], at)) if phrases[at] not in (chosen, rule)]
    others = [f"{phrase or '–'}: {_ways(question, phrase)}" for phrase in order[:TOLD]]
    if chosen == rule:
        decided("indicator", question.mention.start, question.field, "", "", tuple(others))
        return
    refused = (f"{rule or '–'}: the rules", *others)
    decided("indicator", question.mention.start, question.field, f"models: label_subject · {_ways(question, chosen)}", chosen, refused)


def _ways(question: Question, phrase: str) -> str:
    return ", ".join(WAYS[question.field][way] for way in question.candidates[phrase][:2])


__all__ = ["FILE", "ModelError", "Question", "Trees", "choose", "load", "questions", "trees_of"]
