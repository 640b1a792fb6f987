"""The roll-up as a sheet to hand in: how the bodies in charge stand, then each one's tasks with the sentence that gives them and what reports say.

In: the tasks that were asked for, the rows of the counts, the full names of bodies. Out: the bytes of a Word document; the same roll-up gives the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.cli import listing
from extractor.cli.plan_sheet import around, place_of
from extractor.linking.followup import Followed
from extractor.messages import Speaker
from extractor.word_sheet import packed, paragraph, signatures, table

LONGEST_SENTENCE = 260  # on paper, in code points
FURTHER = 30  # by how much a sentence says more than the title that was read from it


def as_docx(say: Speaker, found: Sequence[Followed], rows: Sequence[Mapping[str, Any]], names: Mapping[str, str], as_of: datetime.date) -> bytes:
    """The sheet; `rows` are the counts by body, in the order in which the bodies follow."""
    day = listing.day(as_of)
    keys = list(rows[0])
    share = 64 // (len(keys) - 1)
    counts = [[number_said(say, row[key]) for key in keys] for row in rows]
    body = [
        paragraph(say("rollup.title", day=day).upper(), bold=True, size=28, align="center", after=120, follows=True),
        table([listing.head(say, key) for key in keys], counts, [100 - share * (len(keys) - 1), *[share] * (len(keys) - 1)], aligns=["left", *["right"] * (len(keys) - 1)]),
        paragraph(say("rollup.explained", day=day), italic=True, size=20, before=60, after=120),
        paragraph(say("rollup.tasks"), bold=True, size=24, before=120, follows=True),
    ]
    tasks: list[list[str]] = []
    for row in rows:
        own = [one for one in found if row["lead"] in _leads(one, names)]
        tasks.append([f"{row['lead']} ({len(own)})"])
        tasks += [[str(number), *_task(say, one)] for number, one in enumerate(own, 1)]
    heads = [listing.head(say, key) for key in ("number", "title", "deadline", "outcome", "plan", "report_sentence")]
    body += [
        table(heads, tasks, (5, 35, 10, 12, 13, 25)),
        paragraph(say("plan.day", day="……/……/…………"), before=160, after=120, follows=True),
        signatures([say(f"sign.{who}") for who in ("tracker", "head")], say("sign.hint")),
    ]
    return packed(body)


def _leads(one: Followed, names: Mapping[str, str]) -> set[str]:
    task = one.outcome.task
    return {" ".join(names.get(name, name).split()) for name in task.leads or ([task.lead] if task.lead else ["–"])}


def _task(say: Speaker, one: Followed) -> list[str]:
    task, made = one.outcome.task, one.outcome
    title = " ".join((task.title or task.quote or "").split())
    topic = f"{' '.join(task.parent.split())}: " if task.parent and task.form == "assigned" else ""
    sentence = " ".join((task.sentence or "").split())
    said = f"\n“{around(sentence, title, LONGEST_SENTENCE)}”" if task.form == "assigned" and len(sentence) > len(title) + FURTHER else ""
    day = listing.day(one.next_on) if one.next_on else task.deadline or task.recurrence or ""
    state = say(f"outcome_of.{made.state}") + (f"\n{say('rollup.past')}" if one.overdue else "") + (f"\n{listing.day(made.done_on)}" if made.done_on else "")
    where = "\n".join(part for part in (one.plan if one.plan != task.document else "", place_of(say, task.document, task.page)) if part)
    return [topic + title + said, day, state, where, _reported(say, one)]


def _reported(say: Speaker, one: Followed) -> str:
    """What the most telling report says with its place, or the passage that comes nearest."""
    if one.outcome.reports:
        report = one.outcome.reports[0].task
        return f"“{around(report.sentence or '', report.quote or '', LONGEST_SENTENCE)}” ({place_of(say, report.document, report.page)})"
    near = one.outcome.passages[0] if one.outcome.passages else None
    return say("rollup.near", sentence=listing.short(near.sentence, LONGEST_SENTENCE), where=place_of(say, near.document, near.page)) if near else ""


def number_said(say: Speaker, value: Any) -> str:
    """A cell as the language writes it; nothing for no value."""
    said = "" if value is None else str(value)
    return said.replace(".", ",") if isinstance(value, float) and say.lang == "vi" else said
