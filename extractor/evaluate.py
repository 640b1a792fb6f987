"""Scores records against gold annotations: precision, recall and F1 of each record type, and how many of the matched are right in every field.

A gold file `NNN.jsonl` (or `NNN.FROM-TO.jsonl`, where only records that start in that run count) belongs to the text whose name begins
with NNN. A gold and a predicted record match when their spans overlap and what they are is the same (code, dates, value, count …); of
several, the pair with the longest overlap. Tallies add up, so documents are pooled by `+`.

Long, because it holds one measure for each type of record, and the report that sets them side by side.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Test = Callable[[Row, Row], bool]


# -- when two values are the same -----------------------------------------------------------------------------------------------------

_PUNCTUATION = re.compile(r"[.,;:“”\"'*<>/()\[\]\s-]+")
_PLACEMENT = str.maketrans({"\u00a0": " "})


@lru_cache(maxsize=1 << 15)
def _words(value: str) -> str:
    """Words in lower case, one blank between them, punctuation and the placement of tones aside."""
    text = unicodedata.normalize("NFC", value.translate(_PLACEMENT)).casefold()
    return _PUNCTUATION.sub(" ", text.replace("uỷ", "ủy").replace("hoà", "hòa")).strip()


def same_words(a: Any, b: Any) -> bool:
    return _words(str(a or "")) == _words(str(b or ""))


def one_in_other(a: Any, b: Any) -> bool:
    """The same words, or those of one a run inside the other's."""
    one, other = _words(str(a or "")), _words(str(b or ""))
    return one == other or (bool(one) and bool(other) and (f" {one} " in f" {other} " or f" {other} " in f" {one} "))


def same_number(a: Any, b: Any) -> bool:
    if a is None or b is None:
        return a is b
    x, y = float(a), float(b)
    return x == y or abs(x - y) <= 1e-9 * max(1.0, abs(x), abs(y))


def same_unit(a: Any, b: Any) -> bool:
    """Rates and percents to the letter; counted nouns as phrases."""
    if any(mark in f"{a}{b}" for mark in "%/"):
        return str(a).replace(" ", "").casefold() == str(b).replace(" ", "").casefold()
    return one_in_other(a, b)


def plain_code(code: Any) -> str | None:
    return "".join(str(code).split()).upper().replace("–", "-") if code else None


def shared_words(a: Any, b: Any) -> float:
    """F1 of the words of two phrases."""
    one, other = set(_words(str(a or "")).split()), set(_words(str(b or "")).split())
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _equal(key: str, default: Any = None) -> Test:
    return lambda gold, found: gold.get(key, default) == found.get(key, default)


def _number(key: str) -> Test:
    return lambda gold, found: same_number(gold.get(key), found.get(key))


def _text(key: str) -> Test:
    return lambda gold, found: same_words(gold.get(key), found.get(key))


# -- what makes a match, and which fields of a matched record must be right -------------------------------------------------------------


def _same_reference(gold: Row, found: Row) -> bool:
    if gold.get("code"):
        return plain_code(gold["code"]) == plain_code(found.get("code"))
    return not found.get("code") and one_in_other(gold.get("title") or gold["quote"], found.get("title") or found["quote"])


def _same_task(gold: Row, found: Row) -> bool:
    if gold["form"] != found.get("form"):
        return False
    if gold["form"] != "aggregate":
        return True
    number = "done" if gold.get("count") is None else "count"
    return same_number(gold.get(number), found.get(number)) and same_number(gold.get("total"), found.get("total"))


def _right_product(gold: Row, found: Row) -> bool:
    return gold["form"] == "event" or not gold.get("product") or one_in_other(gold["product"], found.get("product"))


def _right_lead(gold: Row, found: Row) -> bool:
    return not gold.get("lead") or one_in_other(gold["lead"], found.get("lead"))


def _right_evidence(gold: Row, found: Row) -> bool:
    return {plain_code(c) for c in gold.get("evidence") or ()} == {plain_code(c) for c in found.get("evidence") or ()}


@dataclass(frozen=True, slots=True)
class Measure:
    """How one record type is scored. `phrases` are fields whose words are compared by F1: (name, whether only where gold has one)."""

    same: Test
    fields: Mapping[str, Test]
    phrases: tuple[tuple[str, bool], ...] = ()


MEASURES: dict[str, Measure] = {
    "reference": Measure(
        _same_reference, {"doc_type": _text("doc_type"), "issued_on": _equal("issued_on"), "issuer": _text("issuer")}
    ),
    "date": Measure(
        lambda gold, found: (gold.get("from"), gold.get("to")) == (found.get("from"), found.get("to")),
        {"kind": _equal("kind"), "valid": _equal("valid", True)},
    ),
    "indicator": Measure(
        _number("value"),
        {
            "unit": lambda gold, found: same_unit(gold.get("unit"), found.get("unit")),
            "comparator": _equal("comparator", "="),
            "total": _number("total"),
            "value_to": _number("value_to"),
            "role": _equal("role", "level"),
        },
        phrases=(("label", False), ("subject", True), ("period", True)),
    ),
    "task": Measure(
        _same_task,
        {
            "status": _equal("status"),
            "deadline": _text("deadline"),
            "product": _right_product,
            "lead": _right_lead,
            "evidence": _right_evidence,
        },
    ),
}
METADATA_FIELDS = ("doc_type", "code", "issued_on", "place", "issuer", "title", "signer", "signer_title", "addressee")
_METADATA_PHRASES = {"title", "addressee", "signer_title"}


