"""What the examples of patterns/tasks/tasks.yaml and patterns/tasks/status.yaml are checked against: everything that can be read from one phrase.

A phrase is read as a column's head (`role`), as a deadline (`due_on`), as an assignment (`lead`), as the wording of a state (`status`), and as a
sentence of a report (the fields of its tasks); an example asks for one of these.
"""

from __future__ import annotations

from typing import Any

from extractor.document import Document
from extractor.finders.bodies.organizations import Context
from extractor.finders.dates.finder import DateContext, find_dates
from extractor.finders.references.finder import find_references
from extractor.finders.tasks.assignment import lead_of
from extractor.finders.tasks.deadlines import due_day
from extractor.finders.tasks.finder import find_tasks
from extractor.finders.tasks.model import TaskMention
from extractor.finders.tasks.status import state_in
from extractor.finders.tasks.tables import role_of
from extractor.layout import analyze
from extractor.layout.normalise import normalise
from extractor.lexicon.patterns import Example

REPORT = "BÁO CÁO\nKết quả công tác\n\nI. KẾT QUẢ\n\n"


def tasks_found(example: Example) -> list[dict[str, Any]]:
    """All readings of an example of patterns/tasks/tasks.yaml."""
    text = normalise(example.text)
    context = Context(province=example.province)
    given = role_of(text)
    dates = find_dates(text.replace("\n", " "), DateContext(example.issued_on))
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    lead = lead_of(text, paragraphs, context)
    found: list[dict[str, Any]] = [{"due_on": due_day(text, 0, len(text), dates)}, {"lead": text[slice(*lead)] if lead else None}]
    if given:
        found.append({"role": given[0]})
    return [*found, *(_fields(task) for task in tasks_of(example))]


def status_found(example: Example) -> list[dict[str, Any]]:
    """The state that an example of patterns/tasks/status.yaml words."""
    text = normalise(example.text)
    state = state_in(text, 0, len(text))
    return [{"status": state[0]}] if state else []


def tasks_of(example: Example) -> list[TaskMention]:
    """The tasks of an example's text as a paragraph of a report."""
    layout = analyze(Document(REPORT + example.text, "example", "0" * 64))
    context = Context(province=example.province)
    references = find_references(layout.reading.text, context)
    dates = find_dates(layout.reading.text, DateContext(example.issued_on), [(m.start, m.end) for m in references])
    return find_tasks(layout, references, dates, context, example.issued_on)


def _fields(task: TaskMention) -> dict[str, Any]:
    fields = {name: getattr(task, name) for name in TaskMention.__slots__}
    return fields | {"type": "task", "evidence": list(task.evidence)}


DIRECTIVE = "CHỈ THỊ\nVề một số nhiệm vụ\n\nỦy ban nhân dân tỉnh yêu cầu thực hiện các nội dung sau:\n\n"


def assigned_found(example: Example) -> list[dict[str, Any]]:
    """The tasks that an example of patterns/tasks/assigned.yaml assigns, as a part of a directive."""
    layout = analyze(Document(DIRECTIVE + example.text, "example", "0" * 64))
    context = Context(province=example.province)
    references = find_references(layout.reading.text, context)
    dates = find_dates(layout.reading.text, DateContext(example.issued_on), [(m.start, m.end) for m in references])
    found = find_tasks(layout, references, dates, context, example.issued_on, "Chỉ thị", layout.reading.text.index("\n", 10))
    fields = [_fields(task) for task in found]
    return [f | {"leads": list(f["leads"]), "cooperate": list(f["cooperate"])} for f in fields]
