"""Links the tasks of a plan with the rows and events that report on them in other documents.

In: the tasks of several documents. Out: links with their scores, best first. Two tasks are compared by the matter of their titles (codes, dates and
formula words left out, abbreviations written out by the other's words): agreement of words, weighed by how rare they are among all the tasks, and
likeness of the strings. Candidates come from an index of the plans' words, rarest first, so that the cost is linear. A shared lead, deadline or group adds to it. Tasks that speak of different years are not linked, nor a report that is
older than the plan; nothing is linked under `THRESHOLD`, and a report's task only to the one plan task that it fits best.

An aggregate counts tasks and tells of none: it is linked to the plan as a whole (`link_aggregates`), where it names the plan or counts as many tasks.
"""

from __future__ import annotations

import datetime
import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import regex
from rapidfuzz import fuzz

from extractor.lexicon.patterns import fold
from extractor.lexicon.phrases import LINKING
from extractor.linking.matters import WORD, YEAR, matter
from extractor.linking.nearness import words_of
from extractor.records import Task

# Scores run from 0 to 100. On the plans and reports of corpus/ right links score 70 and more, wrong ones under 65.
THRESHOLD = 65.0
SAME_DEADLINE, SAME_LEAD, SAME_GROUP = 8.0, 6.0, 3.0
UNKNOWN = ""  # the weight of a word that no title has
ENTRIES = 250  # entries of the index that are read for a report, rarest words first
FURTHEST = 200  # from the beginning of a title, in code points: there those stand who help
SHORTEST_MATTER = 12
FEW_WORDS = 7  # of an act that says too little without what it is about
MOST = 12  # plan tasks that are compared with a report in full

CITED = regex.compile(r"\([^()]*\d+/[^()]*\)")  # "(giao tại Thông báo số 112/TB-VP)"
ABBREVIATION = regex.compile(r"(?<!\p{L})\p{Lu}{3,6}(?!\p{L})")


@dataclass(frozen=True, slots=True)
class TaskDocument:
    """A document's tasks with its day of issue and its code."""

    document: str
    tasks: tuple[Task, ...]
    issued_on: datetime.date | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class TaskLink:
    """The plan's task `plan` (its id) is reported on by `report`; `score` from THRESHOLD to 100."""

    plan: str
    report: str
    score: float