# -- tallies --------------------------------------------------------------------------------------------------------------------------


def _share(part: float, whole: float) -> float:
    return part / max(1, whole)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Tally:
    """Counts of one record type. `errors` are (missed | spurious | wrong, record, {field: (gold, found)})."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    right: int = 0
    exact: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    phrases: dict[str, tuple[float, int]] = field(default_factory=dict)
    errors: list[tuple[str, Row, Mapping[str, tuple[Any, Any]]]] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        phrases = dict(self.phrases)
        for name, (total, count) in other.phrases.items():
            have = phrases.get(name, (0.0, 0))
            phrases[name] = (have[0] + total, have[1] + count)
        return Tally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.matched + other.matched,
            self.right + other.right,
            self.exact + other.exact,
            self.fields + other.fields,
            phrases,
            self.errors + other.errors,
        )

    def figures(self, measure: Measure) -> dict[str, Any]:
        """The published figures."""
        precision, recall = _share(self.matched, self.predicted), _share(self.matched, self.gold)
        shown: dict[str, Any] = {
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "attributes": {name: _share(self.fields[name], self.matched) for name in measure.fields},
            "full_f1": _f1(_share(self.right, self.predicted), _share(self.right, self.gold)),
            "span_exact": _share(self.exact, self.matched),
        }
        for name, _ in measure.phrases:
            total, count = self.phrases.get(name, (0.0, 0))
            shown[f"{name}_token_f1"] = _share(total, count)
        return shown


@dataclass(slots=True)
class RelationTally:
    """Counts of relations: found when the same numbers are checked, whatever the arithmetic is called."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    verdicts: int = 0
    grades: int = 0
    errors: list[tuple[str, Row, Mapping[str, tuple[Any, Any]]]] = field(default_factory=list)

    def __add__(self, other: RelationTally) -> RelationTally:
        return RelationTally(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.matched + other.matched,
            self.verdicts + other.verdicts,
            self.grades + other.grades,
            self.errors + other.errors,
        )

    def figures(self) -> dict[str, Any]:
        return {
            "gold": self.gold,
            "predicted": self.predicted,
            "recall": _share(self.matched, self.gold),
            "precision": _share(self.matched, self.predicted),
            "verdict": _share(self.verdicts, self.matched),
            "grade": _share(self.grades, self.matched),
        }


@dataclass(slots=True)
class Score:
    """The tallies of one gold file, or of several added up.

    `metadata` counts the files whose metadata was compared (a press report has metadata without a single field), `metadata_fields` the
    fields that gold gives; `wrong` are those that differ, with gold and found value.
    """

    types: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    relations: RelationTally = field(default_factory=RelationTally)
    metadata: int = 0
    metadata_fields: int = 0
    wrong: list[tuple[str, Any, Any]] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        return Score(
            {name: self.types[name] + other.types[name] for name in MEASURES},
            self.relations + other.relations,
            self.metadata + other.metadata,
            self.metadata_fields + other.metadata_fields,
            self.wrong + other.wrong,
        )

    def figures(self) -> dict[str, Any]:
        shown: dict[str, Any] = {name: tally.figures(MEASURES[name]) for name, tally in self.types.items()}
        shown["relation"] = self.relations.figures()
        if self.metadata:
            names = [name for name, _, _ in self.wrong]
            shown["metadata"] = {"fields": self.metadata_fields, "right": self.metadata_fields - len(names), "wrong": names}
        return shown


# -- matching -------------------------------------------------------------------------------------------------------------------------


