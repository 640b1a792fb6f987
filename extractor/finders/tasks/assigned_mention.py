"""An assigned task as it is reported: from an act and its owner, with who cooperates, until when, how often, and what comes of it.

In: the reading, the dates, the act, what labelled lines said of it. Out: a `TaskMention` with the span of every field.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.finders.dates.finder import DateMention
from extractor.finders.tasks.act_runs import Act
from extractor.finders.tasks.assigned_fields import cooperate_in, priority_in, product_in, recurrence_in
from extractor.finders.tasks.assigned_words import verb_at_start
from extractor.finders.tasks.deadlines import due_day
from extractor.finders.tasks.model import TaskMention
from extractor.finders.tasks.name_verbs import is_noun, verb_here
from extractor.finders.tasks.names import Span, members
from extractor.layout.model import Reading
from extractor.lexicon.phrases import TASKS

BETWEEN = " ,\n"  # helpers and the verb


def mention_of(reading: Reading, dates: Sequence[DateMention], act: Act, told: Mapping[str, Sequence[Span]], topic: str | None = None) -> TaskMention:
    """The task that an act with its owner is; `told` is what labelled lines behind it said ("Đơn vị chủ trì: …")."""
    text, plain = reading.text, reading.plain
    start, end = act.start, act.end
    stop = max(end, act.whole)
    lead = act.owned.owner
    cooperate, with_whom = cooperate_in(text, start, stop)
    if not cooperate and act.owned.mates is not None:
        cooperate, with_whom = members(text, *act.owned.mates), act.owned.mates
    start = act_itself(text, start, end, with_whom)
    again = (act.deadline.recurrence if act.deadline else None) or recurrence_in(text, act.start, stop)
    product = product_in(text, start, end)
    priority = priority_in(text, act.start, stop)
    deadline = (act.deadline.said, act.deadline.end) if act.deadline else None
    due_on = act.deadline.due_on if act.deadline else None
    for span in told.get("cooperate", ()):
        cooperate, with_whom = [*cooperate, *members(text, *span)], with_whom or span
    for span in told.get("deadline", ())[:1]:
        deadline = span
        due_on = due_day(text, *span, [d for d in dates if span[0] <= d.start < span[1]])
        again = again or recurrence_in(text, *span)
    product = product or next(iter(told.get("product", ())), None)
    leads = told.get("lead", ())
    owners = [lead, *leads[1:]] if leads and lead == leads[0] else [lead, *act.owned.more]
    named = [("lead", lead), ("cooperate", with_whom), ("deadline", deadline), ("product", product), ("recurrence", again)]
    named += [("assigned_by", act.owned.by), ("priority", priority)]
    return TaskMention(
        start,
        end,
        "assigned",
        "planned",
        title=plain[start:end],
        product=_said(plain, product),
        deadline=_said(plain, deadline),
        due_on=due_on,
        lead=_said(plain, lead),
        leads=tuple(name for span in owners for name in _as_written(text, plain, members(text, *span), span)),
        cooperate=tuple(cooperate),
        recurrence=_said(plain, again),
        assigned_by=_said(plain, act.owned.by),
        priority=_said(plain, priority),
        group=topic,
        spans=tuple((name, *span) for name, span in named if span is not None and span[1] > span[0]),
    )


def act_itself(text: str, start: int, end: int, with_whom: Span | None) -> int:
    """Where the act begins behind the words that tell who leads and who helps: "chủ trì, phối hợp với Sở Tài chính rà soát …" → at "rà soát".

    Who leads and who helps are fields of their own; where no verb follows the helpers ("phối hợp với Sở Tài chính trong việc rà soát") the words stay."""
    if with_whom is None or with_whom[0] < start or not TASKS.jointly_alone.fullmatch(text, start, with_whom[0]):
        return start
    behind = with_whom[1]
    while behind < end and text[behind] in BETWEEN:
        behind += 1
    aside = TASKS.aside_before_act.match(text, behind, end)
    aside = aside if aside is not None and verb_at_start().match(text, aside.end(), end) else None
    if aside is not None:
        behind = aside.end()  # "phối hợp với Sở Tài chính căn cứ Quyết định này, trong 05 ngày, công khai …"
    if TASKS.same_level.match(text, behind, end) or is_noun(text, behind, end):
        return start
    return behind if aside is not None or verb_here(text, behind, end) is not None else start


def labelled(reading: Reading, dates: Sequence[DateMention], task: TaskMention, role: str, span: Span) -> TaskMention:
    """A task with what a labelled line below it says of its deadline, product or helpers; what the act itself says stays."""
    said, spans = _said(reading.plain, span), (*task.spans, (role, *span))
    if role == "deadline" and task.deadline is None:
        again = recurrence_in(reading.text, *span)
        due_on = due_day(reading.text, *span, [d for d in dates if span[0] <= d.start < span[1]])
        return replace(task, deadline=said, due_on=due_on, recurrence=task.recurrence or _said(reading.plain, again), spans=spans)
    if role == "product" and task.product is None:
        return replace(task, product=said, spans=spans)
    if role == "cooperate" and not task.cooperate:
        return replace(task, cooperate=tuple(members(reading.text, *span)), spans=spans)
    return task


def given_by(reading: Reading, task: TaskMention, by: Span) -> TaskMention:
    """A task whose text names nobody who assigns it, with who does in all of the document."""
    return task if task.assigned_by else replace(task, assigned_by=_said(reading.plain, by), spans=(*task.spans, ("assigned_by", *by)))


def _said(plain: str, span: Span | None) -> str | None:
    return plain[span[0] : span[1]] or None if span else None


def _as_written(text: str, plain: str, names: Sequence[str], span: Span) -> list[str]:
    """Names as the file writes them (the reading has one placement of tones)."""
    found = []
    for name in names:
        at = text.find(name, *span)
        found.append(plain[at : at + len(name)] if at >= 0 else name)
    return found