@dataclass(frozen=True, slots=True)
class AggregateLink:
    """The aggregate `report` (its id) counts the tasks of `document`; `by` says how that is known: code | total."""

    document: str
    report: str
    by: str


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a task is about: its words, their string, the years and days that it speaks of."""

    task: Task
    document: TaskDocument
    words: frozenset[str]
    text: str
    years: frozenset[str]
    short: bool = False  # whether the title holds an abbreviation
    weights: dict[str, float] = field(default_factory=dict, compare=False)  # of its words, once they are known

    def weight(self, known: dict[str, float]) -> float:
        """What all its words weigh."""
        if UNKNOWN not in self.weights:
            self.weights[UNKNOWN] = _sum(self.words, known, known[UNKNOWN])
        return self.weights[UNKNOWN]


def spelled_out(title: str, other: str) -> str:
    """`title` with abbreviations written out where the other title has words with these initials ("CCHC" by "cải cách hành chính")."""
    words, initials = _initials(other)

    def full(match: Any) -> str:
        at = initials.find(_folded(match[0]))
        return " ".join(words[at : at + len(match[0])]) if at >= 0 else str(match[0])

    return str(ABBREVIATION.sub(full, title))


@lru_cache(maxsize=1 << 14)
def _initials(title: str) -> tuple[list[str], str]:
    """The words of a title, and their first letters as one string."""
    words = WORD.findall(title)
    return words, "".join(_folded(word)[:1] or " " for word in words)


# Words, bodies and groups come again and again where many pairs are compared.
_folded = lru_cache(maxsize=1 << 15)(fold)


def link_tasks(documents: Sequence[TaskDocument]) -> list[TaskLink]:
    """The links between planned rows and the rows and events of other documents, by plan task, best first."""
    plans = [_matter_of(task, document) for document in documents for task in document.tasks if _is_planned(task)]
    reports = [_matter_of(task, document) for document in documents for task in document.tasks if _reports(task)]
    weights = _weights([*plans, *reports])
    index = _index(plans)
    best: dict[tuple[str, str], TaskLink] = {}
    for report in reports:
        scored: dict[str, tuple[float, int]] = {}
        for number in _candidates(report, index, weights, plans):
            plan = plans[number]
            if not _comparable(plan, report):
                continue
            score = _score(plan, report, weights)
            if score >= THRESHOLD and score > scored.get(plan.document.document, (0.0, 0))[0]:
                scored[plan.document.document] = (score, number)
        for document, (score, number) in scored.items():
            best[(document, report.task.id)] = TaskLink(plans[number].task.id, report.task.id, round(score, 1))
    return sorted(best.values(), key=lambda link: (link.plan, -link.score, link.report))


def link_aggregates(documents: Sequence[TaskDocument]) -> list[AggregateLink]:
    """Which plan the aggregates of other documents count: the one whose code their sentence or title gives, else the only one of that many tasks."""
    plans = {d.document: (d, sum(_is_planned(task) for task in d.tasks)) for d in documents if any(map(_is_planned, d.tasks))}
    links: list[AggregateLink] = []
    for document in documents:
        for task in document.tasks:
            if task.form != "aggregate":
                continue
            said = f"{task.sentence or ''} {task.title or ''}"
            others = [
                (plan, count) for name, (plan, count) in plans.items() if name != document.document and _not_older(document, plan)
            ]
            named = [plan for plan, _ in others if plan.code and _names(said, plan.code)]
            counted = [plan for plan, count in others if task.total is not None and task.total == count]
            if named:
                links += [AggregateLink(plan.document, task.id, "code") for plan in named]
            elif len(counted) == 1:
                links.append(AggregateLink(counted[0].document, task.id, "total"))
    return links


def _is_planned(task: Task) -> bool:
    return task.form in ("row", "assigned") and task.status == "planned"


def _reports(task: Task) -> bool:
    return task.form == "event" or (task.form == "row" and task.status != "planned")


def _matter_of(task: Task, document: TaskDocument) -> _Matter:
    title = told_again(task)
    text = matter(title)
    short = ABBREVIATION.search(title) is not None
    return _Matter(task, document, frozenset(text.split()), text, frozenset(YEAR.findall(title)), short)


def told_again(task: Task) -> str:
    """What a report would tell again: the title behind what it is about, without with whom it is done and without brackets that cite; of "chủ trì, phối hợp với Sở A, Sở B rà soát hồ sơ" what a report tells again is "rà soát hồ sơ"."""
    title = task.title or task.quote or ""
    last = max((at + len(name) for name in task.cooperate if 0 <= (at := title.find(name)) <= FURTHEST), default=0) if task.form == "assigned" else 0
    rest = CITED.sub(" ", title[last:]).strip(" ,")
    if task.form == "assigned" and task.parent and len(matter(rest).split()) < FEW_WORDS:
        return f"{task.parent} {rest}"  # "Về kinh phí sửa chữa trụ sở: … kiểm tra thực tế, đề xuất"
    return rest if len(rest) >= SHORTEST_MATTER else title


def _weights(items: Sequence[_Matter]) -> dict[str, float]:
    """How much a word says: the rarer among all tasks, the more."""
    counts = Counter(word for item in items for word in item.words)
    weights = {word: math.log(1 + len(items) / count) for word, count in counts.items()}
    return weights | {UNKNOWN: max(weights.values(), default=0.0)}


def _index(plans: Sequence[_Matter]) -> dict[str, list[int]]:
    """The plan tasks by their words."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, plan in enumerate(plans):
        for word in plan.words:
            index[word].append(number)
    return index


