"""Tasks of texts written for the tests: from a string to mentions, with what the finders before it give."""

from __future__ import annotations

import datetime

from extractor.document import Document
from extractor.finders.bodies.organizations import Context
from extractor.finders.dates.finder import DateContext, find_dates
from extractor.finders.references.finder import find_references
from extractor.finders.tasks.finder import find_tasks
from extractor.finders.tasks.model import TaskMention
from extractor.layout import Layout, analyze

REPORT = "BÁO CÁO\nKết quả công tác\n\nI. KẾT QUẢ THỰC HIỆN\n\n"


def read(
    text: str, *, province: str = "tỉnh Hà Giang", issuer: str | None = None, issued_on: datetime.date | None = None
) -> tuple[Layout, list[TaskMention]]:
    layout = analyze(Document(text, "sample.txt", "0" * 64))
    context = Context(province=province, issuer=issuer)
    references = find_references(layout.reading.text, context)
    dates = find_dates(layout.reading.text, DateContext(issued_on), [(m.start, m.end) for m in references])
    return layout, find_tasks(layout, references, dates, context, issued_on)


def tasks_of(text: str, form: str, **about: object) -> list[TaskMention]:
    return [task for task in read(text, **about)[1] if task.form == form]  # type: ignore[arg-type]


def report(paragraphs: str, form: str, **about: object) -> list[TaskMention]:
    """The tasks of one form in paragraphs of a report's section on results."""
    return tasks_of(REPORT + paragraphs, form, **about)