def _pairs(gold: Sequence[Row], found: Sequence[Row], same: Test) -> dict[int, int]:
    """One-to-one matches, {index in gold: index in found}: the longest overlaps first."""
    order = sorted(range(len(found)), key=lambda j: found[j]["start"])
    starts = [found[j]["start"] for j in order]
    longest = max((r["end"] - r["start"] for r in found), default=0)
    candidates = []
    for i, record in enumerate(gold):
        for position in range(bisect_left(starts, record["start"] - longest), bisect_left(starts, record["end"])):
            j = order[position]
            overlap = min(record["end"], found[j]["end"]) - max(record["start"], found[j]["start"])
            if overlap > 0 and same(record, found[j]):
                candidates.append((overlap, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _tally(gold: Sequence[Row], found: Sequence[Row], measure: Measure) -> Tally:
    pairs = _pairs(gold, found, measure.same)
    tally = Tally(len(gold), len(found), len(pairs))
    sums: dict[str, list[float]] = {name: [] for name, _ in measure.phrases}
    for i, j in sorted(pairs.items()):
        one, other = gold[i], found[j]
        right = {name: test(one, other) for name, test in measure.fields.items()}
        tally.fields.update(name for name, is_right in right.items() if is_right)
        tally.right += all(right.values())
        tally.exact += (one["start"], one["end"]) == (other["start"], other["end"])
        for name, only_where_given in measure.phrases:
            if one.get(name) or not only_where_given:
                sums[name].append(shared_words(one.get(name), other.get(name)))
        if not all(right.values()):
            tally.errors.append(("wrong", one, {n: (one.get(n), other.get(n)) for n, is_right in right.items() if not is_right}))
    tally.phrases = {name: (sum(values), len(values)) for name, values in sums.items()}
    matched = set(pairs.values())
    tally.errors += [("missed", r, {}) for i, r in enumerate(gold) if i not in pairs]
    tally.errors += [("spurious", r, {}) for j, r in enumerate(found) if j not in matched]
    return tally


def _numbers(relation: Row) -> list[tuple[int, int]]:
    whole = relation.get("whole") or relation.get("result")
    return [(a, b) for a, b in [*(relation.get("parts") or ()), *([whole] if whole else [])]]


def _touch(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return all(any(a < d and c < b for c, d in others) for a, b in some)


def _relations(gold: Sequence[Row], found: Sequence[Row], first: int, last: int) -> RelationTally:
    def inside(relations: Sequence[Row]) -> list[tuple[Row, list[tuple[int, int]]]]:
        spans = ((r, _numbers(r)) for r in relations)
        return [(r, s) for r, s in spans if s and first <= min(s)[0] < last]

    wanted, given = inside(gold), inside(found)
    tally = RelationTally(len(wanted), len(given))
    taken: set[int] = set()
    for relation, spans in wanted:
        for j, (other, its) in enumerate(given):
            if j not in taken and len(set(spans)) == len(set(its)) and _touch(spans, its):
                taken.add(j)
                tally.matched += 1
                grade = relation.get("grade") or ("holds" if relation.get("holds") else "inconsistent")
                verdict = relation.get("holds") == other.get("holds")
                tally.verdicts += verdict
                tally.grades += grade == other.get("grade")
                if not verdict or grade != other.get("grade"):
                    tally.errors.append(("wrong", relation, {"grade": (grade, other.get("grade"))}))
                break
        else:
            tally.errors.append(("missed", relation, {}))
    tally.errors += [("spurious", other, {}) for j, (other, _) in enumerate(given) if j not in taken]
    return tally


def score(gold: Iterable[Row], found: Iterable[Row], first: int = 0, last: int = 10**9) -> Score:
    """Scores the records of one document that start in `[first, last)`; both sides are records as the export writes them."""
    wanted, given = _by_type(gold, first, last), _by_type(found, first, last)
    if not any(task.get("form") == "assigned" for task in wanted.get("task", ())):
        # Gold that was written before tasks in running text were annotated says nothing of them.
        given["task"] = [task for task in given.get("task", ()) if task.get("form") != "assigned"]
    result = Score({name: _tally(wanted.get(name, []), given.get(name, []), measure) for name, measure in MEASURES.items()})
    result.relations = _relations(wanted.get("relation", []), given.get("relation", []), first, last)
    if wanted.get("metadata") and given.get("metadata"):
        one, other = wanted["metadata"][0], given["metadata"][0]
        result.metadata = 1
        for name in METADATA_FIELDS:
            if one.get(name):
                result.metadata_fields += 1
                test = one_in_other if name in _METADATA_PHRASES else same_words
                if not test(one[name], other.get(name)):
                    result.wrong.append((name, one[name], other.get(name)))
    return result


def _by_type(records: Iterable[Row], first: int, last: int) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for record in records:
        everywhere = record["type"] in ("relation", "metadata")
        if everywhere or (record.get("start") is not None and first <= record["start"] < last):
            found.setdefault(record["type"], []).append(record)
    return found


# -- files ----------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: the number that its text's name begins with, and the run in which its records count."""

    path: Path
    number: str
    first: int = 0
    last: int = 10**9


_GOLD_NAME = re.compile(r"([^.]+)(?:\.(\d+)-(\d+))?\.jsonl$")


def gold_files(folder: Path) -> list[Gold]:
    """The gold files of a folder, sorted."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        match = _GOLD_NAME.fullmatch(path.name)
        if match:
            bounds = (int(match[2]), int(match[3])) if match[2] else (0, 10**9)
            found.append(Gold(path, match[1], *bounds))
    return found


def text_of(gold: Gold, folders: Iterable[Path]) -> Path | None:
    """The text that a gold file belongs to: the first file of the folders whose name begins with its number."""
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            rest = path.name.removeprefix(gold.number)
            if path.is_file() and rest != path.name and not rest[:1].isdigit() and path.suffix != ".jsonl":
                return path
    return None


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
