"""Finds tasks: rows of plan and result tables, counts of tasks by their state, and acts that are told as done with their product.

    "UBND huyện đã hoàn thành 17/40 nhiệm vụ; ban hành Kế hoạch số 14/KH-UBND" → aggregate (17 of 40), event (14/KH-UBND)

In: the layout, and the mentions of references and dates in it, in order. Out: mentions in order of place. A document that is only cited
(theo, căn cứ, thực hiện) is no task. Wording: patterns/tasks/tasks.yaml and patterns/tasks/status.yaml.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.finders.bodies.organizations import Context, find_organizations
from extractor.finders.dates.finder import DateMention
from extractor.finders.references.finder import ReferenceMention
from extractor.finders.tasks.aggregates import Aggregate, find_aggregates, list_openings
from extractor.finders.tasks.assigned import find_assigned
from extractor.finders.tasks.assignment import lead_of
from extractor.finders.tasks.deadlines import due_day
from extractor.finders.tasks.event_spans import Event
from extractor.finders.tasks.events import find_events
from extractor.finders.tasks.heading_names import heading_owner
from extractor.finders.tasks.model import TaskMention
from extractor.finders.tasks.status import judge
from extractor.finders.tasks.tables import TaskRow, find_task_rows, inside
from extractor.layout.model import Layout, Reading, Segment
from extractor.lexicon.phrases import TASKS
from extractor.why import asked, decided, shortened

# What makes a task of its words, by form; and what makes one of its fields, where that is more than the column or the same words.
FORMS = {"row": "tasks: columns", "aggregate": "tasks: aggregates", "event": "tasks: events", "assigned": "assigned: giving"}
FIELDS = {
    ("row", "lead"): "tasks: assignment",
    ("row", "status"): "status: states",
    ("aggregate", "status"): "status: states",
    ("event", "product"): "tasks: events.issuing",
    ("assigned", "lead"): "assigned: owners",
    ("assigned", "deadline"): "assigned: deadlines",
    ("assigned", "recurrence"): "assigned: deadlines.recurring",
    ("assigned", "product"): "assigned: products",
    ("assigned", "priority"): "assigned: priority",
    ("assigned", "assigned_by"): "assigned: giving.told",
}

# A report counts the tasks of the body that speaks where it names no other.
REPORT = "Báo cáo"

__all__ = ["TaskMention", "find_tasks"]


def find_tasks(
    layout: Layout,
    references: Sequence[ReferenceMention],
    dates: Sequence[DateMention],
    context: Context,
    issued_on: datetime.date | None = None,
    doc_type: str | None = None,
    head_end: int = 0,
) -> list[TaskMention]:
    """All tasks of a document; `issued_on` is its own day, against which open tasks are past due; its header ends at `head_end`."""
    rows = [
        _row(layout.reading, row, references, dates, context, issued_on)
        for row in find_task_rows(layout, references, dates, context)
    ]
    counted = find_aggregates(layout.reading, context)
    openings = list_openings(layout.reading, counted)
    acts = find_events(layout.reading, references, context, openings)
    # Who is not named acts for the body that speaks ("Tham mưu UBND tỉnh ban hành …" in a report of a Sở).
    nameless = any(event.lead is None for event in acts) or any(aggregate.lead is None for aggregate in counted)
    speaker = _speaker(layout.reading, context) if nameless else None
    events = [_event(layout.reading, event, speaker) for event in acts]
    aggregates = [
        _aggregate(layout.reading, aggregate, _counting_body(layout.reading, aggregate) or (speaker if doc_type == REPORT else None))
        for aggregate in counted
    ]
    assigned = find_assigned(layout, dates, doc_type, head_end, context)
    events = [event for event in events if not _assigned(layout.reading, event, assigned)]
    found = [_uncut(layout.reading, task) for task in (*rows, *aggregates, *events, *assigned)]
    if asked():
        for task in found:
            _tell(layout.reading, task)
    return sorted(found, key=lambda task: (task.start, task.end, task.form))


def _assigned(reading: Reading, event: TaskMention, assigned: Sequence[TaskMention]) -> bool:
    """Whether what looks done stands within an act that is still to be done: "Giao Sở A phổ biến các Nghị định, Quyết định số 5/…"; a word such as "đã" tells it all the same."""
    around = next((task for task in assigned if task.start <= event.start and event.end <= task.end), None)
    return around is not None and not TASKS.done_words.search(reading.text, around.start, event.end)


def _uncut(reading: Reading, task: TaskMention) -> TaskMention:
    """The mention at the longest of the parts into which footnotes or a repeated head cut its words; its title stays whole."""
    runs = [(task.start, task.end)]
    raw = reading.raw
    for place in range(task.start + 1, task.end):
        # As in `Reading.raw_runs`: more than markup and blanks stands between.
        if not 0 <= raw[place] - raw[place - 1] <= 120:
            runs[-1:] = [(runs[-1][0], place), (place, task.end)]
    if len(runs) == 1:
        return task
    start, end = max(runs, key=lambda run: run[1] - run[0])
    while reading.text[end - 1] == " ":
        end -= 1
    return replace(task, start=start, end=end)


def _said(reading: Reading, segments: Sequence[Segment]) -> str | None:
    """The words of a cell as written, its paragraphs on lines of their own."""
    return "\n".join(reading.plain[s.start : s.end] for s in segments) or None


def _row(
    reading: Reading,
    row: TaskRow,
    references: Sequence[ReferenceMention],
    dates: Sequence[DateMention],
    context: Context,
    issued_on: datetime.date | None,
) -> TaskMention:
    text = reading.text
    cells = row.cells
    title = cells["title"]
    deadline = cells.get("deadline", [])
    due_on = due_day(text, deadline[0].start, deadline[-1].end, inside(dates, deadline)) if deadline else None
    assigned = cells.get("lead", [])
    lead = lead_of(text, [(s.start, s.end) for s in assigned], context, row.alone)
    result = cells.get("result", [])
    wanted = " ".join(text[s.start : s.end] for s in (cells.get("product") or title))
    verdict = judge(
        text,
        [(s.start, s.end) for s in result],
        inside(references, result),
        inside(dates, result),
        wanted,
        due_on,
        issued_on,
        context,
    )
    spans: list[tuple[str, int, int]] = [
        (role, s[0].start, s[-1].end) for role, s in sorted(cells.items()) if s and role in ("product", "deadline", "result")
    ]
    if lead:
        spans.append(("lead", *lead))
    if verdict.reason:
        spans.append(("status", *verdict.reason))
    return TaskMention(
        title[0].start,
        title[-1].end,
        "row",
        verdict.status,
        title=_said(reading, title),
        product=_said(reading, cells.get("product", [])),
        deadline=_said(reading, deadline),
        due_on=due_on,
        lead=reading.plain[slice(*lead)] if lead else None,
        assignment=_said(reading, assigned),
        result=_said(reading, result),
        evidence=tuple(dict.fromkeys(m.code for m in verdict.evidence if m.code)),
        status_reason=reading.plain[slice(*verdict.reason)] if verdict.reason else None,
        past_due=verdict.past_due,
        days_late=verdict.days_late,
        ordinal=row.ordinal,
        table=row.table,
        row=row.number,
        group=row.group,
        spans=tuple(spans),
    )


def _speaker(reading: Reading, context: Context) -> tuple[int, int] | None:
    """Where the running text first calls the document's own body by its usual name."""
    if not context.issuer:
        return None
    end = min(len(reading.text), 30_000)
    named = [m for m in find_organizations(reading.text[:end], context) if m.name == context.issuer]
    named = [m for m in named if reading.segment_at(m.start).kind in ("paragraph", "item")]
    usual = Counter(reading.text[m.start : m.end] for m in named).most_common(1)
    return next(((m.start, m.end) for m in named if reading.text[m.start : m.end] == usual[0][0]), None) if usual else None