def _candidates(report: _Matter, index: dict[str, list[int]], weights: dict[str, float], plans: Sequence[_Matter]) -> list[int]:
    """The plan tasks whose telling words agree most with a report's: those behind its rarest words, as many entries as `ENTRIES` allows, so that
    the cost of a report does not grow with the number of plans. An abbreviation is looked up by its words as well."""
    asked = set(report.words)
    if report.short:
        asked |= {word for short in ABBREVIATION.findall(report.task.title or "") for word in words_of(short)}
    held = sorted((word for word in asked if word in index), key=lambda word: (len(index[word]), word))
    shared: dict[int, float] = defaultdict(float)
    left = ENTRIES
    for place, word in enumerate(held):
        entries = index[word]
        if place >= 2 and len(entries) > left:
            break
        left -= len(entries)
        for number in entries[:ENTRIES]:
            shared[number] += weights.get(word, 1.0)
    own = report.weight(weights)
    return heapq.nsmallest(MOST, shared, key=lambda number: (-shared[number] / (own + plans[number].weight(weights)), number))


def _comparable(plan: _Matter, report: _Matter) -> bool:
    if plan.document.document == report.document.document or not _not_older(report.document, plan.document):
        return False
    if plan.years and report.years and not plan.years & report.years:
        return False
    ours, theirs = plan.task.due_on, report.task.due_on
    return ours is None or theirs is None or ours.year == theirs.year


def _not_older(report: TaskDocument, plan: TaskDocument) -> bool:
    return report.issued_on is None or plan.issued_on is None or report.issued_on >= plan.issued_on


def _score(plan: _Matter, report: _Matter, weights: dict[str, float]) -> float:
    ours, theirs = plan, report
    if plan.short or report.short:
        ours = _rewritten(plan, report)
        theirs = _rewritten(report, plan)
    if not ours.words or not theirs.words:
        return 0.0
    default = weights[UNKNOWN]
    both = ours.words & theirs.words
    common = _sum(both, weights, default)
    own, other = ours.weight(weights), theirs.weight(weights)
    agreement = 2 * common / (own + other)
    within = common / min(own, other)
    # A short title inside a long one proves little when it has few words of its own.
    weight = min(1.0, len(both) / 4)
    words = 40 * agreement + 30 * within * weight + _circumstances(plan.task, report.task)
    if words + 30 < THRESHOLD:
        return 0.0
    likeness = (fuzz.token_set_ratio(ours.text, theirs.text) + fuzz.token_sort_ratio(ours.text, theirs.text)) / 2
    return min(100.0, words + 0.3 * likeness)


def _rewritten(item: _Matter, other: _Matter) -> _Matter:
    title = item.task.title or ""
    full = spelled_out(title, other.task.title or "")
    if full == title:
        return item
    text = matter(full)
    return _Matter(item.task, item.document, frozenset(text.split()), text, item.years)


def _sum(words: Iterable[str], weights: dict[str, float], default: float) -> float:
    get = weights.get
    return sum([get(word, default) for word in words])


def _circumstances(plan: Task, report: Task) -> float:
    """What deadline, lead and group add where they agree."""
    extra = 0.0
    if plan.due_on is not None and plan.due_on == report.due_on:
        extra += SAME_DEADLINE
    if plan.lead and report.lead and (_folded(plan.lead) in _folded(report.lead) or _folded(report.lead) in _folded(plan.lead)):
        extra += SAME_LEAD
    if plan.parent and report.parent and fuzz.token_sort_ratio(_folded(plan.parent), _folded(report.parent)) >= 90:
        extra += SAME_GROUP
    return extra


def _stands(said: str, place: int, number: str) -> bool:
    """Whether `number` stands at `place`, and goes on with no digit."""
    end = place + len(number)
    return said[place:end].casefold() == number.casefold() and not said[end : end + 1].isdecimal()


def _names(said: str, code: str) -> bool:
    """Whether a text names a document by its code, or by its number with the noun of plans ("Kế hoạch 162" for 162/QĐ-UBND)."""
    number = regex.split(r"[/-]", code)[0].lstrip("0")
    short = any(_stands(said, match.end(), number) for match in LINKING.number_of_plan.finditer(said))
    return code in said.replace(" ", "") or (bool(number) and short)


__all__ = ["THRESHOLD", "AggregateLink", "TaskDocument", "TaskLink", "link_aggregates", "link_tasks", "matter", "spelled_out", "told_again"]
