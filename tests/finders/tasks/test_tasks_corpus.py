"""The tasks of the corpus against its annotations: every row and aggregate, and nearly every event."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractor.finders.dates.finder import DateContext, find_dates
from extractor.finders.header.finder import document_context, find_header
from extractor.finders.references.finder import find_references
from extractor.finders.tasks.finder import find_tasks
from extractor.finders.tasks.model import TaskMention
from extractor.layout import analyze
from extractor.readers import read

CORPUS = Path(__file__).parents[3] / "corpus"
GOLD = sorted(CORPUS.glob("gold/*.jsonl"))


def gold_tasks(path: Path, form: str) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [r for r in records if r["type"] == "task" and r["form"] == form]


def found_tasks(path: Path) -> list[tuple[int, int, TaskMention]]:
    layout = analyze(read(next(CORPUS.glob(f"{path.stem}_*")), path.stem))
    header = find_header(layout)
    context = document_context(layout, header)
    references = find_references(layout.reading.text, context, header.own_number_spans)
    taken = [(m.start, m.end) for m in references]
    dates = find_dates(layout.reading.text, DateContext(header.issued_on), taken)
    tasks = find_tasks(layout, references, dates, context, header.issued_on, header.doc_type)
    return [(span.start, span.end, task) for task in tasks for span in [layout.span(task.start, task.end)]]


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_the_tasks_of_the_corpus(path: Path) -> None:
    found = found_tasks(path)
    for form in ("row", "aggregate", "event"):
        wanted = gold_tasks(path, form)
        mine = [(start, end, task) for start, end, task in found if task.form == form]
        assert len(mine) == len(wanted), form
        for gold in wanted:
            matches = [task for start, end, task in mine if start < gold["end"] and gold["start"] < end]
            assert matches, gold["quote"]
            task = min(matches, key=lambda task: abs(len(task.title or "") - len(gold["quote"])))
            assert task.status == gold["status"], gold["quote"]
            if form == "aggregate":
                assert (task.count, task.total, task.done) == (gold["count"], gold["total"], gold["done"])
            if form == "event":
                assert set(task.evidence) == set(gold["evidence"])
            if form == "row":
                assert (task.deadline, task.lead, task.ordinal) == (gold["deadline"], gold["lead"], gold["ordinal"])
                assert set(task.evidence) == set(gold.get("evidence") or [])