def _event(reading: Reading, event: Event, speaker: tuple[int, int] | None) -> TaskMention:
    lead = event.lead or speaker
    spans = [(name, *span) for name, span in (("lead", lead), ("product", event.product)) if span]
    return TaskMention(
        event.start,
        event.end,
        "event",
        "completed",
        title=reading.plain[event.start : event.end],
        product=reading.plain[slice(*event.product)] if event.product else None,
        lead=reading.plain[slice(*lead)] if lead else None,
        evidence=tuple(m.code for m in event.proofs if m.code),
        spans=tuple(spans),
    )


def _counting_body(reading: Reading, aggregate: Aggregate) -> tuple[int, int] | None:
    """Whose tasks an item or section counts: "1. Sở Y tế: được giao 40 nhiệm vụ …", or the heading "2. Sở Nội vụ" above."""
    if aggregate.lead is not None:
        return None
    index = reading.segment_index(aggregate.start)
    here = reading.segments[index]
    start = here.start + (len(here.marker) + 1 if here.marker else 0)
    colon = reading.text.find(":", start, min(aggregate.start, start + 160))
    own = heading_owner(reading.text, start, colon) if colon > 0 else None
    if own is not None or here.kind == "cell":
        return own
    for above in range(index - 1, max(-1, index - ABOVE), -1):
        segment = reading.segments[above]
        if segment.kind == "heading":
            begin = segment.start + (len(segment.marker) + 1 if segment.marker else 0)
            capitals = segment.marker is None and reading.text[segment.start : segment.end].isupper()
            return None if capitals else heading_owner(reading.text, min(begin, segment.end), segment.end)
    return None


ABOVE = 12  # segments above a count among which its heading is looked for


def _aggregate(reading: Reading, aggregate: Aggregate, speaker: tuple[int, int] | None) -> TaskMention:
    lead = aggregate.lead or speaker
    return TaskMention(
        aggregate.start,
        aggregate.end,
        "aggregate",
        aggregate.status,
        title=reading.plain[slice(*aggregate.title)] if aggregate.title else None,
        lead=reading.plain[slice(*lead)] if lead else None,
        done=aggregate.done,
        total=aggregate.total,
        count=aggregate.count,
        status_reason=reading.plain[slice(*aggregate.reason)],
        spans=tuple((name, *span) for name, span in (("lead", lead), ("status", aggregate.reason)) if span),
    )


def _tell(reading: Reading, task: TaskMention) -> None:
    """Tells which rule made the task and which words gave each of its fields."""
    text = reading.text
    decided("task", task.start, "form", FORMS[task.form], text[task.start : task.end])
    for name, start, end in task.spans:
        decided("task", task.start, name, FIELDS.get((task.form, name), FORMS[task.form]), text[start:end])
    said = {name: text[start:end] for name, start, end in task.spans}
    if task.assignment and task.lead and task.assignment != task.lead:
        decided("task", task.start, "lead", "", "", (f"{shortened(task.assignment)}: the whole cell",))
    if task.due_on is not None:
        decided("task", task.start, "due_on", "dates: the last day that the deadline names", said.get("deadline", ""))
    elif task.deadline is not None:
        decided("task", task.start, "due_on", "tasks: deadline (recurring, undetermined or counted: no last day)", task.deadline)
    if task.past_due:
        decided("task", task.start, "past_due", "tasks: due before the day of the report", said.get("deadline", ""))
    if "status" not in said:
        proof = ", ".join(task.evidence)
        decided("task", task.start, "status", "status: proven by a document" if proof else FORMS[task.form], proof)
